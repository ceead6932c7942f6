//! Words of a text that is not read: runs of letters and digits, without the cost of tokens.

/// The words of a text, each behind where it begins, in bytes: runs of letters, digits and the marks of `also`.
pub fn words<'a>(text: &'a str, also: &'static str) -> impl Iterator<Item = (usize, &'a str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut start = None;
        while let Some(byte) = text.as_bytes().get(at) {
            let (length, inside) = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => (1, true),
                b' ' => (1, false),
                _ => other(text, at, also),
            };
            match (start, inside) {
                (None, true) => start = Some(at),
                (Some(first), false) => {
                    let word = &text[first..at];
                    at += length;
                    return Some((first, word));
                }
                _ => {}
            }
            at += length;
        }
        start.map(|first| (first, &text[first..]))
    })
}

/// The length of a letter beyond the plain ones, in bytes, and whether it is one of a word.
fn other(text: &str, at: usize, also: &str) -> (usize, bool) {
    let letter = text[at..].chars().next().unwrap_or_default();
    (letter.len_utf8(), letter.is_alphanumeric() || also.chars().any(|mark| mark == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let all = |also| words(" Zoë’s 1,200-odd “kites”…", also).collect::<Vec<_>>();
        let plain = [(1, "Zoë"), (8, "s"), (10, "1"), (12, "200"), (16, "odd"), (23, "kites")];
        assert_eq!(all(""), plain);
        let marked = [(1, "Zoë’s"), (10, "1"), (12, "200-odd"), (23, "kites")];
        assert_eq!(all("'’-"), marked);
        assert!(words("… —", "").next().is_none() && words("", "").next().is_none());
    }
}
