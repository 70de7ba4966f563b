//! Folders that vanish, come back, and are others than they were.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use anyhow::Result;

use super::{Following, HOME, World, until_watched, watched};

/// Whether a change in `code` is still seen, and no folder is watched that is no longer there.
fn is_whole(world: &World, following: &Following, projects: &[&str]) -> Result<()> {
    following.until_projects(projects)?;
    let mut all = projects.to_vec();
    all.push("new");
    world.project("new", false)?;
    following.until_projects(&all)?;
    fs::write(world.code().join("new/requirements.txt"), "")?;
    following.until("a file in it", |seen| seen.projects.iter().any(|project| project.evidence.len() == 2))?;
    fs::remove_dir_all(world.code().join("new"))?;
    following.until_projects(projects)
}

#[test]
fn a_watched_folder_that_is_renamed_and_comes_back() -> Result<()> {
    let world = World::new()?;
    world.interpreter("3.12.1")?;
    world.project("bot", true)?;
    let following = world.follow()?;
    let count = watched(&world.code())?.len();
    for _ in 0..3 {
        fs::rename(world.code(), world.place("/home/ada/away"))?;
        following.until_projects(&[])?;
        fs::rename(world.place("/home/ada/away"), world.code())?;
        is_whole(&world, &following, &["bot"])?;
    }
    // Away and back before anybody has looked.
    fs::rename(world.code(), world.place("/home/ada/away"))?;
    fs::rename(world.place("/home/ada/away"), world.code())?;
    is_whole(&world, &following, &["bot"])?;
    until_watched(&world.code(), count)
}

#[test]
fn a_watched_folder_that_is_deleted_and_made_anew() -> Result<()> {
    let world = World::new()?;
    world.interpreter("3.12.1")?;
    world.project("bot", true)?;
    let following = world.follow()?;
    let count = watched(&world.code())?.len();
    for _ in 0..3 {
        fs::remove_dir_all(world.code())?;
        following.until_projects(&[])?;
        fs::create_dir(world.code())?;
        world.project("bot", true)?;
        is_whole(&world, &following, &["bot"])?;
    }
    until_watched(&world.code(), count)
}

#[test]
fn the_folder_above_the_watched_one_is_renamed() -> Result<()> {
    let world = World::new()?;
    world.project("bot", false)?;
    let following = world.follow()?;
    let count = watched(&world.code())?.len();
    fs::rename(world.place(HOME), world.place("/home/eve"))?;
    following.until_projects(&[])?;
    fs::rename(world.place("/home/eve"), world.place(HOME))?;
    is_whole(&world, &following, &["bot"])?;
    until_watched(&world.code(), count)
}

#[test]
fn another_folder_takes_the_place_of_the_watched_one() -> Result<()> {
    let world = World::new()?;
    world.project("bot", false)?;
    let following = world.follow()?;
    let old = watched(&world.code())?;
    let other = world.place("/home/ada/other");
    fs::create_dir(&other)?;
    fs::rename(world.code(), world.place("/home/ada/away"))?;
    fs::rename(&other, world.code())?;
    is_whole(&world, &following, &[])?;
    let away = fs::metadata(world.place("/home/ada/away"))?.ino();
    let now = watched(&world.code())?;
    anyhow::ensure!(old.contains(&away) && !now.contains(&away), "the folder that went is still watched");
    Ok(())
}
