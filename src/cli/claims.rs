//! `deskcheck claims`: the fact-checker's worksheet.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::NaiveDateTime;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::check::{FormatArgument, LanguageArgument, find, format_of, read};
use super::day;
use super::sheets::Sheets;
use crate::check::{self, Checked, Entry};
use crate::options::Options;
use crate::report::Draft;
use crate::report::worksheet::{Group, Worksheet, page, sheet, table};
use crate::text::{self, Lines};

/// The arguments of `deskcheck claims`.
#[derive(Debug, Args)]
pub(super) struct ClaimsArguments {
    /// Drafts, folders of drafts, or "-" for standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How the worksheet is printed.
    #[arg(long, value_enum, default_value_t)]
    format: SheetFormat,
    /// Print to a file instead of standard output; never over a draft or a fact sheet.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only these kinds of claims.
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<Group>,
    /// The day of publication, if the drafts do not say it or say it wrongly: 2022-10-04, or with a time.
    #[arg(long, value_name = "DATE", value_parser = day::read)]
    published: Option<NaiveDateTime>,
    /// Hold the drafts against this fact sheet (TOML or JSON); may be given several times.
    #[arg(long, value_name = "FILE")]
    reference: Vec<PathBuf>,
    /// The English of the desk: how 03/04/2022 is read.
    #[arg(long, value_enum)]
    lang: Option<LanguageArgument>,
    /// Read every draft as this format, whatever its name.
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    format_of_drafts: Option<FormatArgument>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum SheetFormat {
    /// Tables for people.
    #[default]
    Terminal,
    /// One JSON object.
    Json,
    /// A row a claim, for spreadsheets.
    Csv,
    /// A page for the browser that needs nothing else.
    Html,
}

/// A draft as read, with its ledger.
struct Reading {
    name: String,
    text: String,
    checked: Checked,
    entries: Vec<Entry>,
}

/// The width of tables where no terminal tells its own.
const WIDTH: u16 = 120;

/// The narrowest table that can be read.
const NARROWEST: u16 = 60;

/// Runs the command: 0 when all drafts were read, 2 when some were not.
pub(super) fn run(arguments: &ClaimsArguments) -> anyhow::Result<ExitCode> {
    let (paths, mut errors) = find(&arguments.paths);
    if let Some(output) = &arguments.output {
        spare(output, paths.iter().chain(&arguments.reference))?;
    }
    let sheets = Sheets::new(&arguments.reference);
    let mut readings = Vec::new();
    for path in &paths {
        match reading(path, arguments, &sheets) {
            Ok(reading) => readings.push(reading),
            Err(error) => errors.push(error),
        }
    }
    errors.extend(sheets.errors());
    let drafts: Vec<_> = readings
        .iter()
        .map(|it| Draft { name: &it.name, text: &it.text, lines: Lines::new(&it.text), checked: &it.checked })
        .collect();
    let worksheets: Vec<_> = drafts
        .iter()
        .zip(&readings)
        .map(|(draft, reading)| Worksheet::new(draft, &reading.entries, &arguments.kind))
        .collect();
    write(arguments, &printed(arguments, &drafts, &worksheets, &errors)?)?;
    for error in &errors {
        anstream::eprintln!("deskcheck: {error}");
    }
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Refuses to write over what is read.
fn spare<'a>(output: &Path, mut read: impl Iterator<Item = &'a PathBuf>) -> anyhow::Result<()> {
    if let Some(path) = read.find(|path| same_file::is_same_file(path, output).unwrap_or(false)) {
        bail!("{} is {}, which is to be read; give --output another name", output.display(), path.display());
    }
    Ok(())
}

fn reading(path: &Path, arguments: &ClaimsArguments, sheets: &Sheets) -> Result<Reading, String> {
    let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
    let bytes = read(path).map_err(|error| format!("{name}: could not be read: {error}; check its permissions"))?;
    let decoded = text::decode(&bytes).map_err(|error| format!("{name}: {error}"))?;
    if let Some(notice) = &decoded.notice {
        anstream::eprintln!("{name}: {notice}");
    }
    let format = arguments.format_of_drafts.map(Into::into).or_else(|| format_of(path)).unwrap_or_default();
    let language = arguments.lang.map(Into::into).unwrap_or_default();
    let options = Options { format, language, published: arguments.published };
    let reference = sheets.of(path);
    let done = catch_unwind(AssertUnwindSafe(|| {
        let checked = check::against(&decoded.text, &options, &reference);
        let entries = checked.worksheet();
        (checked, entries)
    }));
    let Ok((checked, entries)) = done else {
        return Err(format!("{name}: a bug in deskcheck stopped the check of this draft; please report it"));
    };
    Ok(Reading { name, text: decoded.text.clone(), checked, entries })
}

fn printed(
    arguments: &ClaimsArguments,
    drafts: &[Draft<'_>],
    worksheets: &[Worksheet<'_>],
    errors: &[String],
) -> anyhow::Result<Vec<u8>> {
    Ok(match arguments.format {
        SheetFormat::Terminal => {
            let own = terminal_size::terminal_size().map(|(width, _)| width.0);
            let width = own.filter(|_| arguments.output.is_none()).unwrap_or(WIDTH).max(NARROWEST);
            let off = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let colour = !off && arguments.output.is_none() && io::stdout().is_terminal();
            let tables: Vec<_> = worksheets.iter().map(|it| table::table(it, width, colour)).collect();
            tables.join("\n").into_bytes()
        }
        SheetFormat::Json => {
            let whole = json!({ "version": 1, "drafts": worksheets, "errors": errors });
            let mut bytes = serde_json::to_vec_pretty(&whole)?;
            bytes.push(b'\n');
            bytes
        }
        SheetFormat::Csv => sheet::csv(worksheets)?,
        SheetFormat::Html => page::page(&drafts.iter().zip(worksheets).collect::<Vec<_>>())?.into_bytes(),
    })
}

fn write(arguments: &ClaimsArguments, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(path) = &arguments.output {
        return fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()));
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}
