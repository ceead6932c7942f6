//! Names, offices and ages that were changed in one place and left in another.

use rustc_hash::FxHashSet;

use super::align::{Alignment, At};
use super::context::{is_former, is_told, told};
use super::{Change, Found, Left, counterparts};
use crate::claim::Mention;
use crate::claim::person::Signs;
use crate::claim::role::{Manner, Role};
use crate::language::wordlist::is_short_form;
use crate::link::ages::{Age, Who};
use crate::link::people::{Form, fold, is_same_given};
use crate::link::{ClaimRef, Links, People, Story};
use crate::place::Extent;

/// Finds changed names, offices and ages, and those that were left.
pub(super) fn read(alignment: &Alignment<'_>, links: [&Links; 2], found: &mut Found) {
    names(alignment, links, found);
    offices(alignment, links, found);
    ages(alignment, links, found);
}

/// The folded name of a mention: what stands before the surname, and the surname.
fn parts(story: &Story<'_>, at: ClaimRef) -> (Option<Box<str>>, Box<str>) {
    let mention = People::mention(story, at);
    let given = mention.given.map(|given| {
        let before = Extent { start: given.start, end: mention.surname.start.max(given.end) };
        fold(story.text(at.block, before).trim())
    });
    (given, fold(story.text(at.block, mention.surname)))
}

/// What of a name was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Surname,
    Given,
    /// Another person.
    Whole,
}

/// How many slips of the keyboard apart two surnames are, and still one name: "Mirzoian" and "Mirzoyan".
const SLIPS: usize = 2;

/// The shortest surname whose correction is one.
const SHORTEST: usize = 5;

fn names(alignment: &Alignment<'_>, [links, its]: [&Links; 2], found: &mut Found) {
    let (now, before) = (alignment.now(), alignment.before());
    let pairs: Vec<_> = counterparts(alignment, |it, block| &it.claims[block].people, |it| it.extent).collect();
    let is_kept = |at: ClaimRef| {
        let pair = pairs.binary_search_by_key(&at, |(at, _)| *at).ok().and_then(|index| pairs[index].1);
        pair.is_some_and(|other| parts(before, other) == parts(now, at))
    };
    let mut seen = FxHashSet::default();
    for (here, there) in pairs.iter().filter_map(|(at, other)| Some((*at, (*other)?))) {
        let ((given, surname), (old_given, old_surname)) = (parts(now, here), parts(before, there));
        let apart = Signs::QUOTED | Signs::SIC | Signs::PART;
        let signs = People::mention(now, here).signs | People::mention(before, there).signs;
        if !is_told(now, here.block) || signs.intersects(apart) {
            continue;
        }
        let Some(part) = part((old_given.as_deref(), &old_surname), (given.as_deref(), &surname)) else { continue };
        let old_form = its.people.form_of(there);
        let person = old_form.is_some_and(Form::is_person) || links.people.form_of(here).is_some_and(Form::is_person);
        // A name that was in the story before is somebody else's.
        let known = |surname: &str, given: Option<&str>| {
            its.people
                .forms()
                .iter()
                .filter(|form| *form.folded == *surname)
                .any(|form| given.is_none_or(|given| form.given.iter().any(|it| is_same_given(it, first(given)))))
        };
        let newcomer = match part {
            Part::Surname | Part::Whole => !known(&surname, None),
            Part::Given => !known(&surname, given.as_deref()),
        };
        if !person || !newcomer {
            continue;
        }
        let (mention, old_mention) = (People::mention(now, here), People::mention(before, there));
        let change = Change {
            at: At { block: here.block, extent: mention.extent },
            before: before.span(there.block, old_mention.extent),
            old: told(before, there.block, old_mention.extent),
            new: told(now, here.block, mention.extent),
            values: [
                format!("{} {old_surname}", old_given.as_deref().unwrap_or_default()).trim().to_owned(),
                format!("{} {surname}", given.as_deref().unwrap_or_default()).trim().to_owned(),
            ],
        };
        // The mentions that still have the old surname, and whether each has its given name.
        let left: Vec<_> = links
            .people
            .forms()
            .iter()
            .filter(|form| form.folded == old_surname)
            .flat_map(|form| &form.mentions)
            .collect();
        let full = |at: &ClaimRef| parts(now, *at).0;
        // "Doe said" may be another Doe's.
        let others = left.iter().any(|at| full(at).is_some_and(|it| old_given.as_ref() != Some(&it)));
        let still_introduced = left.iter().any(|at| full(at).is_some());
        if part == Part::Whole && still_introduced {
            continue;
        }
        let new = seen.insert(change.values.clone());
        let index = found.change(change);
        for at in left.into_iter().filter(|_| new) {
            if !is_kept(*at) {
                continue;
            }
            let it = People::mention(now, *at);
            let same = match (part, full(at)) {
                (Part::Surname, Some(its)) => given.as_ref().is_some_and(|given| *given == its),
                (Part::Surname | Part::Whole, None) => !others,
                (Part::Given, Some(its)) => old_given.as_ref().is_some_and(|given| *given == its),
                (Part::Given, None) | (Part::Whole, Some(_)) => false,
            };
            let place = At { block: at.block, extent: it.extent };
            if !same || !is_told(now, at.block) || it.signs.intersects(apart) || is_former_name(now, place) {
                continue;
            }
            let cure = match part {
                Part::Given => it.given.zip(mention.given),
                Part::Surname | Part::Whole => Some((it.surname, mention.surname)),
            };
            let cure = cure.map(|(own, new)| (own, told(now, here.block, new)));
            found.left(Left { change: index, at: place, cure, doubtful: false });
        }
    }
}

/// What of a name was changed, if it is a change of one name: "Jane Doe" to "Jane Roe", "John Roe" to "Jon Roe".
fn part((old_given, old_surname): (Option<&str>, &str), (given, surname): (Option<&str>, &str)) -> Option<Part> {
    if old_surname == surname {
        let (old, new) = (old_given?, given?);
        let one = old == new || is_same_given(first(old), first(new)) || is_short_form(first(old), first(new));
        return (!one).then_some(Part::Given);
    }
    match (old_given, given) {
        (Some(old), Some(new)) if old == new => Some(Part::Surname),
        (Some(_), Some(_)) => Some(Part::Whole),
        (None, None) => {
            let near = strsim::osa_distance(old_surname, surname) <= SLIPS;
            (near && old_surname.chars().count() >= SHORTEST).then_some(Part::Surname)
        }
        _ => None,
    }
}

fn first(given: &str) -> &str {
    given.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()
}

/// Words before a name that somebody had, or goes by too.
const OTHER_NAMES: &[&str] =
    &["née", "nee", "born", "formerly", "alias", "aka", "known", "misspelt", "misspelled", "not"];

fn is_former_name(story: &Story<'_>, at: At) -> bool {
    let before = story.before(at.block, at.extent.start);
    let mut words = before.split(|letter: char| !letter.is_alphanumeric()).rev().filter(|word| !word.is_empty());
    words.by_ref().take(3).any(|word| OTHER_NAMES.iter().any(|it| word.eq_ignore_ascii_case(it)))
}

/// How an office is held, as far as it makes another claim.
const HELD: Manner =
    Manner::PAST.union(Manner::ACTING).union(Manner::DEPUTY).union(Manner::AHEAD).union(Manner::SHADOW);

/// Offices of which nobody can say who is meant.
const UNSURE: Manner = Manner::QUOTED.union(Manner::CHANGING).union(Manner::SHARED);

/// Which office it is, and how it is held.
fn office(role: &Role) -> ((u16, Option<&'static str>), Manner) {
    (role.key(), role.manner & HELD)
}

fn bearer<'s>(story: &Story<'s>, block: usize, role: &Role) -> (ClaimRef, &'s Mention) {
    let at = ClaimRef { block, index: role.mention as usize };
    (at, People::mention(story, at))
}

fn offices(alignment: &Alignment<'_>, [links, its]: [&Links; 2], found: &mut Found) {
    let (now, before) = (alignment.now(), alignment.before());
    let pairs: Vec<_> = counterparts(alignment, |it, block| &it.claims[block].roles, |it| it.extent).collect();
    let surname =
        |story: &Story<'_>, block: usize, role: &Role| fold(story.text(block, bearer(story, block, role).1.surname));
    let mut seen = FxHashSet::default();
    for (at, other) in pairs.iter().filter_map(|(at, other)| Some((*at, (*other)?))) {
        let (block, other_block) = (at.block, other.block);
        let (new, old) = (&now.claims[block].roles[at.index], &before.claims[other_block].roles[other.index]);
        let name = surname(now, block, new);
        if office(new) == office(old)
            || new.manner.union(old.manner).intersects(UNSURE)
            || name != surname(before, other_block, old)
            || !is_told(now, block)
        {
            continue;
        }
        // One who held both before holds both.
        let held_before =
            its.people.forms().iter().filter(|form| form.folded == name).flat_map(|form| &form.mentions).any(|at| {
                let roles = before.claims[at.block].roles.iter();
                roles.filter(|role| role.mention as usize == at.index).any(|role| office(role) == office(new))
            });
        if held_before {
            continue;
        }
        let change = found.change(Change {
            at: At { block, extent: new.extent },
            before: before.span(other_block, old.extent),
            old: held(before, other_block, old),
            new: held(now, block, new),
            values: [held(before, other_block, old).to_lowercase(), held(now, block, new).to_lowercase()],
        });
        if !seen.insert((name.clone(), office(old), office(new))) {
            continue;
        }
        let mentions = links.people.forms().iter().filter(|form| form.folded == name).flat_map(|form| &form.mentions);
        for at in mentions {
            for role in now.claims[at.block].roles.iter().filter(|role| role.mention as usize == at.index) {
                let place = At { block: at.block, extent: role.extent };
                let kept = alignment.counterpart(place).is_some_and(|stretch| {
                    before.claims[stretch.block]
                        .roles
                        .iter()
                        .any(|it| it.extent.overlaps(stretch.extent) && office(it) == office(role))
                });
                let same = office(role) == office(old) && !role.manner.intersects(UNSURE) && !std::ptr::eq(role, new);
                if !kept || !same || !is_told(now, at.block) || is_former(now, place) {
                    continue;
                }
                let plain = role.stand == new.stand && role.manner & HELD == new.manner & HELD;
                let cure = plain.then(|| (role.extent, told(now, block, new.extent)));
                found.left(Left { change, at: place, cure, doubtful: false });
            }
        }
    }
}

/// An office in words, with how it is held: "former foreign minister".
fn held(story: &Story<'_>, block: usize, role: &Role) -> String {
    let words = told(story, block, role.extent);
    let how = [
        (Manner::PAST, "former"),
        (Manner::ACTING, "acting"),
        (Manner::DEPUTY, "deputy"),
        (Manner::AHEAD, "incoming"),
        (Manner::SHADOW, "shadow"),
    ];
    let how = how.iter().filter(|(manner, word)| role.manner.contains(*manner) && !words.to_lowercase().contains(word));
    how.map(|(_, word)| *word).chain([&*words]).collect::<Vec<_>>().join(" ")
}

/// For how many changed ages the rest of the draft is searched.
const MOST: usize = 64;

fn ages(alignment: &Alignment<'_>, [links, its]: [&Links; 2], found: &mut Found) {
    let (now, before) = (alignment.now(), alignment.before());
    let place = |age: &Age| At { block: age.block, extent: age.extent };
    let stood = |age: &Age| {
        let stretch = alignment.counterpart(place(age))?;
        let all = its.ages.all();
        let from = all.partition_point(|it| (it.block, it.extent.end) <= (stretch.block, stretch.extent.start));
        all.get(from).filter(|it| it.block == stretch.block && it.extent.overlaps(stretch.extent))
    };
    let mut searched = 0;
    for new in links.ages.all().iter().filter(|age| age.now && is_told(now, age.block)) {
        let Some(old) = stood(new).filter(|old| old.now && old.years != new.years) else { continue };
        let change = found.change(Change {
            at: place(new),
            before: before.span(old.block, old.extent),
            old: told(before, old.block, old.extent),
            new: told(now, new.block, new.extent),
            values: [old.years.to_string(), new.years.to_string()],
        });
        searched += 1;
        if searched > MOST {
            continue;
        }
        // Somebody without a name is the one whose age it is where nobody else was of that age.
        let only =
            its.ages.all().iter().filter(|it| it.years == old.years && it.now).all(|it| match (&it.who, &old.who) {
                (Who::Person(one), Who::Person(other)) => one == other,
                _ => true,
            });
        let left = links.ages.all().iter().filter(|it| it.now && it.years == old.years && it.extent != new.extent);
        for it in left {
            let one = match (&it.who, &new.who) {
                (Who::Person(one), Who::Person(other)) => one == other,
                (Who::Noun(one), Who::Noun(other)) => one == other && only,
                _ => {
                    only && (now.article.blocks[it.block].zone.announces()
                        || it.who == Who::Definite
                        || new.who == Who::Definite
                        || now.article.blocks[new.block].zone.announces())
                }
            };
            let kept = stood(it).is_some_and(|other| other.years == it.years);
            if one && kept && is_told(now, it.block) && !is_former(now, place(it)) {
                let cure = Some((it.extent, told(now, new.block, new.extent)));
                found.left(Left { change, at: place(it), cure, doubtful: false });
            }
        }
    }
}
