//! One office with two holders.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checks, Facts, Level};
use crate::claim::Role;
use crate::claim::person::Signs;
use crate::claim::role::{Manner, Stand};
use crate::finding::Finding;
use crate::language::gazetteer;
use crate::language::office::Holders;
use crate::language::wordlist::COMMON;
use crate::link::offices::Held;
use crate::link::people::fold;
use crate::link::{ClaimRef, People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds two people who both hold now an office of one body that has one holder: two mayors of one town, two chief
    /// executives of one firm.
    ///
    /// ## Why it matters
    /// One of the two is somebody else, or was.
    ///
    /// ## Example
    /// ```draft
    /// Tessel Ferries will run no boats in winter, its chief executive, Joan Mabey, said on Monday.
    ///
    /// Tessel Ferries's chief executive, Piers Olding, promised islanders a bus.
    ///                  ^^^^^^^^^^^^^^^ chief executive: Piers Olding here, Joan Mabey elsewhere
    /// ```
    ///
    /// ## What it leaves alone
    /// Former, acting, deputy, designate and shadow holders, offices with several ("spokesman", "senator"), a succession
    /// told in the sentence, rivals, quotations, lists of appointments, "the center's director" where several centers are
    /// named, and offices of which the draft does not say of what.
    "office-conflict" {
        summary: "one office has two holders",
        counts: "office",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many holders of one office are told apart.
const MOST: usize = 24;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let held: Vec<_> = holders(&story).collect();
    let datelines: Vec<_> = story.blocks().filter(|(_, block, _)| block.zone == Zone::Dateline).take(MOST).collect();
    let datelines: Vec<&str> = datelines.iter().map(|(_, block, _)| &*block.prose.text).collect();
    let mut said: Vec<(usize, usize)> = Vec::new();
    let people = &facts.links.people;
    // Offices that cannot meet are never compared: the cost follows the holders of one office.
    let mut by_office: BTreeMap<_, Vec<Held<'_>>> = BTreeMap::new();
    for other in &held {
        let earlier = by_office.entry(other.role.key()).or_default();
        for one in earlier.iter() {
            let (Some(first), Some(second)) = (people.index_of(one.at), people.index_of(other.at)) else { continue };
            let apart = first != second && !people.are_near(first, second);
            if !apart
                || said.contains(&(first, second))
                || !is_same_body(&story, &datelines, one, other)
                || !are_named(&story, one, other)
            {
                continue;
            }
            said.push((first, second));
            report(&story, one, other, checks);
        }
        if earlier.len() < MOST {
            earlier.push(*other);
        }
    }
}

/// The offices with one holder that somebody is said to hold now.
fn holders<'a>(story: &Story<'a>) -> impl Iterator<Item = Held<'a>> {
    let apart = Manner::PAST
        | Manner::ACTING
        | Manner::DEPUTY
        | Manner::SHADOW
        | Manner::AHEAD
        | Manner::SHARED
        | Manner::INDEFINITE
        | Manner::QUOTED
        | Manner::CHANGING;
    story.blocks().filter(|(_, block, _)| block.zone == Zone::Body).flat_map(move |(block, _, claims)| {
        claims.roles.iter().filter_map(move |role| {
            let office = role.office();
            let one =
                office.holders == Holders::One || office.holders == Holders::Portfolio && role.portfolio.is_some();
            let at = ClaimRef { block, index: role.mention as usize };
            // A line that is a list: "Joan Mabey, State Director, Farm Agency, Lindale".
            let listed = claims.people[at.index].signs.contains(Signs::HEADING);
            (one && !listed && !role.manner.intersects(apart) && !is_told_behind(story, at, role))
                .then_some(Held { at, role })
        })
    })
}

/// Whether the body of an office stands behind a comma: "state director, Farm Agency, Lindale".
fn is_told_behind(story: &Story<'_>, at: ClaimRef, role: &Role) -> bool {
    let behind = story.behind(at.block, role.extent.end);
    role.stand == Stand::Apposition
        && role.extent.start > People::mention(story, at).extent.start
        && behind.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether both names stand in full, or as lords and knights are called: "Mayor Salas" may be another's short form.
fn are_named(story: &Story<'_>, one: &Held<'_>, other: &Held<'_>) -> bool {
    [one, other].iter().all(|held| {
        let mention = People::mention(story, held.at);
        let noble = mention.title.is_some_and(|title| matches!(story.text(held.at.block, title), "Lord" | "Lady"));
        mention.given.is_some() || noble
    })
}

/// Whether both offices are of one body: named alike, or named once and spoken of beside the other.
fn is_same_body(story: &Story<'_>, datelines: &[&str], one: &Held<'_>, other: &Held<'_>) -> bool {
    // "Supreme Leader", "House leader" and "Senate leader" do not say of what.
    let vague = |words: &str| words.starts_with(char::is_uppercase) && COMMON.has(&words.to_lowercase());
    let words = |held: &Held<'_>| held.role.of.map(|of| story.text(held.at.block, of));
    if [one, other].into_iter().filter_map(words).any(vague) {
        return false;
    }
    // "OMB Director" and "OMB communications director".
    let modifier = |held: &Held<'_>| held.role.modifier.map(|it| fold(story.text(held.at.block, it)));
    if modifier(one) != modifier(other) {
        return false;
    }
    let body = |held: &Held<'_>| words(held).map(plain);
    match (body(one), body(other)) {
        (Some(mine), Some(its)) if mine == its => {
            words(other).is_some_and(|of| of.starts_with(char::is_uppercase)) || !has_several(story, &mine)
        }
        (Some(mine), Some(its)) => {
            // "Zambia's finance minister" and "Zambian Finance Minister".
            let nations = gazetteer::nation(&mine).zip(gazetteer::nation(&its));
            nations.is_some_and(|(mine, its)| mine == its)
        }
        (Some(of), None) => is_spoken_of(story, datelines, other, &of),
        (None, Some(of)) => is_spoken_of(story, datelines, one, &of),
        (None, None) => false,
    }
}

/// "the Marlow University" is "marlow university".
fn plain(words: &str) -> String {
    let words = words.trim_start_matches("the ").trim_start_matches("The ");
    words.split(' ').map(|word| fold(word.trim_end_matches("'s").trim_end_matches("’s"))).collect::<Vec<_>>().join(" ")
}

/// Whether the draft names several bodies that one small word may mean: two centers, or "the centers".
fn has_several(story: &Story<'_>, noun: &str) -> bool {
    let mut names = BTreeSet::new();
    let plural = format!("{noun}s");
    for (_, block, _) in story.blocks() {
        let mut before = "";
        for word in block.prose.text.split(|letter: char| !letter.is_alphanumeric()) {
            let small = word.to_lowercase();
            if small == plural {
                return true;
            }
            if small == noun && word != small && before.starts_with(char::is_uppercase) {
                names.insert(before);
            }
            before = word;
        }
    }
    names.len() > 1
}

/// Whether a body is named before an office in its paragraph or the one before, or in the dateline.
fn is_spoken_of(story: &Story<'_>, datelines: &[&str], held: &Held<'_>, of: &str) -> bool {
    let before = story.before(held.at.block, held.role.extent.start);
    let its = before.trim_end().rsplit(' ').next().is_some_and(|word| matches!(word, "its" | "Its" | "the" | "The"));
    let holds = |text: &str| {
        let words: Vec<_> = text.split(|letter: char| !letter.is_alphanumeric()).map(fold).collect();
        words.windows(of.split(' ').count()).any(|run| run.join(" ") == of)
    };
    let mayor = held.role.office().ladder == Some("seat");
    let dateline = || datelines.iter().any(|text| holds(text));
    // "The inquiry has heard 40 witnesses. Its chairman": the noun of the body, and the body in the paragraph before.
    let taken_up = || {
        let noun = of.rsplit(' ').next().unwrap_or_default();
        let previous = held.at.block.checked_sub(1).map(|block| &*story.article.blocks[block].prose.text);
        of.contains(' ') && before.to_lowercase().contains(&format!("the {noun} ")) && previous.is_some_and(&holds)
    };
    its && (holds(before) || taken_up()) || mayor && dateline() || is_of_the_sentence(story, held, of)
}

/// "Golightly will open 30 shops, chief executive Martin Nunn said": the bare office is of the only body that the
/// sentence names before it.
fn is_of_the_sentence(story: &Story<'_>, held: &Held<'_>, of: &str) -> bool {
    let extent = held.role.extent;
    let office = story.text(held.at.block, extent);
    if held.role.stand != Stand::Title || !office.starts_with(char::is_lowercase) {
        return false;
    }
    let (sentence, start) = story.sentence(held.at.block, extent);
    let Some(before) = sentence.get(..(extent.start as usize).saturating_sub(start)) else { return false };
    let words = before.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate();
    let mut names = words.filter(|(at, word)| {
        word.starts_with(char::is_uppercase) && (*at > 0 || !COMMON.has(&word.to_lowercase())) && word.len() > 1
    });
    let mut own = of.split(' ');
    names.by_ref().all(|(_, word)| own.next() == Some(&*fold(word))) && own.next().is_none()
}

fn report(story: &Story<'_>, one: &Held<'_>, other: &Held<'_>, checks: &mut Checks) {
    let name = |held: &Held<'_>| People::name(story, held.at);
    let office = story.text(other.at.block, other.role.extent);
    let message = format!("{office}: {} here, {} elsewhere", name(other), name(one));
    let finding = Finding::new(NAME, Level::Warning, story.span(other.at.block, other.role.extent), message)
        .related(story.span(one.at.block, one.role.extent), format!("{} here", name(one)))
        .value(&other.role.office().name)
        .value(&name(one))
        .value(&name(other));
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn a_country_and_its_people_are_one_body() {
        checks(
            r"
Zambia's finance minister, Grace Mulenga, said the talks were near an end.

Zambian Finance Minister Peter Banda will travel next week.
        ^^^^^^^^^^^^^^^^ Finance Minister: Peter Banda here, Grace Mulenga elsewhere
",
        );
        checks(
            r"
Sir Desmond Tarrant, the chairman of the Ashford Inquiry, will call the minister.

The inquiry has heard 40 witnesses. Its chairman, Lord Verey, told lawyers to be brief.
                                        ^^^^^^^^ chairman: Verey here, Desmond Tarrant elsewhere
",
        );
        checks(
            r"
Bakery chain Tessel will open 30 shops, chief executive Martin Nunn said.

Sales grew. Tessel's chief executive, Priya Lal, said the pies had sold out.
                     ^^^^^^^^^^^^^^^ chief executive: Priya Lal here, Martin Nunn elsewhere
",
        );
        for draft in [
            r"
Zambia's finance minister, Grace Mulenga, said the talks were near an end.

Malawian Finance Minister Peter Banda will travel next week.
",
            r"
Zambia's finance minister, Grace Mulenga, spoke first.

Zambia's former finance minister, Peter Banda, sat behind her.
",
            r"
Tessel and its rival Marlow will open shops, chief executive Martin Nunn said.

Tessel's chief executive, Priya Lal, said the pies had sold out.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn another_office_of_the_same_body() {
        for draft in [
            r#"
"No," said OMB Director Rick Tarvel. It was late.

OMB communications director Jan Kessel said more.
"#,
            r"
The center's director, Rick Tarvel, spoke in Lindale.

The Sorne Arts Center had a threat too. Like the Marlow Arts Center it was shut. The center's director, Jan Kessel, was away.

Both centers opened again.
",
            r"
Deborah Tarvel, State Farm Director, Rural Agency, Lindale

Dennis Kessel, State Farm Director, Rural Agency, Dorne
",
            r"
Deborah Tarvel, the state director, Rural Agency, was there. The agency's director, Jan Kessel, left.
",
        ] {
            checks(draft);
        }
    }
}
