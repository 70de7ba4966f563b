//! Whether a path that some file or link mentions may be looked at.
//!
//! macOS asks its user before a program may read certain folders ([`consent`] lists them): once for each folder and
//! program, with the program's name on it. A menu-bar app that causes three such questions by itself is thrown away.
//! So those are read only where the user has added them, and a path that is merely mentioned is no invitation.

use std::path::{Component, Path, PathBuf};

use crate::find::consent;
use crate::machine::Machine;

/// True when `path`, which a file mentions, may be looked at by somebody who has been shown `known`.
pub fn may_look(machine: &Machine, path: &Path, known: &Path) -> bool {
    let is_private = |path: &Path| consent::needed(machine, &plain(path));
    !is_private(path) || is_private(known) || machine.resolve(known).is_ok_and(|real| is_private(&real))
}

/// True when `path` may be looked at: it is no private place, or it lies in one of the `watched` folders.
pub fn may_enter(machine: &Machine, path: &Path, watched: &[PathBuf]) -> bool {
    let path = plain(path);
    !consent::needed(machine, &path) || watched.iter().any(|folder| lies_in(machine, &path, folder))
}

/// Where the link at `path` leads, if that may be looked at.
pub fn follow(machine: &Machine, path: &Path, watched: &[PathBuf]) -> Option<PathBuf> {
    let target = plain(&path.parent()?.join(machine.link(path)?));
    real_path(machine, &target, watched)
}

/// The canonical path of `path`, if neither is private.
pub fn real_path(machine: &Machine, path: &Path, watched: &[PathBuf]) -> Option<PathBuf> {
    let real = may_enter(machine, path, watched).then(|| machine.resolve(path).ok()).flatten()?;
    may_enter(machine, &real, watched).then_some(real)
}

/// True when `path` is `folder` or lies in it, by their texts, names compared as that system compares them.
pub fn lies_in(machine: &Machine, path: &Path, folder: &Path) -> bool {
    let mut names = path.components();
    folder
        .components()
        .all(|wanted| names.next().is_some_and(|name| machine.same_name(name.as_os_str(), wanted.as_os_str())))
}

/// `path` without `.` and `..`, by its text: links are not looked at.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            _ => plain.push(component),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{follow, may_enter, may_look, plain};
    use crate::machine::{Machine, Os};

    fn mac(root: &Path) -> Machine {
        Machine::tree(root, Os::Macos, Some(PathBuf::from("/Users/ada")), None).unwrap()
    }

    #[test]
    fn a_private_folder_is_entered_only_by_invitation() {
        let root = tempfile::tempdir().unwrap();
        let mac = mac(root.path());
        let documents = Path::new("/Users/ada/Documents/p");
        let watched = [PathBuf::from("/Users/ada/Documents/p")];
        assert!(!may_enter(&mac, documents, &[]));
        assert!(!may_enter(&mac, Path::new("/Users/ada/code/../documents/p"), &[]));
        assert!(!may_enter(&mac, Path::new("/Volumes/stick"), &[]));
        assert!(may_enter(&mac, documents, &watched));
        assert!(!may_enter(&mac, Path::new("/Users/ada/Documents/q"), &watched));
        assert!(may_enter(&mac, Path::new("/Users/ada/code"), &[]));
        let linux = Machine::tree(root.path(), Os::Linux, Some(PathBuf::from("/Users/ada")), None).unwrap();
        assert!(may_enter(&linux, documents, &[]));
    }

    #[test]
    fn a_link_is_no_invitation() {
        let root = tempfile::tempdir().unwrap();
        let home = root.path().join("Users/ada");
        std::fs::create_dir_all(home.join("Documents/p/.venv")).unwrap();
        std::fs::create_dir_all(home.join("code")).unwrap();
        std::os::unix::fs::symlink("../Documents/p/.venv", home.join("code/.venv")).unwrap();
        let mac = mac(root.path());
        let link = Path::new("/Users/ada/code/.venv");
        assert_eq!(follow(&mac, link, &[]), None);
        let watched = [PathBuf::from("/Users/ada/Documents/p")];
        assert_eq!(follow(&mac, link, &watched), Some(PathBuf::from("/Users/ada/Documents/p/.venv")));
        assert!(!may_look(&mac, Path::new("/Users/ada/Documents/p"), Path::new("/Users/ada/code")));
        assert!(may_look(&mac, Path::new("/Users/ada/Documents/q"), link));
    }

    #[test]
    fn dots_are_taken_out_of_a_path() {
        assert_eq!(plain(Path::new("/a/./b/../../c")), Path::new("/c"));
    }
}
