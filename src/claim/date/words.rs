//! Lists of words that tell what stands beside a date: the rows of `date_words.tsv`.

use std::sync::LazyLock;

/// The lists.
pub(super) struct Words {
    pub names_after_weekday: Vec<&'static str>,
    pub names_before_weekday: Vec<&'static str>,
    pub before_month: Vec<&'static str>,
    pub may_be_name: Vec<&'static str>,
    pub before_year: Vec<&'static str>,
    pub before_hyphen_year: Vec<&'static str>,
    pub before_count: Vec<&'static str>,
    zones: Vec<&'static str>,
}

/// The lists, read at first use.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = include_str!("../../language/tables/date_words.tsv");
    let list = |name: &str| -> Vec<&'static str> {
        let row = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
        row.expect("date_words.tsv has every list").split(' ').collect()
    };
    Words {
        names_after_weekday: list("names-after-weekday"),
        names_before_weekday: list("names-before-weekday"),
        before_month: list("before-month"),
        may_be_name: list("may-be-name"),
        before_year: list("before-year"),
        before_hyphen_year: list("before-hyphen-year"),
        before_count: list("before-count"),
        zones: list("zones"),
    }
});

/// Whether a word is a time zone, so that the four digits before it are a time: "1300 GMT".
pub(super) fn is_zone(word: &str) -> bool {
    // Zones are written in capitals: "et" and "est" are other words.
    let shape = word.bytes().all(|byte| byte.is_ascii_uppercase()) || matches!(word, "hrs" | "hours");
    (2..=5).contains(&word.len()) && shape && WORDS.zones.iter().any(|zone| word.eq_ignore_ascii_case(zone))
}
