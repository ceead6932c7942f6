//! What the names of styles tell of a paragraph.

use super::prose::Role;

/// Names of styles, in small letters; a name that begins with one and a number is that heading.
/// Source: the built-in styles of Word and `LibreOffice` Writer, and the usual names in newsrooms' templates.
const NAMES: &[(&[&str], Role)] = &[
    (&["title", "headline", "hed"], Role::Title),
    (&["subtitle", "standfirst", "dek", "deck"], Role::Subtitle),
    (&["subhead", "subheading", "crosshead"], Role::Heading(2)),
    (&["caption", "illustration", "figure", "drawing", "cutline", "photo caption", "figure caption"], Role::Caption),
    (&["quote", "intense quote", "quotations", "block text", "block quote", "pull quote", "pullquote"], Role::Quote),
];

/// What a style makes of a paragraph, if its name tells.
pub(super) fn role_of_name(name: &str) -> Option<Role> {
    let name = name.trim().to_lowercase();
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
        return Some(Role::Heading(level));
    }
    let contents = name == "toc heading" || name == "contents heading" || name == "table of figures";
    let numbered = ["toc ", "contents "].iter().filter_map(|lead| name.strip_prefix(lead));
    if contents || numbered.into_iter().any(|level| level.parse::<u8>().is_ok()) {
        return Some(Role::Out);
    }
    NAMES.iter().find(|(names, _)| names.contains(&&*name)).map(|(_, role)| *role)
}
