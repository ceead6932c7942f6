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
            "seo_description",
            "search_description",
            "social_description",
            "meta_title",
            "meta_description",
            "metatitle",
            "metadescription",
            "twitter_title",
            "twitter_description",
            "facebook_title",
            "facebook_description",
            "custom_excerpt",
            "push",
            "push_alert",
            "newsletter_title",
            "alternative_headline",
            "alternate_title",
            "linktitle",
            "headline_variants",
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
    (&["caption", "image_caption", "photo_caption", "feature_image_caption", "cover_caption"], Zone::Caption),
    (&["alt", "image_alt", "feature_image_alt", "cover_alt", "og_image_alt", "twitter_image_alt"], Zone::AltText),
    (&["credit", "image_credit", "photo_credit"], Zone::Credit),
];

/// Fields that have fields of their own: whatever text stands in the first is another wording of headline or standfirst, in the
/// second it is as its name has it.
/// Source: the themes and plugins of the same systems (`jekyll-seo-tag`, Hugo's `PaperMod` and `Congo`, `eleventy-plugin-seo`).
const WORDINGS: &[&str] = &[
    "seo",
    "social",
    "og",
    "opengraph",
    "open_graph",
    "twitter",
    "facebook",
    "meta",
    "share",
    "search",
    "headlines",
    "variants",
];
const PICTURES: &[&str] = &[
    "image",
    "images",
    "cover",
    "photo",
    "photos",
    "picture",
    "featured_image",
    "feature_image",
    "header",
    "figure",
    "hero",
    "lead_image",
];

/// Words that name no text among the wordings of headline and standfirst: `card: summary_large_image`.
const NO_TEXT: &[&str] = &[
    "card",
    "image",
    "type",
    "url",
    "site",
    "creator",
    "handle",
    "account",
    "robots",
    "canonical",
    "locale",
    "keywords",
    "tags",
];

/// What a field within a field is in the article, or an entry of a list, whose own name is empty.
fn zone_within(outer: &str, field: &str, value: &str) -> Option<Zone> {
    let plain = |name: &str| name.to_ascii_lowercase().replace('-', "_");
    let (outer, field) = (plain(outer), plain(field));
    if PICTURES.contains(&&*outer) {
        return zone_of(&field).filter(|zone| matches!(zone, Zone::Caption | Zone::AltText | Zone::Credit));
    }
    let words = value.contains(' ') && !NO_TEXT.iter().any(|word| field.contains(word));
    let wording = WORDINGS.contains(&&*outer) || field.is_empty() && zone_of(&outer) == Some(Zone::Variant);
    (words && wording).then_some(Zone::Variant)
}

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
    // What is open, outermost first: whether it is a list, and the field whose value is to come.
    let mut open: Vec<(bool, Option<String>)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        let place = || Span::new(offset + byte(span.start.index()), offset + byte(span.end.index()));
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                open.push((matches!(event, Event::SequenceStart(..)), None));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                open.pop();
                open.last_mut().into_iter().for_each(|(_, name)| *name = None);
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
            Event::Scalar(value, ..) => {
                let (Some(outer), Some((list, within))) = (key.as_deref(), open.split_last_mut()) else {
                    continue;
                };
                let name = match list {
                    // An entry of a list is what the list is, but the top field's own has no name of its own.
                    (true, _) => Some(within.last().and_then(|(_, name)| name.clone()).unwrap_or_default()),
                    (false, name) => name.take(),
                };
                let Some(name) = name else {
                    list.1 = Some(value.into_owned());
                    continue;
                };
                if let Some(zone) = zone_within(outer, &name, &value) {
                    field(source, &value, place(), zone, builder);
                }
            }
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
        if let Some(table) = item.as_table_like() {
            toml_fields(text, offset, name, table, builder);
        } else if let Some(tables) = item.as_array_of_tables() {
            tables.iter().for_each(|table| toml_fields(text, offset, name, table, builder));
        } else if let Some(list) = item.as_array() {
            for value in list {
                let Some(zone) = value.as_str().and_then(|words| zone_within(name, "", words)) else { continue };
                toml_field(text, offset, value, zone, builder);
            }
        } else if let (Some(zone), Some(value)) = (zone_of(name), item.as_value()) {
            toml_field(text, offset, value, zone, builder);
        }
    }
}

/// The fields within a field.
fn toml_fields(text: &str, offset: usize, outer: &str, table: &dyn toml_edit::TableLike, builder: &mut Builder<'_>) {
    for (name, item) in table.iter() {
        let Some(value) = item.as_value() else { continue };
        let Some(zone) = value.as_str().and_then(|words| zone_within(outer, name, words)) else { continue };
        toml_field(text, offset, value, zone, builder);
    }
}

fn toml_field(text: &str, offset: usize, value: &toml_edit::Value, zone: Zone, builder: &mut Builder<'_>) {
    let Some(span) = value.span() else { return };
    let words = value.as_str().map_or_else(|| text[span.clone()].to_owned(), ToOwned::to_owned);
    let place = Span::new(offset + span.start, offset + span.end);
    match text[span.clone()].find(&words).filter(|_| !words.is_empty()) {
        Some(at) => {
            let start = place.start as usize + at;
            builder.run(Span::new(start, start + words.len()));
        }
        None => builder.piece(&words, place),
    }
    builder.end(Layout::zoned(zone));
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
