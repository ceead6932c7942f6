//! A total and its parts.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::finding::Finding;
use crate::language::Number;
use crate::language::interval::Interval;
use crate::link::Story;
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Adds up the parts behind a colon.
    ///
    /// ## Why it matters
    /// Readers add up.
    ///
    /// ## Example
    /// ```draft
    /// The flotilla has 14 boats: nine trawlers, four ferries and two tugs.
    ///                  ^^^^^^^^ 14 boats, but 9 + 4 + 2 = 15
    /// ```
    ///
    /// ## What it leaves alone
    /// Open lists ("including"), "at least" and "about", sums within the rounding of their parts, parts without a colon.
    "total-mismatch" {
        summary: "the parts do not add up to the total",
        counts: "total",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between a total and its colon.
const REACH: usize = 40;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, total) in all.iter().enumerate() {
            if !total.is_plain() {
                continue;
            }
            let behind = story.behind(block, total.extent.end);
            let colon = behind.find(':').filter(|at| *at < REACH && !behind[..*at].contains(['.', ';', '(', '"', '“']));
            if let Some(colon) = colon {
                sum(&story, block, total, &all[index + 1..], colon, checks);
            }
        }
    }
}

/// The rest of the sentence behind a colon.
fn list<'a>(story: &Story<'a>, block: usize, total: &Quantity, colon: usize) -> &'a str {
    let behind = &story.behind(block, total.extent.end)[colon + 1..];
    let end = behind.find(". ").or_else(|| behind.strip_suffix('.').map(str::len)).unwrap_or(behind.len());
    &behind[..end]
}

fn sum(story: &Story<'_>, block: usize, total: &Quantity, rest: &[Quantity], colon: usize, checks: &mut Checks) {
    let text = list(story, block, total, colon);
    let start = total.extent.end as usize + colon + 1;
    let parts: Vec<_> = rest.iter().take_while(|it| it.extent.end as usize <= start + text.len()).collect();
    let open = ["including", "among", "such as", "at least", "mostly"].iter().any(|it| text.contains(it));
    // Every item of the list is a number and its noun: "nine trawlers, four ferries and two tugs".
    let items = text.split(", ").flat_map(|it| it.split(" and ")).filter(|it| !it.trim().is_empty()).count();
    let clean = parts.len() >= 2 && parts.len() == items && parts.iter().all(|it| it.is_plain()) && !open;
    let first = parts.first().is_some_and(|it| {
        story
            .gap(block, Extent { start: 0, end: u32::try_from(start).unwrap_or_default() }, it.number)
            .trim()
            .is_empty()
    });
    if !clean || !first {
        return;
    }
    let Some(added) = parts.iter().try_fold(Number::ZERO, |sum, it| sum.plus(it.value)) else { return };
    let range = parts.iter().try_fold(Interval::exact(Number::ZERO), |sum, it| sum.plus(it.as_written()));
    let terms = parts.iter().map(|it| it.value.to_string()).collect::<Vec<_>>().join(" + ");
    let whole = parts[0].extent.to(parts[parts.len() - 1].extent);
    let span = story.span(block, total.extent);
    if range.is_none_or(|range| range.meets(total.as_written())) {
        checks.pass(NAME, span, Some(story.span(block, whole)), format!("{terms} = {added}"));
        return;
    }
    let words = story.text(block, total.extent);
    let finding = Finding::new(NAME, Level::Error, span, format!("{words}, but {terms} = {added}"))
        .related(story.span(block, whole), "the parts here")
        .calculation(format!("{terms} = {added}"))
        .value(&total.value)
        .value(&added);
    checks.fail(finding);
}
