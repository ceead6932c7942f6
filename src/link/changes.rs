//! Changes: "fell 30 percent to 45 million euros from 60 million euros", with the figures that they are told in.

use super::Story;
use super::people::fold;
use crate::claim::Quantity;
use crate::claim::quantity::Unit;
use crate::language::numeral::Form;
use crate::language::{Classes, Number, lexicon};

/// The words that lead to the figure from which a change is counted.
const STARTS: [&str; 6] = ["from", "compared with", "compared to", "against", "versus", "on"];

/// A figure with its block.
pub type Told<'a> = (usize, &'a Quantity);

/// A change from one figure to another.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// By how much, in percent or percentage points, where that is told.
    pub by: Option<Told<'a>>,
    /// The figure before.
    pub from: Told<'a>,
    /// The figure after.
    pub to: Told<'a>,
}

/// The changes that a draft tells with both figures, in its order.
#[must_use]
pub fn changes<'a>(story: &Story<'a>) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, from) in all.iter().enumerate().filter(|(_, from)| is_start(story, block, from)) {
            let near = &all[index.saturating_sub(3)..all.len().min(index + 3)];
            let of = |it: &&Quantity| it.number != from.number && is_one_clause(story, block, it, from);
            let end = near.iter().filter(of).find(|it| is_end(story, block, it) && are_of_one_unit(it, from));
            let share = |it: &&Quantity| of(it) && percent(it).is_some() && !is_start(story, block, it);
            let told = |it| (block, it);
            if let Some(to) = end {
                let by = near.iter().filter(share).find(|it| {
                    it.number != to.number && !is_end(story, block, it) && is_one_clause(story, block, it, to)
                });
                changes.push(Change { by: by.map(told), from: told(from), to: told(to) });
            } else if let Some((to, by)) = beside(story, block, all, index) {
                changes.push(Change { by: Some(told(by)), from: told(from), to: told(to) });
            } else {
                told_apart(story, block, all, index, &mut changes);
            }
        }
    }
    changes
}

/// The prose before a figure, without the sign of its currency.
#[must_use]
pub fn lead<'a>(story: &Story<'a>, block: usize, quantity: &Quantity) -> &'a str {
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
fn told_apart<'a>(story: &Story<'a>, block: usize, all: &'a [Quantity], index: usize, changes: &mut Vec<Change<'a>>) {
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
    if !compared || !is_one_clause(story, block, to, from) || !are_of_one_unit(to, from) {
        return;
    }
    for at in block.saturating_sub(2)..=block {
        for change in story.claims[at].quantities.iter().filter(|it| percent(it) == Some(false)) {
            let lead = lead(story, at, change).trim_end_matches(" by");
            let earlier = at < block || change.extent.end < to.extent.start;
            let verb = lead.rsplit_once(' ').filter(|(_, verb)| moves(verb).is_some());
            if earlier && verb.and_then(|(rest, _)| subject(rest)).as_ref() == Some(&noun) {
                changes.push(Change { by: Some((at, change)), from: (block, from), to: (block, to) });
            }
        }
    }
}

/// Whether two figures stand in one clause, not far from each other.
#[must_use]
pub fn is_one_clause(story: &Story<'_>, block: usize, one: &Quantity, other: &Quantity) -> bool {
    let (first, second) = if one.extent.start < other.extent.start { (one, other) } else { (other, one) };
    let gap = story.gap(block, first.extent, second.extent);
    gap.len() < 90 && !gap.contains(". ") && !gap.contains(';')
}

fn are_of_one_unit(one: &Quantity, other: &Quantity) -> bool {
    let plain = |it: &Quantity| it.modifier.is_none() && it.upper.is_none();
    let years = |it: &Quantity| {
        it.unit == Unit::None && (Number::whole(1000)..Number::whole(2200)).contains(&it.value) && it.value.is_whole()
    };
    // "from 12,000 to 15,000": bare numbers that are no ranks.
    let large = |it: &Quantity| it.unit == Unit::None && it.form == Form::Cardinal && it.value >= Number::whole(100);
    let same = one.unit == other.unit && one.unit != Unit::None
        || (one.unit == Unit::None) != (other.unit == Unit::None)
        || large(one) && large(other);
    plain(one) && plain(other) && same && !years(one) && !years(other) && other.value > Number::ZERO
}

/// Whether a quantity is a percentage, and if so whether it is of points.
#[must_use]
pub fn percent(quantity: &Quantity) -> Option<bool> {
    let Unit::Measure(row) = quantity.unit else { return None };
    let unit = lexicon::unit(row);
    match unit.name {
        "percentage point" => Some(true),
        _ if unit.dimension == "percent" => Some(false),
        _ => None,
    }
}

/// Whether a word tells of a rise (`true`) or a fall.
#[must_use]
pub fn moves(word: &str) -> Option<bool> {
    let classes = lexicon::look_up(word).classes;
    if classes.contains(Classes::RISE) {
        return Some(true);
    }
    classes.contains(Classes::FALL).then_some(false)
}
