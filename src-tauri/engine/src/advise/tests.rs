//! The rule, on many names and many ways to type them.

mod again;
mod asked;
mod grammar;
mod hostile;
mod pasted;
mod reading;
mod rule;
mod tables;

use super::world::Strays;
use super::{ProjectInHand, Python, World};
use crate::machine::Os;
use crate::model::Health;

/// A Mac with Homebrew and pipx, without any project in hand.
pub(super) fn mac() -> World {
    let mut world = World::empty(Os::Macos, "/Users/ada");
    world.brew = true;
    world.pipx = true;
    world.terminal = Some((3, 13));
    let python = |id: &str, minor| Python { id: id.to_owned(), minor, homebrew: true, arch: Some("arm64".to_owned()) };
    world.pythons = vec![python("homebrew-3.13-bbbb", (3, 13)), python("homebrew-3.12-aaaa", (3, 12))];
    world
}

/// The same with a project in hand, and with flask astray in the older Python.
pub(super) fn mac_with_project(health: Health) -> World {
    let mut world = mac();
    world.project = Some(ProjectInHand {
        path: "/Users/ada/weather".to_owned(),
        health,
        minor: Some((3, 13)),
        has_pip: !matches!(health, Health::Missing | Health::NoPip),
        installed: std::collections::BTreeSet::new(),
        imports: ["numpy", "cv2"].map(str::to_owned).into(),
        listed: ["gunicorn", "my-own-thing"].map(str::to_owned).into(),
        own: ["helpers", "main"].map(str::to_owned).into(),
    });
    world.strays = vec![Strays {
        interpreter: "homebrew-3.12-aaaa".to_owned(),
        minor: Some((3, 12)),
        homebrew: true,
        names: ["flask"].map(str::to_owned).into(),
    }];
    world
}
