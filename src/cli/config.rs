//! `deskcheck config`: what is in force, and from which file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::house::SettingsArguments;
use crate::rules;
use crate::settings::{self, schema};

/// The arguments of `deskcheck config`.
#[derive(Debug, Args)]
pub(super) struct ConfigArguments {
    /// For this draft, or for a draft in this folder.
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    #[command(flatten)]
    settings: SettingsArguments,
    /// Print the JSON Schema of deskcheck.toml.
    #[arg(long)]
    schema: bool,
}

/// Runs the command: 2 when something in the settings cannot be read.
pub(super) fn run(arguments: &ConfigArguments) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    if arguments.schema {
        writeln!(out, "{:#}", schema())?;
        return Ok(ExitCode::SUCCESS);
    }
    anyhow::ensure!(arguments.path.exists(), "{}: there is no such file or folder", arguments.path.display());
    let house = arguments.settings.house();
    // A draft that need not be there: its folder is what counts.
    let draft = if arguments.path.is_dir() { arguments.path.join("draft.txt") } else { arguments.path.clone() };
    let (loaded, in_force) = house.in_force(&draft);
    match &loaded {
        Some(loaded) => writeln!(out, "settings from {}", loaded.path.display())?,
        None => writeln!(out, "no settings")?,
    }
    let own = settings::accept_path(&draft);
    if own.is_file() && arguments.path != Path::new(".") {
        writeln!(out, "accept list {}", own.display())?;
    }
    let width = in_force.iter().map(|it| it.key.len()).max().unwrap_or_default();
    let mut head = false;
    for it in &in_force {
        if rules::named(it.key).is_some() && !std::mem::replace(&mut head, true) {
            writeln!(out, "\nrules")?;
        }
        let from = match (&loaded, it.at) {
            (Some(loaded), Some(at)) => loaded.place(at),
            _ => "default".to_owned(),
        };
        writeln!(out, "{:width$}  {:22}  {from}", it.key, it.value)?;
    }
    let errors = house.errors();
    for error in &errors {
        anstream::eprintln!("deskcheck: {error}");
    }
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}
