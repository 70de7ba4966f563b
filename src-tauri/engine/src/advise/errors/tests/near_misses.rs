//! What looks like one of the twenty situations and is not.

use crate::advise::advise;
use crate::advise::tests::mac;

/// What looks like one of the twenty and is not. Each with the code that it must not be taken for.
const NEAR_MISSES: &[(&str, &str)] = &[
    ("externally_managed", "pip install externally-managed"),
    ("externally_managed", "find / -name EXTERNALLY-MANAGED"),
    ("externally_managed", "% pip3 install requests --break-system-packages\nSuccessfully installed requests-2.32.3"),
    ("externally_managed", "# silences error: externally-managed-environment in the image"),
    ("externally_managed", "Your database environment is managed externally by the operations team"),
    (
        "externally_managed",
        "Since PEP 668, pip on many systems answers with \"error: externally-managed-environment\". Here is why:",
    ),
    ("externally_managed", "How to fix \"error: externally-managed-environment\" on macOS - a complete guide"),
    ("externally_managed", "git commit -m \"Fix error: externally-managed-environment in CI\""),
    ("externally_managed", "grep -r \"error: externally-managed-environment\" ."),
    ("externally_managed", "    - name: avoid error: externally-managed-environment\n      run: python -m venv .venv"),
    ("externally_managed", "kubectl error: the interpreter at node-3 is externally managed"),
    ("externally_managed", "terraform: This environment is externally managed by Terraform Cloud"),
    ("externally_managed", "error: externally managed resources cannot be deleted"),
    ("externally_managed", "FROM python:3.12\nENV PIP_BREAK_SYSTEM_PACKAGES=1\nRUN pip install -r requirements.txt"),
    ("module", "raise ModuleNotFoundError(\"No module named 'requests'\")"),
    ("module", "echo \"ModuleNotFoundError: No module named 'foo'\""),
    ("module", "tests/test_x.py:10: assert \"No module named 'requests'\" in str(error)"),
    (
        "module",
        "main.py:1: error: Cannot find implementation or library stub for module named \"requests\"  [import-not-found]",
    ),
    ("module", "No module named 'requests'? Then read on: our tutorial explains virtual environments."),
    (
        "module",
        "ImportError: cannot import name 'url_quote' from 'werkzeug.urls' (/Users/ada/w/.venv/lib/python3.12/site-packages/werkzeug/urls.py)",
    ),
    ("module", "ImportError: cannot import name 'x' from 'mine' (unknown location)"),
    (
        "interpreter",
        "dyld[42]: Library not loaded: /opt/homebrew/opt/openssl@1.1/lib/libssl.1.1.dylib\n  Referenced from: /opt/homebrew/Cellar/ruby/3.2.2/bin/ruby",
    ),
    ("interpreter", "FileNotFoundError: [Errno 2] No such file or directory: 'requests.txt'"),
    ("command", "bash: line 1: gh: command not found"),
    ("command", "zsh: command not found: pip4"),
    ("command", "make: node: No such file or directory"),
    (
        "command",
        "The term 'npm' is not recognized as a name of a cmdlet, function, script file, or executable program.",
    ),
    (
        "wheel",
        // Recorded: pip 20.3.4, which lists no versions.
        "ERROR: Could not find a version that satisfies the requirement requests==99.1\nERROR: No matching distribution found for requests==99.1",
    ),
    ("wheel", "ERROR: Cannot install a==1 and b==2 because these package versions have conflicting dependencies."),
    ("wheel", "Because weather depends on requests (^99.0) which doesn't match any versions, version solving failed."),
    ("owner", "npm error Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/typescript'"),
    ("owner", "Error: Permission denied @ apply2files - /usr/local/share/man/man3/SSL.3ssl"),
    (
        "owner",
        "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock, are you root?",
    ),
    ("name", "Error: No formulae or casks found for reqests."),
    ("name", "ERROR:  Could not find a valid gem 'nokogirii' (>= 0) in any repository"),
    (
        "busy",
        "A `bundle install` process has already locked /tmp/x. Please wait for it to finish or terminate it to continue.",
    ),
    ("installed_elsewhere", "% pip3 install requests\nSuccessfully installed requests-2.32.3"),
    ("module", "Error: Cannot find module 'express'"),
    ("module", "error[E0432]: unresolved import `serde`"),
    ("module", "LookupError: unknown encoding: utf-9"),
    (
        "module",
        "ImportError: cannot import name 'randint' from partially initialized module 'random' (/Users/ada/random.py)",
    ),
    (
        "interpreter",
        "dyld[1]: Library not loaded: /opt/homebrew/opt/icu4c/lib/libicui18n.73.dylib\n  Referenced from: /opt/homebrew/bin/node",
    ),
    (
        "interpreter",
        "ImportError: dlopen(/Users/ada/w/.venv/lib/python3.12/site-packages/psycopg2/_psycopg.so): Library not loaded: libpq.5.dylib",
    ),
    ("interpreter", "zsh: ./run.pl: bad interpreter: /usr/bin/perl^M: no such file or directory"),
    ("interpreter", "python: can't open file '/Users/ada/main.py': [Errno 2] No such file or directory"),
    ("interpreter", "cat: notes.txt: No such file or directory"),
    ("command", "zsh: command not found: brew"),
    ("command", "zsh: command not found: nvm"),
    ("command", "zsh: command not found: docker"),
    ("command", "fish: Unknown command: wget"),
    ("command", "env: node: No such file or directory"),
    ("pip_conf", "[user]\n\tname = Ada\n\temail = ada@example.org"),
    ("pip_conf", "[mysqld]\nuser = true"),
    ("command", "zsh: command not found: pipenv2"),
    (
        "command",
        "pyenv: python3.10: command not found\n\nThe `python3.10' command exists in these Python versions:\n  3.10.14",
    ),
    ("command", "git: 'pip' is not a git command. See 'git --help'."),
    (
        "developer_tools",
        "xcode-select: error: tool 'xcodebuild' requires Xcode, but active developer directory '/Library/Developer/CommandLineTools' is a command line tools instance",
    ),
    (
        "developer_tools",
        "The “git” command requires the command line developer tools. Would you like to install the tools now?",
    ),
    (
        "pipx",
        "% pipx install ansible\nNo apps associated with package ansible. Try again with '--include-deps' to include apps of dependent packages",
    ),
    ("path", "/usr/local/bin is not on your PATH, says the manual"),
    ("path", "WARNING: The script black is installed in '/Users/ada/Library/Python/3.9/bin' which is not on PATH."),
    ("left_behind", "% brew upgrade wget\n==> Upgrading wget\n  1.24 -> 1.25"),
    (
        "wheel",
        "ERROR: Could not find a version that satisfies the requirement numpy==99.1 (from versions: 1.26.4, 2.0.0)\nERROR: No matching distribution found for numpy==99.1",
    ),
    ("wheel", "ERROR: Failed building wheel for pyaudio\nERROR: Could not build wheels for pyaudio"),
    ("owner", "zsh: permission denied: ./main.py"),
    ("owner", "PermissionError: [Errno 13] Permission denied: '/dev/ttyUSB0'"),
    ("owner", "git@github.com: Permission denied (publickey)."),
    ("owner", "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour"),
    ("pip_conf", "global.index-url='https://pypi.org/simple'\nglobal.timeout='60'"),
    ("pip_conf", "global.break-system-packages='false'"),
    ("pip_conf", "user = ada"),
    ("conda", "(base) ada@mac ~ % conda install numpy\nSolving environment: done"),
    ("conda", "(base) ada@mac ~ % ls\nmain.py"),
    ("glob", "zsh: no matches found: *.txt"),
    ("glob", "zsh: no matches found: photo[1].png"),
    ("glob", "zsh: no matches found: data[0]"),
    ("glob", "zsh: no matches found: https://example.org/watch?v=x"),
    ("lock", "error: No virtual environment found; run `uv venv` to create an environment"),
    (
        "certificates",
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1000)",
    ),
    (
        "certificates",
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1000)",
    ),
    ("certificates", "curl: (60) SSL certificate problem: unable to get local issuer certificate"),
    ("certificates", "npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
    ("architecture", "zsh: bad CPU type in executable: ./old-tool"),
    (
        "architecture",
        "dlopen(better_sqlite3.node, 0x0001): tried: 'better_sqlite3.node' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
    ),
    ("busy", "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (apt)"),
    ("busy", "fatal: Unable to create '.git/index.lock': File exists."),
    ("busy", "Blocking waiting for file lock on package cache"),
];

#[test]
fn near_misses_are_not_taken_for_one_of_the_twenty() {
    assert!(NEAR_MISSES.len() >= 30, "{}", NEAR_MISSES.len());
    let wrong: Vec<String> = NEAR_MISSES
        .iter()
        .filter_map(|(what, text)| advise(text, &mac()).error.map(|code| format!("{what}: {code:?} in {text}")))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
