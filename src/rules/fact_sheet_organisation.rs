//! A body that the fact sheet names otherwise.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::{Classes, lexicon};
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
    // Bodies by the first and the last word of each name: the draft is gone through once.
    let mut ends: FxHashMap<&str, Vec<(usize, Name<'_>, usize)>> = FxHashMap::default();
    for (index, body) in bodies.iter().enumerate() {
        let accepted = std::iter::once(&body.name).chain(&body.aliases).map(Name::Accepted);
        for name in accepted.chain(body.not.iter().map(Name::Forbidden)) {
            let words: Vec<_> = name.text().split(' ').collect();
            let (first, last) = (words[0], words[words.len() - 1]);
            ends.entry(first).or_default().push((index, name, 0));
            if words.len() > 1 && last != first {
                ends.entry(last).or_default().push((index, name, words.len() - 1));
            }
        }
    }
    let mut stands = vec![false; bodies.len()];
    let mut near: Vec<(usize, usize, Extent)> = Vec::new();
    for (block, it, _) in story.blocks() {
        let text = &*it.prose.text;
        let words: Vec<(usize, &str)> = words(text).collect();
        for (number, (_, word)) in words.iter().enumerate() {
            for (index, name, behind) in ends.get(bare(word)).into_iter().flatten() {
                let Some(first) = number.checked_sub(*behind) else { continue };
                let at = words[first].0;
                match name {
                    Name::Accepted(name) if is_whole(&text[at..], name) => {
                        stands[*index] = true;
                        // A name of one end only is met once.
                        if *behind == 0 {
                            let span = story.span(block, extent(at, name.len()));
                            let basis = (&bodies[*index].about, name.span);
                            checks.bears_out(NAME, span, basis, format!("{} in the fact sheet", bodies[*index].name));
                        }
                    }
                    Name::Forbidden(name) if *behind == 0 && is_whole(&text[at..], name) => {
                        report(&story, block, extent(at, name.len()), &bodies[*index].name, &bodies[*index], checks);
                    }
                    Name::Accepted(name) if it.zone.is_story() || it.zone.announces() => {
                        near.extend(other_word(&words[first..], name).map(|extent| (*index, block, extent)));
                    }
                    _ => {}
                }
            }
        }
    }
    near.sort_unstable();
    let mut said = vec![false; bodies.len()];
    for (index, block, extent) in near {
        if !stands[index] && !std::mem::replace(&mut said[index], true) && !is_other(bodies, story.text(block, extent))
        {
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

/// The words of a text, with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split([' ', '\n', '(', '"', '“', '\u{a0}'])
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
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

/// A name of as many words that differs from the sheet's in one: a slip, another small word, another kind of body or, at the
/// end of a name of three words, another word.  "Marine" for "Peat" makes another institute.
fn other_word(words: &[(usize, &str)], name: &str) -> Option<Extent> {
    let right: Vec<&str> = name.split(' ').collect();
    let found = words.get(..right.len()).filter(|_| right.len() > 1)?;
    let last = right.len() - 1;
    // Only the last word may have something behind it.
    if found[..last].iter().any(|(_, word)| word.ends_with([',', '.', ';', ':', '"', '”', ')'])) {
        return None;
    }
    let bare = |at: usize| if at == last && found[at].1 != right[at] { bare(found[at].1) } else { found[at].1 };
    let mut differ = (0..=last).filter(|at| bare(*at) != right[*at]);
    let at = differ.next().filter(|_| differ.next().is_none())?;
    let (one, other) = (bare(at), right[at]);
    if one.eq_ignore_ascii_case(other) {
        return None;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let kind = |word: &str| lexicon::look_up(word).classes.contains(Classes::ORGANISATION);
    let small = |word: &str| lexicon::look_up(word).classes.contains(Classes::FUNCTION);
    let plural = one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one);
    let slip = one.len() > 4 && other.len() > 4 && strsim::osa_distance(one, other) <= 1 && !plural;
    let capitals = capital(one) && capital(other);
    let wrong = capitals && slip
        || right.len() > 2 && (capitals && (at == last || kind(one) && kind(other)) || small(one) && small(other));
    let begin = found[0].0;
    wrong.then(|| extent(begin, found[last].0 + bare(last).len() - begin))
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
    .takes(body.about.place(right.span), &found)
    .fix(format!("Change {found} to {right}"), story.article.blocks[block].edit(extent, right));
    checks.fail(finding);
}
