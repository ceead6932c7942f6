//! Which amounts are one, but for a slip of the keyboard.
//!
//! Two amounts are *near* when their digits are the same and their scale is not ("24.7 million", "24.7 billion"), or when
//! one digit differs or two neighbours changed places.  Nearness tells nothing alone: whether they are of one thing is told
//! by the words around them, as [`Evidence`].

mod context;
mod evidence;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ClaimRef, Story};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::language::{Number, lexicon};
use crate::place::Extent;
use crate::text::Zone;

use context::{Context, Rarity, paragraph};
pub(super) use context::{is_telling, stem};
pub use evidence::Evidence;

/// How two amounts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The digits are the same, the scale is another.
    Scale,
    /// One digit differs.
    Digit,
    /// Two neighbours changed places.
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
    /// What speaks for and against their being of one thing.
    pub evidence: Evidence,
    /// How often the value of each is given in the draft.
    pub times: (usize, usize),
}

/// The near amounts of a draft.
#[derive(Debug, Default)]
pub struct Amounts {
    pairs: Vec<Pair>,
}

/// What an amount is an amount of.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Kind {
    /// A currency, by its row.
    Money(u16),
    /// A unit, by its row.
    Measure(u16),
    /// Things, by the head of their noun in small letters and the singular.
    Things(Box<str>),
}

/// An amount with its digits.
struct Amount<'a> {
    at: ClaimRef,
    quantity: &'a Quantity,
    digits: Digits,
    kind: Kind,
}

impl Kind {
    fn is_money(&self) -> bool {
        matches!(self, Kind::Money(_))
    }
}

impl Amount<'_> {
    /// The words for what is counted: "gold medals".
    fn called(&self, story: &Story<'_>) -> String {
        let (number, extent) = (self.quantity.number, self.quantity.extent);
        match self.kind {
            Kind::Things(_) => {
                story.gap(self.at.block, number, Extent { start: extent.end, end: extent.end }).to_lowercase()
            }
            _ => String::new(),
        }
    }
}

/// The digits of a number as written, without marks between: 2, 4, 7 and one decimal of "24.7 million".
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Digits {
    written: [u8; Digits::MOST],
    len: u8,
    decimals: u8,
}

/// Dimensions whose amounts are never held against each other.
const UNTOLD: &[&str] = &["percent", "point", "duration", "temperature"];

/// How many amounts of one kind are held against each: those before it.
const MOST: usize = 60;

impl Amounts {
    /// Finds the near amounts of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let amounts = amounts(story);
        let mut kinds: FxHashMap<&Kind, Vec<usize>> = FxHashMap::default();
        let mut near: Vec<(usize, usize, Slip)> = Vec::new();
        for (index, amount) in amounts.iter().enumerate() {
            let before = kinds.entry(&amount.kind).or_default();
            let recent = &before[before.len().saturating_sub(MOST)..];
            let slips = recent.iter().filter_map(|other| Some((*other, index, slip(&amounts[*other], amount)?)));
            near.extend(slips.filter(|it| !story.article.are_apart(amounts[it.0].at.block, amount.at.block)));
            before.push(index);
            if near.len() > MOST * MOST {
                near.truncate(MOST * MOST);
                break;
            }
        }
        if near.is_empty() {
            return Amounts::default();
        }
        near.sort_unstable_by_key(|it| (it.0, it.1));
        let rarity = Rarity::new(story);
        let mut contexts: FxHashMap<usize, Context> = FxHashMap::default();
        let mut paragraphs: FxHashMap<usize, FxHashSet<Box<str>>> = FxHashMap::default();
        let mut crowds: FxHashMap<&Kind, usize> = FxHashMap::default();
        let mut pairs = Vec::new();
        for (one, other, slip) in near {
            let kin = &kinds[&amounts[one].kind];
            let crowd = *crowds.entry(&amounts[one].kind).or_insert_with(|| {
                kin.iter().map(|index| amounts[*index].quantity.value).collect::<FxHashSet<_>>().len()
            });
            let first = kin.partition_point(|index| *index < one).saturating_sub(MOST / 2);
            let last = kin.len().min(kin.partition_point(|index| *index <= other) + MOST / 2);
            let kin = &kin[first..last];
            for index in kin {
                contexts.entry(*index).or_insert_with(|| Context::new(story, &amounts[*index]));
            }
            let (mine, its) = (&contexts[&one], &contexts[&other]);
            let pair = [&amounts[one], &amounts[other]];
            let together = |index: usize, other: usize| {
                amounts[index].at.block == amounts[other].at.block
                    && contexts[&index].sentence == contexts[&other].sentence
            };
            // "$120,000", of which "$110,000 to the victims and $10,000 to the state": a third tells the difference.
            let [high, low] = pair.map(|it| it.quantity.value);
            let difference = high.max(low).minus(high.min(low));
            let explained = kin.iter().any(|index| {
                Some(amounts[*index].quantity.value) == difference && (together(*index, one) || together(*index, other))
            });
            if together(one, other) || explained {
                continue;
            }
            let values = pair.map(|it| it.quantity.value);
            let fit = |one: &Context, other: &Context| rarity.weight(one.words.intersection(&other.words));
            let rivals = kin.iter().filter(|index| !values.contains(&amounts[**index].quantity.value));
            let (bar, rivals) = (fit(mine, its), rivals.map(|index| &contexts[index]));
            let rivals: usize =
                rivals.map(|it| usize::from(fit(mine, it) >= bar) + usize::from(fit(its, it) >= bar)).sum();
            for index in [one, other] {
                paragraphs.entry(index).or_insert_with(|| paragraph(story, &amounts[index]));
            }
            let topics = rarity.topics(paragraphs[&one].intersection(&paragraphs[&other]));
            let times = |value: Number| kin.iter().filter(|index| amounts[**index].quantity.value == value).count();
            pairs.push(Pair {
                one: amounts[one].at,
                other: amounts[other].at,
                slip,
                evidence: Evidence::new(story, pair, [mine, its], &rarity, (rivals, crowd, topics), slip),
                times: (times(values[0]), times(values[1])),
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
            let kind = match quantity.unit {
                Unit::Currency(row) => Kind::Money(row),
                // Polls and ballots give shares alike, and clocks hours: they tell nothing of what they are of.
                Unit::Measure(row) if !UNTOLD.contains(&lexicon::unit(row).dimension) => Kind::Measure(row),
                Unit::Noun => match quantity.noun {
                    Some(noun) => {
                        let head = story.text(block, noun.head).to_lowercase();
                        Kind::Things(head.trim_end_matches('s').into())
                    }
                    None => continue,
                },
                Unit::Measure(_) | Unit::None => continue,
            };
            let Some(digits) = Digits::of(story.text(block, quantity.number)) else { continue };
            let text = story.text(block, quantity.number);
            if matches!(kind, Kind::Things(_)) && digits.is_year() && !text.contains(',') {
                continue;
            }
            amounts.push(Amount { at: ClaimRef { block, index }, quantity, digits, kind });
        }
    }
    amounts
}

/// How two amounts of a kind differ, if they are near.
fn slip(one: &Amount<'_>, other: &Amount<'_>) -> Option<Slip> {
    let (mine, its) = (one.digits, other.digits);
    let (a, b) = (one.quantity.value.to_f64(), other.quantity.value.to_f64());
    let ratio = (a / b).max(b / a);
    if mine == its {
        let scaled = [1e3, 1e6, 1e9].iter().any(|scale| (ratio / scale - 1.0).abs() < 1e-9);
        return scaled.then_some(Slip::Scale);
    }
    // "3.2 billion" and "2.3 million" are not near.
    if mine.len != its.len || mine.decimals != its.decimals || ratio.is_nan() || ratio >= 20.0 {
        return None;
    }
    let mut differ = (0..usize::from(mine.len)).filter(|at| mine.written[*at] != its.written[*at]);
    match (differ.next(), differ.next(), differ.next()) {
        // "10 boats" and "20 boats" are near by chance.
        (Some(_), None, _) => (mine.told().min(its.told()) > 1).then_some(Slip::Digit),
        (Some(at), Some(next), None) => {
            (at + 1 == next && mine.written[at] == its.written[next] && mine.written[next] == its.written[at])
                .then_some(Slip::Turned)
        }
        _ => None,
    }
}

impl Digits {
    const MOST: usize = 14;

    /// `None` for numbers in words and for longer ones.
    fn of(text: &str) -> Option<Self> {
        let start = text.find(|letter: char| letter.is_ascii_digit())?;
        let number = &text.as_bytes()[start..];
        let number = &number[..number
            .iter()
            .position(|byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b','))
            .unwrap_or(number.len())];
        let mut found = Digits { written: [0; Self::MOST], len: 0, decimals: 0 };
        let mut decimals = false;
        for (at, byte) in number.iter().enumerate() {
            match byte {
                b'.' => decimals = number.get(at + 1).is_some(),
                b',' => {}
                digit => {
                    *found.written.get_mut(usize::from(found.len))? = *digit;
                    found.len += 1;
                    found.decimals += u8::from(decimals);
                }
            }
        }
        Some(found)
    }

    /// Whether at most two digits tell something, and the last is a five.
    fn is_round(self) -> bool {
        let last = self.written[..usize::from(self.len)].iter().rfind(|digit| **digit != b'0');
        self.told() <= 1 || self.told() == 2 && last == Some(&b'5')
    }

    /// Whether it may be a year: "1986 results".
    fn is_year(self) -> bool {
        self.len == 4 && self.decimals == 0 && matches!(&self.written[..2], b"19" | b"20")
    }

    /// How many digits tell something: zeros at either end do not.
    fn told(self) -> usize {
        let digits = &self.written[..usize::from(self.len)];
        let first = digits.iter().position(|digit| *digit != b'0').unwrap_or(0);
        let last = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |at| at + 1);
        last.saturating_sub(first)
    }
}
