//! How fast: tokens, claims, the whole check, a keystroke.

mod news;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use deskcheck::check::{self, Memo};
use deskcheck::claim;
use deskcheck::language::Reading;
use deskcheck::options::{Format, Options};
use deskcheck::reference::Reference;
use deskcheck::settings::Levels;
use deskcheck::text;
use news::news;

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
        let (reference, levels) = (Reference::default(), Levels::default());
        let desk = check::Desk::new(&reference, &levels);
        let _ = check::again(&mut memo, &draft, &options, &desk, &|| false);
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
                check::again(&mut memo, &draft, &options, &desk, &|| false)
            });
        });
    }
}

criterion_group!(benches, passes, keystroke);
criterion_main!(benches);
