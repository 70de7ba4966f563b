//! Made machines and the tools that the scenarios share.

#[cfg(target_os = "linux")]
pub mod desktop;
