//! Reading again what has changed gives what looking at everything gives, whatever has changed.
//!
//! A made machine is changed at random, by a generator with a fixed seed. A watch that misses nothing names what was
//! changed; nobody else is told.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use sandbar_engine::machine::{Machine, Os};
use sandbar_engine::model::{Snapshot, TerminalFrom};
use sandbar_engine::settings::Settings;
use sandbar_engine::shell::ShellAnswer;
use sandbar_engine::snapshot::{Kept, Looking, take};
use sandbar_engine::watch::dirty::Dirty;
use tempfile::TempDir;

const HOME: &str = "/home/ada";
const FILES: [&str; 7] =
    ["main.py", "requirements.txt", "pyproject.toml", ".python-version", "environment.yml", "notes.txt", "more.py"];
const FOLDERS: [&str; 8] = ["a", "b", "src", ".hidden", "deep", "node_modules", "lib", "bin"];
const ENVIRONMENTS: [&str; 4] = [".venv", "venv", "env", "tools"];

/// Numbers that only look random (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap_or_default()
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// A machine that changes.
struct Changing {
    root: TempDir,
    chance: Chance,
    dirty: Dirty,
    said: String,
}

impl Changing {
    fn new(seed: u64) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let mut new = Self { root, chance: Chance(seed), dirty: Dirty::default(), said: String::new() };
        for folder in ["code/deep", "elsewhere", ".virtualenvs", "data"] {
            fs::create_dir_all(new.place(&format!("{HOME}/{folder}")))?;
        }
        symlink("elsewhere", new.place(&format!("{HOME}/linked")))?;
        new.program("/usr/bin/python3.12")?;
        fs::create_dir_all(new.place("/usr/lib/python3.12"))?;
        Ok(new)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.root.path().join(path.trim_start_matches('/'))
    }

    fn hint(&mut self, path: &str) {
        self.dirty.places.insert(path.into());
    }

    fn write(&mut self, path: &str, text: &str) -> Result<()> {
        let place = self.place(path);
        let mut made = Path::new(path);
        // What a watch hears of a new file in new folders is the first of these.
        while let Some(above) = made.parent().filter(|above| !self.place(&above.display().to_string()).exists()) {
            made = above;
        }
        let made = made.display().to_string();
        fs::create_dir_all(place.parent().unwrap())?;
        // A link is written over, not through.
        let _ = fs::remove_file(&place);
        fs::write(place, text)?;
        self.hint(&made);
        self.hint(path);
        Ok(())
    }

    fn program(&mut self, path: &str) -> Result<()> {
        self.write(path, "#!/nowhere\nexit 97\n")?;
        Ok(fs::set_permissions(self.place(path), fs::Permissions::from_mode(0o755))?)
    }

    fn link(&mut self, path: &str, target: &str) {
        let place = self.place(path);
        let _ = fs::remove_file(&place);
        if symlink(target, place).is_ok() {
            self.hint(path);
        }
    }

    fn remove(&mut self, path: &str) {
        let place = self.place(path);
        let is_folder = place.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        let _ = if is_folder { fs::remove_dir_all(place) } else { fs::remove_file(place) };
        self.hint(path);
    }

    /// A folder in a watched one, there or not.
    fn folder(&mut self) -> String {
        let top = self.chance.of(&["code", "code", "code", "elsewhere", "code/deep"]);
        let mut folder = format!("{HOME}/{top}");
        for _ in 0..self.chance.below(4) {
            folder = format!("{folder}/{}", self.chance.of(&FOLDERS));
        }
        folder
    }

    fn environment(&mut self) -> String {
        let folder = if self.chance.below(5) == 0 { format!("{HOME}/.virtualenvs") } else { self.folder() };
        format!("{folder}/{}", self.chance.of(&ENVIRONMENTS))
    }

    fn make_environment(&mut self) -> Result<()> {
        let at = self.environment();
        let home = self.chance.of(&["/usr/bin", "/gone/bin"]);
        let recorded = if self.chance.below(3) == 0 { self.environment() } else { at.clone() };
        let python = self.chance.of(&["/usr/bin/python3.12", "/home/ada/.pyenv/versions/3.11.9/bin/python", "python3"]);
        let minor = self.chance.of(&["3.12", "3.11"]);
        let cfg = format!("home = {home}\nversion = {minor}.1\ncommand = {home}/python3 -m venv {recorded}\n");
        self.write(&format!("{at}/pyvenv.cfg"), &cfg)?;
        self.write(&format!("{at}/bin/activate"), &format!("VIRTUAL_ENV=\"{recorded}\"\n"))?;
        self.link(&format!("{at}/bin/python"), python);
        if self.chance.below(2) == 0 {
            let site = format!("{at}/lib/python{minor}/site-packages");
            self.write(&format!("{site}/pip/__init__.py"), "")?;
            self.write(&format!("{site}/pip-25.0.dist-info/METADATA"), "Name: pip\nVersion: 25.0\n")?;
            self.write(&format!("{site}/pip-25.0.dist-info/INSTALLER"), "pip\n")?;
            self.write(&format!("{site}/pip-25.0.dist-info/RECORD"), "pip-25.0.dist-info/INSTALLER,,\n")?;
        }
        Ok(())
    }

    /// Changes one thing.
    fn change(&mut self) -> Result<()> {
        let (folder, other) = (self.folder(), self.folder());
        let environment = self.environment();
        let kind = self.chance.below(17);
        self.said = format!("{kind}: {folder}, {other}, {environment}");
        match kind {
            0 => {
                let _ = self.write(&format!("{folder}/{}/notes.txt", self.chance.0 % 7), "");
            }
            1..=3 => {
                let file = self.chance.of(&FILES);
                let text = self.chance.of(&["tools\n", "name: tools\n", "[project]\nname = \"tools\"\n"]);
                let _ = self.write(&format!("{folder}/{file}"), text);
            }
            4 => {
                let file = self.chance.of(&FILES);
                self.remove(&format!("{folder}/{file}"));
            }
            5 | 6 => {
                let _ = self.make_environment();
            }
            7 => {
                let part = self.chance.of(&["pyvenv.cfg", "bin/python", "bin", "lib", "bin/activate", ""]);
                self.remove(format!("{environment}/{part}").trim_end_matches('/'));
            }
            8 => {
                let _ = self.write(&format!("{environment}/bin/activate"), "");
                let _ = self.write(&format!("{environment}/lib/python3.12/x.py"), "");
            }
            9 | 10 => {
                if fs::rename(self.place(&folder), self.place(&other)).is_ok() {
                    self.hint(&folder);
                    self.hint(&other);
                }
            }
            11 => self.remove(&folder),
            12 => {
                let link = format!("{folder}/{}", self.chance.of(&ENVIRONMENTS));
                self.link(&link, &environment);
            }
            13 => {
                let file = self.chance.of(&FILES);
                self.link(&format!("{folder}/{file}"), &format!("{other}/{file}"));
            }
            14 => {
                let python = format!("{HOME}/.pyenv/versions/3.11.9/bin/python");
                if self.place(&python).exists() {
                    self.remove(&format!("{HOME}/.pyenv/versions/3.11.9"));
                } else {
                    self.program(&python)?;
                }
            }
            15 => {
                let _ = self.write(&format!("{environment}/conda-meta/python-3.12.1-h1_0.json"), "{}");
                let _ = self.program(&format!("{environment}/bin/python"));
            }
            _ => {
                let name = self.chance.of(&ENVIRONMENTS);
                let _ = self.write(&format!("{HOME}/.virtualenvs/{name}/.project"), &format!("{folder}\n"));
            }
        }
        Ok(())
    }
}

/// Fails with what is in one of the two alone.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, one: &[T], other: &[T]) -> Result<()> {
    let alone = |one: &[T], other: &[T]| -> Vec<String> {
        one.iter().filter(|each| !other.contains(each)).map(|each| format!("{each:?}")).collect()
    };
    let (again, all) = (alone(one, other), alone(other, one));
    ensure!(one == other, "{what}: seen again\n  {}\nbut is\n  {}", again.join("\n  "), all.join("\n  "));
    Ok(())
}

fn same_snapshot(one: &Snapshot, other: &Snapshot) -> Result<()> {
    same("interpreters", &one.interpreters, &other.interpreters)?;
    same("projects", &one.projects, &other.projects)?;
    same("environments", &one.environments, &other.environments)?;
    same("problems", &one.problems, &other.problems)?;
    same("everything", std::slice::from_ref(one), std::slice::from_ref(other))
}

fn holds(seed: u64, changes: usize) -> Result<()> {
    let mut changing = Changing::new(seed)?;
    let machine = Machine::tree(changing.root.path(), Os::Linux, Some(HOME.into()), None)?;
    let folders = ["code", "linked", "code/deep"].map(|name| Path::new(HOME).join(name));
    let settings = Settings { folders: folders.to_vec(), ..Settings::default() };
    let shell = ShellAnswer {
        from: TerminalFrom::Paths,
        variables: [("PATH".to_owned(), "/home/ada/code/a/.venv/bin:/usr/bin".to_owned())].into(),
    };
    let data = Path::new(HOME).join("data");
    let looking = Looking {
        machine: &machine,
        settings: &settings,
        also: &[],
        shell: &shell,
        unreadable: None,
        data: Some(&data),
        blind: false,
    };
    let mut kept = Kept::default();
    let (mut projects, mut environments) = (0, 0);
    for number in 0..changes {
        // Now and then a few at once.
        for _ in 0..=changing.chance.below(3) {
            changing.change()?;
        }
        let again = kept.look(looking, &std::mem::take(&mut changing.dirty));
        let all = take(looking);
        let said = || anyhow::anyhow!("seed {seed}, change {number}, {}", changing.said);
        same_snapshot(&again, &all).map_err(|why| why.context(said()))?;
        projects = projects.max(all.projects.len());
        environments = environments.max(all.environments.len());
    }
    ensure!(projects > 5 && environments > 2, "too little happened: {projects} projects, {environments} environments");
    Ok(())
}

#[test]
fn what_is_read_again_is_what_everything_gives() -> Result<()> {
    (1..=4).try_for_each(|seed| holds(seed, 80))
}
