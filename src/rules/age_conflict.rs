//! One person with two ages.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::slip::is_turned;
use crate::link::ages::{ALONE, Age, HowTold, Who};
use crate::link::{People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds a person with two ages or two ages at death, a headline that gives another age than the story, and "the
    /// seven-year-old" where the draft has only somebody of eight.
    ///
    /// ## Why it matters
    /// Digits change places, and birthdays pass between two versions.
    ///
    /// ## Example
    /// ```draft
    /// Orla Fenn, 47, keeps the last bees on the island.
    ///
    /// Fenn, 74, sells the honey from a table at the pier.
    ///       ^^ 74 here, 47 elsewhere for Fenn
    /// ```
    ///
    /// ## What it leaves alone
    /// Ages at other times ("was 24 when"), relatives of one surname or one name, animals and races, and ages of people whom the draft
    /// does not name.
    "age-conflict" {
        summary: "one person has two ages",
        counts: "age",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let mut people: BTreeMap<usize, Vec<&Age>> = BTreeMap::new();
    for age in facts.links.ages.all().iter().filter(|age| age.now) {
        if let Who::Person(form) = age.who {
            people.entry(form).or_default().push(age);
        }
    }
    for (form, ages) in &mut people {
        // "At 19 she married" is no age of the woman who has died aged 91.
        if ages.iter().any(|age| age.told == HowTold::AtDeath) {
            ages.retain(|age| age.told != HowTold::Else);
        }
        // "John Smith, 40, and his father, John Smith, 70": two people of one name, and nobody knows which is meant later.
        // Ages come in the order of the draft, so those of one sentence stand side by side.
        let full: Vec<_> = ages.iter().filter(|age| age.full).collect();
        let namesakes = full.array_windows().any(|[one, other]| {
            one.years != other.years
                && one.block == other.block
                && story.is_one_sentence(one.block, one.extent, other.extent)
        });
        if namesakes {
            continue;
        }
        let Some((first, rest)) = ages.split_first() else { continue };
        let form = &facts.links.people.forms()[*form];
        let name = form.mentions.first().map_or("", |at| story.text(at.block, People::mention(&story, *at).surname));
        for age in rest {
            if age.years == first.years {
                checks.pass(NAME, span(&story, age), Some(span(&story, first)), format!("{} both times", age.years));
            } else {
                report(&story, age, first, name, checks);
            }
        }
    }
    headline(facts, checks);
    definite(facts, checks);
    within(facts, checks);
}

/// "Man, 27, held" over a story of one man, who is 72.
fn headline(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let all = facts.links.ages.all();
    for age in all.iter().filter(|age| story.article.blocks[age.block].zone == Zone::Headline) {
        let Who::Noun(noun) = &age.who else { continue };
        let mut others = all.iter().filter(|other| other.block != age.block && other.who != Who::Within);
        // All ages of the story: somebody with a name may be the man of the headline.
        if let (Some(other), None) = (others.next(), others.next())
            && other.years != age.years
            // The age alone may be that of a child of whoever has a name.
            && (noun.as_ref() != ALONE || is_slip(age.years, other.years))
            && (matches!(&other.who, Who::Noun(its) if its == noun) || matches!(other.who, Who::Person(_)))
        {
            report(&story, age, other, noun, checks);
        }
    }
}

/// Whether one age may be a slip for another: a birthday between, or the digits turned.
fn is_slip(one: i64, other: i64) -> bool {
    (one - other).abs() == 1 || is_turned(&one.to_string(), &other.to_string())
}

/// How many ages of people "the seven-year-old" is sought among.
const MOST: usize = 24;

/// "The seven-year-old" where somebody is eight and nobody seven.
fn definite(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let all = facts.links.ages.all();
    let given: FxHashSet<i64> =
        all.iter().filter(|age| !matches!(age.who, Who::Definite | Who::Within)).map(|age| age.years).collect();
    let people: Vec<_> = all.iter().filter(|age| matches!(age.who, Who::Person(_))).take(MOST).collect();
    for age in all.iter().filter(|age| age.who == Who::Definite && age.now && !given.contains(&age.years)) {
        let near = |other: &&&Age| is_slip(other.years, age.years);
        let mut others = people.iter().filter(near);
        if let (Some(other), None) = (others.next(), others.next()) {
            report(&story, age, other, "the same person", checks);
        }
    }
}

/// "a win for the 25-year-old", of a draft with one person of an age, who is a year older or younger.
fn within(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let all = facts.links.ages.all();
    let others: Vec<_> = all.iter().filter(|age| age.who != Who::Within).collect();
    let Some(first) = others.first().filter(|age| matches!(age.who, Who::Person(_)) && age.told == HowTold::Apposed)
    else {
        return;
    };
    let alone = others.iter().all(|age| age.who == first.who && age.years == first.years);
    for age in all.iter().filter(|age| age.who == Who::Within && age.now) {
        if alone && age.block >= first.block && (age.years - first.years).abs() == 1 {
            report(&story, age, first, "the same person", checks);
        }
    }
}

fn span(story: &Story<'_>, age: &Age) -> crate::place::Span {
    story.span(age.block, age.extent)
}

fn report(story: &Story<'_>, age: &Age, other: &Age, name: &str, checks: &mut Checks) {
    let (here, there) = (story.text(age.block, age.extent), story.text(other.block, other.extent));
    let finding =
        Finding::new(NAME, Level::Warning, span(story, age), format!("{here} here, {there} elsewhere for {name}"))
            .related(span(story, other), format!("{there} here"))
            .value(&name)
            .value(&age.years)
            .value(&other.years);
    // "Seven-year-old" is not made "8-year-old".
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let edit = story.article.blocks[age.block].edit(age.extent, there).filter(|_| digits(here) == digits(there));
    checks.fail(finding.fix(format!("Change {here} to {there}"), edit));
}
