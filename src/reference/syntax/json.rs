//! JSON.  The parser gives the pieces of each level as they stand in the source, which tells where they stand; what was
//! read before a slip serves.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::node::{Broken, DEEPEST, Key, Node, Tree, Value, number_of};
use super::{PIECE, Piece as Part};
use crate::place::Span;

pub(super) fn read(source: &str) -> Tree<'_> {
    let mut reader = Reader { source, broken: Vec::new() };
    let node = reader.node(source.trim(), 0);
    (node, reader.broken)
}

/// Cuts a long sheet between entries; none where it is not whole, or more than a table of lists.
pub(super) fn pieces(source: &str) -> Option<Vec<Part>> {
    let mut reader = Reader { source, broken: Vec::new() };
    let (mut fields, mut last) = (Vec::new(), None);
    if reader.pieces(source.trim(), &mut Fields(&mut fields, &mut last)).is_some() {
        return None;
    }
    let mut pieces = Vec::new();
    for (key, value) in fields {
        let mut items = Vec::new();
        if !value.get().starts_with('[') || reader.pieces(value.get(), &mut Items(&mut items)).is_some() {
            return None;
        }
        let named = reader.span(key.get()).range();
        let mut piece: Option<Range<usize>> = None;
        for item in items {
            let range = reader.span(item.get()).range();
            let so_far = piece.get_or_insert(range.clone());
            so_far.end = range.end;
            if so_far.len() >= PIECE {
                pieces.extend(piece.take().map(|range| Part { range, list: Some(named.clone()) }));
            }
        }
        pieces.extend(piece.map(|range| Part { range, list: Some(named) }));
    }
    Some(pieces)
}

/// Some entries of a list, with commas between.
pub(super) fn entries(source: &str, list: Range<usize>, piece: Range<usize>) -> Tree<'_> {
    let mut reader = Reader { source, broken: Vec::new() };
    let mut entries = Vec::new();
    let mut rest = &source[piece.clone()];
    loop {
        rest = rest.trim_start_matches([',', ' ', '\n', '\r', '\t']);
        let mut items = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let Some(Ok(item)) = items.next() else { break };
        entries.push(reader.node(item.get(), 2));
        rest = &rest[items.byte_offset()..];
    }
    let span = Span::new(piece.start, piece.end);
    let key = Key { span: Span::new(list.start, list.end), name: reader.text(&source[list]) };
    (Node { span, value: Value::Table(vec![(key, Node { span, value: Value::List(entries) })]) }, reader.broken)
}

struct Reader<'a> {
    source: &'a str,
    broken: Vec<Broken>,
}

impl<'a> Reader<'a> {
    /// Where a piece of the source stands in it.
    fn span(&self, piece: &str) -> Span {
        let start = (piece.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize).min(self.source.len());
        Span::new(start, (start + piece.len()).min(self.source.len()))
    }

    fn node(&mut self, piece: &'a str, depth: usize) -> Node<'a> {
        let span = self.span(piece);
        if depth > DEEPEST {
            self.broken.push(Broken { span, message: "nested too deeply for a fact sheet".to_owned() });
            return Node { span, value: Value::Nothing };
        }
        let value = match piece.as_bytes().first() {
            Some(b'{') => {
                let (mut fields, mut last) = (Vec::new(), None);
                let slip = self.pieces(piece, &mut Fields(&mut fields, &mut last));
                let mut table: Vec<_> = Vec::with_capacity(fields.len());
                for (key, value) in fields {
                    table.push((self.key(key), self.node(value.get(), depth + 1)));
                }
                if let Some(slip) = slip {
                    let end = last.map_or(1, |key: Piece<'a>| self.end_in(piece, key.get()));
                    if let Some((key, value)) = last.zip(self.rest(piece, end, slip, depth)) {
                        table.push((self.key(key), value));
                    }
                }
                Value::Table(table)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                let slip = self.pieces(piece, &mut Items(&mut items));
                let end = items.last().map_or(1, |item: &Piece<'a>| self.end_in(piece, item.get()));
                let mut list: Vec<_> = Vec::with_capacity(items.len());
                for item in items {
                    list.push(self.node(item.get(), depth + 1));
                }
                list.extend(slip.and_then(|slip| self.rest(piece, end, slip, depth)));
                Value::List(list)
            }
            Some(b'"') => Value::Text(self.text(piece)),
            Some(b't') => Value::Switch(true),
            Some(b'f') => Value::Switch(false),
            Some(b'-' | b'0'..=b'9') => number_of(piece),
            Some(b'n') => Value::Nothing,
            _ => {
                self.broken.push(Broken { span, message: "this is no JSON".to_owned() });
                Value::Nothing
            }
        };
        Node { span, value }
    }

    fn text(&mut self, quoted: &'a str) -> Cow<'a, str> {
        let bare = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        if let Some(bare) = bare.filter(|bare| !bare.contains(['\\', '"'])) {
            return Cow::Borrowed(bare);
        }
        match serde_json::from_str(quoted) {
            Ok(text) => Cow::Owned(text),
            Err(error) => {
                self.broken.push(Broken { span: self.span(quoted), message: plain(&error) });
                Cow::Borrowed("")
            }
        }
    }

    fn key(&mut self, key: Piece<'a>) -> Key<'a> {
        Key { span: self.span(key.get()), name: self.text(key.get()) }
    }

    /// Where a piece of a level ends in it.
    fn end_in(&self, level: &str, piece: &str) -> usize {
        (self.span(piece).end - self.span(level).start) as usize
    }

    /// What stands before the slip in a piece that is not whole; a slip of this level itself is told.
    fn rest(&mut self, piece: &'a str, end: usize, slip: Broken, depth: usize) -> Option<Node<'a>> {
        let rest = piece.get(end..).unwrap_or_default().trim_start_matches([':', ',', ' ', '\n', '\r', '\t']);
        if rest.starts_with(['{', '[']) && u32::try_from(rest.len()).is_ok() && depth < DEEPEST {
            return Some(self.node(rest, depth + 1));
        }
        self.broken.push(slip);
        None
    }

    /// Collects the pieces of a level; gives the slip that ends it.
    fn pieces(&mut self, piece: &'a str, level: &mut impl Level<'a>) -> Option<Broken> {
        let mut parser = serde_json::Deserializer::from_str(piece);
        // What follows a piece that is not the last is its level's.
        let error = level.collect(&mut parser).and_then(|()| parser.end()).err()?;
        let before: usize = piece.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let mut at = (before + error.column().saturating_sub(1)).min(piece.len());
        while !piece.is_char_boundary(at) {
            at -= 1;
        }
        let start = self.span(piece).start as usize + at;
        Some(Broken { span: Span::new(start, start), message: plain(&error) })
    }
}

/// The parser's message without its place, which is that of a piece.
fn plain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

/// A level of a sheet whose pieces are collected.
trait Level<'a> {
    fn collect(&mut self, parser: &mut serde_json::Deserializer<serde_json::de::StrRead<'a>>)
    -> serde_json::Result<()>;
}

type Piece<'a> = &'a RawValue;

/// Whole fields, and the key of one that is not.
struct Fields<'s, 'a>(&'s mut Vec<(Piece<'a>, Piece<'a>)>, &'s mut Option<Piece<'a>>);

struct Items<'s, 'a>(&'s mut Vec<Piece<'a>>);

impl<'a> Level<'a> for Fields<'_, 'a> {
    fn collect(
        &mut self,
        parser: &mut serde_json::Deserializer<serde_json::de::StrRead<'a>>,
    ) -> serde_json::Result<()> {
        DeserializeSeed::deserialize(Fields(self.0, self.1), parser)
    }
}

impl<'a> Level<'a> for Items<'_, 'a> {
    fn collect(
        &mut self,
        parser: &mut serde_json::Deserializer<serde_json::de::StrRead<'a>>,
    ) -> serde_json::Result<()> {
        DeserializeSeed::deserialize(Items(self.0), parser)
    }
}

impl<'a> DeserializeSeed<'a> for Fields<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Fields<'_, 'a> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a table")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key()? {
            *self.1 = Some(key);
            self.0.push((key, map.next_value()?));
            *self.1 = None;
        }
        Ok(())
    }
}

impl<'a> DeserializeSeed<'a> for Items<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for Items<'_, 'a> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element()? {
            self.0.push(item);
        }
        Ok(())
    }
}
