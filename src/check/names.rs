//! Places and bodies that a draft names.  Only the worksheet asks for them, so they are read when it is made.

use rustc_hash::FxHashMap;

use super::ledger::{Entry, Kind};
use crate::language::{Classes, Flags, Kind as Token, Mark, Reading, gazetteer, lexicon};
use crate::link::Story;
use crate::link::people::fold;
use crate::place::{Extent, Span};
use crate::text::Zone;

/// How many other mentions of a name are listed at most.
const MOST: usize = 200;

/// The longest name of a place or body, in words.
const LONGEST: usize = 6;

/// A name as it stands.
struct Named {
    kind: Kind,
    block: usize,
    extent: Extent,
    key: Box<str>,
}

/// The places and bodies of a draft that are no part of the names in `entries`.
pub(super) fn entries(story: &Story<'_>, entries: &[Entry]) -> Vec<Entry> {
    let people = entries.iter().filter(|entry| matches!(entry.kind, Kind::Person | Kind::Organisation));
    let mut taken: Vec<Span> = people.map(|entry| entry.span).collect();
    taken.sort_unstable();
    let is_taken = |span: Span| {
        let before = taken[..taken.partition_point(|it| it.start < span.end)].last();
        before.is_some_and(|it| it.end > span.start)
    };
    let readings: Vec<_> = story.article.blocks.iter().map(|block| Reading::new(&block.prose.text)).collect();
    let mut named = Vec::new();
    for (block, reading) in readings.iter().enumerate() {
        read(story, block, reading, &mut named);
    }
    again(&readings, &mut named);
    // "France-Presse" is not in France.
    let cut = |it: &Named| {
        let text = &story.article.blocks[it.block].prose.text;
        text[it.extent.range()].ends_with('-') || text[it.extent.end as usize..].starts_with('-')
    };
    named.retain(|it| !is_taken(story.span(it.block, it.extent)) && !cut(it));
    named.sort_by_key(|it| (it.block, it.extent.start, std::cmp::Reverse(it.extent.end)));
    named.dedup_by(|later, earlier| later.block == earlier.block && later.extent.overlaps(earlier.extent));
    let mut groups: FxHashMap<(Kind, &str), Vec<Span>> = FxHashMap::default();
    for it in &named {
        groups.entry((it.kind, &it.key)).or_default().push(story.span(it.block, it.extent));
    }
    let entry = |it: &Named| {
        let span = story.span(it.block, it.extent);
        let same = groups[&(it.kind, &*it.key)].iter().filter(|other| **other != span).take(MOST).copied().collect();
        Entry { kind: it.kind, span, timex: None, number: None, name: None, meant: None, same }
    };
    named.iter().map(entry).collect()
}

/// The names of a block that tell by themselves that they are places or bodies.
fn read(story: &Story<'_>, block: usize, reading: &Reading<'_>, named: &mut Vec<Named>) {
    let zone = story.article.blocks[block].zone;
    let mut note = |kind, extent: Extent| {
        let key = fold(reading.text_of(extent));
        named.push(Named { kind, block, extent, key });
    };
    for happening in &story.claims[block].happenings {
        // Roads are no places that a reader looks up.
        let place = happening.place.filter(|place| !reading.text_of(*place).bytes().any(|it| it.is_ascii_digit()));
        if let Some(place) = place {
            note(Kind::Place, place);
        }
    }
    let mut at = 0;
    while at < reading.tokens.len() {
        if !is_name(reading, at) {
            at += 1;
            continue;
        }
        if let Some(end) = country(reading, at) {
            note(Kind::Place, reading.extent(at, end));
            at = end;
        } else if let Some(end) = town(reading, at, zone) {
            note(Kind::Place, reading.extent(at, end));
            at = end;
        } else if let Some(end) = body(reading, at, zone) {
            note(Kind::Organisation, reading.extent(at, end));
            at = end;
        } else {
            at += 1;
        }
    }
}

/// What was told to be a place once is one where it stands alone too.
fn again(readings: &[Reading<'_>], named: &mut Vec<Named>) {
    let keys: FxHashMap<Box<str>, usize> = named
        .iter()
        .filter(|it| it.kind == Kind::Place)
        .map(|it| (it.key.clone(), it.key.split(' ').count()))
        .collect();
    let longest = keys.values().copied().max().unwrap_or_default().min(LONGEST);
    for (block, reading) in readings.iter().enumerate() {
        for at in (0..reading.tokens.len()).filter(|at| is_name(reading, *at)) {
            let found = (at + 1..=at + longest).rev().find_map(|end| {
                let extent = reading.extent(at, end);
                let key = fold(reading.text_of(extent));
                let behind = is_name(reading, end) && !reading.is_glued(end);
                (keys.contains_key(&key) && !behind && !is_abbreviation(reading, at)).then_some((extent, key))
            });
            named.extend(found.map(|(extent, key)| Named { kind: Kind::Place, block, extent, key }));
        }
    }
}

/// A word with a capital that is no small word; "US" is none.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.token(at);
    let small = reading.classes(at).contains(Classes::FUNCTION);
    let short = || reading.classes(at).contains(Classes::COUNTRY) && is_abbreviation(reading, at);
    token.kind == Token::Word && token.is_capital() && (!small || short())
}

/// "US", "U.K.": as often beside a noun as the name of a place.
fn is_abbreviation(reading: &Reading<'_>, at: usize) -> bool {
    let letters = || reading.word(at).chars().filter(|letter| letter.is_alphabetic());
    letters().count() <= 3 && letters().all(char::is_uppercase)
}

/// Whether the word before says that a place follows.
fn is_led(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|at| reading.is_any(at, &["in", "near", "at", "outside", "across", "around", "to", "from"]))
}

fn country(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let (_, end) = lexicon::country_at(reading, at)?;
    let article = at.checked_sub(1).is_some_and(|at| reading.is(at, "the"));
    let behind = reading.token(end);
    let noun = behind.kind == Token::Word && !behind.flags.contains(Flags::FIRST) && end < reading.tokens.len();
    let adjective = noun && !reading.classes(end).contains(Classes::FUNCTION);
    let place = !is_abbreviation(reading, at) || (is_led(reading, at) || article) && !adjective;
    // "Georgia Bulldogs", "New Britain": a part of a longer name.
    let longer = is_name(reading, end) && !reading.is_mark(end, Mark::Comma) && adjective
        || at
            .checked_sub(1)
            .is_some_and(|before| is_name(reading, before) && !reading.token(before).flags.contains(Flags::FIRST));
    (place && !longer).then_some(end)
}

/// A town that the tables know, behind a word that leads to a place or in a dateline.
fn town(reading: &Reading<'_>, at: usize, zone: Zone) -> Option<usize> {
    let first = zone == Zone::Dateline && at == 0;
    if !first && !is_led(reading, at) {
        return None;
    }
    let run = (at..at + LONGEST).take_while(|at| is_name(reading, *at)).count();
    let known = |count: &usize| gazetteer::is_known(&fold(reading.text_of(reading.extent(at, at + count))));
    let known = Some(run).filter(|run| known(run)).map(|run| at + run);
    // What a dateline begins with is a place, known or not.
    known.or_else(|| first.then_some(at + run))
}

/// Capital words up to one that says what kind of body it is: "Sorne Harbour Board".
fn body(reading: &Reading<'_>, at: usize, zone: Zone) -> Option<usize> {
    // In a headline every word may have a capital.
    if zone.announces() || zone == Zone::Subhead || zone == Zone::Furniture {
        return None;
    }
    let run = (at..at + LONGEST).take_while(|at| is_name(reading, *at)).count();
    let last = (at + 1..at + run).rev().find(|at| reading.classes(*at).contains(Classes::ORGANISATION))?;
    let of = reading.is(last + 1, "of") && is_name(reading, last + 2);
    let end = if of { last + 3 + usize::from(is_name(reading, last + 3)) } else { last + 1 };
    Some(end)
}
