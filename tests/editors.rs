//! What the editors' plugins say of settings is what the program says.

use std::fs;

use serde_json::Value;

const MANIFEST: &str = "editors/vscode/package.json";
const SCHEMA: &str = "docs/fact-sheet.schema.json";

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_extension_knows_every_rule() {
    let mut manifest = json(MANIFEST);
    let rules = json("docs/settings.schema.json")["properties"]["rules"]["properties"].take();
    assert!(rules.as_object().is_some_and(|rules| rules.contains_key("weekday-mismatch")));
    let known = &mut manifest["contributes"]["configuration"]["properties"]["deskcheck.rules"]["properties"];
    if std::env::var_os("UPDATE").is_some() && *known != rules {
        *known = rules.clone();
        fs::write(MANIFEST, serde_json::to_string_pretty(&manifest).unwrap() + "\n").unwrap();
    }
    let known = &json(MANIFEST)["contributes"]["configuration"]["properties"]["deskcheck.rules"]["properties"];
    assert!(*known == rules, "{MANIFEST} is out of date: run UPDATE=1 cargo test");
}

#[test]
fn the_schema_of_fact_sheets_is_that_of_the_program() {
    let printed =
        std::process::Command::new(env!("CARGO_BIN_EXE_deskcheck")).args(["facts", "schema"]).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(SCHEMA, &printed).unwrap();
    }
    let there = fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(there == printed && !there.is_empty(), "{SCHEMA} is out of date: run UPDATE=1 cargo test");
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("sheet.json", serde_json::from_str(&printed).unwrap()).unwrap();
    let schema = compiler.compile("sheet.json", &mut schemas).unwrap();
    let person = |key: &str| serde_json::json!({ "people": [{ key: "Ilse Varnholt", "born": "1971-04-02" }] });
    assert!(schemas.validate(&person("name"), schema).is_ok());
    assert!(schemas.validate(&person("nmae"), schema).is_err());
}

#[test]
fn the_extension_names_schemas_that_are_there() {
    let contributes = json(MANIFEST)["contributes"].take();
    let named: Vec<_> = ["jsonValidation", "yamlValidation"]
        .iter()
        .filter_map(|point| contributes[point].as_array())
        .flatten()
        .filter_map(|one| one["url"].as_str()?.strip_prefix("./schemas/"))
        .collect();
    assert!(!named.is_empty());
    for name in named {
        assert!(fs::exists(format!("docs/{name}")).unwrap(), "there is no docs/{name}");
    }
}

#[test]
fn the_extension_has_the_version_of_the_program() {
    assert_eq!(json(MANIFEST)["version"], env!("CARGO_PKG_VERSION"));
}
