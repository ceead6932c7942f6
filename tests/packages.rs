//! The ways in: what the GitHub Action runs, and what packages say of themselves.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const LOUD: &str = "They met on Sunday, October 3, 2022.\n";

/// Runs a script of the action with its inputs; what it gives on is in the file "output" of the folder.
fn script(folder: &Path, name: &str, inputs: &[(&str, &str)]) -> (i32, String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/action").join(name);
    fs::write(folder.join("output"), "").unwrap();
    let mut command = Command::new("bash");
    command.arg(path).current_dir(folder).env("GITHUB_OUTPUT", folder.join("output")).env_remove("GITHUB_STEP_SUMMARY");
    let Output { status, stdout, .. } = command.envs(inputs.iter().copied()).output().unwrap();
    let given = fs::read_to_string(folder.join("output")).unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), given)
}

fn check(folder: &Path, paths: &str, arguments: &str, format: &str, fail_on: &str) -> (i32, String, String) {
    let inputs = [
        ("DESKCHECK", env!("CARGO_BIN_EXE_deskcheck")),
        ("DESKCHECK_PATHS", paths),
        ("DESKCHECK_ARGUMENTS", arguments),
        ("DESKCHECK_FORMAT", format),
        ("DESKCHECK_OUTPUT", "report.sarif"),
        ("DESKCHECK_FAIL_ON", fail_on),
    ];
    script(folder, "check.sh", &inputs)
}

#[test]
fn the_action_annotates_and_fails() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("copy desk")).unwrap();
    fs::write(folder.path().join("copy desk/a.txt"), LOUD).unwrap();
    let (code, out, _) = check(folder.path(), "\n  copy desk \n", "", "github", "warning");
    assert_eq!(code, 1);
    assert!(out.contains("::error file=copy desk/a.txt,line=1"), "{out}");
    assert_eq!(check(folder.path(), "copy desk", "", "github", "never").0, 0);
    assert_eq!(check(folder.path(), "copy desk", "--ignore\nweekday-mismatch", "github", "warning").0, 0);
    // Nothing of the inputs is read by the shell, and no path is taken for an option.
    for path in ["$(touch made)", "`touch made`", "; touch made", "--fix"] {
        assert_eq!(check(folder.path(), path, "", "github", "warning").0, 2, "{path}");
    }
    assert!(!folder.path().join("made").exists());
}

#[test]
fn the_action_gives_a_report_on() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), LOUD).unwrap();
    let (code, out, given) = check(folder.path(), ".", "", "sarif", "never");
    assert_eq!((code, out.as_str(), given.as_str()), (0, "", "report=report.sarif\n"));
    let report = fs::read_to_string(folder.path().join("report.sarif")).unwrap();
    assert!(report.contains("weekday-mismatch") && report.contains("2.1.0"));
}

#[test]
fn the_action_takes_the_deskcheck_that_is_there() {
    let folder = TempDir::new().unwrap();
    let binary = env!("CARGO_BIN_EXE_deskcheck");
    let (code, out, given) = script(folder.path(), "install.sh", &[("DESKCHECK_BINARY", binary)]);
    assert_eq!((code, given), (0, format!("binary={binary}\n")));
    assert!(out.starts_with("deskcheck "));
    let (code, out, _) = script(folder.path(), "install.sh", &[("DESKCHECK_BINARY", "/nowhere/deskcheck")]);
    assert!(code == 2 && out.contains("::error::there is no deskcheck at /nowhere/deskcheck"), "{out}");
}
