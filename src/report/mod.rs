//! Findings as bytes, for people and for programs.

pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod summary;
pub mod terminal;
pub mod worksheet;

use std::fmt::Write;

use crate::check::Checked;
use crate::finding::Finding;
use crate::place::{Source, Span};
use crate::text::{Columns, Lines};
use summary::Summary;

/// A checked draft with what a report needs to name its places.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Its path, or "standard input".
    pub name: &'a str,
    /// The decoded text.
    pub text: &'a str,
    /// Its lines.
    pub lines: Lines,
    /// What the check gave.
    pub checked: &'a Checked,
}

/// What a run of `deskcheck check` came to.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What was read, compared and found.
    pub summary: &'a Summary,
    /// What could not be read.
    pub errors: &'a [String],
}

/// A format of `deskcheck check`: a beginning, items in the order of the drafts, an end.
pub trait Report: Sync {
    /// What stands before the first item.
    fn begin(&self) -> String {
        String::new()
    }

    /// The items of a draft.
    fn draft(&self, draft: &Draft<'_>, notices: &[String]) -> Vec<String>;

    /// What stands between two items.
    fn between(&self) -> &'static str {
        ""
    }

    /// What stands behind the last item.
    fn end(&self, run: &Run<'_>) -> String;
}

/// Where a span begins and ends, as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The first line.
    pub line: usize,
    /// The first character in it.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The character behind the last one.
    pub end_column: usize,
}

impl Draft<'_> {
    /// Where a span stands.
    #[must_use]
    pub fn region(&self, span: Span) -> Region {
        let position = |offset: u32| self.lines.position(self.text, offset as usize, Columns::Utf32);
        let ((line, column), (end_line, end_column)) = (position(span.start), position(span.end));
        Region { line: line + 1, column: column + 1, end_line: end_line + 1, end_column: end_column + 1 }
    }

    /// The path as it stands in reports for other programs: from the current folder, with slashes.
    #[must_use]
    pub fn path(&self) -> String {
        let path = if cfg!(windows) { self.name.replace('\\', "/") } else { self.name.to_owned() };
        path.strip_prefix("./").unwrap_or(&path).to_owned()
    }

    /// What a finding says, with its calculation and the places that explain it, in one paragraph.
    #[must_use]
    pub fn sentence(&self, finding: &Finding) -> String {
        let mut sentence = finding.message.clone();
        for related in finding.related.iter().filter(|related| related.place.source == Source::DRAFT) {
            let line = self.region(related.place.span).line;
            let _ = write!(sentence, " ({}, line {line})", related.message);
        }
        if let Some(calculation) = &finding.calculation {
            let _ = write!(sentence, "; {calculation}");
        }
        sentence
    }
}
