//! Collects blocks as a format finds them.

use super::block::{Article, Block, Cell, Piece, Prose, Zone};
use super::directive::{self, Directive, Says};
use super::live::{self, Marked};
use super::zones::{self, Layout};
use crate::place::Span;

/// Takes prose from a format and gives blocks with zones.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    layouts: Vec<Layout>,
    text: String,
    pieces: Vec<Piece>,
    start: Option<u32>,
    directives: Vec<Directive>,
    /// The element of the markup that is being read.
    area: Option<Span>,
    /// The posts of a live blog, as far as the markup tells.
    marked: Marked,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Builder {
            source,
            blocks: Vec::new(),
            layouts: Vec::new(),
            text: String::new(),
            pieces: Vec::new(),
            start: None,
            directives: Vec::new(),
            area: None,
            marked: Marked::default(),
        }
    }

    /// A block whose prose is a piece of the source as it stands.
    pub(super) fn verbatim(&mut self, source: &str, span: Span, layout: Layout) {
        self.push(Prose::verbatim(&source[span.range()]), span.start, layout);
    }

    /// A run of prose that is the source as it stands.
    pub(super) fn run(&mut self, span: Span) {
        let source = self.source;
        self.piece(&source[span.range()], span);
    }

    /// A run of prose that stands for a piece of the source.
    pub(super) fn piece(&mut self, prose: &str, span: Span) {
        if prose.is_empty() {
            return;
        }
        let start = *self.start.get_or_insert(span.start);
        let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let piece = Piece {
            prose: length(&self.text),
            prose_len: length(prose),
            source: span.start.saturating_sub(start),
            source_len: span.end - span.start,
        };
        self.text.push_str(prose);
        if let Some(last) = self.pieces.last_mut()
            && last.prose_len == last.source_len
            && piece.prose_len == piece.source_len
            && last.source + last.source_len == piece.source
        {
            last.prose_len += piece.prose_len;
            last.source_len += piece.source_len;
            return;
        }
        self.pieces.push(piece);
    }

    /// A space that the markup stands for; none at the start of a block or behind another.
    pub(super) fn space(&mut self, span: Span) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.piece(" ", span);
        }
    }

    /// Whether nothing was collected since the last block.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What was collected since the last block.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Ends a block.
    pub(super) fn end(&mut self, layout: Layout) {
        let start = self.start.take();
        let mut pieces = std::mem::take(&mut self.pieces);
        let text = std::mem::take(&mut self.text);
        let Some(start) = start.filter(|_| !text.trim().is_empty()) else { return };
        // One linear piece from the start of the block is the source as it stands.
        if let [only] = &pieces[..]
            && only.prose_len == only.source_len
        {
            pieces.clear();
        }
        self.push(Prose { text: text.into(), pieces: pieces.into() }, start, layout);
    }

    /// Markup that may hold comments to deskcheck.
    pub(super) fn comments(&mut self, span: Span) {
        let area = self.area.filter(|area| area.range().contains(&(span.start as usize)));
        for mut directive in directive::comments(self.source, span) {
            if let Says::Ignore { covers, .. } = &mut directive.says {
                *covers = area;
            }
            self.directives.push(directive);
        }
    }

    /// The draft calls itself a live blog.
    pub(super) fn live(&mut self) {
        self.marked.live = true;
    }

    /// An element of the markup is a post of a live blog.
    pub(super) fn post(&mut self, span: Span) {
        self.marked.posts.push(span);
    }

    /// What front matter says under `deskcheck`.
    pub(super) fn setting(&mut self, key: &str, value: &str, span: Span) {
        self.directives.push(directive::setting(key, value, span));
    }

    /// Begins an element of the markup; comments above it are for all of it.
    pub(super) fn area(&mut self, span: Span) {
        self.area = Some(span);
        self.cover(span);
    }

    /// Comments that are not yet for anything are for this.
    fn cover(&mut self, span: Span) {
        for directive in self.directives.iter_mut().rev() {
            match &mut directive.says {
                Says::Ignore { covers: covers @ None, .. } => *covers = Some(span),
                Says::Ignore { .. } => break,
                _ => {}
            }
        }
    }

    fn push(&mut self, prose: Prose, offset: u32, layout: Layout) {
        self.blocks.push(Block {
            zone: layout.zone.unwrap_or(Zone::Body),
            prose,
            offset,
            paragraph: None,
            cell: layout.cell,
        });
        self.layouts.push(layout);
        if !self.directives.is_empty()
            && let Some(whole) = self.blocks.last().map(Block::whole)
        {
            self.cover(whole);
        }
    }

    /// How many blocks there are.
    pub(super) fn count(&self) -> usize {
        self.blocks.len()
    }

    /// The words of a block.
    pub(super) fn words(&self, block: usize) -> &str {
        &self.blocks[block].prose.text
    }

    /// The zone of a block, where the format told it.
    pub(super) fn zone(&self, block: usize) -> Option<Zone> {
        self.layouts[block].zone
    }

    /// A block is no part of the story after all.
    pub(super) fn furnish(&mut self, block: usize) {
        (self.blocks[block].zone, self.blocks[block].cell) = (Zone::Furniture, None);
        self.layouts[block] = Layout::zoned(Zone::Furniture);
    }

    /// Gives the article, with zones told by shape where the format did not say.
    pub(super) fn finish(self) -> Article {
        let mut article = Article { directives: self.directives, ..zones::mark(self.blocks, &self.layouts) };
        live::mark(&mut article, &self.marked);
        article
    }
}

impl Layout {
    /// A layout whose zone the format knows.
    pub(super) fn zoned(zone: Zone) -> Self {
        Layout { zone: Some(zone), ..Layout::default() }
    }

    /// A cell of a table.
    pub(super) fn cell(cell: Cell) -> Self {
        Layout { zone: Some(Zone::Table), cell: Some(cell), ..Layout::default() }
    }
}
