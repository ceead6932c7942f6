//! Numbers with what they count or measure, as written.

mod conversion;
mod measure;
mod money;
mod noun;
mod outcome;
mod range;
mod reader;
mod scope;
#[cfg(test)]
mod tests;

use crate::claim::{DateClaim, Taken};
use crate::language::interval::Interval;
use crate::language::lexicon::{self, Modifier, Outcome};
use crate::language::numeral::{self, Form};
use crate::language::{Classes, Kind, Number, Reading};
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
    /// The number with the words that bound it: "more than 30", "from 10 to 15", "5 or less".
    pub bounds: Extent,
    /// Index of the first token of the number.
    pub first: usize,
    /// Index after the last token of number and unit.
    pub end: usize,
    /// The same, a modifier behind them included.
    pub after: usize,
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
    /// What a unit is counted by: the millisecond of "50 km/ms", by its row.
    pub per: Option<u16>,
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
            Some(Modifier::AtMost) => (None, Some(upper)),
            Some(Modifier::LessThan) => (None, upper.minus(self.least_step())),
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

    /// Whether it is a plain count or amount, as totals and parts are: exact, no age, no rank, no rate.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let apart = Role::IDENTIFIER | Role::BRACKETED | Role::RATE | Role::HYPOTHETICAL;
        self.modifier.is_none()
            && self.upper.is_none()
            && self.most.is_none()
            && !self.age
            && self.form == Form::Cardinal
            && !self.role.intersects(apart)
    }

    /// Whether it is a share of a hundred: "12 percent", not "12 percentage points".
    #[must_use]
    pub fn is_percent(&self) -> bool {
        matches!(self.unit, Unit::Measure(row) if lexicon::unit(row).dimension == "percent")
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

/// Reads the quantities of a block, in order.
#[must_use]
pub fn extract(reading: &Reading<'_>, dates: &[DateClaim]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut spoken_for = Taken::new(dates);
    let mut at = 0;
    while at < reading.tokens.len() {
        let token = reading.token(at);
        let begins = match token.kind {
            Kind::Number => true,
            Kind::Word => reading.classes(at).contains(Classes::NUMERAL),
            _ => false,
        };
        let begins = begins && !spoken_for.holds(token);
        let numeral = begins.then(|| numeral::read(reading, at).or_else(|| money::article(reading, at))).flatten();
        let Some(numeral) = numeral.map(|it| numeral::ratio(reading, it)) else {
            at += 1;
            continue;
        };
        let mut quantity = reader::Reader { reading, numeral }.quantity();
        if let Some(before) = quantities.last_mut() {
            outcome::share(reading, before, &mut quantity);
        }
        if quantity.outcome.is_some() {
            quantity.scope = Some(Box::new(scope::read(reading, &quantity)));
        }
        at = quantity.end.max(numeral.end);
        if is_pronoun(reading, &quantity)
            || quantities.last_mut().is_some_and(|it| range::close(reading, it, &quantity))
        {
            continue;
        }
        quantities.push(quantity);
    }
    conversion::pair(reading, &mut quantities);
    quantities
}

/// "one" as a pronoun, "second" as a moment and the like: a number word that counts nothing.
fn is_pronoun(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let first = quantity.first;
    if quantity.unit != Unit::None || quantity.end != first + 1 || reading.token(first).kind != Kind::Word {
        return false;
    }
    if reading.is(first, "second") {
        let before = first.checked_sub(1).map(|at| reading.word(at)).unwrap_or_default();
        return ["a", "per", "each", "every", "split", "one", "another", "any", "-", "/"]
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word));
    }
    reading.is_any(first, &["one", "quarter", "quarters", "half", "score"])
}
