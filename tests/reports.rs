//! Every format of `check`, held against its schema or read by a parser of its own.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};
use tempfile::TempDir;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_deskcheck"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env("GITHUB_STEP_SUMMARY", folder.join("step.md"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Names and words that a report must not take for its own markup.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "a, b: 100% <ü> & \"c\".md",
        "<!-- deskcheck: ignore placeholder -->\nIts owner is TK.\n\nThe “ferry” 𝒳 goes to Lund | *Vik* <b>&amp;</b> ]]>, 40 miles\n(92 km) to the north.\n",
    );
    write("clean.txt", "Fog closes the port\n\nThe port was closed on Sunday, October 2, 2022, because of fog.\n");
    write(
        "gaps.txt",
        "Its owner is TK, its mast is TK metres long.\n\nIlse Varnholt left. Mr Varnhlot said so, Ilse Varnholt said.\n",
    );
    write("bad.txt", "a\0b");
    folder
}

/// The names of the drafts, in the order of the reports.
const FIRST: &str = "a, b: 100% <ü> & \"c\".md";

fn valid(schema: &str, value: &Value) {
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    for (url, file) in [("schema.json", schema), ("finding.schema.json", "docs/finding.schema.json")] {
        let text = fs::read_to_string(file).unwrap();
        let url = format!("https://deskcheck.test/{url}");
        compiler.add_resource(&url, serde_json::from_str(&text).unwrap()).unwrap();
    }
    let schema = compiler.compile("https://deskcheck.test/schema.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, schema) {
        panic!("{error:#}");
    }
}

#[test]
fn the_schema_of_reports_is_that_of_the_code() {
    let count = json!({ "type": "integer", "minimum": 0 });
    let counts = |names: &[&str]| {
        let counts: serde_json::Map<_, _> = names.iter().map(|name| ((*name).to_owned(), count.clone())).collect();
        json!({ "type": "object", "required": names, "properties": counts, "additionalProperties": false })
    };
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let file = json!({
        "type": "object",
        "required": ["path", "findings", "checked", "suppressed"],
        "properties": {
            "path": { "type": "string" },
            "findings": { "type": "array", "items": { "$ref": "finding.schema.json" } },
            "checked": { "type": "object", "additionalProperties": count },
            "suppressed": count,
            "notices": texts
        }
    });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What `deskcheck check --format json` prints; a line of `--format jsonl` is an element of `files` with `version`, the last one has `errors` and `summary`",
        "type": "object",
        "required": ["version", "files", "errors", "summary"],
        "properties": {
            "version": { "const": 1 },
            "files": { "type": "array", "items": file },
            "errors": texts,
            "summary": counts(&["drafts", "claims", "error", "warning", "information", "suppressed"])
        },
        "additionalProperties": false
    });
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/report.schema.json", &text).unwrap();
    }
    let there = fs::read_to_string("docs/report.schema.json").unwrap_or_default();
    assert!(there == text, "docs/report.schema.json is out of date: run UPDATE=1 cargo test");
    let desk = desk();
    for drafts in [".", "clean.txt", "bad.txt"] {
        let report: Value =
            serde_json::from_slice(&run(desk.path(), &["check", drafts, "--format", "json"]).stdout).unwrap();
        valid("docs/report.schema.json", &report);
    }
}

#[test]
fn json_and_json_lines_tell_the_same() {
    let desk = desk();
    let whole: Value = serde_json::from_slice(&run(desk.path(), &["check", ".", "--format", "json"]).stdout).unwrap();
    let lines = out(&run(desk.path(), &["check", ".", "--format", "jsonl"]));
    let mut lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let end = lines.pop().unwrap();
    assert_eq!((&end["summary"], &end["errors"]), (&whole["summary"], &whole["errors"]));
    assert_eq!(end["summary"]["suppressed"], 1);
    assert!(end["errors"][0].as_str().unwrap().contains("bad.txt: not a text file"));
    for line in &mut lines {
        assert_eq!(line.as_object_mut().unwrap().remove("version"), Some(json!(1)));
    }
    assert_eq!(json!(lines), whole["files"]);
    assert_eq!(whole["files"][0]["suppressed"], 1);
    for file in &lines {
        for finding in file["findings"].as_array().unwrap() {
            valid("docs/finding.schema.json", finding);
        }
    }
    // Nothing to report is a report too.
    let empty: Value =
        serde_json::from_slice(&run(desk.path(), &["check", "none.md", "--format", "json"]).stdout).unwrap();
    assert_eq!((&empty["files"], &empty["summary"]["drafts"]), (&json!([]), &json!(0)));
}

#[test]
fn sarif_is_valid_and_whole() {
    let desk = desk();
    let report: Value = serde_json::from_slice(&run(desk.path(), &["check", ".", "--format", "sarif"]).stdout).unwrap();
    valid("tests/schemas/sarif-2.1.0.json", &report);
    let run_of = &report["runs"][0];
    let rules = run_of["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run_of["results"].as_array().unwrap();
    assert_eq!(results.len(), 5, "{results:#?}");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["markdown"].as_str().unwrap().contains("## What it leaves alone"));
    }
    let ferry = results.iter().find(|it| it["ruleId"] == "conversion-mismatch").unwrap();
    let place = &ferry["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%2C%20b%3A%20100%25%20%3C%C3%BC%3E%20%26%20%22c%22.md");
    assert_eq!(place["region"]["snippet"]["text"], "92");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&json!(5), &json!(2)));
    let related = &ferry["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["snippet"]["text"], "40");
    assert_eq!(related["physicalLocation"]["region"]["startColumn"], 54);
    assert_eq!(ferry["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "64 km");
    assert_eq!(ferry["partialFingerprints"]["deskcheck/v1"].as_str().unwrap().len(), 16);
    let silent: Vec<_> = results.iter().filter(|it| it["suppressions"].is_array()).collect();
    assert_eq!(silent.len(), 1);
    assert_eq!(silent[0]["suppressions"][0]["kind"], "inSource");
    assert_eq!(run_of["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run_of["properties"]["suppressed"], 1);
    let clean: Value =
        serde_json::from_slice(&run(desk.path(), &["check", "clean.txt", "--format", "sarif"]).stdout).unwrap();
    valid("tests/schemas/sarif-2.1.0.json", &clean);
    assert_eq!(clean["runs"][0]["results"], json!([]));
}

/// Reads a workflow command as the runner does: command, properties, message.  Source: `actions/runner`, `ActionCommand`.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| data(&text.replace("%3A", ":").replace("%2C", ","));
    let properties = properties.split(',').map(|it| it.split_once('=').unwrap());
    (name.to_owned(), properties.map(|(key, value)| (key.to_owned(), property(value))).collect(), data(message))
}

#[test]
fn github_gets_annotations_and_a_summary() {
    let desk = desk();
    let done = run(desk.path(), &["check", ".", "--format", "github"]);
    assert_eq!(done.status.code(), Some(2));
    let commands: Vec<_> = out(&done).lines().map(command).collect();
    let (name, properties, message) = &commands[0];
    let property = |key: &str| properties.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    assert_eq!((name.as_str(), property("file")), ("error", Some(FIRST)));
    assert_eq!((property("line"), property("col"), property("endColumn")), (Some("5"), Some("2"), Some("4")));
    assert_eq!(property("title"), Some("conversion-mismatch"));
    assert_eq!(message, "40 miles is about 64 km (40 miles here, line 4); 40 miles = 64.37 km");
    assert_eq!(commands.iter().filter(|(name, ..)| name == "error").count(), 4, "{commands:?}");
    assert!(commands.last().unwrap().2.contains("1 suppressed"));
    let summary = fs::read_to_string(desk.path().join("step.md")).unwrap();
    let rows: Vec<_> = summary.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), 5, "{summary}");
    assert!(rows[1].contains("&lt;ü&gt; &amp; \"c\".md:5"), "{summary}");
    assert!(rows.iter().all(|row| row.replace("\\|", "").matches('|').count() == 5), "{summary}");
    assert!(summary.contains("not checked: ./bad.txt") && summary.contains("1 suppressed"), "{summary}");
    // A second run adds to it, another format writes none.
    run(desk.path(), &["check", "clean.txt", "--format", "github"]);
    run(desk.path(), &["check", "clean.txt", "--format", "sarif"]);
    assert_eq!(fs::read_to_string(desk.path().join("step.md")).unwrap().matches("### deskcheck").count(), 2);
}

#[test]
fn gitlab_gets_issues_each_of_its_own() {
    let desk = desk();
    let report: Value =
        serde_json::from_slice(&run(desk.path(), &["check", ".", "--format", "gitlab"]).stdout).unwrap();
    // What GitLab needs.  Source: its documentation of Code Quality reports.
    let issues = report.as_array().unwrap();
    assert_eq!(issues.len(), 4);
    for issue in issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string(), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64() > Some(0), "{issue}");
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(desk.path().join(path).is_file() && !path.starts_with("./"), "{path}");
    }
    let own: HashSet<_> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(own.len(), issues.len());
    assert_eq!(out(&run(desk.path(), &["check", "clean.txt", "--format", "gitlab"])).replace('\n', ""), "[]");
}

#[test]
fn junit_counts_what_it_says() {
    let desk = desk();
    for (fail_on, failures) in [("warning", 3), ("error", 2), ("never", 0)] {
        let xml = out(&run(desk.path(), &["check", ".", "--format", "junit", "--fail-on", fail_on]));
        let mut reader = Reader::from_str(&xml);
        let (mut stated, mut tests, mut cases, mut failed, mut suites, mut errors) = (0, 0, 0, 0, Vec::new(), 0);
        let mut in_case = false;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => {
                    let attribute = |key: &str| {
                        let value = tag.try_get_attribute(key).unwrap().unwrap_or_else(|| panic!("no {key}: {xml}"));
                        value.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned()
                    };
                    match tag.name().as_ref() {
                        "testsuite" => {
                            suites.push(attribute("name"));
                            stated += attribute("failures").parse::<usize>().unwrap();
                            tests += attribute("tests").parse::<usize>().unwrap();
                        }
                        "testcase" => {
                            cases += 1;
                            in_case = true;
                            assert!(!attribute("name").is_empty() && !attribute("classname").is_empty());
                        }
                        "failure" => {
                            failed += usize::from(std::mem::take(&mut in_case));
                            assert!(!attribute("message").is_empty());
                        }
                        "error" => errors += 1,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        assert_eq!((stated, failed, tests, errors), (failures, failures, cases, 1), "{xml}");
        assert_eq!(suites, [FIRST, "clean.txt", "gaps.txt", "not checked"]);
    }
}

#[test]
fn the_page_shows_the_words_and_takes_none_of_them_for_markup() {
    let desk = desk();
    let page = out(&run(desk.path(), &["check", ".", "--format", "html"]));
    let mut tags: Vec<String> = Vec::new();
    for event in html5gum::Tokenizer::new(&page) {
        if let Ok(html5gum::Token::StartTag(tag)) = event {
            tags.push(String::from_utf8_lossy(&tag.name).into_owned());
        }
    }
    let count = |name: &str| tags.iter().filter(|tag| *tag == name).count();
    assert_eq!((count("article"), count("section"), count("script"), count("b")), (4, 2, 0, 0), "{page}");
    assert!(page.contains("a, b: 100% &lt;ü&gt; &amp; &quot;c&quot;.md"), "{page}");
    assert!(page.contains("Its owner is <mark>TK</mark>, its mast is TK metres long."), "{page}");
    assert!(page.contains("Mr <mark>Varnhlot</mark> said so"), "{page}");
    assert!(page.contains("bad.txt"), "what could not be read is told: {page}");
    let clean = out(&run(desk.path(), &["check", "clean.txt", "--format", "html"]));
    assert!(clean.contains("No conflict found.") && clean.ends_with("</html>\n"), "{clean}");
}

#[test]
fn the_exit_code_is_that_of_the_findings_in_every_format() {
    let desk = desk();
    for format in ["terminal", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html"] {
        for (draft, expected) in [("clean.txt", 0), ("gaps.txt", 1), ("bad.txt", 2)] {
            let done = run(desk.path(), &["check", draft, "--format", format]);
            assert_eq!(done.status.code(), Some(expected), "{draft} {format}");
        }
    }
}

#[test]
fn why_tells_what_was_compared_and_what_not() {
    let folder = tempfile::tempdir().unwrap();
    let draft = "Storm kills 12\n\nThe storm killed 12 people and injured 30 people. It flooded 40 homes.\n\nIn all 19 people were killed last year. The ferry goes 40 miles (92 km) north.\n";
    fs::write(folder.path().join("a.txt"), draft).unwrap();
    let why = |place: &str| run(folder.path(), &["why", place]);
    let toll = out(&why("a.txt:3:19"));
    assert!(toll.starts_with("a.txt:3:18: quantity “12 people”\n  value: 12 people killed\n"), "{toll}");
    assert!(toll.contains("compared:\n  holds"), "{toll}");
    assert!(toll.contains("“30 people” (paragraph 1, line 3): tells of something else (injured)"), "{toll}");
    assert!(toll.contains("“40 homes” (paragraph 1, line 3): counts or measures something else (homes)"), "{toll}");
    let ferry = out(&why("a.txt:5:66"));
    assert!(ferry.contains("error: 40 miles is about 64 km [conversion-mismatch]"), "{ferry}");
    let other = "Ilse Varnholt left. Ilse Varnholt is 51. Its owner is TK.\n\nVarnhlot said so.\n";
    fs::write(folder.path().join("c.txt"), other).unwrap();
    let gap = out(&why("c.txt:1:56"));
    assert_eq!(gap, "c.txt:1:55: “TK”\ncompared:\n  error: a gap left to be filled in [placeholder]\n");
    let name = out(&why("c.txt:3:2"));
    assert!(name.contains("Varnhlot here, Varnholt twice: the same person? [name-spelling]"), "{name}");
    for (place, expected) in
        [("a.txt:3:19", 0), ("a.txt:3", 0), ("a.txt:3:1", 2), ("a.txt:99:1", 2), ("a.txt", 2), ("b.txt:1:1", 2)]
    {
        assert_eq!(why(place).status.code(), Some(expected), "{place}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&run(folder.path(), &["completions", shell]));
        assert!(
            script.contains("weekday") || script.contains("--write-baseline") || script.contains("-l write-baseline"),
            "{shell}"
        );
    }
    assert_eq!(run(folder.path(), &["completions", "cmd"]).status.code(), Some(2));
    assert!(out(&run(folder.path(), &["man"])).starts_with(".ie"), "{}", out(&run(folder.path(), &["man"])));
    assert_eq!(run(folder.path(), &["man", "pages"]).status.code(), Some(0));
    for command in ["", "-check", "-batch", "-rules", "-config", "-why", "-accept", "-lsp"] {
        let page = fs::read_to_string(folder.path().join(format!("pages/deskcheck{command}.1"))).unwrap();
        assert!(page.contains(".TH"), "{command}");
    }
}
