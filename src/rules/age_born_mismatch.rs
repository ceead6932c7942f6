//! An age and the date of birth beside it.

use chrono::{Datelike, NaiveDate};

use super::{Checks, Facts, Level};
use crate::claim::date::Time;
use crate::claim::person::Signs;
use crate::claim::quantity::{Quantity, Unit};
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::link::Story;
use crate::link::ages::years;
use crate::link::people::{fold, gender_of};
use crate::link::timeline::Moment;
use crate::link::timeline::pairs::{Told, told};
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Counts from "born in 1985" to the age beside it ("aged 42", "(born 1985), 42,", "She is 42."): at a year that the
    /// sentence names, else at publication.
    ///
    /// ## Why it matters
    /// An age and a year of birth come from two sources.
    ///
    /// ## Example
    /// ```draft
    /// Tove Aldin, born in 1958, took over the ferry in 1990 at the age of 42.
    ///                                                                     ^^ 42, but born in 1958 makes 31 or 32 in 1990
    /// ```
    ///
    /// ## What it leaves alone
    /// Birthdays still to come, two people in one sentence, "would be", and drafts that do not say when they were
    /// published.
    "age-born-mismatch" {
        summary: "an age does not fit the date of birth",
        counts: "age",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let published = facts.links.timeline.published().map(|it| it.day);
    for (block, it, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let text = &*it.prose.text;
        // An age, or a number alone.
        let aged = claims.quantities.iter().any(|it| it.age || it.unit == Unit::None);
        if !aged || !text.contains("born ") && !text.contains("Born ") {
            continue;
        }
        let times = told(&story, facts.links, block);
        for birth in times.iter().filter(|time| is_birth(&story, time)) {
            let sentence = sentence(&story, birth);
            let from = claims.quantities.partition_point(|it| it.number.start < sentence.start);
            let near = claims.quantities[from..].iter().take_while(|it| it.number.end <= sentence.end);
            let age = |it: &&Quantity| it.age || is_bare_age(&story, block, birth, it);
            for quantity in near.filter(age).filter(|it| it.upper.is_none() && it.modifier.is_none()) {
                let Some(age) = quantity.value.to_whole() else { continue };
                if !is_of_one(facts, block, birth, quantity.number, sentence) {
                    continue;
                }
                let at = moment(&times, birth, quantity.number, published, sentence);
                if let Some(at) = at {
                    compare(facts, block, birth, quantity.number, age, at, checks);
                }
            }
        }
    }
}

/// Whether "born", perhaps with a place, stands before a date with a year.
fn is_birth(story: &Story<'_>, time: &Told<'_>) -> bool {
    let Time::Calendar(calendar) = &time.date.time else { return false };
    let before = story.before(time.at.block, time.date.extent.start);
    let Some(at) = before.to_ascii_lowercase().rfind("born ") else { return false };
    let gap = before[at + 4..].trim();
    let place = gap.strip_prefix("in ").and_then(|it| it.strip_suffix(" in").or_else(|| it.strip_suffix(" on")));
    calendar.year.is_some()
        && (matches!(gap, "in" | "on" | "")
            || place.is_some_and(|it| it.len() < 40 && it.starts_with(char::is_uppercase) && !it.contains('.')))
}

/// "Tove Aldin, born in 1958, is 68", "(born 1958), 68,": a number alone where the age of somebody born stands.
fn is_bare_age(story: &Story<'_>, block: usize, birth: &Told<'_>, quantity: &Quantity) -> bool {
    if quantity.unit != Unit::None || quantity.number.start < birth.date.extent.end {
        return false;
    }
    let gap = story.gap(block, birth.date.extent, quantity.number);
    let behind = story.behind(block, quantity.number.end);
    let closes = behind.starts_with([',', '.', ';']) && !behind[1..].starts_with(|it: char| it.is_ascii_digit());
    let lead = story.before(block, birth.date.extent.start);
    let born = lead.to_ascii_lowercase().rfind("born ").map_or("", |at| &lead[..at]);
    // "Ida Kessel, whose son was born in 1990, is 60": whoever was born must be whose age it is.
    let is = match gap {
        ", is " | "), is " | ") is " | "), " => born.ends_with(", ") || born.ends_with('('),
        " and is " | ", and is " => true,
        ". She is " => is_told_of(story, block, birth, born, Gender::Woman),
        ". He is " => is_told_of(story, block, birth, born, Gender::Man),
        _ => false,
    };
    is && (closes || gap != "), " && (behind.starts_with(" and ") || behind.starts_with(" years old")))
}

/// Whether somebody with a name, who can be of that gender, stands right before "was born".
fn is_told_of(story: &Story<'_>, block: usize, birth: &Told<'_>, born: &str, gender: Gender) -> bool {
    let lead = story.before(block, birth.date.extent.start);
    let Some(subject) = born.strip_suffix(" was ") else { return false };
    let back = u32::try_from(lead.len() - subject.len()).unwrap_or_default();
    let end = birth.date.extent.start - back;
    let people = &story.claims[block].people;
    let index = people.partition_point(|mention| mention.extent.end < end);
    people.get(index).filter(|mention| mention.extent.end == end).is_some_and(|mention| {
        let name = mention.given.map(|given| fold(story.text(block, given)));
        let known = mention.gender.or_else(|| gender_of(&name?));
        !mention.signs.contains(Signs::KIN) && known.is_none_or(|it| it == gender)
    })
}

/// The sentence around a birth, by its full stops, and the next where it goes on with the age.
fn sentence(story: &Story<'_>, birth: &Told<'_>) -> Extent {
    let extent = birth.date.extent;
    let (before, behind) = (story.before(birth.at.block, extent.start), story.behind(birth.at.block, extent.end));
    let back = before.rfind(". ").map_or(before.len(), |at| before.len() - at - 2);
    let goes_on = [". She is ", ". He is "].iter().any(|it| behind.starts_with(it));
    let ahead = if goes_on { behind[2..].find(['.', ',']).map(|at| at + 2) } else { behind.find(". ") };
    let ahead = ahead.unwrap_or(behind.len());
    let length = |bytes: usize| u32::try_from(bytes).unwrap_or_default();
    Extent { start: extent.start - length(back), end: extent.end + length(ahead) }
}

/// Whether nobody else stands between an age and the birth.
fn is_of_one(facts: &Facts<'_>, block: usize, birth: &Told<'_>, age: Extent, sentence: Extent) -> bool {
    let text = &facts.story.article.blocks[block].prose.text;
    let people = &facts.story.claims[block].people;
    let people = &people[people.partition_point(|it| it.extent.start < sentence.start)..];
    let before = facts.story.before(block, birth.date.extent.start);
    let back = before.to_ascii_lowercase().rfind("born ").map_or(0, |at| before.len() - at);
    let born = birth.date.extent.start - u32::try_from(back).unwrap_or_default();
    let (from, to, most) = if age.start < born { (age.end, born, 0) } else { (birth.date.extent.end, age.start, 1) };
    let between = people
        .iter()
        .take_while(|it| it.extent.end <= sentence.end)
        .filter(|mention| mention.extent.start >= from && mention.extent.end <= to)
        .count();
    let words = &text[from as usize..to as usize];
    let hedged = facts.story.before(block, age.start).trim_end().ends_with("be")
        || words.contains("would")
        || words.contains(" born ");
    between <= most && !hedged
}

/// When the age was reached: a year the sentence names between birth and age, else publication.
fn moment(
    times: &[Told<'_>],
    birth: &Told<'_>,
    age: Extent,
    published: Option<NaiveDate>,
    sentence: Extent,
) -> Option<Moment> {
    let year = |time: &&Told<'_>| matches!(&time.date.time, Time::Calendar(calendar) if calendar.year.is_some());
    let from = times.partition_point(|time| time.date.extent.start < sentence.start);
    let near = times[from..].iter().take_while(|time| time.date.extent.end <= sentence.end);
    let named = near.filter(year).filter(|time| time.at != birth.at);
    let before = named.clone().filter(|time| time.date.extent.end <= age.start).last();
    match before {
        Some(time) => time.resolved.map(|it| it.moment),
        None if named.count() == 0 => published.map(Moment::Day),
        None => None,
    }
}

fn compare(
    facts: &Facts<'_>,
    block: usize,
    birth: &Told<'_>,
    number: Extent,
    age: i64,
    at: Moment,
    checks: &mut Checks,
) {
    let (Some((born, born_last)), Some((first, last))) = (birth.days(), at.days()) else { return };
    let (low, high) = (years(born_last, first), years(born, last));
    let story = facts.story;
    let span = story.span(block, number);
    if (low..=high).contains(&age) {
        checks.pass(NAME, span, Some(story.span(block, birth.date.extent)), format!("{age} fits the birth"));
        return;
    }
    let words = story.text(block, birth.date.extent);
    let range = if low == high { low.to_string() } else { format!("{low} or {high}") };
    let preposition = if words.len() == 4 { "in" } else { "on" };
    let moment = match at {
        Moment::Day(day) if Some(day) == facts.links.timeline.published().map(|it| it.day) => {
            "at publication".to_owned()
        }
        Moment::Day(_) => format!("on {}", facts.links.timeline.say(at)),
        _ => format!("in {at}"),
    };
    let finding = Finding::new(
        NAME,
        Level::Warning,
        span,
        format!("{age}, but born {preposition} {words} makes {range} {moment}"),
    )
    .related(story.span(block, birth.date.extent), "the birth here")
    .calculation(format!("{} - {} = {}", last.year(), born.year(), last.year() - born.year()))
    .value(&age)
    .value(&words);
    checks.fail(finding);
}
