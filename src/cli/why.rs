//! `deskcheck why`: with what a claim was compared, with what not, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use super::check::{DraftArguments, One};
use super::place::PlaceArgument;
use crate::check::{By, Entry, Kind};
use crate::finding::Finding;
use crate::place::{Source, Span};
use crate::report::{Draft, terminal};
use crate::text::Lines;

/// The arguments of `deskcheck why`.
#[derive(Debug, Args)]
pub(super) struct WhyArguments {
    /// Where the claim is: draft.md:12:5, or draft.md:12 for all claims of a line.
    #[arg(value_name = "FILE:LINE:COLUMN", value_parser = PlaceArgument::read)]
    place: PlaceArgument,
    #[command(flatten)]
    draft: DraftArguments,
}

/// How many claims are named that give the same reason.
const NAMED: usize = 3;

/// Runs the command: 0 when there is a claim at the place, 2 when there is none.
pub(super) fn run(arguments: &WhyArguments) -> anyhow::Result<ExitCode> {
    let One { name, text, checked, errors, .. } = arguments.draft.check(&arguments.place.file)?;
    for error in &errors {
        anstream::eprintln!("deskcheck: {error}");
    }
    let range = arguments.place.range(&text)?;
    let ledger = checked.ledger();
    let here = |span: Span| span.start as usize <= range.end && range.start <= span.end as usize;
    let mut entries: Vec<_> = ledger.iter().filter(|entry| here(entry.span)).collect();
    if range.is_empty() {
        // The narrowest: the number within a date is the date's.
        entries.sort_by_key(|entry| entry.span.end - entry.span.start);
        entries.truncate(1);
    }
    let draft = Draft { name: &name, text: &text, lines: Lines::new(&text), checked: &checked };
    let mut out = io::stdout().lock();
    let mut told: Vec<(Span, String)> = Vec::new();
    for entry in &entries {
        let teller = Teller { draft: &draft, ledger: &ledger, entry };
        told.push((entry.span, teller.tell()));
    }
    // A gap, or a name of which the draft does not show whose it is, is no claim, and still a finding.
    let rest = checked.findings.iter().filter(|it| here(it.place.span));
    for finding in rest.filter(|it| !entries.iter().any(|entry| entry.span.touches(it.place.span))) {
        told.push((finding.place.span, alone(&draft, finding)));
    }
    anyhow::ensure!(
        !told.is_empty(),
        "{name}: no claim here: no figure, date, name, title or quotation was read at this place"
    );
    told.sort();
    let told: Vec<_> = told.into_iter().map(|(_, text)| text).collect();
    out.write_all(told.join("\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Tells of one claim.
struct Teller<'a> {
    draft: &'a Draft<'a>,
    ledger: &'a [Entry],
    entry: &'a Entry,
}

impl Teller<'_> {
    fn tell(&self) -> String {
        let checked = self.draft.checked;
        let entry = self.entry;
        let mut lines = vec![format!("{}: {} “{}”", self.at(entry.span), entry.kind.name(), self.words(entry.span))];
        lines.extend(value(entry).map(|value| format!("  value: {value}")));
        lines.extend(entry.meant.iter().map(|meant| format!("  read as: {meant}")));
        for span in entry.same.iter().take(8) {
            let bond = checked.bond(entry.span, *span);
            let why = bond.as_ref().map(|bond| {
                let measure = if bond.is_one() { "one measure" } else { "not held to be one" };
                format!(": {measure}, as {}", bond.told())
            });
            let (words, place) = (self.words(*span), self.where_is(*span));
            lines.push(format!("  also said: “{words}” ({place}){}", why.unwrap_or_default()));
        }
        let mut compared = vec![entry.span];
        let touching = |finding: &&Finding| {
            finding.place.span.touches(entry.span)
                || finding
                    .related
                    .iter()
                    .any(|it| it.place.source == Source::DRAFT && it.place.span.touches(entry.span))
        };
        let mut told = Vec::new();
        for finding in checked.findings.iter().filter(touching) {
            told.push(format!("  {}: {} [{}]", finding.level.name(), finding.message, finding.rule));
            told.extend(finding.calculation.iter().map(|it| format!("    {it}")));
            compared.extend(spans(finding));
        }
        for it in checked.suppressed.iter().filter(|it| touching(&&it.finding)) {
            let by = match &it.by {
                By::Directive => "silenced in the draft",
                By::Accepted(reason) => reason,
                By::Baseline => "in the baseline",
            };
            told.push(format!("  {by}: {} [{}]", it.finding.message, it.finding.rule));
            compared.extend(spans(&it.finding));
        }
        for check in &checked.passed {
            let other = if check.span.touches(entry.span) {
                check.against
            } else if check.against.is_some_and(|against| against.touches(entry.span)) {
                Some(check.span)
            } else {
                continue;
            };
            let with = other.filter(|it| !it.touches(entry.span));
            let with = with.map(|it| format!(" with “{}” ({})", self.words(it), self.where_is(it))).unwrap_or_default();
            told.push(format!("  holds{with}: {} [{}]", check.outcome, check.rule));
            compared.extend(other);
        }
        lines.push(if told.is_empty() { "compared with nothing".to_owned() } else { "compared:".to_owned() });
        lines.append(&mut told);
        self.apart(&compared, &mut lines);
        lines.join("\n") + "\n"
    }

    /// The claims of the same kind that it was not compared with, by reason.
    fn apart(&self, compared: &[Span], lines: &mut Vec<String>) {
        let mut reasons: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        let others = self.ledger.iter().filter(|it| it.kind == self.entry.kind && it.span != self.entry.span);
        for other in others.filter(|it| !compared.iter().any(|span| span.touches(it.span))) {
            if !self.entry.same.contains(&other.span) {
                reasons.entry(reason(self.entry, other)).or_default().push(other.span);
            }
        }
        if reasons.is_empty() {
            return;
        }
        lines.push("not compared with:".to_owned());
        for (reason, spans) in reasons {
            let named: Vec<_> = spans
                .iter()
                .take(NAMED)
                .map(|span| format!("“{}” ({})", self.words(*span), self.where_is(*span)))
                .collect();
            let more = spans.len() - named.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            lines.push(format!("  {}{more}: {reason}", named.join(", ")));
        }
    }

    fn words(&self, span: Span) -> String {
        let words = self.draft.text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(60) {
            Some((at, _)) => format!("{}…", &words[..at]),
            None => words,
        }
    }

    fn where_is(&self, span: Span) -> String {
        format!("{}, line {}", terminal::place(self.draft, span), self.draft.region(span).line)
    }

    fn at(&self, span: Span) -> String {
        let region = self.draft.region(span);
        format!("{}:{}:{}", self.draft.name, region.line, region.column)
    }
}

/// A finding on what is no claim.
fn alone(draft: &Draft<'_>, finding: &Finding) -> String {
    let region = draft.region(finding.place.span);
    let words = &draft.text[finding.place.span.range()];
    let level = finding.level.name();
    let mut text = format!("{}:{}:{}: “{words}”\ncompared:\n", draft.name, region.line, region.column);
    let _ = writeln!(text, "  {level}: {} [{}]", finding.message, finding.rule);
    for related in finding.related.iter().filter(|it| it.place.source == Source::DRAFT) {
        let place = terminal::place(draft, related.place.span);
        let line = draft.region(related.place.span).line;
        let _ = writeln!(text, "    {} ({place}, line {line})", related.message);
    }
    text
}

/// All places of the draft that a finding names.
fn spans(finding: &Finding) -> impl Iterator<Item = Span> {
    let related = finding.related.iter().filter(|it| it.place.source == Source::DRAFT).map(|it| it.place.span);
    std::iter::once(finding.place.span).chain(related)
}

/// The normalised value of a claim.
fn value(entry: &Entry) -> Option<String> {
    if let Some((kind, value)) = &entry.timex {
        return Some(format!("{kind} {value}"));
    }
    let Some(number) = &entry.number else { return entry.name.clone() };
    let unit = number.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let event = number.event.map(|event| format!(" {event}")).unwrap_or_default();
    let upper = number.upper.map(|upper| format!(" to {upper}")).unwrap_or_default();
    Some(format!("{}{upper}{unit}{event}", number.value))
}

/// Why two claims of one kind were not held against each other.
fn reason(one: &Entry, other: &Entry) -> String {
    if let (Some(one), Some(other)) = (&one.number, &other.number) {
        if one.cell.is_some() || other.cell.is_some() {
            return "a cell is held against its row and its column alone".to_owned();
        }
        if one.unit != other.unit {
            return match &other.unit {
                Some(unit) => format!("counts or measures something else ({unit})"),
                None => "does not say what it counts".to_owned(),
            };
        }
        if one.event != other.event {
            return match other.event {
                Some(event) => format!("tells of something else ({event})"),
                None => "does not say what happened to those counted".to_owned(),
            };
        }
        let below = |low: Option<crate::language::Number>, high| low.zip(high).is_some_and(|(low, high)| low > high);
        if !below(one.low, other.high) && !below(other.low, one.high) {
            return "both can hold".to_owned();
        }
        return "nothing shows that the two count the same; another sentence, place, day, speaker or whole".to_owned();
    }
    match one.kind {
        Kind::Date | Kind::Time | Kind::Duration | Kind::Set if one.timex == other.timex => "the same time".to_owned(),
        Kind::Date | Kind::Time | Kind::Duration | Kind::Set => {
            "another time; two times conflict only where one event is told with both".to_owned()
        }
        Kind::Title => "another office, or of somebody else".to_owned(),
        Kind::Person | Kind::Organisation | Kind::Place => "another name".to_owned(),
        _ => "other words".to_owned(),
    }
}
