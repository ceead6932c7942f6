//! What a fact sheet says that cannot be right.

use super::{Checks, Facts, Level};

rule! {
    /// ## What it does
    /// Tells, in the sheet and at its place, of unknown lists and keys (with the one that was meant), values of the wrong kind, days
    /// that are not in the calendar or on another weekday, titles and events that end before they begin, and of what its language does
    /// not allow. The rest of the sheet serves.
    ///
    /// ## Why it matters
    /// An entry that is not understood guards nothing.
    ///
    /// ## Example
    /// ```sheet
    /// [[people]]
    /// name = "Ilse Varnholt"
    /// titel = "harbour commissioner"
    /// ^^^^^ unknown key `titel`: did you mean `title`?
    /// ```
    ///
    /// ## What it leaves alone
    /// What an entry says: only the draft is held against that.
    "fact-sheet-invalid" {
        summary: "a fact sheet says what cannot be right",
        counts: "entry",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// The sheet was held against itself when it was read; its findings are [`crate::reference::Reference::findings`].
fn check(_: &Facts<'_>, _: &mut Checks) {}
