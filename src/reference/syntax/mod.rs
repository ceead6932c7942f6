//! The languages a sheet can be written in.

mod csv;
mod json;
mod plain;
mod toml;
mod yaml;

pub(super) use self::csv::columns;
pub use self::toml::{first_broken, lost_lines};

use std::ops::Range;
use std::path::Path;

use super::node::Tree;

/// How long the pieces of a sheet are, in bytes: a long one read as a whole fills the memory with its tree.
const PIECE: usize = 1 << 18;

/// A part of a sheet that can be read by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where.
    pub range: Range<usize>,
    /// Where the key stands of the list whose entries these are; without it they name their list themselves.
    pub list: Option<Range<usize>>,
}

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

    /// What a long sheet can be cut into, to be read side by side; one piece where it cannot.
    pub(super) fn pieces(self, source: &str) -> Vec<Piece> {
        let whole = || vec![Piece { range: 0..source.len(), list: None }];
        let long = source.len() >= 2 * PIECE;
        let pieces = match self {
            Syntax::Toml => return toml::pieces(source).into_iter().map(|range| Piece { range, list: None }).collect(),
            Syntax::Json if long => json::pieces(source),
            Syntax::Yaml if long => yaml::pieces(source),
            Syntax::Csv if long => csv::pieces(source),
            _ => None,
        };
        pieces.filter(|pieces| pieces.len() > 1).unwrap_or_else(whole)
    }

    /// The tree of a piece, whose places are those of the whole.
    pub(super) fn tree_of<'a>(self, name: &str, source: &'a str, piece: Piece) -> Tree<'a> {
        match (self, piece.list) {
            (Syntax::Toml, _) => toml::read(source, piece.range),
            (Syntax::Csv, _) => csv::read(name, source, piece.range),
            (Syntax::Json, Some(list)) => json::entries(source, list, piece.range),
            (Syntax::Yaml, Some(list)) => yaml::entries(source, list, piece.range),
            (Syntax::Json | Syntax::Yaml, None) => self.tree(name, source),
        }
    }

    /// The tree of a sheet; `name` is that of its file, which may say what a list lists.
    pub(super) fn tree<'a>(self, name: &str, source: &'a str) -> Tree<'a> {
        match self {
            Syntax::Toml => toml::read(source, 0..source.len()),
            Syntax::Json => json::read(source),
            Syntax::Yaml => yaml::read(source),
            Syntax::Csv => csv::read(name, source, 0..source.len()),
        }
    }
}
