//! The beginning, the end, and what may go wrong between.

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use super::Client;

#[tokio::test]
async fn the_end_has_the_right_code() {
    // shutdown and exit, the wire left open.
    let mut client = Client::begin(json!({})).await;
    client.request("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.code().await, 0);
    // shutdown, exit, and one more message.
    let mut client = Client::begin(json!({})).await;
    client.request("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    let _ = client.to.as_mut().unwrap().write_all(b"Content-Length: 2\r\n\r\n{}").await;
    drop(client.to.take());
    assert_eq!(client.code().await, 0);
    // shutdown and exit, then the wire closes.
    let mut client = Client::begin(json!({})).await;
    client.request("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    drop(client.to.take());
    assert_eq!(client.code().await, 0);
    // exit without shutdown, the wire left open or closed.
    let mut client = Client::begin(json!({})).await;
    client.notify("exit", Value::Null).await;
    drop(client.to.take());
    assert_eq!(client.code().await, 1);
    let mut client = Client::begin(json!({})).await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.code().await, 1);
    // The wire closes without a word, also while a handler is stuck.
    let mut client = Client::begin(json!({})).await;
    client.ask("test/stuck", Value::Null).await;
    drop(client.to.take());
    assert_eq!(client.code().await, 1);
}

#[tokio::test]
async fn a_panic_costs_one_answer() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on Sunday, October 3, 2022.").await;
    let failed = client.request("test/panic", Value::Null).await;
    assert_eq!(failed["error"]["code"], -32603);
    assert!(client.hover(0, 14).await["result"].is_object());
}

#[tokio::test]
async fn bad_frames_are_dropped() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on Sunday, October 3, 2022.").await;
    client.body(b"{ not json").await;
    client.body(b"\xff\xfe").await;
    client.raw(b"garbage\r\nContent-Length: x\r\n\r\n").await;
    client.body(b"[]").await;
    client.body(b"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":7}").await;
    client.body(b"{\"jsonrpc\":\"2.0\",\"method\":\"no/such\"}").await;
    assert!(client.hover(0, 14).await["result"].is_object());
    let unknown = client.request("no/such", Value::Null).await;
    assert_eq!(unknown["error"]["code"], -32601);
}

#[tokio::test]
async fn stuck_requests_hold_up_nobody_and_can_be_cancelled() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on Sunday, October 3, 2022.").await;
    let mut stuck = Vec::new();
    for _ in 0..20 {
        stuck.push(client.ask("test/stuck", Value::Null).await);
    }
    assert!(client.hover(0, 14).await["result"].is_object());
    client.notify("$/cancelRequest", json!({ "id": stuck[3] })).await;
    assert_eq!(client.answer(stuck[3]).await["error"]["code"], -32800);
}

#[tokio::test]
async fn nothing_is_answered_before_initialize_or_after_shutdown() {
    let mut client = Client::start();
    client.open("TK ").await;
    let early = client.hover(0, 0).await;
    assert_eq!(early["error"]["code"], -32002);
    client.request("initialize", json!({ "capabilities": {} })).await;
    client.request("shutdown", Value::Null).await;
    let late = client.hover(0, 0).await;
    assert_eq!(late["error"]["code"], -32600);
}

#[tokio::test]
async fn a_message_beyond_all_measure_is_dropped() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on Sunday, October 3, 2022.").await;
    let length: usize = (64 << 20) + 1;
    client.raw(format!("Content-Length: {length}\r\n\r\n").as_bytes()).await;
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..64 {
        client.raw(&piece).await;
    }
    client.raw(b"x").await;
    assert!(client.hover(0, 14).await["result"].is_object());
    // Somebody waits for that draft to be checked.
    let told = client.hears("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("64 MiB was passed over"), "{told}");
}

#[tokio::test]
async fn what_the_protocol_leaves_open_is_borne() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on Sunday, October 3, 2022.").await;
    // A second beginning is refused.
    let again = client.request("initialize", json!({ "capabilities": {} })).await;
    assert_eq!(again["error"]["code"], -32600, "{again}");
    // Answers to what was never asked, cancelling what is not under way, notes that may be passed over.
    client.send(&json!({ "jsonrpc": "2.0", "id": 4711, "result": null })).await;
    client.send(&json!({ "jsonrpc": "2.0", "id": "x", "error": { "code": -1, "message": "no" } })).await;
    client.notify("$/cancelRequest", json!({ "id": 4711 })).await;
    client.notify("$/setTrace", json!({ "value": "verbose" })).await;
    client.notify("$/no/such", json!({})).await;
    client.notify("window/workDoneProgress/cancel", json!({ "token": "none" })).await;
    client.notify("workspace/didRenameFiles", json!({ "files": [] })).await;
    assert_eq!(client.request("$/no/such", Value::Null).await["error"]["code"], -32601);
    let bad = client.request("textDocument/hover", json!({ "textDocument": 7 })).await;
    assert_eq!(bad["error"]["code"], -32602, "{bad}");
    // Changes and ends of documents that are not open.
    client.change_in("file:///desk/none.txt", 2, json!([{ "text": "TK" }])).await;
    client.close("file:///desk/none.txt").await;
    // A request may be named by a text.
    client
        .send(&json!({ "jsonrpc": "2.0", "id": "seven", "method": "textDocument/hover",
            "params": { "textDocument": { "uri": super::URL }, "position": { "line": 0, "character": 14 } } }))
        .await;
    loop {
        let message = client.next().await;
        if message["id"] == "seven" {
            assert!(message["result"].is_object(), "{message}");
            break;
        }
    }
    assert!(!client.shown.contains_key("file:///desk/none.txt"));
}

#[tokio::test]
async fn a_client_that_refuses_everything_is_served() {
    let mut client = Client::start();
    let capabilities = json!({
        "workspace": { "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true } },
        "window": { "workDoneProgress": true },
    });
    client.request("initialize", json!({ "capabilities": capabilities })).await;
    client.notify("initialized", json!({})).await;
    for method in ["client/registerCapability", "workspace/configuration"] {
        let asked = client.hears(method).await;
        let error = json!({ "code": -32601, "message": "not here" });
        client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error })).await;
    }
    client.open("They met on Sunday, October 3, 2022.").await;
    assert_eq!(client.diagnostics(1).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_request_can_be_cancelled_while_its_draft_is_checked() {
    let mut client = Client::begin(json!({})).await;
    client.open(&"They met on Sunday, October 3, 2022, 40 miles (92 km) off Sorne.\n\n".repeat(400)).await;
    let asked = client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": super::URL } })).await;
    client.notify("$/cancelRequest", json!({ "id": asked })).await;
    assert_eq!(client.answer(asked).await["error"]["code"], -32800);
    // The check goes on, and so does the draft.
    assert_eq!(client.diagnostics(1).await.as_array().unwrap().len(), 800);
    assert!(client.hover(0, 14).await["result"].is_object());
}

#[tokio::test]
async fn a_client_that_goes_in_the_middle_of_a_message_ends_the_server() {
    let draft = "They met on Sunday, October 3, 2022.\n\n".repeat(200);
    for rest in
        [&b"Content-Length: 400\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":9,"[..], b"Content-Le", b"Content-Length: 9\r\n"]
    {
        let mut client = Client::begin(json!({})).await;
        client.open(&draft).await;
        client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": super::URL } })).await;
        client.raw(rest).await;
        client.to = None;
        assert_eq!(client.code().await, 1);
    }
}
