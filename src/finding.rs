//! What a rule has to say.

use serde::Serialize;

use crate::place::{Edit, Place};

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth a look.
    Information,
    /// An oversight in all likelihood.
    Warning,
    /// Cannot be right as written: calendar, arithmetic, unit table.
    Error,
}

impl Level {
    /// Errors and warnings are loud: they make `deskcheck check` fail.
    #[must_use]
    pub fn is_loud(self) -> bool {
        self >= Level::Warning
    }

    /// "error", "warning" or "information".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A place that explains a finding: the other figure, the first mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there, in a few words: "286 here".
    pub message: String,
}

/// A way to settle a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: "Change to Monday".
    pub title: String,
    /// Whether it is the one right answer (a name from a verified entry); only such fixes are made unasked.
    pub sure: bool,
    /// The replacements, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// What a fact sheet would say if the draft were right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The value in the sheet.
    pub place: Place,
    /// The draft's, without quotation marks.
    pub words: String,
}

/// Something in the draft that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name: `weekday-mismatch`.
    pub rule: &'static str,
    /// How loud.
    pub level: Level,
    /// The smallest words that are wrong.
    pub place: Place,
    /// One sentence without a full stop; names the other value, never a line.
    pub message: String,
    /// What explains it, in the order of interest.
    pub related: Vec<Related>,
    /// The sum to do by hand: "207 + 71 = 278".
    pub calculation: Option<String>,
    /// Ways to settle it.
    pub fixes: Vec<Fix>,
    /// The values that disagree, normalised: they name the finding across edits elsewhere.
    pub values: Vec<String>,
    /// What the fact sheet would say if the draft were right.
    pub taken: Option<Box<Taken>>,
}

impl Finding {
    /// A finding with nothing but its message.
    #[must_use]
    pub fn new(rule: &'static str, level: Level, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Finding {
            rule,
            level,
            place: place.into(),
            message: message.into(),
            related: Vec::new(),
            calculation: None,
            fixes: Vec::new(),
            values: Vec::new(),
            taken: None,
        }
    }

    /// With a place that explains it.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, message: impl Into<String>) -> Self {
        self.related.push(Related { place: place.into(), message: message.into() });
        self
    }

    /// With the sum behind it.
    #[must_use]
    pub fn calculation(mut self, sum: impl Into<String>) -> Self {
        self.calculation = Some(sum.into());
        self
    }

    /// With a fix of one edit, if there is one.
    #[must_use]
    pub fn fix(self, title: impl Into<String>, edit: Option<Edit>) -> Self {
        self.sure_fix(title, edit, false)
    }

    /// With a fix of one edit that has one right answer, where `sure` says so.
    #[must_use]
    pub fn sure_fix(mut self, title: impl Into<String>, edit: Option<Edit>, sure: bool) -> Self {
        self.fixes.extend(edit.map(|edit| Fix { title: title.into(), sure, edits: vec![edit] }));
        self
    }

    /// With what the fact sheet would say at a place if the draft were right.
    #[must_use]
    pub fn takes(mut self, place: Place, words: &impl ToString) -> Self {
        self.taken = Some(Box::new(Taken { place, words: words.to_string() }));
        self
    }

    /// With a value that disagrees.
    #[must_use]
    pub fn value(mut self, value: &impl ToString) -> Self {
        self.values.push(value.to_string());
        self
    }

    /// Sixteen hexadecimal digits that stay the same while rule and values do, wherever the finding
    /// moves to (FNV-1a, 64 bits).
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let parts = std::iter::once(self.rule).chain(self.values.iter().map(String::as_str));
        for byte in parts.flat_map(|part| part.bytes().chain(std::iter::once(0xff))) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
}
