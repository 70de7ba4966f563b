//! A wheel, read without unpacking it.
//!
//! Commands stand in two places: in `entry_points.txt` as `console_scripts` and `gui_scripts`
//! (<https://packaging.python.org/en/latest/specifications/entry-points/>), and as files in `NAME.data/scripts/`, as
//! programs do that are not written in Python (ruff) or are older than entry points (awscli).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::Path;

use zip::ZipArchive;

use crate::plain::is_plain;
use crate::tool::pip::entry_points::commands_in;

/// No honest list of entry points is longer.
const LONGEST_LIST: u64 = 1 << 20;

/// More commands than anybody shows.
const MOST: usize = 100;

/// The commands that the wheel in `bytes` brings; `None` when that is no wheel.
pub(super) fn commands(bytes: &[u8]) -> Option<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let information = |name: &&String| name.strip_suffix(".dist-info/WHEEL").is_some_and(|stem| !stem.contains('/'));
    let stem = names.iter().find(information)?.trim_end_matches(".dist-info/WHEEL").to_owned();
    let mut list = String::new();
    if let Ok(file) = archive.by_name(&format!("{stem}.dist-info/entry_points.txt")) {
        // What is no UTF-8, or longer than the limit, is read as far as it goes.
        let mut bytes = Vec::new();
        file.take(LONGEST_LIST).read_to_end(&mut bytes).ok()?;
        list = String::from_utf8_lossy(&bytes).into_owned();
    }
    let scripts = format!("{stem}.data/scripts/");
    let programs = names.iter().filter_map(|name| name.strip_prefix(&scripts)).map(str::to_owned);
    let commands: BTreeSet<String> =
        commands_in(&list).into_iter().chain(programs).filter(|name| is_command(name)).collect();
    Some(commands.into_iter().take(MOST).collect())
}

/// A name that somebody could type, and that a sentence can hold.
fn is_command(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 60
        && !name.contains(['/', '`', ' '])
        && !name.starts_with(['.', '-'])
        && name.chars().all(is_plain)
        // Windows' own, and the completions of awscli for a shell.
        && !Path::new(name).extension().is_some_and(|end| ["cmd", "bat", "exe", "sh"].iter().any(|other| end == *other))
}
