//! How far a clock is from Universal Time: by the letters behind it, or by the city beside it.

use std::sync::LazyLock;

use chrono::{NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use rustc_hash::FxHashMap;

static LETTERS: LazyLock<FxHashMap<&'static str, Vec<i32>>> = LazyLock::new(|| {
    let lines = include_str!("../../language/tables/zones.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once('\t'));
    rows.map(|(letters, minutes)| (letters, minutes.split(' ').filter_map(|it| it.parse().ok()).collect())).collect()
});

/// Cities that give their names to zones: "Tokyo", "New York".
static CITIES: LazyLock<FxHashMap<String, Tz>> = LazyLock::new(|| {
    let city = |zone: &Tz| zone.name().rsplit_once('/').map(|(_, city)| city.replace('_', " "));
    TZ_VARIANTS.iter().filter_map(|zone| Some((city(zone)?, *zone))).collect()
});

/// The distances from Universal Time, in minutes, that some letters can stand for: "CEST" is 120.
#[must_use]
pub fn of_letters(letters: &str) -> Option<&'static [i32]> {
    LETTERS.get(letters).map(Vec::as_slice)
}

/// The distances from Universal Time, in minutes, of the first city that a text names, around a day.
#[must_use]
pub fn of_city(text: &str, day: NaiveDate) -> Option<(&str, Vec<i32>)> {
    let zone = |words: &str| CITIES.get(words).copied();
    let starts = text.char_indices().filter(|(at, letter)| {
        letter.is_uppercase() && text[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    });
    for (at, _) in starts {
        let rest = &text[at..];
        let ends = rest.match_indices(|letter: char| !letter.is_alphanumeric()).map(|(end, _)| end).chain([rest.len()]);
        let found = ends.take(3).filter_map(|end| Some((&rest[..end], zone(&rest[..end])?))).last();
        if let Some((name, zone)) = found {
            // Around the day when clocks change, either will do.
            let around =
                [-2_i64, 2].into_iter().filter_map(|days| day.checked_add_signed(chrono::TimeDelta::try_days(days)?));
            let minutes = around.filter_map(|day| {
                let noon = day.and_hms_opt(12, 0, 0)?;
                Some(zone.offset_from_utc_datetime(&noon).fix().local_minus_utc() / 60)
            });
            let mut minutes: Vec<_> = minutes.collect();
            minutes.dedup();
            return Some((name, minutes));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_keeps_its_summer_time() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(of_city("a talk in London", day("2024-07-09")), Some(("London", vec![60])));
        assert_eq!(of_city("in New York today", day("2024-01-09")), Some(("New York", vec![-300])));
        assert_eq!(of_city("Clocks in London", day("2024-03-31")), Some(("London", vec![0, 60])));
        assert_eq!(of_city("in Smallville", day("2024-01-09")), None);
        assert_eq!(of_letters("CEST"), Some(&[120][..]));
    }
}
