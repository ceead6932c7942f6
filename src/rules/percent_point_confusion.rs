//! A change in percentage points that is given in percent.

use super::percent_change_mismatch::{brief, is_of_points, share};
use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::changes;

rule! {
    /// ## What it does
    /// Tells percent from percentage points where both figures of a change are shares.
    ///
    /// ## Why it matters
    /// From 4 to 6 percent is a rise of two percentage points, and of half.
    ///
    /// ## Example
    /// ```draft
    /// The levy rose 2 percent, from 4 percent to 6 percent.
    ///               ^^^^^^^^^ 2 percent, but from 4 percent to 6 percent is 2 percentage points, or 50 percent
    /// ```
    ///
    /// ## What it leaves alone
    /// A share of the share ("rose 50 percent, from 4 percent to 6 percent"), and changes told in points.
    "percent-point-confusion" {
        summary: "a change in percentage points is given in percent",
        counts: "change in points",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for change in changes::changes(&story) {
        let Some(by) = change.by.filter(|by| is_of_points(*by, change.from, change.to)) else { continue };
        let (from, to) = (change.from.1, change.to.1);
        let Some(exact) = share(from.value, to.value, false) else { continue };
        if by.1.modifier.is_some() || exact.magnitude() == by.1.value {
            continue;
        }
        let words = |(block, it): changes::Told<'_>| story.text(block, it.extent);
        let points = if by.1.value == crate::language::Number::ONE { "point" } else { "points" };
        let message = format!(
            "{}, but from {} to {} is {} percentage {points}, or {} percent",
            words(by),
            words(change.from),
            words(change.to),
            by.1.value,
            brief(exact.magnitude()),
        );
        let finding = Finding::new(NAME, Level::Error, story.span(by.0, by.1.extent), message)
            .related(story.span(change.from.0, from.extent), "from here")
            .related(story.span(change.to.0, to.extent), "to here")
            .calculation(format!("{} - {} = {}", to.value, from.value, brief(by.1.value)))
            .value(&by.1.value)
            .value(&from.value)
            .value(&to.value);
        checks.fail(finding);
    }
}
