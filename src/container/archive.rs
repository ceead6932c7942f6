//! Zip archives, and no more of them than there may be.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Unreadable;
use crate::text;

/// The largest part of an archive that is read, in bytes: some ten thousand pages.
const LARGEST: u64 = 64 << 20;

/// An archive in memory.
pub(super) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        ZipArchive::new(Cursor::new(bytes)).map(Archive).map_err(|error| Unreadable::Damaged(error.to_string()))
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// Whether there is a part whose name is such.
    pub(super) fn has_any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.0.file_names().flatten().any(|name| is(&name))
    }

    /// The text of a part, if it is there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(Unreadable::Encrypted);
            }
            Err(error) => return Err(Unreadable::Damaged(format!("{name}: {error}"))),
        };
        // What an archive says of its sizes may be a lie: the bytes are counted as they come.
        let mut bytes = Vec::new();
        let damaged = |why: &dyn std::fmt::Display| Unreadable::Damaged(format!("{name}: {why}"));
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(Unreadable::TooLarge(LARGEST >> 20));
        }
        let decoded = text::decode(&bytes).map_err(|_| damaged(&"it is no text"))?;
        Ok(Some(decoded.text))
    }
}
