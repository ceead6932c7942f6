//! deskcheck reads a draft article, tracks its claims, and says where they disagree.
//!
//! The road of a draft is [`check::check`]; `ARCHITECTURE.md` tells what lies along it.

pub mod check;
pub mod claim;
pub mod cli;
pub mod container;
mod disk;
#[doc(hidden)]
pub mod drawn;
pub mod finding;
pub mod language;
pub mod link;
pub mod options;
pub mod place;
pub mod reference;
pub mod report;
pub mod rules;
pub mod server;
pub mod settings;
pub mod sheets;
pub mod text;
