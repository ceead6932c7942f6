//! An age that does not fit the day of birth in the fact sheet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::finding::Finding;
use crate::language::numeral::Form;
use crate::link::ages::{Who, years};
use crate::link::people::fold;
use crate::link::{ClaimRef, People, Story};
use crate::place::Extent;
use crate::reference::{Birth, Person};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Counts the age of somebody on the day of publication from the day of birth in the fact sheet.
    ///
    /// ## Why it matters
    /// Ages are copied from old cuttings, and everybody has had a birthday since.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// //- sheet: {"people": [{"name": "Orla Fenn", "born": "1979-03-02"}]}
    /// Orla Fenn, 74, keeps the last bees on the island.
    ///            ^^ 74 here, but Orla Fenn was born on 1979-03-02 in the fact sheet, which makes 47
    /// ```
    ///
    /// ## What it leaves alone
    /// Ages at other times, birthdays within two days of publication, and drafts that do not say when they were published.
    "fact-sheet-age" {
        summary: "an age does not fit the fact sheet",
        counts: "age",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    if facts.known.is_empty() {
        return;
    }
    let Some(published) = facts.links.timeline.published().map(|it| it.day) else { return };
    // A surname that two entries share is nobody's alone.
    let mut by_form: BTreeMap<usize, Vec<&Person>> = BTreeMap::new();
    for known in facts.known {
        let list = facts.links.people.index_of(known.at).map(|form| by_form.entry(form).or_default());
        if let Some(list) = list.filter(|list| list.iter().all(|other| !std::ptr::eq(*other, known.person))) {
            list.push(known.person);
        }
    }
    let namesakes = |person: &Person| {
        let surname = person.name.rsplit(' ').next().map(fold).unwrap_or_default();
        facts.reference.of_surname(&surname).nth(1).is_some()
    };
    let full = |form: usize| facts.links.people.forms()[form].bearers.len() == 1;
    let people: BTreeMap<usize, &Person> = by_form
        .into_iter()
        .filter_map(|(form, list)| match list[..] {
            [only] if full(form) || !namesakes(only) => Some((form, only)),
            _ => None,
        })
        .collect();
    let mut compared = Vec::new();
    for age in facts.links.ages.all().iter().filter(|age| age.now) {
        let Who::Person(form) = age.who else { continue };
        if let Some(person) = people.get(&form) {
            compared.push((age.block, age.extent));
            compare(facts, person, (age.block, age.extent), age.years, published, checks);
        }
    }
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone == Zone::Body) {
        for quantity in &claims.quantities {
            let Some(years) = quantity.value.to_whole().filter(|_| is_told(&story, block, quantity)) else { continue };
            if compared.contains(&(block, quantity.number)) {
                continue;
            }
            // The only person of the paragraph so far.
            let from = facts.known.partition_point(|known| known.at.block < block);
            let here = facts.known[from..].iter().take_while(|known| known.at.block == block);
            let ends = |at: ClaimRef| People::mention(&story, at).extent.end <= quantity.extent.start;
            let named: Vec<_> = here.filter(|known| ends(known.at)).map(|known| known.person).collect();
            let alone = named.windows(2).all(|pair| std::ptr::eq(pair[0], pair[1]));
            // "Dougal Orr, who is 61": whoever stands right before it.
            let beside = facts.known[from..].iter().take_while(|known| known.at.block == block).find(|known| {
                let gap = story.gap(block, People::mention(&story, known.at).extent, quantity.number);
                [", who is ", ", who is now ", " ("].contains(&gap)
            });
            let only = named.first().copied().filter(|_| alone);
            if let Some(person) = beside.map(|known| known.person).or(only) {
                compare(facts, person, (block, quantity.number), years, published, checks);
            }
        }
    }
}

/// "He was 86.", "her 101st birthday".
fn is_told(story: &Story<'_>, block: usize, quantity: &Quantity) -> bool {
    let (before, behind) = (story.before(block, quantity.number.start), story.behind(block, quantity.number.end));
    let is = ["who is ", "He is ", "She is ", "who is now "].iter().any(|lead| before.ends_with(lead));
    let was = before.ends_with("He was ") || before.ends_with("She was ");
    let bracketed = || {
        let people = &story.claims[block].people;
        let open = quantity.number.start.saturating_sub(2);
        before.ends_with(" (") && behind.starts_with(')') && people.iter().any(|it| it.extent.end == open)
    };
    let adult = quantity.form != Form::Ordinal && (1..=115).contains(&quantity.value.to_whole().unwrap_or(0));
    was && behind.starts_with('.')
        || adult && (is && behind.starts_with([',', '.', ' ']) && quantity.noun.is_none() || bracketed())
        || quantity.form == Form::Ordinal && behind.starts_with(" birthday")
}

fn compare(
    facts: &Facts<'_>,
    person: &Person,
    (block, extent): (usize, Extent),
    said: i64,
    published: NaiveDate,
    checks: &mut Checks,
) {
    let story = facts.story;
    let Some(entry) = person.born else { return };
    // The event may lie a day or two before publication.
    let eve = published.checked_sub_days(chrono::Days::new(2)).unwrap_or(published);
    let ((least, _), (_, right)) = (full_years(entry.value, eve), full_years(entry.value, published));
    let span = story.span(block, extent);
    let (name, told) = (
        &person.name,
        match entry.value {
            Birth::On(born) => format!("born {born}"),
            Birth::Aged(years, day) => format!("{years} on {day}"),
        },
    );
    let sum = format!("{told}: {right} on {published}");
    // Of the dead, and of those who are told of as they were, the age is that of a day in the paragraph.
    let dates = story.claims[block].dates.len();
    let mut days = (0..dates).filter_map(|index| facts.links.timeline.resolved(ClaimRef { block, index }));
    let then = days.any(|it| {
        it.moment.days().is_some_and(|(first, last)| {
            (full_years(entry.value, first).0..=full_years(entry.value, last).1).contains(&said)
        })
    });
    if then || (least..=right).contains(&said) {
        let sum = if facts.reference.redacted { format!("{right} on {published}") } else { sum };
        checks.bears_out(NAME, span, (&person.about, entry.span), sum);
        return;
    }
    let here = story.text(block, extent);
    let redacted = facts.reference.redacted;
    let message = match entry.value {
        Birth::On(_) if redacted => format!("{here} here, but {name} is {right} by the fact sheet"),
        Birth::On(born) => format!("{here} here, but {name} was born on {born} in the fact sheet, which makes {right}"),
        Birth::Aged(then, day) => format!("{here} here, but {name} was {then} on {day} in the fact sheet"),
    };
    let edit = story.article.blocks[block].edit(extent, &right.to_string());
    let finding = Finding::new(NAME, person.about.level(), span, message)
        .value(&said)
        .value(&right)
        .value(name)
        .related(person.about.place(entry.span), "the fact sheet")
        .fix(
            format!("Change {here} to {right}"),
            edit.filter(|_| here.bytes().all(|byte| byte.is_ascii_digit()) && matches!(entry.value, Birth::On(_))),
        );
    let finding = if redacted { finding } else { finding.calculation(sum) };
    // What the years make of a birth date is no date.
    let finding = match entry.value {
        Birth::On(_) => finding,
        Birth::Aged(..) => finding.takes(person.about.place(entry.span), &said),
    };
    checks.fail(finding);
}

/// The least and the most full years that somebody can have on a day.
fn full_years(birth: Birth, day: NaiveDate) -> (i64, i64) {
    match birth {
        Birth::On(born) => (years(born, day), years(born, day)),
        Birth::Aged(then, known) => {
            let (then, passed) = (i64::from(then), years(known, day));
            // Nobody loses years: on a day before, as many full years as between the two are taken off.
            if known <= day { (then + passed, then + passed + 1) } else { (then - years(day, known) - 1, then) }
        }
    }
}
