//! Offices with their bearers.

use super::{ClaimRef, Story};
use crate::claim::Role;

/// An office that somebody holds, with the mention of its bearer.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The bearer.
    pub at: ClaimRef,
    /// The office.
    pub role: &'a Role,
}

/// The offices beside a mention.
pub fn held<'a>(story: &Story<'a>, at: ClaimRef) -> impl Iterator<Item = Held<'a>> + use<'a> {
    let roles = &story.claims[at.block].roles;
    let from = roles.partition_point(|role| (role.mention as usize) < at.index);
    roles[from..].iter().take_while(move |role| role.mention as usize == at.index).map(move |role| Held { at, role })
}
