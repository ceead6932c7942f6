//! The worksheet for a terminal: a table a group.

use std::fmt::Write;

use comfy_table::{Cell, ContentArrangement, Table, presets};

use super::ticks::Progress;
use super::{Compared, Group, Mention, Row, State, Worksheet};

/// How many mentions and comparisons of a claim are named.
const MOST: usize = 6;

/// What stands before what does not hold.
const CONFLICT: &str = "CONFLICT: ";

/// The worksheet in a width of so many characters.
#[must_use]
pub fn table(worksheet: &Worksheet<'_>, width: u16, colour: bool) -> String {
    let mut text = heading(worksheet);
    for group in Group::ALL {
        let rows: Vec<_> = worksheet.group(group).collect();
        if rows.is_empty() {
            continue;
        }
        let mut table = Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width);
        table.set_header([group.title(), "read as", "where", "also", "held against", "fact sheet, tick"]);
        for row in rows {
            table.add_row(cells(row));
        }
        let mut table = table.trim_fmt();
        if colour {
            // After the layout, which counts letters.
            table = table.replace(CONFLICT, &format!("\u{1b}[1;31m{CONFLICT}\u{1b}[0m"));
        }
        let _ = writeln!(text, "\n{table}");
    }
    let _ = writeln!(text, "\n{}", closing(worksheet));
    if let Some(changes) = &worksheet.changes {
        text.push_str(&changes.table(width));
    }
    text
}

fn heading(worksheet: &Worksheet<'_>) -> String {
    let mut text = super::plain(worksheet.path).into_owned();
    if let Some(headline) = worksheet.headline {
        let _ = write!(text, ": {}", super::plain(headline));
    }
    match (&worksheet.published, worksheet.published_by) {
        (Some(day), Some(by)) => {
            let _ = writeln!(text, "\npublished {day} {by}");
        }
        _ => text.push_str("\nday of publication not known: give it with --published\n"),
    }
    text
}

fn cells(row: &Row<'_>) -> [Cell; 6] {
    let first = &row.mentions[0];
    [
        Cell::new(&row.title),
        Cell::new(row.meant.as_deref().filter(|meant| *meant != row.title).unwrap_or_default()),
        Cell::new(place(first)),
        Cell::new(also(row)),
        Cell::new(against(row)),
        Cell::new(format!("{}\n{}", row.rests.told(), row.tick.told()).trim_end()),
    ]
}

/// "headline, line 2".
fn place(mention: &Mention<'_>) -> String {
    format!("{}, line {}", mention.at, mention.line)
}

fn also(row: &Row<'_>) -> String {
    let again = row.mentions.iter().skip(1).map(|it| {
        if it.text == row.title { format!("line {}", it.line) } else { format!("{}, line {}", it.text, it.line) }
    });
    let other = row.also.iter().map(|it| format!("but {}, line {}", it.text, it.line));
    short(again.chain(other).collect(), "; ")
}

fn against(row: &Row<'_>) -> String {
    if row.compared.is_empty() {
        return State::Unchecked.words().to_owned();
    }
    short(row.compared.iter().map(compared).collect(), "\n")
}

fn compared(it: &Compared<'_>) -> String {
    let with = it.with.as_ref().map(|with| format!(", line {}", with.line)).unwrap_or_default();
    let sum = it.calculation.map(|sum| format!("; {sum}")).unwrap_or_default();
    format!("{}{}{sum} ({}{with})", if it.held { "" } else { CONFLICT }, it.outcome, it.rule)
}

fn short(mut parts: Vec<String>, between: &str) -> String {
    let more = parts.len().saturating_sub(MOST);
    parts.truncate(MOST);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join(between)
}

/// "23 claims: 4 in conflict, 2 in the fact sheet, 9 consistent, 8 that nothing backs".
fn closing(worksheet: &Worksheet<'_>) -> String {
    let count = |state| worksheet.claims.iter().filter(|row| row.state == state).count();
    let claims = worksheet.claims.len();
    let mut text = if claims == 0 { "no claims found".to_owned() } else { counted(worksheet, claims, count) };
    for words in &worksheet.gone {
        let _ = write!(text, "\nticked, and no longer in the draft: {words}");
    }
    text
}

fn counted(worksheet: &Worksheet<'_>, claims: usize, count: impl Fn(State) -> usize) -> String {
    let mut text = format!(
        "{claims} claim{}: {} in conflict, {} in the fact sheet, {} consistent, {} that nothing backs",
        if claims == 1 { "" } else { "s" },
        count(State::Conflict),
        count(State::Verified),
        count(State::Consistent),
        count(State::Unchecked),
    );
    let rest = |on: &str| worksheet.claims.iter().filter(|row| row.rests.on == on).count();
    let (verified, none) = (rest("verified"), rest("none"));
    let _ = write!(
        text,
        "\n{verified} rest on a verified entry of a fact sheet, {} on one that is not, {none} on none",
        claims - verified - none
    );
    let ticked = |state| worksheet.claims.iter().filter(|row| row.tick.state == state).count();
    let counts = [Progress::Checked, Progress::Queried, Progress::Changed].map(ticked);
    if counts.iter().sum::<usize>() > 0 {
        let [checked, queried, changed] = counts;
        let _ = write!(text, "\n{checked} checked, {queried} queried, {changed} changed since");
    }
    text
}
