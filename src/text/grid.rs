//! Rows and columns of a table as its markup is read: which cell is where.

use super::block::Cell;

/// The most columns and rows that one cell may span (the HTML standard's limits for columns).
const MOST: u32 = 1000;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Grid {
    cell: Cell,
    /// Whether the rows of the head are being read.
    head: bool,
    /// Columns and rows of the open cell.
    open: Option<(u32, u32)>,
    /// For how many rows, this one included, each column is taken by a cell.
    taken: Vec<u32>,
}

impl Grid {
    /// A table of the article, by its number.
    pub(super) fn new(table: u32) -> Self {
        let cell = Cell { table, row: 0, column: 0, head: false };
        Grid { cell, head: false, open: None, taken: Vec::new() }
    }

    /// The cell that is being read.
    pub(super) fn cell(&self) -> Cell {
        self.cell
    }

    /// Begins or ends the rows of the head.
    pub(super) fn head(&mut self, head: bool) {
        self.head = head;
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.close();
        if self.taken.is_empty() {
            return;
        }
        self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.cell = Cell { row: self.cell.row + 1, column: 0, head: false, ..self.cell };
    }

    /// Begins a cell that spans so many columns and rows.
    pub(super) fn open(&mut self, heading: bool, columns: u32, rows: u32) {
        self.close();
        while self.taken.get(self.cell.column as usize).is_some_and(|rows| *rows > 0) {
            self.cell.column += 1;
        }
        self.cell.head = self.head || heading && self.cell.row == 0;
        self.open = Some((columns.clamp(1, MOST), rows.clamp(1, MOST)));
    }

    /// Ends the open cell, if there is one: its end tag may be left out.
    pub(super) fn close(&mut self) {
        let Some((columns, rows)) = self.open.take() else { return };
        let (first, end) = (self.cell.column as usize, (self.cell.column + columns) as usize);
        // No table of figures is that wide.
        if end <= MOST as usize * 2 {
            self.taken.resize(self.taken.len().max(end), 0);
            self.taken[first..end].fill(rows);
        }
        self.cell.column += columns;
    }
}
