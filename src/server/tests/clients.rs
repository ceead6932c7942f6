//! Real clients' first messages, and what they can do honoured.

use serde_json::{Value, json};

use super::Client;

/// What ten versions of six editors send at the start, the names of folders changed.
fn messages() -> Vec<Value> {
    include_str!("initialize.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn the_first_words_of_real_clients_are_understood() {
    assert_eq!(messages().len(), 10);
    for message in messages() {
        let can = |at: &str| message["capabilities"].pointer(at).is_some_and(|it| *it == true || it.is_object());
        let (mut client, offered) = Client::begin_with(message.clone()).await;
        let encoding = message["capabilities"]["general"]["positionEncodings"][0].as_str().unwrap_or("utf-16");
        assert_eq!(offered["positionEncoding"], encoding, "{message}");
        assert!(offered.get("diagnosticProvider").is_none() && offered.get("semanticTokensProvider").is_none());
        let prepares = offered["renameProvider"]["prepareProvider"] == true;
        assert_eq!(prepares, can("/textDocument/rename/prepareSupport"), "{message}");
        client.open("A gap: TK.\n\nIlse Varnholt said no.\n\nMs Varnholt left.").await;
        let shown = client.diagnostics(1).await;
        assert_eq!(shown[0]["code"], "placeholder");
        assert_eq!(shown[0].get("data").is_some(), can("/textDocument/publishDiagnostics/dataSupport"), "{message}");
        let outline =
            client.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": super::URL } })).await;
        let tree = can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
        assert_eq!(outline[0].get("children").is_some(), tree, "{message}");
        assert_eq!(outline[0].get("containerName").is_some(), !tree, "{message}");
        let definition = client.result_at("textDocument/definition", 4, 5).await;
        let linked = can("/textDocument/definition/linkSupport");
        assert_eq!(definition.is_array() && definition[0].get("targetUri").is_some(), linked, "{message}");
        // Settings are asked for, files watched, where that is offered: the order does not matter.
        if can("/workspace/configuration") {
            client.hears("workspace/configuration").await;
        }
        if can("/workspace/didChangeWatchedFiles/dynamicRegistration") {
            let asked = client.hears("client/registerCapability").await;
            assert!(asked["params"]["registrations"].to_string().contains("deskcheck-facts.{toml,"), "{asked}");
        }
        client.request("shutdown", Value::Null).await;
        client.notify("exit", Value::Null).await;
        assert_eq!(client.code().await, 0);
    }
}

#[tokio::test]
async fn a_bare_client_is_asked_nothing() {
    let mut client = Client::begin(json!({})).await;
    client.open("A gap: TK.").await;
    client.diagnostics(1).await;
    client.result("workspace/executeCommand", json!({ "command": "deskcheck.reload" })).await;
    client.card(0, 8).await;
    assert!(client.heard.is_empty(), "{:?}", client.heard);
}

#[tokio::test]
async fn a_client_that_never_answers_holds_up_nobody() {
    let mut message = messages().pop().unwrap();
    message["workspaceFolders"] = Value::Null;
    let (mut client, _) = Client::begin_with(message).await;
    for round in 0..20 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
        client.change_in(super::URL, round, json!([])).await;
    }
    client.open("They met on Sunday, October 3, 2022.").await;
    assert!(client.card(0, 14).await.contains("was a Monday"));
    client.hears("workspace/configuration").await;
    client.request("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.code().await, 0);
}
