//! An anniversary and the year it is of.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use super::{Checks, Facts, Level};
use crate::claim::date::{Length, Shift, Time};
use crate::finding::Finding;
use crate::language::time::Unit;
use crate::link::timeline::pairs::{Told, told};

rule! {
    /// ## What it does
    /// Counts "the 25th anniversary of the 1987 gale", "80 years since the gale of 1987", "golden wedding", "silver jubilee" and
    /// "centenary" against the year they are of, where the sentence marks the anniversary now.
    ///
    /// ## Why it matters
    /// Nobody counts decades twice.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-10-19
    /// Bell-ringers marked the 25th anniversary of the 1987 gale on Friday.
    ///                         ^^^^^^^^^^^^^^^^ 25th anniversary, but 1987 is 39 years before 2026
    /// ```
    ///
    /// ## What it leaves alone
    /// Anniversaries in the past, a year more or less, sentences that name another year, and drafts that do not say when
    /// they were published.
    "anniversary-mismatch" {
        summary: "an anniversary does not fit its year",
        counts: "anniversary",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How far from publication a day is still now, in days.
const NOW: i64 = 45;

/// How many times on either side of an anniversary are looked at.
const NEAR: usize = 12;

/// Anniversaries by their names, and what began what they count; source: Collins English Dictionary ("wedding
/// anniversary", "jubilee", "centenary").
const NAMED: [(&str, i32, &[&str]); 17] = [
    ("silver wedding", 25, &MARRIED),
    ("pearl wedding", 30, &MARRIED),
    ("ruby wedding", 40, &MARRIED),
    ("golden wedding", 50, &MARRIED),
    ("diamond wedding", 60, &MARRIED),
    ("platinum wedding", 70, &MARRIED),
    ("silver jubilee", 25, &CROWNED),
    ("ruby jubilee", 40, &CROWNED),
    ("golden jubilee", 50, &CROWNED),
    ("diamond jubilee", 60, &CROWNED),
    ("platinum jubilee", 70, &CROWNED),
    (" centenary", 100, &FOUNDED),
    (" bicentenary", 200, &FOUNDED),
    (" bicentennial", 200, &FOUNDED),
    (" tercentenary", 300, &FOUNDED),
    (" sesquicentennial", 150, &FOUNDED),
    ("years of marriage", 0, &MARRIED),
];

/// How a marriage begins.
const MARRIED: [&str; 4] = ["married", "wed", "tied the knot", "were wed"];

/// How a reign begins.
const CROWNED: [&str; 9] = [
    "took the throne",
    "came to the throne",
    "ascended the throne",
    "acceded",
    "acceded to the throne",
    "was crowned",
    "crowned",
    "became king",
    "became queen",
];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let Some(published) = facts.links.timeline.published().map(|it| it.day) else { return };
    let story = facts.story;
    for (block, _, _) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let times = told(&story, facts.links, block);
        if times.is_empty() {
            continue;
        }
        for (index, time) in times.iter().enumerate().filter(|(_, time)| matches!(time.date.time, Time::Anniversary)) {
            let words = story.text(block, time.date.extent).to_lowercase();
            let Some(wanted) = number(&words) else { continue };
            // "of the 1987 gale", "of the fire of May 17, 1975".
            let Some(of) = times.get(index + 1) else { continue };
            let gap = story.gap(block, time.date.extent, of.date.extent);
            // "of the Kalivi air disaster, in which 112 people died on", "of the birth of the composer, who was born in".
            let clause = [", in which ", ", when "].iter().any(|it| gap.contains(it))
                || gap.starts_with(" of the birth of ") && gap.ends_with(", who was born in ");
            let near = gap.len() < 60 && !gap.contains(',') || gap.len() < 120 && clause;
            if gap.starts_with(" of ") && near && !gap.contains([';', '.']) {
                compare(facts, published, &times, time.at.index, wanted, of, checks);
            }
        }
        founded(facts, published, &times, checks);
        since(facts, published, &times, checks);
        deaths(facts, published, &times, checks);
        named(facts, published, block, &times, checks);
    }
}

/// Verbs that begin what keeps anniversaries.
const FOUNDED: [&str; 11] = [
    "founded",
    "formed",
    "established",
    "launched",
    "opened",
    "built",
    "started",
    "created",
    "set up",
    "born",
    "opened its first shop",
];

/// Verbs of the present that mark an anniversary now.
const MARKS: [&str; 12] = [
    " is celebrating",
    " are celebrating",
    " is marking",
    " are marking",
    " celebrates",
    " celebrate",
    " marks",
    " will mark",
    " will celebrate",
    " turns",
    " mark",
    " marked",
];

/// "The choir, founded in 1926, marked its 150th anniversary on Friday."
fn founded(facts: &Facts<'_>, published: NaiveDate, times: &[Told<'_>], checks: &mut Checks) {
    let story = facts.story;
    for pair in times.windows(2) {
        let [of, time] = pair else { continue };
        if !matches!(time.date.time, Time::Anniversary) || of.date.setting.sentence != time.date.setting.sentence {
            continue;
        }
        let block = time.at.block;
        let lead = story.before(block, of.date.extent.start);
        let begun = FOUNDED.iter().any(|verb| lead.ends_with(&format!(" {verb} in ")));
        let gap = story.gap(block, of.date.extent, time.date.extent);
        let own = gap.ends_with(" its ") || gap.ends_with(" their ");
        let wanted = number(&story.text(block, time.date.extent).to_lowercase());
        // "its 50th anniversary of independence" is of something else.
        let else_of = story.behind(block, time.date.extent.end).starts_with(" of ");
        let Some(wanted) = wanted.filter(|_| begun && own && !else_of && gap.len() < 80) else { continue };
        // "founded in 1884, is celebrating its 150th anniversary": the present is now.
        let verb = gap.strip_prefix(',').unwrap_or_default();
        let now = [" is celebrating ", " is marking ", " celebrates ", " marks ", " are celebrating ", " celebrate "]
            .iter()
            .any(|it| verb.starts_with(it) && verb.len() < it.len() + 7);
        compare_with(facts, published, (times, time.at.index, now), wanted, of, checks);
    }
}

/// 20 of "20th anniversary", 1 of "first anniversary".
fn number(words: &str) -> Option<i32> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    let word = words.split([' ', '-']).next()?;
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().or_else(|| ORDINALS.iter().zip(1..).find(|(it, _)| **it == word).map(|(_, value)| value))
}

/// The year a time names.
fn year(time: &Told<'_>) -> Option<i32> {
    match &time.date.time {
        Time::Calendar(calendar) => calendar.year.map(|it| it.value),
        _ => None,
    }
}

fn compare(
    facts: &Facts<'_>,
    published: NaiveDate,
    times: &[Told<'_>],
    index: usize,
    wanted: i32,
    of: &Told<'_>,
    checks: &mut Checks,
) {
    compare_with(facts, published, (times, index, false), wanted, of, checks);
}

/// Counts an anniversary, the index of its time, against the year it is of; whether its verb puts it at publication.
fn compare_with(
    facts: &Facts<'_>,
    published: NaiveDate,
    (times, index, marked): (&[Told<'_>], usize, bool),
    wanted: i32,
    of: &Told<'_>,
    checks: &mut Checks,
) {
    let Some(year) = year(of) else { return };
    let time = times[index];
    let (story, block) = (facts.story, time.at.block);
    let sentence = |other: &&Told<'_>| other.date.setting.sentence == time.date.setting.sentence;
    let from = index.saturating_sub(NEAR);
    let others = || {
        times[from..times.len().min(index + NEAR)]
            .iter()
            .filter(sentence)
            .filter(|other| other.at != time.at && other.at != of.at)
    };
    // "Concerts will mark", "Monday marks", "Today is the 20th anniversary".
    let lead = story.before(block, time.date.extent.start);
    let clause = lead.rsplit(". ").next().unwrap_or_default();
    let ahead = [" will mark the ", " will celebrate the ", " marks the ", " is marking the "]
        .iter()
        .any(|it| clause.ends_with(it));
    let now = marked || ahead || others().any(|other| is_now(other, published));
    let elsewhere = others().any(|other| self::year(other).is_some_and(|it| it != published.year()));
    let passed = published.year() - year;
    let span = story.span(block, time.date.extent);
    // "the flood of 24 November 2015": the day is kept, and so the year is sure.
    let kept = matches!(of.date.time, Time::Calendar(calendar) if calendar.day.is_some())
        && of
            .days()
            .and_then(|it| it.0.with_year(published.year()))
            .is_some_and(|it| (it - published).num_days().abs() <= KEPT)
        && matches!(of.date.time, Time::Calendar(calendar) if calendar.month.is_some_and(|_| (2..12).contains(&published.month())));
    if (passed - wanted).abs() <= i32::from(!kept) {
        checks.pass(
            NAME,
            span,
            Some(story.span(block, of.date.extent)),
            format!("{year} + {wanted} = {}", year + wanted),
        );
    } else if now && !elsewhere && !time.date.setting.quoted {
        report(facts, time.at.block, time.date.extent, of, passed, published, checks);
    }
}

/// Whether a time beside an anniversary puts it at publication: a day near it, or "this year".
fn is_now(time: &Told<'_>, published: NaiveDate) -> bool {
    let Some((first, last)) = time.days() else { return false };
    let named = match &time.date.time {
        Time::Calendar(calendar) => calendar.shift == Shift::This,
        Time::Away(away) => away.units == Some(0) && !away.counted,
        _ => false,
    };
    (first == last && (first - published).num_days().abs() <= NOW) || (named && first <= published && published <= last)
}

/// How far from publication the day of an anniversary is that of this year, in days.
const KEPT: i64 = 20;

/// "mark 80 years since the liberation of 1935", "Thirty years after the shooting of August 1985, the town gathered on
/// Sunday".
fn since(facts: &Facts<'_>, published: NaiveDate, times: &[Told<'_>], checks: &mut Checks) {
    let story = facts.story;
    for pair in times.windows(2) {
        let [time, of] = pair else { continue };
        let Time::Length(Length { amount: Some(amount), unit: Unit::Year }) = &time.date.time else { continue };
        let Some(wanted) = amount.to_whole().and_then(|it| i32::try_from(it).ok()) else { continue };
        let block = time.at.block;
        let gap = story.gap(block, time.date.extent, of.date.extent);
        let linked = [" since the ", " after the "].iter().any(|it| gap.starts_with(it));
        let year = gap.ends_with(" of ") || gap == " since the " || gap == " after the ";
        let lead = story.before(block, time.date.extent.start);
        let opens = lead.is_empty() || lead.ends_with(". ") || lead.ends_with('\n');
        let marks = MARKS.iter().any(|it| lead.trim_end().ends_with(it));
        let near = gap.len() < 60 && !gap.contains([',', ';', '.']) && wanted >= 5;
        // "Fifty years after the war of 1939, they met; on Sunday".
        let one_clause = !story.behind(block, of.date.extent.end).split(". ").next().unwrap_or_default().contains(';');
        if linked && year && near && one_clause && (opens || marks) {
            compare(facts, published, times, time.at.index, wanted, of, checks);
        }
    }
}

/// What stands in every name of an anniversary.
static CELEBRATES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("wedding|jubilee|enar|ntennial|of marriage").expect("the pattern is whole"));

/// "married in 1976, have their golden wedding anniversary", "took the throne in 1989, will celebrate his silver jubilee".
fn named(facts: &Facts<'_>, published: NaiveDate, block: usize, times: &[Told<'_>], checks: &mut Checks) {
    let story = facts.story;
    let text = &*story.article.blocks[block].prose.text;
    if !CELEBRATES.is_match(text) {
        return;
    }
    let counted =
        memchr::memmem::find_iter(text.as_bytes(), "th wedding anniversary").map(|at| (at, "", 0, &MARRIED[..]));
    let named = NAMED.iter().flat_map(|(name, years, begun)| {
        memchr::memmem::find_iter(text.as_bytes(), *name).map(|at| (at, *name, *years, *begun))
    });
    for (at, name, years, begun) in counted.chain(named) {
        let lead = &text[..at];
        let (start, end, wanted) = match name {
            "" | "years of marriage" => {
                let word = lead.trim_end().rsplit(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or_default();
                let Ok(wanted) = word.parse::<i32>() else { continue };
                let start = lead.trim_end().len() - word.len();
                (start, if name.is_empty() { at + 2 } else { at + 5 }, wanted)
            }
            _ => (
                at + name.len() - name.trim_start().len(),
                at + name.split(' ').next().map_or(0, |it| if it.is_empty() { name.len() } else { it.len() }),
                years,
            ),
        };
        let behind = &text[at + name.len()..];
        let other_thing = [" ring", " band", " dress", " gift"].iter().any(|it| behind.starts_with(it));
        if behind.starts_with(char::is_alphanumeric) && !name.is_empty() || other_thing {
            continue;
        }
        let (Ok(first), Ok(last)) = (u32::try_from(start), u32::try_from(end)) else { continue };
        let extent = crate::place::Extent { start: first, end: last };
        let (sentence, from) = story.sentence(block, extent);
        let until = from + sentence.len();
        let lower = sentence.to_lowercase();
        if ["would", "missed", "celebrated", "until", "before"].iter().any(|it| lower.contains(it)) && !name.is_empty()
        {
            continue;
        }
        // Of the same sentence, or of the next one that is about the same ("It was founded in 1915").
        let of = times.iter().find(|time| {
            let lead = story.before(block, time.date.extent.start).trim_end();
            let lead = lead.strip_suffix(" in").or_else(|| lead.strip_suffix(" on"));
            let here = (time.date.extent.start as usize) >= from && (time.date.extent.end as usize) <= until;
            let (other, _) = story.sentence(block, time.date.extent);
            let next = (time.date.extent.start as usize) > until
                && (time.date.extent.start as usize) < until + 80
                && ["It was ", "They ", "She ", "He ", "The couple "].iter().any(|it| other.starts_with(it));
            year(time).is_some()
                && (here || next || name.is_empty())
                && lead.is_some_and(|lead| begun.iter().any(|it| lead.ends_with(it)))
        });
        let Some(of) = of else { continue };
        let elsewhere = times.iter().any(|it| {
            let here = (it.date.extent.start as usize) >= from && (it.date.extent.end as usize) <= until;
            here && it.at != of.at && year(it).is_some_and(|it| it != published.year())
        });
        let now = times.iter().any(|it| {
            let here = (it.date.extent.start as usize) >= from && (it.date.extent.end as usize) <= until;
            here && it.at != of.at && is_now(it, published)
        });
        let present = [
            " celebrate ",
            " celebrates ",
            " celebrating ",
            " marking ",
            " marks ",
            " have their ",
            " has his ",
            " has her ",
        ]
        .iter()
        .any(|it| lower.contains(it));
        let passed = published.year() - year(of).unwrap_or_default();
        if (passed - wanted).abs() > 1 && (now || present || name.is_empty()) && !elsewhere {
            report(facts, block, extent, of, passed, published, checks);
        }
    }
}

/// "on the 10th anniversary of his death on Monday. Braga died in a car crash in 2005".
fn deaths(facts: &Facts<'_>, published: NaiveDate, times: &[Told<'_>], checks: &mut Checks) {
    let story = facts.story;
    for (index, time) in times.iter().enumerate().filter(|(_, it)| matches!(it.date.time, Time::Anniversary)) {
        let block = time.at.block;
        let behind = story.behind(block, time.date.extent.end);
        let Some(wanted) = number(&story.text(block, time.date.extent).to_lowercase()) else { continue };
        if ![" of his death", " of her death"].iter().any(|it| behind.starts_with(it)) {
            continue;
        }
        let next = time.date.setting.sentence + 1;
        let of = times[index + 1..].iter().take(NEAR).find(|of| of.date.setting.sentence <= next && year(of).is_some());
        let Some(of) = of.filter(|of| of.date.setting.sentence == next) else { continue };
        let lead = story.before(block, of.date.extent.start);
        let clause = lead.rsplit(". ").next().unwrap_or_default();
        let died = clause.rsplit_once(" died ").is_some_and(|(_, rest)| rest.len() < 40 && !rest.contains([',', ';']));
        if died && clause.split(' ').count() < 12 {
            compare(facts, published, times, index, wanted, of, checks);
        }
    }
}

fn report(
    facts: &Facts<'_>,
    block: usize,
    extent: crate::place::Extent,
    of: &Told<'_>,
    passed: i32,
    published: NaiveDate,
    checks: &mut Checks,
) {
    let story = facts.story;
    let (here, since) = (story.text(block, extent), year(of).unwrap_or_default());
    let now = published.year();
    let finding = Finding::new(
        NAME,
        Level::Warning,
        story.span(block, extent),
        format!("{here}, but {since} is {passed} years before {now}"),
    )
    .related(story.span(block, of.date.extent), "the year here")
    .calculation(format!("{now} - {since} = {passed}; published {}", facts.links.timeline.say_day(published)))
    .value(&here.to_lowercase())
    .value(&since);
    checks.fail(finding);
}
