//! "draft.md:12:5" on the command line.

use std::path::{Path, PathBuf};

use crate::text::{Columns, Lines};

/// A place in a file, as reports and editors write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceArgument {
    /// The file.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1; without it, the whole line.
    pub column: Option<usize>,
}

impl PlaceArgument {
    /// Reads `FILE:LINE:COLUMN` or `FILE:LINE`.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is no place; write it as draft.md:12:5 or draft.md:12");
        let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
        let (rest, last) = text.rsplit_once(':').ok_or_else(wrong)?;
        let last = number(last).ok_or_else(wrong)?;
        // A file may have a colon in its name, a line is a number.
        let inner = rest.rsplit_once(':').and_then(|(file, line)| Some((file, number(line)?)));
        let (file, line, column) = match inner {
            Some((file, line)) => (file, line, Some(last)),
            None => (rest, last, None),
        };
        if file.is_empty() { Err(wrong()) } else { Ok(PlaceArgument { file: PathBuf::from(file), line, column }) }
    }

    /// The bytes of a text that are meant: a place, or a line.
    pub(super) fn range(&self, text: &str) -> anyhow::Result<std::ops::Range<usize>> {
        let lines = Lines::new(text);
        let count = lines.count();
        anyhow::ensure!(self.line <= count, "{} has only {count} lines", self.name().display());
        let line = lines.range(text, self.line - 1);
        let Some(column) = self.column else { return Ok(line) };
        let at = lines.offset(text, self.line - 1, column - 1, Columns::Utf32);
        Ok(at..at)
    }

    fn name(&self) -> &Path {
        &self.file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_their_end() {
        let place = |file: &str, line, column| Ok(PlaceArgument { file: PathBuf::from(file), line, column });
        assert_eq!(PlaceArgument::read("a.md:3:7"), place("a.md", 3, Some(7)));
        assert_eq!(PlaceArgument::read("a.md:3"), place("a.md", 3, None));
        assert_eq!(PlaceArgument::read("C:\\a.md:3:7"), place("C:\\a.md", 3, Some(7)));
        for wrong in ["a.md", "a.md:", "a.md:0", ":3", "a.md:x:1x", ""] {
            assert!(PlaceArgument::read(wrong).is_err(), "{wrong}");
        }
    }
}
