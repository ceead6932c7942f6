//! reStructuredText, as far as prose needs it.  Source: the reStructuredText specification of Docutils.

use std::collections::HashMap;

use super::block::{Cell, Zone};
use super::build::Builder;
use super::front_matter::zone_of;
use super::inline::{DEPTH, is_set_off, touching, until, words};
use super::markdown::is_pull_quote;
use super::plain::lines;
use super::zones::Layout;
use crate::place::Span;

/// Directives whose content is prose, with what it is.
const PROSE: &[(&str, Option<Zone>)] = &[
    ("note", None),
    ("warning", None),
    ("attention", None),
    ("caution", None),
    ("danger", None),
    ("error", None),
    ("hint", None),
    ("important", None),
    ("tip", None),
    ("admonition", None),
    ("topic", None),
    ("sidebar", None),
    ("container", None),
    ("compound", None),
    ("class", None),
    ("rst-class", None),
    ("epigraph", Some(Zone::PullQuote)),
    ("highlights", Some(Zone::Standfirst)),
    ("pull-quote", Some(Zone::PullQuote)),
    ("figure", Some(Zone::Caption)),
    ("table", None),
];

/// How deep blocks stand in blocks at most.
const DEEPEST: usize = 32;

/// The longest simple table, in lines.
const LONGEST: usize = 2000;

/// A line: its words, and how far in they stand.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    indent: usize,
}

impl Line {
    fn is_empty(self) -> bool {
        self.span.start == self.span.end
    }
}

/// Reads reStructuredText.
pub(super) fn read(source: &str, builder: &mut Builder<'_>) {
    let line = |line: Span| {
        let text = source[line.range()].trim_end();
        let words = text.trim_start();
        let start = line.start as usize + text.len() - words.len();
        let indent = source[line.start as usize..start].chars().map(|it| if it == '\t' { 8 } else { 1 }).sum();
        Line { span: Span::new(start, start + words.len()), indent }
    };
    let lines: Vec<Line> = lines(source).map(line).collect();
    let mut reader = Reader { source, values: HashMap::new(), headline: false, begun: false, tables: 0 };
    reader.values(&lines);
    reader.blocks(&lines, None, 0, builder);
}

struct Reader<'a> {
    source: &'a str,
    /// What stands for a name between bars.
    values: HashMap<&'a str, &'a str>,
    headline: bool,
    /// Something of the story was read: fields are no longer of the document.
    begun: bool,
    tables: u32,
}

impl<'a> Reader<'a> {
    fn text(&self, line: Line) -> &'a str {
        &self.source[line.span.range()]
    }

    /// Finds what stands for names: `.. |name| replace:: words`.
    fn values(&mut self, lines: &[Line]) {
        for line in lines {
            let Some((name, rest)) = self.text(*line).strip_prefix(".. |").and_then(|rest| rest.split_once('|')) else {
                continue;
            };
            if let Some(words) = rest.trim_start().strip_prefix("replace::") {
                self.values.insert(name, words.trim());
            }
        }
    }

    /// Reads blocks that stand equally far in.
    fn blocks(&mut self, lines: &[Line], zone: Option<Zone>, depth: usize, builder: &mut Builder<'_>) {
        let margin = lines.iter().filter(|line| !line.is_empty()).map(|line| line.indent).min().unwrap_or(0);
        let mut at = 0;
        while at < lines.len() {
            at = self.block(lines, at, (margin, zone, depth), builder);
        }
    }

    /// Reads a block and gives the line behind it.
    fn block(
        &mut self,
        lines: &[Line],
        at: usize,
        (margin, zone, depth): (usize, Option<Zone>, usize),
        builder: &mut Builder<'_>,
    ) -> usize {
        let line = lines[at];
        if line.is_empty() {
            return at + 1;
        }
        let inner = |from: usize| from + extent(&lines[from..], margin);
        if line.indent > margin && depth < DEEPEST {
            let end = inner(at);
            self.blocks(&lines[at..end], zone.or(Some(Zone::Body)), depth + 1, builder);
            return end;
        }
        let text = self.text(line);
        if text == ".." || text.starts_with(".. ") {
            let end = inner(at + 1);
            self.explicit(&lines[at..end], depth, builder);
            return end;
        }
        if text.starts_with("__ ") || text.starts_with(">>> ") {
            let behind = lines[at..].iter().position(|line| line.is_empty());
            return if text.starts_with("__ ") { at + 1 } else { behind.map_or(lines.len(), |length| at + length) };
        }
        let titled = self.headline;
        if let Some(next) = self.title(lines, at, builder) {
            self.begun |= titled;
            return next;
        }
        if is_rule(text) {
            return at + 1;
        }
        if let Some(columns) = simple_table(text) {
            return self.simple(lines, at, &columns, builder);
        }
        if text.starts_with("+-") && text.ends_with('+') {
            let rows = lines[at..].iter().take_while(|line| self.text(**line).starts_with(['+', '|'])).count();
            self.grid(&lines[at..at + rows], builder);
            return at + rows;
        }
        if let Some(mark) = item(text) {
            let follows = lines.get(at + 1).filter(|next| !next.is_empty() && next.indent == margin);
            let goes_on = follows.is_some_and(|next| item(self.text(*next)).is_none());
            if !goes_on && depth < DEEPEST {
                self.begun = true;
                let end = inner(at + 1);
                let first = Line {
                    span: Span::new(line.span.start as usize + mark, line.span.end as usize),
                    indent: margin + mark,
                };
                let content: Vec<Line> = std::iter::once(first).chain(lines[at + 1..end].iter().copied()).collect();
                self.blocks(&content, zone.filter(|zone| *zone != Zone::Body).or(Some(Zone::List)), depth + 1, builder);
                return end;
            }
        }
        if let Some((name, value)) = field(text) {
            let end = inner(at + 1);
            let start = line.span.end as usize - value.len();
            let told = if self.begun { Some(Zone::Body) } else { zone_of(name) };
            if let Some(told) = told {
                let first = Line { span: Span::new(start, line.span.end as usize), indent: margin + 1 };
                let content: Vec<Line> = std::iter::once(first).chain(lines[at + 1..end].iter().copied()).collect();
                let content: Vec<Line> = content.into_iter().filter(|line| !line.is_empty()).collect();
                self.paragraph(&content, Some(told), builder);
            }
            return end;
        }
        if text == "|" || text.starts_with("| ") {
            let start = line.span.start as usize + text.len() - text[1..].trim_start().len();
            self.paragraph(&[Line { span: Span::new(start, line.span.end as usize), indent: margin }], zone, builder);
            return at + 1;
        }
        self.begun = true;
        let count = lines[at..].iter().take_while(|next| !next.is_empty() && next.indent == line.indent).count();
        let end = at + count;
        // "Like so::" and then what stands further in is literal.
        if self.text(lines[end - 1]).ends_with("::") {
            let mut paragraph = lines[at..end].to_vec();
            if let Some(last) = paragraph.last_mut() {
                last.span.end -= if self.text(*last) == "::" { 2 } else { 1 };
            }
            self.paragraph(&paragraph, zone, builder);
            return inner(end);
        }
        self.paragraph(&lines[at..end], zone, builder);
        end
    }

    /// A title with a rule below it, or above and below.
    fn title(&mut self, lines: &[Line], at: usize, builder: &mut Builder<'_>) -> Option<usize> {
        let over = is_rule(self.text(lines[at]));
        let (title, under) =
            if over { (lines.get(at + 1)?, lines.get(at + 2)?) } else { (&lines[at], lines.get(at + 1)?) };
        let (words, rule) = (self.text(*title), self.text(*under));
        let fits = !words.is_empty()
            && !is_rule(words)
            && !rule.is_empty()
            && is_run(rule)
            && (rule.len() >= words.chars().count() || rule.len() >= 4)
            && (!over || rule == self.text(lines[at]));
        if !fits {
            return None;
        }
        self.emit(title.span, 0, builder);
        let headline = !std::mem::replace(&mut self.headline, true);
        builder.end(Layout::zoned(if headline { Zone::Headline } else { Zone::Subhead }));
        Some(at + if over { 3 } else { 2 })
    }

    /// ".. ": a directive, a footnote, a target, a comment.
    fn explicit(&mut self, lines: &[Line], depth: usize, builder: &mut Builder<'_>) {
        if depth >= DEEPEST {
            self.paragraph(lines, None, builder);
            return;
        }
        let text = self.text(lines[0]);
        let rest = text[2..].trim_start();
        let start = lines[0].span.end as usize - rest.len();
        let with = |from: usize| -> Vec<Line> {
            let first = Line { span: Span::new(from, lines[0].span.end as usize), indent: lines[0].indent + 3 };
            std::iter::once(first).chain(lines[1..].iter().copied()).collect()
        };
        if let Some(end) = rest.strip_prefix('[').and_then(|it| it.find("] ")) {
            self.blocks(&with(start + end + 3), Some(Zone::Footnote), depth + 1, builder);
            return;
        }
        let Some((name, argument)) = rest.split_once("::") else { return };
        let known = PROSE.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let options = lines[1..].iter().take_while(|line| field(self.text(**line)).is_some()).count();
        if matches!(name, "figure" | "image") {
            let alt = lines[1..=options].iter().find(|line| self.text(**line).starts_with(":alt: "));
            if let Some(alt) = alt {
                let start = alt.span.start as usize + ":alt: ".len();
                self.emit(Span::new(start, alt.span.end as usize), 0, builder);
                builder.end(Layout::zoned(Zone::AltText));
            }
        }
        let Some((_, zone)) = known else { return };
        let argument = argument.trim_start();
        let titled = matches!(name, "topic" | "sidebar" | "admonition" | "table") && !argument.is_empty();
        if titled {
            self.emit(Span::new(lines[0].span.end as usize - argument.len(), lines[0].span.end as usize), 0, builder);
            builder.end(Layout::zoned(if name == "table" { Zone::Caption } else { Zone::Subhead }));
        }
        let bare = titled || argument.is_empty() || matches!(name, "figure" | "container" | "class" | "rst-class");
        if bare {
            self.blocks(&lines[1 + options..], *zone, depth + 1, builder);
        } else {
            self.blocks(&with(lines[0].span.end as usize - argument.len()), *zone, depth + 1, builder);
        }
    }

    fn paragraph(&mut self, lines: &[Line], zone: Option<Zone>, builder: &mut Builder<'_>) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let span = Span::new(first.span.start as usize, last.span.end.max(first.span.start) as usize);
        let set_off = is_set_off(&self.source[span.range()], &['*']);
        self.emit(span, 0, builder);
        let quoted = zone == Some(Zone::Body) && is_pull_quote(builder.text());
        let zone = if quoted { Some(Zone::PullQuote) } else { zone };
        builder.end(Layout { zone, alone: lines.len() == 1, emphasis: set_off, ..Layout::default() });
    }

    /// A table between lines of "=".
    fn simple(&mut self, lines: &[Line], at: usize, columns: &[usize], builder: &mut Builder<'_>) -> usize {
        let rule = |line: &Line| simple_table(self.text(*line)).is_some();
        let behind = |index: usize| lines.get(index + 1).is_none_or(|line| line.is_empty());
        let within = lines.len().min(at + LONGEST);
        let Some(end) = (at + 1..within).find(|index| rule(&lines[*index]) && behind(*index)) else { return at + 1 };
        let head = (at + 1..end).find(|index| rule(&lines[*index]));
        let (mut rows, mut heads): (Vec<Vec<Vec<Span>>>, usize) = (Vec::new(), 0);
        for (index, line) in lines.iter().enumerate().take(end).skip(at + 1) {
            let text = self.text(*line);
            if line.is_empty() || is_rule(text) || rule(line) {
                continue;
            }
            let shift = line.indent.saturating_sub(lines[at].indent);
            // A row whose first column is empty goes on with the one before.
            if shift == 0 || rows.is_empty() {
                rows.push(vec![Vec::new(); columns.len()]);
                heads += usize::from(head.is_some_and(|head| index < head));
            }
            for (column, begin) in columns.iter().enumerate() {
                let byte = |place: usize| {
                    text.char_indices().nth(place.saturating_sub(shift)).map_or(text.len(), |(at, _)| at)
                };
                let (from, to) = (byte(*begin), columns.get(column + 1).map_or(text.len(), |next| byte(*next)));
                if let Some(row) = rows.last_mut() {
                    row[column].extend(trimmed(text, line.span, from..to.max(from)));
                }
            }
        }
        self.cells(&rows, heads, builder);
        end + 1
    }

    /// A table drawn with "+", "-" and "|".
    fn grid(&mut self, lines: &[Line], builder: &mut Builder<'_>) {
        let head = lines.iter().rposition(|line| self.text(*line).starts_with("+="));
        let (mut rows, mut heads): (Vec<Vec<Vec<Span>>>, usize) = (Vec::new(), 0);
        let mut begins = true;
        for (index, line) in lines.iter().enumerate() {
            let text = self.text(*line);
            if text.starts_with('+') {
                begins = true;
                continue;
            }
            if std::mem::take(&mut begins) {
                rows.push(Vec::new());
                heads += usize::from(head.is_some_and(|head| index < head));
            }
            let Some(row) = rows.last_mut() else { continue };
            let mut from = 1;
            for (column, cell) in text[1..].split('|').enumerate() {
                if row.len() <= column {
                    row.push(Vec::new());
                }
                row[column].extend(trimmed(text, line.span, from..from + cell.len()));
                from += cell.len() + 1;
            }
        }
        self.cells(&rows, heads, builder);
    }

    /// The cells of a table, each as its stretches of the source.
    fn cells(&mut self, rows: &[Vec<Vec<Span>>], heads: usize, builder: &mut Builder<'_>) {
        let table = self.tables;
        self.tables += 1;
        self.begun = true;
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                for span in cell {
                    builder.space(Span::new(span.start as usize, span.start as usize));
                    self.emit(*span, 0, builder);
                }
                let cell = Cell { table, row: number(row), column: number(column), head: row < heads };
                builder.end(Layout::cell(cell));
            }
        }
    }

    /// Gives a stretch of the source to the builder without its marks.
    fn emit(&self, span: Span, depth: usize, builder: &mut Builder<'_>) {
        let (source, base) = (self.source, span.start as usize);
        let text = &source[span.range()];
        let (mut at, mut literal) = (0, 0);
        while let Some(found) = text[at..].find(MARKS) {
            at += found;
            let Some((length, shows)) = self.mark(&text[..at], &text[at..]).filter(|_| depth < DEPTH) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            words(source, Span::new(base + literal, base + at), builder);
            match shows {
                Shows::Words(range) => {
                    self.emit(Span::new(base + at + range.start, base + at + range.end), depth + 1, builder);
                }
                Shows::Other(letters) => {
                    // As many bytes as stand there would be taken for the same ones.
                    let covered = length - usize::from(letters.len() == length);
                    builder.piece(letters, Span::new(base + at, base + at + covered));
                }
                Shows::Nothing => {}
                Shows::Space => builder.space(Span::new(base + at, base + at + length)),
            }
            at += length;
            literal = at;
        }
        words(source, Span::new(base + literal, span.end as usize), builder);
    }

    /// The length of the mark at the start of a text, and what it shows.
    fn mark(&self, before: &str, text: &str) -> Option<(usize, Shows<'a>)> {
        let free = !before.ends_with(char::is_alphanumeric);
        match text.as_bytes()[0] {
            // A backslash takes its meaning from a mark, and a space after it is none.
            b'\\' => {
                let next = text[1..].chars().next()?;
                let length = 1 + if next.is_whitespace() { next.len_utf8() } else { 0 };
                next.is_ascii_punctuation()
                    .then_some((2, Shows::Words(1..2)))
                    .or(next.is_whitespace().then_some((length, Shows::Nothing)))
            }
            b'*' if text.starts_with("**") => {
                let end = touching(before, &text[2..], "**")?;
                Some((end + 4, Shows::Words(2..2 + end)))
            }
            b'*' => touching(before, &text[1..], "*").map(|end| (end + 2, Shows::Words(1..1 + end))),
            b'`' if text.starts_with("``") => {
                let end = until(&text[2..], "``").filter(|end| *end > 0)?;
                Some((end + 4, Shows::Space))
            }
            b'`' if free => interpreted(text, 0),
            b':' if free => {
                let name = text[1..].find(|it: char| !it.is_ascii_alphanumeric() && !matches!(it, '-' | '.' | '+'))?;
                let behind = 1 + name;
                (name > 0 && text[behind..].starts_with(":`")).then(|| interpreted(text, behind + 1))?
            }
            b'[' => {
                let end = text[..text.floor_char_boundary(40)].find("]_")?;
                let note =
                    text[1..end].bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'#' | b'*' | b'-'));
                note.then_some((end + 2, Shows::Nothing))
            }
            b'|' => {
                let end = until(&text[1..], "|").filter(|end| *end > 0)?;
                let value = self.values.get(&text[1..=end]).copied()?;
                Some((end + 2 + usize::from(text[end + 2..].starts_with('_')), Shows::Other(value)))
            }
            // "report_" is a link.
            b'_' => {
                let marks = text.len() - text.trim_start_matches('_').len();
                let ends = before.ends_with(char::is_alphanumeric)
                    && !text[marks..].starts_with(|it: char| it.is_alphanumeric());
                (ends && marks <= 2).then_some((marks, Shows::Nothing))
            }
            _ => None,
        }
    }
}

/// What may begin a mark.
const MARKS: &[char] = &['\\', '*', '`', ':', '[', '|', '_'];

/// What a mark shows.
enum Shows<'a> {
    Words(std::ops::Range<usize>),
    Other(&'a str),
    Nothing,
    Space,
}

/// Text between single backquotes, which begin at a byte: "`words <https://example.org>`_".
fn interpreted<'a>(text: &str, at: usize) -> Option<(usize, Shows<'a>)> {
    let from = at + 1;
    let end = from + until(&text[from..], "`").filter(|end| *end > 0)?;
    let marks = text[end + 1..].bytes().take_while(|it| *it == b'_').count().min(2);
    let inner = &text[from..end];
    let target = inner.rfind('<').filter(|open| *open > 0 && inner.ends_with('>'));
    let shown = inner[..target.unwrap_or(inner.len())].trim_end().len();
    Some((end + 1 + marks, Shows::Words(from..from + shown)))
}

/// A part of a line without the white space at its ends, if it holds anything.
fn trimmed(text: &str, line: Span, part: std::ops::Range<usize>) -> Option<Span> {
    let words = text.get(part.clone())?;
    let start = line.start as usize + part.start + (words.len() - words.trim_start().len());
    let words = words.trim();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// How many lines stand further in than a margin, empty ones between them included.
fn extent(lines: &[Line], margin: usize) -> usize {
    let within = lines.iter().take_while(|line| line.is_empty() || line.indent > margin).count();
    lines[..within].iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1)
}

/// A line of one mark.
fn is_run(text: &str) -> bool {
    let first = text.bytes().next().unwrap_or_default();
    first.is_ascii_punctuation() && text.bytes().all(|it| it == first)
}

/// A line of one mark that is long enough to be a rule by itself.
fn is_rule(text: &str) -> bool {
    text.len() >= 4 && is_run(text)
}

/// The columns of a line of "=" with gaps, as a simple table has it above and below.
fn simple_table(text: &str) -> Option<Vec<usize>> {
    let table = text.starts_with("==") && text.contains(" =") && text.bytes().all(|it| matches!(it, b'=' | b' '));
    let begins = |at: &usize| text[*at..].starts_with('=') && !text[..*at].ends_with('=');
    table.then(|| (0..text.len()).filter(begins).collect())
}

/// The bytes before the words of an item: "- ", "1. ", "#. ", "(a) ".
fn item(text: &str) -> Option<usize> {
    let end = text.find(' ')?;
    let mark = &text[..end];
    let number = mark.strip_prefix('(').and_then(|it| it.strip_suffix(')')).or_else(|| mark.strip_suffix(['.', ')']));
    let counts = |it: &str| {
        it == "#"
            || it.len() == 1 && it.bytes().all(|it| it.is_ascii_alphabetic())
            || (1..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit())
    };
    let listed = matches!(mark, "-" | "*" | "+" | "•") || number.is_some_and(counts);
    listed.then(|| text.len() - text[end..].trim_start().len())
}

/// ":name: value".
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix(':')?.split_once(':')?;
    let named = !name.is_empty() && !name.starts_with(' ') && !name.contains('`');
    (named && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim_start()))
}
