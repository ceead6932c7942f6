//! The card of a claim: what it says, how it was read, where else it is said, what it was held against.

use std::fmt::Write;

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::analysis::Analysis;
use super::convert;
use super::store::Manners;
use crate::check::Entry;

/// The hover at a byte of a draft.
pub(super) fn at(analysis: &Analysis, offset: usize, manners: &Manners) -> Option<Hover> {
    let checked = &analysis.checked;
    let finding = checked.findings.iter().find(|finding| finding.place.span.holds(offset));
    let ledger = checked.ledger();
    // The narrowest claim: the number within a date is the date's.
    let holding = ledger.iter().filter(|entry| entry.span.holds(offset));
    let entry = holding.min_by_key(|entry| entry.span.end - entry.span.start);
    let span = entry.map(|entry| entry.span).or(finding.map(|finding| finding.place.span))?;
    let mut card = Card { text: String::new(), markdown: manners.markdown };
    if let Some(finding) = finding {
        card.line(&format!("{}: {} ({})", finding.level.name(), finding.message, finding.rule));
        if let Some(calculation) = &finding.calculation {
            card.line(calculation);
        }
        for related in &finding.related {
            let line = analysis.lines.line_of(related.place.span.start as usize) + 1;
            card.line(&format!("line {line}: {}", related.message));
        }
    }
    if let Some(entry) = entry {
        claim(analysis, entry, &mut card);
        let passed = checked.passed.iter().filter(|check| check.span.touches(entry.span));
        for check in passed.take(3) {
            card.line(&format!("checked: {} ({})", check.outcome, check.rule));
        }
    }
    let kind = if manners.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value: card.text.trim_end().to_owned() }),
        range: Some(convert::range(&analysis.text, &analysis.lines, span, manners.columns)),
    })
}

fn claim(analysis: &Analysis, entry: &Entry, card: &mut Card) {
    let words = &analysis.text[entry.span.range()];
    let name = entry.name.as_deref().filter(|name| *name != words);
    card.title(entry.kind.name(), name.unwrap_or(words));
    if let Some(meant) = &entry.meant {
        card.line(meant);
    }
    if !entry.same.is_empty() {
        let mut lines: Vec<_> = entry.same.iter().map(|span| analysis.lines.line_of(span.start as usize) + 1).collect();
        lines.dedup();
        let shown: Vec<_> = lines.iter().take(8).map(ToString::to_string).collect();
        let more = if lines.len() > shown.len() { " and below" } else { "" };
        card.line(&format!("also in line{} {}{more}", if shown.len() == 1 { "" } else { "s" }, shown.join(", ")));
    }
}

/// The text of a hover, in Markdown or plain.
struct Card {
    text: String,
    markdown: bool,
}

impl Card {
    fn title(&mut self, kind: &str, words: &str) {
        let words = self.escape(words);
        let _ = if self.markdown {
            write!(self.text, "**{kind}**: {words}\n\n")
        } else {
            writeln!(self.text, "{kind}: {words}")
        };
    }

    fn line(&mut self, words: &str) {
        let words = self.escape(words);
        let _ = if self.markdown { write!(self.text, "{words}\n\n") } else { writeln!(self.text, "{words}") };
    }

    /// The words of a draft are no markup of ours.
    fn escape(&self, words: &str) -> String {
        let words = words.replace(['\n', '\r'], " ");
        if !self.markdown {
            return words;
        }
        words
            .chars()
            .flat_map(|letter| {
                matches!(letter, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '\\' | '#' | '|' | '!')
                    .then_some('\\')
                    .into_iter()
                    .chain(Some(letter))
            })
            .collect()
    }
}
