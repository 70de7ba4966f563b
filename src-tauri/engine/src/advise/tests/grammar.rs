//! Every wish that advice offers is one of the design's, word for word.

use super::{mac, mac_with_project};
use crate::advise::errors::tests::SAMPLES;
use crate::advise::parse::What;
use crate::advise::parse::requirement::{self, is_name};
use crate::advise::tables::{ALIASES, APPLICATIONS, OVERRIDES, PROGRAMS, STDLIB};
use crate::advise::{World, advise};
use crate::machine::Os;
use crate::model::Health;

/// The wishes of the design that advice can end in: fixed words, and in capitals what stands for others.
const GRAMMAR: &[&str] = &[
    "venv create DIR",
    "venv create DIR --python PYTHON",
    "venv repair DIR",
    "venv switch DIR --python PYTHON",
    "new DIR",
    "add DIR SPEC...",
    "remove DIR NAME...",
    "requirements DIR",
    "open DIR --in terminal",
    "pipx setup",
    "tool add NAME",
    "tool add --include-deps NAME",
    "tool repair NAME",
    "brew add FORMULA",
    "break-glass SPEC...",
    "rescue --python PYTHON --into DIR",
    "lock off",
    "pip-conf clean",
];

fn fits(wish: &[String], rule: &str, world: &World) -> bool {
    let mut words = wish.iter().map(String::as_str);
    let fitting = rule.split(' ').all(|part| match part {
        "DIR" => words.next().is_some_and(|word| word.starts_with('/')),
        "PYTHON" => words.next().is_some_and(|word| {
            world.pythons.iter().any(|python| python.id == word) || world.strays.iter().any(|it| it.interpreter == word)
        }),
        "NAME" => words.next().is_some_and(is_name),
        "NAME..." => words.next().is_some_and(is_name) && words.by_ref().all(is_name),
        "SPEC..." => words.next().is_some_and(is_spec) && words.by_ref().all(is_spec),
        "FORMULA" => words.next().is_some_and(|word| {
            word.split_once('@').is_none_or(|(_, version)| version.starts_with(|digit: char| digit.is_ascii_digit()))
                && is_name(word.split('@').next().unwrap_or_default())
        }),
        fixed => words.next() == Some(fixed),
    });
    fitting && words.next().is_none()
}

fn is_spec(word: &str) -> bool {
    matches!(requirement::read(word), What::Package(_)) && !word.contains(' ')
}

/// Machines with much, with little and with nothing on them.
fn worlds() -> Vec<World> {
    let mut without_tools = mac_with_project(Health::Missing);
    (without_tools.brew, without_tools.pipx) = (false, false);
    let mut broken = mac_with_project(Health::Broken);
    broken.tool_commands = (["black".to_owned()].into(), false);
    let mut begun = mac();
    begun.fresh.is_there = true;
    let mut looked_up = mac();
    looked_up.commands.insert("abx-dl".to_owned(), vec!["abx-dl".to_owned()]);
    let empty = World::empty(Os::Linux, "/home/ada");
    vec![
        mac(),
        mac_with_project(Health::Healthy),
        mac_with_project(Health::NoPip),
        without_tools,
        broken,
        begun,
        looked_up,
        empty,
    ]
}

#[test]
fn every_wish_is_one_of_the_designs() {
    let names =
        [ALIASES, APPLICATIONS, OVERRIDES, PROGRAMS, STDLIB].into_iter().flat_map(crate::advise::tables::Table::rows);
    let mut texts: Vec<String> = names.map(|row| row.key().to_owned()).collect();
    let commands = [
        "sudo pip install --break-system-packages ",
        "brew install ",
        "pipx install ",
        "pip uninstall ",
        "poetry add ",
    ];
    texts.extend(commands.iter().flat_map(|command| {
        ["requests==2.31", "black", "ansible", "python@3.12", "tkinter"].map(|name| format!("{command}{name}"))
    }));
    texts.extend(["pip install -r requirements.txt", "python3 -m venv .venv", "abx-dl"].map(str::to_owned));
    texts.extend(SAMPLES.iter().map(|(_, sample)| sample.split_once('\n').expect("a head").1.to_owned()));
    let mut used = [false; GRAMMAR.len()];
    for world in worlds() {
        for text in &texts {
            for wish in advise(text, &world).wishes {
                let rule = GRAMMAR.iter().position(|rule| fits(&wish, rule, &world));
                let rule = rule.unwrap_or_else(|| panic!("{wish:?} is no wish of the design; from {text:?}"));
                used[rule] = true;
            }
        }
    }
    let unused: Vec<&&str> = GRAMMAR.iter().zip(used).filter(|(_, used)| !used).map(|(rule, _)| rule).collect();
    assert!(unused.is_empty(), "nothing led to {unused:?}");
}
