//! A day that the fact sheet gives otherwise.

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::{Classes, lexicon};
use crate::link::timeline::Moment;
use crate::link::{ClaimRef, Story};
use crate::reference::words::{share, telling};
use crate::reference::{Event, level};

rule! {
    /// ## What it does
    /// Finds the sentence that has the words of an event of the fact sheet and a day, and compares the day.
    ///
    /// ## Why it matters
    /// Readers stand before closed doors.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// //- sheet: {"events": [{"name": "opening of the Tessel lock", "date": "2026-05-16"}]}
    /// The Tessel lock will open on 17 May with a brass band.
    ///                              ^^^^^^ Sunday, May 17, 2026 here, Saturday, May 16, 2026 in the fact sheet for opening of the Tessel lock
    /// ```
    ///
    /// ## What it leaves alone
    /// The day on which somebody said so, drafts that have the day of the sheet too, months and years, and quotations.
    "fact-sheet-date" {
        summary: "an event is on another day in the fact sheet",
        counts: "event",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

type Words = FxHashSet<Box<str>>;

/// How much of an entry's words a sentence must have.
const ENOUGH: f64 = 0.6;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let entries: Vec<(&Event, Words)> = facts.reference.events.iter().map(|entry| (entry, telling(&entry.name))).collect();
    if entries.is_empty() {
        return;
    }
    let draft: Words = story.blocks().flat_map(|(_, block, _)| telling(&block.prose.text)).collect();
    let days = days(facts);
    for (entry, words) in &entries {
        let Some((first, last)) = entry.days else { continue };
        let scored = days.iter().map(|(at, day, sentence)| (share(words, sentence, &draft), *at, *day));
        // A sentence goes to the event whose words fit it best.
        let best = scored
            .filter(|(score, at, _)| {
                let sentence = days.iter().find(|it| it.0 == *at).map(|it| &it.2);
                let others = entries.iter().filter(|(other, _)| !std::ptr::eq(*other, *entry));
                *score >= ENOUGH && sentence.is_some_and(|it| others.clone().all(|(_, words)| share(words, it, &draft) < *score))
            })
            .collect::<Vec<_>>();
        let inside = |day: NaiveDate| first <= day && day <= last;
        let ends = |day: NaiveDate| day == first || day == last;
        let wrong = best.iter().find(|(_, _, day)| !inside(*day));
        let Some((_, at, day)) = wrong else {
            if let Some((_, at, day)) = best.first() {
                checks.pass(NAME, span(&story, *at), None, Moment::Day(*day).to_string());
            }
            continue;
        };
        // "from 12 to 22 July" has one end right; else a right day somewhere tells that this one is of something else.
        let beside = best.iter().any(|(_, other, right)| other.block == at.block && ends(*right));
        if (first < last && beside) || !days.iter().any(|(_, other, _)| inside(*other)) {
            let right = if first == last || *day < first { first } else { last };
            let message = format!("{} here, {} in the fact sheet for {}", Moment::Day(*day), Moment::Day(right), entry.name);
            let finding = Finding::new(NAME, level(entry.unverified), span(&story, *at), message).value(day).value(&right).value(&entry.name);
            checks.fail(finding);
        }
    }
}

fn span(story: &Story<'_>, at: ClaimRef) -> crate::place::Span {
    story.span(at.block, story.claims[at.block].dates[at.index].extent)
}

/// The days of a draft with the words of their sentences, without those on which somebody said something.
fn days(facts: &Facts<'_>) -> Vec<(ClaimRef, NaiveDate, Words)> {
    let story = facts.story;
    let mut days = Vec::new();
    for (block, it, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story() || it.zone.announces()) {
        let _ = it;
        for (index, date) in claims.dates.iter().enumerate() {
            let at = ClaimRef { block, index };
            let lead = story.before(block, date.extent.start);
            let says = |word: &str| lexicon::look_up(word.trim_matches(|letter: char| !letter.is_alphanumeric())).classes.contains(Classes::SAYING);
            let said = lead.split_whitespace().rev().take(2).any(says);
            let Some(Moment::Day(day)) = facts.links.timeline.resolved(at).map(|it| it.moment) else { continue };
            if !said && !date.setting.quoted {
                days.push((at, day, telling(story.sentence(block, date.extent).0)));
            }
        }
    }
    days
}
