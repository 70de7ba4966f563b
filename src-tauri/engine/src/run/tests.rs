//! Real programs: small `sh` scripts that end, or refuse to end, in every way.

use std::path::Path;
use std::time::Instant as Clock;

use super::*;

/// Long enough that only a hanging test meets it.
const AGES: Duration = Duration::from_mins(1);

fn sh(script: &str) -> Call<'static> {
    call(&["/bin/sh", "-c", script])
}

fn call(argv: &[&str]) -> Call<'static> {
    Call {
        argv: argv.iter().map(|word| (*word).to_owned()).collect(),
        cwd: PathBuf::from("/"),
        env: BTreeMap::new(),
        deadline: AGES,
        held: None,
        stop: Stop::Group,
    }
}

async fn heard(call: &Call<'_>, cancel: &Cancel) -> (Ending, Vec<(Stream, String)>) {
    let mut lines = Vec::new();
    let ending = run_lines(&Machine::this(), call, cancel, |stream, line| lines.push((stream, line))).await;
    (ending, lines)
}

async fn ending(call: &Call<'_>) -> Ending {
    heard(call, &Cancel::default()).await.0
}

/// Cancels as soon as the script has said its first line.
async fn cancelled_when_it_speaks(call: &Call<'_>, times: usize) -> (Ending, Vec<String>) {
    let cancel = Cancel::default();
    let mut lines = Vec::new();
    let ending = run_lines(&Machine::this(), call, &cancel, |_, line| {
        if lines.is_empty() {
            (0..times).for_each(|_| cancel.cancel());
        }
        lines.push(line);
    })
    .await;
    (ending, lines)
}

fn is_alive(process: &str) -> bool {
    let process = process.trim().parse().ok().and_then(Pid::from_raw).unwrap();
    rustix::process::test_kill_process(process).is_ok() && !is_zombie(process)
}

/// A killed grandchild stays in the list until whoever adopted it has looked; in a container that may be nobody.
fn is_zombie(process: Pid) -> bool {
    let stat = format!("/proc/{}/stat", process.as_raw_nonzero());
    Machine::this().read_text(Path::new(&stat), 1 << 16).is_ok_and(|stat| stat.contains(") Z "))
}

/// A signal is delivered soon, not at once.
async fn dies(process: &str) -> bool {
    let began = Clock::now();
    while is_alive(process) {
        if began.elapsed() > AGES / 6 {
            return false;
        }
        tokio::task::yield_now().await;
    }
    true
}

#[tokio::test]
async fn both_streams_are_heard_and_the_code_is_kept() {
    let (ending, lines) = heard(&sh("echo out; echo err >&2; printf last; exit 3"), &Cancel::default()).await;
    assert!(matches!(ending, Ending::Exited(3)), "{ending}");
    for line in [(Stream::Out, "out"), (Stream::Err, "err"), (Stream::Out, "last")] {
        assert!(lines.contains(&(line.0, line.1.to_owned())), "{lines:?}");
    }
    assert!(self::ending(&call(&["/bin/sh", "-c", "true"])).await.is_success());
}

#[tokio::test]
async fn what_does_not_begin_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str, mode: u32| {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.path().join(name);
        crate::disk::write_new(&path, content.as_bytes()).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let missing = folder.path().join("missing").to_str().unwrap().to_owned();
    assert!(matches!(ending(&call(&[&missing])).await, Ending::NotFound));
    assert!(matches!(ending(&call(&[&file("dead", "#!/nowhere/python\n", 0o755)])).await, Ending::NotFound));
    assert!(matches!(ending(&call(&[&file("plain", "#!/bin/sh\n", 0o644)])).await, Ending::NoPermission));
    assert!(matches!(ending(&call(&[&file("noise", "\u{1}\u{2}\u{3}", 0o755)])).await, Ending::BadFormat));
    assert!(matches!(ending(&call(&[&file("empty", "", 0o755)])).await, Ending::BadFormat));
    assert!(matches!(ending(&call(&[&file("no-first-line", "exit 0\n", 0o755)])).await, Ending::BadFormat));
    assert!(matches!(ending(&call(&[])).await, Ending::NotFound));
}

#[tokio::test]
async fn nothing_runs_on_a_machine_that_is_only_looked_at() {
    let mut machine = Machine::this();
    machine.live = false;
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("mark");
    let call = call(&["/usr/bin/touch", mark.to_str().unwrap()]);
    let ending = run(&machine, &call, &Cancel::default(), |_, _| {}).await;
    assert!(matches!(ending, Ending::NotLive));
    assert!(machine.lstat(&mark).is_none());
}

#[tokio::test]
async fn a_signal_from_elsewhere_is_told_from_our_own() {
    assert!(matches!(ending(&sh("kill -9 $$")).await, Ending::Signalled(9)));
}

#[tokio::test]
async fn input_is_at_its_end() {
    let (_, lines) = heard(&sh("read word && echo heard || echo nothing"), &Cancel::default()).await;
    assert_eq!(lines, [(Stream::Out, "nothing".to_owned())]);
}

#[tokio::test]
async fn there_is_no_terminal_to_ask_in() {
    let cancel = Cancel::default();
    let mut session = None;
    let ending = run_lines(&Machine::this(), &sh("echo $$; read word < /dev/tty"), &cancel, |_, line| {
        if let Some(pid) = line.parse().ok().and_then(Pid::from_raw) {
            session = Some((pid, rustix::process::getsid(Some(pid)).unwrap()));
        }
    })
    .await;
    assert!(matches!(ending, Ending::Exited(code) if code != 0), "{ending}");
    // Whoever leads a session and has not opened a terminal has none.
    let (program, session) = session.unwrap();
    assert_eq!(program, session);
}

#[tokio::test]
async fn the_environment_is_the_cleaned_one_and_the_calls_own() {
    let mut machine = Machine::this();
    machine.env.insert("PYTHONPATH".into(), "/evil".into());
    let mut call = sh("echo \"${PYTHONPATH-unset} $MINE\"; pwd");
    call.env.insert("MINE".to_owned(), "mine".to_owned());
    let mut lines = Vec::new();
    run_lines(&machine, &call, &Cancel::default(), |_, line| lines.push(line)).await;
    assert_eq!(lines, ["unset mine", "/"]);
}

#[tokio::test]
async fn a_cancel_gives_time_to_tidy_up() {
    let script = "trap 'echo tidied; exit 7' TERM; echo ready; while :; do sleep 0.05; done";
    let (ending, lines) = cancelled_when_it_speaks(&sh(script), 1).await;
    assert!(matches!(ending, Ending::Cancelled), "{ending}");
    // The shell may say of its `sleep`, which was in the group as well, that it was terminated; on its other output, so
    // before or after.
    assert_eq!(lines[0], "ready");
    assert!(lines.iter().any(|line| line == "tidied"), "{lines:?}");
}

#[tokio::test]
async fn a_grandchild_that_ignores_term_is_killed() {
    // It also keeps the outputs to itself, so that nothing but its number gives it away.
    let script = "sh -c 'trap \"\" TERM; exec >/dev/null 2>&1; while :; do sleep 0.05; done' & echo $!; wait";
    let (ending, lines) = cancelled_when_it_speaks(&sh(script), 1).await;
    assert!(matches!(ending, Ending::Cancelled), "{ending}");
    assert!(dies(&lines[0]).await, "the grandchild {} is still alive", lines[0]);
}

#[tokio::test]
async fn cancelling_again_does_not_wait() {
    let script = "trap '' TERM; echo $$; while :; do sleep 0.05; done";
    let began = Clock::now();
    let (ending, lines) = cancelled_when_it_speaks(&sh(script), 2).await;
    assert!(matches!(ending, Ending::Cancelled), "{ending}");
    assert!(began.elapsed() < GRACE, "it waited {:?}", began.elapsed());
    assert!(dies(&lines[0]).await);
}

#[tokio::test]
async fn a_deadline_ends_what_does_not_end() {
    let mut call = sh("echo $$; while :; do sleep 0.05; done");
    call.deadline = Duration::from_millis(200);
    let (ending, lines) = heard(&call, &Cancel::default()).await;
    assert!(matches!(ending, Ending::Deadline(_)), "{ending}");
    assert!(lines.is_empty() || dies(&lines[0].1).await);
}

#[tokio::test]
async fn who_stays_behind_holding_the_output_is_not_waited_for() {
    let began = Clock::now();
    let (ending, lines) = heard(&sh("sleep 600 & echo $!; exit 0"), &Cancel::default()).await;
    assert!(ending.is_success(), "{ending}");
    assert!(began.elapsed() < AGES, "it waited {:?}", began.elapsed());
    assert!(dies(&lines[0].1).await, "what the program left behind is still alive");
}

#[tokio::test]
async fn a_dropped_call_takes_its_group_along() {
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let task = tokio::spawn(async move {
        let call = sh("sleep 600 & echo $!; wait");
        run_lines(&Machine::this(), &call, &Cancel::default(), |_, line| tell.send(line).unwrap()).await
    });
    let grandchild = told.recv().await.unwrap();
    task.abort();
    assert!(dies(&grandchild).await);
}

#[tokio::test]
async fn a_lock_on_the_held_file_lasts_as_long_as_any_of_the_group() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marker");
    let file = crate::disk::lock(&path).unwrap().unwrap();
    let call = Call { held: Some(&file), ..sh("sleep 600 & echo $!; wait") };
    let machine = Machine::this();
    let running = Running::start(&machine, &call).unwrap();
    drop(call);
    // As if Sandbar had been killed: its own handle is gone, the programs go on.
    drop(file);
    assert!(machine.is_locked(&path));
    running.signal(Signal::KILL);
    let began = Clock::now();
    while machine.is_locked(&path) && began.elapsed() < AGES / 6 {
        tokio::task::yield_now().await;
    }
    assert!(!machine.is_locked(&path));
}

#[tokio::test]
async fn much_output_is_heard_whole() {
    let mut count = 0;
    let call = sh(
        "i=0; while [ $i -lt 2000 ]; do echo \"line $i of a long output that has to come through\"; i=$((i+1)); done",
    );
    let ending = run_lines(&Machine::this(), &call, &Cancel::default(), |_, _| count += 1).await;
    assert!(ending.is_success(), "{ending}");
    assert_eq!(count, 2000);
}

#[tokio::test]
async fn one_that_is_stopped_patiently_is_told_once_and_ends_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let done = folder.path().join("tidied");
    // Its child in the same group hears nothing, and it takes its time, as Homebrew does.
    let script = format!(
        "sleep 60 & child=$!; trap 'kill -0 $child && touch {}; kill $child; exit 1' TERM; echo ready; wait",
        done.display()
    );
    let call = Call { stop: Stop::Patiently, ..sh(&script) };
    let (ending, lines) = cancelled_when_it_speaks(&call, 2).await;
    assert!(matches!(ending, Ending::Cancelled), "{ending:?}");
    assert_eq!(lines, ["ready"]);
    assert!(Machine::this().is_file(&done), "it was not left to tidy up");
}
