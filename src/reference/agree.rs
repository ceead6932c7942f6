//! Entries held against each other: what a sheet says twice, what two sheets say differently.

use rustc_hash::FxHashMap;

use super::directory::Folded;
use super::read::makes_another_age;
use super::{About, Birth, DUPLICATE, INVALID, Person, Reference, Sited, Text};
use crate::finding::{Finding, Level};
use crate::link::people::fold;
use crate::place::Span;

/// An entry as far as duplicates go.
struct Known {
    about: About,
    name: Span,
}

/// Tells of what one sheet says twice.
pub(super) fn within(sheet: &mut Reference) {
    let mut found = Vec::new();
    // A name that is everybody's alias is nobody's.
    let mut seen: FxHashMap<u64, (usize, bool, Span)> = FxHashMap::default();
    let mut folded = Folded::default();
    for index in sheet.directory.namesakes() {
        let person = &sheet.people[index];
        for (number, name) in person.names().enumerate() {
            let alias = number > 0;
            folded.read(name);
            // A surname alone may be the accepted short form of several.
            if folded.is_one_word() && alias && person.names().any(|it| it.trim().contains(' ')) {
                continue;
            }
            let earlier = seen.entry(folded.hash()).or_insert((index, alias, name.span));
            let (other, its_alias, span) = *earlier;
            if other == index && span == name.span {
                continue;
            }
            // Two names of one hash are one name in all likelihood.
            let whole = fold(&name.replace(' ', ""));
            if !sheet.people[other].names().any(|it| fold(&it.replace(' ', "")) == whole) {
                continue;
            }
            let message = match (alias, its_alias) {
                _ if other == index => format!("\"{name}\" stands twice in this entry"),
                (false, false) => format!("\"{name}\" has two entries"),
                _ => format!("\"{name}\" is a name of {} and of {}", sheet.people[other].name, person.name),
            };
            found.push(told(&person.about, name.span, &message, &sheet.people[other].about, span));
        }
    }
    for person in sheet.people.iter().filter(|person| !person.not.is_empty()) {
        let accepted: Vec<_> = person.names().map(|name| fold(name)).collect();
        for name in person.not.iter().filter(|name| accepted.contains(&fold(name))) {
            let place = person.about.place(name.span);
            let message = format!("\"{name}\" is accepted and forbidden in one entry");
            found.push(Finding::new(INVALID, Level::Warning, place, message.clone()).value(&message));
        }
    }
    twice(sheet.organisations.iter().map(|it| (&it.name, String::new(), &it.about)), &mut found);
    twice(sheet.places.iter().map(|it| (&it.name, String::new(), &it.about)), &mut found);
    let unit = |unit: &Option<Text>| unit.as_ref().map(ToString::to_string).unwrap_or_default();
    twice(
        sheet.figures.iter().map(|it| (&it.name, format!("{} {:?}", unit(&it.unit), it.as_of), &it.about)),
        &mut found,
    );
    twice(
        sheet.events.iter().map(|it| (&it.name, format!("{:?}", it.days.map(|days| days.value)), &it.about)),
        &mut found,
    );
    twice(sheet.quotes.iter().map(|it| (&it.text, String::new(), &it.about)), &mut found);
    sheet.findings.append(&mut found);
}

fn told(about: &About, span: Span, message: &str, other: &About, there: Span) -> Finding {
    Finding::new(DUPLICATE, Level::Warning, about.place(span), message)
        .value(&message)
        .related(other.place(there), "the other")
}

/// Entries of one name.
fn twice<'s>(list: impl Iterator<Item = (&'s Text, String, &'s About)>, found: &mut Vec<Finding>) {
    let mut seen: FxHashMap<(Box<str>, String), Known> = FxHashMap::default();
    for (name, more, about) in list {
        let key = (fold(name), more);
        if let Some(earlier) = seen.get(&key) {
            found.push(told(about, name.span, &format!("\"{name}\" has two entries"), &earlier.about, earlier.name));
        } else {
            seen.insert(key, Known { about: about.clone(), name: name.span });
        }
    }
}

/// What an entry of a sheet says of one thing.
type Say = (&'static str, String, Span);

/// Of entries of one thing in several sheets keeps the one that counts most, and tells of what they say differently.
pub(super) fn between(all: &mut Reference) {
    if all.sources.len() < 2 {
        return;
    }
    let mut found = Vec::new();
    let people = all.people.iter().map(|it| {
        let mut says: Vec<Say> = Vec::new();
        if let Some(born) = it.born
            && let Birth::On(day) = born.value
        {
            says.push(("born", day.to_string(), born.span));
        }
        (fold(&it.name), says, &it.about, it.name.span)
    });
    let people = winners(all, people, &mut found);
    let bodies = all.organisations.iter().map(|it| {
        let says = it.short.iter().map(|short| ("short", short.to_string(), short.span)).collect();
        (fold(&it.name), says, &it.about, it.name.span)
    });
    let bodies = winners(all, bodies, &mut found);
    let places = all.places.iter().map(|it| (fold(&it.name), Vec::new(), &it.about, it.name.span));
    let places = winners(all, places, &mut found);
    let figures = all.figures.iter().map(|it| {
        let unit = it.unit.as_ref().map(|unit| fold(unit)).unwrap_or_default();
        let key = format!("{} {unit} {:?}", fold(&it.name), it.as_of);
        (key.into(), vec![("value", it.told(), it.span)], &it.about, it.name.span)
    });
    let figures = winners(all, figures, &mut found);
    let events = all.events.iter().map(|it| {
        let mut says: Vec<Say> = Vec::new();
        if let Some(days) = it.days {
            let (first, last) = days.value;
            let day = if first == last { first.to_string() } else { format!("{first} to {last}") };
            says.push(("date", day, days.span));
        }
        says.extend(it.place.iter().map(|place| ("place", place.to_string(), place.span)));
        (fold(&it.name), says, &it.about, it.name.span)
    });
    let events = winners(all, events, &mut found);
    let quotes = all.quotes.iter().map(|it| (fold(&it.text), Vec::new(), &it.about, it.text.span));
    let quotes = winners(all, quotes, &mut found);
    // What the loser accepts or knows beyond the winner is still known.
    let mut kept: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for (index, person) in all.people.iter().enumerate().filter(|(index, _)| people[*index]) {
        kept.insert(fold(&person.name), index);
    }
    for index in (0..all.people.len()).filter(|index| !people[*index]) {
        let loser = all.people[index].clone();
        let Some(at) = kept.get(&fold(&loser.name)).copied() else { continue };
        found.extend(of_another_age(all, &all.people[at], &loser));
        let winner = &mut all.people[at];
        let mut aliases = winner.aliases.to_vec();
        aliases.extend(
            loser.aliases.iter().filter(|alias| !winner.aliases.iter().any(|it| it.value == alias.value)).cloned(),
        );
        winner.aliases = aliases.into();
        if winner.about.source == loser.about.source {
            continue;
        }
        // Places within an entry are those of one sheet, so only what stands alone is taken over whole.
        if winner.titles.is_empty() {
            winner.titles = loser.titles;
        }
        winner.affiliation = winner.affiliation.take().or(loser.affiliation);
        winner.honorific = winner.honorific.take().or(loser.honorific);
        winner.born = winner.born.or(loser.born);
    }
    keep(&mut all.people, &people);
    keep(&mut all.organisations, &bodies);
    keep(&mut all.places, &places);
    keep(&mut all.figures, &figures);
    keep(&mut all.events, &events);
    keep(&mut all.quotes, &quotes);
    all.findings.append(&mut found);
}

/// Tells of an age in one sheet that the birth in another does not make.
fn of_another_age(all: &Reference, one: &Person, other: &Person) -> Option<Finding> {
    let is_day = |person: &Person| matches!(person.born, Some(Sited { value: Birth::On(_), .. }));
    let (by_day, by_age) = if is_day(one) { (one, other) } else { (other, one) };
    let (born, aged) = by_day.born.zip(by_age.born)?;
    let (Birth::On(day), Birth::Aged(age, as_of)) = (born.value, aged.value) else { return None };
    let message = makes_another_age(day, age, as_of).filter(|_| one.about.source != other.about.source)?;
    let sheet = all.source(by_day.about.place(born.span).source).unwrap_or_default();
    Some(told(&by_age.about, aged.span, &format!("{message} in {sheet}"), &by_day.about, born.span))
}

fn keep<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().copied().unwrap_or(true));
}

/// Which entries stay: of each thing the one that counts most, of equals the last; clashes are told.
fn winners<'s>(
    all: &'s Reference,
    list: impl Iterator<Item = (Box<str>, Vec<Say>, &'s About, Span)>,
    found: &mut Vec<Finding>,
) -> Vec<bool> {
    let mut best: FxHashMap<Box<str>, usize> = FxHashMap::default();
    let list: Vec<_> = list.collect();
    let mut kept = vec![true; list.len()];
    for (index, (key, says, about, _)) in list.iter().enumerate() {
        let Some(other) = best.get(key).copied() else {
            best.insert(key.clone(), index);
            continue;
        };
        let (_, its, rival, _) = &list[other];
        if rival.source == about.source {
            // Within one sheet the first serves, and the sheet was told of.
            kept[index] = false;
            continue;
        }
        for (what, mine, span) in says {
            if let Some((_, theirs, there)) = its.iter().find(|(it, theirs, _)| it == what && theirs != mine) {
                let sheet = all.source(rival.place(*there).source).unwrap_or_default();
                // A birth date is nobody's business but that of who reads the sheets.
                let message = match *what {
                    "born" => format!("`born` is another day in {sheet}"),
                    _ => format!("`{what}` is {mine} here, {theirs} in {sheet}"),
                };
                found.push(told(about, *span, &message, rival, *there));
            }
        }
        let (loser, winner) = if about.standing() >= rival.standing() { (other, index) } else { (index, other) };
        kept[loser] = false;
        best.insert(key.clone(), winner);
    }
    kept
}
