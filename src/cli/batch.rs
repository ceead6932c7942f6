//! `deskcheck batch`: JSON lines in, JSON lines out, in order, in constant memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::day;
use crate::check::{self, Desk, Earlier};
use crate::language::slip::nearest;
use crate::options::{Format, Options};
use crate::reference::{Reference, Syntax};
use crate::report::json::{ClaimJson, Counter, FindingJson, Offsets, SheetFindingJson};
use crate::settings::Levels;

/// The arguments of `deskcheck batch`.
#[derive(Debug, Args)]
pub(super) struct BatchArguments {
    /// Print every claim of each article too.
    #[arg(long)]
    claims: bool,
    /// For what leaves the house: leave birth dates of fact sheets out of what is printed.
    #[arg(long)]
    redact: bool,
    /// How offsets are counted.
    #[arg(long, value_enum, default_value_t)]
    offsets: Offsets,
}

/// The bytes of input held at a time, beyond the line that exceeds them.
const WINDOW: usize = 4 << 20;

/// How many unknown keys are told of: an archive may have one a line, and memory stays as it is.
const UNKNOWN: usize = 50;

/// The keys of a line of input.
const KEYS: [&str; 6] = ["id", "text", "published", "format", "reference", "earlier"];

/// One line of input.
#[derive(Debug, Deserialize)]
struct Record<'a> {
    #[serde(default, borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    format: Option<Format>,
    #[serde(default, borrow)]
    reference: Option<&'a RawValue>,
    /// An earlier version of the text.
    #[serde(default)]
    earlier: Option<String>,
}

/// The identifier of a line whose other fields could not be read.
#[derive(Debug, Deserialize)]
struct Identity<'a> {
    #[serde(default, borrow)]
    id: Option<&'a RawValue>,
}

/// One line of output.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    version: u32,
    /// As it came in, digit by digit.
    id: Option<&'a RawValue>,
    findings: Vec<FindingJson<'a>>,
    checked: &'a BTreeMap<&'static str, u32>,
    /// How many findings the draft asks not to be told.
    suppressed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Vec<ClaimJson<'a>>>,
    /// What in the reference does not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reference: Vec<SheetFindingJson<'a>>,
}

/// A line that could not be checked.
#[derive(Debug, Serialize)]
struct Refusal<'a> {
    version: u32,
    /// As it came in, digit by digit.
    id: Option<&'a RawValue>,
    error: String,
}

/// Runs the command: 0 when all lines were read, 2 when some were bad.
pub(super) fn run(arguments: &BatchArguments) -> anyhow::Result<ExitCode> {
    let mut input = BufReader::with_capacity(1 << 20, io::stdin().lock());
    let mut output = io::BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let bad = AtomicBool::new(false);
    let (mut number, mut told) = (0, HashSet::new());
    loop {
        let lines = window(&mut input)?;
        if lines.is_empty() {
            break;
        }
        let answers: Vec<_> = lines
            .par_iter()
            .enumerate()
            .filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace))
            .map(|(index, line)| {
                let (number, mut unknown) = (number + index + 1, Vec::new());
                let (answer, good) = answer(line, number, arguments, &mut unknown);
                bad.fetch_or(!good, Ordering::Relaxed);
                (answer, number, unknown)
            })
            .collect();
        number += lines.len();
        for (answer, number, unknown) in answers {
            for key in unknown {
                if told.len() < UNKNOWN && told.insert(key.clone()) {
                    anstream::eprintln!("deskcheck: line {number}: {}", passed_over(&key));
                }
            }
            output.write_all(&answer)?;
        }
        output.flush()?;
    }
    Ok(if bad.into_inner() { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// The next lines: one at least, and as many more as have arrived and fit, so that a caller who waits
/// for an answer to each line gets it.
fn window<R: io::Read>(input: &mut BufReader<R>) -> io::Result<Vec<Vec<u8>>> {
    let (mut lines, mut size) = (Vec::new(), 0);
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        size += line.len();
        lines.push(line);
        // Only what has arrived: asking for more could wait.
        let waiting = size < WINDOW && memchr::memchr(b'\n', input.buffer()).is_some();
        if !waiting {
            break;
        }
    }
    Ok(lines)
}

/// What is told of a key that is none of ours.
fn passed_over(key: &str) -> String {
    let known = || format!("known are {}", KEYS.join(", "));
    let meant = nearest(key, KEYS).map_or_else(known, |near| format!("did you mean `{near}`?"));
    format!("unknown key `{}` is passed over, here and below; {meant}", key.escape_debug())
}

/// The answer to a line, and whether the line was good; keys that are none of ours go to `unknown`.
fn answer(line: &[u8], number: usize, arguments: &BatchArguments, unknown: &mut Vec<String>) -> (Vec<u8>, bool) {
    let refuse = |id: Option<&RawValue>, error: String| {
        (print(&Refusal { version: 1, id, error: format!("line {number}: {error}") }), false)
    };
    let line = match std::str::from_utf8(line) {
        Ok(line) => line.trim_start_matches('\u{feff}'),
        Err(error) => return refuse(None, format!("not UTF-8 at byte {}", error.valid_up_to())),
    };
    if !line.trim_start().starts_with('{') {
        return refuse(None, "not a JSON object; a line is {\"id\": …, \"text\": \"…\"}".to_owned());
    }
    let mut parser = serde_json::Deserializer::from_str(line);
    let record: Result<Record<'_>, _> = serde_ignored::deserialize(&mut parser, |key| unknown.push(key.to_string()));
    let record = match record.and_then(|record| parser.end().map(|()| record)) {
        Ok(record) => record,
        Err(error) => {
            let id = serde_json::from_str::<Identity<'_>>(line).ok().and_then(|identity| identity.id);
            return refuse(id, without_line(&error));
        }
    };
    let published = match record.published.as_deref().map(day::read).transpose() {
        Ok(published) => published,
        Err(error) => return refuse(record.id, format!("published: {error}")),
    };
    let sheet = record.reference.map(RawValue::get).filter(|reference| *reference != "null");
    let mut reference = sheet.map(|sheet| Reference::read("reference", sheet, Syntax::Json)).unwrap_or_default();
    if arguments.redact {
        reference.redact();
    }
    for finding in &reference.findings {
        anstream::eprintln!("deskcheck: line {number}: reference: {}", finding.message);
    }
    if u32::try_from(record.text.len()).is_err() {
        return refuse(record.id, "the text is over 4 GiB".to_owned());
    }
    let options = Options { format: record.format.unwrap_or_default(), published, ..Options::default() };
    let text = &*record.text;
    let done = catch_unwind(AssertUnwindSafe(|| {
        let earlier = record.earlier.map(|text| Earlier::new("earlier", text, &options));
        let levels = Levels::default();
        let desk = Desk { earlier: earlier.as_ref(), ..Desk::new(&reference, &levels) };
        let checked = check::on_desk(text, &options, &desk);
        let counter = Counter::new(text, arguments.offsets).with_sources(&checked.sources);
        let ledger = arguments.claims.then(|| checked.ledger());
        print(&Answer {
            version: 1,
            id: record.id,
            findings: checked.findings.iter().map(|finding| FindingJson::new(finding, &counter, None)).collect(),
            checked: &checked.compared,
            suppressed: checked.suppressed.len(),
            claims: ledger
                .as_ref()
                .map(|ledger| ledger.iter().map(|entry| ClaimJson::new(entry, text, &counter)).collect()),
            reference: reference.findings.iter().map(|it| SheetFindingJson::new(it, &reference.sources)).collect(),
        })
    }));
    match done {
        Ok(answer) => (answer, true),
        Err(_) => refuse(record.id, "a bug in deskcheck stopped the check of this text; please report it".to_owned()),
    }
}

fn print(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("findings and claims are plain data");
    line.push(b'\n');
    line
}

/// The parser's message without its line, which is always the first of one.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    format!("{message} at byte {}", error.column())
}
