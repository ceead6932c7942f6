//! Figures of a live blog: each post has its own, and headline and summary those of the latest.

use super::{Bond, Class, Figure, Figures, Reason};
use crate::claim::quantity::Role;
use crate::link::{ClaimRef, Story};
use crate::text::Live;

/// A figure above the posts that a later post has overtaken.
#[derive(Clone, Copy, Debug)]
pub struct Overtaken<'a> {
    /// In the headline or the summary.
    pub head: Figure<'a>,
    /// In the latest post that gives one.
    pub latest: Figure<'a>,
}

/// What speaks against one measure anywhere, but not where a toll grows from post to post.
const GROWING: &[Reason] = &[Reason::NotTakenUp, Reason::Change, Reason::EndOfChange, Reason::NoEvent];

/// The claims of a class by post: those of each, and those above the posts with the latest's.
pub(super) fn parts(story: &Story<'_>, list: &[ClaimRef]) -> Vec<Vec<ClaimRef>> {
    let Some(live) = &story.article.live else { return vec![list.to_vec()] };
    let mut parts = vec![Vec::new(); live.posts.len() + 1];
    for at in list {
        let post = live.post_of(at.block).filter(|post| live.age(*post) > 0);
        parts[post.map_or(0, |post| post + 1)].push(*at);
    }
    parts
}

impl Figures {
    /// The figures above the posts of a live blog that the latest post which gives such a figure has overtaken: an earlier post
    /// still has the number, and the latest a greater one of the same thing.
    #[must_use]
    pub fn overtaken<'s>(&self, story: &Story<'s>) -> Vec<Overtaken<'s>> {
        let Some(live) = &story.article.live else { return Vec::new() };
        let classes = self.repeated(story).filter(|(class, _)| matches!(class, Class::Outcome(_)));
        classes.flat_map(|(_, figures)| self.overtaken_of(story, live, &figures)).collect()
    }

    fn overtaken_of<'s>(&self, story: &Story<'s>, live: &Live, figures: &[Figure<'s>]) -> Vec<Overtaken<'s>> {
        let age = |figure: &Figure<'_>| live.post_of(figure.at.block).map(|post| live.age(post));
        // "rose to 14": the end of a change is a total here.
        let states = |it: &&Figure<'_>| (it.quantity.role - Role::CHANGE).is_empty();
        let Some(newest) = figures.iter().filter(states).filter_map(age).min() else { return Vec::new() };
        let latest: Vec<_> = figures.iter().filter(states).filter(|it| age(it) == Some(newest)).collect();
        let heads = figures.iter().filter(|it| age(it).is_none() && it.is_plain() && !it.may_be_year(story));
        let overtaken = heads.filter_map(|head| {
            if latest.iter().any(|it| it.quantity.meets(head.quantity)) {
                return None;
            }
            let told = |it: &&Figure<'_>| age(it).is_some_and(|age| age > newest) && states(it);
            let backs = |it: &&Figure<'_>| it.quantity.value == head.quantity.value;
            let backing = figures.iter().filter(told).find(backs)?;
            let grown = |it: &&&Figure<'_>| {
                it.quantity.value > head.quantity.value && is_one(self.bond(story, backing, it), backing, it)
            };
            latest.iter().find(grown).map(|latest| Overtaken { head: *head, latest: **latest })
        });
        overtaken.collect()
    }
}

/// Whether a figure can be the later state of another.
fn is_one(bond: Bond, older: &Figure<'_>, newer: &Figure<'_>) -> bool {
    let events = |figure: &Figure<'_>| figure.measure().scope.is_some_and(|scope| !scope.events.is_empty());
    let two = bond.reasons().any(|it| it == Reason::NoEvent) && events(older) && events(newer);
    !two && bond.reasons().all(|it| it.is_for() || GROWING.contains(&it))
}
