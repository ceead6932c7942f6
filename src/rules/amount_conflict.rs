//! One amount in two figures that a slip makes of each other.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::lexicon::Modifier;
use crate::link::amounts::{Pair, Slip};
use crate::link::{ClaimRef, Story};
use crate::text::Zone;

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

/// How many blocks apart two sentences are no longer built alike on purpose.
const FAR: usize = 4;

/// How many words in a row make two sentences alike.
const RUN: usize = 5;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for pair in facts.links.amounts.pairs().iter().filter(|pair| pair.slip != Slip::Scale && !pair.apart) {
        let quantity = |at: ClaimRef| &story.claims[at.block].quantities[at.index];
        let (one, other) = (quantity(pair.one), quantity(pair.other));
        let apart = Role::CHANGE | Role::PART | Role::EARLIER | Role::RATE;
        if (one.role | other.role).intersects(apart) || cannot_tell(one, other) {
            continue;
        }
        // Sentences built alike follow each other; a figure is taken up again further down.
        let distance = pair.other.block - pair.one.block;
        let headline = story.article.blocks[pair.one.block].zone.announces();
        let alike =
            distance == 0 || distance < 3 && !headline && story.article.blocks[pair.other.block].zone == Zone::List;
        let money = matches!(one.unit, Unit::Currency(_));
        let large = one.value.to_f64().min(other.value.to_f64()) >= 1000.0;
        // Exchanged digits are rare by chance; one other digit is the commonest difference there is.
        let level = match pair.slip {
            Slip::Turned if pair.weight >= if money { 0.4 } else { 1.5 } => Level::Warning,
            Slip::Digit if alike => continue,
            Slip::Digit if pair.beside >= 3 && pair.weight >= 2.2 && (money || large) => Level::Warning,
            // "to more than 9.3 million homes to switch to solar energy every year", far below the same of 3.3 million.
            Slip::Digit
                if distance >= FAR
                    && pair.run >= RUN
                    && pair.digits >= 2
                    && (pair.beside >= 3 && pair.weight >= 1.2 || pair.weight >= 3.0) =>
            {
                Level::Warning
            }
            Slip::Digit if pair.beside >= 1 && pair.weight >= 1.4 && (money || large) => Level::Information,
            _ => continue,
        };
        if pair.digits >= 2 && pair.times.0.min(pair.times.1) == 1 {
            report(NAME, &story, pair, level, checks);
        }
    }
}

/// Whether both can hold: "more than 280" and "286", "nearly 290" and "286".
fn cannot_tell(one: &Quantity, other: &Quantity) -> bool {
    let bound = |it: &Quantity| matches!(it.modifier, Some(Modifier::AtLeast | Modifier::AtMost | Modifier::LessThan));
    one.value == other.value || bound(one) || bound(other)
}

/// Tells of two amounts that a slip makes two; also for `scale-slip`.
pub(super) fn report(rule: &'static str, story: &Story<'_>, pair: &Pair, level: Level, checks: &mut Checks) {
    // The form that is given more often is rather the right one.
    let (wrong, right) = if pair.times.0 < pair.times.1 { (pair.one, pair.other) } else { (pair.other, pair.one) };
    let extent = |at: ClaimRef| story.claims[at.block].quantities[at.index].extent;
    let (here, there) = (story.text(wrong.block, extent(wrong)), story.text(right.block, extent(right)));
    let finding = Finding::new(
        rule,
        level,
        story.span(wrong.block, extent(wrong)),
        format!("{here} here, {there} elsewhere: the same amount?"),
    )
    .related(story.span(right.block, extent(right)), format!("{there} here"))
    .value(&here)
    .value(&there);
    checks.fail(finding);
}
