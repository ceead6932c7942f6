//! A figure that the fact sheet gives otherwise.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::Number;
use crate::link::{ClaimRef, Story};
use crate::reference::Figure;
use crate::reference::figures::{Stand, held, taken};

rule! {
    /// ## What it does
    /// Finds for each figure of the fact sheet the figures of the draft that count the same: the unit fits and the sentence has the
    /// words of the entry.  It speaks when none of them agrees and the value of the sheet stands nowhere in the draft.
    ///
    /// ## Why it matters
    /// The figure in the sheet was checked once; the one in the draft was typed.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"figures": [{"name": "boats lost in the gale", "value": 31, "unit": "boats"}]}
    /// The gale sank 13 boats in the harbour, the coastguard said, and the rest were lost at sea.
    ///               ^^^^^^^^ 13 boats here, 31 in the fact sheet for boats lost in the gale
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounded figures, bounds that hold ("more than 30"), parts, additions, earlier counts, figures of another year or of a day
    /// before that of the entry, and figures whose words fit two entries alike.
    "fact-sheet-figure" {
        summary: "a figure is another in the fact sheet",
        counts: "figure",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for it in held(&story, facts.links, facts.reference) {
        match it.stand {
            Stand::Agrees => {
                let quantity = &story.claims[it.at.block].quantities[it.at.index];
                let span = story.span(it.at.block, quantity.extent);
                let basis = (&it.entry.about, it.entry.span);
                checks.bears_out(NAME, span, basis, format!("{} in the fact sheet", it.entry.name));
            }
            Stand::Differs => report(&story, it.at, it.entry, checks),
            Stand::Later => {}
        }
    }
}

fn report(story: &Story<'_>, at: ClaimRef, entry: &Figure, checks: &mut Checks) {
    let quantity = &story.claims[at.block].quantities[at.index];
    let (here, number) = (story.text(at.block, quantity.extent), story.text(at.block, quantity.number));
    let value = entry.told();
    let one = entry.value.low == entry.value.high && entry.value.low < Number::whole(1_000_000);
    let finding = Finding::new(
        NAME,
        entry.about.level(),
        story.span(at.block, quantity.extent),
        format!("{here} here, {value} in the fact sheet for {}", entry.name),
    )
    .value(&quantity.value)
    .value(&value)
    .related(entry.about.place(entry.span), "the fact sheet")
    .fix(
        format!("Change {number} to {value}"),
        story.article.blocks[at.block].edit(quantity.number, &value).filter(|_| one),
    );
    let finding = match taken(quantity, entry) {
        Some(number) => finding.takes(entry.about.place(entry.span), &number.to_string().replace(',', "")),
        None => finding,
    };
    checks.fail(finding);
}
