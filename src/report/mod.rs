//! Findings as bytes, for people and for programs.

pub mod json;
pub mod summary;
pub mod terminal;
pub mod worksheet;

use crate::check::Checked;
use crate::text::Lines;

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
