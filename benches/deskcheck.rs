//! How fast: tokens, claims, the whole check, a keystroke.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use deskcheck::check::{self, Memo};
use deskcheck::claim;
use deskcheck::language::Reading;
use deskcheck::options::{Format, Options};
use deskcheck::reference::Reference;
use deskcheck::text;

/// News of about so many bytes: published articles where they are at hand, else made up.
fn news(bytes: usize) -> String {
    let mut draft = String::new();
    if let Ok(articles) = std::fs::read_to_string("../shared/eval/articles/wikinews.jsonl") {
        for line in articles.lines() {
            let article: serde_json::Value = serde_json::from_str(line).expect("the articles are JSON lines");
            let _ = write!(draft, "{}\n\n", article["text"].as_str().unwrap_or_default());
        }
    } else {
        for day in 1..29 {
            let _ = write!(
                draft,
                "On {day} October 2022, Ilse Varnholt, 51, said that at least {day} people had been killed and 40 injured in the old \
                 harbour, 40 miles (64 km) from Sorne.\n\nMs Varnholt told reporters that the £1.2bn port would open again next week.\n\n"
            );
        }
    }
    let mut draft = draft.repeat(bytes / draft.len() + 1);
    draft.truncate(draft.floor_char_boundary(bytes));
    draft
}

fn passes(criterion: &mut Criterion) {
    let draft = news(1_000_000);
    let options = Options { published: "2022-10-04T00:00:00".parse().ok(), ..Options::default() };
    let article = text::read(&draft, Format::Text);
    let mut group = criterion.benchmark_group("1 MB of news");
    group.throughput(Throughput::Bytes(draft.len() as u64)).sample_size(20);
    group.bench_function("blocks", |bencher| bencher.iter(|| text::read(black_box(&draft), Format::Text)));
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| article.blocks.iter().map(|block| Reading::new(&block.prose.text).tokens.len()).sum::<usize>());
    });
    group.bench_function("claims", |bencher| {
        bencher.iter(|| {
            article
                .blocks
                .iter()
                .map(|block| claim::extract(&block.prose.text, block.zone, &options).dates.len())
                .sum::<usize>()
        });
    });
    group.bench_function("whole check", |bencher| bencher.iter(|| check::check(black_box(&draft), &options)));
    group.finish();
}

fn keystroke(criterion: &mut Criterion) {
    for (name, bytes) in [("1,000 words", 6_000), ("50,000 words", 300_000)] {
        let mut draft = news(bytes);
        let options = Options::default();
        let mut memo = Memo::default();
        let _ = check::again(&mut memo, &draft, &options, &Reference::default(), &|| false);
        let at = draft.floor_char_boundary(bytes / 2);
        let mut typed = false;
        criterion.bench_function(&format!("keystroke in {name}"), |bencher| {
            bencher.iter(|| {
                if typed {
                    draft.remove(at);
                } else {
                    draft.insert(at, 'x');
                }
                typed = !typed;
                check::again(&mut memo, &draft, &options, &Reference::default(), &|| false)
            });
        });
    }
}

criterion_group!(benches, passes, keystroke);
criterion_main!(benches);
