//! What happened to those who are counted: the words of `measures.tsv`.

use super::{Classes, LEXICON, Lexicon, add, phrase_at, rows};
use crate::language::Reading;

/// What happened to those counted: a row of `measures.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Outcome(u8);

impl Outcome {
    /// The name in `batch --claims`: "killed".
    #[must_use]
    pub fn name(self) -> &'static str {
        LEXICON.outcomes[usize::from(self.0)]
    }
}

/// Rows of `measures.tsv`, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows(u64);

impl Rows {
    fn add(&mut self, row: u8) {
        self.0 |= 1 << row;
    }

    /// The first row that stands in both.
    #[must_use]
    pub fn first_of(self, other: Rows) -> Option<Outcome> {
        let both = self.0 & other.0;
        (both != 0).then(|| Outcome(u8::try_from(both.trailing_zeros()).unwrap_or_default()))
    }
}

/// The rows of `measures.tsv` that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// What is counted: "homes".
    pub counts: Rows,
    /// Words before what is counted: "killed".
    pub object_of: Rows,
    /// Words behind it: "dead".
    pub subject_of: Rows,
    /// Nouns that tell it alone: "deaths".
    pub itself: Rows,
}

/// The rows of `measures.tsv` that count people.
#[must_use]
pub fn of_people() -> Rows {
    LEXICON.people
}

/// The measures that a word or two behind those counted tell: "killed", "on board".
#[must_use]
pub fn told_behind(reading: &Reading<'_>, at: usize) -> Rows {
    if !reading.classes(at).contains(Classes::MEASURE) {
        return Rows::default();
    }
    let phrase = phrase_at(&LEXICON.subject_phrases, reading, at).map(|(rows, _)| rows);
    phrase.unwrap_or(reading.entry(at).measures.subject_of)
}

/// The measures that a word or two before those counted tell: "killed", "laid off"; `end` is the token behind them.
#[must_use]
pub fn told_before(reading: &Reading<'_>, end: usize) -> Rows {
    let Some(last) = end.checked_sub(1) else { return Rows::default() };
    let two = end.checked_sub(2).filter(|at| reading.classes(*at).contains(Classes::MEASURE));
    let two = two.and_then(|at| phrase_at(&LEXICON.object_phrases, reading, at)).filter(|(_, next)| *next == end);
    match two {
        Some((rows, _)) => rows,
        None if reading.classes(last).contains(Classes::MEASURE) => reading.entry(last).measures.object_of,
        None => Rows::default(),
    }
}

impl Lexicon {
    pub(super) fn load_measures(&mut self) {
        for (number, row) in (0..64).zip(rows(include_str!("../tables/measures.tsv"))) {
            let mut only = Rows::default();
            only.add(number);
            self.outcomes.push(row[0]);
            let people = row[1] == "people";
            let class = if people { Classes::MEASURE | Classes::OUTCOME } else { Classes::MEASURE };
            if people {
                self.people.add(number);
            } else {
                row[1].split(' ').for_each(|form| self.entry(form).1.measures.counts.add(number));
            }
            for form in row[2].split(' ').filter(|form| *form != "-") {
                // "laid off" is a verb of its own: "laid" is none.
                let (word, rest) =
                    self.first_of_phrase(form, if form.contains('_') { Classes::MEASURE } else { class });
                if rest.is_empty() {
                    self.entry(form).1.measures.object_of.add(number);
                } else {
                    add(&mut self.object_phrases, word, rest, only);
                }
            }
            for form in row[3].split(' ').filter(|form| *form != "-") {
                let (word, rest) =
                    self.first_of_phrase(form, if form.contains('_') { Classes::MEASURE } else { class });
                if rest.is_empty() {
                    self.entry(form).1.measures.subject_of.add(number);
                } else {
                    add(&mut self.subject_phrases, word, rest, only);
                }
            }
            for form in row[4].split(' ').filter(|form| *form != "-") {
                let entry = self.entry(form).1;
                entry.classes |= class;
                entry.measures.itself.add(number);
            }
        }
    }
}
