//! Fact sheets from files.

use std::fs;
use std::path::PathBuf;

use crate::reference::Reference;
use crate::text::{self, Columns, Lines};

/// Reads fact sheets, in TOML or by the ending in JSON; gives what they know, and what in them cannot be read, each with file,
/// line and column.
pub(super) fn read(paths: &[PathBuf]) -> (Reference, Vec<String>) {
    let (mut reference, mut errors) = (Reference::default(), Vec::new());
    for path in paths {
        let name = path.display();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                errors.push(format!("{name}: the fact sheet could not be read: {error}; check the path"));
                continue;
            }
        };
        let source = match text::decode(&bytes) {
            Ok(decoded) => decoded.text,
            Err(error) => {
                errors.push(format!("{name}: {error}"));
                continue;
            }
        };
        let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let (sheet, faults) = if json { Reference::from_json(&source) } else { Reference::from_toml(&source) };
        let lines = Lines::new(&source);
        errors.extend(faults.into_iter().map(|fault| match fault.span {
            Some(span) => {
                let (line, column) = lines.position(&source, span.start.min(source.len()), Columns::Utf32);
                format!("{name}:{}:{}: {}", line + 1, column + 1, fault.message)
            }
            None => format!("{name}: {}", fault.message),
        }));
        reference.extend(sheet);
    }
    (reference, errors)
}
