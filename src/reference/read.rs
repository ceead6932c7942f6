//! From the tree of a sheet to its entries.

use chrono::{Datelike, NaiveDate, Weekday};
use rustc_hash::FxHashSet;

use super::node::{Broken, Field, Node, Value};
use super::{
    About, Birth, Event, Figure, INVALID, Location, More, Organisation, Person, Quote, Reference, Sited, Text, Title,
};
use crate::claim::date::Time;
use crate::claim::{self, DateClaim};
use crate::finding::{Finding, Level};
use crate::language::interval::Interval;
use crate::language::slip::nearest;
use crate::language::{Classes, Number, lexicon};
use crate::link::ages::years;
use crate::options::Options;
use crate::place::{Place, Source, Span};
use crate::text::Zone;

/// The lists of a sheet.
pub(super) const LISTS: [&str; 6] = ["people", "organisations", "places", "figures", "events", "quotes"];

/// Keys that every entry may carry beside its own.
pub(super) const COMMON: [&str; 6] = ["note", "url", "verified", "by", "unverified", "source"];

/// The keys of a person, and so on.
pub(super) const PERSON: [&str; 10] =
    ["name", "aliases", "not", "title", "titles", "honorific", "affiliation", "born", "age", "as_of"];
pub(super) const TITLE: [&str; 3] = ["title", "from", "until"];
pub(super) const ORGANISATION: [&str; 4] = ["name", "short", "aliases", "not"];
pub(super) const PLACE: [&str; 3] = ["name", "aliases", "not"];
pub(super) const FIGURE: [&str; 8] = ["name", "value", "low", "high", "unit", "modifier", "approx", "as_of"];
pub(super) const EVENT: [&str; 6] = ["name", "date", "start", "end", "place", "people"];
pub(super) const QUOTE: [&str; 3] = ["speaker", "text", "date"];

/// Words before a figure that a sheet may have in `modifier`.
pub(super) const MODIFIERS: [&str; 14] = [
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "at least",
    "at most",
    "more than",
    "over",
    "fewer than",
    "less than",
    "nearly",
    "almost",
    "up to",
];

/// Reads a sheet: what is right serves, the rest is told.
pub(super) fn read(root: &Node<'_>, broken: Vec<Broken>) -> Reference {
    let mut reader = Reader { findings: Vec::new(), told: FxHashSet::default(), doubted: FxHashSet::default() };
    for Broken { span, message } in broken {
        reader.tell(Level::Error, span, message);
    }
    let mut sheet = Reference::default();
    if let Value::Table(lists) = &root.value {
        for (list, node) in lists {
            reader.list(&list.name, list.span, node, &mut sheet);
        }
    } else {
        let message = format!("a fact sheet is a table of lists: {}", LISTS.join(", "));
        reader.tell(Level::Error, root.span, message);
    }
    sheet.findings = reader.findings;
    sheet
}

/// "unknown key `titel`: did you mean `title`?"
fn unknown(what: &str, key: &str, known: &[&str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("unknown {what} `{key}`: did you mean `{near}`?"),
        None => format!("unknown {what} `{key}`; known are {}", known.join(", ")),
    }
}

struct Reader {
    findings: Vec<Finding>,
    /// Where an error was told of.
    told: FxHashSet<Span>,
    /// What was told of less loudly.
    doubted: FxHashSet<(Span, String)>,
}

impl Reader {
    fn tell(&mut self, level: Level, span: Span, message: impl Into<String>) {
        // What its language does not allow was told of already.
        if self.told.contains(&span) {
            return;
        }
        let message = message.into();
        if level == Level::Error {
            self.told.insert(span);
        } else if !self.doubted.insert((span, message.clone())) {
            // A heading of a spreadsheet is the key of every row.
            return;
        }
        let finding = Finding::new(INVALID, level, Place { source: Source(1), span }, message.clone());
        self.findings.push(finding.value(&message));
    }

    fn list(&mut self, list: &str, key: Span, node: &Node<'_>, sheet: &mut Reference) {
        let entries = match &node.value {
            Value::List(entries) => entries.as_slice(),
            Value::Table(_) => std::slice::from_ref(node),
            Value::Nothing => return,
            _ => {
                self.tell(Level::Error, node.span, format!("`{list}` is a list of tables, as in [[{list}]]"));
                return;
            }
        };
        let known = LISTS.contains(&list) || list == "organizations";
        if !known {
            self.tell(Level::Warning, key, unknown("list", list, &LISTS));
            return;
        }
        for entry in entries {
            let Value::Table(fields) = &entry.value else {
                self.tell(Level::Error, entry.span, format!("an entry of `{list}` is a table of keys and values"));
                continue;
            };
            let mut entry = Entry { node: entry, fields, reader: self };
            match list {
                "people" => sheet.people.extend(entry.person()),
                "places" => sheet.places.extend(entry.place()),
                "figures" => sheet.figures.extend(entry.figure()),
                "events" => sheet.events.extend(entry.event()),
                "quotes" => sheet.quotes.extend(entry.quote()),
                _ => sheet.organisations.extend(entry.organisation()),
            }
        }
    }
}

/// One entry while it is read.
struct Entry<'n, 'r> {
    node: &'n Node<'n>,
    fields: &'n [Field<'n>],
    reader: &'r mut Reader,
}

impl<'n> Entry<'n, '_> {
    fn person(&mut self) -> Option<Person> {
        self.only(&PERSON);
        let mut titles = self.titles();
        titles.extend(self.text("title").map(|title| Title { title, ..Title::default() }));
        let name = self.needed("name");
        let born = self.day("born").map(|day| Sited { value: Birth::On(day.value), span: day.span });
        if let Some(born) = born.filter(|born| matches!(born.value, Birth::On(day) if day.year() < 1000)) {
            self.tell(born.span, "nobody of the news was born then: check the year");
        }
        let (age, as_of) = (self.number("age"), self.day("as_of"));
        let aged = age.and_then(|age| {
            let years = age.to_whole().filter(|_| age.is_whole()).and_then(|years| u8::try_from(years).ok());
            match (years.filter(|years| *years <= 125), &as_of) {
                (Some(years), Some(as_of)) => Some(Sited { value: Birth::Aged(years, as_of.value), span: age.span }),
                (Some(_), None) => {
                    let message = "an `age` needs the day on which it held, as in as_of = 2026-05-03";
                    self.reader.tell(Level::Warning, age.span, message);
                    None
                }
                (None, _) => {
                    self.tell(age.span, "`age` should be a number of full years");
                    None
                }
            }
        });
        if let (Some(Birth::On(day)), Some(Birth::Aged(age, as_of))) =
            (born.map(|it| it.value), aged.map(|it| it.value))
            && let Some(message) = makes_another_age(day, age, as_of)
        {
            self.tell(aged.map_or(self.node.span, |it| it.span), message);
        }
        let known = name.is_some();
        let person = Person {
            name: name.unwrap_or_default(),
            aliases: self.texts("aliases"),
            not: self.texts("not"),
            titles: titles.into(),
            honorific: self.text("honorific"),
            affiliation: self.text("affiliation"),
            born: born.or(aged),
            about: self.about(),
        };
        known.then_some(person)
    }

    fn organisation(&mut self) -> Option<Organisation> {
        self.only(&ORGANISATION);
        let name = self.needed("name");
        let (short, aliases, not) = (self.text("short"), self.texts("aliases"), self.texts("not"));
        let about = self.about();
        Some(Organisation { name: name?, short, aliases, not, about })
    }

    fn place(&mut self) -> Option<Location> {
        self.only(&PLACE);
        let name = self.needed("name");
        let (aliases, not, about) = (self.texts("aliases"), self.texts("not"), self.about());
        Some(Location { name: name?, aliases, not, about })
    }

    fn figure(&mut self) -> Option<Figure> {
        self.only(&FIGURE);
        let name = self.needed("name");
        let (value, low, high) = (self.number("value"), self.number("low"), self.number("high"));
        let called = name.as_ref().map(|name| format!(" \"{name}\"")).unwrap_or_default();
        let reach = match (value, low, high) {
            (Some(value), _, _) => Some((Interval::exact(*value), value.span)),
            (None, Some(low), Some(high)) => {
                let span = low.span.to(high.span);
                if *low > *high {
                    self.tell(span, format!("`low` is above `high` for{called}"));
                }
                (*low <= *high).then_some((Interval { low: *low, high: *high }, span))
            }
            _ => {
                // A value that could not be read was told of already.
                if ["value", "low", "high"].iter().all(|key| self.get(key).is_none()) {
                    let span = name.as_ref().map_or(self.node.span, |name| name.span);
                    self.tell(span, format!("figure{called} needs a `value`, or `low` and `high`"));
                }
                None
            }
        };
        let modifier = self.text("modifier");
        if let Some(modifier) = modifier.as_ref().filter(|it| !MODIFIERS.contains(&&*it.value)) {
            let message = unknown("modifier", modifier, &MODIFIERS);
            self.reader.tell(Level::Warning, modifier.span, message);
        }
        let rough = modifier.is_some_and(|modifier| {
            matches!(&**modifier, "about" | "around" | "some" | "roughly" | "approximately" | "nearly" | "almost")
        });
        let (unit, approx) = (self.text("unit"), self.switch("approx") || rough);
        let (as_of, about) = (self.day("as_of").map(|day| day.value), self.about());
        let (name, (value, span)) = name.zip(reach)?;
        Some(Figure { name, value, span, unit, approx, as_of, about })
    }

    fn event(&mut self) -> Option<Event> {
        self.only(&EVENT);
        let name = self.needed("name");
        let (date, start, end) = (self.day("date"), self.day("start"), self.day("end"));
        let days = match (date, start, end) {
            (Some(day), _, _) => Some(Sited { value: (day.value, day.value), span: day.span }),
            (None, Some(start), Some(end)) => {
                Some(Sited { value: (start.value, end.value), span: start.span.to(end.span) })
            }
            (None, Some(only), None) | (None, None, Some(only)) => {
                let message = "an event has a `date`, or both `start` and `end`";
                self.reader.tell(Level::Warning, only.span, message);
                None
            }
            _ => None,
        };
        if let Some(days) = days.filter(|days| days.value.1 < days.value.0) {
            self.tell(days.span, "the event ends before it begins");
        }
        let wrong = days.is_some_and(|days| days.value.1 < days.value.0);
        // "Sunday's talks" on a Monday.
        let words = name.as_ref().map_or("", |name| name.as_str());
        let weekday = words.split(|letter: char| !letter.is_alphanumeric()).find_map(weekday);
        if let (Some(days), Some(said)) = (days.filter(|days| days.value.0 == days.value.1), weekday)
            && days.value.0.weekday() != said
        {
            let message = format!("{} is a {}, not a {}", days.value.0, full(days.value.0.weekday()), full(said));
            self.tell(days.span, message);
        }
        let (place, people, about) = (self.text("place"), self.texts("people"), self.about());
        Some(Event { name: name.filter(|_| !wrong)?, days, place, people, about })
    }

    fn quote(&mut self) -> Option<Quote> {
        self.only(&QUOTE);
        let _ = self.day("date");
        let (speaker, text, about) = (self.text("speaker"), self.needed("text"), self.about());
        Some(Quote { speaker, text: text?, about })
    }

    fn about(&mut self) -> About {
        let unverified = self.switch("unverified");
        let verified = self.day("verified");
        if let Some(verified) = verified.filter(|_| unverified) {
            let message = "verified and unverified: the entry counts as unverified until one of the two goes";
            self.reader.tell(Level::Warning, verified.span, message);
        }
        let more =
            More { by: self.text("by"), note: self.text("note"), url: self.text("url"), source: self.text("source") };
        let any = more.by.is_some() || more.note.is_some() || more.url.is_some() || more.source.is_some();
        About {
            source: 1,
            span: self.node.span,
            unverified,
            verified: verified.map(|day| day.value),
            more: any.then(|| Box::new(more)),
        }
    }

    fn tell(&mut self, span: Span, message: impl Into<String>) {
        self.reader.tell(Level::Error, span, message);
    }

    /// Tells of keys that no entry of the kind has, and of keys that stand twice.
    fn only(&mut self, known: &[&str]) {
        for (at, (key, _)) in self.fields.iter().enumerate() {
            if !known.contains(&&*key.name) && !COMMON.contains(&&*key.name) {
                self.reader.tell(Level::Warning, key.span, unknown("key", &key.name, known));
            } else if self.fields[..at].iter().any(|(other, _)| other.name == key.name) {
                self.reader.tell(Level::Error, key.span, format!("`{}` stands twice in this entry", key.name));
            }
        }
    }

    fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        let (_, node) = self.fields.iter().find(|(it, _)| it.name == key)?;
        Some(node).filter(|node| !matches!(node.value, Value::Nothing))
    }

    fn wrong(&mut self, node: &Node<'_>, key: &str, right: &str) {
        self.tell(node.span, format!("`{key}` should be {right}"));
    }

    fn text(&mut self, key: &str) -> Option<Text> {
        let node = self.get(key)?;
        if let Value::Text(text) = &node.value {
            return Some(Sited { value: (**text).into(), span: node.span });
        }
        self.wrong(node, key, "text in quotation marks");
        None
    }

    fn needed(&mut self, key: &str) -> Option<Text> {
        if self.get(key).is_none() {
            self.tell(self.node.span, format!("an entry without `{key}`"));
            return None;
        }
        let text = self.text(key)?;
        if text.trim().is_empty() {
            self.tell(text.span, format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    fn texts(&mut self, key: &str) -> Box<[Text]> {
        let Some(node) = self.get(key) else { return Box::default() };
        let items = match &node.value {
            Value::List(list) => list.as_slice(),
            Value::Text(_) => std::slice::from_ref(node),
            _ => &[],
        };
        let text = |node: &Node<'_>| match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(Sited { value: (**text).into(), span: node.span }),
            _ => None,
        };
        let texts: Box<[Text]> = items.iter().filter_map(text).collect();
        if texts.len() < items.len() || items.is_empty() && !matches!(node.value, Value::List(_)) {
            self.wrong(node, key, "a list of texts, as in [\"one\", \"two\"]");
        }
        texts
    }

    fn number(&mut self, key: &str) -> Option<Sited<Number>> {
        let node = self.get(key)?;
        if let Value::Number(value) = node.value {
            return Some(Sited { value, span: node.span });
        }
        self.wrong(node, key, "a number without quotation marks or separators");
        None
    }

    fn switch(&mut self, key: &str) -> bool {
        let Some(node) = self.get(key) else { return false };
        let Value::Switch(switch) = node.value else {
            self.wrong(node, key, "true or false");
            return false;
        };
        switch
    }

    fn day(&mut self, key: &str) -> Option<Sited<NaiveDate>> {
        let node = self.get(key)?;
        let span = node.span;
        let day = match &node.value {
            Value::Text(text) | Value::Day(text) => day_of(text),
            _ => Err(None),
        };
        match day {
            Ok(value) => Some(Sited { value, span }),
            Err(Some(message)) => {
                self.tell(span, format!("`{key}`: {message}"));
                None
            }
            Err(None) => {
                self.wrong(node, key, "a day of the calendar, as in 2026-05-03");
                None
            }
        }
    }

    fn titles(&mut self) -> Vec<Title> {
        let Some(node) = self.get("titles") else { return Vec::new() };
        let Value::List(list) = &node.value else {
            self.wrong(node, "titles", "a list of tables with `title`, `from` and `until`");
            return Vec::new();
        };
        let mut titles = Vec::new();
        for node in list {
            if let Value::Text(title) = &node.value {
                titles.push(Title { title: Sited { value: (**title).into(), span: node.span }, ..Title::default() });
                continue;
            }
            let Value::Table(fields) = &node.value else {
                self.wrong(node, "titles", "a list of tables with `title`, `from` and `until`");
                continue;
            };
            let mut entry = Entry { node, fields, reader: self.reader };
            entry.only(&TITLE);
            let (from, until) = (entry.day("from"), entry.day("until"));
            if from.zip(until).is_some_and(|(from, until)| until.value < from.value) {
                entry.tell(until.map_or(node.span, |day| day.span), "the title ends before it begins");
                let _ = entry.needed("title");
                continue;
            }
            let (from, until) = (from.map(|day| day.value), until.map(|day| day.value));
            titles.extend(entry.needed("title").map(|title| Title { title, from, until }));
        }
        titles
    }
}

/// That somebody born on a day was of another age on another: "born on 1971-04-02 makes 55 on 2026-05-06".
pub(super) fn makes_another_age(born: NaiveDate, age: u8, as_of: NaiveDate) -> Option<String> {
    let years = years(born, as_of);
    (years != i64::from(age)).then(|| format!("`age` is {age}, but `born` makes {years} on {as_of}"))
}

/// "2026-05-03" and nothing else.
pub(super) fn plain_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digit = |sum: u32, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
    let number = |from: usize, to: usize| bytes[from..to].iter().try_fold(0, digit);
    NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)
}

/// A day as sheets write it: "2026-05-03", or in words with its year; a message where the calendar says no.
fn day_of(text: &str) -> Result<NaiveDate, Option<String>> {
    let text = text.trim();
    if let Some(day) = plain_day(text) {
        return Ok(day);
    }
    if let Some(day) = text.get(..10).and_then(|day| day.parse().ok()) {
        let rest = text[10..].trim_start_matches([' ', ',', '(']);
        return if rest.is_empty() || text.as_bytes()[10] == b'T' || weekday(rest.trim_end_matches(')')).is_none() {
            Ok(day)
        } else {
            fits(day, weekday(rest.trim_end_matches(')')))
        };
    }
    let claims = claim::extract(text, Zone::Body, &Options::default());
    let [DateClaim { time: Time::Calendar(date), .. }] = &claims.dates[..] else { return Err(None) };
    let (Some(year), Some(month), Some(day)) = (date.year, date.month, date.day) else { return Err(None) };
    match NaiveDate::from_ymd_opt(year.value, month.value, day.value) {
        Some(day) => fits(day, date.weekday.map(|it| it.value)),
        None => Err(Some(format!("{text} is not in the calendar"))),
    }
}

fn fits(day: NaiveDate, said: Option<Weekday>) -> Result<NaiveDate, Option<String>> {
    match said.filter(|said| *said != day.weekday()) {
        Some(said) => Err(Some(format!("{day} is a {}, not a {}", full(day.weekday()), full(said)))),
        None => Ok(day),
    }
}

/// "Sunday"; not "Sun", which shines.
fn weekday(word: &str) -> Option<Weekday> {
    let long = word.len() > 5 && lexicon::look_up(word).classes.contains(Classes::WEEKDAY);
    long.then(|| word.parse().ok()).flatten()
}

fn full(day: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.num_days_from_monday() as usize]
}
