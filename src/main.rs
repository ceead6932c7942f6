//! The command `deskcheck`.

/// A check makes many small pieces and drops them: an allocator made for that saves a tenth of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    deskcheck::cli::run()
}
