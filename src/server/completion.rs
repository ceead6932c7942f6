//! Completion of names: those of the draft and those of the fact sheets.

use std::collections::BTreeMap;

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, TextEdit};

use super::analysis::Analysis;
use crate::check::Kind;
use crate::link::people::fold;
use crate::place::Span;

/// How many words before the cursor may be the beginning of a name.
const WORDS: usize = 4;

/// How many letters of a word in small letters may be the beginning of a name: "the" is none.
const SMALL: usize = 3;

/// The names that fit what stands before a byte.
pub(super) fn at(analysis: &Analysis, offset: usize) -> Vec<CompletionItem> {
    let line = analysis.lines.range(&analysis.text, analysis.lines.line_of(offset));
    let before = &analysis.text[line.start..offset.max(line.start)];
    let typed = &before[last_word(before)..];
    let small = typed.starts_with(char::is_lowercase);
    if small && typed.chars().count() < SMALL {
        return Vec::new();
    }
    let items = names(analysis, offset).into_iter().filter_map(|(name, detail)| {
        let (from, rest) = fit(before, typed, &name)?;
        let range = analysis.range(Span::new(line.start + from, offset));
        Some(CompletionItem {
            label: name.clone(),
            kind: Some(CompletionItemKind::TEXT),
            detail: Some(detail),
            filter_text: Some(rest),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, name))),
            ..CompletionItem::default()
        })
    });
    items.collect()
}

/// Where the last word of a line begins.
fn last_word(before: &str) -> usize {
    before
        .char_indices()
        .rev()
        .take_while(|(_, letter)| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-' | '.'))
        .last()
        .map_or(before.len(), |(at, _)| at)
}

/// Where in the line a name begins that has been typed in part, and the rest of the name from there on.
fn fit(before: &str, typed: &str, name: &str) -> Option<(usize, String)> {
    let end = before.len() - typed.len();
    if typed.is_empty() {
        return Some((end, name.to_owned()));
    }
    // The longest run of words that the name begins with.
    let mut starts = vec![end];
    let mut head = &before[..end];
    while starts.len() < WORDS
        && let Some(shorter) = head.strip_suffix(' ')
    {
        let start = last_word(shorter);
        if start == shorter.len() {
            break;
        }
        starts.push(start);
        head = &before[..start];
    }
    let begins = |start: &&usize| {
        let words = before[**start..].split(' ').map(fold).collect::<Vec<_>>().join(" ");
        let whole = name.split(' ').map(fold).collect::<Vec<_>>().join(" ");
        whole.starts_with(&words) && whole != words
    };
    if let Some(start) = starts.iter().rev().find(begins) {
        return Some((*start, name.to_owned()));
    }
    // A later word: "Varn" for "Ilse Varnholt".
    let word = fold(typed);
    let mut later = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
    let rest = later.find(|rest| fold(rest).starts_with(&*word) && fold(rest) != word)?;
    Some((end, rest.to_owned()))
}

/// Every name, in order, with where it is from; the one being typed is no name yet.
fn names(analysis: &Analysis, offset: usize) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut add = |name: &str, detail: &str| {
        let plain = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain.chars().count() > 1 {
            names.entry(plain).or_insert_with(|| detail.to_owned());
        }
    };
    for person in analysis.reference.everybody() {
        let detail = person.titles.first().map_or("fact sheet", |title| &**title.title);
        add(&person.name, detail);
        person.aliases.iter().for_each(|alias| add(alias, &person.name));
        person.titles.iter().for_each(|title| add(&title.title, &person.name));
    }
    for figure in &analysis.reference.figures {
        let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        add(&format!("{}{unit}", figure.told()), &figure.name);
    }
    for body in &analysis.reference.organisations {
        add(&body.name, body.short.as_ref().map_or("fact sheet", |short| &***short));
        if let Some(short) = &body.short {
            add(short, &body.name);
        }
    }
    let story = analysis.story();
    for form in analysis.checked.links.people.forms().iter().filter(|form| form.is_person()) {
        for at in &form.mentions {
            let mention = crate::link::People::mention(&story, *at);
            let span = story.span(at.block, mention.extent);
            let words = story.text(at.block, mention.extent);
            if !span.holds(offset) && words.chars().any(char::is_lowercase) {
                add(words, &format!("line {}", analysis.line(span)));
            }
        }
    }
    for entry in analysis.ledger().iter().filter(|entry| entry.kind == Kind::Organisation) {
        if let Some(name) = &entry.meant {
            add(name, analysis.words(entry.span));
        }
        add(analysis.words(entry.span), entry.meant.as_deref().unwrap_or_default());
    }
    names
}
