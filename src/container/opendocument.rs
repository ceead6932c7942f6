//! `OpenDocument` texts: the text as it stands when all tracked changes are accepted.

use std::collections::HashMap;

use super::Unreadable;
use super::archive::Archive;
use super::prose::{Block, COLUMNS, Cell, Document, Paragraph, Role};
use super::style::role_of_name;
use super::xml::{self, Sink, Tag};

/// Elements whose content is no text of the draft.
const OUT: &[(&str, &str)] = &[
    ("text", "tracked-changes"),
    ("office", "annotation"),
    ("text", "note-citation"),
    ("text", "ruby-text"),
    ("text", "number"),
    ("text", "sequence-decls"),
    ("text", "variable-decls"),
    ("text", "user-field-decls"),
    ("text", "hidden-text"),
    ("text", "hidden-paragraph"),
    ("text", "table-of-content"),
    ("text", "illustration-index"),
    ("text", "table-index"),
    ("text", "object-index"),
    ("text", "user-index"),
    ("text", "alphabetical-index"),
    ("office", "forms"),
    ("office", "scripts"),
    ("office", "event-listeners"),
    ("office", "master-styles"),
    ("draw", "object"),
    ("draw", "object-ole"),
    ("table", "shapes"),
];

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, Unreadable> {
    // A sealed document has parts that are no text, and says so beside them.
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") || archive.has("encrypted-package") {
        return Err(Unreadable::Encrypted);
    }
    let mut reader = Reader::default();
    for name in ["styles.xml", "content.xml"] {
        match archive.part(name)? {
            Some(text) => {
                xml::read(&text, &mut reader).map_err(|error| Unreadable::Damaged(format!("{name}: {error}")))?;
            }
            None if name == "content.xml" => return Err(Unreadable::Damaged(format!("there is no {name}"))),
            None => {}
        }
    }
    if !reader.whole {
        return Err(Unreadable::Damaged("content.xml is no text".to_owned()));
    }
    let Reader { mut flows, notes, tracked, .. } = reader;
    Ok(Document { blocks: flows.pop().unwrap_or_default(), notes, tracked })
}

#[derive(Debug, Default)]
struct Style {
    shown: String,
    above: Option<String>,
    outline: Option<u8>,
    set_off: bool,
    hidden: bool,
}

/// A paragraph that is being read, with what hangs on it.
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    behind: Vec<Block>,
    hidden: bool,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    /// How often the open cell stands side by side.
    repeated: usize,
}

/// Where the reader is.
#[derive(Debug, Default)]
struct Reader {
    styles: HashMap<String, Style>,
    /// The style whose properties are read.
    style: Option<String>,
    out: usize,
    flows: Vec<Vec<Block>>,
    paragraphs: Vec<Open>,
    tables: Vec<Table>,
    lists: usize,
    /// Open stretches of letters: whether they are set off, and hidden.
    spans: Vec<(bool, bool)>,
    /// A list's depth where a note, a box or a cell began.
    outer: Vec<usize>,
    notes: Vec<Vec<Block>>,
    /// What is said in the place of a picture, while it is read.
    alt: Option<String>,
    tracked: bool,
    whole: bool,
}

impl Reader {
    /// What a style makes of a paragraph.
    fn role(&self, name: &str) -> Role {
        let mut name = name;
        for _ in 0..16 {
            let style = self.styles.get(name);
            // "Heading_20_1": a space in a name is written so.
            let plain = name.replace("_20_", " ");
            let shown = style.map(|it| it.shown.as_str()).filter(|shown| !shown.is_empty());
            let role = role_of_name(shown.unwrap_or(&plain)).or_else(|| role_of_name(&plain));
            if let Some(role) = role.or_else(|| style?.outline.map(Role::Heading)) {
                return role;
            }
            let Some(above) = style.and_then(|style| style.above.as_deref()) else { break };
            name = above;
        }
        Role::Body
    }

    /// Whether letters of a style are set off, and hidden.
    fn letters(&self, tag: &Tag<'_>) -> (bool, bool) {
        let style = tag.attribute("style-name").and_then(|name| self.styles.get(&name));
        style.map_or((false, false), |style| (style.set_off, style.hidden))
    }

    fn words(&mut self, words: &str) {
        let (set_off, hidden) = self.spans.iter().fold((false, false), |all, it| (all.0 | it.0, all.1 | it.1));
        if let Some(open) = self.paragraphs.last_mut().filter(|open| !hidden && !open.hidden) {
            open.paragraph.push(words, set_off);
        }
    }

    fn begin_flow(&mut self) {
        self.flows.push(Vec::new());
        self.outer.push(std::mem::take(&mut self.lists));
    }

    fn end_flow(&mut self) -> Vec<Block> {
        self.lists = self.outer.pop().unwrap_or_default();
        self.flows.pop().unwrap_or_default()
    }

    fn push(&mut self, block: Block) {
        if let Some(flow) = self.flows.last_mut() {
            flow.push(block);
        }
    }

    /// A block beside the text: it hangs on the open paragraph.
    fn hang(&mut self, block: Block) {
        match self.paragraphs.last_mut() {
            Some(open) => open.behind.push(block),
            None => self.push(block),
        }
    }

    fn style_part(&mut self, prefix: &str, name: &str, tag: &Tag<'_>) {
        match (prefix, name) {
            ("style", "style") => {
                let Some(name) = tag.attribute("name") else { return };
                let style = Style {
                    shown: tag.attribute("display-name").unwrap_or_default(),
                    above: tag.attribute("parent-style-name"),
                    outline: tag.attribute("default-outline-level").and_then(|level| level.parse().ok()),
                    ..Style::default()
                };
                self.styles.insert(name.clone(), style);
                self.style = Some(name);
            }
            ("style", "text-properties" | "section-properties") => {
                let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) else { return };
                let is = |key: &str, values: &[&str]| tag.attribute(key).is_some_and(|it| values.contains(&&*it));
                style.set_off |= is("font-weight", &["bold", "600", "700", "800", "900"])
                    || is("font-style", &["italic", "oblique"]);
                style.hidden |= is("display", &["none"]);
            }
            _ => {}
        }
    }
}

impl Sink for Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        if self.out > 0 {
            self.out += 1;
            return;
        }
        let (prefix, name) = tag.name();
        if OUT.contains(&(prefix, name)) {
            self.tracked |= name == "tracked-changes";
            self.out = 1;
            return;
        }
        match (prefix, name) {
            ("style", _) => self.style_part(prefix, name, tag),
            ("office", "text") => {
                self.whole = true;
                self.flows.push(Vec::new());
            }
            ("text", "section") if tag.attribute("display").is_some_and(|it| it == "none") => self.out = 1,
            ("text", "p" | "h") => {
                let styled = tag.attribute("style-name").map_or(Role::Body, |name| self.role(&name));
                let level = tag.attribute("outline-level").and_then(|level| level.parse().ok());
                let role = match (name, styled) {
                    ("h", Role::Body) => Role::Heading(level.unwrap_or(1)),
                    (_, Role::Body | Role::Quote) if self.lists > 0 => Role::Item,
                    (_, role) => role,
                };
                let (set_off, hidden) = self.letters(tag);
                let paragraph = Paragraph { role, ..Paragraph::default() };
                self.paragraphs.push(Open { paragraph, hidden, ..Open::default() });
                self.spans.push((set_off, false));
            }
            ("text", "span") => {
                let letters = self.letters(tag);
                self.spans.push(letters);
            }
            ("text", "s") => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.words(&" ".repeat(std::cmp::min(count, 100)));
            }
            ("text", "tab") => self.words(" "),
            ("text", "line-break") => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.paragraph.line_break();
                }
            }
            ("text", "list") => self.lists += 1,
            ("draw", "image") => self.hang(Block::Picture(String::new())),
            ("svg", "title" | "desc") => self.alt = Some(String::new()),
            ("text", "note-body") | ("draw", "text-box") => self.begin_flow(),
            ("table", "table") => self.tables.push(Table::default()),
            ("table", "table-row") => {
                self.tables.iter_mut().last().into_iter().for_each(|table| table.rows.push(Vec::new()));
            }
            ("table", "table-cell" | "covered-table-cell") => {
                let repeated = tag.attribute("number-columns-repeated").and_then(|count| count.parse().ok());
                self.tables.iter_mut().last().into_iter().for_each(|it| it.repeated = repeated.unwrap_or(1));
                self.begin_flow();
            }
            _ => {}
        }
    }

    fn end(&mut self, prefix: &str, name: &str) {
        if self.out > 0 {
            self.out -= 1;
            return;
        }
        match (prefix, name) {
            ("style", "style") => self.style = None,
            ("text", "p" | "h") => {
                self.spans.pop();
                let Some(open) = self.paragraphs.pop() else { return };
                self.push(Block::Paragraph(open.paragraph));
                for block in open.behind {
                    self.push(block);
                }
            }
            ("text", "span") => drop(self.spans.pop()),
            ("svg", "title" | "desc") => {
                let words = self.alt.take().filter(|words| !words.trim().is_empty());
                if let Some(words) = words {
                    self.hang(Block::Picture(words));
                }
            }
            ("text", "list") => self.lists = self.lists.saturating_sub(1),
            ("text", "note-body") => {
                let note = self.end_flow();
                let number = self.notes.len();
                match self.paragraphs.last_mut() {
                    Some(open) => open.paragraph.mark(number),
                    None => return,
                }
                self.notes.push(note);
            }
            ("draw", "text-box") => {
                let blocks = self.end_flow();
                match (self.paragraphs.last_mut(), self.flows.last_mut()) {
                    (Some(open), _) => open.behind.extend(blocks),
                    (None, Some(flow)) => flow.extend(blocks),
                    (None, None) => {}
                }
            }
            ("table", "table-cell" | "covered-table-cell") => {
                let blocks = self.end_flow();
                let Some(table) = self.tables.last_mut() else { return };
                let repeated = table.repeated.clamp(1, COLUMNS);
                let Some(row) = table.rows.last_mut().filter(|row| row.len() + repeated <= COLUMNS) else { return };
                row.extend(vec![Cell { blocks, columns: 1 }; repeated]);
            }
            ("table", "table") => {
                if let Some(table) = self.tables.pop() {
                    self.push(Block::Table(table.rows));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(alt) = self.alt.as_mut().filter(|_| self.out == 0) {
            alt.push_str(text);
            return;
        }
        if self.out > 0 || self.paragraphs.is_empty() {
            return;
        }
        // White space of the file is one space.
        let mut words = String::with_capacity(text.len());
        for letter in text.chars() {
            let letter = if letter.is_ascii_whitespace() { ' ' } else { letter };
            if letter != ' ' || !words.ends_with(' ') {
                words.push(letter);
            }
        }
        self.words(&words);
    }
}
