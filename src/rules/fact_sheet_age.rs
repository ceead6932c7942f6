//! An age that does not fit the day of birth in the fact sheet.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::ages::Who;
use crate::reference::Person;
use crate::reference::level;

rule! {
    /// ## What it does
    /// Counts the age of somebody on the day of publication from the day of birth in the fact sheet.
    ///
    /// ## Why it matters
    /// Ages are copied from old cuttings, and everybody has had a birthday since.
    ///
    /// ## Example
    /// ```draft
    /// //- today: 2026-05-06
    /// //- sheet: {"people": [{"name": "Orla Fenn", "born": "1979-03-02"}]}
    /// Orla Fenn, 74, keeps the last bees on the island.
    ///            ^^ 74 here, but Orla Fenn was born on 1979-03-02 in the fact sheet, which makes 47
    /// ```
    ///
    /// ## What it leaves alone
    /// Ages at other times, birthdays within two days of publication, and drafts that do not say when they were published.
    "fact-sheet-age" {
        summary: "an age does not fit the fact sheet",
        counts: "age",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let Some(published) = facts.links.timeline.published().map(|it| it.day) else { return };
    let forms = facts.links.people.index();
    let people: BTreeMap<usize, &Person> =
        facts.known.iter().filter_map(|known| Some((*forms.get(&known.at)?, known.person))).collect();
    for age in facts.links.ages.all().iter().filter(|age| age.now) {
        let Who::Person(form) = age.who else { continue };
        let Some((person, born)) = people.get(&form).and_then(|person| Some((person, person.born?))) else { continue };
        // The event may lie a day or two before publication.
        let right = years(born, published);
        let before = published.checked_sub_days(chrono::Days::new(2)).map_or(right, |day| years(born, day));
        let span = story.span(age.block, age.extent);
        let sum = format!("born {born}: {right} on {published}");
        if (before..=right).contains(&age.years) {
            checks.pass(NAME, span, None, sum);
            continue;
        }
        let here = story.text(age.block, age.extent);
        let finding = Finding::new(NAME, level(person.unverified), span, format!("{here} here, but {} was born on {born} in the fact sheet, which makes {right}", person.name))
            .calculation(sum)
            .value(&age.years)
            .value(&right)
            .value(&person.name)
            .fix(format!("Change {here} to {right}"), story.article.blocks[age.block].edit(age.extent, &right.to_string()));
        checks.fail(finding);
    }
}

/// Full years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i64 {
    to.years_since(from).map_or(-1, i64::from).max(i64::from(to.year() < from.year()) - 1)
}
