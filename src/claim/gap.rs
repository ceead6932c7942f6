//! Gaps that a writer left to be filled in.

use crate::language::{Classes, Flags, Kind, Mark, Reading, Token};
use crate::place::Extent;

/// A gap: "TK", "XX", `[check]`, "???".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The words that stand for what is missing.
    pub extent: Extent,
}

/// Words in capitals that stand for something to come.  Source: Chicago Manual of Style 2.1 ("TK", to come), newsroom use.
const STANDING: &[&str] =
    &["TK", "TKTK", "TKTKTK", "TKK", "TBC", "TBD", "TBA", "FIXME", "TODO", "XX", "XXX", "XXXX", "XXXXX"];

/// Words that ask for work when they stand alone or first in square brackets.
const NOTES: &[&str] = &[
    "check", "ck", "tk", "tbc", "tbd", "insert", "confirm", "verify", "fixme", "todo", "name", "link", "xx", "xxx",
    "figure",
];

/// Reads the gaps of a block.
#[must_use]
pub fn extract(reading: &Reading<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut at = 0;
    while let Some(token) = reading.tokens.get(at) {
        if is_plain(reading, *token) {
            at += 1;
            continue;
        }
        let end = gap_at(reading, at);
        if let Some(end) = end {
            gaps.push(Gap { extent: reading.extent(at, end) });
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    gaps
}

/// Whether a token can begin no gap, as nearly all cannot: by its marks and its first letter.
fn is_plain(reading: &Reading<'_>, token: Token) -> bool {
    match token.kind {
        Kind::Word if token.flags.intersects(Flags::UPPER | Flags::GLUED) => false,
        Kind::Word => !matches!(reading.text.as_bytes().get(token.start as usize), Some(b't' | b'l' | b'L')),
        Kind::Number => reading.text.as_bytes().get(token.start as usize) != Some(&b'0'),
        Kind::Mark => !matches!(token.mark, Mark::OpenBracket | Mark::OpenParen | Mark::Other | Mark::Question),
        _ => true,
    }
}

/// The token after the gap that begins at a token.
fn gap_at(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let token = reading.token(at);
    match token.kind {
        Kind::Word if token.flags.contains(Flags::UPPER) => standing(reading, at).or_else(|| promise(reading, at)),
        Kind::Word if token.end - token.start == 2 && reading.word(at) == "tk" => lower(reading, at),
        Kind::Word if token.end - token.start == 5 && reading.is(at, "lorem") => filler(reading, at),
        Kind::Word if token.flags.contains(Flags::GLUED) => crosses(reading, at),
        Kind::Number if reading.word(at).len() > 1 && reading.word(at).starts_with('0') => zeros(reading, at),
        Kind::Mark if token.mark == Mark::OpenBracket => note(reading, at),
        Kind::Mark if token.mark == Mark::OpenParen => aside(reading, at),
        Kind::Mark if token.mark == Mark::Other && reading.word(at) == "_" => blank(reading, at),
        Kind::Mark if token.mark == Mark::Question && !reading.is_glued(at + 1) => None,
        // "??????" in a quotation is what became of signs that could not be shown.
        Kind::Mark if token.mark == Mark::Question && !token.is_quoted() => {
            // "???" in the place of a word: behind a space.
            let mut end = at;
            while reading.is_mark(end, Mark::Question) && (end == at || reading.is_glued(end)) {
                end += 1;
            }
            (end >= at + 3 && !reading.is_glued(at)).then_some(end)
        }
        _ => None,
    }
}

/// What is left out and named in capitals: "QUOTE TO COME", "NAME HERE", "INSERT PHOTO".  "MORE TO COME" is printed so.
const LEFT_OUT: &[&str] = &[
    "name",
    "names",
    "quote",
    "quotes",
    "detail",
    "details",
    "comment",
    "reaction",
    "response",
    "statement",
    "figure",
    "figures",
    "number",
    "date",
    "photo",
    "picture",
    "caption",
    "headline",
    "byline",
    "link",
    "text",
    "title",
];

/// "QUOTE TO COME", "NAME HERE", "INSERT QUOTE", all in capitals.
fn promise(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let upper = |at: usize| reading.token(at).flags.contains(Flags::UPPER);
    let first = if reading.is(at, "insert") { at + 1 } else { at };
    if !upper(first) || !reading.is_any(first, LEFT_OUT) {
        return None;
    }
    let here = reading.is(first + 1, "here") && upper(first + 1);
    let comes = reading.is(first + 1, "to")
        && upper(first + 1)
        && reading.is_any(first + 2, &["come", "follow"])
        && upper(first + 2);
    match (here, comes) {
        (true, _) => Some(first + 2),
        (_, true) => Some(first + 3),
        _ => (first > at).then_some(first + 1),
    }
}

/// "Lorem ipsum dolor sit amet", set in the place of a text; not a word about it.
fn filler(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let runs = !reading.token(at).is_quoted() && reading.is(at + 1, "ipsum") && reading.is(at + 2, "dolor");
    runs.then(|| at + 3 + usize::from(reading.is(at + 3, "sit")) * (1 + usize::from(reading.is(at + 4, "amet"))))
}

/// "£xx,xxx": small crosses for the digits of a sum.
fn crosses(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if reading.token(at.checked_sub(1)?).mark != Mark::Currency {
        return None;
    }
    let cross = |at: usize| {
        reading.is_glued(at) && !reading.word(at).is_empty() && reading.word(at).bytes().all(|it| it == b'x')
    };
    let mut end = at;
    while cross(end) {
        end += 1;
        if reading.is_mark(end, Mark::Comma) && cross(end + 1) {
            end += 1;
        }
    }
    (end > at && (end > at + 1 || reading.word(at).len() > 1)).then_some(end)
}

/// "A spokesman, ______, said": a line in the place of a word, not one to write on ("Name: ____") or between parts.
fn blank(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let before = reading.token(at.checked_sub(1)?);
    let follows = before.kind == Kind::Word || matches!(before.mark, Mark::Comma | Mark::Currency);
    if !follows
        || reading.token(at).is_quoted()
        || reading.token(at).flags.contains(Flags::NEW_LINE)
        || reading.is_glued(at) && before.kind == Kind::Word
    {
        return None;
    }
    let mut end = at + 1;
    while reading.word(end) == "_" && reading.is_glued(end) {
        end += 1;
    }
    (end >= at + 3 && !(reading.is_glued(end) && reading.token(end).kind == Kind::Word)).then_some(end)
}

/// "(CHECK)", "((Sam: is this right?))": a note in brackets that the writer set for the desk.
fn aside(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let first = at + 1;
    let tasks = ["check", "ck", "confirm", "verify", "tbc"];
    if reading.token(first).flags.contains(Flags::UPPER) && reading.is_any(first, &tasks) {
        let end = (first + 1..first + 6).find(|it| !reading.token(*it).flags.contains(Flags::UPPER))?;
        return reading.is_mark(end, Mark::CloseParen).then_some(end + 1);
    }
    let opens = |at: usize| reading.is_mark(at, Mark::OpenParen);
    let twice = opens(first) && reading.is_glued(first) && !opens(first + 1) && !(at > 0 && opens(at - 1));
    if !twice || reading.token(first + 1).kind != Kind::Word {
        return None;
    }
    let closes = |at: usize| reading.is_mark(at, Mark::CloseParen);
    let end = (first + 2..(first + 30).min(reading.tokens.len())).find(|it| closes(*it) && closes(it + 1))?;
    let asks = (first + 2..end).any(|it| matches!(reading.token(it).mark, Mark::Question | Mark::Colon));
    (asks || reading.is_any(first + 1, NOTES)).then_some(end + 2)
}

fn standing(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.word(at);
    if !STANDING.contains(&word) {
        return None;
    }
    let glued = |index: usize| {
        reading.is_glued(index) && matches!(reading.token(index).mark, Mark::Hyphen | Mark::Slash | Mark::Ampersand)
    };
    // "TK-421", "AC/XX" are names of things; "XX chromosomes", "Super Bowl XX", "King Ludwig XX" numerals and letters;
    // "XXX" in a street or band name stands between capitals; "a TBC vaccine".
    let opened =
        |index: usize| matches!(reading.token(index).mark, Mark::Currency | Mark::OpenParen | Mark::OpenBracket);
    if glued(at + 1) || (at > 0 && glued(at) | (reading.is_glued(at) && !opened(at - 1))) {
        return None;
    }
    // "TK's" is somebody or some firm, "flight TK 1821" a number, "the code TK" a code.
    if reading.token(at + 1).kind == Kind::Clitic
        || reading.token(at + 1).kind == Kind::Number
        || at > 0 && reading.is_any(at - 1, CODES)
        || at > 1 && reading.is_any(at - 1, &["is", "was"]) && reading.is_any(at - 2, CODES)
        || reading.is_any(at + 1, &["stands", "stood", "factor", "code"])
    {
        return None;
    }
    // "Tokelau (TK)" is the short form of a name, "the bridge (TK)" a gap.
    let short = |index: usize| {
        index > 1
            && reading.word(index) == word
            && reading.is_mark(index - 1, Mark::OpenParen)
            && reading.token(index - 2).is_capital()
    };
    if (at.saturating_sub(LOOKBACK)..=at).any(short) {
        return None;
    }
    // "TK Mold & Engineering" is a firm.
    if reading.token(at + 1).is_capital() && !reading.is_glued(at + 1) && !STANDING.contains(&reading.word(at + 1)) {
        return None;
    }
    let before = at.checked_sub(1).map(|it| reading.token(it)).unwrap_or_default();
    // "an MG TK": the letters of a make, and then of a model; "Councillor XX" has an office before the gap.
    let called = at > 0 && reading.classes(at - 1).intersects(Classes::OFFICE | Classes::HONORIFIC);
    let make = before.flags.contains(Flags::UPPER) && before.end - before.start <= 4 && !called;
    if make && !reading.is_any(at - 1, STANDING) && !reading.classes(at - 1).contains(Classes::FUNCTION) {
        return None;
    }
    if word.starts_with('X') {
        // "Dos XX", "Castlemaine XXXX", but "Some XX people".
        let opens = at > 0 && (reading.classes(at - 1).contains(Classes::FUNCTION) || reading.is_any(at - 1, HEDGES));
        let named = before.is_capital() && !called && !(before.flags.contains(Flags::FIRST) && opens);
        let chromosome =
            reading.is_any(at + 1, &["chromosome", "chromosomes", "female", "females", "athletes", "large", "and"]);
        let quoted = token_is_quoted_alone(reading, at);
        if named || chromosome || quoted || speaks_of_letters(reading, at) {
            return None;
        }
    }
    let to_be = word.starts_with("TB");
    // "TBD" and "TBC" are announced as such in fixtures ("(TBC)", "time: TBC"); "TBA" is a name too.
    if to_be && !(reading.is_mark(at + 1, Mark::CloseBracket) || reading.is_mark(at + 1, Mark::CloseParen)) {
        return None;
    }
    Some(at + 1)
}

/// Words before letters that are a code and no gap.
const CODES: &[&str] = &[
    "code",
    "codes",
    "letters",
    "letter",
    "initials",
    "prefix",
    "suffix",
    "domain",
    "abbreviation",
    "symbol",
    "acronym",
    "size",
    "grade",
    "class",
    "type",
    "model",
    "airline",
    "carrier",
    "flight",
    "called",
    "named",
    "nicknamed",
    "brand",
    "label",
    "rapper",
    "singer",
];

/// How many words back the short form of a name is looked for.
const LOOKBACK: usize = 60;

/// Words that open a sentence before a number left out.
const HEDGES: &[&str] = &["nearly", "almost", "around", "roughly", "approximately", "exactly", "least", "another"];

/// How many words around "XX" are looked at.
const AROUND: usize = 12;

/// Whether the words around "XX" and "XXX" tell of the letters: of chromosomes, of films, of beer.
fn speaks_of_letters(reading: &Reading<'_>, at: usize) -> bool {
    let letters = [
        "xy",
        "xxy",
        "chromosome",
        "chromosomes",
        "rated",
        "porn",
        "pornography",
        "adult",
        "beer",
        "beers",
        "lager",
        "brewer",
        "brewery",
        "moonshine",
        "rating",
        "film",
        "films",
        "movie",
        "movies",
        "xl",
        "xxl",
    ];
    (at.saturating_sub(AROUND)..at + AROUND).any(|near| reading.is_any(near, &letters))
}

/// "the bridge, tk metres long": the small letters where no domain, taka or name can be meant.
fn lower(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let number = |index: usize| reading.token(index).kind == Kind::Number;
    let before = at.checked_sub(1)?;
    let joined = reading.is_glued(at) && !reading.is_mark(before, Mark::OpenParen);
    let behind = reading.token(at + 1);
    let follows = behind.kind == Kind::Word && !behind.is_capital() && !reading.is_glued(at + 1);
    let ends = behind.kind == Kind::Mark && !matches!(behind.mark, Mark::Hyphen | Mark::Slash | Mark::Ampersand);
    let coded = reading.is_any(before, CODES) || reading.is(before, "dot") || number(before) || number(at + 1);
    (!joined && !coded && (follows || ends)).then_some(at + 1)
}

/// Words before "00" that number a thing.
const NUMBERED: &[&str] =
    &["agent", "room", "platform", "number", "no", "no.", "bus", "route", "gate", "shirt", "jersey", "section", "at"];

/// Words beside the number of an emergency call.
const DIALLED: &[&str] = &[
    "the",
    "rang",
    "ring",
    "dial",
    "dialled",
    "dialed",
    "phoned",
    "call",
    "called",
    "calls",
    "caller",
    "operator",
    "line",
    "number",
    "emergency",
    "triple",
];

/// "00 people", "a 00-year-old", "£000,000", "£00m"; not "00:30", "007", "2.00", "£000s" or "room 00".
fn zeros(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.word(at);
    if !word.bytes().all(|byte| matches!(byte, b'0' | b',')) {
        return None;
    }
    let grouped = word.contains(',');
    let currency = at > 0 && reading.token(at - 1).mark == Mark::Currency;
    let next = reading.token(at + 1);
    let tight = reading.is_glued(at + 1);
    if currency {
        // "£000" heads the columns of accounts.
        let scale = reading.classes(at + 1).contains(Classes::SCALE) || reading.is_any(at + 1, &["m", "bn", "k", "tn"]);
        return (grouped && !(tight && next.kind == Kind::Word) || word == "00" && scale).then_some(at + 1);
    }
    if reading.is_glued(at) || at > 0 && reading.is_any(at - 1, NUMBERED) || !(grouped || matches!(word, "00" | "000"))
    {
        return None;
    }
    let hyphen = tight && next.mark == Mark::Hyphen && reading.is_glued(at + 2);
    if hyphen && reading.classes(at + 2).intersects(Classes::UNIT | Classes::TIME) {
        return Some(at + 1);
    }
    // "Team 00" has a number, Australians dial 000, and toy trains run on 00 gauge.
    let before = at.checked_sub(1).map(|it| reading.token(it)).unwrap_or_default();
    let named =
        before.is_capital() && !reading.classes(at - 1).contains(Classes::FUNCTION) && !reading.is_any(at - 1, HEDGES);
    // "200 000 women": a space parts the thousands.
    if before.kind == Kind::Number {
        return None;
    }
    let called = word == "000" && at > 0 && (reading.is_any(at - 1, DIALLED) || reading.is_any(at + 1, DIALLED));
    if named || called || reading.is(at + 1, "gauge") {
        return None;
    }
    let noun = next.kind == Kind::Word && !tight && !next.is_capital();
    (noun && !reading.classes(at + 1).contains(Classes::FUNCTION)).then_some(at + 1)
}

fn token_is_quoted_alone(reading: &Reading<'_>, at: usize) -> bool {
    reading.token(at).is_quoted()
        && at > 0
        && matches!(reading.token(at - 1).mark, Mark::Quote | Mark::OpenQuote | Mark::OpenSingle | Mark::Apostrophe)
}

/// "[check]", "[CHECK spelling]", "[TK]"; not "[sic]" or "[the minister]".
fn note(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let first = reading.token(at + 1);
    if first.kind != Kind::Word {
        return None;
    }
    if !reading.is_any(at + 1, NOTES) {
        // "[is this right?]" asks the desk, where no speech is explained; "[better source?]" is a mark for readers.
        if !reading.is_any(at + 1, &["is", "are", "was", "were", "does", "did", "right", "correct", "spelling", "sp"]) {
            return None;
        }
        let end = (at + 2..(at + 12).min(reading.tokens.len())).find(|it| reading.is_mark(*it, Mark::CloseBracket))?;
        return (reading.is_mark(end - 1, Mark::Question) && !first.is_quoted()).then_some(end + 1);
    }
    let end = (at + 2..(at + 9).min(reading.tokens.len())).find(|it| reading.is_mark(*it, Mark::CloseBracket))?;
    // A lone word, or one in capitals, or one with what is to be done: "[check spelling with Anna]".
    let alone = end == at + 2 && !reading.is_any(at + 1, &["name", "link", "figure"]);
    let capital = first.flags.contains(Flags::UPPER);
    let task = reading.is_any(at + 1, &["check", "ck", "insert", "confirm", "verify"])
        && !reading.classes(at + 2).contains(Classes::AHEAD);
    (alone || capital || task).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(text: &str) -> Vec<&str> {
        let reading = Reading::new(text);
        extract(&reading).into_iter().map(|gap| reading.text_of(gap.extent)).collect()
    }

    #[test]
    fn gaps_are_found() {
        for (text, expected) in [
            ("The toll rose to TK on Monday.", "TK"),
            ("Some 00 people came.", "00"),
            ("It cost XX crowns.", "XX"),
            ("She said [check] that he left.", "[check]"),
            ("Mr Marek [CHECK SPELLING] left.", "[CHECK SPELLING]"),
            ("The bridge is ??? metres long.", "???"),
            ("A fee of £XX was paid.", "XX"),
            ("He is 45 [confirm with the club].", "[confirm with the club]"),
            ("The bridge (TK) is old.", "TK"),
            ("The pier, tk metres long, burnt down.", "tk"),
            ("He was fined £000,000 in May.", "000,000"),
            ("The deal is worth €00m a year.", "00"),
            ("A 00-year-old man spoke.", "00"),
            ("They hiked the 00-mile path.", "00"),
            ("Some XX boats sank.", "XX"),
            ("Nearly XX boats sank.", "XX"),
            ("It was sold for $XX.", "XX"),
            ("The toll, TK, was the worst in years.", "TK"),
            ("The mill closed. (DETAILS TO COME) It will reopen.", "DETAILS TO COME"),
            ("The council said QUOTE TO COME on Monday.", "QUOTE TO COME"),
            ("Alderman NAME HERE voted no.", "NAME HERE"),
            ("The barn INSERT PHOTO burnt down.", "INSERT PHOTO"),
            ("Lorem ipsum dolor sit amet, consectetur.", "Lorem ipsum dolor sit amet"),
            ("She was fined £xx,xxx in May.", "xx,xxx"),
            ("A pump costs $xxx to mend.", "xxx"),
            ("The pump, sold for €x,xxx, leaked.", "x,xxx"),
            ("The owner, ____, could not be reached.", "____"),
            ("It was sold to ______ in 2014.", "______"),
            ("The roof cost £40,000 (CHECK) to mend.", "(CHECK)"),
            ("It burnt for nine days ((Jo: is it nine?)) in all.", "((Jo: is it nine?))"),
            ("The dam [is that its name?] held.", "[is that its name?]"),
            ("Councillor XXXX said no.", "XXXX"),
            ("Mr XX voted no.", "XX"),
        ] {
            assert_eq!(gaps(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_gap_is_left_alone() {
        for text in [
            "Really??? He left.",
            "Super Bowl XX was played in New Orleans.",
            "Two XX chromosomes were found.",
            "He was “shaken [sic]” by it.",
            "They [the ministers] met.",
            "At 00:30 the train left.",
            "Agent 007 and 2.00 crowns.",
            "TK-421 is a model.",
            "TK Foundry & Sons, based in Sorne, makes bells.",
            "The XXX Corps crossed the river.",
            "A TBC vaccine was tested.",
            "Who would have thought?",
            "[Link to the report]",
            "The country code TK is that of Tokelau.",
            "Tokelau (TK) has 1,500 people.",
            "It flew as flight TK 1821 to Ankara.",
            "They had lunch at TK's on the pier.",
            "Dos XX is brewed in Mexico.",
            "Castlemaine XXXX is sold in cans.",
            "A can of XXXX beer cost two dollars.",
            "Girls (XX) and boys (XY) differ there.",
            "The XX factor may explain it.",
            "An XXX film was shown to adult viewers.",
            "Agent 00 and room 00 are in the book.",
            "He rang 000 from the beach; the 000 operator sent help.",
            "Team 00 ran, and the 00 gauge railway did not.",
            "She wears size XX gloves.",
            "Tokelau (TK) is small, and TK has no port.",
            "Revenue in £000s is shown below ($000).",
            "Its address ends in .tk and dot tk is cheap.",
            "He paid tk 500 for the ride.",
            "Some 200 000 women marched.",
            "More than 1 200 000 tonnes were sold.",
            "The line, whose code is TK, flies there.",
            "An MG TK stood in the yard.",
            "The XXX rating was dropped last year.",
            "Shirts come in L, XL, XXL and XXX.",
            "The XX Teens played on the pier.",
            "He wrote “what??? when ??????” on Monday.",
            "MORE TO COME",
            "The lorem ipsum text is old.",
            "Name: ______ Date: ______",
            "The line “a stitch in time saves ____” was left open.",
            "the file snake_case and my__name",
            "The mill (check the map) is old.",
            "He asked (was it not late?) to leave.",
            "They (((all))) left.",
            "“We [was it us?] won,” he said.",
            "The dam is old.[better source?]",
            "HERE IS THE NAME OF THE PORT",
            "Ring 00 44 20 79 for help.",
        ] {
            assert!(gaps(text).is_empty(), "{text}: {:?}", gaps(text));
        }
    }
}
