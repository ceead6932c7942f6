//! The language server: the only home of `tower_lsp`, `tokio` and UTF-16.
//!
//! `transport` carries messages and applies edits in the order of the wire, `store` keeps the open
//! drafts, `analysis` checks them off the async threads, and `backend` answers requests.

mod actions;
mod analysis;
mod backend;
mod convert;
mod diagnostics;
mod hover;
mod store;
#[cfg(test)]
mod tests;
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
