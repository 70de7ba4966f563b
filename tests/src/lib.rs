//! Made machines and the tools that the scenarios share.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test whose machine can't be made has failed")]

#[cfg(target_os = "linux")]
pub mod desktop;
pub mod program;
pub mod pythons;
pub mod scratch;
