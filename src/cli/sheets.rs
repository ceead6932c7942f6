//! Fact sheets from files: those given, the house's upwards from the draft, the story's own beside it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::finding::Finding;
use crate::place::Source;
use crate::reference::{INVALID, Reference};
use crate::sheets;
use crate::text::{self, Columns, Lines};

/// The fact sheets of a run.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    given: Vec<Arc<Reference>>,
    /// What is known in the folder of a draft, without the story's own sheet.
    houses: Mutex<HashMap<PathBuf, House>>,
    /// Sheets that were read, so that each is told of once.
    seen: Mutex<HashMap<PathBuf, Arc<Reference>>>,
    errors: Mutex<Vec<String>>,
    /// What in the sheets does not hold, in the order of the sheets, each once.
    told: Mutex<Vec<(&'static str, String)>>,
}

/// The sheets of a folder, and all of them as one.
#[derive(Clone, Debug)]
struct House {
    sheets: Vec<Arc<Reference>>,
    joined: Arc<Reference>,
}

impl Sheets {
    /// Reads the sheets that were given.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let mut sheets = Self::default();
        sheets.given = paths.iter().map(|path| sheets.read(path)).collect();
        sheets
    }

    /// What is known for a draft: what was given, the nearest `deskcheck-facts.toml` upwards, and `story.facts.toml` beside
    /// `story.md`.
    pub(super) fn of(&self, draft: &Path) -> Arc<Reference> {
        if draft.as_os_str() == "-" {
            return self.join(self.given.clone()).joined;
        }
        let folder = draft.parent().unwrap_or(Path::new("")).to_path_buf();
        let known = lock(&self.houses).get(&folder).cloned();
        let house = known.unwrap_or_else(|| {
            let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let sheet = sheets::house(&whole, &Path::is_file);
            let mut sheets: Vec<_> = sheet.iter().map(|sheet| self.read(sheet)).collect();
            sheets.extend(self.given.iter().cloned());
            let house = self.join(sheets);
            lock(&self.houses).insert(folder, house.clone());
            house
        });
        match sheets::own(draft, &Path::is_file) {
            Some(own) => {
                let mut sheets = house.sheets;
                sheets.push(self.read(&own));
                self.join(sheets).joined
            }
            None => house.joined,
        }
    }

    /// What is known, with one more sheet that is nearer.
    pub(super) fn with(&self, known: &Arc<Reference>, sheet: &Path) -> Arc<Reference> {
        self.join(vec![Arc::clone(known), self.read(sheet)]).joined
    }

    /// What in the sheets could not be read or cannot be right, each with file, line and column; what is only doubtful is
    /// printed.
    pub(super) fn errors(self) -> Vec<String> {
        let mut errors = self.errors.into_inner().unwrap_or_else(PoisonError::into_inner);
        let told = self.told.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (broken, doubtful): (Vec<_>, Vec<_>) = told.into_iter().partition(|(rule, _)| *rule == INVALID);
        for (_, line) in doubtful {
            anstream::eprintln!("{line}");
        }
        errors.extend(broken.into_iter().map(|(_, line)| line));
        errors
    }

    /// Sheets as one, the farthest first; what two of them say differently is told.
    fn join(&self, sheets: Vec<Arc<Reference>>) -> House {
        let joined = match &sheets[..] {
            [only] => Arc::clone(only),
            several => Arc::new(Reference::joined(several)),
        };
        for (rule, line) in lines_of(&joined) {
            let mut told = lock(&self.told);
            if !told.iter().any(|(_, other)| *other == line) {
                told.push((rule, line));
            }
        }
        House { sheets, joined }
    }

    /// Reads one sheet, in what its ending says.
    fn read(&self, path: &Path) -> Arc<Reference> {
        // Held while the sheet is read: two drafts that come at once must not both tell what is wrong in it.
        let mut seen = lock(&self.seen);
        let read = || {
            Arc::new(read(path).unwrap_or_else(|error| {
                lock(&self.errors).push(error);
                Reference::default()
            }))
        };
        Arc::clone(seen.entry(path.to_path_buf()).or_insert_with(read))
    }
}

/// Reads a sheet from a file, or says why it cannot be read.
pub(super) fn read(path: &Path) -> Result<Reference, String> {
    let name = path.display();
    let bytes =
        fs::read(path).map_err(|error| format!("{name}: the fact sheet could not be read: {error}; check the path"))?;
    let source = text::decode(&bytes).map_err(|error| format!("{name}: {error}"))?.text;
    Ok(sheets::read(path, &source))
}

/// Each finding in some sheets on one line: file, line, column, what and which rule.
pub(super) fn lines_of(all: &Reference) -> Vec<(&'static str, String)> {
    let mut lines: Vec<_> = all.findings.iter().map(|finding| (finding.rule, String::new())).collect();
    for (number, name) in (1..).zip(&all.sources) {
        let mine = |finding: &&Finding| finding.place.source == Source(number);
        if !all.findings.iter().any(|finding| mine(&finding)) {
            continue;
        }
        let spots = Spots::new(name);
        for (line, finding) in lines.iter_mut().zip(&all.findings).filter(|(_, finding)| mine(finding)) {
            line.1 = format!("{}: {} [{}]", spots.of(finding.place.span.start), finding.message, finding.rule);
        }
    }
    lines
}

/// The lines of a sheet on disk, to name places in it.
pub(super) struct Spots<'n> {
    name: &'n str,
    text: String,
    lines: Lines,
}

impl<'n> Spots<'n> {
    /// The lines of the sheet of a name; none where it is not there any more.
    pub(super) fn new(name: &'n str) -> Self {
        let text =
            fs::read(name).ok().and_then(|bytes| text::decode(&bytes).ok()).map(|it| it.text).unwrap_or_default();
        let lines = Lines::new(&text);
        Spots { name, text, lines }
    }

    /// "facts.toml:12:8"
    pub(super) fn of(&self, start: u32) -> String {
        let start = (start as usize).min(self.text.len());
        let (line, column) = self.lines.position(&self.text, start, Columns::Utf32);
        format!("{}:{}:{}", self.name, line + 1, column + 1)
    }
}

/// A lock that a panic elsewhere does not spoil: what it holds is only ever added to.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
