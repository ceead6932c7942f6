//! Parts of a whole told in words: what "a third" may have been rounded from.

use crate::language::Number;
use crate::language::interval::Interval;

/// The parts that newsrooms round to.
const PARTS: &[(i128, i128)] =
    &[(1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10), (1, 1)];

/// What a part told in words may have been rounded from: all that is nearer to it than to the next part that has a name.
#[must_use]
pub fn rounded(part: Number) -> Interval {
    let named = || PARTS.iter().filter_map(|(part, whole)| Number::fraction(*part, *whole));
    let halfway = |other: Number| part.plus(other).and_then(|sum| sum.over(Number::whole(2)));
    let low = named().filter(|it| *it < part).max().and_then(halfway);
    let high = named().find(|it| *it > part).and_then(halfway);
    match (low, high) {
        (Some(low), Some(high)) => Interval { low, high },
        // Smaller and larger parts are told exactly: "one in 40".
        _ => Interval::around(part, part.over(Number::whole(20)).unwrap_or(Number::ZERO)),
    }
}

/// A share of one in percent.
#[must_use]
pub fn hundredfold(share: Interval) -> Option<Interval> {
    let hundred = Number::whole(100);
    Some(Interval { low: share.low.times(hundred)?, high: share.high.times(hundred)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reaches_halfway_to_the_next() {
        let is = |part, percent: i128| {
            let part = rounded(Number::fraction(1, part).unwrap());
            hundredfold(part).unwrap().meets(Interval::exact(Number::whole(percent)))
        };
        assert!(is(3, 30) && is(3, 36) && !is(3, 25) && !is(3, 40));
        assert!(is(2, 46) && !is(2, 60) && is(4, 23) && !is(4, 35));
    }
}
