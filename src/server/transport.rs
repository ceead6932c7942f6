//! The wire: frames in, messages out, edits applied in their order.
//!
//! tower-lsp 0.20 runs handlers concurrently, dies of a bad frame, hangs on `exit` while standard input is
//! open, and always ends with 0.  This module is the cure, and the only place that knows.  Its parts:
//! an input pump that owns the input and passes on whole, valid frames; a tap around the service that
//! applies edits before anything can wait and turns a panic into one failed answer; an end with the
//! right code.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::oneshot;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_lsp::lsp_types::{MessageType, TextDocumentIdentifier, Url};
use tower_lsp::{ExitedError, LspService, Server};

use super::backend::Backend;
use super::desk::Desk;
use super::store::{Snapshot, Store};

/// The largest frame that is read, in bytes.
const LARGEST: usize = 64 << 20;

/// How many requests may be under way: enough that none waits for a place behind slow ones.
const REQUESTS: usize = 256;

/// How long a server whose client has gone waits for what is under way.
const GRACE: Duration = Duration::from_millis(500);

tokio::task_local! {
    /// The draft that a request speaks of, as it stood when the request arrived.
    static ARRIVED: Option<Snapshot>;
}

/// The draft of the request being answered, as it stood when the request arrived.
pub(super) fn arrived() -> Option<Snapshot> {
    ARRIVED.try_with(Clone::clone).ok().flatten()
}

/// Serves a client until it says `exit` or its end of the wire closes.  Gives the exit code: 0 after `shutdown` and
/// `exit`, else 1.
pub async fn serve<I, O>(input: I, output: O) -> i32
where
    I: AsyncRead + Unpin + Send + 'static,
    O: AsyncWrite + Unpin + Send + 'static,
{
    let mut store = None;
    let service = LspService::build(|client| {
        let kept = Arc::new(Store::new(Arc::new(Desk::new(client))));
        store = Some(Arc::clone(&kept));
        Backend::new(kept)
    })
    .custom_method("window/workDoneProgress/cancel", Backend::stop_progress);
    // What no client may ask: a handler that panics, and one that never answers.
    #[cfg(test)]
    let service = service.custom_method("test/panic", Backend::panics).custom_method("test/stuck", Backend::is_stuck);
    let (service, socket) = service.finish();
    let Some(store) = store else { return 1 };
    let (near, far) = tokio::io::duplex(64 << 10);
    let (ended, end) = oneshot::channel();
    let client = store.desk.client.clone();
    let tell = move |fault: String| {
        let client = client.clone();
        tokio::spawn(async move { client.show_message(MessageType::WARNING, fault).await });
    };
    let pump = tokio::spawn(async move {
        let code = pump(input, near, tell).await;
        let _ = ended.send(code);
    });
    let tap = Tap { service, store, ready: Arc::default(), over: AtomicBool::new(false) };
    let serving = tokio::spawn(Server::new(far, output, socket).concurrency_level(REQUESTS).serve(tap));
    let code = end.await.unwrap_or(1);
    // What is under way may still be written; what is stuck is not waited for.
    let _ = tokio::time::timeout(GRACE, serving).await;
    pump.abort();
    code
}

/// Reads frames and passes on the good ones, until `exit` or the end.  A draft that is too long must not be passed over in silence.
async fn pump<I: AsyncRead + Unpin>(input: I, mut far: DuplexStream, tell: impl Fn(String)) -> i32 {
    let mut input = BufReader::with_capacity(64 << 10, input);
    let mut shutdown = false;
    while let Some(length) = header(&mut input).await {
        if length > LARGEST {
            tracing::error!("a message of {length} bytes was dropped; the limit is {LARGEST}");
            tell(format!(
                "deskcheck: a message of {} MiB was passed over, the draft that it is of is not checked; the limit is {} MiB",
                length >> 20,
                LARGEST >> 20
            ));
            if tokio::io::copy(&mut (&mut input).take(length as u64), &mut tokio::io::sink()).await.is_err() {
                break;
            }
            continue;
        }
        let mut body = vec![0; length];
        if input.read_exact(&mut body).await.is_err() {
            break;
        }
        let Some(body) = valid(body) else { continue };
        match method(&body).as_deref() {
            Some("exit") => return i32::from(!shutdown),
            Some("shutdown") => shutdown = true,
            _ => {}
        }
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        if far.write_all(head.as_bytes()).await.is_err() || far.write_all(&body).await.is_err() {
            break;
        }
    }
    1
}

/// The length that the next header gives; lines that are no header are passed over.
async fn header<I: AsyncRead + Unpin>(input: &mut BufReader<I>) -> Option<usize> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        // A line that never ends is no header: it is read in pieces and dropped.
        let read = (&mut *input).take(1 << 16).read_until(b'\n', &mut line).await.ok()?;
        if read == 0 {
            return None;
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            if length.is_some() {
                return length;
            }
            continue;
        }
        let text = String::from_utf8_lossy(line).to_ascii_lowercase();
        if let Some((_, value)) = text.rsplit_once("content-length:") {
            length = value.trim().parse().ok();
            if length.is_none() {
                tracing::error!("a header without a length was dropped");
            }
        }
    }
}

/// A frame's bytes when they are a message, lone halves of surrogate pairs replaced; else `None`, and a log entry
/// without what the frame said.
fn valid(body: Vec<u8>) -> Option<Vec<u8>> {
    let body = repaired(body);
    // One that the framework behind cannot read would end the session.
    let message = serde_json::from_slice::<Request>(&body).is_ok() || serde_json::from_slice::<Response>(&body).is_ok();
    if !message {
        tracing::error!("{} bytes that are no message were dropped", body.len());
    }
    message.then_some(body)
}

/// Replaces each `\ud800` to `\udfff` without its partner by `\ufffd`, which is as long in UTF-16.
fn repaired(mut body: Vec<u8>) -> Vec<u8> {
    let code = |body: &[u8], at: usize| -> Option<u32> {
        let digits = body.get(at..at + 6).filter(|it| it.starts_with(b"\\u"))?;
        u32::from_str_radix(std::str::from_utf8(&digits[2..]).ok()?, 16).ok()
    };
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        match code(&body, at) {
            Some(0xd800..0xdc00) if code(&body, at + 6).is_some_and(|low| (0xdc00..0xe000).contains(&low)) => at += 12,
            Some(0xd800..0xe000) => {
                body[at + 2..at + 6].copy_from_slice(b"fffd");
                at += 6;
            }
            Some(_) => at += 6,
            None => at += 2,
        }
        if at >= body.len() {
            break;
        }
    }
    body
}

/// The method of a message.
fn method(body: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Method {
        method: Option<String>,
    }
    serde_json::from_slice::<Method>(body).ok()?.method
}

/// Stands before the service: applies edits in the order of the wire and keeps panics to one answer.
struct Tap {
    service: LspService<Backend>,
    store: Arc<Store>,
    /// `initialize` was answered.
    ready: Arc<AtomicBool>,
    /// `shutdown` was asked.
    over: AtomicBool,
}

impl Tap {
    /// Applies what changes a draft; before `initialize` and after `shutdown` nothing does.
    fn apply(&self, request: &Request) {
        if !self.ready.load(Ordering::Acquire) || self.over.load(Ordering::Acquire) {
            return;
        }
        match request.method() {
            "textDocument/didOpen" => {
                if let Some(params) = decoded(request) {
                    self.store.open(params);
                }
            }
            "textDocument/didChange" => {
                if let Some(params) = decoded(request) {
                    self.store.change(params);
                }
            }
            "textDocument/didClose" => {
                if let Some(params) = decoded(request) {
                    self.store.close(&params);
                }
            }
            _ => {}
        }
    }

    /// The draft that a request speaks of, as it stands now.
    fn subject(&self, request: &Request) -> Option<Snapshot> {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Subject {
            text_document: TextDocumentIdentifier,
        }
        request.id()?;
        let url: Url = serde_json::from_value::<Subject>(request.params()?.clone()).ok()?.text_document.uri;
        self.store.snapshot(&url)
    }
}

/// The parameters of a message, or a log entry without them.
fn decoded<T: DeserializeOwned>(request: &Request) -> Option<T> {
    let params = serde_json::from_value(request.params().cloned().unwrap_or_default());
    if params.is_err() {
        tracing::error!("the parameters of {} could not be read", request.method());
    }
    params.ok()
}

impl Service<Request> for Tap {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.apply(&request);
        if request.method() == "shutdown" {
            self.over.store(true, Ordering::Release);
        }
        // tower-lsp takes all that begins so for a note, and leaves who asks without an answer.
        if let (Some(id), true) = (request.id(), request.method().starts_with("$/")) {
            let refused = Response::from_error(id.clone(), Error::method_not_found());
            return Box::pin(async move { Ok(Some(refused)) });
        }
        let starts = (request.method() == "initialize").then(|| Arc::clone(&self.ready));
        let (id, subject) = (request.id().cloned(), self.subject(&request));
        let answer = self.service.call(request);
        // A task of its own: a busy or panicking handler holds up nobody.
        let task = tokio::spawn(ARRIVED.scope(subject, answer));
        Box::pin(async move {
            let answer = task.await;
            if let Some(ready) = starts {
                ready.store(true, Ordering::Release);
            }
            if let Ok(answer) = answer {
                answer
            } else {
                tracing::error!("a bug stopped the answer to a request");
                let error = Error {
                    code: ErrorCode::InternalError,
                    message: "a bug in deskcheck stopped this answer".into(),
                    data: None,
                };
                Ok(id.map(|id| Response::from_error(id, error)))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_halves_of_pairs_are_repaired() {
        let repair = |text: &str| String::from_utf8(repaired(text.as_bytes().to_vec())).unwrap();
        assert_eq!(repair(r#""\ud83d""#), r#""\ufffd""#);
        assert_eq!(repair(r#""\ud83d\ude00 \udc00x""#), r#""\ud83d\ude00 \ufffdx""#);
        assert_eq!(repair(r#""\\ud83d \n \u00e9 \""#), r#""\\ud83d \n \u00e9 \""#);
        assert_eq!(repair("\\"), "\\");
    }
}
