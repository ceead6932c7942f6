//! The outline of a draft: its claims in groups.  And the same over all open drafts.

use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::analysis::Analysis;
use super::manners::Can;
use crate::check::{Entry, Kind};
use crate::place::Span;

/// The groups, in the order of the outline.
const GROUPS: &[(&str, SymbolKind, &[Kind])] = &[
    ("People", SymbolKind::VARIABLE, &[Kind::Person]),
    ("Organisations", SymbolKind::PACKAGE, &[Kind::Organisation]),
    ("Figures", SymbolKind::NUMBER, &[Kind::Number, Kind::Percent, Kind::Money, Kind::Quantity, Kind::Age]),
    ("Dates", SymbolKind::CONSTANT, &[Kind::Date, Kind::Time, Kind::Duration, Kind::Set]),
    ("Places", SymbolKind::NAMESPACE, &[Kind::Place]),
    ("Quotes", SymbolKind::STRING, &[Kind::Quote]),
];

/// The longest name of a symbol, in letters.
const LONGEST: usize = 60;

/// How many symbols of all drafts are given at once.
const MOST: usize = 500;

/// One line of the outline.
struct Symbol {
    name: String,
    detail: Option<String>,
    span: Span,
}

/// A group with its symbols.
fn group(analysis: &Analysis, kinds: &[Kind]) -> Vec<Symbol> {
    let entries = analysis.ledger().iter().filter(|entry| kinds.contains(&entry.kind));
    // A person is one line, at the first mention.
    let first = |entry: &&Entry| entry.kind != Kind::Person || entry.same.iter().all(|other| entry.span < *other);
    entries.filter(first).filter_map(|entry| symbol(analysis, entry)).collect()
}

fn symbol(analysis: &Analysis, entry: &Entry) -> Option<Symbol> {
    let words = entry.name.as_deref().unwrap_or_else(|| analysis.words(entry.span));
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name: String = plain.chars().take(LONGEST).collect();
    if name.len() < plain.len() {
        name.push('…');
    }
    let detail = match entry.kind {
        Kind::Person if entry.same.is_empty() => Some("1 mention".to_owned()),
        Kind::Person => Some(format!("{} mentions", entry.same.len() + 1)),
        _ => entry.meant.clone().or_else(|| entry.timex.as_ref().map(|(_, value)| value.clone())),
    };
    // Editors refuse a symbol without a name.
    (!name.is_empty()).then_some(Symbol { name, detail, span: entry.span })
}

/// The outline, as a tree or flat.
pub(super) fn outline(analysis: &Analysis) -> DocumentSymbolResponse {
    let groups = GROUPS.iter().map(|(name, kind, kinds)| (*name, *kind, group(analysis, kinds)));
    let groups = groups.filter(|(_, _, symbols)| !symbols.is_empty());
    if analysis.manners.can(Can::TREE) {
        return DocumentSymbolResponse::Nested(groups.filter_map(|it| tree(analysis, it)).collect());
    }
    DocumentSymbolResponse::Flat(groups.flat_map(|(name, kind, symbols)| flat(analysis, name, kind, symbols)).collect())
}

fn tree(analysis: &Analysis, (name, kind, symbols): (&str, SymbolKind, Vec<Symbol>)) -> Option<DocumentSymbol> {
    let first = symbols.first()?.span;
    let whole = symbols.iter().fold(first, |whole, symbol| whole.to(symbol.span));
    let children = symbols.into_iter().map(|symbol| {
        let range = analysis.range(symbol.span);
        document_symbol(symbol.name, symbol.detail, kind, (range, range), None)
    });
    let children: Vec<_> = children.collect();
    let detail = Some(children.len().to_string());
    let ranges = (analysis.range(whole), analysis.range(first));
    Some(document_symbol(name.to_owned(), detail, SymbolKind::NAMESPACE, ranges, Some(children)))
}

#[expect(deprecated, reason = "the field has to be given")]
fn document_symbol(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    (range, selection_range): (tower_lsp::lsp_types::Range, tower_lsp::lsp_types::Range),
    children: Option<Vec<DocumentSymbol>>,
) -> DocumentSymbol {
    DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range, children }
}

#[expect(deprecated, reason = "the field has to be given")]
fn flat<'a>(
    analysis: &'a Analysis,
    group: &'a str,
    kind: SymbolKind,
    symbols: Vec<Symbol>,
) -> impl Iterator<Item = SymbolInformation> + 'a {
    symbols.into_iter().map(move |symbol| SymbolInformation {
        name: symbol.name,
        kind,
        tags: None,
        deprecated: None,
        location: Location::new(analysis.url.clone(), analysis.range(symbol.span)),
        container_name: Some(group.to_owned()),
    })
}

/// The symbols of all open drafts whose name has the letters of a query in their order.
pub(super) fn search(analyses: &[std::sync::Arc<Analysis>], query: &str) -> Vec<SymbolInformation> {
    let mut found = Vec::new();
    for analysis in analyses {
        for (name, kind, kinds) in GROUPS {
            let symbols = group(analysis, kinds).into_iter().filter(|symbol| fits(&symbol.name, query)).collect();
            found.extend(flat(analysis, name, *kind, symbols));
            if found.len() >= MOST {
                found.truncate(MOST);
                return found;
            }
        }
    }
    found
}

/// Whether a name has the letters of a query in their order.
fn fits(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .filter(|it| !it.is_whitespace())
        .flat_map(char::to_lowercase)
        .all(|it| letters.any(|letter| letter == it))
}
