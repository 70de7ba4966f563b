//! Text in, what to do out: a pip command, a package name, or a pasted error.
//!
//! [`advise`] is a pure function of the text and a [`World`]; [`world()`] is the thin rim that reads what the world is
//! like. Nothing of this runs a program or asks the network (`lookup` does, for somebody who has asked for it), and nothing that was pasted is ever executed or repeated in a
//! wish unless it has the form of a package's name (PEP 508).
//!
//! The way through the rooms: `parse` finds out what was pasted, `errors` which trouble it shows, `judge` what each
//! package is (`names` and `tables` hold what is known), `wishes` what can be clicked on this machine. What no table knows
//! `lookup` can ask of the package's own wheel, with consent.

mod advice;
mod errors;
mod judge;
mod lines;
mod lookup;
pub(crate) mod names;
pub(crate) mod parse;
mod project;
mod tables;
mod typed;
mod wishes;
mod world;

#[cfg(test)]
mod tests;

pub use advice::{Advice, Confidence, Item, Verdict};
pub use errors::ErrorCode;
pub(crate) use judge::{has_commands_of_others_only, is_only_an_application};
pub use lookup::LookedUp;
pub(crate) use lookup::{Wanted, look_up};
pub use typed::{Objection, listed_in, objection};
pub use world::{Fresh, ProjectInHand, Python, Strays, World, world};

use errors::Trouble;
use judge::{Judged, Way};
use parse::{Paste, Subject};

/// More packages than anybody types at once; what comes after them is not judged.
const MOST_ITEMS: usize = 64;

/// More packages than anybody waits for.
const MOST_LOOKED_UP: usize = 5;

/// What to do about `text`.
pub fn advise(text: &str, world: &World) -> Advice {
    let paste = parse::read(text);
    let trouble = errors::recognise(&paste, world);
    let judged = judged(&paste, trouble.as_ref(), world);
    match trouble {
        Some(trouble) if trouble.code.is_some() || !judged.is_empty() => with_trouble(&trouble, judged, world),
        _ if judged.is_empty() => without_packages(&paste, world),
        _ => Advice::new(wishes::of(&judged, None, world), judged.into_iter().map(|judged| judged.item), None),
    }
}

/// The packages in `text` about which a look at their wheels could say more than the tables do, by their normalised
/// names. Whether they are looked up is for the user to say; what was found goes into [`World::commands`].
pub fn worth_looking_up(text: &str, world: &World) -> Vec<String> {
    let paste = parse::read(text);
    let trouble = errors::recognise(&paste, world);
    let guessed = |judged: Judged| {
        let is_guess = judged.item.confidence != Confidence::Certain && matches!(judged.way, Way::Add(_));
        judged.item.package.filter(|package| is_guess && !world.commands.contains_key(package))
    };
    judged(&paste, trouble.as_ref(), world)
        .into_iter()
        .filter(|judged| judged.item.verdict == Verdict::Venv)
        .filter_map(guessed)
        .take(MOST_LOOKED_UP)
        .collect()
}

/// The verdict on each thing that the paste is about, each once.
fn judged(paste: &Paste, trouble: Option<&Trouble>, world: &World) -> Vec<Judged> {
    let mut judged: Vec<Judged> = Vec::new();
    for subject in subjects(paste, trouble).iter().take(MOST_ITEMS) {
        let next = judge::judge(subject, world);
        if !judged.iter().any(|known| known.item.input == next.item.input || known.is_same_package(&next)) {
            judged.push(next);
        }
    }
    judged
}

/// What the paste is about: what the error names first, then what the commands ask for.
fn subjects(paste: &Paste, trouble: Option<&Trouble>) -> Vec<Subject> {
    let mut subjects = Vec::new();
    if let Some(trouble) = trouble {
        subjects.extend(trouble.about.iter().cloned());
        subjects.extend(paste.subjects_of(trouble.segment));
        subjects.extend(paste.unmet());
        if subjects.is_empty() {
            subjects.extend(paste.in_passing().iter().cloned());
        }
    } else {
        subjects.extend(paste.names().iter().cloned());
        subjects.extend(paste.subjects());
    }
    subjects
}

/// An error that is about the machine comes first; one that is about a package explains that package's verdict.
fn with_trouble(trouble: &Trouble, mut judged: Vec<Judged>, world: &World) -> Advice {
    if let Some(code) = trouble.code {
        if code.is_about_the_machine() || judged.is_empty() {
            let verdict = if code.is_cured_by_a_sandbox() { Verdict::Venv } else { Verdict::Fix };
            let reason = format!("{}: {}", code.cause(), code.remedy());
            let item =
                Item { input: trouble.line.clone(), package: None, verdict, reason, confidence: Confidence::Certain };
            judged.insert(0, Judged { item, way: Way::Nothing, breaks: false });
        } else if let Some(first) = judged.first_mut() {
            first.item.reason = format!("{}; {}", code.cause(), first.item.reason);
        }
    }
    let wishes = wishes::of(&judged, Some(trouble), world);
    let advice = Advice::new(wishes, judged.into_iter().map(|judged| judged.item), trouble.code);
    Advice { commands: trouble.code.map(|code| lines::of(code, world)).unwrap_or_default(), ..advice }
}

/// Text in which no package was found: a command that is about no package, or something else altogether.
fn without_packages(paste: &Paste, world: &World) -> Advice {
    let (way, verdict, reason, confidence) = judge::without_packages(paste);
    let judged =
        Judged { item: Item { input: String::new(), package: None, verdict, reason, confidence }, way, breaks: false };
    let wishes = wishes::of(std::slice::from_ref(&judged), None, world);
    Advice::bare(judged.item, wishes)
}
