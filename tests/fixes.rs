//! `check --fix`, `--diff`, `--watch`, and ends that come early.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const SHEET: &str = "[[people]]\nname = \"Ilse Varnholt\"\nnot = [\"Ilse Farn\"]\nverified = 2026-05-04\n\n[[people]]\nname = \"Ross Coyle\"\nunverified = true\n\n[[people]]\nname = \"Łukasz Grzęda\"\nnot = [\"Lukasz Grzeda\"]\nverified = 2026-05-04\n";

const DRAFT: &str = "The port was closed by Ilse Varnhold on Monday, 40 miles (92 km) out.\n\nRoss Coyel opened it. \"It was Ilse Varnhold who closed it,\" the mayor said. Its owner is TK.\n";

fn desk(draft: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), draft).unwrap();
    fs::write(folder.path().join("deskcheck-facts.toml"), SHEET).unwrap();
    folder
}

fn draft(desk: &TempDir) -> String {
    fs::read_to_string(desk.path().join("a.txt")).unwrap()
}

#[test]
fn only_names_of_verified_entries_are_changed_unasked() {
    let desk = desk(DRAFT.as_bytes());
    let done = run(desk.path(), &["check", "a.txt", "--fix"]);
    assert_eq!(draft(&desk), DRAFT.replacen("Varnhold", "Varnholt", 1), "{}", err(&done));
    assert_eq!(done.status.code(), Some(1));
    assert!(out(&done).contains(", 1 fixed"), "{}", out(&done));
    assert!(!out(&done).contains("a.txt:1:24"), "{}", out(&done));
    // There is nothing left to do.
    let before = fs::metadata(desk.path().join("a.txt")).unwrap().modified().unwrap();
    run(desk.path(), &["check", "a.txt", "--fix"]);
    assert_eq!(fs::metadata(desk.path().join("a.txt")).unwrap().modified().unwrap(), before);
}

#[test]
fn unsafe_takes_the_only_fix_and_none_of_two() {
    let desk = desk(DRAFT.as_bytes());
    run(desk.path(), &["check", "a.txt", "--fix", "--unsafe"]);
    assert_eq!(draft(&desk), DRAFT.replace("Varnhold", "Varnholt").replace("Coyel", "Coyle"));
    assert_eq!(run(desk.path(), &["check", "a.txt", "--unsafe"]).status.code(), Some(2));
}

#[test]
fn a_diff_changes_nothing() {
    let desk = desk(DRAFT.as_bytes());
    let done = run(desk.path(), &["check", "a.txt", "--diff"]);
    assert_eq!(draft(&desk), DRAFT);
    let shown = out(&done);
    assert!(
        shown.starts_with("--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n-The port was closed by Ilse Varnhold"),
        "{shown}"
    );
    assert!(shown.contains("\n+The port was closed by Ilse Varnholt on Monday"), "{shown}");
    let mut child = command(desk.path(), &["check", "-", "--diff", "--stdin-filename", "b.txt"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(DRAFT.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(out(&done).starts_with("--- b.txt\n"), "{}{}", out(&done), err(&done));
    for wrong in
        [&["check", "a.txt", "--diff", "--fix"][..], &["check", "a.txt", "--fix", "--write-baseline", "b.json"]]
    {
        assert_eq!(run(desk.path(), wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_file_keeps_its_encoding_its_line_ends_and_its_permissions() {
    let text = "“Café” Varnholt\r\n\r\nIlse Farn closed the port.\r\n";
    let wide: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let old = b"\x93Caf\xe9\x94 Varnholt\r\n\r\nIlse Farn closed the port.\r\n".to_vec();
    for bytes in [wide, marked, old] {
        let desk = desk(&bytes);
        let path = desk.path().join("a.txt");
        let done = run(desk.path(), &["check", "a.txt", "--fix"]);
        let after = fs::read(&path).unwrap();
        let (before, after) = (deskcheck::text::decode(&bytes).unwrap(), deskcheck::text::decode(&after).unwrap());
        assert_eq!(after.encoding, before.encoding, "{}", err(&done));
        assert_eq!(after.text, before.text.replace("Ilse Farn ", "Ilse Varnholt "));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let desk = desk(DRAFT.as_bytes());
        let path = desk.path().join("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.txt", desk.path().join("link.txt")).unwrap();
        run(desk.path(), &["check", "link.txt", "--fix"]);
        assert!(draft(&desk).contains("Ilse Varnholt on Monday"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(desk.path().join("link.txt")).unwrap().is_symlink());
    }
}

#[test]
fn what_cannot_be_written_is_told_and_left() {
    let old = b"Caf\xe9\r\n\r\nThe port was closed by Lukasz Grzeda on Monday.\r\n";
    let desk = desk(old);
    let done = run(desk.path(), &["check", "a.txt", "--fix"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("Windows-1252 has no place for a letter of the fix"), "{}", err(&done));
    assert_eq!(fs::read(desk.path().join("a.txt")).unwrap(), old);
    assert!(out(&done).contains("Łukasz Grzęda in the fact sheet"), "{}", out(&done));
    // Half a letter of UTF-16 cannot be written back.
    let mut wide: Vec<u8> =
        [0xfeff].into_iter().chain("Ilse Farn left.\n\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    wide.extend([0x00, 0xd8]);
    fs::write(desk.path().join("a.txt"), &wide).unwrap();
    let done = run(desk.path(), &["check", "a.txt", "--fix"]);
    assert!(done.status.code() == Some(2) && err(&done).contains("or is no whole UTF-16"), "{}", err(&done));
    assert_eq!(fs::read(desk.path().join("a.txt")).unwrap(), wide);
    let mut child = command(desk.path(), &["check", "-", "--fix", "--stdin-filename", "b.txt"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(DRAFT.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.code() == Some(2) && err(&done).contains("standard input cannot be fixed"), "{}", err(&done));
    // No half-written file is left.
    let names: Vec<_> = fs::read_dir(desk.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

/// Reads lines until one holds the words; fails after a minute.
fn until(lines: &mut impl Iterator<Item = std::io::Result<String>>, words: &str) {
    let begun = Instant::now();
    for line in lines {
        if line.unwrap().contains(words) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "{words} never came");
    }
    panic!("the end came before {words}");
}

/// Ends a child when a test fails before it does.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

#[cfg(unix)]
#[test]
fn watching_checks_what_changes_until_ctrl_c() {
    let desk = desk(b"Fine.\n");
    fs::write(desk.path().join("b.txt"), "Fine too.\n").unwrap();
    let mut child = Kept(command(desk.path(), &["check", ".", "--watch"]).spawn().unwrap());
    let mut shown = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let mut told = BufReader::new(child.0.stderr.take().unwrap()).lines();
    until(&mut shown, "read in 2 drafts");
    until(&mut told, "watching");
    // As editors write: a new file in the place of the old one.
    fs::write(desk.path().join("new.tmp"), "Its owner is TK.\n").unwrap();
    fs::rename(desk.path().join("new.tmp"), desk.path().join("a.txt")).unwrap();
    until(&mut shown, "a gap left to be filled in");
    until(&mut shown, "read in 1 draft;");
    fs::write(desk.path().join("deskcheck.toml"), "[rules]\nplaceholder = \"off\"\n").unwrap();
    until(&mut shown, "read in 2 drafts; nothing to compare; no conflict found");
    let ended = Command::new("kill").args(["-INT", &child.0.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert_eq!(child.0.wait().unwrap().code(), Some(130));
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_error() {
    let desk = desk("Its owner is TK.\n\n".repeat(1500).as_bytes());
    for format in ["terminal", "jsonl", "junit", "sarif"] {
        let mut child = command(desk.path(), &["check", "a.txt", "--format", format]).spawn().unwrap();
        let mut first = [0; 64];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{format}: {}", err(&done));
        assert!(!err(&done).contains("panicked"), "{format}: {}", err(&done));
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_long_check_with_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let article = "The ferry goes to Lund, 40 miles (64 km) to the north, on Monday.\n\n".repeat(150);
    for number in 0..600 {
        fs::write(folder.path().join(format!("{number:03}.txt")), &article).unwrap();
    }
    let mut child = command(folder.path(), &["check", ".", "--format", "jsonl", "--jobs", "1"]).spawn().unwrap();
    let mut shown = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    shown.read_line(&mut first).unwrap();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let mut rest = String::new();
    shown.read_to_string(&mut rest).unwrap();
    let end: serde_json::Value = serde_json::from_str(rest.lines().last().unwrap_or(&first)).unwrap();
    let told = end["errors"][0].as_str().unwrap_or_default();
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), told), (Some(130), "stopped before all drafts were checked"), "{}", err(&done));
    assert!(end["summary"]["drafts"].as_u64().unwrap() < 600);
}
