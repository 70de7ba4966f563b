//! A desktop file among those that every Linux desktop starts with the session.
//!
//! <https://specifications.freedesktop.org/autostart-spec/latest/>

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sandbar_engine::disk;
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::machine::Machine;

const NAME: &str = "autostart/dev.sandbar.Sandbar.desktop";

/// Longer than a desktop file is.
const LIMIT: u64 = 1 << 16;

/// Whether it does; `None` for a machine that is only looked at.
pub(crate) fn is_on(machine: &Machine) -> Option<bool> {
    program(machine)?;
    Some(machine.read_text(&file(machine), LIMIT).is_ok_and(|text| starts(&text)))
}

/// Arranges that it does, or no longer does.
pub(crate) fn switch(machine: &Machine, on: bool) -> Result<(), Failure> {
    let file = file(machine);
    if !on {
        disk::remove_own_file(&file);
        return Ok(());
    }
    let program = program(machine).and_then(Path::to_str).ok_or_else(|| {
        Failure::new(Code::Refused, "Could not find out where Sandbar's own program is")
            .hint("Start Sandbar by its full path, then try again")
    })?;
    disk::make_folders(file.parent().unwrap_or(&file))?;
    disk::replace_shared(&file, entry(program).as_bytes())?;
    Ok(())
}

/// The desktop file says it by an argument.
pub(crate) fn was_started() -> bool {
    false
}

fn file(machine: &Machine) -> PathBuf {
    machine.var_path("XDG_CONFIG_HOME").unwrap_or_else(|| machine.home.join(".config")).join(NAME)
}

fn program(machine: &Machine) -> Option<&Path> {
    machine.program.as_deref().filter(|_| machine.live)
}

/// Whether a desktop would start it. A desktop's own settings switch it off by a line of theirs.
fn starts(text: &str) -> bool {
    let says = |line: &str| text.lines().any(|each| each.trim().replace(' ', "").eq_ignore_ascii_case(line));
    text.contains("[Desktop Entry]") && !says("Hidden=true") && !says("X-GNOME-Autostart-enabled=false")
}

fn entry(program: &str) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName=Sandbar\nComment=Keeps Python beginners out of trouble\n\
         Exec={} --background\nIcon=sandbar-desktop\nTerminal=false\n",
        quoted(program)
    )
}

/// An argument of `Exec`: quoted as a shell would have it, then escaped as every value of the file is, with the sign of
/// the fields doubled.
fn quoted(argument: &str) -> String {
    let mut text = String::from("\"");
    for letter in argument.chars() {
        // Writing to a text can't fail.
        let _ = match letter {
            '"' | '`' | '$' => write!(text, "\\\\{letter}"),
            '\\' => write!(text, "\\\\\\\\"),
            '%' => write!(text, "%%"),
            _ => write!(text, "{letter}"),
        };
    }
    text + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_named_so_that_nothing_in_its_path_is_a_command() {
        // The quoting rule of the specification, then the escaping of a value: `\` becomes `\\` twice.
        assert_eq!(quoted("/opt/Sandbar/sandbar-desktop"), r#""/opt/Sandbar/sandbar-desktop""#);
        assert_eq!(quoted("/a b/$HOME`x`\"%f"), r#""/a b/\\$HOME\\`x\\`\\"%%f""#);
        assert_eq!(quoted(r"/a\b"), r#""/a\\\\b""#);
    }

    #[test]
    fn what_the_desktop_has_switched_off_is_off() {
        let own = entry("/usr/bin/sandbar-desktop");
        assert!(starts(&own));
        assert!(!starts(&format!("{own}Hidden=true\n")));
        assert!(!starts(&format!("{own}X-GNOME-Autostart-enabled = false\n")));
        assert!(!starts(""));
    }

    #[test]
    fn it_is_switched_on_and_off_in_the_home_it_belongs_to() {
        let home = tempfile::TempDir::new().expect("a home");
        let mut machine = Machine::this();
        machine.home = home.path().to_path_buf();
        machine.env.remove(std::ffi::OsStr::new("XDG_CONFIG_HOME"));
        assert_eq!(is_on(&machine), Some(false));
        switch(&machine, true).expect("a file");
        assert_eq!(is_on(&machine), Some(true));
        switch(&machine, false).expect("no file");
        assert_eq!(is_on(&machine), Some(false));
    }

    #[test]
    fn a_machine_that_is_only_looked_at_starts_nothing() {
        let machine = Machine::tree(Path::new("/"), sandbar_engine::machine::Os::Linux, None, None).expect("a tree");
        assert_eq!(is_on(&machine), None);
    }
}
