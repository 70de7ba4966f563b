//! Which wheels to unpack, with the commands that pip would make of them.

use std::path::{Path, PathBuf};

use super::blueprint::{Base, plain_path};
use super::ensurepip::{self, Bundled};
use super::wheel::{self, Wheel};
use super::{Mode, Seed, Seeding, TextFile, Unfit, script};
use crate::machine::Machine;
use crate::model::Interpreter;
use crate::packages;

/// Draws what `interpreter`'s `ensurepip` would install into the environment in `folder`, which has no pip.
///
/// What is there of it already, in whatever version, is left alone.
///
/// # Errors
/// [`Unfit`] where reading does not tell, or something of pip's is in the way.
pub fn seed(machine: &Machine, interpreter: &Interpreter, folder: &Path) -> Result<Seeding, Unfit> {
    let base = Base::read(machine, interpreter)?;
    let site_packages = Path::new("lib").join(base.library).join("site-packages");
    let site = folder.join(&site_packages);
    let installed = packages::read(machine, &site).map_err(|_| Unfit::Missing { path: site.clone() })?;
    let has = |name: &str| installed.iter().any(|it| packages::normalized(&it.name) == name);
    let mut bundled = ensurepip::wheels(machine, base.stdlib)?;
    bundled.retain(|wheel| !has(&wheel.name));

    // Scripts that pip has left there name the interpreter in their own way; what is new does as its neighbours do.
    let python = folder.join("bin").join(base.name);
    let python = if machine.lstat(&python).is_some() { python } else { folder.join("bin/python") };
    let wheels = seeds(machine, &bundled, &python, base.minor)?;
    for seed in &wheels {
        let scripts = seed.scripts.iter().map(|script| folder.join(&script.at));
        let packages = tops(machine, seed)?.into_iter().map(|top| site.join(top));
        // The packages first: half of one is worse than a command that nobody's pip is behind.
        if let Some(path) = packages.chain(scripts).find(|path| machine.lstat(path).is_some()) {
            return Err(Unfit::Occupied { path });
        }
    }
    Ok(Seeding { site_packages, wheels })
}

/// What is needed to unpack each of `bundled`, for the interpreter that the environment calls `python`.
pub(super) fn seeds(
    machine: &Machine,
    bundled: &[Bundled],
    python: &Path,
    minor: (u32, u32),
) -> Result<Vec<Seed>, Unfit> {
    let python = plain_path(python)?;
    let pip = bundled.iter().find(|it| it.name == "pip");
    let Some(pip) = pip else { return Ok(Vec::new()) };
    let template = template(machine, pip)?;
    bundled
        .iter()
        .map(|bundled| {
            let bytes = read(machine, &bundled.wheel)?;
            let odd = |reason: String| Unfit::Wheel { path: bundled.wheel.clone(), reason };
            let mut wheel = Wheel::open(&bytes, &bundled.name, &bundled.version).map_err(odd)?;
            let entries = wheel.text(&format!("{}/entry_points.txt", wheel.information)).unwrap_or_default();
            let commands = wheel::commands(&entries, minor).map_err(odd)?;
            let scripts = commands.iter().map(|(name, entry)| {
                let content = script::script(machine.os, python, &template, entry);
                let content = content.ok_or_else(|| odd(format!("its command `{name}` is not as usual")))?;
                Ok(TextFile { at: Path::new("bin").join(name), content, mode: Mode::Program })
            });
            Ok(Seed {
                scripts: scripts.collect::<Result<_, Unfit>>()?,
                wheel: bundled.wheel.clone(),
                size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                name: bundled.name.clone(),
                version: bundled.version.clone(),
                requested: marks_requests(&pip.version),
            })
        })
        .collect()
}

/// What pip, in this version, makes commands of.
fn template(machine: &Machine, pip: &Bundled) -> Result<String, Unfit> {
    let odd = |reason: String| Unfit::Wheel { path: pip.wheel.clone(), reason };
    let bytes = read(machine, &pip.wheel)?;
    let mut wheel = Wheel::open(&bytes, &pip.name, &pip.version).map_err(odd)?;
    let own = wheel.text("pip/_internal/operations/install/wheel.py");
    let distlib = wheel.text("pip/_vendor/distlib/scripts.py");
    let template = script::template(&own.unwrap_or_default(), &distlib.unwrap_or_default());
    template.ok_or_else(|| odd("it makes commands in an unknown way".to_owned()))
}

/// `REQUESTED` is written since pip 20.2.
fn marks_requests(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or_default());
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) >= (20, 2)
}

/// The names that a wheel puts into the folder of packages.
fn tops(machine: &Machine, seed: &Seed) -> Result<Vec<PathBuf>, Unfit> {
    let bytes = read(machine, &seed.wheel)?;
    let odd = |reason| Unfit::Wheel { path: seed.wheel.clone(), reason };
    let wheel = Wheel::open(&bytes, &seed.name, &seed.version).map_err(odd)?;
    let mut tops: Vec<PathBuf> =
        wheel.files.iter().filter_map(|file| file.name.split('/').next()).map(PathBuf::from).collect();
    tops.sort();
    tops.dedup();
    Ok(tops)
}

fn read(machine: &Machine, path: &Path) -> Result<Vec<u8>, Unfit> {
    machine.read(path, wheel::LARGEST).map_err(|_| Unfit::Missing { path: path.to_path_buf() })
}
