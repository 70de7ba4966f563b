//! The terminal: real login shells with made start-up files, real and made shims.

mod shell;
