//! The command line.

mod accept;
mod batch;
mod check;
mod claims;
mod config;
mod earlier;
mod facts;
mod house;
mod pages;
mod place;
mod rules;
mod sheets;
mod tick;
mod why;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::options::day;
use accept::AcceptArguments;
use batch::BatchArguments;
use check::CheckArguments;
use claims::ClaimsArguments;
use config::ConfigArguments;
use facts::FactsArguments;
use pages::{CompletionsArguments, ManArguments};
use rules::RulesArguments;
use tick::TickArguments;
use why::WhyArguments;

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
    /// Draft, check and look up fact sheets.
    Facts(FactsArguments),
    /// List the rules, or explain one.
    Rules(RulesArguments),
    /// Show the settings in force for a draft, and where each comes from.
    Config(ConfigArguments),
    /// Tell with what the claim at a place was compared, with what not, and why.
    Why(WhyArguments),
    /// Accept the findings at a place: a note in the list beside the draft, silent until a value changes.
    Accept(AcceptArguments),
    /// Tick the claim at a place as checked, or queried: a note in the list beside the draft that lapses when words or value change.
    Tick(TickArguments),
    /// Print what a shell needs to complete commands and options.
    Completions(CompletionsArguments),
    /// Write manual pages.
    Man(ManArguments),
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
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Accept(arguments) => accept::run(&arguments),
        Command::Tick(arguments) => tick::run(&arguments),
        Command::Completions(arguments) => pages::completions(&arguments, &mut Arguments::command()),
        Command::Man(arguments) => pages::man(&arguments, Arguments::command()),
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
