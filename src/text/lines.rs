//! Lines of a text: from byte offsets to lines and columns, and back.

/// How columns are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// The line starts of a text.  "\n", "\r\n" and a lone "\r" end a line, and nothing else does.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
    /// The letters beyond ASCII, so that a column in a line of any length costs the same.
    wide: Vec<Wide>,
}

/// A letter of more than one byte.
#[derive(Clone, Copy, Debug)]
struct Wide {
    /// Its first byte.
    at: u32,
    /// How many bytes it and all wide letters before it have more than UTF-16 code units.
    utf16: u32,
    /// How many bytes they have more than letters.
    utf32: u32,
}

impl Lines {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // The "\r" of "\r\n" ends nothing by itself.
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        let mut wide: Vec<Wide> = Vec::new();
        if !text.is_ascii() {
            let mut last = Wide { at: 0, utf16: 0, utf32: 0 };
            for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_ascii()) {
                let more = |units: usize| u32::try_from(letter.len_utf8() - units).unwrap_or_default();
                last = Wide {
                    at: u32::try_from(at).unwrap_or(u32::MAX),
                    utf16: last.utf16 + more(letter.len_utf16()),
                    utf32: last.utf32 + more(1),
                };
                wide.push(last);
            }
        }
        Lines { starts, wide }
    }

    /// How many bytes the text before an offset has more than units.
    fn excess(&self, offset: usize, columns: Columns) -> usize {
        let before = self.wide.partition_point(|wide| (wide.at as usize) < offset);
        let Some(last) = before.checked_sub(1).map(|index| self.wide[index]) else { return 0 };
        match columns {
            Columns::Utf8 => 0,
            Columns::Utf16 => last.utf16 as usize,
            Columns::Utf32 => last.utf32 as usize,
        }
    }

    /// How many lines there are: one more than there are line ends.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line of a byte offset, from 0.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// The bytes of a line without its end; of a line past the end, nothing at the end.
    #[must_use]
    pub fn range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let Some(start) = self.starts.get(line).map(|start| *start as usize) else { return text.len()..text.len() };
        let end = self.starts.get(line + 1).map_or(text.len(), |next| *next as usize);
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// Line and column, from 0, of a byte offset; an offset within a letter counts as its start.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize, columns: Columns) -> (usize, usize) {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.line_of(offset);
        let start = self.starts[line] as usize;
        let excess = self.excess(offset, columns) - self.excess(start, columns);
        (line, offset - start - excess)
    }

    /// The byte offset of a line and column, from 0.  What lies past the end of a line or of the text is
    /// taken back to it, and the second half of a letter to its start.
    #[must_use]
    pub fn offset(&self, text: &str, line: usize, column: usize, columns: Columns) -> usize {
        let range = self.range(text, line);
        let words = &text[range.clone()];
        if columns == Columns::Utf8 {
            return range.start + words.floor_char_boundary(column.min(words.len()));
        }
        let mut count = 0;
        for (at, letter) in words.char_indices() {
            count += if columns == Columns::Utf16 { letter.len_utf16() } else { 1 };
            if count > column {
                return range.start + at;
            }
        }
        range.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_marks_end_a_line() {
        let text = "a\r\nb\rc\nd\u{2028}e\u{b}f";
        let lines = Lines::new(text);
        let all: Vec<_> = (0..lines.count()).map(|line| &text[lines.range(text, line)]).collect();
        assert_eq!(all, ["a", "b", "c", "d\u{2028}e\u{b}f"]);
    }

    #[test]
    fn positions_go_there_and_back_in_every_count() {
        let text = "é𝒳a\r\n\r\nfin 👩‍🚒\n";
        let lines = Lines::new(text);
        for columns in [Columns::Utf8, Columns::Utf16, Columns::Utf32] {
            for (at, letter) in text.char_indices().filter(|(_, letter)| !matches!(letter, '\r' | '\n')) {
                let (line, column) = lines.position(text, at, columns);
                assert_eq!(lines.offset(text, line, column, columns), at, "{letter} in {columns:?}");
            }
        }
        assert_eq!(lines.position(text, 6, Columns::Utf16), (0, 3));
        assert_eq!(lines.offset(text, 0, 99, Columns::Utf16), 7);
        assert_eq!(lines.offset(text, 99, 0, Columns::Utf16), text.len());
        // The second half of 𝒳 in UTF-16 is its start.
        assert_eq!(lines.offset(text, 0, 2, Columns::Utf16), 2);
    }
}
