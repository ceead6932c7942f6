//! From bytes to blocks of prose, each with a map back to the bytes.
//!
//! Everything that knows about markup and layout is here.  Later modules see [`Article`]: a list of
//! [`Block`]s, each saying what part of the article it is ([`Zone`]).

mod asciidoc;
mod block;
mod build;
mod decode;
mod directive;
mod front_matter;
mod grid;
mod html;
mod inline;
mod lines;
mod live;
mod markdown;
mod page;
mod plain;
mod rst;
mod zones;

pub use block::{Article, Block, Cell, Piece, Prose, Zone};
pub use decode::{Decoded, Encoding, NotText, decode};
pub use directive::{Directive, Says};
pub use lines::{Columns, Lines};
pub use live::{Live, Post};
pub use plain::is_wrapped;

use crate::options::Format;

/// Reads a decoded draft as blocks of prose.  Every text has blocks, if only empty ones.
#[must_use]
pub fn read(source: &str, format: Format) -> Article {
    let mut builder = build::Builder::new(source);
    match format {
        Format::Text => plain::read(source, &mut builder),
        Format::Markdown => markdown::read(source, &mut builder),
        Format::Html => html::read(source, &mut builder),
        Format::AsciiDoc => asciidoc::read(source, &mut builder),
        Format::Rst => rst::read(source, &mut builder),
    }
    builder.finish()
}

/// What the front matter of a draft says to deskcheck, without reading the draft.
#[must_use]
pub fn front_matter(source: &str, format: Format) -> Vec<Directive> {
    // Most front matter says nothing to deskcheck, and is read once with the draft.
    if format != Format::Markdown || memchr::memmem::find(source.as_bytes(), b"deskcheck").is_none() {
        return Vec::new();
    }
    let mut builder = build::Builder::new(source);
    front_matter::read(source, &mut builder);
    builder.finish().directives
}
