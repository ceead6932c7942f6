//! Slips of the keyboard.

/// Whether two neighbouring letters, not the same, change places between the two: "Varnholt" and "Varnhlot", "68" and "86".
#[must_use]
pub fn is_turned(one: &str, other: &str) -> bool {
    let differ = || one.chars().zip(other.chars()).enumerate().filter(|(_, (one, other))| one != other);
    let mut first = differ();
    one.len() == other.len()
        && matches!(
            (first.next(), first.next(), first.next()),
            (Some((at, (a, b))), Some((next, (c, d))), None) if at + 1 == next && a == d && b == c
        )
}

/// The word of a list that was meant by one that is not in it: a few slips away, fewer for short words.
#[must_use]
pub fn nearest<'a>(word: &str, list: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = match word.chars().count() {
        0..=3 => 1,
        4..=9 => 2,
        _ => 4,
    };
    let near = list.into_iter().map(|it| (strsim::osa_distance(word, it), it)).min();
    near.filter(|(distance, _)| *distance <= most).map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_change_places() {
        assert!(is_turned("varnholt", "varnhlot") && is_turned("68", "86") && is_turned("żó", "óż"));
        for (one, other) in [("abcd", "dbca"), ("abc", "abc"), ("ab", "bc"), ("abc", "acbd"), ("", "")] {
            assert!(!is_turned(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_was_meant_is_near() {
        let words = ["language", "reference", "rules"];
        assert_eq!(nearest("langauge", words), Some("language"));
        assert_eq!(nearest("rule", words), Some("rules"));
        assert_eq!(nearest("colour", words), None);
    }
}
