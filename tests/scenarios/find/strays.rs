//! Which packages are strays, and whose.

use sandbar_engine::find;
use sandbar_engine::model::{Interpreter, Source, Stray};
use sandbar_tests::fake_mac::{Chip, FakeMac, HOME, Package};

use super::one;

/// `name version installer requested`, and `shared`.
fn told(interpreter: &Interpreter) -> Vec<String> {
    let sentence = |stray: &Stray| {
        let requested = stray.requested.map_or("?".to_owned(), |requested| requested.to_string());
        let shared = if stray.shared { " shared" } else { "" };
        format!("{} {} {} {requested}{shared}", stray.name, stray.version, stray.installer)
    };
    interpreter.strays.iter().map(sentence).collect()
}

#[test]
fn homebrews_strays_are_the_files_among_its_links() {
    for chip in [Chip::Arm64, Chip::Intel] {
        let all = find::interpreters(&FakeMac::shared(chip).machine(), &[]);
        assert_eq!(
            told(one(&all, Source::Homebrew, "3.14.2")),
            [
                "anyio 4.12.0 uv ?",
                "certifi 2025.11.12 pip false",
                "httpx 0.28.1 pip true",
                "rich 14.2.0 pip true shared",
            ],
            "numpy and pip are Homebrew's, and half is not finished"
        );
        assert_eq!(told(one(&all, Source::Homebrew, "3.13.11")), [""; 0]);
    }
}

#[test]
fn a_link_into_the_cellar_is_homebrews_whatever_its_installer_says() {
    let mac = FakeMac::bare(Chip::Arm64);
    mac.add_keg("3.13", "3.13.11", true);
    // As formulae were until 2022: pip's own INSTALLER and RECORD, linked like all other files.
    mac.pour("docutils/0.22", "3.13", &Package::pip("docutils", "0.22"));
    let record = "lib/python3.13/site-packages/docutils-0.22.dist-info/RECORD";
    mac.file(format!("/opt/homebrew/Cellar/docutils/0.22/{record}"), "docutils-0.22.dist-info/INSTALLER,,\n");
    mac.link(format!("/opt/homebrew/{record}"), format!("../../../../Cellar/docutils/0.22/{record}"));
    mac.install("/opt/homebrew/lib/python3.13/site-packages", &Package::pip("wheel", "0.45.1"));
    let all = find::interpreters(&mac.machine(), &[]);
    // Homebrew links what it seeds, so a wheel that is a file came with somebody else.
    assert_eq!(told(one(&all, Source::Homebrew, "3.13.11")), ["wheel 0.45.1 pip false"]);
}

#[test]
fn what_apples_framework_comes_with_is_apples() {
    let mac = FakeMac::new(Chip::Arm64);
    let all = find::interpreters(&mac.machine(), &[]);
    assert_eq!(told(one(&all, Source::AppleClt, "3.9.6")), ["rich 14.2.0 pip true shared"]);
    assert_eq!(told(one(&all, Source::Xcode, "3.9.6")), [""; 0], "the user's own is told once");
    mac.install("/Library/Python/3.9/site-packages", &Package::pip("pip", "25.3").requested());
    mac.install("/Library/Python/3.9/site-packages", &Package::pip("numpy", "2.0.2").requested());
    let all = find::interpreters(&mac.machine(), &[]);
    let strays = ["numpy 2.0.2 pip true", "pip 25.3 pip true", "rich 14.2.0 pip true shared"];
    assert_eq!(told(one(&all, Source::AppleClt, "3.9.6")), strays);
    assert_eq!(told(one(&all, Source::Xcode, "3.9.6")), [""; 0], "the folder that both read is told once");
}

#[test]
fn python_org_is_soft_but_its_strays_are_told() {
    let all = find::interpreters(&FakeMac::shared(Chip::Arm64).machine(), &[]);
    assert_eq!(told(one(&all, Source::PythonOrg, "3.12.10")), ["requests 2.32.5 pip true"]);
    assert_eq!(told(one(&all, Source::PythonOrg, "3.13.9")), [""; 0]);
}

#[test]
fn condas_own_books_decide_for_its_base() {
    let mac = FakeMac::new(Chip::Arm64);
    let site = format!("{HOME}/miniforge3/lib/python3.12/site-packages");
    // An old conda package says `pip`; conda's records know it.
    mac.install(&site, &Package::pip("ruamel_yaml", "0.18.6"));
    mac.file(format!("{HOME}/miniforge3/conda-meta/ruamel.yaml-0.18.6-py312_0.json"), "{}");
    mac.install(&site, &Package::pip("pandas", "2.3.3").requested());
    let all = find::interpreters(&mac.machine(), &[]);
    assert_eq!(told(one(&all, Source::Conda, "3.12.12")), ["pandas 2.3.3 pip true"]);
}

#[test]
fn what_is_soft_or_made_for_it_has_no_strays() {
    let mac = FakeMac::new(Chip::Arm64);
    let pyenv = format!("{HOME}/.pyenv/versions/3.12.12/lib/python3.12/site-packages");
    let named = format!("{HOME}/miniforge3/envs/ml/lib/python3.11/site-packages");
    for site in [&pyenv, &named] {
        mac.install(site, &Package::pip("flask", "3.1.2").requested());
    }
    let all = find::interpreters(&mac.machine(), &[]);
    assert_eq!(told(one(&all, Source::Pyenv, "3.12.12")), [""; 0]);
    assert_eq!(told(one(&all, Source::Conda, "3.11.14")), [""; 0]);
}

#[test]
fn uvs_own_pip_is_seeded_and_the_rest_is_stray() {
    let mac = FakeMac::new(Chip::Arm64);
    let site = format!("{}/lib/python3.13/site-packages", mac.uv_python("3.13.11"));
    mac.install(&site, &Package::uv("flask", "3.1.2"));
    mac.install(&format!("{HOME}/.local/lib/python3.13/site-packages"), &Package::pip("tqdm", "4.67.1"));
    let all = find::interpreters(&mac.machine(), &[]);
    let strays = ["flask 3.1.2 uv ?", "tqdm 4.67.1 pip false shared"];
    assert_eq!(told(one(&all, Source::Uv, "3.13.11")), strays);
    let framework = told(one(&all, Source::Homebrew, "3.13.11"));
    assert_eq!(framework, [""; 0], "a framework build does not read ~/.local");
}

#[test]
fn pythonuserbase_moves_the_users_own_folder() {
    let mac = FakeMac::new(Chip::Arm64);
    mac.install("/elsewhere/lib/python/site-packages", &Package::pip("attrs", "25.4.0").requested());
    let mut machine = mac.machine();
    machine.env.insert("PYTHONUSERBASE".into(), "/elsewhere".into());
    let all = find::interpreters(&machine, &[]);
    let told: Vec<String> = all.iter().flat_map(told).filter(|line| line.ends_with("shared")).collect();
    assert_eq!(told, ["attrs 25.4.0 pip true shared"], "one folder for all frameworks, told once");
}
