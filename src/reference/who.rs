//! Who of the draft is who in the sheet.

use super::directory::{MANY, names};
use super::words::Words;
use super::{Person, Reference};
use crate::claim::Mention;
use crate::claim::person::Signs;
use crate::language::wordlist::{GIVEN_NAMES, SURNAMES, is_short_form};
use crate::link::people::{self, fold, gender_of};
use crate::link::{ClaimRef, People, Story};

/// How a name of the draft stands to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An accepted form.
    Accepted,
    /// A form that the sheet forbids.
    Forbidden,
    /// Not accepted, but so near that nobody else can be meant: the surname or the given name differs by a slip.
    Near,
    /// The surname and the office are those of the entry, the given name is not.
    Given,
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
    /// Whether a sheet of this size may well have somebody else's neighbour by chance.
    pub by_chance: bool,
}

/// Whether two names are a slip apart: two letters of long ones, none of short ones; a plural is no slip.
fn is_slip(one: &str, other: &str) -> bool {
    let least = one.len().min(other.len());
    let most = match least {
        // "de Wit" and "de Witt": a short name with a letter more.
        3 if one.len() != other.len() => 1,
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

/// Whether the entry goes by a given name, in any accepted form.
fn goes_by(person: &Person, given: &str) -> bool {
    person.names().any(|name| names(name).first().is_some_and(|it| is_given(it, given)))
}

/// Every mention of the draft that an entry speaks of.
#[must_use]
pub fn known<'r>(story: &Story<'_>, people: &People, reference: &'r Reference) -> Vec<Known<'r>> {
    let mut found = Vec::new();
    if reference.count_people() == 0 {
        return found;
    }
    let by_chance = reference.count_people() > MANY;
    for form in people.forms() {
        for at in &form.mentions {
            let mention = People::mention(story, *at);
            let words = names(story.text(at.block, mention.extent));
            if let Some((person, form)) = look_up(story, *at, mention, &words, form, reference) {
                found.push(Known { at: *at, person, form, by_chance });
            }
        }
    }
    found.sort_by_key(|it| it.at);
    found
}

fn look_up<'r>(
    story: &Story<'_>,
    at: ClaimRef,
    mention: &Mention,
    words: &[Box<str>],
    form: &people::Form,
    reference: &'r Reference,
) -> Option<(&'r Person, Form)> {
    if let Some(person) = reference.forbidden(words) {
        return Some((person, Form::Forbidden));
    }
    if let Some(person) = reference.named(words) {
        return Some((person, Form::Accepted));
    }
    let (surname, given) = (words.last()?, words.first().filter(|_| words.len() > 1));
    // A bare surname is the person's, unless the draft gives it to somebody else.
    let mine = |person: &&Person| match given {
        // "Vermont Senator Bernie Sanders" may be read with the words before.
        Some(_) => words[..words.len() - 1].iter().any(|given| goes_by(person, given)),
        None => form.bearers.iter().all(|bearer| goes_by(person, &fold(bearer.name()))),
    };
    let mut people = reference.of_surname(surname).filter(mine);
    if let Some(person) = people.next() {
        // A bare surname that two of the sheet have is nobody's alone.
        let alone = given.is_some() || !form.bearers.is_empty() || people.next().is_none();
        return alone.then_some((person, Form::Accepted));
    }
    drop(people);
    if mention.signs.intersects(Signs::UPPER | Signs::SIC | Signs::PART) {
        return None;
    }
    let Some(given) = given else {
        return bare(mention, surname, form, reference);
    };
    if let Some(person) = reference.near(given, surname).find(|person| is_near(person, given, surname)) {
        return Some((person, Form::Near));
    }
    // "Harbour commissioner Anna Varnholt" of Ilse Varnholt, harbour commissioner.
    let mut bearers = reference.of_surname(surname);
    let person = bearers.next().filter(|_| bearers.next().is_none() && form.bearers.len() == 1)?;
    let sentence = Words::of(story.sentence(at.block, mention.extent).0);
    let office = |title: &super::Title| Words::of(title_head(&title.title)).share(&sentence, &Words::default()) > 0.99;
    let kin = form.signs.intersects(Signs::KIN | Signs::JOINED);
    (given.len() > 1 && !kin && person.titles.iter().any(office)).then_some((person, Form::Given))
}

/// A title without what it is of: "president" of "president of the chess club".
fn title_head(title: &str) -> &str {
    [" of ", " for ", " at ", ","].iter().filter_map(|word| title.find(word)).min().map_or(title, |at| &title[..at])
}

/// "Mr Varnhold" of Ilse Varnholt, where nobody is named in full.
fn bare<'r>(
    mention: &Mention,
    surname: &str,
    form: &people::Form,
    reference: &'r Reference,
) -> Option<(&'r Person, Form)> {
    let titled = mention.title.is_some() && form.bearers.is_empty();
    if !titled || surname.len() < 6 || reference.count_people() > MANY || SURNAMES.has(surname) {
        return None;
    }
    let near = |person: &&Person| {
        let words = names(&person.name);
        words.len() > 1
            && words.last().is_some_and(|last| is_slip(last, surname) && strsim::osa_distance(last, surname) == 1)
    };
    let mut near = reference.everybody().filter(near);
    near.next().filter(|_| near.next().is_none()).map(|person| (person, Form::Near))
}

/// Whether a name in full is the person's but for a slip in the surname or in the given name.
fn is_near(person: &Person, given: &str, surname: &str) -> bool {
    person.names().any(|name| {
        let words = names(name);
        let [first, .., last] = &words[..] else { return false };
        let given_is = |one: &str, other: &str| one == other || is_short_form(one, other);
        let both = GIVEN_NAMES.has(first) && GIVEN_NAMES.has(given);
        given_is(first, given) && is_slip(last, surname)
            || &**last == surname && is_slip(first, given) && !(both && is_other_name(first, given))
    })
}

/// Robert and Roberta, Jan and Hana are two names; Jon and John may be a slip.
fn is_other_name(one: &str, other: &str) -> bool {
    let genders = gender_of(one).zip(gender_of(other));
    strsim::osa_distance(one, other) > 1 || genders.is_some_and(|(one, other)| one != other)
}

/// The name of an entry in the shape of a mention: surname for surname, full name for full name.
#[must_use]
pub fn shaped(person: &Person, full: bool) -> &str {
    if full { &person.name } else { person.name.rsplit(' ').next().unwrap_or(&person.name) }
}
