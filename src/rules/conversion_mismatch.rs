//! A quantity restated in another unit that does not come to the same.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::finding::Finding;
use crate::language::Number;
use crate::language::lexicon;
use crate::link::Story;

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
    let rounded = like(expected, second);
    let source = &story.article.blocks[block];
    let mut finding = Finding::new(NAME, Level::Error, span, format!("{words} is about {rounded} {}", unit(second)))
        .related(other, format!("{words} here"))
        .calculation(calculation)
        .value(&first.value)
        .value(&second.value);
    if first.upper.is_none() {
        finding = finding
            .fix(
                format!("Change {other_words} to {rounded} {}", unit(second)),
                source.edit(second.number, &rounded.to_string()),
            )
            .fix(
                format!("Change {words} to {} {}", like(back, first), unit(first)),
                source.edit(first.number, &like(back, first).to_string()),
            );
    }
    checks.fail(finding);
}

/// A value with as many decimals as a quantity was written with.
fn like(value: Number, written: &Quantity) -> Number {
    let decimals = (0..6_i32).find(|digits| written.grain >= Number::power_of_ten(-digits)).unwrap_or(6);
    value.rounded(decimals.unsigned_abs())
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
