//! Ctrl-C: what is done is told, nothing is left half written.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);
static LISTEN: Once = Once::new();

/// The exit code of a command that Ctrl-C ended, as shells have it.
pub(super) const CODE: u8 = 130;

/// Takes Ctrl-C from here on; a second one ends at once.
pub(super) fn listen() {
    LISTEN.call_once(|| {
        // Without a handler Ctrl-C ends the command where it is, which harms no file either.
        let _ = ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(CODE));
            }
        });
    });
}

/// Whether Ctrl-C came.
pub(super) fn came() -> bool {
    STOP.load(Ordering::Relaxed)
}
