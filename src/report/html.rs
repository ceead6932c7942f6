//! Findings as one page for people without a terminal: it brings all it needs, runs no script and prints.

use minijinja::{Environment, context};
use serde::Serialize;

use super::{Draft, Report, Run, terminal};
use crate::finding::{Finding, Level};
use crate::place::{Source, Span};

/// `check --format html`.
#[derive(Debug)]
pub struct Html {
    templates: Environment<'static>,
}

/// How many characters of the draft stand on either side of marked words.
const AROUND: usize = 90;

/// Words of the draft with what stands around them.
#[derive(Debug, Serialize)]
struct Words<'a> {
    /// What they are: "Mirzoyan here".
    message: &'a str,
    /// "line 3, paragraph 2", or the file they stand in.
    place: String,
    before: &'a str,
    marked: &'a str,
    behind: &'a str,
    /// More of the line stands before or behind.
    cut: (bool, bool),
}

#[derive(Debug, Serialize)]
struct Card<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    here: Words<'a>,
    there: Vec<Words<'a>>,
    calculation: Option<&'a str>,
    fixes: Vec<&'a str>,
}

impl Html {
    /// The format, with its templates read.
    ///
    /// # Panics
    /// Never: a test reads the templates, which are part of the program.
    #[must_use]
    pub fn new() -> Self {
        let mut templates = Environment::new();
        templates.set_keep_trailing_newline(true);
        for (name, text) in [
            ("head.html", include_str!("html/head.html")),
            ("draft.html", include_str!("html/draft.html")),
            ("foot.html", include_str!("html/foot.html")),
        ] {
            templates.add_template(name, text).expect("the templates are part of the program");
        }
        Html { templates }
    }

    fn render(&self, name: &str, with: minijinja::Value) -> String {
        let template = self.templates.get_template(name).expect("every template was added");
        template.render(with).expect("a template needs no more than it is given")
    }
}

impl Default for Html {
    fn default() -> Self {
        Html::new()
    }
}

impl Report for Html {
    fn begin(&self) -> String {
        self.render("head.html", context! { version => env!("CARGO_PKG_VERSION") })
    }

    fn draft(&self, draft: &Draft<'_>, notices: &[String]) -> Vec<String> {
        let findings = &draft.checked.findings;
        if findings.is_empty() && notices.is_empty() {
            return Vec::new();
        }
        let cards: Vec<_> = findings.iter().map(|finding| card(draft, finding)).collect();
        vec![self.render("draft.html", context! { path => draft.path(), cards, notices })]
    }

    fn end(&self, run: &Run<'_>) -> String {
        let clean = run.summary.at_least(Level::Information) == 0;
        self.render("foot.html", context! { summary => run.summary.to_string(), clean, errors => run.errors })
    }
}

fn card<'a>(draft: &Draft<'a>, finding: &'a Finding) -> Card<'a> {
    let there = finding.related.iter().filter_map(|related| match related.place.source {
        Source::DRAFT => Some(words(draft, related.place.span, &related.message)),
        source => {
            let name = draft.checked.sources.get((source.0 as usize).checked_sub(1)?)?;
            let words = Words {
                message: &related.message,
                place: name.to_string(),
                before: "",
                marked: "",
                behind: "",
                cut: (false, false),
            };
            Some(words)
        }
    });
    Card {
        rule: finding.rule,
        level: finding.level.name(),
        message: &finding.message,
        here: words(draft, finding.place.span, ""),
        there: there.collect(),
        calculation: finding.calculation.as_deref(),
        fixes: finding.fixes.iter().map(|fix| &*fix.title).collect(),
    }
}

/// The words at a place, with what stands around them on their line.
fn words<'a>(draft: &Draft<'a>, span: Span, message: &'a str) -> Words<'a> {
    let text = draft.text;
    let (start, end) = (span.start as usize, span.end as usize);
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let before = text[first..start].char_indices().rev().nth(AROUND).map_or(first, |(at, _)| first + at);
    let behind = text[end..last].char_indices().nth(AROUND).map_or(last, |(at, _)| end + at);
    // Not within a word.
    let before =
        if before == first { first } else { text[before..start].find(' ').map_or(before, |at| before + at + 1) };
    let behind = if behind == last { last } else { text[end..behind].rfind(' ').map_or(behind, |at| end + at) };
    Words {
        message,
        place: format!("line {}, {}", draft.region(span).line, terminal::place(draft, span)),
        before: &text[before..start],
        marked: &text[start..end],
        behind: text[end..behind].trim_end(),
        cut: (before > first, behind < last),
    }
}
