//! Mailed drafts: the subject over the text, whatever it was sent as.

use std::fs;
use std::process::Command;

use deskcheck::check::{self, Checked};
use deskcheck::container::{self, Unreadable};
use deskcheck::options::{Format, Options};
use deskcheck::text;
use proptest::prelude::*;

fn mail(headers: &str, body: &str) -> Vec<u8> {
    format!("From: Maren Oddsdal <maren@example.org>\nTo: desk@example.org\nDate: Mon, 3 Oct 2022 09:00:00 +0200\nMIME-Version: 1.0\n{headers}\n\n{body}")
        .replace('\n', "\r\n")
        .into_bytes()
}

fn picture(bytes: &[u8]) -> Vec<String> {
    let opened = container::open(bytes, "story.eml").unwrap();
    let article = text::read(&opened.text, opened.format.unwrap());
    article.blocks.iter().map(|block| format!("{:?}: {}", block.zone, block.prose.text)).collect()
}

fn checked(bytes: &[u8]) -> Checked {
    let opened = container::open(bytes, "story.eml").unwrap();
    check::check(&opened.text, &Options { format: opened.format.unwrap(), ..Options::default() })
}

#[test]
fn subject_and_plain_text_are_the_draft() {
    let bytes = mail(
        "Subject: =?utf-8?q?Fwd=3A_RE=3A_F=C3=A6rder_ferry_stays_in_port?=\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable",
        "The ferry to F=E6rder was held on Monday by the harbour master, Ilse Varn=\nholt, because of fog.\n\nNobody was hurt.\n\n-- \nMaren Oddsdal\nReporter, +47 555 01 234\n",
    );
    assert_eq!(
        picture(&bytes),
        [
            "Headline: Færder ferry stays in port",
            "Body: The ferry to Færder was held on Monday by the harbour master, Ilse Varnholt, because of fog.",
            "Body: Nobody was hurt.",
        ]
    );
    // Two hyphens within the text, or far from its end, are no signature.
    let long = format!("The ferry sailed.\n\n-- \n{}", "It sailed again.\n\n".repeat(9));
    assert_eq!(picture(&mail("Subject: Fog\nContent-Type: text/plain", &long)).len(), 12);
}

#[test]
fn a_mail_that_has_both_is_read_once_and_one_in_html_by_the_reader_of_html() {
    let html = "<html><head><style>p { color: red }</style></head><body><p>The ferry was held on <b>Monday</b> &amp; Tuesday.</p></body></html>";
    let both = mail(
        "Subject: Fog holds the ferry\nContent-Type: multipart/alternative; boundary=xx",
        &format!(
            "--xx\nContent-Type: text/plain\n\nThe ferry was held.\n--xx\nContent-Type: text/html\n\n{html}\n--xx--\n"
        ),
    );
    assert_eq!(picture(&both), ["Headline: Fog holds the ferry", "Body: The ferry was held."]);
    let html = mail("Subject: Fog & ice <hold> ferry\nContent-Type: text/html; charset=utf-8", html);
    assert_eq!(picture(&html), ["Headline: Fog & ice <hold> ferry", "Body: The ferry was held on Monday & Tuesday."]);
}

#[test]
fn lines_that_flow_are_one_and_encoded_text_is_decoded() {
    let bytes = mail(
        "Subject: Fog\nContent-Type: text/plain; format=flowed",
        "The ferry \nwas held \nin port.\n\n From the north came more fog.\n",
    );
    assert_eq!(
        picture(&bytes),
        ["Headline: Fog", "Body: The ferry was held in port.", "Body: From the north came more fog."]
    );
    let bytes = mail(
        "Subject: Fog\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
        "VGhlIGZlcnJ5IOKAnGxheeKAnSBpbiBwb3J0Lg==\n",
    );
    assert_eq!(picture(&bytes), ["Headline: Fog", "Body: The ferry “lay” in port."]);
}

#[test]
fn the_day_of_a_mail_is_no_day_of_publication() {
    // The mail was sent on Monday; with that day, "met on Tuesday, October 3" would be held against 2022.
    let bytes =
        mail("Subject: Board meets\nContent-Type: text/plain", "The board met on Tuesday, October 3, and left.\n");
    let found = checked(&bytes);
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    let bytes = mail(
        "Subject: Board meets\nContent-Type: text/plain",
        "October 4, 2022\n\nThe board met on Tuesday, October 3, and left.\n",
    );
    assert_eq!(checked(&bytes).findings[0].rule, "weekday-mismatch");
}

#[test]
fn what_came_with_a_mail_is_named_and_a_mail_without_text_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = mail(
        "Subject: The story\nContent-Type: multipart/mixed; boundary=xx",
        "--xx\nContent-Type: text/plain\n\nHere it is, of TK words.\n--xx\nContent-Type: application/octet-stream; name=\"ferry.docx\"\nContent-Disposition: attachment; filename=\"ferry.docx\"\n\nPK\n--xx--\n",
    );
    fs::write(folder.path().join("a.eml"), bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
    let done = command.args(["check", "."]).current_dir(folder.path()).output().unwrap();
    let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert_eq!(done.status.code(), Some(1), "{out}{err}");
    assert!(out.contains("./a.eml:3:16 (paragraph 1)"), "{out}");
    assert!(err.contains("not read: ferry.docx"), "{err}");
    let sealed = mail("Subject: x\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64", "AAAA\n");
    for (bytes, says) in [(&sealed[..], "a mail without text"), (b"", "begins with its headers")] {
        let error = container::open(bytes, "a.EML").unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert!(!matches!(error, Unreadable::NotText(_)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_mail_is_read_or_says_why(parts in prop::collection::vec(prop::sample::select(vec![
        "Subject: ", "Content-Type: text/plain; charset=utf-7\n", "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "--x--\n", "\n\n", "\n", "Content-Type: text/html\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=?utf-8?b?4oCc?=", "=?x?q?", "=E6=\n", "é", "<h1>", "&", "-- \n", "\0", "12 people", " ",
        "Content-Type: message/rfc822\n", "Content-Type: text/plain; format=flowed; delsp=yes\n",
    ]), 0..40)) {
        let bytes = parts.concat().into_bytes();
        if let Ok(opened) = container::open(&bytes, "a.eml") {
            prop_assert!(matches!(opened.format, Some(Format::Text | Format::Html)));
            let _ = check::check(&opened.text, &Options { format: opened.format.unwrap(), ..Options::default() });
        }
    }
}

#[test]
fn files_of_unknown_ending_are_known_by_what_is_in_them() {
    let folder = tempfile::tempdir().unwrap();
    let sent = mail("Subject: The story\nContent-Type: text/plain", "Here it is, of TK words.\n");
    let page = b"<!doctype html><html><body><p>It has T<b>K</b> words.</p></body></html>";
    for (name, bytes, place) in [
        ("story.bin", include_bytes!("documents/ferry.docx").as_slice(), "story.bin:7:59 (paragraph 1)"),
        ("story.odt.bak", include_bytes!("documents/ferry.odt"), "story.odt.bak:7:59 (paragraph 1)"),
        ("story", &sent, "story:3:16 (paragraph 1)"),
        ("page", page, "page:1:38"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
        let done = command.args(["check", name]).current_dir(folder.path()).output().unwrap();
        let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
        assert_eq!(done.status.code(), Some(1), "{name}: {out}{err}");
        assert!(out.contains(place), "{name}: {out}{err}");
    }
    // What the ending or the caller says outweighs it.
    fs::write(folder.path().join("page.txt"), page).unwrap();
    for arguments in [&["check", "page.txt"][..], &["check", "page", "--as", "text"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deskcheck"));
        let done = command.args(arguments).current_dir(folder.path()).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{arguments:?}");
    }
}
