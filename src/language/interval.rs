//! Numbers that are known to lie between two bounds.

use super::Number;

/// All numbers from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: Number,
    /// The most.
    pub high: Number,
}

impl Interval {
    /// Nothing but one number.
    #[must_use]
    pub const fn exact(value: Number) -> Self {
        Interval { low: value, high: value }
    }

    /// A number and what lies within `slack` of it; the number alone where that does not fit.
    #[must_use]
    pub fn around(value: Number, slack: Number) -> Self {
        let low = value.minus(slack).unwrap_or(value);
        let high = value.plus(slack).unwrap_or(value);
        Interval { low, high }
    }

    /// Whether the two have a number in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// What the sum can be; `None` when it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Interval { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }

    /// What the difference can be; `None` when it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Interval { low: self.low.minus(other.high)?, high: self.high.minus(other.low)? })
    }

    /// What the quotient of two positive numbers can be; `None` when the divisor may be zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.low <= Number::ZERO {
            return None;
        }
        Some(Interval { low: self.low.over(other.high)?, high: self.high.over(other.low)? })
    }

    /// What the change from `before` to this can be, in percent of `before`; `None` when `before` may be zero.
    #[must_use]
    pub fn percent_since(self, before: Self) -> Option<Self> {
        let percent = |ratio: Number| ratio.minus(Number::ONE)?.times(Number::whole(100));
        let ratio = self.over(before)?;
        Some(Interval { low: percent(ratio.low)?, high: percent(ratio.high)? })
    }

    /// The sizes of its numbers, without their signs.
    #[must_use]
    pub fn magnitude(self) -> Self {
        let (one, other) = (self.low.magnitude(), self.high.magnitude());
        let low = if self.low <= Number::ZERO && self.high >= Number::ZERO { Number::ZERO } else { one.min(other) };
        Interval { low, high: one.max(other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(value: i128, slack: i128) -> Interval {
        Interval::around(Number::whole(value), Number::whole(slack))
    }

    #[test]
    fn bounds_are_those_of_all_that_can_be() {
        assert_eq!(around(10, 1).plus(around(5, 1)), Some(around(15, 2)));
        assert_eq!(around(10, 1).minus(around(5, 1)), Some(around(5, 2)));
        assert_eq!(around(-1, 3).magnitude(), Interval { low: Number::ZERO, high: Number::whole(4) });
        assert_eq!(around(-5, 1).magnitude(), around(5, 1));
        assert_eq!(around(60, 0).percent_since(around(50, 0)), Some(around(20, 0)));
        assert_eq!(around(10, 0).over(around(0, 0)), None);
        assert!(around(3, 1).meets(around(5, 1)) && !around(3, 0).meets(around(5, 1)));
    }
}
