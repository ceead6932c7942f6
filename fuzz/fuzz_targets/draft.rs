//! Any bytes are a draft: no panic, and every finding and claim lies within the text, on character boundaries.
#![no_main]

use deskcheck::check;
use deskcheck::options::{Format, Options};
use deskcheck::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((format, bytes)) = bytes.split_first() else { return };
    let Ok(decoded) = text::decode(bytes) else { return };
    let source = decoded.text;
    let format = [Format::Text, Format::Markdown, Format::Html, Format::AsciiDoc, Format::Rst][usize::from(*format) % 5];
    let published = "2022-10-04T00:00:00".parse().ok();
    let checked = check::check(&source, &Options { format, published, ..Options::default() });
    let spans = checked.findings.iter().map(|finding| finding.place.span);
    for span in spans.chain(checked.ledger().iter().map(|entry| entry.span)) {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && source.get(start..end).is_some(), "{span:?} in {} bytes", source.len());
    }
});
