//! Findings as diagnostics.

use std::fmt::Write;

use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString,
};

use super::analysis::Analysis;
use super::convert;
use super::manners::Can;
use crate::finding::{Finding, Level, Related};
use crate::place::{Source, Span};
use crate::settings::Fault;
use crate::text::{Columns, Lines};

/// The diagnostics of a checked draft.
pub(super) fn of(analysis: &Analysis) -> Vec<Diagnostic> {
    analysis.checked.findings.iter().map(|finding| one(analysis, finding)).collect()
}

/// One finding as a diagnostic.  The message names the line of the other place, since not every editor shows related places.
pub(super) fn one(analysis: &Analysis, finding: &Finding) -> Diagnostic {
    let manners = &analysis.manners;
    let mut message = finding.message.clone();
    let here = analysis.line(finding.place.span);
    if let Some(related) = in_draft(finding).next() {
        let there = analysis.line(related.place.span);
        if !manners.can(Can::RELATED) {
            let _ = write!(message, " (line {there}: {})", related.message);
        } else if there != here {
            let _ = write!(message, " (line {there})");
        }
    }
    let related = in_draft(finding).map(|related| DiagnosticRelatedInformation {
        location: Location::new(analysis.url.clone(), analysis.range(related.place.span)),
        message: related.message.clone(),
    });
    let page = analysis.settings.rules_page.clone().filter(|_| manners.can(Can::CODE_PAGES));
    Diagnostic {
        range: analysis.range(finding.place.span),
        severity: Some(severity(finding.level)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: page.map(|mut href| {
            href.set_fragment(Some(finding.rule));
            CodeDescription { href }
        }),
        source: Some("deskcheck".to_owned()),
        message,
        related_information: manners.can(Can::RELATED).then(|| related.collect()),
        tags: tag(finding.rule).filter(|(_, number)| manners.tags.contains(number)).map(|(tag, _)| vec![tag]),
        data: manners.can(Can::KEEP_DATA).then(|| serde_json::json!({ "fingerprint": finding.fingerprint() })),
    }
}

/// What cannot be read in a file of settings; a fault without a place stands at the beginning.
pub(super) fn of_settings(fault: &Fault, source: &str, columns: Columns) -> Diagnostic {
    let lines = Lines::new(source);
    let span = fault.span.clone().unwrap_or_default();
    let start = source.floor_char_boundary(span.start);
    // A table is shown by its first line.
    let line = lines.range(source, lines.line_of(start));
    let end = source.floor_char_boundary(span.end).clamp(start, line.end.max(start));
    Diagnostic {
        range: convert::range(source, &lines, Span::new(start, end), columns),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("deskcheck".to_owned()),
        message: fault.message.clone(),
        ..Diagnostic::default()
    }
}

/// How an editor is to show a level.
pub(super) fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Information => DiagnosticSeverity::INFORMATION,
    }
}

/// The places in the draft itself that explain a finding.
pub(super) fn in_draft(finding: &Finding) -> impl Iterator<Item = &Related> {
    finding.related.iter().filter(|related| related.place.source == Source::DRAFT)
}

/// What can go: words that stand for nothing, said twice.
fn tag(rule: &str) -> Option<(DiagnosticTag, i64)> {
    matches!(rule, "unused-ignore" | "fact-sheet-duplicate").then_some((DiagnosticTag::UNNECESSARY, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_go_is_tagged() {
        assert_eq!(tag("unused-ignore").map(|(_, number)| number), Some(1));
        assert!(
            crate::rules::RULES
                .iter()
                .all(|rule| tag(rule.name).is_none() || matches!(rule.name, "unused-ignore" | "fact-sheet-duplicate"))
        );
    }
}
