//! Times that begin with a number: years, dates and hours in digits, decades.

use super::calendar::{Dated, lexicon_zone, two_digit_year};
use super::{Calendar, Order, Period, Reader, Time, Written, YearSaid};
use crate::language::{Classes, Flags, Kind, Mark};
use crate::options::Language;

impl Reader<'_, '_> {
    /// What begins with a number.
    pub(super) fn number(&mut self, at: usize) -> Option<usize> {
        let text = self.reading.word(at);
        let (value, length) = match self.digits(at) {
            Some(found) => found,
            None => return self.clock(at),
        };
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
            if tight && value % 10 == 0 && value >= 20 && length == 2 && self.reading.is(at + 1, "s") && self.behind(at, &["the", "early", "late"]) {
                return self.push_decade(at, at + 2, two_digit_year(value));
            }
            if let Some(end) = self.clock(at) {
                return Some(end);
            }
            return self.ordinal(at).or_else(|| self.bc(at, value));
        }
        if length == 4 {
            if tight
                && next.mark == Mark::Hyphen
                && let Some(dated) = self.in_numbers(at)
            {
                return self.push_dated(dated);
            }
            if let Some(end) = self.clock(at) {
                return Some(end);
            }
            let _ = text;
            return self.decade(at, value).or_else(|| self.bc(at, value)).or_else(|| self.bare_year(at, value));
        }
        self.bc(at, value)
    }

    /// "02/10/2022", "2.10.2022", "2022-10-02".
    pub(super) fn in_numbers(&self, at: usize) -> Option<Dated> {
        let mark = self.token(at + 1).mark;
        let glued = (at + 1..at + 5).all(|it| self.reading.is_glued(it));
        if !glued || mark != self.token(at + 3).mark || self.is_glued_number(at) {
            return None;
        }
        let (first, second, third) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let behind = self.token(at + 5);
        if self.reading.is_glued(at + 5)
            && (matches!(behind.kind, Kind::Word | Kind::Number) || (behind.mark == mark && self.reading.is_glued(at + 6)))
        {
            return None;
        }
        let part = |value: u32, index: usize| Written { value, extent: self.reading.extent(index, index + 1) };
        let (mut calendar, year) = if first.1 == 4 && mark == Mark::Hyphen {
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
            if first.1 > 2 || second.1 > 2 || !(full || (third.1 == 2 && mark == Mark::Slash)) || mark == Mark::Hyphen && !full {
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
            let unsure = self.options.language == Language::Any && day_first && month_first && first.0 != second.0 && mark == Mark::Slash;
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

    /// Whether a number hangs on what stands before it: "A-12", "£5", "v1".
    fn is_glued_number(&self, at: usize) -> bool {
        at > 0
            && self.reading.is_glued(at)
            && !matches!(self.token(at - 1).mark, Mark::OpenParen | Mark::OpenBracket | Mark::Dash | Mark::OpenQuote | Mark::Quote | Mark::OpenSingle)
    }

    /// "9/11" and "7/7" as days of terror, where no score or date of other years can be meant.
    fn eleventh_of_september(&mut self, at: usize) -> Option<usize> {
        let nine = self.reading.is(at, "9") && self.reading.is_mark(at + 1, Mark::Slash) && self.reading.is(at + 2, "11");
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
        let plural = self.reading.is_glued(at + 1) && self.reading.is(at + 1, "s") || (apostrophe && value % 10 == 0 && self.behind(at, &["the", "early", "late", "mid"]));
        if !plural || value % 10 != 0 || !(1000..=2990).contains(&value) {
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
        if self.reading.is_glued(at + 2) && self.reading.is(at + 2, "s") && value % 10 == 0 {
            return self.push_decade(at, at + 3, two_digit_year(value));
        }
        if !self.behind(at, &["in", "of", "since", "until", "by", "from", "to", "summer", "spring", "winter"]) {
            return None;
        }
        let extent = self.reading.extent(at, at + 2);
        let calendar = Calendar { year: Some(Written { value: two_digit_year(value), extent }), ..Calendar::default() };
        self.push(at, at + 2, Time::Calendar(calendar), None)
    }

    /// A year that stands alone: "in 2014", "the 2008 crisis", "2008-2018"; not "1984 stores", "flight 1549".
    fn bare_year(&mut self, at: usize, value: u32) -> Option<usize> {
        let reading = self.reading;
        if !(1000..=2199).contains(&value) || !self.may_be_year(at, value) {
            return None;
        }
        let mut year = i32::try_from(value).ok()?;
        let mut end = at + 1;
        if reading.is_any(at + 1, &["ad", "ce", "a.d."]) && self.token(at + 1).flags.contains(Flags::UPPER) {
            end += 1;
        }
        // "1914-18", "2021/22": one stretch, told by its first year.
        if (self.is_line(end) || reading.is_mark(end, Mark::Slash))
            && reading.is_glued(end)
            && reading.is_glued(end + 1)
            && let Some((short, 2)) = self.digits(end + 1)
            && short > value % 100
            && !(self.is_line(end + 2) && reading.is_glued(end + 2))
        {
            end += 2;
        }
        let first = self.widened(at);
        let extent = reading.extent(at, at + 1);
        if self.behind(at, &["fiscal"]) || (self.behind(at, &["year"]) && self.behind(at - 1, &["fiscal", "financial"])) {
            let from = if self.behind(at, &["fiscal"]) { at - 1 } else { at - 2 };
            let said = YearSaid { year: Some(Written { value: year, extent }), ..YearSaid::default() };
            return self.push(from, end, Time::Period(Period::Fiscal, said), None);
        }
        if self.behind(at, &["ad"]) {
            year = year.abs();
        }
        let calendar = Calendar { year: Some(Written { value: year, extent }), ..Calendar::default() };
        self.push(first, end, Time::Calendar(calendar), None)
    }

    fn may_be_year(&self, at: usize, value: u32) -> bool {
        let reading = self.reading;
        let next = self.token(at + 1);
        let glued_next = reading.is_glued(at + 1);
        // "$2000", "B-1900", "#1984", "2000%", "2000km", "1.2000".
        if self.token(at).flags.contains(Flags::GLUED) && at > 0 {
            let before = self.token(at - 1);
            let hangs = match before.mark {
                Mark::OpenParen | Mark::OpenBracket | Mark::Dash | Mark::Quote | Mark::OpenQuote | Mark::OpenSingle => false,
                // "2008-2018", "mid-2000", "1998/1999", "pre-1990".
                Mark::Hyphen | Mark::Slash => {
                    let left = self.digits(at.saturating_sub(2));
                    !(left.is_some_and(|(left, length)| length == 4 && (1000..=value).contains(&left))
                        || reading.is_any(at.saturating_sub(2), &["mid", "pre", "post", "early", "late", "march", "january", "february", "april", "may", "june", "july", "august", "september", "october", "november", "december"]))
                }
                _ => true,
            };
            if hangs {
                return false;
            }
        }
        if glued_next {
            let number_behind = self.token(at + 2).kind == Kind::Number && reading.is_glued(at + 2);
            match next.mark {
                Mark::Percent | Mark::Degree => return false,
                Mark::Slash | Mark::Hyphen | Mark::Colon if number_behind => {
                    let right = self.digits(at + 2);
                    let years = right.is_some_and(|(right, length)| (length == 4 && right >= value && right < 2200) || (length == 2 && right > value % 100));
                    if !years || next.mark == Mark::Colon {
                        return false;
                    }
                }
                _ => {}
            }
            if next.kind == Kind::Word || next.kind == Kind::Number {
                return false;
            }
        }
        let before = at.checked_sub(1).filter(|_| !self.starts_line(at));
        let led = before.is_some_and(|it| {
            reading.is_any(
                it,
                &[
                    "in", "since", "until", "till", "by", "from", "of", "during", "before", "after", "year", "through",
                    "early", "late", "mid", "between", "to", "fiscal", "spring", "summer", "autumn", "winter", "around",
                    "circa", "c.", "ca.", "christmas", "and", "for",
                ],
            )
        });
        let counted_before = before.is_some_and(|it| {
            reading.is_any(it, &["about", "over", "nearly", "some", "almost", "least", "than", "approximately", "only", "no", "no.", "flight", "route", "room", "number", "article", "section", "boeing", "resolution", "page", "highway", "unit", "box", "all", "another", "order", "title", "rule", "line", "vol.", "suite", "district"])
                || matches!(self.token(it).mark, Mark::Currency | Mark::Hash)
        });
        if counted_before && !self.behind(at, &["order"]) {
            return false;
        }
        let classes = reading.classes(at + 1);
        let same_line = !self.starts_line(at + 1);
        if same_line && lexicon_zone(reading.word(at + 1)) && !reading.is_any(at + 1, &["et", "ct", "pt"]) {
            return false;
        }
        let word = reading.word(at + 1);
        let counted = same_line
            && next.kind == Kind::Word
            && !next.is_capital()
            && (classes.intersects(Classes::HUMAN | Classes::UNIT | Classes::SCALE | Classes::CURRENCY)
                || (word.ends_with('s') && !classes.contains(Classes::FUNCTION)))
            && !reading.is_any(at + 1, &["in", "a"]);
        if counted {
            let determined = before.is_some_and(|it| reading.is_any(it, &["the", "its", "their", "his", "her", "this", "that", "our"]) || self.token(it).kind == Kind::Clitic);
            return determined || (led && value % 100 != 0 && !classes.contains(Classes::HUMAN) && !reading.is_any(before.unwrap_or(0), &["of", "to", "for", "from", "and"]));
        }
        if led {
            return value < 2100 || reading.is_any(at - 1, &["by", "until", "in"]);
        }
        (1500..2100).contains(&value) && {
            let capital = before.is_some_and(|it| self.token(it).kind == Kind::Word && self.token(it).flags.contains(Flags::UPPER));
            // "the 2008 crisis", "(1962", "February 2008" is read with its month; "Windows 2000" is a name.
            let named = before.is_some_and(|it| {
                self.token(it).kind == Kind::Word && self.token(it).is_capital() && !reading.classes(it).contains(Classes::FUNCTION)
            });
            !(capital || named && value % 100 == 0)
        }
    }
}
