//! `deskcheck check`: files, folders and standard input.

mod baseline;
mod draft;
mod find;
mod fix;
mod interrupt;
mod watch;

use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::earlier::{EarlierArguments, Versions};
use super::house::{Joins, spare_kept};
use super::rules;
use super::sheets::Sheets;
use crate::check::{self, By, Checked, Desk, Suppressed};
use crate::container::Spelling;
use crate::finding::Level;
use crate::report::github::{self, Github};
use crate::report::gitlab::Gitlab;
use crate::report::html::Html;
use crate::report::json::{Json, JsonLines};
use crate::report::junit::Junit;
use crate::report::sarif::Sarif;
use crate::report::summary::Summary;
use crate::report::terminal::{Extent, Terminal};
use crate::report::{Draft, Report, Run};
use crate::settings::{House, Levels, Terms};
use crate::text::Lines;
use baseline::Baseline;
pub(super) use draft::{DraftArguments, One, opened};
pub(super) use find::{find, format_of};
use fix::Fixes;
pub(super) use fix::replace;

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
    #[command(flatten)]
    draft: DraftArguments,
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules::known)]
    select: Vec<&'static str>,
    /// Not these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules::known)]
    ignore: Vec<&'static str>,
    /// From which level on findings make the command end with 1.
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// The name of the draft on standard input: its ending tells the format, its folder the settings and fact sheets.  Without it the
    /// format is guessed from how the draft begins, and is plain text where nothing tells; --as sets it.
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
    /// Only findings that are not in this file, which --write-baseline writes.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to a file, to fail only for new ones from now on.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff", "watch"])]
    write_baseline: Option<PathBuf>,
    #[command(flatten)]
    earlier: EarlierArguments,
    #[command(flatten)]
    fixes: FixArguments,
    /// Check again whenever a draft, a fact sheet or the settings change, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["fix", "diff", "output"])]
    watch: bool,
    /// Print findings only, without the closing line and without notices.
    #[arg(long, short)]
    quiet: bool,
    /// Print a line for each draft with findings, and the closing line.
    #[arg(long, conflicts_with = "quiet")]
    summary: bool,
    /// Colour the output.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,
    /// How many drafts are checked at a time; 0 for as many as there are cores.
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

/// What is fixed.
#[derive(Debug, Args)]
struct FixArguments {
    /// Make the fixes that have one sure answer: names from verified entries of a fact sheet.
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// With --fix or --diff: also the fixes that are the only ones offered, and may be wrong.
    #[arg(long = "unsafe")]
    single: bool,
    /// Print what --fix would change, and change nothing.
    #[arg(long)]
    diff: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    #[default]
    Terminal,
    /// One JSON object.
    Json,
    /// A JSON object a draft, each on a line of its own.
    Jsonl,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// Annotations of GitHub Actions, and a summary of the job.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// `JUnit` XML, for test reports.
    Junit,
    /// A page for a browser.
    Html,
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

/// What became of one draft.
#[derive(Default)]
struct Done {
    items: Vec<String>,
    rows: String,
    notices: Vec<String>,
    errors: Vec<String>,
    summary: Summary,
    fingerprints: Vec<String>,
    /// Ctrl-C came before it.
    skipped: bool,
}

/// What all drafts of a run share.
struct Desks<'a> {
    arguments: &'a CheckArguments,
    house: House,
    sheets: Sheets,
    joins: Joins,
    baseline: Option<Baseline>,
    versions: Versions<'a>,
    report: Box<dyn Report>,
    /// Rows for the summary of a job are wanted.
    rows: bool,
}

/// How many drafts are in flight before their reports are written.
const WINDOW: usize = 256;

/// How many bytes of rows the summary of a job has at most: GitHub takes a mebibyte.
const ROWS: usize = 900_000;

/// Runs the command.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    if arguments.fixes.single && !arguments.fixes.fix && !arguments.fixes.diff {
        anyhow::bail!("--unsafe goes with --fix or --diff");
    }
    if arguments.jobs > 0 {
        // A second pool in one process is the only way this can fail, and then the first serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build_global();
    }
    if arguments.watch {
        return watch::run(arguments);
    }
    once(arguments, None)
}

/// Checks all drafts, or of them only those given.
fn once(arguments: &CheckArguments, only: Option<&HashSet<PathBuf>>) -> anyhow::Result<ExitCode> {
    let baseline = arguments.baseline.as_deref().map(Baseline::read).transpose()?;
    let house = arguments.draft.settings.house();
    let (mut drafts, mut errors) = find(&arguments.paths, &house);
    let desks = Desks {
        arguments,
        house,
        sheets: arguments.draft.sheets(),
        joins: Joins::default(),
        baseline,
        versions: arguments.earlier.versions(&drafts)?,
        report: report(arguments),
        rows: arguments.format == ReportFormat::Github && step_summary().is_some(),
    };
    if let Some(only) = only {
        drafts.retain(|draft| draft.canonicalize().is_ok_and(|draft| only.contains(&draft)));
    }
    for file in [&arguments.output, &arguments.write_baseline].into_iter().flatten() {
        spare_kept(file)?;
        let is_draft =
            |draft: &&PathBuf| draft.canonicalize().ok().is_some_and(|it| file.canonicalize().ok() == Some(it));
        let read = arguments.draft.reference.iter().chain(&arguments.baseline).chain(&arguments.earlier.against);
        if let Some(draft) = drafts.iter().chain(read).find(is_draft) {
            anyhow::bail!("{}: the report would replace this file, which is read; give another", draft.display());
        }
    }
    if drafts.len() > 1 || arguments.fixes.fix {
        interrupt::listen();
    }
    let mut out = Output::open(arguments.output.as_deref())?;
    let mut written = arguments.write_baseline.as_deref().map(Baseline::new);
    let (mut total, mut rows, mut first, mut stopped) = (Summary::default(), String::new(), true, false);
    if !arguments.fixes.diff {
        out.write_all(desks.report.begin().as_bytes())?;
    }
    for window in drafts.chunks(WINDOW) {
        if interrupt::came() {
            stopped = true;
            break;
        }
        // One draft needs no pool: starting one costs more than the check.
        let done: Vec<Done> = match window {
            [only] => vec![check_draft(only, &desks)],
            _ => window.par_iter().map(|draft| check_draft(draft, &desks)).collect(),
        };
        for (path, done) in window.iter().zip(done) {
            for notice in done.notices.iter().filter(|_| !arguments.quiet) {
                tell(&format!("{}: {notice}", path.display()));
            }
            errors.extend(done.errors);
            stopped |= done.skipped;
            total.merge(&done.summary);
            out.write_items(desks.report.as_ref(), &mut first, &done.items)?;
            if rows.len() < ROWS {
                rows.push_str(&done.rows);
            }
            if let Some(written) = &mut written {
                written.add(path, done.fingerprints);
            }
        }
    }
    if stopped {
        errors.push("stopped before all drafts were checked".to_owned());
    }
    if !arguments.fixes.diff {
        let done = check_sheets(&desks, written.as_mut());
        out.write_items(desks.report.as_ref(), &mut first, &done.items)?;
        total.merge(&done.summary);
        errors.extend(done.errors);
        rows.push_str(&done.rows);
    }
    let Desks { house, report, versions, .. } = desks;
    errors.extend(house.errors());
    errors.extend(versions.errors());
    let run = Run { summary: &total, errors: &errors };
    if !arguments.fixes.diff {
        out.write_all(report.end(&run).as_bytes())?;
    }
    out.close()?;
    if let (Some(written), Some(path)) = (&written, &arguments.write_baseline) {
        written.write(path)?;
    }
    if let Some(path) = step_summary().filter(|_| arguments.format == ReportFormat::Github) {
        let mut file = fs::OpenOptions::new().append(true).create(true).open(&path);
        let done = file.as_mut().map_err(|error| error.to_string()).and_then(|file| {
            file.write_all(github::summary(&rows, &run).as_bytes()).map_err(|error| error.to_string())
        });
        if let Err(error) = done {
            tell(&format!("deskcheck: the summary of the job could not be written to {}: {error}", path.display()));
        }
    }
    for error in &errors {
        tell(&format!("deskcheck: {error}"));
    }
    let loud = fail_level(arguments).map_or(0, |level| total.at_least(level));
    Ok(ExitCode::from(match (stopped, errors.is_empty()) {
        (true, _) => interrupt::CODE,
        (false, true) => u8::from(loud > 0),
        (false, false) => 2,
    }))
}

/// Where GitHub Actions takes the summary of a job.
fn step_summary() -> Option<PathBuf> {
    std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// A line for people, beside the report.  Nobody may be there to read it.
fn tell(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

fn fail_level(arguments: &CheckArguments) -> Option<Level> {
    match arguments.fail_on {
        FailOn::Error => Some(Level::Error),
        FailOn::Warning => Some(Level::Warning),
        FailOn::Information => Some(Level::Information),
        FailOn::Never => None,
    }
}

fn report(arguments: &CheckArguments) -> Box<dyn Report> {
    match arguments.format {
        ReportFormat::Terminal => {
            let extent = match (arguments.quiet, arguments.summary) {
                (true, _) => Extent::Findings,
                (false, true) => Extent::Counts,
                (false, false) => Extent::Whole,
            };
            Box::new(Terminal { colour: wants_colour(arguments), extent })
        }
        ReportFormat::Json => Box::new(Json),
        ReportFormat::Jsonl => Box::new(JsonLines),
        ReportFormat::Sarif => Box::new(Sarif),
        ReportFormat::Github => Box::new(Github),
        ReportFormat::Gitlab => Box::new(Gitlab),
        ReportFormat::Html => Box::new(Html::new()),
        ReportFormat::Junit => Box::new(Junit { fail_on: fail_level(arguments) }),
    }
}

fn wants_colour(arguments: &CheckArguments) -> bool {
    let off = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !off && arguments.output.is_none() && io::stdout().is_terminal(),
    }
}

/// Where the report goes.  A file stands as it was until the report is whole.
enum Output {
    Standard(io::BufWriter<io::StdoutLock<'static>>),
    /// A pipe, a device: what cannot be replaced.
    Open(io::BufWriter<fs::File>),
    File(PathBuf, Vec<u8>),
}

impl Output {
    fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Output::Standard(io::BufWriter::new(io::stdout().lock()))) };
        let failed = || format!("could not write {}", path.display());
        if path.exists() && !path.is_file() {
            return Ok(Output::Open(io::BufWriter::new(fs::File::create(path).with_context(failed)?)));
        }
        // Told now, not after the check.
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        anyhow::ensure!(folder.is_dir(), "could not write {}: there is no folder {}", path.display(), folder.display());
        Ok(Output::File(path.to_path_buf(), Vec::new()))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Standard(out) => out.write_all(bytes),
            Output::Open(out) => out.write_all(bytes),
            Output::File(_, all) => all.write_all(bytes),
        }
    }

    /// Writes items of a report, what stands between two of them included.
    fn write_items(&mut self, report: &dyn Report, first: &mut bool, items: &[String]) -> io::Result<()> {
        for item in items {
            if !std::mem::take(first) {
                self.write_all(report.between().as_bytes())?;
            }
            self.write_all(item.as_bytes())?;
        }
        Ok(())
    }

    fn close(self) -> anyhow::Result<()> {
        match self {
            Output::Standard(mut out) => out.flush()?,
            Output::Open(mut out) => out.flush()?,
            Output::File(path, all) => replace(&path, &all)?,
        }
        Ok(())
    }
}

fn check_draft(path: &Path, desks: &Desks<'_>) -> Done {
    let mut done = Done::default();
    let Desks { arguments, house, .. } = desks;
    let standard = path.as_os_str() == "-";
    // Under which name the draft is held against settings and sheets.
    let known = if standard { arguments.stdin_filename.as_deref() } else { Some(path) };
    let name = known.map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
    if interrupt::came() {
        done.skipped = true;
        return done;
    }
    let opened = match opened(path, &name) {
        Ok(opened) => opened,
        Err(error) => {
            done.errors.push(error);
            return done;
        }
    };
    done.notices.extend(opened.notice.clone());
    let mut prepared = arguments.draft.prepare(known, &opened, house, (&desks.sheets, &desks.joins));
    adopt(&mut prepared.terms.effective.levels, arguments);
    let earlier = desks.versions.of(known, &prepared.options).unwrap_or_else(|error| {
        done.errors.push(error);
        None
    });
    let desk = Desk {
        earlier: earlier.as_ref(),
        baseline: desks.baseline.as_ref().zip(known).and_then(|(baseline, path)| baseline.of(path)),
        ..prepared.desk()
    };
    let text = opened.text;
    let check = |text: &str| catch_unwind(AssertUnwindSafe(|| check::on_desk(text, &prepared.options, &desk))).ok();
    let checked = if arguments.fixes.fix || arguments.fixes.diff {
        let fixes = if arguments.fixes.single { Fixes::Single } else { Fixes::Sure };
        fix::make(text.clone(), fixes, &check)
    } else {
        check(&text).map(|checked| (String::new(), checked, 0))
    };
    let Some((after, mut checked, made)) = checked else {
        let error = "a bug in deskcheck stopped the check of this draft; please report it";
        done.errors.push(format!("{name}: {error}"));
        return done;
    };
    if arguments.fixes.diff {
        done.items.push(fix::diff(&name, &text, &after));
        done.summary.add(&checked);
        return done;
    }
    let mut text = text;
    if made > 0 {
        let written = match opened.spelling {
            _ if standard => Err(anyhow::anyhow!("standard input cannot be fixed; --diff shows the fixes")),
            Spelling::Within(kind) => Err(anyhow::anyhow!(
                "not fixed: {} is never written to; make the change in its own program, --diff shows it",
                kind.name()
            )),
            Spelling::Text(encoding) => fix::write(path, &text, &after, encoding),
        };
        match written {
            Ok(()) => {
                text = after;
                done.summary.add_fixed(made);
            }
            Err(error) => {
                done.errors.push(format!("{name}: {error:#}"));
                let Some(before) = check(&text) else { return done };
                checked = before;
            }
        }
    }
    if arguments.write_baseline.is_some() {
        done.fingerprints = checked.findings.iter().map(crate::finding::Finding::fingerprint).collect();
        suppress_all(&mut checked);
    }
    tell_lapsed(&prepared.terms, &checked, &mut done.notices);
    done.summary.add(&checked);
    // Most drafts are clean, and lines are only for naming places.
    let clean = checked.findings.is_empty() && checked.suppressed.is_empty();
    let lines = Lines::new(if clean { "" } else { &text });
    let draft = Draft { name: &name, text: &text, lines, checked: &checked };
    done.items = desks.report.draft(&draft, &done.notices);
    if desks.rows {
        done.rows = github::rows(&draft);
    }
    done
}

/// What in the fact sheets does not hold, each sheet as an item of its own.
fn check_sheets(desks: &Desks<'_>, mut written: Option<&mut Baseline>) -> Done {
    let mut done = Done::default();
    let (errors, faults) = desks.sheets.faults();
    done.errors = errors;
    for faults in faults {
        let path = PathBuf::from(&faults.name);
        let mut levels = desks.house.of(Some(&path)).effective.levels;
        adopt(&mut levels, desks.arguments);
        let known = desks.baseline.as_ref().and_then(|baseline| baseline.of(&path));
        let mut checked = faults.checked(&levels, known);
        if let Some(written) = &mut written {
            written.add(&path, checked.findings.iter().map(crate::finding::Finding::fingerprint).collect());
            suppress_all(&mut checked);
        }
        // A sheet that nothing is to be said of is no draft that was checked.
        if checked.findings.is_empty() && checked.suppressed.is_empty() {
            continue;
        }
        done.summary.add_findings(&checked);
        let lines = Lines::new(&faults.text);
        let draft = Draft { name: &faults.name, text: &faults.text, lines, checked: &checked };
        done.items.extend(desks.report.draft(&draft, &[]));
        if desks.rows {
            done.rows.push_str(&github::rows(&draft));
        }
    }
    done
}

/// What is found stands in the baseline from now on.
fn suppress_all(checked: &mut Checked) {
    let known = std::mem::take(&mut checked.findings).into_iter();
    checked.suppressed.extend(known.map(|finding| Suppressed { finding, by: By::Baseline }));
}

/// What the command line says of rules outweighs the settings.
fn adopt(levels: &mut Levels, arguments: &CheckArguments) {
    for rule in crate::rules::RULES {
        if arguments.ignore.contains(&rule.name) {
            levels.silence(rule.name);
        } else if arguments.select.contains(&rule.name) {
            levels.allow(rule.name);
        } else if !arguments.select.is_empty() {
            levels.silence(rule.name);
        }
    }
}

/// Accepted findings that are gone: their values have changed, or the draft has.
fn tell_lapsed(terms: &Terms, checked: &Checked, notices: &mut Vec<String>) {
    for index in checked.lapsed.iter().filter(|index| **index < terms.own) {
        let accepted = &terms.accepted[*index];
        let values = accepted.values.join(", ");
        notices
            .push(format!("an accepted {} ({values}) is no longer found: take it off the accept list", accepted.rule));
    }
}
