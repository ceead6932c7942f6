//! Which sentences tell of one event.
//!
//! Two tellings are one event when they are of one kind, the later takes up the earlier ("the meeting"), and the names of
//! the one are among those of the other.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{ClaimRef, Story, Timeline};
use crate::claim::Happening;
use crate::claim::date::Time;
use crate::language::{Classes, lexicon};
use crate::link::people::fold;
use crate::link::timeline::Moment;
use crate::place::Extent;
use crate::text::Zone;

/// An event as one sentence tells it.
#[derive(Clone, Debug)]
pub struct Event {
    /// The claim.
    pub at: ClaimRef,
    /// The only day of its sentence, with the claim that gives it.
    pub day: Option<(NaiveDate, ClaimRef)>,
    /// Whether its sentence gives several days or none that is sure.
    pub vague: bool,
    /// Names of the sentence, folded.
    names: Vec<Box<str>>,
}

/// The events of a draft.
#[derive(Debug, Default)]
pub struct Events {
    all: Vec<Event>,
    same: Vec<(usize, usize)>,
}

/// How many tellings of one kind are compared.
const MOST: usize = 40;

impl Events {
    /// Gathers the events of a draft and finds which are one.
    #[must_use]
    pub fn new(story: &Story<'_>, timeline: &Timeline) -> Self {
        let mut events = Events::default();
        for (block, it, claims) in story.blocks() {
            if !matches!(it.zone, Zone::Headline | Zone::Standfirst | Zone::Body) {
                continue;
            }
            for (index, happening) in claims.happenings.iter().enumerate() {
                let (day, vague) = day(story, timeline, block, happening);
                let names = happening.names.iter().map(|name| fold(story.text(block, *name))).collect();
                events.all.push(Event { at: ClaimRef { block, index }, day, vague, names });
            }
        }
        let mut by_kind: FxHashMap<u8, Vec<usize>> = FxHashMap::default();
        for (index, other) in events.all.iter().enumerate() {
            let earlier = by_kind.entry(claim(story, other).kind).or_default();
            let one = earlier.iter().filter(|one| is_one(story, &events.all[**one], other));
            events.same.extend(one.map(|one| (*one, index)));
            if earlier.len() < MOST {
                earlier.push(index);
            }
        }
        events
    }

    /// Pairs of tellings of one event, the earlier first.
    pub fn same(&self) -> impl Iterator<Item = (&Event, &Event)> {
        self.same.iter().map(|(one, other)| (&self.all[*one], &self.all[*other]))
    }

    /// Every event.
    #[must_use]
    pub fn all(&self) -> &[Event] {
        &self.all
    }
}

/// The claim behind an event.
#[must_use]
pub fn claim<'s>(story: &Story<'s>, event: &Event) -> &'s Happening {
    &story.claims[event.at.block].happenings[event.at.index]
}

/// The only day of the event's sentence, and whether the sentence leaves the day open.
fn day(
    story: &Story<'_>,
    timeline: &Timeline,
    block: usize,
    happening: &Happening,
) -> (Option<(NaiveDate, ClaimRef)>, bool) {
    let (mut days, mut wide) = (Vec::new(), false);
    let dates = &story.claims[block].dates;
    let from = dates.partition_point(|date| date.extent.start < happening.sentence.start);
    let near = dates.iter().enumerate().skip(from).take_while(|(_, date)| date.extent.end <= happening.sentence.end);
    for (index, date) in near {
        // An hour alone says nothing of the day.
        if date.setting.quoted || date.time == Time::Unsaid {
            continue;
        }
        if !is_own(story, block, happening, date.extent) {
            wide = true;
            continue;
        }
        let at = ClaimRef { block, index };
        if let Some(resolved) = timeline.resolved(at) {
            match resolved.moment {
                // "Sunday's talks went on until midnight" names one day twice.
                Moment::Day(day) if days.iter().all(|(other, _)| *other != day) => days.push((day, at)),
                Moment::Day(_) => {}
                // "next year's quotas".
                _ => wide = true,
            }
        }
    }
    match days[..] {
        [only] => (Some(only), false),
        [] => (None, wide),
        _ => (None, true),
    }
}

/// How many words may stand between an event and the day behind it.
const BEHIND: usize = 9;

/// How many words may stand between a day and the noun behind it: "Sunday's second round of talks".
const BEFORE: usize = 4;

/// Words behind an event with which another begins: "the blast followed an attack on Saturday".
const ANOTHER: &[&str] = &["followed", "follows", "after", "since", "until", "ahead", "when", "while", "which", "who"];

/// Whether a day of the sentence is that of the event: it stands near, and nobody says something on it in between; before a
/// verb it may open the sentence.
fn is_own(story: &Story<'_>, block: usize, happening: &Happening, date: Extent) -> bool {
    let words = |text: &'_ str| text.split_whitespace().count();
    if date.end <= happening.extent.start {
        let gap = story.gap(block, date, happening.extent);
        let opens = words(story.gap(block, Extent { end: happening.sentence.start, ..happening.sentence }, date)) <= 2;
        return words(gap) <= BEFORE && !gap.contains([',', ';', ':'])
            || !happening.noun && opens && !gap.contains(':');
    }
    let gap = story.gap(block, happening.extent, date);
    words(gap) <= BEHIND
        && !gap.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
            let word = word.to_lowercase();
            ANOTHER.contains(&&*word) || lexicon::look_up(&word).classes.contains(Classes::SAYING)
        })
}

/// Whether two sentences tell of one event.
fn is_one(story: &Story<'_>, one: &Event, other: &Event) -> bool {
    let (mine, its) = (claim(story, one), claim(story, other));
    if mine.several || its.several || mine.sentence == its.sentence && one.at.block == other.at.block {
        return false;
    }
    if story.article.are_apart(one.at.block, other.at.block) {
        return false;
    }
    let headline = story.article.blocks[one.at.block].zone == Zone::Headline;
    if headline {
        return shared_words(story, one, other) >= 2;
    }
    if !its.definite {
        return false;
    }
    let (few, many) =
        if one.names.len() < other.names.len() { (&one.names, &other.names) } else { (&other.names, &one.names) };
    let within = few.iter().all(|name| many.contains(name));
    within && !few.is_empty()
}

/// How many words of four letters and more two sentences share, the event's own apart.
fn shared_words(story: &Story<'_>, one: &Event, other: &Event) -> usize {
    let words = |event: &Event| -> Vec<Box<str>> {
        let happening = claim(story, event);
        let text = story.text(event.at.block, happening.sentence);
        let own = fold(story.text(event.at.block, happening.extent));
        let months = |word: &str| {
            let classes = lexicon::look_up(word).classes;
            classes.intersects(Classes::MONTH | Classes::WEEKDAY | Classes::FUNCTION)
        };
        text.split(|letter: char| !letter.is_alphanumeric())
            .map(fold)
            .filter(|word| word.len() > 3 && *word != own && !months(word))
            .collect()
    };
    let (mine, its) = (words(one), words(other));
    mine.iter().filter(|word| its.contains(word)).count()
}
