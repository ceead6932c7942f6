//! Drafts held against fact sheets: a conflict drawn beneath, or a near miss that must stay silent.

use chrono::NaiveDate;
use deskcheck::check;
use deskcheck::drawn::checks;
use deskcheck::options::Options;
use deskcheck::reference::{Reference, Syntax};

const SHEET: &str = r#"//- sheet: {"people": [{"name": "Ilse Varnholt", "aliases": ["Ilse Brandt"], "not": ["Ilse Farn"], "title": "harbour commissioner", "born": "1971-04-02", "affiliation": "University of Estlin"}, {"name": "Ross Coyle", "titles": [{"title": "Housing Minister", "from": "2019-01-01", "until": "2024-12-31"}, {"title": "Prime Minister", "from": "2025-01-01"}]}], "organisations": [{"name": "Tessel Lifeboat Trust", "short": "TLT"}], "figures": [{"name": "boats lost in the gale", "value": 31, "unit": "boats"}, {"name": "cost of the new pier", "value": 4200000, "unit": "GBP"}, {"name": "people rescued", "value": 58, "unit": "people", "approx": true}], "events": [{"name": "opening of the Tessel lock", "date": "2026-05-16", "place": "Bergen"}, {"name": "herring fair", "start": "2026-07-03", "end": "2026-07-12"}], "quotes": [{"speaker": "Ross Coyle", "text": "We counted every herring twice and then we ate it."}]}"#;

/// A draft of 6 May 2026 against the sheet.
fn held(draft: &str) {
    checks(&format!("//- today: 2026-05-06\n{SHEET}\n{}", draft.trim_start_matches('\n')));
}

#[test]
fn names_ages_and_houses() {
    held(
        r"
Ilse Varnhold, 55, closed the port.
^^^^^^^^^^^^^ Ilse Varnhold here, Ilse Varnholt in the fact sheet

Nobody asked why. Ilse Farn rowed home.
                  ^^^^^^^^^ Ilse Farn here, Ilse Varnholt in the fact sheet
",
    );
    held(
        r"
Ilse Varnholt, 45, closed the port.
               ^^ 45 here, but Ilse Varnholt was born on 1971-04-02 in the fact sheet, which makes 55
",
    );
    held(
        r"
Dr Ilse Varnholt of the University of Corrigan closed the port.
                        ^^^^^^^^^^^^^^^^^^^^^^ University of Corrigan here, University of Estlin in the fact sheet for Ilse Varnholt
",
    );
    for silent in [
        "Ilse Varnholt, 55, closed the port. Ms Varnholt was tired.",
        "Ilse Brandt closed the port. Brandt, who married in spring, was tired.",
        "Uwe Varnholt closed the port. Mr Varnholt is 20.",
        "I. Varnholt closed the port, and Ilse Vardy opened it.",
        "Ilse Varnholt, then 45, closed the port in 2016.",
        "Dr Ilse Varnholt of Estlin University closed the port. She is of the old school.",
        "Dr Ilse Varnholt of the Harbour Bank closed the port.",
        "ILSE VARNHOLT CLOSES PORT\n\nThe commissioner, Ilse Varnholt, was tired.",
    ] {
        held(silent);
    }
}

/// What the sheet says of a name is said once, and by the sheet.
#[test]
fn a_wrong_name_is_told_once() {
    held(
        r"
Ilse Varnholt closed the port. Ms Varnholt was tired, Varnholt said.

Nobody asked Ms Varnhold, and Varnholt slept.
                ^^^^^^^^ Varnhold here, Ilse Varnholt in the fact sheet
",
    );
    // The draft has it wrong more often than right: the right one is not told of.
    held(
        r"
Ilse Varnhold closed the port. Ms Varnhold was tired, Ms Varnhold said.
^^^^^^^^^^^^^ Ilse Varnhold here, Ilse Varnholt in the fact sheet

Ms Varnholt slept.
",
    );
    // Of a name that the sheet does not have, the draft says what it always said.
    held(
        r"
Odo Kessler closed the pier. Mr Kessler was tired, Kessler said.

Nobody asked Mr Kesslre, and Kessler slept.
                ^^^^^^^ Kesslre here, Kessler four times: the same person?
",
    );
}

#[test]
fn titles_as_they_were_on_the_day() {
    held(
        r"
Housing Minister Ross Coyle opened the bridge on Tuesday.
^^^^^^^^^^^^^^^^ Housing Minister here, Prime Minister in the fact sheet for Ross Coyle
",
    );
    for silent in [
        "Prime Minister Ross Coyle opened the bridge on Tuesday.",
        "The former housing minister, Ross Coyle, opened the bridge.",
        "Ross Coyle, who was housing minister in 2021, opened the bridge.",
        "“Minister Coyle is late,” a child said of Ross Coyle.",
        "Ross Coyle, chairman of the choir, sang.",
        "Harbour commissioner Ilse Varnholt met Mr Coyle.",
    ] {
        held(silent);
    }
}

#[test]
fn figures_bodies_and_words() {
    held(
        r"
The gale sank 13 boats, and the rest were lost at sea.
              ^^^^^^^^ 13 boats here, 31 in the fact sheet for boats lost in the gale

The new pier will cost £2.4m, engineers said.
                       ^^^^^ £2.4m here, 4,200,000 in the fact sheet for cost of the new pier
",
    );
    held(
        r"
The Tessel Lifeboat Fund bought a boat.
    ^^^^^^^^^^^^^^^^^^^^ Tessel Lifeboat Fund here, Tessel Lifeboat Trust in the fact sheet

“We counted every herring twice and then we sold it,” said Ross Coyle.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “We counted every herring twice and then we sold it” here, “We counted every herring twice and then we ate it” in the fact sheet
"
        .replace(['“', '”'], "\"")
        .as_str(),
    );
    for silent in [
        "The gale sank 31 boats. Another 13 boats were lost in the fog.",
        "The gale sank more than 30 boats, and they were lost for good.",
        "The gale sank at least 20 boats, and they were lost for good.",
        "The new pier will cost £4.2m. The old pier cost £2.4m.",
        "Some 60 people were rescued from the roof.",
        "In the gale of 1953 the town lost 70 boats. This gale took 31 boats.",
        "The Tessel Lifeboat Trust (TLT) bought a boat from the Tessel Lifeboat Fund.",
        "\"We counted every herring … and then we ate it,\" said Ross Coyle.",
        "\"We counted every herring,\" Mr Coyle said.",
    ] {
        held(silent);
    }
}

#[test]
fn days_and_places_of_events() {
    held(
        r"
The Tessel lock will open on 17 May with a band.
                             ^^^^^^ Sunday, May 17, 2026 here, Saturday, May 16, 2026 in the fact sheet for opening of the Tessel lock
",
    );
    held(
        r"
The opening of the Tessel lock in Stavanger will be loud.
                                  ^^^^^^^^^ Stavanger here, Bergen in the fact sheet for opening of the Tessel lock
",
    );
    for silent in [
        "The Tessel lock will open on 16 May with a band.",
        "The opening of the Tessel lock on 16 May was put off from 2 May.",
        "The opening of the Tessel lock in Norway will be loud.",
        "The herring fair runs from 3 July to 12 July. On 5 July there is no fair for want of herring.",
        "The mayor said on 4 May that the Tessel lock would open.",
        "The lock at Lund was opened on 2 May 1911.",
    ] {
        held(silent);
    }
}

#[test]
fn an_entry_that_nobody_verified_only_remarks() {
    checks(
        "//- sheet: {\"people\": [{\"name\": \"Ilse Varnholt\", \"unverified\": true}]}\nIlse Varnhold closed the port.\n\
         ^^^^^^^^^^^^^ information: Ilse Varnhold here, Ilse Varnholt in the fact sheet\n",
    );
}

/// The families of `tests/sheets`: a sheet, drafts with the words that must be marked, drafts that must be silent.
#[test]
fn families() {
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir("tests/sheets").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parts = text.split("---\n");
        let (sheet, bad, good) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let sheet = Reference::read(&name, sheet, Syntax::Toml);
        assert!(sheet.findings.is_empty(), "{name}: {:?}", sheet.findings);
        for line in bad.lines().chain(good.lines()) {
            let draft = line.replace(" / ", "\n\n");
            let bare = draft.replace(['«', '»'], "");
            let published = NaiveDate::from_ymd_opt(2026, 5, 6).and_then(|day| day.and_hms_opt(0, 0, 0));
            let options = Options { published, ..Options::default() };
            let checked = check::against(&bare, &options, &sheet);
            let loud = checked.findings.iter().filter(|it| it.level.is_loud() && it.rule.starts_with("fact-sheet"));
            let marked: Vec<_> = loud.map(|it| (it.place.span, it.message.as_str())).collect();
            let wanted = draft.find('«').map(|start| {
                let end = draft.find('»').unwrap() - '«'.len_utf8();
                deskcheck::place::Span::new(start, end)
            });
            let right = match wanted {
                Some(wanted) => marked.len() == 1 && marked[0].0.touches(wanted),
                None => marked.is_empty(),
            };
            if !right {
                wrong.push(format!("{name}: {line}\n      {marked:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The sheets of the guide are sheets.
#[test]
fn the_guide_shows_sheets_that_can_be_read() {
    let guide = std::fs::read_to_string("docs/fact-sheet.md").unwrap();
    let blocks: Vec<_> = guide.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let sheets: Vec<_> = blocks.iter().filter(|block| block.contains("[[")).collect();
    assert!(sheets.len() > 1);
    for sheet in sheets {
        let read = Reference::read("guide", sheet, Syntax::Toml);
        assert!(read.findings.is_empty() && !read.is_empty(), "{:?}", read.findings);
    }
}

/// Whole stories with their sheets: one thing changed, or told another way that is right too.
#[test]
fn stories() {
    let (mut tried, mut missed, mut alarms) = (0, Vec::new(), Vec::new());
    for line in std::fs::read_to_string("tests/stories.jsonl").unwrap().lines() {
        let story: serde_json::Value = serde_json::from_str(line).unwrap();
        let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let text = word(&story["text"]);
        let sheet = Reference::read("sheet", &story["reference"].to_string(), Syntax::Json);
        let day: NaiveDate = word(&story["published"]).parse().unwrap();
        let options = Options { published: day.and_hms_opt(0, 0, 0), ..Options::default() };
        let found = check::against(&text, &options, &sheet).findings;
        let loud: Vec<_> = found.iter().filter(|it| it.level.is_loud()).collect();
        let Some(wanted) = story["expect"].get(0).map(|it| word(&it["span"])) else {
            alarms.extend(loud.first().map(|it| format!("{}: {}", story["id"], it.message)));
            continue;
        };
        tried += 1;
        let start = text.find(&wanted).unwrap();
        let span = deskcheck::place::Span::new(start, start + wanted.len());
        if !loud.iter().any(|it| it.place.span.touches(span)) {
            missed.push(format!("{}: {wanted}", story["id"]));
        }
    }
    assert!(alarms.is_empty(), "{alarms:?}");
    assert!(tried > 70 && missed.len() * 12 <= tried, "{} of {tried} missed: {missed:?}", missed.len());
}
