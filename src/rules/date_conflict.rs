//! One event on two days.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::events::{Event, claim};
use crate::link::timeline::Moment;
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds an event that two sentences, or the headline and the story, put on two days.
    ///
    /// ## Why it matters
    /// The day is in the second sentence of every story, and in the tenth.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// The fishery ministers of Norland and Estria met in Lund on May 3 to share out the herring.
    ///
    /// The meeting in Lund on May 4 ended with a song.
    ///                        ^^^^^ Monday, May 4, 2026 here, Sunday, May 3, 2026 elsewhere for the same meeting?
    /// ```
    ///
    /// ## What it leaves alone
    /// Events told apart ("the second day", "an earlier meeting"), other names, several days in one sentence, quotations.
    "date-conflict" {
        summary: "one event is put on two days",
        counts: "event",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let mut said = Vec::new();
    for (one, other) in facts.links.events.same() {
        let (Some((first, from)), Some((second, to))) = (one.day, other.day) else { continue };
        let date = |at: crate::link::ClaimRef| story.span(at.block, story.claims[at.block].dates[at.index].extent);
        if first == second {
            checks.pass(NAME, date(to), Some(date(from)), Moment::Day(first).to_string());
            continue;
        }
        if said.contains(&to) || has_day(facts, other, first) {
            continue;
        }
        said.push(to);
        let noun = story.text(other.at.block, claim(&story, other).extent).to_lowercase();
        let message = format!("{} here, {} elsewhere for the same {noun}?", Moment::Day(second), Moment::Day(first));
        let finding = Finding::new(NAME, Level::Warning, date(to), message)
            .related(date(from), format!("{} here", Moment::Day(first)))
            .related(story.span(one.at.block, claim(&story, one).extent), "told here")
            .value(&first)
            .value(&second);
        checks.fail(finding);
    }
}

/// Whether another telling than the headline's agrees with the day: then the headline is of something else.
fn has_day(facts: &Facts<'_>, other: &Event, day: chrono::NaiveDate) -> bool {
    let kind = claim(&facts.story, other).kind;
    let body = |event: &&Event| facts.story.article.blocks[event.at.block].zone == Zone::Body;
    let headline = facts
        .links
        .events
        .same()
        .any(|(one, it)| it.at == other.at && facts.story.article.blocks[one.at.block].zone == Zone::Headline);
    headline
        && facts
            .links
            .events
            .all()
            .iter()
            .filter(body)
            .any(|event| claim(&facts.story, event).kind == kind && event.day.is_some_and(|it| it.0 == day))
}
