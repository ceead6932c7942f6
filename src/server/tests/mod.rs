//! The server driven as a client drives it, over the wire.

mod accept;
mod actions;
mod clients;
mod commands;
mod diagnostics;
mod edits;
mod facts;
mod house;
mod lifecycle;
mod names;
mod odds;
mod requests;
mod settings;
mod sheets;
mod soak;

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::convert;
use crate::check;
use crate::options::{Format, Options};
use crate::reference::Reference;
use crate::text::{Columns, Lines};

/// Long enough for the slowest machine; no test waits for it unless it fails.
const PATIENCE: Duration = Duration::from_mins(1);

const URL: &str = "file:///desk/story.txt";

/// A client.  It answers nothing that it is asked unless told how.
struct Client {
    to: Option<DuplexStream>,
    from: BufReader<DuplexStream>,
    server: JoinHandle<i32>,
    next: i64,
    /// The last diagnostics of each document: version and list.
    shown: HashMap<String, (Value, Value)>,
    /// The versions shown of the draft at `URL`, in order.
    versions: Vec<i64>,
    /// What the server said or asked, apart from diagnostics.
    heard: Vec<Value>,
    /// What it answers, by method.
    answers: HashMap<&'static str, Value>,
    /// What came while something else was waited for.
    early: Vec<Value>,
}

impl Client {
    fn start() -> Self {
        let (to, input) = tokio::io::duplex(1 << 20);
        let (output, from) = tokio::io::duplex(1 << 20);
        let server = tokio::spawn(super::serve(input, output));
        Client {
            to: Some(to),
            from: BufReader::new(from),
            server,
            next: 0,
            shown: HashMap::new(),
            versions: Vec::new(),
            heard: Vec::new(),
            answers: HashMap::new(),
            early: Vec::new(),
        }
    }

    async fn begin(capabilities: Value) -> Self {
        Client::begin_with(json!({ "capabilities": capabilities })).await.0
    }

    /// Begins, and gives what the server offers.
    async fn begin_with(params: Value) -> (Self, Value) {
        let mut client = Client::start();
        let answer = client.request("initialize", params).await;
        client.notify("initialized", json!({})).await;
        (client, answer["result"]["capabilities"].clone())
    }

    async fn raw(&mut self, frame: &[u8]) {
        self.to.as_mut().expect("the wire is open").write_all(frame).await.expect("the server reads");
    }

    async fn send(&mut self, message: &Value) {
        self.body(message.to_string().as_bytes()).await;
    }

    async fn body(&mut self, body: &[u8]) {
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        self.raw(&[head.as_bytes(), body].concat()).await;
    }

    async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": self.next, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message).await;
        self.next
    }

    async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        self.answer(id).await
    }

    /// The result of a request that succeeds.
    async fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The result of a request for a place in the draft.
    async fn result_at(&mut self, method: &str, line: usize, character: usize) -> Value {
        self.result(method, json!({ "textDocument": { "uri": URL }, "position": place(line, character) })).await
    }

    /// The next message of the server.
    async fn next(&mut self) -> Value {
        let read = async {
            let mut length = 0;
            loop {
                let mut line = String::new();
                assert_ne!(self.from.read_line(&mut line).await.expect("the server writes"), 0, "the server has gone");
                if let Some(value) = line.trim().strip_prefix("Content-Length: ") {
                    length = value.parse().expect("a length");
                } else if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            self.from.read_exact(&mut body).await.expect("a whole message");
            serde_json::from_slice::<Value>(&body).expect("JSON")
        };
        let message = timeout(PATIENCE, read).await.expect("the server answers");
        let Some(method) = message["method"].as_str().map(ToOwned::to_owned) else { return message };
        if method == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let url = params["uri"].as_str().expect("an address").to_owned();
            if url == URL {
                self.versions.extend(params["version"].as_i64());
            }
            self.shown.insert(url, (params["version"].clone(), params["diagnostics"].clone()));
            return message;
        }
        self.heard.push(message.clone());
        if let (Some(id), Some(answer)) = (message.get("id"), self.answers.get(method.as_str()).cloned()) {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": answer })).await;
        }
        message
    }

    async fn answer(&mut self, id: i64) -> Value {
        loop {
            let early = self.early.iter().position(|message| message["id"] == id);
            if let Some(early) = early {
                return self.early.remove(early);
            }
            let message = self.next().await;
            if message.get("method").is_none() {
                self.early.push(message);
            }
        }
    }

    /// Reads on until something has been heard.
    async fn hears(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.heard.iter().position(|message| message["method"] == method) {
                return self.heard.remove(at);
            }
            let message = self.next().await;
            if message.get("method").is_none() {
                self.early.push(message);
            }
        }
    }

    /// Reads on until the diagnostics of a document are as wanted.
    async fn shows(&mut self, url: &str, wanted: impl Fn(&Value, &[Value]) -> bool) -> Vec<Value> {
        loop {
            if let Some((version, list)) = self.shown.get(url) {
                let list = list.as_array().expect("a list");
                if wanted(version, list) {
                    return list.clone();
                }
            }
            let message = self.next().await;
            if message.get("method").is_none() {
                self.early.push(message);
            }
        }
    }

    /// The diagnostics of a version of the draft.
    async fn diagnostics(&mut self, version: i64) -> Value {
        Value::Array(self.shows(URL, |shown, _| *shown == json!(version)).await)
    }

    async fn open_as(&mut self, url: &str, language: &str, text: &str) {
        let document = json!({ "uri": url, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
    }

    async fn open(&mut self, text: &str) {
        self.open_as(URL, "plaintext", text).await;
    }

    async fn close(&mut self, url: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": url } })).await;
    }

    async fn change_in(&mut self, url: &str, version: i64, changes: Value) {
        let params = json!({ "textDocument": { "uri": url, "version": version }, "contentChanges": changes });
        self.notify("textDocument/didChange", params).await;
    }

    async fn change(&mut self, version: i64, changes: Value) {
        self.change_in(URL, version, changes).await;
    }

    async fn hover(&mut self, line: usize, character: usize) -> Value {
        let params = json!({ "textDocument": { "uri": URL }, "position": place(line, character) });
        self.request("textDocument/hover", params).await
    }

    /// The text of a hover.
    async fn card(&mut self, line: usize, character: usize) -> String {
        let hover = self.hover(line, character).await;
        hover["result"]["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    async fn code(self) -> i32 {
        timeout(PATIENCE, self.server).await.expect("the server ends").expect("no panic")
    }
}

fn place(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}

fn range(start: (usize, usize), end: (usize, usize)) -> Value {
    json!({ "start": place(start.0, start.1), "end": place(end.0, end.1) })
}

/// An address of a file in a folder of the test's own.
fn address(path: &std::path::Path) -> String {
    tower_lsp::lsp_types::Url::from_file_path(path).expect("an absolute path").to_string()
}

/// Rule and range of each finding that a check from scratch gives.
fn expected(text: &str, reference: &Reference, columns: Columns) -> Vec<(Value, Value)> {
    let checked = check::against(text, &Options { format: Format::Text, ..Options::default() }, reference);
    let lines = Lines::new(text);
    let range = |span| serde_json::to_value(convert::range(text, &lines, span, columns)).expect("a range is JSON");
    checked.findings.iter().map(|finding| (json!(finding.rule), range(finding.place.span))).collect()
}

/// Applies an edit of the server to the lines of a draft without letters beyond ASCII.
fn applied(text: &str, edits: &[Value]) -> String {
    let lines = Lines::new(text);
    let at = |position: &Value| {
        let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("small");
        lines.offset(text, number("line"), number("character"), Columns::Utf16)
    };
    let mut edits: Vec<_> = edits
        .iter()
        .map(|edit| (at(&edit["range"]["start"]), at(&edit["range"]["end"]), edit["newText"].as_str().expect("text")))
        .collect();
    edits.sort_unstable();
    let mut done = text.to_owned();
    for (start, end, words) in edits.into_iter().rev() {
        done.replace_range(start..end, words);
    }
    done
}

/// A small generator of random numbers (xorshift): tests must not depend on chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

/// What random edits put in.
const PIECES: &[&str] = &[
    "TK ",
    "Sunday, October 3, 2022 ",
    "é",
    "𝒳",
    "👩‍🚒 ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "Mr Varnholt said. ",
    "Ilse Varnholt left. ",
    "Varnhlot went. ",
    "40 miles (92 km) ",
    "\u{2028}",
    "\u{feff}",
    " ",
    "a",
    ".",
];
