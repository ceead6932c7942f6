//! Ranges and bounds: "10-15", "between 5 and six miles", "more than 30", "equal to 20", ">= 7".

use super::reader::Reader;
use super::{Quantity, Unit, outcome};
use crate::language::lexicon::{self, Modifier};
use crate::language::numeral::{self, Form};
use crate::language::{Classes, Kind, Mark, Number, Reading};

/// How many words a modifier has at most: "greater than or equal to".
const LONGEST: usize = 5;

/// How far before "from" a word of change is looked for.
const CHANGE_REACH: usize = 20;

/// Words before a score.
const PLAYED: &[&str] = &[
    "won", "win", "wins", "winning", "lost", "lose", "loses", "losing", "beat", "beats", "drew", "draw", "tied", "led",
    "lead", "leads", "leading", "trailed", "trailing", "finished", "went",
];

/// What opens a range before its lower end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    None,
    From,
    Between,
}

impl Reader<'_, '_> {
    /// "10-15", "10 to 15", "between 10 and 15": the upper end of a range.
    pub(super) fn read_range(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let at = quantity.end;
        if quantity.form != Form::Cardinal || !self.joins(quantity, at) {
            return;
        }
        let spelt = reading.token(at).kind == Kind::Word;
        let mut next = at + 1;
        if matches!(quantity.unit, Unit::Currency(_)) && reading.token(next).mark == Mark::Currency {
            next += 1;
        }
        if !spelt && reading.token(next).kind != Kind::Number {
            return;
        }
        let Some(upper) = numeral::read(reading, next).filter(|it| it.form == Form::Cardinal) else { return };
        // "£5-10m" and "2 to 3 million": the scale word of the upper end belongs to both.
        let mut value = quantity.value;
        if upper.scaled && !self.numeral.scaled {
            let Some(scaled) = Number::parse(reading.word(next))
                .and_then(|bare| upper.value.over(bare))
                .and_then(|scale| value.times(scale))
            else {
                return;
            };
            // "from 900 to 1.2 million".
            value = if scaled < upper.value { scaled } else { value };
        }
        let money = matches!(quantity.unit, Unit::Currency(_));
        let (mut most, mut grain, mut end) = (upper.value, upper.grain, upper.end);
        if let Some(size) = self.scale_letter(end).filter(|_| money) {
            let Some(scaled) = most.times(size) else { return };
            if value < most {
                value = value.times(size).unwrap_or(value);
            }
            (most, grain, end) = (scaled, grain.times(size).unwrap_or(grain), end + 1);
        }
        // "1-222-2222" is a telephone number.
        if !spelt && reading.is_glued(end) && reading.is_glued(end + 1) && reading.token(end + 1).kind == Kind::Number {
            return;
        }
        // "lost 0-3" and "won 1-2" are scores, "0-60 mph" is none.
        let played = reading.is_any(quantity.first.wrapping_sub(1), PLAYED);
        if !spelt && (value == Number::ZERO || played) && lexicon::unit_at(reading, end, false).is_none() {
            return;
        }
        // "rose $2 to $29 from $27" tells of a change.
        let signs = spelt && next > at + 1 && reading.is(end, "from");
        if signs && reading.classes(quantity.first.wrapping_sub(1)).intersects(Classes::RISE | Classes::FALL) {
            return;
        }
        // "lowered by 300 to 1,100 from 1,400" tells of a change too.
        if spelt && reading.is(quantity.first.wrapping_sub(1), "by") && reading.is(end, "from") {
            return;
        }
        // "1 – 5" is a score or a list as often as a range.
        let apart = !spelt && !reading.is_glued(at);
        let clear = self.numeral.digits && upper.digits && value >= Number::whole(10);
        if value >= most || apart && (!clear || reading.word(at) != "–" || reading.token(end).kind == Kind::Word) {
            return;
        }
        quantity.value = value;
        quantity.upper = Some(most);
        quantity.grain = grain;
        quantity.end = end;
        quantity.number = reading.extent(self.numeral.first, end);
    }

    /// "3km-5km", "from 30 degrees to 40 degrees": a range whose lower end has the unit too.
    pub(super) fn read_range_of_units(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let at = quantity.end;
        if quantity.upper.is_some() || quantity.form != Form::Cardinal || !self.joins(quantity, at) {
            return;
        }
        let mut next = at + 1;
        if let Some((Modifier::About, after)) = lexicon::modifier_at(reading, next) {
            next = after;
        }
        let Some(upper) = numeral::read(reading, next).filter(|it| it.form == Form::Cardinal) else { return };
        let behind = match quantity.unit {
            Unit::Measure(row) => lexicon::unit_at(reading, upper.end, upper.digits).filter(|(unit, _)| *unit == row),
            Unit::Currency(row) => lexicon::currency_at(reading, upper.end).filter(|(unit, _)| *unit == row),
            _ => None,
        };
        let Some((_, end)) = behind.filter(|_| quantity.value < upper.value) else { return };
        // "by 46% to 54%" is a result, "rose 30% to 50%" a change.
        let whole = quantity.value.plus(upper.value) == Some(Number::whole(100));
        let before = quantity.first.wrapping_sub(1);
        if reading.classes(before).intersects(Classes::RISE | Classes::FALL)
            || reading.is(before, "by") && reading.is(end, "from")
            || whole
        {
            return;
        }
        quantity.upper = Some(upper.value);
        quantity.grain = upper.grain;
        quantity.end = end;
        quantity.number = reading.extent(self.numeral.first, upper.end);
    }

    /// Whether a hyphen or word behind a number leads to the upper end of a range.
    fn joins(&self, quantity: &Quantity, at: usize) -> bool {
        let reading = self.reading;
        let token = reading.token(at);
        match token.kind {
            Kind::Mark => {
                let glued = reading.is_glued(at);
                glued == reading.is_glued(at + 1)
                    && (token.mark == Mark::Dash || glued && (token.mark == Mark::Hyphen || reading.word(at) == "~"))
                    && reading.word(at) != "\u{2212}"
            }
            Kind::Word => match opener(reading, quantity.first) {
                Opener::None => reading.is_any(at, &["to", "through"]) && !follows_from(reading, quantity.first),
                Opener::Between => reading.is_any(at, &["and", "to"]),
                Opener::From => reading.is_any(at, &["to", "through", "up"]) && !is_change(reading, quantity.first - 1),
            },
            _ => false,
        }
    }

    /// "at least", "more than", "<=" before the quantity; gives the first token of the modifier.
    pub(super) fn read_modifier_before(&self, quantity: &mut Quantity, start: usize) -> usize {
        let reading = self.reading;
        let range = if quantity.upper.is_some() { opener(reading, start) } else { Opener::None };
        let start = if range == Opener::None { start } else { start - 1 };
        let Some(before) = start.checked_sub(1) else { return start };
        if let Some((modifier, begin)) = comparison(reading, before) {
            quantity.modifier = Some(modifier);
            return begin;
        }
        if reading.token(before).kind != Kind::Word {
            return start;
        }
        let mut begin = start;
        for length in 1..=LONGEST {
            let Some(at) = start.checked_sub(length) else { break };
            if let Some((modifier, after)) = lexicon::modifier_at(reading, at)
                && after == start
            {
                quantity.modifier = Some(modifier);
                begin = at;
            }
        }
        begin
    }

    /// "or more", "and over" behind a number; gives the token after it.
    pub(super) fn read_modifier_behind(&self, quantity: &mut Quantity) -> usize {
        let reading = self.reading;
        let token = reading.token(quantity.end);
        // "100+ people".
        if token.mark == Mark::Plus && reading.is_glued(quantity.end) && !reading.is_glued(quantity.end + 1) {
            quantity.modifier = quantity.modifier.or(Some(Modifier::AtLeast));
            return quantity.end + 1;
        }
        // "$500+ billion".
        let within = self.numeral.first + 1;
        if self.numeral.scaled && reading.is_mark(within, Mark::Plus) && within < self.numeral.end {
            quantity.modifier = quantity.modifier.or(Some(Modifier::AtLeast));
        }
        // "$5 million-plus", "1,200-odd workers".
        if token.mark == Mark::Hyphen && reading.is_glued(quantity.end) {
            let word = quantity.end + 1;
            let modifier = match reading.word(word) {
                "plus" => Modifier::AtLeast,
                "odd" => Modifier::About,
                _ => return quantity.end,
            };
            quantity.modifier = quantity.modifier.or(Some(modifier));
            return word + 1;
        }
        if token.kind != Kind::Word {
            return quantity.end;
        }
        let Some((modifier, end)) = lexicon::modifier_after(reading, quantity.end) else { return quantity.end };
        // "5,000 or less than 6,000" and "under 50,000 and over 1,000" are two bounds.
        let number = reading.token(end).kind == Kind::Number || reading.classes(end).contains(Classes::NUMERAL);
        if number || reading.is(end, "than") || quantity.modifier.is_some_and(|it| it != Modifier::About) {
            return quantity.end;
        }
        quantity.modifier = Some(modifier);
        end
    }

    /// What of the prose bounds the number, from the first word that does: "more than 30", "equal to 5 or less".
    pub(super) fn read_bounds(&self, quantity: &mut Quantity, begin: usize, end: usize) {
        let reading = self.reading;
        let bounded = end > quantity.end || quantity.unit == Unit::None && end == quantity.end;
        let mut from = begin;
        if end > quantity.end && lexicon::modifier_at(reading, begin).is_some_and(|it| it.0 == Modifier::About) {
            // "about five hundred or more" is five hundred or more.
            from = quantity.first;
        }
        let alone = quantity.unit == Unit::None && !quantity.age && quantity.form == Form::Cardinal;
        if let Some(equals) = equals(reading, from).filter(|_| alone) {
            from = equals;
            if quantity.modifier.is_none() && quantity.upper.is_none() {
                quantity.upper = Some(quantity.value);
            }
        }
        let end = if bounded { end } else { quantity.end };
        quantity.bounds = reading.extent(from, end);
    }
}

/// "more than 10 and less than 40": makes a range of two bounds that stand side by side; whether it did.
pub(super) fn close(reading: &Reading<'_>, first: &mut Quantity, second: &Quantity) -> bool {
    let between = reading.is_any(second.begin.wrapping_sub(1), &["and", "but"]);
    let side = |it: &Quantity| match it.modifier {
        Some(Modifier::AtLeast | Modifier::MoreThan) => Some(true),
        Some(Modifier::AtMost | Modifier::LessThan) => Some(false),
        _ => None,
    };
    let (Some(low), Some(high)) = (side(first), side(second)) else { return false };
    let plain = |it: &Quantity| it.upper.is_none() && it.form == Form::Cardinal && it.outcome.is_none() && !it.age;
    let one_unit = first.unit == second.unit || first.unit == Unit::None;
    let counted = second.unit == Unit::Noun && first.unit == Unit::Noun;
    if !between || low == high || !plain(first) || !plain(second) || !one_unit || counted {
        return false;
    }
    let comma = usize::from(reading.is_mark(first.after, Mark::Comma));
    if first.after + comma + 1 != second.begin {
        return false;
    }
    let (least, most) = if low { (first.value, second.value) } else { (second.value, first.value) };
    if least >= most {
        return false;
    }
    (first.value, first.upper) = (least, Some(most));
    (first.unit, first.noun, first.modifier) = (second.unit, second.noun, None);
    (first.end, first.after) = (second.end, second.after);
    first.extent = first.extent.to(second.extent);
    first.number = first.number.to(second.number);
    first.bounds = first.bounds.to(second.bounds);
    true
}

/// What opens a range at the token before its lower end.
fn opener(reading: &Reading<'_>, first: usize) -> Opener {
    let Some(before) = first.checked_sub(1) else { return Opener::None };
    if reading.is(before, "between") {
        Opener::Between
    } else if reading.is(before, "from") {
        Opener::From
    } else {
        Opener::None
    }
}

/// Whether "from" stands before the modifier of a number: "from less than 6 percent to 60 percent".
fn follows_from(reading: &Reading<'_>, first: usize) -> bool {
    let modifies =
        |at: usize| reading.classes(at).contains(Classes::MODIFIER) || reading.is_any(at, &["than", "least", "most"]);
    let words = (1..=3).take_while(|back| *back < first && modifies(first - back)).count();
    words > 0 && reading.is(first.wrapping_sub(words + 1), "from")
}

/// Words of change beside those of the tables that speak of a figure before "from".
const MOVES: &[&str] = &[
    "gone",
    "goes",
    "going",
    "move",
    "moved",
    "moves",
    "moving",
    "extend",
    "extended",
    "extends",
    "extending",
    "change",
    "changed",
    "changes",
    "changing",
    "improve",
    "improved",
    "improves",
    "improving",
    "shift",
    "shifted",
    "expand",
    "widen",
    "widened",
    "narrowed",
    "slid",
    "slipped",
    "swung",
    "swelled",
    "shrinking",
    "shrunk",
    "switch",
    "switched",
];

/// Whether "from" tells where a change began: "rose from 10 to 15"; "from 10 to 15 people" is a range.
fn is_change(reading: &Reading<'_>, from: usize) -> bool {
    let first = reading.sentences.get(reading.sentence_of(from)).map_or(0, |sentence| sentence.first);
    (first.max(from.saturating_sub(CHANGE_REACH))..from).filter(|at| reading.token(*at).kind == Kind::Word).any(|at| {
        reading.classes(at).intersects(Classes::RISE | Classes::FALL | Classes::CHANGE | Classes::SHIFT)
            || reading.is_any(at, outcome::CHANGES)
            || reading.is_any(at, MOVES)
    })
}

/// "<", ">=", "≤" and "~" that end at a token: what they say, and their first token.
fn comparison(reading: &Reading<'_>, at: usize) -> Option<(Modifier, usize)> {
    if reading.token(at).mark != Mark::Other {
        return None;
    }
    let before = |at: usize| if reading.is_glued(at) && at > 0 { reading.word(at - 1) } else { "" };
    let found = match (reading.word(at), before(at)) {
        // "->" and "=>" are arrows, "<>" is neither bound.
        (">" | "<", "-" | "=" | "<" | ">" | "&") => return None,
        (">", _) => (Modifier::MoreThan, at),
        ("<", _) => (Modifier::LessThan, at),
        ("=", ">") => (Modifier::AtLeast, at - 1),
        ("=", "<") => (Modifier::AtMost, at - 1),
        ("≥" | "⩾", _) => (Modifier::AtLeast, at),
        ("≤" | "⩽", _) => (Modifier::AtMost, at),
        ("~" | "≈", _) => (Modifier::About, at),
        _ => return None,
    };
    Some(found)
}

/// The first token of "equal to", "equals" or "equalling to" before a token.
fn equals(reading: &Reading<'_>, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let sign =
        reading.word(before) == "=" && !(reading.is_glued(before) && reading.token(before - 1).mark == Mark::Other);
    if sign || reading.is(before, "equals") {
        return Some(before);
    }
    let verb = before.checked_sub(1).filter(|_| reading.is(before, "to"))?;
    reading.is_any(verb, &["equal", "equals", "equaling", "equalling"]).then_some(verb)
}
