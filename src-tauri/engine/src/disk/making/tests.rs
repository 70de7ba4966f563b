use std::os::unix::fs::symlink;

use super::*;
use crate::machine::Machine;
use crate::model::Unfinished;

fn job() -> JobId {
    JobId("20260101-one".to_owned())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = Machine::this().list(folder).unwrap();
    entries.into_iter().map(|entry| entry.name.to_string_lossy().into_owned()).collect()
}

#[test]
fn it_is_marked_and_locked_from_its_place_beside_to_its_end() {
    let project = tempfile::tempdir().unwrap();
    let place = project.path().join(".venv");
    let mut making = Making::begin(&place, &job()).unwrap();
    assert_eq!(names(project.path()), [".venv.sandbar-new-20260101-one"]);
    making.place(&place).unwrap();
    assert_eq!(names(project.path()), [".venv"]);
    let remains = unfinished::remains(&Machine::this(), &place).unwrap();
    assert_eq!((remains.job, remains.state), (Some(job()), Unfinished::Running));
    making.finish().unwrap();
    assert!(names(&place).is_empty());
}

#[test]
fn nothing_is_replaced_not_even_an_empty_folder() {
    let project = tempfile::tempdir().unwrap();
    let place = project.path().join(".venv");
    crate::disk::create_folder(&place).unwrap();
    let mut making = Making::begin(&place, &job()).unwrap();
    assert!(making.place(&place).is_err());
    making.discard().unwrap();
    assert_eq!(names(project.path()), [".venv"]);
}

#[test]
fn discarding_leaves_nothing_and_follows_no_link() {
    let project = tempfile::tempdir().unwrap();
    let kept = project.path().join("kept");
    crate::disk::create_folder(&kept).unwrap();
    crate::disk::write_new(&kept.join("work.py"), b"mine").unwrap();
    let place = project.path().join(".venv");
    let mut making = Making::begin(&place, &job()).unwrap();
    making.place(&place).unwrap();
    crate::disk::create_folder(&place.join("lib")).unwrap();
    crate::disk::write_new(&place.join("lib/module.py"), b"").unwrap();
    symlink(&kept, place.join("lib64")).unwrap();
    symlink(&kept, place.join("lib/inner")).unwrap();
    making.discard().unwrap();
    assert_eq!(names(project.path()), ["kept"]);
    assert_eq!(names(&kept), ["work.py"]);
}

#[test]
fn only_an_abandoned_making_of_the_job_named_is_taken_over() {
    let project = tempfile::tempdir().unwrap();
    let place = project.path().join(".venv");
    let mut making = Making::begin(&place, &job()).unwrap();
    making.place(&place).unwrap();
    assert!(Making::take_over(&place, Some(&job())).unwrap().is_none(), "taken while at work");
    drop(making);
    let other = JobId("another".to_owned());
    assert!(Making::take_over(&place, Some(&other)).unwrap().is_none(), "taken under another name");
    assert!(Making::take_over(&place, None).unwrap().is_none(), "taken without a name");
    Making::take_over(&place, Some(&job())).unwrap().unwrap().discard().unwrap();
    assert!(names(project.path()).is_empty());
}

#[test]
fn a_folder_without_a_marker_or_with_a_linked_one_is_not_taken_over() {
    let project = tempfile::tempdir().unwrap();
    let place = project.path().join(".venv");
    crate::disk::create_folder(&place).unwrap();
    assert!(Making::take_over(&place, None).is_err());
    let elsewhere = project.path().join("marker");
    crate::disk::write_new(&elsewhere, br#"{"job":"20260101-one"}"#).unwrap();
    symlink(&elsewhere, place.join(MARKER)).unwrap();
    assert!(Making::take_over(&place, Some(&job())).is_err());
    assert_eq!(names(project.path()), [".venv", "marker"]);
}

#[test]
fn a_folder_that_was_swapped_is_not_removed() {
    let project = tempfile::tempdir().unwrap();
    let place = project.path().join(".venv");
    let mut making = Making::begin(&place, &job()).unwrap();
    making.place(&place).unwrap();
    // Somebody moves it away, and puts a folder of their own there, with a copy of the marker.
    rename_new(&place, &project.path().join("moved")).unwrap();
    crate::disk::create_folder(&place).unwrap();
    crate::disk::write_new(&place.join(MARKER), br#"{"job":"20260101-one"}"#).unwrap();
    crate::disk::create_folder(&place.join("lib")).unwrap();
    assert!(making.discard().is_err());
    let aside = project.path().join(".venv.sandbar-new-20260101-one");
    assert_eq!(names(&aside), [MARKER, "lib"]);
}

#[test]
fn somebodys_own_file_keeps_the_folder_where_it_is() {
    let project = tempfile::tempdir().unwrap();
    let place = project.path().join(".venv");
    let mut making = Making::begin(&place, &job()).unwrap();
    making.place(&place).unwrap();
    crate::disk::create_folder(&place.join("lib")).unwrap();
    crate::disk::write_new(&place.join("thesis.tex"), b"mine").unwrap();
    let error = making.discard().unwrap_err();
    assert!(error.path.ends_with("thesis.tex"), "{error}");
    assert_eq!(names(&place), [MARKER, "lib", "thesis.tex"]);
}
