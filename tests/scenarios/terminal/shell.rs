//! The login shell is asked, whatever its start-up files do.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sandbar_engine::machine::Machine;
use sandbar_engine::model::TerminalFrom;
use sandbar_engine::shell::{self, Patience, ShellAnswer};
use tempfile::TempDir;

/// Enough for a shell on a busy machine to read files of a few lines.
const LONG: Duration = Duration::from_secs(20);

/// Enough for nothing that waits.
const SHORT: Duration = Duration::from_millis(400);

const PATIENT: Patience = Patience { interactive: LONG, login: LONG };

/// A home folder with start-up files, for one of the shells that are installed here.
struct Home {
    folder: TempDir,
    shell: PathBuf,
}

impl Home {
    /// `None`, said aloud, where that shell is not installed.
    fn of(shell: &str) -> Option<Self> {
        let machine = Machine::this();
        let places = ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
        let found = places.iter().map(|place| Path::new(place).join(shell)).find(|path| machine.is_executable(path));
        let Some(shell) = found else {
            println!("SKIPPED: {shell} is not installed here");
            return None;
        };
        Some(Self { folder: TempDir::new().unwrap(), shell })
    }

    fn file(self, name: &str, text: &str) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn machine(&self) -> Machine {
        let mut machine = Machine::this();
        machine.home = self.folder.path().to_path_buf();
        machine.shell = Some(self.shell.clone());
        machine.env = [("PATH", "/usr/bin:/bin"), ("LC_ALL", "C")]
            .map(|(name, value)| (OsString::from(name), OsString::from(value)))
            .into();
        machine.program = Some(PathBuf::from(env!("CARGO_BIN_EXE_print_environment")));
        machine
    }

    fn ask(&self) -> ShellAnswer {
        self.ask_within(PATIENT)
    }

    fn ask_within(&self, patience: Patience) -> ShellAnswer {
        shell::ask_within(&self.machine(), None, patience)
    }
}

/// The answer that did not come from guessing.
#[track_caller]
fn spoken(answer: &ShellAnswer) -> &ShellAnswer {
    assert_eq!(answer.from, TerminalFrom::Shell, "{answer:?}");
    answer
}

#[track_caller]
fn holds(answer: &ShellAnswer, folder: &str) {
    assert!(spoken(answer).path().contains(&PathBuf::from(folder)), "{folder} is not on {:?}", answer.path());
}

#[test]
fn path_is_read_wherever_a_shell_keeps_it() {
    for (shell, file, line) in [
        ("zsh", ".zshenv", "export PATH=/from/here:$PATH"),
        ("zsh", ".zprofile", "export PATH=/from/here:$PATH"),
        ("zsh", ".zshrc", "export PATH=/from/here:$PATH"),
        ("bash", ".bash_profile", "export PATH=/from/here:$PATH"),
        ("bash", ".profile", "PATH=/from/here:$PATH; case $- in *i*) ;; *) unset PATH ;; esac"),
        ("fish", ".config/fish/config.fish", "set -gx PATH /from/here $PATH"),
        ("fish", ".config/fish/conf.d/x.fish", "function x --on-event fish_prompt; set -gx PATH /from/here $PATH; end"),
        ("dash", ".profile", "PATH=/from/here:$PATH"),
    ] {
        let Some(home) = Home::of(shell) else { continue };
        println!("{shell} {file}");
        holds(&home.file(file, line).ask(), "/from/here");
    }
}

#[test]
fn zdotdir_moves_the_start_up_files() {
    let Some(home) = Home::of("zsh") else { return };
    let home = home.file(".zshenv", "export ZDOTDIR=$HOME/z").file("z/.zshrc", "export PATH=/from/here:$PATH");
    let answer = home.ask();
    holds(&answer, "/from/here");
    assert_eq!(answer.var_path("ZDOTDIR"), Some(home.path("z")));
}

#[test]
fn banners_and_questions_do_not_disturb() {
    for shell in ["zsh", "bash"] {
        let Some(home) = Home::of(shell) else { continue };
        let noise = "echo 'PATH=/banner'; printf 'no newline'; set -x; set -v\n\
                     read answer; echo \"you said $answer\"; trap 'echo bye' EXIT\n\
                     export PATH=/from/here:$PATH PIP_SEEN=$SANDBAR_RESOLVING_ENVIRONMENT";
        let answer = home.file(".zshrc", noise).file(".bash_profile", noise).ask();
        holds(&answer, "/from/here");
        assert_eq!(answer.var("PIP_SEEN"), Some("1"));
    }
}

#[test]
fn values_keep_their_lines_and_their_bytes() {
    let Some(home) = Home::of("bash") else { return };
    let value = "one\\n/two \\\"quoted\\\" \\xc3\\xa9\\nPATH=/not/here";
    let answer = home.file(".bash_profile", &format!("export PYTHONPATH=$'{value}'")).ask();
    assert_eq!(spoken(&answer).var("PYTHONPATH"), Some("one\n/two \"quoted\" \u{e9}\nPATH=/not/here"));
    assert!(!answer.path().contains(&PathBuf::from("/not/here")));
}

#[test]
fn only_what_bends_python_is_taken_and_no_password() {
    let Some(home) = Home::of("bash") else { return };
    let data = TempDir::new().unwrap();
    let home = home.file(
        ".bash_profile",
        "export PIP_USER=1 UV_PUBLISH_TOKEN=s3cret AWS_SECRET_ACCESS_KEY=s3cret GITHUB_TOKEN=s3cret\n\
         export PIP_INDEX_URL=https://me:s3cret@host.example/simple",
    );
    let answer = shell::ask_within(&home.machine(), Some(data.path()), PATIENT);
    let names: Vec<&str> = spoken(&answer).variables.keys().map(String::as_str).collect();
    assert_eq!(names, ["PATH", "PIP_INDEX_URL", "PIP_USER"]);
    assert_eq!(answer.var("PIP_INDEX_URL"), Some("https://host.example/simple"));
    let kept = Machine::this().read_text(&data.path().join("terminal.json"), 1 << 20).unwrap();
    assert!(kept.contains("PIP_USER") && !kept.contains("s3cret"), "{kept}");
}

#[test]
fn a_shell_that_becomes_another_is_asked_once_more_without_a_terminal() {
    let (Some(home), Some(_)) = (Home::of("zsh"), Home::of("bash")) else { return };
    let home = home.file(".zprofile", "export PATH=/from/here:$PATH").file(".zshrc", "exec bash");
    holds(&home.ask(), "/from/here");
}

#[test]
fn start_up_files_that_never_end_meet_the_deadline() {
    for (shell, forever) in [
        ("bash", "sleep 1000"),
        ("bash", "trap '' TERM INT HUP; while :; do sleep 1000; done"),
        ("bash", "yes"),
        ("zsh", "cat /dev/zero"),
        ("fish", "sleep 1000"),
    ] {
        let Some(home) = Home::of(shell) else { continue };
        let home = [".bash_profile", ".zshenv", ".config/fish/config.fish"]
            .iter()
            .fold(home, |home, file| home.file(file, forever));
        let began = Instant::now();
        let answer = home.ask_within(Patience { interactive: SHORT, login: SHORT });
        assert_eq!(answer.from, TerminalFrom::Paths, "{shell}: {forever}");
        assert!(!answer.path().is_empty());
        assert!(began.elapsed() < LONG, "{shell}: {forever} took {:?}", began.elapsed());
    }
}

#[test]
fn what_waits_for_somebody_to_type_is_got_round() {
    let Some(home) = Home::of("zsh") else { return };
    let home = home.file(".zprofile", "export PATH=/from/here:$PATH").file(".zshrc", "sleep 1000");
    holds(&home.ask_within(Patience { interactive: SHORT, login: LONG }), "/from/here");
}

#[test]
fn nothing_that_a_start_up_file_began_lives_on() {
    for (shell, file, start) in [
        ("bash", ".bash_profile", "sleep 1000 & echo $! > $HOME/pid"),
        // Job control gives it a group of its own, out of reach of a signal to the shell's.
        ("bash", ".bash_profile", "set -m; sleep 1000 & echo $! > $HOME/pid"),
        ("bash", ".bash_profile", "nohup sleep 1000 >/dev/null 2>&1 & echo $! > $HOME/pid; sleep 1000"),
        ("zsh", ".zshrc", "sleep 1000 &! echo $! > $HOME/pid"),
        ("fish", ".config/fish/config.fish", "status job-control full; sleep 1000 &; echo $last_pid > $HOME/pid"),
    ] {
        let Some(home) = Home::of(shell) else { continue };
        let home = home.file(file, start);
        home.ask_within(Patience { interactive: Duration::from_secs(3), login: SHORT });
        let process = Machine::this().read_text(&home.path("pid"), 100).expect("the start-up file was read");
        assert!(!lives(process.trim()), "{shell}: {start}: process {process} is still there");
    }
}

#[test]
fn what_is_stopped_may_tidy_up() {
    let Some(home) = Home::of("bash") else { return };
    // A word of the shell's own: starting another program would take its time on a busy machine.
    let home = home.file(".bash_profile", "bash -c 'trap \"echo > $HOME/tidied\" EXIT; sleep 1000'");
    home.ask_within(Patience { interactive: Duration::from_secs(2), login: SHORT });
    assert!(home.path("tidied").exists(), "it was stopped before it could");
}

/// Whether a process runs; one that is dead and not yet reaped does not.
fn lives(process: &str) -> bool {
    let output = std::process::Command::new("ps").args(["-o", "stat=", "-p", process]).output().unwrap();
    let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}

#[test]
fn our_own_path_may_hold_spaces_and_quotes() {
    for shell in ["bash", "zsh", "fish", "dash"] {
        let Some(home) = Home::of(shell) else { continue };
        let home = home.file("it's here/$HOME \\ `x`/note", "");
        let program = home.path("it's here/$HOME \\ `x`/our program");
        let mut machine = home.machine();
        std::os::unix::fs::symlink(machine.program.take().unwrap(), &program).unwrap();
        machine.program = Some(program);
        spoken(&shell::ask_within(&machine, None, PATIENT));
    }
}

#[test]
fn an_answer_is_kept_until_a_start_up_file_changes() {
    let Some(home) = Home::of("zsh") else { return };
    let data = TempDir::new().unwrap();
    let home = home.file(".zshrc", "export PATH=/one:$PATH");
    let ask = |machine: &Machine| shell::ask(machine, Some(data.path()));
    holds(&ask(&home.machine()), "/one");
    let again = ask(&home.machine());
    assert_eq!(again.from, TerminalFrom::Cache);
    assert!(again.path().contains(&PathBuf::from("/one")));

    let home = home.file(".zshrc", "export PATH=/another:$PATH");
    holds(&ask(&home.machine()), "/another");

    let mut activated = home.machine();
    activated.env.insert("PIP_USER".into(), "1".into());
    assert_eq!(spoken(&ask(&activated)).var("PIP_USER"), Some("1"));
}

#[test]
fn a_spoilt_answer_is_no_answer() {
    let Some(home) = Home::of("bash") else { return };
    let data = TempDir::new().unwrap();
    for spoilt in ["", "{", "[]", "{\"form\":1,\"key\":\"\",\"variables\":{\"PATH\":\"/x\"}}"] {
        fs::write(data.path().join("terminal.json"), spoilt).unwrap();
        spoken(&shell::ask(&home.machine(), Some(data.path())));
    }
}

#[test]
fn a_machine_that_is_only_looked_at_is_never_asked() {
    let Some(home) = Home::of("bash") else { return };
    let home = home.file(".bash_profile", "touch $HOME/ran");
    let mut machine = home.machine();
    machine.live = false;
    assert_eq!(shell::ask_within(&machine, None, PATIENT).from, TerminalFrom::Paths);
    assert!(!machine.is_file(&home.path("ran")));
    machine.live = true;
    spoken(&shell::ask_within(&machine, None, PATIENT));
    assert!(machine.is_file(&home.path("ran")), "the file would have shown it");
}

#[test]
fn a_record_without_a_shell_falls_back_to_the_usual_one() {
    let Some(home) = Home::of("bash") else { return };
    for shell in [None, Some("/usr/sbin/nologin"), Some("/nowhere/zsh")] {
        let mut machine = home.machine();
        machine.shell = shell.map(PathBuf::from);
        spoken(&shell::ask_within(&machine, None, PATIENT));
    }
}
