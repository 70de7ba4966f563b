//! Whether a file can be a program at all, asked before it is started.
//!
//! What the system refuses to run (`ENOEXEC`) `execvp` hands to `/bin/sh`: POSIX says so. A Python whose file is cut off or
//! empty would be read as a script, whatever stands in it.

use std::path::Path;

use crate::machine::Machine;

/// How a script begins, and a program of Linux and of macOS, alone or for several processors.
const BEGINNINGS: [&[u8]; 6] =
    [b"#!", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf"];

/// True also for what can't be read: to start it says why.
pub(super) fn is_program(machine: &Machine, path: &str) -> bool {
    let path = Path::new(path);
    if !path.is_absolute() {
        return true;
    }
    machine.read_head(path, 4).map_or(true, |head| BEGINNINGS.iter().any(|beginning| head.starts_with(beginning)))
}
