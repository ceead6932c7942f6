//! Findings and claims as JSON, one serialiser for `batch` and `check`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{Draft, Report, Run};
use crate::check::Entry;
use crate::finding::{Finding, Fix, Level, Related};
use crate::language::Number;
use crate::place::{Edit, Place, Span};
use crate::text::Columns;

/// How offsets are counted in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Offsets {
    /// Bytes of UTF-8.
    #[default]
    Bytes,
    /// Unicode scalar values, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Turns byte offsets into the caller's.
#[derive(Debug)]
pub struct Counter<'a> {
    text: &'a str,
    offsets: Offsets,
    /// The count at every 256th byte; empty when bytes are wanted or the text is ASCII.
    marks: Vec<u32>,
    /// The names of the other sources, the first of them `Source(1)`.
    sources: &'a [Arc<str>],
}

/// How far apart the marks of a counter are, in bytes.
const STEP: usize = 256;

impl<'a> Counter<'a> {
    /// A counter for a text.
    #[must_use]
    pub fn new(text: &'a str, offsets: Offsets) -> Self {
        let mut marks = Vec::new();
        if offsets != Offsets::Bytes && !text.is_ascii() {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at.is_multiple_of(STEP) {
                    marks.push(count);
                }
                count += width(byte, offsets);
            }
        }
        Counter { text, offsets, marks, sources: &[] }
    }

    /// The same, which knows the names of the fact sheets.
    #[must_use]
    pub fn with_sources(mut self, sources: &'a [Arc<str>]) -> Self {
        self.sources = sources;
        self
    }

    /// An offset in the caller's count.
    #[must_use]
    pub fn at(&self, byte: u32) -> u32 {
        let Some(last) = self.marks.len().checked_sub(1) else { return byte };
        let mark = (byte as usize / STEP).min(last);
        let end = (byte as usize).min(self.text.len());
        let rest = self.text.as_bytes()[mark * STEP..end].iter();
        self.marks[mark] + rest.map(|byte| width(*byte, self.offsets)).sum::<u32>()
    }

    fn span(&self, span: Span) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }
}

/// What a byte of UTF-8 adds to a count: a letter is counted at its first byte.
fn width(byte: u8, offsets: Offsets) -> u32 {
    match (byte, offsets) {
        (0x80..=0xbf, _) => 0,
        (0xf0.., Offsets::Utf16) => 2,
        _ => 1,
    }
}

/// A finding as it is printed.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    span: Span,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson>,
    related: Vec<RelatedJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calculation: Option<&'a str>,
    fingerprint: String,
    fixes: Vec<FixJson<'a>>,
}

/// A place as people name it.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceJson {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// As editors count, from 1; missing outside the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

#[derive(Debug, Serialize)]
struct RelatedJson<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_span: Option<Span>,
}

#[derive(Debug, Serialize)]
struct FixJson<'a> {
    title: &'a str,
    sure: bool,
    edits: Vec<EditJson<'a>>,
}

#[derive(Debug, Serialize)]
struct EditJson<'a> {
    span: Span,
    text: &'a str,
}

impl<'a> FindingJson<'a> {
    /// A finding as it is printed, with its place in words where the caller has one.
    #[must_use]
    pub fn new(finding: &'a Finding, counter: &Counter<'a>, place: Option<PlaceJson>) -> Self {
        FindingJson {
            rule: finding.rule,
            severity: finding.level.name(),
            message: &finding.message,
            span: counter.span(finding.place.span),
            place,
            related: finding.related.iter().map(|related| related_json(related, counter)).collect(),
            calculation: finding.calculation.as_deref(),
            fingerprint: finding.fingerprint(),
            fixes: finding.fixes.iter().map(|fix| fix_json(fix, counter)).collect(),
        }
    }
}

/// A finding in a fact sheet.
#[derive(Debug, Serialize)]
pub struct SheetFindingJson<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    source: &'a str,
    source_span: Span,
}

impl<'a> SheetFindingJson<'a> {
    /// A finding in one of some sheets.
    #[must_use]
    pub fn new(finding: &'a Finding, sources: &'a [Arc<str>]) -> Self {
        let Place { source, span } = finding.place;
        SheetFindingJson {
            rule: finding.rule,
            severity: finding.level.name(),
            message: &finding.message,
            source: sources.get((source.0 as usize).saturating_sub(1)).map_or("fact sheet", |name| &**name),
            source_span: span,
        }
    }
}

fn related_json<'a>(related: &'a Related, counter: &Counter<'a>) -> RelatedJson<'a> {
    let Place { source, span } = related.place;
    let name =
        (source.0 as usize).checked_sub(1).map(|at| counter.sources.get(at).map_or("fact sheet", |name| &**name));
    RelatedJson {
        message: &related.message,
        span: name.is_none().then(|| counter.span(span)),
        source: name,
        source_span: name.map(|_| span),
    }
}

fn fix_json<'a>(fix: &'a Fix, counter: &Counter<'_>) -> FixJson<'a> {
    let edit = |edit: &'a Edit| EditJson { span: counter.span(edit.span), text: &edit.text };
    FixJson { title: &fix.title, sure: fix.sure, edits: fix.edits.iter().map(edit).collect() }
}

/// A claim as it is printed.
#[derive(Debug, Serialize)]
pub struct ClaimJson<'a> {
    kind: &'static str,
    span: Span,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    timex: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueJson<'a>>,
    #[serde(flatten)]
    figure: Option<FigureJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct FigureJson<'a> {
    #[serde(serialize_with = "bound")]
    low: Option<Number>,
    #[serde(serialize_with = "bound")]
    high: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellJson<'a>>,
}

/// Row and column of a number in a table, by their names.
#[derive(Debug, Serialize)]
struct CellJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueJson<'a> {
    Time(&'a str),
    #[serde(serialize_with = "number")]
    Number(Number),
    Range(#[serde(serialize_with = "number")] Number, #[serde(serialize_with = "number")] Number),
}

fn number<S: Serializer>(value: &Number, out: S) -> Result<S::Ok, S::Error> {
    match value.to_whole().filter(|_| value.is_whole()) {
        Some(whole) => out.serialize_i64(whole),
        None => out.serialize_f64(value.to_f64()),
    }
}

#[expect(clippy::ref_option, reason = "serde passes fields by reference")]
fn bound<S: Serializer>(value: &Option<Number>, out: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, out),
        None => out.serialize_none(),
    }
}

impl<'a> ClaimJson<'a> {
    /// A claim as it is printed.
    #[must_use]
    pub fn new(entry: &'a Entry, text: &'a str, counter: &Counter<'_>) -> Self {
        let figure = entry.number.as_ref();
        let value = match (&entry.timex, figure) {
            (Some((_, value)), _) => Some(ValueJson::Time(value)),
            (None, Some(figure)) => Some(
                figure.upper.map_or(ValueJson::Number(figure.value), |upper| ValueJson::Range(figure.value, upper)),
            ),
            (None, None) => None,
        };
        ClaimJson {
            kind: entry.kind.name(),
            span: counter.span(entry.span),
            text: &text[entry.span.range()],
            timex: entry.timex.as_ref().map(|(kind, _)| *kind),
            number: figure.map(|figure| counter.span(figure.span)),
            value,
            figure: figure.map(|figure| FigureJson {
                low: figure.low,
                high: figure.high,
                modifier: figure.modifier,
                unit: figure.unit.as_deref(),
                event: figure.event,
                cell: figure
                    .cell
                    .as_ref()
                    .map(|cell| CellJson { row: cell.row.as_deref(), column: cell.column.as_deref() }),
            }),
            name: entry.name.as_deref(),
        }
    }
}

/// A draft of `check --format json`.
#[derive(Debug, Serialize)]
pub struct FileJson<'a> {
    path: &'a str,
    findings: Vec<FindingJson<'a>>,
    checked: &'a BTreeMap<&'static str, u32>,
    suppressed: usize,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notices: &'a [String],
}

impl<'a> FileJson<'a> {
    /// A draft with its findings, each with its place in words.
    #[must_use]
    pub fn new(draft: &Draft<'a>, notices: &'a [String]) -> Self {
        let counter = Counter::new(draft.text, Offsets::Bytes).with_sources(&draft.checked.sources);
        let article = &draft.checked.article;
        let place = |finding: &Finding| {
            let start = finding.place.span.start as usize;
            let (line, column) = draft.lines.position(draft.text, start, Columns::Utf32);
            let paragraph = article.block_at(start).and_then(|index| article.blocks[index].paragraph);
            PlaceJson { line: line + 1, column: column + 1, paragraph }
        };
        let findings = draft.checked.findings.iter();
        FileJson {
            path: draft.name,
            findings: findings.map(|finding| FindingJson::new(finding, &counter, Some(place(finding)))).collect(),
            checked: &draft.checked.compared,
            suppressed: draft.checked.suppressed.len(),
            notices,
        }
    }
}

/// `check --format json`: one object.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// `check --format jsonl`: one object a draft, and a closing one.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

/// What stands at the end: what could not be read, and the counts.
#[derive(Debug, Serialize)]
struct EndJson<'a> {
    errors: &'a [String],
    summary: CountsJson,
}

#[derive(Debug, Serialize)]
struct CountsJson {
    drafts: usize,
    claims: usize,
    error: usize,
    warning: usize,
    information: usize,
    suppressed: usize,
}

impl<'a> EndJson<'a> {
    fn new(run: &Run<'a>) -> Self {
        let summary = run.summary;
        let counts = CountsJson {
            drafts: summary.drafts(),
            claims: summary.claims(),
            error: summary.of(Level::Error),
            warning: summary.of(Level::Warning),
            information: summary.of(Level::Information),
            suppressed: summary.suppressed(),
        };
        EndJson { errors: run.errors, summary: counts }
    }
}

/// A line with the version of the format.
#[derive(Debug, Serialize)]
struct Line<T> {
    version: u32,
    #[serde(flatten)]
    line: T,
}

fn plain(result: serde_json::Result<String>) -> String {
    result.expect("findings and counts are plain data")
}

impl Report for Json {
    fn begin(&self) -> String {
        "{\n\"version\": 1,\n\"files\": [\n".to_owned()
    }

    fn draft(&self, draft: &Draft<'_>, notices: &[String]) -> Vec<String> {
        vec![plain(serde_json::to_string_pretty(&FileJson::new(draft, notices)))]
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, run: &Run<'_>) -> String {
        let end = plain(serde_json::to_string_pretty(&EndJson::new(run)));
        format!("\n],{}\n", end.trim_start_matches('{'))
    }
}

impl Report for JsonLines {
    fn draft(&self, draft: &Draft<'_>, notices: &[String]) -> Vec<String> {
        let line = Line { version: 1, line: FileJson::new(draft, notices) };
        vec![plain(serde_json::to_string(&line)) + "\n"]
    }

    fn end(&self, run: &Run<'_>) -> String {
        plain(serde_json::to_string(&Line { version: 1, line: EndJson::new(run) })) + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_counted_as_the_caller_counts() {
        let text = "é€𝒳a".repeat(200);
        for (offsets, whole) in [(Offsets::Bytes, 2000), (Offsets::Chars, 800), (Offsets::Utf16, 1000)] {
            let counter = Counter::new(&text, offsets);
            assert_eq!(counter.at(2000), whole);
            assert_eq!(
                counter.at(9),
                if offsets == Offsets::Chars { 3 } else { 9 - if offsets == Offsets::Utf16 { 5 } else { 0 } }
            );
        }
    }
}
