//! Something left to be filled in.

use super::{Checks, Facts, Level};

rule! {
    /// ## What it does
    /// Finds what a writer left to be filled in: TK, XX, "00 people", "[check]", "???".
    "placeholder" {
        summary: "a gap that was left to be filled in",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(_facts: &Facts<'_>, _checks: &mut Checks) {
    let _ = NAME;
}
