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

/// A noun in the singular, as far as its ending tells: "pupil", "city", "box", "match".
#[must_use]
pub fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if let Some(stem) = lower.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = lower.strip_suffix("men") {
        return format!("{stem}man");
    }
    let sibilant = ["ches", "shes", "sses", "xes"].iter().any(|ending| lower.ends_with(ending));
    let cut = if sibilant { 2 } else { usize::from(lower.ends_with('s') && !lower.ends_with("ss")) };
    match &*lower {
        "people" => "person".to_owned(),
        "children" => "child".to_owned(),
        "feet" => "foot".to_owned(),
        _ => lower[..lower.len() - cut].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_with_and_without_an_s() {
        for word in ["homes", "sheep", "firemen", "spacecraft", "mice", "aircraft"] {
            assert!(is_plural(word), "{word}");
        }
        for (many, one) in
            [("pupils", "pupil"), ("cities", "city"), ("matches", "match"), ("miles", "mile"), ("inmates", "inmate")]
        {
            assert_eq!(singular(many), one);
        }
        for word in ["bus", "across", "his", "house", "specimen", "crisis", "craft"] {
            assert!(!is_plural(word), "{word}");
        }
    }
}
