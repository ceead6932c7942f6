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
