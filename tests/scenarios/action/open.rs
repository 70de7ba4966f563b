//! A project in a terminal and in an editor: made ones, that write down what they were told.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use sandbar_tests::manifest::{differences, manifest};
use serde_json::Value;

use super::{Bench, text, until};

/// Tells what it was told and whose session it is in, lets the shell in it say which `python` it has, and stays open.
const TERMINAL: &str = "#!/bin/sh
there=$(dirname \"$0\")
for word in \"$@\"; do echo \"$word\"; done > \"$there/told\"
cut -d ' ' -f 6 /proc/$$/stat > \"$there/session\"
echo $$ > \"$there/number\"
shift
printf 'command -v python > \"%s/python\"\\npwd > \"%s/folder\"\\nexit\\n' \"$there\" \"$there\" | \"$@\" 2> /dev/null
touch \"$there/stays\"
while [ ! -e \"$there/close\" ]; do sleep 0.05; done
touch \"$there/closed\"
";

const EDITOR: &str = "#!/bin/sh
for word in \"$@\"; do echo \"$word\"; done > \"$(dirname \"$0\")/told\"
";

/// A bench whose terminal finds one program more.
fn with(program: &str, script: &str) -> Option<(Bench, PathBuf, PathBuf)> {
    let bench = Bench::new();
    bench.newest()?;
    let bin = bench.scratch.path("programs");
    fs::create_dir_all(&bin).unwrap();
    fs::write(bin.join(program), script).unwrap();
    fs::set_permissions(bin.join(program), fs::Permissions::from_mode(0o755)).unwrap();
    let project = bench.project("it's mine");
    bench.create(&project);
    Some((bench, bin, project))
}

fn open(bench: &Bench, bin: &Path, project: &Path, program: &str) -> (Option<i32>, Value) {
    let words = ["do", "--yes", "--json", "--no-shell", "open", &text(project), "--in", program];
    let mut command = bench.sandbar.command(&words);
    let Output { status, stdout, .. } =
        command.env("PATH", format!("{}:/usr/bin:/bin", bin.display())).output().unwrap();
    (status.code(), serde_json::from_slice(&stdout).unwrap())
}

fn line(file: PathBuf) -> String {
    fs::read_to_string(file).unwrap_or_default().trim().to_owned()
}

#[test]
fn a_terminal_has_the_sandbox_on_and_outlives_the_job() {
    let Some((bench, bin, project)) = with("x-terminal-emulator", TERMINAL) else { return };
    let (code, answer) = open(&bench, &bin, &project, "terminal");
    assert_eq!((code, &answer["job"]["outcome"]), (Some(0), &Value::from("done")), "{answer:#}");
    assert!(until(|| bin.join("stays").exists()));
    assert!(!bin.join("closed").exists());
    assert_eq!(line(bin.join("session")), line(bin.join("number")), "a session of its own");
    let told = fs::read_to_string(bin.join("told")).unwrap();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told[..2], ["-e", "/bin/sh"]);
    assert_eq!(line(bin.join("python")), text(&project.join(".venv/bin/python")));
    assert_eq!(line(bin.join("folder")), text(&project));
    let script = fs::metadata(told[2]).unwrap().permissions().mode() & 0o777;
    assert_eq!(script, 0o700);
    let shown = answer["plan"]["effects"].to_string();
    let content = fs::read_to_string(told[2]).unwrap();
    assert!(shown.contains(&Value::from(content.lines().last().unwrap()).to_string().trim_matches('"').to_owned()));
    // Nothing of ours holds it: what it stands in can be worked on.
    let (code, deleted) = bench.json(&["do", "--yes", "venv", "delete", &text(&project)]);
    assert_eq!(code, 0, "{deleted:#}");
    fs::write(bin.join("close"), "").unwrap();
    assert!(until(|| bin.join("closed").exists()));
}

#[test]
fn a_terminal_that_can_not_start_is_a_failure() {
    let Some((bench, bin, project)) = with("x-terminal-emulator", "#!/bin/sh\nexit 3\n") else { return };
    let (code, answer) = open(&bench, &bin, &project, "terminal");
    assert_eq!((code, &answer["job"]["failure"]["code"]), (Some(1), &Value::from("child_failed")), "{answer:#}");
}

#[test]
fn an_editor_is_told_the_projects_python_and_forgets_it_again() {
    let Some((bench, bin, project)) = with("code", EDITOR) else { return };
    let before = manifest(&project);
    let (code, answer) = open(&bench, &bin, &project, "editor");
    assert_eq!(code, Some(0), "{answer:#}");
    assert_eq!(line(bin.join("told")), text(&project));
    let settings = project.join(".vscode/settings.json");
    let said: Value = serde_json::from_str(&fs::read_to_string(&settings).unwrap()).unwrap();
    assert_eq!(said["python.defaultInterpreterPath"], "${workspaceFolder}/.venv/bin/python");
    let (code, undone) = bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    assert_eq!(differences(&before, &manifest(&project)), Vec::<String>::new());

    // One that is there keeps every other byte, and a choice of somebody's is kept.
    fs::create_dir(project.join(".vscode")).unwrap();
    fs::write(&settings, "{\n  // mine\n  \"editor.tabSize\": 2,\n}\n").unwrap();
    let before = manifest(&project);
    let (code, answer) = open(&bench, &bin, &project, "editor");
    assert_eq!(code, Some(0), "{answer:#}");
    let text = fs::read_to_string(&settings).unwrap();
    assert!(text.contains("// mine\n  \"editor.tabSize\": 2,\n}") && text.contains("defaultInterpreterPath"), "{text}");
    let (code, _) = open(&bench, &bin, &project, "editor");
    assert_eq!((code, fs::read_to_string(&settings).unwrap()), (Some(0), text));
    for _ in 0..1 {
        let (code, undone) = bench.json(&["undo", "--yes"]);
        assert_eq!(code, 0, "{undone:#}");
    }
    assert_eq!(differences(&before, &manifest(&project)), Vec::<String>::new());
}
