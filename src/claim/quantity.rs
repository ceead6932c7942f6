//! Numbers with what they count or measure, as written.

mod conversion;
mod noun;
mod outcome;
mod scope;

use crate::claim::{DateClaim, Taken};
use crate::language::interval::Interval;
use crate::language::lexicon::{self, Modifier, Outcome};
use crate::language::numeral::{self, Form, Numeral};
use crate::language::{Classes, Flags, Kind, Mark, Number, Reading};
use crate::place::Extent;

pub use noun::Noun;
pub use scope::Scope;

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing that was read.
    None,
    /// A unit of the table, by its row.
    Measure(u16),
    /// A currency, by its row.
    Currency(u16),
    /// The noun it counts.
    Noun,
}

bitflags::bitflags! {
    /// How a figure is used, as far as the words beside it tell.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Role: u16 {
        /// "another 12", "12 more", "12 others": comes on top of something.
        const ADDITION = 1;
        /// "including 12", "12 of the", "12 of them": belongs to a larger number.
        const PART = 1 << 1;
        /// "from 12", "up from 12", "to 12", "by 12": one end of a change.
        const CHANGE = 1 << 2;
        /// "could cost 12", "would kill 12", "if 12".
        const HYPOTHETICAL = 1 << 3;
        /// "12 a day", "12 per 1,000", "every 12", "each".
        const RATE = 1 << 4;
        /// "initially 12", "earlier 12", "previously 12".
        const EARLIER = 1 << 5;
        /// It stands in a quotation.
        const QUOTED = 1 << 6;
        /// It stands in brackets behind another quantity.
        const BRACKETED = 1 << 7;
        /// It names a thing and counts nothing: "Flight 370", "MS-13".
        const IDENTIFIER = 1 << 8;
    }
}

/// A quantity as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Number and unit or counted noun.
    pub extent: Extent,
    /// The bare number.
    pub number: Extent,
    /// Index of the first token of the number.
    pub first: usize,
    /// Index after the last token of number and unit.
    pub end: usize,
    /// The value as written; of a range the lower end.
    pub value: Number,
    /// Of a range as written the upper end.
    pub upper: Option<Number>,
    /// Of a vague number ("dozens") the bound that it does not reach.
    pub most: Option<Number>,
    /// One unit of the last place that was written.
    pub grain: Number,
    /// How the number is used.
    pub form: Form,
    /// A word that widens it.
    pub modifier: Option<Modifier>,
    /// What it is a number of.
    pub unit: Unit,
    /// The noun it counts.
    pub noun: Option<Noun>,
    /// What happened to those counted.
    pub outcome: Option<Outcome>,
    /// How it is used.
    pub role: Role,
    /// "45-year-old", "aged 45", "Jane Doe, 45,".
    pub age: bool,
    /// Of "16km" in "10 miles (16km)": the index of the quantity it restates in another unit.
    pub restates: Option<usize>,
    /// What the sentence tells of the event, for figures with an outcome.
    pub scope: Option<Box<Scope>>,
    /// Index of the first token, modifier included.
    pub begin: usize,
}

/// The share of a number that "about" allows on either side (the house's figures guide).
const ABOUT: (i128, i128) = (1, 10);
/// The share of a number down to which "nearly" reaches (the house's figures guide).
const NEARLY: (i128, i128) = (85, 100);

impl Quantity {
    /// The interval meant: least and most, `None` when open.  Strict bounds ("more than") are moved by
    /// one unit of the last place written.
    #[must_use]
    pub fn interval(&self) -> (Option<Number>, Option<Number>) {
        let value = self.value;
        let upper = self.upper.unwrap_or(value);
        if let Some(most) = self.most {
            return (Some(value), most.minus(Number::ONE));
        }
        let share = |(part, whole): (i128, i128)| Number::fraction(part, whole).and_then(|share| value.times(share));
        match self.modifier {
            None => (Some(value), Some(upper)),
            Some(Modifier::AtLeast) => (Some(value), None),
            Some(Modifier::MoreThan) => (value.plus(self.least_step()), None),
            Some(Modifier::AtMost) => (Some(Number::ZERO), Some(upper)),
            Some(Modifier::LessThan) => (Some(Number::ZERO), upper.minus(self.least_step())),
            Some(Modifier::Nearly) => (share(NEARLY), Some(value)),
            Some(Modifier::About) => {
                let slack = share(ABOUT).unwrap_or(Number::ZERO);
                (value.minus(slack), upper.plus(slack))
            }
        }
    }

    /// The least by which something counted can exceed another: one for whole numbers.
    fn least_step(&self) -> Number {
        if self.value.is_whole() && self.unit == Unit::Noun { Number::ONE } else { Number::ZERO }
    }

    /// The interval that the digits allow when a number may have been rounded: half of the last place
    /// written, where trailing zeros and fives count as places as long as a place is at most a sixth of the
    /// number (weather services round 48 km/h to 45); a tenth behind "about" and its like.
    #[must_use]
    pub fn rounding(&self) -> (Number, Number) {
        let (value, upper) = (self.value, self.upper.unwrap_or(self.value));
        let half = |number: Number| {
            let mut grain = self.grain;
            let share = |of| number.magnitude().over(Number::whole(of)).unwrap_or(Number::ZERO);
            for power in 0..12 {
                for factor in [1, 5] {
                    let Some(step) = Number::power_of_ten(power).times(Number::whole(factor)) else { break };
                    if step > grain && step <= share(6) && number.over(step).is_some_and(Number::is_whole) {
                        grain = step;
                    }
                }
            }
            let widened = if self.modifier.is_some() { share(10) } else { Number::ZERO };
            grain.over(Number::whole(2)).unwrap_or(Number::ZERO).max(widened)
        };
        let low = value.minus(half(value)).unwrap_or(value);
        let high = upper.plus(half(upper)).unwrap_or(upper);
        (low, high)
    }

    /// What the number can have been rounded from: within half of the last place written.  A count that is written in
    /// full is exact.
    #[must_use]
    pub fn as_written(&self) -> Interval {
        let counted = matches!(self.unit, Unit::Noun | Unit::None) && self.grain == Number::ONE;
        if counted && self.value.is_whole() {
            return Interval::exact(self.value);
        }
        let half = self.grain.over(Number::whole(2)).unwrap_or(Number::ZERO);
        Interval::around(self.value, half)
    }

    /// Whether the two intervals have a number in common.
    #[must_use]
    pub fn meets(&self, other: &Quantity) -> bool {
        let ((low, high), (other_low, other_high)) = (self.interval(), other.interval());
        let below =
            |high: Option<Number>, low: Option<Number>| matches!((high, low), (Some(high), Some(low)) if high < low);
        !below(high, other_low) && !below(other_high, low)
    }
}

/// Letters glued to an amount of money that multiply it.
const SCALE_LETTERS: &[(&str, i128)] = &[
    ("k", 1000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mm", 1_000_000),
    ("b", 1_000_000_000),
    ("t", 1_000_000_000_000),
];

/// Reads the quantities of a block, in order.
#[must_use]
pub fn extract(reading: &Reading<'_>, dates: &[DateClaim]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut spoken_for = Taken::new(dates);
    let mut at = 0;
    while at < reading.tokens.len() {
        let token = reading.token(at);
        let begins = !spoken_for.holds(token)
            && match token.kind {
                Kind::Number => true,
                Kind::Word => reading.classes(at).contains(Classes::NUMERAL),
                _ => false,
            };
        let Some(numeral) = begins.then(|| numeral::read(reading, at)).flatten() else {
            at += 1;
            continue;
        };
        let mut quantity = Reader { reading, numeral }.quantity();
        if quantity.outcome.is_some() {
            quantity.scope = Some(Box::new(scope::read(reading, &quantity)));
        }
        at = quantity.end.max(numeral.end);
        if !is_pronoun(reading, &quantity) {
            quantities.push(quantity);
        }
    }
    conversion::pair(reading, &mut quantities);
    quantities
}

/// "one" as a pronoun, "second" as a moment and the like: a number word that counts nothing.
fn is_pronoun(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    quantity.unit == Unit::None
        && quantity.end == quantity.first + 1
        && reading.is_any(quantity.first, &["one", "second", "quarter", "quarters", "half", "score"])
}

struct Reader<'a, 'b> {
    reading: &'b Reading<'a>,
    numeral: Numeral,
}

impl Reader<'_, '_> {
    fn quantity(&self) -> Quantity {
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
        let mut start = self.read_currency_before(&mut quantity);
        self.read_range(&mut quantity);
        start = self.read_modifier_before(&mut quantity, start);
        quantity.begin = start;
        let bare = quantity.end;
        if quantity.unit == Unit::None {
            self.read_unit(&mut quantity);
        }
        if self.is_identifier(start, bare, &quantity) {
            quantity.role |= Role::IDENTIFIER;
            (quantity.unit, quantity.end) = (Unit::None, bare);
            return quantity;
        }
        if let Some((modifier, end)) = lexicon::modifier_after(reading, quantity.end) {
            quantity.modifier = quantity.modifier.or(Some(modifier));
            let _ = end;
        }
        if quantity.unit == Unit::None {
            self.read_age(&mut quantity);
        }
        if matches!(quantity.unit, Unit::None) && !quantity.age {
            noun::read(reading, &mut quantity);
        }
        outcome::read(reading, start, &mut quantity);
        quantity.extent = quantity.number.to(quantity.extent).to(reading.extent(quantity.first, quantity.end));
        quantity
    }

    /// "£", "US$" or "USD" before the number; gives the first token of the quantity.
    fn read_currency_before(&self, quantity: &mut Quantity) -> usize {
        let reading = self.reading;
        let first = quantity.first;
        if first == 0 || !reading.classes(first - 1).contains(Classes::CURRENCY) {
            return first;
        }
        let sign = reading.token(first - 1);
        if sign.mark != Mark::Currency && !sign.flags.contains(Flags::UPPER) {
            return first;
        }
        let mut start = first - 1;
        // "US$", "C$", "HK$": letters glued before the sign.
        if sign.mark == Mark::Currency && start > 0 && reading.is_glued(start) {
            let letters = reading.token(start - 1);
            if letters.kind == Kind::Word && lexicon::currency_at(reading, start - 1).is_some_and(|it| it.1 == first) {
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
            ("to", _) | ("and", Some("between")) => true,
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
        for length in 1..=3 {
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
            let number_behind =
                reading.token(end + 1).kind == Kind::Number && reading.is_glued(end + 1);
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
        let named = quantity.unit == Unit::None
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
        let digit = self.numeral.digits && (reading.is_glued(at) || quantity.end == at);
        if let Some((unit, end)) = lexicon::unit_at(reading, at, digit) {
            let unit_row = lexicon::unit(unit);
            let word = reading.word(at);
            // "5 in the car", "3 a": a letter apart from its digit needs a full stop or nothing but a mark behind it.
            let weak = word.len() <= 2 && !reading.is_glued(at) && reading.entry(at).unit.is_none();
            let fits = !weak || !reading.token(end).kind.eq(&Kind::Word);
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
        // "38°", "38°C" and "38° C": the degree sign with its letter.
        if reading.is_mark(at, Mark::Degree) {
            let letter = reading.word(at + 1);
            let name = match letter {
                "C" => Some("celsius"),
                "F" => Some("fahrenheit"),
                _ => None,
            };
            let (form, end) = name.map_or(("degrees", at + 1), |name| (name, at + 2));
            if let Some(unit) = lexicon::look_up(form).unit {
                quantity.unit = Unit::Measure(unit);
                quantity.end = end;
            }
            return;
        }
        if let Some((currency, end)) = lexicon::currency_at(reading, at) {
            quantity.unit = Unit::Currency(currency);
            quantity.end = end;
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

    /// "45-year-old", "45 years old", "aged 45", ", 45,".
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
