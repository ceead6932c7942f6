//! A page of a site: which of its blocks are the story, and which stand around it.
//!
//! A piece of HTML without `<html>` or `<body>` is all story.  On a page the element that holds most of the running text is
//! the story's; what stands outside is furniture.  Where no element holds it, nothing is taken away.

use html5gum::StartTag;

use super::block::Zone;
use super::build::Builder;

/// How much of the running text, in hundredths, the story's element holds; less will do where it holds the only `<h1>`.
const MOST: usize = 60;
const MOST_WITH_HEADLINE: usize = 40;

/// A paragraph outside of it that is longer, in bytes, and in sentences, may be of the story after all.
const LONG: usize = 250;

/// A paragraph in a form that is longer, in bytes, is no label of one: the form stands around a story.
const LABEL: usize = 200;

/// The most elements that are looked at.
const REGIONS: usize = 1024;

/// The shortest block that counts as running text, in bytes.
const RUNNING: usize = 20;

/// Roles of elements that are no part of the story.  Source: WAI-ARIA 1.2, landmark roles.
const ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog"];

/// Classes and ids, in whole, of what stands around stories, in small letters.
/// Source: the usual names in themes of content systems (`WordPress`, Drupal, Ghost, Bootstrap).
const NAMES: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "site-nav",
    "main-menu",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "widget-area",
    "related",
    "related-stories",
    "related-articles",
    "related-posts",
    "related-links",
    "related-content",
    "newsletter",
    "newsletter-signup",
    "social-share",
    "share-buttons",
    "sharedaddy",
    "cookie-banner",
    "cookie-notice",
    "comments",
    "disqus_thread",
    "most-read",
    "most-popular",
    "trending",
    "recommended",
    "site-header",
    "site-footer",
    "skip-link",
    "screen-reader-text",
];

/// An element that may hold the story.
#[derive(Debug)]
struct Region {
    element: String,
    /// `<article>` or its like, not `<main>`.
    article: bool,
    /// How many elements of its name are open in it, itself included; 0 when it is closed.
    open: usize,
    start: usize,
    end: usize,
}

impl Region {
    fn holds(&self, block: usize) -> bool {
        (self.start..self.end).contains(&block)
    }
}

/// What is known of a page while it is read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// It is a page, not a piece of one.
    whole: bool,
    regions: Vec<Region>,
    /// Open forms and closed ones: the blocks in them.
    forms: Vec<Region>,
    /// The blocks of `<h1>`.
    headlines: Vec<usize>,
    /// Where in the block that is collected a link began.
    link: Option<usize>,
    /// How many bytes of the block are links.
    linked: usize,
    /// Blocks that are links as a whole.
    links: Vec<usize>,
}

fn attribute(tag: &StartTag<usize>, key: &[u8]) -> String {
    let value = tag.attributes.get(key).map(|value| String::from_utf8_lossy(&value.value).trim().to_lowercase());
    value.unwrap_or_default()
}

impl Page {
    /// This is a page.
    pub(super) fn begin(&mut self) {
        self.whole = true;
    }

    /// Whether an element that may hold the story is open.
    pub(super) fn in_region(&self) -> bool {
        self.regions.iter().any(|region| region.open > 0)
    }

    /// Whether an element stands around stories, by its role or its name.
    pub(super) fn is_around(&self, tag: &StartTag<usize>, element: &str) -> bool {
        if !self.whole || matches!(element, "html" | "body" | "main" | "article") {
            return false;
        }
        let hidden = tag.attributes.contains_key(&b"hidden"[..]) && attribute(tag, b"hidden") != "until-found";
        let class = attribute(tag, b"class");
        hidden
            || ROLES.contains(&&*attribute(tag, b"role"))
            || NAMES.contains(&&*attribute(tag, b"id"))
            || class.split_ascii_whitespace().any(|name| NAMES.contains(&name))
    }

    /// An element begins, at a block and a byte of the block that is collected.
    pub(super) fn open(&mut self, tag: &StartTag<usize>, element: &str, block: usize, at: usize) {
        match element {
            "html" | "body" => self.begin(),
            "h1" => self.headlines.push(block),
            "a" => self.link = Some(at),
            _ => {}
        }
        let all = self.regions.iter_mut().chain(&mut self.forms);
        all.filter(|it| it.open > 0 && it.element == element).for_each(|it| it.open += 1);
        let region = |article| Region { element: element.to_owned(), article, open: 1, start: block, end: usize::MAX };
        if self.regions.len() + self.forms.len() >= REGIONS {
            return;
        }
        if element == "form" {
            self.forms.push(region(false));
        } else if super::html::is_post(tag) {
            // A post is a part of the story.
        } else if element == "article" || attribute(tag, b"itemprop") == "articlebody" {
            self.regions.push(region(true));
        } else if element == "main" || attribute(tag, b"role") == "main" {
            self.regions.push(region(false));
        }
    }

    /// An element ends, before a block.
    pub(super) fn close(&mut self, element: &str, block: usize, at: usize) {
        if element == "a" {
            self.linked += self.link.take().map_or(0, |start| at.saturating_sub(start));
        }
        for region in self.regions.iter_mut().chain(&mut self.forms).filter(|it| it.open > 0 && it.element == element) {
            region.open -= 1;
            if region.open == 0 {
                region.end = block;
            }
        }
    }

    /// The words collected so far are a block; a link may go on in the next.
    pub(super) fn block(&mut self, block: usize, words: &str) {
        let open = self.link.map_or(0, |start| words.len().saturating_sub(start));
        let linked = std::mem::take(&mut self.linked) + open;
        self.link = self.link.map(|_| 0);
        if linked * 10 >= words.trim().len() * 9 && !words.trim().is_empty() {
            self.links.push(block);
        }
    }

    /// Marks what stands around the story.
    pub(super) fn settle(mut self, builder: &mut Builder<'_>) {
        let count = builder.count();
        for region in self.regions.iter_mut().chain(&mut self.forms) {
            region.end = region.end.min(count);
        }
        let headline = |form: &Region| self.headlines.iter().any(|block| form.holds(*block));
        let forms: Vec<_> = self.forms.iter().filter(|form| !headline(form) && !holds_text(builder, form)).collect();
        let story = self.story(builder);
        let lead =
            story.map(|story| self.headlines.iter().rev().copied().find(|it| *it < story.start).unwrap_or(story.start));
        for block in 0..count {
            let zone = builder.zone(block);
            let within = |region: &Region| region.holds(block);
            let mut around = forms.iter().any(|form| within(form)) && zone.is_none_or(|it| it != Zone::Headline);
            if let Some((story, lead)) = story.zip(lead).filter(|(story, _)| !within(story)) {
                let elsewhere = self.regions.iter().any(|it| it.article && within(it) && !it.holds(story.start));
                around |= match zone {
                    None => block < lead || block >= story.end && (elsewhere || !is_long(builder.words(block))),
                    Some(
                        Zone::List | Zone::Subhead | Zone::PullQuote | Zone::Caption | Zone::AltText | Zone::Table,
                    ) => block < lead || block >= story.end,
                    Some(Zone::Headline) => block >= story.end && self.headlines.iter().any(|it| *it < story.end),
                    Some(Zone::Published | Zone::Updated | Zone::Byline | Zone::Standfirst | Zone::Credit) => elsewhere,
                    _ => false,
                };
            }
            let teaser = self.whole
                && matches!(zone, None | Some(Zone::List | Zone::Subhead))
                && self.links.binary_search(&block).is_ok()
                && !ends_sentence(builder.words(block));
            if around || teaser {
                builder.furnish(block);
            }
        }
    }

    /// The element that holds the story, on a page where one does.
    fn story(&self, builder: &Builder<'_>) -> Option<&Region> {
        if !self.whole {
            return None;
        }
        let mut sums = vec![0];
        for block in 0..builder.count() {
            let words = builder.words(block).trim().len();
            let running =
                words >= RUNNING && builder.zone(block).is_none() && self.links.binary_search(&block).is_err();
            sums.push(sums[block] + if running { words } else { 0 });
        }
        let all = sums.last().copied().unwrap_or(0);
        let held = |region: &Region| sums[region.end.max(region.start)] - sums[region.start];
        let most = |article: bool| {
            let fitting = self.regions.iter().filter(|region| region.article == article);
            fitting.max_by_key(|region| (held(region), region.end - region.start))
        };
        let fits = |region: &&Region| {
            let only = matches!(self.headlines[..], [only] if region.holds(only));
            let share = if region.article && only { MOST_WITH_HEADLINE } else { MOST };
            all > 0 && held(region) * 100 >= all * share
        };
        most(true).filter(fits).or_else(|| most(false).filter(fits))
    }
}

/// Whether a form holds more than labels.
fn holds_text(builder: &Builder<'_>, form: &Region) -> bool {
    (form.start..form.end).any(|block| builder.words(block).len() > LABEL)
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', '…', '”', '"', ':', ';', ','])
}

fn is_long(words: &str) -> bool {
    words.len() > LONG && ends_sentence(words)
}
