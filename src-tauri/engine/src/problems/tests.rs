use ProblemCode as Code;

use super::*;
use crate::failure::{self, Failure};
use crate::machine::Os;
use crate::made::{Made, Standing, interpreter};
use crate::model::{
    EnvironmentTool, FolderState, Health, Pipx, PipxTool, ProjectEnvironment, Protection, Source, Stray, TerminalFrom,
    Unfinished,
};
use crate::pip_config::{Origin, PipOption, Switched};

/// A machine where all is well, to be spoilt in one place.
struct Case {
    machine: Standing,
    terminal: Terminal,
    interpreters: Vec<Interpreter>,
    environments: Vec<Environment>,
    projects: Vec<Project>,
    tools: Tools,
    folders: Vec<Folder>,
    traces: Traces,
    settings: Option<Failure>,
    blind: bool,
}

impl Case {
    fn good() -> Self {
        Self {
            machine: Made::new().machine(Os::Macos),
            terminal: Terminal {
                from: TerminalFrom::Shell,
                python3: None,
                python: None,
                pip3: None,
                pip: None,
                mismatch: None,
                path: Vec::new(),
                settings: Vec::new(),
            },
            interpreters: vec![interpreter(Source::Homebrew, "3.14.6", "/opt/p/bin/python3.14", "/c/p/bin/python3.14")],
            environments: Vec::new(),
            projects: vec![project("weather-bot", Health::Healthy)],
            tools: Tools { brew: None, pipx: Some(pipx(Health::Healthy)), uv: None },
            folders: vec![Folder { path: MachinePath::new("/Users/ada/code"), state: FolderState::Ok }],
            traces: Traces::default(),
            settings: None,
            blind: false,
        }
    }

    fn find(&self) -> Vec<Problem> {
        find(&Evidence {
            machine: &self.machine,
            terminal: &self.terminal,
            interpreters: &self.interpreters,
            environments: &self.environments,
            projects: &self.projects,
            tools: &self.tools,
            folders: &self.folders,
            traces: &self.traces,
            settings: self.settings.as_ref(),
            blind: self.blind,
        })
    }

    #[track_caller]
    fn only(&self) -> Problem {
        let [problem] = <[Problem; 1]>::try_from(self.find()).expect("exactly one problem");
        problem
    }
}

fn project(name: &str, health: Health) -> Project {
    let path = format!("/Users/ada/code/{name}");
    let environment = ProjectEnvironment {
        path: Some(MachinePath::new(format!("{path}/.venv"))),
        health,
        reason: (health != Health::Healthy).then(|| "Its Python is gone".to_owned()),
        version: Some("3.14.6".to_owned()),
        tool: Some(EnvironmentTool::Venv),
        has_pip: true,
        packages: Some(1),
        unfinished: None,
    };
    let environment = if health == Health::Missing { ProjectEnvironment::missing() } else { environment };
    Project { path: MachinePath::new(path), name: name.to_owned(), evidence: Vec::new(), environment, touched: 0 }
}

fn environment(path: &str, health: Health) -> Environment {
    Environment {
        site_packages: None,
        path: MachinePath::new(path),
        health,
        reason: Some("Its Python is gone".to_owned()),
        version: None,
        tool: EnvironmentTool::Venv,
        has_pip: true,
        packages: None,
        interpreter: None,
        projects: Vec::new(),
        python: MachinePath::new(format!("{path}/bin/python")),
        unfinished: None,
    }
}

fn pipx(health: Health) -> Pipx {
    let home = MachinePath::new("/Users/ada/.local/pipx");
    let tool = PipxTool {
        name: "black".to_owned(),
        version: "25".to_owned(),
        commands: vec!["black".to_owned()],
        health,
        home: home.clone(),
    };
    Pipx { path: None, home, on_path: true, tools: vec![tool] }
}

fn stray(name: &str, shared: bool) -> Stray {
    Stray { name: name.to_owned(), version: "1".to_owned(), installer: "pip".to_owned(), requested: None, shared }
}

fn on(option: PipOption, origin: Origin) -> Switched {
    Switched { option, origin, only: None }
}

/// One case for every way in which something can be wrong.
fn cases() -> Vec<(ProblemCode, Level, Case)> {
    let case = |spoil: &dyn Fn(&mut Case)| {
        let mut case = Case::good();
        spoil(&mut case);
        case
    };
    let file = || Origin::File("/Users/ada/.config/pip/pip.conf".into());
    let variable = |name: &str| Origin::Variable(name.to_owned());
    let health = |health| case(&|case| case.projects = vec![project("weather-bot", health)]);
    let folder = |state| case(&|case| case.folders[0].state = state);
    vec![
        (Code::NoPython, Level::Problem, case(&|case| case.interpreters.clear())),
        (Code::NoPython, Level::Problem, case(&|case| case.interpreters[0].version = "2.7.18".to_owned())),
        (Code::NoPython, Level::Problem, case(&|case| case.interpreters[0].private = true)),
        (
            Code::GuardOff,
            Level::Attention,
            case(&|case| case.traces.pip.on = vec![on(PipOption::BreakSystemPackages, file())]),
        ),
        (
            Code::GuardOff,
            Level::Attention,
            case(&|case| {
                let origin = variable("PIP_BREAK_SYSTEM_PACKAGES");
                case.traces.pip.on = vec![on(PipOption::BreakSystemPackages, origin)];
            }),
        ),
        (Code::PipUser, Level::Problem, case(&|case| case.traces.pip.on = vec![on(PipOption::User, file())])),
        (
            Code::PipUser,
            Level::Problem,
            case(&|case| case.traces.pip.on = vec![on(PipOption::User, variable("PIP_USER"))]),
        ),
        (
            Code::RootOwned,
            Level::Attention,
            case(&|case| case.traces.root_owned = vec!["/Users/ada/Library/Caches/pip".into()]),
        ),
        (
            Code::UserSite,
            Level::Attention,
            case(&|case| case.interpreters[0].strays = vec![stray("rich", true), stray("httpx", true)]),
        ),
        (
            Code::PipMismatch,
            Level::Attention,
            case(&|case| {
                case.terminal.mismatch = Some("`pip3` installs for one, but `python3` runs another".to_owned());
            }),
        ),
        (Code::CondaBase, Level::Attention, case(&|case| case.traces.conda_base = Some("/Users/ada/.zshrc".into()))),
        (Code::Strays, Level::Attention, case(&|case| case.interpreters[0].strays = vec![stray("httpx", false)])),
        (Code::EnvironmentMissing, Level::Attention, health(Health::Missing)),
        (Code::EnvironmentBroken, Level::Problem, health(Health::Broken)),
        (Code::EnvironmentMixed, Level::Problem, health(Health::Mixed)),
        (Code::EnvironmentMoved, Level::Problem, health(Health::Moved)),
        (Code::EnvironmentNoPip, Level::Problem, health(Health::NoPip)),
        (Code::EnvironmentStale, Level::Attention, health(Health::Stale)),
        (
            Code::EnvironmentUnfinished,
            Level::Problem,
            case(&|case| {
                case.projects = vec![project("weather-bot", Health::Broken)];
                case.projects[0].environment.unfinished = Some(Unfinished::Abandoned);
            }),
        ),
        (
            Code::EnvironmentBroken,
            Level::Attention,
            case(&|case| case.environments = vec![environment("/Users/ada/.venvs/old", Health::Broken)]),
        ),
        (Code::ToolBroken, Level::Problem, case(&|case| case.tools.pipx = Some(pipx(Health::Broken)))),
        (Code::PipxPath, Level::Attention, case(&|case| case.tools.pipx.as_mut().unwrap().on_path = false)),
        (Code::Folder, Level::Attention, folder(FolderState::Missing)),
        (Code::Folder, Level::Problem, folder(FolderState::NoPermission)),
        (Code::Folder, Level::Attention, folder(FolderState::NotAFolder)),
        (Code::Folder, Level::Attention, folder(FolderState::TooWide)),
        (Code::WatchLimit, Level::Attention, case(&|case| case.blind = true)),
        (
            Code::Settings,
            Level::Problem,
            case(&|case| case.settings = Some(Failure::new(failure::Code::Malformed, "Could not read the settings"))),
        ),
    ]
}

#[test]
fn where_all_is_well_there_is_no_problem() {
    assert_eq!(Case::good().find(), []);
    assert_eq!(headline(&[]), Headline { level: Level::Good, text: "You're good to go".to_owned() });
}

#[test]
fn each_thing_that_is_wrong_is_one_problem_of_its_level() {
    for (code, level, case) in cases() {
        let problem = case.only();
        assert_eq!((problem.code, problem.level), (code, level), "{problem:?}");
    }
}

#[test]
fn sentences_keep_the_rules() {
    const VERBS: &[&str] = &[
        "Allow", "Change", "Close", "Connect", "Create", "Give", "Install", "Mend", "Move", "Remove", "Repair", "Run",
        "Take", "Type", "Watch",
    ];
    for (_, _, mut case) in cases() {
        for os in [Os::Macos, Os::Linux] {
            case.machine.os = os;
            let Problem { message, hint, .. } = case.only();
            for sentence in [&message, &hint] {
                let lower = sentence.to_lowercase();
                assert!(!sentence.trim().is_empty() && sentence.trim() == sentence, "{sentence:?}");
                assert!(!sentence.ends_with(['.', '!', ':']) && !sentence.contains(". "), "a full stop: {sentence}");
                assert!(!sentence.contains("  "), "two spaces: {sentence}");
                assert_eq!(sentence.matches('`').count() % 2, 0, "an open quote: {sentence}");
                for word in ["please", "oops", "failed to", "unfortunately", "sorry", "invalid"] {
                    assert!(!lower.contains(word), "{word}: {sentence}");
                }
            }
            let verb = hint.split([' ', ':', ',']).next().unwrap();
            assert!(VERBS.contains(&verb), "a hint is an action: {hint}");
            assert_ne!(message, hint);
        }
    }
}

#[test]
fn a_sentence_names_what_it_is_about() {
    let mut case = Case::good();
    case.projects = vec![project("weather-bot", Health::Missing)];
    let problem = case.only();
    assert_eq!(problem.message, "weather-bot has no sandbox yet");
    assert_eq!(problem.path.unwrap().to_str(), Some("/Users/ada/code/weather-bot"));

    case.projects = vec![project("weather-bot", Health::Broken)];
    let problem = case.only();
    assert_eq!(problem.message, "The sandbox of weather-bot no longer works: its Python is gone");
    assert_eq!(problem.path.unwrap().to_str(), Some("/Users/ada/code/weather-bot/.venv"));

    let mut case = Case::good();
    case.interpreters[0].strays = ["httpx", "h11", "idna", "anyio"].map(|name| stray(name, false)).to_vec();
    assert_eq!(
        case.only().message,
        "4 packages were installed into Homebrew's Python 3.14.6, which other programs run on: httpx, h11 and 2 more"
    );

    let mut case = Case::good();
    case.traces.pip.on = vec![on(PipOption::User, Origin::File("/Users/ada/.config/pip/pip.conf".into()))];
    assert_eq!(
        case.only().message,
        "pip can't install into a sandbox, only into your user site: `~/.config/pip/pip.conf` sets `user`"
    );
}

#[test]
fn a_user_site_that_two_pythons_share_is_one_problem() {
    let mut case = Case::good();
    case.interpreters[0].strays = vec![stray("rich", true)];
    case.interpreters[0].site_packages =
        vec![MachinePath::new("/Users/ada/Library/Python/3.14/lib/python/site-packages")];
    let mut other = interpreter(Source::PythonOrg, "3.14.1", "/l/bin/python3.14", "/l/bin/python3.14");
    other.strays = vec![stray("rich", true)];
    case.interpreters.push(other);
    let problem = case.only();
    assert_eq!(problem.message, "1 package in your user site comes before those of every Python 3.14: rich");
    assert_eq!(problem.path.unwrap().to_str(), Some("/Users/ada/Library/Python/3.14/lib/python/site-packages"));
}

#[test]
fn what_is_as_it_should_be_is_no_problem() {
    let mut case = Case::good();
    // A careful person's lock, and a Python that is the user's to install into.
    case.traces.pip.on = vec![on(PipOption::RequireVirtualenv, Origin::Variable("PIP_REQUIRE_VIRTUALENV".to_owned()))];
    case.interpreters[0].strays = vec![stray("httpx", false)];
    case.interpreters[0].protection = Protection::Soft;
    // Being made right now.
    case.projects[0].environment.health = Health::Broken;
    case.projects[0].environment.unfinished = Some(Unfinished::Running);
    // Nobody has asked the terminal.
    case.tools.pipx.as_mut().unwrap().on_path = false;
    case.terminal.from = TerminalFrom::Paths;
    assert_eq!(case.find(), []);
}

#[test]
fn the_worst_comes_first_and_the_order_is_always_the_same() {
    let mut case = Case::good();
    case.projects =
        vec![project("zoo", Health::Missing), project("bot", Health::Missing), project("ant", Health::Broken)];
    case.traces.conda_base = Some("/Users/ada/.zshrc".into());
    let problems = case.find();
    let codes: Vec<ProblemCode> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::EnvironmentBroken, Code::CondaBase, Code::EnvironmentMissing, Code::EnvironmentMissing]);
    assert!(problems[2].message < problems[3].message);
    case.projects.reverse();
    assert_eq!(case.find(), problems);

    assert_eq!(headline(&problems), Headline { level: Level::Problem, text: "4 things to fix".to_owned() });
    assert_eq!(headline(&problems[3..]), Headline { level: Level::Attention, text: "1 thing to fix".to_owned() });
}

#[test]
fn conda_base_is_seen_in_the_start_up_file_and_in_what_the_shell_says() {
    let block = "# >>> conda initialize >>>\n. /Users/ada/miniforge3/bin/conda\n# <<< conda initialize <<<\n";
    let answer = |from, level: Option<&str>| {
        let variables = level.map(|level| ("CONDA_SHLVL".to_owned(), level.to_owned())).into_iter().collect();
        ShellAnswer { from, variables }
    };
    let made = Made::new().file("/Users/ada/.zshrc", block).folder("/Users/ada/miniforge3/condabin");
    let look = |made: &Made, answer| conda_base::look(&made.machine(Os::Macos), &answer);
    let found = Some(PathBuf::from("/Users/ada/.zshrc"));
    assert_eq!(look(&made, answer(TerminalFrom::Paths, None)), found);
    assert_eq!(look(&made, answer(TerminalFrom::Shell, Some("1"))), found);
    assert_eq!(look(&made, answer(TerminalFrom::Shell, Some("0"))), None);
    assert_eq!(look(&made, answer(TerminalFrom::Shell, None)), None);
    let made = made.file("/Users/ada/.condarc", "auto_activate_base: false\n");
    assert_eq!(look(&made, answer(TerminalFrom::Paths, None)), None);

    let gone = Made::new().file("/Users/ada/.zshrc", block);
    assert_eq!(look(&gone, answer(TerminalFrom::Paths, None)), None, "conda is no longer there");
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn what_sudo_pip_left_is_seen_one_level_deep() {
    use std::os::unix::fs::chown;
    let made = Made::new()
        .file("/Users/ada/Library/Caches/pip/http/x", "")
        .file("/Users/ada/Library/Python/3.9/x", "")
        .file("/Users/ada/.local/lib/python3.9/x", "");
    let own = [
        "",
        "/Library",
        "/Library/Caches",
        "/Library/Caches/pip",
        "/Library/Python",
        "/Library/Python/3.9",
        "/.local",
        "/.local/lib",
        "/.local/lib/python3.9",
    ];
    for path in own {
        if chown(made.place(&format!("/Users/ada{path}")), Some(1000), None).is_err() {
            println!("SKIPPED: only root can give files away");
            return;
        }
    }
    let found = root_owned::look(&made.machine(Os::Macos));
    assert_eq!(found, [PathBuf::from("/Users/ada/Library/Caches/pip")]);

    chown(made.place("/Users/ada"), Some(0), None).unwrap();
    assert_eq!(root_owned::look(&made.machine(Os::Macos)), Vec::<PathBuf>::new(), "the user is root");
}
