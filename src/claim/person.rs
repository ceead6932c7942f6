//! Names, as written: what can be the name of a person by its shape and its neighbours.

use crate::claim::{DateClaim, Taken};
use crate::language::lexicon::Gender;
use crate::language::wordlist::{COMMON, GIVEN_NAMES, SURNAMES};
use crate::language::{Classes, Flags, Kind, Mark, Reading};
use crate::place::Extent;

bitflags::bitflags! {
    /// What speaks for or against a person, and how the name stands.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Signs: u16 {
        /// A verb of saying stands beside it.
        const SPEAKS = 1;
        /// An age stands behind it: ", 45,".
        const AGED = 1 << 1;
        /// It stands in a quotation.
        const QUOTED = 1 << 2;
        /// It begins its sentence, so that its capital tells nothing.
        const FIRST = 1 << 3;
        /// It is written in capitals.
        const UPPER = 1 << 4;
        /// "in", "at" or "near" stands before it: rather a place.
        const PLACED = 1 << 5;
        /// "(sic)" stands behind it.
        const SIC = 1 << 6;
        /// "the" stands before it: rather a thing.
        const THE = 1 << 7;
        /// The sentence has a kin word: "brother", "wife".
        const KIN = 1 << 8;
        /// It is the second of two who share the surname: "Edda and Ingrid Coyle".
        const JOINED = 1 << 9;
        /// "Jr", "II" stands behind it.
        const SUFFIXED = 1 << 10;
        /// It is a word of the name of a body or place: "Trump" in "the Trump Administration".
        const PART = 1 << 11;
        /// It stands in a heading whose words all have capitals.
        const HEADING = 1 << 12;
        /// It begins its sentence, which says something of himself or herself.
        const HUMAN = 1 << 13;
        /// It is all there is of a name: "gave her name as Ilva", "known as Banksy".
        const NAMED = 1 << 14;
        /// ", who" stands behind it, as it begins its sentence.
        const WHO = 1 << 15;
    }
}

/// A name as it stands: one or more capitalised words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name, without honorific and title.
    pub extent: Extent,
    /// The last word of the name, suffixes apart: in most names the surname.
    pub surname: Extent,
    /// The first word of a name of two words or more.
    pub given: Option<Extent>,
    /// Honorific or office right before the name: "Mr", "President", "spokesman".
    pub title: Option<Extent>,
    /// What the honorific tells of its bearer.
    pub gender: Option<Gender>,
    /// What speaks for or against a person.
    pub signs: Signs,
}

/// How far from a name its sentence is searched, in tokens.
const REACH: usize = 40;

/// How many words a name may have.
const LONGEST: usize = 6;

/// Reads the names of a block, in order, not overlapping.
#[must_use]
pub fn extract(reading: &Reading<'_>, dates: &[DateClaim]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut spoken_for = Taken::new(dates);
    let heading = is_heading(reading);
    let mut words = Vec::with_capacity(LONGEST);
    let mut at = 0;
    while let Some(token) = reading.tokens.get(at) {
        if !token.is_capital() || spoken_for.holds(*token) || !is_name_word(reading, at) {
            at += 1;
            continue;
        }
        read_words(reading, at, &mut words);
        at = words.last().map_or(at + 1, |word| word.1);
        if heading {
            // "Mayor Varnholt Blames Storm": common words have their capitals from the heading.
            let mut first = 0;
            for at in 0..=words.len() {
                if at < words.len() && (!is_common(reading, words[at]) || follows_office(reading, &words, at)) {
                    continue;
                }
                if first < at {
                    let run = mention(reading, &words[first..at]);
                    mentions.extend(run.map(|it| Mention { signs: it.signs | Signs::HEADING, ..it }));
                }
                first = at + 1;
            }
            continue;
        }
        // "Later Ilse Varnholt left": the first word of a sentence has its capital from there; "LONDON Ilse Varnholt" is
        // the place of a report.
        // "Blessing Okafor, 73," has her whole name there.
        let opens = words.len() > 1
            && (opens_sentence(reading, words[0]) && !(words.len() == 2 && is_aged(reading, at))
                || leads_in_capitals(reading, &words));
        let words = &words[usize::from(opens)..];
        match mention(reading, words) {
            Some(mention) => mentions.push(mention),
            None => parts(reading, words, &mut mentions),
        }
    }
    mark_kin(reading, &mut mentions);
    mentions
}

/// Marks the mentions in sentences with a kin word.
fn mark_kin(reading: &Reading<'_>, mentions: &mut [Mention]) {
    let kin = |at: usize| reading.classes(at).contains(Classes::KIN) && !reading.token(at).is_capital();
    for sentence in reading.sentences.iter().filter(|sentence| sentence.classes.contains(Classes::KIN)) {
        let whole = reading.extent(sentence.first, sentence.end);
        let from = mentions.partition_point(|mention| mention.extent.start < whole.start);
        let inside = mentions[from..].iter_mut().take_while(|mention| mention.extent.start < whole.end);
        let mut inside = inside.peekable();
        if inside.peek().is_some() && (sentence.first..sentence.end).any(kin) {
            inside.for_each(|mention| mention.signs |= Signs::KIN);
        }
    }
}

/// Whether the words of a block have capitals throughout, as headings do.
fn is_heading(reading: &Reading<'_>) -> bool {
    // A short sentence may have few small words too.
    if reading.tokens.len() > 40 || reading.tokens.last().is_some_and(|token| token.mark == Mark::Period) {
        return false;
    }
    let mut words = 0;
    for (at, token) in reading.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
        if !token.is_capital() && !reading.classes(at).contains(Classes::FUNCTION) && token.end - token.start > 3 {
            return false;
        }
        words += usize::from(token.is_capital());
    }
    words >= 3
}

/// A common word, and no name, office or honorific.
fn is_common(reading: &Reading<'_>, word: (usize, usize)) -> bool {
    let names = Classes::OFFICE | Classes::HONORIFIC | Classes::ORGANISATION | Classes::GEOGRAPHY | Classes::COUNTRY;
    if reading.classes(word.0).intersects(names) {
        return false;
    }
    let lower = reading.text_of(reading.extent(word.0, word.1)).to_lowercase();
    COMMON.has(&lower) && !GIVEN_NAMES.has(&lower)
}

/// "Trump" in "President Trump": a common word that is a surname too, right behind an office.
fn follows_office(reading: &Reading<'_>, words: &[(usize, usize)], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| words[before]) else { return false };
    let word = reading.word(words[at].0).to_lowercase();
    reading.classes(before.0).intersects(Classes::OFFICE | Classes::HONORIFIC)
        && !reading.classes(words[at].0).intersects(Classes::FUNCTION | Classes::SAYING)
        && !word.ends_with('s')
        && SURNAMES.has(&word)
}

/// "LONDON" in "LONDON Ilse Varnholt": capitals before a name that has none.
fn leads_in_capitals(reading: &Reading<'_>, words: &[(usize, usize)]) -> bool {
    let upper = |word: (usize, usize)| reading.token(word.0).flags.contains(Flags::UPPER);
    upper(words[0]) && reading.word(words[0].0).len() > 3 && !upper(words[1])
}

/// Whether a word is one letter.
fn is_letter(word: &str) -> bool {
    word.len() <= 4 && word.chars().count() == 1
}

/// The words of a body's or place's name that no list knows: what may be a person's name in it.
fn parts(reading: &Reading<'_>, words: &[(usize, usize)], mentions: &mut Vec<Mention>) {
    if words.len() < 2 {
        return;
    }
    for word in words.iter().filter(|word| word.1 == word.0 + 1 && !reading.token(word.0).word.is_known()) {
        let extent = reading.extent(word.0, word.1);
        // Whether a list has the word is asked by the rules, of the few that are near another.
        if extent.end - extent.start < 5 {
            continue;
        }
        let signs = (signs(reading, word.0, word.1, *word, *word) - (Signs::SPEAKS | Signs::AGED)) | Signs::PART;
        mentions.push(Mention { extent, surname: extent, given: None, title: None, gender: None, signs });
    }
}

/// Whether a word is a common one that only begins its sentence: "Later", not "Will" or "Mark".
fn opens_sentence(reading: &Reading<'_>, word: (usize, usize)) -> bool {
    let classes = reading.classes(word.0);
    if !reading.token(word.0).flags.contains(Flags::FIRST) || classes.intersects(Classes::OFFICE | Classes::HONORIFIC) {
        return false;
    }
    let lower = reading.text_of(reading.extent(word.0, word.1)).to_lowercase();
    COMMON.has(&lower) && !GIVEN_NAMES.has(&lower)
}

/// Whether an age stands at a token: ", 45,".
fn is_aged(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_mark(at, Mark::Comma)
        && reading.token(at + 1).kind == Kind::Number
        && reading.word(at + 1).len() <= 2
        && matches!(reading.token(at + 2).mark, Mark::Comma | Mark::Period)
}

/// Whether a token can be a word of a name.
fn is_name_word(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.token(at);
    // "A" in "William A. Marsh".
    let initial = || {
        reading.is_mark(at + 1, Mark::Period)
            && reading.is_glued(at + 1)
            && !token.flags.contains(Flags::FIRST)
            && reading.word(at).len() == 1
    };
    token.is_capital()
        && token.kind == Kind::Word
        && !token.flags.intersects(Flags::DIGITS)
        && !(reading.classes(at).contains(Classes::FUNCTION)
            && (token.flags.contains(Flags::FIRST) || reading.word(at).len() < 4)
            && !initial())
}

/// Reads the words of a run of capitalised words, as ranges of tokens: "Jean-Pierre" is one.
fn read_words(reading: &Reading<'_>, first: usize, words: &mut Vec<(usize, usize)>) {
    words.clear();
    let mut at = first;
    while words.len() < LONGEST && is_name_word(reading, at) {
        let mut end = at + 1;
        while matches!(reading.token(end).mark, Mark::Hyphen)
            && reading.is_glued(end)
            && reading.is_glued(end + 1)
            && reading.token(end + 1).kind == Kind::Word
        {
            end += 2;
        }
        words.push((at, end));
        // "Mr. Blake", "J. Blake", "Sen. Blake".
        let short = end == at + 1 && reading.is_mark(end, Mark::Period) && reading.is_glued(end);
        if short
            && (is_letter(reading.word(at)) || reading.classes(at).intersects(Classes::ABBREVIATION))
            && is_name_word(reading, end + 1)
        {
            at = end + 1;
            continue;
        }
        if short || reading.token(end).kind == Kind::Clitic {
            break;
        }
        // "Maria van den Berg": small particles between capitals.
        let mut next = end;
        while reading.classes(next).contains(Classes::PARTICLE)
            && !reading.token(next).is_capital()
            && reading.token(next).kind == Kind::Word
        {
            next += 1;
            // "al-Assad".
            next += usize::from(reading.is_mark(next, Mark::Hyphen) && reading.is_glued(next));
        }
        let joins = next > end && next <= end + 3 && !reading.is_any(end, &["e", "y", "la"]);
        at = if joins && is_name_word(reading, next) { next } else { end };
        if at == end && reading.is_glued(at) {
            break;
        }
    }
}

/// The mention that a run of capitalised words makes, unless it is clearly something else.
fn mention(reading: &Reading<'_>, words: &[(usize, usize)]) -> Option<Mention> {
    let classes = |word: (usize, usize)| if word.1 == word.0 + 1 { reading.classes(word.0) } else { Classes::empty() };
    let title_class = Classes::OFFICE | Classes::HONORIFIC;
    let lead = title_class | Classes::ORGANISATION | Classes::GEOGRAPHY | Classes::COUNTRY | Classes::DEMONYM;
    // Titles and what they belong to stand before the name: "Armenian Foreign Minister Ararat Marek".
    let mut begin = 0;
    // "Finn Lamm" and "Israel Katz" begin with given names.
    let given = |at: usize| {
        let nation = classes(words[at]).intersects(Classes::COUNTRY | Classes::DEMONYM)
            && !classes(words[at]).intersects(title_class);
        let next = words.get(at + 1).is_some_and(|next| !reading.token(next.0).word.is_known());
        nation && next && GIVEN_NAMES.has(&reading.word(words[at].0).to_lowercase())
    };
    while begin + 1 < words.len() && classes(words[begin]).intersects(lead) && !given(begin) {
        begin += 1;
    }
    // "Arc President Ilse Varnholt": whatever stands before the last title belongs to it.
    if let Some(last) =
        (begin..words.len().saturating_sub(1)).rev().find(|it| classes(words[*it]).contains(Classes::OFFICE) && *it > 0)
    {
        begin = last + 1;
    }
    // "Marine Jake Marsh" has a rank, "Marine Roche" a name.
    if begin + 2 < words.len()
        && reading.is_any(words[begin].0, &["marine", "airman", "guardsman", "ranger", "trooper"])
        && GIVEN_NAMES.has(&reading.word(words[begin + 1].0).to_lowercase())
    {
        begin += 1;
    }
    // "Affairs Jake Marsh" behind "for National Security".
    while begin + 2 < words.len() && is_common(reading, words[begin]) {
        begin += 1;
    }
    let titled = (0..begin).rev().find(|it| classes(words[*it]).intersects(title_class));
    let mut end = words.len();
    while end > begin + 1 && classes(words[end - 1]).contains(Classes::SUFFIX) {
        end -= 1;
    }
    let name = &words[begin..end];
    let (&first, &last) = (name.first()?, name.last()?);
    let before = words[0].0.checked_sub(1);
    let mut title = titled.map(|it| reading.extent(words[it].0, words[it].1));
    let mut gender = (0..begin).rev().find_map(|it| reading.entry(words[it].0).honorific);
    // "spokesman Ned Marsh": a small office right before.
    if title.is_none()
        && begin == 0
        && let Some(at) = before.filter(|at| reading.classes(*at).intersects(title_class) && !reading.is_glued(first.0))
    {
        title = Some(reading.extent(at, at + 1));
        gender = reading.entry(at).honorific;
    }
    // "Sorne Council", "Lake Placid" and lone titles, countries and peoples are no people.
    let thing = Classes::ORGANISATION | Classes::GEOGRAPHY;
    if title.is_none() {
        let owned = begin > 0 && name.len() == 1;
        if owned
            || name.iter().any(|word| classes(*word).intersects(thing))
            || classes(last).intersects(Classes::COUNTRY | Classes::DEMONYM)
        {
            return None;
        }
    }
    // "Mr King" and "Detective Sergeant Sheikh" have names that are titles too.
    let family = name.len() == 1 && title.is_some() && gender.is_some() && begin > 0 && {
        let rank = reading.entry(last.0).honorific == Some(Gender::Rank);
        let address = ["justice", "judge", "speaker", "president", "chief", "general"];
        classes(last).contains(Classes::HONORIFIC)
            && !rank
            && !reading.is_any(last.0, &address)
            && (reading.is_any(words[begin - 1].0, &["mr", "mrs", "ms", "miss"])
                || reading.entry(words[begin - 1].0).honorific == Some(Gender::Rank))
            && (SURNAMES.has(&reading.word(last.0).to_lowercase()) || !classes(last).contains(Classes::OFFICE))
            && !reading.token(last.1).is_capital()
    };
    if name.len() == 1
        && !family
        && classes(last).intersects(title_class | Classes::WEEKDAY | Classes::MONTH | Classes::SUFFIX | thing)
    {
        return None;
    }
    let word = &reading.text_of(reading.extent(last.0, last.1));
    if is_letter(word) || reading.is_mark(last.1, Mark::Ampersand) {
        return None;
    }
    // "Lim Hae-jin": the family name stands first.
    let turned =
        name.len() == 2 && last.1 == last.0 + 3 && !reading.token(last.0 + 2).is_capital() && first.1 == first.0 + 1;
    let (family, other) = if turned { (first, last) } else { (last, first) };
    let mut signs = signs(reading, words[0].0, words[words.len() - 1].1, first, last);
    // "“…,” said harbour master Jo Lowe": small words stand between, behind the words said.
    let said = |at: usize| reading.classes(at).contains(Classes::SAYING) && reading.token(at).kind == Kind::Word;
    let small = |at: &usize| {
        let token = reading.token(*at);
        token.kind == Kind::Word && !token.is_capital() && !reading.classes(*at).contains(Classes::FUNCTION)
    };
    let verb = (words[0].0.saturating_sub(4)..words[0].0).rev().take_while(small).find(|at| said(*at));
    if verb.is_some_and(|at| at > 0 && matches!(reading.token(at - 1).mark, Mark::Quote | Mark::CloseQuote)) {
        signs |= Signs::SPEAKS;
    }
    Some(Mention {
        extent: reading.extent(first.0, last.1),
        surname: reading.extent(family.0, family.1),
        given: (name.len() > 1).then(|| reading.extent(other.0, other.1)),
        title,
        gender,
        signs,
    })
}

fn signs(reading: &Reading<'_>, start: usize, end: usize, first: (usize, usize), last: (usize, usize)) -> Signs {
    let mut signs = Signs::empty();
    let saying = |at: usize| reading.classes(at).contains(Classes::SAYING) && reading.token(at).kind == Kind::Word;
    let before = start.checked_sub(1);
    signs.set(Signs::SPEAKS, saying(end) || before.is_some_and(|at| saying(at) && !reading.is(at, "according")));
    signs.set(Signs::AGED, is_aged(reading, end));
    signs.set(Signs::QUOTED, reading.token(last.0).is_quoted());
    signs.set(Signs::FIRST, reading.token(first.0).flags.contains(Flags::FIRST));
    signs.set(Signs::UPPER, reading.token(last.0).flags.contains(Flags::UPPER));
    let lead = before.map_or(Classes::empty(), |at| reading.classes(at));
    signs.set(Signs::PLACED, lead.contains(Classes::PLACING));
    signs.set(Signs::THE, lead.contains(Classes::ARTICLE));
    let joined = start > 1
        && reading.is(start - 1, "and")
        && reading.token(start - 2).is_capital()
        && GIVEN_NAMES.has(&reading.word(start - 2).to_lowercase());
    // "Mr and Mrs Kessel".
    let honorific = |at: usize| reading.classes(at).contains(Classes::HONORIFIC);
    let and = start.checked_sub(1).filter(|and| *and > 0 && honorific(start) && reading.is(*and, "and"));
    let couple = and.is_some_and(|and| {
        honorific(and - 1) || and > 1 && reading.is_mark(and - 1, Mark::Period) && honorific(and - 2)
    });
    signs.set(Signs::JOINED, joined && first != last || couple);
    let suffix = reading.classes(comma_after(reading, last.1)).contains(Classes::SUFFIX);
    signs.set(Signs::SUFFIXED, end > last.1 || suffix);
    let who = reading.is_mark(end, Mark::Comma) && reading.is(end + 1, "who");
    let first_word = before.is_none() || reading.token(start).flags.contains(Flags::FIRST);
    let pronoun = || {
        reading.sentences.get(reading.sentence_of(first.0)).is_some_and(|sentence| {
            (end..sentence.end.min(end + REACH)).any(|at| reading.classes(at).contains(Classes::PRONOUN))
        })
    };
    signs.set(Signs::WHO, first_word && who);
    signs.set(Signs::HUMAN, first_word && saying(end) && pronoun());
    signs.set(Signs::NAMED, lead.contains(Classes::NAMING));
    let bracket = matches!(reading.token(end).mark, Mark::OpenParen | Mark::OpenBracket);
    signs.set(Signs::SIC, bracket && reading.is(end + 1, "sic"));
    signs
}

/// The token behind, past a comma.
fn comma_after(reading: &Reading<'_>, at: usize) -> usize {
    at + usize::from(reading.is_mark(at, Mark::Comma))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mention as "title|given|surname".
    fn read_all(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        let show = |extent: Option<Extent>| extent.map_or("-", |extent| reading.text_of(extent));
        let mentions = extract(&reading, &[]);
        mentions
            .iter()
            .filter(|it| !it.signs.contains(Signs::PART))
            .map(|it| format!("{}|{}|{}", show(it.title), show(it.given), reading.text_of(it.surname)))
            .collect()
    }

    #[test]
    fn names_are_read_with_what_belongs_to_them() {
        for (text, expected) in [
            ("Then Mr. Mirel left.", "Mr|-|Mirel"),
            ("The spokesman Ned Marsh spoke.", "spokesman|Ned|Marsh"),
            ("He met Armenian Foreign Minister Ararat Marek.", "Minister|Ararat|Marek"),
            ("a lesson by Maria van den Berg", "-|Maria|Berg"),
            ("a letter to Robert F. Kenning, Jr.", "-|Robert|Kenning"),
            ("with Karine Jean-Pierre of", "-|Karine|Jean-Pierre"),
            ("said O'Neill’s wife", "-|-|O'Neill"),
            ("Then Mr King left.", "Mr|-|King"),
            ("It was Sergeant Bishop who left.", "Sergeant|-|Bishop"),
            ("He handed Marine Alexander Tarvel the medal.", "-|Alexander|Tarvel"),
            ("Mercy Tarvel, 73, left.", "-|Mercy|Tarvel"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn places_and_bodies_are_left_out() {
        for text in [
            "the Sorne Council",
            "near Lake Placid",
            "in West Virginia",
            "the Foreign Ministry",
            "The talks went on.",
            "the Russian army",
            "Then the Lord Bishop left.",
            "He asked Mr Speaker to leave.",
        ] {
            assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
        }
    }
}
