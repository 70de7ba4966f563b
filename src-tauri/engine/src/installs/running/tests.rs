use super::*;

const SYSTEM: &str = "/usr/bin/python3.13";

fn process(pid: u32, exe: &str, words: &str) -> Process {
    let args = words.split_whitespace().map(str::to_owned).collect();
    Process { pid, parent: Some(1), started: 7, exe: Some(exe.into()), args, ..Process::default() }
}

fn seen(processes: Vec<Process>) -> AtWork {
    seen_of(Source::Linux, processes)
}

fn seen_of(source: Source, processes: Vec<Process>) -> AtWork {
    at_work(&kept(processes), Sight::All, source, &[PathBuf::from(SYSTEM)].into())
}

fn kinds(processes: Vec<Process>) -> Vec<&'static str> {
    seen(processes).runs.values().map(|run| run.kind.name()).collect()
}

#[test]
fn an_installer_is_known_by_its_arguments() {
    for (words, kind) in [
        ("python3 -m pip install six", "pip"),
        ("/usr/bin/python3 -I -W ignore -m pip --no-input install --break-system-packages six", "pip"),
        ("/usr/bin/python3 /usr/bin/pip3 uninstall -y six", "pip"),
        ("/usr/bin/python3 /usr/local/bin/pip3.13 install six", "pip"),
        ("/usr/bin/python3.13 /x/site-packages/pip/__pip-runner__.py install six", "pip"),
        ("/usr/bin/python3.13 /x/site-packages/pip/__main__.py install six", "pip"),
        ("/usr/bin/python3 /tmp/pip-25.3-py3-none-any.whl/pip install six", "pip"),
        ("/usr/bin/python3 pip.pyz install six", "pip"),
        ("/usr/bin/python3 get-pip.py", "pip"),
        ("python3 -c import_pip;pip.main(['install'])", "pip"),
        ("python3 -m poetry install", "poetry"),
        ("/x/pipx/venvs/pdm/bin/python /x/bin/pdm sync", "pdm"),
    ] {
        assert_eq!(kinds(vec![process(10, SYSTEM, words)]), [kind], "{words}");
    }
    for words in [
        "python3 -m pip list",
        "python3 -m pip download six",
        "python3 -m piper install",
        "python3 -m http.server",
        "python3 pipeline.py install",
        "python3 -c print('pip')",
        "python3",
    ] {
        assert_eq!(kinds(vec![process(10, SYSTEM, words)]), [""; 0], "{words}");
    }
}

#[test]
fn pip_works_for_the_python_it_runs_on_and_uv_for_any() {
    let elsewhere = "/opt/python/bin/python3.12";
    assert_eq!(kinds(vec![process(10, elsewhere, "python3.12 -m pip install six")]), [""; 0]);
    let environments = Process {
        environments: true,
        ..process(10, SYSTEM, "/home/a/.venv/bin/python /home/a/.venv/bin/pip install six")
    };
    assert_eq!(kinds(vec![environments]), [""; 0]);
    for (words, counts) in [
        ("uv pip install --system six", true),
        ("uv --quiet pip uninstall six", true),
        ("uv sync", true),
        ("uv pip list", false),
        ("uv run server.py install", false),
        ("uv tool install ruff", false),
    ] {
        assert_eq!(!kinds(vec![process(10, "/x/uv", words)]).is_empty(), counts, "{words}");
    }
    let told = |target: &str| Process { target: Some(target.into()), ..process(10, "/x/uv", "uv pip install six") };
    assert_eq!(kinds(vec![told(SYSTEM)]), ["uv"]);
    assert_eq!(kinds(vec![told("/opt/python/bin/python3.12")]), [""; 0]);
    assert_eq!(kinds(vec![Process { environments: true, ..process(10, "/x/uv", "uv sync") }]), [""; 0]);
    // Another account's, whose program the system does not tell.
    let hidden = Process { exe: None, ..process(10, "", "/usr/bin/python3 -m pip install six") };
    assert_eq!(kinds(vec![hidden]), ["pip"]);
}

#[test]
fn what_an_installer_starts_is_part_of_its_run() {
    let parent = process(10, SYSTEM, "python3 -m pip install six");
    let shell = Process { parent: Some(10), ..process(11, "/bin/sh", "sh -c build") };
    let child = Process { parent: Some(11), ..process(12, SYSTEM, "python3 /x/pip/__pip-runner__.py install wheel") };
    let other = process(20, SYSTEM, "python3 -m pip install tide");
    let all = vec![parent, shell.clone(), child.clone(), other];
    let runs = seen(all).runs;
    assert_eq!(runs.keys().map(|(pid, _)| *pid).collect::<Vec<_>>(), [10, 20]);
    // Its parent was killed, and it goes on.
    assert_eq!(kinds(vec![Process { parent: Some(1), ..shell }, child]), ["pip"]);
}

#[test]
fn an_owner_is_no_installer_and_what_it_starts_is_its_own() {
    for (source, exe, words) in [
        (Source::Linux, "/usr/bin/dpkg", "dpkg --unpack x.deb"),
        (Source::Linux, "/usr/bin/apt-get", "apt-get install python3-six"),
        (Source::Homebrew, "/bin/bash", "/bin/bash /opt/homebrew/bin/brew upgrade"),
        (Source::Homebrew, "/x/ruby", "ruby -W1 --disable=gems /opt/homebrew/Library/Homebrew/brew.rb upgrade"),
        (Source::Conda, "/opt/conda/bin/python3.12", "/opt/conda/bin/python /opt/conda/bin/conda install numpy"),
        (Source::PythonOrg, SYSTEM, "python3 -m ensurepip"),
    ] {
        let owner = process(10, exe, words);
        let pip = Process { parent: Some(10), ..process(11, SYSTEM, "python3 -Im pip install --target=x pip") };
        let seen = seen_of(source, vec![owner.clone(), pip]);
        assert!(seen.owner && seen.runs.is_empty(), "{words}: {seen:?}");
        // Of another's Pythons it is nothing, and an environment's `ensurepip` is the environment's.
        let owner = Process { environments: true, ..owner };
        assert!(!seen_of(Source::Nix, vec![owner]).owner, "{words}");
    }
    for words in
        ["/usr/bin/python3 /usr/share/unattended-upgrades/unattended-upgrade-shutdown --wait-for-signal", "vim brew"]
    {
        assert_eq!(seen(vec![process(10, SYSTEM, words)]), AtWork { sight: Sight::All, ..AtWork::default() });
    }
}

#[test]
fn the_packages_it_names() {
    let words = "python3 -m pip --no-input install --break-system-packages -r more.txt Six==1.16 tide[extra]>=2 \
                 /wheels/shore_line-1.0-py3-none-any.whl ./project --index-url http://x zlib";
    let runs = seen(vec![process(10, SYSTEM, words)]).runs;
    let named: Vec<&String> = runs.values().flat_map(|run| &run.names).collect();
    assert_eq!(named, ["shore-line", "six", "tide", "zlib"]);
}
