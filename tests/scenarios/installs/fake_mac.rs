//! A Mac made of files: Homebrew's pour and pip's writes, one file after the other, and a look whenever it may happen.
//! No process is seen there, and the clock is ours.

use std::fs;
use std::time::{Duration, Instant};

use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::installs::{Installs, Seen};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{InterpreterId, Snapshot};
use sandbar_engine::watch::dirty::Dirty;
use sandbar_tests::fake_mac::{Chip, FakeMac, Package};
use tempfile::TempDir;

use super::told;

const SITE: &str = "/opt/homebrew/lib/python3.13/site-packages";

/// A Mac with one Python of Homebrew's, that is looked at.
struct Looked {
    mac: FakeMac,
    machine: Machine,
    data: TempDir,
    installs: Installs,
    snapshot: Snapshot,
    ids: Vec<InterpreterId>,
    clock: Instant,
    again: Option<Duration>,
    told: Vec<String>,
}

impl Looked {
    fn new() -> Self {
        let mac = FakeMac::bare(Chip::Arm64);
        mac.script("/opt/homebrew/bin/brew");
        mac.add_keg("3.13", "3.13.11", true);
        mac.pour("numpy/2.3.5", "3.13", &Package::brew("numpy", "2.3.5"));
        mac.install(SITE, &Package::pip("tide", "1.0").requested());
        let (machine, data) = (mac.machine(), TempDir::new().unwrap());
        let snapshot = snapshot(&machine, &data);
        let (installs, seen) = Installs::begin(&machine, &snapshot, Some(data.path()), true);
        assert!(seen.happenings.is_empty() && seen.again.is_none(), "the first run only learns: {seen:?}");
        let ids = snapshot.interpreters.iter().map(|it| it.id.clone()).collect();
        Self { mac, machine, data, installs, snapshot, ids, clock: Instant::now(), again: None, told: Vec::new() }
    }

    fn take(&mut self, seen: &Seen) {
        self.again = seen.again;
        self.told.extend(seen.happenings.iter().filter_map(|it| told(it, &self.ids)));
    }

    /// A look because something was hinted.
    fn look(&mut self) {
        let dirty = Dirty { everything: false, places: [SITE.into()].into() };
        self.see(&dirty);
    }

    fn see(&mut self, dirty: &Dirty) {
        let seen = self.installs.see(&self.machine, &self.snapshot, dirty, self.clock);
        self.take(&seen);
    }

    /// Looks as often as is asked for, for `seconds`; what was told.
    fn wait(&mut self, seconds: u64) -> Vec<String> {
        self.look();
        let end = self.clock + Duration::from_secs(seconds);
        while let Some(again) = self.again.filter(|again| self.clock + *again <= end) {
            self.clock += again;
            self.see(&Dirty::default());
        }
        self.clock = end;
        std::mem::take(&mut self.told)
    }

    /// The interpreters are looked at again.
    fn refresh(&mut self) {
        self.snapshot = snapshot(&self.machine, &self.data);
    }

    /// As when Sandbar starts again.
    fn restart(&mut self) {
        self.refresh();
        let (installs, seen) = Installs::begin(&self.machine, &self.snapshot, Some(self.data.path()), true);
        self.installs = installs;
        self.take(&seen);
    }

    fn file(&self, name: &str, content: &str) {
        self.mac.file(format!("{SITE}/{name}"), content);
    }

    fn remove(&self, name: &str) {
        let real = self.mac.real(format!("{SITE}/{name}"));
        if real.is_dir() { fs::remove_dir_all(real) } else { fs::remove_file(real) }.unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.mac.real(format!("{SITE}/{from}")), self.mac.real(format!("{SITE}/{to}"))).unwrap();
    }
}

fn snapshot(machine: &Machine, data: &TempDir) -> Snapshot {
    let options = Options { data: Some(data.path().to_path_buf()), also: Vec::new(), ask_shell: false };
    (*Engine::open(machine.clone(), options).look()).clone()
}

/// One write.
type Write = Box<dyn Fn(&Looked)>;

/// The writes of pip, in its order, for one package in place of `old`.
fn pip(name: &'static str, version: &'static str, old: Option<&'static str>) -> Vec<Write> {
    let mut writes: Vec<Write> = Vec::new();
    let records = format!("{name}-{version}.dist-info");
    let aside = format!("~{}", &name[1..]);
    if let Some(old) = old {
        let (from, to) = (format!("{name}-{old}.dist-info"), format!("{aside}-{old}.dist-info"));
        writes.push(Box::new(move |mac| mac.rename(&from, &to)));
        let to = aside.clone();
        writes.push(Box::new(move |mac| mac.rename(name, &to)));
    }
    let mut write = |file: String, content: String| {
        writes.push(Box::new(move |mac: &Looked| mac.file(&file, &content)));
    };
    write(format!("{name}/__init__.py"), String::new());
    write(format!("{name}/more.py"), String::new());
    write(format!("{records}/METADATA"), format!("Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"));
    let listed = format!("{name}/__init__.py,,\n{name}/more.py,,\n{records}/METADATA,,\n");
    write(format!("{records}/RECORD"), format!("{listed}{records}/RECORD,,\n"));
    write(format!("{name}/__pycache__/more.cpython-313.pyc"), String::new());
    write(format!("{records}/INSTALLERabc.tmp"), "pip\n".to_owned());
    let (from, to) = (format!("{records}/INSTALLERabc.tmp"), format!("{records}/INSTALLER"));
    writes.push(Box::new(move |mac| mac.rename(&from, &to)));
    let (path, temporary) = (format!("{records}/REQUESTED"), format!("{records}/RECORDabc.tmp"));
    writes.push(Box::new(move |mac| mac.file(&path, "")));
    let content = format!("{listed}{records}/INSTALLER,,\n{records}/REQUESTED,,\n{records}/RECORD,,\n");
    let path = temporary.clone();
    writes.push(Box::new(move |mac| mac.file(&path, &content)));
    let to = format!("{records}/RECORD");
    writes.push(Box::new(move |mac| mac.rename(&temporary, &to)));
    if let Some(old) = old {
        let of_records = format!("{aside}-{old}.dist-info");
        writes.push(Box::new(move |mac| mac.remove(&aside)));
        writes.push(Box::new(move |mac| mac.remove(&of_records)));
    }
    writes
}

/// The writes of Homebrew: the files are in the Cellar, and one link after the other is made.
fn pour(name: &'static str, version: &'static str) -> Vec<Write> {
    let within = "lib/python3.13/site-packages";
    let records = format!("{name}-{version}.dist-info");
    let metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
    let files = [
        (format!("{name}/__init__.py"), String::new()),
        (format!("{name}/more.py"), String::new()),
        (format!("{records}/INSTALLER"), "brew\n".to_owned()),
        (format!("{records}/METADATA"), metadata),
        (format!("{records}/WHEEL"), String::new()),
    ];
    let mut writes: Vec<Write> = Vec::new();
    for (file, content) in files.clone() {
        let in_the_cellar = format!("/opt/homebrew/Cellar/{name}/{version}/{within}/{file}");
        writes.push(Box::new(move |mac| mac.mac.file(&in_the_cellar, &content)));
    }
    for folder in [name.to_owned(), records] {
        writes.push(Box::new(move |mac| mac.mac.folder(format!("{SITE}/{folder}"))));
    }
    for (file, _) in files {
        let target = format!("../../../../Cellar/{name}/{version}/{within}/{file}");
        writes.push(Box::new(move |mac| mac.mac.link(format!("{SITE}/{file}"), &target)));
    }
    writes
}

#[test]
fn a_pour_is_the_owners_and_pip_beside_it_is_an_install() {
    let mut it = Looked::new();
    let mut writes = pour("scipy", "1.16");
    // One write of pip's between two of Homebrew's, and a look after each, half a second apart.
    for (at, write) in pip("shore", "1.0", None).into_iter().enumerate() {
        writes.insert(at * 2 + 1, write);
    }
    for write in writes {
        write(&it);
        it.clock += Duration::from_millis(500);
        it.look();
        it.look();
    }
    let mut all = it.wait(10);
    all.sort();
    assert_eq!(all, ["its owner", "pip +shore 1.0!"]);
    assert!(!it.mac.was_run());
    it.restart();
    assert_eq!(it.wait(10), [""; 0]);
}

#[test]
fn a_pour_alone_is_no_install_however_slow_it_is() {
    let mut it = Looked::new();
    let mut all = Vec::new();
    for write in pour("scipy", "1.16") {
        write(&it);
        all.extend(it.wait(20));
    }
    assert!(all.iter().all(|told| told == "its owner") && !all.is_empty(), "{all:?}");
}

#[test]
fn an_upgrade_of_homebrews_python_is_no_install() {
    let mut it = Looked::new();
    it.mac.add_unlinked_keg("3.13", "3.13.12", true);
    it.look();
    for link in ["opt/python@3.13", "bin/python3.13", "bin/python3"] {
        let path = it.mac.real(format!("/opt/homebrew/{link}"));
        let target = fs::read_link(&path).unwrap().to_string_lossy().replace("3.13.11", "3.13.12");
        fs::remove_file(&path).unwrap();
        it.refresh();
        it.look();
        std::os::unix::fs::symlink(target, &path).unwrap();
        it.refresh();
        it.look();
    }
    for name in ["pip-25.3.dist-info", "pip"] {
        it.remove(name);
        it.look();
    }
    it.mac.pour("python@3.13/3.13.12", "3.13", &Package::brew("pip", "25.4"));
    let all = it.wait(20);
    assert!(all.iter().all(|told| told == "its owner"), "{all:?}");
    // What was there is known as before.
    for write in pip("tide", "2.0", Some("1.0")) {
        write(&it);
    }
    assert_eq!(it.wait(20), ["pip ^tide 1.0>2.0!"]);
}

#[test]
fn what_was_installed_meanwhile_is_told_once() {
    let mut it = Looked::new();
    for write in pip("tide", "2.0", Some("1.0")).into_iter().chain(pip("shore", "1.0", None)) {
        write(&it);
    }
    it.mac.install(SITE, &Package::uv("anyio", "4.12.0"));
    it.restart();
    assert_eq!(it.wait(10), ["pip missed +shore 1.0!, ^tide 1.0>2.0!", "uv missed +anyio 4.12.0?"]);
    it.restart();
    assert_eq!(it.wait(10), [""; 0]);
}

#[test]
fn what_broke_off_unseen_is_told_once_and_not_after_a_restart() {
    let mut it = Looked::new();
    for write in pip("shore", "1.0", None).into_iter().take(5) {
        write(&it);
    }
    assert_eq!(it.wait(30), ["unfinished shore"]);
    it.restart();
    assert_eq!(it.wait(30), [""; 0]);
    for write in pip("shore", "1.0", None) {
        write(&it);
    }
    assert_eq!(it.wait(30), ["pip +shore 1.0!"]);
}

/// Numbers that look random and are the same every time (xorshift).
fn dice(state: &mut u64, below: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state % below
}

/// Two runs of pip whose writes come in between each other's in any way, looked at at any moment, late, twice, or for
/// another folder: nothing is told twice, and nothing is missed.
#[test]
fn whenever_it_is_looked_at_everything_is_told_once() {
    for seed in 1..40_u64 {
        let mut state = seed;
        let mut it = Looked::new();
        let mut runs = [
            pip("tide", "2.0", Some("1.0")).into_iter().chain(pip("shore", "1.0", None)).collect::<Vec<_>>(),
            pip("reef", "1.0", None),
        ];
        while runs.iter().any(|run| !run.is_empty()) {
            let which = usize::from(dice(&mut state, 2) == 1);
            let which = if runs[which].is_empty() { 1 - which } else { which };
            runs[which].remove(0)(&it);
            it.clock += Duration::from_millis([0, 0, 30, 900][usize::try_from(dice(&mut state, 4)).unwrap()]);
            match dice(&mut state, 6) {
                0 => it.look(),
                1 => (it.look(), it.look()).1,
                2 => it.see(&Dirty::default()),
                3 => it.see(&Dirty { everything: false, places: ["/elsewhere".into()].into() }),
                _ => {}
            }
        }
        let mut all = it.wait(60);
        all = all
            .iter()
            .flat_map(|told| told.strip_prefix("pip ").unwrap_or(told).split(", "))
            .map(str::to_owned)
            .collect();
        all.sort();
        assert_eq!(all, ["+reef 1.0!", "+shore 1.0!", "^tide 1.0>2.0!"], "{seed}");
        assert_eq!(it.again, None);
    }
}
