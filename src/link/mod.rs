//! Which claims speak of the same thing.
//!
//! Linking goes by keys (surname, measure, day), never over all pairs, and works on claims, which
//! are few: it runs anew at each keystroke.

pub mod ages;
pub mod amounts;
pub mod changes;
pub mod clause;
pub mod events;
pub mod figures;
pub mod identifiers;
mod meetings;
pub mod offices;
pub mod parts;
pub mod people;
pub mod quotes;
mod recaps;
pub mod revision;
pub mod tables;
pub mod timeline;

pub use ages::Ages;
pub use amounts::Amounts;
pub use events::Events;
pub use figures::Figures;
pub use people::People;
pub use quotes::Quotes;
pub use recaps::Recap;
pub use revision::{Alignment, Revision};
pub use tables::Tables;
pub use timeline::Timeline;

use std::sync::Arc;

use crate::claim::Claims;
use crate::options::Options;
use crate::place::{Extent, Span};
use crate::text::{Article, Block};

/// A draft with its claims, before linking.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// The blocks.
    pub article: &'a Article,
    /// The claims of each block, by the block's index.
    pub claims: &'a [Arc<Claims>],
    /// How the draft is to be read.
    pub options: &'a Options,
}

impl<'a> Story<'a> {
    /// Blocks with their claims, in order, by index.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &'a Block, &'a Claims)> + use<'a> {
        self.article
            .blocks
            .iter()
            .zip(self.claims)
            .enumerate()
            .map(|(index, (block, claims))| (index, block, &**claims))
    }

    /// The words of an extent.
    #[must_use]
    pub fn text(&self, block: usize, extent: Extent) -> &'a str {
        &self.article.blocks[block].prose.text[extent.range()]
    }

    /// The prose before a place, at most [`REACH`] bytes of it: the cost of a look around follows the claim, not the
    /// block.
    #[must_use]
    pub fn before(&self, block: usize, at: u32) -> &'a str {
        let text = &self.article.blocks[block].prose.text;
        let at = at as usize;
        let from = (at.saturating_sub(REACH)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
        &text[from..at]
    }

    /// The prose from a place on, at most [`REACH`] bytes of it.
    #[must_use]
    pub fn behind(&self, block: usize, at: u32) -> &'a str {
        let text = &self.article.blocks[block].prose.text;
        let at = at as usize;
        let most = text.len().min(at + REACH);
        let to = (at..=most).rev().find(|to| text.is_char_boundary(*to)).unwrap_or(at);
        &text[at..to]
    }

    /// The sentence around an extent, within reach, and where it begins in the block.
    #[must_use]
    pub fn sentence(&self, block: usize, extent: Extent) -> (&'a str, usize) {
        let (start, next) = self.claims[block].sentence(extent.start);
        let before = self.before(block, extent.start);
        let behind = self.behind(block, extent.end);
        let first = (start as usize).max(extent.start as usize - before.len());
        let end = extent.end as usize + behind.len();
        let end = next.map_or(end, |next| end.min(next as usize).max(extent.end as usize));
        (self.article.blocks[block].prose.text[first..end].trim_end(), first)
    }

    /// Whether two extents of a block stand in one sentence.
    #[must_use]
    pub fn is_one_sentence(&self, block: usize, one: Extent, other: Extent) -> bool {
        self.claims[block].sentence(one.start) == self.claims[block].sentence(other.start)
    }

    /// What stands between two extents of a block; empty when they are not in that order.
    #[must_use]
    pub fn gap(&self, block: usize, first: Extent, second: Extent) -> &'a str {
        self.article.blocks[block].prose.text.get(first.end as usize..second.start as usize).unwrap_or_default()
    }

    /// The span of an extent.
    #[must_use]
    pub fn span(&self, block: usize, extent: Extent) -> Span {
        self.article.blocks[block].span(extent)
    }
}

/// How far around a claim the prose is looked at, in bytes.
pub const REACH: usize = 300;

/// A claim by its block and its index among the claims of its kind there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// Index of the block.
    pub block: usize,
    /// Index among the block's claims of that kind.
    pub index: usize,
}

/// The claims of a draft, linked.
#[derive(Debug, Default)]
pub struct Links {
    /// The day of publication, and the days that dates mean.
    pub timeline: Timeline,
    /// Who is who.
    pub people: People,
    /// Which figures count the same thing.
    pub figures: Figures,
    /// Which quotations are of the same words.
    pub quotes: Quotes,
    /// Whose ages are given.
    pub ages: Ages,
    /// Which sentences tell of one event.
    pub events: Events,
    /// What is told once with its day, and taken up later with another.
    pub recaps: Vec<Recap>,
    /// Which amounts are one but for a slip.
    pub amounts: Amounts,
    /// What the cells of tables belong to, and what adds up.
    pub tables: Tables,
}

/// Links the claims of a draft.
#[must_use]
pub fn link(story: &Story<'_>) -> Links {
    let timeline = Timeline::new(story);
    let people = People::new(story);
    let figures = Figures::new(story);
    let quotes = Quotes::new(story);
    let amounts = Amounts::new(story);
    let events = Events::new(story, &timeline);
    let ages = Ages::new(story, &people);
    let recaps = recaps::recaps(story, &timeline, &people);
    let tables = Tables::new(story);
    Links { timeline, people, figures, quotes, ages, events, recaps, amounts, tables }
}
