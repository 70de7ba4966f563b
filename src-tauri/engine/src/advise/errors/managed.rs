//! `externally-managed-environment`, as pip, uv and PEP 668 word it, whole or in part, and as it looks after a copy that
//! went wrong: wrapped, with other dashes, with a letter misread.
//!
//! Letters alone are compared, from the first word of the line on, so that a sentence about the error is not the error.

use super::{ErrorCode, Scene, Trouble};
use crate::advise::names::distance;

/// Lines of which nothing else is left, but for a slip or two.
const WHOLE: [&str; 3] =
    ["errorexternallymanagedenvironment", "externallymanagedenvironment", "thisenvironmentisexternallymanaged"];

/// Beginnings of lines: of the title with all that follows on one line, of the explanation, and of its end.
const BEGINNINGS: [&str; 5] = [
    "errorexternallymanagedenvironmentthisenvironmentis",
    "externallymanagedenvironmentthisenvironmentis",
    "thisenvironmentisexternallymanagedtoinstall",
    "toinstallpythonpackagessystemwidetry",
    "hintseepepforthedetailedspecification",
];

/// A misread letter here and there.
const SLIPS: usize = 3;

/// As many letters as are ever compared: the path of an interpreter may stand among them.
const MOST: usize = 300;

/// The refusal of pip or uv to touch a Python that is somebody else's.
pub(super) fn externally_managed(scene: &Scene<'_>) -> Option<Trouble> {
    let output = &scene.segment.output;
    let followed = |at: usize| output.get(at + 1).map(String::as_str).unwrap_or_default();
    let at = (0..output.len()).find(|at| {
        let letters = letters(&output[*at]);
        says_so(&letters) || says_so(&self::letters(&format!("{} {}", output[*at], followed(*at))))
    })?;
    let code =
        if in_sandbox(scene) { ErrorCode::ExternallyManagedInSandbox } else { ErrorCode::ExternallyManagedEnvironment };
    Some(Trouble::new(code, &output[at]))
}

fn says_so(letters: &str) -> bool {
    let whole = |title: &&str| {
        letters.len().abs_diff(title.len()) <= SLIPS && distance(letters.as_bytes(), title.as_bytes(), SLIPS).is_some()
    };
    // uv names the interpreter in between.
    let by_uv =
        letters.trim_start_matches("error").starts_with("theinterpreterat") && letters.contains("isexternallymanaged");
    let last_of_pip =
        letters.starts_with("noteifyoubelievethisisamistake") && letters.contains("yourpythoninstallation");
    WHOLE.iter().any(whole) || last_of_pip || BEGINNINGS.iter().any(|beginning| letters.starts_with(beginning)) || by_uv
}

/// The letters of a line, behind the times and numbers that logs put before it.
fn letters(line: &str) -> String {
    let is_word = |word: &&str| {
        word.chars().filter(|character| character.is_alphabetic()).count() > 1
            && !word.contains(|character: char| character.is_ascii_digit())
    };
    let words = line.split_whitespace().take(MOST).skip_while(|word| !is_word(word));
    let letters = words.flat_map(str::chars).filter(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_lowercase()).take(MOST).collect()
}

/// Whether a sandbox was meant to answer: the prompt shows one, or the command names one's own pip.
fn in_sandbox(scene: &Scene<'_>) -> bool {
    if scene.segment.active().is_some_and(|name| name != "base") {
        return true;
    }
    let by_path = ["venv/bin/", "env/bin/"]
        .iter()
        .any(|folder| scene.segment.typed.split(' ').next().is_some_and(|program| program.contains(folder)));
    // A prompt of two lines has the environment on its first.
    let above = scene.earlier().last().and_then(|segment| segment.output.last());
    by_path || above.is_some_and(|line| ["(.venv)", "(venv)", "(env)"].iter().any(|name| line.contains(name)))
}
