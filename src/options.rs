//! What a caller may say about how a draft is to be read.

pub mod day;

use chrono::NaiveDateTime;

/// The English of the desk.  It decides how `03/04/2022` is read, and nothing is flagged for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Not told: each draft's own evidence decides.
    #[default]
    Any,
    /// British: day before month.
    British,
    /// American: month before day.
    American,
}

/// Whether the house calls people Mr and Ms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Honorifics {
    /// As each draft has it.
    #[default]
    Any,
    /// Where somebody is called by the surname alone.
    Always,
    /// Only within quotation marks.
    Never,
}

/// The markup of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Paragraphs with blank lines between.
    #[default]
    Text,
    /// `CommonMark` with tables, footnotes and front matter.
    Markdown,
    /// HTML, a page or a fragment.
    Html,
    /// `AsciiDoc`, as far as prose needs it.
    AsciiDoc,
    /// `reStructuredText`, as far as prose needs it.
    Rst,
}

/// Endings of files that are drafts.
const ENDINGS: &[(&str, Format)] = &[
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("txt", Format::Text),
    ("text", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("adoc", Format::AsciiDoc),
    ("asciidoc", Format::AsciiDoc),
    ("rst", Format::Rst),
];

/// Files that are no drafts for all their ending: licences, and what programs read.
const NO_DRAFTS: &[&str] = &[
    "ads.txt",
    "cmakelists.txt",
    "constraints.txt",
    "copying.txt",
    "humans.txt",
    "licence.md",
    "licence.txt",
    "license.md",
    "license.txt",
    "llms.txt",
    "requirements.txt",
    "robots.txt",
];

impl Format {
    /// The markup of a draft, by the name of its file; `None` for files that are no drafts.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let no_draft = NO_DRAFTS.iter().any(|other| other.eq_ignore_ascii_case(name));
        name.rsplit_once('.').filter(|_| !no_draft).and_then(|(_, ending)| Format::of_ending(ending))
    }

    /// The markup that the ending of a file tells, whatever its case; `None` for files that are no drafts.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }
}

/// How one draft is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The markup.
    pub format: Format,
    /// The English of the desk.
    pub language: Language,
    /// The day (and time) of publication as given by the caller; outweighs what the draft says.
    pub published: Option<NaiveDateTime>,
    /// Whether the house calls people Mr and Ms.
    pub honorifics: Honorifics,
}
