//! Settings of the client, at the start and live.

use serde_json::{Value, json};

use super::{Client, URL};

const DRAFT: &str = "They met on Sunday, October 3, 2022. It cost TK.\n";

fn rules(shown: &[Value]) -> Vec<(&str, u64)> {
    shown.iter().map(|it| (it["code"].as_str().unwrap(), it["severity"].as_u64().unwrap())).collect()
}

#[tokio::test]
async fn settings_at_the_start_hold() {
    let start = json!({ "rules": { "placeholder": "off", "weekday-mismatch": "information" }, "published": "soon" });
    let (mut client, _) = Client::begin_with(json!({ "capabilities": {}, "initializationOptions": start })).await;
    let told = client.hears("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("write it as 2022-10-04"), "{told}");
    client.open(DRAFT).await;
    let shown = client.diagnostics(1).await;
    assert_eq!(rules(shown.as_array().unwrap()), [("weekday-mismatch", 3)]);
}

#[tokio::test]
async fn settings_are_asked_for_and_change_live() {
    let capabilities = json!({ "workspace": {
        "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true },
        "inlayHint": { "refreshSupport": true }, "codeLens": { "refreshSupport": true },
    } });
    let mut client = Client::start();
    client.answers.insert("workspace/configuration", json!([{ "rules": { "placeholder": "off" } }]));
    client.answers.insert("client/registerCapability", Value::Null);
    client.answers.insert("workspace/inlayHint/refresh", Value::Null);
    client.answers.insert("workspace/codeLens/refresh", Value::Null);
    client.request("initialize", json!({ "capabilities": capabilities })).await;
    client.notify("initialized", json!({})).await;
    client.open(DRAFT).await;
    client.shows(URL, |_, list| rules(list) == [("weekday-mismatch", 1)]).await;
    let asked = client.hears("client/registerCapability").await;
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeConfiguration");
    client.hears("workspace/inlayHint/refresh").await;
    client.hears("workspace/codeLens/refresh").await;
    client.answers.insert("workspace/configuration", json!([{ "rules": { "weekday-mismatch": "off" } }]));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    client.shows(URL, |_, list| rules(list) == [("placeholder", 1)] || rules(list) == [("placeholder", 2)]).await;
    // An answer that makes no sense changes nothing that is right, and is told.
    client.answers.insert("workspace/configuration", json!([7]));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    client.hears("window/showMessage").await;
    client.shows(URL, |_, list| list.len() == 2).await;
}

#[tokio::test]
async fn a_client_that_cannot_be_asked_sends_them_along() {
    let mut client = Client::begin(json!({})).await;
    client.open(DRAFT).await;
    client.shows(URL, |_, list| list.len() == 2).await;
    let settings = json!({ "deskcheck": { "rules": { "placeholder": "off" } } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings })).await;
    client.shows(URL, |_, list| list.len() == 1).await;
    client.notify("workspace/didChangeConfiguration", json!({ "settings": {} })).await;
    client.shows(URL, |_, list| list.len() == 2).await;
}

#[tokio::test]
async fn each_folder_has_its_own() {
    let folders = json!([{ "uri": "file:///desk", "name": "desk" }, { "uri": "file:///desk/sport", "name": "sport" }]);
    let mut client = Client::start();
    let values = json!([null, { "published": "2022-10-04" }, { "rules": { "placeholder": "off" } }]);
    client.answers.insert("workspace/configuration", values);
    let capabilities = json!({ "workspace": { "configuration": true, "workspaceFolders": true } });
    client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folders })).await;
    client.notify("initialized", json!({})).await;
    client.hears("workspace/configuration").await;
    client.open(DRAFT).await;
    client.open_as("file:///desk/sport/match.txt", "text", DRAFT).await;
    client.shows("file:///desk/sport/match.txt", |_, list| list.len() == 1).await;
    client.shows(URL, |_, list| list.len() == 2).await;
    // A folder that goes takes its settings with it.
    client.answers.insert("workspace/configuration", json!([null, null]));
    let event = json!({ "added": [], "removed": [folders[1].clone()] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event })).await;
    let asked = client.hears("workspace/configuration").await;
    assert_eq!(asked["params"]["items"].as_array().unwrap().len(), 2);
    client.shows("file:///desk/sport/match.txt", |_, list| list.len() == 2).await;
}

#[tokio::test]
async fn tokens_are_offered_when_they_are_wanted() {
    let capabilities = json!({
        "workspace": { "configuration": true },
        "textDocument": { "semanticTokens": { "dynamicRegistration": true, "requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": [] } },
    });
    let mut client = Client::start();
    client.answers.insert("workspace/configuration", json!([{ "semanticTokens": true }]));
    client.answers.insert("client/registerCapability", Value::Null);
    client.request("initialize", json!({ "capabilities": capabilities })).await;
    client.notify("initialized", json!({})).await;
    let asked = client.hears("client/registerCapability").await;
    assert_eq!(asked["params"]["registrations"][0]["method"], "textDocument/semanticTokens");
}
