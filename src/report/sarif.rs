//! Findings as SARIF 2.1.0, which code hosts and editors read.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Draft, Report, Run};
use crate::check::By;
use crate::finding::{Finding, Fix, Level, Related};
use crate::place::{Source, Span};
use crate::rules::{self, RULES};

/// `check --format sarif`.
#[derive(Clone, Copy, Debug)]
pub struct Sarif;

impl Report for Sarif {
    fn begin(&self) -> String {
        let driver = json!({
            "name": "deskcheck",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        });
        format!(
            "{{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \"runs\": [{{\n\
             \"tool\": {{\"driver\": {driver}}},\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": [\n"
        )
    }

    fn draft(&self, draft: &Draft<'_>, _: &[String]) -> Vec<String> {
        let told = draft.checked.findings.iter().map(|finding| result(draft, finding));
        let suppressed = draft.checked.suppressed.iter().map(|it| {
            let mut value = result(draft, &it.finding);
            value["suppressions"] = json!([match &it.by {
                By::Directive => json!({ "kind": "inSource", "status": "accepted" }),
                By::Accepted(reason) => json!({ "kind": "external", "status": "accepted", "justification": reason }),
                By::Baseline => json!({ "kind": "external", "status": "accepted", "justification": "in the baseline" }),
            }]);
            value
        });
        told.chain(suppressed).map(|result| result.to_string()).collect()
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, run: &Run<'_>) -> String {
        let notes = run.errors.iter().map(|error| json!({ "level": "error", "message": { "text": error } }));
        let invocation = json!({
            "executionSuccessful": run.errors.is_empty(),
            "toolExecutionNotifications": notes.collect::<Vec<_>>(),
        });
        let counts = json!({
            "drafts": run.summary.drafts(), "claims": run.summary.claims(), "suppressed": run.summary.suppressed(),
        });
        format!("\n],\n\"invocations\": [{invocation}],\n\"properties\": {counts}\n}}]}}\n")
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "note",
    }
}

fn descriptor(rule: &rules::Rule) -> Value {
    let page = rules::page(rule);
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "since": rule.since },
    })
}

fn result(draft: &Draft<'_>, finding: &Finding) -> Value {
    let related = finding.related.iter().filter(|related| related.place.source == Source::DRAFT);
    let text = match &finding.calculation {
        Some(calculation) => format!("{}; {calculation}", finding.message),
        None => finding.message.clone(),
    };
    let mut value = json!({
        "ruleId": finding.rule,
        "level": level(finding.level),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(draft, finding.place.span) }],
        "relatedLocations": related.enumerate().map(|(id, related)| other(draft, id, related)).collect::<Vec<_>>(),
        "partialFingerprints": { "deskcheck/v1": finding.fingerprint() },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == finding.rule) {
        value["ruleIndex"] = json!(index);
    }
    if !finding.fixes.is_empty() {
        value["fixes"] = finding.fixes.iter().map(|it| fix(draft, it)).collect();
    }
    value
}

fn other(draft: &Draft<'_>, id: usize, related: &Related) -> Value {
    json!({
        "id": id + 1,
        "message": { "text": related.message },
        "physicalLocation": location(draft, related.place.span),
    })
}

fn location(draft: &Draft<'_>, span: Span) -> Value {
    let mut region = region(draft, span);
    region["snippet"] = json!({ "text": &draft.text[span.range()] });
    json!({ "artifactLocation": { "uri": uri(draft) }, "region": region })
}

fn region(draft: &Draft<'_>, span: Span) -> Value {
    let region = draft.region(span);
    json!({
        "startLine": region.line, "startColumn": region.column,
        "endLine": region.end_line, "endColumn": region.end_column,
    })
}

fn fix(draft: &Draft<'_>, fix: &Fix) -> Value {
    let replacements = fix
        .edits
        .iter()
        .map(|edit| json!({ "deletedRegion": region(draft, edit.span), "insertedContent": { "text": edit.text } }));
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(draft) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of a draft as an address.
fn uri(draft: &Draft<'_>) -> String {
    let path = draft.path();
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(&path, PLAIN))
}
