//! Help within files of settings: what a key is for, and what can stand there.

use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, Hover, HoverContents, MarkupContent,
    MarkupKind, Position, TextEdit,
};

use super::convert;
use super::store::Snapshot;
use crate::place::Span;
use crate::reference::Syntax;
use crate::reference::spot::key_at;
use crate::settings::help;
use crate::text::{Columns, Lines};

/// What the key at a position is for.
pub(super) fn hover(snapshot: &Snapshot, position: Position, columns: Columns) -> Option<Hover> {
    let text = snapshot.rope.to_string();
    let lines = Lines::new(&text);
    let spot = key_at(&text, Syntax::Toml, convert::offset(&text, &lines, position, columns))?;
    let about = help::about(&spot.list, spot.key.as_deref())?;
    let value = format!("{}: {about}", spot.key.as_deref().unwrap_or(&spot.list));
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::PlainText, value }),
        range: Some(convert::range(&text, &lines, spot.span, columns)),
    })
}

/// The keys and values that can stand at a position.
pub(super) fn completion(snapshot: &Snapshot, position: Position, columns: Columns) -> Vec<CompletionItem> {
    let text = snapshot.rope.to_string();
    let lines = Lines::new(&text);
    let offset = convert::offset(&text, &lines, position, columns);
    let (offers, from) = help::offers(&text[..offset]);
    // A quotation mark that the editor closed by itself goes.
    let to = offset + usize::from(text[from..offset].starts_with('"') && text[offset..].starts_with('"'));
    let range = convert::range(&text, &lines, Span::new(from, to), columns);
    let item = |offer: help::Offer| CompletionItem {
        label: offer.name.to_owned(),
        kind: Some(CompletionItemKind::PROPERTY),
        documentation: offer.about.map(|about| Documentation::String(about.to_owned())),
        filter_text: Some(offer.text.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, offer.text))),
        ..CompletionItem::default()
    };
    offers.into_iter().map(item).collect()
}
