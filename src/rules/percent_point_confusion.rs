//! A change in percentage points that is given in percent.

use super::percent_change_mismatch::{brief, is_of_points, share};
use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::interval::Interval;
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
    for change in facts.changes {
        let by = change.by.and_then(|by| by.figure()).filter(|by| is_of_points(*by, change.from, change.to));
        let Some(by) = by else { continue };
        let (from, to) = (change.from.1, change.to.1);
        let Some(exact) = share(from.value, to.value, false) else { continue };
        let plain = [by.1, from, to].iter().all(|it| it.modifier.is_none() && it.upper.is_none());
        if !plain || Interval::exact(exact.magnitude()).meets(by.1.as_written()) {
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

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn shares_that_change_by_points() {
        checks(
            r"
The central bank cut its key rate by 0.5 percent to 3.75 percent from 4.25 percent.
                                     ^^^^^^^^^^^ 0.5 percent, but from 4.25 percent to 3.75 percent is 0.5 percentage points, or 11.8 percent

Turnout went from 58 percent to 63 percent, a rise of 5 percent.
                                                      ^^^^^^^^^ 5 percent, but from 58 percent to 63 percent is 5 percentage points, or 8.6 percent

The vacancy rate was 14%, up 3% from 11% in spring.
                             ^^ 3%, but from 11% to 14% is 3 percentage points, or 27.3 percent
",
        );
    }

    #[test]
    fn points_and_changes_of_something_else_pass() {
        checks(
            r"
Consumer prices rose 0.4 percent in March and the annual rate went to 3.5 percent from 3.1 percent.

Turnout went from 58 percent to 63 percent, a rise of five points.

The firm bought 5 percent of its rival, raising its stake from 10 percent to 15 percent.
",
        );
    }
}
