//! Which quotations are of the same words.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::meetings::Meetings;
use super::{ClaimRef, Story};
use crate::claim::Quote;
use crate::text::Zone;

/// A quotation with its words in small letters, marks and apostrophes left out.
#[derive(Debug)]
pub struct Spoken {
    /// Where.
    pub at: ClaimRef,
    /// Its words, each between spaces.
    pub words: Box<str>,
    /// Whether it is cut or masked: an ellipsis, brackets or an asterisk within.
    pub cut: bool,
}

impl Spoken {
    /// Whether all words of the other stand here in a row.
    #[must_use]
    pub fn holds(&self, other: &Spoken) -> bool {
        other.stands_in(&self.words)
    }

    /// Whether all its words stand in a row in these, each between spaces.
    #[must_use]
    pub fn stands_in(&self, words: &str) -> bool {
        !self.words.is_empty() && words.contains(&*self.words)
    }

    /// Its words, one by one.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        self.words.split_ascii_whitespace()
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
const SHARED: usize = 4;

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
                let cut = text.contains(['[', '…', '(', '*']) || text.contains("...");
                quotes.spoken.push(Spoken { at: ClaimRef { block, index }, words: plain(text).into(), cut });
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
        if self.spoken.len() < 2 {
            return;
        }
        // Each word is looked at once and then is its hash.
        let hash = |word| FxBuildHasher.hash_one(word);
        let words: Vec<Vec<u64>> = self.spoken.iter().map(|spoken| spoken.each().map(hash).collect()).collect();
        let count = words.iter().map(|words| words.len().saturating_sub(SHARED - 1)).sum();
        let mut runs = Meetings::new(count, REFRAIN);
        let mut pairs = Vec::new();
        for (index, words) in words.iter().enumerate() {
            for run in words.array_windows::<SHARED>() {
                pairs.extend(runs.meet(run, index).map(|other| (other, index)));
            }
        }
        // What is lifted out of the story is compared with all of it, however short.
        let lifted = |spoken: &Spoken| spoken.is_lifted(story);
        for (index, _) in self.spoken.iter().enumerate().filter(|(_, spoken)| lifted(spoken)).take(REFRAIN) {
            let others = self.spoken.iter().enumerate().filter(|(_, other)| !lifted(other));
            let mine = &words[index];
            let near = others.filter(|(other, _)| {
                mine.iter().filter(|word| words[*other].contains(word)).count() * 3 >= mine.len() * 2
            });
            pairs.extend(near.map(|(other, _)| (index.min(other), index.max(other))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let block = |index: usize| self.spoken[index].at.block;
        pairs.retain(|(one, other)| !story.article.are_apart(block(*one), block(*other)));
        self.pairs = pairs;
    }
}

/// The words of a text in small letters, marks and apostrophes left out, each between spaces.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    let part = |plain: &mut String| {
        if !plain.ends_with(' ') {
            plain.push(' ');
        }
    };
    part(&mut plain);
    let mut rest = text;
    loop {
        // Most letters are small ones, in runs.
        let run = rest.bytes().position(|byte| !(byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        let run = run.unwrap_or(rest.len());
        plain.push_str(&rest[..run]);
        let mut letters = rest[run..].chars();
        let Some(letter) = letters.next() else { break };
        rest = letters.as_str();
        match letter {
            _ if letter.is_alphanumeric() => plain.extend(letter.to_lowercase()),
            '-' | '–' | '—' | '/' => part(&mut plain),
            _ if letter.is_whitespace() => part(&mut plain),
            _ => {}
        }
    }
    part(&mut plain);
    if plain.len() == 1 {
        plain.clear();
    }
    plain
}

/// The words of a text in small letters, marks and apostrophes left out.
#[must_use]
pub fn words(text: &str) -> Vec<Box<str>> {
    plain(text).split_ascii_whitespace().map(Into::into).collect()
}
