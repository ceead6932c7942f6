//! A draft read again after each edit gives what a reading from scratch gives.

use deskcheck::check::{self, Memo};
use deskcheck::options::{Format, Options};
use deskcheck::reference::Reference;
use deskcheck::settings::Levels;
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "Sunday, October 3, 2022 ",
    "TK ",
    "Ilse Varnholt said. ",
    "Varnhlot left. ",
    "\n\n",
    "\n",
    "# ",
    "- ",
    "> ",
    "```\n",
    "40 miles (92 km) ",
    "killed 13 people ",
    "**",
    "é𝒳 ",
    "<p>",
    "</p>",
    "&amp;",
    "[a]: b\n",
    "In 2014, ",
    "| a | b |\n|--|--|\n",
    "\n<!-- deskcheck: ignore placeholder, name-spelling -->\n",
    "<!-- deskcheck: off -->",
    "<!-- deskcheck: on -->\n",
    "<!--",
];

/// Front matter that says to deskcheck what a later edit may spoil.
const FRONT: &str =
    "---\ntitle: Fire kills 18\ndeskcheck: {ignore: [placeholder, tense-mismatch], published: 2021-05-03}\n---\n";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn reading_again_equals_reading_anew(edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..20, prop::sample::select(PIECES)), 1..40), format in 0_usize..3, front in any::<bool>()) {
        let format = [Format::Text, Format::Markdown, Format::Html][format];
        let options = Options { format, published: if front { None } else { "2022-10-04T00:00:00".parse().ok() }, ..Options::default() };
        let mut memo = Memo::default();
        let (reference, levels) = (Reference::default(), Levels::default());
        let desk = check::Desk::new(&reference, &levels);
        let mut text = String::from(if front { FRONT } else { "" }) + "Fire kills 18\n\nA fire killed 13 people, Ilse Varnholt said.\n\nMs Varnholt left on Monday.\n";
        for (at, length, piece) in edits {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, piece);
            let again = check::again(&mut memo, &text, &options, &desk, &|| false).unwrap();
            let anew = check::check(&text, &options);
            prop_assert_eq!(&again.findings, &anew.findings);
            prop_assert_eq!(&again.suppressed, &anew.suppressed);
            prop_assert_eq!(&again.compared, &anew.compared);
            prop_assert_eq!(again.ledger(), anew.ledger());
            for finding in &again.findings {
                let span = finding.place.span;
                prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
                for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                    prop_assert!(text.get(edit.span.range()).is_some());
                }
            }
            for entry in again.ledger() {
                prop_assert!(text.get(entry.span.range()).is_some());
            }
        }
    }

    #[test]
    fn any_text_is_checked(text in "(\\PC|[\\n\\r\\t .,;:0-9a-zA-Z'\"()£$%-]){0,300}") {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let checked = check::check(&text, &Options { format, ..Options::default() });
            for entry in checked.ledger() {
                prop_assert!(text.get(entry.span.range()).is_some());
            }
        }
    }
}
