//! No network, a stop and a cut in the middle: an index that takes the call and never answers.

use std::net::TcpListener;
use std::process::Stdio;

use sandbar_tests::wheel::Said;

use super::super::{signal, until};
use super::{NEWEST, Toolbox};

#[test]
fn without_a_network_it_says_so_and_nothing_is_left() {
    let Some(toolbox) = Toolbox::with_pipx(NEWEST) else { return };
    let before = toolbox.manifest();
    // A port that was free a moment ago is closed now.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = toolbox.command(&["do", "--yes", "tool", "add", "greet"]);
    // pip says nothing of a first try that fails, only of a second.
    command.env("PIP_INDEX_URL", format!("http://127.0.0.1:{port}/simple")).env("PIP_RETRIES", "1");
    let (code, answer) = super::answered(&mut command);
    assert_eq!(code, 1, "{answer:#}");
    let message = answer["job"]["failure"]["message"].as_str().unwrap();
    assert!(message.contains("reach"), "{message}");
    toolbox.is_as(&before, "no network");
}

#[test]
fn stopped_in_the_middle_it_leaves_nothing_and_cut_off_it_can_be_undone() {
    let Some(toolbox) = Toolbox::with_pipx(NEWEST) else { return };
    toolbox.offers("greet", "1.0", Said::default());
    toolbox.done(&["do", "--yes", "tool", "add", "greet"]);
    let before = toolbox.manifest();
    for (name, verb, tool) in [("INT", "add", "other"), ("INT", "upgrade", "greet"), ("KILL", "add", "other")] {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let index = format!("http://{}/simple", silent.local_addr().unwrap());
        let mut command = toolbox.command(&["do", "--yes", "tool", verb, tool]);
        command.env("PIP_INDEX_URL", index).env("PIP_RETRIES", "0").env("PIP_DEFAULT_TIMEOUT", "600");
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        // pip has called: the sandbox is there, and nothing in it.
        let called = silent.accept().unwrap();
        signal(name, child.id());
        let code = child.wait().unwrap().code();
        assert_eq!(code, (name == "INT").then_some(130), "{name} {verb}");
        drop((called, silent));
        if name == "KILL" {
            let (_, history) = toolbox.run(&["history"]);
            assert_eq!(history["jobs"][0]["outcome"], "failed", "{history:#}");
            // pipx goes on alone until the index is gone for it as well; whoever undoes waits for that.
            let (code, answer) = toolbox.run(&["undo", "--yes", history["jobs"][0]["id"].as_str().unwrap()]);
            assert!(code == 0 || code == 3, "{answer:#}");
        }
        assert!(until(|| toolbox.manifest() == before), "{name} {verb}");
        assert_eq!(toolbox.says("greet"), "greet 1.0");
    }
}
