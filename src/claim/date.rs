//! Dates and weekdays, as written.

use chrono::{NaiveDate, Weekday};

use crate::language::{Classes, Flags, Kind, Mark, Reading, Sentence};
use crate::options::{Language, Options};
use crate::place::Extent;

/// A part of a date, with the words that state it.
pub type Part<T> = Option<(T, Extent)>;

/// A date as written.  What was left out stays `None`; `link::timeline` supplies it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateClaim {
    /// The whole phrase, weekday included, without the preposition.
    pub extent: Extent,
    /// The weekday written alone or beside the date.
    pub weekday: Part<Weekday>,
    /// The day of the month, as written: 32 where the draft says so.
    pub day: Part<u32>,
    /// Of "October 2-4" the second day.
    pub last_day: Part<u32>,
    /// The month, from 1; 13 and more where an all-digit date says so.
    pub month: Part<u32>,
    /// The year as written, in full.
    pub year: Part<i32>,
    /// A day named by its distance from the day of speaking: 0 today, -1 yesterday, 1 tomorrow.
    pub relative: Option<i32>,
    /// "last", "this" or "next" before a weekday.
    pub shift: Option<Shift>,
    /// What the verb that governs it says of the time.
    pub tense: Tense,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Whether the sentence looks back beyond the weeks of the story: "in 2012", "ago", "last year".
    pub looks_back: bool,
    /// Whether the sentence speaks of a calendar, as those do that give dates of an old one.
    pub other_calendar: bool,
    /// How the date was put together: which comes first, or digits only.
    pub style: Style,
}

/// "last Sunday", "this Sunday", "next Sunday".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shift {
    /// "last", "past".
    Last,
    /// "this", "coming".
    This,
    /// "next".
    Next,
}

/// Whether a verb points back or ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// No verb near it tells.
    #[default]
    Open,
    /// "met", "said".
    Past,
    /// "will meet", "set to resume".
    Ahead,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// "October 3, 2022".
    #[default]
    MonthFirst,
    /// "3 October 2022".
    DayFirst,
    /// "2022-10-03".
    Iso,
    /// "03/10/2022": the order is a matter of country.
    Slashes,
}

/// Parts of the day between a weekday and its date: "Monday evening, October 3".
const DAY_PARTS: &[&str] = &["morning", "afternoon", "evening", "night", "lunchtime", "noon", "midnight", "overnight"];

/// Words before a weekday that make it a day with a name of its own.
const NAMING: &[&str] = &[
    "black", "bloody", "good", "super", "ash", "palm", "easter", "cyber", "shrove", "holy", "maundy", "giving", "ruby",
    "blue", "whit", "orange",
];

/// Words behind a weekday that make it a newspaper, a show or a song.
const TITLED: &[&str] = &[
    "times",
    "telegraph",
    "mirror",
    "mail",
    "express",
    "post",
    "herald",
    "tribune",
    "independent",
    "world",
    "sport",
    "star",
    "people",
    "journal",
    "review",
    "night",
    "bloody",
];

/// Words before a bare month or year that show that a date is meant.
const BEFORE_DATES: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "of",
    "during",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "through",
    "to",
    "between",
    "for",
    "around",
    "circa",
    "and",
    "throughout",
    "on",
    "every",
    "each",
    "begin",
    "begins",
    "beginning",
    "starting",
    "end",
    "fiscal",
    "year",
    "back",
    "as",
];

/// Words of distance in a sentence that looks back beyond the story's own weeks.
const LOOKING_BACK: &[&str] = &[
    "ago",
    "anniversary",
    "decades",
    "history",
    "historic",
    "historical",
    "predecessor",
    "formerly",
    "century",
    "memorial",
    "remembered",
];

/// Words that turn to the future what follows them, beside the modal verbs.
const AHEAD: &[&str] = &[
    "due",
    "scheduled",
    "planned",
    "expected",
    "slated",
    "set",
    "plans",
    "plan",
    "hopes",
    "upcoming",
    "begins",
    "starts",
    "opens",
    "deadline",
    "until",
    "coming",
];

/// Auxiliaries and common verbs of narration in the past.
const PAST: &[&str] = &[
    "was", "were", "had", "did", "met", "came", "went", "left", "held", "made", "took", "began", "won", "lost", "fell",
    "rose", "struck", "hit", "found", "gave", "got", "saw", "led", "ran", "broke", "brought", "shot", "died", "became",
    "sent", "spoke",
];

/// Reads the dates of a block, in order, not overlapping.
#[must_use]
pub fn extract(reading: &Reading<'_>, options: &Options) -> Vec<DateClaim> {
    let mut dates = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let token = reading.token(at);
        let begins = match token.kind {
            Kind::Number => {
                !reading.is_glued(at)
                    || !matches!(reading.token(at.wrapping_sub(1)).mark, Mark::Hyphen | Mark::Slash | Mark::Currency)
            }
            Kind::Word => token.word.is_known() && (token.is_capital() || reading.is_any(at, RELATIVE_DAYS)),
            _ => false,
        };
        let found = if begins { Reader { reading, options }.date(at) } else { None };
        match found {
            Some((mut date, end)) => {
                date.quoted = token.is_quoted();
                read_surroundings(reading, at, end, &mut date);
                date.extent = reading.extent(at, end);
                dates.push(date);
                at = end;
            }
            None => at += 1,
        }
    }
    dates
}

/// Days named by their distance from today.
const RELATIVE_DAYS: &[&str] = &["today", "yesterday", "tomorrow", "tonight"];

/// Tense, shift and look-back from the words around a date.
fn read_surroundings(reading: &Reading<'_>, first: usize, end: usize, date: &mut DateClaim) {
    if let Some(before) = first.checked_sub(1) {
        date.shift = match reading.word(before).to_ascii_lowercase().as_str() {
            "last" | "past" => Some(Shift::Last),
            "this" | "coming" => Some(Shift::This),
            "next" => Some(Shift::Next),
            _ => None,
        };
    }
    let Some(&Sentence { first: begin, end: stop }) = reading.sentences.get(reading.sentence_of(first)) else { return };
    date.tense =
        (begin.max(first.saturating_sub(14))..first).rev().find_map(|at| tense_of(reading, at)).unwrap_or_default();
    if date.tense == Tense::Open {
        // "On Tuesday the ministers will meet": the verb follows.
        date.tense = (end..stop.min(end + 14)).find_map(|at| tense_of(reading, at)).unwrap_or_default();
    }
    let near = begin.max(first.saturating_sub(30))..stop.min(end + 30);
    date.other_calendar = near.clone().any(|at| reading.is_any(at, &["calendar", "julian", "gregorian"]));
    date.looks_back = near.into_iter().any(|at| {
        let word = reading.token(at).kind == Kind::Word;
        word && (reading.is_any(at, LOOKING_BACK)
            || (reading.is_any(at, &["last", "previous"]) && reading.is(at + 1, "year")))
    });
}

fn tense_of(reading: &Reading<'_>, at: usize) -> Option<Tense> {
    if reading.token(at).kind != Kind::Word {
        return None;
    }
    let classes = reading.classes(at);
    let word = reading.word(at);
    if classes.contains(Classes::AHEAD) && !reading.token(at).is_capital()
        || reading.is_any(at, AHEAD)
        || (word == "’ll")
    {
        return Some(Tense::Ahead);
    }
    let past = classes.intersects(Classes::SAYING)
        && !reading.is_any(at, &["say", "says", "according", "reports", "claims", "notes", "estimates"]);
    (past || reading.is_any(at, PAST) || (word.len() > 4 && word.ends_with("ed") && !reading.token(at).is_capital()))
        .then_some(Tense::Past)
}

struct Reader<'a, 'b> {
    reading: &'b Reading<'a>,
    options: &'b Options,
}

impl Reader<'_, '_> {
    /// The date that begins at a token, and the token after it.
    fn date(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        if reading.token(at).kind == Kind::Number {
            return self.numeric(at).or_else(|| self.day_first(at)).or_else(|| self.bare_year(at));
        }
        let classes = reading.classes(at);
        if classes.contains(Classes::WEEKDAY) {
            return self.weekday(at);
        }
        if classes.contains(Classes::MONTH) {
            return self.month_first(at).or_else(|| self.bare_month(at));
        }
        let relative = match reading.word(at).to_ascii_lowercase().as_str() {
            "today" | "tonight" => 0,
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => return None,
        };
        // "Today's world" is now, "USA Today" and "Today programme" are names.
        let named = reading.token(at).is_capital() && !reading.token(at).flags.contains(Flags::FIRST);
        let owned = reading.token(at + 1).kind == Kind::Clitic;
        (!named && !owned).then(|| (DateClaim { relative: Some(relative), ..DateClaim::default() }, at + 1))
    }

    fn weekday(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        let number = reading.entry(at).calendar;
        let weekday = Weekday::try_from(number - 1).ok()?;
        let word = reading.word(at);
        let full = word.len() > 5;
        let mut date = DateClaim { weekday: Some((weekday, reading.extent(at, at + 1))), ..DateClaim::default() };
        let mut end = at + 1;
        let mut next = at + 1;
        if reading.is_mark(next, Mark::Period) && !full && reading.is_glued(next) {
            next += 1;
        }
        if reading.is_any(next, DAY_PARTS) {
            next += 1;
            end = next;
        }
        let bracket = reading.is_mark(next, Mark::OpenParen);
        if reading.is_mark(next, Mark::Comma) || bracket {
            next += 1;
        }
        // "Sunday the 3rd of October"; not "announced on Friday the October 3 launch".
        if (reading.is(next, "the") && reading.token(next + 1).kind == Kind::Number) || reading.is(next, "on") {
            next += 1;
        }
        if !reading.token(next).flags.contains(Flags::NEW_LINE)
            && let Some((core, after)) = self.core(next)
            && (!bracket || reading.is_mark(after, Mark::CloseParen))
        {
            // "Thursday through Sunday, March 6-9": the weekdays are as many as the days.
            let row = at > 1
                && (reading.is_any(at - 1, &["through", "to", "and", "until", "or"])
                    || matches!(reading.token(at - 1).mark, Mark::Hyphen | Mark::Dash))
                && reading.classes(at - 2).contains(Classes::WEEKDAY);
            date = DateClaim { weekday: date.weekday.filter(|_| !row), ..core };
            return Some((date, if bracket { after + 1 } else { after }));
        }
        let plural = word.ends_with('s');
        let named = at > 0 && reading.is_any(at - 1, NAMING) && reading.token(at - 1).is_capital();
        let titled = reading.token(at + 1).is_capital() && reading.is_any(at + 1, TITLED);
        (full && !plural && !named && !titled).then_some((date, end))
    }

    /// A date without its weekday.
    fn core(&self, at: usize) -> Option<(DateClaim, usize)> {
        if self.reading.token(at).kind == Kind::Number {
            return self.numeric(at).or_else(|| self.day_first(at));
        }
        if self.reading.classes(at).contains(Classes::MONTH) {
            return self.month_first(at);
        }
        None
    }

    /// "October 3, 2022", "Oct. 2", "October 2nd", "October 2-4, 2022".
    fn month_first(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        if !reading.token(at).is_capital() {
            return None;
        }
        let mut date = self.month(at);
        let mut next = at + 1;
        if reading.is_mark(next, Mark::Period) && reading.is_glued(next) && reading.word(at).len() < 5 {
            next += 1;
        }
        if reading.is(next, "the") {
            next += 1;
        }
        let (day, after) = self.day(next)?;
        // "In March 12 people were killed", "March 11 percent".
        let counted = reading.classes(after).intersects(Classes::HUMAN | Classes::SCALE)
            || (reading.classes(after).contains(Classes::UNIT) && !reading.is_any(after, &["in", "st"]))
            || reading.is_any(after, &["more", "others", "other", "of"])
            || reading.token(after).mark == Mark::Percent;
        // "in June 31 were freed"; nobody writes "in June 3" for the day.
        let within = at > 0 && reading.is(at - 1, "in") && reading.token(after).kind == Kind::Word;
        if counted || within {
            return None;
        }
        date.day = Some(day);
        let mut end = self.last_day(after, &mut date);
        // "beat them in November 31-28": a score.
        if end == after
            && matches!(reading.token(after).mark, Mark::Hyphen | Mark::Dash)
            && reading.token(after + 1).kind == Kind::Number
        {
            return None;
        }
        let comma = usize::from(reading.is_mark(end, Mark::Comma));
        if let Some((year, after)) = self.year(end + comma, comma == 1) {
            date.year = Some(year);
            end = after;
        }
        Some((date, end))
    }

    /// "3 October 2022", "the 2nd of October", "2-4 October".
    fn day_first(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        let (day, mut next) = self.day(at)?;
        let mut date = DateClaim { day: Some(day), style: Style::DayFirst, ..DateClaim::default() };
        next = self.last_day(next, &mut date);
        if reading.is(next, "of") {
            next += 1;
        }
        let token = reading.token(next);
        if !reading.classes(next).contains(Classes::MONTH)
            || !token.is_capital()
            || (reading.is_glued(next) && next == at + 1)
        {
            return None;
        }
        // "the 12 May won": a bare "May" or "March" behind a number is a month only when nothing else fits.
        let month = self.month(next);
        date.month = month.month;
        let mut end = next + 1;
        if reading.is_mark(end, Mark::Period)
            && reading.is_glued(end)
            && reading.word(next).len() < 5
            && !starts_sentence(reading, end + 1)
        {
            end += 1;
        }
        let comma = usize::from(reading.is_mark(end, Mark::Comma));
        if let Some((year, after)) = self.year(end + comma, comma == 1) {
            date.year = Some(year);
            end = after;
        }
        Some((date, end))
    }

    /// "2022-10-03", "03/10/2022", "3.10.2022".
    fn numeric(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        let mark = reading.token(at + 1).mark;
        let separated =
            matches!(mark, Mark::Hyphen | Mark::Slash | Mark::Period) && (1..5).all(|it| reading.is_glued(at + it));
        if !separated
            || reading.token(at + 3).mark != mark
            || reading.token(at + 2).kind != Kind::Number
            || reading.token(at + 4).kind != Kind::Number
        {
            return None;
        }
        if reading.is_glued(at + 5)
            && matches!(reading.token(at + 5).mark, Mark::Hyphen | Mark::Slash | Mark::Period)
            && reading.is_glued(at + 6)
        {
            return None;
        }
        let part = |index: usize| -> Option<(u32, Extent)> {
            let text = reading.word(index);
            (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| Some((text.parse().ok()?, reading.extent(index, index + 1))))?
        };
        let (first, second, third) = (part(at)?, part(at + 2)?, part(at + 4)?);
        let year = |(value, extent): (u32, Extent)| Some((i32::try_from(value).ok()?, extent));
        if reading.word(at).len() == 4 && mark == Mark::Hyphen {
            let fits = (1..=12).contains(&second.0) && (1..=39).contains(&third.0) && reading.word(at + 2).len() == 2;
            let date = DateClaim {
                year: year(first),
                month: Some(second),
                day: Some(third),
                style: Style::Iso,
                ..DateClaim::default()
            };
            return fits.then_some((date, at + 5));
        }
        if reading.word(at + 4).len() != 4 || mark == Mark::Hyphen || !(1900..2100).contains(&third.0) {
            return None;
        }
        // Above 12 a number is a day; else the language of the desk decides, and if that is unknown the month
        // stays open: a date read either way is no evidence.
        let (day, month) = match (first.0, second.0) {
            (13.., 1..=12) => (first, second),
            (1..=12, 13..) => (second, first),
            (a, b) if a == b => (first, second),
            _ if mark == Mark::Period || self.options.language == Language::British => (first, second),
            _ if self.options.language == Language::American => (second, first),
            _ => {
                let date = DateClaim { year: year(third), style: Style::Slashes, ..DateClaim::default() };
                return Some((date, at + 5));
            }
        };
        let date = DateClaim {
            year: year(third),
            month: Some(month),
            day: Some(day),
            style: Style::Slashes,
            ..DateClaim::default()
        };
        ((1..=12).contains(&month.0) && (1..=39).contains(&day.0)).then_some((date, at + 5))
    }

    /// "in October", "October 2022", "early May".
    fn bare_month(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        let token = reading.token(at);
        if !token.is_capital() || token.flags.contains(Flags::UPPER) && token.flags.contains(Flags::FIRST) {
            return None;
        }
        let mut date = self.month(at);
        let short = usize::from(
            reading.is_mark(at + 1, Mark::Period) && reading.is_glued(at + 1) && reading.word(at).len() < 5,
        );
        let mut next = at + 1 + short;
        next += usize::from(reading.is_mark(next, Mark::Comma) || reading.is(next, "of"));
        if let Some((year, end)) = self.year(next, false) {
            date.year = Some(year);
            return Some((date, end));
        }
        let word = reading.word(at);
        // "Mr May", "April Jones", "may resign", "Sun" and "Mar" are safe only behind a word that takes a date.
        let introduced = at > 0 && reading.is_any(at - 1, BEFORE_DATES);
        let named = reading.token(at + 1).is_capital() && !reading.is_glued(at + 1);
        let plain = word.len() > 5 && !token.flags.contains(Flags::FIRST) && !reading.is_any(at, &["august"]);
        ((introduced || plain) && !named && word.len() > 2).then_some((date, at + 1))
    }

    fn bare_year(&self, at: usize) -> Option<(DateClaim, usize)> {
        let reading = self.reading;
        let introduced = at > 0 && !reading.is_glued(at) && reading.is_any(at - 1, BEFORE_DATES);
        let (year, end) = self.year(at, false)?;
        let fits = introduced
            && (1800..2100).contains(&year.0)
            && !reading.is_glued(end) | !matches!(reading.token(end).mark, Mark::Hyphen | Mark::Slash | Mark::Percent);
        fits.then(|| (DateClaim { year: Some(year), ..DateClaim::default() }, end))
    }

    fn month(&self, at: usize) -> DateClaim {
        let month = u32::from(self.reading.entry(at).calendar);
        DateClaim { month: Some((month, self.reading.extent(at, at + 1))), ..DateClaim::default() }
    }

    /// A day of the month in digits, with or without its suffix, and the token after it.
    fn day(&self, at: usize) -> Option<((u32, Extent), usize)> {
        let reading = self.reading;
        let text = reading.word(at);
        if reading.token(at).kind != Kind::Number || text.len() > 2 {
            return None;
        }
        let day: u32 = text.parse().ok().filter(|day| (1..=39).contains(day))?;
        let mut end = at + 1;
        if reading.is_glued(end) && reading.is_any(end, &["st", "nd", "rd", "th"]) {
            end += 1;
        } else if reading.is_glued(end)
            && !matches!(
                reading.token(end).mark,
                Mark::Comma
                    | Mark::Period
                    | Mark::Hyphen
                    | Mark::Dash
                    | Mark::CloseParen
                    | Mark::CloseBracket
                    | Mark::Semicolon
                    | Mark::Colon
                    | Mark::Quote
                    | Mark::CloseQuote
                    | Mark::Apostrophe
                    | Mark::Question
                    | Mark::Exclamation
            )
            && reading.token(end).kind != Kind::Clitic
        {
            // "May 7:30", "March 1/2", "Oct 5%".
            return None;
        }
        if reading.is_mark(end, Mark::Colon) && reading.token(end + 1).kind == Kind::Number && reading.is_glued(end + 1)
        {
            return None;
        }
        Some(((day, reading.extent(at, at + 1)), end))
    }

    /// "-4" in "October 2-4": notes the second day and gives the token after it.
    fn last_day(&self, at: usize, date: &mut DateClaim) -> usize {
        let reading = self.reading;
        if matches!(reading.token(at).mark, Mark::Hyphen | Mark::Dash)
            && let Some((day, end)) = self.day(at + 1)
            && date.day.is_some_and(|first| first.0 < day.0)
        {
            date.last_day = Some(day);
            return end;
        }
        at
    }

    /// A year of four digits; behind a comma only when it does not count something.
    fn year(&self, at: usize, behind_comma: bool) -> Option<((i32, Extent), usize)> {
        let reading = self.reading;
        let text = reading.word(at);
        if reading.token(at).kind != Kind::Number
            || text.len() != 4
            || reading.token(at).flags.contains(Flags::NEW_LINE) && !behind_comma
        {
            return None;
        }
        let year = text.parse().ok().filter(|year| (1000..2200).contains(year))?;
        let classes = reading.classes(at + 1);
        if classes.contains(Classes::HUMAN) && reading.token(at + 1).kind == Kind::Word {
            return None;
        }
        Some(((year, reading.extent(at, at + 1)), at + 1))
    }
}

fn starts_sentence(reading: &Reading<'_>, at: usize) -> bool {
    reading.token(at).flags.contains(Flags::FIRST) || reading.token(at).kind == Kind::None
}

/// The first full year in which all of the English-speaking world used the Gregorian calendar (Calendar (New Style) Act
/// 1750).
const GREGORIAN: i32 = 1753;

impl DateClaim {
    /// Whether the calendar of today decides: not before 1753, nor where the sentence speaks of another calendar.
    #[must_use]
    pub fn is_gregorian(&self) -> bool {
        !self.other_calendar && self.year.is_none_or(|(year, _)| year >= GREGORIAN)
    }

    /// The number of days of its month, in its year or in a leap year when none is written; `None` without a month.
    #[must_use]
    pub fn days_in_month(&self) -> Option<u32> {
        let (month, _) = self.month?;
        // A year without its own 29 February is known only when written.
        let year = self.year.map_or(2000, |(year, _)| year);
        let next = if month >= 12 {
            NaiveDate::from_ymd_opt(year + 1, 1, 1)
        } else {
            NaiveDate::from_ymd_opt(year, month + 1, 1)
        };
        Some(next?.pred_opt()?.format("%d").to_string().parse().unwrap_or(31))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each date as "words: weekday day month year".
    fn read_all(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        let show = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
        extract(&reading, &Options::default())
            .into_iter()
            .map(|date| {
                format!(
                    "{}: {} {} {} {}",
                    reading.text_of(date.extent),
                    show(date.weekday.map(|it| it.0.to_string())),
                    show(date.day.map(|it| it.0.to_string())),
                    show(date.month.map(|it| it.0.to_string())),
                    show(date.year.map(|it| it.0.to_string()))
                )
            })
            .collect()
    }

    #[test]
    fn dates_are_read_in_both_englishes() {
        for (text, expected) in [
            ("on Sunday, October 3, 2021, at noon", "Sunday, October 3, 2021: Sun 3 10 2021"),
            ("on Sunday 3 October 2021", "Sunday 3 October 2021: Sun 3 10 2021"),
            ("Sat., Oct. 1", "Sat., Oct. 1: Sat 1 10 -"),
            ("on Sunday the 3rd of October", "Sunday the 3rd of October: Sun 3 10 -"),
            ("on Monday evening, October 3", "Monday evening, October 3: Mon 3 10 -"),
            ("on Sunday (October 3)", "Sunday (October 3): Sun 3 10 -"),
            ("on Dec. 32, 2021", "Dec. 32, 2021: - 32 12 2021"),
            ("by October 2022", "October 2022: - - 10 2022"),
            ("on 2022-10-02.", "2022-10-02: - 2 10 2022"),
            ("on 25/12/2022", "25/12/2022: - 25 12 2022"),
            ("since May", "May: - - 5 -"),
            ("in 2014", "2014: - - - 2014"),
            ("from October 2-4", "October 2-4: - 2 10 -"),
            ("they met on Sunday", "Sunday: Sun - - -"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in [
            "May 500 people be wrong?",
            "Mr May may march.",
            "the Sunday Times",
            "on Black Friday",
            "the 4/31 bus",
            "April Jones left",
            "In March 12 people were killed",
        ] {
            let found = read_all(text);
            assert!(found.is_empty() || found == ["March: - - 3 -"], "{text}: {found:?}");
        }
    }
}
