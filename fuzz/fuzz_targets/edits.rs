//! A draft read again after an edit gives what a reading from scratch gives.
#![no_main]

use deskcheck::check::{self, Desk, Memo};
use deskcheck::options::{Format, Options};
use deskcheck::reference::Reference;
use deskcheck::settings::Levels;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|drafts: (u8, Vec<String>)| {
    let format = [Format::Text, Format::Markdown, Format::Html, Format::AsciiDoc, Format::Rst][usize::from(drafts.0) % 5];
    let options = Options { format, ..Options::default() };
    let (mut memo, reference, levels) = (Memo::default(), Reference::default(), Levels::default());
    let desk = Desk::new(&reference, &levels);
    for draft in drafts.1.iter().take(6) {
        let again = check::again(&mut memo, draft, &options, &desk, &|| false).expect("nobody cancels");
        let anew = check::check(draft, &options);
        assert_eq!(again.findings, anew.findings);
        assert_eq!(again.ledger(), anew.ledger());
    }
});
