//! What was changed since an earlier version, as a list of claims.

use std::fmt::Write;

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

use super::{Group, Mention, mention, plain};
use crate::check::{Changed, Earlier, Entry};
use crate::report::Draft;
use crate::report::json::{ClaimJson, Counter, Offsets};
use crate::text::{Columns, Lines};

/// The claims that were added, removed or changed.
#[derive(Debug, Serialize)]
pub struct Changes<'a> {
    /// What the earlier version is called.
    pub since: &'a str,
    /// In the order of the draft; what was removed stands last.
    pub claims: Vec<Change<'a>>,
}

/// A claim that was added, removed or changed.
#[derive(Debug, Serialize)]
pub struct Change<'a> {
    /// "added", "removed" or "changed".
    #[serde(rename = "change")]
    pub how: &'static str,
    /// The claim of the earlier version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Before<'a>>,
    /// The claim of the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Now<'a>>,
}

/// A claim as it was: its spans point into the earlier version.
#[derive(Debug, Serialize)]
pub struct Before<'a> {
    #[serde(flatten)]
    claim: ClaimJson<'a>,
    /// From 1, in the earlier version.
    pub line: usize,
    #[serde(skip)]
    words: String,
    #[serde(skip)]
    group: Group,
}

/// A claim as it is.
#[derive(Debug, Serialize)]
pub struct Now<'a> {
    #[serde(flatten)]
    claim: ClaimJson<'a>,
    /// Where it stands, in words.
    at: String,
    /// From 1.
    pub line: usize,
    #[serde(skip)]
    words: String,
    #[serde(skip)]
    group: Group,
}

impl<'a> Changes<'a> {
    /// The list for a draft: the groups that are wanted, or all.
    #[must_use]
    pub fn new(draft: &'a Draft<'a>, earlier: &'a Earlier, changed: &'a [Changed], wanted: &[Group]) -> Self {
        let (counter, its) = (Counter::new(draft.text, Offsets::Bytes), Counter::new(&earlier.text, Offsets::Bytes));
        let lines = Lines::new(&earlier.text);
        let words = |text: &str, entry: &Entry| plain(&text[entry.span.range()]).into_owned();
        let claims = changed.iter().map(|it| {
            let before = it.before.as_ref().map(|entry| Before {
                claim: ClaimJson::new(entry, &earlier.text, &its),
                line: lines.position(&earlier.text, entry.span.start as usize, Columns::Utf32).0 + 1,
                words: words(&earlier.text, entry),
                group: Group::of(entry.kind),
            });
            let now = it.now.as_ref().map(|entry| {
                let Mention { at, line, .. } = mention(draft, entry.span);
                Now {
                    claim: ClaimJson::new(entry, draft.text, &counter),
                    at,
                    line,
                    words: words(draft.text, entry),
                    group: Group::of(entry.kind),
                }
            });
            let how = match (&before, &now) {
                (Some(_), Some(_)) => "changed",
                (None, _) => "added",
                (_, None) => "removed",
            };
            Change { how, before, now }
        });
        let claims = claims.filter(|it| wanted.is_empty() || wanted.contains(&it.group())).collect();
        Changes { since: &earlier.name, claims }
    }

    /// The list for a terminal of a width of so many characters.
    #[must_use]
    pub fn table(&self, width: u16) -> String {
        let count = |change| self.claims.iter().filter(|it| it.how == change).count();
        let [changed, added, removed] = ["changed", "added", "removed"].map(count);
        let mut text = String::new();
        if !self.claims.is_empty() {
            let mut table = Table::new();
            table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width);
            table.set_header(["change", "before", "now", "where"]);
            for it in &self.claims {
                let before = it.before.as_ref().map(|it| it.words.clone()).unwrap_or_default();
                let now = it.now.as_ref().map(|it| it.words.clone()).unwrap_or_default();
                let place = match (&it.now, &it.before) {
                    (Some(now), _) => format!("{}, line {}", now.at, now.line),
                    (None, Some(before)) => format!("line {} of the earlier version", before.line),
                    (None, None) => String::new(),
                };
                table.add_row([it.how.to_owned(), before, now, place]);
            }
            let _ = writeln!(text, "\n{}", table.trim_fmt());
        }
        let since = plain(self.since);
        let _ = writeln!(text, "\nclaims since {since}: {changed} changed, {added} added, {removed} removed");
        text
    }
}

impl Change<'_> {
    fn group(&self) -> Group {
        let before = self.before.as_ref().map(|it| it.group);
        self.now.as_ref().map(|it| it.group).or(before).unwrap_or(Group::Figures)
    }
}
