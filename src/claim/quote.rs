//! Direct speech, as written: what stands between quotation marks, and who is said to have said it.

use crate::claim::Mention;
use crate::claim::person::Signs;
use crate::language::{Classes, Kind, Mark, Reading};
use crate::place::Extent;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, without their marks.
    pub extent: Extent,
    /// How many words.
    pub words: u32,
    /// Index of the speaker among the block's people, where one is named.
    pub speaker: Option<u32>,
    /// Whether the sentence says that words are said again: "echoed", "repeated", "read".
    pub again: bool,
}

/// The shortest quotation that is kept, in words.
const SHORTEST: u32 = 3;

/// How far from its quotation a speaker is looked for, in tokens.
const REACH: usize = 14;

/// How long what stands between commas behind a speaker's name may be, in tokens.
const ASIDE: usize = 10;

/// Nouns for what somebody says.
const WORDS: [&str; 8] = ["claim", "remark", "warning", "statement", "comment", "assertion", "complaint", "boast"];

/// Words that tell of words said again.
const AGAIN: [&str; 16] = [
    "echoed",
    "echoing",
    "repeated",
    "repeating",
    "repeat",
    "mocking",
    "mocked",
    "quoting",
    "quoted",
    "read",
    "chanted",
    "sang",
    "agreed",
    "misquoted",
    "again",
    "chanting",
];

/// Reads the quotations of a block, in order.
#[must_use]
pub fn extract(reading: &Reading<'_>, people: &[Mention]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        if !reading.token(at).is_quoted() {
            at += 1;
            continue;
        }
        let first = at;
        while reading.token(at).is_quoted() {
            at += 1;
        }
        let mut end = at;
        // "“We did,” he said": the comma is the sentence's.
        while end > first
            && matches!(reading.token(end - 1).mark, Mark::Comma | Mark::Period | Mark::Question | Mark::Exclamation)
        {
            end -= 1;
        }
        let words = (first..end).filter(|at| matches!(reading.token(*at).kind, Kind::Word | Kind::Number)).count();
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        if words < SHORTEST {
            continue;
        }
        let (speaker, again) = speaker(reading, people, first, at);
        quotes.push(Quote { extent: reading.extent(first, end), words, speaker, again });
    }
    quotes
}

/// Who says what stands between two tokens, and whether it is said again.
fn speaker(reading: &Reading<'_>, people: &[Mention], first: usize, end: usize) -> (Option<u32>, bool) {
    let sentence = |token: usize| reading.sentences.get(reading.sentence_of(token)).copied();
    let last = sentence(end + 1).map_or(end, |it| it.end).min(end + REACH);
    let stop = (end + 1..last).find(|at| reading.token(*at).is_quoted()).unwrap_or(last);
    let start = sentence(first).map_or(first, |it| it.first.max(first.saturating_sub(REACH)));
    let again = (start..first).chain(end..stop).any(|at| reading.is_any(at, &AGAIN));
    let (from, to) = (reading.token(end).start, reading.token(stop.max(1) - 1).end);
    let index = |at: usize| u32::try_from(at).ok();
    let token_at = |byte: u32| reading.tokens.partition_point(|token| token.start < byte);
    let says = |at: usize| reading.classes(at).contains(Classes::SAYING);
    // "Ida Kessel, a retired pilot, told the crowd": a verb of saying behind what stands between commas.
    let goes_on = |name: usize, stop: usize| {
        let behind = token_at(people[name].extent.end);
        reading.is_mark(behind, Mark::Comma)
            && (behind + 1..stop.min(behind + ASIDE)).any(|at| {
                says(at) && (reading.is_mark(at - 1, Mark::Comma) || at == behind + 1 || reading.is(at - 1, "who"))
            })
    };
    let behind = || {
        let begin = people.partition_point(|mention| mention.extent.start < from);
        people.iter().enumerate().skip(begin).take_while(|(_, mention)| mention.extent.end <= to).find(
            |(at, mention)| {
                let dashed = token_at(people[*at].extent.start);
                let lead = dashed > 0 && reading.token(dashed - 1).mark == Mark::Dash;
                let before = token_at(mention.title.map_or(mention.extent.start, |title| title.start));
                let came = before > 0 && reading.is_any(before - 1, &["from", "by"]);
                let opens = before == end + 1 && goes_on(*at, stop);
                !mention.signs.contains(Signs::QUOTED)
                    && (mention.signs.contains(Signs::SPEAKS) || lead || came || opens)
            },
        )
    };
    let ahead = || {
        let opens = first.checked_sub(2)?;
        let colon = matches!(reading.token(opens).mark, Mark::Colon | Mark::Comma) || reading.is(opens, "that");
        let (from, to) = (reading.token(start).start, reading.token(opens).start);
        let last = people.partition_point(|mention| mention.extent.end <= to).checked_sub(1)?;
        let mention = &people[last];
        if !colon || mention.extent.start < from || mention.signs.contains(Signs::QUOTED) {
            return None;
        }
        let behind = token_at(mention.extent.end);
        let speaks = (start..opens).any(says) && (mention.signs.contains(Signs::SPEAKS) || goes_on(last, opens));
        // "Larsen: 'I gave my knees'", "Olsen's claim that".
        let heads = behind == opens && reading.is_mark(opens, Mark::Colon);
        let owns = reading.token(behind).kind == Kind::Clitic
            && behind + 2 == opens
            && reading.is(opens, "that")
            && reading.is_any(behind + 1, &WORDS);
        (speaks || heads || owns).then_some((last, mention))
    };
    (behind().or_else(ahead).and_then(|(at, _)| index(at)), again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::person;

    fn read_all(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        let people = person::extract(&reading, &[]);
        let name = |quote: &Quote| quote.speaker.map_or("-", |at| reading.text_of(people[at as usize].extent));
        extract(&reading, &people).iter().map(|it| format!("{}|{}", reading.text_of(it.extent), name(it))).collect()
    }

    #[test]
    fn speech_has_its_speaker() {
        for (text, expected) in [
            ("“We did all we could,” said Marta Olsen, 70.", "We did all we could|Marta Olsen"),
            ("\"Nobody asked us about the dam,\" Sen. Ida Kessel said.", "Nobody asked us about the dam|Ida Kessel"),
            ("“Nobody came to help.” — Nina Dahl", "Nobody came to help|Nina Dahl"),
            ("Mr Lamb said: “We did all we could.”", "We did all we could|Lamb"),
            ("The line “We did all we could” was cut.", "We did all we could|-"),
            ("“We did all we could,” said captain Marta Olsen.", "We did all we could|Marta Olsen"),
            ("“We did all we could,” Rovers captain Marta Olsen said.", "We did all we could|Marta Olsen"),
            ("The skipper, Marta Olsen, told them: “We did all we could.”", "We did all we could|Marta Olsen"),
            ("Olsen, the skipper, said that “we did all we could” there.", "we did all we could|Olsen"),
            ("Marta Olsen: 'We did all we could'", "We did all we could|Marta Olsen"),
            ("Marta Olsen’s claim that “we did all we could” was met with jeers.", "we did all we could|Marta Olsen"),
            ("Lamb met Marta Olsen, who left, and then came: “We did all we could.”", "We did all we could|-"),
            ("“We did all we could for Marta Olsen,” it said.", "We did all we could for Marta Olsen|-"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }
}
