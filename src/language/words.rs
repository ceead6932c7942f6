//! The words of the lexicon, numbered, and found by their letters.

/// A word's number in the lexicon; 0 is the unknown word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordId(u16);

impl WordId {
    /// Whether the lexicon has it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Its place in lists that have something for every word.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words by the hash of their letters.  A hash map would do; this asks less of each word of a draft, most of which are
/// not there.
pub(super) struct Words {
    /// Each word stands in the first free place from that of its hash on.
    table: Box<[WordId]>,
    /// The letters of each word, in lower case.
    forms: Vec<Box<str>>,
}

/// How many places the table has: so many more than words that most are free.
const PLACES: usize = 1 << 14;

/// The longest form that the tables may have, in bytes; longer words are unknown.
const LONGEST: usize = 24;

/// An odd number that spreads bits upwards; source: Knuth, "The Art of Computer Programming" 6.4, the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a word, whatever its case: of its length and its first and last letters, which are all of most words.
fn hash(word: &[u8]) -> u64 {
    // The bit that parts small letters from capitals is set in digits and marks too.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let (first, last) = match (word.first_chunk(), word.last_chunk(), word.first_chunk(), word.last_chunk(), word) {
        (Some(first), Some(last), ..) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        (_, _, Some(first), Some(last), _) => (half(first), half(last)),
        (.., [first, .., last]) => (u64::from(*first) << 8 | u64::from(word[1]), u64::from(*last)),
        (.., rest) => (rest.first().map_or(0, |letter| u64::from(*letter)), 0),
    };
    let mixed = ((first | SMALL).wrapping_mul(SPREAD) ^ (last | SMALL)).wrapping_add(word.len() as u64);
    (mixed ^ mixed >> 29).wrapping_mul(SPREAD)
}

impl Words {
    /// No words but the unknown one.
    pub(super) fn new() -> Self {
        Words { table: vec![WordId::default(); PLACES].into(), forms: vec![Box::default()] }
    }

    /// The number of a word, whatever its case.
    pub(super) fn find(&self, word: &[u8]) -> WordId {
        if word.len() > LONGEST { WordId::default() } else { self.table[self.place(word)] }
    }

    /// The number of a word, which is entered when it is new.
    pub(super) fn enter(&mut self, form: &str) -> WordId {
        let form = form.to_lowercase();
        assert!(form.len() <= LONGEST, "the tables have no word longer than LONGEST");
        let place = self.place(form.as_bytes());
        if !self.table[place].is_known() {
            assert!(self.forms.len() < PLACES / 2, "the tables have fewer than PLACES / 2 words");
            self.table[place] = WordId(u16::try_from(self.forms.len()).expect("there are fewer than 65,536 places"));
            self.forms.push(form.into());
        }
        self.table[place]
    }

    /// Where a word stands in the table, or would stand.
    fn place(&self, word: &[u8]) -> usize {
        let mut place = (hash(word) >> 40) as usize % PLACES;
        loop {
            let found = self.table[place];
            if !found.is_known() || self.forms[found.index()].as_bytes().eq_ignore_ascii_case(word) {
                return place;
            }
            place = (place + 1) % PLACES;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let mut words = Words::new();
        let numbers: Vec<_> = ["may", "Mary", "p.m.", "u.s", "°c", "may"].map(|word| words.enter(word)).into();
        assert_eq!(numbers[0], numbers[5]);
        assert_eq!(words.forms.len(), 6);
        assert_eq!(words.find(b"MAY"), numbers[0]);
        assert_eq!(words.find(b"P.M."), numbers[2]);
        assert_eq!(words.find("°C".as_bytes()), numbers[4]);
        // "m\x01y" has the hash of "m!y": it is the letters that count.
        assert_ne!(words.enter("m!y"), WordId::default());
        for unknown in ["", "m\x01y", "march", "a word that is longer than any in the tables"] {
            assert!(!words.find(unknown.as_bytes()).is_known(), "{unknown}");
        }
    }
}
