//! The language server as a process of its own: what only that can get wrong.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Long enough for the slowest machine; no test waits for it unless it fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// The server, ended with the test.
struct Server {
    child: Child,
    from: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        Server { child, from }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let to = self.child.stdin.as_mut().unwrap();
        write!(to, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        to.flush().unwrap();
    }

    fn begin(&mut self, process: Option<u32>) {
        let params = json!({ "processId": process, "capabilities": {} });
        self.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }));
        assert_eq!(self.next()["result"]["serverInfo"]["name"], "deskcheck");
        self.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    }

    fn next(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).unwrap(), 0, "the server has gone");
            if let Some(value) = line.trim().strip_prefix("Content-Length: ") {
                length = value.parse().unwrap();
            } else if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn end(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the server lives on");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_server_ends_with_its_editor() {
    let mut editor = Command::new("sleep").arg("600").spawn().unwrap();
    let mut server = Server::start();
    server.begin(Some(editor.id()));
    assert!(server.child.try_wait().unwrap().is_none());
    // Killed, with the wire held open by somebody else.
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(server.end().code(), Some(1));
}

#[test]
fn an_editor_in_another_container_is_not_missed() {
    let mut gone = Command::new("true").spawn().unwrap();
    let process = gone.id();
    gone.wait().unwrap();
    let mut server = Server::start();
    server.begin(Some(process));
    server.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
    assert_eq!(server.next()["id"], 2);
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    // Standard input stays open.
    assert_eq!(server.end().code(), Some(0));
}

#[test]
fn the_end_of_the_input_is_the_end() {
    let mut server = Server::start();
    server.begin(None);
    drop(server.child.stdin.take());
    assert_eq!(server.end().code(), Some(1));
}
