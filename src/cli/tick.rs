//! `deskcheck tick`: somebody has checked the claims at a place, or asks about them.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;

use super::check::{DraftArguments, replace};
use super::place::PlaceArgument;
use crate::place::{Edit, Span};
use crate::report::Draft;
use crate::report::worksheet::{Row, Worksheet};
use crate::settings::{Mark, Signature, Tick, noted, taken_back, ticks_path};
use crate::text::{self, Lines};

/// The arguments of `deskcheck tick`.
#[derive(Debug, Args)]
pub(super) struct TickArguments {
    /// Where the claim is, as `deskcheck claims` prints it: draft.md:12:5, or draft.md:12 for all claims of the line.
    #[arg(value_name = "FILE:LINE:COLUMN", value_parser = PlaceArgument::read)]
    place: PlaceArgument,
    /// Somebody is to be asked about it.
    #[arg(long)]
    query: bool,
    /// Take back what was noted.
    #[arg(long, conflicts_with = "query")]
    undo: bool,
    /// Why it is right, or what is asked.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who says so; without it, as the settings have it, else the name of the user.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// On which day; without it, as the settings have it, else today.
    #[arg(long, value_name = "DATE")]
    when: Option<NaiveDate>,
    #[command(flatten)]
    draft: DraftArguments,
}

/// Runs the command: 0 when something was noted, 2 when there is no claim at the place.
pub(super) fn run(arguments: &TickArguments) -> anyhow::Result<ExitCode> {
    let place = &arguments.place;
    let one = arguments.draft.check(&place.file)?;
    for error in &one.errors {
        anstream::eprintln!("deskcheck: {error}");
    }
    let range = place.range(&one.text)?;
    let entries = one.checked.worksheet();
    let draft = Draft { name: &one.name, text: &one.text, lines: Lines::new(&one.text), checked: &one.checked };
    let worksheet = Worksheet::new(&draft, &entries, &[], &[]);
    let rows = rows_at(&worksheet.claims, Span::new(range.start, range.end), place.column.is_some());
    anyhow::ensure!(!rows.is_empty(), "{}: no claim at this place; `deskcheck claims` lists them", one.name);
    let path = ticks_path(&place.file);
    let mut list = match fs::read(&path) {
        Ok(bytes) => text::decode(&bytes).with_context(|| path.display().to_string())?.text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("could not read {}", path.display())),
    };
    let given = Signature { by: arguments.by.clone(), when: arguments.when };
    let signature = given.or(one.signature).complete();
    let mark = if arguments.query { Mark::Queried } else { Mark::Checked };
    let mut told = Vec::new();
    for row in rows {
        let (by, when) = (signature.by.clone(), signature.when);
        let tick = Tick { by, when, note: arguments.note.clone(), ..row.tick(mark) };
        let (edits, done) =
            if arguments.undo { (taken_back(&list, &tick), "taken back") } else { (noted(&list, &tick), mark.name()) };
        list = made(list, &edits);
        told.push(format!("{}: {done}: {}", path.display(), row.title));
    }
    replace(&path, list.as_bytes())?;
    let mut out = io::stdout().lock();
    told.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(ExitCode::SUCCESS)
}

/// The claims of a line, or the one at a place: that of the fewest words, for a number within a quotation is the number.
fn rows_at<'r, 'a>(rows: &'r [Row<'a>], here: Span, narrowest: bool) -> Vec<&'r Row<'a>> {
    let length = |row: &Row<'_>| {
        let touched = row.mentions.iter().filter(|it| it.span.touches(here));
        touched.map(|it| it.span.end - it.span.start).min()
    };
    let mut found: Vec<_> = rows.iter().filter_map(|row| Some((length(row)?, row))).collect();
    if narrowest {
        found.sort_by_key(|(length, _)| *length);
        found.truncate(1);
    }
    found.into_iter().map(|(_, row)| row).collect()
}

/// A text with edits made.
fn made(mut text: String, edits: &[Edit]) -> String {
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
