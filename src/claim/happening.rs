//! Events as told: a noun or a verb for something that happened, with what its sentence says of where and who.

use crate::claim::DateClaim;
use crate::language::{Classes, Flags, Kind, Mark, Reading, Sentence};
use crate::place::Extent;

/// Something that happened, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The noun or verb.
    pub extent: Extent,
    /// Its row among the kinds: a noun and a verb of one row may tell of one event.
    pub kind: u8,
    /// Whether it is a noun.
    pub noun: bool,
    /// Whether "the", "their" or the day itself stands before the noun.
    pub definite: bool,
    /// Its sentence.
    pub sentence: Extent,
    /// The place right behind it: "in Geneva", "on the A64".
    pub place: Option<Extent>,
    /// A place right before the noun: "Sorne" in "Sorne barn fire".
    pub lead: Option<Extent>,
    /// Other names of the sentence, each word for itself.
    pub names: Vec<Extent>,
    /// Whether the sentence tells events apart: "second", "earlier", "another".
    pub several: bool,
}

/// Reads the events of a block, the first of each kind in a sentence.
#[must_use]
pub fn extract(reading: &Reading<'_>, dates: &[DateClaim]) -> Vec<Happening> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        // Beyond that stand lists and whole articles in one line.
        if sentence.end - sentence.first > 120 || !sentence.classes.contains(Classes::HAPPENING) {
            continue;
        }
        let mut seen = Vec::new();
        for (at, token) in (sentence.first..).zip(&reading.tokens[sentence.first..sentence.end]) {
            if !reading.classes_of(token).contains(Classes::HAPPENING) || token.is_quoted() {
                continue;
            }
            // "a sign in Leeds" is on a wall, "the leaders sign in Oslo" tells of a treaty.
            let board = at > 0 && reading.is_any(at - 1, &["a", "the", "no", "any", "this", "every", "one"]);
            if board && reading.is_any(at, &["sign", "signs"]) {
                continue;
            }
            let entry = reading.entry(at);
            let noun = entry.event > 0 && (entry.deed == 0 || is_noun(reading, at));
            let kind = if noun { entry.event } else { entry.deed };
            if !seen.contains(&kind) {
                seen.push(kind);
                found.push(happening(reading, *sentence, at, kind, noun, dates));
            }
        }
    }
    found
}

/// "the vote", "a vote": a word that is noun and verb.
fn is_noun(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && !reading.is_any(at - 1, &["to", "will", "would", "must", "should", "they", "we", "and", "can", "may"])
}

fn happening(
    reading: &Reading<'_>,
    sentence: Sentence,
    at: usize,
    kind: u8,
    noun: bool,
    dates: &[DateClaim],
) -> Happening {
    let small = |at: usize| {
        reading
            .classes(at)
            .intersects(Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY | Classes::HONORIFIC | Classes::OFFICE)
    };
    let name = |at: usize| {
        let token = reading.token(at);
        token.kind == Kind::Word && token.is_capital() && !small(at) && !token.flags.contains(Flags::FIRST)
    };
    let whole = reading.extent(sentence.first, sentence.end);
    let start = reading.token(at).start;
    let before = dates[..dates.partition_point(|date| date.extent.end <= start)].last();
    let day_before = before.is_some_and(|date| start - date.extent.end <= 4 && whole.contains(date.extent));
    let near = (at.saturating_sub(4).max(sentence.first)..at).rev();
    let definite = day_before
        || near
            .take_while(|at| reading.token(*at).kind != Kind::Mark)
            .any(|at| reading.is_any(at, &["the", "their", "its", "this", "that"]));
    // "next year's quotas" tells no second vote.
    let counted = |at: usize| reading.is_any(at, &["next", "last"]) && reading.classes(at + 1).contains(Classes::TIME);
    let apart = |at: usize| reading.classes(at).contains(Classes::APART) && !counted(at);
    let several = sentence.classes.contains(Classes::APART) && (sentence.first..sentence.end).any(apart);
    let names = (sentence.first..sentence.end).filter(|at| name(*at)).map(|at| reading.extent(at, at + 1)).collect();
    Happening {
        extent: reading.extent(at, at + 1),
        kind,
        noun,
        definite: noun && definite,
        sentence: whole,
        place: place(reading, sentence, at + 1),
        lead: lead(reading, sentence, at).filter(|_| noun),
        names,
        several,
    }
}

/// "in Geneva", "near Kvarn", "on the A64" behind an event, before a comma.
fn place(reading: &Reading<'_>, sentence: Sentence, from: usize) -> Option<Extent> {
    let end = sentence.end.min(from + 14);
    if let Some(struck) = struck(reading, from, end) {
        return Some(struck);
    }
    let mut at = from;
    while at + 1 < end {
        if matches!(reading.token(at).mark, Mark::Comma | Mark::Semicolon | Mark::Period) {
            return None;
        }
        let road =
            reading.is(at, "on") && reading.is(at + 1, "the") && reading.token(at + 2).flags.contains(Flags::DIGITS);
        if road {
            return Some(reading.extent(at + 2, at + 3));
        }
        let first = at + 1;
        if reading.is_any(at, &["in", "near"]) && is_name(reading, first) {
            return Some(reading.extent(first, name_end(reading, first)));
        }
        at += 1;
    }
    None
}

/// Whether a token can begin the name of a place.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let apart = Classes::MONTH | Classes::WEEKDAY | Classes::FUNCTION | Classes::TIME;
    reading.token(at).kind == Kind::Word && reading.token(at).is_capital() && !reading.classes(at).intersects(apart)
}

/// The token behind a name of up to three words.
fn name_end(reading: &Reading<'_>, first: usize) -> usize {
    let inside = |at: &usize| reading.token(*at).kind == Kind::Word && reading.token(*at).is_capital();
    (first + 1..first + 3).find(|at| !inside(at)).unwrap_or(first + 3)
}

/// "Sumbawa" in "an earthquake struck the Indonesian island of Sumbawa".
fn struck(reading: &Reading<'_>, from: usize, end: usize) -> Option<Extent> {
    if from == 0
        || !reading.is_any(from - 1, &["earthquake", "quake", "tornado", "blast", "explosion"])
        || !reading.is_any(from, &["struck", "hit", "rocked", "jolted", "shook", "strikes", "hits"])
    {
        return None;
    }
    let lands = ["the", "of", "island", "city", "town", "province", "region", "village"];
    let between = |at: &usize| reading.classes(*at).contains(Classes::DEMONYM) || reading.is_any(*at, &lands);
    let first = (from + 1..end).find(|at| !between(at))?;
    is_name(reading, first).then(|| reading.extent(first, name_end(reading, first)))
}

/// "Sorne" in "two hurt in Sorne barn fire": a name after "in", one or two words before the noun.
fn lead(reading: &Reading<'_>, sentence: Sentence, at: usize) -> Option<Extent> {
    let from = at.saturating_sub(3).max(sentence.first + 1);
    (from..at)
        .find(|at| {
            let token = reading.token(*at);
            token.is_capital() && token.kind == Kind::Word && reading.is_any(at - 1, &["in", "near"])
        })
        .map(|at| reading.extent(at, at + 1))
}
