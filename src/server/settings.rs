//! What the client sets: at the start, for a folder, and live.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::finding::Level;
use crate::options::{Language, day};
use crate::rules;

/// The section of the client's settings that is ours.
pub(super) const SECTION: &str = "deskcheck";

bitflags::bitflags! {
    /// What is shown beside the draft.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Show: u8 {
        /// Hints of the day that is meant.
        const DATES = 1;
        /// Hints of the bounds that a figure means.
        const FIGURES = 1 << 1;
        /// The line at the top that counts claims, conflicts and what nobody verified.
        const LENS = 1 << 2;
        /// Semantic tokens.
        const TOKENS = 1 << 3;
        /// Lines above first mentions.
        const MENTIONS = 1 << 4;
        /// Hints of what "the latter figure" takes up.
        const REFERENCES = 1 << 5;
    }
}

/// What is set for a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// The English of the desk.
    pub language: Language,
    /// The day of publication, which outweighs what drafts say.
    pub published: Option<NaiveDateTime>,
    /// How loud rules may be; `None` is off.
    pub rules: BTreeMap<&'static str, Option<Level>>,
    /// What is shown beside the draft.
    show: Show,
    /// The page that tells of the rules, each under its name.
    pub rules_page: Option<Url>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: Language::Any,
            published: None,
            rules: BTreeMap::new(),
            show: Show::DATES | Show::REFERENCES | Show::LENS | Show::MENTIONS,
            rules_page: None,
        }
    }
}

impl Settings {
    /// These settings with those that a value gives put in their place, and what in it cannot be read.
    pub fn with(&self, value: &Value) -> (Self, Vec<String>) {
        let mut settings = self.clone();
        let mut faults = Vec::new();
        let Some(table) = value.as_object() else {
            if !value.is_null() {
                faults.push(format!("the settings of {SECTION} are a table of names and values"));
            }
            return (settings, faults);
        };
        for (name, value) in table.iter().filter(|(_, value)| !value.is_null()) {
            if let Err(fault) = settings.set(name, value) {
                faults.push(fault);
            }
        }
        (settings, faults)
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match name {
            "language" => {
                self.language = match value.as_str() {
                    Some("en-GB") => Language::British,
                    Some("en-US") => Language::American,
                    Some("" | "any") => Language::Any,
                    _ => return Err(format!("`language` is {value}; it is \"en-GB\", \"en-US\" or \"any\"")),
                }
            }
            "published" => {
                let text = value.as_str().ok_or_else(|| format!("`published` is {value}; it is a date in quotes"))?;
                self.published = if text.is_empty() {
                    None
                } else {
                    Some(day::read(text).map_err(|fault| format!("`published`: {fault}"))?)
                };
            }
            "rules" => {
                let table = value.as_object().ok_or("`rules` is a table of rules and levels")?;
                for (rule, level) in table {
                    let known = rules::named(rule).ok_or_else(|| format!("`rules`: there is no rule {rule}"))?;
                    self.rules.insert(known.name, self::level(rule, level)?);
                }
            }
            "inlayHints" => {
                let kinds = [("dates", Show::DATES), ("references", Show::REFERENCES), ("figures", Show::FIGURES)];
                self.switch(name, value, &kinds)?;
            }
            "codeLens" => self.switch(name, value, &[("summary", Show::LENS), ("mentions", Show::MENTIONS)])?,
            "semanticTokens" => self.switch(name, value, &[("", Show::TOKENS)])?,
            "rulesPage" => {
                let wrong =
                    || format!("`rulesPage` is {value}; it is an address, as in \"https://desk.example/rules.html\"");
                let text = value.as_str().ok_or_else(wrong)?;
                // A form that was left empty says nothing.
                self.rules_page = if text.is_empty() { None } else { Some(text.parse().map_err(|_| wrong())?) };
            }
            // Clients keep settings of their own here too: where the program is, whether to trace.
            _ => {}
        }
        Ok(())
    }

    /// Switches what is shown: all kinds at once, or each by its name.
    fn switch(&mut self, name: &str, value: &Value, kinds: &[(&str, Show)]) -> Result<(), String> {
        if let Some(on) = value.as_bool() {
            for (_, what) in kinds {
                self.show.set(*what, on);
            }
            return Ok(());
        }
        let names: Vec<_> = kinds.iter().filter(|(kind, _)| !kind.is_empty()).map(|(kind, _)| *kind).collect();
        let table = value.as_object().filter(|_| !names.is_empty());
        let wrong = |value: &Value| format!("`{name}` is {value}; it is true or false");
        for (kind, value) in table.ok_or_else(|| wrong(value))? {
            let known = kinds.iter().find(|(known, _)| known == kind);
            let unknown = || format!("`{name}`: there is no kind {kind}; there are {}", names.join(", "));
            let (_, what) = known.ok_or_else(unknown)?;
            self.show.set(*what, value.as_bool().ok_or_else(|| wrong(value))?);
        }
        Ok(())
    }

    /// Whether something is shown.
    pub fn shows(&self, what: Show) -> bool {
        self.show.contains(what)
    }
}

fn level(rule: &str, value: &Value) -> Result<Option<Level>, String> {
    match value.as_str() {
        Some("off") => Ok(None),
        Some("information") => Ok(Some(Level::Information)),
        Some("warning") => Ok(Some(Level::Warning)),
        Some("error") => Ok(Some(Level::Error)),
        _ => Err(format!("`rules`: {rule} is {value}; it is \"off\", \"information\", \"warning\" or \"error\"")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_serves() {
        let (settings, faults) = Settings::default().with(&json!({
            "language": "en-GB",
            "published": "2022-02-30",
            "rules": { "placeholder": "off", "no-such-rule": "off" },
            "inlayHints": { "figures": true },
            "codeLens": 7,
            "serverPath": "/usr/bin/deskcheck",
            "semanticTokens": null,
        }));
        assert_eq!(settings.language, Language::British);
        assert!(settings.shows(Show::DATES | Show::FIGURES | Show::LENS) && !settings.shows(Show::TOKENS));
        assert_eq!(settings.rules, BTreeMap::from([("placeholder", None)]));
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("2022-02-30") && fault.contains("write it as")));
        assert_eq!(Settings::default().with(&json!([1])).1.len(), 1);
    }

    #[test]
    fn what_was_left_empty_is_not_set() {
        let empty = json!({ "rulesPage": "", "published": "", "language": "" });
        assert_eq!(Settings::default().with(&empty), (Settings::default(), Vec::new()));
        for wrong in [json!("rules.html"), json!(3)] {
            let (settings, faults) = Settings::default().with(&json!({ "rulesPage": wrong }));
            assert_eq!((settings.rules_page, faults.len()), (None, 1), "{faults:?}");
        }
    }
}
