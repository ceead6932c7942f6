//! Counts of one kind of thing that the draft takes for one: "the 12 guides", and headline and lead.

use rustc_hash::FxHashMap;

use super::super::{ClaimRef, Story};
use super::{Figure, Figures};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::language::verb::irregular;
use crate::language::{Classes, Number, lexicon};
use crate::link::people::fold;
use crate::place::Extent;
use crate::text::Zone;

/// Words before a number that take up a count: "the 12 guides".
const TAKING_UP: &[&str] = &["the", "these", "those", "all"];

/// Words behind a counted noun that tell which of many are meant: "the 12 guides who".
const TELLING: &[&str] = &[
    "who",
    "whom",
    "whose",
    "that",
    "which",
    "where",
    "from",
    "of",
    "with",
    "without",
    "in",
    "at",
    "on",
    "near",
    "aboard",
    "around",
    "under",
    "over",
    "for",
    "to",
    "by",
    "like",
    "listed",
    "named",
    "including",
    "already",
    "still",
    "not",
    "most",
];

/// Words behind a counted noun that are its verb or come before it: "the 12 guides were".
const HELPING: &[&str] = &[
    "was", "were", "is", "are", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might",
    "must", "shall", "should", "do", "does", "did",
];

/// How many times one count may be the other for both to be of one thing: a digit changed, two exchanged, a noun mistaken.
const MOST_APART: f64 = 3.0;

/// How many blocks back a count is taken up.
const NEAR: usize = 6;

/// How many figures of a kind before it are looked at.
const WINDOW: usize = 16;

/// How many figures before it may make a count as sum or difference.
const BEFORE: usize = 12;

/// The figures of a class that a later one takes up as known, with it; "all 33 passengers" takes up a later count too.
pub(super) fn taken_up<'s>(story: &Story<'s>, figures: &[Figure<'s>]) -> Vec<(Figure<'s>, Figure<'s>)> {
    let mut times: FxHashMap<Number, u32> = FxHashMap::default();
    for figure in figures {
        *times.entry(figure.quantity.value).or_default() += 1;
    }
    let mut found = Vec::new();
    for (index, later) in figures.iter().enumerate().skip(1).filter(|(_, it)| !it.zone.announces()) {
        let before = &figures[index.saturating_sub(WINDOW)..index];
        let Some(known) = before.iter().rev().find(|it| is_whole(story, it)) else { continue };
        let rival = times.get(&later.quantity.value).is_some_and(|times| *times > 1);
        if rival
            || !is_comparable(known, later)
            || known.quantity.value == later.quantity.value
            || !is_near(known, later)
            || !is_whole(story, later)
        {
            continue;
        }
        let is_one = |it: &Figure<'_>| it.quantity.value == known.quantity.value;
        let (known_taken, later_taken) = (determiner(story, known), determiner(story, later));
        // "The 41 tribes", and right behind it "the 91 tribes": the other counts do not matter.
        let twice = later_taken.is_some() && known_taken.is_some() && later.at.block - known.at.block <= 1;
        let others = || before.iter().filter(|it| (it.quantity.role - Role::QUOTED).is_empty());
        let taken = later_taken.is_some() && (twice || others().all(is_one));
        let all = known_taken == Some("all") && others().all(is_one) && later.quantity.outcome.is_some();
        let alike = is_within(story, later, known) || all && is_within(story, known, later);
        if (taken || all) && alike && !is_made(story, later) {
            found.push((*known, *later));
        }
    }
    found
}

/// Whether two counts can be one but for a mistake: "seven contracts" and "25,559 contracts" cannot.
fn is_comparable(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let (one, other) = (one.quantity.value.to_f64(), other.quantity.value.to_f64());
    let ratio = (one / other).max(other / one);
    ratio <= MOST_APART || (ratio - 10.0).abs() < f64::EPSILON
}

fn is_near(known: &Figure<'_>, later: &Figure<'_>) -> bool {
    later.at.block - known.at.block <= NEAR
}

/// Whether a figure says of a kind of thing how many there are: it is plain, or one of two: "33 passengers and six crew".
fn is_whole(story: &Story<'_>, figure: &Figure<'_>) -> bool {
    let quantity = figure.quantity;
    let exact =
        quantity.is_plain() && quantity.unit == Unit::Noun && quantity.value.is_whole() && quantity.value > Number::ONE;
    let before = story.before(figure.at.block, quantity.extent.start).trim_end();
    // "Prince Co and three companies" are four.
    let of_them = ["including", "among", "whom", "which", " and", " plus"].iter().any(|word| before.ends_with(word));
    // "a 64-nation route".
    let joined = story.behind(figure.at.block, quantity.number.end).starts_with(['-', '‑']);
    exact && !joined && (quantity.role - Role::PART).is_empty() && !of_them
}

/// "The" and its like right before a number.
fn taking_word(story: &Story<'_>, figure: &Figure<'_>) -> Option<&'static str> {
    let before = story.before(figure.at.block, figure.quantity.extent.start);
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let known = TAKING_UP.iter().find(|it| word.eq_ignore_ascii_case(it) && before.ends_with(char::is_whitespace));
    known.copied()
}

/// The word before the number that takes it up as known, where nothing behind its noun tells which of many are meant.
fn determiner(story: &Story<'_>, figure: &Figure<'_>) -> Option<&'static str> {
    let (block, quantity) = (figure.at.block, figure.quantity);
    let before = story.before(block, quantity.extent.start);
    let known = taking_word(story, figure)?;
    // "Of the 16 workers, nine": the 16 may be made of several counts.
    if known != "all" && before[..before.trim_end().len() - known.len()].trim_end().to_lowercase().ends_with("of") {
        return None;
    }
    let behind = story.behind(block, quantity.extent.end);
    let clause = &behind[..behind.find(['.', ',', ';', ':', '(']).unwrap_or(behind.len())];
    let mut words = clause.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let next = words.next().unwrap_or_default().to_lowercase();
    if next.is_empty() {
        return Some(known);
    }
    let helps = |word: &str| HELPING.iter().any(|it| word.eq_ignore_ascii_case(it));
    // "The 19 states, run by others, that did not join".
    let further = behind.split('.').next().unwrap_or_default();
    if further.contains(", that ") || further.contains(", which did not ") {
        return None;
    }
    let past = next.ends_with("ed") || lexicon::look_up(&next).classes.contains(Classes::MEASURE);
    // "The 80 boats ranged in size" has its verb, "the 80 boats moored there were sold" another.
    let verb = past && known != "all" && !words.take_while(|word| *word != "and").any(helps);
    // Whatever else stands there may tell of which: "the 91 nations outside the top tiers", "the 40 shares it owned".
    let goes_on =
        verb || irregular(&next) == Some(true) || matches!(&*next, "and" | "or" | "but" | "as" | "when" | "while");
    let tells = TELLING.contains(&&*next) || next.ends_with("ing") || past && !verb || !goes_on;
    (!tells || helps(&next)).then_some(known)
}

/// A headline's count and the lead's of the same thing, where they are two and the story does not give the headline's.
pub(super) fn headed<'s>(
    story: &Story<'s>,
    figures: &Figures,
    list: &[Figure<'s>],
) -> Option<(Figure<'s>, Figure<'s>)> {
    let head = list.iter().find(|it| it.zone == Zone::Headline && is_counted(it))?;
    let leads = |it: &&Figure<'_>| it.zone == Zone::Body && it.at.block < figures.led && is_counted(it);
    let mut lead = list.iter().filter(leads);
    let (first, second) = (lead.next()?, lead.next());
    let one_value = second.is_none_or(|second| second.quantity.value == first.quantity.value);
    if story.article.are_apart(head.at.block, first.at.block) {
        return None;
    }
    let (mine, its) = (head.quantity, first.quantity);
    let alike = is_within(story, head, first) || is_within(story, first, head);
    let (low, high) = mine.rounding();
    let rounded = low <= its.value && its.value <= high;
    // Two bounds of a kind are two forms of one.
    let apart = mine.modifier == its.modifier || its.modifier.is_none() && !mine.meets(its);
    let one = one_value && is_comparable(head, first) && alike && apart && !rounded && mine.outcome == its.outcome;
    (one && !is_told(story, mine.value) && !is_made(story, head)).then_some((*head, *first))
}

/// A plain whole number of things, that are or will be.
fn is_counted(figure: &Figure<'_>) -> bool {
    let quantity = figure.quantity;
    (quantity.role - Role::HYPOTHETICAL).is_empty()
        && quantity.upper.is_none()
        && quantity.most.is_none()
        && quantity.value.is_whole()
        && quantity.value > Number::ONE
}

/// Whether the words of one counted noun are among those of another: "the 12 guides", of "15 mountain guides".
fn is_within(story: &Story<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let words = |figure: &Figure<'_>| {
        // "21 new benches": the noun alone is "benches".
        let behind = |end: u32| Extent { start: figure.quantity.number.end, end };
        let noun = figure.quantity.noun.map(|noun| story.text(figure.at.block, behind(noun.extent.end)));
        let words = noun.unwrap_or_default().split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(|word| fold(word).trim_end_matches('s').to_owned()).collect::<Vec<_>>()
    };
    let (mine, its) = (words(one), words(other));
    mine.iter().all(|word| its.contains(word))
}

/// Whether the story gives a number anywhere, whatever it counts there.
#[must_use]
pub fn is_given(story: &Story<'_>, value: Number) -> bool {
    story.blocks().filter(|(_, it, _)| !it.zone.announces()).any(|(_, _, claims)| {
        let mut counts = claims.quantities.iter().filter(|it| !it.role.contains(Role::IDENTIFIER));
        counts.any(|it| it.value == value || it.upper == Some(value))
    })
}

/// Whether the story gives a number anywhere, whatever it counts there, but where "the" takes up people that the headline
/// counts: "the nine", "the nine men".
#[must_use]
pub fn is_told(story: &Story<'_>, value: Number) -> bool {
    story.blocks().filter(|(_, it, _)| !it.zone.announces()).any(|(block, it, claims)| {
        let taken_up = |index: usize| {
            let figure = Figure { at: ClaimRef { block, index }, quantity: &claims.quantities[index], zone: it.zone };
            let people = figure.quantity.noun.map_or(figure.quantity.unit == Unit::None, |noun| noun.human);
            people && taking_word(story, &figure).is_some_and(|word| word != "all")
        };
        let counts = claims.quantities.iter().enumerate().filter(|(_, it)| !it.role.contains(Role::IDENTIFIER));
        counts.filter(|(_, it)| it.value == value || it.upper == Some(value)).any(|(index, _)| !taken_up(index))
    })
}

/// Whether two of the figures before a figure, or of those behind a headline, make it as sum or difference, or one is it.
fn is_made(story: &Story<'_>, figure: &Figure<'_>) -> bool {
    let at = figure.at;
    let plain = |it: &&Quantity| it.value.is_whole() && !it.age && !it.role.contains(Role::IDENTIFIER);
    let of = |block: usize| &story.claims[block].quantities;
    let values: Vec<Number> = if figure.zone.announces() {
        let behind = (at.block + 1..story.claims.len()).flat_map(&of);
        behind.filter(plain).take(BEFORE).map(|it| it.value).collect()
    } else {
        let earlier = (at.block.saturating_sub(NEAR)..at.block).rev().flat_map(|block| of(block).iter().rev());
        of(at.block)[..at.index].iter().rev().chain(earlier).filter(plain).take(BEFORE).map(|it| it.value).collect()
    };
    let wanted = figure.quantity.value;
    values.contains(&wanted)
        || values.iter().enumerate().any(|(index, one)| {
            values[..index].iter().any(|other| {
                let difference = one.minus(*other).map(Number::magnitude);
                one.plus(*other) == Some(wanted) || difference == Some(wanted)
            })
        })
}
