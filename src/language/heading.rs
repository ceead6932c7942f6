//! What the name of a row or a column of a table says of its figures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a row or a column is by its name, as `headings.tsv` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Nothing in particular: "Herring".
    Plain,
    /// It adds up others: "Total", "Total votes".
    Total,
    /// It adds up some of the others.
    Subtotal,
    /// It may add up others, or say something of all: "All voters".
    Whole,
    /// It belongs to the row before it: "of which abroad".
    Part,
    /// It is never added up: "Rank", "Turnout, %".
    Apart,
}

/// The words of a table, by the word: the kind they tell.
static WORDS: LazyLock<FxHashMap<&'static str, Heading>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (kind, forms) in rows() {
        let heading = match kind {
            "total" => Heading::Total,
            "subtotal" => Heading::Subtotal,
            "whole" => Heading::Whole,
            "part" => Heading::Part,
            "apart" => Heading::Apart,
            _ => continue,
        };
        words.extend(forms.split(' ').map(|form| (form, heading)));
    }
    words
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let table = include_str!("tables/headings.tsv");
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The words of a name, in small letters, a bracket or a comma before them left out.
fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '%' | '±' | '#' | '+' | '-' | '/' | '\'');
    name.split(move |letter: char| !inside(letter)).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What a row or a column is by its name.
#[must_use]
pub fn heading(name: &str) -> Heading {
    let words: Vec<_> = words(name).collect();
    let kind = |word: &str| WORDS.get(word).copied();
    let all = |wanted: Heading| words.iter().any(|word| kind(word) == Some(wanted));
    let pairs = || words.windows(2).map(|pair| format!("{}_{}", pair[0], pair[1]));
    let part = all(Heading::Part) || pairs().any(|pair| kind(&pair) == Some(Heading::Part));
    // "Votes in all", "Grand total", "Total votes", but no "Change on total".
    let ends = [words.first(), words.last()];
    let at_an_end = |wanted: Heading| ends.iter().flatten().any(|word| kind(word) == Some(wanted));
    if part {
        Heading::Part
    } else if all(Heading::Apart) {
        Heading::Apart
    } else if all(Heading::Subtotal) {
        Heading::Subtotal
    } else if at_an_end(Heading::Total) || words.join(" ").ends_with("in all") {
        Heading::Total
    } else if words.first().and_then(|word| kind(word)) == Some(Heading::Whole) {
        Heading::Whole
    } else {
        Heading::Plain
    }
}

/// Whether a name says "total" and hardly more.
#[must_use]
pub fn is_bare_total(name: &str) -> bool {
    heading(name) == Heading::Total && words(name).count() <= 2
}

/// Whether words tell that figures are rounded or measured: "in millions of crowns", "Catch (tonnes)".
#[must_use]
pub fn is_rounded(text: &str) -> bool {
    let told = |word: &str| rows().any(|(kind, forms)| kind == "round" && forms.split(' ').any(|form| form == word));
    let measured = |word: &str| {
        let entry = super::lexicon::look_up(word);
        word.len() > 1 && (entry.unit.is_some() || entry.currency.is_some())
    };
    words(text).any(|word| told(&word) || measured(&word)) || text.contains(['$', '£', '€', '¥', '₹'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_rows_and_columns_tell_their_kind() {
        for (name, expected) in [
            ("Total", Heading::Total),
            ("Grand total:", Heading::Total),
            ("TOTAL VOTES", Heading::Total),
            ("Votes, total", Heading::Total),
            ("Sub-total", Heading::Subtotal),
            ("Total, of which abroad", Heading::Part),
            ("Total turnout, %", Heading::Apart),
            ("Change on total", Heading::Apart),
            ("Average", Heading::Apart),
            ("All voters", Heading::Whole),
            ("Herring", Heading::Plain),
            ("", Heading::Plain),
        ] {
            assert_eq!(heading(name), expected, "{name}");
        }
        assert!(is_rounded("In millions of crowns") && is_rounded("Catch (tonnes)") && !is_rounded("Seats by party"));
        assert!(is_bare_total("Total seats") && !is_bare_total("Total population of the valley"));
    }
}
