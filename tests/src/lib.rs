//! Made machines and the tools that the scenarios share.

pub mod pythons;
pub mod scratch;
