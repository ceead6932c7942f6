//! The line at the top of a draft: how many claims, how many conflicts.

use tower_lsp::lsp_types::{CodeLens, Command, Position, Range};

use super::analysis::Analysis;
use super::commands::OPEN_LEDGER;
use super::settings::Show;

/// The lens of a draft.
pub(super) fn of(analysis: &Analysis) -> Vec<CodeLens> {
    if !analysis.settings.shows(Show::LENS) {
        return Vec::new();
    }
    let address = serde_json::Value::String(analysis.url.to_string());
    let command = Command::new(title(analysis), OPEN_LEDGER.to_owned(), Some(vec![address]));
    vec![CodeLens { range: Range::new(Position::new(0, 0), Position::new(0, 0)), command: Some(command), data: None }]
}

/// "41 claims · 2 conflicts · 1 remark".
pub(super) fn title(analysis: &Analysis) -> String {
    let findings = &analysis.checked.findings;
    let loud = findings.iter().filter(|finding| finding.level.is_loud()).count();
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut parts = vec![count(analysis.ledger().len(), "claim")];
    parts.push(if loud == 0 { "no conflicts".to_owned() } else { count(loud, "conflict") });
    if findings.len() > loud {
        parts.push(count(findings.len() - loud, "remark"));
    }
    parts.join(" · ")
}
