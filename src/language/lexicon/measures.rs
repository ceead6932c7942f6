//! Units and currencies: their tables, and the forms that follow from them.

use super::{Classes, Lexicon, add, currency, rows};
use crate::language::Number;

/// A unit of measurement.
#[derive(Debug)]
pub struct Unit {
    /// Its name: "kilometre".
    pub name: &'static str,
    /// What it measures: "length".
    pub dimension: &'static str,
    /// One of it in the dimension's base unit.
    pub size: Number,
    /// What is added before multiplying (temperatures).
    pub offset: Number,
    /// Other units that the same word stands for in some trades: "ton".
    pub readings: Vec<u16>,
}

/// A currency.
#[derive(Debug)]
pub struct Currency {
    /// Its name: "US dollar".
    pub name: &'static str,
    /// Its ISO 4217 code, or one that begins with X for a word that several countries share.
    pub code: &'static str,
    /// Of a coin: how many make one of the currencies that follow, by their codes.
    parts: Option<(i128, Vec<&'static str>)>,
}

impl Currency {
    /// How many of this coin make one of another currency; `None` when it is no coin of that.
    #[must_use]
    pub fn parts_of(&self, whole: u16) -> Option<i128> {
        let (parts, wholes) = self.parts.as_ref()?;
        wholes.contains(&currency(whole).code).then_some(*parts)
    }
}

impl Lexicon {
    pub(super) fn load_units(&mut self) {
        for row in rows(include_str!("../tables/units.tsv")) {
            let (size, offset) = row[2].split_once(' ').unwrap_or((row[2], "0"));
            let read = |text: &str| Number::parse(text).expect("units.tsv has sizes in its third column");
            self.enter_unit(row[0], row[1], (read(size), read(offset)), row[3].split(' '));
        }
        self.load_prefixed_units();
        self.load_powers();
    }

    /// A unit with its forms; one that is there already gets them.
    fn enter_unit(
        &mut self,
        name: &'static str,
        dimension: &'static str,
        (size, offset): (Number, Number),
        forms: impl Iterator<Item = &'static str>,
    ) {
        let next = u16::try_from(self.units.len()).expect("few units");
        let index = *self.unit_names.entry(name).or_insert(next);
        if index == next {
            self.units.push(Unit { name, dimension, size, offset, readings: Vec::new() });
        }
        for form in forms {
            let glued = form.strip_suffix('~');
            let (word, rest) = self.first_of_phrase(glued.unwrap_or(form), Classes::UNIT);
            let entry = &mut self.entries[word.index()];
            match (rest.is_empty(), glued) {
                (true, None) => entry.unit = entry.unit.or(Some(index)),
                (true, Some(_)) => entry.glued_unit = entry.glued_unit.or(Some(index)),
                (false, _) => add(&mut self.unit_phrases, word, rest, index),
            }
        }
    }

    /// "megalitre", "millisievert", "cl": units with a prefix.
    fn load_prefixed_units(&mut self) {
        let prefixes: Vec<_> = rows(include_str!("../tables/prefixes.tsv"))
            .map(|row| (row[0], row[1].parse().expect("prefixes.tsv has powers in its second column")))
            .collect();
        for row in rows(include_str!("../tables/units.tsv")).filter(|row| row.len() > 4) {
            let size = Number::parse(row[2]).expect("units.tsv has sizes in its third column");
            for (prefix, power) in &prefixes {
                let Some(size) = size.times(Number::power_of_ten(*power)) else { continue };
                let symbols = row.get(5).into_iter().flat_map(|column| column.split(' '));
                let symbols = symbols.filter_map(|pair| pair.split_once('=').filter(|it| it.0 == *prefix));
                let words = row[4].split(' ').map(|form| &*format!("{prefix}{form}").leak());
                let name = &*format!("{prefix}{}", row[0]).leak();
                self.enter_unit(name, row[1], (size, Number::ZERO), words.chain(symbols.map(|it| it.1)));
            }
        }
    }

    /// "square inches", "sq km", "cm²", "cubic feet": squares and cubes of the lengths of the table.
    fn load_powers(&mut self) {
        for row in rows(include_str!("../tables/units.tsv")).filter(|row| row[1] == "length") {
            let side = Number::parse(row[2]).expect("units.tsv has sizes in its third column");
            let area = side.times(side);
            let powers = [
                ("square", "sq", ["²", "2"], "area", area),
                ("cubic", "cu", ["³", "3"], "volume", area.and_then(|it| it.times(side))),
            ];
            for (power, short, signs, dimension, size) in powers {
                let Some(measure) = size else { continue };
                let forms = row[3].split(' ').map(|form| form.trim_end_matches('~')).filter(|form| !form.contains('_'));
                let spelt = forms.flat_map(|form| {
                    let symbols = signs.into_iter().filter(|_| form.len() < 4).map(move |sign| format!("{form}{sign}"));
                    [format!("{power}_{form}"), format!("{short}_{form}")].into_iter().chain(symbols)
                });
                let name = &*format!("{power} {}", row[0]).leak();
                self.enter_unit(name, dimension, (measure, Number::ZERO), spelt.map(|form| &*form.leak()));
            }
        }
    }

    pub(super) fn load_readings(&mut self) {
        for row in rows(include_str!("../tables/unit_readings.tsv")) {
            let find = |name: &str| self.units.iter().position(|unit| unit.name == name);
            let (unit, other) = find(row[0]).zip(find(row[1])).expect("unit_readings.tsv names units of units.tsv");
            self.units[unit].readings.push(u16::try_from(other).expect("few units"));
        }
    }

    pub(super) fn load_currencies(&mut self) {
        for row in rows(include_str!("../tables/currencies.tsv")) {
            let index = u16::try_from(self.currencies.len()).expect("few currencies");
            let parts = row.get(3).map(|column| {
                let (parts, wholes) = column.split_once(' ').expect("currencies.tsv has a number and codes of coins");
                (parts.parse().expect("currencies.tsv counts coins"), wholes.split(' ').collect())
            });
            self.currencies.push(Currency { name: row[0], code: row[1], parts });
            for form in row[2].split(' ') {
                let form = form.trim_end_matches('~');
                // "US$" is a word and a sign to the tokenizer.
                let signed = form.strip_suffix('$').filter(|letters| !letters.is_empty());
                let (word, mut rest) = self.first_of_phrase(signed.unwrap_or(form), Classes::CURRENCY);
                rest.extend(signed.map(|_| "$"));
                if !rest.is_empty() {
                    add(&mut self.currency_phrases, word, rest, index);
                    continue;
                }
                let entry = &mut self.entries[word.index()];
                // "rmb" and "Rs" are as good as a code.
                let short = form.len() < 4 && !form.contains(['a', 'e', 'i', 'o', 'u', 'y']);
                entry.code |= form.eq_ignore_ascii_case(row[1]) || short && form.is_ascii() && row.len() == 3;
                let capital = form.bytes().all(|byte| byte.is_ascii_uppercase());
                let slot = if capital { &mut entry.capital_currency } else { &mut entry.currency };
                *slot = slot.or(Some(index));
            }
        }
    }
}
