//! Fact sheets from files: those given, the house's upwards from the draft, the story's own beside it.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::{By, Checked, Suppressed};
use crate::finding::Finding;
use crate::place::{Source, Span};
use crate::reference::{INVALID, Reference};
use crate::settings::{Beside, Levels};
use crate::sheets;
use crate::text::{self, Columns, Lines};

/// The fact sheets of a run.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    given: Vec<Arc<Reference>>,
    /// What is told goes out of the house.
    redacted: bool,
    /// What is known in the folder of a draft, without the story's own sheet.
    houses: Mutex<HashMap<PathBuf, House>>,
    /// Sheets that were read, so that each is told of once.
    seen: Mutex<HashMap<PathBuf, Arc<Reference>>>,
    errors: Mutex<Vec<String>>,
    /// What in the sheets does not hold, each once.
    told: Mutex<Vec<Faults>>,
    beside: Beside,
}

/// The sheets of a folder, and all of them as one.
#[derive(Clone, Debug)]
struct House {
    sheets: Vec<Arc<Reference>>,
    joined: Arc<Reference>,
}

impl Sheets {
    /// Reads the sheets that were given.
    pub(super) fn new(paths: &[PathBuf], redacted: bool) -> Self {
        let mut sheets = Sheets { redacted, ..Self::default() };
        sheets.given = paths.iter().map(|path| sheets.read(path)).collect();
        sheets
    }

    /// What is known for a draft: what was given, the nearest `deskcheck-facts.toml` upwards, and `story.facts.toml` beside
    /// `story.md`.
    pub(super) fn of(&self, draft: &Path) -> Arc<Reference> {
        if draft.as_os_str() == "-" {
            return self.join(self.given.clone()).joined;
        }
        let folder = draft.parent().unwrap_or(Path::new(""));
        let known = lock(&self.houses).get(folder).cloned();
        let house = known.unwrap_or_else(|| {
            let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
            let sheet = sheets::house(&whole, &Path::is_file);
            let mut sheets: Vec<_> = sheet.iter().map(|sheet| self.read(sheet)).collect();
            sheets.extend(self.given.iter().cloned());
            let house = self.join(sheets);
            lock(&self.houses).insert(folder.to_path_buf(), house.clone());
            house
        });
        let own = || sheets::own(draft, &|sheet| self.beside.is_file(sheet));
        match (!self.beside.is_bare(draft)).then(own).flatten() {
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

    /// What cannot be read at all, and what in the rest does not hold, sheet by sheet.
    pub(super) fn faults(&self) -> (Vec<String>, Vec<Faults>) {
        let errors = std::mem::take(&mut *lock(&self.errors));
        let mut faults = std::mem::take(&mut *lock(&self.told));
        faults.sort_by(|one, other| one.name.cmp(&other.name));
        if self.redacted {
            faults.iter_mut().for_each(Faults::redact);
        }
        (errors, faults)
    }

    /// The same in words, each with file, line and column; what is only doubtful is printed.
    pub(super) fn errors(self) -> Vec<String> {
        let (mut errors, sheets) = self.faults();
        for sheet in &sheets {
            for (finding, line) in sheet.findings.iter().zip(sheet.lines()) {
                if finding.rule == INVALID {
                    errors.push(line);
                } else {
                    anstream::eprintln!("{line}");
                }
            }
        }
        errors
    }

    /// Sheets as one, the farthest first; what two of them say differently is told.
    fn join(&self, sheets: Vec<Arc<Reference>>) -> House {
        let joined = match &sheets[..] {
            [only] => Arc::clone(only),
            several => Arc::new(Reference::joined(several)),
        };
        note(&joined, &mut lock(&self.told));
        House { sheets, joined }
    }

    /// Reads one sheet, in what its ending says.
    fn read(&self, path: &Path) -> Arc<Reference> {
        // Held while the sheet is read: two drafts that come at once must not both tell what is wrong in it.
        let mut seen = lock(&self.seen);
        let read = || {
            let mut sheet = read(path).unwrap_or_else(|error| {
                lock(&self.errors).push(error);
                Reference::default()
            });
            if self.redacted {
                sheet.redact();
            }
            Arc::new(sheet)
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

/// What in some sheets does not hold, sheet by sheet.
pub(super) fn faults_of(all: &Reference) -> Vec<Faults> {
    let mut faults = Vec::new();
    note(all, &mut faults);
    faults
}

fn note(all: &Reference, told: &mut Vec<Faults>) {
    for finding in &all.findings {
        let name = all.source(finding.place.source).unwrap_or_default();
        let known = told.iter().position(|it| it.name == name);
        let at = known.unwrap_or_else(|| {
            told.push(Faults::new(name));
            told.len() - 1
        });
        told[at].add(finding);
    }
}

/// What in a sheet does not hold.
#[derive(Debug)]
pub(super) struct Faults {
    /// The sheet.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What does not hold, in its order, each finding as one of the sheet itself.
    pub findings: Vec<Finding>,
}

impl Faults {
    fn new(name: &str) -> Self {
        let text =
            fs::read(name).ok().and_then(|bytes| text::decode(&bytes).ok()).map(|it| it.text).unwrap_or_default();
        Faults { name: name.to_owned(), text, findings: Vec::new() }
    }

    fn add(&mut self, finding: &Finding) {
        let mut finding = finding.clone();
        // Of places in two sheets the other is named by the message.
        let here = finding.place.source;
        finding.related.retain(|related| related.place.source == here);
        for place in std::iter::once(&mut finding.place).chain(finding.related.iter_mut().map(|it| &mut it.place)) {
            place.source = Source::DRAFT;
            let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            place.span = Span { start: place.span.start.min(end), end: place.span.end.min(end) };
        }
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
            self.findings.sort_by_key(|finding| finding.place.span);
        }
    }

    /// Leaves out the words of the sheet, which reports show.
    fn redact(&mut self) {
        // Letter for letter, so that every place stays where it is.
        self.text = self
            .text
            .chars()
            .map(|letter| match (letter, letter.len_utf8()) {
                ('\n' | '\r', _) => letter,
                (_, 1) => '.',
                (_, 2) => '·',
                (_, 3) => '…',
                _ => '🮐',
            })
            .collect();
    }

    /// The findings as those of a draft, as loud as they may be; what a baseline has is not told again.
    pub(super) fn checked(&self, levels: &Levels, baseline: Option<&BTreeMap<String, u32>>) -> Checked {
        let mut checked = Checked::default();
        let mut known = baseline.cloned().unwrap_or_default();
        for finding in &self.findings {
            let Some(level) = levels.of(finding) else { continue };
            let finding = Finding { level, ..finding.clone() };
            match known.get_mut(&finding.fingerprint()).filter(|left| **left > 0) {
                Some(left) => {
                    *left -= 1;
                    checked.suppressed.push(Suppressed { finding, by: By::Baseline });
                }
                None => checked.findings.push(finding),
            }
        }
        checked
    }

    /// Each finding on one line: file, line, column, what and which rule.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let lines = Lines::new(&self.text);
        self.findings.iter().map(move |finding| {
            let (line, column) = lines.position(&self.text, finding.place.span.start as usize, Columns::Utf32);
            format!("{}:{}:{}: {} [{}]", self.name, line + 1, column + 1, finding.message, finding.rule)
        })
    }
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
