//! Times as written and as meant, from text to TIMEX3 value.

use chrono::NaiveDate;

use crate::check::check;
use crate::link::ClaimRef;
use crate::options::{Language, Options};

/// "words → TYPE value" for each time in a text; `today` is empty when unknown.
fn times_in(today: &str, text: &str, language: Language) -> Vec<String> {
    let published = NaiveDate::parse_from_str(today, "%Y-%m-%d").ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    let checked = check(text, &Options { language, published, ..Options::default() });
    let mut lines = Vec::new();
    for (block, claims) in checked.claims.iter().enumerate() {
        for (index, claim) in claims.dates.iter().enumerate() {
            let (kind, value) =
                checked.links.timeline.value(ClaimRef { block, index }).expect("every claim has a value");
            let words = &checked.article.blocks[block].prose.text[claim.extent.range()];
            lines.push(format!("{words} → {} {value}", kind.name()));
        }
    }
    lines
}

/// In a story of October 4, 2022, a Tuesday.
fn times(text: &str) -> Vec<String> {
    times_in("2022-10-04", text, Language::Any)
}

/// Each text has one time.
fn each(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(times(text), [*expected], "in {text:?}");
    }
}

/// None of the texts has a time.
fn silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(times(text), [""; 0], "in {text:?}");
    }
}

#[test]
fn dates_written_out() {
    each(&[
        ("It fell on Oct. 2, he said.", "Oct. 2 → DATE 2022-10-02"),
        ("It fell on 2 October 2021.", "2 October 2021 → DATE 2021-10-02"),
        ("She landed on the 2nd of October.", "2nd of October → DATE 2022-10-02"),
        ("She landed on October 2nd, 2021.", "October 2nd, 2021 → DATE 2021-10-02"),
        ("Signed on 2022-09-30 in Rome.", "2022-09-30 → DATE 2022-09-30"),
        ("It began on the first of May.", "first of May → DATE 2022-05-01"),
        ("It sank on Sunday, October 2.", "Sunday, October 2 → DATE 2022-10-02"),
        ("It sank on 2 October (Sunday).", "2 October (Sunday) → DATE 2022-10-02"),
        ("Polls opened Sat., Oct. 1, at last", "Sat., Oct. 1 → DATE 2022-10-01"),
        ("Sunday the 3rd of October 2021 was dry.", "Sunday the 3rd of October 2021 → DATE 2021-10-03"),
        ("Wool was dear in September 2021.", "September 2021 → DATE 2021-09"),
        ("Wool was dear in early May.", "early May → DATE 2022-05"),
        ("A March operation failed.", "March → DATE 2022-03"),
        ("Updated: October 05, 2022, 6:05 AM", "October 05, 2022, 6:05 AM → TIME 2022-10-05T06:05"),
    ]);
}

#[test]
fn names_and_verbs_are_no_dates() {
    silent(&[
        "The minister may resign, and May Smith, Mr May and April Jones declined to comment.",
        "Thousands joined the march; the March on Washington is remembered.",
        "The Sunday Times and the Mail on Sunday wrote of Bloody Sunday and Super Tuesday.",
        "They gathered for Friday prayers. The Sun and the Sat nav.",
        "The mill has 2,000 spindles and 1984 windows; tram 1549 stops there.",
        "They won 3-2; the 4/31 bus; 24/7; $2000; B-1900; ISO 1234-5; 2000km.",
        "Orla Fenn, 47, and a 12-year-old goat, 12 years old.",
        "She was the second to row; April said so. Will August Wilson come?",
        "USA Today and the Daily Mail wrote of the Arab Spring and the Winter Olympics.",
        "A quarter of voters may fall for it. He used the past tense.",
    ]);
}

#[test]
fn numbers_go_by_the_desk_and_then_by_the_draft() {
    assert_eq!(times_in("", "On 02/10/2022.", Language::British), ["02/10/2022 → DATE 2022-10-02"]);
    assert_eq!(times_in("", "On 02/10/2022.", Language::American), ["02/10/2022 → DATE 2022-02-10"]);
    assert_eq!(
        times_in("", "On 02/10/2022 and on 25/10/2022.", Language::Any),
        ["02/10/2022 → DATE 2022-10-02", "25/10/2022 → DATE 2022-10-25"]
    );
}

#[test]
fn weekdays_look_back_unless_the_verb_points_ahead() {
    each(&[
        ("The choirs sang in Lund on Sunday.", "Sunday → DATE 2022-10-02"),
        ("The vicar said on Tuesday that the organ was lost.", "Tuesday → DATE 2022-10-04"),
        ("The vicar will preach on Thursday.", "Thursday → DATE 2022-10-06"),
        ("Digging is set to begin again Monday in Sorne.", "Monday → DATE 2022-10-10"),
        ("He said Monday the digging would go on.", "Monday → DATE 2022-10-03"),
        ("He resigned last Tuesday.", "last Tuesday → DATE 2022-09-27"),
        ("She sails for Lund next Tuesday.", "next Tuesday → DATE 2022-10-11"),
        ("The bell cracked Sunday night.", "Sunday night → TIME 2022-10-02TNI"),
        ("The tide turned early on Sunday.", "early on Sunday → TIME 2022-10-02TMO"),
        ("The band plays every Tuesday.", "every Tuesday → SET XXXX-WXX-2"),
    ]);
}

#[test]
fn missing_years_are_the_nearest_that_fit_the_verb() {
    each(&[
        ("The goat was found on December 12.", "December 12 → DATE 2021-12-12"),
        ("The lock will be drained on November 8.", "November 8 → DATE 2022-11-08"),
        ("Inflation peaked in June.", "June → DATE 2022-06"),
        ("Repairs are planned for December.", "December → DATE 2022-12"),
    ]);
    assert_eq!(
        times("In 2012 the looms stood still. They stopped on June 22."),
        ["2012 → DATE 2012", "June 22 → DATE 2012-06-22"]
    );
    assert_eq!(
        times("It lasted from 28 August to 2 September 2014."),
        ["28 August → DATE 2014-08-28", "2 September 2014 → DATE 2014-09-02"]
    );
}

#[test]
fn ranges_and_lists_give_every_day() {
    assert_eq!(times("On October 2-4 it rained."), ["October 2 → DATE 2022-10-02", "4 → DATE 2022-10-04"]);
    assert_eq!(times("On 2 and 3 October it rained."), ["2 → DATE 2022-10-02", "3 October → DATE 2022-10-03"]);
    assert_eq!(
        times("The tours were on October 1, 2 and 3."),
        ["October 1 → DATE 2022-10-01", "2 → DATE 2022-10-02", "3 → DATE 2022-10-03"]
    );
    assert_eq!(times("On October 2 and 3 people died."), ["October 2 → DATE 2022-10-02"]);
    assert_eq!(times("It met on October 2 and 3 on the quay.").len(), 2);
    // What has a day of its own is a count.
    for text in [
        "Nine were found on October 2, and 18 on Saturday.",
        "Nine were found on October 2 and 18 by 8 October.",
        "Nine were found on October 2, and 18 on October 3.",
        "Nine were found on October 2 and 18 the next day.",
    ] {
        assert!(times(text).iter().all(|it| !it.starts_with("18 ")), "{text}: {:?}", times(text));
    }
    assert_eq!(times("He ruled from 2008 to 2018."), ["2008 → DATE 2008", "2018 → DATE 2018"]);
}

#[test]
fn times_counted_from_an_anchor() {
    each(&[
        ("The oak fell last month.", "last month → DATE 2022-09"),
        ("She will sail to Lund later this month.", "later this month → DATE 2022-10"),
        ("Digging stopped last week.", "last week → DATE 2022-W39"),
        ("The catch shrank last year.", "last year → DATE 2021"),
        ("He spoke yesterday.", "yesterday → DATE 2022-10-03"),
        ("The match is tonight.", "tonight → TIME 2022-10-04TNI"),
        ("Snow fell over the weekend.", "the weekend → DATE 2022-W39-WE"),
        ("The well dried up eight months ago.", "eight months ago → DATE 2022-02"),
        ("It docked three days ago.", "three days ago → DATE 2022-10-01"),
        ("Ten days later the well was full.", "Ten days later → DATE "),
        ("The lake has not been so low since 2014.", "2014 → DATE 2014"),
    ]);
    assert_eq!(
        times("They met on August 31. Two days later they met again, and the next day a third time."),
        ["August 31 → DATE 2022-08-31", "Two days later → DATE 2022-09-02", "the next day → DATE 2022-09-03"]
    );
}

#[test]
fn lengths_rhythms_and_periods() {
    each(&[
        ("The rain lasted six weeks.", "six weeks → DURATION P6W"),
        ("He rowed for a year and a half.", "a year and a half → DURATION P1.5Y"),
        ("Over the past few years it fell.", "the past few years → DURATION PXY"),
        ("A 72-hour vigil was kept.", "72-hour → DURATION PT72H"),
        ("Snow fell for a third straight day.", "third straight day → DURATION P3D"),
        ("It pays monthly.", "monthly → SET P1M"),
        ("The pier burnt in the 1990s and was sold.", "the 1990s → DATE 199"),
        ("A 19th century organ was mended.", "19th century → DATE 18"),
        ("The catch was small in the third quarter.", "the third quarter → DATE 2022-Q3"),
        ("The ledger for Q3 2021 is lost.", "Q3 2021 → DATE 2021-Q3"),
        ("Rain in the first half of 2022 was rare.", "the first half of 2022 → DATE 2022-H1"),
        ("She sailed in the summer of 2003.", "the summer of 2003 → DATE 2003-SU"),
        ("The choir sang on Christmas Eve.", "Christmas Eve → DATE 2021-12-24"),
        ("They marched on Easter Sunday 2022.", "Easter Sunday 2022 → DATE 2022-04-17"),
        ("It is known now.", "now → DATE PRESENT_REF"),
        ("The lock opened at 1300 GMT.", "1300 GMT → TIME 2022-10-04T13:00Z"),
    ]);
}

#[test]
fn the_day_of_publication_is_read_from_the_draft() {
    assert_eq!(
        times_in("", "Lock opens\n\nThe lock opened on Sunday.\n\nUpdated: October 04, 2022, 11:40 AM", Language::Any)
            [0],
        "Sunday → DATE 2022-10-02"
    );
    assert_eq!(
        times_in("", "Bridge reopens\n\nTuesday, October 4, 2022\n\nIt reopened on Sunday.", Language::Any)[1],
        "Sunday → DATE 2022-10-02"
    );
    assert_eq!(times_in("", "The bridge reopened on Sunday.", Language::Any), ["Sunday → DATE XXXX-WXX-7"]);
}
