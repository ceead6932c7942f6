//! Blocks, zones and maps of drafts in every format.

use deskcheck::options::Format;
use deskcheck::place::Extent;
use deskcheck::text::{self, Article};
use proptest::prelude::*;

/// Each block as "Zone: prose".
fn picture(source: &str, format: Format) -> Vec<String> {
    let article = text::read(source, format);
    hold(source, &article);
    article.blocks.iter().map(|block| format!("{:?}: {}", block.zone, block.prose.text)).collect()
}

/// What must hold of every article: spans lie in the source, on the boundaries of characters, in order, and linear
/// prose is the source's own.
fn hold(source: &str, article: &Article) {
    let mut last = 0;
    for block in &article.blocks {
        let whole = block.whole();
        assert!(whole.start <= whole.end && whole.end as usize <= source.len(), "{whole:?} of {}", source.len());
        assert!(block.offset >= last, "blocks are in order");
        last = block.offset;
        let prose = &block.prose.text;
        let ends: Vec<_> = prose.char_indices().map(|(at, letter)| (at, at + letter.len_utf8())).collect();
        for (start, end) in ends {
            let extent = Extent { start: u32::try_from(start).unwrap(), end: u32::try_from(end).unwrap() };
            let span = block.span(extent);
            assert!(
                source.is_char_boundary(span.start as usize) && source.is_char_boundary(span.end as usize),
                "{span:?}"
            );
            if block.prose.pieces.is_empty() {
                assert_eq!(spaced(&source[span.range()]), spaced(&prose[extent.range()]));
            }
        }
        for piece in &block.prose.pieces {
            if piece.prose_len == piece.source_len && piece.prose_len > 1 {
                let from = (block.offset + piece.source) as usize;
                let there = &source[from..from + piece.source_len as usize];
                assert_eq!(
                    spaced(there),
                    spaced(&prose[piece.prose as usize..(piece.prose + piece.prose_len) as usize])
                );
            }
        }
    }
}

/// White space of one byte is one space in the prose of markup.
fn spaced(text: &str) -> String {
    text.replace(['\n', '\r', '\t', '\u{c}'], " ")
}

#[test]
fn an_agency_story_is_known_by_its_shape() {
    let source = "Harbour talks end without a deal\n\nTwo envoys rowed out of Sorne after dark without a word to anybody\n\n\
        Herring boats at the quay of Sorne. Reuters\nAdvertisement\n\n\
        SORNE, Oct 2 (Reuters) - The envoys shook hands on Sunday.\n\nThey will write.\n\n\
        Additional reporting by Nordpress\n\nUpdated: October 05, 2022, 6:05 AM";
    assert_eq!(
        picture(source, Format::Text),
        [
            "Headline: Harbour talks end without a deal",
            "Standfirst: Two envoys rowed out of Sorne after dark without a word to anybody",
            "Caption: Herring boats at the quay of Sorne. Reuters",
            "Furniture: Advertisement",
            "Dateline: SORNE, Oct 2 (Reuters) -",
            "Body: The envoys shook hands on Sunday.",
            "Body: They will write.",
            "Credit: Additional reporting by Nordpress",
            "Updated: Updated: October 05, 2022, 6:05 AM",
        ]
    );
}

#[test]
fn lines_that_were_wrapped_by_hand_are_one_paragraph() {
    let source = "Fog stops the race\r\n\r\nThe race was called off at ten when the fog had swallowed all but two\r\n\
        of the boats, and the bell on the pier had to be rung by hand until\r\nnoon.\r\n\r\nNobody drowned.";
    assert_eq!(
        picture(source, Format::Text),
        [
            "Headline: Fog stops the race",
            "Body: The race was called off at ten when the fog had swallowed all but two\r\nof the boats, and the bell on the pier had to be rung by hand until\r\nnoon.",
            "Body: Nobody drowned.",
        ]
    );
    assert_eq!(
        picture("Black Friday\nMonday, November 28, 2022\n\nShops were full.", Format::Text),
        ["Headline: Black Friday", "Published: Monday, November 28, 2022", "Body: Shops were full."]
    );
}

#[test]
fn markdown_loses_its_marks_and_keeps_its_places() {
    let source = "---\ntitle: \"Barge aground\"\ndate: 2024-07-24\ntags: [news]\n---\n\n# Barge runs aground\n\n\
        **SORNE, 24 July 2024 (ANP)** — A *barge* laden with [wet hay](https://example.org/a) &amp; straw.\n\n\
        > “No wall.”\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode 12\n```\n\n![A ruin](x.png)\n\n<!-- note -->\n";
    assert_eq!(
        picture(source, Format::Markdown),
        [
            "Headline: Barge aground",
            "Published: 2024-07-24",
            "Headline: Barge runs aground",
            "Dateline: SORNE, 24 July 2024 (ANP) —",
            "Body: A barge laden with wet hay & straw.",
            "PullQuote: “No wall.”",
            "List: one",
            "List: two",
            "Table: a",
            "Table: b",
            "Table: 1",
            "Table: 2",
            "AltText: A ruin",
        ]
    );
}

#[test]
fn html_is_read_as_its_reader_sees_it() {
    let source = "<html><head><title>Caf&eacute; opens</title><script>var x = '12 dead';</script>\
        <meta property=\"article:published_time\" content=\"2022-10-04T10:00:00Z\"></head><body><nav>Home</nav>\
        <h1>Caf&eacute;   opens</h1><p class=\"byline\">By Ann Roe</p><p>It cost\n&pound;5 &amp; more<br>on <b>Sun</b>day.</p>\
        <figure><img alt=\"A cup\"><figcaption>The cup</figcaption></figure><table><tr><th>a</th></tr><tr><td>1</td></tr></table></body>";
    assert_eq!(
        picture(source, Format::Html),
        [
            "Headline: Café opens",
            "Published: 2022-10-04T10:00:00Z",
            "Furniture: Home",
            "Headline: Café opens",
            "Byline: By Ann Roe",
            "Body: It cost £5 & more on Sunday.",
            "AltText: A cup",
            "Caption: The cup",
            "Table: a",
            "Table: 1",
        ]
    );
}

#[test]
fn the_whole_package_is_read() {
    let source = "---\ntitle: \"Ferry sinks off Tarn\"\nseo:\n  title: A ferry sinks\n  card: summary large image\n  og:\n    description: Tarn, a ferry\n  keywords: [a ferry, the sea]\n  \
        note: Sinks off Tarn\ntweet:\n  - One of two\n  - Two of two\nimages:\n  - src: a b.jpg\n    alt: A quay\n  - caption: The quay\ncover:\n  image: b.jpg\n  credit: Ann Roe\ntags: [the sea]\n---\n\n\
        Text.\n\n![The boat](a.jpg \"The boat on Monday\")\n\n![The bay](b.jpg)\n*The bay on Monday*\n\n![](c.jpg)\n\n*Photo: Ann Roe*\n\n*Set off, and no caption.*\n\n\
        ![The sea](d.jpg \"sea.jpg\")\n\nText.\n\n*Set off too.*\n";
    assert_eq!(
        picture(source, Format::Markdown),
        [
            "Headline: Ferry sinks off Tarn",
            "Variant: A ferry sinks",
            "Variant: Tarn, a ferry",
            "Variant: Sinks off Tarn",
            "Variant: One of two",
            "Variant: Two of two",
            "AltText: A quay",
            "Caption: The quay",
            "Credit: Ann Roe",
            "Body: Text.",
            "AltText: The boat",
            "Caption: The boat on Monday",
            "AltText: The bay",
            "Caption: The bay on Monday",
            "Credit: Photo: Ann Roe",
            "Standfirst: Set off, and no caption.",
            "AltText: The sea",
            "Body: Text.",
            "Body: Set off too.",
        ]
    );
    let toml = "+++\ntitle = \"Ferry sinks off Tarn\"\ntweet = [\"One of two\"]\n[social]\ntwitter = \"A ferry sinks\"\nsite = \"@the post\"\n[[images]]\nsrc = \"a b.jpg\"\nalt = \"A quay\"\n+++\nText.\n";
    let found = [
        "Headline: Ferry sinks off Tarn",
        "Variant: One of two",
        "Variant: A ferry sinks",
        "AltText: A quay",
        "Body: Text.",
    ];
    assert_eq!(picture(toml, Format::Markdown), found);
    let html = "<html><head><meta property=\"og:image:alt\" content=\"The quay\"><meta name=\"twitter:image\" content=\"a b.jpg\"></head><body><p>Text.</p></body></html>";
    assert_eq!(picture(html, Format::Html), ["AltText: The quay", "Body: Text."]);
}

#[test]
fn broken_front_matter_does_not_lose_the_draft() {
    for source in
        ["---\ntitle: \"open\n---\n\nThe draft.\n", "---\n: : [\n---\nThe draft.", "+++\ntitle = \n+++\nThe draft."]
    {
        assert!(picture(source, Format::Markdown).iter().any(|line| line.ends_with("The draft.")), "{source}");
    }
}

#[test]
fn long_and_deep_drafts_are_read() {
    for (source, format) in [
        (">".repeat(20_000) + " a", Format::Markdown),
        ("- ".repeat(5_000) + "a", Format::Markdown),
        ("[".repeat(50_000), Format::Markdown),
        ("<div>".repeat(50_000) + "a", Format::Html),
        ("<script>".repeat(20_000), Format::Html),
        ("a ".repeat(200_000), Format::Text),
    ] {
        hold(&source, &text::read(&source, format));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_in_any_format(source in "(\\PC|[\\n\\r\\t #>*_`<&;|\\[\\]()\"'-]){0,200}") {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            hold(&source, &text::read(&source, format));
        }
    }

    #[test]
    fn any_markup_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "---\n", "title: \"é\"\n", "+++\n", "# ", "> ", "- ", "| a | b |\n", "|--|--|\n", "**", "_", "\n\n", "\r\n", "\r", "<p>", "</p>", "<b",
        "&eacute;", "&", "&#x1F600;", "&nope;", "<!--", "-->", "<script>", "</script>", "é𝒳", "GENEVA, Oct 2 (Reuters) — Hi", "[^1]", "[^1]: ",
        "<table><tr><td>", "\u{a0}", "\0", "a b", "<img alt=\"x&amp;y\">", "<meta name=description content='q&quot;r'>",
    ]), 0..40)) {
        let source = parts.concat();
        for format in [Format::Text, Format::Markdown, Format::Html] {
            hold(&source, &text::read(&source, format));
        }
    }

    #[test]
    fn any_bytes_decode_or_say_why(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(error) = text::decode(&bytes) {
            prop_assert!(error.to_string().contains("offset"));
        }
    }
}
