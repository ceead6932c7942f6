//! Two clock times said to be one moment.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Checks, Facts, Level};
use crate::claim::date::{Hour, Time};
use crate::finding::Finding;
use crate::link::Story;
use crate::link::timeline::pairs::{Told, told};
use crate::link::timeline::zone::{of_city, of_letters};

rule! {
    /// ## What it does
    /// Counts "8pm CEST (1800 GMT)", "2pm in London (1300 GMT)" and "9 a.m. Eastern (8 a.m. Central)", with summer time as it
    /// is on the day written with the clock time, else at publication.
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
            // "at 10 a.m. EDT, or 1500 GMT".
            let or = matches!(gap, ", or " | " or ") && zone_of(story.text(block, one.date.extent)).is_some();
            // "left Lisbon at 9 a.m. and landed in Toronto at noon (1700 GMT)": a time of its own stands between.
            let other_verb = gap.contains(" and ") || gap.contains("noon") || gap.contains("midnight");
            if !or && !gap.ends_with('(') || gap.len() > 60 || gap.contains(['.', ';', ')']) || other_verb {
                continue;
            }
            let universal = |time: &Told<'_>| clock(time).is_some_and(|it| it.1);
            let (local, set) = if universal(other) && !universal(one) {
                (*one, *other)
            } else if universal(one) && !universal(other) {
                (*other, *one)
            } else if !universal(one) {
                let days = days(facts, &times, one, other);
                if or || gap.trim_start() == "(" || is_day(gap) {
                    in_letters(&story, one, other, &days, checks);
                }
                in_cities(&story, one, other, &days, checks);
                continue;
            } else {
                continue;
            };
            // The city stands behind the local time, or else in its sentence before.
            let clause = story.before(block, one.date.extent.start);
            let clause = clause.rsplit(". ").next().unwrap_or_default();
            let near = if local.at == one.at { gap } else { behind.split(')').next().unwrap_or_default() };
            let days = days(facts, &times, one, other);
            compare(&story, (local, set), (near, clause), &days, checks);
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

/// The days that may decide whether it is summer time: the one written with a clock time or right beside it, else that
/// of publication and, as nobody can tell, any other that the sentence names.
fn days(facts: &Facts<'_>, times: &[Told<'_>], one: &Told<'_>, other: &Told<'_>) -> Vec<NaiveDate> {
    let (story, block) = (facts.story, one.at.block);
    let day = |time: &Told<'_>| time.days().map(|it| it.0);
    let own = [one, other].into_iter().filter(|time| !matches!(time.date.time, Time::Unsaid)).find_map(day);
    let dated = |time: &&Told<'_>| matches!(time.date.time, Time::Calendar(_) | Time::Away(_) | Time::Feast(..));
    let between = times[one.at.index + 1..other.at.index].iter().filter(dated).find_map(day);
    let before = times[..one.at.index].iter().rfind(dated).filter(|it| {
        let gap = story.gap(block, it.date.extent, one.date.extent);
        matches!(gap, ", " | " at " | ", at " | " from " | ", from " | " around " | " about " | " - " | ": ")
    });
    let behind = times[other.at.index + 1..].iter().find(dated).filter(|it| {
        let gap = story.gap(block, other.date.extent, it.date.extent);
        matches!(gap, ") on " | "), " | ") " | " on ")
    });
    if let Some(day) = own.or(between).or_else(|| before.and_then(day)).or_else(|| behind.and_then(day)) {
        return vec![day];
    }
    let sentence = times.iter().filter(|it| it.date.setting.sentence == one.date.setting.sentence);
    let named = sentence.filter(dated).filter_map(day);
    facts.links.timeline.published().map(|it| it.day).into_iter().chain(named).take(MOST).collect()
}

/// How many days are tried.
const MOST: usize = 6;

fn compare(
    story: &Story<'_>,
    (local, set): (&Told<'_>, &Told<'_>),
    (near, clause): (&str, &str),
    days: &[NaiveDate],
    checks: &mut Checks,
) {
    let (Some((here, _)), Some((there, _))) = (clock(local), clock(set)) else { return };
    let block = local.at.block;
    let words = story.text(block, local.date.extent);
    let letters = zone_of(words).map(|(_, minutes)| (words, minutes.to_vec()));
    let local_time = near.trim_start().starts_with("local time");
    // "in New York at 9:30 a.m. (1430 GMT)".
    let right_before = clause.strip_suffix(" at ").and_then(|it| it.rfind(" in ").map(|at| &it[at + 4..]));
    let right_before =
        right_before.filter(|it| it.len() < 20 && it.starts_with(char::is_uppercase)).unwrap_or_default();
    let city = |day: NaiveDate| {
        let named = of_city(near, day).or_else(|| of_city(right_before, day).filter(|it| it.0 == right_before));
        named.or_else(|| of_city(clause, day).filter(|_| local_time))
    };
    let in_city = || {
        let found: Vec<_> = days.iter().filter_map(|day| city(*day)).collect();
        let name = found.first()?.0;
        Some((name, found.into_iter().flat_map(|it| it.1).collect()))
    };
    let Some((name, minutes)) = letters.or_else(in_city) else { return };
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
        .calculation(distance(offset))
        .value(&said)
        .value(&words);
    checks.fail(finding);
}

/// "UTC+2:00".
fn distance(offset: i32) -> String {
    format!("UTC{}{}:{:02}", if offset < 0 { "-" } else { "+" }, offset.abs() / 60, offset.abs() % 60)
}

/// The zone that the words of a clock time end in, and its distances from Universal Time: "Eastern" in "9 a.m. Eastern
/// time".
fn zone_of(words: &str) -> Option<(&str, &'static [i32])> {
    let rest = words.strip_suffix(" time").or_else(|| words.strip_suffix(" Time")).unwrap_or(words);
    let two = rest.rmatch_indices(' ').nth(1).and_then(|(at, _)| Some((&rest[at + 1..], of_letters(&rest[at + 1..])?)));
    two.or_else(|| {
        let last = rest.rsplit(' ').next()?;
        Some((last, of_letters(last)?))
    })
}

/// "9 a.m. Eastern (8 a.m. Central)": two clock times with their zones.
fn in_letters(story: &Story<'_>, one: &Told<'_>, other: &Told<'_>, days: &[NaiveDate], checks: &mut Checks) {
    let (Some((here, _)), Some((there, _))) = (clock(one), clock(other)) else { return };
    let block = one.at.block;
    let (words, said) = (story.text(block, one.date.extent), story.text(block, other.date.extent));
    let (Some((_, from)), Some((zone, into))) = (zone_of(words), zone_of(said)) else { return };
    let (from, into) = (&*in_season(from, days), &*in_season(into, days));
    // The zones of North America change their clocks on one night: both have summer time or neither.
    let pairs: Vec<(i32, i32)> = if from.len() == into.len() && from.len() > 1 && is_either_season(from) {
        from.iter().copied().zip(into.iter().copied()).collect()
    } else {
        from.iter().flat_map(|from| into.iter().map(|into| (*from, *into))).collect()
    };
    let right: Vec<_> = pairs.iter().map(|(from, into)| (here - from + into).rem_euclid(DAY)).collect();
    let span = story.span(block, other.date.extent);
    if right.contains(&there) {
        checks.pass(NAME, span, Some(story.span(block, one.date.extent)), "one moment".to_owned());
        return;
    }
    let (Some(first), Some((from, into))) = (right.first(), pairs.first()) else { return };
    let message = format!("{said}, but {words} is {} {zone}", like(*first, said));
    let finding = Finding::new(NAME, Level::Error, span, message)
        .related(story.span(block, one.date.extent), "the other time here")
        .calculation(format!("{} to {}", distance(*from), distance(*into)))
        .value(&said)
        .value(&words);
    checks.fail(finding);
}

/// Of the distances of standard and of summer time the one that holds on some days: of "ET" in August -240.
fn in_season(minutes: &'static [i32], days: &[NaiveDate]) -> Cow<'static, [i32]> {
    if !is_either_season(minutes) || days.is_empty() {
        return Cow::Borrowed(minutes);
    }
    let held = days.iter().filter_map(|day| of_city("New York", *day)).flat_map(|it| it.1);
    let held: Vec<_> = held.map(|offset| minutes[usize::from(offset != NEW_YORK)]).collect();
    let kept = minutes.iter().copied().filter(|it| held.contains(it));
    Cow::Owned(kept.collect())
}

/// How far New York is from Universal Time in winter.
const NEW_YORK: i32 = -300;

/// " on Tuesday (" between two clock times.
fn is_day(gap: &str) -> bool {
    let day = gap.strip_prefix(" on ").and_then(|it| it.strip_suffix(" ("));
    day.is_some_and(|it| it.ends_with("day") && it.chars().all(char::is_alphabetic))
}

/// "2pm in London (9am in New York)": two clock times with their cities.
fn in_cities(story: &Story<'_>, one: &Told<'_>, other: &Told<'_>, days: &[NaiveDate], checks: &mut Checks) {
    let (Some((here, _)), Some((there, _)), [day, rest @ ..]) = (clock(one), clock(other), days) else { return };
    if rest.iter().any(|it| it != day) {
        return;
    }
    let block = one.at.block;
    let gap = story.gap(block, one.date.extent, other.date.extent);
    let behind = story.behind(block, other.date.extent.end).split(')').next().unwrap_or_default();
    let place = |words: &'_ str| {
        let name = words.strip_prefix(" in ")?;
        of_city(name, *day).filter(|it| it.0 == name).map(|it| it.1)
    };
    let (Some(from), Some(into)) = (gap.strip_suffix(" (").and_then(place), place(behind)) else { return };
    let (words, said) = (story.text(block, one.date.extent), story.text(block, other.date.extent));
    let right: Vec<_> =
        from.iter().flat_map(|from| into.iter().map(move |into| (here - from + into).rem_euclid(DAY))).collect();
    let span = story.span(block, other.date.extent);
    if right.contains(&there) {
        checks.pass(NAME, span, Some(story.span(block, one.date.extent)), "one moment".to_owned());
        return;
    }
    let (Some(first), Some(from), Some(into)) = (right.first(), from.first(), into.first()) else { return };
    let message = format!("{said}{behind}, but {words}{} is {}", &gap[..gap.len() - 2], like(*first, said));
    let finding = Finding::new(NAME, Level::Error, span, message)
        .related(story.span(block, one.date.extent), "the other time here")
        .calculation(format!("{} to {}", distance(*from), distance(*into)))
        .value(&said)
        .value(&words);
    checks.fail(finding);
}

/// Whether the distances are those of standard and of summer time: "ET" is -300 and -240.
fn is_either_season(minutes: &[i32]) -> bool {
    matches!(minutes, [winter, summer] if summer - winter == 60 && (-600..-180).contains(winter))
}

/// Minutes since midnight in the form of another clock time: "8 a.m.", "8am", "20:00".
fn like(minutes: i32, written: &str) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60);
    let letters: String = written.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    if !letters.starts_with(['a', 'p']) {
        return format!("{hour:02}:{minute:02}");
    }
    let point = if written.contains(".m") { "." } else { "" };
    let space = if written.contains(" a") || written.contains(" p") { " " } else { "" };
    let half = if hour < 12 { "a" } else { "p" };
    let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
    let minute = if minute == 0 { String::new() } else { format!(":{minute:02}") };
    format!("{shown}{minute}{space}{half}{point}m{point}")
}
