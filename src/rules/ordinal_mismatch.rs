//! A third title after three others.

use super::{Checks, Facts, Level};
use crate::claim::date::Time;
use crate::finding::Finding;
use crate::language::numeral::Form;
use crate::language::plural::singular;
use crate::language::{Mark, Number};
use crate::link::Story;
use crate::link::clause::{Row, rows};

rule! {
    /// ## What it does
    /// Counts the years, months or days behind "her third title after those of 2010, 2012 and 2015", "the third eruption, following
    /// eruptions in May and June" and the like.
    ///
    /// ## Why it matters
    /// After three titles the next is the fourth.
    ///
    /// ## Example
    /// ```draft
    /// It was her third regatta win after those of 2010, 2012 and 2015.
    ///            ^^^^^ third, but 3 are named before it: the 4th
    /// ```
    ///
    /// ## What it leaves alone
    /// Years without "after", lists that are open ("including") or of something else ("after defeats in"), "third in a row",
    /// "third-largest", and quarters, places and seeds.
    "ordinal-mismatch" {
        summary: "an ordinal does not follow the years named before it",
        counts: "ordinal",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many pieces may stand between an ordinal and what leads to the list, and before a time of the list.
const REACH: usize = 8;

/// What leads from an ordinal to those before it.
const JOINTS: &[&str] =
    &["after", "following", "follows", "followed", "adding to", "to add to", "to go with", "having won in"];

/// Things that are counted otherwise, and words that make of an ordinal something else.
const OTHER: &[&str] = &[
    "row",
    "quarter",
    "century",
    "half",
    "place",
    "seed",
    "seeded",
    "edition",
    "largest",
    "biggest",
    "highest",
    "lowest",
    "worst",
    "best",
    "round",
    "day",
    "week",
    "month",
    "floor",
    "grade",
    "child",
    "son",
    "daughter",
    "baby",
    "person",
    "consecutive",
    "successive",
    "straight",
    "fastest",
    "longest",
    "most",
    "division",
    "degree",
    "party",
    "reading",
    "anniversary",
    "since",
];

/// What may be meant by "those" or stand for what is counted.
const SAME: &[&str] =
    &["those", "win", "title", "victory", "triumph", "success", "crown", "championship", "one", "trophy"];

/// Medals, each counted by itself.
const MEDALS: &[&str] = &["gold", "silver", "bronze"];

/// Small words within a list.
const SMALL: &[&str] =
    &["in", "on", "of", "at", "the", "a", "an", "both", "his", "her", "their", "its", "that", "from"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for row in rows(&story) {
        for (at, ordinal) in row.all().filter(|(_, it)| it.form == Form::Ordinal && it.value >= Number::whole(2)) {
            if let Some(count) = listed(&row, at) {
                hold(&story, &row, at, ordinal.value, count, checks);
            }
        }
    }
}

/// How many of the kind of an ordinal the sentence lists before it.
fn listed(row: &Row<'_>, at: usize) -> Option<usize> {
    if row.is_mark(at + 1, &[Mark::Hyphen]) {
        return None;
    }
    // "Having won in 2010, 2012 and 2015, she took her third title".
    if row.is(0, "having") && row.is_any(1, &["won", "taken", "claimed", "lifted"]) {
        let thing = singular(row.word(at + 1));
        let (count, end) = list(row, 2, None)?;
        let fits = row.is_mark(end, &[Mark::Comma]) && end < at && (SAME.contains(&&*thing) || thing == "time");
        return fits.then_some(count);
    }
    let mut end = at + 1;
    let start = loop {
        if let Some(next) = JOINTS.iter().find_map(|words| row.phrase(end, words)) {
            break next;
        }
        let fits =
            row.time(end).is_some() || row.is_mark(end, &[Mark::Comma]) || row.is_word(end) && !row.is_any(end, OTHER);
        if !fits || end - at > REACH {
            return None;
        }
        end += 1;
    };
    // "The third after those of May and June" counts nothing that has a name.
    row.is_word(at + 1).then(|| list(row, start, Some(at))).flatten().map(|(count, _)| count)
}

/// Counts the times of a closed list, and gives the piece behind it: "those of 2010, 2012 and 2015", "a silver in Rome in 2012 and a
/// bronze in Oslo in 2016".
fn list(row: &Row<'_>, start: usize, ordinal: Option<usize>) -> Option<(usize, usize)> {
    let medal = ordinal.and_then(|at| (at + 1..start).find(|it| row.is_any(*it, MEDALS))).map(|at| row.word(at));
    let (mut at, mut count, mut last) = (start, 0, false);
    let mut medals = false;
    loop {
        let item = at;
        let mut other_medal = false;
        while !row.time(at).is_some_and(|it| matches!(it.time, Time::Calendar(_))) {
            if row.is_any(at, MEDALS) {
                medals = true;
                other_medal = medal.is_some_and(|it| !row.is(at, it));
            }
            if at - item > REACH || !is_of_list(row, at, ordinal) {
                return None;
            }
            at += 1;
        }
        count += usize::from(!other_medal);
        at += 1 + usize::from(row.is_mark(at + 1, &[Mark::CloseParen]));
        if last {
            break;
        }
        let comma = row.is_mark(at, &[Mark::Comma]);
        at += usize::from(comma);
        last = row.is(at, "and");
        at += usize::from(last);
        if !comma && !last {
            return None;
        }
    }
    let behind = row.is_closed(at) || row.is(at, "for");
    // "a silver in 2012" is no title.
    let fits = !medals
        || medal.is_some()
        || ordinal.is_some_and(|it| (it..start).any(|at| row.is_any(at, &["medal", "podium"])));
    (behind && count > 1 && fits).then_some((count, at))
}

/// Whether a piece may stand in a list before one of its times.
fn is_of_list(row: &Row<'_>, at: usize, ordinal: Option<usize>) -> bool {
    if row.is_mark(
        at,
        &[Mark::OpenParen, Mark::Quote, Mark::OpenQuote, Mark::CloseQuote, Mark::OpenSingle, Mark::Apostrophe],
    ) {
        return true;
    }
    let word = row.word(at);
    // "Nine Wells" is a title.
    if !row.is_word(at) {
        return row.figure(at).is_some() && word.starts_with(char::is_uppercase);
    }
    // "those he won in".
    let won = row.is_any(at, &["he", "she", "they", "it"]) && row.is(at.wrapping_sub(1), "those")
        || row.is_any(at, &["won", "took", "claimed", "scored"])
            && row.is_any(at.wrapping_sub(1), &["he", "she", "they", "it"]);
    let noun = singular(word);
    let thing = ordinal.is_some_and(|ordinal| {
        // "erupted for the third time, following eruptions in".
        (0..at).any(|it| {
            row.is_word(it) && stem(row.word(it)).eq_ignore_ascii_case(stem(word)) && it < at && stem(word).len() > 3
        }) && ordinal < at
    });
    let race = ordinal.is_none() && word.starts_with(char::is_lowercase);
    won || race
        || row.is_any(at, SMALL)
        || row.is_any(at, MEDALS)
        || SAME.contains(&&*noun)
        || thing
        || word.starts_with(char::is_uppercase)
}

/// The first letters of a word, which it shares with those made of it.
fn stem(word: &str) -> &str {
    word.char_indices().nth(4).map_or(word, |(end, _)| &word[..end])
}

fn hold(story: &Story<'_>, row: &Row<'_>, at: usize, ordinal: Number, count: usize, checks: &mut Checks) {
    let next = i64::try_from(count + 1).unwrap_or_default();
    let said = ordinal.to_whole().unwrap_or_default();
    let Some(figure) = row.figure(at) else { return };
    let span = story.span(row.block, figure.number);
    let words = story.text(row.block, figure.number);
    if said == next {
        checks.pass(NAME, span, None, format!("{words}, after {count}"));
        return;
    }
    let message = format!("{words}, but {count} are named before it: the {}", nth(next));
    checks.fail(Finding::new(NAME, Level::Warning, span, message).value(&said).value(&next));
}

fn nth(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn right_counts_and_open_lists_pass() {
        checks(
            r"
It was her fourth title after those of 2010, 2012 and 2015.

His second win after those of 2010 and 2012 in other classes came late.

The third fire after the storms in May and June was the worst.

She was third after a fall in 2012 and 2015 trials.
",
        );
    }

    #[test]
    fn lists_of_years_and_months() {
        checks(
            r"
She won her fifth crown on Sunday, following wins in 2015, 2018 and 2019.
            ^^^^^ fifth, but 3 are named before it: the 4th

It is the town's third flood this year, after floods in January, March and June.
                 ^^^^^ third, but 3 are named before it: the 4th

Having won in 2011, 2014 and 2017, Norway took its third title.
                                                   ^^^^^ third, but 3 are named before it: the 4th
",
        );
    }

    #[test]
    fn lists_of_something_else_pass() {
        checks(
            r"
It was her third final, after defeats in 2012, 2014 and 2016 in the semi-finals.

She won her second gold medal, after silver in 2012 and bronze in 2016.

The second fire, after those of May 3, May 9 and May 12 had been put out, was larger.

He married for the third time in 2019, after divorces in 2004, 2009 and 2015.

It was the second strike of the week, following strikes in May, June and July.
",
        );
    }
}
