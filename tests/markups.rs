//! `AsciiDoc`, as far as prose needs it.

use deskcheck::check;
use deskcheck::options::{Format, Options};
use deskcheck::text;
use proptest::prelude::*;

/// Each block as "Zone: prose"; literal prose must be the source's own.
fn picture(source: &str, format: Format) -> Vec<String> {
    let article = text::read(source, format);
    let mut last = 0;
    for block in &article.blocks {
        let whole = block.whole();
        assert!(whole.end as usize <= source.len() && block.offset >= last, "{whole:?} behind {last}: {source}");
        last = block.offset;
        assert!(source.get(whole.range()).is_some(), "{whole:?}");
        for piece in
            block.prose.pieces.iter().filter(|piece| piece.prose_len == piece.source_len && piece.prose_len > 1)
        {
            let from = (block.offset + piece.source) as usize;
            let prose = &block.prose.text[piece.prose as usize..(piece.prose + piece.prose_len) as usize];
            assert_eq!(spaced(&source[from..from + piece.source_len as usize]), spaced(prose));
        }
        if block.prose.pieces.is_empty() {
            assert_eq!(spaced(&source[block.offset as usize..][..block.prose.text.len()]), spaced(&block.prose.text));
        }
    }
    article.blocks.iter().map(|block| format!("{:?}: {}", block.zone, block.prose.text)).collect()
}

/// A line's end is one space in the prose of markup.
fn spaced(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

#[test]
fn asciidoc_loses_its_marks_and_keeps_its_places() {
    let source = "// a note to the desk: 14 boats\n= Barge runs *aground*\nMaren Oddsdal <maren@example.org>\nv1.1, 2024-07-24: checked\n\
        :boats: nine\n:description: Nine boats are held\n\n\
        The harbour of Sorne was shut for {boats} boats\non *Sunday\nnight*, __half__way through `make 12`, the \"`brigade`\" said.footnote:[By telephone.]\n\
        // Were there not 14?\nNobody was hurt.\n\n\
        == The price ==\n\n.What it costs\nimage::quay.png[\"The quay, from above\",300]\n\n\
        * four of https://example.org/h[H-class hulls]\n** six <<prices,as listed>> [.new]#of 40 seats#\n\n. one\nand a half\n\n\
        [source,rust]\n----\nlet boats = 14;\n----\n\n[source]\nlet boats = 15;\n\n////\n16 boats\n////\n\nNOTE: The yard is closed.\n\n\
        [quote, Ilse Varnholt]\n____\n“We have waited,” she said.\n____\n\ninclude::rest.adoc[]\n\nLast line with 2 * 3 * 4 and snake_case_name. +\nA new line.\n";
    assert_eq!(
        picture(source, Format::AsciiDoc),
        [
            "Headline: Barge runs aground",
            "Byline: Maren Oddsdal <maren@example.org>",
            "Published: 2024-07-24",
            "Variant: Nine boats are held",
            "Body: The harbour of Sorne was shut for nine boats on Sunday night, halfway through , the “brigade” said. (By telephone.) Nobody was hurt.",
            "Subhead: The price",
            "Caption: What it costs",
            "AltText: The quay, from above",
            "List: four of H-class hulls",
            "List: six as listed of 40 seats",
            "List: one and a half",
            "Body: The yard is closed.",
            "PullQuote: “We have waited,” she said.",
            "Body: Last line with 2 * 3 * 4 and snake_case_name. A new line.",
        ]
    );
}

#[test]
fn tables_of_asciidoc_have_rows_and_columns() {
    let source =
        "[cols=\"2,1\"]\n|===\n|Yard |Boats\n\n|Sorne |4\n|Kjelvik\nnorth\n|5\n2+|none else\n|Total |9\n|===\n\nEnd.\n";
    let article = text::read(source, Format::AsciiDoc);
    let cells: Vec<_> = article
        .blocks
        .iter()
        .filter_map(|block| block.cell.map(|cell| (cell.row, cell.column, cell.head, &*block.prose.text)))
        .collect();
    assert_eq!(
        cells,
        [
            (0, 0, true, "Yard"),
            (0, 1, true, "Boats"),
            (1, 0, false, "Sorne"),
            (1, 1, false, "4"),
            (2, 0, false, "Kjelvik north"),
            (2, 1, false, "5"),
            (3, 0, false, "none else"),
            (4, 0, false, "Total"),
            (4, 1, false, "9"),
        ]
    );
    assert_eq!(picture(source, Format::AsciiDoc).last().unwrap(), "Body: End.");
}

#[test]
fn asciidoc_that_is_broken_keeps_its_words() {
    for (source, words) in [
        ("The *crew of 14 rowed home.", "The *crew of 14 rowed home."),
        ("It cost 5_000 crowns, or {much}.", "It cost 5_000 crowns, or {much}."),
        ("See link:report.html and <<nothing", "See link:report.html and <<nothing"),
        ("Note: footnote:[open", "Note: footnote:[open"),
        ("At 10:30 the ratio was 3:1 [sic].", "At 10:30 the ratio was 3:1 [sic]."),
        ("“We,” she said – ‘they’ – (left).", "“We,” she said – ‘they’ – (left)."),
        ("-5C overnight, -- and -- 12 by day.", "-5C overnight, -- and -- 12 by day."),
    ] {
        let source = format!("Fog holds the ferry in port all night.\n\n{source}\n\nThe end.");
        assert_eq!(picture(&source, Format::AsciiDoc)[1], format!("Body: {words}"));
    }
}

#[test]
fn a_fix_keeps_the_marks() {
    let source = "= Fog\n\nThe ferry met on *Sunday*, _October 3_, 2022, said Ilse Varnholt.\n";
    let checked = check::check(source, &Options { format: Format::AsciiDoc, ..Options::default() });
    let [finding] = &checked.findings[..] else { panic!("{:?}", checked.findings) };
    assert_eq!(finding.rule, "weekday-mismatch");
    assert_eq!(&source[finding.place.span.range()], "Sunday*, _October 3_, 2022");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_marks_are_read(parts in prop::collection::vec(prop::sample::select(vec![
        "= ", "== ", "\n", "\n\n", "\r\n", "* ", "** ", ". ", "*", "_", "`", "``", "\"`", "`\"", "+", " +\n", "#", "[.a]#", "|===\n", "|", "2+|", "3*|", "a|", "----\n", "____\n", "////\n", "// x\n",
        "[quote]\n", "[source]\n", "[cols=\"9999999999*,2\"]\n", ":a: b\n", ":b: bcd\n", "{b}", "{a}", "{", "}", "<<", ">>", "((", "))", "link:x[", "footnote:[", "image::x[", "]", "::", "é", "words 12", " ", "\\*", "^", "~", "\u{a0}", ".T\n",
        ".. ", "|x|", "====\n", "+--+--+\n", "| a | b |\n", "==  ==\n", ":role:`", "`_", "  ", "    ", "::\n", "- ", "1. ", ".. note::\n", ".. [1] ", ".. |x| replace:: y\n", "   :alt: z\n", "[1]_", ">>> ",
    ]), 0..40)) {
        let source = parts.concat();
        picture(&source, Format::AsciiDoc);
    }

    #[test]
    fn any_text_is_read(source in "(\\PC|[\\n\\r\\t #>*_`<&;:=.|\\[\\]()\"'-]){0,200}") {
        picture(&source, Format::AsciiDoc);
    }
}
