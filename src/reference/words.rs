//! What of the draft an entry speaks of, by the words they share.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Classes, lexicon};
use crate::link::Story;
use crate::link::people::fold;

/// The telling words of an entry, a sentence or a draft: stems without the small words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    stems: FxHashSet<Box<str>>,
    /// Rows of `senses.tsv` that the words stand in.
    senses: FxHashSet<u16>,
}

/// The rows of `senses.tsv` by the stems of their words.
static SENSES: LazyLock<FxHashMap<Box<str>, Vec<u16>>> = LazyLock::new(|| {
    let rows = include_str!("../language/tables/senses.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut senses: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
    for (row, line) in (0..).zip(rows) {
        for word in line.split(' ') {
            let list = senses.entry(stem(word)).or_default();
            if list.last() != Some(&row) {
                list.push(row);
            }
        }
    }
    senses
});

/// What a word of the entry is worth when the sentence has another word for the same.
const SENSE: f64 = 0.8;

/// What it is worth when it stands elsewhere in the draft.
const ELSEWHERE: f64 = 0.5;

impl Words {
    /// The telling words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Words::default();
        words.add(text);
        words
    }

    /// The telling words of a whole draft.
    #[must_use]
    pub fn of_draft(story: &Story<'_>) -> Self {
        let mut words = Words::default();
        for (_, block, _) in story.blocks() {
            words.add(&block.prose.text);
        }
        words
    }

    fn add(&mut self, text: &str) {
        let pieces = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
        let small = Classes::FUNCTION | Classes::AHEAD | Classes::MODIFIER | Classes::SCALE;
        for word in pieces.map(|word| word.trim_end_matches("'s").trim_end_matches("’s")) {
            if word.len() < 3 || lexicon::look_up(word).classes.intersects(small) {
                continue;
            }
            let stem = stem(&fold(word));
            self.senses.extend(SENSES.get(&stem).into_iter().flatten().copied());
            self.stems.insert(stem);
        }
    }

    /// How much of an entry's words a sentence has, from 0 to 1; other words for the same and words that stand elsewhere in
    /// the draft count less.
    #[must_use]
    pub fn share(&self, sentence: &Words, draft: &Words) -> f64 {
        let worth = |word: &str| {
            if sentence.stems.contains(word) {
                1.0
            } else if means(word, sentence) {
                SENSE
            } else if draft.stems.contains(word) || means(word, draft) {
                ELSEWHERE
            } else {
                0.0
            }
        };
        let size = f64::from(u32::try_from(self.stems.len()).unwrap_or(u32::MAX).max(1));
        self.stems.iter().map(|word| worth(word)).sum::<f64>() / size
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// Whether the two have a word in common.
    #[must_use]
    pub fn meets(&self, other: &Words) -> bool {
        !self.stems.is_disjoint(&other.stems)
    }

    /// Whether a word, or another for the same, is among them.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let stem = stem(&fold(word));
        self.stems.contains(&stem) || means(&stem, self)
    }

    /// Whether a draft with these words has every proper name of an entry: the lock of another town is another lock.
    #[must_use]
    pub fn name_all_of(&self, entry: &str) -> bool {
        let names: Vec<_> = entry.split(' ').filter(|word| word.starts_with(char::is_uppercase)).collect();
        Words::of(&names.join(" ")).stems.is_subset(&self.stems)
    }
}

/// Whether a sentence has a word of what an entry tells, its proper names apart: "birth" of "Ilse Varnholt's birth".
#[must_use]
pub fn tells_of(entry: &str, sentence: &Words) -> bool {
    let plain: Vec<_> = entry.split(' ').filter(|word| !word.starts_with(char::is_uppercase)).collect();
    let plain = Words::of(&plain.join(" "));
    plain.stems.is_empty() || plain.share(sentence, &Words::default()) > 0.0
}

/// Whether some words have another word for the same.
fn means(word: &str, words: &Words) -> bool {
    SENSES.get(word).is_some_and(|rows| rows.iter().any(|row| words.senses.contains(row)))
}

/// The entry whose words a sentence has most of, with their share; none where two fit alike.
#[must_use]
pub fn best<'a>(
    entries: impl Iterator<Item = (usize, &'a Words)>,
    sentence: &Words,
    draft: &Words,
) -> Option<(f64, usize)> {
    let mut best: Option<(f64, usize)> = None;
    let mut second = 0.0_f64;
    for (index, words) in entries {
        let share = words.share(sentence, draft);
        match best {
            Some((most, _)) if share <= most => second = second.max(share),
            _ => {
                second = best.map_or(second, |(most, _)| second.max(most));
                best = Some((share, index));
            }
        }
    }
    best.filter(|(most, _)| *most > second)
}

/// A word without the commonest endings, so that "signing", "signed" and "sign" are one.
#[must_use]
pub fn stem(word: &str) -> Box<str> {
    // "pass" is no plural.
    if word.ends_with("ss") {
        return word.into();
    }
    let cut = ["ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ed", "es", "s", "e", "y"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 2));
    cut.unwrap_or(word).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        let sentence = Words::of("The agreement was signed in Lucerne, prisoners' families said.");
        let entry = Words::of("signing of the prisoner agreement");
        assert!(entry.stems.is_subset(&sentence.stems), "{entry:?} {sentence:?}");
        assert!(entry.share(&sentence, &sentence) > 0.99);
        assert!(Words::of("boats lost").share(&sentence, &sentence) < 0.01);
        assert!(sentence.name_all_of("signing in Lucerne") && !sentence.name_all_of("signing in Zurich"));
    }

    #[test]
    fn words_for_one_thing_meet() {
        for (entry, sentence) in [
            ("survivors", "The number of people found alive rose on Friday."),
            ("marchers", "Police put the turnout at nine thousand."),
            ("price of Tessel Ferries", "It will pay 9m in cash for Tessel Ferries."),
        ] {
            let (entry, sentence) = (Words::of(entry), Words::of(sentence));
            assert!(entry.share(&sentence, &Words::default()) > 0.7, "{entry:?} {sentence:?}");
        }
        assert!(!Words::of("The boats were painted.").has("theft"));
    }
}
