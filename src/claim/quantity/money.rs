//! Money: "£1.2m", "USD 20", "15 dollars and 50 cents", "20 ringgit", "rupees 40".

use super::reader::Reader;
use super::{Quantity, Unit};
use crate::language::lexicon;
use crate::language::numeral::{self, Form, Numeral};
use crate::language::{Classes, Flags, Kind, Mark, Number, Reading};

/// Letters glued to an amount of money that multiply it.
const SCALE_LETTERS: &[(&str, i128)] = &[
    ("k", 1000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mm", 1_000_000),
    ("b", 1_000_000_000),
    ("t", 1_000_000_000_000),
];

/// Currencies whose words are words of other things before a number: "won 3", "Euro 2024", "mark 10".
const OTHER_WORDS: &[&str] = &[
    "bani", "buck", "bucks", "cent", "cents", "crown", "crowns", "dollar", "dong", "euro", "fen", "franc", "kip",
    "lek", "mark", "marks", "para", "pence", "penny", "peso", "pound", "pounds", "pula", "quid", "rand", "real", "som",
    "sterling", "tala", "won",
];

impl Reader<'_, '_> {
    /// "£", "US$", "USD" or "MUSD" before the number; gives the first token of the quantity.
    pub(super) fn read_currency_before(&self, quantity: &mut Quantity) -> usize {
        let reading = self.reading;
        let first = quantity.first;
        // "Rs. 20".
        let stop = first > 1 && reading.is_mark(first - 1, Mark::Period) && reading.is_glued(first - 1);
        let Some(mut start) = first.checked_sub(if stop { 2 } else { 1 }) else { return first };
        let sign = reading.token(start);
        let short = sign.is_capital() && sign.end - sign.start == 2;
        let code = reading.entry(start).code;
        let fits = sign.mark == Mark::Currency || sign.flags.contains(Flags::UPPER) || short || code;
        if !fits || stop && !short {
            return first;
        }
        if !reading.classes(start).contains(Classes::CURRENCY) {
            let Some(currency) = millions(reading, start) else { return first };
            scale(quantity, Number::whole(1_000_000));
            return self.take_currency(quantity, start, currency);
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
        // "TOP 10" and "COP 26" are no money; "COP 5,000" is.
        let entry = reading.entry(start);
        let large = self.numeral.scaled || reading.word(self.numeral.first).contains([',', '.']);
        if entry.capital_currency.is_some() && entry.currency.is_none() && !large {
            return first;
        }
        let start = self.take_currency(quantity, start, currency);
        if let Some(size) = self.scale_letter(quantity.end)
            && scale(quantity, size)
        {
            quantity.end += 1;
            quantity.number = reading.extent(self.numeral.first, quantity.end);
        }
        start
    }

    /// "ringgit 42", "Malaysian ringgit 42": the currency in words before a number that nothing follows.
    pub(super) fn read_currency_name_before(&self, quantity: &mut Quantity) -> Option<usize> {
        let reading = self.reading;
        let first = quantity.first;
        let before = first.checked_sub(1)?;
        let behind = reading.token(quantity.end);
        let ends = behind.kind != Kind::Word || reading.classes(quantity.end).contains(Classes::FUNCTION);
        if !ends || reading.token(before).kind != Kind::Word || behind.mark == Mark::Hyphen {
            return None;
        }
        let named = |start: usize| lexicon::currency_at(reading, start).filter(|it| it.1 == first);
        let several = (before.saturating_sub(3)..before).find_map(|start| Some((start, named(start)?)));
        let single = || named(before).filter(|_| !reading.is_any(before, OTHER_WORDS)).map(|it| (before, it));
        let (start, (currency, _)) = several.or_else(single)?;
        // "20 dollars 43 minutes later".
        if start > 0
            && (reading.token(start - 1).kind == Kind::Number
                || reading.token(before).is_capital() && several.is_none())
        {
            return None;
        }
        Some(self.take_currency(quantity, start, currency))
    }

    fn take_currency(&self, quantity: &mut Quantity, start: usize, currency: u16) -> usize {
        quantity.unit = Unit::Currency(currency);
        quantity.extent = self.reading.extent(start, quantity.end);
        quantity.first = start;
        start
    }

    /// "£1.2m": the letter that stands for a word of scale behind money.
    pub(super) fn scale_letter(&self, at: usize) -> Option<Number> {
        if self.numeral.scaled || !self.reading.is_glued(at) {
            return None;
        }
        let letters = self.reading.word(at);
        SCALE_LETTERS.iter().find(|(form, _)| letters.eq_ignore_ascii_case(form)).map(|(_, size)| Number::whole(*size))
    }

    /// "dollars", "1.8M dollars", "75 USD million": a currency behind the number.
    pub(super) fn read_currency_behind(&self, quantity: &mut Quantity, at: usize) {
        let reading = self.reading;
        if let Some(size) = self.scale_letter(at)
            && let Some((currency, end)) = currency_behind(reading, at + 1)
            && scale(quantity, size)
        {
            quantity.unit = Unit::Currency(currency);
            quantity.number = quantity.number.to(reading.extent(at, at + 1));
            quantity.end = end;
            return;
        }
        let found = currency_behind(reading, at).or_else(|| Some((millions(reading, at)?, at + 1)));
        let Some((currency, mut end)) = found else { return };
        // "1 $ 10 bill".
        if reading.token(at).mark == Mark::Currency && reading.token(end).kind == Kind::Number {
            return;
        }
        if !reading.classes(at).contains(Classes::CURRENCY | Classes::DEMONYM)
            && millions(reading, at).is_some()
            && !scale(quantity, Number::whole(1_000_000))
        {
            return;
        }
        let code = reading.entry(end - 1).code || reading.token(end - 1).mark == Mark::Currency;
        if code && !self.numeral.scaled && reading.classes(end).contains(Classes::SCALE) {
            let size = Number::whole(i128::from(reading.entry(end).value));
            end += usize::from(scale(quantity, size));
        }
        quantity.unit = Unit::Currency(currency);
        quantity.end = end;
    }

    /// "$10 dollars", "$5 million USD", "$20 CAD": the currency said once more, behind its sign.
    pub(super) fn read_currency_again(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        if reading.token(quantity.end).kind != Kind::Word || reading.is_glued(quantity.end) {
            return;
        }
        let Some((currency, end)) = lexicon::currency_at(reading, quantity.end) else { return };
        if reading.token(end).kind == Kind::Number {
            return;
        }
        if reading.entry(quantity.end).code {
            quantity.unit = Unit::Currency(currency);
            quantity.end = end;
        } else if lexicon::currency(currency).code == "XXX" && reading.is_mark(self.numeral.first - 1, Mark::Currency) {
            quantity.end = end;
        }
    }

    /// "15 dollars and 50 cents", "$20 and 43c", "3 pounds 20 pence", "15 dollars 50.": one amount.
    pub(super) fn read_cents(&self, quantity: &mut Quantity) {
        let reading = self.reading;
        let Unit::Currency(currency) = quantity.unit else { return };
        if !quantity.value.is_whole() || self.numeral.scaled || quantity.upper.is_some() {
            return;
        }
        let and = reading.is(quantity.end, "and");
        let next = quantity.end + usize::from(and);
        let token = reading.token(next);
        if token.kind != Kind::Number && !reading.classes(next).contains(Classes::NUMERAL) {
            return;
        }
        let Some(numeral) = numeral::read(reading, next).filter(|it| it.form == Form::Cardinal) else { return };
        let part = lexicon::currency_at(reading, numeral.end)
            .and_then(|(row, end)| Some((lexicon::currency(row).parts_of(currency)?, end)));
        let behind = reading.token(numeral.end);
        let ends = behind.kind == Kind::None
            || matches!(behind.mark, Mark::Period | Mark::Question | Mark::Exclamation | Mark::Semicolon);
        let pair = !numeral.digits || token.end - token.start == 2;
        let bare = (ends && pair && numeral.value.is_whole() && !reading.is_glued(next)).then_some((100, numeral.end));
        let Some((parts, end)) = part.or(bare) else { return };
        let share = numeral.value.over(Number::whole(parts)).filter(|it| *it < Number::ONE);
        if let Some(value) = share.and_then(|it| quantity.value.plus(it)) {
            quantity.value = value;
            quantity.grain = Number::fraction(1, parts).unwrap_or(quantity.grain);
            quantity.end = end;
        }
    }
}

/// Multiplies the value; whether that fitted.
fn scale(quantity: &mut Quantity, size: Number) -> bool {
    let (Some(value), Some(grain)) = (quantity.value.times(size), quantity.grain.times(size)) else { return false };
    (quantity.value, quantity.grain) = (value, grain);
    true
}

/// "a dollar and 42 cents": the one that the article stands for.
pub(super) fn article(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let (currency, end) = lexicon::currency_at(reading, at + 1)?;
    let cents = numeral::read(reading, end + usize::from(reading.is(end, "and")))?;
    let (part, _) = lexicon::currency_at(reading, cents.end)?;
    lexicon::currency(part).parts_of(currency)?;
    Some(Numeral {
        first: at,
        end: at + 1,
        value: Number::ONE,
        most: None,
        grain: Number::ONE,
        form: Form::Cardinal,
        digits: false,
        scaled: false,
    })
}

/// "MUSD", "MSEK": millions of the currency whose code follows the letter.
fn millions(reading: &Reading<'_>, at: usize) -> Option<u16> {
    let token = reading.token(at);
    let word = reading.word(at);
    if word.len() != 4 || !token.flags.contains(Flags::UPPER) {
        return None;
    }
    let entry = lexicon::look_up(word.strip_prefix('M')?);
    entry.currency.filter(|_| entry.code)
}

/// "dollars", "Chinese yuan": the currency at a token, its country's adjective passed over.
fn currency_behind(reading: &Reading<'_>, at: usize) -> Option<(u16, usize)> {
    let token = reading.token(at);
    // "50p" is money, "Boeing 737 C" and "two American C-130" are none.
    if token.end - token.start == 1 && token.kind == Kind::Word && !reading.is_glued(at) {
        return None;
    }
    let found = lexicon::currency_at(reading, at);
    let people = reading.classes(at).contains(Classes::DEMONYM);
    found.or_else(|| {
        people.then(|| lexicon::currency_at(reading, at + 1)).flatten().filter(|_| reading.word(at + 1).len() > 2)
    })
}
