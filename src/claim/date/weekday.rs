//! Weekdays, alone and beside dates.

use chrono::Weekday;

use super::calendar::Dated;
use super::words::WORDS;
use super::{Calendar, Hour, Reader, Rhythm, Shift, Time, Written};
use crate::language::time::{Part, TimeWord};
use crate::language::{Classes, Kind, Mark};

/// A weekday by its number from 1 (Monday).
pub(super) fn weekday_number(number: u8) -> Weekday {
    Weekday::try_from(number.saturating_sub(1) % 7).unwrap_or(Weekday::Mon)
}

impl Reader<'_, '_> {
    /// A weekday, alone or with the date it stands beside.
    pub(super) fn weekday(&mut self, at: usize) -> Option<usize> {
        let word = self.reading.word(at);
        let day = weekday_number(self.reading.entry(at).calendar);
        let short = !word.to_ascii_lowercase().trim_end_matches('s').ends_with("day");
        if !short && word.ends_with(['s', 'S']) {
            return self.weekdays(at, day);
        }
        if self.is_named_day(at) {
            return None;
        }
        let weekday = Written { value: day, extent: self.reading.extent(at, at + 1) };
        if let Some(end) = self.weekday_range(at, weekday) {
            return Some(end);
        }
        if let Some((mut dated, part)) = self.date_beside(at, short) {
            dated.calendar.weekday = Some(weekday);
            let first = self.widened_by_hour(at);
            let (end, hour) = self.hour_behind(dated.end);
            let hour = hour.or(part.map(Hour::Part));
            // "Saturday and Sunday, October 1 and 2" is read as a range; in "Sunday, October 2 and 3"
            // the weekday belongs to the first day.
            if let Some((before, ..)) = dated.more.first().copied() {
                let first_day = Calendar { day: Some(before), ..dated.calendar };
                let second = dated.more[0].2;
                self.push(first, second, Time::Calendar(first_day), hour);
                dated.calendar.weekday = None;
                dated.more.remove(0);
                self.push_days(&dated);
                return self.push(dated.first, dated.end, Time::Calendar(dated.calendar), None);
            }
            return self.push(first, end, Time::Calendar(dated.calendar), hour);
        }
        if short && !self.is_short_weekday(at) {
            return None;
        }
        let (shift, mut first) = self.shifted(at);
        if self.behind(at, &["every", "each"]) {
            return self.push(at - 1, at + 1, Time::Every(Rhythm::Weekday(day)), None);
        }
        if shift == Shift::None {
            first = self.widened_by_hour(at);
        }
        let early = first < at && shift == Shift::None;
        let calendar = Calendar { weekday: Some(weekday), shift, ..Calendar::default() };
        let (end, hour) = self.hour_behind(at + 1);
        let hour = hour.or_else(|| self.edge_hour(first, early));
        self.push(first, end, Time::Calendar(calendar), hour)
    }

    /// "early on Sunday" is its morning; "late Sunday" its evening.
    fn edge_hour(&self, first: usize, early: bool) -> Option<Hour> {
        (early && self.reading.is(first, "early")).then_some(Hour::Part(Part::Morning))
    }

    /// "on Tuesdays", "Sundays".
    fn weekdays(&mut self, at: usize, day: Weekday) -> Option<usize> {
        self.push(at, at + 1, Time::Every(Rhythm::Weekday(day)), None)
    }

    /// "Bloody Sunday", "the Sunday Times", "Friday prayers", "Mail on Sunday".
    fn is_named_day(&self, at: usize) -> bool {
        let reading = self.reading;
        if at > 0 && !self.starts_line(at) {
            if reading.is_any(at - 1, &WORDS.names_before_weekday) {
                return true;
            }
            if at > 1 && reading.is(at - 1, "on") && reading.is(at - 2, "mail") && self.token(at - 2).is_capital() {
                return true;
            }
        }
        let next = self.token(at + 1);
        if self.starts_line(at + 1) || !reading.is_any(at + 1, &WORDS.names_after_weekday) {
            // "Monday Night Football", "Saturday Night Live".
            return reading.is(at + 1, "night")
                && next.is_capital()
                && reading.is_any(at + 2, &["football", "live", "fever"]);
        }
        // "Sunday World" is a newspaper, "on Sunday people" is not.
        next.is_capital() || reading.is(at + 1, "prayers")
    }

    /// Whether a short weekday without a date is one: "on Fri", "Sat.", never "the Sun".
    fn is_short_weekday(&self, at: usize) -> bool {
        !self.reading.is_any(at, &["sun", "mon", "wed", "sat"])
            && self.reading.word(at).len() <= 5
            && self.behind(at, &["on", "by", "until", "from", "since", "last", "next", "this"])
    }

    /// The date beside a weekday: "Sunday, October 2", "Sunday the 2nd", "Sunday night (October 2)".
    fn date_beside(&self, weekday: usize, short: bool) -> Option<(Dated, Option<Part>)> {
        let mut at = weekday + 1;
        if self.is_glued_mark(at, Mark::Period) && short {
            at += 1;
        }
        let mut part = None;
        if let Some(TimeWord::Part(it)) = self.time_word(at)
            && !self.starts_line(at)
        {
            part = Some(it);
            at += 1;
        }
        let bracket = self.reading.is_mark(at, Mark::OpenParen);
        if bracket || self.is_glued_mark(at, Mark::Comma) {
            at += 1;
        }
        if self.reading.is(at, "the") {
            // "postponed on Monday the May 4 sale".
            if self.token(at + 1).kind == Kind::Word && !self.reading.classes(at + 1).contains(Classes::ORDINAL) {
                return None;
            }
            at += 1;
        }
        if (weekday + 1..=at).any(|it| self.starts_line(it)) {
            return None;
        }
        let mut dated = self.date_at(at)?;
        if bracket {
            if !self.reading.is_mark(dated.end, Mark::CloseParen) || !dated.more.is_empty() {
                return None;
            }
            dated.end += 1;
        }
        dated.calendar.day?;
        Some((dated, part))
    }

    /// "Tuesday through Friday, May 5-8", "Friday, Saturday and Sunday, May 8, 9 and 10": each weekday has its day, or the
    /// first and the last have the ends.
    fn weekday_range(&mut self, at: usize, weekday: Written<Weekday>) -> Option<usize> {
        let reading = self.reading;
        let mut weekdays = vec![(at, weekday)];
        let mut last = at;
        loop {
            let comma = self.is_glued_mark(last + 1, Mark::Comma);
            let second = last + 2 + usize::from(comma && reading.is_any(last + 2, &["and", "or"]));
            let joined =
                comma || reading.is_any(last + 1, &["through", "to", "and", "until", "or"]) || self.is_line(last + 1);
            if !joined || !reading.classes(second).contains(Classes::WEEKDAY) || !self.token(second).is_capital() {
                break;
            }
            let value = weekday_number(reading.entry(second).calendar);
            weekdays.push((second, Written { value, extent: reading.extent(second, second + 1) }));
            last = second;
        }
        let count = weekdays.len();
        if count < 2 {
            return None;
        }
        let (mut dated, _) = self.date_beside(last, true)?;
        if dated.more.is_empty() {
            return None;
        }
        let each = dated.more.len() + 1 == count;
        for (index, (at, weekday)) in weekdays[..count - 1].iter().enumerate() {
            let day = if each { dated.more.get(index) } else { dated.more.first().filter(|_| index == 0) };
            let calendar = match day {
                Some((day, ..)) => Calendar { weekday: Some(*weekday), day: Some(*day), ..dated.calendar },
                None => Calendar { weekday: Some(*weekday), ..Calendar::default() },
            };
            self.push(*at, at + 1, Time::Calendar(calendar), None);
        }
        dated.calendar.weekday = Some(weekdays[count - 1].1);
        self.push(last, dated.end, Time::Calendar(dated.calendar), None)
    }

    /// The weekday behind a date: "2 October (Sunday)", "October 2, Sunday,".
    pub(super) fn weekday_behind(&self, at: usize) -> Option<(Written<Weekday>, usize)> {
        let bracket = self.reading.is_mark(at, Mark::OpenParen);
        if !(bracket || self.is_glued_mark(at, Mark::Comma)) || self.starts_line(at + 1) {
            return None;
        }
        // "on December 20, a Thursday,".
        let day = at + 1 + usize::from(!bracket && self.reading.is(at + 1, "a"));
        let word = self.reading.word(day);
        if !self.reading.classes(day).contains(Classes::WEEKDAY)
            || !self.token(day).is_capital()
            || word.ends_with("days")
        {
            return None;
        }
        let dot = bracket && self.is_glued_mark(day + 1, Mark::Period);
        let after = if dot { day + 2 } else { day + 1 };
        // "On October 2, Sunday schools opened": the comma must close again.
        let closes = if bracket {
            self.reading.is_mark(after, Mark::CloseParen)
        } else {
            word.ends_with("day")
                && matches!(self.token(after).mark, Mark::Comma | Mark::Period)
                && self.date_at(after + 1).is_none()
        };
        let extent = self.reading.extent(day, day + 1);
        let weekday = Written { value: weekday_number(self.reading.entry(day).calendar), extent };
        closes.then_some((weekday, if bracket { after + 1 } else { after }))
    }
}
