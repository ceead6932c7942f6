//! A percentage and the two figures it is of.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::finding::Finding;
use crate::language::Number;
use crate::language::interval::Interval;
use crate::language::numeral::Form;
use crate::link::Story;
use crate::link::changes::{self, By, Change, Size, Told};
use crate::link::parts;

rule! {
    /// ## What it does
    /// Counts "fell 30 percent to 45 million euros from 60 million euros", "from 60 to 45, a reduction of a third", "doubled from 110
    /// to 165" and "rose by 300 to 1,500 from 1,100".
    ///
    /// ## Why it matters
    /// The sum takes a minute that nobody has.
    ///
    /// ## Example
    /// ```draft
    /// Ticket income fell 30 percent to 45 million euros from 60 million euros.
    ///                    ^^^^^^^^^^ 30 percent, but from 60 million euros to 45 million euros is 25 percent
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounding of all three figures, years, basis points, "nearly" and "more than", figures of other units, changes that are
    /// adjusted for something ("at constant exchange rates", "like-for-like"), and a high, a low or a peak as the start.
    "percent-change-mismatch" {
        summary: "a change does not fit its two figures",
        counts: "change",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// Words of a sentence whose change is counted from another figure than the one told.
const ADJUSTED: &[&str] = &[
    "constant",
    "like-for-like",
    "organic",
    "organically",
    "adjusted",
    "annualised",
    "annualized",
    "compound",
    "underlying",
    "comparable",
    "inflation-adjusted",
    "currency-neutral",
    "real-terms",
    "adjusting",
    "stripping",
    "excluding",
];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    for change in facts.changes {
        if let Some(by) = change.by {
            hold(&facts.story, by, change, checks);
        }
    }
}

/// Whether a change in percent is one of points: "rose 2 percent from 4 percent to 6 percent".
pub(super) fn is_of_points(change: Told<'_>, from: Told<'_>, to: Told<'_>) -> bool {
    let shares = [change, from, to].iter().all(|it| changes::percent(it.1) == Some(false));
    let difference = to.1.value.minus(from.1.value).map(Number::magnitude).filter(|it| *it != Number::ZERO);
    shares && difference.is_some_and(|it| Interval::exact(it).meets(change.1.as_written()))
}

/// What the amount of a change should be, and in which words.
struct Sum {
    /// Whether the amount told can be it.
    fits: bool,
    /// The amount, exactly.
    exact: Number,
    /// What it is counted in.
    unit: &'static str,
    /// How it was counted, without the result.
    steps: String,
}

/// Holds a change against the two figures that it is counted from.
fn hold(story: &Story<'_>, by: By<'_>, change: &Change<'_>, checks: &mut Checks) {
    let (from, to) = (change.from, change.to);
    let bare = |it: &Quantity| it.modifier.is_none() && it.upper.is_none() && it.most.is_none();
    if !bare(from.1) || !bare(to.1) || by.figure().is_some_and(|it| !bare(it.1)) || is_adjusted(story, &by, from) {
        return;
    }
    let Some(sum) = sum(story, &by, from, to) else { return };
    let span = story.span(by.block, by.extent);
    let factor = matches!(by.size, Size::Times(_));
    let size = if factor { sum.exact.rounded(2).to_string() } else { scaled(sum.exact.magnitude()) };
    let shown = if sum.unit.is_empty() { size } else { format!("{size} {}", sum.unit) };
    if sum.fits {
        checks.pass(NAME, span, Some(story.span(from.0, from.1.extent)), shown);
        return;
    }
    if change.is_doubtful || by.figure().is_some_and(|it| is_of_points(it, from, to)) {
        return;
    }
    let words = |(block, it): Told<'_>| story.text(block, it.extent);
    let said = story.text(by.block, by.extent);
    let message = format!("{said}, but from {} to {} is {shown}", words(from), words(to));
    let one = by.block == from.0;
    let level = if one { Level::Error } else { Level::Warning };
    let finding = Finding::new(NAME, level, span, message)
        .related(story.span(from.0, from.1.extent), "from here")
        .related(story.span(to.0, to.1.extent), "to here")
        .calculation(format!("{} = {}", sum.steps, sum.exact.rounded(if factor { 2 } else { 1 })))
        .value(&said.to_lowercase())
        .value(&from.1.value)
        .value(&to.1.value);
    checks.fail(finding);
}

fn is_adjusted(story: &Story<'_>, by: &By<'_>, from: Told<'_>) -> bool {
    let has = |block, extent| {
        let (sentence, _) = story.sentence(block, extent);
        let bare = |letter: char| !letter.is_alphabetic() && letter != '-';
        sentence.split(bare).any(|word| ADJUSTED.iter().any(|it| word.eq_ignore_ascii_case(it)))
            || sentence.contains("in real terms")
    };
    has(by.block, by.extent) || by.block != from.0 && has(from.0, from.1.extent)
}

/// What the amount of a change should be; `None` where it cannot be counted.
fn sum(story: &Story<'_>, by: &By<'_>, from: Told<'_>, to: Told<'_>) -> Option<Sum> {
    let (before, after) = (from.1.as_written(), to.1.as_written());
    let (first, last) = (from.1.value, to.1.value);
    // As the draft writes it.
    let british = [by.extent, from.1.extent, to.1.extent]
        .iter()
        .zip([by.block, from.0, to.0])
        .any(|(extent, block)| story.text(block, *extent).contains("per cent"));
    let percent = if british { "per cent" } else { "percent" };
    let relative = |said: Interval| {
        // 37.58 is told as 37.6, and by some as 37.5.
        let cut = by.figure().and_then(|(_, it)| it.value.plus(it.grain)).unwrap_or(said.high);
        let said = Interval { low: said.low, high: said.high.max(cut) };
        let fits = said.meets(after.percent_since(before)?.magnitude());
        let exact = share(first, last, false)?;
        Some(Sum { fits, exact, unit: percent, steps: format!("({last} - {first}) / {first}") })
    };
    let difference = |said: Interval, unit| {
        let fits = said.meets(after.minus(before)?.magnitude());
        Some(Sum { fits, exact: share(first, last, true)?, unit, steps: format!("{last} - {first}") })
    };
    match by.size {
        Size::Times(times) => {
            let exact = last.over(first)?;
            let fits = times.meets(after.over(before)?);
            Some(Sum { fits, exact, unit: "times as much", steps: format!("{last} / {first}") })
        }
        Size::Part(part) => relative(parts::hundredfold(parts::rounded(part))?),
        Size::Figure(figure) => match changes::percent(figure) {
            Some(true) if changes::percent(from.1) == Some(false) => difference(figure.as_written(), "points"),
            Some(false) => relative(figure.as_written()),
            None if figure.form == Form::Part => relative(parts::hundredfold(parts::rounded(figure.value))?),
            None if figure.unit == to.1.unit && figure.unit == from.1.unit && figure.form == Form::Cardinal => {
                difference(figure.as_written(), "")
            }
            Some(true) | None => None,
        },
    }
}

/// The change from one number to another, in points or in percent of the first.
pub(super) fn share(before: Number, after: Number, points: bool) -> Option<Number> {
    let difference = after.minus(before)?;
    if points { Some(difference) } else { difference.over(before)?.times(Number::whole(100)) }
}

/// A number as a sentence has it: "2.94 billion", "12.5".
fn scaled(number: Number) -> String {
    let scales = [(9, "billion"), (6, "million")];
    let found = scales.iter().find(|(power, _)| number >= Number::power_of_ten(*power));
    found
        .and_then(|(power, word)| Some(format!("{} {word}", number.over(Number::power_of_ten(*power))?.rounded(2))))
        .unwrap_or_else(|| brief(number).to_string())
}

/// A number with one decimal where it needs one.
pub(super) fn brief(number: Number) -> Number {
    number.rounded(1)
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn changes_in_any_order() {
        checks(
            r"
The museum's attendance climbed by a quarter to 90,000 visitors in 2023 from 60,000 visitors in 2022.
                                   ^^^^^^^^^ a quarter, but from 60,000 visitors to 90,000 visitors is 50 percent

The price of a litre of olive oil has almost gone out of control: it went from 6 euros to 9 euros, an increase of 75 percent.
                                                                                                                  ^^^^^^^^^^ 75 percent, but from 6 euros to 9 euros is 50 percent

The library lent 12,400 books in May, up 40 percent from 10,000 a year earlier.
                                         ^^^^^^^^^^ 40 percent, but from 10,000 to 12,400 books is 24 percent

The firm lowered its staff by 300 to 1,100 from 1,700 over the winter.
                              ^^^ 300, but from 1,700 to 1,100 is 600

The number of licensed taxis was halved, from 800 in 2010 to 600 in 2020.
                                 ^^^^^^ halved, but from 800 to 600 is 0.75 times as much

Attendance slid by half, to 12,000 from 16,000.
                   ^^^^ half, but from 16,000 to 12,000 is 25 percent

Its debts ballooned to $4.2 billion from $3.5 billion, a 35% jump.
                                                         ^^^ 35%, but from $3.5 billion to $4.2 billion is 20 percent
",
        );
    }

    #[test]
    fn other_changes_and_round_figures_pass() {
        checks(
            r"
Debts grew to $4.2 billion from $3.5 billion, a 20% jump.

Ticket sales fell 12 percent. The theatre's debts rose from 1.2 million euros to 1.9 million euros.

The shop cut prices by 20 percent, and its takings went from £4,000 a week to £5,500 a week.

The firm raised pay 4 percent after sales climbed to $60 million from $50 million.

Profit more than tripled, from 2.1 million pounds to 7.9 million pounds.

The library lent 12,400 books in May, up a quarter from 10,000 a year earlier.

Sales rose 10 percent a year to $121 million from $100 million over two years.

The number of ferries doubled, from 12 to 23.

Shares rose $2 to $29 from $27, while the index lost 3 percent.
",
        );
    }

    #[test]
    fn stakes_cut_figures_and_other_bases_pass() {
        checks(
            r"
The fund lifted its holding to 310,000 shares, or 8.2 percent of the total, from 250,000 shares, or 6.6 percent.

The number of groups fell 37.5 percent to 623 from 998. Output rose 25 percent to 408,000 tonnes from 325,000.

Reserves rose by $900 million in June to $17 billion, compared with $14 billion a year earlier.

Occupancy rose 0.6 percent to 53.6 percent, against 67.3 percent a year ago.

Net profit rose to 1.04 pesos from 83 ctvs a share.
",
        );
    }
}
