//! The fact sheet: what the desk knows, to be held against the draft.
//!
//! `node` reads TOML and JSON into one tree whose values keep their places, `read` makes entries of it and says what in the
//! sheet cannot be read, `who` and `words` find what of the draft an entry speaks of.  The rules named `fact-sheet-…` compare.

mod node;
mod read;
pub mod who;
pub mod words;

use chrono::NaiveDate;

pub use node::Fault;

use crate::finding::Level;
use crate::language::Number;
use crate::language::interval::Interval;

/// Entries of one or more sheets.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Who is who.
    pub people: Vec<Person>,
    /// Bodies and their short forms.
    pub organisations: Vec<Organisation>,
    /// Counted and measured things.
    pub figures: Vec<Figure>,
    /// What happened where and when.
    pub events: Vec<Event>,
    /// Who said what.
    pub quotes: Vec<Quote>,
}

/// Somebody.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The accepted spelling, in full.
    pub name: String,
    /// Other accepted forms.
    pub aliases: Vec<String>,
    /// Forms to flag wherever they stand.
    pub not: Vec<String>,
    /// Offices, now and before.
    pub titles: Vec<Title>,
    /// The house or country.
    pub affiliation: Option<String>,
    /// The day of birth.
    pub born: Option<NaiveDate>,
    /// Whether a person has yet to look at the entry.
    pub unverified: bool,
}

/// An office with its time; open ends are open.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// In words: "Foreign Minister of Estria".
    pub title: String,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl Title {
    /// Whether the office was held on a day.
    #[must_use]
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A body.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Its name in full.
    pub name: String,
    /// Its short form.
    pub short: Option<String>,
    /// Whether a person has yet to look at the entry.
    pub unverified: bool,
}

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted, in words.
    pub name: String,
    /// Its value, or all it may be.
    pub value: Interval,
    /// Its unit in words: "people", "percent", "GBP".
    pub unit: Option<String>,
    /// Whether it is rough.
    pub approx: bool,
    /// Whether a person has yet to look at the entry.
    pub unverified: bool,
}

/// An event.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// What happened, in words.
    pub name: String,
    /// The first and the last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Where.
    pub place: Option<String>,
    /// Whether a person has yet to look at the entry.
    pub unverified: bool,
}

/// A quotation.
#[derive(Clone, Debug, Default)]
pub struct Quote {
    /// Who said it.
    pub speaker: Option<String>,
    /// The words.
    pub text: String,
    /// Whether a person has yet to look at the entry.
    pub unverified: bool,
}

impl Reference {
    /// Reads a sheet in TOML; what cannot be read is told, and the rest serves.
    #[must_use]
    pub fn from_toml(source: &str) -> (Self, Vec<Fault>) {
        match node::from_toml(source) {
            Ok(root) => read::read(&root),
            Err(fault) => (Self::default(), vec![fault]),
        }
    }

    /// Reads a sheet in JSON; what cannot be read is told, and the rest serves.
    #[must_use]
    pub fn from_json(source: &str) -> (Self, Vec<Fault>) {
        match node::from_json(source) {
            Ok(root) => read::read(&root),
            Err(fault) => (Self::default(), vec![fault]),
        }
    }

    /// Adds the entries of another sheet behind those of this one.
    pub fn extend(&mut self, other: Self) {
        self.people.extend(other.people);
        self.organisations.extend(other.organisations);
        self.figures.extend(other.figures);
        self.events.extend(other.events);
        self.quotes.extend(other.quotes);
    }
}

/// How loud a finding may be: an entry that nobody has verified only remarks.
#[must_use]
pub fn level(unverified: bool) -> Level {
    if unverified { Level::Information } else { Level::Warning }
}

/// A number that a sheet gives: rough ones reach a tenth to either side.
impl Figure {
    /// All that the figure may be.
    #[must_use]
    pub fn range(&self) -> Interval {
        if !self.approx {
            return self.value;
        }
        let slack = |number: Number| number.magnitude().over(Number::whole(10)).unwrap_or(Number::ZERO);
        let low = self.value.low.minus(slack(self.value.low)).unwrap_or(self.value.low);
        let high = self.value.high.plus(slack(self.value.high)).unwrap_or(self.value.high);
        Interval { low, high }
    }
}
