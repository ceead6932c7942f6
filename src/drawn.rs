//! Drafts with the expected findings drawn beneath them: how rules are tested.
//!
//! Lines that begin with `//-` say how the draft is read (`//- today: 2022-10-04`, `//- format: markdown`).  Under a
//! line of the draft, carets mark the words that a finding marks, with its message behind.  Carets count
//! characters.  A draft without carets must be silent.
//!
//! `//- was: 286 -> 290` says that where the draft first has "290" an earlier version had "286"; several such lines are
//! undone one after the other, and then the draft is held against the outcome.  "\n" stands for the end of a paragraph.

use std::fmt::Write;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::{self, Desk, Earlier};
use crate::finding::Finding;
use crate::options::{Format, Honorifics, Language, Options};
use crate::reference::{Reference, Syntax};
use crate::settings::Levels;
use crate::text::{Columns, Lines};

/// Checks a drawn draft.
///
/// # Panics
/// When the findings are not those drawn, with both pictures, or when one names no values.
pub fn checks(drawn: &str) {
    let Draft { options, reference, text, earlier } = read(drawn);
    let earlier = earlier.map(|text| Earlier::new("earlier", text, &options));
    let levels = Levels::default();
    let desk = Desk { earlier: earlier.as_ref(), ..Desk::new(&reference, &levels) };
    let actual = picture(&text, &check::on_desk(&text, &options, &desk).findings);
    let expected: Vec<_> =
        drawn.trim_matches('\n').lines().filter(|line| !line.starts_with("//-")).map(str::trim_end).collect();
    let expected = expected.join("\n");
    assert!(actual == expected, "\nexpected:\n\n{expected}\n\nfound:\n\n{actual}\n");
}

/// What a picture tells.
struct Draft {
    options: Options,
    reference: Reference,
    text: String,
    earlier: Option<String>,
}

/// The options, the fact sheet, the bare draft and its earlier version.
fn read(drawn: &str) -> Draft {
    let mut options = Options::default();
    let mut sheets = Vec::new();
    let (mut draft, mut changes) = (Vec::new(), Vec::new());
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
            Some(("was", change)) => {
                let (old, new) = change.split_once("->").expect("a change is written old -> new");
                changes.push((old.trim().replace("\\n", "\n\n"), new.trim().replace("\\n", "\n\n")));
            }
            Some(other) => panic!("an unknown line of options: {other:?}"),
            None if !line.trim_start().starts_with('^') => draft.push(line.trim_end()),
            None => {}
        }
    }
    let reference = Reference::joined(&sheets);
    let text = draft.join("\n");
    let earlier = (!changes.is_empty()).then(|| {
        changes.iter().fold(text.clone(), |earlier, (old, new)| {
            assert!(earlier.contains(new), "the draft has no {new:?}");
            earlier.replacen(new, old, 1)
        })
    });
    Draft { options, reference, text, earlier }
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
