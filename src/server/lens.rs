//! Lines above the draft's own: how many claims and conflicts at the top, how often a thing is said where it is said first.

use serde_json::{Value, json};
use tower_lsp::lsp_types::{CodeLens, Command, Position, Range};

use super::analysis::Analysis;
use super::commands::{OPEN_LEDGER, SHOW_MENTIONS};
use super::ledger::{States, UNCHECKED};
use super::settings::Show;
use super::{diagnostics, mentions};
use crate::check::{Entry, Kind};
use crate::finding::Finding;
use crate::place::Span;

/// The lenses of a draft.
pub(super) fn of(analysis: &Analysis) -> Vec<CodeLens> {
    let mut lenses = Vec::new();
    if analysis.settings.shows(Show::LENS) {
        let title = title(analysis, &States::new(analysis));
        let range = Range::new(Position::new(0, 0), Position::new(0, 0));
        lenses.push(lens(range, title, OPEN_LEDGER, json!(analysis.url)));
    }
    if analysis.settings.shows(Show::MENTIONS) {
        lenses.extend(analysis.ledger().iter().filter_map(|entry| first(analysis, entry)));
    }
    lenses
}

fn lens(range: Range, title: String, command: &str, argument: Value) -> CodeLens {
    CodeLens { range, command: Some(Command::new(title, command.to_owned(), Some(vec![argument]))), data: None }
}

/// "41 claims · 2 conflicts · 1 remark · 9 unverified".
pub(super) fn title(analysis: &Analysis, states: &States) -> String {
    let findings = &analysis.checked.findings;
    let loud = findings.iter().filter(|finding| finding.level.is_loud()).count();
    let mut parts = vec![count(analysis.ledger().len(), "claim"), conflicts(loud)];
    if findings.len() > loud {
        parts.push(count(findings.len() - loud, "remark"));
    }
    let unverified = analysis.ledger().iter().filter(|entry| states.of(entry) == UNCHECKED).count();
    if unverified > 0 {
        parts.push(format!("{unverified} unverified"));
    }
    parts.join(" · ")
}

/// Who is named as often as this has a line above the first mention.
const OFTEN: usize = 3;

/// "Ilse Varnholt: 4 mentions · 1 conflict", above the first mention of somebody who is named often, and above the first of
/// whatever is told again and conflicts.
fn first(analysis: &Analysis, entry: &Entry) -> Option<CodeLens> {
    if entry.same.is_empty() || entry.same.iter().any(|other| *other < entry.span) {
        return None;
    }
    let all = mentions::all(analysis, entry);
    let loud = analysis.checked.findings.iter().filter(|finding| finding.level.is_loud());
    let loud = loud.filter(|finding| speaks_of(finding, &all)).count();
    let person = entry.kind == Kind::Person;
    if loud == 0 && (!person || all.len() < OFTEN) {
        return None;
    }
    let what = if person { "mention" } else { "telling" };
    let name = entry.name.as_deref().filter(|_| person).unwrap_or_else(|| analysis.words(entry.span));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title = format!("{name}: {}", count(all.len(), what));
    if loud > 0 {
        title = format!("{title} · {}", conflicts(loud));
    }
    let range = analysis.range(entry.span);
    Some(lens(range, title, SHOW_MENTIONS, json!({ "uri": analysis.url, "position": range.start })))
}

/// Whether a finding marks or names one of some places.
fn speaks_of(finding: &Finding, places: &[Span]) -> bool {
    let among = |span: Span| places.iter().any(|place| span.start < place.end && place.start < span.end);
    among(finding.place.span) || diagnostics::in_draft(finding).any(|related| among(related.place.span))
}

fn conflicts(loud: usize) -> String {
    if loud == 0 { "no conflicts".to_owned() } else { count(loud, "conflict") }
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
