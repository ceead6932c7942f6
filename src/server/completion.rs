//! Completion of names: those of the draft and those of the fact sheets.

use std::collections::BTreeMap;

use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit, TextEdit,
};

use super::analysis::Analysis;
use super::names::Name;
use crate::check::Kind;
use crate::link::people::fold;
use crate::place::Span;

/// How many words before the cursor may be the beginning of a name.
const WORDS: usize = 4;

/// How many letters of a word in small letters may be the beginning of a name: "the" is none.
const SMALL: usize = 3;

/// How many names of a sheet are offered at a time: who wants another types on.
const MOST: usize = 100;

/// What was typed of a name.
struct Typed {
    /// Runs of words that a name may begin with, the longest first: where each begins, and its words, folded.
    runs: Vec<(usize, String)>,
    /// Where the last word begins, and that, folded.
    word: (usize, String),
}

/// The names that fit what stands before a byte.
pub(super) fn at(analysis: &Analysis, offset: usize) -> CompletionResponse {
    let line = analysis.lines.range(&analysis.text, analysis.lines.line_of(offset));
    let before = &analysis.text[line.start..offset.max(line.start)];
    let word = &before[last_word(before)..];
    if word.starts_with(char::is_lowercase) && word.chars().count() < SMALL {
        return CompletionResponse::Array(Vec::new());
    }
    let typed = Typed::of(before);
    let mut offers = BTreeMap::new();
    let more = known(analysis, &typed, &mut offers);
    for (name, detail) in told(analysis, offset) {
        if let Some((from, inserted)) = typed.fit(&name).filter(|_| !offers.contains_key(&name)) {
            offers.insert(name, (from, inserted, detail));
        }
    }
    let items = offers.into_iter().map(|(label, (from, filter, detail))| {
        let range = analysis.range(Span::new(line.start + from, offset));
        CompletionItem {
            kind: Some(CompletionItemKind::TEXT),
            detail: Some(detail),
            filter_text: Some(filter),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, label.clone()))),
            label,
            ..CompletionItem::default()
        }
    });
    let items = items.collect();
    if more {
        CompletionResponse::List(CompletionList { is_incomplete: true, items })
    } else {
        CompletionResponse::Array(items)
    }
}

/// What is offered, by the name: where in the line it begins, what of it is held against what was typed, whose it is.
type Offers = BTreeMap<String, (usize, String, String)>;

/// Adds the names of the sheets, and says whether there are more.
fn known(analysis: &Analysis, typed: &Typed, offers: &mut Offers) -> bool {
    let mut add = |name: Name<'_>, at: usize, from: usize| {
        let full = offers.len() == MOST && !offers.contains_key(&*name.label);
        if !full {
            let filter = name.label[from..].to_owned();
            let detail = name.detail.to_owned();
            offers.entry(name.label.into_owned()).or_insert((at, filter, detail));
        }
        full
    };
    for sheet in &analysis.reference.sheets {
        for (at, words) in &typed.runs {
            if sheet.beginning(words).any(|name| add(name, *at, 0)) {
                return true;
            }
        }
        let (at, word) = &typed.word;
        let mut later = sheet.with_later(word);
        if !word.is_empty()
            && later.any(|name| {
                let from = name.from;
                add(name, *at, from)
            })
        {
            return true;
        }
    }
    false
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

impl Typed {
    fn of(before: &str) -> Self {
        let end = last_word(before);
        let folded = |start: usize| before[start..].split(' ').map(fold).collect::<Vec<_>>().join(" ");
        let mut runs = vec![(end, folded(end))];
        let mut head = &before[..end];
        // Where nothing is typed yet, a name begins anew.
        while end < before.len()
            && runs.len() < WORDS
            && let Some(shorter) = head.strip_suffix(' ')
        {
            let start = last_word(shorter);
            if start == shorter.len() {
                break;
            }
            runs.push((start, folded(start)));
            head = &before[..start];
        }
        let word = runs[0].clone();
        runs.reverse();
        Typed { runs, word }
    }

    /// Where in the line a name begins that has been typed in part, and the rest of the name from there on.
    fn fit(&self, name: &str) -> Option<(usize, String)> {
        let whole = name.split(' ').map(fold).collect::<Vec<_>>().join(" ");
        let begins = |(_, words): &&(usize, String)| whole.starts_with(words) && whole != *words;
        if let Some((start, _)) = self.runs.iter().find(begins) {
            return Some((*start, name.to_owned()));
        }
        // A later word: "Varn" for "Ilse Varnholt".
        let (at, word) = &self.word;
        let mut later = name.match_indices(' ').map(|(space, _)| &name[space + 1..]);
        let rest = later.find(|rest| fold(rest).starts_with(&**word) && *fold(rest) != **word)?;
        Some((*at, rest.to_owned()))
    }
}

/// Every name of the draft, in order, with where it is from; the one being typed is no name yet.
fn told(analysis: &Analysis, offset: usize) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut add = |name: &str, detail: &str| {
        let plain = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain.chars().count() > 1 {
            names.entry(plain).or_insert_with(|| detail.to_owned());
        }
    };
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
