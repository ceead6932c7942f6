//! A house that the fact sheet does not give somebody.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::{Classes, lexicon};
use crate::link::People;
use crate::link::people::fold;
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Holds the body behind a name ("of the University of Estlin") against the affiliation in the fact sheet.
    ///
    /// ## Why it matters
    /// Two universities of one country are easily taken for each other, and both notice.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"people": [{"name": "Nadia Brisk", "affiliation": "University of Estlin"}]}
    /// Dr Nadia Brisk of the University of Corrigan counted the moths by hand.
    ///                       ^^^^^^^^^^^^^^^^^^^^^^ University of Corrigan here, University of Estlin in the fact sheet for Nadia Brisk
    /// ```
    ///
    /// ## What it leaves alone
    /// Countries and towns, parts of the house, short forms, and bodies of another kind.
    "fact-sheet-affiliation" {
        summary: "somebody belongs to another house in the fact sheet",
        counts: "house",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for known in facts.known {
        let Some(entry) = &known.person.affiliation else { continue };
        let right = &*entry.value;
        if kind(right).is_none() {
            continue;
        }
        let (block, mention) = (known.at.block, People::mention(&story, known.at));
        let behind = story.behind(block, mention.extent.end);
        let Some(rest) =
            [", of the ", ", of ", " of the ", " of ", ", from the "].iter().find_map(|it| behind.strip_prefix(it))
        else {
            continue;
        };
        let name = body(rest);
        // A university is held against a university.
        if kind(name).is_none() || kind(name) != kind(right) {
            continue;
        }
        let start = mention.extent.end as usize + behind.len() - rest.len();
        let extent = Extent {
            start: u32::try_from(start).unwrap_or_default(),
            end: u32::try_from(start + name.len()).unwrap_or_default(),
        };
        let span = story.span(block, extent);
        if own(name).iter().any(|word| own(right).contains(word)) {
            let basis = (&known.person.about, entry.span);
            checks.bears_out(NAME, span, basis, format!("{right} in the fact sheet"));
            continue;
        }
        let finding = Finding::new(
            NAME,
            known.person.about.level(),
            span,
            format!("{name} here, {right} in the fact sheet for {}", known.person.name),
        )
        .value(&name)
        .value(&right)
        .related(known.person.about.place(entry.span), "the fact sheet")
        .takes(known.person.about.place(entry.span), &name)
        .fix(format!("Change {name} to {right}"), story.article.blocks[block].edit(extent, right));
        checks.fail(finding);
    }
}

/// The name that begins a text: words with a capital and the small ones between.
fn body(text: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let bare = word.trim_end_matches([',', '.', ';', ':', '?', '!', '"', '”', ')']);
        let capital = word.starts_with(char::is_uppercase);
        if !capital && !matches!(word, "of" | "for" | "and" | "the") {
            break;
        }
        if capital {
            end = at + bare.len();
        }
        if bare.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    &text[..end]
}

/// What kind of body it is: "university".
fn kind(name: &str) -> Option<Box<str>> {
    let organisation = |word: &&str| lexicon::look_up(word).classes.contains(Classes::ORGANISATION);
    name.split(' ').find(organisation).map(fold)
}

/// The words that are the body's own.
fn own(name: &str) -> Vec<Box<str>> {
    let generic = Classes::ORGANISATION | Classes::FUNCTION;
    name.split(' ').filter(|word| !lexicon::look_up(word).classes.intersects(generic)).map(fold).collect()
}
