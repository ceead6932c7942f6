//! Dates, weekdays and other times, as written.

use crate::language::Reading;
use crate::options::Options;
use crate::place::Extent;
use crate::text::Zone;

/// A time as written.  What was left out stays out; `link::timeline` supplies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateClaim {
    /// The whole phrase, weekday included.
    pub extent: Extent,
}

/// Reads the times of a block, in order, not overlapping.
#[must_use]
pub fn extract(_reading: &Reading<'_>, _zone: Zone, _options: &Options) -> Vec<DateClaim> {
    Vec::new()
}
