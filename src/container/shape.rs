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
