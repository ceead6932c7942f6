//! What a story tells once with its day, and takes up later with another.
//!
//! A recap stands close to its date: "the March 19 earthquake", "the election on November 17", "Friday night's crash", "His
//! death on December 5", "Oudkerk, arrested on May 29". What it takes up may stand anywhere in an earlier sentence that
//! gives one day. Whatever tells events apart, disputes a day or has a second story of the kind keeps the pair apart.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::{ClaimRef, People, Story, Timeline};
use crate::claim::date::{Calendar, DateClaim, Shift, Time};
use crate::language::runs::words;
use crate::language::{Classes, lexicon};
use crate::link::people::fold;
use crate::link::timeline::Moment;
use crate::place::Extent;
use crate::text::Zone;

/// Two tellings with two days.
#[derive(Clone, Debug)]
pub struct Recap {
    /// The date told first.
    pub one: ClaimRef,
    /// The date of the recap.
    pub other: ClaimRef,
    /// What both are.
    pub first: Moment,
    /// What the recap says.
    pub second: Moment,
    /// The word by which the recap names it.
    pub noun: Extent,
}

/// Whom or what a kind befalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Public,
    /// Public, and the only one of its kind in a story: "the referendum".
    Once,
    Person,
    Life,
}

impl Of {
    fn is_public(self) -> bool {
        matches!(self, Of::Public | Of::Once)
    }
}

struct Kind {
    of: Of,
    nouns: Vec<&'static str>,
    verbs: Vec<&'static str>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let lines = include_str!("../language/tables/recaps.tsv").lines().filter(|line| !line.starts_with('#'));
    let list = |words: &'static str| words.split(' ').filter(|it| *it != "-").collect();
    lines
        .map(|line| {
            let mut row = line.split('\t').skip(1);
            let of = match row.next() {
                Some("life") => Of::Life,
                Some("person") => Of::Person,
                Some("once") => Of::Once,
                _ => Of::Public,
            };
            Kind { of, nouns: list(row.next().unwrap_or("-")), verbs: list(row.next().unwrap_or("-")) }
        })
        .collect()
});

/// Words to the kinds they name, and whether as a noun.
static WORDS: LazyLock<FxHashMap<&'static str, (usize, bool)>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (index, kind) in KINDS.iter().enumerate() {
        // "vote" is both, and asked for as a noun.
        words.extend(kind.verbs.iter().map(|it| (it.trim_start_matches('+'), (index, false))));
        words.extend(kind.nouns.iter().map(|it| (*it, (index, true))));
    }
    words
});

/// Whose a telling is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// By the index of the surname's form.
    Person(usize),
    /// "He was arrested", "His death".
    Pronoun,
    Nobody,
}

/// One sentence that tells of a kind with a day.
#[derive(Clone, Debug)]
struct Telling {
    kind: usize,
    at: ClaimRef,
    moment: Moment,
    /// The noun or verb.
    word: Extent,
    whose: Whose,
    /// Whether it takes up what was told before.
    recap: bool,
    /// Whether "the" and the day stand beside its noun, so that the day tells which.
    fixed: bool,
    /// Names in the noun's phrase: "the Roxburn Colliery explosion".
    names: Vec<Box<str>>,
}

/// Words of a sentence that disputes a day, or tells one event from another.
const APART: [&str; 34] = [
    "insist",
    "insists",
    "insisted",
    "corrected",
    "correction",
    "initially",
    "originally",
    "wrongly",
    "mistakenly",
    "claim",
    "claims",
    "claimed",
    "contradict",
    "disputed",
    "dispute",
    "disputes",
    "denied",
    "denies",
    "contrary",
    "postponed",
    "rescheduled",
    "moved",
    "delayed",
    "brought",
    "first",
    "re-arrested",
    "again",
    "announced",
    "twice",
    "previously",
    "earlier",
    "fresh",
    "new",
    "bigger",
];

/// How many days lie between a day and a slip for it at most.
const SLIP: i64 = 14;

/// How many dates of a draft are looked at.
const MOST: usize = 400;

/// The pairs of tellings with two days.
#[must_use]
pub fn recaps(story: &Story<'_>, timeline: &Timeline, people: &People) -> Vec<Recap> {
    let mut tellings: Vec<Telling> = Vec::new();
    let mut days: FxHashMap<Moment, usize> = FxHashMap::default();
    let mut count = 0;
    for (block, it, claims) in story.blocks() {
        if !matches!(it.zone, Zone::Headline | Zone::Standfirst | Zone::Body) {
            continue;
        }
        for (index, date) in claims.dates.iter().enumerate() {
            let at = ClaimRef { block, index };
            let Some(resolved) = timeline.resolved(at).filter(|_| !matches!(date.time, Time::Unsaid)) else { continue };
            let moment = near(timeline, date, resolved.moment);
            *days.entry(moment).or_default() += 1;
            count += 1;
            let grain = matches!(moment, Moment::Day(_) | Moment::Year(_));
            let plain = match &date.time {
                Time::Calendar(calendar) => matches!(calendar.shift, Shift::None | Shift::This),
                _ => false,
            };
            if count > MOST || !grain || !plain || date.setting.quoted {
                continue;
            }
            tellings.extend(read(story, timeline, people, at, moment));
        }
    }
    let mut found = Vec::new();
    for (index, other) in tellings.iter().enumerate() {
        // A slip stands once.
        if !other.recap || days.get(&other.moment).is_some_and(|count| *count > 1) {
            continue;
        }
        let apart = |one: &&Telling| story.article.are_apart(one.at.block, other.at.block);
        let earlier = || tellings[..index].iter().filter(|one| one.kind == other.kind && !apart(one));
        // Two days told before: two events.
        let mut moments: Vec<_> = earlier().map(|one| one.moment).collect();
        moments.dedup();
        let [only] = moments[..] else { continue };
        let Some(one) = earlier().find(|one| is_one(story, timeline, &tellings[..index], one, other)) else {
            continue;
        };
        found.push(Recap { one: one.at, other: other.at, first: only, second: other.moment, noun: other.word });
    }
    found.extend(headline(story, timeline, &days));
    found
}

/// A day without a year in the year that brings it nearest to publication: "go to the polls on June 14, she said" is of no
/// June past.
fn near(timeline: &Timeline, date: &DateClaim, moment: Moment) -> Moment {
    let (Time::Calendar(Calendar { year: None, month: Some(month), day: Some(day), .. }), Some(published)) =
        (&date.time, timeline.published().map(|it| it.day))
    else {
        return moment;
    };
    let years = published.year() - 1..=published.year() + 1;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month.value, day.value));
    days.min_by_key(|it| (*it - published).num_days().abs()).map_or(moment, Moment::Day)
}

/// "Teachers to strike on May 22" above "will walk out on May 23".
fn headline(story: &Story<'_>, timeline: &Timeline, days: &FxHashMap<Moment, usize>) -> Option<Recap> {
    let (block, ..) = story.blocks().find(|(_, it, _)| it.zone == Zone::Headline)?;
    let (lead, ..) = story.blocks().find(|(_, it, _)| it.zone == Zone::Body)?;
    let [date] = story.claims[block].dates.as_slice() else { return None };
    let head = &*story.article.blocks[block].prose.text;
    let one = ClaimRef { block, index: 0 };
    // "to sign on Friday" looks ahead.
    let first = match &date.time {
        Time::Calendar(Calendar { weekday: Some(weekday), day: None, .. }) => {
            let published = timeline.published()?.day;
            published.iter_days().take(7).find(|it| it.weekday() == weekday.value)?
        }
        _ => timeline.day(one)?,
    };
    let (_, verb) = head[..date.extent.start as usize].split_once(" to ")?;
    let verb = verb.split(' ').next()?;
    let verbs: &[&str] = if verb == "strike" { &["strike", "walk"] } else { &[verb] };
    let claims = &story.claims[lead].dates;
    let found = claims.iter().enumerate().find_map(|(index, date)| {
        let before = story.before(lead, date.extent.start);
        let (_, deed) = before.rsplit_once(" will ")?;
        let same = verbs.iter().any(|verb| deed.split(' ').next() == Some(*verb));
        let near =
            deed.len() < 60 && !deed.contains([',', '.', ';']) && !deed.contains(" and ") && deed.ends_with(" on ");
        (same && near && !date.setting.quoted).then_some(ClaimRef { block: lead, index })
    })?;
    let second = timeline.day(found)?;
    let (sentence, _) = story.sentence(lead, claims[found.index].extent);
    let words =
        |text: &str| -> Vec<Box<str>> { words(text, "").filter(|it| it.1.len() > 3).map(|it| fold(it.1)).collect() };
    let (mine, its) = (words(head), words(sentence));
    let shared = mine.iter().filter(|it| &***it != verb && its.contains(it)).count();
    let apart = (first - second).num_days().abs();
    let alone = days.get(&Moment::Day(first)).is_none_or(|count| *count == 1);
    (shared > 0 && (1..=SLIP).contains(&apart) && alone).then(|| Recap {
        one,
        other: found,
        first: Moment::Day(first),
        second: Moment::Day(second),
        noun: story.claims[lead].dates[found.index].extent,
    })
}

/// Whether two tellings of a kind are of one event, and their days are near enough for a slip.
fn is_one(story: &Story<'_>, timeline: &Timeline, earlier: &[Telling], one: &Telling, other: &Telling) -> bool {
    let one_sentence = |one: &Telling, other: &Telling| {
        one.at.block == other.at.block && story.is_one_sentence(one.at.block, one.word, other.word)
    };
    let near = match (one.moment, other.moment) {
        (Moment::Day(first), Moment::Day(second)) => {
            let published = timeline.published().map(|it| it.day);
            // What has happened is not what is to come.
            let side = published.is_none_or(|day| (first < day) == (second < day) || (first > day) == (second > day));
            first != second && (first - second).num_days().abs() <= SLIP && side
        }
        (Moment::Year(first), Moment::Year(second)) => {
            let slip = (1..=3).contains(&(first - second).abs());
            let named = !KINDS[one.kind].of.is_public() || other.names.iter().any(|name| one.names.contains(name));
            slip && named
        }
        _ => false,
    };
    if !near || one_sentence(one, other) {
        return false;
    }
    match KINDS[one.kind].of {
        // "The vote on May 12 … the vote on May 14": the days tell two from each other.
        Of::Public if one.fixed && matches!(one.moment, Moment::Day(_)) => false,
        Of::Public | Of::Once => {
            // "the Bandor earthquake" is that of a sentence which names Bandor.
            let (sentence, _) = story.sentence(one.at.block, one.word);
            let folded = fold(sentence);
            other.names.iter().all(|name| folded.contains(&**name))
        }
        of => match (one.whose, other.whose) {
            (Whose::Person(first), Whose::Person(second)) => first == second && (of == Of::Life || other.recap),
            (Whose::Person(_), Whose::Pronoun) => {
                let alone =
                    earlier.iter().all(|it| it.kind != one.kind || it.whose == one.whose || it.whose == Whose::Pronoun);
                alone && is_alone(story, one, other)
            }
            (Whose::Nobody, Whose::Pronoun | Whose::Person(_)) => {
                // "Sentencing is set for September 9": of the only one who is sentenced.
                other.recap && of == Of::Person && (one.recap || KINDS[one.kind].nouns.is_empty())
            }
            _ => false,
        },
    }
}

/// Whether nobody else is named between two tellings, so that "he" is who was named first.
fn is_alone(story: &Story<'_>, one: &Telling, other: &Telling) -> bool {
    (one.at.block..=other.at.block).all(|block| {
        story.claims[block].people.iter().all(|mention| {
            let within = (block > one.at.block || mention.extent.start >= one.word.start)
                && (block < other.at.block || mention.extent.end <= other.word.start);
            !within || mention.given.is_none()
        })
    })
}

/// What a date tells the day of: a noun or verb close to it, or, in a sentence with one day, anywhere in it.
fn read(story: &Story<'_>, timeline: &Timeline, people: &People, at: ClaimRef, moment: Moment) -> Option<Telling> {
    let date = &story.claims[at.block].dates[at.index];
    let (sentence, start) = story.sentence(at.block, date.extent);
    // Most sentences tell of nothing that is sought; the look at the others costs more.
    if !may_tell(sentence) {
        return None;
    }
    let telling = |(word, kind): (Extent, usize), whose, recap, fixed, names| {
        let apart = is_apart(&sentence.to_lowercase());
        (!apart).then_some(Telling { kind, at, moment, word, whose, recap, fixed, names })
    };
    if let Some((word, kind, names)) = noun_behind(story, at.block, date.extent) {
        return telling((word, kind), Whose::Nobody, true, true, names);
    }
    if let Some((word, kind, names, whose, recap)) = noun_before(story, people, at.block, date.extent) {
        let lead = story.before(at.block, word.start).to_lowercase();
        let fixed =
            ["the", "their", "its"].iter().any(|it| lead.split_whitespace().rev().take(4).any(|word| word == *it));
        return telling((word, kind), whose, recap, fixed, names);
    }
    if let Some((word, kind, whose, recap)) = verb_before(story, people, at.block, date.extent, start) {
        return telling((word, kind), whose, recap, false, Vec::new());
    }
    // Anywhere, where no other day stands in the sentence.
    let dates = &story.claims[at.block].dates;
    let from = dates.partition_point(|it| (it.extent.start as usize) < start);
    let end = start + sentence.len();
    let others = dates[from..].iter().enumerate().take_while(|(_, it)| (it.extent.end as usize) <= end);
    let several = others
        .map(|(index, _)| ClaimRef { block: at.block, index: from + index })
        .filter(|it| {
            *it != at && !matches!(dates[it.index].time, Time::Unsaid) && !is_said(story, at.block, &dates[it.index])
        })
        .any(|it| timeline.resolved(it).is_some_and(|found| near(timeline, &dates[it.index], found.moment) != moment));
    if several {
        return None;
    }
    let (word, kind) = words(sentence, "").filter(|(_, word)| may_tell(word)).find_map(|(offset, word)| {
        let (kind, noun) = *WORDS.get(&*word.to_lowercase())?;
        let public = KINDS[kind].of.is_public();
        let extent = extent(start + offset, word.len());
        (public && (noun || word.starts_with(char::is_lowercase))).then_some((extent, kind))
    })?;
    let names = words(sentence, "").filter(|(_, word)| is_name(word)).map(|(_, word)| fold(word)).collect();
    telling((word, kind), Whose::Nobody, false, false, names)
}

/// Whether a weekday is that of the words, not of what they tell: "the commission said on Wednesday".
fn is_said(story: &Story<'_>, block: usize, date: &DateClaim) -> bool {
    let bare = matches!(&date.time, Time::Calendar(calendar) if calendar.day.is_none() && calendar.weekday.is_some());
    let before = story.before(block, date.extent.start);
    bare && ["said on ", "said ", "announced on ", "told reporters on "].iter().any(|it| before.ends_with(it))
}

fn is_apart(lower: &str) -> bool {
    // "the shares will stop trading a week later."
    let lower = lower.trim_end_matches('.').trim_end_matches(" later");
    lower.split(|it: char| !it.is_alphanumeric() && it != '-').any(|word| {
        APART.contains(&word)
            || !matches!(word, "next" | "every" | "each")
                && lexicon::look_up(word).classes.contains(Classes::APART)
                && !is_plain(word, lower)
    })
}

/// "the second leg" is one of two, but always the same.
fn is_plain(word: &str, lower: &str) -> bool {
    word == "second" && lower.contains("second leg")
}

/// Whether some word of a text begins with the three letters of a word of `recaps.tsv`: a look that costs next to nothing.
fn may_tell(text: &str) -> bool {
    static BEGINNINGS: LazyLock<Box<[bool; 1 << 15]>> = LazyLock::new(|| {
        let mut beginnings = Box::new([false; 1 << 15]);
        for word in WORDS.keys() {
            if let Some(letters) = word.as_bytes().first_chunk() {
                beginnings[beginning(*letters)] = true;
            }
        }
        beginnings
    });
    let beginnings = &**BEGINNINGS;
    let mut inside = false;
    text.as_bytes().array_windows().any(|letters| {
        let begins = letters[0].is_ascii_alphabetic() && !inside;
        inside = letters[0].is_ascii_alphanumeric();
        begins && beginnings[beginning(*letters)]
    })
}

/// Three letters as a number, whatever their case.
fn beginning(letters: [u8; 3]) -> usize {
    letters.iter().fold(0, |place, letter| place << 5 | usize::from(*letter & 31))
}

fn is_name(word: &str) -> bool {
    let classes = lexicon::look_up(&word.to_lowercase()).classes;
    word.len() > 2
        && word.starts_with(char::is_uppercase)
        && !classes.intersects(Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY | Classes::TIME)
}

fn extent(start: usize, length: usize) -> Extent {
    let at = |it: usize| u32::try_from(it).unwrap_or_default();
    Extent { start: at(start), end: at(start + length) }
}

/// "the March 19 earthquake", "the 1935 Roxburn Colliery explosion", "Friday night's crash".
fn noun_behind(story: &Story<'_>, block: usize, date: Extent) -> Option<(Extent, usize, Vec<Box<str>>)> {
    let behind = story.behind(block, date.end);
    let owned = ["'s ", "’s "].iter().find_map(|it| behind.strip_prefix(it));
    let rest = owned.or_else(|| behind.strip_prefix(' '))?;
    let before = story.before(block, date.start);
    if owned.is_none() && !["the ", "The ", "their ", "its "].iter().any(|it| before.ends_with(it)) {
        return None;
    }
    let mut names = Vec::new();
    for word in rest.split(' ').take(4) {
        let plain = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        if let Some((kind, true)) = WORDS.get(plain) {
            let start = date.end as usize + (plain.as_ptr() as usize - behind.as_ptr() as usize);
            return Some((extent(start, plain.len()), *kind, names));
        }
        if plain.len() < word.len() || lexicon::look_up(&plain.to_lowercase()).classes.contains(Classes::FUNCTION) {
            return None;
        }
        if is_name(plain) {
            names.push(fold(plain));
        }
    }
    None
}

/// Words before "the match on May 4" by which the day is the match's.
const LED: [&str; 16] = [
    "for", "at", "before", "after", "since", "of", "in", "during", "to", "until", "by", "from", "that", "and", "over",
    "about",
];

type ByNoun = (Extent, usize, Vec<Box<str>>, Whose, bool);

/// "the election on November 17", "His death on December 5", "the explosion of 1934", "Sentencing is set for September 9".
fn noun_before(story: &Story<'_>, people: &People, block: usize, date: Extent) -> Option<ByNoun> {
    let before = story.before(block, date.start);
    let set = [" is set for ", " is due on ", " are due on ", " is scheduled for ", " is on "];
    let links = [" on ", " of ", " in "];
    let lead = set.iter().chain(&links).find_map(|it| before.strip_suffix(it))?;
    let announced = before.len() - lead.len() > 4;
    let noun = lead.rsplit(|it: char| !it.is_alphanumeric()).next()?;
    let (kind, true) = *WORDS.get(&*noun.to_lowercase())? else { return None };
    let rest = lead[..lead.len() - noun.len()].trim_end();
    let start = date.start as usize - before.len() + lead.len() - noun.len();
    let mut names = Vec::new();
    let mut definite = false;
    let mut whose = Whose::Nobody;
    for word in rest.rsplit(' ').take(4) {
        match word.to_lowercase().as_str() {
            "the" | "their" | "its" => {
                // "left the talks on April 29": the day is that of the verb.
                let lead = rest[..word.as_ptr() as usize - rest.as_ptr() as usize].trim_end();
                let last = lead.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
                let opens = lead.is_empty() || lead.ends_with(['.', ',', '\n', '?', '!', '”', '"']);
                definite = opens || LED.contains(&&*last.to_lowercase());
                break;
            }
            "his" | "her" => {
                (definite, whose) = (true, Whose::Pronoun);
                break;
            }
            _ if word.ends_with([',', '.', ';']) => break,
            _ => {}
        }
        if let Some(owner) = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
            definite = true;
            let offset = date.start as usize - before.len();
            let end = offset + (word.as_ptr() as usize - rest.as_ptr() as usize) + owner.len();
            whose = person(story, people, block, u32::try_from(end).ok()?).unwrap_or(Whose::Nobody);
            names.push(fold(owner));
            break;
        }
        if is_name(word) {
            names.push(fold(word));
        }
    }
    let public = KINDS[kind].of.is_public();
    let recap = definite && !announced || announced && !public;
    (public || recap).then_some((extent(start, noun.len()), kind, names, whose, recap))
}

/// The person whose name ends at a place.
fn person(story: &Story<'_>, people: &People, block: usize, end: u32) -> Option<Whose> {
    let mentions = &story.claims[block].people;
    let index = mentions.partition_point(|mention| mention.extent.end < end);
    mentions.get(index).filter(|mention| mention.extent.end == end)?;
    sole(people, ClaimRef { block, index })
}

/// The form of a name that one person of the draft bears.
fn sole(people: &People, at: ClaimRef) -> Option<Whose> {
    let form = people.index_of(at)?;
    (people.forms()[form].bearers.len() <= 1).then_some(Whose::Person(form))
}

/// Words between a verb and its date by which the date may be another's.
const BETWEEN: [&str; 16] = [
    "and", "for", "over", "after", "before", "when", "that", "which", "who", "since", "while", "of", "to", "but",
    "from", "about",
];

/// "Oudkerk was arrested on May 27", "Oudkerk, arrested on May 29,", "since he was jailed in 2018".
fn verb_before(
    story: &Story<'_>,
    people: &People,
    block: usize,
    date: Extent,
    sentence: usize,
) -> Option<(Extent, usize, Whose, bool)> {
    let before = story.before(block, date.start);
    let offset = date.start as usize - before.len();
    let clause = before.rsplit(['.', ';', ':', '?', '!', '“', '"']).next().unwrap_or_default();
    let lead = &before[..before.len()];
    let linked = [" on ", " in "].iter().any(|it| lead.ends_with(it));
    if !linked {
        return None;
    }
    let mut found = None;
    for (at, word) in words(clause, "") {
        if let Some((kind, false)) = WORDS.get(word) {
            found = Some((at, word, *kind, word.len()));
        } else if word == "filed" && clause[at..].starts_with("filed for bankruptcy") {
            found = WORDS.get("filed_for_bankruptcy").map(|it| (at, word, it.0, "filed for bankruptcy".len()));
        } else if BETWEEN.contains(&word) && found.is_some_and(|it| at >= it.0 + it.3) {
            found = None;
        }
    }
    let (at, word, kind, length) = found?;
    let of = KINDS[kind].of;
    let between = &clause[at + length..];
    if of.is_public() || between.contains(',') || between.len() > 70 {
        return None;
    }
    let subject = &clause[..at];
    let start = offset + before.len() - clause.len() + at;
    let whole = extent(start, word.len());
    let active = KINDS[kind].verbs.iter().any(|it| it.strip_prefix('+').is_some_and(|it| it.starts_with(word)));
    let helper = [" was ", " is ", " were ", " been ", " be "].iter().find(|it| subject.ends_with(**it));
    let reduced = subject.ends_with(", ");
    if !active && helper.is_none() && !reduced {
        return None;
    }
    let name = helper.map_or(subject, |it| &subject[..subject.len() - it.len()]).trim_end();
    let name = [" has", " had", " have", " will"].iter().find_map(|it| name.strip_suffix(it)).unwrap_or(name);
    // "Renni, 34, was shot", "Lumb, the botanist who found the poppy, died".
    let end = |text: &str| u32::try_from(offset + before.len() - clause.len() + text.len()).ok();
    let last = name.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let pronoun = matches!(last.to_lowercase().as_str(), "he" | "she" | "it");
    let links = ["since", "when", "before", "after", "until"];
    let word_before = name[..name.len() - last.len()].split_whitespace().next_back().unwrap_or_default();
    let recap = of == Of::Life || reduced || pronoun && links.contains(&&*word_before.to_lowercase());
    let owner = if pronoun {
        Whose::Pronoun
    } else {
        let direct = person(story, people, block, end(name.trim_end_matches(','))?);
        let apposed = || {
            let mentions = &story.claims[block].people;
            let from = u32::try_from(sentence).ok()?;
            let index = mentions.partition_point(|it| it.extent.start < from);
            let mention = mentions.get(index).filter(|it| it.extent.end <= whole.start)?;
            let gap = story.gap(block, mention.extent, whole);
            (name.ends_with(',') && gap.starts_with(", ")).then_some(())?;
            sole(people, ClaimRef { block, index })
        };
        match direct.or_else(apposed) {
            Some(owner) => owner,
            // "Outfitter Beck & Lund filed for bankruptcy".
            None if active && of == Of::Person && KINDS[kind].nouns.is_empty() => Whose::Nobody,
            None => return None,
        }
    };
    Some((whole, kind, owner, recap))
}
