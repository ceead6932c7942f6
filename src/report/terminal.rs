//! Findings for people at a terminal: the words with carets, what they disagree with, and what was compared.

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};

use super::summary::Summary;
use super::{Draft, Report, Run};
use crate::finding::{Finding, Level};
use crate::place::{Source, Span};
use crate::text::{Columns, Zone};

/// How many characters of the line stand on either side of the marked words.
const AROUND: usize = 60;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Findings and the closing line.
    Whole,
    /// Findings only.
    Findings,
    /// A line for each draft with findings, and the closing line.
    Counts,
}

/// `check --format terminal`.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// In colour.
    pub colour: bool,
    /// How much is told.
    pub extent: Extent,
}

impl Report for Terminal {
    fn draft(&self, draft: &Draft<'_>, _: &[String]) -> Vec<String> {
        let findings = draft.checked.findings.iter();
        if self.extent != Extent::Counts {
            return findings.map(|it| finding(draft, it, self.colour) + "\n").collect();
        }
        let mut summary = Summary::default();
        summary.add(draft.checked);
        if draft.checked.findings.is_empty() {
            Vec::new()
        } else {
            vec![format!("{}: {}\n", draft.name, summary.found())]
        }
    }

    fn end(&self, run: &Run<'_>) -> String {
        if self.extent == Extent::Findings || run.summary.drafts() == 0 {
            return String::new();
        }
        format!("{}\n", run.summary)
    }
}

/// One finding, ready to print.
#[must_use]
pub fn finding(draft: &Draft<'_>, finding: &Finding, colour: bool) -> String {
    let mark = match finding.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Information => Mark::INFO,
    };
    let mut group = mark.primary_title(finding.message.as_str()).id(finding.rule).element(snippet(
        draft,
        finding.place.span,
        AnnotationKind::Primary,
        "",
    ));
    for related in finding.related.iter().filter(|related| related.place.source == Source::DRAFT) {
        // The words beside the marked ones need no line of their own.
        if !related.place.span.touches(finding.place.span) {
            let label = format!("{} ({})", related.message, place(draft, related.place.span));
            group = group.element(snippet(draft, related.place.span, AnnotationKind::Context, &label));
        }
    }
    for related in finding.related.iter().filter(|related| related.place.source != Source::DRAFT) {
        let name = draft.checked.sources.get((related.place.source.0 as usize).saturating_sub(1));
        if let Some(name) = name {
            group = group.element(Mark::NOTE.message(format!("{}: {name}", related.message)));
        }
    }
    if let Some(calculation) = &finding.calculation {
        group = group.element(Mark::NOTE.message(calculation.as_str()));
    }
    let groups: Vec<Group<'_>> = std::iter::once(group)
        .chain(finding.fixes.iter().map(|fix| Group::with_title(Mark::HELP.secondary_title(fix.title.as_str()))))
        .collect();
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n{}\n", heading(draft, finding.place.span), renderer.render(&groups))
}

/// Where a span stands: path, line and column as editors open them, and the paragraph.
fn heading(draft: &Draft<'_>, span: Span) -> String {
    let (line, column) = draft.lines.position(draft.text, span.start as usize, Columns::Utf32);
    format!("{}:{}:{} ({})", draft.name, line + 1, column + 1, place(draft, span))
}

/// "paragraph 6", "headline".
#[must_use]
pub fn place(draft: &Draft<'_>, span: Span) -> String {
    let Some(block) =
        draft.checked.article.block_at(span.start as usize).map(|index| &draft.checked.article.blocks[index])
    else {
        return "draft".to_owned();
    };
    if let Some(paragraph) = block.paragraph {
        return format!("paragraph {paragraph}");
    }
    match block.zone {
        Zone::Headline => "headline",
        Zone::Standfirst => "standfirst",
        Zone::Variant => "search or social text",
        Zone::Byline => "byline",
        Zone::Dateline => "dateline",
        Zone::Published => "date line",
        Zone::Updated => "update line",
        Zone::Subhead => "subhead",
        Zone::Caption => "caption",
        Zone::AltText => "alt text",
        Zone::Credit => "credit",
        Zone::PullQuote => "pull quote",
        Zone::Table => "table",
        Zone::Footnote => "footnote",
        Zone::Footer => "footer",
        Zone::Furniture => "furniture",
        Zone::Correction => "correction",
        Zone::Body | Zone::List => "body",
    }
    .to_owned()
}

/// The marked words with what stands around them on their line, which in a draft may be a whole paragraph.
fn snippet<'a>(
    draft: &Draft<'_>,
    span: Span,
    kind: AnnotationKind,
    label: &str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = draft.lines.line_of(span.start as usize);
    let range = draft.lines.range(draft.text, line);
    let end = (span.end as usize).min(range.end).max(span.start as usize);
    let before = &draft.text[range.start..span.start as usize];
    let after = &draft.text[end..range.end.max(end)];
    let cut_before = before
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, _)| before[at..].find(' ').map_or(at, |space| at + space + 1));
    let cut_after =
        after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| after[..at].rfind(' ').unwrap_or(at));
    let lead = if cut_before > 0 { "... " } else { "" };
    let tail = if cut_after < after.len() { " ..." } else { "" };
    // Long quantities of marked words are shown by their beginning.
    let marked = &draft.text[span.start as usize..end];
    let marked = &marked[..marked.char_indices().nth(AROUND * 2).map_or(marked.len(), |(at, _)| at)];
    let text = format!("{lead}{}{marked}{}{tail}", &before[cut_before..], &after[..cut_after]);
    let start = lead.len() + before.len() - cut_before;
    let annotation = kind.span(start..start + marked.len());
    let annotation = if label.is_empty() { annotation } else { annotation.label(label.to_owned()) };
    Snippet::source(text).line_start(line + 1).path(None::<String>).annotation(annotation)
}
