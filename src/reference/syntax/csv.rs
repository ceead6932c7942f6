//! CSV: one list, whose first row names the columns.
//!
//! What is listed is told by a column `list`, else by columns that only one list has, else by the name of the file.  The
//! separator is the most frequent of comma, semicolon and tab in the first row; several values of a cell are
//! separated by "|".

use std::borrow::Cow;
use std::ops::Range;

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::super::node::{Broken, Field, Key, Node, Tree, Value, number_of};
use super::super::read::LISTS as SHEET_LISTS;
use super::super::write::keys_of;
use super::{PIECE, Piece};
use crate::place::Span;

/// The commonest columns, whose names need not be copied for each cell.
const KNOWN: [&str; 10] =
    ["name", "title", "born", "affiliation", "honorific", "aliases", "value", "unit", "verified", "source"];

/// Columns that hold lists.
const LISTS: [&str; 3] = ["aliases", "not", "people"];

/// Columns that hold numbers.
const NUMBERS: [&str; 4] = ["value", "low", "high", "age"];

/// Columns that hold "true" or "false".
const SWITCHES: [&str; 2] = ["approx", "unverified"];

/// Cuts a list between rows; none where a line has an odd quotation mark, for a cell may go over several lines then.
pub(super) fn pieces(source: &str) -> Option<Vec<Piece>> {
    let marks = |line: &str| memchr::memchr_iter(b'"', line.as_bytes()).count();
    if marks(source) > 0 && source.lines().any(|line| marks(line) % 2 == 1) {
        return None;
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    while start + PIECE < source.len() {
        let Some(end) = memchr::memchr(b'\n', &source.as_bytes()[start + PIECE..]) else { break };
        let end = start + PIECE + end + 1;
        pieces.push(Piece { range: start..end, list: None });
        start = end;
    }
    pieces.push(Piece { range: start..source.len(), list: None });
    Some(pieces)
}

/// Reads rows; the first row of all has the headings.
pub(super) fn read<'a>(name: &str, source: &'a str, piece: Range<usize>) -> Tree<'a> {
    let whole = Span::new(0, source.len());
    let mut broken = Vec::new();
    let first = piece.start == 0;
    let mut rows = rows(source, piece).into_iter();
    let line = memchr::memchr(b'\n', source.as_bytes()).unwrap_or(source.len());
    let head = if first { rows.next() } else { self::rows(source, 0..line).into_iter().next() };
    let cells = head.unwrap_or_default();
    let head = headings(&cells);
    let fallback = list_of(name, &head);
    let is_key = |column: &str| SHEET_LISTS.iter().any(|list| keys_of(list).is_some_and(|keys| keys.contains(&column)));
    // What is no key of any list is told of once, at its heading.
    let strange: Vec<Option<Span>> =
        cells.iter().zip(&head).map(|(cell, column)| (!is_key(column)).then_some(cell.span)).collect();
    let mut lists: Vec<(Key<'a>, Vec<Node<'a>>)> = Vec::new();
    for row in rows {
        if row.iter().all(|cell| cell.text.trim().is_empty()) {
            continue;
        }
        let span = row.first().map_or(whole, |cell| cell.span).to(row.last().map_or(whole, |cell| cell.span));
        if row.len() > head.len() {
            let message = format!("{} cells in this row, {} columns in the first", row.len(), head.len());
            broken.push(Broken { span, message });
        }
        let mut list = fallback.to_owned();
        let mut fields: Vec<Field<'a>> = Vec::new();
        for ((column, strange), cell) in head.iter().zip(&strange).zip(row) {
            if column == "list" {
                list = cell.text.trim().to_lowercase();
            } else if !cell.text.trim().is_empty() && !column.is_empty() {
                let key = Key { span: strange.unwrap_or(cell.span), name: column.clone() };
                fields.push((key, Node { span: cell.span, value: value(column, cell) }));
            }
        }
        let entry = Node { span, value: Value::Table(fields) };
        match lists.iter_mut().find(|(key, _)| key.name == list) {
            Some((_, entries)) => entries.push(entry),
            None => lists.push((Key { span, name: Cow::Owned(list) }, vec![entry])),
        }
    }
    let fields = lists.into_iter().map(|(key, entries)| (key, Node { span: whole, value: Value::List(entries) }));
    (Node { span: whole, value: Value::Table(fields.collect()) }, broken)
}

/// The columns that a row of headings names.
fn headings(cells: &[Cell<'_>]) -> Vec<Cow<'static, str>> {
    cells
        .iter()
        .map(|cell| cell.text.trim().trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-'], "_"))
        .map(|column| KNOWN.iter().find(|it| **it == column).map_or(Cow::Owned(column), |it| Cow::Borrowed(*it)))
        .collect()
}

/// The columns of a sheet as keys, what separates them, and what the sheet lists.
pub(in super::super) fn columns(name: &str, source: &str) -> (Vec<String>, char, &'static str) {
    let line = memchr::memchr(b'\n', source.as_bytes()).unwrap_or(source.len());
    let head = headings(&rows(source, 0..line).into_iter().next().unwrap_or_default());
    let list = list_of(name, &head);
    (head.into_iter().map(Cow::into_owned).collect(), separator(source), list)
}

/// What a list lists, by its columns or its name.
fn list_of(name: &str, head: &[Cow<'static, str>]) -> &'static str {
    let has = |columns: &[&str]| head.iter().any(|column| columns.contains(&&**column));
    let name = name.to_lowercase();
    if has(&["value", "low", "high", "unit"]) {
        "figures"
    } else if has(&["title", "born", "honorific", "affiliation", "age"]) {
        "people"
    } else if has(&["short"]) {
        "organisations"
    } else if has(&["speaker", "text"]) {
        "quotes"
    } else if has(&["date", "start", "place"]) {
        "events"
    } else if name.contains("place") {
        "places"
    } else if name.contains("organi") {
        "organisations"
    } else {
        "people"
    }
}

fn value<'a>(column: &str, cell: Cell<'a>) -> Value<'a> {
    let text = match cell.text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if LISTS.contains(&column) {
        let piece = |piece: &str| Node { span: cell.span, value: Value::Text(Cow::Owned(piece.trim().to_owned())) };
        return Value::List(text.split('|').filter(|piece| !piece.trim().is_empty()).map(piece).collect());
    }
    if NUMBERS.contains(&column) {
        // Spreadsheets write thousands with commas.
        return match number_of(&text.replace([',', ' ', '\u{a0}'], "")) {
            Value::Text(_) => Value::Text(text),
            number => number,
        };
    }
    if SWITCHES.contains(&column) {
        return match text.to_lowercase().as_str() {
            "true" | "yes" | "1" | "x" => Value::Switch(true),
            "false" | "no" | "0" => Value::Switch(false),
            _ => Value::Text(text),
        };
    }
    Value::Text(text)
}

/// A cell with its place.
struct Cell<'a> {
    span: Span,
    text: Cow<'a, str>,
}

/// The most frequent separator of the headings.
fn separator(source: &str) -> char {
    let first = source.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    [',', ';', '\t'].into_iter().max_by_key(|it| (count(*it), *it == ',')).unwrap_or(',')
}

/// The rows of a piece.
fn rows(source: &str, piece: Range<usize>) -> Vec<Vec<Cell<'_>>> {
    let mut reader = ReaderBuilder::new().delimiter(u8::try_from(separator(source)).unwrap_or(b',')).build();
    let (mut rows, mut row, mut buffer) = (Vec::new(), Vec::new(), vec![0; 256]);
    let (mut at, mut start, mut filled) = (piece.start, piece.start, 0);
    loop {
        let (result, taken, written) = reader.read_field(&source.as_bytes()[at..piece.end], &mut buffer[filled..]);
        at += taken;
        filled += written;
        match result {
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull => buffer.resize(buffer.len() * 2, 0),
            ReadFieldResult::Field { record_end } => {
                row.push(cell(source, start, at, &buffer[..filled]));
                (start, filled) = (at, 0);
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => break,
        }
    }
    rows
}

/// The cell between two places, separator and quotation marks taken off.
fn cell<'a>(source: &'a str, start: usize, end: usize, text: &[u8]) -> Cell<'a> {
    let raw = source.get(start..end).unwrap_or_default();
    let bare = raw.trim_start_matches(['\r', '\n']).trim_end_matches(['\r', '\n', ',', ';', '\t']);
    let from = start + raw.find(bare).unwrap_or(0);
    let (from, bare) = match bare.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => (from + 1, inner),
        None => (from, bare),
    };
    let span = Span::new(from, from + bare.len());
    let text = if bare.as_bytes() == text {
        Cow::Borrowed(bare)
    } else {
        Cow::Owned(String::from_utf8_lossy(text).into_owned())
    };
    Cell { span, text }
}
