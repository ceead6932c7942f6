//! Pages of sites: the story without what stands around it.

use deskcheck::check;
use deskcheck::options::{Format, Options};
use deskcheck::text::{self, Zone};

/// Each block that is no furniture as "Zone: prose".
fn story(source: &str) -> Vec<String> {
    let article = text::read(source, Format::Html);
    let told = article.blocks.iter().filter(|block| !matches!(block.zone, Zone::Furniture | Zone::Footer));
    told.map(|block| format!("{:?}: {}", block.zone, block.prose.text)).collect()
}

const STORY: &str = "<p>A fire in a paint warehouse on the old quay of Sorne killed 12 people on Tuesday night, the fire brigade said.</p>\
    <h2>The quay is closed</h2><ul><li>Three ferries lie in Lund.</li></ul>\
    <p>Nine dockers are in hospital, and the harbour master closed the port until the smoke had gone.</p>";

fn expected() -> Vec<&'static str> {
    vec![
        "Headline: Warehouse fire kills 12",
        "Body: A fire in a paint warehouse on the old quay of Sorne killed 12 people on Tuesday night, the fire brigade said.",
        "Subhead: The quay is closed",
        "List: Three ferries lie in Lund.",
        "Body: Nine dockers are in hospital, and the harbour master closed the port until the smoke had gone.",
    ]
}

#[test]
fn a_page_is_read_without_its_navigation() {
    let around = "<div class=\"navbar\"><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul><p>Weather: 18 degrees</p></div>";
    let cards = "<div><h3><a href=/1>Ferry fire kills 21 in Kjelvik</a></h3><p>Twenty-one people have died, police said.</p></div>\
        <ul><li><a href=/2>Storm leaves 9 dead</a></li></ul>";
    for (open, close) in [
        ("<article>", "</article>"),
        ("<main>", "</main>"),
        ("<div role=main><div>", "</div></div>"),
        ("<div itemprop=\"articleBody\"><div>", "</div></div>"),
        ("<main><article>", "</article></main>"),
    ] {
        for headline_within in [true, false] {
            let (within, before) =
                ("<header><h1>Warehouse fire kills 12</h1></header>", "<h1>Warehouse fire kills 12</h1>");
            let (before, within) = if headline_within { ("", within) } else { (before, "") };
            let page = format!(
                "<!doctype html><html><body><p>Follow us on all channels</p>{around}{before}{open}{within}{STORY}{close}{cards}<footer><ul><li>About 300 people work here</li></ul></footer></body></html>"
            );
            assert_eq!(story(&page), expected(), "{page}");
            let checked = check::check(&page, &Options { format: Format::Html, ..Options::default() });
            assert!(checked.findings.is_empty(), "{:?}", checked.findings);
        }
    }
}

#[test]
fn a_piece_of_a_page_is_all_story() {
    let piece = format!(
        "<h1>Warehouse fire kills 12</h1>{STORY}<article><p>It was built in 1921.</p></article><div class=related><p>It held paint.</p></div>\
        <ul><li><a href=/x>The report</a></li></ul>"
    );
    let mut all = expected();
    all.extend(["Body: It was built in 1921.", "Body: It held paint.", "List: The report"]);
    assert_eq!(story(&piece), all);
}

#[test]
fn where_no_element_holds_the_story_nothing_is_taken_away() {
    // A live blog: each post an article, and the text in none of them for the most part.
    let posts = "<article><p>At noon the wind had turned and the smoke was gone from the quay.</p></article>".repeat(3);
    let page = format!(
        "<html><body><h1>Warehouse fire kills 12</h1>{STORY}{posts}<p>The port opens on Friday.</p></body></html>"
    );
    let told = story(&page);
    assert_eq!(told.len(), 5 + 3 + 1, "{told:#?}");
    // All in `<main>`, the posts beside each other.
    let page = format!(
        "<html><body><h1>Live</h1><p>Pictures by the crew</p><main>{posts}{posts}</main><p>Most read</p></body></html>"
    );
    assert_eq!(story(&page).len(), 1 + 1 + 6, "{:#?}", story(&page));
    // Two stories of one length.
    let one = format!("<article>{STORY}</article>");
    assert_eq!(story(&format!("<html><body>{one}{one}</body></html>")).len(), 8);
}

#[test]
fn what_may_be_of_the_story_stays() {
    let long = "The brigade was on the quay all night, said its chief, and had to carry its hoses over the rails of the harbour line by hand. ".repeat(3);
    let page = format!(
        "<html><body><div class=\"has-sidebar site\"><h1>Warehouse fire kills 12</h1><p class=standfirst>Nine are in hospital</p><p>A picture of the quay</p>\
        <article>{STORY}</article><p class=correction>Correction: an earlier version said 21 people had died.</p><p>{long}</p></div></body></html>"
    );
    let told = story(&page);
    for part in [
        "Standfirst: Nine are in hospital",
        "A picture of the quay",
        "Correction: Correction: an earlier",
        "Body: The brigade was",
    ] {
        assert!(told.iter().any(|line| line.contains(part)), "{part}: {told:#?}");
    }
    // A paragraph that is a link is a sentence; a form can stand around all of a page.
    let page = format!(
        "<html><body><form><h1>Warehouse fire kills 12</h1>{STORY}<p><a href=/r>The brigade has written a report.</a></p></form></body></html>"
    );
    assert_eq!(story(&page).len(), 6, "{:#?}", story(&page));
    let page = format!(
        "<html><body><h1>Warehouse fire kills 12</h1>{STORY}<form><label>Your mail</label><p>Join 4,000 readers</p></form></body></html>"
    );
    assert_eq!(story(&page), expected());
}

#[test]
fn days_of_other_stories_are_not_the_day_of_this_one() {
    let card = "<article><time datetime=\"2019-05-01T10:00:00Z\">May 1, 2019</time><h3><a href=/1>Ferry fire kills 21</a></h3></article>";
    let page = format!(
        "<html><body><article><h1>Warehouse fire kills 12</h1><time datetime=\"2022-10-04T10:00:00Z\">October 4, 2022</time>{STORY}</article>{card}\
        <script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"datePublished\": \"2022-10-04\"}}</script></body></html>"
    );
    let days: Vec<_> = story(&page).into_iter().filter(|line| line.starts_with("Published")).collect();
    assert!(!days.is_empty() && days.iter().all(|day| day.contains("2022")), "{days:?}");
    assert!(days.iter().any(|day| day == "Published: 2022-10-04"), "linked data at the end of a page counts: {days:?}");
}

#[test]
fn many_elements_cost_no_more() {
    for part in ["<article>", "<form>", "<article></article>", "<a>x", "<div role=main>"] {
        let page = format!("<html><body>{}<p>Fog.</p>", part.repeat(20_000));
        assert!(!text::read(&page, Format::Html).blocks.is_empty());
    }
}
