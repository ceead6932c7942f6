//! Drafts about time that must stay silent: the near misses of each rule, British and American.

use deskcheck::drawn::checks;

/// Drafts published on a day that must be silent.
fn silent(today: &str, drafts: &[&str]) {
    for draft in drafts {
        checks(&format!("//- today: {today}\n{draft}\n"));
    }
}

#[test]
fn weekdays_that_are_right_after_all() {
    silent(
        "2026-03-10",
        &[
            "The lifeboat was called out on Sunday 8 March and again on Monday.",
            "The lifeboat was called out on Sunday, March 8, and again on Monday.",
            "In 1987, the roof fell in. It was rebuilt by Friday, April 17, with help from the navy.",
            "She keeps the Sunday Post of March 9 in a drawer.",
            "Good Friday\nMarch 9, 2026\n\nThe shop opens late.",
            "The pier has burnt down on a Saturday three times: 14 June 1930, 2 August 1952 and again in 1970.",
            "“It was Tuesday the 9th, I think,” said the ferryman, who keeps no calendar.",
            "Russia's sailors marched on Sunday, January 9, 1905, by the calendar they kept.",
        ],
    );
}

#[test]
fn dates_that_the_calendar_has() {
    silent(
        "2026-03-10",
        &[
            "In June 31 hikers were fetched from the ridge.",
            "Hull lost 31-30 in November 31 years ago.",
            "The leap-year baby was born on February 29, 2024.",
            "Bus 4/31 stops at the mill, and lot 2-30 is sold.",
            "Sweden had a 30 February 1712, and never again.",
            "The lease ends on 31 August and the sale on 30 September.",
            "They sang from 23:30 to 00:15 on New Year's Eve.",
        ],
    );
}

#[test]
fn verbs_that_look_the_right_way() {
    silent(
        "2026-05-06",
        &[
            "The pilots had been due to strike on May 4 but thought better of it.",
            "Entries closed on April 30. Those who were late will hear by Whitsun.",
            "The brewery will fight the May 4 verdict, its owner said on Tuesday.",
            "On April 27 the abbess said the nuns would leave on May 2. They left.",
            "The tram, which ran for the first time on May 2, will be free on Friday.",
            "“We will swim on May 3,” the club had promised in winter.",
            "By Michaelmas the well will have been dry since 2 February.",
            "The new stamps will go on sale on July 1, 2027, the post office said.",
            "The orchard will open to visitors on 9 May, as it did on 10 May 2025.",
        ],
    );
}

#[test]
fn relative_times_that_fit() {
    silent(
        "2026-05-06",
        &[
            "He gave up the lease nearly five years ago, in September 2021, to write.",
            "The bees swarmed last month, on 13 April, over the cricket pitch.",
            "The jury sat on May 4. The day before, May 3, the judge had walked the beach.",
            "The dike broke on 20 April. A week earlier, on 13 April, a farmer had warned of it.",
            "The sisters opened the kiln 10 years ago, in 2016, and the shop the year after, in 2017.",
            "Just over two years ago, in March 2024, the island had one cat.",
            "The parish will vote next month, on 14 June, in the barn.",
            "The trio wrote “Two Years Ago” in 1961, and the manuscript is lost.",
        ],
    );
}

#[test]
fn periods_that_run_forward() {
    silent(
        "2026-05-06",
        &[
            "Barges may not pass from 9pm to 4am on weekdays.",
            "The sauna is open from Thursday to Monday and scrubbed in between.",
            "The stone names those who fell in 1914-18, and the bench those of 1939-45.",
            "The fair runs from 29 April to 3 May on the common.",
            "The postcards are sorted backwards, from 1990 to 1900.",
            "The grotto is lit from 30 November to 5 January.",
            "The recital was brought forward from 19 May to 12 May.",
            "Between 2019 and 2021, and between May 1 and May 9, nobody fished.",
        ],
    );
}

#[test]
fn anniversaries_that_fit() {
    silent(
        "2026-10-19",
        &[
            "Bell-ringers marked the 39th anniversary of the 1987 gale on Friday.",
            "Only six people came to the first anniversary of the 1987 gale.",
            "The arcade celebrates its centenary this month, a year late. It opened in 1925.",
            "In 2012, on the 25th anniversary of the 1987 gale, an oak was planted; it fell on Friday.",
            "Rosa and Hugh Baird, who were married in 1976, have their golden wedding anniversary on Sunday.",
            "The band is saving for the 60th anniversary of its first concert, which falls in spring.",
            "The club's 50th season ended on the 30th anniversary of the 1996 cup.",
        ],
    );
}

#[test]
fn lengths_that_fit() {
    silent(
        "2026-05-06",
        &[
            "He edited the almanac for almost nine years, from April 2016 to January 2025.",
            "The eight-week term runs from 13 April to 5 June, with a break for the fair.",
            "In two stays, for six years, from 1990 to 1993 and from 1999 to 2002, she painted here.",
            "Her first 100 days as abbot, from January 12 to April 22, were quiet.",
            "Bakers will hold a one-day strike from midnight, and bread will be short until Friday.",
            "The bishop comes for a three-day visit from Saturday to Monday.",
            "The truce between the two allotments has held for three weeks, since it was drawn up on 15 April.",
        ],
    );
}

#[test]
fn ages_that_fit() {
    silent(
        "2026-05-06",
        &[
            "Ms Tarvel was 19 when she first rowed in 2004. At 41, Tarvel still wins.",
            "Edda Coyle, 38, was pulled from the water. Her father, Ross Coyle, 66, held the rope.",
            "Amir Sayle, who was lost with the boat, would have turned 50 on Sunday. He was 49.",
            "She sang at 14, toured at 18 and stopped at 22. Mme Duvet, 88, has no regrets.",
            "The four-year-old mare, ridden by Kit Bowyer, 29, came last. The nine-year-old won.",
            "Twins of 12 and a 40-year-old guide were found; the guide, 40, had a torch.",
        ],
    );
}

#[test]
fn births_that_fit() {
    silent(
        "2026-05-06",
        &[
            "Otto Lamm, 65, was born in 1960 on a barge. His sister Ida, 62, was born in 1963 in a tram.",
            "The weaver was born in 1899 and died in 1951, aged 52. He would be 126 this year.",
            "The abbess, born on 2 December 1970, is 55 and has walked to Rome twice.",
            "Ms Lamm, 33, was born three years after her uncle, Otto Lamm, born in 1960, sold the barge.",
            "Born in 1979, she swam the strait in 2001, at 22, and again in 2011, at 31 or 32.",
            "The prize is for authors born after 1990 who are under 40.",
        ],
    );
}

#[test]
fn days_of_events_told_apart() {
    silent(
        "2026-05-06",
        &[
            "The fishery ministers opened their talks in Lund on May 2. On May 3, the last day of the talks, they danced.",
            "Mr Coyle and Ms Tarvel met in Lund on Sunday. The two last met on April 20, by accident.",
            "The goalkeeper broke a thumb on Saturday and had an operation on Sunday. The operation on May 3 took an hour.",
            "A fire gutted the mill in Sorne on 14 April. A second fire in Sorne on 16 April took the barn.",
            "The charter was signed on April 1 and came into force on May 1. The council had voted for it on March 24.",
            "“The meeting in Lund on May 3 was dull,” he said of the meeting in Lund on May 2.",
        ],
    );
}

#[test]
fn places_of_events_told_apart() {
    silent(
        "2026-05-06",
        &[
            "The crash in Sorne on Sunday hurt two. Another crash in Tessel on Sunday hurt one.",
            "The first round in Lund on Saturday was dull. The second round will be played in Oslo.",
            "The fire in Nether Sorne was the third in the county. Crews from Tessel helped at the fire in the county.",
            "The two harbour ministers met in Oslo on Sunday. The talks in Norway between the two ministers were brief.",
            "The summit in Lund on Sunday ended early. The summit near Stortorget in Lund on Sunday had no lunch.",
            "The two harbour ministers met in Geneva on Sunday. The talks in Switzerland between the two ministers were brief.",
            "The wedding in Bergen on Saturday was small, the wedding in Lund on Saturday smaller.",
        ],
    );
}

#[test]
fn clocks_that_agree() {
    silent(
        "2026-07-07",
        &[
            "The queen will open the lock at 2pm in London (1300 GMT), the palace said.",
            "The webcast starts at 1500 GMT (7pm in Dubai) on Thursday.",
            "The race begins at 7pm in Melbourne on Saturday (0900 GMT).",
            "The trawler sent its last signal at 1.20am local time on Sunday, July 5 (2220 GMT on Saturday).",
            "The choir sings in Vienna at 8pm CEST (1800 GMT) on Thursday.",
            "The tremor was felt at 10 p.m. IST (1630 GMT) on Sunday.",
            "Voting ends at 8 p.m. EDT (0000 GMT) on Friday.",
        ],
    );
}
