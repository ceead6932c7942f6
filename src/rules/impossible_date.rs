//! A day that its month does not have.

use super::{Checks, Facts, Level};
use crate::finding::Finding;

rule! {
    /// ## What it does
    /// Holds the day of every date against the length of its month.
    ///
    /// ## Why it matters
    /// A date that no calendar has is a slip of the keyboard, and the right day is often hard to guess.
    ///
    /// ## Example
    /// ```draft
    /// The grant will be paid on June 31, 2024, the council said.
    ///                                ^^ June has 30 days
    /// ```
    ///
    /// ## What it leaves alone
    /// February 29 where no year is written; numbers above 39, fractions and bus routes, which are no dates.
    "impossible-date" {
        summary: "a day that its month does not have",
        counts: "date",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// The months, as messages name them.
pub(super) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks() {
        for date in &claims.dates {
            if !date.is_gregorian() {
                continue;
            }
            let (Some((month, _)), Some(length)) = (date.month, date.days_in_month()) else { continue };
            let name = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default();
            for (day, extent) in date.day.into_iter().chain(date.last_day) {
                let leap = month == 2 && length == 28;
                let year = date.year.filter(|_| leap).map_or(String::new(), |(year, _)| format!(" {year}"));
                let fact = format!("{name}{year} has {length} days");
                if day <= length {
                    checks.pass(NAME, story.span(block, date.extent), None, fact);
                    continue;
                }
                checks.fail(Finding::new(NAME, Level::Error, story.span(block, extent), fact).value(&day).value(&name));
            }
        }
    }
}
