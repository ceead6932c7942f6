//! How fast the language server is as an editor sees it: a process of its own, over standard input and output.
//!
//! `cargo bench --bench server` measures keystroke to published findings, and requests, the last beside a fact sheet of 100,000 people; `cargo bench --bench server -- soak
//! 100000` edits twenty drafts and their fact sheet at random, and says how memory grew and whether anything drifted.  Nothing is asserted of
//! time: a loaded machine is slow.

mod news;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use deskcheck::check;
use deskcheck::options::Options;
use deskcheck::reference::{Reference, Syntax};
use news::news;
use serde_json::{Value, json};

/// The server and what it says, each message with the moment it came.
struct Server {
    child: Child,
    to: ChildStdin,
    from: Receiver<(Instant, Vec<u8>)>,
    next: i64,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_deskcheck"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = child.stdin.take().expect("a pipe");
        let mut output = BufReader::with_capacity(1 << 20, child.stdout.take().expect("a pipe"));
        let (send, from) = channel();
        std::thread::spawn(move || {
            while let Some(body) = frame(&mut output) {
                if send.send((Instant::now(), body)).is_err() {
                    break;
                }
            }
        });
        let mut server = Server { child, to, from, next: 0 };
        server.request("initialize", &json!({ "processId": std::process::id(), "capabilities": {} }));
        server.notify("initialized", &json!({}));
        server
    }

    fn send(&mut self, message: &Value) -> Instant {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let sent = Instant::now();
        self.to.write_all(frame.as_bytes()).expect("the server reads");
        self.to.flush().expect("the server reads");
        sent
    }

    fn notify(&mut self, method: &str, params: &Value) -> Instant {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// How long an answer takes.
    fn request(&mut self, method: &str, params: &Value) -> Duration {
        self.next += 1;
        let id = self.next;
        let sent = self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let (came, body) = self.from.recv().expect("the server answers");
            let message: Value = serde_json::from_slice(&body).expect("JSON");
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return came - sent;
            }
        }
    }

    /// When the findings of a version came.
    fn published(&mut self, version: i64) -> Instant {
        loop {
            let (came, body) = self.from.recv().expect("the server publishes");
            let message: Value = serde_json::from_slice(&body).expect("JSON");
            if message["params"]["version"] == version {
                return came;
            }
        }
    }

    fn open(&mut self, url: &str, text: &str) {
        let document = json!({ "uri": url, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Resident memory in MB, where the system tells.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: u64 = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default();
        kilobytes / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn frame(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.trim().strip_prefix("Content-Length: ") {
            length = value.parse().ok();
        } else if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(body)
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!("{what:44} median {:7.2} ms   p95 {:7.2} ms   most {:7.2} ms", at(50), at(95), at(100));
}

const URL: &str = "file:///desk/story.txt";

/// News of about so many words.
fn words(count: usize) -> String {
    news(count * 6)
}

/// The line in the middle of a draft that has words.
fn middle(text: &str) -> usize {
    let lines: Vec<_> = text.lines().collect();
    (lines.len() / 2..lines.len()).find(|line| lines[*line].len() > 40).unwrap_or_default()
}

fn keystrokes(name: &str, text: &str, count: i64) {
    let mut server = Server::start();
    server.open(URL, text);
    server.published(1);
    let line = middle(text);
    let mut times = Vec::new();
    for version in 2..2 + count {
        // Somebody types fast: thirty letters a second.
        std::thread::sleep(Duration::from_millis(33));
        let at = json!({ "line": line, "character": 20 });
        let change = json!([{ "range": { "start": at, "end": at }, "text": "x" }]);
        let params = json!({ "textDocument": { "uri": URL, "version": version }, "contentChanges": change });
        let sent = server.notify("textDocument/didChange", &params);
        times.push(server.published(version) - sent);
    }
    tell(&format!("keystroke to findings, {name}"), times);
    println!("{:44} {} MB", format!("memory, {name}"), server.memory());
}

fn requests(name: &str, text: &str) {
    let mut server = Server::start();
    server.open(URL, text);
    server.published(1);
    let document = json!({ "uri": URL });
    let lines: Vec<_> = text.lines().map(str::len).collect();
    let mut version = 1;
    for (what, method) in [
        ("hover", "textDocument/hover"),
        ("completion", "textDocument/completion"),
        ("symbols", "textDocument/documentSymbol"),
        ("highlight", "textDocument/documentHighlight"),
        ("code action", "textDocument/codeAction"),
        ("code lens", "textDocument/codeLens"),
        ("inlay hints", "textDocument/inlayHint"),
    ] {
        let mut times = Vec::new();
        for round in 0..200 {
            // Each is asked of a new state, as an editor does.
            version += 1;
            let top = json!({ "line": 0, "character": 0 });
            let change = json!([{ "range": { "start": top, "end": top }, "text": "x" }]);
            let edit = json!({ "textDocument": { "uri": URL, "version": version }, "contentChanges": change });
            server.notify("textDocument/didChange", &edit);
            server.published(version);
            let line = round * 37 % lines.len();
            let at = json!({ "line": line, "character": lines[line] / 2 });
            let range = json!({ "start": at, "end": at });
            let context = json!({ "diagnostics": [], "triggerKind": 1 });
            let params = json!({ "textDocument": document, "position": at, "range": range, "context": context });
            times.push(server.request(method, &params));
        }
        tell(&format!("{what}, {name}"), times);
    }
}

/// Somebody of a long list: "Bado Kelimo".
fn somebody(mut number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "da", "fe", "gi", "ho", "ju", "la", "me", "ni",
        "po", "ru",
    ];
    let mut name = String::new();
    for place in 0..5 {
        let syllable = SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
        if place == 0 || place == 2 {
            name.push_str(if place == 0 { "" } else { " " });
            name.push_str(&syllable[..1].to_uppercase());
            name.push_str(&syllable[1..]);
        } else {
            name.push_str(syllable);
        }
    }
    name
}

/// Keystrokes and completion beside a fact sheet of so many people.
fn long_sheet(people: usize) {
    let desk = tempfile::tempdir().expect("a folder");
    let entry = |number| format!("[[people]]\nname = \"{}\"\ntitles = [{{ title = \"clerk\" }}]\n\n", somebody(number));
    let sheet: String = (0..people).map(entry).collect();
    std::fs::write(desk.path().join("deskcheck-facts.toml"), sheet).expect("a file");
    let url = format!("file://{}/story.txt", desk.path().display());
    let mut server = Server::start();
    let text = words(1_000);
    server.open(&url, &text);
    server.published(1);
    let line = middle(&text);
    let (mut keys, mut times) = (Vec::new(), Vec::new());
    for round in 0..200 {
        // " B", " Ba", " Bad": a name is typed, letter by letter.
        let name = somebody(round * 7919);
        let typed = 1 + round % 3;
        let at = json!({ "line": line, "character": 0 });
        let end = json!({ "line": line, "character": if round == 0 { 0 } else { 2 + (round - 1) % 3 } });
        let change = json!([{ "range": { "start": at, "end": end }, "text": format!("{} ", &name[..typed]) }]);
        let version = i64::try_from(round).expect("small") + 2;
        let edit = json!({ "textDocument": { "uri": url, "version": version }, "contentChanges": change });
        let sent = server.notify("textDocument/didChange", &edit);
        keys.push(server.published(version) - sent);
        let position = json!({ "line": line, "character": typed });
        let params = json!({ "textDocument": { "uri": url }, "position": position });
        times.push(server.request("textDocument/completion", &params));
    }
    println!("{:44} {:7.2} ms", format!("first completion, {people} people"), times[0].as_secs_f64() * 1e3);
    tell(&format!("keystroke, 1,000 words, {people} people"), keys);
    tell(&format!("completion, {people} people"), times.split_off(1));
    println!("{:44} {} MB", format!("memory, {people} people"), server.memory());
}

/// A small generator of random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or_default()
    }
}

/// Rule and place of a finding.
type Told = (String, u64, u64, u64, u64);

/// What the server has shown of each document, and how often something older than that came later.
#[derive(Default)]
struct Shown {
    last: HashMap<String, (i64, Vec<Told>)>,
    stale: usize,
}

impl Shown {
    fn note(&mut self, body: &[u8]) {
        let message: Value = serde_json::from_slice(body).expect("JSON");
        let params = &message["params"];
        let (Some(url), Some(version)) = (params["uri"].as_str(), params["version"].as_i64()) else { return };
        let one = |finding: &Value| {
            let at = |end: &str, key: &str| finding["range"][end][key].as_u64().unwrap_or_default();
            let rule = finding["code"].as_str().unwrap_or_default().to_owned();
            (rule, at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character"))
        };
        let told = params["diagnostics"].as_array().map(|list| list.iter().map(one).collect()).unwrap_or_default();
        self.stale += usize::from(self.last.get(url).is_some_and(|(before, _)| *before > version));
        self.last.insert(url.to_owned(), (version, told));
    }
}

/// Where a byte of a text stands, which is ASCII.
fn place(text: &str, at: usize) -> (usize, usize) {
    (text[..at].matches('\n').count(), at - text[..at].rfind('\n').map_or(0, |end| end + 1))
}

/// What a check from scratch finds.
fn fresh(text: &str, sheet: &str) -> Vec<Told> {
    let reference = Reference::read("facts.toml", sheet, Syntax::Toml);
    let checked = check::against(text, &Options::default(), &reference);
    let one = |finding: &deskcheck::finding::Finding| {
        let [start, end] = [finding.place.span.start, finding.place.span.end].map(|at| place(text, at as usize));
        (finding.rule.to_owned(), start.0 as u64, start.1 as u64, end.0 as u64, end.1 as u64)
    };
    checked.findings.iter().map(one).collect()
}

/// Random edits of twenty drafts, whose fact sheet changes with every fiftieth.
fn soak(edits: i64) {
    const PIECES: [&str; 8] = [
        "TK ",
        "Sunday, October 3, 2022 ",
        "\n\n",
        "Mr Varnholt said. ",
        "Ilse Varnholt left. ",
        "40 miles (92 km) ",
        "a",
        ".",
    ];
    const SHEETS: [&str; 3] = [
        "[[people]]\nname = \"Ilse Varnhold\"\n",
        "[[people]]\nname = \"Ilse Varnholt\"\n",
        "[[people]]\nname = \"Odo Kessler\"\n[[people\n",
    ];
    let mut dice = Dice(20_221_004);
    let mut server = Server::start();
    let desk = tempfile::tempdir().expect("a folder");
    let folder = desk.path().display();
    let urls: Vec<_> = (0..20).map(|number| format!("file://{folder}/{number}.txt")).collect();
    let sheet = format!("file://{folder}/deskcheck-facts.toml");
    let mut models: Vec<String> = vec![words(300); urls.len()];
    for model in &mut models {
        model.retain(|letter| letter.is_ascii() && letter != '\r');
    }
    server.open(&sheet, SHEETS[0]);
    for (url, model) in urls.iter().zip(&models) {
        server.open(url, model);
    }
    let begun = Instant::now();
    let (mut early, mut known) = (0, SHEETS[0]);
    let mut shown = Shown::default();
    for version in 2..2 + edits {
        if version % 50 == 0 {
            known = SHEETS[dice.roll(SHEETS.len())];
            let change =
                json!({ "textDocument": { "uri": sheet, "version": version }, "contentChanges": [{ "text": known }] });
            server.notify("textDocument/didChange", &change);
        }
        let draft = dice.roll(models.len());
        let model = &mut models[draft];
        let start = dice.roll(model.len() + 1);
        let end = (start + dice.roll(12)).min(model.len());
        let text = if model.len() > 4000 { "" } else { PIECES[dice.roll(PIECES.len())] };
        let [from, to] = [start, end].map(|at| {
            let (line, character) = place(model, at);
            json!({ "line": line, "character": character })
        });
        let change = json!([{ "range": { "start": from, "end": to }, "text": text }]);
        model.replace_range(start..end, text);
        let params = json!({ "textDocument": { "uri": urls[draft], "version": version }, "contentChanges": change });
        server.notify("textDocument/didChange", &params);
        while let Ok((_, body)) = server.from.try_recv() {
            shown.note(&body);
        }
        if version == edits / 5 {
            early = server.memory();
        }
    }
    let last = 2 + edits;
    for url in &urls {
        let params = json!({ "textDocument": { "uri": url, "version": last }, "contentChanges": [] });
        server.notify("textDocument/didChange", &params);
    }
    while urls.iter().any(|url| shown.last.get(url).is_none_or(|(version, _)| *version != last)) {
        let (_, body) = server.from.recv().expect("the server publishes");
        shown.note(&body);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let late = server.memory();
    let drifted = urls.iter().zip(&models).filter(|(url, model)| shown.last[*url].1 != fresh(model, known)).count();
    let stale = shown.stale;
    println!(
        "{edits} edits in {seconds:.1} s: {drifted} drafts drifted, {stale} stale publishes, memory {early} MB after a fifth, {late} MB at the end",
    );
    assert_eq!((drifted, stale), (0, 0));
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if arguments.first().is_some_and(|it| it == "soak") {
        soak(arguments.get(1).and_then(|count| count.parse().ok()).unwrap_or(100_000));
        return;
    }
    keystrokes("1,000 words", &words(1_000), 200);
    keystrokes("50,000 words", &words(50_000), 60);
    requests("10,000 words", &words(10_000));
    long_sheet(100_000);
}
