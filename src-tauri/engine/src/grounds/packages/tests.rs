use std::os::unix::fs::symlink;

use super::*;

/// Whether an environment leads out that has `link`, if there is one, in a folder's place.
fn with(link: Option<&str>) -> bool {
    let place = tempfile::tempdir().expect("a folder");
    let (environment, elsewhere) = (place.path().join("venv"), place.path().join("elsewhere"));
    let site = environment.join("lib/python3.13/site-packages");
    std::fs::create_dir_all(site.parent().expect("a parent")).expect("a folder");
    std::fs::create_dir_all(&elsewhere).expect("a folder");
    symlink("lib", environment.join("lib64")).expect("a link");
    if let Some(link) = link {
        symlink(&elsewhere, environment.join(link)).expect("a link");
    }
    leads_out(&Machine::this(), &environment, Some(&site))
}

#[test]
fn a_folder_that_is_a_link_out_of_the_environment_is_seen() {
    assert!(!with(None));
    for link in ["bin", "share", "lib/python3.13/site-packages"] {
        assert!(with(Some(link)), "{link}");
    }
}
