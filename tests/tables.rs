//! Figures in tables: totals against their rows and columns.

use deskcheck::check;
use deskcheck::drawn::checks;
use deskcheck::options::{Format, Options};

#[test]
fn a_total_row_is_held_against_its_column() {
    checks(
        r"
//- format: markdown
| Harbour | Herring boxes | Crab boxes |
|---------|--------------:|-----------:|
| Aske    |         1,212 |        318 |
| Brod    |           985 |        402 |
| Dorn    |           764 |         97 |
| Total   |         2,961 |        871 |
                                   ^^^ 871, but 318 + 402 + 97 = 817
",
    );
}

#[test]
fn a_total_column_is_held_against_its_row() {
    checks(
        r"
//- format: markdown
| Class | Total | Girls | Boys |
|-------|------:|------:|-----:|
| 1a    | 25    | 13    | 12   |
| 1b    | 27    | 11    | 15   |
          ^^ 27, but 11 + 15 = 26
| 2a    | 24    | 10    | 14   |
| 2b    | 23    | 12    | 11   |
",
    );
}

/// The row and the column of one wrong number fail; the number is told of once.
#[test]
fn a_number_wrong_in_two_directions_is_told_of_once() {
    checks(
        r"
//- format: markdown
| Depot  | May | June | Total |
|--------|----:|-----:|------:|
| North  | 120 | 130  | 250   |
| South  |  80 |  95  | 157   |
                        ^^^ 157, but 80 + 95 = 175
| West   |  60 |  45  | 105   |
| Total  | 260 | 270  | 530   |
",
    );
}

#[test]
fn totals_in_the_first_row_and_above_subtotals() {
    checks(
        r"
//- format: markdown
| Ward      | Voters | Votes |
|-----------|-------:|------:|
| Total     | 10,200 | 6,310 |
                       ^^^^^ 6,310, but 2,105 + 1,480 + 2,752 = 6,337
| Old Town  |  3,400 | 2,105 |
| Quays     |  2,300 | 1,480 |
| Heath     |  4,500 | 2,752 |
",
    );
    checks(
        r"
//- format: markdown
| Costs            | Plan | Actual |
|------------------|-----:|-------:|
| Timber           |   41 |     44 |
| Slate            |   27 |     25 |
| Subtotal roof    |   68 |     69 |
| Glass            |   13 |     13 |
| Frames           |    9 |     12 |
| Subtotal windows |   22 |     25 |
| Total            |   90 |     97 |
                                ^^ 97, but 44 + 25 + 13 + 12 = 94
",
    );
}

#[test]
fn html_tables_with_spans_and_tags_left_out() {
    checks(
        r"
//- format: html
<table>
<tr><th rowspan=2>Line<th colspan=2>Passengers
<tr><th>2023<th>2024
<tr><td>Ferry<td>4,105<td>4,310
<tr><td>Tram<td>9,220<td>9,874
<tr><td>Bus<sup>2</sup><td>7,019<td>6,955
<tr><td>Total<td>20,344<td>21,193
                           ^^^^^^ 21,193, but 4,310 + 9,874 + 6,955 = 21,139
</table>
",
    );
}

#[test]
fn amounts_and_shares() {
    checks(
        r"
//- format: markdown
| Item     | Cost    | Share |
|----------|--------:|------:|
| Organ    | €41,200 | 46.9% |
| Windows  | €30,150 | 34.3% |
| Bells    | €16,480 | 18.8% |
| Total    | €78,830 | 100%  |
             ^^^^^^^ €78,830, but 41,200 + 30,150 + 16,480 = 87,830
",
    );
    checks(
        r"
//- format: markdown
| Answer    | Women | Men  |
|-----------|------:|-----:|
| Yes       | 48    | 41   |
| No        | 37    | 59   |
| Undecided | 15    | 18   |
| Total, %  | 100   | 100  |
",
    );
}

/// Years as names, shares that make 99 or 101, rows "of which", subtotals, rounding, blanks, marks of footnotes, losses in
/// brackets, ranks, averages.
const GOOD: &[&str] = &[
    r"
| Source | 2010 | 2024 |
|---|---|---|
| Water | 41 | 38 |
| Wind | 6 | 31 |
| Gas | 37 | 22 |
| Other | 15 | 10 |
| Total | 100 | 100 |
",
    r"
| Staff | 2023 | 2024 |
|---|---|---|
| Mills | 204 | 211 |
| of which part-time | 40 | 52 |
| Shops | 96 | 88 |
| of which part-time | 61 | 60 |
| Total | 300 | 299 |
",
    r"
In millions of crowns:

| | 2023 | 2024 |
|---|---|---|
| Beer | 413 | 422 |
| Cider | 251 | 240 |
| Water | 97 | 99 |
| Total | 762 | 760 |
",
    r"
| Town | Rank | Rain (mm) | Days |
|---|---|---|---|
| Aske | 2 | 88.2 | 14 |
| Brod | 1 | 120.9 | 17 |
| Dorn | 3 | 61 | 11 |
| Average | 2 | 90 | 14 |
",
    r"
| Party | Seats | Turnout | Year |
|---|---|---|---|
| Harbour List | 11 | 58.2% | 2017 |
| Farmers | 9* | 60.9% | 2021 |
| Greens | 6 | 61.3% | 2025 |
| Total | 26 | 60.1% | 2025 |
",
    r"
| | Income | Loss |
|---|---|---|
| Opera | 512 | (20) |
| Ballet | 310 | (55) |
| School | 44 | 12 |
| Total | 866 | (63) |
",
    r"
| Member | Paid | Owed |
|---|---|---|
| Holm | 120 | – |
| Brask | n/a | 60 |
| Wren | 95 | 12 |
| Total | 340 | 72 |
",
    r"
| Region | Farms | Cows |
|---|---|---|
| Coast | 120 | 3,204 |
| – Inner coast | 80 | 2,100 |
| – Outer coast | 40 | 1,104 |
| Hills | 75 | 1,960 |
| Total | 195 | 5,164 |
",
    r"
| Continent | Visitors |
|---|---|
| Europe | 900 |
| Norway | 500 |
| Sweden | 400 |
| Asia | 350 |
| Total | 1,250 |
",
    r"
| Group | Asked |
|---|---|
| Total | 1,012 |
| Women | 520 |
| Men | 492 |
| Under 30 | 211 |
| Over 30 | 801 |
",
    r"
| Museum | Visitors | Price |
|---|---|---|
| Clocks | 1,204 | €8 |
| Ships | 2,310 | €12 |
| Total | 3,514 | €10.63 |
",
    r"
| Festival | Guests |
|---|---|
| 2022 | 1,950 |
| 2023 | 2,010 |
| 2024 | 2,105 |
| Total | 6,065 |
",
    r"
| Country | Gold | Silver | Total | Points |
|---|---|---|---|---|
| Norland | 9 | 4 | 13 | 35 |
| Sudmark | 7 | 7 | 14 | 35 |
| Vesten | 5 | 2 | 7 | 19 |
",
    r"
| Largest donors | Gift |
|---|---|
| Brewery | €12,000 |
| Bank | €9,500 |
| Quarry | €4,000 |
| Total of all gifts | €41,300 |
",
    r"
| Household | Members | Rooms |
|---|---|---|
| Holm | 4 | 6 |
| Brask | about 5 | 4 |
| Wren | 2 | 3 |
| Total | 12 | 13 |
",
    r"
| Trail | Length | Climb |
|---|---|---|
| Ridge | 12 km | 640 m |
| Shore | 8 miles | 90 m |
| Total | 24 km | 730 m |
",
    r"
| Library | Readers | Loans |
|---|---|---|
| East | 1,403 | 9,120 |
| West | 1,977 | 8,034 |
| Total (each reader once) | 2,890 | 17,154 |
",
    r"
| Library | Members | Loans |
|---|---|---|
| East | 1,403 | 9,120 |
| West | 1,977 | 8,034 |
| Total | 2,893 | 17,154 |
",
    r"
| Sector | Jobs |
|---|---|
| Mills | 3,100 |
| Mines | 1,200 |
| Total | 4,350 |
",
    r"
| Population | 1991 | 2021 |
|---|---|---|
| Total population | 24,310 | 26,004 |
| Households | 9,204 | 10,950 |
| Farms | 310 | 198 |
",
];

#[test]
fn good_tables_are_silent() {
    for table in GOOD {
        checks(&format!("//- format: markdown\n{}", table.trim()));
    }
}

/// Cells are no sentences: a toll in a table is not the story's.
#[test]
fn cells_are_not_held_against_the_story() {
    checks(
        r"
//- format: markdown
# Quake kills 47 in the Merin valley

The quake killed 47 people on Thursday, rescuers said.

| The quake | Killed people |
|---|---|
| killed 31 people in Merin | 31 people were killed |
| killed 16 people in Sark | 16 people were killed |
",
    );
}

#[test]
fn a_cell_is_known_by_its_row_and_its_column() {
    let table = "| Fish | 2023 | 2024 |\n|---|---|---|\n| Herring | 12,400 | 15,900 |\n| Cod | 3,150 | about 2,980 |\n";
    let options = Options { format: Format::Markdown, ..Options::default() };
    let ledger = check::check(table, &options).ledger();
    let meant = |words: &str| {
        let entry = ledger.iter().find(|entry| &table[entry.span.range()] == words).unwrap();
        entry.meant.clone().unwrap_or_default()
    };
    assert_eq!(meant("12,400"), "row “Herring”, column “2023”");
    assert_eq!(meant("15,900"), "row “Herring”, column “2024”");
    assert!(meant("about 2,980").ends_with(", row “Cod”, column “2024”"), "{}", meant("about 2,980"));
}

#[test]
fn links_keep_their_reasons() {
    let draft = "The riot injured 12 people.\n\nThe riot, which injured 14 people, began over a goat.\n\n\
                 The riot of 1987 injured 13 people.\n";
    let checked = check::check(draft, &Options::default());
    let ledger = checked.ledger();
    let figure = |words: &str| ledger.iter().find(|entry| draft[entry.span.range()].contains(words)).unwrap();
    let bond = |one: &str, other: &str| checked.bond(figure(one).span, figure(other).span).unwrap();
    let one = bond("12", "14");
    assert!(one.is_one());
    assert_eq!(one.told(), "both sentences name the event; the later takes the event up as known");
    let two = bond("12", "13");
    assert!(!two.is_one());
    assert_eq!(two.told(), "the later has a day that the earlier lacks");
}
