//! A document as its paragraphs and tables, and the Markdown that says the same.

use crate::text::is_wrapped;

/// What a paragraph is in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    #[default]
    Body,
    /// The title of the document.
    Title,
    /// What stands below the title.
    Subtitle,
    /// A heading of a level from 1.
    Heading(u8),
    /// Set off as a quotation.
    Quote,
    /// An item of a list.
    Item,
    /// What stands under a picture.
    Caption,
    /// No part of the text: a table of contents.
    Out,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub role: Role,
    /// The words; a line break is "\n".
    pub text: String,
    /// Where notes are marked, by byte, and which of [`Document::notes`].
    pub marks: Vec<(usize, usize)>,
    /// Some of it is not set off by bold or italic letters.
    pub plain: bool,
}

/// A cell: what stands in it, and how many columns it takes.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub blocks: Vec<Block>,
    pub columns: usize,
}

/// What a document is made of.
#[derive(Clone, Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    /// Rows of cells.
    Table(Vec<Vec<Cell>>),
    /// A picture, with what is said in its place to those who do not see it.
    Picture(String),
}

/// A document.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub blocks: Vec<Block>,
    /// What the notes say.
    pub notes: Vec<Vec<Block>>,
    /// Changes that nobody has accepted or rejected yet were found.
    pub tracked: bool,
}

/// The most columns of a table.
pub(super) const COLUMNS: usize = 256;

/// A cell with a paragraph of more bytes beside another one is no cell of figures but a piece of a layout.
const LAYOUT: usize = 200;

impl Paragraph {
    /// Adds words of a run, which may be set off.
    pub(super) fn push(&mut self, words: &str, set_off: bool) {
        self.plain |= !set_off && !words.trim().is_empty();
        // A soft hyphen says where a word may be broken, and is none of its letters.
        let letters = words.chars().filter(|letter| *letter != '\u{ad}');
        self.text.extend(letters.map(|letter| if letter.is_control() { ' ' } else { letter }));
    }

    /// Adds a note's mark.
    pub(super) fn mark(&mut self, note: usize) {
        self.marks.push((self.text.len(), note));
    }

    /// Adds a line break.
    pub(super) fn line_break(&mut self) {
        self.text.push('\n');
    }

    /// What comes before it, because the end of the paragraph before was deleted.
    pub(super) fn follow(&mut self, before: Paragraph) {
        let length = before.text.len();
        self.marks.iter_mut().for_each(|(at, _)| *at += length);
        self.marks.splice(0..0, before.marks);
        self.text.insert_str(0, &before.text);
        self.plain |= before.plain;
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Writes the Markdown of a document: paragraphs with their marks, tables, and the notes at the end.
pub(super) fn markdown(document: &Document) -> String {
    let titled = has_title(&document.blocks);
    let mut writer = Writer { text: String::new(), order: Vec::new(), titled, last: None, pictured: false };
    writer.blocks(&document.blocks);
    let mut next = 0;
    // A note may have notes of its own.
    while let Some(note) = writer.order.get(next).copied() {
        next += 1;
        let mut words = Paragraph::default();
        for block in &document.notes[note] {
            flatten(block, &mut words);
        }
        writer.apart(None);
        let line = writer.inline(&words, false);
        writer.text.extend(["[^", &next.to_string(), "]: ", &line, "\n"]);
    }
    writer.text
}

fn has_title(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Paragraph(paragraph) => paragraph.role == Role::Title && !paragraph.is_empty(),
        Block::Table(_) | Block::Picture(_) => false,
    })
}

struct Writer {
    text: String,
    /// The notes in the order of their marks.
    order: Vec<usize>,
    titled: bool,
    /// The role of the last paragraph written.
    last: Option<Role>,
    /// A picture was written last.
    pictured: bool,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        let widths = widths(blocks);
        let mut at = 0;
        while at < blocks.len() {
            match &blocks[at] {
                Block::Paragraph(paragraph) => {
                    let pairs = (at + 1..blocks.len()).take_while(|next| is_continued(blocks, *next, &widths));
                    let lines = 1 + pairs.count();
                    if lines > 1 {
                        self.paragraph(&joined(&blocks[at..at + lines]));
                    } else {
                        self.paragraph(paragraph);
                    }
                    at += lines;
                }
                Block::Table(rows) => {
                    self.table(rows);
                    at += 1;
                }
                Block::Picture(words) => {
                    self.picture(words);
                    at += 1;
                }
            }
        }
    }

    /// What stands between two blocks: nothing but a line's end between items.
    fn apart(&mut self, role: Option<Role>) {
        let among_items = role == Some(Role::Item) && self.last == role;
        if !self.text.is_empty() && !among_items {
            self.text.push('\n');
        }
        self.last = role;
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.is_empty() || paragraph.role == Role::Out {
            return;
        }
        // In Markdown a caption is what is set off under a picture.
        if paragraph.role == Role::Caption && !self.pictured {
            self.picture("");
        }
        self.pictured = false;
        self.apart(Some(paragraph.role));
        let line = self.inline(paragraph, matches!(paragraph.role, Role::Title | Role::Heading(_)));
        let (lead, more) = match paragraph.role {
            Role::Title => ("# ".to_owned(), ""),
            Role::Heading(level) => {
                let level = usize::from(level) + usize::from(self.titled);
                ("#".repeat(level.clamp(1, 6)) + " ", "")
            }
            Role::Item => ("- ".to_owned(), "  "),
            Role::Quote => ("> ".to_owned(), "> "),
            Role::Body | Role::Subtitle | Role::Caption | Role::Out => (String::new(), ""),
        };
        // Set off as a whole, which tells a standfirst.
        let set_off = matches!(paragraph.role, Role::Subtitle | Role::Caption)
            || paragraph.role == Role::Body && !paragraph.plain;
        let star = if set_off { "*" } else { "" };
        let line = line.replace('\n', &format!("\n{more}"));
        self.text.extend([&lead, star, &line, star, "\n"]);
    }

    fn picture(&mut self, words: &str) {
        self.apart(None);
        let words = Paragraph { text: words.split_whitespace().collect::<Vec<_>>().join(" "), ..Paragraph::default() };
        let line = self.inline(&words, true).replace(']', "\\]");
        self.text.extend(["![", &line, "](picture)\n"]);
        self.pictured = true;
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        self.pictured = false;
        let width = rows.iter().map(|row| row.iter().map(|cell| cell.columns.max(1)).sum::<usize>()).max().unwrap_or(0);
        if !(2..=COLUMNS).contains(&width) || rows.iter().flatten().any(is_layout) {
            for cell in rows.iter().flatten() {
                self.blocks(&cell.blocks);
            }
            return;
        }
        self.apart(None);
        for (index, row) in rows.iter().enumerate() {
            self.text.push('|');
            let mut column = 0;
            for cell in row {
                let mut words = Paragraph::default();
                for block in &cell.blocks {
                    flatten(block, &mut words);
                }
                let line = self.inline(&words, true).replace('|', "\\|");
                self.text.extend([" ", &line, " |"]);
                self.text.push_str(&"  |".repeat(cell.columns.max(1) - 1));
                column += cell.columns.max(1);
            }
            self.text.push_str(&"  |".repeat(width - column));
            self.text.push('\n');
            if index == 0 {
                self.text.extend(["|", &"---|".repeat(width), "\n"]);
            }
        }
    }

    /// The words of a paragraph with whatever Markdown would take for a mark escaped.
    fn inline(&mut self, paragraph: &Paragraph, one_line: bool) -> String {
        let mut out = String::with_capacity(paragraph.text.len() + 8);
        let mut marks = paragraph.marks.iter().peekable();
        let mut at = 0;
        for line in paragraph.text.split('\n') {
            let trimmed = line.trim_start();
            let skipped = line.len() - trimmed.len();
            let words = trimmed.trim_end();
            if !out.is_empty() && !words.is_empty() {
                out.push(if one_line { ' ' } else { '\n' });
            }
            let mut shown = 0;
            while let Some((place, note)) = marks.next_if(|(place, _)| *place <= at + line.len()) {
                let until = place.saturating_sub(at + skipped).min(words.len()).max(shown);
                escape(&words[shown..until], words, shown, one_line, &mut out);
                shown = until;
                let number = self.number(*note);
                out.extend(["[^", &number.to_string(), "]"]);
                // "[^1](" would be a link.
                if words[shown..].starts_with('(') {
                    out.push('\\');
                }
            }
            escape(&words[shown..], words, shown, one_line, &mut out);
            at += line.len() + 1;
        }
        out
    }

    /// The number of a note as the marks come.
    fn number(&mut self, note: usize) -> usize {
        let known = self.order.iter().position(|it| *it == note);
        known.unwrap_or_else(|| {
            self.order.push(note);
            self.order.len() - 1
        }) + 1
    }
}

/// Writes a stretch of a line, which begins at byte `from` of it, with its marks escaped.
fn escape(stretch: &str, line: &str, from: usize, one_line: bool, out: &mut String) {
    for (at, letter) in stretch.char_indices() {
        let (before, behind) = (&line[..from + at], &line[from + at + letter.len_utf8()..]);
        let ends = |text: &str| text.is_empty() || text.starts_with([' ', '\t']);
        let begins = !one_line && before.is_empty();
        let escaped = match letter {
            '\\' | '`' | '*' | '[' | '~' => true,
            '_' => !(before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric)),
            '<' => behind.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?')),
            '&' => is_entity(behind),
            '#' => begins || one_line,
            '>' | '=' | '|' | ':' => begins,
            '-' | '+' => begins && (ends(behind) || behind.starts_with(['-', '+'])),
            // "1. " begins a list.
            '.' | ')' => {
                !one_line
                    && ends(behind)
                    && (1..=9).contains(&before.len())
                    && before.bytes().all(|it| it.is_ascii_digit())
            }
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// Whether "&" and what stands behind it would be read as one letter.
fn is_entity(behind: &str) -> bool {
    let name = behind.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && behind[name..].starts_with(';')
}

/// A cell that holds a piece of the layout, not a figure or a few words.
fn is_layout(cell: &Cell) -> bool {
    let mut paragraphs = 0;
    let mut longest = 0;
    for block in &cell.blocks {
        let paragraph = match block {
            Block::Paragraph(paragraph) => paragraph,
            Block::Table(_) => return true,
            Block::Picture(_) => continue,
        };
        paragraphs += usize::from(!paragraph.is_empty());
        longest = longest.max(paragraph.text.len());
    }
    paragraphs > 1 && longest > LAYOUT
}

/// The words of blocks in one paragraph.
fn flatten(block: &Block, into: &mut Paragraph) {
    match block {
        Block::Paragraph(paragraph) if paragraph.is_empty() => {}
        Block::Picture(_) => {}
        Block::Paragraph(paragraph) => {
            let mut words = paragraph.clone();
            if !into.text.is_empty() {
                into.text.push('\n');
            }
            words.follow(std::mem::take(into));
            *into = words;
        }
        Block::Table(rows) => {
            for block in rows.iter().flatten().flat_map(|cell| &cell.blocks) {
                flatten(block, into);
            }
        }
    }
}

/// The running text of a block.
fn line_of(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(it) if it.role == Role::Body && !it.is_empty() => Some(it.text.trim()),
        _ => None,
    }
}

/// Of each block, the widest of the lines that it stands among, without an empty paragraph between them.  A document
/// without empty paragraphs was not wrapped by hand: it has none.
fn widths(blocks: &[Block]) -> Vec<usize> {
    let mut widths = vec![0; blocks.len()];
    if !blocks.iter().any(|block| matches!(block, Block::Paragraph(it) if it.is_empty())) {
        return widths;
    }
    let mut first = 0;
    while first < blocks.len() {
        let lines = blocks[first..].iter().map_while(line_of).map(str::len);
        let (count, widest) = lines.fold((0, 0), |(count, widest), length| (count + 1, widest.max(length)));
        widths[first..first + count].fill(widest);
        first += count.max(1);
    }
    widths
}

/// Whether a block is the next line of a paragraph that was wrapped by hand before it came into the document.
fn is_continued(blocks: &[Block], next: usize, widths: &[usize]) -> bool {
    let (before, behind) = (line_of(&blocks[next - 1]), line_of(&blocks[next]));
    before.zip(behind).is_some_and(|(before, behind)| is_wrapped(before, behind, widths[next]))
}

/// Paragraphs that are lines of one.
fn joined(blocks: &[Block]) -> Paragraph {
    let mut all = Paragraph::default();
    for block in blocks {
        flatten(block, &mut all);
    }
    all
}
