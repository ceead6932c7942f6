//! What an editor can do with fact sheets and ticks: add a claim to the sheet, take the draft's form into it, vouch for an
//! entry, tick a claim, jump to the entry, have a sheet drafted.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind, Command,
    GotoDefinitionResponse, Location, LocationLink, MessageType, Range, Url, WorkspaceEdit,
};

use super::actions::wanted;
use super::analysis::Analysis;
use super::files::File;
use super::manners::{Can, Manners};
use super::store::{Snapshot, Store};
use super::{commands, convert, diagnostics, mentions, outbox};
use crate::check;
use crate::finding::Finding;
use crate::place::{Edit, Place, Source, Span};
use crate::reference::{Standing, Syntax, add, edit};
use crate::report::Draft;
use crate::report::worksheet::Worksheet;
use crate::report::worksheet::ticks::Progress;
use crate::settings::{self, Mark, Signature, Tick};
use crate::sheets;
use crate::text::Lines;

/// Drafts a fact sheet from drafts that are open.
pub(super) const WRITE_FACT_SHEET: &str = "deskcheck.writeFactSheet";

/// Does what a client of commands has chosen here.
pub(super) const CHANGE_FACTS: &str = "deskcheck.changeFacts";

/// Something that can be done.
struct Choice {
    title: String,
    kind: CodeActionKind,
    finding: Option<usize>,
    edit: WorkspaceEdit,
}

/// What names a choice for a client of commands.
#[derive(Debug, Deserialize, Serialize)]
struct Chosen {
    uri: Url,
    title: String,
    range: Range,
}

/// The actions for a range of a draft.
pub(super) fn of_draft(
    store: &Store,
    analysis: &Analysis,
    range: Range,
    context: &CodeActionContext,
) -> Vec<CodeActionOrCommand> {
    let mut choices = Vec::new();
    if wanted(context, &CodeActionKind::QUICKFIX) {
        choices.extend(taken(store, analysis, analysis.span(range)));
    }
    // Where the cursor comes by is no place to offer what every claim has.
    if wanted(context, &CodeActionKind::REFACTOR) && context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC) {
        choices.extend(of_claim(store, analysis, analysis.span(range).start as usize));
    }
    let diagnostic = |index: usize| diagnostics::one(analysis, &analysis.checked.findings[index]);
    let offer = |choice: Choice| {
        let diagnostics = choice.finding.map(|index| vec![diagnostic(index)]);
        let chosen = Chosen { uri: analysis.url.clone(), title: choice.title.clone(), range };
        offered(choice, diagnostics, &chosen, &analysis.manners)
    };
    choices.into_iter().filter_map(offer).collect()
}

/// The actions for a range of a fact sheet.
pub(super) fn of_sheet(
    store: &Store,
    sheet: &Snapshot,
    range: Range,
    context: &CodeActionContext,
) -> Vec<CodeActionOrCommand> {
    let manners = store.desk.manners();
    if !wanted(context, &CodeActionKind::REFACTOR) {
        return Vec::new();
    }
    let choice = of_entry(store, sheet, range);
    let offer = |choice: Choice| {
        let chosen = Chosen { uri: sheet.url.clone(), title: choice.title.clone(), range };
        offered(choice, None, &chosen, &manners)
    };
    choice.into_iter().filter_map(offer).collect()
}

/// A choice as the client takes it: an action, or a command.
fn offered(
    choice: Choice,
    diagnostics: Option<Vec<tower_lsp::lsp_types::Diagnostic>>,
    chosen: &Chosen,
    manners: &Manners,
) -> Option<CodeActionOrCommand> {
    if !manners.can(Can::ACTIONS) {
        let chosen = serde_json::to_value(chosen).ok()?;
        let command = Command::new(choice.title, CHANGE_FACTS.to_owned(), Some(vec![chosen]));
        return manners.can(Can::APPLY).then_some(CodeActionOrCommand::Command(command));
    }
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: choice.title,
        kind: Some(choice.kind),
        diagnostics,
        edit: Some(choice.edit),
        ..CodeAction::default()
    }))
}

/// Does what a client of commands has chosen.
pub(super) async fn change(store: &Arc<Store>, argument: Value) -> Result<Option<Value>> {
    let chosen: Chosen =
        serde_json::from_value(argument).map_err(|_| Error::invalid_params("the argument names no action"))?;
    let sheet = store.snapshot(&chosen.uri).filter(|it| it.role == super::store::Role::Sheet);
    let mut choices: Vec<Choice> = Vec::new();
    if let Some(sheet) = sheet {
        choices.extend(of_entry(store, &sheet, chosen.range));
    } else {
        let analysis = commands::draft(store, chosen.uri.clone()).await?;
        let span = analysis.span(chosen.range);
        choices.extend(taken(store, &analysis, span));
        choices.extend(of_claim(store, &analysis, span.start as usize));
    }
    let choice = choices.into_iter().find(|it| it.title == chosen.title).ok_or_else(Error::content_modified)?;
    let client = store.desk.client.clone();
    tokio::spawn(async move { outbox::answer(client.apply_edit(choice.edit)).await });
    Ok(None)
}

/// "Take the draft's form into the sheet" of the findings in a span.
fn taken(store: &Store, analysis: &Analysis, span: Span) -> Vec<Choice> {
    let findings = analysis.checked.findings.iter().enumerate();
    let touched = findings.filter(|(_, finding)| finding.place.span.touches(span));
    let choice = |(index, finding): (usize, &Finding)| {
        let taken = finding.taken.as_ref()?;
        let path = sheet_of(analysis, taken.place)?;
        let file = File::of(store, &path)?;
        let edits = edit::taken(&file.text, Syntax::of(&path)?, taken.place.span, &taken.words)?;
        Some(Choice {
            title: format!("Take the draft's form into the sheet: {}", short(&taken.words)),
            kind: CodeActionKind::QUICKFIX,
            finding: Some(index),
            edit: file.changed(&edits, &analysis.manners)?,
        })
    };
    touched.filter_map(choice).collect()
}

/// What can be done about the claim at a byte of a draft.
fn of_claim(store: &Store, analysis: &Analysis, offset: usize) -> Vec<Choice> {
    let span = mentions::claim_at(analysis, offset).map_or(Span::new(offset, offset), |entry| entry.span);
    let mut choices = Vec::new();
    match analysis.checked.basis(span) {
        Some(basis) if basis.standing < Standing::Verified => choices.extend(vouched(store, analysis, span)),
        Some(_) => {}
        None => choices.extend(added(store, analysis, span)),
    }
    choices.extend(ticked(store, analysis, span));
    choices
}

fn refactor(title: String, edit: WorkspaceEdit) -> Choice {
    Choice { title, kind: CodeActionKind::REFACTOR, finding: None, edit }
}

/// "Add to the fact sheet": what `facts init` would write of a claim goes into the sheet of the story.
fn added(store: &Store, analysis: &Analysis, span: Span) -> Option<Choice> {
    let draft = analysis.url.to_file_path().ok()?;
    let exists = |path: &Path| path.is_file() || Url::from_file_path(path).is_ok_and(|url| store.is_open(&url));
    let path = sheets::own(&draft, &exists).unwrap_or_else(|| sheets::new_own(&draft));
    let syntax = Syntax::of(&path)?;
    let name = name_of(&draft);
    let claim = analysis.ledger().iter().find(|entry| entry.span == span);
    let entries = check::sheet_entries(&analysis.checked, &name, &analysis.text);
    let entry = entries.into_iter().find(|entry| {
        // Somebody is entered by the first mention, whichever is under the cursor.
        let mention = || claim.is_some_and(|claim| claim.same.iter().any(|same| entry.from == Some(*same)));
        entry.from.is_some_and(|from| from.meets(span)) || entry.list == "people" && mention()
    })?;
    let file = File::of(store, &path)?;
    let edit = add::added(&path.display().to_string(), &file.text, syntax, &entry).ok()?;
    let what = [entry.text("name"), entry.text("text")].concat();
    let edit = file.changed(&[edit], &analysis.manners)?;
    Some(refactor(format!("Add to the fact sheet: {}", short(&what)), edit))
}

/// "Mark as verified" of the entry that a claim rests on.
fn vouched(store: &Store, analysis: &Analysis, span: Span) -> Option<Choice> {
    let basis = analysis.checked.basis(span)?;
    let path = sheet_of(analysis, basis.place)?;
    let file = File::of(store, &path)?;
    let about =
        |(_, about): &(_, &crate::reference::About)| about.source == basis.place.source.0 && about.span == basis.entry;
    let (name, _) = analysis.reference.entries().find(about)?;
    verified(
        &file,
        Syntax::of(&path)?,
        name,
        basis.entry,
        analysis.terms.effective.signature.clone(),
        &analysis.manners,
    )
}

/// "Mark as verified" of the entry in a sheet.
fn of_entry(store: &Store, sheet: &Snapshot, range: Range) -> Option<Choice> {
    let path = sheet.path.as_deref()?;
    let syntax = Syntax::of(path)?;
    let manners = store.desk.manners();
    let file = File::of(store, path)?;
    let reference = sheets::read(path, &file.text);
    let offset = convert::offset(&file.text, &Lines::new(&file.text), range.start, manners.columns);
    let entries: Vec<_> = reference.entries().collect();
    let spans: Vec<_> = entries.iter().map(|(_, about)| about.span).collect();
    let (name, about) = entries[edit::entry_at(&spans, offset)?];
    if about.standing() == Standing::Verified {
        return None;
    }
    let signature = store.desk.house().of(Some(path)).effective.signature;
    verified(&file, syntax, name, about.span, signature, &manners)
}

fn verified(
    file: &File,
    syntax: Syntax,
    name: &str,
    entry: Span,
    signature: Signature,
    manners: &Manners,
) -> Option<Choice> {
    let signature = signature.complete();
    let edits = edit::verified(&file.text, syntax, entry, signature.when?, signature.by.as_deref())?;
    Some(refactor(format!("Mark as verified: {}", short(name)), file.changed(&edits, manners)?))
}

/// The ticks that a claim can have.
fn ticked(store: &Store, analysis: &Analysis, span: Span) -> Vec<Choice> {
    let Ok(draft) = analysis.url.to_file_path() else { return Vec::new() };
    let Some(file) = File::of(store, &settings::ticks_path(&draft)) else { return Vec::new() };
    let (ticks, _) = settings::ticks(&file.text);
    let entries = analysis.checked.worksheet();
    let name = name_of(&draft);
    let whole =
        Draft { name: &name, text: &analysis.text, lines: Lines::new(&analysis.text), checked: &analysis.checked };
    let worksheet = Worksheet::new(&whole, &entries, &[], &ticks);
    let has = |row: &&crate::report::worksheet::Row<'_>| row.mentions.iter().any(|mention| mention.span == span);
    let Some(row) = worksheet.claims.iter().find(has) else { return Vec::new() };
    let Signature { by, when } = analysis.terms.effective.signature.clone().complete();
    let tick = |mark| Tick { by: by.clone(), when, ..row.tick(mark) };
    let mut choices = Vec::new();
    let mut offer = |title: &str, edits: &[Edit]| {
        let edit = file.changed(edits, &analysis.manners);
        choices.extend(edit.map(|edit| refactor(format!("{title}: {}", short(&row.title)), edit)));
    };
    if row.tick.state != Progress::Checked {
        offer("Tick as checked", &settings::noted(&file.text, &tick(Mark::Checked)));
    }
    if row.tick.state != Progress::Queried {
        offer("Mark as queried", &settings::noted(&file.text, &tick(Mark::Queried)));
    }
    if matches!(row.tick.state, Progress::Checked | Progress::Queried) {
        offer("Take back the tick", &settings::taken_back(&file.text, &tick(Mark::Checked)));
    }
    choices
}

/// From a claim to the entry of a fact sheet that it rests on, or that it disagrees with.
pub(super) fn definition(store: &Store, analysis: &Analysis, offset: usize) -> Option<GotoDefinitionResponse> {
    let span = mentions::claim_at(analysis, offset).map_or(Span::new(offset, offset + 1), |entry| entry.span);
    let basis = analysis.checked.basis(span).map(|basis| (basis.place, basis.entry));
    let findings = || {
        let here = analysis.checked.findings.iter().filter(|finding| finding.place.span.holds(offset));
        let mut places = here.flat_map(|finding| &finding.related).map(|related| related.place);
        places.find(|place| place.source != Source::DRAFT).map(|place| (place, place.span))
    };
    let (place, whole) = basis.or_else(findings)?;
    let path = PathBuf::from(analysis.reference.source(place.source)?);
    let file = File::of(store, &path)?;
    let lines = Lines::new(&file.text);
    let length = u32::try_from(file.text.len()).unwrap_or(u32::MAX);
    let fit = |span: Span| Span { start: span.start.min(length), end: span.end.min(length) };
    let range = |span| convert::range(&file.text, &lines, fit(span), analysis.manners.columns);
    if !analysis.manners.can(Can::LINKS) {
        return Some(GotoDefinitionResponse::Scalar(Location::new(file.url.clone(), range(place.span))));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(analysis.range(span)),
        target_uri: file.url.clone(),
        target_range: range(whole.to(place.span)),
        target_selection_range: range(place.span),
    }]))
}

/// Drafts a fact sheet from drafts that are open: of one draft the story's own, of several the house's in the folder of the
/// first.  A sheet that is there is not written over.
pub(super) async fn write(store: &Arc<Store>, wanted: &[Url]) -> Result<Option<Value>> {
    let mut drafts = Vec::new();
    let mut paths = Vec::new();
    for snapshot in store.drafts() {
        let Ok(path) = snapshot.url.to_file_path() else { continue };
        if !wanted.is_empty() && !wanted.contains(&snapshot.url) {
            continue;
        }
        let analysis = commands::draft(store, snapshot.url).await?;
        let (options, text) = (analysis.checked.options.clone(), analysis.text.clone());
        let known = Arc::clone(&analysis.reference.whole);
        drafts.push(check::Draft { name: name_of(&path), text, options, known });
        paths.push(path);
    }
    let path = match &paths[..] {
        [] => return Err(Error::invalid_params("no draft with a file is open to write a fact sheet from")),
        [only] => sheets::new_own(only),
        [first, ..] => first.with_file_name(format!("{}.{}", sheets::HOUSE, sheets::ENDINGS[0])),
    };
    let told = path.display().to_string();
    let file = File::of(store, &path).filter(|file| file.text.is_empty());
    let Some(file) = file else {
        return Err(Error::invalid_params(format!("{told} is there already and is not written over")));
    };
    let text =
        tokio::task::spawn_blocking(move || check::fact_sheet(&drafts)).await.map_err(|_| Error::internal_error())?;
    let manners = store.desk.manners();
    let edit = file.changed(&[Edit { span: Span::new(0, 0), text: text.clone() }], &manners);
    let client = store.desk.client.clone();
    if let Some(edit) = edit.filter(|_| manners.can(Can::APPLY)) {
        tokio::spawn(async move { outbox::answer(client.apply_edit(edit)).await });
    } else {
        let new = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        new.and_then(|mut new| std::io::Write::write_all(&mut new, text.as_bytes()))
            .map_err(|error| Error::invalid_params(format!("{told} could not be written: {error}")))?;
        outbox::turn(&store.desk);
        let message = format!("deskcheck: wrote {told}");
        tokio::spawn(async move { client.show_message(MessageType::INFO, message).await });
    }
    Ok(Some(json!({ "uri": file.url })))
}

/// The sheet that a place is in.
fn sheet_of(analysis: &Analysis, place: Place) -> Option<PathBuf> {
    analysis.reference.source(place.source).map(PathBuf::from)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// How many letters of a name a title has.
const LONGEST: usize = 50;

/// A name as titles have it: in one line, and not too long.
fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
        None => words,
    }
}
