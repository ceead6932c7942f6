//! A person's surname or given name, changed everywhere.

use tower_lsp::jsonrpc::{ErrorCode, Result};
use tower_lsp::lsp_types::{PrepareRenameResponse, WorkspaceEdit};

use super::analysis::Analysis;
use super::edits::{self, FAILED, refused};
use crate::claim::Mention;
use crate::link::people::{Form, fold};
use crate::link::{ClaimRef, People};
use crate::place::{Edit, Extent};

/// The name under the cursor and everywhere else.
struct Target {
    here: (usize, Extent),
    all: Vec<(usize, Extent)>,
}

/// What would be renamed; `None` where there is no name of a person.
pub(super) fn prepare(analysis: &Analysis, offset: usize) -> Result<Option<PrepareRenameResponse>> {
    let Some(target) = target(analysis, offset)? else { return Ok(None) };
    let (block, extent) = target.here;
    let range = analysis.range(analysis.story().span(block, extent));
    let placeholder = analysis.story().text(block, extent).to_owned();
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
}

/// The edits that give a person another name.
pub(super) fn rename(analysis: &Analysis, offset: usize, name: &str) -> Result<Option<WorkspaceEdit>> {
    let name = name.trim();
    if name.is_empty() || name.contains(['\n', '\r']) || !name.chars().any(char::is_alphabetic) {
        return Err(refused(ErrorCode::InvalidParams, "a name is written in letters, on one line"));
    }
    let Some(target) = target(analysis, offset)? else { return Ok(None) };
    let story = analysis.story();
    let mut all: Vec<Edit> = Vec::with_capacity(target.all.len());
    for (block, extent) in target.all {
        let words = story.text(block, extent);
        // "VARNHOLT" in a headline stays in capitals.
        let capitals = words.chars().count() > 1 && !words.chars().any(char::is_lowercase);
        let text = if capitals { name.to_uppercase() } else { name.to_owned() };
        let Some(edit) = story.article.blocks[block].edit(extent, &text) else {
            let line = analysis.line(story.span(block, extent));
            return Err(refused(
                FAILED,
                &format!("in line {line} markup stands within the name; change it there by hand"),
            ));
        };
        all.push(edit);
    }
    Ok(Some(edits::workspace(analysis, &all, true)))
}

fn target(analysis: &Analysis, offset: usize) -> Result<Option<Target>> {
    let story = analysis.story();
    let people = &analysis.checked.links.people;
    let Some(block) = story.article.block_at(offset) else { return Ok(None) };
    let holds = |extent: Extent| story.span(block, extent).holds(offset);
    let Some(index) = story.claims[block].people.iter().position(|mention| holds(mention.extent)) else {
        return Ok(None);
    };
    let at = ClaimRef { block, index };
    let mention = People::mention(&story, at);
    let Some(form) = people.form_of(at).filter(|form| form.is_person()) else { return Ok(None) };
    let surname = holds(mention.surname);
    let part = move |mention: &Mention| if surname { Some(mention.surname) } else { mention.given };
    let Some(here) = part(mention).filter(|extent| holds(*extent)) else { return Ok(None) };
    let word = fold(story.text(block, here));
    let mine = bearer(form, at, mention);
    if form.bearers.len() > 1 && mine.is_none() {
        let name = story.text(block, here);
        return Err(refused(
            FAILED,
            &format!("several people of the draft are called {name}; rename one where the name stands in full"),
        ));
    }
    let all = form.mentions.iter().filter_map(|other| {
        let mention = People::mention(&story, *other);
        let extent = part(mention)?;
        let same = bearer(form, *other, mention) == mine && fold(story.text(other.block, extent)) == word;
        same.then_some((other.block, extent))
    });
    Ok(Some(Target { here: (block, here), all: all.collect() }))
}

/// Which of the bearers of a surname a mention means, where there are several.
fn bearer(form: &Form, at: ClaimRef, mention: &Mention) -> Option<usize> {
    if form.bearers.len() < 2 {
        return None;
    }
    let found = form.bearer_of(at, mention.gender)?;
    form.bearers.iter().position(|bearer| std::ptr::eq(bearer, found))
}
