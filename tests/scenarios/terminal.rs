//! The terminal: real login shells with made start-up files, the words on made Macs, and real shims.

mod mac;
mod pyenv;
mod shell;
