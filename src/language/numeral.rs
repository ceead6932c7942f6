//! Numbers as written: digits, words and mixtures of both.

use super::{Classes, Kind, Mark, Number, Reading};

/// How a number is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "286", "twenty-one", "1.2 million", "half a million".
    Cardinal,
    /// "third", "21st".
    Ordinal,
    /// "two-thirds", "a quarter".
    Part,
    /// "dozens", "hundreds of thousands", "several": an uncertain number between `value` and `most`.
    Vague,
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Index of the first token.
    pub first: usize,
    /// Index after the last token.
    pub end: usize,
    /// The value; of a vague number the least.
    pub value: Number,
    /// Of a vague number the bound that it does not reach.
    pub most: Option<Number>,
    /// One unit of the last place that was written: 1 of "286", 100,000 of "1.2 million".
    pub grain: Number,
    /// How it is used.
    pub form: Form,
    /// Whether digits were used.
    pub digits: bool,
    /// Whether a word of scale was used: "million", "bn".
    pub scaled: bool,
}

/// The number that begins at a token.
#[must_use]
pub fn read(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let token = reading.token(at);
    match token.kind {
        Kind::Number => digits(reading, at),
        Kind::Word => words(reading, at),
        _ => None,
    }
}

/// The value of a vulgar fraction character.
fn vulgar(text: &str) -> Option<Number> {
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

fn digits(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let text = reading.word(at);
    if let Some(value) = vulgar(text) {
        return Some(Numeral {
            first: at,
            end: at + 1,
            value,
            most: None,
            grain: value,
            form: Form::Cardinal,
            digits: true,
            scaled: false,
        });
    }
    let mut value = Number::parse(text)?;
    let decimals = text.rfind('.').map_or(0, |point| text.len() - point - 1);
    let mut grain = Number::power_of_ten(-i32::try_from(decimals).unwrap_or(30));
    let mut end = at + 1;
    let (mut form, mut scaled) = (Form::Cardinal, false);
    if let Some((extra, after)) = fraction_behind(reading, end) {
        value = value.plus(extra)?;
        grain = extra;
        end = after;
    } else if reading.is_glued(end) && reading.is_any(end, &["st", "nd", "rd", "th"]) && decimals == 0 {
        form = Form::Ordinal;
        end += 1;
    }
    if form == Form::Cardinal {
        // "3-million" and "3 million"; "2 hundred" is rare but right.
        let scale = if reading.is_mark(end, Mark::Hyphen) && reading.is_glued(end + 1) { end + 1 } else { end };
        if reading.classes(scale).contains(Classes::SCALE) && !(scale > end && reading.is_glued(scale + 1)) {
            let size = Number::whole(i128::from(reading.entry(scale).value));
            value = value.times(size)?;
            grain = grain.times(size)?;
            end = scale + 1;
            scaled = true;
            // "2 hundred thousand".
            while reading.classes(end).contains(Classes::SCALE) && !reading.is_glued(end) {
                let size = Number::whole(i128::from(reading.entry(end).value));
                value = value.times(size)?;
                grain = grain.times(size)?;
                end += 1;
            }
        } else if reading.classes(end).contains(Classes::GROUP) && reading.is(end, "dozen") {
            value = value.times(Number::whole(12))?;
            end += 1;
        }
    }
    Some(Numeral { first: at, end, value, most: None, grain, form, digits: true, scaled })
}

/// "½" or "1/2" behind a whole number, and the token after it.
fn fraction_behind(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    if reading.token(at).kind != Kind::Number {
        return None;
    }
    if let Some(value) = vulgar(reading.word(at)) {
        return Some((value, at + 1));
    }
    // "10 1/2 miles".
    let slash = !reading.is_glued(at) && reading.is_mark(at + 1, Mark::Slash) && reading.is_glued(at + 1);
    if !slash || !reading.is_glued(at + 2) {
        return None;
    }
    let (part, whole) = (Number::parse(reading.word(at))?, Number::parse(reading.word(at + 2))?);
    let small = part < whole && whole <= Number::whole(64) && part > Number::ZERO;
    (small && !reading.is_mark(at + 3, Mark::Slash)).then(|| part.over(whole).map(|it| (it, at + 3)))?
}

/// A number in words from its first: "twenty-one", "two hundred and six", "a dozen", "half a million".
fn words(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
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

fn vague(first: usize, end: usize, least: i128, bound: i128) -> Numeral {
    Numeral {
        first,
        end,
        value: Number::whole(least),
        most: Some(Number::whole(bound)),
        grain: Number::ONE,
        form: Form::Vague,
        digits: false,
        scaled: false,
    }
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
        // "a third of voters", "a quarter"; not "a third man", "a fifth title".
        let of = reading.is_any(at + 2, &["of", "in", "to", "more", "less", "as"]);
        if !of {
            return None;
        }
        return part(at, at + 2, 1, reading.entry(at + 1).value);
    }
    if reading.is(at + 1, "half") && reading.is_mark(at + 2, Mark::Hyphen) {
        return None;
    }
    if reading.is_any(at + 1, &["few", "couple", "handful"]) {
        let mut end = at + 2;
        if reading.is(end, "of") && reading.is_any(at + 1, &["couple", "handful"]) {
            end += 1;
        }
        let classes = reading.classes(end);
        if classes.intersects(Classes::SCALE | Classes::GROUP) {
            let size = i128::from(reading.entry(end).value);
            return Some(vague(at, end + 1, 2 * size, 10 * size));
        }
        if reading.is(at + 1, "handful") {
            return Some(vague(at, at + 2, 3, 13));
        }
    }
    None
}

fn part(first: usize, end: usize, above: i128, below: u64) -> Option<Numeral> {
    let value = Number::fraction(above, i128::from(below))?;
    Some(Numeral { first, end, value, most: None, grain: value, form: Form::Part, digits: false, scaled: false })
}

/// "half", "half a million", "half a dozen".
fn half(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let next = if reading.is_any(at + 1, &["a", "an"]) { at + 2 } else { at + 1 };
    let hyphen = reading.is_mark(at + 1, Mark::Hyphen);
    let next = if hyphen { at + 2 } else { next };
    if reading.classes(next).intersects(Classes::SCALE | Classes::GROUP) && !reading.is(next, "score") {
        let size = Number::whole(i128::from(reading.entry(next).value));
        let value = size.over(Number::whole(2))?;
        return Some(Numeral {
            first: at,
            end: next + 1,
            value,
            most: None,
            grain: value,
            form: Form::Cardinal,
            digits: false,
            scaled: reading.classes(next).contains(Classes::SCALE),
        });
    }
    if hyphen {
        return None;
    }
    part(at, at + 1, 1, 2)
}

/// A cardinal in words, "and a half" and parts behind it included.
fn cardinal(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
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
                None => current = Some(value),
                Some(_) => break,
            }
        } else if classes.contains(Classes::TEN) {
            match current {
                Some(before) if before % 100 == 0 && before > 0 => current = Some(before + value),
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
            last_scale = value;
            current = None;
            scaled = true;
        } else if classes.contains(Classes::GROUP) {
            // "two dozen"; "score" alone is a result of a match.
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
        // "twenty-one", "two hundred and six".
        if reading.is_mark(next, Mark::Hyphen) && reading.is_glued(next) && reading.is_glued(next + 1) {
            let follows =
                reading.classes(next + 1).intersects(Classes::ONE | Classes::SCALE | Classes::TEN | Classes::GROUP);
            if !follows {
                break;
            }
            next += 1;
        } else if reading.is(next, "and") {
            let hundreds = current.map_or(total > 0, |before| before % 100 == 0 && before > 0);
            if !(hundreds && reading.classes(next + 1).intersects(Classes::ONE | Classes::TEN)) {
                break;
            }
            next += 1;
        }
    }
    if end == at {
        return None;
    }
    let whole = total.checked_add(current.unwrap_or(0))?;
    if let Some(read) = part_behind(reading, at, end, whole) {
        return Some(read);
    }
    let mut value = Number::whole(whole);
    let mut grain = Number::ONE;
    // "one and a half million", "two and a half".
    if reading.is(end, "and") && reading.is(end + 1, "a") && reading.is_any(end + 2, &["half", "quarter"]) {
        let denominator = i128::from(reading.entry(end + 2).value);
        value = value.plus(Number::fraction(1, denominator)?)?;
        grain = Number::fraction(1, denominator)?;
        end += 3;
        if reading.classes(end).contains(Classes::SCALE) {
            let size = Number::whole(i128::from(reading.entry(end).value));
            value = value.times(size)?;
            grain = grain.times(size)?;
            end += 1;
            scaled = true;
        }
    }
    if last_scale != i128::MAX && total == whole {
        grain = Number::whole(last_scale);
    }
    Some(Numeral { first: at, end, value, most: None, grain, form: Form::Cardinal, digits: false, scaled })
}

/// "two-thirds", "three quarters of": a part behind its count.
fn part_behind(reading: &Reading<'_>, first: usize, end: usize, count: i128) -> Option<Numeral> {
    let next = if reading.is_mark(end, Mark::Hyphen) { end + 1 } else { end };
    let entry = reading.entry(next);
    if !entry.classes.contains(Classes::PART) {
        return None;
    }
    let plural = reading.word(next).ends_with(['s', 'S']);
    // "one third of", "two-thirds", "three quarters"; "first two quarters" is read by dates.
    let fits = i128::from(entry.value) > count && (plural == (count > 1));
    fits.then(|| part(first, next + 1, count, entry.value))?
}

/// "third", "twenty-first", "hundredth".
fn ordinal(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let entry = reading.entry(at);
    if !entry.classes.contains(Classes::ORDINAL) {
        return None;
    }
    Some(Numeral {
        first: at,
        end: at + 1,
        value: Number::whole(i128::from(entry.value)),
        most: None,
        grain: Number::ONE,
        form: Form::Ordinal,
        digits: false,
        scaled: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> String {
        let reading = Reading::new(text);
        let numeral = read(&reading, 0).expect("a number");
        let most = numeral.most.map(|most| format!("..{most}")).unwrap_or_default();
        format!("{}{most} {:?} | {}", numeral.value, numeral.form, reading.text_of(reading.extent(0, numeral.end)))
    }

    #[test]
    fn words_and_digits_are_numbers() {
        for (text, expected) in [
            ("286 people", "286 Cardinal | 286"),
            ("1,200.5 tonnes", "1,200.5 Cardinal | 1,200.5"),
            ("1.2 million people", "1,200,000 Cardinal | 1.2 million"),
            ("3bn", "3,000,000,000 Cardinal | 3bn"),
            ("twenty-one", "21 Cardinal | twenty-one"),
            ("two hundred and eighty-six dead", "286 Cardinal | two hundred and eighty-six"),
            ("three hundred thousand", "300,000 Cardinal | three hundred thousand"),
            ("two dozen people", "24 Cardinal | two dozen"),
            ("a dozen", "12 Cardinal | a dozen"),
            ("half a million", "500,000 Cardinal | half a million"),
            ("one and a half million", "1,500,000 Cardinal | one and a half million"),
            ("two-thirds of", "0.6667 Part | two-thirds"),
            ("a third of", "0.3333 Part | a third"),
            ("dozens of people", "24..120 Vague | dozens"),
            ("hundreds of thousands", "200,000..2,000,000 Vague | hundreds of thousands"),
            ("tens of thousands", "20,000..200,000 Vague | tens of thousands"),
            ("a few hundred", "200..1,000 Vague | a few hundred"),
            ("several people", "3..13 Vague | several"),
            ("third man", "3 Ordinal | third"),
            ("21st", "21 Ordinal | 21st"),
            ("3½ miles", "3.5 Cardinal | 3½"),
            ("10 1/2 miles", "10.5 Cardinal | 10 1/2"),
            ("one hundred and fifty and", "150 Cardinal | one hundred and fifty"),
        ] {
            assert_eq!(read_all(text), expected);
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        let none = |text| read(&Reading::new(text), 0).is_none();
        assert!(none("a third man"));
        assert!(none("a few people"));
        assert!(none("score"));
    }
}
