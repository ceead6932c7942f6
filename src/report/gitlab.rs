//! Findings as a code quality report of GitLab.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Draft, Report, Run};
use crate::finding::Level;

/// `check --format gitlab`.
#[derive(Clone, Copy, Debug)]
pub struct Gitlab;

/// One finding.  Source: GitLab, "Code Quality report format".
#[derive(Debug, Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Report for Gitlab {
    fn begin(&self) -> String {
        "[\n".to_owned()
    }

    fn draft(&self, draft: &Draft<'_>, _: &[String]) -> Vec<String> {
        let path = draft.path();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut issue = |finding: &crate::finding::Finding| {
            let region = draft.region(finding.place.span);
            // Two findings of one fingerprint are told apart by their order, so that each has its own.
            let fingerprint = finding.fingerprint();
            let number = seen.entry(fingerprint.clone()).or_default();
            *number += 1;
            let issue = Issue {
                description: draft.sentence(finding),
                check_name: finding.rule,
                fingerprint: format!("{path}:{fingerprint}:{number}"),
                severity: match finding.level {
                    Level::Error => "critical",
                    Level::Warning => "major",
                    Level::Information => "info",
                },
                location: Location { path: &path, lines: Lines { begin: region.line, end: region.end_line } },
            };
            serde_json::to_string(&issue).expect("findings are plain data")
        };
        draft.checked.findings.iter().map(&mut issue).collect()
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, _: &Run<'_>) -> String {
        "\n]\n".to_owned()
    }
}
