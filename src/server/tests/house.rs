//! `deskcheck.toml` and accept lists in the editor.

use std::fs;

use serde_json::json;

use super::{Client, address, range};

const DRAFT: &str = "The bridge is TK wide.\n";

#[tokio::test]
async fn settings_files_hold_in_the_editor_and_change_live() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("deskcheck.toml");
    fs::write(&file, "[rules]\nplaceholder = \"information\"\n").unwrap();
    let (url, settings) = (address(&desk.path().join("story.md")), address(&file));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", DRAFT).await;
    let shown = client.shows(&url, |_, list| list.len() == 1).await;
    assert_eq!(shown[0]["severity"], 3);
    // Changed on the disk: the client tells, or it is saved in the editor.
    fs::write(&file, "[rules]\nplaceholder = \"off\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": settings, "type": 2 }] })).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    fs::write(&file, "").unwrap();
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": settings } })).await;
    let shown = client.shows(&url, |_, list| list.len() == 1).await;
    assert_eq!(shown[0]["severity"], 1);
}

#[tokio::test]
async fn what_is_wrong_in_settings_is_told_and_the_rest_holds() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("deskcheck.toml"), "langauge = \"en-GB\"\n[rules]\nplaceholder = \"off\"\n").unwrap();
    let url = address(&desk.path().join("story.md"));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", DRAFT).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    let told = client.hears("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("did you mean `language`?"), "{told}");
}

#[tokio::test]
async fn accepted_findings_are_silent_until_a_value_changes() {
    let desk = tempfile::tempdir().unwrap();
    let draft = "Ms Varnhlot and Ilse Varnholt said no. Ms Varnholt left. Ms Varnholt came.\n";
    let (path, url) = (desk.path().join("story.md"), address(&desk.path().join("story.md")));
    fs::write(&path, draft).unwrap();
    let accept = "[[accept]]\nrule = \"name-spelling\"\nvalues = [\"varnhlot\", \"varnholt\"]\nwhy = \"two people\"\n";
    fs::write(desk.path().join("story.accept.toml"), accept).unwrap();
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", draft).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    client.change_in(&url, 2, json!([{ "text": draft.replace("Varnhlot", "Varnhotl") }])).await;
    client.shows(&url, |version, list| *version == 2 && list.len() == 1).await;
}

#[tokio::test]
async fn settings_that_are_open_hold_as_they_stand_there() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("deskcheck.toml");
    let (url, settings) = (address(&desk.path().join("story.md")), address(&file));
    let mut client = Client::begin(json!({ "general": { "positionEncodings": ["utf-16"] } })).await;
    client.open_as(&url, "markdown", DRAFT).await;
    client.shows(&url, |_, list| list.len() == 1).await;
    // Not saved, and not even on the disk.
    client.open_as(&settings, "toml", "[rules]\nplaceholder = \"off\"\n").await;
    client.shows(&url, |_, list| list.is_empty()).await;
    assert!(client.shows(&settings, |version, _| *version == 1).await.is_empty());
    let broken = "# 𝒳\n[rules]\nplaceholder = \"information\"\nplaceholders = \"off\"\n# é\nlangauge = ";
    client.change_in(&settings, 2, json!([{ "text": broken }])).await;
    let told = client.shows(&settings, |version, _| *version == 2).await;
    assert!(told.iter().any(|it| it["message"].as_str().unwrap().contains("did you mean `placeholder`?")), "{told:?}");
    assert!(told.iter().any(|it| it["range"] == range((3, 0), (3, 12))), "{told:?}");
    let shown = client.shows(&url, |_, list| list.len() == 1).await;
    assert_eq!(shown[0]["severity"], 3);
    // What is shown in the file is not told a second time.
    client.card(0, 0).await;
    assert!(client.heard.iter().all(|message| message["method"] != "window/showMessage"), "{:?}", client.heard);
    // Closed without saving, the disk says what holds; there is nothing.
    client.close(&settings).await;
    client.shows(&settings, |_, list| list.is_empty()).await;
    let shown = client.shows(&url, |_, list| list[0]["severity"] == 1).await;
    assert_eq!(shown.len(), 1);
}

#[tokio::test]
async fn an_accept_list_that_is_open_holds_as_it_stands_there() {
    let desk = tempfile::tempdir().unwrap();
    let (url, list) = (address(&desk.path().join("story.md")), address(&desk.path().join("story.accept.toml")));
    fs::write(desk.path().join("story.accept.toml"), "").unwrap();
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", DRAFT).await;
    client.shows(&url, |_, list| list.len() == 1).await;
    client.open_as(&list, "toml", "[[accept]]\nrule = \"placeholder\"\nvalues = [\"TK\"]\n").await;
    client.shows(&url, |_, list| list.is_empty()).await;
    client.change_in(&list, 2, json!([{ "text": "[[accept]]\nrule = \"placeholder\"\n" }])).await;
    let told = client.shows(&list, |version, _| *version == 2).await;
    assert!(told[0]["message"].as_str().unwrap().contains("needs `rule` and `values`"), "{told:?}");
    client.shows(&url, |_, list| list.len() == 1).await;
}

#[tokio::test]
async fn who_writes_settings_is_helped() {
    let url = "file:///desk/deskcheck.toml";
    let mut client = Client::begin(json!({})).await;
    client.open_as(url, "toml", "# \u{1d4b3}\nlang\n\n[rules]\nplaceholder = \"\"\n").await;
    let at = |line: usize, character: usize| json!({ "textDocument": { "uri": url }, "position": super::place(line, character) });
    let keys = client.result("textDocument/completion", at(1, 4)).await;
    let language = keys.as_array().unwrap().iter().find(|it| it["label"] == "language").unwrap();
    assert_eq!(language["textEdit"], json!({ "range": range((1, 0), (1, 4)), "newText": "language = " }));
    assert!(language["documentation"].as_str().unwrap().contains("English"));
    let levels = client.result("textDocument/completion", at(4, 15)).await;
    assert_eq!(levels[0]["textEdit"], json!({ "range": range((4, 14), (4, 16)), "newText": "\"off\"" }));
    client.change_in(url, 2, json!([{ "text": "language = \"en-GB\"\n[rules]\nplaceholder = \"off\"\n" }])).await;
    let card = client.result("textDocument/hover", at(0, 3)).await;
    assert!(card["contents"]["value"].as_str().unwrap().starts_with("language: The English"), "{card}");
    let card = client.result("textDocument/hover", at(2, 3)).await;
    assert!(card["contents"]["value"].as_str().unwrap().starts_with("placeholder: "), "{card}");
    assert_eq!(client.result("textDocument/hover", at(2, 16)).await, json!(null));
}
