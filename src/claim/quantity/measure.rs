//! Units behind a number: "16km", "45-minute", "6 feet 2 inches", "20 (kg)", "50 km/ms", "38° C".

use super::reader::Reader;
use super::{Quantity, Unit};
use crate::language::lexicon;
use crate::language::numeral::{self, Form};
use crate::language::{Classes, Flags, Kind, Mark, Number, Reading};

/// How many smaller units may follow: "2 yards 2 feet 6 inches".
const SMALLER: usize = 3;

impl Reader<'_, '_> {
    /// A unit or currency behind the number: "16km", "45-minute", "5 feet 10 inches", "12 per cent".
    pub(super) fn read_unit(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        if quantity.form == Form::Ordinal {
            return;
        }
        let mut at = quantity.end;
        let token = reading.token(at);
        match (token.kind, token.mark) {
            (Kind::Mark, Mark::Degree) => return self.read_degree(quantity),
            (Kind::Mark, Mark::Hyphen) => {
                if !reading.is_glued(at) || !reading.is_glued(at + 1) {
                    return;
                }
                at += 1;
            }
            (Kind::Mark, Mark::Other) if reading.word(at) == "{" => return self.read_bracketed_unit(quantity),
            (Kind::Mark, Mark::Apostrophe | Mark::Quote | Mark::CloseQuote | Mark::Other) => {
                return self.read_feet_and_inches(quantity);
            }
            (Kind::Mark, Mark::OpenParen | Mark::OpenBracket) => return self.read_bracketed_unit(quantity),
            (Kind::Mark, Mark::Currency | Mark::Percent) | (Kind::Word, _) => {}
            _ => return,
        }
        if quantity.form == Form::Part || self.numeral.digits && quantity.value < Number::ONE {
            at = self.skip_of_a(at);
        }
        // "millions of dollars", "hundreds of kilometres".
        at += usize::from(quantity.form == Form::Vague && reading.is(at, "of"));
        let digit = self.numeral.digits && (reading.is_glued(at) || quantity.end == at);
        if let Some((unit, end)) = lexicon::unit_at(reading, at, digit)
            && self.fits(at, end, unit)
        {
            quantity.unit = Unit::Measure(unit);
            quantity.end = end;
            self.read_smaller_units(quantity);
            self.read_per(quantity);
            return;
        }
        self.read_currency_behind(quantity, at);
    }

    /// The token behind "a", "of a" and "of an" in "half a mile", "three-quarters of an inch", where a unit follows.
    fn skip_of_a(&self, at: usize) -> usize {
        let reading = self.reading;
        let article = at + usize::from(reading.is(at, "of"));
        let unit = reading.is_any(article, &["a", "an"])
            && lexicon::unit_at(reading, article + 1, false)
                .is_some_and(|(unit, _)| lexicon::unit(unit).dimension != "duration");
        if unit { article + 1 } else { at }
    }

    /// Whether what looks like a unit is one.
    fn fits(&self, at: usize, end: usize, unit: u16) -> bool {
        let reading = self.reading;
        let word = reading.word(at);
        let behind = reading.token(end);
        // "5 in the car", "3 a": a letter apart from its digit needs a full stop or nothing but a mark behind it.
        if word.len() <= 2 && reading.entry(at).unit.is_none() {
            // "50,000 in 2020" has no inches.
            let place = reading.is(at, "in") && behind.mark != Mark::Period;
            // "10 g of sugar", "300 K is cold"; "section 4 c of the act" has no degrees.
            let degrees =
                reading.is_any(at, &["c", "f", "k"]) && (reading.is(end, "of") || !reading.token(at).is_capital());
            let grammar = reading.classes(end).contains(Classes::FUNCTION) && !degrees && !reading.is(at, "in");
            let alone = behind.kind != Kind::Word || grammar || reading.is_any(end, &["x", "by"]);
            if !reading.is_glued(at) && (!alone || place) {
                return false;
            }
            // "24703 L-202".
            if behind.mark == Mark::Hyphen && reading.is_glued(end) && reading.token(end + 1).kind == Kind::Number {
                return false;
            }
        }
        if is_address(reading, at, end) {
            return false;
        }
        // "million pounds" is money as are "5 pounds 20 pence"; "50 pounds" in most drafts is weight.
        let pounds = lexicon::unit(unit).name == "pound-mass" && word.to_ascii_lowercase().starts_with("pound");
        !(pounds && (self.numeral.scaled || has_pence(reading, end)))
    }

    /// "38°", "38°C" and "38° C": the degree sign with its letter.
    fn read_degree(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let at = quantity.end;
        let name = match reading.word(at + 1) {
            "C" | "c" | "Celsius" | "celsius" | "Centigrade" | "centigrade" => Some("celsius"),
            "F" | "f" | "Fahrenheit" | "fahrenheit" => Some("fahrenheit"),
            _ => None,
        };
        let (form, end) = name.map_or(("degrees", at + 1), |name| (name, at + 2));
        if let Some(unit) = lexicon::look_up(form).unit {
            quantity.unit = Unit::Measure(unit);
            quantity.end = end;
        }
    }

    /// "5'10\"", "5′", "15''": feet and inches by their marks.
    fn read_feet_and_inches(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let at = quantity.end;
        if !self.numeral.digits || !reading.is_glued(at) {
            return;
        }
        let named = |form: &str| lexicon::look_up(form).unit.map(Unit::Measure);
        if is_inch(reading, at) && !reading.token(quantity.first).is_quoted() {
            if let Some(unit) = named("inch") {
                (quantity.unit, quantity.end) = (unit, at + 1);
            }
            return;
        }
        if reading.token(at).mark != Mark::Apostrophe {
            return;
        }
        let inches = numeral::read(reading, at + 1).filter(|it| it.digits && it.value < Number::whole(12));
        if let Some((inches, unit)) = inches.filter(|it| is_inch(reading, it.end)).zip(named("foot"))
            && let Some(share) = inches.value.over(Number::whole(12))
            && let Some(value) = quantity.value.plus(share)
        {
            (quantity.value, quantity.grain) = (value, Number::fraction(1, 12).unwrap_or(quantity.grain));
            (quantity.unit, quantity.end) = (unit, inches.end + 1);
        } else if reading.word(at) == "′"
            && let Some(unit) = named("foot")
        {
            (quantity.unit, quantity.end) = (unit, at + 1);
        }
    }

    /// "20 (kg)": a unit alone in brackets.
    fn read_bracketed_unit(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        // "401(k)" and "section 4(f)" have no units.
        if reading.is_glued(quantity.end) {
            return;
        }
        let Some((unit, end)) = lexicon::unit_at(reading, quantity.end + 1, true) else { return };
        if matches!(reading.token(end).mark, Mark::CloseParen | Mark::CloseBracket) || reading.word(end) == "}" {
            (quantity.unit, quantity.end) = (Unit::Measure(unit), end + 1);
        }
    }

    /// "2 degrees below zero", "five below zero" is negative.
    pub(super) fn read_below_zero(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        if !reading.is(quantity.end, "below") || !reading.is(quantity.end + 1, "zero") {
            return;
        }
        let degrees = match quantity.unit {
            Unit::Measure(unit) => matches!(lexicon::unit(unit).name, "degree" | "Celsius" | "Fahrenheit"),
            other => other == Unit::None,
        };
        if degrees {
            quantity.value = Number::ZERO.minus(quantity.value).unwrap_or(quantity.value);
            quantity.end += 2;
            if let (Unit::None, Some(degree)) = (quantity.unit, lexicon::look_up("degree").unit) {
                quantity.unit = Unit::Measure(degree);
            }
        }
    }

    /// "5 feet 10 inches", "11st 4lb", "2 km and 300 m", "6-foot-4": one quantity of the larger unit.
    fn read_smaller_units(&self, quantity: &mut Quantity) {
        let (Unit::Measure(larger), None) = (quantity.unit, quantity.upper) else { return };
        let mut last = larger;
        for _ in 0..SMALLER {
            let Some(unit) = self.read_smaller_unit(quantity, last, larger) else { return };
            last = unit;
        }
    }

    /// A number of a unit smaller than the last, added to a quantity of the largest; gives the unit.
    fn read_smaller_unit(&self, quantity: &mut Quantity, last: u16, largest: u16) -> Option<u16> {
        let reading = self.reading;
        let (larger, largest) = (lexicon::unit(last), lexicon::unit(largest));
        let mut at = quantity.end;
        let joint = reading.token(at);
        let hyphen = joint.mark == Mark::Hyphen && reading.is_glued(at) && reading.is_glued(at + 1);
        at += usize::from(joint.mark == Mark::Comma || hyphen || reading.is(at, "and"));
        if reading.token(at).kind != Kind::Number && !reading.classes(at).contains(Classes::NUMERAL) {
            return None;
        }
        let numeral = numeral::read(reading, at).filter(|it| it.form == Form::Cardinal)?;
        let mut next = numeral.end;
        next += usize::from(reading.is_mark(next, Mark::Hyphen) && reading.is_glued(next + 1));
        let found = lexicon::unit_at(reading, next, true).or_else(|| {
            // "6-foot-4", "6ft 4": the inches go without saying.
            let singular = larger.name == "foot" && !reading.is(quantity.end - 1, "feet");
            let alone = reading.token(numeral.end).kind != Kind::Word || hyphen;
            let inch = lexicon::look_up("inch").unit.filter(|_| singular && alone && (hyphen || at == quantity.end))?;
            (numeral.value < Number::whole(12)).then_some((inch, numeral.end))
        });
        let (row, end) = found?;
        let unit = lexicon::unit(row);
        let below = unit.dimension == larger.dimension && unit.size < larger.size && larger.offset == Number::ZERO;
        let ratio = below.then(|| larger.size.over(unit.size)).flatten().filter(|it| it.is_whole());
        ratio.filter(|it| numeral.value < *it)?;
        let share = unit.size.over(largest.size)?;
        quantity.value = quantity.value.plus(numeral.value.times(share)?)?;
        quantity.grain = numeral.grain.times(share)?;
        quantity.end = end;
        Some(row)
    }

    /// "50 metres per millisecond", "50 km/ms": what a unit is counted by.
    fn read_per(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let at = quantity.end;
        let slash = reading.is_mark(at, Mark::Slash) && reading.is_glued(at) && reading.is_glued(at + 1);
        if !slash && !reading.is(at, "per") {
            return;
        }
        let Unit::Measure(row) = quantity.unit else { return };
        // "57 km/h": a unit of its own.
        let speed =
            slash.then(|| reading.text_of(reading.extent(at - 1, at + 2))).and_then(|it| lexicon::look_up(it).unit);
        if let Some(speed) = speed {
            (quantity.unit, quantity.end) = (Unit::Measure(speed), at + 2);
            return;
        }
        if matches!(lexicon::unit(row).dimension, "percent" | "duration" | "share" | "point") {
            return;
        }
        if let Some((per, end)) = lexicon::unit_at(reading, at + 1, slash) {
            (quantity.per, quantity.end) = (Some(per), end);
        }
    }

    /// "45-year-old", "45 years old", "45 years of age".
    pub(super) fn read_years_old(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let hyphen = reading.is_mark(quantity.end, Mark::Hyphen) && reading.is_glued(quantity.end + 1);
        let next = quantity.end + usize::from(hyphen);
        if reading.is_any(next, &["old", "olds"]) {
            (quantity.age, quantity.end) = (true, next + 1);
        } else if reading.is(next, "of") && reading.is(next + 1, "age") {
            (quantity.age, quantity.end) = (true, next + 2);
        }
    }
}

/// Whether a unit is part of a name: "12 Newton Road", "Three Mile Island".
pub(super) fn is_address(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let (unit, behind) = (reading.token(at), reading.token(end));
    unit.is_capital()
        && behind.is_capital()
        && unit.end - unit.start > 3
        && unit.kind == Kind::Word
        && behind.kind == Kind::Word
        && !reading.is_glued(at)
        && !unit.flags.contains(Flags::UPPER)
}

/// Whether a token is a mark of inches.
fn is_inch(reading: &Reading<'_>, at: usize) -> bool {
    let ends = !reading.is_glued(at + 1) || reading.token(at + 1).kind == Kind::Mark;
    reading.is_glued(at) && ends && matches!(reading.word(at), "\"" | "''" | "″" | "”")
}

/// Whether "20 pence" stands at a token, or behind "and".
fn has_pence(reading: &Reading<'_>, at: usize) -> bool {
    let next = at + usize::from(reading.is(at, "and"));
    numeral::read(reading, next).is_some_and(|it| reading.is_any(it.end, &["pence", "penny", "p"]))
}
