//! A length of time and the dates beside it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Checks, Facts, Level};
use crate::claim::date::{Length, Time};
use crate::finding::Finding;
use crate::language::time::Unit;
use crate::link::ages::years;
use crate::link::timeline::Moment;
use crate::link::timeline::pairs::{Told, apart, days_of, told, unit_name};

rule! {
    /// ## What it does
    /// Counts "twelve years, from 2003 to 2011", "a two-day visit from Saturday to Tuesday" and "has held for 18
    /// months, since September 2022".
    ///
    /// ## Why it matters
    /// The sum is easy, and nobody does it.
    ///
    /// ## Example
    /// ```draft
    /// Mr Coyle led the orchestra for twelve years, from 2003 to 2011, and never owned a car.
    ///                                ^^^^^^^^^^^^ twelve years, but from 2003 to 2011 is 7 to 9 years
    /// ```
    ///
    /// ## What it leaves alone
    /// A day or a unit more or less, first and last day counted or not, "nearly", several periods in one sentence.
    "duration-mismatch" {
        summary: "a length of time does not fit its dates",
        counts: "duration",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many times behind a period are looked at.
const NEAR: usize = 12;

/// How many bytes may stand between a length and its dates.
const REACH: usize = 60;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let published = facts.links.timeline.published().map(|it| it.day);
    for (block, _, _) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let times = told(&story, facts.links, block);
        for (index, time) in times.iter().enumerate() {
            let Time::Length(length) = &time.date.time else { continue };
            if time.date.setting.quoted {
                continue;
            }
            let rest = &times[index + 1..];
            if let Some((first, last)) = range(facts, time, rest, &times) {
                period(facts, time, length, first, last, checks);
            } else if let (Some(published), Some(since)) = (published, since(facts, time, rest)) {
                until_now(facts, time, length, since, published, checks);
            }
        }
    }
}

/// "…, from 2003 to 2011" behind a length: both ends, if the sentence has no other period.
fn range<'a, 'b>(
    facts: &Facts<'_>,
    time: &Told<'_>,
    rest: &'b [Told<'a>],
    all: &[Told<'_>],
) -> Option<(&'b Told<'a>, &'b Told<'a>)> {
    let [first, last, ..] = rest else { return None };
    let (story, block) = (facts.story, time.at.block);
    let gap = story.gap(block, time.date.extent, first.date.extent);
    let joined =
        matches!(story.gap(block, first.date.extent, last.date.extent).trim(), "to" | "until" | "till" | "through");
    let calendar = |it: &Told<'_>| matches!(it.date.time, Time::Calendar(_));
    let sentence = time.date.setting.sentence;
    let behind = all.iter().skip(last.at.index + 1);
    let several = behind.take_while(|it| it.date.setting.sentence == sentence).take(NEAR).any(calendar);
    let near = gap.len() < REACH
        && gap.ends_with("from ")
        && !gap.contains([';', '.'])
        && last.date.setting.sentence == sentence;
    (near && joined && calendar(first) && calendar(last) && !several).then_some((first, last))
}

/// "…, since it was drawn up in April 2024" behind "for 18 months".
fn since<'a, 'b>(facts: &Facts<'_>, time: &Told<'_>, rest: &'b [Told<'a>]) -> Option<&'b Told<'a>> {
    let first = rest.first()?;
    let (story, block) = (facts.story, time.at.block);
    let gap = story.gap(block, time.date.extent, first.date.extent);
    let lead = story.before(block, time.date.extent.start).trim_end();
    let held = lead.ends_with(" for")
        && [" has ", " have ", "'s been", "’s been"].iter().any(|it| lead[lead.rfind('.').unwrap_or(0)..].contains(it));
    let written =
        matches!(&first.date.time, Time::Calendar(calendar) if calendar.year.is_some() || calendar.day.is_some());
    (held && written && gap.starts_with(", since ") && gap.len() < REACH).then_some(first)
}

#[expect(clippy::cast_precision_loss, reason = "days of the calendar")]
fn units(days: i64, unit: f64) -> f64 {
    days as f64 / unit
}

fn period(facts: &Facts<'_>, time: &Told<'_>, length: &Length, begin: &Told<'_>, end: &Told<'_>, checks: &mut Checks) {
    let (Some(amount), Some(unit)) = (length.amount, days_of(length.unit)) else { return };
    let Some((least, most)) = days_between(begin, end) else { return };
    if most < 0 {
        return;
    }
    let amount = amount.to_f64();
    // Of "Monday to Friday" both the four nights and the five days are right; of years a year more or less.
    let slack = if matches!(length.unit, Unit::Day | Unit::Night) && least == most { 0.0 } else { 1.0 };
    let (low, high) = (units(least, unit) - slack, units(most + 1, unit) + slack);
    let hedged = ["nearly", "almost", "about", "over", "than", "around", "some"]
        .iter()
        .any(|word| facts.story.before(time.at.block, time.date.extent.start).trim_end().ends_with(word));
    let slack = if hedged { 1.0 } else { 0.0 };
    let (story, block) = (facts.story, time.at.block);
    let whole = begin.date.extent.to(end.date.extent);
    if amount + slack >= low && amount - slack <= high {
        checks.pass(
            NAME,
            story.span(block, time.date.extent),
            Some(story.span(block, whole)),
            "fits its dates".to_owned(),
        );
        return;
    }
    report(
        facts,
        time,
        whole,
        &format!("from {}", story.text(block, whole)),
        &between(least, most, length.unit),
        checks,
    );
}

/// The length of so many days in a unit, or in the first shorter one of which there is a whole: "2 or 3 days", "about
/// 4 weeks", "7 to 9 years".
fn between(least: i64, most: i64, wanted: Unit) -> String {
    let shorter = [Unit::Year, Unit::Month, Unit::Week, Unit::Day].into_iter().filter(|it| *it < wanted);
    let fits = |it: &Unit| days_of(*it).is_some_and(|days| units(most + 1, days) >= 1.0);
    let unit = std::iter::once(wanted).chain(shorter).find(fits).unwrap_or(Unit::Day);
    let days = days_of(unit).unwrap_or(1.0);
    let (low, high) = (units(least, days).round(), units(most + 1, days).round());
    match high - low {
        apart if apart < 0.5 => format!("about {}", count(high, unit)),
        apart if apart < 1.5 => format!("{low:.0} or {}", count(high, unit)),
        _ => format!("{low:.0} to {}", count(high, unit)),
    }
}

/// "1 week", "4 weeks".
fn count(number: f64, unit: Unit) -> String {
    let name = if (number - 1.0).abs() < 0.5 { unit_name(unit).to_owned() } else { unit_plural(unit) };
    format!("{number:.0} {name}")
}

/// The full units from a stretch to a day, in which those of years and months follow the calendar: "5 or 6 years".
fn full_units(since: Moment, published: NaiveDate, wanted: Unit) -> Option<String> {
    let (first, last) = since.days()?;
    let months = |from: NaiveDate| {
        let whole =
            i64::from(published.year() - from.year()) * 12 + i64::from(published.month()) - i64::from(from.month());
        whole - i64::from(published.day() < from.day())
    };
    let full = |from: NaiveDate, unit: Unit| match unit {
        Unit::Century => years(from, published) / 100,
        Unit::Decade => years(from, published) / 10,
        Unit::Year => years(from, published),
        Unit::Quarter => months(from) / 3,
        Unit::Month => months(from),
        Unit::Week | Unit::Weekend => (published - from).num_days() / 7,
        Unit::Fortnight => (published - from).num_days() / 14,
        _ => (published - from).num_days(),
    };
    let shorter = [Unit::Year, Unit::Month, Unit::Week, Unit::Day].into_iter().filter(|it| *it < wanted);
    let unit = std::iter::once(wanted).chain(shorter).find(|it| full(first, *it) >= 1)?;
    let (low, high) = (full(last, unit).max(0), full(first, unit));
    let name = if high == 1 && low >= high { unit_name(unit).to_owned() } else { unit_plural(unit) };
    Some(match high - low {
        _ if low == 0 => format!("less than {} {}", high + 1, unit_plural(unit)),
        0 => format!("{high} {name}"),
        1 => format!("{low} or {high} {name}"),
        _ => format!("{low} to {high} {name}"),
    })
}

/// The least and the most days between two times; weekdays follow each other.
fn days_between(first: &Told<'_>, last: &Told<'_>) -> Option<(i64, i64)> {
    if let (Some(one), Some(two)) = (bare_weekday(first), bare_weekday(last)) {
        let days = i64::from((7 + two.num_days_from_monday() - one.num_days_from_monday()) % 7);
        return Some((days, days));
    }
    let (one, two) = (first.resolved?, last.resolved?);
    apart(one.moment, two.moment).map(|(least, most)| (least.max(0), most))
}

fn bare_weekday(time: &Told<'_>) -> Option<Weekday> {
    let Time::Calendar(calendar) = &time.date.time else { return None };
    calendar.weekday.filter(|_| calendar.day.is_none()).map(|it| it.value)
}

fn until_now(
    facts: &Facts<'_>,
    time: &Told<'_>,
    length: &Length,
    since: &Told<'_>,
    published: NaiveDate,
    checks: &mut Checks,
) {
    let (Some(amount), Some(unit)) = (length.amount, days_of(length.unit)) else { return };
    let Some((least, most)) = since.resolved.and_then(|it| apart(it.moment, Moment::Day(published))) else { return };
    let amount = amount.to_f64();
    let (low, high) = (units(least, unit), units(most, unit));
    let slack = f64::max(1.0, amount / 10.0);
    if most < 0 || amount + slack >= low && amount - slack <= high {
        return;
    }
    let (story, block) = (facts.story, time.at.block);
    let words = story.text(block, since.date.extent);
    let Some(said) = since.resolved.and_then(|it| full_units(it.moment, published, length.unit)) else { return };
    report(facts, time, since.date.extent, &format!("since {words}"), &said, checks);
}

fn unit_plural(unit: Unit) -> String {
    match unit {
        Unit::Century => "centuries".to_owned(),
        unit => format!("{}s", unit_name(unit)),
    }
}

fn report(
    facts: &Facts<'_>,
    time: &Told<'_>,
    dates: crate::place::Extent,
    words: &str,
    said: &str,
    checks: &mut Checks,
) {
    let (story, block) = (facts.story, time.at.block);
    let here = story.text(block, time.date.extent);
    let finding = Finding::new(
        NAME,
        Level::Warning,
        story.span(block, time.date.extent),
        format!("{here}, but {words} is {said}"),
    )
    .related(story.span(block, dates), "the dates here")
    .value(&here.to_lowercase())
    .value(&words);
    checks.fail(finding);
}
