//! Fact sheets from files: those given, the house's upwards from the draft, the story's own beside it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::reference::Reference;
use crate::sheets;
use crate::text::{self, Columns, Lines};

/// The fact sheets of a run.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    given: Arc<Reference>,
    /// The house's sheet by the folder of the draft, with those given.
    houses: Mutex<HashMap<PathBuf, Arc<Reference>>>,
    /// Sheets that were read, so that each is told of once.
    seen: Mutex<HashMap<PathBuf, Reference>>,
    errors: Mutex<Vec<String>>,
}

impl Sheets {
    /// Reads the sheets that were given.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let mut sheets = Self::default();
        let mut given = Reference::default();
        for path in paths {
            given.extend(sheets.read(path));
        }
        sheets.given = Arc::new(given);
        sheets
    }

    /// What is known for a draft: what was given, the nearest `deskcheck-facts.toml` upwards, and `story.facts.toml` beside
    /// `story.md`.
    pub(super) fn of(&self, draft: &Path) -> Arc<Reference> {
        if draft.as_os_str() == "-" {
            return Arc::clone(&self.given);
        }
        let folder = draft.parent().unwrap_or(Path::new("")).to_path_buf();
        let known = lock(&self.houses).get(&folder).cloned();
        let house = known.unwrap_or_else(|| {
            let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let sheet = sheets::house(&whole, &Path::is_file);
            let house = sheet.map_or_else(|| Arc::clone(&self.given), |sheet| self.joined(&self.given, &sheet));
            lock(&self.houses).insert(folder, Arc::clone(&house));
            house
        });
        sheets::own(draft, &Path::is_file).map_or_else(|| Arc::clone(&house), |own| self.joined(&house, &own))
    }

    /// What is known, with one more sheet.
    pub(super) fn with(&self, known: &Reference, sheet: &Path) -> Arc<Reference> {
        self.joined(known, sheet)
    }

    /// What in the sheets could not be read, each with file, line and column.
    pub(super) fn errors(self) -> Vec<String> {
        self.errors.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn joined(&self, known: &Reference, sheet: &Path) -> Arc<Reference> {
        let mut all = known.clone();
        // Held while the sheet is read: two drafts that come at once must not both tell what is wrong in it.
        let mut seen = lock(&self.seen);
        let read = seen.entry(sheet.to_path_buf()).or_insert_with(|| self.read(sheet));
        all.extend(read.clone());
        drop(seen);
        Arc::new(all)
    }

    /// Reads one sheet, in TOML or by its ending in JSON.
    fn read(&self, path: &Path) -> Reference {
        let name = path.display();
        let tell = |error: String| lock(&self.errors).push(error);
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                tell(format!("{name}: the fact sheet could not be read: {error}; check the path"));
                return Reference::default();
            }
        };
        let source = match text::decode(&bytes) {
            Ok(decoded) => decoded.text,
            Err(error) => {
                tell(format!("{name}: {error}"));
                return Reference::default();
            }
        };
        let (sheet, faults) = sheets::read(path, &source);
        let lines = Lines::new(&source);
        for fault in faults {
            tell(match fault.span {
                Some(span) => {
                    let (line, column) = lines.position(&source, span.start.min(source.len()), Columns::Utf32);
                    format!("{name}:{}:{}: {}", line + 1, column + 1, fault.message)
                }
                None => format!("{name}: {}", fault.message),
            });
        }
        sheet
    }
}

/// A lock that a panic elsewhere does not spoil: what it holds is only ever added to.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
