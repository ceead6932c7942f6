//! A long list of people under a short one: the house's archive under the story's own sheet.  The long one is shared, not copied, for
//! every draft has a sheet of its own and the archive is the same.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::directory::{MANY, names};
use super::{About, Person, Reference};
use crate::link::people::fold;
use crate::place::Span;

/// The people of a sheet farther off.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// The sheet; only its people are asked for here.
    sheet: Arc<Reference>,
    /// Entries in the place of which a nearer list has another.
    hidden: FxHashSet<(u32, Span)>,
}

impl Base {
    /// A sheet whose people are too many to be copied.
    pub(super) fn of(sheet: &Arc<Reference>) -> Option<Base> {
        (sheet.count_people() > MANY).then(|| Base { sheet: Arc::clone(sheet), hidden: FxHashSet::default() })
    }

    /// Takes out who has the same name as somebody of a nearer list, so that the two can be held against each other.
    pub(super) fn take_namesakes(&mut self, near: &[Person]) -> Vec<Person> {
        let mut taken = Vec::new();
        for person in near {
            let wanted = fold(&person.name);
            let found = self.sheet.named(&names(&person.name)).filter(|it| fold(&it.name) == wanted).cloned();
            if let Some(found) = found.filter(|it| self.hidden.insert(key(&it.about))) {
                taken.push(found);
            }
        }
        taken
    }

    fn shows(&self, person: &Person) -> bool {
        self.hidden.is_empty() || !self.hidden.contains(&key(&person.about))
    }
}

fn key(about: &About) -> (u32, Span) {
    (about.source, about.span)
}

/// Everybody, and by name.
impl Reference {
    /// Everybody, the nearest first.
    #[must_use]
    pub fn everybody(&self) -> Box<dyn Iterator<Item = &Person> + '_> {
        match &self.base {
            Some(base) => {
                Box::new(self.people.iter().chain(base.sheet.everybody().filter(|person| base.shows(person))))
            }
            None => Box::new(self.people.iter()),
        }
    }

    /// How many people there are.
    #[must_use]
    pub fn count_people(&self) -> usize {
        self.people.len() + self.base.as_ref().map_or(0, |base| base.sheet.count_people() - base.hidden.len())
    }

    /// Who has exactly this name among the accepted ones.  "Ó Dálaigh" is "O'Dalaigh".
    #[must_use]
    pub fn named(&self, words: &[Box<str>]) -> Option<&Person> {
        let own = self.directory.full(&self.people, words);
        own.or_else(|| self.farther(|sheet| sheet.named(words)))
    }

    /// For whom this form is forbidden.
    #[must_use]
    pub fn forbidden(&self, words: &[Box<str>]) -> Option<&Person> {
        let own = self.directory.forbidden(&self.people, words);
        own.or_else(|| self.farther(|sheet| sheet.forbidden(words)))
    }

    /// Whose accepted names end in this word; nobody's where a crowd has it.
    #[must_use]
    pub fn of_surname<'l, 'r: 'l>(&'r self, surname: &'l str) -> Box<dyn Iterator<Item = &'r Person> + 'l> {
        let own = self.directory.of_surname(&self.people, surname);
        match &self.base {
            Some(base) => Box::new(own.chain(base.sheet.of_surname(surname).filter(|person| base.shows(person)))),
            None => Box::new(own),
        }
    }

    /// Who has the given name and a surname that may be a slip of this one, or the surname and a given name that may be.
    #[must_use]
    pub fn near<'l, 'r: 'l>(&'r self, given: &'l str, surname: &'l str) -> Box<dyn Iterator<Item = &'r Person> + 'l> {
        let own = self.directory.near(&self.people, given, surname);
        match &self.base {
            Some(base) => Box::new(own.chain(base.sheet.near(given, surname).filter(|person| base.shows(person)))),
            None => Box::new(own),
        }
    }

    fn farther<'r>(&'r self, ask: impl FnOnce(&'r Reference) -> Option<&'r Person>) -> Option<&'r Person> {
        let base = self.base.as_ref()?;
        ask(&base.sheet).filter(|person| base.shows(person))
    }
}
