//! Text that is no terminal's: names, lines of Python, lines of a requirements file, or a sentence.

use super::super::names::{is_known, meant_by};
use super::super::project::imported_by;
use super::super::tables::{ALIASES, PROGRAMS, STDLIB};
use super::requirement::{self, Package, What};
use super::words::{self, is_of_a_sentence};
use super::{Asked, Subject, command, shell, shown};

/// More words than anybody lists: beyond it a text is read as a sentence.
const MOST_NAMES: usize = 200;

/// What is longer, in bytes or in lines, asks nothing.
const LONGEST_SENTENCE: usize = 400;
const LINES_OF_A_SENTENCE: usize = 3;

/// What the text names.
pub(super) fn subjects(text: &str) -> Vec<Subject> {
    let imports = imports(text);
    if !imports.is_empty() {
        return imports;
    }
    if text.trim_start().starts_with('-') && text.trim().lines().count() == 1 {
        return options(text);
    }
    if text.chars().any(is_of_another_script) {
        return in_another_script(text);
    }
    let words: Vec<&str> = words(text).take(MOST_NAMES + 1).collect();
    if let [only] = words.as_slice() {
        return alone(only).into_iter().collect();
    }
    if words::is_message(text) || words::is_another_programs(&words) {
        return Vec::new();
    }
    let sentence = words.len() > MOST_NAMES || text.contains('?') || words.iter().any(|word| is_of_a_sentence(word));
    let subjects: Vec<Subject> =
        if sentence { Vec::new() } else { words.iter().filter_map(|word| alone(word)).collect() };
    if !sentence && is_list(text, &subjects) {
        return subjects;
    }
    // A sentence fits into a few lines; what is longer is somebody's answer.
    if text.trim().lines().count() <= LINES_OF_A_SENTENCE { asked_for(&words) } else { Vec::new() }
}

/// What the first line of a text says that was tried: "I tried pip3 install rich and got this:".
pub(super) fn in_passing(text: &str) -> Vec<Subject> {
    let first = text.trim_start().lines().next().unwrap_or_default();
    if first.len() < LONGEST_SENTENCE && !words::is_message(first) {
        asked_for(&words(first).collect::<Vec<_>>())
    } else {
        Vec::new()
    }
}

/// A list of names has names in it. Where nothing but spaces parts them, one plain word that nobody knows makes a
/// sentence of it, in whatever language.
fn is_list(text: &str, subjects: &[Subject]) -> bool {
    let parted = text.contains(',') || text.trim().lines().all(|line| !line.trim().contains(' '));
    let strangers = subjects.iter().filter(|subject| !is_familiar(subject)).count();
    let plain = |subject: &Subject| {
        let only_letters = subject.input.chars().all(char::is_alphabetic);
        only_letters && !is_familiar(subject) && meant_by(&subject.input.to_lowercase()).is_none()
    };
    let hostile = subjects.iter().any(|subject| subject.what == What::Hostile);
    !hostile && strangers * 2 <= subjects.len() && (parted || !subjects.iter().any(plain))
}

/// Japanese, Chinese and Korean write no spaces around a name, and their verbs stand behind it.
fn in_another_script(text: &str) -> Vec<Subject> {
    const VERBS: [&str; 7] = ["インストール", "入れ", "導入", "安装", "安裝", "설치", "установ"];
    if !VERBS.iter().any(|verb| text.contains(verb)) || text.len() > LONGEST_SENTENCE {
        return Vec::new();
    }
    let names = text.split(|character: char| !(character.is_ascii_alphanumeric() || "-_.[]=<>~".contains(character)));
    let familiar = |word: &&str| Package::named(word).is_some_and(|package| words::is_familiar(&package.name));
    names.filter(|word| word.len() > 2 && !is_of_a_sentence(word)).filter(familiar).filter_map(alone).take(8).collect()
}

fn is_of_another_script(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{4ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
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
    let everyday = is_of_a_sentence(word) && !is_meaningful(word);
    if word.starts_with('-') || everyday {
        return None;
    }
    // `_ctypes` is no package's name, but a module's that people meet.
    let module = Package::of_module(word).filter(|module| word.starts_with('_') && STDLIB.has(&module.name));
    let what = module.map_or_else(|| requirement::read(word), What::Package);
    Some(Subject { input: shown(word), what, asked: Asked::Named })
}

/// What a sentence asks about: the known names behind its "install", or before it where the language puts the verb last.
/// Without the verb any English word could be a package's name, so nothing counts.
fn asked_for(words: &[&str]) -> Vec<Subject> {
    let verb_among = |verbs: &[&str]| words.iter().position(|word| verbs.contains(&word.to_lowercase().as_str()));
    let first =
        verb_among(&["install", "installing", "add", "import", "installer", "instalar", "instalo", "installare"])
            .map(|verb| verb + 1)
            .or_else(|| verb_among(&["installieren", "installiere", "installiert"]).map(|_| 0));
    let Some(first) = first else { return Vec::new() };
    let known = |word: &&&str| {
        !is_of_a_sentence(word)
            && Package::named(word).is_some_and(|package| package.name.len() > 2 && words::is_familiar(&package.name))
    };
    words.iter().skip(first).filter(known).filter_map(|word| alone(word)).take(8).collect()
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
