//! What a fact-checker has noted of the claims of a draft, in `story.ticks.toml` beside it.

use std::fmt::Write;

use chrono::NaiveDate;

use super::Fault;
use super::keys::{Key, MARKS, TICK};
use super::read::{Entry, Given, read};
use crate::place::{Edit, Span};

/// What a fact-checker has noted of a claim.  It is of that claim as long as its words and its value stand as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// What it says.
    pub mark: Mark,
    /// The kind of claim: "person".
    pub kind: String,
    /// The words of the claim.
    pub words: String,
    /// Its value; empty where the words are all of it.
    pub value: String,
    /// The sentence around it, with "…" in its place: by this the claim is found again when it has changed.
    pub around: String,
    /// Who.
    pub by: Option<String>,
    /// When.
    pub when: Option<NaiveDate>,
    /// Why, or what is asked.
    pub note: Option<String>,
    /// Where in its file it stands.
    pub at: usize,
}

/// What a tick says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is right.
    Checked,
    /// Somebody is to be asked.
    Queried,
}

impl Mark {
    /// "checked" or "queried".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mark::Checked => MARKS[0],
            Mark::Queried => MARKS[1],
        }
    }
}

impl Tick {
    /// Whether the two are of one claim.
    #[must_use]
    pub fn is_of(&self, other: &Tick) -> bool {
        self.kind == other.kind && self.words == other.words && self.value == other.value
    }

    /// The entry as it stands in its file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut entry = format!("[[tick]]\nmark = \"{}\"\nkind = {}\n", self.mark.name(), super::quoted(&self.kind));
        let around = Some(&self.around).filter(|around| !around.is_empty());
        let value = Some(&self.value).filter(|value| !value.is_empty());
        let fields = [("value", value), ("around", around), ("by", self.by.as_ref()), ("note", self.note.as_ref())];
        for (key, value) in std::iter::once(("words", Some(&self.words))).chain(fields) {
            if let Some(value) = value {
                let _ = writeln!(entry, "{key} = {}", super::quoted(value));
            }
        }
        if let Some(when) = self.when {
            let _ = writeln!(entry, "when = {when}");
        }
        entry
    }
}

/// Reads a list of ticks; what cannot be read is told, and the rest serves.
#[must_use]
pub fn ticks(source: &str) -> (Vec<Tick>, Vec<Fault>) {
    static KEYS: [Key; 1] = [TICK];
    let (entries, mut faults) = read(source, &KEYS);
    let mut ticks = Vec::new();
    for entry in entries {
        if let Given::Tables(tables) = entry.given {
            ticks.extend(tables.into_iter().filter_map(|(at, entries)| of_entries(at, entries, &mut faults)));
        }
    }
    (ticks, faults)
}

fn of_entries(at: usize, entries: Vec<Entry>, faults: &mut Vec<Fault>) -> Option<Tick> {
    let (mut mark, mut kind, mut words) = (None, None, None);
    let (mut value, mut around, mut by, mut when, mut note) = (None, None, None, None, None);
    for entry in entries {
        match (entry.name, entry.given) {
            ("mark", Given::Choice(word)) => {
                mark = Some(if word == Mark::Checked.name() { Mark::Checked } else { Mark::Queried });
            }
            ("kind", Given::Text(text)) => kind = Some(text),
            ("words", Given::Text(text)) => words = Some(text),
            ("value", Given::Text(text)) => value = Some(text),
            ("around", Given::Text(text)) => around = Some(text),
            ("by", Given::Text(text)) => by = Some(text),
            ("note", Given::Text(text)) => note = Some(text),
            ("when", Given::Day(day)) => when = Some(day),
            _ => {}
        }
    }
    let (Some(mark), Some(kind), Some(words)) = (mark, kind, words) else {
        let message = "a tick needs `mark`, `kind` and `words`, as `deskcheck tick` writes them".to_owned();
        faults.push(Fault { span: Some(at..at + 1), message });
        return None;
    };
    let (value, around) = (value.unwrap_or_default(), around.unwrap_or_default());
    Some(Tick { mark, kind, words, value, around, by, when, note, at })
}

/// The edits of a list of ticks that put one in the place of what was noted of the same claim; the rest stays as it is.
#[must_use]
pub fn noted(source: &str, tick: &Tick) -> Vec<Edit> {
    changed(source, tick, tick.to_toml())
}

/// The edits that take out what was noted of a claim.
#[must_use]
pub fn taken_back(source: &str, tick: &Tick) -> Vec<Edit> {
    changed(source, tick, String::new())
}

fn changed(source: &str, tick: &Tick, mut text: String) -> Vec<Edit> {
    let (known, _) = ticks(source);
    let mut edits = Vec::new();
    for old in known.iter().filter(|old| old.is_of(tick)) {
        let start = source[..old.at].rfind("[[").map_or(old.at, |at| source[..at].rfind('\n').map_or(0, |at| at + 1));
        let rest = &source[old.at..];
        let next = rest.find("\n[[").map_or(source.len(), |at| old.at + at + 1);
        // A gap, and a comment above the next, are not of this one.
        let own = &source[start..next];
        let lines = own.split_inclusive('\n').take_while(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let end = start + lines.map(str::len).sum::<usize>();
        edits.push(Edit { span: Span::new(start, end), text: std::mem::take(&mut text) });
    }
    if !text.is_empty() {
        let gap = super::gap(source);
        edits.push(Edit { span: Span::new(source.len(), source.len()), text: format!("{gap}{text}") });
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(words: &str, mark: Mark) -> Tick {
        Tick {
            mark,
            kind: "quantity".to_owned(),
            words: words.to_owned(),
            value: "31".to_owned(),
            around: "The gale sank … in the \"harbour\".".to_owned(),
            by: Some("K. Lund".to_owned()),
            when: NaiveDate::from_ymd_opt(2026, 5, 6),
            note: None,
            at: 0,
        }
    }

    fn made(source: &str, edits: &[Edit]) -> String {
        let mut text = source.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    #[test]
    fn a_tick_is_written_read_replaced_and_taken_back() {
        let (one, other) = (tick("31 boats", Mark::Checked), tick("13 boats", Mark::Queried));
        let first = made("# ours\n", &noted("# ours\n", &one));
        let both = made(&first, &noted(&first, &other));
        let (read, faults) = ticks(&both);
        assert_eq!(faults, []);
        assert!(read.len() == 2 && read[0].is_of(&one) && read[1].mark == Mark::Queried, "{both}");
        assert_eq!((&read[0].around, &read[0].by, read[0].when), (&one.around, &one.by, one.when));
        let query = Tick { mark: Mark::Queried, note: Some("ask".to_owned()), ..one.clone() };
        let asked = made(&both, &noted(&both, &query));
        let (read, _) = ticks(&asked);
        assert_eq!((read.len(), read[0].mark, read[0].note.as_deref()), (2, Mark::Queried, Some("ask")), "{asked}");
        let left = made(&asked, &taken_back(&asked, &one));
        assert!(ticks(&left).0.len() == 1 && left.starts_with("# ours\n"), "{left}");
        assert_eq!(taken_back(&left, &one), []);
    }

    #[test]
    fn what_is_no_tick_is_told() {
        let (read, faults) = ticks("[[tick]]\nmark = \"right\"\n\n[[tick]]\nmark = \"checked\"\nkind = \"age\"\n");
        assert!(read.is_empty());
        assert!(faults.len() == 3 && faults.iter().any(|it| it.message.contains("a tick needs")), "{faults:?}");
    }
}
