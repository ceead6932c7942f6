//! Everywhere a draft speaks of the same thing: definition, references, highlights.

use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, LocationLink};

use super::analysis::Analysis;
use super::manners::Can;
use crate::check::Entry;
use crate::place::Span;

/// The claim at a byte of a draft: the narrowest, for the number within a date is the date's.
pub(super) fn claim_at(analysis: &Analysis, offset: usize) -> Option<&Entry> {
    let holding = analysis.ledger().iter().filter(|entry| entry.span.holds(offset));
    holding.min_by_key(|entry| entry.span.end - entry.span.start)
}

/// Every place that speaks of what a claim speaks of, in order, its own included.
pub(super) fn all(analysis: &Analysis, entry: &Entry) -> Vec<Span> {
    let mut spans = entry.same.clone();
    if let Some(day) = day(entry) {
        let days = analysis.ledger().iter().filter(|other| self::day(other) == Some(day));
        spans.extend(days.map(|other| other.span));
    }
    spans.push(entry.span);
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The one day that a date means: "2022-10-02", and not "2022-10".
fn day(entry: &Entry) -> Option<&str> {
    let (kind, value) = entry.timex.as_ref()?;
    (*kind == "DATE" && value.len() == 10 && value.bytes().all(|it| it.is_ascii_digit() || it == b'-'))
        .then_some(value.as_str())
}

/// From a claim to where the draft first speaks of it.
pub(super) fn definition(analysis: &Analysis, offset: usize) -> Option<GotoDefinitionResponse> {
    let entry = claim_at(analysis, offset)?;
    let first = analysis.range(*all(analysis, entry).first()?);
    if !analysis.manners.can(Can::LINKS) {
        return Some(GotoDefinitionResponse::Scalar(Location::new(analysis.url.clone(), first)));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(analysis.range(entry.span)),
        target_uri: analysis.url.clone(),
        target_range: first,
        target_selection_range: first,
    }]))
}

/// Every place that speaks of a claim; the first is its declaration.
pub(super) fn references(analysis: &Analysis, offset: usize, declaration: bool) -> Option<Vec<Location>> {
    let spans = all(analysis, claim_at(analysis, offset)?);
    let spans = spans.into_iter().skip(usize::from(!declaration));
    Some(spans.map(|span| Location::new(analysis.url.clone(), analysis.range(span))).collect())
}

/// The same places, to be marked in the draft.
pub(super) fn highlights(analysis: &Analysis, offset: usize) -> Option<Vec<DocumentHighlight>> {
    let spans = all(analysis, claim_at(analysis, offset)?);
    let one = |(index, span)| DocumentHighlight {
        range: analysis.range(span),
        kind: Some(if index == 0 { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    Some(spans.into_iter().enumerate().map(one).collect())
}
