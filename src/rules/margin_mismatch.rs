//! A margin that is not the difference of its score.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Role;
use crate::finding::Finding;
use crate::language::interval::Interval;
use crate::language::plural::singular;
use crate::language::{Mark, Number};
use crate::link::Story;
use crate::link::clause::{Row, rows};

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
    /// Sentences with several scores (sets, legs, half-times), shoot-outs and aggregates, leads in games, sets or a table, margins
    /// with "about" and the like, and margins that stand far from their score.
    "margin-mismatch" {
        summary: "a margin is not the difference of its vote or score",
        counts: "margin",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many pieces may stand between a score and its margin.
const REACH: usize = 12;

/// What stands before a margin.
const BEFORE: &[&str] = &[
    "majority of",
    "margin of",
    "lead of",
    "won by",
    "win by",
    "wins by",
    "winning by",
    "victory by",
    "advantage of",
    "lost by",
    "lose by",
    "losing by",
    "beaten by",
    "defeat by",
    "passed by",
    "survived by",
    "elected by",
    "difference of",
    "gap of",
    "ahead by",
    "behind by",
    "deficit of",
];

/// What a margin is counted in, and what it is of: "a 14-point victory".
const OF: &[&str] =
    &["win", "victory", "lead", "defeat", "loss", "margin", "majority", "advantage", "cushion", "gap", "deficit"];

/// What votes and scores are counted in.
const COUNTED: &[&str] = &["vote", "seat", "point", "run", "goal", "ballot", "stroke", "shot"];

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
    "series",
    "table",
    "standings",
    "previous",
    "last",
    "earlier",
    "since",
    "biggest",
    "largest",
    "first",
    "record",
    "when",
    "while",
    "but",
];

/// Where a lead is one of many games.
const TABLES: &[&str] =
    &["table", "standings", "top", "series", "league", "group", "division", "conference", "rankings", "season"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for row in rows(&story) {
        let figures: Vec<usize> = row.all().map(|(at, _)| at).collect();
        let mut scores = figures
            .windows(2)
            .filter_map(|pair| score(&row, pair[0], pair[1]))
            .chain(figures.iter().filter_map(|at| range(&row, *at)));
        let (Some(score), None) = (scores.next(), scores.next()) else { continue };
        let behind = figures.iter().copied().find(|at| *at > score.pieces.1);
        let before = figures.iter().copied().rev().find(|at| *at < score.pieces.0);
        let margin = behind.filter(|at| is_margin(&row, *at, score.pieces.1 + 1..*at)).or_else(|| {
            // "by just 17 votes, 2,208 to 2,181".
            before.filter(|at| {
                let joint = row.is_mark(*at + 1, &[Mark::Comma, Mark::Colon, Mark::Dash, Mark::OpenParen]);
                joint && *at + 2 == score.pieces.0 && is_margin(&row, *at, 0..0)
            })
        });
        if let Some(margin) = margin {
            hold(&story, &row, &score, margin, checks);
        }
    }
}

/// A vote or a score: its two numbers, and its first and last piece.
struct Score {
    most: Interval,
    least: Interval,
    exact: (Number, Number),
    pieces: (usize, usize),
}

impl Score {
    fn new(one: &Quantity, other: &Quantity, pieces: (usize, usize)) -> Self {
        let (most, least) = if one.value >= other.value { (one, other) } else { (other, one) };
        Score { most: most.as_written(), least: least.as_written(), exact: (most.value, least.value), pieces }
    }
}

/// "52-48", "215 votes to 214", "52.1 percent to 47.9 percent".
fn score(row: &Row<'_>, first: usize, second: usize) -> Option<Score> {
    let (one, other) = (row.figure(first)?, row.figure(second)?);
    let named = one.role.contains(Role::IDENTIFIER) && other.role.contains(Role::IDENTIFIER);
    let whole = one.value.is_whole() && other.value.is_whole();
    if named && second == first + 2 && row.is_mark(first + 1, &[Mark::Hyphen, Mark::Dash]) {
        // "2-1-0" and "1-2 March" are none.
        let marks = [Mark::Hyphen, Mark::Dash, Mark::Slash];
        let glued = |at: usize| {
            let ends = row.pieces.get(at).zip(row.pieces.get(at + 1));
            ends.is_some_and(|(one, other)| one.extent.end == other.extent.start)
        };
        let before = first > 0 && glued(first - 1) && !row.is_mark(first - 1, &[Mark::OpenParen]);
        let behind = row.is_mark(second + 1, &marks) && glued(second);
        return (!before && !behind && whole).then(|| Score::new(one, other, (first, second)));
    }
    let plain = |it: &Quantity| it.is_plain() && !it.role.contains(Role::IDENTIFIER);
    if second != first + 2 || !row.is(first + 1, "to") || !plain(one) || !plain(other) {
        return None;
    }
    let counted = |it: &Quantity| row.head(it).is_some_and(|head| COUNTED.contains(&&*singular(head)));
    let shares = one.is_percent() && other.is_percent();
    let large = one.unit == other.unit && [one, other].iter().all(|it| it.value >= Number::whole(100));
    let fits = (counted(one) || counted(other) || large) && whole || shares;
    // "rose from 48 percent to 43 percent" is no vote.
    let change = row.is_any(first.wrapping_sub(1), &["from", "to"]);
    (fits && !change).then(|| Score::new(one, other, (first, second)))
}

/// "2,181 to 2,208", which looks like a range.
fn range(row: &Row<'_>, at: usize) -> Option<Score> {
    let figure = row.figure(at)?;
    let upper = figure.upper.filter(|_| row.text(figure.number).contains(" to "))?;
    let large = figure.value >= Number::whole(100) && figure.value.is_whole() && upper.is_whole();
    let apart = row.is_any(at.wrapping_sub(1), &["from", "between", "about", "some"]);
    (large && !apart && figure.modifier.is_none() && !matches!(figure.unit, crate::claim::quantity::Unit::Currency(_)))
        .then(|| Score {
            most: Interval::exact(upper),
            least: Interval::exact(figure.value),
            exact: (upper, figure.value),
            pieces: (at, at),
        })
}

/// Whether a figure is the margin of a vote or a score, with the pieces between.
fn is_margin(row: &Row<'_>, at: usize, between: std::ops::Range<usize>) -> bool {
    let Some(margin) = row.figure(at) else { return false };
    if between.len() > REACH || between.clone().any(|it| row.is_any(it, OTHER) || row.is_mark(it, &[Mark::Semicolon])) {
        return false;
    }
    let mut start = at;
    while start > 0 && row.is_any(start - 1, &["just", "only", "a", "mere", "bare"]) {
        start -= 1;
    }
    let lead = BEFORE.iter().any(|words| row.phrase_before(start, words).is_some())
        || start < at && row.is(start.wrapping_sub(1), "by");
    // "two votes", "one-goal win", "14-point victory".
    let words: Vec<&str> = row.text(margin.extent).split([' ', '-']).collect();
    let units = |word: &&str| COUNTED.contains(&&*singular(word)) || *word == "percentage" || *word == "percent";
    let own = words.last().copied().unwrap_or_default();
    let hyphen = row.text(margin.extent).contains('-') || row.is_mark(at + 1, &[Mark::Hyphen]);
    let next = at + 1 + 2 * usize::from(row.is_mark(at + 1, &[Mark::Hyphen]));
    let compound = hyphen && (OF.contains(&own) || row.is_any(next, OF));
    let inner =
        words.get(1).copied().or_else(|| Some(row.word(at + 2)).filter(|_| row.is_mark(at + 1, &[Mark::Hyphen])));
    let measured =
        if compound { inner.is_some_and(|it| units(&it)) } else { words.len() == 1 || words.iter().skip(1).any(units) };
    let exact = margin.modifier.is_none() && margin.upper.is_none() && margin.most.is_none();
    // "a lead 12 points smaller than".
    let smaller = (at + 1..at + 4)
        .any(|it| row.is_any(it, &["smaller", "larger", "more", "less", "than", "games", "sets", "legs", "wickets"]));
    let leads =
        ["lead of", "advantage of", "gap of", "ahead by"].iter().any(|it| row.phrase_before(start, it).is_some())
            || ["lead", "advantage", "cushion", "gap"].iter().any(|it| own == *it || row.is(next, it));
    let ranked = leads && (at + 1..at + 8).any(|it| row.is_any(it, TABLES));
    (lead || compound) && measured && exact && !smaller && !ranked
}

fn hold(story: &Story<'_>, row: &Row<'_>, score: &Score, at: usize, checks: &mut Checks) {
    let Some(margin) = row.figure(at) else { return };
    let (most, least) = score.exact;
    let (Some(difference), Some(made)) = (most.minus(least), score.most.minus(score.least)) else { return };
    let block = row.block;
    let place = story.span(block, row.extent(score.pieces.0, score.pieces.1));
    let span = story.span(block, margin.number);
    let sum = format!("{most} - {least} = {difference}");
    let whole = most.is_whole() && least.is_whole() && margin.value.is_whole();
    let fits = if whole { difference == margin.value } else { made.meets(margin.as_written()) };
    if fits {
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

    #[test]
    fn margins_before_and_behind() {
        checks(
            r"
Ms Reyes won by 412 votes, 8,310 to 7,989, the board said.
                ^^^ 412, but 8,310 - 7,989 = 321

The poll puts Mr Vance ahead by 51 percent to 44 percent, a lead of nine points.
                                                                    ^^^^ nine, but 51 - 44 = 7

The Falcons beat Dover 88-71 for a 27-point victory.
                                   ^^ 27, but 88 - 71 = 17

The motion fell by 219 votes to 208, a margin of 21.
                                                 ^^ 21, but 219 - 208 = 11
",
        );
    }

    #[test]
    fn leads_in_games_and_tables_pass() {
        checks(
            r"
The Falcons beat Dover 88-71 to take a three-game lead in the series.

Ms Reyes won by 321 votes, 8,310 to 7,989.

They won 3-1 to open a lead of seven points at the top of the table.

The party lost its majority of 12 when the bill failed by 301 votes to 296.

The Falcons won 88-71 after trailing by 12 points.

They won 2-0, their biggest win since a victory by five goals in 2019.
",
        );
    }
}
