//! TOML.  What is broken is told and left out, the rest is read.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::node::{Broken, Key, Node, Tree, Value, number_of};
use crate::place::Span;

pub(super) fn read(source: &str) -> Tree<'_> {
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut broken: Vec<Broken> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let message = match key_before(source, span.start) {
                Some(key) => format!("`{key}`: {}", error.message()),
                None => error.message().to_owned(),
            };
            Broken { span: Span::new(span.start, span.end), message }
        })
        .collect();
    broken.dedup_by(|later, earlier| later.span == earlier.span);
    let span = span_of(&table);
    (Node { span, value: fields(table.into_inner()) }, broken)
}

/// The key whose value begins at an offset, where that is plain: "born" of `born = 1971-02-30`.
fn key_before(source: &str, value: usize) -> Option<&str> {
    let line = source.get(..value)?.rsplit('\n').next()?;
    let key = line.trim_end().strip_suffix('=')?.trim_end();
    let key = key.rsplit(['{', ',', ' ']).next()?;
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    plain.then_some(key)
}

fn span_of<T>(it: &Spanned<T>) -> Span {
    Span::new(it.span().start, it.span().end)
}

fn fields(table: DeTable<'_>) -> Value<'_> {
    Value::Table(
        table
            .into_iter()
            .map(|(key, value)| (Key { span: span_of(&key), name: key.into_inner() }, node(value)))
            .collect(),
    )
}

fn node(value: Spanned<DeValue<'_>>) -> Node<'_> {
    let span = span_of(&value);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) if number.radix() == 10 => number_of(number.as_str()),
        DeValue::Integer(number) => Value::Text(Cow::Owned(number.as_str().to_owned())),
        DeValue::Float(number) => number_of(number.as_str()),
        DeValue::Boolean(switch) => Value::Switch(switch),
        DeValue::Datetime(day) => Value::Day(Cow::Owned(day.to_string())),
        DeValue::Array(list) => Value::List(list.into_iter().map(node).collect()),
        DeValue::Table(table) => fields(table),
    };
    Node { span, value }
}
