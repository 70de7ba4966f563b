//! The rule: what a package is, and so where it belongs. The first step that knows wins.
//!
//! 0. Files, folders and addresses go into the sandbox.
//! 1. The name guard: what is part of Python, what is called something else, what is probably misspelt.
//! 2. The table of names that are both library and command.
//! 3. What the project in hand imports or lists.
//! 4. The table of applications.
//! 5. What a look at its wheel has shown.
//! 6. Otherwise a library, said with the confidence that is due.
//!
//! The sandbox is the answer in doubt: there both `import` and the command work, while the opposite mistake ends in "No
//! module named". Homebrew is never proposed for a library.

mod guard;
mod sentence;

pub(super) use guard::{guard, is_a_packages_own_name, provided_by};

use super::advice::{Confidence, Item, Verdict};
use super::names::is_known;
use super::parse::{Asked, Command, Install, Package, Paste, Subject, Tool, What};
use super::tables::{ALIASES, APPLICATIONS, OVERRIDES, POPULAR, Row};
use super::world::World;

/// A verdict, and what it takes to follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) item: Item,
    pub(super) way: Way,
    /// Whether `--break-system-packages` was asked for.
    pub(super) breaks: bool,
}

/// What it takes to follow a verdict. Names in it have the form of a package's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// Into the sandbox, with extras and versions.
    Add(String),
    /// Out of it.
    Remove(String),
    /// All that `requirements.txt` names.
    Requirements,
    /// A sandbox is needed; what goes into it can't be a wish.
    Sandbox,
    /// An application.
    Tool(Application),
    /// Library or application: both ways.
    Either(String),
    /// Something of Homebrew's.
    Brew(String),
    /// pipx itself.
    Pipx,
    /// No way.
    Nothing,
}

/// An application and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Application {
    /// Its package.
    pub(super) name: String,
    /// Its Homebrew formula.
    pub(super) formula: Option<String>,
    /// Whether Homebrew is the better source.
    pub(super) brew_first: bool,
    /// Whether pipx needs `--include-deps`.
    pub(super) with_dependencies: bool,
}

impl Judged {
    pub(super) fn is_same_package(&self, other: &Self) -> bool {
        self.item.package.is_some() && self.item.package == other.item.package
    }
}

/// The verdict on one subject.
pub(super) fn judge(subject: &Subject, world: &World) -> Judged {
    let breaks = matches!(subject.asked, Asked::Installed { breaks: true, .. });
    let (verdict, package, reason, confidence, way) = match &subject.what {
        What::Package(package) => return of_package(subject, package, world, breaks),
        What::Requirements { usual } => {
            let reason = "A list of requirements belongs to a project, so its packages go into that project's sandbox";
            let way = if *usual { Way::Requirements } else { Way::Sandbox };
            (Verdict::Venv, None, reason.to_owned(), Confidence::Certain, way)
        }
        What::Local => {
            let reason = "What lies on this disk is worked on in a project, so it goes into that project's sandbox";
            (Verdict::Venv, None, reason.to_owned(), Confidence::Certain, Way::Sandbox)
        }
        What::Address => {
            let reason =
                "What comes from an address rather than from PyPI goes into a sandbox, apart from everything else";
            (Verdict::Venv, None, reason.to_owned(), Confidence::Certain, Way::Sandbox)
        }
        What::Hostile => {
            let reason =
                format!("`{}` has not the form of a package's name, so nothing is done with it", subject.input);
            (Verdict::Ask, None, reason, Confidence::Low, Way::Nothing)
        }
    };
    Judged { item: Item { input: subject.input.clone(), package, verdict, reason, confidence }, way, breaks }
}

/// What a step of the rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) verdict: Verdict,
    pub(super) package: Option<String>,
    pub(super) reason: String,
    confidence: Confidence,
    pub(super) way: Way,
}

fn of_package(subject: &Subject, package: &Package, world: &World, breaks: bool) -> Judged {
    let finding = match subject.asked {
        Asked::Removed => removed(package),
        Asked::Installed { tool: Tool::Brew, .. } => from_homebrew(package, world),
        asked => guard(package, asked, world).unwrap_or_else(|| belongs(package, asked, world)),
    };
    let reason = match subject.asked {
        Asked::Installed { sudo, breaks, .. } if matches!(finding.verdict, Verdict::Venv | Verdict::Pipx) => {
            sentence::without_force(finding.reason, sudo, breaks)
        }
        _ => finding.reason,
    };
    Judged {
        item: Item {
            input: subject.input.clone(),
            package: finding.package,
            verdict: finding.verdict,
            reason,
            confidence: finding.confidence,
        },
        way: finding.way,
        breaks,
    }
}

/// Steps 2 to 6, for a name that is a package's.
fn belongs(package: &Package, asked: Asked, world: &World) -> Finding {
    let name = package.name.as_str();
    let spec = format!("{name}{}", package.suffix);
    let venv = |reason: String, confidence| Finding {
        verdict: Verdict::Venv,
        package: Some(name.to_owned()),
        reason,
        confidence,
        way: Way::Add(spec.clone()),
    };
    if matches!(asked, Asked::Installed { tool: Tool::Project, .. }) {
        return venv(sentence::added(name), Confidence::Certain);
    }
    if let Some(row) = OVERRIDES.row(name) {
        return match row.column(1) {
            Some("either") if world.project.is_some() => venv(sentence::sees_the_project(name), Confidence::Certain),
            Some("either") => tool(name, row, 2, Confidence::Likely),
            _ => venv(sentence::library(name), Confidence::Certain),
        };
    }
    if let Some(reason) = used_by_project(name, world) {
        return venv(reason, Confidence::Certain);
    }
    if let Some(row) = APPLICATIONS.row(name) {
        return tool(name, row, 1, Confidence::Certain);
    }
    match world.commands.get(name) {
        Some(commands) if !commands.is_empty() => Finding {
            verdict: Verdict::Ask,
            package: Some(name.to_owned()),
            reason: sentence::type_or_import(name, commands),
            confidence: Confidence::Likely,
            way: Way::Either(spec.clone()),
        },
        Some(_) => venv(sentence::no_commands(name), Confidence::Certain),
        None if POPULAR.has(name) => venv(sentence::library(name), Confidence::Likely),
        None if is_known(name) => venv(sentence::probably_a_library(name), Confidence::Likely),
        None if asked == Asked::Refused => nowhere(&package.written),
        None => venv(sentence::unknown(name, matches!(asked, Asked::NotFound | Asked::Imported)), Confidence::Low),
    }
}

/// A name that neither the tables nor the index know: to offer it again would lead nowhere.
fn nowhere(written: &str) -> Finding {
    Finding {
        verdict: Verdict::Ask,
        package: None,
        reason: sentence::nowhere(written),
        confidence: Confidence::Low,
        way: Way::Nothing,
    }
}

/// An application, from the row that says so; its formula stands in the column `formula`, its flags behind that.
fn tool(name: &str, row: Row, formula: usize, confidence: Confidence) -> Finding {
    let flags = formula + 1;
    let application = Application {
        name: name.to_owned(),
        formula: row.column(formula).map(str::to_owned),
        brew_first: row.has_flag(flags, "brew"),
        with_dependencies: row.has_flag(flags, "deps"),
    };
    let (verdict, reason) = match () {
        () if row.has_flag(flags, "tool") => {
            let reason =
                "pipx is a program for the whole machine: Homebrew carries it, and Sandbar sets it up".to_owned();
            return Finding {
                verdict: Verdict::Brew,
                package: Some(name.to_owned()),
                reason,
                confidence,
                way: Way::Pipx,
            };
        }
        () if row.has_flag(flags, "major") => (Verdict::Brew, sentence::other_major(name)),
        () if row.has_flag(flags, "native") => (Verdict::Brew, sentence::native(name)),
        () if row.has_flag(flags, "vendor") => (Verdict::Brew, sentence::vendor(name)),
        () if application.brew_first => (Verdict::Brew, sentence::commands_elsewhere(name)),
        () => (Verdict::Pipx, sentence::application(name)),
    };
    Finding { verdict, package: Some(name.to_owned()), reason, confidence, way: Way::Tool(application) }
}

/// Step 3: whether the project in hand imports the package or lists it.
fn used_by_project(name: &str, world: &World) -> Option<String> {
    let project = world.project.as_ref()?;
    if project.listed.contains(name) {
        return Some(sentence::listed(name));
    }
    let provides = |module: &String| {
        Package::of_module(module).is_some_and(|package| {
            let alias = || ALIASES.row(&package.name).and_then(|row| row.column(1));
            package.name == name || alias() == Some(name)
        })
    };
    project.imports.iter().any(provides).then(|| sentence::imported(name))
}

fn removed(package: &Package) -> Finding {
    let name = &package.name;
    Finding {
        verdict: Verdict::Venv,
        package: Some(name.clone()),
        reason: format!("`{name}` is taken out of the project's sandbox; what a system Python holds belongs to others"),
        confidence: Confidence::Likely,
        way: Way::Remove(name.clone()),
    }
}

/// `brew install NAME`: right for programs, wrong for Python libraries.
fn from_homebrew(package: &Package, world: &World) -> Finding {
    let name = package.name.as_str();
    if let Some(finding) = guard::tkinter(name, world).filter(|_| package.suffix.is_empty()) {
        return finding;
    }
    if name == "pipx" {
        return belongs(package, Asked::Named, world);
    }
    if guard::is_library_formula(name) {
        let plain = guard::library_of_formula(name);
        return Finding {
            verdict: Verdict::Venv,
            package: Some(plain.to_owned()),
            reason: format!(
                "Homebrew installs `{plain}` for its own Python only; in the project's sandbox your code sees it"
            ),
            confidence: Confidence::Certain,
            way: Way::Add(plain.to_owned()),
        };
    }
    let formula = format!("{}{}", package.written.to_ascii_lowercase(), package.suffix);
    let known = APPLICATIONS.rows().any(|row| row.column(1) == Some(formula.as_str()));
    let (reason, confidence) = if known {
        (format!("`{name}` is an application, and Homebrew keeps it up to date"), Confidence::Certain)
    } else {
        (
            format!("Homebrew's programs stand apart from Python's packages, so `{formula}` is Homebrew's"),
            Confidence::Likely,
        )
    };
    Finding { verdict: Verdict::Brew, package: Some(name.to_owned()), reason, confidence, way: Way::Brew(formula) }
}

/// Text without any package: what its commands are about, if it has any.
pub(super) fn without_packages(paste: &Paste) -> (Way, Verdict, String, Confidence) {
    let breaks = |command: &Command| match command {
        Command::Unprotect => true,
        Command::Install(Install { breaks, .. }) => *breaks,
        _ => false,
    };
    let (way, verdict, reason, confidence) = if paste.commands().any(breaks) {
        let reason = "This takes the protection off a Python that other programs stand on; a sandbox needs none of it";
        (Way::Sandbox, Verdict::BreakGlass, reason, Confidence::Certain)
    } else if paste.commands().any(|command| *command == Command::MakeEnvironment) {
        let reason = "This makes a sandbox (virtual environment), which is where a project's packages belong";
        (Way::Sandbox, Verdict::Venv, reason, Confidence::Certain)
    } else if paste.commands().next().is_some() {
        (Way::Nothing, Verdict::Nothing, "This command installs no package", Confidence::Likely)
    } else {
        let reason = "Sandbar finds neither a command, an error nor a package to install in this: paste the command together with all that it printed";
        (Way::Nothing, Verdict::Ask, reason, Confidence::Low)
    };
    (way, verdict, reason.to_owned(), confidence)
}

/// True for a package that the tables call an application, or either.
pub(super) fn is_application(name: &str) -> bool {
    APPLICATIONS.has(name) || OVERRIDES.row(name).is_some_and(|row| row.column(1) == Some("either"))
}

/// True for a package that the tables call an application, and never a library.
pub(crate) fn is_only_an_application(name: &str) -> bool {
    APPLICATIONS.has(name) && !OVERRIDES.has(name)
}

/// True for an application whose commands are those of what it needs: pipx gives them with `--include-deps` alone.
pub(crate) fn has_commands_of_others_only(name: &str) -> bool {
    APPLICATIONS.row(name).is_some_and(|row| row.has_flag(2, "deps"))
}

/// True for a package that the tables call a library, or either.
pub(super) fn is_library(name: &str) -> bool {
    OVERRIDES.has(name)
}
