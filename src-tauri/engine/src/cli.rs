//! The `sandbar` command line: its words, its exit codes, and how an answer or a failure is printed.
//!
//! Standard output carries the answer alone; everything else goes to standard error.

mod advise;
mod arguments;
mod diagnose;
mod do_wish;
mod exit;
mod folders;
mod history;
mod interpreters;
mod interrupt;
mod names;
mod status;
mod terminal;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory as _, Parser as _};
use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::machine::Machine;
use sandbar_engine::project::is_too_wide;
use sandbar_engine::shell;

use arguments::{Arguments, Command, MachineArguments, Past};
use do_wish::Consent;
use exit::{Exit, print_failure};
use interrupt::is_anybody_there;
use terminal::{err, out};

/// Runs what was typed.
pub(crate) fn run(typed: Vec<OsString>) -> ExitCode {
    let as_json = typed.iter().take_while(|word| *word != "--").any(asks_for_json);
    let mut command = Arguments::command();
    // The options of all commands stand in each of them only then.
    command.build();
    let exit = match Arguments::try_parse_from(names::apart(typed, &command)) {
        Ok(arguments) => answer(&arguments).or_else(|error| told(error, as_json)),
        Err(error) => misused(&error, as_json),
    };
    // A closed pipe (`sandbar status | head`) is the reader's choice, not an error to shout about.
    exit.unwrap_or(Exit::Failed).into()
}

/// Also said in a way that is wrong, the answer is JSON: whoever asked for it can read nothing else.
fn asks_for_json(word: &OsString) -> bool {
    word == "--json" || word.as_encoded_bytes().starts_with(b"--json=")
}

fn answer(arguments: &Arguments) -> anyhow::Result<Exit> {
    let as_json = arguments.json;
    if let Command::PrintEnvironment { mark } = &arguments.command {
        shell::print_environment(mark, &mut io::stdout().lock())?;
        return Ok(Exit::Done);
    }
    let engine = open(&arguments.machine, &arguments.command)?;
    match &arguments.command {
        Command::Status { .. } => status::run(&engine, as_json),
        Command::Watch { .. } => watch::run(&engine, as_json),
        Command::Folders { what } => folders::run(&engine, what.as_ref(), as_json),
        Command::Interpreters { what } => interpreters::run(&engine, what.as_ref(), as_json),
        Command::Verify { directory, trusted } => verify::run(&engine, directory, *trusted, as_json),
        Command::Advise { project, look_up, text } => {
            advise::run(&engine, &advise::Asked { project: project.as_deref(), look_up: *look_up, text }, as_json)
        }
        Command::Do(wish) => {
            let consent = Consent { dry_run: wish.dry_run, yes: wish.yes };
            do_wish::run(&engine, &wish.wish(), consent, as_json)
        }
        Command::Undo { dry_run, yes, job } => {
            let words: Vec<String> = ["undo".to_owned()].into_iter().chain(job.clone()).collect();
            // Whoever types "undo" has said what is to be done; only a person at a terminal can be asked once more.
            let yes = *yes || !is_anybody_there();
            if !dry_run {
                do_wish::wait_for_the_end(&engine, &words, as_json)?;
            }
            do_wish::run(&engine, &words, Consent { dry_run: *dry_run, yes }, as_json)
        }
        Command::History { what: Some(Past::Forget { job }) } => history::forget(&engine, job, as_json),
        Command::History { .. } => history::run(&engine, as_json),
        Command::Diagnose { .. } => diagnose::run(&engine, as_json),
        Command::PrintEnvironment { .. } => Ok(Exit::Done),
    }
}

fn open(which: &MachineArguments, command: &Command) -> Result<Arc<Engine>, Failure> {
    let machine = match (&which.root, which.os) {
        (Some(root), Some(os)) => Machine::tree(root, os.into(), which.home.clone(), which.user.clone())?,
        _ => Machine::this(),
    };
    let stood_in = [machine.cwd.clone()];
    let also = match command {
        Command::Status { also } | Command::Watch { also } | Command::Diagnose { also } => also.as_slice(),
        Command::Advise { project: Some(project), .. } => std::slice::from_ref(project),
        // Whoever asks from inside a project asks about that project.
        Command::Advise { project: None, .. } if machine.live && !is_too_wide(&machine, &machine.cwd) => &stood_in,
        _ => &[],
    };
    let options = Options {
        data: which.data.as_ref().map(|data| Machine::this().absolute(data)),
        also: also.iter().map(|folder| machine.absolute(folder)).collect(),
        ask_shell: !which.no_shell,
    };
    Ok(Engine::open(machine, options))
}

/// A failure is printed; anything else that can go wrong here is that nobody reads the output any more.
fn told(error: anyhow::Error, as_json: bool) -> anyhow::Result<Exit> {
    let failure = match error.downcast::<Failure>() {
        Ok(failure) => failure,
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            return Ok(Exit::Done);
        }
        Err(error) => Failure::new(Code::Internal, error.to_string()),
    };
    Ok(print_failure(&failure, as_json)?)
}

/// Help and version are answers; everything else that clap says is wrong usage.
fn misused(error: &clap::Error, as_json: bool) -> anyhow::Result<Exit> {
    if !error.use_stderr() {
        write!(out(), "{error}")?;
        return Ok(Exit::Done);
    }
    if !as_json {
        write!(err(), "{error}")?;
        return Ok(Exit::Usage);
    }
    let text = error.to_string();
    // The first paragraph: what is wrong, and below it, indented, what is missing.
    let lines: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    let message = lines.join(" ").trim_start_matches("error: ").to_owned();
    let failure = Failure::new(Code::Usage, message).hint("See `sandbar --help`");
    Ok(print_failure(&failure, true)?)
}
