//! One person with the honorifics of a man and of a woman.

use super::{Checks, Facts, Level};
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::link::people::{Bearer, Form, fold, gender_of};
use crate::link::{ClaimRef, People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds "Mr" before the name of a woman and "Ms" before that of a man, by the given name and the other honorifics of
    /// the draft, and "Sir" before a surname alone.
    ///
    /// ## Why it matters
    /// It is the mistake that readers write in about.
    ///
    /// ## Example
    /// ```draft
    /// Greta Hallam, 66, has kept the signal box for forty years.  "I know every train," Mrs Hallam said.
    ///
    /// The railway has offered Mr Hallam a flat in town.
    ///                         ^^ Mr Hallam here, Mrs Hallam elsewhere: the same person?
    /// ```
    ///
    /// ## What it leaves alone
    /// Couples and families: a second person of that surname, a kin word beside the name, or "her brother, Keith"; Lady Lyle
    /// beside Sir Peter Lyle.  Someone made a knight or a lord in the story.  "Ms" for "Mrs", "Dr" for "Mr".  A given name alone
    /// is no proof: "he" or "she" behind it is, and where the draft keeps to one honorific it is believed.
    "honorific-conflict" {
        summary: "one person is Mr and Ms",
        counts: "honorific",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for form in facts.links.people.forms() {
        knights(&story, form, checks);
        // A list of guests has all kinds of families in it.
        if form.signs.intersects(Signs::JOINED | Signs::SIC) || form.always.contains(Signs::HEADING) {
            continue;
        }
        // Lady Lyle is the wife of Sir Peter Lyle or of Lord Lyle.
        let knighted = form.titles.iter().any(|title| matches!(&**title, "sir" | "lord" | "baron"));
        let wife = |at: ClaimRef| {
            let mention = People::mention(&story, at);
            let title = mention.title.map(|title| fold(story.text(at.block, title)));
            knighted && mention.given.is_none() && title.is_some_and(|title| matches!(&*title, "lady" | "baroness"))
        };
        let with = |gender| {
            let of = move |at: &ClaimRef| People::mention(&story, *at).gender == Some(gender);
            form.mentions.iter().copied().filter(of).filter(|at| !wife(*at))
        };
        for (wrong, right) in [(Gender::Man, Gender::Woman), (Gender::Woman, Gender::Man)] {
            let suspects: Vec<_> = with(wrong).collect();
            if suspects.is_empty() {
                continue;
            }
            let others: Vec<_> = with(right).collect();
            if has_relative(facts, wrong) {
                continue;
            }
            if let Some(level) = level(&story, form, wrong, right, &suspects, &others) {
                for at in &suspects {
                    report(&story, form, *at, others.first().copied(), level, checks);
                }
            }
        }
    }
}

/// How loud to be about the honorifics of one gender; `None` for silence.
fn level(
    story: &Story<'_>,
    form: &Form,
    wrong: Gender,
    right: Gender,
    suspects: &[ClaimRef],
    others: &[ClaimRef],
) -> Option<Level> {
    // Somebody of that surname for whom the honorific is right, or may be.
    let fits = form.bearers.iter().any(|bearer| bearer.gender().unwrap_or(wrong) == wrong);
    let known = form.bearers.iter().any(|bearer| bearer.gender() == Some(right));
    if form.bearers.iter().any(|bearer| bearer.gender() == Some(wrong))
        || form.signs.contains(Signs::KIN) && others.len() < 3 * suspects.len()
    {
        return None;
    }
    // "Mr Coyle, Edda Coyle's husband".
    let kin = suspects.iter().any(|at| People::mention(story, *at).signs.contains(Signs::KIN));
    if kin || form.bearers.len() > 1 && fits && others.len() < 3 * suspects.len() {
        return None;
    }
    if others.is_empty() {
        // Given names tell much, but "Ashley" and "Jean" are both: "he" or "she" behind the name decides.
        if !known || form.bearers.len() != 1 {
            return None;
        }
        return match pronoun(story, &form.bearers[0]) {
            Some(gender) if gender == right => Some(Level::Warning),
            // The draft is of one mind.
            Some(_) => None,
            None => (suspects.len() == 1).then_some(Level::Information),
        };
    }
    if others.len() > suspects.len() || known && !fits {
        return Some(Level::Warning);
    }
    (others.len() == suspects.len()).then_some(Level::Information)
}

/// What "he" or "she" behind a name in full tells, before the paragraph names anybody else.
fn pronoun(story: &Story<'_>, bearer: &Bearer) -> Option<Gender> {
    bearer.mentions.iter().find_map(|at| {
        let mention = People::mention(story, *at);
        if mention.signs.contains(Signs::QUOTED) || story.article.blocks[at.block].zone != Zone::Body {
            return None;
        }
        let behind = story.behind(at.block, mention.extent.end);
        let next = story.claims[at.block].people[at.index + 1..].iter().find(|other| {
            other.given.is_some() || other.title.is_some() || other.signs.intersects(Signs::SPEAKS | Signs::AGED)
        });
        let to = next.map_or(behind.len(), |next| behind.len().min((next.extent.start - mention.extent.end) as usize));
        // What is quoted speaks of others.
        let told = behind.get(..to)?.split(['"', '“']).next()?;
        told.split(|letter: char| !letter.is_alphanumeric()).find_map(|word| match word {
            "he" | "He" | "himself" => Some(Gender::Man),
            "she" | "She" | "herself" => Some(Gender::Woman),
            _ => None,
        })
    })
}

/// Whether the draft has a relative who is called by a given name alone and may have the honorific: "Her brother, Keith".
fn has_relative(facts: &Facts<'_>, gender: Gender) -> bool {
    facts.links.people.forms().iter().any(|form| {
        form.signs.contains(Signs::KIN)
            && form.bearers.is_empty()
            && form.alone > 0
            && gender_of(&form.folded) == Some(gender)
    })
}

fn report(story: &Story<'_>, form: &Form, at: ClaimRef, other: Option<ClaimRef>, level: Level, checks: &mut Checks) {
    let Some(title) = People::mention(story, at).title else { return };
    let block = &story.article.blocks[at.block];
    let (here, name) = (story.text(at.block, title), People::name(story, at));
    let finding = if let Some(other) = other {
        let mention = People::mention(story, other);
        let there = mention.title.map_or("", |title| story.text(other.block, title));
        let message = format!("{here} {name} here, {there} {} elsewhere: the same person?", People::name(story, other));
        Finding::new(NAME, level, story.span(at.block, title), message)
            .related(People::span(story, other), format!("{there} here"))
            .fix(format!("Change {here} to {there}"), block.edit(title, there))
    } else {
        let Some(full) = form.bearers.first().and_then(|bearer| bearer.mentions.first()) else { return };
        let message = format!("{here} {name} here, {} elsewhere: the same person?", People::name(story, *full));
        Finding::new(NAME, level, story.span(at.block, title), message)
            .related(People::span(story, *full), "in full here")
    };
    checks.fail(finding.value(&fold(here)).value(&form.folded));
}

/// "Sir Brisk" for "Sir Walter Brisk": "Sir" and "Dame" go with the given name.
fn knights(story: &Story<'_>, form: &Form, checks: &mut Checks) {
    let knight = |at: &ClaimRef| {
        let title = People::mention(story, *at).title?;
        matches!(&*fold(story.text(at.block, title)), "sir" | "dame").then_some(title)
    };
    for bearer in &form.bearers {
        let Some(first) = bearer.mentions.iter().find(|at| knight(at).is_some()) else { continue };
        for at in form.mentions.iter().filter(|at| People::mention(story, **at).given.is_none()) {
            let Some(title) = knight(at) else { continue };
            let mention = People::mention(story, *at);
            let (word, name) = (story.text(at.block, title), People::name(story, *at));
            let given = People::mention(story, *first).given.map_or("", |given| story.text(first.block, given));
            let message = format!("{word} goes with the given name: {word} {given}, not {word} {name}");
            let finding = Finding::new(NAME, Level::Warning, story.span(at.block, title.to(mention.extent)), message)
                .related(People::span(story, *first), "in full here")
                .value(&form.folded)
                .fix(format!("Change to {word} {given}"), story.article.blocks[at.block].edit(mention.extent, given));
            checks.fail(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn he_or_she_behind_the_name_decides() {
        checks(
            r"
Robert Tarvel, who runs the ferry, was asked about the fares. He shook his head.

Ms Tarvel went back aboard.
^^ Ms Tarvel here, Robert Tarvel elsewhere: the same person?
",
        );
        checks(
            r"
The tender was won by Fiona Kessel, a saddler. She has mortgaged her house.

Mr Kessel will open the tannery at Christmas.
^^ Mr Kessel here, Fiona Kessel elsewhere: the same person?
",
        );
        checks(
            r"
Juan Carlos Olmedo was found beside his radio. He had read the news for 12 years.

Mrs. Olmedo was 45.
^^^ Mrs Olmedo here, Juan Carlos Olmedo elsewhere: the same person?
",
        );
        for draft in [
            r"
The post went to Robert Tarvel, who keeps bees. She has 40 hives.

Ms Tarvel sells the honey at the quay.
",
            r"
Enda Kessel opened the bridge. Mr Kessel cut the ribbon.

Later Mr Kessel walked home.
",
            r"
Janet Tarvel kept the name when she married. Her brother, Keith, does the books.

Mr Tarvel saw that the money was gone.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn a_list_of_guests_has_many_families() {
        checks(
            r"
Mr Tovey has kept the mill for years. Mr Tovey rises at four.

Ms Tovey sold it on Monday, and Mr Tovey wept.
^^ Ms Tovey here, Mr Tovey elsewhere: the same person?
",
        );
        checks(
            r"
Blessing Tarvel, 73, said she slept in her coat.

The landlord told Mr Tarvel to buy a heater.
                  ^^ Mr Tarvel here, Blessing Tarvel elsewhere: the same person?
",
        );
        checks(
            r"
Giulia Ferrano chairs the firm. She lives in Milan.

Mr Ferrano expects no profit before spring.
^^ Mr Ferrano here, Giulia Ferrano elsewhere: the same person?
",
        );
        for draft in [
            r"
The Honorable Andrew Tarvel, U.S. Representative & Mrs. Jae Tarvel

Mr. Byong Joon Tarvel

Ms. Chloe Brandt & Ms. Jeanne Brisk
",
            r"
Ashley Tarvel opened the bridge. Mr Tarvel cut the ribbon.

Mr Tarvel went home.
",
            r"
Mr and Mrs Kessel ran the mill. Fiona Kessel baked.

Mr Kessel ground the corn.
",
        ] {
            checks(draft);
        }
    }
}
