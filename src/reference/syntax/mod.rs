//! The languages a sheet can be written in.

mod csv;
mod json;
mod toml;
mod yaml;

pub use self::toml::{first_broken, lost_lines};

use std::ops::Range;
use std::path::Path;

use super::node::Tree;

/// What a sheet is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// For people: the language of the guide.
    #[default]
    Toml,
    /// For programs.
    Json,
    /// For those who have it already.
    Yaml,
    /// Out of a spreadsheet: a list with a row of headings.
    Csv,
}

impl Syntax {
    /// What the name of a file tells.
    #[must_use]
    pub fn of(path: &Path) -> Option<Syntax> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Syntax::Toml),
            "json" => Some(Syntax::Json),
            "yaml" | "yml" => Some(Syntax::Yaml),
            "csv" => Some(Syntax::Csv),
            _ => None,
        }
    }

    /// Where a long sheet can be cut so that its pieces can be read side by side; one piece where it cannot.
    pub(super) fn pieces(self, source: &str) -> Vec<Range<usize>> {
        match self {
            Syntax::Toml => toml::pieces(source),
            _ => std::iter::once(0..source.len()).collect(),
        }
    }

    /// The tree of a piece, whose places are those of the whole.
    pub(super) fn tree_of<'a>(self, name: &str, source: &'a str, piece: Range<usize>) -> Tree<'a> {
        match self {
            Syntax::Toml => toml::read(source, piece),
            _ => self.tree(name, source),
        }
    }

    /// The tree of a sheet; `name` is that of its file, which may say what a list lists.
    pub(super) fn tree<'a>(self, name: &str, source: &'a str) -> Tree<'a> {
        match self {
            Syntax::Toml => toml::read(source, 0..source.len()),
            Syntax::Json => json::read(source),
            Syntax::Yaml => yaml::read(source),
            Syntax::Csv => csv::read(name, source),
        }
    }
}
