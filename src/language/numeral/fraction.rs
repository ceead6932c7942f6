//! Fractions: "½", "10 1/2", "two-thirds", "a fifth", "point zero three", "and a half".

use super::words::whole;
use super::{Form, Numeral};
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
    // In tokenised text all stands apart: "7 3 / 4".
    let glued = reading.is_glued(at + 1);
    let slash = reading.is_mark(at + 1, Mark::Slash) && glued == reading.is_glued(at + 2);
    if !slash || reading.token(at + 2).kind != Kind::Number {
        return None;
    }
    let (part, whole) = (Number::parse(reading.word(at))?, Number::parse(reading.word(at + 2))?);
    let usual = if glued { 64 } else { 16 };
    let small = part < whole
        && (whole <= Number::whole(usual) || whole == Number::whole(100) || whole == Number::whole(1000))
        && part > Number::ZERO;
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

/// "point zero seven" and "point seventy-one", with one unit of its last place, and the token after it.
pub(super) fn point(reading: &Reading<'_>, at: usize) -> Option<(Number, Number, usize)> {
    if !reading.is(at, "point") {
        return None;
    }
    if let Some(pair) = whole(reading, at + 1, false).filter(|it| (10..100).contains(&it.value)) {
        let grain = Number::power_of_ten(-2);
        return Some((grain.times(Number::whole(pair.value))?, grain, pair.end));
    }
    let (mut value, mut grain, mut end) = (Number::ZERO, Number::ONE, at + 1);
    while reading.classes(end).contains(Classes::ONE) && reading.entry(end).value < 10 && end < at + 9 {
        grain = grain.over(Number::whole(10))?;
        value = value.plus(grain.times(Number::whole(i128::from(reading.entry(end).value)))?)?;
        end += 1;
    }
    (end > at + 1).then_some((value, grain, end))
}

/// "and a half", "and two fifths", "and 1/2": the fraction, and the token after it.
pub(super) fn joined(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    if !reading.is(at, "and") {
        return None;
    }
    if reading.is_any(at + 1, &["a", "one"]) {
        return parts(reading, at + 2, 1);
    }
    if reading.token(at + 1).kind == Kind::Number {
        return vulgar(reading.word(at + 1)).map(|it| (it, at + 2)).or_else(|| in_digits(reading, at + 1));
    }
    let count = whole(reading, at + 1, false)?;
    parts(reading, count.end, count.value)
}

/// "-thirds", "tenths", "twenty-fifths" behind a count: so many of such parts, and the token after them.
pub(super) fn parts(reading: &Reading<'_>, at: usize, count: i128) -> Option<(Number, usize)> {
    let next = if reading.is_mark(at, Mark::Hyphen) { at + 1 } else { at };
    let entry = reading.entry(next);
    let (below, end) = if entry.classes.contains(Classes::PART) {
        (i128::from(entry.value), next + 1)
    } else {
        let end = tens_and_parts(reading, next)?;
        (i128::from(entry.value) + ordinal_of(reading.word(end - 1))?, end)
    };
    // "six quarters" are as many of a year, a game or a town.
    let fits = is_plural(reading, end - 1) == (count > 1) && (below > count || below > 4);
    fits.then(|| Number::fraction(count, below)).flatten().map(|value| (value, end))
}

/// Units of time, which tell that "in" begins a span: "two in 24 hours".
const TIMES: &[&str] = &[
    "seconds", "minutes", "hours", "days", "weeks", "months", "years", "games", "matches", "innings", "overs", "starts",
];

/// "one in five", "2 out of 3", "1 over 20" as a share.
pub(super) fn ratio(reading: &Reading<'_>, count: Numeral) -> Option<Numeral> {
    // "1-in-8".
    let hyphen =
        |at: usize| usize::from(reading.is_mark(at, Mark::Hyphen) && reading.is_glued(at) && reading.is_glued(at + 1));
    let at = count.end + hyphen(count.end);
    let joint = reading.token(at);
    if joint.kind != Kind::Word || count.form != Form::Cardinal || count.scaled {
        return None;
    }
    let over = reading.is(at, "over");
    let next = match reading.word(at).len() {
        4 if over => at + 1,
        2 if reading.is(at, "in") => at + 1 + usize::from(reading.is(at + 1, "every")) + hyphen(at + 1),
        3 if reading.is(at, "out") && reading.is(at + 1, "of") => at + 2 + usize::from(reading.is(at + 2, "every")),
        _ => return None,
    };
    let whole = super::read(reading, next).filter(|it| it.form == Form::Cardinal && it.value > Number::ZERO)?;
    let behind = reading.token(whole.end);
    let sign = behind.mark == Mark::Percent
        || behind.mark == Mark::Currency
        || reading.is_glued(whole.end) && behind.kind != Kind::Mark;
    let longer = matches!(behind.mark, Mark::Hyphen | Mark::Slash);
    let money = count.first > 0 && reading.is_mark(count.first - 1, Mark::Currency);
    let fits = if over {
        // "one over three" is a fraction, "300 over three years" is none.
        behind.kind != Kind::Word && (!count.digits || whole.value != count.value)
    } else {
        let round = whole.value.over(Number::whole(5)).is_some_and(Number::is_whole);
        let small = count.value < Number::whole(10) && count.value.is_whole() && whole.value.is_whole();
        let usual = whole.value <= Number::whole(10) || round && (whole.value <= Number::whole(1000) || whole.scaled);
        small && usual && count.value < whole.value && !reading.is_any(whole.end, TIMES)
    };
    let value = (fits && !sign && !longer && !money).then(|| count.value.over(whole.value)).flatten()?;
    Some(Numeral { end: whole.end, value, grain: value, form: Form::Part, ..count })
}

/// "a quarter of a million" behind "a quarter".
pub(super) fn of_a_million(reading: &Reading<'_>, part: Numeral) -> Option<Numeral> {
    let scale = part.end + 2;
    let fits = reading.is(part.end, "of") && reading.is(part.end + 1, "a");
    if !fits || !reading.classes(scale).contains(Classes::SCALE) {
        return None;
    }
    let size = Number::whole(i128::from(reading.entry(scale).value));
    let (value, grain) = (part.value.times(size)?, part.grain.times(size)?);
    Some(Numeral { end: scale + 1, value, grain, form: Form::Cardinal, scaled: true, ..part })
}

/// The token after "twenty-fifths" or "twenty fifths".
pub(super) fn tens_and_parts(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if !reading.classes(at).contains(Classes::TEN) {
        return None;
    }
    let one = if reading.is_mark(at + 1, Mark::Hyphen) { at + 2 } else { at + 1 };
    (is_plural(reading, one) && ordinal_of(reading.word(one)).is_some()).then_some(one + 1)
}

fn is_plural(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).ends_with(['s', 'S'])
}

/// 1 of "firsts", 2 of "seconds", 5 of "fifths".
fn ordinal_of(plural: &str) -> Option<i128> {
    let entry = crate::language::lexicon::look_up(plural.trim_end_matches(['s', 'S']));
    let ones = entry.classes.contains(Classes::ORDINAL) && entry.value < 10;
    ones.then(|| i128::from(entry.value))
}
