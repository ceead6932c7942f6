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
    /// Finds an event that the draft puts in two places: headline and story, two sentences that tell of one day, or the lead
    /// and "The quay at Lund, where the barge sank".
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
    /// Places that things were taken to afterwards, a town in its country or state, regions that may hold the other place,
    /// places named together anywhere in the draft, events told apart, and talks that are being prepared beside those that were
    /// held.
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
    if let Some((at, first, second)) = scene(&story) {
        let message = format!("{} here, {} where it is told first: the same place?", second.1, first.1);
        tell(&story, at, first, second, message, checks);
        return;
    }
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

/// Prepositions before the place where something is.
const AT: [&str; 4] = ["at", "in", "near", "outside"];

/// What befalls a thing where it is, behind "where the barge".  What is done to it elsewhere ("was taken", "is kept") and
/// what people do is left out.  Source: ordinary newsroom English.
const BEFALLS: [&str; 22] = [
    "blocked",
    "capsized",
    "cleared",
    "collapsed",
    "collided",
    "crashed",
    "derailed",
    "erupted",
    "exploded",
    "fell",
    "happened",
    "hit",
    "occurred",
    "overturned",
    "rammed",
    "sank",
    "smashed",
    "stopped",
    "stranded",
    "struck",
    "toppled",
    "tumbled",
];

/// The place of the lead and another that a later sentence gives to what the lead tells of: "A barge sank at Hule on
/// Monday", "The quay at Lund, where the barge sank,".
fn scene<'a>(story: &Story<'a>) -> Option<([usize; 2], Named<'a>, Named<'a>)> {
    const WHERE: &str = ", where the ";
    let body = || story.blocks().filter(|(_, it, _)| it.zone == Zone::Body);
    let (lead, block, claims) = body().next()?;
    let end = claims.sentences.get(1).map_or(block.prose.text.len(), |end| *end as usize);
    let told = &block.prose.text[..end];
    let first = only_place(told).filter(|_| claims.dates.iter().any(|date| (date.extent.end as usize) <= end))?;
    let first = named(first, told);
    body().skip(1).find_map(|(at, it, _)| {
        let text = &*it.prose.text;
        memchr::memmem::find_iter(text.as_bytes(), WHERE).find_map(|comma| {
            let mut clause = text[comma + WHERE.len()..].split([' ', ',', '.']);
            let noun = clause.next().filter(|noun| noun.bytes().all(|letter| letter.is_ascii_lowercase()))?;
            let befell = clause.take(3).any(|word| BEFALLS.contains(&word));
            let new = [" a ", " an ", "A ", "An "].iter().any(|article| told.contains(&format!("{article}{noun} ")));
            let place = place_before(&text[..comma]).filter(|_| befell && new)?;
            let second = named(place, text);
            // Of a place named before, the reader knows what it has to do with the story.
            let mut before = story.blocks().take_while(|(other, ..)| *other < at);
            let known = before.any(|(_, it, _)| it.prose.text.contains(second.1));
            let open = &text[..comma];
            let spoken = open.matches(['“', '"']).count() % 2 > open.matches('”').count() % 2;
            (!known && !spoken && are_apart(story, first.1, second.1)).then_some(([lead, at], first, second))
        })
    })
}

/// The only place of a sentence, as bytes of it: "near Hule".
fn only_place(sentence: &str) -> Option<(usize, usize)> {
    let ends = sentence.match_indices([' ', ',', '.']).map(|(at, _)| at).chain([sentence.len()]);
    let mut places = Vec::new();
    for end in ends {
        // A name goes on: "near New Hule".
        let goes_on =
            sentence[end..].trim_start_matches(' ').starts_with(char::is_uppercase) && sentence[end..].starts_with(' ');
        places.extend(place_before(&sentence[..end]).filter(|_| !goes_on));
    }
    match places[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// The place at the end of a text, as bytes of it: words with capitals behind "at", "in", "near" or "outside".
fn place_before(text: &str) -> Option<(usize, usize)> {
    let mut start = text.len();
    for word in text.rsplit(' ').take(4) {
        if AT.contains(&word) {
            let name = text.get(start..).filter(|name| !name.is_empty())?;
            let time = Classes::WEEKDAY | Classes::MONTH;
            let timed = name.split(' ').any(|word| lexicon::look_up(word).classes.intersects(time));
            return (!timed).then_some((start, text.len()));
        }
        if !word.starts_with(char::is_uppercase) || !word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
        {
            return None;
        }
        start = text.len().min(start.saturating_sub(word.len() + usize::from(start < text.len())));
    }
    None
}

/// A stretch of a block's text with its words.
fn named((start, end): (usize, usize), text: &str) -> Named<'_> {
    let at = |offset: usize| u32::try_from(offset).unwrap_or_default();
    (Extent { start: at(start), end: at(end) }, &text[start..end])
}

fn report(story: &Story<'_>, one: &Event, other: &Event, first: Named<'_>, second: Named<'_>, checks: &mut Checks) {
    let noun = story.text(other.at.block, claim(story, other).extent).to_lowercase();
    let message = format!("{} here, {} elsewhere for the same {noun}?", second.1, first.1);
    tell(story, [one.at.block, other.at.block], first, second, message, checks);
}

/// Tells of two places of one thing, each in its block.
fn tell(
    story: &Story<'_>,
    [one, other]: [usize; 2],
    first: Named<'_>,
    second: Named<'_>,
    message: String,
    checks: &mut Checks,
) {
    let finding = Finding::new(NAME, Level::Warning, story.span(other, second.0), message)
        .related(story.span(one, first.0), format!("{} here", first.1))
        .value(&first.1)
        .value(&second.1)
        .fix(format!("Change {} to {}", second.1, first.1), story.article.blocks[other].edit(second.0, first.1));
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
        checks(
            r"
//- today: 2026-05-06
A barge laden with gravel sank near Hule on Monday.

Nobody was hurt.

The quay at Lundby, where the barge sank, stayed shut.
            ^^^^^^ Lundby here, Hule where it is told first: the same place?
",
        );
        for draft in [
            r"
//- today: 2026-05-06
A barge laden with gravel sank near Hule on Monday.

The yard at Lundby, where the barge was taken, is full.
",
            r"
//- today: 2026-05-06
A barge laden with gravel sank near Hule on Monday.

The lock at Lundby, where the ferry struck a gate in May, is shut too.
",
            r"
//- today: 2026-05-06
A barge on its way to Lundby sank near Hule on Monday.

The quay at Lundby, where the barge struck a wall last week, stayed shut.
",
            r"
//- today: 2026-05-06
A barge laden with gravel sank near Hule on Monday.

The lock at Hule, where the barge sank, is shut.
",
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
