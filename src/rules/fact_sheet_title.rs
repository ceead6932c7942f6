//! An office that the fact sheet does not give its bearer.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::claim::role::Manner;
use crate::claim::{self, Claims};
use crate::finding::Finding;
use crate::language::lexicon;
use crate::language::office::{Holders, Office};
use crate::link::Story;
use crate::link::offices::{Held, held};
use crate::link::people::fold;
use crate::options::Options;
use crate::reference::{Person, Title, level};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Holds the offices that a draft gives somebody against the titles in the fact sheet, as they were on the day that is spoken
    /// of: the day of publication, or the year that the sentence names for an office of the past.
    ///
    /// ## Why it matters
    /// Offices change hands; the archive from which a title is copied does not.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// //- sheet: {"people": [{"name": "Elke Thorn", "titles": [{"title": "Housing Minister", "until": "2025-01-31"}, {"title": "Prime Minister", "from": "2025-02-01"}]}]}
    /// Housing Minister Elke Thorn went through the tunnel on a bicycle.
    /// ^^^^^^^^^^^^^^^^ Housing Minister here, Prime Minister in the fact sheet for Elke Thorn
    /// ```
    ///
    /// ## What it leaves alone
    /// Several wordings of one office, former offices without a year, acting, deputy and shadow offices, quotations, and offices
    /// that one person can have beside the other.
    "fact-sheet-title" {
        summary: "somebody has another office in the fact sheet",
        counts: "title",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// An office of the sheet, as the draft's are read.
type Key = (u16, Option<&'static str>, bool);

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let Some(published) = facts.links.timeline.published().map(|it| it.day) else { return };
    let mut read: FxHashMap<*const Person, Vec<(Key, &Title)>> = FxHashMap::default();
    for known in facts.known {
        let titles = read.entry(std::ptr::from_ref(known.person)).or_insert_with(|| offices(known.person));
        if titles.is_empty() {
            continue;
        }
        for office in held(&story, known.at) {
            compare(&story, &office, titles, known.person, published, checks);
        }
    }
}

fn compare(
    story: &Story<'_>,
    office: &Held<'_>,
    titles: &[(Key, &Title)],
    person: &Person,
    published: NaiveDate,
    checks: &mut Checks,
) {
    let role = office.role;
    let open = Manner::ACTING | Manner::SHADOW | Manner::AHEAD | Manner::SHARED | Manner::QUOTED | Manner::CHANGING;
    if role.manner.intersects(open) {
        return;
    }
    let past = role.manner.contains(Manner::PAST);
    let span = story.span(office.at.block, role.extent);
    let day = if past { year_beside(story, office) } else { Some(published) };
    let key: Key = (role.office, role.portfolio, role.manner.contains(Manner::DEPUTY));
    let Some(day) = day else { return };
    let held_then = |title: &Title| {
        title.held_on(day) || past && title.held_on(NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day))
    };
    let mut then = titles.iter().filter(|(_, title)| held_then(title));
    if then.clone().any(|(other, _)| *other == key) {
        checks.pass(NAME, span, None, format!("{} in the fact sheet", role.office().name));
        return;
    }
    let elsewhere = titles.iter().any(|(other, _)| *other == key);
    let Some((other, right)) = then.next() else { return };
    let (mine, its) = (role.office(), lexicon::office(other.0));
    // "the jury's head" may be its president.
    let vague = |name: &str| matches!(name, "head" | "leader" | "chief");
    let excludes = elsewhere
        || !vague(mine.name) && !vague(its.name) && are_apart(mine, its, is_same_house(story, office, person));
    if !excludes || titles.len() < person.titles.len() {
        return;
    }
    let here = story.text(office.at.block, role.extent);
    let message = format!("{here} here, {} in the fact sheet for {}", right.title, person.name);
    let finding = Finding::new(NAME, level(person.unverified), span, message)
        .value(&here)
        .value(&right.title)
        .value(&person.name);
    checks.fail(finding);
}

/// Whether nobody holds both at one time.
fn are_apart(mine: &Office, its: &Office, one_house: bool) -> bool {
    let single = mine.holders != Holders::Many && its.holders != Holders::Many;
    mine.ladder.is_some() && mine.ladder == its.ladder || single && one_house
}

/// "chairwoman of Tessel Ferries", of somebody whom the sheet has at Tessel Ferries.
fn is_same_house(story: &Story<'_>, office: &Held<'_>, person: &Person) -> bool {
    let of = office.role.of.map(|of| fold(story.text(office.at.block, of)));
    let house = person.affiliation.as_deref().map(fold);
    of.zip(house).is_some_and(|(of, house)| of.contains(&*house) || house.contains(&*of))
}

/// The day that the only year of a sentence stands for.
fn year_beside(story: &Story<'_>, office: &Held<'_>) -> Option<NaiveDate> {
    let (sentence, _) = story.sentence(office.at.block, office.role.extent);
    let mut years = sentence
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
        .filter_map(|word| word.parse().ok());
    let year = years.next().filter(|_| years.next().is_none())?;
    NaiveDate::from_ymd_opt(year, 1, 1)
}

/// The titles of an entry that are offices, read as the draft's are.
fn offices(person: &Person) -> Vec<(Key, &Title)> {
    let read = |text: String| -> Arc<Claims> { Arc::new(claim::extract(&text, Zone::Body, &Options::default())) };
    let key = |title: &Title| {
        let behind = read(format!("Anna Smith, {}, said no.", title.title));
        let before = read(format!("They met {} Anna Smith.", title.title));
        let role = behind.roles.first().or(before.roles.first())?;
        Some((role.office, role.portfolio, role.manner.contains(Manner::DEPUTY)))
    };
    person.titles.iter().filter_map(|title| Some((key(title)?, title))).collect()
}
