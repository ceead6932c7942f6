//! Numbers with what they count or measure.

use crate::claim::DateClaim;
use crate::language::Reading;
use crate::place::Extent;

/// A quantity as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Number and unit.
    pub extent: Extent,
}

/// Reads the quantities of a block, in order.
#[must_use]
pub fn extract(_reading: &Reading<'_>, _dates: &[DateClaim]) -> Vec<Quantity> {
    Vec::new()
}
