//! A percentage and the two figures it is of.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::Number;
use crate::link::Story;
use crate::link::changes::{self, Told};

rule! {
    /// ## What it does
    /// Counts "fell 30 percent to 45 million euros from 60 million euros".
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
    /// Rounding of all three figures, years, basis points, "nearly" and "more than", figures of other units.
    "percent-change-mismatch" {
        summary: "a change does not fit its two figures",
        counts: "change",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    for change in changes::changes(&facts.story) {
        if let Some(by) = change.by {
            hold(&facts.story, by, change.from, change.to, checks);
        }
    }
}

/// Whether a change in percent is one of points: "rose 2 percent from 4 percent to 6 percent".
pub(super) fn is_of_points(change: Told<'_>, from: Told<'_>, to: Told<'_>) -> bool {
    let difference = to.1.value.minus(from.1.value).map(Number::magnitude);
    changes::percent(change.1) == Some(false)
        && changes::percent(from.1).is_some()
        && difference == Some(change.1.value)
}

/// Holds a change against the two figures that it is counted from.
fn hold(story: &Story<'_>, change: Told<'_>, from: Told<'_>, to: Told<'_>, checks: &mut Checks) {
    let points = changes::percent(change.1) == Some(true);
    if change.1.modifier.is_some() || change.1.upper.is_some() || points && changes::percent(from.1).is_none() {
        return;
    }
    let (before, after, said) = (from.1.as_written(), to.1.as_written(), change.1.as_written());
    let counted = if points { after.minus(before) } else { after.percent_since(before) };
    let (Some(counted), Some(exact)) = (counted, share(from.1.value, to.1.value, points)) else { return };
    let span = story.span(change.0, change.1.extent);
    // As the draft writes it.
    let british = [change, from, to].iter().any(|it| story.text(it.0, it.1.extent).contains("per cent"));
    let percent_word = if british { "per cent" } else { "percent" };
    let unit = if points { "points" } else { percent_word };
    if said.meets(counted.magnitude()) {
        let place = Some(story.span(from.0, from.1.extent));
        checks.pass(NAME, span, place, format!("{} {unit}", brief(exact.magnitude())));
        return;
    }
    let words = |(block, it): Told<'_>| story.text(block, it.extent);
    if !points && is_of_points(change, from, to) {
        return;
    }
    let size = brief(exact.magnitude());
    let message = format!("{}, but from {} to {} is {size} {unit}", words(change), words(from), words(to));
    let (first, last) = (from.1.value, to.1.value);
    let sum = if points {
        format!("{last} - {first} = {}", brief(exact))
    } else {
        format!("({last} - {first}) / {first} = {} {percent_word}", brief(exact))
    };
    let one = change.0 == from.0 && changes::is_one_clause(story, change.0, change.1, from.1);
    let level = if one { Level::Error } else { Level::Warning };
    let finding = Finding::new(NAME, level, span, message)
        .related(story.span(from.0, from.1.extent), "from here")
        .related(story.span(to.0, to.1.extent), "to here")
        .calculation(sum)
        .value(&change.1.value)
        .value(&first)
        .value(&last);
    checks.fail(finding);
}

/// The change from one number to another, in points or in percent of the first.
pub(super) fn share(before: Number, after: Number, points: bool) -> Option<Number> {
    let difference = after.minus(before)?;
    if points { Some(difference) } else { difference.over(before)?.times(Number::whole(100)) }
}

/// A number with one decimal where it needs one.
pub(super) fn brief(number: Number) -> Number {
    number.rounded(1)
}
