//! The noun that a number counts.

use super::{Quantity, Role, Unit};
use crate::language::numeral::Form;
use crate::language::plural::is_plural;
use crate::language::{Classes, Kind, Mark, Number, Reading};
use crate::place::Extent;

/// The noun a number counts: "Armenian soldiers".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Noun {
    /// From its first adjective to its head.
    pub extent: Extent,
    /// The head: "soldiers".
    pub head: Extent,
    /// Whether the head is a word for people.
    pub human: bool,
}

/// How many words may stand between a number and the head of its noun.
const REACH: usize = 5;

/// Words behind which no counted noun is sought, beside the function words: verbs that follow bare numbers.
const NOT_COUNTED: &[&str] = &["dead", "alive", "percent", "per", "times", "killed", "injured", "wounded", "missing"];

/// Reads the counted noun at a token behind a quantity, with "more", "other" and "of the" between; whether there is one.
pub(super) fn read(reading: &Reading<'_>, quantity: &mut Quantity, mut at: usize) -> bool {
    if quantity.first > 0
        && reading.is_any(quantity.first - 1, &["another", "additional", "further", "extra", "other", "remaining"])
    {
        quantity.role |= Role::ADDITION;
    }
    while reading.is_any(at, &["more", "other", "others", "additional", "further", "new"]) {
        quantity.role |= if reading.is(at, "new") { Role::empty() } else { Role::ADDITION };
        at += 1;
    }
    if reading.is(at, "of") {
        let them = reading
            .is_any(at + 1, &["them", "whom", "the", "these", "those", "its", "their", "his", "her", "our", "all"]);
        if quantity.form == Form::Vague || quantity.form == Form::Part {
            at += 1;
        } else if them {
            quantity.role |= Role::PART;
            return false;
        }
    }
    let hyphen = reading.is_mark(at, Mark::Hyphen) && reading.is_glued(at) && reading.is_glued(at + 1);
    if hyphen {
        at += 1;
    }
    if quantity.form == Form::Ordinal {
        return false;
    }
    let Some((head, end)) = head(reading, at, quantity.value == Number::ONE || hyphen) else { return false };
    quantity.noun = Some(Noun {
        extent: reading.extent(at, end),
        head: reading.extent(head, head + 1),
        human: reading.classes(head).contains(Classes::HUMAN),
    });
    quantity.unit = Unit::Noun;
    quantity.end = end;
    true
}

/// Whether a counted noun stands at a token: "12 people".
pub(super) fn counts(reading: &Reading<'_>, at: usize) -> bool {
    head(reading, at, false).is_some_and(|(head, _)| reading.classes(head).contains(Classes::HUMAN))
}

/// Whether a word before a participle can be its noun: "one tank owned", not "one newly elected senator".
fn is_noun(word: &str) -> bool {
    !word.ends_with("ed") && !word.ends_with("ly")
}

/// The head of the noun phrase at a token, and the token after it: the first plural or word for people.
fn head(reading: &Reading<'_>, at: usize, singular: bool) -> Option<(usize, usize)> {
    let mut last = None;
    let mut next = at;
    let limit = at + REACH;
    while next < limit {
        let token = reading.token(next);
        let classes = reading.classes(next);
        let stop = token.kind != Kind::Word
            || classes.intersects(Classes::FUNCTION | Classes::AHEAD | Classes::WEEKDAY)
            || (classes.contains(Classes::MONTH) && token.is_capital())
            || (classes.contains(Classes::SAYING) && !reading.word(next).ends_with('s'))
            || reading.is_any(next, NOT_COUNTED);
        if stop {
            break;
        }
        let word = reading.word(next);
        if classes.contains(Classes::HUMAN) || is_plural(word) {
            // "12 police officers", "300 people's homes": the last of a row of plurals is the head.
            if reading.classes(next + 1).contains(Classes::HUMAN) && reading.token(next + 1).kind == Kind::Word {
                next += 1;
                continue;
            }
            // "39,000 officer positions": one officer among many is no head.
            let follows = !is_plural(word)
                && reading.token(next + 1).kind == Kind::Word
                && !reading.classes(next + 1).contains(Classes::FUNCTION)
                && is_plural(reading.word(next + 1));
            next += usize::from(follows);
            return Some((next, next + 1));
        }
        // "a 6.1-magnitude quake struck": the noun ends before its verb.
        let verb = classes.intersects(Classes::RISE | Classes::FALL | Classes::CHANGE | Classes::OUTCOME)
            || reading.entry(next).deed != 0;
        if singular && verb && last.is_some() && !reading.is_glued(next) {
            break;
        }
        // "one tank owned by the state": the participle follows its noun.
        if singular
            && !reading.is_glued(next)
            && word.ends_with("ed")
            && last.is_some_and(|last| is_noun(reading.word(last)))
        {
            break;
        }
        last = Some(next);
        next += 1;
        // "three-day talks", "anti-tank missiles": the hyphenated adjective counts as one word.
        if reading.is_mark(next, Mark::Hyphen) && reading.is_glued(next) && reading.is_glued(next + 1) {
            next += 1;
        }
    }
    // "one operated by the state" has no noun.
    last.filter(|head| singular && !reading.word(*head).ends_with("ed")).map(|head| (head, head + 1))
}
