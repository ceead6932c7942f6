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
        "Storm closes the port of Ambel\n\nBy Ilsa Varnhold\n\nIlse Varnholt closed the port. Ms Varnholt said so.",
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
Gas blast in Ambel kills 18
                         ^^ 18 killed in the headline, 13 people in the story

A gas explosion killed 13 people in a restaurant on Tuesday, the police said.

Another 34 people were injured.
",
    );
}

#[test]
fn headlines_that_the_story_bears_out() {
    silent(&[
        "Gas blast in Ambel kills 13\n\nA gas explosion killed 13 people on Tuesday.",
        // At least, more than, dozens: the intervals meet.
        "Gas blast in Ambel kills more than 10\n\nA gas explosion killed 13 people on Tuesday.",
        "Dozens killed in Ambel blast\n\nA gas explosion killed 43 people on Tuesday.",
        // The sum of two tolls.
        "Two blasts kill 31 in Ambel\n\nA bomb killed 21 people in the north. Another blast killed 10 in the west.",
        // Given in another way.
        "Crash kills 3 in Ambel\n\nA crash killed a couple and their son, the police said. All three were from Lund. In 2014 a crash killed 12 people.",
        // No figure of the kind in the story.
        "Fire kills 5 in Ambel\n\nA fire swept through a hotel. Some 40 people were injured.",
        // The story's figure is an earlier one, or an addition.
        "Toll of the quake in Ambel rises to 31 dead\n\nAnother 12 people were killed on Tuesday.",
    ]);
}

#[test]
fn one_toll_given_twice() {
    checks(
        r"
The fire killed eight people and injured 20.

This fire injured 30 people.
                  ^^ 30 people here, 20 above
",
    );
}

#[test]
fn tolls_that_are_not_the_same() {
    silent(&[
        "Norland says 50 of its soldiers were killed; Sudland says 200 soldiers were killed.",
        "The death toll rose to 290 on Tuesday from 286 a day earlier.",
        "Initial reports said 12 people had been killed. By evening the toll had climbed to 31.",
        "A bomber killed 18 people at a bakery. An earlier attack killed six people at a bus stop.",
        "The quake killed two people. A quake in the same city in 2011 killed 185 people.",
        "The strike killed 10 people, including three children and two women.",
        "Ten people were killed in Ambel and four were killed in Lund.",
        "Fewer than 10 people were killed in the fire. The fire killed seven people.",
        "The attack killed six soldiers. The attack in Lund killed 16 people.",
        "The crash killed 13 people. The crash could have killed 200 people.",
        "The blast killed 13 people. Two people were killed on Monday, three on Tuesday.",
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
They met on Sunday 3 October, in Ambel, and on Friday, October 7, they will meet again.
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
        "//- today: 2022-10-04\nThe ministers met on Sunday, October 2, and on September 20.",
        "//- today: 2022-10-04\nThe strike began on Friday, June 22, 2012, and ended on Sunday, June 24.",
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
Finance Minister Ola Brekk said on Tuesday that taxes would fall.

Brekk, the justice minister, said that families needed help.
           ^^^^^^^^^^^^^^^^ justice minister here, Finance Minister elsewhere for Brekk: the same office?
",
    );
    checks(
        r"
Sgt. Laura Pike of the Tolling police said the driver was doing 110 mph.

Capt. Pike said charges were likely.
^^^^ Capt here, Sgt elsewhere for Pike: the same office?
",
    );
    checks(
        r"
The tower's director, Emil Prant, said that the mirror was new.

Emil Prant, the tower's deputy director, said that the dome would open.
                               ^^^^^^^^ deputy director here, director elsewhere for Prant: the same office?
",
    );
}

#[test]
fn offices_that_one_person_can_have() {
    silent(&[
        "Armenian Foreign Minister Ararat Marek arrived. Armenia's top diplomat said no.\n\nMr Marek, who is minister of foreign affairs, left.",
        "Vice President Amara Dallo has begun her bid. \"President Dallo has a ring to it,\" a friend said.\n\nThe vice president laughed.",
        "Acting police commissioner Joel Strand has the job for good.\n\nCommissioner Strand, who was deputy commissioner until March, was glad.",
        "Environment Minister Paula Krug resigned on Tuesday.\n\nThe former minister left on foot. Krug will keep her seat.",
        "Professor Miriam Oakley, director of the Institute for Tides, said no.\n\nDr Oakley is also a government adviser and a councillor.",
        "Judge Ellen Farr sentenced Pastor Wayne Farr to five years.\n\nPastor Farr, no relation to Judge Farr, said no.",
        "Senator Ann Brewer met Governor Tom Brewer, her brother.\n\nGovernor Brewer said that Senator Brewer was late.",
        "The shadow health secretary, Martin Dean, visited a ward.\n\nMr Dean, MP for Halewick, was heckled.",
        "President Ilse Varn spoke in Oslo. Varn, prime minister from 2001 until 2005, spoke of then.\n\nPresident Varn left.",
        "Defence Minister Kari Holm was named foreign minister on Friday.\n\nForeign Minister Holm begins on Monday.",
        "Gen. Ned Marsh, the company's general manager, spoke.\n\nGeneral Marsh, the chairman of the club, left.",
        "Prime Minister Ola Brekk called. The former finance minister, Ola Brekk, knows the numbers.",
    ]);
}

#[test]
fn a_given_name_that_changes() {
    checks(
        r"
The victim was named as Hannah Tollis, a nurse from Stockley.

Friends left flowers where Heather Tollis had worked. Ms Tollis was kind.
                           ^^^^^^^ Heather Tollis here, Hannah Tollis elsewhere: the same person?
",
    );
    silent(&[
        "Brothers Ned and Oscar Wheal were rescued. Ned Wheal, 12, had a broken wrist.\n\nOscar Wheal, 10, was unhurt.",
        "Elizabeth “Libby” Cranst has run the post office for years.\n\nVillagers say that Libby Cranst knows everyone.",
        "The estate of Frank Delmon Sr. sued Frank Delmon Jr. over the recipes.\n\nDelmon Jr. said no.",
        "William A. Marsh and W. Marsh are one man, his lawyer said.\n\nBill Marsh agreed.",
        "By Helen Marsh\n\nTony Marsh has built organs since 1971. Marsh said that wood decides.",
        "Andrés Manuel López Obral spoke first.\n\nLópez Obral said that he was glad.",
    ]);
}

#[test]
fn an_honorific_that_changes() {
    checks(
        r"
Barbara Kowalik, 81, was tricked by a caller. “He was so polite,” said Mrs Kowalik, who lives alone.

Police told Mr Kowalik that the money was gone.
            ^^ Mr Kowalik here, Mrs Kowalik elsewhere: the same person?
",
    );
    checks(
        r"
Sir David Penhal is to step down as chairman. Staff were told on Tuesday.

Sir Penhal, 71, will stay on the board.
^^^^^^^^^^ Sir goes with the given name: Sir David, not Sir Penhal
",
    );
    silent(&[
        "Anthony and Carol Beddow have sued. Mr Beddow, 74, uses a wheelchair.\n\nMrs Beddow said that nobody had helped.",
        "Anthony Crowth was at home. Mr Crowth took it for a bill.\n\nOn Saturday he became Sir Anthony.",
        "Ilse Varn spoke first. Ms Varn said no. Dr Varn is a vet.\n\nMrs Varn left.",
        "Joan Pell said that her husband was late. Mrs Pell waited.\n\nMr Pell came at noon, his wife said.",
    ]);
}

#[test]
fn letters_of_a_short_form() {
    checks(
        r"
Farmers are owed money by the Rural Payments Office (RPO), they said on Tuesday.

The ROP blamed a computer.
    ^^^ ROP here, RPO where it is explained: the same?
",
    );
    silent(&[
        "The Justice and Growth Party (AKP) lost. The AKP said no.",
        "Shares in Fennel (NYSE: FNL) doubled. Sen. Ruth Adair (D-Calif.) sold hers, filings (PDF) show.",
        "Levels of polyfluoroalkyl substances (PFAS) and carbon dioxide (CO2) doubled.",
        "The International Organization for Weights (IOW) and the Weights Office of Islay (WOI) agreed.",
    ]);
}

#[test]
fn one_office_and_two_holders() {
    checks(
        r"
DUNHAM — Mayor Rita Salas ordered the pools to stay open late on Tuesday.

Dunham Mayor Frank Petty also asked people to check on neighbours.
       ^^^^^ Mayor: Frank Petty here, Rita Salas elsewhere
",
    );
    silent(&[
        "The bank named Grace Chuan as chief executive on Tuesday.\n\nShe succeeds the bank's chief executive, Alan Frost, who retires.",
        "Police spokesman Karl Weiss said no. Another police spokesman, Uwe Lenz, said yes.",
        "Health Secretary Ann Croft said no. The shadow health secretary, Leo Banks, said yes.",
        "French President Emile Varn met German President Uta Holm.\n\nGerman President Uta Holm left.",
        "Corvo's former chief executive, Alan Frost, sued. Corvo's chief executive, Grace Chuan, said no.",
    ]);
}

#[test]
fn one_job_at_two_houses() {
    checks(
        r"
The Labour candidate, Zoe Marchand, has withdrawn because of illness.

Ms Marchand, the Conservative candidate, is expected back on Thursday.
                 ^^^^^^^^^^^^ candidate: Conservative here, Labour elsewhere for Marchand
",
    );
    silent(&[
        "Analyst Ben Roth, formerly of Goldman, expects gold to fall.\n\nRoth, now an analyst at Pictor, was wrong last year.",
        "Nico Albers, a striker at Ajax, has moved to Brighton.\n\nAlbers, a striker at Brighton, said that it rains the same.",
        "Rupert Ames, a professor at Marl College, Cambridge, found it.\n\nAmes, a professor at Cambridge, was glad.",
        "Ilse Varn, an analyst at the Swiss National Bank, said no.\n\nVarn, an analyst at SNB, said yes.",
    ]);
}

#[test]
fn nobody_behind_a_surname() {
    checks(
        r"
The council voted to sell the library for $1.4 million on Tuesday night.

Council President Irma Soto was glad. Whitcomb, who voted no, said that the price was low.
                                      ^^^^^^^^ Whitcomb is named in full nowhere in the draft
",
    );
    silent(&[
        "\"It fell down,\" said a neighbour who gave his name as Tsai. A plumber, Tsai said he fetched some tools.",
        "Xi Jinping walked on stage at noon. Mr Xi said that he was glad.",
        "President Varn spoke. Mr Varn said that it was late.",
        "\"My hero is Pelotta,\" said Dina Karam, 11. Karam trains four nights a week.",
        "Storm Babette closed 40 roads. A month earlier Agnes had felled 200 trees.",
    ]);
}

#[test]
fn words_quoted_in_two_ways() {
    checks(
        r#"
'THIS IS A FAILURE OF NERVE'
 ^^^^^^^^^^^^^^^^^^^^^^^^^^ "THIS IS A FAILURE OF NERVE" here, "this is a failure of duty" in the story: the same words?

Aid groups attacked the budget on Tuesday. "This is a failure of duty," said Ellen Brandt, who runs the largest.
"#,
    );
    silent(&[
        "'NEVER AGAIN,' VOWS SKIPPER\n\n\"Never again,\" said the skipper, Rolf Aune, kissing the quay.",
        "In March the minister said: \"There will be no new tax.\"\n\nOn Tuesday she said: \"There will be a new tax, and it will be small.\"",
        "'A disgrace', says minister\n\n\"It is a disgrace and we know it,\" Mr Yard, Paul Yard's son, said on Tuesday in Preston.",
        "\"We are heartbroken,\" the family said. The statement was read by his aunt, Tess Lomas: \"We are heartbroken.\"",
        "\"Enough is enough,\" the union's leader, Val Corr, told the crowd. \"Enough is enough,\" the minister, Hugh Lamb, said later.",
    ]);
}

#[test]
fn amounts_that_are_two() {
    silent(&[
        "The firm earned 3.5 billion euros and paid a 3.5 million euro fine for its late accounts.\n\nIt was founded in Lowick.",
        "Sales rose 20 percent to 60 million dollars from 50 million dollars.",
        "Sales climbed 5 percent from 2012 to 132.6 million dollars.",
        "The rate rose from 4 percent to 5 percent, up 1 percentage point.",
        "She rose from 2004 to 2012 through the ranks.",
        "The bank raised rates by 25 basis points to 4.75 percent.",
        "About 1.2 million people fled: 700,000 to the north, 300,000 to the south and 180,000 to the coast.",
        "Seven people were held, including four in Marl and two in Lowick.",
        "The strike killed 10 people and wounded 30, including 12 children.",
        "The strike killed at least 10 people, including 12 children in a second village.",
        "Three men were held: Ali, 30, of Leeds; Omar, 41, of York; and Sam, 22.",
        "The fund will spend $21.5 million on roads in Marl County.\n\nThe fund will spend $25.1 million on bridges in Lowick County.",
        "The price fell from 80 dollars to 60 dollars.",
    ]);
}

#[test]
fn amounts_that_a_slip_makes_two() {
    checks(
        r"
Prosecutors say that the clinic sent in $63 million in false claims for therapy that nobody had.

It has closed its doors since. Its owner has left the country with her dog.

The clinic was paid for $36 million in false claims for therapy, they said.
                        ^^^^^^^^^^^ $36 million here, $63 million elsewhere: the same amount?
",
    );
    checks(
        r"
Of the 45 passengers on board, 48 were hurt.
                               ^^ 48 of 45 passengers: the part is larger than the whole
",
    );
    checks(
        r#"
The price rose from 80 dollars to 60 dollars.
                    ^^^^^^^^^^^^^^^^^^^^^^^^ "rose", but 60 dollars is less than 80 dollars

Three people were killed: Anna Bell, Tom Cruz, Dan Day and Eve Ford.
^^^^^^^^^^^^ Three people, but 4 names follow
"#,
    );
}
