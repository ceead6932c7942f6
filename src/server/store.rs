//! The open documents: drafts, and the fact sheets among them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use percent_encoding::percent_decode_str;
use ropey::Rope;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_lsp::lsp_types::{DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url};

use super::analysis::{self, Analysis};
use super::convert;
use super::desk::Desk;
use crate::options::Format;
use crate::{settings, sheets};

/// A document as it stood at one moment.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// Its address as the client wrote it.
    pub url: Url,
    /// Its file, if it has one.
    pub path: Option<Arc<Path>>,
    /// The client's version.
    pub version: i32,
    /// Counts the states of all documents; later is larger.
    pub generation: u64,
    /// The text.
    pub rope: Rope,
    /// What it is.
    pub role: Role,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A draft with its markup.
    Draft(Format),
    /// A fact sheet.
    Sheet,
    /// Settings, or a list of accepted findings.
    Settings,
    /// Something else that an editor sends along: the settings of another program, code.
    Other,
}

/// An open document.
#[derive(Debug)]
struct Open {
    states: watch::Sender<Snapshot>,
    results: watch::Receiver<Option<Arc<Analysis>>>,
    latest: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

/// The open documents, by their normalised address.
#[derive(Debug)]
pub(super) struct Store {
    /// What they share.
    pub desk: Arc<Desk>,
    open: Mutex<HashMap<String, Open>>,
    closing: Mutex<HashMap<String, JoinHandle<()>>>,
}

/// A lock that a panic elsewhere does not poison: the data is whole between statements.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One key for every way of writing the address of a file: `file:///c%3A/a%20%2b` and `file:///C:/a +`.  Which letters are written
/// as numbers differs from client to client, and ours are not theirs.
fn key(url: &Url) -> String {
    if url.scheme() != "file" {
        return url.as_str().to_owned();
    }
    let mut text = percent_decode_str(url.as_str()).decode_utf8_lossy().into_owned();
    if let Some(rest) = text.strip_prefix("file:///")
        && rest.as_bytes().get(1) == Some(&b':')
    {
        text[8..9].make_ascii_lowercase();
    }
    text
}

/// The markup of a draft, by the name of its file; `None` for files that are no drafts.
pub(super) fn format_of(path: &str) -> Option<Format> {
    Format::of_name(path.rsplit(['/', '\\']).next()?)
}

/// Languages of prose whose markup is read as text.
const PROSE: &[&str] = &["org", "mail"];

/// What clients call text of which they know no more.
const PLAIN: &[&str] = &["", "plaintext", "text", "normal"];

/// What a document is, by its name, by the client's language, then by its ending.  Editors call anything that they do not know
/// plain text, a licence and a makefile too: such a file is a draft by its ending, or when the settings include it.
fn role_of(desk: &Desk, language: &str, url: &Url, path: Option<&Path>) -> Role {
    if path.is_some_and(sheets::is_sheet) {
        return Role::Sheet;
    }
    if path.is_some_and(|path| settings::faults(path, "").is_some()) {
        return Role::Settings;
    }
    let language = language.to_ascii_lowercase();
    let format = match &*language {
        "markdown" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        "asciidoc" => Some(Format::AsciiDoc),
        "restructuredtext" | "rst" => Some(Format::Rst),
        "toml" | "json" | "jsonc" | "yaml" => None,
        other if PROSE.contains(&other) => Some(Format::Text),
        other => format_of(url.path()).or_else(|| {
            let plain = PLAIN.contains(&other);
            let drafted = path.map_or(plain, |path| plain && desk.house().wants(path, false));
            drafted.then_some(Format::Text)
        }),
    };
    format.map_or(Role::Other, Role::Draft)
}

impl Store {
    /// A store without documents.
    pub fn new(desk: Arc<Desk>) -> Self {
        Store { desk, open: Mutex::default(), closing: Mutex::default() }
    }

    /// Opens a document; one that is open already begins anew with the text given.
    pub fn open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let path = document.uri.to_file_path().ok();
        let snapshot = Snapshot {
            role: role_of(&self.desk, &document.language_id, &document.uri, path.as_deref()),
            path: path.map(PathBuf::into),
            version: document.version,
            generation: self.desk.next(),
            rope: Rope::from_str(&document.text),
            url: document.uri,
        };
        self.note(&snapshot);
        let key = key(&snapshot.url);
        let mut open = lock(&self.open);
        if let Some(known) = open.get(&key) {
            known.latest.store(snapshot.generation, Ordering::Release);
            known.states.send_replace(snapshot);
            return;
        }
        let latest = Arc::new(AtomicU64::new(snapshot.generation));
        let role = snapshot.role;
        let (states, receiver) = watch::channel(snapshot);
        let (results, given) = watch::channel(None);
        let before = lock(&self.closing).remove(&key);
        let desk = Arc::clone(&self.desk);
        let task = match role {
            Role::Draft(_) => analysis::start(desk, receiver, results, Arc::clone(&latest), before),
            Role::Sheet | Role::Settings | Role::Other => analysis::start_other(desk, receiver, before),
        };
        open.insert(key, Open { states, results: given, latest, task });
    }

    /// What a sheet or a file of settings says now is what drafts are held against, from the next check on.
    fn note(&self, snapshot: &Snapshot) {
        let Some(path) = &snapshot.path else { return };
        match snapshot.role {
            Role::Sheet => self.desk.sheets.write(path, snapshot.generation, &snapshot.rope),
            Role::Settings => self.desk.write_settings(path, snapshot.generation, snapshot.rope.to_string()),
            Role::Draft(_) | Role::Other => return,
        }
        self.desk.turn();
    }

    /// Applies the changes of one message, each to the result of the one before.
    pub fn change(&self, params: DidChangeTextDocumentParams) {
        let columns = self.desk.manners().columns;
        let open = lock(&self.open);
        let Some(known) = open.get(&key(&params.text_document.uri)) else {
            tracing::warn!("a change of a document that is not open was passed over");
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
        snapshot.generation = self.desk.next();
        self.note(&snapshot);
        known.latest.store(snapshot.generation, Ordering::Release);
        known.states.send_replace(snapshot);
    }

    /// Closes a document; its task clears what the client shows and ends.
    pub fn close(&self, params: &DidCloseTextDocumentParams) {
        let key = key(&params.text_document.uri);
        if let Some(Open { states, task, latest, .. }) = lock(&self.open).remove(&key) {
            latest.store(u64::MAX, Ordering::Release);
            drop(states);
            lock(&self.closing).retain(|_, task| !task.is_finished());
            lock(&self.closing).insert(key, task);
        }
    }

    /// A document as it stands now.
    pub fn snapshot(&self, url: &Url) -> Option<Snapshot> {
        lock(&self.open).get(&key(url)).map(|open| open.states.borrow().clone())
    }

    /// Whether a document is open.
    pub fn is_open(&self, url: &Url) -> bool {
        lock(&self.open).contains_key(&key(url))
    }

    /// Every open draft as it stands now, in the order of the addresses.
    pub fn drafts(&self) -> Vec<Snapshot> {
        let open = lock(&self.open);
        let mut drafts: Vec<_> = open.values().map(|open| open.states.borrow().clone()).collect();
        drafts.retain(|draft| matches!(draft.role, Role::Draft(_)));
        drafts.sort_by(|one, other| one.url.as_str().cmp(other.url.as_str()));
        drafts
    }

    /// Where the results of a draft arrive.
    pub fn results(&self, url: &Url) -> Option<watch::Receiver<Option<Arc<Analysis>>>> {
        lock(&self.open).get(&key(url)).map(|open| open.results.clone())
    }
}
