//! What is measured on.

use std::fmt::Write;

/// News of about so many bytes: published articles where they are at hand, else made up.
pub fn news(bytes: usize) -> String {
    let mut draft = String::new();
    if let Ok(articles) = std::fs::read_to_string("../shared/eval/articles/wikinews.jsonl") {
        for line in articles.lines() {
            let article: serde_json::Value = serde_json::from_str(line).expect("the articles are JSON lines");
            let _ = write!(draft, "{}\n\n", article["text"].as_str().unwrap_or_default());
        }
    } else {
        for day in 1..29 {
            let _ = write!(
                draft,
                "On {day} October 2022, Ilse Varnholt, 51, said that at least {day} people had been killed and 40 injured in the old \
                 harbour, 40 miles (64 km) from Sorne.\n\nMs Varnholt told reporters that the £1.2bn port would open again next week.\n\n"
            );
        }
    }
    let mut draft = draft.repeat(bytes / draft.len() + 1);
    draft.truncate(draft.floor_char_boundary(bytes));
    draft
}
