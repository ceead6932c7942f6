//! The road of a draft, as one function: the table of contents of the crate.

mod earlier;
mod ledger;
mod names;
mod settle;
mod sheet;

pub use earlier::{Changed, Earlier, changed};
pub use ledger::{Entry, Kind, NumberEntry};
pub use settle::{By, Suppressed};
pub use sheet::{Draft, fact_sheet, sheet_entries};

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::claim::{self, Claims};
use crate::finding::Finding;
use crate::link::changes::changes;
use crate::link::figures::Bond;
use crate::link::revision::Version;
use crate::link::{self, ClaimRef, Links, Revision, Story};
use crate::options::{self, Options};
use crate::place::{Source, Span};
use crate::reference::{Basis, Reference, who};
use crate::rules::{self, Check, Checks, Facts};
use crate::settings::{Accepted, Levels};
use crate::text::{self, Article, Says, Zone};

/// A checked draft.
#[derive(Debug, Default)]
pub struct Checked {
    /// The blocks of the draft.
    pub article: Article,
    /// The claims of each block, by the block's index.
    pub claims: Vec<Arc<Claims>>,
    /// How the draft was read.
    pub options: Options,
    /// What belongs to what.
    pub links: Links,
    /// What does not hold, in the order of the draft.
    pub findings: Vec<Finding>,
    /// How many comparisons each rule made, passed or failed, by the rule's name.
    pub compared: BTreeMap<&'static str, u32>,
    /// The comparisons that held: hover shows them.
    pub passed: Vec<Check>,
    /// The names of the fact sheets that findings point into, the first of them `Source(1)`.
    pub sources: Vec<Arc<str>>,
    /// What does not hold and is not told, because somebody said so.
    pub suppressed: Vec<Suppressed>,
    /// Accepted findings that are no longer found, by their index in [`Desk::accepted`].
    pub lapsed: Vec<usize>,
    /// Whether what is told of it goes out of the house.
    pub redacted: bool,
}

/// What the desk brings to a check, beside the draft.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// What it knows.
    pub reference: &'a Reference,
    /// How loud each rule may be.
    pub levels: &'a Levels,
    /// Findings that somebody has accepted.
    pub accepted: &'a [Accepted],
    /// Findings that were there before, by their fingerprints: how many of each.
    pub baseline: Option<&'a BTreeMap<String, u32>>,
    /// An earlier version of the draft.
    pub earlier: Option<&'a Earlier>,
}

impl<'a> Desk<'a> {
    /// A desk that has accepted nothing and holds no earlier version.
    #[must_use]
    pub fn new(reference: &'a Reference, levels: &'a Levels) -> Self {
        Desk { reference, levels, accepted: &[], baseline: None, earlier: None }
    }
}

/// What was read before, by block, so that only changed paragraphs are read again.
///
/// Holds the blocks of the last check and no others: its size follows the draft.
#[derive(Debug, Default)]
pub struct Memo {
    claims: FxHashMap<Key, Arc<Claims>>,
    options: Options,
}

/// What the claims of a block depend on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    prose: Box<str>,
    zone: Zone,
}

/// Checks a draft from scratch.
#[must_use]
pub fn check(source: &str, options: &Options) -> Checked {
    against(source, options, &Reference::default())
}

/// Checks a draft from scratch, also against what the desk knows.
#[must_use]
pub fn against(source: &str, options: &Options, reference: &Reference) -> Checked {
    on_desk(source, options, &Desk::new(reference, &Levels::default()))
}

/// Checks a draft from scratch, as the desk has it.
#[must_use]
pub fn on_desk(source: &str, options: &Options, desk: &Desk<'_>) -> Checked {
    let article = text::read(source, options.format);
    let options = &told(options, &article);
    let claims = article.blocks.iter();
    let claims = claims.map(|block| Arc::new(claim::extract(&block.prose.text, block.zone, options))).collect();
    finish(article, claims, options, desk)
}

/// The options with what the draft says of itself; the caller's word outweighs it.
fn told(options: &Options, article: &Article) -> Options {
    let published = article.directives.iter().find_map(|directive| match &directive.says {
        Says::Published(day) => options::day::read(day).ok(),
        _ => None,
    });
    Options { published: options.published.or(published), ..options.clone() }
}

/// Checks a draft, reading only what `memo` has not read before; the result equals [`on_desk`]'s.
/// Gives `None` when `cancelled` says so, which is asked between blocks.
pub fn again(
    memo: &mut Memo,
    source: &str,
    options: &Options,
    desk: &Desk<'_>,
    cancelled: &dyn Fn() -> bool,
) -> Option<Checked> {
    let article = text::read(source, options.format);
    let options = &told(options, &article);
    if memo.options != *options {
        *memo = Memo { options: options.clone(), ..Memo::default() };
    }
    let mut claims = Vec::with_capacity(article.blocks.len());
    let mut read = FxHashMap::default();
    for block in &article.blocks {
        if cancelled() {
            return None;
        }
        let key = Key { prose: block.prose.text.clone(), zone: block.zone };
        let found = memo.claims.get(&key).cloned();
        let found = found.unwrap_or_else(|| Arc::new(claim::extract(&block.prose.text, block.zone, options)));
        read.insert(key, Arc::clone(&found));
        claims.push(found);
    }
    memo.claims = read;
    Some(finish(article, claims, options, desk))
}

/// Links the claims and runs the rules.
fn finish(article: Article, claims: Vec<Arc<Claims>>, options: &Options, desk: &Desk<'_>) -> Checked {
    let reference = desk.reference;
    let story = Story { article: &article, claims: &claims, options };
    let links = link::link(&story);
    let known = who::known(&story, &links.people, reference);
    let changes = changes(&story);
    let mut sources = desk.reference.sources.clone();
    // A rule that is off silences no other.
    let revision = desk.earlier.filter(|_| desk.levels.wants("half-changed")).map(|earlier| {
        sources.push(Arc::clone(&earlier.name));
        let source = u32::try_from(sources.len()).map_or(Source(u32::MAX), Source);
        (Revision::new(Version { story, links: &links }, earlier.version()), source)
    });
    let revision = revision.as_ref().map(|(revision, source)| (revision, *source));
    let facts = Facts { story, links: &links, reference, known: &known, changes: &changes, revision };
    let Checks { mut passed, mut findings } = rules::run(&facts);
    findings.sort_by_key(|finding| (finding.place.span, finding.rule));
    passed.retain(|check| desk.levels.wants(check.rule));
    findings.retain(|finding| desk.levels.wants(finding.rule));
    let mut compared = BTreeMap::new();
    for rule in passed.iter().map(|check| check.rule).chain(findings.iter().map(|finding| finding.rule)) {
        *compared.entry(rule).or_default() += 1;
    }
    let settled = settle::settle(&article, desk, findings);
    Checked {
        article,
        claims,
        options: options.clone(),
        links,
        findings: settled.findings,
        compared,
        passed,
        sources,
        suppressed: settled.suppressed,
        lapsed: settled.lapsed,
        redacted: desk.reference.redacted,
    }
}

impl Checked {
    /// The draft and its claims.
    fn story(&self) -> Story<'_> {
        Story { article: &self.article, claims: &self.claims, options: &self.options }
    }

    /// How many claims the draft makes.
    #[must_use]
    pub fn claim_count(&self) -> usize {
        self.claims.iter().map(|it| it.dates.len() + it.quantities.len() + it.people.len()).sum()
    }

    /// The entry of a fact sheet that the words at a place rest on: of several the one that somebody vouched for least.
    #[must_use]
    pub fn basis(&self, span: Span) -> Option<&Basis> {
        let mut found: Option<&Basis> = None;
        for check in self.passed.iter().filter(|check| check.span.meets(span)) {
            let Some(basis) = check.basis.as_deref() else { continue };
            if found.is_none_or(|other| basis.standing < other.standing) {
                found = Some(basis);
            }
        }
        found
    }

    /// Every claim of the draft, in its order.  Built on demand: a check does not need it.
    #[must_use]
    pub fn ledger(&self) -> Vec<Entry> {
        ledger::entries(self)
    }

    /// What speaks for and against two figures of one kind being of one measure, by their places; `None` for other claims.
    #[must_use]
    pub fn bond(&self, one: Span, other: Span) -> Option<Bond> {
        let story = self.story();
        let claim = |span: Span| {
            let block = self.article.block_at(span.start as usize)?;
            let quantities = &self.claims[block].quantities;
            let index = quantities.iter().position(|it| self.article.blocks[block].span(it.extent).touches(span))?;
            Some(ClaimRef { block, index })
        };
        self.links.figures.bond_of(&story, claim(one)?, claim(other)?)
    }

    /// The ledger with the places and bodies that the draft names, which are read for it.
    #[must_use]
    pub fn worksheet(&self) -> Vec<Entry> {
        let story = self.story();
        let mut entries = self.ledger();
        let names = names::entries(&story, &entries);
        entries.extend(names);
        entries.sort_by_key(|entry| (entry.span, entry.kind));
        entries
    }
}
