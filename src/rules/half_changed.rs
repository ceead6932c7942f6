//! What was changed since an earlier version in one place, and left in another.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::finding::Finding;
use crate::link::revision::{Change, Left};
use crate::place::{Place, Source, Span};
use crate::text::Zone;

rule! {
    /// ## What it does
    /// Holds the draft against an earlier version (`--against FILE`, `--since REV`) and finds figures, dates, times, names, offices and
    /// ages that were changed in one place, while another place still gives the old value of the same thing.
    ///
    /// ## Why it matters
    /// The toll rises, the lead is updated, and paragraph 14 keeps the count of the morning: the mistake of every rewrite.
    ///
    /// ## Example
    /// ```draft
    /// //- was: 286 people -> 290 people
    /// A ferry sank off Tarn on Monday, and 290 people were killed, the coastguard said.
    ///
    /// Divers searched the wreck all day.
    ///
    /// Among the 286 people killed were two choirs.
    ///           ^^^ still 286 here, while 286 became 290 above
    /// ```
    ///
    /// ## What it leaves alone
    /// An old value that is meant: "up from 286", "first put at 286", "by Monday 286 had been found", a quotation, a correction note,
    /// another event, place, person or kind of thing, a small number that many things can have. A place that was rewritten
    /// too. Where the new text gives the old value as well ("rose to 290 from 286"), or somebody else is the source of what was left, it
    /// speaks as `information`.
    ///
    /// Without an earlier version it has nothing to say.
    "half-changed" {
        summary: "a value that was changed in one place is left in another",
        counts: "changed claim",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// How many places of one change are named.
const MOST: usize = 3;

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let Some((revision, source)) = facts.revision else { return };
    let mut places: BTreeMap<&[String; 2], Vec<&Change>> = BTreeMap::new();
    for change in &revision.changes {
        places.entry(&change.values).or_default().push(change);
    }
    let mut half = vec![false; revision.changes.len()];
    for left in &revision.left {
        half[left.change] = true;
        tell(facts, source, left, &places[&revision.changes[left.change].values], checks);
    }
    for (change, _) in revision.changes.iter().zip(half).filter(|(_, half)| !half) {
        let outcome = format!("{} became {}, and nothing was left behind", change.old, change.new);
        checks.pass(NAME, change.at.span(&facts.story), None, outcome);
    }
}

/// Tells of a claim that was left.
fn tell(facts: &Facts<'_>, source: Source, left: &Left, changes: &[&Change], checks: &mut Checks) {
    let story = facts.story;
    let (change, span) = (&facts.revision.expect("one is told of").0.changes[left.change], left.at.span(&story));
    let there = change.at.span(&story);
    let zone = story.article.blocks[change.at.block].zone;
    let place = match zone {
        Zone::Headline => "in the headline",
        _ if there < span => "above",
        _ => "below",
    };
    let words = story.text(left.at.block, left.at.extent).split_whitespace().collect::<Vec<_>>().join(" ");
    let Change { old, new, .. } = change;
    let level = if left.doubtful { Level::Information } else { Level::Warning };
    let mut finding = Finding::new(NAME, level, span, format!("still {words} here, while {old} became {new} {place}"));
    let others = changes.iter().filter(|it| it.at != change.at).take(MOST - 1);
    for it in std::iter::once(&change).chain(others) {
        finding = finding.related(it.at.span(&story), format!("changed from {} to {} here", it.old, it.new));
    }
    let before = Place { source, span: change.before };
    finding = finding.related(before, format!("{old} in the earlier version"));
    if let Some((extent, text)) = &left.cure {
        let own = story.text(left.at.block, *extent);
        let edit = story.article.blocks[left.at.block].edit(*extent, text);
        finding = finding.fix(format!("Change {own} to {text}"), edit);
    }
    checks.fail(change.values.iter().fold(finding, Finding::value));
}

/// Where a value that was left disagrees with the changed one under another rule too, one of the two speaks: this one, which
/// knows which is the newer, unless the other is louder.
pub(super) fn leave_to_the_revision(findings: &mut Vec<Finding>) {
    let mut left: FxHashMap<u32, (Level, Vec<Span>)> = FxHashMap::default();
    let places = |finding: &Finding| {
        let related = finding.related.iter().map(|it| it.place).filter(|it| it.source == Source::DRAFT);
        related.map(|it| it.span).collect::<Vec<_>>()
    };
    for finding in findings.iter().filter(|it| it.rule == NAME) {
        // Another rule may mark more or fewer words: they end or begin alike.
        let entry = (finding.level, places(finding));
        left.insert(finding.place.span.end, entry.clone());
        left.insert(finding.place.span.start, entry);
    }
    if left.is_empty() {
        return;
    }
    let mut yields = Vec::new();
    findings.retain(|finding| {
        if finding.rule == NAME {
            return true;
        }
        let spans: Vec<_> = std::iter::once(finding.place.span).chain(places(finding)).collect();
        let known = spans.iter().find_map(|span| {
            let key = [span.start, span.end].into_iter().find(|at| left.contains_key(at))?;
            Some((key, &left[&key]))
        });
        let Some((key, (level, changed))) = known else { return true };
        // Whoever is named in full nowhere now was, before the change.
        let stranger = finding.rule == "unintroduced-name";
        if !stranger && !spans.iter().any(|span| changed.iter().any(|it| it.meets(*span))) {
            return true;
        }
        if finding.level > *level {
            yields.push(key);
            return true;
        }
        false
    });
    findings
        .retain(|it| it.rule != NAME || !yields.contains(&it.place.span.start) && !yields.contains(&it.place.span.end));
}
