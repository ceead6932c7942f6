//! HTML: a page or a fragment, entities decoded, scripts and styles left out.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use serde_json::Value;

use super::block::Zone;
use super::build::Builder;
use super::grid::Grid;
use super::page::Page;
use super::zones::Layout;
use crate::place::Span;

/// Elements whose text is no prose.
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea", "button",
    "code", "pre", "kbd", "samp",
];

/// Elements that have no end tag.
const VOID: &[&str] =
    &["br", "img", "hr", "meta", "link", "input", "source", "track", "wbr", "area", "base", "col", "embed", "param"];

/// Elements that stand within a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "q",
    "ruby", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr", "img", "picture", "source", "time",
    "input", "meta", "link",
];

/// Names of `<meta>` that give the day of publication, in small letters.
/// Source: the Open Graph protocol, schema.org, Dublin Core, and the crawlers' documentation of Parse.ly and Sailthru.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
];

/// Names of `<meta>` that give the day of the last change.
const UPDATED: &[&str] =
    &["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];

/// Whether a script holds linked data (JSON-LD), which search engines ask news sites for.
fn is_linked_data(tag: &StartTag<usize>, element: &str) -> bool {
    let kind = tag.attributes.get(&b"type"[..]);
    element == "script" && kind.is_some_and(|kind| name(&kind.value).trim().eq_ignore_ascii_case("application/ld+json"))
}

/// Whether an element is a post of a live blog, as schema.org has it.
pub(super) fn is_post(tag: &StartTag<usize>) -> bool {
    let property = tag.attributes.get(&b"itemprop"[..]);
    property
        .is_some_and(|it| name(&it.value).split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("liveBlogUpdate")))
}

/// Whether linked data or a type names a live blog.
fn is_live(data: &str) -> bool {
    data.contains("LiveBlogPosting")
}

/// The value of a field of the article in linked data: of a node whose type is an article, else of a page.
fn field_of<'a>(node: &'a Value, field: &str) -> Option<&'a str> {
    let nodes = || match node {
        Value::Array(nodes) => nodes.iter().collect(),
        Value::Object(_) => match node.get("@graph") {
            Some(Value::Array(nodes)) => nodes.iter().collect(),
            _ => vec![node],
        },
        _ => Vec::new(),
    };
    let is = |node: &Value, ends: &[&str]| {
        let ends = |kind: &Value| kind.as_str().is_some_and(|kind| ends.iter().any(|end| kind.ends_with(end)));
        match node.get("@type") {
            Some(Value::Array(kinds)) => kinds.iter().any(ends),
            Some(kind) => ends(kind),
            None => false,
        }
    };
    let of = |ends: &[&str]| {
        let mut fitting = nodes().into_iter().filter(|node| is(node, ends));
        fitting.find_map(|node| node.get(field)?.as_str())
    };
    of(&["Article", "Posting", "Report"]).or_else(|| of(&["WebPage"]))
}

/// Reads HTML.
pub(super) fn read(source: &str, builder: &mut Builder<'_>) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Token::StartTag(tag) => reader.start(source, &tag, builder),
            Token::Doctype(_) => reader.page.begin(),
            Token::EndTag(tag) => reader.stop(&name(&tag.name), tag.span.end, builder),
            Token::String(text) if reader.linked_data => reader.published_in(source, &text, builder),
            Token::String(text) if reader.silent.is_empty() => {
                let span = Span::new(text.span.start.min(source.len()), text.span.end.min(source.len()));
                string(source, &String::from_utf8_lossy(&text.value), span, builder);
            }
            Token::Comment(text) => {
                let (start, end) = (text.span.start.min(source.len()), text.span.end.min(source.len()));
                builder.comments(Span::new(start, end.max(start)));
            }
            _ => {}
        }
    }
    reader.end(builder);
    reader.page.settle(builder);
}

#[derive(Debug, Default)]
struct Reader {
    /// Open elements whose text is no prose.
    silent: Vec<String>,
    /// Open elements that tell the zone, innermost last.
    zones: Vec<(String, Option<Zone>)>,
    /// Whether a script of linked data is open.
    linked_data: bool,
    /// How many tables there were.
    tables: u32,
    /// The open tables, innermost last.
    grids: Vec<Grid>,
    /// What of the page is the story.
    page: Page,
    /// Open posts of a live blog: their elements, where they begin, and how many elements of the name are open.
    posts: Vec<(String, usize, usize)>,
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The zone that an element tells, by its name, class and property.
fn zone_of(tag: &StartTag<usize>, element: &str) -> Option<Zone> {
    let attribute =
        |key: &[u8]| tag.attributes.get(key).map(|value| name(&value.value).to_lowercase()).unwrap_or_default();
    let zone = match element {
        "title" | "h1" => Zone::Headline,
        "h2" | "h3" | "h4" | "h5" | "h6" => Zone::Subhead,
        "figcaption" => Zone::Caption,
        "li" => Zone::List,
        "nav" | "header" | "menu" => Zone::Furniture,
        "footer" => Zone::Footer,
        "aside" => Zone::PullQuote,
        "time" if attribute(b"itemprop") == "datemodified" || attribute(b"class").contains("updated") => Zone::Updated,
        "time" => Zone::Published,
        _ => {
            let class = attribute(b"class");
            let mut words = class.split([' ', '-', '_']);
            return words.find_map(|word| match word {
                "byline" | "author" => Some(Zone::Byline),
                "standfirst" | "dek" | "deck" | "subtitle" | "summary" => Some(Zone::Standfirst),
                "caption" => Some(Zone::Caption),
                "credit" => Some(Zone::Credit),
                "pullquote" | "pull" => Some(Zone::PullQuote),
                "dateline" => Some(Zone::Dateline),
                "published" | "pubdate" => Some(Zone::Published),
                "updated" | "modified" => Some(Zone::Updated),
                "correction" => Some(Zone::Correction),
                _ => None,
            });
        }
    };
    Some(zone)
}

impl Reader {
    fn start(&mut self, source: &str, tag: &StartTag<usize>, builder: &mut Builder<'_>) {
        let element = name(&tag.name);
        let void = VOID.contains(&element.as_str()) || tag.self_closing;
        // The mark of a footnote is no digit of the number before it.
        let mark = element == "sup" && !self.grids.is_empty();
        if !self.silent.is_empty() || mark || SILENT.contains(&element.as_str()) {
            // Linked data in the midst of a paragraph is left alone: it would break the paragraph.
            self.linked_data = self.silent.is_empty() && builder.is_empty() && is_linked_data(tag, &element);
            if !void && self.silent.len() < 4096 {
                self.silent.push(element);
            }
            builder.space(Span::new(tag.span.start, tag.span.end));
            return;
        }
        match element.as_str() {
            "meta" => self.meta(source, tag, builder),
            "time" if builder.is_empty() => {
                let zone = zone_of(tag, &element).unwrap_or(Zone::Published);
                let day = tag.attributes.get(&b"datetime"[..]).filter(|it| it.value.len() >= "2026-03-11".len());
                if let Some(day) = day {
                    attribute(source, day, zone, builder);
                }
            }
            "br" => builder.space(Span::new(tag.span.start, tag.span.end)),
            "img" => {
                if let Some(text) = tag.attributes.get(&b"alt"[..]).filter(|_| builder.is_empty()) {
                    attribute(source, text, Zone::AltText, builder);
                }
            }
            "table" => {
                self.end(builder);
                if self.grids.len() < 4096 {
                    self.grids.push(Grid::new(self.tables));
                }
                self.tables += 1;
            }
            "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                self.end(builder);
                self.cell(tag, &element);
            }
            _ if !INLINE.contains(&element.as_str()) => self.end(builder),
            _ => {}
        }
        if void || self.zones.len() >= 4096 || element == "time" && !builder.is_empty() {
            return;
        }
        self.page.open(tag, &element, builder.count(), builder.text().len());
        if is_post(tag) {
            self.posts.push((element.clone(), tag.span.start, 1));
        } else {
            self.posts.iter_mut().filter(|(open, ..)| *open == element).for_each(|it| it.2 += 1);
        }
        let zone = match zone_of(tag, &element) {
            // What stands at the head of a story is the story's.
            Some(Zone::Furniture) if element == "header" && self.page.in_region() => return,
            _ if self.page.is_around(tag, &element) => Some(Zone::Furniture),
            None if matches!(element.as_str(), "article" | "main") => None,
            None => return,
            zone => zone,
        };
        self.zones.push((element, zone));
    }

    fn stop(&mut self, element: &str, end: usize, builder: &mut Builder<'_>) {
        self.linked_data = false;
        if !self.silent.is_empty() {
            if let Some(at) = self.silent.iter().rposition(|open| open == element) {
                self.silent.truncate(at);
            }
            return;
        }
        let inline = INLINE.contains(&element);
        let opened = self.zones.iter().rposition(|(open, _)| open == element);
        if !inline || opened.is_some_and(|at| at + 1 == self.zones.len()) && element == "time" {
            self.end(builder);
        }
        if let Some(at) = opened {
            self.zones.truncate(at);
        }
        self.page.close(element, builder.count(), builder.text().len());
        self.posts.iter_mut().filter(|(open, ..)| open == element).for_each(|it| it.2 -= 1);
        if let Some((_, start, _)) = self.posts.pop_if(|it| it.2 == 0) {
            builder.post(Span::new(start, end));
        }
        match (element, self.grids.last_mut()) {
            ("td" | "th" | "tr", Some(grid)) => grid.close(),
            ("thead", Some(grid)) => grid.head(false),
            ("table", _) => drop(self.grids.pop()),
            _ => {}
        }
    }

    /// A row or a cell begins, or the rows of the head or the body.
    fn cell(&mut self, tag: &StartTag<usize>, element: &str) {
        let Some(grid) = self.grids.last_mut() else { return };
        let span = |key: &[u8]| tag.attributes.get(key).and_then(|it| name(&it.value).trim().parse().ok()).unwrap_or(1);
        match element {
            "thead" => grid.head(true),
            "tr" => grid.row(),
            "td" | "th" => grid.open(element == "th", span(b"colspan"), span(b"rowspan")),
            _ => grid.head(false),
        }
    }

    /// The zone of what is read: the innermost element's, but lists and headings of a menu or a footer are its own.
    fn zone(&self) -> Option<Zone> {
        let mut open = self.zones.iter().rev().map_while(|(_, zone)| *zone);
        let zone = open.next()?;
        let around = |zone: &Zone| matches!(zone, Zone::Furniture | Zone::Footer);
        if matches!(zone, Zone::List | Zone::Subhead | Zone::Caption) {
            open.find(around).or(Some(zone))
        } else {
            Some(zone)
        }
    }

    fn end(&mut self, builder: &mut Builder<'_>) {
        self.page.block(builder.count(), builder.text());
        let zone = self.zone();
        match self.grids.last() {
            Some(grid) => builder.end(Layout::cell(grid.cell())),
            None => builder.end(Layout { zone, alone: true, ..Layout::default() }),
        }
    }

    /// The days that the page's linked data gives.
    fn published_in(
        &mut self,
        source: &str,
        text: &html5gum::Spanned<html5gum::HtmlString, usize>,
        builder: &mut Builder<'_>,
    ) {
        let Ok(data) = serde_json::from_slice::<Value>(&text.value) else { return };
        let (start, end) = (text.span.start.min(source.len()), text.span.end.min(source.len()));
        if source.get(start..end).is_some_and(is_live) {
            builder.live();
        }
        for (field, zone) in [("datePublished", Zone::Published), ("dateModified", Zone::Updated)] {
            let Some(day) = field_of(&data, field).filter(|day| !day.is_empty()) else { continue };
            let Some(at) = source.get(start..end).and_then(|script| script.find(day)) else { continue };
            self.end(builder);
            builder.run(Span::new(start + at, start + at + day.len()));
            builder.end(Layout::zoned(zone));
        }
    }

    /// The days and the description that a page's head gives.
    fn meta(&mut self, source: &str, tag: &StartTag<usize>, builder: &mut Builder<'_>) {
        let value = |key: &[u8]| tag.attributes.get(key).map(|value| name(&value.value).to_lowercase());
        let field = value(b"property").or_else(|| value(b"name")).or_else(|| value(b"itemprop")).unwrap_or_default();
        let zone = match field.as_str() {
            it if PUBLISHED.contains(&it) => Zone::Published,
            it if UPDATED.contains(&it) => Zone::Updated,
            "description" | "og:title" | "og:description" | "twitter:title" | "twitter:description" => Zone::Variant,
            "og:image:alt" | "twitter:image:alt" => Zone::AltText,
            _ => return,
        };
        if let Some(text) = tag.attributes.get(&b"content"[..]) {
            self.end(builder);
            attribute(source, text, zone, builder);
        }
    }
}

/// An attribute's value as a block of its own.
fn attribute(
    source: &str,
    text: &html5gum::Spanned<html5gum::HtmlString, usize>,
    zone: Zone,
    builder: &mut Builder<'_>,
) {
    let value = name(&text.value);
    let (start, end) = (text.span.start.min(source.len()), text.span.end.min(source.len()));
    let area = source.get(start..end).unwrap_or_default();
    match area.rfind(&value).filter(|_| !value.is_empty()) {
        Some(at) => builder.run(Span::new(start + at, start + at + value.len())),
        None if source.is_char_boundary(start) && source.is_char_boundary(end) => {
            builder.piece(&value, Span::new(start, end.max(start)));
        }
        None => return,
    }
    builder.end(Layout::zoned(zone));
}

/// Text between tags: white space runs become one space, entities their letters.
fn string(source: &str, value: &str, span: Span, builder: &mut Builder<'_>) {
    let Some(written) = source.get(span.range()) else { return };
    if !written.contains('&') && !written.contains('\r') && !written.contains('\0') {
        words(written, span.start as usize, builder);
        return;
    }
    // Literal stretches stand in both; what lies between two of them is an entity and its letters.
    let (mut at, mut shown) = (0, 0);
    while at < written.len() {
        let literal = written[at..].find(['&', '\r', '\0']).unwrap_or(written.len() - at);
        let literal = literal.min(value.len().saturating_sub(shown));
        // A cut through a letter: what the tokenizer read is shorter than what is written.
        let literal = (0..=literal).rev().find(|end| written.is_char_boundary(at + end)).unwrap_or(0);
        words(&written[at..at + literal], span.start as usize + at, builder);
        at += literal;
        shown += literal;
        if at >= written.len() {
            break;
        }
        if !written[at..].starts_with(['&', '\r', '\0']) {
            builder
                .piece(value.get(shown..).unwrap_or_default(), Span::new(span.start as usize + at, span.end as usize));
            return;
        }
        let length = entity(&written[at..]);
        let decoded = decode(&written[at..at + length]);
        if value.get(shown..).is_none_or(|rest| !rest.starts_with(&decoded)) {
            // The tokenizer read it otherwise: keep the rest as one piece.
            let rest = value.get(shown..).unwrap_or_default();
            builder.piece(rest, Span::new(span.start as usize + at, span.end as usize));
            return;
        }
        let place = Span::new(span.start as usize + at, span.start as usize + at + length);
        if decoded.trim().is_empty() && !decoded.contains('\u{a0}') {
            builder.space(place);
        } else {
            builder.piece(&decoded, place);
        }
        at += length;
        shown += decoded.len();
    }
}

/// The length of the entity or line end at the start of a text.
fn entity(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix('&') {
        let name = rest.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        return 1 + name + usize::from(text.as_bytes().get(1 + name) == Some(&b';'));
    }
    if text.starts_with("\r\n") { 2 } else { 1 }
}

/// What an entity alone stands for.
fn decode(entity: &str) -> String {
    if entity.starts_with('\r') {
        return "\n".to_owned();
    }
    let mut letters = String::new();
    for Ok(token) in Tokenizer::new(entity) {
        if let Token::String(text) = token {
            letters.push_str(&String::from_utf8_lossy(&text.value));
        }
    }
    letters
}

/// Literal text with its runs of white space made one space.
fn words(text: &str, offset: usize, builder: &mut Builder<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let white = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if white > 0 {
            builder.space(Span::new(offset + at, offset + at + white));
            at += white;
        }
        let length = bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        if length > 0 {
            builder.run(Span::new(offset + at, offset + at + length));
            at += length;
        }
    }
}
