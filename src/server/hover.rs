//! The card of a claim: what it says, how it was read, where else it is said, what it was held against, what the sheet knows.

use std::fmt::Write;

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::analysis::Analysis;
use super::{diagnostics, mentions};
use crate::check::{Entry, Kind};
use crate::finding::Finding;
use crate::link::People;
use crate::link::people::fold;
use crate::link::timeline::Whence;
use crate::reference::{About, Birth, Person, who};
use crate::rules;

/// How many lines, comparisons of a kind are named.
const MOST: usize = 8;

/// The hover at a byte of a draft.
pub(super) fn at(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let findings: Vec<_> =
        analysis.checked.findings.iter().filter(|finding| finding.place.span.holds(offset)).collect();
    let entry = mentions::claim_at(analysis, offset);
    let span = entry.map(|entry| entry.span).or(findings.first().map(|finding| finding.place.span))?;
    let mut card = Card { text: String::new(), markdown: analysis.manners.markdown };
    for finding in &findings {
        flagged(analysis, finding, &mut card);
    }
    if let Some(entry) = entry {
        claim(analysis, entry, &mut card);
        measured(analysis, entry, &mut card);
        checked(analysis, entry, &mut card);
        known(analysis, entry, &mut card);
    }
    let kind = if card.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value: card.text.trim_end().to_owned() }),
        range: Some(analysis.range(span)),
    })
}

/// Why something is flagged.
fn flagged(analysis: &Analysis, finding: &Finding, card: &mut Card) {
    card.line(&format!("{}: {} ({})", finding.level.name(), finding.message, finding.rule));
    if let Some(calculation) = &finding.calculation {
        card.line(calculation);
    }
    for related in diagnostics::in_draft(finding) {
        card.line(&format!("line {}: {}", analysis.line(related.place.span), related.message));
    }
    if let Some(rule) = rules::named(finding.rule) {
        card.line(&format!("flagged when {}", rule.summary));
    }
}

/// What a claim says, how it was read, where else it is said.
fn claim(analysis: &Analysis, entry: &Entry, card: &mut Card) {
    let words = analysis.words(entry.span);
    let name = entry.name.as_deref().filter(|name| *name != words);
    card.title(entry.kind.name(), name.unwrap_or(words));
    if let Some(meant) = &entry.meant {
        card.line(meant);
        if meant.contains("publication") {
            card.line(&published(analysis));
        }
    } else if let Some((_, value)) = &entry.timex {
        card.line(value);
        if analysis.checked.links.timeline.published().is_none() && matches!(entry.kind, Kind::Date | Kind::Time) {
            card.line("the day of publication is not known, so nothing is counted from it");
        }
    }
    let mut lines: Vec<_> = mentions::all(analysis, entry)
        .into_iter()
        .filter(|span| *span != entry.span)
        .map(|span| analysis.line(span))
        .collect();
    lines.dedup();
    if !lines.is_empty() {
        let shown: Vec<_> = lines.iter().take(MOST).map(ToString::to_string).collect();
        let more = if lines.len() > shown.len() { " and below" } else { "" };
        card.line(&format!("also in line{} {}{more}", if shown.len() == 1 { "" } else { "s" }, shown.join(", ")));
    }
}

/// With which other figures of its kind it is one, and why; else why it is not.
fn measured(analysis: &Analysis, entry: &Entry, card: &mut Card) {
    for span in entry.same.iter().take(MOST) {
        let Some(bond) = analysis.checked.bond(entry.span, *span) else { continue };
        let (words, line) = (analysis.words(*span), analysis.line(*span));
        let measure = if bond.is_one() { "the same as" } else { "not held to be" };
        card.line(&format!("{measure} “{words}”, line {line}: {}", bond.told()));
    }
}

/// Where the day of publication is from.
fn published(analysis: &Analysis) -> String {
    let Some(publication) = analysis.checked.links.timeline.published() else {
        return "the day of publication is not known".to_owned();
    };
    let day = publication.day.format("%B %-d, %Y");
    let line = |at: crate::link::ClaimRef| {
        let block = &analysis.checked.article.blocks[at.block];
        analysis.line(block.span(analysis.checked.claims[at.block].dates[at.index].extent))
    };
    match publication.whence {
        Whence::Given => format!("published {day}, as set"),
        Whence::DateLine(at) => format!("published {day}, by the date in line {}", line(at)),
        Whence::Dateline(at) => format!("published {day}, by the dateline in line {}", line(at)),
        Whence::Updated(at) => format!("published {day}, by the last change in line {}", line(at)),
    }
}

/// What a claim was held against, with what outcome.
fn checked(analysis: &Analysis, entry: &Entry, card: &mut Card) {
    let within = |span: crate::place::Span| span.start < entry.span.end && entry.span.start < span.end;
    let mut shown = Vec::new();
    for check in &analysis.checked.passed {
        let other = check.against.filter(|span| !within(*span));
        let against =
            if within(check.span) { other } else { check.against.filter(|it| within(*it)).map(|_| check.span) };
        if !within(check.span) && against.is_none() {
            continue;
        }
        let place = against.map(|span| format!(", line {}", analysis.line(span))).unwrap_or_default();
        let line = format!("checked: {} ({}{place})", check.outcome, check.rule);
        if !shown.contains(&line) {
            shown.push(line);
        }
        if shown.len() == MOST {
            break;
        }
    }
    // What is flagged elsewhere because of this claim.
    for finding in &analysis.checked.findings {
        let named = diagnostics::in_draft(finding).any(|related| within(related.place.span));
        if named && !within(finding.place.span) {
            let line = analysis.line(finding.place.span);
            shown.push(format!("against line {line}: {} ({})", finding.message, finding.rule));
        }
    }
    let flagged = analysis.checked.findings.iter().any(|finding| within(finding.place.span));
    if shown.is_empty() && !flagged {
        shown.push("not checked: nothing to hold it against".to_owned());
    }
    for line in shown {
        card.line(&line);
    }
}

/// What the fact sheets know of a claim.
fn known(analysis: &Analysis, entry: &Entry, card: &mut Card) {
    let story = analysis.story();
    match entry.kind {
        Kind::Person => {
            let known = who::known(&story, &analysis.checked.links.people, &analysis.reference);
            let person = known
                .iter()
                .find(|it| story.span(it.at.block, People::mention(&story, it.at).extent) == entry.span)
                .map(|it| it.person);
            if let Some(person) = person {
                card.line(&format!("fact sheet: {}", described(person)));
            }
        }
        Kind::Organisation => {
            let words = fold(analysis.words(entry.span));
            let is = |name: &str| fold(name) == words;
            let body = analysis
                .reference
                .organisations
                .iter()
                .find(|it| is(&it.name) || it.short.as_ref().is_some_and(|it| is(it)));
            if let Some(body) = body {
                let short = body.short.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
                card.line(&format!("fact sheet: {}{short}{}", body.name, vouched(&body.about)));
            }
        }
        _ => {
            let Some(basis) = analysis.checked.basis(entry.span) else { return };
            let is = |about: &About| about.source == basis.place.source.0 && about.span == basis.entry;
            if let Some((name, about)) = analysis.reference.entries().find(|(_, about)| is(about)) {
                card.line(&format!("fact sheet: {name}{}", vouched(about)));
            }
        }
    }
}

/// An entry for a person in a line.
fn described(person: &Person) -> String {
    let mut text = person.name.to_string();
    for title in &person.titles {
        let _ = write!(text, ", {}", title.title);
        if let Some(from) = title.from {
            let _ = write!(text, " from {}", from.format("%B %-d, %Y"));
        }
        if let Some(until) = title.until {
            let _ = write!(text, " until {}", until.format("%B %-d, %Y"));
        }
    }
    if let Some(house) = &person.affiliation {
        let _ = write!(text, ", {house}");
    }
    match person.born.as_ref().map(|born| born.value) {
        Some(Birth::On(day)) => {
            let _ = write!(text, ", born {}", day.format("%B %-d, %Y"));
        }
        Some(Birth::Aged(years, day)) => {
            let _ = write!(text, ", {years} on {}", day.format("%B %-d, %Y"));
        }
        None => {}
    }
    text + &vouched(&person.about)
}

/// " (verified 2026-05-04 by the day desk)", with note and address.
fn vouched(about: &About) -> String {
    let told = about.told();
    if told.is_empty() { told } else { format!(" ({told})") }
}

/// The text of a hover, in Markdown or plain.
struct Card {
    text: String,
    markdown: bool,
}

impl Card {
    fn title(&mut self, kind: &str, words: &str) {
        let words = self.escape(words);
        let _ = if self.markdown {
            write!(self.text, "**{kind}**: {words}\n\n")
        } else {
            writeln!(self.text, "{kind}: {words}")
        };
    }

    fn line(&mut self, words: &str) {
        let words = self.escape(words);
        let _ = if self.markdown { write!(self.text, "{words}\n\n") } else { writeln!(self.text, "{words}") };
    }

    /// The words of a draft are no markup of ours.
    fn escape(&self, words: &str) -> String {
        let words = words.replace(['\n', '\r'], " ");
        if self.markdown { escape(&words) } else { words }
    }
}

/// Words as they stand, in Markdown.
pub(super) fn escape(words: &str) -> String {
    let mark = |letter| matches!(letter, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '\\' | '#' | '|' | '!');
    words.chars().flat_map(|letter| mark(letter).then_some('\\').into_iter().chain(Some(letter))).collect()
}
