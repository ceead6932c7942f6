//! Who vouches for something, and on which day.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate};

/// Who vouches for something, and on which day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// A person or a desk.
    pub by: Option<String>,
    /// The day.
    pub when: Option<NaiveDate>,
}

impl Signature {
    /// With what another says where this says nothing.
    #[must_use]
    pub fn or(self, other: Signature) -> Self {
        Signature { by: self.by.or(other.by), when: self.when.or(other.when) }
    }

    /// With what the system knows where nothing is set: the name of the user, today.  Only what a person does at this moment
    /// is signed so; a check never is.
    #[must_use]
    pub fn complete(self) -> Self {
        Signature { by: self.by.or_else(user), when: self.when.or_else(today) }
    }
}

/// The name that the system has for the user.
fn user() -> Option<String> {
    ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).filter(|name| !name.is_empty())
}

/// The day at which somebody does something.
fn today() -> Option<NaiveDate> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?.date_naive())
}
