//! A period that ends before it begins.

use chrono::NaiveDate;

use super::{Checks, Facts, Level};
use crate::claim::date::{Calendar, Order, Time};
use crate::finding::Finding;
use crate::language::{Classes, lexicon};
use crate::link::timeline::pairs::{Told, told};
use crate::link::timeline::{Moment, month_name};
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Finds "from 19 May to 12 May", "from 19 to 12 May", "from March 2027 to January 2027", "between 19 March 2027 and 3
    /// March 2027", "ambassador from 2009 to 2003" and "Amalia Brusco (1894-1881)".
    ///
    /// ## Why it matters
    /// One of the two dates is wrong.
    ///
    /// ## Example
    /// ```draft
    /// The lock will be drained between 19 March 2027 and 3 March 2027.
    ///                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ends on Wednesday, 3 March 2027, before it begins on Friday, 19 March 2027
    /// ```
    ///
    /// ## What it leaves alone
    /// Periods over the New Year, hours over midnight, weekdays over the weekend, years before Christ or that run down on
    /// purpose ("back to", "fell from"), scores.
    "range-reversed" {
        summary: "a period ends before it begins",
        counts: "period",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, _) in story.blocks() {
        let times = told(&story, facts.links, block);
        for time in &times {
            in_one_month(facts, time, checks);
        }
        hyphened(facts, block, checks);
        for pair in times.windows(2) {
            let [one, other] = pair else { continue };
            // "from Monday, April 27, to Friday, April 24".
            let gap = story.gap(block, one.date.extent, other.date.extent).trim_start_matches(',').trim();
            if !matches!(gap, "to" | "until" | "till" | "through" | "-" | "–" | "—" | "and") {
                continue;
            }
            let before = story.before(block, one.date.extent.start).trim_end();
            let lead = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let joined = gap != "and" || lead == "between";
            let (Time::Calendar(first), Time::Calendar(second)) = (&one.date.time, &other.date.time) else { continue };
            // "Comparing March 2027 to January 2027": of months more is asked.
            let days = first.day.is_some() && second.day.is_some();
            if joined && matches!(&*lead, "from" | "between") && gap != "-" {
                years(facts, one, other, before, checks);
            }
            let joined = joined && (days || PERIODS.contains(&&*lead));
            if !joined || matches!(&*lead, "moved" | "postponed" | "brought") || !are_comparable(first, second) {
                continue;
            }
            // "from 12 May to 4 May 2026": the year is both dates'.
            let years = first.year.is_some() && second.year.is_some();
            let (Some(begin), Some(end)) = (day(first, years), day(second, years)) else { continue };
            let extent = one.date.extent.to(other.date.extent);
            if end >= begin {
                checks.pass(NAME, story.span(block, extent), None, "begins before it ends".to_owned());
                continue;
            }
            // "moved from 19 May to 12 May" changes a day.
            let sentence = before.rsplit(['.', ';']).next().unwrap_or_default();
            if is_change(sentence) {
                continue;
            }
            let preposition = if second.day.is_some() { "on" } else { "in" };
            let (last, first) = (name(facts, second), name(facts, first));
            let message = format!("ends {preposition} {last}, before it begins {preposition} {first}");
            let finding = Finding::new(NAME, Level::Error, story.span(block, extent), message)
                .value(&story.text(block, one.date.extent))
                .value(&story.text(block, other.date.extent));
            checks.fail(finding);
        }
    }
}

/// The year of a claim that is nothing but a year.
fn year_alone(time: &Told<'_>) -> Option<i32> {
    let Time::Calendar(calendar) = &time.date.time else { return None };
    let alone = calendar.month.is_none() && calendar.day.is_none() && calendar.weekday.is_none();
    calendar.year.map(|it| it.value).filter(|it| alone && *it > 0 && time.date.extent.end - time.date.extent.start == 4)
}

/// Words of a clause that sets two years side by side, or counts with their numbers.
const COMPARES: [&str; 12] = [
    "difference",
    "gap",
    "comparison",
    "compared",
    "comparing",
    "compare",
    "contrast",
    "choose",
    "choice",
    "distance",
    "downward",
    "countdown",
];

/// "ambassador from 2009 to 2003", "Between 2021 and 2012".
fn years(facts: &Facts<'_>, one: &Told<'_>, other: &Told<'_>, before: &str, checks: &mut Checks) {
    let (Some(first), Some(last)) = (year_alone(one), year_alone(other)) else { return };
    let story = facts.story;
    let block = one.at.block;
    let behind = story.behind(block, other.date.extent.end).trim_start();
    // "ruled from 1479 to 1458 BC".
    let christ = ["BC", "B.C.", "bc"].iter().any(|it| behind.starts_with(it));
    let sentence = before.rsplit(['.', ';']).next().unwrap_or_default();
    let counts = |word: &str| {
        let word = word.to_lowercase();
        COMPARES.contains(&&*word) || NO_DAYS[CHANGES..].contains(&&*word)
    };
    let counts = sentence.split(|it: char| !it.is_alphanumeric()).any(counts);
    // "Seats went from 2019 to 2013": of years only where somebody holds an office, or a period opens its sentence.
    let words = || sentence.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let holds = words().any(|word| {
        let lower = word.to_lowercase();
        HOLDS.contains(&&*lower) || lexicon::look_up(&lower).classes.intersects(Classes::OFFICE | Classes::HUMAN)
    });
    let opens = before.ends_with("Between")
        && behind.starts_with(|it: char| it.is_lowercase() || it == ',')
        && !behind.starts_with("level");
    if !holds && !opens {
        return;
    }
    if last >= first || first - last > LONGEST || christ || counts || is_change(sentence) {
        return;
    }
    report_years(facts, block, one.date.extent.to(other.date.extent), (first, last), checks);
}

/// Verbs of an office or a life.
const HOLDS: [&str; 20] = [
    "served",
    "led",
    "ruled",
    "headed",
    "chaired",
    "governed",
    "reigned",
    "lived",
    "studied",
    "taught",
    "worked",
    "played",
    "captained",
    "coached",
    "edited",
    "presided",
    "married",
    "ran",
    "held",
    "owned",
];

/// How many years a period with exchanged ends may have.
const LONGEST: i32 = 120;

fn report_years(facts: &Facts<'_>, block: usize, extent: Extent, (first, last): (i32, i32), checks: &mut Checks) {
    let story = facts.story;
    let message = format!("ends in {last}, before it begins in {first}");
    let finding = Finding::new(NAME, Level::Error, story.span(block, extent), message).value(&first).value(&last);
    checks.fail(finding);
}

/// What lasts for years.
const LASTING: [&str; 12] = [
    "term",
    "war",
    "reign",
    "rule",
    "presidency",
    "tenure",
    "period",
    "era",
    "governor",
    "mayor",
    "president",
    "years",
];

/// "Amalia Brusco (1894-1881)", "the border war of 1967-1963": years with a hyphen, which are no claims of time when they
/// run down.
fn hyphened(facts: &Facts<'_>, block: usize, checks: &mut Checks) {
    let story = facts.story;
    let text = &story.article.blocks[block].prose.text;
    let dashes = memchr::memchr2_iter(b'-', "–".as_bytes()[0], text.as_bytes());
    for dash in dashes {
        let Some(at) = dash.checked_sub(4).filter(|at| text.is_char_boundary(*at)) else { continue };
        let Some((first, behind)) = year_at(&text[at..]) else { continue };
        let Some(lead) = [" (", " of "].into_iter().find(|lead| text[..at].ends_with(lead)) else { continue };
        let Some(behind) = ["-", "–", "—"].iter().find_map(|it| behind.strip_prefix(it)) else { continue };
        let Some((last, behind)) = year_at(behind) else { continue };
        let closes = if lead == " (" {
            behind.starts_with(')')
        } else {
            !behind.starts_with(['-', '–', '.', ',']) || behind.len() < 3
        };
        let before = &text[..at - lead.len()];
        let word = before.rsplit(' ').next().unwrap_or_default();
        let end = u32::try_from(before.len()).unwrap_or_default();
        let people = &story.claims[block].people;
        let index = people.partition_point(|mention| mention.extent.end < end);
        let named = lead == " (" && people.get(index).is_some_and(|it| it.extent.end == end && it.given.is_some());
        if last < first && first - last <= LONGEST && closes && (named || LASTING.contains(&word)) {
            let (start, end) = (u32::try_from(at), u32::try_from(text.len() - behind.len()));
            let (Ok(start), Ok(end)) = (start, end) else { continue };
            report_years(facts, block, Extent { start, end }, (first, last), checks);
        }
    }
}

/// Four digits at the beginning of a text that can be a year, and what follows.
fn year_at(text: &str) -> Option<(i32, &str)> {
    let digits = text.get(..4).filter(|it| it.bytes().all(|it| it.is_ascii_digit()))?;
    let rest = &text[4..];
    let year = digits.parse().ok().filter(|year| (1000..=2100).contains(year))?;
    (!rest.starts_with(|it: char| it.is_alphanumeric())).then_some((year, rest))
}

/// Where in [`NO_DAYS`] the words of change begin; "led the institute" is none.
const CHANGES: usize = 13;

/// Verbs of a clause that moves a date, or counts back.
const MOVES: [&str; 16] = [
    "moved",
    "moves",
    "moving",
    "move",
    "forward",
    "brought",
    "bring",
    "brings",
    "pulled",
    "changed",
    "changes",
    "rescheduled",
    "shifted",
    "advanced",
    "back",
    "backwards",
];

/// Whether words before a period tell of a change: "pulled forward, from 30 September to 12 September".
fn is_change(words: &str) -> bool {
    words.split(|it: char| !it.is_alphanumeric()).any(|it| MOVES.contains(&&*it.to_lowercase()))
}

/// Whether nothing but the days decides: both with their years, or both in one month without.
fn are_comparable(first: &Calendar, second: &Calendar) -> bool {
    let months = first.month.is_some() && second.month.is_some();
    let days = first.day.is_some() && second.day.is_some();
    let none = first.day.is_none() && second.day.is_none();
    let years = first.year.is_some() && second.year.is_some();
    let month = first.month.map(|it| it.value) == second.month.map(|it| it.value);
    let christ = first.year.is_none_or(|it| it.value > 0) && second.year.is_none_or(|it| it.value > 0);
    months && christ && (years && (days || none) || days && month && first.year.is_none())
}

/// A date as a number that grows with the day; without a year those of one month compare.
fn day(calendar: &Calendar, with_year: bool) -> Option<(i32, u32, u32)> {
    let year = calendar.year.filter(|_| with_year).map_or(0, |it| it.value);
    Some((year, calendar.month?.value, calendar.day.map_or(0, |it| it.value)))
}

fn name(facts: &Facts<'_>, calendar: &Calendar) -> String {
    let timeline = &facts.links.timeline;
    let Some(month) = calendar.month else { return String::new() };
    let Some(day) = calendar.day else {
        return calendar.year.map_or_else(String::new, |year| timeline.say(Moment::Month(year.value, month.value)));
    };
    match calendar.year.and_then(|year| NaiveDate::from_ymd_opt(year.value, month.value, day.value)) {
        Some(day) => timeline.say_day(day),
        None if timeline.is_day_first() => format!("{} {}", day.value, month_name(month.value)),
        None => format!("{} {}", month_name(month.value), day.value),
    }
}

/// Words before a period of days: "open from 19 to 12 May", "runs May 19-12".
const PERIODS: [&str; 8] = ["from", "between", "runs", "run", "open", "opens", "held", "on"];

/// Words of a sentence whose two numbers are no days: a change or a score.
const NO_DAYS: [&str; 26] = [
    "beat", "won", "win", "wins", "lost", "lose", "defeated", "victory", "defeat", "score", "scored", "drew", "led",
    "fell", "rose", "cut", "reduced", "raised", "dropped", "falling", "rising", "down", "up", "moved", "brought",
    "changed",
];

/// "from 19 to 12 May", "May 19-12": two days of one month of which the date claim has one or none.
fn in_one_month(facts: &Facts<'_>, time: &Told<'_>, checks: &mut Checks) {
    let Time::Calendar(calendar) = &time.date.time else { return };
    let (Some(month), None) = (calendar.month, calendar.weekday) else { return };
    let (story, block) = (facts.story, time.at.block);
    let before = story.before(block, time.date.extent.start);
    // "from 9 to 5 May Day".
    let next = story.behind(block, time.date.extent.end).strip_prefix(' ').and_then(|rest| rest.chars().next());
    if next.is_some_and(char::is_uppercase) {
        return;
    }
    let led = |text: &str| {
        let word = text.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
        PERIODS.contains(&&*word) && text.ends_with(' ') || text.ends_with('(')
    };
    let number = |text: &str| text.parse::<u32>().ok().filter(|it| (1..=31).contains(it) && text.len() <= 2);
    let found = if let (Some(last), Order::DayFirst) = (calendar.day, calendar.order) {
        let joined =
            [" to ", "-", "–", " and "].iter().find_map(|joint| before.strip_suffix(joint).map(|it| (it, *joint)));
        joined.and_then(|(text, joint)| {
            let at = text.rfind(|it: char| !it.is_ascii_digit())? + 1;
            let first = number(text.get(at..)?)?;
            let length = u32::try_from(text.len() - at + joint.len()).ok()?;
            let opens = if joint == " and " { text[..at].ends_with("between ") } else { led(&text[..at]) };
            let start = time.date.extent.start.checked_sub(length)?;
            (opens && first > last.value).then_some((Extent { start, end: time.date.extent.end }, first, last.value))
        })
    } else if calendar.day.is_none() && calendar.year.is_none() && led(before) {
        let behind = story.behind(block, time.date.extent.end);
        let rest = behind.strip_prefix(' ').unwrap_or_default();
        rest.split_once(['-', '–']).and_then(|(first, rest)| {
            let last = rest.split(|it: char| !it.is_alphanumeric() && !matches!(it, '-' | '–')).next()?;
            let length = u32::try_from(behind.len() - rest.len() + last.len()).ok()?;
            let (from, to) = (number(first)?, number(last)?);
            let end = time.date.extent.end + length;
            (from > to).then_some((Extent { start: time.date.extent.start, end }, from, to))
        })
    } else {
        None
    };
    let Some((extent, first, last)) = found else { return };
    let (sentence, _) = story.sentence(block, time.date.extent);
    if sentence.split(|it: char| !it.is_alphanumeric()).any(|it| NO_DAYS.contains(&&*it.to_lowercase())) {
        return;
    }
    let said = |day: u32| {
        let month = month_name(month.value);
        if calendar.order == Order::DayFirst { format!("{day} {month}") } else { format!("{month} {day}") }
    };
    let message = format!("ends on {}, before it begins on {}", said(last), said(first));
    let finding =
        Finding::new(NAME, Level::Error, story.span(block, extent), message).value(&story.text(block, extent));
    checks.fail(finding);
}
