//! Which figures count the same thing.

use super::Story;

/// Which figures count the same thing.
#[derive(Debug, Default)]
pub struct Figures {}

impl Figures {
    /// Links the claims of a draft.
    #[must_use]
    pub fn new(_story: &Story<'_>, _timeline: &super::Timeline) -> Self {
        Self::default()
    }
}
