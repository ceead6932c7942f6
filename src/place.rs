//! Places: where something stands, in which source.
//!
//! Two kinds of offsets exist and they are two types, so that one cannot be passed for the other.
//! A [`Span`] points into a source as the writer typed it and travels through the whole program.
//! An [`Extent`] points into the prose of one block (the words without the markup); it is turned
//! into a span by [`crate::text::Block::span`] when the claims of a block are linked.

use serde::Serialize;

/// A half-open range of bytes in a source (UTF-8, as decoded).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`.
    ///
    /// # Panics
    /// When an offset does not fit into 32 bits: [`crate::text::decode`] refuses such files.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |offset: usize| u32::try_from(offset).expect("a source is under 4 GiB");
        Self { start: fit(start), end: fit(end) }
    }

    /// As a range, to slice with.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share a byte, or one is empty and lies in or beside the other.
    #[must_use]
    pub fn touches(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `offset` lies in the span or at its end (where a cursor behind the last letter is).
    #[must_use]
    pub fn holds(self, offset: usize) -> bool {
        self.start as usize <= offset && offset <= self.end as usize
    }

    /// From the start of this one to the end of the other.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A half-open range of bytes in the prose of one block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Extent {
    /// As a range, to slice prose with.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of this one to the end of the other.
    #[must_use]
    pub fn to(self, other: Extent) -> Extent {
        Extent { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Extent) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the other lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Extent) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Which text a span points into: the draft, or one of the files it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(pub u32);

impl Source {
    /// The draft itself.
    pub const DRAFT: Source = Source(0);
}

/// A span in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which text.
    pub source: Source,
    /// Where in it.
    pub span: Span,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place { source: Source::DRAFT, span }
    }
}

/// One replacement in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}
