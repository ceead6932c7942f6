//! Which mentions are one person.
//!
//! Mentions are gathered by the folded form of their surname; forms that are one slip of the keyboard
//! apart are found by their beginning or their end, one of which a slip leaves as it is.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::offices::held;
use super::{ClaimRef, Story};
use crate::claim::Mention;
use crate::claim::person::Signs;
use crate::language::lexicon::Gender;
use crate::language::wordlist::{GIVEN_NAMES, is_short_form};
use crate::place::{Extent, Span};
use crate::text::Zone;

/// One spelling of a surname in a draft, with all its mentions.
#[derive(Debug, Default)]
pub struct Form {
    /// In small letters, without accents and other marks.
    pub folded: Box<str>,
    /// In the order of the draft.
    pub mentions: Vec<ClaimRef>,
    /// Folded given names that stand before it, without repeats.
    pub given: Vec<Box<str>>,
    /// Folded honorifics and offices that stand before it, without repeats.
    pub titles: Vec<Box<str>>,
    /// All that speaks for or against a person in any mention.
    pub signs: Signs,
    /// Signs that every mention has.
    pub always: Signs,
    /// How many mentions are this word alone.
    pub alone: usize,
    /// Whether an office stands beside some mention: "the governor, Farid Noorzai,".
    pub holds_office: bool,
    /// Its bearers, in the order in which they are first named in full; empty where nobody is.
    pub bearers: Vec<Bearer>,
}

/// One person of a surname, as named in full.
#[derive(Debug)]
pub struct Bearer {
    /// The folded words before the surname, from the first mention in full.
    pub given: Vec<Box<str>>,
    /// The mentions in full, in the order of the draft.
    pub mentions: Vec<ClaimRef>,
    /// What the mentions in full show.
    pub signs: Signs,
}

impl Bearer {
    /// The given name that he or she goes by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.given.first().map_or("", |name| name)
    }

    /// The gender that the given name tells, where it tells one.
    #[must_use]
    pub fn gender(&self) -> Option<Gender> {
        gender_of(self.name())
    }

    /// Whether another full name can be the same person's: "Andrés Manuel López Obrador" and "López Obrador", "R.
    /// Marsh" and "Robert Marsh", "Libby Cranston" and "Elizabeth Cranston".
    #[must_use]
    pub fn is_named(&self, given: &[&str]) -> bool {
        let (Some(mine), Some(its)) = (self.given.first(), given.first()) else { return true };
        is_same_given(mine, its)
            || self.given.iter().any(|word| **word == **its)
            || given.contains(&&**mine)
            || is_short_form(mine, its)
    }
}

/// Given names of men in one language and of women in another: Italian, Catalan, Finnish, French, Russian, Japanese.
/// Source: ordinary knowledge; the census that `given_names.txt` is from knows them as those of one sex.
const EITHER: [&str; 20] = [
    "andrea", "daniele", "gabriele", "kai", "kari", "joan", "laurence", "luca", "michele", "mika", "misha", "nicola",
    "nikita", "ilya", "rosario", "sacha", "sasha", "simone", "toni", "yuri",
];

/// The gender that a folded given name tells.
#[must_use]
pub fn gender_of(given: &str) -> Option<Gender> {
    if EITHER.contains(&given) {
        return None;
    }
    match GIVEN_NAMES.find(given)? {
        "m" => Some(Gender::Man),
        "f" => Some(Gender::Woman),
        _ => None,
    }
}

/// "Robert" and "R", "Robert" and "Robert"; not "Robert" and "Roberta".
#[must_use]
pub fn is_same_given(one: &str, other: &str) -> bool {
    let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
    one == other || initial(one, other) || initial(other, one)
}

impl Form {
    /// Whether the draft shows that this is a person: a title, speech, an age, a known given name, or a name given in
    /// full and then taken up by its last word alone, twice or more.
    #[must_use]
    pub fn is_person(&self) -> bool {
        !self.titles.is_empty()
            || self.holds_office && !self.given.is_empty()
            || (self.given.len() == 1 && self.alone >= 2)
            || self.signs.intersects(Signs::SPEAKS | Signs::AGED)
            || self.given.iter().any(|name| GIVEN_NAMES.has(name))
    }
}

/// The people of a draft.
#[derive(Debug, Default)]
pub struct People {
    forms: Vec<Form>,
    near: Vec<(usize, usize)>,
    first_words: FxHashSet<Box<str>>,
    /// The form of each mention, block after block.
    form_of: Vec<usize>,
    /// Where the mentions of each block begin in that list; a block that was passed over has none.
    starts: Vec<usize>,
}

/// The shortest surname that is compared with its neighbours, in letters.
const SHORTEST: usize = 3;

/// What parts the words of a name.
const APART: [char; 4] = [' ', '.', '\u{a0}', '\n'];

/// With how many forms of the same beginning or end one is compared.
const MOST_ALIKE: usize = 256;

/// How many bearers of one surname are told apart.
const MOST: usize = 16;

/// The longest surname that is compared, in bytes: beyond it stand lists glued together, not names.
const LONGEST: usize = 40;

impl People {
    /// Gathers the mentions of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let mut people = People::default();
        let mentions: usize = story.claims.iter().map(|claims| claims.people.len()).sum();
        let mut index: FxHashMap<Box<str>, usize> = FxHashMap::default();
        index.reserve(mentions / 2);
        people.form_of.reserve(mentions);
        // The words of one name after the other; only what is new is kept.
        let mut word = String::new();
        for (block, it, claims) in story.blocks() {
            people.starts.push(people.form_of.len());
            // Whoever took the picture or is quoted by the wire is nobody of the story.
            if matches!(
                it.zone,
                Zone::Credit | Zone::Byline | Zone::Furniture | Zone::Footer | Zone::Correction | Zone::Dateline
            ) {
                continue;
            }
            for (number, mention) in claims.people.iter().enumerate() {
                fold_into(story.text(block, mention.surname), &mut word);
                let number_of_form = index.get(&*word).copied().unwrap_or_else(|| {
                    let next = people.forms.len();
                    people.forms.push(Form { folded: (*word).into(), always: Signs::all(), ..Form::default() });
                    index.insert((*word).into(), next);
                    next
                });
                people.form_of.push(number_of_form);
                let form = &mut people.forms[number_of_form];
                let at = ClaimRef { block, index: number };
                form.add(at, mention);
                form.holds_office |= held(story, at).next().is_some();
                if let Some(title) = mention.title {
                    fold_into(story.text(block, title), &mut word);
                    note(&mut form.titles, &word);
                }
                let Some(given) = mention.given.map(|given| story.text(block, given)) else { continue };
                fold_into(given, &mut word);
                note(&mut form.given, &word);
                if !people.first_words.contains(&*word) {
                    people.first_words.insert((*word).into());
                }
                let before = Extent { start: mention.extent.start, end: mention.surname.start };
                let behind = Extent { start: mention.surname.end, end: mention.extent.end };
                let before = if before.start < before.end { before } else { behind };
                // Most people have one given name.
                let before = story.text(block, before);
                if before.trim_end_matches(APART) == given && !given.contains(APART) {
                    form.bear(at, mention.signs, &[&*word]);
                    continue;
                }
                word.clear();
                for given in before.split(APART).filter(|word| !word.is_empty()) {
                    fold_onto(given, &mut word);
                    word.push('\n');
                }
                form.bear(at, mention.signs, &word.split_terminator('\n').collect::<Vec<_>>());
            }
        }
        people.starts.push(people.form_of.len());
        people.near = neighbours(&people.forms);
        people
    }

    /// Every surname of the draft.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Pairs of surnames one letter apart, or two neighbouring letters exchanged.
    pub fn near(&self) -> impl Iterator<Item = (&Form, &Form)> {
        self.near.iter().map(|(one, other)| (&self.forms[*one], &self.forms[*other]))
    }

    /// Whether two forms, by their index, are close.
    #[must_use]
    pub fn are_near(&self, one: usize, other: usize) -> bool {
        self.near.binary_search(&(one.min(other), one.max(other))).is_ok()
    }

    /// Indexes of the forms that are close to some other.
    #[must_use]
    pub fn all_near(&self) -> FxHashSet<usize> {
        self.near.iter().flat_map(|(one, other)| [*one, *other]).collect()
    }

    /// The index of the form that a mention belongs to.
    #[must_use]
    pub fn index_of(&self, at: ClaimRef) -> Option<usize> {
        let [start, end] = *self.starts.get(at.block..at.block + 2)? else { return None };
        self.form_of[start..end].get(at.index).copied()
    }

    /// Whether some name of the draft begins with this word: "Toyota" in "Toyota Motor".
    #[must_use]
    pub fn begins_a_name(&self, folded: &str) -> bool {
        self.first_words.contains(folded)
    }

    /// The fullest name of the bearer of a surname, if he or she is the only one.
    #[must_use]
    pub fn full_name<'s>(&self, story: &Story<'s>, form: &Form) -> Option<&'s str> {
        if form.given.len() != 1 {
            return None;
        }
        let mention = |at: &ClaimRef| &story.claims[at.block].people[at.index];
        let full = form.mentions.iter().find(|at| mention(at).given.is_some())?;
        Some(story.text(full.block, mention(full).extent))
    }

    /// The mention at a place.
    #[must_use]
    pub fn mention<'s>(story: &Story<'s>, at: ClaimRef) -> &'s Mention {
        &story.claims[at.block].people[at.index]
    }

    /// Where a name stands.
    #[must_use]
    pub fn span(story: &Story<'_>, at: ClaimRef) -> Span {
        story.span(at.block, Self::mention(story, at).extent)
    }

    /// The words of a name.
    #[must_use]
    pub fn name<'s>(story: &Story<'s>, at: ClaimRef) -> &'s str {
        story.text(at.block, Self::mention(story, at).extent)
    }

    /// The form that a mention belongs to.
    #[must_use]
    pub fn form_of(&self, at: ClaimRef) -> Option<&Form> {
        self.index_of(at).map(|form| &self.forms[form])
    }
}

impl Form {
    /// Notes a mention in full with its bearer.
    fn bear(&mut self, at: ClaimRef, signs: Signs, given: &[&str]) {
        if self.bearers.len() >= MOST {
            return;
        }
        if let Some(bearer) = self.bearers.iter_mut().find(|bearer| bearer.is_named(given)) {
            bearer.mentions.push(at);
            bearer.signs |= signs;
        } else {
            let given = given.iter().map(|word| Box::from(*word)).collect();
            self.bearers.push(Bearer { given, mentions: vec![at], signs });
        }
    }

    /// The only bearer who can be meant by a mention, by its given name or by the gender of its honorific.
    #[must_use]
    pub fn bearer_of(&self, at: ClaimRef, gender: Option<Gender>) -> Option<&Bearer> {
        if let Some(bearer) = self.bearers.iter().find(|bearer| bearer.mentions.contains(&at)) {
            return Some(bearer);
        }
        let can = |bearer: &&Bearer| match (gender, bearer.gender()) {
            (Some(Gender::Man), Some(Gender::Woman)) | (Some(Gender::Woman), Some(Gender::Man)) => {
                self.bearers.len() == 1
            }
            _ => true,
        };
        let mut able = self.bearers.iter().filter(can);
        able.next().filter(|_| able.next().is_none())
    }

    fn add(&mut self, at: ClaimRef, mention: &Mention) {
        self.mentions.push(at);
        self.signs |= mention.signs;
        self.always &= mention.signs;
        self.alone += usize::from(mention.given.is_none());
    }
}

/// Adds folded words to a short list without repeats.
fn note(list: &mut Vec<Box<str>>, words: &str) {
    if list.len() < 8 && list.iter().all(|known| **known != *words) {
        list.push(words.into());
    }
}

/// A name in small letters, without accents, apostrophes and hyphens.
#[must_use]
pub fn fold(name: &str) -> Box<str> {
    let mut folded = String::with_capacity(name.len());
    fold_onto(name, &mut folded);
    folded.into()
}

/// Puts the folded name in the place of what `folded` held: of many names few are kept.
pub fn fold_into(name: &str, folded: &mut String) {
    folded.clear();
    fold_onto(name, folded);
}

/// Adds the folded name.
fn fold_onto(name: &str, folded: &mut String) {
    let start = folded.len();
    // Names are short: a look at each letter costs less than a search.
    if name.bytes().all(|byte| byte.is_ascii() && byte != b'\'' && byte != b'-') {
        folded.push_str(name);
        folded[start..].make_ascii_lowercase();
        return;
    }
    if name.is_ascii() {
        folded.extend(name.split(['\'', '-']));
        folded[start..].make_ascii_lowercase();
        return;
    }
    let plain = name.nfd().filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric());
    for letter in plain.flat_map(char::to_lowercase) {
        // Letters with a stroke do not come apart into a letter and a mark.
        match letter {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            other => folded.push(other),
        }
    }
}

/// Pairs of forms within one slip of each other, by index, the smaller first, without repeats.
fn neighbours(forms: &[Form]) -> Vec<(usize, usize)> {
    let compared = |form: &Form| (SHORTEST..=LONGEST).contains(&form.folded.len());
    let shapes: Vec<Shape> =
        forms.iter().map(|form| Shape::of(if compared(form) { &form.folded } else { "" })).collect();
    let mut pairs = if forms.len() <= FEW { all_pairs(&shapes) } else { pairs_by_halves(forms, &shapes) };
    pairs.retain(|(one, other)| strsim::osa_distance(&forms[*one].folded, &forms[*other].folded) == 1);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Of so many names all pairs are looked at: beyond that it costs more than to seek those with a half in common.
const FEW: usize = 64;

fn all_pairs(shapes: &[Shape]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (other, it) in shapes.iter().enumerate() {
        let near = shapes[..other].iter().enumerate().filter(|(_, one)| one.may_be_near(*it));
        pairs.extend(near.map(|(one, _)| (one, other)));
    }
    pairs
}

fn pairs_by_halves(forms: &[Form], shapes: &[Shape]) -> Vec<(usize, usize)> {
    let mut halves: Vec<(u64, usize)> = Vec::with_capacity(forms.len() * 4);
    let mut letters = Vec::new();
    for (index, form) in forms.iter().enumerate().filter(|(index, _)| shapes[*index].length > 0) {
        letters.clear();
        letters.extend(form.folded.chars());
        // Of two names that differ in length both are cut as the longer one is.
        halves.extend([0, 1].into_iter().flat_map(|more| cut(&letters, more)).map(|half| (half, index)));
    }
    halves.sort_unstable();
    let mut pairs = Vec::new();
    for alike in halves.chunk_by(|(one, _), (other, _)| one == other) {
        for (at, (_, one)) in alike.iter().enumerate() {
            let others = alike[at + 1..].iter().take(MOST_ALIKE);
            let near = others.filter(|(_, other)| shapes[*one].may_be_near(shapes[*other]));
            pairs.extend(near.map(|(_, other)| (*one, *other)));
        }
    }
    pairs
}

/// Hashes of the beginning and the end of a name as of one with so many letters more: a slip leaves one of both as it is,
/// for two neighbours that change places across the middle lie outside of one.
fn cut(letters: &[char], more: usize) -> [u64; 2] {
    let length = letters.len() + more;
    let first = length / 2;
    let last = (length - first).saturating_sub(1).min(letters.len());
    let hash = |which: u64, half: &[char]| {
        let add = |hash: u64, letter: &char| (hash ^ u64::from(*letter)).wrapping_mul(BASE).rotate_left(23);
        half.iter().fold(which << 32 | length as u64, add)
    };
    [hash(0, &letters[..first.min(letters.len())]), hash(1, &letters[letters.len() - last..])]
}

/// A large odd number; source: Knuth, "The Art of Computer Programming" 6.4, the golden ratio.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// What is quickly seen of a name.
#[derive(Clone, Copy)]
struct Shape {
    /// How many letters it has.
    length: usize,
    /// Which letters it has, by the rest of their number.
    letters: u64,
}

impl Shape {
    fn of(name: &str) -> Self {
        let add = |it: Shape, letter: char| Shape {
            length: it.length + 1,
            letters: it.letters | 1 << (u32::from(letter) % u64::BITS),
        };
        name.chars().fold(Shape { length: 0, letters: 0 }, add)
    }

    /// Whether one slip can make one of the other, by length and letters: most pairs fail here.
    fn may_be_near(self, other: Shape) -> bool {
        self.length.abs_diff(other.length) <= 1
            && self.length.min(other.length) > 0
            && (self.letters ^ other.letters).count_ones() <= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_plain_small_letters() {
        assert_eq!(&*fold("O'Neill"), "oneill");
        assert_eq!(&*fold("Brudziński"), "brudzinski");
        assert_eq!(&*fold("Jarosław"), "jaroslaw");
        assert_eq!(&*fold("AL-ASSAD"), "alassad");
    }

    #[test]
    fn neighbours_are_one_slip_apart() {
        let names = ["marek", "marke", "mareck", "maret", "marekov", "bayrak"];
        let forms: Vec<_> = names.iter().map(|name| Form { folded: (*name).into(), ..Form::default() }).collect();
        let near: Vec<_> = neighbours(&forms).into_iter().map(|(one, other)| (names[one], names[other])).collect();
        assert_eq!(near, [("marek", "marke"), ("marek", "mareck"), ("marek", "maret")]);
    }

    #[test]
    fn every_slip_is_found_in_names_of_every_length() {
        for name in ["kai", "vahl", "oost’s", "marek", "bayrak", "мирзоян", "varnholt"] {
            let letters: Vec<char> = name.chars().collect();
            let mut slips: Vec<String> = Vec::new();
            for at in 0..letters.len() {
                let without = [&letters[..at], &letters[at + 1..]].concat();
                slips.push([&letters[..at], &['q'], &letters[at + 1..]].concat().iter().collect());
                slips.push([&letters[..at], &['q'], &letters[at..]].concat().iter().collect());
                slips.push(without.iter().collect());
                if at > 0 {
                    let mut turned = letters.clone();
                    turned.swap(at - 1, at);
                    slips.push(turned.iter().collect());
                }
            }
            for slip in slips.iter().filter(|slip| slip.len() >= SHORTEST && **slip != name) {
                let forms = [name, slip].map(|folded| Form { folded: folded.into(), ..Form::default() });
                assert_eq!(neighbours(&forms), [(0, 1)], "{name} {slip}");
                let shapes = [name, slip].map(Shape::of);
                let by_halves = pairs_by_halves(&forms, &shapes);
                assert!(!by_halves.is_empty() && by_halves.iter().all(|pair| *pair == (0, 1)), "{name} {slip}");
            }
        }
    }
}
