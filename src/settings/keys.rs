//! The keys of `deskcheck.toml`: one table for the reader, the schema and the handbook.

use serde_json::{Value, json};

use crate::rules::RULES;

/// A key and what may stand behind it.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What may stand behind it.
    pub kind: Kind,
    /// One sentence for handbook and schema.
    pub about: &'static str,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// A list of texts.
    Texts,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A day, in or out of quotation marks.
    Day,
    /// A table with these keys.
    Table(&'static [Key]),
    /// A list of tables with these keys.
    Tables(&'static [Key]),
    /// A table from the names of rules to levels.
    Levels,
}

/// What a rule may be set to.
pub const LEVELS: &[&str] = &["off", "information", "warning", "error"];

/// The Englishes.
pub const LANGUAGES: &[&str] = &["en-GB", "en-US"];

/// Which number of 03/04/2022 is the day.
pub const DATE_ORDERS: &[&str] = &["day-first", "month-first"];

/// Whether people are Mr and Ms.
pub const HONORIFICS: &[&str] = &["always", "never", "any"];

const LANGUAGE: Key = Key {
    name: "language",
    kind: Kind::Choice(LANGUAGES),
    about: "The English of the desk; without it, each draft's own evidence decides.",
};

const DATE_ORDER: Key = Key {
    name: "date-order",
    kind: Kind::Choice(DATE_ORDERS),
    about: "How 03/04/2022 is read; without it, as the language has it.",
};

const STYLE: Key = Key {
    name: "honorifics",
    kind: Kind::Choice(HONORIFICS),
    about: "Whether the house calls people Mr and Ms: where the surname stands alone, or never outside quotation marks.",
};

const REFERENCE: Key = Key {
    name: "reference",
    kind: Kind::Texts,
    about: "Fact sheets to hold drafts against, beside those that are found: paths or globs, from the folder of this file.",
};

const RULES_KEY: Key = Key {
    name: "rules",
    kind: Kind::Levels,
    about: "How loud each rule may be; a remark that a rule makes below its own level is never raised.",
};

/// The keys of an accepted finding.
pub const ACCEPTED: &[Key] = &[
    Key { name: "rule", kind: Kind::Text, about: "The rule that found it." },
    Key {
        name: "values",
        kind: Kind::Texts,
        about: "The values that were accepted, as `deskcheck accept` writes them.",
    },
    Key { name: "by", kind: Kind::Text, about: "Who accepted it." },
    Key { name: "when", kind: Kind::Day, about: "On which day." },
    Key { name: "why", kind: Kind::Text, about: "Why it is right." },
];

/// The list of accepted findings; also the only key of an accept list.
pub const ACCEPT: Key = Key {
    name: "accept",
    kind: Kind::Tables(ACCEPTED),
    about: "Findings that somebody has accepted; each lapses when one of its values changes.",
};

/// What a tick can say.
pub const MARKS: &[&str] = &["checked", "queried"];

/// The list of ticks: the only key of the file beside a draft that has them.
pub const TICK: Key = Key {
    name: "tick",
    kind: Kind::Tables(&[
        Key {
            name: "mark",
            kind: Kind::Choice(MARKS),
            about: "Whether the claim is right, or somebody is to be asked.",
        },
        Key { name: "kind", kind: Kind::Text, about: "The kind of claim." },
        Key { name: "words", kind: Kind::Text, about: "Its words; the tick lapses when they change." },
        Key { name: "value", kind: Kind::Text, about: "Its value; the tick lapses when it changes." },
        Key { name: "around", kind: Kind::Text, about: "The sentence around it." },
        Key { name: "by", kind: Kind::Text, about: "Who ticked it." },
        Key { name: "when", kind: Kind::Day, about: "On which day." },
        Key { name: "note", kind: Kind::Text, about: "Why, or what is asked." },
    ]),
    about: "What a fact-checker has noted of the claims of a draft.",
};

/// The keys of the whole file.
pub const TOP: &[Key] = &[
    LANGUAGE,
    DATE_ORDER,
    STYLE,
    REFERENCE,
    RULES_KEY,
    Key {
        name: "files",
        kind: Kind::Table(&[
            Key {
                name: "include",
                kind: Kind::Texts,
                about: "Which files of a folder are drafts: globs from the folder of this file, in the place of the usual endings.",
            },
            Key { name: "exclude", kind: Kind::Texts, about: "Which files of a folder are none." },
        ]),
        about: "Which files of a folder are checked; a file that is named is checked in any case.",
    },
    Key {
        name: "overrides",
        kind: Kind::Tables(&[
            Key {
                name: "files",
                kind: Kind::Texts,
                about: "The drafts that this is for: globs from the folder of this file.",
            },
            LANGUAGE,
            DATE_ORDER,
            STYLE,
            REFERENCE,
            RULES_KEY,
        ]),
        about: "Other settings for some drafts; later ones win.",
    },
    Key {
        name: "signature",
        kind: Kind::Table(&[
            Key { name: "by", kind: Kind::Text, about: "A person or a desk; without it, the name of the user." },
            Key { name: "when", kind: Kind::Day, about: "The day; without it, today." },
        ]),
        about: "Who verifies entries of fact sheets, ticks claims and accepts findings here, and on which day.",
    },
    ACCEPT,
];

/// The JSON Schema of `deskcheck.toml`, for editors.
#[must_use]
pub fn schema() -> Value {
    let mut schema = table(TOP);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("deskcheck.toml");
    schema
}

fn table(keys: &[Key]) -> Value {
    let properties: serde_json::Map<_, _> = keys
        .iter()
        .map(|key| {
            let mut value = of_kind(key.kind);
            value["description"] = json!(key.about);
            (key.name.to_owned(), value)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Table(keys) => table(keys),
        Kind::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Kind::Levels => {
            let rules: serde_json::Map<_, _> = RULES
                .iter()
                .map(|rule| (rule.name.to_owned(), json!({ "enum": LEVELS, "description": rule.summary })))
                .collect();
            json!({ "type": "object", "additionalProperties": false, "properties": rules })
        }
    }
}
