//! The ledger: every claim of a draft as the outside sees it.

use super::Checked;
use crate::claim::quantity::{Role, Unit};
use crate::claim::{Claims, DateClaim, Quantity};
use crate::language::Number;
use crate::language::lexicon;
use crate::language::numeral::Form;
use crate::link::timeline::Timeline;
use crate::link::{ClaimRef, Story};
use crate::place::Span;
use crate::text::Block;

/// What kind of thing a claim states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it; design section 4.2 lists them")]
pub enum Kind {
    Date,
    Time,
    Duration,
    Set,
    Number,
    Ordinal,
    Percent,
    Money,
    Quantity,
    Age,
    Person,
    Title,
    Organisation,
    Place,
    Quote,
}

impl Kind {
    /// The name in `batch --claims`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Set => "set",
            Kind::Number => "number",
            Kind::Ordinal => "ordinal",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Age => "age",
            Kind::Person => "person",
            Kind::Title => "title",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Quote => "quote",
        }
    }
}

/// The number in a number-like claim.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberEntry {
    /// The bare number.
    pub span: Span,
    /// The value as written; of a range the lower end.
    pub value: Number,
    /// Of a range as written the upper end.
    pub upper: Option<Number>,
    /// The lowest value meant; `None` when open.
    pub low: Option<Number>,
    /// The highest value meant; `None` when open.
    pub high: Option<Number>,
    /// "at-least", "more-than", "about" and the like.
    pub modifier: Option<&'static str>,
    /// In words: "kilometre", "percent", "people", "US dollar".
    pub unit: Option<String>,
    /// What happened to those counted: "killed".
    pub event: Option<&'static str>,
    /// Of a cell the names of its row and its column.
    pub cell: Option<Cell>,
}

/// What a cell of a table belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The name of its row.
    pub row: Option<String>,
    /// The name of its column.
    pub column: Option<String>,
}

impl Cell {
    /// In words: "row “Herring”, column “2024”".
    fn told(&self) -> String {
        let row = self.row.as_ref().map(|name| format!("row “{name}”"));
        let column = self.column.as_ref().map(|name| format!("column “{name}”"));
        row.into_iter().chain(column).collect::<Vec<_>>().join(", ")
    }
}

/// One claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it states.
    pub kind: Kind,
    /// Where; for a number-like claim number and unit.
    pub span: Span,
    /// The TIMEX3 type and value of a time: `("DATE", "2022-10-02")`.
    pub timex: Option<(&'static str, String)>,
    /// The number of a number-like claim.
    pub number: Option<NumberEntry>,
    /// The accepted form of a name: "Ilse Varnholt" for "Ms Varnholt".
    pub name: Option<String>,
    /// One sentence on how it was read: "2 October 2022, the Sunday before publication".
    pub meant: Option<String>,
    /// Where else the draft speaks of the same thing.
    pub same: Vec<Span>,
}

/// Every claim of a checked draft, in its order.
pub(super) fn entries(checked: &Checked) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(checked.claim_count());
    let story = Story { article: &checked.article, claims: &checked.claims, options: &checked.options };
    for (index, (block, claims)) in checked.article.blocks.iter().zip(&checked.claims).enumerate() {
        for (number, date) in claims.dates.iter().enumerate() {
            let at = ClaimRef { block: index, index: number };
            entries.push(date_entry(block, date, &checked.links.timeline, at));
        }
        for (number, quantity) in claims.quantities.iter().enumerate() {
            if quantity.role.contains(Role::IDENTIFIER) {
                continue;
            }
            let at = ClaimRef { block: index, index: number };
            let same = checked.links.figures.same(at).map(|other| {
                checked.article.blocks[other.block].span(checked.claims[other.block].quantities[other.index].extent)
            });
            let (row, column) = checked.links.tables.names(&story, index);
            let own = |name: &str| name.to_owned();
            let named = row.is_some() || column.is_some();
            let cell = named.then(|| Cell { row: row.map(own), column: column.map(own) });
            entries.push(quantity_entry(block, quantity, same.collect(), cell));
        }
    }
    people_entries(checked, &story, &mut entries);
    for (index, block, claims) in story.blocks() {
        entries.extend(word_entries(&story, index, block, claims));
    }
    entries.sort_by_key(|entry| (entry.span, entry.kind));
    entries
}

fn date_entry(block: &Block, date: &DateClaim, timeline: &Timeline, at: ClaimRef) -> Entry {
    let timex = timeline.value(at).map(|(kind, value)| (kind.name(), value));
    let kind = match timex.as_ref().map(|(kind, _)| *kind) {
        Some("TIME") => Kind::Time,
        Some("DURATION") => Kind::Duration,
        Some("SET") => Kind::Set,
        _ => Kind::Date,
    };
    Entry {
        kind,
        span: block.span(date.extent),
        timex,
        number: None,
        name: None,
        meant: timeline.meant(at),
        same: Vec::new(),
    }
}

/// Offices, short forms and direct speech of a block.
fn word_entries<'a>(
    story: &'a Story<'_>,
    index: usize,
    block: &'a Block,
    claims: &'a Claims,
) -> impl Iterator<Item = Entry> + 'a {
    let words = move |extent| story.text(index, extent);
    let entry = move |kind, extent, meant| Entry {
        kind,
        span: block.span(extent),
        timex: None,
        number: None,
        name: None,
        meant: Some(meant),
        same: Vec::new(),
    };
    let bearer = move |at: u32| words(claims.people[at as usize].extent);
    let titles = claims.roles.iter().map(move |role| {
        let of = role.of.map(|of| format!(" of {}", words(of))).unwrap_or_default();
        let portfolio = role.portfolio.map(|it| format!(" ({it})")).unwrap_or_default();
        let meant = format!("{}{portfolio}{of}: {}", role.office().name, bearer(role.mention));
        entry(Kind::Title, role.extent, meant)
    });
    let short = claims.acronyms.explained.iter();
    let organisations = short.map(move |it| entry(Kind::Organisation, it.extent, words(it.long).trim_end().to_owned()));
    let quotes = claims.quotes.iter().map(move |quote| {
        let speaker =
            quote.speaker.map_or_else(|| "speaker not named".to_owned(), |at| format!("said by {}", bearer(at)));
        entry(Kind::Quote, quote.extent, format!("{} words, {speaker}", quote.words))
    });
    titles.chain(organisations).chain(quotes)
}

/// The mentions of those whom the draft shows to be people.
fn people_entries(checked: &Checked, story: &Story<'_>, entries: &mut Vec<Entry>) {
    let people = &checked.links.people;
    for form in people.forms().iter().filter(|form| form.is_person()) {
        let spans: Vec<_> = form
            .mentions
            .iter()
            .map(|at| story.span(at.block, story.claims[at.block].people[at.index].extent))
            .collect();
        let name = people.full_name(story, form);
        for (index, span) in spans.iter().enumerate() {
            let same = spans.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, span)| *span);
            entries.push(Entry {
                kind: Kind::Person,
                span: *span,
                timex: None,
                number: None,
                name: name.map(ToOwned::to_owned),
                meant: None,
                same: same.collect(),
            });
        }
    }
}

fn quantity_entry(block: &Block, quantity: &Quantity, same: Vec<Span>, cell: Option<Cell>) -> Entry {
    let (low, high) = quantity.interval();
    let words = |extent: crate::place::Extent| block.prose.text[extent.range()].to_owned();
    let (kind, unit) = match quantity.unit {
        Unit::None if quantity.age => (Kind::Age, Some("year".to_owned())),
        Unit::Measure(row) if quantity.age => (Kind::Age, Some(lexicon::unit(row).name.to_owned())),
        Unit::Measure(row) => {
            let unit = lexicon::unit(row);
            let kind = if unit.dimension == "percent" { Kind::Percent } else { Kind::Quantity };
            let per = quantity.per.map(|per| format!(" per {}", lexicon::unit(per).name));
            (kind, Some(format!("{}{}", unit.name, per.unwrap_or_default())))
        }
        Unit::Currency(row) => (Kind::Money, Some(lexicon::currency(row).name.to_owned())),
        Unit::Noun => (Kind::Quantity, quantity.noun.map(|noun| words(noun.extent))),
        Unit::None if quantity.form == Form::Ordinal => (Kind::Ordinal, None),
        Unit::None => (Kind::Number, None),
    };
    // Where nothing is measured, what bounds the number belongs to it.
    let bounded = kind == Kind::Number || quantity.upper.is_some();
    let extent = if bounded { quantity.extent.to(quantity.bounds) } else { quantity.extent };
    let place = cell.as_ref().map(Cell::told);
    let meant = meant(quantity, low, high).into_iter().chain(place).reduce(|meant, place| format!("{meant}, {place}"));
    Entry {
        kind,
        span: block.span(extent),
        timex: None,
        number: Some(NumberEntry {
            span: block.span(quantity.number),
            value: quantity.value,
            upper: quantity.upper,
            low,
            high,
            modifier: quantity.modifier.map(lexicon::Modifier::name),
            unit,
            event: quantity.outcome.map(lexicon::Outcome::name),
            cell,
        }),
        name: None,
        meant,
        same,
    }
}

/// How a quantity was read, where that is not plain.
fn meant(quantity: &Quantity, low: Option<Number>, high: Option<Number>) -> Option<String> {
    let interval = match (low, high) {
        (Some(low), None) => format!("{low} or more"),
        (Some(low), Some(high)) if low == high => {
            return quantity.outcome.map(|outcome| format!("{low} {}", outcome.name()));
        }
        (Some(low), Some(high)) => format!("between {low} and {high}"),
        (None, Some(high)) => format!("{high} or fewer"),
        (None, None) => return None,
    };
    Some(quantity.outcome.map_or(interval.clone(), |outcome| format!("{interval} {}", outcome.name())))
}
