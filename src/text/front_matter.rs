//! Front matter: the fields above a Markdown draft that are part of the article.

use saphyr_parser::{Event, Parser};

use super::block::Zone;
use super::build::Builder;
use super::zones::Layout;
use crate::place::Span;

/// Fields that are part of the article, by their usual names in static site generators and newsroom systems.
/// Source: front matter references of Hugo, Jekyll, Eleventy and Ghost.
const FIELDS: &[(&[&str], Zone)] = &[
    (&["title", "headline", "hed"], Zone::Headline),
    (&["subtitle", "standfirst", "dek", "deck", "subhead", "strapline", "sell"], Zone::Standfirst),
    (
        &[
            "description",
            "summary",
            "excerpt",
            "seo_title",
            "seotitle",
            "search_title",
            "social_title",
            "social",
            "tweet",
            "og_title",
            "og_description",
            "short_title",
            "lede",
        ],
        Zone::Variant,
    ),
    (
        &[
            "date",
            "published",
            "publish_date",
            "publishdate",
            "pubdate",
            "pub_date",
            "published_at",
            "published_date",
            "publication_date",
            "date_published",
            "datepublished",
        ],
        Zone::Published,
    ),
    (
        &["updated", "lastmod", "modified", "last_modified", "updated_at", "date_modified", "datemodified"],
        Zone::Updated,
    ),
    (&["author", "authors", "byline", "by"], Zone::Byline),
    (&["caption", "image_caption"], Zone::Caption),
    (&["alt", "image_alt"], Zone::AltText),
    (&["credit", "image_credit", "photo_credit"], Zone::Credit),
];

/// The field that speaks to deskcheck.
const OURS: &str = "deskcheck";

/// What a field is in the article.
pub(super) fn zone_of(field: &str) -> Option<Zone> {
    let field = field.to_ascii_lowercase().replace('-', "_");
    FIELDS.iter().find(|(names, _)| names.contains(&field.as_str())).map(|(_, zone)| *zone)
}

/// Reads the front matter at the top of a draft and gives the byte where the draft begins.  What cannot be
/// read is passed over; the draft below is never lost.
pub(super) fn read(source: &str, builder: &mut Builder<'_>) -> usize {
    for (fence, closings) in [("---", &["---", "..."][..]), ("+++", &["+++"][..])] {
        let Some(inner) = fenced(source, fence, closings) else { continue };
        let text = &source[inner.range()];
        if fence == "+++" {
            toml(text, inner.start as usize, builder);
        } else {
            yaml(source, text, inner.start as usize, builder);
        }
        let behind = &source[inner.end as usize..];
        return inner.end as usize + behind.find('\n').map_or(behind.len(), |at| at + 1);
    }
    0
}

/// The lines between two fences at the top of the source.
fn fenced(source: &str, fence: &str, closings: &[&str]) -> Option<Span> {
    let first = source.split('\n').next()?;
    if first.trim_end() != fence {
        return None;
    }
    let start = first.len() + 1;
    let mut at = start;
    for line in source.get(start..)?.split_inclusive('\n') {
        if closings.contains(&line.trim_end()) {
            return Some(Span::new(start, at));
        }
        at += line.len();
    }
    None
}

fn field(source: &str, value: &str, span: Span, zone: Zone, builder: &mut Builder<'_>) {
    // A quoted value without escapes is its own inside.
    let words = &source[span.range()];
    if words == value {
        builder.run(span);
    } else if let Some(at) = words.find(value).filter(|_| !value.is_empty()) {
        let start = span.start as usize + at;
        builder.run(Span::new(start, start + value.len()));
    } else {
        builder.piece(value, span);
    }
    builder.end(Layout::zoned(zone));
}

fn yaml(source: &str, text: &str, offset: usize, builder: &mut Builder<'_>) {
    // The parser counts characters.
    let bytes: Vec<usize> =
        if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() };
    let byte = |index: usize| if bytes.is_empty() { index.min(text.len()) } else { bytes[index.min(bytes.len() - 1)] };
    let (mut depth, mut key, mut inner) = (0_usize, None::<String>, None::<String>);
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        let place = || Span::new(offset + byte(span.start.index()), offset + byte(span.end.index()));
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                if depth > 1 {
                    // Only the list of authors and its like would be of use below the top.
                    key = key.filter(|key| depth == 2 || key == OURS);
                }
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                key = key.filter(|_| depth > 1);
                inner = inner.filter(|_| depth > 2);
            }
            Event::Scalar(value, ..) if depth == 1 => match key.take() {
                None => key = Some(value.into_owned()),
                Some(name) if name == OURS => builder.setting("", &value, place()),
                Some(name) => {
                    if let Some(zone) = zone_of(&name) {
                        field(source, &value, place(), zone, builder);
                    }
                }
            },
            Event::Scalar(value, ..) if key.as_deref() == Some(OURS) => match (&inner, depth) {
                (None, 2) => inner = Some(value.into_owned()),
                (name, _) => {
                    builder.setting(name.as_deref().unwrap_or_default(), &value, place());
                    inner = inner.filter(|_| depth > 2);
                }
            },
            _ => {}
        }
    }
}

fn toml(text: &str, offset: usize, builder: &mut Builder<'_>) {
    let Ok(document) = toml_edit::Document::parse(text) else { return };
    for (name, item) in document.iter() {
        if let Some(table) = item.as_table_like().filter(|_| name == OURS) {
            table.iter().for_each(|(key, item)| toml_setting(text, offset, key, item, builder));
            continue;
        }
        let (Some(zone), Some(value)) = (zone_of(name), item.as_value()) else { continue };
        let Some(span) = value.span() else { continue };
        let words = value.as_str().map_or_else(|| text[span.clone()].to_owned(), ToOwned::to_owned);
        let span = Span::new(offset + span.start, offset + span.end);
        let inner = &text[span.start as usize - offset..span.end as usize - offset];
        match inner.find(&words).filter(|_| !words.is_empty()) {
            Some(at) => builder.run(Span::new(span.start as usize + at, span.start as usize + at + words.len())),
            None => builder.piece(&words, span),
        }
        builder.end(Layout::zoned(zone));
    }
}

/// What a field of ours says: one value, or each of a list.
fn toml_setting(text: &str, offset: usize, key: &str, item: &toml_edit::Item, builder: &mut Builder<'_>) {
    let values =
        item.as_array().map_or_else(|| item.as_value().into_iter().collect(), |list| list.iter().collect::<Vec<_>>());
    for value in values {
        let Some(span) = value.span() else { continue };
        let words = value.as_str().unwrap_or(&text[span.clone()]);
        builder.setting(key, words, Span::new(offset + span.start, offset + span.end));
    }
}
