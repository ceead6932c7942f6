//! An average that does not fit total and count.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::Number;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Divides a total by a count of the same sentence where the sentence gives the average too.
    ///
    /// ## Why it matters
    /// £12,000 for 40 pupils is £300 each, not £30.
    ///
    /// ## Example
    /// ```draft
    /// The trip cost £12,000 for 40 pupils, an average of £30 each.
    ///                                                    ^^^ £30, but £12,000 for 40 pupils is £300 each
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounding of all three figures, "about" and the like, figures between the three.
    "ratio-mismatch" {
        summary: "an average does not fit its total and its count",
        counts: "average",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// What stands before an average, or behind it.
const BEFORE: &[&str] = &["an average of", "on average", "a mean of", "averaging"];
const BEHIND: &[&str] = &["each", "apiece", "a head", "per head", "per person", "a person", "on average"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let same = |one: &Quantity, other: &Quantity| story.is_one_sentence(block, one.extent, other.extent);
        for sentence in claims.quantities.chunk_by(same) {
            for [total, count, average] in sentence.array_windows() {
                hold(&story, block, total, count, average, checks);
            }
        }
    }
}

fn hold(story: &Story<'_>, block: usize, total: &Quantity, count: &Quantity, average: &Quantity, checks: &mut Checks) {
    let exact = |it: &Quantity| {
        it.modifier.is_none() && it.upper.is_none() && it.most.is_none() && !it.age && it.value > Number::ZERO
    };
    let lead = story.before(block, average.number.start).trim_end_matches(['$', '£', '€', '¥', 'U', 'S']).trim_end();
    let behind = story.behind(block, average.extent.end).trim_start();
    // "£12,000 for 40 desks, or £300 each", but "… and sold them for £30 each".
    let apposed =
        [",", ", or", "or", "(", "(or", "–", "—"].contains(&story.gap(block, count.extent, average.extent).trim());
    let is_average = BEFORE.iter().any(|words| lead.ends_with(words))
        || apposed && (BEHIND.iter().any(|words| behind.starts_with(words)) || is_of_each(story, block, count, behind));
    let money = matches!(total.unit, Unit::Currency(_)) && total.unit == average.unit;
    let counted = count.unit == Unit::Noun && count.value.is_whole() && count.value > Number::ONE;
    let between = story.gap(block, total.extent, count.number).trim();
    let joined = ["for", "on", "between", "among", "to", "shared by", "split between", "divided among", "from"]
        .contains(&between);
    let plain =
        [total, count, average].iter().all(|it| exact(it) && !it.role.intersects(Role::IDENTIFIER | Role::CHANGE));
    if !is_average || !money || !counted || !joined || !plain {
        return;
    }
    let Some(made) = total.as_written().over(count.as_written()) else { return };
    let Some(each) = total.value.over(count.value).map(|it| it.rounded(2)) else { return };
    let (span, place) = (story.span(block, average.extent), story.span(block, total.extent.to(count.extent)));
    let words = format!("{} {between} {}", story.text(block, total.extent), story.text(block, count.extent));
    if made.meets(average.as_written()) {
        checks.pass(NAME, span, Some(place), format!("{words} is {each} each"));
        return;
    }
    let said = story.text(block, average.extent);
    let sign: String = said.chars().take_while(|letter| !letter.is_alphanumeric()).collect();
    let finding = Finding::new(NAME, Level::Warning, span, format!("{said}, but {words} is {sign}{each} each"))
        .related(place, "total and count here")
        .calculation(format!("{} / {} = {each}", total.value, count.value))
        .value(&average.value)
        .value(&each);
    checks.fail(finding);
}

/// "Per coach", "a coach", "for each coach", of 15 coaches.
fn is_of_each(story: &Story<'_>, block: usize, count: &Quantity, behind: &str) -> bool {
    let of = ["per ", "a ", "an ", "for each ", "for every "].iter().find_map(|it| behind.strip_prefix(it));
    let word = of.map(|of| of.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default());
    let head = count.noun.map(|noun| story.text(block, noun.head)).unwrap_or_default();
    word.is_some_and(|word| word.len() > 2 && (head.strip_prefix(word).is_some_and(|end| matches!(end, "s" | "es"))))
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn averages_in_other_words() {
        checks(
            r"
The club spent $12,000 on 40 signs, an average of $30 each.
                                                  ^^^ $30, but $12,000 on 40 signs is $300 each

The choir paid €4,500 for 15 coaches, or €30 per coach.
                                         ^^^ €30, but €4,500 for 15 coaches is €300 each
",
        );
    }

    #[test]
    fn rounded_averages_and_other_prices_pass() {
        checks(
            r"
The trip cost £1,000 for 30 pupils, an average of £33 each.

The fund gave $2.5 million to 12 towns, an average of $208,000 each.

The club spent $12,000 on 40 signs, or $300 a sign, and $3,000 on 12 flags with tassels at $5 each.

The choir paid €4,500 for 15 coaches, or €30 per singer.

They paid £12,000 for 40 desks and sold them for £30 each.

He left about £12,000 for 40 pupils, an average of £30 each.
",
        );
    }
}
