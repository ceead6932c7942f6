//! `deskcheck facts`: drafts a fact sheet, checks it, adds to it, looks things up in it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::NaiveDateTime;
use clap::{Args, Subcommand};

use super::day;
use super::sheets::{self, Sheets, Spots};
use crate::check;
use crate::language::slip::nearest;
use crate::options::Options;
use crate::reference::add::added;
use crate::reference::directory::names;
use crate::reference::words::Words;
use crate::reference::write::{NewEntry, Written, keys_of, value_of};
use crate::reference::{Birth, Person, Reference, Syntax, first_broken, schema};
use crate::text;

/// The arguments of `deskcheck facts`.
#[derive(Debug, Args)]
pub(super) struct FactsArguments {
    #[command(subcommand)]
    command: FactsCommand,
}

#[derive(Debug, Subcommand)]
enum FactsCommand {
    /// Write a fact sheet from drafts, for you to verify.
    Init(InitArguments),
    /// Check fact sheets themselves.
    Check(CheckArguments),
    /// Add an entry to a fact sheet, and leave the rest as it is.
    Add(AddArguments),
    /// Look a name up: people, bodies, places, figures and events.
    Lookup(LookupArguments),
    /// Print the JSON Schema of fact sheets, for editors.
    Schema,
}

#[derive(Debug, Args)]
struct InitArguments {
    /// The drafts.
    #[arg(required = true, value_name = "DRAFT")]
    drafts: Vec<PathBuf>,
    /// Write to this file, which must not be there yet, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The day of publication, if the drafts do not say it.
    #[arg(long, value_name = "DATE", value_parser = day::read)]
    published: Option<NaiveDateTime>,
    /// Hold the drafts against this fact sheet beside the house's; may be given several times.
    #[arg(long, value_name = "FILE")]
    reference: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// The fact sheets; the last is the nearest to the story.
    #[arg(required = true, value_name = "FILE")]
    sheets: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct AddArguments {
    /// The sheet; it is made when it is not there.
    #[arg(value_name = "FILE")]
    sheet: PathBuf,
    /// people, organisations, places, figures, events or quotes.
    #[arg(value_name = "LIST")]
    list: String,
    /// What the entry says, as in name="Ilse Varnholt" born=1971-04-02; several values are separated by "|".
    #[arg(required = true, value_name = "KEY=VALUE")]
    fields: Vec<String>,
}

#[derive(Debug, Args)]
struct LookupArguments {
    /// The name, or words of it.
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// Look in this sheet beside the house's; may be given several times.
    #[arg(long, value_name = "FILE")]
    reference: Vec<PathBuf>,
}

/// Runs the command.
pub(super) fn run(arguments: &FactsArguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        FactsCommand::Init(arguments) => init(arguments),
        FactsCommand::Check(arguments) => check_sheets(arguments),
        FactsCommand::Add(arguments) => add(arguments),
        FactsCommand::Lookup(arguments) => lookup(arguments),
        FactsCommand::Schema => {
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &schema::schema())?;
            out.write_all(b"\n")?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn init(arguments: &InitArguments) -> anyhow::Result<ExitCode> {
    let sheets = Sheets::new(&arguments.reference, false);
    let mut drafts = Vec::new();
    for path in &arguments.drafts {
        let name = path.display().to_string();
        let opened = super::check::opened(path, &name).map_err(anyhow::Error::msg)?;
        if let Some(notice) = &opened.notice {
            anstream::eprintln!("{name}: {notice}");
        }
        let text = opened.text;
        let format = opened.format.or_else(|| super::check::format_of(path)).unwrap_or_default();
        let options = Options { format, published: arguments.published, ..Options::default() };
        drafts.push(check::Draft { name, text, options, known: sheets.of(path) });
    }
    let sheet = check::fact_sheet(&drafts);
    for error in sheets.errors() {
        anstream::eprintln!("deskcheck: {error}");
    }
    match &arguments.output {
        Some(path) => {
            let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path).with_context(|| {
                format!("{}: could not be made; a sheet that is there is not written over", path.display())
            })?;
            file.write_all(sheet.as_bytes()).with_context(|| format!("{}: could not be written", path.display()))?;
        }
        None => io::stdout().lock().write_all(sheet.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn check_sheets(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut read = Vec::new();
    let mut unread = false;
    for path in &arguments.sheets {
        match sheets::read(path) {
            Ok(sheet) => read.push(std::sync::Arc::new(sheet)),
            Err(error) => {
                unread = true;
                anstream::eprintln!("deskcheck: {error}");
            }
        }
    }
    if read.is_empty() {
        return Ok(ExitCode::from(2));
    }
    let all = Reference::joined(&read);
    for faults in sheets::faults_of(&all) {
        for line in faults.lines() {
            writeln!(out, "{line}")?;
        }
    }
    let loud = all.findings.iter().filter(|finding| finding.level.is_loud()).count();
    let count = all.len();
    let entries = if count == 1 { "1 entry serves".to_owned() } else { format!("{count} entries serve") };
    let unverified = all.entries().filter(|(_, about)| about.unverified).count();
    let still = if unverified > 0 { format!(", {unverified} of them not verified yet") } else { String::new() };
    writeln!(
        out,
        "{entries}{still}; {}",
        match all.findings.len() {
            0 => "nothing is wrong with the sheet".to_owned(),
            1 => "1 thing to look at".to_owned(),
            several => format!("{several} things to look at"),
        }
    )?;
    Ok(ExitCode::from(if unread { 2 } else { u8::from(loud > 0) }))
}

fn add(arguments: &AddArguments) -> anyhow::Result<ExitCode> {
    let path = &arguments.sheet;
    let name = path.display();
    let syntax = Syntax::of(path).unwrap_or_default();
    let lists = ["people", "organisations", "places", "figures", "events", "quotes"];
    let Some((list, keys)) =
        lists.into_iter().find(|it| **it == *arguments.list).and_then(|it| Some((it, keys_of(it)?)))
    else {
        let hint = hint(&arguments.list, &lists);
        bail!("there is no list `{}`{hint}; there are {}", arguments.list, lists.join(", "));
    };
    let mut fields: Vec<(&'static str, Written)> = Vec::new();
    for field in &arguments.fields {
        let Some((key, value)) = field.split_once('=') else {
            bail!("\"{field}\" is not KEY=VALUE, as in name=\"Ilse Varnholt\"")
        };
        let Some(key) = keys.iter().find(|known| **known == key.trim()) else {
            bail!("`{list}` have no `{}`{}; they have {}", key.trim(), hint(key.trim(), &keys), keys.join(", "));
        };
        fields.push((*key, value_of(key, value.trim())));
    }
    let entry = NewEntry { list, fields, ..NewEntry::default() };
    let before = match fs::read(path) {
        Ok(bytes) => text::decode(&bytes).with_context(|| name.to_string())?.text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => bail!("{name}: could not be read: {error}; give the path of a sheet"),
    };
    if let Some((line, fault)) = first_broken(&before).filter(|_| syntax == Syntax::Toml) {
        bail!("{name}:{line}: {fault}; mend it first, for an entry behind it might not be read");
    }
    let edit = match added(&name.to_string(), &before, syntax, &entry) {
        Ok(edit) => edit,
        Err(fault) => bail!("{name}: not added: {fault}"),
    };
    let mut after = before;
    after.replace_range(edit.span.range(), &edit.text);
    fs::write(path, after).with_context(|| format!("{name}: could not be written; is its folder there?"))?;
    Ok(ExitCode::SUCCESS)
}

/// ": did you mean `name`?"
fn hint(word: &str, known: &[&str]) -> String {
    nearest(word, known.iter().copied()).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default()
}

fn lookup(arguments: &LookupArguments) -> anyhow::Result<ExitCode> {
    let sheets = Sheets::new(&arguments.reference, false);
    let all = sheets.of(Path::new("draft"));
    let wanted = arguments.name.join(" ");
    let mut found = Vec::new();
    let near = near(&all, &wanted);
    let meant = |person: &&Person| is_called(person, &wanted) || near.iter().any(|it| std::ptr::eq(*it, *person));
    let people = all.everybody().filter(meant);
    found.extend(people.map(|person| (&person.about, told(person))));
    let words = Words::of(&wanted);
    let has = |name: &str| !words.is_empty() && words.share(&Words::of(name), &Words::default()) > 0.99;
    for body in all.organisations.iter().filter(|it| {
        it.aliases.iter().chain([&it.name]).any(|name| has(name))
            || it.short.as_ref().is_some_and(|short| *short.value == *wanted)
    }) {
        let short = body.short.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
        found.push((&body.about, format!("{}{short}", body.name)));
    }
    for place in all.places.iter().filter(|it| it.aliases.iter().chain([&it.name]).any(|name| has(name))) {
        found.push((&place.about, place.name.to_string()));
    }
    for figure in all.figures.iter().filter(|it| has(&it.name)) {
        let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let day = figure.as_of.map(|day| format!(" on {day}")).unwrap_or_default();
        found.push((&figure.about, format!("{}: {}{unit}{day}", figure.name, figure.told())));
    }
    for event in all.events.iter().filter(|it| has(&it.name)) {
        let days = event
            .days
            .map(|days| days.value)
            .map(|(first, last)| if first == last { format!(": {first}") } else { format!(": {first} to {last}") });
        let place = event.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        found.push((&event.about, format!("{}{}{place}", event.name, days.unwrap_or_default())));
    }
    let mut out = io::stdout().lock();
    for (about, line) in &found {
        let place = about.place(about.span);
        let spots = Spots::new(all.source(place.source).unwrap_or_default());
        let (source, more) = (spots.of(place.span.start), about.told());
        let more = if more.is_empty() { String::new() } else { format!("; {more}") };
        writeln!(out, "{line}\n    {source}{more}")?;
    }
    for error in sheets.errors() {
        anstream::eprintln!("deskcheck: {error}");
    }
    if found.is_empty() {
        anstream::eprintln!("deskcheck: no entry for \"{wanted}\" in the fact sheets");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether every word of what was asked for is in a name of the entry.
fn is_called(person: &Person, wanted: &str) -> bool {
    let words = names(wanted);
    let called = |name: &str| {
        let its = names(name);
        words.iter().all(|word| its.contains(word))
    };
    !words.is_empty() && person.names().any(|name| called(name))
}

/// Who is a slip of the keyboard away from a name in full.
fn near<'r>(all: &'r Reference, wanted: &str) -> Vec<&'r Person> {
    let words = names(wanted);
    let [first, .., last] = &words[..] else { return Vec::new() };
    let close = |person: &&Person| strsim::osa_distance(&names(&person.name).concat(), &words.concat()) <= 2;
    all.near(first, last).filter(close).collect()
}

fn told(person: &Person) -> String {
    let mut parts = vec![person.name.to_string()];
    if !person.aliases.is_empty() {
        let aliases: Vec<_> = person.aliases.iter().map(ToString::to_string).collect();
        parts[0] = format!("{} (also {})", person.name, aliases.join(", "));
    }
    for title in &person.titles {
        let day =
            |lead: &str, day: Option<chrono::NaiveDate>| day.map(|day| format!("{lead}{day}")).unwrap_or_default();
        parts.push(format!("{}{}{}", title.title, day(" from ", title.from), day(" until ", title.until)));
    }
    parts.extend(person.affiliation.as_ref().map(ToString::to_string));
    parts.extend(person.born.map(|born| match born.value {
        Birth::On(day) => format!("born {day}"),
        Birth::Aged(years, day) => format!("{years} on {day}"),
    }));
    parts.join(", ")
}
