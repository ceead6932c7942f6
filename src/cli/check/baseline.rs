//! Findings that were there before: a file by draft and fingerprint.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::fix::replace;

/// The findings of a baseline, by the path of the draft from the folder of the file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Baseline {
    version: u32,
    drafts: BTreeMap<String, BTreeMap<String, u32>>,
    #[serde(skip)]
    folder: PathBuf,
}

/// The version of the format.
const VERSION: u32 = 1;

impl Baseline {
    /// An empty one, to be written to a file.
    pub(super) fn new(path: &Path) -> Self {
        Baseline { version: VERSION, drafts: BTreeMap::new(), folder: folder(path) }
    }

    /// Reads a baseline.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let name = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("could not read the baseline {name}"))?;
        let read: Baseline = serde_json::from_str(&text)
            .with_context(|| format!("{name} is no baseline; `deskcheck check --write-baseline FILE` writes one"))?;
        anyhow::ensure!(
            read.version == VERSION,
            "{name} is a baseline of version {}, which is not known",
            read.version
        );
        Ok(Baseline { folder: folder(path), ..read })
    }

    /// The fingerprints of a draft, with how many findings each is of.
    pub(super) fn of(&self, draft: &Path) -> Option<&BTreeMap<String, u32>> {
        self.drafts.get(&self.key(draft))
    }

    /// Notes the findings of a draft.
    pub(super) fn add(&mut self, draft: &Path, fingerprints: Vec<String>) {
        if fingerprints.is_empty() {
            return;
        }
        let counts = self.drafts.entry(self.key(draft)).or_default();
        for fingerprint in fingerprints {
            *counts.entry(fingerprint).or_default() += 1;
        }
    }

    /// Writes it.
    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self).expect("a baseline is plain data") + "\n";
        replace(path, text.as_bytes())
    }

    fn key(&self, draft: &Path) -> String {
        let whole = draft.canonicalize().unwrap_or_else(|_| draft.to_path_buf());
        let name = whole.strip_prefix(&self.folder).unwrap_or(&whole);
        let parts: Vec<_> = name.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

/// The whole path of the folder of a file.
fn folder(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
}
