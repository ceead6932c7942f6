//! Drafts about time as stories tell it: what must be found in them, and the near misses that must be silent.

use deskcheck::drawn::checks;

/// Drafts published on 6 May 2026 that must be silent.
fn silent(drafts: &[&str]) {
    for draft in drafts {
        checks(&format!("//- today: 2026-05-06\n{draft}\n"));
    }
}

/// Drafts published on 6 May 2026, with the findings beneath.
fn found(drafts: &[&str]) {
    for draft in drafts {
        checks(&format!("//- today: 2026-05-06\n{draft}"));
    }
}

#[test]
fn births_and_ages_in_stories() {
    found(&[
        r"The sculptor Nils Aune has died at the age of 84. He was born on 3 March 1951, in a mill near Lund.
                                              ^^ 84, but born on 3 March 1951 makes 75 at publication
",
        r"Ida Kessel was born in 1969 in a signal box outside Sorne. She is 49 and still rings the bell.
                                                                  ^^ 49, but born in 1969 makes 56 or 57 at publication
",
        r"Born in Tessel in 1990, the goalkeeper, who is only 28, has played for nine clubs.
                                                    ^^ 28, but born in 1990 makes 35 or 36 at publication
",
        r"Ross Coyle was born in 1962 and was 17 when the mill closed in 1984.
                                    ^^ 17, but born in 1962 makes 21 or 22 in 1984
",
        r"The library has letters of Edda Tarvel (1902-1977), who died in a fall at the age of 65.
                                                                                     ^^ 65, but born in 1902 makes 74 or 75 in 1977
",
        r"Born on 4 May 1946, the duchess turned 90 on Monday and cut a cake in the shape of a herring.
                                       ^^ 90, but born on 4 May 1946 makes 80 at publication
",
        r"Mina Farrow, who was born in 1980, is 36 and mends clocks.
                                      ^^ 36, but born in 1980 makes 45 or 46 at publication
",
        r"Crewe, 45, was born in 1991 and took office in 2019.
       ^^ 45, but born in 1991 makes 34 or 35 at publication
",
        r"Astrid Solheim, who was born in 1948, is 87 and swims each morning.
                                         ^^ 87, but born in 1948 makes 77 or 78 at publication
",
        r"Painter Kai Moberg died on Friday aged 72. He was born in 1944.
                                       ^^ 72, but born in 1944 makes 81 or 82 at publication
",
    ]);
    silent(&[
        "The sculptor Nils Aune has died at the age of 75. He was born on 3 March 1951, in a mill near Lund.",
        "Ida Kessel was born in 1969 in a signal box outside Sorne. She is 56 and still rings the bell.",
        "Otto Lamm, 71, and his niece, born in 2012, were found on the ice.",
        "The brewery was born in 1978 in a shed; its owner, Mina Farrow, 39, still sweeps it.",
        "Ross Coyle, 52, whose daughter was born in 1999, sells bait.",
        "Sired by Gale and born in 2019, the seven-year-old mare belongs to 80-year-old Ida Kessel.",
        "Songs by Nils Aune (born 1960), Tove Aldin (born 1984) and 91-year-old Otto Lamm will be sung.",
        "Born on 12 July 2008, Aune was the youngest to swim it when he was 15 years and 20 days old.",
        "Born in 1950, Otto Lamm joined the ferry company at the age of 17.",
        "Born in 1926, the potter, who died at 61, would have been 100 this month.",
        "The library has letters of Edda Tarvel (1902-1977), who died in a fall at the age of 74.",
        "Ida Kessel, 33, gave birth to a girl, who was born in 2026 on a ferry.",
        "Astrid Solheim, whose mother was born in 1948, is 50 and swims each morning.",
        "Otto Lamm, born in 1960, married Ida Kessel, 58, in 1990.",
        "Born in 1960, Otto Lamm has a wife, Ida, 58, and two sons.",
        "Tove Aldin was born in 1990 and is 180 centimetres tall.",
        "The choir was born in 1990. She is 70, but Ida Kessel still leads it.",
        "Nils Aune (1901-1950), whose son died at the age of 80, built it.",
        "Ida Kessel, 30, was born in Lund in the winter of 1995.",
        "The king, born in 1950, turned 70 on a frigate in 2020.",
        "Born in 1990 to a baker, aged 40, and a nurse, she grew up in Lund.",
        "Born on 6 June 1976, Otto Lamm is 49.",
        "Ross Coyle was born in 1980. He is 12th in line.",
        "Tarvel died in 2001 aged 80. He was born in 1921.",
    ]);
}

#[test]
fn lengths_and_what_they_measure() {
    found(&[
        r"The four-day fair opens on Monday, 11 May, and closes on Tuesday, 19 May.
    ^^^^^^^^ four-day, but from Monday, 11 May to Tuesday, 19 May is 8 or 9 days
",
        r"The ten-week strike, which began on January 12 and ended on February 6, emptied the port.
    ^^^^^^^^ ten-week, but from January 12 to February 6 is about 4 weeks
",
        r"They kept the lighthouse for 31 years, from 1970 until his death in 1989.
                             ^^^^^^^^ 31 years, but from 1970 until his death in 1989 is 18 to 20 years
",
        r"Mayor from 2001 to 2016, she ruled the town for nine years without a vote.
                                                ^^^^^^^^^^ nine years, but from 2001 to 2016 is 14 to 16 years
",
        r"He bought the mill in 1990 and sold it 12 years later, in 2017.
                                       ^^^^^^^^^^^^^^ 12 years later, but from 1990 to 2017 is 27 years
",
        r"Divers searched for eleven hours, from 6 a.m. to 10 a.m., and found nothing.
                    ^^^^^^^^^^^^ eleven hours, but from 6 a.m. to 10 a.m. is 4 hours
",
        r"Queen Ilse, who reigned for 22 years, from 1961 until 1994, was buried on Monday.
                            ^^^^^^^^ 22 years, but from 1961 until 1994 is 32 to 34 years
",
        r"The lift was stuck for 20 minutes, from 9:05 p.m. to 10:20 p.m., the hotel said.
                       ^^^^^^^^^^ 20 minutes, but from 9:05 p.m. to 10:20 p.m. is 1 h 15 min
",
        r"The president arrives on a three-day visit from Tuesday to Sunday.
                           ^^^^^^^^^ three-day, but from Tuesday to Sunday is 5 or 6 days
",
        r"Dr Holm was head of the clinic for 18 years, from 1999 until 2008.
                                   ^^^^^^^^ 18 years, but from 1999 until 2008 is 8 to 10 years
",
    ]);
    silent(&[
        "The four-day fair opens on Monday, 11 May, and closes on Thursday, 14 May.",
        "Two-day courses are held from January to March in the old school.",
        "The five-year warranty covers pumps made from 2010 to 2024.",
        "Guests may cancel within 14 days for rooms booked from May 1 to May 3.",
        "There was fog on 12 days from January to April 2026, the pilots said.",
        "The minister will spend two days in Lund during a tour that lasts from May 10 to May 19.",
        "They kept the lighthouse for 19 years, from 1970 until his death in 1989.",
        "He bought the mill in 1990 and sold it 27 years later, in 2017.",
        "Divers searched for four hours, from 6 a.m. to 10 a.m., and found nothing.",
        "Mayor from 2001 to 2016, she lived in Oslo for three years as a student.",
        "The ten-year plan says that catches double from 2026 to 2029, the ministry found.",
        "The president arrives on a three-day visit from Tuesday to Thursday.",
        "He was paid for five days of a strike that lasted from March 2 to March 30.",
        "They were married for 40 years, from 1970 until her death in 2010.",
        "The three-day festival starts on Friday, May 8, and ends on Sunday, May 10.",
        "He worked for six years at the mill, which ran from 1990 to 2019.",
        "She was a judge for ten years and, from 2001 to 2004, a minister.",
        "The 10-day tour, which began on April 27 in Lund, takes in a fair that ended on May 1.",
        "He came in 1990 and left, 20 years later, in 2010.",
        "A two-hour delay, from 6 a.m. to 8 a.m., annoyed many.",
        "Work for two hours, from 6 a.m. to 8:30 a.m., was lost.",
        "In the four weeks from May 1 to May 28 it rained.",
        "It has been shut for five years, since April 2021.",
    ]);
}

#[test]
fn lists_of_weekdays() {
    found(&[
        r"The council meets on May 14, a Friday, to vote on the pier.
                     ^^^^^^^^^^^^^^^^ May 14, 2026 will be a Thursday
",
        r"Boats will sail on Friday, Saturday and Monday, May 8, 9 and 10.
                                        ^^^^^^^^^^^^^^^^^^^^^^^ May 10, 2026 will be a Sunday
",
        r"A vigil for the crew will be held on Saturday, May 10, in the seamen's church.
                                     ^^^^^^^^^^^^^^^^ May 10, 2026 will be a Sunday
",
    ]);
    silent(&[
        "Last year the ice broke on Friday, May 9, two weeks early.",
        "At last year's fair, on Saturday, May 10, it rained.",
        "Boats will sail on Friday, Saturday and Sunday, May 8, 9 and 10.",
        "Trains stop on Friday, Saturday and Sunday, May 8-10.",
        "The council meets on May 14, a Thursday, to vote on the pier.",
        "The chronicle begins on Sunday, January 1, 0001.",
        "A vigil for the crew will be held on Saturday, May 9, in the seamen's church.",
        "Shops will close early on Wednesday and Thursday, May 13 and 14.",
    ]);
}

#[test]
fn days_called_impossible() {
    found(&[r"Growers must hand in their forms by 31 June, the board said.
                                    ^^^^^^^ June has 30 days
"]);
    silent(&[
        "The forger dated it 31 June 2019, an impossible date.",
        "The ticket says 30 February, a day that does not exist.",
    ]);
}

#[test]
fn clocks_in_two_places() {
    found(&[
        r"The debate begins at 3am BST on Thursday (11pm ET on Wednesday).
                                          ^^^^^^^ 11pm ET, but 3am BST is 10pm ET
",
        r"Trading starts in New York at 9:30 a.m. (1430 GMT) on Thursday.
                                         ^^^^^^^^ 1430 GMT, but 9:30 a.m. in New York is 1330 GMT
",
        r"Lift-off is planned for 9 a.m. EDT, or 1400 GMT, on Friday.
                                       ^^^^^^^^ 1400 GMT, but 9 a.m. EDT is 1300 GMT
",
        r"The choir sings at 4pm in London (10am in New York) today.
                                  ^^^^ 10am in New York, but 4pm in London is 11am
",
        r"Kick-off is at 8pm BST (1800 GMT) on Saturday.
                        ^^^^^^^^ 1800 GMT, but 8pm BST is 1900 GMT
",
    ]);
    silent(&[
        "The debate begins at 3am BST on Thursday (10pm ET on Wednesday).",
        "Trading starts in New York at 9:30 a.m. (1330 GMT) on Thursday.",
        "The plane left Oslo at 9 a.m. and landed in London at noon (1100 GMT).",
        "The storm will reach Dhaka at 6 p.m. BST (1200 GMT) on Friday.",
        "Lift-off is planned for 9 a.m. EDT, or 1300 GMT, on Friday.",
        "The choir sings at 4pm in London (11am in New York) today.",
        "Kick-off is at 8pm BST (1900 GMT) on Saturday.",
        "Polls close at 8pm GMT (9pm in London).",
        "The call is at 2pm in London (9am in New York) on Friday.",
        "It begins at 10pm ET (3am BST) on Friday.",
        "It begins at 7pm PT (10pm ET) on Friday.",
        "The office in London opens at 9am (10am in Paris).",
    ]);
}

#[test]
fn years_that_run_down() {
    found(&[
        r"She served as consul in Lund from 2012 to 2004, and then retired.
                                  ^^^^^^^^^^^^ ends in 2004, before it begins in 2012
",
        r"The painter Ilse Varnholt (1931-1913) never sold a picture.
                           ^^^^^^^^^ ends in 1913, before it begins in 1931
",
        r"Between 2019 and 2008 the valley lost half its storks.
        ^^^^^^^^^^^^^ ends in 2008, before it begins in 2019
",
        r"The nets are banned nightly from Tuesday, May 19, to Thursday, May 14.
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ends on May 14, before it begins on May 19
",
        r"His term as mayor (2015-2009) was a quiet one.
                   ^^^^^^^^^ ends in 2009, before it begins in 2015
",
        r"Professor Aldo Rinne led the institute from 2018 to 2007.
                                            ^^^^^^^^^^^^ ends in 2007, before it begins in 2018
",
        r"The regatta runs from 24 May to 17 May off Skarn Point.
                      ^^^^^^^^^^^^^^^^ ends on 17 May, before it begins on 24 May
",
    ]);
    silent(&[
        "The rate fell from 2019 to 2008 readings alike.",
        "The deadline was pulled forward, from 30 May to 20 May.",
        "Pharaohs ruled here from 1550 to 1292 BC, the guide said.",
        "The motion was lost (1431-1213) after a long night.",
        "From 2020 back to 2011 she read every ledger aloud.",
        "The difference between 2021 and 2012 is small.",
        "The novelist Ilse Varnholt (1913-1931) wrote one book.",
        "Professor Aldo Rinne led the institute from 2007 to 2018.",
        "The score rose from 1980 to 1995 points in a week.",
        "Seats went from 2019 to 2013 in a year.",
        "The (2019-2014) series is archived.",
        "Archive boxes from 1990 to 1985 stand on the left, the rest on the right.",
        "She worked backwards from 1990 to 1985.",
        "It was open on Friday, May 8, to Sunday, May 10.",
        "He moved from Monday, May 11, to Friday, May 8, the day of the vote.",
        "Prices between 2021 and 2012 levels are compared.",
    ]);
}

#[test]
fn months_and_days_without_years() {
    found(&[
        r#"The new lock will open in February 2026 and take boats of 40 metres.
                          ^^^^^^^^^^^^^ "will", but February 2026 is before publication, Wednesday, May 6, 2026
"#,
        r#"A cyclist was killed on May 14 when a tram left the rails, police said.
                        ^^^^^^ "killed", but Thursday, May 14, 2026 is after publication, Wednesday, May 6, 2026
"#,
        r#"The opera house will reopen on April 2, the mayor said on Tuesday.
                               ^^^^^^^ "will", but Thursday, April 2, 2026 is before publication, Wednesday, May 6, 2026
"#,
        r#"The ban on wet nets comes into force on April 20, the ministry said.
                                        ^^^^^^^^ "comes into force", but Monday, April 20, 2026 is before publication, Wednesday, May 6, 2026
"#,
        r#"The two choirs are going to sing together on April 25 in Lund.
                                             ^^^^^^^^ "are going to", but Saturday, April 25, 2026 is before publication, Wednesday, May 6, 2026
"#,
        r#"On 3 June 2026, inspectors fined the yard 20,000 crowns for spilling tar.
   ^^^^^^^^^^^ "fined", but Wednesday, 3 June 2026 is after publication, Wednesday, 6 May 2026
"#,
        r#"The county will close the swing bridge in March 2026 for repairs lasting a year.
                                          ^^^^^^^^^^ "will", but March 2026 is before publication, Wednesday, May 6, 2026
"#,
        r#"Two hikers were injured on May 17 in a rockfall above Velm, the rescue service said.
                           ^^^^^^ "injured", but Sunday, May 17, 2026 is after publication, Wednesday, May 6, 2026
"#,
    ]);
    silent(&[
        "The new lock will open in June 2026 and take boats of 40 metres.",
        "A cyclist was killed on May 4 when a tram left the rails, police said.",
        "The opera house will reopen on April 2 next year, the mayor said on Tuesday.",
        "The ban on wet nets comes into force on May 20, the ministry said.",
        "The rules will apply to boats built since March 2020.",
        "On the anniversary, he recalled who was killed on May 14.",
        "The lock was to open in February 2026 and is still shut.",
        "The judge set 3 June 2026 for the trial.",
        "The county will close the swing bridge in March 2027 for repairs lasting a year.",
        "Two hikers who were injured on March 17 in a rockfall are home again.",
        "The report will look back to events in May 2024.",
        "The mayor, who will stand down in May 2027, opened it in March 2026.",
        "A law that was passed on April 20 comes into force on June 1.",
        "He died on May 9, 1990, and was buried there.",
        "A man was killed on May 12 last year, and a trial begins on Monday.",
        "The police will publish what was said on April 2.",
        "The fair will be held on April 2 every year.",
        "The sums will be paid from April 1, the ministry said.",
        "Those arrested on April 30 will be tried in June.",
    ]);
}

#[test]
fn days_told_twice() {
    found(&[
        r#"Ross Coyle was arrested on April 27 in a boathouse at Sorne.

The court heard that Coyle, arrested on April 29, had sold 40 nets.
                                        ^^^^^^^^ Wednesday, April 29, 2026 here, Monday, April 27, 2026 elsewhere: "arrested"
"#,
        r#"Edda Tarvel, the weaver of Lund, died on May 1 aged 91.

Her death on May 3 leaves the guild without a master.
             ^^^^^ Sunday, May 3, 2026 here, Friday, May 1, 2026 elsewhere: "death"
"#,
        r#"A tremor-proof wall is planned. An earthquake shook Almark on April 20 and killed four.

The Red Cross has fed 900 people since the April 21 earthquake.
                                           ^^^^^^^^ Tuesday, April 21, 2026 here, Monday, April 20, 2026 elsewhere: "earthquake"
"#,
        r#"Elections in Estria are due on May 24, officials said on Monday.

The election on May 31 will be watched by 90 monks.
                ^^^^^^ Sunday, May 31, 2026 here, Sunday, May 24, 2026 elsewhere: "election"
"#,
        r#"The choir gives a concert in the old mint on May 20.

All money from the May 21 concert goes to the lifeboat.
                   ^^^^^^ Thursday, May 21, 2026 here, Wednesday, May 20, 2026 elsewhere: "concert"
"#,
        r#"Two dozen were hurt when a tram derailed in Tessel on Sunday night.

The driver had complained a week before Saturday night's crash.
                                        ^^^^^^^^^^^^^^ Saturday, May 2, 2026 here, Sunday, May 3, 2026 elsewhere: "crash"
"#,
        r"Ferrymen to strike on May 18

Ferrymen across Norland will walk out on May 19 over pay, their union said.
                                         ^^^^^^ Tuesday, May 19, 2026 here, Monday, May 18, 2026 in the headline
",
        r"Harbour states to sign cod pact on Friday

The three harbour states will sign a pact on Thursday to share the cod, envoys said on Monday.
                                             ^^^^^^^^ Thursday, May 7, 2026 here, Friday, May 8, 2026 in the headline
",
        r#"Singer Marit Dahl was killed on April 18 when her car left the road near Hovden.

She had just finished a record.

Her death on April 20 was felt far beyond folk music.
             ^^^^^^^^ Monday, April 20, 2026 here, Saturday, April 18, 2026 elsewhere: "death"
"#,
        r#"The trial of three bankers ended on Tuesday. The bank filed for bankruptcy on March 3.

The regulator had warned it before it filed for bankruptcy on March 5.
                                                              ^^^^^^^ Thursday, March 5, 2026 here, Tuesday, March 3, 2026 elsewhere: "filed"
"#,
        r#"A fire swept through the Lindqvist sawmill in Orsa on Saturday, killing a watchman.

The owner said alarms had been tested a week before Friday's fire.
                                                    ^^^^^^ Friday, May 1, 2026 here, Saturday, May 2, 2026 elsewhere: "fire"
"#,
        r#"Voters in Tarnia go to the polls in a referendum on June 14, the speaker said.

The referendum on June 21 will ask whether to keep the crown.
                  ^^^^^^^ Sunday, June 21, 2026 here, Sunday, June 14, 2026 elsewhere: "referendum"
"#,
    ]);
    silent(&[
        "Ross Coyle was arrested on April 27 in a boathouse. He was charged on April 29 and freed on May 1.",
        "Edda Tarvel, the weaver of Lund, died on May 1 aged 91.\n\nHer death was announced on May 3 by the guild.",
        "An earthquake shook Almark on April 20 and killed four.\n\nA second earthquake on April 22 hurt nobody.",
        "The concert was planned for May 20 and will be held on May 27.\n\nTickets for the May 20 concert remain valid.",
        "Norland votes on May 24. The election on May 31 in Estria will be closer.",
        "The match on May 9 was lost 2-1. Lund play Oslo in another match on May 13.",
        "Dockers walked out on April 20. The strike on April 30 was bigger.",
        "Ross Coyle was arrested on April 2 and freed. He was arrested again on April 9 in Lund.",
        "Nils Aune was shot dead on April 2. His neighbour Otto Lamm was shot dead on April 5.",
        "The police say the crash happened on May 1. Her family insist that the crash on May 2 was another.",
        "A fire gutted the mill on April 14.\n\nThe fire on April 14 was the third this year.",
        "Ferrymen to strike on May 18\n\nFerrymen across Norland will walk out on May 18 over pay, their union said.",
        "Singer Marit Dahl was killed on April 18 when her car left the road near Hovden.\n\nThe death of her brother Nils on April 20 was announced by the family.",
        "The referendum on June 14 is the second. The referendum on May 31 was annulled.",
        "A fire swept through the Lindqvist sawmill in Orsa on Saturday, killing a watchman.\n\nThe owner said alarms had been tested a week before Saturday's fire.",
        "The summit opened on April 27 in Lund. Ministers left the summit on April 29 without a deal.",
        "The launch on May 2 failed. Engineers hope that the launch on May 12 will go better.",
        "Coyle was arrested on April 27 in Lund. His brother Nils was arrested on April 29 in Oslo.",
        "Coyle was jailed in 2019 for fraud. He was freed in 2021 and jailed in 2022 for theft.",
        "The earthquake on April 20 killed four. The earthquake on April 24 was weaker.",
        "Norland will hold an election on May 24.\n\nEstria's election on May 31 is closer.",
        "The crash on Monday was the worst of the year. Firemen were called to a crash on Sunday as well.",
        "A storm hit Sorne on Friday.\n\nSaturday's storm brought more rain.",
        "A storm hit Sorne on Friday. The storm reached Lund on Saturday.",
        "The vote on May 12 is on the budget. The vote on May 14 is on the harbour.",
        "Lund won the match on Saturday. The match on Tuesday is at home.",
        "Ida Kessel died on May 1. Her husband Otto died on May 4.",
        "Ida Kessel died on May 1.\n\nHer husband, Otto Kessel, was ill. He died on May 4.",
        "Ida Kessel was appointed in 2019. Otto Lamm was appointed in 2021.",
        "Kessel was appointed to the board in 2019 and was appointed chair in 2021.",
        "Shops burnt in the fire on Monday. In the fire on Tuesday nobody was hurt.",
        "The mayor said the strike on May 4 cost millions. Unions plan a strike on May 14.",
        "Ministers to meet on Friday\n\nMinisters of five states will meet on Friday in Lund, officials said on Monday.",
        "Ministers to meet on Friday\n\nMinisters of five states will meet on May 8 in Lund, officials said on Monday.",
        "Council to vote on Monday\n\nThe council will vote on May 11 on the pier, a spokesman said.",
        "The concert on May 20 is sold out. Tickets for the concert on May 21 are left.",
        "Auctions: the auction on May 6 fetched 40,000. The auction on May 13 will sell boats.",
        "He was shot on April 2 and died on April 9. His death on April 9 was mourned.",
        "Dara Holm was kidnapped on March 2 and released on March 9. The kidnapping on March 2 was the third.",
    ]);
}

#[test]
fn ages_told_twice() {
    found(&[
        r"The rower Tove Aldin, 24, won by a length.

It was a first title for the 25-year-old, who trains at dawn.
                             ^^ 25 here, 24 elsewhere for the same person
",
        r"Councillor Ida Kessel, 61, was on leave when the roof fell.

Kessel, a 63-year-old former nurse, has led the council for a year.
          ^^ 63 here, 61 elsewhere for Kessel
",
        r"Ross Coyle, 33, spoke to the court.

Coyle, of Sorne, who is 38, faces nine years in jail.
                        ^^ 38 here, 33 elsewhere for Coyle
",
        r"Aged 52, Nils Aune is the youngest bishop yet.

Aune, aged 54, was a baker.
           ^^ 54 here, 52 elsewhere for Aune
",
        r#"Grandmother Edda Tarvel, aged 70, swam the strait.

"I was cold," said 71-year-old Edda at the slip.
                   ^^ 71 here, 70 elsewhere for Tarvel
"#,
        r"Otto Lamm, who built the pier, has died at 93.

Lamm, who was 94, leaves a son.
              ^^ 94 here, 93 elsewhere for Lamm
",
        r"Teacher Ragna Lund, 58, was found alive in a crevasse.

Lund, 85, had been missing for two days.
      ^^ 85 here, 58 elsewhere for Lund
",
        r#"Firefighter Jonas Birk, 29, carried the child out.

"I just ran," the 30-year-old said.
                  ^^ 30 here, 29 elsewhere for the same person
"#,
    ]);
    silent(&[
        "The rower Tove Aldin, 24, won by a length.\n\nIt was a first title for the 24-year-old, who trains at dawn.",
        "The rower Tove Aldin, 24, beat Mina Farrow, 26.\n\nIt was a first title for the 25-year-old boat.",
        "John Smith, 40, and his father, John Smith, 70, rowed home. Smith, 40, was tired.",
        "Ross Coyle, 33, spoke to the court.\n\nCoyle, who was 18 when he left home, wept.",
        "Otto Lamm, who built the pier, has died at 93.\n\nLamm, who was 20, had left home by then.",
        "The vet Tove Aldin, 41, bought the horse.\n\nShe paid for the 40-year-old saddle in cash.",
        "Teacher Ragna Lund, 58, was found alive in a crevasse.\n\nHer husband, Per Lund, 61, had raised the alarm.",
        "Firefighter Jonas Birk, 29, carried the child out.\n\n\"I just ran,\" the 29-year-old said.",
        "Mina Farrow, 26, and Tove Aldin, 24, rowed. For the 25-year-old boat it was the last race.",
        "Tove Aldin, 24, won. It was the third title of the season for the 23-year-old Farrow.",
        "Otto Lamm, 80, spoke. \"It is the 81-year-old tower that I love,\" he said.",
        "Police seek Ross Coyle, 33. Coyle, a 32-year-old Ford in tow, was seen on Monday.",
        "Coyle, 33, and Lamm, 34, were held. The 34-year-old denies it.",
        "Coyle, 33, a dentist, was 30 when he came. Coyle, who is 33, lives in Lund.",
        "Ida Kessel has died at 93. Her son, Otto Kessel, who was 60, had died in May.",
        "Aged 9, Tove Aldin learnt to row. Aldin, 24, won on Sunday.",
    ]);
}

#[test]
fn anniversaries_by_name_and_year() {
    found(&[
        r"The bakery, founded in 1904, is celebrating its 150th anniversary with a plum loaf.
                                                ^^^^^^^^^^^^^^^^^ 150th anniversary, but 1904 is 122 years before 2026
",
        r"Ida and Otto Lamm, who married in 1970, celebrate their golden wedding on Friday.
                                                        ^^^^^^ golden, but 1970 is 56 years before 2026
",
        r"King Sven, who took the throne in 1990, will celebrate his silver jubilee on Saturday.
                                                           ^^^^^^ silver, but 1990 is 36 years before 2026
",
        r"The rowing club is marking its centenary this week. It was founded in 1940 by six pilots.
                               ^^^^^^^^^ centenary, but 1940 is 86 years before 2026
",
        r"Forty years after the Sorne flood of May 1966, the town gathered on Sunday in the square.
^^^^^^^^^^^ Forty years, but 1966 is 60 years before 2026
",
        r"Today is the 20th anniversary of the Tessel ferry disaster, in which 40 people died on 6 May 1996.
             ^^^^^^^^^^^^^^^^ 20th anniversary, but 1996 is 30 years before 2026
",
        r"Friends met at the grave on the 10th anniversary of her death on Monday. Tarvel died in a fall in 2002, aged 80.
                                ^^^^^^^^^^^^^^^^ 10th anniversary, but 2002 is 24 years before 2026
",
        r"Sorne marked the 10th anniversary of the flood of 4 May 2015 on Monday.
                 ^^^^^^^^^^^^^^^^ 10th anniversary, but 2015 is 11 years before 2026
",
        r"The port will mark 80 years since the liberation of 1935 with a march on Sunday.
                   ^^^^^^^^ 80 years, but 1935 is 91 years before 2026
",
        r"The village will on Sunday mark the 75th anniversary of the 1941 mine fire.
                                    ^^^^^^^^^^^^^^^^ 75th anniversary, but 1941 is 85 years before 2026
",
        r"The railway, opened in 1866, celebrates its 175th anniversary this month.
                                            ^^^^^^^^^^^^^^^^^ 175th anniversary, but 1866 is 160 years before 2026
",
    ]);
    silent(&[
        "The bakery, founded in 1876, is celebrating its 150th anniversary with a plum loaf.",
        "Ida and Otto Lamm, who married in 1976, celebrate their golden wedding on Friday.",
        "Her mother married in 1970 and died a year before what would have been her silver wedding.",
        "The rowing club is marking its centenary this week. It was founded in 1926 by six pilots.",
        "Sixty years after the Sorne flood of May 1966, the town gathered on Sunday in the square.",
        "The golden jubilee coin was struck in 1887 for a queen who took the throne in 1837.",
        "Sorne marked the 11th anniversary of the flood of 4 May 2015 on Monday.",
        "The ring of his silver wedding is lost; he married in 1950 and again in 1990.",
        "The village will on Sunday mark the 85th anniversary of the 1941 mine fire.",
        "The band, formed in 1971, is marking the 30th anniversary of its first number one on Friday.",
        "The town will mark 60 years since the flood of 1966 on Sunday.",
        "The firm, opened in 1976, is celebrating its 25th anniversary in Oslo, where it came in 2001.",
        "The couple, who married in 1976, celebrate their golden wedding today.",
        "The mine, opened in 1901, closed long before its centenary.",
        "His silver jubilee was in 2015; he took the throne in 1990.",
        "Ten years after the storm of 1990, the wall was rebuilt.",
        "Fifty years after the war of 1939, they met again; on Sunday the last of them died.",
        "Tarvel died in 2002. On the 10th anniversary of her death her house was sold.",
    ]);
}

#[test]
fn years_of_events() {
    found(&[
        r"Turnout was lower last year, in the 2023 council elections.
                  ^^^^^^^^^ last year is 2025, not 2023
",
        r"The mill burnt down two years ago, in 2021, and has not been rebuilt.
                    ^^^^^^^^^^^^^ two years ago, but 2021 is five years before publication
",
    ]);
    silent(&[
        "Turnout was lower last year, in the 2025 council elections.",
        "The mill burnt down five years ago, in 2021, and has not been rebuilt.",
    ]);
}
