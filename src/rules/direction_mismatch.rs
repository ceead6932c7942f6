//! A rise to less, or a fall to more.

use super::{Checks, Facts, Level};
use crate::claim::quantity::Role;
use crate::finding::Finding;
use crate::link::Story;
use crate::link::changes::{self, Change};

rule! {
    /// ## What it does
    /// Holds the verb of a change against its two figures.
    ///
    /// ## Why it matters
    /// A rise from 18 to 12 has its figures the wrong way round, or the wrong verb.
    ///
    /// ## Example
    /// ```draft
    /// The price of a berth rose from 180 euros to 120 euros last year.
    ///                                ^^^^^^^^^^^^^^^^^^^^^^ "rose", but 120 euros is less than 180 euros
    /// ```
    ///
    /// ## What it leaves alone
    /// Ranks ("rose from 18th to 12th"), years, small bare numbers, figures with "about" and the like, and figures of two units.
    "direction-mismatch" {
        summary: "a rise leads to less, or a fall to more",
        counts: "direction",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    for change in changes::changes(&facts.story).iter().filter(|it| it.by.is_none()) {
        hold(&facts.story, change, checks);
    }
}

/// "rose from 18 euros to 12 euros", "fell to 5 percent from 3 percent".
fn hold(story: &Story<'_>, change: &Change<'_>, checks: &mut Checks) {
    let ((block, from), (_, to)) = (change.from, change.to);
    let (first, last, joint) = if from.extent.start < to.extent.start { (from, to, "to") } else { (to, from, "from") };
    let between = story.gap(block, first.extent, last.number).trim_end_matches(['$', '£', '€', '¥']).trim();
    if between != joint || (from.role | to.role).contains(Role::IDENTIFIER) {
        return;
    }
    let Some(verb) = changes::lead(story, block, first).rsplit(' ').nth(1) else { return };
    let Some(up) = changes::moves(verb) else { return };
    let span = story.span(block, first.extent.to(last.extent));
    let (words, other) = (story.text(block, to.extent), story.text(block, from.extent));
    if up && to.value >= from.value || !up && to.value <= from.value {
        checks.pass(NAME, span, None, format!("\"{verb}\": from {other} to {words}"));
        return;
    }
    let size = if up { "less" } else { "more" };
    let finding = Finding::new(NAME, Level::Warning, span, format!("\"{verb}\", but {words} is {size} than {other}"))
        .value(&verb)
        .value(&from.value)
        .value(&to.value);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn bare_numbers_count_when_they_are_large() {
        checks(
            r#"
Visits fell from 12,000 to 15,000 in May.
                 ^^^^^^^^^^^^^^^^ "fell", but 15,000 is more than 12,000

The club climbed from 12 to 8 in the table. She rose from 1990 to 1998 through the choir.

A ticket fell from 18 dollars to 12 dollars. Takings rose from 1,200 to 1,500.

The rate fell from about 4 percent to 5 percent by another count.
"#,
        );
    }
}
