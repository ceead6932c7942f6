//! Findings as diagnostics.

use std::fmt::Write;

use tower_lsp::lsp_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString};

use super::analysis::Analysis;
use super::convert;
use super::store::Manners;
use crate::finding::{Finding, Level};
use crate::place::Source;

/// The diagnostics of a checked draft.
pub(super) fn of(analysis: &Analysis, manners: &Manners) -> Vec<Diagnostic> {
    analysis.checked.findings.iter().map(|finding| one(analysis, finding, manners)).collect()
}

/// One finding as a diagnostic.  Where the client shows no related places, the message names the line.
pub(super) fn one(analysis: &Analysis, finding: &Finding, manners: &Manners) -> Diagnostic {
    let range = |span| convert::range(&analysis.text, &analysis.lines, span, manners.columns);
    let mut message = finding.message.clone();
    if let Some(related) =
        finding.related.iter().find(|it| it.place.source == Source::DRAFT).filter(|_| !manners.related)
    {
        let line = analysis.lines.line_of(related.place.span.start as usize) + 1;
        let _ = write!(message, " (line {line}: {})", related.message);
    }
    let here = finding.related.iter().filter(|related| related.place.source == Source::DRAFT);
    let related = here.map(|related| DiagnosticRelatedInformation {
        location: Location::new(analysis.url.clone(), range(related.place.span)),
        message: related.message.clone(),
    });
    Diagnostic {
        range: range(finding.place.span),
        severity: Some(match finding.level {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Information => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        source: Some("deskcheck".to_owned()),
        message,
        related_information: manners.related.then(|| related.collect()),
        data: Some(serde_json::json!({ "fingerprint": finding.fingerprint() })),
        ..Diagnostic::default()
    }
}
