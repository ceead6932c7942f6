//! Earlier versions of drafts: a file, or how a draft stood at a revision of git.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use clap::Args;

use super::check::{format_of, opened};
use crate::check::Earlier;
use crate::container;
use crate::options::Options;

/// Which earlier version drafts are held against.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct EarlierArguments {
    /// An earlier version of the draft: what was changed since in one place and left in another is told.
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    pub against: Option<PathBuf>,
    /// The same, as the drafts stood at a revision of git: a commit, tag or branch, HEAD for the last commit.
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
}

/// The earlier versions of a run.
#[derive(Debug)]
pub(super) struct Versions<'a> {
    arguments: &'a EarlierArguments,
    /// The commit that the revision names, or what is wrong with it, by the folder of the drafts.
    commits: Mutex<BTreeMap<PathBuf, Result<String, String>>>,
}

impl EarlierArguments {
    /// The earlier versions of these drafts.
    pub(super) fn versions(&self, drafts: &[PathBuf]) -> anyhow::Result<Versions<'_>> {
        if let Some(against) = &self.against {
            anyhow::ensure!(
                drafts.len() < 2,
                "--against takes the earlier version of one draft, and there are {}; give one, or a revision with --since",
                drafts.len()
            );
            if drafts.iter().any(|draft| same_file::is_same_file(draft, against).unwrap_or(false)) {
                anyhow::bail!("{} is the draft itself; give the file of an earlier version", against.display());
            }
        }
        Ok(Versions { arguments: self, commits: Mutex::default() })
    }
}

impl Versions<'_> {
    /// The earlier version of a draft, where there is one; else what is wrong.
    pub(super) fn of(&self, draft: Option<&Path>, options: &Options) -> Result<Option<Earlier>, String> {
        let (name, text, options) = if let Some(against) = &self.arguments.against {
            let name = against.display().to_string();
            let earlier = opened(against, &name)?;
            let format = earlier.format_as(format_of(against)).unwrap_or(options.format);
            (name, earlier.text, Options { format, ..options.clone() })
        } else if let Some(revision) = &self.arguments.since {
            let Some(draft) = draft else {
                return Err("standard input has no earlier version; name it with --stdin-filename".to_owned());
            };
            let name = format!("{} at {revision}", draft.display());
            let Some(bytes) = self.stored(draft, revision)? else { return Ok(None) };
            let earlier =
                catch_unwind(|| container::open(&bytes, &draft.display().to_string())).map_err(|_| bug(&name))?;
            (name.clone(), earlier.map_err(|error| format!("{name}: {error}"))?.text, options.clone())
        } else {
            return Ok(None);
        };
        let read = catch_unwind(AssertUnwindSafe(|| Earlier::new(&name, text, &options)));
        read.map(Some).map_err(|_| bug(&name))
    }

    /// What is wrong with the revision, once for each folder.
    pub(super) fn errors(&self) -> Vec<String> {
        let commits = self.commits.lock().unwrap_or_else(PoisonError::into_inner);
        commits.values().filter_map(|commit| commit.clone().err()).collect()
    }

    /// A draft as a revision has it; `None` where it has none.
    fn stored(&self, draft: &Path, revision: &str) -> Result<Option<Vec<u8>>, String> {
        // Of a link, the file that it leads to.
        let draft =
            draft.canonicalize().or_else(|_| std::path::absolute(draft)).unwrap_or_else(|_| draft.to_path_buf());
        let (Some(folder), Some(name)) = (draft.parent(), draft.file_name()) else { return Ok(None) };
        let commit = {
            let mut commits = self.commits.lock().unwrap_or_else(PoisonError::into_inner);
            let known = commits.entry(folder.to_path_buf()).or_insert_with(|| commit(folder, revision));
            // What is wrong is told once, at the end.
            let Ok(commit) = known else { return Ok(None) };
            commit.clone()
        };
        let failed = |output: &Output| format!("{}: git could not read {revision}: {}", draft.display(), said(output));
        let run = |command: &mut Command| command.output().map_err(|error| format!("git could not be run: {error}"));
        let listed = run(git(folder).args(["ls-tree", "-z", &commit, "--"]).arg(name))?;
        if !listed.status.success() {
            return Err(failed(&listed));
        }
        let entry = String::from_utf8_lossy(&listed.stdout).into_owned();
        let mut fields = entry.split([' ', '\t']).skip(1);
        let (Some("blob"), Some(object)) = (fields.next(), fields.next()) else { return Ok(None) };
        let read = run(git(folder).args(["cat-file", "blob", object]))?;
        if read.status.success() { Ok(Some(read.stdout)) } else { Err(failed(&read)) }
    }
}

/// Git in a folder, which asks nobody anything, takes names as they are and fetches nothing.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("--literal-pathspecs").arg("-C").arg(folder).stdin(Stdio::null());
    // Within a hook they name the repository from where the hook runs.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"]
    {
        git.env_remove(name);
    }
    git.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    git
}

/// The commit that a revision names in the repository of a folder.
fn commit(folder: &Path, revision: &str) -> Result<String, String> {
    let run = |command: &mut Command| {
        match command.output() {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == ErrorKind::NotFound && folder.is_dir() => Err(
            "--since needs git, and there is no program of that name; install it, or give the earlier version with --against"
                .to_owned(),
        ),
        Err(error) => Err(format!("git could not be run in {}: {error}", folder.display())),
    }
    };
    let inside = run(git(folder).args(["rev-parse", "--git-dir"]))?;
    if !inside.status.success() {
        return Err(format!(
            "--since: {} is in no git repository that can be read ({}); give the earlier version with --against",
            folder.display(),
            said(&inside)
        ));
    }
    let wanted = format!("{revision}^{{commit}}");
    let found = run(git(folder).args(["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]))?;
    let name = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    if !found.status.success() || name.is_empty() {
        return Err(format!(
            "--since: {revision} is no commit, tag or branch in the repository of {}; `git log` lists commits, and a \
             shallow copy has to fetch older ones first",
            folder.display()
        ));
    }
    Ok(name)
}

/// What is told of a version whose reading came to a sudden end.
fn bug(name: &str) -> String {
    format!("{name}: a bug in deskcheck stopped the reading of this version; please report it")
}

/// What git says is wrong, in its first line.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().next().unwrap_or("it does not say why").trim_start_matches("fatal: ").to_owned()
}
