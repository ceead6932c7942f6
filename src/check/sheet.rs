//! A fact sheet out of drafts, held against them.

use std::sync::Arc;

use super::{Checked, against};
use crate::link::Story;
use crate::options::Options;
use crate::reference::write::NewEntry;
use crate::reference::{Reference, Syntax, draft};

/// A draft that a sheet is made of.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// How it is read.
    pub options: Options,
    /// What the sheets that are there already know: what the draft has otherwise is told in the new one.
    pub known: Arc<Reference>,
}

/// The entries that a checked draft gives, each with the place it is from.
#[must_use]
pub fn sheet_entries(checked: &Checked, name: &str, text: &str) -> Vec<NewEntry> {
    let story = Story { article: &checked.article, claims: &checked.claims, options: &checked.options };
    let (links, findings) = (&checked.links, checked.findings.as_slice());
    draft::entries(&draft::Source { name, text, story, links, findings })
}

/// How often a drafted sheet is held against its drafts.
const ROUNDS: usize = 4;

/// A commented sheet in TOML from drafts.  What they themselves contradict is doubted: it is written as a comment.
#[must_use]
pub fn fact_sheet(drafts: &[Draft]) -> String {
    let mut entries: Vec<NewEntry> = Vec::new();
    for draft in drafts {
        let checked = against(&draft.text, &draft.options, &draft.known);
        draft::merge(&mut entries, sheet_entries(&checked, &draft.name, &draft.text));
    }
    let names: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
    for _ in 0..ROUNDS {
        let text = draft::sheet(&names, &entries);
        let sheet = Reference::read("sheet", &text, Syntax::Toml);
        let mut doubts: Vec<(u32, String)> = Vec::new();
        for draft in drafts {
            for finding in against(&draft.text, &draft.options, &sheet).findings {
                let entry = finding.related.iter().find(|related| related.place.source.0 > 0);
                doubts.extend(entry.map(|entry| (entry.place.span.start, finding.message.clone())));
            }
        }
        doubts.extend(sheet.findings.iter().map(|finding| (finding.place.span.start, finding.message.clone())));
        if doubts.is_empty() {
            return text;
        }
        // The entries stand in the text in their order.
        let mut end = 0;
        for entry in &mut entries {
            let toml = entry.toml();
            let start = end + text[end..].find(&toml).unwrap_or(0);
            end = start + toml.len();
            if let Some((_, message)) = doubts.iter().find(|(at, _)| (start..end).contains(&(*at as usize))) {
                entry.comments.push(format!("conflict, so not taken over: {message}"));
                entry.doubted = true;
            }
        }
    }
    draft::sheet(&names, &entries)
}
