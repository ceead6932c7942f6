//! Which places lie in which, as far as the tables know.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::wordlist::TOWNS;

/// Codes of countries and regions by their names in small letters, words joined by "_".
static AREAS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let rows = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
    let countries = rows(include_str!("tables/countries.tsv")).filter_map(|row| {
        let mut columns = row.split('\t');
        Some((columns.next()?, columns.nth(1).filter(|code| *code != "-")?))
    });
    let regions = rows(include_str!("tables/regions.tsv")).filter_map(|row| row.split_once('\t'));
    countries
        .chain(regions)
        .flat_map(|(names, code)| names.split(' ').map(move |name| (name.to_lowercase(), code)))
        .collect()
});

/// Codes of countries by their names and by the words for their people, in small letters, words joined by "_".
static NATIONS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("tables/countries.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let (names, peoples) = (columns.next()?, columns.next()?);
        let code = columns.next().filter(|code| *code != "-")?;
        Some(names.split(' ').chain(peoples.split(' ')).map(move |name| (name.to_lowercase(), code)))
    })
    .flatten()
    .collect()
});

/// The country that a name or an adjective tells, as its code: "Zambia", "Zambian".
#[must_use]
pub fn nation(words: &str) -> Option<&'static str> {
    NATIONS.get(&key(&words.to_lowercase())).copied()
}

/// Whether a place lies in a country, state or nation; `None` where the tables do not know both.  Names are given in
/// small letters without accents.  Of a town whose name several countries have, one in the area is enough.
#[must_use]
pub fn is_within(place: &str, area: &str) -> Option<bool> {
    let (place, area) = (key(place), key(area));
    let outer = AREAS.get(&area)?;
    let inner = AREAS.get(&place).copied().or_else(|| TOWNS.find(&place))?;
    let lies = |code: &str| outer.split(' ').any(|area| code == area || code.starts_with(&format!("{area}.")));
    Some(inner.split(' ').any(lies))
}

/// Whether the tables know a place of that name, given in small letters without accents.
#[must_use]
pub fn is_known(place: &str) -> bool {
    let place = key(place);
    AREAS.contains_key(&place) || TOWNS.has(&place)
}

/// A name as the tables write it.
fn key(name: &str) -> String {
    name.trim_start_matches("the ").replace([' ', '\u{a0}'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_lie_in_countries_and_states() {
        for (place, area) in [
            ("geneva", "switzerland"),
            ("los angeles", "california"),
            ("los angeles", "the united states"),
            ("cardiff", "wales"),
            ("cardiff", "britain"),
            ("paris", "texas"),
            ("scotland", "united kingdom"),
        ] {
            assert_eq!(is_within(place, area), Some(true), "{place} in {area}");
        }
        for (place, area) in
            [("geneva", "austria"), ("los angeles", "texas"), ("cardiff", "scotland"), ("france", "spain")]
        {
            assert_eq!(is_within(place, area), Some(false), "{place} in {area}");
        }
        assert_eq!(is_within("nether sorne", "britain"), None);
        assert_eq!(is_within("geneva", "vienna"), None);
    }
}
