//! One and the same error as copies have it: under any prompt, in part, on one line, wrapped, misread.

use super::text;
use crate::advise::tests::mac;
use crate::advise::{ErrorCode, advise};

/// Prompts that people have made themselves, or that a theme has made for them.
const PROMPTS: &[&str] = &[
    "mac% ",
    "mac ~ # ",
    "ada ~ $ ",
    "main ~/code $ ",
    "(main)$ ",
    "(3.12.1) ada@mac ~ % ",
    "10:22:33 ada@mac:~ → ",
    "┌─[ada@parrot]─[~]\n└──╼ $",
    "⚡ ",
    "▲ ~ ",
    "→ ",
    "└─▪ ",
    "⋊> ~/code ",
    "λ ~/code/ main* ",
    "ada ▸ ",
    "🦄 ada ~ $ ",
    "☁  code [main] ",
    "~/code|main⚡ ⇒  ",
    " ada \u{e0b0} ~/code \u{e0b0} main \u{e0b0} ",
    " ada  ~/code  main  ",
    "[3]: !",
    "ada@MAC MINGW64 ~/code (main)\n$ ",
    "\u{1b}[1m\u{1b}[7m%\u{1b}[27m\u{1b}[1m\u{1b}[0m   \r \r\r\u{1b}[0m\u{1b}[Jada@mac ~ % \u{1b}[K\u{1b}[?2004h",
];

#[test]
fn under_any_prompt() {
    for prompt in PROMPTS {
        let pasted =
            format!("{prompt}pip3 install rich\n{}", text("externally_managed_user").split_once('\n').unwrap().1);
        let advice = advise(&pasted, &mac());
        let found = (advice.error, advice.package.as_deref(), advice.items.len());
        assert_eq!(found, (Some(ErrorCode::ExternallyManagedEnvironment), Some("rich"), 1), "{prompt:?}: {advice:?}");
    }
}

/// What a partial, wrapped or misread copy looks like.
#[test]
fn in_part_wrapped_or_misread() {
    let whole = text("externally_managed_user").split_once('\n').unwrap().1;
    let copies = [
        whole.to_owned(),
        whole.replace('\n', " "),
        whole.replace('\n', "\n> "),
        whole.replace(' ', "\u{a0}"),
        whole.replace('-', "\u{2013}"),
        whole.replace('\'', "\u{2019}"),
        whole.lines().skip(3).collect::<Vec<_>>().join("\n"),
        "externally-managed-environment".to_owned(),
        "error: externally-managed-envi\nronment".to_owned(),
        "error:\nexternally-managed-environment".to_owned(),
        "error : externally-managed-environment".to_owned(),
        "Error: externally managed environment".to_owned(),
        "error: extemally-managed-enviroment".to_owned(),
        "x This environment is externally managed".to_owned(),
        "#9 1.234 error: externally-managed-environment".to_owned(),
        "2026-11-25T10:00:00.000Z error: externally-managed-environment".to_owned(),
        "╰─> To install Python packages system-wide, try brew install\n    xyz, where xyz is the package".to_owned(),
        "note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this".to_owned(),
        "error: The interpreter at /opt/homebrew/Cellar/python@3.13/3.13.1/Frameworks/Python.framework/Versions/3.13 is externally managed, and indicates the following:".to_owned(),
        "hint: See PEP 668 for the detailed specification.".to_owned(),
    ];
    for copy in copies {
        let advice = advise(&copy, &mac());
        let named: Vec<&str> = advice.items.iter().filter_map(|item| item.package.as_deref()).collect();
        assert_eq!(
            (advice.error, named.len()),
            (Some(ErrorCode::ExternallyManagedEnvironment), 0),
            "{copy}: {advice:?}"
        );
    }
}

#[test]
fn a_command_on_the_line_of_its_answer_is_still_the_command() {
    for pasted in [
        "pip3 install rich error: externally-managed-environment × This environment is externally managed ╰─> To install",
        "ada@mac ~ % pip3 install rich error: externally-managed-environment × This environment is externally managed",
        "I tried pip3 install rich and got this:\nerror: externally-managed-environment\n",
    ] {
        let advice = advise(pasted, &mac());
        let found = (advice.error, advice.package.as_deref(), advice.items.len());
        assert_eq!(found, (Some(ErrorCode::ExternallyManagedEnvironment), Some("rich"), 1), "{pasted}: {advice:?}");
    }
}

/// Who else says that a command is missing: a script, make, PowerShell; and Debian's Python, which has no pip.
#[test]
fn a_missing_command_in_the_words_of_others() {
    for said in [
        "/Users/ada/run.sh: line 3: pip: command not found",
        "make: python: No such file or directory",
        "make: python: command not found",
        "nohup: python: No such file or directory",
        "pip: The term 'pip' is not recognized as a name of a cmdlet, function, script file, or executable program.",
        "/usr/bin/python3: No module named pip",
    ] {
        assert_eq!(advise(said, &mac()).error, Some(ErrorCode::CommandMissing), "{said}");
    }
}

#[test]
fn what_virtualenv_copied_is_gone_too() {
    let said = "dyld: Library not loaded: @executable_path/../.Python\n  Referenced from: /Users/ada/w/venv/bin/python";
    assert_eq!(advise(said, &mac()).error, Some(ErrorCode::InterpreterGone));
}

#[test]
fn what_was_installed_since_is_not_offered_again() {
    let pasted = "% pip install flask\nSuccessfully installed flask-3.1\n% python3 main.py\n\
                  ModuleNotFoundError: No module named 'requests'\n";
    let packages: Vec<_> = advise(pasted, &mac()).items.into_iter().filter_map(|item| item.package).collect();
    assert_eq!(packages, ["requests"]);
}

/// pip and the tables both don't know it: to offer it once more would only invite whoever takes the name.
#[test]
fn a_name_that_nobody_knows_is_not_offered() {
    let pasted = "% pip install qqzzyx\nERROR: Could not find a version that satisfies the requirement qqzzyx (from \
                  versions: none)\nERROR: No matching distribution found for qqzzyx\n";
    let advice = advise(pasted, &mac());
    assert_eq!((advice.error, advice.package.as_deref()), (Some(ErrorCode::WrongName), None), "{advice:?}");
    assert!(advice.wishes.iter().flatten().all(|word| word != "qqzzyx"), "{advice:?}");
}
