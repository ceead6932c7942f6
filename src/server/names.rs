//! The names of a fact sheet in the order of what may be typed of them: a long sheet is sorted once, not searched at each key.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::link::people::fold;
use crate::reference::Reference;

/// What is known for a draft: its sheets put together, and each by itself.
#[derive(Debug)]
pub(super) struct Known {
    /// All of them.
    pub whole: Arc<Reference>,
    /// Each with its names, the nearest first.
    pub sheets: Vec<Arc<Names>>,
}

impl Deref for Known {
    type Target = Reference;

    fn deref(&self) -> &Reference {
        &self.whole
    }
}

/// A sheet, and the index of its names, which is made at the first question.
#[derive(Debug)]
pub(super) struct Names {
    /// The sheet.
    pub sheet: Arc<Reference>,
    index: OnceLock<Index>,
}

/// A name of a sheet.
pub(super) struct Name<'a> {
    /// As it is written.
    pub label: Cow<'a, str>,
    /// Whose or what it is.
    pub detail: &'a str,
    /// Where in the name the words begin that were looked for, in bytes.
    pub from: usize,
}

/// Where in a sheet a name stands: its entry, and of several in that the how many-th.
#[derive(Clone, Copy, Debug)]
enum Which {
    Person(usize),
    Alias(usize, usize),
    Title(usize, usize),
    Figure(usize),
    Body(usize),
    Short(usize),
}

#[derive(Debug, Default)]
struct Index {
    /// Every name, folded, one behind the other.
    folded: String,
    /// Where each ends there, and which it is.
    names: Vec<(u32, Which)>,
    /// Where a word begins, and of which name, by the words from there on.
    words: Vec<(u32, u32)>,
}

impl Names {
    /// The names of a sheet.
    pub fn new(sheet: Arc<Reference>) -> Self {
        Names { sheet, index: OnceLock::new() }
    }

    /// The names that begin with folded words, in order.
    pub fn beginning(&self, words: &str) -> impl Iterator<Item = Name<'_>> {
        self.found(words, true)
    }

    /// The names of which a later word begins so.
    pub fn with_later(&self, word: &str) -> impl Iterator<Item = Name<'_>> {
        self.found(word, false)
    }

    fn found(&self, words: &str, first: bool) -> impl Iterator<Item = Name<'_>> {
        let index = self.index.get_or_init(|| Index::of(&self.sheet));
        let start = index.words.partition_point(|word| index.text(*word) < words);
        // The range is bounded here, so that nothing borrows the words looked for.
        let length = index.words[start..].partition_point(|word| index.text(*word).starts_with(words));
        let whole = words.len();
        let within = index.words[start..start + length].iter().copied();
        within
            .filter(move |word| index.is_first(*word) == first && index.text(*word).len() > whole)
            .map(|word| self.name(index, word))
    }

    fn name<'a>(&'a self, index: &Index, word: (u32, u32)) -> Name<'a> {
        let which = index.names[word.1 as usize].1;
        let label = label(&self.sheet, which);
        // As many words from the end as in the folded name.
        let behind = index.text(word).matches(' ').count();
        let from = label.rmatch_indices(' ').nth(behind).map_or(0, |(at, _)| at + 1);
        Name { label, detail: detail(&self.sheet, which), from }
    }
}

impl Index {
    fn of(sheet: &Reference) -> Self {
        let mut index = Index::default();
        for (number, person) in sheet.people.iter().enumerate() {
            index.add(sheet, Which::Person(number));
            (0..person.aliases.len()).for_each(|alias| index.add(sheet, Which::Alias(number, alias)));
            (0..person.titles.len()).for_each(|title| index.add(sheet, Which::Title(number, title)));
        }
        (0..sheet.figures.len()).for_each(|number| index.add(sheet, Which::Figure(number)));
        for (number, body) in sheet.organisations.iter().enumerate() {
            index.add(sheet, Which::Body(number));
            if body.short.is_some() {
                index.add(sheet, Which::Short(number));
            }
        }
        let mut words = std::mem::take(&mut index.words);
        words.sort_unstable_by(|one, other| index.text(*one).cmp(index.text(*other)).then(one.cmp(other)));
        // Ten thousand people are mayors: the first stands for them all.
        let same = |later: &mut (u32, u32), earlier: &mut (u32, u32)| {
            let name = |word: (u32, u32)| label(sheet, index.names[word.1 as usize].1);
            index.text(*later) == index.text(*earlier) && name(*later) == name(*earlier)
        };
        words.dedup_by(same);
        index.words = words;
        index
    }

    fn add(&mut self, sheet: &Reference, which: Which) {
        let name = label(sheet, which);
        let number = place(self.names.len());
        if name.chars().nth(1).is_none() {
            return;
        }
        for word in name.split(' ') {
            if self.folded.len() > self.names.last().map_or(0, |(end, _)| *end as usize) {
                self.folded.push(' ');
            }
            self.words.push((place(self.folded.len()), number));
            self.folded.push_str(&fold(word));
        }
        self.names.push((place(self.folded.len()), which));
    }

    /// The folded words from one on.
    fn text(&self, (at, name): (u32, u32)) -> &str {
        &self.folded[at as usize..self.names[name as usize].0 as usize]
    }

    fn is_first(&self, (at, name): (u32, u32)) -> bool {
        at == name.checked_sub(1).map_or(0, |before| self.names[before as usize].0)
    }
}

/// Sheets are shorter than 4 GiB.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A name as it is put into a draft, one space between words.
fn label(sheet: &Reference, which: Which) -> Cow<'_, str> {
    let name: &str = match which {
        Which::Person(person) => &sheet.people[person].name,
        Which::Alias(person, alias) => &sheet.people[person].aliases[alias],
        Which::Title(person, title) => &sheet.people[person].titles[title].title,
        Which::Body(body) => &sheet.organisations[body].name,
        Which::Short(body) => sheet.organisations[body].short.as_ref().map_or("", |short| short),
        Which::Figure(figure) => {
            let figure = &sheet.figures[figure];
            let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            return Cow::Owned(format!("{}{unit}", figure.told()));
        }
    };
    if name.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Whose or what a name is.
fn detail(sheet: &Reference, which: Which) -> &str {
    match which {
        Which::Person(person) => sheet.people[person].titles.first().map_or("fact sheet", |title| &**title.title),
        Which::Alias(person, _) | Which::Title(person, _) => &sheet.people[person].name,
        Which::Figure(figure) => &sheet.figures[figure].name,
        Which::Body(body) => sheet.organisations[body].short.as_ref().map_or("fact sheet", |short| short),
        Which::Short(body) => &sheet.organisations[body].name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Syntax;

    fn names(source: &str) -> Names {
        Names::new(Arc::new(Reference::read("facts.toml", source, Syntax::Toml)))
    }

    fn told<'a>(found: impl Iterator<Item = Name<'a>>) -> Vec<String> {
        found.map(|it| format!("{}|{}: {}", &it.label[..it.from], &it.label[it.from..], it.detail)).collect()
    }

    #[test]
    fn names_are_found_by_the_beginnings_of_their_words() {
        let sheet = r#"
            [[people]]
            name = "Ilse  Ó Dálaigh"
            aliases = ["Ilse Kell"]
            titles = [{ title = "mayor" }]
            [[people]]
            name = "Odo Kell-Farn"
            titles = [{ title = "mayor" }]
            [[organisations]]
            name = "Port of Sorne"
            short = "PS"
            [[figures]]
            name = "length of the quay"
            value = 31
            unit = "km"
        "#;
        let names = names(sheet);
        assert_eq!(told(names.beginning("ilse")), ["|Ilse Kell: Ilse  Ó Dálaigh", "|Ilse Ó Dálaigh: mayor"]);
        assert_eq!(told(names.beginning("ilse o da")), ["|Ilse Ó Dálaigh: mayor"]);
        assert_eq!(told(names.with_later("kell")), ["Odo |Kell-Farn: mayor"]);
        assert_eq!(told(names.with_later("da")), ["Ilse Ó |Dálaigh: mayor"]);
        // Two hold the office, which is one title.
        assert_eq!(told(names.beginning("may")), ["|mayor: Ilse  Ó Dálaigh"]);
        assert_eq!(told(names.beginning("31")), ["|31 km: length of the quay"]);
        assert_eq!(told(names.with_later("sor")), ["Port of |Sorne: PS"]);
        // What is whole, and what there is not.
        assert_eq!(told(names.beginning("mayor")), Vec::<String>::new());
        assert_eq!(told(names.beginning("kell")), Vec::<String>::new());
        assert_eq!(names.beginning("").count(), 7);
    }
}
