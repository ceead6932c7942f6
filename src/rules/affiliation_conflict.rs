//! One job at two houses.

use super::{Checks, Facts, Level};
use crate::claim::Role;
use crate::claim::role::Manner;
use crate::finding::Finding;
use crate::language::office::Holders;
use crate::language::{Classes, lexicon};
use crate::link::people::{Form, fold};
use crate::link::{ClaimRef, People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds a person with one job at two houses: an analyst at two banks, a candidate of two parties, a player of two
    /// clubs.
    ///
    /// ## Why it matters
    /// The wrong house in a story is a correction, and often a complaint.
    ///
    /// ## Example
    /// ```draft
    /// Nadia Brisk, a professor at Estlin University, counted the moths by hand.
    ///
    /// Brisk, a professor at Corrigan University, will publish the list in June.
    ///                       ^^^^^^^^^^^^^^^^^^^ professor: Corrigan University here, Estlin University elsewhere for Brisk
    /// ```
    ///
    /// ## What it leaves alone
    /// Former houses, a move told in the sentence, loans, a part within its whole ("King's College, Cambridge"), countries
    /// and their peoples, and different jobs: many people have two.
    "affiliation-conflict" {
        summary: "one person has one job at two houses",
        counts: "affiliation",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// A role with its place and its house.
#[derive(Clone, Copy)]
struct Held<'a> {
    at: ClaimRef,
    role: &'a Role,
    house: &'a str,
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for form in facts.links.people.forms().iter().filter(|form| form.bearers.len() == 1) {
        let held: Vec<_> = houses(&story, form).collect();
        for (index, other) in held.iter().enumerate() {
            let found = held[..index]
                .iter()
                .find(|one| one.role.office == other.role.office && !is_one_house(one.house, other.house));
            if let Some(one) = found {
                report(&story, one, other, checks);
                break;
            }
        }
    }
}

/// The jobs of a surname with the houses they are at, as they are now.
fn houses<'a>(story: &Story<'a>, form: &Form) -> impl Iterator<Item = Held<'a>> {
    let story = *story;
    let apart = Manner::PAST
        | Manner::SHARED
        | Manner::QUOTED
        | Manner::CHANGING
        | Manner::AHEAD
        | Manner::SHADOW
        | Manner::ACTING;
    let blocks = form.mentions.iter().copied().filter(move |at| story.article.blocks[at.block].zone == Zone::Body);
    blocks.flat_map(move |at| {
        let roles = story.claims[at.block].roles.iter().filter(move |role| role.mention as usize == at.index);
        roles.filter_map(move |role| {
            let house = story.text(at.block, role.of?);
            let many = role.office().holders == Holders::Many && role.office().ladder.is_none();
            (many && !role.manner.intersects(apart) && is_house(house)).then_some(Held { at, role, house })
        })
    })
}

/// A house has a name of its own, and is no country or people.
fn is_house(words: &str) -> bool {
    let nation = |word: &str| lexicon::look_up(word).classes.intersects(Classes::COUNTRY | Classes::DEMONYM);
    words.starts_with(char::is_uppercase) && !words.split(' ').all(nation)
}

/// Whether one name may be a form or a part of the other: a word of its own in common, or the first letters.
fn is_one_house(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        text.split([' ', '-']).filter(|word| word.len() > 2 && !is_generic(word)).map(fold).collect::<Vec<_>>()
    };
    let (mine, its) = (words(one), words(other));
    // "Bank of Estria" may be BE or BOE.
    let initials = |text: &str| text.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
    let is_short = |short: &str, long: &str| {
        let letters = initials(long);
        short == letters.to_uppercase() || letters.chars().filter(|letter| letter.is_uppercase()).eq(short.chars())
    };
    mine.iter().any(|word| its.contains(word)) || is_short(one, other) || is_short(other, one)
}

/// "University", "Bank", "the": what many bodies are called.
fn is_generic(word: &str) -> bool {
    lexicon::look_up(word).classes.intersects(Classes::ORGANISATION | Classes::FUNCTION)
}

fn report(story: &Story<'_>, one: &Held<'_>, other: &Held<'_>, checks: &mut Checks) {
    let Some(of) = other.role.of else { return };
    let name = story.text(other.at.block, People::mention(story, other.at).surname);
    let message = format!("{}: {} here, {} elsewhere for {name}", other.role.office().name, other.house, one.house);
    let related = story.span(one.at.block, one.role.of.unwrap_or(one.role.extent));
    let finding = Finding::new(NAME, Level::Warning, story.span(other.at.block, of), message)
        .related(related, format!("{} here", one.house))
        .value(&one.house)
        .value(&other.house)
        .fix(
            format!("Change {} to {}", other.house, one.house),
            story.article.blocks[other.at.block].edit(of, one.house),
        );
    checks.fail(finding);
}
