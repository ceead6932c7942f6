//! From prose to tokens, sentences and numbers.
//!
//! One pass over the bytes of a block makes its tokens, each looked up once in the [`lexicon`]; all
//! later grammar works on tokens.  Everything here is a pure function of the prose.

pub mod gazetteer;
pub mod heading;
pub mod interval;
pub mod lexicon;
pub mod number;
pub mod numeral;
pub mod office;
pub mod plural;
pub mod runs;
mod sentence;
pub mod slip;
pub mod time;
mod token;
pub mod verb;
pub mod wordlist;
mod words;

pub use lexicon::Classes;
pub use number::Number;
pub use sentence::Sentence;
pub use token::{Flags, Kind, Mark, Token};

use crate::place::Extent;

/// A block of prose as read: its tokens and sentences.
#[derive(Clone, Debug, Default)]
pub struct Reading<'a> {
    /// The prose.
    pub text: &'a str,
    /// Its tokens, in order, not overlapping.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; every token belongs to one.
    pub sentences: Vec<Sentence>,
    /// The classes of every word of the lexicon, by its number.
    classes: &'static [Classes],
}

impl<'a> Reading<'a> {
    /// Reads a block.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let tokens = token::tokenize(text);
        let mut reading = Reading { text, tokens, sentences: Vec::new(), classes: lexicon::classes() };
        sentence::mark_quotations(&mut reading.tokens);
        reading.sentences = sentence::split(&reading);
        sentence::mark_first_words(&mut reading.tokens, &reading.sentences);
        reading
    }

    /// The letters of a token; empty past the end.
    #[must_use]
    #[inline]
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// A token, or the empty token past either end.
    #[must_use]
    #[inline]
    pub fn token(&self, index: usize) -> Token {
        self.tokens.get(index).copied().unwrap_or_default()
    }

    /// The classes of a token.
    #[must_use]
    #[inline]
    pub fn classes(&self, index: usize) -> Classes {
        self.tokens.get(index).map_or(Classes::empty(), |token| self.classes[token.word.index()])
    }

    /// The same of a token at hand.
    #[must_use]
    #[inline]
    pub fn classes_of(&self, token: &Token) -> Classes {
        self.classes[token.word.index()]
    }

    /// What the lexicon knows of a token.
    #[must_use]
    pub fn entry(&self, index: usize) -> &'static lexicon::Entry {
        lexicon::entry(self.token(index).word)
    }

    /// Whether a token is this word, given in lower case.
    #[must_use]
    pub fn is(&self, index: usize, word: &str) -> bool {
        self.word(index).eq_ignore_ascii_case(word)
    }

    /// Whether a token is one of these words, given in lower case.
    #[must_use]
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        let word = self.word(index);
        !word.is_empty() && words.iter().any(|it| word.eq_ignore_ascii_case(it))
    }

    /// Whether a token is that mark.
    #[must_use]
    #[inline]
    pub fn is_mark(&self, index: usize, mark: Mark) -> bool {
        self.token(index).mark == mark
    }

    /// Whether the token follows the one before without a space.
    #[must_use]
    #[inline]
    pub fn is_glued(&self, index: usize) -> bool {
        self.token(index).flags.contains(Flags::GLUED)
    }

    /// The stretch of prose from one token up to, not including, another.
    #[must_use]
    pub fn extent(&self, first: usize, end: usize) -> Extent {
        if first >= end || first >= self.tokens.len() {
            return Extent::default();
        }
        Extent { start: self.tokens[first].start, end: self.tokens[end.min(self.tokens.len()) - 1].end }
    }

    /// The words of a stretch of prose.
    #[must_use]
    pub fn text_of(&self, extent: Extent) -> &'a str {
        &self.text[extent.range()]
    }

    /// The sentence a token belongs to, by index.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= token).min(self.sentences.len().saturating_sub(1))
    }
}
