//! A length of time and the dates beside it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Checks, Facts, Level};
use crate::claim::date::{Anchor, Hour, Length, Time};
use crate::finding::Finding;
use crate::language::time::Unit;
use crate::language::{Classes, lexicon};
use crate::link::ages::years;
use crate::link::timeline::Moment;
use crate::link::timeline::pairs::{Told, apart, days_of, told, unit_name};

rule! {
    /// ## What it does
    /// Counts "twelve years, from 2003 to 2011", "a two-day visit from Saturday to Tuesday", "has held for 18 months, since
    /// September 2022", "the six-week strike, which began on May 4 and ended on May 25", "15 years later, in 2023" and "for
    /// nine hours, from 2 a.m. to 7 a.m.".
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
    /// A day or a unit more or less, first and last day counted or not, "nearly", several periods in one sentence, lengths of
    /// one of many ("three-week courses") or of something else than what the dates bound.
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
            later(facts, time, &times[..index], &times[index + 1..], checks);
            let Time::Length(length) = &time.date.time else { continue };
            if time.date.setting.quoted {
                continue;
            }
            let rest = &times[index + 1..];
            if hours(facts, time, length, rest, checks) {
                continue;
            }
            let ends = range(facts, time, rest, &times)
                .or_else(|| begun_and_ended(facts, time, rest))
                .or_else(|| opening(facts, time, &times[..index]));
            if let Some((first, last)) = ends {
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
    let joint = story.gap(block, first.date.extent, last.date.extent);
    let joined = matches!(joint.trim(), "to" | "until" | "till" | "through") || is_until(joint);
    let calendar = |it: &Told<'_>| matches!(it.date.time, Time::Calendar(_));
    // "…, died on Wednesday": a weekday alone tells no other period.
    let dated = |it: &Told<'_>| calendar(it) && (bare_weekday(it).is_none() || bare_weekday(first).is_some());
    let sentence = time.date.setting.sentence;
    let behind = all.iter().skip(last.at.index + 1);
    let several = behind.take_while(|it| it.date.setting.sentence == sentence).take(NEAR).any(dated);
    let near = gap.len() < REACH
        && gap.ends_with("from ")
        && !gap.contains([';', '.'])
        && last.date.setting.sentence == sentence;
    let measures = is_of_dates(facts, time, gap.strip_suffix("from ").unwrap_or(gap));
    (near && joined && measures && calendar(first) && calendar(last) && !several).then_some((first, last))
}

/// "until her death in" between two years.
fn is_until(joint: &str) -> bool {
    let rest = [" to ", " until ", " till "].iter().find_map(|it| joint.strip_prefix(it));
    let rest = rest.and_then(|it| it.strip_suffix(" in "));
    rest.is_some_and(|it| {
        let own = ["her ", "his ", "its ", "their ", "the "].iter().any(|word| it.starts_with(word));
        own && it.split(' ').count() <= 4 && !it.contains([',', ';', '.'])
    })
}

/// Verbs and nouns between a length and its dates that make them the dates of what is so long.
const RUNS: [&str; 26] = [
    "run",
    "runs",
    "ran",
    "running",
    "last",
    "lasts",
    "lasted",
    "lasting",
    "held",
    "place",
    "take",
    "takes",
    "took",
    "began",
    "begin",
    "begins",
    "started",
    "starts",
    "opened",
    "opens",
    "stretched",
    "stretches",
    "scheduled",
    "planned",
    "continues",
    "continued",
];

/// Words between a length and dates by which something else has the dates: "within 30 days for trains cancelled from".
const ELSE: [&str; 13] =
    ["that", "who", "whose", "for", "during", "when", "while", "if", "sold", "made", "built", "show", "within"];

/// Whether the words between a length and its dates leave the dates to whatever is so long.
fn is_of_dates(facts: &Facts<'_>, time: &Told<'_>, gap: &str) -> bool {
    let (story, block) = (facts.story, time.at.block);
    let before = story.before(block, time.date.extent.start).trim_end();
    if [" within", " after", " every", "Within"].iter().any(|it| before.ends_with(it)) {
        return false;
    }
    let bare = |word: &str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_owned();
    let words: Vec<_> = gap.split_whitespace().map(bare).filter(|it| !it.is_empty()).collect();
    // "six years at the mill, which ran from", "ten years and, from 2001 to 2004, a minister".
    let hyphen = story.text(block, time.date.extent).contains('-');
    if words.iter().any(|word| word == "and" || word == "which" && !hyphen) {
        return false;
    }
    words.iter().all(|word| {
        if RUNS.contains(&&**word) || !word.starts_with(char::is_lowercase) {
            return true;
        }
        let classes = lexicon::look_up(word).classes;
        let small = classes.contains(Classes::FUNCTION);
        // A plural, a verb or a participle: another head.
        let other = !small && word.len() > 3 && (word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ed"));
        !ELSE.contains(&&**word) && !other
    })
}

/// "a three-day visit … begins on March 20 and ends it on March 26", "the six-week strike, which began on … and ended on
/// …": both ends of what is so long.
fn begun_and_ended<'a, 'b>(
    facts: &Facts<'_>,
    time: &Told<'_>,
    rest: &'b [Told<'a>],
) -> Option<(&'b Told<'a>, &'b Told<'a>)> {
    let [first, last, ..] = rest else { return None };
    let (story, block) = (facts.story, time.at.block);
    let sentence = time.date.setting.sentence;
    let written = story.text(block, time.date.extent);
    let alone = |it: &Told<'_>| matches!(&it.date.time, Time::Calendar(calendar) if calendar.day.is_some());
    if !written.contains('-') || last.date.setting.sentence != sentence || !alone(first) || !alone(last) {
        return None;
    }
    let (lead, joint) =
        (story.gap(block, time.date.extent, first.date.extent), story.gap(block, first.date.extent, last.date.extent));
    let before = story.before(block, time.date.extent.start);
    let article = ["a", "an", "the", "The", "A", "An", "its", "their", "his", "her"];
    let one = before.split_whitespace().next_back().is_some_and(|it| article.contains(&it));
    let begins = |words: &str| words.split_whitespace().any(|it| BEGINS.contains(&it));
    let clause = before.rsplit([',', '.', ';']).next().unwrap_or_default();
    let noun = lead.split_whitespace().next().unwrap_or_default();
    let begun = if begins(clause) { is_of_dates(facts, time, lead) } else { begins(lead) && !lead.contains(" that ") };
    let ended = joint.trim_start_matches([',', ' ']).strip_prefix("and ").is_some_and(|it| {
        let it = it.strip_prefix("will ").unwrap_or(it);
        ENDS.iter().any(|verb| it.starts_with(verb)) && it.ends_with(" on ")
    });
    let near = lead.len() < REACH && joint.len() < 30 && lead.ends_with(" on ");
    (one && begun && ended && near && !noun.ends_with(|it: char| !it.is_alphanumeric() && it != ','))
        .then_some((first, last))
}

/// Verbs with which something begins.
const BEGINS: [&str; 11] =
    ["begins", "began", "begin", "opens", "opened", "open", "starts", "started", "start", "beginning", "starting"];

/// Verbs with which it ends.
const ENDS: [&str; 12] = [
    "ends ",
    "ended ",
    "end ",
    "closes ",
    "closed ",
    "close ",
    "finishes ",
    "finished ",
    "concludes ",
    "concluded ",
    "finish ",
    "conclude ",
];

/// What somebody does who holds an office.
const HELD: [&str; 8] = ["led ", "ruled ", "governed ", "ran ", "headed ", "reigned ", "chaired ", "served "];

/// "Prime minister from 2007 to 2019, he led the island for eight years", "Between March and May 2019 he made 41 transfers
/// over a period of nine months": both ends before the length.
fn opening<'a, 'b>(facts: &Facts<'_>, time: &Told<'_>, before: &'b [Told<'a>]) -> Option<(&'b Told<'a>, &'b Told<'a>)> {
    let [.., first, last] = before else { return None };
    let (story, block) = (facts.story, time.at.block);
    let sentence = time.date.setting.sentence;
    let calendar = |it: &Told<'_>| matches!(it.date.time, Time::Calendar(_)) && bare_weekday(it).is_none();
    if first.date.setting.sentence != sentence || !calendar(first) || !calendar(last) {
        return None;
    }
    let lead = story.before(block, first.date.extent.start);
    let joint = story.gap(block, first.date.extent, last.date.extent);
    let gap = story.gap(block, last.date.extent, time.date.extent);
    let from = lead.ends_with("from ") && matches!(joint, " to " | " until ");
    let between = lead.to_lowercase().ends_with("between ") && joint == " and ";
    let held = ["he ", "she ", "they ", "it "].iter().any(|it| {
        gap.strip_prefix(", ")
            .and_then(|gap| gap.strip_prefix(it))
            .is_some_and(|gap| HELD.iter().any(|it| gap.starts_with(it)))
    });
    let held = from && held && gap.ends_with(" for ");
    let over = (from || between) && ["over a period of ", "over the course of "].iter().any(|it| gap.ends_with(it));
    (gap.len() < REACH * 2 && (held || over)).then_some((first, last))
}

/// The minutes since midnight of a clock time that leaves no doubt of the half of the day.
fn clock(facts: &Facts<'_>, time: &Told<'_>) -> Option<i64> {
    let Hour::Clock { hour, minute, .. } = time.date.hour? else { return None };
    let words = facts.story.text(time.at.block, time.date.extent).to_lowercase();
    let half = ["am", "pm", "a.m", "p.m"].iter().any(|it| words.contains(it)) || hour > 12;
    half.then(|| i64::from(hour) * 60 + i64::from(minute.unwrap_or(0)))
}

/// "for nine hours, from 2 a.m. to 7 a.m.": whether two clock times are those of a length in hours or minutes.
fn hours(facts: &Facts<'_>, time: &Told<'_>, length: &Length, rest: &[Told<'_>], checks: &mut Checks) -> bool {
    let ([first, last, ..], Some(amount)) = (rest, length.amount) else { return false };
    let unit = match length.unit {
        Unit::Hour => 60.0,
        Unit::Minute => 1.0,
        _ => return false,
    };
    let (story, block) = (facts.story, time.at.block);
    let joint = story.gap(block, first.date.extent, last.date.extent);
    let unsaid = |it: &Told<'_>| matches!(it.date.time, Time::Unsaid);
    let gap = story.gap(block, time.date.extent, first.date.extent);
    let (Some(from), Some(to)) = (clock(facts, first), clock(facts, last)) else { return false };
    if !matches!(gap, ", from " | " from " | " (from ")
        || !matches!(joint, " to " | " until ")
        || !unsaid(first)
        || !unsaid(last)
    {
        return false;
    }
    let minutes = (to - from).rem_euclid(24 * 60);
    let passed = units(minutes, 1.0);
    let said = amount.to_f64() * unit;
    let whole = first.date.extent.to(last.date.extent);
    // "Five hours" may be four and a half; "40 minutes" 45.
    let slack = if unit > 1.0 { 60.0 } else { f64::max(5.0, said / 5.0) };
    if (said - passed).abs() <= slack
        || is_hedged(facts, time) && (said - passed).abs() <= slack * 2.0
        || said >= 24.0 * 60.0
    {
        return true;
    }
    let words = format!("from {}", story.text(block, whole));
    let count = match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} minutes"),
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (hours, rest) => format!("{hours} h {rest} min"),
    };
    report(facts, time, whole, &words, &count, checks);
    true
}

/// "bought the farm in 1998 and sold it 15 years later, in 2023".
fn later(facts: &Facts<'_>, time: &Told<'_>, before: &[Told<'_>], rest: &[Told<'_>], checks: &mut Checks) {
    let Time::Away(away) = &time.date.time else { return };
    let (Some(wanted), Some(first), Some(last)) = (away.units, before.last(), rest.first()) else { return };
    let (story, block) = (facts.story, time.at.block);
    let year = |it: &Told<'_>| match &it.date.time {
        Time::Calendar(calendar) => calendar.year.map(|it| it.value).filter(|it| *it > 0),
        _ => None,
    };
    let (Some(from), Some(to)) = (year(first), year(last)) else { return };
    let gap = story.gap(block, time.date.extent, last.date.extent);
    let closes = story.behind(block, last.date.extent.end);
    let near = first.date.setting.sentence == time.date.setting.sentence
        && matches!(gap, ", in " | " in " | " (" | ", on ")
        && (closes.is_empty() || closes.starts_with([',', '.', ';', ')']));
    if away.anchor != Anchor::Mention || !away.counted || away.unit != Unit::Year || wanted <= 0 || !near {
        return;
    }
    if time.date.setting.quoted || (to - from - wanted).abs() <= 1 {
        return;
    }
    let whole = first.date.extent.to(last.date.extent);
    let words = format!("from {from} to {to}");
    report(facts, time, whole, &words, &count(f64::from(to - from), Unit::Year), checks);
}

fn is_hedged(facts: &Facts<'_>, time: &Told<'_>) -> bool {
    ["nearly", "almost", "about", "over", "than", "around", "some"]
        .iter()
        .any(|word| facts.story.before(time.at.block, time.date.extent.start).trim_end().ends_with(word))
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
    // "Freed on Monday after nine years in prison, he had been held since February 2014".
    let freed = lead.ends_with(" after") && gap.ends_with(" had been held since ") && gap.contains(", ");
    (written && gap.len() < REACH && (held && gap.starts_with(", since ") || freed)).then_some(first)
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
    // "for 51 days from May to August": what is no apposition may lie within.
    let grain = |it: &Told<'_>| match it.resolved.map(|it| it.moment) {
        Some(Moment::Day(_)) => Unit::Day,
        Some(Moment::Month(..)) => Unit::Month,
        _ => Unit::Year,
    };
    let apposed = facts.story.gap(time.at.block, time.date.extent, begin.date.extent).starts_with(',');
    let within = !apposed && amount < low && grain(begin) > length.unit && bare_weekday(begin).is_none();
    if within {
        return;
    }
    let slack = if is_hedged(facts, time) { 1.0 } else { 0.0 };
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
    let joint = story.gap(block, begin.date.extent, end.date.extent);
    let words = if joint.starts_with(' ') && !joint.contains(" and ") || joint.len() < 3 {
        story.text(block, whole).to_owned()
    } else {
        // "begins on May 11 and closes on May 19".
        format!("{} to {}", story.text(block, begin.date.extent), story.text(block, end.date.extent))
    };
    report(facts, time, whole, &format!("from {words}"), &between(least, most, length.unit), checks);
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
