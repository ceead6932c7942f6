//! YAML.  What stands before a slip is read; anchors, tags and further documents are not for sheets.

use std::borrow::Cow;
use std::ops::Range;
use std::str::CharIndices;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::super::node::{Broken, DEEPEST, Field, Key, Node, Tree, Value, number_of};
use super::{PIECE, Piece};
use crate::place::Span;

/// Cuts a long sheet between entries; none where a line at the margin is more than the key of a list, an entry or a comment.
pub(super) fn pieces(source: &str) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    // How far the entries of the list stand in.
    let mut margin = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let (start, bare) = (at, line.trim_end());
        at += line.len();
        let rest = bare.trim_start_matches(' ');
        let indent = bare.len() - rest.len();
        let item = rest.starts_with("- ");
        if rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        if indent == 0 && !item {
            let key = bare.strip_suffix(':').filter(|key| key.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
            end_last(&mut pieces, start);
            pieces.push(Piece { range: at..source.len(), list: Some(start..start + key.len()) });
            margin = None;
            continue;
        }
        let last = pieces.last()?;
        match margin {
            None if item => margin = Some(indent),
            None => return None,
            Some(margin) if indent < margin || indent == margin && !item => return None,
            Some(margin) if indent == margin && start >= last.range.start + PIECE => {
                let named = last.list.clone();
                end_last(&mut pieces, start);
                pieces.push(Piece { range: start..source.len(), list: named });
            }
            Some(_) => {}
        }
    }
    Some(pieces)
}

fn end_last(pieces: &mut [Piece], end: usize) {
    if let Some(last) = pieces.last_mut() {
        last.range.end = end;
    }
}

/// Some entries of a list.
pub(super) fn entries(source: &str, list: Range<usize>, piece: Range<usize>) -> Tree<'_> {
    let (mut node, broken) = part(source, piece);
    if matches!(node.value, Value::Table(ref fields) if fields.is_empty()) {
        node.value = Value::Nothing;
    }
    let key = Key { span: Span::new(list.start, list.end), name: Cow::Borrowed(&source[list]) };
    (Node { span: node.span, value: Value::Table(vec![(key, node)]) }, broken)
}

pub(super) fn read(source: &str) -> Tree<'_> {
    part(source, 0..source.len())
}

fn part(whole: &str, piece: Range<usize>) -> Tree<'_> {
    let (source, base) = (&whole[piece.clone()], piece.start);
    let mut broken = Vec::new();
    let mut offsets = Offsets { source, rest: source.char_indices(), count: 0, at: 0 };
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut root = None;
    let whole = Span::new(piece.start, piece.end);
    for event in Parser::new_from_str(source) {
        let (event, at) = match event {
            Ok(event) => event,
            Err(error) => {
                let start = base + offsets.byte(error.marker().index());
                broken.push(Broken { span: Span::new(start, start), message: error.info().to_owned() });
                break;
            }
        };
        let (start, end) = (base + offsets.byte(at.start.index()), base + offsets.byte(at.end.index()));
        let span = Span::new(start, end.max(start));
        let done = match event {
            Event::Scalar(text, style, ..) => Node { span, value: scalar(text, style) },
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() > DEEPEST => {
                broken.push(Broken { span, message: "nested too deeply for a fact sheet".to_owned() });
                break;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(span, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(span, Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(open) => open.close(span.end),
                None => continue,
            },
            Event::Alias(_) => {
                broken.push(Broken { span, message: "a fact sheet has no aliases: write the value out".to_owned() });
                Node { span, value: Value::Nothing }
            }
            Event::DocumentEnd => break,
            _ => continue,
        };
        match open.last_mut() {
            Some(level) => level.add(done),
            None => root = Some(done),
        }
    }
    // What was open where the sheet breaks closes there.
    while let Some(level) = open.pop() {
        let done = level.close(whole.end);
        match open.last_mut() {
            Some(level) => level.add(done),
            None => root = Some(done),
        }
    }
    (root.unwrap_or(Node { span: whole, value: Value::Table(Vec::new()) }), broken)
}

/// A list or table that is not closed yet.
enum Open<'a> {
    List(Span, Vec<Node<'a>>),
    Table(Span, Vec<Field<'a>>, Option<Key<'a>>),
}

impl<'a> Open<'a> {
    fn add(&mut self, node: Node<'a>) {
        match self {
            Open::List(_, list) => list.push(node),
            Open::Table(_, fields, key) => {
                if let Some(key) = key.take() {
                    fields.push((key, node));
                    return;
                }
                let name = match node.value {
                    Value::Text(text) | Value::Day(text) => text,
                    Value::Number(number) => Cow::Owned(number.to_string()),
                    _ => Cow::Borrowed(""),
                };
                *key = Some(Key { span: node.span, name });
            }
        }
    }

    fn close(self, end: u32) -> Node<'a> {
        match self {
            Open::List(span, list) => {
                Node { span: Span { end: end.max(span.start), ..span }, value: Value::List(list) }
            }
            Open::Table(span, fields, _) => {
                Node { span: Span { end: end.max(span.start), ..span }, value: Value::Table(fields) }
            }
        }
    }
}

/// A scalar by the core schema; what stands in quotation marks is text.
fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Value<'_> {
    if style != ScalarStyle::Plain {
        return Value::Text(text);
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Nothing,
        "true" | "True" | "TRUE" => Value::Switch(true),
        "false" | "False" | "FALSE" => Value::Switch(false),
        plain if plain.trim_start_matches(['-', '+']).starts_with(|letter: char| letter.is_ascii_digit()) => {
            match number_of(plain) {
                Value::Text(_) => Value::Text(text),
                number => number,
            }
        }
        _ => Value::Text(text),
    }
}

/// Turns counts of characters, asked nearly in their order, into bytes.
struct Offsets<'a> {
    source: &'a str,
    rest: CharIndices<'a>,
    count: usize,
    at: usize,
}

impl Offsets<'_> {
    fn byte(&mut self, count: usize) -> usize {
        if count < self.count {
            return self.source.char_indices().nth(count).map_or(self.source.len(), |(at, _)| at);
        }
        while self.count < count {
            self.rest.next();
            self.count += 1;
        }
        self.at = self.rest.offset();
        self.at
    }
}
