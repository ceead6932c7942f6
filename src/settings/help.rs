//! Help for whoever writes a file of settings: what a key is for, and what can stand at a place.

use super::keys::{Key, Kind, LEVELS, TICK, TOP};
use crate::rules::{self, RULES};

/// Something that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name.
    pub name: &'static str,
    /// The words to write.
    pub text: String,
    /// What it is for.
    pub about: Option<&'static str>,
}

fn named(name: &str) -> Option<&'static Key> {
    TOP.iter().chain(std::iter::once(&TICK)).find(|key| key.name == name)
}

/// What a key is for: one of the file, or one of a table.
#[must_use]
pub fn about(table: &str, key: Option<&str>) -> Option<&'static str> {
    let top = named(table)?;
    let Some(name) = key else { return Some(top.about) };
    match top.kind {
        Kind::Levels => rules::named(name).map(|rule| rule.summary),
        Kind::Table(keys) | Kind::Tables(keys) => keys.iter().find(|key| key.name == name).map(|key| key.about),
        _ => None,
    }
}

/// What can be written at the end of a text, and where the word begins that it takes the place of.
#[must_use]
pub fn offers(before: &str) -> (Vec<Offer>, usize) {
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &before[start..];
    let word = line.trim_start();
    if word.starts_with(['#', '[']) {
        return (Vec::new(), before.len());
    }
    let header = |line: &str| {
        let name = line.trim().trim_start_matches('[').split(']').next().unwrap_or_default().trim().to_owned();
        line.trim_start().starts_with('[').then_some(name)
    };
    let table = before[..start].lines().rev().find_map(header);
    let inner = table.as_deref().map(|table| table.strip_prefix("overrides.").unwrap_or(table));
    let top = inner.and_then(named);
    if table.is_some() && top.is_none() {
        return (Vec::new(), before.len());
    }
    let kind = top.map_or(Kind::Table(TOP), |key| key.kind);
    if let Some((key, value)) = word.split_once('=') {
        return (values(kind, key.trim()), before.len() - value.trim_start().len());
    }
    (keys(kind, table.is_some()), before.len() - word.len())
}

/// The keys of a table; one that is a table itself has its header, or within another its first word.
fn keys(kind: Kind, within: bool) -> Vec<Offer> {
    let offer = |key: &Key| {
        let text = match key.kind {
            Kind::Table(_) | Kind::Levels if within => format!("{}.", key.name),
            Kind::Table(_) | Kind::Levels => format!("[{}]\n", key.name),
            Kind::Tables(_) => format!("[[{}]]\n", key.name),
            Kind::Texts => format!("{} = [", key.name),
            _ => format!("{} = ", key.name),
        };
        Offer { name: key.name, text, about: Some(key.about) }
    };
    match kind {
        Kind::Levels => {
            let rule = |rule: &&rules::Rule| {
                let text = format!("{} = ", rule.name);
                Offer { name: rule.name, text, about: Some(rule.summary) }
            };
            RULES.iter().map(rule).collect()
        }
        Kind::Table(keys) | Kind::Tables(keys) => keys.iter().map(offer).collect(),
        _ => Vec::new(),
    }
}

/// The values of a key.
fn values(kind: Kind, name: &str) -> Vec<Offer> {
    let words = match kind {
        Kind::Levels if rules::named(name).is_some() => LEVELS,
        Kind::Table(keys) | Kind::Tables(keys) => match keys.iter().find(|key| key.name == name).map(|key| key.kind) {
            Some(Kind::Choice(words)) => words,
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    words.iter().map(|word| Offer { name: word, text: format!("\"{word}\""), about: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_stand_follows_from_the_lines_before() {
        let names = |before: &str| offers(before).0.into_iter().map(|it| it.name).collect::<Vec<_>>();
        assert!(names("").contains(&"language") && names("").contains(&"rules"));
        assert!(!names("").contains(&"placeholder"));
        assert_eq!(names("language = "), ["en-GB", "en-US"]);
        assert!(names("[rules]\npl").contains(&"placeholder"));
        assert!(!names("[rules]\n").contains(&"language"));
        assert_eq!(names("[rules]\nplaceholder ="), ["off", "information", "warning", "error"]);
        assert_eq!(names("[files]\n"), ["include", "exclude"]);
        assert_eq!(names("[[overrides]]\nfiles = [\"a\"]\nhonorifics = \""), ["always", "never", "any"]);
        assert!(names("[overrides.rules]\n").contains(&"placeholder"));
        for nothing in ["# lang", "[ru", "[other]\n", "[rules]\nnone = ", "reference = "] {
            assert!(names(nothing).is_empty(), "{nothing}");
        }
        assert_eq!(offers("[rules]\n  pl").1, 10);
        assert_eq!(offers("language =  \"e").1, 12);
        let rules = |before: &str| offers(before).0.into_iter().find(|it| it.name == "rules").unwrap().text;
        assert_eq!((rules(""), rules("[[overrides]]\n")), ("[rules]\n".to_owned(), "rules.".to_owned()));
    }

    #[test]
    fn every_key_is_explained() {
        assert!(about("language", None).is_some() && about("files", Some("include")).is_some());
        assert_eq!(about("rules", Some("placeholder")), rules::named("placeholder").map(|rule| rule.summary));
        assert_eq!((about("rules", Some("none")), about("none", None)), (None, None));
    }
}
