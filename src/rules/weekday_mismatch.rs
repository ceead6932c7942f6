//! A weekday beside a date that fell on another day.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::impossible_date::MONTHS;
use super::{Checks, Facts, Level};
use crate::claim::DateClaim;
use crate::claim::date::Style;
use crate::finding::Finding;
use crate::link::timeline::Anchor;
use crate::link::{ClaimRef, Story};

rule! {
    /// ## What it does
    /// Holds the weekday written beside a date against the calendar.
    ///
    /// ## Why it matters
    /// "Sunday, October 3" cannot be right in a year when October 3 was a Monday.  One of the two is wrong, and only
    /// the reporter knows which.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2022-10-04
    /// The ministers met in Geneva on Sunday, October 3.
    ///                                ^^^^^^ October 3, 2022 was a Monday
    /// ```
    ///
    /// ## What it leaves alone
    /// A date without a year that lies more than some six weeks from publication, stands in a quotation, or in a
    /// passage that looks back to another year: there the year is not known.  It says so as `information` where the
    /// nearest year does not fit.  A date that the calendar lacks belongs to `impossible-date`.
    "weekday-mismatch" {
        summary: "a weekday does not fall on the date beside it",
        counts: "weekday",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks() {
        for (index, date) in claims.dates.iter().enumerate() {
            let Some((stated, _)) = date.weekday else { continue };
            if !date.is_gregorian() {
                continue;
            }
            let resolved = facts.links.timeline.resolve(ClaimRef { block, index });
            let Some((resolved, day)) = resolved.and_then(|it| Some((it, it.day?))) else { continue };
            if date.day.is_none() {
                continue;
            }
            let published = facts.links.timeline.publication().map(|it| it.day);
            let fact = format!("{} {} a {}", written_like(day, date), tense(day, published), name(day.weekday()));
            if day.weekday() == stated {
                checks.pass(NAME, story.span(block, date.extent), None, fact);
                continue;
            }
            if resolved.anchor == Anchor::Passage {
                continue;
            }
            let level = if resolved.sure { Level::Error } else { Level::Information };
            checks.fail(finding(&story, block, date, day, stated, level, fact));
        }
    }
}

fn finding(story: &Story<'_>, block: usize, date: &DateClaim, day: NaiveDate, stated: Weekday, level: Level, fact: String) -> Finding {
    let source = &story.article.blocks[block];
    let extent = date.weekday.map_or(date.extent, |it| it.1);
    let word = story.text(block, extent);
    let right = shortened_like(name(day.weekday()), word);
    let mut finding = Finding::new(NAME, level, source.span(extent), fact)
        .related(source.span(date.extent), "the date beside it")
        .calculation(format!("{} = {}", day.format("%Y-%m-%d"), name(day.weekday())))
        .value(&day)
        .value(&stated)
        .fix(format!("Change {word} to {right}"), source.edit(extent, &right));
    // The nearest day with the weekday that is written, if it lies in the same month.
    let near = (1..=3).flat_map(|by| [day.checked_sub_days(Days::new(by)), day.checked_add_days(Days::new(by))]);
    if let (Some(near), Some((_, extent))) = (near.flatten().find(|it| it.weekday() == stated && it.month() == day.month()), date.day) {
        finding = finding.fix(
            format!("Change the date to {}", written_like(near, date)),
            source.edit(extent, &near.day().to_string()).filter(|_| !has_suffix(story, block, date)),
        );
    }
    finding
}

/// Whether the day is written with a suffix ("3rd"), which another day may not share.
fn has_suffix(story: &Story<'_>, block: usize, date: &DateClaim) -> bool {
    let prose = &story.article.blocks[block].prose.text;
    date.day.is_some_and(|(_, extent)| prose[extent.end as usize..].starts_with(['s', 'n', 'r', 't']))
}

/// A day in the order the draft writes it.
fn written_like(day: NaiveDate, date: &DateClaim) -> String {
    let month = MONTHS[day.month0() as usize];
    match date.style {
        Style::MonthFirst => format!("{month} {}, {}", day.day(), day.year()),
        _ => format!("{} {month} {}", day.day(), day.year()),
    }
}

fn tense(day: NaiveDate, published: Option<NaiveDate>) -> &'static str {
    match published {
        Some(published) if day > published => "is",
        _ => "was",
    }
}

/// The full name of a weekday.
fn name(weekday: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday.num_days_from_monday() as usize]
}

/// "Mon" for "Sun", "Monday" for "Sunday".
fn shortened_like(name: &str, written: &str) -> String {
    let short = if written.len() <= 5 { &name[..3] } else { name };
    if written.chars().all(char::is_uppercase) { short.to_uppercase() } else { short.to_owned() }
}
