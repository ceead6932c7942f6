//! What all open drafts share: the client and its manners, settings, fact sheets.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::{ProgressToken, Url, WorkspaceFoldersChangeEvent};

use super::manners::Manners;
use super::settings::{Settings, Show};
use super::sheets::Sheets;
use super::store::lock;
use crate::settings::House;

/// What all open drafts share.
#[derive(Debug)]
pub(super) struct Desk {
    /// The editor.
    pub client: Client,
    /// The fact sheets.
    pub sheets: Sheets,
    /// The files of settings, and the accept lists.
    house: Mutex<Arc<House>>,
    /// Files of settings that are open, each with the state that it is in.
    written: Mutex<HashMap<PathBuf, (u64, String)>>,
    manners: Mutex<Arc<Manners>>,
    folders: Mutex<Vec<Url>>,
    settings: Mutex<Book>,
    /// Counts what makes every draft be checked anew: settings, sheets.
    turns: watch::Sender<u64>,
    /// Counts the states of all drafts.
    generations: AtomicU64,
    /// Counts the questions for settings: an answer that was overtaken is dropped.
    questions: AtomicU64,
    /// Semantic tokens were offered.
    tokens: AtomicBool,
    /// What of the settings at the start could not be read, to be told when the client is ready.
    faults: Mutex<Vec<String>>,
    /// What the last check of folders showed.
    scanned: Mutex<HashSet<Url>>,
    /// What stops a progress, by its token.
    stops: Mutex<HashMap<ProgressToken, Arc<AtomicBool>>>,
}

/// Settings by where they are from.
#[derive(Debug, Default)]
struct Book {
    start: Arc<Settings>,
    everywhere: Arc<Settings>,
    folders: Vec<(Url, Arc<Settings>)>,
}

impl Desk {
    /// The desk of a client.
    pub fn new(client: Client) -> Self {
        Desk {
            client,
            sheets: Sheets::default(),
            house: Mutex::new(Arc::new(House::new(None))),
            written: Mutex::default(),
            manners: Mutex::default(),
            folders: Mutex::default(),
            settings: Mutex::default(),
            turns: watch::Sender::new(0),
            generations: AtomicU64::new(0),
            questions: AtomicU64::new(0),
            tokens: AtomicBool::new(false),
            faults: Mutex::default(),
            scanned: Mutex::default(),
            stops: Mutex::default(),
        }
    }

    /// Notes what the client says of itself, and what it sets at the start.  What of that cannot be
    /// read is told when the client is ready.
    pub fn meet(&self, manners: Manners, start: &Value) {
        lock(&self.folders).clone_from(&manners.folders);
        *lock(&self.manners) = Arc::new(manners);
        let (settings, faults) = Settings::default().with(start);
        let settings = Arc::new(settings);
        *lock(&self.settings) = Book { start: Arc::clone(&settings), everywhere: settings, folders: Vec::new() };
        *lock(&self.faults) = faults;
    }

    /// What is to be told, once.
    pub fn kept_faults(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.faults))
    }

    /// The files of settings, as they were last read.
    pub fn house(&self) -> Arc<House> {
        Arc::clone(&lock(&self.house))
    }

    /// Files of settings are read anew.
    pub fn forget_settings(&self) {
        let open = lock(&self.written).iter().map(|(path, (_, source))| (path.clone(), source.clone())).collect();
        *lock(&self.house) = Arc::new(House::writing(&open));
    }

    /// Notes what a file of settings says now in the editor.
    pub fn write_settings(&self, path: &Path, generation: u64, source: String) {
        lock(&self.written).insert(path.to_path_buf(), (generation, source));
        self.forget_settings();
    }

    /// From now on the disk says what a file of settings holds, unless it was opened again since.
    pub fn close_settings(&self, path: &Path, generation: u64) {
        lock(&self.written).retain(|open, (last, _)| open != path || *last != generation);
        self.forget_settings();
    }

    /// What the client said of itself.
    pub fn manners(&self) -> Arc<Manners> {
        Arc::clone(&lock(&self.manners))
    }

    /// The open folders.
    pub fn folders(&self) -> Vec<Url> {
        lock(&self.folders).clone()
    }

    /// Folders were opened or closed.
    pub fn move_folders(&self, event: WorkspaceFoldersChangeEvent) {
        let mut folders = lock(&self.folders);
        folders.retain(|folder| event.removed.iter().all(|gone| gone.uri != *folder));
        folders.extend(event.added.into_iter().map(|folder| folder.uri));
    }

    /// The folder that a draft without a file belongs to, as far as anybody can tell.
    pub fn first_folder(&self) -> Option<PathBuf> {
        lock(&self.folders).first().and_then(|folder| folder.to_file_path().ok())
    }

    /// What is set for a draft.
    pub fn settings(&self, url: &Url) -> Arc<Settings> {
        let book = lock(&self.settings);
        let within = |folder: &Url| {
            let folder = folder.as_str().trim_end_matches('/');
            url.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let inner = book.folders.iter().filter(|(folder, _)| within(folder));
        let nearest = inner.max_by_key(|(folder, _)| folder.as_str().len());
        Arc::clone(nearest.map_or(&book.everywhere, |(_, settings)| settings))
    }

    /// Whether semantic tokens are wanted anywhere.
    pub fn wants_tokens(&self) -> bool {
        let book = lock(&self.settings);
        let wants = |settings: &Settings| settings.shows(Show::TOKENS);
        wants(&book.everywhere) || book.folders.iter().any(|(_, settings)| wants(settings))
    }

    /// Whether semantic tokens are offered for the first time.
    pub fn first_offer_of_tokens(&self) -> bool {
        !self.tokens.swap(true, Ordering::AcqRel)
    }

    /// The number of a question for settings.
    pub fn question(&self) -> u64 {
        self.questions.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Takes the answer to a question for settings: one value for all, then one a folder.  Gives what cannot be read.
    pub fn set(&self, question: u64, folders: Vec<Url>, values: &[Value]) -> Vec<String> {
        if self.questions.load(Ordering::Acquire) != question {
            return Vec::new();
        }
        let mut book = lock(&self.settings);
        let mut all = Vec::new();
        let mut read = |value: Option<&Value>| {
            let (settings, faults) = book.start.with(value.unwrap_or(&Value::Null));
            all.extend(faults);
            Arc::new(settings)
        };
        let everywhere = read(values.first());
        let inner = folders.into_iter().enumerate().map(|(index, url)| (url, read(values.get(index + 1)))).collect();
        book.everywhere = everywhere;
        book.folders = inner;
        drop(book);
        self.turn();
        all.sort();
        all.dedup();
        all
    }

    /// Notes what a check of folders shows; gives what the one before showed and this one does not.
    pub fn scanned(&self, shown: HashSet<Url>) -> Vec<Url> {
        let mut scanned = lock(&self.scanned);
        let gone = scanned.difference(&shown).cloned().collect();
        *scanned = shown;
        gone
    }

    /// Notes what stops a progress.
    pub fn stoppable(&self, token: ProgressToken, stop: &Arc<AtomicBool>) {
        lock(&self.stops).insert(token, Arc::clone(stop));
    }

    /// A progress has come to its end.
    pub fn ended(&self, token: &ProgressToken) {
        lock(&self.stops).remove(token);
    }

    /// Stops a progress.
    pub fn stop(&self, token: &ProgressToken) {
        if let Some(stop) = lock(&self.stops).get(token) {
            stop.store(true, Ordering::Release);
        }
    }

    /// Has every open draft checked anew.
    pub fn turn(&self) {
        self.turns.send_modify(|turns| *turns += 1);
    }

    /// Tells of turns.
    pub fn turns(&self) -> watch::Receiver<u64> {
        self.turns.subscribe()
    }

    /// The turn of now.
    pub fn now(&self) -> u64 {
        *self.turns.borrow()
    }

    /// The number of the next state of a draft; later is larger.
    pub fn next(&self) -> u64 {
        self.generations.fetch_add(1, Ordering::Relaxed) + 1
    }
}
