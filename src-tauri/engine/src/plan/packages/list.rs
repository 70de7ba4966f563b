//! A requirements file, read as data: which packages it names, and which of its lines would have something executed.
//!
//! Only as far as a plan depends on it: pip reads the file itself. The format is pip's own ("Requirements File Format"
//! in its documentation).

use std::path::PathBuf;

use serde::Serialize;

use crate::advise::names::normalise;
use crate::tool::spec::Spec;

/// A requirements file.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// The file.
    pub path: PathBuf,
    /// The same, for a sentence.
    pub shown: String,
    /// What is in it; `None` when it can't be read.
    pub text: Option<String>,
    /// Whether it was named, and not only included by another.
    pub is_named: bool,
}

/// A line that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A package, by its normalised name.
    Package(String),
    /// Another such file, as it is written.
    Include(String),
    /// Where packages come from.
    Source(String),
    /// What has to be built, or may have to: a program of its own is run.
    Builds(String),
    /// Anything else.
    Other,
}

/// The lines of a requirements file that mean something, those that go on joined.
pub fn lines(text: &str) -> Vec<Line> {
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    joined.lines().filter_map(line).collect()
}

fn line(line: &str) -> Option<Line> {
    let line = line.trim_start_matches('\u{feff}').trim();
    let line = if line.starts_with('#') { "" } else { line.split(" #").next().unwrap_or_default().trim() };
    if line.is_empty() {
        return None;
    }
    if line.starts_with('-') {
        return Some(option(line));
    }
    let entry = line.split(" --").next().unwrap_or_default().trim();
    if let Ok(spec) = Spec::listed(entry) {
        return Some(spec.package().map_or(Line::Other, |package| Line::Package(package.name.normal())));
    }
    // `name @ https://example.org/name-1.0-py3-none-any.whl#sha256=..`: unpacked, and nothing more.
    let address = entry.split(';').next().unwrap_or_default().split('#').next().unwrap_or_default().trim();
    if address.rsplit('.').next() == Some("whl") {
        let name = address.split('@').next().filter(|name| *name != address).map(|name| normalise(name.trim()));
        return Some(name.map_or(Line::Other, Line::Package));
    }
    Some(Line::Builds(line.to_owned()))
}

fn option(line: &str) -> Line {
    let end = line.find([' ', '=']).unwrap_or(line.len());
    let (name, value) = (&line[..end], line[end..].trim_start_matches([' ', '=']).trim());
    // optparse takes a value right behind a short option.
    let attached = |short: &str| line.strip_prefix(short).filter(|rest| !rest.starts_with('-'));
    match name {
        "-r" | "--requirement" | "-c" | "--constraint" => Line::Include(value.to_owned()),
        "-e" | "--editable" | "--no-binary" => Line::Builds(line.to_owned()),
        "-i" | "--index-url" | "--pypi-url" | "--extra-index-url" | "-f" | "--find-links" | "--trusted-host" => {
            Line::Source(line.to_owned())
        }
        _ => match (attached("-r").or_else(|| attached("-c")), attached("-e")) {
            (Some(file), _) => Line::Include(file.to_owned()),
            (None, Some(_)) => Line::Builds(line.to_owned()),
            (None, None) => Line::Other,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_pip_makes_of_it() {
        let package = |name: &str| Some(Line::Package(name.to_owned()));
        let builds = |text: &str| Some(Line::Builds(text.to_owned()));
        for (text, expected) in [
            ("requests", package("requests")),
            ("  Zope.Interface>=5 # why", package("zope-interface")),
            ("uvicorn[standard]==0.30 --hash=sha256:ab", package("uvicorn")),
            ("tomli; python_version < '3.11'", package("tomli")),
            ("six @ https://example.org/six-1-py3-none-any.whl#sha256=a", package("six")),
            ("./wheels/six-1-py3-none-any.whl", Some(Line::Other)),
            ("# nothing", None),
            ("", None),
            ("-r base.txt", Some(Line::Include("base.txt".to_owned()))),
            ("-rbase.txt", Some(Line::Include("base.txt".to_owned()))),
            ("--constraint=c.txt", Some(Line::Include("c.txt".to_owned()))),
            (
                "--index-url https://example.org/simple",
                Some(Line::Source("--index-url https://example.org/simple".to_owned())),
            ),
            ("--pre", Some(Line::Other)),
            ("-e .", builds("-e .")),
            ("-e.", builds("-e.")),
            ("--no-binary :all:", builds("--no-binary :all:")),
            ("git+https://example.org/x.git", builds("git+https://example.org/x.git")),
            ("x @ https://example.org/x.tar.gz", builds("x @ https://example.org/x.tar.gz")),
            ("./here", builds("./here")),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn a_line_may_go_on() {
        assert_eq!(lines("six==1 \\\n  --hash=sha256:a\nidna\n").len(), 2);
    }
}
