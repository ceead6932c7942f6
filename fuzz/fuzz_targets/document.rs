//! Any bytes are a file, and any text is the main part of a document: no panic, and what is read is checked.
#![no_main]

use std::io::{Cursor, Write};

use deskcheck::check;
use deskcheck::container;
use deskcheck::options::Options;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = "<r><r Type='/officeDocument' Target='word/document.xml'/></r>";

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let word = archive(&[("_rels/.rels", RELATIONS.as_bytes()), ("word/document.xml", bytes)]);
    let open = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", bytes)]);
    for (file, name) in [(bytes, ""), (bytes, "a.eml"), (&word, ""), (&open, "")] {
        let Ok(opened) = container::open(file, name) else { continue };
        let _ = check::check(&opened.text, &Options { format: opened.format.unwrap_or_default(), ..Options::default() });
    }
});
