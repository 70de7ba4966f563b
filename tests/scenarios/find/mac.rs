//! What is found on a Mac that has everything.

use std::collections::BTreeSet;
use std::ffi::OsString;

use sandbar_engine::find;
use sandbar_engine::model::{Protection, Source};
use sandbar_tests::fake_mac::{Chip, FakeMac, HOME, Projects};

use super::{one, texts, told};

const CHIPS: [Chip; 2] = [Chip::Arm64, Chip::Intel];

#[test]
fn every_source_is_found_once_with_its_version() {
    for chip in CHIPS {
        let mac = FakeMac::shared(chip);
        let all = find::interpreters(&mac.machine(), &[]);
        let found: Vec<(Source, &str)> =
            all.iter().map(|interpreter| (interpreter.source, interpreter.version.as_str())).collect();
        assert_eq!(
            found,
            [
                (Source::Homebrew, "3.14.2"),
                (Source::Homebrew, "3.13.11"),
                (Source::AppleClt, "3.9.6"),
                (Source::Xcode, "3.9.6"),
                (Source::PythonOrg, "3.13.9"),
                (Source::PythonOrg, "3.12.10"),
                (Source::Pyenv, "3.12.12"),
                (Source::Uv, "3.13.11"),
                (Source::Conda, "3.12.12"),
                (Source::Conda, "3.11.14"),
                (Source::Mise, "3.12.11"),
                (Source::Asdf, "3.11.14"),
                (Source::Macports, "3.13.10"),
                (Source::Nix, "3.12.12"),
            ],
            "{chip:?}"
        );
        assert!(!mac.was_run(), "{chip:?}: something was run to look at it");
    }
}

#[test]
fn two_looks_are_equal_and_ids_are_unique() {
    for chip in CHIPS {
        let mac = FakeMac::shared(chip);
        let first = find::interpreters(&mac.machine(), &[]);
        assert_eq!(first, find::interpreters(&mac.machine(), &[]));
        let ids: BTreeSet<_> = first.iter().map(|interpreter| &interpreter.id).collect();
        assert_eq!(ids.len(), first.len());
        let executables: BTreeSet<_> = first.iter().map(|interpreter| &interpreter.real_path).collect();
        assert_eq!(executables.len(), first.len());
    }
}

#[test]
fn homebrew_is_shown_through_opt_and_keeps_its_packages_in_the_prefix() {
    for chip in CHIPS {
        let mac = FakeMac::shared(chip);
        let prefix = mac.prefix();
        let all = find::interpreters(&mac.machine(), &[]);
        let newest = one(&all, Source::Homebrew, "3.14.2");
        assert_eq!(newest.path.to_string(), format!("{prefix}/opt/python@3.14/bin/python3.14"));
        let framework = format!("{prefix}/Cellar/python@3.14/3.14.2/Frameworks/Python.framework/Versions/3.14");
        assert_eq!(newest.real_path.to_string(), format!("{framework}/bin/python3.14"));
        assert_eq!(texts(&newest.site_packages), [format!("{prefix}/lib/python3.14/site-packages")]);
        assert_eq!(newest.stdlib.as_ref().unwrap().to_string(), format!("{framework}/lib/python3.14"));
        assert_eq!(newest.protection, Protection::Hard);
        assert_eq!(newest.owner, "Homebrew");
        assert!(!newest.private);
        let processor = if chip == Chip::Arm64 { "arm64" } else { "x86_64" };
        assert_eq!(newest.arch.as_deref(), Some(processor));
        assert!(newest.id.0.starts_with("homebrew-3.14-"), "{}", newest.id);
        let managed = newest.managed.as_ref().unwrap();
        assert_eq!(managed.marker.to_string(), format!("{framework}/lib/python3.14/EXTERNALLY-MANAGED"));
        assert!(
            managed.message.as_ref().unwrap().starts_with("To install Python packages system-wide, try brew install")
        );
    }
}

#[test]
fn homebrews_plain_names_lead_to_the_default_formula_only() {
    for chip in CHIPS {
        let mac = FakeMac::shared(chip);
        let prefix = mac.prefix();
        let all = find::interpreters(&mac.machine(), &[]);
        let newest = texts(&one(&all, Source::Homebrew, "3.14.2").aliases);
        for name in [
            "bin/python3",
            "bin/python3.14",
            "opt/python@3.14/bin/python3",
            "opt/python@3.14/libexec/bin/python",
            "opt/python/bin/python3",
            "opt/python3/bin/python3.14",
            "opt/python@3/libexec/bin/python",
            "Frameworks/Python.framework/Versions/3.14/bin/python3.14",
            "Frameworks/Python.framework/Versions/Current/bin/python3",
            "Cellar/python@3.14/3.14.2/bin/python3.14",
        ] {
            assert!(newest.contains(&format!("{prefix}/{name}")), "{name} is not in {newest:#?}");
        }
        let older = texts(&one(&all, Source::Homebrew, "3.13.11").aliases);
        assert!(older.contains(&format!("{prefix}/bin/python3.13")), "{older:#?}");
        assert!(older.contains(&format!("{prefix}/opt/python@3.13/libexec/bin/python3")), "{older:#?}");
        assert!(!older.contains(&format!("{prefix}/bin/python3")), "{older:#?}");
    }
}

#[test]
fn aliases_are_sorted_names_of_one_interpreter_and_never_an_environments() {
    for chip in CHIPS {
        let mac = FakeMac::new(chip);
        // A name outside that leads through an environment: whoever made it meant the environment.
        mac.link("/usr/local/bin/python3.14t", format!("{}/.venv/bin/python3.14", Projects::HEALTHY));
        let machine = mac.machine();
        let all = find::interpreters(&machine, &[]);
        let mut seen = BTreeSet::new();
        for interpreter in &all {
            assert!(interpreter.aliases.is_sorted(), "{interpreter:#?}");
            assert!(!interpreter.aliases.contains(&interpreter.path), "{interpreter:#?}");
            for alias in &interpreter.aliases {
                assert!(seen.insert(alias.clone()), "{alias} is given twice");
                let launcher = alias.to_string() == "/usr/bin/python3";
                assert!(launcher || machine.resolve(alias).unwrap() == *interpreter.real_path, "{alias}");
                for place in ["/code/", "/envs/blog/", "/pipx/", "/tools/", "/shims/", "python3.14t"] {
                    assert!(!alias.to_string().contains(place), "{alias}");
                }
            }
        }
    }
}

#[test]
fn apples_launcher_is_a_name_of_the_selected_tools_and_never_a_path() {
    let mac = FakeMac::shared(Chip::Arm64);
    let all = find::interpreters(&mac.machine(), &[]);
    let tools = one(&all, Source::AppleClt, "3.9.6");
    assert_eq!(tools.path.to_string(), "/Library/Developer/CommandLineTools/usr/bin/python3");
    assert!(texts(&tools.aliases).contains(&"/usr/bin/python3".to_owned()), "{tools:#?}");
    assert_eq!(tools.protection, Protection::Hard);
    assert_eq!(tools.owner, "Apple");
    assert_eq!(tools.managed, None);
    assert_eq!(tools.arch.as_deref(), Some("universal2"));
    let framework = "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9";
    let own = format!("{framework}/lib/python3.9/site-packages");
    assert_eq!(texts(&tools.site_packages), [own.as_str(), "/Library/Python/3.9/site-packages"]);
    let xcode = one(&all, Source::Xcode, "3.9.6");
    assert_eq!(xcode.path.to_string(), "/Applications/Xcode.app/Contents/Developer/usr/bin/python3");
    assert!(!texts(&xcode.aliases).contains(&"/usr/bin/python3".to_owned()), "{xcode:#?}");
    for interpreter in &all {
        assert!(!interpreter.path.starts_with("/usr/bin"), "{interpreter:#?}");
    }
}

#[test]
fn the_selected_xcode_gets_the_launchers_name() {
    let mac = FakeMac::bare(Chip::Arm64);
    for app in ["Xcode.app", "Xcode-beta.app"] {
        mac.add_xcode(app);
    }
    let with_launcher = || -> Vec<String> {
        let all = find::interpreters(&mac.machine(), &[]);
        assert_eq!(told(&all, Source::Xcode).len(), 2);
        let selected = all.iter().filter(|one| texts(&one.aliases).contains(&"/usr/bin/python3".to_owned()));
        selected.map(|one| one.path.to_string()).collect()
    };
    assert_eq!(with_launcher(), ["/Applications/Xcode.app/Contents/Developer/usr/bin/python3"]);
    mac.link("/private/var/db/xcode_select_link", "/Applications/Xcode-beta.app/Contents/Developer");
    assert_eq!(with_launcher(), ["/Applications/Xcode-beta.app/Contents/Developer/usr/bin/python3"]);
}

#[test]
fn a_mac_out_of_the_box_has_no_python() {
    let mac = FakeMac::bare(Chip::Arm64);
    assert_eq!(find::interpreters(&mac.machine(), &[]), []);
    assert_eq!(find::interpreters(&mac.machine(), &["/usr/bin/python3".into()]), []);
    assert!(!mac.was_run());
}

#[test]
fn python_org_is_known_by_the_name_on_the_path_unless_homebrew_has_it() {
    for chip in CHIPS {
        let mac = FakeMac::shared(chip);
        let all = find::interpreters(&mac.machine(), &[]);
        let versions = "/Library/Frameworks/Python.framework/Versions";
        let newer = match chip {
            Chip::Arm64 => "/usr/local/bin/python3.13".to_owned(),
            Chip::Intel => format!("{versions}/3.13/bin/python3.13"),
        };
        let expected = [("3.13.9".to_owned(), newer), ("3.12.10".to_owned(), "/usr/local/bin/python3.12".to_owned())];
        assert_eq!(told(&all, Source::PythonOrg), expected);
        let newer = one(&all, Source::PythonOrg, "3.13.9");
        assert_eq!(newer.protection, Protection::Soft);
        assert_eq!(newer.managed, None);
        assert_eq!(newer.arch.as_deref(), Some("universal2"));
        assert!(texts(&newer.aliases).contains(&format!("{versions}/Current/bin/python3")), "{newer:#?}");
        let on_path = texts(&newer.aliases).contains(&"/usr/local/bin/python3".to_owned());
        assert_eq!(on_path, chip == Chip::Arm64, "on Intel that name is Homebrew's");
    }
}

#[test]
fn uvs_link_by_minor_version_is_the_stable_name_and_no_second_python() {
    for chip in CHIPS {
        let mac = FakeMac::shared(chip);
        let all = find::interpreters(&mac.machine(), &[]);
        let python = one(&all, Source::Uv, "3.13.11");
        assert_eq!(python.path.to_string(), format!("{}/bin/python3.13", mac.uv_python("3.13")));
        assert_eq!(python.real_path.to_string(), format!("{}/bin/python3.13", mac.uv_python("3.13.11")));
        assert_eq!(python.protection, Protection::Hard);
        let message = python.managed.as_ref().unwrap().message.as_deref();
        assert_eq!(message, Some("This Python installation is managed by uv and should not be modified."));
        let aliases = texts(&python.aliases);
        assert!(aliases.contains(&format!("{HOME}/.local/bin/python3.13")), "{aliases:#?}");
        assert!(aliases.contains(&format!("{}/bin/python", mac.uv_python("3.13.11"))), "{aliases:#?}");
    }
}

#[test]
fn an_older_patch_version_of_uvs_is_known_by_its_own_folder() {
    let mac = FakeMac::new(Chip::Arm64);
    mac.add_install(&mac.uv_python("3.13.4"), "3.13.4");
    let all = find::interpreters(&mac.machine(), &[]);
    let older = one(&all, Source::Uv, "3.13.4");
    assert_eq!(older.path.to_string(), format!("{}/bin/python3.13", mac.uv_python("3.13.4")));
    assert!(older.id.0.starts_with("uv-3.13.4-"), "{}", older.id);
}

#[test]
fn condas_base_is_protected_and_its_named_environments_are_free() {
    let mac = FakeMac::shared(Chip::Arm64);
    let all = find::interpreters(&mac.machine(), &[]);
    let base = one(&all, Source::Conda, "3.12.12");
    assert_eq!(base.path.to_string(), format!("{HOME}/miniforge3/bin/python"));
    assert_eq!((base.protection, base.private), (Protection::Hard, true));
    assert_eq!(base.strays, []);
    let named = one(&all, Source::Conda, "3.11.14");
    assert_eq!(named.path.to_string(), format!("{HOME}/miniforge3/envs/ml/bin/python"));
    assert_eq!((named.protection, named.private), (Protection::None, true));
}

#[test]
fn a_pixi_environment_is_told_to_whoever_finds_it_in_a_project() {
    let mac = FakeMac::shared(Chip::Arm64);
    let machine = mac.machine();
    let folder = format!("{}/.pixi/envs/default", Projects::PIXI);
    let python = find::pixi::interpreter(&machine, folder.as_ref()).unwrap();
    assert_eq!((python.source, python.version.as_str()), (Source::Pixi, "3.12.12"));
    assert_eq!((python.protection, python.private), (Protection::Soft, true));
    assert_eq!(python.path.to_string(), format!("{folder}/bin/python"));
    assert_eq!(texts(&python.aliases), [format!("{folder}/bin/python3"), format!("{folder}/bin/python3.12")]);
    let named = format!("{HOME}/miniforge3/envs/ml");
    assert_eq!(find::pixi::interpreter(&machine, named.as_ref()), None);
    assert_eq!(find::conda_like(&machine, named.as_ref(), Source::Conda).unwrap().version, "3.11.14");
    let venv = format!("{}/.venv", Projects::HEALTHY);
    assert_eq!(find::conda_like(&machine, venv.as_ref(), Source::Conda), None);
}

#[test]
fn version_managers_are_known_by_the_folder_of_their_version() {
    let mac = FakeMac::shared(Chip::Intel);
    let all = find::interpreters(&mac.machine(), &[]);
    for (source, version, folder) in [
        (Source::Pyenv, "3.12.12", ".pyenv/versions/3.12.12"),
        (Source::Mise, "3.12.11", ".local/share/mise/installs/python/3.12.11"),
        (Source::Asdf, "3.11.14", ".asdf/installs/python/3.11.14"),
    ] {
        let python = one(&all, source, version);
        assert_eq!(python.path.to_string(), format!("{HOME}/{folder}/bin/python"));
        assert_eq!(python.protection, Protection::Soft);
        let minor = version.rsplit_once('.').unwrap().0;
        assert_eq!(texts(&python.site_packages), [format!("{HOME}/{folder}/lib/python{minor}/site-packages")]);
        assert_eq!(python.arch, None, "a script is for no processor");
    }
    let mise = texts(&one(&all, Source::Mise, "3.12.11").aliases);
    assert!(mise.contains(&format!("{HOME}/.local/share/mise/installs/python/latest/bin/python3")), "{mise:#?}");
}

#[test]
fn macports_and_nix_are_shown_by_the_names_that_stay() {
    let mac = FakeMac::shared(Chip::Arm64);
    let all = find::interpreters(&mac.machine(), &[]);
    let port = one(&all, Source::Macports, "3.13.10");
    assert_eq!(port.path.to_string(), "/opt/local/bin/python3.13");
    assert_eq!(port.protection, Protection::Hard);
    assert!(texts(&port.aliases).contains(&"/opt/local/bin/python3".to_owned()), "{port:#?}");
    let nix = one(&all, Source::Nix, "3.12.12");
    assert_eq!(nix.path.to_string(), format!("{HOME}/.nix-profile/bin/python3"));
    assert_eq!(nix.protection, Protection::Hard);
    assert_eq!(nix.managed.as_ref().unwrap().message.as_deref(), Some("This is Nix."));
}

#[test]
fn a_free_threaded_build_is_an_interpreter_of_its_own() {
    let mac = FakeMac::new(Chip::Arm64);
    mac.add_free_threaded_python_org();
    let all = find::interpreters(&mac.machine(), &[]);
    let paths: Vec<String> = told(&all, Source::PythonOrg).into_iter().map(|(_, path)| path).collect();
    assert_eq!(paths, ["/usr/local/bin/python3.13", "/usr/local/bin/python3.13t", "/usr/local/bin/python3.12"]);
    let free = all.iter().find(|one| one.path.to_string().ends_with("python3.13t")).unwrap();
    assert_eq!(free.version, "3.13.9");
    let site = "/Library/Frameworks/PythonT.framework/Versions/3.13/lib/python3.13t/site-packages";
    assert_eq!(texts(&free.site_packages), [site]);
}

#[test]
fn what_is_new_in_314_is_read_before_the_header() {
    let mac = FakeMac::bare(Chip::Arm64);
    let folder = format!("{HOME}/.pyenv/versions/3.15-dev");
    mac.add_install(&folder, "3.15.0");
    let details = r#"{"schema_version":"1.0","language":{"version":"3.15","version_info":
        {"major":3,"minor":15,"micro":0,"releaselevel":"candidate","serial":2}}}"#;
    mac.file(format!("{folder}/lib/python3.15/build-details.json"), details);
    assert_eq!(told(&find::interpreters(&mac.machine(), &[]), Source::Pyenv)[0].0, "3.15.0rc2");
}

#[test]
fn the_markers_text_is_in_the_users_language() {
    let mac = FakeMac::shared(Chip::Arm64);
    let mut machine = mac.machine();
    machine.env.insert(OsString::from("LANG"), OsString::from("de_DE.UTF-8"));
    let all = find::interpreters(&machine, &[]);
    let said = |version: &str| {
        let managed = one(&all, Source::Homebrew, version).managed.clone();
        managed.and_then(|managed| managed.message)
    };
    assert_eq!(said("3.14.2").as_deref(), Some("Installiere mit brew install xyz."));
}

#[test]
fn a_marker_without_a_text_still_marks() {
    let mac = FakeMac::bare(Chip::Arm64);
    let folder = format!("{HOME}/.pyenv/versions/3.13.1");
    mac.add_install(&folder, "3.13.1");
    let marker = format!("{folder}/lib/python3.13/EXTERNALLY-MANAGED");
    for content in ["", "[other]\nError=no\n", "not an ini file\n"] {
        mac.file(&marker, content);
        let all = find::interpreters(&mac.machine(), &[]);
        let managed = all[0].managed.as_ref().unwrap();
        assert_eq!((managed.marker.to_string(), managed.message.as_deref()), (marker.clone(), None), "{content:?}");
    }
}

#[test]
fn a_path_that_the_user_added_is_listed_unless_it_is_known() {
    let mac = FakeMac::new(Chip::Arm64);
    let own = "/opt/my python/bin/python3.13";
    mac.add_install("/opt/my python", "3.13.2");
    let before = find::interpreters(&mac.machine(), &[]);
    let known = format!("{}/bin/python3", mac.prefix());
    let environment = format!("{}/.venv/bin/python", Projects::HEALTHY);
    let shim = format!("{HOME}/.pyenv/shims/python3");
    let added = [own, &known, &environment, &shim, "/usr/bin/python3", "/nowhere", "bin/python3"].map(Into::into);
    let after = find::interpreters(&mac.machine(), &added);
    assert_eq!(after.len(), before.len() + 1);
    let python = one(&after, Source::Other, "3.13.2");
    assert_eq!(python.path.to_string(), own);
    assert_eq!(python.protection, Protection::Soft);
    mac.file("/opt/my python/lib/python3.13/EXTERNALLY-MANAGED", "[externally-managed]\n");
    let folder = find::interpreters(&mac.machine(), &["/opt/my python".into()]);
    assert_eq!(one(&folder, Source::Other, "3.13.2").protection, Protection::Hard, "somebody manages it");
    assert_eq!(told(&folder, Source::Other), [("3.13.2".to_owned(), "/opt/my python/bin/python".to_owned())]);
}
