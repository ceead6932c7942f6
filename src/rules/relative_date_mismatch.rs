//! "Last month" and the date beside it.

use chrono::{Datelike, NaiveDate};

use super::{Checks, Facts, Level};
use crate::claim::date::{Anchor, Away, Time};
use crate::finding::Finding;
use crate::language::time::Unit;
use crate::language::{Classes, lexicon};
use crate::link::timeline::Moment;
use crate::link::timeline::pairs::{Told, days_of, told, unit_name};

rule! {
    /// ## What it does
    /// Compares "two years ago", "last month" and "tomorrow" with the date beside them, counted from publication.
    ///
    /// ## Why it matters
    /// One of the two was right in an earlier version.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// The last loom stopped three years ago, in 2021, and stands in a museum.
    ///                       ^^^^^^^^^^^^^^^ three years ago, but 2021 is five years before publication
    /// ```
    ///
    /// ## What it leaves alone
    /// "Nearly" and "just over", years that can be counted either way, times counted from another day ("a month
    /// earlier"), quotations, and drafts that do not say when they were published.
    "relative-date-mismatch" {
        summary: "a relative time and the date beside it differ",
        counts: "date",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let Some(published) = facts.links.timeline.published().map(|it| it.day) else { return };
    let story = facts.story;
    for (block, _, _) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        for pair in told(&story, facts.links, block).windows(2) {
            let [one, other] = pair else { continue };
            let gap = story.gap(block, one.date.extent, other.date.extent);
            // "in 2021, three years ago, it stopped".
            let turned = matches!(&other.date.time, Time::Away(away) if away.counted)
                && matches!(gap, ", " | " (")
                && story.behind(block, other.date.extent.end).starts_with([',', '.', ')', ';']);
            let (one, other) = if turned { (other, one) } else { (one, other) };
            // "last year, in the 2023 elections".
            let event = gap == ", in the " && stands_before_event(story.behind(block, other.date.extent.end));
            if !turned && !event && !matches!(gap, ", " | ", on " | ", in " | " on " | " in " | " (" | ", on the ")
                || one.date.setting.quoted
            {
                continue;
            }
            let (Time::Away(away), Time::Calendar(calendar)) = (&one.date.time, &other.date.time) else { continue };
            if away.anchor != Anchor::Publication || calendar.year.is_none() && calendar.month.is_none() {
                continue;
            }
            compare(facts, published, one, away, other, checks);
        }
    }
}

/// Whether a year belongs to an event behind it: "2023 local elections".
fn stands_before_event(behind: &str) -> bool {
    let mut words = behind.split_whitespace().take(3).map(|it| it.trim_matches(|it: char| !it.is_alphanumeric()));
    words.any(|word| {
        let classes = lexicon::look_up(&word.to_lowercase()).classes;
        classes.intersects(Classes::EVENT | Classes::HAPPENING)
            || matches!(word, "elections" | "final" | "championship")
    })
}

fn compare(
    facts: &Facts<'_>,
    published: NaiveDate,
    one: &Told<'_>,
    away: &Away,
    other: &Told<'_>,
    checks: &mut Checks,
) {
    let (Some(units), Some(length), Some(resolved)) = (away.units, days_of(away.unit), other.resolved) else { return };
    let Some((first, last)) = resolved.moment.days() else { return };
    // Where the year was not written, the one that fits best.
    let written = matches!(&other.date.time, Time::Calendar(calendar) if calendar.year.is_some());
    let years: Vec<i64> = if written { vec![0] } else { vec![-1, 0, 1] };
    let story = facts.story;
    let block = one.at.block;
    let fits = years.iter().any(|year| {
        let shift = year * 365;
        let (low, high) = ((first - published).num_days() + shift, (last - published).num_days() + shift);
        if away.counted {
            let (low, high) = (f64_of(low) / length, f64_of(high) / length);
            let hedged = is_hedged(story.before(block, one.date.extent.start));
            let slack = match away.unit {
                Unit::Day if !hedged => 0.0,
                Unit::Decade | Unit::Century => 0.5,
                _ => 1.0,
            };
            let wanted = f64::from(units);
            // "two years ago" may be two years and eleven months; "three days ago" is three days.
            low <= wanted + slack && high >= wanted - slack
        } else {
            // "last month" is one month, "yesterday" one day.
            let Some(wanted) = one.resolved.and_then(|it| it.moment.days()) else { return true };
            let days = chrono::TimeDelta::days(shift);
            first + days <= wanted.1 && last + days >= wanted.0
        }
    });
    let (here, there) = (story.text(block, one.date.extent), story.text(block, other.date.extent));
    let span = story.span(block, one.date.extent);
    if fits {
        checks.pass(NAME, span, Some(story.span(block, other.date.extent)), format!("{here} is {there}"));
        return;
    }
    let distance = match (resolved.moment, away.unit) {
        (Moment::Year(year), Unit::Year) => f64::from(year - published.year()),
        _ => (f64_of((first - published).num_days()) / length).round(),
    };
    let side = if distance < 0.0 { "before" } else { "after" };
    let count = count(distance.abs(), unit_name(away.unit));
    let message = if away.counted {
        format!("{here}, but {there} is {count} {side} publication")
    } else {
        let Some(wanted) = one.resolved else { return };
        format!("{here} is {}, not {there}", facts.links.timeline.say(wanted.moment))
    };
    // A story that was posted a day late says "tomorrow" of its own day.
    let late = !away.counted
        && away.unit == Unit::Day
        && one.resolved.and_then(|it| it.moment.days()).is_some_and(|it| (it.0 - first).num_days().abs() == 1);
    let level = if late { Level::Information } else { Level::Warning };
    let finding = Finding::new(NAME, level, span, message)
        .related(story.span(block, other.date.extent), "the date here")
        .calculation(format!("published {}", facts.links.timeline.say_day(published)))
        .value(&here.to_lowercase())
        .value(&there);
    checks.fail(finding);
}

/// "four years", "12 months".
fn count(number: f64, unit: &str) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let plural = match unit {
        "century" => "centuries".to_owned(),
        unit => format!("{unit}s"),
    };
    let word = WORDS.iter().zip(0_u8..).find(|(_, value)| (f64::from(*value) - number).abs() < 0.5);
    match word {
        Some((word, 1)) => format!("{word} {unit}"),
        Some((word, _)) => format!("{word} {plural}"),
        None => format!("{number:.0} {plural}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "days of the calendar")]
fn f64_of(days: i64) -> f64 {
    days as f64
}

/// Whether "nearly", "just over" or the like stands before.
fn is_hedged(before: &str) -> bool {
    let before = before.trim_end().to_lowercase();
    ["nearly", "almost", "about", "around", "over", "than", "roughly", "some", "under", "least"]
        .iter()
        .any(|word| before.ends_with(word))
}
