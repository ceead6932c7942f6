//! Word documents (Office Open XML): the text as it stands when all tracked changes are accepted.

use std::collections::HashMap;

use super::Unreadable;
use super::archive::Archive;
use super::prose::{Block, COLUMNS, Cell, Document, Paragraph, Role};
use super::style::role_of_name;
use super::xml::{self, Sink, Tag};

/// Elements whose content is no text of the draft: what was deleted or moved away, how a paragraph looked before,
/// what a field is made of, the reading of a word beside it, the running head of a section.
const OUT: &[&str] = &[
    "del",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
    "sectPrChange",
    "numberingChange",
    "instrText",
    "delText",
    "delInstrText",
    "rt",
    "sectPr",
];

/// Elements that tell of a tracked change.
const TRACKED: &[&str] = &["del", "ins", "moveFrom", "moveTo", "pPrChange", "rPrChange"];

/// Reads a document whose main part has that name.
pub(super) fn read(archive: &mut Archive<'_>, main: &str) -> Result<Document, Unreadable> {
    let folder = main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let mut styles = Styles::default();
    let name = format!("{folder}styles.xml");
    if let Some(text) = archive.part(&name)? {
        xml::read(&text, &mut styles).map_err(|error| Unreadable::Damaged(format!("{name}: {error}")))?;
    }
    let mut document = Document::default();
    let mut notes = HashMap::new();
    for (kind, name) in [("footnote", "footnotes.xml"), ("endnote", "endnotes.xml")] {
        let name = format!("{folder}{name}");
        let Some(text) = archive.part(&name)? else { continue };
        let mut reader = Reader::new(&styles, None);
        xml::read(&text, &mut reader).map_err(|error| Unreadable::Damaged(format!("{name}: {error}")))?;
        document.tracked |= reader.tracked;
        for (id, blocks) in reader.notes {
            notes.insert((kind, id), document.notes.len());
            document.notes.push(blocks);
        }
    }
    let Some(text) = archive.part(main)? else { return Err(Unreadable::Damaged(format!("there is no {main}"))) };
    let mut reader = Reader::new(&styles, Some(&notes));
    xml::read(&text, &mut reader).map_err(|error| Unreadable::Damaged(format!("{main}: {error}")))?;
    if !reader.whole {
        return Err(Unreadable::Damaged(format!("{main} is no text of Word")));
    }
    document.tracked |= reader.tracked;
    document.blocks = reader.finish();
    Ok(document)
}

/// The styles of paragraphs, by their id.
#[derive(Debug, Default)]
struct Styles {
    styles: HashMap<String, Style>,
    open: Option<(String, Style)>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    above: Option<String>,
    outline: Option<u8>,
    listed: bool,
}

impl Sink for Styles {
    fn start(&mut self, tag: &Tag<'_>) {
        let (_, name) = tag.name();
        if name == "style" {
            self.open = tag.attribute("styleId").map(|id| (id, Style::default()));
        }
        let Some((_, style)) = &mut self.open else { return };
        match name {
            "name" => style.name = tag.attribute("val").unwrap_or_default(),
            "basedOn" => style.above = tag.attribute("val"),
            "outlineLvl" => style.outline = tag.attribute("val").and_then(|level| level.parse().ok()),
            "numId" => style.listed = tag.attribute("val").is_some_and(|id| id != "0"),
            _ => {}
        }
    }

    fn end(&mut self, _: &str, name: &str) {
        if name == "style" {
            self.styles.extend(self.open.take());
        }
    }

    fn text(&mut self, _: &str) {}
}

impl Styles {
    /// What a style makes of a paragraph, by its own name and outline, else by those that it is based on.
    fn role(&self, id: &str) -> Role {
        let (mut id, mut listed) = (id, false);
        // A style that is based on itself is based on nothing.
        for _ in 0..16 {
            let Some(style) = self.styles.get(id) else { break };
            if let Some(role) = role_of_name(&style.name).or_else(|| heading(style.outline)) {
                return role;
            }
            listed |= style.listed;
            let Some(above) = &style.above else { break };
            id = above;
        }
        if listed { Role::Item } else { Role::Body }
    }
}

/// The heading of an outline's level; the tenth is running text.
fn heading(outline: Option<u8>) -> Option<Role> {
    outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1))
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    style: Option<String>,
    listed: Option<bool>,
    outline: Option<u8>,
    /// The end of the paragraph was deleted: it goes on with the next one.
    merged: bool,
    /// Text boxes that hang on it.
    behind: Vec<Block>,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    /// The row was deleted.
    gone: bool,
    columns: usize,
}

/// What the letters of a run look like.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    /// They are bold or italic.
    set_off: bool,
    /// They are not shown.
    hidden: bool,
}

/// The ids of notes, by their kind, and which they are.
type Notes = HashMap<(&'static str, String), usize>;

/// Where the reader is.
struct Reader<'a> {
    styles: &'a Styles,
    known: Option<&'a Notes>,
    /// The prefix of Word's own elements.
    prefix: Option<String>,
    /// How many elements deep what is passed over is.
    out: usize,
    /// What the document, cells and text boxes hold so far, innermost last.
    flows: Vec<Vec<Block>>,
    paragraphs: Vec<Open>,
    tables: Vec<Table>,
    /// Paragraphs without their end, by how deep their flow is.
    merged: Vec<(usize, Paragraph)>,
    /// Within the properties of a paragraph, a run, a row.
    of_paragraph: usize,
    of_run: usize,
    of_row: usize,
    letters: Letters,
    in_text: bool,
    /// Open fields, and whether what is read is what they are made of.
    fields: Vec<bool>,
    /// Open controls, and whether what stands in them is no text of the writer's.
    controls: Vec<bool>,
    /// The id of the note that is being read.
    note: Option<String>,
    notes: Vec<(String, Vec<Block>)>,
    tracked: bool,
    /// There is a document with a body.
    whole: bool,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a Styles, known: Option<&'a Notes>) -> Self {
        Reader {
            styles,
            known,
            prefix: None,
            out: 0,
            flows: vec![Vec::new()],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            merged: Vec::new(),
            of_paragraph: 0,
            of_run: 0,
            of_row: 0,
            letters: Letters::default(),
            in_text: false,
            fields: Vec::new(),
            controls: Vec::new(),
            note: None,
            notes: Vec::new(),
            tracked: false,
            whole: false,
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_flow()
    }

    fn push(&mut self, block: Block) {
        if let Some(flow) = self.flows.last_mut() {
            flow.push(block);
        }
    }

    /// Ends what the innermost flow holds.
    fn close_flow(&mut self) -> Vec<Block> {
        let depth = self.flows.len();
        if let Some((_, paragraph)) = self.merged.pop_if(|(at, _)| *at == depth) {
            self.push(Block::Paragraph(paragraph));
        }
        self.flows.pop().unwrap_or_default()
    }

    fn close_paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else { return };
        let mut paragraph = open.paragraph;
        let role = open.style.map_or(Role::Body, |style| self.styles.role(&style));
        let role = heading(open.outline).filter(|_| role == Role::Body).unwrap_or(role);
        paragraph.role = match (role, open.listed) {
            (Role::Body | Role::Quote, Some(true)) => Role::Item,
            (Role::Item, Some(false)) => Role::Body,
            (role, _) => role,
        };
        let depth = self.flows.len();
        if let Some((_, before)) = self.merged.pop_if(|(at, _)| *at == depth) {
            paragraph.follow(before);
        }
        if open.merged {
            self.merged.push((depth, paragraph));
        } else {
            self.push(Block::Paragraph(paragraph));
        }
        for block in open.behind {
            self.push(block);
        }
    }

    /// Adds words of a run.
    fn words(&mut self, words: &str) {
        if self.letters.hidden || self.fields.contains(&true) {
            return;
        }
        if let Some(open) = self.paragraphs.last_mut() {
            open.paragraph.push(words, self.letters.set_off);
        }
    }

    /// A property of the paragraph, run or row that is open.
    fn property(&mut self, name: &str, tag: &Tag<'_>) {
        let value = || tag.attribute("val");
        if self.of_row > 0 {
            if let Some(table) = self.tables.last_mut().filter(|_| name == "del") {
                table.gone = true;
            }
            return;
        }
        if self.of_run > 0 && self.of_paragraph == 0 {
            match name {
                "b" | "i" => self.letters.set_off |= tag.is_on(),
                "vanish" | "webHidden" => self.letters.hidden |= tag.is_on(),
                _ => {}
            }
            return;
        }
        let Some(open) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => open.style = value(),
            "numId" => open.listed = Some(value().is_some_and(|id| id != "0")),
            "outlineLvl" => open.outline = value().and_then(|level| level.parse().ok()),
            "del" | "moveFrom" if self.of_run > 0 => open.merged = true,
            _ => {}
        }
    }

    /// A picture, which hangs on its paragraph.
    fn picture(&mut self, tag: &Tag<'_>) {
        // What Word made up itself says nothing for the writer.
        let made = |words: &str| ["automatically generated", "AI-generated"].iter().any(|mark| words.contains(mark));
        let Some(open) = self.paragraphs.last_mut().filter(|_| !self.letters.hidden) else { return };
        for key in ["title", "descr"] {
            let words = tag.attribute(key).filter(|words| !made(words)).unwrap_or_default();
            open.behind.push(Block::Picture(words));
        }
    }

    fn note_mark(&mut self, kind: &'static str, tag: &Tag<'_>) {
        let note = tag.attribute("id").and_then(|id| self.known?.get(&(kind, id)).copied());
        if let (Some(note), Some(open)) = (note, self.paragraphs.last_mut()) {
            open.paragraph.mark(note);
        }
    }
}

impl Sink for Reader<'_> {
    fn start(&mut self, tag: &Tag<'_>) {
        if self.out > 0 {
            self.out += 1;
            return;
        }
        let (prefix, name) = tag.name();
        let own = *self.prefix.get_or_insert_with(|| prefix.to_owned()) == prefix;
        if !own {
            if let ("wp", "docPr") | ("v", "imagedata") = (prefix, name) {
                self.picture(tag);
            }
            // A second version for older programs, and formulas.
            self.out = usize::from(matches!((prefix, name), ("mc", "Fallback") | ("m", "oMath" | "oMathPara")));
            return;
        }
        self.tracked |= TRACKED.contains(&name);
        match name {
            "pPr" => self.of_paragraph += 1,
            "rPr" => self.of_run += 1,
            "trPr" => self.of_row += 1,
            _ if self.of_paragraph + self.of_run + self.of_row > 0 && !name.ends_with("Change") => {
                self.property(name, tag);
            }
            _ if OUT.contains(&name) => self.out = 1,
            "body" => self.whole = true,
            "footnote" | "endnote" => {
                // Lines between text and notes are notes of a type.
                self.note = tag.attribute("id").filter(|_| tag.attribute("type").is_none_or(|it| it == "normal"));
            }
            "p" => self.paragraphs.push(Open::default()),
            "r" => self.letters = Letters::default(),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.words(" "),
            "noBreakHyphen" => self.words("-"),
            "br" | "cr" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.paragraph.line_break();
                }
            }
            "footnoteReference" => self.note_mark("footnote", tag),
            "endnoteReference" => self.note_mark("endnote", tag),
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(true),
                Some("separate") => self.fields.iter_mut().last().into_iter().for_each(|made| *made = false),
                Some("end") => drop(self.fields.pop()),
                _ => {}
            },
            "sdt" => self.controls.push(false),
            "showingPlcHdr" => self.controls.iter_mut().last().into_iter().for_each(|out| *out = tag.is_on()),
            "docPartGallery" if tag.attribute("val").is_some_and(|it| it == "Table of Contents") => {
                self.controls.iter_mut().last().into_iter().for_each(|out| *out = true);
            }
            "sdtContent" => self.out = usize::from(self.controls.last() == Some(&true)),
            "txbxContent" => self.flows.push(Vec::new()),
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.gone = false;
                    table.rows.push(Vec::new());
                }
            }
            "tc" => {
                self.flows.push(Vec::new());
                self.tables.iter_mut().last().into_iter().for_each(|table| table.columns = 1);
            }
            "gridSpan" => {
                let columns = tag.attribute("val").and_then(|columns| columns.parse().ok()).unwrap_or(1);
                self.tables.iter_mut().last().into_iter().for_each(|it| it.columns = columns.min(COLUMNS));
            }
            _ => {}
        }
    }

    fn end(&mut self, prefix: &str, name: &str) {
        if self.out > 0 {
            self.out -= 1;
            return;
        }
        if self.prefix.as_deref() != Some(prefix) {
            return;
        }
        match name {
            "pPr" => self.of_paragraph = self.of_paragraph.saturating_sub(1),
            "rPr" => self.of_run = self.of_run.saturating_sub(1),
            "trPr" => self.of_row = self.of_row.saturating_sub(1),
            "t" => self.in_text = false,
            "p" => self.close_paragraph(),
            "sdt" => drop(self.controls.pop()),
            "txbxContent" if self.flows.len() > 1 => {
                let blocks = self.close_flow();
                match self.paragraphs.last_mut() {
                    Some(open) => open.behind.extend(blocks),
                    None => self.flows.last_mut().into_iter().for_each(|flow| flow.extend(blocks.iter().cloned())),
                }
            }
            "tc" if self.flows.len() > 1 => {
                let blocks = self.close_flow();
                if let Some(table) = self.tables.last_mut() {
                    let columns = table.columns;
                    table.rows.last_mut().into_iter().for_each(|row| {
                        row.push(Cell { blocks: blocks.clone(), columns });
                    });
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut().filter(|table| table.gone) {
                    table.rows.pop();
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.push(Block::Table(table.rows));
                }
            }
            "footnote" | "endnote" => {
                let blocks = self.close_flow();
                self.flows.push(Vec::new());
                if let Some(id) = self.note.take() {
                    self.notes.push((id, blocks));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.out == 0 && self.in_text {
            self.words(text);
        }
    }
}
