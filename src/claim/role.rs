//! Offices, ranks and jobs, as written beside a person's name.
//!
//! "Estonian Foreign Minister Tarik Oost", "the museum's director, Petra Vahl", "Vahl, its deputy director," and
//! "Prant is the director of" each give one role: the office, how it is held, of what, and by whom.

use crate::claim::Mention;
use crate::language::lexicon;
use crate::language::office::{self, Holders, Office};
use crate::language::{Classes, Flags, Kind, Mark, Reading, Sentence};
use crate::place::Extent;

bitflags::bitflags! {
    /// How an office is held, and how that is said.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Manner: u16 {
        /// "former", "ex-", "was", "until": no longer.
        const PAST = 1;
        /// "acting", "interim".
        const ACTING = 1 << 1;
        /// "deputy", "vice", "assistant".
        const DEPUTY = 1 << 2;
        /// "shadow", "rival", "self-proclaimed".
        const SHADOW = 1 << 3;
        /// "-elect", "designate", "incoming".
        const AHEAD = 1 << 4;
        /// "co-", "joint", "another": one of several.
        const SHARED = 1 << 5;
        /// "a", "an": one of several.
        const INDEFINITE = 1 << 6;
        /// It stands in a quotation.
        const QUOTED = 1 << 7;
        /// The sentence tells of a change of office.
        const CHANGING = 1 << 8;
    }
}

/// Where a role stands beside its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Right before the name: "President Oost".
    Title,
    /// Between commas or behind "is": "Oost, the president,".
    Apposition,
}

/// A role of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words of the office, with its portfolio, without article and owner: "Foreign Minister".
    pub extent: Extent,
    /// Index of the bearer among the block's people.
    pub mention: u32,
    /// Its row among the offices; see [`lexicon::office`].
    pub office: u16,
    /// What it is minister, secretary or the like of, by its accepted name: "foreign".
    pub portfolio: Option<&'static str>,
    /// How it is held.
    pub manner: Manner,
    /// Of what: "Estonian", "Corvane", "Marlow University".
    pub of: Option<Extent>,
    /// The party of a member or a candidate: "Conservative" in "the Conservative MP for Sorne".
    pub party: Option<Extent>,
    /// Small words before the office that make it another: "communications" in "communications director".
    pub modifier: Option<Extent>,
    /// Where it stands.
    pub stand: Stand,
}

impl Role {
    /// The office.
    #[must_use]
    pub fn office(&self) -> &'static Office {
        lexicon::office(self.office)
    }

    /// The office with its portfolio: "minister:foreign".
    #[must_use]
    pub fn key(&self) -> (u16, Option<&'static str>) {
        (self.office, self.portfolio)
    }
}

/// How far from an office its sentence is searched, in tokens.
const REACH: usize = 40;

/// How many words before an office may belong to it.
const LEFT: usize = 6;

/// How many words behind an office may say of what it is.
const RIGHT: usize = 9;

/// Reads the roles of a block, in the order of their bearers.
#[must_use]
pub fn extract(reading: &Reading<'_>, people: &[Mention]) -> Vec<Role> {
    let mut roles = Vec::new();
    if people.is_empty() {
        return roles;
    }
    let (mut at, mut past) = (0, 0);
    for sentence in reading.sentences.iter().filter(|sentence| sentence.classes.contains(Classes::OFFICE)) {
        at = at.max(sentence.first);
        while at < sentence.end {
            let office =
                reading.classes(at).contains(Classes::OFFICE).then(|| lexicon::office_at(reading, at)).flatten();
            // "the Democrat candidate": the party belongs to the office behind it.
            let party = |end: usize| {
                reading.classes(at).contains(Classes::PARTY) && reading.classes(end).contains(Classes::OFFICE)
            };
            let Some((office, end)) = office.filter(|(_, end)| !party(*end)) else {
                at += 1;
                continue;
            };
            let phrase = Phrase::read(reading, at, end, office);
            // "Secretary of Housing and Urban Development, Secretary of Energy": no bearer within the phrase before.
            let clear = |mention: u32| people[mention as usize].extent.start >= past;
            roles.extend(phrase.bearer(reading, people).filter(|found| clear(found.0)).map(
                |(mention, stand, manner)| Role {
                    extent: reading.extent(phrase.first, phrase.end),
                    mention,
                    office,
                    portfolio: phrase.portfolio,
                    manner: phrase.manner | manner,
                    of: phrase.of,
                    party: phrase.party,
                    modifier: phrase.modifier,
                    stand,
                },
            ));
            at = end;
            past = reading.token(phrase.after.max(1) - 1).end;
        }
    }
    roles.sort_by_key(|role| role.mention);
    roles
}

/// The words around an office.
struct Phrase {
    /// The first word of office and portfolio.
    first: usize,
    /// The first word with article and owner.
    begin: usize,
    /// The token after the office.
    end: usize,
    /// The token after "of Marlow University".
    after: usize,
    portfolio: Option<&'static str>,
    manner: Manner,
    of: Option<Extent>,
    party: Option<Extent>,
    modifier: Option<Extent>,
}

impl Phrase {
    fn read(reading: &Reading<'_>, head: usize, end: usize, office: u16) -> Self {
        let portfolio = lexicon::office(office).holders == Holders::Portfolio;
        let mut phrase = Phrase {
            first: head,
            begin: head,
            end,
            after: end,
            portfolio: None,
            manner: Manner::empty(),
            of: None,
            party: None,
            modifier: None,
        };
        if reading.token(head).is_quoted() {
            phrase.manner |= Manner::QUOTED;
        }
        phrase.read_left(reading, head, portfolio);
        // "the Conservative MP for Sorne" has a party and a seat.
        let elected = matches!(
            lexicon::office(office).name,
            "member of parliament" | "senator" | "representative" | "councillor" | "candidate"
        );
        phrase.party = phrase.of.filter(|of| elected && is_party(reading, *of));
        if reading.is_mark(phrase.end, Mark::Hyphen) && reading.is_any(phrase.end + 1, &["elect", "designate"]) {
            phrase.manner |= Manner::AHEAD;
            phrase.end += 2;
        }
        phrase.after = phrase.end;
        phrase.of = phrase.of.filter(|_| phrase.party.is_none());
        phrase.read_right(reading, portfolio);
        phrase.of = phrase.of.or(phrase.party);
        // "Labour's candidate in Marsh End, Ruth Tolley,", "Britain's ambassador to Peru, Simon Loring,".
        let sent = reading.is(phrase.after, "to") && matches!(lexicon::office(office).name, "ambassador" | "envoy");
        if sent || phrase.of.is_some() && phrase.after == phrase.end && reading.is_any(phrase.after, &["in", "on"]) {
            let names = |at: &usize| reading.token(*at).kind == Kind::Word && reading.token(*at).is_capital();
            let first = phrase.after + 1 + usize::from(reading.is(phrase.after + 1, "the"));
            let end = (first..first + 5).find(|at| !names(at)).unwrap_or(first);
            if end > first && reading.is_mark(end, Mark::Comma) {
                phrase.after = end;
            }
        }
        phrase
    }

    /// Reads "the former Estonian foreign" before "minister".
    fn read_left(&mut self, reading: &Reading<'_>, head: usize, portfolio: bool) {
        let capital = reading.token(head).is_capital();
        let mut owner: Option<(usize, usize)> = None;
        let mut words: Vec<String> = Vec::new();
        let mut small = None;
        let mut at = head;
        while at > 0 && head - at < LEFT {
            let token = reading.token(at);
            // A new line or sentence begins with the word that was read last.
            if at < head && token.flags.intersects(Flags::FIRST | Flags::NEW_LINE) {
                break;
            }
            let before = at - 1;
            let (kind, mark, classes) =
                (reading.token(before).kind, reading.token(before).mark, reading.classes(before));
            if mark == Mark::Hyphen {
                at = before;
                continue;
            }
            if kind == Kind::Clitic && reading.is_any(before, &["'s", "’s"]) {
                owner = owner_before(reading, before).map(|first| (first, before));
                self.begin = owner.map_or(before, |owner| owner.0);
                break;
            }
            if mark == Mark::Apostrophe
                && before > 0
                && reading.word(before - 1).ends_with('s')
                && reading.is_glued(before)
            {
                owner = owner_before(reading, before).map(|first| (first, before));
                self.begin = owner.map_or(before, |owner| owner.0);
                break;
            }
            if kind != Kind::Word {
                break;
            }
            // "Under President Oost" is of his time, an "under secretary" is another's deputy.
            let in_time_of = reading.is(before, "under")
                && ![at, at + 1].iter().any(|next| reading.is_any(*next, &["secretary", "secretaries", "sheriff"]));
            if classes.contains(Classes::MANNER) && !in_time_of {
                self.manner |= manner(reading.word(before));
                self.begin = before;
            } else if classes.contains(Classes::FUNCTION) || in_time_of {
                if reading.is_any(before, &["a", "an"]) {
                    self.manner |= Manner::INDEFINITE;
                }
                if reading.is_any(before, &["the", "a", "an", "its", "their", "his", "her", "our"]) {
                    self.begin = before;
                }
                break;
            } else if classes.intersects(Classes::SAYING | Classes::TIME)
                || (classes.contains(Classes::HONORIFIC) && !portfolio)
                || (capital && !reading.token(before).is_capital())
                || !classes.contains(Classes::PARTY)
                    && lexicon::office_at(reading, before).is_some_and(|(_, end)| end == at)
            {
                break;
            } else if (classes.contains(Classes::DEMONYM)
                || reading.token(before).is_capital() && !capital
                || classes.contains(Classes::COUNTRY))
                // "Transport minister Helen Vask" has its capital from the sentence.
                && !(portfolio
                    && self.portfolio.is_none()
                    && owner.is_none()
                    && reading.token(before).flags.contains(Flags::FIRST)
                    && names_portfolio(reading.word(before), &words))
            {
                owner = Some((before, owner.filter(|owner| owner.0 == at).map_or(at, |owner| owner.1)));
                self.begin = before;
            } else {
                words.insert(0, reading.word(before).to_lowercase());
                self.begin = before;
                if !capital {
                    small = Some(before);
                }
                // "foreign" of "foreign minister", "health and human services" of its secretary.
                if portfolio && self.portfolio.is_none() {
                    self.portfolio = office::portfolio(&words.join("_"));
                    if self.portfolio.is_some() {
                        self.first = before;
                    }
                } else if capital && !portfolio {
                    owner = Some((before, owner.filter(|owner| owner.0 == at).map_or(at, |owner| owner.1)));
                }
            }
            at = before;
        }
        if owner.is_some() && self.begin > 0 && reading.is_any(self.begin - 1, &["the", "a", "an", "its", "their"]) {
            self.begin -= 1;
        }
        self.modifier = small.filter(|_| self.portfolio.is_none()).map(|first| reading.extent(first, head));
        self.of = owner.map(|(first, end)| reading.extent(first, end)).filter(|extent| extent.start < extent.end);
    }

    /// Reads "of foreign affairs of Estonia" behind "minister".
    fn read_right(&mut self, reading: &Reading<'_>, portfolio: bool) {
        while reading.is_any(self.after, &["of", "for", "at", "with"]) {
            let start =
                self.after + 1 + usize::from(reading.is_any(self.after + 1, &["the", "its", "his", "her", "their"]));
            let capital = reading.token(start).is_capital();
            let mut at = start;
            while at < start + RIGHT && reading.token(at).kind == Kind::Word {
                let small = reading.is_any(at, &["and", "of", "for", "the", "in", "de"]);
                let inner = small && reading.token(at + 1).is_capital() && at > start
                    || reading.is(at, "of") && reading.is(at + 1, "the") && reading.token(at + 2).is_capital();
                if (capital && !reading.token(at).is_capital() && !inner)
                    || (!capital
                        && (reading.classes(at).intersects(Classes::FUNCTION | Classes::SAYING)
                            && !reading.is(at, "and")))
                {
                    break;
                }
                at += 1;
                // "Al-Rahma Hospital", "King's College": hyphen and clitic belong to it.
                if capital
                    && reading.is_mark(at, Mark::Hyphen)
                    && reading.is_glued(at)
                    && reading.is_glued(at + 1)
                    && reading.token(at + 1).is_capital()
                {
                    at += 1;
                }
                if reading.token(at).kind == Kind::Clitic && reading.token(at + 1).is_capital() {
                    at += 1;
                }
            }
            if at == start {
                return;
            }
            let named = || {
                let words: Vec<_> = (start..at).map(|at| reading.word(at).to_lowercase()).collect();
                // "Minister of Foreign Affairs of Estonia" has its country behind the last "of".
                (1..=words.len()).rev().find_map(|end| Some((office::portfolio(&words[..end].join("_"))?, start + end)))
            };
            if portfolio
                && self.portfolio.is_none()
                && let Some((name, end)) = named()
            {
                self.portfolio = Some(name);
                self.end = end;
                self.after = end;
                continue;
            }
            if self.of.is_none() && (capital || !portfolio) {
                self.of = Some(reading.extent(start, at));
            }
            self.after = at;
            if capital {
                return;
            }
        }
    }

    /// "President Oost announced his intent to nominate", "he formerly served under President Oost": what changes is the
    /// office of somebody else.
    fn is_of_others(&self, reading: &Reading<'_>, bearer: Extent, sentence: Sentence) -> bool {
        const OWN: [&str; 24] = [
            "resign",
            "resigns",
            "resigned",
            "resignation",
            "retire",
            "retires",
            "retired",
            "retirement",
            "quit",
            "succeeds",
            "succeeded",
            "succeeding",
            "successor",
            "predecessor",
            "replaced",
            "replaces",
            "replacing",
            "sworn",
            "ousted",
            "inaugurated",
            "elected",
            "election",
            "became",
            "becomes",
        ];
        if (sentence.first..sentence.end).any(|at| reading.is_any(at, &OWN)) {
            return false;
        }
        let behind = reading.tokens.partition_point(|token| token.start < bearer.end);
        let acts = reading.classes(behind).contains(Classes::SAYING)
            || reading.is_any(behind, &["appointed", "appoints", "names", "named", "nominated", "nominates"]);
        let under = self.begin > 0
            && reading
                .is_any(self.begin - 1, &["to", "by", "under", "for", "with", "of", "from", "towards", "advancing"]);
        acts || under
    }

    /// Who holds it: the index of the mention, where the office stands beside it, and what the verb says.
    fn bearer(&self, reading: &Reading<'_>, people: &[Mention]) -> Option<(u32, Stand, Manner)> {
        let sentence = reading.sentences.get(reading.sentence_of(self.first))?;
        // "was named player of the year" changes no office, "was named chairman" does.
        let names = |at: usize| {
            !reading.is_any(at, &["named", "names"])
                || (at + 1..at + 9).any(|next| reading.classes(next).contains(Classes::OFFICE))
        };
        let near = sentence.first.max(self.first.saturating_sub(REACH))..sentence.end.min(self.after + REACH);
        // "signed the bill" changes no office, "signed for Sorne" does.
        let signs = |at: usize| {
            !reading.is_any(at, &["signed", "signs", "signing"])
                || !reading.is_any(at + 1, &["the", "it", "into", "this", "that", "an", "off", "executive"])
        };
        let changes = { near }.any(|at| {
            reading.classes(at).contains(Classes::CHANGE)
                && !reading.is_any(at, &["former", "ex"])
                && names(at)
                && signs(at)
        });
        let changing = if changes { Manner::CHANGING } else { Manner::empty() };
        let begins_at = |token: usize| {
            let start = reading.token(token).start;
            people.binary_search_by_key(&start, |mention| mention.extent.start).ok().filter(|_| token < sentence.end)
        };
        let found =
            |index: usize, stand: Stand, manner: Manner| Some((u32::try_from(index).ok()?, stand, manner | changing));
        let after = |token: usize| token + usize::from(reading.is_mark(token, Mark::Period) && reading.is_glued(token));
        if let Some(index) = begins_at(after(self.end)) {
            // "of the Board William Marsh" is no title of his.
            return if self.after == self.end || people[index].title.is_some() {
                let (index, stand, manner) = found(index, Stand::Title, Manner::empty())?;
                let apart = changes && self.is_of_others(reading, people[index as usize].extent, *sentence);
                Some((index, stand, if apart { manner - Manner::CHANGING } else { manner }))
            } else {
                None
            };
        }
        // "its chief executive, Helen Tarn,": the name stands between commas.
        if reading.is_mark(self.after, Mark::Comma) {
            let mut name = self.after + 1;
            while reading.classes(name).intersects(Classes::HONORIFIC | Classes::OFFICE)
                && begins_at(name).is_none()
                && name < self.after + 4
            {
                name = after(name + 1);
            }
            if let Some(index) = begins_at(name) {
                let end = (name..sentence.end.min(name + REACH))
                    .find(|at| reading.token(*at).end >= people[index].extent.end)?
                    + 1;
                let closes = matches!(
                    reading.token(end).mark,
                    Mark::Comma | Mark::Period | Mark::Dash | Mark::CloseParen | Mark::Semicolon
                );
                let opens = self.begin < self.first || self.begin == sentence.first;
                return if closes && opens { found(index, Stand::Apposition, Manner::empty()) } else { None };
            }
        }
        let before = self.begin.checked_sub(1)?;
        // "Tarn, the chief executive of Corvane," and "Tarn is the chief executive of".
        let ends_at = |token: usize| {
            let end = reading.token(token).end;
            let index = people.partition_point(|mention| mention.extent.end < end);
            (people.get(index)?.extent.end == end).then_some(index)
        };
        let closes = matches!(
            reading.token(self.after).mark,
            Mark::Comma | Mark::Period | Mark::Semicolon | Mark::CloseParen | Mark::Dash
        ) || reading.is_any(self.after, &["since", "until", "from", "in", "who", "and"])
            || self.after >= sentence.end;
        // "chairman from 2010", not "a Democrat from Nevada".
        let when = reading.token(self.after + 1).kind == Kind::Number
            || reading.classes(self.after + 1).intersects(Classes::MONTH | Classes::TIME);
        let past = reading.is(self.after, "until") || reading.is_any(self.after, &["from", "in"]) && when;
        let past = if past { Manner::PAST } else { Manner::empty() };
        if matches!(reading.token(before).mark, Mark::Comma | Mark::Dash) && before > 0 && closes {
            return found(ends_at(before - 1)?, Stand::Apposition, past);
        }
        let who = |at: usize| {
            if at > 1 && reading.is(at - 1, "who") && reading.is_mark(at - 2, Mark::Comma) {
                at.checked_sub(3)
            } else {
                at.checked_sub(1)
            }
        };
        if reading.is(before, "is") {
            return found(ends_at(who(before)?)?, Stand::Apposition, past);
        }
        if reading.is_any(before, &["was", "became", "as"]) {
            return found(ends_at(who(before)?)?, Stand::Apposition, Manner::PAST);
        }
        None
    }
}

/// Whether words are the name of a party: "Conservative", "Liberal Democrat".
fn is_party(reading: &Reading<'_>, of: Extent) -> bool {
    reading.text_of(of).split(' ').all(|word| lexicon::look_up(word).classes.contains(Classes::PARTY))
}

/// Whether a word, with those behind it, is what somebody is minister of.
fn names_portfolio(word: &str, behind: &[String]) -> bool {
    let whole = std::iter::once(word.to_lowercase()).chain(behind.iter().cloned()).collect::<Vec<_>>();
    office::portfolio(&whole.join("_")).is_some()
}

/// Where the owner before "'s" begins: "Marlow University's", "the observatory's".
fn owner_before(reading: &Reading<'_>, clitic: usize) -> Option<usize> {
    let mut first = clitic.checked_sub(1)?;
    if reading.token(first).kind != Kind::Word {
        return None;
    }
    if !reading.token(first).is_capital() {
        return Some(first);
    }
    while first > 0
        && reading.token(first - 1).is_capital()
        && reading.token(first - 1).kind == Kind::Word
        && !reading.token(first).flags.contains(Flags::FIRST)
        && clitic - first < 5
        && !reading.classes(first - 1).contains(Classes::FUNCTION)
    {
        first -= 1;
    }
    Some(first)
}

/// What a word says of how an office is held.
fn manner(word: &str) -> Manner {
    match &*word.to_ascii_lowercase() {
        "former" | "formerly" | "ex" | "late" | "then" | "past" | "onetime" | "outgoing" => Manner::PAST,
        "acting" | "interim" | "caretaker" => Manner::ACTING,
        "deputy" | "vice" | "assistant" | "associate" | "under" | "sub" | "lieutenant" => Manner::DEPUTY,
        "shadow" | "rival" | "self-proclaimed" => Manner::SHADOW,
        "elect" | "designate" | "incoming" => Manner::AHEAD,
        "co" | "joint" | "another" => Manner::SHARED,
        _ => Manner::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::person;

    /// Each role as "office/portfolio of whom: bearer".
    fn read_all(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        let people = person::extract(&reading, &[]);
        extract(&reading, &people)
            .iter()
            .map(|role| {
                let of = role.of.map_or("-", |of| reading.text_of(of));
                let portfolio = role.portfolio.unwrap_or("-");
                let name = reading.text_of(people[role.mention as usize].extent);
                format!(
                    "{}/{portfolio} {of}: {name}{}",
                    role.office().name,
                    if role.manner.is_empty() { "" } else { " *" }
                )
            })
            .collect()
    }

    #[test]
    fn a_role_stands_before_or_behind_its_bearer() {
        for (text, expected) in [
            ("He met Estonian Foreign Minister Tarik Oost.", "minister/foreign Estonian: Tarik Oost"),
            ("Estonia's foreign minister, Tarik Oost, left.", "minister/foreign Estonia: Tarik Oost"),
            ("Oost, the Estonian minister of foreign affairs, left.", "minister/foreign Estonian: Oost"),
            ("Today Prime Minister Elke Thorn left.", "prime minister/- -: Elke Thorn"),
            ("The museum's director, Petra Vahl, said no.", "director/- museum: Petra Vahl"),
            ("Petra Vahl, the museum's deputy director, said no.", "director/- museum: Petra Vahl *"),
            ("Vahl is the chief executive of Tessel Ferries.", "chief executive/- Tessel Ferries: Vahl"),
            (
                "The vice-chancellor of Estlin University, Dr Kit Bowyer, said no.",
                "vice-chancellor/- Estlin University: Kit Bowyer",
            ),
            ("It was Sen. Ida Kessel who left.", "senator/- -: Ida Kessel"),
            ("Acting harbour commissioner Owen Sable left.", "commissioner/- -: Owen Sable *"),
            ("Lt. Col. Otto Lamm spoke.", "lieutenant colonel/- -: Otto Lamm"),
            ("Transport minister Helen Vask left.", "minister/transport -: Helen Vask"),
            ("Home secretary Helen Vask left.", "secretary/interior -: Helen Vask"),
            ("Vask, the Conservative MP for Sorne, left.", "member of parliament/- Sorne: Vask"),
            ("The Liberal Democrat candidate, Helen Vask, left.", "candidate/- Liberal Democrat: Helen Vask"),
            ("Labour's candidate in Marsh End, Helen Vask, left.", "candidate/- Labour: Helen Vask"),
            ("Helen Vask — an engineer at Corvane — left.", "engineer/- Corvane: Helen Vask *"),
            ("Det Insp Otto Lamm spoke.", "inspector/- -: Otto Lamm"),
            ("Det Chief Insp Otto Lamm spoke.", "chief inspector/- -: Otto Lamm"),
            ("Under President Elke Thorn it was shut.", "president/- -: Elke Thorn"),
            ("The under-secretary Otto Lamm spoke.", "secretary/- -: Otto Lamm *"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn an_office_without_a_bearer_is_no_role() {
        for text in [
            "After the talks with the president, Oost said no.",
            "The minister met Petra Vahl.",
            "With Oost, the president has a friend.",
        ] {
            assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
        }
    }
}
