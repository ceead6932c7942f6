//! A part that is larger than what it is a part of.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Noun, Unit};
use crate::finding::Finding;
use crate::language::Number;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Holds "of the 38 boats, 40 sank", "40 of the 38 boats", "40 out of 38", "killed 12 people, including 14 children" and
    /// "12 people, 14 of them children" against the whole.
    ///
    /// ## Why it matters
    /// A part cannot be larger than its whole: one of the two figures is wrong.
    ///
    /// ## Example
    /// ```draft
    /// The ferry carried 31 people, including 34 pupils of one school.
    ///                                        ^^^^^^^^^ 34 pupils of 31 people: the part is larger than the whole
    /// ```
    ///
    /// ## What it leaves alone
    /// Wholes with "at least" and the like, and parts that may belong to several counts together: "killed 10 and wounded 30,
    /// including 12 children".
    "part-exceeds-whole" {
        summary: "a part is larger than its whole",
        counts: "part",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between a part and its whole.
const REACH: usize = 40;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        let all = &claims.quantities;
        for (index, [first, second]) in all.array_windows().enumerate() {
            let found = match joint(&story, block, first, second) {
                Some(Joint::WholeFirst) => Some((second, first)),
                Some(Joint::PartFirst) => Some((first, second)),
                Some(Joint::Including) => {
                    // Of several counts before "including" the part may belong to all.
                    let before = all[..index].iter().rev();
                    let lone = before
                        .take_while(|it| story.is_one_sentence(block, it.extent, first.extent))
                        .all(|it| it.age || !is_count(it));
                    lone.then_some((second, first))
                }
                None => None,
            };
            if let Some((part, whole)) = found {
                hold(&story, block, part, whole, checks);
            }
        }
    }
}

/// Words behind a number that has to be reached, and may be passed.
const NEEDED: &[&str] = &["needed", "necessary", "required", "planned", "expected"];

/// How two counts that follow each other are joined.
enum Joint {
    /// "Of the 38 boats, 40".
    WholeFirst,
    /// "40 of the 38 boats".
    PartFirst,
    /// "38 boats, including 40".
    Including,
}

fn joint(story: &Story<'_>, block: usize, first: &Quantity, second: &Quantity) -> Option<Joint> {
    let gap = story.gap(block, first.extent, second.extent);
    if gap.len() > REACH || !is_count(first) || !is_count(second) {
        return None;
    }
    let words = gap.trim();
    if ["of the", "of its", "of their", "out of", "out of the", "of those"].contains(&words) {
        // "325 votes out of the 316 needed".
        let behind = story.behind(block, second.extent.end).trim_start();
        let bar = NEEDED.iter().any(|word| behind.starts_with(word));
        return (!bar).then_some(Joint::PartFirst);
    }
    if let Some(rest) = words.strip_suffix("including").or_else(|| words.strip_suffix("among them")) {
        return rest.trim_end_matches(&[' ', ','][..]).is_empty().then_some(Joint::Including);
    }
    // "48 passengers, 52 of them pupils".
    let behind = story.behind(block, second.extent.end);
    if words == "," && ["of them", "of whom", "of which"].iter().any(|it| behind.trim_start().starts_with(it)) {
        return Some(Joint::Including);
    }
    let lead = story.before(block, first.number.start);
    let of = lead.ends_with("Of the ") || lead.ends_with("of the ") && lead.len() < 12 || lead.ends_with("Of ");
    let bare = second.noun.is_none_or(|noun| first.noun.is_some_and(|of| is_head(story, block, noun, of)));
    (of && bare && gap.ends_with(", ") && !gap.contains(". ") && has_verb(behind)).then_some(Joint::WholeFirst)
}

/// Whether two nouns have one head.
fn is_head(story: &Story<'_>, block: usize, one: Noun, other: Noun) -> bool {
    one.human && other.human || story.text(block, one.head) == story.text(block, other.head)
}

/// Words between a part and its verb, and words that begin something else than a verb: "of the 38 boats, 40 percent".
const NO_VERBS: &[&str] =
    &["of", "percent", "per", "in", "on", "at", "from", "to", "by", "with", "for", "and", "or", "as"];

/// Whether a verb stands behind a part: "of the 41 councillors, 43 voted", "40 were home".
fn has_verb(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(' ') else { return false };
    let word = rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    !word.is_empty() && word.chars().all(char::is_lowercase) && !NO_VERBS.contains(&word)
}

/// A plain whole number of something.
fn is_count(quantity: &Quantity) -> bool {
    quantity.is_plain() && quantity.value.is_whole() && quantity.value > Number::ZERO && !quantity.is_percent()
}

fn hold(story: &Story<'_>, block: usize, part: &Quantity, whole: &Quantity, checks: &mut Checks) {
    let (span, place) = (story.span(block, part.extent), story.span(block, whole.extent));
    let (words, of) = (story.text(block, part.extent), story.text(block, whole.extent));
    if part.value <= whole.value {
        checks.pass(NAME, span, Some(place), format!("{words} of {of}"));
        return;
    }
    // "12 tonnes, including 40 boxes": the part is counted in another unit.
    let noun = |it: &Quantity| it.noun.map(|noun| (noun.human, story.text(block, noun.head)));
    let alike = match (part.unit, whole.unit) {
        // Pupils are people, boxes are no tonnes.
        (Unit::Noun, Unit::Noun) => {
            noun(part).zip(noun(whole)).is_some_and(|(one, other)| one.0 && other.0 || one.1 == other.1)
        }
        (Unit::Noun, Unit::None) | (Unit::None, Unit::Noun | Unit::None) => true,
        (one, other) => one == other,
    };
    if !alike {
        return;
    }
    let finding = Finding::new(NAME, Level::Error, span, format!("{words} of {of}: the part is larger than the whole"))
        .related(place, "the whole here")
        .calculation(format!("{} > {}", part.value, whole.value))
        .value(&part.value)
        .value(&whole.value);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn parts_in_three_forms() {
        checks(
            r"
Of the 38 boats in the race, 40 were home by dark.
                             ^^ 40 of 38 boats: the part is larger than the whole

The council heard 52 of the 45 objections on Friday.
                  ^^ 52 of 45 objections: the part is larger than the whole

Of the 41 councillors, 43 voted for the ferry.
                       ^^ 43 of 41 councillors: the part is larger than the whole

A coach with 48 passengers, 52 of them pupils of one school, got stuck in a field.
                            ^^ 52 of 48 passengers: the part is larger than the whole
",
        );
    }

    #[test]
    fn parts_that_fit_or_cannot_be_told() {
        checks(
            r"
Of the 40 boats in the race, 38 were home by dark.

Of the 41 councillors, 39 voted for the ferry, and of the 38 stops, 40 percent will have lifts.

Of the 12 lines that were studied, 31 variants were drawn, and of the 30 entrants, 40 in all with guests, nobody fell.

A coach with 52 passengers, 48 of them pupils, and a tram with 30 passengers, 40 metres behind it, stopped.

The storm sank 10 boats and damaged 30, including 12 ferries.

The storm sank at least 10 boats, including 12 dinghies in a second harbour.

The lorry held 12 tonnes, including 40 boxes of lemons.

Nine of the ten winners were women, and 12 of the 2026 entrants were under 20.

The fund returned 120 percent of the 100 crowns.

She was elected with 325 of the 316 votes needed.

She was the first of the 12 and the 14th of the 30.
",
        );
    }
}
