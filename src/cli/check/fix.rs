//! Fixes: which may be made unasked, and how a file is written.

use std::fs;
use std::path::Path;

use anyhow::Context;
use similar::TextDiff;

use crate::check::Checked;
pub(in crate::cli) use crate::disk::replace;
use crate::finding::{Finding, Fix};
use crate::place::Edit;
use crate::text::{self, Encoding};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixes {
    /// Those with one sure answer.
    Sure,
    /// Also those that are the only ones offered for their finding.
    Single,
}

/// How often a draft is read again for fixes that others made room for.
const ROUNDS: usize = 8;

/// Makes the fixes of a draft; `check` checks a text.  Gives the text, its check, and how many were made.
pub(super) fn make(
    text: String,
    fixes: Fixes,
    check: &dyn Fn(&str) -> Option<Checked>,
) -> Option<(String, Checked, usize)> {
    let (mut text, mut made) = (text, 0);
    let mut checked = check(&text)?;
    for _ in 0..ROUNDS {
        let edits = edits(&checked.findings, fixes);
        if edits.is_empty() {
            break;
        }
        made += edits.len();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        checked = check(&text)?;
    }
    Some((text, checked, made))
}

/// The edits to make now: in the order of the text, none over another.
fn edits(findings: &[Finding], fixes: Fixes) -> Vec<Edit> {
    let chosen = |finding: &'_ Finding| -> Option<Fix> {
        let sure = finding.fixes.iter().find(|fix| fix.sure);
        let single = match &finding.fixes[..] {
            [only] if fixes == Fixes::Single => Some(only),
            _ => None,
        };
        sure.or(single).cloned()
    };
    let mut edits: Vec<Edit> = findings.iter().filter_map(chosen).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup_by(|later, earlier| later.span.start < earlier.span.end || later.span == earlier.span);
    edits
}

/// What the fixes change, as a diff.
pub(super) fn diff(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(2).header(name, name).to_string()
}

/// Writes a draft in its own encoding: the old file stands until the new one is whole.
pub(super) fn write(path: &Path, before: &str, text: &str, encoding: Encoding) -> anyhow::Result<()> {
    // An editor may have been faster, and bytes that could not be read would be lost.
    let there = fs::read(path).with_context(|| format!("could not read {} again", path.display()))?;
    anyhow::ensure!(
        encoding.encode(before) == there,
        "not fixed: the file has changed, or is no whole {}",
        encoding.name()
    );
    let bytes = encoding.encode(text);
    let kept = text::decode(&bytes).is_ok_and(|decoded| decoded.text == text);
    anyhow::ensure!(kept, "{} has no place for a letter of the fix; save the draft as UTF-8", encoding.name());
    replace(path, &bytes)
}
