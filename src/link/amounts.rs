//! Which amounts are one, but for a slip of the keyboard.
//!
//! Two amounts are *near* when their digits are the same and their scale is not ("24.7 million", "24.7 billion"), or when
//! one digit differs or two neighbours changed places.  Nearness tells nothing alone: whether they are of one thing is told
//! by the words around them, weighed by how rare they are in the draft.

use rustc_hash::{FxHashMap, FxHashSet};

use super::meetings::Meetings;
use super::people::{fold, fold_into};
use super::{ClaimRef, Story};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::language::{Classes, Number, lexicon};
use crate::text::Zone;

/// How two amounts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The digits are the same, the scale is another.
    Scale,
    /// One digit differs.
    Digit,
    /// Two neighbours changed places, or the two digits of the number.
    Turned,
}

/// Two amounts that are near.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The earlier.
    pub one: ClaimRef,
    /// The later.
    pub other: ClaimRef,
    /// How they differ.
    pub slip: Slip,
    /// What speaks for their being of one thing, from 0: the weight of the words they share.
    pub weight: f64,
    /// How many of the words right beside them they share.
    pub beside: usize,
    /// How many words in a row they share before or behind, small words included.
    pub run: usize,
    /// Whether names, years or places beside them tell them apart.
    pub apart: bool,
    /// How many digits of the rounder one tell something: zeros at its end do not.
    pub digits: usize,
    /// How often the value of each is given in the draft.
    pub times: (usize, usize),
}

/// The near amounts of a draft.
#[derive(Debug, Default)]
pub struct Amounts {
    pairs: Vec<Pair>,
}

/// An amount with its digits.
struct Amount<'a> {
    at: ClaimRef,
    quantity: &'a Quantity,
    digits: String,
    decimals: usize,
    unit: String,
}

/// How many amounts of one look are compared.
const MOST: usize = 60;

/// Words of which one tells its amount from that of the other.
const OPPOSITES: [(&str, &str); 12] = [
    ("new", "old"),
    ("north", "south"),
    ("east", "west"),
    ("men", "women"),
    ("boy", "girl"),
    ("upper", "lower"),
    ("left", "right"),
    ("import", "export"),
    ("public", "private"),
    ("gros", "net"),
    ("urban", "rural"),
    ("won", "lost"),
];

/// How many words on either side of an amount are weighed.
const AROUND: usize = 14;

/// How many of them stand right beside it.
const BESIDE: usize = 5;

impl Amounts {
    /// Finds the near amounts of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let amounts = amounts(story);
        let mut by_digits = Meetings::new(amounts.len(), MOST);
        let mut by_rest = Meetings::new(amounts.iter().map(|amount| amount.digits.len() * 2).sum(), MOST);
        let mut times: FxHashMap<(Number, &str), usize> = FxHashMap::default();
        let mut found: Vec<(usize, usize, Slip)> = Vec::new();
        // Only the first are looked at, and no more than these are kept.
        let settle = |found: &mut Vec<(usize, usize, Slip)>| {
            found.sort_by_key(|it| (it.0, it.1));
            found.dedup();
            found.truncate(MOST * MOST);
        };
        for (index, amount) in amounts.iter().enumerate() {
            let unit = &*amount.unit;
            *times.entry((amount.quantity.value, unit)).or_default() += 1;
            let scaled = |other: &usize| is_scaled(amounts[*other].quantity, amount.quantity);
            let same = by_digits.meet((&*amount.digits, unit), index).filter(scaled);
            found.extend(same.map(|other| (other, index, Slip::Scale)));
            // Digits without one of them, or without two neighbours: what a slip leaves alone.
            let level = |other: &usize| is_level(amounts[*other].quantity, amount.quantity);
            if found.len() > 8 * MOST * MOST {
                settle(&mut found);
            }
            for at in 0..amount.digits.len() {
                let rest =
                    |left, end: usize| (&amount.digits[..at], left, &amount.digits[end..], amount.decimals, unit);
                let near = by_rest.meet(rest(*b"__", at + 1), index).filter(level);
                found.extend(near.map(|other| (other, index, Slip::Digit)));
                if let [one, two, ..] = amount.digits.as_bytes()[at..] {
                    let near = by_rest.meet(rest([one.min(two), one.max(two)], at + 2), index).filter(level);
                    found.extend(near.map(|other| (other, index, Slip::Turned)));
                }
            }
        }
        settle(&mut found);
        if found.is_empty() {
            return Amounts::default();
        }
        let mut context: FxHashMap<usize, Context> = FxHashMap::default();
        for index in found.iter().flat_map(|(one, other, _)| [*one, *other]) {
            context.entry(index).or_insert_with(|| Context::new(story, &amounts[index]));
        }
        let shared = found.iter().flat_map(|(one, other, _)| context[one].words.intersection(&context[other].words));
        let counts = word_counts(story, shared);
        let mut pairs = Vec::new();
        for (one, other, slip) in found {
            let (mine, its) = (&context[&one], &context[&other]);
            let shared = mine.words.intersection(&its.words);
            let rarity = |count: Option<&u32>| 2.0 / f64::from(count.copied().unwrap_or(1).max(2));
            let key = |index: usize| (amounts[index].quantity.value, &*amounts[index].unit);
            pairs.push(Pair {
                one: amounts[one].at,
                other: amounts[other].at,
                slip,
                digits: told(&amounts[one].digits).min(told(&amounts[other].digits)),
                weight: shared.map(|word| rarity(counts.get(&**word))).sum(),
                beside: mine.beside.intersection(&its.beside).count(),
                run: mine.run(its),
                apart: mine.is_apart(
                    its,
                    slip != Slip::Scale
                        && amounts[other].at.block - amounts[one].at.block < 2
                        && !story.article.blocks[amounts[one].at.block].zone.announces(),
                ) || amounts[one].at.block == amounts[other].at.block && mine.sentence == its.sentence,
                times: (times.get(&key(one)).copied().unwrap_or(0), times.get(&key(other)).copied().unwrap_or(0)),
            });
        }
        Amounts { pairs }
    }

    /// Pairs of near amounts, in the order of the draft.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }
}

/// The amounts of a draft that can be compared, with their digits.
fn amounts<'a>(story: &Story<'a>) -> Vec<Amount<'a>> {
    let mut amounts = Vec::new();
    for (block, it, claims) in story.blocks() {
        if !(it.zone.is_story() || it.zone.announces()) || matches!(it.zone, Zone::Table) {
            continue;
        }
        for (index, quantity) in claims.quantities.iter().enumerate() {
            if quantity.role.intersects(Role::IDENTIFIER | Role::BRACKETED) || quantity.age || quantity.upper.is_some()
            {
                continue;
            }
            let unit = match quantity.unit {
                Unit::Currency(row) => format!("${row}"),
                Unit::Noun => match quantity.noun {
                    Some(noun) => story.text(block, noun.head).to_lowercase().trim_end_matches('s').to_owned(),
                    None => continue,
                },
                _ => continue,
            };
            let text = story.text(block, quantity.number);
            let Some((digits, decimals)) = digits(text) else { continue };
            amounts.push(Amount { at: ClaimRef { block, index }, quantity, digits, decimals, unit });
        }
    }
    amounts
}

/// "247" and 1 of "24.7 million"; `None` for numbers in words.
fn digits(text: &str) -> Option<(String, usize)> {
    let number: String = text
        .chars()
        .skip_while(|it| !it.is_ascii_digit())
        .take_while(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
        .collect();
    let number = number.trim_end_matches(['.', ',']);
    let decimals = number.split_once('.').map_or(0, |(_, rest)| rest.len());
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some((digits, decimals))
}

/// How many digits tell something.
fn told(digits: &str) -> usize {
    digits.trim_matches('0').len()
}

/// Whether one value is a thousand or a million times the other.
fn is_scaled(one: &Quantity, other: &Quantity) -> bool {
    let (one, other) = (one.value.to_f64(), other.value.to_f64());
    let ratio = (one / other).max(other / one);
    [1e3, 1e6, 1e9].iter().any(|scale| (ratio / scale - 1.0).abs() < 1e-9)
}

/// Whether two values differ, but not by a scale, and cannot both hold.
fn is_level(one: &Quantity, other: &Quantity) -> bool {
    let (a, b) = (one.value.to_f64(), other.value.to_f64());
    let ratio = (a / b).max(b / a);
    one.value != other.value && ratio < 20.0
}

/// The words around an amount.
struct Context {
    words: FxHashSet<Box<str>>,
    beside: FxHashSet<Box<str>>,
    names: FxHashSet<Box<str>>,
    years: FxHashSet<Box<str>>,
    /// The words before and behind, in their order.
    sides: [Vec<Box<str>>; 2],
    /// Where its sentence begins in the block.
    sentence: usize,
}

impl Context {
    fn new(story: &Story<'_>, amount: &Amount<'_>) -> Self {
        let block = amount.at.block;
        let (before, behind) =
            (story.before(block, amount.quantity.number.start), story.behind(block, amount.quantity.number.end));
        let start = before.rfind(". ").map_or(0, |at| at + 2);
        let end = behind.find(". ").unwrap_or(behind.len());
        let (before, behind) = (&before[start..], &behind[..end]);
        let left: Vec<&str> = words(before).collect();
        let last = &left[left.len().saturating_sub(AROUND)..];
        let mut context = Context {
            words: FxHashSet::default(),
            beside: FxHashSet::default(),
            names: FxHashSet::default(),
            years: FxHashSet::default(),
            sides: [
                last.iter().map(|word| stem(&fold(word)).into()).collect(),
                words(behind).take(AROUND).map(|word| stem(&fold(word)).into()).collect(),
            ],
            sentence: amount.quantity.number.start as usize - before.len(),
        };
        for (distance, word) in left.iter().rev().take(AROUND).enumerate() {
            context.add(word, distance, distance + 1 == left.len());
        }
        for (distance, word) in words(behind).take(AROUND).enumerate() {
            context.add(word, distance, false);
        }
        context
    }

    fn add(&mut self, word: &str, distance: usize, first: bool) {
        let folded: Box<str> = stem(&fold(word)).into();
        if folded.len() == 4 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
            self.years.insert(folded);
            return;
        }
        let entry = lexicon::look_up(&folded);
        let empty = Classes::FUNCTION | Classes::SCALE | Classes::MODIFIER | Classes::AHEAD | Classes::NUMERAL;
        if folded.len() < 4 || entry.classes.intersects(empty) || folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        if word.starts_with(char::is_uppercase) && !first && distance < AROUND / 2 {
            self.names.insert(folded.clone());
        }
        if distance < BESIDE {
            self.beside.insert(folded.clone());
        }
        self.words.insert(folded);
    }

    /// The longest run of words that two contexts share.
    fn run(&self, other: &Context) -> usize {
        let longest = |mine: &[Box<str>], its: &[Box<str>]| {
            let starts = (0..mine.len()).flat_map(|one| (0..its.len()).map(move |two| (one, two)));
            let alike = |(one, two): (usize, usize)| {
                mine[one..].iter().zip(&its[two..]).take_while(|(one, other)| one == other).count()
            };
            starts.map(alike).max().unwrap_or(0)
        };
        let pairs = self.sides.iter().flat_map(|one| other.sides.iter().map(move |two| longest(one, two)));
        pairs.max().unwrap_or(0)
    }

    /// Whether names or years beside two amounts tell them apart.
    fn is_apart(&self, other: &Context, near: bool) -> bool {
        let years = !self.years.is_empty() && !other.years.is_empty() && self.years.is_disjoint(&other.years);
        let names = self.names.len() > 1 && other.names.len() > 1 && self.names.is_disjoint(&other.names);
        let opposed = || {
            let has = |one: &Context, word: &str| one.sides.iter().flatten().any(|it| &**it == word);
            OPPOSITES.iter().any(|(one, two)| {
                has(self, one) && has(other, two) && !has(self, two) && !has(other, one)
                    || has(self, two) && has(other, one) && !has(self, one) && !has(other, two)
            })
        };
        // Sentences built alike follow each other: "on roads in Marl County", "on bridges in Lowick County".
        let own = |one: &Context, two: &Context| one.names.difference(&two.names).next().is_some();
        years || names || opposed() || near && own(self, other) && own(other, self)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let inner = |letter: char| letter.is_ascii_lowercase() || letter.is_alphanumeric() || matches!(letter, '\'' | '’');
    text.split(move |letter| !inner(letter)).filter(|word| !word.is_empty())
}

/// A word without the commonest endings.
fn stem(word: &str) -> &str {
    if !word.ends_with(['s', 'g', 'd', 't']) {
        return word;
    }
    let plain = ["ments", "ment", "ings", "ing", "ies", "ed", "es", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 3));
    plain.unwrap_or(word)
}

/// How often each of these words stands in the draft.
fn word_counts<'w>(story: &Story<'_>, wanted: impl Iterator<Item = &'w Box<str>>) -> FxHashMap<&'w str, u32> {
    let mut counts: FxHashMap<&str, u32> = wanted.map(|word| (&**word, 0)).collect();
    if counts.is_empty() {
        return counts;
    }
    let letter = |word: &str| word.bytes().next().filter(u8::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase());
    let letters: FxHashSet<u8> = counts.keys().filter_map(|word| letter(word)).collect();
    let mut folded = String::new();
    for (_, block, _) in story.blocks() {
        // Most words are told from those wanted by their first letter.
        let may = |word: &&str| word.len() > 3 && letter(word).is_none_or(|letter| letters.contains(&letter));
        for word in words(&block.prose.text).filter(may) {
            fold_into(word, &mut folded);
            if let Some(count) = counts.get_mut(stem(&folded)) {
                *count += 1;
            }
        }
    }
    counts
}
