//! Words of a text that is not read: runs of letters and digits, without the cost of tokens.

/// The words of a text, each behind where it begins, in bytes: runs of letters, digits and the marks of `also`.
pub fn words<'a>(text: &'a str, also: &'static str) -> impl Iterator<Item = (usize, &'a str)> {
    let bytes = text.as_bytes();
    // How many bytes a letter has, and whether it is one of a word.
    let letter = move |at: usize| {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            return Some((1, byte.is_ascii_alphanumeric() || also.as_bytes().contains(&byte)));
        }
        let letter = text[at..].chars().next()?;
        Some((letter.len_utf8(), letter.is_alphanumeric() || also.contains(letter)))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            match letter(at)? {
                (_, true) => break at,
                (length, false) => at += length,
            }
        };
        while let Some((length, true)) = letter(at) {
            at += length;
        }
        Some((start, &text[start..at]))
    })
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
