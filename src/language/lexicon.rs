//! What the tables know of a word.
//!
//! The tables beside this file are read once, at first use; a word that stands in several ("may",
//! "second") has the classes of all.

mod measures;
mod outcomes;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Reading;
use super::office::Office;
use super::time::TimeWord;
use super::words::Words;

pub use super::words::WordId;
pub use measures::{Currency, Unit};
pub use outcomes::{Measures, Outcome, Rows, of_people, told_before, told_behind};

bitflags::bitflags! {
    /// What a word can be.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Classes: u64 {
        /// A month or its short form.
        const MONTH = 1;
        /// A day of the week or its short form.
        const WEEKDAY = 1 << 1;
        /// "seven", "twelve".
        const ONE = 1 << 2;
        /// "forty".
        const TEN = 1 << 3;
        /// "hundred", "million", "bn".
        const SCALE = 1 << 4;
        /// "dozen".
        const GROUP = 1 << 5;
        /// "third" as a place in a row.
        const ORDINAL = 1 << 6;
        /// "third" as a part.
        const PART = 1 << 7;
        /// "dozens", "hundreds".
        const MANY = 1 << 8;
        /// A unit, or the first word of one.
        const UNIT = 1 << 9;
        /// A currency, or the first word of one.
        const CURRENCY = 1 << 10;
        /// A word that widens a number, or the first word of such: "about", "at least".
        const MODIFIER = 1 << 11;
        /// An abbreviation that never ends a sentence: "Mr".
        const ABBREVIATION = 1 << 12;
        /// An abbreviation that never ends a sentence before a number: "No".
        const NUMBER_ABBREVIATION = 1 << 13;
        /// An abbreviation that may end a sentence: "Inc".
        const LOOSE_ABBREVIATION = 1 << 14;
        /// "Mr", "Dr", "Sgt" before a name.
        const HONORIFIC = 1 << 15;
        /// A small word of grammar: "the", "of", "was".
        const FUNCTION = 1 << 16;
        /// A verb of saying: "said", "told".
        const SAYING = 1 << 17;
        /// A word that tells what happened to people who are counted: "killed", "dead".
        const OUTCOME = 1 << 18;
        /// An office or a role: "minister", "spokesman".
        const OFFICE = 1 << 19;
        /// A word that makes a name an organisation's: "Ministry", "Inc".
        const ORGANISATION = 1 << 20;
        /// A word that makes a name a place's: "Street", "River".
        const GEOGRAPHY = 1 << 21;
        /// A country, territory or continent, or the first word of one.
        const COUNTRY = 1 << 22;
        /// A people or a country's adjective: "Armenian".
        const DEMONYM = 1 << 23;
        /// A kin word: "brother", "wife".
        const KIN = 1 << 24;
        /// A particle of names: "van", "al", "de".
        const PARTICLE = 1 << 25;
        /// A suffix of names: "Jr", "III".
        const SUFFIX = 1 << 26;
        /// A person counted: "people", "soldiers".
        const HUMAN = 1 << 27;
        /// A word that turns what it governs to the future or the possible: "will", "could".
        const AHEAD = 1 << 28;
        /// A noun for something that happens: "blast", "clashes".
        const EVENT = 1 << 29;
        /// A word that a number can begin with: "seven", "dozens", "a", "several".
        const NUMERAL = 1 << 30;
        /// A word that tells how an office is held: "former", "acting", "deputy".
        const MANNER = 1 << 31;
        /// A word that tells of a change of office: "appointed", "succeeds", "joined".
        const CHANGE = 1 << 32;
        /// A noun or verb for what happens on a day in a place: "meeting", "crashed".
        const HAPPENING = 1 << 33;
        /// A word that tells one event from another of its kind: "second", "earlier".
        const APART = 1 << 34;
        /// A word that shows that a figure belongs to another time or event than its neighbours: "revised", "total".
        const SHIFT = 1 << 35;
        /// A word for going up: "rose".
        const RISE = 1 << 36;
        /// A word for going down: "fell".
        const FALL = 1 << 37;
        /// A word of change that tells no direction: "went", "moved".
        const TURN = 1 << 39;
        /// A plural without an "s": "sheep", "men".
        const PLURAL = 1 << 38;
        /// A word of `measures.tsv`, or the first of two: it tells what happened to those counted.
        const MEASURE = 1 << 41;
        /// A word of the name of a party: "Conservative", "Democrat".
        const PARTY = 1 << 42;
        /// A word of `times.tsv`: "yesterday", "week", "summer", "daily".
        const TIME = 1 << 40;
        /// A pronoun for one person: "he", "her".
        const PRONOUN = 1 << 43;
        /// The past form of an irregular verb that news dates: "met", "fell".
        const PAST = 1 << 44;
        /// A word of what was told before: "initially", "previous".
        const BEFORE = 1 << 45;
        /// A word that makes of a figure a wish, a plan or a fear: "if", "target", "feared".
        const SUPPOSED = 1 << 46;
        /// "the", "a", "an".
        const ARTICLE = 1 << 47;
        /// A word behind which a name is rather a place's: "near".
        const PLACING = 1 << 48;
        /// A word behind which a name is all there is of it: "named".
        const NAMING = 1 << 49;
    }
}

/// What the lexicon knows of one word.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What it can be.
    pub classes: Classes,
    /// Of a month or weekday: its number from 1 (January, Monday).
    pub calendar: u8,
    /// Of a number word: its value, or the denominator of a part.
    pub value: u64,
    /// Of a unit of one word: its row, for [`unit()`].
    pub unit: Option<u16>,
    /// Of a unit that only counts glued to a digit ("m", "in").
    pub glued_unit: Option<u16>,
    /// Of a currency of one word or sign: its row in [`currency`].
    pub currency: Option<u16>,
    /// Of a currency whose form only counts in capitals ("ALL"): its row.
    pub capital_currency: Option<u16>,
    /// Whether it is the code of its currency.
    pub code: bool,
    /// Of an honorific: the gender it tells.
    pub honorific: Option<Gender>,
    /// Of a word of measures: which it tells, by its place beside those counted.
    pub measures: Measures,
    /// Of a noun for an event: its row from 1; nouns of one row are used for each other.
    pub event: u8,
    /// Of a verb for an event: its row among the same.
    pub deed: u8,
    /// Of a word of times: what it says.
    pub time: Option<TimeWord>,
}

/// What an honorific tells of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "Mr", "Sir".
    Man,
    /// "Mrs", "Ms", "Dame".
    Woman,
    /// "Dr", "Prof".
    Any,
    /// "Sgt", "Gen": a rank or office.
    Rank,
}

/// A word or words that widen a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// "at least".
    AtLeast,
    /// "more than".
    MoreThan,
    /// "up to".
    AtMost,
    /// "fewer than".
    LessThan,
    /// "nearly".
    Nearly,
    /// "about".
    About,
}

impl Modifier {
    /// The name in `batch --claims`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Modifier::AtLeast => "at-least",
            Modifier::MoreThan => "more-than",
            Modifier::AtMost => "at-most",
            Modifier::LessThan => "less-than",
            Modifier::Nearly => "nearly",
            Modifier::About => "about",
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "at-least" => Modifier::AtLeast,
            "more-than" => Modifier::MoreThan,
            "at-most" => Modifier::AtMost,
            "less-than" => Modifier::LessThan,
            "nearly" => Modifier::Nearly,
            _ => Modifier::About,
        }
    }
}

/// A form of several words: the words after the first, in lower case, and what they mean together.
#[derive(Debug)]
struct Phrase<T> {
    rest: Vec<&'static str>,
    value: T,
}

/// Phrases by their first word, longest first.
type Phrases<T> = FxHashMap<WordId, Vec<Phrase<T>>>;

struct Lexicon {
    words: Words,
    entries: Vec<Entry>,
    /// The classes of all entries side by side: they are asked for again and again.
    classes: Box<[Classes]>,
    units: Vec<Unit>,
    unit_names: FxHashMap<&'static str, u16>,
    currencies: Vec<Currency>,
    unit_phrases: Phrases<u16>,
    currency_phrases: Phrases<u16>,
    before: Phrases<Modifier>,
    after: Phrases<Modifier>,
    countries: Phrases<u16>,
    offices: Vec<Office>,
    office_phrases: Phrases<u16>,
    /// Rows of `events.tsv`: an event, and another whose noun can take it up.
    kin: Vec<(u8, u8)>,
    /// The names of the rows of `measures.tsv`, those that count people, and forms of two words.
    outcomes: Vec<&'static str>,
    people: Rows,
    object_phrases: Phrases<Rows>,
    subject_phrases: Phrases<Rows>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The number of a word, whatever its case.
pub(super) fn find(word: &[u8]) -> WordId {
    LEXICON.words.find(word)
}

/// The classes of every word, by its number.
pub(super) fn classes() -> &'static [Classes] {
    &LEXICON.classes
}

/// Whether letters are the code of a currency and no word.
pub(super) fn is_currency_code(letters: &[u8]) -> bool {
    let entry = entry(find(letters));
    entry.code && entry.currency.is_some()
}

/// What is known of a word by its number.
#[must_use]
pub fn entry(word: WordId) -> &'static Entry {
    &LEXICON.entries[word.index()]
}

/// What is known of a word, in any case.
#[must_use]
pub fn look_up(word: &str) -> &'static Entry {
    entry(find(word.as_bytes()))
}

/// A unit by its row.
#[must_use]
pub fn unit(row: u16) -> &'static Unit {
    &LEXICON.units[row as usize]
}

/// A currency by its row.
#[must_use]
pub fn currency(row: u16) -> &'static Currency {
    &LEXICON.currencies[row as usize]
}

/// The longest phrase that begins at a token, with the token after it.
fn phrase_at<T: Copy>(phrases: &Phrases<T>, reading: &Reading<'_>, at: usize) -> Option<(T, usize)> {
    let list = phrases.get(&reading.token(at).word)?;
    list.iter().find_map(|phrase| {
        let mut next = at + 1;
        for word in &phrase.rest {
            // "metric-ton" is as good as "metric ton".
            let joined = reading.is_mark(next, super::Mark::Hyphen) && *word != "-";
            // "Lt. Col.".
            let short = reading.is_mark(next, super::Mark::Period) && reading.is_glued(next);
            next += usize::from(joined || short);
            if !reading.is(next, word) {
                return None;
            }
            next += 1;
        }
        Some((phrase.value, next))
    })
}

/// The unit that begins at a token and the token after it.  "in" and "m" are units only behind a digit.
#[must_use]
pub fn unit_at(reading: &Reading<'_>, at: usize, behind_digit: bool) -> Option<(u16, usize)> {
    let classes = reading.classes(at);
    if !classes.contains(Classes::UNIT) {
        return None;
    }
    let entry = reading.entry(at);
    phrase_at(&LEXICON.unit_phrases, reading, at)
        .or_else(|| entry.unit.map(|unit| (unit, at + 1)))
        .or_else(|| entry.glued_unit.filter(|_| behind_digit).map(|unit| (unit, at + 1)))
}

/// The currency that begins at a token and the token after it.
#[must_use]
pub fn currency_at(reading: &Reading<'_>, at: usize) -> Option<(u16, usize)> {
    if !reading.classes(at).contains(Classes::CURRENCY) {
        return None;
    }
    let entry = reading.entry(at);
    // In a line of capitals any word is in capitals.
    let upper = |at: usize| reading.token(at).flags.contains(super::Flags::UPPER);
    let capital = || entry.capital_currency.filter(|_| upper(at) && !upper(at + 1) && (at == 0 || !upper(at - 1)));
    phrase_at(&LEXICON.currency_phrases, reading, at)
        .or_else(|| entry.currency.or_else(capital).map(|currency| (currency, at + 1)))
}

/// The modifier that begins at a token before a number.
#[must_use]
pub fn modifier_at(reading: &Reading<'_>, at: usize) -> Option<(Modifier, usize)> {
    if !reading.classes(at).contains(Classes::MODIFIER) {
        return None;
    }
    phrase_at(&LEXICON.before, reading, at)
}

/// The modifier that begins at a token behind a number: "or more".
#[must_use]
pub fn modifier_after(reading: &Reading<'_>, at: usize) -> Option<(Modifier, usize)> {
    if !reading.classes(at).contains(Classes::MODIFIER) {
        return None;
    }
    phrase_at(&LEXICON.after, reading, at)
}

/// Whether a noun for an event, by its row, takes up an event of another row: "the fire" a wildfire.
#[must_use]
pub fn is_taken_up(known: u8, by: u8) -> bool {
    known == by || LEXICON.kin.contains(&(known, by))
}

/// The country that begins at a token, as its row, and the token after it.
#[must_use]
pub fn country_at(reading: &Reading<'_>, at: usize) -> Option<(u16, usize)> {
    if !reading.classes(at).contains(Classes::COUNTRY) {
        return None;
    }
    phrase_at(&LEXICON.countries, reading, at)
}

/// The office that begins at a token, as its row, and the token after it.
#[must_use]
pub fn office_at(reading: &Reading<'_>, at: usize) -> Option<(u16, usize)> {
    if !reading.classes(at).contains(Classes::OFFICE) {
        return None;
    }
    phrase_at(&LEXICON.office_phrases, reading, at)
}

/// An office by its row.
#[must_use]
pub fn office(row: u16) -> &'static Office {
    &LEXICON.offices[row as usize]
}

/// Rows of a table: fields between tabs, comments and blank lines left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

impl Lexicon {
    fn load() -> Self {
        let mut lexicon = Lexicon {
            words: Words::new(),
            entries: vec![Entry::default()],
            classes: Box::default(),
            units: Vec::new(),
            unit_names: FxHashMap::default(),
            currencies: Vec::new(),
            unit_phrases: Phrases::default(),
            currency_phrases: Phrases::default(),
            before: Phrases::default(),
            after: Phrases::default(),
            countries: Phrases::default(),
            offices: Vec::new(),
            office_phrases: Phrases::default(),
            kin: Vec::new(),
            outcomes: Vec::new(),
            people: Rows::default(),
            object_phrases: Phrases::default(),
            subject_phrases: Phrases::default(),
        };
        lexicon.load_calendar();
        lexicon.load_times();
        lexicon.load_numbers();
        lexicon.load_units();
        lexicon.load_readings();
        lexicon.load_currencies();
        lexicon.load_modifiers();
        lexicon.load_measures();
        lexicon.load_names();
        lexicon.load_offices();
        lexicon.classes = lexicon.entries.iter().map(|entry| entry.classes).collect();
        lexicon
    }

    /// The entry of a word, made when it is new.
    fn entry(&mut self, form: &str) -> (WordId, &mut Entry) {
        let word = self.words.enter(form);
        if word.index() == self.entries.len() {
            self.entries.push(Entry::default());
        }
        (word, &mut self.entries[word.index()])
    }

    fn mark(&mut self, forms: &str, classes: Classes) {
        for form in forms.split_whitespace() {
            self.entry(form).1.classes |= classes;
        }
    }

    /// Enters a form of one or several words; `None` when it has only one.
    fn first_of_phrase(&mut self, form: &'static str, class: Classes) -> (WordId, Vec<&'static str>) {
        if !form.bytes().any(|byte| matches!(byte, b'_' | b'-')) {
            let (word, entry) = self.entry(form);
            entry.classes |= class;
            return (word, Vec::new());
        }
        let mut words = form.split('_').flat_map(split_hyphens);
        let first = words.next().unwrap_or_default();
        let (word, entry) = self.entry(first);
        entry.classes |= class;
        (word, words.collect())
    }

    fn load_calendar(&mut self) {
        for row in rows(include_str!("tables/calendar.tsv")) {
            let class = if row[0] == "month" { Classes::MONTH } else { Classes::WEEKDAY };
            for form in row[2].split(' ') {
                let entry = self.entry(form).1;
                entry.classes |= class;
                entry.calendar = row[1].parse().expect("calendar.tsv has numbers in its second column");
            }
        }
    }

    fn load_times(&mut self) {
        for row in rows(include_str!("tables/times.tsv")) {
            let word = TimeWord::named(row[0], row[1]).expect("times.tsv has a kind and a value in its first columns");
            for form in row[2].split(' ') {
                let entry = self.entry(form).1;
                entry.classes |= Classes::TIME;
                entry.time = entry.time.or(Some(word));
            }
        }
    }

    fn load_numbers(&mut self) {
        for row in rows(include_str!("tables/numbers.tsv")) {
            let class = match row[0] {
                "one" => Classes::ONE,
                "ten" => Classes::TEN,
                "scale" | "short" => Classes::SCALE,
                "group" => Classes::GROUP,
                "ordinal" => Classes::ORDINAL,
                "part" => Classes::PART,
                "article" | "few" => Classes::empty(),
                _ => Classes::MANY,
            };
            for form in row[2].split(' ') {
                let entry = self.entry(form).1;
                entry.classes |= class;
                entry.classes.set(Classes::NUMERAL, row[0] != "short");
                entry.value = row[1].parse().expect("numbers.tsv has numbers in its second column");
            }
        }
        self.join_tens();
    }

    /// "twentyone" and "twentyfirst", as some write them.
    fn join_tens(&mut self) {
        let value = |row: &[&str]| row[1].parse::<u64>().unwrap_or_default();
        let (mut tens, mut ones) = (Vec::new(), Vec::new());
        for row in rows(include_str!("tables/numbers.tsv")) {
            match row[0] {
                "ten" => tens.push(row),
                "one" | "ordinal" if (1..10).contains(&value(&row)) => ones.push(row),
                _ => {}
            }
        }
        for ten in &tens {
            for one in &ones {
                let class = if one[0] == "one" { Classes::ONE } else { Classes::ORDINAL };
                for (form, behind) in ten[2].split(' ').flat_map(|ten| one[2].split(' ').map(move |one| (ten, one))) {
                    let entry = self.entry(&format!("{form}{behind}")).1;
                    entry.classes |= class | Classes::NUMERAL;
                    entry.value = value(ten) + value(one);
                }
            }
        }
    }

    fn load_modifiers(&mut self) {
        for row in rows(include_str!("tables/modifiers.tsv")) {
            for form in row[2].split(' ') {
                let (word, rest) = self.first_of_phrase(form, Classes::MODIFIER);
                let phrases = if row[1] == "before" { &mut self.before } else { &mut self.after };
                add(phrases, word, rest, Modifier::named(row[0]));
            }
        }
    }

    fn load_names(&mut self) {
        for row in rows(include_str!("tables/abbreviations.tsv")) {
            let class = match row[0] {
                "title" => Classes::ABBREVIATION,
                "number" => Classes::NUMBER_ABBREVIATION,
                _ => Classes::LOOSE_ABBREVIATION,
            };
            self.mark(row[1], class);
        }
        for row in rows(include_str!("tables/honorifics.tsv")) {
            let gender = match row[0] {
                "man" => Gender::Man,
                "woman" => Gender::Woman,
                "rank" => Gender::Rank,
                _ => Gender::Any,
            };
            for form in row[1].split(' ') {
                let entry = self.entry(form).1;
                entry.classes |= Classes::HONORIFIC;
                entry.honorific = entry.honorific.or(Some(gender));
            }
        }
        for row in rows(include_str!("tables/classes.tsv")) {
            self.mark(row[1], class_named(row[0]));
        }
        for (index, row) in (1..).zip(rows(include_str!("tables/events.tsv"))) {
            let day = if row[1] == "day" { Classes::HAPPENING } else { Classes::default() };
            for form in row[2].split(' ') {
                let entry = self.entry(form).1;
                entry.classes |= Classes::EVENT | day;
                entry.event = index;
            }
            for form in row[3].split(' ').filter(|form| *form != "-") {
                let entry = self.entry(form).1;
                entry.classes |= Classes::HAPPENING;
                entry.deed = index;
            }
        }
        let named = |name: &str| {
            (1..).zip(rows(include_str!("tables/events.tsv"))).find(|(_, row)| row[0] == name).map(|(index, _)| index)
        };
        for (by, row) in (1..).zip(rows(include_str!("tables/events.tsv"))) {
            let known = row.get(4).into_iter().flat_map(|names| names.split(' '));
            self.kin.extend(known.map(|name| (named(name).expect("events.tsv takes up events it has"), by)));
        }
        for (countries, row) in (0..).zip(rows(include_str!("tables/countries.tsv"))) {
            for form in row[0].split(' ') {
                let (word, rest) = self.first_of_phrase(form, Classes::COUNTRY);
                add(&mut self.countries, word, rest, countries);
            }
            for form in row.get(1).into_iter().flat_map(|forms| forms.split(' ')).filter(|form| !form.is_empty()) {
                self.entry(form).1.classes |= Classes::DEMONYM;
            }
        }
    }
}

impl Lexicon {
    fn load_offices(&mut self) {
        for (index, row) in (0..).zip(rows(include_str!("tables/offices.tsv"))) {
            self.offices.push(Office::read(row[0], row[1], row[2]));
            for form in row[3].split(' ') {
                let (word, rest) = self.first_of_phrase(form, Classes::OFFICE);
                add(&mut self.office_phrases, word, rest, index);
            }
        }
    }
}

/// "light-year" is three tokens.
fn split_hyphens(word: &'static str) -> impl Iterator<Item = &'static str> {
    word.split('-').enumerate().flat_map(|(index, part)| (index > 0).then_some("-").into_iter().chain(Some(part)))
}

fn add<T>(phrases: &mut Phrases<T>, word: WordId, rest: Vec<&'static str>, value: T) {
    let list = phrases.entry(word).or_default();
    list.push(Phrase { rest, value });
    list.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
}

fn class_named(name: &str) -> Classes {
    match name {
        "function" => Classes::FUNCTION,
        "saying" => Classes::SAYING,
        "office" => Classes::OFFICE,
        "organisation" => Classes::ORGANISATION,
        "geography" => Classes::GEOGRAPHY,
        "kin" => Classes::KIN,
        "particle" => Classes::PARTICLE,
        "suffix" => Classes::SUFFIX,
        "human" => Classes::HUMAN,
        "ahead" => Classes::AHEAD,
        "manner" => Classes::MANNER,
        "change" => Classes::CHANGE,
        "apart" => Classes::APART,
        "shift" => Classes::SHIFT,
        "rise" => Classes::RISE,
        "fall" => Classes::FALL,
        "turn" => Classes::TURN,
        "plural" => Classes::PLURAL,
        "party" => Classes::PARTY,
        "pronoun" => Classes::PRONOUN,
        "past" => Classes::PAST,
        "before" => Classes::BEFORE,
        "supposed" => Classes::SUPPOSED,
        "article" => Classes::ARTICLE,
        "placing" => Classes::PLACING,
        "naming" => Classes::NAMING,
        other => unreachable!("classes.tsv names an unknown class: {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_bit_of_its_own() {
        let mut seen = Classes::empty();
        for class in <Classes as bitflags::Flags>::FLAGS {
            assert!(!seen.intersects(*class.value()), "{}", class.name());
            seen |= *class.value();
        }
    }

    #[test]
    fn a_word_has_the_classes_of_all_its_tables() {
        let second = look_up("Second");
        assert!(second.classes.contains(Classes::ORDINAL | Classes::UNIT));
        assert!(look_up("MAY").classes.contains(Classes::MONTH));
        assert_eq!(unit(look_up("km").unit.unwrap()).name, "kilometre");
        assert!(!look_up("varnholt").classes.contains(Classes::MONTH));
    }

    #[test]
    fn units_of_several_words_are_found() {
        let reading = Reading::new("12 square miles an hour, 5 per cent, US$ 3");
        let (row, after) = unit_at(&reading, 1, false).unwrap();
        assert_eq!((unit(row).name, after), ("square mile", 3));
        let (row, _) = unit_at(&reading, 7, false).unwrap();
        assert_eq!(unit(row).name, "percent");
        let (row, _) = currency_at(&reading, 10).unwrap();
        assert_eq!(currency(row).name, "US dollar");
    }
}
