//! The handbook's table of times, printed from what the program understands: `UPDATE=1 cargo test` writes it anew.

use std::fmt::Write;

use deskcheck::check;
use deskcheck::options::Options;

/// Times as written in a story of 4 October 2022, under their kinds.
const TIMES: &[(&str, &[&str])] = &[
    (
        "Days",
        &[
            "October 2, 2022",
            "2 October 2022",
            "2022-10-02",
            "Sunday, October 2",
            "Oct. 2",
            "the 2nd of October",
            "02/10/2022",
        ],
    ),
    ("Weekdays", &["on Sunday", "last Sunday", "next Friday", "Monday morning", "Sunday night"]),
    (
        "From publication",
        &[
            "today",
            "yesterday",
            "tomorrow",
            "two days ago",
            "last month",
            "next year",
            "three weeks ago",
            "a decade ago",
        ],
    ),
    ("Months and years", &["September 2022", "in March", "in 2014", "mid-2014", "1990s", "the 19th century"]),
    ("Parts of the year", &["last summer", "the third quarter of 2021", "the first half of this year"]),
    ("Feasts", &["Christmas Day", "Thanksgiving", "Easter Sunday", "New Year's Eve"]),
    ("Clock times", &["at 9:50 p.m.", "1300 GMT", "at 5pm on Monday", "noon on Friday"]),
    ("Lengths", &["three days", "an 18-month", "two and a half years", "several weeks", "48 hours"]),
    ("Sets", &["every Tuesday", "daily", "twice a week", "every two years"]),
    ("Vague", &["now", "recently", "currently", "in the future"]),
];

#[test]
fn the_table_of_times_is_fresh() {
    let mut page = String::from(
        "# Times\n\nWhat deskcheck understands of times, as written in a story of Tuesday, October 4, 2022. This page is printed by a test: \
         `UPDATE=1 cargo test` does it.\nTypes and values are those of TIMEX3.\n",
    );
    let options = Options {
        published: chrono::NaiveDate::from_ymd_opt(2022, 10, 4).map(|day| day.and_time(chrono::NaiveTime::MIN)),
        ..Options::default()
    };
    for (kind, phrases) in TIMES {
        write!(page, "\n## {kind}\n\n| written | type | value |\n|---|---|---|\n").unwrap();
        for phrase in *phrases {
            let checked = check::check(&format!("The club met {phrase} in Velden."), &options);
            let ledger = checked.ledger();
            let (timex, value) =
                ledger.iter().find_map(|entry| entry.timex.clone()).unwrap_or_else(|| panic!("{phrase} is read"));
            writeln!(page, "| {phrase} | {timex} | {value} |").unwrap();
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/times.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), page, "docs/times.md is stale: UPDATE=1 cargo test");
}
