//! A place that the fact sheet gives otherwise.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::language::gazetteer::is_within;
use crate::language::wordlist::{COMMON, TOWNS};
use crate::language::{Classes, lexicon};
use crate::link::people::fold;
use crate::link::timeline::Moment;
use crate::link::{ClaimRef, Story};
use crate::place::Extent;
use crate::reference::words::{Words, tells_of};
use crate::reference::{Event, Location};

rule! {
    /// ## What it does
    /// Finds the sentence that tells of an event of the fact sheet, by its words, its day and its people, and compares the place;
    /// and holds names of places against those of the sheet: forms that it forbids, and slips of the keyboard.
    ///
    /// ## Why it matters
    /// The town where it did not happen writes in.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"events": [{"name": "signing of the herring treaty", "place": "Bergen"}]}
    /// The herring treaty was signed in Stavanger, after nine hours.
    ///                                  ^^^^^^^^^ Stavanger here, Bergen in the fact sheet for signing of the herring treaty
    /// ```
    ///
    /// ## What it leaves alone
    /// A town in its country, drafts that name the place of the sheet too, and places of other events of the sheet.
    "fact-sheet-place" {
        summary: "an event is in another place in the fact sheet",
        counts: "event",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// What must speak for a sentence's telling of an event, in all.
const ENOUGH: f64 = 0.6;

/// What its words alone must say.
const LEAST: f64 = 0.3;

/// What the day of the event speaks for it, and each of its people.
const DAY: f64 = 0.25;
const PERSON: f64 = 0.15;

/// An event of the sheet as it is looked for.
struct Entry<'r> {
    event: &'r Event,
    words: Words,
    people: Vec<Words>,
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    spelling(facts, checks);
    let story = facts.story;
    if facts.reference.events.is_empty() {
        return;
    }
    let draft = Words::of_draft(&story);
    let entries = facts.reference.events.iter().filter(|event| draft.name_all_of(&event.name));
    let entries: Vec<Entry<'_>> = entries
        .map(|event| Entry {
            event,
            words: Words::of(&event.name),
            people: event.people.iter().map(|name| Words::of(name)).collect(),
        })
        .collect();
    let mut told: FxHashMap<usize, (f64, usize, Extent)> = FxHashMap::default();
    for (block, it, _) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let published = facts.links.timeline.published().map(|it| it.day);
        // "was opened" is of no opening that lies ahead.
        let is_past = |event: &Event, sentence: &str| {
            let ahead = event.days.zip(published).is_some_and(|(days, published)| days.value.0 > published);
            let was = sentence.contains(" was ") || sentence.contains(" were ");
            ahead && was && ![" will ", " would ", " to be "].iter().any(|word| sentence.contains(word))
        };
        let mut from = 0;
        for sentence in it.prose.text.split_inclusive(". ") {
            let start = from;
            from += sentence.len();
            let Some((at, name)) = places(facts, block, sentence, start).into_iter().next() else { continue };
            let words = Words::of(sentence);
            let days = days(facts, block, start..from);
            let score = |entry: &Entry<'_>| {
                let share = entry.words.share(&words, &draft);
                let day =
                    entry.event.days.is_some_and(|it| days.iter().any(|day| it.value.0 <= *day && *day <= it.value.1));
                let people = entry.people.iter().filter(|it| it.share(&words, &Words::default()) > 0.4).count();
                let people = f64::from(u32::try_from(people.min(2)).unwrap_or_default());
                if share < LEAST || !tells_of(&entry.event.name, &words) || is_past(entry.event, sentence) {
                    0.0
                } else {
                    share + if day { DAY } else { 0.0 } + people * PERSON
                }
            };
            let mut scores: Vec<_> = entries.iter().map(score).enumerate().collect();
            scores.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            let tied = scores.len() > 1 && scores[0].1 - scores[1].1 < 1e-9;
            let Some((index, score)) = scores.first().copied().filter(|(_, score)| *score >= ENOUGH && !tied) else {
                continue;
            };
            let fit = |offset: usize| u32::try_from(start + offset).unwrap_or_default();
            let extent = Extent { start: fit(at), end: fit(at + name.len()) };
            if told.get(&index).is_none_or(|(most, ..)| score > *most) {
                told.insert(index, (score, block, extent));
            }
        }
    }
    let mut told: Vec<_> = told.into_iter().collect();
    told.sort_by_key(|(index, _)| *index);
    for (index, (_, block, extent)) in told {
        compare(facts, &entries[index], (block, extent), &draft, checks);
    }
}

fn compare(facts: &Facts<'_>, entry: &Entry<'_>, (block, extent): (usize, Extent), draft: &Words, checks: &mut Checks) {
    let story = facts.story;
    let Some(place) = &entry.event.place else { return };
    let (right, name) = (&*place.value, story.text(block, extent));
    let span = story.span(block, extent);
    // The place of the sheet stands somewhere, by this name or another that the sheet accepts.
    let aliases = facts.reference.places.iter().filter(|it| it.name.value == place.value).flat_map(|it| &it.aliases);
    let accepted = std::iter::once(right).chain(aliases.map(|it| &*it.value));
    let stands = accepted.into_iter().any(|name| {
        let own: Vec<_> = name.split(' ').filter(|word| lexicon::look_up(word).classes.is_empty()).collect();
        Words::of(&own.join(" ")).meets(draft) || fold(name) == fold(story.text(block, extent))
    });
    let within = |one: &str, other: &str| is_within(&fold(one), &fold(other)) == Some(true);
    if stands || within(name, right) || within(right, name) {
        let basis = (&entry.event.about, place.span);
        checks.bears_out(NAME, span, basis, format!("{right} in the fact sheet"));
        return;
    }
    let message = format!("{name} here, {right} in the fact sheet for {}", entry.event.name);
    let finding = Finding::new(NAME, entry.event.about.level(), span, message)
        .value(&name)
        .value(&right)
        .related(entry.event.about.place(place.span), "the fact sheet")
        .takes(entry.event.about.place(place.span), &name)
        .fix(format!("Change {name} to {right}"), story.article.blocks[block].edit(extent, right));
    checks.fail(finding);
}

/// The days that a stretch of a block names.
fn days(facts: &Facts<'_>, block: usize, range: std::ops::Range<usize>) -> Vec<chrono::NaiveDate> {
    let dates = facts.story.claims[block].dates.iter().enumerate();
    let inside = dates.filter(|(_, date)| range.contains(&(date.extent.start as usize)));
    inside
        .filter_map(|(index, _)| match facts.links.timeline.resolved(ClaimRef { block, index })?.moment {
            Moment::Day(day) => Some(day),
            _ => None,
        })
        .collect()
}

/// Places behind "in", "at" or "near" that may be those of an event, with their offsets: known towns and counties first, else
/// names that are nobody's and nothing else's.
fn places<'s>(facts: &Facts<'s>, block: usize, sentence: &'s str, start: usize) -> Vec<(usize, &'s str)> {
    let (mut sure, mut other) = (Vec::new(), Vec::new());
    for lead in [" in ", " at ", " near ", " outside ", "In ", "At ", "Near "] {
        for (at, _) in sentence.match_indices(lead) {
            if !lead.starts_with(' ') && at > 0 {
                continue;
            }
            let begin = at + lead.len();
            let name = name(&sentence[begin..]);
            if name.is_empty() || belongs_elsewhere(facts, name) {
                continue;
            }
            let geography = |word: &str| lexicon::look_up(word).classes.contains(Classes::GEOGRAPHY);
            let wide = name.contains(' ') && name.split(' ').any(geography);
            if TOWNS.has(&fold(name).replace(' ', "_")) || wide {
                sure.push((begin, name));
            } else if is_own(facts, block, start + begin, name) {
                other.push((begin, name));
            }
        }
    }
    sure.sort_unstable();
    other.sort_unstable();
    if sure.is_empty() { other } else { sure }
}

/// The words with capitals that begin a text.
fn name(text: &str) -> &str {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end().trim_end_matches([',', '.', ';', ':', ')', '"', '”']);
        let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        if bare.len() < word.trim_end().len() {
            return &text[..end + bare.len()];
        }
        end += word.len();
    }
    text[..end].trim_end()
}

/// Whether a place is that of another event of the sheet, where the sheet knows it.
fn belongs_elsewhere(facts: &Facts<'_>, name: &str) -> bool {
    facts.reference.events.iter().filter_map(|event| event.place.as_ref()).any(|place| fold(place) == fold(name))
}

/// Whether a name that no table knows can be a place: no month, country, office, person, body or common word.
fn is_own(facts: &Facts<'_>, block: usize, at: usize, name: &str) -> bool {
    let strange = |word: &str| {
        let plain = fold(word);
        lexicon::look_up(word).classes.is_empty()
            && !COMMON.has(&plain)
            && word.len() > 3
            && word != word.to_uppercase()
    };
    let wrong = Classes::MONTH
        | Classes::WEEKDAY
        | Classes::HONORIFIC
        | Classes::OFFICE
        | Classes::COUNTRY
        | Classes::DEMONYM
        | Classes::ORGANISATION;
    let other = |word: &str| lexicon::look_up(word).classes.intersects(wrong);
    let person = facts.story.claims[block].people.iter().any(|it| {
        (it.extent.start as usize) <= at
            && at < it.extent.end as usize
            && (it.title.is_some()
                || it.signs.contains(Signs::SPEAKS)
                || it.given.is_some() && !it.signs.contains(Signs::PLACED))
    });
    name.split(' ').any(strange) && !name.split(' ').any(other) && !person
}

/// Names of places that the sheet forbids, or that are a slip away from one of it that the draft does not have.
fn spelling(facts: &Facts<'_>, checks: &mut Checks) {
    let places = &facts.reference.places;
    if places.is_empty() || places.len() > MANY {
        return;
    }
    let names =
        |it: &'_ Location| -> Vec<_> { std::iter::once(&it.name).chain(&it.aliases).map(|name| fold(name)).collect() };
    let accepted: FxHashMap<Box<str>, &Location> =
        places.iter().flat_map(|it| names(it).into_iter().map(move |name| (name, it))).collect();
    for (block, it, _) in facts.story.blocks().filter(|(_, it, _)| it.zone.is_story() || it.zone.announces()) {
        let text = &*it.prose.text;
        let mut from = 0;
        while let Some(at) = text[from..].find(|letter: char| letter.is_uppercase()).map(|at| from + at) {
            let found = name(&text[at..]);
            from = at + found.len().max(text[at..].chars().next().map_or(1, char::len_utf8));
            let inside = text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
            let folded = fold(found);
            if inside || found.len() < 4 {
                continue;
            }
            if let Some(place) = accepted.get(&folded) {
                let fit = |offset: usize| u32::try_from(offset).unwrap_or_default();
                let span = facts.story.span(block, Extent { start: fit(at), end: fit(at + found.len()) });
                let basis = (&place.about, place.name.span);
                checks.bears_out(NAME, span, basis, format!("{} in the fact sheet", place.name));
                continue;
            }
            if let Some(place) = places.iter().find(|place| is_misspelt(place, &folded)) {
                misspelt(&facts.story, block, at, found, place, checks);
            }
        }
    }
}

/// How many places of a sheet are held against every name.
const MANY: usize = 500;

fn is_misspelt(place: &Location, folded: &str) -> bool {
    let right = fold(&place.name);
    let plural = |one: &str, other: &str| one.strip_suffix('s') == Some(other);
    place.not.iter().any(|name| &*fold(name) == folded)
        || right.len() > 5
            && right.len().abs_diff(folded.len()) < 2
            && !COMMON.has(folded)
            && !TOWNS.has(&folded.replace(' ', "_"))
            && !plural(&right, folded)
            && !plural(folded, &right)
            && strsim::osa_distance(&right, folded) == 1
}

fn misspelt(story: &Story<'_>, block: usize, at: usize, found: &str, place: &Location, checks: &mut Checks) {
    let fit = |offset: usize| u32::try_from(offset).unwrap_or_default();
    let extent = Extent { start: fit(at), end: fit(at + found.len()) };
    let right = &place.name;
    let message = format!("{found} here, {right} in the fact sheet");
    let finding = Finding::new(NAME, place.about.level(), story.span(block, extent), message)
        .value(&found)
        .value(right)
        .related(place.about.place(right.span), "the fact sheet")
        .takes(place.about.place(right.span), &found)
        .fix(format!("Change {found} to {right}"), story.article.blocks[block].edit(extent, right));
    checks.fail(finding);
}
