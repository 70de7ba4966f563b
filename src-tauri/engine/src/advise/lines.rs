//! Lines for a terminal of the user's own. They help, and Sandbar does not run them: they need root, or start what is
//! another's. Nothing of what was pasted gets into them.

use super::errors::ErrorCode;
use super::world::World;
use crate::plan::pasteable;

/// The lines that help with an error on this machine.
pub(super) fn of(code: ErrorCode, world: &World) -> Vec<String> {
    match code {
        ErrorCode::NotOwnedByUser => world.give_back.clone(),
        ErrorCode::CondaBase => world.leave_base.iter().cloned().collect(),
        ErrorCode::DeveloperToolsMissing => vec!["xcode-select --install".to_owned()],
        ErrorCode::CertificatesMissing => {
            let open =
                |script: &std::path::Path| pasteable(&["open".to_owned(), script.to_string_lossy().into_owned()]);
            world.certificates.as_deref().map(open).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advise::tests::mac;

    #[test]
    fn a_line_is_about_this_machine_or_there_is_none() {
        let mut world = mac();
        assert_eq!(of(ErrorCode::CertificatesMissing, &world), [""; 0]);
        assert_eq!(of(ErrorCode::NotOwnedByUser, &world), [""; 0]);
        world.certificates = Some("/Applications/Python 3.13/Install Certificates.command".into());
        world.give_back = vec!["sudo chown -R \"$USER\" ~/Library/Caches/pip".to_owned()];
        let [line] = of(ErrorCode::CertificatesMissing, &world).try_into().unwrap();
        assert_eq!(line, "open '/Applications/Python 3.13/Install Certificates.command'");
        assert_eq!(of(ErrorCode::NotOwnedByUser, &world), world.give_back);
        assert_eq!(of(ErrorCode::DeveloperToolsMissing, &world), ["xcode-select --install"]);
    }
}
