//! From bytes to blocks of prose, each with a map back to the bytes.
//!
//! Everything that knows about markup and layout is here.  Later modules see [`Article`]: a list of
//! [`Block`]s, each saying what part of the article it is ([`Zone`]).

mod block;

pub use block::{Article, Block, Cell, Piece, Prose, Zone};

use crate::options::Format;

/// Reads a decoded draft as blocks of prose.  Every text has blocks, if only empty ones.
#[must_use]
pub fn read(source: &str, _format: Format) -> Article {
    let mut blocks = Vec::new();
    let mut offset = 0;
    let mut paragraph = 0;
    for part in source.split("\n\n") {
        if !part.trim().is_empty() {
            paragraph += 1;
            blocks.push(Block {
                zone: Zone::Body,
                prose: Prose::verbatim(part),
                offset: u32::try_from(offset).unwrap_or(u32::MAX),
                paragraph: Some(paragraph),
                cell: None,
            });
        }
        offset += part.len() + 2;
    }
    Article { blocks }
}
