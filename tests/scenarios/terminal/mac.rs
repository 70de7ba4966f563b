//! What the words mean on made Macs, where nothing may be run.

use std::path::Path;

use sandbar_engine::machine::{Machine, MachinePath};
use sandbar_engine::model::{Health, Interpreter, Meaning, Source, Terminal, TerminalFrom, Tools};
use sandbar_engine::shell::ShellAnswer;
use sandbar_engine::{find, shell, terminal, tools};
use sandbar_tests::fake_mac::{Chip, FakeMac, HOME};

/// A Mac that has been looked at.
struct Seen {
    mac: FakeMac,
    machine: Machine,
    pythons: Vec<Interpreter>,
    answer: ShellAnswer,
}

impl Seen {
    fn new(mac: FakeMac) -> Self {
        let machine = mac.machine();
        let pythons = find::interpreters(&machine, &[]);
        let answer = shell::ask(&machine, None);
        Self { mac, machine, pythons, answer }
    }

    /// The view with these folders of the home folder in front of PATH.
    fn terminal(&self, in_front: &[&str]) -> Terminal {
        let mut answer = self.answer.clone();
        let folders: Vec<String> = in_front.iter().map(|folder| format!("{HOME}/{folder}")).collect();
        let path = answer.variables.get_mut("PATH").expect("there is always a PATH");
        *path = folders.iter().map(String::as_str).chain([path.as_str()]).collect::<Vec<_>>().join(":");
        terminal::view(&self.machine, &answer, &self.pythons)
    }

    fn tools(&self) -> Tools {
        tools::read(&self.machine, &self.answer)
    }

    #[track_caller]
    fn means(&self, meaning: Option<&Meaning>, path: &str, source: Source, minor: (u32, u32)) {
        let meaning = meaning.expect("the word means something");
        let id = meaning.interpreter.as_ref().expect("a known interpreter");
        let known = self.pythons.iter().find(|known| known.id == *id).expect("it is listed");
        assert_eq!((meaning.path.as_path(), known.source, known.minor()), (Path::new(path), source, Some(minor)));
    }
}

#[test]
fn apple_silicon() {
    let seen = Seen::new(FakeMac::new(Chip::Arm64));
    let view = seen.terminal(&[]);
    assert_eq!(view.from, TerminalFrom::Paths);
    let folders: Vec<&Path> = view.path.iter().map(|step| step.folder.as_path()).collect();
    assert_eq!(folders.last(), Some(&Path::new("/opt/homebrew/bin")), "`/etc/paths.d` comes last");
    seen.means(view.python3.as_ref(), "/usr/local/bin/python3", Source::PythonOrg, (3, 13));
    seen.means(view.pip3.as_ref(), "/usr/bin/pip3", Source::AppleClt, (3, 9));
    assert_eq!((view.python, view.pip), (None, None), "no installer on a Mac gives the bare words");
    let mismatch = view.mismatch.expect("Apple's pip does not install for python.org's Python");
    assert!(mismatch.contains("Apple") && mismatch.contains("python.org"), "{mismatch}");
    assert_eq!(view.path.iter().filter(|step| step.python3.is_some()).count(), 3);
    assert_eq!(view.path.iter().position(|step| step.hit), Some(0));
    assert!(!seen.mac.was_run());
}

#[test]
fn intel() {
    let seen = Seen::new(FakeMac::new(Chip::Intel));
    let view = seen.terminal(&[]);
    seen.means(view.python3.as_ref(), "/usr/local/bin/python3", Source::Homebrew, (3, 14));
    let brew = seen.tools().brew.expect("Homebrew");
    assert_eq!(
        (brew.path.as_path(), brew.prefix.as_path()),
        (Path::new("/usr/local/bin/brew"), Path::new("/usr/local"))
    );
    assert!(!seen.mac.was_run());
}

#[test]
fn pyenv_in_front_of_everything() {
    let seen = Seen::new(FakeMac::new(Chip::Arm64));
    let view = seen.terminal(&[".pyenv/shims"]);
    for word in [&view.python3, &view.python] {
        seen.means(word.as_ref(), word.as_ref().unwrap().path.to_str().unwrap(), Source::Pyenv, (3, 12));
    }
    let real = format!("{HOME}/.pyenv/versions/3.12.12/bin/python3.12");
    assert_eq!(view.python3.unwrap().resolved, MachinePath::new(real));
    assert!(!seen.mac.was_run());
}

#[test]
fn an_asdf_without_a_chosen_version_runs_nothing() {
    let seen = Seen::new(FakeMac::new(Chip::Arm64));
    let shim = MachinePath::new(format!("{HOME}/.asdf/shims/python3"));
    let view = seen.terminal(&[".asdf/shims"]);
    let python3 = view.python3.unwrap();
    assert_eq!((&python3.path, &python3.resolved, &python3.interpreter), (&shim, &shim, &None));

    seen.mac.file(format!("{HOME}/.tool-versions"), "python 3.11.14\n");
    seen.means(seen.terminal(&[".asdf/shims"]).python3.as_ref(), shim.to_str().unwrap(), Source::Asdf, (3, 11));
    assert!(!seen.mac.was_run());
}

#[test]
fn an_environment_that_is_on() {
    let seen = Seen::new(FakeMac::new(Chip::Arm64));
    let bin = ".local/pipx/venvs/black/bin";
    let view = seen.terminal(&[bin]);
    let python3 = view.python3.unwrap();
    assert_eq!(python3.path, MachinePath::new(format!("{HOME}/{bin}/python3")));
    assert!(python3.resolved.starts_with("/opt/homebrew/Cellar/python@3.14"), "{:?}", python3.resolved);
    assert_eq!(python3.interpreter, None);
    assert!(!seen.mac.was_run());
}

#[test]
fn a_mac_out_of_the_box() {
    let seen = Seen::new(FakeMac::bare(Chip::Arm64));
    let view = seen.terminal(&[]);
    let python3 = view.python3.expect("macOS has the launcher");
    assert_eq!((python3.path.to_str(), python3.interpreter), (Some("/usr/bin/python3"), None));
    assert_eq!(view.mismatch, None);
    assert_eq!(seen.tools(), Tools { brew: None, pipx: None, uv: None });
    assert!(!seen.mac.was_run());
}

#[test]
fn tools() {
    let seen = Seen::new(FakeMac::new(Chip::Arm64));
    let tools = seen.tools();
    assert_eq!(tools.brew.expect("Homebrew").prefix, MachinePath::new("/opt/homebrew"));
    let pipx = tools.pipx.expect("pipx's tools");
    assert_eq!((pipx.home.as_path(), pipx.on_path), (Path::new(HOME).join(".local/pipx").as_path(), false));
    let listed: Vec<_> = pipx.tools.iter().map(|tool| (tool.name.as_str(), tool.health)).collect();
    assert_eq!(listed, [("black", Health::Healthy)]);

    std::fs::remove_file(seen.mac.real("/opt/homebrew/opt/python@3.14")).unwrap();
    assert_eq!(seen.tools().pipx.unwrap().tools[0].health, Health::Broken, "its Python has been uninstalled");
    assert!(!seen.mac.was_run());
}
