//! Numbers that begin with a digit: "286", "1.2 million", "10 1/2", "21st", "3 hundred and 21", "10k", "6.2x10^4".

use super::fraction::{self, vulgar};
use super::{Form, Numeral};
use crate::language::{Classes, Kind, Mark, Number, Reading};

pub(super) fn read(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let text = reading.word(at);
    let plain = |value: Number, grain: Number, end: usize, form: Form, scaled: bool| {
        Some(Numeral { first: at, end, value, most: None, grain, form, digits: true, scaled })
    };
    if let Some(value) = vulgar(text) {
        return plain(value, value, at + 1, Form::Cardinal, false);
    }
    if let Some((value, end)) = fraction::in_digits(reading, at) {
        return plain(value, value, end, Form::Cardinal, false);
    }
    let decimals = text.rfind('.').map_or(0, |point| text.len() - point - 1);
    if let Some((value, places, end)) = grouped(reading, at, decimals) {
        return plain(value, Number::power_of_ten(-places), end, Form::Cardinal, false);
    }
    let mut value = Number::parse(text)?;
    let mut grain = Number::power_of_ten(-i32::try_from(decimals).unwrap_or(30));
    let mut end = at + 1;
    // Most numbers are followed by a space and a word that is none.
    let next = reading.token(end);
    if next.kind == Kind::Number {
        if let Some((extra, after)) = fraction::behind_digits(reading, end) {
            (value, grain, end) = (value.plus(extra)?, extra, after);
        }
    } else if reading.is_glued(end) || next.mark == Mark::Times {
        if next.mark == Mark::Hyphen && decimals == 0 && reading.is_glued(end + 1) {
            // "7-1/2 inches".
            if let Some((part, after)) =
                fraction::in_digits(reading, end + 1).filter(|it| is_mixed(reading, end + 1, it.1))
            {
                return plain(value.plus(part)?, part, after, Form::Cardinal, false);
            }
        }
        if decimals == 0 && is_ordinal(reading, at, end) {
            return plain(value, grain, end + 1, Form::Ordinal, false);
        }
        if let Some((power, after)) = power(reading, end, value) {
            return plain(power, grain, after, Form::Cardinal, false);
        }
    }
    if next.kind == Kind::Word
        && let Some((part, after)) = fraction::joined(reading, end)
    {
        return plain(value.plus(part)?, part, after, Form::Cardinal, false);
    }
    if let Some((size, after)) = scale(reading, end, text) {
        (value, grain, end) = (value.times(size)?, grain.times(size)?, after);
        if let Some((rest, after)) = rest_of_hundred(reading, end, size) {
            (value, grain, end) = (value.plus(rest)?, Number::ONE, after);
        }
        return plain(value, grain, end, Form::Cardinal, true);
    }
    if reading.is_any(end, &["dozen", "dozens"]) {
        return plain(value.times(Number::whole(12))?, grain, end + 1, Form::Cardinal, false);
    }
    plain(value, grain, end, Form::Cardinal, false)
}

/// Whether "st", "nd", "rd" or "th" stands behind digits that take it: "21st", but "13st" are stones.
fn is_ordinal(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let digits = reading.word(at).as_bytes();
    let teen = digits.len() > 1 && digits[digits.len() - 2] == b'1';
    match (reading.word(end).to_ascii_lowercase().as_str(), digits.last()) {
        ("th", _) => true,
        ("st", Some(b'1')) | ("nd", Some(b'2')) | ("rd", Some(b'3')) => !teen,
        _ => false,
    }
}

/// Whether "1/2" behind "7-" is a part of an inch or a point: halves to sixty-fourths.
fn is_mixed(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let glued = reading.is_glued(at + 1) && !reading.is_glued(end);
    glued && matches!(reading.word(at + 2), "2" | "3" | "4" | "5" | "8" | "16" | "32" | "64")
}

/// Numbers that the tokenizer cuts: "1.234,5" as on the Continent, "1 234 567" as in science; the value, the number of its
/// decimals and the token after it.
fn grouped(reading: &Reading<'_>, at: usize, decimals: usize) -> Option<(Number, i32, usize)> {
    let digits = |at: usize| {
        let word = reading.word(at);
        (reading.token(at).kind == Kind::Number && word.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
    };
    let text = reading.word(at);
    if decimals == 3 && reading.is_mark(at + 1, Mark::Comma) && reading.is_glued(at + 1) && reading.is_glued(at + 2) {
        let behind = digits(at + 2).filter(|it| it.len() < 3)?;
        let places = i32::try_from(behind.len()).ok()?;
        let whole = Number::parse(text)?.times(Number::whole(1000))?;
        let part = Number::parse(behind)?.times(Number::power_of_ten(-places))?;
        return Some((whole.plus(part)?, places, at + 3));
    }
    if text.len() > 3 || reading.token(at + 1).kind != Kind::Number || text.starts_with('0') {
        return None;
    }
    let (mut value, mut end) = (Number::parse(digits(at)?)?, at + 1);
    while let Some(group) = digits(end).filter(|it| it.len() == 3 && !reading.is_glued(end)) {
        (value, end) = (value.times(Number::whole(1000))?.plus(Number::parse(group)?)?, end + 1);
    }
    (end > at + 2).then_some((value, 0, end))
}

/// "e-6", "x10^-4", "×10^4" and "^2" behind a number: what it comes to, and the token after.
fn power(reading: &Reading<'_>, at: usize, base: Number) -> Option<(Number, usize)> {
    let word = reading.word(at);
    let letter = word.as_bytes().first()?;
    match letter {
        b'e' | b'E' => {
            let rest = &word[1..];
            let (exponent, end) =
                if rest.is_empty() { exponent(reading, at + 1)? } else { (rest.parse().ok()?, at + 1) };
            Some((base.times(Number::ten_to(exponent)?)?, end))
        }
        b'^' => {
            let (exponent, end) = exponent(reading, at + 1)?;
            Some((base.to_power(exponent)?, end))
        }
        // "6.2x10^4" is one word and its power, "6.2 × 10^4" several.
        _ if matches!(word, "x10" | "X10") => power_of_ten(reading, at + 1, base),
        _ if matches!(word, "x" | "X" | "×" | "*") && reading.word(at + 1) == "10" => {
            power_of_ten(reading, at + 2, base)
        }
        _ => None,
    }
}

fn power_of_ten(reading: &Reading<'_>, at: usize, base: Number) -> Option<(Number, usize)> {
    let (exponent, end) = (reading.word(at) == "^").then(|| exponent(reading, at + 1)).flatten()?;
    Some((base.times(Number::ten_to(exponent)?)?, end))
}

/// "4", "-4" and "+4" glued behind "e" or "^".
fn exponent(reading: &Reading<'_>, at: usize) -> Option<(i32, usize)> {
    let minus = reading.is_mark(at, Mark::Hyphen) || reading.word(at) == "\u{2212}";
    let first = at + usize::from(minus || reading.is_mark(at, Mark::Plus));
    let glued = (at..=first).all(|it| reading.is_glued(it)) && reading.token(first).kind == Kind::Number;
    let size: i32 = reading.word(first).parse().ok().filter(|_| glued)?;
    Some((if minus { -size } else { size }, first + 1))
}

/// Letters that multiply digits, as engineers write them: "10k", "2.5 M", "1.2G".
const LETTERS: &[(&str, i128)] =
    &[("k", 1000), ("K", 1000), ("M", 1_000_000), ("G", 1_000_000_000), ("T", 1_000_000_000_000)];

/// What the words of scale behind digits multiply them by, and the token after: "million", "-million", "hundred
/// thousand", "k", "M".
fn scale(reading: &Reading<'_>, at: usize, digits: &str) -> Option<(Number, usize)> {
    let size = |at: usize| Number::whole(i128::from(reading.entry(at).value));
    let hyphen = reading.is_mark(at, Mark::Hyphen) && reading.is_glued(at + 1);
    // "$500+ billion".
    let plus = reading.is_mark(at, Mark::Plus) && reading.is_glued(at) && !reading.is_glued(at + 1);
    let first = if hyphen || plus { at + 1 } else { at };
    // "2 millions" is no English, yet plain.
    if reading.classes(first).contains(Classes::MANY) && reading.entry(first).value >= 1_000_000 && !hyphen {
        return Some((size(first), first + 1));
    }
    if reading.classes(first).contains(Classes::SCALE) {
        let (mut whole, mut end) = (size(first), first + 1);
        while reading.classes(end).contains(Classes::SCALE) && !reading.is_glued(end) {
            (whole, end) = (whole.times(size(end))?, end + 1);
        }
        return Some((whole, end));
    }
    let token = reading.token(at);
    if token.kind != Kind::Word || token.end - token.start != 1 {
        return None;
    }
    let letter = reading.word(at);
    let size = LETTERS.iter().find(|(form, _)| *form == letter)?.1;
    let behind = reading.token(at + 1);
    // "10K-strong", but not "10K/s".
    if reading.is_glued(at + 1) && behind.kind != Kind::Mark {
        return None;
    }
    // A "5G" network and a "777G" are no numbers, nor is "12 M" anything but where the digits leave no doubt.
    let precise = digits.contains(['.', ',']);
    let sure = match letter {
        "k" | "K" | "M" => reading.is_glued(at) || precise && behind.kind != Kind::Word,
        _ => precise || reading.is_glued(at) && digits.len() == 2 && letter == "G",
    };
    sure.then(|| (Number::whole(size), at + 1))
}

/// "and 21" behind "3 hundred".
fn rest_of_hundred(reading: &Reading<'_>, at: usize, size: Number) -> Option<(Number, usize)> {
    if size != Number::whole(100) || !reading.is(at, "and") || reading.token(at + 1).kind != Kind::Number {
        return None;
    }
    let rest = Number::parse(reading.word(at + 1)).filter(|rest| rest.is_whole() && *rest < size)?;
    Some((rest, at + 2))
}
