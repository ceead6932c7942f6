//! Drafts about time that must stay silent: the near misses of each rule, British and American.

use deskcheck::drawn::checks;

/// Drafts published on a day that must be silent.
fn silent(today: &str, drafts: &[&str]) {
    for draft in drafts {
        checks(&format!("//- today: {today}\n{draft}\n"));
    }
}

#[test]
fn verbs_that_look_the_right_way() {
    silent(
        "2022-10-04",
        &[
            "The two ministers had been due to meet on October 2 but the talks were called off.",
            "The deadline for claims passed on September 30. Families who applied will be paid by Christmas.",
            "The company will appeal against the October 2 ruling, its lawyer said on Tuesday.",
            "On September 28 the ministry said the two would meet on October 2. They did.",
            "The bridge, which opened to traffic on October 2, will close again on Friday.",
            "“We will meet on October 2,” the minister had said in June.",
            "By Christmas the pit will have been silent since 2 March.",
            "The levy will take effect on January 1, 2023, the department said.",
        ],
    );
}

#[test]
fn relative_times_that_fit() {
    silent(
        "2022-10-04",
        &[
            "She came to power nearly two years ago, in December 2020, on a promise.",
            "The clashes broke out last month, on 13 September, along the border.",
            "The ministers met on October 2. The previous day, October 1, their deputies had agreed a list.",
            "The quake struck on 20 September. A month earlier, on 20 August, a smaller one had cracked the walls.",
            "The couple opened the inn 10 years ago, in 2012, and the bar the year after that, in 2013.",
            "Just over two years ago, in August 2020, the islands had one doctor.",
            "Delegates will choose a chair next month, on 14 November, in Velden.",
            "The band recorded “Yesterday” on June 14, 1965, and the log for that day is for sale.",
        ],
    );
}

#[test]
fn periods_that_run_forward() {
    silent(
        "2022-10-04",
        &[
            "The street will be shut from 10pm to 2am on Friday and Saturday nights.",
            "The market is open from Friday to Tuesday and closed in midweek.",
            "The memorial lists 46 men who died in 1914-18 and nine who died in 1939-45.",
            "The conference runs from 30 September to 2 October at the Corn Hall.",
            "The photographs hang backwards in time, from 2020 to 1990.",
            "The campaign runs from 28 November to 6 January.",
            "The match was moved from 9 October to 3 October because of the storm.",
        ],
    );
}

#[test]
fn anniversaries_that_fit() {
    silent(
        "2022-10-04",
        &[
            "On Monday families marked the 30th anniversary of the 1992 ferry disaster.",
            "On the first anniversary of the 1992 ferry disaster, only a dozen people came.",
            "The museum marks its centenary this week, a year late. It opened in 1921.",
            "In 2002, on the 10th anniversary of the 1992 disaster, a stone was set; on Monday it was moved.",
            "Jean and Bob Alleyn, who were married in 1972, celebrate their golden wedding anniversary on Tuesday.",
            "The choir is rehearsing for the 75th anniversary of its founding, which falls in January.",
        ],
    );
}

#[test]
fn lengths_that_fit() {
    silent(
        "2022-10-04",
        &[
            "She ran the paper for nearly seven years, from March 2015 to January 2022.",
            "The six-week course runs from 3 October to 11 November, with one evening a week.",
            "In two spells, for five years, from 2010 to 2013 and from 2017 to 2019, she was coach.",
            "His first 100 days in office, from January 20 to April 29, brought 60 decrees.",
            "Drivers will hold a two-day strike from Thursday, and buses will be disrupted until Sunday.",
            "The minister arrives for a four-day visit from Monday to Friday.",
            "The ceasefire has held for two weeks, since it was signed on 20 September.",
        ],
    );
}

#[test]
fn ages_that_fit() {
    silent(
        "2022-10-04",
        &[
            "Ms Okorie was 24 when she first stood in 2009. At 37, Okorie is the youngest member.",
            "Anna Kellner, 34, was saved. Her mother, Ruth Kellner, 59, was found earlier.",
            "Samir Hadden, who was killed, would have turned 60 on Friday. He was 59.",
            "She joined at 16, was married at 20 and widowed at 24. Mme Rosny, 91, tells it without a pause.",
            "The three-year-old colt, ridden by Tom Finder, 41, won. The six-year-old runner-up limped.",
            "Carl Webber, 59, was born in 1962 in a village that is gone. His brother Emil, 57, was born there in 1964.",
            "The poet was born in 1901 and died in 1939, aged 37. He would be 121 this year.",
            "The minister, born on 23 November 1979, is 42 and has held the post since last summer.",
            "Ms Rother, 34, was born two years after her father, Emil Rother, born in 1946, moved to Velden.",
        ],
    );
}

#[test]
fn events_told_apart() {
    silent(
        "2022-10-04",
        &[
            "The delegations opened their talks in Geneva on October 2. On October 3, the second day of the talks, they turned to prisoners.",
            "Mr Mark and Mr Bayer met in Geneva on Sunday. The two men last met on September 20 in New York.",
            "The striker was hurt on Saturday and had surgery on Sunday. The operation on October 2 went well.",
            "An earthquake struck Sorrel on 14 September. A second earthquake on 16 September brought down the jetty.",
            "The treaty was signed on September 1 and took effect on October 1. Parliament had passed it on August 24.",
            "The crash in Velden on Sunday killed two. Another crash in Kelby on Sunday killed one.",
            "The first leg in Turin on Saturday ended 1-1. The second leg will be played in Porto.",
            "The fire in Crowden was the third in south London. Crews from Sutter helped at the fire in London.",
        ],
    );
}

#[test]
fn clocks_that_agree() {
    silent(
        "2024-07-09",
        &[
            "The prime minister will speak at 3pm in London (1400 GMT), her office said.",
            "The launch is set for 1300 GMT (5pm in Dubai) on Thursday.",
            "The final begins at 6pm in Melbourne on Saturday (0800 GMT).",
            "The ferry sank at 12.15am local time on Sunday, July 7 (2115 GMT on Saturday).",
            "Kick-off in Berlin is at 9pm CEST (1900 GMT) on Wednesday.",
            "The quake struck at 11 p.m. IST (1730 GMT) on Sunday.",
        ],
    );
}
