//! Every Python of a machine, on made Macs of both kinds, on made Linuxes, and on the machine that runs the tests.

mod linux;
mod mac;
mod real;
mod strays;
mod traps;

use sandbar_engine::model::{Interpreter, Source};

/// The interpreters of one source, as `(version, path)`.
fn told(interpreters: &[Interpreter], source: Source) -> Vec<(String, String)> {
    let of_source = interpreters.iter().filter(|interpreter| interpreter.source == source);
    of_source.map(|interpreter| (interpreter.version.clone(), interpreter.path.to_string())).collect()
}

/// The one interpreter of this source and version.
fn one<'a>(interpreters: &'a [Interpreter], source: Source, version: &str) -> &'a Interpreter {
    let mut found =
        interpreters.iter().filter(|interpreter| interpreter.source == source && interpreter.version == version);
    let first = found.next().unwrap_or_else(|| panic!("no {source:?} {version} in {interpreters:#?}"));
    assert!(found.next().is_none(), "{source:?} {version} is there twice: {interpreters:#?}");
    first
}

/// Paths as text, to be compared with what a person would write.
fn texts<P: ToString>(paths: &[P]) -> Vec<String> {
    paths.iter().map(ToString::to_string).collect()
}
