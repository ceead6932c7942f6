//! What "the latter figure" and "the former sum" mean: one of the two figures told just before.

use super::analysis::Analysis;
use crate::claim::quantity::{Quantity, Role};
use crate::language::numeral::Form;
use crate::place::{Extent, Span};

/// What a figure is called when it is taken up so.
const NOUNS: [&str; 9] = ["figure", "number", "sum", "amount", "total", "count", "percentage", "share", "rate"];

/// Which of two each word means.
const WORDS: [(&str, usize); 2] = [("the former ", 0), ("the latter ", 1)];

/// Where such words stand, each with the figure that is meant, as it was told.
pub(super) fn all(analysis: &Analysis) -> Vec<(Span, String)> {
    let story = analysis.story();
    let mut found = Vec::new();
    for (block, it, claims) in story.blocks() {
        // Small letters of other alphabets may be longer: these are found by ASCII alone.
        let text = it.prose.text.to_ascii_lowercase();
        for (words, which) in WORDS {
            for at in memchr::memmem::find_iter(text.as_bytes(), words) {
                let start = at + words.len();
                let noun = text[start..].split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
                let begins = !text[..at].ends_with(char::is_alphanumeric);
                if !begins || !NOUNS.contains(&noun) {
                    continue;
                }
                let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let phrase = Extent { start: place(at), end: place(start + noun.len()) };
                let own = claims.sentence(phrase.start);
                let told = |sentence| {
                    let counts = |it: &&Quantity| {
                        it.extent.end <= phrase.start
                            && claims.sentence(it.extent.start) == sentence
                            && it.form != Form::Ordinal
                            && it.restates.is_none()
                            && !it.role.contains(Role::IDENTIFIER)
                    };
                    claims.quantities.iter().filter(counts).collect::<Vec<_>>()
                };
                // In the same sentence, else in the one before.
                let mut two = told(own);
                if two.is_empty() && own.0 > 0 {
                    two = told(claims.sentence(own.0 - 1));
                }
                if let [_, _] = two[..] {
                    let meant = analysis.words(it.span(two[which].extent));
                    found.push((story.span(block, phrase), meant.split_whitespace().collect::<Vec<_>>().join(" ")));
                }
            }
        }
    }
    found
}
