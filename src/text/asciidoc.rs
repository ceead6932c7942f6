//! `AsciiDoc`, as far as prose needs it.  Source: the `AsciiDoc` language documentation of Asciidoctor.

use std::collections::HashMap;

use super::block::Zone;
use super::build::Builder;
use super::front_matter::zone_of;
use super::grid::Grid;
use super::inline::{DEPTH, is_set_off, touching, until, words};
use super::markdown::is_pull_quote;
use super::plain::lines;
use super::zones::Layout;
use crate::place::Span;

/// Lines that begin and end blocks whose text is no prose.
const VERBATIM: &[char] = &['-', '.', '+', '/'];

/// Styles of blocks and paragraphs whose text is no prose.
const SILENT: &[&str] = &["source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment"];

/// Macros of which the text is shown.
const SHOWN: &[&str] = &["link", "mailto", "xref", "http", "https", "ftp", "irc"];

/// Macros of which nothing is.
const HIDDEN: &[&str] = &[
    "image",
    "icon",
    "kbd",
    "btn",
    "menu",
    "pass",
    "stem",
    "latexmath",
    "asciimath",
    "anchor",
    "indexterm",
    "video",
    "audio",
    "include",
];

/// Words before a colon that make a paragraph a notice.
const NOTICES: &[&str] = &["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];

/// Reads `AsciiDoc`.
pub(super) fn read(source: &str, builder: &mut Builder<'_>) {
    let lines: Vec<Span> = lines(source).collect();
    let mut reader = Reader { source, ..Reader::default() };
    let mut at = reader.head(&lines, builder);
    while at < lines.len() {
        at = reader.line(&lines, at, builder);
    }
    reader.end(builder);
}

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    /// Values that the text may name.
    attributes: HashMap<&'a str, &'a str>,
    /// The lines of the paragraph that is being read, and what it is.
    paragraph: Vec<Span>,
    zone: Option<Zone>,
    /// Open blocks of quotations, by the line that ends them.
    quotes: Vec<&'a str>,
    /// What a line in brackets says of the next block.
    style: &'a str,
    title: bool,
    tables: u32,
}

impl<'a> Reader<'a> {
    fn text(&self, line: Span) -> &'a str {
        self.source[line.range()].trim_end()
    }

    /// A line without the white space at its ends.
    fn bare(&self, line: Span) -> Span {
        let text = &self.source[line.range()];
        let start = line.start as usize + (text.len() - text.trim_start().len());
        Span::new(start, start + text.trim().len())
    }

    /// Reads the head of the document and gives the line behind it.
    fn head(&mut self, lines: &[Span], builder: &mut Builder<'_>) -> usize {
        let mut at = 0;
        while at < lines.len() && (self.text(lines[at]).is_empty() || is_comment(self.text(lines[at]))) {
            at += 1;
        }
        let Some(first) = lines.get(at) else { return at };
        let titled = self.text(*first).starts_with("= ");
        if titled {
            self.heading(*first, builder);
            at += 1;
        }
        let mut people = titled;
        while let Some(line) = lines.get(at).filter(|line| !self.text(**line).is_empty()) {
            let text = self.text(*line);
            if self.attribute(*line, builder) || is_comment(text) {
                at += 1;
            } else if titled && people && !text.starts_with(['[', '|', '*', '.', '=', '-', '/']) && is_people(text) {
                builder.run(self.bare(*line));
                builder.end(Layout::zoned(Zone::Byline));
                (people, at) = (false, at + 1);
            } else if let Some(day) = revision(text).filter(|_| titled && !people) {
                let start = line.start as usize + day.start;
                builder.run(Span::new(start, start + day.len()));
                builder.end(Layout::zoned(Zone::Published));
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// A line that gives a value: ":revdate: 2026-03-11".
    fn attribute(&mut self, line: Span, builder: &mut Builder<'_>) -> bool {
        let text = self.text(line);
        let Some((name, value)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
        if name.is_empty() || name.contains(char::is_whitespace) || !(value.is_empty() || value.starts_with(' ')) {
            return false;
        }
        let value = value.trim();
        self.attributes.insert(name, value);
        let zone = match name {
            "revdate" => Some(Zone::Published),
            "doctitle" => Some(Zone::Headline),
            "keywords" | "email" => None,
            name => zone_of(name),
        };
        if let Some(zone) = zone.filter(|_| !value.is_empty()) {
            let start = line.start as usize + text.len() - value.len();
            builder.run(Span::new(start, start + value.len()));
            builder.end(Layout::zoned(zone));
        }
        true
    }

    /// Reads a line, with those that belong to it, and gives the next.
    fn line(&mut self, lines: &[Span], at: usize, builder: &mut Builder<'_>) -> usize {
        let (line, next) = (lines[at], at + 1);
        let text = self.text(line);
        if text.is_empty() || text == "+" {
            self.end(builder);
            return next;
        }
        if let Some(kind) = delimiter(text) {
            self.end(builder);
            let silent = SILENT.contains(&self.kind());
            let source = self.source;
            let same = |it: &Span| source[it.range()].trim_end() == text;
            let close = || lines[next..].iter().position(same).map(|length| next + length);
            return match kind {
                // What nothing ends may be a rule between two parts of the story.
                Kind::Verbatim => close().map_or(next, |end| end + 1),
                Kind::Prose if silent => {
                    self.style = "";
                    close().map_or(next, |end| end + 1)
                }
                Kind::Table => {
                    let end = close().unwrap_or(lines.len());
                    self.table(&lines[next..end], builder);
                    self.style = "";
                    end + 1
                }
                Kind::Quote if self.quotes.last() == Some(&text) => {
                    self.quotes.pop();
                    next
                }
                Kind::Quote => {
                    self.quotes.push(text);
                    self.style = "";
                    next
                }
                Kind::Prose => {
                    self.style = "";
                    next
                }
            };
        }
        if is_comment(text) {
            return next;
        }
        if self.paragraph.is_empty() || self.zone == Some(Zone::List) {
            if let Some(style) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                self.end(builder);
                self.style = style;
                return next;
            }
            if self.attribute(line, builder) || matches!(text, "'''" | "---" | "***" | "<<<") {
                self.end(builder);
                return next;
            }
            if is_block_macro(text) {
                self.end(builder);
                self.picture(line, builder);
                return next;
            }
            if level(text).is_some() {
                self.end(builder);
                self.heading(line, builder);
                return next;
            }
            if let Some(length) = caption(text) {
                self.end(builder);
                self.emit(Span::new(line.start as usize + length, line.start as usize + text.len()), 0, builder);
                builder.end(Layout::zoned(Zone::Caption));
                return next;
            }
        }
        if self.paragraph.is_empty() && SILENT.contains(&self.kind()) {
            self.style = "";
            let behind = lines[at..].iter().position(|it| self.text(*it).is_empty());
            return behind.map_or(lines.len(), |length| at + length);
        }
        if let Some(length) = item(text) {
            self.end(builder);
            let start = line.start as usize + length;
            self.paragraph.push(self.bare(Span::new(start, line.start as usize + text.len())));
            self.zone = Some(Zone::List);
            return next;
        }
        if self.paragraph.is_empty() {
            if let Some(under) = lines.get(next).filter(|under| is_underline(text, self.text(**under))) {
                let main = self.text(*under).starts_with('=');
                self.emit(self.bare(line), 0, builder);
                self.titled(main, builder);
                return next + 1;
            }
            let notice = NOTICES.iter().find(|notice| text.starts_with(**notice)).map_or(0, |notice| notice.len());
            self.paragraph.push(self.bare(Span::new(line.start as usize + notice, line.end as usize)));
            return next;
        }
        self.paragraph.push(self.bare(line));
        next
    }

    /// The first word of what stands in brackets above a block.
    fn kind(&self) -> &'a str {
        self.style.split([',', '%', '.', '#']).next().unwrap_or_default().trim()
    }

    fn heading(&mut self, line: Span, builder: &mut Builder<'_>) {
        let text = self.text(line);
        let level = level(text).unwrap_or(1);
        let start = line.start as usize + level;
        // The marks may stand behind it too.
        let words = self.source[start..line.end as usize].trim_end();
        let behind = words.trim_end_matches(['=', '#']);
        let words = if behind.ends_with(' ') { behind.len() } else { words.len() };
        self.emit(self.bare(Span::new(start, start + words)), 0, builder);
        self.titled(level == 1, builder);
    }

    fn titled(&mut self, main: bool, builder: &mut Builder<'_>) {
        let headline = main && !self.title;
        self.title |= main;
        builder.end(Layout::zoned(if headline { Zone::Headline } else { Zone::Subhead }));
        self.style = "";
    }

    /// Ends the paragraph that is being read.
    fn end(&mut self, builder: &mut Builder<'_>) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let zone = self.zone.take();
        let ([first, .., last] | [first @ last]) = &paragraph[..] else { return };
        let set_off = is_set_off(&self.source[first.start as usize..last.end as usize], &['_', '*']);
        for (index, line) in paragraph.iter().enumerate() {
            // Lines that follow each other are one stretch, since marks may reach over their ends.
            let follows =
                index > 0 && self.source[paragraph[index - 1].end as usize..line.start as usize].trim().is_empty();
            if follows {
                continue;
            }
            let mut end = *line;
            for next in &paragraph[index + 1..] {
                if !self.source[end.end as usize..next.start as usize].trim().is_empty() {
                    break;
                }
                end = *next;
            }
            if index > 0 {
                builder.space(Span::new(line.start as usize, line.start as usize));
            }
            self.emit(Span::new(line.start as usize, end.end as usize), 0, builder);
        }
        let quoted = !self.quotes.is_empty() || self.kind() == "quote";
        let zone = zone.or(quoted.then(|| if is_pull_quote(builder.text()) { Zone::PullQuote } else { Zone::Body }));
        builder.end(Layout { zone, alone: paragraph.len() == 1, emphasis: set_off, ..Layout::default() });
        self.style = "";
    }

    /// The picture of a line of its own: its description.
    fn picture(&self, line: Span, builder: &mut Builder<'_>) {
        let text = self.text(line);
        let Some(open) = text.find('[').filter(|_| text.starts_with("image::")) else { return };
        let alt = &text[open + 1..text.len() - 1];
        let quoted = alt.strip_prefix('"').and_then(|rest| rest.split('"').next());
        let alt = quoted.unwrap_or_else(|| alt.split(',').next().unwrap_or_default());
        if alt.is_empty() || alt.contains('=') {
            return;
        }
        let start = line.start as usize + open + 1 + usize::from(text[open + 1..].starts_with('"'));
        builder.run(Span::new(start, start + alt.len()));
        builder.end(Layout::zoned(Zone::AltText));
    }

    /// A table between its two lines.
    fn table(&mut self, lines: &[Span], builder: &mut Builder<'_>) {
        let mut cells: Vec<(Span, u32, u32)> = Vec::new();
        let (mut first_line, mut columns) = (None, 0);
        for (index, line) in lines.iter().enumerate() {
            let (text, start) = (self.text(*line), line.start as usize);
            let marks: Vec<usize> =
                text.match_indices('|').map(|(at, _)| at).filter(|at| !text[..*at].ends_with('\\')).collect();
            if marks.is_empty() {
                // The cell goes on.
                if let Some((cell, ..)) = cells.last_mut().filter(|_| !text.trim().is_empty()) {
                    cell.end = line.start + u32::try_from(text.len()).unwrap_or_default();
                }
                continue;
            }
            let specification = |mark: usize| {
                text[..mark]
                    .rfind(|it: char| it.is_whitespace() || it == '|')
                    .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
            };
            if let Some((cell, ..)) = cells.last_mut() {
                let before = text[..specification(marks[0])].trim_end().len();
                if before > 0 {
                    cell.end = u32::try_from(start + before).unwrap_or(u32::MAX);
                }
            }
            for (number, mark) in marks.iter().enumerate() {
                let end = marks.get(number + 1).map_or(text.len(), |next| specification(*next).max(mark + 1));
                let (wide, high) = spans(&text[specification(*mark).min(*mark)..*mark]);
                cells.push((Span::new(start + mark + 1, start + end), wide, high));
            }
            if first_line.is_none() {
                first_line = Some(index);
                columns = cells.iter().map(|(_, wide, _)| *wide as usize).sum();
            }
        }
        let told = self.style.split("cols=").nth(1).map(|rest| rest.trim_start_matches('"'));
        let told = told.map(|rest| columns_of(rest.split(['"', ']']).next().unwrap_or_default()));
        let columns = told.filter(|columns| *columns > 0).unwrap_or(columns);
        let after = first_line.and_then(|index| lines.get(index + 1));
        let headed = self.style.contains("header")
            || first_line == Some(0) && after.is_some_and(|line| self.text(*line).is_empty());
        let mut grid = Grid::new(self.tables);
        self.tables += 1;
        grid.head(headed);
        grid.row();
        for (cell, wide, high) in cells {
            grid.close();
            if grid.cell().column as usize >= columns.max(1) {
                grid.head(false);
                grid.row();
            }
            grid.open(false, wide, high);
            self.emit(self.bare(cell), 0, builder);
            builder.end(Layout::cell(grid.cell()));
        }
    }

    /// Gives a stretch of the source to the builder without its marks.
    fn emit(&mut self, span: Span, depth: usize, builder: &mut Builder<'_>) {
        let (source, base) = (self.source, span.start as usize);
        let text = &source[span.range()];
        let (mut at, mut literal) = (0, 0);
        while let Some(found) = text[at..].find(MARKS) {
            at += found;
            let (before, rest) = (&text[..at], &text[at..]);
            let Some(mark) = self.mark(before, rest).filter(|_| depth < DEPTH) else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let back = at - mark.back;
            words(source, Span::new(base + literal.min(back), base + back), builder);
            let place = |range: &std::ops::Range<usize>| Span::new(base + at + range.start, base + at + range.end);
            match &mark.shows {
                Shows::Words(range) => self.emit(place(range), depth + 1, builder),
                // A note is read where it is marked, as words in brackets are.
                Shows::Note(range) => {
                    builder.piece(" (", Span::new(back + base, base + at + range.start));
                    self.emit(place(range), depth + 1, builder);
                    let end = base + at + range.end;
                    builder.piece(")", Span::new(end, end));
                }
                // As many bytes as stand there would be taken for the same ones.
                Shows::Other(letters) => {
                    let length = mark.length - usize::from(letters.len() == mark.length);
                    builder.piece(letters, Span::new(base + at, base + at + length));
                }
                Shows::Nothing => {}
                Shows::Space => builder.space(Span::new(base + at, base + at + mark.length)),
            }
            at += mark.length;
            literal = at;
        }
        words(source, Span::new(base + literal.min(text.len()), span.end as usize), builder);
    }

    /// The mark at the start of a text.
    fn mark(&self, before: &str, text: &str) -> Option<Mark> {
        let first = text.chars().next()?;
        let simple = |length: usize, shows: Shows| Some(Mark { back: 0, length, shows });
        match first {
            '\\' if text[1..].starts_with(['*', '_', '`', '#', '+', '^', '~', '{', '<', '[']) => {
                simple(2, Shows::Other(text[1..2].to_owned()))
            }
            '"' | '\'' if text[1..].starts_with('`') => {
                let close = ["`", &text[..1]].concat();
                let end = until(&text[2..], &close).filter(|end| *end > 0)?;
                let (open, shut) = if first == '"' { ("“", "”") } else { ("‘", "’") };
                simple(end + 4, Shows::Other([open, &text[2..2 + end], shut].concat()))
            }
            '*' | '_' | '#' | '`' | '+' => {
                let single = &text[..1];
                let double = [single, single].concat();
                let code = matches!(first, '`' | '+');
                if let Some(rest) = text.strip_prefix(&double) {
                    let end = until(rest, &double).filter(|end| *end > 0)?;
                    let shows = if code { Shows::Space } else { Shows::Words(2..2 + end) };
                    return simple(end + 4, shows);
                }
                if first == '+' {
                    // A line that is broken by hand.
                    let broken = before.ends_with(' ') && (text.len() == 1 || text[1..].starts_with(['\n', '\r']));
                    return if broken { simple(1, Shows::Nothing) } else { None };
                }
                let end = touching(before, &text[1..], single)?;
                simple(end + 2, if code { Shows::Space } else { Shows::Words(1..1 + end) })
            }
            '^' | '~' => {
                let end = until(&text[1..], &text[..1])
                    .filter(|end| *end > 0 && !text[1..=*end].contains(char::is_whitespace))?;
                simple(end + 2, Shows::Words(1..1 + end))
            }
            '{' => {
                let end = until(text, "}")?;
                let name = &text[1..end];
                let value = match name {
                    "nbsp" => "\u{a0}",
                    "apos" => "'",
                    "quot" => "\"",
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "ldquo" => "“",
                    "rdquo" => "”",
                    "lsquo" => "‘",
                    "rsquo" => "’",
                    "empty" | "blank" => "",
                    name => self.attributes.get(name)?,
                };
                simple(end + 1, if value.is_empty() { Shows::Nothing } else { Shows::Other(value.to_owned()) })
            }
            '<' if text.starts_with("<<") => {
                let end = until(text, ">>")?;
                let shows = text[2..end].find(',').map_or(Shows::Nothing, |at| Shows::Words(2 + at + 1..end));
                simple(end + 2, shows)
            }
            '(' if text.starts_with("(((") => simple(until(text, ")))")? + 3, Shows::Nothing),
            '(' if text.starts_with("((") => {
                let end = until(text, "))")?;
                simple(end + 2, Shows::Words(2..end))
            }
            '[' if text.starts_with("[[") => simple(until(text, "]]")? + 2, Shows::Nothing),
            '[' if text.starts_with(['[']) && !before.ends_with(|it: char| it.is_alphanumeric() || it == ':') => {
                // "[.role]#words#".
                let end = until(text, "]").filter(|end| text[1..*end].starts_with(['.', '#']))?;
                text[end + 1..].starts_with(['#', '*', '_', '`']).then_some(Mark {
                    back: 0,
                    length: end + 1,
                    shows: Shows::Nothing,
                })
            }
            ':' => macro_at(before, text),
            _ => None,
        }
    }
}

/// What may begin a mark.
const MARKS: &[char] = &['\\', '"', '\'', '*', '_', '#', '`', '+', '^', '~', '{', '<', '(', '[', ':'];

/// A mark of the markup.
struct Mark {
    /// How many bytes before it belong to it.
    back: usize,
    length: usize,
    shows: Shows,
}

/// What a mark shows.
enum Shows {
    Words(std::ops::Range<usize>),
    Note(std::ops::Range<usize>),
    Other(String),
    Nothing,
    Space,
}

/// A macro whose colon is at the start of a text: "link:a.html[words]".
fn macro_at(before: &str, text: &str) -> Option<Mark> {
    let name = before.rsplit(|it: char| !it.is_ascii_alphabetic()).next().unwrap_or_default();
    let (linked, hidden) = (SHOWN.contains(&name), HIDDEN.contains(&name));
    let note = matches!(name, "footnote" | "footnoteref");
    if !linked && !hidden && !note {
        return None;
    }
    let open = until(text, "[").filter(|open| !text[..*open].contains(char::is_whitespace))?;
    let end = open + until(&text[open..], "]")?;
    let inner = open + 1..end;
    let shows = if note {
        let skipped = if name == "footnoteref" { text[inner.clone()].find(',').map_or(0, |at| at + 1) } else { 0 };
        if inner.len() > skipped { Shows::Note(inner.start + skipped..inner.end) } else { Shows::Nothing }
    } else if hidden {
        Shows::Space
    } else {
        // "words,window=_blank", "words^".
        let text = &text[inner.clone()];
        let words = text.find(",window=").or_else(|| text.find(",role=")).map_or(text, |at| &text[..at]);
        Shows::Words(inner.start..inner.start + words.trim_end_matches('^').len())
    };
    Some(Mark { back: name.len(), length: end + 1, shows })
}

/// What a line that is a run of one mark delimits.
enum Kind {
    Verbatim,
    Prose,
    Quote,
    Table,
}

fn delimiter(text: &str) -> Option<Kind> {
    let first = text.chars().next()?;
    if text.starts_with("```") {
        return Some(Kind::Verbatim);
    }
    if matches!(text, "|===" | "!===") || first == '|' && text.len() > 4 && text[1..].bytes().all(|it| it == b'=') {
        return Some(Kind::Table);
    }
    if matches!(text, ",===" | ":===") {
        return Some(Kind::Verbatim);
    }
    if text == "--" {
        return Some(Kind::Prose);
    }
    if text.len() < 4 || !text.chars().all(|it| it == first) {
        return None;
    }
    match first {
        it if VERBATIM.contains(&it) => Some(Kind::Verbatim),
        '=' | '*' => Some(Kind::Prose),
        '_' => Some(Kind::Quote),
        _ => None,
    }
}

fn is_comment(text: &str) -> bool {
    text.starts_with("//") && !text.starts_with("///")
}

/// How many marks a heading begins with.
fn level(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '=' | '#'))?;
    let level = text.chars().take_while(|it| *it == mark).count();
    (level <= 6 && text[level..].starts_with(' ') && !text[level..].trim().is_empty()).then_some(level)
}

/// Whether a line is the rule below a title.
fn is_underline(title: &str, line: &str) -> bool {
    let Some(mark) = line.chars().next().filter(|mark| matches!(mark, '=' | '-' | '~' | '^' | '+')) else {
        return false;
    };
    let (length, width) = (line.len(), title.chars().count());
    width > 2 && length.abs_diff(width) <= 1 && line.chars().all(|it| it == mark) && title.contains(char::is_alphabetic)
}

/// ".A title": the bytes before the words.
fn caption(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('.')?;
    (!rest.starts_with([' ', '.', '\t']) && !rest.is_empty()).then_some(1)
}

/// A macro that is a line of its own: `toc::[]`, `image::a.png[A quay]`.
fn is_block_macro(text: &str) -> bool {
    let Some((name, rest)) = text.split_once("::") else { return false };
    let named = !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-');
    named && rest.contains('[') && rest.ends_with(']') && !rest.starts_with(' ')
}

/// The bytes before the words of an item: `* `, `1. `; of a term with its words (`Term:: `), none.
fn item(text: &str) -> Option<usize> {
    let indent = text.len() - text.trim_start().len();
    let text = text.trim_start();
    let mark = text.find(' ').map(|end| &text[..end]);
    let listed = mark.is_some_and(|mark| {
        let all = |letter: char| mark.chars().all(|it| it == letter);
        let numbered = mark
            .strip_suffix('.')
            .is_some_and(|it| it.len() < 4 && it.bytes().all(|it| it.is_ascii_digit()) && !it.is_empty());
        let called = mark.len() > 2
            && mark.starts_with('<')
            && mark.ends_with('>')
            && mark[1..mark.len() - 1].bytes().all(|it| it.is_ascii_digit() || it == b'.');
        mark.len() <= 5 && (all('*') || all('.') || mark == "-") || numbered || called
    });
    if let Some(mark) = mark.filter(|_| listed) {
        let rest = &text[mark.len()..];
        let ticked = ["[ ] ", "[x] ", "[*] "].iter().any(|tick| rest.trim_start().starts_with(tick));
        let start = text.len() - rest.trim_start().len();
        return Some(indent + start + if ticked { 4 } else { 0 });
    }
    // "Term:: words"; the term stays with them.
    let end = text.find(":: ").or_else(|| text.ends_with("::").then(|| text.len() - 2))?;
    (end > 0 && !text[..end].contains('[')).then_some(indent)
}

/// Columns and rows of a cell: "2+", ".3+", "2.3+".
fn spans(specification: &str) -> (u32, u32) {
    let Some((numbers, _)) = specification.split_once('+') else { return (1, 1) };
    let (wide, high) = numbers.split_once('.').unwrap_or((numbers, ""));
    (wide.parse().unwrap_or(1).clamp(1, 100), high.parse().unwrap_or(1).clamp(1, 100))
}

/// How many columns "1,2a" or "3*" gives.
fn columns_of(text: &str) -> usize {
    let parts = text.split([',', ';']).filter(|it| !it.trim().is_empty());
    let count = |part: &str| part.split_once('*').and_then(|(count, _)| count.trim().parse().ok()).unwrap_or(1);
    parts.map(count).sum::<usize>().min(1000)
}

/// "Maren Oddsdal <maren@example.org>; Ross Coyle".
fn is_people(text: &str) -> bool {
    text.split(';').all(|person| {
        let name = person.split('<').next().unwrap_or_default().trim();
        let words = name.split_whitespace().count();
        (1..=4).contains(&words)
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && !name.ends_with('.')
    })
}

/// The day in "v1.2, 2026-03-11: remark" or "2026-03-11".
fn revision(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find(',').map_or(0, |at| at + 1);
    let end = text[start..].find(": ").map_or(text.len(), |at| start + at);
    let day = text[start..end].trim();
    let digits = day.bytes().filter(u8::is_ascii_digit).count();
    let at = start + text[start..end].find(day)?;
    ((4..=8).contains(&digits) && day.len() < 30).then_some(at..at + day.len())
}
