//! One job at two houses.

use super::{Checks, Facts, Level};
use crate::claim::role::Manner;
use crate::finding::Finding;
use crate::language::office::Holders;
use crate::language::{Classes, lexicon};
use crate::link::offices::{Held, held};
use crate::link::people::{Form, fold};
use crate::link::{People, Story};
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

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for form in facts.links.people.forms().iter().filter(|form| form.bearers.len() == 1) {
        let jobs = jobs(&story, form);
        for (index, (other, house)) in jobs.iter().enumerate().take(MOST) {
            let apart = |one: &(Held<'_>, &str)| one.0.role.office == other.role.office && !is_one_house(one.1, house);
            if let Some((one, known)) = jobs[..index].iter().copied().find(apart) {
                report(&story, (&one, known), (other, house), checks);
                break;
            }
        }
    }
}

/// How many jobs of one surname are compared.
const MOST: usize = 24;

/// The jobs of a surname that are at a house, as they are now.
fn jobs<'a>(story: &Story<'a>, form: &Form) -> Vec<(Held<'a>, &'a str)> {
    let apart = Manner::PAST
        | Manner::SHARED
        | Manner::QUOTED
        | Manner::CHANGING
        | Manner::AHEAD
        | Manner::SHADOW
        | Manner::ACTING;
    let told = form.mentions.iter().filter(|at| story.article.blocks[at.block].zone == Zone::Body);
    told.flat_map(|at| held(story, *at))
        .filter_map(|job| {
            let house = story.text(job.at.block, job.role.of?);
            let office = job.role.office();
            let many = office.holders == Holders::Many && office.ladder.is_none();
            (many && !job.role.manner.intersects(apart) && is_house(house)).then_some((job, house))
        })
        .collect()
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

fn report(story: &Story<'_>, (one, known): (&Held<'_>, &str), (other, house): (&Held<'_>, &str), checks: &mut Checks) {
    let Some(of) = other.role.of else { return };
    let name = story.text(other.at.block, People::mention(story, other.at).surname);
    let message = format!("{}: {house} here, {known} elsewhere for {name}", other.role.office().name);
    let related = story.span(one.at.block, one.role.of.unwrap_or(one.role.extent));
    let edit = story.article.blocks[other.at.block].edit(of, known);
    let finding = Finding::new(NAME, Level::Warning, story.span(other.at.block, of), message)
        .related(related, format!("{known} here"))
        .value(&known)
        .value(&house)
        .fix(format!("Change {house} to {known}"), edit);
    checks.fail(finding);
}
