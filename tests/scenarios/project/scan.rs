//! What the walk through the watched folders finds, and where it never goes.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use sandbar_engine::model::{Evidence, FolderState, Health, Source, Unfinished};
use sandbar_tests::scratch::Scratch;

use super::{environment, look, paths, project};

/// A scratch folder with a Python that must not be run.
fn scratch() -> Scratch {
    let scratch = Scratch::new();
    scratch.program("base/bin/python3.13").folder("code");
    scratch
}

fn venv(scratch: &Scratch, name: &str) {
    scratch.venv(name, &scratch.path(name), &scratch.path("base/bin/python3.13"));
}

#[test]
fn every_kind_of_evidence_makes_a_project() {
    let scratch = scratch();
    let kinds = [
        ("pyproject.toml", Evidence::Pyproject),
        ("requirements.txt", Evidence::Requirements),
        ("requirements-dev.txt", Evidence::Requirements),
        ("setup.py", Evidence::SetupPy),
        ("setup.cfg", Evidence::SetupCfg),
        ("Pipfile", Evidence::Pipfile),
        ("environment.yml", Evidence::CondaFile),
        ("environment.yaml", Evidence::CondaFile),
        ("uv.lock", Evidence::UvLock),
        ("poetry.lock", Evidence::PoetryLock),
        ("pixi.toml", Evidence::Pixi),
        ("pixi.lock", Evidence::Pixi),
        (".python-version", Evidence::PythonVersion),
        ("main.py", Evidence::PythonFiles),
        ("notes.ipynb", Evidence::Notebooks),
    ];
    for (file, _) in kinds {
        scratch.file(format!("code/{file} project/{file}"), "");
        scratch.folder(format!("code/a folder/{file}"));
    }
    scratch.file("code/a folder/README.md", "");
    venv(&scratch, "code/only an environment/oddly named");
    let survey = look(&scratch.machine(), &[&scratch.path("code")]);
    for (file, evidence) in kinds {
        let found = project(&survey, &scratch.path(format!("code/{file} project")));
        assert_eq!(found.evidence, [evidence], "{file}");
        assert_eq!(
            (found.name.as_str(), found.environment.health),
            (format!("{file} project").as_str(), Health::Missing)
        );
        assert_eq!(found.environment.path, None);
    }
    let found = project(&survey, &scratch.path("code/only an environment"));
    assert_eq!((found.evidence.as_slice(), found.environment.health), (&[Evidence::Environment][..], Health::Healthy));
    assert_eq!(survey.projects.len(), kinds.len() + 1, "a folder named like a file is no evidence");
    assert!(!scratch.was_run());
}

#[test]
fn a_part_of_a_project_is_no_project_but_one_with_evidence_of_its_own_is() {
    let scratch = scratch();
    scratch
        .file("code/shop/pyproject.toml", "")
        .file("code/shop/shop/__init__.py", "")
        .file("code/shop/tests/deep/test_shop.py", "")
        .file("code/shop/services/mail/pyproject.toml", "")
        .file("code/shop/services/mail/mail/__init__.py", "")
        .file("code/scripts/one.py", "")
        .file("code/scripts/more/two.py", "")
        .file("code/plain/README.md", "");
    venv(&scratch, "code/shop/services/api/.venv");
    venv(&scratch, "code/bot/.venv");
    scratch.file("code/bot/src/bot.py", "");
    let code = scratch.path("code");
    let survey = look(&scratch.machine(), &[&code]);
    assert_eq!(paths(&survey, &code), ["bot", "scripts", "shop", "shop/services/api", "shop/services/mail"]);
    assert_eq!(project(&survey, &code.join("shop")).environment.health, Health::Missing);
    // Whoever adds a folder means that folder.
    let survey = look(&scratch.machine(), &[&code.join("shop"), &code.join("shop/tests/deep")]);
    assert_eq!(paths(&survey, &code), ["shop", "shop/services/api", "shop/services/mail", "shop/tests/deep"]);
}

#[test]
fn of_several_environments_the_usual_names_come_first() {
    let scratch = scratch();
    let code = scratch.path("code");
    let names = ["a", "env", "venv", ".venv", "z", ".venv.sandbar-old-1", "venv.sandbar-new-1"];
    for name in names {
        venv(&scratch, &format!("code/p/{name}"));
    }
    for expected in [".venv", "venv", "env", "a", "z"] {
        let survey = look(&scratch.machine(), &[&code]);
        let found = project(&survey, &code.join("p"));
        assert_eq!(found.environment.path.as_deref(), Some(code.join("p").join(expected).as_path()));
        assert_eq!(environment(&survey, &code.join("p").join(expected)).projects, std::slice::from_ref(&found.path));
        fs::rename(code.join("p").join(expected), scratch.path(format!("used {expected}"))).unwrap();
    }
    scratch.file("code/p/venv.sandbar-new-1/.sandbar-unfinished", "{}");
    let survey = look(&scratch.machine(), &[&code]);
    let found = &project(&survey, &code.join("p")).environment;
    assert_eq!((found.health, found.unfinished), (Health::Broken, Some(Unfinished::Abandoned)));
    assert_eq!(survey.environments.len(), 1, "what was set aside is skipped: {:?}", survey.environments);
}

#[test]
fn hidden_folders_hold_environments_of_the_project_around_them() {
    let scratch = scratch();
    let code = scratch.path("code");
    scratch
        .file("code/pix/pixi.toml", "")
        .program("code/pix/.pixi/envs/default/bin/python3.12")
        .link("code/pix/.pixi/envs/default/bin/python", "python3.12")
        .file("code/pix/.pixi/envs/default/conda-meta/pixi", "{}")
        .program("code/pix/.pixi/envs/a-test/bin/python")
        .file("code/pix/.pixi/envs/a-test/conda-meta/pixi", "{}")
        .file("code/hatched/pyproject.toml", "")
        .file("code/.hidden/pyproject.toml", "");
    venv(&scratch, "code/hatched/.hatch/hatched");
    let survey = look(&scratch.machine(), &[&code]);
    assert_eq!(paths(&survey, &code), [".hidden", "hatched", "pix"]);
    let default = code.join("pix/.pixi/envs/default");
    assert_eq!(project(&survey, &code.join("pix")).environment.path.as_deref(), Some(default.as_path()));
    let like: Vec<_> = survey.conda_like.iter().map(|like| (like.folder.clone(), like.source)).collect();
    assert_eq!(like, [(code.join("pix/.pixi/envs/a-test"), Source::Pixi), (default, Source::Pixi)]);
    let hatched = &project(&survey, &code.join("hatched")).environment;
    assert_eq!(hatched.path.as_deref(), Some(code.join("hatched/.hatch/hatched").as_path()));
}

#[test]
fn an_environment_around_a_project_is_that_projects() {
    let scratch = scratch();
    venv(&scratch, "code/bot");
    scratch.file("code/bot/main.py", "");
    let bot = scratch.path("code/bot");
    let survey = look(&scratch.machine(), &[&scratch.path("code")]);
    let found = project(&survey, &bot);
    assert_eq!(found.evidence, [Evidence::Environment, Evidence::PythonFiles]);
    assert_eq!(found.environment.path.as_deref(), Some(bot.as_path()));
    assert_eq!(survey.projects.len(), 1);
}

#[test]
fn a_link_to_an_environment_is_an_environment() {
    let scratch = scratch();
    let code = scratch.path("code");
    venv(&scratch, "elsewhere/shared");
    for name in ["one", "two"] {
        scratch
            .file(format!("code/{name}/main.py"), "")
            .link(format!("code/{name}/.venv"), scratch.path("elsewhere/shared"));
    }
    scratch.link("code/one/loop", "loop").link("code/one/up", "..").link("code/one/base", scratch.path("base"));
    let survey = look(&scratch.machine(), &[&code]);
    assert_eq!(paths(&survey, &code), ["one", "two"]);
    for name in ["one", "two"] {
        let found = project(&survey, &code.join(name));
        assert_eq!(found.environment.path.as_deref(), Some(code.join(name).join(".venv").as_path()));
        assert_eq!(found.environment.health, Health::Healthy);
    }
    assert_eq!(survey.environments.len(), 1);
    assert_eq!(survey.environments[0].projects.len(), 2);
}

#[test]
fn each_project_is_found_once_however_it_is_watched() {
    let scratch = scratch();
    let code = scratch.path("code");
    venv(&scratch, "code/a/b/.venv");
    scratch.file("code/a/b/pyproject.toml", "").link("other name", "code");
    let folders = [&code.join("a"), &code, &scratch.path("other name"), &code.join("a/./b/../b"), &code];
    let survey = look(&scratch.machine(), &folders.map(std::path::PathBuf::as_path));
    assert_eq!(paths(&survey, &code), ["a/b"]);
    assert_eq!(survey.environments.len(), 1);
    assert_eq!(survey.folders.len(), 5);
    assert!(survey.folders.iter().all(|folder| folder.state == FolderState::Ok));
}

#[test]
fn the_walk_ends_at_six_and_skips_what_holds_no_projects() {
    let scratch = scratch();
    let code = scratch.path("code");
    scratch.file("code/1/2/3/4/5/6/pyproject.toml", "").file("code/1/2/3/4/5/6/7/pyproject.toml", "");
    for skipped in
        [".git", "node_modules", "__pycache__", ".tox", ".nox", ".cache", "site-packages", "Library", "X.app"]
    {
        scratch.file(format!("code/{skipped}/x/pyproject.toml"), "");
    }
    scratch.file("code/P.photoslibrary/pyproject.toml", "");
    venv(&scratch, "code/p/.venv");
    scratch.file("code/p/.venv/share/x/pyproject.toml", "");
    let survey = look(&scratch.machine(), &[&code]);
    assert_eq!(paths(&survey, &code), ["1/2/3/4/5/6", "p"]);
}

#[test]
fn the_home_folder_is_never_walked() {
    let scratch = scratch();
    let machine = scratch.mac();
    scratch
        .file("Users/tester/pyproject.toml", "")
        .file("Users/tester/p/pyproject.toml", "")
        .file("Users/other/pyproject.toml", "")
        .file("Users/tester/Library/p/pyproject.toml", "")
        .link("home", "/Users/tester");
    let wide = ["/", "/Users", "/Users/", "/Users/tester", "/Users/tester/p/..", "/Users/tester/Library", "/home"];
    let survey = look(&machine, &wide.map(Path::new));
    assert!(survey.projects.is_empty(), "{:?}", survey.projects);
    assert!(survey.folders.iter().all(|folder| folder.state == FolderState::TooWide), "{:?}", survey.folders);
    let below = look(&machine, &[Path::new("/Users/tester/p")]);
    assert_eq!(below.projects.len(), 1);
    // A folder around the home folder is walked around it.
    let mut machine = scratch.machine();
    machine.home = scratch.path("code/home");
    scratch.file("code/home/pyproject.toml", "").file("code/p/pyproject.toml", "");
    assert_eq!(paths(&look(&machine, &[&scratch.path("code")]), &scratch.path("code")), ["p"]);
}

#[test]
fn a_folder_that_cant_be_walked_says_why() {
    let scratch = scratch();
    let code = scratch.path("code");
    scratch.file("code/file", "").file("code/closed/pyproject.toml", "").file("code/open/pyproject.toml", "");
    fs::set_permissions(code.join("closed"), fs::Permissions::from_mode(0o000)).unwrap();
    let closed = code.join("closed");
    let survey = look(&scratch.machine(), &[&code.join("file"), &code.join("gone"), &closed, &code]);
    let is_root = fs::read_dir(&closed).is_ok();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    let states: Vec<FolderState> = survey.folders.iter().map(|folder| folder.state).collect();
    if is_root {
        println!("SKIPPED: root may read every folder");
    } else {
        assert_eq!(states[2], FolderState::NoPermission);
        assert_eq!(paths(&survey, &code), ["open"]);
    }
    assert_eq!((states[0], states[1], states[3]), (FolderState::NotAFolder, FolderState::Missing, FolderState::Ok));
}

#[test]
fn what_pip_unpacks_into_a_folder_is_no_project() {
    let scratch = scratch();
    let code = scratch.path("code");
    scratch
        .file("code/shop/main.py", "")
        .file("code/shop/unpacked/idna/core.py", "")
        .file("code/shop/unpacked/six.py", "")
        .file("code/only/idna/core.py", "")
        .file("code/target/six.py", "");
    assert_eq!(paths(&look(&scratch.machine(), &[&code]), &code), ["only/idna", "shop", "target"]);
    scratch.file("code/only/idna-3.20.dist-info/METADATA", "").file("code/target/six-1.17.dist-info/METADATA", "");
    assert_eq!(paths(&look(&scratch.machine(), &[&code]), &code), ["shop"]);
    // One that keeps what it needs beside its own files is a project all the same.
    scratch.file("code/target/requirements.txt", "idna\n");
    assert_eq!(paths(&look(&scratch.machine(), &[&code]), &code), ["shop", "target"]);
}

#[test]
fn touched_is_the_newest_change_at_the_top() {
    let scratch = scratch();
    let p = scratch.path("code/p");
    scratch.file("code/p/main.py", "").file("code/p/requirements.txt", "").file("code/p/notes.md", "");
    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let touch = |name: &str, seconds| fs::File::open(p.join(name)).unwrap().set_modified(at(seconds)).unwrap();
    for (name, seconds) in [("main.py", 5_000), ("requirements.txt", 7_000), ("notes.md", 9_000), (".", 6_000)] {
        touch(name, seconds);
    }
    assert_eq!(look(&scratch.machine(), &[&p]).projects[0].touched, 7_000_000);
    touch(".", 8_000);
    assert_eq!(look(&scratch.machine(), &[&p]).projects[0].touched, 8_000_000);
}

#[test]
fn names_need_not_be_utf_8() {
    let scratch = scratch();
    let name = scratch.path("code").join(OsStr::from_bytes(b"caf\xe9"));
    if fs::create_dir(&name).is_err() {
        println!("SKIPPED: this disk takes UTF-8 names only");
        return;
    }
    scratch.venv(name.join(".venv"), &name.join(".venv"), &scratch.path("base/bin/python3.13"));
    fs::write(name.join(OsStr::from_bytes(b"\xff.py")), "").unwrap();
    let survey = look(&scratch.machine(), &[&scratch.path("code")]);
    let found = project(&survey, &name);
    assert_eq!(
        (found.name.as_str(), found.environment.path.as_deref()),
        ("caf\u{fffd}", Some(name.join(".venv").as_path()))
    );
    assert_eq!(found.evidence, [Evidence::Environment, Evidence::PythonFiles]);
}

#[test]
fn thousands_of_projects_are_a_matter_of_moments() {
    let scratch = scratch();
    for at in 0..3_000 {
        scratch.file(format!("code/{}/{at}/requirements.txt", at / 100), "");
    }
    let begun = std::time::Instant::now();
    let survey = look(&scratch.machine(), &[&scratch.path("code")]);
    let taken = begun.elapsed();
    assert_eq!(survey.projects.len(), 3_000);
    // Ten thousand took a debug build 1.1 s while others were compiling.
    assert!(taken < Duration::from_secs(5), "{taken:?}");
}
