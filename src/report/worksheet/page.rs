//! The worksheet as one page: the article with its claims marked, and beside it what is claimed.
//!
//! The page brings all it needs and runs no script: filters and links between mentions are style sheet rules.

use std::borrow::Cow;
use std::fmt::Write;

use anyhow::Context;
use minijinja::{Environment, Value, context};
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{Group, Held, Row, Worksheet};
use crate::check::Kind;
use crate::place::Extent;
use crate::report::{Draft, terminal};
use crate::text::{Block, Zone};

/// How many rows of a page light up their mentions when the pointer is on them.
const MOST_LINKED: usize = 400;

/// How many entries a card at the top holds.
const GLANCE: usize = 6;

/// One draft on the page.
#[derive(Debug, Serialize)]
struct Sheet<'a> {
    id: usize,
    worksheet: &'a Worksheet<'a>,
    glance: Glance<'a>,
    groups: Vec<Section<'a>>,
    blocks: Vec<Paragraph<'a>>,
    /// What the fact sheet bears out, and what the draft and arithmetic do.
    holding: Vec<(&'static str, Vec<&'a Held<'a>>)>,
    conflicts: usize,
    remarks: usize,
    unchecked: usize,
}

/// Who, where, how many, in one look.
#[derive(Debug, Serialize)]
struct Glance<'a> {
    what: Vec<&'a str>,
    who: Vec<&'a Row<'a>>,
    many: Vec<&'a Row<'a>>,
    places: Vec<&'a Row<'a>>,
}

/// The rows of a group.
#[derive(Debug, Serialize)]
struct Section<'a> {
    group: Group,
    title: &'static str,
    /// "4 people".
    count: String,
    rows: Vec<&'a Row<'a>>,
}

/// A block of the article.
#[derive(Debug, Serialize)]
struct Paragraph<'a> {
    zone: String,
    /// As editors count.
    number: Option<u32>,
    pieces: Vec<Piece<'a>>,
}

/// What stands in a block, from left to right.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Piece<'a> {
    Text(&'a str),
    /// A place to jump to, where a mark would lie across another.
    Anchor(String),
    Open(Mark),
    Close(bool),
}

/// A claim marked in the article.
#[derive(Clone, Debug, Serialize)]
struct Mark {
    id: String,
    /// The row, or nothing for what is in conflict without being a claim.
    row: Option<usize>,
    /// The conflict to go to.
    conflict: Option<usize>,
    group: Option<Group>,
    hint: String,
    /// Quotations hold other marks.
    outer: bool,
    /// Only a place to jump to.
    #[serde(skip)]
    bare: bool,
    #[serde(skip)]
    extent: Extent,
}

/// The page of all drafts.
///
/// # Errors
/// When the template and what it is given do not fit, which is a mistake of ours.
pub fn page(drafts: &[(&Draft<'_>, &Worksheet<'_>)]) -> anyhow::Result<String> {
    let sheets: Vec<_> =
        drafts.iter().enumerate().map(|(id, (draft, worksheet))| sheet(id, draft, worksheet)).collect();
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("page.html"))?;
    let links = links(&sheets);
    let groups = Value::from_serialize(Group::ALL.map(|group| (group, group.title())));
    let sheets = Value::from_serialize(&sheets);
    let template = environment.get_template("page.html")?;
    let version = env!("CARGO_PKG_VERSION");
    template.render(context! { sheets, groups, links, version }).context("the page could not be made")
}

fn sheet<'a>(id: usize, draft: &'a Draft<'a>, worksheet: &'a Worksheet<'a>) -> Sheet<'a> {
    let groups = Group::ALL.iter().map(|group| {
        let rows: Vec<_> = worksheet.group(*group).collect();
        // An office is no further person.
        let count = rows.iter().filter(|row| row.entry.kind != Kind::Title).count();
        Section { group: *group, title: group.title(), count: group.count(count), rows }
    });
    let (verified, held) = worksheet.held.iter().partition(|it| it.rule.starts_with("fact-sheet-"));
    let holding = vec![("What the fact sheet bears out", verified), ("Sums and comparisons that hold", held)];
    let findings = &draft.checked.findings;
    let conflicts = findings.iter().filter(|finding| finding.level.is_loud()).count();
    Sheet {
        id,
        worksheet,
        glance: glance(draft, worksheet),
        groups: groups.filter(|section| !section.rows.is_empty()).collect(),
        blocks: blocks(draft, worksheet),
        holding,
        conflicts,
        remarks: findings.len() - conflicts,
        unchecked: worksheet.claims.iter().filter(|row| row.compared.is_empty()).count(),
    }
}

fn glance<'a>(draft: &'a Draft<'a>, worksheet: &'a Worksheet<'a>) -> Glance<'a> {
    let rows = |wanted: &dyn Fn(&Row<'_>) -> bool| {
        let mut rows: Vec<_> = worksheet.claims.iter().filter(|row| wanted(row)).collect();
        // What is said most often first; the order of the draft among equals.
        rows.sort_by_key(|row| std::cmp::Reverse(row.mentions.len()));
        rows.truncate(GLANCE);
        rows
    };
    let prose = |zone: Zone| draft.checked.article.blocks.iter().find(|block| block.zone == zone);
    let what = prose(Zone::Standfirst).or_else(|| prose(Zone::Body));
    let figure = |row: &Row<'_>| {
        let counts = row.entry.number.as_ref().is_some_and(|it| it.event.is_some() || it.unit.is_some());
        row.group == Group::Figures && counts && row.entry.kind != Kind::Age
    };
    let mut many: Vec<_> = worksheet.claims.iter().filter(|row| figure(row)).collect();
    // Who was killed or hurt stands first, then what is said in the headline or more than once.
    many.sort_by_key(|row| {
        let event = row.entry.number.as_ref().is_some_and(|it| it.event.is_some());
        (!event, std::cmp::Reverse(row.mentions.len() + row.also.len()))
    });
    many.truncate(GLANCE);
    Glance {
        what: what.map(|block| &*block.prose.text).into_iter().collect(),
        who: rows(&|row| row.entry.kind == Kind::Person),
        many,
        places: rows(&|row| row.group == Group::Places),
    }
}

fn blocks<'a>(draft: &'a Draft<'a>, worksheet: &Worksheet<'_>) -> Vec<Paragraph<'a>> {
    let article = &draft.checked.article;
    let mut marks: Vec<Vec<Mark>> = vec![Vec::new(); article.blocks.len()];
    let mut seen = FxHashSet::default();
    let claims =
        worksheet.claims.iter().flat_map(|row| row.mentions.iter().map(move |mention| (mention, Some(row), None)));
    let findings = worksheet.conflicts.iter().enumerate();
    let findings = findings.flat_map(|(index, conflict)| conflict.places.iter().map(move |it| (it, None, Some(index))));
    let conflict_of = |row: &Row<'_>| worksheet.conflicts.iter().position(|conflict| conflict.claims.contains(&row.id));
    for (mention, row, conflict) in claims.chain(findings) {
        let Some(index) = article.block_at(mention.span.start as usize) else { continue };
        // A place of a finding that is a claim is marked as that.
        if !seen.insert(mention.span) {
            continue;
        }
        marks[index].push(Mark {
            id: format!("m{}-{}", mention.span.start, mention.span.end),
            row: row.map(|row| row.id),
            conflict: row.map_or(conflict, conflict_of),
            group: row.map(|row| row.group),
            hint: row.map(hint).unwrap_or_default(),
            outer: row.is_some_and(|row| row.group == Group::Quotes),
            bare: false,
            extent: article.blocks[index].extent(mention.span),
        });
    }
    // What is compared need not be a claim: the bare number in "40 miles".
    let compared = worksheet.claims.iter().flat_map(|row| {
        let with = row.compared.iter().filter_map(|it| it.with.as_ref());
        row.also.iter().chain(with)
    });
    for mention in compared.chain(worksheet.held.iter().flat_map(|held| &held.places)) {
        let Some(index) = article.block_at(mention.span.start as usize) else { continue };
        if seen.insert(mention.span) {
            marks[index].push(Mark {
                id: format!("m{}-{}", mention.span.start, mention.span.end),
                row: None,
                conflict: None,
                group: None,
                hint: String::new(),
                outer: false,
                bare: true,
                extent: article.blocks[index].extent(mention.span),
            });
        }
    }
    article.blocks.iter().zip(marks).map(|(block, marks)| paragraph(draft, block, marks)).collect()
}

/// What a reader sees when the pointer rests on a mark.
fn hint(row: &Row<'_>) -> String {
    let meant: Cow<'_, str> = row.meant.as_deref().map_or_else(|| row.title.clone(), Cow::from);
    format!("{} · {}", meant, row.state.words())
}

/// A block cut at its marks: quotations around, everything else side by side.
fn paragraph<'a>(draft: &Draft<'_>, block: &'a Block, mut marks: Vec<Mark>) -> Paragraph<'a> {
    marks.sort_by_key(|mark| (mark.extent.start, mark.bare, !mark.outer, std::cmp::Reverse(mark.extent.end)));
    let text = &block.prose.text;
    let mut pieces = Vec::new();
    let (mut at, mut outer, mut inner): (usize, Option<usize>, usize) = (0, None, 0);
    for mark in marks {
        let (start, end) = (mark.extent.start as usize, mark.extent.end as usize);
        if let Some(close) = outer.filter(|close| *close <= start) {
            pieces.push(Piece::Text(&text[at..close]));
            pieces.push(Piece::Close(true));
            (at, outer) = (close, None);
        }
        let crosses = start < at.max(inner) || start == end || outer.is_some_and(|close| mark.outer || end > close);
        if crosses || mark.bare {
            if start >= at {
                pieces.push(Piece::Text(&text[at..start]));
                at = start;
            }
            pieces.push(Piece::Anchor(mark.id));
            continue;
        }
        pieces.push(Piece::Text(&text[at..start]));
        at = start;
        let is_outer = mark.outer;
        pieces.push(Piece::Open(mark));
        if is_outer {
            outer = Some(end);
        } else {
            pieces.push(Piece::Text(&text[start..end]));
            pieces.push(Piece::Close(false));
            (at, inner) = (end, end);
        }
    }
    if let Some(close) = outer {
        pieces.push(Piece::Text(&text[at..close]));
        pieces.push(Piece::Close(true));
        at = close;
    }
    pieces.push(Piece::Text(&text[at..]));
    let zone = if block.paragraph.is_some() { "body".to_owned() } else { terminal::place(draft, block.whole()) };
    Paragraph { zone: zone.replace(' ', "-"), number: block.paragraph, pieces }
}

/// Rules by which a row and its mentions light up together.
fn links(sheets: &[Sheet<'_>]) -> String {
    let rows = sheets.iter().flat_map(|sheet| sheet.worksheet.claims.iter().map(move |row| (sheet.id, row.id)));
    let mut rules = String::new();
    for (sheet, row) in rows.take(MOST_LINKED) {
        let both = format!(":is(#d{sheet}-c{row},.d{sheet}-r{row})");
        let _ = writeln!(
            rules,
            ":root:has({both}:is(:hover,:focus-within,:target)) {both}{{outline:2px solid var(--link)}}"
        );
    }
    rules
}
