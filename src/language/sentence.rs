//! Sentences and quotations.

use super::{Classes, Flags, Kind, Mark, Reading, Token};

/// A sentence as a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub end: usize,
    /// The classes of all its words together: what none has need not be sought.
    pub classes: Classes,
}

/// Marks the tokens that stand between quotation marks.  A quotation that opens a paragraph and does
/// not close runs to its end, as speech over several paragraphs is set.
pub(super) fn mark_quotations(tokens: &mut [Token]) {
    let (mut double, mut single) = (false, false);
    let mut index = 0;
    while index < tokens.len() {
        // Most tokens are no marks of quotations.
        let is_mark = |token: &Token| {
            matches!(token.mark, Mark::OpenQuote | Mark::CloseQuote | Mark::Quote | Mark::OpenSingle | Mark::Apostrophe)
        };
        let run = tokens[index..].iter().position(is_mark).unwrap_or(tokens.len() - index);
        if run > 0 {
            if double || single {
                tokens[index..index + run].iter_mut().for_each(|token| token.flags |= Flags::QUOTED);
            }
            index += run;
            continue;
        }
        let is_glued = |index: usize| tokens.get(index).is_some_and(|token| token.flags.contains(Flags::GLUED));
        let glued = || is_glued(index);
        let next_glued = || is_glued(index + 1);
        match tokens[index].mark {
            Mark::OpenQuote => double = true,
            Mark::CloseQuote => double = false,
            // A straight mark opens where a word follows it closely and none precedes it so.
            Mark::Quote => double = !double && (next_glued() || !glued()),
            Mark::OpenSingle => single = next_glued() && closes(tokens, index),
            Mark::Apostrophe if single && glued() && !next_glued_word(tokens, index) => single = false,
            // A straight mark before a word: "says 'no deal'".
            Mark::Apostrophe if !single && !glued() && next_glued_word(tokens, index) => single = closes(tokens, index),
            _ => {
                if double || single {
                    tokens[index].flags |= Flags::QUOTED;
                }
            }
        }
        index += 1;
    }
}

/// Whether a single quotation mark finds its partner within the next 60 tokens.
fn closes(tokens: &[Token], open: usize) -> bool {
    (open + 2..tokens.len().min(open + 60)).any(|index| {
        tokens[index].mark == Mark::Apostrophe
            && tokens[index].flags.contains(Flags::GLUED)
            && !next_glued_word(tokens, index)
    })
}

fn next_glued_word(tokens: &[Token], index: usize) -> bool {
    tokens.get(index + 1).is_some_and(|next| next.flags.contains(Flags::GLUED) && next.kind == Kind::Word)
}

/// Splits a block into sentences and marks the first word of each.
pub(super) fn split(reading: &Reading<'_>) -> Vec<Sentence> {
    let tokens = &reading.tokens;
    let mut sentences = Vec::with_capacity(tokens.len() / 16 + 1);
    let (mut first, mut at) = (0, 0);
    while at < tokens.len() {
        let ends = match tokens[at].mark {
            Mark::Period => !is_abbreviation(reading, at),
            Mark::Exclamation | Mark::Question | Mark::Ellipsis => true,
            _ => {
                tokens[at].flags.contains(Flags::DOTTED)
                    && ends_with_stop(reading, at)
                    && starts_clearly(reading, at + 1)
            }
        };
        at += 1;
        if !ends {
            continue;
        }
        // Quotation marks and brackets that close belong to the sentence.
        while at < tokens.len() && tokens[at].flags.contains(Flags::GLUED) && tokens[at].kind == Kind::Mark {
            at += 1;
        }
        if at < tokens.len() && can_begin(reading, at) {
            sentences.push(sentence(reading, first, at));
            first = at;
        }
    }
    if first < tokens.len() {
        sentences.push(sentence(reading, first, tokens.len()));
    }
    sentences
}

fn sentence(reading: &Reading<'_>, first: usize, end: usize) -> Sentence {
    let words = reading.tokens[first..end].iter();
    let classes = words.fold(Classes::empty(), |classes, token| classes | reading.classes_of(token));
    Sentence { first, end, classes }
}

fn ends_with_stop(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).ends_with('.')
}

/// Whether the full stop at a token belongs to the word before it.
fn is_abbreviation(reading: &Reading<'_>, at: usize) -> bool {
    if at == 0 || !reading.is_glued(at) {
        return false;
    }
    let before = reading.token(at - 1);
    let word = reading.word(at - 1);
    // An initial: "George W. Bush", but not "Plan B. The".
    if before.kind == Kind::Word && before.is_capital() && word.len() <= 4 && word.chars().count() == 1 {
        return !starts_clearly(reading, at + 1);
    }
    let classes = reading.classes(at - 1);
    if classes.contains(Classes::ABBREVIATION) {
        return true;
    }
    let next = reading.token(at + 1);
    if classes.contains(Classes::NUMBER_ABBREVIATION) && next.kind == Kind::Number {
        return true;
    }
    // "Acme Inc. said", "Oct. 2", "Jr. of"; but "Acme Inc. The".
    let short = classes.intersects(Classes::LOOSE_ABBREVIATION) && before.is_capital();
    short && !starts_clearly(reading, at + 1)
}

/// Whether a sentence clearly begins at a token: a capitalised small word, or an opening quotation mark.
fn starts_clearly(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.token(at);
    if matches!(token.mark, Mark::OpenQuote) {
        return true;
    }
    token.is_capital() && reading.classes(at).contains(Classes::FUNCTION) && !token.flags.contains(Flags::UPPER)
}

/// Whether a sentence can begin at a token: not with a small letter.
fn can_begin(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.token(at);
    match token.kind {
        Kind::Word => {
            !reading.is_glued(at)
                && (token.is_capital()
                    || token.flags.contains(Flags::DIGITS)
                    || !reading.word(at).starts_with(char::is_lowercase))
        }
        Kind::Number | Kind::Link => !reading.is_glued(at),
        Kind::Mark => !matches!(token.mark, Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Hyphen),
        Kind::Clitic | Kind::None => false,
    }
}

/// Marks the first word of each sentence, opening marks apart.
pub(super) fn mark_first_words(tokens: &mut [Token], sentences: &[Sentence]) {
    for sentence in sentences {
        let first = tokens[sentence.first..sentence.end].iter_mut().find(|token| token.kind != Kind::Mark);
        if let Some(first) = first {
            first.flags |= Flags::FIRST;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let reading = Reading::new(text);
        reading.sentences.iter().map(|it| reading.text_of(reading.extent(it.first, it.end))).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            sentences("Mr. Blake met U.S. troops on Oct. 2 at No. 10. The talks went on."),
            ["Mr. Blake met U.S. troops on Oct. 2 at No. 10.", "The talks went on."]
        );
        assert_eq!(
            sentences("He moved to the U.S. The year was 1990."),
            ["He moved to the U.S.", "The year was 1990."]
        );
        assert_eq!(
            sentences("George W. Marsh paid 3.5 crowns. Nobody did."),
            ["George W. Marsh paid 3.5 crowns.", "Nobody did."]
        );
        assert_eq!(sentences("Acme Inc. said no. He left."), ["Acme Inc. said no.", "He left."]);
    }

    #[test]
    fn quotations_end_with_their_marks() {
        assert_eq!(
            sentences("“We went home.” Then it rained. \"Why?\" he asked."),
            ["“We went home.”", "Then it rained.", "\"Why?\" he asked."]
        );
    }

    #[test]
    fn what_stands_between_marks_is_quoted() {
        let reading = Reading::new("He said “no more” and 'left' the workers' “long talk");
        let quoted: Vec<_> =
            (0..reading.tokens.len()).filter(|it| reading.token(*it).is_quoted()).map(|it| reading.word(it)).collect();
        assert_eq!(quoted, ["no", "more", "left", "long", "talk"]);
    }
}
