//! The language server.

/// Serves an editor.
#[must_use]
pub fn run() -> std::process::ExitCode {
    std::process::ExitCode::from(2)
}
