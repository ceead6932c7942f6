//! Sheets drafted from articles: silent on their own article, and not on a sheet with one entry changed.

use std::fs;
use std::sync::Arc;

use chrono::NaiveDateTime;
use deskcheck::check::{self, Draft};
use deskcheck::options::Options;
use deskcheck::reference::{Reference, Syntax};

/// The published articles of the development sets, where they are there.
fn articles() -> Vec<Draft> {
    let Ok(text) = fs::read_to_string("../shared/eval/articles/wikinews.jsonl") else { return Vec::new() };
    text.lines()
        .map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            let word = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
            let (head, text) = (word("headline"), word("text"));
            let text = if head.is_empty() || text.starts_with(&head) { text } else { format!("{head}\n\n{text}") };
            let day = word("published");
            let published = day
                .get(..10)
                .and_then(|day| NaiveDateTime::parse_from_str(&format!("{day} 00:00"), "%Y-%m-%d %H:%M").ok());
            Draft {
                name: word("id"),
                text,
                options: Options { published, ..Options::default() },
                known: Arc::default(),
            }
        })
        .collect()
}

/// How many entries of an article are changed.
const CHANGES: usize = 6;

/// A line of a sheet changed as people err, if it is of that kind: its entry must speak.
fn changed(line: &str, more: &str) -> Option<String> {
    let (key, value) = line.split_once(" = ")?;
    match key {
        // Of "more than 300", 400 is true too.
        "value" if more.contains("more than") || more.contains("at least") => {
            let number: f64 = value.parse().ok()?;
            Some(format!("value = {}", (number / 4.0).floor()))
        }
        // Of "about 50", 55 is true too.
        "value" if ["about", "nearly"].iter().any(|rough| more.contains(rough)) => {
            let number: f64 = value.parse().ok()?;
            Some(format!("value = {}", (number * 3.0).floor()))
        }
        "value" => {
            // Two digits turned, or one more.
            let mut digits: Vec<char> = value.chars().collect();
            let at = digits.windows(2).position(|pair| pair[0] != pair[1] && pair.iter().all(char::is_ascii_digit));
            match at {
                Some(at) if !(at == 0 && digits[1] == '0') => digits.swap(at, at + 1),
                _ => {
                    let first = digits.iter().position(|digit| ('1'..='8').contains(digit))?;
                    digits[first] = char::from_digit(digits[first].to_digit(10)? + 1, 10)?;
                }
            }
            Some(format!("value = {}", digits.into_iter().collect::<String>()))
        }
        "date" => {
            let day: chrono::NaiveDate = value.parse().ok()?;
            Some(format!("date = {}", day + chrono::Days::new(9)))
        }
        "name" if value.split(' ').count() == 2 && !value.contains(['.', '-', '\'']) => {
            // A letter of the surname is lost.
            let name = value.trim_matches('"');
            let (given, surname) = name.split_once(' ')?;
            let at = surname.char_indices().nth(2).filter(|_| surname.chars().count() > 5)?.0;
            let mut wrong = surname.to_owned();
            wrong.remove(at);
            (wrong != surname).then(|| format!("name = \"{given} {wrong}\""))
        }
        "text" => {
            let words: Vec<&str> = value.split(' ').collect();
            let at = (words.len() > 7).then_some(words.len() / 2)?;
            let mut wrong = words.clone();
            wrong[at] = "herring";
            Some(format!("text = {}", wrong.join(" ")))
        }
        _ => None,
    }
}

/// Stories of our own, each with lines that its sheet must have and words that it must not have.
const STORIES: [(&str, &[&str], &[&str]); 4] = [
    (
        "Gale closes port\n\nVice president Ilse Varnholt of the harbour board closed the port on Tuesday. Her husband, Uwe, waved. \
         \"We had no choice at all in this weather,\" Ms Varnholt said.\n\nThe gale sank 31 boats in the harbour, and over 300 people \
         were brought ashore by the Tessel Lifeboat Trust (TLT).\n",
        &[
            "name = \"gale sank boats in the harbour\"",
            "value = 300\nunit = \"people\"\nmodifier = \"more than\"",
            "honorific = \"Ms\"",
            "title = \"Vice president\"",
            "short = \"TLT\"",
        ],
        &["(The gale", "deputy president", "conflict"],
    ),
    (
        "Margaret Corrin met the press on Monday. Mr. Corrin, her husband, stayed at home with a cold. \"I will stay for as long as I am \
         asked to,\" said Margaret Corrin, the mayor.\n",
        &["name = \"Margaret Corrin\"", "title = \"mayor\""],
        &["honorific", "conflict"],
    ),
    (
        "The council paid £4.2m to Corvane Foods for the old cannery. A 10-storey block is to stand there with 120 flats for families \
         and a total of 40 shops on the ground floor.\n\nOf 900 letters that the council received about the plan, 12% of the writers \
         liked the tower.\n",
        &[
            "unit = \"GBP\"",
            "name = \"block is to stand there with flats for families\"",
            "name = \"shops on the ground floor\"",
        ],
        &["value = 10\n", "total\"", "conflict"],
    ),
    (
        "France Emmanuel Tarrault met Gov. Farid Noorzai in Lucerne on 4 May 2026, when the lake treaty was signed. The Harlow Center \
         said that Noorzai had brought nine aides. Noorzai, 61, left at night; Tarrault stayed.\n",
        &["name = \"Farid Noorzai\"", "age = 61", "date = 2026-05-04"],
        &["name = \"Harlow Center\"", "[[people]]\nname = \"France", "conflict"],
    ),
];

#[test]
fn a_sheet_is_drafted_in_words_that_a_person_would_use() {
    for (text, wanted, unwanted) in STORIES {
        let published = NaiveDateTime::parse_from_str("2026-05-06 00:00", "%Y-%m-%d %H:%M").ok();
        let options = Options { published, ..Options::default() };
        let draft = Draft { name: "story.md".to_owned(), text: text.to_owned(), options, known: Arc::default() };
        let sheet = check::fact_sheet(std::slice::from_ref(&draft));
        for words in wanted {
            assert!(sheet.contains(words), "{words} in\n{sheet}");
        }
        for words in unwanted {
            assert!(!sheet.contains(words), "no {words} in\n{sheet}");
        }
        let read = Reference::read("sheet", &sheet.replace("unverified = true\n", ""), Syntax::Toml);
        assert_eq!(read.findings, [], "{sheet}");
        let told = |sheet: &Reference| {
            let found = check::against(&draft.text, &draft.options, sheet).findings;
            found.into_iter().filter(|it| it.rule.starts_with("fact-sheet")).collect::<Vec<_>>()
        };
        assert_eq!(told(&read), [], "{sheet}");
        // One entry changed is told of, and nothing else.
        for line in sheet.lines().filter(|line| line.starts_with("value = ")) {
            // Less, for of "over 300" more is true too.
            let value: u64 = line.trim_start_matches("value = ").parse().unwrap();
            let changed = sheet.replacen(line, &format!("value = {}", value / 4), 1);
            let found = told(&Reference::read("sheet", &changed.replace("unverified = true\n", ""), Syntax::Toml));
            assert_eq!(found.len(), 1, "{line}: {found:?}\n{sheet}");
        }
    }
}

/// What the house's sheet has otherwise is told above the entry.
#[test]
fn conflicts_are_marked_in_a_drafted_sheet() {
    let published = NaiveDateTime::parse_from_str("2026-05-06 00:00", "%Y-%m-%d %H:%M").ok();
    let drafted = |text: &str, house: &str| {
        let known = Arc::new(Reference::read("house.toml", house, Syntax::Toml));
        let options = Options { published, ..Options::default() };
        check::fact_sheet(&[Draft { name: "story.md".to_owned(), text: text.to_owned(), options, known }])
    };
    let text = "Ilse Varnholt closed the port on Tuesday. The commissioner was calm.\n\nMs Varnholt, 45, said that nobody was hurt.\n";
    let house = "[[people]]\nname = \"Ilse Varnholt\"\nborn = 1971-04-02\n";
    let sheet = drafted(text, house);
    assert!(sheet.contains("# conflict: 45 here, but Ilse Varnholt was born"), "{sheet}");
    for silent in [drafted(text, ""), drafted(text, &house.replace("1971", "1981"))] {
        assert!(silent.contains("age = 45") && !silent.contains("conflict"), "{silent}");
    }
}

#[test]
fn a_drafted_sheet_is_silent_on_its_draft_and_speaks_when_an_entry_is_changed() {
    let show = std::env::var_os("SHOW").is_some();
    let (mut noisy, mut entries, mut tried, mut missed, mut extra) = (Vec::new(), 0, 0, 0, 0);
    let mut kinds: std::collections::BTreeMap<String, (u32, u32)> = std::collections::BTreeMap::new();
    let articles = articles();
    for (number, draft) in articles.iter().enumerate() {
        let text = check::fact_sheet(std::slice::from_ref(draft));
        // As if a person had looked at every entry.
        let text = text.replace("\nunverified = true\n", "\n");
        let sheet = Reference::read("sheet", &text, Syntax::Toml);
        assert!(sheet.findings.is_empty(), "{}: {:?}\n{text}", draft.name, sheet.findings);
        entries += sheet.len();
        let told = |sheet: &Reference| -> Vec<_> {
            let found = check::against(&draft.text, &draft.options, sheet).findings;
            found.into_iter().filter(|finding| finding.rule.starts_with("fact-sheet")).collect()
        };
        if let Some(finding) = told(&sheet).first() {
            noisy.push(format!("{}: {}", draft.name, finding.message));
        }
        // One line of each article, another in each.
        let lines: Vec<&str> = text.lines().collect();
        let mut list = "";
        let mut able: Vec<(usize, &str, String)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            if let Some(name) = line.strip_prefix("[[") {
                list = name.trim_end_matches(']');
            }
            let of_list = |key: &str| !line.starts_with("name") || key == "people";
            let more = lines[index..(index + 4).min(lines.len())].join(" ");
            able.extend(changed(line, &more).filter(|_| of_list(list)).map(|wrong| (index, list, wrong)));
        }
        // Several entries of each article, one at a time.
        for step in 0..able.len().min(CHANGES) {
            let (index, list, wrong) = able.swap_remove((number * 7 + step) % able.len());
            let mut other: Vec<&str> = lines.clone();
            other[index] = &wrong;
            let other = other.join("\n") + "\n";
            let start: usize = lines[..index].iter().map(|line| line.len() + 1).sum();
            let from = other[..start].rfind("[[").unwrap_or(0);
            let until = other[start..].find("\n\n").map_or(other.len(), |at| start + at);
            let found = told(&Reference::read("sheet", &other, Syntax::Toml));
            let mine = |place: deskcheck::place::Place| {
                place.source.0 == 1 && (from..until).contains(&(place.span.start as usize))
            };
            let hits = found.iter().filter(|it| it.related.iter().any(|related| mine(related.place))).count();
            tried += 1;
            let kind = kinds.entry(list.to_owned()).or_default();
            kind.1 += 1;
            kind.0 += u32::from(hits > 0);
            missed += usize::from(hits == 0);
            extra += usize::from(hits < found.len());
            if show && (hits == 0 || hits < found.len()) {
                println!(
                    "{} {list}: {} -> {wrong} ({hits} of {})\n{}",
                    draft.name,
                    lines[index],
                    found.len(),
                    &other[from..until]
                );
            }
        }
    }
    if articles.is_empty() {
        return;
    }
    println!(
        "{} articles, {entries} entries, {} noisy; {tried} changed, {missed} missed, {extra} with more; {kinds:?}",
        articles.len(),
        noisy.len()
    );
    assert!(noisy.is_empty(), "{}", noisy.join("\n"));
    assert!(missed * 20 <= tried, "{missed} of {tried} missed: {kinds:?}");
    assert!(extra * 20 <= tried, "{extra} of {tried} with more than one");
}

#[test]
fn a_sheet_is_silent_on_drafts_of_other_things() {
    let articles = articles();
    let mut loud = Vec::new();
    let mut held = 0;
    for (number, draft) in articles.iter().enumerate() {
        let text = check::fact_sheet(std::slice::from_ref(draft)).replace("\nunverified = true\n", "\n");
        let sheet = Reference::read("sheet", &text, Syntax::Toml);
        for other in articles.iter().cycle().skip(number + 1).take(8) {
            held += 1;
            let found = check::against(&other.text, &other.options, &sheet).findings;
            let found = found.iter().filter(|it| it.rule.starts_with("fact-sheet") && it.level.is_loud());
            loud.extend(found.map(|it| format!("{} against {}: {}", other.name, draft.name, it.message)));
        }
    }
    println!("{} loud in {held}", loud.len());
    // Some of the articles follow others of the same story, whose figures have changed.
    assert!(loud.len() * 50 <= held, "{}", loud.join("\n"));
}
