//! TOML.  What is broken is told and left out, the rest is read.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::node::{Broken, Key, Node, Tree, Value, number_of};
use super::super::read::LISTS;
use super::{PIECE, plain};
use crate::place::Span;

/// Cuts a long sheet before headers of lists, and any sheet before the header behind a line at which the parser gives up.
/// One with text over several lines stays whole: a line there may look like a header.
pub(super) fn pieces(source: &str) -> Vec<Range<usize>> {
    // Tables of other kinds belong to the one before.
    if has_long_text(source) || has_other_tables(source.as_bytes()) {
        return std::iter::once(0..source.len()).collect();
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let tame = is_tame(source.as_bytes());
    let lost_lines = (!tame).then(|| lost_lines(source).map(|line| line.end));
    let mut lost_lines = lost_lines.into_iter().flatten().peekable();
    loop {
        while lost_lines.next_if(|end| *end <= start).is_some() {}
        let lost = lost_lines.peek().copied();
        let far = (start + PIECE..source.len()).find(|at| source.is_char_boundary(*at));
        let Some(from) = lost.into_iter().chain(far.filter(|_| source.len() >= 2 * PIECE)).min() else { break };
        // A letter of several bytes may end there.
        let from = source.floor_char_boundary(from.saturating_sub(1)).max(start);
        let is_list =
            |header: &str| LISTS.iter().any(|list| header.strip_prefix(list).is_some_and(|it| it.starts_with("]]")));
        let mut headers = source[from..].match_indices("\n[[");
        let Some((cut, _)) = headers.find(|(at, _)| is_list(&source[from + at + 3..])) else { break };
        pieces.push(start..from + cut + 1);
        start = from + cut + 1;
    }
    pieces.push(start..source.len());
    pieces
}

/// The first line of a sheet that the parser cannot read, from 1, and why.
#[must_use]
pub fn first_broken(source: &str) -> Option<(usize, String)> {
    let (_, errors) = DeTable::parse_recoverable(source);
    let error = errors.into_iter().next()?;
    let at = error.span().map_or(0, |span| span.start).min(source.len());
    let line = source.get(..at).unwrap_or_default().matches('\n').count() + 1;
    Some((line, error.message().to_owned()))
}

fn has_long_text(source: &str) -> bool {
    let has = |marks: &str| memchr::memmem::find(source.as_bytes(), marks.as_bytes()).is_some();
    has("\"\"\"") || has("'''")
}

/// Whether no line is lost, as far as each tells by itself; a long sheet is looked at from several places at once.
fn is_tame(source: &[u8]) -> bool {
    let lines = |share: &[u8]| {
        let mut start = 0;
        let mut ends = memchr::memchr_iter(b'\n', share).chain(std::iter::once(share.len()));
        ends.all(|end| {
            let line = &share[start..end];
            start = end + 1;
            is_plain(line) || is_balanced(line)
        })
    };
    if source.len() < 2 * PIECE {
        return lines(source);
    }
    let mut shares = Vec::new();
    let mut rest = source;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest.get(PIECE..).unwrap_or_default()).map_or(rest.len(), |at| PIECE + at + 1);
        let (share, behind) = rest.split_at(end);
        shares.push(share.strip_suffix(b"\n").unwrap_or(share));
        rest = behind;
    }
    shares.into_par_iter().all(lines)
}

/// Whether a line is a key with a list that ends in it, and has no comment.
fn is_balanced(line: &[u8]) -> bool {
    let equals = memchr::memchr3(b'=', b'[', b'#', line).filter(|at| line[*at] == b'=');
    let change = |open: i32, byte: &u8| match byte {
        b'[' => open + 1,
        b']' => open - 1,
        _ => open,
    };
    equals.is_some() && memchr::memchr(b'#', line).is_none() && line.iter().fold(0, change) == 0
}

/// Whether a line begins with one bracket.
fn has_other_tables(source: &[u8]) -> bool {
    let is_other = |at: usize| source.get(at) == Some(&b'[') && source.get(at + 1) != Some(&b'[');
    is_other(0) || memchr::memchr_iter(b'\n', source).any(|end| is_other(end + 1))
}

/// Lines that begin as a key and give it no value, at which the parser gives up all that follows: "verified 2026-01-01".
pub fn lost_lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut open = 0_i32;
    let long = has_long_text(source);
    let ends = memchr::memchr_iter(b'\n', source.as_bytes()).map(|at| at + 1);
    let last = (!source.is_empty() && !source.ends_with('\n')).then_some(source.len());
    ends.chain(last).filter_map(move |end| {
        let range = start..end;
        start = end;
        // Nearly every line is a header, or a key with a plain value.
        if open == 0 && is_plain(&source.as_bytes()[range.clone()]) {
            return None;
        }
        let within = open > 0;
        let bare = source[range.clone()].split('#').next().unwrap_or_default();
        // Brackets of a list over several lines; headers and values close their own.
        if within || bare.contains('=') {
            let count = |letter: char| i32::try_from(bare.matches(letter).count()).unwrap_or(0);
            open = (open + count('[') - count(']')).max(0);
        }
        let words = bare.trim();
        let keyed = words.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
        (!long && !within && keyed && !words.contains('=')).then_some(range)
    })
}

/// Whether a line is empty, a header or a comment, or a key with a value that has no brackets.
fn is_plain(line: &[u8]) -> bool {
    if matches!(line.first(), None | Some(b'\n' | b'\r' | b'#')) {
        return true;
    }
    let Some(equals) = memchr::memchr(b'=', line) else { return line[0] == b'[' };
    memchr::memchr3(b'[', b']', b'#', line).is_none_or(|at| at > equals && line[at] == b'#')
}

pub(super) fn read(source: &str, piece: Range<usize>) -> Tree<'_> {
    match plain::read(&source[piece.clone()], piece.start) {
        Some(node) => (node, Vec::new()),
        None => whole(source, piece),
    }
}

/// Reads whatever TOML may hold, and tells what is wrong in it.
pub(super) fn whole(source: &str, piece: Range<usize>) -> Tree<'_> {
    let reader = Reader { source, base: piece.start };
    let (table, errors) = DeTable::parse_recoverable(&source[piece]);
    let mut broken: Vec<Broken> = errors
        .iter()
        .map(|error| {
            let span = reader.span(error.span().unwrap_or(0..0));
            let message = match key_before(source, span.start as usize) {
                Some(key) => format!("`{key}`: {}", error.message()),
                None => error.message().to_owned(),
            };
            Broken { span, message }
        })
        .collect();
    broken.dedup_by(|later, earlier| later.span == earlier.span);
    let span = reader.span(table.span());
    (Node { span, value: reader.fields(table.into_inner()) }, broken)
}

/// The key whose value begins at an offset, where that is plain: "born" of `born = 1971-02-30`.
fn key_before(source: &str, value: usize) -> Option<&str> {
    let line = source.get(..value)?.rsplit('\n').next()?;
    let key = line.trim_end().strip_suffix('=')?.trim_end();
    let key = key.rsplit(['{', ',', ' ']).next()?;
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    plain.then_some(key)
}

/// A sheet that is read from an offset on.
#[derive(Clone, Copy)]
struct Reader<'a> {
    source: &'a str,
    base: usize,
}

impl<'a> Reader<'a> {
    fn span(self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn fields(self, table: DeTable<'a>) -> Value<'a> {
        let field = |(key, value): (Spanned<Cow<'a, str>>, Spanned<DeValue<'a>>)| {
            (Key { span: self.span(key.span()), name: key.into_inner() }, self.node(value))
        };
        Value::Table(table.into_iter().map(field).collect())
    }

    fn node(self, value: Spanned<DeValue<'a>>) -> Node<'a> {
        let span = self.span(value.span());
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(number) if number.radix() == 10 => number_of(number.as_str()),
            DeValue::Integer(number) => Value::Text(Cow::Owned(number.as_str().to_owned())),
            DeValue::Float(number) => number_of(number.as_str()),
            DeValue::Boolean(switch) => Value::Switch(switch),
            DeValue::Datetime(_) => Value::Day(Cow::Borrowed(&self.source[span.range()])),
            DeValue::Array(list) => Value::List(list.into_iter().map(|it| self.node(it)).collect()),
            DeValue::Table(table) => self.fields(table),
        };
        Node { span, value }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::super::{Reference, Syntax};
    use super::*;

    #[test]
    fn a_line_without_a_value_does_not_silence_the_rest() {
        let source = "[[people]]\nname = \"Ross Coyle\"\nverified 2026-01-01\ntitle = \"mayor\"\n\n[[people]]\nname = \"Ann Foe\"\naliases = [\n  \"Annie\",\n]\n\n[[places]]\nname = \"Sorne\"\n";
        let sheet = Reference::read("sheet", source, Syntax::Toml);
        let names: Vec<&str> = sheet.people.iter().map(|person| &*person.name.value).collect();
        assert_eq!((names, sheet.places.len()), (vec!["Ross Coyle", "Ann Foe"], 1));
        assert_eq!(sheet.findings.len(), 1);
        let line = source.find("verified").unwrap();
        let place = sheet.findings[0].place.span;
        assert!((line..line + 20).contains(&(place.start as usize)), "{place:?}");
        let first = format!("broken\n{source}");
        assert_eq!(Reference::read("sheet", &first, Syntax::Toml).people.len(), 2);
    }

    #[test]
    fn a_long_sheet_is_read_as_a_short_one() {
        let mut source = String::from("# ours\n");
        for number in 0..9000 {
            let _ = write!(source, "[[people]]\nname = \"Ilsé Varnholt{number}\"\nborn = 1971-04-02\n# next\n");
            if number % 1000 == 7 {
                let _ = write!(source, "titel = \"x{number}\"\n[[places]]\nname = \"Port {number}\"\n");
            }
        }
        let pieces = pieces(&source);
        assert!(pieces.len() > 2 && pieces.windows(2).all(|pair| pair[0].end == pair[1].start), "{pieces:?}");
        assert_eq!((pieces[0].start, pieces.last().unwrap().end), (0, source.len()));
        let sheet = Reference::read("sheet", &source, Syntax::Toml);
        assert_eq!((sheet.people.len(), sheet.places.len(), sheet.findings.len()), (9000, 9, 9));
        for person in &sheet.people {
            assert_eq!(source[person.name.span.range()].trim_matches('"'), &*person.name.value);
        }
        for finding in &sheet.findings {
            assert_eq!(&source[finding.place.span.range()], "titel");
        }
        // Lists over several lines, comments with brackets, and a line without a value.
        let more = "[[people]]\nname = \"C D\"\naliases = [\n  \"E\", # [one\n]\nnot = [\"F\"]\n# x = [\nverified 2026\n[[people]]\nname = \"G H\"\n";
        for long in [format!("{source}{more}"), format!("{more}{source}")] {
            let sheet = Reference::read("sheet", &long, Syntax::Toml);
            assert_eq!((sheet.people.len(), sheet.findings.len()), (9002, 10));
        }
        assert!(is_tame(source.as_bytes()) && !is_tame(format!("{source}{more}").as_bytes()));
        // Text over several lines may hold what looks like a header.
        let odd = format!("{source}[[people]]\nname = \"A B\"\nnote = \"\"\"\n[[people]]\n\"\"\"\n");
        assert_eq!(super::pieces(&odd).len(), 1);
        assert_eq!(Reference::read("sheet", &odd, Syntax::Toml).people.len(), 9001);
    }
}
