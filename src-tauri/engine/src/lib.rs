//! What Python is doing on this machine, and the right way out.
//!
//! This is Sandbar without its window: the library behind the menu-bar app and the `sandbar` command line. It knows
//! nothing of Tauri. `ARCHITECTURE.md` at the top of the repository has the map.

#![forbid(unsafe_code)]

pub mod advise;
mod byte_code;
pub mod choose;
pub mod diagnosis;
pub mod diff;
pub mod disk;
pub mod engine;
pub mod environment;
pub mod failure;
pub mod find;
pub mod giving_up;
pub mod grounds;
pub mod history;
pub mod ini;
pub mod installs;
pub mod job;
pub mod machine;
pub mod model;
pub mod notice;
pub mod packages;
pub mod pip_config;
pub mod plain;
pub mod plan;
pub mod privacy;
pub mod problems;
pub mod project;
pub mod pyvenv_cfg;
pub mod receipt;
pub mod run;
pub mod settings;
pub mod shell;
pub mod snapshot;
pub mod store;
pub mod terminal;
pub mod tool;
pub mod tools;
pub mod unfinished;
pub mod venv;
pub mod verify;
pub mod watch;
pub mod wire;
pub mod wish;

#[cfg(test)]
mod made;
