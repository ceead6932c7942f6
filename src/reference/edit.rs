//! Changes of an entry in a sheet of TOML, JSON or YAML; the rest of the file stays as it is, comments included.

use chrono::NaiveDate;

use super::Reference;
use super::node::{Field, Node, Value};
use super::syntax::Syntax;
use super::write::quoted;
use crate::place::{Edit, Span};

/// Somebody vouches for an entry on a day: `verified` and `by` are set, `unverified` goes.  Nothing where no entry has this span, or
/// the sheet is written in rows.
#[must_use]
pub fn verified(source: &str, syntax: Syntax, entry: Span, day: NaiveDate, by: Option<&str>) -> Option<Vec<Edit>> {
    let tree = tree(source, syntax)?;
    let fields = entries(&tree).find(|node| node.span.start == entry.start).and_then(table)?;
    let mut entry = Entry::new(source, syntax, fields);
    let day = if syntax == Syntax::Json { format!("\"{day}\"") } else { day.to_string() };
    let mut lines = vec![entry.line("verified", &day)];
    match (by, entry.field("by").is_some()) {
        (Some(by), false) => lines.push(entry.line("by", &quoted(by))),
        (Some(by), true) => entry.set("by", quoted(by)),
        // Who vouched before does not vouch for this.
        (None, true) => entry.remove("by"),
        (None, false) => {}
    }
    if entry.field("verified").is_some() {
        entry.set("verified", day);
        entry.remove("unverified");
        entry.add(&lines[1..]);
    } else if entry.field("unverified").is_some() {
        entry.replace("unverified", &lines);
    } else {
        entry.add(&lines);
    }
    entry.done()
}

/// A value of a sheet becomes the draft's, and its entry counts as unverified: a draft must not vouch for itself.
#[must_use]
pub fn taken(source: &str, syntax: Syntax, value: Span, words: &str) -> Option<Vec<Edit>> {
    let tree = tree(source, syntax)?;
    let node = entries(&tree).find(|node| has(node, value))?;
    let mut entry = Entry::new(source, syntax, table(node)?);
    let before = &source[value.range()];
    let marked = before.starts_with(['"', '\'']) || syntax == Syntax::Yaml && !is_bare(words);
    let text = if marked { quoted(words) } else { words.to_owned() };
    entry.edits.push(Edit { span: value, text });
    let unverified = entry.line("unverified", "true");
    entry.remove("by");
    match (entry.field("verified").is_some(), entry.field("unverified").is_some()) {
        (true, false) => entry.replace("verified", &[unverified]),
        (false, false) => entry.add(&[unverified]),
        (verified, true) => {
            entry.set("unverified", "true".to_owned());
            if verified {
                entry.remove("verified");
            }
        }
    }
    entry.done()
}

/// The tree of a sheet whose entries have keys; where it is broken, what is behind is not known.
fn tree(source: &str, syntax: Syntax) -> Option<Node<'_>> {
    let (tree, broken) = syntax.tree("", source);
    let can = match syntax {
        Syntax::Toml => true,
        Syntax::Json | Syntax::Yaml => broken.is_empty(),
        Syntax::Csv => false,
    };
    can.then_some(tree)
}

/// Whether YAML reads words as they are, without quotation marks.
fn is_bare(words: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | '_');
    let switch = ["true", "false", "null", "yes", "no", "on", "off"].contains(&words.to_ascii_lowercase().as_str());
    words.starts_with(char::is_alphanumeric) && words.chars().all(plain) && !words.ends_with(' ') && !switch
}

/// The entry that an offset stands in: from its first line on, up to the next.
#[must_use]
pub fn entry_at(spans: &[Span], offset: usize) -> Option<usize> {
    let last = spans.iter().enumerate().filter(|(_, span)| span.start as usize <= offset);
    last.max_by_key(|(_, span)| span.start).map(|(index, _)| index)
}

/// Every entry of a sheet, whatever its list.
fn entries<'n, 'a>(tree: &'n Node<'a>) -> impl Iterator<Item = &'n Node<'a>> {
    let lists = table(tree).into_iter().flatten();
    lists.flat_map(|(_, list)| match &list.value {
        Value::List(entries) => entries.as_slice(),
        _ => std::slice::from_ref(list),
    })
}

fn table<'n, 'a>(node: &'n Node<'a>) -> Option<&'n [Field<'a>]> {
    if let Value::Table(fields) = &node.value { Some(fields) } else { None }
}

/// Whether a value of this span is in a node.
fn has(node: &Node<'_>, span: Span) -> bool {
    match &node.value {
        Value::Table(fields) => fields.iter().any(|(_, value)| has(value, span)),
        Value::List(list) => list.iter().any(|value| has(value, span)),
        _ => node.span == span,
    }
}

/// An entry that is being changed.
struct Entry<'s> {
    source: &'s str,
    syntax: Syntax,
    /// Keys with the places of key and value, in the order of the file.
    fields: Vec<(&'s str, Span, Span)>,
    /// Whether all of it stands between braces.
    inline: bool,
    edits: Vec<Edit>,
}

impl<'s> Entry<'s> {
    fn new(source: &'s str, syntax: Syntax, fields: &'s [Field<'_>]) -> Self {
        let mut fields: Vec<_> = fields.iter().map(|(key, value)| (&*key.name, key.span, value.span)).collect();
        fields.sort_by_key(|(_, key, _)| *key);
        let before = fields.first().map_or("", |(_, key, _)| &source[..key.start as usize]);
        let inline = before.trim_end().ends_with(['{', ',']);
        Entry { source, syntax, fields, inline, edits: Vec::new() }
    }

    /// A key with its value.
    fn line(&self, key: &str, value: &str) -> String {
        match self.syntax {
            Syntax::Json => format!("\"{key}\": {value}"),
            Syntax::Yaml => format!("{key}: {value}"),
            _ => format!("{key} = {value}"),
        }
    }

    fn field(&self, key: &str) -> Option<(Span, Span)> {
        self.fields.iter().find(|(name, ..)| *name == key).map(|(_, key, value)| (*key, *value))
    }

    fn set(&mut self, key: &str, text: String) {
        if let Some((_, span)) = self.field(key) {
            self.edits.push(Edit { span, text });
        }
    }

    /// Puts other lines in the place of a key and its value.
    fn replace(&mut self, key: &str, lines: &[String]) {
        if let Some((key, value)) = self.field(key) {
            self.edits.push(Edit { span: key.to(value), text: lines.join(&self.between()) });
        }
    }

    fn remove(&mut self, key: &str) {
        let Some((key, value)) = self.field(key) else { return };
        let (mut start, mut end) = (key.start as usize, value.end as usize);
        if self.inline {
            // With the comma behind it, or before it where it is the last.
            let rest = &self.source[end..];
            match rest.trim_start().strip_prefix(',') {
                Some(behind) => end = self.source.len() - behind.trim_start().len(),
                None => start = self.source[..start].trim_end().trim_end_matches(',').len(),
            }
        } else if let Some(next) = self.fields.get(1).filter(|_| self.begins_item(start)) {
            // The dash of a list before the first key stays.
            end = next.1.start as usize;
        } else {
            start = self.source[..start].rfind('\n').map_or(0, |at| at + 1);
            end = self.source[end..].find('\n').map_or(self.source.len(), |at| end + at + 1);
        }
        self.edits.push(Edit { span: Span::new(start, end), text: String::new() });
    }

    /// Adds lines behind the last that is there.
    fn add(&mut self, lines: &[String]) {
        let goes = |key: Span| self.edits.iter().any(|edit| edit.text.is_empty() && edit.span.meets(key));
        let stays = self.fields.iter().rfind(|(_, key, _)| !goes(*key));
        let Some(last) = stays.map(|(.., value)| value.end as usize).filter(|_| !lines.is_empty()) else { return };
        let text = format!("{}{}", self.between(), lines.join(&self.between()));
        let at = if self.inline {
            last
        } else {
            // Text over several lines ends before the line that follows it.
            let last = self.source[..last].trim_end().len();
            // A comment behind the last value stays there.
            let line = self.source[last..].find('\n').map_or(self.source.len(), |at| last + at);
            if self.source[..line].ends_with('\r') { line - 1 } else { line }
        };
        self.edits.push(Edit { span: Span::new(at, at), text });
    }

    /// Whether a key stands right behind the dash of a list.
    fn begins_item(&self, key: usize) -> bool {
        let line = self.source[..key].rfind('\n').map_or(0, |at| at + 1);
        self.syntax == Syntax::Yaml && self.source[line..key].trim_start().starts_with('-')
    }

    /// What stands between two keys.
    fn between(&self) -> String {
        let newline = if self.source.contains("\r\n") { "\r\n" } else { "\n" };
        let first = self.fields.first().map_or(0, |(_, key, _)| key.start as usize);
        let before = &self.source[..first];
        match (self.syntax, self.inline) {
            (Syntax::Json, _) => {
                let space = &before[before.trim_end().len()..];
                format!(",{}", if space.is_empty() { " " } else { space })
            }
            (_, true) => ", ".to_owned(),
            (Syntax::Yaml, false) => {
                let column = first - before.rfind('\n').map_or(0, |at| at + 1);
                format!("{newline}{}", " ".repeat(column))
            }
            _ => newline.to_owned(),
        }
    }

    /// The edits in order; none where the sheet would not be read as before.
    fn done(mut self) -> Option<Vec<Edit>> {
        self.edits.sort_by_key(|edit| edit.span);
        let mut after = self.source.to_owned();
        for edit in self.edits.iter().rev() {
            after.replace_range(edit.span.range(), &edit.text);
        }
        let read = |text: &str| Reference::read("", text, self.syntax);
        let safe = self.syntax == Syntax::Toml || {
            let (old, new) = (read(self.source), read(&after));
            old.len() == new.len() && new.findings.len() <= old.findings.len()
        };
        safe.then_some(self.edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(source: &str, edits: &[Edit]) -> String {
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        let mut text = source.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    fn marked(source: &str, by: Option<&str>) -> String {
        marked_in(source, Syntax::Toml, by)
    }

    fn marked_in(source: &str, syntax: Syntax, by: Option<&str>) -> String {
        let sheet = Reference::read("sheet", source, syntax);
        let edits =
            verified(source, syntax, sheet.people[0].about.span, NaiveDate::from_ymd_opt(2026, 5, 6).unwrap(), by);
        let text = made(source, &edits.unwrap());
        let sheet = Reference::read("sheet", &text, syntax);
        assert_eq!(sheet.findings, [], "{text}");
        assert_eq!(sheet.people[0].about.standing(), super::super::Standing::Verified, "{text}");
        text
    }

    #[test]
    fn an_entry_is_verified_and_the_rest_stays() {
        let head = "# ours\n[[people]]\nname = \"Ilse Varnholt\" # in full\n";
        let tail = "\n# next\n[[people]]\nname = \"Ross Coyle\"\nunverified = true\n";
        let day = "verified = 2026-05-06\n";
        for (lines, right) in [
            ("unverified = true\n", format!("{day}by = \"desk\"\n")),
            ("unverified = true\nborn = 1971-04-02\n", format!("{day}by = \"desk\"\nborn = 1971-04-02\n")),
            ("", format!("{day}by = \"desk\"\n")),
            ("verified = 2025-01-01\nby = \"night desk\"\n", format!("{day}by = \"desk\"\n")),
            ("verified = 2025-01-01\nunverified = true\n", format!("{day}by = \"desk\"\n")),
        ] {
            let text = marked(&format!("{head}{lines}{tail}"), Some("desk"));
            assert_eq!(text, format!("{head}{right}{tail}"), "{lines}");
        }
        assert_eq!(marked("[[people]]\nname = \"A B\"", None), "[[people]]\nname = \"A B\"\nverified = 2026-05-06");
        let inline = "people = [{ name = \"A B\", by = \"x\", unverified = true }, { name = \"C D\" }]\n";
        assert_eq!(marked(inline, None), inline.replace("by = \"x\", unverified = true", "verified = 2026-05-06"));
        let dos = "[[people]]\r\nname = \"A B\"\r\n";
        assert_eq!(marked(dos, None), format!("{dos}verified = 2026-05-06\r\n"));
    }

    #[test]
    fn what_is_taken_from_a_draft_is_unverified() {
        let source = "[[people]]\nname = \"Ilse Varnholt\"\ntitles = [{ title = \"mayor\" }]\nverified = 2026-05-06\nby = \"desk\"\n\n\
            [[figures]]\nname = \"boats\"\nvalue = 31\n";
        let sheet = Reference::read("sheet", source, Syntax::Toml);
        let person = &sheet.people[0];
        let text =
            made(source, &taken(source, Syntax::Toml, person.titles[0].title.span, "harbour \"master\"").unwrap());
        let right = source
            .replace("\"mayor\"", r#""harbour \"master\"""#)
            .replace("verified = 2026-05-06\nby = \"desk\"\n", "unverified = true\n");
        assert_eq!(text, right);
        let text = made(source, &taken(source, Syntax::Toml, sheet.figures[0].span, "13").unwrap());
        assert_eq!(text, source.replace("value = 31\n", "value = 13\nunverified = true\n"));
        assert_eq!(taken(source, Syntax::Toml, Span::new(1, 2), "13"), None);
    }

    #[test]
    fn entries_of_json_and_yaml_are_changed_in_place() {
        let json =
            "{\"people\": [\n  {\n    \"name\": \"A B\",\n    \"unverified\": true\n  },\n  {\"name\": \"C D\"}\n]}";
        let right = "{\"people\": [\n  {\n    \"name\": \"A B\",\n    \"verified\": \"2026-05-06\",\n    \"by\": \"desk\"\n  },\n  {\"name\": \"C D\"}\n]}";
        assert_eq!(marked_in(json, Syntax::Json, Some("desk")), right);
        let line = "{\"people\": [{\"by\": \"x\", \"name\": \"A B\"}]}";
        assert_eq!(
            marked_in(line, Syntax::Json, None),
            "{\"people\": [{\"name\": \"A B\", \"verified\": \"2026-05-06\"}]}"
        );
        let yaml = "# ours\npeople:\n  - name: A B # in full\n    unverified: true\n\n  - name: C D\n";
        assert_eq!(
            marked_in(yaml, Syntax::Yaml, Some("desk")),
            "# ours\npeople:\n  - name: A B # in full\n    verified: 2026-05-06\n    by: \"desk\"\n\n  - name: C D\n"
        );
        let first = "people:\n- by: x\n  name: A B\n  note: |\n    one\n    two\n- {name: C D}\n";
        assert_eq!(
            marked_in(first, Syntax::Yaml, None),
            "people:\n- name: A B\n  note: |\n    one\n    two\n  verified: 2026-05-06\n- {name: C D}\n"
        );
        assert_eq!(
            marked_in("people: [{name: A B}]\n", Syntax::Yaml, None),
            "people: [{name: A B, verified: 2026-05-06}]\n"
        );
        let taken = |source: &str, syntax: Syntax, words: &str| {
            let sheet = Reference::read("sheet", source, syntax);
            let span = sheet.people.first().map_or_else(|| sheet.figures[0].span, |person| person.name.span);
            made(source, &super::taken(source, syntax, span, words).unwrap())
        };
        assert_eq!(
            taken(
                "{\"figures\": [{\"name\": \"boats\", \"value\": 31, \"verified\": \"2026-05-06\"}]}",
                Syntax::Json,
                "13"
            ),
            "{\"figures\": [{\"name\": \"boats\", \"value\": 13, \"unverified\": true}]}"
        );
        assert_eq!(
            taken("people:\n  - name: A B\n    verified: 2026-05-06\n    by: x\n", Syntax::Yaml, "A: B"),
            "people:\n  - name: \"A: B\"\n    unverified: true\n"
        );
        assert_eq!(
            taken("people:\n  - name: A B\n", Syntax::Yaml, "Ann B"),
            "people:\n  - name: Ann B\n    unverified: true\n"
        );
        // Rows have no place for it.
        let csv = "name,born\nA B,1970-01-01\n";
        let name = Reference::read("sheet", csv, Syntax::Csv).people[0].name.span;
        assert_eq!(super::taken(csv, Syntax::Csv, name, "C D"), None);
    }
}
