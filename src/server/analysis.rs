//! One task a document: checks the latest state off the async threads and publishes what it gives.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_lsp::lsp_types::{Diagnostic, MessageType, Position, Range, Url};

use super::desk::Desk;
use super::manners::Manners;
use super::names::Known;
use super::settings::Settings;
use super::store::{Role, Snapshot, Store};
use super::{convert, diagnostics};
use crate::check::{self, Checked, Entry, Memo};
use crate::claim::person::Signs;
use crate::link::Story;
use crate::options::{Format, Language, Options};
use crate::place::Span;
use crate::reference::Reference;
use crate::settings::{self, Effective, Terms};
use crate::text::Lines;

/// A checked state of a draft.
#[derive(Debug)]
pub(super) struct Analysis {
    /// Which state.
    pub generation: u64,
    /// Under which settings and sheets.
    pub turn: u64,
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
    /// What was set.
    pub settings: Arc<Settings>,
    /// What it was held against.
    pub reference: Arc<Known>,
    /// What settings and accept lists say of it.
    pub terms: Terms,
    /// What the client is like.
    pub manners: Arc<Manners>,
    ledger: OnceLock<Vec<Entry>>,
}

impl Analysis {
    /// Every claim, in order.
    pub fn ledger(&self) -> &[Entry] {
        self.ledger.get_or_init(|| self.checked.ledger())
    }

    /// The draft with its claims.
    pub fn story(&self) -> Story<'_> {
        Story { article: &self.checked.article, claims: &self.checked.claims, options: &self.checked.options }
    }

    /// Where a span stands for the client.
    pub fn range(&self, span: Span) -> Range {
        convert::range(&self.text, &self.lines, span, self.manners.columns)
    }

    /// The byte that a client's position means.
    pub fn offset(&self, position: Position) -> usize {
        convert::offset(&self.text, &self.lines, position, self.manners.columns)
    }

    /// The bytes that a client's range means.
    pub fn span(&self, range: Range) -> Span {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        Span::new(one.min(other), one.max(other))
    }

    /// The line of a span, from 1.
    pub fn line(&self, span: Span) -> usize {
        self.lines.line_of(span.start as usize) + 1
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Whether a span lies in direct speech.
    pub fn is_quoted(&self, span: Span) -> bool {
        let Some(index) = self.checked.article.block_at(span.start as usize) else { return false };
        let (block, claims) = (&self.checked.article.blocks[index], &self.checked.claims[index]);
        let meets = |extent| {
            let there = block.span(extent);
            there.start < span.end && span.start < there.end
        };
        claims.quotes.iter().any(|quote| meets(quote.extent))
            || claims.people.iter().any(|name| name.signs.contains(Signs::QUOTED) && meets(name.extent))
    }
}

/// A check that takes longer than this is not begun at every keystroke of somebody who types faster than it checks.
const LONG: Duration = Duration::from_millis(15);

/// The longest pause before a check.
const PAUSE: Duration = Duration::from_millis(150);

/// How long a request waits for the check of its state.
const PATIENCE: Duration = Duration::from_secs(5);

/// Starts the task of a draft.  It ends when the draft is closed, clearing what was published.
pub(super) fn start(
    desk: Arc<Desk>,
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
        let (mut cost, mut overtaken) = (Duration::ZERO, false);
        let mut turns = desk.turns();
        states.mark_changed();
        loop {
            tokio::select! {
                changed = states.changed() => if changed.is_err() { break },
                _ = turns.changed() => {}
            }
            if overtaken && cost > LONG {
                tokio::time::sleep((cost * 2).min(PAUSE)).await;
            }
            let turn = *turns.borrow_and_update();
            let snapshot = states.borrow_and_update().clone();
            let (generation, version) = (snapshot.generation, snapshot.version);
            let begun = Instant::now();
            let (shared, current) = (Arc::clone(&desk), Arc::clone(&latest));
            let done = tokio::task::spawn_blocking(move || {
                let mut memo = memo;
                let stale = || current.load(Ordering::Acquire) != generation;
                let analysis = analyse(&shared, &mut memo, &snapshot, turn, &stale);
                let shown = analysis.as_ref().map(diagnostics::of);
                (memo, analysis.zip(shown))
            })
            .await;
            cost = begun.elapsed();
            let Ok((kept, done)) = done else {
                memo = Memo::default();
                continue;
            };
            memo = kept;
            overtaken = latest.load(Ordering::Acquire) != generation;
            let Some((analysis, shown)) = done.filter(|_| !overtaken) else { continue };
            let url = analysis.url.clone();
            let before = results.send_replace(Some(Arc::new(analysis)));
            desk.client.publish_diagnostics(url, shown, Some(version)).await;
            // Taking a long draft apart takes a while: nobody waits for it.
            drop(before);
            for (url, faults) in desk.sheets.news(desk.manners().columns) {
                desk.client.publish_diagnostics(url, faults, None).await;
            }
            for fault in desk.house().take_errors() {
                desk.client.show_message(MessageType::WARNING, fault).await;
            }
        }
        let url = states.borrow().url.clone();
        desk.client.publish_diagnostics(url, Vec::new(), None).await;
    })
}

/// Starts the task of an open fact sheet or file of settings, which publishes what in it cannot be read.
pub(super) fn start_other(
    desk: Arc<Desk>,
    mut states: watch::Receiver<Snapshot>,
    before: Option<JoinHandle<()>>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        if let Some(before) = before {
            let _ = before.await;
        }
        states.mark_changed();
        while states.changed().await.is_ok() {
            let snapshot = states.borrow_and_update().clone();
            let (shared, state) = (Arc::clone(&desk), snapshot.clone());
            let Ok(Some(faults)) = tokio::task::spawn_blocking(move || faults(&shared, &state)).await else { continue };
            // A newer state will be published in a moment.
            if !states.has_changed().unwrap_or(true) {
                desk.client.publish_diagnostics(snapshot.url, faults, Some(snapshot.version)).await;
            }
        }
        let snapshot = states.borrow().clone();
        let Some(path) = &snapshot.path else { return };
        match snapshot.role {
            Role::Sheet => desk.sheets.close(path, snapshot.generation),
            Role::Settings => desk.close_settings(path, snapshot.generation),
            Role::Draft(_) | Role::Other => return,
        }
        desk.client.publish_diagnostics(snapshot.url, Vec::new(), None).await;
        desk.turn();
    })
}

/// What cannot be read in a fact sheet or a file of settings.
fn faults(desk: &Desk, snapshot: &Snapshot) -> Option<Vec<Diagnostic>> {
    let (path, columns) = (snapshot.path.as_deref()?, desk.manners().columns);
    match snapshot.role {
        Role::Sheet => Some(desk.sheets.faults(path, columns)),
        Role::Settings => {
            let source = snapshot.rope.to_string();
            let faults = settings::faults(path, &source)?;
            Some(faults.iter().map(|fault| diagnostics::of_settings(fault, &source, columns)).collect())
        }
        Role::Draft(_) | Role::Other => None,
    }
}

/// Checks a state; `None` when a newer one came, or when the check failed, which costs one answer.
fn analyse(desk: &Desk, memo: &mut Memo, snapshot: &Snapshot, turn: u64, stale: &dyn Fn() -> bool) -> Option<Analysis> {
    let Role::Draft(format) = snapshot.role else { return None };
    let text = snapshot.rope.to_string();
    let settings = desk.settings(&snapshot.url);
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let path = snapshot.path.as_deref();
        let mut terms = path.map(|path| desk.house().of(Some(path))).unwrap_or_default();
        // What the file says outweighs what the editor has set.
        for (rule, level) in &settings.rules {
            terms.effective.levels.set_unless(rule, *level);
        }
        if terms.effective.language == Language::Any {
            terms.effective.language = settings.language;
        }
        let folder = if path.is_none() { desk.first_folder() } else { None };
        let reference = desk.sheets.of(path, folder.as_deref(), &terms.sheets);
        let checked = checked(memo, &text, format, settings.published, &terms, &reference, stale)?;
        Some((checked, reference, terms))
    }));
    let Ok(checked) = checked else {
        tracing::error!("a bug stopped the check of a draft at version {}", snapshot.version);
        *memo = Memo::default();
        return None;
    };
    let (checked, reference, terms) = checked?;
    let lines = Lines::new(&text);
    Some(Analysis {
        generation: snapshot.generation,
        turn,
        version: snapshot.version,
        url: snapshot.url.clone(),
        lines,
        text,
        checked,
        settings,
        reference,
        terms,
        manners: desk.manners(),
        ledger: OnceLock::new(),
    })
}

/// Checks a state by itself, from scratch.
pub(super) fn once(desk: &Desk, snapshot: &Snapshot, stale: &dyn Fn() -> bool) -> Option<Analysis> {
    analyse(desk, &mut Memo::default(), snapshot, desk.now(), stale)
}

/// Checks a text under settings, accept lists and sheets; the day of publication that is set outweighs the draft's own.
pub(super) fn checked(
    memo: &mut Memo,
    text: &str,
    format: Format,
    published: Option<NaiveDateTime>,
    terms: &Terms,
    reference: &Reference,
    stale: &dyn Fn() -> bool,
) -> Option<Checked> {
    let Effective { language, honorifics, levels, .. } = &terms.effective;
    let options = Options { format, published, language: *language, honorifics: *honorifics };
    let desk = check::Desk { accepted: &terms.accepted, ..check::Desk::new(reference, levels) };
    check::again(memo, text, &options, &desk, stale)
}

/// The analysis of just this state: the task's own if it comes to it, else one made for the asker.
pub(super) async fn of(store: &Store, snapshot: Snapshot) -> Option<Arc<Analysis>> {
    if !matches!(snapshot.role, Role::Draft(_)) {
        return None;
    }
    let turn = store.desk.now();
    if let Some(mut results) = store.results(&snapshot.url) {
        let fits = |it: &Arc<Analysis>| it.generation >= snapshot.generation && it.turn >= turn;
        let reached = results.wait_for(|result| result.as_ref().is_some_and(fits));
        // A newer state may come first, the draft may be closed, the check may fail: then ours is made below.
        if let Ok(Ok(result)) = tokio::time::timeout(PATIENCE, reached).await
            && let Some(analysis) = result.as_ref().filter(|it| it.generation == snapshot.generation)
        {
            return Some(Arc::clone(analysis));
        }
    }
    let desk = Arc::clone(&store.desk);
    let made = move || analyse(&desk, &mut Memo::default(), &snapshot, turn, &|| false).map(Arc::new);
    tokio::task::spawn_blocking(made).await.ok().flatten()
}
