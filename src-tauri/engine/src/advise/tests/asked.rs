//! What people type who don't paste: questions, greetings, lists, in several languages.

use super::mac;
use crate::advise::{Verdict, advise};

fn packages(text: &str) -> Vec<String> {
    advise(text, &mac()).items.into_iter().map(|item| item.package.unwrap_or(item.input)).collect()
}

#[test]
fn a_question_names_what_it_is_about() {
    for text in [
        "how do I install numpy",
        "Wie installiere ich numpy?",
        "Wie kann ich numpy installieren?",
        "comment installer numpy ?",
        "¿cómo puedo instalar numpy?",
        "numpyをインストールするには",
        "numpyをインストールしたいです。",
        "怎么安装numpy",
        "numpy를 설치하는 방법",
    ] {
        assert_eq!(packages(text), ["numpy"], "{text}");
    }
}

#[test]
fn what_asks_for_nothing_gets_no_half_of_an_answer() {
    for text in [
        "hello",
        "hello how are you",
        "thanks!",
        "good morning",
        "I want to make a website",
        "my program crashes when I start it",
        "what should I use for plotting",
        "こんにちは",
        "Pythonでエラーが出ます",
        "Guten Tag, mein Programm geht nicht",
        "lorem ipsum dolor sit amet",
    ] {
        let advice = advise(text, &mac());
        assert_eq!(
            (advice.verdict, advice.package.as_deref(), advice.items.len()),
            (Verdict::Ask, None, 0),
            "{text}: {advice:?}"
        );
        assert!(advice.wishes.is_empty(), "{text}: {advice:?}");
    }
}

#[test]
fn a_list_may_hold_strangers_where_it_is_plainly_a_list() {
    assert_eq!(packages("numpy pandas flask"), ["numpy", "pandas", "flask"]);
    assert_eq!(packages("numpy, pandas, acmething"), ["numpy", "pandas", "acmething"]);
    assert_eq!(packages("numpy\npandas\nacmething\n"), ["numpy", "pandas", "acmething"]);
    assert_eq!(packages("numpy pandas acme-thing"), ["numpy", "pandas", "acme-thing"]);
    assert_eq!(packages("numpy pnadas"), ["numpy", "pandas"]);
}

#[test]
fn modules_that_share_their_first_name() {
    for (code, package) in [
        ("import google.generativeai as genai", "google-generativeai"),
        ("from google import genai", "google-genai"),
        ("from google.cloud import storage", "google-cloud-storage"),
        ("import google.protobuf", "protobuf"),
        ("ImportError: cannot import name 'genai' from 'google' (unknown location)", "google-genai"),
        ("ModuleNotFoundError: No module named 'azure.storage.blob'", "azure-storage-blob"),
    ] {
        assert_eq!(packages(code), [package], "{code}");
    }
    for code in ["ModuleNotFoundError: No module named 'google'", "google.colab"] {
        let advice = advise(code, &mac());
        assert_eq!((advice.verdict, advice.package.as_deref()), (Verdict::Ask, None), "{code}: {advice:?}");
    }
}

#[test]
fn what_other_sources_call_a_library() {
    for text in
        ["apt install python3-requests", "sudo apt-get install -y python3-requests", "brew install python-requests"]
    {
        let advice = advise(text, &mac());
        assert_eq!(advice.package.as_deref(), Some("requests"), "{text}: {advice:?}");
        assert!(advice.wishes.iter().all(|wish| wish[0] != "brew"), "{text}: {advice:?}");
    }
    for text in ["apt install gcc", "apt install python3-nobodys", "sudo apt update"] {
        assert_eq!(packages(text), [""; 0], "{text}");
    }
}

/// Homebrew prints commands as advice; they are not what somebody has typed.
#[test]
fn commands_in_an_answer_are_nobodys() {
    let said =
        "Warning: node 22.1.0 is already installed and up-to-date.\nTo reinstall 22.1.0, run:\n  brew reinstall node";
    assert_eq!(packages(said), [""; 0]);
    assert_eq!(packages("  pip install numpy\n  pip install flask"), ["numpy", "flask"]);
}
