//! Short forms whose letters do not fit.

use std::collections::BTreeMap;

use super::{Checks, Facts, Level};
use crate::claim::acronym::Acronym;
use crate::finding::Finding;
use crate::language::slip::is_turned;
use crate::link::Story;
use crate::place::{Extent, Span};

rule! {
    /// ## What it does
    /// Finds a short form in brackets whose letters fit the words before it only when two neighbours change places, and a
    /// short form in the text that is so far from one that was explained.
    ///
    /// ## Why it matters
    /// No spelling checker knows them, and the eye reads what it expects.
    ///
    /// ## Example
    /// ```draft
    /// The Fenland Allotment Holders Society (FASH) wants the towpath reopened by spring.
    ///                                        ^^^^ the first letters of Fenland Allotment Holders Society are FAHS, not FASH
    /// ```
    ///
    /// ## What it leaves alone
    /// Short forms from another language ("AKP") or with a word left out, codes, parties and tickers in brackets, and
    /// letters that the draft keeps to throughout ("ISO").
    "acronym-mismatch" {
        summary: "the letters of a short form do not fit its words",
        counts: "short form",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let mut used: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut explained: BTreeMap<&str, (usize, &Acronym)> = BTreeMap::new();
    for (block, _, claims) in story.blocks() {
        for extent in &claims.acronyms.used {
            used.entry(story.text(block, *extent)).or_default().push(story.span(block, *extent));
        }
        for acronym in &claims.acronyms.explained {
            explained.entry(story.text(block, acronym.extent)).or_insert((block, acronym));
        }
    }
    for (short, (block, acronym)) in &explained {
        let span = story.span(*block, acronym.extent);
        let Some(expected) = &acronym.expected else {
            checks.pass(NAME, span, Some(story.span(*block, acronym.long)), format!("{short} as explained"));
            turned(short, span, &used, &explained, checks);
            continue;
        };
        // Letters that the draft keeps to are those of another language, or a name of their own.
        let kept = used.contains_key(short) && !used.contains_key(&**expected);
        let level = if kept { Level::Information } else { Level::Warning };
        let words = last_words(story.text(*block, acronym.long), expected.len());
        let message = format!("the first letters of {words} are {expected}, not {short}");
        let finding = Finding::new(NAME, level, span, message)
            .related(story.span(*block, acronym.long), "the words here")
            .value(short)
            .value(expected)
            .fix(format!("Change {short} to {expected}"), edit(&story, *block, acronym.extent, expected));
        checks.fail(finding);
    }
}

/// Short forms in the text that are an explained one with two neighbours exchanged, and are explained nowhere.
fn turned(
    short: &str,
    span: Span,
    used: &BTreeMap<&str, Vec<Span>>,
    explained: &BTreeMap<&str, (usize, &Acronym)>,
    checks: &mut Checks,
) {
    let usual = 1 + used.get(short).map_or(0, Vec::len);
    for (other, places) in used.iter().filter(|(other, _)| is_turned(short, other) && !explained.contains_key(*other)) {
        if places.len() > usual {
            continue;
        }
        for place in places {
            let message = format!("{other} here, {short} where it is explained: the same?");
            checks.fail(
                Finding::new(NAME, Level::Warning, *place, message)
                    .related(span, format!("{short} is explained here"))
                    .value(other)
                    .value(&short),
            );
        }
    }
}

/// The last words that begin with a capital, as many as there are letters, with what stands between.
fn last_words(long: &str, letters: usize) -> &str {
    let starts: Vec<_> = long
        .char_indices()
        .filter(|(at, letter)| {
            letter.is_uppercase() && long[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
        })
        .map(|(at, _)| at)
        .collect();
    starts.len().checked_sub(letters).map_or(long, |at| &long[starts[at]..]).trim_end()
}

fn edit(story: &Story<'_>, block: usize, extent: Extent, text: &str) -> Option<crate::place::Edit> {
    story.article.blocks[block].edit(extent, text)
}
