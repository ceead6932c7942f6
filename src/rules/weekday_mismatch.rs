//! A weekday beside a date that falls on another day.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use super::{Checks, Facts};
use crate::claim::date::{Calendar, DateClaim, Order, Tense, Time};
use crate::finding::{Finding, Fix, Level};
use crate::language::time::Unit;
use crate::link::timeline::{How, Moment, month_name};
use crate::link::{ClaimRef, Story};
use crate::place::Span;

rule! {
    /// ## What it does
    /// Holds the weekday written beside a date against the calendar.  A date without a year is taken in the
    /// year that brings it nearest to publication, and is a warning.
    ///
    /// ## Why it matters
    /// "Sunday, October 3" cannot be right in a year when October 3 was a Monday.  One of the two is wrong,
    /// and only the reporter knows which.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-03-10
    /// The ferry ran aground off Tessel on Sunday, March 9.
    ///                                     ^^^^^^^^^^^^^^^ March 9, 2026 was a Monday
    /// ```
    ///
    /// ## What it leaves alone
    /// Dates without a year more than eight weeks from publication, where a year before or after has the weekday (where none has,
    /// a remark is made); dates in a passage that names another year in which the
    /// weekday is right; dates by the Julian calendar; days with names, such as Bloody Sunday; dates the
    /// calendar lacks, of which `impossible-date` speaks; a weekday on one line and a date on the next.
    "weekday-mismatch" {
        summary: "a weekday does not fall on the date beside it",
        counts: "weekday",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// How near to publication a date without a year must be for its year to be certain.
const WEEKS: i64 = 8;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    for (block, _, claims) in facts.story.blocks() {
        for (index, date) in claims.dates.iter().enumerate() {
            if let Time::Calendar(calendar) = &date.time
                && let (Some(weekday), Some(_), Some(_)) = (calendar.weekday, calendar.month, calendar.day)
            {
                compare(facts, ClaimRef { block, index }, date, calendar, weekday.value, checks);
            }
        }
    }
}

fn compare(
    facts: &Facts<'_>,
    claim: ClaimRef,
    date: &DateClaim,
    calendar: &Calendar,
    weekday: Weekday,
    checks: &mut Checks,
) {
    let Some((days, level)) = meant(facts, claim, date, calendar, weekday) else { return };
    let Some(&day) = days.first() else { return };
    let span = words(&facts.story, claim.block, date, calendar);
    if let Some(right) = days.iter().find(|it| it.weekday() == weekday) {
        checks.pass(NAME, span, None, sentence(facts, *right, calendar.order));
        return;
    }
    if is_of_an_old_calendar(date, day, weekday) {
        return;
    }
    let mut finding = Finding::new(NAME, level, span, sentence(facts, day, calendar.order))
        .value(&weekday)
        .value(&day.format("%Y-%m-%d"));
    if let Some(written) = calendar.day
        && !date.extent.contains(written.extent)
    {
        finding = finding.related(facts.story.span(claim.block, written.extent), "the date that belongs to it");
    }
    if let Some(nearest) = nearest(day, weekday) {
        finding = finding.calculation(sentence(facts, nearest, calendar.order));
        finding.fixes.extend(right_weekday(&facts.story, claim.block, calendar, day));
        finding.fixes.extend(right_date(facts, claim.block, calendar, day, nearest));
    }
    checks.fail(finding);
}

/// The days a date can mean, likeliest first, and how loud a clash is; `None` where nobody can say.
fn meant(
    facts: &Facts<'_>,
    claim: ClaimRef,
    date: &DateClaim,
    calendar: &Calendar,
    weekday: Weekday,
) -> Option<(Vec<NaiveDate>, Level)> {
    let (day, month) = (calendar.day?.value, calendar.month?.value);
    if let Some(year) = calendar.year {
        let mut days: Vec<_> = NaiveDate::from_ymd_opt(year.value, month, day).into_iter().collect();
        if calendar.order == Order::Either {
            days.extend(NaiveDate::from_ymd_opt(year.value, day, month));
            // As the other dates of the draft are written.
            let likely = facts.links.timeline.day(claim);
            days.sort_by_key(|it| Some(*it) != likely);
        }
        return Some((days, Level::Error));
    }
    let published = facts.links.timeline.published()?.day;
    let distance = |it: &NaiveDate| (*it - published).num_days().abs();
    let years = published.year() - 1..=published.year() + 1;
    let near = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).min_by_key(distance)?;
    let certain = distance(&near) <= WEEKS * 7;
    if near.weekday() == weekday {
        return certain.then(|| (vec![near], Level::Warning));
    }
    // "The cup will be handed over on Monday 4 May" is of no year that the story looks back to.
    let ahead = date.setting.tense == Tense::Ahead && near >= published && certain && !date.setting.quoted;
    let named = if ahead { Vec::new() } else { named_years(facts, claim.block) };
    let elsewhere = |year: &i32| NaiveDate::from_ymd_opt(*year, month, day).is_some_and(|it| it.weekday() == weekday);
    if named.iter().any(elsewhere) {
        return None;
    }
    let passage = facts.links.timeline.resolved(claim).is_some_and(|it| it.how == How::Passage);
    let looks_back = passage || (date.setting.quoted && named.iter().any(|year| *year < published.year() - 1));
    if certain && !looks_back {
        return Some((vec![near], Level::Warning));
    }
    // Far from publication the weekday tells the year rather than the other way round.
    let around = [published.year() - 1, published.year(), published.year() + 1];
    (!around.iter().any(elsewhere) && !looks_back).then(|| (vec![near], Level::Information))
}

/// The years that a block and the two before it name.
fn named_years(facts: &Facts<'_>, block: usize) -> Vec<i32> {
    let mut years = Vec::new();
    for at in block.saturating_sub(2)..=block {
        for (index, date) in facts.story.claims[at].dates.iter().enumerate() {
            let year = match &date.time {
                Time::Calendar(calendar) => calendar.year.map(|it| it.value),
                // "ten years ago", "last year's count".
                Time::Away(away) if away.counted || away.unit == Unit::Year => {
                    match facts.links.timeline.resolved(ClaimRef { block: at, index }).map(|it| it.moment) {
                        Some(Moment::Year(year)) => Some(year),
                        _ => None,
                    }
                }
                _ => None,
            };
            years.extend(year);
        }
    }
    years
}

/// Whether the weekday is right by the Julian calendar, which some countries kept until 1923, or the
/// story says that it reckons by an old calendar.
fn is_of_an_old_calendar(date: &DateClaim, day: NaiveDate, weekday: Weekday) -> bool {
    if day.year() < 1583 || (date.setting.old_calendar && day.year() < 1930) {
        return true;
    }
    // The Julian calendar fell behind by a day in each century year that 400 does not divide.
    let year = if day.month() < 3 { day.year() - 1 } else { day.year() };
    let behind = year / 100 - year / 400 - 2;
    let julian = TimeDelta::try_days(i64::from(behind)).and_then(|it| day.checked_add_signed(it));
    day.year() < 1924 && julian.is_some_and(|it| it.weekday() == weekday)
}

/// From the weekday to the date where they stand together; else the weekday.
fn words(story: &Story<'_>, block: usize, date: &DateClaim, calendar: &Calendar) -> Span {
    let parts =
        [calendar.day.map(|it| it.extent), calendar.month.map(|it| it.extent), calendar.year.map(|it| it.extent)];
    let weekday = calendar.weekday.map_or(date.extent, |it| it.extent);
    let beside = parts.into_iter().flatten().filter(|it| date.extent.contains(*it));
    story.span(block, beside.fold(weekday, crate::place::Extent::to))
}

/// "October 3, 2022 was a Monday", in the order the draft writes dates.
fn sentence(facts: &Facts<'_>, day: NaiveDate, order: Order) -> String {
    let verb = match facts.links.timeline.published() {
        Some(published) if published.day == day => "is",
        Some(published) if published.day < day => "will be",
        _ => "was",
    };
    let written = if is_day_first(facts, order) {
        format!("{} {} {}", day.day(), month_name(day.month()), day.year())
    } else {
        format!("{} {}, {}", month_name(day.month()), day.day(), day.year())
    };
    format!("{written} {verb} a {}", day.format("%A"))
}

/// Whether a date is answered with the day before the month: as it is written in words, else as the draft does.
fn is_day_first(facts: &Facts<'_>, order: Order) -> bool {
    match order {
        Order::DayFirst => true,
        Order::MonthFirst => false,
        Order::Numbers | Order::Either | Order::YearFirst => facts.links.timeline.is_day_first(),
    }
}

/// The day with that weekday nearest to another day.
fn nearest(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7;
    if ahead <= 3 {
        day.checked_add_days(Days::new(u64::from(ahead)))
    } else {
        day.checked_sub_days(Days::new(u64::from(7 - ahead)))
    }
}

/// The fix that changes the weekday, in the form in which it was written.
fn right_weekday(story: &Story<'_>, block: usize, calendar: &Calendar, day: NaiveDate) -> Option<Fix> {
    let written = calendar.weekday?.extent;
    let word = story.text(block, written);
    let full = day.format("%A").to_string();
    // A short form is answered with the first three letters, which every desk reads.
    let form = if word.len() <= 5 { full[..3].to_owned() } else { full };
    let form = if word.bytes().all(|it| it.is_ascii_uppercase()) { form.to_uppercase() } else { form };
    let edit = story.article.blocks[block].edit(written, &form)?;
    Some(Fix { title: format!("Change to {form}"), sure: false, edits: vec![edit] })
}

/// The fix that changes the day to the nearest with that weekday, and the month where need be.
fn right_date(facts: &Facts<'_>, block: usize, calendar: &Calendar, day: NaiveDate, right: NaiveDate) -> Option<Fix> {
    let story = &facts.story;
    let (written_day, written_month) = (calendar.day?, calendar.month?);
    if right.year() != day.year() || day.day() != written_day.value {
        return None;
    }
    let suffix = story.text(block, written_day.extent).ends_with(|it: char| it.is_ascii_alphabetic());
    let number = if suffix { ordinal(right.day()) } else { right.day().to_string() };
    let mut edits = vec![story.article.blocks[block].edit(written_day.extent, &number)?];
    if right.month() != day.month() {
        if !matches!(calendar.order, Order::MonthFirst | Order::DayFirst) {
            return None;
        }
        let name = month_like(story.text(block, written_month.extent), right.month())?;
        edits.push(story.article.blocks[block].edit(written_month.extent, name)?);
        edits.sort_by_key(|edit| edit.span);
    }
    let title = if is_day_first(facts, calendar.order) {
        format!("Change to {} {}", right.day(), month_name(right.month()))
    } else {
        format!("Change to {} {}", month_name(right.month()), right.day())
    };
    Some(Fix { title, sure: false, edits })
}

/// The name of a month, short where another was written short; `None` where it has no short form.
fn month_like(written: &str, month: u32) -> Option<&'static str> {
    let full = month_name(month);
    let short = written.len() <= 4 && !matches!(written, "May" | "June" | "July");
    match month {
        _ if !short => Some(full),
        5..=7 => None,
        9 => Some("Sept"),
        _ => Some(&full[..3]),
    }
}

fn ordinal(number: u32) -> String {
    let suffix = match (number % 10, number / 10) {
        (1, 0 | 2 | 3) => "st",
        (2, 0 | 2) => "nd",
        (3, 0 | 2) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

#[cfg(test)]
mod tests {
    use crate::rules::listed::{listed, listed_with_fixes};

    #[test]
    fn a_written_year_makes_it_an_error() {
        assert_eq!(
            listed(
                "2023-01-13",
                "The bell was stolen on Wednesday 11 January 2022. They sang on Monday, October 3, 2021, and on Sunday, October 3, 2021.\n\n\
                 Friday, June 20, 2019\n\nIt opens on 2 October 2023 (Sunday). It ran on Sunday the 3rd of October 2022."
            ),
            [
                "[Wednesday 11 January 2022] error: 11 January 2022 was a Tuesday",
                "[Monday, October 3, 2021] error: October 3, 2021 was a Sunday",
                "[Friday, June 20, 2019] error: June 20, 2019 was a Thursday",
                "[2 October 2023 (Sunday] error: 2 October 2023 will be a Monday",
                "[Sunday the 3rd of October 2022] error: 3 October 2022 was a Monday",
            ]
        );
    }

    #[test]
    fn without_a_year_the_nearest_one_counts() {
        assert_eq!(
            listed(
                "2022-10-04",
                "The ferry sank on Sunday, October 3. Polls opened Sat., Oct. 2. They meet on Sunday 17 October.\n\n\
                 The show runs Thursday through Sunday, October 7-10."
            ),
            [
                "[Sunday, October 3] warning: October 3, 2022 was a Monday",
                "[Sat., Oct. 2] warning: October 2, 2022 was a Sunday",
                "[Sunday 17 October] warning: 17 October 2022 will be a Monday",
                "[Thursday] warning: October 7, 2022 will be a Friday",
                "[Sunday, October 7-10] warning: October 10, 2022 will be a Monday",
            ]
        );
    }

    #[test]
    fn either_side_can_be_changed() {
        assert_eq!(
            listed_with_fixes("2022-10-04", "It sank on Sunday, October 3rd, and on Tues., Oct. 31."),
            [
                "[Sunday, October 3rd] warning: October 3, 2022 was a Monday | It sank on Monday, October 3rd, and on Tues., Oct. 31. | It sank on Sunday, October 2nd, and on Tues., Oct. 31.",
                "[Tues., Oct. 31] warning: October 31, 2022 will be a Monday | It sank on Sunday, October 3rd, and on Mon., Oct. 31. | It sank on Sunday, October 3rd, and on Tues., Nov. 1.",
            ]
        );
    }

    #[test]
    fn right_days_and_other_years_are_silent() {
        let found = listed(
            "2022-06-20",
            "The strike began on Monday, June 20, and on Sunday, 19 June. Saturday and Sunday, June 18 and 19, were hot.\n\n\
             The weavers remember. In 2012 the looms stood still. They stopped on Friday, June 22, at noon.\n\n\
             \"On Friday, June 22, I swept the hall,\" her uncle wrote of 2012. On Tuesday, 03/05/2022, and on Thursday, 03/03/2022.\n\n\
             Bloody Sunday March 5 is a film. On Wednesday, 25 October 1917 by the old calendar they rowed. Sunday,\n\
             October 3, 2022 was far.\n\nOn Tuesday, 30 January 1649, Old Style, a king died. He said Monday. June 23, 2022 is the day.\n\n\
             He was born on Wednesday, 25 October 1917.",
        );
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn unknown_publication_is_silent_without_a_year() {
        assert_eq!(listed("", "It sank on Sunday, October 3."), [""; 0]);
        assert_eq!(
            listed("", "It sank on Sunday, October 3.\n\nUpdated: October 05, 2022, 6:05 AM"),
            ["[Sunday, October 3] warning: October 3, 2022 was a Monday"]
        );
    }
}
