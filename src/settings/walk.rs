//! The drafts of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::House;
use crate::container;

impl House {
    /// The drafts of a folder and those below it, in the order of their names, as far as `.gitignore` and the settings have it; for
    /// what cannot be read, why not.
    pub fn drafts(&self, folder: &Path) -> impl Iterator<Item = Result<PathBuf, String>> {
        let walk = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build();
        walk.filter_map(|entry| match entry {
            Ok(entry) => {
                // Of most entries the folder itself tells what they are, and the disk is not asked again.
                let (link, kind) = (entry.path_is_symlink(), entry.file_type());
                let path = entry.into_path();
                let gone = link.then(|| dangling(&path)).flatten();
                // A pipe or a device that lies in a folder could be waited for for ever.
                let file = if link { path.is_file() } else { kind.is_some_and(|kind| kind.is_file()) };
                let wanted = (gone.is_some() || file) && self.wants(&path, container::is_draft(&path));
                wanted.then(|| gone.map_or(Ok(path), Err))
            }
            Err(error) => Some(Err(error.to_string())),
        })
    }
}

/// What is wrong with a link that leads nowhere.
#[must_use]
pub fn dangling(path: &Path) -> Option<String> {
    let target = fs::read_link(path).ok().filter(|_| !path.exists())?;
    Some(format!(
        "{}: is a link to {}, which cannot be reached; mend the link or delete it",
        path.display(),
        target.display()
    ))
}
