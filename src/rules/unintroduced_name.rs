//! A surname with nobody behind it.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use super::{Checks, Facts, Level};
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::language::wordlist::{COMMON, GIVEN_NAMES, SURNAMES};
use crate::language::{Classes, gazetteer, lexicon};
use crate::link::people::{Form, fold};
use crate::link::{ClaimRef, People, Story};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Finds a person who is called by surname alone, with "Mr" or "Ms" or doing what people do, and is named in full
    /// nowhere in the draft.
    ///
    /// ## Why it matters
    /// The paragraph that introduced them was cut: the typical trimming error.
    ///
    /// ## Example
    /// ```draft
    /// The orchard society will sell its last field in autumn.
    ///
    /// "We ran out of pickers," Ms Tarvel said.
    ///                             ^^^^^^ Tarvel is named in full nowhere in the draft
    /// ```
    ///
    /// ## What it leaves alone
    /// Presidents and others with an office before the name, people of one name ("gave her name as Ilva", "Ilva, 40,"), names
    /// in quotations, of towns, firms, storms and laws, surnames that few bear, and drafts of one paragraph.
    "unintroduced-name" {
        summary: "a surname with nobody behind it",
        counts: "name",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    // Of a paragraph that was cut out of a story nobody can say who was introduced before.
    if story.blocks().filter(|(_, block, _)| block.zone == Zone::Body).count() < 2 {
        return;
    }
    let people = &facts.links.people;
    let known = LazyCell::new(|| words_of_full_names(&story));
    let near = people.all_near();
    for (index, form) in people.forms().iter().enumerate() {
        // Nothing to say of most words, and cheaply so.
        let speaks = || form.signs.contains(Signs::SPEAKS) && is_bare(form);
        let acts = !form.titles.is_empty() || form.signs.intersects(Signs::WHO | Signs::HUMAN) || speaks();
        if !form.bearers.is_empty() || !acts || known.contains(&form.folded) {
            continue;
        }
        // "Issa, 40," is all there is of a name, and "MPs" is none.
        if form.signs.intersects(Signs::PART | Signs::SIC | Signs::AGED) || near.contains(&index) {
            continue;
        }
        let Some(level) = level(&story, form) else { continue };
        let Some(at) = form.mentions.iter().find(|at| is_told(&story, **at)) else { continue };
        let name = People::name(&story, *at);
        // "MPs", "GPs".
        if name.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase) {
            continue;
        }
        let message = format!("{name} is named in full nowhere in the draft");
        checks.fail(Finding::new(NAME, level, People::span(&story, *at), message).value(&form.folded));
    }
}

/// How loud to be about a surname without a full name; `None` for silence.
fn level(story: &Story<'_>, form: &Form) -> Option<Level> {
    let classes = lexicon::look_up(&form.folded).classes;
    let thing = Classes::COUNTRY
        | Classes::DEMONYM
        | Classes::GEOGRAPHY
        | Classes::ORGANISATION
        | Classes::MONTH
        | Classes::WEEKDAY;
    if classes.intersects(thing) || GIVEN_NAMES.has(&form.folded) && form.titles.is_empty() {
        return None;
    }
    let told: Vec<_> =
        form.mentions.iter().filter(|at| is_told(story, **at)).map(|at| People::mention(story, *at)).collect();
    // An office before the name introduces its bearer.
    let office = form.mentions.iter().any(|at| {
        let mention = People::mention(story, *at);
        let other = |title| !is_academic(story.text(at.block, title));
        mention.title.is_some_and(other) && !matches!(mention.gender, Some(Gender::Man | Gender::Woman))
    });
    if office || told.is_empty() {
        return None;
    }
    if form.mentions.iter().any(|at| is_told(story, *at) && is_addressed(story, *at)) {
        return (!COMMON.has(&form.folded) || form.mentions.iter().any(|at| speaks_politely(story, *at)))
            .then_some(Level::Warning);
    }
    if told.iter().any(|mention| mention.title.is_some()) {
        return None;
    }
    let has = |sign| told.iter().any(|mention| mention.signs.contains(sign));
    let acts = has(Signs::WHO)
        || has(Signs::HUMAN) && SURNAMES.has(&form.folded)
        || form.mentions.iter().any(|at| is_told(story, *at) && is_quoted_as_person(story, form, *at));
    (acts && !COMMON.has(&form.folded) && !gazetteer::is_known(&form.folded)).then_some(Level::Warning)
}

/// Whether "Mr", "Mrs" or the like stands before a name.
fn is_polite(title: &str) -> bool {
    matches!(title, "Mr" | "Mrs" | "Ms" | "Miss" | "Mx")
}

/// Whether "Dr" or "Professor" stands before a name.
fn is_academic(title: &str) -> bool {
    matches!(title, "Dr" | "Professor" | "Prof")
}

/// "Mr Pettif said": somebody of the story, not a teacher in a speech or a name in a list.
fn speaks_politely(story: &Story<'_>, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let title = mention.title.is_some_and(|title| is_polite(story.text(at.block, title)));
    title && is_told(story, at) && (mention.signs.contains(Signs::SPEAKS) || speaks_behind_comma(story, at))
}

/// Whether somebody is called "Mr Pettif" or "Dr Pettif" as one of the story: speaking, or doing something.
fn is_addressed(story: &Story<'_>, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let Some(title) = mention.title.map(|title| story.text(at.block, title)) else { return false };
    if is_polite(title) {
        return speaks_politely(story, at) || has_deed_or_kin(story, at);
    }
    is_academic(title) && mention.signs.contains(Signs::SPEAKS)
}

/// "Mr Pettif, defending, said": a verb of saying behind what stands between commas.
fn speaks_behind_comma(story: &Story<'_>, at: ClaimRef) -> bool {
    let behind = story.behind(at.block, People::mention(story, at).extent.end);
    let Some((aside, rest)) = behind.strip_prefix(", ").and_then(|rest| rest.split_once(", ")) else { return false };
    let verb = rest.split(' ').next().unwrap_or_default();
    aside.len() < ASIDE
        && !aside.contains(['.', '"', '“'])
        && lexicon::look_up(verb).classes.contains(Classes::SAYING)
        && !aside.split(' ').any(|word| word.starts_with(char::is_uppercase) && GIVEN_NAMES.has(&word.to_lowercase()))
}

/// How long what stands between commas behind a name may be, in bytes.
const ASIDE: usize = 60;

/// Verbs of what people say and firms do not.  Source: ordinary newsroom English.
const PERSONAL: [&str; 24] = [
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "recalled",
    "joked",
    "argued",
    "insisted",
    "explained",
    "testified",
    "believes",
    "thinks",
    "hopes",
    "feels",
    "replied",
    "asked",
    "admitted",
    "warned",
    "noted",
    "thought",
];

/// Firms that are called like people, and speak through nobody.  Source: ordinary knowledge.
const FIRMS: [&str; 40] = [
    "adidas",
    "armani",
    "barclays",
    "bayer",
    "boeing",
    "bloomberg",
    "burberry",
    "cadbury",
    "chanel",
    "chrysler",
    "daimler",
    "deere",
    "dell",
    "disney",
    "dyson",
    "ericsson",
    "ferrari",
    "fiat",
    "ford",
    "goldman",
    "heinz",
    "hilton",
    "honda",
    "kellogg",
    "lloyds",
    "macys",
    "marriott",
    "mattel",
    "merck",
    "merrill",
    "michelin",
    "morgan",
    "nokia",
    "pfizer",
    "philips",
    "porsche",
    "sainsbury",
    "siemens",
    "suzuki",
    "toyota",
];

/// Endings that names of people have in one language or another.  Source: ordinary knowledge.
const ENDINGS: [&str; 12] =
    ["czyk", "wicz", "escu", "idis", "poulos", "shvili", "enko", "chuk", "sson", "stein", "mann", "quist"];

/// Whether a name stands alone, once or twice, and nowhere as a place or a thing may.
fn is_bare(form: &Form) -> bool {
    let apart = Signs::PLACED | Signs::THE | Signs::UPPER | Signs::QUOTED | Signs::HEADING;
    form.mentions.len() <= 2 && !form.signs.intersects(apart) && !form.holds_office
}

/// "Hendershot said", "wrote Pettersson": a surname that many bear, in a draft that names nothing else so.
fn is_quoted_as_person(story: &Story<'_>, form: &Form, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let name = story.text(at.block, mention.extent);
    let ends = ENDINGS.iter().any(|ending| form.folded.len() > ending.len() + 2 && form.folded.ends_with(ending));
    let surname = || ends || name.split('-').any(|part| part.len() > 3 && SURNAMES.has(&fold(part)));
    if !is_bare(form) || !surname() {
        return false;
    }
    // Whoever stands at the top without a given name is known to everybody.
    let top = story.blocks().find(|(_, block, _)| block.zone == Zone::Body).map_or(0, |(block, ..)| block);
    let is_firm = form.mentions.iter().any(|at| {
        let (sentence, _) = story.sentence(at.block, People::mention(story, *at).extent);
        let mut words = sentence.split(|letter: char| !letter.is_alphanumeric());
        at.block <= top || words.any(|word| matches!(word, "it" | "its" | "firm" | "company"))
    });
    if is_firm || FIRMS.contains(&&*form.folded) {
        return false;
    }
    let (before, behind) = (story.before(at.block, mention.extent.start), story.behind(at.block, mention.extent.end));
    let says = |word: Option<&str>| word.is_some_and(|word| PERSONAL.contains(&word.trim_end_matches(',')));
    let quoted = |text: &str| text.trim_end().ends_with(['"', '”', '’', '\'']);
    let next = says(behind.strip_prefix(' ').and_then(|rest| rest.split(' ').next()));
    let said = before.strip_suffix(' ').and_then(|rest| rest.rsplit_once(' '));
    // "Dunmore said" opens the sentence or stands behind the words said, as "said Dunmore" does.
    let spoken = next && (mention.signs.contains(Signs::FIRST) || quoted(before))
        || said.is_some_and(|(rest, verb)| says(Some(verb)) && quoted(rest));
    spoken && !stands_in_a_name(story, name)
}

/// Whether the draft has a word beside another capitalised one: "Ford Motor", "Port Dunmore".
fn stands_in_a_name(story: &Story<'_>, name: &str) -> bool {
    story.blocks().any(|(_, block, _)| {
        block.prose.text.match_indices(name).any(|(at, _)| {
            let (before, behind) = (&block.prose.text[..at], &block.prose.text[at + name.len()..]);
            let word = before.strip_suffix(' ').and_then(|rest| rest.rsplit([' ', '\n']).next()).unwrap_or_default();
            let opens = word.ends_with(['.', '"', '”', '!', '?', ':', ',', ')']);
            let title =
                lexicon::look_up(word.trim_end_matches('.')).classes.intersects(Classes::HONORIFIC | Classes::FUNCTION);
            let next = behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
            next || word.starts_with(char::is_uppercase) && !opens && !title
        })
    })
}

/// "Mr. Tarrant disagreed", "Mrs Tovey's daughter": a deed, or one of the family.
fn has_deed_or_kin(story: &Story<'_>, at: ClaimRef) -> bool {
    let behind = story.behind(at.block, People::mention(story, at).extent.end);
    let owned = behind.strip_prefix("'s ").or_else(|| behind.strip_prefix("’s "));
    let first = |text: &str| text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_owned();
    match owned {
        Some(rest) => lexicon::look_up(&first(rest)).classes.contains(Classes::KIN),
        None => behind.strip_prefix(' ').map(first).is_some_and(|verb| verb.len() > 4 && verb.ends_with("ed")),
    }
}

/// Whether the story itself speaks of somebody there.
fn is_told(story: &Story<'_>, at: ClaimRef) -> bool {
    let mention = People::mention(story, at);
    let apart = Signs::QUOTED | Signs::UPPER | Signs::HEADING | Signs::THE | Signs::NAMED;
    let placed = mention.signs.contains(Signs::PLACED) && mention.title.is_none();
    story.article.blocks[at.block].zone == Zone::Body && !mention.signs.intersects(apart) && !placed
}

/// Every word of every name of two words and more, and of what credits and bylines name.
fn words_of_full_names(story: &Story<'_>) -> FxHashSet<Box<str>> {
    let mut words = FxHashSet::default();
    for (block, _, claims) in story.blocks() {
        for mention in &claims.people {
            if mention.given.is_some() || mention.signs.intersects(Signs::NAMED | Signs::QUOTED) {
                words.extend(story.text(block, mention.extent).split([' ', '-', '.', '\u{a0}']).map(fold));
                words.insert(fold(story.text(block, mention.surname)));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn a_bare_surname_that_speaks_has_nobody_behind_it() {
        checks(
            r"
The school board voted on Monday to close on Fridays.

Parents filled the gym.

Hendricks said the change would save a tenth of the budget.
^^^^^^^^^ Hendricks is named in full nowhere in the draft
",
        );
        checks(
            r#"
Northfleet lost again, to a late own goal at Ashby.

The rain came at half-time.

"I take the blame," said Dunham, who has a year left.
                         ^^^^^^ Dunham is named in full nowhere in the draft
"#,
        );
        checks(
            r"
Frogs that are fed at night grow larger, a study has found.

They were kept in a room of paper leaves.

Dr Velasquez warned gardeners against leaving the lamps on.
   ^^^^^^^^^ Velasquez is named in full nowhere in the draft
",
        );
        checks(
            r"
The treasurer of a choir was spared jail on Tuesday.

The court was told of a gambling habit.

Mr Fairley, for the defence, said the money had been paid back.
   ^^^^^^^ Fairley is named in full nowhere in the draft
",
        );
        for draft in [
            r"
Shares fell on Tuesday.

Barclays said the rate would rise.

The pound was steady.
",
            r"
Pembroke will close 14 shops, it said on Tuesday.

The chain was founded in 1884.

Pembroke added that staff would be offered other jobs.
",
            r"
The bill was delayed again on Tuesday.

MPs said the committee had been misled.

GPs say so too.
",
            r"
The boat sank off the cape on Monday.

Issak, 40, who did not give his last name, was on deck.

Issak said nobody had a light.
",
        ] {
            checks(draft);
        }
    }
}
