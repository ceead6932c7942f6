//! Mentions of people, as written.

use crate::claim::DateClaim;
use crate::language::Reading;
use crate::place::Extent;
use crate::text::Zone;

/// A name as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name, without honorific and title.
    pub extent: Extent,
}

/// Reads the names of people in a block, in order, not overlapping.
#[must_use]
pub fn extract(_reading: &Reading<'_>, _zone: Zone, _dates: &[DateClaim]) -> Vec<Mention> {
    Vec::new()
}
