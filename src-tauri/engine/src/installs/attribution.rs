//! Whose a change is: which of several runs made it, and who has signed it. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::running::{Run, RunId};

/// The runs among `possible` that a change of the package `normal` may belong to: of several, those that name it or
/// what needs it; else those whose command line names nothing (`-r requirements.txt`); else those that are `live`: of one
/// that has ended all is installed, and it is known what that needs. What is left may be any's.
pub(super) fn attributed(
    normal: &str,
    possible: &BTreeSet<RunId>,
    seen: &BTreeMap<RunId, Run>,
    needs: &BTreeMap<String, Vec<String>>,
    live: &BTreeSet<RunId>,
) -> BTreeSet<RunId> {
    if possible.len() < 2 {
        return possible.clone();
    }
    let those = |fits: &dyn Fn(&Run) -> bool| -> BTreeSet<RunId> {
        possible.iter().copied().filter(|id| seen.get(id).is_some_and(fits)).collect()
    };
    let name_it = those(&|run| reached(&run.names, needs).contains(normal));
    if !name_it.is_empty() {
        return name_it;
    }
    let name_nothing = those(&|run| run.names.is_empty());
    if !name_nothing.is_empty() {
        return name_nothing;
    }
    let are_live: BTreeSet<RunId> = possible.intersection(live).copied().collect();
    if are_live.is_empty() { possible.clone() } else { are_live }
}

/// `names` and all that they need.
fn reached(names: &BTreeSet<String>, needs: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let mut reached = names.clone();
    let mut waiting: Vec<&String> = names.iter().collect();
    while let Some(name) = waiting.pop() {
        for need in needs.get(name).into_iter().flatten() {
            if reached.insert(need.clone()) {
                waiting.push(need);
            }
        }
    }
    reached
}

/// Who has signed, in one plain word: `poetry` of `poetry 2.1.1`.
pub(super) fn signature(installer: Option<&str>) -> String {
    let word = installer.and_then(|installer| installer.split_whitespace().next()).unwrap_or_default();
    let is_plain = !word.is_empty() && word.len() <= 32 && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_plain { word.to_lowercase() } else { "unknown".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::installs::running::Kind;

    #[test]
    fn of_two_runs_the_one_that_names_it() {
        let run = |names: &[&str]| Run { kind: Kind::Pip, names: names.iter().map(|&name| name.to_owned()).collect() };
        let seen = BTreeMap::from([((1, 0), run(&["shore"])), ((2, 0), run(&["reef"])), ((3, 0), run(&[]))]);
        let needs = BTreeMap::from([("shore".to_owned(), vec!["tide".to_owned()])]);
        let live = BTreeSet::from([(2, 0), (3, 0)]);
        let of = |normal: &str, possible: &[u32]| -> Vec<u32> {
            let possible = possible.iter().map(|pid| (*pid, 0)).collect();
            attributed(normal, &possible, &seen, &needs, &live).into_iter().map(|(pid, _)| pid).collect()
        };
        assert_eq!(of("shore", &[1, 2, 3]), [1]);
        assert_eq!(of("tide", &[1, 2, 3]), [1], "needed by what it names");
        assert_eq!(of("gull", &[1, 2, 3]), [3], "what `-r` names is not seen");
        assert_eq!(of("gull", &[1, 2]), [2], "it may need what is not installed yet");
        assert_eq!(of("gull", &[1, 4]), [1, 4]);
        assert_eq!(of("gull", &[2]), [2]);
    }

    #[test]
    fn a_signature_is_one_plain_word() {
        for (installer, word) in [
            (Some("pip"), "pip"),
            (Some("poetry 2.1.1"), "poetry"),
            (Some("Poetry"), "poetry"),
            (Some("\u{202e}pip"), "unknown"),
            (Some(""), "unknown"),
            (None, "unknown"),
        ] {
            assert_eq!(signature(installer), word);
        }
    }
}
