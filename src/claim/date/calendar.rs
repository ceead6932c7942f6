//! Dates with a month in words, and weekdays.

use chrono::Weekday;

use super::{Calendar, Hour, Order, Reader, Rhythm, Shift, Time, Written};
use crate::language::{Classes, Kind, Mark};
use crate::language::time::{Part, TimeWord};

/// A date as read from its first token.
pub(super) struct Dated {
    /// Its parts; of a list or range the last day.
    pub calendar: Calendar,
    /// The days before the last one of a list or range, with their tokens.
    pub more: Vec<(Written<u32>, usize, usize)>,
    /// The first token of the part that `calendar` covers.
    pub first: usize,
    /// The token after.
    pub end: usize,
}

/// A weekday by its number from 1 (Monday).
pub(super) fn weekday_number(number: u8) -> Weekday {
    Weekday::try_from(number.saturating_sub(1) % 7).unwrap_or(Weekday::Mon)
}

/// Names that begin with a weekday: newspapers, programmes, prayers.
const NAMED_AFTER: &[&str] = &[
    "times", "telegraph", "mail", "mirror", "express", "herald", "post", "independent", "world", "people", "sport",
    "tribune", "prayers", "club", "school", "schools", "football", "show",
];

/// Words before a weekday that make it a name: "Bloody Sunday", "Super Tuesday".
const NAMED_BEFORE: &[&str] = &[
    "bloody", "super", "black", "cyber", "ash", "maundy", "shrove", "palm", "fat", "giving", "whit", "holy", "ruby",
    "girl", "spy", "easter", "good", "mardi", "taco", "blue", "sheffield", "mothering", "remembrance", "meatless",
];

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
            if reading.is_any(at - 1, NAMED_BEFORE) {
                return true;
            }
            if at > 1 && reading.is(at - 1, "on") && reading.is(at - 2, "mail") && self.token(at - 2).is_capital() {
                return true;
            }
        }
        let next = self.token(at + 1);
        if self.starts_line(at + 1) || !reading.is_any(at + 1, NAMED_AFTER) {
            // "Monday Night Football", "Saturday Night Live".
            return reading.is(at + 1, "night") && next.is_capital() && reading.is_any(at + 2, &["football", "live", "fever"]);
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
            // "announced on Friday the October 3 launch".
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

    /// "Thursday through Sunday, March 6-9": each weekday has its day.
    fn weekday_range(&mut self, at: usize, weekday: Written<Weekday>) -> Option<usize> {
        let reading = self.reading;
        let joined = reading.is_any(at + 1, &["through", "to", "and", "until", "or"]) || self.is_line(at + 1);
        let second = at + 2;
        if !joined || !reading.classes(second).contains(Classes::WEEKDAY) || !self.token(second).is_capital() {
            return None;
        }
        let (mut dated, _) = self.date_beside(second, true)?;
        let [(first_day, ..)] = *dated.more.as_slice() else { return None };
        let first = Calendar { weekday: Some(weekday), day: Some(first_day), ..dated.calendar };
        self.push(at, at + 1, Time::Calendar(first), None);
        let extent = reading.extent(second, second + 1);
        dated.calendar.weekday = Some(Written { value: weekday_number(reading.entry(second).calendar), extent });
        self.push(second, dated.end, Time::Calendar(dated.calendar), None)
    }

    /// A date that begins with its month, or a month alone.
    pub(super) fn month(&mut self, at: usize) -> Option<usize> {
        let dated = self.month_first(at)?;
        let plain = dated.calendar.day.is_none();
        if plain && !self.is_month(at, &dated.calendar) {
            return None;
        }
        if plain && dated.calendar.year.is_none() {
            let (shift, first) = self.shifted(at);
            if self.behind(at, &["every", "each"]) {
                return Some(at + 1);
            }
            let first = if shift == Shift::None { self.widened(at) } else { first };
            let calendar = Calendar { shift, ..dated.calendar };
            return self.push(first, dated.end, Time::Calendar(calendar), None);
        }
        self.push_dated(dated)
    }

    /// Enters a date, the other days of its list, and the weekday in brackets behind it.
    pub(super) fn push_dated(&mut self, mut dated: Dated) -> Option<usize> {
        if dated.more.is_empty()
            && let Some((weekday, end)) = self.weekday_behind(dated.end)
        {
            dated.calendar.weekday = Some(weekday);
            dated.end = end;
        }
        let from = dated.more.first().map_or(dated.first, |it| it.1);
        let mut first = self.widened(from);
        let mut hour = None;
        if dated.calendar.day.is_some() && first == from {
            (first, hour) = self.part_before(first);
        }
        self.push_days(&dated);
        let first = if dated.more.is_empty() { first } else { dated.first };
        let (end, behind) = if dated.calendar.day.is_some() { self.hour_behind(dated.end) } else { (dated.end, None) };
        self.push(first, end, Time::Calendar(dated.calendar), behind.or(hour))
    }

    /// Enters the days before the last one of a list.
    fn push_days(&mut self, dated: &Dated) {
        for (day, first, end) in &dated.more {
            let calendar = Calendar { day: Some(*day), weekday: None, ..dated.calendar };
            self.push(*first, *end, Time::Calendar(calendar), None);
        }
    }

    /// The weekday behind a date: "2 October (Sunday)", "October 2, Sunday,".
    fn weekday_behind(&self, at: usize) -> Option<(Written<Weekday>, usize)> {
        let bracket = self.reading.is_mark(at, Mark::OpenParen);
        if !(bracket || self.is_glued_mark(at, Mark::Comma)) || self.starts_line(at + 1) {
            return None;
        }
        let day = at + 1;
        let word = self.reading.word(day);
        if !self.reading.classes(day).contains(Classes::WEEKDAY) || !self.token(day).is_capital() || word.ends_with("days") {
            return None;
        }
        let dot = bracket && self.is_glued_mark(day + 1, Mark::Period);
        let after = if dot { day + 2 } else { day + 1 };
        // "On October 2, Sunday schools opened": the comma must close again.
        let closes = if bracket {
            self.reading.is_mark(after, Mark::CloseParen)
        } else {
            word.ends_with("day") && matches!(self.token(after).mark, Mark::Comma | Mark::Period) && self.date_at(after + 1).is_none()
        };
        let extent = self.reading.extent(day, day + 1);
        let weekday = Written { value: weekday_number(self.reading.entry(day).calendar), extent };
        closes.then_some((weekday, if bracket { after + 1 } else { after }))
    }

    /// The date that begins at a token: with the month, the day, or in numbers.
    pub(super) fn date_at(&self, at: usize) -> Option<Dated> {
        match self.token(at).kind {
            Kind::Number => self.day_first(at).or_else(|| self.in_numbers(at)),
            Kind::Word => {
                let classes = self.reading.classes(at);
                if classes.contains(Classes::MONTH) && self.token(at).is_capital() {
                    self.month_first(at)
                } else if classes.contains(Classes::ORDINAL) {
                    self.day_first(at)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// "October 2, 2022", "Oct. 2", "October 2022", "October"; days only where they are days.
    fn month_first(&self, at: usize) -> Option<Dated> {
        let month = self.month_word(at)?;
        let mut end = at + 1;
        let mut after = end;
        if self.is_short_month(at) && self.is_glued_mark(after, Mark::Period) {
            after += 1;
        }
        let mut calendar = Calendar { month: Some(month), ..Calendar::default() };
        let mut more = Vec::new();
        let mut first = at;
        let article = usize::from(self.reading.is(after, "the") && self.suffix(after + 2));
        if let Some((day, behind)) = self.day(after + article)
            && self.is_day(at, day.value, behind)
        {
            (calendar.day, end) = (Some(day), behind);
            let mut from = at;
            let mut last = day;
            while let Some((next, next_first, behind)) = self.next_day(end, last.value, at) {
                more.push((last, from, end));
                (from, last, end) = (next_first, next, behind);
            }
            (calendar.day, first) = (Some(last), from);
        }
        if let Some((year, behind)) = self.year(if end > at + 1 { end } else { after }, true) {
            (calendar.year, end) = (Some(year), behind);
        }
        Some(Dated { calendar, more, first, end })
    }

    /// "2 October 2022", "2nd of October", "2-4 October", "first of May".
    pub(super) fn day_first(&self, at: usize) -> Option<Dated> {
        let mut days = Vec::new();
        let mut next = at;
        let (month, after_month) = loop {
            let (day, behind) = self.day_or_ordinal(next)?;
            days.push((day, next, behind));
            let of = behind + usize::from(self.reading.is(behind, "of"));
            if let Some(month) = self.month_word(of)
                && !self.starts_line(of)
            {
                break (month, of + 1);
            }
            let joins = self.is_line(behind)
                || self.is_glued_mark(behind, Mark::Comma)
                || self.reading.is_any(behind, &["to", "and", "or", "through", "until"]);
            if !joins || days.len() > 6 || self.starts_line(behind + 1) {
                return None;
            }
            next = behind + 1;
        };
        let (day, first, behind) = days.pop()?;
        let rising = days.iter().map(|it| it.0.value).chain([day.value]).collect::<Vec<_>>();
        if !rising.is_sorted() || (!days.is_empty() && day.value > 31) {
            return None;
        }
        if self.reading.is(behind, "of") && !self.suffix(behind - 1) && self.token(first).kind == Kind::Number {
            return None;
        }
        let mut end = after_month;
        if self.is_short_month(after_month - 1) && self.is_glued_mark(end, Mark::Period) && self.year(end + 1, true).is_some() {
            end += 1;
        }
        let mut calendar =
            Calendar { day: Some(day), month: Some(month), order: Order::DayFirst, ..Calendar::default() };
        if let Some((year, behind)) = self.year(end, true) {
            (calendar.year, end) = (Some(year), behind);
        } else if self.day(end).is_some_and(|(right, behind)| self.is_day(end - 1, right.value, behind))
            && !self.behind(first, &["on", "the", "from", "until", "since", "by", "of", "between", "till"])
        {
            // "killing 12 October 7 attackers": the number behind the month is the day.
            return None;
        }
        // "He won 45 May Day medals": more than 31 days only where a date must stand.
        let certain = calendar.year.is_some() || self.behind(first, &["on", "the", "until", "by", "since", "of"]) || self.reading.classes(first.saturating_sub(1)).contains(Classes::WEEKDAY);
        if day.value == 0 || (day.value > 31 && !certain) || day.value > 39 {
            return None;
        }
        // "one in 5 May voters", "5 May Street": a word in capitals behind "May" without a year is a name.
        if self.reading.is_any(after_month - 1, &["may", "march"]) && calendar.year.is_none() && !certain && day.value < 1 {
            return None;
        }
        Some(Dated { calendar, more: days, first, end })
    }

    /// A month, with where it stands.
    fn month_word(&self, at: usize) -> Option<Written<u32>> {
        let token = self.token(at);
        if !self.reading.classes(at).contains(Classes::MONTH) || !token.is_capital() {
            return None;
        }
        let value = u32::from(self.reading.entry(at).calendar);
        Some(Written { value, extent: self.reading.extent(at, at + 1) })
    }

    fn is_short_month(&self, at: usize) -> bool {
        self.reading.word(at).len() <= 4 && !self.reading.is_any(at, &["may", "june", "july"])
    }

    /// Whether the token is "st", "nd", "rd" or "th" glued to a number.
    fn suffix(&self, at: usize) -> bool {
        self.reading.is_glued(at)
            && self.reading.is_any(at, &["st", "nd", "rd", "th"])
            && at > 0
            && self.token(at - 1).kind == Kind::Number
    }

    /// One or two digits that can be a day, with "nd" behind them.
    fn day(&self, at: usize) -> Option<(Written<u32>, usize)> {
        let (value, length) = self.digits(at)?;
        if length > 2 || value == 0 || self.starts_line(at) {
            return None;
        }
        let suffix = self.suffix(at + 1);
        let end = at + 1 + usize::from(suffix);
        let next = self.token(end);
        if self.reading.is_glued(end) && !suffix {
            let follows = self.token(end + 1);
            let number_behind = follows.kind == Kind::Number && self.reading.is_glued(end + 1);
            // "5km", "9:30", "5/6", "12%", "Mr May 9.30".
            let not_a_day = matches!(next.kind, Kind::Word | Kind::Number)
                || next.mark == Mark::Percent
                || next.mark == Mark::Degree
                || (matches!(next.mark, Mark::Colon | Mark::Slash | Mark::Period) && number_behind);
            if not_a_day {
                return None;
            }
        }
        if at > 0 && matches!(self.token(at - 1).mark, Mark::Currency | Mark::Hash) {
            return None;
        }
        Some((Written { value, extent: self.reading.extent(at, end) }, end))
    }

    /// A day in digits, or "first", "twenty-second" before "of".
    fn day_or_ordinal(&self, at: usize) -> Option<(Written<u32>, usize)> {
        if self.token(at).kind == Kind::Number {
            return self.day(at);
        }
        let mut value = u32::try_from(self.reading.entry(at).value).ok()?;
        let mut end = at + 1;
        let classes = self.reading.classes(at);
        if classes.contains(Classes::TEN) && self.is_line(end) && self.reading.classes(end + 1).contains(Classes::ORDINAL) {
            value += u32::try_from(self.reading.entry(end + 1).value).ok()?;
            end += 2;
        } else if !classes.contains(Classes::ORDINAL) {
            return None;
        }
        let fits = (1..=31).contains(&value) && self.reading.is(end, "of");
        fits.then(|| (Written { value, extent: self.reading.extent(at, end) }, end))
    }

    /// Whether the number behind a month is its day: not in "in June 31 people", "May 5 million".
    fn is_day(&self, month: usize, day: u32, end: usize) -> bool {
        let reading = self.reading;
        if self.suffix(end - 1) || self.year(end, false).is_some() {
            return day <= 99;
        }
        let next = reading.classes(end);
        let same_line = !self.starts_line(end);
        if same_line && (next.intersects(Classes::SCALE) || reading.is_any(end, &["percent", "per", "a.m.", "p.m.", "am", "pm", "years"])) {
            return false;
        }
        // A score: "in November 31-28".
        if self.is_line(end)
            && reading.is_glued(end)
            && reading.is_glued(end + 1)
            && self.digits(end + 1).is_some_and(|(next, _)| next <= day || next > 31)
        {
            return false;
        }
        let word = reading.word(end);
        let counted = same_line
            && self.token(end).kind == Kind::Word
            && !self.token(end).is_capital()
            && (next.contains(Classes::HUMAN) || (word.ends_with('s') && !next.contains(Classes::FUNCTION)));
        if self.behind(month, &["in", "since", "during", "until", "by", "from", "through"]) && counted {
            return self.behind(month, &["by", "from", "until", "through", "since"]) && day <= 31 && !next.contains(Classes::HUMAN);
        }
        // "in September 31 more were injured".
        let goes_on = same_line && next.contains(Classes::FUNCTION);
        if self.behind(month, &["in"]) && (day > 31 || goes_on) {
            return false;
        }
        day <= 39
    }

    /// The next day of a list or range behind a month: "-4", " to 4", ", 8 and 15".
    fn next_day(&self, at: usize, before: u32, month: usize) -> Option<(Written<u32>, usize, usize)> {
        if self.starts_line(at) || self.starts_line(at + 1) {
            return None;
        }
        let (mut next, comma) = (at + 1, self.is_glued_mark(at, Mark::Comma));
        if comma && self.reading.is(next, "and") {
            next += 1;
        }
        let word = self.reading.is_any(at, &["to", "and", "through", "or", "until"]);
        if !(comma || word || self.is_line(at)) {
            return None;
        }
        let (day, end) = self.day(next)?;
        if day.value <= before || day.value > 31 || self.month_word(end).is_some() {
            return None;
        }
        // "October 2 and 3 people died", "October 2, 8 people died", "October 4 to 5 p.m.".
        let token = self.token(end);
        let closes = token.kind != Kind::Word
            || self.suffix(end - 1)
            || (self.reading.classes(end).contains(Classes::FUNCTION) && !self.reading.is_any(end, &["more", "of", "other", "others", "few"]))
            || self.starts_line(end);
        let listed = !comma
            || self.reading.is(end, "and")
            || (self.is_glued_mark(end, Mark::Comma) && self.digits(end + 1).is_some_and(|it| it.1 < 3))
            || self.reading.is(next - 1, "and");
        let _ = month;
        ((closes || self.is_line(at)) && listed).then_some((day, next, end))
    }

    /// The year behind a date or month: "2022", ", 2022", " of 2022", "480 BC".
    pub(super) fn year(&self, at: usize, comma: bool) -> Option<(Written<i32>, usize)> {
        let comma = comma || self.is_glued_mark(at, Mark::Comma);
        let mut number = at;
        if comma && self.is_glued_mark(at, Mark::Comma) || self.reading.is(at, "of") {
            number += 1;
        }
        if number == at && self.starts_line(at) {
            return None;
        }
        if self.token(number).mark == Mark::Apostrophe {
            let (value, length) = self.digits(number + 1)?;
            let extent = self.reading.extent(number, number + 2);
            return (length == 2 && self.reading.is_glued(number + 1))
                .then(|| (Written { value: two_digit_year(value), extent }, number + 2));
        }
        let (value, length) = self.digits(number)?;
        if let Some((year, end)) = self.before_christ(number, value) {
            return Some((year, end));
        }
        if length != 4 || !(1000..=2999).contains(&value) {
            return None;
        }
        let next = self.token(number + 1);
        let glued = self.reading.is_glued(number + 1);
        if glued && (next.mark == Mark::Percent || next.kind == Kind::Word) {
            return None;
        }
        // "In May 2000 people marched".
        if number == at && self.reading.classes(number + 1).contains(Classes::HUMAN) && !self.starts_line(number + 1) && value % 100 == 0 {
            return None;
        }
        if self.reading.classes(number + 1).intersects(Classes::SCALE) || lexicon_zone(self.reading.word(number + 1)) {
            return None;
        }
        let extent = self.reading.extent(number, number + 1);
        Some((Written { value: i32::try_from(value).ok()?, extent }, number + 1))
    }

    /// "480 BC", "AD 79" is read elsewhere.
    pub(super) fn before_christ(&self, at: usize, value: u32) -> Option<(Written<i32>, usize)> {
        let christ = self.reading.is_any(at + 1, &["bc", "b.c.", "bce", "b.c.e."]) && self.token(at + 1).is_capital();
        let extent = self.reading.extent(at, at + 2);
        (christ && value > 0).then(|| (Written { value: -i32::try_from(value).unwrap_or(1), extent }, at + 2))
    }

    /// Whether a month without day is meant as one: "in May", "May 2022", never "Mr May" or "March on".
    fn is_month(&self, at: usize, calendar: &Calendar) -> bool {
        let reading = self.reading;
        let before = self.before(at);
        if calendar.year.is_some() {
            return !before.is_some_and(|it| reading.classes(it).contains(Classes::HONORIFIC));
        }
        let led = before.is_some_and(|it| {
            reading.is_any(
                it,
                &[
                    "in", "since", "until", "till", "by", "of", "last", "next", "this", "early", "late", "mid", "from",
                    "to", "between", "during", "through", "before", "after", "for", "and", "or", "previous",
                    "following", "that", "every", "each", "around", "coming", "the", "a", "an", "its", "their", "his", "her",
                ],
            ) || reading.is_mark(it, Mark::Hyphen) && it > 0 && reading.is(it - 1, "mid")
        });
        if led && before.is_some_and(|it| reading.is_any(it, &["and", "or", "for", "of", "to", "by", "before", "after", "from"])) {
            // "by April Jones", "for Theresa and May Smith".
            let next = self.token(at + 1);
            let name = next.kind == Kind::Word
                && next.is_capital()
                && !self.starts_line(at + 1)
                && !reading.classes(at + 1).intersects(Classes::FUNCTION | Classes::MONTH);
            if name {
                return false;
            }
        }
        if reading.is_any(at, &["may", "march", "mar", "jan", "dec", "sep", "jun", "april", "june", "august"]) {
            // A march is led to a place; May is a name and a verb.
            let determined = before.is_some_and(|it| reading.is_any(it, &["the", "a", "an", "its", "their", "his", "her"]));
            if determined {
                // "the March on Washington", "the May", "a March for Life": only before a noun in small letters.
                let next = self.token(at + 1);
                return next.kind == Kind::Word
                    && !next.is_capital()
                    && !reading.classes(at + 1).contains(Classes::FUNCTION)
                    && !self.starts_line(at + 1);
            }
            // "(August-September 1950)".
            let joins = self.is_line(at + 1) || reading.is_any(at + 1, &["and", "to", "or", "through"]);
            return led || (joins && self.month_word(at + 2).is_some());
        }
        let named = before.is_some_and(|it| reading.classes(it).contains(Classes::HONORIFIC));
        !named && (led || !self.is_short_month(at))
    }
}

/// A year of two digits: those of this century up to 40, then the last one's.
pub(super) fn two_digit_year(value: u32) -> i32 {
    let value = i32::try_from(value).unwrap_or(0);
    if value < 40 { 2000 + value } else { 1900 + value }
}

/// Whether a word is a time zone, so that the four digits before it are a time: "1300 GMT".
pub(super) fn lexicon_zone(word: &str) -> bool {
    const ZONES: &[&str] = &[
        "GMT", "UTC", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "PST", "PDT", "PT", "BST", "CET", "CEST", "IST",
        "JST", "AEST", "AEDT", "MSK", "EET", "EEST", "HKT", "SGT", "hrs", "hours",
    ];
    ZONES.contains(&word)
}
