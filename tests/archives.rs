//! Archives: cut into parts they give what one run gives, and their length costs no memory.

use std::fmt::Write as _;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Articles of several kinds, each with a finding or two in every second one.
fn articles(count: usize) -> Vec<String> {
    (0..count)
        .map(|index| {
            let (dead, day) = (20 + index % 70, 1 + index % 28);
            let again = if index % 2 == 0 { dead } else { dead + 9 };
            let mut text = format!("A landslide killed {dead} people in Tarn on Monday, October {day}, 2022.\n\n");
            let _ = write!(
                text,
                "The landslide, which killed {again} people, came after rain.\n\nIt was 40 miles ({} km) long.",
                60 + index % 9
            );
            let format = ["text", "markdown"][index % 2];
            json!({ "id": index, "text": text, "published": format!("2022-10-{day:02}"), "format": format }).to_string()
        })
        .collect()
}

fn batch(lines: &[String], threads: &str) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
        .args(["batch", "--claims"])
        .env("RAYON_NUM_THREADS", threads)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, text) = (child.stdin.take().unwrap(), lines.join("\n") + "\n");
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(done.status.code(), Some(0));
    done.stdout
}

#[test]
fn parts_of_any_size_join_to_what_one_run_gives() {
    let lines = articles(90);
    let whole = batch(&lines, "2");
    let rules: Vec<Value> =
        whole.split(|byte| *byte == b'\n').filter_map(|it| serde_json::from_slice(it).ok()).collect();
    assert_eq!(rules.len(), 90);
    assert!(rules.iter().any(|it| it["findings"][0]["rule"] == "figure-conflict"));
    for size in [1, 7, 45, 89] {
        // One process a line is slow: for the smallest parts a few lines are enough.
        let lines = &lines[..if size == 1 { 6 } else { lines.len() }];
        let joined: Vec<u8> = lines.chunks(size).flat_map(|part| batch(part, "1")).collect();
        assert!(whole.starts_with(&joined), "parts of {size}");
        assert!(size == 1 || whole.len() == joined.len());
    }
}

/// The most memory that a process has held, in kilobytes.
#[cfg(target_os = "linux")]
fn most_held(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_longer_archive_needs_no_more_memory() {
    use std::io::{BufRead, BufReader};

    let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, mut answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let part = articles(4_000);
    let bytes = part.join("\n") + "\n";
    let mut run = |times: usize| {
        for _ in 0..times {
            std::thread::scope(|scope| {
                scope.spawn(|| input.write_all(bytes.as_bytes()).unwrap());
                let mut answer = String::new();
                for _ in &part {
                    answer.clear();
                    answers.read_line(&mut answer).unwrap();
                    assert!(answer.starts_with('{'), "{answer}");
                }
            });
        }
    };
    run(1);
    let first = most_held(child.id());
    run(3);
    let last = most_held(child.id());
    let fed = 3 * bytes.len() as u64 / 1024;
    drop(input);
    assert!(child.wait().unwrap().success());
    // What is kept of each article would show: three times as much went through.
    assert!(last - first < fed / 2, "{first} KB, and {last} KB after {fed} KB more");
}
