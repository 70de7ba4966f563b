//! Made machines and the tools that the scenarios share.

#![expect(clippy::disallowed_methods, reason = "what is made for a test is written here, not looked at")]
#![expect(clippy::missing_panics_doc, reason = "a test that can't be set up ends there")]

pub mod fake_mac;
