//! What speaks for two amounts being of one thing, and what against.
//!
//! The weights are near those of a logistic regression over pairs of amounts in published articles: two that are equal are
//! rather of one thing, two that are not are of two.  They were rounded and evened out where few pairs bore on them.

use super::{Amount, Context, Rarity, Slip};
use crate::claim::quantity::Unit;
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
    /// Whether the same word governs both: "a penalty of".
    pub governed: bool,
    /// Whether the later is taken up as known: "the $5m".
    pub definite: bool,
    /// Whether the earlier stands in the headline or standfirst.
    pub announced: bool,
    /// Whether one or two blocks lie between.
    pub close: bool,
    /// Whether each has a name beside it that the other lacks.
    pub names: bool,
    /// Whether they have years, and not the same.
    pub years: bool,
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
    /// How many digits of the rounder one tell something: zeros at its end do not.
    pub digits: usize,
}

impl Evidence {
    pub(super) fn new(
        story: &Story<'_>,
        pair: [&Amount<'_>; 2],
        contexts: [&Context; 2],
        rarity: &Rarity,
        rivals: usize,
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
            topics: rarity.topics(mine.paragraph.intersection(&its.paragraph)),
            governed: mine.governor.is_some() && mine.governor == its.governor,
            definite: its.definite,
            announced,
            close: (1..=2).contains(&(other.at.block - one.at.block)),
            names: mine.differs_in_names(its),
            years: mine.differs_in_years(its),
            money: matches!(one.quantity.unit, Unit::Currency(_)),
            rivals,
            opposed: mine.is_opposed(its),
            named_apart: mine.is_named_apart(its),
            weight: rarity.weight(mine.words.intersection(&its.words)),
            slip,
            digits: one.digits.told().min(other.digits.told()),
        }
    }

    /// The logarithm of the odds that the two are of one thing and a slip made them differ, moved so that 0 is worth a
    /// warning.
    #[must_use]
    pub fn score(&self) -> f64 {
        let sign = |holds: bool| if holds { 1.0 } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "a few dozen amounts")]
        let rivals = (self.rivals as f64 + 1.0).ln();
        // How rare the slip is between amounts of two things, against how common it is among slips.
        let chance = match self.slip {
            Slip::Turned => 3.5,
            Slip::Digit if self.digits >= 3 => 2.7,
            _ => 0.0,
        };
        chance
            + BASE
            + BESIDE * self.beside.min(4.0)
            + SHARE * self.share
            + TOPICS * self.topics.min(4.0)
            + GOVERNED * sign(self.governed)
            + DEFINITE * sign(self.definite)
            + ANNOUNCED * sign(self.announced)
            + CLOSE * sign(self.close)
            + NAMES * sign(self.names)
            + YEARS * sign(self.years)
            + MONEY * sign(self.money)
            + RIVALS * rivals
    }
}

const BASE: f64 = -1.8;
const BESIDE: f64 = 0.8;
const SHARE: f64 = 0.65;
const TOPICS: f64 = 0.3;
const GOVERNED: f64 = 0.47;
const DEFINITE: f64 = 1.2;
const ANNOUNCED: f64 = 1.4;
const CLOSE: f64 = 0.46;
const NAMES: f64 = -0.6;
const YEARS: f64 = -0.6;
const MONEY: f64 = 0.76;
const RIVALS: f64 = -0.6;
