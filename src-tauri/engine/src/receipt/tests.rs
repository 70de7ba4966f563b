use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::*;
use crate::disk as writing;
use crate::model::JobId;

/// A folder with all kinds of things in it, and a receipt of it.
struct Bench {
    scratch: tempfile::TempDir,
    receipts: Receipts,
    id: Receipt,
}

impl Bench {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let id = Receipt { job: JobId("7".to_owned()), number: 0 };
        let bench = Self { receipts: Receipts::new(&scratch.path().join("data")), id, scratch };
        fs::create_dir_all(bench.at("site/pkg")).unwrap();
        for (path, text) in [("site/pkg/a.py", "a"), ("site/pkg/b.py", "b"), ("site/c.py", "c")] {
            writing::write_new(&bench.at(path), text.as_bytes()).unwrap();
        }
        symlink("c.py", bench.at("site/link")).unwrap();
        bench
    }

    fn at(&self, path: &str) -> PathBuf {
        self.scratch.path().join("root").join(path)
    }

    fn take(&self) {
        let copies = [Copy::All(self.at("site"))];
        self.receipts.take(&Machine::this(), &self.id, &[self.at("site")], &copies).unwrap();
    }

    fn now(&self) -> Tree {
        Tree::read(&Machine::this(), &[self.at("site")])
    }

    /// What an installer does: something new, something replaced, something gone.
    fn change(&self) {
        writing::remove_added(&self.at("site/pkg/a.py")).unwrap();
        writing::remove_added(&self.at("site/pkg/b.py")).unwrap();
        fs::remove_dir(self.at("site/pkg")).unwrap();
        writing::replace_shared(&self.at("site/c.py"), b"another").unwrap();
        writing::place_link(&self.at("site/link"), Path::new("elsewhere")).unwrap();
        fs::create_dir_all(self.at("site/new/__pycache__")).unwrap();
        writing::write_new(&self.at("site/new/n.py"), b"n").unwrap();
        writing::write_new(&self.at("site/new/__pycache__/n.pyc"), b"cached").unwrap();
    }
}

fn text(path: &Path) -> String {
    Machine::this().read_text(path, 100).unwrap()
}

#[test]
fn what_was_changed_is_put_back_to_the_last_link_and_time() {
    let (bench, machine) = (Bench::new(), Machine::this());
    let before = bench.now();
    bench.take();
    bench.change();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    assert_eq!((closed.changes.added.len(), closed.changes.removed.len()), (2, 3));
    assert!(standing(&machine, &closed).is_whole());
    put_back(&machine, &closed, &bench.at("../taken")).unwrap();
    assert_eq!(bench.now(), before);
    assert_eq!((text(&bench.at("site/pkg/a.py")), text(&bench.at("site/c.py"))), ("a".to_owned(), "c".to_owned()));
    assert!(different(&machine, &closed).is_empty());
    // Tried again, as after a crash in between, it changes nothing more.
    put_back(&machine, &closed, &bench.at("../taken")).unwrap();
    assert_eq!(bench.now(), before);
}

#[test]
fn a_job_that_was_cut_off_can_be_taken_back_from_what_was_noted_before() {
    let (bench, machine) = (Bench::new(), Machine::this());
    let before = bench.now();
    bench.take();
    bench.change();
    let open = bench.receipts.changes(&machine, &bench.id).unwrap();
    put_back(&machine, &open, &bench.at("../taken")).unwrap();
    assert_eq!(bench.now(), before);
}

#[test]
fn what_somebody_changed_since_is_named_and_what_has_no_copy_too() {
    let (bench, machine) = (Bench::new(), Machine::this());
    bench.receipts.take(&machine, &bench.id, &[bench.at("site")], &[]).unwrap();
    bench.change();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    assert!(standing(&machine, &closed).lost.contains(&bench.at("site/c.py")));
    writing::replace_shared(&bench.at("site/new/n.py"), b"mine by now").unwrap();
    assert_eq!(standing(&machine, &closed).touched, [bench.at("site/new/n.py")]);
}

#[test]
fn a_copy_is_never_the_same_file() {
    use std::os::unix::fs::MetadataExt as _;
    let bench = Bench::new();
    bench.take();
    let copies = bench.receipts.of_job(&bench.id.job).join("0/copies");
    #[expect(clippy::disallowed_methods, reason = "a test")]
    for copy in fs::read_dir(copies).unwrap() {
        assert_eq!(copy.unwrap().metadata().unwrap().nlink(), 1);
    }
}

#[test]
fn what_somebody_wrote_in_a_shared_folder_meanwhile_is_moved_and_not_deleted() {
    let (bench, machine) = (Bench::new(), Machine::this());
    bench.take();
    writing::write_new(&bench.at("site/homework.py"), b"mine").unwrap();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    let taken = bench.at("../taken");
    put_back(&machine, &closed, &taken).unwrap();
    let path = bench.at("site/homework.py");
    assert!(machine.lstat(&path).is_none());
    assert_eq!(text(&taken.join(path.strip_prefix("/").unwrap())), "mine");
}

#[test]
fn a_folder_of_the_same_name_or_a_link_in_it_is_not_touched() {
    let (bench, machine) = (Bench::new(), Machine::this());
    bench.take();
    bench.change();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    assert!(standing(&machine, &closed).is_whole());

    writing::rename_new(&bench.at("site/new"), &bench.at("elsewhere")).unwrap();
    symlink("../elsewhere", bench.at("site/new")).unwrap();
    assert!(standing(&machine, &closed).touched.contains(&bench.at("site/new")));

    writing::rename_new(&bench.at("site"), &bench.at("before")).unwrap();
    fs::create_dir(bench.at("site")).unwrap();
    assert!(standing(&machine, &closed).touched.contains(&bench.at("site")));
}

#[test]
fn caches_that_pip_had_put_aside_when_it_was_cut_off_go() {
    let (bench, machine) = (Bench::new(), Machine::this());
    bench.take();
    fs::create_dir_all(bench.at("site/~_pycache__")).unwrap();
    writing::write_new(&bench.at("site/~_pycache__/a.pyc"), b"cached").unwrap();
    writing::write_new(&bench.at("site/mine.py"), b"mine").unwrap();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    bring_back_copied(&machine, &closed).unwrap();
    assert!(machine.lstat(&bench.at("site/~_pycache__")).is_none());
    assert!(machine.is_file(&bench.at("site/mine.py")));
}

#[test]
fn a_module_that_comes_back_does_not_run_as_the_one_it_replaces() {
    let bench = Bench::new();
    bench.take();
    writing::replace_shared(&bench.at("site/c.py"), b"d").unwrap();
    fs::create_dir_all(bench.at("site/__pycache__")).unwrap();
    for name in ["c.cpython-313.pyc", "c.cpython-313.opt-1.pyc", "cc.cpython-313.pyc"] {
        writing::write_new(&bench.at("site/__pycache__").join(name), b"cached").unwrap();
    }
    let machine = Machine::this();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    put_back(&machine, &closed, &bench.at("taken")).unwrap();
    let left = machine.list(&bench.at("site/__pycache__")).unwrap();
    assert_eq!(left.iter().map(|entry| &entry.name).collect::<Vec<_>>(), ["cc.cpython-313.pyc"]);
}

#[test]
fn in_an_environment_only_what_installers_write_is_removed_and_what_others_write_is_theirs() {
    let (bench, machine) = (Bench::new(), Machine::this());
    let venv = bench.at("venv");
    fs::create_dir_all(venv.join("lib")).unwrap();
    for (name, content) in [("pyvenv.cfg", "home = /usr/bin\n"), ("lib/old.py", "old"), ("notes.txt", "mine")] {
        writing::write_new(&venv.join(name), content.as_bytes()).unwrap();
    }
    let before = Tree::read(&machine, std::slice::from_ref(&venv));
    let copies = [Copy::All(venv.join("lib"))];
    bench.receipts.take(&machine, &bench.id, std::slice::from_ref(&venv), &copies).unwrap();
    // An installer, by way of a wheel's data; and somebody who writes in the same folder.
    writing::replace_shared(&venv.join("lib/old.py"), b"newer").unwrap();
    writing::write_new(&venv.join("lib/new.py"), b"new").unwrap();
    fs::create_dir(venv.join("docs")).unwrap();
    writing::write_new(&venv.join("docs/README.md"), b"read").unwrap();
    writing::replace_shared(&venv.join("notes.txt"), b"mine, and longer").unwrap();
    let closed = bench.receipts.close(&machine, &bench.id).unwrap();
    assert!(!closed.changes.has_lost(&venv.join("notes.txt")), "{:?}", closed.changes);
    assert!(standing(&machine, &closed).is_whole());
    let taken = bench.at("../taken");
    put_back(&machine, &closed, &taken).unwrap();
    assert_eq!(text(&venv.join("notes.txt")), "mine, and longer");
    writing::replace_shared(&venv.join("notes.txt"), b"mine").unwrap();
    let left = before.changed_to(&Tree::read(&machine, std::slice::from_ref(&venv)));
    assert_eq!(left.changed.keys().collect::<Vec<_>>(), [&venv.join("notes.txt")]);
    assert!(left.added.is_empty() && left.removed.is_empty(), "{left:?}");
    // What may be somebody's is kept.
    let kept = taken.join(venv.strip_prefix("/").unwrap()).join("docs/README.md");
    assert_eq!(text(&kept), "read");
}
