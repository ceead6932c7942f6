//! The command `deskcheck`.

fn main() -> std::process::ExitCode {
    deskcheck::cli::run()
}
