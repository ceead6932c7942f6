//! Long sorted lists, searched where they lie: where each beginning stands is found when deskcheck is built.

use std::cmp::Ordering;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A sorted list of lines, each a word in lower case and perhaps something behind a space.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    /// Where the words that begin with each three letters begin.
    starts: [u32; SLOTS],
}

macro_rules! list {
    ($path:literal) => {
        WordList { text: include_str!($path), starts: starts(include_str!($path)) }
    };
}

/// The common words of English.
#[expect(long_running_const_eval, reason = "a list is long")]
pub static COMMON: WordList = list!("tables/words.txt");

/// Given names, with "m", "f" or "x" behind.
pub static GIVEN_NAMES: WordList = list!("tables/given_names.txt");

/// Frequent surnames.
pub static SURNAMES: WordList = list!("tables/surnames.txt");

/// Towns with the codes of the countries that have one of the name; words are joined by "_".
pub static TOWNS: WordList = list!("tables/towns.txt");

/// The rows of `nicknames.tsv` that a name stands in.
static NICKNAMES: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut names: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (row, line) in include_str!("tables/nicknames.tsv").lines().filter(|line| !line.starts_with('#')).enumerate() {
        for name in line.split(' ') {
            names.entry(name).or_default().push(row);
        }
    }
    names
});

/// Whether two given names, in small letters, can be forms of one: "elizabeth" and "libby".
#[must_use]
pub fn is_short_form(one: &str, other: &str) -> bool {
    let (Some(mine), Some(its)) = (NICKNAMES.get(one), NICKNAMES.get(other)) else { return false };
    mine.iter().any(|row| its.contains(row))
}

/// How many letters there are, with what is none as one more.
const LETTERS: usize = 27;

/// The place of a word's first three letters among all that can be; what is no letter comes before them, and ends it.
const fn slot(word: &[u8]) -> usize {
    let (first, second) = (letter(word, 0), letter(word, 1));
    let third = if second == 0 { 0 } else { letter(word, 2) };
    (first * LETTERS + second) * LETTERS + third
}

/// A letter of a word as a number; those beyond ASCII count as the last, and what is none is 0.
const fn letter(word: &[u8], at: usize) -> usize {
    if at >= word.len() {
        return 0;
    }
    match word[at] {
        byte @ b'a'..=b'z' => (byte - b'a') as usize + 1,
        128.. => LETTERS - 1,
        _ => 0,
    }
}

/// How many slots there are, and the end of the last.
const SLOTS: usize = LETTERS * LETTERS * LETTERS + 1;

/// Where the lines of each slot begin, and where the last ones end.
#[expect(clippy::large_stack_arrays, reason = "it runs when deskcheck is built")]
#[expect(clippy::cast_possible_truncation, reason = "a list is under 4 GiB")]
const fn starts(text: &str) -> [u32; SLOTS] {
    let list = text.as_bytes();
    assert!(list.len() < u32::MAX as usize, "a list is under 4 GiB");
    let mut starts = [0; SLOTS];
    let (mut filled, mut at) = (0, 0);
    while at < list.len() {
        let (_, line) = list.split_at(at);
        if line[0] != b'#' {
            while filled <= slot(line) {
                starts[filled] = at as u32;
                filled += 1;
            }
        }
        while at < list.len() && list[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    while filled < SLOTS {
        starts[filled] = list.len() as u32;
        filled += 1;
    }
    starts
}

/// Where the first line between two places begins that holds, as all behind it do; the second place when none does.
fn first_line(list: &[u8], mut low: usize, mut high: usize, holds: impl Fn(&[u8]) -> bool) -> usize {
    while low < high {
        let middle = low.midpoint(high);
        let line = list[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        if holds(&list[line..]) {
            high = line;
        } else {
            low = list[middle..].iter().position(|byte| *byte == b'\n').map_or(list.len(), |at| middle + at + 1);
        }
    }
    high
}

/// How the word at the beginning of a line stands to another.  What ends a word comes before every letter.
fn compare(line: &[u8], word: &[u8]) -> Ordering {
    let (start, rest) = line.split_at(word.len().min(line.len()));
    let ended = matches!(rest.first(), None | Some(b' ' | b'\n'));
    start.cmp(word).then(if ended { Ordering::Equal } else { Ordering::Greater })
}

impl WordList {
    /// Whether a word, in lower case, is in the list.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// What stands behind a word, in lower case; empty when nothing does.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&'static str> {
        let list = self.text.as_bytes();
        let slot = slot(word.as_bytes());
        let (low, high) = (self.starts[slot] as usize, self.starts[slot + 1] as usize);
        let at = first_line(list, low, high, |line| compare(line, word.as_bytes()) != Ordering::Less);
        let found = at < high && compare(&list[at..], word.as_bytes()) == Ordering::Equal;
        let rest = found.then(|| self.text[at + word.len()..].lines().next().unwrap_or_default())?;
        Some(rest.strip_prefix(' ').unwrap_or(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_list_is_found() {
        for list in [&COMMON, &GIVEN_NAMES, &SURNAMES, &TOWNS] {
            let lines = || list.text.lines().filter(|line| !line.starts_with('#'));
            assert!(lines().is_sorted_by_key(|line| line.split(' ').next()));
            assert!(lines().all(|line| list.has(line.split(' ').next().unwrap_or_default())));
            assert!(!list.has("") && !list.has("zzzz") && !list.has("aaaaa") && !list.has("#"));
        }
        assert_eq!(GIVEN_NAMES.find("mary"), Some("f"));
        assert!(is_short_form("alexander", "sandy") && !is_short_form("alexander", "albert"));
    }
}
