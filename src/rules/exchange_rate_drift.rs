//! Conversions of one currency at rates that differ.

use rustc_hash::FxHashMap;

use super::{Checks, Facts, Level};
use crate::claim::Quantity;
use crate::claim::quantity::{Role, Unit};
use crate::finding::Finding;
use crate::language::{Number, lexicon};
use crate::link::{ClaimRef, Story};

rule! {
    /// ## What it does
    /// Works out the rate of each conversion in brackets, "£12m ($15m)", and holds it against the middle one of the draft.
    ///
    /// ## Why it matters
    /// One sum was converted in a hurry, or lost its "m".
    ///
    /// ## Example
    /// ```draft
    /// The yard paid £12m ($15m) for the dock, £40m ($50m) for the cranes and £8m ($1m) for paint.
    ///                                                                        ^^^^^^^^ £8m ($1m) makes 1 GBP 0.125 USD, elsewhere it is 1.25
    /// ```
    ///
    /// ## What it leaves alone
    /// Rates within 15 percent of each other, which a few weeks or rounding explain; a draft with one conversion; and local prices
    /// ("$99 (£69 in Britain)").  Rates less than three times apart are remarks: they may be of another year.
    "exchange-rate-drift" {
        summary: "a conversion of money has another rate than the others",
        counts: "exchange rate",
        level: Level::Warning,
        since: "0.1.0",
        check: check,
    }
}

/// A conversion with its rate.
struct Conversion<'a> {
    block: usize,
    from: &'a Quantity,
    to: &'a Quantity,
    rate: Number,
}

fn check(facts: &Facts<'_>, checks: &mut Checks) {
    let story = facts.story;
    let mut kinds: FxHashMap<(u16, u16), usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Conversion<'_>>> = Vec::new();
    for (block, _, claims) in story.blocks().filter(|(_, it, _)| it.zone.is_story()) {
        for index in 1..claims.quantities.len() {
            let Some((kind, conversion)) = conversion(&story, ClaimRef { block, index }) else { continue };
            let group = *kinds.entry(kind).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(conversion);
        }
    }
    for group in groups.iter().filter(|group| group.len() > 1) {
        hold(&story, group, checks);
    }
}

/// "£12m ($15m)".
fn conversion<'a>(story: &Story<'a>, at: ClaimRef) -> Option<((u16, u16), Conversion<'a>)> {
    let all = &story.claims[at.block].quantities;
    let (from, to) = (&all[at.index - 1], &all[at.index]);
    let (Unit::Currency(one), Unit::Currency(other)) = (from.unit, to.unit) else { return None };
    let plain = |it: &Quantity| it.upper.is_none() && !it.role.contains(Role::IDENTIFIER) && it.value > Number::ZERO;
    let gap = story.gap(at.block, from.extent, to.number).trim_start();
    let joint = gap.trim_end_matches(|letter: char| !letter.is_whitespace() && letter != '(').trim_end();
    let opens = ["(", "(about", "(around", "(roughly", "(or", "(or about", "(some"].contains(&joint);
    let closes = story.behind(at.block, to.extent.end).starts_with(')');
    if one == other || !plain(from) || !plain(to) || !opens || !closes {
        return None;
    }
    let rate = to.value.over(from.value)?;
    Some(((one, other), Conversion { block: at.block, from, to, rate }))
}

fn hold(story: &Story<'_>, group: &[Conversion<'_>], checks: &mut Checks) {
    let mut rates: Vec<Number> = group.iter().map(|it| it.rate).collect();
    rates.sort_unstable();
    for (index, conversion) in group.iter().enumerate() {
        // Of two, the later is held against the earlier.
        let usual = if group.len() > 2 { rates[rates.len() / 2] } else { group[0].rate };
        if group.len() == 2 && index == 0 {
            continue;
        }
        let Some(ratio) = conversion.rate.over(usual).and_then(|it| Some(it.max(Number::ONE.over(it)?))) else {
            continue;
        };
        let span = story.span(conversion.block, conversion.to.extent);
        let other = group.iter().find(|it| it.rate == usual && it.to.extent != conversion.to.extent);
        let place = other.map(|it| story.span(it.block, it.to.extent));
        let within = Number::fraction(115, 100).is_some_and(|most| ratio <= most);
        // The rounding of both figures may explain more.
        let (from, to) = (conversion.from.as_written(), conversion.to.as_written());
        let rounded = to.over(from).is_some_and(|it| it.low <= usual && usual <= it.high);
        if within || rounded {
            checks.pass(NAME, span, place, format!("{} to one, as elsewhere", shown(conversion.rate)));
            continue;
        }
        let level = if ratio >= Number::whole(3) { Level::Warning } else { Level::Information };
        let whole = conversion.from.extent.to(conversion.to.extent);
        let words = story.text(conversion.block, whole);
        let brackets = format!("{words})");
        let code = |it: &Quantity| match it.unit {
            Unit::Currency(row) => lexicon::currency(row).code,
            _ => "",
        };
        let (mut rate, mut usual) = (conversion.rate, usual);
        let (mut one, mut other) = (code(conversion.from), code(conversion.to));
        // 1 USD is 4,000 KHR to readers, not 1 KHR 0.00025 USD.
        if let (true, Some(back), Some(usually)) =
            (usual < Number::power_of_ten(-2), Number::ONE.over(rate), Number::ONE.over(usual))
        {
            (rate, usual) = (back, usually);
            (one, other) = (other, one);
        }
        let (rate, usual) = (shown(rate), shown(usual));
        let message = format!("{brackets} makes 1 {one} {rate} {other}, elsewhere it is {usual}");
        let mut finding = Finding::new(NAME, level, story.span(conversion.block, whole), message)
            .calculation(format!("{} / {} = {}", conversion.to.value, conversion.from.value, shown(conversion.rate)))
            .value(&conversion.from.value)
            .value(&conversion.to.value);
        if let Some(place) = place {
            finding = finding.related(place, "the usual rate here");
        }
        checks.fail(finding);
    }
}

/// A rate with three decimals at most.
fn shown(rate: Number) -> Number {
    rate.rounded(3)
}

#[cfg(test)]
mod tests {
    use crate::drawn::checks;

    #[test]
    fn rates_of_other_years_and_local_prices_pass() {
        checks(
            r"
It cost $42.8m (£23.7m) then and $12.2m (£6.2m) later.

The lamp costs $99 (£150 in Britain).

The loan of €2bn ($2.2bn) was cut to €1bn ($1bn).
",
        );
    }

    #[test]
    fn a_sum_that_lost_its_million() {
        checks(
            r"
The first film took $17m (£9m); the second took $13.5 (£7m).
                                                ^^^^^^^^^^ $13.5 (£7m) makes 1 USD 518,518.519 GBP, elsewhere it is 0.529
",
        );
    }

    #[test]
    fn small_rates_are_turned_round() {
        checks(
            r"
Rent is 400,000 riel ($100), water 40,000 riel ($10) and rice 4,000,000 riel ($100).
                                                              ^^^^^^^^^^^^^^^^^^^^ 4,000,000 riel ($100) makes 1 USD 40,000 KHR, elsewhere it is 4,000
",
        );
    }
}
