//! A share in percent beside the two counts that make it.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::Number;
use crate::language::interval::Interval;
use crate::language::numeral::Form;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Counts "45 of the 60 members (80 percent)", "45 out of 60, or 80%," and "a third (25 percent)".
    ///
    /// ## Why it matters
    /// The share was worked out once and one of the counts has changed since.
    ///
    /// ## Example
    /// ```draft
    /// The strike was backed by 45 of the 60 members (80 percent) on Friday.
    ///                                                ^^^^^^^^^^ 80 percent, but 45 of 60 is 75 percent
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounding of all figures, "nearly" and the like, shares of something else in the same sentence.
    "fraction-mismatch" {
        summary: "a share does not fit the counts beside it",
        counts: "share",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, share) in all.iter().enumerate().filter(|(_, it)| it.is_percent() && is_exact(it)) {
            match &all[..index] {
                [.., part, whole] if is_of(&story, block, part, whole) && restates(&story, block, whole, share) => {
                    let made = whole.as_written();
                    let made = part.as_written().over(made).and_then(hundredfold);
                    let exact = part.value.over(whole.value);
                    let words = format!("{} of {}", part.value, whole.value);
                    hold(&story, block, share, part, (made, exact), &words, checks);
                }
                [.., part] if part.form == Form::Part && is_exact(part) && restates(&story, block, part, share) => {
                    let words = story.text(block, part.number).to_owned();
                    // "A third" is said of 30 to 36 percent.
                    let slack = Number::fraction(1, 30).unwrap_or(Number::ZERO);
                    let made = hundredfold(Interval::around(part.value, slack));
                    hold(&story, block, share, part, (made, Some(part.value)), &words, checks);
                }
                _ => {}
            }
        }
    }
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.modifier.is_none() && quantity.upper.is_none() && quantity.most.is_none()
}

/// "45 of the 60 members", "45 out of 60".
fn is_of(story: &Story<'_>, block: usize, part: &Quantity, whole: &Quantity) -> bool {
    let gap = story.gap(block, part.extent, whole.number).trim();
    let joint = ["of", "of the", "of its", "of their", "out of", "out of the", "out of a total of"].contains(&gap);
    let counts = |it: &Quantity| {
        is_exact(it)
            && matches!(it.unit, Unit::Noun | Unit::None)
            && it.form == Form::Cardinal
            && it.value.is_whole()
            && it.value > Number::ZERO
            && !it.role.contains(Role::IDENTIFIER)
    };
    joint && counts(part) && counts(whole) && part.value <= whole.value
}

/// Whether a share restates what stands right before it: "(80 percent)", ", or 80 percent".
fn restates(story: &Story<'_>, block: usize, before: &Quantity, share: &Quantity) -> bool {
    let gap = story.gap(block, before.extent, share.number);
    let behind = story.behind(block, share.extent.end);
    let closed = behind.starts_with([')', ']', ',', '.', ';']);
    matches!(gap.trim(), "(" | "[" | "(or" | ", or" | "or" | "- or" | "– or" | "— or") && closed
}

fn hundredfold(share: Interval) -> Option<Interval> {
    let hundred = Number::whole(100);
    Some(Interval { low: share.low.times(hundred)?, high: share.high.times(hundred)? })
}

fn hold(
    story: &Story<'_>,
    block: usize,
    share: &Quantity,
    part: &Quantity,
    (made, exact): (Option<Interval>, Option<Number>),
    words: &str,
    checks: &mut Checks,
) {
    let (Some(made), Some(exact)) = (made, exact.and_then(|it| it.times(Number::whole(100)))) else { return };
    let (span, place) = (story.span(block, share.extent), story.span(block, part.extent));
    let exact = exact.rounded(1);
    if made.meets(share.as_written()) {
        checks.pass(NAME, span, Some(place), format!("{words} is {exact} percent"));
        return;
    }
    let said = story.text(block, share.extent);
    let finding = Finding::new(NAME, Level::Error, span, format!("{said}, but {words} is {exact} percent"))
        .related(place, "the counts here")
        .calculation(format!("{words} = {exact} percent"))
        .value(&share.value)
        .value(&exact);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn shares_beside_their_counts() {
        checks(
            r"
Of the ferries, 12 out of 48, or 35 percent, were late.
                                 ^^^^^^^^^^ 35 percent, but 12 of 48 is 25 percent

One in three of the pupils, or 14 of 42 (33%), cycles. A quarter (45 percent) walks.
                                                                  ^^^^^^^^^^ 45 percent, but A quarter is 25 percent
",
        );
    }

    #[test]
    fn rounding_and_other_shares_pass() {
        checks(
            r"
The motion was backed by 46 of the 60 members (77 percent).

A third (30 percent) said no.

Nearly half of the 60 members (45 percent) stayed at home.

Of 60 members 45 voted, and 80 percent of them said yes.

She met 12 of the 48 guests, 35 percent more than in May.
",
        );
    }
}
