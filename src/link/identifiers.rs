//! Names that are a word and a number: "Flight 370", "MS-13", "Section 1373".

use rustc_hash::FxHashMap;

use super::{ClaimRef, Story};
use crate::claim::quantity::Role;
use crate::place::Extent;

/// A word with every number that follows it in the draft.
#[derive(Debug)]
pub struct Series<'a> {
    /// The word: "Flight".
    pub word: &'a str,
    /// The numbers, in the order of the draft.
    pub members: Vec<Member<'a>>,
}

/// One mention of a numbered name.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Which claim.
    pub at: ClaimRef,
    /// The digits as written.
    pub digits: &'a str,
    /// Where they stand.
    pub extent: Extent,
    /// The word behind: "members".
    pub behind: &'a str,
}

/// The numbered names of a draft, by their words, in the order of the draft.
#[must_use]
pub fn series<'a>(story: &Story<'a>) -> Vec<Series<'a>> {
    let mut index: FxHashMap<&'a str, usize> = FxHashMap::default();
    let mut series: Vec<Series<'a>> = Vec::new();
    for (block, it, claims) in story.blocks() {
        if !(it.zone.is_story() || it.zone.announces()) {
            continue;
        }
        for (number, quantity) in claims.quantities.iter().enumerate() {
            if !quantity.role.contains(Role::IDENTIFIER) {
                continue;
            }
            let extent = quantity.number;
            let before = story.before(block, extent.start).trim_end_matches([' ', '\u{a0}', '-', '\u{2011}']);
            let start = before
                .rfind(|letter: char| !letter.is_alphanumeric())
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
            let word = &before[start..];
            // "2-1", "10:30": a number before it is no word.
            if !word.starts_with(char::is_alphabetic) {
                continue;
            }
            let behind = story.behind(block, extent.end).trim_start();
            let behind = &behind[..behind.find(|letter: char| !letter.is_alphabetic()).unwrap_or(behind.len())];
            let found = *index.entry(word).or_insert_with(|| {
                series.push(Series { word, members: Vec::new() });
                series.len() - 1
            });
            let at = ClaimRef { block, index: number };
            series[found].members.push(Member { at, digits: story.text(block, extent), extent, behind });
        }
    }
    series
}
