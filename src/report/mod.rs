//! Findings as bytes, for people and for programs.

pub mod json;
