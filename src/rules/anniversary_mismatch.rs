//! An anniversary and the year it is of.

use chrono::{Datelike, NaiveDate};

use super::{Checks, Facts, Level};
use crate::claim::date::{Shift, Time};
use crate::finding::Finding;
use crate::link::timeline::pairs::{Told, told};

rule! {
    /// ## What it does
    /// Counts "the 25th anniversary of the 1987 gale" and "golden wedding anniversary" against the year they are of,
    /// where the sentence marks the anniversary now.
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

/// Wedding anniversaries by their names; source: Collins English Dictionary ("wedding anniversary").
const NAMED: [(&str, i32); 6] =
    [("silver", 25), ("pearl", 30), ("ruby", 40), ("golden", 50), ("diamond", 60), ("platinum", 70)];

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
            if gap.starts_with(" of ") && gap.len() < 60 && !gap.contains([',', ';', '.']) {
                compare(facts, published, &times, time.at.index, wanted, of, checks);
            }
        }
        founded(facts, published, &times, checks);
        weddings(facts, published, block, &times, checks);
    }
}

/// Verbs that begin what keeps anniversaries.
const FOUNDED: [&str; 10] =
    ["founded", "formed", "established", "launched", "opened", "built", "started", "created", "set up", "born"];

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
        if let Some(wanted) = wanted.filter(|_| begun && own && !else_of && gap.len() < 80) {
            compare(facts, published, times, time.at.index, wanted, of, checks);
        }
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
    let now = others().any(|other| is_now(other, published));
    let elsewhere = others().any(|other| self::year(other).is_some_and(|it| it != published.year()));
    let passed = published.year() - year;
    let span = story.span(block, time.date.extent);
    if (passed - wanted).abs() <= 1 {
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

/// "married in 1976, have their golden wedding anniversary".
fn weddings(facts: &Facts<'_>, published: NaiveDate, block: usize, times: &[Told<'_>], checks: &mut Checks) {
    let story = facts.story;
    let text = &story.article.blocks[block].prose.text;
    for at in memchr::memmem::find_iter(text.as_bytes(), " wedding anniversary") {
        let before = &text[..at];
        let word = before.rsplit(' ').next().unwrap_or_default();
        let lower = word.to_lowercase();
        let named = NAMED.iter().find(|(name, _)| *name == lower).map(|(_, years)| *years);
        let Some(wanted) = named.or_else(|| lower.ends_with("th").then(|| number(&lower)).flatten()) else { continue };
        let Ok(start) = u32::try_from(at - word.len()) else { continue };
        let (start, end) = (start, start + u32::try_from(word.len()).unwrap_or_default());
        let wed = times.iter().take(NEAR).find(|time| {
            let lead = story.before(block, time.date.extent.start).trim_end();
            year(time).is_some()
                && (lead.ends_with("married in") || lead.ends_with("wed in") || lead.ends_with("married on"))
        });
        let Some(wed) = wed else { continue };
        let passed = published.year() - year(wed).unwrap_or_default();
        if (passed - wanted).abs() > 1 {
            report(facts, block, crate::place::Extent { start, end }, wed, passed, published, checks);
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
