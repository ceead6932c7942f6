//! From the tree of a sheet to its entries.

use chrono::NaiveDate;

use super::node::{Fault, Node, Value};
use super::{Event, Figure, Organisation, Person, Quote, Reference, Title};
use crate::language::Number;
use crate::language::interval::Interval;

/// Keys that every entry may carry beside its own.
const COMMON: [&str; 6] = ["note", "url", "verified", "by", "unverified", "source"];

/// Reads a sheet: what is right serves, the rest is told.
pub(super) fn read(root: &Node) -> (Reference, Vec<Fault>) {
    let mut reader = Reader { faults: Vec::new() };
    let mut sheet = Reference::default();
    let Value::Table(lists) = &root.value else {
        return (
            sheet,
            vec![fault(
                root,
                "a fact sheet is a table of lists: people, organisations, places, figures, events, quotes",
            )],
        );
    };
    for (list, node) in lists {
        let entries = match &node.value {
            Value::List(entries) => entries.as_slice(),
            Value::Table(_) => std::slice::from_ref(node),
            Value::Nothing => continue,
            _ => {
                reader.faults.push(fault(node, &format!("`{list}` is a list of tables, as in [[{list}]]")));
                continue;
            }
        };
        for entry in entries {
            let Value::Table(keys) = &entry.value else {
                reader.faults.push(fault(entry, &format!("an entry of `{list}` is a table of keys and values")));
                continue;
            };
            let mut entry = Entry { node: entry, keys, reader: &mut reader };
            match list.as_str() {
                "people" => sheet.people.extend(entry.person()),
                "organisations" | "organizations" => sheet.organisations.extend(entry.organisation()),
                "places" => entry.place(),
                "figures" => sheet.figures.extend(entry.figure()),
                "events" => sheet.events.extend(entry.event()),
                "quotes" => sheet.quotes.extend(entry.quote()),
                other => {
                    let lists = ["people", "organisations", "places", "figures", "events", "quotes"];
                    reader.faults.push(fault(node, &unknown(other, &lists)));
                    break;
                }
            }
        }
    }
    (sheet, reader.faults)
}

fn fault(node: &Node, message: &str) -> Fault {
    Fault { span: node.span.clone(), message: message.to_owned() }
}

/// "unknown key `titel`: did you mean `title`?"
fn unknown(key: &str, known: &[&str]) -> String {
    let near = known.iter().map(|it| (strsim::osa_distance(key, it), it)).min().filter(|it| it.0 <= 2);
    match near {
        Some((_, near)) => format!("unknown key `{key}`: did you mean `{near}`?"),
        None => format!("unknown key `{key}`; known are {}", known.join(", ")),
    }
}

struct Reader {
    faults: Vec<Fault>,
}

/// One entry while it is read.
struct Entry<'a> {
    node: &'a Node,
    keys: &'a [(String, Node)],
    reader: &'a mut Reader,
}

impl<'a> Entry<'a> {
    fn person(&mut self) -> Option<Person> {
        self.only(&["name", "aliases", "not", "title", "titles", "honorific", "affiliation", "born", "age", "as_of"]);
        let mut titles = self.titles();
        titles.extend(self.text("title").map(|title| Title { title, ..Title::default() }));
        Some(Person {
            name: self.needed("name")?,
            aliases: self.texts("aliases"),
            not: self.texts("not"),
            titles,
            affiliation: self.text("affiliation"),
            born: self.day("born"),
            unverified: self.is_unverified(),
        })
    }

    fn organisation(&mut self) -> Option<Organisation> {
        self.only(&["name", "short", "aliases", "not"]);
        Some(Organisation { name: self.needed("name")?, short: self.text("short"), unverified: self.is_unverified() })
    }

    /// Places are names that are right; no rule compares them yet.
    fn place(&mut self) {
        self.only(&["name", "aliases", "not"]);
        let _ = self.needed("name");
    }

    fn figure(&mut self) -> Option<Figure> {
        self.only(&["name", "value", "low", "high", "unit", "modifier", "approx", "as_of"]);
        let name = self.needed("name")?;
        let (value, low, high) = (self.number("value"), self.number("low"), self.number("high"));
        let value = match (value, low, high) {
            (Some(value), _, _) => Interval::exact(value),
            (None, Some(low), Some(high)) if low <= high => Interval { low, high },
            _ => {
                self.reader
                    .faults
                    .push(fault(self.node, &format!("figure \"{name}\" needs a `value`, or `low` and `high`")));
                return None;
            }
        };
        let rough =
            self.text("modifier").is_some_and(|modifier| matches!(&*modifier, "about" | "around" | "some" | "roughly"));
        Some(Figure {
            name,
            value,
            unit: self.text("unit"),
            approx: rough || self.switch("approx"),
            unverified: self.is_unverified(),
        })
    }

    fn event(&mut self) -> Option<Event> {
        self.only(&["name", "date", "start", "end", "place", "people"]);
        let (date, start, end) = (self.day("date"), self.day("start"), self.day("end"));
        let days = date.map(|day| (day, day)).or_else(|| start.zip(end));
        if days.is_some_and(|(first, last)| last < first) {
            self.reader.faults.push(fault(self.node, "the event ends before it begins"));
            return None;
        }
        Some(Event { name: self.needed("name")?, days, place: self.text("place"), unverified: self.is_unverified() })
    }

    fn quote(&mut self) -> Option<Quote> {
        self.only(&["speaker", "text", "date"]);
        Some(Quote { speaker: self.text("speaker"), text: self.needed("text")?, unverified: self.is_unverified() })
    }

    /// Tells of keys that no entry of the kind has.
    fn only(&mut self, known: &[&str]) {
        for (key, node) in self.keys {
            if !known.contains(&&**key) && !COMMON.contains(&&**key) {
                self.reader.faults.push(fault(node, &unknown(key, known)));
            }
        }
    }

    fn get(&self, key: &str) -> Option<&'a Node> {
        self.keys
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, node)| node)
            .filter(|node| !matches!(node.value, Value::Nothing))
    }

    fn wrong(&mut self, node: &Node, key: &str, right: &str) {
        self.reader.faults.push(fault(node, &format!("`{key}` should be {right}")));
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let node = self.get(key)?;
        if let Value::Text(text) = &node.value {
            return Some(text.clone());
        }
        self.wrong(node, key, "text in quotation marks");
        None
    }

    fn needed(&mut self, key: &str) -> Option<String> {
        if self.get(key).is_none() {
            self.reader.faults.push(fault(self.node, &format!("an entry without `{key}`")));
        }
        self.text(key).filter(|text| !text.trim().is_empty())
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let texts = match &node.value {
            Value::List(list) => list
                .iter()
                .map(|node| if let Value::Text(text) = &node.value { Some(text.clone()) } else { None })
                .collect(),
            _ => None,
        };
        texts.unwrap_or_else(|| {
            self.wrong(node, key, "a list of texts, as in [\"one\", \"two\"]");
            Vec::new()
        })
    }

    fn number(&mut self, key: &str) -> Option<Number> {
        let node = self.get(key)?;
        if let Value::Number(number) = node.value {
            return Some(number);
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

    fn is_unverified(&mut self) -> bool {
        self.switch("unverified")
    }

    fn day(&mut self, key: &str) -> Option<NaiveDate> {
        let node = self.get(key)?;
        let day =
            if let Value::Text(text) = &node.value { text.get(..10).and_then(|day| day.parse().ok()) } else { None };
        if day.is_none() {
            self.wrong(node, key, "a day of the calendar, as in 2026-05-03");
        }
        day
    }

    fn titles(&mut self) -> Vec<Title> {
        let Some(node) = self.get("titles") else { return Vec::new() };
        let Value::List(list) = &node.value else {
            self.wrong(node, "titles", "a list of tables with `title`, `from` and `until`");
            return Vec::new();
        };
        let mut titles = Vec::new();
        for node in list {
            let Value::Table(keys) = &node.value else {
                self.wrong(node, "titles", "a list of tables with `title`, `from` and `until`");
                continue;
            };
            let mut entry = Entry { node, keys, reader: self.reader };
            entry.only(&["title", "from", "until"]);
            let (from, until) = (entry.day("from"), entry.day("until"));
            if from.zip(until).is_some_and(|(from, until)| until < from) {
                entry.reader.faults.push(fault(node, "the title ends before it begins"));
                continue;
            }
            titles.extend(entry.needed("title").map(|title| Title { title, from, until }));
        }
        titles
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reference;

    #[test]
    fn what_is_right_serves_and_the_rest_is_told() {
        let source = "[[people]]\nname = \"Ilse Varnholt\"\nborn = 1971-02-30\ntitel = \"harbour master\"\n\n\
            [[people]]\nname = 7\n\n[[figures]]\nname = \"dockers\"\nvalue = \"nine\"\n\n\
            [[figures]]\nname = \"boats\"\nlow = 3\nhigh = 5\n\n[[animals]]\nname = \"gull\"\n";
        let (sheet, faults) = Reference::from_toml(source);
        let told: Vec<_> = faults.iter().map(|it| &*it.message).collect();
        assert!(told == ["invalid date, expected day between 01 and 28"], "{told:?}");
        assert!(sheet.people.is_empty());
        let (sheet, faults) = Reference::from_toml(&source.replace("1971-02-30", "\"1971-02-30\""));
        assert!(faults.iter().all(|it| it.span.is_some()), "{faults:?}");
        let told: Vec<_> = faults.iter().map(|it| &*it.message).collect();
        assert_eq!(
            told,
            [
                "unknown key `titel`: did you mean `title`?",
                "`born` should be a day of the calendar, as in 2026-05-03",
                "`name` should be text in quotation marks",
                "`value` should be a number without quotation marks or separators",
                "figure \"dockers\" needs a `value`, or `low` and `high`",
                "unknown key `animals`; known are people, organisations, places, figures, events, quotes",
            ]
        );
        assert_eq!((sheet.people.len(), sheet.figures.len()), (1, 1));
    }

    #[test]
    fn json_is_the_same_sheet() {
        let (sheet, faults) = Reference::from_json(
            r#"{"people": [{"name": "Ilse Varnholt", "titles": [{"title": "mayor", "until": "2020-01-01"}]}], "figures": null}"#,
        );
        assert_eq!(faults, []);
        assert_eq!(sheet.people[0].titles[0].title, "mayor");
        assert!(Reference::from_json("[1]").1[0].message.contains("a table of lists"));
    }
}
