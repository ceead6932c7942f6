//! A body that the fact sheet names otherwise.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::Story;
use crate::place::Extent;
use crate::reference::{Organisation, Text};

rule! {
    /// ## What it does
    /// Finds bodies whose short form or one word differs from the fact sheet: "(NUSW)" for NUOSW, the "Relief Fund" for the
    /// "Relief Trust".
    ///
    /// ## Why it matters
    /// Charities, unions and agencies are named alike, and each is somebody else.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"organisations": [{"name": "Tessel Lifeboat Trust", "short": "TLT"}]}
    /// The Tessel Lifeboat Fund has lost a boat, auditors say.
    ///     ^^^^^^^^^^^^^^^^^^^^ Tessel Lifeboat Fund here, Tessel Lifeboat Trust in the fact sheet
    /// ```
    ///
    /// ## What it leaves alone
    /// Drafts that have the name of the sheet too, and names that differ in more than one word.
    "fact-sheet-organisation" {
        summary: "a body is named otherwise in the fact sheet",
        counts: "body",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let bodies = &facts.reference.organisations;
    if bodies.is_empty() {
        return;
    }
    short_forms(&story, bodies, checks);
    // Bodies by the first word of each name: the draft is gone through once.
    let mut first: FxHashMap<&str, Vec<(usize, Name<'_>)>> = FxHashMap::default();
    for (index, body) in bodies.iter().enumerate() {
        let accepted = std::iter::once(&body.name).chain(&body.aliases).map(Name::Accepted);
        for name in accepted.chain(body.not.iter().map(Name::Forbidden)) {
            first.entry(name.text().split(' ').next().unwrap_or_default()).or_default().push((index, name));
        }
    }
    let mut stands = vec![false; bodies.len()];
    let mut near: Vec<(usize, usize, Extent)> = Vec::new();
    for (block, it, _) in story.blocks() {
        let text = &*it.prose.text;
        for (at, word) in words(text) {
            for (index, name) in first.get(word).into_iter().flatten() {
                match name {
                    Name::Accepted(name) if text[at..].starts_with(&*name.value) => stands[*index] = true,
                    Name::Forbidden(name) if is_whole(&text[at..], name) => {
                        report(&story, block, extent(at, name.len()), &bodies[*index].name, &bodies[*index], checks);
                    }
                    Name::Accepted(name) if it.zone.is_story() || it.zone.announces() => {
                        near.extend(other_word(text, at, name).map(|extent| (*index, block, extent)));
                    }
                    _ => {}
                }
            }
        }
    }
    near.sort_unstable();
    let mut said = vec![false; bodies.len()];
    for (index, block, extent) in near {
        if !stands[index] && !std::mem::replace(&mut said[index], true) && !is_other(bodies, story.text(block, extent)) {
            report(&story, block, extent, &bodies[index].name, &bodies[index], checks);
        }
    }
}

/// A name of a body.
#[derive(Clone, Copy)]
enum Name<'r> {
    Accepted(&'r Text),
    Forbidden(&'r Text),
}

impl<'r> Name<'r> {
    fn text(&self) -> &'r str {
        let (Name::Accepted(name) | Name::Forbidden(name)) = self;
        &name.value
    }
}

/// Words that begin with a capital, with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.split([' ', '\n', '(', '"', '“', '\u{a0}']);
    starts
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, bare(word)))
        .filter(|(_, word)| word.starts_with(char::is_uppercase))
}

/// A word without what closes it.
fn bare(word: &str) -> &str {
    let word = word.trim_end_matches([',', '.', ';', ':', '"', '”', ')', '\'', '’']);
    word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word)
}

fn is_whole(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a name is that of another body of the sheet.
fn is_other(bodies: &[Organisation], name: &str) -> bool {
    bodies.iter().any(|body| std::iter::once(&body.name).chain(&body.aliases).any(|it| &*it.value == name))
}

fn extent(at: usize, length: usize) -> Extent {
    let fit = |offset: usize| u32::try_from(offset).unwrap_or_default();
    Extent { start: fit(at), end: fit(at + length) }
}

/// "the National Union of Signal Workers (NUSW)" where the sheet has another short form.
fn short_forms(story: &Story<'_>, bodies: &[Organisation], checks: &mut Checks) {
    for (block, _, claims) in story.blocks() {
        for acronym in &claims.acronyms.explained {
            let (letters, long) = (story.text(block, acronym.extent), story.text(block, acronym.long));
            let body = bodies.iter().find(|body| long.ends_with(&*body.name.value));
            let Some((body, short)) = body.and_then(|body| Some((body, body.short.as_ref()?))) else { continue };
            if letters != &*short.value && !body.aliases.iter().any(|alias| &*alias.value == letters) {
                report(story, block, acronym.extent, short, body, checks);
            }
        }
    }
}

/// A name of as many words at a place that differs from the sheet's in one: a slip in a name of two words, another word in a
/// longer one.
fn other_word(text: &str, at: usize, name: &str) -> Option<Extent> {
    let right: Vec<&str> = name.split(' ').collect();
    let found: Vec<&str> = text[at..].splitn(right.len() + 1, ' ').take(right.len()).collect();
    if right.len() < 2 || found.len() < right.len() {
        return None;
    }
    // Only the last word may have something behind it.
    let (last, before) = found.split_last()?;
    if before.iter().any(|word| bare(word).len() < word.len()) {
        return None;
    }
    let last = bare(last);
    let mut differ = before.iter().chain(std::iter::once(&last)).zip(&right).filter(|(one, other)| one != other);
    let (one, other) = differ.next().filter(|_| differ.next().is_none())?;
    let slip = one.len() > 4 && other.len() > 4 && strsim::osa_distance(one, other) <= 1;
    let plural = one.strip_suffix('s') == Some(*other) || other.strip_suffix('s') == Some(*one);
    let length = before.iter().map(|word| word.len() + 1).sum::<usize>() + last.len();
    (one.starts_with(char::is_uppercase)
        && other.starts_with(char::is_uppercase)
        && (right.len() > 2 || slip)
        && !(plural && right.len() < 3))
        .then(|| extent(at, length))
}

fn report(story: &Story<'_>, block: usize, extent: Extent, right: &Text, body: &Organisation, checks: &mut Checks) {
    let found = story.text(block, extent);
    let finding = Finding::new(
        NAME,
        body.about.level(),
        story.span(block, extent),
        format!("{found} here, {right} in the fact sheet"),
    )
    .value(&found)
    .value(right)
    .related(body.about.place(right.span), "the fact sheet")
    .fix(format!("Change {found} to {right}"), story.article.blocks[block].edit(extent, right));
    checks.fail(finding);
}
