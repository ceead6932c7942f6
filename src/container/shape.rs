//! What a text is whose name does not tell, by how it begins.

/// Elements that a page or a piece of one begins with.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
    "article",
    "main",
    "section",
    "div",
    "header",
    "h1",
    "h2",
    "p",
    "meta",
    "title",
    "table",
    "ul",
    "ol",
    "figure",
    "blockquote",
];

/// Fields that only a mail has, in small letters.
const FIELDS: &[&str] = &["mime-version", "message-id", "received", "return-path", "delivered-to", "x-mailer"];

/// The longest head of a mail that is looked at, in lines.
const HEAD: usize = 400;

/// Whether a text is HTML: it begins with an element.
pub(super) fn is_html(text: &str) -> bool {
    let mut text = text.trim_start();
    // A declaration of XML, and comments, may stand above.
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->")] {
        if let Some((_, rest)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            text = rest.trim_start();
        }
    }
    let Some(rest) = text.strip_prefix('<') else { return false };
    let lead = |name: &str| rest.get(..name.len()).is_some_and(|lead| lead.eq_ignore_ascii_case(name));
    let ends = |name: &str| rest[name.len()..].starts_with(['>', ' ', '\n', '\r', '\t', '/']);
    lead("!doctype html") || ELEMENTS.iter().any(|name| lead(name) && ends(name))
}

/// Whether a text is Markdown: it begins with front matter or with a heading that stands alone, or it has a link.  Text that only
/// looks a little like it is read as it stands: a line that begins with "#" may be anybody's note.
pub(super) fn is_markdown(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    has_front_matter(text) || has_title(text) || has_link(text)
}

/// Whether a text begins with fields between two lines of three hyphens.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return false;
    }
    let mut fields = 0;
    for line in lines.take(HEAD) {
        if matches!(line, "---" | "...") {
            return fields > 0;
        }
        // What goes on, a list, a comment.
        if line.is_empty() || line.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { return false };
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        if name.is_empty() || !name.chars().all(is_name) || !(value.is_empty() || value.starts_with(' ')) {
            return false;
        }
        fields += 1;
    }
    false
}

/// Whether a text begins with a heading, and nothing stands right below it.
fn has_title(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let title = lines.next().unwrap_or_default();
    let words = title.trim_start_matches('#');
    let level = title.len() - words.len();
    (1..=6).contains(&level)
        && words.starts_with(' ')
        && words.contains(char::is_alphabetic)
        && lines.next().is_none_or(|below| below.trim().is_empty())
}

/// Whether a text has a link to a page behind words in brackets.
fn has_link(text: &str) -> bool {
    let mut links = memchr::memmem::find_iter(text.as_bytes(), "](http");
    links.any(|at| {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let rest = &text[at + 2..];
        let address = rest.starts_with("http://") || rest.starts_with("https://");
        let closed = rest.find([')', ' ', '\n']).is_some_and(|end| rest[end..].starts_with(')'));
        text[line..at].contains('[') && address && closed
    })
}

/// Whether a text is a mail: it begins with fields, of which one says whom it is from and one that it was sent.
pub(super) fn is_mail(text: &str) -> bool {
    let (mut from, mut sent) = (false, false);
    for (index, line) in text.lines().take(HEAD).enumerate() {
        if line.is_empty() {
            break;
        }
        // A field goes on in lines that begin with white space; "From " above it is of a mailbox.
        if index > 0 && line.starts_with([' ', '\t']) || index == 0 && line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        from |= name == "from";
        sent |= FIELDS.contains(&name.as_str());
    }
    from && sent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_with_an_element() {
        for html in [
            "<!DOCTYPE HTML>\n<p>Fog",
            "\u{a0}\n<html lang=en>",
            "<?xml version=\"1.0\"?>\n<!-- x -->\n<html>",
            "<p>Fog holds the ferry.</p>",
            "<H1 class=x>Fog</H1>",
        ] {
            assert!(is_html(html), "{html}");
        }
        for text in [
            "Fog holds the ferry",
            "<TK: quote from the harbour master>\n\nFog",
            "<photo> Fog",
            "<3 for the ferry",
            "<http://example.org> says",
            "< p >",
            "",
            "<",
            "<!-- only a comment",
        ] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn markdown_has_front_matter_a_title_or_a_link() {
        for markdown in [
            "---\ntitle: Fog holds the ferry\ntags:\n- port\n  - fog\n---\n\nFog",
            "---\r\nslug: fog\r\n---\r\n",
            "\n\n# Fog holds the ferry\n\nThe ferry stays in port.",
            "## Fog",
            "The ferry [stays in port](https://port.example/fog), the master said.",
            "[Fog](http://port.example)\n",
        ] {
            assert!(is_markdown(markdown), "{markdown}");
        }
        for text in [
            "",
            "---",
            "---\n\nFog holds the ferry\n---\nThe ferry: it stays.\n---\n",
            "---\ntitle: Fog holds the ferry\n\nNothing closes it.",
            "---\nHe said: stay.\nAnd they stayed.\n---\n",
            "Slug: fog\n---\ntitle: Fog\n---",
            "# 1\n\nFog",
            "#fog #ferry\n\nFog holds the ferry",
            "# the port is shut\n# the ferry stays\nport = shut",
            "####### Fog\n\nFog",
            "Fog holds the ferry\n\n# Later\n\nThe ferry stays.",
            "The ferry (https://port.example/fog) [as of Monday] stays.",
            "The key list[a](http) stays.\n](http://x.example) stands alone.",
            "It has two sides *and* a _front_.\n\n> Stay, he said.",
        ] {
            assert!(!is_markdown(text), "{text}");
        }
    }

    #[test]
    fn mails_begin_with_fields() {
        assert!(is_mail("From: a@b.example\r\nReceived: by x\r\n with y\r\nSubject: Fog\r\n\r\nFog"));
        assert!(is_mail("Return-Path: <a@b.example>\nFrom: a@b.example\n\n"));
        for text in [
            "From: the desk\nTo: the crew\n\nThe ferry stays in port.",
            "From: the desk\nThe ferry stays in port.\nMIME-Version: 1.0",
            "Slug: ferry\nReceived: by wire\n\nFog",
            "Fog holds the ferry\n\nFrom: x\nMIME-Version: 1.0",
            "",
        ] {
            assert!(!is_mail(text), "{text}");
        }
    }
}
