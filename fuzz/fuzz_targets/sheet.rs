//! Any text is a fact sheet, in each of the four languages: no panic, and faults lie within it.
#![no_main]

use deskcheck::reference::{Reference, Syntax};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    for syntax in [Syntax::Toml, Syntax::Json, Syntax::Yaml, Syntax::Csv] {
        let sheet = Reference::read("people", source, syntax);
        for finding in &sheet.findings {
            let span = finding.place.span;
            assert!(span.end as usize <= source.len(), "{span:?} in {} bytes", source.len());
        }
    }
});
