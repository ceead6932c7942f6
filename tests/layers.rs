//! Modules import along the road of a draft and never against it.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in order: each may name itself and those before it.
const ORDER: &[&str] = &[
    "place",
    "options",
    "text",
    "container",
    "language",
    "claim",
    "link",
    "finding",
    "reference",
    "rules",
    "settings",
    "check",
    "drawn",
    "sheets",
    "disk",
    "report",
    "server",
    "cli",
];

/// The longest file of code, in lines; beyond it there is a second subject.
const LONGEST: usize = 700;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The module of a file: `src/text/plain.rs` belongs to `text`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap();
    below.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for path in files(Path::new("src")) {
        let module = module(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let place = ORDER
            .iter()
            .position(|it| *it == module)
            .unwrap_or_else(|| panic!("src/{module} has no place in the order"));
        let text = fs::read_to_string(&path).unwrap();
        // Tests at the end of a file may look anywhere.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        if path.file_stem().is_some_and(|stem| stem == "tests" || stem == "listed") {
            continue;
        }
        let code: String =
            code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
        for name in code.split("crate::").skip(1) {
            let name: String = name.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if let Some(other) = ORDER.iter().position(|it| *it == name).filter(|other| *other > place) {
                wrong.push(format!("{} imports {}, which comes later: move a type down", path.display(), ORDER[other]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_belongs_to_one_module_stays_there() {
    let homes: &[(&str, &str)] = &[
        ("tower_lsp", "server"),
        ("tokio", "server"),
        ("println!", "cli"),
        ("toml_edit", "text"),
        ("clap", "cli"),
        ("zip::", "container"),
        ("mail_parser", "container"),
        ("quick_xml::Reader", "container"),
    ];
    for path in files(Path::new("src")) {
        let module = module(&path);
        let text = fs::read_to_string(&path).unwrap();
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
        for (word, home) in homes {
            // The report of offsets is an argument of the command line too.
            let allowed = module == *home
                || (*word == "clap" && module == "report")
                || (*word == "toml_edit" && module == "reference")
                || (*word == "println!" && module == "server" && code.contains("anstream::eprintln!"));
            assert!(allowed || !code.contains(word), "{} names {word}, which belongs to {home}", path.display());
        }
    }
}

#[test]
fn files_can_be_held_in_the_head() {
    for path in files(Path::new("src")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines: is there a second subject in it?", path.display());
    }
}
