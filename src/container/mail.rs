//! A mail: its subject over its text.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Kind, Opened, Spelling, Unreadable};
use crate::options::Format;

/// What a mail program puts before the subject of an answer, in small letters.
const ANSWERS: &[&str] = &["re:", "fw:", "fwd:", "aw:", "wg:", "sv:", "vs:", "tr:"];

/// The most lines of a signature.
const SIGNATURE: usize = 12;

/// Reads a mail.  Its day is when it was sent, which says nothing of the draft.
pub(super) fn read(bytes: &[u8]) -> Result<Opened, Unreadable> {
    let message = MessageParser::default().parse(bytes).filter(|message| !message.headers().is_empty());
    let Some(message) = message else { return Err(Unreadable::Damaged("a mail begins with its headers".to_owned())) };
    let subject = plain(subject(message.subject().unwrap_or_default()));
    let is_plain = message.text_bodies().all(|part| matches!(part.body, PartType::Text(_)));
    let (text, format) = if is_plain && message.text_body_count() > 0 {
        let bodies = message.text_bodies().filter_map(|part| match &part.body {
            PartType::Text(text) => Some(body(part, text)),
            _ => None,
        });
        let bodies: Vec<_> = bodies.collect();
        (format!("{subject}\n\n{}", bodies.join("\n\n")), Format::Text)
    } else {
        let bodies = message.html_bodies().filter_map(|part| match &part.body {
            PartType::Html(text) => Some(plain(text)),
            PartType::Text(text) => Some(paragraphs(&body(part, text))),
            _ => None,
        });
        let bodies: Vec<_> = bodies.collect();
        (format!("<h1>{}</h1>\n{}", escaped(&subject), bodies.join("\n")), Format::Html)
    };
    if message.text_body_count() + message.html_body_count() == 0 {
        return Err(Unreadable::Other("a mail without text (an empty or an encrypted one)"));
    }
    let notice = format!("read as the text of a mail; lines count in that text{}", attached(&message));
    Ok(Opened { text, format: Some(format), spelling: Spelling::Within(Kind::Mail), notice: Some(notice) })
}

/// The subject without what marks an answer.
fn subject(subject: &str) -> &str {
    let mut subject = subject.trim();
    while let Some(mark) =
        ANSWERS.iter().find(|mark| subject.get(..mark.len()).is_some_and(|lead| lead.eq_ignore_ascii_case(mark)))
    {
        subject = subject[mark.len()..].trim_start();
    }
    subject
}

/// The words of a text, without what is no letter.
fn plain(text: &str) -> String {
    let letter = |letter: char| if letter.is_control() && !matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter };
    text.chars().map(letter).collect()
}

/// The text of a part: lines that only flowed on are one (RFC 3676), and a signature is left out.
fn body(part: &mail_parser::MessagePart<'_>, text: &str) -> String {
    let text = plain(text);
    let kind = part.content_type();
    let says = |name: &str, value: &str| {
        kind.and_then(|kind| kind.attribute(name)).is_some_and(|it| it.eq_ignore_ascii_case(value))
    };
    let (flowed, close) = (says("format", "flowed"), says("delsp", "yes"));
    let lines: Vec<&str> = text.lines().collect();
    let end =
        lines.iter().rposition(|line| line.trim_end() == "--").filter(|at| *at > 0 && lines.len() - at <= SIGNATURE);
    let mut out = String::with_capacity(text.len());
    for line in &lines[..end.unwrap_or(lines.len())] {
        if !flowed {
            out.extend([line, "\n"]);
            continue;
        }
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line.strip_suffix(' ') {
            Some(words) => out.extend([words, if close { "" } else { " " }]),
            None => out.extend([line, "\n"]),
        }
    }
    out
}

/// Plain text as paragraphs of HTML.
fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").filter(|it| !it.trim().is_empty());
    paragraphs.map(|it| format!("<p>{}</p>", escaped(it.trim()))).collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// What is said of files that came with the mail: the draft may be one of them.
fn attached(message: &Message<'_>) -> String {
    let names: Vec<_> = message.attachments().filter_map(MimeHeaders::attachment_name).map(plain).collect();
    match &names[..] {
        [] => String::new(),
        names => format!("; not read: {}", names.join(", ")),
    }
}
