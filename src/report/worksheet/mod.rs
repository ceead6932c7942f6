//! The fact-checker's worksheet: what a draft claims, each thing once, with every mention and what it was held against.

mod changes;
pub mod page;
mod rests;
pub mod sheet;
pub mod table;
pub mod ticks;
mod touching;

pub use changes::Changes;

use std::borrow::Cow;

use chrono::{NaiveDate, Weekday};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::json::{ClaimJson, Counter, FindingJson, Offsets, PlaceJson};
use super::{Draft, terminal};
use crate::check::{Entry, Kind};
use crate::finding::Finding;
use crate::language::Number;
use crate::link::ages::Who;
use crate::link::people::{People, fold};
use crate::link::timeline::Whence;
use crate::link::{ClaimRef, Story};
use crate::place::{Source, Span};
use crate::reference::Basis;
use crate::settings::Tick;
use crate::text::{Columns, Zone};
pub use rests::{EntryJson, Rests};
use ticks::Ticked;
use touching::Touching;

/// What the worksheet is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Group {
    People,
    Organisations,
    Figures,
    Dates,
    Quotes,
    Places,
}

impl Group {
    /// Every group, in the order of the worksheet.
    pub const ALL: [Group; 6] =
        [Group::People, Group::Organisations, Group::Figures, Group::Dates, Group::Quotes, Group::Places];

    /// The group of a kind of claim.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Person | Kind::Title => Group::People,
            Kind::Organisation => Group::Organisations,
            Kind::Date | Kind::Time | Kind::Duration | Kind::Set => Group::Dates,
            Kind::Quote => Group::Quotes,
            Kind::Place => Group::Places,
            Kind::Number | Kind::Ordinal | Kind::Percent | Kind::Money | Kind::Quantity | Kind::Age => Group::Figures,
        }
    }

    /// So many of it: "1 quote".
    #[must_use]
    pub fn count(self, count: usize) -> String {
        let many = self.title().to_lowercase();
        match (self, count) {
            (Group::People, 1) => "1 person".to_owned(),
            (_, 1) => format!("1 {}", many.trim_end_matches('s')),
            _ => format!("{count} {many}"),
        }
    }

    /// As a heading: "People".
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Group::People => "People",
            Group::Organisations => "Organisations",
            Group::Figures => "Figures",
            Group::Dates => "Dates",
            Group::Quotes => "Quotes",
            Group::Places => "Places",
        }
    }
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Something disagrees with it.
    Conflict,
    /// The fact sheet bears it out.
    Verified,
    /// The draft, the calendar or arithmetic bears it out.
    Consistent,
    /// Nothing backs it.
    Unchecked,
}

impl State {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            State::Conflict => "conflict",
            State::Verified => "in the fact sheet",
            State::Consistent => "consistent",
            State::Unchecked => "nothing backs it",
        }
    }
}

/// Words of the draft and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention<'a> {
    /// In bytes of the draft.
    pub span: Span,
    /// The words.
    pub text: Cow<'a, str>,
    /// "paragraph 2", "headline".
    pub at: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// As editors count; missing outside the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

/// A comparison of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared<'a> {
    /// The rule that compared.
    pub rule: &'static str,
    /// Whether it held.
    pub held: bool,
    /// What came of it.
    pub outcome: Cow<'a, str>,
    /// The sum behind what does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calculation: Option<&'a str>,
    /// With what, where that is another place in the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Mention<'a>>,
}

/// One thing that the draft claims.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// From 1, in the order of the draft.
    pub id: usize,
    /// Where it stands in the worksheet.
    pub group: Group,
    /// The first mention as `batch --claims` prints it.
    #[serde(flatten)]
    pub claim: ClaimJson<'a>,
    /// Its words, in full: "Ilse Varnholt".
    pub title: Cow<'a, str>,
    /// How it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// What became of it.
    pub state: State,
    /// Every mention, in order.
    pub mentions: Vec<Mention<'a>>,
    /// Where the draft gives another value for what this one counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Mention<'a>>,
    /// What it was held against.
    pub compared: Vec<Compared<'a>>,
    /// The entry of a fact sheet that it rests on.
    pub rests: Rests<'a>,
    /// What somebody has noted of it.
    pub tick: Ticked,
    /// The sentence of the first mention.
    pub sentence: String,
    /// Its kind and its number, for tables.
    #[serde(skip)]
    entry: &'a Entry,
}

/// What disagrees: two places or more and what was said of them.
#[derive(Debug, Serialize)]
pub struct Conflict<'a> {
    /// As `check --format json` prints it.
    #[serde(flatten)]
    pub finding: FindingJson<'a>,
    /// The places that disagree, the marked one first.
    pub places: Vec<Mention<'a>>,
    /// The rows that are concerned.
    pub claims: Vec<usize>,
}

/// A comparison that held, told once however often it was made.
#[derive(Debug, Serialize)]
pub struct Held<'a> {
    /// The rule that compared.
    pub rule: &'static str,
    /// What came of it, with the sum.
    pub outcome: &'a str,
    /// Where.
    pub places: Vec<Mention<'a>>,
    /// How many times.
    pub times: usize,
}

/// A day, month or year that the draft speaks of.
#[derive(Debug, Serialize)]
pub struct Moment {
    /// TIMEX3: "2022-10-02".
    pub value: String,
    /// In words.
    pub shown: String,
    /// The row that speaks of it; missing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<usize>,
    /// What became of that row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// What the draft says of it.
    pub sentence: String,
    /// Whether the draft was published then.
    pub published: bool,
}

/// The worksheet of one draft.
#[derive(Debug, Serialize)]
pub struct Worksheet<'a> {
    /// The path, or "standard input".
    pub path: &'a str,
    /// The headline, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<&'a str>,
    /// The day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where the day of publication is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_by: Option<&'static str>,
    /// What the draft claims.
    pub claims: Vec<Row<'a>>,
    /// What does not hold.
    pub conflicts: Vec<Conflict<'a>>,
    /// What was compared and holds.
    pub held: Vec<Held<'a>>,
    /// The days of the story, in order.
    pub timeline: Vec<Moment>,
    /// What was ticked and is no longer in the draft.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
    /// What was changed since an earlier version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes<'a>>,
}

/// How many places of one comparison are named.
const MOST: usize = 50;

/// The longest sentence that is shown whole, in characters.
const SENTENCE: usize = 220;

impl<'a> Worksheet<'a> {
    /// The worksheet of a checked draft, from its whole ledger: the groups that are wanted, or all.
    #[must_use]
    pub fn new(draft: &'a Draft<'a>, entries: &'a [Entry], wanted: &[Group], ticks: &[Tick]) -> Self {
        let mut claims = rows(draft, entries);
        let owners = claims.iter().enumerate();
        let owners = owners.flat_map(|(index, row)| row.mentions.iter().map(move |mention| (mention.span, index)));
        let touching = Touching::new(owners);
        let (mut conflicts, held) = compare(draft, &mut claims, &touching);
        for row in &mut claims {
            row.state = state(&row.compared);
        }
        rests(draft, &mut claims, &touching);
        let gone = ticks::give(&mut claims, ticks).into_iter().map(|tick| plain(&tick.words).into_owned()).collect();
        let story = story(draft);
        let publication = draft.checked.links.timeline.published();
        let mut timeline = timeline(draft, &claims);
        let headline = story.blocks().find(|(_, block, _)| block.zone == Zone::Headline);
        claims.retain(|row| wanted.is_empty() || wanted.contains(&row.group));
        let kept: FxHashSet<_> = claims.iter().map(|row| row.id).collect();
        for moment in &mut timeline {
            moment.claim = moment.claim.filter(|claim| kept.contains(claim));
        }
        for conflict in &mut conflicts {
            conflict.claims.retain(|claim| kept.contains(claim));
        }
        Worksheet {
            path: draft.name,
            headline: headline.map(|(_, block, _)| &*block.prose.text),
            published: publication.map(|it| it.day.format("%Y-%m-%d").to_string()),
            published_by: publication.map(|it| match it.whence {
                Whence::Given => "as set",
                Whence::DateLine(_) => "by its date line",
                Whence::Dateline(_) => "by its dateline",
                Whence::Updated(_) => "by its last change",
            }),
            claims,
            conflicts,
            held,
            timeline,
            gone,
            changes: None,
        }
    }

    /// The rows of a group.
    pub fn group(&self, group: Group) -> impl Iterator<Item = &Row<'a>> {
        self.claims.iter().filter(move |row| row.group == group)
    }
}

fn story<'a>(draft: &Draft<'a>) -> Story<'a> {
    let checked = draft.checked;
    Story { article: &checked.article, claims: &checked.claims, options: &checked.options }
}

/// The words of a draft in one line, without what a terminal or a page would take for a command.
#[must_use]
pub fn plain(words: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let clean = words.chars().all(|letter| {
        let good = !(letter.is_control() || letter == ' ' && before == ' ');
        before = letter;
        good
    });
    if clean && !words.ends_with(' ') {
        return Cow::Borrowed(words);
    }
    let words = words.replace(|letter: char| letter.is_control(), " ");
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn mention<'a>(draft: &Draft<'a>, span: Span) -> Mention<'a> {
    let article = &draft.checked.article;
    let (line, column) = draft.lines.position(draft.text, span.start as usize, Columns::Utf32);
    let block = article.block_at(span.start as usize).map(|index| &article.blocks[index]);
    // As read: without the markup.
    let text = match block.map(|block| (block, block.extent(span))) {
        Some((block, extent)) if extent.start < extent.end => &block.prose.text[extent.range()],
        _ => &draft.text[span.range()],
    };
    Mention {
        span,
        text: plain(text),
        at: terminal::place(draft, span),
        line: line + 1,
        column: column + 1,
        paragraph: block.and_then(|block| block.paragraph),
    }
}

/// What makes two entries one thing.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    /// The first mention of the same person.
    First(Kind, Span),
    /// The same time.
    Time(&'a str, &'a str),
    /// The same words.
    Words(Kind, Box<str>),
    /// The same amount of the same.
    Amount(Kind, Option<Number>, Option<Number>, Option<&'a str>, Option<&'static str>),
}

fn key<'a>(draft: &Draft<'a>, entry: &'a Entry) -> Key<'a> {
    let words = || fold(&plain(&draft.text[entry.span.range()]));
    match (&entry.timex, &entry.number) {
        // "recent", "that day" mean nothing without their place; they are one by their words.
        (Some((kind, value)), _) if !value.ends_with("_REF") && !value.contains('X') => Key::Time(kind, value),
        (None, Some(figure)) => {
            let counts = entry.kind != Kind::Age && (figure.unit.is_some() || figure.event.is_some());
            if counts {
                Key::Amount(entry.kind, figure.low, figure.high, figure.unit.as_deref(), figure.event)
            } else {
                Key::First(entry.kind, entry.span)
            }
        }
        (None, None) if entry.kind == Kind::Person => {
            let first = entry.same.iter().copied().chain([entry.span]).min();
            Key::First(Kind::Person, first.unwrap_or(entry.span))
        }
        (None, None) if entry.kind == Kind::Title => {
            Key::Words(entry.kind, entry.meant.as_deref().unwrap_or_default().into())
        }
        (Some(_), _) | (None, None) => Key::Words(entry.kind, words()),
    }
}

fn rows<'a>(draft: &'a Draft<'a>, entries: &'a [Entry]) -> Vec<Row<'a>> {
    let counter = Counter::new(draft.text, Offsets::Bytes);
    let notes = Notes::new(draft);
    let mut known: FxHashMap<Key<'a>, usize> = FxHashMap::default();
    let mut rows: Vec<Row<'a>> = Vec::new();
    for entry in entries {
        let here = mention(draft, entry.span);
        if let Some(row) = known.get(&key(draft, entry)) {
            rows[*row].mentions.push(here);
            continue;
        }
        known.insert(key(draft, entry), rows.len());
        let title = entry.name.as_deref().map_or_else(|| title(entry, &here.text), plain);
        rows.push(Row {
            id: rows.len() + 1,
            group: Group::of(entry.kind),
            claim: ClaimJson::new(entry, draft.text, &counter),
            title,
            meant: notes.of(entry).or_else(|| entry.meant.as_deref().map(|meant| plain(meant).into_owned())),
            state: State::Unchecked,
            mentions: vec![here],
            also: Vec::new(),
            compared: Vec::new(),
            rests: Rests::default(),
            tick: Ticked::default(),
            sentence: sentence(draft, entry.span),
            entry,
        });
    }
    for row in rows.iter_mut().filter(|row| row.entry.number.is_some()) {
        let own: FxHashSet<_> = row.mentions.iter().map(|mention| mention.span).collect();
        let other = row.entry.same.iter().filter(|span| !own.contains(span));
        let also = other.take(MOST).map(|span| mention(draft, *span)).collect();
        row.also = also;
    }
    rows
}

/// The words of a claim; of a figure with what bounds it and what happened to those counted: "at least 286 people killed".
fn title<'a>(entry: &Entry, words: &Cow<'a, str>) -> Cow<'a, str> {
    let Some(figure) = &entry.number else { return words.clone() };
    let mut title = words.clone();
    let modifier = figure.modifier.filter(|_| figure.upper.is_none() && entry.kind != Kind::Number);
    if let Some(modifier) = modifier {
        title = Cow::Owned(format!("{} {title}", modifier.replace('-', " ")));
    }
    match figure.event.filter(|event| !title.contains(event)) {
        Some(event) => Cow::Owned(format!("{title} {event}")),
        None => title,
    }
}

/// What a row can say beyond its entry: the offices of people, whose an age is.
struct Notes {
    offices: FxHashMap<Span, Vec<String>>,
    ages: FxHashMap<Span, String>,
}

impl Notes {
    fn new(draft: &Draft<'_>) -> Self {
        let story = story(draft);
        let people = &draft.checked.links.people;
        let mut by_form: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        for (block, _, claims) in story.blocks() {
            for role in &claims.roles {
                let Some(form) = people.index_of(ClaimRef { block, index: role.mention as usize }) else { continue };
                let of = role.of.map(|of| story.text(block, of));
                let words = plain(story.text(block, role.extent)).into_owned();
                let words = of.map_or(words.clone(), |of| format!("{words} ({})", plain(of)));
                let list = by_form.entry(form).or_default();
                if !list.iter().any(|known| known.eq_ignore_ascii_case(&words)) {
                    list.push(words);
                }
            }
        }
        let mut offices = FxHashMap::default();
        for (form, list) in by_form {
            for at in &people.forms()[form].mentions {
                offices.insert(People::span(&story, *at), list.clone());
            }
        }
        let mut ages = FxHashMap::default();
        for age in draft.checked.links.ages.all() {
            let Who::Person(form) = age.who else { continue };
            if let Some(name) = people.forms().get(form).and_then(|form| people.full_name(&story, form)) {
                ages.insert(story.span(age.block, age.extent), format!("age of {}", plain(name)));
            }
        }
        Notes { offices, ages }
    }

    fn of(&self, entry: &Entry) -> Option<String> {
        match entry.kind {
            Kind::Person => self.offices.get(&entry.span).map(|list| list.join("; ")),
            Kind::Age => entry.number.as_ref().and_then(|number| self.ages.get(&number.span)).cloned(),
            _ => None,
        }
    }
}

/// The sentence that a span stands in, cut where it is very long.
fn sentence(draft: &Draft<'_>, span: Span) -> String {
    let story = story(draft);
    let Some(index) = story.article.block_at(span.start as usize) else { return String::new() };
    let block = &story.article.blocks[index];
    let (words, _) = story.sentence(index, block.extent(span));
    let words = plain(words.trim());
    match words.char_indices().nth(SENTENCE) {
        Some((cut, _)) => format!("{} …", words[..cut].rsplit_once(' ').map_or(&words[..cut], |(head, _)| head)),
        None => words.into_owned(),
    }
}

/// Tells the rows what they were held against, and gives what does not hold and what does.
fn compare<'a>(draft: &'a Draft<'a>, rows: &mut [Row<'a>], touching: &Touching) -> (Vec<Conflict<'a>>, Vec<Held<'a>>) {
    let checked = draft.checked;
    let counter = Counter::new(draft.text, Offsets::Bytes);
    let mut told: FxHashSet<(usize, &str, &str)> = FxHashSet::default();
    let mut conflicts = Vec::new();
    for finding in &checked.findings {
        let places = places(draft, finding);
        let mut claims: Vec<usize> = places.iter().flat_map(|place| touching.at(place.span)).collect();
        claims.sort_unstable();
        claims.dedup();
        for claim in &claims {
            let with = places.iter().find(|place| !touching.at(place.span).contains(claim)).cloned();
            rows[*claim].compared.push(Compared {
                rule: finding.rule,
                held: false,
                outcome: plain(&finding.message),
                calculation: finding.calculation.as_deref(),
                with,
            });
        }
        let place = places.first().map(|it| PlaceJson { line: it.line, column: it.column, paragraph: it.paragraph });
        let claims = claims.into_iter().map(|claim| rows[claim].id).collect();
        conflicts.push(Conflict { finding: FindingJson::new(finding, &counter, place), places, claims });
    }
    let mut held: Vec<Held<'a>> = Vec::new();
    let mut known: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for check in &checked.passed {
        let index = *known.entry((check.rule, &check.outcome)).or_insert_with(|| {
            held.push(Held { rule: check.rule, outcome: &check.outcome, places: Vec::new(), times: 0 });
            held.len() - 1
        });
        held[index].times += 1;
        for span in std::iter::once(check.span).chain(check.against) {
            let listed = &mut held[index].places;
            if listed.len() < MOST && !listed.iter().any(|place| place.span == span) {
                listed.push(mention(draft, span));
            }
            for claim in touching.at(span) {
                if told.insert((claim, check.rule, &check.outcome)) {
                    let other = std::iter::once(check.span).chain(check.against).find(|other| *other != span);
                    rows[claim].compared.push(Compared {
                        rule: check.rule,
                        held: true,
                        outcome: plain(&check.outcome),
                        calculation: None,
                        with: other.map(|other| mention(draft, other)),
                    });
                }
            }
        }
    }
    (conflicts, held)
}

/// Tells the rows on which entry they rest: of several on the one that somebody vouched for least.
fn rests<'a>(draft: &'a Draft<'a>, rows: &mut [Row<'a>], touching: &Touching) {
    let mut least: Vec<Option<&Basis>> = vec![None; rows.len()];
    for check in &draft.checked.passed {
        let Some(basis) = check.basis.as_deref() else { continue };
        for claim in touching.at(check.span) {
            if least[claim].is_none_or(|other| basis.standing < other.standing) {
                least[claim] = Some(basis);
            }
        }
    }
    for (row, basis) in rows.iter_mut().zip(least) {
        row.rests = Rests::new(basis, draft.checked);
    }
}

/// The places of a finding that stand in the draft, each once.
fn places<'a>(draft: &Draft<'a>, finding: &Finding) -> Vec<Mention<'a>> {
    let related = finding.related.iter().map(|related| related.place);
    let all = std::iter::once(finding.place).chain(related).filter(|place| place.source == Source::DRAFT);
    let mut places: Vec<Mention<'a>> = Vec::new();
    for place in all {
        if !places.iter().any(|known| known.span == place.span) {
            places.push(mention(draft, place.span));
        }
    }
    places
}

fn state(compared: &[Compared<'_>]) -> State {
    if compared.iter().any(|it| !it.held) {
        State::Conflict
    } else if compared.iter().any(|it| it.rule.starts_with("fact-sheet-")) {
        State::Verified
    } else if compared.is_empty() {
        State::Unchecked
    } else {
        State::Consistent
    }
}

fn timeline(draft: &Draft<'_>, rows: &[Row<'_>]) -> Vec<Moment> {
    let links = &draft.checked.links.timeline;
    let published = links.published().map(|it| it.day);
    let mut moments = Vec::new();
    for row in rows {
        let Some((kind @ ("DATE" | "TIME"), value)) = &row.entry.timex else { continue };
        let Some(day) = first_day(value) else { continue };
        let told = row.meant.as_deref().and_then(|meant| meant.split(", counted").next()).map(ToOwned::to_owned);
        let shown = match told {
            Some(_) if value.get(..4).is_some_and(|year| row.title.contains(year)) && *kind == "TIME" => {
                row.title.clone().into_owned()
            }
            Some(told) if *kind == "TIME" => format!("{told} ({})", row.title),
            Some(told) => told,
            None => row.title.clone().into_owned(),
        };
        let is_published = published == Some(day) && value.len() >= 10;
        moments.push((
            day,
            value.len(),
            Moment {
                value: value.clone(),
                shown,
                claim: Some(row.id),
                state: Some(row.state),
                sentence: row.sentence.clone(),
                published: is_published,
            },
        ));
    }
    if let Some(day) = published.filter(|_| !moments.iter().any(|(_, _, moment)| moment.published)) {
        let value = day.format("%Y-%m-%d").to_string();
        let moment = Moment {
            value,
            shown: links.say_day(day),
            claim: None,
            state: None,
            sentence: String::new(),
            published: true,
        };
        moments.push((day, 10, moment));
    }
    moments.sort_by_key(|(day, precision, _)| (*day, *precision));
    moments.into_iter().map(|(_, _, moment)| moment).collect()
}

/// The day on which a TIMEX3 value begins; `None` for what is no stretch of the calendar.
fn first_day(value: &str) -> Option<NaiveDate> {
    let year: i32 = value.get(..4)?.parse().ok()?;
    let rest = value.get(5..).unwrap_or_default();
    if let Some(week) = rest.strip_prefix('W') {
        return NaiveDate::from_isoywd_opt(year, week.get(..2)?.parse().ok()?, Weekday::Mon);
    }
    let month = match rest.get(..2) {
        None => 1,
        Some("SP") => 3,
        Some("SU") => 6,
        Some("FA") => 9,
        Some("WI") => 12,
        Some(part) if part.starts_with('Q') => part[1..].parse::<u32>().ok()? * 3 - 2,
        Some(part) => part.parse().ok()?,
    };
    let day = value.get(8..10).and_then(|day| day.parse().ok()).unwrap_or(1);
    NaiveDate::from_ymd_opt(year, month, day)
}
