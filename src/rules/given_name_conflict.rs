//! One person under two given names.

use super::{Checks, Facts, Level};
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::link::offices::held;
use crate::link::people::{Bearer, Form, fold, gender_of};
use crate::link::{People, Story};
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Finds a surname that the draft gives two given names of one sound, one letter apart, or of one initial, though it
    /// names no second person.
    ///
    /// ## Why it matters
    /// "Hannah" becomes "Heather" between two edits, and the family reads it.
    ///
    /// ## Example
    /// ```draft
    /// The prize went to Alan Thwaite, a baker.  Mr Thwaite had entered nine times.
    ///
    /// Neighbours of Allan Thwaite hung out flags.
    ///               ^^^^^ Allan Thwaite here, Alan Thwaite elsewhere: the same person?
    /// ```
    ///
    /// ## What it leaves alone
    /// Families and namesakes: kin words, "Jr", "Edda and Ingrid Coyle", "no relation", two people who each come with an age,
    /// an office or words of their own, lists of guests.  Initials, middle names, short forms ("Libby" for "Elizabeth"), names
    /// that were changed ("born", "took the name") and bylines.
    "given-name-conflict" {
        summary: "one person has two given names",
        counts: "name",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    for form in facts.links.people.forms().iter().filter(|form| form.bearers.len() > 1) {
        for (index, one) in form.bearers.iter().enumerate() {
            for other in &form.bearers[index + 1..] {
                let (accepted, suspect) =
                    if other.mentions.len() > one.mentions.len() { (other, one) } else { (one, other) };
                let Some(level) = level(&facts.story, form, accepted, suspect) else { continue };
                if !are_told_apart(&facts.story, form, accepted, suspect) {
                    report(facts, accepted, suspect, level, checks);
                }
            }
        }
    }
}

/// Words that tell of two people, or of one who changed the name.  Source: ordinary newsroom English.
const APART: [&str; 14] = [
    "no relation",
    "not related",
    "unrelated",
    "namesake",
    "of the same name",
    "same surname",
    "Born ",
    ", born ",
    " née ",
    "the name ",
    " name to ",
    "stage name",
    "real name",
    "known as ",
];

/// Whether the draft shows two people, or two names of one: it says so, or only lists names.
fn are_told_apart(story: &Story<'_>, form: &Form, accepted: &Bearer, suspect: &Bearer) -> bool {
    if form.always.contains(Signs::HEADING) {
        return true;
    }
    // "Mary, Marie and Martha Kowalke": each given name before the surname that they share.
    let listed = || {
        form.bearers.iter().filter(|it| it.signs.contains(Signs::JOINED)).flat_map(|it| &it.mentions).any(|at| {
            let extent = People::mention(story, *at).extent;
            let before = story.before(at.block, extent.start);
            let mut names = before.trim_end().rsplit([' ', ',']).filter(|word| !word.is_empty() && *word != "and");
            names.by_ref().take_while(|word| word.starts_with(char::is_uppercase)).any(|word| {
                let word = fold(word);
                *word == *accepted.name() || *word == *suspect.name()
            })
        })
    };
    let said = || {
        accepted.mentions.iter().chain(&suspect.mentions).any(|at| {
            let (sentence, _) = story.sentence(at.block, People::mention(story, *at).extent);
            APART.iter().any(|words| sentence.contains(words))
        })
    };
    listed() || said()
}

/// Whether each has an office beside the name and they have none in common: a defender and a goalkeeper.
fn hold_other_offices(story: &Story<'_>, one: &Bearer, other: &Bearer) -> bool {
    let offices = |bearer: &Bearer| -> Vec<_> {
        bearer.mentions.iter().flat_map(|at| held(story, *at)).map(|held| held.role.office).collect()
    };
    let (mine, its) = (offices(one), offices(other));
    !mine.is_empty() && !its.is_empty() && !mine.iter().any(|office| its.contains(office))
}

/// How loud to be about a second given name; `None` for silence.
fn level(story: &Story<'_>, form: &Form, accepted: &Bearer, suspect: &Bearer) -> Option<Level> {
    let apart = Signs::JOINED | Signs::SUFFIXED | Signs::SIC | Signs::UPPER;
    if (accepted.signs | suspect.signs).intersects(apart) || suspect.signs.contains(Signs::KIN) || !form.is_person() {
        return None;
    }
    let (mine, its) = (accepted.name(), suspect.name());
    if mine.chars().count() < 3 || its.chars().count() < 3 {
        return None;
    }
    let rare = suspect.mentions.len() == 1 || suspect.mentions.len() * 3 <= accepted.mentions.len();
    if sound(mine) == sound(its) && !crosses(mine, its)
        || strsim::osa_distance(mine, its) == 1 && gender_of(mine) == gender_of(its)
    {
        return Some(if rare { Level::Warning } else { Level::Information });
    }
    if accepted.signs.contains(Signs::KIN) {
        return None;
    }
    // "Mrs Thwaite" between the two names: there is one woman of that name.
    let courteous = form.titles.iter().any(|title| matches!(&**title, "mr" | "mrs" | "ms" | "miss"));
    let initial = mine.chars().next() == its.chars().next();
    let alike = (initial || courteous) && gender_of(mine).is_some() && gender_of(mine) == gender_of(its);
    // Somebody who is introduced is another; a slip takes the name up as if it were known.
    let introduced = suspect.signs.intersects(Signs::AGED) || hold_other_offices(story, accepted, suspect);
    (alike && form.bearers.len() == 2 && suspect.mentions.len() == 1 && !introduced).then_some(Level::Warning)
}

/// "Daniel" and "Danielle", "Robert" and "Roberta".
fn crosses(one: &str, other: &str) -> bool {
    matches!(
        (gender_of(one), gender_of(other)),
        (Some(Gender::Man), Some(Gender::Woman)) | (Some(Gender::Woman), Some(Gender::Man))
    )
}

/// What is left of a name when the letters that sound alike are made one: "Philip" and "Phillip", "Marc" and "Mark".
fn sound(name: &str) -> String {
    let plain = name.replace("ph", "f").replace("ck", "k").replace("th", "t");
    let mut sound = String::with_capacity(plain.len());
    for letter in plain.chars() {
        let letter = match letter {
            'c' | 'q' => 'k',
            'y' | 'e' => 'i',
            'z' => 's',
            'h' => continue,
            other => other,
        };
        if !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

fn report(facts: &Facts<'_>, accepted: &Bearer, suspect: &Bearer, level: Level, checks: &mut Checks) {
    let story = facts.story;
    let known = accepted.mentions[0];
    let full = People::name(&story, known);
    for at in &suspect.mentions {
        let mention = People::mention(&story, *at);
        let name = People::name(&story, *at);
        let given = mention.given.unwrap_or(Extent { start: mention.extent.start, end: mention.surname.start });
        let right = People::mention(&story, known).given.map_or(full, |extent| story.text(known.block, extent));
        let wrong = story.text(at.block, given);
        let finding = Finding::new(
            NAME,
            level,
            story.span(at.block, given),
            format!("{name} here, {full} elsewhere: the same person?"),
        )
        .related(People::span(&story, known), format!("{full}, first here"))
        .value(&suspect.name())
        .value(&accepted.name())
        .fix(format!("Change {wrong} to {right}"), story.article.blocks[at.block].edit(given, right));
        checks.fail(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn two_of_one_surname_are_told_apart() {
        checks(
            r"
The cup went to Jon Tarvel, a baker.

John Tarvel had entered nine times.
^^^^ John Tarvel here, Jon Tarvel elsewhere: the same person?
",
        );
        checks(
            r"
Police held Mohammed Rahimi, the owner of the mill. Rahimi was at home.

Mahmoud Rahimi will appear in court on Wednesday.
^^^^^^^ Mahmoud Rahimi here, Mohammed Rahimi elsewhere: the same person?
",
        );
        checks(
            r"
The book is by Stacey Kessel. Kessel lives on a boat.

Stacy Kessel will read from it on Monday.
^^^^^ Stacy Kessel here, Stacey Kessel elsewhere: the same person?
",
        );
        for draft in [
            r"
Striker Lucas Tarvel scored first. Goalkeeper Leandro Tarvel, no relation, was at fault.
",
            r"
Brothers Karl, Carl and Peter Brisk built the pier. Karl Brisk died last year, and Carl Brisk sold it.
",
            r"
Born Deborah Finch in Lindale, she took the name Deanna Finch on stage.

Finch sang for 40 years.
",
            r"
The Honorable Michelle Stell, U.S. Representative & Ms. Miriam Stell

The Honorable Hugo Baird, Governor of Lindale & Mrs. Ida Baird

Mr. Oscar Brandt & Mrs. Jan Brandt
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn a_rank_is_no_given_name() {
        for draft in [
            r"
Marine Alexander Brisken goes free

Claire Brisken had a tear in her eye when the judge read out the ruling. Mr Brisken has served four years.
",
            r"
Trooper Adam Tarvel was hurt. Mr Tarvel is in hospital.

Alice Tarvel sat beside him.
",
            r"
Airman David Kessel flew home. Dora Kessel met him at the quay with both children.
",
        ] {
            checks(draft);
        }
    }
}
