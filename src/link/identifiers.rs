//! Names that are a word and a number: "Flight 370", "MS-13", "Section 1373".

use rustc_hash::FxHashMap;

use super::Story;
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
    /// The block it stands in.
    pub block: usize,
    /// The digits as written.
    pub digits: &'a str,
    /// Where they stand.
    pub extent: Extent,
    /// The name without its digits, with what stands between: ("Flight ", ""), ("", "rd Brigade").
    pub around: (&'a str, &'a str),
    /// The word behind: "members".
    pub behind: &'a str,
}

/// The numbered names of a draft, by their words, in the order of the draft.
#[must_use]
pub fn series<'a>(story: &Story<'a>) -> Vec<Series<'a>> {
    let mut index: FxHashMap<&'a str, usize> = FxHashMap::default();
    let mut series: Vec<Series<'a>> = Vec::new();
    let mut add = |word: &'a str, member: Member<'a>| {
        let found = *index.entry(word).or_insert_with(|| {
            series.push(Series { word, members: Vec::new() });
            series.len() - 1
        });
        series[found].members.push(member);
    };
    for (block, it, claims) in story.blocks() {
        if !(it.zone.is_story() || it.zone.announces()) {
            continue;
        }
        let behind = |end: u32| {
            let behind = story.behind(block, end).trim_start();
            &behind[..behind.find(|letter: char| !letter.is_alphabetic()).unwrap_or(behind.len())]
        };
        let named = claims.quantities.iter().filter(|quantity| quantity.role.contains(Role::IDENTIFIER));
        for extent in named.map(|quantity| quantity.number) {
            let whole = story.before(block, extent.start);
            let before = whole.trim_end_matches([' ', '\u{a0}', '-', '\u{2011}']);
            let start = before
                .rfind(|letter: char| !letter.is_alphanumeric())
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
            let word = &before[start..];
            // "2-1", "10:30": a number before it is no word.
            if word.starts_with(char::is_alphabetic) {
                let around = (&whole[start..], "");
                add(
                    word,
                    Member { block, digits: story.text(block, extent), extent, around, behind: behind(extent.end) },
                );
            }
        }
        for code in claims.codes.iter().filter(|code| {
            !claims.quantities.iter().any(|it| it.number == code.digits && it.role.contains(Role::IDENTIFIER))
        }) {
            let (word, extent) = (code.word, code.digits);
            let around = if word.start < extent.start {
                (story.text(block, Extent { start: word.start, end: extent.start }), "")
            } else {
                ("", story.text(block, Extent { start: extent.end, end: word.end }))
            };
            let end = extent.end.max(word.end);
            add(
                story.text(block, word),
                Member { block, digits: story.text(block, extent), extent, around, behind: behind(end) },
            );
        }
    }
    series
}
