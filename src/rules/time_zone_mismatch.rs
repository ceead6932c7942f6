//! Two clock times said to be one moment.

use super::{Checks, Facts, Level};
use crate::claim::date::Hour;
use crate::finding::Finding;
use crate::link::timeline::pairs::{Told, told};
use crate::link::timeline::zone::{of_city, of_letters};

rule! {
    /// ## What it does
    /// Counts "8pm CEST (1800 GMT)" and "2pm in London (1300 GMT)", with summer time as it is on that day.
    ///
    /// ## Why it matters
    /// Clocks change on different days, and readers miss the match.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-07-07
    /// The choir sings in Vienna at 8pm CEST (1700 GMT) on Thursday.
    ///                                        ^^^^^^^^ 1700 GMT, but 8pm CEST is 1800 GMT
    /// ```
    ///
    /// ## What it leaves alone
    /// Letters that stand for several zones, where one of them fits; days (it may be yesterday elsewhere); cities that give
    /// no zone its name.
    "time-zone-mismatch" {
        summary: "two clock times said to be one moment are not",
        counts: "time",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, _) in story.blocks() {
        let times = told(&story, facts.links, block);
        let clocks: Vec<_> = times.iter().filter(|time| clock(time).is_some()).collect();
        for pair in clocks.windows(2) {
            let [one, other] = pair else { continue };
            let gap = story.gap(block, one.date.extent, other.date.extent);
            let behind = story.behind(block, other.date.extent.end);
            if !gap.ends_with('(') || gap.len() > 60 || gap.contains(['.', ';', ')']) {
                continue;
            }
            let universal = |time: &Told<'_>| clock(time).is_some_and(|it| it.1);
            let (local, set) = if universal(other) && !universal(one) {
                (*one, *other)
            } else if universal(one) && !universal(other) {
                (*other, *one)
            } else {
                continue;
            };
            // The city stands behind the local time, or else in its sentence before.
            let clause = story.before(block, one.date.extent.start);
            let clause = clause.rsplit(". ").next().unwrap_or_default();
            let near = if local.at == one.at { gap } else { behind.split(')').next().unwrap_or_default() };
            compare(facts, local, set, near, clause, checks);
        }
    }
}

/// Minutes since midnight, and whether they are of Universal Time.
fn clock(time: &Told<'_>) -> Option<(i32, bool)> {
    match time.date.hour? {
        Hour::Clock { hour, minute, universal } => {
            Some((i32::from(hour) * 60 + i32::from(minute.unwrap_or(0)), universal))
        }
        Hour::Part(_) => None,
    }
}

fn compare(facts: &Facts<'_>, local: &Told<'_>, set: &Told<'_>, near: &str, clause: &str, checks: &mut Checks) {
    let (Some((here, _)), Some((there, _))) = (clock(local), clock(set)) else { return };
    let (story, block) = (facts.story, local.at.block);
    let words = story.text(block, local.date.extent);
    let published = facts.links.timeline.published().map(|it| it.day);
    let day = local.days().map(|it| it.0).or(published);
    let letters = words.rsplit(' ').next().and_then(of_letters).map(|minutes| (words, minutes.to_vec()));
    let local_time = near.trim_start().starts_with("local time");
    let city = || {
        let day = day?;
        of_city(near, day).or_else(|| of_city(clause, day).filter(|_| local_time))
    };
    let Some((name, minutes)) = letters.or_else(city) else { return };
    let span = story.span(block, set.date.extent);
    let right: Vec<_> = minutes.iter().map(|offset| (here - offset).rem_euclid(DAY)).collect();
    if right.contains(&there) {
        checks.pass(NAME, span, Some(story.span(block, local.date.extent)), "one moment".to_owned());
        return;
    }
    let Some(first) = right.first() else { return };
    let right = format!("{:02}{:02}", first / 60, first % 60);
    let said = story.text(block, set.date.extent);
    let place = if name == words { String::new() } else { format!(" in {name}") };
    let message = format!("{said}, but {words}{place} is {right} GMT");
    let offset = minutes.first().copied().unwrap_or_default();
    let finding = Finding::new(NAME, Level::Error, span, message)
        .related(story.span(block, local.date.extent), "the local time here")
        .calculation(format!("UTC{}{}:{:02}", if offset < 0 { "-" } else { "+" }, offset.abs() / 60, offset.abs() % 60))
        .value(&said)
        .value(&words);
    checks.fail(finding);
}
