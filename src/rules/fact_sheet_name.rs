//! A name that the fact sheet spells otherwise.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::People;
use crate::reference::level;
use crate::reference::who::{Form, shaped};

rule! {
    /// ## What it does
    /// Holds each name against the people of the fact sheet: forms that the sheet forbids, and names in full that are a slip of
    /// the keyboard away from an accepted one.
    ///
    /// ## Why it matters
    /// A name that is wrong throughout agrees with itself; only the sheet knows.
    ///
    /// ## Example
    /// ```draft
    /// //- sheet: {"people": [{"name": "Ilse Varnholt", "not": ["Ilse Farnholt"]}]}
    /// Ilse Varnhold closed the port, the harbour office said.
    /// ^^^^^^^^^^^^^ Ilse Varnhold here, Ilse Varnholt in the fact sheet
    /// ```
    ///
    /// ## What it leaves alone
    /// Accepted aliases, bare surnames that are right, two people of the sheet whose names are close, and names that are further
    /// away than a slip.
    "fact-sheet-name" {
        summary: "a name is spelt otherwise in the fact sheet",
        counts: "name",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for known in facts.known {
        let mention = People::mention(&story, known.at);
        let (block, extent) = (known.at.block, mention.extent);
        let (found, span) = (story.text(block, extent), story.span(block, extent));
        let name = &known.person.name;
        if known.form == Form::Accepted {
            checks.pass(NAME, span, None, format!("{name} in the fact sheet"));
            continue;
        }
        // What somebody said is theirs, slips included.
        let quoted = story.claims[block].quotes.iter().any(|quote| quote.extent.contains(extent));
        let sure = !known.person.unverified && !quoted;
        let right = shaped(known.person, mention.given.is_some());
        let finding =
            Finding::new(NAME, level(known.person.unverified), span, format!("{found} here, {name} in the fact sheet"))
                .value(&found)
                .value(name)
                .sure_fix(format!("Change {found} to {right}"), story.article.blocks[block].edit(extent, right), sure);
        checks.fail(finding);
    }
}
