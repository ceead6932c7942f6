//! What a draft says to deskcheck: comments in Markdown and HTML, and the field `deskcheck` of front matter.

use crate::place::Span;

/// One thing that a draft says to deskcheck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Where: the comment, or the value in front matter.
    pub span: Span,
    /// What.
    pub says: Says,
}

/// What a directive says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// A rule is to be silent.
    Ignore {
        /// Its name as written.
        rule: String,
        /// Where; `None` when a comment is followed by nothing.
        covers: Option<Span>,
    },
    /// All rules are to be silent from here on.
    Off,
    /// All rules may speak again.
    On,
    /// The day of the draft, as written.
    Published(String),
    /// A fact sheet that the draft is to be held against, from its own folder.
    Reference(String),
    /// Something else, with what is wrong about it.
    Unknown(String),
}

/// The directives in the comments of a piece of markup.
pub(super) fn comments(source: &str, span: Span) -> Vec<Directive> {
    let mut directives = Vec::new();
    let Some(area) = source.get(span.range()) else { return directives };
    let mut rest = area;
    loop {
        // A tokenizer may give the inside of a comment only.
        let inside = match rest.split_once("<!--") {
            Some((_, inside)) => inside,
            None if rest.len() == area.len() => rest,
            None => return directives,
        };
        let (comment, behind) = inside.split_once("-->").unwrap_or((inside, ""));
        let start = span.start as usize + (comment.as_ptr() as usize - area.as_ptr() as usize);
        let lead = comment.len() - comment.trim_start().len();
        let words = comment.trim();
        if let Some(words) = words.strip_prefix("deskcheck:") {
            let whole = Span::new(start + lead, start + lead + comment.trim().len());
            directives.extend(comment_says(words).into_iter().map(|says| Directive { span: whole, says }));
        }
        rest = behind;
        if rest.is_empty() {
            return directives;
        }
    }
}

/// What a comment says, a rule at a time.
fn comment_says(words: &str) -> Vec<Says> {
    let mut words = words.split([' ', '\t', '\r', '\n', ',']).filter(|word| !word.is_empty());
    let verb = words.next().unwrap_or_default();
    let rules: Vec<_> = words.collect();
    match (verb, rules.is_empty()) {
        ("off", true) => vec![Says::Off],
        ("on", true) => vec![Says::On],
        ("ignore", false) => {
            rules.into_iter().map(|rule| Says::Ignore { rule: rule.to_owned(), covers: None }).collect()
        }
        ("ignore", true) => vec![Says::Unknown("`ignore` names no rule".to_owned())],
        ("off" | "on", false) => {
            vec![Says::Unknown(format!("`{verb}` is for all rules; for one, write `deskcheck: ignore RULE`"))]
        }
        _ => vec![Says::Unknown(format!("`{verb}` is none of ignore, off and on"))],
    }
}

/// What a field of front matter says.
pub(super) fn setting(key: &str, value: &str, span: Span) -> Directive {
    let value = value.trim().to_owned();
    let says = match key {
        "ignore" => Says::Ignore { rule: value, covers: Some(Span { start: 0, end: u32::MAX }) },
        "published" => Says::Published(value),
        "reference" => Says::Reference(value),
        _ => Says::Unknown(format!("`{key}` is none of ignore, published and reference")),
    };
    Directive { span, says }
}
