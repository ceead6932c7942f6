//! All drafts of a folder, checked on command, with progress that can be stopped.

use std::collections::HashSet;
use std::fmt::Write;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use tokio::sync::mpsc;
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    Diagnostic, ProgressParams, ProgressParamsValue, ProgressToken, Url, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::analysis::Analysis;
use super::desk::Desk;
use super::manners::Can;
use super::store::{Role, Snapshot, Store, format_of};
use super::{analysis, diagnostics, outbox};
use crate::container::{self, Kind, Opened, Spelling};
use crate::finding::Level;
use crate::report;
use crate::text::Lines;

/// What came of a check of folders.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Sum {
    drafts: usize,
    error: usize,
    warning: usize,
    information: usize,
    /// Drafts that could not be read, with the reason.
    unread: Vec<String>,
    cancelled: bool,
}

/// Sets a flag when it is dropped, that is when nobody waits any more.
pub(super) struct Stop(pub Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// One draft that was checked.
struct Done {
    url: Option<Url>,
    name: String,
    percentage: u32,
    shown: Result<Vec<Diagnostic>, String>,
    levels: Vec<Level>,
}

impl Done {
    /// One that could not be read.
    fn unread(reason: String) -> Self {
        Done { url: None, name: String::new(), percentage: 0, shown: Err(reason), levels: Vec::new() }
    }
}

/// Why a folder is not searched: the whole disk and a whole home are no workspace.
pub(super) fn unfit(folder: &Path) -> Option<String> {
    let home = std::env::home_dir();
    (folder.parent().is_none() || home.is_some_and(|home| home == folder))
        .then(|| format!("{} is not searched for drafts: open a folder within it", folder.display()))
}

/// Checks every draft below folders and publishes what is found; open drafts have it already.
pub(super) async fn run(
    store: Arc<Store>,
    folders: Vec<PathBuf>,
    token: Option<ProgressToken>,
    stop: Arc<AtomicBool>,
) -> Sum {
    let desk = Arc::clone(&store.desk);
    let progress = Progress::begin(&desk, token, &stop).await;
    let (to, mut from) = mpsc::channel(32);
    let (shared, flag) = (Arc::clone(&store), Arc::clone(&stop));
    let work = tokio::task::spawn_blocking(move || check(&shared, &folders, &flag, &to));
    let mut sum = Sum::default();
    let mut shown = HashSet::new();
    while let Some(done) = from.recv().await {
        sum.drafts += 1;
        for level in &done.levels {
            *match level {
                Level::Error => &mut sum.error,
                Level::Warning => &mut sum.warning,
                Level::Information => &mut sum.information,
            } += 1;
        }
        progress.report(&desk, &done).await;
        match done.shown {
            Ok(list) => {
                let Some(url) = done.url.filter(|url| !list.is_empty() && !store.is_open(url)) else { continue };
                shown.insert(url.clone());
                desk.client.publish_diagnostics(url, list, None).await;
            }
            Err(reason) => sum.unread.push(reason),
        }
    }
    let _ = work.await;
    sum.cancelled = stop.load(Ordering::Acquire);
    if !sum.cancelled {
        // What the check before this one showed and this one does not.
        for gone in desk.scanned(shown).into_iter().filter(|url| !store.is_open(url)) {
            desk.client.publish_diagnostics(gone, Vec::new(), None).await;
        }
    }
    progress.end(&desk, &sum).await;
    sum
}

/// Checks the drafts of folders, one after the other, in the order of their names.
fn check(store: &Store, folders: &[PathBuf], stop: &AtomicBool, to: &mpsc::Sender<Done>) {
    let mut drafts = Vec::new();
    let house = store.desk.house();
    for folder in folders {
        for draft in house.drafts(folder) {
            if stop.load(Ordering::Acquire) {
                return;
            }
            drafts.push(draft);
        }
    }
    let count = drafts.len();
    for (index, path) in drafts.into_iter().enumerate() {
        let done = match path {
            Ok(path) => one(store, &path, stop),
            Err(reason) => Some(Done::unread(reason)),
        };
        let percentage = u32::try_from(index * 100 / count).unwrap_or(100);
        let Some(done) = done.map(|done| Done { percentage, ..done }) else { continue };
        if stop.load(Ordering::Acquire) || to.blocking_send(done).is_err() {
            return;
        }
    }
}

/// Checks one file.
fn one(store: &Store, path: &Path, stop: &AtomicBool) -> Option<Done> {
    let url = Url::from_file_path(path).ok()?;
    let stale = || stop.load(Ordering::Acquire);
    // An open draft counts as it is in the editor.
    let open = store.snapshot(&url).filter(|it| matches!(it.role, Role::Draft(_)));
    let (analysis, kind) = if let Some(open) = open {
        (analysis::once(&store.desk, &open, &stale)?, None)
    } else {
        let opened = match opened(path) {
            Ok(opened) => opened,
            Err(reason) => return Some(Done::unread(reason)),
        };
        let kind = match opened.spelling {
            Spelling::Within(kind) => Some(kind),
            Spelling::Text(_) => None,
        };
        let snapshot = Snapshot {
            role: Role::Draft(opened.format_as(path.to_str().and_then(format_of)).unwrap_or_default()),
            path: Some(path.into()),
            version: 0,
            generation: 0,
            rope: ropey::Rope::from_str(&opened.text),
            url: url.clone(),
        };
        (analysis::once(&store.desk, &snapshot, &stale)?, kind)
    };
    let mut shown = diagnostics::of(&analysis);
    if let Some(kind) = kind {
        name_places(&analysis, kind, &mut shown);
    }
    let levels = analysis.checked.findings.iter().map(|finding| finding.level).collect();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Some(Done { url: Some(url), name, percentage: 0, shown: Ok(shown), levels })
}

/// The text of a draft; else what is wrong.
fn opened(path: &Path) -> Result<Opened, String> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let opened = catch_unwind(|| container::open(&bytes, &name))
        .map_err(|_| format!("{name}: a bug in deskcheck stopped the reading of this file; please report it"))?;
    opened.map_err(|error| format!("{name}: {error}"))
}

/// Lines count in the text that was taken out of a document, which its own program does not show: the paragraph tells more.
fn name_places(analysis: &Analysis, kind: Kind, shown: &mut [Diagnostic]) {
    let draft =
        report::Draft { name: "", text: &analysis.text, lines: Lines::new(&analysis.text), checked: &analysis.checked };
    for (diagnostic, finding) in shown.iter_mut().zip(&analysis.checked.findings) {
        let place = report::terminal::place(&draft, finding.place.span);
        let _ = write!(diagnostic.message, " ({place} of {})", kind.name());
    }
}

/// A progress that the client shows, if it can.
struct Progress {
    token: Option<ProgressToken>,
}

impl Progress {
    /// Begins with the client's token, or with one of ours that the client takes.
    async fn begin(desk: &Desk, token: Option<ProgressToken>, stop: &Arc<AtomicBool>) -> Self {
        let token = match token {
            None if desk.manners().can(Can::PROGRESS) => {
                let token = ProgressToken::String(format!("deskcheck-{}", desk.next()));
                let create = WorkDoneProgressCreateParams { token: token.clone() };
                outbox::answer(desk.client.send_request::<WorkDoneProgressCreate>(create)).await.map(|()| token)
            }
            token => token,
        };
        if let Some(token) = &token {
            desk.stoppable(token.clone(), stop);
        }
        let progress = Progress { token };
        let begin = WorkDoneProgressBegin {
            title: "Checking drafts".to_owned(),
            cancellable: Some(true),
            message: None,
            percentage: Some(0),
        };
        progress.send(desk, WorkDoneProgress::Begin(begin)).await;
        progress
    }

    async fn report(&self, desk: &Desk, done: &Done) {
        let report = WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(done.name.clone()).filter(|name| !name.is_empty()),
            percentage: Some(done.percentage),
        };
        self.send(desk, WorkDoneProgress::Report(report)).await;
    }

    async fn end(&self, desk: &Desk, sum: &Sum) {
        let message = format!("{} drafts, {} conflicts", sum.drafts, sum.error + sum.warning);
        self.send(desk, WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(message) })).await;
        if let Some(token) = &self.token {
            desk.ended(token);
        }
    }

    async fn send(&self, desk: &Desk, step: WorkDoneProgress) {
        if let Some(token) = &self.token {
            let params = ProgressParams { token: token.clone(), value: ProgressParamsValue::WorkDone(step) };
            desk.client.send_notification::<ProgressNotification>(params).await;
        }
    }
}
