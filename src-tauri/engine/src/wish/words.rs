//! A wish back in words, as the history keeps it and a button carries it.

use std::path::Path;

use super::{Opener, Wish};

impl Wish {
    /// The words that [`Wish::parse`] reads as this wish.
    ///
    /// Where a word of somebody else's looks like an option, all of those stand behind `--`.
    pub fn words(&self) -> Vec<String> {
        let (options, rest) = self.said();
        let mut words: Vec<String> = self.verb().split(' ').map(str::to_owned).collect();
        let looks_like_an_option = |word: &String| word.starts_with('-');
        if rest.iter().any(looks_like_an_option) {
            words.extend(options);
            words.push("--".to_owned());
            words.extend(rest);
        } else {
            words.extend(rest);
            words.extend(options);
        }
        words
    }

    /// The options, and the words that are none.
    fn said(&self) -> (Vec<String>, Vec<String>) {
        let python = |python: &String| vec!["--python".to_owned(), python.clone()];
        match self {
            Self::VenvCreate { folder, python: wanted } => {
                (wanted.as_ref().map(python).unwrap_or_default(), vec![text(folder)])
            }
            Self::VenvSwitch { folder, python: wanted } => (python(wanted), vec![text(folder)]),
            Self::VenvRepair { folder }
            | Self::VenvDelete { folder }
            | Self::VenvDiscard { folder }
            | Self::New { folder }
            | Self::Requirements { folder }
            | Self::Freeze { folder } => (Vec::new(), vec![text(folder)]),
            Self::Add { folder, packages, files } => {
                let files = files.iter().flat_map(|file| ["-r".to_owned(), text(file)]).collect();
                (files, [&[text(folder)], packages.as_slice()].concat())
            }
            Self::Remove { folder, packages } | Self::Upgrade { folder, packages } => {
                (Vec::new(), [&[text(folder)], packages.as_slice()].concat())
            }
            Self::Open { folder, with } => {
                let with = match with {
                    Opener::Terminal => "terminal",
                    Opener::Editor => "editor",
                };
                (vec!["--in".to_owned(), with.to_owned()], vec![text(folder)])
            }
            Self::ToolAdd { name, include_dependencies } => {
                let options = include_dependencies.then(|| "--include-deps".to_owned());
                (options.into_iter().collect(), vec![name.clone()])
            }
            Self::ToolRemove { name }
            | Self::ToolUpgrade { name }
            | Self::ToolRepair { name }
            | Self::BrewAdd { name }
            | Self::BrewRemove { name } => (Vec::new(), vec![name.clone()]),
            Self::BreakGlass { python: wanted, packages, builds } => {
                let builds = builds.then(|| "--build".to_owned());
                (builds.into_iter().chain(wanted.iter().flat_map(python)).collect(), packages.clone())
            }
            Self::TakeOut { python: wanted, packages } => {
                (wanted.as_ref().map(python).unwrap_or_default(), packages.clone())
            }
            Self::Rescue { python: wanted, into } => {
                ([python(wanted), vec!["--into".to_owned(), text(into)]].concat(), Vec::new())
            }
            Self::Lock { on } => (Vec::new(), vec![if *on { "on" } else { "off" }.to_owned()]),
            Self::PipxSetup | Self::PipConfClean => (Vec::new(), Vec::new()),
            Self::Undo { job } => (Vec::new(), job.iter().map(|job| job.0.clone()).collect()),
        }
    }

    /// Its first words.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::VenvCreate { .. } => "venv create",
            Self::VenvRepair { .. } => "venv repair",
            Self::VenvSwitch { .. } => "venv switch",
            Self::VenvDelete { .. } => "venv delete",
            Self::VenvDiscard { .. } => "venv discard",
            Self::New { .. } => "new",
            Self::Add { .. } => "add",
            Self::Remove { .. } => "remove",
            Self::Upgrade { .. } => "upgrade",
            Self::Requirements { .. } => "requirements",
            Self::Freeze { .. } => "freeze",
            Self::Open { .. } => "open",
            Self::PipxSetup => "pipx setup",
            Self::ToolAdd { .. } => "tool add",
            Self::ToolRemove { .. } => "tool remove",
            Self::ToolUpgrade { .. } => "tool upgrade",
            Self::ToolRepair { .. } => "tool repair",
            Self::BrewAdd { .. } => "brew add",
            Self::BrewRemove { .. } => "brew remove",
            Self::BreakGlass { .. } => "break-glass",
            Self::TakeOut { .. } => "take-out",
            Self::Rescue { .. } => "rescue",
            Self::Lock { .. } => "lock",
            Self::PipConfClean => "pip-conf clean",
            Self::Undo { .. } => "undo",
        }
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
