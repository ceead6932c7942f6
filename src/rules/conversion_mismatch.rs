//! A quantity restated in another unit that does not come to the same.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::finding::Finding;
use crate::language::Number;
use crate::language::lexicon;
use crate::language::plural::is_plural;
use crate::link::Story;
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Converts a quantity into the unit of the brackets behind it and compares.
    ///
    /// ## Why it matters
    /// "10 miles (26km)" is wrong whoever reads it, and only one of the two figures is.
    ///
    /// ## Example
    /// ```draft
    /// The wreck lies 50 miles (176 km) south of the island.
    ///                          ^^^ 50 miles is about 80 km
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounding, as journalists round: each figure stands for all that it could have been rounded from, so "30 miles
    /// (50km)" and "45 mph (75 km/h)" pass.  A ton may be short, long or metric, a gallon American or imperial, a
    /// mile nautical; a difference of temperature has no zero point.  A bracket that holds anything but one
    /// quantity is not read as a conversion.
    "conversion-mismatch" {
        summary: "a figure in brackets does not convert to the one before it",
        counts: "conversion",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks() {
        for second in &claims.quantities {
            let Some(first) = second.restates.map(|index| &claims.quantities[index]) else { continue };
            compare(&story, block, first, second, checks);
        }
    }
}

fn compare(story: &Story<'_>, block: usize, first: &Quantity, second: &Quantity, checks: &mut Checks) {
    let (Unit::Measure(from), Unit::Measure(into)) = (first.unit, second.unit) else { return };
    let readings = |unit: u16| std::iter::once(unit).chain(lexicon::unit(unit).readings.iter().copied());
    let agree = readings(from).any(|from| {
        readings(into).any(|into| {
            meets(first, second, |value| convert(value, from, into, true))
                || (is_temperature(from)
                    && is_difference(first)
                    && meets(first, second, |value| convert(value, from, into, false)))
        })
    });
    // "21,000 cwt (100 lbs)" says what a hundredweight is.
    let one = readings(from).any(|from| {
        let (low, high) = second.rounding();
        convert(Number::ONE, from, into, false).is_some_and(|one| low <= one && one <= high)
    });
    if one && first.value > Number::whole(20) && !is_temperature(from) && !agree {
        return;
    }
    let Some(expected) = convert(first.value, from, into, true) else { return };
    let Some(back) = convert(second.value, into, from, true) else { return };
    let (words, other_words) = (story.text(block, first.extent), story.text(block, second.extent));
    let unit = |quantity: &Quantity| {
        story.text(block, quantity.extent)[quantity.number.range().len()..]
            .trim_start_matches(|letter: char| letter == '-' || letter.is_whitespace())
            .to_owned()
    };
    let (span, other) = (story.span(block, second.number), story.span(block, first.number));
    let calculation = format!("{} {} = {} {}", first.value, unit(first), expected.rounded(2), unit(second));
    if agree {
        checks.pass(NAME, span, Some(other), calculation);
        return;
    }
    let (rounded, back) = (like(expected, second), like(back, first));
    let source = &story.article.blocks[block];
    let (right, right_back) = (with_unit(story, block, rounded, second), with_unit(story, block, back, first));
    let mut finding = Finding::new(NAME, Level::Error, span, format!("{words} is about {}", spaced(&right)))
        .related(other, format!("{words} here"))
        .calculation(calculation)
        .value(&first.value)
        .value(&second.value);
    if first.upper.is_none() {
        finding = finding
            .fix(format!("Change {other_words} to {right}"), source.edit(whole(second), &right))
            .fix(format!("Change {words} to {right_back}"), source.edit(whole(first), &right_back));
    }
    checks.fail(finding);
}

/// A value with as many decimals as a quantity was written with, and as many as it takes not to be nothing.
fn like(value: Number, written: &Quantity) -> Number {
    let decimals = (0..6_i32).find(|digits| written.grain >= Number::power_of_ten(-digits)).unwrap_or(6);
    let decimals = decimals.unsigned_abs();
    let shown = (decimals..decimals + 4).map(|it| value.rounded(it)).find(|it| *it != Number::ZERO);
    shown.unwrap_or_else(|| value.rounded(decimals))
}

/// A number and its unit with a space between, as a sentence has them: "139 lb" for "139lb".
fn spaced(words: &str) -> String {
    let at = words.find(|letter: char| letter.is_alphabetic() || letter == '°').unwrap_or(words.len());
    let (number, unit) = words.split_at(at);
    if number.ends_with('-') { words.to_owned() } else { format!("{} {unit}", number.trim_end()) }
}

/// Number and unit, without what widens them.
fn whole(quantity: &Quantity) -> Extent {
    Extent { start: quantity.number.start, end: quantity.extent.end.max(quantity.number.end) }
}

/// A value with the unit of a quantity as it is written there: "16 km", "16km", "3-metre", "1 mile" for "12 miles".
fn with_unit(story: &Story<'_>, block: usize, value: Number, written: &Quantity) -> String {
    let words = story.text(block, whole(written));
    let unit = &words[written.number.range().len().min(words.len())..];
    let unit = match unit.trim_start_matches([' ', '-', '\u{a0}']) {
        "feet" if value == Number::ONE => unit.replace("feet", "foot"),
        "inches" if value == Number::ONE => unit.replace("inches", "inch"),
        name if value == Number::ONE && name.len() > 3 && is_plural(name) => unit.trim_end_matches('s').to_owned(),
        "foot" if written.value == Number::ONE => unit.replace("foot", "feet"),
        "inch" if written.value == Number::ONE => unit.replace("inch", "inches"),
        name if written.value == Number::ONE && name.len() > 3 && !unit.starts_with('-') && !is_plural(name) => {
            format!("{unit}s")
        }
        _ => unit.to_owned(),
    };
    format!("{value}{unit}")
}

/// Whether the interval of the first, converted, and that of the second have a number in common.
fn meets(first: &Quantity, second: &Quantity, convert: impl Fn(Number) -> Option<Number>) -> bool {
    let ((low, high), (other_low, other_high)) = (first.rounding(), second.rounding());
    // What cannot be computed is not held against anybody.
    let (Some(low), Some(high)) = (convert(low), convert(high)) else { return true };
    low <= other_high && other_low <= high
}

/// A value of one unit in another of its dimension; without the zero point for a difference.
fn convert(value: Number, from: u16, into: u16, zero: bool) -> Option<Number> {
    let (from, into) = (lexicon::unit(from), lexicon::unit(into));
    let offset = |unit: &lexicon::Unit| if zero { unit.offset } else { Number::ZERO };
    value.plus(offset(from))?.times(from.size)?.over(into.size)?.minus(offset(into))
}

fn is_temperature(unit: u16) -> bool {
    lexicon::unit(unit).dimension == "temperature"
}

/// Whether a temperature may be a difference: small enough to be one.
fn is_difference(quantity: &Quantity) -> bool {
    quantity.value.magnitude() <= Number::whole(20)
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn speeds_with_a_slash() {
        checks(
            r"
Trains will run at 300 km/h (286 mph) on the new line.
                             ^^^ 300 km/h is about 186 mph

The storm had winds of 90 mph (245 km/h) at landfall.
                               ^^^ 90 mph is about 145 km/h

The current ran at 3 m/s (27 km/h) under the bridge.
                          ^^ 3 m/s is about 11 km/h
",
        );
    }

    #[test]
    fn right_speeds_and_troy_ounces_pass() {
        checks(
            r"
Trains will run at 300 km/h (186 mph) on the new line, and 12 ounces (373g) of gold will be in the vault.

The limit is 50 km/h (about 30 mph) in town.

The wind was 12 m/s (43 km/h) at noon.
",
        );
    }

    #[test]
    fn a_unit_that_is_explained_passes() {
        checks(
            r"
The crop came to 21,000 cwt (100 lbs), the ministry said.
",
        );
    }
}
