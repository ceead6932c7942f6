//! The same words quoted in two ways.

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::Story;
use crate::link::quotes::{Quotes, Spoken, plain};

rule! {
    /// ## What it does
    /// Compares the quotations of headline, standfirst, subheads and pull quotes with those of the story, word by word, and
    /// quotations in the story that share most of their words.
    ///
    /// ## Why it matters
    /// Nobody says one sentence in two ways; a headline writer's memory does.
    ///
    /// ## Example
    /// ```draft
    /// Ferry cuts are 'a slap for islanders', says pastor
    ///                 ^^^^^^^^^^^^^^^^^^^^ "a slap for islanders" here, "a blow for islanders" in the story: the same words?
    ///
    /// The pastor, who runs the food bank by the quay, wrote to the ferry company on Monday and read her letter out in church.
    ///
    /// "These cuts are a blow for islanders," she said.
    /// ```
    ///
    /// ## What it leaves alone
    /// Capitals, marks, endings, parts of a quotation, ellipses, brackets and masked letters, words that stand in the story as quoted anywhere, two
    /// statements that only resemble each other, and translations that differ in most words.
    "quote-altered" {
        summary: "the same words are quoted in two ways",
        counts: "quote",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let lifted = |spoken: &Spoken| spoken.is_lifted(&story);
    let mut prose = None;
    for (one, other) in facts.links.quotes.pairs() {
        let (short, long) = if lifted(other) && !lifted(one) { (other, one) } else { (one, other) };
        if short.cut || long.cut || short.at.block == long.at.block {
            continue;
        }
        if long.holds(short) || short.holds(long) {
            let against = Some(span(&story, long));
            checks.pass(NAME, span(&story, short), against, "the same words");
            continue;
        }
        let words: [Vec<_>; 2] = [short, long].map(|spoken| spoken.each().collect());
        let found = if lifted(short) {
            altered(&words[0], &words[1]).or_else(|| denied(&words[0], &words[1]))
        } else {
            rephrased(&words[0], &words[1])
        };
        let Some((first, end)) = found else { continue };
        if stands(&story, &mut prose, short) {
            continue;
        }
        report(&story, short, long, &words[1][first..end].join(" "), checks);
    }
}

fn span(story: &Story<'_>, spoken: &Spoken) -> crate::place::Span {
    story.span(spoken.at.block, Quotes::quote(story, spoken).extent)
}

/// The words of each block.
type Prose = Vec<String>;

/// Whether the words stand elsewhere in the story, quoted or not.  The words of the draft are read once, and only when asked.
fn stands(story: &Story<'_>, prose: &mut Option<Prose>, spoken: &Spoken) -> bool {
    let prose = prose.get_or_insert_with(|| story.blocks().map(|(_, block, _)| plain(&block.prose.text)).collect());
    let others = prose.iter().enumerate().filter(|(block, _)| *block != spoken.at.block);
    others.into_iter().any(|(_, all)| spoken.stands_in(all))
}

/// Where a lifted quotation stands in the full one but for one word, or two of seven and more: the run there.
fn altered(short: &[&str], long: &[&str]) -> Option<(usize, usize)> {
    let most = if short.len() >= 7 { 2 } else { 1 };
    let differ = |run: &[&str]| run.iter().zip(short).filter(|(one, other)| one != other).count();
    let mut runs = long.windows(short.len()).enumerate().map(|(at, run)| (differ(run), at));
    let (least, at) = runs.by_ref().min()?;
    let run = &long[at..at + short.len()];
    // Of three words the middle one, or the last of "cruel and cunning"; longer ones may differ anywhere.
    let ends = run[0] == short[0] && run[short.len() - 1] == short[short.len() - 1];
    let pair = short[1] == "and" && run[1] == "and" && run[0] == short[0] && tells(short[0]);
    let modal = |word: &str| MODALS.contains(&word);
    let verb = modal(short[0]) && modal(run[0]) && run[1..] == short[1..];
    let framed = short.len() > 3 || ends || pair || verb;
    let mut differing = short.iter().zip(run).filter(|(one, other)| one != other);
    let content = differing.all(|(one, other)| is_other_word(one, other) && !long.contains(one));
    (least > 0 && least <= most && framed && content && short.iter().any(|word| tells(word) && run.contains(word)))
        .then_some((at, at + short.len()))
}

/// Words that say whether and how far something is so: one for another is another statement.
const MODALS: [&str; 9] = ["must", "may", "might", "can", "cannot", "will", "should", "could", "would"];

/// Words that deny.
const DENIALS: [&str; 3] = ["not", "never", "no"];

/// Whether two words say two things: no forms of one word, and no small ones.
fn is_other_word(one: &str, other: &str) -> bool {
    let tense = [("can", "could"), ("may", "might"), ("will", "would")];
    if MODALS.contains(&one) && MODALS.contains(&other) {
        return !tense.contains(&(one, other)) && !tense.contains(&(other, one));
    }
    tells(one) && tells(other) && !is_form_of(one, other)
}

/// Whether a word is long enough to tell something.
fn tells(word: &str) -> bool {
    word.len() > 3
}

/// Endings that make other forms of one word.
const ENDINGS: [&str; 22] = [
    "", "s", "es", "d", "ed", "t", "en", "n", "e", "y", "ies", "ied", "ing", "er", "ers", "ly", "al", "ion", "ions",
    "or", "ors", "ment",
];

/// "walk" and "walked", "policy" and "policies"; not "forgive" and "forget".
fn is_form_of(one: &str, other: &str) -> bool {
    let shared = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let rest = |word: &str| word.get(shared..).is_some_and(|rest| ENDINGS.contains(&rest));
    shared >= 3 && (rest(one) && rest(other) || strsim::osa_distance(one, other) == 1)
}

/// Where a lifted quotation stands in the full one but for a word that denies, on one of the two sides.
fn denied(short: &[&str], long: &[&str]) -> Option<(usize, usize)> {
    let denies = |word: &&str| DENIALS.contains(word);
    if short.len() < 3 || short.iter().any(denies) {
        return None;
    }
    let at = long.windows(short.len() + 1).position(|run| {
        run.iter().filter(|word| denies(word)).count() == 1
            && run.iter().filter(|word| !denies(word)).eq(short.iter())
            && !denies(&run[0])
            && !denies(&run[short.len()])
    })?;
    Some((at, at + short.len() + 1))
}

/// Whether two long quotations begin or end with the same words and differ in a few, or anywhere in one word: the run in
/// the other.
fn rephrased(short: &[&str], long: &[&str]) -> Option<(usize, usize)> {
    if short.len() < 8 || short.len().abs_diff(long.len()) > 2 {
        return None;
    }
    let head = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(one, other)| one == other).count();
    let kept = (head + tail).min(short.len().min(long.len()));
    let left = short.len().max(long.len()) - kept;
    let mut differing = short.iter().zip(long).filter(|(one, other)| one != other);
    let one_word = short.len() == long.len()
        && differing.next().is_some_and(|(one, other)| is_other_word(one, other))
        && differing.next().is_none();
    if one_word {
        return Some((0, long.len()));
    }
    let mut pairs = short.iter().zip(long).filter(|(one, other)| one != other);
    if short.len() == long.len() && pairs.all(|(one, other)| is_form_of(one, other)) {
        return None;
    }
    (head.max(tail) >= 6 && left > 0 && left <= 3 && kept * 4 >= short.len() * 3).then_some((0, long.len()))
}

fn report(story: &Story<'_>, short: &Spoken, long: &Spoken, there: &str, checks: &mut Checks) {
    let extent = Quotes::quote(story, short).extent;
    let here = story.text(short.at.block, extent);
    let finding = Finding::new(
        NAME,
        Level::Warning,
        story.span(short.at.block, extent),
        format!("\"{here}\" here, \"{there}\" in the story: the same words?"),
    )
    .related(span(story, long), "the words here")
    .value(&short.words.trim())
    .value(&there);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn a_denial_or_another_verb_says_another_thing() {
        checks(
            r#"
'We did drain the marsh,' says mill owner
 ^^^^^^^^^^^^^^^^^^^^^^ "We did drain the marsh" here, "we did not drain the marsh" in the story: the same words?

The owner of a mill on the Sorne has told a court that the water went by itself.

"We did not drain the marsh," Olaf Tarvel told the judge.
"#,
        );
        checks(
            r#"
Harbour chief: fees 'must fall soon'
                     ^^^^^^^^^^^^^^ "must fall soon" here, "may fall soon" in the story: the same words?

The head of the port said the tugs cost too much.

"Fees may fall soon," Ida Kessel told the board.
"#,
        );
        checks(
            r#"
Sheriff calls blaze 'wild and wicked'
                     ^^^^^^^^^^^^^^^ "wild and wicked" here, "wild and wonderful" in the story: the same words?

A barn burnt down near Lindale on Monday.

The sheriff said it was "wild and wonderful" to see how neighbours helped.
"#,
        );
        for draft in [
            r#"
'We will drain the marsh,' says mill owner

The owner of a mill on the Sorne has told a court of his plans.

"We would drain the marsh," Olaf Tarvel told the judge.
"#,
            r#"
Trevor Nash on the new harbour: 'You Sh** It Up'

The host spoke for an hour on Monday.

"You shut it up," he told the mayor.
"#,
            r#"
Sheriff calls neighbours 'strong and steady'

A barn burnt down near Lindale on Monday.

The sheriff said they were "strong and very steady" that night.
"#,
        ] {
            checks(draft);
        }
    }

    #[test]
    fn one_word_of_a_motto_is_another() {
        checks(
            r#"
Over the door stood "A river is a slow road to the sea", in gold.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "A river is a slow road to the sea" here, "a river is a long road to the sea" in the story: the same words?

The same words, "A river is a long road to the sea", were on the programme.
"#,
        );
        checks(
            r#"
The captain's rule was "keep one hand for yourself and one for the boat".
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "keep one hand for yourself and one for the boat" here, "keep one hand for yourself and one for the rope" in the story: the same words?

New men learn it by heart: "keep one hand for yourself and one for the rope".
"#,
        );
        checks(
            r#"
The poem begins "no gull has ever paid a penny for its supper".
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "no gull has ever paid a penny for its supper" here, "no gull has ever paid a shilling for its supper" in the story: the same words?

Schoolchildren know it as "no gull has ever paid a shilling for its supper".
"#,
        );
        for draft in [
            r#"
Over the door stood "A river is a slow road to the sea", in gold.

The same words, "a slow road to the sea", were on the programme.
"#,
            r#"
One sign said "please keep your dog off the grass today".

Another sign said "please keep your dog off the grasses today".
"#,
            r#"
The chant was "we want boats now". Later it was "we want trains now".
"#,
        ] {
            checks(draft);
        }
    }
}
