//! What fact sheets say twice.

use super::{Checks, Facts, Level};

rule! {
    /// ## What it does
    /// Tells, in the sheet and at its place, of two entries for one thing, of a name that two people are given, and of what two sheets
    /// say differently. Of entries in two sheets a verified one serves before others, then that of the nearest sheet.
    ///
    /// ## Why it matters
    /// Of two entries only one is kept up.
    ///
    /// ## Example
    /// ```sheet
    /// [[places]]
    /// name = "Tessel"
    ///
    /// [[places]]
    /// name = "Tessel"
    ///        ^^^^^^^^ "Tessel" has two entries
    /// ```
    ///
    /// ## What it leaves alone
    /// A surname alone as the accepted short form of several people, and figures of several days.
    "fact-sheet-duplicate" {
        summary: "fact sheets say something twice",
        counts: "entry",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// The sheet was held against itself when it was read; its findings are [`crate::reference::Reference::findings`].
fn check(_: &Facts<'_>, _: &mut Checks) {}
