//! `AsciiDoc` and `reStructuredText`, as far as prose needs them.

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
    text.replace(['\n', '\r', '\t'], " ")
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

#[test]
fn restructured_text_loses_its_marks_and_keeps_its_places() {
    let source = "=====================\nBarge runs *aground*\n=====================\n\n:Author: Maren Oddsdal\n:Date: 2024-07-24\n:Version: 12\n\n\
        .. A note to the desk:\n   14 boats.\n.. |boats| replace:: nine\n.. _report: https://example.org/12\n\n\
        The harbour of Sorne was shut for |boats| boats on **Sunday\nnight**, by ``make 12``, the `brigade <https://example.org>`_ said in a report_. [1]_\n\n\
        The price\n---------\n\nIt looks so::\n\n  15 boats\n\n  16 boats\n\n- four of :ref:`H-class hulls`\n  of the yard\n- six\n\n#. one\n\n\
        .. code-block:: rust\n   :linenos:\n\n   let boats = 17;\n\n.. figure:: quay.png\n   :alt: The quay\n   :width: 300\n\n   The quay of Sorne\n\n\
        .. note:: The yard is closed\n   for good.\n\n.. epigraph::\n\n   No wall.\n\nA. Holm\nsaid the ferry sails at 10:30.\n\n   “We have waited,” she said.\n\n.. [1] By telephone.\n";
    assert_eq!(
        picture(source, Format::Rst),
        [
            "Headline: Barge runs aground",
            "Byline: Maren Oddsdal",
            "Published: 2024-07-24",
            "Body: The harbour of Sorne was shut for nine boats on Sunday night, by , the brigade said in a report. ",
            "Subhead: The price",
            "Body: It looks so:",
            "List: four of H-class hulls of the yard",
            "List: six",
            "List: one",
            "AltText: The quay",
            "Caption: The quay of Sorne",
            "Body: The yard is closed for good.",
            "PullQuote: No wall.",
            "Body: A. Holm said the ferry sails at 10:30.",
            "PullQuote: “We have waited,” she said.",
            "Footnote: By telephone.",
        ]
    );
}

#[test]
fn tables_of_restructured_text_have_rows_and_columns() {
    let simple = "=======  =====\nYard     Boats\n=======  =====\nSorne    4\nKjelvik  5\nnorth\n         of 6\nTotal    9\n=======  =====\n\nEnd.\n";
    let drawn = "+-------+-------+\n| Yard  | Boats |\n+=======+=======+\n| Sorne | 4     |\n+-------+-------+\n| Total | 9     |\n|       | boats |\n+-------+-------+\n\nEnd.\n";
    let cells = |source: &str| -> Vec<(u32, u32, bool, String)> {
        let article = text::read(source, Format::Rst);
        let cells = article.blocks.iter().filter_map(|block| Some((block.cell?, &block.prose.text)));
        cells.map(|(cell, text)| (cell.row, cell.column, cell.head, text.to_string())).collect()
    };
    let row = |row: u32, head: bool, texts: [&str; 2]| {
        [(row, 0, head, texts[0].to_owned()), (row, 1, head, texts[1].to_owned())]
    };
    let north = vec![(3, 0, false, "north".to_owned())];
    let mut expected =
        [row(0, true, ["Yard", "Boats"]), row(1, false, ["Sorne", "4"]), row(2, false, ["Kjelvik", "5"])].concat();
    expected.extend(north);
    expected.push((3, 1, false, "of 6".to_owned()));
    expected.extend(row(4, false, ["Total", "9"]));
    assert_eq!(cells(simple), expected);
    let expected =
        [row(0, true, ["Yard", "Boats"]), row(1, false, ["Sorne", "4"]), row(2, false, ["Total", "9 boats"])].concat();
    assert_eq!(cells(drawn), expected);
    for source in [simple, drawn] {
        assert_eq!(picture(source, Format::Rst).last().unwrap(), "Body: End.");
    }
}

#[test]
fn restructured_text_that_is_broken_keeps_its_words() {
    for words in [
        "The *crew of 14 rowed home.",
        "It cost 5_000 crowns, or |much|.",
        "See `the report and [sic] snake_case_name.",
        "At 10:30 the ratio was 3:1 and 2 * 3 * 4.",
        "“We,” she said – ‘they’ – (left).",
    ] {
        let source = format!("Fog holds the ferry in port all night.\n\n{words}\n\nThe end.");
        assert_eq!(picture(&source, Format::Rst)[1], format!("Body: {words}"));
    }
}

#[test]
fn long_and_deep_drafts_are_read() {
    let stairs: String = (0..400).map(|depth| " ".repeat(depth) + "a\n\n").collect();
    for source in [
        stairs,
        "- ".repeat(20_000) + "a",
        ".. [1] ".repeat(20_000) + "a",
        ".. note:: ".repeat(20_000) + "a",
        "==  ==\na\n".repeat(5_000),
        "*a `b |c _d [e] ".repeat(5_000),
        "footnote:[".repeat(20_000),
        "____\n".repeat(5_000),
        "|===\n|a".repeat(5_000),
        "====\n\n".repeat(5_000),
        "a".repeat(100_000) + ":[]",
    ] {
        for format in [Format::AsciiDoc, Format::Rst] {
            picture(&source, format);
        }
    }
    assert_eq!(picture("Fog.\n\n-----\n\nIt was 12.\n", Format::AsciiDoc), ["Body: Fog.", "Body: It was 12."]);
    assert_eq!(picture("Fog.\n\n==  ==\n\nIt was 12.\n", Format::Rst), ["Body: Fog.", "Body: It was 12."]);
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
        picture(&source, Format::Rst);
    }

    #[test]
    fn any_text_is_read(source in "(\\PC|[\\n\\r\\t #>*_`<&;:=.|\\[\\]()\"'-]){0,200}") {
        picture(&source, Format::AsciiDoc);
        picture(&source, Format::Rst);
    }
}
