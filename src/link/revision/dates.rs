//! Dates, times of day and lengths of time that were changed in one place and left in another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{Alignment, At};
use super::context::{Context, is_built_alike, is_former, is_told, told};
use super::{Change, Found, Left, counterparts};
use crate::claim::DateClaim;
use crate::claim::date::Time;
use crate::link::{ClaimRef, Links, Story};
use crate::place::Extent;

/// A time that was changed.
struct Changed<'a> {
    index: usize,
    at: ClaimRef,
    before: ClaimRef,
    old: &'a DateClaim,
    new: &'a DateClaim,
    /// Its value before, in TIMEX3.
    value: String,
    context: Context,
    known: bool,
}

/// How many times with one value are looked at for each change.
const MOST: usize = 200;

/// Finds changed times, and those that were left.
pub(super) fn read(alignment: &Alignment<'_>, [links, its]: [&Links; 2], found: &mut Found) {
    let (now, before) = (alignment.now(), alignment.before());
    let pairs: Vec<_> = counterparts(alignment, |it, block| &it.claims[block].dates, |it| it.extent).collect();
    let mut changed = Vec::new();
    for (at, other) in &pairs {
        let Some(other) = other else { continue };
        changed.extend(change(alignment, [links, its], *at, *other, found));
    }
    if changed.is_empty() {
        return;
    }
    let words = |story: &Story<'_>, at: ClaimRef| told(story, at.block, date(story, at).extent);
    let values: FxHashSet<String> = changed.iter().map(|it| it.value.clone()).collect();
    // "Thursday" may be read as another week's beside another verb; the same word is enough.
    let by_words: FxHashMap<String, String> =
        changed.iter().map(|it| (words(before, it.before), it.value.clone())).collect();
    let mut kept: FxHashMap<String, Vec<ClaimRef>> = FxHashMap::default();
    let mut known = FxHashSet::default();
    for (at, other) in &pairs {
        let at = *at;
        let value = value(links, at).filter(|value| values.contains(value));
        let Some(value) = value.or_else(|| by_words.get(&words(now, at)).cloned()) else { continue };
        if other.is_some_and(|other| words(before, other) == words(now, at)) {
            let list = kept.entry(value).or_default();
            if list.len() < MOST {
                list.push(at);
            }
        } else {
            known.insert(value);
        }
    }
    for it in &mut changed {
        it.known = known.contains(&it.value);
        let kept = kept.get(&it.value).map(Vec::as_slice).unwrap_or_default();
        let kept = kept.iter().filter(|at| !alignment.now().article.are_apart(it.at.block, at.block));
        kept.filter_map(|at| leave(alignment, links, it, *at)).for_each(|left| found.left(left));
    }
}

fn date<'s>(story: &Story<'s>, at: ClaimRef) -> &'s DateClaim {
    &story.claims[at.block].dates[at.index]
}

/// The value of a time that says something: "now" and "recently" do not.
fn value(links: &Links, at: ClaimRef) -> Option<String> {
    let (_, value) = links.timeline.value(at)?;
    value.bytes().any(|byte| byte.is_ascii_digit()).then_some(value)
}

/// What kind of value it is: "2022-10-04" and "2022-10-05" are of one, "2022-10" is of another.
fn shape(value: &str) -> String {
    let mut shape = String::new();
    for letter in value.chars() {
        let letter = if letter.is_ascii_digit() { '0' } else { letter };
        if letter != '0' || !shape.ends_with('0') {
            shape.push(letter);
        }
    }
    shape
}

fn change<'a>(
    alignment: &Alignment<'a>,
    [links, its]: [&Links; 2],
    at: ClaimRef,
    other: ClaimRef,
    found: &mut Found,
) -> Option<Changed<'a>> {
    let (now, before) = (alignment.now(), alignment.before());
    let (new, old) = (date(now, at), date(before, other));
    let words = [told(before, other.block, old.extent), told(now, at.block, new.extent)];
    if words[0] == words[1] || new.setting.quoted || old.setting.quoted || !is_told(now, at.block) {
        return None;
    }
    let (mine, value) = (value(links, at)?, value(its, other)?);
    if mine == value || shape(&mine) != shape(&value) {
        return None;
    }
    let place = At { block: at.block, extent: new.extent };
    let [old_words, new_words] = words;
    let index = found.change(Change {
        at: place,
        before: before.span(other.block, old.extent),
        old: old_words,
        new: new_words,
        values: [value.clone(), mine],
    });
    let context = Context::new(now, place);
    Some(Changed { index, at, before: other, old, new, value, context, known: false })
}

/// A time that was left, where it is of the same event.
fn leave(alignment: &Alignment<'_>, links: &Links, change: &Changed<'_>, at: ClaimRef) -> Option<Left> {
    let story = alignment.now();
    let it = date(story, at);
    let place = At { block: at.block, extent: it.extent };
    if at == change.at || it.setting.quoted || !is_told(story, at.block) || is_former(story, place) {
        return None;
    }
    let stood = At { block: change.before.block, extent: change.old.extent };
    if is_built_alike((alignment.before(), stood), (story, place)) {
        return None;
    }
    let context = Context::new(story, place);
    if context.is_apart(&change.context) || context.differs_in_names(&change.context) {
        return None;
    }
    let zone = |block: usize| story.article.blocks[block].zone;
    let (mine, its) = (change.at.block, at.block);
    let heads = zone(mine).announces() && links.figures.leads(story, its)
        || zone(its).announces() && links.figures.leads(story, mine);
    // A sentence with several days may give this one to something else, and a year alone is many things' year.
    let beside = story.claims[its].dates.iter();
    let several = beside.filter(|other| story.is_one_sentence(its, other.extent, it.extent)).count() > 1;
    let wide = matches!(&it.time, Time::Calendar(it) if it.day.is_none() && it.weekday.is_none());
    // Entries of a list begin with their days, or have them in brackets.
    let bracketed = story.before(its, it.extent.start).ends_with('(');
    let entries = bracketed || it.setting.leads && change.new.setting.leads;
    let least =
        2 + usize::from(several) + usize::from(entries) * 2 + usize::from(wide && !matches!(it.time, Time::Length(_)))
            - usize::from(heads || one_event(story, change.at, at));
    if context.shared(&change.context) < least {
        return None;
    }
    // The old day stands beside the new one: "moved from Tuesday to Wednesday".
    let repeats = story.claims[mine].dates.iter().enumerate().any(|(index, other)| {
        value(links, ClaimRef { block: mine, index }).as_ref() == Some(&change.value)
            && story.is_one_sentence(mine, other.extent, change.new.extent)
    });
    Some(Left { change: change.index, at: place, cure: cure(alignment, change, at), doubtful: change.known || repeats })
}

/// Whether both sentences tell of an event of one kind.
fn one_event(story: &Story<'_>, one: ClaimRef, other: ClaimRef) -> bool {
    let kinds = |at: ClaimRef| {
        let extent = date(story, at).extent;
        let claims = &story.claims[at.block];
        let within = claims.happenings.iter().filter(move |it| it.sentence.contains(extent));
        within.map(|it| it.kind).take(MOST).collect::<Vec<_>>()
    };
    let its = kinds(other);
    kinds(one).iter().any(|kind| its.contains(kind))
}

/// The words of the change in the place of the same words: the whole of them, or the weekday alone.
fn cure(alignment: &Alignment<'_>, change: &Changed<'_>, at: ClaimRef) -> Option<(Extent, String)> {
    let (now, before) = (alignment.now(), alignment.before());
    let extent = date(now, at).extent;
    let words = now.text(at.block, extent);
    if words == before.text(change.before.block, change.old.extent) {
        return Some((extent, told(now, change.at.block, change.new.extent)));
    }
    let weekday = |story: &Story<'_>, block: usize, date: &DateClaim| match &date.time {
        Time::Calendar(it) => it.weekday.map(|weekday| told(story, block, weekday.extent)),
        _ => None,
    };
    let old = weekday(before, change.before.block, change.old)?;
    (old == words).then(|| weekday(now, change.at.block, change.new)).flatten().map(|new| (extent, new))
}
