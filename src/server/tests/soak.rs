//! Hours of editing in seconds: no drift from a check from scratch, nothing stale.

use std::fs;

use serde_json::json;

use super::{Client, Dice, PIECES, address, expected, place};
use crate::reference::{Reference, Syntax};
use crate::text::{Columns, Lines};

/// How many edits; `DESKCHECK_SOAK=100000` for the long run.
fn length() -> usize {
    std::env::var("DESKCHECK_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_edits_over_many_drafts_leave_no_trace() {
    const DRAFTS: usize = 20;
    const SHEETS: [&str; 3] = [
        "[[people]]\nname = \"Ilse Varnhold\"\n",
        "[[people]]\nname = \"Ilse Varnholt\"\n",
        "[[people]]\nname = \"Odo Kessler\"\n[[people\n",
    ];
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("deskcheck-facts.toml"), SHEETS[1]).unwrap();
    let sheet = address(&desk.path().join("deskcheck-facts.toml"));
    let mut dice = Dice(20_221_004);
    let mut client = Client::begin(json!({})).await;
    let urls: Vec<_> = (0..DRAFTS).map(|number| address(&desk.path().join(format!("{number}.txt")))).collect();
    let mut models = vec![String::from("Ilse Varnholt said so on Sunday, October 3, 2022.\n"); DRAFTS];
    for (url, model) in urls.iter().zip(&models) {
        client.open_as(url, "plaintext", model).await;
    }
    client.open_as(&sheet, "toml", SHEETS[1]).await;
    let mut known = SHEETS[1];
    let edits = length();
    for version in 2..2 + edits {
        if dice.roll(50) == 0 {
            known = SHEETS[dice.roll(SHEETS.len())];
            client.change_in(&sheet, i64::try_from(version).unwrap(), json!([{ "text": known }])).await;
        }
        let draft = dice.roll(DRAFTS);
        if dice.roll(200) == 0 {
            client.close(&urls[draft]).await;
            client.open_as(&urls[draft], "plaintext", &models[draft]).await;
        }
        let model = &mut models[draft];
        let lines = Lines::new(model);
        let start = dice.roll(model.len() + 1);
        let end = (start + dice.roll(12)).min(model.len());
        let [start, end] = [start, end].map(|at| model.floor_char_boundary(at));
        // An offset between "\r" and "\n" has no position of its own.
        let [start, end] = [start, end]
            .map(|at| if model[..at].ends_with('\r') && model[at..].starts_with('\n') { at - 1 } else { at });
        let text = if model.len() > 1500 { "" } else { PIECES[dice.roll(PIECES.len())] };
        let position = |at| {
            let (line, column) = lines.position(model, at, Columns::Utf16);
            place(line, column)
        };
        let range = json!({ "start": position(start), "end": position(end) });
        let change = json!([{ "range": range, "text": text }]);
        model.replace_range(start..end, text);
        client.change_in(&urls[draft], i64::try_from(version).unwrap(), change).await;
        if version % 100 == 0 {
            // The wire is read now and then, as a client does.
            client.result("workspace/symbol", json!({ "query": "varn" })).await;
        }
    }
    let reference = Reference::read("facts.toml", known, Syntax::Toml);
    let last = i64::try_from(2 + edits).unwrap();
    for (url, model) in urls.iter().zip(&models) {
        client.change_in(url, last, json!([])).await;
        let shown = client.shows(url, |version, _| *version == json!(last)).await;
        let shown: Vec<_> = shown.iter().map(|it| (it["code"].clone(), it["range"].clone())).collect();
        assert_eq!(shown, expected(model, &reference, Columns::Utf16), "{url}");
    }
}
