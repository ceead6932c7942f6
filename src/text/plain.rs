//! Plain text: paragraphs between blank lines.

use super::build::Builder;
use super::zones::Layout;
use crate::place::Span;

/// A line longer than this, in bytes, was never wrapped by hand.
const LONG: usize = 120;

/// A run whose widest line is shorter than this, in bytes, was not wrapped but set in lines.
const NARROW: usize = 50;

/// Reads plain text.
pub(super) fn read(source: &str, builder: &mut Builder<'_>) {
    let mut run: Vec<Span> = Vec::new();
    for line in lines(source) {
        let words = trim(source, line);
        if words.start == words.end {
            flush(source, &mut run, builder);
        } else {
            run.push(words);
        }
    }
    flush(source, &mut run, builder);
}

/// Makes paragraphs of a run of lines without a blank one between.
fn flush(source: &str, run: &mut Vec<Span>, builder: &mut Builder<'_>) {
    let width = run.iter().map(|line| line.range().len()).max().unwrap_or_default();
    let mut first = 0;
    for index in 0..run.len() {
        let next = run.get(index + 1);
        if next.is_some_and(|next| continues(&source[run[index].range()], &source[next.range()], width)) {
            continue;
        }
        // Line ends within a paragraph are white space to the reader, as they are to the writer.
        let layout = Layout { alone: first == index, ..Layout::default() };
        builder.verbatim(source, run[first].to(run[index]), layout);
        first = index + 1;
    }
    run.clear();
}

/// Whether a line was broken only because it was full: it goes on with a small letter, or the next word
/// would not have fitted into the widest line of the run.
fn continues(line: &str, next: &str, width: usize) -> bool {
    if width > LONG || next.starts_with(['-', '*', '•', '–', '>']) {
        return false;
    }
    if next.starts_with(char::is_lowercase) && !line.ends_with(['.', '!', '?', ':']) {
        return true;
    }
    let word = next.split_whitespace().next().map_or(0, str::len);
    width >= NARROW && line.len() + 1 + word > width
}

/// Whether a paragraph of a document is the next line of one that was wrapped by hand.  Its lines are paragraphs all,
/// so only one that stops within a sentence goes on.
#[must_use]
pub fn is_wrapped(line: &str, next: &str, width: usize) -> bool {
    let ends = line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')']);
    width >= NARROW && !ends && continues(line, next, width)
}

/// The lines of a text as spans, without their ends.
pub(super) fn lines(source: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = source.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start > bytes.len() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let span = Span::new(start, end);
        let double = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + 1 + usize::from(double);
        Some(span)
    })
}

fn trim(source: &str, line: Span) -> Span {
    let words = &source[line.range()];
    let start = line.start as usize + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    Span::new(start, end)
}
