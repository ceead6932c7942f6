//! Any text is a file of settings, and an accept list: no panic.
#![no_main]

use deskcheck::settings::{Settings, accept_list};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let (settings, _) = Settings::read(source);
    let _ = settings.of("news/story.md".as_ref());
    let _ = accept_list(source);
});
