//! A surname with nobody behind it.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use super::{Checks, Facts, Level};
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::language::wordlist::{COMMON, GIVEN_NAMES, SURNAMES};
use crate::language::{Classes, lexicon};
use crate::link::people::{Form, fold};
use crate::link::{ClaimRef, People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds a person who is called by surname alone, with "Mr" or "Ms" or doing what people do, and is named in full
    /// nowhere in the draft.
    ///
    /// ## Why it matters
    /// The paragraph that introduced them was cut: the typical trimming error.
    ///
    /// ## Example
    /// ```draft
    /// The orchard society will sell its last field in autumn.
    ///
    /// "We ran out of pickers," Ms Tarvel said.
    ///                             ^^^^^^ Tarvel is named in full nowhere in the draft
    /// ```
    ///
    /// ## What it leaves alone
    /// Presidents and others with an office before the name, people of one name ("gave her name as Ilva"), names in
    /// quotations, of firms, storms and laws, and drafts of one paragraph.
    "unintroduced-name" {
        summary: "a surname with nobody behind it",
        counts: "name",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    // Of a paragraph that was cut out of a story nobody can say who was introduced before.
    if story.blocks().filter(|(_, block, _)| block.zone == Zone::Body).count() < 2 {
        return;
    }
    let people = &facts.links.people;
    let known = LazyCell::new(|| words_of_full_names(&story));
    let near = people.all_near();
    for (index, form) in people.forms().iter().enumerate() {
        // Nothing to say of most words, and cheaply so.
        let acts = !form.titles.is_empty() || form.signs.intersects(Signs::WHO | Signs::HUMAN);
        if !acts || !form.bearers.is_empty() || known.contains(&form.folded) {
            continue;
        }
        if form.signs.intersects(Signs::PART | Signs::SIC) || near.contains(&index) {
            continue;
        }
        let Some(level) = level(&story, form) else { continue };
        let Some(at) = form.mentions.iter().find(|at| is_told(&story, **at)) else { continue };
        let name = People::name(&story, *at);
        let message = format!("{name} is named in full nowhere in the draft");
        checks.fail(Finding::new(NAME, level, People::span(&story, *at), message).value(&form.folded));
    }
}

/// How loud to be about a surname without a full name; `None` for silence.
fn level(story: &Story<'_>, form: &Form) -> Option<Level> {
    let classes = lexicon::look_up(&form.folded).classes;
    let thing = Classes::COUNTRY
        | Classes::DEMONYM
        | Classes::GEOGRAPHY
        | Classes::ORGANISATION
        | Classes::MONTH
        | Classes::WEEKDAY;
    if classes.intersects(thing) || GIVEN_NAMES.has(&form.folded) && form.titles.is_empty() {
        return None;
    }
    let told: Vec<_> =
        form.mentions.iter().filter(|at| is_told(story, **at)).map(|at| People::mention(story, *at)).collect();
    // An office before the name introduces its bearer.
    let office = form.mentions.iter().any(|at| {
        let mention = People::mention(story, *at);
        mention.title.is_some() && !matches!(mention.gender, Some(Gender::Man | Gender::Woman))
    });
    if office || told.is_empty() {
        return None;
    }
    // "Mr Pettif said": somebody of the story, not a teacher in a speech or a name in a list.
    let polite = |title: &str| matches!(title, "Mr" | "Mrs" | "Ms" | "Miss" | "Mx");
    let spoke = form.mentions.iter().filter(|at| is_told(story, **at)).any(|at| {
        let mention = People::mention(story, *at);
        mention.signs.contains(Signs::SPEAKS) && mention.title.is_some_and(|title| polite(story.text(at.block, title)))
    });
    if spoke {
        return Some(Level::Warning);
    }
    // Of the story too, although no verb of saying stands beside it.
    let politely = form.mentions.iter().filter(|at| is_told(story, **at)).any(|at| {
        let title = People::mention(story, *at).title;
        title.is_some_and(|title| polite(story.text(at.block, title))) && has_deed_or_kin(story, *at)
    });
    if politely && !COMMON.has(&form.folded) {
        return Some(Level::Warning);
    }
    if told.iter().any(|mention| mention.title.is_some()) {
        return None;
    }
    let has = |sign| told.iter().any(|mention| mention.signs.contains(sign));
    let acts = has(Signs::WHO) || has(Signs::HUMAN) && SURNAMES.has(&form.folded);
    (acts && !COMMON.has(&form.folded)).then_some(Level::Warning)
}

/// "Mr. Tarrant disagreed", "Mrs Tovey's daughter": a deed, or one of the family.
fn has_deed_or_kin(story: &Story<'_>, at: ClaimRef) -> bool {
    let behind = story.behind(at.block, People::mention(story, at).extent.end);
    let owned = behind.strip_prefix("'s ").or_else(|| behind.strip_prefix("’s "));
    let first = |text: &str| text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_owned();
    match owned {
        Some(rest) => lexicon::look_up(&first(rest)).classes.contains(Classes::KIN),
        None => behind.strip_prefix(' ').map(first).is_some_and(|verb| verb.len() > 4 && verb.ends_with("ed")),
    }
}

/// Whether the story itself speaks of somebody there.
fn is_told(story: &Story<'_>, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let apart = Signs::QUOTED | Signs::UPPER | Signs::HEADING | Signs::THE | Signs::NAMED;
    let placed = mention.signs.contains(Signs::PLACED) && mention.title.is_none();
    story.article.blocks[at.block].zone == Zone::Body && !mention.signs.intersects(apart) && !placed
}

/// Every word of every name of two words and more, and of what credits and bylines name.
fn words_of_full_names(story: &Story<'_>) -> FxHashSet<Box<str>> {
    let mut words = FxHashSet::default();
    for (block, _, claims) in story.blocks() {
        for mention in &claims.people {
            if mention.given.is_some() || mention.signs.intersects(Signs::NAMED | Signs::QUOTED) {
                words.extend(story.text(block, mention.extent).split([' ', '-', '.', '\u{a0}']).map(fold));
                words.insert(fold(story.text(block, mention.surname)));
            }
        }
    }
    words
}
