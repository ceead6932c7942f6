//! Past forms of verbs.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Past forms and participles of irregular verbs, and whether a form can be the past alone: "spoke", not "spoken".
static IRREGULAR: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = include_str!("tables/irregular_verbs.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(_, forms)| forms.split(' ').zip([true, false])).collect()
});

/// Whether a word is the past form of an irregular verb: `Some(true)` for one that is the past alone ("spoke"), `Some(false)`
/// for a participle ("spoken").
#[must_use]
pub fn irregular(word: &str) -> Option<bool> {
    IRREGULAR.get(word).copied()
}

/// Whether a word is a past form beyond doubt: "opened", "spoke", "born".
#[must_use]
pub fn is_past(word: &str) -> bool {
    if !word.starts_with(char::is_lowercase) {
        return false;
    }
    let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    regular || IRREGULAR.contains_key(word)
}
