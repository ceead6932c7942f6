//! Drafts with the findings drawn beneath them.  A draft without carets is one that must stay silent: the near misses.

use deskcheck::drawn::checks;

/// Drafts that must be silent, one after the other.
fn silent(drafts: &[&str]) {
    for draft in drafts {
        checks(draft);
    }
}

#[test]
fn two_letters_exchanged_in_a_name() {
    checks(
        r"
The harbour master, Ilse Varnholt, closed the port.

Ms Varnholt said that the storm would last.

Varnhlot has run the port since 2014.
^^^^^^^^ Varnhlot here, Varnholt twice: the same person?
",
    );
}

#[test]
fn one_letter_changed_behind_an_honorific() {
    checks(
        r"
Graeme Pellifer, 57, admitted the charge. Mr Pellifer said that he was sorry.

Mr Pellifar has a month to appeal.
   ^^^^^^^^ Pellifar here, Pellifer twice: the same person?
",
    );
}

#[test]
fn a_full_name_spelt_twice_the_same_but_for_a_letter() {
    checks(
        r"
Natasha Tuckwell used the number, the court heard. Natasha Tuckwell filed it herself.

Later Natasha Tuckwlel was arrested.
              ^^^^^^^^ Tuckwlel here, Tuckwell twice: the same person?
",
    );
}

#[test]
fn two_forms_used_evenly_are_only_a_remark() {
    checks(
        r"
Carl Lind runs the firm, and Lind has no doubts.

Carl Linde is its lawyer; Linde declined to speak.
     ^^^^^ information: Linde here, Lind twice: the same person?
                          ^^^^^ information: Linde here, Lind twice: the same person?
",
    );
}

#[test]
fn people_whose_names_are_near_are_left_alone() {
    silent(&[
        // Two people, each with a given name.
        "Hannah Clark met Jonas Clarke. Clark said no, and Clarke said yes.",
        "Peter Hansen and Karl Hanson were there. Hansen said so.",
        // A well-known surname beside another.
        "Boris Johnson left. Mr Johnson said so. The Johnston Press reported it.",
        // A plural, and a family.
        "Ilse Varnholt left. The Varnholts own the port, Varnholt said.",
        // A firm that is nearly called like its chief.
        "Toyoma Motor chairman Akio Toyoda spoke. Toyoda said that Toyoma would mend it.",
        // A country and its people.
        "Kim Irann left. Irann said that Iran and the Iranian envoys had met.",
        // A word of the language.
        "Dan Marche left. Marche said that the March had begun on the marches.",
        // A place.
        "Anna Lorne left. Ms Lorne said that she lives in Lorna.",
        // Shorter than four letters.
        "Mr Lee Chan met Mr Li. Lee said no. Lei said yes.",
        // Quoted as it was spelt.
        "Ilse Varnholt left. Ms Varnholt said that a letter to Varnhalt (sic) came.",
        // Other titles.
        "Judge Marin Corvelle sat. Judge Corvelle ruled. Sergeant Corvella gave evidence.",
        // As often one as the other.
        "Zoe Parvane spoke. Parvane said so. Parvana said no. Parvana said it again.",
        // Hyphens, accents and capitals are no other spelling.
        "JEAN-PIERRE SPEAKS\n\nKarine Jean-Pierre spoke. Jean-Pierre said so. Ms Brudziński met Ms Brudzinski, Brudziński said.",
        // A given name that is near another's surname.
        "Martin Marten left. Marten said so. Martin said no.",
        // Handles and addresses.
        "Ilse Varnholt left. Ms Varnholt said so on @Varnhlot and at ilse@varnhlt.example.",
        // Credits and bylines.
        "Storm closes the port of Sorne\n\nBy Ilsa Varnhold\n\nIlse Varnholt closed the port. Ms Varnholt said so.",
    ]);
}

#[test]
fn conversions_that_cannot_be() {
    checks(
        r"
The wreck lies 50 miles (176 km) south, under 63kg (193lb) of sand, at 29C (64F).
                         ^^^ 50 miles is about 80 km
                                                    ^^^ 63kg is about 139 lb
                                                                            ^^ 29C is about 84 F
",
    );
}

#[test]
fn conversions_as_journalists_round_them() {
    silent(&[
        "It is 30 miles (50km) away, 10 miles (16 kilometres) more, and 2,300 miles (3,700 km) from the coast.",
        "Winds of 45 mph (75 km/h) and 30 miles per hour (45 kilometers per hour) were measured.",
        "He is 5 feet 10 inches (1.78 m) tall and 6ft 2in (188cm) in shoes.",
        "It was 38C (100F), about 4C (7F) more than on Monday.",
        "It weighs 10 tons (9 tonnes), or 10 tons (10.2 tonnes).",
        "About 1,400 feet (430 m), nearly 100 acres (40 hectares) and 18 to 23 feet (5.5 to 7 metres).",
        "It cost £1.2bn ($1.6bn), took 3 hours (180 minutes) and lies 5 miles (in a straight line) away.",
        "The run of 10 miles (two laps of 5 miles) begins at noon.",
        "The ship is 12 miles, or 19 km, from the port, at 12 knots (22 km/h).",
    ]);
}

#[test]
fn a_headline_whose_toll_the_story_does_not_know() {
    checks(
        r"
Ferry sinks off Tessel, killing 61
                                ^^ 61 killed in the headline, 16 people in the story

A ferry sank in the strait and 16 people were killed on Monday, the coastguard said.

Another 40 swam ashore.
",
    );
}

#[test]
fn headlines_that_the_story_bears_out() {
    silent(&[
        "Ferry sinks off Tessel, killing 16\n\nA ferry sank and 16 people were killed on Monday.",
        // At least, more than, dozens: the intervals meet.
        "Ferry accident off Tessel kills more than 10\n\nA ferry sank and 16 people were killed on Monday.",
        "Dozens killed as ferry sinks\n\nA ferry sank and 43 people were killed on Monday.",
        // The sum of two tolls.
        "Two avalanches kill 31 near Sorne\n\nAn avalanche killed 21 people in the north. Another killed 10 in the west.",
        // Given in another way.
        "Flood kills 3 in Sorne\n\nA flood killed two sisters and a lodger, the police said. All three were asleep. In 1953 a flood killed 12 people.",
        // No figure of the kind in the story.
        "Heat kills 5 in Sorne\n\nThe heat has not let up. Some 40 people were injured when a tram stopped.",
        // The story's figure is an earlier one, or an addition.
        "Landslide toll near Sorne rises to 31 dead\n\nAnother 12 people were killed on Monday.",
    ]);
}

#[test]
fn one_toll_given_twice() {
    checks(
        r"
The stampede killed nine people and injured 40.

This stampede injured 60 people.
                      ^^ 60 people here, 40 above
",
    );
}

#[test]
fn tolls_that_are_not_the_same() {
    silent(&[
        "Estria says 70 of its miners were killed; Norland says 110 miners were killed.",
        "The death toll rose to 47 on Friday from 44 a day earlier.",
        "At first the coastguard said four people had been killed. By noon the toll had climbed to 16.",
        "A gust killed eight people at a fair. An earlier gust killed two people at a camp.",
        "The flood killed two people. A flood in the same valley in 1953 killed 85 people.",
        "The avalanche killed 10 people, including six skiers and two guides.",
        "Ten people were killed in Sorne and four were killed in Lund.",
        "Fewer than 10 people were killed in the flood. The flood killed seven people.",
        "The storm killed six sailors. The storm in Lund killed 16 people.",
        "The collapse killed three people. The collapse could have killed 200 people.",
        "The storm killed nine people. Two people were killed on Monday, three on Tuesday.",
    ]);
}

#[test]
fn gaps_are_drawn_where_they_stand() {
    checks(
        r"
The bridge, which cost £XX to build, carries TK cars a day [check with Anna].
                        ^^ a gap left to be filled in
                                             ^^ a gap left to be filled in
                                                           ^^^^^^^^^^^^^^^^^ a gap left to be filled in
",
    );
    silent(&[
        "“We were [the minister said] ready,” he wrote [sic].",
        "Super Bowl XX, Pope John XXIII and Malcolm X were named; XX chromosomes were found.",
        "Why??? Nobody knows. It is 00:30, and agent 007 paid 2.00 crowns.",
    ]);
}

#[test]
fn weekdays_and_dates_in_both_englishes() {
    checks(
        r"
//- today: 2022-10-04
They met on Sunday 3 October, in Sorne, and on Friday, October 7, they will meet again.
            ^^^^^^^^^^^^^^^^ 3 October 2022 was a Monday
",
    );
    checks(
        r"
//- format: markdown
The register closes on June **31**, 2024.
                       ^^^^^^^^^ June has 30 days
",
    );
    silent(&[
        "//- today: 2022-10-04\nThe choirs rehearsed on Sunday, October 2, and on September 20.",
        "//- today: 2022-10-04\nThe regatta began on Friday, June 22, 2012, and ended on Sunday, June 24.",
        "//- today: 2022-10-04\nRead the Sunday Times on Black Friday; on Bloody Sunday nobody met.",
    ]);
}

#[test]
fn markup_does_not_hide_a_finding() {
    checks(
        r"
//- format: markdown
Ilse **Varnholt** left. Ms *Varnholt* said so. *Varnhlot* went.
                                                ^^^^^^^^ Varnhlot here, Varnholt twice: the same person?
",
    );
    checks(
        r"
//- format: html
<p>It is 50 miles (<b>176</b>&nbsp;km) away.</p><!-- TK -->
                      ^^^ 50 miles is about 80 km
",
    );
}

#[test]
fn a_minister_of_two_ministries() {
    checks(
        r"
Transport Minister Elke Thorn said on Monday that the tunnel would open.

Thorn, the housing minister, went through it first.
           ^^^^^^^^^^^^^^^^ housing minister here, Transport Minister elsewhere for Thorn: the same office?
",
    );
    checks(
        r"
Lt. Owen Sable of the Sorne fire brigade said the barn had been empty.

Capt. Sable said hay had caught fire by itself.
^^^^ Capt here, Lt elsewhere for Sable: the same office?
",
    );
    checks(
        r"
The museum's director, Petra Vahl, said that the whale was real.

Petra Vahl, the museum's deputy director, said that it would be hung.
                                ^^^^^^^^ deputy director here, director elsewhere for Vahl: the same office?
",
    );
}

#[test]
fn offices_that_one_person_can_have() {
    silent(&[
        "Estrian Foreign Minister Tarik Oost came by boat. Estria's top diplomat was seasick.\n\nMr Oost, who is minister of foreign affairs, left by train.",
        "Vice President Noemi Haast is standing. \"President Haast sounds right,\" her mother said.\n\nThe vice president smiled.",
        "Acting fire chief Owen Sable keeps the post.\n\nFire chief Sable, who was deputy chief until May, bought cakes.",
        "Fisheries Minister Ida Lamm stepped down on Monday.\n\nThe former minister rowed home. Lamm stays in parliament.",
        "Professor Tove Aldin, director of the Moss Archive, was amused.\n\nDr Aldin is also a governor of the school and a magistrate.",
        "Judge Ross Coyle heard the case of Pastor Finlay Coyle.\n\nPastor Coyle, who is not related to Judge Coyle, wept.",
        "Senator Joan Mabey met Governor Piers Mabey, her cousin.\n\nGovernor Mabey said that Senator Mabey sings.",
        "The shadow transport secretary, Hugo Baird, took the bus.\n\nMr Baird, MP for Sorne East, was late.",
        "President Elke Thorn spoke in Lund. Thorn, prime minister from 1998 until 2003, spoke of those years.\n\nPresident Thorn left.",
        "Housing Minister Amir Sayle was named transport minister on Monday.\n\nTransport Minister Sayle starts at once.",
        "Gen. Otto Lamm, the brewery's general manager, laughed.\n\nGeneral Lamm, the chairman of the choir, sang.",
        "Prime Minister Rosa Finch rang. The former housing minister, Rosa Finch, knows the plans.",
    ]);
}

#[test]
fn a_given_name_that_changes() {
    checks(
        r"
The winner was announced as Marian Thwaite, a baker from Sorne.

Neighbours hung out flags where Martha Thwaite has her shop. Ms Thwaite was asleep.
                                ^^^^^^ Martha Thwaite here, Marian Thwaite elsewhere: the same person?
",
    );
    silent(&[
        "Sisters Edda and Ingrid Coyle were found. Edda Coyle, 12, had lost a boot.\n\nIngrid Coyle, 10, had lost both.",
        "Margaret “Peggy” Hallam has kept the signal box since 1984.\n\nDrivers wave to Peggy Hallam.",
        "The brewery of Otto Lamm Sr. sued Otto Lamm Jr. over the yeast.\n\nLamm Jr. laughed.",
        "Thomas R. Sable and T. Sable are one man, the bank said.\n\nTom Sable agreed.",
        "By Joan Mabey\n\nPiers Mabey has mended clocks since 1988. Mabey says that time is patient.",
        "José Luis Prado Vega went first.\n\nPrado Vega said that the ice held.",
    ]);
}

#[test]
fn an_honorific_that_changes() {
    checks(
        r"
Greta Hallam, 66, has kept the signal box for forty years. “I know every train,” said Mrs Hallam, who is never ill.

The railway has offered Mr Hallam a flat in town.
                        ^^ Mr Hallam here, Mrs Hallam elsewhere: the same person?
",
    );
    checks(
        r"
Sir Walter Brisk is to give up the chair. The board was told on Monday.

Sir Brisk, 80, will keep his parking place.
^^^^^^^^^ Sir goes with the given name: Sir Walter, not Sir Brisk
",
    );
    silent(&[
        "Hugh and Rosa Baird have sold the farm. Mr Baird, 70, will miss the pigs.\n\nMrs Baird will not.",
        "Walter Brisk was at lunch. Mr Brisk thought it was a joke.\n\nOn Friday he became Sir Walter.",
        "Tove Aldin came first. Ms Aldin was surprised. Dr Aldin is a dentist.\n\nMrs Aldin went home.",
        "Edda Coyle said that her husband was at sea. Mrs Coyle knitted.\n\nMr Coyle rang at noon, his wife said.",
    ]);
}

#[test]
fn letters_of_a_short_form() {
    checks(
        r"
Walkers have complained to the Towpath Repair Office (TRO), they said on Monday.

The TOR blamed moles.
    ^^^ TOR here, TRO where it is explained: the same?
",
    );
    silent(&[
        "The Party of Fishers and Farmers (KRB) lost. The KRB said that it had won.",
        "Shares in Tessel Ferries (NYSE: TSF) sank. Rep. Ida Lamm (R-Ohio) kept hers, a form (PDF) shows.",
        "Levels of hexachlorobenzene (HCB) and sulphur dioxide (SO2) fell.",
        "The International Board of Lock Keepers (ILK) and the Locks Institute of Kent (LIK) agreed.",
        "The Fenland Allotment Holders Society (FAHS) won. The Society of Fenland Allotment Holders (SFAH) did not.",
        "Readers of the Weekly Almanac (pictured) and the Tide Tables (below) disagree.",
    ]);
}

#[test]
fn one_office_and_two_holders() {
    checks(
        r"
SORNE — Mayor Ida Kessel kept the baths open all night on Monday.

Sorne Mayor Paul Drewe also handed out water.
      ^^^^^ Mayor: Paul Drewe here, Ida Kessel elsewhere
",
    );
    silent(&[
        "The brewery named Joan Mabey as chief executive on Monday.\n\nShe follows the brewery's chief executive, Otto Lamm, who retires.",
        "Coastguard spokesman Ross Coyle had no news. Another coastguard spokesman, Kit Bowyer, had some.",
        "Transport Secretary Rosa Finch took the train. The shadow transport secretary, Hugo Baird, took the bus.",
        "Estrian President Tarik Oost met Norlandic President Elke Thorn.\n\nNorlandic President Elke Thorn paid.",
        "Tessel Ferries's former chief executive, Piers Olding, sails. Tessel Ferries's chief executive, Joan Mabey, does not.",
        "Sorne's mayor, Ida Kessel, was away. Her deputy, acting mayor Paul Drewe, was not.",
    ]);
}

#[test]
fn one_job_at_two_houses() {
    checks(
        r"
Nadia Brisk, a professor at Estlin University, counted the moths by hand.

Brisk, a professor at Corrigan University, will publish the list in June.
                      ^^^^^^^^^^^^^^^^^^^ professor: Corrigan University here, Estlin University elsewhere for Brisk
",
    );
    silent(&[
        "Analyst Kit Bowyer, formerly of Harrow Bank, likes copper.\n\nBowyer, now an analyst at Tiller, liked tin last year.",
        "Lars Vint, a goalkeeper at Ajax, has signed for Everton.\n\nVint, a goalkeeper at Everton, has a new scarf.",
        "Nadia Brisk, a professor at Trinity College, Dublin, found it.\n\nBrisk, a professor in Dublin, kept it.",
        "Petra Vahl, an analyst at the Bank of Estria, said no.\n\nVahl, an analyst at BOE, said no again.",
        "Nadia Brisk, a professor at Estlin, met Joan Brisk, a professor at Corrigan University.",
        "Nadia Brisk, a professor at Estlin University, moves to Corrigan University in autumn.\n\nBrisk, a visiting professor at Corrigan University, likes the library.",
    ]);
}

#[test]
fn nobody_behind_a_surname() {
    checks(
        r"
The parish agreed to lease the mill for £1.4 million on Monday night.

Parish clerk Ida Kessel took notes. Ormerod, who voted against, said that the roof leaks.
                                    ^^^^^^^ Ormerod is named in full nowhere in the draft
",
    );
    silent(&[
        "\"It sang,\" said a walker who gave her name as Ilva. A piper, Ilva said she had played along.",
        "Mao Zedong swam here at noon once. Mr Mao was not alone.",
        "President Thorn spoke. Mr Thorn said that it was cold.",
        "\"I want to be Maradol,\" said Tess Amery, 9. Amery plays in goal.",
        "Storm Ottilie shut 12 schools. A week before it Ruprecht had felled the oak.",
        "Coyle & Tarvel, the solicitors, and Haldane's, the grocer, are for sale.",
    ]);
}

#[test]
fn words_quoted_in_two_ways() {
    checks(
        r#"
'A MIRACLE OF PATIENCE AND GLUE'
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "A MIRACLE OF PATIENCE AND GLUE" here, "a miracle of patience and string" in the story: the same words?

The restored globe goes on show on Monday. "It is a miracle of patience and string," said Petra Vahl, who mended it.
"#,
    );
    silent(&[
        "'I WOULD DO IT AGAIN,' SAYS SWIMMER\n\n\"I would do it again,\" said the swimmer, Kit Bowyer, in a towel.",
        "In May the abbess said: \"Nobody will sell the orchard.\"\n\nOn Monday she said: \"Somebody will sell the orchard, and it is me.\"",
        "'A wonder', says vicar\n\n\"It is a wonder and a nuisance,\" Mr Haldane, Ross Haldane's son, said on Monday in Sorne.",
        "\"We miss the bus,\" the family said. Their letter was read by a lodger, Ida Kessel: \"We miss the bus.\"",
        "\"Bread and boats!\" the mayor, Paul Drewe, shouted. \"Bread and boats!\" shouted the baker, Alan Thwaite.",
        "'... not a single fish'\n\n\"There was not … a single fish,\" said Ross Coyle. \"We counted.\"",
    ]);
}

#[test]
fn a_town_and_a_country_that_has_no_such_town() {
    checks(
        r"
//- today: 2026-05-06
The two harbour ministers met in Geneva on Sunday.

Sunday's talks in Austria between the two ministers were brief.
                  ^^^^^^^ Austria here, Geneva elsewhere for the same talks?
",
    );
}

#[test]
fn amounts_that_are_two() {
    silent(&[
        "The brewery sold beer for 2.4 billion kronor and paid a 2.4 million kronor fine for the foam.\n\nIt was founded in Sorne.",
        "Takings rose 25 percent to 50 million dollars from 40 million dollars.",
        "Takings grew 4 percent from 2019 to 81.2 million dollars.",
        "The share of cyclists rose from 7 percent to 9 percent, up 2 percentage points.",
        "He rose from 1990 to 1998 through the choir.",
        "The lender cut its rate by 50 basis points to 3.25 percent.",
        "About 2.1 million herring spawned: 1,200,000 in the bay, 600,000 in the sound and 280,000 in the harbour.",
        "Nine boats were lost, including six in Sorne and two in Tessel.",
        "The storm sank 10 boats and damaged 30, including 12 ferries.",
        "The storm sank at least 10 boats, including 12 dinghies in a second harbour.",
        "Three women won: Edda, 30, of Sorne; Rosa, 41, of Lund; and Ida, 22.",
        "The trust will spend $31.5 million on locks in Kelder County.\n\nThe trust will spend $35.1 million on weirs in Tallow County.",
        "A ticket fell from 18 dollars to 12 dollars.",
        "Of the 40 boats in the race, 38 were home by dark.",
    ]);
}

#[test]
fn amounts_that_a_slip_makes_two() {
    checks(
        r"
Auditors say that the trust paid $52 million in fees for lock gates that nobody built.

It has closed its office since. The chairman has moved to the coast with his parrots.

The trust was billed for $25 million in fees for lock gates, they said.
                         ^^^^^^^^^^^ $25 million here, $52 million elsewhere: the same amount?
",
    );
    checks(
        r"
Of the 38 boats in the race, 40 were home by dark.
                             ^^ 40 of 38 boats: the part is larger than the whole
",
    );
    checks(
        r#"
A ticket rose from 18 dollars to 12 dollars.
                   ^^^^^^^^^^^^^^^^^^^^^^^^ "rose", but 12 dollars is less than 18 dollars

Three guides were honoured: Edda Coyle, Kit Bowyer, Ross Haldane and Ida Kessel.
^^^^^^^^^^^^ Three guides, but 4 names follow
"#,
    );
}
