//! Symbolic links of a machine that lies under another root.
//!
//! The kernel resolves an absolute link from its own `/`, which would lead out of the tree. So links are walked here,
//! name by name: absolute targets start again at the tree's root, `..` stops there, and 40 links are enough (Linux
//! says `ELOOP` at 40, macOS at 32).

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Links that one look-up may follow before it is called a loop.
const MOST_LINKS: usize = 40;

/// The canonical machine path of `path`, every link followed, and the file there must exist.
///
/// `last` says whether a link in the last place is followed too; without it, the last name may be a link or be
/// absent altogether.
pub(super) fn within(root: &Path, path: &Path, last: bool) -> io::Result<PathBuf> {
    let mut waiting = names(path);
    let mut done = PathBuf::from("/");
    let mut links = 0;
    while let Some(name) = waiting.pop_front() {
        if name == ".." {
            done.pop();
            continue;
        }
        if waiting.is_empty() && !last {
            return Ok(done.join(name));
        }
        let here = done.join(&name);
        let real = under(root, &here);
        let stat = super::files::lstat_raw(&real)?;
        if !stat.file_type().is_symlink() {
            done = here;
            continue;
        }
        links += 1;
        if links > MOST_LINKS {
            return Err(rustix::io::Errno::LOOP.into());
        }
        let target = super::files::read_link_raw(&real)?;
        if target.is_absolute() {
            done = PathBuf::from("/");
        }
        let target = unrooted(root, &target);
        for name in names(&target).into_iter().rev() {
            waiting.push_front(name);
        }
    }
    Ok(done)
}

/// Where the machine path `path` lies on the real disk, links not followed.
pub(super) fn under(root: &Path, path: &Path) -> PathBuf {
    root.join(path.strip_prefix("/").unwrap_or(path))
}

/// A link's target as the machine means it: some trees are laid with their own root written into absolute links.
pub(super) fn unrooted(root: &Path, target: &Path) -> PathBuf {
    match target.strip_prefix(root) {
        Ok(rest) if target.is_absolute() => Path::new("/").join(rest),
        _ => target.to_path_buf(),
    }
}

fn names(path: &Path) -> VecDeque<OsString> {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_owned()),
            Component::ParentDir => Some(OsString::from("..")),
            Component::RootDir | Component::CurDir | Component::Prefix(_) => None,
        })
        .collect()
}
