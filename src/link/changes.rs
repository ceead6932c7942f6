//! Changes: "fell 30 percent to 45 million euros from 60 million euros", with the figures that they are told in.
//!
//! A change is a frame of a word of change, the figures before and after and the amount between them, in any order: "rose by a
//! third from 60 in May to 80 in June", "cut it to 45 from 60, a reduction of a quarter", "45 in May, up 12 percent from 40".

use super::Story;
use super::clause::{Row, rows};
use super::people::fold;
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::language::interval::Interval;
use crate::language::numeral::Form;
use crate::language::plural::singular;
use crate::language::{Classes, Mark, Number, lexicon};
use crate::place::Extent;

/// A figure with its block.
pub type Told<'a> = (usize, &'a Quantity);

/// A change from one figure to another.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// By how much, where that is told.
    pub by: Option<By<'a>>,
    /// The figure before.
    pub from: Told<'a>,
    /// The figure after.
    pub to: Told<'a>,
    /// The word of change, and whether it tells of a rise.
    pub verb: Option<(Extent, bool)>,
    /// Whether another figure of the sentence may be the one after.
    pub is_doubtful: bool,
}

/// By how much something changed.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The block of its words.
    pub block: usize,
    /// Its words.
    pub extent: Extent,
    /// How much.
    pub size: Size<'a>,
}

/// How much a change is told to be.
#[derive(Clone, Copy, Debug)]
pub enum Size<'a> {
    /// "30 percent", "two percentage points", "1,200 tonnes", "a third".
    Figure(&'a Quantity),
    /// "by half".
    Part(Number),
    /// "doubled", "fivefold": how many times as much the figure after may be.
    Times(Interval),
}

impl<'a> By<'a> {
    /// The figure, where the amount is one.
    #[must_use]
    pub fn figure(&self) -> Option<Told<'a>> {
        match self.size {
            Size::Figure(figure) => Some((self.block, figure)),
            _ => None,
        }
    }
}

/// The words that lead to the figure from which a change is counted.
const STARTS: &[&str] = &["from", "compared with", "compared to", "against", "versus", "on"];

/// Words between such a word, or "to" and "by", and its figure.
const INTRO: &[&str] = &[
    "a",
    "an",
    "the",
    "its",
    "their",
    "his",
    "her",
    "our",
    "just",
    "only",
    "some",
    "record",
    "total",
    "average",
    "mean",
    "median",
    "annual",
    "of",
    "price",
    "level",
    "rate",
    "offer",
    "issue",
    "previous",
    "earlier",
    "revised",
    "initial",
    "original",
    "target",
    "current",
    "combined",
    "equivalent",
    "value",
    "figure",
    "further",
    "another",
    "new",
    "all-time",
    "provisional",
    "preliminary",
    "estimated",
];

/// Words that make the figure behind them one of several before: "from a high of 60 million".
const EXTREMES: &[&str] = &["high", "low", "peak", "trough", "maximum", "minimum", "best", "worst", "normal", "usual"];

/// Words before "to" that make one word with it.
const NOT_TO: &[&str] =
    &["close", "according", "due", "equal", "thanks", "next", "up", "belonging", "similar", "relative"];

/// Adverbs between a word of change and its amount.
const ADVERBS: &[&str] = &[
    "sharply",
    "slightly",
    "steadily",
    "again",
    "just",
    "only",
    "another",
    "further",
    "a",
    "some",
    "around",
    "back",
    "and",
    "well",
    "steeply",
    "gradually",
    "since",
    "marginally",
    "roughly",
    "in",
    "by",
    "the",
    "an",
];

/// Words that end the clause of a word of change.
const BREAKERS: &[&str] = &[
    "and", "but", "or", "after", "before", "as", "when", "while", "because", "that", "which", "who", "whom", "whose",
    "if", "than", "though", "although", "despite", "amid", "until", "whether", "with", "without", "by", "to", "from",
    "against", "compared", "is", "are", "was", "were", "said", "where", "what", "nor", "so", "whereas", "how",
];

/// How many pieces may stand between a word of change and the first of its figures.
const REACH: usize = 10;

/// A fraction: part and whole.
type Ratio = (i128, i128);

/// Words that a change is a multiple by: the word, and how many times as much the figure after may be, from and up to.
/// Between "one and a half times" and "two and a half times" all is double.
const FACTORS: &[(&[&str], Ratio, Ratio)] = &[
    (&["doubled", "double", "doubles", "doubling"], (7, 4), (5, 2)),
    (&["tripled", "triple", "triples", "tripling", "trebled", "treble", "trebles", "trebling"], (5, 2), (7, 2)),
    (&["quadrupled", "quadruple", "quadruples", "quadrupling"], (7, 2), (9, 2)),
    (&["halved", "halve", "halves", "halving"], (5, 12), (7, 12)),
];

/// The multiples of words that end in "fold".
const FOLDS: &[(&str, i128)] = &[
    ("twofold", 2),
    ("threefold", 3),
    ("fourfold", 4),
    ("fivefold", 5),
    ("sixfold", 6),
    ("sevenfold", 7),
    ("eightfold", 8),
    ("ninefold", 9),
    ("tenfold", 10),
];

/// What makes a multiple a bound or a guess.
const VAGUE: &[&str] = &[
    "than",
    "nearly",
    "almost",
    "roughly",
    "about",
    "around",
    "virtually",
    "practically",
    "effectively",
    "over",
    "not",
    "to",
    "would",
    "could",
    "some",
    "approximately",
    "essentially",
];

/// Which end of a change a figure is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
    By,
}

/// A figure of a change in its sentence.
#[derive(Clone, Copy)]
struct Place {
    end: End,
    /// The piece of the word that leads to it.
    start: usize,
    /// Whether it is a high, a low or the like.
    extreme: bool,
    /// The word of change that it stands beside.
    verb: Option<usize>,
}

/// The changes that a draft tells with both figures, in its order.
#[must_use]
pub fn changes<'a>(story: &Story<'a>) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    for row in rows(story) {
        for (at, from) in row.all() {
            let Some(place) = place(&row, at).filter(|it| it.end == End::From) else { continue };
            if let Some(change) = read(&row, (at, from), place) {
                changes.push(change);
            } else {
                let all = &story.claims[row.block].quantities;
                let index = all.iter().position(|it| it.number == from.number).unwrap_or_default();
                told_apart(story, row.block, all, index, &mut changes);
            }
        }
    }
    changes
}

/// The change that is counted from a figure.
fn read<'a>(row: &Row<'a>, (at, from): (usize, &'a Quantity), place_of_from: Place) -> Option<Change<'a>> {
    let is_to = |at: usize| place(row, at).filter(|it| it.end == End::To);
    let behind = (at + 1..row.pieces.len()).find(|next| row.figure(*next).is_some());
    let before = (0..place_of_from.start).rev().find(|next| row.figure(*next).is_some());
    let behind = behind.and_then(|to| is_to(to).filter(|it| row.is_aside(at + 1, it.start)).map(|_| to));
    let before =
        before.and_then(|to| is_to(to).filter(|_| row.is_aside(to + 1, place_of_from.start)).map(|it| (to, it)));
    let (to_at, start, last) = match (behind, before) {
        (Some(to), _) => (to, place_of_from.start, to),
        (None, Some((to, place))) => (to, place.start, at),
        (None, None) => return beside(row, (at, from), place_of_from),
    };
    let to = row.figure(to_at)?;
    if !are_comparable(row, from, to) {
        return None;
    }
    // "rose by four last week to 758, against 723 a year ago": the rise is of another time.
    let apart = !row.is_any(place_of_from.start, &["from", "on"]);
    let (by, verb) = if apart { (None, None) } else { lead_in(row, start) };
    let by = by.or_else(|| trailing(row, last + 1)).filter(|_| !place_of_from.extreme);
    Some(Change {
        by,
        from: (row.block, from),
        to: (row.block, to),
        verb: verb.and_then(|it| direction(row, it)),
        is_doubtful: false,
    })
}

/// "45 million in May, up 12 percent from 40 million": the figure right before a change that is counted from another.
fn beside<'a>(row: &Row<'a>, (at, from): (usize, &'a Quantity), place_of_from: Place) -> Option<Change<'a>> {
    let before = place_of_from.start.checked_sub(1)?;
    if !row.is_any(place_of_from.start, &["from", "on"]) {
        return compared(row, (at, from), place_of_from.start);
    }
    let (by, verb) = match row.figure(before) {
        Some(figure) => {
            let place = place(row, before).filter(|it| it.end == End::By)?;
            (Some(amount(row, before, figure)?), place.verb?)
        }
        None if row.is(place_of_from.start, "from") => (None, before),
        None => return None,
    };
    if !row.classes(verb).intersects(Classes::RISE | Classes::FALL) {
        return None;
    }
    // "45 million, which was up", "45 million, a rise of".
    let mut end = verb;
    while end > 0
        && row.is_any(end - 1, &["a", "an", "which", "was", "is", "were", "are", "slightly", "sharply", "well"])
    {
        end -= 1;
    }
    let to_at = (0..end).rev().find(|at| row.figure(*at).is_some())?;
    let to = row.figure(to_at)?;
    let close = row.is_mark(end - 1, &[Mark::Comma, Mark::Dash, Mark::OpenParen]) || to_at + 1 == end;
    let plain = to.upper.is_none()
        && (to_at + 1..end.saturating_sub(1)).all(|it| {
            row.time(it).is_some()
                || row.is_word(it) && !(row.is_any(it, BREAKERS) || row.classes(it).intersects(MOVES))
        });
    let near = row.is_aside(to_at + 1, end) || plain && end - to_at <= REACH;
    // "6 hectares (15 acres), up from 2" is counted from the hectares.
    let near = near && !(to_at..end).any(|it| row.is_mark(it, &[Mark::CloseParen]));
    if !close || !near || !are_comparable(row, from, to) {
        return None;
    }
    // "33 of the 150 seats, down from 41" and "a profit of 3 million on sales of 20 million, up from 15 million" may tell of either.
    let like = |it: &Quantity| it.unit == to.unit || it.unit == from.unit || it.unit == Unit::None && !it.age;
    let counted = |it: &Quantity| {
        like(it) && it.form != Form::Ordinal && !it.role.contains(Role::IDENTIFIER) && !is_year(row, it)
    };
    let rivals = row.all().any(|(other, it)| other < to_at && counted(it));
    let by = by.or_else(|| trailing(row, at + 1)).filter(|_| !place_of_from.extreme);
    let verb = direction(row, verb);
    Some(Change { by, from: (row.block, from), to: (row.block, to), verb, is_doubtful: rivals })
}

/// "48,000 patients last winter, compared with 40,000 the winter before, an increase of a fifth": with the amount behind both.
fn compared<'a>(row: &Row<'a>, (at, from): (usize, &'a Quantity), start: usize) -> Option<Change<'a>> {
    let by = trailing(row, at + 1)?;
    let to_at = (0..start).rev().find(|at| row.figure(*at).is_some())?;
    let to = row.figure(to_at)?;
    let near = row.is_aside(to_at + 1, start) && are_comparable(row, from, to);
    let (from, to) = ((row.block, from), (row.block, to));
    near.then_some(Change { by: Some(by), from, to, verb: None, is_doubtful: false })
}

/// Words of change of any direction.
const MOVES: Classes = Classes::RISE.union(Classes::FALL).union(Classes::TURN);

/// The amount and the word of change before the first figure of a change.
fn lead_in<'a>(row: &Row<'a>, start: usize) -> (Option<By<'a>>, Option<usize>) {
    let first = start.saturating_sub(REACH + 4);
    let marked = |at: &usize| {
        row.figure(*at).is_some()
            || row.classes(*at).intersects(MOVES)
            || part(row, *at).is_some()
            || fold_of(row, *at).is_some()
    };
    let near = (first..start).rev().find(marked).filter(|at| row.is_aside(*at + 1, start));
    let (mut by, mut verb, mut end) = (None, None, start);
    if let Some(at) = near {
        if let Some((part, start)) = part(row, at) {
            if row.is_any(start.wrapping_sub(1), &["by", "in"]) {
                by = Some(By { block: row.block, extent: row.extent(start, at), size: Size::Part(part) });
                end = start - 1;
            }
        } else if let Some(figure) = row.figure(at) {
            if let Some(place) = place(row, at).filter(|it| it.end == End::By) {
                (by, verb, end) = (amount(row, at, figure), place.verb, place.start);
            } else if at + 1 == start
                && percent(figure).is_some()
                && !row.is_any(at.wrapping_sub(1), &["or", "of", "at", "and"])
            {
                // "raised its dividend 16 percent to 32 cents".
                let raised = verb_before(row, at).filter(|it| moves(row.word(*it)).is_some());
                (by, verb, end) = (raised.and_then(|_| amount(row, at, figure)), raised, at);
            }
        } else if let Some(times) = fold_of(row, at) {
            by = Some(By { block: row.block, extent: row.pieces[at].extent, size: Size::Times(times) });
            end = at;
        } else {
            verb = Some(at);
        }
    }
    let verb = verb.or_else(|| verb_before(row, end));
    // "a 10 percent increase in profit to 527 million".
    if let Some(at) = verb.and_then(|it| it.checked_sub(1)).filter(|_| by.is_none()) {
        let at = at - usize::from(row.is_mark(at, &[Mark::Hyphen]) && at > 0);
        by = row
            .figure(at)
            .filter(|_| place(row, at).is_some_and(|it| it.verb == verb))
            .and_then(|it| amount(row, at, it));
    }
    if let Some(times) = verb.filter(|_| by.is_none()).and_then(|at| factor_of(row, at)) {
        let extent = row.pieces[verb.unwrap_or_default()].extent;
        by = Some(By { block: row.block, extent, size: Size::Times(times) });
    }
    (by, verb)
}

/// The word of change of whose clause a piece is: "cut its forecast for growth this year | to 2 percent".
fn verb_before(row: &Row<'_>, end: usize) -> Option<usize> {
    let mut found: Option<usize> = None;
    for at in (end.saturating_sub(REACH)..end).rev() {
        let comma = row.is_mark(at, &[Mark::Comma, Mark::Dash]) && at + 1 == end;
        let hyphen = row.is_mark(at, &[Mark::Hyphen, Mark::Apostrophe]);
        let ordinal = row.figure(at).is_some_and(|it| it.form == Form::Ordinal);
        if row.time(at).is_some() || comma || hyphen || ordinal {
            continue;
        }
        if !row.is_word(at) || row.is_any(at, BREAKERS) {
            break;
        }
        // "its forecast for increases" governs nothing.
        let governed = at > 0 && at + 1 < end && row.is_any(at - 1, &["for", "of", "in"]);
        if !row.classes(at).intersects(MOVES) || governed {
            continue;
        }
        if at + 1 == end {
            return Some(at);
        }
        // "put up the price", "went down sharply"; "sign up for" is none.
        let particle = row.is_any(at, &["up", "down"]);
        let moved =
            at > 0 && (row.classes(at - 1).contains(Classes::TURN) || row.is_any(at - 1, &["put", "puts", "putting"]));
        // "eased the limit to 50 from 30" raises it.
        let eased = row.is_any(at, &["ease", "eases", "eased", "easing"]);
        // "lowered its advances rate": two words that speak against each other say nothing.
        let other = found.is_some_and(|it| moves(row.word(it)).is_some() && moves(row.word(it)) != moves(row.word(at)));
        if eased || particle && !moved || other {
            return None;
        }
        found = Some(at);
    }
    found
}

/// The amount behind the figures of a change: "a rise of a third", "a 12 percent jump", ", or 12 percent".
fn trailing<'a>(row: &Row<'a>, first: usize) -> Option<By<'a>> {
    let marked = |at: &usize| row.figure(*at).is_some() || part(row, *at).is_some();
    let at = (first..row.pieces.len().min(first + REACH + 4)).find(marked)?;
    if let Some((part, start)) = part(row, at) {
        let noun =
            start.checked_sub(2).filter(|noun| row.is(start - 1, "of") && row.classes(*noun).intersects(MOVES))?;
        let start_of_noun = noun - usize::from(row.is_any(noun.wrapping_sub(1), &["a", "an", "the"]));
        let fits = start_of_noun > first && row.is_aside(first, start_of_noun) && row.is_closed(at + 1);
        return fits.then(|| By { block: row.block, extent: row.extent(start, at), size: Size::Part(part) });
    }
    let figure = row.figure(at)?;
    let restated = row.is(at.wrapping_sub(1), "or") || row.is_mark(at.wrapping_sub(1), &[Mark::OpenParen]);
    if restated {
        let aside = row.is_aside(first, at - 1) && at > first && row.is_closed(at + 1) && row.mark(first) != Mark::None;
        let share = percent(figure).is_some() || figure.form == Form::Part;
        return if aside && share { amount(row, at, figure) } else { None };
    }
    let place = place(row, at).filter(|it| it.end == End::By && it.verb.is_some())?;
    let mut start = place.start.min(at);
    while start > first
        && row.is_any(
            start - 1,
            &["a", "an", "the", "which", "was", "is", "an", "sharp", "record", "annual", "annualised"],
        )
    {
        start -= 1;
    }
    // "an annual rise of 2 percent" is another measure.
    let annual = (start..at).any(|it| row.is_any(it, &["annual", "annualised"]));
    let apart = row.is_mark(start.wrapping_sub(1), &[Mark::Comma, Mark::Dash, Mark::Hyphen, Mark::OpenParen]);
    (!annual && apart && start > first && row.is_aside(first, start)).then(|| amount(row, at, figure)).flatten()
}

/// "half", "a quarter", and "a third" where it ends a phrase: the part, and its first piece.
fn part(row: &Row<'_>, at: usize) -> Option<(Number, usize)> {
    if row.is(at, "half") {
        return Some((Number::fraction(1, 2)?, at));
    }
    if row.is(at, "a quarter") {
        return Some((Number::fraction(1, 4)?, at));
    }
    let article = at.checked_sub(1).filter(|before| row.is(*before, "a"))?;
    if row.is(at, "quarter") {
        return Some((Number::fraction(1, 4)?, article));
    }
    let ordinal = row.figure(at).filter(|it| it.form == Form::Ordinal)?;
    Some((Number::ONE.over(ordinal.value)?, article))
}

/// A figure as the amount of a change, where nothing behind it makes it one of something else.
fn amount<'a>(row: &Row<'a>, at: usize, figure: &'a Quantity) -> Option<By<'a>> {
    let next = at + 1;
    let yearly = row.time(next).is_some() && row.word(next).starts_with("a ") && row.word(next).split(' ').count() == 2;
    let other = row.is_any(
        next,
        &[
            "of", "more", "less", "fewer", "higher", "lower", "below", "above", "annually", "a", "per", "each",
            "every", "better",
        ],
    );
    let exact = figure.modifier.is_none() && figure.upper.is_none() && figure.most.is_none();
    let plain = exact && figure.form != Form::Ordinal && !figure.role.contains(Role::IDENTIFIER);
    (plain && !yearly && !other).then_some(By { block: row.block, extent: figure.extent, size: Size::Figure(figure) })
}

/// Which end of a change a figure is, by the words before it.
fn place(row: &Row<'_>, at: usize) -> Option<Place> {
    let moves = |at: usize| row.classes(at).intersects(Classes::RISE | Classes::FALL) || row.is(at, "loss");
    let mut start = at.checked_sub(1)?;
    let mut extreme = false;
    // "a 12 percent jump".
    let hyphen = usize::from(row.is_mark(at + 1, &[Mark::Hyphen]));
    let noun = at + 1 + hyphen;
    if moves(noun)
        && !row.is_any(noun, &["up", "down"])
        && (row.is_any(start, &["a", "an", "the", "its", "their", "another"]) || row.word(start).ends_with('s'))
    {
        return Some(Place { end: End::By, start, extreme, verb: Some(noun) });
    }
    for _ in 0..6 {
        let word = row.word(start).to_ascii_lowercase();
        let before = start.wrapping_sub(1);
        let found = |end, start, verb| Some(Place { end, start, extreme, verb });
        match &*word {
            "of" if moves(before) => return found(End::By, before, Some(before)),
            "by" => return found(End::By, start, start.checked_sub(1).filter(|it| moves(*it))),
            "to" if row.is_any(before, &["compared"]) => return found(End::From, before, None),
            "to" => return if row.is_any(before, NOT_TO) { None } else { found(End::To, start, None) },
            "with" if row.is(before, "compared") => return found(End::From, before, None),
            "on" if !moves(before) && row.figure(before).is_none() => return None,
            // "a loss of 4 million euros on sales of 60 million".
            "on" if row.figure(before).is_some_and(|it| percent(it).is_none()) => return None,
            _ if STARTS.contains(&&*word) => return found(End::From, start, None),
            _ => {}
        }
        if moves(start) {
            return found(End::By, start, Some(start));
        }
        extreme |= EXTREMES.contains(&&*word);
        if !(INTRO.contains(&&*word) || ADVERBS.contains(&&*word) || EXTREMES.contains(&&*word)) || start == 0 {
            return None;
        }
        start -= 1;
    }
    None
}

/// How many times as much "doubled" may mean.
fn factor_of(row: &Row<'_>, at: usize) -> Option<Interval> {
    let (_, low, high) = FACTORS.iter().find(|(words, ..)| row.is_any(at, words))?;
    let bound = |(part, whole)| Number::fraction(part, whole);
    let vague = row.is_any(at.wrapping_sub(1), VAGUE);
    (!vague).then_some(Interval { low: bound(*low)?, high: bound(*high)? })
}

/// How many times as much "fivefold" may mean: "rose fivefold", or "a fivefold rise" on top of what was there.
fn fold_of(row: &Row<'_>, at: usize) -> Option<Interval> {
    let (_, times) = FOLDS.iter().find(|(word, _)| row.is(at, word))?;
    let half = Number::fraction(1, 2)?;
    let vague = row.is_any(at.wrapping_sub(1), VAGUE);
    let high = Number::whole(times + 1).plus(half)?;
    (!vague).then_some(Interval { low: Number::whole(*times).minus(half)?, high })
}

/// The word of change, and whether it tells of a rise; `None` where that says nothing of the figures.
fn direction(row: &Row<'_>, at: usize) -> Option<(Extent, bool)> {
    let up = moves(row.word(at))?;
    let denied =
        (1..3).any(|back| row.is_any(at.wrapping_sub(back), &["not", "never", "no", "without", "instead", "t"]));
    (!denied).then(|| (row.pieces[at].extent, up))
}

/// The prose before a figure, without the sign of its currency.
#[must_use]
pub fn lead<'a>(story: &Story<'a>, block: usize, quantity: &Quantity) -> &'a str {
    story.before(block, quantity.number.start).trim_end_matches(['$', '£', '€', '¥']).trim_end()
}

/// "Takings were 45 million, compared with 60 million", behind "takings fell by 30%" in this paragraph or one of the two
/// before.
fn told_apart<'a>(story: &Story<'a>, block: usize, all: &'a [Quantity], index: usize, changes: &mut Vec<Change<'a>>) {
    let (Some(to), from) = (index.checked_sub(1).map(|at| &all[at]), &all[index]) else { return };
    let subject = |lead: &str| Some(fold(lead.split_whitespace().next_back()?));
    let Some(noun) = ["was", "were", "reached", "totalled", "totaled"]
        .iter()
        .find_map(|verb| lead(story, block, to).strip_suffix(verb))
        .and_then(subject)
    else {
        return;
    };
    let compared =
        ["compared with", "compared to", "against", "versus"].iter().any(|it| lead(story, block, from).ends_with(it));
    if !compared || !is_one_clause(story, block, to, from) || !are_alike(to, from) {
        return;
    }
    for at in block.saturating_sub(2)..=block {
        for change in story.claims[at].quantities.iter().filter(|it| percent(it) == Some(false)) {
            let lead = lead(story, at, change).trim_end_matches(" by");
            let earlier = at < block || change.extent.end < to.extent.start;
            let verb = lead.rsplit_once(' ').filter(|(_, verb)| moves(verb).is_some());
            if earlier && verb.and_then(|(rest, _)| subject(rest)).as_ref() == Some(&noun) {
                let by = By { block: at, extent: change.extent, size: Size::Figure(change) };
                let by = Some(by);
                let (from, to) = ((block, from), (block, to));
                changes.push(Change { by, from, to, verb: None, is_doubtful: false });
            }
        }
    }
}

/// Whether two figures stand in one clause, not far from each other.
#[must_use]
pub fn is_one_clause(story: &Story<'_>, block: usize, one: &Quantity, other: &Quantity) -> bool {
    let (first, second) = if one.extent.start < other.extent.start { (one, other) } else { (other, one) };
    let gap = story.gap(block, first.extent, second.extent);
    gap.len() < 90 && !gap.contains(". ") && !gap.contains(';')
}

/// Whether two figures of a sentence are of one kind: one unit, one noun, or no unit on one side.
fn are_comparable(row: &Row<'_>, one: &Quantity, other: &Quantity) -> bool {
    let nouns = match (row.head(one), row.head(other)) {
        (Some(one), Some(other)) => singular(one).eq_ignore_ascii_case(&singular(other)),
        _ => true,
    };
    // "2.89/60" is a price with its spread.
    let written = [one, other].iter().all(|it| !row.text(it.number).contains('/'));
    // "from 83 cts": a unit that is not known.
    let bare = one.unit == Unit::None || other.unit == Unit::None;
    let noun =
        bare && one.unit != other.unit && [one, other].iter().any(|it| it.unit == Unit::None && has_noun(row, it));
    written && !noun && nouns && are_alike(one, other) && !is_year(row, one) && !is_year(row, other)
}

/// Whether a word that is no grammar and no time follows a bare number.
fn has_noun(row: &Row<'_>, figure: &Quantity) -> bool {
    let at = row.all().find(|(_, it)| it.number == figure.number).map_or(0, |(at, _)| at + 1);
    row.is_word(at)
        && !row.classes(at).intersects(Classes::FUNCTION | Classes::TIME | Classes::SAYING)
        && !row.is_aside(at, at + 1)
}

/// "1998", not "1,998".
fn is_year(row: &Row<'_>, figure: &Quantity) -> bool {
    figure.unit == Unit::None
        && (Number::whole(1000)..Number::whole(2200)).contains(&figure.value)
        && figure.value.is_whole()
        && !row.text(figure.number).contains(',')
}

fn are_alike(one: &Quantity, other: &Quantity) -> bool {
    let plain = |it: &Quantity| {
        it.modifier.is_none()
            && it.most.is_none()
            && !it.age
            && it.form != Form::Ordinal
            && !it.role.contains(Role::IDENTIFIER)
    };
    // "from 12,000 to 15,000": bare numbers that are no ranks.
    let large = |it: &Quantity| it.unit == Unit::None && it.form == Form::Cardinal && it.value >= Number::whole(100);
    let same = one.unit == other.unit && one.unit != Unit::None && one.per == other.per
        || (one.unit == Unit::None) != (other.unit == Unit::None)
        || large(one) && large(other);
    // "from 3.1 to 3.4 billion": the scale of one belongs to both.
    let ratio = one.value.over(other.value).and_then(|it| Some(it.max(Number::ONE.over(it)?)));
    let near = ratio.is_some_and(|it| it < Number::whole(100));
    plain(one) && plain(other) && same && near && one.value > Number::ZERO && other.value > Number::ZERO
}

/// Whether a quantity is a percentage, and if so whether it is of points.
#[must_use]
pub fn percent(quantity: &Quantity) -> Option<bool> {
    let Unit::Measure(row) = quantity.unit else { return None };
    let unit = lexicon::unit(row);
    match unit.name {
        "percentage point" => Some(true),
        _ if unit.dimension == "percent" => Some(false),
        _ => None,
    }
}

/// Whether a word tells of a rise (`true`) or a fall.
#[must_use]
pub fn moves(word: &str) -> Option<bool> {
    let classes = lexicon::look_up(word).classes;
    if classes.contains(Classes::RISE) {
        return Some(true);
    }
    classes.contains(Classes::FALL).then_some(false)
}
