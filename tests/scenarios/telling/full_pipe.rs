//! A reader who has stopped reading.

use std::fs;
use std::io::{PipeWriter, Write as _};
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

use super::Home;

#[test]
fn keeps_nobody_from_interrupting() -> Result<()> {
    if fs::read("/proc/self/wchan").is_err() {
        println!("SKIPPED: this kernel does not say what a thread waits for");
        return Ok(());
    }
    let home = Home::new()?;
    let (reader, mut writer) = std::io::pipe()?;
    fill(&mut writer)?;
    let mut command = home.sandbar.command(&["watch", "--json", "--no-shell"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::from(writer)).spawn()?;
    let id = child.id();
    // Its first line waits for room in the pipe.
    while !is_writing(id) {
        ensure!(child.try_wait()?.is_none(), "it has ended by itself");
        std::thread::yield_now();
    }
    ensure!(Command::new("kill").args(["-INT", &id.to_string()]).status()?.success());
    assert_eq!(child.wait()?.code(), Some(130));
    drop(reader);
    Ok(())
}

/// Whether one of its threads waits until there is room in a pipe.
fn is_writing(process: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let mut places = threads.filter_map(|thread| fs::read_to_string(thread.path().join("wchan")).ok());
    places.any(|place| place.contains("pipe_write"))
}

/// Writes into a pipe until nothing more goes in.
fn fill(writer: &mut PipeWriter) -> Result<()> {
    let flags = fcntl_getfl(&*writer)?;
    fcntl_setfl(&*writer, flags | OFlags::NONBLOCK)?;
    for size in [4096, 1] {
        while writer.write(&vec![b'.'; size]).is_ok() {}
    }
    Ok(fcntl_setfl(&*writer, flags)?)
}
