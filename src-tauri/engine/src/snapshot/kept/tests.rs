#![expect(clippy::disallowed_methods, reason = "a made machine")]

use std::fs;

use super::*;
use crate::machine::Os;
use crate::machine::counted::asked;
use crate::made::{Made, Standing};
use crate::model::TerminalFrom;
use crate::settings::Settings;

/// A machine with so many projects, and what is known of it.
struct Case {
    made: Made,
    machine: Standing,
    settings: Settings,
    shell: ShellAnswer,
    kept: Kept,
}

impl Case {
    fn with(projects: usize) -> Self {
        let made = (0..projects).fold(Made::new().folder("/Users/ada/code"), |made, number| {
            let project = format!("/Users/ada/code/term{}/p{number}", number % 5);
            made.file(&format!("{project}/main.py"), "").file(&format!("{project}/.venv/pyvenv.cfg"), "home = /gone\n")
        });
        let settings = Settings { folders: vec!["/Users/ada/code".into()], ..Settings::default() };
        let shell = ShellAnswer { from: TerminalFrom::Paths, variables: BTreeMap::new() };
        let mut case = Self { machine: made.machine(Os::Linux), made, settings, shell, kept: Kept::default() };
        assert_eq!(case.look(&Dirty::default()).1.projects.len(), projects, "the first look is at everything");
        case
    }

    /// Looks, and says how often the disk was asked.
    fn look(&mut self, dirty: &Dirty) -> (u64, Snapshot) {
        let looking = Looking {
            machine: &self.machine,
            settings: &self.settings,
            also: &[],
            shell: &self.shell,
            unreadable: None,
            data: None,
            blind: false,
        };
        let before = asked();
        let snapshot = self.kept.look(looking, dirty);
        (asked() - before, snapshot)
    }

    /// What one change of each kind costs.
    fn costs(&mut self) -> Vec<u64> {
        let project = "/Users/ada/code/term0/p0";
        let mut costs = vec![self.look(&Dirty::default()).0];
        fs::write(self.made.place(&format!("{project}/requirements.txt")), "").unwrap();
        let (cost, seen) = self.look(&Dirty::at(format!("{project}/requirements.txt")));
        assert!(seen.projects.iter().any(|project| project.evidence.len() == 3));
        costs.push(cost);
        fs::write(self.made.place(&format!("{project}/.venv/pyvenv.cfg")), "home = /gone\nversion = 3.12.1\n").unwrap();
        let (cost, seen) = self.look(&Dirty::at(format!("{project}/.venv/pyvenv.cfg")));
        assert!(seen.environments.iter().any(|one| one.version.as_deref() == Some("3.12.1")));
        costs.push(cost);
        let new = "/Users/ada/code/new";
        fs::create_dir(self.made.place(new)).unwrap();
        fs::write(self.made.place(&format!("{new}/main.py")), "").unwrap();
        let (cost, seen) = self.look(&Dirty::at(new));
        assert!(seen.projects.iter().any(|project| project.name == "new"));
        costs.push(cost);
        costs
    }
}

#[test]
fn one_change_among_two_thousand_projects_costs_what_one_project_costs() {
    let few = Case::with(10).costs();
    let many = Case::with(2_000).costs();
    assert_eq!(few[0], 0, "nothing has changed");
    assert!(few[1..].iter().all(|cost| (1..2_000).contains(cost)), "{few:?}");
    assert_eq!(few, many);
}

#[test]
fn what_is_the_same_for_all_projects_is_read_without_them() {
    let cost = |projects| Case::with(projects).look(&Dirty::at("/Users/ada/.pyenv/versions/3.12.1")).0;
    assert_eq!(cost(10), cost(500));
}
