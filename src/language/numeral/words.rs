//! Numbers that begin with a word: "twenty-one", "two hundred and six", "a dozen", "half a million", "dozens".

use super::{Form, Numeral, fraction};
use crate::language::{Classes, Kind, Mark, Number, Reading};

pub(super) fn read(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let classes = reading.classes(at);
    let numeric = Classes::ONE
        | Classes::TEN
        | Classes::SCALE
        | Classes::GROUP
        | Classes::ORDINAL
        | Classes::PART
        | Classes::MANY;
    if classes.intersects(numeric) {
        if classes.contains(Classes::MANY) {
            return many(reading, at);
        }
        if reading.is(at, "half") {
            return half(reading, at);
        }
        return cardinal(reading, at).or_else(|| ordinal(reading, at));
    }
    if reading.is_any(at, &["a", "an"]) {
        return article(reading, at);
    }
    if reading.is(at, "several") {
        return Some(vague(at, at + 1, 3, 13));
    }
    None
}

/// A number in words that is no more than its value.
fn plain(first: usize, end: usize, value: Number, grain: Number, form: Form) -> Numeral {
    Numeral { first, end, value, most: None, grain, form, digits: false, scaled: false }
}

fn vague(first: usize, end: usize, least: i128, bound: i128) -> Numeral {
    Numeral { most: Some(Number::whole(bound)), ..plain(first, end, Number::whole(least), Number::ONE, Form::Vague) }
}

/// "dozens", "hundreds of thousands": from two of the group to where the next word would be used.
fn many(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let size = i128::from(reading.entry(at).value);
    let (mut least, mut bound, mut end) = match size {
        12 => (24, 120, at + 1),
        20 => (40, 200, at + 1),
        _ => (2 * size, 20 * size, at + 1),
    };
    if reading.is(end, "of") && reading.classes(end + 1).contains(Classes::MANY) {
        let factor = i128::from(reading.entry(end + 1).value);
        least = least.checked_mul(factor)?;
        bound = bound.checked_mul(factor)?;
        end += 2;
    }
    Some(vague(at, end, least, bound))
}

/// "a dozen", "a hundred", "a third", "a few hundred", "a handful".
fn article(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let next = reading.classes(at + 1);
    if next.intersects(Classes::GROUP | Classes::SCALE) && !reading.is(at + 1, "score") {
        let mut read = cardinal(reading, at + 1)?;
        read.first = at;
        return Some(read);
    }
    if next.contains(Classes::PART) && !reading.is_any(at + 1, &["half", "second"]) {
        // "a third of voters", "a quarter", "a fifth."; not "a third man", "a fifth title", "a third, a boy,".
        let of = reading.is_any(at + 2, &["of", "in", "to", "more", "less", "as"]);
        let ends = reading.token(at + 2).kind != Kind::Word && !reading.is_mark(at + 2, Mark::Comma);
        let whole = ends && !reading.is(at + 1, "third");
        // "a quarter mile".
        let measured = reading.is(at + 1, "quarter") && reading.classes(at + 2).contains(Classes::UNIT);
        if !of && !whole && !measured {
            return None;
        }
        let (value, end) = fraction::parts(reading, at + 1, 1)?;
        return Some(plain(at, end, value, value, Form::Part));
    }
    if reading.is(at + 1, "half") && reading.is_mark(at + 2, Mark::Hyphen) {
        return None;
    }
    if reading.is_any(at + 1, &["few", "couple", "handful"]) {
        let mut end = at + 2;
        if reading.is(end, "of") && reading.is_any(at + 1, &["couple", "handful"]) {
            end += 1;
        }
        if reading.classes(end).intersects(Classes::SCALE | Classes::GROUP) {
            let size = i128::from(reading.entry(end).value);
            return Some(vague(at, end + 1, 2 * size, 10 * size));
        }
        if reading.is(at + 1, "handful") {
            return Some(vague(at, at + 2, 3, 13));
        }
    }
    None
}

/// "half", "half a million", "half a dozen".
fn half(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let hyphen = reading.is_mark(at + 1, Mark::Hyphen);
    let next = if hyphen || reading.is_any(at + 1, &["a", "an"]) { at + 2 } else { at + 1 };
    if reading.classes(next).intersects(Classes::SCALE | Classes::GROUP) && !reading.is(next, "score") {
        let value = Number::whole(i128::from(reading.entry(next).value)).over(Number::whole(2))?;
        let scaled = reading.classes(next).contains(Classes::SCALE);
        return Some(Numeral { scaled, ..plain(at, next + 1, value, value, Form::Cardinal) });
    }
    let value = Number::fraction(1, 2)?;
    (!hyphen).then(|| plain(at, at + 1, value, value, Form::Part))
}

/// A whole number in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    /// Its value.
    pub value: i128,
    /// The token after it.
    pub end: usize,
    /// The last word of a thousand and more, if the number ends with it.
    pub scale: Option<i128>,
    /// Whether "hundred" or more was used.
    pub scaled: bool,
}

/// "twenty-one", "two hundred and six", "three million two hundred thousand", "two dozen".  With `joins`, "and" may stand
/// between hundreds and the rest.
pub(super) fn whole(reading: &Reading<'_>, at: usize, joins: bool) -> Option<Whole> {
    let (mut total, mut current) = (0_i128, None::<i128>);
    let (mut next, mut end) = (at, at);
    let (mut scaled, mut last_scale) = (false, i128::MAX);
    loop {
        let classes = reading.classes(next);
        let value = i128::from(reading.entry(next).value);
        if classes.contains(Classes::ONE) {
            match current {
                // "twenty one" and "hundred and one", never "one two".
                Some(before) if before % 10 == 0 && before % 100 >= 20 && value < 10 && value > 0 => {
                    current = Some(before + value);
                }
                Some(before) if before % 100 == 0 && before > 0 => current = Some(before + value),
                // "zero eight" as it is read out.
                Some(0) if next == at + 1 && value < 10 => current = Some(value),
                None => current = Some(value),
                Some(_) => break,
            }
        } else if classes.contains(Classes::TEN) {
            match current {
                // "twenty twenty-fifths" and "one hundred thirty-fifths" are parts.
                Some(before)
                    if before % 100 == 0
                        && before > 0
                        && fraction::tens_and_parts(reading, next).is_none_or(|end| end == next + 2) =>
                {
                    current = Some(before + value);
                }
                None => current = Some(value),
                Some(_) => break,
            }
        } else if classes.contains(Classes::SCALE) && value == 100 {
            match current {
                Some(before) if before < 100 && before > 0 => current = Some(before * 100),
                None if next == at => current = Some(100),
                _ => break,
            }
            scaled = true;
        } else if classes.contains(Classes::SCALE) {
            let factor = match current {
                Some(before) if value < last_scale => before,
                None if next == at => 1,
                _ => break,
            };
            total = total.checked_add(factor.checked_mul(value)?)?;
            (last_scale, current, scaled) = (value, None, true);
        } else if classes.contains(Classes::GROUP) || current.is_some() && reading.is_any(next, &["dozens", "scores"]) {
            // "two dozen", "three dozens"; "score" alone is a result of a match.
            if reading.is(next, "score") && current.is_none() {
                break;
            }
            current = Some(current.unwrap_or(1).checked_mul(value)?);
            end = next + 1;
            break;
        } else {
            break;
        }
        end = next + 1;
        next = end;
        // "twenty-one", "two hundred and six"; "fifty - two" where all tokens stand apart.
        if joins_words(reading, next) {
            let follows = Classes::ONE | Classes::SCALE | Classes::TEN | Classes::GROUP;
            let apart = !reading.is_glued(next) && current.is_none_or(|before| before % 100 < 20 || before % 10 != 0);
            let below = fraction::tens_and_parts(reading, next + 1).is_some();
            if !reading.classes(next + 1).intersects(follows) || apart || below {
                break;
            }
            next += 1;
        } else if reading.is(next, "and") {
            let hundreds = current.map_or(total > 0, |before| before % 100 == 0 && before > 0);
            let follows = reading.classes(next + 1).intersects(Classes::ONE | Classes::TEN);
            // "two hundred and six tenths", "between one hundred and two hundred".
            let other = current.is_some() && reading.is(next + 2, "hundred");
            if !joins || !hundreds || !follows || other || fraction::joined(reading, next).is_some() {
                break;
            }
            next += 1;
        }
    }
    let value = total.checked_add(current.unwrap_or(0))?;
    let scale = (last_scale != i128::MAX && current.is_none()).then_some(last_scale);
    (end > at).then_some(Whole { value, end, scale, scaled })
}

/// Whether a hyphen or dash at a token joins two number words: glued to both or to none.
fn joins_words(reading: &Reading<'_>, at: usize) -> bool {
    let glued = reading.is_glued(at);
    glued == reading.is_glued(at + 1)
        && (reading.is_mark(at, Mark::Hyphen) || glued && reading.is_mark(at, Mark::Dash) && reading.word(at) != "--")
}

/// A cardinal in words with the fraction behind it.
fn cardinal(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let whole = whole(reading, at, true)?;
    if let Some((value, end)) = fraction::parts(reading, whole.end, whole.value) {
        return Some(plain(at, end, value, value, Form::Part));
    }
    if let Some(read) = ordinal_behind(reading, at, whole) {
        return Some(read);
    }
    if let Some((below, end)) = large_parts(reading, whole) {
        let value = Number::fraction(whole.value, below)?;
        return Some(plain(at, end, value, value, Form::Part));
    }
    let mut value = Number::whole(whole.value);
    let mut grain = whole.scale.map_or(Number::ONE, Number::whole);
    let (mut end, mut scaled) = (whole.end, whole.scaled);
    // "one point five million", "one and a half million", "two million and a half", "two billion and a half million".
    let point = fraction::point(reading, end);
    let part = point.or_else(|| fraction::joined(reading, end).map(|(part, end)| (part, part, end)));
    if let Some((part, place, after)) = part {
        let size = |at: usize| Number::whole(i128::from(reading.entry(at).value));
        let scale = reading.classes(after).contains(Classes::SCALE).then(|| size(after));
        end = after + usize::from(scale.is_some());
        scaled |= scale.is_some();
        let above = whole.scale.filter(|_| point.is_none()).map(Number::whole);
        (value, grain) = match (above, scale) {
            (Some(_), Some(scale)) => (value.plus(part.times(scale)?)?, place.times(scale)?),
            (Some(above), None) => (value.plus(part.times(above)?)?, place.times(above)?),
            (None, Some(scale)) => (value.plus(part)?.times(scale)?, place.times(scale)?),
            (None, None) => (value.plus(part)?, place),
        };
    }
    Some(Numeral { scaled, ..plain(at, end, value, grain, Form::Cardinal) })
}

/// "one hundred and fifth" behind "one": the size of such parts, and the token after them.
fn large_parts(reading: &Reading<'_>, count: Whole) -> Option<(i128, usize)> {
    if count.scaled || !reading.classes(count.end).contains(Classes::ONE) {
        return None;
    }
    let size = whole(reading, count.end, true).filter(|size| size.scaled)?;
    let below = ordinal_behind(reading, count.end, size)?;
    Some((i128::from(below.value.to_whole()?), below.end))
}

/// "-fourth" behind "thirty", "hundredth" behind "three", "and fifth" behind "two hundred".
fn ordinal_behind(reading: &Reading<'_>, at: usize, whole: Whole) -> Option<Numeral> {
    let hyphen = joins_words(reading, whole.end);
    let and = reading.is(whole.end, "and") && whole.value % 100 == 0;
    let next = whole.end + usize::from(hyphen || and);
    let entry = reading.entry(next);
    if !entry.classes.contains(Classes::ORDINAL) {
        return None;
    }
    let one = i128::from(entry.value);
    let tens = whole.value % 10 == 0 && whole.value % 100 >= 20;
    // "the thirty first of them", but "thirty first graders", "twenty second delays".
    let behind = reading.token(next + 1);
    let apart = tens
        && (behind.kind != Kind::Word && behind.mark != Mark::Hyphen
            || reading.is_any(next + 1, &["of", "in", "and", "is", "was", "to", "at", "on", "for"]));
    let value = match one {
        100.. if !and => whole.value.checked_mul(one)?,
        1..=9 if hyphen && tens || apart => whole.value + one,
        1..=99 if and => whole.value + one,
        _ => return None,
    };
    Some(plain(at, next + 1, Number::whole(value), Number::ONE, Form::Ordinal))
}

/// "third", "hundredth".
fn ordinal(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let entry = reading.entry(at);
    let value = Number::whole(i128::from(entry.value));
    entry.classes.contains(Classes::ORDINAL).then(|| plain(at, at + 1, value, Number::ONE, Form::Ordinal))
}
