//! Which entry of a fact sheet a claim rests on.

use serde::Serialize;

use crate::check::Checked;
use crate::place::Span;
use crate::reference::{Basis, Standing, Text};

/// What a claim rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rests<'a> {
    /// "verified", "entered" (by hand, without a day), "unverified", or "none".
    pub on: &'static str,
    /// The entry.
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    pub entry: Option<EntryJson<'a>>,
}

/// An entry of a fact sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryJson<'a> {
    /// The sheet.
    pub source: &'a str,
    /// The value there, in bytes.
    pub source_span: Span,
    /// The day on which somebody vouched for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
    /// Who did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<&'a str>,
    /// For colleagues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
    /// Where to look it up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
}

impl<'a> Rests<'a> {
    /// By the entry that bears the claim out.
    #[must_use]
    pub fn new(basis: Option<&'a Basis>, checked: &'a Checked) -> Self {
        let Some(basis) = basis else { return Rests { on: "none", entry: None } };
        let source = (basis.place.source.0 as usize).checked_sub(1).and_then(|at| checked.sources.get(at));
        let more = basis.more.as_deref();
        let open = more.filter(|_| !checked.redacted);
        let words = |text: Option<&'a Text>| text.map(|text| &*text.value);
        let entry = EntryJson {
            source: source.map_or("fact sheet", |name| &**name),
            source_span: basis.place.span,
            verified: basis.verified.map(|day| day.to_string()),
            by: words(more.and_then(|it| it.by.as_ref())).filter(|_| basis.verified.is_some()),
            says: words(open.and_then(|it| it.source.as_ref())),
            note: words(open.and_then(|it| it.note.as_ref())),
            url: words(open.and_then(|it| it.url.as_ref())),
        };
        let on = match basis.standing {
            Standing::Verified => "verified",
            Standing::Entered => "entered",
            Standing::Unverified => "unverified",
        };
        Rests { on, entry: Some(entry) }
    }

    /// "verified 2026-05-06 by the day desk", "not verified", "no entry".
    #[must_use]
    pub fn told(&self) -> String {
        match &self.entry {
            None => "no entry".to_owned(),
            Some(EntryJson { verified: Some(day), by, .. }) => {
                format!("verified {day}{}", by.map(|by| format!(" by {by}")).unwrap_or_default())
            }
            Some(_) => "not verified".to_owned(),
        }
    }
}
