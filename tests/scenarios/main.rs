//! What the engine sees and does, on made machines and with real tools.

mod action;
mod advise;
mod contract;
mod environment;
mod find;
mod hostile;
mod house;
mod installs;
mod practice;
mod project;
mod silence;
mod telling;
mod terminal;
mod venv;
mod watch;
