//! Something left to be filled in.

use super::{Checks, Facts, Level};
use crate::finding::Finding;

rule! {
    /// ## What it does
    /// Finds what a writer left to be filled in: TK, XX, "00 people", "[check]", "???".
    ///
    /// ## Why it matters
    /// These marks exist to be replaced before publication, and now and then one is printed.
    ///
    /// ## Example
    /// ```draft
    /// The bridge, which cost £XX to build, carries TK cars a day.
    ///                         ^^ a gap left to be filled in
    ///                                              ^^ a gap left to be filled in
    /// ```
    ///
    /// ## What it leaves alone
    /// Roman numerals, names and brands ("Super Bowl XX"), codes ("the country code TK"), chromosomes, clock times, "[sic]", question marks that end a
    /// sentence however many.
    "placeholder" {
        summary: "a gap that was left to be filled in",
        counts: "gap",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks() {
        for gap in &claims.gaps {
            let finding = Finding::new(NAME, Level::Error, story.span(block, gap.extent), "a gap left to be filled in")
                .value(&story.text(block, gap.extent));
            checks.fail(finding);
        }
    }
}
