//! Gaps that a writer left to be filled in.

use crate::language::{Classes, Flags, Kind, Mark, Reading};
use crate::place::Extent;

/// A gap: "TK", "XX", `[check]`, "???".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The words that stand for what is missing.
    pub extent: Extent,
}

/// Words in capitals that stand for something to come.  Source: Chicago Manual of Style 2.1 ("TK", to come), newsroom use.
const STANDING: &[&str] =
    &["TK", "TKTK", "TKTKTK", "TKK", "TBC", "TBD", "TBA", "FIXME", "TODO", "XX", "XXX", "XXXX", "XXXXX"];

/// Words that ask for work when they stand alone or first in square brackets.
const NOTES: &[&str] = &[
    "check", "ck", "tk", "tbc", "tbd", "insert", "confirm", "verify", "fixme", "todo", "name", "link", "xx", "xxx",
    "figure",
];

/// Reads the gaps of a block.
#[must_use]
pub fn extract(reading: &Reading<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let end = gap_at(reading, at);
        if let Some(end) = end {
            gaps.push(Gap { extent: reading.extent(at, end) });
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    gaps
}

/// The token after the gap that begins at a token.
fn gap_at(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let token = reading.token(at);
    match token.kind {
        Kind::Word if token.flags.contains(Flags::UPPER) => standing(reading, at),
        // "00 people", "000 homes"; not "00:30", "007" or "2.00".
        Kind::Number if matches!(reading.word(at), "00" | "000") => {
            let before = reading.is_glued(at) || (at > 0 && reading.token(at - 1).mark == Mark::Currency);
            let noun = reading.token(at + 1);
            let word = noun.kind == Kind::Word && !reading.is_glued(at + 1);
            (word && !before && !noun.is_capital()).then_some(at + 1)
        }
        Kind::Mark if token.mark == Mark::OpenBracket => note(reading, at),
        Kind::Mark if token.mark == Mark::Question && !reading.is_glued(at + 1) => None,
        Kind::Mark if token.mark == Mark::Question => {
            // "???" in the place of a word: behind a space.
            let mut end = at;
            while reading.is_mark(end, Mark::Question) && (end == at || reading.is_glued(end)) {
                end += 1;
            }
            (end >= at + 3 && !reading.is_glued(at)).then_some(end)
        }
        _ => None,
    }
}

fn standing(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.word(at);
    if !STANDING.contains(&word) {
        return None;
    }
    let glued = |index: usize| {
        reading.is_glued(index) && matches!(reading.token(index).mark, Mark::Hyphen | Mark::Slash | Mark::Ampersand)
    };
    // "TK-421", "AC/XX" are names of things; "XX chromosomes", "Super Bowl XX", "King Ludwig XX" numerals and letters;
    // "XXX" in a street or band name stands between capitals; "a TBC vaccine".
    if glued(at + 1) || (at > 0 && glued(at) | (reading.is_glued(at) && reading.token(at - 1).mark != Mark::Currency)) {
        return None;
    }
    // "TK Mold & Engineering" is a firm.
    if reading.token(at + 1).is_capital() && !reading.is_glued(at + 1) && !STANDING.contains(&reading.word(at + 1)) {
        return None;
    }
    if word.starts_with('X') {
        let before = at.checked_sub(1).map(|it| reading.token(it)).unwrap_or_default();
        let named = before.is_capital() && !before.flags.contains(Flags::FIRST);
        let chromosome =
            reading.is_any(at + 1, &["chromosome", "chromosomes", "female", "females", "athletes", "large", "and"]);
        let quoted = token_is_quoted_alone(reading, at);
        if named || chromosome || quoted {
            return None;
        }
    }
    let to_be = word.starts_with("TB");
    // "TBD" and "TBC" are announced as such in fixtures ("(TBC)", "time: TBC"); "TBA" is a name too.
    if to_be && !(reading.is_mark(at + 1, Mark::CloseBracket) || reading.is_mark(at + 1, Mark::CloseParen)) {
        return None;
    }
    Some(at + 1)
}

fn token_is_quoted_alone(reading: &Reading<'_>, at: usize) -> bool {
    reading.token(at).is_quoted()
        && at > 0
        && matches!(reading.token(at - 1).mark, Mark::Quote | Mark::OpenQuote | Mark::OpenSingle | Mark::Apostrophe)
}

/// "[check]", "[CHECK spelling]", "[TK]"; not "[sic]" or "[the minister]".
fn note(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let first = reading.token(at + 1);
    if first.kind != Kind::Word || !reading.is_any(at + 1, NOTES) {
        return None;
    }
    let end = (at + 2..(at + 9).min(reading.tokens.len())).find(|it| reading.is_mark(*it, Mark::CloseBracket))?;
    // A lone word, or one in capitals, or one with what is to be done: "[check spelling with Anna]".
    let alone = end == at + 2 && !reading.is_any(at + 1, &["name", "link", "figure"]);
    let capital = first.flags.contains(Flags::UPPER);
    let task = reading.is_any(at + 1, &["check", "ck", "insert", "confirm", "verify"])
        && !reading.classes(at + 2).contains(Classes::AHEAD);
    (alone || capital || task).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(text: &str) -> Vec<&str> {
        let reading = Reading::new(text);
        extract(&reading).into_iter().map(|gap| reading.text_of(gap.extent)).collect()
    }

    #[test]
    fn gaps_are_found() {
        for (text, expected) in [
            ("The toll rose to TK on Monday.", "TK"),
            ("Some 00 people came.", "00"),
            ("It cost XX crowns.", "XX"),
            ("She said [check] that he left.", "[check]"),
            ("Mr Marek [CHECK SPELLING] left.", "[CHECK SPELLING]"),
            ("The bridge is ??? metres long.", "???"),
            ("A fee of £XX was paid.", "XX"),
            ("He is 45 [confirm with the club].", "[confirm with the club]"),
        ] {
            assert_eq!(gaps(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_gap_is_left_alone() {
        for text in [
            "Really??? He left.",
            "Super Bowl XX was played in New Orleans.",
            "Two XX chromosomes were found.",
            "He was “shaken [sic]” by it.",
            "They [the ministers] met.",
            "At 00:30 the train left.",
            "Agent 007 and 2.00 crowns.",
            "TK-421 is a model.",
            "TK Foundry & Sons, based in Sorne, makes bells.",
            "The XXX Corps crossed the river.",
            "A TBC vaccine was tested.",
            "Who would have thought?",
            "[Link to the report]",
        ] {
            assert!(gaps(text).is_empty(), "{text}: {:?}", gaps(text));
        }
    }
}
