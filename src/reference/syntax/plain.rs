//! TOML as nearly every sheet has it: lists of entries with plain keys.  What the parser finds is put into the tree as it comes;
//! at whatever is wrong or rare the whole is left to `toml`, which is slower and tells what is wrong.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span as At};

use super::super::node::{Field, Key, Node, Value, number_of};
use super::super::read::plain_day;
use crate::place::Span;

/// How deep lists and tables may be nested in an entry.
const DEEPEST: usize = 4;

/// The tree of a text whose first byte is at `base`; none where something in it is wrong or rare.
pub(super) fn read(text: &str, base: usize) -> Option<Node<'_>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut sheet = Sheet { text, base, ..Sheet::default() };
    let mut error: Option<ParseError> = None;
    parse_document(&tokens, &mut ValidateWhitespace::new(&mut sheet, source), &mut error);
    sheet.end_entry();
    if error.is_some() || sheet.given_up || !sheet.open.is_empty() || !sheet.keys.is_empty() {
        return None;
    }
    let lists = sheet.lists.into_iter().map(|(key, span, entries)| (key, Node { span, value: Value::List(entries) }));
    Some(Node { span: Span::new(base, base), value: Value::Table(lists.collect()) })
}

/// A list or table that is not closed yet, with its first byte.
enum Open<'a> {
    List(usize, Vec<Node<'a>>),
    Table(usize, Vec<Field<'a>>),
}

/// A sheet while it is read.
#[derive(Default)]
struct Sheet<'a> {
    text: &'a str,
    base: usize,
    /// The lists with their keys and first headers.
    lists: Vec<(Key<'a>, Span, Vec<Node<'a>>)>,
    /// Where a header begins, and the list that it names.
    header: Option<(usize, Option<usize>)>,
    /// The entry: its list, its header, what it has.
    entry: Option<(usize, Span, Vec<Field<'a>>)>,
    /// Lists and tables in the entry.
    open: Vec<Open<'a>>,
    /// Keys that wait for their value.
    keys: Vec<Key<'a>>,
    given_up: bool,
}

impl<'a> Sheet<'a> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    fn end_entry(&mut self) {
        let Some((list, span, fields)) = self.entry.take() else { return };
        self.given_up |= has_twice(&fields);
        if let Some((_, _, entries)) = self.lists.get_mut(list) {
            entries.push(Node { span, value: Value::Table(fields) });
        }
    }

    /// Puts a value where it belongs: into the list that is open, or under its key.
    fn add(&mut self, node: Node<'a>) {
        if let Some(Open::List(_, list)) = self.open.last_mut() {
            list.push(node);
            return;
        }
        let ((Some(Open::Table(_, fields)), _) | (None, Some((_, _, fields)))) =
            (self.open.last_mut(), &mut self.entry)
        else {
            self.given_up = true;
            return;
        };
        match self.keys.pop() {
            Some(key) => fields.push((key, node)),
            None => self.given_up = true,
        }
    }

    fn value(&mut self, at: At, encoding: Option<Encoding>) -> Option<Value<'a>> {
        let raw = self.text.get(at.start()..at.end())?;
        if encoding == Some(Encoding::BasicString)
            && let Some(text) = raw.get(1..raw.len().saturating_sub(1))
            && text.bytes().all(|byte| byte >= b' ' && byte != b'\\' && byte != 0x7f)
            && raw.ends_with('"')
        {
            return Some(Value::Text(Cow::Borrowed(text)));
        }
        if encoding.is_none() && plain_day(raw).is_some() {
            return Some(Value::Day(Cow::Borrowed(raw)));
        }
        let mut error: Option<ParseError> = None;
        let mut text = Cow::Borrowed("");
        let kind = Raw::new_unchecked(raw, encoding, at).decode_scalar(&mut text, &mut error);
        let value = match kind {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(switch) => Value::Switch(switch),
            ScalarKind::DateTime => return None,
            ScalarKind::Integer(radix) if radix.value() != 10 => return None,
            ScalarKind::Integer(_) | ScalarKind::Float => number_of(&text),
        };
        error.is_none().then_some(value)
    }
}

/// Whether a key stands twice.
fn has_twice(fields: &[Field<'_>]) -> bool {
    let earlier = |at: usize, name: &str| fields[..at].iter().any(|(other, _)| other.name == name);
    fields.iter().enumerate().any(|(at, (key, _))| earlier(at, &key.name))
}

impl EventReceiver for Sheet<'_> {
    fn std_table_open(&mut self, _: At, _: &mut dyn ErrorSink) {
        self.given_up = true;
    }

    fn array_table_open(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.end_entry();
        self.header = Some((at.start(), None));
    }

    fn array_table_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        let Some((start, Some(list))) = self.header.take() else {
            self.given_up = true;
            return;
        };
        let span = self.span(start, at.end());
        let (_, first, entries) = &mut self.lists[list];
        if entries.is_empty() {
            *first = span;
        }
        self.entry = Some((list, span, Vec::with_capacity(8)));
    }

    fn inline_table_open(&mut self, at: At, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::Table(at.start(), Vec::new()));
        self.given_up |= self.open.len() > DEEPEST;
        !self.given_up
    }

    fn inline_table_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        let Some(Open::Table(start, fields)) = self.open.pop() else {
            self.given_up = true;
            return;
        };
        self.given_up |= has_twice(&fields);
        let span = self.span(start, at.end());
        self.add(Node { span, value: Value::Table(fields) });
    }

    fn array_open(&mut self, at: At, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::List(at.start(), Vec::new()));
        self.given_up |= self.open.len() > DEEPEST;
        !self.given_up
    }

    fn array_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        let Some(Open::List(start, list)) = self.open.pop() else {
            self.given_up = true;
            return;
        };
        let span = self.span(start, at.end());
        self.add(Node { span, value: Value::List(list) });
    }

    fn simple_key(&mut self, at: At, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let span = self.span(at.start(), at.end());
        let text = self.text;
        let raw = text.get(at.start()..at.end()).unwrap_or_default();
        let bare = raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if encoding.is_some() || raw.is_empty() || !bare {
            self.given_up = true;
            return;
        }
        let Some((_, list)) = &mut self.header else {
            self.keys.push(Key { span, name: Cow::Borrowed(raw) });
            return;
        };
        let known = self.lists.iter().position(|(key, ..)| key.name == raw);
        *list = Some(known.unwrap_or_else(|| {
            self.lists.push((Key { span, name: Cow::Borrowed(raw) }, span, Vec::new()));
            self.lists.len() - 1
        }));
    }

    // "a.b" is rare.
    fn key_sep(&mut self, _: At, _: &mut dyn ErrorSink) {
        self.given_up = true;
    }

    fn scalar(&mut self, at: At, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let span = self.span(at.start(), at.end());
        match self.value(at, encoding) {
            Some(value) => self.add(Node { span, value }),
            None => self.given_up = true,
        }
    }

    fn error(&mut self, _: At, _: &mut dyn ErrorSink) {
        self.given_up = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree with its fields in order, for they have none in the other.
    fn sorted(mut node: Node<'_>) -> Node<'_> {
        match &mut node.value {
            Value::Table(fields) => {
                fields.sort_by(|one, other| one.0.name.cmp(&other.0.name));
                *fields = std::mem::take(fields).into_iter().map(|(key, node)| (key, sorted(node))).collect();
            }
            Value::List(list) => *list = std::mem::take(list).into_iter().map(sorted).collect(),
            _ => {}
        }
        node
    }

    #[test]
    fn the_two_readers_agree() {
        let mut sheets: Vec<String> = std::fs::read_dir("tests/sheets")
            .unwrap()
            .map(|file| {
                std::fs::read_to_string(file.unwrap().path()).unwrap().split("---\n").next().unwrap().to_owned()
            })
            .collect();
        sheets.push(
            "# ours\n[[people]]\nname = \"Ilsé \\\"I\\\" Varnholt\" # in full\naliases = [\n 'A B', # x\n \"C\",\n]\nborn = 1971-04-02\n\n\
             [[figures]]\nname = \"\"\"boats\nlost\"\"\"\nvalue = 3_100\nlow = -2.5e3\napprox = true\n[[people]]\nname = \"X\"\n\
             titles = [{ title = \"mayor\", from = 2019-01-01 }, { title = \"y\" }]\n"
                .to_owned(),
        );
        assert!(sheets.len() > 5);
        for sheet in &sheets {
            let plain = read(sheet, 0).expect(sheet);
            let (Node { value, .. }, broken) = super::super::toml::whole(sheet, 0..sheet.len());
            assert_eq!(broken, [], "{sheet}");
            let whole = Node { span: plain.span, value };
            assert_eq!(format!("{:?}", sorted(plain)), format!("{:?}", sorted(whole)), "{sheet}");
        }
    }

    #[test]
    fn what_is_rare_or_wrong_is_left_to_the_other() {
        for text in [
            "name = \"x\"\n",
            "[people]\nname = \"x\"\n",
            "[[people]]\nname = \"x\"\nname = \"y\"\n",
            "[[people]]\nname.full = \"x\"\n",
            "[[people]]\n\"name\" = \"x\"\n",
            "[[a.b]]\nname = \"x\"\n",
            "[[people]]\nname = \"x\nborn = 1971-04-02\n",
            "[[people]]\nborn = 1971-02-30\n",
            "[[people]]\nborn = 1971-02-03T10:00:00\n",
            "[[people]]\nage = 0x1F\n",
            "[[people]]\nname\n",
            "[[people]]\nname = \n",
            "[[people]]\ntitles = [{ title = \"a\", title = \"b\" }]\n",
            "[[people]]\ntitles = [[[[[[]]]]]]\n",
            "[[people\nname = \"x\"\n",
            "[[people]]\nname = \"x\" born = 1971-04-02\n",
        ] {
            assert!(read(text, 0).is_none(), "{text}");
        }
    }
}
