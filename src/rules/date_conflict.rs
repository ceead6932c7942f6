//! One event on two days.

use rustc_hash::FxHashSet;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::ClaimRef;
use crate::link::events::{Event, claim};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds an event that two sentences, or the headline and the story, put on two days: two tellings with the same names, a
    /// recap close to its day ("since the March 19 earthquake"), what befalls a person ("His death on December 5").
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
    /// Events told apart ("the second day", "an earlier meeting"), other names, several days in one sentence, a day that the
    /// draft names twice, days in dispute ("his family insist"), quotations.
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
    let events = &facts.links.events;
    let zone = |event: &Event| story.article.blocks[event.at.block].zone;
    // A headline whose day another telling bears out is of something else.
    let headed = events.same().filter(|(one, _)| zone(one) == Zone::Headline).map(|(_, other)| other.at);
    let headed: FxHashSet<_> = headed.collect();
    let body = events.all().iter().filter(|event| zone(event) == Zone::Body);
    let days: FxHashSet<_> = body.filter_map(|event| Some((claim(&story, event).kind, event.day?.0))).collect();
    let mut said = FxHashSet::default();
    // What is taken up close to its day is surer.
    for recap in facts.links.recaps.iter().filter(|recap| said.insert(recap.other)) {
        let date = |at: ClaimRef| story.span(at.block, story.claims[at.block].dates[at.index].extent);
        let say = |moment| facts.links.timeline.say(moment);
        let (first, second) = (say(recap.first), say(recap.second));
        let word = story.text(recap.other.block, recap.noun).to_lowercase();
        let headline = story.article.blocks[recap.one.block].zone == Zone::Headline;
        let elsewhere = if headline { "in the headline".to_owned() } else { format!("elsewhere: \"{word}\"") };
        let message = format!("{second} here, {first} {elsewhere}");
        let finding = Finding::new(NAME, Level::Warning, date(recap.other), message)
            .related(date(recap.one), format!("{first} here"))
            .value(&first)
            .value(&second);
        checks.fail(finding);
    }
    for (one, other) in events.same() {
        let (Some((first, from)), Some((second, to))) = (one.day, other.day) else { continue };
        let date = |at: ClaimRef| story.span(at.block, story.claims[at.block].dates[at.index].extent);
        if first == second {
            checks.pass(NAME, date(to), Some(date(from)), facts.links.timeline.say_day(first));
            continue;
        }
        let borne_out = headed.contains(&other.at) && days.contains(&(claim(&story, other).kind, first));
        // "A vote scheduled for Thursday" and "Thursday's vote" are of one Thursday, whichever it is.
        let words = |at: ClaimRef| story.text(at.block, story.claims[at.block].dates[at.index].extent);
        if borne_out || words(from).eq_ignore_ascii_case(words(to)) || !said.insert(to) {
            continue;
        }
        let noun = story.text(other.at.block, claim(&story, other).extent).to_lowercase();
        let say = |day| facts.links.timeline.say_day(day);
        let message = format!("{} here, {} elsewhere for the same {noun}?", say(second), say(first));
        let finding = Finding::new(NAME, Level::Warning, date(to), message)
            .related(date(from), format!("{} here", say(first)))
            .related(story.span(one.at.block, claim(&story, one).extent), "told here")
            .value(&first)
            .value(&second);
        checks.fail(finding);
    }
}
