//! Which mentions are one person.

use super::Story;

/// Which mentions are one person.
#[derive(Debug, Default)]
pub struct People {}

impl People {
    /// Links the claims of a draft.
    #[must_use]
    pub fn new(_story: &Story<'_>) -> Self {
        Self::default()
    }
}
