//! The day of publication, and the days that dates mean.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use super::{ClaimRef, Story};
use crate::claim::DateClaim;
use crate::claim::date::{Shift, Tense};
use crate::place::Span;
use crate::text::Zone;

/// When the story was published, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day.
    pub day: NaiveDate,
    /// How it is known.
    pub known: Known,
    /// Where the draft says so.
    pub span: Option<Span>,
}

/// Whence a publication day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The caller said so.
    Given,
    /// Front matter or a date line.
    DateLine,
    /// The dateline of the story.
    Dateline,
    /// The line that says when the story was last changed.
    UpdateLine,
}

impl Known {
    /// As words behind "publication day, from ...".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Known::Given => "the day given",
            Known::DateLine => "the date line",
            Known::Dateline => "the dateline",
            Known::UpdateLine => "the update line",
        }
    }
}

/// How a date came to its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// All of it is written.
    Written,
    /// The year was supplied: the nearest to publication.
    Nearest,
    /// The year was supplied by another date of the passage.
    Passage,
    /// A weekday, yesterday or the like, counted from publication.
    Publication,
}

/// What a date means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The year.
    pub year: i32,
    /// The month, where it is known.
    pub month: Option<u32>,
    /// The day, where it is known.
    pub day: Option<NaiveDate>,
    /// How it was found.
    pub anchor: Anchor,
    /// Whether a rule may speak aloud of it.
    pub sure: bool,
}

/// The day of publication, and the days that dates mean.
#[derive(Debug, Default)]
pub struct Timeline {
    publication: Option<Publication>,
    days: Vec<Vec<Option<Resolved>>>,
}

/// Within how many days of publication a date without a year is one of the story's own.
///
/// Beyond some six weeks a date of another year is as likely as one of this (measured on published articles:
/// of 33 pairs without a year that disagree with the calendar 27 were look-backs).
const OWN_DAYS: i64 = 45;

impl Timeline {
    /// Finds the day of publication and resolves every date of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let publication = publication(story);
        let mut days = Vec::with_capacity(story.claims.len());
        for (_, block, claims) in story.blocks() {
            // The year that the passage speaks of, when it is not the story's own.
            let mut passage = None;
            let mut resolved = Vec::with_capacity(claims.dates.len());
            for date in &claims.dates {
                let found = resolve(date, publication.as_ref(), passage, block.zone);
                if let (Some((year, _)), Some(published)) = (date.year, publication) {
                    passage = (year != published.day.year()).then_some(year);
                }
                resolved.push(found);
            }
            days.push(resolved);
        }
        Timeline { publication, days }
    }

    /// The day of publication, if it is known.
    #[must_use]
    pub fn publication(&self) -> Option<&Publication> {
        self.publication.as_ref()
    }

    /// What a date means, if that can be said.
    #[must_use]
    pub fn resolve(&self, date: ClaimRef) -> Option<&Resolved> {
        self.days.get(date.block)?.get(date.index)?.as_ref()
    }
}

/// The day of publication: given > date line > dateline > update line.
fn publication(story: &Story<'_>) -> Option<Publication> {
    let given = story.options.published.as_ref().map(NaiveDateTime::date);
    if let Some(day) = given {
        return Some(Publication { day, known: Known::Given, span: None });
    }
    let mut best: Option<Publication> = None;
    let mut month_and_day = None;
    for (index, block, claims) in story.blocks() {
        let known = match block.zone {
            Zone::Published => Known::DateLine,
            Zone::Dateline => Known::Dateline,
            Zone::Updated => Known::UpdateLine,
            _ => continue,
        };
        for date in &claims.dates {
            if known == Known::Dateline && month_and_day.is_none() {
                month_and_day =
                    date.month.zip(date.day).map(|(month, day)| (month.0, day.0, story.span(index, date.extent)));
            }
            let Some(day) = written(date) else { continue };
            let rank = |known: Known| match known {
                Known::Given | Known::DateLine => 0,
                Known::Dateline => 1,
                Known::UpdateLine => 2,
            };
            if best.is_none_or(|best| rank(known) < rank(best.known)) {
                best = Some(Publication { day, known, span: Some(story.span(index, date.extent)) });
            }
        }
    }
    // "GENEVA, Oct 2 (Reuters)" takes its year from the update line.
    if let (Some(found), Some((month, day, span))) = (best, month_and_day)
        && found.known == Known::UpdateLine
        && let Some(dateline) = NaiveDate::from_ymd_opt(found.day.year(), month, day)
        && (0..=OWN_DAYS).contains(&(found.day - dateline).num_days())
    {
        return Some(Publication { day: dateline, known: Known::Dateline, span: Some(span) });
    }
    best
}

/// The day of a date that is written in full.
fn written(date: &DateClaim) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year?.0, date.month?.0, date.day?.0)
}

fn resolve(date: &DateClaim, publication: Option<&Publication>, passage: Option<i32>, zone: Zone) -> Option<Resolved> {
    let month = date.month.map(|it| it.0);
    if let Some((year, _)) = date.year {
        let sure = !date.quoted || date.weekday.is_some();
        return Some(Resolved { year, month, day: written(date), anchor: Anchor::Written, sure });
    }
    let published = publication?.day;
    if let Some(distance) = date.relative {
        let day = shifted(published, i64::from(distance))?;
        return Some(on(day, Anchor::Publication, !date.quoted));
    }
    let Some(month) = month else {
        let day = weekday_near(published, date.weekday?.0, date.shift, date.tense)?;
        return Some(on(day, Anchor::Publication, !date.quoted && passage.is_none() && !date.looks_back));
    };
    if let Some(year) = passage {
        let day = date.day.and_then(|(day, _)| NaiveDate::from_ymd_opt(year, month, day));
        return Some(Resolved { year, month: Some(month), day, anchor: Anchor::Passage, sure: false });
    }
    let Some((day, _)) = date.day else {
        let year = nearest_month(published, month, date);
        return Some(Resolved {
            year,
            month: Some(month),
            day: None,
            anchor: Anchor::Nearest,
            sure: !date.quoted && !date.looks_back,
        });
    };
    let years = [published.year(), published.year() - 1, published.year() + 1];
    let candidates = years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day));
    let day = candidates.min_by_key(|day| {
        let distance = (*day - published).num_days();
        // Half a year back weighs as much as a quarter ahead, unless the verb tells.
        match (date.tense, distance) {
            (Tense::Ahead, ..0) => -distance * 4,
            (Tense::Past, 1..) => distance * 4,
            _ => distance.abs(),
        }
    })?;
    let near = (day - published).num_days().abs() <= OWN_DAYS;
    let own =
        matches!(zone, Zone::Published | Zone::Dateline | Zone::Updated) || (near && !date.quoted && !date.looks_back);
    Some(on(day, Anchor::Nearest, own))
}

fn on(day: NaiveDate, anchor: Anchor, sure: bool) -> Resolved {
    Resolved { year: day.year(), month: Some(day.month()), day: Some(day), anchor, sure }
}

fn shifted(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let distance = Days::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) }
}

/// The weekday meant: the most recent one, the day of publication included, unless the words point ahead.
fn weekday_near(published: NaiveDate, weekday: Weekday, shift: Option<Shift>, tense: Tense) -> Option<NaiveDate> {
    let back = i64::from(published.weekday().days_since(weekday));
    let by = match (shift, tense, back) {
        (Some(Shift::Last), _, 0) => -7,
        (Some(Shift::Next), _, _) | (None, Tense::Ahead, 1..) => 7 - back,
        (Some(Shift::This), Tense::Ahead | Tense::Open, 1..) => 7 - back,
        _ => -back,
    };
    shifted(published, by)
}

/// The year of a month alone: the nearest that fits the tense.
fn nearest_month(published: NaiveDate, month: u32, date: &DateClaim) -> i32 {
    let year = published.year();
    match date.tense {
        Tense::Ahead if month < published.month() => year + 1,
        Tense::Past | Tense::Open if month > published.month() => year - 1,
        _ => year,
    }
}
