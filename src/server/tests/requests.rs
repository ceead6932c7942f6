//! Hover, outline, hints, lens, tokens, selection.

use serde_json::{Value, json};

use super::{Client, URL, place, range};

const DRAFT: &str = "Harbour talks begin\n\nIlse Varnholt, 51, said on Sunday that at least 40 people had been hurt.\n\nMs Varnholt left on October 2. The harbour is 40 miles (64 km) off.\n\n\"Nobody has told us anything at all,\" Mr Kell said.\n";

async fn with(settings: Value, capabilities: Value) -> Client {
    let params = json!({ "capabilities": capabilities, "initializationOptions": settings });
    Client::begin_with(params).await.0
}

#[tokio::test]
async fn a_hover_is_the_card_of_a_claim() {
    let mut client = with(json!({ "published": "2022-10-04" }), json!({})).await;
    client.open(DRAFT).await;
    let day = client.card(2, 30).await;
    for words in [
        "date: Sunday",
        "October 2, 2022",
        "counted from the day of publication",
        "published October 4, 2022, as set",
        "also in line 5",
    ] {
        assert!(day.contains(words), "{words}: {day}");
    }
    let person = client.card(4, 4).await;
    assert!(person.contains("person: Ilse Varnholt") && person.contains("also in line 3"), "{person}");
    assert!(person.contains("checked: spelt as at first mention (name-spelling, line 3)"), "{person}");
    let figure = client.card(2, 50).await;
    assert!(figure.contains("40 or more"), "{figure}");
    let measure = client.card(4, 50).await;
    assert!(measure.contains("checked:") && measure.contains("conversion-mismatch"), "{measure}");
    assert_eq!(client.hover(5, 0).await["result"], Value::Null);
    let speech = client.card(6, 10).await;
    assert!(speech.contains("not checked: nothing to hold it against"), "{speech}");
    client.change(2, json!([{ "text": "Ilse Varnholt, 51, left.\n\nMs Varnholt, 52, said so.\n" }])).await;
    let age = client.card(0, 16).await;
    assert!(age.contains("against line 3: ") && age.contains("(age-conflict)"), "{age}");
}

#[tokio::test]
async fn a_hover_says_why_something_is_flagged_and_escapes_the_draft() {
    let mut client =
        with(json!({}), json!({ "textDocument": { "hover": { "contentFormat": ["markdown", "plaintext"] } } })).await;
    client.open("They met on Sunday, October 3, 2022.\n\nIlse *Varn_holt* said so.\n").await;
    let hover = client.hover(0, 14).await;
    assert_eq!(hover["result"]["contents"]["kind"], "markdown");
    assert_eq!(hover["result"]["range"], range((0, 12), (0, 35)));
    let card = hover["result"]["contents"]["value"].as_str().unwrap();
    assert!(card.contains("error: October 3, 2022 was a Monday (weekday-mismatch)"), "{card}");
    assert!(card.contains("flagged when a weekday"), "{card}");
    // An undated draft says so, and nothing is counted from a day nobody knows.
    client.change(2, json!([{ "text": "They met on Sunday.\n" }])).await;
    assert!(client.card(0, 14).await.contains("the day of publication is not known"));
}

#[tokio::test]
async fn the_outline_has_its_groups() {
    let mut client =
        with(json!({}), json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } }))
            .await;
    client.open(DRAFT).await;
    let outline = client.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": URL } })).await;
    let groups: Vec<_> = outline.as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(groups, ["People", "Figures", "Dates", "Quotes"]);
    assert_eq!(outline[0]["children"][0]["name"], "Ilse Varnholt");
    assert_eq!(outline[0]["children"][0]["detail"], "2 mentions");
    for group in outline.as_array().unwrap() {
        let line = |range: &Value, end: &str| (range[end]["line"].as_u64(), range[end]["character"].as_u64());
        for symbol in group["children"].as_array().unwrap().iter().chain([group]) {
            let (whole, inner) = (&symbol["range"], &symbol["selectionRange"]);
            assert!(line(whole, "start") <= line(inner, "start") && line(inner, "end") <= line(whole, "end"));
            assert!(
                line(&group["range"], "start") <= line(whole, "start")
                    && line(whole, "end") <= line(&group["range"], "end")
            );
            assert!(!symbol["name"].as_str().unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn symbols_are_sought_in_all_open_drafts() {
    let mut client = with(json!({}), json!({})).await;
    client.open(DRAFT).await;
    client.open_as("file:///desk/other.md", "markdown", "Odo Kessler said 40 boats sank.\n").await;
    let found = client.result("workspace/symbol", json!({ "query": "kess" })).await;
    assert_eq!(found[0]["location"]["uri"], "file:///desk/other.md");
    assert_eq!((found.as_array().unwrap().len(), &found[0]["containerName"]), (1, &json!("People")));
    let all = client.result("workspace/symbol", json!({ "query": "" })).await;
    assert!(all.as_array().unwrap().len() > 6);
    assert_eq!(client.result("workspace/symbol", json!({ "query": "xyzzy" })).await, json!([]));
}

async fn hints(client: &mut Client, whole: Value) -> Vec<String> {
    let hints =
        client.result("textDocument/inlayHint", json!({ "textDocument": { "uri": URL }, "range": whole })).await;
    hints.as_array().unwrap().iter().map(|hint| hint["label"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn hints_tell_what_is_meant_each_kind_by_itself() {
    let whole = range((0, 0), (99, 0));
    let mut client = with(json!({ "published": "2022-10-04" }), json!({})).await;
    client.open(DRAFT).await;
    assert_eq!(hints(&mut client, whole.clone()).await, ["Sunday, October 2, 2022"]);
    assert_eq!(hints(&mut client, range((2, 0), (2, 60))).await.len(), 1);
    let only = json!({ "published": "2022-10-04", "inlayHints": { "dates": false, "figures": true } });
    let mut client = with(only, json!({})).await;
    client.open(DRAFT).await;
    let shown = hints(&mut client, whole).await;
    assert!(shown.len() == 1 && shown[0].starts_with("40 or more"), "{shown:?}");
}

#[tokio::test]
async fn a_hint_tells_which_of_two_figures_is_taken_up() {
    let whole = range((0, 0), (99, 0));
    let mut client = with(json!({}), json!({})).await;
    let draft = "A gale sank 40 boats and drowned 12 people. The latter figure may rise.\n\n\
        It sold 31 km of rope for 5 million crowns, and the latter sum was a gift.\n\n\
        The port has 7 cranes and 9 piers. Nobody doubts it; the former number is the law's.\n";
    client.open(draft).await;
    assert_eq!(hints(&mut client, whole.clone()).await, ["12 people", "5 million crowns", "7 cranes"]);
    // One figure or three, none before, another thing that is taken up.
    let silent = "A gale sank 40 boats. The latter figure may rise.\n\n\
        It lost 3 cranes, 4 piers and 5 boats. The latter number is wrong.\n\n\
        The latter figure may rise. It has 7 cranes and 9 piers.\n\n\
        Mr Kell has 40 boats and Mr Farn 12 boats; the latter was not at home, the latter man least.\n\n\
        It has 7 cranes and 9 piers. Some loathe latter figure skating.\n";
    client.change(2, json!([{ "text": silent }])).await;
    assert_eq!(hints(&mut client, whole.clone()).await, Vec::<String>::new());
    let mut client = with(json!({ "inlayHints": { "references": false } }), json!({})).await;
    client.open(draft).await;
    assert_eq!(hints(&mut client, whole).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_hint_is_not_repeated() {
    let whole = range((0, 0), (99, 0));
    let mut client = with(json!({ "published": "2022-10-04" }), json!({})).await;
    let draft = "They met on Sunday and parted on Sunday, 2 October.\n\nOn Sunday it rained; on Monday it did not.\n\n\
        On Sunday, 2 October, and on 2 October alone, the port was shut. It opens next Sunday, 9 October.\n";
    client.open(draft).await;
    let (first, monday, next) = ("Sunday, 2 October 2022", "Monday, 3 October 2022", "Sunday, 9 October 2022");
    assert_eq!(hints(&mut client, whole.clone()).await, [first, monday, next]);
    // What stands first stays first when only a later part is on the screen.
    assert_eq!(hints(&mut client, range((2, 0), (2, 99))).await, [monday]);
    // A finding says it already.
    client.change(2, json!([{ "text": "They met on Sunday, October 3, and on October 4.\n" }])).await;
    assert_eq!(client.diagnostics(2).await[0]["code"], "weekday-mismatch");
    assert_eq!(hints(&mut client, whole).await, ["Tuesday, October 4, 2022"]);
}

#[tokio::test]
async fn the_lens_counts_claims_and_conflicts() {
    let mut client = with(json!({}), json!({})).await;
    client.open("They met on Sunday, October 3, 2022.\n").await;
    let lens = client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await;
    assert_eq!(lens[0]["command"]["title"], "1 claim · 1 conflict");
    assert_eq!(lens[0]["range"], range((0, 0), (0, 0)));
    client.change(2, json!([{ "text": "" }])).await;
    let lens = client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await;
    assert_eq!(lens[0]["command"]["title"], "0 claims · no conflicts");
    client.change(3, json!([{ "text": "They met on Sunday, October 3, 2022, 40 miles (64 km) off, with 12 dogs and TK cats.\n" }])).await;
    let lens = client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await;
    assert_eq!(lens[0]["command"]["title"], "4 claims · 2 conflicts · 1 unverified");
    let mut client = with(json!({ "codeLens": false }), json!({})).await;
    client.open(DRAFT).await;
    assert_eq!(client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await, json!([]));
}

#[tokio::test]
async fn a_lens_stands_above_first_mentions() {
    let mut client = with(json!({}), json!({})).await;
    let draft = "Ilse Varnholt, 51, left. Odo Kessler stayed.\n\nMs Varnholt, 52, said so. Ms Varnholt had 40 boats, Mr Kessler none.\n";
    client.open(draft).await;
    let lenses = client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await;
    // Mr Kessler is named twice.
    assert_eq!(lenses.as_array().unwrap().len(), 2, "{lenses}");
    assert_eq!(lenses[1]["command"]["title"], "Ilse Varnholt: 3 mentions");
    assert_eq!(lenses[1]["range"], range((0, 0), (0, 13)));
    let command = json!({ "command": lenses[1]["command"]["command"], "arguments": lenses[1]["command"]["arguments"] });
    let places = client.result("workspace/executeCommand", command.clone()).await;
    assert_eq!(places.as_array().unwrap().len(), 3);
    assert_eq!(places[1]["range"]["start"], place(2, 3));
    let mut wrong = command;
    wrong["arguments"][0]["position"] = json!("here");
    assert_eq!(client.request("workspace/executeCommand", wrong).await["error"]["code"], -32602);
    // A misspelt mention is a conflict, and belongs to the name it is meant for.
    client
        .change(2, json!([{ "text": "Ilse Varnholt left. Ms Varnholt sat. Ms Varnholt ate.\n\nMs Varnhlot slept.\n" }]))
        .await;
    let lenses = client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await;
    assert!(lenses[1]["command"]["title"].as_str().unwrap().ends_with(" mentions · 1 conflict"), "{lenses}");
    let mut client = with(json!({ "codeLens": { "mentions": false } }), json!({})).await;
    client.open(draft).await;
    let lenses = client.result("textDocument/codeLens", json!({ "textDocument": { "uri": URL } })).await;
    assert_eq!(lenses.as_array().unwrap().len(), 1, "{lenses}");
}

#[tokio::test]
async fn tokens_are_off_until_they_are_wanted() {
    let params = json!({ "capabilities": {}, "initializationOptions": { "semanticTokens": true } });
    let (mut client, offered) = Client::begin_with(params).await;
    let legend = offered["semanticTokensProvider"]["legend"]["tokenTypes"].as_array().unwrap().clone();
    client.open("👩‍🚒 Ilse Varnholt left on 2 May\n2021 at 40 mph.\nMs Varnholt stayed.\n").await;
    let tokens = client.result("textDocument/semanticTokens/full", json!({ "textDocument": { "uri": URL } })).await;
    let numbers: Vec<_> = tokens["data"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
    let (mut line, mut column, mut read) = (0, 0, Vec::new());
    for token in numbers.chunks(5) {
        (line, column) = if token[0] == 0 { (line, column + token[1]) } else { (line + token[0], token[1]) };
        read.push((line, column, token[2], legend[usize::try_from(token[3]).unwrap()].as_str().unwrap()));
    }
    // The fire-fighter is five units of UTF-16; the date over the line end is two tokens.
    assert_eq!(
        read,
        [(0, 6, 13, "person"), (0, 28, 5, "date"), (1, 0, 4, "date"), (1, 8, 6, "quantity"), (2, 3, 8, "person")]
    );
    let part = json!({ "textDocument": { "uri": URL }, "range": range((2, 0), (2, 9)) });
    let tokens = client.result("textDocument/semanticTokens/range", part).await;
    assert_eq!(tokens["data"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn a_selection_grows_from_the_number_to_the_draft() {
    let mut client = with(json!({}), json!({})).await;
    client.open(DRAFT).await;
    let params = json!({ "textDocument": { "uri": URL }, "positions": [place(4, 47), place(1, 0), place(99, 99)] });
    let chains = client.result("textDocument/selectionRange", params).await;
    assert_eq!(chains.as_array().unwrap().len(), 3);
    let mut steps = Vec::new();
    let mut step = &chains[0];
    while step.is_object() {
        steps.push(step["range"].clone());
        step = &step["parent"];
    }
    let line = DRAFT.lines().nth(4).unwrap();
    assert_eq!(
        steps,
        [
            range((4, 46), (4, 48)),
            range((4, 46), (4, 54)),
            range((4, 31), (4, line.len())),
            range((4, 0), (4, line.len())),
            range((0, 0), (7, 0)),
        ]
    );
}
