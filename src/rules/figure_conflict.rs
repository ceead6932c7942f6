//! Two figures for one toll or count.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::Story;
use crate::link::figures::{Class, Figure};

rule! {
    /// ## What it does
    /// Compares two figures of one kind (killed, arrested, homes destroyed, jobs cut) that the text ties to the same event, and
    /// counts that are taken up as known: "15 guides", and then "the 12 guides".
    ///
    /// ## Why it matters
    /// A toll of 286 above and 268 below is the mistake every desk fears, and no reader can tell which is right.
    ///
    /// ## Example
    /// ```draft
    /// The landslide killed 47 people and cut the road to the coast, the governor said.
    ///
    /// The landslide, which killed 74 people, came after a week of rain.
    ///                             ^^ 74 people here, 47 people above
    /// ```
    ///
    /// ## What it leaves alone
    /// Most pairs of tolls: another event, place or day in either sentence, a toll that rose, an earlier or a
    /// later count, another speaker, a part of the whole, a quotation, a guess.  It speaks only where the later
    /// sentence takes up the event of the earlier one with "the", "this" or "that", and names nothing new.
    ///
    /// Of counts: "the 12 who came", "the 12 guides from Tarn", and all that can be a sum, a rest or a part of earlier figures.
    ///
    /// In a live blog, two posts: each has its own clock, and is compared within itself.
    "figure-conflict" {
        summary: "one toll or count is given as two different figures",
        counts: "toll",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many figures back the event of a toll is sought.
const WINDOW: usize = 8;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (class, figures) in facts.links.figures.together(&story) {
        if !matches!(class, Class::Outcome(_)) {
            continue;
        }
        let told: Vec<_> = figures.iter().filter(|figure| !figure.zone.announces() && figure.is_plain()).collect();
        for (index, later) in told.iter().enumerate() {
            // The nearest that disagrees is enough.
            let _ = told[index.saturating_sub(WINDOW)..index].iter().rev().find(|it| compare(facts, it, later, checks));
        }
    }
    for (earlier, later) in facts.links.figures.taken_up(&story) {
        tell(&story, &earlier, &later, "one of them is taken up as known", checks);
    }
}

/// Whether the two disagree.
fn compare(facts: &Facts<'_>, earlier: &Figure<'_>, later: &Figure<'_>, checks: &mut Checks) -> bool {
    let story = facts.story;
    let bond = facts.links.figures.bond(&story, earlier, later);
    if !bond.is_one() {
        return false;
    }
    let (words, other_words) = (later.words(&story), earlier.words(&story));
    if earlier.quantity.meets(later.quantity) {
        let outcome = format!("{words} agrees with {other_words}: {}", bond.told());
        checks.pass(NAME, later.span(&story), Some(earlier.span(&story)), outcome);
        return false;
    }
    if later.adds_up_to(&story, earlier.quantity.value) || earlier.adds_up_to(&story, later.quantity.value) {
        return false;
    }
    tell(&story, earlier, later, &bond.told(), checks);
    true
}

/// Tells of two figures for one thing.
fn tell(story: &Story<'_>, earlier: &Figure<'_>, later: &Figure<'_>, why: &str, checks: &mut Checks) {
    let blocks = &story.article.blocks;
    let (words, other_words) = (later.words(story), earlier.words(story));
    let (number, other) =
        (story.text(later.at.block, later.quantity.number), story.text(earlier.at.block, earlier.quantity.number));
    let finding = Finding::new(NAME, Level::Warning, later.span(story), format!("{words} here, {other_words} above"))
        .related(earlier.span(story), format!("{other_words} here: {why}"))
        .value(&earlier.quantity.value)
        .value(&later.quantity.value)
        .fix(format!("Change {number} to {other}"), blocks[later.at.block].edit(later.quantity.number, other))
        .fix(format!("Change {other} to {number}"), blocks[earlier.at.block].edit(earlier.quantity.number, number));
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn figures_of_many_classes() {
        checks(
            r"
Police arrested 52 people in the riot at the cattle market, a spokesman said.

The riot, in which 25 people were arrested, began over a goat.
                   ^^ 25 people here, 52 people above

A wildfire destroyed 38 homes on the ridge.

The fire destroyed 83 homes and a chapel.
                   ^^ 83 homes here, 38 homes above

The storm left 4,100 customers without power.

The storm cut the power to 1,400 customers, and the repairs took a week.
                           ^^^^^ 1,400 customers here, 4,100 customers above
",
        );
    }

    #[test]
    fn other_events_sources_and_parts_are_silent() {
        checks(
            r"
Police arrested 52 people in the riot at the cattle market, a spokesman said.

The riot, in which 61 people were arrested, began over a goat, the mayor said.

The riot injured 12 people at the market and three in the town hall.

Of those in the riot, another 14 were arrested later.

The riot of 1987, in which 25 people were arrested, began over a pig.

The fire destroyed 38 homes on the ridge, and another fire destroyed 83 homes in Tarn.

The riot injured 15 people.
",
        );
    }

    #[test]
    fn counts_taken_up() {
        checks(
            r"
The trust honoured 15 mountain guides on Friday.

The 12 guides had led schools over the pass for a year.
    ^^ 12 guides here, 15 mountain guides above
",
        );
        checks(
            r"
All 33 dancers went down with a cold, the theatre said.

The coach had carried 35 dancers and two drivers to Sorne.
                      ^^ 35 dancers here, 33 dancers above
",
        );
    }

    #[test]
    fn counts_of_others_parts_and_sums_are_silent() {
        checks(
            r"
The trust honoured 34 mountain guides on Friday. Three of them are sisters.

The 12 guides from Tarn had led schools over the pass.

The three guides sang. The 12 guides who did not sing cheered.

There were nine cooks and seven waiters.

The 16 cooks and waiters danced, and the 47 older guides slept.

Of the 20 guides, half were women.
",
        );
    }
}
