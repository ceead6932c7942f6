//! Hours of the clock and parts of the day.

use super::words::is_zone;
use super::{Anchor, Away, Hour, Reader, Rhythm, Shift, Time};
use crate::language::time::{Part, TimeWord, Unit};
use crate::language::{Classes, Kind, Mark};

impl Reader<'_, '_> {
    /// An hour that begins at a number: "9:50 PM", "1300 GMT", "5pm", "21:50".
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
        let (hour, mut end) = self.clock_at(at)?;
        let mut time = Time::Unsaid;
        // "8 p.m. Sunday", "22:50 UTC today".
        if !self.starts_line(end) {
            if let Some(TimeWord::Today(days)) = self.time_word(end) {
                time = Self::days(i32::from(days));
                end += 1;
            } else if self.reading.classes(end).contains(Classes::WEEKDAY) && self.token(end).is_capital() {
                let before = self.claims.len();
                let floor = self.floor;
                if let Some(after) = self.weekday(end) {
                    if self.claims.len() == before + 1
                        && self.claims[before].hour.is_none()
                        && matches!(self.claims[before].time, Time::Calendar(_))
                    {
                        let claim = self.claims.pop()?;
                        self.floor = floor;
                        return self.push(at, after, claim.time, Some(hour));
                    }
                    self.claims.truncate(before);
                    self.floor = floor;
                }
            }
        }
        self.push(at, end, time, Some(hour))
    }

    /// The hour that begins at a token, and the token after it.
    fn clock_at(&self, at: usize) -> Option<(Hour, usize)> {
        let reading = self.reading;
        let text = reading.word(at);
        if at > 0
            && reading.is_glued(at)
            && !matches!(
                self.token(at - 1).mark,
                Mark::OpenParen | Mark::Dash | Mark::OpenQuote | Mark::Quote | Mark::Comma | Mark::Hyphen
            )
        {
            return None;
        }
        let (mut hour, minute, mut end) = if let Some((hour, minute)) = text.split_once('.') {
            // "10.30am", a British custom.
            if minute.len() != 2 || hour.len() > 2 {
                return None;
            }
            (hour.parse::<u32>().ok()?, Some(minute.parse::<u32>().ok()?), at + 1)
        } else {
            let (value, length) = self.digits(at)?;
            if length == 4 {
                if !is_zone(reading.word(at + 1)) {
                    return None;
                }
                (value / 100, Some(value % 100), at + 1)
            } else if length > 2 {
                return None;
            } else if reading.is_mark(at + 1, Mark::Colon) && reading.is_glued(at + 1) && reading.is_glued(at + 2) {
                let (minute, digits) = self.digits(at + 2)?;
                if digits != 2 || (reading.is_mark(at + 3, Mark::Colon) && reading.is_glued(at + 3)) {
                    return None;
                }
                (value, Some(minute), at + 3)
            } else {
                (value, None, at + 1)
            }
        };
        if hour > 24 || minute.is_some_and(|it| it > 59) {
            return None;
        }
        let word = reading.word(end);
        let same_line = !self.starts_line(end);
        let mut told = false;
        if same_line && (reading.is_any(end, &["a.m.", "am", "a.m", "p.m.", "pm", "p.m"])) {
            if hour > 12 && word.starts_with(['a', 'A']) {
                return None;
            }
            // "I am", "5 am sure" do not follow digits; "pm" may.
            let after_noon = word.starts_with(['p', 'P']);
            hour = match (hour, after_noon) {
                (12, false) => 0,
                (1..=11, true) => hour + 12,
                (other, _) => other,
            };
            told = true;
            end += 1;
        } else if same_line && minute.is_none() && reading.is(end, "o'clock") {
            told = true;
            end += 1;
        }
        let mut universal = false;
        if !self.starts_line(end) && is_zone(reading.word(end)) {
            universal = matches!(reading.word(end), "GMT" | "UTC");
            told |= minute.is_some();
            end += 1;
        } else if told && !self.starts_line(end) {
            end = self.zone_in_words(end);
        }
        if !told {
            let minutes = minute.is_some() && text.find('.').is_none();
            let led =
                self.behind(at, &["at", "by", "until", "from", "around", "about", "before", "after", "to", "and"]);
            if !minutes || !(led || text.len() == 2) || hour > 23 {
                return None;
            }
        }
        let minute = minute.and_then(|it| u8::try_from(it).ok());
        Some((Hour::Clock { hour: u8::try_from(hour).ok()?, minute, universal }, end))
    }

    /// "Eastern", "Pacific Daylight Time" behind an hour: the token after it; not "9 a.m. Central Park opens".
    fn zone_in_words(&self, at: usize) -> usize {
        let reading = self.reading;
        if !reading.is_any(at, &["eastern", "central", "mountain", "pacific"]) || !self.token(at).is_capital() {
            return at;
        }
        let end = at + 1 + usize::from(reading.is_any(at + 1, &["standard", "daylight"]));
        if reading.is(end, "time") {
            return end + 1;
        }
        if end > at + 1 || (self.token(end).is_capital() && !self.starts_line(end)) { at } else { end }
    }

    /// What is said of the hour right behind a day: "night", ", 9:50 PM"; and the token after it.
    pub(super) fn hour_behind(&self, at: usize) -> (usize, Option<Hour>) {
        if self.starts_line(at) {
            return (at, None);
        }
        if let Some(TimeWord::Part(part)) = self.time_word(at)
            && !self.reading.is_any(at, &["nights"])
        {
            return (at + 1, Some(Hour::Part(part)));
        }
        let comma = at + usize::from(self.is_glued_mark(at, Mark::Comma));
        if self.token(comma).kind == Kind::Number
            && !self.starts_line(comma)
            && let Some((hour, end)) = self.clock_at(comma)
        {
            return (end, Some(hour));
        }
        (at, None)
    }

    /// "early Sunday", "late on Sunday", "earlier today": where the phrase begins.
    pub(super) fn widened_by_hour(&self, at: usize) -> usize {
        let Some(before) = self.before(at) else { return at };
        if self.reading.is_any(before, &["early", "late", "earlier", "later"]) {
            return before;
        }
        if self.reading.is_any(before, &["on"]) && self.behind(before, &["early", "late", "earlier", "later"]) {
            return before - 1;
        }
        at
    }

    /// "the night of October 2": where the phrase begins, and the part of the day.
    pub(super) fn part_before(&self, first: usize) -> (usize, Option<Hour>) {
        if !self.behind(first, &["of"]) || first < self.floor + 2 {
            return (first, None);
        }
        let Some(TimeWord::Part(part)) = self.time_word(first - 2) else { return (first, None) };
        let first = self.with_article(first - 2);
        (first, Some(Hour::Part(part)))
    }

    /// "yesterday", "today", "tomorrow", with the part of the day.
    pub(super) fn today(&mut self, at: usize, days: i32) -> Option<usize> {
        // "the shops of today", "today's children": nowadays; the desk cannot tell them apart safely.
        let first = self.widened_by_hour(at);
        // "USA Today", "Today" as a programme.
        if days == 0 && self.token(at).is_capital() && self.behind(at, &["usa", "the", "russia", "india"]) {
            return None;
        }
        let (end, hour) = self.hour_behind(at + 1);
        self.push(first, end, Self::days(days), hour)
    }

    /// A part of the day alone: "this morning", "overnight", "the night of …" is read with its date.
    pub(super) fn part_of_day(&mut self, at: usize, part: Part) -> Option<usize> {
        let reading = self.reading;
        if reading.is(at, "overnight") {
            return self.push(at, at + 1, Self::days(0), Some(Hour::Part(part)));
        }
        if self.behind(at, &["every", "each"]) {
            return self.push(at - 1, at + 1, Time::Every(Rhythm::Part(part)), None);
        }
        let (shift, first) = self.shifted(at);
        let mention =
            |units| Time::Away(Away { units: Some(units), unit: Unit::Day, anchor: Anchor::Mention, counted: false });
        let hour = Some(Hour::Part(part));
        match shift {
            Shift::This => self.push(first, at + 1, Self::days(0), hour),
            Shift::Last if part == Part::Night => self.push(first, at + 1, Self::days(-1), hour),
            Shift::Same => self.push(first, at + 1, mention(0), hour),
            Shift::Previous => self.push(first, at + 1, mention(-1), hour),
            Shift::Following => self.push(first, at + 1, mention(1), hour),
            Shift::None
                if matches!(part, Part::Noon | Part::Midnight)
                    && self.behind(at, &["at", "by", "until", "after", "before", "around"]) =>
            {
                self.push(at, at + 1, mention(0), hour)
            }
            Shift::None if part == Part::Night && self.behind(at, &["at", "by"]) => {
                self.push(at, at + 1, Time::Unsaid, hour)
            }
            // "in the morning of October 2": left for the date.
            _ => None,
        }
    }
}
