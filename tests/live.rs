//! Live blogs: each post has its own clock, and headline and summary that of the latest.

use deskcheck::drawn::checks;
use deskcheck::options::{Format, Options};
use deskcheck::{check, text};

/// A blog whose posts contradict each other in figures, amounts, days and quotations, as they may: time has passed.
const SILENT: &str = r"
Barge sinks on the Sorne: what we know

14.05 GMT

Police arrested 25 people in the riot at the lock, a spokesman said. The salvage of the barge Aurora will cost the insurers $42.6 million.

The fishery ministers of Norland and Estria met in Lund on March 3 to share out the herring.

12:40 GMT

The riot, in which 52 people were arrested, is over. The salvage of the barge Aurora will cost the insurers $24.6 million.

The meeting in Lund on March 4 ended with a song.

10.15am

The riot, in which 61 people were arrested, began over a goat. The lock keeper has heard nothing yet from the owners.
";

#[test]
fn posts_may_contradict_each_other() {
    checks(&format!("//- today: 2026-03-10\n{SILENT}"));
    let markdown =
        SILENT.replace("14.05 GMT", "## 14.05 GMT: Riot over").replace("10.15am", "## 10.15am: First arrests");
    checks(&format!("//- format: markdown\n{}", markdown.replace("12:40 GMT", "## 12:40 GMT: More arrests")));
    // The oldest first.
    let stamps = [("14.05 GMT", "9.05 GMT"), ("12:40 GMT", "11:40 GMT"), ("10.15am", "11.15pm")];
    checks(&stamps.iter().fold(SILENT.to_owned(), |text, (old, new)| text.replace(old, new)));
    // Without the times it is a story that contradicts itself.
    let story = stamps.iter().fold(SILENT.to_owned(), |text, (stamp, _)| text.replace(stamp, "Reports from the lock"));
    let options = Options { published: "2026-03-10T00:00:00".parse().ok(), ..Options::default() };
    let rules: Vec<_> = check::check(&story, &options).findings.iter().map(|it| it.rule).collect();
    for rule in ["figure-conflict", "date-conflict", "amount-conflict"] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
}

#[test]
fn a_post_is_held_against_itself() {
    checks(
        r"
Barge sinks on the Sorne

14.05 GMT

The riot at the lock, in which 61 people were arrested, is over, a spokesman said.

12:40 GMT

Police arrested 52 people in the riot at the lock, a spokesman said.

The riot, in which 25 people were arrested, began over a goat.
                   ^^ 25 people here, 52 people above

10.15am

Police arrested 25 people in the riot at the lock, a spokesman said.
",
    );
}

#[test]
fn names_are_the_same_at_any_hour() {
    checks(
        r"
Barge sinks on the Sorne

14.05 GMT

The minister, Radu Petrescu, will speak in the town hall at three, his office says.

12:40 GMT

The lock keeper says that the water has fallen by a foot since the morning.

10.15 GMT

Mr Petrecsu, the minister, is on his way to the lock with two of his aides.
   ^^^^^^^^ Petrecsu here, Petrescu once: the same person?
",
    );
}

#[test]
fn headline_and_summary_go_with_the_latest() {
    checks(
        r"
Barge sinks on the Sorne: 12 people killed
                          ^^ 12 people in the headline, 19 in the latest post that counts them

Twelve people were killed when the barge Aurora sank in the lock on Monday, the coastguard says.
^^^^^^ Twelve people in the summary, 19 in the latest post that counts them

14:05 GMT

The crane has come, and it will be set up on the quay before the night.

12:40 GMT

The death toll has risen to 19, the coastguard says.

10:15 GMT

The coastguard says 12 people were killed in the sinking.
",
    );
    // The oldest first, by half days.
    checks(
        r"
Barge sinks on the Sorne: 12 people killed
                          ^^ 12 people in the headline, 19 in the latest post that counts them

10.15am

The coastguard says 12 people were killed in the sinking.

12.40pm

The death toll has risen to 19, the coastguard says.

2.05pm

The crane has come, and it will be set up on the quay before the night.
",
    );
}

#[test]
fn headlines_that_hold_are_silent() {
    for (head, latest) in [
        ("19 people killed", "The death toll has risen to 19, the coastguard says."),
        // Of one place, another event, another day, another speaker; a part, a guess.
        ("12 people killed", "Two people were killed in Lund when the wave reached the quay."),
        ("12 people killed", "The bus crash in the spring killed 30 people at the same bridge."),
        ("12 people killed", "In 1987 a barge killed 30 people at the lock, the town archive says."),
        ("12 people killed", "As many as 30 people could have been killed, divers fear at the lock."),
        ("12 people killed", "\"They say that 30 people were killed,\" a lock keeper told the radio."),
        ("at least 12 people killed", "The death toll has risen to 19, the coastguard says."),
    ] {
        checks(&format!(
            "Barge sinks on the Sorne: {head}\n\n14:05 GMT\n\n{latest}\n\n12:40 GMT\n\nThe crane has come, and it will be set up on \
             the quay before the night.\n\n10:15 GMT\n\nThe coastguard says 12 people were killed in the sinking.\n"
        ));
    }
}

#[test]
fn each_post_has_its_own_day() {
    let page = |will: &str| {
        format!(
            r#"
//- format: html
<!doctype html><html><head><title>Barge sinks on the Sorne</title></head><body><main>
<h1>Barge sinks on the Sorne</h1>
<p>The barge Aurora sank in the lock on Monday morning, and nobody knows why.</p>
<article itemprop="liveBlogUpdate"><time datetime="2026-03-10T09:05:00Z">9.05am</time>
{will}
</article>
<article itemprop="liveBlogUpdate"><time datetime="2026-03-08T10:42:00Z">10.42am</time>
<p>The navy will come to the lock on Monday, March 9, with its own crane.</p>
</article></main></body></html>
"#
        )
    };
    checks(&page("<p>The navy came to the lock on Monday, March 9, with its own crane.</p>"));
    checks(&page(
        "<p>The navy will come to the lock on Monday, March 9, with its own crane.</p>
                                     ^^^^^^^^^^^^^^^ \"will\", but Monday, March 9, 2026 is before publication, Tuesday, March 10, 2026",
    ));
}

fn posts(source: &str, format: Format) -> Option<(usize, bool)> {
    text::read(source, format).live.map(|live| (live.posts.len(), live.newest_first))
}

/// Posts under headings, the first the newest.
fn blog(headings: [&str; 3]) -> String {
    let text = "The lock keeper says that the water has fallen by a foot.";
    let posts = headings.map(|heading| format!("{heading}\n\n{text}\n\n"));
    format!("Barge sinks on the Sorne\n\nThe barge sank in the lock.\n\n{}", posts.concat())
}

#[test]
fn posts_are_known_by_their_times() {
    for headings in [
        ["14:05", "12:40", "10:15"],
        ["2.05pm", "12.40pm", "10.15am"],
        ["2:05 p.m. ET", "12:40 p.m. ET", "10:15 a.m. ET"],
        ["1405 GMT", "1240 GMT", "1015 GMT"],
        ["14:05 GMT: The crane has come", "12:40 GMT: Divers at work", "10:15 GMT: Barge sinks"],
        ["Posted at 14:05", "Posted at 12:40", "Posted at 10:15"],
        ["Key event 14.05 BST", "12.40 BST", "10.15 BST"],
        ["2h ago 14.05 EDT", "3h ago 12.40 EDT", "5h ago 10.15 EDT"],
        ["10 March 2026, 14:05", "10 March 2026, 12:40", "9 March 2026, 10:15"],
        // Over midnight.
        ["00:20", "23:50", "22:10"],
        ["Crane at the lock\n\n14:05", "Divers at work\n\n12:40", "Barge is down\n\n10:15"],
    ] {
        assert_eq!(posts(&blog(headings), Format::Text), Some((3, true)), "{headings:?}");
        let [newest, middle, oldest] = headings;
        assert_eq!(posts(&blog([oldest, middle, newest]), Format::Text), Some((3, false)), "{headings:?}");
    }
    // A page that calls itself a live blog may have two.
    let short = blog(["14:05", "10:15", ""]).replace("Sorne\n", "Sorne – live updates\n");
    assert_eq!(posts(&short, Format::Text), Some((2, true)));
}

#[test]
fn other_times_are_no_posts() {
    for headings in [
        // Sections, verses, time codes of a recording, times both ways, years, other numbers.
        ["1.01 Scope of the rules", "1.02 Words and their meaning", "1.03 Fees and fines"],
        ["3:16", "3:18", "4:02"],
        ["00:01", "02:31", "04:15"],
        ["00:10:15", "00:12:40", "00:14:05"],
        ["14:05", "10:15", "12:40"],
        ["2024", "2025", "2026"],
        ["Room 14:05", "Room 12:40", "Room 10:15"],
        ["$14.05", "$12.40", "$10.15"],
    ] {
        assert_eq!(posts(&blog(headings), Format::Text), None, "{headings:?}");
    }
    // Two posts, where nothing calls it a blog.
    assert_eq!(posts(&blog(["14:05", "10:15", ""]), Format::Text), None);
}

#[test]
fn a_story_with_a_timetable_loses_nothing() {
    for table in [
        "9am: The gates open\n10am: Speech of the mayor\n11.30am: Tug of war\n2pm: Prizes",
        "9am\n\n10am\n\n11.30am\n\n2pm",
        "9am: The gates open.\n\n10am: The mayor speaks.\n\n11.30am: The tug of war begins on the green.\n\n2pm: Prizes are given.",
    ] {
        checks(&format!(
            "Village fair opens on Saturday\n\nThe fair at Sorne opens on Saturday with 30 stalls and a band, the council said. \
             It has been held since 1911.\n\nPolice arrested 52 people in the riot at the cattle market, a spokesman said.\n\n{table}\n\n\
             The riot, in which 25 people were arrested, began over a goat.\n                   ^^ 25 people here, 52 people above\n"
        ));
    }
}

#[test]
fn a_post_of_the_past_keeps_its_figure() {
    // The headline was brought up to date; the post of the morning says what was known in the morning.
    checks(
        r"
//- was: 12 people killed in barge -> 19 people killed in barge
Sorne: 19 people killed in barge

14:05 GMT

The death toll has risen to 19, the coastguard says.

12:40 GMT

The crane has come, and it will be set up on the quay before the night.

10:15 GMT

The coastguard says 12 people were killed in the barge.
",
    );
    // Within one post it was forgotten.
    checks(
        r"
//- was: 286 people killed -> 290 people killed
Barge sinks on the Sorne

14:05 GMT

There were 290 people killed in the sinking, the coastguard said.

Among the 286 people killed in the sinking were two choirs.
          ^^^ still 286 here, while 286 became 290 above

12:40 GMT

The crane has come, and it will be set up on the quay before the night.

10:15 GMT

The coastguard says 286 people were killed in the sinking.
",
    );
}

#[test]
fn an_event_may_have_moved_from_post_to_post() {
    let blog = "\
//- today: 2026-05-06
Harbour talks

9.05 GMT

The two harbour ministers met in Oslo on Sunday. Nobody would say why, and nobody was asked.

11:40 GMT

A choir of forty sang on the quay for the two ministers, who did not come out to listen to it.

14.20 GMT

Sunday's talks in Lund between the two ministers went on until dawn.
";
    checks(blog);
    let story =
        ["9.05 GMT", "11:40 GMT", "14.20 GMT"].iter().fold(blog.to_owned(), |text, it| text.replace(it, "By our man"));
    let options = Options { published: "2026-05-06T00:00:00".parse().ok(), ..Options::default() };
    let rules: Vec<_> = check::check(&story, &options).findings.iter().map(|it| it.rule).collect();
    assert!(rules.contains(&"place-conflict"), "{rules:?}");
}
