//! Mr and Ms where the house writes none, and a bare surname where it writes them.

use super::{Checks, Facts, Level};
use crate::claim::Mention;
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::link::people::{Form, fold};
use crate::link::{ClaimRef, People, Story};
use crate::options::Honorifics;
use crate::place::Extent;
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Holds a draft to the style of its house, which the setting `honorifics` tells.  "never": finds Mr, Mrs, Ms, Miss and Mx
    /// outside quotation marks.  "always": finds a surname that stands alone, of somebody who is Mr or Ms elsewhere in the draft.
    ///
    /// ## Why it matters
    /// A draft with both reads as if two people were meant.
    ///
    /// ## Example
    /// ```draft
    /// //- honorifics: never
    /// Greta Hallam has kept the signal box for forty years.  "Mr Coyle knows it," Mrs Hallam said.
    ///                                                                             ^^^ information: Mrs Hallam here, where the house writes Hallam
    /// ```
    ///
    /// ## What it leaves alone
    /// Quotations, headlines and captions, names of bodies, "Dr" and other titles that are earned, and all drafts of a house that
    /// has not said how it writes.
    "honorific-style" {
        summary: "Mr or Ms against the style of the house",
        counts: "honorific in style",
        level: Level::Information,
        since: "0.1.0",
        check: check,
    }
}

/// What stands before a name without being earned.
const COURTESY: [&str; 5] = ["mr", "mrs", "ms", "miss", "mx"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let style = story.options.honorifics;
    if style == Honorifics::Any {
        return;
    }
    for form in facts.links.people.forms().iter().filter(|form| form.is_person()) {
        // How somebody is called elsewhere, once it is known that the house would have it so everywhere.
        let courtesy = form.mentions.iter().find_map(|at| courtesy(&story, *at));
        for at in form.mentions.iter().filter(|at| is_told(&story, **at)) {
            match style {
                Honorifics::Never => bare(&story, form, *at, checks),
                _ => courteous(&story, form, *at, courtesy, checks),
            }
        }
    }
}

/// The courtesy title before a name, as written.
fn courtesy<'a>(story: &Story<'a>, at: ClaimRef) -> Option<&'a str> {
    let title = story.text(at.block, People::mention(story, at).title?);
    COURTESY.contains(&&*fold(title.trim_end_matches('.'))).then_some(title)
}

/// Whether the reporter tells of the person in running text, in words of his or her own.
fn is_told(story: &Story<'_>, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let other = Signs::QUOTED | Signs::UPPER | Signs::PLACED | Signs::SIC | Signs::THE | Signs::PART | Signs::HEADING;
    matches!(story.article.blocks[at.block].zone, Zone::Body | Zone::List) && !mention.signs.intersects(other)
}

/// "never": the name without its honorific.
fn bare(story: &Story<'_>, form: &Form, at: ClaimRef, checks: &mut Checks) {
    let Mention { title: Some(title), extent, .. } = *People::mention(story, at) else { return };
    let Some(word) = courtesy(story, at) else { return };
    let name = People::name(story, at);
    let gap = Extent { start: title.start, end: extent.start };
    let message = format!("{word} {name} here, where the house writes {name}");
    let finding = Finding::new(NAME, Level::Information, story.span(at.block, title), message)
        .value(&fold(word))
        .value(&form.folded)
        .fix(format!("Change to {name}"), story.article.blocks[at.block].edit(gap, ""));
    checks.fail(finding);
}

/// "always": a surname alone gets the honorific that it has elsewhere.
fn courteous(story: &Story<'_>, form: &Form, at: ClaimRef, courtesy: Option<&str>, checks: &mut Checks) {
    let mention = People::mention(story, at);
    // Of two who share a surname, nobody can say who is meant.
    let alone = mention.given.is_none() && mention.title.is_none();
    let Some(word) = courtesy.filter(|_| alone && form.bearers.len() < 2) else { return };
    let name = People::name(story, at);
    let finding = Finding::new(
        NAME,
        Level::Information,
        story.span(at.block, mention.extent),
        format!("{name} here, where the house writes {word} {name}"),
    )
    .value(&form.folded)
    .fix(
        format!("Change to {word} {name}"),
        story.article.blocks[at.block].edit(mention.extent, &format!("{word} {name}")),
    );
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn a_house_with_honorifics_has_them_throughout() {
        checks(
            "//- honorifics: always\nGreta Hallam has kept the box for years. Ms Hallam knows every train.\n\n\
             She was born there, Hallam said.\n                    ^^^^^^ information: Hallam here, where the house writes Ms Hallam\n",
        );
        for silent in [
            "Greta Hallam has kept the box for years. She was born there, Hallam said.",
            "Ms Hallam knows every train. \"Hallam knows me,\" the driver said.",
            "Hallam keeps the box\n\nGreta Hallam has kept it for years. Ms Hallam knows every train.",
            "Ms Hallam left. The Hallam Trust did not.",
        ] {
            checks(&format!("//- honorifics: always\n{silent}"));
        }
    }

    #[test]
    fn a_house_without_leaves_quotations_and_earned_titles() {
        for silent in [
            "\"Mrs Hallam knows every train,\" the driver said.",
            "Dr Greta Hallam keeps the box. Sir Walter Brisk pays for it.",
            "Mrs Hallam keeps the box\n\nGreta Hallam has kept it for years.",
        ] {
            checks(&format!("//- honorifics: never\n{silent}"));
        }
        checks("Mrs Hallam knows every train, the driver said. Mr Brisk does not.");
    }
}
