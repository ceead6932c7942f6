//! A finding that is right as it is: somebody says so, with a reason, in the accept list beside the draft.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Command, MessageType, ShowDocumentParams, Url,
};

use super::analysis::Analysis;
use super::commands::{ACCEPT, draft};
use super::desk::Desk;
use super::edits::{self, FAILED};
use super::files::File;
use super::manners::Can;
use super::store::Store;
use super::{actions, convert, diagnostics, outbox};
use crate::disk;
use crate::finding::Finding;
use crate::place::{Edit, Span};
use crate::settings::{Accepted, accept_path, addition};
use crate::text::Lines;

/// Which finding, and why it is right.
#[derive(Debug, Deserialize, Serialize)]
struct Asked {
    uri: Url,
    fingerprint: String,
    #[serde(default)]
    at: u32,
    /// Without it, the list is shown where the reason belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// The action that accepts a finding; a draft without a file has no list beside it.
pub(super) fn offered(analysis: &Analysis, finding: &Finding) -> Option<CodeActionOrCommand> {
    analysis.url.to_file_path().ok()?;
    let title = format!("Accept {} with a reason", finding.rule);
    let (fingerprint, at) = (finding.fingerprint(), finding.place.span.start);
    let asked = serde_json::to_value(Asked { uri: analysis.url.clone(), fingerprint, at, why: None }).ok()?;
    let command = Command::new(title.clone(), ACCEPT.to_owned(), Some(vec![asked]));
    if !analysis.manners.can(Can::ACTIONS) {
        return Some(CodeActionOrCommand::Command(command));
    }
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostics::one(analysis, finding)]),
        command: Some(command),
        ..CodeAction::default()
    }))
}

/// Puts a finding on the accept list: into the buffer where the list is open, else on the disk.
pub(super) async fn run(store: &Arc<Store>, argument: Value) -> Result<Option<Value>> {
    let asked: Asked =
        serde_json::from_value(argument).map_err(|_| Error::invalid_params("the argument names no finding"))?;
    let analysis = draft(store, asked.uri.clone()).await?;
    let finding = actions::nearest(&analysis, &asked.fingerprint, asked.at).ok_or_else(Error::content_modified)?;
    let beside = || Error::invalid_params("an accept list stands beside a file: save the draft first");
    let path = accept_path(&analysis.url.to_file_path().map_err(|()| beside())?);
    let url = Url::from_file_path(&path).map_err(|()| beside())?;
    let signature = analysis.terms.effective.signature.clone().complete();
    let why = asked.why.unwrap_or_default();
    let accepted = Accepted {
        rule: finding.rule,
        values: finding.values.clone(),
        by: signature.by,
        when: signature.when,
        why: Some(why.trim().to_owned()),
        at: 0,
    };
    let list = if let Some(open) = File::of(store, &path).filter(|_| store.is_open(&url)) {
        let text = addition(&open.text, &[accepted]);
        let end = Span::new(open.text.len(), open.text.len());
        let manners = store.desk.manners();
        let edit = open.changed(&[Edit { span: end, text: text.clone() }], &manners);
        let edit = edit.filter(|_| manners.can(Can::APPLY));
        let edit = edit.ok_or_else(|| edits::refused(FAILED, "the accept list is open; close it first"))?;
        let client = store.desk.client.clone();
        tokio::spawn(async move { outbox::answer(client.apply_edit(edit)).await });
        open.text + &text
    } else {
        let written = path.clone();
        let list = tokio::task::spawn_blocking(move || write(&written, &accepted)).await;
        let list = list.map_err(|_| Error::internal_error())?;
        let list = list.map_err(|error| edits::refused(FAILED, &format!("{error:#}")))?;
        store.desk.forget_settings();
        outbox::turn(&store.desk);
        list
    };
    if why.trim().is_empty() {
        ask_for_reason(&store.desk, url, &list, &path);
    }
    Ok(Some(json!({ "list": path, "rule": finding.rule })))
}

/// Writes a list with one more entry, and gives it as a whole.
fn write(path: &Path, accepted: &Accepted) -> anyhow::Result<String> {
    use anyhow::Context;
    let mut list = match std::fs::read_to_string(path) {
        Ok(list) => list,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("could not read {}", path.display())),
    };
    list.push_str(&addition(&list, std::slice::from_ref(accepted)));
    disk::replace(path, list.as_bytes())?;
    Ok(list)
}

/// Shows the list where the reason of its last entry belongs, or says where that is.
fn ask_for_reason(desk: &Arc<Desk>, url: Url, list: &str, path: &Path) {
    const BEFORE: &str = "why = \"";
    let at = list.rfind(BEFORE).map_or(list.len(), |at| at + BEFORE.len());
    let range = convert::range(list, &Lines::new(list), Span::new(at, at), desk.manners().columns);
    let message = format!("deskcheck: accepted; write the reason into {}", path.display());
    let desk = Arc::clone(desk);
    tokio::spawn(async move {
        if !desk.manners().can(Can::SHOW) {
            desk.client.show_message(MessageType::INFO, message).await;
            return;
        }
        let show = ShowDocumentParams { uri: url, external: None, take_focus: Some(true), selection: Some(range) };
        outbox::answer(desk.client.show_document(show)).await;
    });
}
