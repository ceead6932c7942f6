//! Numbers as written: digits, words and mixtures of both.
//!
//! A number is a whole (`words::whole`, `digits`) and perhaps a fraction behind it (`fraction`), with words of scale.

mod digits;
mod fraction;
mod words;

use super::{Kind, Number, Reading};

/// How a number is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "286", "twenty-one", "1.2 million", "half a million".
    Cardinal,
    /// "third", "21st".
    Ordinal,
    /// "two-thirds", "a quarter".
    Part,
    /// "dozens", "hundreds of thousands", "several": an uncertain number between `value` and `most`.
    Vague,
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Index of the first token.
    pub first: usize,
    /// Index after the last token.
    pub end: usize,
    /// The value; of a vague number the least.
    pub value: Number,
    /// Of a vague number the bound that it does not reach.
    pub most: Option<Number>,
    /// One unit of the last place that was written: 1 of "286", 100,000 of "1.2 million".
    pub grain: Number,
    /// How it is used.
    pub form: Form,
    /// Whether digits were used.
    pub digits: bool,
    /// Whether a word of scale was used: "million", "bn".
    pub scaled: bool,
}

/// The number that begins at a token.
#[must_use]
pub fn read(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let token = reading.token(at);
    match token.kind {
        Kind::Number => digits::read(reading, at),
        Kind::Word => words::read(reading, at),
        _ => None,
    }
}

/// "one in five", "2 out of 3", "1 over 20" and "a quarter of a million" where a number was read: what both are together,
/// or the number as it was.
#[must_use]
pub fn ratio(reading: &Reading<'_>, count: Numeral) -> Numeral {
    let read = if count.form == Form::Part { fraction::of_a_million } else { fraction::ratio };
    read(reading, count).unwrap_or(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> String {
        let reading = Reading::new(text);
        let numeral = read(&reading, 0).expect("a number");
        let most = numeral.most.map(|most| format!("..{most}")).unwrap_or_default();
        format!("{}{most} {:?} | {}", numeral.value, numeral.form, reading.text_of(reading.extent(0, numeral.end)))
    }

    #[test]
    fn words_and_digits_are_numbers() {
        for (text, expected) in [
            ("286 people", "286 Cardinal | 286"),
            ("1,200.5 tonnes", "1,200.5 Cardinal | 1,200.5"),
            ("1.2 million people", "1,200,000 Cardinal | 1.2 million"),
            ("3bn", "3,000,000,000 Cardinal | 3bn"),
            ("twenty-one", "21 Cardinal | twenty-one"),
            ("two hundred and eighty-six dead", "286 Cardinal | two hundred and eighty-six"),
            ("three hundred thousand", "300,000 Cardinal | three hundred thousand"),
            ("two dozen people", "24 Cardinal | two dozen"),
            ("a dozen", "12 Cardinal | a dozen"),
            ("half a million", "500,000 Cardinal | half a million"),
            ("one and a half million", "1,500,000 Cardinal | one and a half million"),
            ("two-thirds of", "0.6667 Part | two-thirds"),
            ("a third of", "0.3333 Part | a third"),
            ("dozens of people", "24..120 Vague | dozens"),
            ("hundreds of thousands", "200,000..2,000,000 Vague | hundreds of thousands"),
            ("tens of thousands", "20,000..200,000 Vague | tens of thousands"),
            ("a few hundred", "200..1,000 Vague | a few hundred"),
            ("several people", "3..13 Vague | several"),
            ("third man", "3 Ordinal | third"),
            ("21st", "21 Ordinal | 21st"),
            ("3½ miles", "3.5 Cardinal | 3½"),
            ("10 1/2 miles", "10.5 Cardinal | 10 1/2"),
            ("one hundred and fifty and", "150 Cardinal | one hundred and fifty"),
            ("two hundred and one and", "201 Cardinal | two hundred and one"),
            ("three dozens", "36 Cardinal | three dozens"),
            ("4 lakh", "400,000 Cardinal | 4 lakh"),
            ("10k people", "10,000 Cardinal | 10k"),
            ("3 hundred and 21 boats", "321 Cardinal | 3 hundred and 21"),
            ("2e6", "2,000,000 Cardinal | 2e6"),
            ("3/4 mile", "0.75 Cardinal | 3/4"),
            ("four point zero seven", "4.07 Cardinal | four point zero seven"),
            ("four point five million", "4,500,000 Cardinal | four point five million"),
            ("one point of order", "1 Cardinal | one"),
            ("thirty and two fifths", "30.4 Cardinal | thirty and two fifths"),
            ("seven and a quarter", "7.25 Cardinal | seven and a quarter"),
            ("seven million and a half", "7,500,000 Cardinal | seven million and a half"),
            ("two billion and a half million", "2,000,500,000 Cardinal | two billion and a half million"),
            ("two hundred and six tenths", "200.6 Cardinal | two hundred and six tenths"),
            ("seven tenths", "0.7 Part | seven tenths"),
            ("nine twenty-fifths", "0.36 Part | nine twenty-fifths"),
            ("ninety tenths", "9 Part | ninety tenths"),
            ("six quarters", "6 Cardinal | six"),
            ("a sixth.", "0.1667 Part | a sixth"),
            ("thirty-fourth", "34 Ordinal | thirty-fourth"),
            ("three hundredth", "300 Ordinal | three hundredth"),
            ("two hundred and fifth", "205 Ordinal | two hundred and fifth"),
            ("twenty second delays", "20 Cardinal | twenty"),
            ("thirty first graders", "30 Cardinal | thirty"),
            ("thirty first of them", "31 Ordinal | thirty first"),
            ("sixty - three ships", "63 Cardinal | sixty - three"),
            ("twentyone", "21 Cardinal | twentyone"),
            ("one hundred thirty-fifths", "2.86 Part | one hundred thirty-fifths"),
            ("one two hundred and fifth", "0.0049 Part | one two hundred and fifth"),
            ("zero four", "4 Cardinal | zero four"),
            ("ninety point forty-one", "90.41 Cardinal | ninety point forty-one"),
            ("four lac", "400,000 Cardinal | four lac"),
            ("2.5 M", "2,500,000 Cardinal | 2.5 M"),
            ("5G networks", "5 Cardinal | 5"),
            ("8.2x10^3", "8,200 Cardinal | 8.2x10^3"),
            ("3^4", "81 Cardinal | 3^4"),
            ("12e-1", "1.2 Cardinal | 12e-1"),
            ("2.345,67", "2,345.67 Cardinal | 2.345,67"),
            ("4 200 500", "4,200,500 Cardinal | 4 200 500"),
            ("7 3 / 4", "7.75 Cardinal | 7 3 / 4"),
        ] {
            assert_eq!(read_all(text), expected);
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        let none = |text| read(&Reading::new(text), 0).is_none();
        assert!(none("a third man"));
        assert!(none("a few people"));
        assert!(none("score"));
    }
}
