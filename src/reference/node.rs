//! A sheet as one tree, whatever it is written in, whose values know where they stand.

use std::borrow::Cow;

use crate::language::Number;
use crate::place::Span;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// Where.
    pub span: Span,
    /// What.
    pub value: Value<'a>,
}

/// A key with its place.
#[derive(Clone, Debug)]
pub(super) struct Key<'a> {
    /// Where.
    pub span: Span,
    /// Its name.
    pub name: Cow<'a, str>,
}

/// A key and its value.
pub(super) type Field<'a> = (Key<'a>, Node<'a>);

/// What a sheet can hold.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    /// A day that the sheet's language has as such.
    Day(Cow<'a, str>),
    Number(Number),
    Switch(bool),
    List(Vec<Node<'a>>),
    Table(Vec<Field<'a>>),
    Nothing,
}

/// Something in a sheet that its language does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
}

/// A tree, and what could not be read of it.
pub(super) type Tree<'a> = (Node<'a>, Vec<Broken>);

/// How deep a sheet can be: entries are tables of lists of tables.
pub(super) const DEEPEST: usize = 12;

/// A number as written, exactly; what is too long for that is text.
pub(super) fn number_of(text: &str) -> Value<'static> {
    let plain = text.replace('_', "");
    let (sign, digits) = plain.strip_prefix('-').map_or((1, &*plain), |digits| (-1, digits));
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let number = match digits.split_once(['e', 'E']) {
        Some((digits, power)) => Number::parse(digits)
            .zip(power.parse().ok().filter(|power| (-18..=18).contains(power)))
            .and_then(|(number, power)| number.times(Number::power_of_ten(power))),
        None => Number::parse(digits),
    };
    let number = number.and_then(|number| number.times(Number::whole(sign)));
    number.map_or_else(|| Value::Text(Cow::Owned(text.to_owned())), Value::Number)
}
