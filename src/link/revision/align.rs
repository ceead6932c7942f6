//! Which sentence of a draft stands where which sentence of its earlier version stood.
//!
//! Sentences meet by their words, wherever they moved: first those that are the same, then those that share pairs of words,
//! the most alike first.  Within a pair the words are held against each other, so that a claim has a counterpart.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::link::Story;
use crate::place::{Extent, Span};
use crate::text::Zone;

/// A stretch of the prose of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The block.
    pub block: usize,
    /// The stretch.
    pub extent: Extent,
}

impl At {
    /// Where it stands in the source of its draft.
    #[must_use]
    pub fn span(self, story: &Story<'_>) -> Span {
        story.span(self.block, self.extent)
    }
}

/// The sentences of one version, in order.
#[derive(Debug)]
struct Version<'a> {
    story: Story<'a>,
    sentences: Vec<At>,
    /// The first sentence of each block, and how many there are.
    starts: Vec<usize>,
}

/// What became of a sentence.
#[derive(Debug)]
enum Fate {
    /// It has no counterpart.
    New,
    /// It stood there word for word, as this sentence of the earlier version.
    Same(usize),
    /// It stood there with other words.
    Changed(usize, Vec<DiffOp>),
}

/// A draft held against its earlier version.
#[derive(Debug)]
pub struct Alignment<'a> {
    now: Version<'a>,
    before: Version<'a>,
    fates: Vec<Fate>,
}

/// How many sentences of the earlier version are found by one pair of words.
const MOST: usize = 16;

/// How many sentences of the earlier version are held against one of the draft.
const CANDIDATES: usize = 8;

/// How alike two sentences are at least, in thousandths of their words; headlines are short.
const ALIKE: usize = 500;
const ALIKE_HEADLINES: usize = 334;

/// The longest sentence whose words are held against those of another.
const LONGEST: usize = 300;

/// The longest sentence in which words are counted for each claim, in bytes.
const MOST_BYTES: u32 = 20_000;

/// The fewest words that show which sentence is meant.
const FEWEST: usize = 3;

impl<'a> Version<'a> {
    fn new(story: Story<'a>) -> Self {
        let (mut sentences, mut starts) = (Vec::new(), Vec::new());
        for (block, it, claims) in story.blocks() {
            starts.push(sentences.len());
            let text = &it.prose.text;
            let ends = claims.sentences.iter().skip(1).map(|end| *end as usize).chain([text.len()]);
            for (start, end) in claims.sentences.iter().zip(ends) {
                let end = *start as usize + text[*start as usize..end].trim_end().len();
                let extent = Extent { start: *start, end: u32::try_from(end).unwrap_or(u32::MAX) };
                sentences.push(At { block, extent });
            }
        }
        starts.push(sentences.len());
        Version { story, sentences, starts }
    }

    fn text(&self, sentence: usize) -> &'a str {
        let At { block, extent } = self.sentences[sentence];
        self.story.text(block, extent)
    }

    /// The words of a sentence, wherever its lines break.
    fn plain(&self, sentence: usize) -> Cow<'a, str> {
        let text = self.text(sentence);
        if text.contains(['\n', '\t', '\u{a0}']) || text.contains("  ") {
            return text.split_whitespace().collect::<Vec<_>>().join(" ").into();
        }
        text.into()
    }

    fn zone(&self, sentence: usize) -> Zone {
        self.story.article.blocks[self.sentences[sentence].block].zone
    }

    /// The sentence that holds a place.
    fn sentence_of(&self, block: usize, at: u32) -> Option<usize> {
        let (first, next) = (*self.starts.get(block)?, *self.starts.get(block + 1)?);
        let within = &self.sentences[first..next];
        let index = within.partition_point(|sentence| sentence.extent.start <= at).checked_sub(1)?;
        Some(first + index)
    }

    /// The words of a sentence, each with where it stands in its block.
    fn words(&self, sentence: usize) -> Vec<(&'a str, Extent)> {
        let start = self.sentences[sentence].extent.start;
        words(self.text(sentence))
            .map(|(word, extent)| (word, Extent { start: extent.start + start, end: extent.end + start }))
            .collect()
    }
}

/// Words and marks with where they stand.
fn words(text: &str) -> impl Iterator<Item = (&str, Extent)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let left = &text[rest..];
        let first = left.find(|letter: char| !letter.is_whitespace())?;
        let left = &left[first..];
        let mark = left.chars().next().filter(|letter| !letter.is_alphanumeric());
        let length = mark.map_or_else(
            || {
                let word = &left[..left.find(char::is_whitespace).unwrap_or(left.len())];
                word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len()
            },
            char::len_utf8,
        );
        let start = rest + first;
        rest = start + length;
        let fit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some((&left[..length], Extent { start: fit(start), end: fit(rest) }))
    })
}

/// A word as sentences meet by it: whatever the number.
fn masked(word: &str) -> u64 {
    let word = if word.bytes().any(|byte| byte.is_ascii_digit()) { "#" } else { word };
    FxBuildHasher.hash_one(word)
}

/// The words of a sentence by which it is found and compared.
struct Keys {
    /// Its words, sorted.
    words: Vec<u64>,
    /// Its pairs of neighbours.
    pairs: Vec<u64>,
}

impl Keys {
    fn new(text: &str) -> Self {
        let mut words: Vec<_> = words(text).take(LONGEST).map(|(word, _)| masked(word)).collect();
        let pairs = words.windows(2).map(|pair| FxBuildHasher.hash_one(pair)).collect();
        words.sort_unstable();
        Keys { words, pairs }
    }

    /// How alike two sentences are, in thousandths of their words.
    fn likeness(&self, other: &Keys) -> usize {
        let (mut shared, mut at) = (0, 0);
        for word in &self.words {
            while other.words.get(at).is_some_and(|it| it < word) {
                at += 1;
            }
            if other.words.get(at) == Some(word) {
                shared += 1;
                at += 1;
            }
        }
        2000 * shared / (self.words.len() + other.words.len()).max(1)
    }
}

impl<'a> Alignment<'a> {
    /// Holds a draft against its earlier version.
    #[must_use]
    pub fn new(now: Story<'a>, before: Story<'a>) -> Self {
        let (now, before) = (Version::new(now), Version::new(before));
        let mut fates: Vec<_> = now.sentences.iter().map(|_| Fate::New).collect();
        let mut free = vec![true; before.sentences.len()];
        same(&now, &before, &mut fates, &mut free);
        for (sentence, other) in alike(&now, &before, &fates, &free) {
            let (mine, its) = (now.words(sentence), before.words(other));
            if mine.len().max(its.len()) > LONGEST {
                continue;
            }
            let plain = |words: &[(&'a str, Extent)]| words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
            let steps = capture_diff_slices(Algorithm::Myers, &plain(&its), &plain(&mine));
            fates[sentence] = Fate::Changed(other, steps);
        }
        Alignment { now, before, fates }
    }

    /// The draft as it is.
    #[must_use]
    pub fn now(&self) -> &Story<'a> {
        &self.now.story
    }

    /// The earlier version.
    #[must_use]
    pub fn before(&self) -> &Story<'a> {
        &self.before.story
    }

    /// Whether the sentence of a place stood in the earlier version word for word.
    #[must_use]
    pub fn is_unchanged(&self, at: At) -> bool {
        let sentence = self.now.sentence_of(at.block, at.extent.start);
        sentence.is_some_and(|sentence| matches!(self.fates[sentence], Fate::Same(_)))
    }

    /// The sentence of a place in the draft.
    #[must_use]
    pub fn sentence(&self, at: At) -> Option<At> {
        self.now.sentence_of(at.block, at.extent.start).map(|index| self.now.sentences[index])
    }

    /// What stood in the earlier version where words of the draft stand; `None` where nothing did.
    #[must_use]
    pub fn counterpart(&self, at: At) -> Option<At> {
        let sentence = self.now.sentence_of(at.block, at.extent.start)?;
        let (other, steps) = match &self.fates[sentence] {
            Fate::New => return None,
            Fate::Same(other) => (*other, None),
            Fate::Changed(other, steps) => (*other, Some(steps)),
        };
        let (here, there) = (self.now.sentences[sentence], self.before.sentences[other]);
        if steps.is_none() && self.now.text(sentence) == self.before.text(other) {
            let moved = |offset: u32| offset - here.extent.start + there.extent.start;
            // What runs on into the next sentence ends here.
            let end = at.extent.end.min(here.extent.end);
            return Some(At { block: there.block, extent: Extent { start: moved(at.extent.start), end: moved(end) } });
        }
        if here.extent.end - here.extent.start > MOST_BYTES {
            return None;
        }
        let mine = self.now.words(sentence);
        let first = mine.partition_point(|(_, word)| word.end <= at.extent.start);
        let end = mine.partition_point(|(_, word)| word.start < at.extent.end);
        if first >= end {
            return None;
        }
        let (from, to) =
            steps.map_or(Some((first, end)), |steps| Some((stood(steps, first)?.start, stood(steps, end - 1)?.end)))?;
        let its = self.before.words(other);
        let stretch = its.get(from..to).filter(|words| !words.is_empty())?;
        let extent = stretch.first()?.1.to(stretch.last()?.1);
        Some(At { block: self.before.sentences[other].block, extent })
    }

    /// Sentences of the earlier version that have no counterpart are those in none of these.
    pub fn kept(&self) -> impl Iterator<Item = At> {
        self.fates.iter().filter_map(|fate| match fate {
            Fate::New => None,
            Fate::Same(other) | Fate::Changed(other, _) => Some(self.before.sentences[*other]),
        })
    }
}

/// Which words of the earlier sentence stood where a word of the later one stands.
fn stood(steps: &[DiffOp], word: usize) -> Option<std::ops::Range<usize>> {
    let step = steps.iter().find(|step| step.new_range().contains(&word))?;
    Some(match step {
        DiffOp::Equal { old_index, new_index, .. } => {
            let at = old_index + word - new_index;
            at..at + 1
        }
        step => step.old_range(),
    })
}

/// Pairs the sentences that are the same, in their order.
fn same(now: &Version<'_>, before: &Version<'_>, fates: &mut [Fate], free: &mut [bool]) {
    let mut known: FxHashMap<Cow<'_, str>, Vec<usize>> = FxHashMap::default();
    for sentence in (0..before.sentences.len()).rev() {
        known.entry(before.plain(sentence)).or_default().push(sentence);
    }
    for (sentence, fate) in fates.iter_mut().enumerate() {
        let Some(other) = known.get_mut(&now.plain(sentence)).and_then(Vec::pop) else { continue };
        *fate = Fate::Same(other);
        free[other] = false;
    }
}

/// Pairs of the other sentences, those of the draft first: the most alike have each other.
fn alike(now: &Version<'_>, before: &Version<'_>, fates: &[Fate], free: &[bool]) -> Vec<(usize, usize)> {
    let mut found: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut keys: FxHashMap<usize, Keys> = FxHashMap::default();
    for (sentence, _) in free.iter().enumerate().filter(|(_, free)| **free) {
        let own = Keys::new(before.text(sentence));
        for pair in &own.pairs {
            let list = found.entry(*pair).or_default();
            if list.len() < MOST && list.last() != Some(&sentence) {
                list.push(sentence);
            }
        }
        keys.insert(sentence, own);
    }
    // The only headline is the headline, whatever its words.
    let headline = |version: &Version<'_>, is: &dyn Fn(usize) -> bool| {
        let mut all = (0..version.sentences.len()).filter(|it| version.zone(*it) == Zone::Headline && is(*it));
        all.next().filter(|_| all.next().is_none())
    };
    let old_headline = headline(before, &|it| free[it]);
    let new_headline = headline(now, &|it| matches!(fates[it], Fate::New));
    let mut pairs = Vec::new();
    for (sentence, _) in fates.iter().enumerate().filter(|(_, fate)| matches!(fate, Fate::New)) {
        let own = Keys::new(now.text(sentence));
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for other in own.pairs.iter().filter_map(|pair| found.get(pair)).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        if new_headline == Some(sentence) {
            shared.extend(old_headline.map(|other| (other, own.pairs.len())));
        }
        let mut candidates: Vec<_> =
            shared.into_iter().map(|(other, count)| (std::cmp::Reverse(count), other)).collect();
        candidates.sort_unstable();
        for (_, other) in candidates.into_iter().take(CANDIDATES) {
            let its = &keys[&other];
            let both = [now.zone(sentence), before.zone(other)];
            let least = if both.iter().all(|zone| zone.announces()) { ALIKE_HEADLINES } else { ALIKE };
            let likeness = own.likeness(its);
            if likeness >= least && own.words.len().min(its.words.len()) >= FEWEST {
                pairs.push((std::cmp::Reverse(likeness), sentence, other));
            }
        }
    }
    pairs.sort_unstable();
    let (mut mine, mut its) = (vec![false; fates.len()], vec![false; free.len()]);
    pairs.retain(|(_, sentence, other)| {
        let both_free = !mine[*sentence] && !its[*other];
        if both_free {
            mine[*sentence] = true;
            its[*other] = true;
        }
        both_free
    });
    pairs.into_iter().map(|(_, sentence, other)| (sentence, other)).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_told_from_marks() {
        let told: Vec<_> = words("“At least 286,” said Ms Doe’s aide (£4.2m).").map(|(word, _)| word).collect();
        let wanted = ["“", "At", "least", "286", ",", "”", "said", "Ms", "Doe’s", "aide", "(", "£", "4.2m", ")", "."];
        assert_eq!(told, wanted);
    }
}
