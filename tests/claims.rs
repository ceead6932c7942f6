//! `deskcheck claims`: the worksheet in every format.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use deskcheck::rules::RULES;
use html5gum::{Token, Tokenizer};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A draft with a claim of every group, one conflict and one sum that holds.
const DRAFT: &str = "\
Ferry sinks off Geneva, killing 12

The ferry sank near Geneva on Sunday, killing at least 13 people, the Harbour Ministry said. Nine were Swiss and four French.

\"Nobody had checked the pumps since spring,\" said Mina Torvald, 51, the mayor of Ostby.

Ms Torvald said the ferry was built in 1974. It was 40 miles (64 km) from the coast of France.
";

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
        .arg("claims")
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ferry.txt"), DRAFT).unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    fs::write(folder.path().join("binary.txt"), b"ab\0cd").unwrap();
    folder
}

/// The worksheet of a draft given as standard input.
fn json_of(draft: &str, arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let arguments: Vec<_> = ["-", "--format", "json"].iter().chain(arguments).copied().collect();
    let done = run(folder.path(), &arguments, draft.as_bytes());
    assert_eq!(code(&done), 0, "{}", err(&done));
    serde_json::from_slice::<Value>(&done.stdout).unwrap()["drafts"][0].take()
}

fn row<'a>(worksheet: &'a Value, title: &str) -> &'a Value {
    let rows = worksheet["claims"].as_array().unwrap();
    let found = rows.iter().find(|row| row["title"] == title);
    found.unwrap_or_else(|| panic!("no {title:?} among {:?}", rows.iter().map(|it| &it["title"]).collect::<Vec<_>>()))
}

#[test]
fn exit_codes_say_what_happened() {
    let desk = desk();
    for (arguments, expected) in [
        (&["ferry.txt"][..], 0),
        (&["empty.txt"], 0),
        (&["-"], 0),
        (&["ferry.txt", "--kind", "people,dates"], 0),
        (&["ferry.txt", "--published", "2026-05-06", "--lang", "en-GB", "--as", "text"], 0),
        (&["binary.txt"], 2),
        (&["missing.txt"], 2),
        (&["ferry.txt", "missing.txt"], 2),
        (&["ferry.txt", "--reference", "missing.toml"], 2),
        (&["ferry.txt", "--kind", "animals"], 2),
        (&["ferry.txt", "--format", "pdf"], 2),
        (&["ferry.txt", "--published", "soon"], 2),
        (&["ferry.txt", "--output", "no/such/folder/sheet.csv"], 2),
        (&[], 2),
    ] {
        let done = run(desk.path(), arguments, b"");
        assert_eq!(code(&done), expected, "{arguments:?}: {}", err(&done));
    }
}

#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let desk = desk();
    for format in ["terminal", "json", "csv", "html"] {
        let done = run(desk.path(), &["binary.txt", "ferry.txt", "--format", format], b"");
        assert_eq!(code(&done), 2);
        assert!(err(&done).contains("binary.txt: not a text file"), "{}", err(&done));
        assert!(out(&done).contains("Mina Torvald"), "{format}");
    }
    let done = run(desk.path(), &["binary.txt", "--format", "json"], b"");
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(report["drafts"], json!([]));
    assert!(report["errors"][0].as_str().unwrap().contains("binary.txt"));
}

#[test]
fn a_draft_without_claims_has_a_worksheet() {
    let desk = desk();
    let table = run(desk.path(), &["empty.txt"], b"");
    assert!(out(&table).contains("no claims found"), "{}", out(&table));
    let sheet = run(desk.path(), &["empty.txt", "--format", "csv"], b"");
    assert_eq!(out(&sheet).lines().count(), 1);
    let page = run(desk.path(), &["empty.txt", "--format", "html"], b"");
    assert!(out(&page).contains("The draft is empty."));
    assert_eq!(json_of("", &[])["claims"], json!([]));
}

#[test]
fn the_output_is_never_written_over_what_is_read() {
    let desk = desk();
    fs::write(desk.path().join("facts.toml"), "[[people]]\nname = \"Mina Torvald\"\n").unwrap();
    fs::hard_link(desk.path().join("ferry.txt"), desk.path().join("twin.csv")).unwrap();
    for output in ["ferry.txt", "./ferry.txt", "twin.csv", "facts.toml"] {
        let done = run(desk.path(), &["ferry.txt", "--reference", "facts.toml", "-o", output], b"");
        assert_eq!(code(&done), 2, "{output}");
        assert!(err(&done).contains("give --output another name"), "{}", err(&done));
    }
    // The folder is read, and the draft lies in it.
    assert_eq!(code(&run(desk.path(), &[".", "-o", "ferry.txt"], b"")), 2);
    assert_eq!(fs::read_to_string(desk.path().join("ferry.txt")).unwrap(), DRAFT);
    let done = run(desk.path(), &["ferry.txt", "-o", "sheet.txt"], b"");
    assert_eq!((code(&done), out(&done)), (0, String::new()));
    assert!(fs::read_to_string(desk.path().join("sheet.txt")).unwrap().contains("Mina Torvald"));
}

#[test]
fn the_table_shows_each_thing_once_with_what_it_was_held_against() {
    let desk = desk();
    let table = out(&run(desk.path(), &["ferry.txt", "--published", "2026-05-06"], b""));
    for group in ["People", "Organisations", "Figures", "Dates", "Quotes", "Places"] {
        assert!(table.contains(&format!(" {group} ")), "{group} in {table}");
    }
    assert_eq!(table.matches("\n Mina Torvald ").count(), 1, "{table}");
    assert!(table.contains("Torvald, line 7"), "{table}");
    assert!(table.contains("Sunday, May 3, 2026"), "{table}");
    assert!(table.contains("CONFLICT: 12 killed"), "{table}");
    assert!(table.contains("40 miles = 64.37 km"), "{table}");
    assert!(table.contains("nothing backs it"), "{table}");
    let people = out(&run(desk.path(), &["ferry.txt", "--kind", "people"], b""));
    assert!(people.contains("Mina Torvald") && !people.contains("Sunday"), "{people}");
}

#[test]
fn no_command_of_a_draft_reaches_the_terminal() {
    let done = run(desk().path(), &["-"], "\u{9b}31mRed\n\nMina \u{85}Torvald said\u{9b}2J on Sunday.\n".as_bytes());
    assert!(!out(&done).chars().any(|letter| letter.is_control() && letter != '\n'), "{:?}", out(&done));
}

#[test]
fn json_tells_mentions_comparisons_and_states() {
    let worksheet = json_of(DRAFT, &["--published", "2026-05-06"]);
    assert_eq!(worksheet["path"], "standard input");
    assert_eq!(worksheet["published"], "2026-05-06");
    let mayor = row(&worksheet, "Mina Torvald");
    assert_eq!(mayor["mentions"].as_array().unwrap().len(), 2);
    assert_eq!(mayor["mentions"][1]["text"], "Torvald");
    assert_eq!((&mayor["mentions"][1]["line"], &mayor["mentions"][1]["paragraph"]), (&json!(7), &json!(3)));
    assert_eq!(mayor["state"], "consistent");
    let toll = row(&worksheet, "at least 13 people killed");
    assert_eq!((&toll["state"], &toll["group"], &toll["low"]), (&json!("conflict"), &json!("figures"), &json!(13)));
    assert_eq!(toll["also"][0]["text"], "12");
    assert_eq!(toll["compared"][0]["with"]["at"], "headline");
    assert_eq!(worksheet["conflicts"][0]["rule"], "headline-figure");
    assert_eq!(worksheet["conflicts"][0]["claims"].as_array().unwrap().len(), 2);
    assert_eq!(row(&worksheet, "64 km")["state"], "consistent");
    assert_eq!(row(&worksheet, "Nobody had checked the pumps since spring")["state"], "unchecked");
    assert_eq!(row(&worksheet, "51")["meant"], "age of Mina Torvald");
    assert_eq!(row(&worksheet, "Harbour Ministry")["group"], "organisations");
    assert_eq!(row(&worksheet, "Geneva")["mentions"].as_array().unwrap().len(), 2);
    assert_eq!(row(&worksheet, "France")["group"], "places");
    let days: Vec<_> =
        worksheet["timeline"].as_array().unwrap().iter().map(|it| it["value"].as_str().unwrap()).collect();
    assert_eq!(days, ["1974", "2026-SP", "2026-05-03", "2026-05-06"]);
    assert_eq!(worksheet["timeline"][3]["published"], true);
}

#[test]
fn the_fact_sheet_verifies() {
    let desk = desk();
    fs::write(desk.path().join("facts.toml"), "[[people]]\nname = \"Mina Torvald\"\n").unwrap();
    let done = run(desk.path(), &["ferry.txt", "--reference", "facts.toml", "--format", "json"], b"");
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(row(&report["drafts"][0], "Mina Torvald")["state"], "verified");
    let html = out(&run(desk.path(), &["ferry.txt", "--reference", "facts.toml", "--format", "html"], b""));
    assert!(html.contains("What the fact sheet bears out"));
    let without = out(&run(desk.path(), &["ferry.txt", "--format", "html"], b""));
    assert!(!without.contains("What the fact sheet bears out") && without.contains("40 miles = 64.37 km"));
}

#[test]
fn places_are_told_from_what_shares_their_name() {
    let places = |draft: &str| -> Vec<String> {
        let worksheet = json_of(draft, &["--kind", "places"]);
        worksheet["claims"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(places("He flew from Geneva to the US and back. Geneva was cold.\n"), ["Geneva", "US"]);
    assert_eq!(places("KARLSKRONA, Sweden — The yard closed. Karlskrona mourns.\n"), ["KARLSKRONA", "Sweden"]);
    assert!(places("The US Treasury and Jordan Price said no. Agence France-Presse wrote so.\n").is_empty());
}

#[test]
fn cells_are_no_formulas() {
    let folder = tempfile::tempdir().unwrap();
    let draft = "Formulas\n\n\"=cmd|' /C calc'!A0 is what he typed,\" said Mina Torvald.\n\n\"@SUM of all our fears, he said\" was the sign. \"+1 to that plan, again\" was another. It was -5 C.\n";
    let done = run(folder.path(), &["-", "--format", "csv"], draft.as_bytes());
    assert_eq!(code(&done), 0);
    let text = out(&done);
    let text = text.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().take(5).collect::<Vec<_>>(),
        ["draft", "group", "kind", "claim", "read as"]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell.starts_with("'="))), "{rows:?}");
    for cell in rows.iter().flat_map(csv::StringRecord::iter) {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!formula || cell.parse::<f64>().is_ok(), "{cell}");
    }
}

#[test]
fn csv_has_a_row_a_claim() {
    let desk = desk();
    let done = run(desk.path(), &["ferry.txt", "--format", "csv", "--published", "2026-05-06"], b"");
    let bytes = out(&done);
    let mut reader = csv::Reader::from_reader(bytes.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| row[head.iter().position(|it| it == name).unwrap()].to_owned();
    let toll = rows.iter().find(|row| cell(row, "value") == "13").unwrap();
    assert_eq!((cell(toll, "low"), cell(toll, "high")), ("13".to_owned(), String::new()));
    assert_eq!((cell(toll, "place"), cell(toll, "line")), ("paragraph 1".to_owned(), "3".to_owned()));
    assert_eq!((cell(toll, "state"), cell(toll, "elsewhere")), ("conflict".to_owned(), "12 (line 1)".to_owned()));
    assert_eq!(rows.len(), json_of(DRAFT, &["--published", "2026-05-06"])["claims"].as_array().unwrap().len());
}

/// What a browser would make of a page: its elements with their attributes, and the words outside style sheets.
struct Page {
    elements: Vec<(String, Vec<(String, String)>)>,
    text: String,
}

fn page(source: &str) -> Page {
    let mut page = Page { elements: Vec::new(), text: String::new() };
    let mut in_style = false;
    for token in Tokenizer::new(source) {
        let Ok(token) = token;
        let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        match token {
            Token::StartTag(tag) => {
                in_style = **tag.name == *b"style";
                let attributes = tag.attributes.iter().map(|(name, value)| (words(name), words(value))).collect();
                page.elements.push((words(&tag.name), attributes));
            }
            Token::EndTag(_) => in_style = false,
            Token::String(text) if !in_style => page.text.push_str(&words(&text)),
            _ => {}
        }
    }
    page
}

const HOSTILE: &str = "\
<script>alert(1)</script> & \"><img src=x onerror=alert(2)> {{ 7*7 }}

<b onmouseover=alert(3)>Mina Torvald</b> met '\"><svg/onload=alert(4)> on Sunday, </style><script src=//evil.example/x.js></script> said.

\"{% raw %} </article><iframe src=javascript:alert(5)> we were told so,\" said Mina Torvald, 51. At least 12 people </a><a href='javascript:alert(6)'> died in Geneva.
";

#[test]
fn nothing_of_a_draft_becomes_markup() {
    let desk = desk();
    fs::write(desk.path().join("<img src=x>&{{1}}.txt"), HOSTILE).unwrap();
    let done = run(desk.path(), &["<img src=x>&{{1}}.txt", "--format", "html"], b"");
    assert_eq!(code(&done), 0, "{}", err(&done));
    let page = page(&out(&done));
    for (name, attributes) in &page.elements {
        assert!(!["script", "img", "svg", "iframe", "b", "object", "link", "base"].contains(&&**name), "{name}");
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on") && attribute != "src" && attribute != "style", "{name} {attribute}");
            assert!(attribute != "href" || value.starts_with('#'), "{value}");
        }
    }
    assert!(page.text.contains("<script>alert(1)</script> & \"><img src=x onerror=alert(2)> {{ 7*7 }}"));
    assert!(page.text.contains("{% raw %}") && page.text.contains("<img src=x>&{{1}}.txt"));
    assert_eq!(page.elements.iter().filter(|(name, _)| name == "style").count(), 1);
}

#[test]
fn the_page_holds_the_whole_article_and_every_link_has_its_end() {
    let desk = desk();
    fs::write(desk.path().join("loud.md"), "# A *gap* in Lund\n\nThe toll in **Lund** rose to TK on Monday, \"and Lund, 3 May, mourned its dead,\" he said.\n")
        .unwrap();
    let done = run(desk.path(), &["ferry.txt", "loud.md", "--format", "html", "--published", "2026-05-06"], b"");
    let page = page(&out(&done));
    all_links_hold(&page);
    let kinds = run(desk.path(), &["ferry.txt", "loud.md", "--format", "html", "--kind", "figures"], b"");
    all_links_hold(&self::page(&out(&kinds)));
    for paragraph in DRAFT.lines().filter(|line| !line.is_empty()) {
        assert!(page.text.contains(paragraph), "{paragraph}");
    }
    assert!(page.text.contains("The toll in Lund rose to TK on Monday"));
    assert!(page.text.contains("What does not agree") && page.text.contains("Timeline"));
}

/// Every link leads to an element, and no two elements have one name.
fn all_links_hold(page: &Page) {
    let attributes = |wanted: &str| -> Vec<&str> {
        let all = page.elements.iter().flat_map(|(_, attributes)| attributes);
        all.filter(|(name, _)| name == wanted).map(|(_, value)| &**value).collect()
    };
    let ids = attributes("id");
    let known: HashSet<_> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id twice: {ids:?}");
    for href in attributes("href") {
        assert!(known.contains(href.trim_start_matches('#')), "{href} leads nowhere");
    }
}

#[test]
fn a_long_draft_takes_no_longer_than_its_length() {
    // Names, figures and dates that all meet: with the square of them this would not end.
    let draft: String = (0..1500).fold("Tally\n\n".to_owned(), |draft, at| {
        draft + &format!("In Geneva {at} people met Mina Torvald on Sunday. Mr Torvald left the Harbour Ministry.\n\n")
    });
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &["-", "--format", "csv"], draft.as_bytes());
    assert_eq!(code(&done), 0, "{}", err(&done));
    assert!(done.stdout.len() < 50_000_000, "{}", done.stdout.len());
}

/// The schema of `claims --format json`.
fn schema() -> Value {
    let span = json!({ "type": "object", "required": ["start", "end"], "properties": { "start": { "type": "integer" }, "end": { "type": "integer" } } });
    let text = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 1 });
    let rules: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    let mention = json!({
        "type": "object", "required": ["span", "text", "at", "line", "column"],
        "properties": { "span": span, "text": text, "at": text, "line": count, "column": count, "paragraph": count }
    });
    let mentions = json!({ "type": "array", "items": mention });
    let compared = json!({
        "type": "object", "required": ["rule", "held", "outcome"],
        "properties": { "rule": { "enum": rules }, "held": { "type": "boolean" }, "outcome": text, "calculation": text, "with": mention }
    });
    let rests = json!({
        "type": "object", "required": ["on"],
        "properties": {
            "on": { "enum": ["verified", "entered", "unverified", "none"] },
            "source": text, "source_span": span, "verified": text, "by": text, "says": text, "note": text, "url": text
        }
    });
    let tick = json!({
        "type": "object", "required": ["state"],
        "properties": {
            "state": { "enum": ["unchecked", "queried", "checked", "changed"] },
            "by": text, "when": text, "note": text, "was": text
        }
    });
    let claim = json!({
        "type": "object", "required": ["id", "group", "kind", "span", "text", "title", "state", "mentions", "compared", "rests", "tick", "sentence"],
        "properties": {
            "id": count,
            "group": { "enum": ["people", "organisations", "figures", "dates", "quotes", "places"] },
            "kind": { "enum": ["date", "time", "duration", "set", "number", "ordinal", "percent", "money", "quantity", "age", "person", "title", "organisation", "place", "quote"] },
            "span": span, "text": text,
            "timex": { "enum": ["DATE", "TIME", "DURATION", "SET"] },
            "number": span,
            "value": { "type": ["string", "number", "array"] }, "low": { "type": ["number", "null"] }, "high": { "type": ["number", "null"] },
            "modifier": text, "unit": text, "event": text, "cell": { "type": "object", "properties": { "row": text, "column": text } }, "name": text,
            "title": text, "meant": text,
            "state": { "enum": ["conflict", "verified", "consistent", "unchecked"] },
            "mentions": mentions, "also": mentions,
            "compared": { "type": "array", "items": compared },
            "rests": rests, "tick": tick,
            "sentence": text
        }
    });
    let conflict = json!({ "$ref": "finding.schema.json", "required": ["places", "claims"], "properties": { "places": mentions, "claims": { "type": "array", "items": count } } });
    let held = json!({
        "type": "object", "required": ["rule", "outcome", "places", "times"],
        "properties": { "rule": { "enum": rules }, "outcome": text, "places": mentions, "times": count }
    });
    let moment = json!({
        "type": "object", "required": ["value", "shown", "sentence", "published"],
        "properties": { "value": text, "shown": text, "claim": count, "state": { "enum": ["conflict", "verified", "consistent", "unchecked"] }, "sentence": text, "published": { "type": "boolean" } }
    });
    let claimed = json!({
        "kind": claim["properties"]["kind"], "span": span, "text": text, "timex": claim["properties"]["timex"], "number": span,
        "value": claim["properties"]["value"], "low": claim["properties"]["low"], "high": claim["properties"]["high"],
        "modifier": text, "unit": text, "event": text, "cell": claim["properties"]["cell"], "name": text, "at": text, "line": count
    });
    let before = json!({ "type": "object", "required": ["kind", "span", "text", "line"], "properties": claimed });
    let now = json!({ "type": "object", "required": ["kind", "span", "text", "at", "line"], "properties": claimed });
    let change = json!({
        "type": "object", "required": ["change"],
        "properties": { "change": { "enum": ["added", "removed", "changed"] }, "before": before, "now": now }
    });
    let changes = json!({
        "type": "object", "required": ["since", "claims"],
        "properties": { "since": text, "claims": { "type": "array", "items": change } }
    });
    let draft = json!({
        "type": "object", "required": ["path", "claims", "conflicts", "held", "timeline"],
        "properties": {
            "path": text, "headline": text, "published": text, "published_by": text,
            "claims": { "type": "array", "items": claim },
            "conflicts": { "type": "array", "items": conflict },
            "held": { "type": "array", "items": held },
            "timeline": { "type": "array", "items": moment },
            "gone": { "type": "array", "items": text },
            "changes": changes
        }
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The worksheet that `deskcheck claims --format json` prints",
        "type": "object", "required": ["version", "drafts", "errors"],
        "properties": {
            "version": { "const": 1 },
            "drafts": { "type": "array", "items": draft },
            "errors": { "type": "array", "items": text }
        }
    })
}

/// Holds a value against the part of JSON Schema that the schemas here use; what the schema does not know is wrong too.
fn valid(schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let mut schema = schema.clone();
    if let Some(other) = schema["$ref"].as_str() {
        let mut base: Value = serde_json::from_str(&fs::read_to_string(format!("docs/{other}")).unwrap()).unwrap();
        let more = schema["properties"].as_object().unwrap().clone();
        base["properties"].as_object_mut().unwrap().extend(more);
        base["required"].as_array_mut().unwrap().extend(schema["required"].as_array().unwrap().clone());
        schema = base;
    }
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |kind: &Value| kind == name || (kind == "number" && name == "integer");
    let typed = match &schema["type"] {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(fits),
        kind => fits(kind),
    };
    let listed = schema["enum"].as_array().is_none_or(|list| list.contains(value));
    let fixed = schema.get("const").is_none_or(|it| it == value);
    let large = schema["minimum"].as_f64().is_none_or(|least| value.as_f64().is_some_and(|it| it >= least));
    if !(typed && listed && fixed && large) {
        wrong.push(format!("{at}: {value}"));
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        if value.get(key.as_str().unwrap()).is_none() {
            wrong.push(format!("{at}: no {key}"));
        }
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for (key, value) in object {
            match properties.get(key) {
                Some(schema) => valid(schema, value, &format!("{at}.{key}"), wrong),
                None => wrong.push(format!("{at}: {key} is not in the schema")),
            }
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        for item in list {
            valid(items, item, &format!("{at}[]"), wrong);
        }
    }
}

#[test]
fn json_is_as_its_schema_says() {
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/claims.schema.json", &text).unwrap();
    }
    let there = fs::read_to_string("docs/claims.schema.json").unwrap_or_default();
    assert!(there == text, "docs/claims.schema.json is out of date: run UPDATE=1 cargo test");
    let desk = desk();
    let example = fs::canonicalize("examples/harbour-fire.md").unwrap();
    let arguments = ["ferry.txt", "empty.txt", "binary.txt", example.to_str().unwrap(), "--format", "json"];
    let report: Value = serde_json::from_slice(&run(desk.path(), &arguments, b"").stdout).unwrap();
    let mut wrong = Vec::new();
    valid(&schema(), &report, "report", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(report["drafts"].as_array().unwrap().len(), 3);
    // The validator can fail.
    let mut broken = report;
    broken["drafts"][0]["claims"][0]["state"] = json!("fine");
    valid(&schema(), &broken, "report", &mut wrong);
    assert_eq!(wrong.len(), 1);
}
