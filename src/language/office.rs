//! Offices, ranks and jobs.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// An office, rank or job that stands beside a name.
#[derive(Debug)]
pub struct Office {
    /// Its name: "prime minister".
    pub name: &'static str,
    /// Offices of one ladder are not held by one person at one time.
    pub ladder: Option<&'static str>,
    /// How many hold it at one time.
    pub holders: Holders,
}

/// How many people hold an office of one body at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holders {
    /// One.
    One,
    /// One for each portfolio: "minister".
    Portfolio,
    /// Several: "senator", "spokesman".
    Many,
}

impl Office {
    /// An office by the first three columns of `offices.tsv`.
    pub(super) fn read(name: &'static str, ladder: &'static str, holders: &str) -> Self {
        let holders = match holders {
            "one" => Holders::One,
            "portfolio" => Holders::Portfolio,
            _ => Holders::Many,
        };
        Office { name, ladder: Some(ladder).filter(|it| *it != "-"), holders }
    }
}

static PORTFOLIOS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("tables/portfolios.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(name, forms)| forms.split(' ').map(move |it| (it, name)))
        .collect()
});

/// The portfolio that some words name, given in small letters and joined by "_": "defense" is "defence".
#[must_use]
pub fn portfolio(words: &str) -> Option<&'static str> {
    PORTFOLIOS.get(words).copied()
}
