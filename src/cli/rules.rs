//! `deskcheck rules`: lists the rules, or explains one.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::language::slip::nearest;
use crate::rules::{self, RULES};

/// The arguments of `deskcheck rules`.
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// Explain this rule.
    #[arg(value_parser = known)]
    name: Option<&'static str>,
}

/// Runs the command.
pub(super) fn run(arguments: &RulesArguments) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    if let Some(rule) = arguments.name.and_then(rules::named) {
        writeln!(out, "{} ({}, since {}): {}\n", rule.name, rule.level.name(), rule.since, rule.summary)?;
        write!(out, "{}", rules::shown(rule))?;
        return Ok(ExitCode::SUCCESS);
    }
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in RULES {
        writeln!(out, "{:width$}  {:11}  {}", rule.name, rule.level.name(), rule.summary)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The rule of a name given on the command line; else the nearest name there is.
pub(super) fn known(name: &str) -> Result<&'static str, String> {
    if let Some(rule) = rules::named(name) {
        return Ok(rule.name);
    }
    Err(match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => format!("there is no rule of that name; did you mean {near}?"),
        None => "there is no rule of that name; `deskcheck rules` lists them".to_owned(),
    })
}
