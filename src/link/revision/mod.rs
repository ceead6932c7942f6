//! What was changed since an earlier version, and what was left as it was.
//!
//! A claim has changed where its sentence has a counterpart in the earlier version and other words stand in its place
//! ([`Alignment`]).  It was left where the rest of the draft, unchanged, still gives the old value of the same thing: each
//! kind of claim has a file that says when two are of the same thing.  Whatever speaks for an old value that is meant to stand
//! keeps silent.

mod align;
mod context;
mod dates;
mod figures;
mod people;

pub use align::{Alignment, At};

use super::{ClaimRef, Links, Story};
use crate::place::{Extent, Span};

/// One version of a draft, linked.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The draft and its claims.
    pub story: Story<'a>,
    /// What belongs to what.
    pub links: &'a Links,
}

/// A claim that has another value than in the earlier version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words that changed.
    pub at: At,
    /// What stood there, in the source of the earlier version.
    pub before: Span,
    /// What stood there, in words.
    pub old: String,
    /// What stands there now, in words.
    pub new: String,
    /// The values, normalised: the old one and the new one.
    pub values: [String; 2],
}

/// A claim with a value that was changed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Which change, by its index.
    pub change: usize,
    /// The words that were left.
    pub at: At,
    /// What would bring them in line, where that is plain: the words to replace, and with what.
    pub cure: Option<(Extent, String)>,
    /// Whether the old value may be meant.
    pub doubtful: bool,
}

/// What was changed since an earlier version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Claims that have another value, kind after kind, each in the order of the draft.
    pub changes: Vec<Change>,
    /// Claims that were left.
    pub left: Vec<Left>,
}

/// Gathers what each kind finds.
#[derive(Debug, Default)]
struct Found(Revision);

impl Found {
    /// Notes a change, and gives its index.
    fn change(&mut self, change: Change) -> usize {
        self.0.changes.push(change);
        self.0.changes.len() - 1
    }

    /// Notes a claim that was left; of two changes that speak of one claim, the first does.
    fn left(&mut self, left: Left) {
        if self.0.left.iter().rev().take(NEAR).all(|other| other.at != left.at) {
            self.0.left.push(left);
        }
    }
}

/// How many claims back the same claim can have been noted.
const NEAR: usize = 16;

impl Revision {
    /// Holds a draft against its earlier version.
    #[must_use]
    pub fn new(now: Version<'_>, before: Version<'_>) -> Self {
        let alignment = Alignment::new(now.story, before.story);
        let mut found = Found::default();
        figures::read(&alignment, now.links, &mut found);
        dates::read(&alignment, [now.links, before.links], &mut found);
        people::read(&alignment, [now.links, before.links], &mut found);
        found.0
    }
}

/// A claim of the draft, and the one that stood in its place.
type Pair = (ClaimRef, Option<ClaimRef>);

/// The claims of a kind in the draft, each with the claim of the kind that stood in its place, where just one did.  `extent`
/// tells where a claim stands.
fn counterparts<'s, C: 's>(
    alignment: &'s Alignment<'_>,
    claims: impl Fn(&Story<'s>, usize) -> &'s [C] + Copy,
    extent: impl Fn(&C) -> Extent + Copy,
) -> impl Iterator<Item = Pair> {
    let (now, before) = (*alignment.now(), *alignment.before());
    (0..now.claims.len()).flat_map(move |block| {
        claims(&now, block).iter().enumerate().map(move |(index, claim)| {
            let counterpart = alignment.counterpart(At { block, extent: extent(claim) });
            let other = counterpart.and_then(|stretch| {
                let its = claims(&before, stretch.block);
                let from = its.partition_point(|it| extent(it).end <= stretch.extent.start);
                let mut within = its[from..].iter().take_while(|it| extent(it).start < stretch.extent.end);
                within
                    .next()
                    .filter(|_| within.next().is_none())
                    .map(|_| ClaimRef { block: stretch.block, index: from })
            });
            (ClaimRef { block, index }, other)
        })
    })
}
