//! Where fact sheets lie and how the text of one is read.  Files are the caller's: an editor has some of them open, with
//! other words than the disk.

use std::path::{Path, PathBuf};

use crate::reference::{Fault, Reference};

/// The house's fact sheet, in the folder of a draft or one above it.
pub const HOUSE: &str = "deskcheck-facts.toml";

/// The ending of a story's own sheet: `story.facts.toml` beside `story.md`.
pub const OWN: &str = "facts.toml";

/// The nearest house sheet, in a folder or one above it.
#[must_use]
pub fn house(folder: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    folder.ancestors().map(|above| above.join(HOUSE)).find(|sheet| exists(sheet))
}

/// The sheet beside a draft that is of this story alone.
#[must_use]
pub fn own(draft: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    Some(draft.with_extension(OWN)).filter(|sheet| exists(sheet))
}

/// Whether a file is a fact sheet by its name.
#[must_use]
pub fn is_sheet(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == HOUSE || name.strip_suffix(OWN).is_some_and(|story| story.ends_with('.'))
}

/// Reads the text of a sheet, in TOML or by its ending in JSON.
#[must_use]
pub fn read(path: &Path, source: &str) -> (Reference, Vec<Fault>) {
    let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if json { Reference::from_json(source) } else { Reference::from_toml(source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_found_upwards_and_beside() {
        let there = [Path::new("/desk/deskcheck-facts.toml"), Path::new("/desk/a/story.facts.toml")];
        let exists = |path: &Path| there.contains(&path);
        assert_eq!(house(Path::new("/desk/a/b"), &exists).as_deref(), Some(there[0]));
        assert_eq!(house(Path::new("/other"), &exists), None);
        assert_eq!(own(Path::new("/desk/a/story.md"), &exists).as_deref(), Some(there[1]));
        assert!(there.iter().all(|path| is_sheet(path)));
        assert!(!is_sheet(Path::new("facts.toml")) && !is_sheet(Path::new("/desk/Cargo.toml")));
    }
}
