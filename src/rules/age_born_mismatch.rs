//! An age and the date of birth beside it.

use chrono::{Datelike, NaiveDate};

use super::{Checks, Facts, Level};
use crate::claim::date::Time;
use crate::claim::person::{Mention, Signs};
use crate::claim::quantity::{Quantity, Unit};
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::language::{Classes, lexicon};
use crate::link::Story;
use crate::link::ages::years;
use crate::link::people::{fold, gender_of};
use crate::link::timeline::Moment;
use crate::link::timeline::pairs::{Told, told};
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Counts from "born in 1985" or "(1901-1968)" to the age of the same person ("aged 42", "(born 1985), 42,", "She is
    /// 42.", "turned 42 on Friday", "was 13 when … in 1998"): at a year that the sentence names, else at publication.
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
    /// Birthdays still to come, somebody else's birth ("whose son was born", "a girl, born in"), whatever is no person, ages
    /// of which nobody says when, "would be", and drafts that do not say when they were published.
    "age-born-mismatch" {
        summary: "an age does not fit the date of birth",
        counts: "age",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// Who was born, as the words before "born" tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Born {
    /// "Tove Aldin, born in", "Tove Aldin was born in": the mention, and whether the birth stands beside the name only.
    Person(usize, bool),
    /// "Aldin, 42, born in": the age stands right before.
    Aged(Extent),
    /// "He was born in".
    Pronoun(Gender),
    /// "The weaver, born in": and whether the birth stands beside the noun only.
    Noun(bool),
    /// "Born in 1958, Tove Aldin": whoever the sentence is of.
    Subject,
    /// A line of a table: "BORN: 1958".
    Row,
}

/// A birth, or the years of a life.
struct Birth<'a> {
    time: Told<'a>,
    who: Born,
    /// Where "born" stands, or the date where that word is left out.
    start: u32,
    /// The end of its date, or of the year of death.
    end: u32,
    /// The year of death in "(1901-1968)".
    died: Option<Moment>,
}

/// How an age is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// "Aldin, 42,": now, of that mention.
    Named(usize),
    /// "the 42-year-old".
    Definite,
    /// "is 42", "turned 42 on Friday": now, of the subject of its clause.
    Is,
    /// "was 13 when".
    Was,
    /// "aged 42", "at the age of 42", "died at 42": at what is told there.
    Aged,
    /// "AGE: 42".
    Row,
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let published = facts.links.timeline.published().map(|it| it.day);
    for (block, it, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let text = &*it.prose.text;
        // An age, or a number alone.
        let aged = claims.quantities.iter().any(|it| it.age || it.unit == Unit::None);
        if !aged || claims.dates.is_empty() {
            continue;
        }
        let lower = ["born", "Born", "BORN", "("].iter().any(|it| text.contains(it));
        if !lower {
            continue;
        }
        let times = told(&story, facts.links, block);
        let births: Vec<_> = (0..times.len()).filter_map(|at| birth(&story, &times, at)).collect();
        for birth in &births {
            let window = window(&story, birth);
            let from = claims.quantities.partition_point(|it| it.number.start < window.start);
            let near = claims.quantities[from..].iter().take_while(|it| it.number.end <= window.end);
            for quantity in near.filter(|it| it.upper.is_none() && it.modifier.is_none()) {
                let Some(age) = quantity.value.to_whole().filter(|it| (0..120).contains(it)) else { continue };
                let Some(how) = how_told(&story, block, quantity) else { continue };
                if !is_of(&story, birth, quantity.number, how) {
                    continue;
                }
                let moments = moments(&story, &times, &births, birth, (quantity.number, how), published);
                compare(facts, block, birth, quantity.number, age, &moments, checks);
            }
        }
    }
}

/// Whether a number follows as a date with a year.
fn has_year(time: &Told<'_>) -> bool {
    matches!(&time.date.time, Time::Calendar(calendar) if calendar.year.is_some_and(|it| it.value > 0))
}

/// The birth that a time tells: "born" stands before it, perhaps with a place, or it opens the years of a life.
fn birth<'a>(story: &Story<'a>, times: &[Told<'a>], at: usize) -> Option<Birth<'a>> {
    let time = *times.get(at).filter(|time| has_year(time))?;
    let (block, extent) = (time.at.block, time.date.extent);
    let before = story.before(block, extent.start);
    let (birth, lead, died, end);
    if let Some(head) = before.strip_suffix('(') {
        // "Sofie Brandvold (1901-1968)".
        let last = times.get(at + 1).filter(|it| has_year(it))?;
        let gap = story.gap(block, extent, last.date.extent);
        let closes = story.behind(block, last.date.extent.end).starts_with(')');
        let years = extent.end - extent.start == 4 && last.date.extent.end - last.date.extent.start == 4;
        if !years || !matches!(gap, "-" | "–" | "—") || !closes {
            return None;
        }
        (birth, lead, died, end) = (head.len(), head, Some(last.resolved?.moment), last.date.extent.end);
    } else {
        let at = before.to_ascii_lowercase().rfind("born")?;
        let gap = before[at + 4..].trim();
        let row = gap == ":";
        let place = gap.strip_prefix("in ").and_then(|it| it.strip_suffix(" in").or_else(|| it.strip_suffix(" on")));
        let place = place.is_some_and(|it| it.len() < 40 && it.starts_with(char::is_uppercase) && !it.contains('.'));
        if !matches!(gap, "in" | "on" | "" | ":") && !place || before[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        if row {
            let opens = before[..at].is_empty() || before[..at].ends_with('\n');
            let start = extent.start - length(before.len() - at);
            return opens.then_some(Birth { time, who: Born::Row, start, end: extent.end, died: None });
        }
        (birth, lead, died, end) = (at, &before[..at], None, extent.end);
    }
    let start = extent.start - length(before.len() - birth);
    let who = who(story, block, start, lead)?;
    // The years of a life stand behind a name.
    let named = died.is_none() || matches!(who, Born::Person(..));
    named.then_some(Birth { time, who, start, end, died })
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or_default()
}

/// Whose birth it is, by the words before it.
fn who(story: &Story<'_>, block: usize, start: u32, lead: &str) -> Option<Born> {
    let mut rest = lead.trim_end();
    let beside = rest.ends_with([',', '(']) || lead.is_empty() || rest.ends_with(" who was");
    let alone = rest.is_empty() || rest.ends_with(['.', '?', '!', '”', '"', '\n']);
    if alone || lead.ends_with('\n') {
        return Some(Born::Subject);
    }
    let mut was = false;
    for word in [" was", " who", ",", "("] {
        if let Some(shorter) = rest.strip_suffix(word) {
            was |= word == " was";
            rest = shorter.trim_end();
        }
    }
    for (pronoun, gender) in [("He", Gender::Man), ("She", Gender::Woman)] {
        let opens = rest.strip_suffix(pronoun).is_some_and(|it| it.trim_end().is_empty() || it.ends_with(['\n', ' ']));
        if was && opens {
            return Some(Born::Pronoun(gender));
        }
    }
    let end = start - length(lead.len() - rest.len());
    let claims = &story.claims[block];
    let quantities = &claims.quantities;
    let number = quantities.partition_point(|it| it.number.end < end);
    if let Some(quantity) = quantities.get(number).filter(|it| it.number.end == end && it.age) {
        return Some(Born::Aged(quantity.number));
    }
    let index = claims.people.partition_point(|mention| mention.extent.end < end);
    if let Some(mention) = claims.people.get(index).filter(|mention| mention.extent.end == end) {
        // "Ida Kessel and Otto Lamm, born in".
        return (!mention.signs.contains(Signs::JOINED)).then_some(Born::Person(index, beside));
    }
    // "The weaver was born in", and not "a girl, born in", "whose son was born", "the firm was born".
    let mut words = rest.rsplit(' ');
    let noun = words.next()?;
    let human = noun.starts_with(char::is_lowercase) && lexicon::look_up(noun).classes.contains(Classes::HUMAN);
    let determined =
        words.take(3).find(|it| matches!(it.to_lowercase().as_str(), "the" | "a" | "an" | "whose" | "his" | "her"));
    (human && determined.is_some_and(|it| it.eq_ignore_ascii_case("the"))).then_some(Born::Noun(beside))
}

/// The sentence around a birth by its full stops, and its neighbours.
fn window(story: &Story<'_>, birth: &Birth<'_>) -> Extent {
    let block = birth.time.at.block;
    let (before, behind) = (story.before(block, birth.start), story.behind(block, birth.end));
    let back = match birth.who {
        Born::Row => 0,
        // "has died at the age of 79. He was born on".
        Born::Pronoun(_) => before.rmatch_indices(". ").nth(1).map_or(0, |(at, _)| at + 2),
        _ => before.rfind(". ").map_or(0, |at| at + 2),
    };
    let ahead = behind.match_indices(". ").nth(1).map_or(behind.len(), |(at, _)| at + 1);
    Extent { start: birth.start - length(before.len() - back), end: birth.end + length(ahead) }
}

/// How an age is told; `None` for other numbers.
fn how_told(story: &Story<'_>, block: usize, quantity: &Quantity) -> Option<How> {
    let number = quantity.number;
    let (before, behind) = (story.before(block, number.start), story.behind(block, number.end));
    if !quantity.age && quantity.unit != Unit::None {
        return None;
    }
    // "16 years and 40 days old".
    let closes = behind.is_empty()
        || behind.starts_with([',', '.', ';', ')', '\n']) && !behind[1..].starts_with(|it: char| it.is_ascii_digit());
    let goes_on =
        closes || behind.starts_with(" and ") || behind.starts_with(" years old") || behind.starts_with(" on ");
    if !goes_on && !behind.starts_with(" in ") && !behind.starts_with(" when ") && !behind.starts_with("-year") {
        let plain = behind.split_whitespace().next().unwrap_or_default();
        if !behind.starts_with(' ') || !plain.starts_with(char::is_lowercase) || !quantity.age {
            return None;
        }
    }
    let people = &story.claims[block].people;
    if behind.starts_with("-year-old") || behind.starts_with(" year old") {
        if before.to_lowercase().ends_with("the ") {
            return Some(How::Definite);
        }
        let index = people.partition_point(|mention| mention.extent.start < number.end);
        let gap = story.gap(block, number, people.get(index)?.extent);
        let plain = gap.split_whitespace().count() <= 4 && !gap.contains([',', '.', ';', ':', '(']);
        return plain.then_some(How::Named(index));
    }
    if behind.starts_with(" day") || behind.starts_with(" month") || behind.starts_with(" week") {
        return None;
    }
    let label = before.rsplit('\n').next().unwrap_or_default();
    if label.eq_ignore_ascii_case("age: ") && (behind.is_empty() || behind.starts_with('\n')) {
        return Some(How::Row);
    }
    let lower = before.to_lowercase();
    let ends = |words: &[&str]| words.iter().any(|it| lower.ends_with(it));
    if ends(&[" is ", " is only ", " is now ", " is just ", " is still ", " turns ", " turned ", " turning "]) {
        let turns = ends(&[" turns ", " turned ", " turning "]);
        // "turned 85 on Friday", and not "turned 18 and left".
        return (if turns {
            behind.starts_with(" on ") || behind.starts_with(" this ") || behind.starts_with(" last ")
        } else {
            goes_on
        })
        .then_some(How::Is);
    }
    if ends(&[" was ", " was only ", " was just ", " was still "]) {
        return behind.starts_with(" when ").then_some(How::Was);
    }
    let index = people.partition_point(|mention| mention.extent.end <= number.start).checked_sub(1);
    let named = index.filter(|index| {
        let gap = story.gap(block, people[*index].extent, number);
        matches!(gap, ", " | " (" | ", aged " | " (aged ")
    });
    if let Some(index) = named {
        return (quantity.age && closes).then_some(How::Named(index));
    }
    // "(born 1985), 42,", "born in 1985, 42,".
    if ends(&["), "]) && closes && !behind.starts_with('.') {
        return Some(How::Is);
    }
    let died = ends(&[" died at ", " has died at ", " dies at ", " died on saturday at "]) || is_death_at(&lower);
    (quantity.age && ends(&["aged ", "at the age of ", "at age "]) || died && closes).then_some(How::Aged)
}

/// "died on Saturday at": a number behind it that ends the clause is an age.
fn is_death_at(lower: &str) -> bool {
    let Some(lead) = lower.strip_suffix(" at ") else { return false };
    let clause = lead.rsplit([',', '.', ';']).next().unwrap_or_default();
    let words: Vec<_> = clause.split_whitespace().collect();
    words.iter().rposition(|word| matches!(*word, "died" | "dies")).is_some_and(|at| words.len() - at <= 4)
}

/// Whether an age is that of whoever was born.
fn is_of(story: &Story<'_>, birth: &Birth<'_>, age: Extent, how: How) -> bool {
    let block = birth.time.at.block;
    let people = &story.claims[block].people;
    let date = Extent { start: birth.start, end: birth.end };
    let behind_birth = age.start >= birth.end;
    let gap = if behind_birth { story.gap(block, date, age) } else { story.gap(block, age, date) };
    if gap.contains("would") || gap.contains(" born ") || story.before(block, age.start).trim_end().ends_with("be") {
        return false;
    }
    // "would have turned 100 on Friday".
    let lead = story.before(block, age.start);
    let clause = lead.rsplit([',', '.', ';']).next().unwrap_or_default();
    if clause.contains(" would ") || clause.contains("'d ") || clause.contains(" will ") {
        return false;
    }
    let next = behind_birth && gap.contains(". ");
    let between = |from: u32, to: u32| {
        people.iter().filter(|it| it.extent.start >= from && it.extent.end <= to && !is_in(story, block, it)).count()
    };
    let others = if behind_birth { between(birth.end, age.start) } else { between(age.end, birth.start) };
    let is_person = |index: usize, other: usize| {
        index == other
            || fold(story.text(block, people[index].surname)) == fold(story.text(block, people[other].surname))
                && !people[index].signs.contains(Signs::KIN)
                && !people[other].signs.contains(Signs::KIN)
    };
    match (birth.who, how) {
        (Born::Row, How::Row) => !gap.contains("\n\n"),
        (Born::Row, _) | (_, How::Row) => false,
        (Born::Aged(extent), _) => extent == age,
        (Born::Person(index, _), How::Named(other)) => !next && is_person(index, other),
        // "Born in 1958 in Leeds, the painter Tove Aldin, 42,".
        (Born::Subject, How::Named(other)) => {
            let lead = story.gap(block, date, people[other].extent);
            behind_birth && opens_subject(lead)
        }
        (Born::Subject, How::Definite) => behind_birth && opens_subject(gap),
        (_, How::Definite | How::Named(_)) => false,
        // "Tove Aldin, born in 1958 in Leeds, is 42", "was born in 1958 and is 42", "was born in 1958. She is 42".
        (who, How::Is | How::Was) => {
            if !behind_birth || birth.died.is_some() {
                return false;
            }
            let verb =
                [" is ", " was ", " turns ", " turned ", " turning "].iter().filter_map(|it| gap.rfind(it)).max();
            let Some(verb) = verb else {
                // "Ida Kessel (born 1984), 51,".
                return gap == "), " && matches!(who, Born::Person(_, true) | Born::Noun(true));
            };
            let subject = &gap[..verb];
            let beside = match who {
                Born::Person(_, beside) | Born::Noun(beside) => beside,
                _ => false,
            };
            if let Some((rest, pronoun)) = subject.rsplit_once(". ") {
                let gender = match pronoun {
                    "She" => Gender::Woman,
                    "He" => Gender::Man,
                    _ => return false,
                };
                return !rest.contains(". ") && others == 0 && rest.len() < 80 && can_be(story, block, who, gender);
            }
            match who {
                Born::Subject => {
                    // "Born in Dakar in 2001, the winger, who is", "Born on May 30, 1950, the king turned".
                    let subject = subject.strip_suffix(", who").unwrap_or(subject);
                    others <= 1 && opens_subject(subject)
                }
                _ if beside => others == 0 && is_closed(subject),
                _ => {
                    others == 0
                        && (subject == " and"
                            || subject == ", and"
                            || is_place(subject.strip_suffix(" and").unwrap_or("?")))
                }
            }
        }
        (who, How::Aged) => {
            if birth.died.is_some() {
                return behind_birth && !next && others == 0 && gap.contains("die") && !gap.contains("whose");
            }
            match who {
                // "has died at the age of 79. He was born on".
                Born::Pronoun(_) if !behind_birth => {
                    let words = gap.strip_suffix(". He was ").or_else(|| gap.strip_suffix(". She was "));
                    others == 0 && words.is_some_and(|it| it.len() < 60 && !it.contains(". "))
                }
                _ if next => false,
                _ if behind_birth => others <= 1,
                _ => others == 0 && gap.len() < 80,
            }
        }
    }
}

/// Whether a name is that of a place: "a lighthouse on Gotland".
fn is_in(story: &Story<'_>, block: usize, mention: &Mention) -> bool {
    let before = story.before(block, mention.extent.start);
    mention.given.is_none()
        && [" in ", " on ", " at ", " near ", " outside ", " of "].iter().any(|it| before.ends_with(it))
}

/// Whether somebody who was born can be of that gender.
fn can_be(story: &Story<'_>, block: usize, who: Born, gender: Gender) -> bool {
    match who {
        Born::Person(index, _) => {
            let mention = &story.claims[block].people[index];
            let name = mention.given.map(|given| fold(story.text(block, given)));
            let known = mention.gender.or_else(|| gender_of(&name?));
            !mention.signs.contains(Signs::KIN) && known.is_none_or(|it| it == gender)
        }
        Born::Pronoun(its) => its == gender,
        Born::Noun(_) => true,
        _ => false,
    }
}

/// Whether words between a birth and a verb are nothing or the place of birth, and close again: ",", " in Leeds,", "),".
fn is_closed(words: &str) -> bool {
    let plain = words.trim_start_matches(')');
    plain.is_empty() || plain.strip_suffix(',').is_some_and(is_place)
}

/// Whether words name a place: " in Leeds", ", in a mill at Sorne", nothing.
fn is_place(words: &str) -> bool {
    let words = words.trim_start_matches(',').trim();
    let led = ["in ", "at ", "near ", "on "].iter().any(|it| words.starts_with(it));
    words.is_empty() || words.len() < 60 && led && !words.contains([';', '.', ':', '('])
}

/// Whether what stands between a birth that opens its sentence and an age ends in the beginning of the subject: ", the
/// painter ", " in Leeds, the ".
fn opens_subject(words: &str) -> bool {
    let words = words.trim_end_matches(' ');
    let Some((place, subject)) = words.rsplit_once(',') else { return false };
    let verb = |word: &str| {
        matches!(word, "is" | "was" | "has" | "had" | "and" | "to" | "for" | "with" | "by" | "whose" | "that")
    };
    is_place(place)
        && subject.split_whitespace().count() <= 5
        && !subject.split_whitespace().any(|it| verb(it) || it.ends_with("ed"))
}

/// When the age was reached, likeliest first: a year the sentence names, else publication. All others that fit speak for the age.
fn moments(
    story: &Story<'_>,
    times: &[Told<'_>],
    births: &[Birth<'_>],
    birth: &Birth<'_>,
    (age, how): (Extent, How),
    published: Option<NaiveDate>,
) -> Vec<Moment> {
    let block = birth.time.at.block;
    let (start, next) = story.claims[block].sentence(age.start);
    let end = next.unwrap_or(u32::MAX);
    let of_birth =
        |time: &Told<'_>| births.iter().any(|it| time.date.extent.start >= it.start && time.date.extent.end <= it.end);
    let from = times.partition_point(|time| time.date.extent.start < start);
    let near = times[from..].iter().take_while(|time| time.date.extent.end <= end);
    let named: Vec<_> = near
        .filter(|time| !of_birth(time) && !matches!(time.date.time, Time::Unsaid))
        .filter_map(|time| Some((time.date.extent, time.resolved?.moment, has_year(time))))
        .collect();
    let before = named.iter().rfind(|it| it.0.end <= age.start && it.2).map(|it| it.1);
    let behind = named.iter().find(|it| it.0.start >= age.end && it.2).map(|it| it.1);
    let now = published.map(Moment::Day);
    let first = match how {
        _ if birth.died.is_some() => birth.died,
        How::Was => behind,
        How::Is | How::Row => now,
        How::Named(_) | How::Definite => before.or(now),
        How::Aged => {
            // "died on Sunday aged 81" is told when it happens; "joined the navy at the age of 17" is not.
            let (sentence, _) = story.sentence(block, age);
            let lower = sentence.to_lowercase();
            let dies = ["died", "dies", "dead"].iter().any(|it| lower.contains(it)) && !lower.contains(" would ");
            let news =
                lower.contains("has died") || lower.contains("dies") || named.iter().any(|it| is_near(it.1, published));
            before.or(if dies && news && behind.is_none() { now } else { None })
        }
    };
    let Some(first) = first else { return Vec::new() };
    let mut all = vec![first];
    all.extend(named.into_iter().map(|it| it.1));
    if matches!(how, How::Named(_) | How::Definite | How::Aged) && birth.died.is_none() {
        all.extend(now);
    }
    all
}

fn compare(
    facts: &Facts<'_>,
    block: usize,
    birth: &Birth<'_>,
    number: Extent,
    age: i64,
    moments: &[Moment],
    checks: &mut Checks,
) {
    let birth_time = &birth.time;
    let Some(at) = moments.first().copied() else { return };
    let reach = |at: &Moment| {
        let ((born, born_last), (first, last)) = birth_time.days().zip(at.days())?;
        Some((years(born_last, first), years(born, last), born, last))
    };
    let Some((low, high, born, last)) = reach(&at) else { return };
    let birth = birth_time;
    let story = facts.story;
    let span = story.span(block, number);
    // A child beside an age of a grown-up, or somebody not yet born: two people.
    if high < 0 || high < CHILD && age - high >= APART {
        return;
    }
    if moments.iter().filter_map(reach).any(|(low, high, ..)| (low..=high).contains(&age)) {
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

/// Whether a stretch is a day close to publication, of which news tells.
fn is_near(moment: Moment, published: Option<NaiveDate>) -> bool {
    let Some((Moment::Day(day), published)) = Some(moment).zip(published) else { return false };
    (day - published).num_days().abs() <= NEWS
}

/// How many days from publication what a story tells is still news.
const NEWS: i64 = 60;

/// Up to which age somebody is a child, and how far from it an age must be somebody else's.
const CHILD: i64 = 13;
const APART: i64 = 10;
