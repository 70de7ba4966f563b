use super::*;
use crate::made::{Made, STUB};

#[test]
fn etc_paths_comes_first_and_its_folder_in_order() {
    let mac = Made::new()
        .file("/private/etc/paths", "/usr/local/bin\n/usr/bin\n\nrelative\n")
        .link("/etc", "private/etc")
        .file("/private/etc/paths.d/20-b", "/b\n")
        .file("/private/etc/paths.d/10-a", "/a")
        .program("/opt/homebrew/bin/brew", STUB)
        .folder("/opt/homebrew/Cellar")
        .machine(Os::Macos);
    let answer = assume(&mac);
    assert_eq!((answer.from, answer.var("PATH")), (TerminalFrom::Paths, Some("/usr/local/bin:/usr/bin:/a:/b")));
}

#[test]
fn another_linux_machine_has_the_plain_path() {
    let answer = assume(&Made::new().machine(Os::Linux));
    assert_eq!(answer.variables, [("PATH".to_owned(), "/usr/local/bin:/usr/bin:/bin".to_owned())].into());
}

#[test]
fn a_linux_session_has_its_own() {
    let mut machine = Made::new().machine(Os::Linux);
    machine.env = [("PATH", "/mine"), ("PIP_USER", "1"), ("HOME", "/h")].map(|(n, v)| (n.into(), v.into())).into();
    let answer = assume(&machine);
    assert_eq!((answer.var("PATH"), answer.var("PIP_USER"), answer.var("HOME")), (Some("/mine"), Some("1"), None));
}

#[test]
fn a_mac_without_developer_folder_is_not_asked() {
    let made = Made::new();
    let mut bare = made.machine(Os::Macos);
    bare.live = true;
    assert!(!may_ask(&bare));
    let made = made.file("/Library/Developer/CommandLineTools/usr/lib/libxcrun.dylib", "");
    let mut mac = made.machine(Os::Macos);
    assert!(!may_ask(&mac), "only looked at");
    mac.live = true;
    assert!(may_ask(&mac));
}

#[test]
fn marks_differ() {
    assert_ne!(mark(), mark());
    assert_eq!(mark().len(), 32);
}

#[test]
fn path_is_each_absolute_folder_once() {
    let variables = [("PATH".to_owned(), "/a::.:b:/c:/a".to_owned())].into();
    let answer = ShellAnswer { from: TerminalFrom::Paths, variables };
    assert_eq!(answer.path(), [PathBuf::from("/a"), PathBuf::from("/c")]);
}
