//! Findings as annotations of GitHub Actions, and as the summary of a job.

use std::fmt::Write;

use super::{Draft, Report, Run};
use crate::finding::{Finding, Level};

/// `check --format github`.
#[derive(Clone, Copy, Debug)]
pub struct Github;

impl Report for Github {
    fn draft(&self, draft: &Draft<'_>, _: &[String]) -> Vec<String> {
        draft.checked.findings.iter().map(|finding| annotation(draft, finding)).collect()
    }

    fn end(&self, run: &Run<'_>) -> String {
        let errors = run.errors.iter().map(|error| format!("::error title=deskcheck::{}\n", data(error)));
        errors.chain([format!("::notice title=deskcheck::{}\n", data(&run.summary.to_string()))]).collect()
    }
}

fn annotation(draft: &Draft<'_>, finding: &Finding) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "notice",
    };
    let region = draft.region(finding.place.span);
    let mut line =
        format!("::{command} file={},line={},endLine={}", property(&draft.path()), region.line, region.end_line);
    // Columns are only known within a line.
    if region.line == region.end_line {
        let _ = write!(line, ",col={},endColumn={}", region.column, region.end_column);
    }
    line + &format!(",title={}::{}\n", property(finding.rule), data(&draft.sentence(finding)))
}

/// The text of a workflow command.  Source: `actions/toolkit`, `escapeData`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.  Source: `actions/toolkit`, `escapeProperty`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The rows of a draft in the summary of a job, in Markdown.
#[must_use]
pub fn rows(draft: &Draft<'_>) -> String {
    let mut rows = String::new();
    for finding in &draft.checked.findings {
        let place = format!("{}:{}", draft.path(), draft.region(finding.place.span).line);
        let _ = writeln!(
            rows,
            "| {} | {} | {} | {} |",
            finding.level.name(),
            cell(&place),
            cell(&draft.sentence(finding)),
            finding.rule
        );
    }
    rows
}

/// The summary of a job, in Markdown.
#[must_use]
pub fn summary(rows: &str, run: &Run<'_>) -> String {
    let mut text = format!("### deskcheck\n\n{}\n", cell(&run.summary.to_string()));
    if !rows.is_empty() {
        let _ = write!(text, "\n| level | place | finding | rule |\n|---|---|---|---|\n{rows}");
    }
    for error in run.errors {
        let _ = write!(text, "\n- not checked: {}\n", cell(error));
    }
    text
}

/// Words of a draft in a cell of a Markdown table: none of them is markup.
fn cell(words: &str) -> String {
    let mut cell = String::new();
    for letter in words.chars() {
        match letter {
            '\r' | '\n' => cell.push(' '),
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '&' => cell.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' | '@' => {
                cell.push('\\');
                cell.push(letter);
            }
            _ => cell.push(letter),
        }
    }
    cell
}
