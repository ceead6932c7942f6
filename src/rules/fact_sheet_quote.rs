//! A quotation that the fact sheet has otherwise.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::people::fold;
use crate::link::quotes::words;
use crate::link::{ClaimRef, People};

rule! {
    /// ## What it does
    /// Holds each quotation against those of the fact sheet: nearly the same words, or the same words from somebody else.
    ///
    /// ## Why it matters
    /// Between quotation marks every word is somebody's.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"quotes": [{"speaker": "Ross Coyle", "text": "We counted every herring twice and then we ate it."}]}
    /// "We counted every haddock twice and then we ate it," said Ross Coyle, the skipper.
    ///  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "We counted every haddock twice and then we ate it" here, "We counted every herring twice and then we ate it" in the fact sheet
    /// ```
    ///
    /// ## What it leaves alone
    /// Parts of a quotation, ellipses and brackets, and quotations that only begin alike.
    "fact-sheet-quote" {
        summary: "a quotation has other words or another speaker in the fact sheet",
        counts: "quote",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// The fewest words of a quotation that can be told from another.
const SHORTEST: usize = 5;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let known: Vec<_> = facts.reference.quotes.iter().map(|quote| (quote, words(&quote.text))).collect();
    if known.is_empty() {
        return;
    }
    for (block, _, claims) in story.blocks() {
        for quote in &claims.quotes {
            let said = story.text(block, quote.extent);
            // What an ellipsis or a bracket leaves out is left out.
            let pieces: Vec<_> = said.split(['…', '[', ']']).flat_map(|piece| piece.split("...")).map(words).collect();
            for (entry, right) in &known {
                let whole = pieces.iter().all(|piece| right.windows(piece.len().max(1)).any(|run| run == piece));
                let long = pieces.iter().map(Vec::len).sum::<usize>() >= SHORTEST;
                let span = story.span(block, quote.extent);
                if whole && long {
                    let speaker = quote.speaker.map(|index| ClaimRef { block, index: index as usize });
                    let (Some(at), Some(name)) = (speaker, &entry.speaker) else { continue };
                    let surname = fold(story.text(at.block, People::mention(&story, at).surname));
                    if name.split(' ').map(fold).any(|word| word == surname) {
                        let basis = (&entry.about, entry.text.span);
                        checks.bears_out(NAME, span, basis, "the same words and speaker in the fact sheet");
                        continue;
                    }
                    let found = People::name(&story, at);
                    let finding = Finding::new(
                        NAME,
                        entry.about.level(),
                        People::span(&story, at),
                        format!("said by {found} here, by {name} in the fact sheet"),
                    )
                    .related(span, "the words here")
                    .related(entry.about.place(name.span), "the fact sheet")
                    .takes(entry.about.place(name.span), &found)
                    .value(&found)
                    .value(name);
                    checks.fail(finding);
                } else if pieces.len() == 1 && is_altered(&pieces[0], right) {
                    let text = entry.text.trim_end_matches(['.', ',']);
                    let finding = Finding::new(
                        NAME,
                        entry.about.level(),
                        span,
                        format!("\"{said}\" here, \"{text}\" in the fact sheet"),
                    )
                    .value(&said)
                    .value(&text)
                    .related(entry.about.place(entry.text.span), "the fact sheet")
                    .takes(entry.about.place(entry.text.span), &said);
                    checks.fail(finding);
                }
            }
        }
    }
}

/// Whether two long quotations are one but for a word in six.
fn is_altered(one: &[Box<str>], other: &[Box<str>]) -> bool {
    if one.len() < SHORTEST || one.len() > other.len() + 2 {
        return false;
    }
    let length = one.len().min(other.len());
    let runs = other.windows(length).map(|run| one.iter().zip(run).filter(|(one, other)| one != other).count());
    let head = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let inserted = one.len().max(other.len()).saturating_sub(head + tail);
    let least = runs.min().unwrap_or(length).min(if one.len() == other.len() { length } else { inserted });
    least > 0 && least * 6 <= one.len()
}
