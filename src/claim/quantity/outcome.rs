//! What happened to those counted, and how the figure is used.

use super::{Quantity, Role, Unit};
use crate::language::lexicon::Outcome;
use crate::language::numeral::Form;
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
];

/// Words that join a noun of harm to its number: "a death toll of 12", "toll rose to 12", "deaths stood at 12".
const TOLL_JOINTS: &[&str] = &[
    "of", "to", "at", "is", "was", "stands", "stood", "rose", "reached", "climbed", "now", "has", "risen", "had",
    "passed", "hit",
];

/// Verb forms that take those counted as their object: "killed 12", not "deaths 12".
const DEEDS: &[&str] = &[
    "killed",
    "kill",
    "kills",
    "killing",
    "slew",
    "injured",
    "injure",
    "injures",
    "injuring",
    "wounded",
    "wounds",
    "wounding",
    "hurt",
    "hurting",
    "arrested",
    "arrest",
    "arrests",
    "arresting",
    "detained",
    "detain",
    "detains",
    "detaining",
    "displaced",
    "displacing",
    "displaces",
    "evacuated",
    "evacuating",
    "evacuates",
    "rescued",
    "rescue",
    "rescues",
    "rescuing",
    "freed",
    "trapped",
    "trapping",
    "infected",
    "infecting",
    "hospitalised",
    "hospitalising",
    "hospitalized",
    "hospitalizing",
    "saved",
];

/// Reads outcome and role of a quantity; `start` is the first token of it and its modifier.
pub(super) fn read(reading: &Reading<'_>, start: usize, quantity: &mut Quantity) {
    read_role(reading, start, quantity);
    let people = quantity.noun.is_some_and(|noun| noun.human) || matches!(quantity.unit, Unit::None);
    let counted = quantity.noun.map(|noun| noun.head);
    let head_outcome = counted.and_then(|head| {
        // "12 deaths", "40 injuries": the noun itself tells.
        let index = reading.tokens.partition_point(|token| token.start < head.start);
        reading
            .entry(index)
            .outcome
            .filter(|_| reading.is_any(index, &["deaths", "fatalities", "injuries", "arrests", "infections"]))
    });
    quantity.outcome = head_outcome;
    if quantity.outcome.is_some()
        || !people
        || quantity.age
        || quantity.form == Form::Ordinal
        || quantity.form == Form::Part
    {
        return;
    }
    quantity.outcome = behind(reading, quantity).or_else(|| before(reading, start, quantity));
}

/// "12 people were killed", "12 dead", "40 injured".
fn behind(reading: &Reading<'_>, quantity: &Quantity) -> Option<Outcome> {
    for at in quantity.end..quantity.end + 5 {
        if reading.classes(at).contains(Classes::OUTCOME)
            && !reading.is_any(at, &["killing", "injuring", "wounding", "toll", "death", "rescue", "arrest"])
        {
            return reading.entry(at).outcome;
        }
        if !reading.is_any(at, BETWEEN) {
            return None;
        }
    }
    None
}

/// "killed 12", "killing at least 12 people", "a death toll of 12", "claimed 12 lives".
fn before(reading: &Reading<'_>, start: usize, quantity: &Quantity) -> Option<Outcome> {
    let at = start.checked_sub(1)?;
    if reading.is_any(at, DEEDS) {
        return reading.entry(at).outcome;
    }
    let lives = quantity.noun.is_some_and(|noun| reading.text_of(noun.head).eq_ignore_ascii_case("lives"));
    if lives && reading.is_any(at, &["claimed", "claiming", "claims", "claim", "cost", "costing", "took", "taking"]) {
        return Some(Outcome::Killed);
    }
    // "The death toll has risen to 12": back over the joints to the noun of harm.
    let mut back = at;
    for _ in 0..5 {
        if reading.is_any(back, &["toll", "deaths", "fatalities"]) {
            return Some(Outcome::Killed);
        }
        if reading.is_any(back, &["injuries"]) {
            return Some(Outcome::Injured);
        }
        if !reading.is_any(back, TOLL_JOINTS) {
            return None;
        }
        back = back.checked_sub(1)?;
    }
    None
}

fn read_role(reading: &Reading<'_>, start: usize, quantity: &mut Quantity) {
    let Some(before) = start.checked_sub(1) else {
        read_rate(reading, quantity);
        return;
    };
    if reading.is_any(before, &["from", "to", "by"]) {
        // "rose to 12", "from 12": one end of a change, as far as a verb of change is near.
        let from = before.saturating_sub(4);
        let changes = (from..before).any(|at| reading.is_any(at, CHANGES)) || reading.is(before, "from");
        if changes {
            quantity.role |= Role::CHANGE;
        }
    }
    if reading.is_any(before, &["including", "among", "of"])
        || (before > 0 && reading.is(before - 1, "of") && reading.is_any(before, &["the", "these"]))
    {
        let of_number = reading.is(before, "of") && before > 0 && reading.token(before - 1).kind == Kind::Number;
        if !reading.is(before, "of") || of_number {
            quantity.role |= Role::PART;
        }
    }
    if reading.is_any(before, &["the"]) && before > 0 && reading.is_any(before - 1, &["of", "among"]) {
        quantity.role |= Role::PART;
    }
    if reading.is_any(before, &["another", "additional", "further", "extra", "every", "each"]) {
        quantity.role |= if reading.is_any(before, &["every", "each"]) { Role::RATE } else { Role::ADDITION };
    }
    if reading.is_mark(before, Mark::OpenParen) || reading.is_mark(before, Mark::OpenBracket) {
        quantity.role |= Role::BRACKETED;
    }
    let from = before.saturating_sub(6);
    for at in from..=before {
        if reading.classes(at).contains(Classes::AHEAD)
            || reading.is_any(
                at,
                &[
                    "if",
                    "threatened",
                    "aims",
                    "aim",
                    "plans",
                    "plan",
                    "planned",
                    "expected",
                    "target",
                    "goal",
                    "feared",
                ],
            )
        {
            quantity.role |= Role::HYPOTHETICAL;
        }
        if reading
            .is_any(at, &["initially", "earlier", "previously", "previous", "originally", "initial", "preliminary"])
            || reading.is(at, "first") && reading.is_any(at + 1, REPORTED)
        {
            quantity.role |= Role::EARLIER;
        }
    }
    read_rate(reading, quantity);
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
            ("Nearly 200 homes burned.", "200 homes: 170..200 -"),
            ("Twenty-one protesters were arrested", "Twenty-one protesters: 21..21 detained"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn agents_and_other_numbers_are_no_tolls() {
        for text in
            ["He was killed by 2 gunmen.", "She died aged 45.", "Flight 370 was lost.", "They met 12 ministers."]
        {
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
