//! Which trouble a pasted text shows. Each is recognised by words that its tool really prints, never by words that
//! people use about it.
//!
//! The last command that went wrong counts: what came before it has been tried and left behind. A missing module is
//! often only the echo of another error, so it counts where nothing else does. What is not recognised is not guessed:
//! then there is no code.

mod code;
mod lookup;
mod mac;
mod managed;
mod pip;
mod python;
mod shell;

#[cfg(test)]
pub(super) mod tests;

pub use code::ErrorCode;

use pep440_rs::{Version, VersionSpecifiers};

use super::parse::{Asked, Command, Install, Package, Paste, Segment, Subject, Tool, What, shown};
use super::world::World;

/// What was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// Which error; `None` when the text is about a package without being one of them.
    pub(super) code: Option<ErrorCode>,
    /// The command that it happened to.
    pub(super) segment: usize,
    /// The line that shows it.
    pub(super) line: String,
    /// The packages that the error itself names.
    pub(super) about: Vec<Subject>,
    /// The tool of pipx that it happened to.
    pub(super) tool: Option<String>,
    /// The Python that it happened on.
    pub(super) minor: Option<(u32, u32)>,
    /// The Pythons that the package is for, as far as the text says: one of these has to allow it.
    pub(super) pythons: Vec<VersionSpecifiers>,
}

impl Trouble {
    fn new(code: impl Into<Option<ErrorCode>>, line: &str) -> Self {
        Self {
            code: code.into(),
            segment: 0,
            line: shown(line.trim()),
            about: Vec::new(),
            tool: None,
            minor: None,
            pythons: Vec::new(),
        }
    }

    /// Whether the package is for Pythons of this minor version; `None` where the text does not say.
    pub(super) fn is_for(&self, (major, minor): (u32, u32)) -> Option<bool> {
        // What is for 3.9.2 and later is for a 3.9, as far as anybody asks here.
        let versions = [0, 99].map(|patch| Version::new([u64::from(major), u64::from(minor), patch]));
        let allows = |one: &VersionSpecifiers| versions.iter().any(|version| one.contains(version));
        (!self.pythons.is_empty()).then(|| self.pythons.iter().any(allows))
    }

    fn about(mut self, subjects: impl IntoIterator<Item = Subject>) -> Self {
        self.about.extend(subjects);
        self
    }

    /// The normalised names of the packages that the error names.
    pub(super) fn about_names(&self) -> Vec<String> {
        let name = |subject: &Subject| match &subject.what {
            What::Package(package) => super::judge::provided_by(&package.name),
            _ => Vec::new(),
        };
        self.about.iter().flat_map(name).collect()
    }
}

/// A segment under examination, and what there is around it.
struct Scene<'a> {
    paste: &'a Paste,
    world: &'a World,
    index: usize,
    segment: &'a Segment,
    /// The segment's output with single spaces.
    flat: String,
}

impl Scene<'_> {
    /// The segments before this one, as far back as anybody remembers.
    fn earlier(&self) -> &[Segment] {
        &self.paste.segments[self.index.saturating_sub(MEMORY)..self.index]
    }

    /// The first line of output that `fits`.
    fn line(&self, fits: impl Fn(&str) -> bool) -> Option<&str> {
        self.segment.output.iter().map(String::as_str).find(|line| fits(line))
    }

    /// What this segment's commands install.
    fn installs(&self) -> impl Iterator<Item = &Install> {
        self.segment.commands.iter().filter_map(|command| match command {
            Command::Install(install) => Some(install),
            _ => None,
        })
    }
}

type Recogniser = fn(&Scene<'_>) -> Option<Trouble>;

/// In the order in which they exclude each other: the first that fits a command's output is what happened to it.
const RECOGNISERS: &[Recogniser] = &[
    pip::virtualenv_required,
    managed::externally_managed,
    pip::no_commands,
    mac::homebrew_busy,
    mac::developer_tools,
    mac::wrong_architecture,
    python::interpreter_gone,
    python::certificates,
    pip::settings,
    python::no_pip,
    lookup::not_found,
    pip::not_owned,
    shell::glob,
    shell::not_on_path,
    mac::packages_lost,
    shell::command_missing,
];

/// Those that count where none of the others is found in any command.
const ECHOES: &[Recogniser] = &[python::module_not_found, python::editor, pip::conda_base];

/// Commands further back than this have nothing to do with the last one.
const MEMORY: usize = 60;

/// The trouble in a paste, if it is a known one.
pub(super) fn recognise(paste: &Paste, world: &World) -> Option<Trouble> {
    let mut echo = None;
    for (index, segment) in paste.segments.iter().enumerate().rev().take(MEMORY) {
        let scene = &Scene { paste, world, index, segment, flat: segment.flat() };
        let with_place = |trouble: Trouble| Trouble { segment: scene.index, ..trouble };
        if let Some(trouble) = RECOGNISERS.iter().find_map(|recognise| recognise(scene)) {
            return Some(with_place(trouble));
        }
        if echo.is_none() {
            echo = ECHOES.iter().find_map(|recognise| recognise(scene)).map(with_place);
        }
        // Whatever was wrong before has been overcome here.
        if scene.flat.contains("Successfully installed ") {
            break;
        }
    }
    echo
}

/// A subject that an error names.
fn named(package: Package, asked: Asked) -> Subject {
    Subject { input: package.written.clone(), what: What::Package(package), asked }
}
