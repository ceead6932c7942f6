//! From TOML to checked keys and values: what is right serves, the rest is told at its place.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Fault;
use super::keys::{Key, Kind, LEVELS};
use crate::language::slip::nearest;
use crate::reference::lost_lines;
use crate::rules::{self, RULES};

/// A key with what was given for it.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key.
    pub name: &'static str,
    /// Where the value begins.
    pub at: usize,
    /// The value.
    pub given: Given,
}

/// What was given.
#[derive(Debug)]
pub(super) enum Given {
    Text(String),
    Texts(Vec<String>),
    Choice(&'static str),
    Day(NaiveDate),
    Table(Vec<Entry>),
    Tables(Vec<(usize, Vec<Entry>)>),
    /// Rule, level and place.
    Levels(Vec<(&'static str, &'static str, usize)>),
}

/// Reads a file of these keys.
pub(super) fn read(source: &str, keys: &'static [Key]) -> (Vec<Entry>, Vec<Fault>) {
    let (root, errors) = DeTable::parse_recoverable(source);
    let mut faults: Vec<_> =
        errors.iter().map(|error| Fault { span: error.span(), message: error.message().to_owned() }).collect();
    // A line without a value makes the parser drop what follows it.
    let mut mended = source.to_owned();
    for line in lost_lines(source) {
        let blank =
            " ".repeat(line.len().saturating_sub(1)) + if source[line.clone()].ends_with('\n') { "\n" } else { " " };
        mended.replace_range(line, &blank);
    }
    let entries = if mended == source {
        table(root.get_ref(), keys, &mut faults)
    } else {
        table(DeTable::parse_recoverable(&mended).0.get_ref(), keys, &mut faults)
    };
    // One slip may be told of twice, first by the parser.
    faults.sort_by_key(|fault| fault.span.as_ref().map(|span| span.start));
    faults.dedup_by(|later, earlier| later.span.is_some() && later.span == earlier.span);
    (entries, faults)
}

fn table(table: &DeTable<'_>, keys: &'static [Key], faults: &mut Vec<Fault>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (name, value) in table {
        let Some(key) = keys.iter().find(|key| key.name == name.get_ref()) else {
            let known = keys.iter().map(|key| key.name);
            faults.push(fault(name.span(), unknown("key", name.get_ref(), known)));
            continue;
        };
        let at = value.span().start;
        entries.extend(given(key, value, faults).map(|given| Entry { name: key.name, at, given }));
    }
    // The parser sorts by name; what was written first comes first.
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// "unknown key `langauge`: did you mean `language`?"
fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("unknown {what} `{name}`: did you mean `{near}`?"),
        None if what == "rule" => format!("unknown rule `{name}`; `deskcheck rules` lists them"),
        None => format!("unknown {what} `{name}`; known are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

fn fault(span: Range<usize>, message: String) -> Fault {
    Fault { span: Some(span), message }
}

fn given(key: &Key, value: &Spanned<DeValue<'_>>, faults: &mut Vec<Fault>) -> Option<Given> {
    let mut wrong = |span: Range<usize>, right: &str, found: &DeValue<'_>| {
        faults.push(fault(span, format!("`{}` should be {right}, not {}", key.name, described(found))));
        None
    };
    match (key.kind, value.get_ref()) {
        (Kind::Text, DeValue::String(text)) => Some(Given::Text(text.clone().into_owned())),
        (Kind::Text, other) => wrong(value.span(), "text in quotation marks", other),
        (Kind::Texts, DeValue::Array(list)) => {
            let mut texts = Vec::new();
            for item in list {
                match item.get_ref() {
                    DeValue::String(text) => texts.push(text.clone().into_owned()),
                    other => {
                        wrong(item.span(), "a list of texts", other);
                    }
                }
            }
            Some(Given::Texts(texts))
        }
        (Kind::Texts, other) => wrong(value.span(), "a list of texts, as in [\"one\", \"two\"]", other),
        (Kind::Choice(words), found) => choice(key.name, words, value.span(), found, faults).map(Given::Choice),
        (Kind::Day, found) => {
            let day = match found {
                DeValue::Datetime(day) => day.to_string(),
                DeValue::String(text) => text.clone().into_owned(),
                other => return wrong(value.span(), "a day, as in 2026-05-03", other),
            };
            let read = day.get(..10).and_then(|day| day.parse().ok());
            match read {
                Some(day) => Some(Given::Day(day)),
                None => wrong(value.span(), "a day of the calendar, as in 2026-05-03", found),
            }
        }
        (Kind::Table(keys), DeValue::Table(inner)) => Some(Given::Table(table(inner, keys, faults))),
        (Kind::Table(_), other) => wrong(value.span(), &format!("a table, as in [{}]", key.name), other),
        (Kind::Tables(keys), DeValue::Array(list)) => {
            let mut tables = Vec::new();
            for item in list {
                match item.get_ref() {
                    DeValue::Table(inner) => tables.push((item.span().start, table(inner, keys, faults))),
                    other => faults.push(fault(
                        item.span(),
                        format!("an entry of `{}` should be a table, not {}", key.name, described(other)),
                    )),
                }
            }
            Some(Given::Tables(tables))
        }
        (Kind::Tables(_), other) => wrong(value.span(), &format!("a list of tables, as in [[{}]]", key.name), other),
        (Kind::Levels, DeValue::Table(inner)) => {
            let mut levels = Vec::new();
            for (name, value) in inner {
                let Some(rule) = rules::named(name.get_ref()) else {
                    let known = RULES.iter().map(|rule| rule.name);
                    faults.push(fault(name.span(), unknown("rule", name.get_ref(), known)));
                    continue;
                };
                let level = choice(rule.name, LEVELS, value.span(), value.get_ref(), faults);
                levels.extend(level.map(|level| (rule.name, level, value.span().start)));
            }
            Some(Given::Levels(levels))
        }
        (Kind::Levels, other) => wrong(value.span(), "a table of rules and levels, as in [rules]", other),
    }
}

/// The word of a list that a value gives.
fn choice(
    name: &str,
    words: &'static [&'static str],
    span: Range<usize>,
    found: &DeValue<'_>,
    faults: &mut Vec<Fault>,
) -> Option<&'static str> {
    let text = found.as_str();
    let word = words.iter().copied().find(|word| Some(*word) == text);
    if word.is_none() {
        let near = text.and_then(|text| nearest(text, words.iter().copied()));
        let near = near.map(|near| format!(": did you mean \"{near}\"?")).unwrap_or_default();
        let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let words = words.join(", ");
        faults.push(fault(span, format!("`{name}` should be one of {words}, not {}{near}", described(found))));
    }
    word
}

/// "a number", "\"en\"".
fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(_) | DeValue::Float(_) => "a number".to_owned(),
        DeValue::Boolean(switch) => switch.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
