//! From sentences to claims: what a block states, as written, normalised but not completed.
//!
//! An extractor would rather miss a claim than invent one.  Claims hold extents within the prose of
//! their block, so that an edit above moves nothing; they are a pure function of the block.

pub mod acronym;
pub mod clause;
pub mod code;
pub mod date;
pub mod gap;
pub mod happening;
pub mod person;
pub mod quantity;
pub mod quote;
pub mod role;

pub use acronym::Acronyms;
pub use clause::Clause;
pub use code::Code;
pub use date::DateClaim;
pub use gap::Gap;
pub use happening::Happening;
pub use person::Mention;
pub use quantity::Quantity;
pub use quote::Quote;
pub use role::Role;

use crate::language::{Reading, Token};
use crate::options::Options;
use crate::text::Zone;

/// What one block claims, each kind in the order of the prose.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Dates, times, durations and sets.
    pub dates: Vec<DateClaim>,
    /// Numbers with what they count or measure.
    pub quantities: Vec<Quantity>,
    /// Mentions of people.
    pub people: Vec<Mention>,
    /// Offices of those people.
    pub roles: Vec<Role>,
    /// Direct speech.
    pub quotes: Vec<Quote>,
    /// Short forms of names.
    pub acronyms: Acronyms,
    /// Numbers that name a thing.
    pub codes: Vec<Code>,
    /// Events.
    pub happenings: Vec<Happening>,
    /// Gaps that were left to be filled in.
    pub gaps: Vec<Gap>,
    /// Sentences with two figures or more, or with an ordinal.
    pub clauses: Vec<Clause>,
    /// The first byte of each sentence.
    pub sentences: Vec<u32>,
}

impl Claims {
    /// The sentence at a place: where it begins, and where the next one does, if there is one.
    #[must_use]
    pub fn sentence(&self, at: u32) -> (u32, Option<u32>) {
        let next = self.sentences.partition_point(|start| *start <= at);
        (next.checked_sub(1).map_or(0, |index| self.sentences[index]), self.sentences.get(next).copied())
    }
}

/// Reads the claims of a block.
#[must_use]
pub fn extract(prose: &str, zone: Zone, options: &Options) -> Claims {
    let reading = Reading::new(prose);
    let dates = date::extract(&reading, zone, options);
    let quantities = quantity::extract(&reading, &dates);
    let clauses = clause::extract(&reading, &dates, &quantities);
    let people = person::extract(&reading, &dates);
    let roles = role::extract(&reading, &people);
    let quotes = quote::extract(&reading, &people);
    let acronyms = acronym::extract(&reading);
    let codes = code::extract(&reading);
    let happenings = happening::extract(&reading, &dates);
    let gaps = gap::extract(&reading);
    let sentences = reading.sentences.iter().map(|sentence| reading.token(sentence.first).start).collect();
    Claims { dates, quantities, people, roles, quotes, acronyms, codes, happenings, gaps, clauses, sentences }
}

/// Tells of tokens, asked in their order, whether they stand in a time that was read already.
struct Taken<'a> {
    rest: &'a [DateClaim],
}

impl<'a> Taken<'a> {
    fn new(dates: &'a [DateClaim]) -> Self {
        Taken { rest: dates }
    }

    fn holds(&mut self, token: Token) -> bool {
        let passed = self.rest.iter().take_while(|date| date.extent.end <= token.start).count();
        self.rest = &self.rest[passed..];
        self.rest.first().is_some_and(|date| date.extent.start <= token.start)
    }
}
