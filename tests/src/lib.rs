//! Made machines and the tools that the scenarios share.

#[cfg(target_os = "linux")]
pub mod desktop;
pub mod fake_brew;
pub mod fake_mac;
pub mod guarded;
pub mod index;
pub mod manifest;
pub mod prefix;
pub mod program;
pub mod pythons;
pub mod registry;
pub mod scratch;
pub mod watcher;
pub mod wheel;
