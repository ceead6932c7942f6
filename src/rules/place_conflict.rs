//! One event in two places.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::gazetteer::is_within;
use crate::language::{Classes, lexicon};
use crate::link::Story;
use crate::link::events::{Event, claim};
use crate::link::people::fold;
use crate::place::Extent;
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds an event that the draft puts in two places: headline and story, or two sentences that tell of one day.
    ///
    /// ## Why it matters
    /// The wrong town in a headline is the first thing its people see.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// The two harbour ministers met in Oslo on Sunday.
    ///
    /// Nobody would say why. Sunday's talks in Lund between the two ministers went on until dawn.
    ///                                         ^^^^ Lund here, Oslo elsewhere for the same talks?
    /// ```
    ///
    /// ## What it leaves alone
    /// A town in its country or state, regions that may hold the other place, places named together anywhere in the draft,
    /// events told apart, and talks that are being prepared beside those that were held.
    "place-conflict" {
        summary: "one event is put in two places",
        counts: "event",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let all = facts.links.events.all();
    let mut tellings: FxHashMap<u8, usize> = FxHashMap::default();
    for event in all {
        *tellings.entry(claim(&story, event).kind).or_default() += 1;
    }
    // What stands late in a long draft is compared with its beginning.
    for (index, other) in all.iter().enumerate() {
        let its = claim(&story, other);
        for one in &all[..index.min(MOST)] {
            let mine = claim(&story, one);
            if mine.kind != its.kind || mine.several || its.several || one.at == other.at {
                continue;
            }
            if story.article.are_apart(one.at.block, other.at.block) {
                continue;
            }
            let headline = story.article.blocks[one.at.block].zone == Zone::Headline;
            let Some((first, second)) = places(&story, one, other, headline) else { continue };
            let same_day = one.day.zip(other.day).is_some_and(|(one, other)| one.0 == other.0);
            // "the crash on the B9", of the only crash there is: roads do not lie in each other, so no day is needed.
            let only = other.day.is_none() && tellings[&its.kind] == 2;
            let road = only && is_road(second.1);
            // "The blast in Lund broke windows": the sentence is of the only blast there is, told before as news.
            let subject = only && its.noun && opens_sentence(&story, other) && !mine.definite && one.day.is_some();
            let one_event = !other.vague && (headline || its.definite && (same_day || road || subject));
            let prepared = [one, other].iter().any(|it| is_ahead(&story, it));
            if one_event && !prepared && are_apart(&story, first.1, second.1) {
                report(&story, one, other, first, second, checks);
                return;
            }
        }
    }
}

/// Whether "The blast" begins the event's sentence.
fn opens_sentence(story: &Story<'_>, event: &Event) -> bool {
    let it = claim(story, event);
    let text = story.text(event.at.block, Extent { start: it.sentence.start, end: it.extent.start });
    text == "The "
}

/// Words of a meeting that is still to come beside one that was held.
const COMING: [&str; 8] =
    ["prepar", "upcoming", "forthcoming", "ahead of", "next round", "planned", "resume", "the latest"];

/// Whether an event's sentence tells of one to come.
fn is_ahead(story: &Story<'_>, event: &Event) -> bool {
    let text = story.text(event.at.block, claim(story, event).sentence);
    COMING.iter().any(|words| text.contains(words))
}

/// How many events from the top others are compared with.
const MOST: usize = 24;

/// A place with its words.
type Named<'a> = (Extent, &'a str);

/// The places of two tellings, as blocks' extents with their words.
fn places<'a>(story: &Story<'a>, one: &Event, other: &Event, headline: bool) -> Option<(Named<'a>, Named<'a>)> {
    let (mine, its) = (claim(story, one), claim(story, other));
    let first = if headline { mine.lead.or(mine.place)? } else { mine.place? };
    let second = its.place?;
    Some(((first, story.text(one.at.block, first)), (second, story.text(other.at.block, second))))
}

/// "A64", "M25".
fn is_road(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether two places are different and neither lies in the other, as far as the tables and the draft tell.
fn are_apart(story: &Story<'_>, one: &str, other: &str) -> bool {
    let (mine, its) = (fold(one), fold(other));
    if mine.contains(&*its) || its.contains(&*mine) || is_road(one) != is_road(other) {
        return false;
    }
    let known = match (is_within(&mine, &its), is_within(&its, &mine)) {
        (Some(true), _) | (_, Some(true)) => return false,
        (Some(false), _) | (_, Some(false)) => true,
        (None, None) => false,
    };
    let wide = |words: &str| {
        let wide = Classes::COUNTRY | Classes::DEMONYM | Classes::GEOGRAPHY | Classes::ORGANISATION;
        words.split(' ').any(|word| lexicon::look_up(word).classes.intersects(wide))
    };
    let states = |words: &str| words.split(' ').count() > 1 && words.ends_with(|letter: char| letter.is_uppercase());
    if !known && (wide(one) || wide(other) || states(one) || states(other)) {
        return false;
    }
    // Of two places in one sentence the one may lie in the other.
    let together = |text: &str| text.split(". ").any(|sentence| sentence.contains(one) && sentence.contains(other));
    !story.blocks().any(|(_, block, _)| together(&block.prose.text))
}

fn report(story: &Story<'_>, one: &Event, other: &Event, first: Named<'_>, second: Named<'_>, checks: &mut Checks) {
    let noun = story.text(other.at.block, claim(story, other).extent).to_lowercase();
    let message = format!("{} here, {} elsewhere for the same {noun}?", second.1, first.1);
    let finding = Finding::new(NAME, Level::Warning, story.span(other.at.block, second.0), message)
        .related(story.span(one.at.block, first.0), format!("{} here", first.1))
        .value(&first.1)
        .value(&second.1)
        .fix(
            format!("Change {} to {}", second.1, first.1),
            story.article.blocks[other.at.block].edit(second.0, first.1),
        );
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn an_event_of_headline_and_story_is_one() {
        checks(
            r"
//- today: 2026-05-06
Rivals sign river deal in Muscat

The ministers of Dorne and Lindale signed a treaty in Doha on Wednesday.
                                                      ^^^^ Doha here, Muscat elsewhere for the same signed?
",
        );
        checks(
            r"
//- today: 2026-05-06
Two hurt as coach overturns in Hexham

Two pensioners were taken to hospital after a coach overturned on a bend in Wexford on Monday.
                                                                            ^^^^^^^ Wexford here, Hexham elsewhere for the same overturned?
",
        );
        checks(
            r"
//- today: 2026-05-06
A bomb went off outside a court in Izmir on Tuesday.

The blast in Bursa broke windows across the street.
             ^^^^^ Bursa here, Izmir elsewhere for the same blast?
",
        );
        checks(
            r"
//- today: 2026-05-06
An earthquake struck the island of Sumbawa on Tuesday.

The quake struck the island of Flores at noon.
                               ^^^^^^ Flores here, Sumbawa elsewhere for the same quake?
",
        );
        for draft in [
            r"
//- today: 2026-05-06
Rivals sign river deal in Muscat

The ministers of Dorne and Lindale signed a treaty in Oman on Wednesday.
",
            r"
//- today: 2026-05-06
A bomb went off outside a court in Izmir on Tuesday. Bursa had one in March.

It was like the blast in Bursa.
",
            r"
//- today: 2026-05-06
On Sunday they prepared the talks in Geneva.

Sunday's negotiations in Astana had gone well.
",
            r"
//- today: 2026-05-06
A board with a sign in Leeds fell down on Monday.

The sign in Bradford hung on.
",
        ] {
            checks(draft);
        }
    }
}
