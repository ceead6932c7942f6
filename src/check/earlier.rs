//! An earlier version of a draft, and what was changed since, as a list of claims.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::ledger::{Entry, Kind};
use super::{Checked, told};
use crate::claim;
use crate::link::revision::{At, Version};
use crate::link::{self, Alignment, Story};
use crate::options::Options;
use crate::place::Span;
use crate::text;

/// An earlier version of a draft, as read.
#[derive(Debug)]
pub struct Earlier {
    /// What it is called: "story.md at HEAD".
    pub name: Arc<str>,
    /// Its text.
    pub text: String,
    /// Its claims; no rule has looked at them.
    draft: Checked,
}

impl Earlier {
    /// Reads an earlier version.
    #[must_use]
    pub fn new(name: &str, text: String, options: &Options) -> Self {
        let article = text::read(&text, options.format);
        let options = told(options, &article);
        let claims = article.blocks.iter();
        let claims = claims.map(|block| Arc::new(claim::extract(&block.prose.text, block.zone, &options))).collect();
        let mut draft = Checked { article, claims, options, ..Checked::default() };
        draft.links = link::link(&draft.story());
        Earlier { name: name.into(), text, draft }
    }

    /// Its claims, linked.
    pub(super) fn version(&self) -> Version<'_> {
        Version { story: self.draft.story(), links: &self.draft.links }
    }
}

/// A claim that was added, removed or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The claim of the earlier version, unless it was added.
    pub before: Option<Entry>,
    /// The claim of the draft, unless it was removed.
    pub now: Option<Entry>,
}

/// By what a claim is known again wherever it moved: its kind and its value, else its words.
type Key = (Kind, String);

fn key(entry: &Entry, text: &str) -> Key {
    let value = entry.timex.as_ref().map(|(_, value)| value.clone());
    let figure = || {
        entry.number.as_ref().map(|number| {
            let range = [Some(number.value), number.upper, number.low, number.high];
            format!("{range:?} {:?}", number.unit)
        })
    };
    let words = || text[entry.span.range()].split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (entry.kind, value.or_else(figure).unwrap_or_else(words))
}

/// What was changed between an earlier version and the draft, in the order of the draft; what was removed stands last.
/// A claim that only moved, or is worded otherwise, is no change.
#[must_use]
pub fn changed(now: &Checked, text: &str, earlier: &Earlier) -> Vec<Changed> {
    let alignment = Alignment::new(now.story(), earlier.draft.story());
    let (mine, its) = (now.worksheet(), earlier.draft.worksheet());
    let at = |story: &Story<'_>, span: Span| {
        let block = story.article.block_at(span.start as usize)?;
        Some(At { block, extent: story.article.blocks[block].extent(span) })
    };
    let mut free = vec![true; its.len()];
    let mut pairs: Vec<Option<usize>> = Vec::with_capacity(mine.len());
    // Where each stood.
    for entry in &mine {
        let stretch = at(alignment.now(), entry.span).and_then(|at| alignment.counterpart(at));
        let found = stretch.and_then(|stretch| {
            let span = stretch.span(alignment.before());
            let from = its.partition_point(|it| it.span.start < span.start);
            let near = (from.saturating_sub(NEAR)..its.len()).take_while(|index| its[*index].span.start < span.end);
            near.filter(|index| free[*index] && its[*index].kind == entry.kind && its[*index].span.meets(span))
                .min_by_key(|index| (key(&its[*index], &earlier.text) != key(entry, text), *index))
        });
        if let Some(index) = found {
            free[index] = false;
        }
        pairs.push(found);
    }
    // What moved.
    let mut moved: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (index, _) in free.iter().enumerate().rev().filter(|(_, free)| **free) {
        moved.entry(key(&its[index], &earlier.text)).or_default().push(index);
    }
    let mut changed = Vec::new();
    for (entry, pair) in mine.iter().zip(pairs) {
        let own = key(entry, text);
        match pair {
            Some(index) if key(&its[index], &earlier.text) == own => {}
            Some(index) => changed.push(Changed { before: Some(its[index].clone()), now: Some(entry.clone()) }),
            None => match moved.get_mut(&own).and_then(Vec::pop) {
                Some(index) => free[index] = false,
                None => changed.push(Changed { before: None, now: Some(entry.clone()) }),
            },
        }
    }
    let removed = its.into_iter().enumerate().filter(|(index, _)| free[*index]);
    changed.extend(removed.map(|(_, entry)| Changed { before: Some(entry), now: None }));
    changed
}

/// How many claims of an earlier version that begin before a place may reach into it.
const NEAR: usize = 8;
