//! Whether the verb a time goes with looks back or ahead.

use crate::language::time::TimeWord;
use crate::language::{Classes, Kind, Mark, Reading, Sentence};

/// Where the verb looks that a time goes with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "was arrested on", "said Tuesday".
    Past,
    /// "will meet on", "is due on".
    Ahead,
    /// Nothing tells.
    #[default]
    Unknown,
}

/// How many tokens are looked at on either side.
const REACH: usize = 24;

/// What one token tells of the tense.
enum Sign {
    Past,
    Participle,
    Ahead,
    Boundary,
    Nothing,
}

/// The tense of the clause a time stands in: the nearest verb before it, or, where none is, after it.
pub(super) fn tense(reading: &Reading<'_>, sentence: Sentence, first: usize, end: usize) -> Tense {
    let mut participle = false;
    for at in (sentence.first.max(first.saturating_sub(REACH))..first).rev() {
        match sign(reading, at) {
            // "said Tuesday that it would": the verb of saying has the day, what it reports has not.
            Sign::Past => return Tense::Past,
            Sign::Ahead => return Tense::Ahead,
            Sign::Participle => participle = true,
            Sign::Boundary => {
                if participle {
                    return Tense::Past;
                }
                if reading.is_mark(at, Mark::Semicolon) {
                    break;
                }
            }
            Sign::Nothing => {}
        }
    }
    if participle {
        return Tense::Past;
    }
    for at in end..sentence.end.min(end + REACH) {
        match sign(reading, at) {
            Sign::Past | Sign::Participle => return Tense::Past,
            Sign::Ahead => return Tense::Ahead,
            Sign::Boundary if reading.is_mark(at, Mark::Semicolon) => break,
            Sign::Boundary | Sign::Nothing => {}
        }
    }
    Tense::Unknown
}

fn sign(reading: &Reading<'_>, at: usize) -> Sign {
    let token = reading.token(at);
    match token.kind {
        Kind::Mark => {
            return if matches!(token.mark, Mark::Semicolon | Mark::Colon) { Sign::Boundary } else { Sign::Nothing };
        }
        Kind::Clitic => {
            let ahead = reading.is_any(at, &["'ll", "’ll"]);
            return if ahead { Sign::Ahead } else { Sign::Nothing };
        }
        Kind::Word => {}
        _ => return Sign::Nothing,
    }
    let classes = reading.classes(at);
    if classes.contains(Classes::AHEAD) {
        return if reading.is_any(at, &["may", "can"]) && token.is_capital() { Sign::Nothing } else { Sign::Ahead };
    }
    if classes.contains(Classes::TIME) && reading.entry(at).time == Some(TimeWord::Planned) {
        return Sign::Ahead;
    }
    if classes.contains(Classes::FUNCTION) {
        // "of", "to", "in": most of them tell nothing, and cheaply so.
        if token.end - token.start < 3 {
            return Sign::Nothing;
        }
        if reading.is_any(at, &["was", "were", "had", "did"]) {
            return Sign::Past;
        }
        let turns =
            reading.is_any(at, &["who", "whom", "whose", "which", "when", "where", "while", "although", "because"]);
        return if turns { Sign::Boundary } else { Sign::Nothing };
    }
    if classes.contains(Classes::SAYING) {
        return Sign::Past;
    }
    let word = reading.word(at);
    if word.len() > 4 && word.ends_with("ed") && !token.is_capital() {
        // "when she is sentenced on 6 September": of no past.
        let present = at > 0 && reading.is_any(at - 1, &["is", "are"]);
        return if present { Sign::Nothing } else { Sign::Participle };
    }
    let irregular = !token.is_capital() && classes.contains(Classes::PAST);
    if irregular { Sign::Participle } else { Sign::Nothing }
}

/// Whether a block speaks of an old calendar, by which its weekdays may be reckoned.
pub(super) fn speaks_of_old_calendar(reading: &Reading<'_>) -> bool {
    (0..reading.tokens.len()).any(|at| {
        let token = reading.token(at);
        token.kind == Kind::Word
            && match reading.word(at).len() {
                5 => reading.is(at, "style") && at > 0 && reading.is_any(at - 1, &["old", "new"]),
                6 => token.is_capital() && reading.is(at, "julian") && reading.is(at + 1, "calendar"),
                8 => {
                    reading.is(at, "calendar")
                        && at > 0
                        && (reading.is_any(at - 1, &["old", "julian", "russian", "swedish", "own"])
                            || reading.is_any(at + 1, &["by", "change", "then"])
                            || reading.is_any(at - 1, &["its", "the"]) && reading.is(at + 1, "by"))
                }
                _ => false,
            }
    })
}
