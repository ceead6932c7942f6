//! Help within fact sheets: what a key is for, and which there are.

use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, Hover, HoverContents, MarkupContent,
    MarkupKind, Position, TextEdit,
};

use super::convert;
use super::store::{Snapshot, Store};
use crate::place::Span;
use crate::reference::spot::{Wanted, key_at, wanted_at};
use crate::reference::{Syntax, schema};
use crate::text::Lines;

/// A sheet with its lines.
struct Sheet {
    text: String,
    lines: Lines,
    syntax: Syntax,
}

impl Sheet {
    fn of(snapshot: &Snapshot) -> Self {
        let text = snapshot.rope.to_string();
        let syntax = snapshot.path.as_deref().and_then(Syntax::of).unwrap_or_default();
        Sheet { lines: Lines::new(&text), text, syntax }
    }
}

/// What the key at a position is for.
pub(super) fn hover(store: &Store, snapshot: &Snapshot, position: Position) -> Option<Hover> {
    let columns = store.desk.manners().columns;
    let sheet = Sheet::of(snapshot);
    let offset = convert::offset(&sheet.text, &sheet.lines, position, columns);
    let spot = key_at(&sheet.text, sheet.syntax, offset)?;
    let about = schema::about(&spot.list, spot.key.as_deref())?;
    let mut value = format!("{}: {about}", spot.key.as_deref().unwrap_or(&spot.list));
    let words = spot.key.as_deref().map(|key| schema::values(&spot.list, key)).unwrap_or_default();
    if !words.is_empty() {
        value = format!("{value}\n\nOne of {}", words.join(", "));
    }
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::PlainText, value }),
        range: Some(convert::range(&sheet.text, &sheet.lines, spot.span, columns)),
    })
}

/// The lists, keys and values that can stand at a position; of sheets in TOML.
pub(super) fn completion(store: &Store, snapshot: &Snapshot, position: Position) -> Vec<CompletionItem> {
    let columns = store.desk.manners().columns;
    let sheet = Sheet::of(snapshot);
    if sheet.syntax != Syntax::Toml {
        return Vec::new();
    }
    let offset = convert::offset(&sheet.text, &sheet.lines, position, columns);
    let item = |label: &str, text: String, about: Option<String>, kind, from: usize, to: usize| CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        documentation: about.map(Documentation::String),
        filter_text: Some(text.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            convert::range(&sheet.text, &sheet.lines, Span::new(from, to), columns),
            text,
        ))),
        ..CompletionItem::default()
    };
    match wanted_at(&sheet.text, offset) {
        None => Vec::new(),
        Some(Wanted::List(from)) => {
            let behind = &sheet.text[offset..];
            // Brackets that the editor closed by itself go.
            let to = offset + behind.len() - behind.trim_start_matches(']').len();
            let one = |list: &&str| {
                let about = schema::about(list, None);
                item(list, format!("[[{list}]]"), about, CompletionItemKind::STRUCT, from, to)
            };
            schema::lists().iter().map(one).collect()
        }
        Some(Wanted::Key(list, keys, from)) => {
            let one = |key: &&str| {
                let about = schema::about(&list, Some(key));
                item(key, format!("{key} = "), about, CompletionItemKind::PROPERTY, from, offset)
            };
            keys.iter().map(one).collect()
        }
        Some(Wanted::Value(list, key, from)) => {
            let mut values = schema::values(&list, &key);
            let signature = || {
                let house = store.desk.house();
                house.of(snapshot.path.as_deref()).effective.signature.complete()
            };
            match &*key {
                "verified" => values.extend(signature().when.map(|day| day.to_string())),
                "by" => values.extend(signature().by.map(|by| serde_json::Value::from(by).to_string())),
                _ => {}
            }
            let behind = &sheet.text[offset..];
            let to = offset + usize::from(behind.starts_with('"'));
            values.iter().map(|value| item(value, value.clone(), None, CompletionItemKind::VALUE, from, to)).collect()
        }
    }
}
