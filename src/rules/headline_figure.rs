//! A headline gives a number that the story does not.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::Role;
use crate::finding::Finding;
use crate::language::Number;
use crate::link::Story;
use crate::link::figures::{Class, Figure, Overtaken, is_given, is_told};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Holds a figure in headline or standfirst (killed, arrested, jobs cut) against those of the same kind in the story, and a
    /// count in the headline ("31 schools") against the one that leads the story.
    ///
    /// ## Why it matters
    /// Headlines are written by somebody else, in a hurry, and stay behind when a toll changes.
    ///
    /// ## Example
    /// ```draft
    /// Coach plunge near Sorne kills 21
    ///                               ^^ 21 killed in the headline, 12 people in the story
    ///
    /// A coach left the mountain road near Sorne on Friday and 12 people were killed, the police said.
    /// ```
    ///
    /// ## What it leaves alone
    /// A headline whose number the story gives anywhere, alone or as a sum of its figures; figures that are parts,
    /// additions, changes or guesses; round figures; a story that gives no figure of the kind.
    "headline-figure" {
        summary: "the headline's figure is not the story's",
        counts: "headline figure",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// The most figures of one kind whose sums are tried.
const SUMS: usize = 10;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (class, figures) in facts.links.figures.repeated(&story) {
        let Class::Outcome(outcome) = class else { continue };
        let (announced, told): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) =
            figures.iter().partition(|figure| figure.zone.announces());
        // Jobs are cut when a company says that it will; people die when they have.
        let ahead = if is_plan(figures[0].quantity) { Role::HYPOTHETICAL } else { Role::empty() };
        let Some(lead) = told.iter().find(|figure| (figure.quantity.role - ahead).is_empty()) else { continue };
        let plain = |it: &&&Figure<'_>| (it.quantity.role - Role::QUOTED - ahead).is_empty() && !it.may_be_year(&story);
        for head in announced.iter().filter(plain) {
            let backed = told.iter().find(|figure| backs(figure.quantity, head.quantity));
            let words = lead.words(&story);
            let zone = called(head.zone);
            if let Some(backing) = backed {
                let outcome = format!("the {zone} says {}, the story {}", head.words(&story), backing.words(&story));
                checks.pass(NAME, head.span(&story), Some(backing.span(&story)), outcome);
                continue;
            }
            let added = told.iter().any(|it| it.adds_up_to(&story, head.quantity.value));
            if added || is_sum(head, &told) || is_there(&story, head, lead) || is_partial(&story, lead) {
                continue;
            }
            let number = story.text(head.at.block, head.quantity.number);
            let outcome = outcome.name();
            tell(&story, head, lead, format!("{number} {outcome} in the {zone}, {words} in the story"), checks);
        }
    }
    for Overtaken { head, latest } in facts.links.figures.overtaken(&story) {
        let (words, other) = (head.words(&story), latest.words(&story));
        let zone = called(head.zone);
        tell(
            &story,
            &head,
            &latest,
            format!("{words} in the {zone}, {other} in the latest post that counts them"),
            checks,
        );
    }
    for (head, lead) in facts.links.figures.headed(&story) {
        let (words, other) = (head.words(&story), lead.words(&story));
        tell(&story, &head, &lead, format!("{words} in the headline, {other} in the story"), checks);
    }
}

/// What stands above the story, in words.
fn called(zone: Zone) -> &'static str {
    match zone {
        Zone::Headline => "headline",
        Zone::Standfirst => "standfirst",
        Zone::Variant => "search or social text",
        _ => "summary",
    }
}

/// Tells of a headline's figure and the story's, unless it was told.
fn tell(story: &Story<'_>, head: &Figure<'_>, lead: &Figure<'_>, message: String, checks: &mut Checks) {
    if checks.findings.iter().any(|it| it.rule == NAME && it.place.span == head.span(story)) {
        return;
    }
    let text = |figure: &Figure<'_>| story.text(figure.at.block, figure.quantity.number);
    let change =
        |figure: &Figure<'_>, number: &str| story.article.blocks[figure.at.block].edit(figure.quantity.number, number);
    let (number, other) = (text(head), text(lead));
    let finding = Finding::new(NAME, Level::Warning, head.span(story), message)
        .related(lead.span(story), format!("{} here", lead.words(story)))
        .value(&head.quantity.value)
        .value(&lead.quantity.value)
        .fix(format!("Change {number} to {other}"), change(head, other))
        .fix(format!("Change {other} to {number}"), change(lead, number));
    checks.fail(finding);
}

/// Whether a figure of a live blog may be of one of several places: its sentence names some.
fn is_partial(story: &Story<'_>, lead: &Figure<'_>) -> bool {
    story.article.live.is_some() && lead.measure().scope.is_some_and(|scope| !scope.names.is_empty())
}

/// Whether what is counted is a thing, of which a plan can be news.
fn is_plan(quantity: &Quantity) -> bool {
    quantity.noun.is_some_and(|noun| !noun.human)
}

/// Whether a figure of the story bears the headline's out, which may round it.  "At least 90" meets "at least 40", but
/// says more.
fn backs(told: &Quantity, head: &Quantity) -> bool {
    let (low, high) = head.rounding();
    let near = low <= told.value && told.value <= high;
    if head.modifier.is_none() && (near || is_plan(head) && is_round(head.value, told.value)) {
        return true;
    }
    let says_more = head.interval().1.is_none() && told.interval().1.is_none() && head.value > told.value;
    head.meets(told) && !says_more
}

/// Whether the story has the headline's number elsewhere; a lead that looks back to a year is none.
fn is_there(story: &Story<'_>, head: &Figure<'_>, lead: &Figure<'_>) -> bool {
    let year = |day: &str| day.bytes().all(|byte| byte.is_ascii_digit());
    let looks_back = lead.measure().scope.is_some_and(|scope| scope.days.iter().any(|day| year(day)));
    is_told(story, head.quantity.value) || looks_back && is_given(story, head.quantity.value)
}

/// Whether a round number is another in hundreds, thousands and so on: 200, of 190 homes.
fn is_round(round: Number, value: Number) -> bool {
    let place = (2..12).map(Number::power_of_ten).take_while(|place| *place <= round).last();
    let is = |place: Number| {
        let off = round.minus(value).map(Number::magnitude).and_then(|off| off.times(Number::whole(2)));
        round.over(place).is_some_and(Number::is_whole) && off.is_some_and(|off| off <= place)
    };
    place.is_some_and(is)
}

/// Whether the headline's number is the sum of some figures of the story.
fn is_sum(head: &Figure<'_>, told: &[&Figure<'_>]) -> bool {
    let mut sums = vec![Number::ZERO];
    for figure in told.iter().take(SUMS) {
        let more: Vec<_> = sums.iter().filter_map(|sum| sum.plus(figure.quantity.value)).collect();
        sums.extend(more);
    }
    let (low, high) = head.quantity.interval();
    // "More than 300", of a sum: not far above it.
    let near = || head.quantity.value.times(Number::fraction(11, 10)?);
    let high = high.or_else(near);
    sums.iter().any(|sum| low.is_none_or(|low| low <= *sum) && high.is_none_or(|high| *sum <= high))
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn headlines_of_many_classes() {
        for draft in [
            r"
Dye works to cut 340 jobs
                 ^^^ 340 cut in the headline, 430 jobs in the story

The dye works in Sorne will cut 430 jobs by May, its owners said on Monday.

It has 1,900 workers.
",
            r"
Eight arrested in raids on boat thieves
^^^^^ Eight detained in the headline, 14 people in the story

Police arrested 14 people on Monday in raids on yards where stolen boats were painted.

The boats had vanished over two summers.
",
            r"
Town buys 21 new benches
          ^^ 21 new benches in the headline, 12 benches in the story

The town of Sorne has bought 12 benches for its quays, the council said on Monday.

They are of oak.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn sums_rounding_and_other_counts_are_silent() {
        for draft in [
            r"
Dye works to cut 340 jobs

The dye works will cut 200 jobs in Sorne and 140 in Tarn by May.
",
            r"
Nine arrested in raids on boat thieves

Police arrested six men and three women on Monday in raids on yards where stolen boats were painted.
",
            r"
Dye works to create 300 jobs

The dye works will create 288 jobs in Sorne, and some 40 jobs for apprentices.
",
            r"
Town buys 26 new benches

The town of Sorne has bought nine benches for its quays and 17 benches for its parks.
",
            r"
Six dead as barge sinks

A barge sank off Sorne on Friday and four people died. Two more died in hospital.
",
            r"
Town buys 21 new benches

The town of Sorne has 400 old benches, the council said on Monday.
",
        ] {
            checks(draft);
        }
    }
}
