//! An average that does not fit total and count.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::date::Time;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::interval::Interval;
use crate::language::lexicon::{self, Modifier};
use crate::language::numeral::Form;
use crate::language::plural::singular;
use crate::language::{Classes, Mark, Number};
use crate::link::Story;
use crate::link::clause::{Row, rows};
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Divides a total by a count of the same sentence where the sentence gives the average too: "an average of £30 a pupil", "or
    /// £30 each", "averaging 70 miles a day".
    ///
    /// ## Why it matters
    /// £12,000 for 40 pupils is £300 each, not £30.
    ///
    /// ## Example
    /// ```draft
    /// The trip cost £12,000 for 40 pupils, an average of £30 each.
    ///                                                    ^^^ £30, but £12,000 divided by 40 pupils is £300
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounding of all three figures; averages of something else than the count of the sentence; sentences in which two totals or
    /// two counts could be meant.
    "ratio-mismatch" {
        summary: "an average does not fit its total and its count",
        counts: "average",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// What stands before an average.
const BEFORE: &[&str] = &[
    "an average of",
    "average of",
    "on average",
    "a mean of",
    "averaging",
    "averaged",
    "an average speed of",
    "average speed of",
    "a rate of",
    "works out at",
    "worked out at",
    "works out to",
    "worked out to",
    "work out at",
    "amounts to",
    "equivalent to",
    "each of whom received",
    "each of whom got",
    "each of whom gets",
    "each of them received",
    "each received",
    "each got",
];

/// What stands between the total or the count and an average that says of what it is: "$2.4 million, or $200,000 each".
const APPOSED: &[&str] = &["or", "about", "around", "roughly", "i.e.", "just", "that", "is"];

/// Words for one of whatever was counted.
const ONE_OF_THEM: &[&str] = &["each", "apiece", "head", "person", "capita", "piece", "unit", "time"];

/// Words for one game, by what a game is called when it is counted.
const GAMES: &[&str] =
    &["game", "match", "night", "outing", "start", "appearance", "innings", "inning", "contest", "race", "test"];

/// By what an average divides.
enum Divisor<'a> {
    /// "each", "a head", or nothing that says it.
    Any,
    /// "a pupil", "per acre".
    Named(&'a str),
}

/// A count that a total may be divided by.
struct Count {
    value: Interval,
    exact: Number,
    extent: Extent,
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for row in rows(&story) {
        for (at, average) in row.all() {
            if let Some(divisor) = divisor(&row, at, average) {
                hold(&story, &row, (at, average), &divisor, checks);
            }
        }
    }
}

/// By what a figure divides, where it is an average.
fn divisor<'a>(row: &Row<'a>, at: usize, average: &Quantity) -> Option<Divisor<'a>> {
    let lead = || BEFORE.iter().any(|words| row.phrase_before(at, words).is_some());
    let mut start = at;
    while start > 0 && row.is_any(start - 1, APPOSED) {
        start -= 1;
    }
    let apposed = start < at && row.is_any(start, &["or", "that"])
        || row.is_mark(start.wrapping_sub(1), &[Mark::Comma, Mark::OpenParen, Mark::Dash]);
    let rate = matches!(average.unit, Unit::Measure(unit) if lexicon::unit(unit).dimension == "speed");
    let next = at + 1;
    let named = if row.is_any(next, &["each", "apiece"]) {
        Some(Divisor::Any)
    } else if row.time(next).is_some() && row.word(next).starts_with('a') {
        row.word(next).split_once(' ').filter(|(_, unit)| !unit.contains(' ')).map(|(_, unit)| Divisor::Named(unit))
    } else if row.is_any(next, &["a", "an", "per", "every", "for"]) && row.pieces.get(next + 1).is_some() {
        // "3,000 a worker a year" is divided twice.
        let each = next + 1 + usize::from(row.is(next, "for") && row.is(next + 1, "every"));
        let twice = row.is_any(each + 1, &["a", "an", "per", "every", "each"]) || row.time(each + 1).is_some();
        let named = if row.is_any(each, ONE_OF_THEM) { Divisor::Any } else { Divisor::Named(row.word(each)) };
        (!twice && !row.is(next, "for")).then_some(named)
    } else if rate {
        Some(Divisor::Named("hour"))
    } else {
        None
    };
    let behind = match named {
        Some(_) if row.is_any(next, &["a", "an", "per", "every"]) => next + 2,
        Some(_) if !rate => next + 1,
        _ => next,
    };
    // "1,650 dollars a flat outside the centre".
    let whole =
        row.is_closed(behind) || row.time(behind).is_some() || row.is_any(behind, &["before", "after", "last", "in"]);
    match named {
        Some(named) => (whole && (apposed || lead())).then_some(named),
        // "scored 900 runs in 20 innings, an average of 45".
        None => ((row.is_closed(next) || row.time(next).is_some()) && lead()).then_some(Divisor::Any),
    }
}

fn hold(
    story: &Story<'_>,
    row: &Row<'_>,
    (at, average): (usize, &Quantity),
    divisor: &Divisor<'_>,
    checks: &mut Checks,
) {
    let figures: Vec<(usize, &Quantity)> = row.all().filter(|(other, _)| *other < at).collect();
    let totals: Vec<&(usize, &Quantity)> = figures.iter().filter(|(_, it)| is_total(row, it, average)).collect();
    let lengths = (0..at).filter_map(|time| length(row, time, divisor));
    let is_own = |other: usize| totals.iter().any(|(total, _)| *total == other);
    let counts = figures
        .iter()
        .filter(|(other, it)| !is_own(*other) || average.unit == Unit::None && is_named(row, it, divisor));
    let counts: Vec<Count> = counts.filter_map(|(_, it)| count(row, it, divisor)).chain(lengths).collect();
    let ([(_, total)], [count]) = (&*totals, &*counts) else { return };
    let others = figures.len() > totals.len() + counts.len();
    let half = average.grain.over(Number::whole(2)).unwrap_or(Number::ZERO);
    let said = Interval::around(average.value, half);
    let rough = matches!(average.modifier, Some(Modifier::About | Modifier::Nearly));
    if others && matches!(divisor, Divisor::Any) || average.modifier.is_some() && !rough || average.upper.is_some() {
        return;
    }
    let said = match average.interval() {
        (Some(low), Some(high)) if rough => Interval { low: low.min(said.low), high: high.max(said.high) },
        _ => said,
    };
    let block = row.block;
    let (Some(made), Some(each)) = (total.as_written().over(count.value), total.value.over(count.exact)) else {
        return;
    };
    // A thousand times as much is no average of this.
    let ratio = each.over(average.value).and_then(|it| Some(it.max(Number::ONE.over(it)?)));
    if ratio.is_none_or(|it| it > Number::whole(1000)) {
        return;
    }
    let each = each.rounded(2);
    let (span, place) = (story.span(block, average.extent), story.span(block, total.extent.to(count.extent)));
    let count_words = story.text(block, count.extent).replace('-', " ");
    let words = format!("{} divided by {count_words}", story.text(block, total.extent));
    // An average may be cut off as well as rounded.
    let cut = Interval { low: said.low, high: said.high.plus(average.grain).unwrap_or(said.high) };
    if made.meets(cut) {
        checks.pass(NAME, span, Some(place), format!("{words} is {each}"));
        return;
    }
    let text = story.text(block, average.extent);
    let sign: String = text.chars().take_while(|letter| !letter.is_alphanumeric()).collect();
    let finding = Finding::new(NAME, Level::Warning, span, format!("{text}, but {words} is {sign}{each}"))
        .related(place, "total and count here")
        .calculation(format!("{} / {} = {each}", total.value, count.exact))
        .value(&average.value)
        .value(&each);
    checks.fail(finding);
}

fn is_exact(figure: &Quantity) -> bool {
    figure.modifier.is_none()
        && figure.upper.is_none()
        && figure.most.is_none()
        && !figure.age
        && figure.form == Form::Cardinal
        && !figure.role.intersects(Role::IDENTIFIER | Role::ADDITION)
        && figure.value > Number::ZERO
}

/// Whether a figure is in what the average is in: "£18,000" of "£300", "480 kilometres" of "60 kilometres an hour", "96,000 people"
/// of a bare "4,000".
fn is_total(row: &Row<'_>, figure: &Quantity, average: &Quantity) -> bool {
    let unit = match (average.unit, figure.unit) {
        (Unit::Measure(speed), Unit::Measure(length)) if lexicon::unit(speed).dimension == "speed" => {
            row.text(average.extent).contains(lexicon::unit(length).name) && lexicon::unit(length).dimension == "length"
        }
        (Unit::Currency(_) | Unit::Measure(_), unit) => unit == average.unit,
        (Unit::Noun, Unit::Noun) => match (row.head(figure), row.head(average)) {
            (Some(one), Some(other)) => singular(one) == singular(other),
            _ => false,
        },
        (Unit::None, Unit::Noun | Unit::None) => figure.value > average.value,
        _ => false,
    };
    unit && is_exact(figure) && !figure.is_percent() && !figure.role.contains(Role::CHANGE)
}

/// Whether a figure counts what the average divides by.
fn is_named(row: &Row<'_>, figure: &Quantity, divisor: &Divisor<'_>) -> bool {
    let Divisor::Named(name) = divisor else { return false };
    let unit = match figure.unit {
        Unit::Noun => row.head(figure).map(singular),
        Unit::Measure(unit) => Some(lexicon::unit(unit).name.to_owned()),
        _ => None,
    };
    let Some(unit) = unit else { return false };
    let name = singular(name);
    let game = |word: &str| GAMES.contains(&word);
    unit == name || game(&unit) && game(&name)
}

fn count(row: &Row<'_>, figure: &Quantity, divisor: &Divisor<'_>) -> Option<Count> {
    let counted = match divisor {
        Divisor::Any => figure.unit == Unit::Noun,
        Divisor::Named(name) => {
            // "60 leavers" of "a pupil".
            let people = figure.noun.is_some_and(|noun| noun.human) && is_of_people(name);
            people || is_named(row, figure, divisor)
        }
    };
    let fits = counted && is_exact(figure) && figure.value > Number::ONE;
    fits.then(|| Count { value: figure.as_written(), exact: figure.value, extent: figure.extent })
}

fn is_of_people(name: &str) -> bool {
    let human = |word: &str| lexicon::look_up(word).classes.contains(Classes::HUMAN);
    human(name) || human(&format!("{name}s"))
}

/// "15 days" of "a day".
fn length(row: &Row<'_>, at: usize, divisor: &Divisor<'_>) -> Option<Count> {
    let Divisor::Named(name) = divisor else { return None };
    let time = row.time(at)?;
    let Time::Length(length) = &time.time else { return None };
    let amount = length.amount.filter(|it| it.is_whole() && *it > Number::ONE)?;
    let unit = singular(row.word(at).rsplit([' ', '-']).next()?);
    (unit == singular(name)).then(|| Count { value: Interval::exact(amount), exact: amount, extent: time.extent })
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn rounded_averages_and_other_prices_pass() {
        checks(
            r"
The trip cost £1,000 for 30 pupils, an average of £33 each.

The fund gave $2.5 million to 12 towns, an average of $208,000 each.

They paid £12,000 for 40 desks and sold them for £30 each.

He left about £12,000 for 40 pupils, an average of £30 each.
",
        );
    }

    #[test]
    fn averages_in_any_wording() {
        checks(
            r"
The choir sold 2,400 tickets over eight nights, an average of 240 a night.
                                                              ^^^ 240, but 2,400 tickets divided by eight nights is 300

The council paid £90,000 for 45 benches, or £200 each.
                                            ^^^^ £200, but £90,000 divided by 45 benches is £2,000

The walkers covered 180 miles in 12 days, averaging 18 miles a day.
                                                    ^^^^^^^^ 18 miles, but 180 miles divided by 12 days is 15

The 250-acre estate fetched $5 million, or $2,000 an acre.
                                           ^^^^^^ $2,000, but $5 million divided by 250 acre is $20,000
",
        );
    }

    #[test]
    fn other_rates_and_totals_pass() {
        checks(
            r"
The choir sold 2,400 tickets over eight nights, an average of 300 a night.

The council bought 45 benches for £90,000 and 20 bins, at £150 each.

The firm paid $4 million to 200 workers, or $2,500 a worker a year.

The farm has 300 cows and sells 6,000 litres of milk a day, at 40 cents a litre.

The train covered 300 miles in four hours, about 75 miles an hour, and touched 110 miles an hour on the plain.

The club has 1,200 members and took £30,000 last year, an average of £25 each.

Of the 600 guests, 40 paid $1,000 each.

The charity raised $60,000 with 300 volunteers, who walked an average of 20 miles each.

Rents rose to $1,800 in the city's 40,000 flats, an average of $1,650 a flat outside the centre.
",
        );
    }
}
