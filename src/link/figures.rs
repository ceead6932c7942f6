//! Which figures count the same thing.
//!
//! A figure's [`Measure`] is what exactly it counts: its class (an outcome such as "killed", or the head of its noun), its
//! scope (event, names, days of its sentence), its source and its role.  Figures meet by their class; whether two are of one
//! measure is told by [`Figures::bond`], with what speaks for it and what against.

mod bond;
mod counted;
mod posts;

use rustc_hash::FxHashMap;

use super::{ClaimRef, Story};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Scope, Unit};
use crate::language::Number;
use crate::language::lexicon::{self, Outcome};
use crate::language::plural::singular;
use crate::place::Span;
use crate::text::Zone;

pub use bond::{Bond, Reason};
pub use counted::{is_given, is_told};
pub use posts::Overtaken;

/// What a figure counts, without the event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Those to whom something happened: a row of `measures.tsv`.
    Outcome(Outcome),
    /// Things, by the head of their noun in small letters and the singular.
    Noun(Box<str>),
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The story itself.
    Told,
    /// Somebody whom its sentence names with a verb of saying.
    Said,
    /// It stands in a quotation.
    Quoted,
}

/// What exactly a figure counts.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// What its sentence tells of event, names and days; of figures with an outcome.
    pub scope: Option<&'a Scope>,
    /// Who says so.
    pub source: Source,
    /// Total (nothing), part, addition, change, earlier value, guess, rate.
    pub role: Role,
}

/// A figure of the draft.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Which claim.
    pub at: ClaimRef,
    /// The claim.
    pub quantity: &'a Quantity,
    /// The part of the article it stands in.
    pub zone: Zone,
}

/// How many figures of a sentence are added up.
const ADDED: usize = 6;

impl<'a> Figure<'a> {
    /// The figure that a claim is.
    #[must_use]
    pub fn new(story: &Story<'a>, at: ClaimRef) -> Self {
        let quantity = &story.claims[at.block].quantities[at.index];
        Figure { at, quantity, zone: story.article.blocks[at.block].zone }
    }

    /// What exactly it counts, its class apart.
    #[must_use]
    pub fn measure(&self) -> Measure<'a> {
        let scope = self.quantity.scope.as_deref();
        let source = if self.quantity.role.contains(Role::QUOTED) {
            Source::Quoted
        } else if scope.is_some_and(|scope| scope.said) {
            Source::Said
        } else {
            Source::Told
        };
        Measure { scope, source, role: self.quantity.role - Role::QUOTED }
    }

    /// Whether it states how many there are, plainly: no part, addition, change, rate or guess.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.quantity.role.is_empty()
    }

    /// Whether it makes a number together with the next figures of its sentence: "14 on the bus and eight in the street",
    /// of 22.
    #[must_use]
    pub fn adds_up_to(&self, story: &Story<'_>, whole: Number) -> bool {
        let rest = &story.claims[self.at.block].quantities[self.at.index..];
        let mut sum = Number::ZERO;
        let in_sentence = |it: &&Quantity| story.is_one_sentence(self.at.block, it.extent, self.quantity.extent);
        rest.iter().take(ADDED).take_while(in_sentence).any(|it| {
            sum = sum.plus(it.value).unwrap_or(sum);
            sum == whole && it.value != sum
        })
    }

    /// Whether its number may be a year: "2011 protester killings".
    #[must_use]
    pub fn may_be_year(&self, story: &Story<'_>) -> bool {
        let number = story.text(self.at.block, self.quantity.number).as_bytes();
        matches!(number, [b'1', b'9', rest @ ..] | [b'2', b'0', rest @ ..] if rest.len() == 2 && rest.iter().all(u8::is_ascii_digit))
    }

    /// The span of the bare number.
    #[must_use]
    pub fn span(&self, story: &Story<'_>) -> Span {
        story.span(self.at.block, self.quantity.number)
    }

    /// The words of number and noun.
    #[must_use]
    pub fn words<'s>(&self, story: &Story<'s>) -> &'s str {
        story.text(self.at.block, self.quantity.extent)
    }
}

/// The figures of a draft by what they count, each list in the order of the draft.
#[derive(Debug, Default)]
pub struct Figures {
    groups: Groups,
    /// The same by their nouns alone, those with an outcome too.
    nouns: Groups,
    /// The events of headline and standfirst, by their rows.
    announced: Vec<u8>,
    /// The first paragraphs of the story end before this block.
    led: usize,
}

/// Claims by what they count, in the order of the draft.
type Groups = Vec<(Class, Vec<ClaimRef>)>;

/// How many paragraphs lead a story.
const LEAD: usize = 3;

impl Figures {
    /// Sorts the figures of a draft by what they count.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let (mut index, mut nouns) = (FxHashMap::default(), FxHashMap::default());
        let mut figures = Figures::default();
        let mut paragraphs = 0;
        for (block, it, claims) in story.blocks() {
            if it.zone.announces() {
                let words = it.prose.text.split(|letter: char| !letter.is_alphanumeric());
                figures.announced.extend(words.map(|word| lexicon::look_up(word).event).filter(|event| *event > 0));
            }
            if it.zone == Zone::Body && paragraphs < LEAD {
                paragraphs += 1;
                figures.led = block + 1;
            }
            if !(it.zone.is_story() || it.zone.announces()) {
                continue;
            }
            for (number, quantity) in claims.quantities.iter().enumerate() {
                if quantity.role.contains(Role::IDENTIFIER) || quantity.age {
                    continue;
                }
                let at = ClaimRef { block, index: number };
                let noun = noun(story, block, quantity);
                let class = quantity.outcome.map(Class::Outcome).or_else(|| noun.clone());
                add(&mut figures.groups, &mut index, class, at);
                add(&mut figures.nouns, &mut nouns, noun, at);
            }
        }
        figures
    }

    /// The classes that are stated more than once, with their figures, each post of a live blog by itself.
    #[must_use]
    pub fn together<'s>(&self, story: &Story<'s>) -> Vec<(&Class, Vec<Figure<'s>>)> {
        together(&self.groups, *story)
    }

    /// The classes that are stated more than once, with their figures.
    pub fn repeated<'s>(&self, story: &Story<'s>) -> impl Iterator<Item = (&Class, Vec<Figure<'s>>)> {
        repeated(&self.groups, *story)
    }

    /// Counts of one kind of thing that the draft takes for one though they are two, the earlier first: "15 guides" and then
    /// "the 12 guides".
    #[must_use]
    pub fn taken_up<'s>(&self, story: &Story<'s>) -> Vec<(Figure<'s>, Figure<'s>)> {
        together(&self.nouns, *story).iter().flat_map(|(_, figures)| counted::taken_up(story, figures)).collect()
    }

    /// Counts of the headline that are not the lead's, nor any other of the story, with the lead's.
    #[must_use]
    pub fn headed<'s>(&self, story: &Story<'s>) -> Vec<(Figure<'s>, Figure<'s>)> {
        repeated(&self.nouns, *story).filter_map(|(_, figures)| counted::headed(story, self, &figures)).collect()
    }

    /// What speaks for and against two figures of one class being of one measure, the earlier first.
    #[must_use]
    pub fn bond(&self, story: &Story<'_>, one: &Figure<'_>, other: &Figure<'_>) -> Bond {
        bond::bond(one, other, self.announced(story, one))
    }

    /// What speaks for and against two claims being of one measure; `None` for claims of two classes.
    #[must_use]
    pub fn bond_of(&self, story: &Story<'_>, one: ClaimRef, other: ClaimRef) -> Option<Bond> {
        let [one, other] = [one.min(other), one.max(other)].map(|at| Figure::new(story, at));
        let outcome = one.quantity.outcome.is_some() && one.quantity.outcome == other.quantity.outcome;
        outcome.then(|| self.bond(story, &one, &other))
    }

    /// Whether a block is one of the first paragraphs of the story.
    #[must_use]
    pub fn leads(&self, story: &Story<'_>, block: usize) -> bool {
        block < self.led && story.article.blocks[block].zone == Zone::Body
    }

    /// The events that the headline is about, where a figure leads the story under it.
    fn announced(&self, story: &Story<'_>, figure: &Figure<'_>) -> &[u8] {
        if self.leads(story, figure.at.block) { &self.announced } else { &[] }
    }

    /// Every other figure of the class of a claim.
    pub fn same(&self, at: ClaimRef) -> impl Iterator<Item = ClaimRef> {
        let group = self.groups.iter().find(|(_, list)| list.binary_search(&at).is_ok());
        group.into_iter().flat_map(|(_, list)| list.iter().copied()).filter(move |other| *other != at)
    }
}

fn add(groups: &mut Groups, index: &mut FxHashMap<Class, usize>, class: Option<Class>, at: ClaimRef) {
    let Some(class) = class else { return };
    let group = *index.entry(class).or_insert_with_key(|class| {
        groups.push((class.clone(), Vec::new()));
        groups.len() - 1
    });
    groups[group].1.push(at);
}

fn repeated<'g, 's>(groups: &'g Groups, story: Story<'s>) -> impl Iterator<Item = (&'g Class, Vec<Figure<'s>>)> {
    let lists = groups.iter().filter(|(_, list)| list.len() > 1);
    lists.map(move |(class, list)| (class, list.iter().map(|at| Figure::new(&story, *at)).collect()))
}

/// The same, each post of a live blog by itself.
fn together<'g, 's>(groups: &'g Groups, story: Story<'s>) -> Vec<(&'g Class, Vec<Figure<'s>>)> {
    if story.article.live.is_none() {
        return repeated(groups, story).collect();
    }
    let parts =
        groups.iter().flat_map(|(class, list)| posts::parts(&story, list).into_iter().map(move |it| (class, it)));
    let parts = parts.filter(|(_, list)| list.len() > 1);
    parts.map(|(class, list)| (class, list.iter().map(|at| Figure::new(&story, *at)).collect())).collect()
}

/// What a figure counts by its noun.
fn noun(story: &Story<'_>, block: usize, quantity: &Quantity) -> Option<Class> {
    let noun = quantity.noun.filter(|_| quantity.unit == Unit::Noun)?;
    Some(Class::Noun(singular(story.text(block, noun.head)).into()))
}
