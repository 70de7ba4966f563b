//! One login shell in a session of its own: listened to, bounded, and gone at the end with all that it started.

use std::os::fd::AsFd as _;
use std::path::Path;
use std::process::{ChildStdout, Stdio};
use std::time::{Duration, Instant};

use std::io::Read as _;
use std::os::unix::process::CommandExt as _;

use process_wrap::std::{ChildWrapper, CommandWrap, ProcessSession};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

use super::dialect::Call;
use crate::machine::Machine;

/// More than any environment: Linux stops at 128 KiB for one variable, macOS at 1 MiB for all.
const LONGEST_ANSWER: usize = 2 << 20;

/// How often a silent shell is looked after.
const MOMENT: Duration = Duration::from_millis(20);

/// How long a shell may take to leave by itself, once it has answered or has been told to.
const FAREWELL: Duration = Duration::from_secs(1);

/// Tells start-up files, and the users who write them, that this is not somebody sitting at a terminal.
const VARIABLES: &[(&str, &str)] = &[
    // The one to test in a start-up file.
    ("SANDBAR_RESOLVING_ENVIRONMENT", "1"),
    // No colours, no title, no line editor.
    ("TERM", "dumb"),
    // Oh My Zsh: no update, no tmux. Powerlevel10k: no prompt before the start-up files are through.
    ("DISABLE_AUTO_UPDATE", "true"),
    ("ZSH_TMUX_AUTOSTART", "false"),
    ("POWERLEVEL9K_INSTANT_PROMPT", "off"),
];

/// Variables of the shell that started us, not of a fresh terminal.
const NOT_INHERITED: &[&str] = &["SHLVL", "PWD", "OLDPWD", "_"];

/// Starts `shell` as `call` says and returns what stood between the marks.
///
/// Whether or not there was an answer, no process of the shell's session lives when this returns.
pub(super) fn hear(machine: &Machine, shell: &Path, call: &Call, mark: &str, patience: Duration) -> Option<Vec<u8>> {
    let deadline = Instant::now() + patience;
    let mut child = start(machine, shell, call).ok()?;
    let leader = i32::try_from(child.id()).ok().and_then(Pid::from_raw)?;
    let answer = child.stdout().take().and_then(|mut stdout| listen(&mut stdout, leader, mark, deadline));
    if answer.is_some() {
        wait_until(Instant::now() + FAREWELL, || has_ended(leader));
    }
    // The leader has not been reaped yet, so its number still names this session and nobody else's.
    end_session(leader);
    // A process that hangs in a dead network disk takes no signal: it is left behind, not waited for.
    wait_until(Instant::now() + FAREWELL, || !matches!(child.try_wait(), Ok(None)));
    answer
}

fn start(machine: &Machine, shell: &Path, call: &Call) -> std::io::Result<Box<dyn ChildWrapper>> {
    let home = if machine.is_folder(&machine.home) { machine.home.as_path() } else { Path::new("/") };
    let mut command = CommandWrap::with_new(shell, |command| {
        if let Some(name) = &call.name {
            command.arg0(name);
        }
        command.args(&call.arguments).current_dir(home).env_clear().envs(&machine.env);
        for name in NOT_INHERITED {
            command.env_remove(name);
        }
        command.env("HOME", &machine.home).env("SHELL", shell).envs(VARIABLES.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    });
    // Not merely a group: without a controlling terminal, no start-up file can ask on it or stop us with SIGTTOU.
    command.wrap(ProcessSession);
    command.spawn()
}

/// Reads until the answer is complete, nobody can write any more, the shell has ended, or time is up.
///
/// A shell that has ended while something it started holds the pipe open has said what it will say.
fn listen(stdout: &mut ChildStdout, leader: Pid, mark: &str, deadline: Instant) -> Option<Vec<u8>> {
    let mut ear = Ear::new(mark);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let ended = has_ended(leader);
        if readable(stdout)? {
            let length = stdout.read(&mut buffer).ok().filter(|length| *length > 0)?;
            if let Some(answer) = ear.hear(buffer.get(..length)?) {
                return Some(answer);
            }
        } else if ended {
            return None;
        }
        if Instant::now() >= deadline {
            return None;
        }
    }
}

/// Waits a moment for something to read, or for the end of the pipe.
fn readable(stdout: &ChildStdout) -> Option<bool> {
    let moment = Timespec::try_from(MOMENT).ok()?;
    let mut pipes = [PollFd::from_borrowed_fd(stdout.as_fd(), PollFlags::IN)];
    match poll(&mut pipes, Some(&moment)) {
        Ok(count) => Some(count > 0),
        Err(rustix::io::Errno::INTR) => Some(false),
        Err(_) => None,
    }
}

/// True when the process has ended; it stays unreaped.
fn has_ended(leader: Pid) -> bool {
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(leader), look), Ok(None))
}

/// Ends what is left of the session: the shell's group, and those that job control (`set -m`) put into others.
///
/// First as a terminal does whose window is closed, for what must be tidied up: a `pyenv rehash` that is killed outright
/// leaves a lock behind on which every later shell waits for a minute.
fn end_session(leader: Pid) {
    /// Somebody may fork while the list is being read.
    const ROUNDS: usize = 5;
    let is_gone = || has_ended(leader) && members(leader).is_empty();
    if is_gone() {
        return;
    }
    // These fail when nobody is left, which is what is wanted.
    let _ = kill_process_group(leader, Signal::HUP);
    let _ = kill_process_group(leader, Signal::TERM);
    wait_until(Instant::now() + FAREWELL, is_gone);
    let _ = kill_process_group(leader, Signal::KILL);
    for _ in 0..ROUNDS {
        let left = members(leader);
        if left.is_empty() {
            return;
        }
        for process in left {
            let _ = kill_process(process, Signal::KILL);
        }
    }
}

/// The processes of the leader's session but for the leader.
fn members(leader: Pid) -> Vec<Pid> {
    let Ok(mut system) = System::new() else { return Vec::new() };
    let only_numbers = ProcessRefreshKind::nothing().without_tasks();
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, only_numbers);
    system
        .processes()
        .values()
        .filter(|process| process.session_id().is_some_and(|session| number(session) == Some(leader)))
        .filter_map(|process| number(process.pid()))
        .filter(|process| *process != leader)
        .collect()
}

fn number(process: sysinfo::Pid) -> Option<Pid> {
    i32::try_from(process.as_u32()).ok().and_then(Pid::from_raw)
}

fn wait_until(deadline: Instant, mut done: impl FnMut() -> bool) {
    while !done() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Finds the answer in a stream of anything, keeping no more than it needs.
struct Ear {
    mark: Vec<u8>,
    /// The mark with the brace that begins an answer.
    opening: Vec<u8>,
    heard: Vec<u8>,
    /// Whether `heard` begins right behind the opening mark.
    inside: bool,
}

impl Ear {
    fn new(mark: &str) -> Self {
        let opening = format!("{mark}{{").into_bytes();
        Self { mark: mark.as_bytes().to_vec(), opening, heard: Vec::new(), inside: false }
    }

    /// Takes more of the stream; the answer, once it is complete.
    fn hear(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        // What has been searched already can't hold more than the beginning of a mark.
        let searched = self.heard.len().saturating_sub(self.opening.len());
        self.heard.extend_from_slice(bytes);
        if !self.inside {
            let Some(at) = position(&self.heard, &self.opening, searched) else {
                let begin_of_a_mark = self.heard.len().saturating_sub(self.opening.len());
                self.heard.drain(..begin_of_a_mark);
                return None;
            };
            self.heard.drain(..at + self.mark.len());
            self.inside = true;
            return self.complete(0);
        }
        self.complete(searched)
    }

    fn complete(&mut self, searched: usize) -> Option<Vec<u8>> {
        if let Some(end) = position(&self.heard, &self.mark, searched) {
            return Some(self.heard.drain(..end).collect());
        }
        if self.heard.len() > LONGEST_ANSWER {
            self.heard.clear();
            self.inside = false;
        }
        None
    }
}

fn position(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let rest = haystack.get(from..)?;
    rest.windows(needle.len()).position(|window| window == needle).map(|at| at + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hear(pieces: &[&str]) -> Option<String> {
        let mut ear = Ear::new("m4rk");
        pieces.iter().find_map(|piece| ear.hear(piece.as_bytes())).map(|answer| String::from_utf8(answer).unwrap())
    }

    #[test]
    fn noise_and_an_echo_of_the_command_are_not_the_answer() {
        let echo = "+ sandbar print-environment m4rk\nwelcome\n";
        assert_eq!(hear(&[echo, "m4rk{\"a\":1}m4rk"]).as_deref(), Some("{\"a\":1}"));
        assert_eq!(hear(&[echo, "m4rk bye"]), None);
    }

    #[test]
    fn an_answer_may_come_byte_by_byte() {
        let bytes: Vec<String> = "noise m4rk m4m4rk{\"a\":\"m4r\"}m4rk".chars().map(String::from).collect();
        let pieces: Vec<&str> = bytes.iter().map(String::as_str).collect();
        assert_eq!(hear(&pieces).as_deref(), Some("{\"a\":\"m4r\"}"));
    }

    #[test]
    fn gigabytes_of_noise_are_not_kept() {
        let mut ear = Ear::new("m4rk");
        let noise = vec![b'x'; 1 << 16];
        for _ in 0..64 {
            assert_eq!(ear.hear(&noise), None);
            assert!(ear.heard.len() < 64);
        }
        assert_eq!(ear.hear(b"m4rk{"), None);
        for _ in 0..64 {
            assert_eq!(ear.hear(&noise), None);
            assert!(ear.heard.len() <= LONGEST_ANSWER + noise.len());
        }
    }
}
