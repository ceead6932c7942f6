//! The server driven as a client drives it, over the wire.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::convert;
use crate::check;
use crate::options::{Format, Options};
use crate::text::{Columns, Lines};

/// Long enough for the slowest machine; no test waits for it unless it fails.
const PATIENCE: Duration = Duration::from_secs(20);

const URL: &str = "file:///desk/story.txt";

struct Client {
    to: Option<DuplexStream>,
    from: BufReader<DuplexStream>,
    server: JoinHandle<i32>,
    next: i64,
    /// The last diagnostics: version and list.
    shown: Option<(Value, Value)>,
    versions: Vec<i64>,
}

impl Client {
    fn start() -> Self {
        let (to, input) = tokio::io::duplex(1 << 20);
        let (output, from) = tokio::io::duplex(1 << 20);
        let server = tokio::spawn(super::serve(input, output));
        Client { to: Some(to), from: BufReader::new(from), server, next: 0, shown: None, versions: Vec::new() }
    }

    async fn begin(capabilities: Value) -> Self {
        let mut client = Client::start();
        client.request("initialize", json!({ "capabilities": capabilities })).await;
        client.notify("initialized", json!({})).await;
        client
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
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            self.versions.extend(params["version"].as_i64());
            self.shown = Some((params["version"].clone(), params["diagnostics"].clone()));
        }
        message
    }

    async fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.next().await;
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    /// The diagnostics of a version.
    async fn diagnostics(&mut self, version: i64) -> Value {
        loop {
            if let Some((shown, list)) = &self.shown
                && shown == &json!(version)
            {
                return list.clone();
            }
            self.next().await;
        }
    }

    async fn open(&mut self, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": URL, "languageId": "plaintext", "version": 1, "text": text } }),
        )
        .await;
    }

    async fn change(&mut self, version: i64, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": URL, "version": version }, "contentChanges": changes }),
        )
        .await;
    }

    async fn hover(&mut self, line: usize, character: usize) -> Value {
        self.request(
            "textDocument/hover",
            json!({ "textDocument": { "uri": URL }, "position": { "line": line, "character": character } }),
        )
        .await
    }

    async fn code(self) -> i32 {
        timeout(PATIENCE, self.server).await.expect("the server ends").expect("no panic")
    }
}

fn place(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}

#[tokio::test]
async fn a_draft_is_checked_hovered_and_mended() {
    let mut client = Client::begin(json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } })).await;
    client.open("They met on Sunday, October 3, 2022, 40 miles (92 km) off Sorne.\n").await;
    let shown = client.diagnostics(1).await;
    assert_eq!(shown[0]["message"], "October 3, 2022 was a Monday");
    assert_eq!(shown[1]["message"], "40 miles is about 64 km (line 1: 40 miles here)");
    assert_eq!(shown[0]["range"], json!({ "start": place(0, 12), "end": place(0, 35) }));
    assert_eq!((&shown[0]["code"], &shown[0]["severity"]), (&json!("weekday-mismatch"), &json!(1)));
    let hover = client.hover(0, 14).await;
    let card = hover["result"]["contents"]["value"].as_str().unwrap();
    assert!(card.contains("October 3, 2022 was a Monday") && card.contains("date: Sunday, October 3, 2022"), "{card}");
    let actions = client
        .request("textDocument/codeAction", json!({ "textDocument": { "uri": URL }, "range": { "start": place(0, 12), "end": place(0, 12) }, "context": { "diagnostics": [] } }))
        .await;
    let edit = &actions["result"][0]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 1);
    assert_eq!(edit["edits"][0]["newText"], "Monday");
    let only = client
        .request("textDocument/codeAction", json!({ "textDocument": { "uri": URL }, "range": { "start": place(0, 0), "end": place(0, 40) }, "context": { "diagnostics": [], "only": ["refactor"] } }))
        .await;
    assert_eq!(only["result"], json!([]));
    client.change(2, json!([{ "range": edit["edits"][0]["range"], "text": "Monday" }])).await;
    assert_eq!(client.diagnostics(2).await.as_array().unwrap().len(), 1);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URL } })).await;
    while client.shown.as_ref().is_none_or(|(version, _)| !version.is_null()) {
        client.next().await;
    }
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

/// Random edits in one encoding: what is shown at the end is what a check from scratch finds, and no hover saw an older text.
async fn random_edits(seed: u64, columns: Columns, name: &str) {
    let mut dice = Dice(seed);
    let mut client = Client::begin(json!({ "general": { "positionEncodings": [name] } })).await;
    let mut model = String::from("They met on Sunday, October 3, 2022.\n\nMr Varnholt said so.\n");
    client.open(&model).await;
    let edits = 2000;
    for version in 2..2 + edits {
        let lines = Lines::new(&model);
        let mut ends = [dice.roll(model.len() + 1), 0];
        ends[1] = ends[0] + dice.roll(12);
        let [start, end] = ends.map(|at| model.floor_char_boundary(at.min(model.len())));
        // An offset between "\r" and "\n" has no position of its own.
        let [start, end] = [start, end]
            .map(|at| if model[..at].ends_with('\r') && model[at..].starts_with('\n') { at - 1 } else { at });
        let mut text = PIECES[dice.roll(PIECES.len())].to_owned();
        if model.len() > 3000 {
            text.clear();
        }
        let position = |at| {
            let (line, column) = lines.position(&model, at, columns);
            place(line, column)
        };
        let range = json!({ "start": position(start), "end": position(end) });
        client.change(version, json!([{ "range": range, "text": text }])).await;
        model.replace_range(start..end, &text);
        if version % 50 == 0 {
            // The text before this hover must be the one it sees: a word is put at the top and asked for.
            let year = 1900 + version / 50;
            let word = format!("On 2 May {year}. ");
            let top = json!({ "start": place(0, 0), "end": place(0, 0) });
            client.change(version, json!([{ "range": top, "text": word }])).await;
            let hover = client.hover(0, 5).await;
            let card = hover["result"]["contents"]["value"].as_str().unwrap_or_default();
            assert!(card.contains(&year.to_string()), "version {version}: {hover}");
            client
                .change(
                    version,
                    json!([{ "range": { "start": place(0, 0), "end": place(0, word.len()) }, "text": "" }]),
                )
                .await;
        }
    }
    let last = 2 + edits;
    client.change(last, json!([])).await;
    let shown = client.diagnostics(last).await;
    let checked = check::check(&model, &Options { format: Format::Text, ..Options::default() });
    let lines = Lines::new(&model);
    let expected: Vec<_> = checked
        .findings
        .iter()
        .map(|finding| {
            (
                json!(finding.rule),
                serde_json::to_value(convert::range(&model, &lines, finding.place.span, columns)).unwrap(),
            )
        })
        .collect();
    let found: Vec<_> = shown.as_array().unwrap().iter().map(|it| (it["code"].clone(), it["range"].clone())).collect();
    assert_eq!(found, expected);
    assert!(!expected.is_empty() && client.versions.is_sorted(), "{:?}", client.versions);
}

#[tokio::test]
async fn edits_are_applied_in_the_order_of_the_wire() {
    for seed in [1, 77, 4242] {
        random_edits(seed, Columns::Utf16, "utf-16").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_are_applied_in_order_on_two_threads_in_every_encoding() {
    random_edits(5, Columns::Utf8, "utf-8").await;
    random_edits(6, Columns::Utf32, "utf-32").await;
    random_edits(7, Columns::Utf16, "utf-16").await;
}

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
    // exit without shutdown.
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
async fn half_a_surrogate_pair_is_one_letter() {
    let mut client = Client::begin(json!({})).await;
    client.open("x").await;
    let lone = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URL}","version":2}},"contentChanges":[{{"text":"\ud83d TK "}}]}}}}"#
    );
    client.body(lone.as_bytes()).await;
    let shown = client.diagnostics(2).await;
    assert_eq!(shown[0]["range"]["start"], place(0, 2));
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
async fn a_flood_ends_with_its_last_version() {
    let mut client = Client::begin(json!({})).await;
    client.open("").await;
    for version in 2..2002 {
        client.change(version, json!([{ "range": { "start": place(0, 0), "end": place(0, 0) }, "text": "TK " }])).await;
    }
    assert_eq!(client.diagnostics(2001).await.as_array().unwrap().len(), 2000);
    assert_eq!(client.versions.last(), Some(&2001));
}

#[tokio::test]
async fn odd_edits_and_openings_are_borne() {
    let mut client = Client::begin(json!({})).await;
    // Requests before the draft is open, and for one that never is.
    assert_eq!(client.hover(0, 0).await["result"], Value::Null);
    client.open("one\r\ntwo TK\rthree").await;
    client.open("one\r\ntwo TK \rthree").await;
    // Past the end of a line, past the end of the text, and the wrong way round.
    client.change(2, json!([{ "range": { "start": place(0, 99), "end": place(0, 99) }, "text": " a" }])).await;
    client.change(3, json!([{ "range": { "start": place(99, 0), "end": place(99, 9) }, "text": " TK." }])).await;
    client.change(4, json!([{ "range": { "start": place(0, 3), "end": place(0, 0) }, "text": "One" }])).await;
    let shown = client.diagnostics(4).await;
    let lines: Vec<_> = shown.as_array().unwrap().iter().map(|it| it["range"]["start"].clone()).collect();
    assert_eq!(lines, [place(1, 4), place(2, 6)]);
    // A full text, and an address written in another way.
    client
        .notify("textDocument/didChange", json!({ "textDocument": { "uri": URL, "version": 9 }, "contentChanges": [{ "text": "TK " }, { "range": { "start": place(0, 0), "end": place(0, 0) }, "text": "TK " }] }))
        .await;
    assert_eq!(client.diagnostics(9).await.as_array().unwrap().len(), 2);
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
async fn what_the_client_can_do_is_honoured() {
    let mut client = Client::begin(json!({
        "general": { "positionEncodings": ["utf-99", "utf-8", "utf-16"] },
        "textDocument": { "publishDiagnostics": { "relatedInformation": true }, "hover": { "contentFormat": ["markdown", "plaintext"] } },
    }))
    .await;
    client.open("é met on Sunday, October 3, 2022, 40 miles (92 km) off.").await;
    let shown = client.diagnostics(1).await;
    // "é" is two bytes.
    assert_eq!(shown[0]["range"]["start"], place(0, 10));
    assert_eq!(shown[1]["message"], "40 miles is about 64 km");
    assert_eq!(shown[1]["relatedInformation"][0]["message"], "40 miles here");
    let hover = client.hover(0, 12).await;
    assert_eq!(hover["result"]["contents"]["kind"], "markdown");
}

/// Messages modelled on what real editors send at the start, cut down to what matters here.
#[tokio::test]
async fn the_first_words_of_real_clients_are_understood() {
    let mut messages: Vec<Value> =
        include_str!("tests/initialize.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // The whole messages, where they are at hand.
    for entry in std::fs::read_dir("../shared/editors/initialize").into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        messages.push(value.get("params").unwrap_or(&value).clone());
    }
    assert!(messages.len() >= 5);
    for mut message in messages {
        // The editor of the recording is gone, and the server would go with it.
        message["processId"] = Value::Null;
        let mut client = Client::start();
        let answer = client.request("initialize", message.clone()).await;
        let offered = message["capabilities"]["general"]["positionEncodings"][0].as_str().unwrap_or("utf-16");
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], offered, "{message}");
        assert!(answer["result"]["capabilities"].get("diagnosticProvider").is_none());
        client.notify("initialized", json!({})).await;
        client.open("A gap: TK.").await;
        assert_eq!(client.diagnostics(1).await[0]["code"], "placeholder");
    }
}
