//! Every rule has a whole page, its example does what it shows, and the pages on disk are those of the code.

use std::fmt::Write;

use deskcheck::drawn;
use deskcheck::rules::{self, RULES};

/// The code blocks of a page that are of a kind.
fn examples<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    page.split(&format!("```{kind}\n")).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn every_example_does_what_it_shows() {
    for rule in RULES {
        let page = rules::page(rule);
        let (drafts, sheets) = (examples(&page, "draft"), examples(&page, "sheet"));
        assert!(drafts.len() + sheets.len() > 0, "{} has no example", rule.name);
        assert!(drafts.iter().chain(&sheets).all(|it| it.contains('^')), "an example of {} shows nothing", rule.name);
        drafts.into_iter().for_each(drawn::checks);
        sheets.into_iter().for_each(drawn::checks_sheet);
    }
}

#[test]
fn every_page_says_what_why_and_what_not() {
    for rule in RULES {
        let page = rules::page(rule);
        let heads: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
        let wanted = ["## What it does", "## Why it matters", "## Example", "## What it leaves alone"];
        assert_eq!(heads, wanted, "{}", rule.name);
        assert!(rule.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'));
        assert!(!rule.summary.ends_with('.'));
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
}

#[test]
fn the_list_of_rules_on_disk_is_that_of_the_code() {
    let mut text = String::from(
        "# Rules\n\nWhat deskcheck looks for. This page is printed from the rules themselves: `UPDATE=1 cargo test` does it.\n",
    );
    for rule in RULES {
        let page =
            rules::shown(rule).replace("\n## ", "\n### ").replacen("## ", "### ", 1).replace("```sheet", "```text");
        let _ = write!(
            text,
            "\n## {}\n\n*{}*, since {}: {}.\n\n{page}",
            rule.name,
            rule.level.name(),
            rule.since,
            rule.summary
        );
    }
    held("docs/rules.md", &text);
}

#[test]
fn the_picture_in_the_readme_is_what_the_example_gives() {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_deskcheck"))
        .args(["check", "examples/harbour-fire.md"])
        .output()
        .unwrap();
    let output = String::from_utf8(done.stdout).unwrap();
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (before, rest) = readme.split_once("<!-- output -->\n```text\n").expect("the README has a picture");
    let (_, after) = rest.split_once("```").expect("the picture ends");
    held("README.md", &format!("{before}<!-- output -->\n```text\n{output}```{after}"));
}

/// Holds a file against what it should be, or writes it when asked to.
fn held(path: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all("docs").unwrap();
        std::fs::write(path, text).unwrap();
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(there == text, "{path} is out of date: run UPDATE=1 cargo test");
}

#[test]
fn the_schema_on_disk_knows_every_rule() {
    let names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    let span = serde_json::json!({
        "type": "object", "required": ["start", "end"],
        "properties": { "start": { "type": "integer", "minimum": 0 }, "end": { "type": "integer", "minimum": 0 } }
    });
    let edit = serde_json::json!({ "type": "object", "required": ["span", "text"], "properties": { "span": span, "text": { "type": "string" } } });
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A finding of deskcheck, as `batch` and `check --format json` print it",
        "type": "object",
        "required": ["rule", "severity", "message", "span", "related", "fingerprint", "fixes"],
        "properties": {
            "rule": { "enum": names },
            "severity": { "enum": ["error", "warning", "information"] },
            "message": { "type": "string" },
            "span": span,
            "place": { "type": "object", "properties": { "line": { "type": "integer" }, "column": { "type": "integer" }, "paragraph": { "type": "integer" } } },
            "related": { "type": "array", "items": { "type": "object", "required": ["message"], "properties": { "message": { "type": "string" }, "span": span, "source": { "type": "string" }, "source_span": span } } },
            "calculation": { "type": "string" },
            "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
            "fixes": { "type": "array", "items": { "type": "object", "required": ["title", "sure", "edits"], "properties": { "title": { "type": "string" }, "sure": { "type": "boolean" }, "edits": { "type": "array", "items": edit } } } }
        }
    });
    held("docs/finding.schema.json", &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
}
