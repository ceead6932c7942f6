//! Word documents and `OpenDocument` texts: their text, and what is said where there is none.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use deskcheck::check::{self, Checked};
use deskcheck::container::{self, Opened, Spelling, Unreadable};
use deskcheck::options::{Format, Options};
use deskcheck::text;
use proptest::prelude::*;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The same story three times: as written, and as `LibreOffice` 7.4 saved `ferry.fodt`, with a tracked change, a comment,
/// hidden words, a running head and a running foot.
const STORY: &str = include_str!("documents/ferry.md");
const WORD: &[u8] = include_bytes!("documents/ferry.docx");
const OPEN_DOCUMENT: &[u8] = include_bytes!("documents/ferry.odt");

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kasten"><w:name w:val="Box head"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rund"><w:name w:val="Round"/><w:basedOn w:val="Rund"/></w:style>
<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style></w:styles>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> By wire.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>Nobody asks for it.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// A Word document with that body.
fn word(body: &str) -> Vec<u8> {
    let body =
        format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
    archive(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/footnotes.xml", NOTES.as_bytes()),
        (
            "word/comments.xml",
            b"<w:comments xmlns:w='w'><w:comment><w:p><w:r><w:t>TK</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        ("word/header1.xml", b"<w:hdr xmlns:w='w'><w:p><w:r><w:t>May 1, 2019</w:t></w:r></w:p></w:hdr>"),
    ])
}

/// An `OpenDocument` text with that body.
fn open_document(body: &str) -> Vec<u8> {
    let body = format!(
        r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="a" xmlns:style="s" xmlns:draw="d" xmlns:fo="f"><office:automatic-styles><style:style style:name="P7" style:family="paragraph" style:parent-style-name="Title"/><style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", body.as_bytes())])
}

/// Each block of a document as "Zone: prose".
fn picture(bytes: &[u8]) -> Vec<String> {
    let opened = container::open(bytes, "").unwrap();
    let article = text::read(&opened.text, opened.format.unwrap());
    article.blocks.iter().map(|block| format!("{:?}: {}", block.zone, block.prose.text)).collect()
}

fn markdown(bytes: &[u8]) -> String {
    container::open(bytes, "").unwrap().text
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn checked(text: &str) -> Checked {
    check::check(text, &Options { format: Format::Markdown, ..Options::default() })
}

#[test]
fn documents_of_libreoffice_give_the_findings_of_the_draft() {
    let findings = |text: &str| -> Vec<String> {
        let checked = checked(text);
        let told = |finding: &deskcheck::finding::Finding| {
            let block = checked.article.block_at(finding.place.span.start as usize).unwrap();
            let block = &checked.article.blocks[block];
            let marked = &block.prose.text[block.extent(finding.place.span).range()];
            format!("{:?} {:?} {} [{marked}] {}", block.zone, block.paragraph, finding.rule, finding.message)
        };
        checked.findings.iter().map(told).collect()
    };
    let expected = findings(STORY);
    for rule in ["weekday-mismatch", "name-spelling", "percent-change-mismatch", "age-conflict", "tense-mismatch"] {
        assert!(expected.iter().any(|finding| finding.contains(rule)), "{rule}: {expected:#?}");
    }
    let blocks = text::read(STORY, Format::Markdown).blocks;
    // A place where a word may be broken is no letter of a document.
    let blocks = blocks.iter().map(|block| format!("{:?}: {}", block.zone, block.prose.text.replace('\u{ad}', "")));
    let blocks: Vec<_> = blocks.collect();
    for bytes in [WORD, OPEN_DOCUMENT] {
        assert_eq!(picture(bytes), blocks);
        assert_eq!(findings(&markdown(bytes)), expected);
        let notice = container::open(bytes, "").unwrap().notice.unwrap();
        assert!(notice.contains("all tracked changes accepted"), "{notice}");
    }
}

#[test]
fn styles_of_word_are_known_by_their_names_in_any_language() {
    let body = [
        styled("Verzeichnis1", "What it costs 4"),
        styled("Titel", "Herring boats stay in port"),
        styled("berschrift1", "What it costs"),
        styled("Kasten", "Who pays"),
        styled("Rund", "Nobody has paid so far."),
        styled("Listenabsatz", "the county"),
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>the crews</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val=\"Listenabsatz\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>It has not said when.</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>And then</w:t></w:r></w:p>".to_owned(),
    ];
    assert_eq!(
        picture(&word(&body.concat())),
        [
            "Headline: Herring boats stay in port",
            "Subhead: What it costs",
            "Subhead: Who pays",
            "Body: Nobody has paid so far.",
            "List: the county",
            "List: the crews",
            "Body: It has not said when.",
            "Subhead: And then",
        ]
    );
    // Without a title the first heading is the headline.
    let body = [styled("berschrift1", "Herring boats stay in port"), paragraph("They stayed.")];
    assert_eq!(picture(&word(&body.concat())), ["Headline: Herring boats stay in port", "Body: They stayed."]);
}

#[test]
fn word_is_read_with_all_changes_accepted() {
    let body = r#"<w:p><w:pPr><w:pPrChange w:id="9"><w:pPr><w:pStyle w:val="Titel"/></w:pPr></w:pPrChange></w:pPr>
        <w:r><w:t xml:space="preserve">The crew </w:t></w:r><w:del w:id="1"><w:r><w:delText>of 12 </w:delText></w:r></w:del>
        <w:ins w:id="2"><w:r><w:t xml:space="preserve">of 14 </w:t></w:r></w:ins>
        <w:moveFrom w:id="3"><w:r><w:t>slept </w:t></w:r></w:moveFrom><w:r><w:t>ashore</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">They rowed </w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr></w:p>
        <w:p><w:r><w:t>all night.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc><w:p><w:r><w:t>old</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
        <w:tr><w:trPr><w:trPrChange w:id="7"><w:trPr><w:del/></w:trPr></w:trPrChange></w:trPr><w:tc><w:p><w:r><w:t>new</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let bytes = word(body);
    assert_eq!(
        picture(&bytes),
        ["Body: The crew of 14 ashore.", "Body: They rowed all night.", "Table: new", "Table: 4"]
    );
    assert!(container::open(&bytes, "").unwrap().notice.unwrap().contains("all tracked changes accepted"));
    assert!(!container::open(&word(&paragraph("Calm.")), "").unwrap().notice.unwrap().contains("tracked"));
}

#[test]
fn what_word_keeps_beside_the_text_is_left_out() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        r#"<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r>{}<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>{}<w:r><w:t>page 4</w:t></w:r>{}<w:hyperlink r:id="rId2"><w:r><w:t xml:space="preserve"> of the report</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>TK hidden</w:t></w:r><w:r><w:t>:</w:t><w:tab/><w:t>co</w:t><w:softHyphen/><w:t>ast</w:t><w:noBreakHyphen/><w:t>wise</w:t><w:br/><w:t>&#169; AT&amp;T</w:t><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>It rained.</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around it.</w:t></w:r></w:p>"#,
        field("begin"),
        field("separate"),
        field("end")
    );
    assert_eq!(
        picture(&word(&body)),
        [
            "Headline: See page 4 of the report: coast-wise © AT&T",
            "Body: It rained.",
            "Body: Around it.",
            "Body: In a box.",
            "Footnote: By wire.",
        ]
    );
}

#[test]
fn tables_keep_their_columns_and_layouts_their_paragraphs() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", paragraph("Boats | by port"));
    let table =
        [row(&[wide, cell("Crew")]), row(&[cell("Sorne"), cell("4"), cell("12")]), row(&[cell("Kjelvik"), cell("3")])];
    let text = markdown(&word(&format!("<w:tbl>{}</w:tbl>", table.concat())));
    assert_eq!(text, "| Boats \\| by port |  | Crew |\n|---|---|---|\n| Sorne | 4 | 12 |\n| Kjelvik | 3 |  |\n");
    let article = text::read(&text, Format::Markdown);
    let places = article.blocks.iter().map(|block| (block.cell.unwrap().row, block.cell.unwrap().column));
    assert_eq!(places.collect::<Vec<_>>(), [(0, 0), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)]);
    // A table of one column, and one with whole paragraphs in a cell, hold the story.
    let long = "The harbour master said the fog had come in from the south before the bell was rung. ".repeat(3);
    let story = format!("<w:tc>{}{}</w:tc>", paragraph(&long), paragraph("Nobody drowned."));
    for row in [row(std::slice::from_ref(&story)), row(&[story, cell("Pictures: 2")])] {
        let lines = picture(&word(&format!("<w:tbl>{row}</w:tbl>")));
        assert!(lines[0].starts_with("Body: The harbour") && lines[1] == "Body: Nobody drowned.", "{lines:?}");
    }
}

#[test]
fn lines_wrapped_by_hand_are_one_paragraph_again() {
    let lines = [
        "Fog stops the race",
        "",
        "The race was called off at ten when the fog had swallowed all but two",
        "of the boats, and the bell on the pier had to be rung by hand until",
        "noon.",
        "",
        "Nobody drowned.",
    ];
    let all: String = lines.iter().map(|line| paragraph(line)).collect();
    assert_eq!(
        picture(&word(&all)),
        [
            "Headline: Fog stops the race",
            "Body: The race was called off at ten when the fog had swallowed all but two of the boats, and the bell on the pier had to be rung by hand until noon.",
            "Body: Nobody drowned.",
        ]
    );
    // Short paragraphs that end in full stops, or stand without empty ones between, were not wrapped.
    let apart = ["They rowed for all of the night, the mate of the Aldra said later.", "nobody saw them."];
    let apart: String = apart.iter().map(|line| paragraph(line)).collect();
    assert_eq!(picture(&word(&(apart.clone() + &paragraph("")))).len(), 2);
    let lists = ["Sorne, where the ferry stops on its way to the northern islands", "and Kjelvik, where it never did"];
    assert_eq!(picture(&word(&lists.map(paragraph).concat())).len(), 2);
}

#[test]
fn open_documents_are_read_as_they_are_shown() {
    let body = r#"<text:sequence-decls><text:sequence-decl text:name="Table"/></text:sequence-decls>
        <text:table-of-content><text:index-body><text:p>Herring 1</text:p></text:index-body></text:table-of-content>
        <text:p text:style-name="P7">Herring   boats<text:line-break/>stay in port</text:p>
        <text:section text:display="none"><text:p>Not for print: 12</text:p></text:section>
        <text:p>Fuel<text:tab/>costs<text:s text:c="2"/>more<text:span text:style-name="T3"> TK</text:span> <office:annotation><text:p>Says who?</text:p></office:annotation>now.</text:p>
        <text:h text:outline-level="2">The crews</text:h>
        <text:list><text:list-item><text:p>Sorne</text:p><text:list><text:list-item><text:p>Aldra</text:p></text:list-item></text:list></text:list-item></text:list>
        <text:p>Beside it<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame> they wait.</text:p>
        <table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Port</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>4</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(
        picture(&open_document(body)),
        [
            "Headline: Herring boats stay in port",
            "Body: Fuel costs  more now.",
            "Subhead: The crews",
            "List: Sorne",
            "List: Aldra",
            "Body: Beside it they wait.",
            "Body: In a box.",
            "Table: Port",
            "Table: 4",
            "Table: 4",
        ]
    );
}

#[test]
fn what_is_no_document_says_what_it_is_and_what_to_do() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |name: &str| [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600], &wide(name)].concat();
    let sheet = RELATIONS.replace("word/document.xml", "xl/workbook.xml");
    let sealed = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x01\x02\x03"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    for (bytes, says, cure) in [
        (old("WordDocument"), "old Office program", "save it as .docx"),
        (old("EncryptedPackage"), "has a password", "without one"),
        (sealed, "has a password", "without one"),
        (b"{\\rtf1\\ansi Fog}".to_vec(), "Rich Text", "save it as .docx"),
        (b"%PDF-1.7\n".to_vec(), "a PDF", "save it as .docx"),
        (archive(&[("Index/Document.iwa", b"x")]), "Pages", "save it as .docx"),
        (archive(&[("_rels/.rels", sheet.as_bytes())]), "a spreadsheet (.xlsx)", "save it as .docx"),
        (archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "(.ods)", "save it as .docx"),
        (archive(&[("notes.txt", b"Fog")]), "an archive", "save it as .docx"),
        (WORD[..WORD.len() / 2].to_vec(), "damaged", "copy it anew"),
        (archive(&[("_rels/.rels", RELATIONS.as_bytes())]), "there is no word/document.xml", "copy it anew"),
        (word("<w:p><w:r></w:p>"), "word/document.xml", "copy it anew"),
    ] {
        let error = container::open(&bytes, "").unwrap_err().to_string();
        assert!(error.contains(says) && error.contains(cure), "{error}");
    }
}

#[test]
fn a_part_that_swells_is_not_unpacked() {
    let zeros = vec![b' '; 65 << 20];
    let bytes = archive(&[("_rels/.rels", RELATIONS.as_bytes()), ("word/document.xml", &zeros)]);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(container::open(&bytes, "").unwrap_err(), Unreadable::TooLarge(64));
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").stdin(Stdio::null());
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn desk(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

#[test]
fn folders_are_checked_past_what_cannot_be_read() {
    let desk = desk(&[
        ("a.docx", &WORD[..WORD.len() - 100]),
        ("b.ODT", OPEN_DOCUMENT),
        ("c.docx", b"\xd0\xcf\x11\xe0 old"),
        ("~$d.docx", b"\x04desk"),
        ("e.doc", b"\xd0\xcf\x11\xe0 old"),
    ]);
    let done = run(desk.path(), &["check", "."]);
    assert_eq!(done.status.code(), Some(2));
    assert!(out(&done).contains("./b.ODT:7:59 (paragraph 1)"), "{}", out(&done));
    assert!(err(&done).contains("./b.ODT: read as the text of an OpenDocument text, all tracked"), "{}", err(&done));
    assert!(err(&done).contains("./a.docx: the document is damaged"), "{}", err(&done));
    assert!(err(&done).contains("./c.docx: a document of an old Office program"), "{}", err(&done));
    assert!(!err(&done).contains("d.docx") && !err(&done).contains("e.doc"), "{}", err(&done));
    // By its name it is asked for, and told of.
    let done = run(desk.path(), &["check", "e.doc"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("save it as .docx"), "{}", err(&done));
}

#[test]
fn worksheet_sheet_and_reasons_are_made_of_documents_too() {
    let desk = desk(&[("ferry.docx", WORD), ("boats.odt", OPEN_DOCUMENT)]);
    for name in ["ferry.docx", "boats.odt"] {
        let done = run(desk.path(), &["claims", name, "--format", "csv"]);
        assert!(out(&done).contains("40 million crowns"), "{}", out(&done));
        let done = run(desk.path(), &["facts", "init", name]);
        assert!(out(&done).contains("Ilse Varnholt"), "{}", out(&done));
        let done = run(desk.path(), &["why", &format!("{name}:7:59")]);
        assert!(out(&done).contains("October 3, 2022 was a Monday"), "{}", out(&done));
        let done = run(desk.path(), &["accept", &format!("{name}:7:59"), "--why", "the wire has it so"]);
        assert_eq!(done.status.code(), Some(0), "{}", err(&done));
        let done = run(desk.path(), &["check", name]);
        assert!(!out(&done).contains("October 3, 2022 was a Monday"), "{}", out(&done));
    }
}

#[test]
fn a_document_is_never_written_to() {
    let sheet = b"[[people]]\nname = \"Ilse Varnholt\"\nnot = [\"Ilse Varnhold\"]\nverified = 2026-05-04\n";
    let story = word(&paragraph("The port was closed by Ilse Varnhold on Monday."));
    let desk = desk(&[("a.docx", &story), ("deskcheck-facts.toml", sheet)]);
    let done = run(desk.path(), &["check", "a.docx", "--fix"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("a.docx: not fixed: a Word document is never written to"), "{}", err(&done));
    assert!(out(&done).contains("Varnhold"), "the finding is still told: {}", out(&done));
    assert_eq!(fs::read(desk.path().join("a.docx")).unwrap(), story);
    let done = run(desk.path(), &["check", "a.docx", "--diff"]);
    assert!(out(&done).contains("+The port was closed by Ilse Varnholt on Monday."), "{}", out(&done));
    // With nothing to fix there is nothing to say.
    fs::write(desk.path().join("a.docx"), word(&paragraph("The port was closed by Ilse Varnholt on Monday."))).unwrap();
    let done = run(desk.path(), &["check", "a.docx", "--fix"]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
}

/// Letters that XML has a word of its own for.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_paragraph_says_is_what_is_read(lines in prop::collection::vec(
        "([A-Za-z0-9é .,:;!?()'\"“”|#>*_`~=+&<\\[\\]{}^$/\\\\-]|&amp;|---|\\[\\^1\\]|1\\. |<b>|!\\[|\\]\\()[A-Za-z0-9 .:|#>*_`~=+&<\\[\\]\\\\()-]{0,12}",
        1..6,
    )) {
        let body: String = lines.iter().map(|line| paragraph(&escaped(line))).collect();
        let cells = lines.iter().map(|line| format!("<w:tc>{}</w:tc>", paragraph(&escaped(line)))).collect::<Vec<_>>().concat();
        let heads: String = lines.iter().map(|line| styled("berschrift1", &escaped(line))).collect();
        let items: String = lines.iter().map(|line| styled("Listenabsatz", &escaped(line))).collect();
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected: Vec<_> = lines.iter().map(|line| squeezed(line)).filter(|line| !line.is_empty()).collect();
        for body in [body, heads, items, format!("<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")] {
            let opened = container::open(&word(&body), "").unwrap();
            let article = text::read(&opened.text, Format::Markdown);
            let read: String = article.blocks.iter().map(|block| squeezed(&block.prose.text) + " ").collect();
            let expected = expected.join(" ");
            let expected = if body.starts_with("<w:tbl>") { format!("{expected} {expected}") } else { expected };
            prop_assert_eq!(squeezed(&read), squeezed(&expected), "{}", opened.text);
        }
    }

    #[test]
    fn any_bytes_open_or_say_why(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>()) {
        let whole = |opened: Opened| {
            checked(&opened.text);
            opened.spelling
        };
        let _ = container::open(&bytes, "").map(whole);
        for document in [WORD, OPEN_DOCUMENT] {
            let mut hurt = document.to_vec();
            let at = at.index(hurt.len());
            let end = (at + bytes.len() / 20).min(hurt.len());
            hurt[at..end].copy_from_slice(&bytes[..end - at]);
            let _ = container::open(&hurt, "a.eml").map(whole);
            let _ = container::open(&hurt[..cut.index(hurt.len())], "").map(whole);
        }
    }

    #[test]
    fn any_parts_of_a_document_are_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "a | b", "&#0;", "&#169;", "&nope;", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
        "<w:del>", "</w:del>", "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:del/>", "<w:pStyle w:val='Rund'/>", "<w:gridSpan w:val='99999999999'/>",
        "<w:footnoteReference w:id='2'/>", "<w:fldChar w:fldCharType='end'/>", "<w:txbxContent>", "</w:txbxContent>", "<w:br/>", "<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>",
        "<text:p>", "</text:p>", "<text:list>", "</text:list>", "<text:note-body>", "</text:note-body>", "<draw:text-box>", "</draw:text-box>", "<text:span>", "</text:span>",
        "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "<table:table-cell table:number-columns-repeated='400000000'>", "</table:table-cell>",
        "<office:text>", "</office:text>", "<text:s text:c='99999999'/>", "x",
    ]), 0..60)) {
        // Balanced as it comes: what is not open is not closed, and all that is open is closed at the end.
        let (mut body, mut open) = (String::new(), Vec::new());
        for part in parts {
            let name = part.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or_default();
            if let Some(close) = part.strip_prefix("</") {
                if open.last().is_some_and(|open: &String| close.trim_end_matches('>') == *open) {
                    open.pop();
                    body.push_str(part);
                }
            } else {
                body.push_str(part);
                if part.starts_with('<') && !part.ends_with("/>") {
                    open.push(name.to_owned());
                }
            }
        }
        open.iter().rev().for_each(|name| body.extend(["</", name, ">"]));
        for bytes in [word(&body), open_document(&body)] {
            let opened = container::open(&bytes, "").unwrap();
            prop_assert!(matches!(opened.spelling, Spelling::Within(_)));
            checked(&opened.text);
        }
    }
}

/// Pictures with their alternative texts and captions, as `LibreOffice` 7.4 saved a draft.
const PICTURED: &[&[u8]] = &[include_bytes!("documents/picture.docx"), include_bytes!("documents/picture.odt")];

#[test]
fn pictures_bring_their_words() {
    for bytes in PICTURED {
        let checked = {
            let opened = container::open(bytes, "").unwrap();
            check::check(&opened.text, &Options { format: opened.format.unwrap(), ..Options::default() })
        };
        assert_eq!(
            picture(bytes)[2..],
            [
                "AltText: Mayor Radu Petrecsu sings",
                "AltText: The mayor, Radu Petrescu, on the quay",
                "Caption: Four guides, from left: Edda Holm, Tom Brask and Ida Wren, in Tarn on Monday.",
                "Body: The choir came by boat, and it went home by boat.",
            ]
        );
        let rules: Vec<_> = checked.findings.iter().map(|it| it.rule).collect();
        assert_eq!(rules, ["name-spelling", "count-mismatch"]);
    }
}

#[test]
fn captions_and_marks_of_words_are_what_they_are() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Beschriftung"/></w:pPr><w:r><w:t>Ida Wren [right] on the *quay*</w:t></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="1" descr="A boat on water&#10;&#10;Description automatically generated"/></wp:inline></w:drawing></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="2" descr="The boat [of 1911] &lt;b&gt;"/></wp:inline></w:drawing></w:r><w:r><w:t>Text beside it.</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>A line of the story in italics.</w:t></w:r></w:p>"#;
    assert_eq!(
        picture(&word(body)),
        [
            "Caption: Ida Wren [right] on the *quay*",
            "Body: Text beside it.",
            "AltText: The boat [of 1911] <b>",
            "Caption: A line of the story in italics.",
        ]
    );
}
