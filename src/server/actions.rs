//! Code actions: the fixes of findings, one for all places, ignore here, and all sure ones at once.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, Command, Range, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::commands::APPLY_FIX;
use super::manners::Can;
use super::{diagnostics, edits, ignore};
use crate::finding::{Finding, Fix};
use crate::place::{Edit, Span};

/// What makes all sure fixes.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.deskcheck");

/// Something that can be done.
struct Choice<'a> {
    title: String,
    kind: CodeActionKind,
    finding: Option<&'a Finding>,
    edits: Vec<Edit>,
    preferred: bool,
}

/// What names a choice until it is made.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Chosen {
    /// The draft.
    pub uri: Url,
    title: String,
    #[serde(default)]
    fingerprint: Option<String>,
    #[serde(default)]
    at: u32,
}

/// The actions for a range.
pub(super) fn of(analysis: &Analysis, range: Range, context: &CodeActionContext) -> Vec<CodeActionOrCommand> {
    let choices = choices(analysis, analysis.span(range));
    let choices = choices.into_iter().filter(|choice| wanted(context, &choice.kind));
    choices.filter_map(|choice| offered(analysis, choice)).collect()
}

/// Whether a client asks for actions of a kind: it names the kind, a kind above it, or none.
fn wanted(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    let within = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
    };
    context.only.as_ref().is_none_or(|asked| asked.iter().any(within))
}

/// A choice as the client takes it: an action with its edit, one whose edit is asked for later, or a command.
fn offered(analysis: &Analysis, choice: Choice<'_>) -> Option<CodeActionOrCommand> {
    let manners = &analysis.manners;
    let chosen = Chosen {
        uri: analysis.url.clone(),
        title: choice.title.clone(),
        fingerprint: choice.finding.map(Finding::fingerprint),
        at: choice.finding.map_or(0, |finding| finding.place.span.start),
    };
    let chosen = serde_json::to_value(chosen).ok()?;
    if !manners.can(Can::ACTIONS) {
        let command = Command::new(choice.title, APPLY_FIX.to_owned(), Some(vec![chosen]));
        return manners.can(Can::APPLY).then_some(CodeActionOrCommand::Command(command));
    }
    let lazily = manners.can(Can::RESOLVE);
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: choice.title,
        kind: Some(choice.kind),
        diagnostics: choice.finding.map(|finding| vec![diagnostics::one(analysis, finding)]),
        edit: (!lazily).then(|| edits::workspace(analysis, &choice.edits, false)),
        is_preferred: (choice.preferred && manners.can(Can::PREFERRED)).then_some(true),
        data: lazily.then_some(chosen),
        ..CodeAction::default()
    }))
}

/// The edit of a choice, in the draft as it is now; `None` when it is no choice any more.
pub(super) fn edit(analysis: &Analysis, chosen: &Chosen) -> Option<WorkspaceEdit> {
    let whole = Span::new(0, analysis.text.len());
    let same = |choice: &Choice<'_>| {
        choice.title == chosen.title && choice.finding.map(Finding::fingerprint) == chosen.fingerprint
    };
    let choices = choices(analysis, whole).into_iter().filter(same);
    let start = |choice: &Choice<'_>| choice.finding.map_or(0, |finding| finding.place.span.start);
    let nearest = choices.min_by_key(|choice| start(choice).abs_diff(chosen.at))?;
    Some(edits::workspace(analysis, &nearest.edits, false))
}

/// All that can be done about the findings that touch a span.
fn choices(analysis: &Analysis, asked: Span) -> Vec<Choice<'_>> {
    let mut choices: Vec<Choice<'_>> = Vec::new();
    for finding in analysis.checked.findings.iter().filter(|finding| finding.place.span.touches(asked)) {
        for fix in &finding.fixes {
            choices.push(Choice {
                title: fix.title.clone(),
                kind: CodeActionKind::QUICKFIX,
                finding: Some(finding),
                edits: fix.edits.clone(),
                preferred: fix.sure,
            });
            choices.extend(everywhere(analysis, finding, fix));
        }
        choices.extend(ignore::edit(analysis, finding).map(|edit| Choice {
            title: format!("Ignore {} here", finding.rule),
            kind: CodeActionKind::QUICKFIX,
            finding: Some(finding),
            edits: vec![edit],
            preferred: false,
        }));
    }
    let sure = sure(analysis);
    if !sure.is_empty() {
        choices.push(Choice {
            title: format!("Make all sure fixes ({})", sure.len()),
            kind: FIX_ALL,
            finding: None,
            edits: sure,
            preferred: false,
        });
    }
    choices
}

/// The same fix wherever the same finding stands, if it stands in more places.
fn everywhere<'a>(analysis: &'a Analysis, finding: &'a Finding, fix: &Fix) -> Option<Choice<'a>> {
    let print = finding.fingerprint();
    let same = |other: &&Finding| other.rule == finding.rule && other.fingerprint() == print;
    let alike = analysis.checked.findings.iter().filter(same);
    let fixes = alike.flat_map(|other| other.fixes.iter().filter(|other| other.title == fix.title));
    let all = edits::apart(fixes.flat_map(|fix| fix.edits.iter().cloned()).collect());
    (all.len() > fix.edits.len()).then(|| Choice {
        title: format!("{} in all {} places", fix.title, all.len()),
        kind: CodeActionKind::QUICKFIX,
        finding: Some(finding),
        edits: all,
        preferred: false,
    })
}

/// The edits of all sure fixes, one a finding; none in direct speech, for the words there are somebody's.
fn sure(analysis: &Analysis) -> Vec<Edit> {
    let fixes = analysis.checked.findings.iter().filter_map(|finding| finding.fixes.iter().find(|fix| fix.sure));
    let spoken = |fix: &&Fix| fix.edits.iter().any(|edit| analysis.is_quoted(edit.span));
    edits::apart(fixes.filter(|fix| !spoken(fix)).flat_map(|fix| fix.edits.iter().cloned()).collect())
}
