//! A directive that silences nothing.

use super::{Checks, Facts, Level};

rule! {
    /// ## What it does
    /// Finds comments and front matter that tell deskcheck to be silent where it has nothing to say, that name no rule there is, or
    /// that cannot be understood.
    ///
    /// ## Why it matters
    /// What silences nothing today silences the next mistake tomorrow.
    ///
    /// ## Example
    /// ```draft
    /// //- format: markdown
    /// <!-- deskcheck: ignore conversion-mismatch -->
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: conversion-mismatch has nothing to say here
    /// The ferry goes to Lund, 40 miles (64 km) to the north.
    /// ```
    ///
    /// ## What it leaves alone
    /// Directives for rules that the settings or the command line have switched off.
    "unused-ignore" {
        summary: "a directive silences nothing",
        counts: "directive",
        level: Level::Information,
        since: "0.1.0",
        check: check,
    }
}

/// It can only be told when all others have spoken: `check::settle` does it.
fn check(_: &Facts<'_>, _: &mut Checks) {}
