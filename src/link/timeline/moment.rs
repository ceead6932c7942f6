//! Stretches of the calendar.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::language::time::{Feast, Season, Unit};

/// A stretch of the calendar, from a day to a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// One day.
    Day(NaiveDate),
    /// The weekend of the week that begins on this Monday.
    Weekend(NaiveDate),
    /// The week that begins on this Monday.
    Week(NaiveDate),
    /// A month of a year.
    Month(i32, u32),
    /// A quarter of a year.
    Quarter(i32, u8),
    /// A half of a year.
    Half(i32, u8),
    /// A season of a year.
    Season(i32, Season),
    /// A year; negative before Christ.
    Year(i32),
    /// The decade that begins in this year.
    Decade(i32),
    /// A century by its first two digits.
    Century(i32),
}

impl Moment {
    /// The first and the last day; `None` where the calendar does not reach.
    #[must_use]
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let months = |year: i32, first: u32, count: u32| {
            let start = NaiveDate::from_ymd_opt(year, first, 1)?;
            let (next_year, next) =
                if first + count > 12 { (year + 1, first + count - 12) } else { (year, first + count) };
            Some((start, NaiveDate::from_ymd_opt(next_year, next, 1)?.pred_opt()?))
        };
        match self {
            Moment::Day(day) => Some((day, day)),
            Moment::Week(monday) => Some((monday, monday.checked_add_days(Days::new(6))?)),
            Moment::Weekend(monday) => {
                Some((monday.checked_add_days(Days::new(5))?, monday.checked_add_days(Days::new(6))?))
            }
            Moment::Month(year, month) => months(year, month, 1),
            Moment::Quarter(year, quarter) => months(year, u32::from(quarter) * 3 - 2, 3),
            Moment::Half(year, half) => months(year, u32::from(half) * 6 - 5, 6),
            Moment::Season(year, season) => match season {
                Season::Spring => months(year, 3, 3),
                Season::Summer => months(year, 6, 3),
                Season::Autumn => months(year, 9, 3),
                Season::Winter => months(year, 12, 3),
            },
            Moment::Year(year) => months(year, 1, 12),
            Moment::Decade(year) => {
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year + 9, 12, 31)?))
            }
            Moment::Century(century) => Some((
                NaiveDate::from_ymd_opt(century * 100, 1, 1)?,
                NaiveDate::from_ymd_opt(century * 100 + 99, 12, 31)?,
            )),
        }
    }

    /// The stretch of that unit which holds the first day of this one; `None` when this one is longer.
    #[must_use]
    pub fn at(self, unit: Unit) -> Option<Moment> {
        if let (Moment::Year(year), Unit::Year) = (self, unit) {
            return Some(Moment::Year(year));
        }
        let (first, last) = self.days()?;
        let moment = Moment::holding(first, unit)?;
        if unit == Unit::Weekend {
            return matches!(self, Moment::Day(_) | Moment::Week(_) | Moment::Weekend(_)).then_some(moment);
        }
        let (from, to) = moment.days()?;
        (from <= first && last <= to).then_some(moment)
    }

    /// The stretch of that unit which holds a day.
    #[must_use]
    pub fn holding(day: NaiveDate, unit: Unit) -> Option<Moment> {
        let year = day.year();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Moment::Day(day),
            Unit::Weekend => Moment::Weekend(monday(day)?),
            Unit::Week | Unit::Fortnight => Moment::Week(monday(day)?),
            Unit::Month => Moment::Month(year, day.month()),
            Unit::Quarter => Moment::Quarter(year, u8::try_from(day.month0() / 3 + 1).ok()?),
            Unit::Year => Moment::Year(year),
            Unit::Decade => Moment::Decade(year - year.rem_euclid(10)),
            Unit::Century => Moment::Century(year.div_euclid(100)),
        })
    }

    /// The stretch so many of its own kind later.
    #[must_use]
    pub fn plus(self, units: i32) -> Option<Moment> {
        let days = |day: NaiveDate, count: i32| day.checked_add_signed(chrono::TimeDelta::try_days(i64::from(count))?);
        Some(match self {
            Moment::Day(day) => Moment::Day(days(day, units)?),
            Moment::Week(monday) => Moment::Week(days(monday, units.checked_mul(7)?)?),
            Moment::Weekend(monday) => Moment::Weekend(days(monday, units.checked_mul(7)?)?),
            Moment::Month(year, month) => {
                let months = year.checked_mul(12)?.checked_add(i32::try_from(month).ok()? - 1)?.checked_add(units)?;
                Moment::Month(months.div_euclid(12), u32::try_from(months.rem_euclid(12)).ok()? + 1)
            }
            Moment::Quarter(year, quarter) => {
                let quarters = year.checked_mul(4)?.checked_add(i32::from(quarter) - 1)?.checked_add(units)?;
                Moment::Quarter(quarters.div_euclid(4), u8::try_from(quarters.rem_euclid(4)).ok()? + 1)
            }
            Moment::Half(year, half) => Moment::Half(year.checked_add(units)?, half),
            Moment::Season(year, season) => Moment::Season(year.checked_add(units)?, season),
            Moment::Year(year) => Moment::Year(year.checked_add(units)?),
            Moment::Decade(year) => Moment::Decade(year.checked_add(units.checked_mul(10)?)?),
            Moment::Century(century) => Moment::Century(century.checked_add(units)?),
        })
    }

    /// In words with the day before the month, as the British write it; [`fmt::Display`] has the month first.
    #[must_use]
    pub fn day_first(self) -> String {
        match self {
            Moment::Day(day) => day.format("%A, %-d %B %Y").to_string(),
            Moment::Weekend(monday) => format!("the weekend after {}", monday.format("%-d %B %Y")),
            Moment::Week(monday) => format!("the week from {}", monday.format("%-d %B %Y")),
            other => other.to_string(),
        }
    }

    /// The year it lies in, where it lies in one.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        match self {
            Moment::Day(day) | Moment::Week(day) | Moment::Weekend(day) => Some(day.year()),
            Moment::Month(year, _)
            | Moment::Quarter(year, _)
            | Moment::Half(year, _)
            | Moment::Season(year, _)
            | Moment::Year(year) => Some(year),
            Moment::Decade(_) | Moment::Century(_) => None,
        }
    }
}

/// The Monday of the week a day lies in.
fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

/// A feast in a year.
pub(super) fn feast(feast: Feast, year: i32) -> Option<NaiveDate> {
    let shifted = |day: NaiveDate, days: i8| day.checked_add_signed(chrono::TimeDelta::try_days(i64::from(days))?);
    match feast {
        Feast::Fixed(month, day) => NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)),
        Feast::Easter(days) => shifted(easter(year)?, days),
        Feast::Thanksgiving(days) => shifted(NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Thu, 4)?, days),
    }
}

/// Easter Sunday of the western churches: the anonymous Gregorian algorithm (Nature, 20 April 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let sum = moon + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Moment::Day(day) => write!(out, "{}", day.format("%A, %B %-d, %Y")),
            Moment::Weekend(monday) => write!(out, "the weekend after {}", monday.format("%B %-d, %Y")),
            Moment::Week(monday) => write!(out, "the week from {}", monday.format("%B %-d, %Y")),
            Moment::Month(year, month) => match NaiveDate::from_ymd_opt(year, month, 1) {
                Some(day) => write!(out, "{}", day.format("%B %Y")),
                None => write!(out, "{year}-{month}"),
            },
            Moment::Quarter(year, quarter) => write!(out, "quarter {quarter} of {year}"),
            Moment::Half(year, half) => write!(out, "half {half} of {year}"),
            Moment::Season(year, season) => write!(out, "{} {year}", season.name()),
            Moment::Year(year) if year < 0 => write!(out, "{} BC", -year),
            Moment::Year(year) => write!(out, "{year}"),
            Moment::Decade(year) => write!(out, "the {year}s"),
            Moment::Century(century) => write!(out, "the years {century}00 to {century}99"),
        }
    }
}
