//! What quantities are read from sentences, kind by kind, each with sentences that only look like it.

use super::{Role, Unit, extract};
use crate::language::{Number, Reading, lexicon};

/// Each quantity of a text as "words = value unit", identifiers left out; of a range "low..high", open ends as "…".
fn read(text: &str) -> Vec<String> {
    let reading = Reading::new(text);
    let print = |bound: Option<Number>| bound.map_or("…".to_owned(), |bound| bound.to_string());
    let counted = extract(&reading, &[]).into_iter().filter(|it| !it.role.contains(Role::IDENTIFIER));
    counted
        .map(|it| {
            let (low, high) = it.interval();
            let value = match it.upper {
                Some(upper) => format!("{}..{upper}", it.value),
                None if it.modifier.is_some() => format!("{}..{}", print(low), print(high)),
                None => it.value.to_string(),
            };
            let unit = match it.unit {
                Unit::Measure(row) => lexicon::unit(row).name,
                Unit::Currency(row) => lexicon::currency(row).name,
                Unit::Noun => it.noun.map_or("", |noun| reading.text_of(noun.head)),
                Unit::None => "",
            };
            let per = it.per.map(|per| format!(" per {}", lexicon::unit(per).name)).unwrap_or_default();
            let words = if it.unit == Unit::None { it.bounds } else { it.extent };
            let line = format!("{} = {value} {unit}{per}", reading.text_of(words));
            line.trim_end().to_owned()
        })
        .collect()
}

fn holds(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn ranges_take_the_words_that_open_them() {
    holds(&[
        ("Bids ran from four hundred to six hundred.", &["from four hundred to six hundred = 400..600"]),
        ("The path is between 7 and nine miles long.", &["7 and nine miles = 7..9 mile"]),
        ("It lies 3km-5km from the quay.", &["3km-5km = 3..5 kilometre"]),
        ("Nights are from 4 degrees to 9 degrees.", &["4 degrees to 9 degrees = 4..9 degree"]),
        ("It weighs between 2 kg and about 3 kg.", &["2 kg and about 3 kg = 2..3 kilogram"]),
        ("The sale is of lots 1200 – 1450.", &["1200 – 1450 = 1,200..1,450"]),
        ("It costs $12 to $15.", &["$12 to $15 = 12..15 US dollar"]),
    ]);
}

#[test]
fn changes_scores_and_telephone_numbers_are_no_ranges() {
    holds(&[
        ("The fare rose from 40 to 55.", &["40 = 40", "55 = 55"]),
        ("Turnout grew from 30 percent to 41 percent.", &["30 percent = 30 percent", "41 percent = 41 percent"]),
        ("It passed by 46% to 54%.", &["46% = 46 percent", "54% = 54 percent"]),
        ("Shares rose 3% to 9%.", &["3% = 3 percent", "9% = 9 percent"]),
        ("It rose $2 to $29 from $27.", &["$2 = 2 US dollar", "$29 = 29 US dollar", "$27 = 27 US dollar"]),
        ("It fell by 30 to 110 from 140.", &["30 = 30", "110 = 110", "140 = 140"]),
        (
            "They cut it by 2 percent to 7 percent from 9 percent.",
            &["2 percent = 2 percent", "7 percent = 7 percent", "9 percent = 9 percent"],
        ),
        ("Call 1-800-555-0142 now.", &[]),
        ("They stood at 2 – 3 at the break.", &["2 = 2", "3 = 3"]),
        ("Ashby won 1-2 in the rain.", &[]),
        ("It does 0-60 mph.", &["0-60 mph = 0..60 mile per hour"]),
    ]);
}

#[test]
fn bounds_stand_before_behind_and_around_a_number() {
    holds(&[
        ("Fewer than thirty came.", &["Fewer than thirty = …..30"]),
        ("The mark is no higher than 12.", &["no higher than 12 = …..12"]),
        ("He needs 40 or better.", &["40 or better = 40..…"]),
        ("About ninety or more were late.", &["ninety or more = 90..…"]),
        ("The reading was >=7.", &[">=7 = 7..…"]),
        ("Keep it < -20.", &["< -20 = …..-20"]),
        ("The sum is equal to 44.", &["equal to 44 = 44..44"]),
        ("It takes more than 10 but fewer than 25.", &["more than 10 but fewer than 25 = 10..25"]),
        ("It holds 900+ barges.", &["900+ barges = 900..… barges"]),
        ("It cost $3+ billion.", &["$3+ billion = 3,000,000,000..… US dollar"]),
        ("It has 800-odd berths.", &["800-odd berths = 720..880 berths"]),
        ("A $4 million-plus loan.", &["$4 million = 4,000,000..… US dollar"]),
        ("Over 30 or under 12 is too far.", &["Over 30 = 30..…", "under 12 = …..12"]),
        ("The pier -> 30 boats.", &["30 boats = 30 boats"]),
    ]);
}

#[test]
fn shares_are_read_as_such() {
    holds(&[
        ("One in five sheep is lame.", &["One in five sheep = 0.2 sheep"]),
        ("Nine out of 10 trains were late.", &["Nine out of 10 trains = 0.9 trains"]),
        ("It has a 1-in-60 chance.", &["1-in-60 = 0.0167"]),
        ("A quarter of a million bees died.", &["A quarter of a million bees = 250,000 bees"]),
        ("The ratio is two over seven.", &["two over seven = 0.2857"]),
        ("They sold two in 24 hours.", &["two = 2", "24 hours = 24 hour"]),
        ("He paid $30 over three years.", &["$30 = 30 US dollar", "three years = 3..… year"]),
        ("The firm opened one in 2009.", &["2009 = 2,009"]),
        ("207 out of 650 seats were empty.", &["207 = 207", "650 seats = 650 seats"]),
    ]);
}

#[test]
fn units_are_spelt_prefixed_joined_and_bracketed() {
    holds(&[
        ("He weighs 13st 7lb.", &["13st 7lb = 13.5 stone"]),
        ("She is 5 feet and 7 inches tall.", &["5 feet and 7 inches = 5.58 foot"]),
        ("The 6-foot-4 guard left.", &["6-foot-4 = 6.33 foot"]),
        ("He stands 5'11\".", &["5'11\" = 5.92 foot"]),
        ("They walked 2 km and 300 m.", &["2 km and 300 m = 2.3 kilometre"]),
        ("It drank 3 megalitres.", &["3 megalitres = 3 megalitre"]),
        ("Add 4 cl of rum.", &["4 cl = 4 centilitre"]),
        ("The field is 90 square yards.", &["90 square yards = 90 square yard"]),
        ("The tile is 20 cm² large.", &["20 cm² = 20 square centimetre"]),
        ("It moves 40 metres per millisecond.", &["40 metres per millisecond = 40 metre per millisecond"]),
        ("The mean was 6 mg/l.", &["6 mg/l = 6 milligram per litre"]),
        ("Weight: 35 (kg)", &["35 (kg) = 35 kilogram"]),
        ("The bolt is 7-1/2 inches long.", &["7-1/2 inches = 7.5 inch"]),
        ("It is half a mile off.", &["half a mile = 0.5 mile"]),
        ("It is a quarter mile off.", &["a quarter mile = 0.25 mile"]),
        ("It was 4 below zero.", &["4 below zero = -4 degree"]),
        ("It was 31° c at noon.", &["31° c = 31 Celsius"]),
        ("The shed is 3 m x 4 m.", &["3 m = 3 metre", "4 m = 4 metre"]),
    ]);
}

#[test]
fn what_only_looks_like_a_unit_is_none() {
    holds(&[
        ("Her 401(k) shrank.", &[]),
        ("Part 24703 L-202 broke.", &["24703 = 24,703"]),
        ("They live at 12 Newton Road.", &[]),
        ("Three Mile Island was shut.", &[]),
        ("They flew two American C-130 planes.", &["two = 2"]),
    ]);
}

#[test]
fn money_of_the_world_by_name_sign_and_code() {
    holds(&[
        ("It cost 40 Mongolian tugriks.", &["40 Mongolian tugriks = 40 Mongolian tugrik"]),
        ("Fees are CHF12.50 a day.", &["CHF12.50 = 12.5 Swiss franc"]),
        ("He owes MSEK 14.", &["MSEK 14 = 14,000,000 Swedish krona"]),
        ("He owes 30 USD million.", &["30 USD million = 30,000,000 US dollar"]),
        ("It cost 20 ringgit and 30 sen.", &["20 ringgit and 30 sen = 20.3 Malaysian ringgit"]),
        ("It cost 9 dollars 50.", &["9 dollars 50 = 9.5 dollar"]),
        ("It cost a dollar and 20 cents.", &["a dollar and 20 cents = 1.2 dollar"]),
        ("It cost 5 pounds and 40 pence.", &["5 pounds and 40 pence = 5.4 pound sterling"]),
        ("It cost ringgit 70.", &["ringgit 70 = 70 Malaysian ringgit"]),
        ("It cost $80 million Canadian dollars.", &["$80 million = 80,000,000 US dollar"]),
        ("It cost COP 9,000.", &["COP 9,000 = 9,000 Colombian peso"]),
        ("They lost millions of euros.", &["millions of euros = 2,000,000 euro"]),
    ]);
}

#[test]
fn what_only_looks_like_money_is_none() {
    holds(&[
        ("Envoys to COP 26 left.", &[]),
        ("The TOP 10 are here.", &[]),
        ("They won 30 in Leeds.", &["30 = 30"]),
        ("He paid 15 dollars and 50 men left.", &["15 dollars = 15 dollar", "50 men = 50 men"]),
        ("He has 3 Bob Marley records.", &["3 Bob Marley records = 3 records"]),
    ]);
}

#[test]
fn numbers_that_name_or_mark_are_left_out() {
    holds(&[
        ("She flew in Air Force One to Rome.", &[]),
        ("The duties are (3) sweeping and (4) dusting.", &[]),
        ("The order is cited as [7] below.", &[]),
        ("Fire Kills Two Boys in Leeds", &["Two Boys = 2 Boys"]),
        ("Of the pair, one operated a crane.", &[]),
        ("They filled 900 officer positions.", &["900 officer positions = 900 positions"]),
    ]);
}

#[test]
fn ordinals_are_told_from_moments() {
    holds(&[
        ("She came second.", &["second = 2"]),
        ("The lift rises 4 metres a second.", &["4 metres a second = 4 metre per second"]),
        ("The twenty-second try failed.", &["twenty-second = 22"]),
    ]);
}
