//! The command line: what only it can get wrong.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const CLEAN: &str = "Fog closes the port\n\nThe port was closed on Sunday because of fog, Ilse Varnholt said.\n";
const LOUD: &str = "The toll rose to TK on Monday.\n";

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
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
    fs::write(folder.path().join("clean.txt"), CLEAN).unwrap();
    fs::write(folder.path().join("loud.md"), LOUD).unwrap();
    folder
}

#[test]
fn exit_codes_say_what_happened() {
    let desk = desk();
    for (arguments, expected) in [
        (&["check", "clean.txt"][..], 0),
        (&["check", "loud.md"], 1),
        (&["check", "."], 1),
        (&["check", "loud.md", "--fail-on", "never"], 0),
        (&["check", "loud.md", "--ignore", "placeholder"], 0),
        (&["check", "loud.md", "--select", "weekday-mismatch"], 0),
        (&["check", "missing.md"], 2),
        (&["check", "missing.md", "loud.md"], 2),
        (&["check", "loud.md", "--select", "placeholders"], 2),
        (&["check", "loud.md", "--published", "soon"], 2),
        (&["check"], 2),
        (&["frob"], 2),
        (&["rules"], 0),
        (&["rules", "placeholder"], 0),
        (&["rules", "no-such-rule"], 2),
        (&["--version"], 0),
    ] {
        let done = run(desk.path(), arguments, b"");
        assert_eq!(code(&done), expected, "{arguments:?}: {}", err(&done));
    }
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let desk = desk();
    fs::write(desk.path().join("binary.txt"), b"ab\0cd").unwrap();
    fs::write(desk.path().join("old.txt"), b"Caf\xe9 owners met on Sunday, October 3, 2022.").unwrap();
    let done = run(desk.path(), &["check", "."], b"");
    assert_eq!(code(&done), 2);
    assert!(err(&done).contains("binary.txt: not a text file: byte 0x00 at offset 2"), "{}", err(&done));
    assert!(err(&done).contains("old.txt: not valid UTF-8 at byte 3; read as Windows-1252"));
    assert!(out(&done).contains("a gap left to be filled in") && out(&done).contains("October 3, 2022 was a Monday"));
    assert!(out(&done).contains("read in 3 drafts"));
}

#[test]
fn names_that_do_not_exist_get_the_nearest() {
    let done = run(desk().path(), &["rules", "weekday-missmatch"], b"");
    assert!(err(&done).contains("did you mean weekday-mismatch?"), "{}", err(&done));
}

#[test]
fn standard_input_is_a_draft() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &["check", "-", "--published", "2022-10-04"], b"It sank on Sunday, October 3.");
    assert_eq!(code(&done), 1);
    assert!(out(&done).starts_with("standard input:1:12 (paragraph 1)\n"), "{}", out(&done));
    let html = run(folder.path(), &["check", "-", "--as", "html"], b"<p>A gap: T<b>K</b>.</p><!-- TK -->");
    assert_eq!(code(&html), 1);
    // Markdown is known by its title; what is told outweighs it.
    let draft = b"# Fog closes the port\n\n<!-- It cost TK. -->\n";
    assert_eq!(code(&run(folder.path(), &["check", "-"], draft)), 0);
    assert_eq!(code(&run(folder.path(), &["check", "-"], &draft[2..])), 1);
    assert_eq!(code(&run(folder.path(), &["check", "-", "--as", "text"], draft)), 1);
    assert_eq!(code(&run(folder.path(), &["check", "-", "--stdin-filename", "fog.txt"], draft)), 1);
    assert_eq!(code(&run(folder.path(), &["check", "-", "--stdin-filename", "fog.copy"], draft)), 0);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_nowhere_is_told_of() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    let link = |to: &str, name: &str| symlink(to, desk.path().join(name)).unwrap();
    link("clean.txt", "good.txt");
    // What an editor leaves beside an open draft, and what is no draft by its name.
    link("desk@host.4711:1", ".#clean.txt");
    link("gone.png", "picture.png");
    assert_eq!(code(&run(desk.path(), &["check", ".", "--ignore", "placeholder"], b"")), 0);
    link("old/gone.md", "lost.md");
    link("ring.md", "ring.md");
    let done = run(desk.path(), &["check", "."], b"");
    assert_eq!(code(&done), 2);
    assert!(
        err(&done).contains("./lost.md: is a link to old/gone.md, which cannot be reached; mend the link or delete it"),
        "{}",
        err(&done)
    );
    assert!(err(&done).contains("./ring.md: is a link to ring.md") && out(&done).contains("read in 3 drafts"));
    assert!(!err(&done).contains("picture") && !err(&done).contains("#clean"), "{}", err(&done));
    let done = run(desk.path(), &["check", "lost.md"], b"");
    assert!(code(&done) == 2 && err(&done).contains("lost.md: is a link to old/gone.md"), "{}", err(&done));
    // As the settings have it, and as `.gitignore` has it.
    fs::write(desk.path().join("deskcheck.toml"), "[files]\nexclude = [\"lost.md\"]\n").unwrap();
    fs::write(desk.path().join(".gitignore"), "ring.md\n").unwrap();
    assert_eq!(code(&run(desk.path(), &["check", ".", "--ignore", "placeholder"], b"")), 0);
}

#[test]
fn folders_honour_gitignore_and_endings() {
    let desk = desk();
    fs::write(desk.path().join(".gitignore"), "loud.md\n").unwrap();
    fs::write(desk.path().join("notes.rs"), LOUD).unwrap();
    assert_eq!(code(&run(desk.path(), &["check", "."], b"")), 0);
    let empty = tempfile::tempdir().unwrap();
    let done = run(empty.path(), &["check", "."], b"");
    assert_eq!(code(&done), 2);
    assert!(err(&done).contains("no drafts in this folder"));
}

#[test]
fn json_names_path_place_and_edits() {
    let desk = desk();
    let done = run(desk.path(), &["check", "loud.md", "clean.txt", "--format", "json"], b"");
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"]["error"], 1);
    let finding = &report["files"][0]["findings"][0];
    assert_eq!((&finding["rule"], &finding["severity"]), (&json!("placeholder"), &json!("error")));
    assert_eq!(finding["span"], json!({ "start": 17, "end": 19 }));
    assert_eq!(finding["place"], json!({ "line": 1, "column": 18, "paragraph": 1 }));
    assert_eq!(report["files"][1]["path"], "clean.txt");
}

#[test]
fn colour_comes_when_asked_for() {
    let desk = desk();
    assert!(!out(&run(desk.path(), &["check", "loud.md"], b"")).contains('\u{1b}'));
    assert!(out(&run(desk.path(), &["check", "loud.md", "--color", "always"], b"")).contains('\u{1b}'));
}

/// The answers to lines of input.
fn batch(arguments: &[&str], input: &str) -> (Vec<Value>, Output) {
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &[&["batch"], arguments].concat(), input.as_bytes());
    let answers = out(&done).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (answers, done)
}

#[test]
fn batch_answers_each_line_in_order() {
    let input: String =
        (0..500).map(|id| json!({ "id": id, "text": LOUD.repeat(id % 7) }).to_string() + "\n").collect();
    let (answers, done) = batch(&[], &input);
    assert_eq!(code(&done), 0);
    let ids: Vec<_> = answers.iter().map(|answer| answer["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..500).collect::<Vec<_>>());
    assert_eq!(answers[6]["findings"].as_array().unwrap().len(), 6);
    assert_eq!(answers[6]["checked"]["placeholder"], 6);
}

#[test]
fn batch_takes_what_callers_send() {
    let text = "It sank on Sunday, October 3.";
    for published in [json!("2022-10-04"), json!("2022-10-04T10:00:00.123Z"), json!("2022-10-04 10:00"), Value::Null] {
        let line =
            json!({ "id": "a", "text": text, "published": published, "format": null, "reference": null, "extra": 1 });
        let (answers, done) = batch(&[], &line.to_string());
        assert_eq!(code(&done), 0);
        let found = answers[0]["findings"].as_array().unwrap();
        assert_eq!(found.is_empty(), published.is_null(), "{published}: {found:?}");
    }
    let silent = json!({ "text": "<!-- deskcheck: ignore placeholder -->\nOff TK.", "format": "markdown" });
    let (answers, _) = batch(&[], &silent.to_string());
    assert_eq!((&answers[0]["findings"], &answers[0]["suppressed"]), (&json!([]), &json!(1)));
    let sheet = json!({ "people": [{ "name": "Ilse Varnholt" }, { "nom": "Ross" }] });
    let (answers, done) = batch(&[], &json!({ "text": "Ilse Varnhold left.", "reference": sheet }).to_string());
    assert_eq!(answers[0]["findings"][0]["rule"], "fact-sheet-name");
    assert!(err(&done).contains("line 1: reference: an entry without `name`"), "{}", err(&done));
    let found = &answers[0]["findings"][0]["related"][0];
    assert_eq!((&found["source"], &found["span"]), (&json!("reference"), &Value::Null));
    let at = |key: &str| usize::try_from(found["source_span"][key].as_u64().unwrap()).unwrap();
    assert_eq!(&sheet.to_string()[at("start")..at("end")], "\"Ilse Varnholt\"");
    assert_eq!(answers[0]["reference"][0]["rule"], "fact-sheet-invalid");
}

#[test]
fn batch_tells_of_keys_that_it_does_not_know_once() {
    let line = |more: Value| {
        let mut line = json!({ "id": 1, "text": "It cost TK." });
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line.to_string() + "\n"
    };
    let plain =
        line(json!({ "published": "2022-10-04", "format": "text", "reference": { "people": [] }, "earlier": "" }));
    let other = line(json!({ "publishd": "2022-10-04", "url": { "text": ["x"], "odd": 1 }, "reference": null }));
    let (_, silent) = batch(&[], &plain);
    assert_eq!((err(&silent).as_str(), code(&silent)), ("", 0));
    let (answers, done) = batch(&[], &(plain.clone() + &other + &other.repeat(40)));
    assert_eq!((answers.len(), code(&done)), (42, 0));
    assert_eq!(answers[0], answers[41]);
    let told = err(&done);
    let told: Vec<_> = told.lines().collect();
    assert_eq!(
        told,
        [
            "deskcheck: line 2: unknown key `publishd` is passed over, here and below; did you mean `published`?",
            "deskcheck: line 2: unknown key `url` is passed over, here and below; known are id, text, published, format, reference, earlier",
        ]
    );
    // What is missing may be there under another name.
    let (answers, done) = batch(&[], "{\"id\":1,\"txt\":\"TK\"}\n");
    assert!(answers[0]["error"].as_str().unwrap().contains("missing field `text`"), "{answers:?}");
    assert!(err(&done).contains("`txt` is passed over, here and below; did you mean `text`?"), "{}", err(&done));
    // A key a line costs no memory.
    let many: String = (0..200).map(|number| line(json!({ format!("key-{number}"): 1 }))).collect();
    assert_eq!(err(&batch(&[], &many).1).lines().count(), 50);
}

#[test]
fn a_bad_line_costs_itself_only() {
    let input = "{\"id\":1,\"text\":\"TK \"}\nnot json\n\n{\"id\":\"b\",\"text\":7}\n{\"id\":3,\"text\":\"x\",\"published\":\"soon\"}\n{\"id\":4,\"text\":\"\\ud83d TK \"}\n{\"id\":5,\"text\":\"TK \"}";
    let (answers, done) = batch(&[], input);
    assert_eq!(code(&done), 2);
    let ids: Vec<_> = answers.iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!(1), Value::Null, json!("b"), json!(3), json!(4), json!(5)]);
    assert!(answers[1]["error"].as_str().unwrap().starts_with("line 2: "));
    assert!(answers[2]["error"].as_str().unwrap().starts_with("line 4: "));
    assert!(answers[3]["error"].as_str().unwrap().contains("no date that can be read"));
    assert_eq!(answers[5]["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn offsets_are_counted_as_asked() {
    let line = json!({ "id": 1, "text": "é𝒳 TK. 40 people" }).to_string();
    for (name, start) in [("bytes", 7), ("chars", 3), ("utf16", 4)] {
        let (answers, _) = batch(&["--claims", "--offsets", name], &line);
        assert_eq!(answers[0]["findings"][0]["span"]["start"], start, "{name}");
        assert_eq!(answers[0]["claims"][0]["number"]["start"], start + 4, "{name}");
    }
}

#[test]
fn claims_have_the_shape_that_tools_rely_on() {
    let line = json!({ "id": 1, "published": "2022-10-04", "text": "At least 47 people were killed on Friday. Between 10 and 15 miles." }).to_string();
    let (answers, _) = batch(&["--claims"], &line);
    let claims = answers[0]["claims"].as_array().unwrap();
    let toll = &claims[0];
    assert_eq!(
        (&toll["kind"], &toll["value"], &toll["low"], &toll["high"]),
        (&json!("quantity"), &json!(47), &json!(47), &Value::Null)
    );
    assert_eq!(
        (&toll["modifier"], &toll["unit"], &toll["event"]),
        (&json!("at-least"), &json!("people"), &json!("killed"))
    );
    assert_eq!((&claims[1]["timex"], &claims[1]["value"]), (&json!("DATE"), &json!("2022-09-30")));
    assert_eq!(claims[2]["value"], json!([10, 15]));
}

#[test]
fn megabytes_in_one_line_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let draft = "At least 47 people were killed on Friday, October 3, 2022, said Ilse Varnholt, 51, ".repeat(50_000);
    fs::write(folder.path().join("long.txt"), &draft).unwrap();
    let done =
        run(folder.path(), &["check", "long.txt", "--fail-on", "never", "--quiet", "--select", "name-spelling"], b"");
    assert_eq!(code(&done), 0, "{}", err(&done));
}

#[test]
fn fact_sheets_are_read_and_their_faults_told() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("draft.txt"), "Ilse Varnhold closed the port.\n").unwrap();
    fs::write(desk.path().join("facts.toml"), "[[people]]\nname = \"Ilse Varnholt\"\ntitel = \"mayor\"\n").unwrap();
    let done = run(desk.path(), &["check", "draft.txt", "--reference", "facts.toml"], b"");
    assert_eq!(code(&done), 1);
    let printed = out(&done);
    assert!(printed.contains("Ilse Varnhold here, Ilse Varnholt in the fact sheet"), "{printed}");
    assert!(printed.contains("unknown key `titel`: did you mean `title`?"), "{printed}");
    assert!(printed.contains("facts.toml:3:1"), "{printed}");
    let done = run(desk.path(), &["check", "draft.txt", "--reference", "none.toml"], b"");
    assert!(code(&done) == 2 && err(&done).contains("none.toml: the fact sheet could not be read"), "{}", err(&done));
    fs::write(desk.path().join("bad.toml"), "[[people]\n").unwrap();
    let done = run(desk.path(), &["check", "draft.txt", "--reference", "bad.toml"], b"");
    assert!(code(&done) == 1 && out(&done).contains("bad.toml:1:"), "{}", out(&done));
}

#[test]
fn the_sheets_of_house_and_story_are_found() {
    let desk = tempfile::tempdir().unwrap();
    fs::create_dir_all(desk.path().join("city/monday")).unwrap();
    fs::write(desk.path().join("deskcheck-facts.toml"), "[[people]]\nname = \"Ilse Varnholt\"\n\n[[ships]]\n").unwrap();
    fs::write(desk.path().join("city/monday/port.facts.toml"), "[[people]]\nname = \"Ross Coyle\"\n").unwrap();
    let draft = "Ilse Varnhold closed the port. Ross Coyel was at sea.\n";
    fs::write(desk.path().join("city/monday/port.md"), draft).unwrap();
    fs::write(desk.path().join("city/monday/pier.md"), draft).unwrap();
    let done = run(desk.path(), &["check", "city"], b"");
    let printed = out(&done);
    assert_eq!(printed.matches("Ilse Varnholt in the fact sheet").count(), 2, "{printed}");
    assert_eq!(printed.matches("Ross Coyle in the fact sheet").count(), 1, "{printed}");
    assert_eq!(printed.matches("unknown list `ships`").count(), 1, "{printed}");
    assert_eq!(code(&done), 1);
}

#[test]
fn faults_of_sheets_stand_in_every_format() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("draft.md"), "Nobody was there.\n").unwrap();
    let sheet = "[[people]]\nname = \"Ilse Varnholt\"\nborn = 1971-02-30\nnote = \"met at Kino Lux\"\n\n[[people]]\nname = \"Ilse Varnholt\"\n";
    fs::write(desk.path().join("draft.facts.toml"), sheet).unwrap();
    for format in ["terminal", "json", "jsonl", "sarif", "github", "gitlab", "junit"] {
        let done = run(desk.path(), &["check", "draft.md", "--format", format], b"");
        let printed = out(&done);
        assert!(code(&done) == 1 && printed.contains("draft.facts.toml"), "{format}: {printed}");
        assert!(
            printed.contains("fact-sheet-invalid") && printed.contains("fact-sheet-duplicate"),
            "{format}: {printed}"
        );
    }
    let done = run(desk.path(), &["check", "draft.md", "--format", "json"], b"");
    let report: Value = serde_json::from_str(&out(&done)).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!((files.len(), &report["summary"]["drafts"], &report["errors"]), (2, &json!(1), &json!([])));
    let found = &files[1]["findings"][0];
    let start = sheet.find("1971").unwrap();
    assert_eq!((&found["span"], &found["place"]["line"]), (&json!({ "start": start, "end": start + 10 }), &json!(3)));
    // What leaves the house has none of it.
    for format in ["terminal", "sarif", "json"] {
        let done = run(desk.path(), &["check", "draft.md", "--format", format, "--redact"], b"");
        let printed = out(&done);
        assert!(printed.contains("draft.facts.toml"), "{format}: {printed}");
        for secret in ["1971", "Kino Lux", "02-30"] {
            assert!(!printed.contains(secret), "{format}: {printed}");
        }
    }
    // A rule that is off is off for sheets too, and what was there before is not new.
    let off = ["check", "draft.md", "--ignore", "fact-sheet-invalid,fact-sheet-duplicate"];
    assert_eq!(code(&run(desk.path(), &off, b"")), 0);
    let known = ["check", "draft.md", "--write-baseline", "known.json"];
    assert_eq!(code(&run(desk.path(), &known, b"")), 0);
    let done = run(desk.path(), &["check", "draft.md", "--baseline", "known.json"], b"");
    assert!(code(&done) == 0 && out(&done).contains("suppressed"), "{}", out(&done));
}

#[test]
fn birth_dates_stay_in_the_house() {
    let desk = tempfile::tempdir().unwrap();
    let draft = "---\ndate: 2026-05-06\n---\n\nIlse Varnholt, 45, closed the port. Ross Coyle, 46, opened it.\n";
    fs::write(desk.path().join("draft.md"), draft).unwrap();
    let sheet = "[[people]]\nname = \"Ilse Varnholt\"\nborn = 1971-04-02\n\n[[people]]\nname = \"Ross Coyle\"\nborn = 1980-02-01\n";
    fs::write(desk.path().join("draft.facts.toml"), sheet).unwrap();
    for (command, more) in
        [("check", &["--format", "json"][..]), ("check", &[]), ("claims", &["--format", "json"]), ("claims", &[])]
    {
        let open = run(desk.path(), &[&[command, "draft.md"], more].concat(), b"");
        assert!(out(&open).contains("1971-04-02"), "{command} {more:?}: {}", out(&open));
        let closed = run(desk.path(), &[&[command, "draft.md", "--redact"], more].concat(), b"");
        assert!(
            !out(&closed).contains("1971") && !out(&closed).contains("1980"),
            "{command} {more:?}: {}",
            out(&closed)
        );
        assert_eq!(code(&open), code(&closed));
        assert!(out(&closed).contains("is 55 by the fact sheet") || more.is_empty(), "{}", out(&closed));
    }
    let line = json!({ "text": "Ilse Varnholt, 45, left.", "published": "2026-05-06", "reference": { "people": [{ "name": "Ilse Varnholt", "born": "1971-04-02" }] } });
    let (open, _) = batch(&[], &line.to_string());
    let (closed, _) = batch(&["--redact"], &line.to_string());
    assert!(open[0].to_string().contains("1971") && !closed[0].to_string().contains("1971"), "{}", closed[0]);
    assert_eq!(open[0]["findings"][0]["fingerprint"], closed[0]["findings"][0]["fingerprint"]);
}

#[test]
fn a_tick_holds_until_words_or_value_change() {
    let desk = tempfile::tempdir().unwrap();
    let draft = "Harbour commissioner Ilse Varnholt closed the port.\n\nThe gale sank 31 boats in the harbour, and 12 masts broke.\n";
    fs::write(desk.path().join("port.md"), draft).unwrap();
    fs::write(desk.path().join("deskcheck.toml"), "[signature]\nby = \"night desk\"\nwhen = 2026-05-06\n").unwrap();
    let sheet = "[[people]]\nname = \"Ilse Varnholt\"\nverified = 2026-05-04\nby = \"K. Lund\"\nnote = \"call at noon\"\n\n\
        [[figures]]\nname = \"boats sunk in the harbour\"\nvalue = 31\nunit = \"boats\"\nunverified = true\n";
    fs::write(desk.path().join("port.facts.toml"), sheet).unwrap();
    assert_eq!(code(&run(desk.path(), &["tick", "port.md:3:16"], b"")), 0);
    let query = ["tick", "port.md:1:30", "--query", "--note", "spelling?", "--by", "K. Lund"];
    assert_eq!(code(&run(desk.path(), &query, b"")), 0);
    let done = run(desk.path(), &["tick", "port.md:2"], b"");
    assert!(code(&done) == 2 && err(&done).contains("no claim at this place"), "{}", err(&done));
    let claim = |words: &str, more: &[&str]| {
        let done = run(desk.path(), &[&["claims", "port.md", "--format", "json"], more].concat(), b"");
        let report: Value = serde_json::from_str(&out(&done)).unwrap();
        let claims = report["drafts"][0]["claims"].as_array().unwrap().clone();
        claims.into_iter().find(|it| it["title"] == words).unwrap_or_else(|| panic!("{}", out(&done)))
    };
    let boats = claim("31 boats", &[]);
    assert_eq!(boats["tick"], json!({ "state": "checked", "by": "night desk", "when": "2026-05-06" }));
    assert_eq!(boats["rests"]["on"], "unverified");
    let person = claim("Ilse Varnholt", &[]);
    assert_eq!((&person["tick"]["state"], &person["tick"]["note"]), (&json!("queried"), &json!("spelling?")));
    let rests = json!({ "on": "verified", "source": person["rests"]["source"], "source_span": { "start": 18, "end": 33 }, "verified": "2026-05-04", "by": "K. Lund", "note": "call at noon" });
    assert_eq!(person["rests"], rests);
    assert!(claim("Ilse Varnholt", &["--redact"])["rests"].get("note").is_none());
    let masts = claim("12 masts", &[]);
    assert_eq!((&masts["tick"]["state"], &masts["rests"]["on"]), (&json!("unchecked"), &json!("none")));
    // An edit elsewhere changes nothing.
    fs::write(desk.path().join("port.md"), draft.replace("12 masts", "nine masts").replace("closed", "shut")).unwrap();
    assert_eq!(claim("31 boats", &[])["tick"]["state"], "checked");
    fs::write(desk.path().join("port.md"), draft.replace("31", "13")).unwrap();
    let boats = claim("13 boats", &[]);
    assert_eq!((&boats["tick"]["state"], &boats["tick"]["was"]), (&json!("changed"), &json!("31 boats")));
    let table = out(&run(desk.path(), &["claims", "port.md"], b""));
    assert!(table.contains("0 checked, 1 queried, 1 changed since"), "{table}");
    assert!(table.contains("1 rest on a verified entry"), "{table}");
    fs::write(desk.path().join("port.md"), "Nothing happened.\n").unwrap();
    let table = out(&run(desk.path(), &["claims", "port.md"], b""));
    assert!(table.contains("no claims found\nticked, and no longer in the draft: 31 boats"), "{table}");
    fs::write(desk.path().join("port.md"), draft).unwrap();
    assert_eq!(code(&run(desk.path(), &["tick", "port.md:3:16", "--undo"], b"")), 0);
    assert_eq!(claim("31 boats", &[])["tick"]["state"], "unchecked");
}

/// The guide, followed to the letter.
#[test]
fn the_guide_to_fact_sheets_can_be_followed() {
    let guide = fs::read_to_string("docs/fact-sheet.md").unwrap();
    let block = |kind: &str, number: usize| {
        let open = format!("```{kind}\n");
        let mut blocks = guide.split(&open).skip(1);
        blocks.nth(number).unwrap().split("```").next().unwrap().to_owned()
    };
    let desk = tempfile::tempdir().unwrap();
    let draft = block("md", 0);
    fs::write(desk.path().join("gale.md"), &draft).unwrap();
    let lines = guide.split("```sh\n").skip(1).flat_map(|rest| rest.split("```").next().unwrap().lines());
    let commands: Vec<_> = lines.map(|line| line.strip_prefix("deskcheck ").unwrap().to_owned()).collect();
    let follow = |command: &str| {
        // Words in quotation marks are one.
        let words = command.split('"').enumerate().fold(vec![String::new()], |mut words, (number, piece)| {
            if number % 2 == 1 {
                words.last_mut().unwrap().push_str(piece);
                return words;
            }
            let mut parts = piece.split(' ');
            words.last_mut().unwrap().push_str(parts.next().unwrap());
            words.extend(parts.map(ToOwned::to_owned));
            words
        });
        let words: Vec<_> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        run(desk.path(), &words, b"")
    };
    let done = follow(&commands[0]);
    assert_eq!(code(&done), 0, "{}", err(&done));
    let path = desk.path().join("gale.facts.toml");
    let sheet = fs::read_to_string(&path).unwrap();
    for entry in block("toml", 0).split("\n\n") {
        assert!(sheet.contains(entry.trim()), "{entry}\nin\n{sheet}");
    }
    fs::write(&path, sheet.replace("unverified = true\n", &block("toml", 1))).unwrap();
    let done = follow(&commands[1]);
    assert!(code(&done) == 0 && out(&done).contains("no conflict found"), "{}", out(&done));
    fs::write(desk.path().join("gale.md"), draft.replace("31 boats", "13 boats")).unwrap();
    let done = follow(&commands[1]);
    let told = "13 boats here, 31 in the fact sheet for gale sank boats in the harbour";
    assert!(code(&done) == 1 && out(&done).contains(told) && guide.contains(told), "{}", out(&done));
    for command in &commands[2..] {
        let done = follow(command);
        assert_eq!(code(&done), 0, "{command}: {}{}", out(&done), err(&done));
    }
    assert!(commands.len() > 4, "{commands:?}");
}

#[test]
fn a_sheet_is_drafted_verified_added_to_and_looked_up() {
    let desk = tempfile::tempdir().unwrap();
    let draft =
        "Harbour commissioner Ilse Varnholt closed the port on Tuesday. The gale sank 31 boats in the harbour.\n";
    fs::write(desk.path().join("port.txt"), draft).unwrap();
    let done = run(desk.path(), &["facts", "init", "port.txt", "--output", "port.facts.toml"], b"");
    assert_eq!(code(&done), 0, "{}", err(&done));
    let sheet = fs::read_to_string(desk.path().join("port.facts.toml")).unwrap();
    assert!(sheet.contains("# port.txt, line 1: "), "{sheet}");
    assert!(sheet.contains("name = \"Ilse Varnholt\"") && sheet.contains("value = 31"), "{sheet}");
    assert_eq!(sheet.matches("[[").count(), sheet.matches("unverified = true").count() - 1, "{sheet}");
    // What is there is not written over.
    let done = run(desk.path(), &["facts", "init", "port.txt", "--output", "port.facts.toml"], b"");
    assert_eq!(code(&done), 2);
    fs::write(desk.path().join("port.txt"), draft.replace("31", "13")).unwrap();
    let done = run(desk.path(), &["check", "port.txt"], b"");
    assert!(code(&done) == 0 && out(&done).contains("info[fact-sheet-figure]"), "{}", out(&done));
    fs::write(desk.path().join("port.facts.toml"), sheet.replace("unverified = true", "verified = 2026-05-06"))
        .unwrap();
    let done = run(desk.path(), &["check", "port.txt"], b"");
    assert!(code(&done) == 1 && out(&done).contains("warning[fact-sheet-figure]"), "{}", out(&done));
    let add = ["facts", "add", "port.facts.toml", "people", "name=Ross Coyle", "born=1980-02-01"];
    assert_eq!(code(&run(desk.path(), &add, b"")), 0);
    // Twice is once too often, and what is wrong is not added.
    assert_eq!(code(&run(desk.path(), &add, b"")), 2);
    let bad = run(desk.path(), &["facts", "add", "port.facts.toml", "people", "name=Ed Nash", "born=1980-02-31"], b"");
    assert!(code(&bad) == 2 && err(&bad).contains("port.facts.toml: not added: `born`: "), "{}", err(&bad));
    for (fields, told) in [
        (&["value=many"][..], "`value` should be a number"),
        (&["valeu=3"], "did you mean `value`?"),
        (&["value=3", "approx=yes"], "`approx` should be true or false"),
        (&["value=3", "as_of=soon"], "`as_of` should be a day"),
        (&["value"], "\"value\" is not KEY=VALUE"),
    ] {
        let bad =
            run(desk.path(), &[&["facts", "add", "port.facts.toml", "figures", "name=boats"], fields].concat(), b"");
        assert!(code(&bad) == 2 && err(&bad).contains(told), "{fields:?}: {}", err(&bad));
    }
    let bad = run(desk.path(), &["facts", "check", "none.toml"], b"");
    assert!(code(&bad) == 2 && out(&bad).is_empty() && err(&bad).contains("none.toml: "), "{}", out(&bad));
    let done = run(desk.path(), &["facts", "check", "port.facts.toml"], b"");
    assert!(code(&done) == 0 && out(&done).starts_with("3 entries serve; nothing is wrong"), "{}", out(&done));
    let done = run(desk.path(), &["facts", "lookup", "Ross", "Coyel", "--reference", "port.facts.toml"], b"");
    assert!(
        code(&done) == 0 && out(&done).starts_with("Ross Coyle, born 1980-02-01\n    port.facts.toml:"),
        "{}",
        out(&done)
    );
    let done = run(desk.path(), &["facts", "lookup", "Nobody", "--reference", "port.facts.toml"], b"");
    assert_eq!(code(&done), 1);
    let schema: Value = serde_json::from_str(&out(&run(desk.path(), &["facts", "schema"], b""))).unwrap();
    assert!(schema["properties"]["people"]["items"]["properties"]["born"].is_object());
}

#[test]
fn a_report_never_replaces_a_draft() {
    let desk = desk();
    for option in ["--output", "--write-baseline"] {
        let output = run(desk.path(), &["check", "loud.md", option, "./loud.md"], b"");
        assert_eq!(code(&output), 2, "{}", err(&output));
        assert!(err(&output).contains("would replace this file"), "{}", err(&output));
        assert_eq!(fs::read_to_string(desk.path().join("loud.md")).unwrap(), LOUD);
    }
}

#[test]
fn a_draft_that_is_named_twice_is_checked_once() {
    let desk = desk();
    let output = run(desk.path(), &["check", "loud.md", "./loud.md", "."], b"");
    assert!(out(&output).contains("read in 2 drafts"), "{}", out(&output));
}

#[test]
fn an_unknown_day_of_publication_is_said() {
    let desk = desk();
    let output = run(desk.path(), &["check", "clean.txt"], b"");
    assert!(out(&output).contains("its day of publication is not known"), "{}", out(&output));
    let output = run(desk.path(), &["check", "clean.txt", "--published", "2026-05-06"], b"");
    assert!(!out(&output).contains("day of publication"), "{}", out(&output));
}

#[test]
fn batch_gives_identifiers_back_as_they_came() {
    let lines = "{\"id\":123456789012345678901234567890,\"text\":\"\"}\n[\"x\",\"TK\"]\nnull\n";
    let output = run(desk().path(), &["batch"], lines.as_bytes());
    let answers = out(&output);
    let answers: Vec<&str> = answers.lines().collect();
    assert!(answers[0].contains("\"id\":123456789012345678901234567890,"), "{}", answers[0]);
    assert!(answers[1..].iter().all(|answer| answer.contains("not a JSON object")), "{answers:?}");
    assert_eq!((answers.len(), code(&output)), (3, 2));
}

#[test]
fn no_report_replaces_a_file_of_the_desk() {
    let desk = desk();
    let sheet = "[[people]]\nname = \"Ilse Varnholt\"\n";
    for name in ["clean.facts.toml", "deskcheck-facts.toml", "clean.accept.toml", "clean.ticks.toml"] {
        fs::write(desk.path().join(name), sheet).unwrap();
        for command in ["check", "claims"] {
            let done = run(desk.path(), &[command, "clean.txt", "--output", name], b"");
            assert_eq!(code(&done), 2, "{command} {name}");
            assert!(err(&done).contains(name) && err(&done).contains("another name"), "{}", err(&done));
            assert_eq!(fs::read_to_string(desk.path().join(name)).unwrap(), sheet);
        }
        fs::remove_file(desk.path().join(name)).unwrap();
    }
}

#[test]
fn nothing_is_added_behind_a_fault() {
    let desk = desk();
    let broken = "[[people]]\nname = \"Ilse Varnholt\"\n\n[[figures]\nvalue = 3\n";
    fs::write(desk.path().join("a.toml"), broken).unwrap();
    let done = run(desk.path(), &["facts", "add", "a.toml", "people", "name=Odo Kessler"], b"");
    assert_eq!(code(&done), 2);
    assert!(err(&done).contains("a.toml:4:"), "{}", err(&done));
    assert_eq!(fs::read_to_string(desk.path().join("a.toml")).unwrap(), broken);
}

#[test]
fn a_line_without_a_value_does_not_silence_the_settings_below_it() {
    let desk = desk();
    fs::write(desk.path().join("deskcheck.toml"), "language \"en-GB\"\n\n[rules]\nplaceholder = \"off\"\n").unwrap();
    let done = run(desk.path(), &["check", "loud.md"], b"");
    assert_eq!(code(&done), 2, "the fault is told: {}", err(&done));
    assert!(err(&done).contains("deskcheck.toml:1:"), "{}", err(&done));
    assert!(!out(&done).contains("placeholder"), "{}", out(&done));
}
