//! Fact sheets in the editor.

use std::fs;

use serde_json::json;

use super::{Client, address, place, range};

const DRAFT: &str = "Ilse Varnhold said no.\n";
const SHEET: &str = "[[people]]\nname = \"Ilse Varnholt\"\ntitle = \"Harbour Master\"\n";

#[tokio::test]
async fn the_house_and_the_story_have_sheets() {
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join("a/b");
    fs::create_dir_all(&folder).unwrap();
    fs::write(desk.path().join("deskcheck-facts.toml"), SHEET).unwrap();
    fs::write(folder.join("story.facts.toml"), "[[people]]\nname = \"Odo Kessler\"\n").unwrap();
    let url = address(&folder.join("story.md"));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", "Ilse Varnhold said no to Odo Kesler.\n").await;
    let shown = client.shows(&url, |version, _| *version == 1).await;
    let messages: Vec<_> = shown.iter().map(|it| it["message"].as_str().unwrap()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].contains("Ilse Varnholt in the fact sheet"), "{messages:?}");
    // The card has the entry, and completion the names.
    client.change_in(&url, 2, json!([{ "text": "Ilse Varnholt said no to Kess\n" }])).await;
    let params = json!({ "textDocument": { "uri": url }, "position": place(0, 7) });
    let hover = client.result("textDocument/hover", params).await;
    let card = hover["contents"]["value"].as_str().unwrap();
    assert!(card.contains("fact sheet: Ilse Varnholt, Harbour Master"), "{card}");
    let params = json!({ "textDocument": { "uri": url }, "position": place(0, 29) });
    assert_eq!(client.result("textDocument/completion", params).await[0]["label"], "Odo Kessler");
}

#[tokio::test]
async fn the_open_buffer_comes_before_the_disk() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("deskcheck-facts.toml");
    let (sheet, url) = (address(&path), address(&desk.path().join("story.txt")));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "plaintext", DRAFT).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    // A sheet that nobody has saved yet.
    client.open_as(&sheet, "toml", SHEET).await;
    client.shows(&url, |_, list| list.len() == 1).await;
    client.shows(&sheet, |version, list| *version == 1 && list.is_empty()).await;
    client.change_in(&sheet, 2, json!([{ "range": range((1, 8), (1, 21)), "text": "Ilse Varnhold" }])).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    // The disk counts again when it is closed.
    fs::write(&path, SHEET).unwrap();
    client.close(&sheet).await;
    client.shows(&url, |_, list| list.len() == 1).await;
    client.shows(&sheet, |version, list| version.is_null() && list.is_empty()).await;
    // Changed on the disk: the client tells, or the next keystroke sees it.
    fs::write(&path, "# nothing is known\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": sheet, "type": 2 }] })).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    fs::write(&path, SHEET).unwrap();
    client.change_in(&url, 2, json!([])).await;
    client.shows(&url, |version, list| *version == 2 && list.len() == 1).await;
}

#[tokio::test]
async fn a_fault_of_a_sheet_is_shown_in_the_sheet() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("story.facts.toml");
    let wrong = "[[people]]\nnamme = \"Ilse Varnholt\"\n\n[[people]]\nname = \"Odo Kessler\"\n";
    fs::write(&path, wrong).unwrap();
    let (sheet, url) = (address(&path), address(&desk.path().join("story.txt")));
    let mut client = Client::begin(json!({})).await;
    // Not open, but a draft is held against it.
    client.open_as(&url, "plaintext", "Odo Kesler said no.\n").await;
    let shown = client.shows(&sheet, |_, list| !list.is_empty()).await;
    // An entry without a name is an error, an unknown key a warning.
    assert!(
        shown.iter().any(|it| it["severity"] == 1) && shown.iter().all(|it| it["source"] == "deskcheck"),
        "{shown:?}"
    );
    assert!(shown.iter().any(|it| it["message"].as_str().unwrap().contains("namme")), "{shown:?}");
    // The rest of it serves.
    client.shows(&url, |_, list| list.len() == 1).await;
    client.open_as(&sheet, "toml", wrong).await;
    client.shows(&sheet, |version, list| *version == 1 && !list.is_empty()).await;
    client.change_in(&sheet, 2, json!([{ "range": range((1, 0), (1, 5)), "text": "name" }])).await;
    client.shows(&sheet, |version, list| *version == 2 && list.is_empty()).await;
    client.change_in(&sheet, 3, json!([{ "text": "[[people" }])).await;
    client.shows(&sheet, |version, list| *version == 3 && !list.is_empty()).await;
    client.shows(&url, |_, list| list.is_empty()).await;
    // Closed unsaved: what the disk says is shown again, for the draft is held against that.
    client.close(&sheet).await;
    client.shows(&sheet, |version, list| version.is_null() && !list.is_empty()).await;
    fs::remove_file(&path).unwrap();
    client.change_in(&url, 2, json!([])).await;
    client.shows(&sheet, |version, list| version.is_null() && list.is_empty()).await;
}

#[tokio::test]
async fn an_unsaved_draft_has_the_sheet_of_its_folder() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("deskcheck-facts.toml"), SHEET).unwrap();
    let folders = json!([{ "uri": address(desk.path()), "name": "desk" }]);
    let (mut client, _) = Client::begin_with(json!({ "capabilities": {}, "workspaceFolders": folders })).await;
    client.open_as("untitled:Untitled-1", "plaintext", DRAFT).await;
    client.shows("untitled:Untitled-1", |_, list| list.len() == 1).await;
}
