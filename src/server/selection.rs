//! What a selection grows to: the number, the claim, its sentence, the block, the draft.

use tower_lsp::lsp_types::SelectionRange;

use super::analysis::Analysis;
use super::mentions;
use crate::place::{Extent, Span};

/// The steps from a byte outwards, the innermost first on the outside of the chain.
pub(super) fn at(analysis: &Analysis, offset: usize) -> SelectionRange {
    let mut steps = Vec::new();
    if let Some(entry) = mentions::claim_at(analysis, offset) {
        steps.extend(entry.number.as_ref().map(|number| number.span).filter(|span| span.holds(offset)));
        steps.push(entry.span);
    }
    steps.extend(around(analysis, offset));
    steps.push(Span::new(0, analysis.text.len()));
    let mut chain: Option<SelectionRange> = None;
    let mut outer: Option<Span> = None;
    for step in steps.into_iter().rev() {
        // Each step lies within the one around it, and is less.
        if !outer.is_none_or(|outer| outer.start <= step.start && step.end <= outer.end && outer != step) {
            continue;
        }
        chain = Some(SelectionRange { range: analysis.range(step), parent: chain.map(Box::new) });
        outer = Some(step);
    }
    chain.unwrap_or(SelectionRange { range: analysis.range(Span::new(offset, offset)), parent: None })
}

/// The sentence and the block around a byte.
fn around(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let story = analysis.story();
    let Some(index) = story.article.block_at(offset) else { return Vec::new() };
    let block = &story.article.blocks[index];
    let whole = block.whole();
    if !whole.holds(offset) {
        return Vec::new();
    }
    // A sentence is sought in the prose; where the prose is not its source, byte for byte, by the claim.
    let prose = &block.prose.text;
    let at = prose.floor_char_boundary(offset - whole.start as usize);
    let at = u32::try_from(at).unwrap_or_default();
    let (words, first) = story.sentence(index, Extent { start: at, end: at });
    let end = prose.floor_char_boundary((first + words.len() + 1).min(prose.len()));
    let extent =
        Extent { start: u32::try_from(first).unwrap_or_default(), end: u32::try_from(end).unwrap_or_default() };
    let sentence = block.span(extent);
    if sentence.holds(offset) { vec![sentence, whole] } else { vec![whole] }
}
