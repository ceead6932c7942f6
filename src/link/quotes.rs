//! Which quotations are of the same words.

use rustc_hash::FxHashMap;

use super::{ClaimRef, Story};
use crate::claim::Quote;
use crate::text::Zone;

/// A quotation with its words in small letters, marks and apostrophes left out.
#[derive(Debug)]
pub struct Spoken {
    /// Where.
    pub at: ClaimRef,
    /// Its words.
    pub words: Vec<Box<str>>,
    /// Whether it is cut: an ellipsis or brackets within.
    pub cut: bool,
}

impl Spoken {
    /// Whether all words of the other stand here in a row.
    #[must_use]
    pub fn holds(&self, other: &Spoken) -> bool {
        self.words.windows(other.words.len().max(1)).any(|run| run == other.words)
    }

    /// Whether it is lifted out of the story: into a headline, a standfirst, a pull quote.
    #[must_use]
    pub fn is_lifted(&self, story: &Story<'_>) -> bool {
        let zone = story.article.blocks[self.at.block].zone;
        zone.announces() || matches!(zone, Zone::PullQuote | Zone::Subhead)
    }
}

/// The quotations of a draft.
#[derive(Debug, Default)]
pub struct Quotes {
    spoken: Vec<Spoken>,
    pairs: Vec<(usize, usize)>,
}

/// How many words in a row make two quotations worth comparing, in the body.
const SHARED: usize = 5;

/// How often a run of words may stand in a draft before it is a refrain.
const REFRAIN: usize = 6;

impl Quotes {
    /// Gathers the quotations of a draft and pairs those that share words.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let mut quotes = Quotes::default();
        for (block, it, claims) in story.blocks() {
            if !it.zone.is_story() && !matches!(it.zone, Zone::PullQuote | Zone::Variant) {
                continue;
            }
            for (index, quote) in claims.quotes.iter().enumerate() {
                let text = story.text(block, quote.extent);
                let cut = text.contains(['[', '…', '(']) || text.contains("...");
                quotes.spoken.push(Spoken { at: ClaimRef { block, index }, words: words(text), cut });
            }
        }
        quotes.pair(story);
        quotes
    }

    /// Pairs that share words, the earlier first.
    pub fn pairs(&self) -> impl Iterator<Item = (&Spoken, &Spoken)> {
        self.pairs.iter().map(|(one, other)| (&self.spoken[*one], &self.spoken[*other]))
    }

    /// The claim behind a quotation.
    #[must_use]
    pub fn quote<'s>(story: &Story<'s>, spoken: &Spoken) -> &'s Quote {
        &story.claims[spoken.at.block].quotes[spoken.at.index]
    }

    fn pair(&mut self, story: &Story<'_>) {
        let mut runs: FxHashMap<&[Box<str>], Vec<usize>> = FxHashMap::default();
        let mut pairs = Vec::new();
        for (index, spoken) in self.spoken.iter().enumerate() {
            for run in spoken.words.windows(SHARED) {
                let list = runs.entry(run).or_default();
                pairs.extend(list.iter().filter(|other| **other != index).map(|other| (*other, index)));
                if list.last() != Some(&index) && list.len() < REFRAIN {
                    list.push(index);
                }
            }
        }
        // What is lifted out of the story is compared with all of it, however short.
        let lifted = |spoken: &Spoken| spoken.is_lifted(story);
        for (index, spoken) in self.spoken.iter().enumerate().filter(|(_, spoken)| lifted(spoken)).take(REFRAIN) {
            let others = self.spoken.iter().enumerate().filter(|(_, other)| !lifted(other));
            let near = others.filter(|(_, other)| {
                spoken.words.iter().filter(|word| other.words.contains(word)).count() * 3 >= spoken.words.len() * 2
            });
            pairs.extend(near.map(|(other, _)| (index.min(other), index.max(other))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        self.pairs = pairs;
    }
}

/// The words of a text in small letters, marks and apostrophes left out.
#[must_use]
pub fn words(text: &str) -> Vec<Box<str>> {
    let plain = |word: &str| -> String {
        word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '/'))
        .map(plain)
        .filter(|word| !word.is_empty())
        .map(Into::into)
        .collect()
}
