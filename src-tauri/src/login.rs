//! Whether Sandbar starts with the session: only if the user says so, and in the way that the system's own settings
//! show, so that it can be switched off there as well.

#[cfg_attr(target_os = "macos", path = "login/macos.rs")]
#[cfg_attr(not(target_os = "macos"), path = "login/linux.rs")]
mod system;

pub(crate) use system::{is_on, switch, was_started};
