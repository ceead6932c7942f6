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
}
