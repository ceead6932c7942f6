//! The fact sheet: what the desk knows, to be held against the draft.
//!
//! `syntax` reads TOML, JSON, YAML and CSV into one tree (`node`) whose values keep their places, `read` makes entries of it
//! and says what in the sheet cannot be right, `agree` holds entries against each other, within a sheet and between sheets.
//! `who` and `words` find what of the draft an entry speaks of; `directory` finds people by name.  The rules named
//! `fact-sheet-…` compare.

pub mod add;
mod agree;
mod base;
pub mod directory;
pub mod draft;
pub mod edit;
pub mod figures;
mod node;
mod read;
pub mod schema;
pub mod spot;
mod syntax;
pub mod who;
pub mod words;
pub mod write;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;
use smol_str::SmolStr;

pub use syntax::{Syntax, first_broken, lost_lines};

use crate::finding::{Finding, Level};
use crate::language::Number;
use crate::language::interval::Interval;
use crate::place::{Place, Source, Span};
use base::Base;
use directory::Directory;

/// The rule of what a sheet says that cannot be right.
pub const INVALID: &str = "fact-sheet-invalid";

/// The rule of what sheets say twice.
pub const DUPLICATE: &str = "fact-sheet-duplicate";

/// Entries of one or more sheets.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Who is who; of several sheets without those of a long list, which [`Reference::everybody`] has.
    pub people: Vec<Person>,
    /// Bodies and their short forms.
    pub organisations: Vec<Organisation>,
    /// Names of places.
    pub places: Vec<Location>,
    /// Counted and measured things.
    pub figures: Vec<Figure>,
    /// What happened where and when.
    pub events: Vec<Event>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// The names of the sheets: the first is `Source(1)`.
    pub sources: Vec<Arc<str>>,
    /// What in the sheets does not hold; each finding's place is in its sheet.
    pub findings: Vec<Finding>,
    /// Whether what is told goes out of the house: birth dates are left out of it.
    pub redacted: bool,
    /// People by the words of their names.
    directory: Directory,
    /// The long list that is under these people.
    base: Option<Base>,
}

/// A value of a sheet with its place there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sited<T> {
    /// The value.
    pub value: T,
    /// Where in its sheet.
    pub span: Span,
}

impl<T> Deref for Sited<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for Sited<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(out)
    }
}

/// Words of a sheet.
pub type Text = Sited<SmolStr>;

/// What every entry has.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Which sheet.
    pub source: u32,
    /// The whole entry.
    pub span: Span,
    /// Whether a person has yet to look at it.
    pub unverified: bool,
    /// The day on which somebody vouched for it.
    pub verified: Option<NaiveDate>,
    /// What else there is to know.
    pub more: Option<Box<More>>,
}

/// How far a person has vouched for an entry, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Nobody has looked at it: a draft says so.
    Unverified,
    /// Somebody entered it, and no day of verification.
    Entered,
    /// Somebody vouched for it on a day.
    Verified,
}

/// The entry that a claim of a draft rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The value that bears the claim out.
    pub place: Place,
    /// The whole entry.
    pub entry: Span,
    /// How far somebody has vouched for it.
    pub standing: Standing,
    /// The day of that.
    pub verified: Option<NaiveDate>,
    /// Who did, and what else there is to know.
    pub more: Option<Box<More>>,
}

/// What only few entries have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// Who vouched.
    pub by: Option<Text>,
    /// For colleagues.
    pub note: Option<Text>,
    /// Where to look it up.
    pub url: Option<Text>,
    /// Who says so.
    pub source: Option<Text>,
}

impl About {
    /// The place of a value of the entry.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { source: Source(self.source), span }
    }

    /// How loud a finding may be: an entry that nobody has verified only remarks.
    #[must_use]
    pub fn level(&self) -> Level {
        if self.unverified { Level::Information } else { Level::Warning }
    }

    /// How far a person has vouched for it; a verified entry counts more than one that is not.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (self.unverified, self.verified) {
            (true, _) => Standing::Unverified,
            (false, None) => Standing::Entered,
            (false, Some(_)) => Standing::Verified,
        }
    }

    /// The entry as what a claim rests on, by one of its values.
    #[must_use]
    pub fn basis(&self, value: Span) -> Basis {
        Basis {
            place: self.place(value),
            entry: self.span,
            standing: self.standing(),
            verified: self.verified.filter(|_| !self.unverified),
            more: self.more.clone(),
        }
    }

    /// Who says so, in the sheet's words.
    #[must_use]
    pub fn says(&self) -> Option<&str> {
        self.more.as_ref()?.source.as_ref().map(|it| &***it)
    }

    /// "verified 2026-05-04 by the day desk", with note and address, for people.
    #[must_use]
    pub fn told(&self) -> String {
        let mut told = match (self.unverified, self.verified) {
            (true, _) => vec!["not verified yet".to_owned()],
            (false, Some(day)) => vec![format!("verified {day}")],
            (false, None) => Vec::new(),
        };
        if let Some(more) = &self.more {
            if let Some((by, last)) = more.by.as_ref().zip(told.last_mut()) {
                *last = format!("{last} by {by}");
            }
            told.extend(more.source.as_ref().map(|source| format!("source: {source}")));
            told.extend([&more.note, &more.url].into_iter().flatten().map(ToString::to_string));
        }
        told.join("; ")
    }
}

/// Somebody.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The accepted spelling, in full.
    pub name: Text,
    /// Other accepted forms.
    pub aliases: Box<[Text]>,
    /// Forms to flag wherever they stand.
    pub not: Box<[Text]>,
    /// Offices, now and before.
    pub titles: Box<[Title]>,
    /// "Mr", "Dr", "Dame".
    pub honorific: Option<Text>,
    /// The house or country.
    pub affiliation: Option<Text>,
    /// When he or she was born.
    pub born: Option<Sited<Birth>>,
    /// What all entries have.
    pub about: About,
}

/// What a sheet knows of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// The day.
    On(NaiveDate),
    /// Full years on a day.
    Aged(u8, NaiveDate),
}

impl Person {
    /// Every accepted form.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

/// An office with its time; open ends are open.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// In words: "Foreign Minister of Estria".
    pub title: Text,
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
    pub name: Text,
    /// Its short form.
    pub short: Option<Text>,
    /// Other accepted forms.
    pub aliases: Box<[Text]>,
    /// Forms to flag wherever they stand.
    pub not: Box<[Text]>,
    /// What all entries have.
    pub about: About,
}

/// A place.
#[derive(Clone, Debug, Default)]
pub struct Location {
    /// Its accepted name.
    pub name: Text,
    /// Other accepted forms.
    pub aliases: Box<[Text]>,
    /// Forms to flag wherever they stand.
    pub not: Box<[Text]>,
    /// What all entries have.
    pub about: About,
}

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted, in words.
    pub name: Text,
    /// Its value, or all it may be.
    pub value: Interval,
    /// Where the value stands.
    pub span: Span,
    /// Its unit in words: "people", "percent", "GBP".
    pub unit: Option<Text>,
    /// Whether it is rough.
    pub approx: bool,
    /// The day on which it was so.
    pub as_of: Option<NaiveDate>,
    /// What all entries have.
    pub about: About,
}

/// An event.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// What happened, in words.
    pub name: Text,
    /// The first and the last day.
    pub days: Option<Sited<(NaiveDate, NaiveDate)>>,
    /// Where.
    pub place: Option<Text>,
    /// Who took part.
    pub people: Box<[Text]>,
    /// What all entries have.
    pub about: About,
}

/// A quotation.
#[derive(Clone, Debug, Default)]
pub struct Quote {
    /// Who said it.
    pub speaker: Option<Text>,
    /// The words.
    pub text: Text,
    /// What all entries have.
    pub about: About,
}

impl Reference {
    /// Reads a sheet; what in it cannot be read is among the findings, and the rest serves.
    #[must_use]
    pub fn read(name: &str, source: &str, syntax: Syntax) -> Self {
        if u32::try_from(source.len()).is_err() {
            return Self::unreadable(name, "a fact sheet over 4 GiB cannot be read");
        }
        let one = |piece| {
            let (tree, broken) = syntax.tree_of(name, source, piece);
            read::read(&tree, broken)
        };
        let mut pieces = syntax.pieces(source);
        let mut sheet = Reference::default();
        if pieces.len() > 1 {
            let read: Vec<_> = pieces.into_par_iter().map(one).collect();
            sheet.people.reserve_exact(read.iter().map(|piece| piece.people.len()).sum());
            for piece in read {
                sheet.append(piece);
            }
        } else {
            sheet = one(pieces.pop().unwrap_or_default());
        }
        sheet.sources = vec![name.into()];
        sheet.settle();
        agree::within(&mut sheet);
        sheet.sort_findings();
        sheet
    }

    /// A sheet that is there and cannot be read, and why.
    #[must_use]
    pub fn unreadable(name: &str, message: &str) -> Self {
        let place = Place { source: Source(1), span: Span::new(0, 0) };
        let finding = Finding::new(INVALID, Level::Error, place, message.to_owned()).value(&message);
        Reference { sources: vec![name.into()], findings: vec![finding], ..Reference::default() }
    }

    /// One sheet of several, the farthest first: a verified entry beats one that is not, then the nearest wins.
    #[must_use]
    pub fn joined(sheets: &[Arc<Reference>]) -> Self {
        let mut all = Reference::default();
        let base = sheets.first().and_then(Base::of);
        for (number, sheet) in sheets.iter().enumerate() {
            let people = if number == 0 && base.is_some() { Vec::new() } else { sheet.people.clone() };
            all.append(sheet.with_people(people));
        }
        if let Some(mut base) = base {
            let mut people = base.take_namesakes(&all.people);
            people.append(&mut all.people);
            (all.people, all.base) = (people, Some(base));
        }
        agree::between(&mut all);
        all.settle();
        all.sort_findings();
        all
    }

    /// From now on no birth date is told.
    pub fn redact(&mut self) {
        self.redacted = true;
        for finding in &mut self.findings {
            let tells = finding.message.contains(|letter: char| letter.is_ascii_digit());
            if tells && finding.message.starts_with("`born`") {
                "`born` is no day that can be".clone_into(&mut finding.message);
            }
        }
    }

    /// Whether it says nothing of anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count_people() == 0
            && self.organisations.is_empty()
            && self.places.is_empty()
            && self.figures.is_empty()
            && self.events.is_empty()
            && self.quotes.is_empty()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count_people()
            + self.organisations.len()
            + self.places.len()
            + self.figures.len()
            + self.events.len()
            + self.quotes.len()
    }

    /// Every entry with its name, or the words of a quotation.
    pub fn entries(&self) -> impl Iterator<Item = (&Text, &About)> {
        let people = self.everybody().map(|it| (&it.name, &it.about));
        let bodies = self.organisations.iter().map(|it| (&it.name, &it.about));
        let places = self.places.iter().map(|it| (&it.name, &it.about));
        let figures = self.figures.iter().map(|it| (&it.name, &it.about));
        let events = self.events.iter().map(|it| (&it.name, &it.about));
        let quotes = self.quotes.iter().map(|it| (&it.text, &it.about));
        people.chain(bodies).chain(places).chain(figures).chain(events).chain(quotes)
    }

    /// The name of a sheet.
    #[must_use]
    pub fn source(&self, source: Source) -> Option<&str> {
        self.sources.get((source.0 as usize).checked_sub(1)?).map(|name| &**name)
    }

    /// The sheet with other people, and nobody under them.
    fn with_people(&self, people: Vec<Person>) -> Self {
        Reference {
            people,
            organisations: self.organisations.clone(),
            places: self.places.clone(),
            figures: self.figures.clone(),
            events: self.events.clone(),
            quotes: self.quotes.clone(),
            sources: self.sources.clone(),
            findings: self.findings.clone(),
            redacted: self.redacted,
            directory: Directory::default(),
            base: None,
        }
    }

    /// Puts the lists in order for being asked.
    fn settle(&mut self) {
        self.people.shrink_to_fit();
        self.directory = Directory::new(&self.people);
    }

    fn sort_findings(&mut self) {
        self.findings.sort_by_key(|finding| (finding.place.source, finding.place.span));
        // A list that nobody knows is one of each of its pieces.
        self.findings.dedup();
    }

    /// Adds the entries of another sheet behind those of this one.
    fn append(&mut self, mut other: Self) {
        let moved = u32::try_from(self.sources.len()).unwrap_or_default();
        other.abouts(|about| about.source += moved);
        for finding in &mut other.findings {
            finding.place.source.0 += moved;
            finding.related.iter_mut().for_each(|related| related.place.source.0 += moved);
        }
        self.redacted |= other.redacted;
        self.people.append(&mut other.people);
        self.organisations.append(&mut other.organisations);
        self.places.append(&mut other.places);
        self.figures.append(&mut other.figures);
        self.events.append(&mut other.events);
        self.quotes.append(&mut other.quotes);
        self.sources.append(&mut other.sources);
        self.findings.append(&mut other.findings);
    }

    fn abouts(&mut self, mut change: impl FnMut(&mut About)) {
        self.people.iter_mut().for_each(|it| change(&mut it.about));
        self.organisations.iter_mut().for_each(|it| change(&mut it.about));
        self.places.iter_mut().for_each(|it| change(&mut it.about));
        self.figures.iter_mut().for_each(|it| change(&mut it.about));
        self.events.iter_mut().for_each(|it| change(&mut it.about));
        self.quotes.iter_mut().for_each(|it| change(&mut it.about));
    }
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

    /// "31", "3 to 5".
    #[must_use]
    pub fn told(&self) -> String {
        let Interval { low, high } = self.value;
        if low == high { low.to_string() } else { format!("{low} to {high}") }
    }
}

#[cfg(test)]
mod tests;
