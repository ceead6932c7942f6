//! A name that the fact sheet spells otherwise.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::lexicon::{self, Gender};
use crate::link::People;
use crate::link::people::fold;
use crate::reference::Person;
use crate::reference::who::{Form, Known, shaped};

rule! {
    /// ## What it does
    /// Holds each name against the people of the fact sheet: forms that the sheet forbids, names in full that are a slip of
    /// the keyboard away from an accepted one, another given name beside surname and office, and another honorific.
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
    /// away than a slip. "Ms" for "Mrs" and "Dr" for "Professor" are worth a look only.
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
        let (name, about) = (&known.person.name, &known.person.about);
        if known.form == Form::Accepted {
            checks.bears_out(NAME, span, (about, name.span), format!("{name} in the fact sheet"));
            honorific(facts, known, checks);
            continue;
        }
        let right = shaped(known.person, mention.given.is_some());
        let quiet = known.by_chance && known.form == Form::Near;
        let level = if quiet { Level::Information } else { about.level() };
        // A verified name is the one right answer to a form that the sheet forbids or that is a slip of it; but what somebody
        // said is theirs, slips included.
        let quoted = story.claims[block].quotes.iter().any(|quote| quote.extent.contains(extent));
        let sure = about.verified.is_some() && !about.unverified && known.form != Form::Given && !quiet && !quoted;
        let finding = Finding::new(NAME, level, span, format!("{found} here, {name} in the fact sheet"))
            .value(&found)
            .value(name)
            .related(about.place(name.span), "the fact sheet")
            .takes(about.place(name.span), &taken(known.person, found, mention.given.is_some()))
            .sure_fix(format!("Change {found} to {right}"), story.article.blocks[block].edit(extent, right), sure);
        checks.fail(finding);
    }
}

/// The name in full as the draft has it: "Ilse Varnhold", also where it says "Ms Varnhold".
fn taken(person: &Person, found: &str, full: bool) -> String {
    match person.name.rsplit_once(' ') {
        Some((given, _)) if !full => format!("{given} {found}"),
        _ => found.to_owned(),
    }
}

/// "Mr" for somebody whom the sheet has as "Ms".
fn honorific(facts: &Facts<'_>, known: &Known<'_>, checks: &mut Checks) {
    let (story, mention) = (facts.story, People::mention(&facts.story, known.at));
    let (Some(right), Some(title)) = (&known.person.honorific, mention.title) else { return };
    let here = story.text(known.at.block, title);
    let plain = |word: &str| fold(word.trim_end_matches('.'));
    let (mine, its) = (plain(here), plain(right));
    if mine == its {
        return;
    }
    let gender = |word: &str| lexicon::look_up(word).honorific;
    let (Some(one), Some(other)) = (gender(&mine), gender(&its)) else { return };
    let sexes = matches!((one, other), (Gender::Man, Gender::Woman) | (Gender::Woman, Gender::Man));
    let level = if sexes { known.person.about.level() } else { Level::Information };
    let message = format!("{here} here, {right} in the fact sheet for {}", known.person.name);
    let finding = Finding::new(NAME, level, story.span(known.at.block, title), message)
        .value(&here)
        .value(right)
        .value(&known.person.name)
        .related(known.person.about.place(right.span), "the fact sheet")
        .takes(known.person.about.place(right.span), &here)
        .fix(format!("Change {here} to {right}"), story.article.blocks[known.at.block].edit(title, right));
    checks.fail(finding);
}
