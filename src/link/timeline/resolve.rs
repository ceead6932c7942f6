//! From times as written to times as meant.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::moment::feast;
use super::{How, Meaning, Moment, Resolved};
use crate::claim::date::{Anchor, Away, Calendar, DateClaim, Order, Period, Shift, Tense, Time, YearSaid};
use crate::language::time::{Season, Unit};
use crate::link::Story;
use crate::text::Zone;

/// What was said before, while the times of a draft are gone through in order.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    published: Option<NaiveDate>,
    /// Whether the story tells of years past throughout, as histories do.
    narrative: bool,
    /// The time mentioned last.
    mention: Option<Moment>,
    /// The block and sentence of the mention.
    mention_at: (usize, u32),
    /// The year written out last, with its block and sentence.
    year: Option<(i32, usize, u32)>,
    /// Whether that year opened its sentence, and so speaks for what follows: "In 2012 they stayed out."
    leads: bool,
    /// Whether numbers in dates are known to stand day first.
    day_first: Option<bool>,
}

/// What every claim means, by block and index.  `posts` are the days of the posts of a live blog.
pub(super) fn resolve(
    story: &Story<'_>,
    published: Option<NaiveDate>,
    posts: &[Option<NaiveDate>],
) -> Vec<Vec<Meaning>> {
    let mut said = Said { published, narrative: is_narrative(story, published), ..Said::default() };
    said.day_first = order_of_numbers(story);
    let (fresh, live) = (said, story.article.live.as_ref());
    story
        .blocks()
        .map(|(index, block, claims)| {
            // Each post begins anew, on its own day.
            if let Some(post) = live.and_then(|it| it.posts.binary_search_by_key(&index, |post| post.start).ok()) {
                said = Said { published: posts[post].or(published), ..fresh };
            }
            // What furniture says does not carry over into the story.
            let outside = matches!(block.zone, Zone::Furniture | Zone::Footer | Zone::Credit);
            let before = said;
            let meanings = claims.dates.iter().map(|claim| said.meaning(index, claim)).collect();
            if outside {
                said = before;
            }
            meanings
        })
        .collect()
}

/// Whether a story is a history: many years written out, hardly a bare weekday.
fn is_narrative(story: &Story<'_>, published: Option<NaiveDate>) -> bool {
    let (mut years, mut news) = (0, 0);
    for claim in story.blocks().flat_map(|(_, _, claims)| &claims.dates) {
        match &claim.time {
            Time::Calendar(calendar) => match calendar.year {
                Some(year) => years += i32::from(published.is_none_or(|day| year.value < day.year() - 1)),
                None if calendar.day.is_none() && calendar.weekday.is_some() => news += 1,
                None => {}
            },
            Time::Away(Away { anchor: Anchor::Publication, .. }) => news += 1,
            _ => {}
        }
    }
    years >= 10 && news * 8 < years
}

/// The order of numbers in dates, if one date of the draft shows it and none the other.
fn order_of_numbers(story: &Story<'_>) -> Option<bool> {
    let mut orders = [false; 2];
    for (_, _, claims) in story.blocks() {
        for claim in &claims.dates {
            if let Time::Calendar(Calendar { order: Order::Numbers, day: Some(day), month: Some(month), .. }) =
                &claim.time
                && day.value > 12
            {
                orders[usize::from(day.extent.start < month.extent.start)] = true;
            }
        }
    }
    match orders {
        [true, false] => Some(false),
        [false, true] => Some(true),
        _ => None,
    }
}

impl Said {
    fn meaning(&mut self, block: usize, claim: &DateClaim) -> Meaning {
        let sentence = claim.setting.sentence;
        let resolved = match &claim.time {
            Time::Unsaid => match claim.hour {
                Some(hour) => return self.hour(block, claim, hour),
                None => return Meaning::Unknown,
            },
            Time::Length(length) => return Meaning::Length(*length),
            Time::Every(rhythm) => return Meaning::Every(*rhythm),
            Time::Vague(vague) => return Meaning::Vague(*vague),
            Time::Anniversary => return Meaning::Unknown,
            Time::Calendar(calendar) => {
                let resolved = self.calendar(block, claim, calendar);
                if resolved.is_none() {
                    let year = calendar.year.map(|it| it.value);
                    if let Some(year) = year {
                        self.year = Some((year, block, sentence));
                    }
                    return Meaning::Open {
                        weekday: calendar.weekday.map(|it| it.value.number_from_monday()),
                        month: calendar.month.map(|it| it.value),
                        day: calendar.day.map(|it| it.value),
                    };
                }
                if let Some(year) = calendar.year {
                    self.year = Some((year.value, block, sentence));
                    self.leads = claim.setting.leads && calendar.day.is_none();
                }
                resolved
            }
            Time::Away(away) => self.away(claim, away),
            Time::Period(period, year) => self.period(claim, *period, *year),
            Time::Feast(day, year) => {
                let resolved = self.year_for(block, claim, *year, |year| feast(*day, year));
                resolved.map(|(day, how)| Resolved { moment: Moment::Day(day), how, sure: how == How::Written })
            }
        };
        let Some(resolved) = resolved else {
            return claim.hour.map_or(Meaning::Unknown, Meaning::Hour);
        };
        if self.narrative && resolved.how == How::Publication {
            return Meaning::Moment(resolved, claim.hour);
        }
        self.mention = Some(resolved.moment);
        self.mention_at = (block, sentence);
        if self.narrative
            && resolved.how != How::Publication
            && let Some(year) = resolved.moment.year()
        {
            self.year = Some((year, block, sentence));
        }
        Meaning::Moment(resolved, claim.hour)
    }

    /// An hour without a day: the day mentioned in its sentence, else the day of publication.
    fn hour(&self, block: usize, claim: &DateClaim, hour: crate::claim::date::Hour) -> Meaning {
        let near = self.mention_at == (block, claim.setting.sentence);
        let mention = match self.mention {
            Some(Moment::Day(day)) if near || self.narrative => Some(day),
            _ => None,
        };
        let (day, how) = match (mention, self.published) {
            (Some(day), _) => (day, How::Mention),
            (None, Some(day)) if !self.narrative => (day, How::Publication),
            _ => return Meaning::Hour(hour),
        };
        if matches!(hour, crate::claim::date::Hour::Part(_)) && !near {
            return Meaning::Hour(hour);
        }
        Meaning::Moment(Resolved { moment: Moment::Day(day), how, sure: false }, Some(hour))
    }

    fn calendar(&self, block: usize, claim: &DateClaim, calendar: &Calendar) -> Option<Resolved> {
        let tense = claim.setting.tense;
        let (mut day, mut month) = (calendar.day.map(|it| it.value), calendar.month.map(|it| it.value));
        if calendar.order == Order::Either && self.exchanged(calendar) {
            (day, month) = (month, day);
        }
        match (calendar.year.map(|it| it.value), month, day) {
            (Some(year), Some(month), Some(day)) => {
                let sure = calendar.order != Order::Either;
                // Before Christ the calendar has no days of the week that a reader could check.
                let moment = if year < 0 {
                    Moment::Month(year, month)
                } else {
                    Moment::Day(NaiveDate::from_ymd_opt(year, month, day)?)
                };
                Some(Resolved { moment, how: How::Written, sure })
            }
            (Some(year), Some(month), None) => {
                Some(Resolved { moment: Moment::Month(year, month), how: How::Written, sure: true })
            }
            (Some(year), None, _) => Some(Resolved { moment: Moment::Year(year), how: How::Written, sure: true }),
            (None, Some(month), Some(day)) => {
                let (day, how) =
                    self.without_year(block, claim, |year| NaiveDate::from_ymd_opt(year, month, day), |it| it)?;
                Some(Resolved { moment: Moment::Day(day), how, sure: how != How::Passage && !claim.setting.quoted })
            }
            (None, Some(month), None) => self.month(block, claim, calendar.shift, month),
            (None, None, _) => {
                let weekday = calendar.weekday?.value;
                let (day, how) = self.weekday(weekday, calendar.shift, tense)?;
                Some(Resolved { moment: Moment::Day(day), how, sure: !claim.setting.quoted })
            }
        }
    }

    /// Whether "02/10/2022", read month first, is to be read day first.
    fn exchanged(&self, calendar: &Calendar) -> bool {
        let (Some(day), Some(month), Some(year)) = (calendar.day, calendar.month, calendar.year) else { return false };
        let written_day_first = day.extent.start < month.extent.start;
        if let Some(day_first) = self.day_first {
            return day_first != written_day_first;
        }
        // The weekday beside it decides.
        let weekday = |day, month| NaiveDate::from_ymd_opt(year.value, month, day).map(|it| it.weekday());
        calendar.weekday.is_some_and(|it| {
            weekday(day.value, month.value) != Some(it.value) && weekday(month.value, day.value) == Some(it.value)
        })
    }

    /// A bare weekday: the most recent, the day of publication included, unless the verb points ahead.
    fn weekday(&self, weekday: Weekday, shift: Shift, tense: Tense) -> Option<(NaiveDate, How)> {
        if matches!(shift, Shift::Previous | Shift::Following | Shift::Same) || (self.narrative && shift == Shift::None)
        {
            let Some(Moment::Day(anchor)) = self.mention else { return None };
            let day = match shift {
                Shift::Previous => before(anchor, weekday, 1),
                Shift::Following => after(anchor, weekday, 1),
                _ => after(anchor, weekday, 0),
            };
            return Some((day?, How::Mention));
        }
        let published = self.published?;
        let day = match shift {
            Shift::Last => before(published, weekday, 1),
            Shift::Next => after(published, weekday, 1),
            Shift::This => after(published, weekday, 0),
            _ if tense == Tense::Ahead => after(published, weekday, 0),
            _ => before(published, weekday, 0),
        };
        Some((day?, How::Publication))
    }

    /// The year of a time that was written without: the passage's, or the one nearest to publication.
    fn without_year<T: Copy>(
        &self,
        block: usize,
        claim: &DateClaim,
        make: impl Fn(i32) -> Option<T>,
        first: impl Fn(T) -> NaiveDate,
    ) -> Option<(T, How)> {
        let tense = claim.setting.tense;
        if let Some((year, of_block, sentence)) = self.year {
            let other = self.published.is_none_or(|day| day.year() != year);
            let near = self.leads && of_block == block && claim.setting.sentence <= sentence + 1;
            if self.narrative
                || (other && near && tense != Tense::Ahead && self.published.is_none_or(|day| year < day.year()))
            {
                let dated = make(year)?;
                // "In December ... 14 January": a history goes on into the new year.
                if self.narrative
                    && let Some((_, last)) = self.mention.filter(|it| it.year() == Some(year)).and_then(Moment::days)
                    && last.month() >= 11
                    && last.year() == year
                    && !matches!(self.mention, Some(Moment::Year(_)))
                    && first(dated).month() <= 2
                    && let Some(next) = make(year + 1)
                {
                    return Some((next, How::Passage));
                }
                return Some((dated, How::Passage));
            }
        }
        if self.narrative {
            return None;
        }
        let published = self.published?;
        let year = published.year();
        // February 29 is only in some years.
        let candidates = (year - 8..=year + 8).filter_map(|year| make(year).map(|it| (first(it), it)));
        let distance = |day: NaiveDate| (day - published).num_days();
        let found = match tense {
            Tense::Past => candidates.filter(|it| distance(it.0) <= 1).max_by_key(|it| it.0),
            Tense::Ahead => {
                // "will meet on October 3" in a story of October 4 is the writer's slip, not next year's.
                candidates.filter(|it| distance(it.0) >= -14).min_by_key(|it| it.0)
            }
            Tense::Unknown => candidates.min_by_key(|it| distance(it.0).abs()),
        };
        found.map(|it| (it.1, How::Publication))
    }

    fn month(&self, block: usize, claim: &DateClaim, shift: Shift, month: u32) -> Option<Resolved> {
        let of = |moment: Moment, how| Some(Resolved { moment, how, sure: how == How::Publication });
        if let (Some(published), Shift::Last | Shift::Next | Shift::This) = (self.published, shift)
            && !self.narrative
        {
            let (year, now) = (published.year(), published.month());
            let year = match shift {
                Shift::Last if month >= now => year - 1,
                Shift::Next if month <= now => year + 1,
                _ => year,
            };
            return of(Moment::Month(year, month), How::Publication);
        }
        if let (Shift::Previous | Shift::Following, Some(mention)) = (shift, self.mention) {
            let year = mention.year()?;
            let from = mention.days().map_or(1, |it| it.0.month());
            let year = match shift {
                Shift::Previous if month >= from => year - 1,
                Shift::Following if month <= from => year + 1,
                _ => year,
            };
            return of(Moment::Month(year, month), How::Mention);
        }
        let make = |year| Some(Moment::Month(year, month));
        let (moment, how) = self.without_year(block, claim, make, |it| it.days().map_or(NaiveDate::MIN, |it| it.0))?;
        of(moment, how)
    }

    fn away(&self, claim: &DateClaim, away: &Away) -> Option<Resolved> {
        let (anchor, how) = match (away.anchor, self.published) {
            (Anchor::Publication, day) => (day.map(Moment::Day), How::Publication),
            (Anchor::Mention, _) if self.mention.and_then(|it| it.at(away.unit)).is_some() => {
                (self.mention, How::Mention)
            }
            (Anchor::Mention, _) if self.narrative && away.unit == Unit::Year && self.year.is_some() => {
                (self.year.map(|it| Moment::Year(it.0)), How::Mention)
            }
            (Anchor::Mention, Some(day))
                if !self.narrative && away.unit > Unit::Day && !(away.counted && away.unit < Unit::Month) =>
            {
                (Some(Moment::Day(day)), How::Publication)
            }
            (Anchor::Mention, _) => return None,
        };
        let mut units = away.units?;
        let unit = match away.unit {
            Unit::Fortnight => {
                units = units.checked_mul(2)?;
                Unit::Week
            }
            unit @ (Unit::Second | Unit::Minute | Unit::Hour) => {
                // "an hour later" is the same day as far as one can tell.
                units = 0;
                let _ = unit;
                Unit::Day
            }
            unit => unit,
        };
        let base = anchor?.at(unit)?;
        if unit == Unit::Weekend && away.counted {
            // "over the weekend": the one just past, unless it is the weekend or lies ahead.
            let (saturday, _) = base.days()?;
            let today = self.published?;
            let back = today < saturday && claim.setting.tense != Tense::Ahead;
            let moment = base.plus(-i32::from(back))?;
            return Some(Resolved { moment, how, sure: false });
        }
        if unit == Unit::Weekend
            && units == -1
            && self.published.is_some_and(|day| day.weekday().num_days_from_monday() >= 5)
        {
            return Some(Resolved { moment: base.plus(-1)?, how, sure: false });
        }
        Some(Resolved { moment: base.plus(units)?, how, sure: !claim.setting.quoted && how == How::Publication })
    }

    fn period(&self, claim: &DateClaim, period: Period, said: YearSaid) -> Option<Resolved> {
        let written = said.year.map(|it| it.value);
        let make = |year: i32| match period {
            Period::Quarter(quarter) => Moment::Quarter(year, quarter.max(1)),
            Period::Half(half) => Moment::Half(year, half),
            Period::Season(season) => Moment::Season(year, season),
            Period::Decade(start) => Moment::Decade(start),
            Period::Century(century) => Moment::Century(century),
            Period::Fiscal => Moment::Year(year),
        };
        if let Period::Decade(_) | Period::Century(_) = period {
            return Some(Resolved { moment: make(0), how: How::Written, sure: true });
        }
        if let Some(year) = written {
            return Some(Resolved { moment: make(year), how: How::Written, sure: true });
        }
        let publication = |year: i32| Some(Resolved { moment: make(year), how: How::Publication, sure: false });
        if self.narrative || said.shift == Shift::Same {
            let year = self.year.map(|it| it.0).or(self.published.map(|it| it.year()))?;
            let shift = match said.shift {
                Shift::Next | Shift::Following => 1,
                Shift::Previous => -1,
                _ => 0,
            };
            return Some(Resolved { moment: make(year + shift), how: How::Passage, sure: false });
        }
        let published = self.published?;
        let year = published.year();
        if said.of_year {
            return publication(match said.shift {
                Shift::Last => year - 1,
                Shift::Next => year + 1,
                _ => year,
            });
        }
        let begun = |of: i32| make(of).days().is_some_and(|it| it.0 <= published);
        let ended = |of: i32| make(of).days().is_some_and(|it| it.1 < published);
        match said.shift {
            Shift::This => {
                publication(year - i32::from(matches!(period, Period::Season(Season::Winter)) && published.month() < 3))
            }
            Shift::Last => publication((year - 2..=year).rev().find(|it| ended(*it))?),
            Shift::Next => publication((year..=year + 1).find(|it| !begun(*it))?),
            _ if claim.setting.tense == Tense::Ahead => publication((year..=year + 1).find(|it| !ended(*it))?),
            _ => publication((year - 1..=year).rev().find(|it| begun(*it))?),
        }
    }

    /// A day that every year has, in the year that was said or that fits.
    fn year_for(
        &self,
        block: usize,
        claim: &DateClaim,
        said: YearSaid,
        make: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<(NaiveDate, How)> {
        if let Some(year) = said.year {
            return Some((make(year.value)?, How::Written));
        }
        if let (Some(published), Shift::Last | Shift::Next | Shift::This) = (self.published, said.shift) {
            let year = published.year();
            let day = match said.shift {
                Shift::Last => (year - 1..=year).rev().filter_map(make).find(|it| *it < published),
                Shift::Next => (year..=year + 1).filter_map(make).find(|it| *it > published),
                _ => make(year),
            };
            return Some((day?, How::Publication));
        }
        // "Christmas Eve" without a verb that points ahead is the last one.
        let mut claim = claim.clone();
        if claim.setting.tense == Tense::Unknown {
            claim.setting.tense = Tense::Past;
        }
        self.without_year(block, &claim, make, |it| it)
    }
}

/// The last such weekday at least so many days before.
fn before(day: NaiveDate, weekday: Weekday, least: u32) -> Option<NaiveDate> {
    let back = (7 + day.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    day.checked_sub_days(Days::new(u64::from(if back < least { back + 7 } else { back })))
}

/// The next such weekday at least so many days after.
fn after(day: NaiveDate, weekday: Weekday, least: u32) -> Option<NaiveDate> {
    let on = (7 + weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7;
    day.checked_add_days(Days::new(u64::from(if on < least { on + 7 } else { on })))
}
