//! Times that begin with a number: years, dates and hours in digits, decades.

use super::calendar::Dated;
use super::year::two_digit_year;
use super::{Calendar, Order, Period, Reader, Time, Written, YearSaid};
use crate::language::{Kind, Mark};
use crate::options::Language;

impl Reader<'_, '_> {
    /// What begins with a number.
    pub(super) fn number(&mut self, at: usize) -> Option<usize> {
        let Some((value, length)) = self.digits(at) else { return self.clock(at) };
        let next = self.token(at + 1);
        let tight = self.reading.is_glued(at + 1);
        // What no time can follow is left at once: most numbers.
        if length <= 2 {
            if let Some(dated) = self.day_first(at) {
                return self.push_dated(dated);
            }
            if tight && matches!(next.mark, Mark::Slash | Mark::Period | Mark::Hyphen) {
                if let Some(dated) = self.in_numbers(at) {
                    return self.push_dated(dated);
                }
                if let Some(end) = self.eleventh_of_september(at) {
                    return Some(end);
                }
            }
            if tight
                && value.is_multiple_of(10)
                && value >= 20
                && length == 2
                && self.reading.is(at + 1, "s")
                && self.behind(at, &["the", "early", "late"])
            {
                return self.push_decade(at, at + 2, two_digit_year(value));
            }
            if let Some(end) = self.clock(at) {
                return Some(end);
            }
            return self.ordinal(at).or_else(|| self.bc(at, value));
        }
        if length == 4 {
            if tight
                && matches!(next.mark, Mark::Hyphen | Mark::Slash)
                && let Some(dated) = self.in_numbers(at)
            {
                return self.push_dated(dated);
            }
            if let Some(end) = self.clock(at) {
                return Some(end);
            }
            return self.decade(at, value).or_else(|| self.bc(at, value)).or_else(|| self.bare_year(at, value));
        }
        self.bc(at, value).or_else(|| self.early_year(at, value)).or_else(|| self.ordinal(at))
    }

    /// "02/10/2022", "2.10.2022", "2022-10-02", "2022/10/02", "2022-10-02T21:50".
    pub(super) fn in_numbers(&self, at: usize) -> Option<Dated> {
        let mark = self.token(at + 1).mark;
        let glued = (at + 1..at + 5).all(|it| self.reading.is_glued(it));
        if !glued || mark != self.token(at + 3).mark || self.is_glued_number(at) {
            return None;
        }
        let (first, second, third) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let behind = self.token(at + 5);
        let year_leads = first.1 == 4 && matches!(mark, Mark::Hyphen | Mark::Slash);
        if self.reading.is_glued(at + 5)
            && !(year_leads && self.is_hour_of_iso(at + 5))
            && (matches!(behind.kind, Kind::Word | Kind::Number)
                || (behind.mark == mark && self.reading.is_glued(at + 6)))
        {
            return None;
        }
        let part = |value: u32, index: usize| Written { value, extent: self.reading.extent(index, index + 1) };
        let (mut calendar, year) = if year_leads {
            if second.1 != 2 || third.1 != 2 || !(1..=12).contains(&second.0) || !(1..=31).contains(&third.0) {
                return None;
            }
            let calendar = Calendar {
                month: Some(part(second.0, at + 2)),
                day: Some(part(third.0, at + 4)),
                order: Order::YearFirst,
                ..Calendar::default()
            };
            (calendar, part(first.0, at))
        } else {
            let full = third.1 == 4;
            if first.1 > 2
                || second.1 > 2
                || !(full || (third.1 == 2 && mark == Mark::Slash))
                || mark == Mark::Hyphen && !full
            {
                return None;
            }
            let (day_first, month_first) = (second.0 <= 12, first.0 <= 12);
            let month_leads = match self.options.language {
                _ if day_first && !month_first => false,
                _ if month_first && !day_first => true,
                Language::British => false,
                Language::American => true,
                // Full stops are a European custom.
                Language::Any => mark != Mark::Period,
            };
            let (day, month) = if month_leads { (second, first) } else { (first, second) };
            let (day_at, month_at) = if month_leads { (at + 2, at) } else { (at, at + 2) };
            if day.0 == 0 || month.0 == 0 || month.0 > 12 || day.0 > 31 {
                return None;
            }
            let unsure = self.options.language == Language::Any
                && day_first
                && month_first
                && first.0 != second.0
                && mark == Mark::Slash;
            let calendar = Calendar {
                day: Some(part(day.0, day_at)),
                month: Some(part(month.0, month_at)),
                order: if unsure { Order::Either } else { Order::Numbers },
                ..Calendar::default()
            };
            (calendar, part(third.0, at + 4))
        };
        let value = if year.extent.end - year.extent.start == 2 {
            two_digit_year(year.value)
        } else {
            i32::try_from(year.value).ok()?
        };
        if !(1000..=2999).contains(&value) {
            return None;
        }
        calendar.year = Some(Written { value, extent: year.extent });
        Some(Dated { calendar, more: Vec::new(), first: at, end: at + 5 })
    }

    /// Whether a token is the "T21" of "2022-10-02T21:50".
    fn is_hour_of_iso(&self, at: usize) -> bool {
        let hour = self.reading.word(at).strip_prefix(['T', 't']);
        hour.is_some_and(|it| it.len() >= 2 && it.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether a number hangs on what stands before it: "A-12", "£5", "v1".
    fn is_glued_number(&self, at: usize) -> bool {
        at > 0
            && self.reading.is_glued(at)
            && !matches!(
                self.token(at - 1).mark,
                Mark::OpenParen | Mark::OpenBracket | Mark::Dash | Mark::OpenQuote | Mark::Quote | Mark::OpenSingle
            )
    }

    /// "9/11" and "7/7" as days of terror, where no score or date of other years can be meant.
    fn eleventh_of_september(&mut self, at: usize) -> Option<usize> {
        let nine =
            self.reading.is(at, "9") && self.reading.is_mark(at + 1, Mark::Slash) && self.reading.is(at + 2, "11");
        if !nine || self.reading.is_mark(at + 3, Mark::Slash) || self.is_glued_number(at) {
            return None;
        }
        let part = |value: u32, index: usize| Some(Written { value, extent: self.reading.extent(index, index + 1) });
        let calendar = Calendar {
            day: part(11, at + 2),
            month: part(9, at),
            year: Some(Written { value: 2001, extent: self.reading.extent(at, at + 3) }),
            order: Order::Numbers,
            ..Calendar::default()
        };
        self.push(at, at + 3, Time::Calendar(calendar), None)
    }

    /// "480 BC".
    fn bc(&mut self, at: usize, value: u32) -> Option<usize> {
        let (year, end) = self.before_christ(at, value)?;
        let calendar = Calendar { year: Some(year), ..Calendar::default() };
        let first = self.widened(at);
        self.push(first, end, Time::Calendar(calendar), None)
    }

    /// "the 1990s".
    fn decade(&mut self, at: usize, value: u32) -> Option<usize> {
        let apostrophe = self.token(at + 1).kind == Kind::Clitic && self.reading.is_glued(at + 1);
        let plural = self.reading.is_glued(at + 1) && self.reading.is(at + 1, "s")
            || (apostrophe && value.is_multiple_of(10) && self.behind(at, &["the", "early", "late", "mid"]));
        if !plural || !value.is_multiple_of(10) || !(1000..=2990).contains(&value) {
            return None;
        }
        self.push_decade(at, at + 2, i32::try_from(value).ok()?)
    }

    fn push_decade(&mut self, at: usize, end: usize, start: i32) -> Option<usize> {
        let first = self.with_article(self.widened(at));
        self.push(first, end, Time::Period(Period::Decade(start), YearSaid::default()), None)
    }

    /// "'64", "the '90s".
    pub(super) fn short_year(&mut self, at: usize) -> Option<usize> {
        let (value, length) = self.digits(at + 1)?;
        if length != 2 || !self.reading.is_glued(at + 1) || self.reading.is_glued(at) {
            return None;
        }
        if self.reading.is_glued(at + 2) && self.reading.is(at + 2, "s") && value.is_multiple_of(10) {
            return self.push_decade(at, at + 3, two_digit_year(value));
        }
        if !self.behind(at, &["in", "of", "since", "until", "by", "from", "to", "summer", "spring", "winter"]) {
            return None;
        }
        let extent = self.reading.extent(at, at + 2);
        let calendar = Calendar { year: Some(Written { value: two_digit_year(value), extent }), ..Calendar::default() };
        self.push(at, at + 2, Time::Calendar(calendar), None)
    }
}
