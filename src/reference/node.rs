//! TOML and JSON as one tree, whose values know where they stand.

use std::ops::Range;

use crate::language::Number;

/// Something in a sheet that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the sheet, in bytes, if known.
    pub span: Option<Range<usize>>,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where; JSON keeps no places.
    pub span: Option<Range<usize>>,
    /// What.
    pub value: Value,
}

/// What a sheet can hold.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Number(Number),
    Switch(bool),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    Nothing,
}

pub(super) fn from_toml(source: &str) -> Result<Node, Fault> {
    let document = toml_edit::Document::parse(source)
        .map_err(|error| Fault { span: error.span(), message: error.message().to_owned() })?;
    Ok(of_item(document.as_item()))
}

fn of_item(item: &toml_edit::Item) -> Node {
    let value = match item {
        toml_edit::Item::None => Value::Nothing,
        toml_edit::Item::Value(value) => return of_value(value),
        toml_edit::Item::Table(table) => {
            Value::Table(table.iter().map(|(key, item)| (key.to_owned(), of_item(item))).collect())
        }
        toml_edit::Item::ArrayOfTables(tables) => Value::List(
            tables
                .iter()
                .map(|table| Node {
                    span: table.span(),
                    value: Value::Table(table.iter().map(|(key, item)| (key.to_owned(), of_item(item))).collect()),
                })
                .collect(),
        ),
    };
    Node { span: item.span(), value }
}

fn of_value(value: &toml_edit::Value) -> Node {
    let span = value.span();
    let value = match value {
        toml_edit::Value::String(text) => Value::Text(text.value().clone()),
        toml_edit::Value::Integer(number) => Value::Number(Number::whole(i128::from(*number.value()))),
        toml_edit::Value::Float(number) => number_of(&number.value().to_string()),
        toml_edit::Value::Boolean(switch) => Value::Switch(*switch.value()),
        toml_edit::Value::Datetime(day) => Value::Text(day.value().to_string()),
        toml_edit::Value::Array(list) => Value::List(list.iter().map(of_value).collect()),
        toml_edit::Value::InlineTable(table) => {
            Value::Table(table.iter().map(|(key, value)| (key.to_owned(), of_value(value))).collect())
        }
    };
    Node { span, value }
}

pub(super) fn from_json(source: &str) -> Result<Node, Fault> {
    let value: serde_json::Value =
        serde_json::from_str(source).map_err(|error| Fault { span: None, message: error.to_string() })?;
    Ok(of_json(value))
}

fn of_json(value: serde_json::Value) -> Node {
    let value = match value {
        serde_json::Value::Null => Value::Nothing,
        serde_json::Value::Bool(switch) => Value::Switch(switch),
        serde_json::Value::Number(number) => number_of(&number.to_string()),
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(list) => Value::List(list.into_iter().map(of_json).collect()),
        serde_json::Value::Object(table) => {
            Value::Table(table.into_iter().map(|(key, value)| (key, of_json(value))).collect())
        }
    };
    Node { span: None, value }
}

/// A number as written, exactly; what is too long for that is text.
fn number_of(text: &str) -> Value {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let number = Number::parse(digits).and_then(|number| number.times(Number::whole(sign)));
    number.map_or_else(|| Value::Text(text.to_owned()), Value::Number)
}
