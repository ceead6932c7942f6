//! Quarters, halves, seasons, decades, centuries, and days with names of their own.

use super::{Period, Reader, Shift, Time, YearSaid};
use crate::language::time::{Feast, Season, Unit};
use crate::language::{Classes, Kind, Mark};

impl Reader<'_, '_> {
    /// "the third quarter of 2009", "the 19th century", "the first half of the year".
    pub(super) fn named_period(&mut self, at: usize, unit: Unit) -> Option<usize> {
        if !matches!(unit, Unit::Quarter | Unit::Century) || at <= self.floor {
            return None;
        }
        let hyphen = self.is_glued_mark(at - 1, Mark::Hyphen);
        let ordinal = if hyphen { at.checked_sub(2)? } else { at - 1 };
        let (number, first) = self.ordinal_before(ordinal)?;
        if unit == Unit::Century {
            if !(1..=22).contains(&number) {
                return None;
            }
            let bc = self.reading.is_any(at + 1, &["bc", "b.c.", "bce"]);
            let century = if bc { -number } else { number - 1 };
            let wide = self.widened(first);
            let wide =
                if self.is_glued_mark(first.saturating_sub(1), Mark::Hyphen) || wide < first { wide } else { first };
            return self.push(
                wide,
                at + 1 + usize::from(bc),
                Time::Period(Period::Century(century), YearSaid::default()),
                None,
            );
        }
        if self.reading.word(at).ends_with('s') || !(1..=4).contains(&number) {
            return None;
        }
        // "the first quarter of the game" has no year; it keeps its name.
        let (year, end) = self.year_of_period(at + 1);
        let first = if hyphen { first } else { self.with_article(first) };
        self.push(first, end, Time::Period(Period::Quarter(u8::try_from(number).ok()?), year), None)
    }

    /// "the first half of 2022", "the second half of the year".
    pub(super) fn half_year(&mut self, at: usize) -> Option<usize> {
        let half = match self.reading.entry(at).value {
            1 => 1,
            2 => 2,
            _ => return None,
        };
        if !self.reading.is(at + 1, "half") || !self.reading.is(at + 2, "of") {
            return None;
        }
        let (year, end) = self.year_of_period(at + 2);
        if end == at + 2 {
            return None;
        }
        let first = self.with_article(at);
        self.push(first, end, Time::Period(Period::Half(half), year), None)
    }

    /// "third", "19th", "final" before a noun: the number and where it begins.
    fn ordinal_before(&self, at: usize) -> Option<(i32, usize)> {
        let reading = self.reading;
        if reading.is_any(at, &["final", "last"]) && !self.behind(at, &["the"]) {
            return None;
        }
        if reading.is(at, "final") {
            return Some((4, at));
        }
        if reading.is_any(at, &["st", "nd", "rd", "th"]) && reading.is_glued(at) && at > 0 {
            let (value, _) = self.digits(at - 1)?;
            return Some((i32::try_from(value).ok()?, at - 1));
        }
        let entry = reading.entry(at);
        if !entry.classes.contains(Classes::ORDINAL) {
            return None;
        }
        Some((i32::try_from(entry.value).ok()?, at))
    }

    /// The year behind a period: "2009", "of 2009", "of last year".
    fn year_of_period(&self, at: usize) -> (YearSaid, usize) {
        let reading = self.reading;
        if let Some((year, end)) = self.year(at, true) {
            return (YearSaid { year: Some(year), ..YearSaid::default() }, end);
        }
        let of = at + usize::from(reading.is(at, "of"));
        let the = of + usize::from(reading.is(of, "the"));
        let shift = match reading.word(the).to_ascii_lowercase().as_str() {
            "last" => Shift::Last,
            "this" => Shift::This,
            "next" => Shift::Next,
            _ => Shift::None,
        };
        if shift != Shift::None && reading.is(the + 1, "year") {
            return (YearSaid { year: None, shift, of_year: true }, the + 2);
        }
        if of > at && the > of && reading.is(the, "year") {
            return (YearSaid { year: None, shift: Shift::Same, of_year: true }, the + 1);
        }
        (YearSaid::default(), at)
    }

    /// "Q3 2021", "H1".
    pub(super) fn short_period(&mut self, at: usize, period: Period) -> Option<usize> {
        if !self.token(at).is_capital() {
            return None;
        }
        let (year, end) = self.year_of_period(at + 1);
        self.push(at, end, Time::Period(period, year), None)
    }

    /// "spring", "the summer of 2003", "last autumn".
    pub(super) fn season(&mut self, at: usize, season: Season) -> Option<usize> {
        let reading = self.reading;
        let (year, end) = self.year_of_period(at + 1);
        let (shift, first) = self.shifted(at);
        let next = self.token(at + 1);
        let fall = reading.is(at, "fall");
        if end == at + 1 {
            // "the Arab Spring", "Winter Olympics", "the spring broke".
            let before = self.before(at);
            let named = self.token(at).is_capital()
                && (next.is_capital()
                    && next.kind == Kind::Word
                    && !self.starts_line(at + 1)
                    && !reading.classes(at + 1).contains(Classes::FUNCTION)
                    || before.is_some_and(|it| {
                        self.token(it).is_capital()
                            && self.token(it).kind == Kind::Word
                            && !reading.classes(it).contains(Classes::FUNCTION)
                    }));
            let games = reading.is_any(at + 1, &["olympics", "games", "olympic", "paralympics"]);
            let led = before.is_some_and(|it| {
                reading.is_any(
                    it,
                    &[
                        "in", "since", "until", "by", "during", "early", "late", "mid", "the", "of", "every", "each",
                        "through", "between", "and", "for",
                    ],
                ) || self.is_line(it) && self.behind(it, &["mid"])
            });
            if named || games || (shift == Shift::None && !led) {
                return None;
            }
            if fall
                && shift == Shift::None
                && !self.behind(at, &["in", "early", "late", "this", "last", "next", "by", "since"])
            {
                return None;
            }
            if reading.is(at + 1, "of")
                || (self.behind(at, &["of", "and", "for"]) && self.widened(at) == at)
                    && !self.behind(at, &["the"])
                    && end == at + 1
                    && self.behind(at, &["for", "of"])
            {
                return None;
            }
        } else if fall
            && !self.behind(at, &["the", "in", "since", "until", "by", "last", "this", "early", "late"])
            && year.year.is_none()
        {
            return None;
        }
        if self.behind(at, &["every", "each"]) {
            return None;
        }
        let said =
            if year.year.is_some() || year.of_year { year } else { YearSaid { year: None, shift, of_year: false } };
        let first = if shift != Shift::None && !year.of_year {
            first
        } else {
            let wide = self.widened(self.with_article(at));
            if wide < self.with_article(at) { wide } else { self.with_article(self.widened(at)) }
        };
        // "2003 summer" is read from the year.
        self.push(first, end, Time::Period(Period::Season(season), said), None)
    }

    /// "Christmas Eve", "New Year's Day", "Thanksgiving".
    pub(super) fn feast(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        if !self.token(at).is_capital() {
            return None;
        }
        let mut end = at + 1;
        let feast = match reading.word(at).to_ascii_lowercase().as_str() {
            "christmas" => {
                let (day, after) = if reading.is(end, "eve") {
                    (24, end + 1)
                } else if reading.is(end, "day") {
                    (25, end + 1)
                } else {
                    (25, end)
                };
                end = after;
                if end == at + 1
                    && self.token(end).is_capital()
                    && !self.starts_line(end)
                    && self.token(end).kind == Kind::Word
                {
                    return None;
                }
                Feast::Fixed(12, day)
            }
            "new" => {
                // "New Year's Eve", "New Year's Day".
                let year = reading.is(at + 1, "year") && self.token(at + 2).kind == Kind::Clitic;
                if !year {
                    return None;
                }
                end = at + 4;
                match () {
                    () if reading.is(at + 3, "eve") => Feast::Fixed(12, 31),
                    () if reading.is(at + 3, "day") => Feast::Fixed(1, 1),
                    () => return None,
                }
            }
            "thanksgiving" => {
                end += usize::from(reading.is(end, "day"));
                Feast::Thanksgiving(0)
            }
            "halloween" => Feast::Fixed(10, 31),
            "easter" => {
                if reading.is_any(end, &["sunday", "monday"]) {
                    end += 1;
                    Feast::Easter(i8::from(reading.is(at + 1, "monday")))
                } else if self.token(end).is_capital() && self.token(end).kind == Kind::Word {
                    return None;
                } else {
                    Feast::Easter(0)
                }
            }
            _ => {
                if !reading.is(end, "day") {
                    return None;
                }
                end += 1;
                Feast::Fixed(2, 14)
            }
        };
        let (shift, first) = self.shifted(at);
        let (year, end) = match self.year(end, false) {
            Some((year, end)) => (YearSaid { year: Some(year), ..YearSaid::default() }, end),
            None => (YearSaid { year: None, shift, of_year: false }, end),
        };
        let (end, hour) = self.hour_behind(end);
        self.push(if shift == Shift::None { at } else { first }, end, Time::Feast(feast, year), hour)
    }
}
