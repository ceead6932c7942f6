//! What happened to those counted, and how the figure is used.

use super::{Quantity, Role, Unit};
use crate::language::lexicon::{self, Outcome, Rows};
use crate::language::numeral::Form;
use crate::language::plural::is_plural;
use crate::language::{Classes, Kind, Mark, Reading};

/// Words between a counted noun and the participle that tells what happened: "were", "have been", "reportedly".
const BETWEEN: &[&str] = &[
    "were",
    "was",
    "are",
    "is",
    "have",
    "has",
    "had",
    "been",
    "being",
    "be",
    "reportedly",
    "also",
    "confirmed",
    "reported",
    "feared",
    "left",
    "still",
    "presumed",
    "then",
    "who",
    "that",
    "seriously",
    "critically",
    "badly",
    "slightly",
    "more",
    "others",
];

/// Words that join a noun of harm to its number: "a death toll of 12", "toll rose to 12", "deaths stood at 12".
const TOLL_JOINTS: &[&str] = &[
    "of", "to", "at", "is", "was", "stands", "stood", "rose", "reached", "climbed", "now", "has", "risen", "had",
    "passed", "hit",
];

/// Reads outcome and role of a quantity; `start` is the first token of it and its modifier.
pub(super) fn read(reading: &Reading<'_>, start: usize, quantity: &mut Quantity) {
    read_role(reading, start, quantity);
    let head = quantity.noun.map(|noun| reading.tokens.partition_point(|token| token.start < noun.head.start));
    if quantity.age || matches!(quantity.form, Form::Ordinal | Form::Part) {
        return;
    }
    // "12 deaths", "40 injuries": the noun itself tells, in the plural or of one.
    let own = head.map(|head| reading.entry(head).measures.itself).unwrap_or_default();
    let counted = match head {
        Some(head) => reading.entry(head).measures.counts,
        None => Rows::default(),
    };
    let people = quantity.noun.is_some_and(|noun| noun.human) || quantity.unit == Unit::None;
    let countable =
        |rows: Rows| people.then(|| rows.first_of(lexicon::of_people())).flatten().or(rows.first_of(counted));
    quantity.outcome = own.first_of(lexicon::of_people());
    if quantity.outcome.is_some() || !people && counted == Rows::default() {
        return;
    }
    // "Cut the power to 300 homes" tells of no change to 300.
    if start > 0 && reading.is(start - 1, "to") && countable(lexicon::told_before(reading, start)).is_some() {
        quantity.role -= Role::CHANGE;
    }
    quantity.outcome = behind(reading, quantity, countable).or_else(|| before(reading, start, quantity, countable));
}

/// "12 people were killed", "12 dead", "40 injured".
fn behind(reading: &Reading<'_>, quantity: &Quantity, countable: impl Fn(Rows) -> Option<Outcome>) -> Option<Outcome> {
    for at in quantity.end..quantity.end + 5 {
        let told = countable(lexicon::told_behind(reading, at));
        if told.is_some() || !reading.is_any(at, BETWEEN) {
            return told;
        }
    }
    None
}

/// "killed 12", "killing at least 12 people", "a death toll of 12", "claimed 12 lives".
fn before(
    reading: &Reading<'_>,
    start: usize,
    quantity: &Quantity,
    countable: impl Fn(Rows) -> Option<Outcome>,
) -> Option<Outcome> {
    let at = start.checked_sub(1)?;
    if let Some(outcome) = countable(lexicon::told_before(reading, start)) {
        return Some(outcome);
    }
    let lives = quantity.noun.is_some_and(|noun| reading.text_of(noun.head).eq_ignore_ascii_case("lives"));
    if lives && reading.is_any(at, &["claimed", "claiming", "claims", "claim", "cost", "costing", "took", "taking"]) {
        return lexicon::look_up("deaths").measures.itself.first_of(lexicon::of_people());
    }
    // "The death toll has risen to 12": back over the joints to the noun of harm.
    let mut back = at;
    for _ in 0..5 {
        // "His death at 45": a death counts nobody, deaths do.
        let several = quantity.noun.is_some() || reading.is(back, "toll") || is_plural(reading.word(back));
        let told = countable(reading.entry(back).measures.itself).filter(|_| several);
        if told.is_some() || !reading.is_any(back, TOLL_JOINTS) {
            return told;
        }
        back = back.checked_sub(1)?;
    }
    None
}

/// "Seven men and two women": what happened to the first happened to the second, and each is a part.
pub(super) fn share(reading: &Reading<'_>, first: &mut Quantity, second: &mut Quantity) {
    let joined = first.end + 1 == second.begin && reading.is(first.end, "and");
    let people = |it: &Quantity| it.noun.is_some_and(|noun| noun.human) && !it.age;
    if joined && first.outcome.is_some() && second.outcome.is_none() && people(first) && people(second) {
        second.outcome = first.outcome;
        first.role |= Role::PART;
        second.role |= Role::PART;
    }
}

fn read_role(reading: &Reading<'_>, start: usize, quantity: &mut Quantity) {
    let Some(before) = start.checked_sub(1) else {
        read_rate(reading, quantity);
        return;
    };
    let word = reading.token(before).kind == Kind::Word;
    if word && reading.is_any(before, &["from", "to", "by"]) {
        // "rose to 12", "from 12": one end of a change, as far as a verb of change is near.
        let from = before.saturating_sub(4);
        let changes = (from..before).any(|at| reading.is_any(at, CHANGES)) || reading.is(before, "from");
        if changes {
            quantity.role |= Role::CHANGE;
        }
    }
    if word && reading.is_any(before, &["including", "among", "of"])
        || (before > 0 && reading.is(before - 1, "of") && reading.is_any(before, &["the", "these"]))
    {
        let of_number = reading.is(before, "of") && before > 0 && reading.token(before - 1).kind == Kind::Number;
        if !reading.is(before, "of") || of_number {
            quantity.role |= Role::PART;
        }
    }
    if word && reading.is(before, "the") && before > 0 && reading.is_any(before - 1, &["of", "among"]) {
        quantity.role |= Role::PART;
    }
    if word && reading.is_any(before, &["another", "additional", "further", "extra", "every", "each"]) {
        quantity.role |= if reading.is_any(before, &["every", "each"]) { Role::RATE } else { Role::ADDITION };
    }
    if reading.is_mark(before, Mark::OpenParen) || reading.is_mark(before, Mark::OpenBracket) {
        quantity.role |= Role::BRACKETED;
    }
    if follows_another(reading, before) {
        quantity.role |= Role::EARLIER;
    }
    let from = before.saturating_sub(6);
    for at in from..=before {
        let classes = reading.classes(at);
        if classes.intersects(Classes::AHEAD | Classes::SUPPOSED) {
            quantity.role |= Role::HYPOTHETICAL;
        }
        let first = || reading.is(at, "first") && reading.is_any(at + 1, REPORTED);
        if classes.contains(Classes::BEFORE) || classes.contains(Classes::ORDINAL) && first() {
            quantity.role |= Role::EARLIER;
        }
    }
    read_rate(reading, quantity);
}

/// How many words behind "after" the toll of another event is sought.
const ANOTHER: usize = 16;

/// Whether what stands there happened before the event of the story: "The blast comes a month after at least 36 were killed".
fn follows_another(reading: &Reading<'_>, before: usize) -> bool {
    let first = reading.sentences.get(reading.sentence_of(before)).map_or(0, |sentence| sentence.first);
    let from = before.saturating_sub(ANOTHER).max(first);
    let after =
        |at: &usize| reading.classes(*at).contains(Classes::FUNCTION) && reading.is_any(*at, &["after", "since"]);
    let Some(after) = (from..=before).rev().find(after) else { return false };
    (after.saturating_sub(6).max(first)..after).any(|at| reading.is_any(at, &["comes", "came", "coming"]))
}

/// What is done "first" to a figure that was then put right: "first reported as 12", not "his first term".
const REPORTED: &[&str] =
    &["reported", "put", "given", "estimated", "thought", "believed", "announced", "counted", "said"];

/// Verbs whose object is the end of a change.
pub(super) const CHANGES: &[&str] = &[
    "rose",
    "rise",
    "risen",
    "rises",
    "rising",
    "fell",
    "fall",
    "falls",
    "fallen",
    "falling",
    "grew",
    "grow",
    "grown",
    "grows",
    "climbed",
    "climb",
    "jumped",
    "dropped",
    "drop",
    "increased",
    "increase",
    "increases",
    "increasing",
    "decreased",
    "decrease",
    "up",
    "down",
    "raised",
    "raise",
    "raising",
    "cut",
    "cutting",
    "reduced",
    "reduce",
    "revised",
    "lowered",
    "went",
    "doubled",
    "tripled",
    "surged",
    "expanded",
    "expand",
];

fn read_rate(reading: &Reading<'_>, quantity: &mut Quantity) {
    let at = quantity.end;
    let per = reading.is_any(at, &["per", "each", "every", "apiece", "annually", "daily", "yearly", "monthly"]);
    let article = reading.is_any(at, &["a", "an"])
        && reading.is_any(
            at + 1,
            &[
                "day", "year", "month", "week", "hour", "minute", "person", "head", "share", "barrel", "gallon",
                "litre", "liter", "piece", "time", "night",
            ],
        );
    if per || article {
        quantity.role |= Role::RATE;
    }
}

#[cfg(test)]
mod tests {
    use super::super::extract;
    use super::*;

    /// Each quantity as "words: value noun outcome".
    fn read_all(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        extract(&reading, &[])
            .into_iter()
            .map(|it| {
                let outcome = it.outcome.map_or("-", Outcome::name);
                let (low, high) = it.interval();
                let print =
                    |bound: Option<crate::language::Number>| bound.map_or("…".to_owned(), |bound| bound.to_string());
                format!("{}: {}..{} {outcome}", reading.text_of(it.extent), print(low), print(high))
            })
            .collect()
    }

    #[test]
    fn tolls_are_read_in_their_many_wordings() {
        for (text, expected) in [
            ("At least 47 people were killed on Friday.", "47 people: 47..… killed"),
            ("A blast killed 12 soldiers.", "12 soldiers: 12..12 killed"),
            ("The storm left 40 dead.", "40: 40..40 killed"),
            ("The death toll has risen to 31.", "31: 31..31 killed"),
            ("The quake claimed more than 300 lives.", "300 lives: 301..… killed"),
            ("About 40 villagers have been injured.", "40 villagers: 36..44 injured"),
            ("There were 12 deaths.", "12 deaths: 12..12 killed"),
            ("Nearly 200 homes burned.", "200 homes: 170..200 destroyed"),
            ("The blaze destroyed 14 farm buildings.", "14 farm buildings: 14..14 destroyed"),
            ("The mill will cut 450 jobs.", "450 jobs: 450..450 cut"),
            ("The mill laid off 450 workers.", "450 workers: 450..450 laid off"),
            ("Gales cut the power to 82,000 homes.", "82,000 homes: 82,000..82,000 without power"),
            ("Some 300 homes are still without power.", "300 homes: 270..330 without power"),
            ("The flood forced the evacuation of 420 people.", "420 people: 420..420 displaced"),
            ("Police seized 90 weapons.", "90 weapons: 90..90 seized"),
            ("Twenty-one protesters were arrested", "Twenty-one protesters: 21..21 detained"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn agents_and_other_numbers_are_no_tolls() {
        for text in [
            "He was killed by 2 gunmen.",
            "She died aged 45.",
            "Flight 370 was lost.",
            "They met 12 ministers.",
            "His death at 45 was sudden.",
            "The storm killed the power to 300 homes.",
        ] {
            assert!(!read_all(text).iter().any(|it| it.ends_with("killed")), "{text}: {:?}", read_all(text));
        }
    }

    #[test]
    fn units_and_money_are_read() {
        for (text, expected) in [
            ("a 10-mile (16km) run", vec!["10-mile: 10..10 -", "16km: 16..16 -"]),
            (
                "£1.2bn ($1.6bn)",
                vec!["£1.2bn: 1,200,000,000..1,200,000,000 -", "$1.6bn: 1,600,000,000..1,600,000,000 -"],
            ),
            ("5 feet 10 inches tall", vec!["5 feet 10 inches: 5.83..5.83 -"]),
            ("between 10 and 15 miles", vec!["10 and 15 miles: 10..15 -"]),
            ("12.5 per cent", vec!["12.5 per cent: 12.5..12.5 -"]),
            ("38C (100F)", vec!["38C: 38..38 -", "100F: 100..100 -"]),
            ("£5-10m", vec!["£5-10m: 5,000,000..10,000,000 -"]),
        ] {
            assert_eq!(read_all(text), expected, "{text}");
        }
    }
}
