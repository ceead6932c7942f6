//! Drafts held against an earlier version: what was changed in one place and left in another, and what may stand.

use deskcheck::drawn::checks;

/// Drafts that must be silent, one after the other.
fn silent(drafts: &[&str]) {
    for draft in drafts {
        checks(draft);
    }
}

#[test]
fn a_toll_is_left_far_below() {
    checks(
        r"
//- was: 286 people -> 290 people
Quake toll rises in Tarn valley

At least 290 people were killed when an earthquake struck the Tarn valley on Monday, the interior ministry said.

Rescue teams searched the rubble for a second night.

The dead will be buried on Friday. Officials said that the 286 killed in the quake came from nine villages.
                                                           ^^^ still 286 here, while 286 became 290 above
",
    );
}

#[test]
fn a_headline_is_left() {
    checks(
        r"
//- was: killed 47 people -> killed 49 people
Landslide kills 47 in Sorne
                ^^ still 47 here, while 47 became 49 below

A landslide killed 49 people in the village of Sorne on Monday, the mayor said.

The road to the coast is cut.
",
    );
}

#[test]
fn the_lead_is_left_under_a_new_headline() {
    checks(
        r"
//- was: kills 47 -> kills 49
Landslide kills 49 in Sorne

A landslide killed 47 people in the village of Sorne on Monday, the mayor said.
                   ^^ still 47 here, while 47 became 49 in the headline

The road to the coast is cut.
",
    );
}

#[test]
fn counts_money_and_measures_are_left() {
    checks(
        r"
//- was: 31 schools -> 34 schools
The county will close 34 schools in the summer, the council voted on Monday.

Parents had asked for a year more.

All 31 schools that the council will close are in the north.
    ^^ still 31 here, while 31 became 34 above
",
    );
    checks(
        r"
//- was: £4.25m -> £4.65m
The new swimming pool in Tarn will cost £4.65m, the council said on Monday.

Half of the £4.25m for the pool will come from the lottery.
             ^^^^^ still 4.25m here, while 4.25m became 4.65m above
",
    );
    checks(
        r"
//- was: 12.4 percent -> 12.9 percent
Unemployment in the province was 12.9 percent in May, the statistics office said.

The office put unemployment among women in the province at 14 percent.

An unemployment rate of 12.4 percent in the province is the highest in Europe.
                        ^^^^ still 12.4 here, while 12.4 became 12.9 above
",
    );
}

#[test]
fn what_moved_and_was_reworded_is_known_again() {
    checks(
        r"
//- was: FIRST -> In all 290 people were killed when the ferry sank off Tarn on Monday, the coastguard said.
//- was: At least 286 people were killed when the ferry sank off Tarn, the coastguard said. -> It was the ferry's last trip.
//- was: It was the ferry's last trip. -> FIRST
In all 290 people were killed when the ferry sank off Tarn on Monday, the coastguard said.

Divers searched the wreck. Among the 286 people killed were two choirs.
                                     ^^^ still 286 here, while 286 became 290 above

It was the ferry's last trip.
",
    );
}

#[test]
fn figures_that_may_stand_are_silent() {
    silent(&[
        // Said to be the old one.
        r"
//- was: 286 people -> 290 people
At least 290 people were killed when an earthquake struck the Tarn valley on Monday.

The toll was earlier put at 286 people killed.

The ministry had counted 286 killed by nightfall, and 286 people were initially reported killed.
",
        r"
//- was: killed 286 people -> killed 290 people
The quake killed 290 people, the ministry said, up from 286 killed in its last count.
",
        // Counted up to a day, or of another.
        r"
//- was: 286 people -> 290 people
An earthquake killed 290 people in the Tarn valley on Monday.

By Tuesday morning 286 people were confirmed killed.

In 1961 an earthquake killed 286 people there.
",
        // A quotation.
        r"
//- was: 286 people -> 290 people
An earthquake killed 290 people in the Tarn valley on Monday.

“It killed 286 people, and 286 families weep,” the mayor said.
",
        // Another event, another thing, a small number.
        r"
//- was: killed two people -> killed three people
A bomb killed three people in Tarn on Monday, police said.

Another bomb killed two people in Sorne, 40 miles away.

Two people were killed in a crash on the road to the scene.
",
        r"
//- was: 286 people were killed -> 290 people were killed
In all 290 people were killed in the quake.

Another 286 people were injured, and 286 homes were destroyed.
",
        // Both places were changed.
        r"
//- was: 286 people -> 290 people
//- was: 286 killed -> 290 killed
The quake killed 290 people, the ministry said.

The 290 killed in the quake came from nine villages.
",
        // About as many.
        r"
//- was: killed 286 people -> killed 290 people
The quake killed 290 people, the ministry said.

The quake killed nearly 300 people in a night.
",
        // Nothing was changed.
        r"
//- was: brought -> carried
The quake killed 290 people, and lorries carried food.

The 286 killed in the flood of May are not forgotten.
",
        // The figure came with a sentence of its own.
        r"
//- was: Tarn. -> Tarn. It killed 290 people.
The quake struck at dawn in Tarn. It killed 290 people.

The flood of 2019 killed 286 people.
",
        // Money for something else.
        r"
//- was: £4.25m -> £7.8m
The new swimming pool in Tarn will cost £7.8m, the council said on Monday.

The library has £4.25m for books.
",
        // Percent of something else.
        r"
//- was: 10 percent -> 12 percent
Rents rose 12 percent in May, the bank said.

Wages in the building trade rose 10 percent.
",
        // Entries of a list.
        r"
//- was: voted 14 times -> voted 16 times
Delays grew at the airport in Tarn, whose senators Orla Fenn and Karl Venn have voted 16 times for the strike.

Delays grew at the airport in Sorne, whose senators Anna Oost and Paul Holm have voted 14 times for the strike.
",
        r"
//- was: £150m -> £160m
Norvik said it would put £160m into its works in the north.

Halden said it would put £150m into its works in the north.
",
        // A correction note.
        r"
//- was: 286 people -> 290 people
The quake killed 290 people, the ministry said.

Correction: An earlier version of this article said that the quake killed 286 people.
",
    ]);
}

#[test]
fn a_new_text_that_knows_the_old_value_speaks_softly() {
    checks(
        r"
//- was: stood at 286 killed -> rose to 290 killed from 286
The toll of the quake in Tarn rose to 290 killed from 286, the ministry said on Monday.

The 286 killed in the quake came from nine villages.
    ^^^ information: still 286 here, while 286 became 290 above
",
    );
}

#[test]
fn days_and_times_are_left() {
    checks(
        r"
//- today: 2022-10-03
//- was: on Thursday -> on Friday
The council will vote on the new bridge on Friday, the mayor said.

The bridge has been planned for ten years.

If the council votes for the bridge on Thursday, work starts in May.
                                       ^^^^^^^^ still Thursday here, while Thursday became Friday above
",
    );
    checks(
        r"
//- today: 2022-10-03
//- was: October 20 -> October 27
The inquest into the ferry disaster opens on October 27, the coroner said.

Families will give evidence. The ferry inquest is to open with a minute of silence on October 20.
                                                                                      ^^^^^^^^^^ still October 20 here, while October 20 became October 27 above
",
    );
}

#[test]
fn days_that_may_stand_are_silent() {
    silent(&[
        r"
//- today: 2022-10-03
//- was: on Thursday -> on Friday
The council will vote on the new bridge on Friday, the mayor said.

The library opens on Thursday.

The vote on the bridge was moved from Thursday.

A second vote on the bridge in the council is planned for next Thursday.
",
        // The day is counted from another day of publication, and is the same.
        r"
//- today: 2022-10-05
//- was: today -> on Wednesday
The council votes on the bridge on Wednesday.

The vote on the bridge in the council is today.
",
        // Another event of the same day.
        r"
//- today: 2022-10-03
//- was: October 20 -> October 27
The inquest opens on October 27, the coroner said.

The concert hall opens its doors on October 20.
",
        // Entries of a list that are the same but for the day.
        r"
//- today: 2022-10-03
//- was: end on October 20 -> end on October 21
Sentence of Karl Venn: shortened by the governor to end on October 21.

Sentence of Paul Holm: shortened by the governor to end on October 20.
",
        // "Thursday" in a quotation.
        r"
//- today: 2022-10-03
//- was: on Thursday -> on Friday
The council will vote on the bridge on Friday, its leader, Ilse Varnholt, said.

“We vote on the bridge in the council on Thursday,” Ms Varnholt said.
",
    ]);
}

#[test]
fn names_are_left() {
    checks(
        r"
//- was: Ilse Varnholt -> Ilse Bergmann
The harbour master, Ilse Bergmann, closed the port on Monday.

The storm came at noon.

Ms Varnholt said that nobody was hurt.
   ^^^^^^^^ still Varnholt here, while Ilse Varnholt became Ilse Bergmann above
",
    );
    checks(
        r"
//- was: Peter Oost -> Paul Oost
The mayor, Paul Oost, opened the bridge on Monday.

Caption: Peter Oost cuts the ribbon.
         ^^^^^^^^^^ still Peter Oost here, while Peter Oost became Paul Oost above
",
    );
    checks(
        r"
//- was: Ilse Varnholt, 45, -> Greta Bergmann, 45,
The driver, Greta Bergmann, 45, was held on Monday, police said.

Varnholt was released on bail.
^^^^^^^^ still Varnholt here, while Ilse Varnholt became Greta Bergmann above
",
    );
}

#[test]
fn names_that_may_stand_are_silent() {
    silent(&[
        // Another speaker, who is in the story as well.
        r"
//- was: Ms Varnholt said that the -> Mr Bergmann said that the
Ilse Varnholt is the harbour master, and Ulf Bergmann her deputy.

Mr Bergmann said that the storm had passed.

Ms Varnholt said that nobody was hurt.
",
        // Both are introduced.
        r"
//- was: Ilse Varnholt, a sailor -> Greta Bergmann, a sailor
Ilse Varnholt, 45, is the harbour master.

Greta Bergmann, a sailor, saw the wave.

Ms Varnholt said that nobody was hurt.
",
        // The short form of one name.
        r"
//- was: Robert Oost -> Bob Oost
The mayor, Bob Oost, opened the bridge on Monday.

Robert Oost has been mayor since May.
",
        // A maiden name.
        r"
//- was: Ilse Varnholt -> Ilse Bergmann
The harbour master, Ilse Bergmann, who was born Ilse Varnholt, closed the port on Monday.
",
        // All of them.
        r"
//- was: Ilse Varnholt -> Ilse Bergmann
//- was: Ms Varnholt -> Ms Bergmann
The harbour master, Ilse Bergmann, closed the port on Monday.

Ms Bergmann said that nobody was hurt.
",
    ]);
}

#[test]
fn offices_and_ages_are_left() {
    checks(
        r"
//- was: Foreign Minister Anna Oost -> Finance Minister Anna Oost
Finance Minister Anna Oost opened the talks on Monday.

The talks are to last a week.

Anna Oost, the foreign minister, will speak on Friday.
               ^^^^^^^^^^^^^^^^ still foreign minister here, while Foreign Minister became Finance Minister above
",
    );
    checks(
        r"
//- was: Orla Fenn, 47, -> Orla Fenn, 48,
Orla Fenn, 48, keeps the last bees on the island.

Her son helps.

Ms Fenn, 47, sells the honey from a table at the pier.
         ^^ still 47 here, while 47 became 48 above
",
    );
}

#[test]
fn offices_and_ages_that_may_stand_are_silent() {
    silent(&[
        r"
//- was: Foreign Minister Anna Oost -> Finance Minister Anna Oost
Finance Minister Anna Oost opened the talks on Monday.

Foreign Minister Karl Venn will speak on Friday.

Oost, a former foreign minister, is from Tarn.
",
        r"
//- was: Orla Fenn, 47, -> Orla Fenn, 48,
Orla Fenn, 48, keeps the last bees on the island.

Her brother, Sean Fenn, 47, keeps sheep.

Fenn was 47 when she bought the first hive.
",
    ]);
}

mod at_the_command_line {
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Output};

    use serde_json::Value;
    use tempfile::TempDir;

    const BEFORE: &str = "The quake killed 286 people in Tarn on Monday.\n\nAmong the 286 people killed were two choirs. Ilse Varnholt, 45, lost her house.\n";

    fn now() -> String {
        BEFORE.replacen("286 people", "290 people", 1).replace("Varnholt, 45", "Varnholt, 46")
    }

    fn deskcheck(folder: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
        command.args(arguments).current_dir(folder).env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
        command.output().unwrap()
    }

    fn git(folder: &Path, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]);
        let done = git.args(arguments).current_dir(folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn told(output: &Output) -> (i32, Value, String) {
        let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        (output.status.code().unwrap(), report, String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[test]
    fn a_draft_is_held_against_a_file() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("old.txt"), BEFORE).unwrap();
        fs::write(folder.path().join("new.txt"), now()).unwrap();
        let check = |more: &[&str]| {
            told(&deskcheck(folder.path(), &[&["check", "new.txt", "--format", "json"], more].concat()))
        };
        assert_eq!(check(&[]).0, 0);
        let (code, report, _) = check(&["--against", "old.txt"]);
        assert_eq!(code, 1);
        let finding = &report["files"][0]["findings"][0];
        assert_eq!(finding["rule"], "half-changed");
        let related = finding["related"].as_array().unwrap();
        assert_eq!(related[0]["span"], serde_json::json!({ "start": 17, "end": 20 }));
        assert_eq!(related[1]["source"], "old.txt");
        assert_eq!(related[1]["source_span"], serde_json::json!({ "start": 17, "end": 20 }));
        assert_eq!(finding["fixes"][0]["sure"], false);
        assert_eq!(finding["fixes"][0]["edits"][0]["text"], "290");

        // One rule speaks where two could, and the other does where the first is off.
        fs::write(
            folder.path().join("twice.txt"),
            BEFORE.replace("Among the 286 people killed were", "The 286 killed in the quake were"),
        )
        .unwrap();
        fs::write(
            folder.path().join("thrice.txt"),
            now().replace("Among the 286 people killed were", "The 286 killed in the quake were"),
        )
        .unwrap();
        let rule = |more: &[&str]| {
            let arguments = [&["check", "thrice.txt", "--format", "json", "--against", "twice.txt"], more].concat();
            let report = told(&deskcheck(folder.path(), &arguments)).1;
            let findings = report["files"][0]["findings"].as_array().unwrap();
            assert_eq!(findings.len(), 1, "{findings:?}");
            findings[0]["rule"].as_str().unwrap().to_owned()
        };
        assert_eq!(rule(&[]), "half-changed");
        assert_eq!(rule(&["--ignore", "half-changed"]), "figure-conflict");

        for (arguments, words) in [
            (&["--against", "none.txt"][..], "none.txt: could not be read"),
            (&["--against", "new.txt"], "is the draft itself"),
            (&["old.txt", "--against", "old.txt"], "earlier version of one draft"),
            (&["--against", "old.txt", "--since", "HEAD"], "cannot be used with"),
            (&["--against", "old.txt", "--output", "old.txt"], "would replace this file"),
        ] {
            let (code, _, error) = check(arguments);
            assert!(code == 2 && error.contains(words), "{arguments:?}: {code} {error}");
        }
        assert_eq!(fs::read_to_string(folder.path().join("old.txt")).unwrap(), BEFORE);
    }

    #[test]
    fn drafts_are_held_against_a_revision() {
        let folder = TempDir::new().unwrap();
        let news = folder.path().join("news [1]");
        fs::create_dir(&news).unwrap();
        let check = |paths: &[&str], revision: &str| {
            told(&deskcheck(folder.path(), &[&["check", "--format", "json", "--since", revision], paths].concat()))
        };
        fs::write(news.join("a.txt"), BEFORE).unwrap();
        let (code, _, error) = check(&["news [1]"], "HEAD");
        assert!(
            code == 2 && error.contains("is in no git repository") && error.contains("--against"),
            "{code} {error}"
        );

        git(folder.path(), &["init", "-q"]);
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "-qm", "Early"]);
        git(folder.path(), &["tag", "early"]);
        fs::write(news.join("a.txt"), now()).unwrap();
        git(folder.path(), &["commit", "-qam", "Late"]);
        // A draft that is new is checked as ever.
        fs::write(news.join("b.txt"), "They met on Sunday, October 3, 2022.\n").unwrap();
        let rules = |report: &Value| {
            let files = report["files"].as_array().unwrap().iter();
            files
                .flat_map(|it| it["findings"].as_array().unwrap())
                .map(|it| it["rule"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        for revision in ["early", "HEAD~1"] {
            let (code, report, error) = check(&["news [1]"], revision);
            assert_eq!((code, error.as_str()), (1, ""));
            assert_eq!(rules(&report), ["half-changed", "weekday-mismatch"]);
        }
        // As within a hook of git.
        let mut hook = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
        hook.args(["check", "--since", "early", "news [1]"]).current_dir(folder.path());
        let done = hook.env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index").output().unwrap();
        assert_eq!((done.status.code(), done.stderr.is_empty()), (Some(1), true));
        let (_, report, _) = check(&["news [1]"], "HEAD");
        assert_eq!(rules(&report), ["weekday-mismatch"]);
        for revision in ["nowhere", "a..b"] {
            let (code, report, error) = check(&["news [1]"], revision);
            assert_eq!(code, 2);
            assert_eq!(error.matches("is no commit, tag or branch").count(), 1, "{error}");
            assert_eq!(rules(&report), ["weekday-mismatch"], "what can be read is checked all the same");
        }
        let (code, _, error) = check(&["-"], "HEAD");
        assert!(code == 2 && error.contains("--stdin-filename"), "{error}");
    }

    #[test]
    fn what_was_changed_is_listed() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("old.txt"), BEFORE).unwrap();
        fs::write(folder.path().join("new.txt"), now() + "\nA school in Sorne will take 12 pupils.\n").unwrap();
        let claims =
            |more: &[&str]| deskcheck(folder.path(), &[&["claims", "new.txt", "--against", "old.txt"], more].concat());
        let (code, report, _) = told(&claims(&["--format", "json", "--kind", "figures"]));
        assert_eq!(code, 0);
        let changes = &report["drafts"][0]["changes"];
        assert_eq!(changes["since"], "old.txt");
        let listed: Vec<_> = changes["claims"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let words = |side: &str| it[side]["text"].as_str().unwrap_or("-").to_owned();
                format!("{} {} > {}", it["change"].as_str().unwrap(), words("before"), words("now"))
            })
            .collect();
        assert_eq!(listed, ["changed 286 people > 290 people", "changed 45 > 46", "added - > 12 pupils"]);
        let table = String::from_utf8(claims(&[]).stdout).unwrap();
        assert!(table.contains("claims since old.txt: 2 changed, 1 added, 0 removed"), "{table}");
        // What only moved is no change.
        let (first, second) = BEFORE.split_once("\n\n").unwrap();
        fs::write(folder.path().join("new.txt"), format!("{}\n\n{first}\n", second.trim())).unwrap();
        let (_, report, _) = told(&claims(&["--format", "json"]));
        assert_eq!(report["drafts"][0]["changes"]["claims"], serde_json::json!([]));
        let (code, _, error) = told(&claims(&["--format", "csv"]));
        assert!(code == 2 && error.contains("--format terminal or json"), "{error}");
    }
}
