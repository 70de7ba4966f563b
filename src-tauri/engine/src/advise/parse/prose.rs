//! Text that is no terminal's: names, lines of Python, lines of a requirements file, or a sentence.

use super::super::names::is_known;
use super::super::project::imported_by;
use super::super::tables::{ALIASES, PROGRAMS, STDLIB};
use super::requirement::{self, Package, What};
use super::words::{self, SENTENCE};
use super::{Asked, Subject, command, shell, shown};

/// More words than anybody lists: beyond it a text is read as a sentence.
const MOST_NAMES: usize = 200;

/// What the text names.
pub(super) fn subjects(text: &str) -> Vec<Subject> {
    let imports = imports(text);
    if !imports.is_empty() {
        return imports;
    }
    if text.trim_start().starts_with('-') && text.trim().lines().count() == 1 {
        return options(text);
    }
    let words: Vec<&str> = words(text).take(MOST_NAMES + 1).collect();
    if let [only] = words.as_slice() {
        return alone(only).into_iter().collect();
    }
    if words::is_message(text) || words::is_another_programs(&words) {
        return Vec::new();
    }
    let sentence =
        words.len() > MOST_NAMES || words.iter().any(|word| SENTENCE.contains(&word.to_ascii_lowercase().as_str()));
    let subjects: Vec<Subject> =
        if sentence { Vec::new() } else { words.iter().filter_map(|word| alone(word)).collect() };
    let hostile = subjects.iter().any(|subject| subject.what == What::Hostile);
    // A list of names has names in it; two words out of three that nobody knows are a message.
    let strangers = subjects.iter().filter(|subject| !is_familiar(subject)).count();
    if sentence || hostile || strangers * 2 > subjects.len() { asked_for(&words) } else { subjects }
}

/// Whether anything is known of a name, or it carries a version or extras as only requirements do.
fn is_familiar(subject: &Subject) -> bool {
    match &subject.what {
        What::Package(Package { name, suffix, .. }) => !suffix.is_empty() || is_meaningful(name),
        _ => true,
    }
}

fn is_meaningful(name: &str) -> bool {
    is_known(name) || ALIASES.has(name) || STDLIB.has(name) || PROGRAMS.has(name)
}

/// `-U requests`, `-r requirements.txt`: what stands behind `pip install`.
fn options(text: &str) -> Vec<Subject> {
    let words: Vec<String> = shell::split(text).into_iter().next().unwrap_or_default();
    let command = ["pip", "install"]
        .into_iter()
        .map(str::to_owned)
        .chain(words.into_iter().filter(|word| word != "-"))
        .collect::<Vec<_>>();
    let subjects = command::read(&command).map(|command| command.subjects()).unwrap_or_default();
    subjects.into_iter().map(|subject| Subject { asked: Asked::Named, ..subject }).collect()
}

/// The words, without the quotes, commas and full stops around them; comments of a requirements file fall away.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| if line.starts_with('#') { "" } else { line.split(" #").next().unwrap_or_default() })
        .flat_map(split_keeping_requirements)
        .map(|word| word.trim_matches(['"', '\'', '`', ',', '?', '!', '(', ')', ':']))
        .map(|word| if word.chars().all(|character| character == '.') { word } else { word.trim_end_matches('.') })
        .filter(|word| !word.is_empty())
}

/// `requests >= 2.0` on a line of its own is one requirement, spaces or not; commas part names, but not versions.
fn split_keeping_requirements(line: &str) -> Vec<&str> {
    let line = line.trim();
    let spaced = [" =", " <", " >", " ~", " !", " [", " ;"].iter().any(|sign| line.contains(sign));
    if spaced && matches!(requirement::read(line), What::Package(_)) {
        return vec![line];
    }
    let has_suffix = |word: &str| word.contains(['<', '>', '=', '~', '!', '[']);
    line.split_whitespace()
        .flat_map(|word| if has_suffix(word) { vec![word] } else { word.split(',').collect() })
        .collect()
}

fn alone(word: &str) -> Option<Subject> {
    // Options name nothing, and neither does the dash before each line of a list.
    let everyday = SENTENCE.contains(&word.to_ascii_lowercase().as_str()) && !is_meaningful(word);
    if word.starts_with('-') || everyday {
        return None;
    }
    // `_ctypes` is no package's name, but a module's that people meet.
    let module = Package::of_module(word).filter(|module| word.starts_with('_') && STDLIB.has(&module.name));
    let what = module.map_or_else(|| requirement::read(word), What::Package);
    Some(Subject { input: shown(word), what, asked: Asked::Named })
}

/// What a sentence asks about: the known names behind its "install". Without the verb any English word could be a
/// package's name, so nothing counts.
fn asked_for(words: &[&str]) -> Vec<Subject> {
    let is_verb =
        |word: &&str| ["install", "installing", "add", "import"].contains(&word.to_ascii_lowercase().as_str());
    let Some(verb) = words.iter().position(is_verb) else { return Vec::new() };
    let known = |word: &&&str| {
        !SENTENCE.contains(&word.to_ascii_lowercase().as_str())
            && Package::named(word).is_some_and(|package| package.name.len() > 2 && words::is_familiar(&package.name))
    };
    words.iter().skip(verb + 1).filter(known).filter_map(|word| alone(word)).take(8).collect()
}

/// `import cv2`, `from PIL import Image`: lines of Python.
fn imports(text: &str) -> Vec<Subject> {
    let starts_with_one = text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_import);
    if !starts_with_one {
        return Vec::new();
    }
    let modules = imported_by(text);
    let subject = |module: &String| {
        let package = Package::of_module(module)?;
        Some(Subject { input: shown(module), what: What::Package(package), asked: Asked::Imported })
    };
    modules.iter().filter_map(subject).collect()
}

fn is_import(line: &str) -> bool {
    !imported_by(line).is_empty()
}
