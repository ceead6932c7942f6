//! Long sorted lists, searched where they lie: they cost nothing until asked.

/// A sorted list of lines, each a word in lower case and perhaps something behind a space.
#[derive(Debug)]
pub struct WordList(&'static str);

/// The common words of English.
pub static COMMON: WordList = WordList(include_str!("tables/words.txt"));

/// Given names, with "m", "f" or "x" behind.
pub static GIVEN_NAMES: WordList = WordList(include_str!("tables/given_names.txt"));

/// Frequent surnames.
pub static SURNAMES: WordList = WordList(include_str!("tables/surnames.txt"));

/// Towns with the codes of the countries that have one of the name; words are joined by "_".
pub static TOWNS: WordList = WordList(include_str!("tables/towns.txt"));

/// Whether two given names, in small letters, can be forms of one: "elizabeth" and "libby".
#[must_use]
pub fn is_short_form(one: &str, other: &str) -> bool {
    let rows = include_str!("tables/nicknames.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split(' '))
        .any(|row| row.clone().any(|name| name == one) && row.clone().any(|name| name == other))
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
        let list = self.0.as_bytes();
        // "#" sorts before every letter, so the comments at the top do no harm.
        let (mut low, mut high) = (0, list.len());
        while low < high {
            let middle = low.midpoint(high);
            let start = memchr::memrchr(b'\n', &list[low..middle]).map_or(low, |at| low + at + 1);
            let end = memchr::memchr(b'\n', &list[start..]).map_or(list.len(), |at| start + at);
            let line = &self.0[start..end];
            let (key, rest) = line.split_once(' ').filter(|_| !line.starts_with('#')).unwrap_or((line, ""));
            match key.cmp(word) {
                std::cmp::Ordering::Equal => return Some(rest),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_list_is_found() {
        for list in [&COMMON, &GIVEN_NAMES, &SURNAMES] {
            let lines = || list.0.lines().filter(|line| !line.starts_with('#'));
            assert!(lines().is_sorted_by_key(|line| line.split(' ').next()));
            assert!(lines().all(|line| list.has(line.split(' ').next().unwrap_or_default())));
            assert!(!list.has("") && !list.has("zzzz") && !list.has("aaaaa") && !list.has("#"));
        }
        assert_eq!(GIVEN_NAMES.find("mary"), Some("f"));
    }
}
