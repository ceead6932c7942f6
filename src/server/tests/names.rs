//! Names: where else they stand, renamed, completed.

use std::fs;

use serde_json::{Value, json};

use super::{Client, URL, address, applied, place, range};

const DRAFT: &str = "MS VARNHOLT LEAVES\n\nIlse Varnholt said no.\n\n\"We asked Ms Varnholt to stay,\" Mr Kell said.\n\nMs Varnholt's car left.\n";

fn lines(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|it| it.pointer("/range/start/line").unwrap().as_u64().unwrap()).collect()
}

#[tokio::test]
async fn every_mention_is_found_from_any_other() {
    let mut client = Client::begin(json!({})).await;
    client.open(DRAFT).await;
    for (line, character) in [(2, 0), (2, 8), (4, 14), (6, 3), (6, 11)] {
        let marks = client.result_at("textDocument/documentHighlight", line, character).await;
        let found = lines(&marks);
        assert_eq!(found, [0, 2, 4, 6], "{line}:{character} {marks}");
        assert_eq!((&marks[0]["kind"], &marks[1]["kind"]), (&json!(3), &json!(2)));
        let definition = client.result_at("textDocument/definition", line, character).await;
        assert_eq!(definition["range"]["start"]["line"], found[0]);
        let mut params = json!({ "textDocument": { "uri": URL }, "position": place(line, character), "context": { "includeDeclaration": true } });
        assert_eq!(lines(&client.result("textDocument/references", params.clone()).await), found);
        params["context"]["includeDeclaration"] = json!(false);
        assert_eq!(lines(&client.result("textDocument/references", params).await), found[1..]);
    }
    assert_eq!(client.result_at("textDocument/documentHighlight", 1, 0).await, Value::Null);
}

#[tokio::test]
async fn every_telling_of_a_day_is_found() {
    let mut client = Client::begin(json!({})).await;
    client.open("They met on October 3, 2022.\n\nNobody spoke on 3 October 2022, nor on October 4, 2022.\n").await;
    let marks = client.result_at("textDocument/documentHighlight", 2, 18).await;
    assert_eq!(lines(&marks), [0, 2]);
}

fn rename(line: usize, character: usize, name: &str) -> Value {
    json!({ "textDocument": { "uri": URL }, "position": place(line, character), "newName": name })
}

#[tokio::test]
async fn a_surname_is_renamed_everywhere() {
    let mut client = Client::begin(json!({})).await;
    client.open(DRAFT).await;
    let edit = client.result("textDocument/rename", rename(2, 7, "Warnholt")).await;
    let done = applied(DRAFT, edit["changes"][URL].as_array().unwrap());
    assert_eq!(done, DRAFT.replace("Varnholt", "Warnholt").replace("VARNHOLT", "WARNHOLT"));
    let edit = client.result("textDocument/rename", rename(2, 1, "Elsa")).await;
    assert_eq!(applied(DRAFT, edit["changes"][URL].as_array().unwrap()), DRAFT.replace("Ilse", "Elsa"));
    // Nothing to rename, and nothing that is a name.
    assert_eq!(client.result("textDocument/rename", rename(2, 15, "x")).await, Value::Null);
    for wrong in ["", "  ", "a\nb", "1"] {
        assert_eq!(
            client.request("textDocument/rename", rename(2, 7, wrong)).await["error"]["code"],
            -32602,
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn edits_in_direct_speech_are_asked_about_where_that_can_be() {
    let edits = json!({ "documentChanges": true, "changeAnnotationSupport": {} });
    let capabilities =
        json!({ "workspace": { "workspaceEdit": edits }, "textDocument": { "rename": { "prepareSupport": true } } });
    let mut client = Client::begin(capabilities).await;
    client.open(DRAFT).await;
    let prepared = client.result_at("textDocument/prepareRename", 6, 5).await;
    assert_eq!(prepared, json!({ "range": range((6, 3), (6, 11)), "placeholder": "Varnholt" }));
    assert_eq!(client.result_at("textDocument/prepareRename", 6, 15).await, Value::Null);
    let edit = client.result("textDocument/rename", rename(2, 7, "Warnholt")).await;
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URL, "version": 1 }));
    let asked: Vec<_> =
        change["edits"].as_array().unwrap().iter().filter(|it| it.get("annotationId").is_some()).collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["range"]["start"]["line"], 4);
    assert_eq!(edit["changeAnnotations"][asked[0]["annotationId"].as_str().unwrap()]["needsConfirmation"], true);
}

#[tokio::test]
async fn two_of_one_surname_are_told_apart() {
    let draft = "Edda Coyle said yes.\n\nRobert Coyle said no.\n\nCoyle left.\n";
    let mut client = Client::begin(json!({})).await;
    client.open(draft).await;
    let edit = client.result("textDocument/rename", rename(0, 6, "Doyle")).await;
    assert_eq!(applied(draft, edit["changes"][URL].as_array().unwrap()), draft.replacen("Coyle", "Doyle", 1));
    let answer = client.request("textDocument/rename", rename(4, 2, "Doyle")).await;
    assert!(answer["error"]["message"].as_str().unwrap().contains("several people"), "{answer}");
}

#[tokio::test]
async fn names_are_completed_from_their_beginnings() {
    let mut client = Client::begin(json!({})).await;
    let draft = "Ilse Varnholt said no.\n\nThen Varn\n\nil\n\nils\n\nAnd ilse var\n\nOf \n";
    client.open(draft).await;
    let items = client.result_at("textDocument/completion", 2, 9).await;
    assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
    assert_eq!(items[0]["textEdit"], json!({ "range": range((2, 5), (2, 9)), "newText": "Ilse Varnholt" }));
    assert_eq!(items[0]["filterText"], "Varnholt");
    assert_eq!(items[0]["detail"], "line 1");
    // Two small letters are too few in running text.
    assert_eq!(client.result_at("textDocument/completion", 4, 2).await, json!([]));
    assert_eq!(client.result_at("textDocument/completion", 6, 3).await[0]["label"], "Ilse Varnholt");
    let items = client.result_at("textDocument/completion", 8, 12).await;
    assert_eq!(items[0]["textEdit"]["range"], range((8, 4), (8, 12)));
    assert_eq!(client.result_at("textDocument/completion", 10, 3).await[0]["label"], "Ilse Varnholt");
}

#[tokio::test]
async fn a_long_sheet_is_offered_in_parts() {
    let desk = tempfile::tempdir().unwrap();
    // Names of three letters behind "Ilse Va": "Ilse Vaaab", "Ilse Vaaac", one of them with other forms.
    let letters = || "abcdefgh".chars();
    let ends = letters()
        .flat_map(|one| letters().flat_map(move |two| letters().map(move |three| format!("{one}{two}{three}"))));
    let entry = |end: String| format!("[[people]]\nname = \"Ilse Va{end}\"\ntitles = [{{ title = \"clerk\" }}]\n");
    let sheet =
        ends.map(entry).collect::<String>() + "[[people]]\nname = \"Odo Kell\"\naliases = [\"Kell the Elder\"]\n";
    fs::write(desk.path().join("deskcheck-facts.toml"), sheet).unwrap();
    let url = address(&desk.path().join("story.txt"));
    let mut client = Client::begin(json!({})).await;
    client.open_as(&url, "plaintext", "Va\n\nVahg\n\nOf Kell\n\nA cle\n\n\n\nIlse Vahgb and Ilse Vah\n").await;
    let mut offered = async |line, character| {
        let params = json!({ "textDocument": { "uri": url }, "position": place(line, character) });
        client.result("textDocument/completion", params).await
    };
    let many = offered(0, 2).await;
    let count = many["items"].as_array().unwrap().len();
    assert!(many["isIncomplete"] == true && (100..110).contains(&count), "{many}");
    let few = offered(2, 4).await;
    assert_eq!(few.as_array().unwrap().len(), 8, "{few}");
    assert_eq!(
        (&few[0]["label"], &few[0]["filterText"], &few[0]["detail"]),
        (&json!("Ilse Vahga"), &json!("Vahga"), &json!("clerk"))
    );
    let labels = |items: &Value| items.as_array().unwrap().iter().map(|it| it["label"].clone()).collect::<Vec<_>>();
    assert_eq!(labels(&offered(4, 7).await), ["Kell the Elder"]);
    // Five hundred clerks hold one office.
    assert_eq!(labels(&offered(6, 5).await), ["clerk"]);
    assert_eq!(offered(8, 0).await["isIncomplete"], true);
    let run = offered(10, 23).await;
    assert_eq!(run.as_array().unwrap().len(), 64);
    assert_eq!(run[0]["textEdit"]["range"], range((10, 15), (10, 23)));
}
