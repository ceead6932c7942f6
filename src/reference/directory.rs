//! People by the words of their names: found by key, never by going through the list.

use std::hash::Hasher;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::Person;
use crate::link::people::fold;

/// Where in the list of people a name leads: sorted lists of hashes (with the index behind, in one number), and a filter that turns nearly every stranger away
/// before they are searched.  About fifty bytes a name.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Names in full.
    full: Vec<u64>,
    /// Last words.
    surname: Vec<u64>,
    /// First words of names of two words or more.
    given: Vec<u64>,
    /// Forms that are forbidden, in full.
    forbidden: Vec<u64>,
    /// The letters of given name and surname of each person's first name, to leave far ones alone.
    letters: Vec<(u32, u32)>,
    /// A bit for each name in full, each surname, and each name of which a letter is left out.
    seen: Vec<u64>,
    /// Who has the same name twice.
    doubled: Vec<u32>,
}

/// How many people are entered at a time.
const SHARE: usize = 4096;

/// The words of a name, folded.
#[must_use]
pub fn names(name: &str) -> Vec<Box<str>> {
    name.split([' ', '\u{a0}']).map(fold).filter(|word| !word.is_empty()).collect()
}

/// How many people a sheet can have before near names may be near by chance, and are looked for by one slip only.
pub const MANY: usize = 1000;

/// How many namesakes are looked at one by one.
const CROWD: usize = 64;

/// A name folded without an allocation for each word.
#[derive(Default)]
pub(super) struct Folded {
    letters: String,
    /// Where the first word ends and the last begins.
    first: usize,
    last: usize,
}

impl Folded {
    /// Reads a name.
    pub(super) fn read(&mut self, name: &str) {
        self.letters.clear();
        (self.first, self.last) = (0, 0);
        let mut begin = 0;
        if name.is_ascii() {
            for byte in name.bytes() {
                match byte {
                    b' ' => begin = self.end_word(begin),
                    b'\'' | b'-' => {}
                    letter => self.letters.push(letter.to_ascii_lowercase() as char),
                }
            }
            self.end_word(begin);
            return;
        }
        for word in name.split([' ', '\u{a0}']) {
            self.letters.push_str(&fold(word));
            begin = self.end_word(begin);
        }
    }

    /// Ends a word that began there; gives where the next begins.
    fn end_word(&mut self, begin: usize) -> usize {
        if self.letters.len() > begin {
            self.last = begin;
            if self.first == 0 {
                self.first = self.letters.len();
            }
        }
        self.letters.len()
    }

    /// Whether it is a surname alone.
    pub(super) fn is_one_word(&self) -> bool {
        self.last == 0
    }

    /// The same for names of the same letters.
    pub(super) fn hash(&self) -> u64 {
        hash(&[&self.letters])
    }

    fn given(&self) -> &str {
        &self.letters[..self.first]
    }

    fn surname(&self) -> &str {
        &self.letters[self.last..]
    }
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// The half of a hash that lists are sorted by.
fn key(parts: &[&str]) -> u32 {
    u32::try_from(hash(parts) >> 32).unwrap_or_default()
}

/// Hashes of a name of two words, and of what is left of it when a letter of either is taken out.  A letter more or less
/// meets the name itself.
fn slips(given: &str, surname: &str) -> impl Iterator<Item = u64> {
    let whole = [sum(given, 0), sum(surname, 0)];
    let of_surname = shorter(surname).map(move |rest| mixed(whole[0], rest, 1));
    let of_given = shorter(given).map(move |rest| mixed(whole[1], rest, 2));
    [mixed(whole[0], whole[1], 1), mixed(whole[1], whole[0], 2)].into_iter().chain(of_surname).chain(of_given)
}

/// What the letters of a word are weighed by, each by its place: an odd number without a pattern.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The letters of a word, each weighed by its place from the end, behind those that went before.
fn sum(word: &str, before: u64) -> u64 {
    word.bytes().fold(before, |sum, byte| sum.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1))
}

/// The sums of a word without each of its letters: of "abc" those of "bc", "ac" and "ab".  Each is made of the sums of what
/// is before and behind, so that a name costs no more than its letters.
fn shorter(word: &str) -> impl Iterator<Item = u64> {
    let (mut behind, mut weight) = (0_u64, 1_u64);
    let mut letters = word.char_indices().rev();
    // From the end: what is before is what the whole has without what was taken off.
    let mut heads: [u64; LONGEST + 1] = [0; LONGEST + 1];
    let short = word.len() <= LONGEST;
    if short {
        for (at, byte) in word.bytes().enumerate() {
            heads[at + 1] = heads[at].wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1);
        }
    }
    std::iter::from_fn(move || {
        let (at, letter) = letters.next().filter(|_| short)?;
        let rest = heads[at].wrapping_mul(weight).wrapping_add(behind);
        let mut bytes = [0; 4];
        for byte in letter.encode_utf8(&mut bytes).bytes().rev() {
            behind = behind.wrapping_add((u64::from(byte) + 1).wrapping_mul(weight));
            weight = weight.wrapping_mul(BASE);
        }
        Some(rest)
    })
}

/// The longest word whose slips are looked for, in bytes: no name is longer.
const LONGEST: usize = 48;

/// The hash of two words of which the first is whole.
fn mixed(whole: u64, rest: u64, which: u64) -> u64 {
    let hash = (whole ^ which.wrapping_mul(0xff51_afd7_ed55_8ccd)).wrapping_mul(BASE) ^ rest;
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 29)
}

/// Which letters a word has, a bit each; what is not of the alphabet shares the last.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| bits | 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 })
}

/// Whether two words are so unlike that no slip makes one of the other: a slip changes two letters at most.
fn are_unlike(one: u32, other: u32) -> bool {
    (one ^ other).count_ones() > 4
}

impl Directory {
    /// The directory of a list.
    #[must_use]
    pub fn new(people: &[Person]) -> Self {
        // Twenty names with a letter less, of which one in eight may meet a stranger's.
        let bits = if people.is_empty() { 0 } else { (people.len() * 128).next_power_of_two().max(1024) };
        let seen: Vec<AtomicU64> = (0..bits / 64).map(|_| AtomicU64::new(0)).collect();
        let shares: Vec<Directory> = if people.len() > SHARE {
            let shares = people.par_chunks(SHARE).enumerate();
            shares.map(|(number, share)| Directory::share(number * SHARE, share, &seen)).collect()
        } else {
            vec![Directory::share(0, people, &seen)]
        };
        let all = |list: fn(&Directory) -> &Vec<u64>| {
            let mut all = Vec::with_capacity(shares.iter().map(|share| list(share).len()).sum());
            for share in &shares {
                all.extend_from_slice(list(share));
            }
            if shares.len() > 1 {
                all.par_sort_unstable();
            } else {
                all.sort_unstable();
            }
            all.dedup();
            all.shrink_to_fit();
            all
        };
        Directory {
            full: all(|it| &it.full),
            surname: all(|it| &it.surname),
            given: all(|it| &it.given),
            forbidden: all(|it| &it.forbidden),
            letters: shares.iter().flat_map(|it| &it.letters).copied().collect(),
            doubled: shares.iter().flat_map(|it| &it.doubled).copied().collect(),
            seen: seen.into_iter().map(AtomicU64::into_inner).collect(),
        }
    }

    /// What some of the people give, unsorted; `from` is the index of the first.
    fn share(from: usize, people: &[Person], seen: &[AtomicU64]) -> Self {
        let mut directory = Directory::default();
        for list in [&mut directory.full, &mut directory.surname, &mut directory.given] {
            list.reserve(people.len() * 2);
        }
        directory.letters.reserve_exact(people.len());
        let mark = |hash: u64| {
            let (word, bit) = place(hash, seen.len());
            seen[word].fetch_or(bit, Ordering::Relaxed);
        };
        let mut folded = Folded::default();
        for (index, person) in people.iter().enumerate() {
            let index = u32::try_from(from + index).unwrap_or(u32::MAX);
            let mut first = (0, 0);
            let begin = directory.full.len();
            for (number, name) in person.names().enumerate() {
                folded.read(name);
                if folded.letters.is_empty() {
                    continue;
                }
                let (given, surname) = (folded.given(), folded.surname());
                let whole = entry(key(&[&folded.letters]), index);
                if directory.full[begin..].contains(&whole) {
                    directory.doubled.push(index);
                }
                directory.full.push(whole);
                directory.surname.push(entry(key(&[surname]), index));
                mark(hash(&[&folded.letters]));
                mark(hash(&[surname]));
                if folded.last > 0 {
                    directory.given.push(entry(key(&[given]), index));
                    slips(given, surname).for_each(mark);
                }
                if number == 0 {
                    first = (letters(given), letters(surname));
                }
            }
            directory.letters.push(first);
            for name in &person.not {
                folded.read(name);
                directory.forbidden.push(entry(key(&[&folded.letters]), index));
            }
        }
        directory
    }

    /// Who has a name that somebody else, or the same entry again, has too: by index, in order; one name in many thousands may only
    /// seem so.
    #[must_use]
    pub fn namesakes(&self) -> Vec<usize> {
        let shared = self.full.chunk_by(|one, other| one >> 32 == other >> 32).filter(|group| group.len() > 1);
        let mut people: Vec<usize> = shared.flatten().map(|it| index(*it)).collect();
        people.extend(self.doubled.iter().filter_map(|it| usize::try_from(*it).ok()));
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Whether it knows nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }

    /// Who has exactly this name among the accepted ones, the last of the list.  "Ó Dálaigh" is "O'Dalaigh".
    #[must_use]
    pub fn full<'p>(&self, people: &'p [Person], words: &[Box<str>]) -> Option<&'p Person> {
        let whole = words.concat();
        if !self.has(hash(&[&whole])) {
            return None;
        }
        let found = |person: &&Person| person.names().any(|name| names(name).concat() == whole);
        all(&self.full, key(&[&whole]), people).filter(found).last()
    }

    /// For whom this form is forbidden.
    #[must_use]
    pub fn forbidden<'p>(&self, people: &'p [Person], words: &[Box<str>]) -> Option<&'p Person> {
        if self.forbidden.is_empty() {
            return None;
        }
        let whole = words.concat();
        let found = |person: &&Person| person.not.iter().any(|name| names(name).concat() == whole);
        all(&self.forbidden, key(&[&whole]), people).filter(found).last()
    }

    /// Whose accepted names end in this word; nobody's where a crowd has it.
    pub fn of_surname<'l, 'p: 'l>(
        &'l self,
        people: &'p [Person],
        surname: &str,
    ) -> impl Iterator<Item = &'p Person> + use<'l, 'p> {
        let wanted: Box<str> = surname.into();
        let ends = move |person: &&Person| person.names().any(|name| last(name) == wanted);
        let list = if self.has(hash(&[surname])) { range(&self.surname, key(&[surname])) } else { &[] };
        let few = if list.len() > CROWD { &[] } else { list };
        few.iter().filter_map(|it| people.get(index(*it))).filter(ends)
    }

    /// Who has the given name and a surname that may be a slip of this one, or the surname and a given name that may be.
    pub fn near<'l, 'p: 'l>(
        &'l self,
        people: &'p [Person],
        given: &str,
        surname: &str,
    ) -> impl Iterator<Item = &'p Person> + use<'l, 'p> {
        // Of many people a slip is one letter, and nearly all strangers are told by the filter.
        let can = people.len() <= MANY || slips(given, surname).any(|slip| self.has(slip));
        let (mine, its) = (letters(given), letters(surname));
        // Aliases have letters of their own; who has any is looked at.
        let alike = move |at: usize, which: fn(&(u32, u32)) -> u32, letters: u32| {
            let aliased = people.get(at).is_some_and(|person| !person.aliases.is_empty());
            aliased || self.letters.get(at).is_none_or(|it| !are_unlike(letters, which(it)))
        };
        let first = if can { range(&self.given, key(&[given])) } else { &[] };
        let second = if can { range(&self.surname, key(&[surname])) } else { &[] };
        let first = first.iter().map(|it| index(*it)).filter(move |at| alike(*at, |it| it.1, its));
        let second = second.iter().map(|it| index(*it)).filter(move |at| alike(*at, |it| it.0, mine));
        first.chain(second).filter_map(|at| people.get(at))
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = place(hash, self.seen.len());
        self.seen.get(word).is_some_and(|seen| seen & bit > 0)
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        let lists = [&self.full, &self.surname, &self.given, &self.forbidden, &self.seen];
        (lists.iter().map(|list| list.capacity()).sum::<usize>() + self.letters.capacity()) * size_of::<u64>()
    }
}

/// A hash with the index of a person behind.
fn entry(hash: u32, index: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(index)
}

fn index(entry: u64) -> usize {
    usize::try_from(entry & 0xffff_ffff).unwrap_or(usize::MAX)
}

/// The word and the bit of a hash; the number of words is a power of two.
fn place(hash: u64, words: usize) -> (usize, u64) {
    let at = usize::try_from(hash >> 20).unwrap_or_default();
    ((at >> 6) & words.saturating_sub(1), 1 << (at & 63))
}

fn last(name: &str) -> Box<str> {
    fold(name.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default())
}

/// The entries of a hash.
fn range(list: &[u64], hash: u32) -> &[u64] {
    let from = list.partition_point(|it| *it >> 32 < u64::from(hash));
    let count = list[from..].partition_point(|it| *it >> 32 == u64::from(hash));
    &list[from..from + count]
}

fn all<'l, 'p: 'l>(list: &'l [u64], hash: u32, people: &'p [Person]) -> impl Iterator<Item = &'p Person> + 'l {
    range(list, hash).iter().filter_map(|it| people.get(index(*it)))
}

#[cfg(test)]
mod tests {
    use super::super::{Reference, Syntax};
    use super::*;

    #[test]
    fn what_is_left_of_a_word_has_the_sum_of_the_shorter_word() {
        for word in ["varnholt", "ó", "dálaigh", "ab", ""] {
            let left: Vec<_> =
                word.char_indices().rev().map(|(at, it)| word[..at].to_owned() + &word[at + it.len_utf8()..]).collect();
            let sums: Vec<_> = left.iter().map(|it| sum(it, 0)).collect();
            assert_eq!(shorter(word).collect::<Vec<_>>(), sums, "{word}");
        }
        let near = |given: &str, surname: &str, other: &str| {
            slips(given, surname).any(|it| slips(given, other).any(|that| it == that))
        };
        assert!(
            near("ilse", "varnholt", "varnhold")
                && near("ilse", "varnholt", "varnhol")
                && near("ilse", "varnhol", "varnholt")
        );
        assert!(!near("ilse", "varnholt", "kessler") && !near("ilse", "ab", "cd"));
    }

    #[test]
    fn a_hundred_thousand_people_are_found_by_key_and_take_little() {
        let mut csv = String::from("name,title\n");
        for number in 0..100_000_u32 {
            let word = |mut number: u32| {
                let mut word = String::new();
                while word.len() < 7 {
                    word.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
                    number = number / 26 + number % 13 + 7;
                }
                word
            };
            let name = format!("{} {}{}", word(number % 700), word(number), word(number / 9));
            csv += &name;
            csv += ",member for ";
            csv += &word(number / 90);
            csv.push('\n');
        }
        let sheet = Reference::read("archive.csv", &csv, Syntax::Csv);
        assert_eq!(sheet.people.len(), 100_000);
        let person = &sheet.people[77_777];
        let words = names(&person.name);
        let found = sheet.named(&words).unwrap();
        assert_eq!(found.name.value, person.name.value);
        let mut surname = words[1].to_string();
        surname.remove(3);
        let near: Vec<_> = sheet.near(&words[0], &surname).collect();
        assert!(near.iter().any(|it| it.name.value == person.name.value));
        assert_eq!(sheet.near("qqqqqqq", "zzzzzz").count(), 0);
        // The entry, its words and the directory.
        let text = |it: &super::super::Text| it.value.len() + 16;
        let titles = |it: &Person| it.titles.iter().map(|title| size_of_val(title) + text(&title.title)).sum::<usize>();
        let entries: usize = sheet.people.iter().map(|it| size_of_val(it) + text(&it.name) + titles(it)).sum();
        let each = (entries + sheet.directory.size()) / sheet.people.len();
        assert!(each < 400, "{each} bytes an entry");
    }
}
