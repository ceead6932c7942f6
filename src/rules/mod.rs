//! The rules.  One rule is one file and one word in the list below; `deskcheck rules`, the handbook
//! and the schema come from that list.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Level};
use crate::link::changes::Change;
use crate::link::{Links, Revision, Story};
use crate::place::{Source, Span};
use crate::reference::who::Known;
use crate::reference::{About, Basis, Reference, Standing};

/// What rules look at: the linked claims of one draft.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The draft and its claims.
    pub story: Story<'a>,
    /// What belongs to what.
    pub links: &'a Links,
    /// What the desk knows.
    pub reference: &'a Reference,
    /// The mentions of people in the sheet.
    pub known: &'a [Known<'a>],
    /// The changes that are told with both figures: three rules hold them.
    pub changes: &'a [Change<'a>],
    /// What was changed since an earlier version, and which source that is.
    pub revision: Option<(&'a Revision, Source)>,
}

/// A rule: what is wrong with a draft, and the function that sees it.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which says what is wrong with the draft: `weekday-mismatch`.
    pub name: &'static str,
    /// One line.
    pub summary: &'static str,
    /// What it compares, one of them: "weekday".
    pub counts: &'static str,
    /// The loudest it may speak.
    pub level: Level,
    /// The version that brought it.
    pub since: &'static str,
    /// Its page in the handbook, in Markdown.
    pub page: &'static str,
    check: fn(&Facts<'_>, &mut Checks),
}

/// What a rule looked at, passed or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The rule's name.
    pub rule: &'static str,
    /// The claim that was checked.
    pub span: Span,
    /// What it was held against, where that is a place.
    pub against: Option<Span>,
    /// What came of it, with the calculation: "October 2, 2022 was a Sunday".
    pub outcome: Cow<'static, str>,
    /// The entry of a fact sheet that bears it out.
    pub basis: Option<Box<Basis>>,
}

/// Collects what rules looked at and what they found.
#[derive(Debug, Default)]
pub struct Checks {
    /// Comparisons that held.
    pub passed: Vec<Check>,
    /// Comparisons that did not.
    pub findings: Vec<Finding>,
}

impl Checks {
    /// Notes a comparison that held.
    pub fn pass(
        &mut self,
        rule: &'static str,
        span: Span,
        against: Option<Span>,
        outcome: impl Into<Cow<'static, str>>,
    ) {
        self.passed.push(Check { rule, span, against, outcome: outcome.into(), basis: None });
    }

    /// Notes that an entry of a fact sheet bears a claim out, by the value at a place of the sheet.
    pub fn bears_out(
        &mut self,
        rule: &'static str,
        span: Span,
        (about, value): (&About, Span),
        outcome: impl Into<Cow<'static, str>>,
    ) {
        let basis = Some(Box::new(about.basis(value)));
        self.passed.push(Check { rule, span, against: None, outcome: outcome.into(), basis });
    }

    /// Notes a comparison that did not hold.
    pub fn fail(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

/// Declares the rule of a file: the doc comment is its page in the handbook.
macro_rules! rule {
    ($(#[doc = $page:literal])* $name:literal {
        summary: $summary:literal,
        counts: $counts:literal,
        level: $level:expr,
        since: $since:literal,
        check: $check:path $(,)?
    }) => {
        /// The name of this rule.
        const NAME: &str = $name;

        /// This rule.
        pub(super) static RULE: super::Rule = super::Rule {
            name: NAME,
            summary: $summary,
            counts: $counts,
            level: $level,
            since: $since,
            page: concat!($($page, "\n",)*),
            check: $check,
        };
    };
}

/// Lists the rules, each in the file of its name.
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*

        /// Every rule, in the order of the handbook.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    acronym_mismatch
    affiliation_conflict
    age_born_mismatch
    age_conflict
    amount_conflict
    anniversary_mismatch
    conversion_mismatch
    count_mismatch
    date_conflict
    direction_mismatch
    duration_mismatch
    exchange_rate_drift
    fact_sheet_affiliation
    fact_sheet_age
    fact_sheet_date
    fact_sheet_duplicate
    fact_sheet_figure
    fact_sheet_invalid
    fact_sheet_name
    fact_sheet_organisation
    fact_sheet_place
    fact_sheet_quote
    fact_sheet_stale
    fact_sheet_title
    figure_conflict
    fraction_mismatch
    given_name_conflict
    half_changed
    headline_figure
    honorific_conflict
    honorific_style
    identifier_conflict
    impossible_date
    margin_mismatch
    name_spelling
    office_conflict
    ordinal_mismatch
    part_exceeds_whole
    percent_change_mismatch
    percent_point_confusion
    percent_total
    place_conflict
    placeholder
    quote_altered
    range_reversed
    ratio_mismatch
    relative_date_mismatch
    scale_slip
    speaker_conflict
    tense_mismatch
    time_zone_mismatch
    title_conflict
    total_mismatch
    unintroduced_name
    unused_ignore
    weekday_mismatch
}

#[cfg(test)]
mod listed;

/// Runs every rule.
#[must_use]
pub fn run(facts: &Facts<'_>) -> Checks {
    let mut checks = Checks::default();
    for rule in RULES {
        (rule.check)(facts, &mut checks);
    }
    half_changed::leave_to_the_revision(&mut checks.findings);
    tell_once(&mut checks.findings);
    leave_to_the_sheet(&mut checks);
    checks
}

/// Rules that hold a name against the rest of the draft.
const OF_SPELLING: [&str; 2] = ["name-spelling", "given-name-conflict"];

/// Of a name that the fact sheet has, the sheet says whether it is right: what the draft makes of it is not told beside that.
/// A remark from an unverified entry does not stand in for something louder.
fn leave_to_the_sheet(checks: &mut Checks) {
    const SHEET: &str = "fact-sheet-name";
    if !checks.findings.iter().any(|it| OF_SPELLING.contains(&it.rule)) {
        return;
    }
    let right: Vec<_> = checks.passed.iter().filter(|it| it.rule == SHEET).filter(|it| it.basis.is_some()).collect();
    let (sheet, mut rest): (Vec<_>, Vec<_>) = checks.findings.drain(..).partition(|it| it.rule == SHEET);
    rest.retain(|finding| {
        let here = finding.place.span;
        let told = || sheet.iter().any(|it| it.place.span.touches(here) && it.level >= finding.level);
        let vouched = |it: &&Check| it.basis.as_ref().is_some_and(|basis| basis.standing > Standing::Unverified);
        let right = || right.iter().copied().filter(vouched).any(|it| it.span.touches(here));
        !OF_SPELLING.contains(&finding.rule) || !told() && !right()
    });
    let louder = |it: &Finding| {
        rest.iter().any(|other| OF_SPELLING.contains(&other.rule) && other.place.span.touches(it.place.span))
    };
    let sheet: Vec<_> = sheet.into_iter().filter(|it| !louder(it)).collect();
    checks.findings = rest;
    checks.findings.extend(sheet);
}

/// Of two rules that hold the same two places against each other, the one that marks fewer words speaks: it knows more.
fn tell_once(findings: &mut Vec<Finding>) {
    let length = |finding: &Finding| finding.place.span.end - finding.place.span.start;
    findings.sort_by_key(|finding| (finding.place.span.end, length(finding), finding.rule));
    findings.dedup_by(|later, earlier| {
        let there = later.related.first().zip(earlier.related.first());
        later.rule != earlier.rule
            && later.place.span.touches(earlier.place.span)
            && there.is_some_and(|(one, other)| {
                one.place.source == other.place.source && one.place.span.touches(other.place.span)
            })
    });
    // The same with the places exchanged: one marks the headline's number, the other the story's.
    let places = |finding: &Finding| {
        let other = finding.related.first().filter(|it| it.place.source == finding.place.source)?;
        Some((finding.place.span.start, other.place.span.start))
    };
    let marked: FxHashMap<_, _> = findings.iter().filter_map(|it| Some((places(it)?, (it.rule, length(it))))).collect();
    findings.retain(|finding| {
        let exchanged = places(finding).and_then(|(here, there)| marked.get(&(there, here)));
        exchanged.is_none_or(|(rule, marked)| *rule == finding.rule || *marked >= length(finding))
    });
}

/// The page of a rule, its lines without the space that begins a doc comment.
#[must_use]
pub fn page(rule: &Rule) -> String {
    rule.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect()
}

/// The page of a rule for readers: the examples without the lines that tell the tests how to read them.
#[must_use]
pub fn shown(rule: &Rule) -> String {
    let mut shown = String::new();
    let mut lines = page(rule);
    lines.push('\n');
    let mut lines = lines.lines().peekable();
    while let Some(line) = lines.next() {
        if line != "```draft" {
            shown.push_str(line);
            shown.push('\n');
            continue;
        }
        while let Some((key, value)) =
            lines.peek().and_then(|next| next.strip_prefix("//-")).and_then(|next| next.split_once(':'))
        {
            let value = value.trim();
            let told = match (key.trim(), value) {
                ("today", day) => format!("In a draft published on {day}:"),
                ("sheet", sheet) => format!("With the fact sheet `{sheet}`:"),
                ("was", change) => {
                    let (old, new) = change.split_once(" -> ").unwrap_or((change, ""));
                    format!("After a change of “{old}” to “{new}”:")
                }
                ("lang", "en-GB") => "In British English:".to_owned(),
                ("lang", _) => "In American English:".to_owned(),
                (key, value) => format!("As {key}, {value}:"),
            };
            shown.push_str(&told);
            shown.push_str("\n\n");
            lines.next();
        }
        shown.push_str("```text\n");
    }
    shown.truncate(shown.trim_end().len());
    shown.push('\n');
    shown
}

/// The rule of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
