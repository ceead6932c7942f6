//! The language server: the only home of `tower_lsp`, `tokio` and UTF-16.
//!
//! `transport` carries messages and applies edits in the order of the wire, `store` keeps the open
//! documents, `desk` what they share, `analysis` checks them off the async threads, and `backend` answers
//! requests, each with the file of its kind.  What is asked of the client goes through `outbox`.

mod accept;
mod actions;
mod analysis;
mod backend;
mod commands;
mod completion;
mod convert;
mod desk;
mod diagnostics;
mod edits;
mod facts;
mod files;
mod hints;
mod hover;
mod ignore;
mod latter;
mod ledger;
mod lens;
mod manners;
mod mentions;
mod names;
mod offers;
mod orphan;
mod outbox;
mod rename;
mod scan;
mod selection;
mod settings;
mod settings_help;
mod sheet_help;
mod sheets;
mod store;
mod symbols;
#[cfg(test)]
mod tests;
mod tokens;
mod transport;

use std::process::ExitCode;

pub use transport::serve;

/// Serves an editor over standard input and output.
///
/// Ends the process itself: the thread that reads standard input cannot be stopped otherwise.
#[must_use]
pub fn run() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).with_ansi(false).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            anstream::eprintln!("deskcheck: could not start the language server: {error}");
            return ExitCode::from(2);
        }
    };
    let code = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    std::process::exit(code)
}
