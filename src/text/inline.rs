//! Words with marks in them, for the formats that are read line by line.

use super::build::Builder;
use crate::place::Span;

/// How far, in bytes, the end of a mark is sought: markup within a paragraph is short.
const REACH: usize = 1024;

/// The deepest that marks stand within marks.
pub(super) const DEPTH: usize = 8;

/// Gives a stretch of the source to a builder: literal runs, line ends as spaces.
pub(super) fn words(source: &str, span: Span, builder: &mut Builder<'_>) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end {
        let line = source[at..end].find(['\n', '\r']).map_or(end, |length| at + length);
        let kept = at + source[at..line].trim_end().len();
        // White space before a line's end is none of the words; at the end of the stretch it is.
        let kept = if line == end { line } else { kept };
        if kept > at {
            builder.run(Span::new(at, kept));
        }
        if line == end {
            return;
        }
        let next = line + (source[line..end].len() - source[line..end].trim_start().len());
        builder.space(Span::new(kept, next));
        at = next;
    }
}

/// What a mark's text ends with, within reach: the bytes up to it.
pub(super) fn until(text: &str, mark: &str) -> Option<usize> {
    let reach = text.floor_char_boundary(REACH);
    text[..reach].find(mark)
}

/// The bytes up to the end of text between marks that touch it: "*so*", not "2 * 3 * 4" nor "a*b*c".
pub(super) fn touching(before: &str, text: &str, mark: &str) -> Option<usize> {
    let opens =
        !before.ends_with(|it: char| it.is_alphanumeric() || it == '_') && !text.starts_with(char::is_whitespace);
    if !opens {
        return None;
    }
    let reach = text.floor_char_boundary(REACH);
    text[..reach].match_indices(mark).map(|(at, _)| at).find(|at| {
        let (inner, behind) = (&text[..*at], &text[at + mark.len()..]);
        !inner.is_empty()
            && !inner.ends_with(|it: char| it.is_whitespace() || it == '\\')
            && !behind.starts_with(|it: char| it.is_alphanumeric() || it == '_')
            && !behind.starts_with(mark)
    })
}

/// Whether a paragraph is set off as a whole.
pub(super) fn is_set_off(text: &str, marks: &[char]) -> bool {
    let text = text.trim();
    let Some(mark) = text.chars().next().filter(|mark| marks.contains(mark)) else { return false };
    let inner = text.trim_matches(mark);
    text.ends_with(mark) && !inner.is_empty() && !inner.contains(mark)
}
