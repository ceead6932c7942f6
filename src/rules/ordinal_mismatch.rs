//! A third title after three others.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::finding::Finding;
use crate::language::Number;
use crate::language::numeral::Form;
use crate::link::Story;

rule! {
    /// ## What it does
    /// Counts the years behind "her third title after those of 2010, 2012 and 2015".
    ///
    /// ## Why it matters
    /// After three titles the next is the fourth.
    ///
    /// ## Example
    /// ```draft
    /// It was her third regatta win after those of 2010, 2012 and 2015.
    ///            ^^^^^ third, but 3 years are named before it: the 4th
    /// ```
    ///
    /// ## What it leaves alone
    /// Years without "after", lists that are open ("including"), "third in a row", and ordinals of other things.
    "ordinal-mismatch" {
        summary: "an ordinal does not follow the years named before it",
        counts: "ordinal",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between an ordinal and "after".
const REACH: usize = 50;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        for ordinal in claims.quantities.iter().filter(|it| it.form == Form::Ordinal) {
            hold(&story, block, ordinal, checks);
        }
    }
}

fn hold(story: &Story<'_>, block: usize, ordinal: &Quantity, checks: &mut Checks) {
    let behind = story.behind(block, ordinal.number.end);
    let Some(after) = behind.find(" after ").filter(|at| *at < REACH) else { return };
    let thing = behind[..after].trim();
    let list = &behind[after + " after ".len()..];
    let list = &list[..list.find(['.', ';']).unwrap_or(list.len())];
    let own = thing.split(' ').all(|word| word.chars().all(|letter| letter.is_lowercase() || letter == '-'));
    let intro =
        ["those of ", "those in ", "wins in ", "titles in ", "victories in ", "gold in ", "in ", "successes in "];
    let Some(years) = intro.iter().find_map(|intro| list.strip_prefix(intro)) else { return };
    let count = years_of(years);
    if count < 2 || thing.is_empty() || !own || thing.contains("row") || ordinal.value < Number::whole(2) {
        return;
    }
    let next = i64::try_from(count + 1).unwrap_or_default();
    let said = ordinal.value.to_whole().unwrap_or_default();
    let span = story.span(block, ordinal.number);
    let words = story.text(block, ordinal.number);
    if said == next {
        checks.pass(NAME, span, None, format!("{words}, after {count} years"));
        return;
    }
    let message = format!("{words}, but {count} years are named before it: the {}", nth(next));
    checks.fail(Finding::new(NAME, Level::Warning, span, message).value(&said).value(&next));
}

/// How many years a closed list names, and nothing else: "2010, 2012 and 2015"; 0 for any other.
fn years_of(list: &str) -> usize {
    let mut count = 0;
    for word in list.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word {
            "and" => {}
            year if year.len() == 4 && year.starts_with(['1', '2']) && year.bytes().all(|it| it.is_ascii_digit()) => {
                count += 1;
            }
            _ => return 0,
        }
    }
    count
}

fn nth(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn right_counts_and_open_lists_pass() {
        checks(
            r"
It was her fourth title after those of 2010, 2012 and 2015.

His second win after those of 2010 and 2012 in other classes came late.

The third fire after the storms in May and June was the worst.

She was third after a fall in 2012 and 2015 trials.
",
        );
    }
}
