//! Whose ages the draft gives.

use std::cell::LazyCell;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::{ClaimRef, People, Story};
use crate::claim::person::Signs;
use crate::claim::quantity::Unit;
use crate::language::numeral::Form;
use crate::place::Extent;
use crate::text::Zone;

/// Who is of an age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person of the draft, by the index of the surname's form.
    Person(usize),
    /// "a 72-year-old man", "Man, 27": by the noun.
    Noun(Box<str>),
    /// "The seven-year-old": somebody named before.
    Definite,
}

/// An age as the draft gives it.
#[derive(Clone, Debug)]
pub struct Age {
    /// The block.
    pub block: usize,
    /// The number.
    pub extent: Extent,
    /// In years.
    pub years: i64,
    /// Whose.
    pub who: Who,
    /// Whether it is an age now: no "when", "turned" or year beside it.
    pub now: bool,
    /// How it stands beside its bearer.
    pub told: HowTold,
}

/// How an age is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowTold {
    /// "dies at 91", "who has died aged 91".
    AtDeath,
    /// "Jane Doe, 45,".
    Apposed,
    /// "At 45, Doe", "the 45-year-old".
    Else,
}

/// Every age of a draft, in order.
#[derive(Debug, Default)]
pub struct Ages {
    all: Vec<Age>,
}

/// Nouns for somebody not named, which a headline may use for one of the story.
const NOUNS: [&str; 12] = [
    "man",
    "woman",
    "boy",
    "girl",
    "teenager",
    "toddler",
    "pensioner",
    "driver",
    "cyclist",
    "student",
    "mother",
    "father",
];

/// Whoever a headline tells by the age alone: "Seven-year-old wins prize".
pub const ALONE: &str = "the same person";

/// Verbs of headlines behind somebody who is told by the age alone.
const HEADED: [&str; 24] = [
    "wins", "dies", "dead", "held", "killed", "hurt", "injured", "charged", "found", "saves", "saved", "jailed",
    "arrested", "missing", "rescued", "faces", "gets", "becomes", "takes", "breaks", "makes", "hit", "stabbed", "shot",
];

/// Words that tell of an age at another time.
const THEN: [&str; 16] = [
    "when",
    "turned",
    "turn",
    "turns",
    "would",
    "will",
    "was",
    "since",
    "until",
    "then",
    "later",
    "birthday",
    "ago",
    "at the age",
    "who died",
    "before",
];

impl Ages {
    /// Gathers the ages of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>, people: &People) -> Self {
        // Asked only where an age stands beside a surname that nobody bears in full.
        let by_given = LazyCell::new(|| {
            let mut by_given: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
            for (index, form) in people.forms().iter().enumerate() {
                for bearer in &form.bearers {
                    by_given.entry(bearer.name()).or_default().push(index);
                }
            }
            by_given
        });
        let mut ages = Ages::default();
        for (block, it, claims) in story.blocks() {
            if !it.zone.is_story() {
                continue;
            }
            for quantity in &claims.quantities {
                if quantity.upper.is_some() || quantity.modifier.is_some() || quantity.form == Form::Ordinal {
                    continue;
                }
                let Some(years) = quantity.value.to_whole().filter(|it| (0..120).contains(it)) else { continue };
                let behind = story.behind(block, quantity.number.end);
                let old = ["-year-old", " year old", "-years-old"].iter().any(|it| behind.starts_with(it));
                let before = story.before(block, quantity.number.start);
                let at = before.ends_with("At ") && behind.starts_with(", ");
                let died = DIED.iter().any(|it| before.ends_with(it)) && ends_clause(behind);
                // "29 years old" may be said of anything: of those only the hyphened are read.
                let apposed = quantity.age && quantity.unit == Unit::None;
                if !(apposed || old || at || died) {
                    continue;
                }
                let who = if old {
                    who_is_old(story, block, quantity.number, behind)
                } else {
                    who_is_aged(story, block, quantity.number, at)
                };
                let Some(who) = who else { continue };
                let who = match who {
                    Found::Mention(at) => {
                        let Some(form) = people.index_of(at) else { continue };
                        // "said Jack, 12," of Jack Tully.
                        let surname = &people.forms()[form];
                        let given = Some(&*surname.folded).filter(|_| surname.bearers.is_empty());
                        let given = given.and_then(|folded| by_given.get(folded));
                        let kin = People::mention(story, at).signs.intersects(Signs::JOINED);
                        match given.map(Vec::as_slice) {
                            _ if kin => continue,
                            Some([only]) => Who::Person(*only),
                            Some(_) => continue,
                            None if surname.bearers.len() > 1 => continue,
                            None => Who::Person(form),
                        }
                    }
                    Found::Noun(noun) => Who::Noun(noun),
                    Found::Definite => Who::Definite,
                };
                // Nobody grows older than that.
                let now = died || is_now(before, behind, apposed);
                let told = match (died, apposed && !old) {
                    (true, _) => HowTold::AtDeath,
                    (false, true) => HowTold::Apposed,
                    (false, false) => HowTold::Else,
                };
                ages.all.push(Age { block, extent: quantity.number, years, who, now, told });
            }
        }
        ages
    }

    /// Every age, in the order of the draft.
    #[must_use]
    pub fn all(&self) -> &[Age] {
        &self.all
    }
}

/// Full years from one day to another.
#[must_use]
pub fn years(from: NaiveDate, to: NaiveDate) -> i64 {
    let whole = i64::from(to.year() - from.year());
    whole - i64::from((to.month(), to.day()) < (from.month(), from.day()))
}

enum Found {
    Mention(ClaimRef),
    Noun(Box<str>),
    Definite,
}

/// The mention that ends right before a place but for some words.
fn ends_before(story: &Story<'_>, block: usize, at: u32, between: &[&str]) -> Option<ClaimRef> {
    let people = &story.claims[block].people;
    let index = people.partition_point(|mention| mention.extent.end <= at).checked_sub(1)?;
    let gap = story.gap(block, people[index].extent, Extent { start: at, end: at });
    between.contains(&gap).then_some(ClaimRef { block, index })
}

/// "Jane Doe, 45", "Jane Doe, aged 45", "At 45, Doe", "Man, 27".
fn who_is_aged(story: &Story<'_>, block: usize, number: Extent, at: bool) -> Option<Found> {
    let people = &story.claims[block].people;
    if at {
        let index = people.partition_point(|mention| mention.extent.start < number.end);
        let mention = people.get(index)?;
        return (story.gap(block, number, mention.extent) == ", ").then_some(Found::Mention(ClaimRef { block, index }));
    }
    let before = story.before(block, number.start);
    let lower = before.to_lowercase();
    if story.article.blocks[block].zone == Zone::Headline
        && let Some(noun) = NOUNS.iter().find(|noun| lower == format!("{noun}, "))
    {
        return Some(Found::Noun((*noun).into()));
    }
    ends_before(story, block, number.start, &[", ", ", aged ", " (", " (aged "])
        .or_else(|| ends_before(story, block, number.start, &DIED))
        .map(Found::Mention)
}

/// What stands between a name and the age at death.
const DIED: [&str; 12] = [
    " dies at ",
    " dies aged ",
    " dead at ",
    " died at ",
    " died aged ",
    " has died at ",
    " has died aged ",
    " has died at the age of ",
    " died at the age of ",
    ", who has died aged ",
    ", who died aged ",
    ", who has died at the age of ",
];

/// Whether a number ends its clause: not "died at 19 Elm Street", "at 19:30".
fn ends_clause(behind: &str) -> bool {
    let rest = behind.trim_start_matches([',', '.', ';']);
    let next = rest.split_whitespace().next().unwrap_or_default();
    if rest.len() < behind.len() {
        return !rest.starts_with(|letter: char| letter.is_ascii_digit());
    }
    rest.is_empty()
        || rest.starts_with('\n')
        || matches!(next, "in" | "after" | "from" | "of" | "on" | "at" | "last" | "and")
}

/// "72-year-old Jane Doe", "a 72-year-old man", "The 72-year-old said".
fn who_is_old(story: &Story<'_>, block: usize, number: Extent, behind: &str) -> Option<Found> {
    let rest = behind.find("old").map(|at| &behind[at + 3..])?;
    let before = story.before(block, number.start);
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or_default();
    let plain = first.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let noun = NOUNS.contains(&&*plain);
    let people = &story.claims[block].people;
    let index = people.partition_point(|mention| mention.extent.start < number.end);
    if let Some(mention) = people.get(index) {
        let gap = story.gap(block, number, mention.extent);
        if gap.len() < 40
            && gap.split_whitespace().count() <= 3
            && !gap.contains([',', '.', ';', ':'])
            && (mention.given.is_some() || before.ends_with("The ") && gap == "-year-old ")
        {
            return Some(Found::Mention(ClaimRef { block, index }));
        }
    }
    // "Seven-year-old wins prize" above a story of one child.
    let headline = story.article.blocks[block].zone == Zone::Headline;
    if headline && before.is_empty() && rest.starts_with(' ') && (noun || HEADED.contains(&&*plain)) {
        return Some(Found::Noun(ALONE.into()));
    }
    let definite = before.ends_with("The ") || before.ends_with(". the ");
    if definite && (noun || rest.starts_with(' ') && first.starts_with(char::is_lowercase)) {
        return Some(Found::Definite);
    }
    let indefinite = [" a ", " an ", "A ", "An "].iter().any(|it| before.ends_with(it));
    (noun && indefinite && rest.starts_with(' ')).then(|| Found::Noun(plain.into()))
}

/// Whether an age is said of now.
fn is_now(before: &str, behind: &str, apposed: bool) -> bool {
    let start = before.rfind(['.', ';', '”', '"']).map_or(0, |at| at + 1);
    let end = behind.find(['.', ';', '“', '"']).unwrap_or(behind.len());
    let (before, behind) = (before.get(start..).unwrap_or_default(), behind.get(..end).unwrap_or_default());
    let year = |text: &str| text.split(|letter: char| !letter.is_ascii_digit()).any(|it| it.len() == 4);
    let then = |text: &str| {
        let lower = text.to_lowercase();
        THEN.iter().any(|word| {
            lower.match_indices(word).any(|(at, _)| {
                let edge = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric());
                edge(lower[..at].chars().next_back()) && edge(lower[at + word.len()..].chars().next())
            })
        })
    };
    // Between commas the clause around tells little; else all of the sentence counts.
    let near = |text: &str| text.len() < 40;
    if apposed { !(then(before) && near(before)) } else { !then(before) && !year(before) && !year(behind) }
}
