//! The sentences of a draft that have figures, piece by piece.

use super::Story;
use crate::claim::clause::{Piece, What};
use crate::claim::quantity::Unit;
use crate::claim::{DateClaim, Quantity};
use crate::language::{Classes, Mark, lexicon};
use crate::place::Extent;

/// A sentence with two figures or more.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The block it stands in.
    pub block: usize,
    /// Its pieces.
    pub pieces: &'a [Piece],
    text: &'a str,
    figures: &'a [Quantity],
    times: &'a [DateClaim],
}

/// The sentences with figures in the story of a draft, in order.
pub fn rows<'a>(story: &Story<'a>) -> impl Iterator<Item = Row<'a>> + use<'a> {
    story.blocks().filter(|(_, block, _)| block.zone.is_story()).flat_map(|(index, block, claims)| {
        claims.clauses.iter().map(move |clause| Row {
            block: index,
            pieces: &clause.pieces,
            text: &block.prose.text,
            figures: &claims.quantities,
            times: &claims.dates,
        })
    })
}

impl<'a> Row<'a> {
    /// The letters of a piece; empty past either end.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| &self.text[piece.extent.range()])
    }

    /// Whether a piece is one of these words, given in lower case.
    #[must_use]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.iter().any(|it| word.eq_ignore_ascii_case(it))
    }

    /// Whether a piece is this word, given in lower case.
    #[must_use]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether these words stand from a piece on; the piece after them.
    #[must_use]
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for word in phrase.split(' ') {
            if !self.is(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Whether these words stand right before a piece; the first of them.
    #[must_use]
    pub fn phrase_before(&self, at: usize, phrase: &str) -> Option<usize> {
        // Most phrases end otherwise, which costs little to see.
        let last = self.word(at.checked_sub(1)?).as_bytes();
        let end = phrase.len().checked_sub(last.len())?;
        if !phrase.as_bytes()[end..].eq_ignore_ascii_case(last) {
            return None;
        }
        let mut first = at;
        for word in phrase.rsplit(' ') {
            first = first.checked_sub(1).filter(|before| self.is(*before, word))?;
        }
        Some(first)
    }

    /// Whether one of these words stands anywhere in the sentence.
    #[must_use]
    pub fn has(&self, words: &[&str]) -> bool {
        (0..self.pieces.len()).any(|at| self.is_word(at) && self.is_any(at, words))
    }

    /// The classes of a word; none for figures, times and marks.
    #[must_use]
    pub fn classes(&self, at: usize) -> Classes {
        let word = self.pieces.get(at).filter(|piece| piece.what == What::Word);
        word.map_or(Classes::empty(), |piece| lexicon::entry(piece.word).classes)
    }

    /// Whether a piece is a word.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.what == What::Word)
    }

    /// Which mark a piece is.
    #[must_use]
    pub fn mark(&self, at: usize) -> Mark {
        match self.pieces.get(at).map(|piece| piece.what) {
            Some(What::Mark(mark)) => mark,
            _ => Mark::None,
        }
    }

    /// Whether a piece is one of these marks.
    #[must_use]
    pub fn is_mark(&self, at: usize, marks: &[Mark]) -> bool {
        marks.contains(&self.mark(at)) && self.mark(at) != Mark::None
    }

    /// Whether the sentence is over at a piece, or a mark stands there that closes a phrase.
    #[must_use]
    pub fn is_closed(&self, at: usize) -> bool {
        at >= self.pieces.len()
            || matches!(
                self.mark(at),
                Mark::Comma
                    | Mark::Period
                    | Mark::Semicolon
                    | Mark::Colon
                    | Mark::Dash
                    | Mark::CloseParen
                    | Mark::CloseBracket
                    | Mark::CloseQuote
                    | Mark::Question
                    | Mark::Exclamation
            )
    }

    /// The figure of a piece.
    #[must_use]
    pub fn figure(&self, at: usize) -> Option<&'a Quantity> {
        match self.pieces.get(at)?.what {
            What::Figure(index) => self.figures.get(index as usize),
            _ => None,
        }
    }

    /// The time of a piece.
    #[must_use]
    pub fn time(&self, at: usize) -> Option<&'a DateClaim> {
        match self.pieces.get(at)?.what {
            What::Time(index) => self.times.get(index as usize),
            _ => None,
        }
    }

    /// The figures of the sentence with their pieces, in order.
    #[must_use]
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Quantity)> + use<'a> {
        let row = *self;
        (0..row.pieces.len()).filter_map(move |at| row.figure(at).map(|figure| (at, figure)))
    }

    /// The words of a stretch of its block.
    #[must_use]
    pub fn text(&self, extent: Extent) -> &'a str {
        &self.text[extent.range()]
    }

    /// The head of the noun that a figure counts.
    #[must_use]
    pub fn head(&self, figure: &Quantity) -> Option<&'a str> {
        let noun = figure.noun.filter(|_| figure.unit == Unit::Noun)?;
        Some(&self.text[noun.head.range()])
    }

    /// The words from one piece up to, not including, another.
    #[must_use]
    pub fn between(&self, first: usize, end: usize) -> &'a str {
        let (Some(one), Some(other)) = (self.pieces.get(first), end.checked_sub(1).and_then(|at| self.pieces.get(at)))
        else {
            return "";
        };
        self.text.get(one.extent.start as usize..other.extent.end as usize).unwrap_or_default()
    }

    /// The stretch of prose of a run of pieces.
    #[must_use]
    pub fn extent(&self, first: usize, last: usize) -> Extent {
        self.pieces[first].extent.to(self.pieces[last].extent)
    }

    /// Whether nothing stands from one piece up to another but times and what leads to them: "in April", ", a year earlier,",
    /// "a month" behind a price.
    #[must_use]
    pub fn is_aside(&self, first: usize, end: usize) -> bool {
        let mut at = first;
        while at < end {
            at = match self.aside(at) {
                Some(next) if next <= end => next,
                _ => return false,
            };
        }
        true
    }

    /// The piece behind a time, a mark or a rate at a piece.
    fn aside(&self, at: usize) -> Option<usize> {
        if self.time(at).is_some() || self.classes(at).contains(Classes::TIME) && !self.is_any(at, BEFORE_TIMES) {
            return Some(at + 1);
        }
        if self.is_mark(at, &[Mark::Comma, Mark::Dash, Mark::Hyphen, Mark::OpenParen, Mark::CloseParen])
            || self.is_any(at, TIMES)
        {
            return Some(at + 1);
        }
        // "in the year to April", "for the first time since 2012" are longer than that.
        if self.is_any(at, BEFORE_TIMES) {
            let next = if self.is_any(at + 1, BEFORE_TIMES) { at + 2 } else { at + 1 };
            let timely = self.time(next).is_some() || self.is_any(next, TIMES);
            if timely || !self.is(at, "of") {
                return timely.then_some(next + 1);
            }
        }
        let behind = at.checked_sub(1).and_then(|before| self.figure(before))?;
        // "42 dollars a share", "90p per litre".
        if self.is_any(at, &["a", "an", "per", "each"]) && self.is_word(at + 1) {
            return Some(at + 2);
        }
        // "5 percent of the vote".
        if behind.is_percent() && self.is(at, "of") {
            let end = (at + 1..at + 5).find(|next| !self.is_word(*next) || self.classes(*next).intersects(STOPS))?;
            let bare = !self.is_any(end, &["who", "which", "that", "and"]);
            return (end > at + 1 && bare).then_some(end);
        }
        None
    }
}

/// Classes of words that end "of the vote".
const STOPS: Classes = Classes::SAYING.union(Classes::RISE).union(Classes::FALL).union(Classes::TURN);

/// Words that lead to a time.
const BEFORE_TIMES: &[&str] = &["in", "on", "at", "for", "during", "over", "since", "of", "the", "by", "as", "about"];

/// Words of times that are no times by themselves.
const TIMES: &[&str] = &[
    "earlier",
    "before",
    "ago",
    "now",
    "today",
    "then",
    "last",
    "this",
    "same",
    "period",
    "season",
    "previous",
    "prior",
    "previously",
    "currently",
    "year-earlier",
    "first",
    "again",
    "already",
    "overnight",
    "ended",
    "ending",
];
