//! A verb that looks ahead to a day that has passed, or back to one that has not come.

use chrono::{Datelike, NaiveDate};

use super::{Checks, Facts, Level};
use crate::claim::date::{Order, Tense, Time};
use crate::finding::Finding;
use crate::language::verb::{irregular, is_past};
use crate::language::{Classes, lexicon};
use crate::link::timeline::pairs::{Told, told};
use crate::link::timeline::{How, Moment};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds "will" with a day before publication, and a past verb with a day after it: "died on January 3, 2027", "On
    /// December 3, 2026, the bridge opened".
    ///
    /// ## Why it matters
    /// The date, the tense or the year is left from an earlier version.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-12-08
    /// The night trains will return on January 3, 2026, and stop at every halt.
    ///                                 ^^^^^^^^^^^^^^^ "will", but Saturday, January 3, 2026 is before publication, Tuesday, December 8, 2026
    /// ```
    ///
    /// ## What it leaves alone
    /// Quotations, "would" and "was due to", a date that belongs to another verb or to a noun ("appeal against the October
    /// 2 ruling"), and drafts that do not say when they were published.
    "tense-mismatch" {
        summary: "the verb looks the wrong way from the day of publication",
        counts: "date",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How far from publication a day without a year is still that of this year, in days.
const NEAR: i64 = 60;

/// How far from publication a day can be by a slip of the year, in days.
const FAR: i64 = 400;

/// How many words may stand between a verb and its date.
const REACH: usize = 14;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, _) in story.blocks().filter(|(_, it, _)| it.zone.is_story() && it.zone != Zone::Caption) {
        let Some(published) = facts.links.timeline.written(&story, block) else { continue };
        for time in told(&story, facts.links, block) {
            let Some((mut day, written)) = day(&time, published) else { continue };
            if time.date.setting.quoted || !stands_behind_on(facts, &time) {
                continue;
            }
            let before = story.before(block, time.date.extent.start);
            let nearest = nearest(&time, published).filter(|_| !written);
            let mut distance = (day - published).num_days();
            if let Some((near, coming)) = nearest.zip(to_come(before))
                && (-NEAR..0).contains(&(near - published).num_days())
                && !looks_elsewhere(facts, &time)
            {
                report(facts, &time, near, published, coming, checks);
                continue;
            }
            if let Some(near) = nearest
                && (1..=SOON).contains(&(near - published).num_days())
                && day != near
                && !looks_elsewhere(facts, &time)
                && let Some(verb) = did(before).filter(|verb| AT_ONCE.contains(&&**verb))
            {
                report(facts, &time, near, published, &verb, checks);
                continue;
            }
            // "will begin on July 21" in August: nobody leaves out next year's number.
            if let (Some(near), Tense::Ahead) = (nearest, time.date.setting.tense)
                && (-NEAR..-14).contains(&(near - published).num_days())
                && before.ends_with(" on ")
                && !looks_elsewhere(facts, &time)
            {
                (day, distance) = (near, (near - published).num_days());
            }
            let verb = match time.date.setting.tense {
                Tense::Ahead if (-FAR..0).contains(&distance) && (written || -distance <= NEAR) => {
                    will(story.before(block, time.date.extent.start)).map(ToOwned::to_owned)
                }
                Tense::Past | Tense::Unknown if distance > 0 && written => {
                    let before = story.before(block, time.date.extent.start);
                    did(before).or_else(|| did_behind(before, story.behind(block, time.date.extent.end)))
                }
                _ => None,
            };
            let Some(verb) = verb else { continue };
            report(facts, &time, day, published, &verb, checks);
        }
    }
}

fn report(facts: &Facts<'_>, time: &Told<'_>, day: NaiveDate, published: NaiveDate, verb: &str, checks: &mut Checks) {
    let story = facts.story;
    let block = time.at.block;
    let distance = (day - published).num_days();
    let side = if distance < 0 { "before" } else { "after" };
    let said = match time.resolved.map(|it| it.moment) {
        Some(month @ Moment::Month(..)) => facts.links.timeline.say(month),
        _ => facts.links.timeline.say_day(day),
    };
    let today = facts.links.timeline.say_day(published);
    let mut finding = Finding::new(
        NAME,
        Level::Warning,
        story.span(block, time.date.extent),
        format!("\"{verb}\", but {said} is {side} publication, {today}"),
    )
    .calculation(format!("{} days {side} publication", distance.abs()))
    .value(&verb)
    .value(&day);
    let month = matches!(time.resolved.map(|it| it.moment), Some(Moment::Month(..)));
    let next = day.with_year(day.year() + if distance < 0 { 1 } else { -1 });
    if let (Time::Calendar(calendar), Some(next)) = (&time.date.time, next)
        && let Some(year) = calendar.year
        && ((next - published).num_days() > 0) == (distance < 0)
        && !month
    {
        let edit = story.article.blocks[block].edit(year.extent, &next.year().to_string());
        finding = finding.fix(format!("Change {} to {}", year.value, next.year()), edit);
    }
    checks.fail(finding);
}

/// How far ahead a day without a year is the slip of a story that tells of it as past, in days.
const SOON: i64 = 21;

/// What is told at once, so that its day without a year is of these weeks.
const AT_ONCE: [&str; 12] = [
    "died",
    "killed",
    "arrested",
    "shot",
    "stabbed",
    "drowned",
    "injured",
    "crashed",
    "collapsed",
    "exploded",
    "kidnapped",
    "murdered",
];

/// The day nearest to publication that a date without a year can mean.
fn nearest(time: &Told<'_>, published: NaiveDate) -> Option<NaiveDate> {
    let Time::Calendar(calendar) = &time.date.time else { return None };
    let (None, Some(month), Some(day)) = (calendar.year, calendar.month, calendar.day) else { return None };
    let sure = calendar.order != Order::Either && time.resolved.is_some_and(|it| it.how == How::Publication);
    let years = published.year() - 1..=published.year() + 1;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month.value, day.value));
    days.min_by_key(|it| (*it - published).num_days().abs()).filter(|_| sure)
}

/// Whether the words around a date without a year may look to another: "next year", "in 2019", "the anniversary".
fn looks_elsewhere(facts: &Facts<'_>, time: &Told<'_>) -> bool {
    let block = time.at.block;
    let (before, behind) =
        (facts.story.before(block, time.date.extent.start), facts.story.behind(block, time.date.extent.end));
    [before, behind].iter().any(|text| {
        let lower = text.to_lowercase();
        let year = lower.split(|it: char| !it.is_ascii_digit()).any(|it| it.len() == 4);
        let words = ["next", "last year", "year ago", "years ago", "anniversar", "annual", "every year"];
        year || words.iter().any(|it| lower.contains(it))
    })
}

/// Words right before a date that look to what is to come without "will".
const TO_COME: [&str; 14] = [
    "is scheduled for ",
    "are scheduled for ",
    "is set for ",
    "are set for ",
    "is due on ",
    "are due on ",
    "comes into force on ",
    "come into force on ",
    "takes effect on ",
    "take effect on ",
    "is scheduled to begin on ",
    "is scheduled to open on ",
    "is due to begin on ",
    "is due to open on ",
];

/// "is scheduled for", "are going to play … on", "comes into force on" before a date.
fn to_come(before: &str) -> Option<&'static str> {
    if let Some(words) = TO_COME.iter().find(|it| before.ends_with(**it)) {
        return Some(words.trim_end_matches(" on ").trim_end_matches(" for ").trim_end());
    }
    let words = clause(before);
    let going = [" is going to ", " are going to "].iter().find(|it| words.contains(**it))?;
    let rest = words.split_once(going)?.1;
    let plain = rest.split_whitespace().count() < REACH && rest.ends_with(" on ") && !rest.contains([',', '(']);
    plain.then(|| going.trim())
}

/// The day a calendar date means, or the near end of a month, and whether its year was written.
fn day(time: &Told<'_>, published: NaiveDate) -> Option<(NaiveDate, bool)> {
    let Time::Calendar(calendar) = &time.date.time else { return None };
    if let (None, Some(_), Some(_), Moment::Month(..)) =
        (calendar.day, calendar.month, calendar.year, time.resolved?.moment)
    {
        let (first, last) = time.days()?;
        return (last < published).then_some((last, true)).or((first > published).then_some((first, true)));
    }
    calendar.day?;
    if calendar.order == Order::Either {
        return None;
    }
    let resolved = time.resolved?;
    let Moment::Day(day) = resolved.moment else { return None };
    let sure = resolved.how == How::Written || resolved.how == How::Publication;
    sure.then_some((day, calendar.year.is_some()))
}

/// Whether the date goes with the verb: "on 2 October", and not "the October 2 ruling".
fn stands_behind_on(facts: &Facts<'_>, time: &Told<'_>) -> bool {
    let before = facts.story.before(time.at.block, time.date.extent.start).trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default();
    let month = matches!(&time.date.time, Time::Calendar(calendar) if calendar.day.is_none());
    match &*word.to_lowercase() {
        "on" | "until" | "from" => !month,
        "in" => month,
        "for" => ["scheduled for", "set for"].iter().any(|it| before.ends_with(it)),
        _ => false,
    }
}

/// The words of the clause before a date, as far back as it goes.
fn clause(before: &str) -> &str {
    let start = before.rfind(['.', ';', ':', '?', '!', '”', '"', '—', '–']).map_or(0, |at| at + 1);
    let clause = before.get(start..).unwrap_or(before).trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let turn = [
        ", which",
        ", who",
        ", when",
        ", where",
        ", after",
        ", before",
        " that ",
        " because ",
        " after ",
        " before ",
        " since ",
        " when ",
        " which ",
    ];
    let mut starts = memchr::memrchr2_iter(b' ', b',', clause.as_bytes());
    let from = starts.find(|at| turn.iter().any(|word| clause[*at..].starts_with(word))).map_or(0, |at| at + 1);
    &clause[from..]
}

/// The "will" that governs a date.
fn will(before: &str) -> Option<&'static str> {
    let words: Vec<_> = clause(before).split_whitespace().map(str::to_lowercase).collect();
    let at = words
        .iter()
        .rposition(|word| matches!(&**word, "will" | "would" | "was" | "were" | "had" | "has" | "have" | "been"))?;
    // "The school will merge, governors voted on 30 April": the date belongs to the vote.
    let comma = words[at..].iter().position(|word| word.ends_with(','));
    if comma.is_some_and(|comma| words[at + comma + 1..].iter().any(|word| is_past(word))) {
        return None;
    }
    // "by autumn the well will have been dry".
    (words[at] == "will" && words.len() - at <= REACH && words.get(at + 1).is_none_or(|word| word != "have"))
        .then_some("will")
}

/// Words of a clause whose verb may look ahead, although it is one of the past.
const AHEAD: [&str; 30] = [
    "would",
    "will",
    "due",
    "scheduled",
    "set",
    "planned",
    "plans",
    "plan",
    "to",
    "for",
    "announced",
    "expected",
    "postponed",
    "delayed",
    "extended",
    "until",
    "from",
    "expires",
    "moved",
    "valid",
    "should",
    "could",
    "may",
    "might",
    "called",
    "agreed",
    "approved",
    "proposed",
    "requested",
    "booked",
];

/// Words of a clause whose finite verb is one of the present: "is closed on", "has left".
const PRESENT: [&str; 14] =
    ["is", "are", "am", "be", "being", "has", "have", "having", "does", "do", "can", "must", "shall", "won't"];

/// Present forms of verbs that tell what is to come on a day: "a trial called off in May resumes on".
const COMING: [&str; 28] = [
    "begins",
    "starts",
    "opens",
    "closes",
    "ends",
    "resumes",
    "returns",
    "matures",
    "expires",
    "lapses",
    "convenes",
    "reopens",
    "launches",
    "arrives",
    "goes",
    "comes",
    "takes",
    "airs",
    "premieres",
    "reconvenes",
    "retires",
    "changes",
    "departs",
    "finishes",
    "concludes",
    "becomes",
    "marks",
    "celebrates",
];

/// Nouns that have a day of their own, besides those of the table of events.
const EVENTS: [&str; 16] = [
    "match",
    "game",
    "final",
    "concert",
    "debate",
    "show",
    "festival",
    "trial",
    "deadline",
    "referendum",
    "session",
    "march",
    "race",
    "conference",
    "ceremony",
    "visit",
];

/// Whether a past form can be the verb of its clause: a participle ("born", "spoken") needs "was" or "had" before it.
fn is_finite(words: &[&str], at: usize) -> bool {
    let was = || words[..at].iter().any(|word| matches!(&*word.to_lowercase(), "was" | "were" | "had" | "been"));
    irregular(words[at]).is_none_or(|past| past) || was()
}

/// A past verb right before a date: "cancelled 40 flights on".
fn did(before: &str) -> Option<String> {
    let words: Vec<_> = clause(before).split_whitespace().map(bare).collect();
    let behind = words.len().saturating_sub(7);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&&*word.to_lowercase()));
    if any(&AHEAD) || any(&COMING) {
        return None;
    }
    let at = (behind..words.len()).rev().find(|at| is_past(words[*at]))?;
    // "lost faith in the vote on": the day may be the event's.
    let last = words.len().checked_sub(2)?;
    let event =
        lexicon::look_up(&words[last].to_lowercase()).classes.contains(Classes::EVENT) || EVENTS.contains(&words[last]);
    if last > at && event {
        return None;
    }
    // "A shop is let on", "what he has left on": only what was always read is read beside a verb of the present.
    let regular = irregular(words[at]).is_none();
    (regular || !any(&PRESENT) && is_finite(&words, at)).then(|| words[at].to_owned())
}

/// How many words may stand between a date that opens its sentence and its verb.
const SUBJECT: usize = 7;

/// The past verb behind a date that opens its sentence: "On December 3, 2026, the bridge opened."
fn did_behind(before: &str, behind: &str) -> Option<String> {
    let opens = matches!(before.rsplit(['.', '?', '!', '\n']).next().unwrap_or_default().trim(), "On" | "on");
    if !opens {
        return None;
    }
    let clause = behind.split(['.', ';', ':', '?', '!', '“', '"']).next().unwrap_or_default();
    let main = clause.trim_start_matches([',', ' ']);
    // "On 3 December 2026 and in January": what is told lies on other days too.
    if main.starts_with("and ") || main.starts_with("or ") {
        return None;
    }
    let words: Vec<_> = main.split_whitespace().map(bare).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&&*word.to_lowercase()));
    // A verb in the midst of a subject ("a fund established in 1990 gives") has its own end or another year behind.
    let other_year = main.split(|it: char| !it.is_ascii_digit()).any(|it| it.len() == 4);
    if any(&PRESENT) || any(&COMING) || other_year || main.contains("'ll") || main.contains("’ll") {
        return None;
    }
    let at = words.iter().position(|word| is_past(word)).filter(|at| (1..=SUBJECT).contains(at))?;
    // "fined the company for dumping" against "agreed to", "called for": an object stands behind the one.
    let objects = ["the", "a", "an", "his", "her", "its", "their"];
    let object = words.get(at + 1).is_some_and(|next| objects.contains(next));
    let weak = |word: &str| object && matches!(word, "to" | "for" | "from" | "until");
    if words.iter().any(|word| AHEAD.contains(&&*word.to_lowercase()) && !weak(word)) {
        return None;
    }
    // "the couple married in Leeds celebrates".
    let again = !object
        && words[at + 1..]
            .iter()
            .any(|word| word.len() > 3 && word.ends_with('s') && word.starts_with(char::is_lowercase));
    let was = words[..at].iter().any(|word| matches!(*word, "was" | "were" | "had"));
    // "New rules adopted by the council kick in" against "the bridge opened in Sorne".
    let prepositions = ["by", "in", "at", "from", "under", "during", "last", "on", "for", "with", "since", "after"];
    let reduced = words.get(at + 1).is_some_and(|next| prepositions.contains(next)) && words.len() - at > 4;
    let past_alone = irregular(words[at]).is_some_and(|past| past);
    (was || !again && is_finite(&words, at) && (!reduced || past_alone)).then(|| words[at].to_owned())
}

/// A word without the marks on its sides.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}
