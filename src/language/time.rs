//! What single words say of times: the rows of `times.tsv`.

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// A time that is named and not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vague {
    /// "now", "currently".
    Present,
    /// "recently", "the past".
    Past,
    /// "the future".
    Future,
}

/// A day with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    /// Of every year on the same month and day.
    Fixed(u8, u8),
    /// Easter Sunday and days counted from it.
    Easter(i8),
    /// The fourth Thursday of November and days counted from it.
    Thanksgiving(i8),
}

/// What a word says of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeWord {
    /// "day", "weeks".
    Unit(Unit),
    /// "spring".
    Season(Season),
    /// "morning".
    Part(Part),
    /// "yesterday" (-1), "today", "tomorrow" (1).
    Today(i8),
    /// "tonight".
    Tonight,
    /// "daily", "annual".
    Rhythm(Unit),
    /// "now", "recently".
    Vague(Vague),
    /// "yearlong".
    Long(Unit),
    /// The first word of a day with a name: "Christmas", "New" (Year's Eve).
    Feast,
    /// "Q3".
    Quarter(u8),
    /// "H1".
    Half(u8),
    /// A word that points ahead without being an auxiliary: "due", "scheduled".
    Planned,
}

impl TimeWord {
    /// Reads the first two columns of the table.
    pub(super) fn named(kind: &str, value: &str) -> Option<Self> {
        Some(match kind {
            "unit" => TimeWord::Unit(Unit::named(value)?),
            "rhythm" => TimeWord::Rhythm(Unit::named(value)?),
            "long" => TimeWord::Long(Unit::named(value)?),
            "season" => TimeWord::Season(match value {
                "spring" => Season::Spring,
                "summer" => Season::Summer,
                "autumn" => Season::Autumn,
                _ => Season::Winter,
            }),
            "part" => TimeWord::Part(match value {
                "morning" => Part::Morning,
                "noon" => Part::Noon,
                "afternoon" => Part::Afternoon,
                "evening" => Part::Evening,
                "midnight" => Part::Midnight,
                _ => Part::Night,
            }),
            "today" => TimeWord::Today(value.parse().ok()?),
            "tonight" => TimeWord::Tonight,
            "vague" => TimeWord::Vague(match value {
                "present" => Vague::Present,
                "past" => Vague::Past,
                _ => Vague::Future,
            }),
            "feast" => TimeWord::Feast,
            "quarter" => TimeWord::Quarter(value.parse().ok()?),
            "half" => TimeWord::Half(value.parse().ok()?),
            "planned" => TimeWord::Planned,
            _ => return None,
        })
    }
}

impl Season {
    /// "spring".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        }
    }
}

impl Unit {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "night" => Unit::Night,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }
}
