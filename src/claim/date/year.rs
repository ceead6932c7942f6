//! Years, beside a month and alone.

use super::words::{WORDS, is_zone};
use super::{Calendar, DateClaim, Period, Reader, Time, Written, YearSaid};
use crate::language::{Classes, Flags, Kind, Mark};

impl Reader<'_, '_> {
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
        // "January 1, 0001".
        let early = value > 0 && self.reading.word(number).starts_with('0') && number > at;
        if length != 4 || !(1000..=2999).contains(&value) && !early {
            return None;
        }
        let next = self.token(number + 1);
        let glued = self.reading.is_glued(number + 1);
        if glued && (next.mark == Mark::Percent || next.kind == Kind::Word) {
            return None;
        }
        // "In May 2000 people marched".
        if number == at
            && self.reading.classes(number + 1).contains(Classes::HUMAN)
            && !self.starts_line(number + 1)
            && value % 100 == 0
        {
            return None;
        }
        if self.reading.classes(number + 1).intersects(Classes::SCALE) || is_zone(self.reading.word(number + 1)) {
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

    /// "in 499", where the block has said before that its years are before Christ.
    pub(super) fn early_year(&mut self, at: usize, value: u32) -> Option<usize> {
        let before_christ =
            |claim: &DateClaim| matches!(&claim.time, Time::Calendar(it) if it.year.is_some_and(|year| year.value < 0));
        let next = self.reading.classes(at + 1);
        let closes = self.token(at + 1).kind == Kind::Mark || next.contains(Classes::FUNCTION);
        if !closes || !self.behind(at, &["in", "since", "until", "by", "of"]) || !self.claims.iter().any(before_christ)
        {
            return None;
        }
        let year = Written { value: -i32::try_from(value).ok()?, extent: self.reading.extent(at, at + 1) };
        let calendar = Calendar { year: Some(year), ..Calendar::default() };
        self.push(self.widened(at), at + 1, Time::Calendar(calendar), None)
    }

    /// A year that stands alone: "in 2014", "the 2008 crisis", "2008-2018"; not "1984 stores", "flight 1549".
    pub(super) fn bare_year(&mut self, at: usize, value: u32) -> Option<usize> {
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
        if self.behind(at, &["fiscal"]) || (self.behind(at, &["year"]) && self.behind(at - 1, &["fiscal", "financial"]))
        {
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

    /// Whether four digits are a year where they stand.
    fn may_be_year(&self, at: usize, value: u32) -> bool {
        if self.hangs_on_mark(at, value) || self.goes_on_behind(at, value) {
            return false;
        }
        let reading = self.reading;
        let before = at.checked_sub(1).filter(|_| !self.starts_line(at));
        let is_before = |words: &[&str]| before.is_some_and(|it| reading.is_any(it, words));
        let led = is_before(&WORDS.before_year);
        if is_before(&WORDS.before_count)
            || before.is_some_and(|it| matches!(self.token(it).mark, Mark::Currency | Mark::Hash))
        {
            return false;
        }
        let next = self.token(at + 1);
        let classes = reading.classes(at + 1);
        let same_line = !self.starts_line(at + 1);
        let word = reading.word(at + 1);
        if same_line && is_zone(word) && !reading.is_any(at + 1, &["et", "ct", "pt"]) {
            return false;
        }
        let counted = same_line
            && next.kind == Kind::Word
            && !next.is_capital()
            && (classes.intersects(Classes::HUMAN | Classes::UNIT | Classes::SCALE | Classes::CURRENCY)
                || (word.ends_with('s') && !classes.contains(Classes::FUNCTION)))
            && !reading.is_any(at + 1, &["in", "a"]);
        let round = value.is_multiple_of(100);
        if counted {
            // "the 2008 elections" and "in 2008 elections were held", but "owns 1984 stores".
            let determined = is_before(&["the", "its", "their", "his", "her", "this", "that", "our"])
                || before.is_some_and(|it| self.token(it).kind == Kind::Clitic);
            let weak = is_before(&["of", "to", "for", "from", "and"]);
            return determined || (led && !weak && !round && !classes.contains(Classes::HUMAN));
        }
        if led || !(1500..2100).contains(&value) {
            return led && (value < 2100 || is_before(&["by", "until", "in"]));
        }
        // "Windows 2000" and "BS 1984" are names.
        let name = before.map(|it| self.token(it)).filter(|it| it.kind == Kind::Word && it.is_capital());
        let function = before.is_some_and(|it| reading.classes(it).contains(Classes::FUNCTION));
        !name.is_some_and(|it| it.flags.contains(Flags::UPPER) || (round && !function))
    }

    /// Whether a number hangs on the mark before it: "$2000", "B-1900", "#1984", "1.2000".
    fn hangs_on_mark(&self, at: usize, value: u32) -> bool {
        if at == 0 || !self.reading.is_glued(at) {
            return false;
        }
        match self.token(at - 1).mark {
            Mark::OpenParen | Mark::OpenBracket | Mark::Dash | Mark::Quote | Mark::OpenQuote | Mark::OpenSingle => {
                false
            }
            // "2008-2018", "mid-2000", "1998/1999", "pre-1990".
            Mark::Hyphen | Mark::Slash if at > 1 => {
                let left = self.digits(at - 2);
                let rises = left.is_some_and(|(left, length)| length == 4 && (1000..=value).contains(&left));
                !rises && !self.reading.is_any(at - 2, &WORDS.before_hyphen_year)
            }
            _ => true,
        }
    }

    /// Whether a number goes on behind its digits, so that it is no year: "2000%", "2000km", "1234-5".
    fn goes_on_behind(&self, at: usize, value: u32) -> bool {
        if !self.reading.is_glued(at + 1) {
            return false;
        }
        let next = self.token(at + 1);
        let number_behind = self.token(at + 2).kind == Kind::Number && self.reading.is_glued(at + 2);
        match next.mark {
            Mark::Percent | Mark::Degree => true,
            Mark::Colon => number_behind,
            Mark::Slash | Mark::Hyphen if number_behind => !self.digits(at + 2).is_some_and(|(right, length)| {
                (length == 4 && right >= value && right < 2200) || (length == 2 && right > value % 100)
            }),
            _ => matches!(next.kind, Kind::Word | Kind::Number),
        }
    }
}

/// A year of two digits: those of this century up to 40, then the last one's.
pub(super) fn two_digit_year(value: u32) -> i32 {
    let value = i32::try_from(value).unwrap_or(0);
    if value < 40 { 2000 + value } else { 1900 + value }
}
