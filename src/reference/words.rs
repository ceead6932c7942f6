//! What of the draft an entry speaks of, by the words they share.

use rustc_hash::FxHashSet;

use crate::language::{Classes, lexicon};
use crate::link::Story;
use crate::link::people::fold;

/// The telling words of an entry, a sentence or a draft: stems without the small words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(FxHashSet<Box<str>>);

impl Words {
    /// The telling words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
        let small = Classes::FUNCTION | Classes::AHEAD | Classes::MODIFIER | Classes::SCALE;
        let telling = words
            .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
            .filter(|word| word.len() > 2 && !lexicon::look_up(word).classes.intersects(small))
            .map(|word| stem(&fold(word)));
        Words(telling.collect())
    }

    /// The telling words of a whole draft.
    #[must_use]
    pub fn of_draft(story: &Story<'_>) -> Self {
        Words(story.blocks().flat_map(|(_, block, _)| Words::of(&block.prose.text).0).collect())
    }

    /// How much of an entry's words a sentence has, from 0 to 1; words that stand elsewhere in the draft count half.
    #[must_use]
    pub fn share(&self, sentence: &Words, draft: &Words) -> f64 {
        let worth = |word: &str| match (sentence.0.contains(word), draft.0.contains(word)) {
            (true, _) => 1.0,
            (false, true) => 0.5,
            (false, false) => 0.0,
        };
        let size = f64::from(u32::try_from(self.0.len()).unwrap_or(u32::MAX).max(1));
        self.0.iter().map(|word| worth(word)).sum::<f64>() / size
    }

    /// Whether the two have a word in common.
    #[must_use]
    pub fn meets(&self, other: &Words) -> bool {
        !self.0.is_disjoint(&other.0)
    }

    /// Whether a draft with these words has every proper name of an entry: the lock of another town is another lock.
    #[must_use]
    pub fn name_all_of(&self, entry: &str) -> bool {
        let names: Vec<_> = entry.split(' ').filter(|word| word.starts_with(char::is_uppercase)).collect();
        Words::of(&names.join(" ")).0.is_subset(&self.0)
    }
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
        assert!(entry.0.is_subset(&sentence.0), "{entry:?} {sentence:?}");
        assert!(entry.share(&sentence, &sentence) > 0.99);
        assert!(Words::of("boats lost").share(&sentence, &sentence) < 0.01);
        assert!(sentence.name_all_of("signing in Lucerne") && !sentence.name_all_of("signing in Zurich"));
    }
}
