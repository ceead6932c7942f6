//! Whose ages the draft gives.

use std::cell::LazyCell;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::people::{fold, gender_of};
use super::{ClaimRef, People, Story};
use crate::claim::person::Signs;
use crate::claim::quantity::Unit;
use crate::language::numeral::Form;
use crate::language::verb::is_past;
use crate::language::{Classes, lexicon};
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
    /// "a win for the seven-year-old": as well, if nobody else is there.
    Within,
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
    /// Whether its bearer stands there with a full name.
    pub full: bool,
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
        let mut was: Vec<Age> = Vec::new();
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
                let at = (before.ends_with("At ") && !is_of_then(behind)
                    || before.ends_with("Aged ") && is_of_now(behind))
                    && behind.starts_with(", ");
                // "Doe, who wrote plays, has died at 91".
                let behind_clause = [", has died at ", ", has died aged "].iter().any(|it| before.ends_with(it));
                let died = (behind_clause || DIED.iter().any(|it| before.ends_with(it))) && ends_clause(behind);
                // "Doe, of Leeds, who is 45,", "a boy of eight".
                let closes = behind.starts_with([',', '.', ';'])
                    && !behind[1..].starts_with(|letter: char| letter.is_ascii_digit());
                let plain = quantity.unit == Unit::None;
                let is = plain && closes && before.ends_with(", who is ");
                let gone = plain && closes && before.ends_with(", who was ");
                let noun_of = |before: &str| {
                    NOUNS.iter().any(|noun| before.strip_suffix(noun).is_some_and(|lead| lead.ends_with(' ')))
                };
                let of = plain && before.strip_suffix(" of ").is_some_and(noun_of);
                // "29 years old" may be said of anything: of those only the hyphened are read.
                let apposed = quantity.age && quantity.unit == Unit::None;
                if !(apposed || old || at || died || is || gone || of) {
                    continue;
                }
                let who = if old {
                    who_is_old(story, block, quantity.number, behind)
                } else if of {
                    let noun = before.trim_end_matches(" of ").rsplit(' ').next().unwrap_or_default();
                    let lead = before.strip_suffix(&format!("{noun} of ")).unwrap_or_default();
                    [" a ", " an ", "A ", "An "].iter().any(|it| lead.ends_with(it)).then(|| Found::Noun(noun.into()))
                } else if is || gone || behind_clause && died {
                    who_opens(story, block, quantity.number)
                } else {
                    who_is_aged(story, block, quantity.number, at)
                };
                let Some(who) = who else { continue };
                // "Per Lund, 61," where "Per" was read as no name.
                let cut = matches!(&who, Found::Mention(at) if is_cut(story, *at));
                if cut {
                    continue;
                }
                let full = matches!(&who, Found::Mention(at) if People::mention(story, *at).given.is_some());
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
                            // "71-year-old Philomena" is she of the draft, or nobody.
                            None if old && !full && surname.bearers.is_empty() => continue,
                            Some([only]) => Who::Person(*only),
                            Some(_) => continue,
                            None if surname.bearers.len() > 1 => continue,
                            None => Who::Person(form),
                        }
                    }
                    Found::Noun(noun) => Who::Noun(noun),
                    Found::Definite => Who::Definite,
                    Found::Within => Who::Within,
                };
                // Nobody grows older than that.
                // "It was a first win for the 25-year-old": the verb does not date the age.
                let within = who == Who::Within && !before.contains("when ") && !before.contains("then ");
                let apposition = old && [", a ", ", an "].iter().any(|it| before.ends_with(it));
                let now = died || gone || within || is_now(before, behind, apposed || is || apposition);
                let told = match (died || gone, (apposed || is) && !old) {
                    (true, _) => HowTold::AtDeath,
                    (false, true) => HowTold::Apposed,
                    (false, false) => HowTold::Else,
                };
                let age = Age { block, extent: quantity.number, years, who, now, told, full };
                if gone { was.push(age) } else { ages.all.push(age) }
            }
        }
        // "Lindenau, who was 98," is her age at death only where her death is told with much the same age.
        was.retain(|age| {
            let same = |other: &&Age| other.who == age.who && other.told == HowTold::AtDeath;
            ages.all.iter().filter(same).any(|other| (other.years - age.years).abs() <= BIRTHDAYS)
        });
        ages.all.extend(was);
        ages.all.sort_by_key(|age| (age.block, age.extent.start));
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
    Within,
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

/// Whether the verb behind "Aged 52, Doe" is one of the present: not "Aged 9, Doe learnt to row".
fn is_of_now(behind: &str) -> bool {
    let verb = behind.split_whitespace().skip(1).find(|word| word.starts_with(char::is_lowercase));
    matches!(verb, Some("is" | "has" | "remains" | "leads" | "runs" | "lives"))
}

/// Whether the verb behind "At 19, Doe" is one of the past: "began".
fn is_of_then(behind: &str) -> bool {
    behind.split_whitespace().skip(1).find(|word| word.starts_with(char::is_lowercase)).is_some_and(is_past)
}

/// Whether a given name stands before a surname that was read alone.
fn is_cut(story: &Story<'_>, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let before = story.before(at.block, mention.extent.start);
    let word = before.strip_suffix(' ').and_then(|it| it.rsplit(' ').next()).unwrap_or_default();
    let lead = before.trim_end().strip_suffix(word).unwrap_or_default().trim_end();
    let opens = lead.is_empty() || lead.ends_with(['.', '?', '!', '\n', '”', '"']);
    let classes = lexicon::look_up(&word.to_lowercase()).classes;
    let office = classes.intersects(Classes::OFFICE | Classes::HUMAN | Classes::HONORIFIC);
    let named = gender_of(&fold(word)).is_some() || !opens && !office;
    mention.given.is_none() && mention.title.is_none() && word.starts_with(char::is_uppercase) && named
}

/// By how many years two ages at death may differ.
const BIRTHDAYS: i64 = 3;

/// The person whose name opens the sentence, with an apposition up to the age: "Doe, of Leeds, who is 45,", "Doe, who wrote
/// plays, has died at 91".
fn who_opens(story: &Story<'_>, block: usize, number: Extent) -> Option<Found> {
    let people = &story.claims[block].people;
    let (_, start) = story.sentence(block, number);
    let start = u32::try_from(start).ok()?;
    let index = people.partition_point(|mention| mention.extent.start < start);
    let mention = people.get(index).filter(|mention| mention.extent.end <= number.start)?;
    let lead = story.gap(block, Extent { start, end: start }, mention.extent);
    let gap = story.gap(block, mention.extent, number);
    let others = people[index + 1..].iter().take_while(|it| it.extent.end <= number.start);
    let plain = lead.split_whitespace().count() <= 2 && !lead.contains(',') && gap.starts_with(", ");
    let alone = others.filter(|it| it.given.is_some()).count() == 0;
    // "Doe, and Jane Roe, who is 45", "Doe, whose son died at 19".
    let own = !gap.contains(" and ") && !gap.contains(", whose ") && gap.matches(", who ").count() <= 2;
    (plain && alone && own && gap.len() < 120).then_some(Found::Mention(ClaimRef { block, index }))
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
            && (mention.given.is_some() || gap == "-year-old ")
        {
            return Some(Found::Mention(ClaimRef { block, index }));
        }
    }
    // "Seven-year-old wins prize" above a story of one child.
    let headline = story.article.blocks[block].zone == Zone::Headline;
    if headline && before.is_empty() && rest.starts_with(' ') && (noun || HEADED.contains(&&*plain)) {
        return Some(Found::Noun(ALONE.into()));
    }
    // "Rautio, a 46-year-old former midwife, has led".
    let human = |rest: &str| {
        let mut words = rest.split([',', '.', ';', ':']).next().unwrap_or_default().split_whitespace().take(3);
        noun || words.any(|word| {
            let classes = lexicon::look_up(&word.to_lowercase()).classes;
            matches!(word, "said" | "says" | "told") || classes.intersects(Classes::HUMAN | Classes::OFFICE)
        })
    };
    let apposition = [", a ", ", an "].iter().any(|it| before.ends_with(it)) && rest.starts_with(' ');
    if apposition
        && let Some(Found::Mention(at)) = who_opens(story, block, number)
        && matches!(story.gap(block, people[at.index].extent, number), ", a " | ", an ")
    {
        return Some(Found::Mention(at));
    }
    // "a first win for the 25-year-old, who", "the 82-year-old widow said".
    let within = before.ends_with(" the ") && !before.ends_with(". the ");
    if within && (rest.starts_with([',', '.', '\'', '’']) || rest.starts_with(' ') && human(rest)) {
        return Some(Found::Within);
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
