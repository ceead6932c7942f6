//! The settings of a desk: `deskcheck.toml`, found upwards from the draft.
//!
//! `keys` is the table that reader, schema and handbook come from, `read` holds a file against it, `accept` knows the findings that
//! somebody has accepted, `house` finds the files, `walk` the drafts of a folder.  Settings are layers: those of the whole file, then those for some drafts; the last to speak wins.

mod accept;
mod beside;
pub mod help;
mod house;
mod keys;
mod levels;
mod read;
mod signature;
mod ticks;
mod walk;

use std::ops::Range;
use std::path::Path;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

pub use accept::{Accepted, accept_list, addition};
pub use beside::Beside;
pub use house::{House, Loaded, Terms, accept_path, ticks_path};
pub use keys::{ACCEPTED, Key, Kind, TOP, schema};
pub use levels::Levels;
pub use signature::Signature;
pub use ticks::{Mark, Tick, noted, taken_back, ticks};
pub use walk::dangling;

use crate::finding::Level;
use crate::options::{Honorifics, Language};
use crate::rules::RULES;
use read::{Entry, Given};

/// The name of the file.
pub const FILE: &str = "deskcheck.toml";

/// Something in a file of settings that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the file, in bytes, if known.
    pub span: Option<Range<usize>>,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A file of settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    layers: Vec<Layer>,
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
    /// Lists that hold for all drafts, in words.
    lists: Vec<InForce>,
    /// Findings that somebody has accepted, in every draft.
    pub accept: Vec<Accepted>,
    /// Who vouches for things here.
    signature: Signature,
}

/// What cannot be read in a file, if by its name it is one of settings, of accepted findings or of ticks.
#[must_use]
pub fn faults(file: &Path, source: &str) -> Option<Vec<Fault>> {
    let name = file.file_name()?.to_str()?;
    if name == FILE {
        return Some(Settings::read(source).1);
    }
    // Lists stand beside drafts: `story.accept.toml` beside `story.md`.
    let (story, list) = name.strip_suffix(".toml")?.rsplit_once('.')?;
    match list {
        _ if story.is_empty() => None,
        "accept" => Some(accept_list(source).1),
        "ticks" => Some(ticks(source).1),
        _ => None,
    }
}

/// Words as a string of TOML.
fn quoted(text: &str) -> String {
    // A JSON string is a basic string of TOML, but for the delete character.
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// What is to stand between a list and one more entry.
fn gap(list: &str) -> &'static str {
    match list {
        "" => "",
        _ if list.ends_with("\n\n") => "",
        _ if list.ends_with('\n') => "\n",
        _ => "\n\n",
    }
}

/// Settings for all drafts, or for some.
#[derive(Clone, Debug, Default)]
struct Layer {
    files: Option<GlobSet>,
    values: Vec<Set>,
}

/// One setting.
#[derive(Clone, Debug)]
struct Set {
    key: &'static str,
    value: Value,
    /// Where in the file.
    at: usize,
}

#[derive(Clone, Debug)]
enum Value {
    Word(&'static str),
    Sheets(Vec<String>),
    Level(&'static str),
}

/// A setting in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The key, or the name of the rule.
    pub key: &'static str,
    /// The value in words.
    pub value: String,
    /// Where in the file it stands; `None` when nobody set it.
    pub at: Option<usize>,
}

/// What the settings say for one draft.
#[derive(Clone, Debug, Default)]
pub struct Effective {
    /// How dates like 03/04/2022 are read.
    pub language: Language,
    /// Fact sheets, as written: paths or globs.
    pub reference: Vec<String>,
    /// Whether the house calls people Mr and Ms.
    pub honorifics: Honorifics,
    /// How loud each rule may be.
    pub levels: Levels,
    /// Who vouches for things, and on which day.
    pub signature: Signature,
}

/// The keys that have one word for a value, with what holds when nobody sets them.
const WORDS: [(&str, &str); 3] =
    [("language", "each draft's own"), ("date-order", "as the language has it"), ("honorifics", "any")];

impl Settings {
    /// Reads a file; what cannot be read is told, and the rest serves.
    #[must_use]
    pub fn read(source: &str) -> (Self, Vec<Fault>) {
        let (entries, mut faults) = read::read(source, TOP);
        let mut settings = Settings::default();
        let mut whole = Layer::default();
        for entry in entries {
            match (entry.name, entry.given) {
                ("files", Given::Table(inner)) => {
                    for entry in inner {
                        let Given::Texts(texts) = entry.given else { continue };
                        let globs = Some(globs(&texts, entry.at, &mut faults));
                        let (key, at) = (entry.name, Some(entry.at));
                        settings.lists.push(InForce { key, value: texts.join(", "), at });
                        match entry.name {
                            "include" => settings.include = globs,
                            _ => settings.exclude = globs,
                        }
                    }
                }
                ("signature", Given::Table(inner)) => {
                    for Entry { name: key, given, at } in inner {
                        let value = match given {
                            Given::Text(by) => settings.signature.by.insert(by).clone(),
                            Given::Day(day) => settings.signature.when.insert(day).to_string(),
                            _ => continue,
                        };
                        settings.lists.push(InForce { key, value, at: Some(at) });
                    }
                }
                ("overrides", Given::Tables(tables)) => {
                    for (at, entries) in tables {
                        settings.layers.extend(layer(at, entries, &mut faults));
                    }
                }
                ("accept", Given::Tables(tables)) => {
                    let read = tables.into_iter().filter_map(|(at, it)| accept::of_entries(at, it, &mut faults));
                    settings.accept = read.collect();
                    let value = format!("{} findings", settings.accept.len());
                    settings.lists.push(InForce { key: "accept", value, at: Some(entry.at) });
                }
                (key, given) => whole.set(key, given, entry.at),
            }
        }
        settings.layers.insert(0, whole);
        (settings, faults)
    }

    /// What they say for a draft, by its path from the folder of the file.
    #[must_use]
    pub fn of(&self, draft: &Path) -> Effective {
        let mut effective = Effective { signature: self.signature.clone(), ..Effective::default() };
        let (mut language, mut order) = (None, None);
        for set in self.sets(draft) {
            match (&set.value, set.key) {
                (Value::Word(word), "language") => language = Some(*word),
                (Value::Word(word), "date-order") => order = Some(*word),
                (Value::Word("always"), "honorifics") => effective.honorifics = Honorifics::Always,
                (Value::Word("never"), "honorifics") => effective.honorifics = Honorifics::Never,
                (Value::Word(_), "honorifics") => effective.honorifics = Honorifics::Any,
                (Value::Word(_), _) => {}
                (Value::Sheets(sheets), _) => effective.reference.clone_from(sheets),
                (Value::Level(level), rule) => effective.levels.set(rule, level),
            }
        }
        effective.language = match order.or(language) {
            Some("en-GB" | "day-first") => Language::British,
            Some("en-US" | "month-first") => Language::American,
            _ => Language::Any,
        };
        effective
    }

    /// Each setting for a draft in words, the rules last.
    #[must_use]
    pub fn in_force(&self, draft: &Path) -> Vec<InForce> {
        let effective = self.of(draft);
        let sets: Vec<_> = self.sets(draft).collect();
        let last = |key: &str| sets.iter().rev().find(|set| set.key == key);
        let words = WORDS.iter().map(|(key, otherwise)| {
            let set = last(key);
            let value = if let Some(Set { value: Value::Word(word), .. }) = set { word } else { otherwise };
            InForce { key, value: (*value).to_owned(), at: set.map(|set| set.at) }
        });
        let none = effective.reference.is_empty();
        let sheets = InForce {
            key: "reference",
            value: if none { "none".to_owned() } else { effective.reference.join(", ") },
            at: last("reference").map(|set| set.at),
        };
        let rules = RULES.iter().map(|rule| InForce {
            key: rule.name,
            value: effective.levels.loudest(rule).map_or("off", Level::name).to_owned(),
            at: last(rule.name).map(|set| set.at),
        });
        words.chain([sheets]).chain(self.lists.iter().cloned()).chain(rules).collect()
    }

    /// The settings for a draft, the last to speak last.
    fn sets<'a>(&'a self, draft: &'a Path) -> impl Iterator<Item = &'a Set> {
        let layers = self.layers.iter().filter(move |it| it.files.as_ref().is_none_or(|files| files.is_match(draft)));
        layers.flat_map(|layer| &layer.values)
    }

    /// Whether a file of a folder is a draft, by its path from the folder of the settings; `usual` says whether its ending is one
    /// of the usual ones.
    #[must_use]
    pub fn wants(&self, file: &Path, usual: bool) -> bool {
        let out = self.exclude.as_ref().is_some_and(|exclude| exclude.is_match(file));
        !out && self.include.as_ref().map_or(usual, |include| include.is_match(file))
    }
}

impl Layer {
    fn set(&mut self, key: &'static str, given: Given, at: usize) {
        let value = match given {
            Given::Choice(word) => Value::Word(word),
            Given::Texts(sheets) => Value::Sheets(sheets),
            Given::Levels(levels) => {
                let levels = levels.into_iter();
                self.values.extend(levels.map(|(rule, level, at)| Set { key: rule, value: Value::Level(level), at }));
                return;
            }
            _ => return,
        };
        self.values.push(Set { key, value, at });
    }
}

/// The settings for some drafts; none that do not say for which.
fn layer(at: usize, entries: Vec<Entry>, faults: &mut Vec<Fault>) -> Option<Layer> {
    let mut layer = Layer::default();
    for entry in entries {
        match (entry.name, entry.given) {
            ("files", Given::Texts(texts)) => layer.files = Some(globs(&texts, entry.at, faults)),
            (key, given) => layer.set(key, given, entry.at),
        }
    }
    if layer.files.is_none() {
        let message = "an entry of `overrides` needs `files`, as in files = [\"sport/**\"]".to_owned();
        faults.push(Fault { span: Some(at..at + 1), message });
        return None;
    }
    Some(layer)
}

/// A set of globs; those that are none are told.  "*.md" is of every folder, "sport/*.md" of this one.
fn globs(texts: &[String], at: usize, faults: &mut Vec<Fault>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for text in texts {
        match glob(text) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(error) => faults.push(Fault { span: Some(at..at + 1), message: error.to_string() }),
        }
    }
    set.build().unwrap_or_default()
}

/// A glob as settings have it: "*" stays within a folder, a pattern without a slash is of every folder.
///
/// # Errors
/// When it is none.
pub fn glob(text: &str) -> Result<Glob, globset::Error> {
    let text = text.strip_prefix("./").unwrap_or(text);
    let whole = if text.trim_end_matches('/').contains('/') { text.to_owned() } else { format!("**/{text}") };
    // A folder is all that is in it.
    let whole = if whole.ends_with('/') { format!("{whole}**") } else { whole };
    GlobBuilder::new(&whole).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> (Settings, Vec<String>) {
        let (settings, faults) = Settings::read(source);
        let at =
            |fault: &Fault| fault.span.as_ref().map_or("?", |span| source.get(span.clone()).unwrap_or("!")).to_owned();
        let told = faults.iter().map(|fault| format!("[{}] {}", at(fault), fault.message)).collect();
        (settings, told)
    }

    #[test]
    fn the_last_to_speak_wins() {
        let source = "language = \"en-GB\"\nreference = [\"a.toml\"]\n[rules]\nplaceholder = \"warning\"\n\
            [[overrides]]\nfiles = [\"sport/**\"]\nlanguage = \"en-US\"\nrules.placeholder = \"off\"\n\
            [[overrides]]\nfiles = [\"*.html\"]\ndate-order = \"day-first\"\nreference = []\n";
        let (settings, told) = told(source);
        assert!(told.is_empty(), "{told:?}");
        let rule = crate::rules::named("placeholder").unwrap();
        for (draft, language, sheets, level) in [
            ("news/a.md", Language::British, 1, Some(Level::Warning)),
            ("sport/a.md", Language::American, 1, None),
            ("sport/cup/a.html", Language::British, 0, None),
            ("a.html", Language::British, 0, Some(Level::Warning)),
        ] {
            let effective = settings.of(Path::new(draft));
            let found = (effective.language, effective.reference.len(), effective.levels.loudest(rule));
            assert_eq!(found, (language, sheets, level), "{draft}");
        }
        let in_force = settings.in_force(Path::new("sport/a.md"));
        let language = &in_force[0];
        assert_eq!((language.key, &*language.value), ("language", "en-US"));
        assert!(source[language.at.unwrap()..].starts_with("\"en-US\""));
        assert_eq!(in_force[2], InForce { key: "honorifics", value: "any".to_owned(), at: None });
    }

    #[test]
    fn what_is_right_serves_and_the_rest_is_told() {
        let source = "langauge = \"en-GB\"\ndate-order = \"month first\"\nhonorifics = 3\nreference = \"facts.toml\"\n\
            [rules]\nplaceholders = \"off\"\nscale-slip = \"loud\"\nquote-altered = \"off\"\n\
            [files]\nexclude = [\"a[\", 7, \"old/\"]\n[[overrides]]\nlanguage = \"en-US\"\n";
        let (settings, told) = told(source);
        assert_eq!(
            told,
            [
                "[langauge] unknown key `langauge`: did you mean `language`?",
                "[\"month first\"] `date-order` should be one of \"day-first\", \"month-first\", not \"month first\": did you mean \"month-first\"?",
                "[3] `honorifics` should be one of \"always\", \"never\", \"any\", not a number",
                "[\"facts.toml\"] `reference` should be a list of texts, as in [\"one\", \"two\"], not \"facts.toml\"",
                "[placeholders] unknown rule `placeholders`: did you mean `placeholder`?",
                "[\"loud\"] `scale-slip` should be one of \"off\", \"information\", \"warning\", \"error\", not \"loud\"",
                "[7] `exclude` should be a list of texts, not a number",
                "[[] error parsing glob '**/a[': unclosed character class; missing ']'",
                "[[] an entry of `overrides` needs `files`, as in files = [\"sport/**\"]",
            ]
        );
        let levels = settings.of(Path::new("a.md")).levels;
        assert!(!levels.wants("quote-altered") && levels.wants("scale-slip"));
        assert!(!settings.wants(Path::new("old/deep/a.md"), true) && settings.wants(Path::new("a.md"), true));
    }

    #[test]
    fn good_lines_serve_beside_broken_ones() {
        let (settings, told) = told("language = \"en-US\"\ndate-order = \n= 3\n[rules]\nplaceholder = \"off\"\n");
        assert!(!told.is_empty());
        let effective = settings.of(Path::new("a.md"));
        assert_eq!(effective.language, Language::American);
        assert!(!effective.levels.wants("placeholder"));
    }

    #[test]
    fn files_are_known_by_their_names() {
        let told = |name: &str| faults(Path::new(name), "langauge = \"en-GB\"\n").map(|faults| faults.len());
        assert_eq!(told("/desk/deskcheck.toml"), Some(1));
        assert_eq!(told("story.accept.toml"), Some(1));
        assert_eq!(told("story.ticks.toml"), Some(1));
        for other in ["my-deskcheck.toml", ".accept.toml", "accept.toml", "story.accept.json", "/"] {
            assert_eq!(told(other), None, "{other}");
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic() {
        for source in
            ["", "[", "[[accept", "\"\u{0}", "a.b.c = [[{", "[rules]\nrules = {", "= = =", "\r\n\r", "accept = [1, {}]"]
        {
            let (settings, _) = Settings::read(source);
            assert!(settings.of(Path::new("a.md")).levels.wants("placeholder"), "{source}");
        }
    }
}
