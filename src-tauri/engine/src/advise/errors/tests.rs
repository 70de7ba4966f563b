//! The twenty situations, from what their tools print, and what only looks like them.

mod copies;
mod near_misses;

use super::ErrorCode;
use crate::advise::tests::{mac, mac_with_project};
use crate::advise::{Advice, Verdict, advise};
use crate::model::Health;

macro_rules! samples {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../samples/", $name, ".txt")))),+]
    };
}

/// Name and text; the name begins with the code that is expected, or with `miss`.
pub(in crate::advise) const SAMPLES: &[(&str, &str)] = samples![
    "certificates_missing",
    "certificates_missing_macos",
    "command_missing_bash",
    "command_missing_bash_python",
    "command_missing_dash",
    "command_missing_fish",
    "command_missing_macos",
    "command_missing_zsh",
    "conda_base",
    "developer_tools_missing",
    "developer_tools_missing_dialog",
    "externally_managed_debian",
    "externally_managed_homebrew",
    "externally_managed_in_sandbox_debian",
    "externally_managed_in_sandbox_homebrew",
    "externally_managed_jupyter",
    "externally_managed_newest",
    "externally_managed_uninstall",
    "externally_managed_user",
    "externally_managed_uv",
    "externally_managed_uv_first",
    "homebrew_busy",
    "homebrew_busy_old",
    "installed_elsewhere",
    "installed_elsewhere_two",
    "interpreter_gone_bash",
    "interpreter_gone_dyld",
    "interpreter_gone_fish",
    "interpreter_gone_moved_bash",
    "interpreter_gone_moved_fish",
    "interpreter_gone_moved_zsh",
    "interpreter_gone_pipx",
    "interpreter_gone_pipx_bash",
    "interpreter_gone_pipx_list",
    "interpreter_gone_zsh",
    "library_given_to_pipx_bs4",
    "library_given_to_pipx_old",
    "library_given_to_pipx_oldest",
    "library_given_to_pipx_requests",
    "library_given_to_uv_tool",
    "library_given_to_uv_tool_first",
    "library_given_to_uvx",
    "miss_conflict",
    "miss_no_network",
    "miss_own_file_hides_package",
    "miss_satisfied",
    "miss_uv_no_environment",
    "miss_version",
    "miss_version_unlisted",
    "module_not_found",
    "module_not_found_module",
    "module_not_found_pylance",
    "no_pip_in_sandbox",
    "no_wheel_for_python_none",
    "no_wheel_for_python_old_pin",
    "no_wheel_for_python_requires",
    "no_wheel_for_python_uv_none",
    "no_wheel_for_python_uv_requires",
    "no_wheel_for_python_uv_tag",
    "not_owned_by_user",
    "not_owned_by_user_library",
    "packages_left_behind",
    "packages_left_behind_upgrade",
    "pip_conf_leftovers_debug",
    "pip_conf_leftovers_in_sandbox",
    "pip_conf_leftovers_list",
    "sandbox_not_active",
    "shell_glob_zsh",
    "tool_not_on_path_bash",
    "tool_not_on_path_later",
    "tool_not_on_path_pipx",
    "tool_not_on_path_uv",
    "virtualenv_required",
    "virtualenv_required_apple",
    "virtualenv_required_mac",
    "wrong_architecture",
    "wrong_architecture_homebrew",
    "wrong_name_cv2",
    "wrong_name_cv2_unlisted",
    "wrong_name_cv2_uv",
    "wrong_name_pipx",
    "wrong_name_sklearn",
    "wrong_name_tkinter",
    "wrong_name_unknown_uv",
];

fn code_name(code: ErrorCode) -> String {
    serde_json::to_value(code).expect("a code is plain data").as_str().expect("a code is text").to_owned()
}

/// The text of a sample, without the line that says where it is from.
fn text(name: &str) -> &'static str {
    let (_, sample) = SAMPLES.iter().find(|(known, _)| *known == name).expect("a sample of that name");
    let (head, text) = sample.split_once('\n').expect("a sample has a head");
    assert!(head.starts_with("# recorded: ") || head.starts_with("# quoted: "), "{name}: {head}");
    text
}

fn expected(name: &str) -> Option<ErrorCode> {
    if name.starts_with("miss_") {
        return None;
    }
    let in_sandbox = name.starts_with("externally_managed_in_sandbox").then_some(ErrorCode::ExternallyManagedInSandbox);
    let managed = || name.starts_with("externally_managed_").then_some(ErrorCode::ExternallyManagedEnvironment);
    let pipx = || name.starts_with("library_given_to_uv").then_some(ErrorCode::LibraryGivenToPipx);
    let by_name = || ErrorCode::ALL.into_iter().find(|code| name.starts_with(&code_name(*code)));
    Some(in_sandbox.or_else(managed).or_else(pipx).or_else(by_name).expect("a sample is named after its code"))
}

#[test]
fn every_sample_is_what_its_name_says() {
    let wrong: Vec<String> = SAMPLES
        .iter()
        .map(|(name, _)| (*name, advise(text(name), &mac()).error))
        .filter(|(name, found)| *found != expected(name))
        .map(|(name, found)| format!("{name}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_code_has_a_sample() {
    let seen: Vec<ErrorCode> = SAMPLES.iter().filter_map(|(name, _)| expected(name)).collect();
    for code in ErrorCode::ALL {
        assert!(seen.contains(&code), "{code:?} has no sample");
    }
}

#[test]
fn the_wrapped_paste_of_a_narrow_terminal_is_recognised_too() {
    let advice =
        advise("% pipx install requests\nNo apps associated with\npackage requests or its\ndependencies.\n", &mac());
    assert_eq!(advice.error, Some(ErrorCode::LibraryGivenToPipx));
    let advice = advise(
        "% pip3 install x\r\n\u{1b}[1;31merror\u{1b}[0m: \u{1b}[1mexternally-managed-environment\u{1b}[0m\r\n",
        &mac(),
    );
    assert_eq!(advice.error, Some(ErrorCode::ExternallyManagedEnvironment));
}

/// What other versions, shells and tools print for the same situations. Quoted: bash 3.2 of macOS, GNU `env`,
/// `sudo`, Poetry 1.8, conda 24, Homebrew 4.4, dyld of macOS 11, uv 0.5 with its frame.
/// fish takes no bracket for a pattern (tried with 3.6), but pages say that it does.
const OTHER_WORDS: &[(ErrorCode, &str)] = &[
    (
        ErrorCode::InterpreterGone,
        "-bash: /Users/ada/w/venv/bin/pip: /Users/ada/old/venv/bin/python3: bad interpreter: No such file or directory",
    ),
    (ErrorCode::CommandMissing, "/usr/bin/env: \u{2018}python\u{2019}: No such file or directory"),
    (ErrorCode::CommandMissing, "$ sudo pip install x\nsudo: pip: command not found"),
    (
        ErrorCode::ShellGlob,
        "fish: No matches for wildcard \u{201c}uvicorn[standard]\u{201d}. See `help wildcards-globbing`.",
    ),
    (ErrorCode::PipConfLeftovers, "% cat ~/.config/pip/pip.conf\n[install]\nuser = true"),
    (ErrorCode::WrongName, "% poetry add cv2\n\nCould not find a matching version of package cv2"),
    (
        ErrorCode::WrongName,
        "% conda install cv2\nPackagesNotFoundError: The following packages are not available from current channels:\n\n  - cv2\n\nCurrent channels:",
    ),
    (
        ErrorCode::WrongName,
        "% uv pip install cv2\n  × No solution found when resolving dependencies:\n  ╰─▶ Because cv2 was not found in the package registry and you require cv2, we can conclude that your requirements are unsatisfiable.",
    ),
    (
        ErrorCode::HomebrewBusy,
        "Error: Another `brew update` process is already running.\nPlease wait for it to finish or terminate it to continue.",
    ),
    (
        ErrorCode::HomebrewBusy,
        "Error: Operation already in progress for python@3.13\nAnother active Homebrew process is already using python@3.13.\nPlease wait for it to finish or terminate it to continue.",
    ),
    (
        ErrorCode::WrongArchitecture,
        "OSError: dlopen(/Users/ada/w/.venv/lib/python3.9/site-packages/_cffi_backend.so, 2): no suitable image found.  Did find: _cffi_backend.so: mach-o, but wrong architecture",
    ),
];

#[test]
fn other_words_for_the_same_are_recognised_too() {
    let wrong: Vec<String> = OTHER_WORDS
        .iter()
        .map(|(code, text)| (code, text, advise(text, &mac()).error))
        .filter(|(code, _, found)| *found != Some(**code))
        .map(|(code, text, found)| format!("{code:?}, not {found:?}: {text}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Prompts of many makes above one and the same refusal.
#[test]
fn prompts_of_many_makes() {
    for prompt in [
        "ada@mac ~ % ",
        "mac:w ada$ ",
        "w % ",
        "~/w $ ",
        "➜  w git:(main) ✗ ",
        "╭─ada@mac ~/w\n╰─$ ",
        "╭─ ~/w   ✔  10:20:11\n╰─ ",
        "w on main via 🐍 v3.13.0\n❯ ",
        "PS /Users/ada/w> ",
        "In [1]: !",
        "!",
        "%",
        "> ",
        "(base) ada@mac ~ % ",
        "bash-3.2$ ",
    ] {
        let text = format!(
            "{prompt}pip3 install rich\nerror: externally-managed-environment\n\n× This environment is externally managed\n"
        );
        let advice = advise(&text, &mac());
        let found = (advice.error, advice.package.as_deref(), advice.items.len());
        assert_eq!(found, (Some(ErrorCode::ExternallyManagedEnvironment), Some("rich"), 1), "{prompt:?}: {advice:?}");
    }
    let quoted = format!("> {}", text("externally_managed_homebrew").trim_end().replace('\n', "\n> "));
    let advice = advise(&quoted, &mac());
    assert_eq!((advice.error, advice.items.len()), (Some(ErrorCode::ExternallyManagedEnvironment), 1), "{advice:?}");
}

fn advice_on(name: &str) -> Advice {
    advise(text(name), &mac_with_project(Health::Healthy))
}

fn has(advice: &Advice, wish: &[&str]) -> bool {
    advice.wishes.iter().any(|words| words == wish)
}

#[test]
fn an_error_about_a_package_keeps_the_packages_verdict_and_says_why() {
    let advice = advice_on("externally_managed_homebrew");
    assert_eq!((advice.verdict, advice.package.as_deref()), (Verdict::Venv, Some("requests")));
    assert_eq!(advice.items.len(), 1, "the marker's own examples are nobody's commands: {:?}", advice.items);
    assert!(advice.reason.contains("Homebrew"), "{}", advice.reason);
    assert_eq!(
        advice.wishes.first().map(Vec::as_slice),
        Some(&["add", "/Users/ada/weather", "requests"].map(str::to_owned)[..])
    );
    assert_eq!(advice.wishes.last().map(Vec::as_slice), Some(&["break-glass", "requests"].map(str::to_owned)[..]));
}

#[test]
fn each_error_has_its_wish() {
    for (name, health) in
        [("interpreter_gone_dyld", Health::Broken), ("externally_managed_in_sandbox_homebrew", Health::NoPip)]
    {
        let advice = advise(text(name), &mac_with_project(health));
        assert!(has(&advice, &["venv", "repair", "/Users/ada/weather"]), "{name}: {advice:?}");
    }
    assert!(has(&advice_on("interpreter_gone_pipx"), &["tool", "repair", "black"]));
    assert!(has(&advice_on("interpreter_gone_pipx_list"), &["tool", "repair", "pycowsay"]));
    assert!(has(&advice_on("interpreter_gone_pipx_bash"), &["tool", "repair", "pycowsay"]));
    assert!(has(&advice_on("tool_not_on_path_pipx"), &["pipx", "setup"]));
    assert!(has(&advice_on("pip_conf_leftovers_list"), &["pip-conf", "clean"]));
    assert!(has(&advice_on("virtualenv_required"), &["lock", "off"]));
    assert!(has(&advice_on("sandbox_not_active"), &["open", "/Users/ada/weather", "--in", "terminal"]));
    assert!(has(&advice_on("library_given_to_pipx_bs4"), &["add", "/Users/ada/weather", "beautifulsoup4"]));
    assert!(has(&advice_on("wrong_name_cv2"), &["add", "/Users/ada/weather", "opencv-python"]));
    assert!(has(&advice_on("wrong_name_tkinter"), &["brew", "add", "python-tk@3.13"]));
    assert!(has(&advice_on("shell_glob_zsh"), &["add", "/Users/ada/weather", "uvicorn[standard]"]));
    let switched = &["venv", "switch", "/Users/ada/weather", "--python", "homebrew-3.12-aaaa"];
    assert!(has(&advice_on("no_wheel_for_python_none"), switched));
    let rescued = &["rescue", "--python", "homebrew-3.12-aaaa", "--into", "/Users/ada/weather"];
    assert!(has(&advice_on("packages_left_behind"), rescued));
    assert!(has(&advice_on("packages_left_behind_upgrade"), rescued));
}

#[test]
fn what_was_overcome_is_no_trouble_any_more() {
    let text = "ada@mac ~ % pip3 install flask\nerror: externally-managed-environment\n\
                ada@mac ~ % .venv/bin/python -m pip install flask\nSuccessfully installed flask-3.1.0\n";
    assert_eq!(advise(text, &mac()).error, None);
}

#[test]
fn the_last_trouble_counts_and_an_echo_does_not() {
    let text = "ada@mac ~ % pip install flask\nzsh: command not found: pip\n\
                ada@mac ~ % pip3 install flask\nerror: externally-managed-environment\n\
                ada@mac ~ % python3 app.py\nModuleNotFoundError: No module named 'flask'\n";
    let advice = advise(text, &mac());
    assert_eq!(advice.error, Some(ErrorCode::ExternallyManagedEnvironment));
    assert_eq!(advice.items.len(), 1, "{:?}", advice.items);
}

#[test]
fn the_machine_explains_a_missing_module() {
    let text = "ModuleNotFoundError: No module named 'flask'";
    assert_eq!(advise(text, &mac()).error, Some(ErrorCode::ModuleNotFound));
    // The tests' Mac has flask as a stray in Homebrew's 3.12, and 3.13 in the terminal.
    let mut world = mac_with_project(Health::Healthy);
    assert_eq!(advise(text, &world).error, Some(ErrorCode::PackagesLeftBehind));
    world.strays.clear();
    let project = world.project.as_mut().expect("the project in hand");
    project.listed.insert("flask".to_owned());
    assert_eq!(advise(text, &world).error, Some(ErrorCode::SandboxNotActive));
    let project = world.project.as_mut().expect("the project in hand");
    project.own.insert("flask".to_owned());
    let advice = advise(text, &world);
    assert_eq!((advice.error, advice.verdict), (None, Verdict::Fix));
}

#[test]
fn codes_are_sentences_and_stable() {
    for code in ErrorCode::ALL {
        for sentence in [code.cause(), code.remedy()] {
            assert!(!sentence.ends_with('.') && !sentence.is_empty(), "{code:?}: {sentence}");
        }
        assert!(code_name(code).chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'));
    }
}
