//! Days and times as callers give them.

pub(super) use crate::options::moment as read;
