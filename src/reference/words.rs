//! What of the draft an entry speaks of, by the words they share.

use rustc_hash::FxHashSet;

use crate::language::{Classes, lexicon};
use crate::link::people::fold;

/// The telling words of an entry or a sentence: stems without the small words.
#[must_use]
pub fn telling(text: &str) -> FxHashSet<Box<str>> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    words
        .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
        .filter(|word| {
            let classes = lexicon::look_up(word).classes;
            word.len() > 2 && !classes.intersects(Classes::FUNCTION | Classes::AHEAD | Classes::MODIFIER | Classes::SCALE)
        })
        .map(|word| stem(&fold(word)))
        .collect()
}

/// A word without the commonest endings, so that "signing", "signed" and "sign" are one.
#[must_use]
pub fn stem(word: &str) -> Box<str> {
    let cut = ["ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ed", "es", "s", "e", "y"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 2));
    cut.unwrap_or(word).into()
}

/// How much of an entry's words a sentence has, from 0 to 1; words that stand elsewhere in the draft count half.
#[must_use]
pub fn share(entry: &FxHashSet<Box<str>>, sentence: &FxHashSet<Box<str>>, draft: &FxHashSet<Box<str>>) -> f64 {
    if entry.is_empty() {
        return 0.0;
    }
    let worth = |word: &Box<str>| match (sentence.contains(word), draft.contains(word)) {
        (true, _) => 1.0,
        (false, true) => 0.5,
        (false, false) => 0.0,
    };
    let size = f64::from(u32::try_from(entry.len()).unwrap_or(u32::MAX));
    entry.iter().map(worth).sum::<f64>() / size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        let sentence = telling("The agreement was signed in Lucerne, prisoners' families said.");
        let entry = telling("signing of the prisoner agreement");
        assert!(entry.iter().all(|word| sentence.contains(word)), "{entry:?} {sentence:?}");
        assert!(share(&entry, &sentence, &sentence) > 0.99);
        assert!(share(&telling("boats lost"), &sentence, &sentence) < 0.01);
    }
}
