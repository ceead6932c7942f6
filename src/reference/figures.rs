//! Which figures of a draft an entry of the sheet speaks of.
//!
//! What agrees with an entry is explained; of the rest, each entry that nothing agrees with is given the figure that most
//! speaks for: the words of its sentence, a slip of the keyboard between the two numbers, that there is no other of the
//! unit, the source that is named.  A figure of another year or of a day before the entry's is another figure.

use chrono::{Datelike, NaiveDate};

use super::words::{Words, stem};
use super::{Figure, Reference};
use crate::claim::quantity::{Role, Unit};
use crate::claim::{self, Quantity};
use crate::language::interval::Interval;
use crate::language::lexicon::Modifier;
use crate::language::numeral::Form;
use crate::language::slip::is_turned;
use crate::language::{Number, lexicon};
use crate::link::timeline::Moment;
use crate::link::{ClaimRef, Links, Story};
use crate::options::Options;
use crate::text::Zone;

/// How a figure of the draft stands to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The two can both hold.
    Agrees,
    /// They cannot.
    Differs,
    /// The draft's is of a later day.
    Later,
}

/// A figure of the draft with its entry.
#[derive(Clone, Copy, Debug)]
pub struct Held<'r> {
    /// The entry.
    pub entry: &'r Figure,
    /// The claim.
    pub at: ClaimRef,
    /// How they stand to each other.
    pub stand: Stand,
}

/// What must speak for a figure, in all.
const ENOUGH: f64 = 0.6;

/// What the words alone must say.
const LEAST: f64 = 0.4;

/// What those of them must say that stand in the sentence itself.
const BESIDE: f64 = 0.25;

/// What the words must say for a figure that agrees.
const AGREED: f64 = 0.25;

/// What speaks for a figure that is the only one of its unit left in sheet and draft.
const ONLY: f64 = 0.25;

/// What share of the words of the best fitting figure a bound must have that is taken for the entry's figure.
const LIKELY: f64 = 0.8;

/// What share of the best fitting entry's words an entry must have that explains a figure.
const OWN: f64 = 0.6;

/// What a source that the sentence names speaks for it.
const SOURCE: f64 = 0.1;

/// How far a figure may be from the entry's before it is strange, and what that speaks against it.
const FAR: f64 = 4.0;
const STRANGE: f64 = 0.35;

/// What a slip speaks for that is hardly chance: the same digits in another order, at another scale.
const SURE: f64 = 0.3;

/// How many days may pass before a toll that has risen is taken for a newer one.
const FRESH: i64 = 2;

/// A figure of the draft with its sentence.
struct Told<'s> {
    at: ClaimRef,
    quantity: &'s Quantity,
    words: Words,
    years: Vec<i32>,
    days: Vec<NaiveDate>,
    /// Whether the sentence looks back by years.
    back: bool,
}

/// An entry with its words.
struct Entry<'r> {
    figure: &'r Figure,
    words: Words,
    years: Vec<i32>,
    source: Words,
    /// "cars a day".
    rate: bool,
}

/// Each entry that the draft speaks of, with the figure that tells most.
#[must_use]
pub fn held<'r>(story: &Story<'_>, links: &Links, reference: &'r Reference) -> Vec<Held<'r>> {
    if reference.figures.is_empty() {
        return Vec::new();
    }
    let draft = Words::of_draft(story);
    let entries: Vec<Entry<'_>> = reference
        .figures
        .iter()
        .filter(|figure| draft.name_all_of(&figure.name))
        .map(|figure| Entry {
            figure,
            words: telling(figure),
            years: years(&figure.name).collect(),
            source: Words::of(figure.about.says().unwrap_or_default()),
            rate: [" a ", " an ", " per ", "daily", " each", "annual"].iter().any(|word| figure.name.contains(word)),
        })
        .collect();
    let told = told(story, links);
    let published = links.timeline.published().map(|it| it.day);
    let share = |entry: &Entry<'_>, it: &Told<'_>| entry.words.share(&it.words, &draft);
    let fits = |entry: &Entry<'_>, it: &Told<'_>| value(story, it.at.block, it.quantity, entry.figure).is_some();
    let best_share = |entry: &Entry<'_>| {
        let plain = told.iter().filter(|it| fits(entry, it) && is_plain(story, it));
        plain.map(|it| share(entry, it)).fold(0.0, f64::max)
    };
    // What agrees goes to the entry that fits it best, and is nobody else's.
    let mut agreed: Vec<Option<usize>> = vec![None; entries.len()];
    let mut explained = vec![false; told.len()];
    for (number, it) in told.iter().enumerate() {
        let most = entries.iter().filter(|entry| fits(entry, it)).map(|entry| share(entry, it)).fold(0.0, f64::max);
        for (index, entry) in entries.iter().enumerate() {
            let near = share(entry, it);
            if near >= AGREED
                && near >= most * OWN
                && fits(entry, it)
                && agrees(story, it.at.block, it.quantity, entry.figure)
            {
                explained[number] = true;
                // "tens of thousands" and "at least four" are true of much.
                let bound = matches!(it.quantity.interval(), (None, _) | (_, None));
                let likely = !bound || is_close(it.quantity, entry.figure) && near >= LIKELY * best_share(entry);
                if it.quantity.form != Form::Vague && likely {
                    agreed[index].get_or_insert(number);
                }
            }
        }
    }
    let mut found = Vec::new();
    let open: Vec<usize> = (0..entries.len()).filter(|index| agreed[*index].is_none()).collect();
    for (index, number) in agreed.iter().enumerate().filter_map(|(index, number)| Some((index, (*number)?))) {
        found.push(Held { entry: entries[index].figure, at: told[number].at, stand: Stand::Agrees });
    }
    let mut best: Vec<Option<(f64, usize)>> = vec![None; entries.len()];
    for (number, it) in told.iter().enumerate().filter(|(number, _)| !explained[*number]) {
        let plain = is_plain(story, it);
        if !plain && !is_plain_but(story, it, Role::ADDITION | Role::RATE) {
            continue;
        }
        let can = |index: &&usize| {
            let entry = &entries[**index];
            fits(entry, it)
                && !is_elsewhen(entry, it, published)
                && (plain || entry.rate && it.quantity.role.contains(Role::RATE) || slip(story, it, entry.figure) >= SURE)
                // A bound that holds.
                && !agrees(story, it.at.block, it.quantity, entry.figure)
        };
        let rivals = open.iter().filter(can).count();
        let scores = open.iter().filter(can).map(|index| {
            let entry = &entries[*index];
            let others = told
                .iter()
                .enumerate()
                .filter(|(other, it)| *other != number && !explained[*other] && is_plain(story, it) && fits(entry, it));
            let only = if rivals == 1 && others.count() == 0 { ONLY } else { 0.0 };
            let words = share(entry, it);
            let slip = slip(story, it, entry.figure) - strangeness(story, it, entry.figure);
            let source = if entry.source.meets(&it.words) { SOURCE } else { 0.0 };
            let beside = entry.words.share(&it.words, &Words::default());
            (if beside < BESIDE { 0.0 } else { words }, words + slip + only + source, *index)
        });
        let mut scores: Vec<_> = scores.collect();
        scores.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.2.cmp(&other.2)));
        // A figure whose words fit two entries alike is of neither.
        let tied = scores.len() > 1 && scores[0].1 - scores[1].1 < 1e-9;
        if let Some((words, score, index)) = scores.first().copied().filter(|_| !tied)
            && words >= LEAST
            && score >= ENOUGH
            && best[index].is_none_or(|(most, _)| score > most)
        {
            best[index] = Some((score, number));
        }
    }
    for (index, (_, number)) in best.iter().enumerate().filter_map(|(index, best)| Some((index, (*best)?))) {
        let (entry, it) = (&entries[index], &told[number]);
        if stands(story, entry.figure) {
            continue;
        }
        let stand = if is_later(entry, it, published) { Stand::Later } else { Stand::Differs };
        found.push(Held { entry: entry.figure, at: it.at, stand });
    }
    found.sort_by_key(|it| it.at);
    found
}

/// The words that tell what an entry counts: "people" and years tell too little.
fn telling(figure: &Figure) -> Words {
    telling_words(&figure.name)
}

/// The telling words of a name of a figure.
pub(super) fn telling_words(name: &str) -> Words {
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let people = |word: &&str| matches!(*word, "people" | "persons" | "number" | "total");
    let words: Vec<_> = name.split(' ').filter(|word| !year(word) && !people(word)).collect();
    Words::of(&if words.is_empty() { name.to_owned() } else { words.join(" ") })
}

/// The figures of the draft with their sentences.
fn told<'s>(story: &Story<'s>, links: &Links) -> Vec<Told<'s>> {
    let mut told = Vec::new();
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story() || it.zone.announces()) {
        for (index, quantity) in claims.quantities.iter().enumerate() {
            // "the first" counts nothing, "dies at 95" nobody.
            let aged = quantity.unit == Unit::None
                && quantity.value < Number::whole(120)
                && story.before(block, quantity.extent.start).ends_with(" at ");
            let ordinal = quantity.form == Form::Ordinal;
            if quantity.age || aged || ordinal || quantity.role.contains(Role::IDENTIFIER) {
                continue;
            }
            let (sentence, start) = story.sentence(block, quantity.extent);
            let inside = |at: u32| (start..start + sentence.len()).contains(&(at as usize));
            let dates = claims.dates.iter().enumerate().filter(|(_, date)| inside(date.extent.start));
            let (part, opening) = part(sentence, (quantity.number.start as usize).saturating_sub(start));
            let (mut days, mut years) = (Vec::new(), years(part).chain(years(opening)).collect::<Vec<_>>());
            let is_told = |index: usize| {
                let date = story.text(block, claims.dates[index].extent);
                let year = years_in(date);
                !year && (part.contains(date) || opening.contains(date))
            };
            for (index, _) in dates {
                let Some(it) = links.timeline.resolved(ClaimRef { block, index }) else { continue };
                match (it.moment, it.moment.days()) {
                    (Moment::Day(day), _) => days.push(day),
                    // "last year"; "since 2022" is of now.
                    (_, Some((first, last)))
                        if (last - first).num_days() > 360 && first.year() == last.year() && is_told(index) =>
                    {
                        years.push(first.year());
                    }
                    _ => {}
                }
            }
            told.push(Told {
                at: ClaimRef { block, index },
                quantity,
                words: Words::of(sentence),
                years,
                days,
                back: looks_back(sentence),
            });
        }
    }
    told
}

/// Years among the words of a text; "the most since 2008" and "three points up on 2020" are of no other year.
pub(super) fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    let (mut last, mut before) = ("", "");
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).filter_map(move |word| {
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let compared =
            matches!(last, "since" | "Since" | "on" | "than" | "against") || last == "in" && before == "than";
        (before, last) = (last, word);
        if year && !compared { word.parse().ok() } else { None }
    })
}

/// Whether a text has a year in figures.
fn years_in(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit()).any(|word| word.len() == 4)
}

/// The part of a sentence that a figure stands in, and the time that opens the sentence: "Repairs began in 2022" and "cost
/// 31 million" are two parts.
fn part(sentence: &str, at: usize) -> (&str, &str) {
    let cuts = [", ", "; ", " and ", " but ", " while "];
    let before = sentence.get(..at).unwrap_or_default();
    let start = cuts.iter().filter_map(|cut| Some(before.rfind(cut)? + cut.len())).max().unwrap_or(0);
    let behind = sentence.get(at..).unwrap_or_default();
    let end = cuts.iter().filter_map(|cut| behind.find(cut)).min().map_or(sentence.len(), |end| at + end);
    let opening = ["In ", "By ", "During ", "Last ", "On "].iter().any(|word| sentence.starts_with(word));
    let opening = if opening && start > 0 { &sentence[..sentence.find(", ").unwrap_or(0)] } else { "" };
    (sentence.get(start..end).unwrap_or(sentence), opening)
}

/// "two years after a quake in which 90 died", "ten years ago": another of the kind.
pub(super) fn looks_back(sentence: &str) -> bool {
    let words: Vec<_> = sentence.split(|letter: char| !letter.is_alphanumeric()).collect();
    words.windows(2).any(|pair| {
        matches!(pair[0], "year" | "years" | "decade" | "decades" | "century" | "centuries" | "months")
            && matches!(pair[1], "ago" | "after" | "before" | "earlier" | "previously")
    })
}

/// Whether a figure states how many there are now: no part, addition, earlier count or rate.  Of "rose to 90 from 84" the
/// first does.
fn is_plain(story: &Story<'_>, it: &Told<'_>) -> bool {
    is_plain_but(story, it, Role::empty())
}

/// The same, with a role that does not count against it: "another 620" is no other number than "another 260".
fn is_plain_but(story: &Story<'_>, it: &Told<'_>, but: Role) -> bool {
    let role = it.quantity.role - but;
    let open = Role::PART | Role::ADDITION | Role::EARLIER | Role::RATE;
    let arrives = || {
        let before = story.before(it.at.block, it.quantity.extent.start);
        before.ends_with(" to ") || before.ends_with(" to about ") || before.ends_with(" to at least ")
    };
    !role.intersects(open) && (!role.contains(Role::CHANGE) || arrives())
}

/// Whether a sentence speaks of another year than the entry, or of a day before the entry's.
fn is_elsewhen(entry: &Entry<'_>, it: &Told<'_>, published: Option<NaiveDate>) -> bool {
    let own = |year: &i32| {
        entry.years.contains(year)
            || entry.years.is_empty()
                && entry.figure.as_of.or(published).is_none_or(|day| (day.year() - 1..=day.year() + 1).contains(year))
    };
    if it.back || !it.years.is_empty() && !it.years.iter().any(own) {
        return true;
    }
    // "rose to 213 on Thursday, after Sunday's sinking": one of the days is the entry's.
    entry.figure.as_of.is_some_and(|day| !it.days.is_empty() && it.days.iter().all(|other| *other < day))
}

/// Whether a sentence speaks of a day after the entry's, or tells a toll that can have risen since.
fn is_later(entry: &Entry<'_>, it: &Told<'_>, published: Option<NaiveDate>) -> bool {
    let Some(day) = entry.figure.as_of else { return false };
    let after = it.days.iter().any(|other| *other > day && published.is_none_or(|published| *other <= published))
        && it.days.iter().all(|other| *other != day);
    let old = published.is_some_and(|published| (published - day).num_days() >= FRESH);
    let risen = it.quantity.outcome.is_some() && it.quantity.value > entry.figure.value.high;
    after || old && risen
}

/// What speaks for a figure that is a slip of the keyboard away from the entry's.
fn slip(story: &Story<'_>, it: &Told<'_>, entry: &Figure) -> f64 {
    let Some(said) = value(story, it.at.block, it.quantity, entry) else { return 0.0 };
    if entry.value.low != entry.value.high {
        return 0.0;
    }
    let (mine, its) = (it.quantity.value.to_f64(), entry.value.low.to_f64());
    let mine = if said.low <= it.quantity.value && it.quantity.value <= said.high { mine } else { said.low.to_f64() };
    if mine <= 0.0 || its <= 0.0 {
        return 0.0;
    }
    let (one, other) = (digits(mine), digits(its));
    let ratio = (mine / its).max(its / mine);
    let told = one.trim_end_matches('0').len().max(other.trim_end_matches('0').len());
    if [10.0, 1e3, 1e6, 1e9].iter().any(|scale| (ratio / scale - 1.0).abs() < 1e-9) {
        return if told > 1 { 0.3 } else { 0.15 };
    }
    if one.len() != other.len() {
        return 0.0;
    }
    if is_turned(&one, &other) {
        return 0.3;
    }
    let differ = one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).count();
    match (differ, told) {
        (1, 3..) => 0.25,
        (1, 2) => 0.15,
        _ => 0.0,
    }
}

/// What speaks against a figure that is far from the entry's, and no slip: who errs is rarely off by so much.
fn strangeness(story: &Story<'_>, it: &Told<'_>, entry: &Figure) -> f64 {
    let Some(said) = value(story, it.at.block, it.quantity, entry) else { return 0.0 };
    let (low, high) = (entry.value.low.to_f64(), entry.value.high.to_f64());
    let (least, most) = (said.low.to_f64(), said.high.to_f64());
    let far = most * FAR < low || high * FAR < least;
    if far && slip(story, it, entry) == 0.0 { STRANGE } else { 0.0 }
}

/// The digits of a number, as far as they tell something.
fn digits(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', "")
}

/// What a quantity says in the unit of an entry; `None` when the units do not fit.
fn value(story: &Story<'_>, block: usize, quantity: &Quantity, entry: &Figure) -> Option<Interval> {
    let own = || {
        let (low, high) = quantity.interval();
        let rounded = quantity.as_written();
        Some(Interval {
            low: low.map_or(Number::ZERO, |low| low.min(rounded.low)),
            high: high.map_or(rounded.high, |high| high.max(rounded.high)),
        })
    };
    let Some(unit) = entry.unit.as_deref() else { return own() };
    let unit = &**unit;
    let people = matches!(unit, "people" | "persons" | "person");
    match quantity.unit {
        Unit::Currency(row) => {
            let currency = lexicon::currency(row);
            let wanted = lexicon::look_up(unit).currency.map(lexicon::currency);
            let same = currency.code.eq_ignore_ascii_case(unit)
                || wanted.is_some_and(|it| it.code == currency.code || it.code.starts_with('X'))
                // "crowns" are several countries'.
                || currency.code.starts_with('X');
            same.then(own)?
        }
        Unit::Measure(row) => {
            let from = lexicon::unit(row);
            // "square foot" is two words.
            if from.name.eq_ignore_ascii_case(unit) {
                return own();
            }
            let into = measure(unit)?;
            if from.dimension != into.dimension {
                return None;
            }
            let convert =
                |number: Number| number.plus(from.offset)?.times(from.size)?.over(into.size)?.minus(into.offset);
            let own = own()?;
            Some(Interval { low: convert(own.low)?, high: convert(own.high)? })
        }
        Unit::Noun if people && quantity.noun.is_some_and(|noun| noun.human) => own(),
        // "rose to 213": a bare count of people is whole.
        Unit::None if people && quantity.value.is_whole() && !quantity.role.intersects(Role::BRACKETED) => own(),
        Unit::Noun => {
            let noun = quantity.noun?;
            let stems: Vec<_> =
                story.text(block, noun.extent).split(' ').map(|word| stem(&word.to_lowercase())).collect();
            let head = story.text(block, noun.head);
            // "survivors", which the sheet counts as people.
            let named = || Words::of(&entry.name).has(head);
            (stems.contains(&stem(&unit.to_lowercase())) || named() || !people && Words::of(unit).has(head))
                .then(own)?
        }
        Unit::None => None,
    }
}

/// What an entry would say if the draft were right; nothing where the units are two, or either is a range.
#[must_use]
pub fn taken(quantity: &Quantity, entry: &Figure) -> Option<Number> {
    let unit = entry.unit.as_deref().map_or("", |unit| &**unit);
    let same = match quantity.unit {
        Unit::Measure(row) => {
            let name = lexicon::unit(row).name;
            unit.is_empty() || name.eq_ignore_ascii_case(unit) || measure(unit).is_some_and(|it| it.name == name)
        }
        _ => true,
    };
    (same && quantity.upper.is_none() && entry.value.low == entry.value.high).then_some(quantity.value)
}

/// The unit of a sheet, as a draft's would be read: "m", "square feet".
fn measure(unit: &str) -> Option<&'static lexicon::Unit> {
    let read = |text: String| {
        let claims = claim::extract(&text, Zone::Body, &Options::default());
        claims
            .quantities
            .first()
            .and_then(|it| if let Unit::Measure(row) = it.unit { Some(lexicon::unit(row)) } else { None })
    };
    let known = lexicon::look_up(unit).unit.map(lexicon::unit);
    known.or_else(|| read(format!("It is 12 {unit} long."))).or_else(|| read(format!("It is 12{unit} long.")))
}

/// Whether a quantity can be the entry's figure.
fn agrees(story: &Story<'_>, block: usize, quantity: &Quantity, entry: &Figure) -> bool {
    let Some(said) = value(story, block, quantity, entry) else { return false };
    // "at least 14" is true of 41, and was meant to be 41.
    let counted = quantity.modifier == Some(Modifier::AtLeast) && quantity.grain == Number::ONE;
    if counted
        && entry.value.low == entry.value.high
        && is_turned(&digits(quantity.value.to_f64()), &digits(entry.value.low.to_f64()))
    {
        return false;
    }
    let (low, high) = quantity.interval();
    // "more than 30" holds for 31, "up to 40" too.
    let said = Interval {
        low: low.map_or(Number::ZERO, |_| said.low),
        high: if high.is_none() { entry.range().high.max(said.high) } else { said.high },
    };
    said.meets(entry.range())
}

/// Whether a bound is near the entry's value.
fn is_close(quantity: &Quantity, entry: &Figure) -> bool {
    let (said, known) = (quantity.value.to_f64(), entry.value.low.to_f64());
    said <= known * 2.0 && known <= said * 2.0
}

/// Whether the value of the sheet stands anywhere in the draft.
fn stands(story: &Story<'_>, entry: &Figure) -> bool {
    // Small numbers stand everywhere, of this and that.
    let small = entry.value.high < Number::whole(20);
    let fits = |block: usize, it: &Quantity| {
        let sentence = || Words::of(story.sentence(block, it.extent).0);
        (it.unit == Unit::None || value(story, block, it, entry).is_some())
            && telling(entry).share(&sentence(), &Words::default()) >= LEAST
    };
    let same = |block: usize, it: &Quantity| {
        (it.value == entry.value.low || it.value == entry.value.high) && (!small || fits(block, it))
    };
    story.blocks().any(|(block, _, claims)| claims.quantities.iter().any(|it| same(block, it)))
}
