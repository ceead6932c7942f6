//! Which figures count the same thing.
//!
//! A figure's *measure* is what exactly it counts: an outcome ("killed") or the head of its noun.  Two
//! figures of one measure still may speak of two events, so each rule asks for evidence of its own.

use rustc_hash::FxHashMap;

use super::{ClaimRef, Story};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::language::lexicon::Outcome;
use crate::place::Span;
use crate::text::Zone;

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// People to whom something happened.
    Outcome(Outcome),
    /// Things, by the head of their noun in small letters and the singular.
    Noun(Box<str>),
}

/// A figure of the draft.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Which claim.
    pub at: ClaimRef,
    /// The claim.
    pub quantity: &'a Quantity,
    /// The part of the article it stands in.
    pub zone: Zone,
}

impl Figure<'_> {
    /// Whether it states how many there are, plainly: no part, addition, change, rate or guess.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.quantity.role.is_empty()
    }

    /// The span of the bare number.
    #[must_use]
    pub fn span(&self, story: &Story<'_>) -> Span {
        story.span(self.at.block, self.quantity.number)
    }

    /// The words of number and noun.
    #[must_use]
    pub fn words<'s>(&self, story: &Story<'s>) -> &'s str {
        story.text(self.at.block, self.quantity.extent)
    }
}

/// The figures of a draft by what they count, each list in the order of the draft.
#[derive(Debug, Default)]
pub struct Figures {
    groups: Vec<(Measure, Vec<ClaimRef>)>,
}

impl Figures {
    /// Sorts the figures of a draft by what they count.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let mut index: FxHashMap<Measure, usize> = FxHashMap::default();
        let mut figures = Figures::default();
        for (block, it, claims) in story.blocks() {
            if !(it.zone.is_story() || it.zone.announces()) {
                continue;
            }
            for (number, quantity) in claims.quantities.iter().enumerate() {
                let Some(measure) = measure(story, block, quantity) else { continue };
                let group = *index.entry(measure).or_insert_with_key(|measure| {
                    figures.groups.push((measure.clone(), Vec::new()));
                    figures.groups.len() - 1
                });
                figures.groups[group].1.push(ClaimRef { block, index: number });
            }
        }
        figures
    }

    /// The measures that are stated more than once, with their figures.
    pub fn repeated<'s>(&self, story: &Story<'s>) -> impl Iterator<Item = (&Measure, Vec<Figure<'s>>)> {
        let story = *story;
        self.groups.iter().filter(|(_, list)| list.len() > 1).map(move |(measure, list)| {
            let figures = list.iter().map(|at| Figure {
                at: *at,
                quantity: &story.claims[at.block].quantities[at.index],
                zone: story.article.blocks[at.block].zone,
            });
            (measure, figures.collect())
        })
    }

    /// Every other figure of the measure of a claim.
    pub fn same(&self, at: ClaimRef) -> impl Iterator<Item = ClaimRef> {
        let group = self.groups.iter().find(|(_, list)| list.binary_search(&at).is_ok());
        group.into_iter().flat_map(|(_, list)| list.iter().copied()).filter(move |other| *other != at)
    }
}

/// What a figure counts; `None` for measurements, money, ages, ranks and identifiers.
fn measure(story: &Story<'_>, block: usize, quantity: &Quantity) -> Option<Measure> {
    if quantity.role.contains(Role::IDENTIFIER) || quantity.age {
        return None;
    }
    if let Some(outcome) = quantity.outcome {
        return Some(Measure::Outcome(outcome));
    }
    if quantity.unit != Unit::Noun {
        return None;
    }
    let head = story.text(block, quantity.noun?.head).to_lowercase();
    let singular = head.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let singular = singular.unwrap_or_else(|| head.strip_suffix('s').unwrap_or(&head).to_owned());
    Some(Measure::Noun(singular.into()))
}
