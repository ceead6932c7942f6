//! A day that the fact sheet gives otherwise.

use super::{Checks, Facts, Level};
use crate::claim::date::Time;
use crate::finding::Finding;
use crate::language::{Classes, lexicon};
use crate::link::timeline::Moment;
use crate::link::{ClaimRef, Story};
use crate::reference::Event;
use crate::reference::words::{self, Words, tells_of};
use chrono::{Datelike, NaiveDate};

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
    /// The day on which somebody said so, drafts that have the day of the sheet too, months, years and weekdays alone, and quotations.
    "fact-sheet-date" {
        summary: "an event is on another day in the fact sheet",
        counts: "event",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How much of an entry's words a sentence must have.
const ENOUGH: f64 = 0.6;

/// How much of them must stand beside the day, and not only elsewhere in the draft.
const BESIDE: f64 = 0.5;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let entries: Vec<(&Event, Words)> =
        facts.reference.events.iter().map(|entry| (entry, Words::of(&entry.name))).collect();
    if entries.is_empty() {
        return;
    }
    let draft = Words::of_draft(&story);
    let all = days(facts);
    // A sentence goes to the event whose words fit it best.
    let mut told: Vec<Vec<&Told>> = vec![Vec::new(); entries.len()];
    for day in &all {
        let found = words::best(entries.iter().map(|(_, words)| words).enumerate(), &day.words, &draft);
        if let Some((_, at)) = found.filter(|(share, at)| {
            *share >= ENOUGH
                && entries[*at].1.share(&day.words, &day.words) >= BESIDE
                && tells_of(&entries[*at].0.name, &day.words)
                && draft.name_all_of(&entries[*at].0.name)
        }) {
            told[at].push(day);
        }
    }
    for ((entry, _), told) in entries.iter().zip(told) {
        let Some(days) = entry.days else { continue };
        let (first, last) = days.value;
        // Without a year a day is held against the year of the sheet; what was in another year was another time.
        let of_year = |it: &Told| if it.yearless { it.day.with_year(first.year()).unwrap_or(it.day) } else { it.day };
        let same = |it: &&Told| it.day.month() == first.month() && it.day.day() == first.day();
        let near = |it: &&Told| it.yearless || (it.day.year() - first.year()).abs() <= 1 || same(it);
        let best: Vec<_> = told.into_iter().filter(near).map(|it| (it.at, of_year(it))).collect();
        let inside = |day: NaiveDate| first <= day && day <= last;
        let ends = |day: NaiveDate| day == first || day == last;
        let wrong = best.iter().find(|(_, day)| !inside(*day));
        let Some((at, day)) = wrong else {
            if let Some((at, day)) = best.first() {
                let basis = (&entry.about, days.span);
                checks.bears_out(NAME, span(&story, *at), basis, Moment::Day(*day).to_string());
            }
            continue;
        };
        // "from 12 to 22 July" has one end right; else a right day somewhere tells that this one is of something else.
        let beside = best.iter().any(|(other, right)| other.block == at.block && ends(*right));
        if (first < last && beside) || !all.iter().filter(near).any(|it| inside(of_year(it))) {
            let right = if first == last || *day < first { first } else { last };
            let message =
                format!("{} here, {} in the fact sheet for {}", Moment::Day(*day), Moment::Day(right), entry.name);
            let finding = Finding::new(NAME, entry.about.level(), span(&story, *at), message)
                .value(day)
                .value(&right)
                .value(&entry.name)
                .related(entry.about.place(days.span), "the fact sheet");
            let finding = if first == last { finding.takes(entry.about.place(days.span), day) } else { finding };
            checks.fail(finding);
        }
    }
}

fn span(story: &Story<'_>, at: ClaimRef) -> crate::place::Span {
    story.span(at.block, story.claims[at.block].dates[at.index].extent)
}

/// A day of the draft.
struct Told {
    at: ClaimRef,
    day: NaiveDate,
    /// Whether the draft leaves the year out.
    yearless: bool,
    /// The telling words of its sentence.
    words: Words,
}

/// "on 30 April, two days after she sank": the day is of something else.
fn counts_days(sentence: &str) -> bool {
    let words: Vec<_> = sentence.split(|letter: char| !letter.is_alphanumeric()).collect();
    words.windows(2).any(|pair| {
        matches!(pair[0], "day" | "days" | "week" | "weeks")
            && matches!(pair[1], "after" | "before" | "later" | "earlier")
    })
}

/// The days of a draft with the words of their sentences, without those on which somebody said something.
fn days(facts: &Facts<'_>) -> Vec<Told> {
    let story = facts.story;
    let mut days = Vec::new();
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story() || it.zone.announces()) {
        for (index, date) in claims.dates.iter().enumerate() {
            let at = ClaimRef { block, index };
            let lead = story.before(block, date.extent.start);
            let says = |word: &str| {
                lexicon::look_up(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
                    .classes
                    .contains(Classes::SAYING)
            };
            let said = lead.split_whitespace().rev().take(2).any(says);
            // A weekday alone is counted from the day of writing, and not surely enough to accuse.
            let Time::Calendar(calendar) = date.time else { continue };
            let (written, yearless) = (calendar.day.is_some(), calendar.year.is_none());
            let Some(Moment::Day(day)) = facts.links.timeline.resolved(at).map(|it| it.moment) else { continue };
            let sentence = story.sentence(block, date.extent).0;
            if written && !said && !date.setting.quoted && !counts_days(sentence) {
                let words = Words::of(sentence);
                days.push(Told { at, day, yearless, words });
            }
        }
    }
    days
}
