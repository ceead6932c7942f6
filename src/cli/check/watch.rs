//! `deskcheck check --watch`: checks again what changed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anyhow::Context;
use notify::{EventKind, RecursiveMode, Watcher};

use super::{CheckArguments, interrupt, once, tell};

/// How long after a change others are waited for: editors write a file in several steps.
const PAUSE: Duration = Duration::from_millis(100);

/// How often Ctrl-C is looked for.
const GLANCE: Duration = Duration::from_millis(200);

/// Checks all drafts, then those that change, until Ctrl-C; ends with the code of that.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(arguments.paths.iter().all(|path| path.as_os_str() != "-"), "standard input cannot be watched");
    interrupt::listen();
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody receives any more when the command is at its end.
        let _ = sender.send(event);
    })
    .context("this system does not tell of changes to files")?;
    for (folder, mode) in folders(arguments) {
        watcher.watch(&folder, mode).with_context(|| format!("could not watch {}", folder.display()))?;
    }
    once(arguments, None)?;
    tell("deskcheck: watching; Ctrl-C ends it");
    while !interrupt::came() {
        let mut files = HashSet::new();
        let mut wait = GLANCE;
        loop {
            match changes.recv_timeout(wait) {
                Ok(Ok(event)) if !matches!(event.kind, EventKind::Access(_)) => {
                    files.extend(event.paths);
                    wait = PAUSE;
                }
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tell(&format!("deskcheck: {error}")),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the system no longer tells of changes to files"),
            }
        }
        if !files.is_empty() && !interrupt::came() {
            again(arguments, files)?;
        }
    }
    Ok(ExitCode::from(interrupt::CODE))
}

/// Checks the drafts that changed; all of them when it was a fact sheet, settings or an accept list.
fn again(arguments: &CheckArguments, files: HashSet<PathBuf>) -> anyhow::Result<()> {
    let common = |path: &PathBuf| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        matches!(ending, "toml" | "json" | "yaml" | "csv")
    };
    if files.iter().any(common) {
        once(arguments, None)?;
        return Ok(());
    }
    let changed: HashSet<_> = files.into_iter().filter_map(|path| path.canonicalize().ok()).collect();
    let drafts = super::find(&arguments.paths, &arguments.draft.settings.house()).0;
    let any = drafts.iter().any(|draft| draft.canonicalize().is_ok_and(|draft| changed.contains(&draft)));
    if any {
        once(arguments, Some(&changed))?;
    }
    Ok(())
}

/// What is watched: folders whole, of a file the folder it is in, since editors put a new file in its place.
fn folders(arguments: &CheckArguments) -> Vec<(PathBuf, RecursiveMode)> {
    let above = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let files = arguments.draft.reference.iter().chain(&arguments.draft.settings.config);
    let mut folders: Vec<_> = files.map(|file| (above(file), RecursiveMode::NonRecursive)).collect();
    for path in arguments.paths.iter().filter(|path| path.exists()) {
        if path.is_dir() {
            folders.push((path.clone(), RecursiveMode::Recursive));
        } else {
            folders.push((above(path), RecursiveMode::NonRecursive));
        }
    }
    folders.sort_by(|one, other| one.0.cmp(&other.0));
    folders.dedup_by(|one, other| one.0 == other.0 && one.1 == other.1);
    folders
}
