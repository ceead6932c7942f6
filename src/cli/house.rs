//! The settings of a run, and the fact sheets that they name.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use super::sheets::Sheets;
use crate::reference::Reference;
use crate::settings::House;

/// Which settings hold.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct SettingsArguments {
    /// Take these settings, not those found upwards from each draft.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Take no settings and no accept lists.
    #[arg(long)]
    pub no_config: bool,
}

impl SettingsArguments {
    /// The settings that hold.
    pub(super) fn house(&self) -> House {
        if self.no_config { House::none() } else { House::new(self.config.as_deref()).for_a_run() }
    }
}

/// Fact sheets put together, for all drafts that share them.
#[derive(Debug, Default)]
pub(super) struct Joins(Mutex<HashMap<SheetKey, Joined>>);

/// What a draft is held against: what was known, and more sheets.
type SheetKey = (usize, Vec<PathBuf>);

/// What was known, kept so that its address stays its own, and the whole.
type Joined = (Arc<Reference>, Arc<Reference>);

impl Joins {
    /// What was known with more sheets.
    pub(super) fn of(&self, known: &Arc<Reference>, more: &[PathBuf], sheets: &Sheets) -> Arc<Reference> {
        if more.is_empty() {
            return Arc::clone(known);
        }
        let key = (Arc::as_ptr(known) as usize, more.to_vec());
        let mut joins = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, joined)) = joins.get(&key) {
            return Arc::clone(joined);
        }
        let joined = more.iter().fold(Arc::clone(known), |known, sheet| sheets.with(&known, sheet));
        // What is known of one draft alone is not kept for the others.
        if Arc::strong_count(known) > 1 {
            joins.insert(key, (Arc::clone(known), Arc::clone(&joined)));
        }
        joined
    }
}

/// Refuses to print over a file that a desk keeps by its name: a fact sheet, settings, an accept list, ticks.
pub(super) fn spare_kept(output: &Path) -> anyhow::Result<()> {
    let name = output.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let kept = crate::sheets::is_sheet(output)
        || name == crate::settings::FILE
        || name.ends_with(".accept.toml")
        || name.ends_with(".ticks.toml");
    if kept && output.exists() {
        anyhow::bail!("{} is a file of the desk, which --output would replace; give it another name", output.display());
    }
    Ok(())
}
