//! The ledger of a draft as an editor shows it: in words, and as data for a list.

use std::fmt::Write;

use serde::Serialize;
use tower_lsp::lsp_types::{Range, Url};

use super::analysis::Analysis;
use super::hover::escape;
use super::{diagnostics, lens, mentions};
use crate::check::Entry;
use crate::place::Span;

/// The ledger of one draft.
#[derive(Debug, Serialize)]
pub(super) struct Ledger<'a> {
    uri: &'a Url,
    version: i32,
    /// "41 claims · 2 conflicts · 9 unverified".
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
    let states = States::new(analysis);
    let claims: Vec<_> = analysis.ledger().iter().map(|entry| claim(analysis, entry, &states)).collect();
    let title = lens::title(analysis, &states);
    let mut text = format!("# {title}\n\n| line | kind | claim | read as | state |\n|---|---|---|---|---|\n");
    for claim in &claims {
        let words = escape(&claim.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let meant = escape(claim.meant.unwrap_or_default());
        let line = claim.range.start.line + 1;
        let _ = writeln!(text, "| {line} | {} | {words} | {meant} | {} |", claim.kind, claim.state);
    }
    Ledger { uri: &analysis.url, version: analysis.version, title, text, claims }
}

fn claim<'a>(analysis: &'a Analysis, entry: &'a Entry, states: &States) -> Claim<'a> {
    let mut lines: Vec<_> = mentions::all(analysis, entry).into_iter().map(|span| analysis.line(span)).collect();
    lines.dedup();
    Claim {
        kind: entry.kind.name(),
        text: analysis.words(entry.span),
        meant: entry.name.as_deref().or(entry.meant.as_deref()),
        range: analysis.range(entry.span),
        state: states.of(entry),
        lines,
    }
}

/// The state of claims that nothing was held against.
pub(super) const UNCHECKED: &str = "not checked";

/// Whether each claim conflicts with something, was held against something, or was not.
pub(super) struct States {
    conflicts: Spans,
    checked: Spans,
}

impl States {
    /// The states of the claims of a checked draft.
    pub fn new(analysis: &Analysis) -> Self {
        let findings = analysis.checked.findings.iter();
        let conflicts = findings.flat_map(|finding| {
            let related = diagnostics::in_draft(finding).map(|related| related.place.span);
            std::iter::once(finding.place.span).chain(related)
        });
        let checked = analysis.checked.passed.iter().flat_map(|it| std::iter::once(it.span).chain(it.against));
        States { conflicts: Spans::new(conflicts), checked: Spans::new(checked) }
    }

    /// The state of a claim, in a word.
    pub fn of(&self, entry: &Entry) -> &'static str {
        if self.conflicts.meet(entry.span) {
            "conflict"
        } else if self.checked.meet(entry.span) {
            "checked"
        } else {
            UNCHECKED
        }
    }
}

/// Stretches by their beginning, each with the farthest end so far: a long draft has thousands.
struct Spans(Vec<(u32, u32)>);

impl Spans {
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<_> = spans.map(|span| (span.start, span.end)).collect();
        spans.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut spans {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Spans(spans)
    }

    /// Whether one of them has a byte in common with a span.
    fn meet(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end);
        before > 0 && self.0[before - 1].1 > span.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_meet_where_they_share_a_byte() {
        let spans = Spans::new([Span::new(30, 40), Span::new(0, 20), Span::new(5, 8)].into_iter());
        for (start, end, meets) in [(10, 12, true), (19, 25, true), (20, 30, false), (39, 50, true), (40, 41, false)] {
            assert_eq!(spans.meet(Span::new(start, end)), meets, "{start} to {end}");
        }
        assert!(!Spans::new(std::iter::empty()).meet(Span::new(0, 9)));
    }
}
