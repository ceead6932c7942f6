//! What a draft may say to be left alone, and what then is told of it.

use std::collections::BTreeMap;

use deskcheck::check::{self, By, Checked, Desk};
use deskcheck::drawn::checks;
use deskcheck::options::{Format, Options};
use deskcheck::reference::Reference;
use deskcheck::settings::{Accepted, Levels, accept_list};

fn markdown(draft: &str) {
    checks(&format!("//- format: markdown\n{}", draft.trim_start_matches('\n')));
}

#[test]
fn a_comment_is_for_the_next_block_only() {
    markdown(
        r"
<!-- deskcheck: ignore conversion-mismatch -->
The ferry goes to Lund, 40 miles (92 km) to the north.

The mail boat goes to Vik, 10 miles (92 km) to the west.
                                     ^^ 10 miles is about 16 km
",
    );
    markdown(
        r"
<!-- deskcheck: ignore placeholder, conversion-mismatch -->

- The ferry goes to Lund, 40 miles (92 km) to the north.
- The mail boat goes to TK on Tuesday.

It is 10 miles (92 km) away.
                ^^ 10 miles is about 16 km
",
    );
    markdown("A boat goes to TK <!-- deskcheck: ignore placeholder -->\nand back from TK on Tuesday.\n");
    markdown(
        "| Port | Way |\n|---|---|\n| Lund | 40 miles (92 km) |\n                   ^^ 40 miles is about 64 km\n\n\
         <!-- deskcheck: ignore conversion-mismatch -->\n\n| Port | Way |\n|---|---|\n| Lund | 40 miles (92 km) |\n",
    );
}

#[test]
fn html_has_comments_too() {
    for silent in [
        "<!-- deskcheck: ignore placeholder --><p>It sank off TK on Monday.</p>",
        "<p>It sank off <b>TK</b> on Monday. <!--deskcheck:ignore placeholder--></p>",
        "<!-- deskcheck: off --><p>It sank off TK.</p><p>TK miles.</p><!-- deskcheck: on --><p>Fine.</p>",
    ] {
        checks(&format!("//- format: html\n{silent}"));
    }
    checks(
        "//- format: html\n<!-- deskcheck: ignore placeholder --><p>It sank.</p><p>It sank off TK.</p>\n     \
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: placeholder has nothing to say here\n                                                                    \
         ^^ a gap left to be filled in\n",
    );
}

#[test]
fn off_reaches_to_on() {
    markdown(
        r"
<!-- deskcheck: off -->

It sank off TK.

Its mast was TK metres long.

<!-- deskcheck: on -->

It was built in TK.
                ^^ a gap left to be filled in
",
    );
}

#[test]
fn front_matter_is_for_the_whole_draft() {
    markdown("---\ntitle: The boat of TK\ndeskcheck: {ignore: [placeholder]}\n---\nIt sank off TK.\n");
    markdown(
        "---\ndeskcheck:\n  ignore:\n    - placeholder\n    - conversion-mismatch\n  published: 2022-10-04\n---\nOn Monday, October 3, it sank off TK, 40 miles (92 km) out.\n",
    );
    markdown("+++\n[deskcheck]\nignore = [\"placeholder\"]\n+++\nIt sank off TK.\n");
    markdown(
        r"
---
deskcheck:
  published: 2022-10-04
---
It sank on Sunday, October 3.
           ^^^^^^^^^^^^^^^^^ October 3, 2022 was a Monday
",
    );
}

#[test]
fn what_is_of_no_use_or_not_understood_is_told() {
    markdown(
        r#"
---
deskcheck:
  ignored: placeholder
           ^^^^^^^^^^^ information: `ignored` is none of ignore, published and reference
  published: soon
             ^^^^ information: "soon" is no date that can be read; write it as 2022-10-04 or 2022-10-04T21:50
---
<!-- deskcheck: ignore placeholders -->
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: there is no rule placeholders: did you mean placeholder?
It sank off TK.
            ^^ a gap left to be filled in

<!-- deskcheck: ignore -->
     ^^^^^^^^^^^^^^^^^ information: `ignore` names no rule
It sank.

<!-- deskcheck: of -->
     ^^^^^^^^^^^^^ information: `of` is none of ignore, off and on
It sank.

<!-- deskcheck: off placeholder -->
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ information: `off` is for all rules; for one, write `deskcheck: ignore RULE`
It sank.

<!-- deskcheck: on -->
     ^^^^^^^^^^^^^ information: no rule was off
It sank.
"#,
    );
    for silent in [
        "<!-- a note: deskcheck: ignore placeholder -->\nIt sank.\n",
        "```\n<!-- deskcheck: ignore placeholder -->\n```\n\nIt sank.\n",
        "It `<!-- deskcheck: off -->` sank.\n",
    ] {
        markdown(silent);
    }
    checks("<!-- deskcheck: off -->\n\nIt sank off TK, in plain text.\n            ^^ a gap left to be filled in\n");
}

const DRAFT: &str = "It sank off TK on Monday.\n\nThe ferry goes to Lund, 40 miles (92 km) to the north.\n";

fn on_desk(draft: &str, levels: &Levels, accepted: &[Accepted], baseline: Option<&BTreeMap<String, u32>>) -> Checked {
    let options = Options { format: Format::Markdown, ..Options::default() };
    check::on_desk(
        draft,
        &options,
        &Desk { reference: &Reference::default(), levels, accepted, baseline, earlier: None },
    )
}

fn rules(checked: &Checked) -> Vec<&str> {
    checked.findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn an_accepted_finding_lapses_when_a_value_changes() {
    let found = on_desk(DRAFT, &Levels::default(), &[], None);
    let finding = found.findings.iter().find(|it| it.rule == "conversion-mismatch").unwrap();
    let values: Vec<_> = finding.values.iter().map(|it| format!("{it:?}")).collect();
    let list = format!(
        "[[accept]]\nrule = \"conversion-mismatch\"\nvalues = [{}]\nby = \"K. Lund\"\nwhen = 2026-05-06\nwhy = \"by way of Vik\"\n",
        values.join(", ")
    );
    let (accepted, faults) = accept_list(&list);
    assert!(faults.is_empty(), "{faults:?}");
    let checked = on_desk(DRAFT, &Levels::default(), &accepted, None);
    assert_eq!(rules(&checked), ["placeholder"]);
    assert_eq!(checked.suppressed[0].by, By::Accepted("accepted by K. Lund on 2026-05-06: by way of Vik".to_owned()));
    assert!(checked.lapsed.is_empty());
    // It is the same finding wherever it moves to.
    let moved = on_desk(&format!("A new first paragraph.\n\n{DRAFT}"), &Levels::default(), &accepted, None);
    assert_eq!(rules(&moved), ["placeholder"]);
    for changed in [DRAFT.replace("92", "93"), DRAFT.replace("40", "41")] {
        let checked = on_desk(&changed, &Levels::default(), &accepted, None);
        assert_eq!((rules(&checked).len(), checked.lapsed), (2, vec![0]), "{changed}");
    }
}

#[test]
fn a_baseline_counts() {
    let found = on_desk(DRAFT, &Levels::default(), &[], None);
    let baseline: BTreeMap<_, _> = found.findings.iter().map(|finding| (finding.fingerprint(), 1)).collect();
    let checked = on_desk(DRAFT, &Levels::default(), &[], Some(&baseline));
    assert!(checked.findings.is_empty() && checked.suppressed.iter().all(|it| it.by == By::Baseline));
    let more = on_desk(&format!("{DRAFT}\nIts owner is TK.\n"), &Levels::default(), &[], Some(&baseline));
    assert_eq!(rules(&more), ["placeholder"]);
    assert_eq!(more.suppressed.len(), 2);
}

#[test]
fn a_rule_that_is_off_makes_no_directive_useless() {
    let draft = format!("<!-- deskcheck: ignore placeholder -->\n{DRAFT}");
    let mut levels = Levels::default();
    levels.set("placeholder", "off");
    let checked = on_desk(&draft, &levels, &[], None);
    assert_eq!(rules(&checked), ["conversion-mismatch"]);
    assert!(checked.suppressed.is_empty() && !checked.compared.contains_key("placeholder"));
    let unused = draft.replace("TK", "Vik");
    assert_eq!(rules(&on_desk(&unused, &Levels::default(), &[], None)), ["unused-ignore", "conversion-mismatch"]);
    levels.set("unused-ignore", "off");
    assert_eq!(rules(&on_desk(&unused, &levels, &[], None)), ["conversion-mismatch"]);
}
