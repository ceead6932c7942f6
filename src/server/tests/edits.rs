//! Edits in the order of the wire.

use serde_json::{Value, json};

use super::{Client, Dice, PIECES, URL, expected, place, range};
use crate::reference::Reference;
use crate::text::{Columns, Lines};

/// Random edits in one encoding: what is shown at the end is what a check from scratch finds, and no hover saw an older text.
async fn random_edits(seed: u64, columns: Columns, name: &str) {
    let mut dice = Dice(seed);
    let mut client = Client::begin(json!({ "general": { "positionEncodings": [name] } })).await;
    let mut model = String::from("They met on Sunday, October 3, 2022.\n\nMr Varnholt said so.\n");
    client.open(&model).await;
    let edits = 2000;
    for version in 2..2 + edits {
        let lines = Lines::new(&model);
        let mut ends = [dice.roll(model.len() + 1), 0];
        ends[1] = ends[0] + dice.roll(12);
        let [start, end] = ends.map(|at| model.floor_char_boundary(at.min(model.len())));
        // An offset between "\r" and "\n" has no position of its own.
        let [start, end] = [start, end]
            .map(|at| if model[..at].ends_with('\r') && model[at..].starts_with('\n') { at - 1 } else { at });
        let mut text = PIECES[dice.roll(PIECES.len())].to_owned();
        if model.len() > 3000 {
            text.clear();
        }
        let position = |at| {
            let (line, column) = lines.position(&model, at, columns);
            place(line, column)
        };
        let range = json!({ "start": position(start), "end": position(end) });
        client.change(version, json!([{ "range": range, "text": text }])).await;
        model.replace_range(start..end, &text);
        if version % 50 == 0 {
            // The text before this hover must be the one it sees: a word is put at the top and asked for.
            let year = 1900 + version / 50;
            let word = format!("On 2 May {year}. ");
            let top = json!({ "start": place(0, 0), "end": place(0, 0) });
            client.change(version, json!([{ "range": top, "text": word }])).await;
            let hover = client.hover(0, 5).await;
            let card = hover["result"]["contents"]["value"].as_str().unwrap_or_default();
            assert!(card.contains(&year.to_string()), "version {version}: {hover}");
            client
                .change(
                    version,
                    json!([{ "range": { "start": place(0, 0), "end": place(0, word.len()) }, "text": "" }]),
                )
                .await;
        }
    }
    let last = 2 + edits;
    client.change(last, json!([])).await;
    let shown = client.diagnostics(last).await;
    let expected = expected(&model, &Reference::default(), columns);
    let found: Vec<_> = shown.as_array().unwrap().iter().map(|it| (it["code"].clone(), it["range"].clone())).collect();
    assert_eq!(found, expected);
    assert!(!expected.is_empty() && client.versions.is_sorted(), "{:?}", client.versions);
}

#[tokio::test]
async fn edits_are_applied_in_the_order_of_the_wire() {
    for seed in [1, 77, 4242] {
        random_edits(seed, Columns::Utf16, "utf-16").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_are_applied_in_order_on_two_threads_in_every_encoding() {
    random_edits(5, Columns::Utf8, "utf-8").await;
    random_edits(6, Columns::Utf32, "utf-32").await;
    random_edits(7, Columns::Utf16, "utf-16").await;
}

#[tokio::test]
async fn half_a_surrogate_pair_is_one_letter() {
    let mut client = Client::begin(json!({})).await;
    client.open("x").await;
    let lone = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URL}","version":2}},"contentChanges":[{{"text":"\ud83d TK "}}]}}}}"#
    );
    client.body(lone.as_bytes()).await;
    let shown = client.diagnostics(2).await;
    assert_eq!(shown[0]["range"]["start"], place(0, 2));
}

#[tokio::test]
async fn a_flood_ends_with_its_last_version() {
    let mut client = Client::begin(json!({})).await;
    client.open("").await;
    for version in 2..2002 {
        client.change(version, json!([{ "range": { "start": place(0, 0), "end": place(0, 0) }, "text": "TK " }])).await;
    }
    assert_eq!(client.diagnostics(2001).await.as_array().unwrap().len(), 2000);
    assert_eq!(client.versions.last(), Some(&2001));
}

#[tokio::test]
async fn odd_edits_and_openings_are_borne() {
    let mut client = Client::begin(json!({})).await;
    // Requests before the draft is open, and for one that never is.
    assert_eq!(client.hover(0, 0).await["result"], Value::Null);
    client.open("one\r\ntwo TK\rthree").await;
    client.open("one\r\ntwo TK \rthree").await;
    // Past the end of a line, past the end of the text, and the wrong way round.
    client.change(2, json!([{ "range": { "start": place(0, 99), "end": place(0, 99) }, "text": " a" }])).await;
    client.change(3, json!([{ "range": { "start": place(99, 0), "end": place(99, 9) }, "text": " TK." }])).await;
    client.change(4, json!([{ "range": { "start": place(0, 3), "end": place(0, 0) }, "text": "One" }])).await;
    let shown = client.diagnostics(4).await;
    let lines: Vec<_> = shown.as_array().unwrap().iter().map(|it| it["range"]["start"].clone()).collect();
    assert_eq!(lines, [place(1, 4), place(2, 6)]);
    // A full text, and an address written in another way.
    client
        .notify("textDocument/didChange", json!({ "textDocument": { "uri": URL, "version": 9 }, "contentChanges": [{ "text": "TK " }, { "range": { "start": place(0, 0), "end": place(0, 0) }, "text": "TK " }] }))
        .await;
    assert_eq!(client.diagnostics(9).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_mark_at_the_beginning_counts_as_a_letter_and_odd_line_ends_end_nothing() {
    let mut client = Client::begin(json!({})).await;
    // A byte order mark that the editor left in, a line separator, and a line end of each kind.
    client.open("\u{feff}TK one\u{2028}TK two\u{b}\rTK three\r\nTK four\n").await;
    let shown = client.diagnostics(1).await;
    let starts: Vec<_> = shown.as_array().unwrap().iter().map(|it| it["range"]["start"].clone()).collect();
    assert_eq!(starts, [place(0, 1), place(0, 8), place(1, 0), place(2, 0)]);
    // An edit between "\r" and "\n", as one line: it goes to the end of the line.
    client.change(2, json!([{ "range": { "start": place(1, 99), "end": place(1, 99) }, "text": " TK" }])).await;
    assert_eq!(client.diagnostics(2).await[3]["range"]["start"], place(1, 9));
    // Changes that meet: each is meant for what the one before it left.
    let change = |at: usize, end: usize, text: &str| json!({ "range": { "start": place(0, at), "end": place(0, end) }, "text": text });
    client.change(3, json!([{ "text": "one two" }, change(0, 3, "TK"), change(2, 6, " TK"), change(3, 5, "x")])).await;
    let shown = client.diagnostics(3).await;
    assert_eq!(shown.as_array().unwrap().len(), 1, "{shown}");
    assert_eq!(shown[0]["range"]["start"], place(0, 0));
}

#[tokio::test]
async fn columns_are_counted_as_was_agreed() {
    // A fire-fighter of four characters, and letters of two and of four bytes.
    let draft = "👩‍🚒 é𝒳 TK\r\nTK";
    for (name, start, edit) in [("utf-8", 19, 11), ("utf-16", 10, 5), ("utf-32", 7, 3)] {
        let mut client = Client::begin(json!({ "general": { "positionEncodings": [name] } })).await;
        client.open(draft).await;
        let shown = client.diagnostics(1).await;
        assert_eq!(shown[0]["range"], range((0, start), (0, start + 2)), "{name}");
        assert_eq!(shown[1]["range"]["start"], place(1, 0), "{name}");
        // The fire-fighter goes.
        client.change(2, json!([{ "range": range((0, 0), (0, edit)), "rangeLength": 99, "text": "" }])).await;
        let shown = client.diagnostics(2).await;
        assert_eq!(shown[0]["range"]["start"], place(0, start - edit), "{name}");
        // A position within a letter means the letter: nothing is torn.
        client.change(3, json!([{ "text": "𝒳 TK" }, { "range": range((0, 1), (0, 1)), "text": "" }])).await;
        assert_eq!(
            client.diagnostics(3).await[0]["range"]["end"]["character"],
            if name == "utf-8" {
                7
            } else if name == "utf-16" {
                5
            } else {
                4
            }
        );
    }
}

#[tokio::test]
async fn one_draft_has_one_state_however_its_address_is_written() {
    let mut client = Client::begin(json!({})).await;
    let (one, other) = ("file:///c%3A/desk/story.txt", "file:///C:/desk/story.txt");
    client.open_as(one, "plaintext", "It cost 5 pounds.").await;
    client.shows(one, |version, _| *version == 1).await;
    client.change_in(other, 2, json!([{ "range": range((0, 8), (0, 9)), "text": "TK" }])).await;
    client.shows(one, |version, list| *version == 2 && list.len() == 1).await;
    // Opened again under its other name, it begins anew with what is given.
    client.open_as(other, "plaintext", "It cost 7 pounds.").await;
    client.shows(other, |version, list| *version == 1 && list.is_empty()).await;
    // Versions may run backwards; what came last holds.
    client.change_in(other, 9, json!([{ "text": "TK TK" }])).await;
    client.shows(other, |version, _| *version == 9).await;
    client.change_in(other, 3, json!([{ "text": "TK" }])).await;
    client.shows(other, |version, list| *version == 3 && list.len() == 1).await;
    client.close(one).await;
    client.shows(other, |version, list| version.is_null() && list.is_empty()).await;
}
