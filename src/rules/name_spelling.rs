//! One person under two spellings.

use super::{Checks, Facts, Level};
use crate::claim::Mention;
use crate::claim::person::Signs;
use crate::finding::Finding;
use crate::language::lexicon::Gender;
use crate::language::slip::is_turned;
use crate::language::wordlist::{COMMON, GIVEN_NAMES, SURNAMES, is_short_form};
use crate::language::{Classes, gazetteer, lexicon};
use crate::link::people::{Form, fold, is_same_given};
use crate::link::{ClaimRef, People, Story};

rule! {
    /// ## What it does
    /// Finds a surname that is one letter, or two exchanged letters, away from that of a person named in the draft.
    ///
    /// ## Why it matters
    /// Names are what newsrooms correct most, and a spelling checker knows none of them.
    ///
    /// ## Example
    /// ```draft
    /// The harbour master, Ilse Varnholt, closed the port on Tuesday.
    ///
    /// Ms Varnholt said that the storm would last. "Stay in," Varnholt said.
    ///
    /// Varnhlot has run the port since 2014.
    /// ^^^^^^^^ Varnhlot here, Varnholt three times: the same person?
    /// ```
    ///
    /// ## What it leaves alone
    /// Two people whose names are close: each with a given name, a title or a history of their own in the draft, or
    /// both with names that are well known as surnames.  Common words, countries and peoples, those of a place or firm
    /// ("Texans", "a Googler"), plurals, papers with their article ("Le Soir"), names shorter than four letters, lists of
    /// guests, "(sic)", bylines, credits and corrections.
    "name-spelling" {
        summary: "a person's name is spelt in two ways",
        counts: "name",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let people = &facts.links.people;
    for form in people.forms().iter().filter(|form| form.mentions.len() > 1 && form.is_person()) {
        let first = span_of(&story, form.mentions[0]);
        for at in &form.mentions[1..] {
            checks.pass(NAME, span_of(&story, *at), Some(first), "spelt as at first mention");
        }
    }
    for (one, other) in people.near() {
        let (accepted, suspect) = if prefers(one, other) { (one, other) } else { (other, one) };
        // "Toyota" beside Mr Toyoda is the firm of that name.
        if people.begins_a_name(&suspect.folded) {
            continue;
        }
        if let Some(level) = level(&story, people, accepted, suspect) {
            for at in &suspect.mentions {
                report(&story, accepted, *at, level, checks);
            }
        }
    }
}

/// Whether the first form is rather the accepted one: more frequent, else given in full, else earlier.
fn prefers(one: &Form, other: &Form) -> bool {
    let weight = |form: &Form| (form.mentions.len(), SURNAMES.has(&form.folded), !form.given.is_empty());
    let (mine, its) = (weight(one), weight(other));
    mine > its || (mine == its && one.mentions.first() < other.mentions.first())
}

/// How loud to be about a suspect form; `None` for silence.
fn level(story: &Story<'_>, people: &People, accepted: &Form, suspect: &Form) -> Option<Level> {
    let (name, form) = (&*accepted.folded, &*suspect.folded);
    if is_inflection(name, form) || suspect.signs.contains(Signs::SIC) {
        return None;
    }
    // A list of guests, a paper, a letter behind a hyphen; "Google" and "a Googler".
    let listed = accepted.always.contains(Signs::HEADING) && suspect.always.contains(Signs::HEADING);
    let bare = suspect.given.is_empty() && suspect.titles.is_empty() && name.ends_with('e') && !SURNAMES.has(name);
    let of_house = bare && form.strip_suffix('r') == Some(name);
    if listed || of_house || is_paper(accepted) || is_paper(suspect) || has_mark(story, suspect) {
        return None;
    }
    if let Some(level) = namesake(accepted, suspect) {
        return Some(level);
    }
    if !accepted.is_person() && !suspect.is_person() {
        return is_slip_of_house(accepted, suspect).then_some(Level::Warning);
    }
    // "Mr Lin" is no common word, whatever "lin" is.
    if is_word(form) && !suspect.titles.iter().any(|title| matches!(&**title, "mr" | "mrs" | "ms" | "miss" | "dr")) {
        return None;
    }
    let letters = name.chars().count().min(form.chars().count());
    let first_letter = name.chars().next() == form.chars().next();
    let known = SURNAMES.has(form);
    // A heading names nobody whom the story does not name.
    if suspect.always.contains(Signs::HEADING) && suspect.mentions.len() == 1 {
        let told = !accepted.signs.contains(Signs::HEADING) && accepted.mentions.len() >= 2;
        return (told && letters >= 5 && first_letter).then_some(Level::Warning);
    }
    // "the Varnhlt Trust" is no other Varnholt.
    if suspect.always.contains(Signs::PART) {
        let settled = accepted.mentions.len() >= 3 && !accepted.always.contains(Signs::PART);
        return (settled && !known && letters >= 5 && first_letter && suspect.mentions.len() == 1)
            .then_some(Level::Warning);
    }
    let kept_apart = Signs::PLACED | Signs::THE | Signs::UPPER;
    if suspect.always.intersects(kept_apart - accepted.always) {
        return None;
    }
    let same = |given, other| is_same_given(given, other) || is_short_form(given, other);
    let same_given = suspect.given.iter().any(|given| accepted.given.iter().any(|other| same(given, other)));
    if !suspect.given.is_empty() && !same_given {
        // "Joe Bidyn" where only "President Biden" is named: nobody of the draft has another given name, and
        // nobody else is called so.
        let nameless = accepted.given.is_empty() && suspect.mentions.len() == 1 && !known;
        let settled =
            accepted.mentions.len() >= 3 || (accepted.mentions.len() >= 2 && (SURNAMES.has(name) || letters > LONG));
        // "Ida Varnhlot, his wife": a family shares its name.
        let kin =
            suspect.signs.contains(Signs::KIN) && accepted.mentions.len() >= 3 && suspect.mentions.len() == 1 && !known;
        return ((nameless && settled || kin) && letters >= 5 && first_letter).then_some(Level::Warning);
    }
    // As often as the other, or nearly: two people, or a matter of taste.
    let often = suspect.mentions.len() > 1 && suspect.mentions.len() * 3 > accepted.mentions.len();
    if often && !same_given {
        return None;
    }
    let exchanged = name.len() == form.len() && is_turned(name, form);
    let same_title = suspect.titles.iter().any(|title| accepted.titles.contains(title));
    let other_title =
        !suspect.titles.is_empty() && !accepted.titles.is_empty() && !same_title && !is_courteous(accepted, suspect);
    if same_given {
        // Two people who share a given name are each called by their own surname, again and again.
        let even = suspect.mentions.len() > 1 && suspect.mentions.len() >= accepted.mentions.len();
        if letters < SHORT && (accepted.bearers.len() > 1 || suspect.bearers.len() > 1) {
            return None;
        }
        return Some(if even { Level::Information } else { Level::Warning });
    }
    // "Mr Lin" has nobody behind him, and "Mr Lim" is there in full.
    let unnamed = same_title && first_letter && !accepted.bearers.is_empty() && suspect.mentions.len() == 1;
    if unnamed && suspect.mentions > accepted.mentions {
        return Some(Level::Warning);
    }
    if known && letters > SHORT && first_letter && is_taken_up(story, people, accepted, suspect) {
        return Some(Level::Warning);
    }
    if known || letters < SHORT {
        // "Johnston" for "Johnson" may well be somebody else.
        return (known && same_title && first_letter && accepted.mentions.len() >= 3).then_some(Level::Information);
    }
    // A form that stands alone needs a bearer who is introduced.
    let introduced = !accepted.given.is_empty() || !accepted.titles.is_empty();
    let repeated = accepted.mentions.len() >= 2 || !accepted.given.is_empty();
    if !introduced || !repeated || other_title && !exchanged {
        return None;
    }
    let strong = if exchanged { letters >= SHORT } else { letters > SHORT && first_letter };
    strong.then_some(Level::Warning)
}

/// "Ms Varnolt" beside "Mayor Ilse Varnholt": a courtesy is no office of her own.
fn is_courteous(accepted: &Form, suspect: &Form) -> bool {
    let courtesy = |title: &str| match title {
        "mr" => Some(Gender::Man),
        "mrs" | "ms" | "miss" => Some(Gender::Woman),
        _ => None,
    };
    let fits = |gender: Gender| accepted.bearers.iter().all(|bearer| bearer.gender().is_none_or(|it| it == gender));
    suspect.titles.iter().all(|title| courtesy(title).is_some_and(fits))
        && !accepted.titles.iter().any(|title| courtesy(title).is_some())
}

/// "Callum Pettigrew" and "Callum Petigrew", neither of whom does anything that only people do.
fn namesake(accepted: &Form, suspect: &Form) -> Option<Level> {
    let [one, other] =
        [accepted, suspect].map(|form| Some(form.bearers.first()?.name()).filter(|_| form.bearers.len() == 1));
    let (given, again) = one.zip(other)?;
    let letters = accepted.folded.len().min(suspect.folded.len());
    let apart = Signs::PLACED | Signs::THE | Signs::UPPER | Signs::HEADING | Signs::PART;
    let single = suspect.mentions.len() == 1;
    if given != again
        || given.len() < 3
        || letters <= LONG
        || !single
        || (accepted.signs | suspect.signs).intersects(apart)
    {
        return None;
    }
    let known =
        COMMON.has(given) || is_word(&accepted.folded) || is_word(&suspect.folded) || gazetteer::is_known(given);
    let both = SURNAMES.has(&accepted.folded) && SURNAMES.has(&suspect.folded);
    (!known && !both).then_some(Level::Warning)
}

/// "Le Soir", "El Tiempo": a paper or a place with its article.
fn is_paper(form: &Form) -> bool {
    let article =
        |word: &str| matches!(word, "le" | "la" | "les" | "el" | "los" | "las" | "il" | "der" | "die" | "das");
    !form.bearers.is_empty() && form.bearers.iter().all(|bearer| article(bearer.name()))
}

/// "Supply-X": a letter behind a hyphen is no part of a name.
fn has_mark(story: &Story<'_>, form: &Form) -> bool {
    form.mentions.iter().any(|at| {
        let name = story.text(at.block, mention(story, *at).surname);
        name.rsplit_once('-').is_some_and(|(_, last)| last.chars().count() == 1)
    })
}

/// "Whittaker shook his head", said once behind "Tom Whitaker" and "Whitaker", in a draft that names everybody in full
/// first, and not as reports of matches do.
fn is_taken_up(story: &Story<'_>, people: &People, accepted: &Form, suspect: &Form) -> bool {
    let once = suspect.mentions.len() == 1 && suspect.titles.is_empty() && suspect.mentions > accepted.mentions;
    let full = accepted.mentions.first().is_some_and(|at| mention(story, *at).given.is_some());
    let alone = accepted.bearers.len() == 1 && accepted.alone >= 1;
    let bare = |form: &Form| {
        form.bearers.is_empty() && form.titles.is_empty() && form.folded != suspect.folded && acts(story, form)
    };
    once && full && alone && acts(story, suspect) && !people.forms().iter().any(bare)
}

/// Whether a form speaks, or begins a sentence that says something of him or her.
fn acts(story: &Story<'_>, form: &Form) -> bool {
    let own = |at: &ClaimRef| {
        let it = mention(story, *at);
        let (sentence, _) = story.sentence(at.block, it.extent);
        let own = |word: &str| matches!(word, "his" | "her" | "himself" | "herself");
        it.signs.contains(Signs::FIRST)
            && !it.signs.contains(Signs::WHO)
            && sentence.split(|letter: char| !letter.is_alphanumeric()).any(own)
    };
    form.signs.intersects(Signs::SPEAKS | Signs::HUMAN) || form.mentions.iter().any(own)
}

/// "Harbrourne" beside "Harbourne Freight": a word that stands nowhere else, of a body's own name.
fn is_slip_of_house(accepted: &Form, suspect: &Form) -> bool {
    let (name, form) = (&*accepted.folded, &*suspect.folded);
    let part = accepted.signs.contains(Signs::PART) && accepted.given.is_empty() && accepted.titles.is_empty();
    let single = suspect.mentions.len() == 1 && suspect.given.is_empty() && suspect.titles.is_empty();
    let apart = Signs::PLACED | Signs::PART | Signs::UPPER | Signs::HEADING;
    let unknown = |word: &str| !SURNAMES.has(word) && !is_word(word);
    let long = name.len().min(form.len()) > LONG && name.chars().next() == form.chars().next();
    // "Minnesotas" and "Minnesotans" differ in their endings.
    let ending = name.len() > 3 && name.is_ascii() && form.is_ascii() && form.ends_with(&name[name.len() - 3..]);
    part && single
        && long
        && ending
        && unknown(name)
        && unknown(form)
        && !(suspect.signs | accepted.always).intersects(apart - Signs::PART)
}

/// Names longer than this are not close by chance.
const LONG: usize = 7;

/// Names shorter than this are told apart by one letter too often.
const SHORT: usize = 4;

/// A form that another ending makes: the plural ("Varnholts"), a people ("Alaska", "Alaskan"; "Iraq", "Iraqi"), the
/// wife's name in Slavic languages ("Petrov", "Petrova").
fn is_inflection(name: &str, form: &str) -> bool {
    let ends =
        |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "n" | "i" | "a"));
    // "Texas" and "Texans"; "Turkestan" and "Turkistan" are a land.
    let people =
        |one: &str, other: &str| one.strip_suffix("ns").is_some_and(|stem| other.strip_suffix('s') == Some(stem));
    let land = name.ends_with("stan") && form.ends_with("stan");
    ends(form, name) || ends(name, form) || people(form, name) || people(name, form) || land
}

/// Whether a form is a word that any draft may hold with a capital: then its capital is no name.
fn is_word(form: &str) -> bool {
    let classes = lexicon::look_up(form).classes;
    let place = Classes::COUNTRY
        | Classes::DEMONYM
        | Classes::MONTH
        | Classes::WEEKDAY
        | Classes::ORGANISATION
        | Classes::GEOGRAPHY;
    classes.intersects(place) || COMMON.has(form) || GIVEN_NAMES.has(form)
}

fn mention<'a>(story: &Story<'a>, at: ClaimRef) -> &'a Mention {
    &story.claims[at.block].people[at.index]
}

fn span_of(story: &Story<'_>, at: ClaimRef) -> crate::place::Span {
    story.span(at.block, mention(story, at).surname)
}

fn report(story: &Story<'_>, accepted: &Form, at: ClaimRef, level: Level, checks: &mut Checks) {
    let extent = mention(story, at).surname;
    let found = story.text(at.block, extent);
    // The form as it is mostly written: not the capitals of a headline.
    let shown = accepted
        .mentions
        .iter()
        .find(|at| !mention(story, **at).signs.contains(Signs::UPPER))
        .unwrap_or(&accepted.mentions[0]);
    let known = story.text(shown.block, mention(story, *shown).surname);
    let times = times(accepted.mentions.len());
    let finding = Finding::new(
        NAME,
        level,
        story.span(at.block, extent),
        format!("{found} here, {known} {times}: the same person?"),
    )
    .related(span_of(story, accepted.mentions[0]), format!("{known}, first here"))
    .value(&fold(found))
    .value(&accepted.folded)
    .fix(format!("Change {found} to {known}"), story.article.blocks[at.block].edit(extent, known));
    // Where each stands once either may be the right one.
    let finding = if accepted.mentions.len() == 1 {
        let block = &story.article.blocks[shown.block];
        finding.fix(format!("Change {known} to {found}"), block.edit(mention(story, *shown).surname, found))
    } else {
        finding
    };
    checks.fail(finding);
}

/// "once", "twice", "four times".
fn times(count: usize) -> String {
    const WORDS: [&str; 10] = ["never", "once", "twice", "three", "four", "five", "six", "seven", "eight", "nine"];
    match count {
        0..=2 => WORDS[count].to_owned(),
        3..=9 => format!("{} times", WORDS[count]),
        _ => format!("{count} times"),
    }
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn two_full_names_with_one_given_name() {
        checks(
            r"
Friends of Callan Pettigrove had reported him missing.

Callan Petigrove had set out alone.
       ^^^^^^^^^ Petigrove here, Pettigrove once: the same person?
",
        );
        checks(
            r"
The lease is in the name of Tamsyn Varnholder.

A note by Tamsyn Varnhodler lay beside it.
                 ^^^^^^^^^^ Varnhodler here, Varnholder once: the same person?
",
        );
        checks(
            r"
A special court convicted the builder Suresh Deshpunde.

Nobody cheered. Suresh Despunde sold flats that were never built.
                       ^^^^^^^^ Despunde here, Deshpunde once: the same person?
",
        );
        for draft in [
            r"
Friends of Callan Petrie had reported him missing.

Callan Petrin had set out alone.
",
            r"
The road to Grand Varnholder is shut, and so is that to Grand Varnhodler.
",
            r"
The lease is in the name of Tamsyn Harrison.

A note by Tamsyn Harrisson, another tenant, and a letter of Tamsyn Harrisson lay there.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn a_courtesy_is_no_office_of_its_own() {
        checks(
            r"
Council leader Priya Varnholder shut the port. Varnholder then left.

Ms Varnhoder would not say why.
   ^^^^^^^^^ Varnhoder here, Varnholder twice: the same person?
",
        );
        for draft in [
            // A husband, another minister.
            r"
Council leader Priya Varnholder shut the port. Varnholder then left.

Mr Varnhoder would not say why.
",
            r"
Council leader Priya Varnholder shut the port. Varnholder then left.

Senator Varnhoder would not say why.
",
        ] {
            checks(draft);
        }
    }

    #[test]
    fn people_of_a_place_are_no_slip() {
        checks(
            r"
The mill of Joan Texler burnt down. Ms Texler was away.

Texlers neighbour saw Ms Textler run.
                         ^^^^^^^ Textler here, Texler twice: the same person?
",
        );
        checks(
            r#"
Ida Sarkisan has won. Ms Sarkisan wept.

"I am glad," Sarkissan said.
             ^^^^^^^^^ Sarkissan here, Sarkisan twice: the same person?
"#,
        );
        checks(
            r"
Hugo Kazhan left. Mr Kazhan was ill.

Mr Kazahn will be missed.
   ^^^^^^ Kazahn here, Kazhan twice: the same person?
",
        );
        for draft in [
            r"
Many Texans left Texas. In Texas, Ms Texas Tarvel stayed, and Texas wept.
",
            r"
Joan Tarvel works for Moogle. At Moogle she is a Moogler, and Moogle likes its Mooglers.
",
            r"
The photograph in Le Soirien was of a Soirian. Ida Kessel took it.
",
            r"
Stock-X rose and Stock fell, said Ida Stock. Stock was glad.
",
        ] {
            checks(draft);
        }
    }
}
