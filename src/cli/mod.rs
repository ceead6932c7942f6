//! The command line.

mod batch;
mod check;
mod claims;
mod rules;
mod sheets;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::options::day;
use batch::BatchArguments;
use check::CheckArguments;
use claims::ClaimsArguments;
use rules::RulesArguments;

/// A fact and figure consistency checker for draft articles.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check drafts: files, folders, or standard input.
    Check(CheckArguments),
    /// Print what drafts claim, with every mention and what it was held against: the fact-checker's worksheet.
    Claims(ClaimsArguments),
    /// Check articles from standard input, one JSON object a line, and print one a line.
    Batch(BatchArguments),
    /// List the rules, or explain one.
    Rules(RulesArguments),
    /// Serve an editor over standard input and output (Language Server Protocol).
    Lsp(LspArguments),
}

#[derive(Debug, clap::Args)]
struct LspArguments {
    /// Accepted for editors that pass it; there is no other way.
    #[arg(long)]
    stdio: bool,
}

/// Runs the command that the arguments ask for: 0 nothing loud, 1 something loud, 2 could not run.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Claims(arguments) => claims::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Lsp(_) => Ok(crate::server::run()),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("deskcheck: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output has gone: `deskcheck check … | head` is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
