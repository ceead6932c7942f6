//! Entries as TOML, for sheets that are drafted or added to.

use std::fmt::Write;

use super::read;
use crate::place::Span;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// Words, in quotation marks.
    Text(String),
    /// A number, day or switch as TOML has it.
    Bare(String),
    /// Several words.
    Texts(Vec<String>),
    /// Titles without their times.
    Titles(Vec<String>),
}

/// An entry to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewEntry {
    /// The list it belongs to: "people".
    pub list: &'static str,
    /// Its keys and values, in order.
    pub fields: Vec<(&'static str, Written)>,
    /// Lines of comment above it.
    pub comments: Vec<String>,
    /// Whether it is written as a comment, because something speaks against it.
    pub doubted: bool,
    /// Where in a draft it is from.
    pub from: Option<Span>,
}

impl NewEntry {
    /// The words of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.fields
            .iter()
            .find_map(
                |(it, value)| if let Written::Text(text) = value { (*it == key).then_some(&**text) } else { None },
            )
            .unwrap_or_default()
    }

    /// The entry as it stands in a sheet.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut lines: Vec<String> = self.comments.iter().map(|comment| format!("# {}", one_line(comment))).collect();
        let mark = if self.doubted { "# " } else { "" };
        lines.push(format!("{mark}[[{}]]", self.list));
        for (key, value) in &self.fields {
            lines.push(format!("{mark}{key} = {}", value.toml()));
        }
        lines.join("\n") + "\n"
    }
}

impl Written {
    fn toml(&self) -> String {
        let list = |texts: &[String], item: fn(&str) -> String| {
            let items: Vec<_> = texts.iter().map(|text| item(text)).collect();
            format!("[{}]", items.join(", "))
        };
        match self {
            Written::Text(text) => quoted(text),
            Written::Bare(text) => text.clone(),
            Written::Texts(texts) => list(texts, quoted),
            Written::Titles(texts) => list(texts, |text| format!("{{ title = {} }}", quoted(text))),
        }
    }
}

/// A value for a key, from the words of a command line; the reader tells whether it is right.
#[must_use]
pub fn value_of(key: &str, words: &str) -> Written {
    match key {
        "value" | "low" | "high" | "age" => {
            let plain = words.replace([',', ' '], "");
            // What is no number is told by the reader, with its key.
            let number = plain.bytes().all(|byte| byte.is_ascii_digit() || b".-+eE".contains(&byte));
            if number && !plain.is_empty() { Written::Bare(plain) } else { Written::Text(words.to_owned()) }
        }
        "approx" | "unverified" if matches!(words, "true" | "false") => Written::Bare(words.to_owned()),
        "born" | "as_of" | "date" | "start" | "end" | "verified"
            if words.len() == 10 && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') =>
        {
            Written::Bare(words.to_owned())
        }
        "aliases" | "not" | "people" => Written::Texts(words.split('|').map(|word| word.trim().to_owned()).collect()),
        _ => Written::Text(words.to_owned()),
    }
}

/// The keys that entries of a list can have.
#[must_use]
pub fn keys_of(list: &str) -> Option<Vec<&'static str>> {
    let own: &[&'static str] = match list {
        "people" => &read::PERSON,
        "organisations" => &read::ORGANISATION,
        "places" => &read::PLACE,
        "figures" => &read::FIGURE,
        "events" => &read::EVENT,
        "quotes" => &read::QUOTE,
        _ => return None,
    };
    Some(own.iter().chain(&read::COMMON).copied().collect())
}

/// Text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            other if other.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A comment must not end before its end.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::add::added;
    use super::super::{Reference, Syntax};
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let odd = "a \"quote\", a \\, a tab\t and a \u{7f}\nline";
        let entry = NewEntry {
            list: "people",
            fields: vec![
                ("name", Written::Text(odd.to_owned())),
                ("aliases", Written::Texts(vec!["O".to_owned(), "P \"Q\"".to_owned()])),
                ("born", value_of("born", "1971-04-02")),
            ],
            comments: vec!["line 3:\nname = 7".to_owned()],
            ..NewEntry::default()
        };
        let edit = added("sheet", "# mine", Syntax::Toml, &entry).unwrap();
        let sheet = Reference::read("sheet", &format!("# mine{}", edit.text), Syntax::Toml);
        assert_eq!(sheet.findings, []);
        assert_eq!(&*sheet.people[0].name.value, odd);
        assert_eq!(sheet.people[0].aliases.len(), 2);
        let doubted = NewEntry { doubted: true, ..entry };
        assert!(Reference::read("sheet", &doubted.toml(), Syntax::Toml).is_empty());
    }
}
