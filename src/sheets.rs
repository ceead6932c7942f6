//! Where fact sheets lie and how the text of one is read.  Files are the caller's: an editor has some of them open, with
//! other words than the disk.

use std::path::{Path, PathBuf};

use crate::reference::{Reference, Syntax};

/// The house's fact sheet, in the folder of a draft or one above it, without its ending.
pub const HOUSE: &str = "deskcheck-facts";

/// What stands before the ending of a story's own sheet: `story.facts.toml` beside `story.md`.
pub const OWN: &str = "facts";

/// What the sheets that are found without being given may be written in.
pub const ENDINGS: [&str; 4] = ["toml", "json", "yaml", "yml"];

/// The nearest house sheet, in a folder or one above it.
#[must_use]
pub fn house(folder: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let names = |above: &Path| ENDINGS.map(|ending| above.join(format!("{HOUSE}.{ending}")));
    folder.ancestors().find_map(|above| names(above).into_iter().find(|sheet| exists(sheet)))
}

/// The sheet beside a draft that is of this story alone.
#[must_use]
pub fn own(draft: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    ENDINGS.iter().map(|ending| draft.with_extension(format!("{OWN}.{ending}"))).find(|sheet| exists(sheet))
}

/// Where the sheet of a story is made that has none.
#[must_use]
pub fn new_own(draft: &Path) -> PathBuf {
    draft.with_extension(format!("{OWN}.{}", ENDINGS[0]))
}

/// Whether a file is a fact sheet by its name.
#[must_use]
pub fn is_sheet(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let own = || stem.strip_suffix(OWN).is_some_and(|story| story.len() > 1 && story.ends_with('.'));
    ENDINGS.contains(&ending) && (stem == HOUSE || own())
}

/// Reads the text of a sheet, in what its ending says; TOML without one.
#[must_use]
pub fn read(path: &Path, source: &str) -> Reference {
    Reference::read(&path.display().to_string(), source, Syntax::of(path).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_found_upwards_and_beside() {
        let there = [Path::new("/desk/deskcheck-facts.toml"), Path::new("/desk/a/story.facts.yaml")];
        let exists = |path: &Path| there.contains(&path);
        assert_eq!(house(Path::new("/desk/a/b"), &exists).as_deref(), Some(there[0]));
        assert_eq!(house(Path::new("/other"), &exists), None);
        assert_eq!(own(Path::new("/desk/a/story.md"), &exists).as_deref(), Some(there[1]));
        assert!(there.iter().all(|path| is_sheet(path)));
        for other in ["facts.toml", ".facts.toml", "/desk/Cargo.toml", "story.facts.md"] {
            assert!(!is_sheet(Path::new(other)), "{other}");
        }
    }
}
