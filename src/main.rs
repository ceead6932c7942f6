//! The command `deskcheck`.

fn main() {}
