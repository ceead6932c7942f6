//! Live blogs: posts under clock times, the newest first or last, each with its own clock.
//!
//! A draft is a live blog when most of it stands under headings that begin with a clock time, the times go one way, and
//! text stands under each.  A timetable has lines with times too, but nothing under them, or is a small part of its story.

use super::block::{Article, Block, Zone};
use super::zones::{DATE_WORDS, MONTHS};
use crate::place::Span;

/// A post of a live blog, by its blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// The first block: its heading.
    pub start: usize,
    /// The block behind the last.
    pub end: usize,
}

/// The posts of a live blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// In the order of the draft.
    pub posts: Vec<Post>,
    /// Whether the newest post stands first.
    pub newest_first: bool,
}

impl Live {
    /// The post that a block belongs to; none for the headline and the summary above.
    #[must_use]
    pub fn post_of(&self, block: usize) -> Option<usize> {
        let index = self.posts.partition_point(|post| post.start <= block).checked_sub(1)?;
        (block < self.posts[index].end).then_some(index)
    }

    /// How many posts came after a post: 0 for the latest.
    #[must_use]
    pub fn age(&self, post: usize) -> usize {
        if self.newest_first { post } else { self.posts.len() - 1 - post }
    }

    /// Whether two blocks speak of two moments: they are of two posts, or one is of a post that is not the latest and the
    /// other of none.
    fn are_apart(&self, one: usize, other: usize) -> bool {
        match (self.post_of(one), self.post_of(other)) {
            (Some(one), Some(other)) => one != other,
            (Some(post), None) | (None, Some(post)) => self.age(post) > 0,
            (None, None) => false,
        }
    }
}

impl Article {
    /// Whether two blocks speak of two moments, as two posts of a live blog do.
    #[must_use]
    pub fn are_apart(&self, one: usize, other: usize) -> bool {
        one != other && self.live.as_ref().is_some_and(|live| live.are_apart(one, other))
    }
}

/// What the markup tells of posts.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The page calls itself a live blog.
    pub live: bool,
    /// Elements that are posts.
    pub posts: Vec<Span>,
}

/// The longest heading, in bytes.
const LINE: usize = 110;
/// The shortest text of a post that stands behind its time in one paragraph, in bytes.
const RUNNING: usize = 80;
/// The fewest posts, where the draft does not call itself a live blog.
const POSTS: usize = 3;
/// The same, where text stands behind the times in one paragraph.
const RUNNING_POSTS: usize = 4;
/// How much of the draft stands in posts, in hundredths.
const SHARE: usize = 60;
/// Steps back of more minutes than these lead over midnight.
const NIGHT: i32 = 6 * 60;

/// Words before the time of a heading.
const LABELS: &[&str] = &[
    "key",
    "event",
    "breaking",
    "new",
    "live",
    "latest",
    "post",
    "posted",
    "published",
    "time",
    "summary",
    "alert",
    "update",
    "just",
    "in",
    "pinned",
    "ago",
    "h",
    "m",
    "min",
    "mins",
    "minutes",
    "hour",
    "hours",
    "by",
];

/// Words behind the hour: zones, by the letters that news sites use.
const ZONES: &[&str] = &[
    "gmt", "bst", "utc", "z", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "cet",
    "cest", "eet", "eest", "ist", "jst", "aest", "aedt", "nzst", "nzdt", "local", "hrs",
];

/// Words by which a headline says that the page goes on.
const CALLED: &[&str] = &[
    "live:",
    "live blog",
    "liveblog",
    "- live",
    "– live",
    "— live",
    "live updates",
    "as it happened",
    "latest updates",
];

/// The heading of a post.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
struct Heading {
    block: usize,
    /// Minutes since midnight.
    minutes: i32,
    /// Nothing but the time and its date stands there.
    bare: bool,
    /// Text of the post stands behind the time.
    running: bool,
    /// "am" or "GMT" stands beside it: no time code of a recording.
    told: bool,
    /// A day stands beside it.
    dated: bool,
}

/// Marks the posts of a live blog.
pub(super) fn mark(article: &mut Article, marked: &Marked) {
    let Some((headings, newest_first)) = from_markup(article, marked).or_else(|| by_shape(article, marked)) else {
        return;
    };
    for heading in headings.iter().filter(|it| !it.running) {
        let block = &mut article.blocks[heading.block];
        if matches!(block.zone, Zone::Body | Zone::List | Zone::Standfirst | Zone::Subhead) {
            block.zone = if heading.bare { Zone::Published } else { Zone::Subhead };
        }
    }
    let starts: Vec<usize> = headings.iter().map(|it| start(article, &headings, it)).collect();
    let ends = starts.iter().skip(1).copied().chain([article.blocks.len()]);
    let posts = starts.iter().zip(ends).map(|(start, end)| Post { start: *start, end }).collect();
    article.live = Some(Live { posts, newest_first });
    count(article);
}

/// Where a post begins: at its title, where all titles stand above the times.
fn start(article: &Article, headings: &[Heading], heading: &Heading) -> usize {
    let titled = |it: &Heading| {
        it.bare && it.block > 0 && {
            let block = &article.blocks[it.block - 1];
            let text = block.prose.text.trim();
            let line = block.zone == Zone::Body && text.len() <= LINE && !ends_sentence(text);
            block.zone == Zone::Subhead || line
        }
    };
    // The headline may stand right above the first time.
    if headings.iter().skip(1).all(titled) && titled(heading) { heading.block - 1 } else { heading.block }
}

/// Counts the paragraphs anew.
fn count(article: &mut Article) {
    let mut paragraph = 0;
    for block in &mut article.blocks {
        let counts = matches!(block.zone, Zone::Body | Zone::List);
        paragraph += u32::from(counts);
        block.paragraph = counts.then_some(paragraph);
    }
}

/// The posts that the markup names; of two or more, the times tell which way they go, else the newest stands first.
fn from_markup(article: &Article, marked: &Marked) -> Option<(Vec<Heading>, bool)> {
    if marked.posts.len() < 2 {
        return None;
    }
    let mut headings: Vec<Heading> = Vec::new();
    let mut times = Vec::new();
    for span in &marked.posts {
        let block = article.blocks.partition_point(|block| block.offset < span.start);
        let first = article.blocks.get(block).filter(|it| it.offset < span.end)?;
        if headings.last().is_some_and(|last| last.block == block) {
            continue;
        }
        let time = heading(block, first);
        times.extend(time.map(|it| it.minutes));
        let untold = Heading { block, minutes: 0, bare: false, running: true, told: true, dated: false };
        headings.push(time.filter(|it| !it.running).unwrap_or(untold));
    }
    let newest_first = if times.len() == headings.len() { way(&times) } else { None };
    (headings.len() > 1).then_some((headings, newest_first.unwrap_or(true)))
}

fn by_shape(article: &Article, marked: &Marked) -> Option<(Vec<Heading>, bool)> {
    let mut headings: Vec<Heading> = Vec::new();
    let below =
        article.blocks.iter().rposition(|block| block.zone == Zone::Headline).map_or(0, |headline| headline + 1);
    for (index, block) in article.blocks.iter().enumerate().skip(below) {
        let Some(found) = heading(index, block) else { continue };
        // The time of the markup, and the same time for the reader.
        let twice = headings.last().is_some_and(|last| {
            last.block + 1 == index && last.bare && article.blocks[last.block].zone == Zone::Published
        });
        if !twice {
            headings.push(found);
        }
    }
    // The day and hour of the page, above posts that give the hour alone.
    if headings.first().is_some_and(|it| it.dated) && !headings.iter().skip(1).any(|it| it.dated) {
        headings.remove(0);
    }
    let first = headings.first()?.block;
    let called = marked.live || is_called(article, first);
    let running = headings.iter().filter(|it| it.running).count();
    let fewest = if called {
        2
    } else if running * 2 > headings.len() {
        RUNNING_POSTS
    } else {
        POSTS
    };
    if headings.len() < fewest || headings.len() < 2 {
        return None;
    }
    // Under nearly every time stands text.
    let next = |index: usize| headings.get(index + 1).map_or(article.blocks.len(), |it| it.block);
    let full = headings
        .iter()
        .enumerate()
        .filter(|(index, it)| it.running || article.blocks[it.block + 1..next(*index)].iter().any(is_text));
    let full = full.count();
    if full * 5 < headings.len() * 4 || full < fewest {
        return None;
    }
    let words = |from: usize| -> usize {
        let text = article.blocks[from..].iter().filter(|it| it.zone.is_story());
        text.map(|it| it.prose.text.len()).sum()
    };
    if !called && words(first) * 100 < words(0) * SHARE {
        return None;
    }
    let times: Vec<i32> = headings.iter().map(|it| it.minutes).collect();
    let newest_first = way(&times)?;
    // "00:04", "02:31": the time codes of a recording.
    let codes = !newest_first && times[0] < 10 && headings.iter().all(|it| !it.told && !it.dated);
    (!codes || called).then_some((headings, newest_first))
}

/// Whether times go back all the way, or on; one step in ten may go astray.  `None` where they do neither.
fn way(times: &[i32]) -> Option<bool> {
    let steps = || times.windows(2).map(|pair| pair[1] - pair[0]);
    let back = steps().filter(|step| (-NIGHT..0).contains(step) || *step > NIGHT).count();
    let on = steps().filter(|step| (1..=NIGHT).contains(step) || *step < -NIGHT).count();
    // A long pause in the day: both ways may be meant, and the short steps tell.
    let (back, on) = if back > 0 && on > 0 {
        let short = |range: std::ops::Range<i32>| steps().filter(|step| range.contains(step)).count();
        (short(-NIGHT..0), short(1..NIGHT + 1))
    } else {
        (back, on)
    };
    match (back, on) {
        (back, on) if back > 0 && on * 10 <= back => Some(true),
        (back, on) if on > 0 && back * 10 <= on => Some(false),
        _ => None,
    }
}

/// Whether the draft calls itself a live blog above its posts.
fn is_called(article: &Article, first: usize) -> bool {
    article.blocks[..first].iter().filter(|it| it.zone.announces()).any(|block| {
        let text = block.prose.text.to_lowercase();
        CALLED.iter().any(|word| text.contains(word))
    })
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '”', '"', '’'])
}

/// Whether a block is text of a post.
fn is_text(block: &Block) -> bool {
    let text = block.prose.text.trim();
    block.zone.is_story() && text.len() > 40 && ends_sentence(text)
}

/// Reads a block as the heading of a post.
fn heading(index: usize, block: &Block) -> Option<Heading> {
    let fits = matches!(
        block.zone,
        Zone::Body | Zone::Subhead | Zone::Standfirst | Zone::Published | Zone::List | Zone::Headline
    );
    let text = block.prose.text.trim();
    // Most blocks are sentences.
    let head = text.get(..text.floor_char_boundary(LINE)).unwrap_or_default();
    if !fits || index == 0 && block.zone == Zone::Headline || !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut words =
        head.split([' ', '\u{a0}', '\n', '\t', '(', ')', '[', ']', '|', '•', '·']).filter(|it| !it.is_empty());
    let mut dated = false;
    let (clock, told) = loop {
        let word = words.next()?;
        let lower = word.trim_matches([',', ':', '-', '–', '—', '*', '.']).to_lowercase();
        let rest = words.clone().next().unwrap_or_default();
        if let Some(found) = clock(word, rest) {
            dated |= word.contains('T');
            break found;
        }
        // "2026-03-11": digits and marks.
        let day = lower.len() >= 6 && lower.bytes().all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte));
        let letters = behind_digits(&lower);
        dated |= day || is_month(letters);
        if !day && !is_of_date(letters) && !LABELS.contains(&letters) {
            return None;
        }
    };
    // What stands behind the time: its half of the day and zone are of the time.
    let mut behind = words.peekable();
    let of_time = |word: &str| {
        let word = word.trim_matches([',', ':', '-', '–', '—', '.', '/', '*']).to_lowercase();
        word.is_empty() || matches!(&*word, "am" | "pm" | "a.m" | "p.m") || ZONES.contains(&&*word)
    };
    let mut zoned = false;
    while let Some(word) = behind.next_if(|word| of_time(word)) {
        zoned |= word.bytes().any(|byte| byte.is_ascii_alphabetic());
    }
    let is_date = |word: &str| is_of_date(behind_digits(&word.trim_matches([',', '.', ':']).to_lowercase()));
    let bare = text.len() <= LINE
        && behind.all(|word| {
            dated |= word.bytes().any(|byte| byte.is_ascii_digit());
            is_date(word)
        });
    let running = !bare && (text.len() > LINE || text.len() > RUNNING && ends_sentence(text));
    if !bare && !running && ends_sentence(text) && block.zone != Zone::Subhead {
        // "10am: The gates open." is a line of a timetable.
        return None;
    }
    Some(Heading { block: index, minutes: clock, bare, running, told: told || zoned || dated, dated })
}

/// "th" in "11th", nothing in "2026".
fn behind_digits(word: &str) -> &str {
    word.trim_start_matches(|letter: char| letter.is_ascii_digit())
}

/// Whether letters are a month or its short form.
fn is_month(letters: &str) -> bool {
    (3..10).contains(&letters.len()) && MONTHS.iter().any(|month| letters.starts_with(month))
}

/// Whether letters, or none behind digits, can stand in a date.
fn is_of_date(letters: &str) -> bool {
    letters.is_empty() || is_month(letters) || DATE_WORDS.contains(&letters)
}

/// The minutes since midnight of "10.42am", "14:05", "2026-03-11T10:42:00Z", and whether its half of the day is told.  `next`
/// is the word behind.
fn clock(word: &str, next: &str) -> Option<(i32, bool)> {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let word = word.trim_matches([',', '-', '–', '—', '*', '/']);
    let (word, closed) = word.strip_suffix(':').map_or((word, false), |word| (word, true));
    // A day in figures before it.
    let time = match word.split_once('T') {
        Some((day, time)) if day.len() == 10 && day.as_bytes()[4] == b'-' => time.get(..5)?,
        Some(_) => return None,
        None => word,
    };
    let iso = time.len() != word.len();
    let lower = time.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let next = next.trim_matches([',', ':', '-', '–', '—', '*']).to_lowercase().replace('.', "");
    let digits = lower.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let mark = &lower[digits.len()..];
    let half = match (mark, &*next) {
        ("am" | "pm", _) => Some(mark == "pm"),
        ("", "am" | "pm") => Some(next == "pm"),
        _ => None,
    };
    let zone = ZONES.contains(&mark) || mark.is_empty() && ZONES.contains(&&*next);
    if !mark.is_empty() && half.is_none() && !zone {
        return None;
    }
    let number = |text: &str, most: i32| {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|it| fits && *it < most)
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, minutes)) => {
            // "1.10" is a number, "10:42:07" a time code.
            if minutes.len() != 2 || half.is_none() && !zone && !iso && hours.len() != 2 {
                return None;
            }
            (number(hours, 24)?, number(minutes, 60)?)
        }
        // "9am".
        None if half.is_some() => (number(digits, 13)?, 0),
        // "1442 GMT", "1442:"; the years of this age are no such times.
        None if digits.len() == 4 && (zone || closed) => (number(digits.get(..2)?, 24)?, number(digits.get(2..)?, 60)?),
        None => return None,
    };
    let hours = match half {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(afternoon) => hours % 12 + 12 * i32::from(afternoon),
        None => hours,
    };
    Some((hours * 60 + minutes, half.is_some() || zone || iso))
}
