//! A share in percent beside the two counts that make it.

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::interval::Interval;
use crate::language::lexicon::Modifier;
use crate::language::numeral::Form;
use crate::language::plural::singular;
use crate::language::{Mark, Number};
use crate::link::Story;
use crate::link::clause::{Row, rows};
use crate::link::parts;
use crate::place::Extent;

rule! {
    /// ## What it does
    /// Counts "45 of the 60 members (80 percent)", "of the 60 members, 45, or 80%,", "two-thirds of the 60 members, 45 in all," and
    /// "a third (25 percent)".
    ///
    /// ## Why it matters
    /// The share was worked out once and one of the counts has changed since.
    ///
    /// ## Example
    /// ```draft
    /// The strike was backed by 45 of the 60 members (80 percent) on Friday.
    ///                                                ^^^^^^^^^^ 80 percent, but 45 of 60 is 75 percent
    /// ```
    ///
    /// ## What it leaves alone
    /// Rounding of all figures ("a third" is anything nearer to a third than to a quarter or two fifths), "nearly" and the like,
    /// shares of something else in the same sentence.
    "fraction-mismatch" {
        summary: "a share does not fit the counts beside it",
        counts: "share",
        level: Level::Error,
        since: "0.1.0",
        check: check,
    }
}

/// How many words may stand between "of" and the whole, or behind it before its comma.
const REACH: usize = 4;

/// What may stand between "of" and a number: "of the club's 84 members".
const OWNERS: &[&str] = &["the", "its", "his", "her", "their", "our", "all", "a", "total", "some"];

/// A share as told: its words, and what it can be in percent.
struct Share {
    extent: Extent,
    said: Interval,
    /// The first piece of its words, and the piece behind them.
    pieces: (usize, usize),
}

/// A part and its whole.
#[derive(Clone, Copy)]
struct Counts<'a> {
    part: &'a Quantity,
    whole: &'a Quantity,
    /// The first piece of both, and the piece behind them.
    pieces: (usize, usize),
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    for row in rows(&story) {
        for at in 0..row.pieces.len() {
            let Some(share) = share(&row, at) else { continue };
            if let Some(counts) = counts_before(&row, &share).or_else(|| counts_behind(&row, &share)) {
                hold(&story, &row, &share, counts, checks);
            } else if let Some((before, part)) =
                share.pieces.0.checked_sub(2).and_then(|it| Some((it, row.figure(it)?)))
            {
                // "a third (25 percent)".
                let restates = part.form == Form::Part && is_exact(part) && restated(&row, before + 1, &share);
                if restates && row.figure(at).is_some_and(Quantity::is_percent) {
                    let words = row.text(part.number).to_owned();
                    let made = parts::hundredfold(parts::rounded(part.value));
                    tell(&story, &row, &share, (made, Some(part.value)), (&words, part.extent), checks);
                }
            }
        }
    }
}

/// The share that is told at a piece: "80 percent", "two-thirds", "half".
fn share(row: &Row<'_>, at: usize) -> Option<Share> {
    if row.is(at, "half") {
        let vague = at > 0
            && row.is_any(
                at - 1,
                &[
                    "nearly", "almost", "about", "around", "than", "over", "under", "roughly", "some", "a", "and",
                    "other",
                ],
            );
        let said = parts::hundredfold(parts::rounded(Number::fraction(1, 2)?))?;
        return (!vague).then(|| Share { extent: row.pieces[at].extent, said, pieces: (at, at + 1) });
    }
    let figure = row.figure(at)?;
    let said = match figure.modifier {
        None => figure.as_written(),
        Some(Modifier::About) if figure.is_percent() => match figure.interval() {
            (Some(low), Some(high)) => Interval { low, high },
            _ => return None,
        },
        Some(_) => return None,
    };
    let bare = figure.upper.is_none() && figure.most.is_none();
    let said = if figure.form == Form::Part && figure.unit != Unit::None && figure.unit != Unit::Noun {
        return None;
    } else if figure.form == Form::Part {
        parts::hundredfold(parts::rounded(figure.value))?
    } else if figure.is_percent() {
        said
    } else {
        return None;
    };
    bare.then(|| Share { extent: figure.extent, said, pieces: (at, at + 1) })
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.modifier.is_none() && quantity.upper.is_none() && quantity.most.is_none()
}

/// Whether two figures can be a part and its whole: two counts, or two amounts of one unit.
fn are_counts(row: &Row<'_>, part: &Quantity, whole: &Quantity) -> bool {
    let counts = |it: &Quantity| {
        (is_exact(it) || it.modifier == Some(Modifier::About) && it.upper.is_none())
            && it.form == Form::Cardinal
            && it.value > Number::ZERO
            && !it.is_percent()
            && !it.age
            && !it.role.intersects(Role::IDENTIFIER | Role::ADDITION)
    };
    let whole_number = |it: &Quantity| matches!(it.unit, Unit::Noun | Unit::None) && it.value.is_whole();
    let nouns = match (row.head(part), row.head(whole)) {
        (Some(one), Some(other)) => singular(one) == singular(other) || part.noun.is_some_and(|it| it.human),
        _ => true,
    };
    let alike = whole_number(part) && whole_number(whole) && nouns
        || part.unit == whole.unit && matches!(part.unit, Unit::Currency(_) | Unit::Measure(_));
    counts(part) && counts(whole) && alike && part.value <= whole.value
}

/// The whole that stands behind "of" or "out of" at a piece: "of the club's 84 members".
fn whole_at<'a>(row: &Row<'a>, at: usize) -> Option<(usize, &'a Quantity)> {
    let of = if row.is(at, "out") { at + 1 } else { at };
    if !row.is(of, "of") {
        return None;
    }
    let whole = (of + 1..of + 2 + REACH).find(|next| row.figure(*next).is_some())?;
    let owned = whole == of + 1
        || row.is_any(whole - 1, OWNERS)
        || row.is_any(whole - 1, &["s", "’s", "'s"])
        || row.word(whole - 1).ends_with("'s")
        || row.word(whole - 1).ends_with("’s")
        || row.is_mark(whole - 1, &[Mark::Apostrophe]);
    owned.then(|| row.figure(whole).map(|figure| (whole, figure))).flatten()
}

/// "45 of the 60 members (80 percent)", "of the 60 members asked, 45, or 80 percent,", "21 of his 25 throws, an 84 percent rate".
fn counts_before<'a>(row: &Row<'a>, share: &Share) -> Option<Counts<'a>> {
    let start = share.pieces.0;
    let mut figures = (0..start).rev().filter(|at| row.figure(*at).is_some());
    let (last, first) = (figures.next()?, figures.next()?);
    let (one, other) = (row.figure(first)?, row.figure(last)?);
    // "45 of the 60 members".
    let joined = whole_at(row, first + 1).is_some_and(|(at, _)| at == last);
    if joined && are_counts(row, one, other) {
        let (end, next) = (noun_end(row, last), start);
        let rate = row.is_any(next.wrapping_sub(1), &["a", "an"])
            && row.is_mark(next.wrapping_sub(2), &[Mark::Comma, Mark::Dash])
            && next - 2 == end
            && (share.pieces.1..share.pieces.1 + 3)
                .any(|at| row.is_any(at, &["rate", "share", "proportion", "average", "majority"]));
        return (rate || restated(row, end, share)).then_some(Counts {
            part: one,
            whole: other,
            pieces: (first, last + 1),
        });
    }
    // "Of the 60 members asked, 45, or 80 percent,".
    let of = (first.saturating_sub(REACH + 1)..first)
        .find(|at| whole_at(row, *at).is_some_and(|(whole, _)| whole == first))?;
    let leads = of == 0 || row.is_mark(of - 1, &[Mark::Comma, Mark::Dash, Mark::Quote, Mark::OpenQuote, Mark::Colon]);
    let comma = row.is_mark(last - 1, &[Mark::Comma]) && last - first < REACH + 4;
    (leads && comma && restated(row, last + 1, share) && are_counts(row, other, one)).then_some(Counts {
        part: other,
        whole: one,
        pieces: (of, last + 1),
    })
}

/// The piece behind a figure and the words that belong to its noun: "60 members | (", "60 people in the room | (".
fn noun_end(row: &Row<'_>, at: usize) -> usize {
    let end = (at + 1..at + 2 + REACH).find(|next| !row.is_word(*next)).unwrap_or(at + 1);
    if row.is_mark(end, &[Mark::OpenParen, Mark::Comma, Mark::Dash]) { end } else { at + 1 }
}

/// Whether a share restates what ends at a piece: "(80 percent)", ", or 80 percent".
fn restated(row: &Row<'_>, end: usize, share: &Share) -> bool {
    let (mut at, mut joints) = (end, 0);
    while at < share.pieces.0 {
        if !row.is_mark(at, &[Mark::OpenParen, Mark::OpenBracket, Mark::Comma, Mark::Dash, Mark::Hyphen])
            && !row.is(at, "or")
        {
            return false;
        }
        joints += 1;
        at += 1;
    }
    let told =
        row.is(at.wrapping_sub(1), "or") || row.is_mark(at.wrapping_sub(1), &[Mark::OpenParen, Mark::OpenBracket]);
    joints > 0 && told && row.is_closed(share.pieces.1)
}

/// "Two-thirds of the 90 delegates, 60 in all,", "forty percent of the seats — 24 of 60 —", "one in five, or 20 out of 100,".
fn counts_behind<'a>(row: &Row<'a>, share: &Share) -> Option<Counts<'a>> {
    let start = share.pieces.1;
    let next = |from: usize| (from..row.pieces.len().min(from + REACH + 6)).find(|at| row.figure(*at).is_some());
    if !row.is(start, "of") {
        return None;
    }
    if let Some((at, whole)) = whole_at(row, start).filter(|(_, it)| !it.is_percent()) {
        let part_at = next(at + 1)?;
        let part = row.figure(part_at)?;
        let opens = row.is_mark(part_at - 1, &[Mark::Comma, Mark::Dash, Mark::OpenParen])
            || row.is(part_at - 1, "or") && row.is_mark(part_at - 2, &[Mark::Comma]);
        let words = (at + 1..part_at - 1)
            .all(|it| row.is_word(it) && !row.is_any(it, &["and", "were", "was", "had", "have", "are", "said"]));
        let behind = ["in all", "of them", "in total", "altogether"].iter().find_map(|it| row.phrase(part_at + 1, it));
        let closed = row.is_closed(behind.unwrap_or(part_at + 1));
        let about =
            part.modifier == Some(Modifier::About) && row.figure(share.pieces.0).is_some_and(Quantity::is_percent);
        let own = part.unit != Unit::Noun || part.noun.is_some_and(|it| it.human) || row.head(part) == row.head(whole);
        let fits = opens && words && closed && own && are_counts(row, part, whole) && (about || is_exact(part));
        return fits.then_some(Counts { part, whole, pieces: (at, part_at + 1) });
    }
    // "of the seats — 24 of 60 —".
    let part_at = next(start)?;
    let (part, (at, whole)) = (row.figure(part_at)?, whole_at(row, part_at + 1)?);
    let lead = part_at - usize::from(row.is(part_at - 1, "or"));
    let opens = row.is_mark(lead - 1, &[Mark::Comma, Mark::Dash, Mark::OpenParen]);
    let words = (start..lead - 1).all(|it| row.is_word(it) || row.is_mark(it, &[Mark::Apostrophe, Mark::Hyphen]));
    let closed = row.is_closed(at + 1);
    (opens && words && closed && is_exact(part) && are_counts(row, part, whole)).then_some(Counts {
        part,
        whole,
        pieces: (part_at, at + 1),
    })
}

fn hold(story: &Story<'_>, row: &Row<'_>, share: &Share, counts: Counts<'_>, checks: &mut Checks) {
    let (part, whole) = (counts.part, counts.whole);
    let meant = |it: &Quantity| match (it.modifier, it.interval()) {
        (None, _) => Some(it.as_written()),
        (_, (Some(low), Some(high))) => Some(Interval { low, high }),
        _ => None,
    };
    let (Some(told), Some(all)) = (meant(part), meant(whole)) else { return };
    let made = told.over(all).and_then(parts::hundredfold);
    let exact = part.value.over(whole.value);
    let words = if matches!(part.unit, Unit::Noun | Unit::None) {
        format!("{} of {}", part.value, whole.value)
    } else {
        format!("{} of {}", row.text(part.extent), row.text(whole.extent))
    };
    let place = row.extent(counts.pieces.0, counts.pieces.1 - 1);
    tell(story, row, share, (made, exact), (&words, place), checks);
}

fn tell(
    story: &Story<'_>,
    row: &Row<'_>,
    share: &Share,
    (made, exact): (Option<Interval>, Option<Number>),
    (words, place): (&str, Extent),
    checks: &mut Checks,
) {
    let (Some(made), Some(exact)) = (made, exact.and_then(|it| it.times(Number::whole(100)))) else { return };
    let (span, place) = (story.span(row.block, share.extent), story.span(row.block, place));
    let exact = exact.rounded(1);
    if made.meets(share.said) {
        checks.pass(NAME, span, Some(place), format!("{words} is {exact} percent"));
        return;
    }
    let said = story.text(row.block, share.extent);
    let finding = Finding::new(NAME, Level::Error, span, format!("{said}, but {words} is {exact} percent"))
        .related(place, "the counts here")
        .calculation(format!("{words} = {exact} percent"))
        .value(&said.to_lowercase())
        .value(&exact);
    checks.fail(finding);
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn shares_beside_their_counts() {
        checks(
            r"
Of the ferries, 12 out of 48, or 35 percent, were late.
                                 ^^^^^^^^^^ 35 percent, but 12 of 48 is 25 percent

One in three of the pupils, or 14 of 42 (33%), cycles. A quarter (45 percent) walks.
                                                                  ^^^^^^^^^^ 45 percent, but A quarter is 25 percent
",
        );
    }

    #[test]
    fn rounding_and_other_shares_pass() {
        checks(
            r"
The motion was backed by 46 of the 60 members (77 percent).

A third (30 percent) said no.

Nearly half of the 60 members (45 percent) stayed at home.

Of 60 members 45 voted, and 80 percent of them said yes.

She met 12 of the 48 guests, 35 percent more than in May.
",
        );
    }

    #[test]
    fn parts_and_wholes_in_any_order() {
        checks(
            r"
A fifth of the town's 40 pubs, 12 in all, have closed.
^^^^^^^ A fifth, but 12 of 40 is 30 percent

Of the 80 samples tested, 12, or 25 percent, held traces of lead.
                                 ^^^^^^^^^^ 25 percent, but 12 of 80 is 15 percent

She made 18 of her 24 shots, an 85 percent rate.
                                ^^^^^^^^^^ 85 percent, but 18 of 24 is 75 percent

Half of the 46 flats, 32, stand empty.
^^^^ Half, but 32 of 46 is 69.6 percent

The fund put $20 million of its $80 million, or 35 percent, into gold.
                                                ^^^^^^^^^^ 35 percent, but $20 million of $80 million is 25 percent
",
        );
    }

    #[test]
    fn vague_parts_and_other_counts_pass() {
        checks(
            r"
A third of the 30 houses, 12 on Elm Street among them, burned.

Half of the 46 flats, 12 with a view of the sea, stand empty.

Of the 80 samples, 12 held lead, and 25 percent of the rest held zinc.

More than half of the 46 flats, 32, stand empty.

Two-thirds of the 60 teachers, 40, signed, as did a third of the 90 parents, 30 in all.

He won 12 of the 30 races, a 40 percent rate, and came second in 15 of the 30.
",
        );
    }
}
