//! Files that a draft comes in: what is no text itself gives its text here.
//!
//! A Word document or an `OpenDocument` text is read as the Markdown that says the same, a mail as its subject over its text:
//! places count in that text, and nothing is ever written back.  Every other file is text, and is decoded as such.

mod archive;
mod mail;
mod opendocument;
mod prose;
mod shape;
mod style;
mod word;
mod xml;

use std::fmt;
use std::path::Path;

use crate::options::Format;
use crate::text::{self, Encoding, NotText};
use archive::Archive;
use xml::{Sink, Tag};

/// What a draft's file is, where it is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Word document (Office Open XML).
    Word,
    /// An `OpenDocument` text.
    OpenDocument,
    /// A mail (RFC 5322).
    Mail,
}

/// Endings of such files.
const ENDINGS: &[(&str, Kind)] = &[
    ("docx", Kind::Word),
    ("docm", Kind::Word),
    ("odt", Kind::OpenDocument),
    ("ott", Kind::OpenDocument),
    ("eml", Kind::Mail),
];

impl Kind {
    /// The kind of file that a name tells.  What a program keeps beside an open document is none.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.').filter(|_| !name.starts_with("~$"))?;
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, kind)| *kind)
    }

    /// As it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Word => "a Word document",
            Kind::OpenDocument => "an OpenDocument text",
            Kind::Mail => "a mail",
        }
    }
}

/// Whether a file of a folder is a draft by its name.
#[must_use]
pub fn is_draft(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| Format::of_name(name).is_some() || Kind::of_name(name).is_some())
}

/// How the text of a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As text.
    Text(Encoding),
    /// Within something else, which only its own program writes.
    Within(Kind),
}

/// The text of a draft.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened {
    /// The text; all offsets are into it.
    pub text: String,
    /// Its markup, where the file tells it and the name does not.
    pub format: Option<Format>,
    /// How it was written.
    pub spelling: Spelling,
    /// What a user should know about the reading.
    pub notice: Option<String>,
}

impl Opened {
    /// Its markup: that of a document's text, which was written by us, else what the name tells, else what is in it.
    #[must_use]
    pub fn format_as(&self, named: Option<Format>) -> Option<Format> {
        let own = self.format.filter(|_| matches!(self.spelling, Spelling::Within(_)));
        own.or(named).or(self.format)
    }
}

/// Why a file gives no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is none, and nothing that is known.
    NotText(NotText),
    /// It is damaged.
    Damaged(String),
    /// It has a password.
    Encrypted,
    /// A part is larger than so many mebibytes.
    TooLarge(u64),
    /// It is something else, as it is called.
    Other(&'static str),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NotText(error) => error.fmt(out),
            Unreadable::Damaged(why) => write!(
                out,
                "the document is damaged: {why}; open it in its own program and save it again, or copy it anew"
            ),
            Unreadable::Encrypted => write!(out, "the document has a password; save a copy without one"),
            Unreadable::TooLarge(most) => write!(
                out,
                "the document holds more than {most} MiB of text when unpacked, which no draft does; copy the draft into a new document"
            ),
            Unreadable::Other(what) => {
                write!(out, "{what} is no draft that can be read; save it as .docx, .odt or text")
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// Opens a file by what is in it.  Mails, HTML and Markdown are text themselves: of these the ending tells, and where there
/// is none that is known, how they begin.
///
/// # Errors
/// When it gives no text: it is damaged, sealed, or something else.
pub fn open(bytes: &[u8], name: &str) -> Result<Opened, Unreadable> {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => packed(bytes),
        // The container of Word before 2007, in which Word also seals what has a password.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(if has_wide(bytes, "EncryptedPackage") {
            Unreadable::Encrypted
        } else {
            Unreadable::Other("a document of an old Office program (.doc, .xls, .ppt, .msg)")
        }),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(Unreadable::Other("a file in Rich Text Format (.rtf)")),
        [b'%', b'P', b'D', b'F', b'-', ..] => Err(Unreadable::Other("a PDF")),
        _ if Kind::of_name(name) == Some(Kind::Mail) => mail::read(bytes),
        _ => {
            let decoded = text::decode(bytes).map_err(Unreadable::NotText)?;
            let known = name.rsplit_once('.').and_then(|(_, ending)| Format::of_ending(ending)).is_some();
            if !known && shape::is_mail(&decoded.text) {
                return mail::read(bytes);
            }
            let format = match () {
                () if known => None,
                () if shape::is_html(&decoded.text) => Some(Format::Html),
                () if shape::is_markdown(&decoded.text) => Some(Format::Markdown),
                () => None,
            };
            Ok(Opened {
                format,
                text: decoded.text,
                spelling: Spelling::Text(decoded.encoding),
                notice: decoded.notice,
            })
        }
    }
}

/// Whether a name in UTF-16 is in the bytes.
fn has_wide(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// Opens an archive: a document of one of the office programs.
fn packed(bytes: &[u8]) -> Result<Opened, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let mime = if archive.has("mimetype") { archive.part("mimetype")?.unwrap_or_default() } else { String::new() };
    let (kind, document) = match mime.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some(it) if it.starts_with("text") => (Kind::OpenDocument, opendocument::read(&mut archive)?),
        Some(it) if it.starts_with("spreadsheet") => return Err(Unreadable::Other("a spreadsheet (.ods)")),
        Some(it) if it.starts_with("presentation") => return Err(Unreadable::Other("a presentation (.odp)")),
        Some(_) => return Err(Unreadable::Other("an OpenDocument file that is no text")),
        None if archive.has("_rels/.rels") => match main_part(&mut archive)?.as_deref() {
            Some(it) if it.starts_with("xl/") => return Err(Unreadable::Other("a spreadsheet (.xlsx)")),
            Some(it) if it.starts_with("ppt/") => return Err(Unreadable::Other("a presentation (.pptx)")),
            Some(main) => (Kind::Word, word::read(&mut archive, main)?),
            None => return Err(Unreadable::Damaged("it does not tell where its text is".to_owned())),
        },
        None if archive.has_any(|it| it.starts_with("Index/") || it == "index.xml") => {
            return Err(Unreadable::Other("a document of Pages (.pages)"));
        }
        None if mime.trim() == "application/epub+zip" => return Err(Unreadable::Other("a book (.epub)")),
        None => return Err(Unreadable::Other("an archive (.zip)")),
    };
    let text = prose::markdown(&document);
    if u32::try_from(text.len()).is_err() {
        return Err(Unreadable::NotText(NotText::TooLarge));
    }
    let changes = if document.tracked { ", all tracked changes accepted" } else { "" };
    let notice = format!("read as the text of {}{changes}; lines count in that text", kind.name());
    Ok(Opened { text, format: Some(Format::Markdown), spelling: Spelling::Within(kind), notice: Some(notice) })
}

/// The name of the part that holds the text, as the archive's relations tell it.
fn main_part(archive: &mut Archive<'_>) -> Result<Option<String>, Unreadable> {
    struct Relations(Option<String>);
    impl Sink for Relations {
        fn start(&mut self, tag: &Tag<'_>) {
            let main = tag.attribute("Type").is_some_and(|it| it.ends_with("/officeDocument"));
            if main && self.0.is_none() {
                self.0 = tag.attribute("Target");
            }
        }
        fn end(&mut self, _: &str, _: &str) {}
        fn text(&mut self, _: &str) {}
    }
    let text = archive.part("_rels/.rels")?.unwrap_or_default();
    let mut relations = Relations(None);
    xml::read(&text, &mut relations).map_err(|error| Unreadable::Damaged(format!("_rels/.rels: {error}")))?;
    Ok(relations.0.map(|target| target.trim_start_matches(['/', '.']).to_owned()))
}
