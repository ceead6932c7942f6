//! Settings, accept lists, baselines and the options of `check` that go with them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_STEP_SUMMARY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    run_with(folder, arguments, "")
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

/// A desk with these files.
fn desk(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const GAP: &str = "The boat sank off TK on Monday.\n";
const DATE: &str = "The boat sank. It was found on 03/04/2022, and raised on Sunday, April 3, 2022.\n";

#[test]
fn settings_are_found_upwards_and_the_nearest_holds() {
    let desk = desk(&[
        ("deskcheck.toml", "[rules]\nplaceholder = \"off\"\n"),
        ("news/a.md", GAP),
        ("sport/deskcheck.toml", "[rules]\nplaceholder = \"information\"\n"),
        ("sport/cup/b.md", GAP),
    ]);
    for (arguments, expected) in [
        (&["check", "news"][..], 0),
        (&["check", "sport"], 0),
        (&["check", "sport", "--fail-on", "information"], 1),
        (&["check", "news", "--no-config"], 1),
        (&["check", "news", "--config", "sport/deskcheck.toml", "--fail-on", "information"], 1),
        (&["check", "news", "--select", "placeholder"], 1),
        (&["check", "news", "--config", "none.toml"], 2),
        (&["check", "news", "--config", "none.toml", "--no-config"], 2),
    ] {
        let done = run(desk.path(), arguments);
        assert_eq!(code(&done), expected, "{arguments:?}: {}{}", out(&done), err(&done));
    }
    // From within the folder too, and for standard input by its name.
    assert_eq!(code(&run(&desk.path().join("news"), &["check", "a.md"])), 0);
    for (name, expected) in [("news/x.md", 0), ("../x.md", 1), ("sport/x.md", 0)] {
        let done = run_with(desk.path(), &["check", "-", "--stdin-filename", name], GAP);
        assert_eq!(code(&done), expected, "{name}: {}", out(&done));
    }
    let named =
        run_with(desk.path(), &["check", "-", "--stdin-filename", "x.html", "--no-config"], "<p>Off <b>TK</b>.</p>");
    assert!(out(&named).starts_with("x.html:1:11 (paragraph 1)"), "{}", out(&named));
}

#[test]
fn broken_settings_are_told_and_the_good_lines_serve() {
    let desk = desk(&[
        ("deskcheck.toml", "langauge = \"en-GB\"\n[rules]\nplaceholder = \"off\"\nscale-slip = 3\n"),
        ("a.md", GAP),
        ("b.md", "It sank, 40 miles (92 km) out.\n"),
    ]);
    let done = run(desk.path(), &["check", "."]);
    assert_eq!(code(&done), 2);
    let told = err(&done);
    assert_eq!(
        told.matches("deskcheck.toml:1:1: unknown key `langauge`: did you mean `language`?").count(),
        1,
        "{told}"
    );
    assert!(told.contains("deskcheck.toml:4:14: `scale-slip` should be one of \"off\""), "{told}");
    assert!(out(&done).contains("conversion-mismatch") && !out(&done).contains("placeholder"), "{}", out(&done));
    fs::write(desk.path().join("deskcheck.toml"), b"a\0b").unwrap();
    let done = run(desk.path(), &["check", "a.md"]);
    assert!(code(&done) == 2 && err(&done).contains("deskcheck.toml: not a text file"), "{}", err(&done));
}

#[test]
fn settings_for_some_drafts_and_the_language() {
    let toml = "[[overrides]]\nfiles = [\"world/**\"]\nlanguage = \"en-GB\"\n\n[[overrides]]\nfiles = [\"world/us/*.md\"]\ndate-order = \"month-first\"\n";
    let desk = desk(&[("deskcheck.toml", toml), ("world/a.md", DATE), ("world/us/a.md", DATE)]);
    let claims = |draft: &str| {
        let done = run(desk.path(), &["why", &format!("{draft}:1:35")]);
        out(&done)
    };
    assert!(claims("world/a.md").contains("value: DATE 2022-04-03"), "{}", claims("world/a.md"));
    assert!(claims("world/us/a.md").contains("value: DATE 2022-03-04"), "{}", claims("world/us/a.md"));
}

#[test]
fn the_house_has_its_honorifics() {
    let draft = "Greta Hallam keeps the box. Mrs Hallam was born there.\n";
    let desk = desk(&[("deskcheck.toml", "honorifics = \"never\"\n"), ("a.txt", draft)]);
    let done = run(desk.path(), &["check", "a.txt"]);
    assert_eq!(code(&done), 0);
    assert!(
        out(&done).contains("info[honorific-style]: Mrs Hallam here, where the house writes Hallam"),
        "{}",
        out(&done)
    );
    fs::write(desk.path().join("deskcheck.toml"), "honorifics = \"never\"\nrules.honorific-style = \"warning\"\n")
        .unwrap();
    assert_eq!(code(&run(desk.path(), &["check", "a.txt"])), 1);
    assert_eq!(code(&run(desk.path(), &["check", "a.txt", "--no-config", "--fail-on", "information"])), 0);
}

#[test]
fn folders_are_walked_as_the_settings_say() {
    let toml = "[files]\ninclude = [\"*.md\", \"*.copy\"]\nexclude = [\"archive/\", \"notes.md\"]\n";
    let desk = desk(&[
        ("deskcheck.toml", toml),
        ("a.md", GAP),
        ("b.copy", GAP),
        ("c.txt", GAP),
        ("notes.md", GAP),
        ("archive/2019/d.md", GAP),
        ("sub/notes.md", GAP),
    ]);
    let checked = |arguments: &[&str]| {
        let done = run(desk.path(), arguments);
        let report: Value = serde_json::from_slice(&done.stdout).unwrap();
        report["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(checked(&["check", ".", "--format", "json"]), ["./a.md", "./b.copy"]);
    // What is named is checked in any case.
    assert_eq!(checked(&["check", "notes.md", "c.txt", "--format", "json"]), ["notes.md", "c.txt"]);
    assert_eq!(checked(&["check", ".", "--format", "json", "--no-config"]).len(), 5);
}

#[test]
fn fact_sheets_of_settings_and_front_matter() {
    let sheet = |name: &str| format!("[[people]]\nname = \"{name}\"\n");
    let draft = "Ilse Varnhold closed the port. Ross Coyel was at sea.\n";
    let desk = desk(&[
        ("deskcheck.toml", "reference = [\"facts/*.toml\"]\n"),
        ("facts/people.toml", &sheet("Ilse Varnholt")),
        ("facts/deep/more.toml", &sheet("Ross Coyle")),
        ("a.md", draft),
        ("news/b.md", &format!("---\ndeskcheck:\n  reference: [../facts/deep/more.toml]\n---\n{draft}")),
    ]);
    let done = run(desk.path(), &["check", "a.md"]);
    assert!(
        out(&done).contains("Ilse Varnholt in the fact sheet") && !out(&done).contains("Ross Coyle in"),
        "{}",
        out(&done)
    );
    let done = run(desk.path(), &["check", "news/b.md"]);
    assert!(
        out(&done).contains("Ilse Varnholt in the fact sheet") && out(&done).contains("Ross Coyle in"),
        "{}",
        out(&done)
    );
    fs::write(desk.path().join("deskcheck.toml"), "reference = [\"fakts/*.toml\", \"none.toml\"]\n").unwrap();
    let done = run(desk.path(), &["check", "a.md", "news/b.md"]);
    assert_eq!(code(&done), 2);
    assert_eq!(err(&done).matches("no file is called fakts/*.toml").count(), 1, "{}", err(&done));
    assert!(err(&done).contains("none.toml: the fact sheet could not be read"), "{}", err(&done));
}

#[test]
fn config_says_where_each_value_is_from() {
    let toml = "language = \"en-GB\"\n[rules]\nplaceholder = \"warning\"\n[[overrides]]\nfiles = [\"sport/**\"]\nrules = { placeholder = \"off\" }\n";
    let desk = desk(&[("deskcheck.toml", toml), ("sport/a.md", GAP), ("a.md", GAP)]);
    let lines = |path: &str| out(&run(desk.path(), &["config", path])).lines().map(str::to_owned).collect::<Vec<_>>();
    let line = |path: &str, key: &str| {
        let lines = lines(path);
        let line = lines.iter().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("no {key} in {lines:?}"));
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(line("a.md", "language"), ["language", "en-GB", "deskcheck.toml:1:12"]);
    assert_eq!(line("a.md", "placeholder"), ["placeholder", "warning", "deskcheck.toml:3:15"]);
    assert_eq!(line("sport/a.md", "placeholder"), ["placeholder", "off", "deskcheck.toml:6:25"]);
    assert_eq!(line("sport", "placeholder"), ["placeholder", "off", "deskcheck.toml:6:25"]);
    assert_eq!(line("a.md", "weekday-mismatch"), ["weekday-mismatch", "error", "default"]);
    assert_eq!(code(&run(desk.path(), &["config", "none"])), 2);
    fs::write(desk.path().join("deskcheck.toml"), "rule = 3\n").unwrap();
    let done = run(desk.path(), &["config"]);
    assert!(code(&done) == 2 && err(&done).contains("did you mean `rules`?"), "{}", err(&done));
}

#[test]
fn the_schema_on_disk_is_that_of_the_code() {
    let printed = out(&run(Path::new("."), &["config", "--schema"]));
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/settings.schema.json", &printed).unwrap();
    }
    let there = fs::read_to_string("docs/settings.schema.json").unwrap_or_default();
    assert!(there == printed, "docs/settings.schema.json is out of date: run UPDATE=1 cargo test");
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("settings.json", serde_json::from_str(&printed).unwrap()).unwrap();
    let schema = compiler.compile("settings.json", &mut schemas).unwrap();
    let good = json!({
        "language": "en-GB", "reference": ["a.toml"], "rules": { "placeholder": "off" }, "files": { "exclude": ["a/"] },
        "overrides": [{ "files": ["b/**"], "rules": {} }],
        "accept": [{ "rule": "placeholder", "values": ["TK"], "by": "K. Lund", "when": "2026-05-06", "why": "a name" }]
    });
    assert!(schemas.validate(&good, schema).is_ok());
    for bad in [json!({ "langauge": "en-GB" }), json!({ "rules": { "placeholder": 1 } }), json!({ "language": "en" })] {
        assert!(schemas.validate(&bad, schema).is_err(), "{bad}");
    }
}

#[test]
fn the_accept_list_stands_beside_the_draft() {
    let desk = desk(&[("a.txt", "It sank, 40 miles (92 km) out.\n\nIts owner is TK.\n")]);
    let accept = |arguments: &[&str]| run(desk.path(), &[&["accept"], arguments].concat());
    let reason = ["--why", "by way of Vik", "--by", "K. \"Kaj\" Lund", "--when", "2026-05-06"];
    for (arguments, expected) in [
        (&["a.txt:1:20"][..], 2),
        (&["a.txt", "--why", "x"], 2),
        (&["a.txt:9:1", "--why", "x"], 2),
        (&["a.txt:1:2", "--why", "x"], 2),
        (&["a.txt:1", "--why", "x", "--rule", "placeholder"], 2),
        (&["none.txt:1:2", "--why", "x"], 2),
        (&[&["a.txt:1:20"][..], &reason].concat(), 0),
    ] {
        let done = accept(arguments);
        assert_eq!(code(&done), expected, "{arguments:?}: {}{}", out(&done), err(&done));
    }
    let list = fs::read_to_string(desk.path().join("a.accept.toml")).unwrap();
    assert!(list.contains("by = \"K. \\\"Kaj\\\" Lund\"\nwhy = \"by way of Vik\"\nwhen = 2026-05-06\n"), "{list}");
    let done = run(desk.path(), &["check", "a.txt"]);
    assert!(out(&done).contains("1 error, 1 suppressed") && !out(&done).contains("is about 64"), "{}", out(&done));
    assert_eq!(code(&run(desk.path(), &["accept", "a.txt:3", "--why", "not yet known"])), 0);
    let done = run(desk.path(), &["check", "a.txt"]);
    assert_eq!((code(&done), out(&done).contains("2 suppressed")), (0, true), "{}", out(&done));
    assert_eq!(code(&run(desk.path(), &["check", "a.txt", "--no-config"])), 1);
    // It lapses with the value, and that is said.
    fs::write(desk.path().join("a.txt"), "It sank, 40 miles (93 km) out.\n\nIts owner is TK.\n").unwrap();
    let done = run(desk.path(), &["check", "a.txt"]);
    assert_eq!(code(&done), 1);
    assert!(err(&done).contains("is no longer found: take it off the accept list"), "{}", err(&done));
    fs::write(desk.path().join("a.accept.toml"), "[[accept]]\nrule = \"placeholders\"\nvalues = []\n").unwrap();
    let done = run(desk.path(), &["check", "a.txt"]);
    assert!(code(&done) == 2 && err(&done).contains("a.accept.toml:2:8: unknown rule"), "{}", err(&done));
}

#[test]
fn settings_can_accept_for_every_draft() {
    let desk = desk(&[("a.txt", GAP), ("deskcheck.toml", "[[accept]]\nrule = \"placeholder\"\nvalues = [\"TK\"]\n")]);
    let done = run(desk.path(), &["check", "a.txt"]);
    assert_eq!((code(&done), out(&done).contains("1 suppressed")), (0, true), "{}", out(&done));
}

#[test]
fn only_new_findings_fail_beside_a_baseline() {
    let desk = desk(&[("news/a.md", GAP), ("news/b.md", "Its owner is TK, its mast is TK long.\n")]);
    let written = run(desk.path(), &["check", "news", "--write-baseline", "base.json"]);
    assert_eq!(code(&written), 0, "{}{}", out(&written), err(&written));
    assert!(out(&written).contains("3 suppressed"), "{}", out(&written));
    for (arguments, expected) in [
        (&["check", "news", "--baseline", "base.json"][..], 0),
        (&["check", "news"], 1),
        (&["check", "news", "--baseline", "none.json"], 2),
        (&["check", "news", "--baseline", "news/a.md"], 2),
        (&["check", "news", "--baseline", "base.json", "--write-baseline", "x.json"], 2),
        (&["check", "news", "--write-baseline", "no/folder/x.json"], 2),
    ] {
        let done = run(desk.path(), arguments);
        assert_eq!(code(&done), expected, "{arguments:?}: {}{}", out(&done), err(&done));
    }
    // From another folder, and after an edit above.
    fs::write(desk.path().join("news/a.md"), format!("A new first paragraph.\n\n{GAP}")).unwrap();
    assert_eq!(code(&run(&desk.path().join("news"), &["check", ".", "--baseline", "../base.json"])), 0);
    // A third gap of the same kind is new.
    fs::write(desk.path().join("news/b.md"), "Its owner is TK, its mast is TK long and TK wide.\n").unwrap();
    let done = run(desk.path(), &["check", "news", "--baseline", "base.json"]);
    assert_eq!(code(&done), 1);
    assert!(out(&done).contains("1 error, 3 suppressed"), "{}", out(&done));
}

#[test]
fn quiet_and_summary_say_less() {
    let desk = desk(&[("a.md", GAP), ("b.md", "Fine.\n")]);
    let quiet = out(&run(desk.path(), &["check", ".", "--quiet"]));
    assert!(quiet.contains("a gap left") && !quiet.contains("read in"), "{quiet}");
    let summary = out(&run(desk.path(), &["check", ".", "--summary"]));
    let lines: Vec<_> = summary.lines().collect();
    assert_eq!(lines[0], "./a.md: 1 error");
    assert!(lines.len() == 2 && lines[1].contains("read in 2 drafts"), "{summary}");
    assert_eq!(code(&run(desk.path(), &["check", ".", "--summary", "--quiet"])), 2);
}

#[test]
fn a_report_goes_to_a_file_as_a_whole() {
    let desk = desk(&[("a.md", GAP)]);
    let done = run(desk.path(), &["check", "a.md", "--output", "report.txt"]);
    assert_eq!((code(&done), out(&done)), (1, String::new()));
    assert!(fs::read_to_string(desk.path().join("report.txt")).unwrap().contains("a gap left"));
    let done = run(desk.path(), &["check", "a.md", "--output", "no/folder/report.txt"]);
    assert!(code(&done) == 2 && err(&done).contains("no folder"), "{}", err(&done));
    // A broken report does not take the place of a whole one.
    let names: Vec<_> = fs::read_dir(desk.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn jobs_change_nothing_but_the_time() {
    let files: Vec<_> = (0..40).map(|number| (format!("{number:02}.md"), GAP.repeat(number % 3))).collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let desk = desk(&files);
    let one = out(&run(desk.path(), &["check", ".", "--jobs", "1"]));
    assert_eq!(one, out(&run(desk.path(), &["check", ".", "--jobs", "4"])));
    assert!(one.contains("read in 40 drafts"));
}

#[test]
fn the_handbook_shows_what_there_is() {
    let handbook = fs::read_to_string("docs/settings.md").unwrap();
    let example = handbook.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let (settings, faults) = deskcheck::settings::Settings::read(example);
    assert!(faults.is_empty() && settings.accept.len() == 1, "{faults:?}");
    let options = fs::read_to_string("docs/check.md").unwrap();
    let help = out(&run(Path::new("."), &["check", "--help"]));
    let words = help.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ':' | '.' | ';'));
    let known: Vec<_> = words.filter(|word| word.len() > 2 && word.starts_with("--")).collect();
    assert!(known.len() > 15, "{help}");
    for option in known.iter().filter(|option| **option != "--help" && **option != "--version") {
        assert!(options.contains(*option), "docs/check.md says nothing of {option}");
    }
}

const PIECES: &[&str] = &[
    "[rules]\n",
    "[[overrides]]\n",
    "[[accept]]\n",
    "files = ",
    "language = ",
    "\"en-GB\"",
    "\"",
    "'''",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    "=",
    ".",
    "#",
    "\n",
    "\r\n",
    "\r",
    "1979-05-27",
    "1e999",
    "0x",
    "true",
    "é𝒳",
    "\\u00",
    "\u{0}",
    "placeholder = \"off\"\n",
    "rules.placeholder",
    "rule = \"placeholder\"\n",
    "values = [\"a\"]\n",
    "exclude = [\"[a\", \"**/*\"]\n",
    " ",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 1000, ..Default::default() })]

    #[test]
    fn any_settings_are_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
        let source = pieces.concat();
        let (settings, faults) = deskcheck::settings::Settings::read(&source);
        let (_, more) = deskcheck::settings::accept_list(&source);
        let _ = settings.in_force(Path::new("sport/a.md"));
        for span in faults.into_iter().chain(more).filter_map(|fault| fault.span) {
            // Each place can be shown.
            proptest::prop_assert!(span.start <= source.len());
        }
    }
}
