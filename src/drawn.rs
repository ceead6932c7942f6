//! Drafts with the expected findings drawn beneath them: how rules are tested.
//!
//! Lines that begin with `//-` say how the draft is read (`//- today: 2022-10-04`, `//- format: markdown`).  Under a
//! line of the draft, carets mark the words that a finding marks, with its message behind.  Carets count
//! characters.  A draft without carets must be silent.

use std::fmt::Write;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check;
use crate::finding::Finding;
use crate::options::{Format, Honorifics, Language, Options};
use crate::reference::{Reference, Syntax};
use crate::text::{Columns, Lines};

/// Checks a drawn draft.
///
/// # Panics
/// When the findings are not those drawn, with both pictures, or when one names no values.
pub fn checks(drawn: &str) {
    let (options, reference, draft) = read(drawn);
    let actual = draw(&draft, &options, &reference);
    let expected: Vec<_> =
        drawn.trim_matches('\n').lines().filter(|line| !line.starts_with("//-")).map(str::trim_end).collect();
    let expected = expected.join("\n");
    assert!(actual == expected, "\nexpected:\n\n{expected}\n\nfound:\n\n{actual}\n");
}

/// The options, the fact sheet and the bare draft of a picture.
fn read(drawn: &str) -> (Options, Reference, String) {
    let mut options = Options::default();
    let mut sheets = Vec::new();
    let mut draft = Vec::new();
    for line in drawn.trim_matches('\n').lines() {
        match line
            .strip_prefix("//-")
            .and_then(|rest| rest.split_once(':'))
            .map(|(key, value)| (key.trim(), value.trim()))
        {
            Some(("today", day)) => {
                let day: NaiveDate = day.parse().expect("today is a date");
                options.published = Some(day.and_time(chrono::NaiveTime::MIN));
            }
            Some(("format", "markdown")) => options.format = Format::Markdown,
            Some(("format", "html")) => options.format = Format::Html,
            Some(("lang", "en-GB")) => options.language = Language::British,
            Some(("lang", "en-US")) => options.language = Language::American,
            Some(("honorifics", "always")) => options.honorifics = Honorifics::Always,
            Some(("honorifics", "never")) => options.honorifics = Honorifics::Never,
            Some(("sheet", sheet)) => {
                let sheet = Reference::read("sheet", sheet, Syntax::Json);
                assert!(sheet.findings.is_empty(), "{:?}", sheet.findings);
                sheets.push(Arc::new(sheet));
            }
            Some(other) => panic!("an unknown line of options: {other:?}"),
            None if !line.trim_start().starts_with('^') => draft.push(line.trim_end()),
            None => {}
        }
    }
    let reference = Reference::joined(&sheets);
    (options, reference, draft.join("\n"))
}

/// Checks a drawn fact sheet in TOML.
///
/// # Panics
/// When the findings are not those drawn, with both pictures.
pub fn checks_sheet(drawn: &str) {
    let bare: Vec<_> = drawn.trim_matches('\n').lines().filter(|line| !line.trim_start().starts_with('^')).collect();
    let sheet = bare.join("\n");
    let actual = picture(&sheet, &Reference::read("sheet", &sheet, Syntax::Toml).findings);
    let expected: Vec<_> = drawn.trim_matches('\n').lines().map(str::trim_end).collect();
    let expected = expected.join("\n");
    assert!(actual == expected, "\nexpected:\n\n{expected}\n\nfound:\n\n{actual}\n");
}

/// The draft with its findings drawn beneath.
fn draw(draft: &str, options: &Options, reference: &Reference) -> String {
    picture(draft, &check::against(draft, options, reference).findings)
}

fn picture(draft: &str, findings: &[Finding]) -> String {
    let lines = Lines::new(draft);
    let mut picture = String::new();
    for line in 0..lines.count() {
        let range = lines.range(draft, line);
        let _ = writeln!(picture, "{}", draft[range.clone()].trim_end());
        for finding in findings {
            // Without its values, a finding that somebody accepts would stand for all of its rule.
            assert!(!finding.values.is_empty(), "{} names no values: {}", finding.rule, finding.message);
            let span = finding.place.span;
            let (at, column) = lines.position(draft, span.start as usize, Columns::Utf32);
            if at != line {
                continue;
            }
            let end = (span.end as usize).min(range.end);
            let width = draft[span.start as usize..end].chars().count();
            let quiet = if finding.level.is_loud() { "" } else { "information: " };
            let _ = writeln!(picture, "{}{} {quiet}{}", " ".repeat(column), "^".repeat(width), finding.message);
        }
    }
    picture.trim_end().to_owned()
}
