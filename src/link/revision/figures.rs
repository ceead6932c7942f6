//! Figures that were changed in one place and left in another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{Alignment, At};
use super::context::{Context, is_built_alike, is_former, is_told, told};
use super::{Change, Found, Left, Pair, counterparts};
use crate::claim::Quantity;
use crate::claim::date::{Shift, Time};
use crate::claim::quantity::{Role, Unit};
use crate::language::lexicon::{Modifier, Outcome};
use crate::language::plural::singular;
use crate::language::{Number, runs};
use crate::link::figures::Figure;
use crate::link::timeline::Moment;
use crate::link::{ClaimRef, Links, Story};
use crate::place::Extent;

/// What a figure is a figure of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Class {
    Outcome(Outcome),
    Noun(Box<str>),
    /// A unit, and what it is counted by.
    Measure(u16, Option<u16>),
    Currency(u16),
    /// Nothing that was read.
    Bare,
}

/// How sure a number alone makes that two figures are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// "3", "40".
    Weak,
    /// "47", "1,200".
    Medium,
    /// "286", "4.25m".
    Strong,
}

/// A figure that was changed.
struct Changed<'a> {
    /// Among all changes.
    index: usize,
    at: ClaimRef,
    before: ClaimRef,
    old: &'a Quantity,
    new: &'a Quantity,
    class: Class,
    /// The old number's.
    weight: Weight,
    context: Context,
    /// The draft gives the old value in words that are new.
    known: bool,
}

/// Nouns for whoever was counted.
const ANYBODY: &[&str] = &["person", "victim", "body", "life", "dead", "human", "casualty", "fatality"];

/// Words before a day up to which something was counted.
const UP_TO: &[&str] = &["by", "of", "until", "till", "before", "as"];

/// How many figures with one value are looked at for each change.
const MOST: usize = 200;

/// Finds changed figures, and those that were left.
pub(super) fn read(alignment: &Alignment<'_>, links: &Links, found: &mut Found) {
    let story = alignment.now();
    let pairs: Vec<_> = counterparts(alignment, |it, block| &it.claims[block].quantities, |it| it.extent).collect();
    let mut changed = Vec::new();
    for (at, other) in pairs.iter().filter_map(|(at, other)| Some((*at, (*other)?))) {
        let new = if is_put_aside(alignment, at, other) { beside(alignment, &pairs, at, other) } else { Some(at) };
        changed.extend(new.and_then(|new| change(alignment, new, other, found)));
    }
    if changed.is_empty() {
        return;
    }
    let mut by_value: FxHashMap<Number, Vec<usize>> = FxHashMap::default();
    for (index, it) in changed.iter().enumerate() {
        by_value.entry(it.old.value).or_default().push(index);
    }
    // What was left, and in which other places the old value is new.
    let mut kept: FxHashMap<Number, Vec<ClaimRef>> = FxHashMap::default();
    let mut known = FxHashSet::default();
    for (at, other) in &pairs {
        let at = *at;
        let quantity = quantity(story, at);
        if !by_value.contains_key(&quantity.value) || quantity.role.contains(Role::IDENTIFIER) || quantity.age {
            continue;
        }
        let before = other.map(|other| self::quantity(alignment.before(), other));
        if before.is_some_and(|before| before.value == quantity.value && before.upper == quantity.upper) {
            let list = kept.entry(quantity.value).or_default();
            if list.len() < MOST {
                list.push(at);
            }
        } else {
            known.insert((quantity.value, class(story, at)));
        }
    }
    for (value, indexes) in &by_value {
        for index in indexes {
            let it = &mut changed[*index];
            it.known |= known.contains(&(*value, it.class.clone())) || repeats(story, it);
        }
    }
    for it in &changed {
        let kept = kept.get(&it.old.value).map(Vec::as_slice).unwrap_or_default();
        let kept = kept.iter().filter(|at| !story.article.are_apart(it.at.block, at.block));
        kept.filter_map(|at| leave(alignment, links, it, *at)).for_each(|left| found.left(left));
    }
}

fn quantity<'s>(story: &Story<'s>, at: ClaimRef) -> &'s Quantity {
    &story.claims[at.block].quantities[at.index]
}

fn class(story: &Story<'_>, at: ClaimRef) -> Class {
    let quantity = quantity(story, at);
    match (quantity.outcome, quantity.unit) {
        (Some(outcome), _) => Class::Outcome(outcome),
        (None, Unit::Measure(row)) => Class::Measure(row, quantity.per),
        (None, Unit::Currency(row)) => Class::Currency(row),
        (None, Unit::Noun) => {
            quantity.noun.map_or(Class::Bare, |noun| Class::Noun(singular(story.text(at.block, noun.head)).into()))
        }
        (None, Unit::None) => Class::Bare,
    }
}

fn weight(value: Number) -> Weight {
    let text = value.magnitude().to_string();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.trim_matches('0').len() {
        _ if text.contains('/') => Weight::Weak,
        3.. => Weight::Strong,
        2 if value.magnitude() > Number::whole(12) || text.contains('.') => Weight::Medium,
        _ => Weight::Weak,
    }
}

/// A figure with another value than stood there before.
fn change<'a>(alignment: &Alignment<'a>, at: ClaimRef, other: ClaimRef, found: &mut Found) -> Option<Changed<'a>> {
    let (now, before) = (alignment.now(), alignment.before());
    let (new, old) = (quantity(now, at), quantity(before, other));
    let apart = Role::IDENTIFIER | Role::QUOTED | Role::EARLIER | Role::BRACKETED | Role::RATE;
    let value = |it: &Quantity| it.upper.map_or(it.value.to_string(), |upper| format!("{}-{upper}", it.value));
    if (new.value, new.upper) == (old.value, old.upper)
        || new.age
        || old.age
        || (new.role | old.role).intersects(apart)
        || !is_told(now, at.block)
        || (is_vague(new) || is_vague(old)) && new.meets(old)
    {
        return None;
    }
    let class = class(now, at);
    if class != self::class(before, other) || is_replaced(now, at) {
        return None;
    }
    let place = At { block: at.block, extent: new.extent };
    let index = found.change(Change {
        at: At { block: at.block, extent: new.number },
        before: before.span(other.block, old.number),
        old: told(before, other.block, old.number),
        new: told(now, at.block, new.number),
        values: [value(old), value(new)],
    });
    let (weight, context) = (weight(old.value), Context::new(now, place));
    Some(Changed { index, at, before: other, old, new, class, weight, context, known: false })
}

/// "About 290", "280 to 290", "dozens": a value that others meet.
fn is_vague(quantity: &Quantity) -> bool {
    let about = matches!(quantity.modifier, Some(Modifier::About | Modifier::Nearly));
    about || quantity.upper.is_some() || quantity.most.is_some()
}

/// "Up from 286": one end of a change that is not its outcome.
fn is_replaced(story: &Story<'_>, at: ClaimRef) -> bool {
    let before = story.before(at.block, quantity(story, at).bounds.start.min(quantity(story, at).extent.start));
    let word = before.trim_end().rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    ["from", "than", "not", "by"].iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// Whether a figure has become the end of a change: "stood at 286", and now "rose to 290 from 286".
fn is_put_aside(alignment: &Alignment<'_>, at: ClaimRef, other: ClaimRef) -> bool {
    let (now, before) = (alignment.now(), alignment.before());
    quantity(now, at).value == quantity(before, other).value && is_replaced(now, at) && !is_replaced(before, other)
}

/// The figure that took its place: the only one of its sentence that is new and of its class.
fn beside(alignment: &Alignment<'_>, pairs: &[Pair], at: ClaimRef, other: ClaimRef) -> Option<ClaimRef> {
    let now = alignment.now();
    let (wanted, extent) = (class(alignment.before(), other), quantity(now, at).extent);
    let from = pairs.partition_point(|(it, _)| it.block < at.block);
    let block = pairs[from..].iter().take_while(|(it, _)| it.block == at.block);
    let new = block.filter(|(_, other)| other.is_none()).map(|(it, _)| *it);
    let mut found =
        new.filter(|it| now.is_one_sentence(it.block, quantity(now, *it).extent, extent) && class(now, *it) == wanted);
    found.next().filter(|_| found.next().is_none())
}

/// Whether the sentence of a change gives the old value too: "rose to 290 from 286".
fn repeats(story: &Story<'_>, change: &Changed<'_>) -> bool {
    let quantities = story.claims[change.at.block].quantities.iter();
    let mut same = quantities.filter(|it| it.value == change.old.value);
    same.any(|it| story.is_one_sentence(change.at.block, it.extent, change.new.extent))
}

/// A figure that was left, where it is of the same thing.
fn leave(alignment: &Alignment<'_>, links: &Links, change: &Changed<'_>, at: ClaimRef) -> Option<Left> {
    let story = alignment.now();
    let it = quantity(story, at);
    let place = At { block: at.block, extent: it.extent };
    if at == change.at || !is_told(story, at.block) || it.upper != change.old.upper {
        return None;
    }
    // "Nearly 300" is true of 286 and of 290; "at least 286" was left all the same.
    if it.modifier != change.new.modifier && it.meets(change.new) {
        return None;
    }
    // "Of the 286": the whole of something.
    let before = story.before(at.block, it.extent.start).trim_end().to_lowercase();
    let whole = ["of the", "among the", "of those", "of all"].iter().any(|end| before.ends_with(end));
    let role = if whole { it.role - Role::PART } else { it.role };
    let same_role = [change.old, change.new].iter().any(|it| {
        // What is planned in one place is taken as given in another.
        (role - Role::CHANGE - Role::HYPOTHETICAL) == (it.role - Role::CHANGE - Role::HYPOTHETICAL)
            && it.role.contains(role & Role::HYPOTHETICAL)
    });
    if !same_role || is_replaced(story, at) || is_former(story, place) {
        return None;
    }
    let stood = At { block: change.before.block, extent: change.old.extent };
    if is_built_alike((alignment.before(), stood), (story, place)) {
        return None;
    }
    let context = Context::new(story, place);
    let (mine, its) = (Figure::new(story, change.at), Figure::new(story, at));
    let heads = leads(links, story, &mine, &its);
    if context.is_apart(&change.context) || !is_of_its_day(story, links, change, at) {
        return None;
    }
    let same = match (&change.class, &class(story, at)) {
        // A headline has its number alone.
        (Class::Bare, Class::Outcome(_) | Class::Noun(_)) => heads && change.weight >= Weight::Strong,
        (Class::Outcome(_) | Class::Noun(_), Class::Bare) => {
            heads && change.weight >= Weight::Medium && it.role.is_empty()
        }
        (class, other) if class != other => false,
        (Class::Outcome(_), _) => {
            is_one_toll(story, links, change, &mine, &its, heads) && is_one_kind(story, change, at, whole)
        }
        (Class::Bare, _) => heads && change.weight >= Weight::Medium && it.role.is_empty(),
        (Class::Noun(_), _) => {
            let shared = context.shared(&change.context);
            let apart = context.differs_in_names(&change.context);
            let named = heads || taken_up(&before, whole) && is_within(story, &its, &mine);
            named
                || match change.weight {
                    Weight::Strong => !apart || shared > 2,
                    Weight::Medium => !apart && shared > 1,
                    Weight::Weak => false,
                }
        }
        _ => {
            let shared = context.shared(&change.context);
            let least = match change.weight {
                Weight::Strong => 1,
                Weight::Medium => 2,
                Weight::Weak if heads => 2,
                // "10 percent" and "$5" are many things' share and price.
                Weight::Weak => usize::MAX,
            };
            shared >= least && !context.differs_in_names(&change.context)
        }
    };
    if !same {
        return None;
    }
    let said = |figure: &Figure<'_>| figure.quantity.scope.as_ref().filter(|it| it.said).map(|it| it.speaker.clone());
    let attributed = said(&its).is_some_and(|speaker| said(&mine) != Some(speaker));
    let cure = told(story, change.at.block, change.new.number);
    Some(Left {
        change: change.index,
        at: At { block: at.block, extent: it.number },
        cure: Some((it.number, cure)),
        doubtful: change.known || attributed && !heads && !taken_up(&before, whole),
    })
}

/// Whether one stands in the headline or standfirst, and the other leads the story.
fn leads(links: &Links, story: &Story<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let leading = |figure: &Figure<'_>| links.figures.leads(story, figure.at.block);
    one.zone.announces() && (leading(other) || other.zone.announces()) || other.zone.announces() && leading(one)
}

/// Whether the later of two counts has no word in its noun that the earlier lacks: "the 13 states", of "13 northern states".
fn is_within(story: &Story<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let words = |figure: &Figure<'_>| {
        let start = figure.quantity.number.end;
        let end = figure.quantity.noun.map_or(start, |noun| noun.extent.end.max(start));
        let text = story.text(figure.at.block, Extent { start, end });
        runs::words(text, "").map(|(_, word)| singular(word)).collect::<Vec<_>>()
    };
    let (earlier, later) = if one.at < other.at { (one, other) } else { (other, one) };
    let known = words(earlier);
    words(later).iter().all(|word| known.contains(word))
}

/// "The 12 guides", "all 12".
fn taken_up(before: &str, whole: bool) -> bool {
    whole
        || ["the", "these", "those", "all"].iter().any(|word| before.ends_with(&format!(" {word}")) || before == *word)
}

/// Whether two tolls are of one event.
fn is_one_toll(
    story: &Story<'_>,
    links: &Links,
    change: &Changed<'_>,
    mine: &Figure<'_>,
    its: &Figure<'_>,
    heads: bool,
) -> bool {
    let (first, second) = if mine.at < its.at { (mine, its) } else { (its, mine) };
    if links.figures.bond(story, first, second).is_one() || heads {
        return true;
    }
    let events = |figure: &Figure<'_>| {
        figure.quantity.scope.as_ref().map(|scope| &scope.events).filter(|it| !it.is_empty()).cloned()
    };
    let two = match (events(mine), events(its)) {
        (Some(one), Some(other)) => !one.iter().any(|event| other.contains(event)),
        _ => false,
    };
    change.weight >= Weight::Medium && (!two || change.weight == Weight::Strong)
}

/// Whether both count the same people: "12 soldiers" are not "12 civilians".
fn is_one_kind(story: &Story<'_>, change: &Changed<'_>, at: ClaimRef, whole: bool) -> bool {
    let head = |at: ClaimRef| {
        let noun = quantity(story, at).noun.map(|noun| singular(story.text(at.block, noun.head)));
        noun.filter(|noun| !ANYBODY.contains(&&**noun))
    };
    match (head(change.at), head(at)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => true,
        // "286 people", and "the 286 villagers".
        _ => whole || change.weight == Weight::Strong,
    }
}

/// Whether the days of a sentence leave its figure to the story of the change: no count up to a day, no other year.
fn is_of_its_day(story: &Story<'_>, links: &Links, change: &Changed<'_>, at: ClaimRef) -> bool {
    let days = |at: ClaimRef| {
        let dates = story.claims[at.block].dates.iter().enumerate();
        let extent = quantity(story, at).extent;
        let near = dates.filter(move |(_, date)| story.is_one_sentence(at.block, date.extent, extent));
        near.filter(|(_, date)| !matches!(date.time, Time::Length(_) | Time::Every(_) | Time::Vague(_)))
            .map(|(index, date)| {
                (date, links.timeline.resolved(ClaimRef { block: at.block, index }).map(|it| it.moment))
            })
            .collect::<Vec<_>>()
    };
    let mine: Vec<Option<Moment>> = days(change.at).into_iter().map(|(_, moment)| moment).collect();
    days(at).into_iter().all(|(date, moment)| {
        if moment.is_some() && mine.contains(&moment) {
            return true;
        }
        let before = story.before(at.block, date.extent.start).trim_end();
        let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let counted = UP_TO.iter().any(|it| word.eq_ignore_ascii_case(it));
        let year = match &date.time {
            Time::Calendar(it) => it.year.is_some() || !matches!(it.shift, Shift::None | Shift::This),
            Time::Unsaid => false,
            Time::Away(away) => away.counted,
            _ => true,
        };
        let several = !mine.is_empty() && !matches!(date.time, Time::Unsaid);
        !counted && !year && !several && change.weight > Weight::Weak
    })
}
