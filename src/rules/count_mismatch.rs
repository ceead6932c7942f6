//! A counted list with more or fewer names.

use super::{Checks, Facts, Level};
use crate::claim::{Mention, Quantity};
use crate::finding::Finding;
use crate::language::wordlist::GIVEN_NAMES;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Counts the names behind "Three guides were honoured:".
    ///
    /// ## Why it matters
    /// A name was cut and the number stayed, or one came in late.
    ///
    /// ## Example
    /// ```draft
    /// Three guides were honoured: Edda Holm, Tom Brask, Ida Wren and Lars Lund.
    /// ^^^^^^^^^^^^ Three guides, but 4 names follow
    /// ```
    ///
    /// ## What it leaves alone
    /// Lists with ages, towns or offices between the names, open lists, and names that are not people's.
    "count-mismatch" {
        summary: "the names of a list are not as many as it says",
        counts: "counted list",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between a count and its colon.
const REACH: usize = 40;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        for total in claims.quantities.iter().filter(|it| it.is_plain()) {
            let behind = story.behind(block, total.extent.end);
            let colon = behind.find(':').filter(|at| *at < REACH && !behind[..*at].contains(['.', ';', '(', '"', '“']));
            if let Some(colon) = colon {
                hold(&story, block, total, &behind[colon + 1..], checks);
            }
        }
    }
}

/// Holds a count against the list behind its colon.
fn hold(story: &Story<'_>, block: usize, total: &Quantity, behind: &str, checks: &mut Checks) {
    let reach = story.behind(block, total.extent.end);
    let end = behind.find(". ").or_else(|| behind.strip_suffix('.').map(str::len)).unwrap_or(behind.len());
    let text = &behind[..end];
    let start = total.extent.end as usize + reach.len() - behind.len();
    let people = &story.claims[block].people;
    let from = people.partition_point(|it| (it.extent.start as usize) < start);
    let named: Vec<_> = people[from..].iter().take_while(|it| it.extent.end as usize <= start + text.len()).collect();
    let full = named.len() >= 2 && named.iter().all(|it| it.given.is_some());
    // "Three guides", "two Swedes": what is counted is human, or known given names say so.
    let given =
        |it: &&&Mention| it.given.is_some_and(|given| GIVEN_NAMES.has(&story.text(block, given).to_lowercase()));
    let human = total.noun.is_some_and(|noun| noun.human) || named.iter().filter(given).count() * 2 > named.len();
    // Nothing but names, commas and "and".
    let letters: usize = named.iter().map(|it| it.extent.range().len()).sum();
    let bare = text.replace(" and ", "").replace([',', ' '], "").len() <= letters + 2;
    if !full || !human || !bare {
        return;
    }
    let said = total.value.to_whole().unwrap_or_default();
    let count = i64::try_from(named.len()).unwrap_or_default();
    let (words, span) = (story.text(block, total.extent), story.span(block, total.extent));
    let whole = story.span(block, named[0].extent.to(named[named.len() - 1].extent));
    if said == count {
        checks.pass(NAME, span, Some(whole), format!("{words}, and {count} names follow"));
        return;
    }
    let finding = Finding::new(NAME, Level::Warning, span, format!("{words}, but {count} names follow"))
        .related(whole, "the names here")
        .value(&said)
        .value(&count);
    checks.fail(finding);
}
