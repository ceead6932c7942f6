//! One amount in two figures that a slip makes of each other.

use super::{Checks, Facts, Level};
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::link::amounts::{Pair, Slip};
use crate::link::{ClaimRef, Story};

rule! {
    /// ## What it does
    /// Finds two amounts that differ by one digit, or by two digits exchanged, and that the draft gives in the same words.
    ///
    /// ## Why it matters
    /// $63 million in the headline is $36 million in the story.
    ///
    /// ## Example
    /// ```draft
    /// The firm was charged over $63 million in false claims for therapy that nobody had, prosecutors said.
    ///
    /// The firm billed the fund approximately $36 million in false claims for therapy.
    ///                                        ^^^^^^^^^^^ $36 million here, $63 million elsewhere: the same amount?
    /// ```
    ///
    /// ## What it leaves alone
    /// Two amounts in one sentence, rows of a list, changes ("up from"), parts, amounts with other names or years beside
    /// them, and amounts that share few words.
    "amount-conflict" {
        summary: "one amount is given in two figures",
        counts: "amount",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How much the shared words must weigh.
const WEIGHT: f64 = 2.4;

/// How many of the words right beside the amounts must be shared.
const BESIDE: usize = 2;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for pair in facts.links.amounts.pairs().iter().filter(|pair| pair.slip == Slip::Digit && !pair.apart) {
        let quantity = |at: ClaimRef| &story.claims[at.block].quantities[at.index];
        let (one, other) = (quantity(pair.one), quantity(pair.other));
        let apart = Role::CHANGE | Role::PART | Role::ADDITION | Role::EARLIER | Role::RATE;
        let small = |number: &crate::claim::Quantity| matches!(number.unit, Unit::Noun) && number.value.to_f64() < 100.0;
        if (one.role | other.role).intersects(apart - Role::ADDITION) || small(one) || small(other) || one.meets(other) {
            continue;
        }
        if pair.weight >= WEIGHT && pair.beside >= BESIDE {
            report(&story, pair, checks);
        }
    }
}

fn report(story: &Story<'_>, pair: &Pair, checks: &mut Checks) {
    // The form that is given more often is rather the right one.
    let (wrong, right) = if pair.times.0 < pair.times.1 { (pair.one, pair.other) } else { (pair.other, pair.one) };
    let extent = |at: ClaimRef| story.claims[at.block].quantities[at.index].extent;
    let (here, there) = (story.text(wrong.block, extent(wrong)), story.text(right.block, extent(right)));
    let finding = Finding::new(NAME, Level::Warning, story.span(wrong.block, extent(wrong)), format!("{here} here, {there} elsewhere: the same amount?"))
        .related(story.span(right.block, extent(right)), format!("{there} here"))
        .value(&here)
        .value(&there);
    checks.fail(finding);
}
