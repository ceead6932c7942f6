//! The ledger of a draft as an editor shows it: in words, and as data for a list.

use std::fmt::Write;

use serde::Serialize;
use tower_lsp::lsp_types::{Range, Url};

use super::analysis::Analysis;
use super::hover::escape;
use super::{diagnostics, lens, mentions};
use crate::check::Entry;
use crate::finding::Finding;

/// The ledger of one draft.
#[derive(Debug, Serialize)]
pub(super) struct Ledger<'a> {
    uri: &'a Url,
    version: i32,
    /// "41 claims · 2 conflicts".
    title: String,
    /// The whole ledger in Markdown.
    text: String,
    claims: Vec<Claim<'a>>,
}

/// One claim.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Claim<'a> {
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meant: Option<&'a str>,
    range: Range,
    state: &'static str,
    /// The lines of all mentions, from 1.
    lines: Vec<usize>,
}

/// The ledger of a checked draft.
pub(super) fn of(analysis: &Analysis) -> Ledger<'_> {
    let claims: Vec<_> = analysis.ledger().iter().map(|entry| claim(analysis, entry)).collect();
    let title = lens::title(analysis);
    let mut text = format!("# {title}\n\n| line | kind | claim | read as | state |\n|---|---|---|---|---|\n");
    for claim in &claims {
        let words = escape(&claim.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let meant = escape(claim.meant.unwrap_or_default());
        let line = claim.range.start.line + 1;
        let _ = writeln!(text, "| {line} | {} | {words} | {meant} | {} |", claim.kind, claim.state);
    }
    Ledger { uri: &analysis.url, version: analysis.version, title, text, claims }
}

fn claim<'a>(analysis: &'a Analysis, entry: &'a Entry) -> Claim<'a> {
    let mut lines: Vec<_> = mentions::all(analysis, entry).into_iter().map(|span| analysis.line(span)).collect();
    lines.dedup();
    Claim {
        kind: entry.kind.name(),
        text: analysis.words(entry.span),
        meant: entry.name.as_deref().or(entry.meant.as_deref()),
        range: analysis.range(entry.span),
        state: state(analysis, entry),
        lines,
    }
}

/// Whether a claim conflicts with something, was held against something, or was not.
fn state(analysis: &Analysis, entry: &Entry) -> &'static str {
    let meets = |span: crate::place::Span| span.start < entry.span.end && entry.span.start < span.end;
    let named = |finding: &Finding| diagnostics::in_draft(finding).any(|related| meets(related.place.span));
    if analysis.checked.findings.iter().any(|finding| meets(finding.place.span) || named(finding)) {
        return "conflict";
    }
    let checked = analysis.checked.passed.iter().any(|it| meets(it.span) || it.against.is_some_and(meets));
    if checked { "checked" } else { "not checked" }
}
