//! Numbers that begin with a digit: "286", "1.2 million", "10 1/2", "21st", "3 hundred and 21", "10k".

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
    let mut value = Number::parse(text)?;
    let decimals = text.rfind('.').map_or(0, |point| text.len() - point - 1);
    let mut grain = Number::power_of_ten(-i32::try_from(decimals).unwrap_or(30));
    let mut end = at + 1;
    if let Some((extra, after)) = fraction::behind_digits(reading, end) {
        (value, grain, end) = (value.plus(extra)?, extra, after);
    } else if decimals == 0 && reading.is_glued(end) && reading.is_any(end, &["st", "nd", "rd", "th"]) {
        return plain(value, grain, end + 1, Form::Ordinal, false);
    }
    if let Some((size, after)) = scale(reading, end) {
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

/// What the words of scale behind digits multiply them by, and the token after: "million", "-million", "hundred
/// thousand", "k", "e6".
fn scale(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    let size = |at: usize| Number::whole(i128::from(reading.entry(at).value));
    let hyphen = reading.is_mark(at, Mark::Hyphen) && reading.is_glued(at + 1);
    let first = if hyphen { at + 1 } else { at };
    if reading.classes(first).contains(Classes::SCALE) && !(hyphen && reading.is_glued(first + 1)) {
        let (mut whole, mut end) = (size(first), first + 1);
        while reading.classes(end).contains(Classes::SCALE) && !reading.is_glued(end) {
            (whole, end) = (whole.times(size(end))?, end + 1);
        }
        return Some((whole, end));
    }
    if !reading.is_glued(at) || reading.token(at).kind != Kind::Word {
        return None;
    }
    let letters = reading.word(at);
    if matches!(letters, "k" | "K") && !(reading.is_glued(at + 1) && reading.token(at + 1).kind != Kind::Mark) {
        return Some((Number::whole(1000), at + 1));
    }
    let power: i32 = letters.strip_prefix(['e', 'E'])?.parse().ok()?;
    (0..=18).contains(&power).then(|| (Number::power_of_ten(power), at + 1))
}

/// "and 21" behind "3 hundred".
fn rest_of_hundred(reading: &Reading<'_>, at: usize, size: Number) -> Option<(Number, usize)> {
    if size != Number::whole(100) || !reading.is(at, "and") || reading.token(at + 1).kind != Kind::Number {
        return None;
    }
    let rest = Number::parse(reading.word(at + 1)).filter(|rest| rest.is_whole() && *rest < size)?;
    Some((rest, at + 2))
}
