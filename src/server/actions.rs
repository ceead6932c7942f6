//! Quick fixes.

use std::collections::HashMap;

use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::store::Manners;
use super::{convert, diagnostics};
use crate::finding::Fix;
use crate::place::Span;

/// The quick fixes of the findings that touch a range.
pub(super) fn of(
    analysis: &Analysis,
    range: Range,
    context: &CodeActionContext,
    manners: &Manners,
) -> Vec<CodeActionOrCommand> {
    let wanted =
        context.only.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| matches!(kind.as_str(), "" | "quickfix")));
    if !wanted {
        return Vec::new();
    }
    let offset = |position| convert::offset(&analysis.text, &analysis.lines, position, manners.columns);
    let (one, other) = (offset(range.start), offset(range.end));
    let asked = Span::new(one.min(other), one.max(other));
    let findings = analysis.checked.findings.iter().filter(|finding| finding.place.span.touches(asked));
    let fixes = findings.flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
    fixes
        .map(|(finding, fix)| {
            CodeActionOrCommand::CodeAction(CodeAction {
                title: fix.title.clone(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostics::one(analysis, finding, manners)]),
                edit: Some(edit(analysis, fix, manners)),
                is_preferred: fix.sure.then_some(true),
                ..CodeAction::default()
            })
        })
        .collect()
}

fn edit(analysis: &Analysis, fix: &Fix, manners: &Manners) -> WorkspaceEdit {
    let edits = fix.edits.iter().map(|edit| {
        TextEdit::new(convert::range(&analysis.text, &analysis.lines, edit.span, manners.columns), edit.text.clone())
    });
    if !manners.versioned {
        let changes = HashMap::from([(analysis.url.clone(), edits.collect())]);
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let document =
        OptionalVersionedTextDocumentIdentifier { uri: analysis.url.clone(), version: Some(analysis.version) };
    let change = TextDocumentEdit { text_document: document, edits: edits.map(OneOf::Left).collect() };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() }
}
