//! What a project's own files say, and the world that is read from a machine.

use std::collections::BTreeMap;
use std::path::Path;

use crate::advise::project::{imported_by, listed_in_pyproject, listed_in_requirements, notebook_code};
use crate::advise::world::world;
use crate::advise::{Verdict, advise};
use crate::machine::{Machine, MachinePath, Os};
use crate::model::{Brew, Headline, Health, Level, PipSettings, SCHEMA, Snapshot, Terminal, TerminalFrom, Tools};

#[test]
fn imports() {
    let code = "import os, requests\nimport numpy as np\nfrom PIL import Image\nfrom . import mine\nfrom .mine import x\n\
                    import a.b.c\ntry:\n    import yaml\nexcept ImportError:\n    yaml = None\nfrom x import (\n  y)\n# import no\n\
                import this is prose\nfrom the database import all rows\nimport 3\nfrom __future__ import annotations\nimport z; print(z)\n";
    let expected = ["os", "requests", "numpy", "PIL", "a", "yaml", "x", "__future__", "z"];
    let found = imported_by(code);
    assert!(expected.iter().all(|module| found.iter().any(|found| found == module)), "{found:?}");
    assert!(
        ["mine", "no", "this", "3", ""].iter().all(|module| !found.iter().any(|found| found == module)),
        "{found:?}"
    );
}

#[test]
fn notebooks() {
    let notebook = r#"{"cells":[{"cell_type":"markdown","source":["import no"]},{"cell_type":"code","source":["import pandas as pd\n","import cv2"]},
        {"cell_type":"code","source":"from sklearn import svm"}]}"#;
    assert_eq!(imported_by(&notebook_code(notebook)), ["pandas", "cv2", "sklearn"]);
    for broken in ["", "{", "[]", "null", "{\"cells\": 3}", "{\"cells\": [{\"cell_type\": \"code\"}]}"] {
        assert_eq!(imported_by(&notebook_code(broken)), Vec::<String>::new());
    }
}

#[test]
fn lists() {
    let requirements = "# the usual\nrequests==2.31.0\nuvicorn[standard]>=0.3 ; python_version > '3.8'\n-r other.txt\n--index-url x\n\n\
                        Flask_Login  # users\ngit+https://example.org/x.git\nblack @ https://example.org/black.whl\n";
    assert_eq!(listed_in_requirements(requirements), ["requests", "uvicorn", "flask-login", "black"]);
    let pyproject = "[project]\ndependencies=['httpx>=0.2']\n[project.optional-dependencies]\ndev=['pytest']\n[dependency-groups]\nlint=['ruff', {include-group='x'}]\n\
                     [tool.poetry.dependencies]\npython='^3.12'\nrich='*'\n[tool.poetry.group.docs.dependencies]\nmkdocs='*'\n";
    let mut found = listed_in_pyproject(pyproject);
    found.sort();
    assert_eq!(found, ["httpx", "mkdocs", "pytest", "rich", "ruff"]);
    assert!(listed_in_pyproject("not = [toml").is_empty());
}

fn snapshot() -> Snapshot {
    let terminal = Terminal {
        from: TerminalFrom::Paths,
        python3: None,
        python: None,
        pip3: None,
        pip: None,
        mismatch: None,
        path: Vec::new(),
        settings: Vec::new(),
    };
    let brew = Brew { path: Path::new("/opt/homebrew/bin/brew").into(), prefix: Path::new("/opt/homebrew").into() };
    Snapshot {
        schema: SCHEMA,
        revision: 1,
        os: Os::Macos,
        home: MachinePath::new("/Users/ada"),
        headline: Headline { level: Level::Good, text: String::new() },
        terminal,
        interpreters: Vec::new(),
        environments: Vec::new(),
        projects: Vec::new(),
        tools: Tools { brew: Some(brew), pipx: None, uv: None },
        pip: PipSettings::default(),
        problems: Vec::new(),
        folders: Vec::new(),
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test lays out a project")]
fn a_project_on_the_disk() {
    let root = tempfile::tempdir().expect("a scratch folder");
    let project = root.path().join("Users/ada/weather");
    std::fs::create_dir_all(project.join("src")).expect("a folder");
    std::fs::create_dir_all(project.join("old-env/lib")).expect("a folder");
    let files = BTreeMap::from([
        ("main.py", "import black\nimport helpers\n"),
        ("helpers.py", ""),
        ("src/deep.py", "import yt_dlp\n"),
        ("old-env/pyvenv.cfg", ""),
        ("old-env/x.py", "import tox\n"),
        ("requirements-dev.txt", "ruff\n"),
        ("notes.ipynb", "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"import httpie\"]}]}"),
    ]);
    for (name, text) in files {
        std::fs::write(project.join(name), text).expect("a file");
    }
    let machine = Machine::tree(root.path(), Os::Macos, None, Some("ada".to_owned())).expect("a tree");
    let folder = Path::new("/Users/ada/weather");
    let world = world(&machine, &snapshot(), Some(folder));
    let read = world.project.as_ref().expect("a project");
    assert_eq!((read.path.as_str(), read.health), ("/Users/ada/weather", Health::Missing));
    assert!(world.brew && !world.pipx);
    assert!(
        read.own.contains("helpers") && !read.imports.contains("helpers") && !read.imports.contains("tox"),
        "{read:?}"
    );
    for name in ["black", "yt-dlp", "ruff", "httpie"] {
        assert_eq!(advise(name, &world).verdict, Verdict::Venv, "{name}");
    }
    assert_eq!(advise("tox", &world).verdict, Verdict::Pipx);
    let nowhere = super::super::world(&machine, &snapshot(), None);
    assert_eq!((nowhere.fresh.path.as_str(), nowhere.fresh.is_there), ("/Users/ada/python-practice", false));
}
