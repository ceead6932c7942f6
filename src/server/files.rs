//! Files beside a draft that the server changes through the client: fact sheets, lists of ticks.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit, TextEdit, Url,
    WorkspaceEdit,
};

use super::convert;
use super::manners::{Can, Manners};
use super::store::Store;
use crate::place::Edit;
use crate::text::{self, Lines};

/// A file as the editor has it, else as the disk has it.
#[derive(Debug)]
pub(super) struct File {
    /// Its address, as the client wrote it where it is open.
    pub url: Url,
    /// What it says; nothing where it is not there yet.
    pub text: String,
    version: Option<i32>,
    is_new: bool,
}

impl File {
    /// The file of a path; nothing where it is there and cannot be read.
    pub fn of(store: &Store, path: &Path) -> Option<Self> {
        let url = Url::from_file_path(path).ok()?;
        if let Some(open) = store.snapshot(&url) {
            let (text, version) = (open.rope.to_string(), Some(open.version));
            return Some(File { url: open.url, text, version, is_new: false });
        }
        match fs::read(path) {
            Ok(bytes) => Some(File { url, text: text::decode(&bytes).ok()?.text, version: None, is_new: false }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Some(File { url, text: String::new(), version: None, is_new: true })
            }
            Err(_) => None,
        }
    }

    /// Edits of the file as the client takes them; nothing where it would have to make the file and cannot.
    pub fn changed(&self, edits: &[Edit], manners: &Manners) -> Option<WorkspaceEdit> {
        if self.is_new {
            return self.made(edits, manners);
        }
        let lines = Lines::new(&self.text);
        let plain = |edit: &Edit| {
            TextEdit::new(convert::range(&self.text, &lines, edit.span, manners.columns), edit.text.clone())
        };
        if !manners.can(Can::VERSIONED) {
            let changes = HashMap::from([(self.url.clone(), edits.iter().map(plain).collect())]);
            return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
        }
        let edits = edits.iter().map(|edit| OneOf::Left(plain(edit))).collect();
        let change = TextDocumentEdit { text_document: self.identifier(), edits };
        Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() })
    }

    /// The file made, with what the edits put into it.
    fn made(&self, edits: &[Edit], manners: &Manners) -> Option<WorkspaceEdit> {
        if !manners.can(Can::CREATE) {
            return None;
        }
        let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
        let create = CreateFile { uri: self.url.clone(), options: Some(options), annotation_id: None };
        let start = Range::new(Position::new(0, 0), Position::new(0, 0));
        let edits = edits.iter().map(|edit| OneOf::Left(TextEdit::new(start, edit.text.clone()))).collect();
        let operations = vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(TextDocumentEdit { text_document: self.identifier(), edits }),
        ];
        Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        })
    }

    fn identifier(&self) -> OptionalVersionedTextDocumentIdentifier {
        OptionalVersionedTextDocumentIdentifier { uri: self.url.clone(), version: self.version }
    }
}
