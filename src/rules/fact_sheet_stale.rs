//! A figure of the fact sheet that is older than the draft's.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::reference::figures::{Stand, held};

rule! {
    /// ## What it does
    /// Tells of figures in the fact sheet that the draft has outrun: the draft gives another of a later day, or the day of the
    /// entry lies more than ninety days before publication.
    ///
    /// ## Why it matters
    /// A sheet that is never renewed vouches for yesterday.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// //- sheet: {"figures": [{"name": "boats lost in the gale", "value": 31, "unit": "boats", "as_of": "2026-05-03"}]}
    /// The gale had sunk 34 boats in the harbour by Tuesday, the coastguard said, and the rest were lost at sea.
    ///                   ^^^^^^^^ information: 34 boats here, 31 on 2026-05-03 in the fact sheet for boats lost in the gale: is the sheet still right?
    /// ```
    ///
    /// ## What it leaves alone
    /// Entries without `as_of`, and those of which the draft says nothing.
    "fact-sheet-stale" {
        summary: "a figure of the fact sheet is older than the draft's",
        counts: "figure",
        level: Level::Information,
        since: "0.1.0",
        check: check,
    }
}

/// How many days a figure serves.
const SERVES: i64 = 90;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    if facts.reference.figures.iter().all(|entry| entry.as_of.is_none()) {
        return;
    }
    let published = facts.links.timeline.published().map(|it| it.day);
    for it in held(&story, facts.links, facts.reference) {
        let Some(day) = it.entry.as_of else { continue };
        let old = published.is_some_and(|published| (published - day).num_days() > SERVES);
        if it.stand != Stand::Later && !(it.stand == Stand::Agrees && old) {
            continue;
        }
        let quantity = &story.claims[it.at.block].quantities[it.at.index];
        let here = story.text(it.at.block, quantity.extent);
        let (value, name) = (it.entry.told(), &it.entry.name);
        let message = format!("{here} here, {value} on {day} in the fact sheet for {name}: is the sheet still right?");
        let finding = Finding::new(NAME, Level::Information, story.span(it.at.block, quantity.extent), message)
            .value(&quantity.value)
            .value(&value)
            .value(&day)
            .related(it.entry.about.place(it.entry.span), "the fact sheet");
        checks.fail(finding);
    }
}
