//! What is published.

use serde_json::{Value, json};

use super::{Client, URL, place, range};

const DRAFT: &str = "They met on Sunday, October 3, 2022, 40 miles (92 km) off Sorne.\n";

#[tokio::test]
async fn a_draft_is_checked_mended_and_closed() {
    let mut client = Client::begin(json!({})).await;
    client.open(DRAFT).await;
    let shown = client.diagnostics(1).await;
    assert_eq!(shown[0]["message"], "October 3, 2022 was a Monday");
    assert_eq!(shown[0]["range"], range((0, 12), (0, 35)));
    assert_eq!((&shown[0]["code"], &shown[0]["severity"]), (&json!("weekday-mismatch"), &json!(1)));
    assert_eq!(shown[0]["source"], "deskcheck");
    client.change(2, json!([{ "range": range((0, 12), (0, 18)), "text": "Monday" }])).await;
    assert_eq!(client.diagnostics(2).await.as_array().unwrap().len(), 1);
    client.close(URL).await;
    client.shows(URL, |version, list| version.is_null() && list.is_empty()).await;
    // Opened again, it is shown again, and what was cleared stays behind.
    client.open(DRAFT).await;
    assert_eq!(client.diagnostics(1).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_bare_client_reads_the_other_place_in_the_message() {
    let mut client = Client::begin(json!({})).await;
    client.open(DRAFT).await;
    let shown = client.diagnostics(1).await;
    assert_eq!(shown[1]["message"], "40 miles is about 64 km (line 1: 40 miles here)");
    for key in ["relatedInformation", "codeDescription", "data", "tags"] {
        assert!(shown[1].get(key).is_none(), "{key}: {shown}");
    }
}

#[tokio::test]
async fn what_the_client_can_show_is_sent() {
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-99", "utf-8", "utf-16"] },
        "textDocument": { "publishDiagnostics": {
            "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
        } },
    });
    let start = json!({ "rulesPage": "https://desk.example/rules.html" });
    let (mut client, _) =
        Client::begin_with(json!({ "capabilities": capabilities, "initializationOptions": start })).await;
    client.open("é met on Sunday, October 3, 2022, 40 miles (92 km) off.").await;
    let shown = client.diagnostics(1).await;
    // "é" is two bytes.
    assert_eq!(shown[0]["range"]["start"], place(0, 10));
    assert_eq!(shown[1]["message"], "40 miles is about 64 km");
    assert_eq!(shown[1]["relatedInformation"][0]["message"], "40 miles here");
    assert_eq!(shown[0]["codeDescription"]["href"], "https://desk.example/rules.html#weekday-mismatch");
    assert_eq!(shown[0]["data"]["fingerprint"].as_str().unwrap().len(), 16);
    // A place in another line is named in any case.
    client.change(2, json!([{ "text": "Ilse Varnholt said so.\n\nMs Varnholt stayed.\n\nMs Varnhlot left.\n" }])).await;
    let shown = client.diagnostics(2).await;
    assert!(shown[0]["message"].as_str().unwrap().ends_with("(line 1)"), "{shown}");
    assert_eq!(shown[0]["relatedInformation"][0]["location"]["range"]["start"]["line"], 0);
}

#[tokio::test]
async fn an_unsaved_draft_is_checked_and_other_files_are_not() {
    let mut client = Client::begin(json!({})).await;
    client.open_as("untitled:Untitled-1", "markdown", "# TK\n\nA `TK` in code.\n").await;
    let shown = client.shows("untitled:Untitled-1", |version, _| *version == 1).await;
    assert_eq!(shown.len(), 1);
    // Settings of another program are no draft, whatever is in them.
    client.open_as("file:///desk/Cargo.toml", "toml", "name = \"TK\"\n").await;
    client.open_as("file:///desk/page.html", "", "<p>TK &amp; so on, <code>TK</code></p>").await;
    let shown = client.shows("file:///desk/page.html", |version, _| *version == 1).await;
    assert_eq!(shown.len(), 1);
    let hover = client
        .result(
            "textDocument/hover",
            json!({ "textDocument": { "uri": "file:///desk/Cargo.toml" }, "position": place(0, 9) }),
        )
        .await;
    assert_eq!(hover, Value::Null);
    assert!(!client.shown.contains_key("file:///desk/Cargo.toml"));
}

#[tokio::test]
async fn what_an_editor_calls_plain_text_is_a_draft_by_its_name() {
    let desk = tempfile::tempdir().unwrap();
    std::fs::write(desk.path().join("deskcheck.toml"), "[files]\ninclude = [\"*.copy\", \"SLUG\"]\n").unwrap();
    let mut client = Client::begin(json!({})).await;
    let here = |name: &str| super::address(&desk.path().join(name));
    let others = ["LICENSE", "Makefile", "license.TXT", "CMakeLists.txt", "data.csv", "server.log", "story"];
    for name in others {
        client.open_as(&here(name), "plaintext", "TK\n").await;
    }
    client.open_as(&here("main.rs"), "rust", "TK\n").await;
    client.open_as("untitled:Untitled-2", "python", "TK\n").await;
    let drafts = [
        (here("story.txt"), "plaintext"),
        (here("notice.Text"), "Text"),
        (here("robots.md"), "plaintext"),
        (here("story.rst"), "restructuredtext"),
        (here("story.adoc"), "asciidoc"),
        (here("story.copy"), "plaintext"),
        (here("SLUG"), ""),
        ("untitled:Untitled-1".to_owned(), "plaintext"),
        ("mail:1".to_owned(), ""),
    ];
    for (url, language) in &drafts {
        client.open_as(url, language, "TK\n").await;
        client.shows(url, |_, list| list.len() == 1).await;
    }
    for name in others.into_iter().chain(["main.rs"]) {
        assert!(!client.shown.contains_key(&here(name)), "{name}");
        let params = json!({ "textDocument": { "uri": here(name) } });
        assert_eq!(client.result("textDocument/codeLens", params).await, Value::Null, "{name}");
    }
}
