//! The worksheet as CSV, for spreadsheets: a row a claim, with columns left for the fact-checker.

use std::borrow::Cow;

use anyhow::Context;

use super::{Mention, Row, Worksheet};

/// The columns.
const HEAD: [&str; 21] = [
    "draft",
    "group",
    "kind",
    "claim",
    "read as",
    "value",
    "low",
    "high",
    "unit",
    "event",
    "place",
    "line",
    "column",
    "mentions",
    "elsewhere",
    "state",
    "compared",
    "sentence",
    "fact sheet",
    "tick",
    "entry",
];

/// Spreadsheets take a file without this mark for one in an old encoding.
const MARK: &str = "\u{feff}";

/// The worksheets of all drafts as one sheet.
///
/// # Errors
/// When the writer fails, which memory does not.
pub fn csv(worksheets: &[Worksheet<'_>]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    writer.write_record(HEAD)?;
    for worksheet in worksheets {
        for row in &worksheet.claims {
            writer.write_record(cells(worksheet, row).iter().map(|cell| defused(cell).into_owned()))?;
        }
    }
    writer.into_inner().context("the sheet could not be written")
}

fn cells(worksheet: &Worksheet<'_>, row: &Row<'_>) -> [String; 21] {
    let number = row.entry.number.as_ref();
    let figure = |number: Option<crate::language::Number>| number.map(|it| it.to_string().replace(',', ""));
    let value = if row.entry.timex.is_some() || number.is_some() { row.value() } else { String::new() };
    let first = &row.mentions[0];
    let compared = row.compared.iter().map(|it| {
        let with = it.with.as_ref().map(|with| format!(", {}", with.at)).unwrap_or_default();
        let sign = if it.held { "holds" } else { "conflict" };
        format!("{sign}: {} ({}{with})", it.outcome, it.rule)
    });
    [
        worksheet.path.to_owned(),
        row.group.title().to_lowercase(),
        row.entry.kind.name().to_owned(),
        row.title.clone().into_owned(),
        row.meant.clone().unwrap_or_default(),
        value,
        number.and_then(|it| figure(it.low)).unwrap_or_default(),
        number.and_then(|it| figure(it.high)).unwrap_or_default(),
        number.and_then(|it| it.unit.clone()).unwrap_or_default(),
        number.and_then(|it| it.event).unwrap_or_default().to_owned(),
        first.at.clone(),
        first.line.to_string(),
        first.column.to_string(),
        listed(&row.mentions[1..]),
        listed(&row.also),
        row.state.words().to_owned(),
        compared.collect::<Vec<_>>().join("; "),
        row.sentence.clone(),
        row.rests.told(),
        row.tick.told(),
        row.rests.entry.as_ref().map(|entry| entry.source.to_owned()).unwrap_or_default(),
    ]
}

fn listed(mentions: &[Mention<'_>]) -> String {
    mentions.iter().map(|it| format!("{} (line {})", it.text, it.line)).collect::<Vec<_>>().join("; ")
}

/// A cell that no spreadsheet takes for a formula.
fn defused(cell: &str) -> Cow<'_, str> {
    let begins = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    if (begins(cell) || cell.starts_with(['\t', '\r'])) && !number {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}
