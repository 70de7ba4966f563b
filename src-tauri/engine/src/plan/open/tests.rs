use super::*;
use crate::model::{Answer, Plan};
use crate::plan::{self, answer};

fn grounds() -> Grounds {
    Grounds {
        place: Place {
            folder: PathBuf::from("/Users/ada/my shop"),
            folder_shown: "~/my shop".to_owned(),
            is_folder: true,
            around: None,
            sandbox: Some(Sandbox {
                path: MachinePath::new("/Users/ada/my shop/.venv"),
                shown: "~/my shop/.venv".to_owned(),
                health: Health::Healthy,
                reason: None,
                version: Some("3.13.1".to_owned()),
                tool: EnvironmentTool::Venv,
                interpreter: None,
                is_strangers: false,
                site_packages: None,
                unfinished: None,
                replaces: None,
                leads_to: None,
                inside: true,
                movable: true,
                writable: true,
                is_uvs: false,
            }),
        },
        os: Os::Macos,
        with: Opener::Terminal,
        program: Some(Program {
            name: "your terminal".to_owned(),
            argv: vec!["/usr/bin/open".to_owned()],
            is_vscode: false,
        }),
        shell: Shell { program: PathBuf::from("/bin/zsh") },
        entry: PathBuf::from("/data/open/1"),
        settings: Ok(None),
        kernels: None,
    }
}

fn planned(grounds: &Grounds) -> Plan {
    match answer(&plan::Grounds::Open(grounds.clone())) {
        Answer::Plan(plan) => plan,
        other => panic!("{other:?}"),
    }
}

fn reason(grounds: &Grounds) -> String {
    match answer(&plan::Grounds::Open(grounds.clone())) {
        Answer::Refused(refusal) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_script_is_shown_and_quoted() {
    let plan = planned(&grounds());
    assert_eq!(plan.commands, ["/usr/bin/open /data/open/1/enter.command"]);
    let line = "cd -- '/Users/ada/my shop' && ZDOTDIR=/data/open/1 exec /bin/zsh -i";
    assert!(plan.effects[1].contains(line), "{:?}", plan.effects);
}

#[test]
fn each_shell_turns_the_sandbox_on_after_its_own_files() {
    let by = |shell: &str| {
        let shell = Shell { program: PathBuf::from(shell) };
        entry::entry(&shell, std::path::Path::new("/d"), std::path::Path::new("/p"), std::path::Path::new("/p/.venv"))
    };
    assert!(by("/usr/bin/fish").line.ends_with("exec /usr/bin/fish -C 'source /p/.venv/bin/activate.fish'"));
    let bash = by("/bin/bash");
    assert!(bash.line.ends_with("exec /bin/bash --rcfile /d/bashrc -i"));
    assert!(bash.files[1].content.ends_with("\n. /p/.venv/bin/activate\n"));
    let zsh = by("/bin/zsh");
    assert!(zsh.files[2].content.ends_with("\n. /p/.venv/bin/activate\n"));
    assert!(by("/bin/sh").line.ends_with(". /p/.venv/bin/activate && exec /bin/sh -i"));
}

#[test]
fn what_can_not_be_opened_says_what_to_do_instead() {
    let mut none = grounds();
    none.program = None;
    assert!(reason(&none).contains(".venv/bin/activate"));
    let mut broken = grounds();
    broken.place.sandbox.as_mut().unwrap().health = Health::Broken;
    assert!(reason(&broken).contains("Repair"));
    let mut conda = grounds();
    conda.place.sandbox.as_mut().unwrap().tool = EnvironmentTool::Conda;
    assert!(reason(&conda).contains("conda activate"));
}

#[test]
fn vs_code_is_told_the_python_and_a_choice_of_somebodys_stays() {
    let mut editor = grounds();
    editor.with = Opener::Editor;
    let program = Program { name: "VS Code".to_owned(), argv: vec!["/usr/bin/code".to_owned()], is_vscode: true };
    editor.program = Some(program);
    let plan = planned(&editor);
    assert!(plan.undo.unwrap().contains("settings.json"), "{:?}", plan.effects);
    editor.settings = Ok(Some("{\"python.defaultInterpreterPath\": \"/mine\"}".to_owned()));
    let other = planned(&editor);
    assert_eq!(other.expects, Vec::<String>::new());
    assert!(other.effects[1].contains("another Python, `/mine`"), "{:?}", other.effects);
    let own = "{\"python.defaultInterpreterPath\": \"${workspaceFolder}/.venv/bin/python\"}";
    editor.settings = Ok(Some(own.to_owned()));
    assert!(planned(&editor).effects[1].contains("already"), "{:?}", planned(&editor).effects);
    editor.settings = Ok(Some("\n".to_owned()));
    assert_eq!(planned(&editor).expects.len(), 1);
    editor.settings = Err(());
    assert!(planned(&editor).effects[1].contains("not understood"));
}
