//! What an editor can do with fact sheets and ticks.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Client, address, applied, place, range};

const DRAFT: &str = "Harbour commissioner Ilse Varnhold closed the port.\n\nThe gale sank 31 boats in the harbour.\n";
const SHEET: &str = "# ours\n[[people]]\nname = \"Ilse Varnholt\" # in full\nverified = 2026-05-04\nby = \"K. Lund\"\n";

/// What a client says that makes files and takes actions.
fn able() -> Value {
    json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
        "workspace": { "applyEdit": true, "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
    })
}

/// A client at a desk that signs as the day desk, with a draft open.
async fn begin(desk: &Path, capabilities: Value, draft: &str) -> (Client, String) {
    fs::write(desk.join("deskcheck.toml"), "[signature]\nby = \"day desk\"\nwhen = 2026-05-06\n").unwrap();
    let url = address(&desk.join("gale.md"));
    let mut client = Client::begin(capabilities).await;
    client.open_as(&url, "markdown", draft).await;
    client.shows(&url, |version, _| *version == 1).await;
    (client, url)
}

async fn offered(client: &mut Client, url: &str, line: usize, column: usize) -> Vec<Value> {
    let at = range((line, column), (line, column));
    let params = json!({ "textDocument": { "uri": url }, "range": at, "context": { "diagnostics": [] } });
    client.result("textDocument/codeAction", params).await.as_array().unwrap().clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("{title} in {actions:#?}"))
}

/// What a file says after the edit of an action, made when the action makes it.
fn done(text: &str, action: &Value, url: &str) -> String {
    let changes = action["edit"]["documentChanges"].as_array().unwrap();
    let edits = changes.iter().filter(|change| change["textDocument"]["uri"] == url);
    edits.fold(text.to_owned(), |text, change| applied(&text, change["edits"].as_array().unwrap()))
}

#[tokio::test]
async fn a_claim_is_added_to_the_sheet_of_the_story() {
    let desk = tempfile::tempdir().unwrap();
    let (mut client, url) = begin(desk.path(), able(), DRAFT).await;
    let sheet = address(&desk.path().join("gale.facts.toml"));
    let found = offered(&mut client, &url, 2, 16).await;
    let action = titled(&found, "Add to the fact sheet: gale sank boats in the harbour");
    assert_eq!(
        action["edit"]["documentChanges"][0],
        json!({ "kind": "create", "uri": sheet, "options": { "ignoreIfExists": true } })
    );
    let made = done("", action, &sheet);
    assert!(made.starts_with("# gale.md, line 3: ") && made.ends_with("unverified = true\n"), "{made}");
    assert!(made.contains("value = 31\nunit = \"boats\"\n"), "{made}");
    // An open sheet gets the entry behind what it says now, saved or not.
    client.open_as(&sheet, "toml", "# mine").await;
    client.change_in(&sheet, 2, json!([{ "text": SHEET }])).await;
    client.shows(&url, |_, list| list.len() == 1).await;
    let found = offered(&mut client, &url, 2, 16).await;
    let action = titled(&found, "Add to the fact sheet: gale sank boats in the harbour");
    assert_eq!(action["edit"]["documentChanges"][0]["textDocument"], json!({ "uri": sheet, "version": 2 }));
    let both = done(SHEET, action, &sheet);
    assert!(both.starts_with(SHEET) && both.ends_with(&made), "{both}");
    // What is in the sheet is not offered again, and nothing where nothing is claimed.
    client.change_in(&sheet, 3, json!([{ "text": both }])).await;
    let found = offered(&mut client, &url, 2, 16).await;
    assert!(found.iter().all(|action| !action["title"].as_str().unwrap().starts_with("Add")), "{found:#?}");
    let none = offered(&mut client, &url, 2, 5).await;
    assert!(none.iter().all(|action| action["kind"] == "source.fixAll.deskcheck"), "{none:#?}");
    // Whoever passes by is not asked.
    let context = json!({ "diagnostics": [], "triggerKind": 2 });
    let params = json!({ "textDocument": { "uri": url }, "range": range((2, 16), (2, 16)), "context": context });
    let passed = client.result("textDocument/codeAction", params).await;
    assert!(passed.as_array().unwrap().iter().all(|action| action["kind"] != "refactor"), "{passed:#}");
    // A client that makes no files is offered none to be made.
    let desk = tempfile::tempdir().unwrap();
    let mut plain = able();
    plain["workspace"]["workspaceEdit"] = json!({ "documentChanges": true });
    let (mut client, url) = begin(desk.path(), plain, DRAFT).await;
    assert!(offered(&mut client, &url, 2, 16).await.is_empty());
}

#[tokio::test]
async fn the_form_of_the_draft_is_taken_into_the_sheet() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("gale.facts.toml"), SHEET).unwrap();
    let (mut client, url) = begin(desk.path(), able(), DRAFT).await;
    let sheet = address(&desk.path().join("gale.facts.toml"));
    let found = offered(&mut client, &url, 0, 25).await;
    let action = titled(&found, "Take the draft's form into the sheet: Ilse Varnhold");
    assert_eq!((&action["kind"], &action["diagnostics"][0]["code"]), (&json!("quickfix"), &json!("fact-sheet-name")));
    let right = SHEET
        .replace("Varnholt", "Varnhold")
        .replace("verified = 2026-05-04\nby = \"K. Lund\"\n", "unverified = true\n");
    assert_eq!(done(SHEET, action, &sheet), right);
    // A sheet in JSON is changed as well.
    fs::remove_file(desk.path().join("gale.facts.toml")).unwrap();
    fs::write(desk.path().join("gale.facts.json"), r#"{"people": [{"name": "Ilse Varnholt"}]}"#).unwrap();
    client.change_in(&url, 2, json!([])).await;
    client.shows(&url, |version, list| *version == 2 && list.len() == 1).await;
    let found = offered(&mut client, &url, 0, 25).await;
    let (before, sheet) = (r#"{"people": [{"name": "Ilse Varnholt"}]}"#, address(&desk.path().join("gale.facts.json")));
    let right = r#"{"people": [{"name": "Ilse Varnhold", "unverified": true}]}"#;
    assert_eq!(done(before, titled(&found, "Take the draft's form into the sheet"), &sheet), right);
    let found = offered(&mut client, &url, 2, 16).await;
    let added = done(before, titled(&found, "Add to the fact sheet"), &sheet);
    assert!(added.starts_with(&before[..before.len() - 2]) && added.contains("\"unverified\": true"), "{added}");
}

#[tokio::test]
async fn an_entry_is_verified_from_the_draft_and_in_the_sheet() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("gale.facts.toml");
    let figure = "[[figures]]\nname = \"boats sunk in the harbour\"\nvalue = 31\nunit = \"boats\"\nunverified = true\n";
    let text = format!("{SHEET}\n{figure}");
    fs::write(&path, &text).unwrap();
    let (mut client, url) = begin(desk.path(), able(), DRAFT).await;
    let sheet = address(&path);
    let right = text.replace("unverified = true", "verified = 2026-05-06\nby = \"day desk\"");
    let found = offered(&mut client, &url, 2, 16).await;
    assert_eq!(done(&text, titled(&found, "Mark as verified: boats sunk in the harbour"), &sheet), right);
    // From a claim to the value, and what is known of it.
    let params = json!({ "textDocument": { "uri": url }, "position": place(2, 16) });
    let jump = client.result("textDocument/definition", params.clone()).await;
    assert_eq!((&jump["uri"], &jump["range"]), (&json!(sheet), &range((8, 8), (8, 10))));
    let card = client.result("textDocument/hover", params).await["contents"]["value"].to_string();
    assert!(card.contains("fact sheet: boats sunk in the harbour (not verified yet)"), "{card}");
    // From a claim that the sheet has otherwise too.
    let params = json!({ "textDocument": { "uri": url }, "position": place(0, 25) });
    assert_eq!(client.result("textDocument/definition", params).await["range"], range((2, 7), (2, 22)));
    client.open_as(&sheet, "toml", &text).await;
    client.shows(&sheet, |version, _| *version == 1).await;
    let found = offered(&mut client, &sheet, 9, 2).await;
    assert_eq!(done(&text, titled(&found, "Mark as verified"), &sheet), right);
    assert!(offered(&mut client, &sheet, 3, 2).await.is_empty(), "somebody has vouched for that");
    assert!(offered(&mut client, &sheet, 0, 2).await.is_empty(), "no entry");
}

#[tokio::test]
async fn a_claim_is_ticked_and_the_tick_taken_back() {
    let desk = tempfile::tempdir().unwrap();
    let (mut client, url) = begin(desk.path(), able(), DRAFT).await;
    let ticks = address(&desk.path().join("gale.ticks.toml"));
    let found = offered(&mut client, &url, 2, 16).await;
    let made = done("", titled(&found, "Tick as checked: 31 boats"), &ticks);
    assert!(made.contains("mark = \"checked\"") && made.contains("by = \"day desk\"\nwhen = 2026-05-06"), "{made}");
    fs::write(desk.path().join("gale.ticks.toml"), &made).unwrap();
    let found = offered(&mut client, &url, 2, 16).await;
    let asked = done(&made, titled(&found, "Mark as queried: 31 boats"), &ticks);
    assert_eq!(asked, made.replace("\"checked\"", "\"queried\""));
    assert_eq!(done(&made, titled(&found, "Take back the tick"), &ticks), "");
    // It lapses with its value.
    client.change_in(&url, 2, json!([{ "text": DRAFT.replace("31", "13") }])).await;
    let found = offered(&mut client, &url, 2, 16).await;
    titled(&found, "Tick as checked: 13 boats");
    assert!(found.iter().all(|action| !action["title"].as_str().unwrap().starts_with("Take back")), "{found:#?}");
}

#[tokio::test]
async fn a_client_of_commands_has_its_sheets_changed() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("gale.facts.toml"), SHEET).unwrap();
    let (mut client, url) = begin(desk.path(), json!({ "workspace": { "applyEdit": true } }), DRAFT).await;
    let found = offered(&mut client, &url, 0, 25).await;
    let action = titled(&found, "Take the draft's form into the sheet").clone();
    assert_eq!(action["command"], "deskcheck.changeFacts");
    client.result("workspace/executeCommand", action).await;
    let asked = client.hears("workspace/applyEdit").await;
    let sheet = address(&desk.path().join("gale.facts.toml"));
    assert_eq!(asked["params"]["edit"]["changes"][&sheet][0]["newText"], "\"Ilse Varnhold\"");
}

#[tokio::test]
async fn a_sheet_is_drafted_from_what_is_open() {
    let desk = tempfile::tempdir().unwrap();
    let (mut client, url) = begin(desk.path(), able(), DRAFT).await;
    let sheet = address(&desk.path().join("gale.facts.toml"));
    let command = json!({ "command": "deskcheck.writeFactSheet", "arguments": [url] });
    assert_eq!(client.result("workspace/executeCommand", command.clone()).await["uri"], sheet);
    let asked = client.hears("workspace/applyEdit").await;
    let text = done("", &asked["params"], &sheet);
    assert!(
        text.starts_with("# Fact sheet, drafted by deskcheck from gale.md.") && text.contains("value = 31"),
        "{text}"
    );
    // Two drafts have a sheet of the house.
    client.open_as(&address(&desk.path().join("pier.md")), "markdown", "Mayor Odo Kessler spoke.\n").await;
    client.result("workspace/executeCommand", json!({ "command": "deskcheck.writeFactSheet" })).await;
    let asked = client.hears("workspace/applyEdit").await;
    let text = done("", &asked["params"], &address(&desk.path().join("deskcheck-facts.toml")));
    assert!(text.contains("gale.md, pier.md") && text.contains("Odo Kessler"), "{text}");
    // What is there is not written over; a client that makes no files has it written.
    fs::write(desk.path().join("gale.facts.toml"), SHEET).unwrap();
    let late = client.request("workspace/executeCommand", command.clone()).await;
    assert!(late["error"]["message"].as_str().unwrap().contains("is there already"), "{late}");
    fs::remove_file(desk.path().join("gale.facts.toml")).unwrap();
    let (mut client, _) = begin(desk.path(), json!({}), DRAFT).await;
    client.result("workspace/executeCommand", command).await;
    assert!(fs::read_to_string(desk.path().join("gale.facts.toml")).unwrap().contains("value = 31"));
}

#[tokio::test]
async fn a_sheet_helps_who_writes_it() {
    let desk = tempfile::tempdir().unwrap();
    let (mut client, _) = begin(desk.path(), able(), DRAFT).await;
    let sheet = address(&desk.path().join("gale.facts.toml"));
    let text =
        "[[figures]]\nname = \"boats\"\nvalue = 31\nmodifier = \"\"\nun\n\n[[people]]\nname = \"A B\"\nverified = \n";
    client.open_as(&sheet, "toml", text).await;
    let at = |line, column| json!({ "textDocument": { "uri": sheet }, "position": place(line, column) });
    let card = client.result("textDocument/hover", at(2, 3)).await;
    assert_eq!((&card["contents"]["value"], &card["range"]), (&json!("value: The value"), &range((2, 0), (2, 5))));
    let card = client.result("textDocument/hover", at(6, 4)).await;
    assert_eq!(card["contents"]["value"], "people: Who is who");
    assert_eq!(client.result("textDocument/hover", at(1, 10)).await, Value::Null);
    let labels = |found: &Value| {
        found.as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let keys = labels(&client.result("textDocument/completion", at(4, 2)).await);
    assert!(keys.contains(&"unit".to_owned()) && !keys.contains(&"value".to_owned()), "{keys:?}");
    assert!(!keys.contains(&"born".to_owned()), "{keys:?}");
    let words = client.result("textDocument/completion", at(3, 12)).await;
    let most = words.as_array().unwrap().iter().find(|it| it["label"] == "\"at least\"").unwrap();
    assert_eq!(most["textEdit"], json!({ "range": range((3, 11), (3, 13)), "newText": "\"at least\"" }));
    assert_eq!(labels(&client.result("textDocument/completion", at(8, 11)).await), ["2026-05-06"]);
    let lists = labels(&client.result("textDocument/completion", at(6, 2)).await);
    assert_eq!(lists.len(), 6, "{lists:?}");
}
