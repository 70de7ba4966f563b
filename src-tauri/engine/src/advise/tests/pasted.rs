//! The ways in which one and the same thing is typed and pasted.

use super::{mac, mac_with_project};
use crate::advise::{Advice, Confidence, Verdict, advise};
use crate::model::Health;

fn packages(text: &str) -> Vec<String> {
    advise(text, &mac())
        .items
        .into_iter()
        .map(|item| item.package.unwrap_or_else(|| format!("<{}>", item.input)))
        .collect()
}

fn adds(text: &str) -> String {
    let advice: Advice = advise(text, &mac_with_project(Health::Healthy));
    let added = advice.wishes.iter().find(|wish| wish[0] == "add").map(|wish| wish[2..].join(" "));
    added.unwrap_or_default()
}

/// Each asks for `requests` and for nothing else.
const WAYS: &[&str] = &[
    "pip install requests",
    "pip3 install requests",
    "pip3.12 install requests",
    "python -m pip install requests",
    "python3 -m pip install requests",
    "python3.13 -m pip install requests",
    "py -3 -m pip install requests",
    "/opt/homebrew/bin/python3 -m pip install requests",
    ".venv/bin/pip install requests",
    "./.venv/bin/python -m pip install requests",
    "~/weather/.venv/bin/pip3 install requests",
    "sudo pip install requests",
    "sudo -H pip3 install requests",
    "PIP_BREAK_SYSTEM_PACKAGES=1 pip install requests",
    "env PIP_NO_INPUT=1 pip install requests",
    "arch -arm64 pip3 install requests",
    "pip install -U requests",
    "pip install --upgrade requests",
    "pip install requests -U",
    "pip install --user requests",
    "pip install --break-system-packages requests",
    "pip install -q -q requests",
    "pip install -qU requests",
    "pip --no-cache-dir install requests",
    "pip --proxy http://localhost:3128 install requests",
    "pip install -i https://pypi.org/simple requests",
    "pip install --index-url=https://pypi.org/simple requests",
    "pip install --trusted-host pypi.org requests",
    "pip install -t ./lib requests",
    "pip install --only-binary :all: requests",
    "pip install -c constraints.txt requests",
    "pip install --timeout 60 --retries 2 requests",
    "pip install \"requests\"",
    "pip install 'requests'",
    "pip install requests  # the best",
    "pip install requests > log.txt 2>&1",
    "pip install requests && python main.py",
    "cd weather; pip install requests",
    "mkdir weather && cd weather && pip install requests",
    "requests ; python_version < '3.12'",
    "pip install \\\n  requests",
    "!pip install requests",
    "%pip install requests",
    "! pip install requests",
    "!{sys.executable} -m pip install requests",
    "!python3 -m pip install requests",
    "In [4]: %pip install requests",
    ">>> pip install requests",
    "uv pip install requests",
    "uv pip install --system requests",
    "uv add requests",
    "uv tool install requests",
    "python -m uv pip install requests",
    "pipx install requests",
    "python3 -m pipx install requests",
    "poetry add requests",
    "pdm add requests",
    "pipenv install requests",
    "conda install requests",
    "conda install -c conda-forge requests",
    "conda install -y conda-forge::requests",
    "mamba install -n weather requests",
    "%conda install requests",
    "easy_install requests",
    "$ pip install requests",
    "% pip install requests",
    "> pip install requests",
    "# pip install requests",
    "❯ pip install requests",
    "➜  ~ pip install requests",
    "➜  weather git:(main) ✗ pip3 install requests",
    "➜  weather git:(main) pip3 install requests",
    "(.venv) ada@Adas-MacBook-Air weather % pip install requests",
    "ada@Adas-MacBook-Air ~ % pip install requests",
    "Adas-MacBook-Air:~ ada$ pip install requests",
    "bash-3.2$ pip install requests",
    "-bash-4.2$ pip install requests",
    "zsh-5.9$ pip install requests",
    "(base) ada@mac ~ % pip install requests",
    "[ada@fedora ~]$ pip install requests",
    "root@9f2:/# pip install requests",
    "ada@mac ~/weather> pip install requests",
    "PS C:\\Users\\ada> pip install requests",
    "C:\\Users\\ada>pip install requests",
    "(venv) pip install requests",
    "(venv) $ pip install requests",
    "~/weather ❯ pip install requests",
    "~/weather $ pip install requests",
    "weather on  main via 🐍 v3.12 (.venv)\n❯ pip install requests",
    "```bash\npip install requests\n```",
    "`pip install requests`",
    "pip isntall requests",
    "pip instal requests",
    "pip install “requests”",
    "pip install –upgrade requests",
    "pip install —upgrade requests",
    "\u{1b}[1m$\u{1b}[0m pip install requests",
    "pip install requests\r\n",
    "  pip install requests  ",
    "time pip install requests",
    "poetry run pip install requests",
    "conda run -n weather pip install requests",
    "noglob pip install requests",
    "requests",
    " requests ",
    "requests,",
    "`requests`",
    "\"requests\"",
    "import requests",
    "from requests import get",
    "import requests as r",
    "how do I install requests",
    "How do I install requests?",
    "please install requests on my mac",
    "brew install requests",
];

#[test]
fn every_way_to_type_an_install() {
    let wrong: Vec<String> = WAYS
        .iter()
        .map(|text| (text, packages(text)))
        .filter(|(_, found)| found != &["requests"])
        .map(|(text, found)| format!("{text}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What names no package, although words in it are packages' names.
#[test]
fn messages_and_other_programs_name_nothing() {
    for text in [
        "npm install express",
        "git clone https://example.org/x.git",
        "git config --global user.name",
        "npm ERR! code EACCES",
        "Python 3.13.0",
        "user = root",
        "fatal: not a git repository",
        "ls: cannot access 'foo': No such file or directory",
        "ImportError: cannot import name 'Mapping' from 'collections'",
        "install",
        "what",
        "hello world",
        "The \u{201c}gcc\u{201d} command requires the command line developer tools. Would you like to install the tools now?",
    ] {
        let advice = advise(text, &mac());
        assert_eq!((advice.verdict, advice.items.len()), (Verdict::Ask, 0), "{text}: {advice:?}");
    }
}

#[test]
fn what_is_added_to_a_project_is_the_projects() {
    for text in ["uv add --dev ruff", "poetry add black", "pdm add ruff", "pipenv install --dev black"] {
        let advice = advise(text, &mac());
        assert_eq!((advice.verdict, advice.confidence), (Verdict::Venv, Confidence::Certain), "{text}: {advice:?}");
    }
    assert_eq!(advise("uv tool install ruff", &mac()).verdict, Verdict::Pipx);
}

#[test]
fn the_first_item_speaks_for_all() {
    let advice = advise("pip install black requests sklearn", &mac_with_project(Health::Healthy));
    let verdicts: Vec<Verdict> = advice.items.iter().map(|item| item.verdict).collect();
    assert_eq!(verdicts, [Verdict::Pipx, Verdict::Venv, Verdict::Rename]);
    assert_eq!((advice.verdict, advice.package.as_deref()), (Verdict::Pipx, Some("black")));
    assert_eq!(advice.reason, advice.items[0].reason);
    let wishes: Vec<String> = advice.wishes.iter().map(|wish| wish.join(" ")).collect();
    assert_eq!(wishes, ["tool add black", "brew add black", "add /Users/ada/weather requests scikit-learn"]);
}

#[test]
fn extras_and_versions_stay_with_the_name() {
    let cases = [
        ("uvicorn[standard]", "uvicorn[standard]"),
        ("pip install 'uvicorn[standard]'", "uvicorn[standard]"),
        ("pip install requests==2.31.0", "requests==2.31.0"),
        ("pip install 'requests>=2,<3'", "requests>=2,<3"),
        ("pip install requests>=2.31", "requests>=2.31"),
        ("pip install \"requests >= 2.31\"", "requests>=2.31"),
        ("pip install 'fastapi[standard]>=0.110; python_version>\"3.8\"'", "fastapi[standard]>=0.110"),
        ("pip install Django~=5.0", "django~=5.0"),
        ("conda install numpy=1.26", "numpy==1.26.*"),
        ("numpy pandas matplotlib", "numpy pandas matplotlib"),
        ("numpy, pandas and matplotlib".trim_end_matches(" and matplotlib"), "numpy pandas"),
        ("requests==2.31.0\nnumpy>=1.20\n# a comment\nflask", "requests==2.31.0 numpy>=1.20 flask"),
        ("pip install requests flask\npip install numpy", "requests flask numpy"),
        ("pip install requests Requests REQUESTS", "requests"),
    ];
    for (text, expected) in cases {
        assert_eq!(adds(text), expected, "{text}");
    }
}

#[test]
fn files_folders_and_addresses_are_always_the_sandboxes() {
    let texts = [
        "-r requirements.txt",
        "pip install -r requirements.txt",
        "pip install -rrequirements.txt",
        "pip install -Ur requirements.txt",
        "pip install --requirement=dev/requirements.txt",
        "pip install .",
        "pip install -e .",
        "pip install -e '.[dev]'",
        "pip install --editable ../lib",
        "pip install ./dist/black-1.0-py3-none-any.whl",
        "pip install git+https://example.org/black.git",
        "pip install https://example.org/ruff.zip",
        "pip install black@git+https://example.org/black.git",
        "pip install 'black @ https://example.org/black.whl'",
        "pip install ../black",
        "pip install ~/black",
        "pipx install git+https://example.org/black.git",
        "uv pip install -r requirements.txt",
        "git+ssh://git@example.org/x.git",
    ];
    for text in texts {
        let advice = advise(text, &mac_with_project(Health::Healthy));
        assert_eq!((advice.verdict, advice.confidence), (Verdict::Venv, Confidence::Certain), "{text}: {advice:?}");
        assert!(
            !advice.wishes.iter().flatten().any(|word| word.contains("black") || word.contains("..")),
            "{advice:?}"
        );
    }
    let advice = advise("pip install -r requirements.txt", &mac_with_project(Health::Missing));
    assert_eq!(
        advice.wishes,
        [
            ["venv", "create", "/Users/ada/weather"].map(str::to_owned).to_vec(),
            ["requirements", "/Users/ada/weather"].map(str::to_owned).to_vec()
        ]
    );
}

#[test]
fn commands_that_install_nothing() {
    for text in [
        "pip list",
        "pip3 freeze",
        "pip show requests",
        "pip download requests",
        "pip install",
        "pip install -U",
        "brew update",
        "pip --help install",
        "python3 main.py",
        "uv sync",
    ] {
        let advice = advise(text, &mac());
        assert_eq!(advice.verdict, Verdict::Nothing, "{text}: {advice:?}");
        assert!(advice.items.is_empty() && advice.wishes.is_empty(), "{text}: {advice:?}");
    }
    let advice = advise("python3 -m venv .venv", &mac_with_project(Health::Missing));
    assert_eq!((advice.verdict, advice.wishes[0][1].as_str()), (Verdict::Venv, "create"));
}

#[test]
fn breaking_the_glass_comes_last() {
    for text in [
        "pip config set global.break-system-packages true",
        "export PIP_BREAK_SYSTEM_PACKAGES=1",
        "pip install --break-system-packages",
        "sudo rm /usr/lib/python3.11/EXTERNALLY-MANAGED",
    ] {
        let advice = advise(text, &mac_with_project(Health::Missing));
        assert_eq!(advice.verdict, Verdict::BreakGlass, "{text}");
        assert_eq!(advice.wishes, [["venv", "create", "/Users/ada/weather"].map(str::to_owned).to_vec()], "{text}");
    }
    let advice = advise("sudo pip3 install --break-system-packages flask", &mac_with_project(Health::Healthy));
    assert_eq!(advice.verdict, Verdict::Venv);
    assert!(advice.reason.contains("neither sudo nor"), "{}", advice.reason);
    let words: Vec<&str> = advice.wishes.iter().map(|wish| wish[0].as_str()).collect();
    assert_eq!(words, ["add", "break-glass"]);
    assert!(advise("pip install flask", &mac()).wishes.iter().all(|wish| wish[0] != "break-glass"));
}

#[test]
fn uninstalling_is_done_in_the_sandbox() {
    let advice = advise("pip3 uninstall -y flask", &mac_with_project(Health::Healthy));
    assert_eq!(advice.verdict, Verdict::Venv);
    let wishes: Vec<String> = advice.wishes.iter().map(|wish| wish.join(" ")).collect();
    assert_eq!(
        wishes,
        ["remove /Users/ada/weather flask", "rescue --python homebrew-3.12-aaaa --into /Users/ada/weather"]
    );
}

#[test]
fn modules_of_code_are_looked_up_by_import_name() {
    assert_eq!(packages("import cv2\nfrom PIL import Image\nimport json"), ["opencv-python", "pillow", "<json>"]);
    assert_eq!(packages("ModuleNotFoundError: No module named 'google.cloud.storage'"), ["google-cloud-storage"]);
    assert_eq!(packages("ModuleNotFoundError: No module named 'matplotlib.pyplot'"), ["matplotlib"]);
    assert_eq!(packages("ImportError: No module named yaml"), ["pyyaml"]);
    assert_eq!(packages("/opt/homebrew/bin/python3: No module named pytest"), ["pytest"]);
    assert_eq!(packages("zsh: command not found: django-admin"), ["django"]);
    assert_eq!(packages("zsh: command not found: aws"), ["awscli"]);
    assert_eq!(packages("zsh: command not found: black"), ["black"]);
    assert_eq!(packages("Running cells with '.venv (Python 3.13.0)' requires the ipykernel package."), ["ipykernel"]);
}

#[test]
fn what_is_not_understood_is_said_so() {
    for text in [
        "",
        "   \n",
        "hello there, how are you today?",
        "my code does not work on my mac",
        "Segmentation fault: 11",
        "{\"a\": [1, 2]}",
        "a b",
        "💥💥💥",
        "???",
    ] {
        let advice = advise(text, &mac());
        assert_eq!((advice.verdict, advice.confidence), (Verdict::Ask, Confidence::Low), "{text}: {advice:?}");
        assert!(
            advice.wishes.is_empty() && advice.package.is_none() && !advice.reason.is_empty(),
            "{text}: {advice:?}"
        );
    }
}

#[test]
fn the_json_is_the_contract() {
    let advice = serde_json::to_value(advise("pip install black", &mac())).expect("plain data");
    let mut keys: Vec<&str> = advice.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["confidence", "error", "items", "package", "reason", "verdict", "wishes"]);
    let mut keys: Vec<&str> = advice["items"][0].as_object().expect("an item").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["confidence", "input", "package", "reason", "verdict"]);
    assert_eq!(
        (advice["verdict"].as_str(), advice["confidence"].as_str(), &advice["error"]),
        (Some("pipx"), Some("certain"), &serde_json::Value::Null)
    );
}
