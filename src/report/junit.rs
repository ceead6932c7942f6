//! Findings as `JUnit` XML: a suite a draft, a case a rule that compared something in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::{Draft, Report, Run};
use crate::finding::{Finding, Level};

/// `check --format junit`.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    /// The quietest finding that fails its case; `None` for none.
    pub fail_on: Option<Level>,
}

impl Report for Junit {
    fn begin(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"deskcheck\">\n".to_owned()
    }

    fn draft(&self, draft: &Draft<'_>, _: &[String]) -> Vec<String> {
        let mut cases: BTreeMap<&str, Vec<&Finding>> =
            draft.checked.compared.keys().map(|rule| (*rule, Vec::new())).collect();
        for finding in &draft.checked.findings {
            cases.entry(finding.rule).or_default().push(finding);
        }
        if cases.is_empty() {
            cases.insert("read", Vec::new());
        }
        let path = text(&draft.path());
        let fails = |finding: &&Finding| self.fail_on.is_some_and(|level| finding.level >= level);
        let failures = cases.values().filter(|findings| findings.iter().any(&fails)).count();
        let suppressed = draft.checked.suppressed.len();
        let mut suite = format!(
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n    <properties>\n      \
             <property name=\"suppressed\" value=\"{suppressed}\"/>\n    </properties>\n",
            cases.len()
        );
        for (rule, findings) in cases {
            let _ = write!(suite, "    <testcase name=\"{rule}\" classname=\"{path}\" file=\"{path}\"");
            if findings.is_empty() {
                suite += "/>\n";
                continue;
            }
            suite += ">\n";
            let line = |finding: &Finding| {
                let region = draft.region(finding.place.span);
                let sentence = draft.sentence(finding);
                text(&format!("{}:{}:{}: {sentence}", draft.path(), region.line, region.column))
            };
            let (failed, passed): (Vec<&Finding>, Vec<_>) = findings.into_iter().partition(|it| fails(it));
            for finding in failed {
                let message = text(&finding.message);
                let level = finding.level.name();
                let _ = writeln!(
                    suite,
                    "      <failure type=\"{level}\" message=\"{message}\">{}</failure>",
                    line(finding)
                );
            }
            if !passed.is_empty() {
                let lines: Vec<_> = passed.into_iter().map(line).collect();
                let _ = writeln!(suite, "      <system-out>{}</system-out>", lines.join("\n"));
            }
            suite += "    </testcase>\n";
        }
        vec![suite + "  </testsuite>\n"]
    }

    fn end(&self, run: &Run<'_>) -> String {
        let mut end = String::new();
        if !run.errors.is_empty() {
            let count = run.errors.len();
            let _ = writeln!(
                end,
                "  <testsuite name=\"not checked\" tests=\"{count}\" failures=\"0\" errors=\"{count}\" skipped=\"0\">"
            );
            for error in run.errors {
                let error = text(error);
                let _ = writeln!(
                    end,
                    "    <testcase name=\"{error}\" classname=\"deskcheck\">\n      <error message=\"{error}\"/>\n    </testcase>"
                );
            }
            end += "  </testsuite>\n";
        }
        end + "</testsuites>\n"
    }
}

/// Words of a draft in XML, which has no place for control characters.
fn text(words: &str) -> String {
    let shown =
        |letter: char| if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') { ' ' } else { letter };
    escape(words.chars().map(shown).collect::<String>()).into_owned()
}
