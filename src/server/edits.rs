//! Edits of the draft as the client takes them.

use std::collections::HashMap;

use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::manners::Can;
use crate::place::Edit;

/// The request is right, and yet it cannot be done.
pub(super) const FAILED: ErrorCode = ErrorCode::ServerError(-32803);

/// A request that is refused, with the reason.
pub(super) fn refused(code: ErrorCode, message: &str) -> Error {
    Error { code, message: message.to_owned().into(), data: None }
}

/// The name of the annotation of edits in direct speech.
const QUOTED: &str = "quoted";

/// Edits of a draft, for its version where the client takes such.  Where the client can ask before an edit is made, it asks
/// for those in direct speech if `asks` is set.
pub(super) fn workspace(analysis: &Analysis, edits: &[Edit], asks: bool) -> WorkspaceEdit {
    let plain = |edit: &Edit| TextEdit::new(analysis.range(edit.span), edit.text.clone());
    if !analysis.manners.can(Can::VERSIONED) {
        let changes = HashMap::from([(analysis.url.clone(), edits.iter().map(plain).collect())]);
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let document =
        OptionalVersionedTextDocumentIdentifier { uri: analysis.url.clone(), version: Some(analysis.version) };
    let asks = asks && analysis.manners.can(Can::ANNOTATIONS);
    let mut asked = false;
    let edits = edits.iter().map(|edit| {
        if asks && analysis.is_quoted(edit.span) {
            asked = true;
            OneOf::Right(AnnotatedTextEdit { text_edit: plain(edit), annotation_id: QUOTED.to_owned() })
        } else {
            OneOf::Left(plain(edit))
        }
    });
    let change = TextDocumentEdit { text_document: document, edits: edits.collect() };
    let annotation = ChangeAnnotation {
        label: "In direct speech".to_owned(),
        needs_confirmation: Some(true),
        description: Some("These words are somebody's".to_owned()),
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![change])),
        change_annotations: asked.then(|| HashMap::from([(QUOTED.to_owned(), annotation)])),
        ..WorkspaceEdit::default()
    }
}

/// The edits of several fixes, in order; a fix that meets one before it is left out, and all of it.
pub(super) fn together<'a>(fixes: impl Iterator<Item = &'a [Edit]>) -> Vec<Edit> {
    let mut kept: Vec<Edit> = Vec::new();
    for fix in fixes {
        let meets = |edit: &Edit, other: &Edit| {
            edit.span == other.span || edit.span.start < other.span.end && other.span.start < edit.span.end
        };
        if !fix.iter().any(|edit| kept.iter().any(|other| meets(edit, other))) {
            kept.extend_from_slice(fix);
        }
    }
    kept.sort_by_key(|edit| edit.span);
    kept
}
