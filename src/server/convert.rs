//! Between LSP's positions and byte offsets.

use ropey::Rope;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

use crate::place::Span;
use crate::text::{Columns, Lines};

/// The first encoding of the client's list that is known here; UTF-16 when there is none.
pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Columns {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Columns::Utf8),
        "utf-16" => Some(Columns::Utf16),
        "utf-32" => Some(Columns::Utf32),
        _ => None,
    };
    offered.and_then(|list| list.iter().find_map(known)).unwrap_or_default()
}

/// The name of an encoding on the wire.
pub(super) fn encoding(columns: Columns) -> PositionEncodingKind {
    match columns {
        Columns::Utf8 => PositionEncodingKind::UTF8,
        Columns::Utf16 => PositionEncodingKind::UTF16,
        Columns::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// Where a span of a text stands for the client.
pub(super) fn range(text: &str, lines: &Lines, span: Span, columns: Columns) -> Range {
    let position = |offset: u32| {
        let (line, column) = lines.position(text, offset as usize, columns);
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    };
    Range::new(position(span.start), position(span.end))
}

/// The byte that a client's position means.
pub(super) fn offset(text: &str, lines: &Lines, position: Position, columns: Columns) -> usize {
    lines.offset(text, position.line as usize, position.character as usize, columns)
}

/// The character of a rope that a client's position means; what lies past the end of a line or of the text
/// is taken back to it.
pub(super) fn char_in(rope: &Rope, position: Position, columns: Columns) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let start = rope.line_to_char(line);
    let (mut count, mut chars) = (0, 0);
    for letter in rope.line(line).chars() {
        if matches!(letter, '\n' | '\r') {
            break;
        }
        count += match columns {
            Columns::Utf8 => letter.len_utf8(),
            Columns::Utf16 => letter.len_utf16(),
            Columns::Utf32 => 1,
        };
        if count > position.character as usize {
            break;
        }
        chars += 1;
    }
    start + chars
}
