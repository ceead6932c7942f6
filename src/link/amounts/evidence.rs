//! What speaks for two amounts being of one thing, and what against.
//!
//! The weights are near those of a logistic regression over near amounts of some six thousand published articles, where
//! they are of two things, and the same articles with a slip put into an amount that they give twice.

use super::{Amount, Context, Kind, Rarity, Slip};
use crate::link::Story;

/// What is known of two amounts, the earlier and the later.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub struct Evidence {
    /// The weight of the words that stand right beside both.
    pub beside: f64,
    /// The share of the words around the one that has fewer which stand around the other too, 0 to 1.
    pub share: f64,
    /// The weight of the words that the paragraphs of both have.
    pub topics: f64,
    /// Whether the later is taken up as known: "the $5m".
    pub definite: bool,
    /// Whether the earlier stands in the headline or standfirst.
    pub announced: bool,
    /// Whether each has a name beside it that the other lacks.
    pub names: bool,
    /// Whether they have years, and not the same.
    pub years: bool,
    /// Whether they count things and one alone has a year: "in 2014, 204 bakers" and "240 bakers".
    pub one_year: bool,
    /// Whether they are money.
    pub money: bool,
    /// How many other amounts of the kind fit one of the two as well as the other does.
    pub rivals: usize,
    /// Whether opposite words tell them apart: the new bridge and the old.
    pub opposed: bool,
    /// Whether names right beside them do.
    pub named_apart: bool,
    /// The weight of all words around both.
    pub weight: f64,
    /// How they differ.
    pub slip: Slip,
    /// Whether they are prices, below a thousand: a story gives those of many things.
    pub prices: bool,
    /// Whether what they count is named in other words: "23 gold medals" and "28 Olympic medals".
    pub called_apart: bool,
    /// Whether both are round, as numbers that end in five are: those meet by chance.
    pub round: bool,
    /// How many values the amounts of the kind have in the draft: the more, the likelier two are near by chance.
    pub crowd: usize,
    /// How many digits of the rounder one tell something: zeros at its end do not.
    pub digits: usize,
}

impl Evidence {
    pub(super) fn new(
        story: &Story<'_>,
        pair: [&Amount<'_>; 2],
        contexts: [&Context; 2],
        rarity: &Rarity,
        (rivals, crowd, topics): (usize, usize, f64),
        slip: Slip,
    ) -> Self {
        let ([one, other], [mine, its]) = (pair, contexts);
        let shared = mine.words.intersection(&its.words).count();
        #[expect(clippy::cast_precision_loss, reason = "a few dozen words")]
        let share = shared as f64 / mine.words.len().min(its.words.len()).max(1) as f64;
        let announced = story.article.blocks[one.at.block].zone.announces();
        Evidence {
            beside: rarity.weight(mine.beside.intersection(&its.beside)),
            share,
            topics,
            definite: its.definite,
            announced,
            names: mine.differs_in_names(its),
            years: mine.differs_in_years(its),
            one_year: matches!(one.kind, Kind::Things(_)) && mine.years.is_empty() != its.years.is_empty(),
            money: one.kind.is_money(),
            rivals,
            opposed: mine.is_opposed(its),
            named_apart: mine.is_named_apart(its),
            weight: rarity.weight(mine.words.intersection(&its.words)),
            slip,
            prices: [one, other].iter().all(|it| it.kind.is_money() && it.quantity.value.to_f64() < 1000.0),
            called_apart: one.called(story) != other.called(story),
            round: one.digits.is_round() && other.digits.is_round(),
            crowd,
            digits: one.digits.told().min(other.digits.told()),
        }
    }

    /// The logarithm of the odds that the two are of one thing and a slip made them differ, moved so that 0 is worth a
    /// warning.
    #[must_use]
    pub fn score(&self) -> f64 {
        let sign = |holds: bool| if holds { 1.0 } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "a few dozen amounts")]
        let [rivals, crowd] = [self.rivals + 1, self.crowd.max(1)].map(|count| (count as f64).ln());
        // How rare the slip is between amounts of two things, against how common it is among slips.
        let chance = if self.slip == Slip::Turned { TURNED } else { 0.0 };
        chance
            + BASE
            + BESIDE * self.beside.min(4.0)
            + SHARE * self.share
            + TOPICS * self.topics.min(4.0)
            + DEFINITE * sign(self.definite)
            + ANNOUNCED * sign(self.announced)
            + NAMES * sign(self.names)
            + MONEY * sign(self.money)
            + NAMED_APART * sign(self.named_apart)
            + RIVALS * rivals
            + CROWD * crowd
            + LONG * sign(self.digits >= 3)
            + PRICES * sign(self.prices)
            + CALLED_APART * sign(self.called_apart)
            + ROUND * sign(self.round)
    }
}

const BASE: f64 = -0.29;
const BESIDE: f64 = 0.05;
const SHARE: f64 = 0.4;
const TOPICS: f64 = 0.12;
const DEFINITE: f64 = 1.2;
const ANNOUNCED: f64 = 1.45;
const NAMES: f64 = -0.68;
const MONEY: f64 = 0.7;
const NAMED_APART: f64 = -0.62;
const RIVALS: f64 = -0.32;
const CROWD: f64 = -0.67;
const TURNED: f64 = 2.3;
const LONG: f64 = 0.64;
const PRICES: f64 = -0.75;
const CALLED_APART: f64 = -0.84;
const ROUND: f64 = -0.44;
