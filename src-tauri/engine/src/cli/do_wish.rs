//! `sandbar do`: shows the plan of a wish, asks, runs it, and says what came of it.
//!
//! The plan and the running lines go to standard error while something is run; standard output is the answer alone.

use std::io::{self, Write};
use std::time::Duration;

use sandbar_engine::engine::Engine;
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::model::{Answer, Job, JobId, JobState, Outcome, Plan, Refusal};
use sandbar_engine::wire::{Advance, Event};
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::exit::{Exit, print_failure, print_json};
use super::interrupt::{Interrupts, asked, is_anybody_there, typed, wait_for};
use super::terminal::{err, out};
use super::verify::write_checks;

/// How much was agreed to beforehand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Consent {
    /// Show the plan and stop.
    pub(super) dry_run: bool,
    /// Run it without asking.
    pub(super) yes: bool,
}

/// Plans, shows, asks, runs.
pub(super) fn run(engine: &Engine, words: &[String], consent: Consent, as_json: bool) -> anyhow::Result<Exit> {
    if !consent.dry_run && !engine.machine().live {
        let failure = Failure::new(Code::NotLive, "Nothing is run on a machine that is only looked at");
        return Err(failure.hint("Look at the plan with `--dry-run`").into());
    }
    engine.ask_shell();
    let plan = match planned(engine, words, as_json)? {
        Planned::Plan(plan) => plan,
        Planned::Refused(refusal) => return refused(&refusal, as_json),
        Planned::NotSeen(seen) => return ended(&seen.0, &seen.1, as_json),
    };
    if consent.dry_run {
        return shown(&plan, as_json, Exit::Done);
    }
    if !consent.yes {
        if as_json {
            return shown(&plan, as_json, Exit::Refused);
        }
        if !is_anybody_there() {
            writeln!(err(), "Nothing was done, because nobody could be asked. Add `--yes` to run this plan")?;
            return shown(&plan, as_json, Exit::Refused);
        }
        write_plan(&mut err(), &plan)?;
        if !agreed(&plan)? {
            writeln!(err(), "Nothing was done")?;
            return Ok(Exit::Cancelled);
        }
    } else if !as_json {
        write_plan(&mut err(), &plan)?;
    }
    let job = wait_for(followed(engine, words, plan.clone(), as_json))??;
    ended(&plan, &job, as_json)
}

/// Waits until what is to be undone is no longer being done by programs that a Sandbar has left behind.
pub(super) fn wait_for_the_end(engine: &Engine, words: &[String], quiet: bool) -> anyhow::Result<()> {
    const PAUSE: Duration = Duration::from_millis(100);
    let mut is_said = quiet;
    while engine.is_still_being_done(words)? {
        if !is_said {
            writeln!(err(), "Waiting for what it has started to come to its end")?;
            is_said = true;
        }
        std::thread::sleep(PAUSE);
    }
    Ok(())
}

/// Asks whether to run it. What is done against better advice has to be typed out: `y` is too quick an answer.
fn agreed(plan: &Plan) -> io::Result<bool> {
    let Some(words) = &plan.confirm else { return Ok(asked("Do this?")? == Some(true)) };
    let typed = typed(&format!("To do it all the same, type `{}`:", words.join(" ")))?;
    Ok(typed.is_some_and(|line| line.split_whitespace().eq(words.iter().flat_map(|word| word.split_whitespace()))))
}

/// A wish, as far as it comes without anybody's consent.
enum Planned {
    Plan(Plan),
    Refused(Refusal),
    /// A program had to look first, and could not.
    NotSeen(Box<(Plan, Job)>),
}

/// Asks for the plan. What has to be looked at by a program first is looked at: that changes nothing.
fn planned(engine: &Engine, words: &[String], quiet: bool) -> anyhow::Result<Planned> {
    const MOST_LOOKS: usize = 4;
    for _ in 0..MOST_LOOKS {
        let preview = match engine.plan(words)? {
            Answer::Plan(plan) => return Ok(Planned::Plan(plan)),
            Answer::Refused(refusal) => return Ok(Planned::Refused(refusal)),
            // On a machine that is only looked at, the look is all that can be shown.
            Answer::Preview(plan) if !engine.machine().live => return Ok(Planned::Plan(plan)),
            Answer::Preview(plan) => plan,
        };
        if !quiet {
            writeln!(err(), "{}\n", preview.title)?;
            for command in &preview.commands {
                writeln!(err(), "    {command}")?;
            }
        }
        let job = wait_for(followed(engine, words, preview.clone(), quiet))??;
        if job.outcome != Some(Outcome::Done) {
            return Ok(Planned::NotSeen(Box::new((preview, job))));
        }
    }
    Err(Failure::new(Code::Stale, "What the plan depends on changes all the time").hint("Try again in a moment").into())
}

/// Starts the job and tells of it until it has ended.
async fn followed(engine: &Engine, words: &[String], plan: Plan, quiet: bool) -> anyhow::Result<Job> {
    let mut interrupts = Interrupts::listen()?;
    let mut events = engine.events();
    let id = engine.start(words, plan)?;
    let finished = engine.jobs().finished(&id);
    tokio::pin!(finished);
    let mut waiting = None;
    loop {
        tokio::select! {
            biased;
            () = interrupts.next() => engine.jobs().cancel(&id)?,
            lines = heard(&mut events, &id, &mut waiting) => if !quiet { say(&lines)? },
            job = &mut finished => return Ok(job?),
        }
    }
}

/// What there is to say about the next event; nothing about those of others. What it waits for is said once.
async fn heard(events: &mut Receiver<Event>, id: &JobId, waiting: &mut Option<String>) -> Vec<String> {
    match events.recv().await {
        Ok(Event::Job(Advance { job })) if job.id == *id && job.waiting != *waiting => {
            waiting.clone_from(&job.waiting);
            job.waiting.into_iter().collect()
        }
        Ok(Event::Output(output)) if output.id == *id => output.lines,
        Ok(Event::Job(Advance { job }))
            if job.id == *id && job.state == JobState::Verifying && job.checks.is_empty() =>
        {
            vec!["Looking at the result".to_owned()]
        }
        Ok(_) => Vec::new(),
        Err(RecvError::Lagged(count)) => vec![format!("({count} lines left out)")],
        Err(RecvError::Closed) => std::future::pending().await,
    }
}

fn say(lines: &[String]) -> io::Result<()> {
    let mut err = err();
    lines.iter().try_for_each(|line| writeln!(err, "  {line}"))
}

fn ended(plan: &Plan, job: &Job, as_json: bool) -> anyhow::Result<Exit> {
    let outcome = job.outcome.unwrap_or(Outcome::Failed);
    let exit = match (outcome, &job.failure) {
        (Outcome::Done, _) => Exit::Done,
        (Outcome::Cancelled, _) => Exit::Cancelled,
        (Outcome::Failed, _) => Exit::Failed,
    };
    if as_json {
        let ended = json!({ "id": job.id, "outcome": outcome, "checks": job.checks, "failure": job.failure });
        print_json(&json!({ "plan": plan, "job": ended }))?;
        return Ok(exit);
    }
    if let Some(failure) = &job.failure {
        print_failure(failure, false)?;
        write_better(&mut err(), &failure.better)?;
        return Ok(exit);
    }
    let mut out = out();
    writeln!(out, "Done: {}", plan.title)?;
    write_checks(&mut out, &job.checks)?;
    Ok(exit)
}

fn refused(refusal: &Refusal, as_json: bool) -> anyhow::Result<Exit> {
    if as_json {
        print_json(&json!({ "refused": refusal }))?;
        return Ok(Exit::Refused);
    }
    let mut err = err();
    writeln!(err, "{}", refusal.reason)?;
    write_better(&mut err, &refusal.better)?;
    Ok(Exit::Refused)
}

fn write_better(out: &mut impl Write, better: &[Vec<String>]) -> io::Result<()> {
    better.iter().try_for_each(|words| {
        let words: Vec<String> = ["sandbar", "do"].into_iter().map(str::to_owned).chain(words.clone()).collect();
        writeln!(out, "Better: {}", sandbar_engine::plan::pasteable(&words))
    })
}

fn shown(plan: &Plan, as_json: bool, exit: Exit) -> anyhow::Result<Exit> {
    if as_json {
        print_json(&json!({ "plan": plan }))?;
    } else {
        write_plan(&mut out(), plan)?;
    }
    Ok(exit)
}

/// The plan, for a person: what, why, how, and what then.
fn write_plan(out: &mut impl Write, plan: &Plan) -> io::Result<()> {
    write_better(out, &plan.better)?;
    writeln!(out, "{}\n", plan.title)?;
    writeln!(out, "  {}\n", plan.why)?;
    for command in &plan.commands {
        writeln!(out, "    {command}")?;
    }
    writeln!(out)?;
    for effect in &plan.effects {
        writeln!(out, "  - {effect}")?;
    }
    writeln!(out, "\n  Checked afterwards")?;
    for expected in &plan.expects {
        writeln!(out, "  - {expected}")?;
    }
    match &plan.undo {
        Some(undo) => writeln!(out, "\n  Undo: {undo}\n"),
        None => writeln!(out, "\n  This can't be undone\n"),
    }
}
