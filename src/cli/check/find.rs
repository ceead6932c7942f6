//! Which drafts the paths name.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::container::Kind;
use crate::options::Format;
use crate::settings::House;

/// The format that a path's ending tells.
pub(in crate::cli) fn format_of(path: &Path) -> Option<Format> {
    Format::of_ending(path.extension()?.to_str()?)
}

/// Whether a file of a folder is a draft by its name.
fn is_draft(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| Format::of_name(name).is_some() || Kind::of_name(name).is_some())
}

/// The drafts that the paths name, each once, folders walked in the order of their names, and what could not be found.
pub(in crate::cli) fn find(paths: &[PathBuf], house: &House) -> (Vec<PathBuf>, Vec<String>) {
    let (mut drafts, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.exists() && path.as_os_str() != "-" {
            errors.push(format!("{}: there is no such file or folder; check the path", path.display()));
            continue;
        }
        // A pipe that is named is read, one that lies in a folder could wait for ever.
        if !path.is_dir() {
            drafts.push(path.clone());
            continue;
        }
        let before = drafts.len();
        for entry in ignore::WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build() {
            match entry {
                Ok(entry) if entry.path().is_file() && house.wants(entry.path(), is_draft(entry.path())) => {
                    drafts.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => errors.push(error.to_string()),
            }
        }
        if drafts.len() == before {
            errors.push(format!(
                "{}: no drafts in this folder; deskcheck reads .md .markdown .txt .text .html .htm .adoc .asciidoc .rst .docx .odt .eml",
                path.display()
            ));
        }
    }
    // A walk of one folder meets no file twice.
    let mut seen = HashSet::new();
    if paths.len() > 1 {
        drafts.retain(|draft| seen.insert(draft.canonicalize().unwrap_or_else(|_| draft.clone())));
    }
    (drafts, errors)
}
