//! A counted list with more or fewer names.

use super::{Checks, Facts, Level};
use crate::claim::{Mention, Quantity};
use crate::finding::Finding;
use crate::language::wordlist::GIVEN_NAMES;
use crate::link::Story;
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Counts the names behind "Three guides were honoured:" and, in captions, behind "Three guides, from left, ...".
    ///
    /// ## Why it matters
    /// A name was cut and the number stayed, or one came in late.
    ///
    /// ## Example
    /// ```draft
    /// Three guides were honoured: Edda Holm, Tom Brask, Ida Wren and Lars Lund.
    /// ^^^^^^^^^^^^ Three guides, but 4 names follow
    /// ```
    ///
    /// ## What it leaves alone
    /// Lists with ages, towns or offices between the names, open lists, and names that are not people's.
    "count-mismatch" {
        summary: "the names of a list are not as many as it says",
        counts: "counted list",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many bytes may stand between a count and its colon.
const REACH: usize = 40;

/// Words of a caption that open its list of names.
const FROM_LEFT: &[&str] = &["from left", "from the left", "from right", "from the right", "left to right", "top left"];

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for (block, it, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story() || it.zone == Zone::AltText) {
        for total in claims.quantities.iter().filter(|it| it.is_plain()) {
            let behind = story.behind(block, total.extent.end);
            let colon = behind.find(':').filter(|at| *at < REACH && !behind[..*at].contains(['.', ';', '(', '"', '“']));
            let left = || from_left(behind).filter(|_| matches!(it.zone, Zone::Caption | Zone::AltText));
            if let Some(left) = left() {
                let text = &behind[left..];
                let named = row(&story, block, start(&story, block, total, text), text);
                told(&story, block, total, named, checks);
            } else if let Some(colon) = colon {
                hold(&story, block, total, &behind[colon + 1..], checks);
            }
        }
    }
}

/// Where the names begin behind "Three guides, from left to right:".
fn from_left(behind: &str) -> Option<usize> {
    let head = behind.get(..behind.floor_char_boundary(REACH))?.to_ascii_lowercase();
    let (at, words) = FROM_LEFT.iter().filter_map(|words| Some((head.find(words)?, words))).min()?;
    let clause = !head[..at].contains(['.', ';', '"', '“']);
    let rest = &behind[at + words.len()..];
    let rest = rest.strip_prefix(" to right").unwrap_or(rest);
    let names = rest.trim_start_matches([')', ',', ':', ' ']);
    (clause && names.len() < rest.len()).then_some(behind.len() - names.len())
}

/// The byte of the block at which a piece of what stands behind a count begins.
fn start(story: &Story<'_>, block: usize, total: &Quantity, behind: &str) -> usize {
    total.extent.end as usize + story.behind(block, total.extent.end).len() - behind.len()
}

/// The names of a row that its "and" closes: "Edda Holm, Tom Brask and Ida Wren, in Tarn on Monday".
fn row<'s>(story: &Story<'s>, block: usize, start: usize, text: &str) -> &'s [Mention] {
    let people = &story.claims[block].people;
    let from = people.partition_point(|it| (it.extent.start as usize) < start);
    let people = &people[from..];
    if people.first().is_none_or(|first| first.extent.start as usize != start) {
        return &[];
    }
    for (index, pair) in people.windows(2).enumerate() {
        match story.gap(block, pair[0].extent, pair[1].extent) {
            ", " => {}
            " and " | ", and " | " & " => {
                let behind = &text[(pair[1].extent.end as usize - start).min(text.len())..];
                let open =
                    behind.starts_with(['\'', '’', '-', '(']) || behind.trim_start_matches(',').starts_with(" and ");
                return if open { &[] } else { &people[..index + 2] };
            }
            _ => break,
        }
    }
    &[]
}

/// Holds a count against the list behind its colon.
fn hold(story: &Story<'_>, block: usize, total: &Quantity, behind: &str, checks: &mut Checks) {
    let end = behind.find(". ").or_else(|| behind.strip_suffix('.').map(str::len)).unwrap_or(behind.len());
    let text = &behind[..end];
    let start = start(story, block, total, behind);
    let people = &story.claims[block].people;
    let from = people.partition_point(|it| (it.extent.start as usize) < start);
    let named = people[from..].iter().take_while(|it| it.extent.end as usize <= start + text.len()).count();
    let named = &people[from..from + named];
    // Nothing but names, commas and "and".
    let letters: usize = named.iter().map(|it| it.extent.range().len()).sum();
    if text.replace(" and ", "").replace([',', ' '], "").len() <= letters + 2 {
        told(story, block, total, named, checks);
    }
}

/// Holds a count against the names that follow it.
fn told(story: &Story<'_>, block: usize, total: &Quantity, named: &[Mention], checks: &mut Checks) {
    let full = named.len() >= 2 && named.iter().all(|it| it.given.is_some());
    // "Three guides", "two Swedes": what is counted is human, or known given names say so.
    let given = |it: &&Mention| it.given.is_some_and(|given| GIVEN_NAMES.has(&story.text(block, given).to_lowercase()));
    let human = total.noun.is_some_and(|noun| noun.human) || named.iter().filter(given).count() * 2 > named.len();
    if !full || !human {
        return;
    }
    let said = total.value.to_whole().unwrap_or_default();
    let count = i64::try_from(named.len()).unwrap_or_default();
    let (words, span) = (story.text(block, total.extent), story.span(block, total.extent));
    let whole = story.span(block, named[0].extent.to(named[named.len() - 1].extent));
    if said == count {
        checks.pass(NAME, span, Some(whole), format!("{words}, and {count} names follow"));
        return;
    }
    let finding = Finding::new(NAME, Level::Warning, span, format!("{words}, but {count} names follow"))
        .related(whole, "the names here")
        .value(&said)
        .value(&count);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    /// A story with a picture and that caption.
    fn captioned(caption: &str) {
        checks(&format!(
            "//- format: html\n<h1>Guides honoured in Tarn</h1>\n<p>Some guides were honoured in Tarn on Monday, and a choir sang for \
             them.</p>\n<figure><img src=\"guides.jpg\"><figcaption>\n{caption}\n</figcaption></figure>\n"
        ));
    }

    #[test]
    fn captions_count_those_from_left() {
        for caption in [
            "Four guides, from left: Edda Holm, Tom Brask and Ida Wren, in Tarn on Monday.\n^^^^^^^^^^^ Four guides, but 3 names follow",
            "The four guides (from left) Edda Holm, Tom Brask and Ida Wren in Tarn.\n    ^^^^^^^^^^^ four guides, but 3 names follow",
            "Two guides, left to right, Edda Holm, Tom Brask, and Ida Wren after the speech.\n^^^^^^^^^^ Two guides, but 3 names follow",
            "Two guides, from left to right: Edda Holm, Tom Brask and Ida Wren\n^^^^^^^^^^ Two guides, but 3 names follow",
        ] {
            captioned(caption);
        }
    }

    #[test]
    fn captions_that_count_right_or_leave_it_open_are_silent() {
        for caption in [
            "Three guides, from left: Edda Holm, Tom Brask and Ida Wren, in Tarn on Monday.",
            "From left: Edda Holm, Tom Brask and Ida Wren, three of four guides, in Tarn.",
            "Four guides, from left: Edda Holm, the mayor Tom Brask and Ida Wren, in Tarn.",
            "Four guides, from left: Edda Holm, Tom Brask, Ida Wren",
            "Four guides, from left, Edda Holm, Tom Brask and Ida Wren and a friend in Tarn.",
            "Two guides, from left, Edda Holm and Tom Brask's dog, in Tarn.",
            "Four guides left Tarn on Monday; Edda Holm, Tom Brask and Ida Wren stayed.",
            "Four medals for Tarn, from left: Edda Holm, Holm Bridge and Wren Street.",
        ] {
            captioned(caption);
        }
    }
}
