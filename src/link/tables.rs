//! Tables of figures: which number belongs to which row and column, and which numbers add up.
//!
//! A cell is no sentence.  It is known by the names of its row and its column, and it is held against the cells beside it
//! alone: a total against what it adds up.  Rows and columns are read alike (`Side`).

use super::Story;
use crate::claim::quantity::{Role, Unit};
use crate::language::Number;
use crate::language::heading::{self, Heading};
use crate::language::interval::Interval;
use crate::language::numeral::Form;
use crate::place::Extent;

/// A number in a cell.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// Its block.
    pub block: usize,
    /// The number with its sign, as far as the cell shows it.
    pub extent: Extent,
    /// The number.
    pub number: Number,
    unit: Unit,
    /// What it may have been rounded by, up or down.
    slack: Number,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
enum Content {
    /// Nothing, or a dash.
    #[default]
    Blank,
    /// Words.
    Text(usize),
    /// A number and nothing else.
    Number(Value),
    /// A number that cannot be added up: "about 40", "12 (2019)".
    Loose,
}

/// A total with what it adds up.
#[derive(Clone, Debug)]
pub struct Sum {
    /// The total.
    pub total: Value,
    /// Its parts, in order.
    pub parts: Vec<Value>,
    /// What the parts make.
    pub added: Number,
    /// Whether that can be the total.
    pub holds: bool,
    /// Whether the rows or columns beside it add up: the parts are the right ones.
    pub borne_out: bool,
}

/// Where a cell stands: the blocks that name its row and its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headed {
    /// The name of the row.
    pub row: Option<usize>,
    /// The name of the column.
    pub column: Option<usize>,
}

/// The tables of a draft.
#[derive(Debug, Default)]
pub struct Tables {
    /// Cells by their block, in order.
    cells: Vec<(usize, Headed)>,
    sums: Vec<Sum>,
}

/// The most rows or columns of a table that is added up, and the most cells.
const MOST: usize = 400;
const CELLS: usize = 8000;

/// The most totals of a table, and the longest list of rows among which rows of rows are sought.
const TOTALS: usize = 16;
const CHILDREN: usize = 40;

impl Tables {
    /// Reads the tables of a draft.
    #[must_use]
    pub fn new(story: &Story<'_>) -> Self {
        let mut tables = Tables::default();
        let blocks = &story.article.blocks;
        let mut first = 0;
        while let Some(begin) = blocks[first..].iter().position(|block| block.cell.is_some()).map(|at| first + at) {
            let table = blocks[begin].cell.map(|cell| cell.table);
            let count = blocks[begin..].iter().take_while(|block| block.cell.map(|cell| cell.table) == table).count();
            first = begin + count;
            let Some(grid) = Grid::new(story, begin..first) else { continue };
            tables.cells.extend((begin..first).map(|block| (block, grid.headed(story, block))));
            tables.sums.extend(settled(grid.sums(Side::Rows), grid.sums(Side::Columns)));
        }
        tables
    }

    /// The totals of all tables, in their order.
    #[must_use]
    pub fn sums(&self) -> &[Sum] {
        &self.sums
    }

    /// Which blocks name row and column of a cell; `None` for what is no cell.
    #[must_use]
    pub fn headed(&self, block: usize) -> Option<Headed> {
        let index = self.cells.binary_search_by_key(&block, |(block, _)| *block).ok()?;
        Some(self.cells[index].1)
    }

    /// The names of row and column of a cell, as far as it has them.
    #[must_use]
    pub fn names<'s>(&self, story: &Story<'s>, block: usize) -> (Option<&'s str>, Option<&'s str>) {
        let headed = self.headed(block).unwrap_or_default();
        let text = |block: usize| story.article.blocks[block].prose.text.trim();
        (headed.row.map(text), headed.column.map(text))
    }
}

/// One number off makes a row and a column wrong: where both ask for the same number, it is told of once.
fn settled(mut rows: Vec<Sum>, mut columns: Vec<Sum>) -> Vec<Sum> {
    columns.retain(|column| {
        let crossed = |row: &Sum| {
            // The total of the row is a part of the column that fails for it, or the other way round.
            let (of, by) = (column, row);
            let needed = of.parts.iter().find(|part| part.block == by.total.block).map(|part| {
                let others = of.added.minus(part.number)?;
                of.total.number.minus(others)
            });
            needed.flatten() == Some(by.added)
        };
        column.holds || !rows.iter().any(|row| !row.holds && crossed(row))
    });
    rows.retain(|row| {
        let by = |column: &Sum| {
            let part = row.parts.iter().find(|part| part.block == column.total.block)?;
            let needed = row.total.number.minus(row.added.minus(part.number)?)?;
            Some(needed == column.added)
        };
        row.holds || !columns.iter().any(|column| !column.holds && by(column) == Some(true))
    });
    rows.append(&mut columns);
    rows.sort_by_key(|sum| sum.total.block);
    rows
}

/// The direction in which a table is added up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A row adds up the rows above or below it.
    Rows,
    /// A column adds up the columns beside it.
    Columns,
}

/// A table as its cells.
struct Grid {
    columns: usize,
    cells: Vec<Content>,
    /// How many rows at the top name the columns.
    head: usize,
    /// The blocks that name rows and columns.
    rows: Vec<Option<usize>>,
    titles: Vec<Option<usize>>,
    /// What rows and columns are by their names.
    kinds: [Vec<Heading>; 2],
    /// Rows whose name is set off by a dash: parts of the row above them.
    dashed: Vec<bool>,
    /// Rows and columns that say "total" and hardly more.
    bare: [Vec<bool>; 2],
}

impl Grid {
    fn new(story: &Story<'_>, blocks: std::ops::Range<usize>) -> Option<Self> {
        let all = &story.article.blocks;
        let cells = || blocks.clone().filter_map(|block| Some((block, all[block].cell?)));
        let rows = cells().map(|(_, cell)| cell.row as usize + 1).max()?;
        let columns = cells().map(|(_, cell)| cell.column as usize + 1).max()?;
        if rows > MOST || columns > MOST || rows * columns > CELLS || rows < 2 || columns < 2 {
            return None;
        }
        let mut grid = Grid {
            columns,
            cells: vec![Content::Blank; rows * columns],
            head: 0,
            rows: vec![None; rows],
            titles: vec![None; columns],
            kinds: [vec![Heading::Plain; rows], vec![Heading::Plain; columns]],
            dashed: vec![false; rows],
            bare: [vec![false; rows], vec![false; columns]],
        };
        let around = blocks.start.checked_sub(1).map(|before| &*all[before].prose.text).unwrap_or_default();
        let behind = all.get(blocks.end).map(|it| &*it.prose.text).filter(|text| text.to_lowercase().contains("round"));
        let named = cells().filter(|(_, cell)| cell.head).map(|(block, _)| &*all[block].prose.text);
        let rounded = named.chain([around]).chain(behind).any(heading::is_rounded);
        for (block, cell) in cells() {
            let slot = &mut grid.cells[cell.row as usize * columns + cell.column as usize];
            *slot = match *slot {
                Content::Blank => content(story, block, rounded),
                // Two paragraphs in one cell.
                _ => Content::Loose,
            };
        }
        grid.name(story, cells().any(|(_, cell)| cell.head && cell.row == 0), |row| {
            cells().any(|(_, cell)| cell.head && cell.row as usize == row)
        });
        Some(grid)
    }

    fn at(&self, row: usize, column: usize) -> Content {
        self.cells[row * self.columns + column]
    }

    fn row(&self, row: usize) -> &[Content] {
        &self.cells[row * self.columns..][..self.columns]
    }

    /// Finds the head and what names rows and columns.
    fn name(&mut self, story: &Story<'_>, headed: bool, is_head: impl Fn(usize) -> bool) {
        let rows = self.rows.len();
        let text = |block: usize| story.article.blocks[block].prose.text.trim();
        // "2019 | 2024": years are names of columns.
        let year =
            |value: &Value| value.number.is_whole() && (1500..2200).contains(&value.number.to_whole().unwrap_or(0));
        let names = |content: &Content| !matches!(content, Content::Number(value) if !year(value));
        self.head = if headed {
            // Markdown has a head for every table: "Total spending | €912,000" is none.
            (0..rows).take_while(|row| is_head(*row) && self.row(*row).iter().all(names)).count()
        } else {
            usize::from(self.row(0).iter().all(names))
        };
        // A second row of names under the first: "2023 | 2024" under "Passengers".
        let under = |row: usize| matches!(self.at(row, 0), Content::Blank) && self.row(row).iter().all(names);
        self.head += (self.head..rows).take_while(|row| self.head > 0 && under(*row)).count();
        for column in 0..self.columns {
            let mut cells = (0..self.head).rev().map(|row| self.at(row, column));
            self.titles[column] = cells.find_map(block_of);
            let name = self.titles[column].map(text).unwrap_or_default();
            self.kinds[1][column] = heading::heading(name);
            self.bare[1][column] = heading::is_bare_total(name);
        }
        for row in self.head..rows {
            let words = |content: &Content| if let Content::Text(block) = content { Some(*block) } else { None };
            // A table without words in its first column is named by its numbers: "2021".
            let name = self.row(row).iter().find_map(words).or_else(|| block_of(self.at(row, 0)));
            self.rows[row] = name;
            let name = name.map(text).unwrap_or_default();
            self.kinds[0][row] = heading::heading(name);
            self.bare[0][row] = heading::is_bare_total(name);
            self.dashed[row] = name.starts_with(['-', '–', '—', '•', '·', '↳', '>']);
        }
    }

    /// What names row and column of a cell.
    fn headed(&self, story: &Story<'_>, block: usize) -> Headed {
        let Some(cell) = story.article.blocks[block].cell else { return Headed::default() };
        let other = |name: &Option<usize>| name.filter(|name| *name != block);
        let row = self.rows.get(cell.row as usize).and_then(other);
        let head = (cell.row as usize) < self.head;
        let column = self.titles.get(cell.column as usize).and_then(other).filter(|_| !head);
        Headed { row, column }
    }

    /// The totals of one direction.
    fn sums(&self, side: Side) -> Vec<Sum> {
        let kinds = &self.kinds[side as usize];
        let first = if side == Side::Rows { self.head } else { 0 };
        let is_total = |line: &usize| matches!(kinds[*line], Heading::Total | Heading::Whole | Heading::Subtotal);
        let totals = (first..kinds.len()).filter(is_total);
        totals.take(TOTALS).flat_map(|total| self.sums_of(side, total)).collect()
    }

    /// What a total adds up, across the table: the parts under which most of its numbers hold.
    fn sums_of(&self, side: Side, total: usize) -> Vec<Sum> {
        let kinds = &self.kinds[side as usize];
        let mut found: Vec<Sum> = Vec::new();
        let mut best = 0;
        let choices = self.choices(side, total);
        for parts in choices.iter().filter(|parts| parts.len() > 1) {
            let sums = self.across(side, total, parts);
            let holds = sums.iter().filter(|sum| sum.holds).count();
            if holds > best || found.is_empty() {
                (best, found) = (holds, sums);
            }
        }
        let failed = found.iter().filter(|sum| !sum.holds).count();
        // One column that does not hold beside several that do is the mistake; many are another kind of total.
        let borne_out = best > 0 && (failed == 1 || best >= 2 * failed);
        let alone = best == 0 && failed == 1 && choices.len() == 1 && self.bare[side as usize][total];
        let sure = kinds[total] != Heading::Whole;
        found.retain(|sum| sum.holds || sure && is_sum(sum) && (borne_out || alone && is_near(sum) && is_slip(sum)));
        for sum in &mut found {
            sum.borne_out = borne_out;
        }
        found
    }

    /// Which lines a total may add up.
    fn choices(&self, side: Side, total: usize) -> Vec<Vec<usize>> {
        let kinds = &self.kinds[side as usize];
        let first = if side == Side::Rows { self.head } else { 0 };
        let is_part = |line: &usize| kinds[*line] == Heading::Plain && self.holds_numbers(side, *line);
        let is_total = |line: &usize| matches!(kinds[*line], Heading::Total | Heading::Whole | Heading::Subtotal);
        let mut choices: Vec<Vec<usize>> = Vec::new();
        let mut add = |choice: Vec<usize>| {
            if choice.len() > 1 && !choices.contains(&choice) {
                choices.push(choice);
            }
        };
        let before = first..total;
        let behind = total + 1..kinds.len();
        let own = kinds[total] == Heading::Subtotal;
        let section = before.clone().rev().find(is_total).map_or(first, |line| line + 1);
        let next = behind.clone().find(is_total).unwrap_or(kinds.len());
        let ranges = [section..total, total + 1..next, before.clone(), behind.clone()];
        for lines in ranges.into_iter().take(if own { 2 } else { 4 }) {
            let plain: Vec<_> = lines.filter(is_part).collect();
            if side == Side::Rows && plain.iter().any(|line| self.dashed[*line]) {
                add(plain.iter().copied().filter(|line| !self.dashed[*line]).collect());
            }
            if side == Side::Rows && plain.len() <= CHILDREN {
                add(self.without_children(&plain));
            }
            add(plain);
        }
        if !own {
            add(before.filter(is_total).collect());
            add(behind.filter(is_total).collect());
        }
        choices
    }

    /// Whether a row or a column has numbers, and not names alone.
    fn holds_numbers(&self, side: Side, line: usize) -> bool {
        let cells = match side {
            Side::Rows => self.row(line),
            Side::Columns => &self.cells[self.head * self.columns..],
        };
        let step = if side == Side::Rows { (0, 1) } else { (line, self.columns) };
        cells.iter().skip(step.0).step_by(step.1).any(|it| matches!(it, Content::Number(_) | Content::Loose))
    }

    /// Rows without those that another row adds up right above them: "Europe 50, Norway 20, Sweden 30".
    fn without_children(&self, rows: &[usize]) -> Vec<usize> {
        let mut kept = Vec::new();
        let mut at = 0;
        while at < rows.len() {
            kept.push(rows[at]);
            let children = (2..rows.len() - at).find(|count| {
                let sums = self.across(Side::Rows, rows[at], &rows[at + 1..=at + count]);
                !sums.is_empty() && sums.iter().all(|sum| sum.holds)
            });
            at += 1 + children.unwrap_or(0);
        }
        kept
    }

    /// A total and its parts in each line across.
    fn across(&self, side: Side, total: usize, parts: &[usize]) -> Vec<Sum> {
        let (crossing, first) = match side {
            Side::Rows => (&self.kinds[1], 0),
            Side::Columns => (&self.kinds[0], self.head),
        };
        let value = |line: usize, across: usize| {
            let content = if side == Side::Rows { self.at(line, across) } else { self.at(across, line) };
            if let Content::Number(value) = content { Some(value) } else { None }
        };
        let lines = (first..crossing.len()).filter_map(|across| {
            let total = value(total, across)?;
            let parts: Vec<_> = parts.iter().map(|line| value(*line, across)).collect::<Option<_>>()?;
            let shares = crossing[across] == Heading::Apart || is_percent(&total);
            sum(total, parts, shares)
        });
        lines.collect()
    }
}

fn block_of(content: Content) -> Option<usize> {
    match content {
        Content::Text(block) => Some(block),
        Content::Number(value) => Some(value.block),
        Content::Blank | Content::Loose => None,
    }
}

fn is_percent(value: &Value) -> bool {
    matches!(value.unit, Unit::Measure(row) if crate::language::lexicon::unit(row).dimension == "percent")
}

/// Adds up; `None` for what is not added up: other units side by side, shares that make no hundred.
fn sum(total: Value, parts: Vec<Value>, shares: bool) -> Option<Sum> {
    let units =
        || parts.iter().chain([&total]).map(|it| it.unit).filter(|unit| !matches!(unit, Unit::None | Unit::Noun));
    if units().any(|unit| Some(unit) != units().next()) {
        return None;
    }
    let added = parts.iter().try_fold(Number::ZERO, |sum, it| sum.plus(it.number))?;
    let exact = Interval::exact(Number::ZERO);
    let range = parts.iter().try_fold(exact, |sum, it| sum.plus(Interval::around(it.number, it.slack)))?;
    let holds = range.meets(Interval::around(total.number, total.slack));
    // Shares that a total does not make a hundred are rates; under a hundred, some answers are left out.
    let hundred = Number::whole(100);
    if shares && (total.number != hundred || !holds && added < hundred) {
        return None;
    }
    Some(Sum { total, parts, added, holds, borne_out: false })
}

/// Whether numbers that do not add up are meant to: the total is above each of its parts, as no average is, and above their
/// sum but for a slip, as no count is of what belongs to several of them.
fn is_sum(sum: &Sum) -> bool {
    let positive = sum.parts.iter().all(|part| part.number >= Number::ZERO);
    let above = sum.parts.iter().all(|part| part.number < sum.total.number);
    let twice = |number: Number| number.times(Number::whole(2));
    let alike = twice(sum.added) > Some(sum.total.number) && twice(sum.total.number) > Some(sum.added);
    let meant = if positive { above && alike } else { is_near(sum) };
    meant && (sum.added < sum.total.number || is_slip(sum))
}

/// Whether one digit, or two neighbours exchanged, make the difference.
fn is_slip(sum: &Sum) -> bool {
    let off = sum.added.minus(sum.total.number).map(Number::magnitude).filter(|off| *off != Number::ZERO);
    // 0.03, 300 and 27,000 become 3, 3 and 27.
    let Some(mut off) = off.filter(|off| off.times(Number::whole(100)).is_some_and(Number::is_whole)) else {
        return false;
    };
    let ten = Number::whole(10);
    while !off.is_whole() {
        let Some(more) = off.times(ten) else { return false };
        off = more;
    }
    while let Some(less) = off.over(ten).filter(|less| less.is_whole()) {
        off = less;
    }
    let digit = off < ten;
    let turned = off < Number::whole(82) && off.over(Number::whole(9)).is_some_and(Number::is_whole);
    digit || turned
}

/// Whether a sum is near its total, as it is when one number is off: within a tenth.
fn is_near(sum: &Sum) -> bool {
    let off = sum.added.minus(sum.total.number).map(Number::magnitude);
    off.and_then(|off| off.times(Number::whole(10))).is_some_and(|off| off <= sum.total.number.magnitude())
}

/// Reads a cell.
fn content(story: &Story<'_>, block: usize, rounded: bool) -> Content {
    let whole = &*story.article.blocks[block].prose.text;
    let text = whole.trim();
    if text.is_empty() || text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '.' | '…')) {
        return Content::Blank;
    }
    let claims = &story.claims[block];
    let mut numbers = claims.quantities.iter().filter(|it| !it.role.contains(Role::IDENTIFIER));
    let (first, second) = (numbers.next(), numbers.next());
    let Some(quantity) = first else { return bare(whole, block, rounded) };
    let around = |extent: Extent| (&whole[..extent.start as usize], &whole[extent.end as usize..]);
    let (before, behind) = around(quantity.extent.to(quantity.number));
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters(before) > 1 || letters(behind) > 2 {
        return if letters(before) > 1 { Content::Text(block) } else { Content::Loose };
    }
    let plain = quantity.modifier.is_none() && quantity.upper.is_none() && quantity.most.is_none();
    let counts = quantity.form == Form::Cardinal && !quantity.age;
    if second.is_some() || !plain || !counts || behind.contains(|letter: char| letter.is_ascii_digit() || letter == '/')
    {
        return Content::Loose;
    }
    let negative = before.trim_end().ends_with('(') && behind.trim_start().starts_with(')');
    let number = if negative { Number::ZERO.minus(quantity.value) } else { Some(quantity.value) };
    let Some(number) = number else { return Content::Loose };
    let measured = matches!(quantity.unit, Unit::Measure(_) | Unit::Currency(_));
    let slack = slack(number, quantity.grain, rounded || measured);
    Content::Number(Value { block, extent: quantity.extent, number, unit: quantity.unit, slack })
}

/// A cell in which no quantity was read: "(12)" and "1987" are numbers in a table.
fn bare(whole: &str, block: usize, rounded: bool) -> Content {
    let text = whole.trim();
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let digits = inner.unwrap_or(text);
    let number = Number::parse(digits).filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let number = number.and_then(|number| if inner.is_some() { Number::ZERO.minus(number) } else { Some(number) });
    let Some(number) = number else { return Content::Text(block) };
    let start = whole.len() - whole.trim_start().len();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let extent = Extent { start: place(start), end: place(start + text.len()) };
    Content::Number(Value { block, extent, number, unit: Unit::None, slack: slack(number, Number::ONE, rounded) })
}

/// What a number may have been rounded by: half of its last place.  Whole numbers are counted, unless they end in two
/// zeros or the table says that they are rounded.
fn slack(number: Number, grain: Number, rounded: bool) -> Number {
    let zeros =
        (2..12).take_while(|power| number.over(Number::power_of_ten(*power)).is_some_and(Number::is_whole)).last();
    let zeros = zeros.filter(|_| number != Number::ZERO).map(Number::power_of_ten);
    let place = zeros.unwrap_or(grain).max(grain);
    if place == Number::ONE && !rounded {
        return Number::ZERO;
    }
    place.over(Number::whole(2)).unwrap_or(Number::ZERO)
}
