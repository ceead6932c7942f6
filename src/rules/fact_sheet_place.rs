//! A place that the fact sheet gives otherwise.

use rustc_hash::FxHashSet;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::gazetteer::is_within;
use crate::language::wordlist::TOWNS;
use crate::language::{Classes, lexicon};
use crate::link::people::fold;
use crate::place::Extent;
use crate::reference::words::{self, Words};
use crate::reference::{Event, level};

rule! {
    /// ## What it does
    /// Finds the sentence that has the words of an event of the fact sheet and a town or county, and compares the place.
    ///
    /// ## Why it matters
    /// The town where it did not happen writes in.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"events": [{"name": "signing of the herring treaty", "place": "Bergen"}]}
    /// The herring treaty was signed in Stavanger, after nine hours.
    ///                                  ^^^^^^^^^ Stavanger here, Bergen in the fact sheet for signing of the herring treaty
    /// ```
    ///
    /// ## What it leaves alone
    /// A town in its country, drafts that name the place of the sheet too, and names that no table knows as places.
    "fact-sheet-place" {
        summary: "an event is in another place in the fact sheet",
        counts: "event",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How much of an entry's words a sentence must have.
const ENOUGH: f64 = 0.6;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let entries: Vec<(&Event, Words)> =
        facts.reference.events.iter().map(|entry| (entry, Words::of(&entry.name))).collect();
    if entries.is_empty() {
        return;
    }
    let draft = Words::of_draft(&story);
    let mut said = FxHashSet::default();
    for (block, it, _) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let mut from = 0;
        for sentence in it.prose.text.split_inclusive(". ") {
            let start = from;
            from += sentence.len();
            let places = places(sentence);
            if places.is_empty() {
                continue;
            }
            let all = entries.iter().map(|(_, words)| words).enumerate();
            let Some((share, index)) = words::best(all, &Words::of(sentence), &draft) else { continue };
            let entry = entries[index].0;
            let Some(right) = entry.place.as_deref().filter(|_| share >= ENOUGH) else { continue };
            let own: String = right.split(' ').filter(|word| lexicon::look_up(word).classes.is_empty()).collect();
            if !draft.name_all_of(&entry.name) || Words::of(&own).meets(&draft) || said.contains(&index) {
                continue;
            }
            let known = |name: &str| is_within(&fold(name), &fold(right)).or(is_within(&fold(right), &fold(name)));
            if let Some((at, name)) = places.iter().find(|(_, name)| known(name) != Some(true)) {
                said.insert(index);
                let fit = |offset: usize| u32::try_from(start + offset).unwrap_or_default();
                let extent = Extent { start: fit(*at), end: fit(at + name.len()) };
                let message = format!("{name} here, {right} in the fact sheet for {}", entry.name);
                let finding = Finding::new(NAME, level(entry.unverified), story.span(block, extent), message)
                    .value(name)
                    .value(&right)
                    .fix(format!("Change {name} to {right}"), it.edit(extent, right));
                checks.fail(finding);
            }
        }
    }
}

/// Towns and counties behind "in", "at" or "near", with their offsets.
fn places(sentence: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for lead in [" in ", " at ", " near "] {
        for (at, _) in sentence.match_indices(lead) {
            let start = at + lead.len();
            let mut end = start;
            for word in sentence[start..].split_inclusive(' ') {
                let bare = word.trim_end().trim_end_matches([',', '.', ';', ':', ')']);
                if !bare.starts_with(char::is_uppercase) {
                    break;
                }
                end += bare.len();
                if bare.len() < word.trim_end().len() {
                    break;
                }
                end += word.len() - word.trim_end().len();
            }
            let name = sentence[start..end].trim_end();
            let wide = name.contains(' ')
                && name.split(' ').any(|word| lexicon::look_up(word).classes.contains(Classes::GEOGRAPHY));
            if TOWNS.has(&fold(name).replace(' ', "_")) || wide {
                found.push((start, name));
            }
        }
    }
    found.sort_unstable();
    found
}
