//! Times that stand side by side, and what lies between two moments.

use chrono::NaiveDate;

use super::{Moment, Resolved};
use crate::claim::DateClaim;
use crate::language::time::Unit;
use crate::link::{ClaimRef, Links, Story};

/// A time of a block with what it means.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Which.
    pub at: ClaimRef,
    /// As written.
    pub date: &'a DateClaim,
    /// What it means, where it is a stretch of the calendar.
    pub resolved: Option<Resolved>,
}

impl Told<'_> {
    /// The first and the last day it means.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.resolved?.moment.days()
    }
}

/// The times of a block, in order.
#[must_use]
pub fn told<'a>(story: &Story<'a>, links: &Links, block: usize) -> Vec<Told<'a>> {
    let dates = story.claims[block].dates.iter().enumerate();
    dates
        .map(|(index, date)| {
            let at = ClaimRef { block, index };
            Told { at, date, resolved: links.timeline.resolved(at) }
        })
        .collect()
}

/// The least and the most that can lie between two stretches, in days: from the end of the first to the beginning of the
/// second, and the other way round.
#[must_use]
pub fn apart(first: Moment, second: Moment) -> Option<(i64, i64)> {
    let ((a, b), (c, d)) = (first.days()?, second.days()?);
    Some(((c - b).num_days(), (d - a).num_days()))
}

/// How many days a unit has, on average; `None` for what is shorter than a day.
#[must_use]
pub fn days_of(unit: Unit) -> Option<f64> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Night => 1.0,
        Unit::Weekend | Unit::Week => 7.0,
        Unit::Fortnight => 14.0,
        Unit::Month => 30.44,
        Unit::Quarter => 91.31,
        Unit::Year => 365.24,
        Unit::Decade => 3652.4,
        Unit::Century => 36524.0,
    })
}

/// The name of a unit: "year".
#[must_use]
pub fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Night => "night",
        Unit::Weekend => "weekend",
        Unit::Week => "week",
        Unit::Fortnight => "fortnight",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}
