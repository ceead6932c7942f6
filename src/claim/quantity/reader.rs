//! A quantity around its number: sign, currency, range, modifier, unit, age and noun.

use super::{Quantity, Role, Unit, measure, noun, outcome};
use crate::language::lexicon;
use crate::language::numeral::{Form, Numeral};
use crate::language::plural::is_plural;
use crate::language::{Classes, Flags, Kind, Mark, Number, Reading};
use crate::place::Extent;

/// Reads what stands around one number.
pub(super) struct Reader<'a, 'b> {
    pub reading: &'b Reading<'a>,
    pub numeral: Numeral,
}

impl Reader<'_, '_> {
    /// The quantity of the number.
    pub fn quantity(&self) -> Quantity {
        let reading = self.reading;
        let numeral = self.numeral;
        let mut quantity = Quantity {
            extent: reading.extent(numeral.first, numeral.end),
            number: reading.extent(numeral.first, numeral.end),
            bounds: Extent::default(),
            first: numeral.first,
            end: numeral.end,
            after: numeral.end,
            value: numeral.value,
            upper: None,
            most: numeral.most,
            grain: numeral.grain,
            form: numeral.form,
            modifier: None,
            unit: Unit::None,
            per: None,
            noun: None,
            outcome: None,
            role: Role::default(),
            age: false,
            restates: None,
            scope: None,
            begin: numeral.first,
        };
        if reading.token(numeral.first).is_quoted() {
            quantity.role |= Role::QUOTED;
        }
        self.read_sign(&mut quantity);
        let mut start = self.read_currency_before(&mut quantity);
        self.read_range(&mut quantity);
        let bare = quantity.end;
        if quantity.unit == Unit::None {
            self.read_unit(&mut quantity);
            self.read_below_zero(&mut quantity);
            if quantity.unit == Unit::None {
                start = self.read_currency_name_before(&mut quantity).unwrap_or(start);
            }
        } else {
            self.read_currency_again(&mut quantity);
        }
        self.read_cents(&mut quantity);
        self.read_range_of_units(&mut quantity);
        start = self.read_modifier_before(&mut quantity, start);
        quantity.begin = start;
        if self.is_identifier(start, bare, &quantity) {
            quantity.role |= Role::IDENTIFIER;
            (quantity.unit, quantity.per, quantity.end) = (Unit::None, None, bare);
            quantity.after = bare;
            return quantity;
        }
        match quantity.unit {
            Unit::None => self.read_age(&mut quantity),
            Unit::Measure(unit) if lexicon::unit(unit).dimension == "duration" => self.read_years_old(&mut quantity),
            _ => {}
        }
        let mut after = self.read_modifier_behind(&mut quantity);
        self.read_bounds(&mut quantity, start, after);
        if matches!(quantity.unit, Unit::None) && !quantity.age && noun::read(reading, &mut quantity, after) {
            after = self.read_modifier_behind(&mut quantity);
        }
        quantity.after = after;
        outcome::read(reading, start, &mut quantity);
        quantity.extent = quantity.number.to(quantity.extent).to(reading.extent(quantity.first, quantity.end));
        quantity
    }

    /// "-5", "minus five": a sign before the number.
    fn read_sign(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let Some(before) = quantity.first.checked_sub(1) else { return };
        let token = reading.token(before);
        let signed = match token.kind {
            Kind::Mark => {
                let minus = token.mark == Mark::Hyphen || reading.word(before) == "\u{2212}";
                minus && self.numeral.digits && self.is_minus(before)
            }
            Kind::Word => {
                reading.is_any(before, &["minus", "negative"]) && matches!(quantity.form, Form::Cardinal | Form::Part)
            }
            _ => false,
        };
        if signed && let Some(value) = Number::ZERO.minus(quantity.value) {
            quantity.value = value;
            quantity.first = before;
            quantity.number = reading.extent(before, quantity.end);
            quantity.extent = quantity.number;
        }
    }

    /// Whether a hyphen before digits is a minus.
    fn is_minus(&self, at: usize) -> bool {
        let reading = self.reading;
        let before = at.checked_sub(1).map(|it| reading.token(it)).unwrap_or_default();
        if !reading.is_glued(at + 1) {
            // "- 1 4/5": a sign apart from its number stands at the beginning, else it is a dash.
            return before.kind == Kind::None;
        }
        // "<-30" and "(-5" have a sign, "75 -300mm" has a range.
        let opens = matches!(before.mark, Mark::OpenParen | Mark::OpenBracket | Mark::Other);
        (!reading.is_glued(at) || opens) && before.kind != Kind::Number
    }

    /// "Air Force One", "Formula One": a number that ends a name.
    fn is_name(&self, end: usize) -> bool {
        let reading = self.reading;
        let (first, one) = (self.numeral.first, reading.token(self.numeral.first));
        let capital = one.is_capital() && !one.flags.intersects(Flags::FIRST | Flags::UPPER) && end == first + 1;
        if !capital || first == 0 || !reading.is_any(first, &["one", "two"]) {
            return false;
        }
        let before = reading.token(first - 1);
        let verb = Classes::OUTCOME | Classes::SAYING | Classes::FUNCTION | Classes::RISE | Classes::FALL;
        before.kind == Kind::Word
            && before.is_capital()
            && !reading.classes(first - 1).intersects(verb)
            && !is_plural(reading.word(end))
    }

    /// "(3)" before an item of a list, "[2]" of a footnote, "401(k)" and "2703(d)" of a law.
    fn is_marker(&self, end: usize) -> bool {
        let reading = self.reading;
        let first = self.numeral.first;
        let before = first.checked_sub(1).map(|at| reading.token(at).mark).unwrap_or_default();
        let alone = end == first + 1;
        match (before, reading.token(end).mark) {
            (Mark::OpenBracket, Mark::CloseBracket) => alone,
            (Mark::OpenParen, Mark::CloseParen) => {
                let small = self.numeral.value.is_whole() && self.numeral.value <= Number::whole(20);
                alone && small && !(first > 1 && reading.token(first - 2).is_capital())
            }
            (_, Mark::OpenParen) => {
                let letter = reading.token(end + 1);
                let short = letter.kind == Kind::Word && letter.end - letter.start == 1;
                short && reading.is_glued(end) && reading.is_mark(end + 2, Mark::CloseParen)
            }
            _ => false,
        }
    }

    /// Whether the number names a thing: "Flight 370", "MS-13", "9/11", "52-48", "#4".
    fn is_identifier(&self, start: usize, end: usize, quantity: &Quantity) -> bool {
        let reading = self.reading;
        if self.is_name(end) {
            return true;
        }
        // "Three Mile Island", "12 Newton Road".
        let place =
            reading.classes(end + 1).contains(Classes::GEOGRAPHY) && reading.classes(end).contains(Classes::UNIT);
        if place && quantity.unit == Unit::None && measure::is_address(reading, end, end + 1) {
            return true;
        }
        if !self.numeral.digits || matches!(quantity.unit, Unit::Currency(_)) {
            return false;
        }
        let before = start.checked_sub(1).map(|at| reading.token(at)).unwrap_or_default();
        if self.is_marker(end) || before.flags.contains(Flags::DOTTED) && reading.is_glued(start) {
            return true;
        }
        // "ef 75 -300mm" has a length.
        let apart = before.mark == Mark::Hyphen && !reading.is_glued(start - 1) && quantity.unit != Unit::None;
        let glued = reading.is_glued(start) && !apart;
        if glued
            && matches!(
                before.mark,
                Mark::Hyphen | Mark::Slash | Mark::Hash | Mark::At | Mark::Period | Mark::Colon | Mark::Dash
            )
        {
            return true;
        }
        let after = reading.token(end);
        if reading.is_glued(end) {
            let number_behind = reading.token(end + 1).kind == Kind::Number && reading.is_glued(end + 1);
            if matches!(after.mark, Mark::Slash | Mark::Colon | Mark::Period) && number_behind {
                return true;
            }
            if matches!(after.mark, Mark::Hyphen | Mark::Dash) && number_behind && quantity.upper.is_none() {
                return true;
            }
        }
        // "Boeing 707", "Article 5", "Covid 19"; but "On Tuesday 12 people", "In Poland 300 were".
        let plain =
            quantity.value.is_whole() && !reading.text_of(quantity.number).contains(',') && !self.numeral.scaled;
        // "Boeing 777F" is a name, "Humberto 75 miles" is none.
        let letter = reading.word(end).len() == 1 && reading.is_glued(end);
        let named = (quantity.unit == Unit::None || letter)
            && before.kind == Kind::Word
            && (before.is_capital() || has_capital(reading.word(start - 1)))
            && !before.flags.contains(Flags::FIRST)
            && !glued
            && !reading.classes(start - 1).intersects(
                Classes::WEEKDAY
                    | Classes::MONTH
                    | Classes::FUNCTION
                    | Classes::COUNTRY
                    | Classes::DEMONYM
                    | Classes::OUTCOME
                    | Classes::SAYING
                    | Classes::ONE,
            );
        let numbered = start > 0
            && reading.is_any(
                start - 1,
                &[
                    "no",
                    "number",
                    "page",
                    "room",
                    "route",
                    "flight",
                    "section",
                    "article",
                    "chapter",
                    "channel",
                    "grade",
                    "phase",
                    "category",
                    "level",
                    "type",
                    "highway",
                    "interstate",
                    "step",
                    "tip",
                    "item",
                    "figure",
                    "table",
                    "resolution",
                    "platform",
                    "gate",
                    "lot",
                    "form",
                    "rule",
                    "schedule",
                ],
            )
            || (start > 1
                && before.mark == Mark::Period
                && reading.is_any(start - 2, &["no", "nos", "sec", "art", "vol"]));
        plain && quantity.modifier.is_none() && (numbered || (named && !noun::counts(reading, end)))
    }

    /// "aged 45", ", 45,".
    fn read_age(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let before = quantity.first.checked_sub(1);
        let aged = before.is_some_and(|at| {
            reading.is_any(at, &["aged", "age", "ages"]) || reading.is(at, "of") && at > 0 && reading.is(at - 1, "age")
        });
        let small = quantity.value.is_whole() && quantity.value < Number::whole(120) && quantity.form == Form::Cardinal;
        let apposed = before.is_some_and(|at| {
            reading.is_mark(at, Mark::Comma)
                && at > 0
                && reading.token(at - 1).is_capital()
                && reading.token(at - 1).kind == Kind::Word
                && !reading.classes(at - 1).intersects(Classes::MONTH | Classes::COUNTRY | Classes::WEEKDAY)
        }) && (reading.is_mark(quantity.end, Mark::Comma) || reading.is_mark(quantity.end, Mark::Period));
        quantity.age = small && (aged || apposed) && quantity.modifier.is_none();
    }
}

/// "iPhone", "eBay": a name that begins small.
fn has_capital(word: &str) -> bool {
    word.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::extract;
    use super::*;

    /// "value unit" of the first quantity of a text, with "old" for ages and "-" for none.
    fn first(text: &str) -> String {
        let reading = Reading::new(text);
        let quantities = extract(&reading, &[]);
        let Some(it) = quantities.iter().find(|it| !it.role.contains(Role::IDENTIFIER)) else { return "-".to_owned() };
        let unit = match it.unit {
            Unit::Measure(row) => lexicon::unit(row).name,
            Unit::Currency(row) => lexicon::currency(row).name,
            Unit::Noun => it.noun.map_or("", |noun| reading.text_of(noun.head)),
            Unit::None => "",
        };
        format!("{} {unit}{}", it.value, if it.age { " old" } else { "" })
    }

    #[test]
    fn signs_units_and_money_as_people_write_them() {
        for (text, expected) in [
            ("It was -5C on the pier.", "-5 Celsius"),
            ("It was \u{2212}5C on the pier.", "-5 Celsius"),
            ("It was minus seven degrees.", "-7 degree"),
            ("It was 4 degrees below zero.", "-4 degree"),
            ("The tea was 37°C.", "37 Celsius"),
            ("The bell is 129 years old.", "129 year old"),
            ("The lamb is three weeks old.", "3 week old"),
            ("It cost 15 dollars and 50 cents.", "15.5 dollar"),
            ("It cost Rs. 20 a day.", "20 Indian rupee"),
            ("It cost 1.8M dollars.", "1,800,000 dollar"),
            ("It cost 90 Chinese yuan.", "90 Chinese yuan"),
            ("He won a $ 3 million contract.", "3,000,000 US dollar"),
            ("It cost ₭90,000.", "90,000 Lao kip"),
            ("The gale drove Otto 75 miles north.", "75 mile"),
            ("They sold 50,000 in 2020.", "50,000 "),
            ("They flew a Boeing 777F.", "-"),
            ("The score was 3-2.", "-"),
        ] {
            assert_eq!(first(text), expected, "{text}");
        }
    }
}
