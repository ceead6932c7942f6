//! Which drafts the paths name.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::options::Format;
use crate::settings::{House, dangling};

/// The format that a path's ending tells.
pub(in crate::cli) fn format_of(path: &Path) -> Option<Format> {
    Format::of_ending(path.extension()?.to_str()?)
}

/// The drafts that the paths name, each once, folders walked in the order of their names, and what could not be found.
pub(in crate::cli) fn find(paths: &[PathBuf], house: &House) -> (Vec<PathBuf>, Vec<String>) {
    let (mut drafts, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.exists() && path.as_os_str() != "-" {
            let none = || format!("{}: there is no such file or folder; check the path", path.display());
            errors.push(dangling(path).unwrap_or_else(none));
            continue;
        }
        // A pipe that is named is read.
        if !path.is_dir() {
            drafts.push(path.clone());
            continue;
        }
        let before = (drafts.len(), errors.len());
        for draft in house.drafts(path) {
            match draft {
                Ok(draft) => drafts.push(draft),
                Err(error) => errors.push(error),
            }
        }
        if (drafts.len(), errors.len()) == before {
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
