//! The closing line: what was compared, and not only what was found.

use std::collections::BTreeMap;
use std::fmt;

use crate::check::Checked;
use crate::finding::Level;
use crate::rules;

/// What was read, compared and found in one or more drafts.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    drafts: usize,
    claims: usize,
    compared: BTreeMap<&'static str, u32>,
    found: BTreeMap<Level, usize>,
    suppressed: usize,
    fixed: usize,
    /// Drafts with dates whose day of publication is not known.
    undated: usize,
}

impl Summary {
    /// Adds a draft.
    pub fn add(&mut self, checked: &Checked) {
        self.drafts += 1;
        self.claims += checked.claim_count();
        for (rule, count) in &checked.compared {
            *self.compared.entry(rule).or_default() += count;
        }
        self.add_findings(checked);
        let undated =
            checked.links.timeline.published().is_none() && checked.claims.iter().any(|it| !it.dates.is_empty());
        self.undated += usize::from(undated);
    }

    /// Adds what was found in a file that is no draft.
    pub fn add_findings(&mut self, checked: &Checked) {
        for finding in &checked.findings {
            *self.found.entry(finding.level).or_default() += 1;
        }
        self.suppressed += checked.suppressed.len();
    }

    /// Adds fixes that were made.
    pub fn add_fixed(&mut self, count: usize) {
        self.fixed += count;
    }

    /// Adds another summary.
    pub fn merge(&mut self, other: &Summary) {
        self.drafts += other.drafts;
        self.claims += other.claims;
        for (rule, count) in &other.compared {
            *self.compared.entry(rule).or_default() += count;
        }
        for (level, count) in &other.found {
            *self.found.entry(*level).or_default() += count;
        }
        self.suppressed += other.suppressed;
        self.fixed += other.fixed;
        self.undated += other.undated;
    }

    /// How many findings were at least this loud.
    #[must_use]
    pub fn at_least(&self, level: Level) -> usize {
        self.found.range(level..).map(|(_, count)| count).sum()
    }

    /// How many findings had this level.
    #[must_use]
    pub fn of(&self, level: Level) -> usize {
        self.found.get(&level).copied().unwrap_or_default()
    }

    /// How many findings were not told, because somebody said so.
    #[must_use]
    pub fn suppressed(&self) -> usize {
        self.suppressed
    }

    /// "1 error, 2 warnings", "no conflict found".
    #[must_use]
    pub fn found(&self) -> String {
        let found: Vec<_> = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Information, "remark")]
            .into_iter()
            .filter(|(level, _)| self.of(*level) > 0)
            .map(|(level, noun)| plural(self.of(level), noun))
            .collect();
        if found.is_empty() { "no conflict found".to_owned() } else { found.join(", ") }
    }

    /// How many claims were read.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.claims
    }

    /// How many drafts were checked.
    #[must_use]
    pub fn drafts(&self) -> usize {
        self.drafts
    }
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl fmt::Display for Summary {
    /// "42 claims read in 1 draft; compared within it: 7 weekdays, 3 conversions; 1 error".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} read in {}; ", plural(self.claims, "claim"), plural(self.drafts, "draft"))?;
        let mut counts: Vec<(&str, u32)> = Vec::new();
        for rule in rules::RULES {
            // Several rules count names, or dates.
            let Some(count) = self.compared.get(rule.name) else { continue };
            match counts.iter_mut().find(|(noun, _)| *noun == rule.counts) {
                Some((_, all)) => *all += count,
                None => counts.push((rule.counts, *count)),
            }
        }
        let compared: Vec<_> = counts.into_iter().map(|(noun, count)| plural(count as usize, noun)).collect();
        if compared.is_empty() {
            out.write_str("nothing to compare")?;
        } else {
            write!(out, "compared: {}", compared.join(", "))?;
        }
        write!(out, "; {}", self.found())?;
        if self.fixed > 0 {
            write!(out, ", {} fixed", self.fixed)?;
        }
        if self.suppressed > 0 {
            write!(out, ", {} suppressed", self.suppressed)?;
        }
        match (self.undated, self.drafts) {
            (0, _) => {}
            (1, 1) => out.write_str("; its day of publication is not known (--published)")?,
            (undated, _) => write!(out, "; {} without a known day of publication", plural(undated, "draft"))?,
        }
        Ok(())
    }
}
