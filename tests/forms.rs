//! The forms in which times and names are written, British and American: what each rule finds, and the near misses
//! beside it that must stay silent.

use deskcheck::drawn::checks;

/// Drafts published on a day that must be silent.
fn silent(today: &str, drafts: &[&str]) {
    for draft in drafts {
        checks(&format!("//- today: {today}\n{draft}\n"));
    }
}

/// Drafts that say themselves when they were published, with the day to be found.
fn each(drafts: &[&str]) {
    for draft in drafts {
        checks(draft);
    }
}

#[test]
fn a_dateline_on_a_line_of_its_own_gives_the_day() {
    for dateline in [
        "KIRN HARBOR, Maine, March 11, 2026",
        "TESSEL, 11 March 2026 (PA)",
        "ST ASAPH, Wales – 11 March 2026",
        "SORNE, March 11, 2026 /Tarnwire/",
        "2026-03-11T08:30:00Z",
        "2026-03-11T08:30+01:00",
        "2026/03/11",
        "Published 2026-03-11T08:30",
        "Posted on 11 March 2026 at 8:30",
        "By Ilse Varnholt, March 11, 2026",
    ] {
        checks(&format!(
            "{dateline}\n\nThe lock was shut on Tuesday, March 9, for want of oil.\n                     \
             ^^^^^^^^^^^^^^^^ March 9, 2026 was a Monday"
        ));
    }
}

#[test]
fn what_is_no_dateline_gives_no_day() {
    each(&[
        "TESSEL WINS AGAIN, BUT BARELY\n\nThe lock was shut on Tuesday, March 9, for want of oil.",
        "LOCK SHUT ON MARCH 9, KEEPER SAYS\n\nThe lock was shut on Tuesday, March 9, for want of oil.",
        "EU leaders meet, as they did on 11 March 2026\n\nThe lock was shut on Tuesday, March 9, for want of oil.",
        "By Ilse Varnholt, Tessel\n\nThe lock was shut on Tuesday, March 9, for want of oil.",
        "SORNE — The pier opened on 11 March 2026.\n\nThe lock was shut on Tuesday, March 9, for want of oil.",
        "Order 2026-03-11T is lost.\n\nThe lock was shut on Tuesday, March 9, for want of oil.",
    ]);
}

#[test]
fn front_matter_and_pages_give_the_day() {
    let found = "                     ^^^^^^^^^^^^^^^^ March 9, 2026 was a Monday";
    for field in
        ["date: 2026-03-11T08:30:00Z", "date: \"2026-03-11T08:30\"", "published_date: 2026-03-11T08:30:00+01:00"]
    {
        checks(&format!(
            "//- format: markdown\n---\n{field}\n---\n\nThe lock was shut on Tuesday, March 9, for want of oil.\n{found}"
        ));
    }
    let found = "                        ^^^^^^^^^^^^^^^^ March 9, 2026 was a Monday";
    for head in [
        r#"<meta property="article:published_time" content="2026-03-11T08:30:00+01:00">"#,
        r#"<meta name="date" content="2026-03-11T08:30">"#,
        r#"<meta itemprop="datePublished" content="2026-03-11">"#,
        r#"<meta name="parsely-pub-date" content="2026-03-11T08:30:00Z">"#,
        r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-11T08:30:00Z"}</script>"#,
        r#"<script type="application/ld+json">[{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2026-03-11"}]</script>"#,
        r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"},
{"@type": "WebPage", "datePublished": "2026-03-10"}, {"@type": "BlogPosting", "datePublished": "2026-03-11"}]}</script>"#,
        r#"<time datetime="2026-03-11T08:30">two hours ago</time>"#,
    ] {
        checks(&format!(
            "//- format: html\n{head}\n<p>The lock was shut on Tuesday, March 9, for want of oil.</p>\n{found}"
        ));
    }
}

#[test]
fn pages_that_give_no_day_are_silent() {
    for head in [
        r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>"#,
        r#"<script type="application/ld+json">{"@type": "Event", "datePublished": "2026-03-11"}</script>"#,
        r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 20260311}</script>"#,
        r#"<script>{"@type": "NewsArticle", "datePublished": "2026-03-11"}</script>"#,
        r#"<meta name="expires" content="2026-03-11">"#,
        r#"<time datetime="PT2H">two hours</time>"#,
    ] {
        checks(&format!("//- format: html\n{head}\n<p>The lock was shut on Tuesday, March 9, for want of oil.</p>"));
    }
}

#[test]
fn dates_are_answered_in_the_order_of_the_draft() {
    checks(
        r"
//- today: 2026-05-06
The tram stopped on 2 May. It will run again on 4 April 2026, they say.
                                                ^^^^^^^^^^^^ will, but
"
        .replace("will, but", "\"will\", but Saturday, 4 April 2026 is before publication, Wednesday, 6 May 2026")
        .as_str(),
    );
    checks(
        r"
//- today: 2026-11-24
The well was dug on 13/12/2025 and filled on Monday 03/11/2025 by hand, on Sunday 03/11/2025 by mistake.
                                                                           ^^^^^^^^^^^^^^^^^ 3 November 2025 was a Monday
",
    );
}

#[test]
fn lengths_are_counted_in_whole_units() {
    checks(
        r"
//- today: 2026-11-24
She has run the bakery for 12 years, since 2020, alone.
                           ^^^^^^^^ 12 years, but since 2020 is 5 or 6 years

He has kept bees for ten months, since 9 October 2026, on the roof.
                     ^^^^^^^^^^ ten months, but since 9 October 2026 is 1 month

The two-week fast from 1 June to 30 June is hard.
    ^^^^^^^^ two-week, but from 1 June to 30 June is about 4 weeks

A four-month fair from 1 June to 3 June is short.
  ^^^^^^^^^^ four-month, but from 1 June to 3 June is 2 or 3 days
",
    );
    silent(
        "2026-11-24",
        &[
            "She has run the bakery for six years, since 2020, alone.",
            "She has run the bakery for five years, since December 2020, alone.",
            "He has kept bees for seven weeks, since 9 October 2026, on the roof.",
            "The two-week fast from 1 June to 15 June is hard.",
        ],
    );
}

#[test]
fn summer_time_is_that_of_the_day_of_the_clock() {
    silent(
        "2026-04-23",
        &[
            "Bonds, flat since January 8, rose at 8:15am in Paris (0615 GMT), dealers said.",
            "The vote, once set for January 8, is at 8pm in London (1900 GMT) on Friday.",
            "On January 8, at 8pm in London (2000 GMT), the vote had failed.",
            "The quake of January 8 struck at 8pm in London on Tuesday (1900 GMT).",
        ],
    );
    checks(
        r"
//- today: 2026-04-23
On January 8, at 8pm in London (1900 GMT), the vote had failed.
                                ^^^^^^^^ 1900 GMT, but 8pm in London is 2000 GMT

Bonds, flat since January 8, rose at 8:15am in Paris (0515 GMT), dealers said.
                                                      ^^^^^^^^ 0515 GMT, but 8:15am in Paris is 0615 GMT
",
    );
}

#[test]
fn american_zones_by_name_and_letters() {
    checks(
        r"
//- today: 2026-04-23
Kickoff is at 7 p.m. Eastern (8 p.m. Central) on Friday.
                              ^^^^^^^^^^^^^^ 8 p.m. Central, but 7 p.m. Eastern is 6 p.m. Central

Polls close at 8:30 p.m. PDT (9:30 p.m. EDT) on Friday.
                              ^^^^^^^^^^^^^ 9:30 p.m. EDT, but 8:30 p.m. PDT is 11:30 p.m. EDT

The hearing starts at 10am ET (9am PT), clerks said.
                               ^^^^^^ 9am PT, but 10am ET is 7am PT
",
    );
    silent(
        "2026-04-23",
        &[
            "Kickoff is at 7 p.m. Eastern (6 p.m. Central) on Friday.",
            "Polls close at 8:30 p.m. Pacific time (11:30 p.m. Eastern) on Friday.",
            "The hearing starts at 10am ET (7am PT), clerks said.",
            "The hearing starts at 10am EST (9am CST), clerks said.",
            "At 9 a.m. Central Park opens (10 a.m. on Sundays).",
            "The phone rang at 7 p.m. MST (7 p.m. PDT) in Arizona.",
        ],
    );
}

#[test]
fn pasts_of_all_verbs_after_publication() {
    checks(
        r"
//- today: 2026-11-24
The abbess died on January 3, 2027, at home.
                   ^^^^^^^^^^^^^^^ 1

Her heir was born on January 9, 2027, at sea.
                     ^^^^^^^^^^^^^^^ 2

The barns were sold on January 12, 2027, to a miller.
                       ^^^^^^^^^^^^^^^^ 3

On January 15, 2027, the last ferry left without him.
   ^^^^^^^^^^^^^^^^ 4
"
        .replace("^ 1", "^ \"died\", but Sunday, January 3, 2027 is after publication, Tuesday, November 24, 2026")
        .replace("^ 2", "^ \"born\", but Saturday, January 9, 2027 is after publication, Tuesday, November 24, 2026")
        .replace("^ 3", "^ \"sold\", but Tuesday, January 12, 2027 is after publication, Tuesday, November 24, 2026")
        .replace("^ 4", "^ \"left\", but Friday, January 15, 2027 is after publication, Tuesday, November 24, 2026")
        .as_str(),
    );
    silent(
        "2026-11-24",
        &[
            "The abbess died on January 3, 2026, at home.",
            "The abbess spoke of a fair to be held on January 3, 2027, by the sea.",
            "The council met to set the fair for 3 January 2027 and left.",
            "Tickets are sold on January 3, 2027, at the gate.",
            "On January 3, 2027, the barns will be sold, he said.",
            "On January 3, 2027, a fund founded in 1990 pays out.",
            "On January 3, 2027, the rule made in Sorne takes effect.",
            "“We met on January 3, 2027,” the robot says in the film.",
            "They won the right to sing on 3 January 2027.",
            "The bond, sold in 2019, matures on 3 January 2027.",
            "A trial begun last week resumes on January 3, 2027.",
            "On January 3, 2027, the rules adopted by the guild kick in.",
            "The bank, which lost its name, closes on 3 January 2027.",
            "They lost faith in the vote on 3 January 2027.",
            "The ban, which began in May, is kept up until 3 January 2027.",
        ],
    );
}

#[test]
fn a_year_and_how_long_ago_it_was() {
    checks(
        r"
//- today: 2026-05-06
In 2019, four years ago, the kiln went cold.
         ^^^^^^^^^^^^^^ four years ago, but 2019 is seven years before publication

The kiln went cold in March 2019 (four years ago).
                                  ^^^^^^^^^^^^^^ four years ago, but March 2019 is seven years before publication
",
    );
    silent(
        "2026-05-06",
        &[
            "In 2019, seven years ago, the kiln went cold.",
            "In 2019, nearly four years ago, the kiln went cold.",
            "In 2019, four years after the flood, the kiln went cold.",
            "Until 2019, three years ago was the limit for claims.",
            "“In 2019, four years ago, we were young,” she wrote in 2023.",
        ],
    );
}

#[test]
fn anniversaries_of_many_years() {
    checks(
        r"
//- today: 2026-10-19
The choir sang for the 200th anniversary of the 1926 gale on Friday.
                       ^^^^^^^^^^^^^^^^^ 200th anniversary, but 1926 is 100 years before 2026

This year is the 30th anniversary of the fire of 1986.
                 ^^^^^^^^^^^^^^^^ 30th anniversary, but 1986 is 40 years before 2026

The club, founded in 1951, marked its 50th anniversary on Friday.
                                      ^^^^^^^^^^^^^^^^ 50th anniversary, but 1951 is 75 years before 2026
",
    );
    silent(
        "2026-10-19",
        &[
            "The choir sang for the 100th anniversary of the 1926 gale on Friday.",
            "Next year is the 41st anniversary of the fire of 1986.",
            "The club, founded in 1951, marked its 75th anniversary on Friday.",
            "The club, founded in 1951, marked its 50th anniversary in 2001, and sang on Friday.",
            "The club, founded in 1951, marked its 50th anniversary of victory on Friday.",
            "The town, founded in 1951, saw the band mark a 50th anniversary on Friday.",
        ],
    );
}

#[test]
fn ages_beside_births_in_many_forms() {
    checks(
        r"
//- today: 2026-05-06
Otto Lamm, born in 1960, is 56.
                            ^^ 56, but born in 1960 makes 65 or 66 at publication

Ida Kessel (born 1984), 51, keeps goats.
                        ^^ 51, but born on 1984 makes 41 or 42 at publication

Edda Coyle was born in 1971. She is 45, and sings.
                                    ^^ 45, but born in 1971 makes 54 or 55 at publication
"
        .replace("born on 1984", "born in 1984")
        .as_str(),
    );
    silent(
        "2026-05-06",
        &[
            "Otto Lamm, born in 1960, is 65.",
            "Otto Lamm, born in 1960, is 1.9 metres tall.",
            "Ida Kessel (born 1984), 42, keeps goats.",
            "Edda Coyle was born in 1971. She is 55.",
            "Her son was born in 1971. She is 75.",
            "Edda Coyle, whose son was born in 1971, is 75.",
            "Edda Coyle was born in 1971. He is 75.",
            "Edda Coyle was born in 1971. She is 45 minutes late.",
            "Otto Lamm, born in 1960, is 3,000 miles from home.",
        ],
    );
}

#[test]
fn ages_at_death_and_in_headlines() {
    checks(
        r"
Ilse Varnholt dies at 19

Ilse Varnholt, who has died aged 91, kept the port.
                                 ^^ 91 here, 19 elsewhere for Varnholt
",
    );
    checks(
        r"
Nine-year-old saves ferry
^^^^ Nine here, 8 elsewhere for the same person

Kit Bowyer, 8, pulled the cord on Monday.
",
    );
    silent(
        "2026-05-06",
        &[
            "Ilse Varnholt dies at 91\n\nIlse Varnholt, who has died aged 91, kept the port.",
            "Ilse Varnholt died at 19 Quay Street\n\nIlse Varnholt, who has died aged 91, kept the port.",
            "Eight-year-old saves ferry\n\nKit Bowyer, 8, pulled the cord on Monday.",
            "Ilse Varnholt dies at 91\n\nAt 19, Varnholt went to sea. Varnholt, who has died aged 91, kept the port.",
            "Nine-year-old dies\n\nA boy has died. His mother, Ida Kessel, 38, wept.",
            "Nine-year-old mare wins\n\nKit Bowyer, 28, rode her on Monday.",
            "Nine-year-old saves ferry\n\nKit Bowyer, 8, pulled the cord with Ida Marr, 9, on Monday.",
        ],
    );
}

#[test]
fn periods_that_run_backwards() {
    checks(
        r"
//- today: 2026-04-23
The fair runs from March 2027 to January 2027 on the common.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ ends in January 2027, before it begins in March 2027

The barn is open from 19 to 12 July on the hill.
                      ^^^^^^^^^^^^^ ends on 12 July, before it begins on 19 July

The kiln is lit from 12 June to 4 June 2026 by the guild.
                     ^^^^^^^^^^^^^^^^^^^^^^ ends on Thursday, 4 June 2026, before it begins on 12 June
",
    );
    silent(
        "2026-04-23",
        &[
            "The fair runs from November 2026 to January 2027 on the common.",
            "The barn is open from 12 to 19 July on the hill.",
            "Entries fell from 19 to 12 July races in a year.",
            "The barn is open from 9 to 5 July Day included.",
            "Comparing March 2027 to January 2027 is idle.",
            "Sorne beat Tessel 19-12 in July, and lost July 19-12 cups.",
            "The kiln is lit from 28 June to 4 July 2026 by the guild.",
            "The show runs October 12-19 in the barn.",
        ],
    );
}

#[test]
fn lists_of_something_else_than_the_total() {
    silent(
        "2026-04-23",
        &[
            "It runs 8,200 beds in nine towns: 4,000 in Sorne, 2,100 in Tarn, 1,600 in Lund and 500 elsewhere.",
            "The league has clubs in three towns: 11 in Sorne, eight in Tarn and five in Lund.",
            "He had two worries: 30 goats and 14 cats.",
            "She rowed 40 miles in four legs: 10 miles, 12 miles, 9 miles and 9 miles.",
            "Two prizes were given: 500 pounds and 300 pounds.",
        ],
    );
    checks(
        r"
The fleet has 16 boats: nine trawlers, four ferries and two tugs.
              ^^^^^^^^ 16 boats, but 9 + 4 + 2 = 15
",
    );
}

#[test]
fn knights_and_their_wives() {
    silent(
        "2026-04-23",
        &[
            "She joined the choir of Sir Peter Lyle.\n\nLady Lyle, Sir Peter's widow, sang.",
            "Lord Coyle spoke first.\n\nLady Coyle, his wife, said nothing.",
            "Lady Lyle, the widow of Sir Peter Lyle, sang.\n\nSir Peter died in May.",
        ],
    );
}

#[test]
fn ministers_and_ranks_as_the_british_write_them() {
    checks(
        r"
Housing minister Helen Vask said that the tunnel would open.

Vask, the health minister, went through it first.
          ^^^^^^^^^^^^^^^ health minister here, Housing minister elsewhere for Vask: the same office?
",
    );
    checks(
        r"
Det Sgt Otto Lamm knocked twice.

Det Insp Lamm went home.
^^^^^^^^ Det Insp here, Det Sgt elsewhere for Lamm: the same office?
",
    );
    silent(
        "2026-04-23",
        &[
            "Housing minister Helen Vask spoke.\n\nVask, the housing minister, went through it first.",
            "Former housing minister Helen Vask spoke.\n\nVask, the health minister, went through it first.",
            "Home secretary Helen Vask spoke.\n\nVask, the interior minister, went through it first.",
            "Det Insp Otto Lamm knocked twice.\n\nInspector Lamm went home.",
            "Det Sgt Otto Lamm was promoted to inspector in May.\n\nDet Insp Ida Kessel went home.",
            "Supt Otto Lamm knocked twice.\n\nSuperintendent Lamm went home.",
        ],
    );
}

#[test]
fn surnames_that_were_cut_with_their_paragraph() {
    checks(
        r"
The judge gave no reason for it.

Mrs Tarvel's son left the room at once.
    ^^^^^^ Tarvel is named in full nowhere in the draft

Mr. Pralle disagreed with both of them.
    ^^^^^^ Pralle is named in full nowhere in the draft
",
    );
    silent(
        "2026-04-23",
        &[
            "The judge heard Ida Tarvel for an hour.\n\nMrs Tarvel's son left the room at once.",
            "The crown went to Miss Sorne.\n\nMiss Tessel's gown was green.",
            "The class was out.\n\nMr Chips retired long ago. Mr Fox waited.",
            "The children know Mr. Fox well.\n\nMr. Fox is a puppet.",
        ],
    );
}

#[test]
fn a_common_surname_that_slips_once() {
    checks(
        r"
Gov. Tom Whitaker came early.

He sat down. Whitaker said no.

Whittaker shook his head.
^^^^^^^^^ Whittaker here, Whitaker twice: the same person?
",
    );
    checks(
        r"
The governor, Farid Noorzai, said that it was so.

Norzai left in the evening.
^^^^^^ Norzai here, Noorzai once: the same person?
",
    );
    silent(
        "2026-04-23",
        &[
            "Tom Whitaker came early.\n\nHe sat down. Whitaker said no.\n\nAnn Whittaker shook her head.",
            "Tom Whitaker came early.\n\nHe sat down. Whitaker said no.\n\nDr Whittaker shook her head.",
            "Whitaker hit his third.\n\nTom Whitaker came late. Whittaker had his fourth.",
            "Tom Whitaker came early. Whitaker sat.\n\nWhittaker, who is his rival, kept his seat.",
            "Tom Whitaker came early. Whitaker sat.\n\nBrisk lost his hat. Whittaker lost his head.",
            "Andrea Lamm, the coach, came.\n\nMr Lamm sang. He left.",
            "Tom Whitaker came early.\n\nWhitaker won, and Whittaker was third.",
            "The port of Norzay is shut.\n\nThe governor, Farid Noorzai, said so.",
        ],
    );
}

#[test]
fn a_date_behind_a_comma_belongs_to_the_verb_there() {
    silent(
        "2026-05-06",
        &[
            "The two parishes will share one vicar, wardens decided on Monday, 4 May.",
            "The pier will be closed, surveyors ruled on 2 May.",
            "An urn holds 6 pints (3.4 litres) of tea and a can 3 quarts (3.4 litres).",
        ],
    );
    checks(
        r#"
//- today: 2026-05-06
The two parishes will share one vicar on Monday, 4 May.
                                         ^^^^^^^^^^^^^ "will", but Monday, 4 May 2026 is before publication, Wednesday, 6 May 2026
"#,
    );
}
