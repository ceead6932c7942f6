//! Exact numbers.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};

/// An exact fraction of 128-bit integers.  What does not fit is no number: every sum is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));

    /// A whole number.
    #[must_use]
    pub const fn whole(value: i128) -> Self {
        Number(Ratio::new_raw(value, 1))
    }

    /// A fraction; `None` when the denominator is zero.
    #[must_use]
    pub fn fraction(part: i128, whole: i128) -> Option<Self> {
        (whole != 0).then(|| Number(Ratio::new(part, whole)))
    }

    /// Reads "286", "1.2", "5/18"; separators between digits are passed over.  `None` for anything
    /// else, and for more digits than 30.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((part, whole)) = text.split_once('/') {
            return Self::parse(part)?.over(Self::parse(whole)?);
        }
        let (mut value, mut scale, mut digits, mut decimals) = (0_i128, 1_i128, 0, false);
        for letter in text.chars() {
            match letter {
                '0'..='9' => {
                    digits += 1;
                    value = value * 10 + i128::from(u32::from(letter) - u32::from('0'));
                    scale *= if decimals { 10 } else { 1 };
                }
                '.' if !decimals => decimals = true,
                ',' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {}
                _ => return None,
            }
            if digits > 30 {
                return None;
            }
        }
        (digits > 0).then(|| if scale == 1 { Self::whole(value) } else { Number(Ratio::new(value, scale)) })
    }

    /// The sum, if it fits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.is_whole() && other.is_whole() {
            return self.0.numer().checked_add(other.0.numer()).map(Self::whole);
        }
        self.0.checked_add(&other.0).map(Number)
    }

    /// The difference, if it fits.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        if self.is_whole() && other.is_whole() {
            return self.0.numer().checked_sub(other.0.numer()).map(Self::whole);
        }
        self.0.checked_sub(&other.0).map(Number)
    }

    /// The product, if it fits.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_whole() && other.is_whole() {
            return self.0.numer().checked_mul(other.0.numer()).map(Self::whole);
        }
        self.0.checked_mul(&other.0).map(Number)
    }

    /// The quotient, if it fits and the divisor is not zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.0.is_zero() { None } else { self.0.checked_div(&other.0).map(Number) }
    }

    /// Without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Number(self.0.abs())
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The nearest whole number towards zero, if it fits.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        self.0.to_integer().to_i64()
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        if self.0.is_integer() {
            return self.0.numer().to_f64().unwrap_or(f64::MAX);
        }
        let (part, whole) = (self.0.numer().to_f64(), self.0.denom().to_f64());
        part.zip(whole).map_or(f64::MAX, |(part, whole)| part / whole)
    }

    /// Ten to a power between -30 and 30.
    #[must_use]
    pub fn power_of_ten(power: i32) -> Self {
        let size = 10_i128.pow(power.unsigned_abs().min(30));
        if power >= 0 { Self::whole(size) } else { Number(Ratio::new_raw(1, size)) }
    }

    /// Ten to any power that fits.
    #[must_use]
    pub fn ten_to(power: i32) -> Option<Self> {
        (power.unsigned_abs() <= 30).then(|| Self::power_of_ten(power))
    }

    /// Raised to a whole power, if it fits.
    #[must_use]
    pub fn to_power(self, power: i32) -> Option<Self> {
        let mut product = Self::ONE;
        for _ in 0..power.unsigned_abs().min(200) {
            product = product.times(self)?;
        }
        if power < 0 { Self::ONE.over(product) } else { Some(product) }
    }

    /// Rounded half up to `digits` places behind the point.
    #[must_use]
    pub fn rounded(self, digits: u32) -> Self {
        let scale = Ratio::from_integer(10_i128.pow(digits.min(20)));
        let Some(scaled) = self.0.checked_mul(&scale) else { return self };
        Number(scaled.round() / scale)
    }
}

impl fmt::Display for Number {
    /// As newsrooms print it: "1,234.5"; at most four significant decimals where the fraction does not end.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = *self;
        let mut digits = 0;
        while digits < 6 && shown.rounded(digits) != shown {
            digits += 1;
        }
        if digits == 6 {
            digits = if self.magnitude() < Number::ONE { 4 } else { 2 };
        }
        shown = shown.rounded(digits);
        let whole = shown.0.trunc().to_integer();
        let negative = shown.0.is_negative();
        let digits_of_whole = whole.unsigned_abs().to_string();
        if negative {
            out.write_str("-")?;
        }
        for (index, digit) in digits_of_whole.chars().enumerate() {
            if index > 0 && (digits_of_whole.len() - index).is_multiple_of(3) {
                out.write_str(",")?;
            }
            write!(out, "{digit}")?;
        }
        let mut rest = shown.0.fract().abs();
        if !rest.is_zero() {
            out.write_str(".")?;
            while !rest.is_zero() {
                rest *= Ratio::from_integer(10);
                write!(out, "{}", rest.trunc().to_integer())?;
                rest = rest.fract();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_newsrooms_do() {
        let print = |text| Number::parse(text).unwrap().to_string();
        assert_eq!(print("1234567.50"), "1,234,567.5");
        assert_eq!(print("286"), "286");
        assert_eq!(print("1/3"), "0.3333");
        assert_eq!(print("100/3"), "33.33");
        assert_eq!(Number::whole(-1200).to_string(), "-1,200");
    }

    #[test]
    fn what_does_not_fit_is_no_number() {
        assert_eq!(Number::parse(&"9".repeat(31)), None);
        let large = Number::parse(&"9".repeat(30)).unwrap();
        assert_eq!(large.times(large), None);
        assert_eq!(Number::ONE.over(Number::ZERO), None);
    }
}
