//! A date that the calendar lacks.

use chrono::NaiveDate;

use super::{Checks, Facts};
use crate::claim::date::{Calendar, DateClaim, Order, Time};
use crate::finding::{Finding, Level};
use crate::link::Story;
use crate::link::timeline::month_name;

rule! {
    /// ## What it does
    /// Finds days that their month does not have: February 30, 31 September, October 32, and February 29
    /// of a year that is not a leap year.
    ///
    /// ## Why it matters
    /// The day was mistyped or miscounted, and readers who plan by it come on the wrong one.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-02-10
    /// Growers have to send in their seed lists by April 31 to be counted.
    ///                                             ^^^^^^^^ April has 30 days
    /// ```
    ///
    /// ## What it leaves alone
    /// Numbers behind a month that count something ("in June 31 hikers were fetched"), scores ("in November
    /// 31-28"), fractions and routes ("the 4/31 bus"), February 29 without a year, and the odd days of old
    /// calendars: February 29, 1900 in Russia, February 30, 1712 in Sweden.
    "impossible-date" {
        summary: "a date that the calendar lacks",
        counts: "date",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = &facts.story;
    for (block, _, claims) in story.blocks() {
        for date in &claims.dates {
            let Time::Calendar(calendar) = &date.time else { continue };
            let (Some(day), Some(month)) = (calendar.day, calendar.month) else { continue };
            if day.value <= 28 {
                continue;
            }
            let year = calendar.year.map(|it| it.value);
            let span = story.span(block, day.extent.to(month.extent));
            let Some(days) = days_in_month(month.value, year) else { continue };
            let name = month_name(month.value);
            if day.value <= days {
                checks.pass(NAME, span, None, format!("{name} has {days} days"));
                continue;
            }
            if is_of_an_old_calendar(calendar, date.setting.old_calendar) || is_called_impossible(story, block, date) {
                continue;
            }
            let whole = match (calendar.order, calendar.year) {
                (Order::Numbers | Order::Either | Order::YearFirst, Some(year)) => {
                    story.span(block, day.extent.to(month.extent).to(year.extent))
                }
                _ => span,
            };
            let message = match year {
                Some(year) if month.value == 2 && day.value == 29 => {
                    let past = facts.links.timeline.published().is_none_or(|it| chrono::Datelike::year(&it.day) > year);
                    format!("{year} {} not a leap year", if past { "was" } else { "is" })
                }
                Some(year) if month.value == 2 => format!("February {year} has {days} days"),
                _ => format!("{name} has {days} days"),
            };
            let finding = Finding::new(NAME, Level::Error, whole, message);
            checks.fail(finding.value(&format!("{}-{}-{}", year.unwrap_or(0), month.value, day.value)));
        }
    }
}

/// Whether the sentence itself says that there is no such day.
fn is_called_impossible(story: &Story<'_>, block: usize, date: &DateClaim) -> bool {
    let (sentence, _) = story.sentence(block, date.extent);
    let lower = sentence.to_lowercase();
    ["impossible", "nonexistent", "non-existent", "no such da", "not exist", "n't exist", "n’t exist"]
        .iter()
        .any(|it| lower.contains(it))
}

/// How many days a month has; February without a year has 29.
fn days_in_month(month: u32, year: Option<i32>) -> Option<u32> {
    let leap_year = 2000;
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year.unwrap_or(leap_year), month, *day).is_some())
}

/// Whether a day existed in a calendar that was kept at the time: the Julian one had February 29 in
/// 1700, 1800 and 1900, and Sweden had February 30 in 1712.
fn is_of_an_old_calendar(calendar: &Calendar, told: bool) -> bool {
    let (Some(day), Some(month), Some(year)) = (calendar.day, calendar.month, calendar.year) else { return false };
    let february = month.value == 2;
    (february && day.value == 29 && year.value < 1924 && year.value % 4 == 0)
        || (february && day.value == 30 && year.value == 1712)
        || (told && february && day.value <= 30)
}

#[cfg(test)]
mod tests {
    use crate::rules::listed::listed;

    #[test]
    fn days_beyond_the_end_of_the_month_are_found() {
        let found = listed(
            "2023-03-02",
            "It closed on February 30. He met her on 31 September, on Nov. 31, and on October 32 and on 29 February 2023.\n\n\
             It was sealed on 31/04/2025. The October 32 attacks went on until May 32.",
        );
        assert_eq!(
            found,
            [
                "[February 30] error: February has 29 days",
                "[31 September] error: September has 30 days",
                "[Nov. 31] error: November has 30 days",
                "[October 32] error: October has 31 days",
                "[29 February] error: 2023 is not a leap year",
                "[31/04/2025] error: April has 30 days",
                "[October 32] error: October has 31 days",
                "[May 32] error: May has 31 days",
            ]
        );
    }

    #[test]
    fn counts_scores_and_routes_are_no_days() {
        let found = listed(
            "2022-11-08",
            "In June 31 hikers were fetched; in September 31 more were lost. Since April 31 people have moved.\n\n\
             Hull, which beat Leeds in November 31-28, will play. The 4/31 bus runs from June.\n\n\
             May 500 people march 1,000 miles? On Sept 11 1,000 came. It scored 31/32, and 24/7 it is open. March 1,000 miles.\n\n\
             The February 29 sale. Sweden kept 30 February 1712. She was born on 29 February 1900 in Kazan.\n\n\
             On February 29, 2024 and on 31 December it rained. He won 45 May Day medals.\n\n\
             Police had counted 9 dead on June 3, and 31 on Thursday. It lost 9 hives on June 3 and 31 on June 4.",
        );
        assert_eq!(found, [""; 0]);
    }
}
