//! The fact sheets in use: the open buffer first, else the disk.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use ropey::Rope;
use tower_lsp::lsp_types::{Diagnostic, NumberOrString, Url};

use super::names::{Known, Names};
use super::store::lock;
use super::{convert, diagnostics};
use crate::finding::Finding;
use crate::place::Span;
use crate::reference::Reference;
use crate::sheets;
use crate::text::{self, Columns, Lines};

/// Which state of a sheet was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Stamp {
    /// The buffer of this generation.
    Buffer(u64),
    /// The file as it was written then, with its length.
    Disk(Option<SystemTime>, u64),
}

/// Which sheets, each in which state.
type States = Vec<(PathBuf, Stamp)>;

/// A sheet as it was last read.
#[derive(Debug)]
struct Sheet {
    stamp: Stamp,
    source: String,
    names: Arc<Names>,
    /// Its faults have been published.
    told: bool,
}

/// The sheets that drafts are held against, by their path.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    open: Mutex<HashMap<PathBuf, (u64, Rope)>>,
    read: Mutex<HashMap<PathBuf, Sheet>>,
    joined: Mutex<HashMap<States, Arc<Known>>>,
    /// Closed sheets whose faults the client shows.
    shown: Mutex<HashSet<PathBuf>>,
}

/// How many combinations of sheets are kept ready.
const READY: usize = 32;

impl Sheets {
    /// Notes what a sheet in the editor says now.
    pub fn write(&self, path: &Path, generation: u64, rope: &Rope) {
        lock(&self.open).insert(path.to_path_buf(), (generation, rope.clone()));
    }

    /// From now on the disk says what a sheet holds, unless it was opened again since.
    pub fn close(&self, path: &Path, generation: u64) {
        let mut open = lock(&self.open);
        if open.get(path).is_some_and(|(last, _)| *last == generation) {
            open.remove(path);
            lock(&self.read).remove(path);
        }
    }

    /// Forgets what was read, so that every file is read anew.
    pub fn forget(&self) {
        lock(&self.read).clear();
        lock(&self.joined).clear();
    }

    /// What is known for a draft: the house's sheet upwards from its folder, and its own beside it.  A draft that is no file
    /// yet has the house's sheet of the folder it will be in, as far as that is known.  Between them stand those that the
    /// settings name.
    pub fn of(&self, draft: Option<&Path>, folder: Option<&Path>, named: &[PathBuf]) -> Arc<Known> {
        let exists = |path: &Path| lock(&self.open).contains_key(path) || path.is_file();
        let folder = draft.and_then(Path::parent).or(folder);
        let house = folder.and_then(|folder| sheets::house(folder, &exists));
        let own = draft.and_then(|draft| sheets::own(draft, &exists));
        let mut found: Vec<_> = house.into_iter().chain(named.iter().cloned()).chain(own).collect();
        found.dedup();
        let read: Vec<_> = found.into_iter().filter_map(|path| Some((path.clone(), self.current(&path)?))).collect();
        let key: States = read.iter().map(|(path, (stamp, _))| (path.clone(), *stamp)).collect();
        let mut joined = lock(&self.joined);
        if let Some(ready) = joined.get(&key) {
            return Arc::clone(ready);
        }
        if joined.len() >= READY {
            joined.clear();
        }
        let mut sheets: Vec<_> = read.into_iter().map(|(_, (_, names))| names).collect();
        let whole = match &sheets[..] {
            [only] => Arc::clone(&only.sheet),
            _ => Arc::new(Reference::joined(&sheets.iter().map(|it| Arc::clone(&it.sheet)).collect::<Vec<_>>())),
        };
        sheets.reverse();
        let all = Arc::new(Known { whole, sheets });
        joined.insert(key, Arc::clone(&all));
        all
    }

    /// What a sheet says now; read anew when it has changed.
    fn current(&self, path: &Path) -> Option<(Stamp, Arc<Names>)> {
        let buffer = lock(&self.open).get(path).cloned();
        let stamp = match &buffer {
            Some((generation, _)) => Stamp::Buffer(*generation),
            None => fs::metadata(path).ok().map(|data| Stamp::Disk(data.modified().ok(), data.len()))?,
        };
        if let Some(sheet) = lock(&self.read).get(path).filter(|sheet| sheet.stamp == stamp) {
            return Some((stamp, Arc::clone(&sheet.names)));
        }
        let text = buffer.map_or_else(|| text_of(path), |(_, rope)| Ok(rope.to_string()));
        let (source, reference) = match text {
            Ok(source) => {
                let reference = sheets::read(path, &source);
                (source, reference)
            }
            Err(message) => (String::new(), Reference::unreadable(&path.display().to_string(), &message)),
        };
        let names = Arc::new(Names::new(Arc::new(reference)));
        let sheet = Sheet { stamp, source, names: Arc::clone(&names), told: false };
        lock(&self.read).insert(path.to_path_buf(), sheet);
        Some((stamp, names))
    }

    /// The faults of a sheet as it is now.
    pub fn faults(&self, path: &Path, columns: Columns) -> Vec<Diagnostic> {
        self.current(path);
        lock(&self.read).get(path).map(|sheet| diagnostics(sheet, columns)).unwrap_or_default()
    }

    /// Closed sheets read since the last call, with their faults, as far as the client shows them otherwise.
    pub fn news(&self, columns: Columns) -> Vec<(Url, Vec<Diagnostic>)> {
        let mut news = Vec::new();
        let (open, mut shown) = (lock(&self.open), lock(&self.shown));
        // A sheet that is gone has no faults.
        for gone in shown.extract_if(|path| !open.contains_key(path) && !path.is_file()) {
            lock(&self.read).remove(&gone);
            news.extend(Url::from_file_path(&gone).ok().map(|url| (url, Vec::new())));
        }
        for (path, sheet) in
            lock(&self.read).iter_mut().filter(|(path, sheet)| !sheet.told && !open.contains_key(*path))
        {
            sheet.told = true;
            let faults = diagnostics(sheet, columns);
            let before = if faults.is_empty() { shown.remove(path) } else { !shown.insert(path.clone()) };
            if let Ok(url) = Url::from_file_path(path)
                && (before || !faults.is_empty())
            {
                news.push((url, faults));
            }
        }
        news
    }
}

/// The text of a file, or why there is none.
fn text_of(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("the fact sheet could not be read: {error}"))?;
    text::decode(&bytes).map(|decoded| decoded.text).map_err(|error| error.to_string())
}

/// What does not hold in a sheet itself.
fn diagnostics(sheet: &Sheet, columns: Columns) -> Vec<Diagnostic> {
    let lines = Lines::new(&sheet.source);
    let length = sheet.source.len();
    let one = |finding: &Finding| {
        let span = finding.place.span;
        let (start, end) = ((span.start as usize).min(length), (span.end as usize).min(length));
        // A table is shown by its first line.
        let line = lines.range(&sheet.source, lines.line_of(start));
        let end = end.min(line.end.max(start));
        Diagnostic {
            range: convert::range(&sheet.source, &lines, Span::new(start, end), columns),
            severity: Some(diagnostics::severity(finding.level)),
            source: Some("deskcheck".to_owned()),
            code: Some(NumberOrString::String(finding.rule.to_owned())),
            message: finding.message.clone(),
            ..Diagnostic::default()
        }
    };
    sheet.names.sheet.findings.iter().map(one).collect()
}
