//! Who of the draft is who in the sheet.

use rustc_hash::FxHashMap;

use super::{Person, Reference};
use crate::claim::person::Signs;
use crate::language::wordlist::is_short_form;
use crate::link::people::fold;
use crate::link::{ClaimRef, People, Story};
use crate::place::Extent;

/// How a name of the draft stands to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An accepted form.
    Accepted,
    /// A form that the sheet forbids.
    Forbidden,
    /// Not accepted, but so near that nobody else can be meant: the surname or the given name differs by a slip.
    Near,
}

/// A mention of somebody in the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Known<'r> {
    /// The mention.
    pub at: ClaimRef,
    /// The entry.
    pub person: &'r Person,
    /// How the name is written.
    pub form: Form,
}

/// The words of a name, folded.
fn names(name: &str) -> Vec<Box<str>> {
    name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// Whether two names are a slip apart: two letters of long ones, none of short ones; a plural is no slip.
fn is_slip(one: &str, other: &str) -> bool {
    let least = one.len().min(other.len());
    let most = match least {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    let plural = |one: &str, other: &str| one.strip_suffix('s') == Some(other);
    one != other && !plural(one, other) && !plural(other, one) && strsim::osa_distance(one, other) <= most
}

/// Whether two given names can be one person's.
fn is_given(one: &str, other: &str) -> bool {
    let initial = |one: &str, other: &str| one.len() == 1 && other.starts_with(one);
    one == other || is_short_form(one, other) || initial(one, other) || initial(other, one)
}

/// Every mention of the draft that an entry speaks of.
#[must_use]
pub fn known<'r>(story: &Story<'_>, people: &People, reference: &'r Reference) -> Vec<Known<'r>> {
    if reference.people.is_empty() {
        return Vec::new();
    }
    // Accepted names in full, and entries by surname.
    let mut full: FxHashMap<Vec<Box<str>>, &Person> = FxHashMap::default();
    let mut by_surname: FxHashMap<Box<str>, Vec<&Person>> = FxHashMap::default();
    let mut by_given: FxHashMap<Box<str>, Vec<&Person>> = FxHashMap::default();
    let mut forbidden: FxHashMap<Vec<Box<str>>, &Person> = FxHashMap::default();
    for person in &reference.people {
        for name in std::iter::once(&person.name).chain(&person.aliases) {
            let words = names(name);
            if let Some(surname) = words.last() {
                let list = by_surname.entry(surname.clone()).or_default();
                if list.iter().all(|other| !std::ptr::eq(*other, person)) {
                    list.push(person);
                }
            }
            if let [given, _, ..] = &words[..] {
                by_given.entry(given.clone()).or_default().push(person);
            }
            full.insert(words, person);
        }
        forbidden.extend(person.not.iter().map(|name| (names(name), person)));
    }
    let mut found = Vec::new();
    for form in people.forms() {
        for at in &form.mentions {
            let mention = People::mention(story, *at);
            let words = names(story.text(at.block, mention.extent));
            if let Some(person) = forbidden.get(&words) {
                found.push(Known { at: *at, person, form: Form::Forbidden });
                continue;
            }
            if let Some(person) = full.get(&words) {
                found.push(Known { at: *at, person, form: Form::Accepted });
                continue;
            }
            let (Some(surname), given) = (words.last(), words.first().filter(|_| words.len() > 1)) else { continue };
            if let Some(entries) = by_surname.get(surname) {
                // A bare surname is the person's, unless the draft gives it to somebody else.
                let mine = |person: &&&Person| match given {
                    Some(given) => names(&person.name).first().is_some_and(|it| is_given(it, given)),
                    None => form
                        .bearers
                        .iter()
                        .all(|bearer| names(&person.name).first().is_some_and(|it| is_given(it, &fold(bearer.name())))),
                };
                if let Some(person) = entries.iter().find(mine) {
                    found.push(Known { at: *at, person, form: Form::Accepted });
                    continue;
                }
            }
            if mention.signs.intersects(Signs::UPPER | Signs::SIC | Signs::PART) {
                continue;
            }
            let near =
                reference.people.iter().find(|person| given.is_some_and(|given| is_near(person, given, surname)));
            found.extend(near.map(|person| Known { at: *at, person, form: Form::Near }));
        }
    }
    found.sort_by_key(|it| it.at);
    found
}

/// Whether a name in full is the person's but for a slip in the surname or in the given name.
fn is_near(person: &Person, given: &str, surname: &str) -> bool {
    std::iter::once(&person.name).chain(&person.aliases).any(|name| {
        let words = names(name);
        let [first, .., last] = &words[..] else { return false };
        is_given(first, given) && is_slip(last, surname) || &**last == surname && is_slip(first, given)
    })
}

/// The name of an entry in the shape of a mention: surname for surname, full name for full name.
#[must_use]
pub fn shaped(person: &Person, full: bool) -> &str {
    if full { &person.name } else { person.name.rsplit(' ').next().unwrap_or(&person.name) }
}

/// The extent of a mention.
#[must_use]
pub fn extent(story: &Story<'_>, at: ClaimRef) -> Extent {
    People::mention(story, at).extent
}
