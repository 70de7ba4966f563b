use super::*;
use crate::machine::MachinePath;
use crate::made::interpreter;
use crate::model::{
    Brew, EnvironmentTool, Folder, FolderState, Headline, Health, Level, PipSettings, Problem, Project,
    ProjectEnvironment, SCHEMA, Terminal, TerminalFrom, Tools,
};

const HOME: &str = "/home/ada";

fn snapshot(os: Os) -> Snapshot {
    Snapshot {
        schema: SCHEMA,
        revision: 1,
        os,
        home: MachinePath::new(HOME),
        headline: Headline { level: Level::Good, text: String::new() },
        terminal: Terminal {
            from: TerminalFrom::Paths,
            python3: None,
            python: None,
            pip3: None,
            pip: None,
            mismatch: None,
            path: Vec::new(),
            settings: Vec::new(),
        },
        interpreters: Vec::new(),
        environments: Vec::new(),
        projects: Vec::new(),
        tools: Tools { brew: None, pipx: None, uv: None },
        pip: PipSettings::default(),
        problems: Vec::new(),
        folders: vec![Folder { path: MachinePath::new("/home/ada/code"), state: FolderState::Ok }],
    }
}

/// A project with a sandbox.
fn add_project(snapshot: &mut Snapshot, path: &str) {
    snapshot.projects.push(Project {
        path: MachinePath::new(path),
        name: String::new(),
        evidence: Vec::new(),
        environment: ProjectEnvironment::missing(),
        touched: 0,
    });
    snapshot.environments.push(Environment {
        path: MachinePath::new(format!("{path}/.venv")),
        health: Health::Healthy,
        reason: None,
        version: Some("3.13.1".to_owned()),
        tool: EnvironmentTool::Venv,
        has_pip: true,
        packages: None,
        interpreter: None,
        projects: Vec::new(),
        python: MachinePath::new(format!("{path}/.venv/bin/python")),
        site_packages: None,
        unfinished: None,
    });
}

fn planned(snapshot: &Snapshot, between: &[PathBuf]) -> Vec<Place> {
    let folders = |names: &[&str]| names.iter().map(|name| Path::new(HOME).join(name)).collect::<Vec<_>>();
    plan(&Known {
        os: snapshot.os,
        home: Path::new(HOME),
        data: Some(&Path::new(HOME).join(".local/share/sandbar")),
        snapshot,
        haunts: &folders(&[".pyenv/versions", ".local/share/pipx/venvs"]),
        pip_folders: &folders(&[".config/pip", ".pip"]),
        user_sites: &folders(&[".local/lib/python3.13/site-packages"]),
        between,
    })
}

fn rank_of(places: &[Place], folder: &str) -> Option<Rank> {
    places.iter().find(|place| place.folder == Path::new(folder)).map(|place| place.rank)
}

#[test]
fn what_must_not_be_missed_comes_first() {
    let mut seen = snapshot(Os::Linux);
    let mut guarded = interpreter(Source::Linux, "3.13.5", "/usr/bin/python3.13", "/usr/bin/python3.13");
    guarded.site_packages = vec![MachinePath::new("/usr/lib/python3/dist-packages")];
    guarded.stdlib = Some(MachinePath::new("/usr/lib/python3.13"));
    let mut own = interpreter(Source::Pyenv, "3.12.1", "/home/ada/.pyenv/versions/3.12.1/bin/python", "/p/python");
    own.protection = Protection::Soft;
    own.site_packages = vec![MachinePath::new("/own/site-packages")];
    seen.interpreters = vec![guarded, own];
    add_project(&mut seen, "/home/ada/code/term/bot");
    let places = planned(&seen, &["/home/ada/code/empty".into(), "/home/ada/code".into()]);
    let rank = |folder| rank_of(&places, folder);

    assert_eq!(rank("/usr/lib/python3/dist-packages"), Some(Rank::Guarded));
    assert_eq!(rank("/usr/lib/python3.13"), Some(Rank::Guarded), "its marker");
    assert_eq!((rank("/usr/bin"), rank("/etc/pip.conf")), (Some(Rank::Busy), Some(Rank::Busy)));
    assert_eq!(rank("/home/ada/.local/lib/python3.13/site-packages"), Some(Rank::Guarded));
    assert_eq!(rank("/own/site-packages"), None, "installing there is no accident");
    assert_eq!(rank("/home/ada/.pyenv/versions/3.12.1/bin"), Some(Rank::Haunt));
    assert_eq!(rank("/home/ada/.pyenv/versions"), Some(Rank::Haunt));
    assert_eq!(rank("/home/ada/.config/pip"), Some(Rank::PipConfig));
    assert_eq!(rank("/home/ada/code"), Some(Rank::Shown), "of two reasons the better");
    assert_eq!(rank("/home/ada/code/term"), Some(Rank::Project), "it can be renamed");
    assert_eq!(rank("/home/ada/code/term/bot"), Some(Rank::Project));
    assert_eq!(rank("/home/ada/code/term/bot/.venv"), Some(Rank::Environment));
    assert_eq!(rank("/home/ada/code/term/bot/.venv/bin"), Some(Rank::Programs));
    assert_eq!(rank("/home/ada/code/term/bot/.venv/lib/python3.13/site-packages"), Some(Rank::Packages));
    assert_eq!(rank("/home/ada/code/empty"), Some(Rank::Between));
    assert_eq!(rank("/home/ada"), None);
    assert!(places.is_sorted() && places.iter().all(|place| place.reach == Reach::Itself), "{places:#?}");
}

#[test]
fn a_mac_streams_few_trees_and_never_the_home() {
    let mut seen = snapshot(Os::Macos);
    seen.folders = ["/home/ada/code", HOME, "/home/ada/Library", "/home", "/Users/eve", "/Users"]
        .map(|path| Folder { path: MachinePath::new(path), state: FolderState::TooWide })
        .to_vec();
    seen.tools.brew = Some(Brew { path: MachinePath::new("/opt/b/bin/brew"), prefix: MachinePath::new("/opt/b") });
    add_project(&mut seen, "/home/ada/code/bot");
    let places = planned(&seen, &[]);
    let roots: Vec<&Path> =
        places.iter().filter(|place| place.reach == Reach::Below).map(|place| place.folder.as_path()).collect();
    for root in ["/home/ada/code", "/opt/b/opt", "/opt/b/lib", "/home/ada/Library/Python"] {
        assert!(roots.contains(&Path::new(root)), "{root} in {roots:#?}");
    }
    for root in [HOME, "/home/ada/Library", "/home", "/Users", "/Users/eve"] {
        assert!(!roots.contains(&Path::new(root)), "{root}");
    }
    // What no tree covers is polled by its own name.
    assert_eq!(rank_of(&places, "/home/ada/code/bot/.venv"), Some(Rank::Environment));
}

#[test]
fn what_belongs_to_root_is_watched_until_it_is_given_back() {
    for (os, reaches) in [(Os::Linux, vec![Reach::Itself]), (Os::Macos, vec![Reach::Itself, Reach::Below])] {
        let mut seen = snapshot(os);
        let reaches_of = |seen: &Snapshot| {
            let places = planned(seen, &[]).into_iter();
            let cache = places.filter(|place| place.folder == Path::new("/home/ada/.cache/pip"));
            cache.map(|place| place.reach).collect::<Vec<_>>()
        };
        assert_eq!(reaches_of(&seen), []);
        seen.problems = vec![Problem {
            code: ProblemCode::RootOwned,
            level: Level::Attention,
            message: String::new(),
            hint: String::new(),
            path: Some(MachinePath::new("/home/ada/.cache/pip")),
            command: None,
        }];
        assert_eq!(reaches_of(&seen), reaches);
    }
}
