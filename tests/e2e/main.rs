//! The real program in its real window, as a person meets it.
//!
//! On Linux only: the web view of macOS has no WebDriver. Each story has a desktop of its own and prints what it does.

#![cfg(target_os = "linux")]

mod asking;
mod keyboard;
mod notices;
mod packages;
mod panel;
mod sandbox;
mod states;
mod stories;
mod terminal;
mod tray;
mod walls;
mod welcome;
mod wheel;
