//! Which rows stand at a place, whatever the length of the draft.

use rustc_hash::FxHashMap;

use crate::place::Span;

/// How many bytes of the draft share a shelf.
const SHELF: u32 = 128;

/// Rows by the shelves that their mentions lie on.
#[derive(Debug)]
pub(super) struct Touching {
    shelves: FxHashMap<u32, Vec<(Span, usize)>>,
}

impl Touching {
    pub(super) fn new(owners: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut shelves: FxHashMap<u32, Vec<_>> = FxHashMap::default();
        for (span, row) in owners {
            for shelf in span.start / SHELF..=span.end / SHELF {
                shelves.entry(shelf).or_default().push((span, row));
            }
        }
        Touching { shelves }
    }

    /// The rows with a mention that shares a byte with a span; of those that lie in each other the inner ones: the day in a
    /// quotation is the day's.
    pub(super) fn at(&self, span: Span) -> Vec<usize> {
        let mut found = Vec::new();
        for shelf in span.start / SHELF..=span.end / SHELF {
            for (mine, row) in self.shelves.get(&shelf).into_iter().flatten() {
                if mine.start < span.end && span.start < mine.end && !found.contains(&(*mine, *row)) {
                    found.push((*mine, *row));
                }
            }
        }
        let inner = |one: Span, other: Span| other != one && one.start <= other.start && other.end <= one.end;
        let keep = |mine: &(Span, usize)| {
            !found.iter().any(|(other, _)| inner(mine.0, *other))
                || span.start <= mine.0.start && mine.0.end <= span.end
        };
        let mut rows: Vec<_> = found.iter().filter(|mine| keep(mine)).map(|(_, row)| *row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}
