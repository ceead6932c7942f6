//! One quotation with two speakers.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::quotes::{Quotes, Spoken};
use crate::link::{ClaimRef, People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds the same words given to two speakers.
    ///
    /// ## Why it matters
    /// A pull quote is set after the story, and the name under it by whoever is near.
    ///
    /// ## Example
    /// ```draft
    /// "We were never asked about the dam," Mayor Rosa Finch said on Tuesday.  Others nodded.
    ///
    /// The loudest cheer was for "We were never asked about the dam," which came from Hugo Baird.
    ///                                                                                ^^^^^^^^^^ said by Hugo Baird here, by Rosa Finch elsewhere
    /// ```
    ///
    /// ## What it leaves alone
    /// Words said again on purpose ("echoed", "repeated", "read"), slogans of fewer than five words in running text, a
    /// short sentence within a longer speech, and quotations without a name beside them.
    "speaker-conflict" {
        summary: "one quotation has two speakers",
        counts: "quote",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// The shortest quotation that is nobody's slogan, in words.
const SHORTEST: usize = 5;

/// How many words in a row nobody else says, as a part of a longer speech.
const OWN: usize = 10;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (one, other) in facts.links.quotes.pairs() {
        let (mine, its) = (Quotes::quote(&story, one), Quotes::quote(&story, other));
        let lifted = story.article.blocks[other.at.block].zone == Zone::PullQuote;
        let long = lifted || one.each().count().min(other.each().count()) >= SHORTEST;
        // A sentence of a few words may be a part of what somebody else said too.
        let short = one.each().count().min(other.each().count());
        let same = if short < OWN && !lifted { one.words == other.words } else { one.holds(other) || other.holds(one) };
        let (Some(first), Some(second)) = (mine.speaker, its.speaker) else { continue };
        if !same || !long || mine.again || its.again {
            continue;
        }
        let at = |spoken: &Spoken, speaker: u32| ClaimRef { block: spoken.at.block, index: speaker as usize };
        let (first, second) = (at(one, first), at(other, second));
        if is_same(&story, &facts.links.people, first, second) {
            continue;
        }
        let (name, known) = (People::name(&story, second), People::name(&story, first));
        let message = format!("said by {name} here, by {known} elsewhere");
        let finding = Finding::new(NAME, Level::Warning, People::span(&story, second), message)
            .related(People::span(&story, first), format!("said by {known} here"))
            .related(story.span(one.at.block, mine.extent), "the words here")
            .value(&other.words.trim())
            .value(&name)
            .value(&known);
        checks.fail(finding);
    }
}

/// Whether two mentions may be one person: one surname, or one name within the other.
fn is_same(story: &Story<'_>, people: &People, one: ClaimRef, other: ClaimRef) -> bool {
    let words = |at| People::name(story, at).split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (mine, its) = (words(one), words(other));
    let forms = || people.index_of(one).zip(people.index_of(other));
    mine.iter().any(|word| its.contains(word)) || forms().is_some_and(|(one, other)| people.are_near(one, other))
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn an_office_between_verb_and_name_hides_no_speaker() {
        checks(
            r#"
"The tide does not wait for a committee," said harbour master Ilse Varnholt.

The pilots agree on little. "The tide does not wait for a committee," said captain Finn Dahl.
                                                                                   ^^^^^^^^^ said by Finn Dahl here, by Ilse Varnholt elsewhere
"#,
        );
        checks(
            r#"
The prosecutor, Marta Olsen, told the jury: "He sold the same boat four times." Nobody stirred.

Sara Kessel defended him. "He sold the same boat four times," Ms Kessel told the jury.
                                                                 ^^^^^^ said by Kessel here, by Marta Olsen elsewhere
"#,
        );
        checks(
            r#"
Dahl: 'I left my boots on the quay'

Oscar Brandt has retired after 19 years as a pilot.

"I left my boots on the quay," Brandt told the guests.
                               ^^^^^^ said by Brandt here, by Dahl elsewhere
"#,
        );
        for draft in [
            r#"
"The tide does not wait for a committee," said harbour master Ilse Varnholt.

The pilots agree on little. "The tide does not wait for a committee," captain Finn Dahl repeated.
"#,
            r#"
"Rosa is doing a fine job," Mayor Hugo Baird said.

"The story is wrong from end to end. Rosa is doing a fine job, and I shall tell everybody so," said Ida Kessel.
"#,
            r#"
"I would say Baird was a fine old sailor," said Ida Kessel.

What he heard was "I would say Baird was a fine old sailor", from his seat.
"#,
        ] {
            checks(draft);
        }
    }
}
