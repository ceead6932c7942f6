//! The day of publication and the days that dates mean.

mod moment;
pub mod pairs;
mod resolve;
mod timex;
pub mod zone;

use chrono::{Datelike, NaiveDate};

pub use moment::Moment;
pub use timex::TimexType;

use super::{ClaimRef, Story};
use crate::claim::Claims;
use crate::claim::date::{DateClaim, Hour, Length, Order, Rhythm, Time};
use crate::language::time::Vague;
use crate::options::Language;
use crate::text::{Block, Post, Zone};

/// The day of publication and the days that dates mean.
#[derive(Debug, Default)]
pub struct Timeline {
    published: Option<Publication>,
    /// The days of posts of a live blog that give their own, by post.
    posts: Vec<Option<NaiveDate>>,
    meanings: Vec<Vec<Meaning>>,
    day_first: bool,
}

/// When a story was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day.
    pub day: NaiveDate,
    /// Who says so.
    pub whence: Whence,
}

/// Where the day of publication is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whence {
    /// Given by the caller.
    Given,
    /// From a date line or the front matter.
    DateLine(ClaimRef),
    /// From the dateline of a wire.
    Dateline(ClaimRef),
    /// From the line that tells when the story was last changed.
    Updated(ClaimRef),
}

/// How the missing parts of a time were supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Nothing was missing.
    Written,
    /// Counted from the day of publication.
    Publication,
    /// The year was named shortly before, in a passage that looks back.
    Passage,
    /// Counted from the time mentioned before.
    Mention,
}

/// The time that a claim means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The stretch of the calendar.
    pub moment: Moment,
    /// How missing parts were supplied.
    pub how: How,
    /// Whether only this reading is likely.
    pub sure: bool,
}

/// What a claim means, whether or not it is a stretch of the calendar.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    Moment(Resolved, Option<Hour>),
    /// A calendar date with parts that nothing supplies: month and day, or the weekday.
    Open {
        weekday: Option<u32>,
        month: Option<u32>,
        day: Option<u32>,
    },
    Hour(Hour),
    Length(Length),
    Every(Rhythm),
    Vague(Vague),
    Unknown,
}

impl Timeline {
    /// Finds the day of publication and resolves the times of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let published = publication(story);
        let posts = posts(story, published.map(|it| it.day));
        let meanings = resolve::resolve(story, published.map(|it| it.day), &posts);
        Timeline { published, posts, meanings, day_first: is_day_first(story) }
    }

    /// The day on which a block was written: that of its post in a live blog, else the day of publication.
    #[must_use]
    pub fn written(&self, story: &Story<'_>, block: usize) -> Option<NaiveDate> {
        let post = story.article.live.as_ref().and_then(|live| live.post_of(block));
        let own = post.and_then(|post| self.posts.get(post).copied().flatten());
        own.or(self.published.map(|it| it.day))
    }

    /// Whether the draft writes "2 October" and not "October 2".
    #[must_use]
    pub fn is_day_first(&self) -> bool {
        self.day_first
    }

    /// A stretch in the order in which the draft writes dates.
    #[must_use]
    pub fn say(&self, moment: Moment) -> String {
        if self.day_first { moment.day_first() } else { moment.to_string() }
    }

    /// A day in the order in which the draft writes dates.
    #[must_use]
    pub fn say_day(&self, day: NaiveDate) -> String {
        self.say(Moment::Day(day))
    }

    /// When the story was published, if anything says so.
    #[must_use]
    pub fn published(&self) -> Option<Publication> {
        self.published
    }

    /// The time a claim means, where it is a stretch of the calendar.
    #[must_use]
    pub fn resolved(&self, claim: ClaimRef) -> Option<Resolved> {
        match self.meaning(claim)? {
            Meaning::Moment(resolved, _) => Some(*resolved),
            _ => None,
        }
    }

    /// The day a claim means, where it means one day.
    #[must_use]
    pub fn day(&self, claim: ClaimRef) -> Option<NaiveDate> {
        match self.resolved(claim)?.moment {
            Moment::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The TIMEX3 type and value of a claim.
    #[must_use]
    pub fn value(&self, claim: ClaimRef) -> Option<(TimexType, String)> {
        self.meaning(claim).map(timex::value)
    }

    /// How a claim was read, in words: "Sunday, October 2, 2022, counted from the day of publication".
    #[must_use]
    pub fn meant(&self, claim: ClaimRef) -> Option<String> {
        let resolved = self.resolved(claim)?;
        let how = match resolved.how {
            How::Written => return Some(self.say(resolved.moment)),
            How::Publication => "counted from the day of publication",
            How::Passage => "in the year the passage names",
            How::Mention => "counted from the time mentioned before",
        };
        let doubt = if resolved.sure { "" } else { ", perhaps" };
        Some(format!("{}, {how}{doubt}", self.say(resolved.moment)))
    }

    fn meaning(&self, claim: ClaimRef) -> Option<&Meaning> {
        self.meanings.get(claim.block)?.get(claim.index)
    }
}

/// The days that posts of a live blog give above their text; a day without a year is in that of publication.
fn posts(story: &Story<'_>, published: Option<NaiveDate>) -> Vec<Option<NaiveDate>> {
    let Some(live) = &story.article.live else { return Vec::new() };
    let day = |date: &DateClaim| {
        let Time::Calendar(calendar) = &date.time else { return None };
        let year = calendar.year.map(|it| it.value).or(published.map(|it| it.year()))?;
        NaiveDate::from_ymd_opt(year, calendar.month?.value, calendar.day?.value)
    };
    let post = |post: &Post| {
        let mut heading = (post.start..post.end.min(post.start + HEADING)).filter(|block| {
            let zone = story.article.blocks[*block].zone;
            zone == Zone::Published || *block == post.start && zone == Zone::Subhead
        });
        heading.find_map(|block| story.claims[block].dates.iter().find_map(day))
    };
    live.posts.iter().map(post).collect()
}

/// How many blocks of a post may be its heading.
const HEADING: usize = 3;

/// The day of publication: given > date line and front matter > dateline > the last change.
fn publication(story: &Story<'_>) -> Option<Publication> {
    if let Some(given) = story.options.published {
        return Some(Publication { day: given.date(), whence: Whence::Given });
    }
    let mut best: [Option<Publication>; 3] = [None; 3];
    let mut open = None;
    for (index, block, claims) in story.blocks() {
        let Some(stands) = standing(index, block, claims) else { continue };
        for (at, date) in claims.dates.iter().enumerate() {
            let claim = ClaimRef { block: index, index: at };
            let (rank, whence) = match stands {
                Stands::DateLine => (0, Whence::DateLine(claim)),
                Stands::Dateline => (1, Whence::Dateline(claim)),
                Stands::Updated => (2, Whence::Updated(claim)),
            };
            let Time::Calendar(calendar) = &date.time else { continue };
            let (Some(month), Some(day)) = (calendar.month, calendar.day) else { continue };
            let Some(year) = calendar.year else {
                open = open.or((rank == 1).then_some((month.value, day.value, whence)));
                continue;
            };
            if let Some(day) = NaiveDate::from_ymd_opt(year.value, month.value, day.value) {
                best[rank] = best[rank].or(Some(Publication { day, whence }));
            }
        }
    }
    if best[0].is_none()
        && let (Some((month, day, whence)), Some(changed)) = (open, best[2])
    {
        // "GENEVA, Oct 2 (Reuters)" takes its year from the line that tells of the last change.
        let years = [changed.day.year(), changed.day.year() - 1];
        let day =
            years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day)).find(|it| *it <= changed.day);
        best[1] = best[1].or(day.map(|day| Publication { day, whence }));
    }
    best.into_iter().flatten().next()
}

/// Whether a draft writes the day before the month: as the desk says, else as most of its dates in words do.
fn is_day_first(story: &Story<'_>) -> bool {
    match story.options.language {
        Language::British => return true,
        Language::American => return false,
        Language::Any => {}
    }
    let mut orders = [0_usize; 2];
    for date in story.blocks().flat_map(|(_, _, claims)| &claims.dates) {
        let Time::Calendar(calendar) = &date.time else { continue };
        let (Some(day), Some(month)) = (calendar.day, calendar.month) else { continue };
        let first = day.extent.start < month.extent.start;
        match calendar.order {
            Order::DayFirst | Order::MonthFirst => orders[usize::from(first)] += 2,
            // "13/12/2026" tells the order too, though not as well.
            Order::Numbers if day.value > 12 => orders[usize::from(first)] += 1,
            _ => {}
        }
    }
    orders[1] > orders[0]
}

/// What a block does for the day of publication.
enum Stands {
    DateLine,
    Dateline,
    Updated,
}

/// How many blocks from the top a line of nothing but a date is looked for.
const TOP: usize = 4;

fn standing(index: usize, block: &Block, claims: &Claims) -> Option<Stands> {
    match block.zone {
        // "By Jane Doe, March 10, 2026" tells the day too.
        Zone::Published | Zone::Byline => return Some(Stands::DateLine),
        Zone::Dateline => return Some(Stands::Dateline),
        Zone::Updated => return Some(Stands::Updated),
        Zone::Body => {}
        _ => return None,
    }
    let first: &DateClaim = claims.dates.first()?;
    let text = block.prose.text.trim();
    let fits = text.len() <= 80;
    let begins = |word: &str| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    if fits && begins("updated") {
        return Some(Stands::Updated);
    }
    if fits && (begins("published") || begins("posted")) {
        return Some(Stands::DateLine);
    }
    let whole = first.extent.end - first.extent.start;
    if index < TOP && whole as usize == text.trim_end_matches('.').len() {
        return Some(Stands::DateLine);
    }
    None
}

/// The English name of a month by its number from 1.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[(month.max(1) as usize - 1) % 12]
}

#[cfg(test)]
mod tests;
