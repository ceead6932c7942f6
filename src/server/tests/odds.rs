//! What a desk's disk and an editor's windows can look like: odd names, files that come and go, folders where files should be.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Client, URL, address, place, range};

fn sheet(folder: &Path, name: &str) {
    fs::write(folder.join("deskcheck-facts.toml"), format!("[[people]]\nname = \"{name}\"\n")).unwrap();
}

fn rules(list: &[Value]) -> Vec<&str> {
    list.iter().map(|it| it["code"].as_str().unwrap()).collect()
}

/// An address as another client writes it: with more letters as numbers, and those in small letters.
fn otherwise(address: &str) -> String {
    let lower = |part: &str| [part[..2].to_ascii_lowercase().as_str(), &part[2..]].concat();
    let parts: Vec<_> = address.split('%').collect();
    let plain: Vec<_> = parts[1..].iter().map(|part| lower(part)).collect();
    let joined = [parts[0], "%"].concat() + &plain.join("%");
    joined.replace('(', "%28").replace(')', "%29").replace('&', "%26").replace('+', "%2b")
}

#[tokio::test]
async fn a_file_has_one_name_however_it_is_written() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("Über & alt+neu (2).md");
    fs::write(&file, "It cost TK.\n").unwrap();
    let ours = address(&file);
    let theirs = otherwise(&ours);
    assert_ne!(ours, theirs);
    let mut client = Client::begin(json!({})).await;
    client.open_as(&theirs, "markdown", "It cost TK, and TK more.\n").await;
    client.shows(&theirs, |version, list| *version == 1 && list.len() == 2).await;
    let asked = json!({ "textDocument": { "uri": ours }, "position": place(0, 9) });
    assert!(client.result("textDocument/hover", asked).await.is_object());
    // A check of the folder takes the draft as it is in the editor, and shows it once.
    let check = json!({ "command": "deskcheck.checkWorkspace", "arguments": [address(desk.path())] });
    let sum = client.result("workspace/executeCommand", check).await;
    assert_eq!((&sum["drafts"], &sum["error"]), (&json!(1), &json!(2)), "{sum}");
    assert!(!client.shown.contains_key(&ours), "{:?}", client.shown);
    client.close(&ours).await;
    client.shows(&theirs, |version, list| version.is_null() && list.is_empty()).await;
}

#[tokio::test]
async fn each_folder_has_its_house_and_a_draft_without_a_file_that_of_the_first() {
    let desk = tempfile::tempdir().unwrap();
    let (one, other) = (desk.path().join("city desk"), desk.path().join("sports über all"));
    for (folder, name) in [(&one, "Ilse Varnholt"), (&other, "Ilse Varnhold")] {
        fs::create_dir(folder).unwrap();
        sheet(folder, name);
    }
    let folder = |path: &Path| json!({ "uri": address(path), "name": "desk" });
    let params = json!({ "capabilities": {}, "workspaceFolders": [folder(&one), folder(&other)] });
    let (mut client, _) = Client::begin_with(params).await;
    let names = [address(&one.join("a b.md")), address(&other.join("ä.md")), "untitled:Untitled-1".to_owned()];
    for name in &names {
        client.open_as(name, "markdown", "Ilse Varnholt left.\n").await;
    }
    let mut counts = Vec::new();
    for name in &names {
        counts.push(client.shows(name, |version, _| *version == 1).await.len());
    }
    assert_eq!(counts, [0, 1, 0]);
    // The first folder is closed: the draft without a file is the other's now.
    let event = json!({ "added": [], "removed": [folder(&one)] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event })).await;
    client.change_in(&names[2], 2, json!([{ "text": "Ilse Varnholt stayed.\n" }])).await;
    let shown = client.shows(&names[2], |version, _| *version == 2).await;
    assert_eq!(rules(&shown), ["fact-sheet-name"]);
    // All that a draft in a file has, one without a file has too.
    let asked = json!({ "textDocument": { "uri": names[2] }, "position": place(0, 2) });
    assert!(client.result("textDocument/hover", asked.clone()).await.is_object());
    assert!(!client.result("textDocument/documentHighlight", asked.clone()).await.as_array().unwrap().is_empty());
    assert!(!client.result("textDocument/documentSymbol", asked).await.as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_draft_whose_file_is_gone_is_checked_as_it_is_in_the_editor() {
    let desk = tempfile::tempdir().unwrap();
    sheet(desk.path(), "Ilse Varnholt");
    let file = desk.path().join("story.md");
    fs::write(&file, "It cost TK.\n").unwrap();
    let url = address(&file);
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", "It cost TK.\n").await;
    client.shows(&url, |version, _| *version == 1).await;
    fs::remove_file(&file).unwrap();
    let gone = json!({ "changes": [{ "uri": url, "type": 3 }] });
    client.notify("workspace/didChangeWatchedFiles", gone).await;
    client.change_in(&url, 2, json!([{ "text": "It cost TK. Ilse Varnhold left.\n" }])).await;
    let shown = client.shows(&url, |version, _| *version == 2).await;
    assert_eq!(rules(&shown), ["placeholder", "fact-sheet-name"]);
    // And without its folder.
    drop(desk);
    client.change_in(&url, 3, json!([{ "text": "It cost TK.\n" }])).await;
    assert_eq!(rules(&client.shows(&url, |version, _| *version == 3).await), ["placeholder"]);
}

#[tokio::test]
async fn folders_in_the_place_of_sheet_and_settings_are_none() {
    let desk = tempfile::tempdir().unwrap();
    sheet(desk.path(), "Ilse Varnholt");
    let settings = desk.path().join("deskcheck.toml");
    fs::write(&settings, "[rules]\nplaceholder = \"off\"\n").unwrap();
    let url = address(&desk.path().join("story.md"));
    let draft = "It cost TK. Ilse Varnhold left.\n";
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", draft).await;
    assert_eq!(rules(&client.shows(&url, |version, _| *version == 1).await), ["fact-sheet-name"]);
    for file in [&settings, &desk.path().join("deskcheck-facts.toml")] {
        fs::remove_file(file).unwrap();
        fs::create_dir(file).unwrap();
    }
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] })).await;
    client.shows(&url, |version, list| *version == 1 && rules(list) == ["placeholder"]).await;
}

#[tokio::test]
async fn settings_being_typed_hold_as_far_as_they_can_be_read() {
    let desk = tempfile::tempdir().unwrap();
    let settings = address(&desk.path().join("deskcheck.toml"));
    let url = address(&desk.path().join("story.md"));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "markdown", "It cost TK.\n").await;
    client.open_as(&settings, "toml", "").await;
    let text = "[rules]\nplaceholder = \"off\"\n";
    for (version, end) in (1..=text.len()).enumerate() {
        let version = i64::try_from(version).unwrap() + 2;
        client.change_in(&settings, version, json!([{ "text": &text[..end] }])).await;
        let shown = client.shows(&settings, |shown, _| *shown == version).await;
        // Neither "[rules" nor "placeholder = \"" can be read.
        let broken = (1..7).contains(&end) || (21..27).contains(&end);
        assert!(!broken || !shown.is_empty(), "{}", &text[..end]);
    }
    assert!(client.shown[&settings].1.as_array().unwrap().is_empty());
    client.shows(&url, |_, list| list.is_empty()).await;
    client.change_in(&settings, 100, json!([{ "text": "[rules\n" }])).await;
    client.shows(&url, |_, list| list.len() == 1).await;
    // What is wrong in an open file stands in it, and nobody is told of it besides.
    assert!(client.heard.is_empty(), "{:?}", client.heard);
}

#[tokio::test]
async fn places_past_the_end_are_the_end() {
    let mut client = Client::begin(json!({})).await;
    client.open("It cost TK.\n\nNobody knows").await;
    for at in [place(2, 99), place(99, 0), json!({ "line": 4_294_967_295_u32, "character": 4_294_967_295_u32 })] {
        let asked = json!({ "textDocument": { "uri": URL }, "position": at, "positions": [at],
            "range": { "start": at, "end": place(0, 0) }, "context": { "diagnostics": [], "includeDeclaration": true }, "newName": "Kell" });
        for method in [
            "hover",
            "completion",
            "definition",
            "references",
            "documentHighlight",
            "rename",
            "selectionRange",
            "inlayHint",
        ] {
            let mut asked = asked.clone();
            if method == "completion" {
                asked.as_object_mut().unwrap().remove("context");
            }
            client.result(&format!("textDocument/{method}"), asked).await;
        }
        // Backwards, it is the same range.
        assert!(!client.result("textDocument/codeAction", asked).await.is_null());
    }
    let past = json!({ "start": { "line": 4_294_967_295_u32, "character": 7 }, "end": place(2, 4_294_967_295) });
    client.change(2, json!([{ "range": past, "text": " TK." }])).await;
    let shown = client.diagnostics(2).await;
    assert_eq!(shown[1]["range"], range((2, 13), (2, 15)), "{shown}");
}
