//! Commands, and progress that can be stopped.

use std::fs;

use serde_json::{Value, json};

use super::{Client, URL, address};

fn command(name: &str, arguments: &Value) -> Value {
    json!({ "command": format!("deskcheck.{name}"), "arguments": arguments })
}

#[tokio::test]
async fn the_ledger_tells_of_every_claim() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on Sunday, October 3, 2022, 40 miles (64 km) | off.\n").await;
    let ledger = client.result("workspace/executeCommand", command("openLedger", &json!([URL]))).await;
    assert_eq!(ledger["title"], "3 claims · 1 conflict");
    assert!(ledger["text"].as_str().unwrap().contains("| 1 | date | Sunday, October 3, 2022 |"), "{ledger}");
    let states: Vec<_> = ledger["claims"].as_array().unwrap().iter().map(|it| it["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["conflict", "checked", "checked"]);
    for wrong in [json!([]), json!([7]), json!(["file:///desk/none.txt"])] {
        let answer = client.request("workspace/executeCommand", command("openLedger", &wrong)).await;
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
    }
    let answer = client.request("workspace/executeCommand", command("dance", &json!([]))).await;
    assert!(answer["error"]["message"].as_str().unwrap().contains("checkWorkspace"), "{answer}");
}

/// A folder with as many drafts as asked, each with one conflict, and what is no draft or is kept out.
fn desk(drafts: usize) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    for number in 0..drafts {
        fs::write(desk.path().join(format!("{number:03}.md")), "It cost TK.\n").unwrap();
    }
    fs::write(desk.path().join("clean.txt"), "Nothing to see.\n").unwrap();
    fs::write(desk.path().join("code.rs"), "// TK\n").unwrap();
    fs::write(desk.path().join("picture.txt"), [0, 1, 2, 0xff, 0, 0]).unwrap();
    fs::write(desk.path().join(".gitignore"), "old/\n").unwrap();
    fs::create_dir(desk.path().join("old")).unwrap();
    fs::write(desk.path().join("old/draft.md"), "TK\n").unwrap();
    desk
}

#[tokio::test]
async fn a_folder_is_checked_with_progress() {
    let desk = desk(3);
    let folders = json!([{ "uri": address(desk.path()), "name": "desk" }]);
    let mut client = Client::start();
    client.answers.insert("window/workDoneProgress/create", Value::Null);
    let params = json!({ "capabilities": { "window": { "workDoneProgress": true } }, "workspaceFolders": folders });
    client.request("initialize", params).await;
    client.notify("initialized", json!({})).await;
    // An open draft counts as it is in the editor.
    let open = address(&desk.path().join("000.md"));
    client.open_as(&open, "markdown", "Nothing here.\n").await;
    let sum = client.result("workspace/executeCommand", command("checkWorkspace", &json!([]))).await;
    assert_eq!((&sum["drafts"], &sum["cancelled"]), (&json!(5), &json!(false)), "{sum}");
    assert_eq!(sum["error"].as_u64().unwrap() + sum["warning"].as_u64().unwrap(), 2, "{sum}");
    assert_eq!(sum["unread"].as_array().unwrap().len(), 1, "{sum}");
    let closed = address(&desk.path().join("001.md"));
    client.shows(&closed, |version, list| version.is_null() && list.len() == 1).await;
    assert!(client.shown.get(&open).is_none_or(|(_, list)| list == &json!([])));
    let kinds: Vec<_> = client
        .heard
        .iter()
        .filter(|message| message["method"] == "$/progress")
        .map(|message| message["params"]["value"]["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((kinds.first().unwrap().as_str(), kinds.last().unwrap().as_str()), ("begin", "end"));
    assert_eq!(kinds.len(), 7);
    // Mended on the disk, and checked again: what was shown goes.
    fs::write(desk.path().join("001.md"), "It cost 5 pounds.\n").unwrap();
    client.result("workspace/executeCommand", command("checkWorkspace", &json!([]))).await;
    client.shows(&closed, |_, list| list.is_empty()).await;
}

#[tokio::test]
async fn a_folder_is_checked_as_its_settings_have_it() {
    let desk = desk(3);
    fs::write(desk.path().join("LICENSE.md"), "TK\n").unwrap();
    fs::write(desk.path().join("slug.copy"), "TK\n").unwrap();
    let mut client = Client::begin(json!({})).await;
    let check = command("checkWorkspace", &json!([address(desk.path())]));
    assert_eq!(client.result("workspace/executeCommand", check.clone()).await["drafts"], 5);
    let settings = "[files]\ninclude = [\"*.md\", \"*.copy\"]\nexclude = [\"000.md\", \"LICENSE.md\"]\n";
    fs::write(desk.path().join("deskcheck.toml"), settings).unwrap();
    client.result("workspace/executeCommand", command("reload", &json!([]))).await;
    assert_eq!(client.result("workspace/executeCommand", check).await["drafts"], 3);
}

#[tokio::test]
async fn a_check_of_a_folder_can_be_stopped() {
    let desk = desk(400);
    let mut client = Client::begin(json!({})).await;
    let mut params = command("checkWorkspace", &json!([address(desk.path())]));
    params["workDoneToken"] = json!("mine");
    let id = client.ask("workspace/executeCommand", params).await;
    client.hears("$/progress").await;
    client.notify("window/workDoneProgress/cancel", json!({ "token": "mine" })).await;
    let sum = client.answer(id).await;
    assert_eq!(sum["result"]["cancelled"], true, "{sum}");
    assert!(sum["result"]["drafts"].as_u64().unwrap() < 402, "{sum}");
}

#[tokio::test]
async fn a_check_ends_with_its_request() {
    let desk = desk(400);
    let mut client = Client::begin(json!({})).await;
    let mut params = command("checkWorkspace", &json!([address(desk.path())]));
    params["workDoneToken"] = json!("mine");
    let id = client.ask("workspace/executeCommand", params).await;
    client.hears("$/progress").await;
    client.notify("$/cancelRequest", json!({ "id": id })).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32800);
    loop {
        let progress = client.hears("$/progress").await;
        if progress["params"]["value"]["kind"] == "end" {
            let told = progress["params"]["value"]["message"].as_str().unwrap();
            assert!(!told.starts_with("402 "), "{told}");
            break;
        }
    }
}

#[tokio::test]
async fn a_root_that_is_no_workspace_is_never_searched() {
    let home = std::env::home_dir().unwrap();
    for root in [json!(null), json!("file:///"), json!(address(&home))] {
        let (mut client, _) = Client::begin_with(json!({ "capabilities": {}, "rootUri": root })).await;
        let answer = client.request("workspace/executeCommand", command("checkWorkspace", &json!([]))).await;
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
        let told = client.hears("window/showMessage").await;
        assert!(told["params"]["message"].as_str().unwrap().contains("folder"), "{told}");
        // A draft is checked all the same.
        client.open("It cost TK.").await;
        assert_eq!(client.diagnostics(1).await.as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn reload_reads_everything_anew() {
    let desk = tempfile::tempdir().unwrap();
    let url = address(&desk.path().join("story.txt"));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "plaintext", "Ilse Varnhold said no.\n").await;
    client.shows(&url, |_, list| list.is_empty()).await;
    fs::write(desk.path().join("story.facts.toml"), "[[people]]\nname = \"Ilse Varnholt\"\n").unwrap();
    client.result("workspace/executeCommand", command("reload", &json!([]))).await;
    client.shows(&url, |_, list| list.len() == 1).await;
}

#[tokio::test]
async fn documents_and_mails_of_a_folder_are_checked_too() {
    let desk = tempfile::tempdir().unwrap();
    let word = include_bytes!("../../../tests/documents/ferry.docx");
    fs::write(desk.path().join("ferry.docx"), word).unwrap();
    fs::write(desk.path().join("half.docx"), &word[..word.len() / 2]).unwrap();
    fs::write(desk.path().join("~$ferry.docx"), b"\x04desk").unwrap();
    let open_document = include_bytes!("../../../tests/documents/ferry.odt");
    fs::write(desk.path().join("boats.ODT"), open_document).unwrap();
    let mail = "From: a@desk.example\r\nMessage-ID: <1@desk.example>\r\nSubject: Re: Quay\r\n\r\nThe quay cost TK.\r\n";
    fs::write(desk.path().join("quay.eml"), mail).unwrap();
    let mut client = Client::begin(json!({})).await;
    let check = command("checkWorkspace", &json!([address(desk.path())]));
    let sum = client.result("workspace/executeCommand", check).await;
    assert_eq!((&sum["drafts"], sum["unread"].as_array().unwrap().len()), (&json!(4), 1), "{sum}");
    let unread = sum["unread"][0].as_str().unwrap();
    assert!(unread.contains("half.docx: the document is damaged"), "{unread}");
    // Where its lines are the text's, the paragraph is named.
    for (name, told) in [
        ("ferry.docx", "October 3, 2022 was a Monday (paragraph 1 of a Word document)"),
        ("boats.ODT", "October 3, 2022 was a Monday (paragraph 1 of an OpenDocument text)"),
        ("quay.eml", "a gap left to be filled in (paragraph 1 of a mail)"),
    ] {
        let list = client.shows(&address(&desk.path().join(name)), |_, list| !list.is_empty()).await;
        assert!(list.iter().any(|it| it["message"] == told), "{name}: {list:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_that_leads_nowhere_is_told_of() {
    let desk = desk(1);
    std::os::unix::fs::symlink("gone.md", desk.path().join("lost.md")).unwrap();
    std::os::unix::fs::symlink("000.md", desk.path().join("good.md")).unwrap();
    let mut client = Client::begin(json!({})).await;
    let check = command("checkWorkspace", &json!([address(desk.path())]));
    let sum = client.result("workspace/executeCommand", check).await;
    let unread = sum["unread"].as_array().unwrap();
    assert!(unread.len() == 2 && unread[0].as_str().unwrap().contains("lost.md: is a link to gone.md"), "{sum}");
    assert_eq!(sum["error"], 2, "{sum}");
}
