//! TIMEX3 types and values, as `TimeML` 1.2.1 has them.

use chrono::{Datelike, Weekday};

use super::{Meaning, Moment};
use crate::claim::date::{Hour, Length, Rhythm};
use crate::language::Number;
use crate::language::time::{Part, Season, Unit, Vague};

/// What kind of time a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A day or a longer stretch of the calendar.
    Date,
    /// An hour or a part of a day.
    Time,
    /// A length.
    Duration,
    /// A rhythm.
    Set,
}

impl TimexType {
    /// The name in TIMEX3.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// The type and value of what a claim means.
pub(super) fn value(meaning: &Meaning) -> (TimexType, String) {
    match *meaning {
        Meaning::Moment(resolved, None) => (TimexType::Date, moment(resolved.moment)),
        Meaning::Moment(resolved, Some(at)) => match resolved.moment {
            Moment::Day(_) => (TimexType::Time, format!("{}{}", moment(resolved.moment), hour(at))),
            other => (TimexType::Date, moment(other)),
        },
        Meaning::Open { weekday: Some(day), month: None, day: None } => (TimexType::Date, format!("XXXX-WXX-{day}")),
        Meaning::Open { month, day, .. } => {
            let part = |it: Option<u32>| it.map_or_else(|| "XX".to_owned(), |it| format!("{it:02}"));
            let day = day.map(|it| format!("-{it:02}")).unwrap_or_default();
            (TimexType::Date, format!("XXXX-{}{day}", part(month)))
        }
        Meaning::Hour(at @ Hour::Clock { .. }) => (TimexType::Time, hour(at)),
        Meaning::Hour(at) => (TimexType::Time, format!("XXXX-XX-XX{}", hour(at))),
        Meaning::Length(it) => (TimexType::Duration, length(it)),
        Meaning::Every(rhythm) => (TimexType::Set, every(rhythm)),
        Meaning::Vague(vague) => {
            let reference = match vague {
                Vague::Present => "PRESENT_REF",
                Vague::Past => "PAST_REF",
                Vague::Future => "FUTURE_REF",
            };
            (TimexType::Date, reference.to_owned())
        }
        Meaning::Unknown => (TimexType::Date, String::new()),
    }
}

fn moment(moment: Moment) -> String {
    let year = |year: i32| if year < 0 { format!("BC{:04}", -year) } else { format!("{year:04}") };
    match moment {
        Moment::Day(day) => day.format("%Y-%m-%d").to_string(),
        Moment::Week(day) => format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week()),
        Moment::Weekend(day) => format!("{}-W{:02}-WE", day.iso_week().year(), day.iso_week().week()),
        Moment::Month(of, month) => format!("{}-{month:02}", year(of)),
        Moment::Quarter(of, quarter) => format!("{}-Q{quarter}", year(of)),
        Moment::Half(of, half) => format!("{}-H{half}", year(of)),
        Moment::Season(of, season) => format!("{}-{}", year(of), season_code(season)),
        Moment::Year(of) => year(of),
        Moment::Decade(of) if of < 0 => format!("BC{:03}", -of / 10),
        Moment::Decade(of) => format!("{:03}", of / 10),
        Moment::Century(century) if century < 0 => format!("BC{:02}", -century - 1),
        Moment::Century(century) => format!("{century:02}"),
    }
}

fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn hour(hour: Hour) -> String {
    match hour {
        Hour::Part(part) => part_code(part).to_owned(),
        Hour::Clock { hour, minute, universal } => {
            let zone = if universal { "Z" } else { "" };
            format!("T{hour:02}:{:02}{zone}", minute.unwrap_or(0))
        }
    }
}

fn part_code(part: Part) -> &'static str {
    match part {
        Part::Morning => "TMO",
        Part::Noon => "T12:00",
        Part::Afternoon => "TAF",
        Part::Evening => "TEV",
        Part::Night => "TNI",
        Part::Midnight => "T24:00",
    }
}

fn length(length: Length) -> String {
    let (clock, factor, letter) = match length.unit {
        Unit::Second => ("T", 1, "S"),
        Unit::Minute => ("T", 1, "M"),
        Unit::Hour => ("T", 1, "H"),
        Unit::Day => ("", 1, "D"),
        Unit::Night => ("", 1, "NI"),
        Unit::Weekend => ("", 1, "WE"),
        Unit::Week => ("", 1, "W"),
        Unit::Fortnight => ("", 2, "W"),
        Unit::Month => ("", 1, "M"),
        Unit::Quarter => ("", 1, "Q"),
        Unit::Year => ("", 1, "Y"),
        Unit::Decade => ("", 1, "DE"),
        Unit::Century => ("", 1, "CE"),
    };
    let amount = length.amount.and_then(|it| it.times(Number::whole(factor)));
    let amount = amount.map_or_else(|| "X".to_owned(), |it| it.to_f64().to_string());
    format!("P{clock}{amount}{letter}")
}

fn every(rhythm: Rhythm) -> String {
    match rhythm {
        Rhythm::Weekday(day) => format!("XXXX-WXX-{}", weekday(day)),
        Rhythm::Unit(it) => length(it),
        Rhythm::Part(part) => format!("XXXX-XX-XX{}", part_code(part)),
    }
}

fn weekday(day: Weekday) -> u32 {
    day.number_from_monday()
}
