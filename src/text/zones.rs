//! Zones by shape: what a paragraph is, when the markup does not say.

use super::block::{Article, Block, Cell, Piece, Prose, Zone};

/// How a block stands among the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    /// The zone, where the markup tells it.
    pub zone: Option<Zone>,
    /// Its place in a table.
    pub cell: Option<Cell>,
    /// It is one line.
    pub alone: bool,
    /// All of it is set off by emphasis.
    pub emphasis: bool,
    /// It stands right under a picture, set off.
    pub caption: bool,
}

/// The longest headline and standfirst, in bytes.
const HEADLINE: usize = 160;
/// The longest line that can be furniture, credit, byline or date line, in bytes.
const LINE: usize = 110;
/// The longest dateline, in bytes: "SAN FRANCISCO, California, Oct. 2, 2022 (Reuters) —".
const DATELINE: usize = 90;

/// How many blocks below the headline a standfirst, byline or caption is sought.
const HEAD: usize = 8;

/// Lines with these beginnings are furniture of the wire or of the site.
/// Source: AP, Reuters and PA wire practice ("Eds", writethru lead-ins, embargo lines).
const FURNITURE: &[&str] = &[
    "eds:",
    "eds.:",
    "editors:",
    "note to editors",
    "notes to editors",
    "updates with",
    "update:",
    "adds ",
    "recasts",
    "embargoed",
    "not for publication",
    "for immediate release",
    "ends",
    "(more)",
    "(ends)",
    "###",
    "-30-",
    "-ends-",
    "powered by",
    "advertisement",
    "read more",
    "sign up",
    "subscribe",
    "share this",
    "related:",
    "also read",
    "click here",
    "listen to",
    "watch:",
    "slug:",
    "with photo",
];

/// Words that stand in a line which says who contributed.
const CREDITS: &[&str] = &[
    "contributed to this report",
    "contributed reporting",
    "reporting by",
    "editing by",
    "additional reporting",
    "with agencies",
    "getty images",
    "photograph:",
    "photo:",
    "picture:",
    "photo by",
    "image:",
    "image credit",
    "photo credit",
    "file photo",
];

/// Agencies whose name at the end of a line makes it a caption with its credit.
const AGENCIES: &[&str] =
    &["Reuters", "AFP", "AP", "EPA", "Getty", "PA", "Bloomberg", "Shutterstock", "Alamy", "dpa", "ANI", "Xinhua"];

/// Beginnings of a correction note.
const CORRECTIONS: &[&str] = &[
    "correction:",
    "corrections:",
    "clarification:",
    "correction (",
    "correction, ",
    "correction on ",
    "this article was amended",
    "this story has been corrected",
    "an earlier version of this",
];

/// Marks the zones that the format left open, splits datelines off, and counts paragraphs.
pub(super) fn mark(blocks: Vec<Block>, layouts: &[Layout]) -> Article {
    let mut article = Article { blocks: Vec::with_capacity(blocks.len() + 2), ..Article::default() };
    let mut headline = layouts.iter().any(|layout| layout.zone == Some(Zone::Headline));
    let (mut paragraph, mut body) = (0, 0);
    let count = blocks.len();
    for (index, mut block) in blocks.into_iter().enumerate() {
        let layout = &layouts[index];
        if layout.zone.is_none() {
            let early = body < HEAD && paragraph < 3;
            block.zone = by_shape(block.prose.text.trim(), layout, early, headline, index + HEAD >= count);
            body += 1;
            if index == 0 && !headline && is_headline(&block, layout, count) {
                block.zone = Zone::Headline;
                headline = true;
            }
        }
        if block.zone == Zone::Body
            && paragraph < 3
            && let Some(end) = dateline_end(&block.prose.text)
        {
            let (line, rest) = split(&block, end);
            article.blocks.push(line);
            block = rest;
        }
        if matches!(block.zone, Zone::Body | Zone::List) {
            paragraph += 1;
            block.paragraph = Some(paragraph);
        }
        article.blocks.push(block);
    }
    article
}

/// A first line is the headline when it is short, ends without a full stop, and stands alone.
fn is_headline(block: &Block, layout: &Layout, count: usize) -> bool {
    let text = block.prose.text.trim();
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')']);
    count > 1
        && layout.alone
        && text.len() <= HEADLINE
        && block.zone == Zone::Body
        && !bare.ends_with(['.', ':', ';', ','])
}

fn by_shape(text: &str, layout: &Layout, early: bool, headline: bool, late: bool) -> Zone {
    let lower = || text.get(..text.floor_char_boundary(40)).unwrap_or_default().to_lowercase();
    let first = text.bytes().next().unwrap_or_default();
    if matches!(first, b'C' | b'c' | b'T' | b'A') && text.len() > 10 && starts_with_any(&lower(), CORRECTIONS) {
        return Zone::Correction;
    }
    if layout.caption {
        let credit = text.len() <= LINE && CREDITS.iter().any(|credit| text.to_lowercase().starts_with(credit));
        return if credit { Zone::Credit } else { Zone::Caption };
    }
    if text.len() > LINE {
        return if early && headline && is_standfirst(text, layout) { Zone::Standfirst } else { Zone::Body };
    }
    let start = lower();
    if starts_with_any(&start, &["updated", "last updated", "last modified", "modified:"]) && has_digit(text) {
        return Zone::Updated;
    }
    if (early || late) && is_date_line(text) {
        return Zone::Published;
    }
    if early && is_place_and_date(text) {
        return Zone::Dateline;
    }
    if starts_with_any(&start, FURNITURE) && (text.len() < 40 || early || late) && !text.ends_with('.') {
        return Zone::Furniture;
    }
    let all = text.to_lowercase();
    if CREDITS.iter().any(|credit| all.contains(credit)) {
        return Zone::Credit;
    }
    if early && start.starts_with("by ") && is_byline(text) {
        return Zone::Byline;
    }
    let agency = text.rsplit([' ', '/', '.']).find(|word| !word.is_empty()).unwrap_or_default();
    if AGENCIES.contains(&agency) && text.len() < LINE {
        return if text.len() > agency.len() + 20 { Zone::Caption } else { Zone::Credit };
    }
    if early && headline && is_standfirst(text, layout) {
        return Zone::Standfirst;
    }
    Zone::Body
}

fn starts_with_any(text: &str, list: &[&str]) -> bool {
    list.iter().any(|start| text.starts_with(start))
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A short paragraph of one line below the headline that ends without a full stop, or is set in emphasis.
fn is_standfirst(text: &str, layout: &Layout) -> bool {
    let open =
        layout.alone && text.len() <= HEADLINE && !text.ends_with(['.', ':', '"', '”', ',', ';', '?', '!', ')', '-']);
    (open || layout.emphasis && text.len() <= 2 * HEADLINE) && text.split_whitespace().nth(4).is_some()
}

/// "By Jane Doe", "By Jane Doe and John Roe in Geneva".
fn is_byline(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().skip(1).collect();
    let small = ["and", "in", "for", "of", "the", "at", "with", "&", "de", "van", "von", "al"];
    !words.is_empty()
        && words.len() < 14
        && !text.ends_with('.')
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) || small.contains(word) || !word.starts_with(char::is_alphabetic)
        })
}

pub(super) const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
pub(super) const DATE_WORDS: &[&str] = &[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "published",
    "posted",
    "date",
    "on",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "bst",
    "est",
    "edt",
    "et",
    "utc",
    "pst",
    "pdt",
    "cet",
    "cest",
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "the",
    "first",
    "release",
    // "2026-03-11T10:00:00Z".
    "t",
    "z",
];

/// Whether a line holds a date and nothing else.
fn is_date_line(text: &str) -> bool {
    if !has_digit(text) || text.len() > 70 {
        return false;
    }
    let mut month = false;
    for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '.') {
        let word = word.trim_matches('.').to_lowercase();
        let letters = word.trim_matches(|letter: char| letter.is_ascii_digit());
        if letters.is_empty() {
            continue;
        }
        let is_month =
            letters.len() >= 3 && MONTHS.contains(&letters.get(..3).unwrap_or_default()) && letters.len() < 10;
        if !is_month && !DATE_WORDS.contains(&letters) {
            return false;
        }
        month |= is_month;
    }
    let numeric = |word: &str| {
        let day = word.split(['T', 't']).next().unwrap_or_default();
        day.bytes().filter(u8::is_ascii_digit).count() == 8 && day.contains(['-', '/'])
    };
    month || text.split_whitespace().any(numeric)
}

/// "HARLOW FALLS, Ohio, March 10, 2026", "LEEDS, 10 March (PA)": a dateline on a line of its own.
fn is_place_and_date(text: &str) -> bool {
    let line = text.trim_end_matches(['.', ':', '-', '–', '—', ' ']);
    // "(Reuters)", "/PRNewswire/".
    let inside = line.strip_suffix(')').map(|it| (it, '(')).or_else(|| line.strip_suffix('/').map(|it| (it, '/')));
    let line = inside.and_then(|(it, opening)| it.rfind(opening).map(|at| it[..at].trim_end())).unwrap_or(line);
    if line.len() > DATELINE || !has_digit(line) || !opens_in_capitals(line) {
        return false;
    }
    let mut places = line.match_indices([',', '-', '–', '—', '(', '|']);
    places.any(|(at, mark)| {
        let (place, date) = (&line[..at], line[at + mark.len()..].trim());
        let names = place.split_whitespace().all(|word| !word.starts_with(char::is_lowercase) && !has_digit(word));
        names && place.split_whitespace().count() <= 5 && is_date_line(date)
    })
}

/// Whether a line begins with a place in capitals, as datelines do.
fn opens_in_capitals(text: &str) -> bool {
    let capitals = |word: &str| {
        word.chars().count() >= 2
            && word.chars().all(|letter| letter.is_uppercase() || matches!(letter, '.' | '-' | '\''))
    };
    let mut words = text.split([' ', ',', '(']);
    let first = words.next().unwrap_or_default();
    // "ST PAUL" has a short first word, "EU leaders" has no second one in capitals.
    capitals(first) && (first.chars().count() >= 3 || words.next().is_some_and(capitals))
}

/// The byte behind the dash of "GENEVA, Oct 2 (Reuters) —", when the paragraph begins so.
fn dateline_end(text: &str) -> Option<usize> {
    if !opens_in_capitals(text) {
        return None;
    }
    let head = &text[..text.floor_char_boundary(DATELINE)];
    let dash = [" — ", " – ", " - ", " -- ", ") —", ") –", ") -", "—"]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| at + dash.len()))
        .min()?;
    let line = &head[..dash];
    // Small words mark a sentence: "NATO leaders met – again – in Madrid".
    let small = |word: &str| {
        word.starts_with(char::is_lowercase) && !["and", "de", "of", "la", "near", "the", "du"].contains(&word)
    };
    (!line.split_whitespace().any(small)).then_some(dash)
}

/// Splits a block at a byte of its prose: the dateline and the rest.
fn split(block: &Block, at: usize) -> (Block, Block) {
    let at = block.prose.text[..at].trim_end().len();
    let (line, rest) = block.prose.text.split_at(at);
    let skipped = rest.len() - rest.trim_start().len();
    let cut = u32::try_from(at + skipped).unwrap_or(u32::MAX);
    if block.prose.pieces.is_empty() {
        let dateline = Block {
            zone: Zone::Dateline,
            prose: Prose::verbatim(line),
            offset: block.offset,
            paragraph: None,
            cell: None,
        };
        let rest = Block {
            prose: Prose::verbatim(rest.trim_start()),
            offset: block.offset + cut,
            zone: block.zone,
            paragraph: None,
            cell: block.cell,
        };
        return (dateline, rest);
    }
    let end = u32::try_from(at).unwrap_or(u32::MAX);
    let part = |from: u32, to: u32| -> Vec<Piece> {
        block.prose.pieces.iter().filter_map(|piece| clip(piece, from, to)).collect()
    };
    let (before, mut behind) = (part(0, end), part(cut, u32::MAX));
    let shift = behind.first().map_or(0, |piece| piece.source);
    for piece in &mut behind {
        piece.source -= shift;
        piece.prose -= cut;
    }
    let dateline = Block {
        zone: Zone::Dateline,
        prose: Prose { text: line.into(), pieces: before.into() },
        offset: block.offset,
        paragraph: None,
        cell: None,
    };
    let prose = Prose { text: rest.trim_start().into(), pieces: behind.into() };
    let rest =
        Block { zone: block.zone, prose, offset: block.offset + shift, paragraph: block.paragraph, cell: block.cell };
    (dateline, rest)
}

/// The part of a piece between two bytes of prose.
fn clip(piece: &Piece, from: u32, to: u32) -> Option<Piece> {
    let (start, end) = (piece.prose.max(from), (piece.prose + piece.prose_len).min(to));
    if start >= end {
        return None;
    }
    if piece.prose_len != piece.source_len {
        return Some(Piece { prose: start, prose_len: end - start, ..*piece });
    }
    Some(Piece {
        prose: start,
        prose_len: end - start,
        source: piece.source + (start - piece.prose),
        source_len: end - start,
    })
}
