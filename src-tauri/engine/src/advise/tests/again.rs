//! The same text is asked about again once something was done: what is done is not offered again.

use super::{mac, mac_with_project};
use crate::advise::{Advice, ErrorCode, World, advise};
use crate::model::Health;

const REFUSED: &str = "(.venv) $ pip3 install requests\nerror: externally-managed-environment\n";

fn wishes(advice: &Advice) -> Vec<String> {
    advice.wishes.iter().map(|wish| wish.join(" ")).collect()
}

/// A sandbox that works, on a Python of this minor version.
fn on(minor: (u32, u32)) -> World {
    let mut world = mac_with_project(Health::Healthy);
    world.project.as_mut().unwrap().minor = Some(minor);
    world
}

#[test]
fn a_sandbox_that_has_its_pip_back_is_not_repaired_again() {
    for health in [Health::NoPip, Health::Moved] {
        let broken = advise(REFUSED, &mac_with_project(health));
        assert_eq!(wishes(&broken)[0], "venv repair /Users/ada/weather", "{health:?}");
    }
    let mut without = mac_with_project(Health::Healthy);
    without.project.as_mut().unwrap().has_pip = false;
    assert_eq!(wishes(&advise(REFUSED, &without))[0], "venv repair /Users/ada/weather", "one that uv made");
    let mended = advise(REFUSED, &mac_with_project(Health::Healthy));
    assert_eq!(mended.error, Some(ErrorCode::ExternallyManagedInSandbox));
    assert_eq!(wishes(&mended), ["add /Users/ada/weather requests"]);
}

#[test]
fn a_sandbox_that_has_its_python_back_is_not_repaired_again() {
    let text = "$ .venv/bin/python main.py\nbash: .venv/bin/python: No such file or directory\n";
    assert_eq!(wishes(&advise(text, &mac_with_project(Health::Broken))), ["venv repair /Users/ada/weather"]);
    let mended = advise(text, &mac_with_project(Health::Healthy));
    assert_eq!((mended.error, wishes(&mended)), (Some(ErrorCode::InterpreterGone), Vec::new()));
}

#[test]
fn the_python_that_a_package_is_for_is_the_one_that_pip_names() {
    let text = |pythons: &str| {
        format!(
            "$ .venv/bin/pip install tensorflow\nERROR: Ignored the following versions that require a different python \
             version: 2.16.0 Requires-Python {pythons}\nERROR: Could not find a version that satisfies the requirement \
             tensorflow (from versions: none)\nERROR: No matching distribution found for tensorflow\n"
        )
    };
    let switch = |world: &World, pythons: &str| wishes(&advise(&text(pythons), world)).swap_remove(0);
    let to = |id: &str| format!("venv switch /Users/ada/weather --python {id}");
    assert_eq!(switch(&on((3, 13)), "<3.13,>=3.9"), to("homebrew-3.12-aaaa"));
    // Too old is helped by a newer one.
    assert_eq!(switch(&on((3, 9)), ">=3.13"), to("homebrew-3.13-bbbb"));
    assert_eq!(switch(&on((3, 9)), ">=3.12.4"), to("homebrew-3.13-bbbb"));
    // One that is for none of those that are here comes from Homebrew.
    assert_eq!(switch(&on((3, 13)), "<3.12"), "brew add python@3.11");
    // Once it stands on the right one, the package is what is left.
    assert_eq!(switch(&on((3, 12)), "<3.13,>=3.9"), "add /Users/ada/weather tensorflow");
    let other = format!("2.15.0 Requires-Python <3.12; {}", text("<3.13"));
    assert_eq!(wishes(&advise(&other, &on((3, 12))))[0], "add /Users/ada/weather tensorflow");
}

#[test]
fn where_nobody_says_which_pythons_an_older_one_is_tried_and_then_the_package() {
    let text = "$ pip install torch\nERROR: Could not find a version that satisfies the requirement torch (from versions: \
                none)\nERROR: No matching distribution found for torch\n";
    let told = |world: &World| wishes(&advise(text, world));
    assert_eq!(told(&on((3, 13)))[0], "venv switch /Users/ada/weather --python homebrew-3.12-aaaa");
    let mut older = on((3, 12));
    older.pythons.push(crate::advise::Python { minor: (3, 11), id: "old".to_owned(), ..older.pythons[0].clone() });
    assert_eq!(told(&older), ["add /Users/ada/weather torch", "venv switch /Users/ada/weather --python old"]);
}

#[test]
fn what_a_sandbox_has_is_missed_only_outside_of_it() {
    let text = "$ python3 main.py\nModuleNotFoundError: No module named 'requests'\n";
    assert_eq!(advise(text, &mac_with_project(Health::Healthy)).error, Some(ErrorCode::ModuleNotFound));
    let mut world = mac_with_project(Health::Healthy);
    world.project.as_mut().unwrap().installed = ["requests"].map(str::to_owned).into();
    assert_eq!(advise(text, &world).error, Some(ErrorCode::SandboxNotActive));
    assert_eq!(advise(text, &mac()).error, Some(ErrorCode::ModuleNotFound));
}
