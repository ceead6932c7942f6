//! Code actions.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::lsp_types::{CodeActionContext, Position, Range};

use super::{Client, URL, applied, range};
use crate::options::Format;
use crate::server::analysis::{self, Analysis};
use crate::server::backend::Backend;
use crate::server::desk::Desk;
use crate::server::manners::{Can, Manners};
use crate::server::store::{Role, Snapshot, Store};
use crate::server::{actions, edits};

const DRAFT: &str = "Ilse Varnholt said no.\n\nMs Varnholt sat. Ms Varnholt ate. Ms Varnholt slept.\n\nMs Varnholt rose. Ms Varnholt left.\n\nMs Varnhlot sang.\n\n\"Ms Varnhlot is right,\" he said.\n";

/// What a client says that takes actions as they are.
fn able(more: &Value) -> Value {
    let mut action = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    for (key, value) in more.as_object().unwrap() {
        action[key] = value.clone();
    }
    json!({ "textDocument": { "codeAction": action } })
}

async fn offered(client: &mut Client, url: &str, whole: Value, only: Option<&str>) -> Vec<Value> {
    let mut params = json!({ "textDocument": { "uri": url }, "range": whole, "context": { "diagnostics": [] } });
    if let Some(only) = only {
        params["context"]["only"] = json!([only]);
    }
    client.result("textDocument/codeAction", params).await.as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_name_is_changed_here_or_everywhere() {
    let mut client = Client::begin(able(&json!({}))).await;
    client.open(DRAFT).await;
    let found = offered(&mut client, URL, range((6, 5), (6, 5)), None).await;
    let change = "Change Varnhlot to Varnholt";
    let all = format!("{change} in all 2 places");
    assert_eq!(titles(&found), [change, &all, "Accept name-spelling with a reason"]);
    assert_eq!(found[0]["diagnostics"][0]["code"], "name-spelling");
    assert!(found[0].get("isPreferred").is_none() && found[0]["kind"] == "quickfix");
    let done = applied(DRAFT, found[0]["edit"]["changes"][URL].as_array().unwrap());
    assert_eq!(done, DRAFT.replacen("Varnhlot", "Varnholt", 1));
    let done = applied(DRAFT, found[1]["edit"]["changes"][URL].as_array().unwrap());
    assert_eq!(done, DRAFT.replace("Varnhlot", "Varnholt"));
    // Nothing where nothing is found.
    assert!(offered(&mut client, URL, range((0, 0), (0, 5)), None).await.is_empty());
}

#[tokio::test]
async fn only_what_is_asked_for_is_given() {
    let mut client = Client::begin(able(&json!({}))).await;
    client.open(DRAFT).await;
    let whole = range((0, 0), (99, 0));
    for (only, count) in
        [("", 6), ("quickfix", 6), ("quickfix.other", 0), ("quick", 0), ("refactor", 0), ("source.fixAll", 0)]
    {
        assert_eq!(offered(&mut client, URL, whole.clone(), Some(only)).await.len(), count, "{only}");
    }
}

#[tokio::test]
async fn edits_are_for_a_version_where_the_client_takes_such() {
    let mut capabilities = able(&json!({}));
    capabilities["workspace"] = json!({ "workspaceEdit": { "documentChanges": true } });
    let mut client = Client::begin(capabilities).await;
    client.open(DRAFT).await;
    client.change(7, json!([])).await;
    let found = offered(&mut client, URL, range((6, 5), (6, 5)), None).await;
    assert_eq!(found[0]["edit"]["documentChanges"][0]["textDocument"], json!({ "uri": URL, "version": 7 }));
}

#[tokio::test]
async fn an_edit_is_made_when_it_is_asked_for() {
    let capabilities = able(&json!({ "dataSupport": true, "resolveSupport": { "properties": ["edit"] } }));
    let (mut client, able) = Client::begin_with(json!({ "capabilities": capabilities })).await;
    assert_eq!(able["codeActionProvider"]["resolveProvider"], true);
    client.open(DRAFT).await;
    let found = offered(&mut client, URL, range((8, 5), (8, 5)), None).await;
    assert!(found[0].get("edit").is_none());
    // The draft has moved on, and the edit goes where its words went.
    client.change(2, json!([{ "range": range((0, 0), (0, 0)), "text": "Look:\n\n" }])).await;
    let action = client.result("codeAction/resolve", found[0].clone()).await;
    let edit = &action["edit"]["changes"][URL][0];
    assert_eq!((&edit["newText"], &edit["range"]), (&json!("Varnholt"), &range((10, 4), (10, 12))));
    client.change(3, json!([{ "text": "Nothing." }])).await;
    let late = client.request("codeAction/resolve", found[0].clone()).await;
    assert_eq!(late["error"]["code"], -32801);
}

#[tokio::test]
async fn a_client_of_commands_has_its_fixes_made() {
    let mut client = Client::begin(json!({ "workspace": { "applyEdit": true } })).await;
    client.open(DRAFT).await;
    let found = offered(&mut client, URL, range((6, 5), (6, 5)), None).await;
    assert_eq!(found[0]["command"], "deskcheck.applyFix");
    client.result("workspace/executeCommand", found[0].clone()).await;
    let asked = client.hears("workspace/applyEdit").await;
    assert_eq!(asked["params"]["edit"]["changes"][URL][0]["newText"], "Varnholt");
    // One that can neither be shown actions nor make edits is offered none but to accept.
    let mut client = Client::begin(json!({})).await;
    client.open(DRAFT).await;
    let found = offered(&mut client, URL, range((6, 5), (6, 5)), None).await;
    assert_eq!((found.len(), &found[0]["command"]), (1, &json!("deskcheck.accept")), "{found:?}");
}

/// What is offered silences the finding; plain text has no comments.
#[tokio::test]
async fn an_ignore_that_is_offered_works() {
    let mut client = Client::begin(able(&json!({}))).await;
    let text = "# Talks\n\nIt cost TK pounds.\n";
    client.open(text).await;
    let found = offered(&mut client, URL, range((2, 9), (2, 9)), None).await;
    assert!(titles(&found).iter().all(|title| !title.starts_with("Ignore")), "{found:?}");
    let url = "file:///desk/story.md";
    client.open_as(url, "markdown", text).await;
    let found = offered(&mut client, url, range((2, 9), (2, 9)), None).await;
    for action in found.iter().filter(|action| action["title"] == "Ignore placeholder here") {
        let done = applied(text, action["edit"]["changes"][url].as_array().unwrap());
        assert_eq!(done, "# Talks\n\n<!-- deskcheck: ignore placeholder -->\nIt cost TK pounds.\n");
        client.change_in(url, 2, json!([{ "text": done }])).await;
        assert!(client.shows(url, |version, _| *version == 2).await.is_empty());
    }
}

/// A draft as it was checked, for a client that can do everything at once.
fn analysed(text: &str) -> Analysis {
    let mut desk = None;
    let _service = tower_lsp::LspService::new(|client| {
        let store = Store::new(Arc::new(Desk::new(client)));
        desk = Some(Arc::clone(&store.desk));
        Backend::new(Arc::new(store))
    });
    let desk = desk.unwrap();
    desk.meet(Manners { can: Can::all() - Can::RESOLVE, ..Manners::default() }, &Value::Null);
    let snapshot = Snapshot {
        url: URL.parse().unwrap(),
        path: None,
        version: 3,
        generation: 1,
        rope: text.into(),
        role: Role::Draft(Format::Text),
    };
    analysis::once(&desk, &snapshot, &|| false).unwrap()
}

#[tokio::test]
async fn all_sure_fixes_are_made_at_once_outside_direct_speech() {
    let mut analysis = analysed(DRAFT);
    let context =
        |only: &str| CodeActionContext { only: Some(vec![only.to_owned().into()]), ..CodeActionContext::default() };
    let none = actions::of(&analysis, Range::default(), &context("source.fixAll"));
    assert!(none.is_empty(), "no fix is sure until a rule says so");
    assert_eq!(analysis.checked.findings.len(), 2);
    for finding in &mut analysis.checked.findings {
        finding.fixes[0].sure = true;
    }
    for only in ["", "source", "source.fixAll", "source.fixAll.deskcheck"] {
        let found = actions::of(&analysis, Range::default(), &context(only));
        let found = serde_json::to_value(found).unwrap();
        assert_eq!(found.as_array().unwrap().len(), 1, "{only}");
        let change = &found[0]["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"]["version"], 3);
        assert_eq!(applied(DRAFT, change["edits"].as_array().unwrap()), DRAFT.replacen("Varnhlot", "Varnholt", 1));
    }
    assert!(actions::of(&analysis, Range::default(), &context("source.organizeImports")).is_empty());
    // A fix that is sure is the one of choice.
    let line = Range::new(Position::new(6, 0), Position::new(6, 9));
    let found = serde_json::to_value(actions::of(&analysis, line, &context("quickfix"))).unwrap();
    assert_eq!(found[0]["isPreferred"], true);
}

#[test]
fn a_fix_is_made_whole_or_not_at_all() {
    let edit = |start, end| crate::place::Edit { span: crate::place::Span::new(start, end), text: String::new() };
    let fixes =
        [vec![edit(4, 9)], vec![edit(0, 2)], vec![edit(4, 9)], vec![edit(8, 12), edit(20, 22)], vec![edit(9, 12)]];
    let kept = edits::together(fixes.iter().map(|fix| &fix[..]));
    assert_eq!(kept, [edit(0, 2), edit(4, 9), edit(9, 12)]);
}
