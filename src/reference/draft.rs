//! A fact sheet out of drafts: who, what, how many and when they say, for a person to look at.
//!
//! Only what the rules can hold a draft against is written.  A draft must not vouch for itself, so every entry is marked
//! as unverified, and tells from which line it comes.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::figures::{looks_back, telling_words, years};
use super::words::Words;
use super::write::{NewEntry, Written};
use crate::claim::Quantity;
use crate::claim::date::Time;
use crate::claim::person::Signs;
use crate::claim::quantity::{Role, Unit};
use crate::claim::role::Manner;
use crate::finding::Finding;
use crate::language::lexicon::{Gender, Modifier};
use crate::language::numeral::Form;
use crate::language::wordlist::{GIVEN_NAMES, SURNAMES, TOWNS};
use crate::language::{Classes, Number, lexicon};
use crate::link::ages::Who;
use crate::link::offices::held;
use crate::link::people::{Form as Surname, fold, gender_of};
use crate::link::timeline::Moment;
use crate::link::{ClaimRef, Links, People, Story};
use crate::place::{Extent, Span};
use crate::text::{Columns, Lines, Zone};

/// A draft that a sheet is made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its claims.
    pub story: Story<'a>,
    /// What belongs to what.
    pub links: &'a Links,
    /// What the check has to say of it.
    pub findings: &'a [Finding],
}

/// The entries that a draft gives, in the order of the lists.
#[must_use]
pub fn entries(source: &Source<'_>) -> Vec<NewEntry> {
    let drafter = Drafter { source, lines: Lines::new(source.text) };
    let mut entries = drafter.people();
    entries.extend(drafter.organisations());
    entries.extend(drafter.figures());
    entries.extend(drafter.events());
    entries.extend(drafter.quotes());
    entries
}

/// Adds the entries of another draft: what both have is told once, what they have differently is doubted.
pub fn merge(entries: &mut Vec<NewEntry>, others: Vec<NewEntry>) {
    let mut known: FxHashMap<(&'static str, Box<str>), usize> = FxHashMap::default();
    let key = |entry: &NewEntry| (entry.list, fold(&format!("{}{}", entry.text("name"), entry.text("text"))));
    for (index, entry) in entries.iter().enumerate() {
        known.entry(key(entry)).or_insert(index);
    }
    for mut other in others {
        let Some(mine) = known.get(&key(&other)).map(|index| &mut entries[*index]) else {
            entries.push(other);
            continue;
        };
        if mine.fields == other.fields {
            mine.comments.append(&mut other.comments);
            continue;
        }
        other.comments.push("conflict: another draft has this otherwise; keep one of the two".to_owned());
        other.doubted = true;
        entries.push(other);
    }
    let order = |entry: &NewEntry| super::read::LISTS.iter().position(|list| *list == entry.list);
    entries.sort_by_key(order);
}

/// The whole sheet.
#[must_use]
pub fn sheet(names: &[&str], entries: &[NewEntry]) -> String {
    let mut text = format!(
        "# Fact sheet, drafted by deskcheck from {}.\n\
         # Hold each entry against its source. Where it is right, take out the line `unverified = true` and put\n\
         # `verified = ` with the day; where it is wrong, correct it here and in the draft; what you do not need, delete.\n\
         # Until then an entry only remarks (level information). The guide: docs/fact-sheet.md.\n",
        names.join(", ")
    );
    let mut list = "";
    for entry in entries {
        if entry.list != list {
            list = entry.list;
            let _ = write!(text, "\n# ---- {list} ----\n");
        }
        text.push('\n');
        text.push_str(&entry.toml());
    }
    text
}

struct Drafter<'s, 'a> {
    source: &'s Source<'a>,
    lines: Lines,
}

/// How many telling words name a figure or an event.
const WORDS: usize = 6;

/// How long a quoted line may be in a comment, in letters.
const LONGEST: usize = 90;

impl<'a> Drafter<'_, 'a> {
    fn story(&self) -> Story<'a> {
        self.source.story
    }

    fn entry(
        &self,
        list: &'static str,
        mut fields: Vec<(&'static str, Written)>,
        block: usize,
        extent: Extent,
    ) -> NewEntry {
        fields.push(("unverified", Written::Bare("true".to_owned())));
        let span = self.story().span(block, extent);
        let mut comments = vec![self.from(span)];
        comments.extend(self.conflicts(&[span]));
        NewEntry { list, fields, comments, doubted: false, from: Some(span) }
    }

    /// What the check has to say of some places of the draft.
    fn conflicts(&self, spans: &[Span]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for finding in self.source.findings {
            let mut places = std::iter::once(finding.place).chain(finding.related.iter().map(|related| related.place));
            let message = format!("conflict: {}", finding.message);
            if places.any(|place| spans.iter().any(|span| span.meets(place.span))) && !told.contains(&message) {
                told.push(message);
            }
        }
        told
    }

    /// "story.md, line 4: The gale sank 31 boats …"
    fn from(&self, span: Span) -> String {
        let text = self.source.text;
        let (line, _) = self.lines.position(text, span.start as usize, Columns::Utf32);
        let range = self.lines.range(text, line);
        let back = text[range.start..span.start as usize].char_indices().rev().nth(LONGEST / 3).map_or(0, |(at, _)| at);
        let from =
            range.start + text[range.start..][back..].find(' ').filter(|_| back > 0).map_or(back, |at| back + at + 1);
        let from = from.min(span.start as usize);
        let words: String = text[from..range.end].chars().take(LONGEST).collect();
        let (lead, tail) =
            (if from > range.start { "… " } else { "" }, if from + words.len() < range.end { " …" } else { "" });
        format!("{}, line {}: {lead}{}{tail}", self.source.name, line + 1, words.trim())
    }

    fn people(&self) -> Vec<NewEntry> {
        let story = self.story();
        let links = self.source.links;
        let published = links.timeline.published().map(|it| it.day);
        let mut entries: Vec<(ClaimRef, NewEntry)> = Vec::new();
        for (index, form) in links.people.forms().iter().enumerate() {
            let against = Signs::PART | Signs::UPPER;
            if !form.is_person() || form.bearers.len() != 1 || form.signs.intersects(against) {
                continue;
            }
            let Some(at) = form.bearers[0].mentions.first().copied() else { continue };
            let mention = People::mention(&story, at);
            let name = without_country(story.text(at.block, mention.extent));
            let plain = |word: &str| word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter));
            if !name.split(' ').all(plain) || mention.title.is_some() && mention.given.is_none() {
                continue;
            }
            let mut fields = vec![("name", Written::Text(name.to_owned()))];
            let titles = titles(&story, form);
            let shown = form.signs.intersects(Signs::SPEAKS | Signs::AGED | Signs::WHO);
            let told = !titles.is_empty() || !form.titles.is_empty() || form.alone >= 2 || shown;
            // "the Harlow Center" said so.
            if is_thing(name, told) || form.always.contains(Signs::THE) {
                continue;
            }
            match titles.as_slice() {
                [] => {}
                [only] => fields.push(("title", Written::Text(only.clone()))),
                several => fields.push(("titles", Written::Titles(several.to_vec()))),
            }
            if let Some(honorific) = honorific(&story, form) {
                fields.push(("honorific", Written::Text(honorific)));
            }
            let mut ages = links.ages.all().iter().filter(|age| age.now && age.who == Who::Person(index));
            if let (Some(age), Some(day)) = (ages.next(), published)
                && ages.all(|other| other.years == age.years)
                && (1..=120).contains(&age.years)
            {
                fields.push(("age", Written::Bare(age.years.to_string())));
                fields.push(("as_of", Written::Bare(day.to_string())));
            }
            let mut entry = self.entry("people", fields, at.block, mention.extent);
            // An age and a birth that do not fit stand away from the first mention.
            let ages = links.ages.all().iter().filter(|age| age.who == Who::Person(index));
            let mut spans: Vec<_> = ages.map(|age| story.span(age.block, age.extent)).collect();
            spans.extend(form.mentions.iter().map(|at| story.span(at.block, People::mention(&story, *at).extent)));
            let more: Vec<_> =
                self.conflicts(&spans).into_iter().filter(|told| !entry.comments.contains(told)).collect();
            entry.comments.extend(more);
            entries.push((at, entry));
        }
        entries.sort_by_key(|(at, _)| *at);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    fn organisations(&self) -> Vec<NewEntry> {
        let mut entries: Vec<NewEntry> = Vec::new();
        for (block, _, claims) in self.story().blocks() {
            for acronym in claims.acronyms.explained.iter().filter(|it| it.expected.is_none()) {
                let name = self.story().text(block, acronym.long);
                let short = self.story().text(block, acronym.extent);
                if name.split(' ').count() < 2 || entries.iter().any(|entry| entry.text("name") == name) {
                    continue;
                }
                let fields = vec![("name", Written::Text(name.to_owned())), ("short", Written::Text(short.to_owned()))];
                entries.push(self.entry("organisations", fields, block, acronym.long));
            }
        }
        entries
    }

    fn figures(&self) -> Vec<NewEntry> {
        let story = self.story();
        let mut entries: Vec<NewEntry> = Vec::new();
        for (block, it, claims) in story.blocks().filter(|(_, it, _)| it.zone == Zone::Body) {
            for quantity in &claims.quantities {
                let Some((unit, value)) = figure(&story, block, quantity) else { continue };
                let Some(name) = self.figure_name(block, quantity, it.prose.text.len()) else { continue };
                // A number that is told twice is told of once.
                let same = |entry: &NewEntry| {
                    value.iter().all(|field| entry.fields.contains(field)) && entry.text("unit") == unit
                };
                if entries.iter().any(|entry| entry.text("name") == name || same(entry)) {
                    continue;
                }
                let mut fields = vec![("name", Written::Text(name))];
                fields.extend(value);
                fields.push(("unit", Written::Text(unit)));
                if let Some(modifier) = quantity.modifier {
                    fields.push(("modifier", Written::Text(modifier_of(modifier).to_owned())));
                }
                entries.push(self.entry("figures", fields, block, quantity.extent));
            }
        }
        entries
    }

    /// "boats lost in the gale": what stands behind the number, and before it where that says too little.
    fn figure_name(&self, block: usize, quantity: &Quantity, length: usize) -> Option<String> {
        let story = self.story();
        let (sentence, start) = story.sentence(block, quantity.extent);
        let end = (start + sentence.len()).min(length);
        let number = quantity.number;
        // The noun that is counted is part of the name, a unit has a key of its own.
        let from = if matches!(quantity.unit, Unit::Noun) { number.end } else { quantity.extent.end.max(number.end) };
        let behind = story.behind(block, from);
        let behind = &behind[..behind.len().min(end.saturating_sub(from as usize))];
        // "a 10-storey block" is a kind of block.
        if behind.starts_with('-') {
            return None;
        }
        // "over 300" counts as 300, and "US$4m" is money.
        let first = quantity.extent.to(quantity.bounds).start.min(number.start);
        let before = &sentence[..(first as usize).checked_sub(start)?];
        let (behind, before) = (clause(behind, WORDS), clause_before(before, WORDS));
        // "two women and a man" are not all.
        if behind
            .split(' ')
            .take(4)
            .collect::<Vec<_>>()
            .windows(2)
            .any(|pair| matches!(pair, ["and", "a" | "an" | "one" | "two"]))
        {
            return None;
        }
        let few = telling_words(&behind).len() < 3;
        let small = behind.split(' ').next().is_none_or(is_small);
        let before = if small { trimmed(&before) } else { leading(&before) };
        let alone = !few && !small;
        let name = if alone { trimmed(&behind) } else { trimmed(&format!("{before} {behind}")) };
        let name = name.trim_matches([',', '-', '–']).trim();
        let plain = !name.contains(|letter: char| letter.is_ascii_digit() || "\"~%°".contains(letter));
        // Of what stands before it a name needs more, for "placed Humberto" tells nothing.
        let least = if alone || quantity.outcome.is_some() { 2 } else { 3 };
        let tells = telling_words(name).len() >= least && name.starts_with(char::is_alphabetic);
        // Of another year, it is another figure.
        let mut years = years(sentence);
        let year = years.next().filter(|_| years.next().is_none()).map(|year| format!(" in {year}"));
        (plain && tells && !looks_back(sentence)).then(|| format!("{name}{}", year.unwrap_or_default()))
    }

    fn events(&self) -> Vec<NewEntry> {
        let story = self.story();
        let mut entries: Vec<NewEntry> = Vec::new();
        for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone == Zone::Body) {
            for happening in claims.happenings.iter().filter(|it| !it.several) {
                let (sentence, inside) = (happening.sentence, |it: Extent| happening.sentence.contains(it));
                let mut days = claims.dates.iter().enumerate().filter(|(_, date)| inside(date.extent));
                let (Some((index, date)), None) = (days.next(), days.next()) else { continue };
                let written = matches!(date.time, Time::Calendar(calendar) if calendar.day.is_some());
                let at = ClaimRef { block, index };
                let Some(Moment::Day(day)) = self.source.links.timeline.resolved(at).map(|it| it.moment) else {
                    continue;
                };
                if !written || date.setting.quoted {
                    continue;
                }
                let text = story.text(block, sentence);
                let place = happening.place.map(|place| story.text(block, place));
                let place = place.filter(|place| TOWNS.has(&fold(place).replace(' ', "_")));
                let from = (happening.extent.start - sentence.start) as usize;
                let until = (date.extent.start.max(sentence.start) - sentence.start) as usize;
                let name = if from < until {
                    let lead = clause_before(&text[..from], 3);
                    format!("{lead} {}", clause(&text[from..until], WORDS))
                } else {
                    let after = (date.extent.end - sentence.start) as usize;
                    let first = after.min(from);
                    format!("{} {}", clause_before(&text[first..from], 3), clause(&text[from..], WORDS))
                };
                let small = |word: &str| {
                    lexicon::look_up(word).classes.intersects(Classes::FUNCTION | Classes::WEEKDAY | Classes::MONTH)
                };
                let mut words: Vec<_> = name.split(' ').filter(|word| !word.is_empty()).collect();
                while words.last().is_some_and(|word| small(word)) {
                    words.pop();
                }
                let name = trimmed(&words.join(" ")).trim_matches([',', '-', '–', ' ']).to_owned();
                if Words::of(&name).len() < 2 || entries.iter().any(|entry| entry.text("name") == name) {
                    continue;
                }
                let mut fields = vec![("name", Written::Text(name)), ("date", Written::Bare(day.to_string()))];
                fields.extend(place.map(|place| ("place", Written::Text(place.to_owned()))));
                entries.push(self.entry("events", fields, block, date.extent));
            }
        }
        entries
    }

    fn quotes(&self) -> Vec<NewEntry> {
        let story = self.story();
        let people = &self.source.links.people;
        let mut entries: Vec<NewEntry> = Vec::new();
        for (block, it, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
            for quote in claims.quotes.iter().filter(|quote| quote.words > 5) {
                let text = story.text(block, quote.extent).trim_end_matches([',', '.']);
                let Some(speaker) = quote.speaker.map(|index| ClaimRef { block, index: index as usize }) else {
                    continue;
                };
                if text.contains(['[', '…', '\n']) || text.contains("...") || it.zone == Zone::Headline {
                    continue;
                }
                let full = people.form_of(speaker).and_then(|form| people.full_name(&story, form));
                let speaker = full.unwrap_or_else(|| People::name(&story, speaker));
                if entries.iter().any(|entry| entry.text("text") == text) {
                    continue;
                }
                let fields =
                    vec![("speaker", Written::Text(speaker.to_owned())), ("text", Written::Text(text.to_owned()))];
                entries.push(self.entry("quotes", fields, block, quote.extent));
            }
        }
        entries
    }
}

/// A name without the country before it: "Emmanuel Macron" of "France Emmanuel Macron".
fn without_country(name: &str) -> &str {
    let Some((first, rest)) = name.split_once(' ') else { return name };
    let place = lexicon::look_up(first).classes.intersects(Classes::COUNTRY | Classes::DEMONYM);
    let given = rest.split_once(' ').is_some_and(|(given, _)| GIVEN_NAMES.has(&fold(given)));
    if place && given { rest } else { name }
}

/// Whether a name is rather that of a thing: it ends in a word for a body, a place or an event, or begins with no given name
/// and nothing else tells of a person.
fn is_thing(name: &str, told: bool) -> bool {
    let things = Classes::ORGANISATION | Classes::GEOGRAPHY | Classes::EVENT | Classes::FUNCTION;
    let last = name.rsplit(' ').next().unwrap_or(name);
    let first = name.split(' ').next().unwrap_or(name);
    lexicon::look_up(last).classes.intersects(things) && !SURNAMES.has(&fold(last))
        || lexicon::look_up(first).classes.contains(Classes::FUNCTION)
        || !told && !GIVEN_NAMES.has(&fold(first)) && !first.ends_with('.')
}

/// The offices that a draft gives somebody now, in its words.
fn titles(story: &Story<'_>, form: &Surname) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    let open = Manner::PAST | Manner::ACTING | Manner::SHADOW | Manner::AHEAD | Manner::QUOTED | Manner::CHANGING;
    for at in &form.mentions {
        for office in held(story, *at).filter(|office| !office.role.manner.intersects(open)) {
            let role = office.role;
            // "Harbour commissioner", and not "France's president".
            let before =
                role.of.filter(|of| of.end < role.extent.start && story.gap(at.block, *of, role.extent) == " ");
            let whole = before.filter(|of| !story.text(at.block, *of).contains(['\'', '’']));
            let extent = whole.map_or(role.extent, |of| of.to(role.extent));
            let words = story.text(at.block, extent);
            let is_deputy = role.manner.contains(Manner::DEPUTY);
            let deputy = if is_deputy { below(story.before(at.block, extent.start)) } else { "" };
            let of = role.of.filter(|of| of.start >= role.extent.end);
            let of = of.map(|of| format!(" of {}", story.text(at.block, of))).unwrap_or_default();
            let title = format!("{deputy}{words}{of}");
            if !titles.iter().any(|other| other.to_lowercase() == title.to_lowercase()) {
                titles.push(title);
            }
        }
    }
    titles
}

/// The word that makes a lower office of what follows, as the draft has it: "vice " of "the vice president".
fn below(before: &str) -> &str {
    let word = before.trim_end_matches([' ', '-']);
    let start = word.rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |at| at + 1);
    match word[start..].to_ascii_lowercase().as_str() {
        "vice" | "deputy" | "assistant" | "under" => &before[start..],
        _ => "deputy ",
    }
}

/// "Ms" where every honorific of a surname is that, and goes with the given name: a couple shares its surname.
fn honorific(story: &Story<'_>, form: &Surname) -> Option<String> {
    let mut found: Option<&str> = None;
    for at in &form.mentions {
        let Some(title) = People::mention(story, *at).title else { continue };
        let word = story.text(at.block, title);
        if !matches!(lexicon::look_up(word.trim_end_matches('.')).honorific, Some(Gender::Man | Gender::Woman)) {
            continue;
        }
        if found.is_some_and(|other| other != word) {
            return None;
        }
        found = Some(word);
    }
    let given = form.bearers.first().and_then(|bearer| gender_of(&fold(bearer.name())));
    let fits = |word: &&str| {
        let own = lexicon::look_up(word.trim_end_matches('.')).honorific;
        !matches!((given, own), (Some(Gender::Man), Some(Gender::Woman)) | (Some(Gender::Woman), Some(Gender::Man)))
    };
    found.filter(fits).map(str::to_owned)
}

/// The unit and the value of a figure that a sheet can hold.
fn figure(story: &Story<'_>, block: usize, quantity: &Quantity) -> Option<(String, Vec<(&'static str, Written)>)> {
    let wrong = Role::PART
        | Role::ADDITION
        | Role::CHANGE
        | Role::HYPOTHETICAL
        | Role::RATE
        | Role::EARLIER
        | Role::QUOTED
        | Role::BRACKETED
        | Role::IDENTIFIER;
    if quantity.age
        || quantity.role.intersects(wrong)
        || !matches!(quantity.form, Form::Cardinal)
        || quantity.restates.is_some()
        // "three reasons" is nothing to look up, "three dead" is.
        || quantity.value < Number::whole(if quantity.outcome.is_some() { 2 } else { 5 })
    {
        return None;
    }
    let unit = match quantity.unit {
        Unit::None => return None,
        Unit::Currency(row) => lexicon::currency(row).code.to_owned(),
        Unit::Measure(row) => {
            let unit = lexicon::unit(row);
            // A span of time is told of by the rules of times.
            if unit.dimension == "time" {
                return None;
            }
            unit.name.to_owned()
        }
        Unit::Noun => {
            let noun = quantity.noun?;
            if noun.human { "people".to_owned() } else { story.text(block, noun.head).to_lowercase() }
        }
    };
    let bare = |number: Number| Written::Bare(number.to_string().replace(',', ""));
    let value = match quantity.upper {
        Some(upper) => vec![("low", bare(quantity.value)), ("high", bare(upper))],
        None => vec![("value", bare(quantity.value))],
    };
    Some((unit, value))
}

fn modifier_of(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::AtLeast => "at least",
        Modifier::MoreThan => "more than",
        Modifier::AtMost => "at most",
        Modifier::LessThan => "less than",
        Modifier::Nearly => "nearly",
        Modifier::About => "about",
    }
}

/// The words that begin a text, up to its first stop or so many telling ones.
fn clause(text: &str, most: usize) -> String {
    let text = text.split(['.', ',', ';', ':', '(', ')', '[', '"', '“', '—', '–', '\n']).next().unwrap_or_default();
    let mut words: Vec<&str> = Vec::new();
    let mut cut = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        // Another number is another figure, and "but" another matter.
        let number = lexicon::look_up(word).classes.intersects(Classes::ONE | Classes::TEN | Classes::SCALE);
        let stop = number || matches!(word, "but" | "while" | "whereas");
        cut = stop || word.contains(|letter: char| letter.is_ascii_digit());
        if cut || words.len() > most + 3 {
            break;
        }
        words.push(word);
    }
    // "120 flats and a total of 40 shops": what leads to the next number is not of this one.
    let led = if cut { leading(&words.join(" ")) } else { words.join(" ") };
    let mut words: Vec<_> = led.split(' ').filter(|word| !word.is_empty()).collect();
    // "met Gov. Noorzai" stops at no full stop.
    let open = |word: &str| {
        let classes = lexicon::look_up(word).classes;
        classes.intersects(Classes::HONORIFIC | Classes::ABBREVIATION) || is_small(word)
    };
    while words.last().is_some_and(|word| open(word)) {
        words.pop();
    }
    words.join(" ")
}

/// Whether a word says nothing of what is counted.
fn is_small(word: &str) -> bool {
    lexicon::look_up(word).classes.intersects(Classes::FUNCTION | Classes::MODIFIER)
}

/// Words without the small ones at both ends.
fn trimmed(text: &str) -> String {
    let words: Vec<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let start = words.iter().position(|word| !is_small(word)).unwrap_or(words.len());
    let end = words.iter().rposition(|word| !is_small(word)).map_or(start, |at| at + 1);
    words[start..end.max(start)].join(" ")
}

/// Words without what leads to a number: "ballot access in" of "ballot access in a total of".
fn leading(text: &str) -> String {
    const MORE: [&str; 12] =
        ["a", "an", "the", "total", "up", "least", "most", "many", "only", "just", "estimated", "reportedly"];
    let mut words: Vec<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
    loop {
        let last = words.last().map(|word| word.to_ascii_lowercase()).unwrap_or_default();
        let of_total = last == "of" && words.len() > 1 && words[words.len() - 2].eq_ignore_ascii_case("total");
        let leads = MORE.contains(&&*last) || lexicon::look_up(&last).classes.contains(Classes::MODIFIER);
        if last.is_empty() || !(of_total || leads || last.ends_with('-')) {
            return words.join(" ");
        }
        words.pop();
    }
}

/// The words that end a text, from its last stop or so many of them.
fn clause_before(text: &str, most: usize) -> String {
    let text = text.rsplit(['.', ',', ';', ':', '(', ')', '"', '”', '—', '–', '\n']).next().unwrap_or_default();
    let words: Vec<_> = text
        .split(' ')
        .rev()
        .filter(|word| !word.is_empty())
        .take_while(|word| !word.contains(|letter: char| letter.is_ascii_digit()))
        .take(most)
        .collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}
