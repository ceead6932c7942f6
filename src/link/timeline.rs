//! The day of publication and the days that dates mean.

use super::Story;

/// The day of publication and the days that dates mean.
#[derive(Debug, Default)]
pub struct Timeline {}

impl Timeline {
    /// Links the claims of a draft.
    #[must_use]
    pub fn new(_story: &Story<'_>) -> Self {
        Self::default()
    }
}
