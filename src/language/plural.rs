//! Whether a word names several things.

use super::wordlist::COMMON;
use super::{Classes, lexicon};

/// Endings of plurals without an "s": "townspeople", "spacecraft", "jellyfish".
const ENDINGS: [&str; 5] = ["people", "children", "folk", "craft", "fish"];

/// Whether a word looks like a plural: "homes", "countries", "sheep"; not "across", "bus", "his".
#[must_use]
pub fn is_plural(word: &str) -> bool {
    let lower = word.as_bytes();
    if word.len() > 3 && lower.last() == Some(&b's') {
        return !matches!(lower[lower.len() - 2], b's' | b'u' | b'i');
    }
    // "firemen" have a fireman, a "specimen" has none.
    let men = || word.strip_suffix("men").is_some_and(|stem| COMMON.has(&format!("{stem}man")));
    lexicon::look_up(word).classes.contains(Classes::PLURAL)
        || men()
        || ENDINGS.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_with_and_without_an_s() {
        for word in ["homes", "sheep", "firemen", "spacecraft", "mice", "aircraft"] {
            assert!(is_plural(word), "{word}");
        }
        for word in ["bus", "across", "his", "house", "specimen", "crisis", "craft"] {
            assert!(!is_plural(word), "{word}");
        }
    }
}
