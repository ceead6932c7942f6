//! After all rules: how loud each may be, and what somebody said is not to be told.

use std::collections::BTreeMap;

use super::Desk;
use crate::finding::{Finding, Level};
use crate::language::slip::nearest;
use crate::options;
use crate::place::Span;
use crate::rules::{self, RULES};
use crate::text::{Article, Directive, Says};

/// A finding that is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What it would say.
    pub finding: Finding,
    /// Who silenced it.
    pub by: By,
}

/// Who silenced a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A comment or the front matter of the draft.
    Directive,
    /// A person, with who, when and why.
    Accepted(String),
    /// It was there before.
    Baseline,
}

/// What is told and what is not.
pub(super) struct Settled {
    pub findings: Vec<Finding>,
    pub suppressed: Vec<Suppressed>,
    pub lapsed: Vec<usize>,
}

/// The rule that tells of directives without use.
const UNUSED: &str = "unused-ignore";

/// Parts findings into those that are told and those that are not.
pub(super) fn settle(article: &Article, desk: &Desk<'_>, findings: Vec<Finding>) -> Settled {
    let mut used = vec![false; article.directives.len()];
    let mut lapsed = vec![true; desk.accepted.len()];
    let mut settled = Settled { findings: Vec::new(), suppressed: Vec::new(), lapsed: Vec::new() };
    let areas = areas(&article.directives);
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    let mut place = |mut finding: Finding, used: &mut [bool]| {
        let Some(level) = desk.levels.of(&finding) else { return };
        finding.level = level;
        let silent = areas.iter().filter(|area| area.silences(&finding));
        let directives = silent.map(|area| used[area.directive] = true).count();
        let mut accepted = None;
        for (index, _) in desk.accepted.iter().enumerate().filter(|(_, it)| it.covers(&finding)) {
            lapsed[index] = false;
            accepted = accepted.or(Some(index));
        }
        let by = if directives > 0 {
            Some(By::Directive)
        } else if let Some(index) = accepted {
            Some(By::Accepted(desk.accepted[index].reason()))
        } else {
            was_there(&finding, desk, &mut known).then_some(By::Baseline)
        };
        match by {
            Some(by) => settled.suppressed.push(Suppressed { finding, by }),
            None => settled.findings.push(finding),
        }
    };
    for finding in findings {
        place(finding, &mut used);
    }
    // These may be silenced too.
    for finding in unused(&article.directives, &used, desk) {
        place(finding, &mut used);
    }
    settled.findings.sort_by_key(|finding| (finding.place.span, finding.rule));
    settled.lapsed = (0..lapsed.len()).filter(|index| lapsed[*index]).collect();
    settled
}

/// Whether the baseline has this finding, as often as it is found.
fn was_there<'a>(finding: &Finding, desk: &Desk<'a>, known: &mut BTreeMap<&'a str, u32>) -> bool {
    let Some((fingerprint, count)) = desk.baseline.and_then(|it| it.get_key_value(&finding.fingerprint())) else {
        return false;
    };
    let seen = known.entry(fingerprint).or_default();
    *seen += 1;
    *seen <= *count
}

/// A part of the draft where one rule is silent, or all are.
struct Area<'a> {
    directive: usize,
    rule: Option<&'a str>,
    span: Span,
}

impl Area<'_> {
    fn silences(&self, finding: &Finding) -> bool {
        let (area, span) = (self.span, finding.place.span);
        let named = self.rule.map_or(finding.rule != UNUSED, |rule| rule == finding.rule);
        named && area.start <= span.start && span.start < area.end
    }
}

fn areas(directives: &[Directive]) -> Vec<Area<'_>> {
    let mut areas = Vec::new();
    for (directive, it) in directives.iter().enumerate() {
        match &it.says {
            Says::Ignore { rule, covers: Some(span) } => {
                areas.push(Area { directive, rule: Some(rule), span: *span });
            }
            Says::Off => {
                let on = directives[directive..].iter().find(|it| it.says == Says::On);
                let end = on.map_or(u32::MAX, |on| on.span.start);
                areas.push(Area { directive, rule: None, span: Span { start: it.span.end, end } });
            }
            _ => {}
        }
    }
    areas
}

/// What is to be said of directives that were of no use.
fn unused(directives: &[Directive], used: &[bool], desk: &Desk<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut off = false;
    for (directive, used) in directives.iter().zip(used) {
        let message = match &directive.says {
            Says::Ignore { rule, .. } if rules::named(rule).is_none() => {
                match nearest(rule, RULES.iter().map(|rule| rule.name)) {
                    Some(near) => Some(format!("there is no rule {rule}: did you mean {near}?")),
                    None => Some(format!("there is no rule {rule}")),
                }
            }
            Says::Ignore { rule, .. } if rule == UNUSED => None,
            Says::Ignore { rule, .. } => {
                (!used && desk.levels.wants(rule)).then(|| format!("{rule} has nothing to say here"))
            }
            Says::Off => {
                let again = std::mem::replace(&mut off, true);
                (again || !used).then(|| "no rule has anything to say from here on".to_owned())
            }
            Says::On => {
                let stray = !std::mem::replace(&mut off, false);
                stray.then(|| "no rule was off".to_owned())
            }
            Says::Published(day) => options::day::read(day).err(),
            Says::Reference(_) => None,
            Says::Unknown(message) => Some(message.clone()),
        };
        let finding = |message: String| {
            Finding::new(UNUSED, Level::Information, directive.span, message.as_str()).value(&message)
        };
        findings.extend(message.map(finding));
    }
    findings
}
