//! Which claims of a draft somebody has ticked, and which have changed since.

use std::borrow::Cow;
use std::collections::HashSet;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Row;
use crate::check::Kind;
use crate::settings::{Mark, Tick};

/// How far a claim is on the fact-checker's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Nobody has ticked it.
    #[default]
    Unchecked,
    /// Somebody is to be asked.
    Queried,
    /// Somebody has ticked it as right.
    Checked,
    /// It was ticked, and has other words or another value since: the tick has lapsed.
    Changed,
}

/// The tick of a claim, as far as there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ticked {
    /// How far the claim is.
    pub state: Progress,
    /// Who ticked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Why, or what is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it said when it was ticked, where it has changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

impl Ticked {
    /// "checked by K. Lund on 2026-05-06", "changed since: was 31 boats"; nothing of a claim that nobody has ticked.
    #[must_use]
    pub fn told(&self) -> String {
        let by = self.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let when = self.when.as_ref().map(|when| format!(" on {when}")).unwrap_or_default();
        let note = self.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        match self.state {
            Progress::Unchecked => String::new(),
            Progress::Queried => format!("queried{by}{when}{note}"),
            Progress::Checked => format!("checked{by}{when}{note}"),
            Progress::Changed => {
                format!("changed since it was ticked{by}{when}: was {}", self.was.as_deref().unwrap_or("otherwise"))
            }
        }
    }

    fn of(tick: &Tick, state: Progress) -> Self {
        Ticked {
            state,
            by: tick.by.clone(),
            when: tick.when.map(|day| day.to_string()),
            note: tick.note.clone(),
            was: (state == Progress::Changed).then(|| tick.words.clone()),
        }
    }
}

impl Row<'_> {
    /// What would be noted of this claim.
    #[must_use]
    pub fn tick(&self, mark: Mark) -> Tick {
        Tick {
            mark,
            kind: self.entry.kind.name().to_owned(),
            words: self.title.clone().into_owned(),
            value: self.value(),
            around: self.around(),
            by: None,
            when: None,
            note: None,
            at: 0,
        }
    }

    /// Its value in a word: what a tick is bound to beside the words.
    #[must_use]
    pub fn value(&self) -> String {
        let figure = |number: crate::language::Number| number.to_string().replace(',', "");
        match (&self.entry.timex, &self.entry.number) {
            (Some((_, value)), _) => value.clone(),
            (None, Some(number)) => {
                let upper = number.upper.map(|upper| format!("..{}", figure(upper))).unwrap_or_default();
                figure(number.value) + &upper
            }
            (None, None) if self.entry.kind == Kind::Title => self.meant.clone().unwrap_or_default(),
            (None, None) => String::new(),
        }
    }

    /// The sentence of the first mention without the mention.
    fn around(&self) -> String {
        let first: Cow<'_, str> = self.mentions.first().map(|it| it.text.clone()).unwrap_or_default();
        if first.is_empty() { self.sentence.clone() } else { self.sentence.replacen(&*first, "…", 1) }
    }
}

/// Gives each row its tick; gives the ticks of claims that are no longer in the draft.
pub(super) fn give<'t>(rows: &mut [Row<'_>], ticks: &'t [Tick]) -> Vec<&'t Tick> {
    let mut left: Vec<&Tick> = Vec::new();
    if ticks.is_empty() {
        return left;
    }
    let mut known: FxHashMap<(&str, String, String), usize> = FxHashMap::default();
    for (index, row) in rows.iter().enumerate() {
        known.entry((row.entry.kind.name(), row.title.clone().into_owned(), row.value())).or_insert(index);
    }
    for tick in ticks {
        let state = if tick.mark == Mark::Checked { Progress::Checked } else { Progress::Queried };
        match known.get(&(tick.kind.as_str(), tick.words.clone(), tick.value.clone())) {
            Some(index) => rows[*index].tick = Ticked::of(tick, state),
            None => left.push(tick),
        }
    }
    left.retain(|tick| {
        let open = rows.iter_mut().filter(|row| row.tick.state == Progress::Unchecked);
        let alike = open.filter(|row| row.entry.kind.name() == tick.kind);
        let best = alike
            .map(|row| (likeness(&row.around(), &tick.around), row))
            .max_by(|one, other| one.0.total_cmp(&other.0));
        match best {
            Some((share, row)) if share >= SAME => {
                row.tick = Ticked::of(tick, Progress::Changed);
                false
            }
            _ => true,
        }
    });
    left
}

/// How much of their words two sentences must share to be one that was changed.
const SAME: f64 = 0.7;

/// The share of words that two sentences have in common.
fn likeness(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let count = |set: usize| f64::from(u32::try_from(set).unwrap_or(u32::MAX));
    let most = one.len().max(other.len());
    if most == 0 { 0.0 } else { count(one.intersection(&other).count()) / count(most) }
}
