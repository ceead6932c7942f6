//! Findings that somebody has accepted, in `deskcheck.toml` or in the accept list beside a draft.

use std::fmt::Write;

use chrono::NaiveDate;

use super::Fault;
use super::keys::{ACCEPT, Key};
use super::read::{Entry, Given, read};
use crate::finding::Finding;
use crate::rules;

/// A finding that somebody has accepted: it is silent as long as both its values stand as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The rule that found it.
    pub rule: &'static str,
    /// The values that disagree, as [`Finding::values`] has them.
    pub values: Vec<String>,
    /// Who.
    pub by: Option<String>,
    /// When.
    pub when: Option<NaiveDate>,
    /// Why.
    pub why: Option<String>,
    /// Where in its file it stands.
    pub at: usize,
}

impl Accepted {
    /// Whether it is of this finding.
    #[must_use]
    pub fn covers(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.values == finding.values
    }

    /// "accepted by K. Lund on 2026-05-06: the brigade's own count", as far as it is told.
    #[must_use]
    pub fn reason(&self) -> String {
        let by = self.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let when = self.when.map(|when| format!(" on {when}")).unwrap_or_default();
        let why = self.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        format!("accepted{by}{when}{why}")
    }

    /// The entry as it stands in an accept list.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let values: Vec<_> = self.values.iter().map(|value| super::quoted(value)).collect();
        let mut entry = format!("[[accept]]\nrule = {}\nvalues = [{}]\n", super::quoted(self.rule), values.join(", "));
        for (key, value) in [("by", &self.by), ("why", &self.why)] {
            if let Some(value) = value {
                let _ = writeln!(entry, "{key} = {}", super::quoted(value));
            }
        }
        if let Some(when) = self.when {
            let _ = writeln!(entry, "when = {when}");
        }
        entry
    }
}

/// What is to be put behind an accept list for these entries.
#[must_use]
pub fn addition(list: &str, entries: &[Accepted]) -> String {
    let entries: Vec<_> = entries.iter().map(Accepted::to_toml).collect();
    format!("{}{}", super::gap(list), entries.join("\n"))
}

/// Reads an accept list; what cannot be read is told, and the rest serves.
#[must_use]
pub fn accept_list(source: &str) -> (Vec<Accepted>, Vec<Fault>) {
    static KEYS: [Key; 1] = [ACCEPT];
    let (entries, mut faults) = read(source, &KEYS);
    let mut accepted = Vec::new();
    for entry in entries {
        if let Given::Tables(tables) = entry.given {
            accepted.extend(tables.into_iter().filter_map(|(at, entries)| of_entries(at, entries, &mut faults)));
        }
    }
    (accepted, faults)
}

/// One accepted finding.
pub(super) fn of_entries(at: usize, entries: Vec<Entry>, faults: &mut Vec<Fault>) -> Option<Accepted> {
    let (mut rule, mut values, mut by, mut when, mut why) = (None, None, None, None, None);
    for entry in entries {
        match (entry.name, entry.given) {
            ("rule", Given::Text(name)) => {
                rule = rules::named(&name).map(|rule| rule.name);
                if rule.is_none() {
                    let message = format!("unknown rule `{name}`; `deskcheck rules` lists them");
                    faults.push(Fault { span: Some(entry.at..entry.at + 1), message });
                    return None;
                }
            }
            ("values", Given::Texts(given)) => values = Some(given),
            ("by", Given::Text(text)) => by = Some(text),
            ("why", Given::Text(text)) => why = Some(text),
            ("when", Given::Day(day)) => when = Some(day),
            _ => {}
        }
    }
    let (Some(rule), Some(values)) = (rule, values) else {
        let message = "an accepted finding needs `rule` and `values`".to_owned();
        faults.push(Fault { span: Some(at..at + 1), message });
        return None;
    };
    Some(Accepted { rule, values, by, when, why, at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let entry = Accepted {
            rule: "figure-conflict",
            values: vec!["286\u{7f} \"killed\"".to_owned(), "C:\\290\n".to_owned()],
            by: Some("K. Lund".to_owned()),
            when: NaiveDate::from_ymd_opt(2026, 5, 6),
            why: Some("the brigade’s own count".to_owned()),
            at: 0,
        };
        let (read, faults) = accept_list(&entry.to_toml());
        assert_eq!((read, faults), (vec![entry], Vec::new()));
    }

    #[test]
    fn an_entry_without_rule_or_values_is_told() {
        let (read, faults) =
            accept_list("[[accept]]\nvalues = [\"1\"]\n\n[[accept]]\nrule = \"figure\"\nvalues = []\n");
        assert!(read.is_empty());
        let told: Vec<_> = faults.iter().map(|it| &*it.message).collect();
        assert_eq!(
            told,
            ["an accepted finding needs `rule` and `values`", "unknown rule `figure`; `deskcheck rules` lists them"]
        );
    }
}
