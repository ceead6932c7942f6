//! A percentage and the two figures it is of.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::finding::Finding;
use crate::language::{Classes, Number, lexicon};
use crate::link::Story;
use crate::link::people::fold;

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

/// The words that lead to the figure from which a change is counted.
const STARTS: [&str; 6] = ["from", "compared with", "compared to", "against", "versus", "on"];

/// A figure with its block.
type Told<'a> = (usize, &'a Quantity);

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, from) in all.iter().enumerate().filter(|(_, from)| is_start(&story, block, from)) {
            let near = &all[index.saturating_sub(3)..all.len().min(index + 3)];
            let of = |it: &&Quantity| it.number != from.number && is_one_sentence(&story, block, it, from);
            let end = near.iter().filter(of).find(|it| is_end(&story, block, it) && are_of_one_unit(it, from));
            let share = |it: &&Quantity| of(it) && percent(it).is_some() && !is_start(&story, block, it);
            if let Some(to) = end {
                let change = near.iter().filter(share).find(|it| {
                    it.number != to.number && !is_end(&story, block, it) && is_one_sentence(&story, block, it, to)
                });
                match change {
                    Some(change) => hold(&story, (block, change), (block, from), (block, to), checks),
                    None => direction(&story, block, from, to, checks),
                }
            } else if let Some((to, change)) = beside(&story, block, all, index) {
                hold(&story, (block, change), (block, from), (block, to), checks);
            } else {
                told_apart(&story, block, all, index, checks);
            }
        }
    }
}

/// The prose before a figure, without the sign of its currency.
fn lead<'a>(story: &Story<'a>, block: usize, quantity: &Quantity) -> &'a str {
    story.before(block, quantity.number.start).trim_end_matches(['$', '£', '€', '¥']).trim_end()
}

/// Whether a change is counted from a figure: "from 60 million", "compared with 60 million".
fn is_start(story: &Story<'_>, block: usize, quantity: &Quantity) -> bool {
    let lead = lead(story, block, quantity);
    STARTS.iter().any(|words| lead.strip_suffix(words).is_some_and(|rest| rest.ends_with(' ')))
}

/// Whether a change leads to a figure: "to 45 million".
fn is_end(story: &Story<'_>, block: usize, quantity: &Quantity) -> bool {
    lead(story, block, quantity).ends_with(" to")
}

/// "45 million, down 30 percent from 60 million": the figure right before the change, and the change.
fn beside<'a>(
    story: &Story<'_>,
    block: usize,
    all: &'a [Quantity],
    index: usize,
) -> Option<(&'a Quantity, &'a Quantity)> {
    let [.., to, change] = &all[..index] else { return None };
    let from = &all[index];
    let between = story.gap(block, to.extent, change.number);
    let words = between.trim_matches([',', ' ', '–', '—', '(']).trim_start_matches("which was ");
    let direct = words.split(' ').count() <= 4 && words.split(' ').next().is_some_and(|word| moves(word).is_some());
    let next = STARTS.contains(&story.gap(block, change.extent, from.extent).trim());
    (direct && next && percent(change).is_some() && are_of_one_unit(to, from)).then_some((to, change))
}

/// "Takings were 45 million, compared with 60 million", behind "takings fell by 30%" in this paragraph or one of the two
/// before.
fn told_apart(story: &Story<'_>, block: usize, all: &[Quantity], index: usize, checks: &mut Checks) {
    let (Some(to), from) = (index.checked_sub(1).map(|at| &all[at]), &all[index]) else { return };
    let subject = |lead: &str| Some(fold(lead.split_whitespace().next_back()?));
    let Some(noun) = ["was", "were", "reached", "totalled", "totaled"]
        .iter()
        .find_map(|verb| lead(story, block, to).strip_suffix(verb))
        .and_then(subject)
    else {
        return;
    };
    let compared = !lead(story, block, from).ends_with(" from");
    if !compared || !is_one_sentence(story, block, to, from) || !are_of_one_unit(to, from) {
        return;
    }
    for at in block.saturating_sub(2)..=block {
        for change in story.claims[at].quantities.iter().filter(|it| percent(it) == Some(false)) {
            let lead = lead(story, at, change).trim_end_matches(" by");
            let earlier = at < block || change.extent.end < to.extent.start;
            let verb = lead.rsplit_once(' ').filter(|(_, verb)| moves(verb).is_some());
            if earlier && verb.and_then(|(rest, _)| subject(rest)).as_ref() == Some(&noun) {
                hold(story, (at, change), (block, from), (block, to), checks);
            }
        }
    }
}

fn is_one_sentence(story: &Story<'_>, block: usize, one: &Quantity, other: &Quantity) -> bool {
    let (first, second) = if one.extent.start < other.extent.start { (one, other) } else { (other, one) };
    let gap = story.gap(block, first.extent, second.extent);
    gap.len() < 90 && !gap.contains(". ") && !gap.contains(';')
}

fn are_of_one_unit(one: &Quantity, other: &Quantity) -> bool {
    let plain = |it: &Quantity| it.modifier.is_none() && it.upper.is_none();
    let years = |it: &Quantity| {
        it.unit == Unit::None && (Number::whole(1000)..Number::whole(2200)).contains(&it.value) && it.value.is_whole()
    };
    let same =
        one.unit == other.unit && one.unit != Unit::None || (one.unit == Unit::None) != (other.unit == Unit::None);
    plain(one) && plain(other) && same && !years(one) && !years(other) && other.value > Number::ZERO
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

/// Whether a word tells of a rise (`true`) or a fall.
fn moves(word: &str) -> Option<bool> {
    let classes = lexicon::look_up(word).classes;
    if classes.contains(Classes::RISE) {
        return Some(true);
    }
    classes.contains(Classes::FALL).then_some(false)
}

/// Holds a change against the two figures that it is counted from.
fn hold(story: &Story<'_>, change: Told<'_>, from: Told<'_>, to: Told<'_>, checks: &mut Checks) {
    let points = percent(change.1) == Some(true);
    if change.1.modifier.is_some() || change.1.upper.is_some() || points && percent(from.1).is_none() {
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
    let difference = to.1.value.minus(from.1.value).map(Number::magnitude);
    let size = brief(exact.magnitude());
    // "rose 2 percent from 4 percent to 6 percent".
    let mixed = !points && percent(from.1).is_some() && difference == Some(change.1.value);
    let share = match difference.filter(|_| mixed) {
        Some(points) => format!("{} percentage points, or {size} {percent_word}", brief(points)),
        None => format!("{size} {unit}"),
    };
    let message = format!("{}, but from {} to {} is {share}", words(change), words(from), words(to));
    let (first, last) = (from.1.value, to.1.value);
    let sum = if points {
        format!("{last} - {first} = {}", brief(exact))
    } else {
        format!("({last} - {first}) / {first} = {} {percent_word}", brief(exact))
    };
    let one = change.0 == from.0 && is_one_sentence(story, change.0, change.1, from.1);
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
fn share(before: Number, after: Number, points: bool) -> Option<Number> {
    let difference = after.minus(before)?;
    if points { Some(difference) } else { difference.over(before)?.times(Number::whole(100)) }
}

/// A number with one decimal where it needs one.
fn brief(number: Number) -> Number {
    number.rounded(1)
}

/// "rose from 18 euros to 12 euros", "fell to 5 percent from 3 percent".
fn direction(story: &Story<'_>, block: usize, from: &Quantity, to: &Quantity, checks: &mut Checks) {
    let (first, last, joint) = if from.extent.start < to.extent.start { (from, to, "to") } else { (to, from, "from") };
    let between = story.gap(block, first.extent, last.number).trim_end_matches(['$', '£', '€', '¥']).trim();
    if between != joint || from.unit == Unit::None {
        return;
    }
    let Some(verb) = lead(story, block, first).rsplit(' ').nth(1) else { return };
    let Some(up) = moves(verb).filter(|up| if *up { to.value < from.value } else { to.value > from.value }) else {
        return;
    };
    let size = if up { "less" } else { "more" };
    let message =
        format!("\"{verb}\", but {} is {size} than {}", story.text(block, to.extent), story.text(block, from.extent));
    let finding = Finding::new(NAME, Level::Warning, story.span(block, first.extent.to(last.extent)), message)
        .value(&verb)
        .value(&from.value)
        .value(&to.value);
    checks.fail(finding);
}
