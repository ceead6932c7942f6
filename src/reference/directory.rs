//! People by the words of their names: found by key, never by going through the list.

use rustc_hash::FxHasher;
use std::hash::Hasher;

use super::Person;
use crate::link::people::fold;

/// Where in the list of people a name leads.  Sorted lists of hashes: 32 bytes for a name, nothing to build but a sort.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Names in full.
    full: Vec<(u32, u32)>,
    /// Last words.
    surname: Vec<(u32, u32)>,
    /// First words of names of two words or more.
    given: Vec<(u32, u32)>,
    /// Forms that are forbidden, in full.
    forbidden: Vec<(u32, u32)>,
    /// The letters of given name and surname of each person's first name, to leave far ones alone.
    letters: Vec<(u32, u32)>,
}

/// The words of a name, folded.
#[must_use]
pub fn names(name: &str) -> Vec<Box<str>> {
    name.split([' ', '\u{a0}']).map(fold).filter(|word| !word.is_empty()).collect()
}

fn hash<'w>(words: impl Iterator<Item = &'w str>) -> u32 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xff);
    }
    let hash = hasher.finish();
    u32::try_from(hash >> 32).unwrap_or_default() ^ u32::try_from(hash & 0xffff_ffff).unwrap_or_default()
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
        let mut directory = Directory::default();
        for list in [&mut directory.full, &mut directory.surname, &mut directory.given] {
            list.reserve(people.len());
        }
        for (index, person) in people.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            for (number, name) in person.names().enumerate() {
                let words = names(name);
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                directory.full.push((hash(std::iter::once(&*words.concat())), index));
                directory.surname.push((hash(std::iter::once(&**last)), index));
                if words.len() > 1 {
                    directory.given.push((hash(std::iter::once(&**first)), index));
                }
                if number == 0 {
                    directory.letters.push((letters(first), letters(last)));
                }
            }
            if person.name.trim().is_empty() {
                directory.letters.push((0, 0));
            }
            for name in &person.not {
                directory.forbidden.push((hash(std::iter::once(&*names(name).concat())), index));
            }
        }
        let lists = [&mut directory.full, &mut directory.surname, &mut directory.given, &mut directory.forbidden];
        for list in lists {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        directory
    }

    /// Whether it knows nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }

    /// Who has exactly this name among the accepted ones, the last of the list.
    #[must_use]
    pub fn full<'p>(&self, people: &'p [Person], words: &[Box<str>]) -> Option<&'p Person> {
        // "Ó Dálaigh" is "O'Dalaigh".
        let whole = words.concat();
        let found = |person: &&Person| person.names().any(|name| names(name).concat() == whole);
        all(&self.full, hash(std::iter::once(&*whole)), people).filter(found).last()
    }

    /// For whom this form is forbidden.
    #[must_use]
    pub fn forbidden<'p>(&self, people: &'p [Person], words: &[Box<str>]) -> Option<&'p Person> {
        if self.forbidden.is_empty() {
            return None;
        }
        let whole = words.concat();
        let found = |person: &&Person| person.not.iter().any(|name| names(name).concat() == whole);
        all(&self.forbidden, hash(std::iter::once(&*whole)), people).filter(found).last()
    }

    /// Whose accepted names end in this word.
    pub fn of_surname<'l, 'p: 'l>(
        &'l self,
        people: &'p [Person],
        surname: &str,
    ) -> impl Iterator<Item = &'p Person> + use<'l, 'p> {
        let wanted: Box<str> = surname.into();
        let ends = move |person: &&Person| person.names().any(|name| last(name) == wanted);
        all(&self.surname, hash(std::iter::once(surname)), people).filter(ends)
    }

    /// Who has the given name and a surname that may be a slip of this one, or the surname and a given name that may be.
    pub fn near<'l, 'p: 'l>(
        &'l self,
        people: &'p [Person],
        given: &str,
        surname: &str,
    ) -> impl Iterator<Item = &'p Person> + use<'l, 'p> {
        let (mine, its) = (letters(given), letters(surname));
        let alike = move |one: u32, other: fn(&(u32, u32)) -> u32| {
            move |at: &u32| self.letters.get(*at as usize).is_none_or(|it| !are_unlike(one, other(it)))
        };
        // Aliases have letters of their own; who has any is looked at.
        let aliased = |at: &u32| people.get(*at as usize).is_some_and(|person| !person.aliases.is_empty());
        let (by_surname, by_given) = (alike(its, |it| it.1), alike(mine, |it| it.0));
        let first = range(&self.given, hash(std::iter::once(given))).filter(move |at| aliased(at) || by_surname(at));
        let second = range(&self.surname, hash(std::iter::once(surname))).filter(move |at| aliased(at) || by_given(at));
        first.chain(second).filter_map(|at| people.get(at as usize))
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        let lists = [&self.full, &self.surname, &self.given, &self.forbidden, &self.letters];
        lists.iter().map(|list| list.capacity() * size_of::<(u32, u32)>()).sum()
    }
}

fn last(name: &str) -> Box<str> {
    fold(name.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default())
}

/// Indexes behind a hash.
fn range(list: &[(u32, u32)], hash: u32) -> impl Iterator<Item = u32> + '_ {
    let from = list.partition_point(|(key, _)| *key < hash);
    list[from..].iter().take_while(move |(key, _)| *key == hash).map(|(_, index)| *index)
}

fn all<'l, 'p: 'l>(list: &'l [(u32, u32)], hash: u32, people: &'p [Person]) -> impl Iterator<Item = &'p Person> + 'l {
    range(list, hash).filter_map(|index| people.get(index as usize))
}
