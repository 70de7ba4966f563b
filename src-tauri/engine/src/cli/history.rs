//! `sandbar history`: what was done.

use std::io::{self, Write};

use sandbar_engine::engine::Engine;
use sandbar_engine::model::{JobId, Outcome, PastJob};
use sandbar_engine::plan::pasteable;
use serde_json::json;

use super::exit::{Exit, print_json};
use super::terminal::out;

/// Prints the history, the last first.
pub(super) fn run(engine: &Engine, as_json: bool) -> anyhow::Result<Exit> {
    let jobs = engine.history()?;
    if as_json {
        print_json(&json!({ "jobs": jobs }))?;
        return Ok(Exit::Done);
    }
    let mut out = out();
    if jobs.is_empty() {
        writeln!(out, "Nothing was done yet")?;
    }
    for job in &jobs {
        write_job(&mut out, job)?;
    }
    Ok(Exit::Done)
}

/// One job: what it was, what it ran, and the end of what was said where that explains something.
fn write_job(out: &mut impl Write, job: &PastJob) -> io::Result<()> {
    const LINES_SHOWN: usize = 8;
    writeln!(out, "{}", line(job))?;
    for command in &job.commands {
        writeln!(out, "    {command}")?;
    }
    if job.outcome == Outcome::Failed {
        for said in &job.output[job.output.len().saturating_sub(LINES_SHOWN)..] {
            writeln!(out, "      {said}")?;
        }
    }
    match (&job.undo, job.undoable) {
        (Some(undo), true) => writeln!(out, "    Undo: {undo}"),
        _ => Ok(()),
    }
}

/// Gives up the undo of a job.
pub(super) fn forget(engine: &Engine, job: &str, as_json: bool) -> anyhow::Result<Exit> {
    engine.forget(&JobId(job.to_owned()))?;
    if as_json {
        print_json(&json!({ "forgotten": job }))?;
    } else {
        writeln!(out(), "What `{job}` had put aside is in the Trash, and it can't be undone any more")?;
    }
    Ok(Exit::Done)
}

fn line(job: &PastJob) -> String {
    let outcome = match job.outcome {
        Outcome::Done => "done",
        Outcome::Failed => "failed",
        Outcome::Cancelled => "cancelled",
    };
    let undo = if job.undoable { format!("  (`sandbar undo {}`)", job.id.0) } else { String::new() };
    format!("{}  {outcome:<9}  {:>6.1} s  {}{undo}", job.at, job.seconds, pasteable(&job.wish))
}
