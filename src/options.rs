//! What a caller may say about how a draft is to be read.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// The English of the desk.  It decides how `03/04/2022` is read, and nothing is flagged for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Not told: each draft's own evidence decides.
    #[default]
    Any,
    /// British: day before month.
    British,
    /// American: month before day.
    American,
}

/// Whether the house calls people Mr and Ms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Honorifics {
    /// As each draft has it.
    #[default]
    Any,
    /// Where somebody is called by the surname alone.
    Always,
    /// Only within quotation marks.
    Never,
}

/// The markup of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Paragraphs with blank lines between.
    #[default]
    Text,
    /// `CommonMark` with tables, footnotes and front matter.
    Markdown,
    /// HTML, a page or a fragment.
    Html,
}

/// How one draft is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The markup.
    pub format: Format,
    /// The English of the desk.
    pub language: Language,
    /// The day (and time) of publication as given by the caller; outweighs what the draft says.
    pub published: Option<NaiveDateTime>,
    /// Whether the house calls people Mr and Ms.
    pub honorifics: Honorifics,
}

/// Reads "2022-10-04", "2022-10-04T21:50", "2022-10-04 21:50:00.123" or "2022-10-04T21:50:00+01:00".
/// An offset is kept out: the day is the day where the story was published.
///
/// # Errors
/// When it is none of these.
pub fn moment(text: &str) -> Result<NaiveDateTime, String> {
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
            assert_eq!(moment(text).unwrap().to_string(), "2022-10-04 00:00:00", "{text}");
        }
        assert!(moment("yesterday").is_err() && moment("2022-02-30").is_err() && moment("").is_err());
    }
}
