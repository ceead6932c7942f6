//! A body that the fact sheet names otherwise.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::Story;
use crate::place::Extent;
use crate::reference::{Organisation, level};

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
    for body in &facts.reference.organisations {
        short_form(&story, body, checks);
        let stands = story.blocks().any(|(_, block, _)| block.prose.text.contains(&*body.name));
        if !stands {
            other_word(&story, body, checks);
        }
    }
}

/// "the National Union of Signal Workers (NUSW)" where the sheet has another short form.
fn short_form(story: &Story<'_>, body: &Organisation, checks: &mut Checks) {
    let Some(short) = &body.short else { return };
    for (block, _, claims) in story.blocks() {
        for acronym in &claims.acronyms.explained {
            let (letters, long) = (story.text(block, acronym.extent), story.text(block, acronym.long));
            if long.ends_with(&*body.name) && letters != short {
                report(story, block, acronym.extent, letters, short, body, checks);
            }
        }
    }
}

/// A name of as many words that differs from the sheet's in one, neither first nor common alone.
fn other_word(story: &Story<'_>, body: &Organisation, checks: &mut Checks) {
    let right: Vec<&str> = body.name.split(' ').collect();
    if right.len() < 3 {
        return;
    }
    for (block, it, _) in story.blocks() {
        let text = &it.prose.text;
        let mut from = 0;
        while let Some(at) = text[from..].find(right[0]).map(|at| from + at) {
            from = at + right[0].len();
            let mut end = at;
            let words: Vec<&str> = text[at..].split(' ').take(right.len()).collect();
            let bare = |word: &str| {
                word.trim_end_matches([',', '.', ';', ':', '"', '”', ')', '\'', '’'])
                    .trim_end_matches("'s")
                    .trim_end_matches("’s")
                    .to_owned()
            };
            let words: Vec<String> = words
                .iter()
                .map(|word| {
                    end += word.len() + 1;
                    bare(word)
                })
                .collect();
            let differ: Vec<_> = words.iter().zip(&right).filter(|(one, other)| one != *other).collect();
            let capitals = words
                .iter()
                .zip(&right)
                .all(|(one, other)| one.starts_with(char::is_uppercase) == other.starts_with(char::is_uppercase));
            if words.len() == right.len()
                && differ.len() == 1
                && capitals
                && differ[0].0.starts_with(char::is_uppercase)
            {
                let length = words.iter().map(String::len).sum::<usize>() + words.len() - 1;
                let extent = Extent {
                    start: u32::try_from(at).unwrap_or_default(),
                    end: u32::try_from((at + length).min(text.len())).unwrap_or_default(),
                };
                let found = story.text(block, extent);
                report(story, block, extent, found, &body.name, body, checks);
                return;
            }
        }
    }
}

fn report(
    story: &Story<'_>,
    block: usize,
    extent: Extent,
    found: &str,
    right: &str,
    body: &Organisation,
    checks: &mut Checks,
) {
    let finding = Finding::new(
        NAME,
        level(body.unverified),
        story.span(block, extent),
        format!("{found} here, {right} in the fact sheet"),
    )
    .value(&found)
    .value(&right)
    .fix(format!("Change {found} to {right}"), story.article.blocks[block].edit(extent, right));
    checks.fail(finding);
}
