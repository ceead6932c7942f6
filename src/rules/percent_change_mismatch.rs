//! A percentage and the two figures it is of.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::finding::Finding;
use crate::language::lexicon;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Counts "fell 30 percent to 45 million euros from 60 million euros", tells percent from percentage points, and
    /// finds "rose from 18 euros to 12 euros".
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

/// Verbs of rising and falling; source: the Reuters Handbook of Journalism ("up and down verbs").
const UP: [&str; 14] = [
    "rose",
    "rise",
    "rises",
    "climbed",
    "grew",
    "increased",
    "jumped",
    "soared",
    "gained",
    "surged",
    "risen",
    "raised",
    "up",
    "advanced",
];
const DOWN: [&str; 13] = [
    "fell",
    "fall",
    "falls",
    "dropped",
    "declined",
    "decreased",
    "shrank",
    "slumped",
    "plunged",
    "lost",
    "fallen",
    "cut",
    "down",
];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, from) in all.iter().enumerate() {
            let lead = story.before(block, from.number.start);
            if !["from ", "compared with ", "compared to ", "against "]
                .iter()
                .any(|it| lead.ends_with(it) || lead.trim_end_matches(['$', '£', '€']).ends_with(it))
            {
                continue;
            }
            let near = index.saturating_sub(2)..all.len().min(index + 2);
            let to = all[near].iter().find(|to| {
                let lead = story.before(block, to.number.start);
                let lead = lead.trim_end_matches(['$', '£', '€']);
                lead.ends_with(" to ") && is_one_sentence(&story, block, to, from) && are_of_one_unit(to, from)
            });
            let Some(to) = to else {
                told_before(&story, block, all, index, checks);
                continue;
            };
            let change = all[index.saturating_sub(3)..all.len().min(index + 3)].iter().find(|it| {
                let lead = story.before(block, it.number.start);
                percent(it).is_some()
                    && it.number != to.number
                    && it.number != from.number
                    && !lead.ends_with(" to ")
                    && !lead.ends_with("from ")
                    && is_one_sentence(&story, block, it, from)
                    && is_one_sentence(&story, block, it, to)
            });
            match change {
                Some(change) => amount(&story, block, change, from, to, checks),
                None => direction(&story, block, from, to, checks),
            }
        }
    }
}

/// "Takings were 45 million, compared with 60 million", behind "takings fell by 30%" in this paragraph or one of the two
/// before.
fn told_before(story: &Story<'_>, block: usize, all: &[Quantity], index: usize, checks: &mut Checks) {
    let (Some(to), from) = (index.checked_sub(1).map(|at| &all[at]), &all[index]) else { return };
    let lead = story.before(block, to.number.start);
    let mut words = lead.split_whitespace().rev();
    let (Some("was" | "were"), Some(noun)) = (words.next(), words.next()) else { return };
    if !story.gap(block, to.extent, from.extent).starts_with(", compared ") || !are_of_one_unit(to, from) {
        return;
    }
    let noun = noun.to_lowercase();
    for at in block.saturating_sub(2)..=block {
        for change in story.claims[at].quantities.iter().filter(|it| percent(it) == Some(false)) {
            let lead = story.before(at, change.number.start);
            let sentence = lead.rsplit(". ").next().unwrap_or_default().trim_end().trim_end_matches(" by");
            let mut words = sentence.split_whitespace().rev();
            let moves = words.next().is_some_and(|verb| UP.contains(&verb) || DOWN.contains(&verb));
            let earlier = at < block || change.extent.end < to.extent.start;
            if moves && earlier && words.next().is_some_and(|word| word.to_lowercase() == noun) {
                elsewhere(story, (at, change), (block, from), to, checks);
            }
        }
    }
}

/// Holds a change against two figures further down.
fn elsewhere(
    story: &Story<'_>,
    (at, change): (usize, &Quantity),
    (block, from): (usize, &Quantity),
    to: &Quantity,
    checks: &mut Checks,
) {
    let (before, after, said) = (from.value.to_f64(), to.value.to_f64(), change.value.to_f64());
    let relative = |after: f64, before: f64| (after - before).abs() / before * 100.0;
    let ends = [-1.0, 1.0].map(|one: f64| relative(after + one * slack(to), before - one * slack(from)));
    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    if change.modifier.is_some() || said + slack(change) >= low - 1e-9 && said - slack(change) <= high + 1e-9 {
        return;
    }
    let words = |block: usize, it: &Quantity| story.text(block, it.extent);
    let share = plain(relative(after, before));
    let message =
        format!("{}, but from {} to {} is {share} percent", words(at, change), words(block, from), words(block, to));
    let finding = Finding::new(NAME, Level::Warning, story.span(at, change.extent), message)
        .related(story.span(block, to.extent), "the figures here")
        .calculation(format!(
            "({} - {}) / {} = {} percent",
            plain(after),
            plain(before),
            plain(before),
            plain((after - before) / before * 100.0)
        ))
        .value(&said)
        .value(&before)
        .value(&after);
    checks.fail(finding);
}

fn is_one_sentence(story: &Story<'_>, block: usize, one: &Quantity, other: &Quantity) -> bool {
    let (first, second) = if one.extent.start < other.extent.start { (one, other) } else { (other, one) };
    let gap = story.gap(block, first.extent, second.extent);
    gap.len() < 90 && !gap.contains(". ") && !gap.contains(';')
}

fn are_of_one_unit(one: &Quantity, other: &Quantity) -> bool {
    let plain = |it: &Quantity| it.modifier.is_none() && it.upper.is_none();
    let years =
        |it: &Quantity| it.unit == Unit::None && (1000.0..2200.0).contains(&it.value.to_f64()) && it.value.is_whole();
    let same =
        one.unit == other.unit && one.unit != Unit::None || (one.unit == Unit::None) != (other.unit == Unit::None);
    plain(one) && plain(other) && same && !years(one) && !years(other) && other.value.to_f64() > 0.0
}

/// Whether a quantity is a percentage, and if so whether it is of points.
fn percent(quantity: &Quantity) -> Option<bool> {
    let Unit::Measure(row) = quantity.unit else { return None };
    let unit = lexicon::unit(row);
    match unit.name {
        "percentage point" => Some(true),
        _ if unit.dimension == "percent" => Some(false),
        _ => None,
    }
}

/// Half a unit of the last place written.
fn slack(quantity: &Quantity) -> f64 {
    quantity.grain.to_f64() / 2.0
}

fn amount(story: &Story<'_>, block: usize, change: &Quantity, from: &Quantity, to: &Quantity, checks: &mut Checks) {
    if change.modifier.is_some() || change.upper.is_some() {
        return;
    }
    let points = percent(change) == Some(true);
    let of_percent = percent(from).is_some();
    let (before, after, said) = (from.value.to_f64(), to.value.to_f64(), change.value.to_f64());
    let words = |it: &Quantity| story.text(block, it.extent);
    let span = story.span(block, change.extent);
    let inside = |low: f64, high: f64| said + slack(change) >= low - 1e-9 && said - slack(change) <= high + 1e-9;
    let difference = (after - before).abs();
    if points {
        if !of_percent || inside(difference - slack(from) - slack(to), difference + slack(from) + slack(to)) {
            return;
        }
        let message =
            format!("{}, but from {} to {} is {} points", words(change), words(from), words(to), plain(difference));
        report(story, block, change, from, to, message, checks);
        return;
    }
    let relative = |after: f64, before: f64| (after - before).abs() / before * 100.0;
    let ends = [-1.0, 1.0].map(|one: f64| relative(after + one * slack(to), before - one * slack(from)));
    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    if inside(low, high) {
        checks.pass(
            NAME,
            span,
            Some(story.span(block, from.extent)),
            format!("{} percent", plain(relative(after, before))),
        );
        return;
    }
    // A figure whose difference is a part of it: "fell 5 to 20", shares said of another base.
    let share = plain(relative(after, before));
    let message = if of_percent && (said - difference).abs() < 1e-9 {
        format!(
            "{}, but from {} to {} is {} percentage points, or {share} percent",
            words(change),
            words(from),
            words(to),
            plain(difference)
        )
    } else {
        format!("{}, but from {} to {} is {share} percent", words(change), words(from), words(to))
    };
    report(story, block, change, from, to, message, checks);
}

/// "rose from 18 euros to 12 euros".
fn direction(story: &Story<'_>, block: usize, from: &Quantity, to: &Quantity, checks: &mut Checks) {
    let first = if from.extent.start < to.extent.start { from } else { to };
    if first.number != from.number || story.gap(block, from.extent, to.extent).trim() != "to" || from.unit == Unit::None
    {
        return;
    }
    let lead = story.before(block, from.extent.start);
    let mut words = lead.split_whitespace().rev();
    let (Some("from"), Some(verb)) = (words.next(), words.next()) else { return };
    let (up, down) = (UP.contains(&verb), DOWN.contains(&verb));
    let (before, after) = (from.value.to_f64(), to.value.to_f64());
    if up && after < before || down && after > before {
        let message = format!(
            "\"{verb}\", but {} is {} than {}",
            story.text(block, to.extent),
            if up { "less" } else { "more" },
            story.text(block, from.extent)
        );
        let finding = Finding::new(NAME, Level::Warning, story.span(block, from.extent.to(to.extent)), message)
            .value(&verb)
            .value(&before)
            .value(&after);
        checks.fail(finding);
    }
}

/// A number with one decimal where it needs one.
fn plain(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    if (rounded - rounded.round()).abs() < 1e-9 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

fn report(
    story: &Story<'_>,
    block: usize,
    change: &Quantity,
    from: &Quantity,
    to: &Quantity,
    message: String,
    checks: &mut Checks,
) {
    let (before, after) = (from.value.to_f64(), to.value.to_f64());
    let sum = if percent(change) == Some(true) {
        format!("{} - {} = {}", plain(after), plain(before), plain(after - before))
    } else {
        format!(
            "({} - {}) / {} = {} percent",
            plain(after),
            plain(before),
            plain(before),
            plain((after - before) / before * 100.0)
        )
    };
    let finding = Finding::new(NAME, Level::Error, story.span(block, change.extent), message)
        .related(story.span(block, from.extent), "from here")
        .related(story.span(block, to.extent), "to here")
        .calculation(sum)
        .value(&change.value.to_f64())
        .value(&before)
        .value(&after);
    checks.fail(finding);
}
