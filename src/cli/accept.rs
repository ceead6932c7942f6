//! `deskcheck accept`: the findings at a place are right as they are, and somebody says so.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;

use super::check::{DraftArguments, replace};
use super::place::PlaceArgument;
use super::rules;
use crate::settings::{Accepted, Signature, accept_path, addition};

/// The arguments of `deskcheck accept`.
#[derive(Debug, Args)]
pub(super) struct AcceptArguments {
    /// Where the finding is, as `deskcheck check` prints it: draft.md:12:5, or draft.md:12 for the whole line.
    #[arg(value_name = "FILE:LINE:COLUMN", value_parser = PlaceArgument::read)]
    place: PlaceArgument,
    /// Why it is right.
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// Who says so; without it, as the settings have it, else the name of the user.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// On which day; without it, as the settings have it, else today.
    #[arg(long, value_name = "DATE")]
    when: Option<NaiveDate>,
    /// Only the finding of this rule.
    #[arg(long, value_name = "RULE", value_parser = rules::known)]
    rule: Option<&'static str>,
    #[command(flatten)]
    draft: DraftArguments,
}

/// Runs the command: 0 when something was accepted, 2 when there is no finding at the place.
pub(super) fn run(arguments: &AcceptArguments) -> anyhow::Result<ExitCode> {
    let place = &arguments.place;
    let one = arguments.draft.check(&place.file)?;
    for error in &one.errors {
        anstream::eprintln!("deskcheck: {error}");
    }
    let range = place.range(&one.text)?;
    let here = |span: crate::place::Span| span.start as usize <= range.end && range.start <= span.end as usize;
    let mut findings = one.checked.findings.iter().filter(|finding| here(finding.place.span)).collect::<Vec<_>>();
    findings.retain(|finding| arguments.rule.is_none_or(|rule| rule == finding.rule));
    anyhow::ensure!(!findings.is_empty(), "{}: no finding at this place", one.name);
    let path = accept_path(&place.file);
    let mut list = match fs::read_to_string(&path) {
        Ok(list) => list,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("could not read {}", path.display())),
    };
    let given = Signature { by: arguments.by.clone(), when: arguments.when };
    let signature = given.or(one.signature).complete();
    let mut out = io::stdout().lock();
    let mut accepted: Vec<Accepted> = Vec::new();
    for finding in findings {
        // Two mentions of one misspelt name are one entry.
        if accepted.iter().any(|it| it.covers(finding)) {
            continue;
        }
        accepted.push(Accepted {
            rule: finding.rule,
            values: finding.values.clone(),
            by: signature.by.clone(),
            when: signature.when,
            why: Some(arguments.why.clone()),
            at: 0,
        });
        writeln!(out, "{}: {}: {}", path.display(), finding.rule, finding.message)?;
    }
    list.push_str(&addition(&list, &accepted));
    replace(&path, list.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
