//! Million for billion.

use super::amount_conflict::told_by;
use super::{Checks, Facts, Level};
use crate::claim::quantity::Unit;
use crate::link::ClaimRef;
use crate::link::amounts::{Evidence, Slip};

rule! {
    /// ## What it does
    /// Finds an amount that the draft gives with the same digits and another scale, in the same words.
    ///
    /// ## Why it matters
    /// "Million" and "billion" differ by a letter and by a factor of a thousand.
    ///
    /// ## Example
    /// ```draft
    /// The raffle brought in more than $3.2 million for the lifeboat station, its treasurer said.
    ///
    /// The town's bakers alone raised approximately $3.2 billion for the lifeboat station.
    ///                                              ^^^^^^^^^^^^ $3.2 billion here, $3.2 million elsewhere: the same amount?
    /// ```
    ///
    /// ## What it leaves alone
    /// Two amounts in one sentence, amounts that share only their digits, amounts with other names or years beside them.
    "scale-slip" {
        summary: "one amount has two scales",
        counts: "amount",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many values the amounts of a draft have at most before the same digits meet by chance.
const CROWD: f64 = 25.0;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let apart = |it: &Evidence| it.years || it.named_apart || it.opposed;
    for pair in facts.links.amounts.pairs().iter().filter(|pair| pair.slip == Slip::Scale && !apart(&pair.evidence)) {
        let quantity = |at: ClaimRef| &story.claims[at.block].quantities[at.index];
        // "1.8 billion crowns" is as good as money.
        let large = quantity(pair.one).value.to_f64().max(quantity(pair.other).value.to_f64()) >= 1e6;
        let money = matches!(quantity(pair.one).unit, Unit::Currency(_)) || large;
        // Three digits are rarely the same by chance, one often is.
        let needed = match pair.evidence.digits {
            0 | 1 => 2.4,
            2 => 0.2,
            _ => 0.1,
        };
        #[expect(clippy::cast_precision_loss, reason = "a few dozen amounts")]
        let needed = needed * (pair.evidence.crowd as f64 / CROWD).max(1.0);
        if pair.evidence.weight >= needed && (money || pair.evidence.weight >= 2.0) {
            checks.fail(told_by(NAME, &story, pair, Level::Warning));
        }
    }
}
