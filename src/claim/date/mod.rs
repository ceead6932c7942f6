//! Dates, weekdays and other times, as written.
//!
//! One walk over the tokens: the class of a token says whether a time can begin there, and the
//! files beside this one read it.  What was left out (a year, a month) stays out.

mod calendar;
mod hour;
mod length;
mod numeric;
mod period;
mod tense;
mod weekday;
mod words;
mod year;

use chrono::Weekday;

use crate::language::time::{Feast, Part, Season, TimeWord, Unit, Vague};
use crate::language::{Classes, Flags, Kind, Mark, Number, Reading, Token};
use crate::options::Options;
use crate::place::Extent;
use crate::text::Zone;

pub use tense::Tense;

/// A time as written.  What was left out stays out; `link::timeline` supplies it.
#[derive(Clone, Debug, PartialEq)]
pub struct DateClaim {
    /// The whole phrase, weekday included; prepositions left out.
    pub extent: Extent,
    /// Which time.
    pub time: Time,
    /// The hour or the part of the day written with it.
    pub hour: Option<Hour>,
    /// How it stands in its sentence.
    pub setting: Setting,
}

/// How a time stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Index of its sentence in the block.
    pub sentence: u32,
    /// Whether the verb it goes with looks back or ahead.
    pub tense: Tense,
    /// Whether it stands in a quotation: its "today" is the speaker's.
    pub quoted: bool,
    /// Whether it opens its sentence, a preposition apart.
    pub leads: bool,
    /// Whether the block speaks of an old calendar ("Old Style", "the Julian calendar").
    pub old_calendar: bool,
}

/// A value with the words that state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub extent: Extent,
}

/// What a time is told by.
#[derive(Clone, Debug, PartialEq)]
pub enum Time {
    /// Nothing but the hour: "at 9 p.m."
    Unsaid,
    /// Parts of a calendar date, a bare weekday, month or year among them.
    Calendar(Calendar),
    /// "two days earlier", "last week", "today": so many units from an anchor.
    Away(Away),
    /// A quarter, half, season, decade or century.
    Period(Period, YearSaid),
    /// "three days".
    Length(Length),
    /// "every Tuesday", "daily".
    Every(Rhythm),
    /// "now", "recently".
    Vague(Vague),
    /// "Christmas Day".
    Feast(Feast, YearSaid),
    /// "the 10th anniversary".
    Anniversary,
}

/// The parts of a calendar date that were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The weekday written beside the date, or alone.
    pub weekday: Option<Written<Weekday>>,
    /// The day of the month, as written: it may be 32.
    pub day: Option<Written<u32>>,
    /// The month, from 1.
    pub month: Option<Written<u32>>,
    /// The year; negative for years before Christ.
    pub year: Option<Written<i32>>,
    /// "last", "this", "next" before a weekday or month.
    pub shift: Shift,
    /// The order of the parts.
    pub order: Order,
}

/// The order in which a date was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// "October 2, 2022".
    #[default]
    MonthFirst,
    /// "2 October 2022".
    DayFirst,
    /// "02/10/2022", day and month as the desk reads them.
    Numbers,
    /// "02/10/2022" where nobody said which order holds: day and month may be exchanged.
    Either,
    /// "2022-10-02".
    YearFirst,
}

/// "last", "this", "next" and the like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shift {
    /// Nothing said.
    #[default]
    None,
    /// "last".
    Last,
    /// "this".
    This,
    /// "next", "coming".
    Next,
    /// "the previous": counted from the time last mentioned.
    Previous,
    /// "the following".
    Following,
    /// "that", "the same".
    Same,
}

/// What a time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of publication.
    Publication,
    /// The time mentioned last.
    Mention,
}

/// So many units before or after an anchor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Away {
    /// How many units, negative for before; `None` when uncertain ("years ago").
    pub units: Option<i32>,
    /// Which unit; it is also the precision.
    pub unit: Unit,
    /// Counted from what.
    pub anchor: Anchor,
    /// Whether it was written as an amount ("two days ago") and not by name ("yesterday").
    pub counted: bool,
}

/// A stretch of the calendar with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The first to fourth quarter; 0 is one of them by `last`, `this`, `next`.
    Quarter(u8),
    /// The first or second half.
    Half(u8),
    /// A season.
    Season(Season),
    /// The decade that begins in this year.
    Decade(i32),
    /// The century by its first two digits: 18 for the nineteenth; negative before Christ.
    Century(i32),
    /// A fiscal year.
    Fiscal,
}

/// The year of a period or feast, as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearSaid {
    /// The year.
    pub year: Option<Written<i32>>,
    /// "last", "this", "next".
    pub shift: Shift,
    /// Whether the shift is the year's ("the first quarter of last year"), not the period's.
    pub of_year: bool,
}

/// A stretch of time by its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    /// How many units; `None` when uncertain ("several days").
    pub amount: Option<Number>,
    /// Which unit.
    pub unit: Unit,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rhythm {
    /// "every Tuesday".
    Weekday(Weekday),
    /// "every two years", "daily".
    Unit(Length),
    /// "every morning".
    Part(Part),
}

/// An hour or a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    /// "night".
    Part(Part),
    /// "9:50 PM".
    Clock {
        /// 0 to 24.
        hour: u8,
        /// The minute, if written.
        minute: Option<u8>,
        /// Whether GMT or UTC was written.
        universal: bool,
    },
}

/// Reads the times of a block, in order, not overlapping.
#[must_use]
pub fn extract(reading: &Reading<'_>, _zone: Zone, options: &Options) -> Vec<DateClaim> {
    let mut reader = Reader { reading, options, claims: Vec::new(), floor: 0 };
    let wanted = Classes::MONTH | Classes::WEEKDAY | Classes::TIME;
    let mut at = 0;
    while let Some(token) = reading.tokens.get(at) {
        at = match token.kind {
            Kind::Number => reader.number(at),
            Kind::Word if token.word.is_known() => {
                let classes = reading.classes(at);
                if classes.intersects(wanted) {
                    reader.word(at, classes)
                } else if classes.contains(Classes::ORDINAL) {
                    reader.ordinal(at)
                } else {
                    None
                }
            }
            Kind::Mark if token.mark == Mark::Apostrophe || token.mark == Mark::OpenSingle => reader.short_year(at),
            _ => None,
        }
        .unwrap_or(at + 1);
    }
    let mut claims = reader.claims;
    share_years(reading, &mut claims);
    let old = |claim: &DateClaim| matches!(&claim.time, Time::Calendar(it) if it.weekday.is_some() && it.year.is_some_and(|year| year.value < 1930));
    if claims.iter().any(old) && tense::speaks_of_old_calendar(reading) {
        for claim in &mut claims {
            claim.setting.old_calendar = true;
        }
    }
    claims
}

/// "August and September 1914", "28 August to 2 September 1914": the year is both dates'.
fn share_years(reading: &Reading<'_>, claims: &mut [DateClaim]) {
    for index in (1..claims.len()).rev() {
        let (before, after) = claims.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), after.first()) else { continue };
        let (Time::Calendar(left), Time::Calendar(right)) = (&mut first.time, &second.time) else { continue };
        let (Some(month), None, Some(year), Some(last)) = (left.month, left.year, right.year, right.month) else {
            continue;
        };
        let between = Extent { start: first.extent.end.min(second.extent.start), end: second.extent.start };
        let joined = matches!(
            reading.text_of(between).trim(),
            "and"
                | "to"
                | "or"
                | "-"
                | "–"
                | "—"
                | "through"
                | "until"
                | ", and"
                | "and on"
                | "and from"
                | "and in"
                | ","
        );
        let rises = (month.value, left.day.map(|it| it.value)) <= (last.value, right.day.map(|it| it.value));
        if joined && rises {
            left.year = Some(year);
        }
    }
}

/// What is being read, and what was found.
struct Reader<'r, 't> {
    reading: &'r Reading<'t>,
    options: &'r Options,
    claims: Vec<DateClaim>,
    /// The first token that no claim has yet.
    floor: usize,
}

impl Reader<'_, '_> {
    fn word(&mut self, at: usize, classes: Classes) -> Option<usize> {
        let capital = self.token(at).is_capital();
        if classes.contains(Classes::WEEKDAY)
            && capital
            && let Some(end) = self.weekday(at)
        {
            return Some(end);
        }
        if classes.contains(Classes::MONTH)
            && capital
            && let Some(end) = self.month(at)
        {
            return Some(end);
        }
        match self.reading.entry(at).time? {
            TimeWord::Unit(unit) => self.unit(at, unit),
            TimeWord::Season(season) => self.season(at, season),
            TimeWord::Part(part) => self.part_of_day(at, part),
            TimeWord::Today(days) => self.today(at, i32::from(days)),
            TimeWord::Tonight => {
                let first = self.widened_by_hour(at);
                self.push(first, at + 1, Self::days(0), Some(Hour::Part(Part::Night)))
            }
            TimeWord::Rhythm(unit) => self.rhythm(at, unit),
            TimeWord::Vague(vague) => self.vague(at, vague),
            TimeWord::Long(unit) => {
                let length = Length { amount: Some(Number::ONE), unit };
                self.push(at, at + 1, Time::Length(length), None)
            }
            TimeWord::Feast => self.feast(at),
            TimeWord::Quarter(quarter) => self.short_period(at, Period::Quarter(quarter)),
            TimeWord::Half(half) => self.short_period(at, Period::Half(half)),
            TimeWord::Planned => None,
        }
    }

    /// Days from the day of publication.
    fn days(days: i32) -> Time {
        Time::Away(Away { units: Some(days), unit: Unit::Day, anchor: Anchor::Publication, counted: false })
    }

    /// Enters a claim and gives the token after it.  A claim found later may begin before one found
    /// earlier ("the night of October 2"): what it covers is replaced.
    #[expect(clippy::unnecessary_wraps, reason = "what a reader gives is what it returns")]
    fn push(&mut self, first: usize, end: usize, time: Time, hour: Option<Hour>) -> Option<usize> {
        let first = first.max(self.floor);
        let extent = self.reading.extent(first, end);
        let sentence = self.reading.sentence_of(first);
        let setting = Setting {
            sentence: u32::try_from(sentence).unwrap_or(u32::MAX),
            tense: self.tense_of(sentence, first, end),
            leads: first <= self.reading.sentences[sentence].first + 1,
            quoted: self.token(first).is_quoted(),
            old_calendar: false,
        };
        self.claims.push(DateClaim { extent, time, hour, setting });
        self.floor = end;
        Some(end)
    }

    /// The tense of the verb a time goes with; "by June" without a verb of the past points ahead.
    fn tense_of(&self, sentence: usize, first: usize, end: usize) -> Tense {
        let tense = tense::tense(self.reading, self.reading.sentences[sentence], first, end);
        if tense == Tense::Unknown && first > 0 && self.reading.is_any(first - 1, &["by", "until", "till"]) {
            return Tense::Ahead;
        }
        tense
    }

    fn token(&self, at: usize) -> Token {
        self.reading.token(at)
    }

    /// The token before, unless a claim has it or a new line begins behind it.
    fn before(&self, at: usize) -> Option<usize> {
        (at > self.floor && !self.token(at).flags.contains(Flags::NEW_LINE)).then(|| at - 1)
    }

    /// Whether the token before is one of these words.
    fn behind(&self, at: usize, words: &[&str]) -> bool {
        self.before(at).is_some_and(|before| self.reading.is_any(before, words))
    }

    fn starts_line(&self, at: usize) -> bool {
        self.token(at).flags.contains(Flags::NEW_LINE)
    }

    /// A number of digits only, with how many there are.
    fn digits(&self, at: usize) -> Option<(u32, usize)> {
        if self.token(at).kind != Kind::Number {
            return None;
        }
        let text = self.reading.word(at);
        let plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok().map(|value| (value, text.len())))?
    }

    fn is_glued_mark(&self, at: usize, mark: Mark) -> bool {
        self.reading.is_mark(at, mark) && self.reading.is_glued(at)
    }

    /// Whether a hyphen or dash joins the tokens on its sides.
    fn is_line(&self, at: usize) -> bool {
        matches!(self.token(at).mark, Mark::Hyphen | Mark::Dash)
    }

    fn time_word(&self, at: usize) -> Option<TimeWord> {
        if self.reading.classes(at).contains(Classes::TIME) { self.reading.entry(at).time } else { None }
    }

    /// A time that begins with its edge: "early", "late", "mid-", "the end of" before the token.
    fn widened(&self, first: usize) -> usize {
        let mut first = first;
        let Some(before) = self.before(first) else { return first };
        if self.reading.is_any(before, &["early", "late", "mid", "earlier", "later"]) {
            first = before;
        } else if (self.reading.is_mark(before, Mark::Hyphen) && self.behind(before, &["mid"]))
            || (self.reading.is_any(before, &["in", "on"]) && self.behind(before, &["early", "late"]))
        {
            first = before - 1;
        } else if self.reading.is(before, "of") {
            let edges = &["start", "beginning", "end", "middle", "close"];
            if self.behind(before, edges) {
                first = before - 1;
                if self.behind(first, &["very"]) {
                    first -= 1;
                }
                if self.behind(first, &["the"]) {
                    first -= 1;
                }
            }
            return first;
        }
        if self.behind(first, &["very"]) {
            first -= 1;
        }
        first
    }

    /// "the" before the token, taken in.
    fn with_article(&self, first: usize) -> usize {
        if self.behind(first, &["the"]) { first - 1 } else { first }
    }

    /// Which shift the token before says, and where the phrase begins then.
    fn shifted(&self, at: usize) -> (Shift, usize) {
        let Some(before) = self.before(at) else { return (Shift::None, at) };
        let word = self.reading.word(before);
        let article = self.behind(before, &["the"]);
        let shift = match word.len() {
            4 if word.eq_ignore_ascii_case("last") || word.eq_ignore_ascii_case("past") => Shift::Last,
            4 if word.eq_ignore_ascii_case("this") => Shift::This,
            4 if word.eq_ignore_ascii_case("next") && article => Shift::Following,
            4 if word.eq_ignore_ascii_case("next") => Shift::Next,
            6 if word.eq_ignore_ascii_case("coming") => Shift::Next,
            7 if word.eq_ignore_ascii_case("current") => Shift::This,
            8 if word.eq_ignore_ascii_case("upcoming") => Shift::Next,
            8 if word.eq_ignore_ascii_case("previous") => Shift::Previous,
            9 if word.eq_ignore_ascii_case("preceding") => Shift::Previous,
            9 if word.eq_ignore_ascii_case("following") => Shift::Following,
            10 if word.eq_ignore_ascii_case("subsequent") => Shift::Following,
            4 if word.eq_ignore_ascii_case("same") => Shift::Same,
            4 if word.eq_ignore_ascii_case("that") && !self.token(before).is_capital() => Shift::Same,
            _ => return (Shift::None, at),
        };
        (shift, if self.behind(before, &["the", "that", "this"]) { before - 1 } else { before })
    }
}
