//! The ledger: every claim of a draft as the outside sees it.

use crate::place::Span;

/// What kind of thing a claim states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// One value, or two for a range as written.
    pub value: (f64, Option<f64>),
    /// The lowest value meant; `None` when open.
    pub low: Option<f64>,
    /// The highest value meant; `None` when open.
    pub high: Option<f64>,
    /// "at-least", "more-than", "about" and the like.
    pub modifier: Option<&'static str>,
    /// In words: "kilometre", "percent", "people", "US dollar".
    pub unit: Option<String>,
    /// What happened to those counted: "killed".
    pub event: Option<&'static str>,
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
    /// The accepted form of a name: "Ararat Mirzoyan" for "Mr Mirzoyan".
    pub name: Option<String>,
    /// One sentence on how it was read: "2 October 2022, the Sunday before publication".
    pub meant: Option<String>,
    /// Where else the draft speaks of the same thing.
    pub same: Vec<Span>,
}
