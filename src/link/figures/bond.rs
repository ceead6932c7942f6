//! Whether two figures of one class are of one measure: what speaks for it, and what against.

use super::{Figure, Measure, Source};
use crate::claim::quantity::{Role, Scope};
use crate::language::lexicon;

/// Why two figures are taken to be of one measure, or of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Their sentences name the same event.
    OneEvent,
    /// The later names the event that headline or standfirst are about, and the earlier leads the story.
    Headlined,
    /// The later takes up the event with "the", "this" or "that".
    TakenUp,
    /// Both sentences give the same day.
    OneDay,
    /// One sentence gives both.
    OneSentence,
    /// Their sentences do not name the same event.
    NoEvent,
    /// The later sentence tells of several events.
    Several,
    /// The later does not take up the event as known.
    NotTakenUp,
    /// The later sentence has a name that the earlier lacks.
    Name,
    /// The later sentence has a day that the earlier lacks.
    Day,
    /// Two people say so.
    Speaker,
    /// One of them stands in a quotation.
    Quoted,
    /// A word of change or of another event stands beside one: "rose", "earlier", "another".
    Change,
    /// The event is measured against others: "the worst for a decade".
    Ranked,
    /// One is a part, an addition, a change, a rate, an earlier value or a guess.
    Role(Role),
}

impl Reason {
    /// Whether it speaks for one measure.
    #[must_use]
    pub fn is_for(self) -> bool {
        matches!(self, Reason::OneEvent | Reason::Headlined | Reason::TakenUp | Reason::OneDay)
    }

    /// In words, behind "because".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Reason::OneEvent => "both sentences name the event",
            Reason::Headlined => "the headline names the event",
            Reason::TakenUp => "the later takes the event up as known",
            Reason::OneDay => "both give the day",
            Reason::OneSentence => "one sentence gives both",
            Reason::NoEvent => "nothing shows that they tell of one event",
            Reason::Several => "the sentence tells of several events",
            Reason::NotTakenUp => "the later does not take up an event as known",
            Reason::Name => "the later has a name that the earlier lacks",
            Reason::Day => "the later has a day that the earlier lacks",
            Reason::Speaker => "two sources",
            Reason::Quoted => "one is quoted",
            Reason::Change => "a word of change or of another event stands beside one",
            Reason::Ranked => "the event is measured against others",
            Reason::Role(role) => role_words(role),
        }
    }
}

/// What a role is called, the first of several.
fn role_words(role: Role) -> &'static str {
    let names = [
        (Role::ADDITION, "one comes on top of something"),
        (Role::PART, "one is a part"),
        (Role::CHANGE, "one is an end of a change"),
        (Role::HYPOTHETICAL, "one is a guess or a target"),
        (Role::RATE, "one is a rate"),
        (Role::EARLIER, "one is an earlier value"),
        (Role::BRACKETED, "one stands in brackets"),
    ];
    names.iter().find(|(flag, _)| role.contains(*flag)).map_or("one is used otherwise", |(_, words)| words)
}

/// What speaks for and against two figures being of one measure.
#[derive(Clone, Debug, Default)]
pub struct Bond {
    reasons: Vec<Reason>,
}

impl Bond {
    /// Whether the two are of one measure: something speaks for it and nothing against.
    #[must_use]
    pub fn is_one(&self) -> bool {
        !self.reasons.is_empty() && self.reasons.iter().all(|reason| reason.is_for())
    }

    /// What speaks for one measure, or where there is any, what speaks against it; in words.
    #[must_use]
    pub fn told(&self) -> String {
        let is_one = self.is_one();
        let words: Vec<_> = self.reasons.iter().filter(|it| it.is_for() == is_one).map(|it| it.words()).collect();
        words.join("; ")
    }
}

/// Holds the measures of two figures of one class against each other, the earlier first.  `announced` are the events of the
/// headline and the standfirst, where the earlier figure leads the story.
#[must_use]
pub fn bond(one: &Figure<'_>, other: &Figure<'_>, announced: &[u8]) -> Bond {
    let (mine, its) = (one.measure(), other.measure());
    let mut reasons = Vec::new();
    let used = (mine.role | its.role) - Role::IDENTIFIER;
    if !used.is_empty() {
        reasons.push(Reason::Role(used));
    }
    if mine.source == Source::Quoted || its.source == Source::Quoted {
        reasons.push(Reason::Quoted);
    }
    match (mine.scope, its.scope) {
        (Some(first), Some(second)) => {
            if one.at.block == other.at.block && first.sentence == second.sentence {
                reasons.push(Reason::OneSentence);
            }
            scopes([&mine, &its], [first, second], announced, &mut reasons);
        }
        _ => reasons.push(Reason::NoEvent),
    }
    Bond { reasons }
}

/// What the sentences tell of the event.
fn scopes(measures: [&Measure<'_>; 2], [earlier, later]: [&Scope; 2], announced: &[u8], reasons: &mut Vec<Reason>) {
    let shared = |events: &[u8]| {
        later.events.iter().any(|event| events.iter().any(|known| lexicon::is_taken_up(*known, *event)))
    };
    let within = |new: &[Box<str>], known: &[Box<str>]| new.iter().all(|word| known.contains(word));
    let mut note = |holds: bool, reason: Reason| reasons.extend(holds.then_some(reason));
    let one_event = shared(&earlier.events);
    let headlined = !one_event && earlier.events.is_empty() && shared(announced);
    note(one_event, Reason::OneEvent);
    note(headlined, Reason::Headlined);
    note(!one_event && !headlined, Reason::NoEvent);
    note(later.events.len() > 1 || earlier.events.len() > 2, Reason::Several);
    note(later.definite, Reason::TakenUp);
    note(!later.definite, Reason::NotTakenUp);
    note(later.shifts || earlier.shifts, Reason::Change);
    let one_day = !later.days.is_empty() && later.days == earlier.days;
    note(one_day, Reason::OneDay);
    // "The May floods, the worst for a decade", are those of May.
    note((later.ranks || earlier.ranks) && !one_day, Reason::Ranked);
    note(!within(&later.names, &earlier.names), Reason::Name);
    note(!within(&later.days, &earlier.days), Reason::Day);
    let said = measures.iter().all(|it| it.source == Source::Said);
    let one_speaker = later.speaker.is_some() && later.speaker == earlier.speaker;
    note(said && !one_speaker && later.names != earlier.names, Reason::Speaker);
}
