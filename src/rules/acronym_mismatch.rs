//! Short forms whose letters do not fit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checks, Facts, Level};
use crate::claim::acronym::Acronym;
use crate::finding::Finding;
use crate::language::gazetteer;
use crate::language::slip::is_turned;
use crate::link::Story;
use crate::place::{Extent, Span};
use crate::text::Block;

rule! {
    /// ## What it does
    /// Finds a short form in brackets whose letters fit the words before it only when two neighbours change places, and a
    /// short form in the text that is so far from one that was explained.
    ///
    /// ## Why it matters
    /// No spelling checker knows them, and the eye reads what it expects.
    ///
    /// ## Example
    /// ```draft
    /// The Fenland Allotment Holders Society (FASH) wants the towpath reopened by spring.
    ///                                        ^^^^ the first letters of Fenland Allotment Holders Society are FAHS, not FASH
    /// ```
    ///
    /// ## What it leaves alone
    /// Short forms from another language ("AKP", "SPD") or with a word left out, codes, parties and tickers in brackets,
    /// and letters that the draft keeps to throughout ("ISO").
    "acronym-mismatch" {
        summary: "the letters of a short form do not fit its words",
        counts: "short form",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let mut used: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut explained: BTreeMap<&str, (usize, &Acronym)> = BTreeMap::new();
    let mut bracketed: BTreeSet<&str> = BTreeSet::new();
    for (block, _, claims) in story.blocks() {
        for extent in &claims.acronyms.used {
            used.entry(story.text(block, *extent)).or_default().push(story.span(block, *extent));
        }
        bracketed.extend(claims.acronyms.bracketed.iter().map(|extent| story.text(block, *extent)));
        for acronym in &claims.acronyms.explained {
            explained.entry(story.text(block, acronym.extent)).or_insert((block, acronym));
        }
    }
    // What is explained in small letters is known too.
    used.retain(|short, _| !bracketed.contains(short));
    for (short, (block, acronym)) in &explained {
        let span = story.span(*block, acronym.extent);
        let Some(expected) = &acronym.expected else {
            checks.pass(NAME, span, Some(story.span(*block, acronym.long)), format!("{short} as explained"));
            turned(short, span, &used, &explained, checks);
            continue;
        };
        // Letters that the draft keeps to are those of another language, or a name of their own.
        let right = used.contains_key(&**expected);
        let words = last_words(story.text(*block, acronym.long), expected.len());
        let foreign = || ANOTHER_ORDER.contains(short) || is_foreign(&story, *block, (short, expected), words);
        if !right && foreign() {
            continue;
        }
        let level = if used.contains_key(short) && !right { Level::Information } else { Level::Warning };
        let message = format!("the first letters of {words} are {expected}, not {short}");
        let finding = Finding::new(NAME, level, span, message)
            .related(story.span(*block, acronym.long), "the words here")
            .value(short)
            .value(expected)
            .fix(format!("Change {short} to {expected}"), edit(&story, *block, acronym.extent, expected));
        checks.fail(finding);
    }
}

/// Short forms whose letters are in the order of no language, or of another.  Source: ISO and ITU on their own names.
const ANOTHER_ORDER: [&str; 2] = ["ISO", "UTC"];

/// What parties and unions are called.
const PARTIES: [&str; 10] =
    ["party", "rally", "front", "movement", "union", "alliance", "coalition", "confederation", "federation", "league"];

/// Countries whose own short forms have the order of English.
const ENGLISH: [&str; 6] = ["US", "GB", "CA", "AU", "NZ", "IE"];

/// "Social Democratic Party (SPD)" in a story of Germany: other languages put the noun before what describes it.
fn is_foreign(story: &Story<'_>, block: usize, (short, expected): (&str, &str), words: &str) -> bool {
    let Some(at) = short.bytes().zip(expected.bytes()).position(|(one, other)| one != other) else { return false };
    let capitals: Vec<_> = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(str::to_lowercase)
        .collect();
    let Some(noun) = capitals.get(at + 1).filter(|_| capitals.len() == expected.len()) else { return false };
    let near = |(index, it): (usize, &Block)| it.zone.announces() || index == block || index + 1 == block;
    PARTIES.contains(&&**noun)
        && story.blocks().map(|(index, it, _)| (index, it)).filter(|it| near(*it)).any(|(_, block)| {
            let words = block.prose.text.split(|letter: char| !letter.is_alphanumeric());
            words.filter(|word| word.starts_with(char::is_uppercase)).any(|word| {
                gazetteer::nation(word).is_some_and(|codes| codes.split(' ').all(|code| !ENGLISH.contains(&code)))
            })
        })
}

/// Short forms in the text that are an explained one with two neighbours exchanged, and are explained nowhere.
fn turned(
    short: &str,
    span: Span,
    used: &BTreeMap<&str, Vec<Span>>,
    explained: &BTreeMap<&str, (usize, &Acronym)>,
    checks: &mut Checks,
) {
    let usual = 1 + used.get(short).map_or(0, Vec::len);
    for (other, places) in used.iter().filter(|(other, _)| is_turned(short, other) && !explained.contains_key(*other)) {
        if places.len() > usual {
            continue;
        }
        for place in places {
            let message = format!("{other} here, {short} where it is explained: the same?");
            checks.fail(
                Finding::new(NAME, Level::Warning, *place, message)
                    .related(span, format!("{short} is explained here"))
                    .value(other)
                    .value(&short),
            );
        }
    }
}

/// The last words that begin with a capital, as many as there are letters, with what stands between.
fn last_words(long: &str, letters: usize) -> &str {
    let starts: Vec<_> = long
        .char_indices()
        .filter(|(at, letter)| {
            letter.is_uppercase() && long[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
        })
        .map(|(at, _)| at)
        .collect();
    starts.len().checked_sub(letters).map_or(long, |at| &long[starts[at]..]).trim_end()
}

fn edit(story: &Story<'_>, block: usize, extent: Extent, text: &str) -> Option<crate::place::Edit> {
    story.article.blocks[block].edit(extent, text)
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn letters_of_another_language_have_another_order() {
        checks(
            r"
The Social Fishery Party (SPF) of Lindale wants more quays. It has four seats on the council.
                          ^^^ the first letters of Social Fishery Party are SFP, not SPF
",
        );
        checks(
            r"
The National Herring Movement (NMH) met in a barn. Nobody came by boat.
                               ^^^ the first letters of National Herring Movement are NHM, not NMH
",
        );
        checks(
            r"
Berlin was quiet. The Social Fishery Party (SPF) lost.
                                            ^^^ the first letters of Social Fishery Party are SFP, not SPF

Its rival once said the SFP would win.
",
        );
        for draft in [
            r"
Berlin was quiet. The Social Fishery Party (SPF) of Germany lost two seats.
",
            r"
The National Herring Movement (NMH) met in Lisbon. The Portuguese group is old.
",
            r"
The International Organization for Standardization (ISO) has a rule for tea.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn short_forms_in_brackets_are_explained() {
        checks(
            r"
The Harbour Funding Agency (HFA) pays for quays.

The FHA pays for boats too.
    ^^^ FHA here, HFA where it is explained: the same?
",
        );
        checks(
            r"
The Marsh Research Board (MRB) counts frogs.

Last year the RMB counted none.
              ^^^ RMB here, MRB where it is explained: the same?
",
        );
        checks(
            r"
The Coast Repair Trust (CRT) mends groynes.

The RCT spent a million on sand.
    ^^^ RCT here, CRT where it is explained: the same?
",
        );
        for draft in [
            r"
The Harbour Funding Agency (HFA) pays for quays.

It asked the fishing house associations (FHAs) for help, and one FHA agreed.
",
            r"
The Marsh Research Board (MRB) counts frogs.

Regional moor bodies (RMBs) count toads.
",
            r"
Norland has a treaty with Dorne and the Estlin Coast Union (EACU). Nobody reads it.
",
        ] {
            checks(draft);
        }
    }
}
