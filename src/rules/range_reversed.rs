//! A period that ends before it begins.

use super::{Checks, Facts, Level};
use crate::claim::date::{Calendar, Time};
use crate::finding::Finding;
use crate::link::timeline::pairs::told;
use crate::link::timeline::{Moment, month_name};

rule! {
    /// ## What it does
    /// Finds "from 19 May to 12 May" and "between 19 March 2027 and 3 March 2027".
    ///
    /// ## Why it matters
    /// One of the two dates is wrong.
    ///
    /// ## Example
    /// ```draft
    /// The lock will be drained between 19 March 2027 and 3 March 2027.
    ///                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ends on Wednesday, March 3, 2027, before it begins on Friday, March 19, 2027
    /// ```
    ///
    /// ## What it leaves alone
    /// Periods over the New Year, hours over midnight, weekdays over the weekend, years that run down on purpose.
    "range-reversed" {
        summary: "a period ends before it begins",
        counts: "period",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, _) in story.blocks() {
        for pair in told(&story, facts.links, block).windows(2) {
            let [one, other] = pair else { continue };
            let gap = story.gap(block, one.date.extent, other.date.extent).trim();
            let before = story.before(block, one.date.extent.start).trim_end();
            let lead = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let joined = match gap {
                "to" | "until" | "till" | "through" | "-" | "–" | "—" => true,
                "and" => lead == "between",
                _ => false,
            };
            let (Time::Calendar(first), Time::Calendar(second)) = (&one.date.time, &other.date.time) else { continue };
            if !joined || matches!(&*lead, "moved" | "postponed" | "brought") || !are_comparable(first, second) {
                continue;
            }
            let (Some(begin), Some(end)) = (day(first), day(second)) else { continue };
            let extent = one.date.extent.to(other.date.extent);
            if end >= begin {
                checks.pass(NAME, story.span(block, extent), None, "begins before it ends".to_owned());
                continue;
            }
            // "moved from 19 May to 12 May" changes a day.
            let moves = ["moved", "forward", "brought", "changed", "rescheduled", "shifted", "back", "bring", "move"];
            let sentence = before.rsplit(['.', ';']).next().unwrap_or_default().to_lowercase();
            if moves.iter().any(|word| sentence.split_whitespace().any(|it| it == *word)) {
                continue;
            }
            let message = format!("ends on {}, before it begins on {}", name(second), name(first));
            let finding = Finding::new(NAME, Level::Error, story.span(block, extent), message)
                .value(&story.text(block, one.date.extent))
                .value(&story.text(block, other.date.extent));
            checks.fail(finding);
        }
    }
}

/// Whether nothing but the days decides: both with their years, or both in one month without.
fn are_comparable(first: &Calendar, second: &Calendar) -> bool {
    let days = first.day.is_some() && second.day.is_some() && first.month.is_some() && second.month.is_some();
    let years = first.year.is_some() && second.year.is_some();
    let month = first.month.map(|it| it.value) == second.month.map(|it| it.value);
    let christ = first.year.is_none_or(|it| it.value > 0) && second.year.is_none_or(|it| it.value > 0);
    days && christ && (years || month && first.year.is_none())
}

/// A date as a number that grows with the day; without a year those of one month compare.
fn day(calendar: &Calendar) -> Option<(i32, u32, u32)> {
    Some((calendar.year.map_or(0, |it| it.value), calendar.month?.value, calendar.day?.value))
}

fn name(calendar: &Calendar) -> String {
    let (Some(day), Some(month)) = (calendar.day, calendar.month) else { return String::new() };
    match calendar.year.and_then(|year| chrono::NaiveDate::from_ymd_opt(year.value, month.value, day.value)) {
        Some(day) => Moment::Day(day).to_string(),
        None => format!("{} {}", month_name(month.value), day.value),
    }
}
