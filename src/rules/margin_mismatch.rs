//! A margin that is not the difference of its score.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Role;
use crate::finding::Finding;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Takes the smaller number of a vote or a score from the larger and holds the difference against the margin, majority or
    /// lead that the sentence gives.
    ///
    /// ## Why it matters
    /// A vote of 52 to 48 is won by four.
    ///
    /// ## Example
    /// ```draft
    /// The council voted 52-48 to sell the dock, a majority of six.
    ///                                                         ^^^ six, but 52 - 48 = 4
    /// ```
    ///
    /// ## What it leaves alone
    /// Sentences with several scores (sets, legs, half-times), shoot-outs and aggregates, margins with "about" and the like, and
    /// margins that stand far from their score.
    "margin-mismatch" {
        summary: "a margin is not the difference of its vote or score",
        counts: "margin",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between a score and its margin.
const REACH: usize = 60;

/// What stands before a margin.
const BEFORE: &[&str] = &["majority of", "margin of", "lead of", "won by", "win by", "victory by", "advantage of"];

/// What a margin is counted in, and what it is of: "a 14-point victory".
const OF: &[&str] = &["win", "victory", "lead", "defeat", "loss", "margin", "majority", "advantage", "cushion"];

/// Words of scores that are not the one whose margin is given.
const OTHER: &[&str] = &[
    "aggregate",
    "penalties",
    "half-time",
    "halftime",
    "shoot-out",
    "shootout",
    "overall",
    "extra",
    "spread",
    "handicap",
];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let same = |one: &Quantity, other: &Quantity| story.is_one_sentence(block, one.extent, other.extent);
        for sentence in claims.quantities.chunk_by(same).filter(|sentence| sentence.len() > 2) {
            let mut scores = sentence
                .array_windows()
                .enumerate()
                .filter(|(_, [one, other])| is_score(&story, block, one, other) || is_vote(&story, block, one, other));
            let (Some((at, [one, other])), None) = (scores.next(), scores.next()) else { continue };
            if let Some(margin) = sentence.get(at + 2) {
                hold(&story, block, [one, other], margin, checks);
            }
        }
    }
}

/// "52-48".
fn is_score(story: &Story<'_>, block: usize, one: &Quantity, other: &Quantity) -> bool {
    let joint = story.gap(block, one.number, other.number);
    let named = one.role.contains(Role::IDENTIFIER) && other.role.contains(Role::IDENTIFIER);
    // "2-1-0" and "1-2 March" are none.
    let alone = !story.before(block, one.number.start).ends_with(['-', '–', '/', '.', ','])
        && !story.behind(block, other.number.end).starts_with(['-', '–', '/']);
    named && matches!(joint, "-" | "–" | "\u{2011}") && alone && one.value.is_whole() && other.value.is_whole()
}

/// "215 votes to 214".
fn is_vote(story: &Story<'_>, block: usize, one: &Quantity, other: &Quantity) -> bool {
    let votes = ["vote", "votes", "seats", "points", "runs", "goals"];
    let counted = |it: &Quantity| it.noun.is_some_and(|noun| votes.contains(&story.text(block, noun.head)));
    let plain = |it: &Quantity| it.is_plain() && it.value.is_whole();
    story.gap(block, one.extent, other.number).trim() == "to"
        && (counted(one) || counted(other))
        && plain(one)
        && plain(other)
}

fn hold(story: &Story<'_>, block: usize, [one, other]: [&Quantity; 2], margin: &Quantity, checks: &mut Checks) {
    let gap = story.gap(block, other.extent, margin.number);
    let words = || gap.split(|letter: char| !letter.is_alphabetic() && letter != '-');
    let lead = gap.trim_end();
    // "two votes", "one-goal win", "14-point victory".
    let own = story.text(block, margin.extent).rsplit([' ', '-']).next().unwrap_or_default();
    let behind = story.behind(block, margin.extent.end).trim_start();
    let next = behind.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let compound = story.behind(block, margin.number.end).starts_with('-');
    let is_margin = BEFORE.iter().any(|it| lead.ends_with(it)) || compound && (OF.contains(&own) || OF.contains(&next));
    let exact = margin.modifier.is_none() && margin.upper.is_none() && margin.most.is_none() && margin.value.is_whole();
    if gap.len() > REACH || !is_margin || !exact || words().any(|word| OTHER.contains(&word)) {
        return;
    }
    let (most, least) = (one.value.max(other.value), one.value.min(other.value));
    let Some(difference) = most.minus(least) else { return };
    let (span, place) = (story.span(block, margin.number), story.span(block, one.number.to(other.number)));
    let sum = format!("{most} - {least} = {difference}");
    if difference == margin.value {
        checks.pass(NAME, span, Some(place), sum);
        return;
    }
    let said = story.text(block, margin.number);
    let finding = Finding::new(NAME, Level::Warning, span, format!("{said}, but {sum}"))
        .related(place, "the score here")
        .calculation(sum)
        .value(&margin.value)
        .value(&difference);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn votes_and_games() {
        checks(
            r"
The bill passed by 215 votes to 214, a margin of two votes.
                                                 ^^^ two, but 215 - 214 = 1

Sorne beat Lund 31-10 on Saturday, a 14-point victory.
                                     ^^ 14, but 31 - 10 = 21
",
        );
    }

    #[test]
    fn right_margins_and_other_scores_pass() {
        checks(
            r"
The council voted 52-48 to sell the dock, a majority of four.

She won by 12,300 votes to 11,945, a majority of 355.

Sorne won 6-4, 3-6, 7-6 and has a one-set lead.

Lund won 3-1 for a two-goal aggregate lead, and drew 1-1.

Sorne won 4-3 on penalties after a one-goal lead was lost.

They are 12-3 this season and three games clear.
",
        );
    }
}
