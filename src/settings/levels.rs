//! How loud each rule may be.

use std::collections::BTreeMap;

use crate::finding::{Finding, Level};
use crate::rules::{self, Rule};

/// The rules whose level somebody has set; all others speak as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<&'static str, Option<Level>>,
}

impl Levels {
    /// Sets a rule to "off", "information", "warning" or "error".
    pub fn set(&mut self, rule: &'static str, level: &str) {
        let level = [Level::Information, Level::Warning, Level::Error].into_iter().find(|it| it.name() == level);
        self.set.insert(rule, level);
    }

    /// Sets a rule that nobody has set: `None` is off.
    pub fn set_unless(&mut self, rule: &'static str, level: Option<Level>) {
        self.set.entry(rule).or_insert(level);
    }

    /// Silences a rule.
    pub fn silence(&mut self, rule: &'static str) {
        self.set.insert(rule, None);
    }

    /// Lets a silenced rule speak as it would by itself.
    pub fn allow(&mut self, rule: &'static str) {
        if !self.wants(rule) {
            self.set.remove(rule);
        }
    }

    /// Whether a rule may speak at all.
    #[must_use]
    pub fn wants(&self, rule: &str) -> bool {
        self.set.get(rule).is_none_or(Option::is_some)
    }

    /// The loudest that a rule may speak; `None` when it is off.
    #[must_use]
    pub fn loudest(&self, rule: &Rule) -> Option<Level> {
        self.set.get(rule.name).copied().unwrap_or(Some(rule.level))
    }

    /// The level of a finding; `None` when its rule is off.  A remark that the rule itself makes below its level is never raised:
    /// its author was unsure.
    #[must_use]
    pub fn of(&self, finding: &Finding) -> Option<Level> {
        let Some(set) = self.set.get(finding.rule) else { return Some(finding.level) };
        let loudest = (*set)?;
        let own = rules::named(finding.rule).map_or(finding.level, |rule| rule.level);
        Some(if finding.level >= own { loudest } else { finding.level.min(loudest) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Span;

    #[test]
    fn remarks_are_lowered_and_never_raised() {
        let mut levels = Levels::default();
        for (set, found, expected) in [
            ("error", Level::Warning, Some(Level::Error)),
            ("error", Level::Information, Some(Level::Information)),
            ("information", Level::Warning, Some(Level::Information)),
            ("off", Level::Warning, None),
        ] {
            levels.set("name-spelling", set);
            let finding = Finding::new("name-spelling", found, Span::new(0, 1), "");
            assert_eq!(levels.of(&finding), expected, "{set} {found:?}");
        }
        assert_eq!(
            Levels::default().of(&Finding::new("placeholder", Level::Error, Span::new(0, 1), "")),
            Some(Level::Error)
        );
    }
}
