//! What a sentence tells of the event behind a toll: enough to keep two events apart.

use super::Quantity;
use crate::language::{Classes, Flags, Kind, Reading};

/// The event as the sentence of a figure tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub struct Scope {
    /// Rows of the event nouns in the sentence, sorted.
    pub events: Vec<u8>,
    /// Capitalised words, in small letters, that stand behind the first word: who and where; sorted.
    pub names: Vec<Box<str>>,
    /// Weekdays, months and bare years; sorted.
    pub days: Vec<Box<str>>,
    /// Words that tell an update or another event: "rose", "earlier", "another", "since".
    pub shifts: bool,
    /// Words that measure the event against the past: "the deadliest for a decade".
    pub ranks: bool,
    /// Who says so, when it is said: the capitalised or other word before a verb of saying.
    pub said: bool,
    /// The noun beside the verb of saying, in small letters: "governor" of "the governor said".
    pub speaker: Option<Box<str>>,
    /// An event noun behind "the", "this", "that" or "these".
    pub definite: bool,
    /// Which sentence of the block.
    pub sentence: usize,
}

/// Words that measure an event against others, in whose sentence another's figure may stand.
const RANKS: &[&str] = &["year", "years", "deadliest", "worst", "history"];

/// Reads the scope of a figure from its sentence.
pub(super) fn read(reading: &Reading<'_>, quantity: &Quantity) -> Scope {
    let index = reading.sentence_of(quantity.first);
    let mut scope = Scope { sentence: index, ..Scope::default() };
    let Some(sentence) = reading.sentences.get(index) else { return scope };
    // A sentence of a thousand words is no sentence: its near part tells enough.
    let first = sentence.first.max(quantity.first.saturating_sub(80));
    let end = sentence.end.min(quantity.end + 80);
    for at in first..end {
        let token = reading.token(at);
        let classes = reading.classes(at);
        if token.kind == Kind::Number {
            let text = reading.word(at);
            if text.len() == 4
                && (text.starts_with("19") || text.starts_with("20"))
                && !(quantity.first..quantity.end).contains(&at)
            {
                scope.days.push(text.into());
            }
            continue;
        }
        if token.kind != Kind::Word {
            continue;
        }
        let dated = classes.intersects(Classes::WEEKDAY | Classes::MONTH) && token.is_capital();
        if classes.contains(Classes::EVENT) && !is_body(reading, at + 1) {
            scope.events.push(reading.entry(at).event);
            let from = at.saturating_sub(4).max(first);
            scope.definite |=
                (from..at).any(|before| reading.is_any(before, &["the", "this", "that", "these", "those"]));
        } else if dated {
            scope.days.push(reading.word(at).to_lowercase().into());
        } else if token.is_capital() && !token.flags.contains(Flags::FIRST) && !classes.contains(Classes::FUNCTION) {
            scope.names.push(reading.word(at).to_lowercase().into());
        }
        if classes.contains(Classes::SAYING) {
            scope.said = true;
            scope.speaker = scope.speaker.or_else(|| speaker(reading, at));
        }
        scope.ranks |= reading.is_any(at, RANKS);
        scope.shifts |= !token.is_capital() && classes.contains(Classes::SHIFT);
    }
    scope.events.sort_unstable();
    scope.events.dedup();
    scope.names.sort_unstable();
    scope.names.dedup();
    scope.days.sort_unstable();
    scope.days.dedup();
    scope
}

/// "The fire service", "flood defences": a word behind an event noun that makes it no event.
fn is_body(reading: &Reading<'_>, at: usize) -> bool {
    reading.classes(at).intersects(Classes::ORGANISATION | Classes::OFFICE) || reading.is_any(at, BODIES)
}

/// Who and what is there for events of a kind, beside organisations and offices.
const BODIES: &[&str] =
    &["brigade", "crews", "crew", "officials", "chiefs", "safety", "engines", "rescue", "defences", "defenses"];

/// "The governor said", "said Governor Holm": the word before a verb of saying, else the one behind.
fn speaker(reading: &Reading<'_>, at: usize) -> Option<Box<str>> {
    let names = |at: usize| reading.token(at).kind == Kind::Word && !reading.classes(at).contains(Classes::FUNCTION);
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().find(|at| names(*at))?;
    Some(reading.word(beside).to_lowercase().into())
}
