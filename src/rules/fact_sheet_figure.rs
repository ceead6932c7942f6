//! A figure that the fact sheet gives otherwise.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::interval::Interval;
use crate::language::{Number, lexicon};
use crate::link::{ClaimRef, Story};
use crate::reference::words::{self, Words, stem};
use crate::reference::{Figure, level};

rule! {
    /// ## What it does
    /// Finds for each figure of the fact sheet the figures of the draft that count the same: the unit fits and the sentence has the
    /// words of the entry.  It speaks when none of them agrees and the value of the sheet stands nowhere in the draft.
    ///
    /// ## Why it matters
    /// The figure in the sheet was checked once; the one in the draft was typed.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"figures": [{"name": "boats lost in the gale", "value": 31, "unit": "boats"}]}
    /// The gale sank 13 boats in the harbour, the coastguard said, and the rest were lost at sea.
    ///               ^^^^^^^^ 13 boats here, 31 in the fact sheet for boats lost in the gale
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounded figures, bounds that hold ("more than 30"), parts, additions, earlier counts, and figures whose words
    /// fit two entries alike.
    "fact-sheet-figure" {
        summary: "a figure is another in the fact sheet",
        counts: "figure",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How much of an entry's words a sentence must have.
const ENOUGH: f64 = 0.6;

/// What speaks for a figure that is the only one of its unit in sheet and draft.
const ONLY: f64 = 0.25;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let entries: Vec<(&Figure, Words)> =
        facts.reference.figures.iter().map(|entry| (entry, Words::of(&entry.name))).collect();
    if entries.is_empty() {
        return;
    }
    let draft = Words::of_draft(&story);
    let named: Vec<usize> = (0..entries.len()).filter(|at| draft.name_all_of(&entries[*at].0.name)).collect();
    // Each figure of the draft goes to the entry whose words fit best.
    let mut found: FxHashMap<usize, Vec<(f64, ClaimRef)>> = FxHashMap::default();
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story() || it.zone.announces()) {
        for (index, quantity) in claims.quantities.iter().enumerate() {
            if quantity.age || quantity.role.contains(Role::IDENTIFIER) {
                continue;
            }
            let sentence = Words::of(story.sentence(block, quantity.extent).0);
            let fits = named
                .iter()
                .map(|at| (*at, &entries[*at]))
                .filter(|(_, (entry, _))| value(&story, block, quantity, entry).is_some());
            let fits = fits.map(|(at, (_, words))| (at, words));
            if let Some((share, at)) = words::best(fits, &sentence, &draft) {
                found.entry(at).or_default().push((share, ClaimRef { block, index }));
            }
        }
    }
    for (at, (entry, _)) in entries.iter().enumerate() {
        let Some(list) = found.get(&at) else { continue };
        let quantity = |at: &ClaimRef| &story.claims[at.block].quantities[at.index];
        let agrees = |at: &ClaimRef| agrees(&story, at.block, quantity(at), entry);
        let alone = if list.len() == 1 { ONLY } else { 0.0 };
        if let Some((_, at)) = list.iter().find(|(_, at)| agrees(at)) {
            checks.pass(
                NAME,
                story.span(at.block, quantity(at).extent),
                None,
                format!("{} in the fact sheet", entry.name),
            );
            continue;
        }
        let open = Role::PART | Role::ADDITION | Role::EARLIER | Role::RATE | Role::CHANGE;
        let plain = list.iter().filter(|(score, at)| score + alone >= ENOUGH && !quantity(at).role.intersects(open));
        let best = plain.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        if let Some((_, at)) = best.filter(|_| !stands(&story, entry)) {
            report(&story, *at, entry, checks);
        }
    }
}

/// What a quantity says in the unit of an entry; `None` when the units do not fit.
fn value(story: &Story<'_>, block: usize, quantity: &Quantity, entry: &Figure) -> Option<Interval> {
    let own = || {
        let (low, high) = quantity.interval();
        let rounded = quantity.as_written();
        Some(Interval {
            low: low.map_or(Number::ZERO, |low| low.min(rounded.low)),
            high: high.map_or(rounded.high, |high| high.max(rounded.high)),
        })
    };
    let Some(unit) = entry.unit.as_deref() else { return own() };
    let head = quantity.noun.map(|noun| story.text(block, noun.extent));
    let people = matches!(unit, "people" | "persons" | "person");
    match quantity.unit {
        Unit::Currency(row) => {
            let currency = lexicon::currency(row);
            let wanted = lexicon::look_up(unit).currency.map(lexicon::currency);
            let same = currency.code.eq_ignore_ascii_case(unit)
                || wanted.is_some_and(|it| it.code == currency.code || it.code == "XXX" || currency.code == "XXX");
            same.then(own)?
        }
        Unit::Measure(_) if quantity.per.is_some() => None,
        Unit::Measure(row) => {
            let from = lexicon::unit(row);
            let into = lexicon::look_up(unit).unit.map(lexicon::unit)?;
            if from.dimension != into.dimension {
                return None;
            }
            let convert =
                |number: Number| number.plus(from.offset)?.times(from.size)?.over(into.size)?.minus(into.offset);
            let own = own()?;
            Some(Interval { low: convert(own.low)?, high: convert(own.high)? })
        }
        Unit::Noun if people => quantity.noun.filter(|noun| noun.human).and_then(|_| own()),
        // "rose to 213": a bare count of people is whole.
        Unit::None if people && quantity.value.is_whole() && !quantity.role.intersects(Role::BRACKETED) => own(),
        Unit::Noun => {
            let stems: Vec<_> = head?.split(' ').map(|word| stem(&word.to_lowercase())).collect();
            stems.contains(&stem(&unit.to_lowercase())).then(own)?
        }
        Unit::None => None,
    }
}

/// Whether a quantity can be the entry's figure.
fn agrees(story: &Story<'_>, block: usize, quantity: &Quantity, entry: &Figure) -> bool {
    let Some(said) = value(story, block, quantity, entry) else { return false };
    let (low, high) = quantity.interval();
    // "more than 30" holds for 31, "up to 40" too.
    let said = Interval {
        low: low.map_or(Number::ZERO, |_| said.low),
        high: if high.is_none() { entry.range().high.max(said.high) } else { said.high },
    };
    said.meets(entry.range())
}

/// Whether the value of the sheet stands anywhere in the draft.
fn stands(story: &Story<'_>, entry: &Figure) -> bool {
    let same = |it: &Quantity| it.value == entry.value.low || it.value == entry.value.high;
    story.blocks().any(|(_, _, claims)| claims.quantities.iter().any(same))
}

fn report(story: &Story<'_>, at: ClaimRef, entry: &Figure, checks: &mut Checks) {
    let quantity = &story.claims[at.block].quantities[at.index];
    let (here, number) = (story.text(at.block, quantity.extent), story.text(at.block, quantity.number));
    let Interval { low, high } = entry.value;
    let value = if low == high { low.to_string() } else { format!("{low} to {high}") };
    let finding = Finding::new(
        NAME,
        level(entry.unverified),
        story.span(at.block, quantity.extent),
        format!("{here} here, {value} in the fact sheet for {}", entry.name),
    )
    .value(&quantity.value)
    .value(&value)
    .fix(
        format!("Change {number} to {value}"),
        story.article.blocks[at.block]
            .edit(quantity.number, &value)
            .filter(|_| low == high && low < Number::whole(1_000_000)),
    );
    checks.fail(finding);
}
