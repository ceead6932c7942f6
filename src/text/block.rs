//! Blocks of prose, their zones and their maps back to the source.

use super::directive::Directive;
use super::live::Live;
use crate::place::{Edit, Extent, Span};

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// The headline: first heading, `<h1>` or `<title>`, `title:` in front matter, or a short first line.
    Headline,
    /// The standfirst (deck, dek): the summary under the headline.
    Standfirst,
    /// Another wording of headline or standfirst for search engines and social media (front matter).
    Variant,
    /// "By Jane Doe".
    Byline,
    /// "GENEVA, Oct 2 (Reuters) —", up to and including the dash.
    Dateline,
    /// A day that stands alone under the headline or in front matter: `date:`, "Saturday, January 5, 2019".
    Published,
    /// "Updated: October 04, 2022, 9:50 PM": when the story was last changed.
    Updated,
    /// Running text.
    Body,
    /// A heading within the story.
    Subhead,
    /// Text under a picture.
    Caption,
    /// The alternative text of a picture.
    AltText,
    /// Who made a picture or contributed: "Reuters", "AFP contributed to this report".
    Credit,
    /// A quotation lifted out of the story.
    PullQuote,
    /// An item of a list.
    List,
    /// A cell of a table; see [`Block::cell`].
    Table,
    /// A footnote.
    Footnote,
    /// What stands below the story: contact, agency boilerplate.
    Footer,
    /// What the wire adds for editors: slugs, "Eds:", "UPDATES with", "ENDS".
    Furniture,
    /// "Correction: an earlier version of this article ..."
    Correction,
}

impl Zone {
    /// Whether the block is part of what the story tells in sentences: its figures and people are
    /// those of the story.
    #[must_use]
    pub fn is_story(self) -> bool {
        matches!(
            self,
            Zone::Headline
                | Zone::Standfirst
                | Zone::Body
                | Zone::Subhead
                | Zone::Caption
                | Zone::List
                | Zone::Footnote
        )
    }

    /// Whether the block announces the story: headline, standfirst and their variants.
    #[must_use]
    pub fn announces(self) -> bool {
        matches!(self, Zone::Headline | Zone::Standfirst | Zone::Variant)
    }
}

/// Where a cell stands in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Which table of the article, from 0.
    pub table: u32,
    /// The row, from 0; the head row is 0 when there is one.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// Whether the cell belongs to a head row.
    pub head: bool,
}

/// A run of prose that stands in the source in one piece.
///
/// Where both lengths agree, bytes correspond one to one.  Where they differ (`&eacute;` and "é", a
/// dropped soft hyphen) the piece is indivisible: half of it is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Piece {
    /// First byte in the prose.
    pub prose: u32,
    /// Length in the prose, in bytes.
    pub prose_len: u32,
    /// First byte in the source, counted from the start of the block.
    pub source: u32,
    /// Length in the source, in bytes.
    pub source_len: u32,
}

impl Piece {
    fn is_linear(&self) -> bool {
        self.prose_len == self.source_len
    }
}

/// The words of one block, without markup, and the way back to the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prose {
    /// The words.
    pub text: Box<str>,
    /// The pieces in order of prose, without gaps in the prose; empty when prose and source are the same bytes.
    pub pieces: Box<[Piece]>,
}

impl Prose {
    /// Prose that is its source, byte for byte.
    #[must_use]
    pub fn verbatim(text: &str) -> Self {
        Prose { text: text.into(), pieces: Box::default() }
    }

    /// Where a byte of the prose begins in the source, counted from the start of the block.
    fn start_in_source(&self, at: u32) -> u32 {
        let Some(index) = self.piece_at(at) else { return at };
        let piece = &self.pieces[index];
        if piece.is_linear() { piece.source + (at - piece.prose) } else { piece.source }
    }

    /// Where a range of prose that ends before byte `end` ends in the source.
    fn end_in_source(&self, end: u32) -> u32 {
        let Some(index) = self.piece_at(end.saturating_sub(1)) else { return end };
        let piece = &self.pieces[index];
        if piece.is_linear() { piece.source + (end - piece.prose) } else { piece.source + piece.source_len }
    }

    fn piece_at(&self, at: u32) -> Option<usize> {
        if self.pieces.is_empty() {
            return None;
        }
        Some(self.pieces.partition_point(|piece| piece.prose <= at).saturating_sub(1))
    }
}

/// A block of prose at its place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What part of the article it is.
    pub zone: Zone,
    /// The words.
    pub prose: Prose,
    /// Where the block begins in the source; all pieces count from here.
    pub offset: u32,
    /// The number of the paragraph as editors count them (body paragraphs, from 1); `None` outside the body.
    pub paragraph: Option<u32>,
    /// Its place in a table.
    pub cell: Option<Cell>,
}

impl Block {
    /// The span of a piece of its prose.  An empty extent gives an empty span.
    #[must_use]
    pub fn span(&self, extent: Extent) -> Span {
        let start = self.offset + self.prose.start_in_source(extent.start);
        if extent.end <= extent.start {
            return Span { start, end: start };
        }
        Span { start, end: (self.offset + self.prose.end_in_source(extent.end)).max(start) }
    }

    /// The prose at a span of the source, as far as it lies in the block: what [`Block::span`] turns back.
    #[must_use]
    pub fn extent(&self, span: Span) -> Extent {
        let length = u32::try_from(self.prose.text.len()).unwrap_or(u32::MAX);
        let within = |at: u32, is_end: bool| {
            let at = at.saturating_sub(self.offset);
            let before = self.prose.pieces.partition_point(|piece| piece.source + u32::from(is_end) <= at);
            let Some(piece) = before.checked_sub(1).map(|index| &self.prose.pieces[index]) else {
                return if self.prose.pieces.is_empty() { at } else { 0 };
            };
            let into = (at - piece.source).min(piece.prose_len);
            piece.prose + if piece.is_linear() { into } else { piece.prose_len * u32::from(is_end) }
        };
        let start = within(span.start, false).min(length);
        let end = within(span.end, true).clamp(start, length);
        // A span need not begin and end between letters.
        let fit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let text = &self.prose.text;
        Extent { start: fit(text.floor_char_boundary(start as usize)), end: fit(text.ceil_char_boundary(end as usize)) }
    }

    /// The span of the whole block.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.span(Extent { start: 0, end: u32::try_from(self.prose.text.len()).unwrap_or(u32::MAX) })
    }

    /// The edit that puts `text` in the place of `extent`; `None` where markup lies between, since a
    /// replacement would swallow it.
    #[must_use]
    pub fn edit(&self, extent: Extent, text: &str) -> Option<Edit> {
        let span = self.span(extent);
        (span.end - span.start == extent.end - extent.start).then(|| Edit { span, text: text.to_owned() })
    }
}

/// A draft as its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// In the order of the source.
    pub blocks: Vec<Block>,
    /// What the draft says to deskcheck.
    pub directives: Vec<Directive>,
    /// Its posts, where it is a live blog.
    pub live: Option<Live>,
}

impl Article {
    /// The block that a byte of the source lies in, or the last one before it.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.offset as usize <= offset);
        after.checked_sub(1)
    }
}
