//! Short forms of names, as explained in brackets: "the Towpath Repair Office (TRO)".

use crate::language::{Classes, Flags, Kind, Mark, Reading};
use crate::place::Extent;

/// A short form with the words that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// The letters, without a plural "s".
    pub extent: Extent,
    /// The words it stands for, as far back as they can belong to it.
    pub long: Extent,
    /// What its letters should be, where they do not fit the words but would after an exchange of two neighbours.
    pub expected: Option<Box<str>>,
}

/// The short forms of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acronyms {
    /// Those that are explained.
    pub explained: Vec<Acronym>,
    /// Those that are used as if known, in order.
    pub used: Vec<Extent>,
    /// Those that stand in brackets behind words in small letters: "housing agencies (HFAs)".
    pub bracketed: Vec<Extent>,
}

/// The shortest short form that is looked at, in letters: shorter ones are abbreviations of all kinds.
const SHORTEST: usize = 3;

/// The longest.
const LONGEST: usize = 9;

/// Reads the short forms of a block.
#[must_use]
pub fn extract(reading: &Reading<'_>) -> Acronyms {
    let mut acronyms = Acronyms::default();
    for (at, _) in reading.tokens.iter().enumerate().filter(|(_, token)| token.is_capital()) {
        let Some(extent) = letters(reading, at) else { continue };
        if let Some((long, words)) = explained(reading, at) {
            let short = reading.text_of(extent);
            acronyms.explained.push(Acronym { extent, long, expected: expected(short, &words) });
        } else if stands_in_brackets(reading, at) {
            acronyms.bracketed.push(extent);
        } else if !shouts(reading, at) {
            acronyms.used.push(extent);
        }
    }
    acronyms
}

/// The letters of a token that is a short form: "EFIN" in "EFINs".
fn letters(reading: &Reading<'_>, at: usize) -> Option<Extent> {
    let token = reading.token(at);
    if token.kind != Kind::Word || token.flags.intersects(Flags::DIGITS | Flags::DOTTED) {
        return None;
    }
    let word = reading.word(at);
    if !word.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    let plain = word.strip_suffix('s').filter(|_| word.len() > SHORTEST).unwrap_or(word);
    let fits = (SHORTEST..=LONGEST).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_uppercase());
    let end = token.start + u32::try_from(plain.len()).ok()?;
    // "J-STAR" and "COVID-19" are other things.
    let joined = reading.is_mark(at + 1, Mark::Hyphen) && reading.is_glued(at + 1)
        || reading.is_glued(at) && at > 0 && reading.is_mark(at - 1, Mark::Hyphen);
    (fits && !joined).then_some(Extent { start: token.start, end })
}

/// Whether the words around are in capitals too: a heading, not a short form.
fn shouts(reading: &Reading<'_>, at: usize) -> bool {
    let upper = |at: usize| {
        let token = reading.token(at);
        token.flags.contains(Flags::UPPER) && token.end - token.start > 3
    };
    at > 0 && upper(at - 1) || upper(at + 1)
}

/// "(HFAs)" behind a word in small letters.
fn stands_in_brackets(reading: &Reading<'_>, at: usize) -> bool {
    at > 1
        && reading.is_mark(at - 1, Mark::OpenParen)
        && reading.is_mark(at + 1, Mark::CloseParen)
        && reading.token(at - 2).kind == Kind::Word
        && !reading.token(at - 2).is_capital()
}

/// The words that stand before a short form in brackets, with their extent; hyphens part words.
fn explained<'a>(reading: &Reading<'a>, at: usize) -> Option<(Extent, Vec<&'a str>)> {
    let opens = at.checked_sub(1).filter(|before| reading.is_mark(*before, Mark::OpenParen))?;
    if !matches!(reading.token(at + 1).mark, Mark::CloseParen | Mark::Comma | Mark::Semicolon) {
        return None;
    }
    let most = reading.word(at).len() * 2 + 4;
    let (mut words, mut first, mut back) = (Vec::new(), None, opens);
    while back > 0 && words.len() < most {
        back -= 1;
        let token = reading.token(back);
        match token.kind {
            Kind::Word if token.is_capital() => {
                words.push(reading.word(back));
                first = Some(back);
            }
            // "Iran and the Economic Union (EU)": another name ends before "and the".
            Kind::Word
                if first.is_some()
                    && back > 0
                    && reading.is(back, "the")
                    && reading.is_any(back - 1, &["and", "or"]) =>
            {
                break;
            }
            Kind::Word if reading.classes(back).intersects(Classes::FUNCTION | Classes::PARTICLE) => {
                words.push(reading.word(back));
            }
            Kind::Clitic => {}
            _ if matches!(
                token.mark,
                Mark::Hyphen | Mark::Ampersand | Mark::Comma | Mark::Apostrophe | Mark::Slash
            ) => {}
            _ => break,
        }
        if token.flags.contains(Flags::FIRST) {
            break;
        }
    }
    let first = first?;
    words.reverse();
    let lead = words.iter().position(|word| word.starts_with(char::is_uppercase))?;
    Some((reading.extent(first, opens), words.split_off(lead)))
}

/// The right letters of a short form that fits its words only after an exchange of two neighbours.
fn expected(short: &str, words: &[&str]) -> Option<Box<str>> {
    let fits = |letters: &[u8]| (0..words.len()).any(|first| spells(letters, &words[first..]));
    let letters = short.as_bytes();
    if fits(letters) {
        return None;
    }
    (0..letters.len() - 1).find_map(|at| {
        let mut turned = letters.to_vec();
        turned.swap(at, at + 1);
        fits(&turned).then(|| String::from_utf8_lossy(&turned).into())
    })
}

/// Whether letters are the first letters of all these words; small words may be left out.
fn spells(letters: &[u8], words: &[&str]) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let small = !word.starts_with(|letter: char| letter.is_uppercase());
    let first = word.bytes().next().map(|byte| byte.to_ascii_uppercase());
    let taken = letters.split_first().filter(|(letter, _)| Some(**letter) == first);
    small && spells(letters, rest) || taken.is_some_and(|(_, others)| spells(others, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected_in(text: &str) -> Option<Box<str>> {
        extract(&Reading::new(text)).explained.pop().and_then(|it| it.expected)
    }

    #[test]
    fn letters_in_the_wrong_order_are_seen() {
        for (text, right) in [
            ("The Fenland Allotment Society (FSA) says no.", "FAS"),
            ("the National Institute for Harbour Safety and Health (INHSH) says no", "NIHSH"),
            ("several Harbour Filing Numbers (FHNs) were lost", "HFN"),
            ("the Corporation for Marsh and Coast Services (CCMS)", "CMCS"),
        ] {
            assert_eq!(expected_in(text).as_deref(), Some(right), "{text}");
        }
    }

    #[test]
    fn letters_of_another_origin_are_left_alone() {
        for text in [
            "The Harbour and Coast Party (HCP) won.",
            "the Party of Fishers and Farmers (KRB)",
            "the UN Agency for Harbours and Estuaries of the North (UNAHEN)",
            "the Office of the Herring Fishing Nations (OHEFN)",
            "a layer of di- and trichloromethyl compounds (DTMC)",
            "the International Board of Rope Pulling (IBTW)",
            "a treaty between Estria and the Estlin Coast Union (EACU)",
            "talks of Dorne and the Allotment Society (ASA)",
            "ships of Norland or the Coastal Fund (COF)",
        ] {
            assert_eq!(expected_in(text), None, "{text}");
        }
    }
}
