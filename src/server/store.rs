//! The open drafts.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ropey::Rope;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_lsp::Client;
use tower_lsp::lsp_types::{DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url};

use super::analysis::{self, Analysis};
use super::convert;
use crate::options::{Format, Options};
use crate::text::Columns;

/// What the client said of itself, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Manners {
    /// How columns are counted.
    pub columns: Columns,
    /// It shows related places.
    pub related: bool,
    /// It takes versioned edits.
    pub versioned: bool,
    /// It shows Markdown in hovers.
    pub markdown: bool,
    /// How drafts are to be read, format apart.
    pub options: Options,
}

/// A draft as it stood at one moment.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// Its address as the client wrote it.
    pub url: Url,
    /// The client's version.
    pub version: i32,
    /// Counts the states of all drafts; later is larger.
    pub generation: u64,
    /// The text.
    pub rope: Rope,
    /// The markup.
    pub format: Format,
}

/// An open draft.
#[derive(Debug)]
struct Open {
    states: watch::Sender<Snapshot>,
    results: watch::Receiver<Option<Arc<Analysis>>>,
    latest: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

/// The open drafts, by their normalised address.
#[derive(Debug, Default)]
pub(super) struct Store {
    open: Mutex<HashMap<String, Open>>,
    closing: Mutex<HashMap<String, JoinHandle<()>>>,
    manners: Mutex<Manners>,
    generations: AtomicU64,
}

/// A lock that a panic elsewhere does not poison: the data is whole between statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One key for every way of writing an address: `file:///c%3A/a` and `file:///C:/a`.
fn key(url: &Url) -> String {
    let mut text = url.as_str().replace("%3A", ":").replace("%3a", ":");
    if let Some(rest) = text.strip_prefix("file:///")
        && rest.as_bytes().get(1) == Some(&b':')
    {
        text[8..9].make_ascii_lowercase();
    }
    text
}

/// The format that the client's language tells, else the ending of the address.
fn format_of(language: &str, url: &Url) -> Format {
    let path = url.path().to_ascii_lowercase();
    match language {
        "markdown" => Format::Markdown,
        "html" => Format::Html,
        _ => match path.rsplit('.').next() {
            Some("md" | "markdown") => Format::Markdown,
            Some("html" | "htm") => Format::Html,
            _ => Format::Text,
        },
    }
}

impl Store {
    /// What the client said of itself.
    pub fn manners(&self) -> Manners {
        lock(&self.manners).clone()
    }

    /// Notes what the client says of itself.
    pub fn meet(&self, manners: Manners) {
        *lock(&self.manners) = manners;
    }

    fn next(&self) -> u64 {
        self.generations.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Opens a draft; one that is open already begins anew with the text given.
    pub fn open(&self, client: &Client, params: DidOpenTextDocumentParams) {
        let draft = params.text_document;
        let snapshot = Snapshot {
            format: format_of(&draft.language_id, &draft.uri),
            version: draft.version,
            generation: self.next(),
            rope: Rope::from_str(&draft.text),
            url: draft.uri,
        };
        let key = key(&snapshot.url);
        let mut open = lock(&self.open);
        if let Some(known) = open.get(&key) {
            known.latest.store(snapshot.generation, Ordering::Release);
            known.states.send_replace(snapshot);
            return;
        }
        let latest = Arc::new(AtomicU64::new(snapshot.generation));
        let (states, receiver) = watch::channel(snapshot);
        let (results, given) = watch::channel(None);
        let before = lock(&self.closing).remove(&key);
        let task = analysis::start(client.clone(), self.manners(), receiver, results, Arc::clone(&latest), before);
        open.insert(key, Open { states, results: given, latest, task });
    }

    /// Applies the changes of one message, each to the result of the one before.
    pub fn change(&self, params: DidChangeTextDocumentParams) {
        let columns = lock(&self.manners).columns;
        let open = lock(&self.open);
        let Some(known) = open.get(&key(&params.text_document.uri)) else {
            tracing::warn!("a change of a draft that is not open was passed over");
            return;
        };
        let mut snapshot = known.states.borrow().clone();
        if params.text_document.version <= snapshot.version {
            tracing::warn!("version {} came after {}", params.text_document.version, snapshot.version);
        }
        for change in params.content_changes {
            let Some(range) = change.range else {
                snapshot.rope = Rope::from_str(&change.text);
                continue;
            };
            let one = convert::char_in(&snapshot.rope, range.start, columns);
            let other = convert::char_in(&snapshot.rope, range.end, columns);
            let (start, end) = (one.min(other), one.max(other));
            snapshot.rope.remove(start..end);
            snapshot.rope.insert(start, &change.text);
        }
        snapshot.version = params.text_document.version;
        snapshot.generation = self.next();
        known.latest.store(snapshot.generation, Ordering::Release);
        known.states.send_replace(snapshot);
    }

    /// Closes a draft; its task clears what the client shows and ends.
    pub fn close(&self, params: &DidCloseTextDocumentParams) {
        let key = key(&params.text_document.uri);
        if let Some(Open { states, task, latest, .. }) = lock(&self.open).remove(&key) {
            latest.store(u64::MAX, Ordering::Release);
            drop(states);
            lock(&self.closing).retain(|_, task| !task.is_finished());
            lock(&self.closing).insert(key, task);
        }
    }

    /// A draft as it stands now.
    pub fn snapshot(&self, url: &Url) -> Option<Snapshot> {
        lock(&self.open).get(&key(url)).map(|open| open.states.borrow().clone())
    }

    /// Where the results of a draft arrive.
    pub fn results(&self, url: &Url) -> Option<watch::Receiver<Option<Arc<Analysis>>>> {
        lock(&self.open).get(&key(url)).map(|open| open.results.clone())
    }
}
