use super::*;
use crate::machine::Os;
use crate::made::{Made, STUB};
use crate::model::{Health, TerminalFrom};

fn answer(path: &str) -> ShellAnswer {
    ShellAnswer { from: TerminalFrom::Shell, variables: [("PATH".to_owned(), path.to_owned())].into() }
}

/// A tool as pipx leaves it, on a Python that may be gone.
fn tool(made: Made, home: &str, name: &str, alive: bool) -> Made {
    let environment = format!("{home}/venvs/{name}");
    let metadata = format!(
        "{{\"main_package\":{{\"package\":\"{name}\",\"package_version\":\"1.0\",\"app_paths\":[\
         {{\"__type__\":\"Path\",\"__Path__\":\"{environment}/bin/{name}d\"}}],\"new\":1}},\"pipx_metadata_version\":\"9\"}}"
    );
    made.file(&format!("{environment}/pipx_metadata.json"), &metadata)
        .file(&format!("{environment}/pyvenv.cfg"), "home = /py/bin\nversion = 3.13.5\n")
        .folder(&format!("{environment}/lib/python3.13/site-packages"))
        .program("/py/bin/python3.13", STUB)
        .link(&format!("{environment}/bin/python"), if alive { "/py/bin/python3.13" } else { "/gone/python3.13" })
}

#[test]
fn nothing_is_nothing() {
    let tools = read(&Made::new().machine(Os::Macos), &answer("/usr/bin"));
    assert_eq!(tools, Tools { brew: None, pipx: None, uv: None });
}

#[test]
fn homebrew_is_found_without_the_terminal_and_by_it() {
    let usual = Made::new().folder("/opt/homebrew/Cellar").program("/opt/homebrew/bin/brew", STUB).machine(Os::Macos);
    let brew = read(&usual, &answer("/usr/bin")).brew.unwrap();
    assert_eq!((brew.path.to_str(), brew.prefix.to_str()), (Some("/opt/homebrew/bin/brew"), Some("/opt/homebrew")));

    let own = Made::new().program("/srv/brew/bin/brew", STUB).program("/srv/x/bin/brew", STUB);
    let own = own.folder("/srv/brew/Library/Homebrew").machine(Os::Macos);
    assert_eq!(read(&own, &answer("/srv/x/bin")).brew, None, "another program of that name");
    assert_eq!(read(&own, &answer("/srv/brew/bin")).brew.unwrap().prefix.to_str(), Some("/srv/brew"));
}

#[test]
fn uv_is_found_where_its_installer_puts_it() {
    let mac = Made::new().program("/Users/ada/.local/bin/uv", STUB).machine(Os::Macos);
    assert_eq!(read(&mac, &answer("/usr/bin")).uv.unwrap().path.to_str(), Some("/Users/ada/.local/bin/uv"));
}

#[test]
fn tools_of_both_homes_are_listed_and_the_old_home_is_the_one_in_use() {
    let made = tool(Made::new(), "/Users/ada/.local/pipx", "black", true);
    let made = tool(made, "/Users/ada/Library/Application Support/pipx", "cowsay", false);
    let made = tool(made, "/Users/ada/Library/Application Support/pipx", "black", false);
    let mac = made.folder("/Users/ada/.local/pipx/venvs/half").machine(Os::Macos);
    let pipx = read(&mac, &answer("/usr/bin")).pipx.unwrap();
    assert_eq!((pipx.path, pipx.home.to_str(), pipx.on_path), (None, Some("/Users/ada/.local/pipx"), false));
    let tools: Vec<_> = pipx.tools.iter().map(|tool| (tool.name.as_str(), tool.health)).collect();
    assert_eq!(tools, [("black", Health::Healthy), ("cowsay", Health::Broken)]);
    assert_eq!(
        (pipx.tools[0].version.as_str(), pipx.tools[0].commands.as_slice()),
        ("1.0", ["blackd".to_owned()].as_slice())
    );
}

#[test]
fn pipx_home_and_its_folder_of_commands_may_be_named() {
    let made = tool(Made::new(), "/srv/pipx", "black", true).folder("/srv/bin").link("/srv/other", "bin");
    let mut answer = answer("/srv/other");
    answer.variables.insert("PIPX_HOME".to_owned(), "/srv/pipx".to_owned());
    answer.variables.insert("PIPX_BIN_DIR".to_owned(), "/srv/bin".to_owned());
    let pipx = read(&made.machine(Os::Linux), &answer).pipx.unwrap();
    assert_eq!((pipx.home.to_str(), pipx.on_path), (Some("/srv/pipx"), true));
}

#[test]
fn the_home_is_the_one_that_this_version_of_pipx_uses() {
    let with = |version: &str, folders: &[&str], os| {
        let made = Made::new().program("/Users/ada/.local/bin/pipx", "#!/srv/px/bin/python\n");
        let made = made.folder(&format!("/srv/px/lib/python3.12/site-packages/pipx-{version}.dist-info"));
        let made = folders.iter().fold(made, |made, folder| made.folder(&format!("/Users/ada/{folder}")));
        let home = read(&made.machine(os), &answer("/usr/bin")).pipx.unwrap().home;
        home.strip_prefix("/Users/ada").unwrap().display().to_string()
    };
    let (dotted, mac, linux) = (".local/pipx", "Library/Application Support/pipx", ".local/share/pipx");
    for (version, os, there, home) in [
        ("1.1.0", Os::Linux, &[][..], dotted),
        ("1.2.1", Os::Linux, &[linux][..], dotted),
        ("1.3.0", Os::Linux, &[][..], linux),
        ("1.18.4", Os::Linux, &[dotted][..], dotted),
        ("1.2.1", Os::Macos, &[mac][..], dotted),
        ("1.4.3", Os::Macos, &[][..], mac),
        ("1.4.3", Os::Macos, &[dotted][..], dotted),
        ("1.5.0", Os::Macos, &[][..], dotted),
        ("1.15.0", Os::Macos, &[mac, dotted][..], mac),
        ("1.16.0", Os::Macos, &[][..], mac),
        ("1.16.0", Os::Macos, &[mac, dotted][..], dotted),
    ] {
        assert_eq!(with(version, there, os), home, "{version} {there:?}");
    }
}

#[test]
fn a_second_installation_has_commands_of_its_own() {
    let environment = "/Users/ada/.local/pipx/venvs/black@22";
    let metadata = "{\"main_package\":{\"apps\":[\"black\",\"blackd\"],\"suffix\":\"@22\"}}";
    let made = Made::new().file(&format!("{environment}/pipx_metadata.json"), metadata);
    let tools = read(&made.machine(Os::Macos), &answer("/usr/bin")).pipx.unwrap().tools;
    assert_eq!((tools[0].name.as_str(), tools[0].commands.join(" ").as_str()), ("black@22", "black@22 blackd@22"));
}

#[test]
fn pipx_is_found_in_the_folder_of_its_commands() {
    let mut answer = answer("/usr/bin");
    answer.variables.insert("PIPX_BIN_DIR".to_owned(), "/srv/bin".to_owned());
    let pipx = read(&Made::new().program("/srv/bin/pipx", STUB).machine(Os::Macos), &answer).pipx.unwrap();
    assert_eq!(pipx.path.unwrap().to_str(), Some("/srv/bin/pipx"));
}

#[test]
fn a_spoilt_metadata_file_is_no_tool() {
    let made = tool(Made::new(), "/Users/ada/.local/pipx", "black", true);
    let mac = made.file("/Users/ada/.local/pipx/venvs/black/pipx_metadata.json", "{").machine(Os::Macos);
    assert_eq!(read(&mac, &answer("/usr/bin")).pipx, None);
}
