//! Shares of one question that add up to more than all.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::finding::Finding;
use crate::language::Number;
use crate::link::Story;
use crate::link::people::fold;

rule! {
    /// ## What it does
    /// Adds up the shares of a vote or a poll that one sentence gives as a closed list.
    ///
    /// ## Why it matters
    /// Answers to one question make a hundred, within the rounding of each.
    ///
    /// ## Example
    /// ```draft
    /// Of those asked, 48 percent were for the bridge, 41 percent were against it and 18 percent were undecided.
    ///                 ^^^^^^^^^^ 48 + 41 + 18 = 107 percent
    /// ```
    ///
    /// ## What it leaves alone
    /// Sums under a hundred, and all within half a point a share; lists that nothing closes ("undecided", "the rest", "against");
    /// questions with several answers; shares beside "up", "from" or "more".
    "percent-total" {
        summary: "the shares of one question add up to more than a hundred",
        counts: "list of shares",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between two shares of a list.
const REACH: usize = 60;

/// Words that close a list of answers.
const CLOSING: &[&str] = &[
    "undecided",
    "unsure",
    "rest",
    "remainder",
    "remaining",
    "abstained",
    "no",
    "against",
    "opposed",
    "neither",
    "others",
    "disagreed",
    "disapproved",
    "uncertain",
];

/// Words by which a share is not one of the list.
const APART: &[&str] = &[
    "up",
    "down",
    "from",
    "than",
    "compared",
    "both",
    "also",
    "multiple",
    "among",
    "rose",
    "fell",
    "of",
    "while",
    "whereas",
    "year",
    "last",
    "previously",
];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let shares: Vec<&Quantity> = claims.quantities.iter().filter(|it| it.is_percent()).collect();
        let same = |one: &&Quantity, other: &&Quantity| story.is_one_sentence(block, one.extent, other.extent);
        for list in shares.chunk_by(same).filter(|list| list.len() >= 3) {
            hold(&story, block, list, checks);
        }
    }
}

fn hold(story: &Story<'_>, block: usize, list: &[&Quantity], checks: &mut Checks) {
    let near = |pair: &[&Quantity]| story.gap(block, pair[0].extent, pair[1].number).len() <= REACH;
    let whole = list[0].extent.to(list[list.len() - 1].extent);
    let behind = story.behind(block, whole.end);
    let behind = &behind[..behind.find(['.', ';']).unwrap_or(behind.len())];
    let inside = story.text(block, whole);
    let has = |list: &[&str]| {
        let words = inside.split(|letter: char| !letter.is_alphabetic()).chain(behind.split(' ').take(6));
        words.map(fold).any(|word| list.contains(&&*word))
    };
    if !list.windows(2).all(near) || !list.iter().all(|it| it.is_plain()) || !has(CLOSING) || has(APART) {
        return;
    }
    let Some(sum) = list.iter().try_fold(Number::ZERO, |sum, it| sum.plus(it.value)) else { return };
    let half = |it: &&&Quantity| it.grain.over(Number::whole(2));
    let Some(slack) = list.iter().try_fold(Number::ZERO, |sum, it| sum.plus(half(&it)?)) else { return };
    let Some(most) = Number::whole(100).plus(slack) else { return };
    let terms = list.iter().map(|it| it.value.to_string()).collect::<Vec<_>>().join(" + ");
    let (span, rest) = (story.span(block, list[0].extent), story.span(block, whole));
    if sum <= most {
        checks.pass(NAME, span, Some(rest), format!("{terms} = {sum}"));
        return;
    }
    let finding = Finding::new(NAME, Level::Warning, span, format!("{terms} = {sum} percent"))
        .related(rest, "the shares here")
        .calculation(format!("{terms} = {sum}"))
        .value(&sum);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn rounding_several_answers_and_open_lists_pass() {
        checks(
            r"
Fifty-two percent were for it, 41 percent against and 8 percent undecided.

Asked what they read, 70 percent named novels, 55 percent newspapers and 40 percent also read poems, and the rest nothing.

Sales of tea rose 60 percent, coffee 40 percent and cocoa 20 percent.

Some 60 percent of women, 50 percent of men and 20 percent of children said no.
",
        );
    }
}
