//! An office that the fact sheet does not give its bearer.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::claim::person::Signs;
use crate::claim::role::Manner;
use crate::claim::{self, Claims, Mention};
use crate::finding::Finding;
use crate::language::lexicon;
use crate::language::office::{Holders, Office};
use crate::link::offices::{Held, held};
use crate::link::people::fold;
use crate::link::{People, Story};
use crate::options::Options;
use crate::place::Extent;
use crate::reference::who::Known;
use crate::reference::words::Words;
use crate::reference::{Person, Title};
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
        if known.person.titles.is_empty() {
            continue;
        }
        let titles = read.entry(std::ptr::from_ref(known.person)).or_insert_with(|| offices(known.person));
        let before = checks.findings.len() + checks.passed.len();
        for office in held(&story, known.at).filter(|_| !titles.is_empty()) {
            compare(&story, &office, titles, known.person, published, checks);
        }
        if checks.findings.len() + checks.passed.len() == before {
            in_words(facts, known, published, checks);
        }
    }
}

/// Holds the words beside a name against titles as the sheet has them, for offices that no table knows and for offices told
/// of "he" and "she": those that the person had at another time, and those of others in the sheet.
fn in_words(facts: &Facts<'_>, known: &Known<'_>, published: NaiveDate, checks: &mut Checks) {
    let (story, person, block) = (facts.story, known.person, known.at.block);
    let mention = People::mention(&story, known.at);
    let (sentence, start) = story.sentence(block, mention.extent);
    let few = facts.reference.count_people() <= MOST;
    let others =
        facts.reference.everybody().take(if few { MOST } else { 0 }).filter(|other| !std::ptr::eq(*other, person));
    let foreign = others.flat_map(|other| &other.titles).map(|title| (head(&title.title), false));
    // "vice-president" of a president.
    let own = person.titles.iter().map(|title| head(&title.title));
    let lower = own.clone().flat_map(|head| LOWER.map(|word| (format!("{word}{head}"), true)));
    let heads: Vec<(String, bool)> = own.clone().map(|head| (head, true)).chain(lower).chain(foreign).collect();
    let alone = {
        let inside = |at: u32| (start..start + sentence.len()).contains(&(at as usize));
        let named = |it: &&Mention| it.given.is_some() || it.title.is_some() || it.signs.contains(Signs::SPEAKS);
        story.claims[block].people.iter().filter(|it| inside(it.extent.start)).filter(named).count() == 1
    };
    let spot = Spot {
        name: (mention.extent.start as usize).saturating_sub(start)
            ..(mention.extent.end as usize).saturating_sub(start),
        sentence,
        alone,
    };
    // The longest title that stands there is meant: "deputy head teacher" is no head teacher.
    let found =
        (0..heads.len()).filter(|at| heads[*at].0.len() > 3).filter_map(|at| Some((spot.find(&heads[at].0)?, at)));
    let Some(((range, then), at)) = found.max_by_key(|((range, _), at)| (range.len(), usize::MAX - at)) else { return };
    let day = if then { year_of(sentence) } else { Some(published) };
    let Some(day) = day else { return };
    let held_then = |title: &Title| {
        title.held_on(day) || then && title.held_on(NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day))
    };
    let fit = |offset: usize| u32::try_from(start + offset).unwrap_or_default();
    let extent = Extent { start: fit(range.start), end: fit(range.end) };
    let span = story.span(block, extent);
    if let Some(title) = person.titles.iter().find(|title| held_then(title) && head(&title.title) == heads[at].0) {
        checks.bears_out(NAME, span, (&person.about, title.title.span), format!("{} in the fact sheet", heads[at].0));
        return;
    }
    let Some(right) = person.titles.iter().find(|title| held_then(title)) else { return };
    let known_elsewhere = Words::of(&right.title).meets(&Words::of(&heads[at].0)) && !heads[at].1;
    if sentence.to_lowercase().contains(&head(&right.title)) && !heads[at].1 || known_elsewhere {
        return;
    }
    let here = story.text(block, extent);
    let message = format!("{here} here, {} in the fact sheet for {}", right.title, person.name);
    let finding = Finding::new(NAME, person.about.level(), span, message)
        .value(&here)
        .value(&right.title)
        .value(&person.name)
        .related(person.about.place(right.title.span), "the fact sheet")
        .takes(person.about.place(right.title.span), &here);
    checks.fail(finding);
}

/// Words that make a lower office of one.
const LOWER: [&str; 4] = ["vice-", "vice ", "deputy ", "assistant "];

/// How many people a sheet can have whose titles are lent to each other.
const MOST: usize = 200;

/// A title without what it is of, in small letters: "bishop" of "Bishop of Osterby".
fn head(title: &str) -> String {
    let short = title.split([',', '(']).next().unwrap_or(title);
    let short = [" of ", " for ", " at ", " in "]
        .iter()
        .filter_map(|word| short.find(word))
        .min()
        .map_or(short, |at| &short[..at]);
    short.trim().to_lowercase()
}

/// A name in its sentence.
struct Spot<'s> {
    name: std::ops::Range<usize>,
    sentence: &'s str,
    alone: bool,
}

impl Spot<'_> {
    /// Where a title stands beside the name, and whether it is told of another time; none where it is former, acting or a
    /// part of a longer one.
    fn find(&self, title: &str) -> Option<(std::ops::Range<usize>, bool)> {
        let small = self.sentence.to_lowercase();
        if small.len() != self.sentence.len() {
            return None;
        }
        let word = |at: usize| small[at..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        let places = small.match_indices(title).map(|(at, _)| at..at + title.len());
        places
            .filter(|it| {
                !word(it.end) && !small[..it.start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
            })
            .find_map(|it| {
                let before = small[..it.start].trim_end();
                let lead = before.rsplit(' ').next().unwrap_or_default();
                if HEDGES.contains(&lead) {
                    return None;
                }
                let gap = small.get(it.end..self.name.start);
                // "harbour master Effie Munro", "the harbour master, Effie Munro,".
                let opens = before.is_empty()
                    || ["the", "a", "an", "its", "their", "his", "her"].contains(&lead)
                    || lead.ends_with("'s");
                if gap == Some(" ") || gap == Some(", ") && opens {
                    return Some((it, false));
                }
                // "Kalina, a luthier," and "Kalina is the luthier".
                let between = small.get(self.name.end..it.start)?.trim();
                let plain =
                    [", a", ", an", ", the", ",", "is a", "is the", ", who is the", ", who is a", ", its", ", their"];
                // "Lowe, the orchestra's conductor".
                let owned = between.starts_with(',') && between.ends_with("'s") && between.split(' ').count() < 6;
                if owned || plain.contains(&between) {
                    return Some((it, false));
                }
                let then = ["when he was", "when she was", "while he was", "while she was", "then"];
                let told = before.trim_end_matches(" the").trim_end_matches(" a");
                (self.alone && then.iter().any(|it| told.ends_with(it))).then_some((it, true))
            })
    }
}

/// Words before a title that make another of it.
const HEDGES: [&str; 22] = [
    "former",
    "ex",
    "ex-",
    "acting",
    "interim",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "shadow",
    "incoming",
    "outgoing",
    "late",
    "retired",
    "honorary",
    "co",
    "joint",
    "next",
    "future",
    "aspiring",
    "fellow",
    "trainee",
];

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
    if let Some((_, title)) = then.clone().find(|(other, _)| *other == key) {
        let basis = (&person.about, title.title.span);
        checks.bears_out(NAME, span, basis, format!("{} in the fact sheet", role.office().name));
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
    let finding = Finding::new(NAME, person.about.level(), span, message)
        .value(&here)
        .value(&right.title)
        .value(&person.name)
        .related(person.about.place(right.title.span), "the fact sheet")
        .takes(person.about.place(right.title.span), &here);
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
    let house = person.affiliation.as_ref().map(|house| fold(house));
    of.zip(house).is_some_and(|(of, house)| of.contains(&*house) || house.contains(&*of))
}

/// The day that the only year of a sentence stands for.
fn year_beside(story: &Story<'_>, office: &Held<'_>) -> Option<NaiveDate> {
    year_of(story.sentence(office.at.block, office.role.extent).0)
}

fn year_of(sentence: &str) -> Option<NaiveDate> {
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
        let head = head(&title.title);
        let behind = |title: &str| read(format!("Anna Smith, {title}, said no."));
        let before = |title: &str| read(format!("They met {title} Anna Smith."));
        let read = [behind(&title.title), before(&title.title), behind(&head), before(&head)];
        let role = read.iter().find_map(|claims| claims.roles.first())?;
        Some((role.office, role.portfolio, role.manner.contains(Manner::DEPUTY)))
    };
    person.titles.iter().filter_map(|title| Some((key(title)?, title))).collect()
}
