//! The words around an amount: what tells which amount it is.

use std::hash::BuildHasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::Amount;
use crate::language::{Classes, lexicon, runs};
use crate::link::Story;
use crate::link::people::{fold, fold_into};

/// How many words on either side of an amount are weighed.
const AROUND: usize = 16;

/// How many of them stand right beside it.
const BESIDE: usize = 5;

/// How near a name stands that may tell an amount apart.
const NAMED: usize = 8;

/// Words behind which an amount is one that was told before: "of the $40m", "its 300 berths".
const DEFINITE: &[&str] =
    &["the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "whose"];

/// The two sides of each row of `opposites.tsv`, without their endings.
static OPPOSITES: LazyLock<Vec<[Vec<&str>; 2]>> = LazyLock::new(|| {
    let rows = include_str!("../../language/tables/opposites.tsv").lines().filter(|line| !line.starts_with('#'));
    let side = |words: &'static str| words.split(' ').map(stem).collect();
    rows.filter_map(|row| row.split_once('\t')).map(|(one, other)| [side(one), side(other)]).collect()
});

/// The words around an amount, as far as its sentence goes; folded and without their endings.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The words that tell something.
    pub words: FxHashSet<Box<str>>,
    /// Those right beside it.
    pub beside: FxHashSet<Box<str>>,
    /// Those with a capital.
    pub names: FxHashSet<Box<str>>,
    /// Those with a capital that are near.
    pub near_names: FxHashSet<Box<str>>,
    /// Years.
    pub years: FxHashSet<Box<str>>,
    /// Whether it is taken up as known: "of the $5m penalty", "Norvik's 300 berths".
    pub definite: bool,
    /// Where its sentence begins in the block.
    pub sentence: usize,
    /// Every word, small ones too, before and behind it.
    all: FxHashSet<Box<str>>,
}

impl Context {
    pub(super) fn new(story: &Story<'_>, amount: &Amount<'_>) -> Self {
        let (block, number) = (amount.at.block, amount.quantity.number);
        let (text, start) = story.sentence(block, number);
        let (before, behind) =
            (&text[..number.start as usize - start], text.get(number.end as usize - start..).unwrap_or_default());
        let mut context = Context { sentence: start, ..Context::default() };
        let left: Vec<&str> = words(before).collect();
        for (distance, word) in left.iter().rev().take(AROUND).enumerate() {
            context.add(word, distance, distance + 1 == left.len());
        }
        for (distance, word) in words(behind).take(AROUND).enumerate() {
            context.add(word, distance, false);
        }
        let close = before.rsplit([',', ';', ':', '(', ')', '.', '—', '–']).next().unwrap_or(before);
        let close: Vec<&str> = words(close).collect();
        let determiner = close.iter().rev().take(BESIDE - 1).find(|word| !is_adjective(word));
        context.definite = determiner.is_some_and(|word| {
            DEFINITE.contains(&&*word.to_lowercase()) || word.ends_with("'s") || word.ends_with("’s")
        });
        context
    }

    fn add(&mut self, word: &str, distance: usize, first: bool) {
        let folded = fold(word);
        let plain: Box<str> = stem(&folded).into();
        self.all.insert(plain.clone());
        if plain.len() == 4 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            self.years.insert(plain);
            return;
        }
        if !is_telling(&folded) {
            return;
        }
        if word.starts_with(char::is_uppercase) && !first {
            self.names.insert(plain.clone());
            if distance < NAMED {
                self.near_names.insert(plain.clone());
            }
        }
        if distance < BESIDE {
            self.beside.insert(plain.clone());
        }
        self.words.insert(plain);
    }

    /// Whether each has a name that the other lacks.
    pub(super) fn differs_in_names(&self, other: &Context) -> bool {
        let own = |one: &Context, two: &Context| one.names.iter().any(|name| !two.words.contains(name));
        own(self, other) && own(other, self)
    }

    /// Whether both give years and none is common.
    pub(super) fn differs_in_years(&self, other: &Context) -> bool {
        !self.years.is_empty() && !other.years.is_empty() && self.years.is_disjoint(&other.years)
    }

    /// Whether names that stand near both tell them apart.
    pub(super) fn is_named_apart(&self, other: &Context) -> bool {
        let (mine, its) = (&self.near_names, &other.near_names);
        mine.len() > 1 && its.len() > 1 && mine.is_disjoint(its)
    }

    /// Whether one is of the new bridge and one of the old.
    pub(super) fn is_opposed(&self, other: &Context) -> bool {
        OPPOSITES.iter().any(|sides| {
            let holds = |one: &Context| sides.each_ref().map(|side| side.iter().any(|word| one.all.contains(*word)));
            matches!((holds(self), holds(other)), ([true, false], [false, true]) | ([false, true], [true, false]))
        })
    }
}

/// The words of an amount's paragraph, within reach.
pub(super) fn paragraph(story: &Story<'_>, amount: &Amount<'_>) -> FxHashSet<Box<str>> {
    let (block, number) = (amount.at.block, amount.quantity.number);
    let around = [story.before(block, number.start), story.behind(block, number.end)];
    let mut folded = String::new();
    let mut paragraph = FxHashSet::default();
    for word in around.iter().flat_map(|text| words(text)) {
        fold_into(word, &mut folded);
        if is_telling(&folded) && !paragraph.contains(stem(&folded)) {
            paragraph.insert(stem(&folded).into());
        }
    }
    paragraph
}

/// How rare the words of a draft are.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    /// By the hash of the word: two words that share one count as commoner than they are, no more.
    counts: FxHashMap<u64, u32>,
    sentences: usize,
}

impl Rarity {
    pub(super) fn new(story: &Story<'_>) -> Self {
        let mut rarity = Rarity::default();
        let mut folded = String::new();
        for (_, block, claims) in story.blocks() {
            rarity.sentences += claims.sentences.len();
            for word in words(&block.prose.text).filter(|word| word.len() > 2) {
                fold_into(word, &mut folded);
                *rarity.counts.entry(FxBuildHasher.hash_one(stem(&folded))).or_default() += 1;
            }
        }
        rarity
    }

    fn count(&self, word: &str) -> f64 {
        f64::from(self.counts.get(&FxBuildHasher.hash_one(word)).copied().unwrap_or(0).max(2))
    }

    /// The weight of words that two places share: 1 for one that stands at just these two, less for commoner ones.
    pub(super) fn weight<'w>(&self, words: impl Iterator<Item = &'w Box<str>>) -> f64 {
        words.map(|word| 2.0 / self.count(word)).sum()
    }

    /// The same by the order of magnitude, as for words of a whole paragraph: a topic counts for something too.
    pub(super) fn topics<'w>(&self, words: impl Iterator<Item = &'w Box<str>>) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "no draft has that many sentences")]
        let all = (self.sentences as f64).max(8.0);
        words.map(|word| ((all / self.count(word)).ln() / (all / 2.0).ln()).max(0.0)).sum()
    }
}

/// Whether a word tells what an amount is of: no small word, no number.
pub(in crate::link) fn is_telling(folded: &str) -> bool {
    let empty = Classes::FUNCTION | Classes::SCALE | Classes::MODIFIER | Classes::AHEAD | Classes::NUMERAL;
    folded.len() > 2
        && !folded.bytes().any(|byte| byte.is_ascii_digit())
        && !lexicon::look_up(folded).classes.intersects(empty)
}

/// Whether a word can stand between "the" and its amount: "the entire", "the additional".
fn is_adjective(word: &str) -> bool {
    let classes = lexicon::look_up(&fold(word)).classes;
    !classes.contains(Classes::FUNCTION) && !word.ends_with("'s") && !word.ends_with("’s")
}

/// The words of a text, with their apostrophes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    runs::words(text, "'’").map(|(_, word)| word)
}

/// A word without the commonest endings.
pub(in crate::link) fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    if !word.ends_with(['s', 'g', 'd', 't']) {
        return word;
    }
    let plain = ["ments", "ment", "ings", "ing", "ies", "ed", "es", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 3));
    plain.unwrap_or(word)
}
