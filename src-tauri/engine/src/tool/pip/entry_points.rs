//! The list of entry points in a wheel, as far as pip makes commands of it
//! (<https://packaging.python.org/en/latest/specifications/entry-points/>).

/// The names in `[console_scripts]` and `[gui_scripts]`. Read by the line: other sections may hold what no INI file
/// should, and pip installs the commands all the same.
pub fn commands_in(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut of_commands = false;
    for line in list.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            of_commands = matches!(section.trim_end_matches(']').trim(), "console_scripts" | "gui_scripts");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| of_commands && !line.starts_with(['#', ';'])) {
            names.push(name.trim().to_owned());
        }
    }
    names
}
