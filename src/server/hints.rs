//! Inlay hints: the day that is meant behind "Sunday", the figure behind "the latter figure", the bounds behind "more than 300".  What was told once is not told again: the
//! same words with the same meaning have a hint where they stand first, and so has a day that is written as month and number.
//! Where a finding speaks of a date, no hint does.

use std::collections::HashSet;

use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::analysis::Analysis;
use super::latter;
use super::settings::Show;
use crate::check::Entry;
use crate::claim::date::Time;
use crate::link::ClaimRef;
use crate::link::people::fold;
use crate::link::timeline::How;
use crate::place::Span;

/// The hints within a range, in the order of the draft.
pub(super) fn of(analysis: &Analysis, range: Range) -> Vec<InlayHint> {
    let asked = analysis.span(range);
    let mut hints: Vec<(Span, String, Option<String>)> = Vec::new();
    if analysis.settings.shows(Show::DATES) {
        hints.extend(dates(analysis));
    }
    if analysis.settings.shows(Show::FIGURES) {
        hints.extend(analysis.ledger().iter().filter_map(figure));
    }
    if analysis.settings.shows(Show::REFERENCES) {
        hints.extend(latter::all(analysis).into_iter().map(|(span, meant)| (span, meant, None)));
    }
    hints.retain(|(span, _, _)| asked.holds(span.end as usize));
    hints.sort_by_key(|(span, _, _)| *span);
    let hint = |(span, label, tooltip): (Span, String, Option<String>)| InlayHint {
        position: analysis.range(span).end,
        label: InlayHintLabel::String(label),
        kind: None,
        text_edits: None,
        tooltip: tooltip.map(InlayHintTooltip::String),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    hints.into_iter().map(hint).collect()
}

/// Dates of which something was supplied.
fn dates(analysis: &Analysis) -> Vec<(Span, String, Option<String>)> {
    let timeline = &analysis.checked.links.timeline;
    let (mut paragraphs, mut words, mut days) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut dates = Vec::new();
    for (block, it, claims) in analysis.story().blocks() {
        for (index, date) in claims.dates.iter().enumerate() {
            let at = ClaimRef { block, index };
            let Some(resolved) = timeline.resolved(at).filter(|resolved| resolved.how != How::Written) else {
                continue;
            };
            let span = it.span(date.extent);
            if analysis.checked.findings.iter().any(|finding| finding.place.span.meets(span)) {
                continue;
            }
            let doubt = if resolved.sure { "" } else { "?" };
            let label = format!("{}{doubt}", timeline.say(resolved.moment));
            let new = paragraphs.insert((block, label.clone()));
            let numbered = matches!(&date.time, Time::Calendar(it) if it.day.is_some());
            let again = days.contains(&label) && numbered;
            days.insert(label.clone());
            if new && !again && words.insert((fold(analysis.words(span)), label.clone())) {
                dates.push((span, label, timeline.meant(at)));
            }
        }
    }
    dates
}

/// Figures whose words bound them: "at least 286".
fn figure(entry: &Entry) -> Option<(Span, String, Option<String>)> {
    let number = entry.number.as_ref()?;
    number.modifier?;
    Some((entry.span, entry.meant.clone()?, None))
}
