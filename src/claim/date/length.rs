//! Lengths of time, and times told by them: "three days", "two years ago", "last week", "every month".

use super::{Anchor, Away, Length, Reader, Rhythm, Shift, Time};
use crate::language::time::{Unit, Vague};
use crate::language::{Classes, Flags, Kind, Mark, Number, numeral};

/// How many units stand before a unit, and where that begins.
struct Counted {
    amount: Option<Number>,
    first: usize,
    /// "a" or "an": weaker than a number.
    article: bool,
    /// "three-day": joined by a hyphen.
    hyphen: bool,
}

impl Reader<'_, '_> {
    /// What is said with a unit.
    pub(super) fn unit(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let plural = self.reading.word(at).ends_with(['s', 'S']);
        let mut end = at + 1;
        if let Some(end) = self.named_period(at, unit) {
            return Some(end);
        }
        if unit == Unit::Weekend {
            return self.weekend(at);
        }
        let counted = self.counted(at, plural, unit);
        if let Some(counted) = &counted
            && self.is_age(at, counted)
        {
            return None;
        }
        // "three days ago", "a year earlier", "two weeks later".
        if let Some((anchor, sign, after)) = self.direction(end) {
            if let Some(counted) = &counted {
                let units = counted.amount.and_then(Number::to_whole).and_then(|it| i32::try_from(it).ok());
                let away = Away { units: units.map(|it| it * sign), unit, anchor, counted: true };
                return self.push(counted.first, after, Time::Away(away), None);
            }
            if plural {
                let away = Away { units: None, unit, anchor, counted: true };
                return self.push(at, after, Time::Away(away), None);
            }
        }
        if let Some(mut counted) = counted {
            // "a year and a half".
            if self.reading.is(end, "and") && self.reading.is(end + 1, "a") && self.reading.is(end + 2, "half") {
                counted.amount = counted.amount.zip(Number::fraction(1, 2)).and_then(|(whole, half)| whole.plus(half));
                end += 3;
            }
            let (shift, _) = self.shifted(counted.first);
            // "the past two weeks", "the first three months", "another six days".
            let mut first = counted.first;
            if !counted.article && matches!(shift, Shift::Last | Shift::Next | Shift::Previous | Shift::Following) {
                first = self.with_article(counted.first - 1);
            }
            if self.is_glued_mark(end, Mark::Hyphen) && self.reading.is(end + 1, "long") {
                end += 2;
            } else if counted.hyphen && self.reading.is(end, "long") {
                end += 1;
            }
            let length = Length { amount: counted.amount, unit };
            return self.push(first, end, Time::Length(length), None);
        }
        if !plural && self.reading.is(end, "of") && !matches!(unit, Unit::Day | Unit::Year) {
            // "the last week of August" is a length, "the last day of" the day of something.
            let (shift, first) = self.shifted(at);
            if matches!(shift, Shift::Last | Shift::Following) {
                return self.push(first, end, Time::Length(Length { amount: Some(Number::ONE), unit }), None);
            }
        }
        if !plural && self.behind(at, &["every", "each", "per"]) {
            let rhythm = Rhythm::Unit(Length { amount: Some(Number::ONE), unit });
            return self.push(at - 1, end, Time::Every(rhythm), None);
        }
        // "decades-long", "year-long".
        if self.is_glued_mark(end, Mark::Hyphen) && self.reading.is(end + 1, "long") {
            let amount = if plural { None } else { Some(Number::ONE) };
            return self.push(at, end + 2, Time::Length(Length { amount, unit }), None);
        }
        if plural {
            return self.bare_plural(at, unit);
        }
        self.shifted_unit(at, unit)
    }

    /// "last week", "this year", "the following day", "the past decade".
    fn shifted_unit(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let (shift, first) = self.shifted(at);
        let end = at + 1;
        // "this year's" keeps its clitic outside.
        let away = |units, anchor| Time::Away(Away { units: Some(units), unit, anchor, counted: false });
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Night) {
            return match shift {
                Shift::Last | Shift::Following if unit == Unit::Hour => {
                    self.push(first, end, Time::Length(Length { amount: Some(Number::ONE), unit }), None)
                }
                _ => None,
            };
        }
        let past_word = shift != Shift::None && self.behind(at, &["past"]);
        match shift {
            Shift::None => self.edge_of_unit(at, unit),
            // "the past week" is a length, "the past decade" a decade's.
            Shift::Last if past_word => {
                self.push(first, end, Time::Length(Length { amount: Some(Number::ONE), unit }), None)
            }
            Shift::Last => {
                let first = if first < at - 1 && unit != Unit::Year { first } else { self.widened(first) };
                self.push(first, end, away(-1, Anchor::Publication), None)
            }
            Shift::This if unit == Unit::Day => None,
            Shift::This => {
                let first = self.widened(first);
                self.push(first, end, away(0, Anchor::Publication), None)
            }
            Shift::Next => {
                let first = self.widened(first);
                self.push(first, end, away(1, Anchor::Publication), None)
            }
            Shift::Previous => self.push(self.widened(first), end, away(-1, Anchor::Mention), None),
            Shift::Following => self.push(self.widened(first), end, away(1, Anchor::Mention), None),
            Shift::Same => self.push(self.widened(first), end, away(0, Anchor::Mention), None),
        }
    }

    /// "the end of the year", "late in the day", "later in the year".
    fn edge_of_unit(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let first = self.with_article(at);
        if first == at || !matches!(unit, Unit::Year | Unit::Month | Unit::Week | Unit::Decade | Unit::Day) {
            return None;
        }
        let wide = if self.behind(first, &["in"]) && self.behind(first - 1, &["later", "earlier", "late", "early"]) {
            first - 2
        } else if self.behind(first, &["of"]) {
            self.widened(first)
        } else {
            first
        };
        if wide == first || (unit == Unit::Day && !self.behind(first, &["in"])) {
            return None;
        }
        if self.reading.is(at + 1, "of") {
            return None;
        }
        let away = Away { units: Some(0), unit, anchor: Anchor::Mention, counted: false };
        self.push(wide, at + 1, Time::Away(away), None)
    }

    /// "for years", "over decades": no number.
    fn bare_plural(&mut self, at: usize, unit: Unit) -> Option<usize> {
        if matches!(unit, Unit::Second | Unit::Night | Unit::Quarter) {
            return None;
        }
        let amount = None;
        let (shift, first) = self.shifted(at);
        let recent = self.behind(at, &["recent"]);
        let first = if recent {
            at - 1
        } else if matches!(shift, Shift::Last | Shift::Next | Shift::Following | Shift::Previous) {
            first
        } else if self.behind(
            at,
            &[
                "for",
                "in",
                "over",
                "of",
                "after",
                "within",
                "throughout",
                "took",
                "take",
                "lasted",
                "last",
                "spent",
                "many",
                "until",
            ],
        ) {
            if self.behind(at, &["many"]) { at - 1 } else { at }
        } else {
            return None;
        };
        if recent {
            return self.push(first, at + 1, Time::Vague(Vague::Past), None);
        }
        if self.reading.is(at + 1, "old") {
            return None;
        }
        self.push(first, at + 1, Time::Length(Length { amount, unit }), None)
    }

    /// Which way a length leads: "ago", "earlier", "later", "from now".
    fn direction(&self, at: usize) -> Option<(Anchor, i32, usize)> {
        let reading = self.reading;
        if self.token(at).kind != Kind::Word || self.starts_line(at) {
            return None;
        }
        if reading.is(at, "ago") {
            return Some((Anchor::Publication, -1, at + 1));
        }
        if reading.is_any(at, &["earlier", "previously", "prior"]) {
            return (!reading.is(at + 1, "to") && !reading.is(at + 1, "than")).then_some((Anchor::Mention, -1, at + 1));
        }
        if reading.is_any(at, &["later", "afterwards", "afterward", "hence"]) {
            return (!reading.is(at + 1, "than")).then_some((Anchor::Mention, 1, at + 1));
        }
        if reading.is(at, "from") && reading.is_any(at + 1, &["now", "today"]) {
            return Some((Anchor::Publication, 1, at + 2));
        }
        None
    }

    /// "12 years old", "a 12-year-old boy", "40 years of age": no length of an event.
    fn is_age(&self, at: usize, counted: &Counted) -> bool {
        let reading = self.reading;
        let after = at + 1 + usize::from(self.is_line(at + 1));
        if reading.is_any(after, &["old", "olds"]) || (reading.is(at + 1, "of") && reading.is(at + 2, "age")) {
            return true;
        }
        self.behind(counted.first, &["aged"])
    }

    /// The number before a unit: "three", "a", "two and a half", "several", "72-".
    fn counted(&self, at: usize, plural: bool, unit: Unit) -> Option<Counted> {
        let reading = self.reading;
        let hyphen = at > self.floor && self.is_glued_mark(at - 1, Mark::Hyphen) && reading.is_glued(at);
        let glued_minus = hyphen && !reading.is_glued(at - 1);
        if glued_minus || (self.starts_line(at)) {
            return None;
        }
        let mut last = if hyphen { at - 2 } else { self.before(at)? };
        // "third straight day", "two consecutive quarters", "two full days".
        let straight =
            reading.is_any(last, &["straight", "consecutive", "successive", "full", "more", "whole", "running"]);
        if straight && !hyphen && last > self.floor {
            last -= 1;
        }
        let weak = matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter) && self.direction(at + 1).is_none();
        if straight
            && reading.classes(last).contains(Classes::ORDINAL)
            && !plural
            && reading.is_any(at - 1, &["straight", "consecutive", "successive"])
        {
            let amount = Number::whole(i128::from(reading.entry(last).value));
            return Some(Counted { amount: Some(amount), first: last, article: false, hyphen });
        }
        if reading.is_any(last, &["several", "few", "many", "some", "couple", "couple of"]) && plural {
            let couple = reading.is(last, "couple");
            if reading.is(last, "some") {
                return None;
            }
            let first = if self.behind(last, &["a"]) { last - 1 } else { last };
            let amount = if couple { Some(Number::whole(2)) } else { None };
            return Some(Counted { amount, first, article: false, hyphen });
        }
        if reading.is(last, "of") && self.behind(last, &["couple"]) && plural {
            let first = if self.behind(last - 1, &["a"]) { last - 2 } else { last - 1 };
            return Some(Counted { amount: Some(Number::whole(2)), first, article: false, hyphen });
        }
        if reading.is_any(last, &["a", "an"]) && !plural && !weak && !hyphen {
            return self.with_article_amount(at, last);
        }
        if reading.is(last, "half") && !plural && !hyphen && self.behind(last, &["a"]) {
            return Some(Counted { amount: Number::fraction(1, 2), first: last - 1, article: false, hyphen });
        }
        // A numeral that ends right before the unit: the longest one.
        let mut best = None;
        let lowest = self.floor.max(last.saturating_sub(8));
        let mut from = last;
        loop {
            let token = self.token(from);
            let part = token.kind == Kind::Number
                || reading
                    .classes(from)
                    .intersects(Classes::ONE | Classes::TEN | Classes::SCALE | Classes::GROUP | Classes::PART)
                || reading.is_any(from, &["and", "a", "half"])
                || token.mark == Mark::Hyphen;
            if !part {
                break;
            }
            if let Some(found) = numeral::read(reading, from)
                && found.end == last + 1
                && matches!(found.form, numeral::Form::Cardinal | numeral::Form::Vague)
            {
                let amount = if found.form == numeral::Form::Vague { None } else { Some(found.value) };
                best = Some((amount, from));
            }
            if from == lowest || token.flags.contains(Flags::NEW_LINE) {
                break;
            }
            from -= 1;
        }
        let best = best.or_else(|| self.hyphenated_half(last, hyphen));
        let (amount, first) = best?;
        if self.token(first).mark == Mark::Hyphen {
            return None;
        }
        let digits = self.token(first).kind == Kind::Number;
        // "2012 day", "on October 3 days of rain": a year is no count; a sign of money before it neither.
        if digits
            && first > 0
            && (matches!(self.token(first - 1).mark, Mark::Currency | Mark::Hash)
                || (reading.is_glued(first)
                    && self.token(first - 1).mark == Mark::Hyphen
                    && self.token(first.saturating_sub(2)).kind != Kind::Number))
        {
            return None;
        }
        // "one day" is a day somewhere; "three day" is a slip for "three-day".
        Some(Counted { amount, first, article: false, hyphen })
    }

    /// "two-and-a-half-year": hyphens between the words of a number.
    fn hyphenated_half(&self, last: usize, hyphen: bool) -> Option<(Option<Number>, usize)> {
        let reading = self.reading;
        if !reading.is(last, "half") || !hyphen || last < self.floor + 6 {
            return None;
        }
        let words = [last - 2, last - 4, last - 6];
        if !reading.is(words[0], "a") || !reading.is(words[1], "and") {
            return None;
        }
        let whole = numeral::read(reading, words[2])?;
        (whole.end == words[2] + 1).then(|| (Number::fraction(1, 2).and_then(|half| whole.value.plus(half)), words[2]))
    }

    /// "a year", "an hour": a length, or a rate behind a number ("15 a year").
    fn with_article_amount(&self, at: usize, article: usize) -> Option<Counted> {
        let reading = self.reading;
        // "a day of mourning", "a week that", "a night": left unless it is counted or led.
        let directed = self.direction(at + 1).is_some();
        let half = reading.is(at + 1, "and") && reading.is(at + 2, "a") && reading.is(at + 3, "half");
        let led = self.behind(
            article,
            &[
                "for", "in", "within", "over", "about", "nearly", "almost", "than", "under", "after", "took", "lasted",
                "half", "once", "twice", "times", "roughly", "around", "just", "of",
            ],
        );
        let rate = self.before(article).is_some_and(|it| {
            self.token(it).kind == Kind::Number
                || reading.classes(it).intersects(Classes::SCALE | Classes::CURRENCY | Classes::UNIT | Classes::HUMAN)
                || matches!(self.token(it).mark, Mark::Percent)
                || reading.word(it).ends_with('s')
        });
        let follows = reading.is_any(at + 1, &["before", "after", "of", "long", "in"]) && led;
        (directed || half || led || rate || follows).then_some(Counted {
            amount: Some(Number::ONE),
            first: article,
            article: true,
            hyphen: false,
        })
    }

    /// "the weekend", "last weekend".
    fn weekend(&mut self, at: usize) -> Option<usize> {
        let (shift, first) = self.shifted(at);
        if self.behind(at, &["every", "each", "a", "per"]) || self.reading.word(at).ends_with('s') {
            return None;
        }
        let (units, anchor) = match shift {
            Shift::Last => (-1, Anchor::Publication),
            Shift::This => (0, Anchor::Publication),
            Shift::Next => (1, Anchor::Publication),
            Shift::Previous => (-1, Anchor::Mention),
            Shift::Following => (1, Anchor::Mention),
            Shift::Same => (0, Anchor::Mention),
            Shift::None if self.behind(at, &["the"]) => (0, Anchor::Publication),
            Shift::None => return None,
        };
        // "over the weekend" looks back; the timeline sees to it by the tense.
        let first = if shift == Shift::None { at - 1 } else { first };
        let away = Away { units: Some(units), unit: Unit::Weekend, anchor, counted: shift == Shift::None };
        self.push(first, at + 1, Time::Away(away), None)
    }

    /// "daily", "annual".
    pub(super) fn rhythm(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let token = self.token(at);
        // "the Daily Mail", "Newsweek Weekly": names.
        if token.is_capital() && !token.flags.contains(Flags::FIRST) {
            return None;
        }
        if token.is_capital() && self.token(at + 1).is_capital() {
            return None;
        }
        let length = if self.reading.is(at, "biweekly") { Number::whole(2) } else { Number::ONE };
        self.push(at, at + 1, Time::Every(Rhythm::Unit(Length { amount: Some(length), unit })), None)
    }

    /// "now", "recently", "the past", "the future".
    pub(super) fn vague(&mut self, at: usize, vague: Vague) -> Option<usize> {
        let reading = self.reading;
        let token = self.token(at);
        let mut first = at;
        if token.is_capital() && !token.flags.contains(Flags::FIRST) && !token.flags.contains(Flags::UPPER) {
            return None;
        }
        match reading.word(at).to_ascii_lowercase().as_str() {
            "being" => {
                if !self.behind(at, &["time"]) || !self.behind(at - 1, &["the"]) {
                    return None;
                }
                first = at - 2;
            }
            "term" => {
                if !self.behind(at, &["long", "near", "short"]) || !self.behind(at - 1, &["the"]) {
                    return None;
                }
                first = at - 2;
            }
            "now" if self.behind(at, &["until", "by", "right"]) && self.behind(at, &["right"]) => first = at - 1,
            "past" | "present" if !self.behind(at, &["the", "at"]) => return None,
            "past" | "present" => {
                // "the past week", "the present king": only what closes the phrase.
                let next = self.token(at + 1);
                let closes = next.kind != Kind::Word && next.kind != Kind::Number
                    || reading.classes(at + 1).contains(Classes::FUNCTION);
                if !closes
                    || reading.is_any(at + 1, &["few", "couple", "several", "many"])
                    || (self.behind(at, &["at"]) && vague == Vague::Past)
                {
                    return None;
                }
                first = if self.behind(at, &["the"]) { at - 1 } else { at };
            }
            "future" => {
                if self.behind(at, &["the", "near"]) {
                    first = at - 1;
                    if self.behind(first, &["the"]) {
                        first -= 1;
                    }
                } else if !self.behind(at, &["in", "for", "of"]) && self.token(at + 1).kind != Kind::Word {
                    return None;
                }
                if reading.is(at + 1, "of") {
                    return None;
                }
            }
            "recent" if reading.is_any(at + 1, &["days", "weeks", "months", "years", "decades"]) => return None,
            "current" if self.time_word(at + 1).is_some() => return None,
            _ => {}
        }
        self.push(first, at + 1, Time::Vague(vague), None)
    }

    /// An ordinal: "the 19th century", "third-quarter" are read from their nouns; "the 2nd of October" here.
    pub(super) fn ordinal(&mut self, at: usize) -> Option<usize> {
        if let Some(dated) = self.day_first(at) {
            return self.push_dated(dated);
        }
        if let Some(end) = self.half_year(at) {
            return Some(end);
        }
        // "the 10th anniversary".
        let suffix = self.token(at).kind == Kind::Number
            && self.reading.is_glued(at + 1)
            && self.reading.is_any(at + 1, &["st", "nd", "rd", "th"]);
        let noun = if suffix { at + 2 } else { at + 1 };
        if (suffix || self.token(at).kind == Kind::Word) && self.reading.is(noun, "anniversary") {
            return self.push(at, noun + 1, Time::Anniversary, None);
        }
        None
    }
}
