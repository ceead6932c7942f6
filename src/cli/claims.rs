//! `deskcheck claims`: the fact-checker's worksheet.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::check::{DraftArguments, find, opened};
use super::earlier::{EarlierArguments, Versions};
use super::house::{Joins, spare_kept};
use super::sheets::Sheets;
use crate::check::{self, Changed, Checked, Desk, Earlier, Entry};
use crate::report::Draft;
use crate::report::worksheet::{Changes, Group, Worksheet, page, sheet, table};
use crate::settings::{House, Tick};
use crate::text::Lines;

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
    #[command(flatten)]
    earlier: EarlierArguments,
    #[command(flatten)]
    draft: DraftArguments,
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
    ticks: Vec<Tick>,
    /// An earlier version, and what was changed since.
    changed: Option<(Earlier, Vec<Changed>)>,
}

/// The width of tables where no terminal tells its own.
const WIDTH: u16 = 120;

/// The narrowest table that can be read.
const NARROWEST: u16 = 60;

/// Runs the command: 0 when all drafts were read, 2 when some were not.
pub(super) fn run(arguments: &ClaimsArguments) -> anyhow::Result<ExitCode> {
    let listed = matches!(arguments.format, SheetFormat::Terminal | SheetFormat::Json);
    if !listed && (arguments.earlier.against.is_some() || arguments.earlier.since.is_some()) {
        bail!("what was changed is listed with --format terminal or json");
    }
    let house = arguments.draft.settings.house();
    let (paths, mut errors) = find(&arguments.paths, &house);
    if let Some(output) = &arguments.output {
        spare_kept(output)?;
        spare(output, paths.iter().chain(&arguments.draft.reference).chain(&arguments.earlier.against))?;
    }
    let (sheets, versions) = (arguments.draft.sheets(), arguments.earlier.versions(&paths)?);
    let (mut readings, joins) = (Vec::new(), Joins::default());
    for path in &paths {
        match reading(path, arguments, &house, &versions, (&sheets, &joins)) {
            Ok(reading) => readings.push(reading),
            Err(error) => errors.push(error),
        }
    }
    errors.extend(house.errors());
    errors.extend(sheets.errors());
    errors.extend(versions.errors());
    let drafts: Vec<_> = readings
        .iter()
        .map(|it| Draft { name: &it.name, text: &it.text, lines: Lines::new(&it.text), checked: &it.checked })
        .collect();
    let worksheets: Vec<_> = drafts
        .iter()
        .zip(&readings)
        .map(|(draft, reading)| {
            let since = reading.changed.as_ref();
            let changes = since.map(|(earlier, changed)| Changes::new(draft, earlier, changed, &arguments.kind));
            Worksheet { changes, ..Worksheet::new(draft, &reading.entries, &arguments.kind, &reading.ticks) }
        })
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

fn reading(
    path: &Path,
    arguments: &ClaimsArguments,
    house: &House,
    versions: &Versions<'_>,
    known: (&Sheets, &Joins),
) -> Result<Reading, String> {
    let given = Some(path).filter(|path| path.as_os_str() != "-");
    let name = given.map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
    let opened = opened(path, &name)?;
    if let Some(notice) = &opened.notice {
        anstream::eprintln!("{name}: {notice}");
    }
    let prepared = arguments.draft.prepare(given, &opened, house, known);
    let earlier = versions.of(given, &prepared.options)?;
    let done = catch_unwind(AssertUnwindSafe(|| {
        let desk = Desk { earlier: earlier.as_ref(), ..prepared.desk() };
        let checked = check::on_desk(&opened.text, &prepared.options, &desk);
        let entries = checked.worksheet();
        let changed = earlier.as_ref().map(|earlier| check::changed(&checked, &opened.text, earlier));
        (checked, entries, changed)
    }));
    let Ok((checked, entries, changed)) = done else {
        return Err(format!("{name}: a bug in deskcheck stopped the check of this draft; please report it"));
    };
    let ticks = given.map(|path| house.ticks(path)).unwrap_or_default();
    let changed = earlier.zip(changed);
    Ok(Reading { name, text: opened.text, checked, entries, ticks, changed })
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
