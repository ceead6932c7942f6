//! The comment that has the next block passed over by a rule.  Plain text has no comments.

use std::sync::LazyLock;

use super::analysis::{self, Analysis};
use crate::check::{Checked, Memo};
use crate::finding::Finding;
use crate::options::Format;
use crate::place::{Edit, Span};
use crate::reference::Reference;
use crate::settings::Terms;
use crate::text::Zone;

fn comment(rule: &str) -> String {
    format!("<!-- deskcheck: ignore {rule} -->")
}

/// Whether the check heeds such comments at all: one that does not must not be written for it.
static HEEDED: LazyLock<bool> = LazyLock::new(|| {
    let draft = format!("{}\nIt cost TK pounds.\n", comment("placeholder"));
    let (terms, reference) = (Terms::default(), Reference::default());
    let checked =
        analysis::checked(&mut Memo::default(), &draft, Format::Markdown, None, &terms, &reference, &|| false);
    checked.is_some_and(|checked| checked.findings.is_empty())
});

/// The edit that puts the comment before the block of a finding; only one that a check proves to help.
pub(super) fn edit(analysis: &Analysis, finding: &Finding) -> Option<Edit> {
    let format = analysis.checked.options.format;
    if format == Format::Text || !*HEEDED {
        return None;
    }
    let at = place(&analysis.text, &analysis.checked, finding.place.span.start as usize)?;
    let end = if analysis.text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = &analysis.text[..at];
    let indent = &line[line.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let text = format!("{}{end}{indent}", comment(finding.rule));
    let mut draft = analysis.text.clone();
    draft.insert_str(at, &text);
    let (terms, reference, published) = (&analysis.terms, &analysis.reference, analysis.settings.published);
    let checked = analysis::checked(&mut Memo::default(), &draft, format, published, terms, reference, &|| false)?;
    let fewer = checked.findings.len() < analysis.checked.findings.len();
    let moved = finding.place.span.start as usize + text.len();
    let stays = checked.findings.iter().any(|it| it.rule == finding.rule && it.place.span.start as usize == moved);
    (fewer && !stays).then(|| Edit { span: Span::new(at, at), text })
}

/// Where a comment before the block around an offset can stand: at the beginning of its line, before the mark of a heading or
/// the tag that opens it.  In lists, quotes, tables and front matter it would tear something apart.
fn place(text: &str, checked: &Checked, offset: usize) -> Option<usize> {
    let article = &checked.article;
    let block = &article.blocks[article.block_at(offset)?];
    if matches!(block.zone, Zone::Table | Zone::List) && checked.options.format == Format::Markdown {
        return None;
    }
    let start = block.whole().start as usize;
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    // "GENEVA (AP) — The ministers": the line begins with another block.
    let begins = article.blocks.iter().any(|block| block.whole().start as usize == line);
    let before = &text[line..start];
    match checked.options.format {
        Format::Markdown => {
            let heading = before.trim_end().chars().all(|letter| letter == '#');
            (begins || heading && !before.starts_with(' ')).then_some(line)
        }
        Format::Html => {
            let tag = before.trim();
            let opens = tag.starts_with('<') && tag.ends_with('>') && !tag.contains("</");
            opens.then(|| line + before.len() - before.trim_start().len())
        }
        Format::Text | Format::AsciiDoc | Format::Rst => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::options::Options;

    fn at(text: &str, format: Format, words: &str) -> Option<usize> {
        let checked = check::check(text, &Options { format, ..Options::default() });
        place(text, &checked, text.find(words).unwrap())
    }

    #[test]
    fn the_comment_stands_before_the_block() {
        let markdown = "---\ntitle: TK one\n---\n\n## TK two\n\nA line.\nAnd TK three.\n\n- TK four\n\n> TK five\n\nTK six | b\n---|---\nTK seven | d\n";
        assert_eq!(at(markdown, Format::Markdown, "TK two"), markdown.find("## TK"));
        assert_eq!(at(markdown, Format::Markdown, "TK three"), markdown.find("A line"));
        for torn in ["TK one", "TK four", "TK five", "TK six", "TK seven"] {
            assert_eq!(at(markdown, Format::Markdown, torn), None, "{torn}");
        }
        let html = "<div>\n  <p class=\"a\">TK one</p>\n  <p>Two <b>TK three</b></p></div>";
        assert_eq!(at(html, Format::Html, "TK one"), html.find("<p class"));
        assert_eq!(at(html, Format::Html, "TK three"), html.find("<p>Two"));
        assert_eq!(at("TK one.", Format::Text, "TK"), None);
    }
}
