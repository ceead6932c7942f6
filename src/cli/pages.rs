//! `deskcheck completions` and `deskcheck man`: printed from the same arguments that the command reads.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Command};
use clap_complete::Shell;

/// The arguments of `deskcheck completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// Which shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// The arguments of `deskcheck man`.
#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Where the pages go: deskcheck.1, deskcheck-check.1 and so on; without it, the first is printed.
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Runs `deskcheck completions`.
pub(super) fn completions(arguments: &CompletionsArguments, command: &mut Command) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, command, "deskcheck", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Runs `deskcheck man`.
pub(super) fn man(arguments: &ManArguments, command: Command) -> anyhow::Result<ExitCode> {
    let Some(folder) = &arguments.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        io::stdout().lock().write_all(&page)?;
        return Ok(ExitCode::SUCCESS);
    };
    let failed = || format!("could not write manual pages to {}", folder.display());
    fs::create_dir_all(folder).with_context(failed)?;
    clap_mangen::generate_to(command, folder).with_context(failed)?;
    Ok(ExitCode::SUCCESS)
}
