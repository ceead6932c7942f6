//! Quantities that restate another in a second unit: "10 miles (16km)".

use super::{Quantity, Unit};
use crate::language::{Mark, Reading, lexicon};

/// Finds the restatements among the quantities of a block.
pub(super) fn pair(reading: &Reading<'_>, quantities: &mut [Quantity]) {
    for index in 1..quantities.len() {
        let (before, rest) = quantities.split_at_mut(index);
        let (first, second) = (&before[index - 1], &mut rest[0]);
        if restates(reading, first, second) {
            second.restates = Some(index - 1);
        } else if let Some(origin) = first.restates
            && follows_in_bracket(reading, first, second)
            && same_dimension(&before[origin], second)
        {
            // "10 miles (16km; 8.7 nautical miles)".
            second.restates = Some(origin);
        }
    }
}

fn same_dimension(first: &Quantity, second: &Quantity) -> bool {
    let (Unit::Measure(one), Unit::Measure(other)) = (first.unit, second.unit) else { return false };
    one != other
        && first.per == second.per
        && lexicon::unit(one).dimension == lexicon::unit(other).dimension
        && lexicon::unit(one).dimension != "duration"
}

fn restates(reading: &Reading<'_>, first: &Quantity, second: &Quantity) -> bool {
    if !same_dimension(first, second) || first.upper.is_some() != second.upper.is_some() {
        return false;
    }
    let opens = reading.is_mark(first.end, Mark::OpenParen) || reading.is_mark(first.end, Mark::OpenBracket);
    let mut at = first.end + 1;
    // "10 miles, or 16km," and "10 miles (or about 16km)".
    let aside = reading.is_mark(first.end, Mark::Comma) && reading.is(at, "or");
    let slash = reading.is_mark(first.end, Mark::Slash) && reading.is_glued(first.end);
    while reading.is_any(at, &["or", "i.e.", "ca"]) || reading.is_mark(at, Mark::Period) {
        at += 1;
    }
    let closes = matches!(
        reading.token(second.end).mark,
        Mark::CloseParen | Mark::CloseBracket | Mark::Comma | Mark::Semicolon | Mark::Slash
    );
    at == second.begin && ((opens && closes) || aside || slash)
}

fn follows_in_bracket(reading: &Reading<'_>, first: &Quantity, second: &Quantity) -> bool {
    let joint = matches!(reading.token(first.end).mark, Mark::Comma | Mark::Semicolon | Mark::Slash);
    joint
        && first.end + 1 == second.begin
        && matches!(reading.token(second.end).mark, Mark::CloseParen | Mark::CloseBracket)
}
