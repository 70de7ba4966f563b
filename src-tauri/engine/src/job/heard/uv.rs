//! uv, listened to. It prints a line for each part of its work once that is through, and no counts.

use crate::model::Progress;
use crate::plain::plain;
use crate::tool::pip::cause::Cause;
use crate::tool::uv::ending;

/// What uv is at.
pub(super) fn told(line: &str) -> Option<Progress> {
    let parts = ["Resolved ", "Prepared ", "Building ", "Built ", "Downloading ", "Uninstalled ", "Installed "];
    let line = line.trim();
    parts.iter().any(|part| line.starts_with(part)).then(|| Progress { phase: plain(line), done: None, of: None })
}

/// Why uv did not do it; `None` when it says that it has.
pub(super) fn cause(code: i32, lines: &[String]) -> Option<Cause> {
    ending::read(code, lines).err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_uv_prints_becomes_a_phase() {
        let phase = |line: &str| told(line).map(|progress| progress.phase);
        assert_eq!(phase("Resolved 5 packages in 12ms").as_deref(), Some("Resolved 5 packages in 12ms"));
        assert_eq!(phase(" + idna==3.10"), None);
        assert!(matches!(cause(2, &["error: sending".to_owned()]), Some(Cause::Other { .. })));
        assert_eq!(cause(0, &[]), None);
    }
}
