//! A rise to less, or a fall to more.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::finding::Finding;
use crate::language::{Classes, lexicon};
use crate::link::Story;
use crate::link::changes::Change;
use crate::place::Extent;

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

/// Words of a sentence in which more is less.
const TURNED: &[&str] = &[
    "rank",
    "ranks",
    "ranked",
    "ranking",
    "rankings",
    "table",
    "chart",
    "charts",
    "seed",
    "seeded",
    "seeding",
    "place",
    "places",
    "position",
    "positions",
    "standings",
    "league",
    "odds",
    "frequency",
    "pace",
    "handicap",
    "par",
];

/// Words of a sentence in which a length is a depth.
const DEPTHS: &[&str] = &["depth", "depths", "deep", "deeper", "below", "beneath", "underwater", "underground", "down"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    for change in facts.changes {
        hold(&facts.story, change, checks);
    }
}

/// "rose from 18 euros to 12 euros", "fell to 5 percent from 3 percent", "5 percent, up from 6 percent".
fn hold(story: &Story<'_>, change: &Change<'_>, checks: &mut Checks) {
    let ((block, from), (_, to)) = (change.from, change.to);
    let (Some((verb, up)), false) = (change.verb, change.is_doubtful) else { return };
    if is_turned(story, block, verb, from) {
        return;
    }
    let verb = story.text(block, verb).to_lowercase();
    let span = story.span(block, from.extent.to(to.extent));
    let (words, other) = (story.text(block, to.extent), story.text(block, from.extent));
    let (low, high) = (from.value, from.upper.unwrap_or(from.value));
    let fits = if up { to.upper.unwrap_or(to.value) >= low } else { to.value <= high };
    if fits {
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

/// Whether a sentence is one in which more is less: of ranks and depths, or with a currency as what rises.
fn is_turned(story: &Story<'_>, block: usize, verb: Extent, figure: &Quantity) -> bool {
    let (sentence, start) = story.sentence(block, verb);
    let words = || sentence.split(|letter: char| !letter.is_alphabetic() && letter != '-');
    // "The yen rose to 145.3 from 147.1 per dollar".
    let subject = sentence.get(..(verb.start as usize).saturating_sub(start)).unwrap_or_default().split_whitespace();
    let last = subject.rev().find(|word| !["has", "have", "had", "was", "is"].contains(word));
    let money = last.is_some_and(|word| lexicon::look_up(word).classes.contains(Classes::CURRENCY));
    let has = |list: &[&str]| words().any(|word| list.iter().any(|it| word.eq_ignore_ascii_case(it)));
    let length = matches!(figure.unit, Unit::Measure(row) if lexicon::unit(row).dimension == "length");
    money || has(TURNED) || length && has(DEPTHS)
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

    #[test]
    fn verbs_and_figures_in_any_order() {
        checks(
            r#"
The airline has raised the fee for a checked bag from $40 to $35.
                                                      ^^^^^^^^^^ "raised", but $35 is less than $40

Visitor numbers dropped to 52,000 last summer from 48,000 the summer before.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "dropped", but 52,000 is more than 48,000

The yield was 4.1 percent on Thursday, down from 3.9 percent.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "down", but 4.1 percent is more than 3.9 percent

Officials reduced the estimated cost of the tunnel to $3.4 billion from $2.9 billion.
                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "reduced", but $3.4 billion is more than $2.9 billion

Rainfall in the valley increased from 640 millimetres in the 1980s to 590 millimetres in the last decade.
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "increased", but 590 millimetres is less than 640 millimetres
"#,
        );
    }

    #[test]
    fn ranks_depths_and_other_clauses_pass() {
        checks(
            r"
She moved up in the rankings from 240 to 118 after the final.

The submarine dived from 60 metres to 180 metres and sank from 180 metres to 240 metres below the ice.

The yen rose to 147.2 from 148.9 on the news.

Prices fell after the tax was put up from 5 percent to 7 percent.

Profit was $3 million on sales of $20 million, down from $5 million.

The council eased the speed limit from 20 mph to 30 mph on two roads.

The farm, which lost 40 cows, moved from 300 acres to 450 acres.

Rates did not rise from 3 percent to 2 percent; they fell.

The bank cut its forecast for the rise in wages this year to 3 percent from 4 percent.
",
        );
    }

    #[test]
    fn figures_that_may_be_others_pass() {
        checks(
            r"
The party took 31 of the chamber's 150 seats, down from 41.

The count fell by four last week to 758, against 723 rigs at this time last year.

The bank lowered its special advances rate to 5.1 percent from 5.3 percent.

The pound closed at 2.8900/60 marks, up from 2.9720/50. Earnings were 1.15 pesos a share, up from 90 ctvs.
",
        );
    }
}
