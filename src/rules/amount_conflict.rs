//! One amount in two figures that a slip makes of each other.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Role;
use crate::finding::Finding;
use crate::language::lexicon::Modifier;
use crate::link::amounts::{Pair, Slip};
use crate::link::{ClaimRef, Story};
use crate::place::Span;

rule! {
    /// ## What it does
    /// Finds two amounts that differ by one digit, or by two digits exchanged, and that the draft gives in the same words.
    ///
    /// ## Why it matters
    /// $63 million in the headline is $36 million in the story.
    ///
    /// ## Example
    /// ```draft
    /// The council borrowed more than $52 million to dredge the silted canal basin, auditors found.
    ///
    /// Auditors said that the town had borrowed about $25 million to dredge the silted canal basin.
    ///                                                ^^^^^^^^^^^ $25 million here, $52 million elsewhere: the same amount?
    /// ```
    ///
    /// ## What it leaves alone
    /// Two amounts in one sentence, rows of a list, changes ("up from"), parts, amounts that each have another name or year
    /// beside them, counts of which one alone has a year, and amounts that share few words.
    "amount-conflict" {
        summary: "one amount is given in two figures",
        counts: "amount",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many blocks apart two sentences are no longer built alike on purpose.
const FAR: usize = 4;

/// The share of common words from which sentences are built alike.
const ALIKE: f64 = 0.45;

/// The score from which a pair is worth a look.
const REMARKED: f64 = -0.6;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let mut told: Vec<Span> = Vec::new();
    for pair in facts.links.amounts.pairs().iter().filter(|pair| pair.slip != Slip::Scale) {
        let quantity = |at: ClaimRef| &story.claims[at.block].quantities[at.index];
        let (one, other) = (quantity(pair.one), quantity(pair.other));
        let score = pair.evidence.score();
        if score < REMARKED
            || pair.evidence.digits < 2
            || pair.evidence.opposed
            || pair.evidence.years
            || pair.evidence.one_year
            || pair.times.0.min(pair.times.1) > 1
            || is_told_apart(one, other)
            || cannot_tell(one, other)
            || is_sibling(pair)
        {
            continue;
        }
        let level = if score >= 0.0 { Level::Warning } else { Level::Information };
        let finding = told_by(NAME, &story, pair, level);
        // An amount that differs from two mentions of another is told of once.
        if !told.contains(&finding.place.span) {
            told.push(finding.place.span);
            checks.fail(finding);
        }
    }
}

/// Whether their use tells two amounts apart: one is a rate, comes on top of something, or is an end of a change.
fn is_told_apart(one: &Quantity, other: &Quantity) -> bool {
    let either = Role::CHANGE | Role::EARLIER;
    let both = Role::RATE | Role::ADDITION;
    // Heads are counted again and again: "12 people" tells nothing of whom.
    let heads = |it: &Quantity| it.outcome.is_some() && it.noun.is_none_or(|noun| noun.human);
    // "Another fire destroyed 85 homes".
    let shifts = |it: &Quantity| it.scope.as_ref().is_some_and(|scope| scope.shifts);
    (one.role | other.role).intersects(either)
        || ((one.role ^ other.role).intersects(both))
        || heads(one)
        || heads(other)
        || shifts(one)
        || shifts(other)
}

/// Whether two sentences are built alike on purpose: "JB & Sons announced $135 million for a mill in Iowa", "Toll Cables
/// announced $134 million".  What is taken up with "the" is no sibling.
fn is_sibling(pair: &Pair) -> bool {
    let evidence = &pair.evidence;
    let near = pair.other.block - pair.one.block < FAR && !evidence.announced;
    let alike = evidence.share >= ALIKE;
    let told_apart = match pair.slip {
        // Exchanged digits are rare by chance, but not that rare.
        Slip::Turned => evidence.names && near && alike,
        _ => evidence.names && (near || alike) || near && evidence.digits < 3,
    };
    told_apart && !evidence.definite
}

/// Whether both can hold: "at least 280" and "286".  "More than" is said of the number that follows it.
fn cannot_tell(one: &Quantity, other: &Quantity) -> bool {
    let below = |it: &Quantity| matches!(it.modifier, Some(Modifier::AtMost | Modifier::LessThan));
    let above = |it: &Quantity| matches!(it.modifier, Some(Modifier::AtLeast | Modifier::MoreThan));
    let bounds = below(one) || below(other) || [one, other].iter().any(|it| it.modifier == Some(Modifier::AtLeast));
    // Two bounds of a kind are two forms of one: "up to $6.8bn" and "up to $7.8bn".
    let alike = below(one) && below(other) || above(one) && above(other);
    one.value == other.value || bounds && !alike && one.meets(other)
}

/// What is told of two amounts that a slip makes two; also for `scale-slip`.
pub(super) fn told_by(rule: &'static str, story: &Story<'_>, pair: &Pair, level: Level) -> Finding {
    // The form that is given more often is rather the right one.
    let (wrong, right) = if pair.times.0 < pair.times.1 { (pair.one, pair.other) } else { (pair.other, pair.one) };
    let extent = |at: ClaimRef| story.claims[at.block].quantities[at.index].extent;
    let (here, there) = (story.text(wrong.block, extent(wrong)), story.text(right.block, extent(right)));
    Finding::new(
        rule,
        level,
        story.span(wrong.block, extent(wrong)),
        format!("{here} here, {there} elsewhere: the same amount?"),
    )
    .related(story.span(right.block, extent(right)), format!("{there} here"))
    .value(&here)
    .value(&there)
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn counts_of_an_earlier_year_are_left_alone() {
        checks(
            r"
Some 240 bakers walked out on Friday, the union said.

The 204 bakers who walked out were back by noon.
    ^^^^^^^^^^ 204 bakers here, 240 bakers elsewhere: the same amount?
",
        );
        checks(
            r"
Some 240 bakers walked out on Friday, the union said.

In 2014, 204 bakers walked out for a day.
",
        );
    }
}
