//! Commands.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, MessageType, Position, Url};

use super::actions::{self, Chosen};
use super::analysis::{self, Analysis};
use super::store::Store;
use super::{accept, facts, ledger, mentions, outbox, scan};

/// Checks every draft of the open folders, or of the folders given as addresses.
const CHECK_WORKSPACE: &str = "deskcheck.checkWorkspace";

/// Reads settings and fact sheets anew.
const RELOAD: &str = "deskcheck.reload";

/// Gives the ledger of an open draft.
pub(super) const OPEN_LEDGER: &str = "deskcheck.openLedger";

/// Gives every place that speaks of the claim at a position.
pub(super) const SHOW_MENTIONS: &str = "deskcheck.showMentions";

/// Makes a fix, for clients that know commands only.
pub(super) const APPLY_FIX: &str = "deskcheck.applyFix";

/// Puts a finding on the accept list beside the draft, with a reason.
pub(super) const ACCEPT: &str = "deskcheck.accept";

/// All of them.
pub(super) const ALL: &[&str] = &[
    CHECK_WORKSPACE,
    RELOAD,
    OPEN_LEDGER,
    SHOW_MENTIONS,
    APPLY_FIX,
    ACCEPT,
    facts::WRITE_FACT_SHEET,
    facts::CHANGE_FACTS,
];

/// Runs a command.
pub(super) async fn run(store: &Arc<Store>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    match params.command.as_str() {
        CHECK_WORKSPACE => check_workspace(store, params).await,
        RELOAD => {
            store.desk.sheets.forget();
            store.desk.forget_settings();
            store.desk.turn();
            outbox::ask_for_settings(&store.desk);
            Ok(None)
        }
        OPEN_LEDGER => {
            let analysis = draft(store, address(params.arguments.first())?).await?;
            Ok(serde_json::to_value(ledger::of(&analysis)).ok())
        }
        SHOW_MENTIONS => {
            let argument = params.arguments.into_iter().next().unwrap_or_default();
            let analysis = draft(store, address(Some(&argument))?).await?;
            let position = serde_json::from_value::<Position>(argument["position"].clone());
            let position = position.map_err(|_| Error::invalid_params("`position` is a line and a character"))?;
            let found = mentions::references(&analysis, analysis.offset(position), true);
            Ok(serde_json::to_value(found.unwrap_or_default()).ok())
        }
        APPLY_FIX => apply_fix(store, params.arguments.into_iter().next().unwrap_or_default()).await,
        ACCEPT => accept::run(store, params.arguments.into_iter().next().unwrap_or_default()).await,
        facts::WRITE_FACT_SHEET => {
            let drafts = params.arguments.iter().map(|it| address(Some(it))).collect::<Result<Vec<_>>>()?;
            facts::write(store, &drafts).await
        }
        facts::CHANGE_FACTS => facts::change(store, params.arguments.into_iter().next().unwrap_or_default()).await,
        other => Err(Error::invalid_params(format!("there is no command {other}; there are {}", ALL.join(", ")))),
    }
}

/// The address in an argument: bare, or as `uri` in a table.
fn address(argument: Option<&Value>) -> Result<Url> {
    let text = argument.and_then(|it| it.as_str().or_else(|| it.get("uri")?.as_str()));
    text.and_then(|text| text.parse().ok())
        .ok_or_else(|| Error::invalid_params("the first argument is the address of a draft: \"file:///desk/story.md\""))
}

/// The analysis of an open draft.
pub(super) async fn draft(store: &Arc<Store>, url: Url) -> Result<Arc<Analysis>> {
    let snapshot = store.snapshot(&url).ok_or_else(|| Error::invalid_params(format!("{url} is not open")))?;
    let analysis = analysis::of(store, snapshot).await;
    analysis.ok_or_else(|| Error::invalid_params(format!("{url} is no draft")))
}

async fn check_workspace(store: &Arc<Store>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let given = params.arguments.iter().map(|it| address(Some(it))).collect::<Result<Vec<_>>>()?;
    let wanted = if given.is_empty() { store.desk.folders() } else { given };
    let mut folders = Vec::new();
    let mut unfit = Vec::new();
    for folder in wanted.iter().filter_map(|url| url.to_file_path().ok()) {
        match scan::unfit(&folder) {
            Some(reason) => unfit.push(reason),
            None => folders.push(folder),
        }
    }
    if folders.is_empty() {
        let reason = unfit.pop().unwrap_or_else(|| "no folder is open; give the address of one".to_owned());
        let client = store.desk.client.clone();
        let message = format!("deskcheck: {reason}");
        tokio::spawn(async move { client.show_message(MessageType::WARNING, message).await });
        return Err(Error::invalid_params(reason));
    }
    let stop = Arc::new(AtomicBool::new(false));
    // Dropped when the request is cancelled.
    let _guard = scan::Stop(Arc::clone(&stop));
    let token = params.work_done_progress_params.work_done_token;
    let sum = tokio::spawn(scan::run(Arc::clone(store), folders, token, stop)).await;
    Ok(sum.ok().and_then(|sum| serde_json::to_value(sum).ok()))
}

async fn apply_fix(store: &Arc<Store>, argument: Value) -> Result<Option<Value>> {
    let chosen: Chosen =
        serde_json::from_value(argument).map_err(|_| Error::invalid_params("the argument names no fix"))?;
    let analysis = draft(store, chosen.uri.clone()).await?;
    let edit = actions::edit(&analysis, &chosen).ok_or_else(Error::content_modified)?;
    let client = store.desk.client.clone();
    tokio::spawn(async move { outbox::answer(client.apply_edit(edit)).await });
    Ok(None)
}
