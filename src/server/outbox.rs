//! What the server asks of the client.  Each question is a task of its own with an end: a client that never answers holds
//! up nobody.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{ConfigurationItem, MessageType, Registration};

use super::desk::Desk;
use super::manners::Can;
use super::settings::SECTION;
use super::tokens;
use crate::sheets;

/// How long the client may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// An answer of the client, or `None` when there is none.
pub(super) async fn answer<T>(question: impl Future<Output = Result<T>>) -> Option<T> {
    match tokio::time::timeout(PATIENCE, question).await {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(error)) => {
            tracing::warn!("the client refused: {error}");
            None
        }
        Err(_) => {
            tracing::warn!("the client did not answer");
            None
        }
    }
}

/// What is asked once the client is ready.
pub(super) fn begin(desk: &Arc<Desk>) {
    register(desk);
    let faults = desk.kept_faults();
    let shared = Arc::clone(desk);
    tokio::spawn(async move { complain(&shared, &faults).await });
    ask_for_settings(desk);
}

/// The client says that settings changed: it is asked for them, or sends them along if it cannot be asked.
pub(super) fn settings_changed(desk: &Arc<Desk>, sent: serde_json::Value) {
    if desk.manners().can(Can::SETTINGS) {
        ask_for_settings(desk);
        return;
    }
    take_settings(desk, sent.get(SECTION).cloned().unwrap_or(sent));
}

/// Asks for what is asked once: to be told of changed settings and sheets.
fn register(desk: &Arc<Desk>) {
    let manners = desk.manners();
    let mut wanted = Vec::new();
    let mut want = |method: &str, options| {
        let id = format!("{SECTION}-{method}");
        wanted.push(Registration { id, method: method.to_owned(), register_options: Some(options) });
    };
    if manners.can(Can::REGISTER_SETTINGS) {
        want("workspace/didChangeConfiguration", json!({ "section": SECTION }));
    }
    if manners.can(Can::WATCH) {
        let endings = sheets::ENDINGS.join(",");
        let patterns = [format!("**/{}.{{{endings}}}", sheets::HOUSE), format!("**/*.{}.{{{endings}}}", sheets::OWN)];
        let own = [format!("**/{}", crate::settings::FILE), "**/*.accept.toml".to_owned()];
        let watchers: Vec<_> = patterns.iter().chain(&own).map(|pattern| json!({ "globPattern": pattern })).collect();
        want("workspace/didChangeWatchedFiles", json!({ "watchers": watchers }));
    }
    if wanted.is_empty() {
        return;
    }
    let desk = Arc::clone(desk);
    tokio::spawn(async move { answer(desk.client.register_capability(wanted)).await });
}

/// Asks for the settings, all over and for each folder; then everything is checked anew.
pub(super) fn ask_for_settings(desk: &Arc<Desk>) {
    if !desk.manners().can(Can::SETTINGS) {
        return;
    }
    let question = desk.question();
    let desk = Arc::clone(desk);
    tokio::spawn(async move {
        let folders = desk.folders();
        let scopes = std::iter::once(None).chain(folders.iter().cloned().map(Some));
        let items =
            scopes.map(|scope_uri| ConfigurationItem { scope_uri, section: Some(SECTION.to_owned()) }).collect();
        let Some(values) = answer(desk.client.configuration(items)).await else { return };
        let faults = desk.set(question, folders, &values);
        follow(&desk, &faults).await;
    });
}

/// Takes settings that the client sends unasked.
fn take_settings(desk: &Arc<Desk>, value: serde_json::Value) {
    let faults = desk.set(desk.question(), Vec::new(), &[value]);
    let desk = Arc::clone(desk);
    tokio::spawn(async move { follow(&desk, &faults).await });
}

/// What follows from new settings.
async fn follow(desk: &Desk, faults: &[String]) {
    complain(desk, faults).await;
    offer_tokens(desk).await;
    refresh(desk).await;
}

/// Has every open draft checked anew, and the client ask anew.
pub(super) fn turn(desk: &Arc<Desk>) {
    desk.turn();
    let desk = Arc::clone(desk);
    tokio::spawn(async move { refresh(&desk).await });
}

/// Offers semantic tokens to a client that wants them only now.
async fn offer_tokens(desk: &Desk) {
    if desk.manners().can(Can::REGISTER_TOKENS) && desk.wants_tokens() && desk.first_offer_of_tokens() {
        let mut options = serde_json::to_value(tokens::options()).unwrap_or_default();
        options["documentSelector"] = serde_json::Value::Null;
        let method = "textDocument/semanticTokens";
        let id = format!("{SECTION}-{method}");
        let wanted = Registration { id, method: method.to_owned(), register_options: Some(options) };
        answer(desk.client.register_capability(vec![wanted])).await;
    }
}

/// Shows what in the settings cannot be read.
async fn complain(desk: &Desk, faults: &[String]) {
    for fault in faults {
        desk.client.show_message(MessageType::WARNING, format!("{SECTION}: {fault}")).await;
    }
}

/// Has the client ask anew for what it does not ask for at each change.
async fn refresh(desk: &Desk) {
    let manners = desk.manners();
    if manners.can(Can::REFRESH_HINTS) {
        answer(desk.client.inlay_hint_refresh()).await;
    }
    if manners.can(Can::REFRESH_LENSES) {
        answer(desk.client.code_lens_refresh()).await;
    }
    if manners.can(Can::REFRESH_TOKENS) {
        answer(desk.client.semantic_tokens_refresh()).await;
    }
}
