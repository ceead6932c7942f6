//! Fractions: "½", "10 1/2", "two-thirds", "a fifth", "point zero three", "and a half".

use super::words::whole;
use crate::language::{Classes, Kind, Mark, Number, Reading};

/// The value of a vulgar fraction character.
pub(super) fn vulgar(text: &str) -> Option<Number> {
    let (part, whole) = match text.chars().next()? {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Number::fraction(part, whole)
}

/// "3/4", and the token after it.
pub(super) fn in_digits(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    let slash = reading.is_mark(at + 1, Mark::Slash) && reading.is_glued(at + 1) && reading.is_glued(at + 2);
    if !slash || reading.token(at + 2).kind != Kind::Number {
        return None;
    }
    let (part, whole) = (Number::parse(reading.word(at))?, Number::parse(reading.word(at + 2))?);
    let small = part < whole && whole <= Number::whole(64) && part > Number::ZERO;
    (small && !reading.is_mark(at + 3, Mark::Slash)).then(|| part.over(whole).map(|it| (it, at + 3)))?
}

/// "½" or "1/2" behind a whole number in digits, and the token after it.
pub(super) fn behind_digits(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    if reading.token(at).kind != Kind::Number {
        return None;
    }
    if let Some(value) = vulgar(reading.word(at)) {
        return Some((value, at + 1));
    }
    if reading.is_glued(at) { None } else { in_digits(reading, at) }
}

/// "point zero seven", with one unit of its last place, and the token after it.
pub(super) fn point(reading: &Reading<'_>, at: usize) -> Option<(Number, Number, usize)> {
    if !reading.is(at, "point") {
        return None;
    }
    let (mut value, mut grain, mut end) = (Number::ZERO, Number::ONE, at + 1);
    while reading.classes(end).contains(Classes::ONE) && reading.entry(end).value < 10 && end < at + 9 {
        grain = grain.over(Number::whole(10))?;
        value = value.plus(grain.times(Number::whole(i128::from(reading.entry(end).value)))?)?;
        end += 1;
    }
    (end > at + 1).then_some((value, grain, end))
}

/// "and a half", "and two fifths": the fraction, and the token after it.
pub(super) fn joined(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    if !reading.is(at, "and") {
        return None;
    }
    if reading.is_any(at + 1, &["a", "one"]) {
        return parts(reading, at + 2, 1);
    }
    let count = whole(reading, at + 1, false)?;
    parts(reading, count.end, count.value)
}

/// "-thirds", "tenths", "twenty-fifths" behind a count: so many of such parts, and the token after them.
pub(super) fn parts(reading: &Reading<'_>, at: usize, count: i128) -> Option<(Number, usize)> {
    let next = if reading.is_mark(at, Mark::Hyphen) { at + 1 } else { at };
    let entry = reading.entry(next);
    let plural = |at: usize| reading.word(at).ends_with(['s', 'S']);
    let (below, end) = if entry.classes.contains(Classes::PART) {
        (i128::from(entry.value), next + 1)
    } else if entry.classes.contains(Classes::TEN) {
        let one = if reading.is_mark(next + 1, Mark::Hyphen) { next + 2 } else { next + 1 };
        let ones = plural(one).then(|| ordinal_of(reading.word(one)))??;
        (i128::from(entry.value) + ones, one + 1)
    } else {
        return None;
    };
    // "six quarters" are as many of a year, a game or a town.
    let fits = plural(end - 1) == (count > 1) && (below > count || below > 4);
    fits.then(|| Number::fraction(count, below)).flatten().map(|value| (value, end))
}

/// 1 of "firsts", 2 of "seconds", 5 of "fifths".
fn ordinal_of(plural: &str) -> Option<i128> {
    let entry = crate::language::lexicon::look_up(plural.trim_end_matches(['s', 'S']));
    let ones = entry.classes.contains(Classes::ORDINAL) && entry.value < 10;
    ones.then(|| i128::from(entry.value))
}
