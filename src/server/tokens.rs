//! Semantic tokens: the kind of each claim.

use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenType, SemanticTokens, SemanticTokensFullOptions, SemanticTokensLegend,
    SemanticTokensOptions,
};

use super::analysis::Analysis;
use super::settings::Show;
use crate::check::Kind;
use crate::place::Span;

/// The kinds, in the order of the legend.
const KINDS: &[Kind] = &[
    Kind::Date,
    Kind::Time,
    Kind::Duration,
    Kind::Set,
    Kind::Number,
    Kind::Ordinal,
    Kind::Percent,
    Kind::Money,
    Kind::Quantity,
    Kind::Age,
    Kind::Person,
    Kind::Title,
    Kind::Organisation,
    Kind::Place,
    Kind::Quote,
];

/// What is offered.
pub(super) fn options() -> SemanticTokensOptions {
    let token_types = KINDS.iter().map(|kind| SemanticTokenType::new(kind.name())).collect();
    SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types, token_modifiers: Vec::new() },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..SemanticTokensOptions::default()
    }
}

/// The tokens of the claims that touch a span: one a line, none over another.
pub(super) fn of(analysis: &Analysis, asked: Span) -> SemanticTokens {
    let mut data = Vec::new();
    if !analysis.settings.shows(Show::TOKENS) {
        return SemanticTokens { result_id: None, data };
    }
    let (mut line, mut column, mut end) = (0, 0, 0);
    for entry in analysis.ledger() {
        // Words of a quotation may be claims themselves, and those tell more.
        let over = entry.kind == Kind::Quote || (entry.span.start as usize) < end;
        let Some(kind) = KINDS.iter().position(|kind| *kind == entry.kind) else { continue };
        if over || !entry.span.touches(asked) {
            continue;
        }
        end = entry.span.end as usize;
        let last = analysis.lines.line_of(end);
        for at in analysis.lines.line_of(entry.span.start as usize)..=last {
            let whole = analysis.lines.range(&analysis.text, at);
            let piece = Span::new(whole.start.max(entry.span.start as usize), whole.end.min(end).max(whole.start));
            if piece.start >= piece.end {
                continue;
            }
            let range = analysis.range(piece);
            let delta_line = range.start.line - line;
            let delta_start = if delta_line == 0 { range.start.character - column } else { range.start.character };
            data.push(SemanticToken {
                delta_line,
                delta_start,
                length: range.end.character - range.start.character,
                token_type: u32::try_from(kind).unwrap_or_default(),
                token_modifiers_bitset: 0,
            });
            (line, column) = (range.start.line, range.start.character);
        }
    }
    SemanticTokens { result_id: None, data }
}
