//! The JSON Schema of a fact sheet, from the keys that the reader knows.

use serde_json::{Map, Value, json};

use super::read::{LISTS, MODIFIERS, TITLE};
use super::write::keys_of;

/// The schema, as editors and TOML tools read it.
#[must_use]
pub fn schema() -> Value {
    let mut lists = Map::new();
    for list in LISTS {
        let keys = keys_of(list).unwrap_or_default();
        let properties: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), property(list, key))).collect();
        let needed = if list == "quotes" { "text" } else { "name" };
        let mut entry = json!({
            "type": "object",
            "additionalProperties": false,
            "required": [needed],
            "properties": properties,
        });
        if list == "figures" {
            entry["anyOf"] = json!([{ "required": ["value"] }, { "required": ["low", "high"] }]);
        }
        lists.insert(list.to_owned(), json!({ "type": "array", "description": about_list(list), "items": entry }));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A fact sheet of deskcheck",
        "type": "object",
        "additionalProperties": false,
        "properties": lists,
    })
}

/// What a list or a key of it is for, in a sentence; nothing of what no sheet has.
#[must_use]
pub fn about(list: &str, key: Option<&str>) -> Option<String> {
    let Some(key) = key else { return LISTS.contains(&list).then(|| about_list(list).to_owned()) };
    let known = if list == "titles" { TITLE.contains(&key) } else { keys_of(list)?.contains(&key) };
    let property = known.then(|| property(list, key))?;
    property["description"].as_str().map(ToOwned::to_owned)
}

/// What may stand behind a key, as TOML has it; nothing where that is anything.
#[must_use]
pub fn values(list: &str, key: &str) -> Vec<String> {
    let property = property(list, key);
    match (&property["enum"], &property["type"]) {
        (Value::Array(words), _) => words.iter().map(ToString::to_string).collect(),
        (_, kind) if kind == "boolean" => vec!["true".to_owned(), "false".to_owned()],
        _ => Vec::new(),
    }
}

/// The lists of a sheet.
#[must_use]
pub fn lists() -> &'static [&'static str] {
    &LISTS
}

fn about_list(list: &str) -> &'static str {
    match list {
        "people" => "Who is who",
        "organisations" => "Bodies and their short forms",
        "places" => "Names of places",
        "figures" => "Counted and measured things",
        "events" => "What happened where and when",
        _ => "Who said what",
    }
}

fn property(list: &str, key: &str) -> Value {
    let day = |description: &str| json!({ "type": "string", "format": "date", "description": description });
    let text = |description: &str| json!({ "type": "string", "description": description });
    let number = |description: &str| json!({ "type": "number", "description": description });
    let texts =
        |description: &str| json!({ "type": "array", "items": { "type": "string" }, "description": description });
    let switch = |description: &str| json!({ "type": "boolean", "description": description });
    match key {
        "name" if list == "figures" => text("What is counted, in the words a reporter would use"),
        "name" if list == "events" => text("What happened, in the words a reporter would use"),
        "name" => text("The accepted spelling, in full"),
        "aliases" => texts("Other accepted forms"),
        "not" => texts("Forms to flag wherever they stand"),
        "title" => text("The office, as in \"harbour commissioner\""),
        "titles" => json!({
            "type": "array",
            "description": "Offices with their times; open ends are open",
            "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["title"],
                "properties": TITLE.iter().map(|key| ((*key).to_owned(), property("titles", key))).collect::<Map<_, _>>(),
            },
        }),
        "from" | "start" => day("The first day"),
        "until" | "end" => day("The last day"),
        "honorific" => text("\"Mr\", \"Ms\", \"Dr\", \"Dame\""),
        "affiliation" => text("The house or country"),
        "born" => day("The day of birth"),
        "age" => {
            json!({ "type": "integer", "minimum": 0, "maximum": 125, "description": "Full years on the day `as_of`" })
        }
        "as_of" => day("The day on which it was so"),
        "short" => text("The short form"),
        "value" => number("The value"),
        "low" => number("The least it may be"),
        "high" => number("The most it may be"),
        "unit" => text("people, percent, GBP, km, or the thing that is counted"),
        "modifier" => json!({ "enum": MODIFIERS, "description": "A word before the figure" }),
        "approx" => switch("Rough: a tenth to either side passes"),
        "date" => day("The day"),
        "place" => text("Where"),
        "people" => texts("Who took part"),
        "speaker" => text("Who said it"),
        "text" => text("The words"),
        "note" => text("For colleagues"),
        "url" => json!({ "type": "string", "format": "uri", "description": "Where to look it up" }),
        "verified" => day("The day on which somebody vouched for the entry"),
        "by" => text("Who vouched"),
        "unverified" => switch("A person has yet to look at the entry: it only remarks"),
        _ => text("Who says so"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::{EVENT, FIGURE, ORGANISATION, PERSON, PLACE, QUOTE};
    use super::*;

    #[test]
    fn the_schema_knows_every_key_of_the_reader() {
        let schema = schema();
        for (list, keys) in [
            ("people", &PERSON[..]),
            ("organisations", &ORGANISATION),
            ("places", &PLACE),
            ("figures", &FIGURE),
            ("events", &EVENT),
            ("quotes", &QUOTE),
        ] {
            for key in keys {
                let found = &schema["properties"][list]["items"]["properties"][*key];
                assert!(found["type"].is_string() || found["enum"].is_array(), "{list}.{key}");
            }
        }
    }
}
