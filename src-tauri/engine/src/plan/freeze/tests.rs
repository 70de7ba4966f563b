use super::*;

fn one(name: &str, version: &str, came: Option<Came>) -> Frozen {
    Frozen { name: name.to_owned(), normal: name.to_lowercase(), version: version.to_owned(), came }
}

#[test]
fn the_lines_are_pips() {
    let frozen = [
        one("six", "1.16", None),
        one("Flask", "3.0", None),
        one("pip", "24", None),
        one("setuptools", "65", None),
        one("evil", "1\n-e .", None),
        one("local", "1", Came::parse(r#"{"url": "file:///p/my%20lib", "dir_info": {"editable": true}}"#)),
        one("vcs", "1", Came::parse(r#"{"url":"https://h/x.git","vcs_info":{"vcs":"git","commit_id":"abc"}}"#)),
        one("zip", "1", Came::parse(r#"{"url":"https://h/x.zip","archive_info":{"hash":"sha256=1f"}}"#)),
    ];
    let expected = "Flask==3.0\n# Editable install with no version control (local==1)\n-e /p/my lib\nsix==1.16\n\
        vcs @ git+https://h/x.git@abc\nzip @ https://h/x.zip#sha256=1f\n";
    assert_eq!(content(&frozen, Some("3.11.7")), expected);
    assert!(content(&frozen, Some("3.12.1")).contains("setuptools==65"));
}

#[test]
fn what_is_no_package_is_not_written_and_that_is_said() {
    let folder = |url: &str| Came::parse(&format!(r#"{{"url": "{url}", "dir_info": {{"editable": true}}}}"#));
    let archive = |url: &str| Came::parse(&format!(r#"{{"url": "{url}", "archive_info": {{}}}}"#));
    let hostile = [
        one("--index-url=http://evil", "1", None),
        one("six", "1 --no-binary six", None),
        one("six", "1; x", None),
        one("-r", "1", archive("https://h/x.zip")),
        one("a", "1", archive("https://h/x.zip --no-binary a")),
        one("b", "1", archive("--index-url=http://evil")),
        one("c", "1", folder("--index-url=http://evil")),
        one("d", "1", folder("file:///p%20--no-binary%20d")),
        one("e", "1", archive("https://${HOME}/x.zip")),
    ];
    for one in &hostile {
        assert_eq!(content(std::slice::from_ref(one), None), "", "{one:?}");
    }
    let told = left_out(&hostile[..2], None).unwrap();
    assert!(told.starts_with("`--index-url=http://evil` and `six` are left out"), "{told}");
    assert_eq!(left_out(&[one("six", "1.16.0", None), one("pip", "?", None)], None), None);
}

#[test]
fn what_is_lost_is_said() {
    let told = lost("# ours\nflask  # web\nsix==1.0\n--index-url https://h/simple\nidna>=3\n");
    assert_eq!(
        told,
        [
            "2 comments of the old file are not in the new one",
            "1 option of the old file is not in the new one",
            "2 lines that left the version open become exact ones",
        ]
    );
    assert!(lost("six==1.0\n").is_empty());
}
