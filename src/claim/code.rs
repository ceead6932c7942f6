//! Numbers that name a thing and count nothing, where no quantity holds them: "the M47", "Train 5071", "the 38 bus",
//! "the 93rd Brigade".

use crate::language::{Classes, Flags, Kind, Mark, Reading};
use crate::place::Extent;

/// A number with the word whose things it tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The letters or the word: "M", "Train", "bus".
    pub word: Extent,
    /// The digits.
    pub digits: Extent,
}

/// Things that have their number behind them, with a capital.  Source: ordinary newsroom English.
const NUMBERED: &[&str] =
    &["train", "bus", "tram", "gate", "platform", "ward", "unit", "route", "interstate", "highway"];

/// Things that have their number before them: "the 38 bus".
const LINES: &[&str] = &["bus", "tram", "train", "trolleybus", "ferry", "freeway"];

/// Bodies that have their number before them, as an ordinal and with a capital: "93rd Brigade".
const RANKED: &[&str] = &[
    "brigade",
    "regiment",
    "division",
    "battalion",
    "squadron",
    "corps",
    "wing",
    "district",
    "precinct",
    "circuit",
    "congress",
    "army",
    "fleet",
];

/// Reads the numbered names of a block, in order.
#[must_use]
pub fn extract(reading: &Reading<'_>) -> Vec<Code> {
    let mut codes = Vec::new();
    for (at, token) in reading.tokens.iter().enumerate() {
        let can = match token.kind {
            Kind::Number => !token.flags.contains(Flags::GLUED),
            Kind::Word => token.flags.contains(Flags::DIGITS),
            _ => false,
        };
        if can {
            codes.extend(code_at(reading, at));
        }
    }
    codes
}

fn code_at(reading: &Reading<'_>, at: usize) -> Option<Code> {
    let token = reading.token(at);
    if token.kind == Kind::Word {
        return lettered(reading, at);
    }
    if reading.word(at).len() < 2 {
        return None;
    }
    let digits = reading.word(at).bytes().take_while(u8::is_ascii_digit).count();
    let plain = digits == reading.word(at).len();
    let whole = reading.extent(at, at + 1);
    let before = at.checked_sub(1).filter(|before| reading.token(*before).is_capital());
    if let Some(before) = before.filter(|before| plain && reading.is_any(*before, NUMBERED)) {
        return Some(Code { word: reading.extent(before, before + 1), digits: whole });
    }
    // "the 38 bus", "the number 38 bus"; "all 38 bus drivers" counts.
    let named = at > 0 && reading.is_any(at - 1, &["the", "number", "no"]);
    let line = reading.is_any(at + 1, LINES) && !reading.is_glued(at + 1);
    let ends = reading.classes(at + 2).contains(Classes::FUNCTION) || !reading.word(at + 2).ends_with('s');
    if plain && named && line && ends {
        return Some(Code { word: reading.extent(at + 1, at + 2), digits: whole });
    }
    let ordinal = reading.is_glued(at + 1) && reading.is_any(at + 1, &["st", "nd", "rd", "th"]);
    let (end, behind) = if ordinal { (at + 1, at + 2) } else { (at + 1, at + 1) };
    let suffixed = ordinal || reading.word(at).len() == digits + 2 && digits > 1;
    if suffixed && reading.token(behind).is_capital() && reading.is_any(behind, RANKED) {
        let start = reading.extent(at, end).start;
        let digits = Extent { start, end: start + u32::try_from(digits).ok()? };
        return Some(Code { word: reading.extent(behind, behind + 1), digits });
    }
    None
}

/// "M47", "A303", "EK201": letters and two digits or more, nothing glued to them.
fn lettered(reading: &Reading<'_>, at: usize) -> Option<Code> {
    let (token, word) = (reading.token(at), reading.word(at));
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let fits = (1..=2).contains(&letters) && word.len() >= letters + 2 && word.len() <= letters + 4;
    let joined = |at: usize| {
        let mark = reading.token(at).mark;
        reading.is_glued(at) && matches!(mark, Mark::Hyphen | Mark::Slash | Mark::Hash | Mark::Other)
    };
    if !fits || !word.bytes().skip(letters).all(|byte| byte.is_ascii_digit()) || joined(at + 1) || at > 0 && joined(at)
    {
        return None;
    }
    let split = token.start + u32::try_from(letters).ok()?;
    let (word, digits) = (Extent { start: token.start, end: split }, Extent { start: split, end: token.end });
    Some(Code { word, digits })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        extract(&reading)
            .iter()
            .map(|it| format!("{}|{}", reading.text_of(it.word), reading.text_of(it.digits)))
            .collect()
    }

    #[test]
    fn numbers_that_name_a_thing_are_read() {
        for (text, expected) in [
            ("Snow closed the A57 on Monday.", "A|57"),
            ("Police followed Train 2206 to Sorne.", "Train|2206"),
            ("She left the 41 bus at the quay.", "bus|41"),
            ("The number 41 bus was late.", "bus|41"),
            ("He served in the 27th Regiment there.", "Regiment|27"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn numbers_that_count_are_left_alone() {
        for text in [
            "All 41 bus drivers left.",
            "The 27th regiment of ants marched.",
            "A train 22 metres long.",
            "The B-52 landed.",
            "The G7 met.",
            "COVID19 came.",
        ] {
            assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
        }
    }
}
