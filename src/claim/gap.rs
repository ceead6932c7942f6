//! Gaps that a writer left to be filled in.

use crate::language::Reading;
use crate::place::Extent;

/// A gap: "TK", "XX", "[check]", "???".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The words that stand for what is missing.
    pub extent: Extent,
}

/// Reads the gaps of a block.
#[must_use]
pub fn extract(_reading: &Reading<'_>) -> Vec<Gap> {
    Vec::new()
}
