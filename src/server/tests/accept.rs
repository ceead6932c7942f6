//! Findings accepted with a reason.

use std::fs;

use serde_json::{Value, json};

use super::{Client, address, applied, range};

const DRAFT: &str = "The bridge is TK wide.\n";

async fn offer(client: &mut Client, url: &str) -> Option<Value> {
    let params =
        json!({ "textDocument": { "uri": url }, "range": range((0, 0), (9, 0)), "context": { "diagnostics": [] } });
    let actions = client.result("textDocument/codeAction", params).await;
    let found = |action: &&Value| action["title"] == "Accept placeholder with a reason";
    actions.as_array().unwrap().iter().find(found).cloned()
}

fn command(action: &Value, why: Option<&str>) -> Value {
    let mut command = action["command"].clone();
    if let Some(why) = why {
        command["arguments"][0]["why"] = json!(why);
    }
    json!({ "command": command["command"], "arguments": command["arguments"] })
}

fn able() -> Value {
    json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
        "workspace": { "applyEdit": true, "workspaceEdit": { "documentChanges": true } },
        "window": { "showDocument": { "support": true } },
    })
}

#[tokio::test]
async fn a_finding_is_accepted_with_a_reason() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("deskcheck.toml"), "[signature]\nby = \"the day desk\"\nwhen = 2026-05-06\n").unwrap();
    let (url, list) = (address(&desk.path().join("story.txt")), desk.path().join("story.accept.toml"));
    fs::write(&list, "# Ours.\n[[accept]]\nrule = \"scale-slip\"\nvalues = [\"1\", \"2\"]").unwrap();
    let mut client = Client::begin(able()).await;
    client.open_as(&url, "plaintext", DRAFT).await;
    let action = offer(&mut client, &url).await.unwrap();
    assert_eq!((&action["kind"], &action["diagnostics"][0]["code"]), (&json!("quickfix"), &json!("placeholder")));
    client.result("workspace/executeCommand", command(&action, Some(" it \"is\" its name "))).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    let written = fs::read_to_string(&list).unwrap();
    let entry = "\n\n[[accept]]\nrule = \"placeholder\"\nvalues = [\"TK\"]\nby = \"the day desk\"\nwhy = \"it \\\"is\\\" its name\"\nwhen = 2026-05-06\n";
    assert!(written.starts_with("# Ours.\n") && written.ends_with(entry), "{written}");
    // Nobody has to be asked for what was given.
    client.card(0, 0).await;
    assert!(client.heard.iter().all(|it| it["method"] != "window/showDocument"), "{:?}", client.heard);
    // It is accepted already.
    let late = client.request("workspace/executeCommand", command(&action, Some("twice"))).await;
    assert_eq!(late["error"]["code"], -32801, "{late}");
}

#[tokio::test]
async fn the_reason_is_asked_for_where_it_belongs() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("deskcheck.toml"), "[signature]\nby = \"the day desk\"\nwhen = 2026-05-06\n").unwrap();
    let url = address(&desk.path().join("story.txt"));
    let mut client = Client::begin(able()).await;
    client.open_as(&url, "plaintext", DRAFT).await;
    let action = offer(&mut client, &url).await.unwrap();
    client.result("workspace/executeCommand", command(&action, None)).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    let shown = client.hears("window/showDocument").await;
    assert_eq!(shown["params"]["uri"], address(&desk.path().join("story.accept.toml")));
    assert_eq!(shown["params"]["selection"], range((4, 7), (4, 7)));
    let written = fs::read_to_string(desk.path().join("story.accept.toml")).unwrap();
    assert_eq!(written.lines().nth(4), Some("why = \"\""));
    // A client that shows no documents is told where.
    let other = address(&desk.path().join("other.txt"));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&other, "plaintext", DRAFT).await;
    let params =
        json!({ "textDocument": { "uri": other }, "range": range((0, 0), (9, 0)), "context": { "diagnostics": [] } });
    let actions = client.result("textDocument/codeAction", params).await;
    client.result("workspace/executeCommand", actions[0].clone()).await;
    let told = client.hears("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("other.accept.toml"), "{told}");
}

#[tokio::test]
async fn a_list_that_is_open_is_edited_where_it_is_open() {
    let desk = tempfile::tempdir().unwrap();
    let (url, path) = (address(&desk.path().join("story.txt")), desk.path().join("story.accept.toml"));
    let list = address(&path);
    fs::write(&path, "").unwrap();
    let mut client = Client::begin(able()).await;
    client.open_as(&url, "plaintext", DRAFT).await;
    client.open_as(&list, "toml", "# Not saved.\n").await;
    client.change_in(&list, 5, json!([])).await;
    let action = offer(&mut client, &url).await.unwrap();
    client.result("workspace/executeCommand", command(&action, Some("a name"))).await;
    let asked = client.hears("workspace/applyEdit").await;
    let change = &asked["params"]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": list, "version": 5 }));
    assert_eq!(fs::read_to_string(&path).unwrap(), "", "the disk is the client's");
    let text = applied("# Not saved.\n", change["edits"].as_array().unwrap());
    assert!(text.starts_with("# Not saved.\n\n[[accept]]\nrule = \"placeholder\"\n"), "{text}");
    client.change_in(&list, 6, json!([{ "text": text }])).await;
    client.shows(&url, |_, list| list.is_empty()).await;
}

#[tokio::test]
async fn what_cannot_be_accepted_is_not_lost() {
    let desk = tempfile::tempdir().unwrap();
    let mut client = Client::begin(able()).await;
    // No file, no list beside it.
    client.open_as("untitled:Untitled-1", "plaintext", DRAFT).await;
    assert_eq!(offer(&mut client, "untitled:Untitled-1").await, None);
    // A folder in the place of the list.
    let url = address(&desk.path().join("story.txt"));
    fs::create_dir(desk.path().join("story.accept.toml")).unwrap();
    client.open_as(&url, "plaintext", DRAFT).await;
    let action = offer(&mut client, &url).await.unwrap();
    let failed = client.request("workspace/executeCommand", command(&action, Some("a name"))).await;
    assert!(failed["error"]["message"].as_str().unwrap().contains("story.accept.toml"), "{failed}");
    let wrong = json!({ "command": "deskcheck.accept", "arguments": [7] });
    assert_eq!(client.request("workspace/executeCommand", wrong).await["error"]["code"], -32602);
}
