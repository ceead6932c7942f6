//! Dates with a month in words, and weekdays.

use super::words::WORDS;
use super::{Calendar, Order, Reader, Shift, Time, Written};
use crate::language::plural::is_plural;
use crate::language::{Classes, Kind, Mark};

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

impl Reader<'_, '_> {
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
    pub(super) fn push_days(&mut self, dated: &Dated) {
        for (day, first, end) in &dated.more {
            let calendar = Calendar { day: Some(*day), weekday: None, ..dated.calendar };
            self.push(*first, *end, Time::Calendar(calendar), None);
        }
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
            while let Some((next, next_first, behind)) = self.next_day(end, last.value) {
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
        if self.is_short_month(after_month - 1)
            && self.is_glued_mark(end, Mark::Period)
            && self.year(end + 1, true).is_some()
        {
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
        let certain = calendar.year.is_some()
            || self.behind(first, &["on", "the", "until", "by", "since", "of", "for", "from"])
            || self.reading.classes(first.saturating_sub(1)).contains(Classes::WEEKDAY);
        if day.value == 0 || (day.value > 31 && !certain) || day.value > 39 {
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
        if classes.contains(Classes::TEN)
            && self.is_line(end)
            && self.reading.classes(end + 1).contains(Classes::ORDINAL)
        {
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
        // "On Sept. 31st Street lay in the dark", "the March 5th Avenue parade".
        let street = self.suffix(end - 1)
            && self.token(end).is_capital()
            && !self.starts_line(end)
            && reading.classes(end).contains(Classes::GEOGRAPHY);
        if street {
            return false;
        }
        if self.suffix(end - 1) || self.year(end, false).is_some() {
            return day <= 99;
        }
        let next = reading.classes(end);
        let same_line = !self.starts_line(end);
        if same_line
            && (next.intersects(Classes::SCALE)
                || reading.is_any(end, &["percent", "per", "a.m.", "p.m.", "am", "pm", "years"]))
        {
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
            && (next.contains(Classes::HUMAN) || is_plural(word) && !next.contains(Classes::FUNCTION));
        if counted && self.behind(month, &["in", "since", "during", "until", "by", "from", "through"]) {
            return day <= 31 && !self.behind(month, &["in", "during"]) && !next.contains(Classes::HUMAN);
        }
        // "in April 31 more were lost".
        let goes_on = same_line && next.contains(Classes::FUNCTION);
        if self.behind(month, &["in"]) && (day > 31 || goes_on) {
            return false;
        }
        day <= 39
    }

    /// The next day of a list or range behind a month: "-4", " to 4", ", 8 and 15".
    fn next_day(&self, at: usize, before: u32) -> Option<(Written<u32>, usize, usize)> {
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
        if day.value <= before || day.value > 31 || self.month_word(end).is_some() || self.has_own_day(end) {
            return None;
        }
        // "October 2 and 3 people died", "October 2, 8 people died", "October 4 to 5 p.m.".
        let token = self.token(end);
        let closes = token.kind != Kind::Word
            || self.suffix(end - 1)
            || (self.reading.classes(end).contains(Classes::FUNCTION)
                && !self.reading.is_any(end, &["more", "of", "other", "others", "few"]))
            || self.starts_line(end);
        let listed = !comma
            || self.reading.is(end, "and")
            || (self.is_glued_mark(end, Mark::Comma) && self.digits(end + 1).is_some_and(|it| it.1 < 3))
            || self.reading.is(next - 1, "and");
        ((closes || self.is_line(at)) && listed).then_some((day, next, end))
    }

    /// Whether a day of its own stands behind a number, which is a count then: "9 on June 3, and 31 on Thursday".
    fn has_own_day(&self, end: usize) -> bool {
        let day = Classes::WEEKDAY | Classes::MONTH;
        let reading = self.reading;
        let told = reading.is_any(end, &["on", "by"])
            && (reading.classes(end + 1).intersects(day) || reading.classes(end + 2).contains(Classes::MONTH));
        told || reading.is(end, "the") && reading.is_any(end + 1, &["next", "following"]) && reading.is(end + 2, "day")
    }

    /// Whether a month without day is meant as one: "in May", "May 2022", never "Mr May" or "March on".
    fn is_month(&self, at: usize, calendar: &Calendar) -> bool {
        let reading = self.reading;
        let before = self.before(at);
        if before.is_some_and(|it| reading.classes(it).contains(Classes::HONORIFIC)) {
            return false;
        }
        if calendar.year.is_some() {
            return true;
        }
        let led = before.is_some_and(|it| {
            reading.is_any(it, &WORDS.before_month)
                || reading.is_mark(it, Mark::Hyphen) && it > 0 && reading.is(it - 1, "mid")
        });
        if led
            && before.is_some_and(|it| {
                reading.is_any(it, &["and", "or", "for", "of", "to", "by", "before", "after", "from"])
            })
        {
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
        if reading.is_any(at, &WORDS.may_be_name) {
            // A march is led to a place; May is a name and a verb.
            let determined =
                before.is_some_and(|it| reading.is_any(it, &["the", "a", "an", "its", "their", "his", "her"]));
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
        led || !self.is_short_month(at)
    }
}
