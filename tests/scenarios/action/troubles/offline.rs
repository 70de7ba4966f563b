//! No network: said so, and nothing is changed.

use std::net::TcpListener;

use super::super::break_glass::answered;
use super::{PIPS, each};

#[test]
fn without_a_network_every_wish_that_needs_one_says_so_and_changes_nothing() {
    // A port that was free a moment ago is closed now.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    each(&PIPS, |scene| {
        let before = scene.manifest();
        let mut wish = scene.wish();
        wish.env("PIP_INDEX_URL", format!("http://127.0.0.1:{port}/simple")).env_remove("PIP_FIND_LINKS");
        wish.env("PIP_RETRIES", "1");
        let (code, answer) = answered(&mut wish);
        if matches!(scene.wish, "remove" | "take-out") {
            assert_eq!(code, 0, "{} needs no network: {answer:#}", scene.wish);
            return;
        }
        assert_eq!(code, 1, "{}: {answer:#}", scene.wish);
        let message = answer["job"]["failure"]["message"].as_str().unwrap();
        assert!(message.contains("reach"), "{}: {message}", scene.wish);
        scene.is_as(&before, "no network");
    });
}
