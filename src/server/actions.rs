//! Code actions: the fixes of findings, one for all places, ignore here, accept, and all sure ones at once.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, Command, Range, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::commands::APPLY_FIX;
use super::manners::Can;
use super::{accept, diagnostics, edits, ignore};
use crate::finding::{Finding, Fix};
use crate::place::Edit;

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

/// Beyond so many findings in a range, each has its own fixes only.
const MOST: usize = 16;

/// The actions for a range.
pub(super) fn of(analysis: &Analysis, range: Range, context: &CodeActionContext) -> Vec<CodeActionOrCommand> {
    let mut actions = Vec::new();
    if wanted(context, &CodeActionKind::QUICKFIX) {
        let asked = analysis.span(range);
        let touched = analysis.checked.findings.iter().filter(|finding| finding.place.span.touches(asked));
        let touched: Vec<_> = touched.collect();
        let few = touched.len() <= MOST;
        for finding in touched {
            let choices = about(analysis, finding, few).into_iter();
            actions.extend(choices.filter_map(|choice| offered(analysis, choice)));
            actions.extend(accept::offered(analysis, finding).filter(|_| few));
        }
    }
    if wanted(context, &FIX_ALL) {
        actions.extend(sure(analysis).and_then(|choice| offered(analysis, choice)));
    }
    actions
}

/// Whether a client asks for actions of a kind: it names the kind, a kind above it, or none.
pub(super) fn wanted(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
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
    let choices = match &chosen.fingerprint {
        None => sure(analysis).into_iter().collect(),
        Some(print) => about(analysis, nearest(analysis, print, chosen.at)?, true),
    };
    let choice = choices.into_iter().find(|choice| choice.title == chosen.title)?;
    Some(edits::workspace(analysis, &choice.edits, false))
}

/// The finding of a fingerprint.  The same two values may disagree in several places: the one nearest to where it was.
pub(super) fn nearest<'a>(analysis: &'a Analysis, fingerprint: &str, at: u32) -> Option<&'a Finding> {
    let findings = analysis.checked.findings.iter().filter(|finding| finding.fingerprint() == fingerprint);
    findings.min_by_key(|finding| finding.place.span.start.abs_diff(at))
}

/// What can be done about a finding: its fixes, each also for all places, and, if `all` is asked for, to pass it over.
fn about<'a>(analysis: &'a Analysis, finding: &'a Finding, all: bool) -> Vec<Choice<'a>> {
    let choice = |title, edits, preferred| Choice {
        title,
        kind: CodeActionKind::QUICKFIX,
        finding: Some(finding),
        edits,
        preferred,
    };
    let mut choices = Vec::new();
    for fix in &finding.fixes {
        choices.push(choice(fix.title.clone(), fix.edits.clone(), fix.sure));
        if all && let Some(edits) = everywhere(analysis, finding, fix) {
            choices.push(choice(format!("{} in all {} places", fix.title, edits.len()), edits, false));
        }
    }
    if all && let Some(edit) = ignore::edit(analysis, finding) {
        choices.push(choice(format!("Ignore {} here", finding.rule), vec![edit], false));
    }
    choices
}

/// The edits of the same fix wherever the same finding stands, if it stands in more places.
fn everywhere(analysis: &Analysis, finding: &Finding, fix: &Fix) -> Option<Vec<Edit>> {
    let print = finding.fingerprint();
    let same = |other: &&Finding| other.rule == finding.rule && other.fingerprint() == print;
    let alike = analysis.checked.findings.iter().filter(same);
    let fixes = alike.flat_map(|other| other.fixes.iter().filter(|other| other.title == fix.title));
    let all = edits::together(fixes.map(|fix| &fix.edits[..]));
    (all.len() > fix.edits.len()).then_some(all)
}

/// All sure fixes, one a finding; none in direct speech, for the words there are somebody's.
fn sure(analysis: &Analysis) -> Option<Choice<'_>> {
    let fixes = analysis.checked.findings.iter().filter_map(|finding| finding.fixes.iter().find(|fix| fix.sure));
    let spoken = |fix: &&Fix| fix.edits.iter().any(|edit| analysis.is_quoted(edit.span));
    let edits = edits::together(fixes.filter(|fix| !spoken(fix)).map(|fix| &fix.edits[..]));
    (!edits.is_empty()).then(|| Choice {
        title: format!("Make all sure fixes ({})", edits.len()),
        kind: FIX_ALL,
        finding: None,
        edits,
        preferred: false,
    })
}
