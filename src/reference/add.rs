//! An entry more in a sheet, in whatever language it is written; every other byte stays as it is.  What is added is read back
//! before it is given out.

use std::fmt::Write;

use super::Reference;
use super::node::{Field, Node, Value};
use super::syntax::{Syntax, columns};
use super::write::{NewEntry, Written, one_line, quoted};
use crate::place::{Edit, Span};

/// The edit that adds an entry, or why there is none.
///
/// # Errors
/// When the sheet is not whole, has no place for the entry, or the entry is not right.
pub fn added(name: &str, sheet: &str, syntax: Syntax, entry: &NewEntry) -> Result<Edit, String> {
    let edit = match syntax {
        Syntax::Toml => toml(sheet, entry),
        Syntax::Json => json(sheet, entry)?,
        Syntax::Yaml => yaml(sheet, entry)?,
        Syntax::Csv => csv(name, sheet, entry)?,
    };
    let edit = if sheet.contains("\r\n") { Edit { text: edit.text.replace('\n', "\r\n"), ..edit } } else { edit };
    let mut after = sheet.to_owned();
    after.replace_range(edit.span.range(), &edit.text);
    let (old, new) = (Reference::read(name, sheet, syntax), Reference::read(name, &after, syntax));
    let written = Span::new(edit.span.start as usize, edit.span.start as usize + edit.text.len());
    let faults: Vec<_> = new.findings.iter().filter(|it| it.place.span.meets(written)).collect();
    if !faults.is_empty() {
        return Err(faults.iter().map(|it| it.message.as_str()).collect::<Vec<_>>().join("; "));
    }
    if entry.doubted || new.len() == old.len() + 1 && new.findings.len() <= old.findings.len() {
        return Ok(edit);
    }
    Err("the sheet would not be read as before; mend what is wrong in it first".to_owned())
}

fn at(offset: usize, text: String) -> Edit {
    Edit { span: Span::new(offset, offset), text }
}

fn toml(sheet: &str, entry: &NewEntry) -> Edit {
    let gap = match sheet {
        "" => "",
        _ if sheet.ends_with("\n\n") || sheet.ends_with("\n\r\n") => "",
        _ if sheet.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    at(sheet.len(), format!("{gap}{}", entry.toml()))
}

/// The lists of a sheet that is whole.
fn lists<'n, 'a>(tree: &'n Node<'a>) -> Result<&'n [Field<'a>], String> {
    match &tree.value {
        Value::Table(lists) => Ok(lists),
        _ => Err("a fact sheet is a table of lists; this is none".to_owned()),
    }
}

fn json(sheet: &str, entry: &NewEntry) -> Result<Edit, String> {
    if sheet.trim().is_empty() {
        let text = format!("{{\n  \"{}\": [\n    {}\n  ]\n}}\n", entry.list, in_braces(entry, "\n      ", "\n    "));
        return Ok(Edit { span: Span::new(0, sheet.len()), text });
    }
    let (tree, broken) = Syntax::Json.tree("", sheet);
    if let Some(broken) = broken.first() {
        let line = sheet[..broken.span.start as usize].matches('\n').count() + 1;
        return Err(format!("line {line}: {}; mend it first", broken.message));
    }
    let lists = lists(&tree)?;
    let Some((_, list)) = lists.iter().find(|(key, _)| key.name == entry.list) else {
        let indent = lists.first().map_or("\n  ", |(key, _)| space_before(sheet, key.span.start as usize));
        let (one, two) = deeper(indent);
        let text = format!("\"{}\": [{one}{}{indent}]", entry.list, in_braces(entry, &two, &one));
        return Ok(match lists.last() {
            Some((_, last)) => at(last.span.end as usize, format!(",{indent}{text}")),
            None => at(tree.span.start as usize + 1, format!("{indent}{text}")),
        });
    };
    let Value::List(entries) = &list.value else { return Err(format!("`{}` is no list there", entry.list)) };
    let Some(latest) = entries.last() else {
        let (one, two) = deeper(space_before(sheet, list.span.start as usize));
        return Ok(at(list.span.start as usize + 1, in_braces(entry, &two, &one)));
    };
    // As the latest entry is written: over lines, or in one.
    let space = space_before(sheet, latest.span.start as usize);
    let keys = match &latest.value {
        Value::Table(fields) => fields.first().map_or("", |(key, _)| space_before(sheet, key.span.start as usize)),
        _ => "",
    };
    let close = if keys.contains('\n') { space } else { "" };
    let text = in_braces(entry, keys, if close.contains('\n') { close } else { "" });
    let space = if space.is_empty() { " " } else { space };
    Ok(at(latest.span.end as usize, format!(",{space}{text}")))
}

/// The white space before an offset.
fn space_before(sheet: &str, offset: usize) -> &str {
    let before = &sheet[..offset];
    let space = &before[before.trim_end().len()..];
    // An empty line before it is none of its own.
    space.rfind('\n').map_or(space, |at| &space[at..])
}

/// White space for what is one and two levels farther in.
fn deeper(indent: &str) -> (String, String) {
    if !indent.contains('\n') {
        return (String::new(), String::new());
    }
    let unit = if indent.len() > 1 { &indent[1..] } else { "  " };
    (format!("{indent}{unit}"), format!("{indent}{unit}{unit}"))
}

/// An entry in JSON, each key behind some white space.
fn in_braces(entry: &NewEntry, space: &str, close: &str) -> String {
    let fields: Vec<_> =
        entry.fields.iter().map(|(key, value)| format!("{space}\"{key}\": {}", json_value(value))).collect();
    let between = if space.contains('\n') { "," } else { ", " };
    let trimmed: Vec<_> = fields.iter().map(|it| if space.contains('\n') { it.as_str() } else { it.trim() }).collect();
    format!("{{{}{close}}}", trimmed.join(between))
}

fn json_value(value: &Written) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    match value {
        Written::Bare(bare) if bare.parse::<f64>().is_ok() || matches!(bare.as_str(), "true" | "false") => bare.clone(),
        Written::Text(words) | Written::Bare(words) => text(words),
        Written::Texts(texts) => format!("[{}]", texts.iter().map(|it| text(it)).collect::<Vec<_>>().join(", ")),
        Written::Titles(texts) => {
            let titles: Vec<_> = texts.iter().map(|it| format!("{{\"title\": {}}}", text(it))).collect();
            format!("[{}]", titles.join(", "))
        }
    }
}

fn yaml(sheet: &str, entry: &NewEntry) -> Result<Edit, String> {
    let (tree, broken) = Syntax::Yaml.tree("", sheet);
    if let Some(broken) = broken.first() {
        let line = sheet[..broken.span.start as usize].matches('\n').count() + 1;
        return Err(format!("line {line}: {}; mend it first", broken.message));
    }
    // Where each list begins, for in the file it ends where the next begins.
    let mut keys: Vec<_> =
        lists(&tree)?.iter().map(|(key, node)| (key.span.start as usize, &*key.name, node)).collect();
    keys.sort_by_key(|(start, ..)| *start);
    let Some(place) = keys.iter().position(|(_, name, _)| *name == entry.list) else {
        let gap = if sheet.is_empty() || sheet.ends_with('\n') { "" } else { "\n" };
        let text = format!("{gap}{}:\n{}", entry.list, yaml_entry(entry, 2));
        return Ok(at(sheet.len(), text));
    };
    let (_, _, list) = &keys[place];
    let Value::List(entries) = &list.value else {
        return Err(format!("`{}` has no entries there; write the first by hand", entry.list));
    };
    if sheet[list.span.start as usize..].starts_with('[') {
        return Err(format!(
            "`{}` stands in brackets; write its entries each on lines of its own, or add by hand",
            entry.list
        ));
    }
    let first = entries.first().map_or(0, |entry| entry.span.start as usize);
    let line = sheet[..first].rfind('\n').map_or(0, |at| at + 1);
    let indent = sheet[line..].len() - sheet[line..].trim_start_matches(' ').len();
    // Behind the last line of the list that is no comment and not empty.
    let end = keys.get(place + 1).map_or(sheet.len(), |(start, ..)| *start);
    let mut cut = line;
    let mut offset = line;
    for text in sheet[line..end].split_inclusive('\n') {
        offset += text.len();
        let words = text.trim();
        if !words.is_empty() && !words.starts_with('#') {
            cut = offset;
        }
    }
    let gap = if sheet[..cut].ends_with('\n') { "" } else { "\n" };
    Ok(at(cut, format!("{gap}{}", yaml_entry(entry, indent))))
}

fn yaml_entry(entry: &NewEntry, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let mut text = String::new();
    for comment in &entry.comments {
        let _ = writeln!(text, "{margin}# {}", one_line(comment));
    }
    for (number, (key, value)) in entry.fields.iter().enumerate() {
        let lead = if number == 0 { "- " } else { "  " };
        let value = match value {
            Written::Bare(bare) => bare.clone(),
            Written::Text(words) => quoted(words),
            Written::Texts(texts) => format!("[{}]", texts.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")),
            Written::Titles(texts) => {
                let titles: Vec<_> = texts.iter().map(|it| format!("{{ title: {} }}", quoted(it))).collect();
                format!("[{}]", titles.join(", "))
            }
        };
        let _ = writeln!(text, "{margin}{lead}{key}: {value}");
    }
    text
}

fn csv(name: &str, sheet: &str, entry: &NewEntry) -> Result<Edit, String> {
    let (columns, separator, listed) = columns(name, sheet);
    if columns.is_empty() {
        return Err("a sheet in CSV begins with a row of headings; write it first".to_owned());
    }
    let by_column = columns.iter().any(|column| column == "list");
    if !by_column && listed != entry.list {
        return Err(format!("this sheet lists {listed}, not {}; a column `list` lets it hold both", entry.list));
    }
    if let Some((key, _)) = entry.fields.iter().find(|(key, _)| !columns.iter().any(|column| column == key)) {
        return Err(format!("this sheet has no column `{key}`; it has {}", columns.join(", ")));
    }
    let cell = |column: &String| {
        if column == "list" {
            return entry.list.to_owned();
        }
        let value = entry.fields.iter().find(|(key, _)| key == column).map(|(_, value)| value);
        let text = match value {
            None => return String::new(),
            Some(Written::Text(text) | Written::Bare(text)) => text.clone(),
            Some(Written::Texts(texts) | Written::Titles(texts)) => texts.join("|"),
        };
        let odd = text.contains(['"', '\n', '\r', separator]) || text.trim() != text;
        if odd { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let row: Vec<_> = columns.iter().map(cell).collect();
    let gap = if sheet.ends_with('\n') { "" } else { "\n" };
    Ok(at(sheet.len(), format!("{gap}{}\n", row.join(&separator.to_string()))))
}

#[cfg(test)]
mod tests {
    use super::super::write::value_of;
    use super::*;

    fn entry(list: &'static str, fields: &[(&'static str, &str)]) -> NewEntry {
        let fields = fields.iter().map(|(key, words)| (*key, value_of(key, words))).collect();
        NewEntry { list, fields, ..NewEntry::default() }
    }

    fn made(sheet: &str, syntax: Syntax, entry: &NewEntry) -> Result<String, String> {
        let edit = added("sheet", sheet, syntax, entry)?;
        let mut text = sheet.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        Ok(text)
    }

    fn somebody() -> NewEntry {
        entry(
            "people",
            &[("name", "Odo \"O\" Kessler"), ("born", "1971-04-02"), ("aliases", "Odo|K, O"), ("unverified", "true")],
        )
    }

    #[test]
    fn an_entry_is_added_to_json_as_the_last_is_written() {
        let person =
            r#"{"name": "Odo \"O\" Kessler", "born": "1971-04-02", "aliases": ["Odo", "K, O"], "unverified": true}"#;
        let lines = "{\n  \"people\": [\n    {\n      \"name\": \"A B\"\n    }\n  ],\n  \"places\": []\n}\n";
        let over_lines = "{\n  \"people\": [\n    {\n      \"name\": \"A B\"\n    },\n    {\n      \"name\": \"Odo \\\"O\\\" Kessler\",\n      \
            \"born\": \"1971-04-02\",\n      \"aliases\": [\"Odo\", \"K, O\"],\n      \"unverified\": true\n    }\n  ],\n  \"places\": []\n}\n";
        assert_eq!(made(lines, Syntax::Json, &somebody()).unwrap(), over_lines);
        for (sheet, right) in [
            (r#"{"people": [{"name": "A B"}]}"#, format!(r#"{{"people": [{{"name": "A B"}}, {person}]}}"#)),
            (r#"{"people": []}"#, format!(r#"{{"people": [{person}]}}"#)),
            (
                "{}",
                format!(
                    "{{\n  \"people\": [\n    {}\n  ]}}",
                    person.replace('{', "{\n      ").replace(", \"", ",\n      \"")
                ),
            ),
            ("{\"places\": [ ]}", format!("{{\"places\": [ ],\"people\": [{person}]}}")),
        ] {
            let made = made(sheet, Syntax::Json, &somebody()).expect(sheet);
            let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            if sheet == "{}" {
                assert_eq!(value(&made)["people"], serde_json::json!([value(person)]));
            } else {
                assert_eq!(made, right);
            }
        }
        let figure = entry("figures", &[("name", "boats"), ("value", "1,200"), ("as_of", "2026-05-06")]);
        let text = made("", Syntax::Json, &figure).unwrap();
        assert!(text.ends_with("}\n") && text.contains("\"value\": 1200,\n"), "{text}");
        assert!(made("{\"people\": [{\"name\": \"A\"", Syntax::Json, &figure).unwrap_err().contains("line 1"));
        assert!(made("[]", Syntax::Json, &figure).is_err() && made("{\"figures\": 3}", Syntax::Json, &figure).is_err());
    }

    #[test]
    fn an_entry_is_added_to_yaml_behind_the_last_of_its_list() {
        let person = "- name: \"Odo \\\"O\\\" Kessler\"\n  born: 1971-04-02\n  aliases: [\"Odo\", \"K, O\"]\n  unverified: true\n";
        let deep = format!("  {}", person.trim_end().replace('\n', "\n  ")) + "\n";
        for (sheet, right) in [
            ("people:\n- name: A B\n", format!("people:\n- name: A B\n{person}")),
            (
                "# ours\npeople:\n  - name: A B # in full\n    note: |\n      one\n      two\n\n# next\nplaces:\n  - name: Port\n",
                format!(
                    "# ours\npeople:\n  - name: A B # in full\n    note: |\n      one\n      two\n{deep}\n# next\nplaces:\n  - name: Port\n"
                ),
            ),
            ("places:\n  - name: Port", format!("places:\n  - name: Port\npeople:\n{deep}")),
            ("", format!("people:\n{deep}")),
        ] {
            assert_eq!(made(sheet, Syntax::Yaml, &somebody()).unwrap(), right, "{sheet}");
        }
        let dos = "people:\r\n- name: A B\r\n";
        assert_eq!(made(dos, Syntax::Yaml, &somebody()).unwrap(), format!("{dos}{}", person.replace('\n', "\r\n")));
        for wrong in ["people: [{name: A B}]\n", "people:\n  - name: [\n", "people: 3\n", "{people: []}\n"] {
            assert!(made(wrong, Syntax::Yaml, &somebody()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_row_is_added_to_a_list_that_has_its_columns() {
        let sheet = "Name;Born;Aliases;unverified\nA B;1970-01-01;;";
        let right = format!("{sheet}\n\"Odo \"\"O\"\" Kessler\";1971-04-02;Odo|K, O;true\n");
        assert_eq!(made(sheet, Syntax::Csv, &somebody()).unwrap(), right);
        assert!(made("name,title\nA B,mayor\n", Syntax::Csv, &somebody()).unwrap_err().contains("no column `born`"));
        assert!(made("", Syntax::Csv, &somebody()).unwrap_err().contains("headings"));
        let figure = entry("figures", &[("name", "boats"), ("value", "12")]);
        assert!(made("name,title\nA B,mayor\n", Syntax::Csv, &figure).unwrap_err().contains("lists people"));
        let both = "list,name,value\npeople,A B,\n";
        assert_eq!(made(both, Syntax::Csv, &figure).unwrap(), format!("{both}figures,boats,12\n"));
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_told() {
        for (syntax, sheet) in
            [(Syntax::Toml, ""), (Syntax::Json, "{}"), (Syntax::Yaml, ""), (Syntax::Csv, "name,born\n")]
        {
            let wrong = entry("people", &[("name", "A B"), ("born", "1971-02-30")]);
            let told = made(sheet, syntax, &wrong).unwrap_err();
            assert!(told.contains("born"), "{syntax:?}: {told}");
        }
    }
}
