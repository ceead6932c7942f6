use std::fmt::Write;

use super::*;

/// What is said of a sheet, as "words of the sheet: message".
fn told(source: &str, syntax: Syntax) -> (Reference, Vec<String>) {
    let sheet = Reference::read("sheet", source, syntax);
    let told = sheet.findings.iter().map(|it| format!("{}: {}", &source[it.place.span.range()], it.message)).collect();
    (sheet, told)
}

#[test]
fn what_is_right_serves_and_the_rest_is_told_at_its_place() {
    let (sheet, told) = told(
        "[[people]]\nname = \"Ilse Varnholt\"\nborn = 1971-02-30\ntitel = \"harbour master\"\n\n\
        [[people]]\nname = 7\n\n[[figures]]\nname = \"dockers\"\nvalue = \"nine\"\n\n\
        [[figures]]\nname = \"boats\"\nlow = 3\nhigh = 5\n\n[[animals]]\nname = \"gull\"\n\n[[figurs]]\nname = \"x\"\n",
        Syntax::Toml,
    );
    assert_eq!(
        told,
        [
            "1971-02-30: `born`: invalid date, expected day between 01 and 28",
            "titel: unknown key `titel`: did you mean `title`?",
            "7: `name` should be text in quotation marks",
            "\"nine\": `value` should be a number without quotation marks or separators",
            "animals: unknown list `animals`; known are people, organisations, places, figures, events, quotes",
            "figurs: unknown list `figurs`: did you mean `figures`?",
        ]
    );
    assert_eq!((sheet.people.len(), sheet.figures.len()), (1, 1));
}

#[test]
fn a_broken_line_costs_the_line() {
    let (sheet, told) =
        told("[[people]]\nname = \"Ilse Varnholt\"\nborn = = 3\n\n[[people]]\nname = \"Ross Coyle\"\n", Syntax::Toml);
    assert_eq!(sheet.people.len(), 2, "{told:?}");
    assert!(!told.is_empty());
    let sheet = Reference::read("sheet", r#"{"people": [{"name": "Ilse Varnholt"}, {"name": "Ross "#, Syntax::Json);
    assert_eq!((sheet.people.len(), sheet.findings.len()), (1, 2), "{:?}", sheet.findings);
    let sheet = Reference::read("sheet", "people:\n  - name: Ilse Varnholt\n  - name: [\n", Syntax::Yaml);
    assert_eq!(sheet.people.len(), 1);
    assert!(!sheet.findings.is_empty());
}

#[test]
fn days_fit_the_calendar_and_things_end_after_they_begin() {
    let source = "[[events]]\nname = \"Sunday's talks\"\ndate = 2026-05-04\n\n\
        [[events]]\nname = \"fair\"\nstart = 2026-05-04\nend = 2026-05-01\n\n\
        [[events]]\nname = \"march\"\ndate = \"Monday, May 5, 2026\"\n\n\
        [[events]]\nname = \"vote\"\ndate = \"5 May 2026\"\n\n\
        [[people]]\nname = \"Ross Coyle\"\ntitles = [{ title = \"mayor\", from = 2020-01-01, until = 2019-01-01 }]\n";
    let (sheet, told) = told(source, Syntax::Toml);
    assert_eq!(
        told,
        [
            "2026-05-04: 2026-05-04 is a Monday, not a Sunday",
            "2026-05-04\nend = 2026-05-01: the event ends before it begins",
            "\"Monday, May 5, 2026\": `date`: 2026-05-05 is a Tuesday, not a Monday",
            "2019-01-01: the title ends before it begins",
        ]
    );
    assert_eq!(sheet.events.len(), 3);
    assert_eq!(sheet.events[2].days.map(|days| days.value.0), NaiveDate::from_ymd_opt(2026, 5, 5));
}

#[test]
fn names_stand_once_and_are_one_persons() {
    let (_, told) = told(
        "[[people]]\nname = \"Ilse Varnholt\"\naliases = [\"Ilse Brandt\"]\nnot = [\"Ilse Brandt\"]\n\n\
        [[people]]\nname = \"Uwe Brandt\"\naliases = [\"Ilse Brandt\"]\n\n\
        [[people]]\nname = \"Ilse Varnholt\"\n\n\
        [[figures]]\nname = \"boats\"\nvalue = 3\n[[figures]]\nname = \"boats\"\nvalue = 4\n",
        Syntax::Toml,
    );
    assert_eq!(
        told,
        [
            "\"Ilse Brandt\": \"Ilse Brandt\" is accepted and forbidden in one entry",
            "\"Ilse Brandt\": \"Ilse Brandt\" is a name of Ilse Varnholt and of Uwe Brandt",
            "\"Ilse Varnholt\": \"Ilse Varnholt\" has two entries",
            "\"boats\": \"boats\" has two entries",
        ]
    );
}

#[test]
fn every_language_gives_the_same_sheet_with_its_places() {
    let json =
        r#"{"people": [{"name": "Ilse Varnh\u00f6lt", "born": "1971-04-02", "unverified": true}], "figures": null}"#;
    let yaml = "# Süße\npeople:\n  - name: Ilse Varnhölt\n    born: 1971-04-02\n    unverified: true\n";
    let toml = "[[people]]\nname = \"Ilse Varnhölt\"\nborn = 1971-04-02\nunverified = true\n";
    let csv = "Name;Born;Unverified\n\"Ilse Varnhölt\";1971-04-02;yes\n";
    for (source, syntax) in [(json, Syntax::Json), (yaml, Syntax::Yaml), (toml, Syntax::Toml), (csv, Syntax::Csv)] {
        let (sheet, told) = told(source, syntax);
        assert_eq!(told, [""; 0], "{syntax:?}");
        let person = &sheet.people[0];
        assert_eq!(&**person.name, "Ilse Varnhölt", "{syntax:?}");
        let name = &source[person.name.span.range()];
        assert!(name.contains("Ilse") && name.len() < 24, "{syntax:?}: {name}");
        assert!(person.about.unverified && person.born.is_some(), "{syntax:?}");
        assert!(source[person.about.span.range()].contains("people") || syntax != Syntax::Toml);
    }
    assert!(told("[1]", Syntax::Json).1[0].contains("a table of lists"));
}

/// One fault does not hide another of the same entry.
#[test]
fn every_fault_of_an_entry_is_told() {
    for (source, wanted) in [
        ("[[figures]]\nname = \"boats\"\nvalue = \"many\"\nas_of = 2026-02-30\nmodifier = \"abut\"\n", 3),
        ("[[figures]]\nvalue = 3\nas_of = \"soon\"\n", 2),
        ("[[people]]\ntitle = 4\nborn = \"1971-13-01\"\nhonorific = true\n", 4),
        ("[[people]]\nname = \"A B\"\nborn = 1971-13-01\nage = \"old\"\nverified = \"x\"\n", 3),
        ("[[events]]\nname = \"fair\"\nstart = 2026-05-03\nend = 2026-05-01\nplace = 3\n", 2),
        ("[[quotes]]\nspeaker = 3\ndate = \"x\"\n", 3),
        ("[[organisations]]\nshort = 3\naliases = 4\n", 3),
        ("[[places]]\nname = \"\"\nnot = 4\n", 2),
        ("[[people]]\nname = \"A B\"\nborn = 1971-04-02\nage = 45\nas_of = 2026-05-06\n", 1),
        ("[[people]]\nname = \"A B\"\nborn = 1971-04-02\nage = 55\nas_of = 2026-05-06\n", 0),
    ] {
        let (_, told) = told(source, Syntax::Toml);
        assert_eq!(told.len(), wanted, "{source}\n{told:?}");
    }
    let sheet = |name: &str, source: &str| Arc::new(Reference::read(name, source, Syntax::Toml));
    let house = sheet("house", "[[people]]\nname = \"A B\"\nborn = 1971-04-02\n");
    let aged = |age: u8| sheet("story", &format!("[[people]]\nname = \"A B\"\nage = {age}\nas_of = 2026-05-06\n"));
    let joined = Reference::joined(&[Arc::clone(&house), aged(45)]);
    let told: Vec<_> = joined.findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["`age` is 45, but `born` makes 55 on 2026-05-06 in house"]);
    assert_eq!(Reference::joined(&[house, aged(55)]).findings, []);
}

/// A long sheet is read in pieces, and every place is that of the whole.
#[test]
fn long_sheets_of_every_language_are_read_as_short_ones() {
    const MANY: usize = 20_000;
    let name = |number: usize| format!("Ilsé Varnhölt{number}");
    let mut json = String::from("{\"people\": [\n");
    let mut yaml = String::from("# ours\npeople:\n");
    let mut csv = String::from("name,born,tite\n");
    for number in 0..MANY {
        let comma = if number == 0 { "" } else { "," };
        let _ = writeln!(json, "{comma}{{\"name\": \"{}\", \"born\": \"1971-04-02\", \"tite\": 1}}", name(number));
        let _ = writeln!(yaml, "  - name: {}\n    born: 1971-04-02\n    tite: x", name(number));
        let _ = writeln!(csv, "\"{}\",1971-04-02,x", name(number));
    }
    json += "], \"places\": [{\"name\": \"Port\"}], \"pepole\": []}";
    yaml += "places:\n- name: Port\npepole:\n- x\n";
    for (source, syntax, places, told) in
        [(json, Syntax::Json, 1, MANY), (yaml, Syntax::Yaml, 1, MANY + 1), (csv, Syntax::Csv, 0, 1)]
    {
        assert!(syntax.pieces(&source).len() > 2, "{syntax:?}");
        let sheet = Reference::read("sheet", &source, syntax);
        assert_eq!((sheet.people.len(), sheet.places.len(), sheet.findings.len()), (MANY, places, told), "{syntax:?}");
        for (number, person) in sheet.people.iter().enumerate() {
            assert_eq!(&**person.name, name(number), "{syntax:?}");
            assert_eq!(source[person.name.span.range()].trim_matches('"'), name(number), "{syntax:?}");
        }
        assert!(sheet.findings[0].message.contains("did you mean `title`"), "{:?}", sheet.findings[0]);
        assert!(source[sheet.findings[0].place.span.range()].contains("tite"), "{syntax:?}");
        // What goes over lines, or is not whole, is not cut.
        let odd = match syntax {
            Syntax::Json => source[..source.len() - 40].to_owned(),
            Syntax::Yaml => source.replacen("people:", "people: # all", 1).replacen("places:", "places: &x", 1),
            _ => source + "\"A\nB\",,\n",
        };
        assert_eq!(syntax.pieces(&odd).len(), 1, "{syntax:?}");
        assert!(Reference::read("sheet", &odd, syntax).people.len() >= MANY, "{syntax:?}");
    }
}

#[test]
fn tables_of_a_spreadsheet_tell_what_they_list() {
    let (sheet, told) = told("name,value,unit,as of\n\"boats, lost\",\"1,200\",boats,2026-05-01\n", Syntax::Csv);
    assert_eq!(told, [""; 0]);
    assert_eq!(sheet.figures[0].value.low, Number::whole(1200));
    let sheet = Reference::read("places.csv", "name,aliases\nTessel,Tessle|Tesel\n", Syntax::Csv);
    assert_eq!(sheet.places[0].aliases.len(), 2);
    let sheet =
        Reference::read("all.csv", "list,name,short\norganisations,Tessel Trust,TT\nplaces,Tessel,\n", Syntax::Csv);
    assert_eq!((sheet.places.len(), sheet.organisations.len()), (1, 1));
    let sheet = Reference::read("a.csv", "name,titel\nIlse Varnholt,x,y\n", Syntax::Csv);
    assert_eq!((sheet.people.len(), sheet.findings.len()), (1, 2), "{:?}", sheet.findings);
}

#[test]
fn verified_beats_unverified_then_the_nearest() {
    let sheet = |name: &str, value: u32, more: &str| {
        let source = format!("[[figures]]\nname = \"boats lost\"\nvalue = {value}\n{more}\n");
        Arc::new(Reference::read(name, &source, Syntax::Toml))
    };
    let (house, story) = (sheet("house", 3, "verified = 2026-05-01"), sheet("story", 4, ""));
    let joined = Reference::joined(&[Arc::clone(&house), Arc::clone(&story)]);
    assert_eq!(joined.figures.len(), 1);
    assert_eq!(joined.figures[0].value.low, Number::whole(3));
    assert_eq!(joined.findings[0].message, "`value` is 4 here, 3 in house");
    assert_eq!(joined.source(joined.findings[0].place.source), Some("story"));
    let joined = Reference::joined(&[sheet("house", 3, ""), story]);
    assert_eq!(joined.figures[0].value.low, Number::whole(4));
}

/// The archive of the house is under the story's sheet, and what the two say of one person is held together as ever.
#[test]
fn a_long_sheet_of_the_house_is_under_the_story() {
    let mut csv = String::from("name,born,verified,affiliation\n");
    for number in 0..2000 {
        let _ =
            writeln!(csv, "Ilse Varnholt{number}x,1971-04-02,{},Harbour", if number == 7 { "2026-05-01" } else { "" });
    }
    let house = Arc::new(Reference::read("house.csv", &csv, Syntax::Csv));
    let story = "[[people]]\nname = \"Ilse Varnholt6x\"\nborn = 1980-01-01\naliases = [\"Ilse Brandt\"]\n\n\
        [[people]]\nname = \"Ilse Varnholt7x\"\nborn = 1980-01-01\n\n[[people]]\nname = \"Odo Kessler\"\n";
    let story = Arc::new(Reference::read("story.toml", story, Syntax::Toml));
    let all = Reference::joined(&[Arc::clone(&house), story]);
    assert_eq!((all.count_people(), all.people.len(), all.everybody().count()), (2001, 3, 2001));
    assert_eq!(all.findings.len(), 2, "{:?}", all.findings);
    let who = |name: &str| all.named(&super::directory::names(name)).unwrap();
    let source_names: Vec<_> = ["Ilse Varnholt5x", "Ilse Brandt", "Ilse Varnholt7x", "Odo Kessler"]
        .iter()
        .map(|name| all.source(who(name).about.place(who(name).name.span).source).unwrap())
        .collect();
    assert_eq!(source_names, ["house.csv", "story.toml", "house.csv", "story.toml"]);
    // The nearer is silent of the house, and the house is still known.
    assert_eq!(who("Ilse Varnholt6x").affiliation.as_ref().map(|it| &***it), Some("Harbour"));
    assert_eq!(all.of_surname("varnholt6x").count(), 1);
    assert_eq!(all.near("zzqqk", "wwwwww").count(), 0);
    let again = Reference::joined(&[Arc::new(all.clone()), Arc::new(Reference::read("x", "", Syntax::Toml))]);
    assert_eq!((again.count_people(), again.sources.len()), (2001, 3));
}

#[test]
fn nothing_in_a_sheet_makes_it_panic() {
    let whole = "[[people]]\nname = \"Ilse Varnhölt\"\ntitles = [{ title = \"mayor\", from = 2020-01-01 }]\n\n\
        [[figures]]\nname = \"boats\"\nvalue = 1e3\n";
    for syntax in [Syntax::Toml, Syntax::Json, Syntax::Yaml, Syntax::Csv] {
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let _ = Reference::read("sheet", &whole[..end], syntax);
            let _ = Reference::read("sheet", &whole[end..], syntax);
        }
        for odd in [
            "\u{feff}",
            "{\"people\": [[[[[[[[[[[[[[[[[[",
            "- - - - - - - - - - - - - - - a",
            "\"",
            "a: &a *a",
            "{\"a\": 1e999}",
        ] {
            let _ = Reference::read("sheet", odd, syntax);
        }
    }
}
