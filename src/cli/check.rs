//! `deskcheck check`: files, folders and standard input.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chrono::NaiveDateTime;
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::sheets::Sheets;
use super::{day, rules};
use crate::check::{self, Checked};
use crate::finding::Level;
use crate::options::{Format, Language, Options};
use crate::report::json::{self, FileJson};
use crate::report::summary::Summary;
use crate::report::{Draft, terminal};
use crate::text::{self, Lines};

/// The arguments of `deskcheck check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Drafts, folders of drafts, or "-" for standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Print to a file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
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
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules::known)]
    select: Vec<&'static str>,
    /// Not these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules::known)]
    ignore: Vec<&'static str>,
    /// From which level on findings make the command end with 1.
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// Print findings only, without the closing line and without notices.
    #[arg(long, short)]
    quiet: bool,
    /// Colour the output.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,
    /// How many drafts are checked at a time; 0 for as many as there are cores.
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    #[default]
    Terminal,
    /// One JSON object.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LanguageArgument {
    /// British English: 3 April for 03/04.
    #[value(name = "en-GB")]
    British,
    /// American English: March 4 for 03/04.
    #[value(name = "en-US")]
    American,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatArgument {
    Text,
    Markdown,
    Html,
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::British => Language::British,
            LanguageArgument::American => Language::American,
        }
    }
}

impl From<FormatArgument> for Format {
    fn from(argument: FormatArgument) -> Self {
        match argument {
            FormatArgument::Text => Format::Text,
            FormatArgument::Markdown => Format::Markdown,
            FormatArgument::Html => Format::Html,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Information,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

/// Endings of files that are drafts.
const ENDINGS: &[(&str, Format)] = &[
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("txt", Format::Text),
    ("text", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
];

/// The format that a path's ending tells.
pub(super) fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

/// What became of one draft.
struct Done {
    report: Vec<u8>,
    json: Option<serde_json::Value>,
    notices: Vec<String>,
    error: Option<String>,
    summary: Summary,
}

/// How many drafts are in flight before their reports are written.
const WINDOW: usize = 256;

/// Runs the command.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let (drafts, mut errors) = find(&arguments.paths);
    let sheets = Sheets::new(&arguments.reference);
    let colour = wants_colour(arguments);
    let mut out: Box<dyn Write> = match &arguments.output {
        Some(path) => Box::new(io::BufWriter::new(
            fs::File::create(path).with_context(|| format!("could not write {}", path.display()))?,
        )),
        None => Box::new(io::BufWriter::new(io::stdout().lock())),
    };
    if arguments.jobs > 0 && drafts.len() > 1 {
        // A second pool in one process is the only way this can fail, and then the first serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build_global();
    }
    let mut total = Summary::default();
    let mut files = Vec::new();
    for window in drafts.chunks(WINDOW) {
        // One draft needs no pool: starting one costs more than the check.
        let done: Vec<Done> = match window {
            [only] => vec![check_draft(only, arguments, &sheets, colour)],
            _ => window.par_iter().map(|draft| check_draft(draft, arguments, &sheets, colour)).collect(),
        };
        for (path, done) in window.iter().zip(done) {
            for notice in done.notices.iter().filter(|_| !arguments.quiet) {
                anstream::eprintln!("{}: {notice}", path.display());
            }
            errors.extend(done.error);
            total.merge(&done.summary);
            out.write_all(&done.report)?;
            files.extend(done.json);
        }
    }
    errors.extend(sheets.errors());
    match arguments.format {
        ReportFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &json::whole(&files, &total, &errors))?;
            out.write_all(b"\n")?;
        }
        ReportFormat::Terminal if !arguments.quiet && total.drafts() > 0 => writeln!(out, "{total}")?,
        ReportFormat::Terminal => {}
    }
    out.flush()?;
    for error in &errors {
        anstream::eprintln!("deskcheck: {error}");
    }
    let loud = match arguments.fail_on {
        FailOn::Error => total.at_least(Level::Error),
        FailOn::Warning => total.at_least(Level::Warning),
        FailOn::Information => total.at_least(Level::Information),
        FailOn::Never => 0,
    };
    Ok(ExitCode::from(if errors.is_empty() { u8::from(loud > 0) } else { 2 }))
}

fn wants_colour(arguments: &CheckArguments) -> bool {
    let off = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !off && arguments.output.is_none() && io::stdout().is_terminal(),
    }
}

/// The drafts that the paths name, folders walked in the order of their names, and what could not be found.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut drafts, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" || path.is_file() {
            drafts.push(path.clone());
            continue;
        }
        if !path.exists() {
            errors.push(format!("{}: there is no such file or folder; check the path", path.display()));
            continue;
        }
        let before = drafts.len();
        for entry in ignore::WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build() {
            match entry {
                Ok(entry)
                    if entry.file_type().is_some_and(|kind| !kind.is_dir()) && format_of(entry.path()).is_some() =>
                {
                    drafts.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => errors.push(error.to_string()),
            }
        }
        if drafts.len() == before {
            errors.push(format!(
                "{}: no drafts in this folder; deskcheck reads .md .markdown .txt .text .html .htm",
                path.display()
            ));
        }
    }
    (drafts, errors)
}

pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

fn check_draft(path: &Path, arguments: &CheckArguments, sheets: &Sheets, colour: bool) -> Done {
    let mut done =
        Done { report: Vec::new(), json: None, notices: Vec::new(), error: None, summary: Summary::default() };
    let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            done.error = Some(format!("{name}: could not be read: {error}; check its permissions"));
            return done;
        }
    };
    let decoded = match text::decode(&bytes) {
        Ok(decoded) => decoded,
        Err(error) => {
            done.error = Some(format!("{name}: {error}"));
            return done;
        }
    };
    done.notices.extend(decoded.notice);
    let format = arguments.format_of_drafts.map(Into::into).or_else(|| format_of(path)).unwrap_or_default();
    let language = arguments.lang.map(Into::into).unwrap_or_default();
    let options = Options { format, language, published: arguments.published };
    let reference = sheets.of(path);
    let Ok(mut checked) = catch_unwind(AssertUnwindSafe(|| check::against(&decoded.text, &options, &reference))) else {
        done.error = Some(format!("{name}: a bug in deskcheck stopped the check of this draft; please report it"));
        return done;
    };
    keep(&mut checked, arguments);
    done.summary.add(&checked);
    // Most drafts are clean, and lines are only for naming places.
    let lines = Lines::new(if checked.findings.is_empty() { "" } else { &decoded.text });
    let draft = Draft { name: &name, text: &decoded.text, lines, checked: &checked };
    match arguments.format {
        ReportFormat::Terminal => {
            for finding in &checked.findings {
                done.report.extend_from_slice(terminal::finding(&draft, finding, colour).as_bytes());
                done.report.push(b'\n');
            }
        }
        ReportFormat::Json => {
            done.json = serde_json::to_value(FileJson::new(&draft, &done.notices)).ok();
        }
    }
    done
}

/// Drops the findings and comparisons of rules that were not asked for.
fn keep(checked: &mut Checked, arguments: &CheckArguments) {
    let wanted = |rule: &str| {
        (arguments.select.is_empty() || arguments.select.contains(&rule)) && !arguments.ignore.contains(&rule)
    };
    checked.findings.retain(|finding| wanted(finding.rule));
    checked.passed.retain(|check| wanted(check.rule));
    checked.compared.retain(|rule, _| wanted(rule));
}
