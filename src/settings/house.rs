//! Settings and accept lists from files: `deskcheck.toml` upwards from the draft, `story.accept.toml` beside `story.md`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Accepted, Beside, Effective, FILE, Fault, InForce, Settings, Tick, accept_list, glob};
use crate::text::{self, Columns, Lines};

/// A file of settings that was read.
#[derive(Debug)]
pub struct Loaded {
    /// Its path, as it is told.
    pub path: PathBuf,
    /// Its folder, whole: globs and paths in the file begin here.
    folder: PathBuf,
    settings: Settings,
    source: String,
}

/// The settings of a run.
#[derive(Debug, Default)]
pub struct House {
    given: Option<Arc<Loaded>>,
    /// Settings are looked for.
    search: bool,
    /// Accept lists beside the drafts count.
    lists: bool,
    /// The settings by the folder of the draft, and where it is from theirs.
    folders: Mutex<HashMap<PathBuf, Option<Placed>>>,
    /// Files that were read, so that each is told of once.
    seen: Mutex<HashMap<PathBuf, Option<Arc<Loaded>>>>,
    /// The sheets that a glob of a file names.
    expanded: Mutex<HashMap<(PathBuf, String), Vec<PathBuf>>>,
    errors: Mutex<Vec<String>>,
    /// Files that are being written, with what they say by now.
    open: HashMap<PathBuf, String>,
    /// For a run over many drafts: what stands beside them.
    beside: Option<Beside>,
}

/// Settings, and the path of a folder or file from theirs.
type Placed = (Arc<Loaded>, PathBuf);

/// What holds for one draft.
#[derive(Debug, Default)]
pub struct Terms {
    /// The settings.
    pub effective: Effective,
    /// Fact sheets that the settings name.
    pub sheets: Vec<PathBuf>,
    /// Accepted findings, those of the draft's own list first.
    pub accepted: Vec<Accepted>,
    /// How many are of the draft's own list.
    pub own: usize,
}

impl House {
    /// The settings of this file, or, without one, those found upwards from each draft.
    #[must_use]
    pub fn new(config: Option<&Path>) -> Self {
        let house = House { search: config.is_none(), lists: true, ..House::default() };
        let Some(path) = config else { return house };
        if !path.is_file() {
            let error = format!("{}: there is no such file of settings; check the path", path.display());
            lock(&house.errors).push(error);
            return house;
        }
        let given = house.load(path);
        House { given, ..house }
    }

    /// The settings found upwards from each draft.  Files that are open say what they say there and not on the disk, and what is wrong
    /// in them is for their writer to see, not told here.
    #[must_use]
    pub fn writing(open: &HashMap<PathBuf, String>) -> Self {
        let open = open.iter().map(|(path, source)| (real(path), source.clone())).collect();
        House { open, ..House::new(None) }
    }

    /// The same for one run over drafts: folders are asked once what stands in them.
    #[must_use]
    pub fn for_a_run(self) -> Self {
        House { beside: Some(Beside::default()), ..self }
    }

    /// What an open file says by now.
    fn open(&self, path: &Path) -> Option<&String> {
        // Nothing is asked of the disk where nothing is open.
        if self.open.is_empty() { None } else { self.open.get(&real(path)) }
    }

    fn is_there(&self, path: &Path) -> bool {
        self.open(path).is_some() || path.is_file()
    }

    /// No settings, and no accept lists.
    #[must_use]
    pub fn none() -> Self {
        House::default()
    }

    /// What holds for a draft; `None` is standard input without a name.
    #[must_use]
    pub fn of(&self, draft: Option<&Path>) -> Terms {
        let mut terms = Terms::default();
        let bare = |draft: &&Path| self.beside.as_ref().is_some_and(|beside| beside.is_bare(draft));
        if let Some(draft) = draft.filter(|draft| self.lists && !bare(draft)) {
            let own = accept_path(draft);
            if self.is_there(&own) {
                terms.accepted = self.accept_list(&own);
                terms.own = terms.accepted.len();
            }
        }
        let Some((loaded, name)) = self.loaded(draft.unwrap_or(Path::new(""))) else { return terms };
        terms.effective = loaded.settings.of(&name);
        terms.accepted.extend(loaded.settings.accept.iter().cloned());
        for pattern in &terms.effective.reference {
            let key = (loaded.path.clone(), pattern.clone());
            let mut expanded = lock(&self.expanded);
            let sheets = expanded.entry(key).or_insert_with(|| self.expand(&loaded, pattern));
            terms.sheets.extend(sheets.iter().cloned());
        }
        terms
    }

    /// What was noted of the claims of a draft.
    #[must_use]
    pub fn ticks(&self, draft: &Path) -> Vec<Tick> {
        let path = ticks_path(draft);
        if !self.lists || !path.is_file() {
            return Vec::new();
        }
        let Some(source) = self.read(&path, &path) else { return Vec::new() };
        let (ticks, faults) = super::ticks(&source);
        self.tell(&path, &source, &faults);
        ticks
    }

    /// Each setting for a draft, and the file it is from.
    #[must_use]
    pub fn in_force(&self, draft: &Path) -> (Option<Arc<Loaded>>, Vec<InForce>) {
        match self.loaded(draft) {
            Some((loaded, name)) => {
                let in_force = loaded.settings.in_force(&name);
                (Some(loaded), in_force)
            }
            None => (None, Settings::default().in_force(draft)),
        }
    }

    /// Whether a file of a folder is a draft.
    #[must_use]
    pub fn wants(&self, file: &Path, usual: bool) -> bool {
        self.loaded(file).map_or(usual, |(loaded, name)| loaded.settings.wants(&name, usual))
    }

    /// What in the files could not be read, each with file, line and column.
    #[must_use]
    pub fn errors(self) -> Vec<String> {
        self.errors.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// What in the files could not be read since this was last asked.
    #[must_use]
    pub fn take_errors(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.errors))
    }

    /// The settings of a file, and its path from their folder; from the current folder where it is not below that.
    fn loaded(&self, file: &Path) -> Option<Placed> {
        let folder = folder_of(file);
        let known = lock(&self.folders).get(folder).cloned();
        let (loaded, place) = known.unwrap_or_else(|| {
            let whole = whole(folder);
            let found = if self.search { self.upwards(&whole) } else { self.given.clone() };
            let found = found.map(|loaded| {
                let place = whole.strip_prefix(&loaded.folder).map_or_else(|_| shown(&whole), Path::to_path_buf);
                (loaded, place)
            });
            lock(&self.folders).insert(folder.to_path_buf(), found.clone());
            found
        })?;
        Some((loaded, file.file_name().map(|name| place.join(name)).unwrap_or_default()))
    }

    /// The nearest settings from a folder on.
    fn upwards(&self, folder: &Path) -> Option<Arc<Loaded>> {
        let path = folder.ancestors().map(|above| above.join(FILE)).find(|path| self.is_there(path))?;
        // Held while the file is read: two drafts that come at once must not both tell what is wrong in it.
        let mut seen = lock(&self.seen);
        if let Some(known) = seen.get(&path) {
            return known.clone();
        }
        let loaded = self.load(&path);
        seen.insert(path, loaded.clone());
        loaded
    }

    fn load(&self, path: &Path) -> Option<Arc<Loaded>> {
        let name = shown(path);
        let source = self.read(path, &name)?;
        let (settings, faults) = Settings::read(&source);
        self.tell(&name, &source, &faults);
        Some(Arc::new(Loaded { folder: whole(folder_of(path)), path: name, settings, source }))
    }

    fn accept_list(&self, path: &Path) -> Vec<Accepted> {
        let Some(source) = self.read(path, path) else { return Vec::new() };
        let (accepted, faults) = accept_list(&source);
        self.tell(path, &source, &faults);
        accepted
    }

    fn read(&self, path: &Path, name: &Path) -> Option<String> {
        if let Some(source) = self.open(path) {
            return Some(source.clone());
        }
        let read = fs::read(path).map_err(|error| format!("could not be read: {error}; check its permissions"));
        let decoded = read.and_then(|bytes| text::decode(&bytes).map_err(|error| error.to_string()));
        match decoded {
            Ok(decoded) => Some(decoded.text),
            Err(error) => {
                lock(&self.errors).push(format!("{}: {error}", name.display()));
                None
            }
        }
    }

    fn tell(&self, name: &Path, source: &str, faults: &[Fault]) {
        if self.open(name).is_some() {
            return;
        }
        let lines = Lines::new(source);
        lock(&self.errors).extend(faults.iter().map(|fault| {
            let at = fault.span.as_ref().map(|span| span.start);
            format!("{}: {}", place(name, source, &lines, at), fault.message)
        }));
    }

    /// The sheets that a path or glob of the settings names.
    fn expand(&self, loaded: &Loaded, pattern: &str) -> Vec<PathBuf> {
        if !pattern.contains(['*', '?', '[', '{']) {
            return vec![loaded.folder.join(pattern)];
        }
        let Ok(glob) = glob(pattern).map(|glob| glob.compile_matcher()) else {
            self.tell_one(format!("{}: reference: {pattern} is no glob", loaded.path.display()));
            return Vec::new();
        };
        // Folders above the first star need no walk.
        let fixed: PathBuf = Path::new(pattern)
            .parent()
            .into_iter()
            .flat_map(Path::components)
            .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
            .collect();
        let walk = ignore::WalkBuilder::new(loaded.folder.join(fixed))
            .standard_filters(false)
            .sort_by_file_name(Ord::cmp)
            .build();
        let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        let found: Vec<_> = files
            .map(ignore::DirEntry::into_path)
            .filter(|path| path.strip_prefix(&loaded.folder).is_ok_and(|name| glob.is_match(name)))
            .collect();
        if found.is_empty() {
            self.tell_one(format!("{}: reference: no file is called {pattern}", loaded.path.display()));
        }
        found
    }

    fn tell_one(&self, error: String) {
        lock(&self.errors).push(error);
    }
}

impl Loaded {
    /// "deskcheck.toml:3:12" of a byte.
    #[must_use]
    pub fn place(&self, at: usize) -> String {
        place(&self.path, &self.source, &Lines::new(&self.source), Some(at))
    }
}

/// The accept list beside a draft.
#[must_use]
pub fn accept_path(draft: &Path) -> PathBuf {
    draft.with_extension("accept.toml")
}

/// The list of ticks beside a draft.
#[must_use]
pub fn ticks_path(draft: &Path) -> PathBuf {
    draft.with_extension("ticks.toml")
}

/// "deskcheck.toml:3:12".
fn place(name: &Path, source: &str, lines: &Lines, at: Option<usize>) -> String {
    let Some(at) = at else { return name.display().to_string() };
    let (line, column) = lines.position(source, at.min(source.len()), Columns::Utf32);
    format!("{}:{}:{}", name.display(), line + 1, column + 1)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// A folder's whole path.
fn whole(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_path_buf())
}

/// A file's path without links on the way to it, whether or not it is there.
fn real(file: &Path) -> PathBuf {
    whole(folder_of(file)).join(file.file_name().unwrap_or_default())
}

/// A path as people would write it from here.
fn shown(path: &Path) -> PathBuf {
    let here = whole(Path::new(""));
    path.strip_prefix(&here).map_or_else(|_| path.to_path_buf(), Path::to_path_buf)
}

/// A lock that a panic elsewhere does not spoil: what it holds is only ever added to.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
