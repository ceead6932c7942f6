//! A numbered name whose number is another once.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::language::slip::is_turned;
use crate::link::Story;
use crate::link::identifiers::{self, Member};

rule! {
    /// ## What it does
    /// Finds a flight, road, law, unit or model whose number is given in the same way several times and once with two digits
    /// exchanged, or once with another digit before the same word.
    ///
    /// ## Why it matters
    /// Flight 417 becomes Flight 471 in the last paragraph, and readers look for a second aeroplane.
    ///
    /// ## Example
    /// ```draft
    /// Flight 417 left Oslo at noon. Flight 417 was last heard over the Faroes.
    ///
    /// Two ships searched for Flight 471 during the night.
    ///                               ^^^ Flight 471 here, Flight 417 twice: the same?
    /// ```
    ///
    /// ## What it leaves alone
    /// Two numbers that are both used more than once, two in one sentence, "Senate Bill 45" beside "House Bill 54", a number
    /// that is said to be the right or the wrong one, and one that differs by a digit and is used in another way: Highway 101
    /// and Highway 105 may both be in the story.
    "identifier-conflict" {
        summary: "a numbered name has another number once",
        counts: "numbered name",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How often a number must be given for another digit to be a slip: of two numbers that differ so, both may exist.
const SURE: usize = 4;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for series in identifiers::series(&story) {
        let mut groups: Vec<Vec<Member<'_>>> = Vec::new();
        let mut index: FxHashMap<&str, usize> = FxHashMap::default();
        for member in &series.members {
            let group = *index.entry(member.digits).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(*member);
        }
        // Many numbers are a list of them: sections of a law, rooms, routes.
        if groups.len() > 3 {
            continue;
        }
        let Some(usual) = groups.iter().max_by_key(|group| group.len()).filter(|group| group.len() > 1) else {
            continue;
        };
        let first = usual[0];
        for [once] in groups.iter().filter_map(|group| <[Member<'_>; 1]>::try_from(group.as_slice()).ok()) {
            let same_word = || !once.behind.is_empty() && usual.iter().any(|it| it.behind == once.behind);
            let digit = usual.len() >= SURE && differs_in_one(once.digits, first.digits) && same_word();
            if !is_turned(once.digits, first.digits) && !digit {
                continue;
            }
            if is_told_apart(&story, &series.members, once, first) {
                continue;
            }
            let name = |member: Member<'_>| format!("{}{}{}", member.around.0, member.digits, member.around.1);
            let times = if usual.len() == 2 { "twice".to_owned() } else { format!("{} times", usual.len()) };
            let (here, there) = (name(once), name(first));
            let message = format!("{here} here, {there} {times}: the same?");
            let block = &story.article.blocks[once.block];
            let finding = Finding::new(NAME, Level::Warning, block.span(once.extent), message)
                .related(story.span(first.block, first.extent), format!("{there} here"))
                .value(&here)
                .value(&there)
                .fix(format!("Change {} to {}", once.digits, first.digits), block.edit(once.extent, first.digits));
            checks.fail(finding);
        }
    }
}

/// How far apart two numbers of one phrase stand, in bytes.
const BESIDE: u32 = 40;

/// Words that tell of a right number and a wrong one.  Source: ordinary newsroom English.
const MISTAKEN: [&str; 9] =
    ["should have", "instead of", "mistaken", "wrong", "in error", "mixed up", "confus", "rather than", "not to be"];

/// Whether the draft shows that two numbers are two things: the sentence has another number of the series, tells of a
/// mistake, or the words before are others.
fn is_told_apart(story: &Story<'_>, members: &[Member<'_>], once: Member<'_>, usual: Member<'_>) -> bool {
    // Of a number that stands everywhere only one right beside is told apart.
    let settled = members.iter().filter(|it| it.digits == usual.digits).count() >= SURE;
    let listed = members.iter().any(|it| {
        it.block == once.block
            && it.digits != once.digits
            && story.is_one_sentence(once.block, it.extent, once.extent)
            && (!settled || it.extent.start.abs_diff(once.extent.start) < BESIDE)
    });
    let (sentence, _) = story.sentence(once.block, once.extent);
    listed || MISTAKEN.iter().any(|words| sentence.contains(words)) || {
        let mut same = members.iter().filter(|it| it.digits == usual.digits);
        let (mine, its) = (capital_before(story, once), same.find_map(|it| capital_before(story, *it)));
        mine.zip(its).is_some_and(|(mine, its)| mine != its)
    }
}

/// "Senate" in "Senate Bill 45".
fn capital_before<'a>(story: &Story<'a>, member: Member<'_>) -> Option<&'a str> {
    let start = member.extent.start - u32::try_from(member.around.0.len()).ok()?;
    let before = story.before(member.block, start).strip_suffix(' ')?;
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next()?;
    let opens = before.len() == word.len() || before[..before.len() - word.len()].ends_with(". ");
    (word.starts_with(char::is_uppercase) && !opens).then_some(word)
}

/// Whether two numbers of two digits or more have one other digit.
fn differs_in_one(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.len() > 1
        && one.bytes().zip(other.bytes()).filter(|(mine, its)| mine != its).count() == 1
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn a_gang_has_one_number() {
        checks(
            r"
The LK-14 members were held in Dorne. LK-14 members took over the docks last year.

Police say that LK-14 members run two bars, and that an LK-14 member was shot.

Friends of LK-74 members came to the court.
              ^^ LK-74 here, LK-14 4 times: the same?
",
        );
    }

    #[test]
    fn two_roads_may_both_be_there() {
        checks(
            r"
Highway 101 was shut at Orick. Snow lay on Highway 101 for a week, and Highway 101 opened on Friday.

Drivers were sent by Highway 105 instead.

Route 12 meets Route 21 at Stell. Route 12 is closed and so is Route 21.
",
        );
    }

    #[test]
    fn a_law_has_many_sections() {
        checks(
            r"
Section 12 bans it, Section 12 says how, Section 21 sets fines, Section 30 tells of licences and Section 41 of boats.
",
        );
    }

    #[test]
    fn letters_and_digits_name_a_road_a_train_a_brigade() {
        checks(
            r"
Snow shut the A57 at dawn. Lorries stood on the A57 for a night.

A plough was sent up the A75 at noon.
                          ^^ A75 here, A57 twice: the same?
",
        );
        checks(
            r"
Train 2206 ran past a signal. Police stopped Train 2206 at Sorne.

Nobody on Train 2260 was hurt.
                ^^^^ Train 2260 here, Train 2206 twice: the same?
",
        );
        checks(
            r"
The 41 bus was full when it left the quay. A man hit the driver of the 41 bus.

Witnesses on the 14 bus saw him run.
                 ^^ 14 bus here, 41 bus twice: the same?
",
        );
        checks(
            r"
The 27th Regiment held the bridge. A cook of the 27th Regiment counted the boats.

The 72nd Regiment lost nine men there.
    ^^ 72nd Regiment here, 27th Regiment twice: the same?
",
        );
        for draft in [
            r"
Snow shut the A57 at dawn. The A57 was clear by noon, and so was the A75.
",
            r"
Train 2206 and Train 2260 met at Sorne. Train 2206 was late.
",
            r"
The 41 bus was full. The 41 bus takes 62 people. All 14 bus drivers were ill.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn numbers_told_apart_are_two_things() {
        for draft in [
            r"
Ferry 112 left at nine and Ferry 121 at ten.

Ferry 121 came first.
",
            r"
Assembly Bill 38 bans them. The committee passed Assembly Bill 38 on Monday.

The upper chamber will vote on Council Bill 83 in May.
",
            r"
The letter sent him to Gate 34. Nobody was at Gate 34. It should have named Gate 43.
",
        ] {
            checks(draft);
        }
    }
}
