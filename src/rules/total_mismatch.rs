//! A total and its parts.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::finding::Finding;
use crate::language::Number;
use crate::language::interval::Interval;
use crate::link::Story;
use crate::link::tables::Sum;
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Adds up the parts behind a colon, and the rows and columns of a table that has a total.
    ///
    /// ## Why it matters
    /// Readers add up.
    ///
    /// ## Example
    /// ```draft
    /// The flotilla has 14 boats: nine trawlers, four ferries and two tugs.
    ///                  ^^^^^^^^ 14 boats, but 9 + 4 + 2 = 15
    /// ```
    ///
    /// ## What it leaves alone
    /// Open lists ("including"), "at least" and "about", sums within the rounding of their parts, parts without a colon, and
    /// lists of something else than what was counted ("30 miles in three stages: 10 miles, 12 miles and 8 miles").
    ///
    /// In tables: rates, ranks, years, averages and shares that make a hundred within their rounding; rows "of which"; columns
    /// with a blank or a word; totals of something else, of which no other column shows that they add up the rows.
    "total-mismatch" {
        summary: "the parts do not add up to the total",
        counts: "total",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between a total and its colon.
const REACH: usize = 40;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for sum in facts.links.tables.sums() {
        table(&story, sum, checks);
    }
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, total) in all.iter().enumerate() {
            if !total.is_plain() {
                continue;
            }
            let behind = story.behind(block, total.extent.end);
            let colon = behind.find(':').filter(|at| *at < REACH && !behind[..*at].contains(['.', ';', '(', '"', '“']));
            if let Some(colon) = colon {
                sum(&story, block, (&all[..index], total, &all[index + 1..]), colon, checks);
            }
        }
    }
}

/// How many terms of a sum are told in a message.
const TERMS: usize = 8;

/// A total in a table.
fn table(story: &Story<'_>, sum: &Sum, checks: &mut Checks) {
    let number = |value: Number| if value < Number::ZERO { format!("({value})") } else { value.to_string() };
    let terms: Vec<_> = sum.parts.iter().map(|it| number(it.number)).collect();
    let span = story.span(sum.total.block, sum.total.extent);
    let calculation = format!("{} = {}", terms.join(" + "), sum.added);
    if sum.holds {
        let first = sum.parts.first().map(|it| story.span(it.block, it.extent));
        checks.pass(NAME, span, first, calculation);
        return;
    }
    let told = if terms.len() > TERMS {
        format!("{} + … + {} ({} numbers)", terms[..3].join(" + "), terms[terms.len() - 1], terms.len())
    } else {
        terms.join(" + ")
    };
    let level = if sum.borne_out { Level::Error } else { Level::Warning };
    let words = story.text(sum.total.block, sum.total.extent);
    let mut finding = Finding::new(NAME, level, span, format!("{words}, but {told} = {}", sum.added))
        .calculation(calculation)
        .value(&sum.total.number)
        .value(&sum.added);
    for part in &sum.parts {
        let words = story.text(part.block, part.extent);
        finding = finding.related(story.span(part.block, part.extent), format!("{words} here"));
    }
    checks.fail(finding);
}

/// The rest of the sentence behind a colon.
fn list<'a>(story: &Story<'a>, block: usize, total: &Quantity, colon: usize) -> &'a str {
    let behind = &story.behind(block, total.extent.end)[colon + 1..];
    let end = behind.find(". ").or_else(|| behind.strip_suffix('.').map(str::len)).unwrap_or(behind.len());
    &behind[..end]
}

fn sum(
    story: &Story<'_>,
    block: usize,
    (earlier, total, rest): (&[Quantity], &Quantity, &[Quantity]),
    colon: usize,
    checks: &mut Checks,
) {
    let text = list(story, block, total, colon);
    let start = total.extent.end as usize + colon + 1;
    let parts: Vec<_> = rest.iter().take_while(|it| it.extent.end as usize <= start + text.len()).collect();
    let open = ["including", "among", "such as", "at least", "mostly"].iter().any(|it| text.contains(it));
    // Every item of the list is a number and its noun: "nine trawlers, four ferries and two tugs".
    let items = text.split(", ").flat_map(|it| it.split(" and ")).filter(|it| !it.trim().is_empty()).count();
    let clean = parts.len() >= 2 && parts.len() == items && parts.iter().all(|it| it.is_plain()) && !open;
    let first = parts.first().is_some_and(|it| {
        story
            .gap(block, Extent { start: 0, end: u32::try_from(start).unwrap_or_default() }, it.number)
            .trim()
            .is_empty()
    });
    if !clean || !first {
        return;
    }
    let Some(added) = parts.iter().try_fold(Number::ZERO, |sum, it| sum.plus(it.value)) else { return };
    let range = parts.iter().try_fold(Interval::exact(Number::ZERO), |sum, it| sum.plus(it.as_written()));
    let terms = parts.iter().map(|it| it.value.to_string()).collect::<Vec<_>>().join(" + ");
    let whole = parts[0].extent.to(parts[parts.len() - 1].extent);
    let span = story.span(block, total.extent);
    if range.is_none_or(|range| range.meets(total.as_written())) {
        checks.pass(NAME, span, Some(story.span(block, whole)), format!("{terms} = {added}"));
        return;
    }
    if !are_parts(story, block, earlier, total, &parts, added) {
        return;
    }
    let words = story.text(block, total.extent);
    let finding = Finding::new(NAME, Level::Error, span, format!("{words}, but {terms} = {added}"))
        .related(story.span(block, whole), "the parts here")
        .calculation(format!("{terms} = {added}"))
        .value(&total.value)
        .value(&added);
    checks.fail(finding);
}

/// Whether a list is one of the parts of a total, and not of what stands before it or of other things.
fn are_parts(
    story: &Story<'_>,
    block: usize,
    earlier: &[Quantity],
    total: &Quantity,
    parts: &[&Quantity],
    added: Number,
) -> bool {
    let head = |it: &Quantity| it.noun.map(|noun| story.text(block, noun.head).to_lowercase());
    let one_noun = parts.iter().all(|it| head(it) == head(total));
    // "9,400 people in 14 countries: 4,000 in Norway": the parts may be of the people.
    let (sentence, start) = story.sentence(block, total.extent);
    let before = earlier.iter().rev().take_while(|it| it.extent.start as usize >= start && !sentence.is_empty());
    let before: Vec<_> = before.filter(|it| it.is_plain()).take(MOST).collect();
    if before.iter().any(|it| it.value == added) || !before.is_empty() && !one_noun {
        return false;
    }
    // "30 miles in three stages: 10 miles, 12 miles and 8 miles", "a prize of £500".
    let alike = parts.windows(2).all(|pair| pair[0].unit == pair[1].unit && head(pair[0]) == head(pair[1]));
    let unit = parts.iter().any(|it| it.unit != total.unit && it.unit != Unit::None);
    if unit || alike && parts[0].noun.is_some() && !one_noun {
        return false;
    }
    // "three states: 12 in Orel, 9 in Tarn and 4 in Dole", "two problems: 40 cows and three dogs": the items are counted.
    let counted = total.value.to_whole() == i64::try_from(parts.len()).ok();
    !(counted && !one_noun && parts.iter().any(|it| it.value >= total.value))
}

/// How many figures before a total are looked at.
const MOST: usize = 8;
