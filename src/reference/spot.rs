//! What stands at an offset of a sheet: the key of which list.

use super::node::{Field, Value};
use super::syntax::Syntax;
use super::write::keys_of;
use crate::place::Span;

/// A key of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The list it belongs to; "titles" within those.
    pub list: String,
    /// The key; nothing where it is the list itself.
    pub key: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The key at an offset, in whatever language the sheet is written.
#[must_use]
pub fn key_at(source: &str, syntax: Syntax, offset: usize) -> Option<Spot> {
    if syntax == Syntax::Toml
        && let Some(spot) = header_at(source, offset)
    {
        return Some(spot);
    }
    let (tree, _) = syntax.tree("", source);
    let Value::Table(lists) = &tree.value else { return None };
    for (list, node) in lists {
        if list.span.holds(offset) && list.span.start < list.span.end {
            return Some(Spot { list: list.name.to_string(), key: None, span: list.span });
        }
        let entries = match &node.value {
            Value::List(entries) => entries.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let found = entries.iter().find_map(|entry| {
            let Value::Table(fields) = &entry.value else { return None };
            among(fields, &list.name, offset)
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// "[[people]]": every header is one of the list.
fn header_at(source: &str, offset: usize) -> Option<Spot> {
    let start = source.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let line = source[start..].lines().next()?;
    let list = line.trim().strip_prefix("[[")?.split(']').next()?.trim();
    let at = start + line.find(list)?;
    Some(Spot { list: list.to_owned(), key: None, span: Span::new(at, at + list.len()) })
}

fn among(fields: &[Field<'_>], list: &str, offset: usize) -> Option<Spot> {
    fields.iter().find_map(|(key, value)| {
        if key.span.holds(offset) {
            return Some(Spot { list: list.to_owned(), key: Some(key.name.to_string()), span: key.span });
        }
        let Value::List(items) = &value.value else { return None };
        items.iter().find_map(|item| match &item.value {
            Value::Table(fields) => among(fields, &key.name, offset),
            _ => None,
        })
    })
}

/// What can be written at an offset of a sheet in TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The header of a list: where it begins.
    List(usize),
    /// A key of this list that the entry does not have yet, and where the word before the offset begins.
    Key(String, Vec<&'static str>, usize),
    /// A value of this list and key, and where it begins.
    Value(String, String, usize),
}

/// What can be written at an offset, by the lines before it: the sheet is being written, and need not be whole.
#[must_use]
pub fn wanted_at(source: &str, offset: usize) -> Option<Wanted> {
    let before = source.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = &before[start..];
    let header = |line: &str| Some(line.trim_start().strip_prefix("[[")?.split(']').next()?.trim().to_owned());
    if line.trim_start().starts_with('[') {
        return Some(Wanted::List(start + line.len() - line.trim_start().len()));
    }
    let list = before[..start].lines().rev().find_map(header);
    if line.trim_start().starts_with('#') {
        return None;
    }
    // Titles stand between braces in one line.
    if let Some((key, rest)) = line.split_once('=')
        && key.trim() == "titles"
    {
        let open = rest.rfind('{').filter(|open| !rest[*open..].contains('}'))?;
        let inner = &rest[open + 1..];
        let piece = inner.rsplit(',').next().unwrap_or(inner);
        return Some(piece_of(piece, "titles", inner, offset));
    }
    let Some(list) = list else {
        let word = line.trim_start();
        return word.is_empty().then_some(Wanted::List(offset));
    };
    let end = source[offset..].lines().take_while(|line| !line.trim_start().starts_with("[[")).map(str::len);
    let behind = &source[offset..(offset + end.sum::<usize>()).min(source.len())];
    let top = before[..start].rfind("[[").unwrap_or(0);
    let entry = format!("{}\n{behind}", &before[top..start]);
    Some(piece_of(line, &list, &entry, offset))
}

/// A key or a value, by what stands before the offset.
fn piece_of(piece: &str, list: &str, entry: &str, offset: usize) -> Wanted {
    if let Some((key, value)) = piece.split_once('=') {
        return Wanted::Value(list.to_owned(), key.trim().to_owned(), offset - value.trim_start().len());
    }
    let has = |key: &str| {
        let lines = entry.split(['\n', ',']);
        lines.filter_map(|line| line.split_once('=')).any(|(it, _)| it.trim() == key)
    };
    let keys = match list {
        "titles" => super::read::TITLE.to_vec(),
        list => keys_of(list).unwrap_or_default(),
    };
    let open = keys.into_iter().filter(|key| !has(key)).collect();
    Wanted::Key(list.to_owned(), open, offset - piece.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_in_every_language() {
        for (source, syntax) in [
            ("[[people]]\nname = \"Ilse Varnholt\"\nborn = 1971-04-02\n", Syntax::Toml),
            ("{\"people\": [{\"name\": \"Ilse Varnholt\", \"born\": \"1971-04-02\"}]}", Syntax::Json),
            ("people:\n  - name: Ilse Varnholt\n    born: 1971-04-02\n", Syntax::Yaml),
        ] {
            let spot = key_at(source, syntax, source.find("born").unwrap() + 1).unwrap();
            assert_eq!((&*spot.list, spot.key.as_deref()), ("people", Some("born")), "{source}");
            let spot = key_at(source, syntax, source.find("people").unwrap() + 2).unwrap();
            assert_eq!((&*spot.list, spot.key), ("people", None), "{source}");
            assert_eq!(key_at(source, syntax, source.find("Varnholt").unwrap()), None, "{source}");
        }
        let titles = "[[people]]\nname = \"A\"\ntitles = [{ title = \"mayor\", from = 2020-01-01 }]\n";
        let spot = key_at(titles, Syntax::Toml, titles.find("from").unwrap()).unwrap();
        assert_eq!((&*spot.list, spot.key.as_deref()), ("titles", Some("from")));
    }

    #[test]
    fn what_is_wanted_follows_from_the_lines_before() {
        let wanted = |source: &str| {
            let at = source.find('|').unwrap();
            wanted_at(&source.replace('|', ""), at)
        };
        let Some(Wanted::Key(list, keys, at)) =
            wanted("[[people]]\nname = \"A\"\nti|\nborn = 1971-04-02\n\n[[places]]\n")
        else {
            panic!("a key is wanted")
        };
        assert_eq!((&*list, at), ("people", 22));
        assert!(keys.contains(&"title") && keys.contains(&"not"), "{keys:?}");
        assert!(!keys.contains(&"born") && !keys.contains(&"name"), "{keys:?}");
        let value = |list: &str, key: &str, at| Some(Wanted::Value(list.to_owned(), key.to_owned(), at));
        assert_eq!(wanted("[[figures]]\nmodifier = \"at|"), value("figures", "modifier", 23));
        assert_eq!(wanted("[[people]]\ntitles = [{ title = \"x\", from = |"), value("titles", "from", 43));
        assert_eq!(wanted("# a sheet\n|"), Some(Wanted::List(10)));
        assert_eq!(wanted("[[people]]\nname = \"A\"\n\n  [[pl|"), Some(Wanted::List(25)));
        assert_eq!(wanted("[[people]]\n# na|"), None);
    }
}
