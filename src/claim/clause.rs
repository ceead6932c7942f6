//! Sentences with two figures or more, or with an ordinal, as rows of words, marks, times and figures: what sums are read from.

use crate::claim::{DateClaim, Quantity};
use crate::language::lexicon::WordId;
use crate::language::numeral::Form;
use crate::language::{Kind, Mark, Reading};
use crate::place::Extent;

/// A sentence with figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its pieces, in order.
    pub pieces: Box<[Piece]>,
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub extent: Extent,
    /// Its word in the lexicon.
    pub word: WordId,
    /// What it is.
    pub what: What,
}

/// What a piece of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A word.
    Word,
    /// A mark.
    Mark(Mark),
    /// A figure with its unit or noun, by its index among the quantities of the block.
    Figure(u32),
    /// A time, by its index among the dates of the block.
    Time(u32),
}

/// The sentences of a block that have two figures or more, or an ordinal.
#[must_use]
pub fn extract(reading: &Reading<'_>, dates: &[DateClaim], quantities: &[Quantity]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut rest = quantities;
    for sentence in &reading.sentences {
        let own = rest.partition_point(|it| it.first < sentence.end);
        let figures = quantities.len() - rest.len();
        let figures_here = &rest[..own];
        if own > 1 || figures_here.iter().any(|it| it.form == Form::Ordinal) {
            let pieces = pieces(reading, sentence.first..sentence.end, dates, (figures, figures_here));
            clauses.push(Clause { pieces });
        }
        rest = &rest[own..];
    }
    clauses
}

/// The pieces of a run of tokens with its figures, the first of which has the index given.
fn pieces(
    reading: &Reading<'_>,
    tokens: std::ops::Range<usize>,
    dates: &[DateClaim],
    (first, figures): (usize, &[Quantity]),
) -> Box<[Piece]> {
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut at = tokens.start;
    let (mut figure, mut date) = (0, dates.partition_point(|it| it.extent.end <= reading.token(at).start));
    while at < tokens.end {
        let token = reading.token(at);
        let mut piece = Piece { extent: reading.extent(at, at + 1), word: token.word, what: What::Word };
        at += 1;
        let end = if let Some(quantity) = figures.get(figure).filter(|it| it.begin < at) {
            piece.what = What::Figure(index(first + figure));
            piece.extent = quantity.extent;
            figure += 1;
            // Never past the next figure.
            let next = figures.get(figure).map_or(tokens.end, |it| it.begin.max(at));
            quantity.after.max(quantity.end).min(next)
        } else if let Some(time) = dates.get(date).filter(|it| it.extent.start < token.end) {
            piece.what = What::Time(index(date));
            piece.extent = time.extent;
            date += 1;
            (at..tokens.end).find(|next| reading.token(*next).start >= time.extent.end).unwrap_or(tokens.end)
        } else {
            if token.kind == Kind::Mark {
                piece.what = What::Mark(token.mark);
            }
            at
        };
        at = at.max(end);
        // A date that a figure has swallowed.
        let reached = reading.token(at - 1).end;
        date += dates[date..].iter().take_while(|it| it.extent.end <= reached).count();
        pieces.push(piece);
    }
    pieces.into()
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
