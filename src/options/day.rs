//! Days and times as callers give them.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Reads "2022-10-04", "2022-10-04T21:50", "2022-10-04 21:50:00.123" or "2022-10-04T21:50:00+01:00".
/// An offset is kept out: the day is the day where the story was published.
///
/// # Errors
/// When the text is no date; the message says how one is written.
pub fn read(text: &str) -> Result<NaiveDateTime, String> {
    let text = text.trim();
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok(day.and_time(chrono::NaiveTime::MIN));
    }
    let joined = text.replacen(' ', "T", 1);
    if let Ok(moment) = DateTime::parse_from_rfc3339(&joined) {
        return Ok(moment.naive_local());
    }
    // "Z" and offsets without a colon, and times without seconds.
    let bare = joined.trim_end_matches('Z');
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    for form in forms {
        if let Ok(moment) = NaiveDateTime::parse_from_str(bare, form) {
            return Ok(moment);
        }
        if let Ok(moment) = DateTime::parse_from_str(bare, &format!("{form}%#z")) {
            return Ok(moment.naive_local());
        }
    }
    Err(format!("\"{text}\" is no date that can be read; write it as 2022-10-04 or 2022-10-04T21:50"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_and_without_times() {
        for text in [
            "2022-10-04",
            "2022-10-04T00:00:00Z",
            "2022-10-04 00:00",
            "2022-10-04T00:00:00.000+02:00",
            "2022-10-04T00:00+0200",
        ] {
            assert_eq!(read(text).unwrap().to_string(), "2022-10-04 00:00:00", "{text}");
        }
        assert!(read("yesterday").is_err() && read("2022-02-30").is_err() && read("").is_err());
    }
}
