//! One job at two houses.

use super::{Checks, Facts, Level};
use crate::claim::role::Manner;
use crate::finding::Finding;
use crate::language::office::Holders;
use crate::language::{Classes, lexicon};
use crate::link::offices::{Held, held};
use crate::link::people::{Form, fold};
use crate::link::{People, Story};
use crate::place::Extent;
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
    /// A party beside a seat, "prize-winning", former houses, a move told in the sentence, loans, a part within its whole
    /// ("King's College, Cambridge"), countries and their peoples, and different jobs: many people have two.
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
        for (index, other) in jobs.iter().enumerate().take(MOST) {
            let apart = |one: &&Job<'_>| {
                one.party == other.party
                    && (one.party || one.held.role.office == other.held.role.office)
                    && !is_one_house(one.house, other.house)
            };
            if let Some(one) = jobs[..index].iter().find(apart) {
                report(&story, one, other, checks);
                break;
            }
        }
    }
}

/// A job at a house, or a seat held for a party.
struct Job<'a> {
    held: Held<'a>,
    /// Where the house stands.
    of: Extent,
    house: &'a str,
    /// Whether it is a party: that and a seat are two things.
    party: bool,
}

/// How many jobs of one surname are compared.
const MOST: usize = 24;

/// The jobs of a surname that are at a house, as they are now.
fn jobs<'a>(story: &Story<'a>, form: &Form) -> Vec<Job<'a>> {
    let apart = Manner::PAST
        | Manner::SHARED
        | Manner::QUOTED
        | Manner::CHANGING
        | Manner::AHEAD
        | Manner::SHADOW
        | Manner::ACTING;
    let told = form.mentions.iter().filter(|at| story.article.blocks[at.block].zone == Zone::Body);
    told.flat_map(|at| held(story, *at))
        .filter(|held| {
            let office = held.role.office();
            office.holders == Holders::Many && office.ladder.is_none() && !held.role.manner.intersects(apart)
        })
        .flat_map(|held| {
            let seat = held.role.of.filter(|of| Some(*of) != held.role.party).map(|of| (of, false));
            // "a Democrat from Nevada": the party is the office.
            let is_party = lexicon::look_up(held.role.office().name).classes.contains(Classes::PARTY);
            let member = is_party.then_some((held.role.extent, true));
            let seat = seat.filter(|_| !is_party);
            seat.into_iter()
                .chain(member)
                .chain(held.role.party.map(|of| (of, true)))
                .map(move |(of, party)| (held, of, party))
        })
        .filter_map(|(held, of, party)| {
            let house = story.text(held.at.block, of);
            // "prize-winning" is no house.
            let joined = story.behind(held.at.block, of.end).starts_with('-');
            (is_house(house) && !joined).then_some(Job { held, of, house, party })
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
    // "Democrat" and "Democratic", "Tory" and "Conservative".
    let stem = |word: &str| word.get(..6).unwrap_or(word).replace("tory", "conser");
    mine.iter().any(|word| its.iter().any(|it| stem(it) == stem(word))) || is_short(one, other) || is_short(other, one)
}

/// "University", "Bank", "the": what many bodies are called.
fn is_generic(word: &str) -> bool {
    lexicon::look_up(word).classes.intersects(Classes::ORGANISATION | Classes::FUNCTION)
}

fn report(story: &Story<'_>, one: &Job<'_>, other: &Job<'_>, checks: &mut Checks) {
    let (block, known, house) = (other.held.at.block, one.house, other.house);
    let name = story.text(block, People::mention(story, other.held.at).surname);
    let job = if other.party { "party" } else { other.held.role.office().name };
    let message = format!("{job}: {house} here, {known} elsewhere for {name}");
    let edit = story.article.blocks[block].edit(other.of, known);
    let finding = Finding::new(NAME, Level::Warning, story.span(block, other.of), message)
        .related(story.span(one.held.at.block, one.of), format!("{known} here"))
        .value(&known)
        .value(&house)
        .fix(format!("Change {house} to {known}"), edit);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn a_party_and_a_seat_are_two_things() {
        checks(
            r"
Helen Tarvel, the Conservative MP for Stour Valley, spoke first.

Ms Tarvel, the Conservative MP for East Thornby, had heard that before.
                                   ^^^^^^^^^^^^ member of parliament: East Thornby here, Stour Valley elsewhere for Tarvel
",
        );
        checks(
            r"
Sen. Marcia Dolan, a Democrat from Nevada, blocked the vote.

Dolan, a Republican, said she was proud of it.
         ^^^^^^^^^^ party: Republican here, Democrat elsewhere for Dolan
",
        );
        checks(
            r"
Labour's candidate in Marsh End, Ruth Tolney, wants to keep the lifeboat.

Ms Tolney, the Liberal Democrat candidate, grew up there.
               ^^^^^^^^^^^^^^^^ party: Liberal Democrat here, Labour elsewhere for Tolney
",
        );
        for draft in [
            r"
Conservative MP Anne Tarvel said no.

Mrs Tarvel, MP for St Albans, has a dog.
",
            r"
Sen. Marcia Dolan, a Democrat from Nevada, blocked the vote.

Dolan, once a Republican, switched parties in May.
",
            r"
The Democratic senator Marcia Dolan said no.

Dolan, a Democrat, was cheered.
",
            r"
Nobel-winning economist Robert Tarvel spoke first.

Tarvel, an economist at Estlin University, went home.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn jobs_stand_between_dashes_too() {
        checks(
            r"
Anders Friis — an engineer at Nordhaven — expects more rain.

Friis, an engineer at Baltika Works, sold his boat.
                      ^^^^^^^^^^^^^ engineer: Baltika Works here, Nordhaven elsewhere for Friis
",
        );
        checks(
            r"
Gunmen shot Ernesto Abal, a reporter for the Cebu Courier, outside his home.

Abal, a reporter for the Visaya Star, was 51.
                         ^^^^^^^^^^^ reporter: Visaya Star here, Cebu Courier elsewhere for Abal
",
        );
        checks(
            r"
Huda Nasri, a surgeon at Al-Rahba Hospital, has no beds.

Dr Nasri, a surgeon at the Crescent Hospital, slept in a chair.
                           ^^^^^^^^^^^^^^^^^ surgeon: Crescent Hospital here, Al-Rahba Hospital elsewhere for Nasri
",
        );
        for draft in [
            r"
Anders Friis — an engineer at Nordhaven — expects more rain.

Friis, an engineer at the Nordhaven works, sold his boat.
",
            r"
Gunmen shot Ernesto Abal, a former reporter for the Cebu Courier, outside his home.

Abal, a reporter for the Visaya Star, was 51.
",
            r"
Huda Nasri, a surgeon at Al-Rahba Hospital, has no beds.

Dr Nasri, who joined as a surgeon at the Crescent Hospital, slept in a chair.
",
        ] {
            checks(draft);
        }
    }
}
