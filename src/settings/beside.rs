//! Which files stand beside drafts: sheets, accept lists and ticks of their own.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::reference::Syntax;

/// How often a folder is asked of before it is listed: a single draft in a folder of many is not worth it.
const ASKED: usize = 8;

/// Which files stand in the folders of a run, for a run that asks of each draft whether it has a sheet and lists of its own.
/// A folder is listed once: what comes later is not seen.
#[derive(Debug, Default)]
pub struct Beside(Mutex<HashMap<PathBuf, Folder>>);

#[derive(Clone, Debug)]
enum Folder {
    /// Asked of so often.
    Asked(usize),
    /// The names in it that may be of a file beside a draft.
    Listed(Arc<HashSet<OsString>>),
}

impl Beside {
    /// Whether a file is there; its ending is one of a sheet or list.
    #[must_use]
    pub fn is_file(&self, file: &Path) -> bool {
        let listed = self.listed(file);
        listed.is_none_or(|names| file.file_name().is_some_and(|name| names.contains(name))) && file.is_file()
    }

    /// Whether it is known that nothing stands in the folder of a draft that could be its own.
    #[must_use]
    pub fn is_bare(&self, draft: &Path) -> bool {
        self.listed(draft).is_some_and(|names| names.is_empty())
    }

    fn listed(&self, file: &Path) -> Option<Arc<HashSet<OsString>>> {
        let folder = file.parent()?;
        let mut folders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = folders.get_mut(folder) else {
            folders.insert(folder.to_path_buf(), Folder::Asked(1));
            return None;
        };
        match known {
            Folder::Listed(names) => Some(Arc::clone(names)),
            Folder::Asked(times) if *times < ASKED => {
                *times += 1;
                None
            }
            Folder::Asked(_) => {
                let names = Arc::new(kept(folder)?);
                *known = Folder::Listed(Arc::clone(&names));
                Some(names)
            }
        }
    }
}

/// The names of a folder that may be of a file beside a draft; none when it cannot be listed.
fn kept(folder: &Path) -> Option<HashSet<OsString>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = fs::read_dir(folder).ok()?.map(|entry| entry.map(|entry| entry.file_name()));
    // Accept lists and ticks are TOML, as a sheet may be.
    let is_kept = |name: &OsString| Syntax::of(Path::new(name)).is_some();
    names.filter(|name| name.as_ref().map_or(true, is_kept)).collect::<Result<_, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_draft_is_seen_before_and_after_the_listing() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a.facts.toml", "b.md"] {
            fs::write(path(name), "").unwrap();
        }
        fs::create_dir(path("c.facts.toml")).unwrap();
        let beside = Beside::default();
        assert!(!beside.is_bare(&path("b.md")));
        for _ in 0..ASKED + 2 {
            assert!(beside.is_file(&path("a.facts.toml")));
            assert!(!beside.is_file(&path("b.facts.toml")) && !beside.is_file(&path("c.facts.toml")));
        }
        assert!(!beside.is_bare(&path("b.md")));
        fs::write(path("b.facts.toml"), "").unwrap();
        assert!(!beside.is_file(&path("b.facts.toml")), "a folder is listed once");
        let bare = Beside::default();
        fs::create_dir(path("bare")).unwrap();
        let known = (0..=ASKED).map(|_| bare.is_bare(&path("bare/d.md"))).collect::<Vec<_>>();
        assert!(!known[0] && known[ASKED]);
        assert!(!bare.is_bare(&path("gone/d.md")) && !bare.is_file(Path::new("/")));
    }
}
