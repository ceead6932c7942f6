//! A quantity around its number: sign, currency, range, modifier, unit, age and noun.

use super::{Quantity, Role, Unit, noun, outcome};
use crate::language::lexicon;
use crate::language::numeral::{self, Form, Numeral};
use crate::language::{Classes, Flags, Kind, Mark, Number, Reading};

/// How many words a modifier has at most: "greater than or equal to".
const LONGEST: usize = 5;

/// Letters glued to an amount of money that multiply it.
const SCALE_LETTERS: &[(&str, i128)] = &[
    ("k", 1000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mm", 1_000_000),
    ("b", 1_000_000_000),
    ("t", 1_000_000_000_000),
];

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
            first: numeral.first,
            end: numeral.end,
            value: numeral.value,
            upper: None,
            most: numeral.most,
            grain: numeral.grain,
            form: numeral.form,
            modifier: None,
            unit: Unit::None,
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
        start = self.read_modifier_before(&mut quantity, start);
        quantity.begin = start;
        let bare = quantity.end;
        if quantity.unit == Unit::None {
            self.read_unit(&mut quantity);
            self.read_below_zero(&mut quantity);
        }
        self.read_cents(&mut quantity);
        if self.is_identifier(start, bare, &quantity) {
            quantity.role |= Role::IDENTIFIER;
            (quantity.unit, quantity.end) = (Unit::None, bare);
            return quantity;
        }
        if let Some((modifier, end)) = lexicon::modifier_after(reading, quantity.end) {
            quantity.modifier = quantity.modifier.or(Some(modifier));
            let _ = end;
        }
        match quantity.unit {
            Unit::None => self.read_age(&mut quantity),
            Unit::Measure(unit) if lexicon::unit(unit).dimension == "duration" => self.read_years_old(&mut quantity),
            _ => {}
        }
        if matches!(quantity.unit, Unit::None) && !quantity.age {
            noun::read(reading, &mut quantity);
        }
        outcome::read(reading, start, &mut quantity);
        quantity.extent = quantity.number.to(quantity.extent).to(reading.extent(quantity.first, quantity.end));
        quantity
    }

    /// "-5", "minus five": a sign before the number.
    fn read_sign(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let Some(before) = quantity.first.checked_sub(1) else { return };
        let digits = self.numeral.digits && reading.is_glued(quantity.first) && !reading.is_glued(before);
        let ranges = before > 0 && reading.token(before - 1).kind == Kind::Number;
        let minus = reading.is_mark(before, Mark::Hyphen) || reading.word(before) == "\u{2212}";
        let hyphen = minus && digits && !ranges;
        let word = reading.is_any(before, &["minus", "negative"]) && quantity.form == Form::Cardinal;
        if let Some(value) = Number::ZERO.minus(quantity.value).filter(|_| hyphen || word) {
            quantity.value = value;
            quantity.first = before;
            quantity.number = reading.extent(before, quantity.end);
            quantity.extent = quantity.number;
        }
    }

    /// "£", "US$" or "USD" before the number; gives the first token of the quantity.
    fn read_currency_before(&self, quantity: &mut Quantity) -> usize {
        let reading = self.reading;
        let first = quantity.first;
        // "Rs. 20".
        let stop = first > 1 && reading.is_mark(first - 1, Mark::Period) && reading.is_glued(first - 1);
        let Some(mut start) = first.checked_sub(if stop { 2 } else { 1 }) else { return first };
        let sign = reading.token(start);
        let short = sign.is_capital() && sign.end - sign.start == 2;
        let fits = sign.mark == Mark::Currency || sign.flags.contains(Flags::UPPER) || short;
        if !fits || stop && !short || !reading.classes(start).contains(Classes::CURRENCY) {
            return first;
        }
        // "US$", "C$", "HK$": letters glued before the sign.
        // In tokenised text all stands apart: "us $ 10".
        if sign.mark == Mark::Currency && start > 0 && (reading.is_glued(start) || !reading.is_glued(first)) {
            let letters = reading.token(start - 1);
            // "a $ 300 million contract", "its country's $ 5" are of no country's dollars.
            let small = !reading.is_glued(start) && reading.is_any(start - 1, &["a", "s"]);
            if !small
                && letters.kind == Kind::Word
                && lexicon::currency_at(reading, start - 1).is_some_and(|it| it.1 == first)
            {
                start -= 1;
            }
        }
        let Some((currency, _)) = lexicon::currency_at(reading, start) else { return first };
        quantity.unit = Unit::Currency(currency);
        quantity.extent = reading.extent(start, quantity.end);
        quantity.first = start;
        if let Some(size) = self.scale_letter(quantity.end)
            && let (Some(value), Some(grain)) = (quantity.value.times(size), quantity.grain.times(size))
        {
            (quantity.value, quantity.grain) = (value, grain);
            quantity.end += 1;
            quantity.number = reading.extent(self.numeral.first, quantity.end);
        }
        start
    }

    /// "£1.2m": the letter that stands for a word of scale behind money.
    fn scale_letter(&self, at: usize) -> Option<Number> {
        let letters = if self.reading.is_glued(at) { self.reading.word(at) } else { "" };
        SCALE_LETTERS.iter().find(|(form, _)| letters.eq_ignore_ascii_case(form)).map(|(_, size)| Number::whole(*size))
    }

    /// "10-15", "10 to 15", "between 10 and 15": the upper end of a range.
    fn read_range(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        if quantity.form != Form::Cardinal {
            return;
        }
        let at = quantity.end;
        let glued = |at: usize| reading.is_glued(at);
        let hyphen = matches!(reading.token(at).mark, Mark::Hyphen | Mark::Dash) && glued(at) && glued(at + 1);
        let opened = quantity.first.checked_sub(1).map(|before| reading.word(before).to_ascii_lowercase());
        let opened = opened.as_deref();
        let joined = match (reading.word(at), opened) {
            // "rose from 10 to 15" is a change, "from 10 to 15 people" a range; only the latter has one noun.
            ("to" | "or", Some("from")) => false,
            ("to" | "through", _) | ("and", Some("between")) => true,
            _ => false,
        };
        if !hyphen && !joined {
            return;
        }
        let mut next = at + 1;
        if matches!(quantity.unit, Unit::Currency(_)) && reading.token(next).mark == Mark::Currency {
            next += 1;
        }
        if hyphen && !reading.token(next).kind.eq(&Kind::Number) {
            return;
        }
        let Some(upper) = numeral::read(reading, next) else { return };
        if upper.form != Form::Cardinal {
            return;
        }
        // "£5-10m" and "2 to 3 million": the scale word of the upper end belongs to both.
        let mut value = quantity.value;
        if upper.scaled && !self.numeral.scaled {
            let Some(scaled) = Number::parse(reading.word(next))
                .and_then(|bare| upper.value.over(bare))
                .and_then(|scale| value.times(scale))
            else {
                return;
            };
            value = scaled;
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
        if value >= most {
            return;
        }
        quantity.value = value;
        quantity.upper = Some(most);
        quantity.grain = grain;
        quantity.end = end;
        quantity.number = reading.extent(self.numeral.first, end);
    }

    /// "at least", "more than" before the quantity; gives the first token of the modifier.
    fn read_modifier_before(&self, quantity: &mut Quantity, start: usize) -> usize {
        let reading = self.reading;
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

    /// Whether the number names a thing: "Flight 370", "MS-13", "9/11", "52-48", "#4".
    fn is_identifier(&self, start: usize, end: usize, quantity: &Quantity) -> bool {
        let reading = self.reading;
        if !self.numeral.digits || matches!(quantity.unit, Unit::Currency(_)) {
            return false;
        }
        let before = start.checked_sub(1).map(|at| reading.token(at)).unwrap_or_default();
        let glued = reading.is_glued(start);
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
            && before.is_capital()
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

    /// A unit or currency behind the number: "16km", "45-minute", "5 feet 10 inches", "12 per cent".
    fn read_unit(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        if quantity.form == Form::Ordinal {
            return;
        }
        let mut at = quantity.end;
        let hyphen = reading.is_mark(at, Mark::Hyphen) && reading.is_glued(at) && reading.is_glued(at + 1);
        if hyphen {
            at += 1;
        }
        // "1.8M dollars".
        if let Some(size) = self.scale_letter(at)
            && let Some((currency, end)) = currency_behind(reading, at + 1)
            && let (Some(value), Some(grain)) = (quantity.value.times(size), quantity.grain.times(size))
        {
            (quantity.value, quantity.grain, quantity.unit) = (value, grain, Unit::Currency(currency));
            quantity.number = quantity.number.to(reading.extent(at, at + 1));
            quantity.end = end;
            return;
        }
        // "38°", "38°C" and "38° C": the degree sign with its letter.
        if reading.is_mark(at, Mark::Degree) {
            let letter = reading.word(at + 1);
            let name = match letter {
                "C" | "Celsius" | "celsius" => Some("celsius"),
                "F" | "Fahrenheit" | "fahrenheit" => Some("fahrenheit"),
                _ => None,
            };
            let (form, end) = name.map_or(("degrees", at + 1), |name| (name, at + 2));
            if let Some(unit) = lexicon::look_up(form).unit {
                quantity.unit = Unit::Measure(unit);
                quantity.end = end;
            }
            return;
        }
        let digit = self.numeral.digits && (reading.is_glued(at) || quantity.end == at);
        if let Some((unit, end)) = lexicon::unit_at(reading, at, digit) {
            let unit_row = lexicon::unit(unit);
            let word = reading.word(at);
            // "5 in the car", "3 a": a letter apart from its digit needs a full stop or nothing but a mark behind it.
            let weak = word.len() <= 2 && !reading.is_glued(at) && reading.entry(at).unit.is_none();
            // "50,000 in 2020" has no inches.
            let place = reading.is(at, "in") && !reading.is_mark(end, Mark::Period);
            let fits = !weak || !reading.token(end).kind.eq(&Kind::Word) && !place;
            // "million pounds" is money, "50 pounds" in most drafts is weight.
            let money =
                unit_row.name == "pound-mass" && self.numeral.scaled && word.to_ascii_lowercase().starts_with("pound");
            if fits && !money {
                quantity.unit = Unit::Measure(unit);
                quantity.end = end;
                self.read_smaller_unit(quantity, unit);
                return;
            }
        }
        if let Some((currency, end)) = currency_behind(reading, at) {
            quantity.unit = Unit::Currency(currency);
            quantity.end = end;
        }
    }

    /// "2 degrees below zero", "five below zero" is negative.
    fn read_below_zero(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let degrees = match quantity.unit {
            Unit::Measure(unit) => matches!(lexicon::unit(unit).name, "degree" | "Celsius" | "Fahrenheit"),
            other => other == Unit::None,
        };
        if degrees && reading.is(quantity.end, "below") && reading.is(quantity.end + 1, "zero") {
            quantity.value = Number::ZERO.minus(quantity.value).unwrap_or(quantity.value);
            quantity.end += 2;
        }
    }

    /// "5 feet 10 inches", "11st 4lb", "2 hours and 10 minutes" as one quantity of the larger unit.
    fn read_smaller_unit(&self, quantity: &mut Quantity, larger: u16) {
        let reading = self.reading;
        let larger = lexicon::unit(larger);
        if !matches!(larger.name, "foot" | "stone" | "pound-mass" | "hour" | "yard") {
            return;
        }
        let mut at = quantity.end;
        if reading.is_mark(at, Mark::Comma) || reading.is(at, "and") || reading.is_mark(at, Mark::Hyphen) {
            at += 1;
        }
        let Some(numeral) = numeral::read(reading, at).filter(|it| it.form == Form::Cardinal) else { return };
        let mut next = numeral.end;
        if reading.is_mark(next, Mark::Hyphen) {
            next += 1;
        }
        let Some((unit, end)) = lexicon::unit_at(reading, next, true) else { return };
        let unit = lexicon::unit(unit);
        let below = unit.dimension == larger.dimension && unit.size < larger.size;
        let Some(share) = below.then(|| unit.size.over(larger.size)).flatten() else { return };
        let added = numeral.value.times(share).and_then(|it| quantity.value.plus(it));
        if let (Some(value), Some(grain)) =
            (added.filter(|_| numeral.value.times(share) < Some(Number::ONE)), numeral.grain.times(share))
        {
            quantity.value = value;
            quantity.grain = grain;
            quantity.end = end;
        }
    }

    /// "15 dollars and 50 cents", "$20 and 43c", "3 pounds 20 pence": one amount.
    fn read_cents(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        if !matches!(quantity.unit, Unit::Currency(_)) || !quantity.value.is_whole() || self.numeral.scaled {
            return;
        }
        let next = quantity.end + usize::from(reading.is(quantity.end, "and"));
        let Some(numeral) = numeral::read(reading, next).filter(|it| it.form == Form::Cardinal) else { return };
        let hundredth = numeral.value.over(Number::whole(100)).filter(|it| *it < Number::ONE);
        let cents = reading.is_any(numeral.end, &["cent", "cents", "c", "pence", "p"]);
        if let (Some(value), true) = (hundredth.and_then(|it| quantity.value.plus(it)), cents) {
            quantity.value = value;
            quantity.grain = Number::power_of_ten(-2);
            quantity.end = numeral.end + 1;
        }
    }

    /// "45-year-old", "45 years old", "45 years of age".
    fn read_years_old(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let hyphen = reading.is_mark(quantity.end, Mark::Hyphen) && reading.is_glued(quantity.end + 1);
        let next = quantity.end + usize::from(hyphen);
        if reading.is_any(next, &["old", "olds"]) {
            (quantity.age, quantity.end) = (true, next + 1);
        } else if reading.is(next, "of") && reading.is(next + 1, "age") {
            (quantity.age, quantity.end) = (true, next + 2);
        }
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

/// "dollars", "Chinese yuan": the currency at a token, its country's adjective passed over.
fn currency_behind(reading: &Reading<'_>, at: usize) -> Option<(u16, usize)> {
    let found = lexicon::currency_at(reading, at);
    let people = reading.classes(at).contains(Classes::DEMONYM);
    found.or_else(|| people.then(|| lexicon::currency_at(reading, at + 1)).flatten())
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
