//! Things that meet by a key: quotations by a run of words.

use std::hash::Hash;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Which things had a key before, by their indexes.  Most keys are had once: none has a list of its own.
pub(super) struct Meetings<K> {
    /// Where the last thing with each key stands in `links`.
    last: FxHashMap<K, usize>,
    /// Each thing, and where the one before it with the same key stands.
    links: Vec<(usize, Option<usize>)>,
    /// How many things with one key are remembered, the first ones.
    most: usize,
}

impl<K: Eq + Hash> Meetings<K> {
    /// Nothing yet, with room for so many keys.
    pub(super) fn new(keys: usize, most: usize) -> Self {
        let last = FxHashMap::with_capacity_and_hasher(keys, FxBuildHasher);
        Meetings { last, links: Vec::with_capacity(keys), most }
    }

    /// The other things that had the key before, the last first.  Things come in order.
    pub(super) fn meet(&mut self, key: K, thing: usize) -> impl Iterator<Item = usize> {
        let next = self.links.len();
        let mut before = None;
        let last = self.last.entry(key).and_modify(|last| before = Some(*last)).or_insert(next);
        let earlier = |links: &[(usize, Option<usize>)]| successors(links, before).count();
        let again = before.is_some_and(|before| self.links[before].0 == thing);
        if before.is_none() || !again && earlier(&self.links) < self.most {
            *last = next;
            self.links.push((thing, before));
        }
        successors(&self.links, before).filter(move |other| *other != thing)
    }
}

/// The things from a link back.
fn successors(links: &[(usize, Option<usize>)], from: Option<usize>) -> impl Iterator<Item = usize> {
    std::iter::successors(from, |at| links[*at].1).map(|at| links[at].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_meet_those_before_them() {
        let mut meetings = Meetings::new(4, 2);
        let mut meet = |key, thing| meetings.meet(key, thing).collect::<Vec<_>>();
        for (key, thing) in [("a", 0), ("a", 0), ("b", 1)] {
            assert!(meet(key, thing).is_empty());
        }
        assert_eq!(meet("a", 1), [0]);
        // Two are enough.
        assert_eq!(meet("a", 2), [1, 0]);
        assert_eq!(meet("a", 3), [1, 0]);
    }
}
