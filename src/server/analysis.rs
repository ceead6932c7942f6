//! One task a draft: checks the latest state off the async threads and publishes what it gives.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_lsp::Client;
use tower_lsp::lsp_types::Url;

use super::diagnostics;
use super::store::{Manners, Snapshot, Store};
use crate::check::{self, Checked, Memo};
use crate::options::Options;
use crate::text::Lines;

/// A checked state of a draft.
#[derive(Debug)]
pub(super) struct Analysis {
    /// Which state.
    pub generation: u64,
    /// Its version, as the client counts.
    pub version: i32,
    /// Its address.
    pub url: Url,
    /// Its text.
    pub text: String,
    /// Its lines.
    pub lines: Lines,
    /// What the check gave.
    pub checked: Checked,
}

/// A check that takes longer than this is not begun at every keystroke.
const LONG: Duration = Duration::from_millis(15);

/// The longest pause before a check.
const PAUSE: Duration = Duration::from_millis(150);

/// How long a request waits for the check of its state.
const PATIENCE: Duration = Duration::from_secs(5);

/// Starts the task of a draft.  It ends when the draft is closed, clearing what was published.
pub(super) fn start(
    client: Client,
    manners: Manners,
    mut states: watch::Receiver<Snapshot>,
    results: watch::Sender<Option<Arc<Analysis>>>,
    latest: Arc<AtomicU64>,
    before: Option<JoinHandle<()>>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        if let Some(before) = before {
            // The same draft was closed a moment ago: what it clears must not be what we publish.
            let _ = before.await;
        }
        let mut memo = Memo::default();
        let mut cost = Duration::ZERO;
        states.mark_changed();
        while states.changed().await.is_ok() {
            if cost > LONG {
                tokio::time::sleep((cost * 2).min(PAUSE)).await;
            }
            let snapshot = states.borrow_and_update().clone();
            let (generation, version) = (snapshot.generation, snapshot.version);
            let begun = Instant::now();
            let (options, current) = (manners.options.clone(), Arc::clone(&latest));
            let done = tokio::task::spawn_blocking(move || {
                let mut memo = memo;
                let stale = || current.load(Ordering::Acquire) != generation;
                let analysis = analyse(&mut memo, &snapshot, &options, &stale);
                (memo, analysis)
            })
            .await;
            cost = begun.elapsed();
            let Ok((kept, analysis)) = done else {
                memo = Memo::default();
                continue;
            };
            memo = kept;
            let Some(analysis) = analysis else { continue };
            if latest.load(Ordering::Acquire) != generation {
                continue;
            }
            let analysis = Arc::new(analysis);
            results.send_replace(Some(Arc::clone(&analysis)));
            let shown = diagnostics::of(&analysis, &manners);
            client.publish_diagnostics(analysis.url.clone(), shown, Some(version)).await;
        }
        let url = states.borrow().url.clone();
        client.publish_diagnostics(url, Vec::new(), None).await;
    })
}

/// Checks a state; `None` when a newer one came, or when the check failed, which costs one answer.
fn analyse(memo: &mut Memo, snapshot: &Snapshot, options: &Options, stale: &dyn Fn() -> bool) -> Option<Analysis> {
    let text = snapshot.rope.to_string();
    let options = Options { format: snapshot.format, ..options.clone() };
    let checked = catch_unwind(AssertUnwindSafe(|| check::again(memo, &text, &options, &crate::reference::Reference::default(), stale)));
    let Ok(checked) = checked else {
        tracing::error!("a bug stopped the check of a draft at version {}", snapshot.version);
        *memo = Memo::default();
        return None;
    };
    let lines = Lines::new(&text);
    Some(Analysis {
        generation: snapshot.generation,
        version: snapshot.version,
        url: snapshot.url.clone(),
        lines,
        text,
        checked: checked?,
    })
}

/// The analysis of just this state: the task's own if it comes to it, else one made for the asker.
pub(super) async fn of(store: &Store, snapshot: Snapshot) -> Option<Arc<Analysis>> {
    if let Some(mut results) = store.results(&snapshot.url) {
        let reached = results.wait_for(|result| result.as_ref().is_some_and(|it| it.generation >= snapshot.generation));
        // A newer state may come first, the draft may be closed, the check may fail: then ours is made below.
        if let Ok(Ok(result)) = tokio::time::timeout(PATIENCE, reached).await
            && let Some(analysis) = result.as_ref().filter(|it| it.generation == snapshot.generation)
        {
            return Some(Arc::clone(analysis));
        }
    }
    let options = store.manners().options;
    let made = move || analyse(&mut Memo::default(), &snapshot, &options, &|| false).map(Arc::new);
    tokio::task::spawn_blocking(made).await.ok().flatten()
}
