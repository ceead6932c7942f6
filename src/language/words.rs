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
    table: Box<[WordId; PLACES]>,
    /// What each word is told by, in its order.
    keys: Vec<Key>,
    /// The letters of each word, in lower case.
    forms: Vec<Box<str>>,
}

/// How many places the table has: so many more than words that most are free.
const PLACES: usize = 1 << 14;

/// The longest form that the tables may have, in bytes; longer words are unknown.
const LONGEST: usize = 24;

/// The longest word that its key tells from every other, in bytes.
const TOLD: usize = 16;

/// An odd number that spreads bits upwards; source: Knuth, "The Art of Computer Programming" 6.4, the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The first and the last letters of a word, in lower case, and its length: all of a word up to [`TOLD`] bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: usize,
}

impl Key {
    #[inline]
    fn of(word: &[u8]) -> Self {
        let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        let (first, last) = match (word.first_chunk(), word.last_chunk(), word.first_chunk(), word.last_chunk(), word) {
            (Some(first), Some(last), ..) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            (_, _, Some(first), Some(last), _) => (half(first) << 32 | half(last), 0),
            (.., [first, .., last]) => (u64::from(*first) << 16 | u64::from(word[1]) << 8 | u64::from(*last), 0),
            (.., rest) => (rest.first().map_or(0, |letter| u64::from(*letter)), 0),
        };
        Key { first: lower(first), last: lower(last), length: word.len() }
    }

    #[inline]
    fn hash(self) -> u64 {
        let mixed = (self.first.wrapping_mul(SPREAD) ^ self.last).wrapping_add(self.length as u64);
        (mixed ^ mixed >> 29).wrapping_mul(SPREAD)
    }
}

/// Eight bytes with the capitals among them as small letters; bytes beyond ASCII stay as they are.
#[inline]
fn lower(bytes: u64) -> u64 {
    let all = |byte: u8| u64::from_ne_bytes([byte; 8]);
    let plain = bytes & all(0x7f);
    // The high bit of each byte tells whether it is at least "A", and whether it is beyond "Z".
    let (from_a, beyond_z) = (plain + all(0x80 - b'A'), plain + all(0x7f - b'Z'));
    bytes | ((from_a ^ beyond_z) & !bytes & all(0x80)) >> 2
}

impl Words {
    /// No words but the unknown one.
    pub(super) fn new() -> Self {
        let table = vec![WordId::default(); PLACES].into_boxed_slice();
        Words {
            table: table.try_into().expect("it has as many places as it was made with"),
            keys: vec![Key::of(b"")],
            forms: vec![Box::default()],
        }
    }

    /// The number of a word, whatever its case.
    #[inline]
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
            self.keys.push(Key::of(form.as_bytes()));
            self.forms.push(form.into());
        }
        self.table[place]
    }

    /// Where a word stands in the table, or would stand.
    #[inline]
    fn place(&self, word: &[u8]) -> usize {
        let key = Key::of(word);
        let mut place = (key.hash() >> 40) as usize % PLACES;
        loop {
            let found = self.table[place];
            let same = || {
                self.keys[found.index()] == key
                    && (word.len() <= TOLD || self.forms[found.index()].as_bytes().eq_ignore_ascii_case(word))
            };
            if !found.is_known() || same() {
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
        // Only letters have a case: "m\x01y" is not "m!y", "[sic" not "{sic".
        assert_ne!(words.enter("m!y"), WordId::default());
        assert_ne!(words.enter("[sic"), WordId::default());
        assert_ne!(words.enter("incontrovertibility"), WordId::default());
        assert_eq!(words.find(b"Incontrovertibility"), words.find(b"INCONTROVERTIBILITY"));
        for unknown in
            ["", "m\x01y", "{sic", "march", "incontroxertibility", "a word that is longer than any in the tables"]
        {
            assert!(!words.find(unknown.as_bytes()).is_known(), "{unknown}");
        }
    }

    #[test]
    fn words_of_every_length_are_told_by_all_their_letters() {
        let mut words = Words::new();
        let word = |length: usize| "abcdefghijklmnopqrstuvwx"[..length].to_owned();
        let numbers: Vec<_> = (1..=LONGEST).map(|length| words.enter(&word(length))).collect();
        for (length, number) in (1..=LONGEST).zip(numbers) {
            assert_eq!(words.find(word(length).to_uppercase().as_bytes()), number);
            for at in 0..length {
                let mut other = word(length).into_bytes();
                other[at] = b'z';
                assert!(!words.find(&other).is_known(), "{}", String::from_utf8_lossy(&other));
            }
        }
    }

    #[test]
    fn capitals_and_nothing_else_become_small() {
        for byte in 0..=u8::MAX {
            let expected = u64::from_ne_bytes([byte.to_ascii_lowercase(); 8]);
            assert_eq!(lower(u64::from_ne_bytes([byte; 8])), expected, "{byte}");
        }
    }
}
