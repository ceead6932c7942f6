//! A plain listing of findings, for the tests of rules.

use chrono::NaiveDate;

use crate::check::check;
use crate::finding::Finding;
use crate::options::Options;

/// "[marked words] level: message" for each finding; `today` is empty when unknown.
pub(super) fn listed(today: &str, draft: &str) -> Vec<String> {
    findings(today, draft).iter().map(|finding| line(draft, finding)).collect()
}

/// The same, each line with the draft as each fix leaves it.
pub(super) fn listed_with_fixes(today: &str, draft: &str) -> Vec<String> {
    let fixed = |finding: &Finding| {
        let mut line = line(draft, finding);
        for fix in &finding.fixes {
            let mut text = draft.to_owned();
            for edit in fix.edits.iter().rev() {
                text.replace_range(edit.span.range(), &edit.text);
            }
            line = format!("{line} | {text}");
        }
        line
    };
    findings(today, draft).iter().map(fixed).collect()
}

fn findings(today: &str, draft: &str) -> Vec<Finding> {
    let published = NaiveDate::parse_from_str(today, "%Y-%m-%d").ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    check(draft, &Options { published, ..Options::default() }).findings
}

fn line(draft: &str, finding: &Finding) -> String {
    format!("[{}] {}: {}", &draft[finding.place.span.range()], finding.level.name(), finding.message)
}
