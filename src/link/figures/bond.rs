//! Whether two figures of one class are of one measure: what speaks for it, and what against.

use super::{Figure, Measure, Source};
use crate::claim::quantity::{Role, Scope};
use crate::language::lexicon;

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident $side:ident $words:literal,)*) => {
        /// Why two figures are taken to be of one measure, or of two.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason { $($(#[doc = $doc])* $name,)* }

        impl Reason {
            const ALL: &[Reason] = &[$(Reason::$name),*];

            /// Whether it speaks for one measure.
            pub(super) fn is_for(self) -> bool {
                match self { $(Reason::$name => Side::$side == Side::For,)* }
            }

            /// In words.
            fn words(self) -> &'static str {
                match self { $(Reason::$name => $words,)* }
            }
        }
    };
}

/// What a reason speaks for.
#[derive(PartialEq)]
enum Side {
    For,
    Against,
}

reasons! {
    /// Their sentences name the same event.
    OneEvent For "both sentences name the event",
    /// The later names the event that headline or standfirst are about, and the earlier leads the story.
    Headlined For "the headline names the event",
    /// The later takes up the event with "the", "this" or "that".
    TakenUp For "the later takes the event up as known",
    /// Both sentences give the same day.
    OneDay For "both give the day",
    /// One sentence gives both.
    OneSentence Against "one sentence gives both",
    /// Their sentences do not name the same event.
    NoEvent Against "nothing shows that they tell of one event",
    /// One sentence tells of several events.
    Several Against "a sentence tells of several events",
    /// The later does not take up the event as known.
    NotTakenUp Against "the later does not take up an event as known",
    /// The later sentence has a name that the earlier lacks.
    Name Against "the later has a name that the earlier lacks",
    /// The later sentence has a day that the earlier lacks.
    Day Against "the later has a day that the earlier lacks",
    /// Two people say so.
    Speaker Against "two sources",
    /// One of them stands in a quotation.
    Quoted Against "one is quoted",
    /// A word of change or of another event stands beside one: "rose", "earlier", "another".
    Change Against "a word of change or of another event stands beside one",
    /// The event is measured against others: "the worst for a decade".
    Ranked Against "the event is measured against others",
    /// It comes on top of something: "another 12".
    Addition Against "one comes on top of something",
    /// It belongs to a larger number.
    Part Against "one is a part",
    /// It is one end of a change.
    EndOfChange Against "one is an end of a change",
    /// It is a guess, a plan or a target.
    Guess Against "one is a guess or a plan",
    /// It is a rate.
    Rate Against "one is a rate",
    /// It was put right.
    Earlier Against "one is an earlier value",
    /// It stands in brackets.
    Bracketed Against "one stands in brackets",
}

/// Roles that speak against one measure.
const ROLES: &[(Role, Reason)] = &[
    (Role::ADDITION, Reason::Addition),
    (Role::PART, Reason::Part),
    (Role::CHANGE, Reason::EndOfChange),
    (Role::HYPOTHETICAL, Reason::Guess),
    (Role::RATE, Reason::Rate),
    (Role::EARLIER, Reason::Earlier),
    (Role::BRACKETED, Reason::Bracketed),
];

/// What speaks for and against two figures being of one measure: its reasons, a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bond(u32);

impl Bond {
    fn note(&mut self, holds: bool, reason: Reason) {
        self.0 |= u32::from(holds) << reason as u32;
    }

    /// The reasons, for and against.
    pub fn reasons(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.iter().copied().filter(move |reason| self.0 & 1 << *reason as u32 != 0)
    }

    /// Whether the two are of one measure: something speaks for it and nothing against.
    #[must_use]
    pub fn is_one(self) -> bool {
        self.0 != 0 && self.reasons().all(Reason::is_for)
    }

    /// What speaks for one measure, or where there is any, what speaks against it; in words.
    #[must_use]
    pub fn told(self) -> String {
        let is_one = self.is_one();
        self.reasons().filter(|it| it.is_for() == is_one).map(Reason::words).collect::<Vec<_>>().join("; ")
    }
}

/// Holds the measures of two figures of one class against each other, the earlier first.  `announced` are the events of the
/// headline and the standfirst, where the earlier figure leads the story.
pub(super) fn bond(one: &Figure<'_>, other: &Figure<'_>, announced: &[u8]) -> Bond {
    let (mine, its) = (one.measure(), other.measure());
    let mut bond = Bond::default();
    for (role, reason) in ROLES {
        bond.note((mine.role | its.role).contains(*role), *reason);
    }
    bond.note(mine.source == Source::Quoted || its.source == Source::Quoted, Reason::Quoted);
    match (mine.scope, its.scope) {
        (Some(first), Some(second)) => {
            bond.note(one.at.block == other.at.block && first.sentence == second.sentence, Reason::OneSentence);
            scopes([&mine, &its], [first, second], announced, &mut bond);
        }
        _ => bond.note(true, Reason::NoEvent),
    }
    bond
}

/// What the sentences tell of the event.
fn scopes(measures: [&Measure<'_>; 2], [earlier, later]: [&Scope; 2], announced: &[u8], bond: &mut Bond) {
    let shared = |events: &[u8]| {
        later.events.iter().any(|event| events.iter().any(|known| lexicon::is_taken_up(*known, *event)))
    };
    let within = |new: &[Box<str>], known: &[Box<str>]| new.iter().all(|word| known.contains(word));
    let one_event = shared(&earlier.events);
    let headlined = !one_event && earlier.events.is_empty() && shared(announced);
    bond.note(one_event, Reason::OneEvent);
    bond.note(headlined, Reason::Headlined);
    bond.note(!one_event && !headlined, Reason::NoEvent);
    bond.note(later.events.len() > 1 || earlier.events.len() > 2, Reason::Several);
    bond.note(later.definite, Reason::TakenUp);
    bond.note(!later.definite, Reason::NotTakenUp);
    bond.note(later.shifts || earlier.shifts, Reason::Change);
    let one_day = !later.days.is_empty() && later.days == earlier.days;
    bond.note(one_day, Reason::OneDay);
    // "The May floods, the worst for a decade", are those of May.
    bond.note((later.ranks || earlier.ranks) && !one_day, Reason::Ranked);
    bond.note(!within(&later.names, &earlier.names), Reason::Name);
    bond.note(!within(&later.days, &earlier.days), Reason::Day);
    let said = measures.iter().all(|it| it.source == Source::Said);
    // Where one of them is not known, the names tell.
    let speakers = earlier.speaker.as_ref().zip(later.speaker.as_ref());
    let two = speakers.map_or(later.names != earlier.names, |(first, second)| first != second);
    bond.note(said && two, Reason::Speaker);
}
