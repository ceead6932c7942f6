//! One person with two offices that nobody holds at once.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::claim::Role;
use crate::claim::role::{Manner, Stand};
use crate::finding::Finding;
use crate::language::gazetteer;
use crate::language::office::Holders;
use crate::link::offices::{Held, held};
use crate::link::people::Form;
use crate::link::{ClaimRef, People, Story};

rule! {
    /// ## What it does
    /// Finds a person with two offices that nobody holds at one time: president and prime minister, senator and governor,
    /// two ranks, two ministries, the director and the deputy director of one place.
    ///
    /// ## Why it matters
    /// Titles and affiliations are one correction in six.
    ///
    /// ## Example
    /// ```draft
    /// Transport Minister Elke Thorn said that the tunnel would open.  Nobody clapped.
    ///
    /// Thorn, the housing minister, went through it first, on a bicycle.
    ///            ^^^^^^^^^^^^^^^^ housing minister here, Transport Minister elsewhere for Thorn: the same office?
    /// ```
    ///
    /// ## What it leaves alone
    /// Former, acting, designate and shadow offices, a change told in the sentence ("was named", "succeeds"), quotations,
    /// one office in several wordings ("top diplomat"), and two people of one surname.
    "title-conflict" {
        summary: "one person has two offices that exclude each other",
        counts: "title",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for form in facts.links.people.forms() {
        let roles = roles(&story, form);
        if roles.len() < 2 {
            continue;
        }
        for suspect in &roles {
            // What the others say of the same ladder, the most frequent first.
            let others: Vec<_> =
                roles.iter().filter(|other| excludes(&story, suspect.role, suspect.at, other)).collect();
            let Some(first) = others.first() else { continue };
            let alike = |other: &&Held<'_>| {
                is_alike(other.role, suspect.role) && !excludes(&story, suspect.role, suspect.at, other)
            };
            let alike = roles.iter().filter(alike).count();
            let rare = others.len() > alike || others.len() == alike && first.at < suspect.at;
            if rare
                && alike < MOST
                && !is_looked_back(&story, suspect)
                && !is_looked_back(&story, first)
                && is_same_person(&story, form, suspect, &others, alike)
            {
                report(&story, suspect, first, others.len(), checks);
            }
        }
    }
}

/// "Sergeant Quill, as he then was": the sentence says that the office is of another time.
fn is_looked_back(story: &Story<'_>, held: &Held<'_>) -> bool {
    let (sentence, _) = story.sentence(held.at.block, held.role.extent);
    [" then was", "at the time", "in those days", "who is now", "would later"]
        .iter()
        .any(|words| sentence.contains(words))
}

/// The offices of a surname as the story itself gives them; of each the first [`MOST`] times.
fn roles<'a>(story: &Story<'a>, form: &Form) -> Vec<Held<'a>> {
    let mut times: FxHashMap<_, usize> = FxHashMap::default();
    let told = form.mentions.iter().filter(|at| story.article.blocks[at.block].zone.is_story());
    told.flat_map(|at| held(story, *at))
        .filter(|held| {
            let seen = times.entry((held.role.key(), held.role.manner, held.role.stand)).or_default();
            *seen += 1;
            *seen <= MOST
        })
        .collect()
}

/// How often one office of one surname is looked at: who is given it so often is no slip.
const MOST: usize = 24;

/// Whether two roles say the same.
fn is_alike(one: &Role, other: &Role) -> bool {
    one.key() == other.key() && !(one.manner ^ other.manner).contains(Manner::DEPUTY)
}

/// Whether an office and another cannot be held at once.
fn excludes(story: &Story<'_>, role: &Role, at: ClaimRef, held: &Held<'_>) -> bool {
    let other = held.role;
    let apart = Manner::PAST | Manner::ACTING | Manner::SHADOW | Manner::AHEAD | Manner::SHARED;
    if (role.manner | other.manner).intersects(apart)
        || (role.manner | other.manner).contains(Manner::CHANGING) && role.stand != Stand::Title
    {
        return false;
    }
    let deputies = (role.manner ^ other.manner).contains(Manner::DEPUTY);
    let (office, another) = (role.office(), other.office());
    if role.office == other.office {
        // Two ministries, or director and deputy director of one place.
        let portfolios = office.holders == Holders::Portfolio
            && role.portfolio.is_some()
            && other.portfolio.is_some()
            && role.portfolio != other.portfolio
            && !deputies;
        let same_body = role
            .of
            .zip(other.of)
            .is_some_and(|(one, two)| story.text(at.block, one).eq_ignore_ascii_case(story.text(held.at.block, two)));
        // "the head teacher, Colin Brace," and "Mr Brace, the school's deputy head teacher".
        let the = |held: ClaimRef, role: &Role| {
            role.of.is_none() && story.before(held.block, role.extent.start).trim_end().ends_with("the")
        };
        let small = |held: ClaimRef, role: &Role| {
            role.of.is_some_and(|of| story.text(held.block, of).starts_with(char::is_lowercase))
        };
        let same_body = same_body || the(at, role) && small(held.at, other) || the(held.at, other) && small(at, role);
        // "Britain's ambassador to Peru" and "the British ambassador to Chile"; France's and Germany's foreign minister.
        let accredited = |held: ClaimRef, role: &Role| -> Option<&str> {
            let behind = story.behind(held.block, role.extent.end).strip_prefix(" to ")?;
            let end = behind.find(|letter: char| !letter.is_alphabetic() && letter != ' ').unwrap_or(behind.len());
            gazetteer::nation(behind[..end].trim_start_matches("the "))
        };
        let nation = |held: ClaimRef, role: &Role| role.of.and_then(|of| gazetteer::nation(story.text(held.block, of)));
        let differ = |one: Option<&str>, two: Option<&str>| one.zip(two).is_some_and(|(one, two)| one != two);
        let countries = matches!(office.holders, Holders::One | Holders::Portfolio)
            && !(role.manner | other.manner).intersects(Manner::DEPUTY | Manner::INDEFINITE)
            && (differ(accredited(at, role), accredited(held.at, other))
                || (office.ladder == Some("head") || office.holders == Holders::Portfolio)
                    && differ(nation(at, role), nation(held.at, other)));
        return portfolios
            || countries
            || deputies
                && same_body
                && office.holders == Holders::One
                && (role.stand, other.stand) == (Stand::Apposition, Stand::Apposition);
    }
    !deputies && office.ladder.is_some() && office.ladder == another.ladder
        // A rank is one only right before the name: "the company's general manager".
        && (!matches!(office.ladder, Some("rank" | "head" | "seat")) || role.stand == other.stand && role.stand == Stand::Title)
}

/// Whether both offices are given to one person.
fn is_same_person(story: &Story<'_>, form: &Form, suspect: &Held<'_>, others: &[&Held<'_>], alike: usize) -> bool {
    let given = People::mention(story, suspect.at).given;
    if form.bearers.len() < 2 {
        // "President Bush" and "Governor Jeb Bush": a name in full beside bare ones.
        let full = others.iter().any(|other| People::mention(story, other.at).given.is_some());
        let head = suspect.role.office().ladder == Some("head");
        return given.is_none() || head || full || form.bearers.is_empty() || others.len() >= 2 && alike == 1;
    }
    let bearer = |at: ClaimRef| form.bearers.iter().position(|bearer| bearer.mentions.contains(&at));
    match bearer(suspect.at) {
        Some(mine) => others.iter().any(|other| bearer(other.at) == Some(mine)),
        // Bare, while two of that surname are named in full: only when the other office is said again and again.
        None => others.len() >= 4 * alike,
    }
}

fn report(story: &Story<'_>, suspect: &Held<'_>, other: &Held<'_>, times: usize, checks: &mut Checks) {
    let here = story.text(suspect.at.block, suspect.role.extent);
    let there = story.text(other.at.block, other.role.extent);
    let name = story.text(suspect.at.block, People::mention(story, suspect.at).surname);
    let loud = !(suspect.role.manner | other.role.manner).intersects(Manner::QUOTED | Manner::CHANGING) || times >= 2;
    let level = if loud { Level::Warning } else { Level::Information };
    let manner = |role: &Role| if role.manner.contains(Manner::DEPUTY) { "deputy " } else { "" };
    let (here, there) = (format!("{}{here}", manner(suspect.role)), format!("{}{there}", manner(other.role)));
    let message = format!("{here} here, {there} elsewhere for {name}: the same office?");
    let block = &story.article.blocks[suspect.at.block];
    let plain =
        suspect.role.stand == other.role.stand && !(suspect.role.manner ^ other.role.manner).contains(Manner::DEPUTY);
    let finding = Finding::new(NAME, level, story.span(suspect.at.block, suspect.role.extent), message)
        .related(story.span(other.at.block, other.role.extent), format!("{there} here"))
        .value(&suspect.role.office().name)
        .value(&other.role.office().name)
        .value(&name);
    checks.fail(if plain {
        finding.fix(format!("Change {here} to {there}"), block.edit(suspect.role.extent, &there))
    } else {
        finding
    });
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn one_office_of_two_countries() {
        checks(
            r"
Norway's ambassador to Peru, Simon Loring, laid a wreath.

Loring, the Norwegian ambassador to Chile, said the families had been told.
                      ^^^^^^^^^^ ambassador here, ambassador elsewhere for Loring: the same office?
",
        );
        checks(
            r"
German Foreign Minister Karl Brisk flew to Oslo on Monday.

French Foreign Minister Karl Brisk will go on to Lund.
       ^^^^^^^^^^^^^^^^ Foreign Minister here, Foreign Minister elsewhere for Brisk: the same office?
",
        );
        checks(
            r"
Pupils will lock up their phones, said the head teacher, Colin Brisk.

Mr Brisk, the school's deputy head teacher, said parents had been kind.
                              ^^^^^^^^^^^^ deputy head teacher here, head teacher elsewhere for Brisk: the same office?
",
        );
        for draft in [
            r"
Norway's ambassador to Peru, Simon Loring, laid a wreath.

Loring, a former ambassador to Chile, said the families had been told.
",
            r"
Inspector Dave Quill told the inquest about the boat. Sergeant Quill, as he then was, had kept the log.
",
            r"
Colin Brisk, the director of the Tern Trust, spoke first.

Mr Brisk, deputy director of Moorside Museum, went home early.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn the_office_of_somebody_else_changes() {
        checks(
            r"
President Tarvel Announces Key Nominees

LINDALE – Today, Prime Minister Hugo Tarvel announced his intent to nominate two judges for the bench.
                 ^^^^^^^^^^^^^^ Prime Minister here, President elsewhere for Tarvel: the same office?
",
        );
        checks(
            r"
Gov. Tess Halloway signed the bill in a barn.

Lt. Gov. Halloway said farmers had waited long enough.
^^^^^^^ Lt. Gov here, Gov elsewhere for Halloway: the same office?
",
        );
        checks(
            r"
President Finch appointed a judge on Monday.

She formerly served as counsel to Prime Minister Finch for two years.
                                  ^^^^^^^^^^^^^^ Prime Minister here, President elsewhere for Finch: the same office?
",
        );
        for draft in [
            r"
President Tarvel spoke on Monday.

Prime Minister Tarvel, as he then was, resigned in May.
",
            r"
Gov. Tess Halloway was elected in May.

Former Lt. Gov. Halloway had waited for it.
",
            r"
President Finch appointed a judge on Monday.

Former Prime Minister Finch sat behind him.
",
        ] {
            checks(draft);
        }
    }
}
