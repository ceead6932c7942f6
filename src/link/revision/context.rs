//! What the sentence of a claim tells of it: enough to know the thing again, and to see that an old value is meant.

use std::collections::BTreeSet;

use super::align::At;
use crate::language::wordlist::COMMON;
use crate::language::{Classes, lexicon, runs};
use crate::link::Story;
use crate::link::amounts::{is_telling, stem};
use crate::link::people::fold;
use crate::place::Extent;
use crate::text::Zone;

/// Words before or behind a value that was true before, or never was.  Source: ordinary newsroom English.
const FORMER: &[&str] = &[
    "earlier",
    "initially",
    "previously",
    "originally",
    "formerly",
    "previous",
    "prior",
    "initial",
    "preliminary",
    "provisional",
    "first",
    "wrongly",
    "mistakenly",
    "erroneously",
    "incorrectly",
    "revised",
    "corrected",
    "updated",
    "postponed",
    "rescheduled",
    "delayed",
    "moved",
    "misspelt",
    "misspelled",
    "misstated",
    "had",
];

/// Words before a value that another has taken the place of.
const REPLACED: &[&str] = &[
    "instead", "rather", "not", "against", "versus", "compared", "than", "up", "down", "from", "until", "once", "then",
];

/// Words that tell one event or thing from another.
const OTHER: &[&str] = &[
    "another",
    "other",
    "second",
    "third",
    "separate",
    "similar",
    "different",
    "last",
    "next",
    "previous",
    "later",
    "too",
    "also",
    "same",
    "elsewhere",
];

/// How many words before and behind a claim may say that its value is an old one.
const BEFORE: usize = 7;
const BEHIND: usize = 4;

/// What a sentence tells.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The words that tell something, folded and without endings.
    pub words: BTreeSet<Box<str>>,
    /// Of them those with a capital within the sentence.
    pub names: BTreeSet<Box<str>>,
    /// Words that tell it from other things.
    other: BTreeSet<&'static str>,
}

impl Context {
    /// Reads the sentence around a place, the words of the place apart.
    pub(super) fn new(story: &Story<'_>, at: At) -> Self {
        let (text, start) = story.sentence(at.block, at.extent);
        let mut context = Context::default();
        let own = at.extent.start as usize - start..at.extent.end as usize - start;
        let mut first = true;
        for (word, offset) in words(text) {
            let opens = std::mem::take(&mut first);
            if own.contains(&offset) {
                continue;
            }
            let folded = fold(word.trim_end_matches("'s").trim_end_matches("’s"));
            context.other.extend(OTHER.iter().find(|it| **it == &*folded));
            let classes = lexicon::look_up(&folded).classes;
            // Days are compared as days.
            let dated = classes.intersects(Classes::WEEKDAY | Classes::MONTH) || classes.contains(Classes::SAYING);
            if dated || !is_telling(&folded) {
                continue;
            }
            let stem: Box<str> = stem(&folded).into();
            // The first word has its capital from there, unless it is no word otherwise.
            if word.starts_with(char::is_uppercase) && !(opens && COMMON.has(&folded)) {
                context.names.insert(stem.clone());
            }
            context.words.insert(stem);
        }
        context
    }

    /// How many telling words two sentences share.
    pub(super) fn shared(&self, other: &Context) -> usize {
        self.words.intersection(&other.words).count()
    }

    /// Whether one of them has a word that tells its thing from another.
    pub(super) fn is_apart(&self, other: &Context) -> bool {
        self.other != other.other
    }

    /// Whether each has a name that the other lacks.
    pub(super) fn differs_in_names(&self, other: &Context) -> bool {
        let own = |one: &Context, two: &Context| one.names.iter().any(|name| !two.words.contains(name));
        own(self, other) && own(other, self)
    }
}

fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    runs::words(text, "'’-").map(|(at, word)| (word, at))
}

/// Whether the words around a claim say that its value is, or was, another's: "up from", "first put at", "not".
pub(super) fn is_former(story: &Story<'_>, at: At) -> bool {
    let (text, start) = story.sentence(at.block, at.extent);
    let (from, to) = (at.extent.start as usize - start, (at.extent.end as usize - start).min(text.len()));
    let is = |list: &[&str], word: &str| list.iter().any(|it| word.eq_ignore_ascii_case(it));
    let before = &text[..from];
    let before = before.rfind([';', ':']).map_or(before, |at| &before[at..]);
    let near: Vec<_> = words(before).map(|(word, _)| word).collect();
    near.iter().rev().take(BEFORE).any(|word| is(FORMER, word) || is(REPLACED, word))
        || words(&text[to..]).take(BEHIND).any(|(word, _)| is(FORMER, word))
}

/// Whether two sentences are the same but for two stretches: entries of a list, each for something else.
pub(super) fn is_built_alike((one_story, one): (&Story<'_>, At), (other_story, other): (&Story<'_>, At)) -> bool {
    let around = |story: &Story<'_>, at: At| {
        let (text, start) = story.sentence(at.block, at.extent);
        let (from, to) = (at.extent.start as usize - start, (at.extent.end as usize - start).min(text.len()));
        let parts = text[..from].split_whitespace().chain(text[to..].split_whitespace());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    around(one_story, one) == around(other_story, other)
}

/// Whether a place may tell what the draft says now: not a correction, a credit, a cell or the wire's own words.
pub(super) fn is_told(story: &Story<'_>, block: usize) -> bool {
    let zone = story.article.blocks[block].zone;
    (zone.is_story() || zone.announces()) && zone != Zone::Footnote
}

/// The words of a place.
pub(super) fn told(story: &Story<'_>, block: usize, extent: Extent) -> String {
    story.text(block, extent).split_whitespace().collect::<Vec<_>>().join(" ")
}
